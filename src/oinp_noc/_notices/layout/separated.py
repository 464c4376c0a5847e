"""Lines in, rows out of tables whose cells commas or semicolons separate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.checked import checked
from oinp_noc._notices.facts.columns import (
    KEYS,
    SAMPLE,
    WIDEST_NAMES,
    Columns,
    looks_of,
    named_column,
    trimmed,
    typed,
)
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout import spread
from oinp_noc._notices.layout.carried import Carried

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.layout.layout import Line, Lines
    from oinp_noc._notices.plain.text import Place

_SEPARATORS = ",;"
_FEWEST_SEPARATED = 3  # columns: with fewer, a comma may be one of a sentence
_SEPARATED = {mark: re.compile(rf'(?:"[^"]*"|[^"{mark}])*') for mark in _SEPARATORS}
_LONGEST = 4000  # characters
_MOST_CELLS = 30


_THOUSANDS = re.compile(r"[0-9],[0-9]{3}\b")
_GIVES = re.compile(r"[^0-9]{1,80}[=:]\s{0,3}\S")


def separated_names(lines: Lines, line: Line) -> tuple[str, ...]:
    """Read the names of columns that commas or semicolons separate; none if no row of as many cells follows."""
    text = lines.text
    following = lines.peek()
    most = max(text.count(mark, line.start, line.end) for mark in _SEPARATORS)
    if following is None or line.end - line.start > WIDEST_NAMES or most < _FEWEST_SEPARATED - 1:
        return ()
    if following.apart or text[line.end - 1] == ".":
        return ()  # five candidates of the project, a federal one, were invited
    if _THOUSANDS.search(text, line.start, line.end) is not None:
        return ()  # 1,024 invitations: trades, a score of 36
    cells = _separated(text, line)
    if any(
        looks_of(text[start:end]) in ("number", "range", "day") or _GIVES.match(text, start, end)
        for start, end in cells
    ):
        return ()  # a row, or values with their labels
    columns = tuple(named_column(text[start:end]) for start, end in cells)
    named = sum(map(bool, columns)) > max(len(columns) // 2, 1) or spread.are_of_draws(text, cells)
    return columns if named and KEYS & set(columns) and len(_separated(text, following)) == len(columns) else ()


def _separated(text: str, line: Line) -> tuple[Place, ...]:
    """Split a line at its commas, or its semicolons if it has these; what stands in quotes is whole."""
    mark = _SEPARATORS[text.find(";", line.start, line.end) >= 0]
    if line.end - line.start > _LONGEST or text.count(mark, line.start, line.end) > _MOST_CELLS:
        return ()
    cells = []
    start = line.start
    while start <= line.end:
        found = _SEPARATED[mark].match(text, start, line.end)
        end = found.end() if found is not None else start
        quoted = text[start : start + 1] == '"' == text[end - 1 : end] and end - start > 1
        cells.append(trimmed(text, start + quoted, end - quoted))
        if end < line.end and text[end] != mark:
            return ()  # a quote that nothing closes
        start = end + 1
    return tuple(cells)


def separated_rows(lines: Lines, head: Line, columns: tuple[str, ...], caption: str) -> Iterator[Unit]:
    """Read the rows of a table whose cells commas or semicolons separate; the line above it may say what it counts."""
    text = lines.text
    names = [(cell,) for cell in _separated(text, head)]
    below: list[list[str]] = [[] for _ in columns]
    for ahead in range(SAMPLE):
        following = lines.peek(ahead)
        cells = _separated(text, following) if following is not None and not following.apart else ()
        if len(cells) != len(columns):
            break
        for held, (start, end) in zip(below, cells, strict=True):
            held.append(text[start:end])
    common, groups = spread.groups(text, names, columns, below, caption)
    columns = tuple(map(spread.of_another_draw, [text] * len(names), names, columns))
    named_by = [text[start:end] for ((start, end),) in names]
    if not groups:
        columns = tuple(map(typed, named_by, below))
    columns = checked(columns, named_by, below)
    carried = Carried(text, columns)
    while (line := lines.peek()) is not None and not line.apart:
        cells = _separated(lines.text, line)
        if len(cells) != len(columns):
            return
        lines.take()
        cells = carried.into(cells)
        rows = spread.rows_of(text, cells, columns, common, groups) if groups else [(cells, columns)]
        for row, kinds in rows:
            yield Unit("row", line.start, line.end, cells=row, columns=Columns(kinds, start=head.start))
