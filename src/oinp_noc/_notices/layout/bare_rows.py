"""Lines in, rows out of tables that have neither a frame nor names of columns, but a mark between their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import ONE_DAY, Columns, looks_of, trimmed
from oinp_noc._notices.facts.unit import Unit
from oinp_noc._notices.layout import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._notices.layout.layout import Line, Lines

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
    named = "number" in looks and spread.names_a_draw(text, [(each.start, each.end) for each in card])
    return looks if named else []
