"""Numbers among named words: which may be a day of a month, the second of two, or a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.words.numerals import past

if TYPE_CHECKING:
    from oinp_noc._notices.words.lexicon import Words

YEARS = range(1990, 2051)
MONTH_DAYS = range(1, 32)
SHORT_YEARS = range(15, 36)  # of this century


def year_at(words: Words, at: int) -> int | None:
    """Return the year that stands at a place; None if there is none."""
    return words.values[at] if words.name(at) == "number" and words.values[at] in YEARS else None


def is_month_day(words: Words, at: int) -> bool:
    """Return True if a number stands at a place that may be the day of a month."""
    return words.name(at) == "number" and words.values[at] in MONTH_DAYS


def is_ordinal(words: Words, at: int) -> bool:
    """Return True if letters follow the digits of a number: the 9th."""
    return words.name(at) == "number" and words.ends[at] - words.starts[at] > len(str(words.values[at]))


def second_day(words: Words, at: int, first: int) -> int | None:
    """Find the second day of a stretch within a month: ``May 9 to 12``."""
    if words.name(at) not in ("dash", "to", "until", "and"):
        return None
    second = past(words, at + 1, "article")
    return second if is_month_day(words, second) and words.values[second] > first else None


def is_short_year(words: Words, at: int) -> bool:
    """Return True if a number is a year in two digits: 9 Jul 23 - 9 Jul 24."""
    short = words.name(at) == "number" and words.ends[at] - words.starts[at] == 2  # noqa: PLR2004 (digits)
    ends = short and words.follows(at + 1, r"\Z|<bar|close>|<dash|to|and|until><number><month><number>")
    return ends and words.values[at] in SHORT_YEARS


def are_two(words: Words, at: int, link: int) -> bool:
    """Return True if two days of a month are two, and not the ends of a stretch: on November 6 and 8."""
    of_stretch = any(
        words.names[place] == "between" and words.values[place] not in ("de", "du")
        for place in range(max(0, at - 2), at)
    )
    return words.name(link) == "and" and not of_stretch and "profiles" not in words.names
