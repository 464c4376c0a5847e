"""Days in, dates out: which year a day without one is of, and how a date in numbers is to be read."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from oinp_noc._notices.words import MONTHS, Day, Days, read

if TYPE_CHECKING:
    from oinp_noc._notices.words import Fact

_NUMERIC = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")
_AHEAD = dt.timedelta(days=7)  # a text may speak of a day so long after its own


class Calendar:
    """Gives days their years, and numeric dates their reading.

    Args:
        text: the plain text.
        days: the days that the text names, in order.
        published: the day of publication; None where it is not known.
    """

    def __init__(self, text: str, days: list[Fact], published: dt.date | None) -> None:
        self.text = text
        self.published = published
        self._days: list[Day] = [fact.value for fact in days if not self._is_numeric(fact)]

    def date(self, fact: Fact | None) -> dt.date | None:
        """Return the date of a day; None where its year cannot be known."""
        if fact is None:
            return None
        day = fact.value
        swapped = self._is_numeric(fact) and self._names(_swapped(day)) and not self._names(day)
        return self.day(_swapped(day) if swapped else day)

    def last(self, fact: Fact) -> dt.date | None:
        """Return the last day of a stretch of days, of which the fact is the first."""
        stretch = next((days for days in read(self.text, *fact.span).values if isinstance(days, Days)), None)
        return self.date(fact) if stretch is None else self.day(stretch.last)

    def is_ambiguous(self, fact: Fact) -> bool:
        """Say whether a day is in numbers that may be read two ways, and nothing else in the text decides."""
        return self._is_numeric(fact) and self._names(fact.value) == self._names(_swapped(fact.value))

    def day(self, day: Day | None) -> dt.date | None:
        """Return the date of a day; without a year, in the one that the text gives it elsewhere, or the last such."""
        if day is None:
            return None
        year = day.year or next((named.year for named in self._days if named.year and named[1:] == day[1:]), None)
        if year is not None:
            return dt.date(year, day.month, day.day)
        near = self.published or self._first_date()
        years = () if near is None else (near.year, near.year - 1)
        dates = (dt.date(year, day.month, day.day) for year in years if _exists(year, day))
        return next((date for date in dates if near is not None and date - near <= _AHEAD), None)

    def _first_date(self) -> dt.date | None:
        return next((dt.date(day.year, day.month, day.day) for day in self._days if day.year), None)

    def _is_numeric(self, fact: Fact) -> bool:
        """Say whether a day is in numbers that another habit reads as another day."""
        day = fact.value
        if day.month == day.day or day.day > MONTHS:
            return False
        return _NUMERIC.fullmatch(self.text, *fact.span) is not None

    def _names(self, day: Day) -> bool:
        """Say whether the text names a day otherwise than in numbers."""
        return any(named[1:] == day[1:] and named.year in (None, day.year) for named in self._days)


def _swapped(day: Day) -> Day:
    return Day(day.year, day.day, day.month)


def _exists(year: int, day: Day) -> bool:
    """Say whether a year has a day: the 29th of February may be missing."""
    try:
        dt.date(year, day.month, day.day)
    except ValueError:
        return False
    return True
