"""Lines in, rows of tables out, also of tables on their side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.facts.checked import checked
from oinp_noc._notices.facts.columns import (
    KEYS,
    LONGEST_NAME,
    SAMPLE,
    Columns,
    column_names,
    is_of_one_form,
    looks_of,
    named_by_cells,
    named_column,
    numbers_in,
    typed,
)
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout import sections, spread
from oinp_noc._notices.layout.carried import Carried
from oinp_noc._notices.layout.marks import separated
from oinp_noc._notices.layout.split import aligned, cells_of, split
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import said
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from oinp_noc._notices.layout.layout import Line, Lines
    from oinp_noc._notices.plain.text import Place

_ONE_TAB = compiled(r"\t")
_TURNED = 60  # lines: no table that stands on its side is longer


class _Grid(NamedTuple):
    """How the rows of a table are split.

    Attributes:
        mark: the comma or the like between cells, if it is no bar, tab or blank.
        framed: whether a bar at the edge is its frame.
        width: how many columns it has, once they are known.
        tabbed: whether one tab stands between two names.
        heads: where the names stand in their lines, if blanks stand between them.
    """

    mark: re.Pattern[str] | None
    framed: bool
    width: int = 0
    tabbed: bool = False
    heads: tuple[Place, ...] = ()

    def below(self, text: str, names: Sequence[spread.Names]) -> _Grid:
        """Say how rows below names are split that have fewer cells: two tabs or many blanks have an empty one."""
        places = [stacked[-1] for stacked in names if stacked]
        begins = [text.rfind("\n", 0, start) + 1 for start, _ in places]
        found = text[places[0][1] : places[-1][1]]
        tabbed = "\t" in found and "\t\t" not in found
        blank = len(places) == len(names) and not (self.mark or "|" in found or "\t" in found)
        heads = (
            tuple((start - line, end - line) for (start, end), line in zip(places, begins, strict=True))
            if blank
            else ()
        )
        return self._replace(width=len(names), tabbed=tabbed, heads=heads)

    def row(self, lines: Lines, ahead: int = 0) -> tuple[Place, ...]:
        """Split a line further on; what stands behind an empty line is no row."""
        line = lines.below(ahead)
        if line is None:
            return ()
        if self.mark is not None:
            cells = separated(lines.text, line, self.mark)
            return cells if len(cells) == self.width or not self.width else ()
        row = cells_of(lines, line, inside=True, framed=self.framed)
        if not 1 < len(row) < self.width:
            return row
        if self.tabbed:
            empty = lines.text.count("\t", line.start - line.indent, line.start)
            single = (*((line.start, line.start),) * empty, *split(lines.text, line, _ONE_TAB))
            return single if len(row) < len(single) <= self.width else row
        return (aligned(row, line, self.heads) if self.heads else ()) or row


def table_rows(
    lines: Lines, line: Line, cells: tuple[Place, ...], caption: str = "", mark: re.Pattern[str] | None = None
) -> Iterator[Unit]:
    """Read a table from its first row on; the line above it may say what it counts."""
    text = lines.text
    grid = _Grid(mark, framed="|" in (text[line.start], text[line.end - 1]))
    if _stands_on_its_side(lines, grid, cells):
        yield from _turned(lines, line, grid, cells, caption)
        return
    two = _two_rows(lines, grid, cells)
    heads = two or [(cell,) for cell in cells]
    grid = grid.below(text, heads)
    named_by = [" ".join(said(text, places)) for places in heads]
    below = _below(lines, grid)
    paired = numbers_in(caption) == ["invitations", "score"] and len(caption) <= LONGEST_NAME
    legend = lines.legend or caption * paired
    by_names = [typed(name, held, legend) for name, held in zip(named_by, below, strict=True)]
    known = checked(by_names, named_by, below)
    looks = [*map(looks_of, said(text, cells))]
    dated = {*looks} == {"day"} and all(map(spread.are_codes, below))  # each column has the list of a day
    data = not dated and (looks[0] == "day" or not _NUMBERS.isdisjoint(looks))
    common, groups = ([], []) if data else spread.groups(text, heads, known, below, caption)
    groups = groups or spread.beside_each_other(text, heads, below)
    known = tuple(map(spread.of_another_draw, [text] * len(heads), heads, known))
    names = sum(map(bool, map(named_column, named_by)))
    wordy = _is_wordy(lines, grid, cells)
    named = (names > len(heads) // 2 or (names and wordy)) and not any(map(is_of_one_form, named_by, below))
    named = (named and looks[0] != "day") or ("codes" in known and not _CROSSES.isdisjoint(known))
    kinds = known if named or two else ("",) * len(heads) if wordy and not data else ()
    if not (kinds or groups):
        yield Unit("row", line.start, line.end, apart=line.apart, cells=cells, columns=Columns((), line.start))
    carried = Carried(text, known, () if kinds or groups else cells)
    over, over_kinds = sections.NO_SECTION  # the cell of a row that names what the rows below it are of
    while (following := lines.below()) is not None:
        row, behind = grid.row(lines), grid.row(lines, 1)
        alone = (following[:2],) if len(behind) == len(heads) else ()
        if kinds and (above := sections.section(text, row or alone, behind, known))[0]:
            over, over_kinds = above
            lines.take()
            continue
        if not row:
            return
        lines.take()
        row, end = carried.into(row), following.end
        if len(row) > len(heads) or not (kinds or groups):
            yield Unit("row", following.start, end, cells=row, columns=Columns((), line.start))
            continue
        more = [] if groups else _wrapped(lines, grid, row)
        its = (*kinds[: len(row)], *("wrapped",) * len(more))
        end = more[-1][1] if more else end
        crossed = spread.crossed(text, heads, (*row, *more), its)
        for held, of_it in spread.rows_of(text, row, known, common, groups) if groups else [crossed]:
            columns = Columns((*of_it, *over_kinds), line.start)
            yield Unit("row", following.start, end, cells=(*held, *over), columns=columns)


_NUMBERS = {"number", "range"}
_CROSSES = {"mark", "crosses"}


def _wrapped(lines: Lines, grid: _Grid, row: tuple[Place, ...]) -> list[Place]:
    """Take the lines in which the cells of a row go on, with words alone and none in the first column."""
    found: list[Place] = []
    while (line := lines.below()) is not None:
        if _stands_below(lines.text, line, row):
            found.append((line.start, line.end))
            lines.take()
            continue
        if lines.text[line.start] != "|":
            break
        cells = cells_of(lines, line, inside=True, framed=grid.framed)
        looks = [looks_of(cell) for cell in said(lines.text, cells)]
        fits = len(cells) <= len(row) and all(row[at][0] < row[at][1] for at, look in enumerate(looks) if look)
        if not fits or looks[0] or not all(look in ("", "words", "mixed") for look in looks):
            break
        found += [cell for cell in cells if cell[0] < cell[1]]
        lines.take()
    return found


def _stands_below(text: str, line: Line, row: tuple[Place, ...]) -> bool:
    """Return True if a line of words begins below a cell of a row between gaps that is not its first."""
    columns = {start - text.rfind("\n", 0, start) - 1 for start, end in row[1:] if start < end}
    return line.indent in columns and looks_of(text[line.start : line.end]) == "words"


def _two_rows(lines: Lines, grid: _Grid, cells: tuple[Place, ...]) -> list[spread.Names]:
    """Read two rows of names as one, and take the second; none if the next row has cells."""
    lower, below = grid.row(lines), grid.row(lines, 1)
    named = lower and below and spread.are_names(lines.text, lower, below)
    if not named or any(look in _NUMBERS for look in map(looks_of, said(lines.text, cells))):
        return []
    found = spread.stacked(cells, lower, len(below))
    if found:
        lines.take()
    return found


def _is_wordy(lines: Lines, grid: _Grid, cells: tuple[Place, ...]) -> bool:
    """Return True if a first row is in words where the row below it has numbers or days."""
    pairs = list(zip(said(lines.text, cells), said(lines.text, grid.row(lines)), strict=False))
    looks = [(looks_of(head), looks_of(cell)) for head, cell in pairs]
    facts = {*_NUMBERS, "day"}
    return any(cell in facts for _, cell in looks) and not any(head in facts for head, _ in looks)


def _below(lines: Lines, grid: _Grid) -> list[list[str]]:
    """Return the first cells of each column below its name."""
    below: list[list[str]] = [[] for _ in range(grid.width)]
    for ahead in range(SAMPLE):
        row = grid.row(lines, ahead)
        if grid.tabbed and 1 < len(row) < grid.width:
            row = (*row, *((0, 0),) * (grid.width - len(row)))  # the last cells are empty
        if len(row) != grid.width:
            break
        for held, cell in zip(below, said(lines.text, row), strict=True):
            held.append(cell)
    return below


def _stands_on_its_side(lines: Lines, grid: _Grid, cells: tuple[Place, ...]) -> bool:
    """Return True if the names of a table stand in its first column, and behind each what it names."""
    heads = set()
    row, ahead = cells, 0
    while len(row) > 1 and ahead <= SAMPLE:
        name, *held = said(lines.text, row)
        if not {*KEYS, "codes"}.isdisjoint(map(column_names()[0].get, map(spell, held))):
            return False
        heads.add(column_names()[0].get(spell(name)) or named_by_cells(name, held))
        row, ahead = grid.row(lines, ahead), ahead + 1
    return len(heads - {""}) > 1


def _turned(lines: Lines, line: Line, grid: _Grid, cells: tuple[Place, ...], caption: str) -> Iterator[Unit]:
    """Read a table whose names stand in its first column: each further column is a row."""
    text, rows, last = lines.text, [cells], line
    while len(rows) < _TURNED and (below := grid.row(lines)):
        rows.append(below)
        last = lines.take() or last
    heads = [(row[0],) for row in rows]
    names = [text[slice(*place)] for (place,) in heads]
    held = [said(text, row[1:]) for row in rows]
    kinds = checked(list(map(typed, names, held)), names, held)
    first = "government" if sections.names_governments(text, cells[1:]) else "stream"
    kinds = tuple(kind or first * (row is rows[0]) for row, kind in zip(rows, kinds, strict=True))
    common, groups = spread.groups(text, heads, kinds, held, caption)
    over = () if "date" in kinds else spread.says_day(text, rows[0][0])
    for column in range(1, max(map(len, rows))):
        if named_column(text[slice(*cells[column])] if column < len(cells) else "") == "none":
            continue  # what changed between two draws
        its = tuple(row[column] if column < len(row) else (0, 0) for row in rows)
        for row, of_it in spread.rows_of(text, its, kinds, common, groups) if groups else [(its, kinds)]:
            columns = Columns((*of_it, *("head",) * len(over)), line.start)
            yield Unit("row", line.start, last.end, cells=(*row, *over), columns=columns)
