"""Lines in, rows of tables out: between bars, tabs, leaders or blanks, and on their side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import (
    SAMPLE,
    Columns,
    checked,
    column_names,
    is_of_one_form,
    is_worded,
    looks_of,
    named_by_cells,
    named_column,
    trimmed,
    typed,
)
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout import spread
from oinp_noc._notices.layout.layout import Lines, is_bulleted
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.layout.layout import Line
    from oinp_noc._notices.plain.text import Place

# Cells between bars, tabs and blanks.

_BAR = re.compile(r"\|")
_TAB = re.compile(r"\t+")
_ONE_TAB = re.compile(r"\t")
_DOTS = re.compile(r"\s*(?:\.{3,}|\u2026+)\s*")  # leaders, as in a table of contents
_FEWEST_LEADERS = 2
_DASH = re.compile(r"\s-\s")
_FEWEST_DASHES = 3  # between the cells of a row
_WIDE_GAP = re.compile(r"[ \xa0]{2,}|\t+")
_MOST_CELLS = 30
_TURNED = 60  # lines: no table that stands on its side is longer


def cells_of(lines: Lines, line: Line, *, inside: bool = False, framed: bool = True) -> tuple[Place, ...]:
    """Split a line into cells; none if it is not a row of a table.

    Args:
        lines: the lines.
        line: the line.
        inside: whether it stands in a table; elsewhere one bar makes no row, unless between names of columns.
        framed: whether a bar at the edge is the frame of the table, rather than that of an empty cell.
    """
    text = lines.text
    found = text[line.start : line.end]
    bars = found.count("|")
    if not bars and "\t" not in found and "   " not in found:
        leaders = "..." in found and len(_DOTS.findall(found)) >= _FEWEST_LEADERS
        return _split(text, line, _DOTS) if leaders else _between_dashes(lines, line, inside=inside)
    if bars and not inside and ((bars == 1 and text[line.end - 1] == "|") or _is_byline(lines, line)):
        return ()  # a cell on a line of its own
    if bars > 1 or (bars and (inside or any(spell(part) in column_names()[0] for part in found.split("|")))):
        return _split(text, line, _BAR, framed=framed and (inside or not _begins_empty(lines, line)))
    if "\t" not in found:
        return _between_blanks(lines, line, inside=inside)
    cells = _split(text, line, _TAB)
    if len(cells) < 2 or is_bulleted(lines, line):  # noqa: PLR2004 (a row has cells)
        return ()
    begins_empty = text[line.start - line.indent : line.start].count("\t") == 1
    return ((line.start, line.start), *cells) if begins_empty else cells


def _begins_empty(lines: Lines, line: Line) -> bool:
    """Return True if a first row begins with a bar and the row below does not: its first cell is empty."""
    text, below = lines.text, lines.peek()
    bare = below is not None and not below.apart and text[below.start] != "|"
    return bare and text[line.start] == "|" != text[line.end - 1]


def _is_byline(lines: Lines, line: Line) -> bool:
    """Return True if a line with bars stands alone: a sentence, or who wrote it and when."""
    following = lines.peek()
    goes_on = following is not None and not following.apart
    if following is not None and goes_on and "|" in lines.text[following.start : following.end]:
        return False
    cells = [lines.text[start:end] for start, end in _split(lines.text, line, _BAR)]
    if sum(map(is_worded, cells)) > 1 and lines.text[line.start] != "|":
        return True
    looks = [*map(looks_of, cells)]
    return line.apart and not goes_on and "day" in looks and not {"number", "range", "score"} & {*looks}


def _between_dashes(lines: Lines, line: Line, *, inside: bool) -> tuple[Place, ...]:
    """Split a line at its dashes, if it begins with a day and so does the next, with as many dashes."""
    text = lines.text
    cells = _split(text, line, _DASH) if " - " in text[line.start : line.end] else ()
    if len(cells) <= _FEWEST_DASHES or looks_of(text[slice(*cells[0])]) != "day":
        return ()
    following = lines.peek()
    alike = following is not None and not following.apart and _split(text, following, _DASH)
    return cells if inside or (alike and len(alike) == len(cells) and looks_of(text[slice(*alike[0])]) == "day") else ()


def _between_blanks(lines: Lines, line: Line, *, inside: bool) -> tuple[Place, ...]:
    """Split a line at its blanks, if two lines below split into cells that look alike: blanks alone make no table."""
    text = lines.text
    cells = _split(text, line, _WIDE_GAP)
    if len(cells) < 2 or any(text[end - 1 : end] in ".;!?" for _, end in cells[:-1]):  # noqa: PLR2004
        return ()
    if inside:
        return cells
    below = [
        _split(text, row, _WIDE_GAP) for row in (lines.peek(0), lines.peek(1)) if row is not None and not row.apart
    ]
    looks = [[looks_of(text[start:end]) for start, end in row] for row in below]
    names = sum(bool(named_column(text[start:end])) for start, end in cells) > len(cells) // 2
    if len(below) == 2 and all(column_names()[0].get(spell(text[slice(*row[0])])) for row in below):  # noqa: PLR2004
        indented = ((line.start, line.start), *cells)  # a table on its side, whose first name is empty
        return next((row for row in (cells, indented) if len(row) == len(below[0]) == len(below[1])), ())
    alike = len(below) == 2 and looks[0] == looks[1] and len(looks[0]) == len(cells)  # noqa: PLR2004
    return cells if alike or (names and below and len(below[0]) == len(cells)) else ()


def _split(text: str, line: Line, gap: re.Pattern[str], *, framed: bool = True) -> tuple[Place, ...]:
    """Split a line at its gaps; what stands outside the frame is no cell."""
    if len(gap.findall(text, line.start, line.end)) > _MOST_CELLS:
        return ()
    cells = []
    start = line.start + (framed and text[line.start] == "|")
    end = line.end - (framed and text[line.end - 1] == "|" and line.end - line.start > 1)
    for match in gap.finditer(text, start, end):
        cells.append(trimmed(text, start, match.start()))
        start = match.end()
    return (*cells, trimmed(text, start, end))


def table_rows(lines: Lines, line: Line, cells: tuple[Place, ...], caption: str = "") -> Iterator[Unit]:
    """Read a table from its first row on; the line above it may say what it counts."""
    text = lines.text
    if _stands_on_its_side(lines, line, cells):
        yield from _turned(lines, line, cells)
        return
    framed = text[line.start] == "|" or text[line.end - 1] == "|"
    lowest = lines.peek()
    two = _two_rows(lines, cells, framed=framed)
    named_in = text[slice(*(lowest[:2] if two and lowest is not None else line[:2]))]
    tabbed = _ONE_TAB if "\t" in named_in and "\t\t" not in named_in else None
    heads = two or [(cell,) for cell in cells]
    named_by = [_joined(text, places) for places in heads]
    names = [named_column(name) for name in named_by]
    below = _below(lines, len(heads), tabbed, framed=framed)
    named = sum(map(bool, names)) > len(names) // 2 or (any(names) and _heads(lines, cells))
    named = named and not any(map(is_of_one_form, named_by, below))
    typed_ = checked([typed(name, held, caption) for name, held in zip(named_by, below, strict=True)], named_by, below)
    data = any(looks_of(text[start:end]) in ("number", "range") for start, end in cells)
    common, groups = ([], []) if data else spread.groups(text, heads, typed_, below, caption)
    typed_ = tuple(map(spread.of_another_draw, [text] * len(heads), heads, typed_))
    kinds = typed_ if named or two else ("",) * len(heads) if not data and _heads(lines, cells) else ()
    columns = Columns(kinds, start=line.start)
    if not (columns.kinds or groups):
        yield Unit("row", line.start, line.end, apart=line.apart, cells=cells, columns=columns)
    over: spread.Names = ()  # the cell of a row that names what the rows below it are of
    while (following := lines.peek()) is not None and not following.apart:
        row = _row(lines, following, len(heads), tabbed, framed=framed)
        behind = lines.peek(1)
        below_it = _row(lines, behind, len(heads), tabbed, framed=framed) if behind and not behind.apart else ()
        line_over = (following[:2],) if len(below_it) == len(heads) else ()
        if columns.kinds and (said := spread.section(text, row or line_over, below_it, typed_)):
            lines.take()
            over = said
            continue
        if not row:
            return
        lines.take()
        if groups and len(row) <= len(heads):
            for held, its_kinds in spread.rows_of(text, row, typed_, common, groups):
                its = columns._replace(kinds=(*its_kinds, *("head",) * len(over)))
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
            row, its = (*row, *over), its._replace(kinds=(*its.kinds, *("head",) * len(over)))
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


def _row(lines: Lines, line: Line, width: int, tabbed: re.Pattern[str] | None, *, framed: bool) -> tuple[Place, ...]:
    """Split a row below the names of columns: where one tab stands between two names, two tabs have an empty cell."""
    row = cells_of(lines, line, inside=True, framed=framed)
    if tabbed is not None and 1 < len(row) < width:
        single = _split(lines.text, line, tabbed)
        return single if len(row) < len(single) <= width else row
    return row


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


def _below(lines: Lines, width: int, tabbed: re.Pattern[str] | None, *, framed: bool) -> list[list[str]]:
    """Return the first cells of each column below its name."""
    below: list[list[str]] = [[] for _ in range(width)]
    for ahead in range(SAMPLE):
        following = lines.peek(ahead)
        row = _row(lines, following, width, tabbed, framed=framed) if following and not following.apart else ()
        if tabbed is not None and 1 < len(row) < width:
            row = (*row, *((0, 0),) * (width - len(row)))  # the last cells are empty
        if len(row) != width:
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
    columns = [kind or "stream" * (row is rows[0]) for row, kind in zip(rows, checked(kinds, names, held), strict=True)]
    for column in range(1, max(map(len, rows))):
        its = [(row[column], name) for row, name in zip(rows, columns, strict=True) if column < len(row)]
        of_it = Columns(tuple(name for _, name in its), start=line.start)
        yield Unit("row", line.start, last.end, cells=tuple(cell for cell, _ in its), columns=of_it)
