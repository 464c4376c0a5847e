"""Plain text in, units out: headings, list items, rows of tables and paragraphs, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import column_start, named_columns
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout.broken import width
from oinp_noc._notices.layout.doubled import closed_up
from oinp_noc._notices.layout.layout import Lines, entry, names_codes, written
from oinp_noc._notices.layout.marks import mark_between, separated
from oinp_noc._notices.layout.packed import is_packed, spaced
from oinp_noc._notices.layout.plain_tables import (
    heads,
    record,
    rows_of_cell_lines,
    rows_without_lines,
)
from oinp_noc._notices.layout.split import caption, cells_of
from oinp_noc._notices.layout.tables import table_rows
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    wrapped = width(text, original)
    if is_packed(text):
        lines.source = spaced(wrapped)(lines, lines.source)
    lines.source = closed_up(lines, lines.source)
    may_name_columns = column_start().match
    above = (0, 0)  # the last line that is in no table
    while (line := lines.take()) is not None:
        if unit := entry(lines, line, wrapped):
            yield unit
        elif cells := cells_of(lines, line):
            if of_all := caption(lines, cells):
                yield Unit("heading", *of_all, apart=line.apart)
                continue
            yield from table_rows(lines, line, cells, text[slice(*above)])
            continue
        elif mark := mark_between(lines, line):
            yield from table_rows(lines, line, separated(text, line, mark), text[slice(*above)], mark)
        elif may_name_columns(text, line.start, line.end):
            yield from _named(lines, line, wrapped)
        else:
            yield written(lines, line, wrapped)
        above = (max(line.start, line.end - _CAPTION), line.end)


def _named(lines: Lines, line: Line, wrapped: int) -> Iterator[Unit]:
    """Read what begins with a line that may name columns."""
    text = lines.text
    if columns := heads(lines, line):
        yield from rows_of_cell_lines(lines, line, columns)
    elif unit := record(lines, line):
        yield unit
    elif names := named_columns(text[line.start : line.end]):
        yield from rows_without_lines(lines, line, names, wrapped)
    elif not names_codes(lines, line):
        yield written(lines, line, wrapped)


def unbroken(text: str, units_: Sequence[Unit]) -> str:
    """Spell a text without the breaks behind full lines of headings, items and paragraphs: blanks stand for them."""
    parts: list[str] = []
    at = 0
    for unit in units_:
        if unit.kind != "row" and text.find("\n", unit.start, unit.end) >= 0:
            parts += (text[at : unit.start], _BROKEN.sub(" ", text[unit.start : unit.end]))
            at = unit.end
    return "".join((*parts, text[at:])) if parts else text


_BROKEN = compiled(r"(?<=[^\n]{40})\n")
