"""Named words in, named words out, with days, stretches of days and numbers read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.classes import LETTERS
from oinp_noc._notices.words.lexicon import Words
from oinp_noc._notices.words.month_days import (
    MONTH_DAYS,
    SHORT_YEARS,
    YEARS,
    are_two,
    is_month_day,
    is_ordinal,
    is_short_year,
    second_day,
    year_at,
)
from oinp_noc._notices.words.naming import named
from oinp_noc._notices.words.numerals import Read, in_words, past, sevens, with_blank
from oinp_noc._notices.words.ranges import of_ranges
from oinp_noc._notices.words.scales import scaled
from oinp_noc._notices.words.weekdays import without_weekdays

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MONTHS = 12
_LEAP_YEAR = 2024
_YEAR_DIGITS = 4
YEAR = compiled(r"20[0-9]{2}\s?:?")  # alone on a line, or in a cell
_NUMERALS = compiled(r"[0-9]+")


class Day(NamedTuple):
    """A day as written: its year may be missing."""

    year: int | None
    month: int
    day: int


class Days(NamedTuple):
    """A first and a last day as written; either may be missing."""

    first: Day | None
    last: Day | None


def read(text: str, start: int, end: int, *, apart: bool = False) -> Words:
    """Name the words of a stretch of plain text, its days, stretches of days and numbers among them.

    Args:
        text: the text.
        start: the place of the first character.
        end: the place behind the last.
        apart: whether numbers with a blank between them are two, rather than one with its thousands apart.
    """
    words = named(text, start, end)
    whole = text
    if apart:
        text = ""
    dated = "month" in words.names or "numeric-date" in words.names
    if dated and "numeral" in words.names:
        words = sevens(words, text)
    if dated or "numeral" in words.names or _TWO_NUMBERS in words.line:
        words = _joined(words, _PARTS_OF_DAYS, lambda words, at, before: _made(words, at, text, before))
    if dated and "day" in words.names:
        words = without_weekdays(words, whole)
    if dated and words.names.count("day") + words.names.count("number") > 1:
        words = _joined(words, ("day",), _stretch)
    return scaled(of_ranges(words), text)


_TWO_NUMBERS = 2 * LETTERS["number"]
_PARTS_OF_DAYS = ("numeric-date", "month", "number", "numeral")


def _joined(words: Words, wanted: tuple[str, ...], make: Callable[[Words, int, str], Read | None]) -> Words:
    """Join the words that make a day, a stretch of days or a number.

    Args:
        words: the words.
        wanted: the names of words that may begin such a thing.
        make: makes it of the words from a place on, behind a word of some name; None if they make nothing.
    """
    old: tuple[Sequence[Any], ...] = words.names, words.starts, words.ends, words.values
    columns: tuple[list[Any], ...] = [], [], [], []
    at = 0
    for place, name in enumerate(words.names):
        if name not in wanted or place < at:
            continue
        made = make(words, place, words.name(place - 1) if place > at or not at else columns[0][-1])
        if made is not None:
            joined = made.name, words.starts[place], words.ends[made.end - 1], made.value
            for column, before, one in zip(columns, old, joined, strict=True):
                column.extend((*before[at:place], one))
            at = made.end
    if not at:
        return words
    return Words(*([*column, *before[at:]] for column, before in zip(columns, old, strict=True)))


def _made(words: Words, at: int, text: str, before: str) -> Read | None:
    name, value = words.names[at], words.values[at]
    if (glued := _with_marks(words, at)) is not None:
        return glued
    if name == "numeric-date":
        date = _numeric_date(str(value))
        return Read("day", date, at + 1) if date is not None else Read("word", value, at + 1)
    if name == "numeral":
        return _day_in_words(words, in_words(words, at, first=value))
    if name == "number":
        return _number_first(words, at, text) or with_blank(words, at, text, before)
    if value == "3" and words.follows(at + 1, "<stop>?<number><month>"):
        return Read("word", "mar", at + 1)  # mar. 9 juil.: a Tuesday
    made = _month_first(words, at) or _without_day(words, at, text)
    return _day_in_words(words, in_words(words, at, first=made.value)) if made.name == "numeral" else made


_MARKED = "(?:<number><dash|slash><month>|<month><dash|slash><number>)<dash|slash><number>"


def _with_marks(words: Words, at: int) -> Read | None:
    """Read ``6-Sep-2018``, ``06/Sep/18`` and ``Sep-06-2018``, as sheets of cells write days."""
    parts = range(at, at + 4)
    if not words.follows(at, _MARKED) or any(words.ends[part] != words.starts[part + 1] for part in parts):
        return None
    day, month = (at, at + 2) if words.names[at] == "number" else (at + 2, at)
    year = words.values[at + 4]
    date = Day(year + 2000 * (year in SHORT_YEARS), int(words.values[month]), words.values[day])
    return Read("day", date, at + 5) if exists(date) else None


def _numeric_date(found: str) -> Day | None:
    """Read ``2023-05-09``, and ``09-05-2023`` as the fifth of September unless only the other way makes a date."""
    first, second, third = (int(part) for part in _NUMERALS.findall(found))
    year, month, day = (first, second, third) if found[:_YEAR_DIGITS].isdigit() else (third, second, first)
    if month > MONTHS >= day:
        month, day = day, month
    date = Day(year, month, day)
    return date if exists(date) else None


def exists(day: Day) -> bool:
    """Return True if the calendar has such a day, in a year that a notice may speak of."""
    try:
        dt.date(day.year or _LEAP_YEAR, day.month, day.day)
    except ValueError:
        return False
    return day.year is None or day.year in YEARS


def in_year(day: Day, year: int) -> Day:
    """Return a day with a year, unless it has one, or the year has no such day."""
    dated = day._replace(year=day.year or year)
    return dated if exists(dated) else day


def _dated(words: Words, days: tuple[int, ...], month: int, end: int) -> Read | None:
    """Make a day, or a first and a last, with the year that may follow."""
    behind = past(words, end, "comma", "stop", "of", "article")
    year = year_at(words, behind) if behind - end <= 2 else None  # noqa: PLR2004 (a comma and a word)
    found = [Day(year, month, day) for day in days]
    if not all(map(exists, found)):
        return None
    value: Any = found[0] if len(found) == 1 else Days(*found)
    return Read("days" if len(found) > 1 else "day", value, behind + 1 if year is not None else end)


def _month_before(words: Words, at: int) -> int | None:
    """Return the month of the first of two days, of which the second stands at a place; None if it is no such day."""
    month = next((place for place in (at - 3, at - 4) if words.name(place) == "month"), -1)
    behind = words.name(past(words, at + 1, "of", "article"))
    if month < 0 or not are_two(words, month, at - 1) or behind in ("month", *_NO_DAY):
        return None
    first = _month_first(words, month)
    alone = first is not None and first.end == at - 1 and words.values[at - 2] < words.values[at]
    return int(words.values[month]) if alone else None


def _month_first(words: Words, at: int) -> Read | None:
    """Read ``May 9, 2023`` and ``May 9 to 12, 2023``."""
    month = int(words.values[at])
    first = past(words, at + 1, "stop")
    first = past(words, first, "article")  # July the 9th
    if not is_month_day(words, first):
        return None
    day = words.values[first]
    second = second_day(words, first + 1, day)
    if second is not None and words.name(second + 1) not in ("month", "number"):
        made = _dated(words, (day, words.values[second]), month, second + 1)
        if made is not None and are_two(words, at, first + 1):
            return Read("day", made.value.first, first + 1)
        if made is not None and (made.value.first.year or words.name(first + 1) != "and"):
            return made
    return _dated(words, (day,), month, first + 1)


def _number_first(words: Words, at: int, text: str) -> Read | None:
    """Read ``9 May 2023``, ``9th of May`` and ``9 to 12 May``."""
    if not is_month_day(words, at):
        return None
    day = words.values[at]
    month = past(words, at + 1, "of", "article")
    if words.follows(at + 1, "<other-unit><of><month>") and is_ordinal(words, at):
        month = at + 3  # the 9th day of July
    second = second_day(words, at + 1, day)
    behind = past(words, second + 1, "of", "article") if second is not None else at
    if second is not None and words.name(behind) == "month":
        end = past(words, behind + 1, "stop")
        made = _dated(words, (day, words.values[second]), int(words.values[behind]), end)
        return Read("day", made.value.first, at + 1) if made is not None and are_two(words, at, at + 1) else made
    if (of_month := _month_before(words, at)) is not None:
        return _dated(words, (day,), of_month, at + 1)  # November 6 and 8
    if words.name(month) != "month" or (
        is_month_day(words, month + 1)
        and words.name(month + 2) in ("dash", "to", "comma")
        and not is_short_year(words, month + 1)
    ):
        return None  # 24, and April 28 to July 13
    if is_short_year(words, month + 1):
        return Read("day", Day(2000 + words.values[month + 1], int(words.values[month]), day), month + 2)
    made = _dated(words, (day,), int(words.values[month]), month + 1)
    may_qualify = text[words.starts[month] : words.ends[month]] == "may" and words.name(month + 1) in (
        "word",
        "article",
    )
    return None if made is not None and made.value.year is None and may_qualify else made


def _without_day(words: Words, at: int, text: str) -> Read:
    """Read a month without a day: of a year, or as what else its name is, ``may`` or the French seven."""
    year = year_at(words, past(words, at + 1, "stop", "comma"))
    if year is not None:
        return Read("month-year", (year, int(words.values[at])), past(words, at + 1, "stop", "comma") + 1)
    written = text[words.starts[at] : words.ends[at]]
    name, value = {"may": ("may-be", "may"), "sept": ("numeral", "7")}.get(written, ("word", written))
    return Read(name, value, at + 1)


def _day_in_words(words: Words, day: Read) -> Read:
    """Read the twenty-second of April, two thousand and twenty-six, behind its day."""
    month = past(words, day.end, "of", "article")
    if words.name(month) != "month" or day.value not in MONTH_DAYS or is_month_day(words, month + 1):
        return day  # no day; or one of April 27
    year = in_words(words, month + 1, first=words.values[month + 1]) if words.name(month + 1) == "numeral" else day
    if year.value not in YEARS:
        return _dated(words, (day.value,), int(words.values[month]), month + 1) or day
    return Read("day", Day(year.value, int(words.values[month]), day.value), year.end)


_LINKS, _LONG = ("dash", "to", "until"), 2  # words; months
_NO_DAY = ("invitation", "people", "word", "occupations", "and-above", "number", "percent", "other-unit", "colon")
_FILLS = ("of", "in", "article", "colon", "comma", "and", "including")


def _are_ends(words: Words, at: int, second: int) -> bool:
    """Return True if two days with "and" are of one stretch: behind "between", or behind profiles and months apart."""
    marks = [place for place in range(max(0, at - 4), at) if words.names[place] in ("between", "comma")][-1:]
    between = any(words.names[place] == "between" and words.values[place] not in ("de", "du") for place in marks)
    if between or words.name(second) != "day" or "profiles" not in words.names[:at]:
        return between
    first, last = words.values[at], words.values[second]
    return bool(((last.year or 0) - (first.year or last.year or 0)) * MONTHS + last.month - first.month >= _LONG)


def _stretch(words: Words, at: int, _before: str) -> Read | None:
    """Join a first and a last day: ``from May 2, 2023 to May 9, 2023``."""
    link = past(words, at + 1, "comma", "close")
    first = words.values[at]
    second = past(words, link + 1, *_FILLS)
    if words.name(link) not in _LINKS and not (words.name(link) == "and" and _are_ends(words, at, second)):
        return None
    if words.name(second) == "day":
        last = words.values[second]
    elif (
        is_month_day(words, second)
        and (first.year is not None or words.name(link) == "and")
        and words.values[second] > first.day
    ):
        if words.name(second + 1) in _NO_DAY:
            return None
        last = first._replace(day=words.values[second])  # 2023/08/11 to 16, between August 11 and 16
    else:
        return None
    if first.year is None and last.year is not None:
        first = first._replace(year=last.year - (first[1:] >= last[1:]))
    if last.year is None and first.year is not None:
        last = last._replace(year=first.year + (first[1:] >= last[1:]))
    return Read("days", Days(first, last), second + 1) if exists(first) and exists(last) else None
