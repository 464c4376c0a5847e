"""Lines in, rows out of tables that nothing frames: cells on a line each, or between single blanks."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.checked import checked
from oinp_noc._notices.facts.columns import (
    DAY,
    KEYS,
    LONGEST_NAME,
    LOOKAHEAD,
    ONE_DAY,
    Columns,
    column_names,
    looks_of,
    named_column,
    trimmed,
    typed,
)
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout.broken import fills
from oinp_noc._notices.layout.carried import Carried
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.dates import YEAR
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from oinp_noc._notices.layout.layout import Line, Lines
    from oinp_noc._notices.plain.text import Place

# Cells on a line each.


def heads(lines: Lines, line: Line) -> tuple[str, ...]:
    """Read the names of columns that stand on a line each; none if fewer than two do.

    Where not all are known, what stands below them says how many there are: rows of cells that look alike.
    """
    exact = _names(lines, line, _exactly)
    read = max(exact, _by_their_cells(lines, line), key=len)
    like = _names(lines, line, _nearly)
    columns = next((each for each in (read, like) if each and _row(lines, each, len(each) - 1)), ())
    # What stands below names without a row is no cell of theirs.
    for _ in columns[1:]:
        lines.take()
    return columns


def _exactly(said: str) -> str:
    return column_names()[0].get(spell(said), "")


def _nearly(said: str) -> str:
    """Read a name, or one word such as "Profiles", which is a name only among names."""
    return _exactly(said) or ("" if len(spell(said)) > 1 else named_column(said))


def _names(lines: Lines, line: Line, named: Callable[[str], str]) -> tuple[str, ...]:
    """Read names that stand on a line each, until one that is none or comes again; none if none is of draws."""
    found: list[str] = []
    following: Line | None = line
    while following is not None and following.end - following.start < LONGEST_NAME:
        name = named(lines.text[following.start : following.end].rstrip("|"))
        if not name or name in found:
            break
        found.append(name)
        following = lines.peek(len(found) - 1)
    return () if len(found) < 2 or KEYS.isdisjoint(found) else tuple(found)  # noqa: PLR2004 (a table has columns)


def _by_their_cells(lines: Lines, line: Line) -> tuple[str, ...]:
    """Type columns whose names stand on a line each above two rows or more of cells; none if nothing repeats there."""
    if {"number", "range"}.isdisjoint(map(looks_of, _cells(lines, line, 2 * _MOST_COLUMNS))):
        return ()  # no first row holds any
    cells = _cells(lines, line, _MOST_CELLS)
    looks = [_LOOKS.get(looks_of(cell), "words") for cell in cells]
    first = next((at for at, look in enumerate(looks) if look != "words"), 0)
    for width in range(min(first, _MOST_COLUMNS), 2, -1):
        rows = [looks[at : at + width] for at in range(width, len(looks) - width + 1, width)]
        alike = list(itertools.takewhile(rows[0].__eq__, rows)) if rows else []
        named = any(map(_exactly, cells[width : 2 * width]))  # there are more names
        if len(alike) > 1 and "number" in rows[0] and not named:
            names = cells[:width]
            below = [cells[width + at : width * (len(alike) + 1) : width] for at in range(width)]
            kinds = checked(list(map(typed, names, below)), names, below)
            known = all(kind in _TOLD for kind, look in zip(kinds, rows[0], strict=True) if look != "words")
            if known and not _OF_DRAWS.isdisjoint(kinds):
                return kinds
    return ()


def _cells(lines: Lines, line: Line, most: int) -> list[str]:
    """Return a line and those below it, as many as are short enough for cells."""
    ahead = itertools.chain((line,), map(lines.peek, range(most)))
    short = itertools.takewhile(lambda each: each is not None and each.end - each.start <= LONGEST_NAME, ahead)
    return [lines.text[slice(*trimmed(lines.text, each.start, each.end))] for each in short if each is not None]


_OF_DRAWS = {"stream", "date", "score"}
_TOLD = {*KEYS, "profiles", "none"}
_MOST_COLUMNS, _MOST_CELLS = 8, 48
_LOOKS = {"number": "number", "range": "number", "day": "day"}


def rows_of_cell_lines(lines: Lines, head: Line, columns: Sequence[str]) -> Iterator[Unit]:
    """Read the rows of a table whose cells stand on a line each."""
    carried = Carried(lines.text, columns)
    while row := _row(lines, columns):
        for _ in row:
            lines.take()
        kinds = Columns(tuple(columns[: len(row)]), start=head.start)
        yield Unit("row", row[0][0], row[-1][1], cells=carried.into(tuple(row)), columns=kinds)


def _row(lines: Lines, columns: Sequence[str], ahead: int = 0) -> list[Place]:
    """Return the cells of a row that stand on a line each, from a line further on; none if they are no such row."""
    text = lines.text
    row: list[Place] = []
    for column in columns:
        line = lines.peek(ahead + len(row))
        if line is None or not _may_hold(text, line, column):
            break
        row.append(trimmed(text, line.start, line.end - (text[line.end - 1] == "|")))
    return row if len(row) >= len(columns) - (columns[-1] in ("target", "codes", "title")) else []


_MARKED = compiled(r"#{1,6}\s+")


def _may_hold(text: str, line: Line, column: str) -> bool:
    """Return True if a line may be a cell of a column."""
    if column == "date":
        return DAY.match(text, line.start, line.end) is not None
    if column == "invitations":
        return text[line.start].isdigit()
    return column != "target" or not _MARKED.match(text, line.start, line.end)


def record(lines: Lines, line: Line) -> Unit | None:
    """Read lines that hold, in turn, a name and what it names, as a row: a table as narrow screens show it.

    An empty line may stand between all of them, or between one pair and the next. Of one or two such pairs, the first
    is a sentence: "Invitations", and below it "402".
    """
    text = lines.text
    kinds: list[str] = []
    row: list[Place] = []
    head: Line | None = line
    by_pairs = lines.below() is not None and lines.apart(1) is not None
    following = lines.below if lines.below() is not None else lines.apart
    while head is not None and len(row) < _MOST_LABELS:
        value = following(2 * len(row))
        if value is None or head.end - head.start > _LABEL:
            break
        name = text[head.start : head.end].rstrip(" :")
        kind = named_column(name)
        if not (kind or looks_of(name) == "words") or not _may_be_of(kind, text[value.start : value.end]):
            break
        kinds.append(kind)
        row.append(trimmed(text, value.start, value.end))
        head = (lines.apart if by_pairs and kind else following)(2 * len(row) - 1)
    if len(KEYS.intersection(kinds)) > 1 and len(row) >= LOOKAHEAD:
        unit = Unit("row", line.start, row[-1][1], 0, line.apart, 0, tuple(row), Columns(tuple(kinds), line.start))
    elif kinds and kinds[0] in _LABELLED and spell(text[line.start : line.end]) in column_names()[0]:
        unit = Unit("prose", line.start, row[0][1], apart=line.apart)
        del row[1:]
    else:
        return None
    for _ in range(2 * len(row) - 1):
        lines.take()
    return unit


_MOST_LABELS = 12  # of a record


def _may_be_of(kind: str, value: str) -> bool:
    """Return True if a line may be what a name names: no name itself."""
    if kind in KEYS:
        return looks_of(value) in _LABELLED[kind] or (kind == "score" and value[:1].isdigit())
    return spell(value) not in column_names()[0]


_LABEL = 60  # characters of a label, and of its value
_LABELLED = {"invitations": {"number"}, "score": {"number", "range"}, "date": {"day"}, "profiles": {"day"}}


# Values between single blanks.


def rows_without_lines(lines: Lines, head: Line, columns: tuple[str, ...], wrapped: int) -> Iterator[Unit]:
    """Read the rows of a table whose cells have only blanks between them, the first of which may stand apart."""
    line = lines.peek()
    together = lines.below() is not None or lines.below(1) is not None
    while line is not None and any(map(str.isdigit, lines.text[line.start : line.end])):
        if not together and not _may_be_row(lines.text[line.start : line.end]):
            return
        start = line.start
        lines.take()
        while (rest := lines.below()) is not None and lines.original[rest.start].islower():
            if not fills(lines.text, line, rest, wrapped):
                break
            line = rest  # broken to fit a width
            lines.take()
        yield Unit("row", start, line.end, cells=((start, line.end),), columns=Columns(columns, start=head.start))
        line = lines.below() if together else lines.apart()


def _may_be_row(found: str) -> bool:
    """Return True if a line by itself has a number, besides days and years, and ends no sentence."""
    return found[-1] not in ".!?:" and any(map(str.isdigit, _TIMES.sub("", found)))


_TIMES = compiled(rf"{ONE_DAY.pattern}|\b{YEAR.pattern}")
