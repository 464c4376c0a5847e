"""Nodes in, days with their years out: the days of a list rise or fall, also across a new year."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.words.dates import Day, exists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_FEWEST = 3  # days of a list
_EARLY = 3  # words before the day of a line
_CLEARLY = 1.5  # times as long is the other order
_LEAP = 2024


def in_order(nodes: list[Node]) -> None:
    """Give the bare days of a table, a list or headings the years that their order tells."""
    lists: dict[tuple[str, int], list[tuple[Node, Fact]]] = {}
    for node in nodes:
        days = [fact for fact in node.of("day") if fact.role in ("announced", "recalled")]
        if days and (node.kind == "row" or days[0].at <= _EARLY):
            key = node.kind, id(node.parent) if node.kind in ("heading", "item") else node.block
            lists.setdefault(key, []).append((node, days[0]))
    for listed in lists.values():
        days_ = [fact.value for _, fact in listed]
        if len(listed) >= _FEWEST and any(day.year is None for day in days_):
            for (node, fact), day in zip(listed, _with_years(days_), strict=True):
                if fact.value.year is None and exists(day):
                    dated = fact._replace(value=day)
                    node.facts = [dated if other is fact else other for other in node.facts]


def _with_years(days: list[Day]) -> Sequence[Day]:
    """Return days with their years, if one order makes them lie near each other, and none contradicts it."""
    falling, rising = _years(days, -1), _years(days, 1)
    (near, years), (far, _) = sorted((_length(days, order), order) for order in (falling, rising))
    if far < near * _CLEARLY:
        return days
    known = {day.year - year for day, year in zip(days, years, strict=True) if day.year is not None}
    if len(known) != 1:
        return days
    (first,) = known
    return [day._replace(year=first + year) for day, year in zip(days, years, strict=True)]


def _years(days: list[Day], step: int) -> list[int]:
    """Count the years from the first day on: each day that goes against the order is of the next."""
    years = [0]
    for one, other in pairwise(days):
        years.append(years[-1] + step * ((other[1:] > one[1:]) if step < 0 else (other[1:] < one[1:])))
    return years


def _length(days: list[Day], years: list[int]) -> int:
    """Return how many days lie between the first and the last."""
    first, last = (dt.date(_LEAP, *day[1:]) for day in (days[0], days[-1]))
    return abs((last - first).days + 365 * years[-1]) + 1
