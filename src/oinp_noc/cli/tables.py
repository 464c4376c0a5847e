"""Tables and blocks as lines of text, in as many columns as there are.

A `Table` is a view of a `Sheet`, which also is its CSV: each `Column` says how a row is told there, and how important
that is. Where the columns do not fit, the least important go first; where not even the most important fit, each row
becomes a block.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

import attrs

from oinp_noc._answers.printable import one_line
from oinp_noc._answers.sheets import Sheet, decimal
from oinp_noc._catalogue import say

Row = dict[str, Any]

_BREAKS = re.compile(r"([ ]+|(?<=[/-])(?=[^\W\d]))")  # not inside dates, nor at the no-break spaces of French
_INDENT = 2
_GAP = 2
_LEAST = 14  # characters of a value beside its name; with less room it goes below
_BOLD, _DIM, _CYAN = "1", "2", "36"


@attrs.frozen
class Column:
    """A column of a table for people.

    Attributes:
        heading: what stands above it, marked for translation.
        of: the name of a column of the sheet, or a function that tells a row.
        rank: how soon it gives way: 0 never, then the highest number first.
        number: whether its cells stand at the right.
        narrow: what it says where room is short: another function, or None for the same.
        least: how many characters a flexible column needs at least, while others can give way.
        bare: how many it needs where no other can give way any more; None for the same.
        flexible: ``"wrap"`` if its cells may take several lines, ``"cut"`` if they may lose their ends, or None.
        is_key: whether its cells are what a reader looks for.
        depth: how deep a row stands below another, for an indent; None where no row does.
    """

    heading: str
    of: str | Callable[[Row], object]
    rank: int = 0
    number: bool = False
    narrow: Callable[[Row], object] | None = None
    flexible: Literal["wrap", "cut"] | None = None
    least: int = 14
    bare: int | None = None
    is_key: bool = False
    depth: Callable[[Row], int] | None = None

    def cells(self, rows: Sequence[Row], *, narrow: bool) -> list[str]:
        """Return the text of each row."""
        tell = self.narrow if narrow and self.narrow is not None else self.of
        values = (row[tell] if isinstance(tell, str) else tell(row) for row in rows)
        cells = [one_line(shown(value)) for value in values]
        if self.depth is None:
            return cells
        return [f"{' ' * (2 * self.depth(row))}{cell}" for row, cell in zip(rows, cells, strict=True)]


@attrs.frozen
class Table:
    """A heading and rows of a sheet below it, in columns.

    Attributes:
        heading: what the rows are.
        sheet: the rows; all of them, with every column, are its CSV.
        columns: how they are told to people.
    """

    heading: str
    sheet: Sheet
    columns: tuple[Column, ...]

    def rows(self) -> list[Row]:
        """Return the rows by the names of their columns."""
        return [dict(zip(self.sheet.columns, row, strict=True)) for row in self.sheet.rows]


@attrs.frozen
class Block:
    """A heading and what is known, each under a name; or only a heading, of one line or more.

    Attributes:
        heading: what it is about.
        fields: names, which are marked for translation, and values; one that is None or empty is left out.
    """

    heading: str
    fields: tuple[tuple[str, object], ...] = ()


def shown(value: object) -> str:
    """Return a value as text for people; nothing for None and False."""
    if value is None or value is False:
        return ""
    if value is True:
        return say("yes")
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    if isinstance(value, float):
        return decimal(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def rendered(parts: Sequence[Table | Block], width: int | None, *, colours: bool = False) -> str:
    """Render the parts of an answer, an empty line between them.

    Args:
        parts: tables and blocks.
        width: how many characters a line may have; None for as many as it needs.
        colours: whether to mark headings and keys for a terminal.
    """
    style = _styled if colours else _plain
    blocks = []
    for part in parts:
        told = _table(part, width, style) if isinstance(part, Table) else _block(part, width, style)
        heading = [
            style(_BOLD, line) for given in part.heading.split("\n") for line in _wrapped(one_line(given), width)
        ]
        blocks.append("".join(f"{line.rstrip()}\n" for line in (*heading, *told)))
    return "\n".join(blocks)


Style = Callable[[str, str], str]


def _styled(code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if text.strip() else text


def _plain(_: str, text: str) -> str:
    return text


def _wrapped(text: str, width: int | None) -> list[str]:
    if width is None or len(text) <= width:
        return [text]
    from textwrap import TextWrapper  # noqa: PLC0415 (a pipe needs none)

    indent = " " * (len(text) - len(text.lstrip(" ")))
    wrapper = TextWrapper(max(width, 1), break_on_hyphens=False, subsequent_indent=indent)
    wrapper.wordsep_simple_re = _BREAKS  # an address and an id may break at their signs
    return wrapper.wrap(text)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def _block(block: Block, width: int | None, style: Style) -> list[str]:
    return _fields([(say(name), one_line(shown(value))) for name, value in block.fields], width, style)


def _fields(fields: Sequence[tuple[str, str]], width: int | None, style: Style) -> list[str]:
    """Render names and values: side by side, the values wrapped; below each other where there is no room."""
    told = [(name, value) for name, value in fields if value]
    names = max((len(name) for name, _ in told), default=0)
    left = _INDENT + names + _GAP
    if width is not None and width < left + _LEAST:
        return [
            line
            for name, value in told
            for line in (
                *(f"{' ' * _INDENT}{style(_DIM, part)}" for part in _wrapped(name, width - _INDENT)),
                *(f"{' ' * (2 * _INDENT)}{part}" for part in _wrapped(value, width - 2 * _INDENT)),
            )
        ]
    lines = []
    for name, value in told:
        first, *others = _wrapped(value, None if width is None else width - left)
        lines.append(f"{' ' * _INDENT}{style(_DIM, name.ljust(names))}{' ' * _GAP}{first}")
        lines += [" " * left + other for other in others]
    return lines


def _table(table: Table, width: int | None, style: Style) -> list[str]:
    rows = table.rows()
    if not rows:
        return []
    fitted = _fitted(table.columns, rows, width)
    if fitted is None:
        return _records(table.columns, rows, width, style)
    lines = []
    heads = [_aligned(column, say(column.heading), size) for column, _, size in fitted]
    if any(head.strip() for head in heads):
        lines.append(" " * _INDENT + style(_DIM, (" " * _GAP).join(heads).rstrip()))
    for place in range(len(rows)):
        cells = [_lines(column, cells[place], size) for column, cells, size in fitted]
        for line in range(max(map(len, cells))):
            told = [
                _aligned(column, parts[line] if line < len(parts) else "", size, style)
                for (column, _, size), parts in zip(fitted, cells, strict=True)
            ]
            lines.append(" " * _INDENT + (" " * _GAP).join(told))
    return lines


def _lines(column: Column, cell: str, size: int) -> list[str]:
    return [_cut(cell, size)] if column.flexible == "cut" else _wrapped(cell, size)


def _aligned(column: Column, text: str, size: int, style: Style = _plain) -> str:
    told, rest = style(_CYAN, text) if column.is_key else text, " " * (size - len(text))
    return f"{rest}{told}" if column.number else f"{told}{rest}"


Fitted = list[tuple[Column, list[str], int]]


def _fitted(columns: Sequence[Column], rows: Sequence[Row], width: int | None) -> Fitted | None:
    """Choose the columns that fit, and their widths; None if not even those that never give way do."""
    wide = [(column, column.cells(rows, narrow=False)) for column in columns]
    wide = [(column, cells) for column, cells in wide if any(cells)]  # what nobody has is not worth a column
    if width is None:
        return [(column, cells, _natural(column, cells)) for column, cells in wide]
    tight = [(column, column.cells(rows, narrow=True)) for column, _ in wide]
    ranks = sorted({column.rank for column, _ in wide if column.rank}, reverse=True)
    for beyond in (None, *ranks):
        kept = [place for place, (column, _) in enumerate(wide) if beyond is None or column.rank < beyond]
        room = width - _INDENT - _GAP * (len(kept) - 1)
        for chosen in (wide, tight):
            found = [chosen[place] for place in kept]
            if sum(_natural(*each) for each in found) <= room:
                return [(*each, _natural(*each)) for each in found]
        found = [tight[place] for place in kept]
        if sum(_least(*each) for each in found) <= room:
            return _spread(found, room)
    found = [(attrs.evolve(each, least=each.bare or each.least), cells) for each, cells in tight if not each.rank]
    room = width - _INDENT - _GAP * (len(found) - 1)
    return _spread(found, room) if sum(_least(*each) for each in found) <= room else None


def _natural(column: Column, cells: Sequence[str]) -> int:
    return max(len(say(column.heading)), max(map(len, cells), default=0))


def _least(column: Column, cells: Sequence[str]) -> int:
    natural = _natural(column, cells)
    return min(natural, max(column.least, len(say(column.heading)))) if column.flexible else natural


def _spread(found: Sequence[tuple[Column, list[str]]], room: int) -> Fitted:
    """Share what room is left among the columns that could use it."""
    sizes = [_least(*each) for each in found]
    spare = room - sum(sizes)
    short = sorted((_natural(*each) - size, place) for place, (each, size) in enumerate(zip(found, sizes, strict=True)))
    for left, (need, place) in zip(range(len(short), 0, -1), short, strict=True):
        given = min(need, spare // left)
        sizes[place] += given
        spare -= given
    return [(*each, size) for each, size in zip(found, sizes, strict=True)]


def _records(columns: Sequence[Column], rows: Sequence[Row], width: int | None, style: Style) -> list[str]:
    """Render each row as a block, its columns below each other."""
    cells = [(say(column.heading), column.cells(rows, narrow=True)) for column in columns]
    lines: list[str] = []
    for place in range(len(rows)):
        lines += [""] if lines else []
        lines += _fields([(heading, of_column[place]) for heading, of_column in cells], width, style)
    return lines
