"""Plain text in, units out: headings, list items, rows of tables and paragraphs, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import column_start, named_columns
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout.bare_rows import cards, of_one_shape, rows_of_one_shape
from oinp_noc._notices.layout.layout import Lines, entry, written
from oinp_noc._notices.layout.plain_tables import (
    begins_rows,
    heads,
    labelled,
    last_name,
    record,
    rows_of_cell_lines,
    rows_without_lines,
)
from oinp_noc._notices.layout.separated import separated_names, separated_rows
from oinp_noc._notices.layout.shapes import width
from oinp_noc._notices.layout.split import caption, cells_of
from oinp_noc._notices.layout.tables import table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.layout.layout import Line


_CAPTION = 400  # characters


def units(text: str, original: str) -> Iterator[Unit]:
    """Lay a plain text out.

    Args:
        text: the text, spelt plainly.
        original: the text as written.

    Yields:
        The units, in order; lines without a letter or digit make none.
    """
    lines = Lines(text, original)
    wrapped = width(text)
    may_name_columns = column_start().match
    above = (0, 0)  # the last line that is in no table
    while (line := lines.take()) is not None:
        if unit := entry(lines, line):
            yield unit
        elif cells := cells_of(lines, line):
            if of_all := caption(lines, cells):
                yield Unit("heading", *of_all, apart=line.apart)
                continue
            yield from table_rows(lines, line, cells, text[slice(*above)])
            continue
        elif mark := of_one_shape(lines, line):
            yield from rows_of_one_shape(lines, line, mark)
        elif rows := cards(lines, line):
            yield from rows
        elif may_name_columns(text, line.start, line.end):
            yield from _named(lines, line, wrapped, text[slice(*above)])
        elif columns := _unknown_first(lines, line):
            yield from separated_rows(lines, line, columns, text[slice(*above)])
        else:
            yield written(lines, line, wrapped)
        above = (max(line.start, line.end - _CAPTION), line.end)


def _unknown_first(lines: Lines, line: Line) -> tuple[str, ...]:
    """Read the names of columns between commas, of which the first is not known: rows stand right below."""
    following = lines.peek()
    below = following is not None and not following.apart and lines.text[line.end - 1] not in ".!?:;"
    return separated_names(lines, line) if below else ()


def _named(lines: Lines, line: Line, wrapped: int, caption: str) -> Iterator[Unit]:
    """Read what begins with a line that may name columns."""
    text = lines.text
    if columns := heads(lines, line):
        yield from rows_of_cell_lines(lines, line, columns)
    elif unit := record(lines, line) or labelled(lines, line):
        yield unit
    elif columns := separated_names(lines, line):
        yield from separated_rows(lines, line, columns, caption)
    elif columns := last_name(lines, line):
        yield from rows_without_lines(lines, line, columns, wrapped)
    elif (names := named_columns(text[line.start : line.end])) and begins_rows(lines, names, 0):
        yield from rows_without_lines(lines, line, names, wrapped)
    else:
        yield written(lines, line, wrapped)
