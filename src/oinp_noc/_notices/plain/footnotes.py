"""Text in, its footnotes out: where a line begins with a mark that stands behind words further up.

"94 nurses* and 58 miners** were invited", and below "* NOC 31301", "** NOC 21330". A mark is one or more asterisks or
daggers, a raised digit or letter, a digit or letter in brackets, or "(see note 1)"; a note may begin with the number of
an item instead, "1. NOC 31301" or "a) ...". Bullets, emphasis as in Markdown, numbers of items and what is counted in a
sentence, "(1) nurses and (2) miners", are no marks. Whose a note is: `draws/noted.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from oinp_noc._notices.plain.text import Place


class Note(NamedTuple):
    """A footnote.

    Attributes:
        start: the place of its mark.
        says: the place behind its mark.
        end: where the next one begins, or its paragraph ends.
        marked: the places of the same mark behind words, the same object for lines that begin with the same mark; none
            of a note beside others whose mark stands nowhere.
    """

    start: int
    says: int
    end: int
    marked: list[Place]


class _Opening(NamedTuple):
    """A mark with words behind it, as a note begins."""

    key: str
    place: Place
    paragraph: int
    marked: list[Place]


_MARK = compiled(
    r"(?P<emphasis>(?<![\w)*_%\\])(?P<stars>\*{1,3})"
    r"(?=[\w(\"'$\[](?:\\\*|[^*\n|]){0,300}(?:\\\*|[^\s*|\\])(?P<closing>(?P=stars))(?![\w*])))"
    r"|(?P<mark>(?:\\\*){1,4}|\*{1,4}|\u2020{1,3}|\u2021{1,3}|\xa7{1,2}|[\xb9\xb2\xb3\u2070-\u2079]{1,2}|[\u1d43\u1d47\u1d9c]"
    r"|<sup>(?:[0-9]{1,2}|[a-h]|\*{1,3})</sup>|\[\^[0-9a-z]{1,3}\]:?"
    r"|\((?:[Ss]ee |[Vv]oir )?(?:la )?[Nn]ote [1-9]\))"
    r"|(?P<bracketed>\((?:[1-9][0-9]?|[a-h]|\*{1,3})\)|\[(?:[1-9][0-9]?|[a-h])\])"
    r"|(?m:^)[ \t]{0,8}(?P<item>(?:[1-9]|[a-h])\)(?=\s)|[Nn]ote [1-9](?=\s?:)"
    r"|[1-9]\.(?=\s{1,4}(?:[Nn][Oo][Cc]|[Cc][Nn][Pp]|[0-9]{5})\b))"
)
_RAISED = str.maketrans("\xb9\xb2\xb3\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u1d43\u1d47\u1d9c", "1230456789abc")
_NO_PART = compiled(r"\\|:|</?sup>|\((?:[Ss]ee |[Vv]oir )?(?:la )?(?=[Nn]ote)|(?<=note [1-9])\)")
_MARGIN = compiled(r"[\s>|-]{0,12}(?:(?:foot)?notes?|legende?|key|remarques?|nota)?[\s:*_]{0,5}")
_SAYS = compiled(r"[ \t]{0,4}[:=.)-]?[ \t]{0,4}[\w\"'(]")
_ATTACHED = compiled(r"[\w).,;:%+\"'\]](?:\*\*|__|\[)?\Z")
_APART = compiled(r"[\w)%+\"'*\]]\s\Z")
_BEHIND = compiled(r"[\s.,;:!?)|\]\"'*_<-]|\Z|\\\|")
_CELL = compiled(r"\|[ \t]{0,20}\Z")
_ALONE = compiled(r"[ \t]{0,99}(?:\||\n|\Z)")
_CLOSES = compiled(r"[ \t]{0,9}(?:[.,;:!?)|\n]|\Z)")
_LINKS = compiled(
    r"(?:\A|[^a-z])(?:and|or|of|for|to|in|with|under|from|the|an?|were|was|held|are|is|et|ou|de|des|du|pour|dans|avec"
    r"|streams?|draws?|rounds?|lists?|groups?|numbers?|notes?|volets?|tirages?|rondes?|listes?|groupes?|numeros?)\s\Z"
)
_COUNTED = compiled(r"(?:two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|sept|huit|neuf|dix)\s\Z")
_EMPTY = compiled(r"\n[ \t]*(?=\n)")
_CODE = compiled(r"\b[0-9]{4,5}\b")
_ROW = compiled(r"[^|\n]{1,2000}(?:\|[ \t]{0,200}(?:[^\w|\n\s][^|\n]{0,2000})?){0,30}(?=\n|\Z)")  # of nothing but notes
_NEAR = 40  # characters before a mark
_HIDDEN = "\x1e"  # blank, yet no gap between columns and no part of a word


def without_marks(text: str, spelt: str) -> tuple[str, list[Note]]:
    """Find the footnotes of a text, and hide their marks behind words, which are no numbers.

    Args:
        text: the text as written.
        spelt: the same, spelt plainly.

    Returns:
        The text, spelt plainly, in which each note with codes is an item, also in a table; and the notes.
    """
    notes = _footnotes(text.replace("\r\n", " \n").replace("\r", "\n"), spelt)
    marked = {id(note.marked): note.marked for note in notes}
    edits = {(*place, _HIDDEN) for places in marked.values() for place in places}
    for note in notes:
        if _CODE.search(spelt, note.says, note.end):
            line = spelt.rfind("\n", max(0, note.start - _NEAR), note.start) + 1
            bar = spelt.find("|", line, note.start)
            edits.add((note.start, note.says, _HIDDEN if spelt[line : note.start].strip(" \t|") else "*"))
            if bar >= 0:
                edits |= {(place, place + 1, " ") for place in (bar, *_bars(spelt, note))}
    parts: list[str] = []
    at = 0
    for start, end, instead in sorted(edits):
        parts += (spelt[at:start], instead.ljust(end - start, _HIDDEN))
        at = end
    return "".join((*parts, spelt[at:])), notes


def _bars(spelt: str, note: Note) -> Iterator[int]:
    """Return the places of the bars behind a note in its line."""
    line = spelt.find("\n", note.says, note.end)
    return (match.start() for match in _BAR.finditer(spelt, note.says, note.end if line < 0 else line))


_BAR = compiled(r"\|")


def _footnotes(text: str, spelt: str) -> list[Note]:
    """Return the footnotes of a text, without those beside which no mark stands behind words."""
    openings, counted, listed = _read(text, spelt)
    openings = [opening for opening in openings if _kind(opening.key) not in counted]
    sure: dict[int, set[tuple[str, bool]]] = {}
    for opening in openings:
        if opening.marked and not (opening.key == "*" and opening.paragraph in listed):
            sure.setdefault(opening.paragraph, set()).add(_kind(opening.key))
    openings = [
        opening
        for opening in openings
        if _kind(opening.key) in sure.get(opening.paragraph, ()) and (opening.marked or opening.key != "*")
    ]
    ends = [*(opening.place[0] for opening in openings[1:]), len(text)]
    return [
        Note(*opening.place, _until(text, opening.place[1], end), opening.marked)
        for opening, end in zip(openings, ends, strict=False)
    ]


def _kind(key: str) -> tuple[str, bool]:
    return "0" if key[0].isdigit() else key[0], key[1:2].isdigit()


def _until(text: str, start: int, end: int) -> int:
    """Return where a note ends: at an empty line, unless a colon above it leads to a list."""
    empty = _EMPTY.search(text, start, end)
    if empty is not None and text[start : empty.start()].rstrip().endswith(":"):
        empty = _EMPTY.search(text, empty.end() + 1, end)
    return end if empty is None else empty.start()


def _read(text: str, spelt: str) -> tuple[list[_Opening], set[tuple[str, bool]], set[int]]:
    """Find what may be notes, in order, the kinds of mark with which sentences count, and paragraphs of bullets."""
    marked: dict[str, list[Place]] = {}
    found: list[_Opening] = []
    counted: set[tuple[str, bool]] = set()
    bullets: set[tuple[str, int]] = set()
    listed: set[int] = set()  # the paragraphs with several lines that begin with an asterisk: bullets, or one note
    last: dict[str, _Opening] = {}
    paragraph, at, closing = 0, 0, -1
    for match in _MARK.finditer(text):
        if match["emphasis"]:
            closing = match.start("closing")
        start, end = match.span("item" if match["item"] else 0)
        if match["emphasis"] or start == closing:
            continue
        paragraph += sum(1 for _ in _EMPTY.finditer(text, at, start))
        at = start
        key = _key(match, marked)
        before = found[-1] if found and found[-1].paragraph == paragraph else None
        goes_on = before is not None and key in marked and _goes_on(text, before, key, start, end)
        if goes_on or (key and _opens(text, spelt, start, end)):
            if (key, paragraph) in bullets:
                continue
            again = key in last and last[key].paragraph == paragraph
            last[key] = _Opening(key, (start, end), paragraph, last[key].marked if again else marked.pop(key, []))
            found.append(last[key])
            if again and key == "*":
                listed.add(paragraph)
        elif not match["item"] and _is_behind_words(spelt, match):
            marked.setdefault(key, []).append((start, end))
            if before is not None and before.key == key:
                bullets.add((key, paragraph))
                marked[key][:0] = before.marked
        elif match["bracketed"] and not _COUNTED.search(spelt, max(0, start - _NEAR), start):
            counted.add(_kind(key))
    return [opening for opening in found if (opening.key, opening.paragraph) not in bullets], counted, listed


def _key(match: re.Match[str], marked: dict[str, list[Place]]) -> str:
    """Return a mark as it is told from others; of the number of an item, the one before it that it may stand for."""
    item = match["item"]
    if item is None or item[1:] not in (".", ")"):
        return _NO_PART.sub("", match[0].lower()).translate(_RAISED).strip()
    keys = (item[0], f"({item[0]})" if item[1] == ")" else "")
    return next((key for key in keys if key in marked), "")


def _opens(text: str, spelt: str, start: int, end: int) -> bool:
    """Return True if a mark is the first of its line, and words stand behind it."""
    first = max(0, start - _NEAR)
    line = spelt.rfind("\n", first, start) + 1 or first
    if (line == first > 0) or not _MARGIN.fullmatch(spelt, line, start) or not _SAYS.match(text, end):
        return False
    return "|" not in text[line:start] or _ROW.match(text, end) is not None


def _goes_on(text: str, before: _Opening, key: str, start: int, end: int) -> bool:
    """Return True if another note begins in the line of one: * NOC 31301; ** NOC 21330."""
    return key != before.key and text[start - 1] in " \t|;.\xa0" and _SAYS.match(text, end) is not None


def _is_behind_words(spelt: str, match: re.Match[str]) -> bool:
    """Return True if a mark stands right behind words, and no word of theirs counts what is behind it."""
    start, end = match.span()
    before = spelt[max(0, start - _NEAR) : start]
    if _BEHIND.match(spelt, end) is None:
        return False
    if _ATTACHED.search(before) or (_CELL.search(before) and _ALONE.match(spelt, end)):
        return True
    if match[0].endswith("*"):
        return _APART.search(before) is not None and _CLOSES.match(spelt, end) is not None
    return _APART.search(before) is not None and not (_LINKS.search(before) or _COUNTED.search(before))
