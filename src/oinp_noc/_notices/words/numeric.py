"""Days in numbers: whether another habit reads one as another day, and which habit a text has."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.dates import MONTHS, Day

if TYPE_CHECKING:
    from oinp_noc._notices.words.lexicon import Fact

_NUMERIC = compiled(r"(?<![0-9./-])([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}(?![0-9])")
_FORM = compiled(r"\b(?:(m{1,2})[-/.](?:d{1,2}|j{1,2})|(?:d{1,2}|j{1,2})[-/.]m{1,2})\b")  # dd/mm/yyyy


def is_numeric(text: str, fact: Fact) -> bool:
    """Say whether a day is in numbers that another habit reads as another day."""
    day = fact.value
    if fact.kind != "day" or day.month == day.day or day.day > MONTHS:
        return False
    return _NUMERIC.fullmatch(text, *fact.span) is not None


@lru_cache(maxsize=2)
def habits(text: str) -> frozenset[bool]:
    """Say whether months stand first in days in numbers: by the days above 12, and the form that the text gives."""
    days = ((int(match[1]), int(match[2])) for match in _NUMERIC.finditer(text))
    told = (other > MONTHS for one, other in days if max(one, other) > MONTHS)
    return frozenset((*told, *(bool(match[1]) for match in _FORM.finditer(text))))


def swapped(day: Day) -> Day:
    """Return a day in numbers as another habit reads it."""
    return Day(day.year, day.day, day.month)
