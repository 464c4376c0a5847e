"""Nodes in, days with their years out: the days of a list rise or fall, also across a new year."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import give
from oinp_noc._notices.words.dates import Day, exists

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_FEWEST = 3  # days of a list
_EARLY = 3  # words before the day of a line
_CLEARLY = 1.5  # times as long is the other order
_LEAP = 2024
_LAST_YEAR = compiled(r"\b(?:(?P<ago>(?:a|one) year ago|il y a un an)|last year|l'an(?:nee)? (?:derniere?|passee?))\b")
_YEAR_OF_A_DAY = dt.timedelta(days=365)
_OPENS = compiled(
    r"(?:(?:and|but|et|mais) )?(?:(?:a|one) year ago|il y a un an|last year(?!'s)|l'an(?:nee)? (?:derniere?|passee?)"
    r"|last year's (?:[a-z-]+ ){0,3}(?:draw|round))\b"
)
_CUT = compiled(r"[:;]")


def with_years(nodes: list[Node], text: str, published: dt.date | None) -> None:
    """Give bare days the years that their order tells, or words for last year.

    Args:
        nodes: the nodes, with their roles.
        text: the text, spelt plainly.
        published: the day of publication, if it is known.
    """
    in_order(nodes)
    dated = (fact.value for node in nodes for fact in node.of("day") if fact.role in ("announced", "published"))
    now = published or max((dt.date(*day) for day in dated if day.year is not None and exists(day)), default=None)
    if now is not None:
        for node in nodes:
            _of_last_year(node, text, now)


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


def _of_last_year(node: Node, text: str, now: dt.date) -> None:
    """Give the days that a sentence tells of last year their year: last year, the first draw was on January 9."""
    days = [fact for fact in node.of("day") if fact.value.year is None and fact.role in ("announced", "recalled")]
    said = _LAST_YEAR.search(text, node.start, node.end) if days and node.kind in ("sentence", "item") else None
    if said is None or now.year == dt.MINYEAR:
        return
    alone = len(node.of("day", "days")) == 1 and _CUT.search(text, said.end(), days[0].span[0]) is None
    opens = alone and _OPENS.match(text, node.start) is not None
    for day in days if opens else [day for day in days if _beside(day, said, text)]:
        earlier = day._replace(value=day.value._replace(year=_year(day.value, now, ago=said["ago"] is not None)))
        node.facts = [earlier if fact is day else fact for fact in node.facts]
    if opens:
        give(node, "recalled", lambda fact: fact.role == "announced")


def _beside(day: Fact, said: re.Match[str], text: str) -> bool:
    """Return True if words for last year stand right before a day, or behind it."""
    start, end = day.span
    between = text[end : said.start()] if end <= said.start() else text[said.end() : start]
    return _LINK.fullmatch(between) is not None


_LINK = compiled(r",? ?(?:on |le |of |de |in )?")


def _year(day: Day, now: dt.date, *, ago: bool) -> int:
    """Return the year of a day of last year, or of a year ago."""
    if not ago:
        return now.year - 1
    years = [year for year in (now.year - 1, now.year - 2) if exists(day._replace(year=year))]
    return min(years, key=lambda year: abs(now - _YEAR_OF_A_DAY - dt.date(year, *day[1:])), default=now.year - 1)
