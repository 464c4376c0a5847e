"""Days in, dates out: which year a day without one is of, and how a date in numbers is to be read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.roles.bylines import STAMP
from oinp_noc._notices.words.dates import Day, Days, exists
from oinp_noc._notices.words.numeric import habits, is_numeric, swapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_OF_OTHERS = ("elsewhere", "behind")
_AHEAD = dt.timedelta(days=7)  # a text may speak of a day so long after its own
_FRESH = dt.timedelta(days=45)  # before publication: a day so near needs no year
_BEHIND_WINDOW = dt.timedelta(days=31)  # a draw comes so soon after the last day of its profile window


class Calendar:
    """Gives days their years, and numeric dates their reading.

    Args:
        text: the plain text.
        days: the days that the text names, in order.
        window_days: the first and last days of profile windows: they tell of no draw, and give a year only where
            nothing else does.
        published: the day of publication; None where it is not known.
        named: the months of years that the text names, in order, and all years.
    """

    def __init__(
        self,
        text: str,
        days: list[Fact],
        window_days: list[Fact],
        published: dt.date | None,
        named: tuple[tuple[tuple[int, int], ...], set[int]] = ((), set()),
    ) -> None:
        self.text = text
        self.published = published
        self._months, self._years = named
        self._days: list[Day] = [fact.value for fact in days if not is_numeric(self.text, fact)]
        self._window_days: list[Day] = [fact.value for fact in window_days if not is_numeric(self.text, fact)]
        self._month_first = habits(text)
        plain = [fact for fact in days if not is_numeric(text, fact)]
        self._placed = [(fact.span[0], date) for fact in plain if (date := _dated(fact.value)) is not None]
        self._first = next((dated for dated in map(_dated, self._days) if dated), None)
        self._last = max((dated for dated in map(_dated, self._window_days) if dated), default=None)
        told = (_dated(fact.value) for fact in days if fact.role == "announced")
        self._latest = max((dated for dated in told if dated), default=None)
        pages = (_dated(fact.value) for fact in days if fact.role == "published")
        self.changed = max((dated for dated in pages if dated), default=published)

    @classmethod
    def of(cls, text: str, nodes: Iterable[Node], published: dt.date | None) -> Calendar:
        """Make the calendar of a text from the days that its nodes name."""
        days: list[Fact] = []
        windows: list[Fact] = []
        dateline: dt.date | None = None
        latest = dt.date.min
        months: list[tuple[int, int]] = []
        years: set[int] = set()
        for node in nodes:
            if node.role not in _OF_OTHERS:
                months += node.words.said("month-year")
                years |= {fact.value for fact in node.of("year") if fact.role not in _OF_OTHERS}
            for fact in node.facts:
                if fact.kind == "day":
                    days.append(fact)
                    open_ = fact.role == "published" and is_numeric(text, fact) and len(habits(text)) != 1
                    date = None if open_ else _dated(fact.value)  # 12/02/2027 above a post: of two days, one
                    if fact.role == "announced" and dateline is None and date is not None:
                        latest = max(latest, date)  # a page that is written before it stands above it
                    elif (
                        fact.role == "published"
                        and date is not None
                        and (date >= latest if dateline is None else fact.rule == STAMP and date > dateline)
                    ):
                        dateline = date  # of several posts, the last
                elif fact.kind in ("days", "window"):
                    ends = [fact._replace(value=end) for end in fact.value if end is not None]
                    (windows if fact.kind == "window" else days).extend(ends)
        return cls(text, days, windows, published or dateline, (tuple(months), years))

    def date(self, fact: Fact | None, role: str = "announced") -> dt.date | None:
        """Return the date of a day of a draw; None where its year cannot be known."""
        if fact is None:
            return None
        if isinstance(fact.value, Days):
            return self.day(fact.value.first)
        day: Day = fact.value
        day = swapped(day) if is_numeric(self.text, fact) and self._is_swapped(day) else day
        date = self.day(day, fact.span[0])
        later = date is not None and self._latest is not None and date > self._latest
        if later and day.year is None and role == "recalled":
            return _last_before(self._latest, day)  # no earlier draw is later than those of which it is told
        return date

    def _is_swapped(self, day: Day) -> bool | None:
        """Say whether the month of a day in numbers stands first; None if nothing decides."""
        one, other = self._names(day), self._names(swapped(day))
        if one != other:
            return other
        return next(iter(self._month_first)) if len(self._month_first) == 1 else None

    def last(self, fact: Fact) -> dt.date | None:
        """Return the last day of a stretch of days, of which the fact is the first."""
        return self.day(fact.value.last) if isinstance(fact.value, Days) else self.date(fact)

    def is_ambiguous(self, fact: Fact) -> bool:
        """Say whether a day is in numbers that may be read two ways, and nothing else in the text decides."""
        if not is_numeric(self.text, fact):
            return False
        return self._is_swapped(fact.value) is None

    def day(self, day: Day | None, at: int | None = None) -> dt.date | None:
        """Return the date of a day; without a year, in the year that the text or its publication gives it.

        Args:
            day: the day.
            at: where the text tells it; None if its place says nothing.
        """
        if day is None:
            return None
        if day.year is not None:
            return _dated(day)
        fresh = _last_before(self.published, day)
        if fresh is not None and self.published is not None and self.published - fresh <= _FRESH:
            return fresh
        named = {known.year for known in self._days if known.year and known[1:] == day[1:]}
        if len(named) == 1:
            return dt.date(named.pop(), day.month, day.day)
        return fresh or (None if named else self._near_others(day, at))

    def _only_year(self) -> int | None:
        return next(iter(self._years)) if len(self._years) == 1 else None

    def takes_a_year(self, fact: Fact) -> bool:
        """Say whether a day is only given its year by another year of the text, that of no day and not of its month."""
        day = first_day(fact)
        known = day.year is not None or self.published is not None or self._first is not None or self._last is not None
        return not known and all(month != day.month for _, month in self._months) and self._only_year() is not None

    def _near_others(self, day: Day, at: int | None) -> dt.date | None:
        """Find the date of a day by the profile windows, behind which draws come soon, or the last day before it."""
        if self._last is not None:
            date = _last_before(self._last + _BEHIND_WINDOW, day)
            if date is not None and date >= self._last:
                return date
        before = [date for place, date in self._placed if at is not None and place < at]
        first = before[-1] if before else self._first
        if first is None:
            year = next((year for year, month in self._months if month == day.month), self._only_year())
            return dt.date(year, *day[1:]) if year is not None and exists(day._replace(year=year)) else None
        dates = [
            dt.date(year, *day[1:]) for year in range(first.year - 1, first.year + 2) if exists(day._replace(year=year))
        ]
        return min(dates, key=lambda date: abs(date - first), default=None)

    def _names(self, day: Day) -> bool:
        """Say whether the text names a day otherwise than in numbers."""
        days = (*self._days, *self._window_days)
        return any(named[1:] == day[1:] and named.year in (None, day.year) for named in days)


def _dated(day: Day) -> dt.date | None:
    return dt.date(day.year, day.month, day.day) if day.year is not None else None


def _last_before(near: dt.date | None, day: Day) -> dt.date | None:
    """Return the last date of a day that is not after another date, or not long after."""
    if near is None:
        return None
    dates = (
        dt.date(year, day.month, day.day) for year in (near.year, near.year - 1) if exists(day._replace(year=year))
    )
    return next((date for date in dates if date - near <= _AHEAD), None)
