"""A line in, the cells of a row of a table out: between bars, tabs, leaders or blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import column_names, is_worded, looks_of, named_column, trimmed
from oinp_noc._notices.layout.bullets import is_bulleted
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import said
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from oinp_noc._notices.layout.layout import Line, Lines
    from oinp_noc._notices.plain.text import Place

_BAR = compiled(r"\|")
_TAB = compiled(r"\t+")
_DOTS = compiled(r"\s*(?:\.{3,}|\u2026+)\s*")  # leaders, as in a table of contents
_FEWEST_LEADERS = 2
_WIDE_GAP = compiled(r"[ \xa0]{2,}|\t+")
_EMPTY = compiled(r"-(?:\t| {2,})")  # a first cell with nothing in it
_MOST_CELLS = 30
_LONGEST_CELL = 30  # characters, that an abbreviation may end


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
    if not bars and "\t" not in found and ("  " if inside else "   ") not in found:
        leaders = "..." in found and len(_DOTS.findall(found)) >= _FEWEST_LEADERS
        return split(text, line, _DOTS) if leaders else ()
    if bars and not inside and ((bars == 1 and text[line.end - 1] == "|") or _is_byline(lines, line)):
        return ()  # a cell on a line of its own
    if bars > 1 or (bars and (inside or any(spell(part) in column_names()[0] for part in found.split("|")))):
        return split(text, line, _BAR, framed=framed and (inside or not _begins_empty(lines, line)))
    bulleted = is_bulleted(lines, line) and not (inside and _EMPTY.match(text, line.start))  # an item, not a cell
    if "\t" not in found and not bulleted:
        return _between_blanks(lines, line, inside=inside)
    cells = split(text, line, _TAB)
    if len(cells) < 2 or bulleted:  # noqa: PLR2004 (a row has cells)
        return ()
    begins_empty = text[line.start - line.indent : line.start].count("\t") == 1
    return ((line.start, line.start), *cells) if begins_empty else cells


def _begins_empty(lines: Lines, line: Line) -> bool:
    """Return True if a first row begins with a bar and the row below does not: its first cell is empty."""
    text, below = lines.text, lines.below()
    return below is not None and text[below.start] != "|" == text[line.start] != text[line.end - 1]


def _is_byline(lines: Lines, line: Line) -> bool:
    """Return True if a line with bars stands alone: a sentence, or who wrote it and when."""
    following = lines.below()
    if following is not None and "|" in lines.text[following.start : following.end]:
        return False
    cells = said(lines.text, split(lines.text, line, _BAR))
    if sum(map(is_worded, cells)) > 1 and lines.text[line.start] != "|":
        return True
    looks = [*map(looks_of, cells)]
    return line.apart and following is None and "day" in looks and not {"number", "range", "score"} & {*looks}


def _between_blanks(lines: Lines, line: Line, *, inside: bool) -> tuple[Place, ...]:
    """Split a line at its blanks, if two lines below split into cells that look alike: blanks alone make no table."""
    text = lines.text
    cells = split(text, line, _WIDE_GAP)
    ended = (
        (start, end)
        for start, end in cells[:-1]
        if text[end - 1 : end] in ".;!?" and not named_column(text[start:end])  # Draw no.
    )
    if len(cells) < 2 or any(not inside or end - start > _LONGEST_CELL for start, end in ended):  # noqa: PLR2004
        return ()
    if inside:
        return cells
    rows = [row for row in (lines.below(0), lines.below(1)) if row is not None]
    below = [split(text, row, _WIDE_GAP) for row in rows]
    if below and len(cells) < len(below[0]):  # a name is empty, mostly the first
        begins = rows[0].start - rows[0].indent
        cells = aligned(cells, line, [(start - begins, end - begins) for start, end in below[0]]) or cells
    looks = [[*map(looks_of, said(text, row))] for row in below]
    names = sum(map(bool, map(named_column, said(text, cells)))) > len(cells) // 2
    on_its_side = all(named_column(text[slice(*row[0])]) for row in below)
    wide = len(below) == 2 and len(cells) == len(below[0]) == len(below[1])  # noqa: PLR2004
    alike = wide and (looks[0] == looks[1] or on_its_side or _are_names(text, below[0]))
    return cells if alike or (names and below and len(below[0]) == len(cells)) else ()


def _are_names(text: str, cells: Sequence[Place]) -> bool:
    """Return True if all cells are known names of columns: those above are the first row of names."""
    return all(map(named_column, said(text, cells)))


def caption(lines: Lines, cells: tuple[Place, ...]) -> Place | None:
    """Return the only cell of a first row, if names of columns stand below it: it is of the whole table."""
    filled = [cell for cell in cells if cell[0] < cell[1]]
    below = lines.below() if len(filled) == 1 < len(cells) - 1 else None
    row = cells_of(lines, below, inside=True) if below is not None else ()
    named = [*map(named_column, said(lines.text, row))]
    return filled[0] if len(row) == len(cells) and sum(map(bool, named)) > len(named) // 2 else None


def aligned(row: tuple[Place, ...], line: Line, heads: Sequence[Place]) -> tuple[Place, ...]:
    """Put the cells of a row between blanks under the names that they stand under; others are empty.

    Args:
        row: the cells, fewer than there are names.
        line: the line.
        heads: where the names stand in their line.
    """
    begins = line.start - line.indent
    under: list[Place] = [(line.start, line.start)] * len(heads)
    for start, end in row:
        overlaps = [max(0, min(end - begins, last) - max(start - begins, first)) for first, last in heads]
        at = next(at for at, overlap in enumerate(overlaps) if 2 * overlap >= max(overlaps))  # a name may be of two
        if not overlaps[at] or under[at][0] < under[at][1]:
            return ()
        under[at] = (start, end)
    return tuple(under)


def split(text: str, line: Line, gap: re.Pattern[str], *, framed: bool = True) -> tuple[Place, ...]:
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
