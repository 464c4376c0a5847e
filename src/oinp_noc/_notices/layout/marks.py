"""A line in, the mark between its cells out, and the cells: a comma, a semicolon, a slash or a dash."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import KEYS, WIDEST_NAMES, looks_of, named_column, trimmed
from oinp_noc._notices.layout import spread
from oinp_noc._notices.plain.text import said

if TYPE_CHECKING:
    from oinp_noc._notices.layout.layout import Line, Lines
    from oinp_noc._notices.plain.text import Place

_DASH = re.compile(r"\s-\s")
_MARKS = (re.compile(";"), re.compile(","), re.compile(r"\s/{1,2}\s"), _DASH)
_FEWEST = 2  # marks: with fewer, one may be of a sentence
_MOST = 30
_QUOTED = re.compile(r'"[^"]*(?:"|\Z)')
_GIVES = re.compile(r"[^0-9]{1,80}[=:]\s{0,3}\S")
_NUMBERED = re.compile(r"\W{0,3}[0-9]")


def mark_between(lines: Lines, line: Line) -> re.Pattern[str] | None:
    """Find the mark that parts a line into names of columns, or at dashes into a day and more, and the next alike."""
    text, following = lines.text, lines.below()
    if following is None or line.end - line.start > WIDEST_NAMES or text[line.end - 1] in ".!?:;":
        return None
    for mark in _MARKS:
        if len(mark.findall(text, line.start, line.end)) < _FEWEST:
            continue
        cells, below = separated(text, line, mark), separated(text, following, mark)
        alike = _FEWEST < len(cells) == len(below)
        if alike and (_are_names(text, cells) or (mark is _DASH and _are_days(text, cells, below))):
            return mark
    return None


def _are_names(text: str, cells: tuple[Place, ...]) -> bool:
    """Return True if cells name columns, and are neither a row nor values with their labels."""
    found = said(text, cells)
    if any(looks_of(cell) == "day" or _NUMBERED.match(cell) or _GIVES.match(cell) for cell in found):
        return False
    kinds = [*filter(None, map(named_column, found))]
    most = len(kinds) > max(len(cells) // 2, 1) or spread.are_of_draws(text, cells)
    return most and not KEYS.isdisjoint(kinds)


def _are_days(text: str, *rows: tuple[Place, ...]) -> bool:
    """Return True if rows of four cells or more begin with a day each."""
    return all(len(row) > _FEWEST + 1 and looks_of(text[slice(*row[0])]) == "day" for row in rows)


def separated(text: str, line: Line, mark: re.Pattern[str]) -> tuple[Place, ...]:
    """Split a line at a mark; what stands in quotes is whole."""
    found = _QUOTED.sub(lambda quote: "_" * len(quote[0]), text[line.start : line.end])
    edges = [(0, 0), *(match.span() for match in mark.finditer(found)), (len(found),) * 2]
    if len(edges) > _MOST:
        return ()
    cells = (trimmed(text, line.start + end, line.start + start) for (_, end), (start, _) in pairwise(edges))
    return tuple((start + 1, end - 1) if text[start:end].startswith('"') else (start, end) for start, end in cells)
