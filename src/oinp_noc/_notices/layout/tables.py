"""Lines in, rows of tables out, also of tables on their side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.facts.checked import checked
from oinp_noc._notices.facts.columns import (
    SAMPLE,
    Columns,
    column_names,
    is_of_one_form,
    looks_of,
    named_by_cells,
    named_column,
    typed,
)
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout import sections, spread
from oinp_noc._notices.layout.carried import Carried
from oinp_noc._notices.layout.split import WIDE_GAP, aligned, cells_of, split
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oinp_noc._notices.layout.layout import Line, Lines
    from oinp_noc._notices.plain.text import Place

_ONE_TAB = re.compile(r"\t")
_TURNED = 60  # lines: no table that stands on its side is longer


def table_rows(lines: Lines, line: Line, cells: tuple[Place, ...], caption: str = "") -> Iterator[Unit]:
    """Read a table from its first row on; the line above it may say what it counts."""
    text = lines.text
    if _stands_on_its_side(lines, line, cells):
        yield from _turned(lines, line, cells)
        return
    framed = text[line.start] == "|" or text[line.end - 1] == "|"
    lowest = lines.peek()
    two = _two_rows(lines, cells, framed=framed)
    grid = _grid(text, lowest if two and lowest is not None else line, two or cells, framed=framed)
    heads = two or [(cell,) for cell in cells]
    named_by = [_joined(text, places) for places in heads]
    names = [named_column(name) for name in named_by]
    below = _below(lines, grid)
    named = sum(map(bool, names)) > len(names) // 2 or (any(names) and _heads(lines, cells))
    named = named and not any(map(is_of_one_form, named_by, below))
    typed_ = checked(
        [typed(name, held, lines.legend) for name, held in zip(named_by, below, strict=True)], named_by, below
    )
    data = any(looks_of(text[start:end]) in ("number", "range") for start, end in cells)
    common, groups = ([], []) if data else spread.groups(text, heads, typed_, below, caption)
    typed_ = tuple(map(spread.of_another_draw, [text] * len(heads), heads, typed_))
    kinds = typed_ if named or two else ("",) * len(heads) if not data and _heads(lines, cells) else ()
    columns = Columns(kinds, start=line.start)
    if not (columns.kinds or groups):
        yield Unit("row", line.start, line.end, apart=line.apart, cells=cells, columns=columns)
    carried = Carried(text, typed_, () if columns.kinds or groups else cells)
    over, over_kinds = sections.NO_SECTION  # the cell of a row that names what the rows below it are of
    while (following := lines.peek()) is not None and not following.apart:
        row = _row(lines, following, grid)
        behind = lines.peek(1)
        below_it = _row(lines, behind, grid) if behind and not behind.apart else ()
        line_over = (following[:2],) if len(below_it) == len(heads) else ()
        if columns.kinds and (said := sections.section(text, row or line_over, below_it, typed_))[0]:
            lines.take()
            over, over_kinds = said
            continue
        if not row:
            return
        lines.take()
        row = carried.into(row)
        if groups and len(row) <= len(heads):
            for held, its_kinds in spread.rows_of(text, row, typed_, common, groups):
                its = columns._replace(kinds=(*its_kinds, *over_kinds))
                yield Unit("row", following.start, following.end, cells=(*held, *over), columns=its)
            continue
        fits = columns.kinds and len(row) <= len(heads)
        its = columns._replace(kinds=columns.kinds[: len(row)]) if fits else Columns(start=line.start)
        end = following.end
        while its.kinds and (more := _wrapped(lines, row, framed=framed)):
            row, its = (*row, *more), its._replace(kinds=(*its.kinds, *("wrapped",) * len(more)))
            end = more[-1][1]
            lines.take()
        if its.kinds:
            row, its = (*row, *over), its._replace(kinds=(*its.kinds, *over_kinds))
        yield Unit("row", following.start, end, cells=row, columns=its)


def _wrapped(lines: Lines, row: tuple[Place, ...], *, framed: bool) -> list[Place]:
    """Return the cells of a line in which those of the row before go on: words alone, and none in the first column."""
    line = lines.peek()
    if line is None or line.apart or lines.text[line.start] != "|":
        return []
    cells = cells_of(lines, line, inside=True, framed=framed)
    looks = [looks_of(lines.text[start:end]) if start < end else "" for start, end in cells]
    fits = len(cells) <= len(row) and all(row[at][0] < row[at][1] for at, look in enumerate(looks) if look)
    words = not looks[0] and all(look in ("", "words", "mixed") for look in looks)
    return [cell for cell in cells if cell[0] < cell[1]] if fits and words else []


def _joined(text: str, places: spread.Names) -> str:
    return " ".join(text[start:end] for start, end in places)


class _Grid(NamedTuple):
    """How the rows of a table are split.

    Attributes:
        width: how many columns it has.
        framed: whether a bar at the edge is its frame.
        tabbed: the gap, if one tab stands between two names.
        heads: where the names stand in their line, if blanks stand between them.
    """

    width: int
    framed: bool
    tabbed: re.Pattern[str] | None
    heads: tuple[Place, ...]


def _grid(text: str, line: Line, names: Sequence[object], *, framed: bool) -> _Grid:
    """Say how the rows below names are split, of which the line has the last."""
    found, begins = text[line.start : line.end], line.start - line.indent
    tabbed = _ONE_TAB if "\t" in found and "\t\t" not in found else None
    cells = () if "|" in found or "\t" in found else split(text, line, WIDE_GAP)
    heads = tuple((start - begins, end - begins) for start, end in cells)
    return _Grid(len(names), framed, tabbed, heads if len(cells) == len(names) else ())


def _row(lines: Lines, line: Line, grid: _Grid) -> tuple[Place, ...]:
    """Split a row below the names of columns: two tabs, or many blanks, have an empty cell where names have a gap."""
    row = cells_of(lines, line, inside=True, framed=grid.framed)
    if not 1 < len(row) < grid.width:
        return row
    if grid.tabbed is not None:
        single = split(lines.text, line, grid.tabbed)
        return single if len(row) < len(single) <= grid.width else row
    return (aligned(row, line, grid.heads) if grid.heads else ()) or row


def _two_rows(lines: Lines, cells: tuple[Place, ...], *, framed: bool) -> list[spread.Names]:
    """Read two rows of names as one, and take the second; none if the next row has cells."""
    text = lines.text
    rows = []
    for following in (lines.peek(0), lines.peek(1)):
        row = cells_of(lines, following, inside=True, framed=framed) if following and not following.apart else ()
        rows.append(row)
    if (
        not all(rows)
        or not spread.are_names(text, *rows)
        or any(looks_of(text[start:end]) in ("number", "range") for start, end in cells)
    ):
        return []
    found = spread.stacked(cells, rows[0], len(rows[1]))
    if found:
        lines.take()
    return found


def _heads(lines: Lines, cells: tuple[Place, ...]) -> bool:
    """Return True if a first row is in words where the row below it has numbers or days."""
    text = lines.text
    following = lines.peek()
    below = cells_of(lines, following, inside=True) if following is not None and not following.apart else ()
    pairs = list(zip(cells, below, strict=False))
    looks = [(looks_of(text[slice(*head)]), looks_of(text[slice(*cell)])) for head, cell in pairs]
    facts = {"number", "range", "day"}
    return any(cell in facts for _, cell in looks) and not any(head in facts for head, _ in looks)


def _below(lines: Lines, grid: _Grid) -> list[list[str]]:
    """Return the first cells of each column below its name."""
    below: list[list[str]] = [[] for _ in range(grid.width)]
    for ahead in range(SAMPLE):
        following = lines.peek(ahead)
        row = _row(lines, following, grid) if following and not following.apart else ()
        if grid.tabbed is not None and 1 < len(row) < grid.width:
            row = (*row, *((0, 0),) * (grid.width - len(row)))  # the last cells are empty
        if len(row) != grid.width:
            break
        for held, (start, end) in zip(below, row, strict=True):
            held.append(lines.text[start:end])
    return below


def _stands_on_its_side(lines: Lines, line: Line, cells: tuple[Place, ...]) -> bool:
    """Return True if the names of a table stand in its first column, and behind each what it names."""
    text = lines.text
    framed = "|" in (text[line.start], text[line.end - 1])
    heads = set()
    row, ahead = cells, 0
    while len(row) > 1 and ahead <= SAMPLE:
        name, *held = (text[start:end] for start, end in row)
        if any(map(column_names()[0].get, map(spell, held))):
            return False
        heads.add(column_names()[0].get(spell(name)) or named_by_cells(name, held))
        following = lines.peek(ahead)
        row = cells_of(lines, following, inside=True, framed=framed) if following and not following.apart else ()
        ahead += 1
    return len(heads - {""}) > 1


def _turned(lines: Lines, line: Line, cells: tuple[Place, ...]) -> Iterator[Unit]:
    """Read a table whose names stand in its first column: each further column is a row."""
    rows = [cells]
    last = line
    text = lines.text
    framed = "|" in (text[line.start], text[line.end - 1])
    while len(rows) < _TURNED and (following := lines.peek()) is not None and not following.apart:
        below = cells_of(lines, following, inside=True, framed=framed)
        if not below:
            break
        rows.append(below)
        last = following
        lines.take()
    names = [text[slice(*row[0])] for row in rows]
    held = [[text[start:end] for start, end in row[1:]] for row in rows]
    kinds = list(map(typed, names, held))
    first = "government" if sections.names_governments(text, cells[1:]) else "stream"
    columns = [kind or first * (row is rows[0]) for row, kind in zip(rows, checked(kinds, names, held), strict=True)]
    over = [] if "date" in columns else [(place, "head") for place in spread.says_day(text, rows[0][0])]
    for column in range(1, max(map(len, rows))):
        its = [(row[column], name) for row, name in zip(rows, columns, strict=True) if column < len(row)] + over
        of_it = Columns(tuple(name for _, name in its), start=line.start)
        yield Unit("row", line.start, last.end, cells=tuple(cell for cell, _ in its), columns=of_it)
