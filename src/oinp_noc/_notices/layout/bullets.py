"""Lines in, what stands before an item out: a bullet, a number, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.layout.layout import Line, Lines

_BULLET = compiled(
    r"(?:[•·▪◦‣●○■□►▶➤→✓✔❖*+]\s*|[\[(]?[0-9]{1,2}(?::[0-9]{2}){1,2}[\])]?\s+(?:[-|]\s+)?(?![ap]\.?m)|[-o]\s+"
    r"|-(?=noc|cnp|[0-9]{4,5}\b)"
    r"|\(?(?:1?[0-9]|(?<!\?\n)(?<!\? \n)(?<!\?\n\n)(?<!\? \n \n)[2-9][0-9])[.)°º](?:\s+|(?=noc|cnp))"
    r"|[1-9][0-9]?/\s(?!20)|[0-9]{3}[.)]\s*(?=noc|cnp|[0-9]{4,5}\b)|(?!m\.\s)[a-z][.)]\s+|\((?:[ivx]{1,4}|[a-z])\)\s+)"
)
"""What stands before an item; a large number behind a question answers it: the lowest score? 62. Nobody below was."""
_BEHIND_LETTER = (".", ")", " ")
_BOLD = compiled(r"\*\*|__|\*[^\s*][^*\n]{0,98}[^\s*]\*(?!\*)")  # *Foreign Worker*


def is_bulleted(lines: Lines, line: Line) -> bool:
    """Return True if a line begins with a bullet or a number."""
    text = lines.text
    return text[line.start] in lines.marks or (
        not _BOLD.match(text, line.start, line.end) and _BULLET.match(text, line.start, line.end) is not None
    )


def past_bullets(lines: Lines, line: Line) -> int:
    """Find where a line begins behind its bullet or number."""
    text, start = lines.text, line.start
    if text[start] in lines.marks:
        return _BEHIND_MARK.match(text, start + 1, line.end).end()  # type: ignore[union-attr]
    if (post := _post(lines, line)) is not None:
        return post
    if text[start].isalpha() and text[start + 1 : start + 2] not in _BEHIND_LETTER:
        return start
    for _ in range(2):  # a bullet, and a number behind it
        bullet = _BULLET.match(text, start, line.end)
        if bullet is None:
            break
        start = bullet.end()
    return start


def _post(lines: Lines, line: Line) -> int | None:
    """Find the end of the number of a post of a thread, of which the text has the first and the second: 2/5."""
    match = _NUMBERED.match(lines.text, line.start, line.end) if lines.posts else None
    return match.end() if match is not None and match["total"] in lines.posts else None


_NUMBERED = compiled(r"[1-9][0-9]?/(?P<total>[1-9][0-9]?)\s{1,4}")
_BEHIND_MARK = compiled(r"\s{0,4}")


def mark_of(lines: Lines, line: Line) -> str:
    """Return what stands before an item, with one letter for any number."""
    return mark_before(lines.text, line, past_bullets(lines, line))


def mark_before(text: str, line: Line, start: int) -> str:
    """Return what stands before an item, with one letter for any number."""
    return _COUNTED.sub("0", text[line.start : start].rstrip())


_COUNTED = compiled("[a-z0-9]+")


OF_A_RECORD = (
    r"(?:(?:number of )?(?:invitations?|invited|itas?|nois?|candidate?s?)|(?:[a-z-]+ )?(?:score|note|seuil)|cut-?off)\b"
    r"[^:\n]{0,20}:"
)
"""The label of the number or score of a draw."""
_OF_A_RECORD = compiled(OF_A_RECORD)


def heads_a_record(lines: Lines) -> bool:
    """Return True if items right below give the number or score of a draw: cooks (NOC 63200), and below, ITAs: 94."""
    below = lines.below()
    start = past_bullets(lines, below) if below is not None else 0
    return below is not None and start > below.start and _OF_A_RECORD.match(lines.text, start, below.end) is not None
