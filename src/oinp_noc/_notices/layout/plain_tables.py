"""Lines in, rows out of tables that nothing frames: cells on a line each, or between single blanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import (
    DAY,
    KEYS,
    LONGEST_NAME,
    LOOKAHEAD,
    Columns,
    column_names,
    looks_of,
    named_column,
    trimmed,
)
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout.carried import Carried
from oinp_noc._notices.layout.layout import fills
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oinp_noc._notices.layout.layout import Line, Lines
    from oinp_noc._notices.plain.text import Place

# Cells on a line each.


def heads(lines: Lines, line: Line) -> tuple[str, ...]:
    """Read the names of columns that stand on a line each, of which the first is known; none if fewer than two do."""
    text = lines.text
    names, _ = column_names()
    found: list[str] = []
    known = 0  # names before one in words of its own
    following: Line | None = line
    while following is not None and following.end - following.start < LONGEST_NAME:
        said = text[following.start : following.end].rstrip("|")
        exact = names.get(spell(said))
        name = exact or (named_column(said) if found and looks_of(said) == "words" else "")
        if not name or name in found:
            break
        known += exact is not None and known == len(found)
        found.append(name)
        following = lines.peek(len(found) - 1)
    while len(found) > known and not _begins_with_a_row(lines, found):
        found.pop()
    if len(found) < 2 or KEYS.isdisjoint(found):  # noqa: PLR2004 (a table has columns)
        return ()
    for _ in found[1:]:
        lines.take()
    return tuple(found)


def _begins_with_a_row(lines: Lines, columns: Sequence[str]) -> bool:
    """Return True if the lines behind the names of columns may be their cells: "Northern region" is no name."""
    cells = [lines.peek(len(columns) - 1 + at) for at in range(len(columns))]
    return all(
        line is not None and _may_hold(lines.text, line, column) for line, column in zip(cells, columns, strict=True)
    )


def rows_of_cell_lines(lines: Lines, head: Line, columns: Sequence[str]) -> Iterator[Unit]:
    """Read the rows of a table whose cells stand on a line each."""
    text = lines.text
    carried = Carried(text, columns)
    while True:
        row: list[Place] = []
        for column in columns:
            line = lines.peek(len(row))
            if line is None or not _may_hold(text, line, column):
                break
            row.append(trimmed(text, line.start, line.end - (text[line.end - 1] == "|")))
        if len(row) < len(columns) - (columns[-1] in ("target", "codes", "title")):
            return
        for _ in row:
            lines.take()
        kinds = Columns(tuple(columns[: len(row)]), start=head.start)
        yield Unit("row", row[0][0], row[-1][1], cells=carried.into(tuple(row)), columns=kinds)


_MARKED = re.compile(r"#{1,6}\s+")


def _may_hold(text: str, line: Line, column: str) -> bool:
    """Return True if a line may be a cell of a column."""
    if column == "date":
        return DAY.match(text, line.start, line.end) is not None
    if column == "invitations":
        return text[line.start].isdigit()
    return column != "target" or not _MARKED.match(text, line.start, line.end)


def record(lines: Lines, line: Line) -> Unit | None:
    """Read lines that hold, in turn, a name and what it names, as a row: a table as narrow screens show it.

    Of one or two such pairs, the first is a sentence: "Invitations", and below it "402".
    """
    text = lines.text
    names, _ = column_names()
    kinds: list[str] = []
    row: list[Place] = []
    head: Line | None = line
    while head is not None and len(row) < _MOST_LABELS:
        value = lines.below(2 * len(row))
        name = text[head.start : head.end].rstrip(" :")
        kind = names.get(spell(name)) or named_column(name)
        if value is None or head.end - head.start > _LABEL or (kind and kind in kinds):
            break
        if not (kind or looks_of(name) == "words") or not _may_be_of(kind, text[value.start : value.end]):
            break
        kinds.append(kind)
        row.append(trimmed(text, value.start, value.end))
        head = lines.below(2 * len(row) - 1)
    if len(KEYS.intersection(kinds)) > 1 and len(row) >= LOOKAHEAD:
        unit = Unit("row", line.start, row[-1][1], 0, line.apart, 0, tuple(row), Columns(tuple(kinds), line.start))
    elif kinds and kinds[0] in _LABELLED and spell(text[line.start : line.end]) in names:
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
    while line is not None and any(map(str.isdigit, lines.text[line.start : line.end])):
        start = line.start
        lines.take()
        while (rest := lines.below()) is not None and lines.original[rest.start].islower():
            if not fills(lines.text, line, rest, wrapped):
                break
            line = rest  # broken to fit a width
            lines.take()
        yield Unit("row", start, line.end, cells=((start, line.end),), columns=Columns(columns, start=head.start))
        line = lines.below()
