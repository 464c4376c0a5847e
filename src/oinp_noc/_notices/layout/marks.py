"""A line in, the mark between its cells out, and the cells: a comma, a semicolon, a slash or a dash."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import KEYS, ONE_DAY, WIDEST_NAMES, is_worded, looks_of, named_column, trimmed
from oinp_noc._notices.layout import spread
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import said

if TYPE_CHECKING:
    import re

    from oinp_noc._notices.layout.layout import Line, Lines
    from oinp_noc._notices.plain.text import Place

_SEMICOLON, _SLASH, _DASH = compiled(";"), compiled(r"\s/{1,2}\s"), compiled(r"\s-\s")
_MARKS = (_SEMICOLON, compiled(","), _SLASH, _DASH)
_OF_RECORDS = (_SEMICOLON, compiled(r",\s+(?!20[0-9]{2}\b)"), _SLASH, _DASH, compiled(r"\s[·•>]\s"))
_FEWEST = 2  # marks: with fewer, one may be of a sentence
_MOST = 30
_BULLET = compiled(r"[-*•▪]\s+")
_QUOTED = compiled(r'"[^"]*(?:"|\Z)')
_GIVES = compiled(r"[^0-9]{1,80}[=:]\s{0,3}\S")
_NUMBERED = compiled(r"[^a-z0-9]{0,3}[0-9]")


def mark_between(lines: Lines, line: Line) -> re.Pattern[str] | None:
    """Find the mark that parts a line into names of columns, or into a day, words and numbers, and the next alike."""
    text, following = lines.text, lines.below()
    if following is None or line.end - line.start > WIDEST_NAMES or text[line.end - 1] in ".!?:;":
        return None
    for marks, fit in ((_MARKS, _are_names), (_OF_RECORDS, _are_records)):
        for mark in marks:
            if len(mark.findall(text, line.start, line.end)) < _FEWEST:
                continue
            rows = [separated(text, each, mark) for each in (line, following)]
            if _FEWEST < len(rows[0]) == len(rows[1]) and fit(text, *rows):
                return mark
    return None


def _are_names(text: str, cells: tuple[Place, ...], _below: tuple[Place, ...]) -> bool:
    """Return True if cells name columns, and are neither a row nor values with their labels."""
    found = said(text, cells)
    if any(looks_of(cell) == "day" or _NUMBERED.match(cell) or _GIVES.match(cell) for cell in found):
        return False
    kinds = [*filter(None, map(named_column, found))]
    most = len(kinds) > max(len(cells) // 2, 1) or spread.are_of_draws(text, cells)
    return most and not KEYS.isdisjoint(kinds)


def _are_records(text: str, *rows: tuple[Place, ...]) -> bool:
    """Return True if rows begin with a day each, and have words in one further column and numbers in another."""
    (first, *rest) = [{*map(_holds, column)} for column in zip(*(said(text, row) for row in rows), strict=True)]
    return first == {"day"} and {"words"} in rest and any(held - {""} == {"number"} for held in rest)


def _holds(cell: str) -> str:
    if ONE_DAY.fullmatch(cell):
        return "day"
    looks = looks_of(cell)
    if looks == "day":
        return "mixed"
    return "number" if looks in ("number", "range", "pair") or (is_worded(cell) and cell[0].isdigit()) else looks


def separated(text: str, line: Line, mark: re.Pattern[str]) -> tuple[Place, ...]:
    """Split a line at a mark, without the bullet before it; what stands in quotes is whole."""
    if bullet := _BULLET.match(text, line.start, line.end):
        line = line._replace(start=bullet.end())
    found = _QUOTED.sub(lambda quote: "_" * len(quote[0]), text[line.start : line.end])
    edges = [(0, 0), *(match.span() for match in mark.finditer(found)), (len(found),) * 2]
    if len(edges) > _MOST:
        return ()
    cells = (trimmed(text, line.start + end, line.start + start) for (_, end), (start, _) in pairwise(edges))
    return tuple((start + 1, end - 1) if text[start:end].startswith('"') else (start, end) for start, end in cells)
