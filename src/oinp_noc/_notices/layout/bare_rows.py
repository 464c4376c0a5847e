"""Lines in, rows out of tables that have neither a frame nor names of columns, but a mark between their cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import ONE_DAY, WIDEST_NAMES, Columns, looks_of, trimmed
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout import spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oinp_noc._notices.layout.layout import Line, Lines
    from oinp_noc._notices.plain.text import Place

_BETWEEN = [re.compile(mark) for mark in (r"\s*;\s+", r"\s+/\s+", r"\s+-\s+", r",\s+(?!(?:19|20)[0-9]{2}\b)")]
_FEWEST = 3  # cells
_CODE = re.compile(r"(?:[a-z ]{0,9}[0-9 ,]{0,7}: )?(?:noc )?[0-9]{4,5}")
_FIGURE = re.compile(r"[0-9][0-9,]{0,7}(?:\+|\s?-\s?[0-9]{1,4})?(?:\s(?:points|pts))?")


def of_one_shape(lines: Lines, line: Line) -> re.Pattern[str] | None:
    """Find the mark that splits a line and the next into cells that look alike: a stream or day, and what is of it."""
    following = lines.peek()
    if following is None or following.apart or line.end - line.start > WIDEST_NAMES:
        return None
    return next((mark for mark in _BETWEEN if _shape(lines, line, mark) == _shape(lines, following, mark) != []), None)


def _shape(lines: Lines, line: Line, mark: re.Pattern[str]) -> list[str]:
    """Say what each cell of a line holds, as far as its look says; nothing if it is no such row."""
    text = lines.text
    cells = _between(text, line, mark) if line.end - line.start <= WIDEST_NAMES else ()
    if len(cells) < _FEWEST:
        return []
    found = [text[start:end] for start, end in cells]
    if sum(_CODE.fullmatch(cell) is not None for cell in found) > 1:
        return []  # May 29: 31301, 32101
    kinds = list(map(_kind, found))
    if "target" in kinds:
        kinds[kinds.index("target")] = "stream"  # or what it was for, if it names none
    short = _is_sure(kinds) and lines.original[slice(*cells[0])].isupper()
    if "" in kinds or not (short or spread.names_a_draw(text, cells)):
        return []
    return kinds if {"invitations", "score"} & set(kinds) else []


def _is_sure(shape: list[str]) -> bool:
    """Return True if no two cells hold numbers of which nothing says which is which."""
    return shape.count("invitations") < 2 and shape.count("score") < 2  # noqa: PLR2004


def _kind(cell: str) -> str:
    if _FIGURE.fullmatch(cell):
        return "score" if "+" in cell or "-" in cell else "invitations"
    looks = looks_of(cell)
    return {"day": "date", "words": "target"}.get(looks, "" if looks else "none")


def _between(text: str, line: Line, mark: re.Pattern[str]) -> tuple[Place, ...]:
    cells = []
    start = line.start
    for match in mark.finditer(text, line.start, line.end):
        cells.append(trimmed(text, start, match.start()))
        start = match.end()
    return (*cells, trimmed(text, start, line.end))


def rows_of_one_shape(lines: Lines, line: Line, mark: re.Pattern[str]) -> Iterator[Unit]:
    """Read the rows of a table that has no names of columns, and a mark between its cells."""
    shape = _shape(lines, line, mark)
    kinds = shape if _is_sure(shape) else []
    columns = Columns(tuple("" if kind == "target" else kind for kind in kinds), start=line.start)
    row: Line | None = line
    while row is not None:
        yield Unit("row", row.start, row.end, apart=row.apart, cells=_between(lines.text, row, mark), columns=columns)
        following = lines.peek()
        goes_on = following is not None and not following.apart and _shape(lines, following, mark) == shape
        row = lines.take() if goes_on else None


# Cells on a line each, in cards with an empty line between.

_CARD = range(3, 7)  # lines
_LONGEST = 60  # characters of a cell


def cards(lines: Lines, line: Line) -> list[Unit]:
    """Read cards that look alike as rows without names: a stream, and bare numbers, on a line each.

    Returns:
        A row for each card; none if the next card does not look like the first.
    """
    first = _card(lines, line, 0)
    looks = _looks(lines, first)
    if not looks:
        return []
    rows = [first]
    while (behind := lines.peek(len(first) * len(rows) - 1)) is not None:
        card = _card(lines, behind, len(first) * len(rows))
        if not behind.apart or _looks(lines, card) != looks:
            break
        rows.append(card)
    if len(rows) == 1:
        return []
    for _ in range(len(first) * len(rows) - 1):
        lines.take()
    columns = Columns(start=line.start)
    return [
        Unit(
            "row",
            card[0].start,
            card[-1].end,
            apart=card[0].apart,
            cells=tuple(trimmed(lines.text, each.start, each.end) for each in card),
            columns=columns,
        )
        for card in rows
    ]


def _card(lines: Lines, line: Line, ahead: int) -> list[Line]:
    """Return a line and those below it, up to the next empty line."""
    card = [line]
    while len(card) <= _CARD.stop and (below := lines.peek(ahead + len(card) - 1)) is not None and not below.apart:
        card.append(below)
    return card


def _looks(lines: Lines, card: Sequence[Line]) -> list[str]:
    """Say what the lines of a card look like; nothing if it is none: it has a stream or day, and bare numbers."""
    if len(card) not in _CARD or any(each.end - each.start > _LONGEST for each in card):
        return []
    text = lines.text
    cells = [text[each.start : each.end] for each in card]
    if any(looks_of(cell) == "day" and not ONE_DAY.fullmatch(cell) for cell in cells):
        return []  # a line that begins with its day
    looks = ["words" if look == "mixed" else look for look in map(looks_of, cells)]
    numbers = [cell for cell, look in zip(cells, looks, strict=True) if look == "number"]
    named = any(not _CODE.fullmatch(number) for number in numbers) and spread.names_a_draw(
        text, [(each.start, each.end) for each in card]
    )
    return looks if named else []
