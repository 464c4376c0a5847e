"""Lines in, answers out: whether one stands alone, or heads what is below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import COUNTED, ONE_DAY
from oinp_noc._notices.layout.broken import begins_anew, fills
from oinp_noc._notices.layout.bullets import is_bulleted, mark_before
from oinp_noc._notices.layout.shapes import GIVES, heads_alike
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.layout.layout import Line, Lines

ENDS_SENTENCE = (".", "!", "?", ";", ":")


def heads(lines: Lines, line: Line, start: int, following: Line | None) -> bool:
    """Return True if an item by itself, behind none of its mark, may be the heading of what stands below it."""
    text = lines.text
    indents = following is not None and following.indent > line.indent
    mark = mark_before(text, line, start)
    plain = lines.original[line.start] in "-*+"
    if following is None or not (line.apart or indents) or mark == lines.listed:
        return False
    gives = GIVES.match(text, following.start, following.end) is not None  # ITAs: 155
    counts = line.apart and _COUNTED.match(text, start, following.end) is not None
    below = following.apart or indents or gives or counts or text[following.end - 1] in ENDS_SENTENCE
    below = below and not (plain and not (indents and gives))
    return below and text[line.end - 1] not in ENDS_SENTENCE and not is_bulleted(lines, following)


def stands_alone(lines: Lines, line: Line, following: Line | None, wrapped: int, *, capitals: bool) -> int:
    """Say whether a line stands by itself: 0 not, 1 above what it says something of, 2 as what heads all below it.

    Args:
        lines: the lines.
        line: the line, with those in which it goes on.
        following: the line behind it.
        wrapped: the width at which lines are broken; 0 if they are not.
        capitals: whether it is written in capitals.
    """
    alone = _stands_alone(lines, line, following, wrapped, capitals=capitals)
    label = _LABEL.match(lines.text, line.start, line.end)
    if label is not None and following is not None:
        again = label[0] == lines.headed and not _LABEL.match(lines.text, following.start, following.end)
        lines.headed = label[0] if alone or again else ""
        return 2 if again else alone
    lines.headed = "" if line.apart else lines.headed
    return alone


_LABEL = compiled(r"(?:stream|volet|category|categorie|filiere)\b[a-z ]{0,20}:")


def _stands_alone(lines: Lines, line: Line, following: Line | None, wrapped: int, *, capitals: bool) -> int:
    text = lines.text
    if following is None or following.apart:
        return 2 * (line.apart or (following is not None and _goes_with_a_day(text, line)))
    bulleted = is_bulleted(lines, following)
    if text[line.end - 1] == ":" or capitals or (line.apart and bulleted):
        return 2
    titled = _DAY.fullmatch(text, line.start, line.end) or _TITLED_DAY.fullmatch(text, line.start, line.end)
    grouped = _CODED.match(text, following.start, following.end) and _GROUP.fullmatch(text, line.start, line.end)
    if line.apart and (titled or grouped):
        return 1  # the day of what stands under it, or the name of a group of codes
    indents = following.indent > line.indent + 1 and text[line.end - 1] not in ENDS_SENTENCE
    indents = indents and _DAY.match(text, line.start, line.end) is not None and line.end - line.start < _SHORT
    if line.apart and (indents or heads_alike(lines, line, following)):
        return 2
    gives = GIVES.match(text, line.start, line.end) and GIVES.match(text, following.start, following.end)
    if gives:
        return 0  # two lines of a record
    least, last, ahead = line.end - line.start, following, 1
    while last.end - following.start <= 2 * least and (below := lines.below(ahead)):
        if not fills(text, last, below, wrapped) or begins_anew(text, lines.original, following, last, below):
            break
        last, ahead = below, ahead + 1
    return int(last.end - following.start > (1 if text[last.end - 1] in ".:" else 2) * least)


_GROUP = compiled(r"[a-z][^0-9:;.!?\n]{2,50}[a-z)]")  # Sales and service, above its codes
_CODED = compiled(
    rf"(?:(?:noc|cnp)[ -])?[0-9]{{4,5}}\b(?!{COUNTED.pattern})[^\n0-9]{{0,4}}[a-z]"
)  # no 1000 invitations


def _goes_with_a_day(text: str, line: Line) -> bool:
    """Return True if a short line by itself stands right below a day alone: both head what is below them."""
    above = text[text.rfind("\n", 0, max(0, line.start - line.indent - 1)) + 1 : line.start].strip(" #*\n\t")
    return _DAY.fullmatch(above) is not None and _NAME.fullmatch(text, line.start, line.end) is not None


_NAME = compiled(r"[a-z][^0-9\n.;!?]{3,90}[a-z)]")  # Foreign Worker stream
_COUNTED = compiled(r"[^0-9\n]+\n\s{0,9}[0-9][0-9, ]{0,6} [a-z]")  # 2) Northern Ontario, above: 129 invitations
_SHORT = 60  # characters of a line that others stand under


_DAY = compiled(rf"(?:le )?{ONE_DAY.pattern}")
_TITLED_DAY = compiled(rf"(?:le )?(?:{ONE_DAY.pattern})[-:|] ?[a-z][^.;!?0-9]{{3,90}}")  # May 9, 2023 - In-Demand
