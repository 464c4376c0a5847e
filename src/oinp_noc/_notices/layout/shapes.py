"""Lines in, shapes out: where lines are broken, and which of one shape tell one thing each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.layout.layout import Line, Lines

_FIRST_NUMBER = compiled(r"[0-9]")
_IN_SHAPE = ((compiled(r"[a-z]+(?:'[a-z]+)?(?: [a-z]+)*"), "w"), (compiled(r"[0-9]+"), "0"))


def shape(text: str, line: Line) -> str:
    """Return the shape of a line from its first number on, if it has several: "1306 itas, 72 pts" is "0 w, 0 w"."""
    first = _FIRST_NUMBER.search(text, line.start, line.end)
    if first is None or line.end - line.start > _SHORT:
        return ""
    shape = text[first.start() : line.end]
    for part, instead in _IN_SHAPE:
        shape = part.sub(instead, shape)
    return shape if shape.count("0") > 1 else ""


def begin_alike(text: str, line: Line, other: Line) -> bool:
    """Return True if two lines have the same marks before their first number: "fw: 94 itas" and "is: 12 itas"."""
    first, second = (_FIRST_NUMBER.split(text[each.start : each.end], 1)[0] for each in (line, other))
    return _WORDS.sub("", first) == _WORDS.sub("", second)


_WORDS = compiled(r"[\w\s'-]+")
_SHORT = 90  # characters of a line that tells one thing among others of its shape
_NARROW = 60  # characters of a line of names


def names_cells(lines: Lines, line: Line) -> bool:
    """Return True if a line names columns between commas or semicolons: the next has as many, and numbers."""
    text, below = lines.text, lines.below(1)
    if below is None or not _is_bare(text, line):
        return False
    counts = [(text.count(mark, line.start, line.end), text.count(mark, below.start, below.end)) for mark in ",;"]
    return any(one == other > 1 for one, other in counts) and not _is_bare(text, below)


def are_of_one_table(upper: str, lower: str) -> bool:
    """Return True if two lines are rows of one table, although an empty line stands between them.

    They have as many cells, three or more; names without a number begin a table. The first name may be empty.
    """
    if CELL.search(lower) is None:
        return False
    cells = [len(CELL.split(line.strip(" \xa0|\t"))) for line in (upper, lower)]
    numbered = [_FIRST_NUMBER.search(line) is not None for line in (upper, lower)]
    empty = upper[:1].isspace() and not lower[:1].isspace() and cells[0] + 1 == cells[-1]
    return (
        numbered[1] and min(cells) >= _FEWEST_CELLS - empty and (cells[0] == cells[-1] or (empty and not numbered[0]))
    )


CELL = compiled(r"[ \xa0]*\|[ \xa0]*|\t+|[ \xa0]{3,}")
_FEWEST_CELLS = 3


def heads_alike(lines: Lines, line: Line, following: Line) -> bool:
    """Return True if a line without a number stands above two of one shape with numbers: Eastern Ontario."""
    text, after = lines.text, lines.below(1)
    if after is None or text[line.end - 1] in ".!?;:" or not _is_bare(text, line, _SHORT):
        return False
    one, other = (shape(text, each).replace("0,0", "0") for each in (following, after))
    return one == other and one.count("0") > 1 and _CODE.search(text, following.start, following.end) is None


def _is_bare(text: str, line: Line, longest: int = _NARROW) -> bool:
    return line.end - line.start <= longest and _FIRST_NUMBER.search(text, line.start, line.end) is None


_CODE = compiled(r"(?<![0-9,])[0-9]{5}(?![0-9])")


def leads(text: str, line: Line, following: Line | None) -> bool:
    """Return True if a paragraph's first line with codes leads to lines with a larger indent: Nurses (NOC 31301)."""
    if following is None or following.apart or not (line.apart and following.indent > line.indent):
        return False
    gives = GIVES.match(text, following.start, following.end) is not None
    return gives and _CODED.search(text, line.start, line.end) is not None


GIVES = compiled(r"[a-z][a-z /()'-]{1,40}:\s{1,80}\S")  # Score: 46
_CODED = compiled(r"[a-z] ?[(\[](?:(?:noc|cnp) )?[0-9]{5}[)\]]\Z")
