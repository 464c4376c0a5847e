"""Text in, the same text out with days of a month in words as numbers: the twenty-eighth of July."""

from __future__ import annotations

import calendar
import re

from oinp_noc._notices.plain.patterns import compiled

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TENS = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth")
_ORDINALS = (
    *(*_UNITS, *_TENS, "eighteenth", "nineteenth", "twentieth"),
    *(*(f"twenty-{unit}" for unit in _UNITS), "thirtieth", "thirty-first"),
)
_LONGEST_FIRST = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_MONTHS = [calendar.month_name[month].lower() for month in range(1, 13)]
MONTHS = "|".join(_MONTHS)
_FRENCH = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_DAY = compiled(
    rf"\b(?:(?P<day>{_LONGEST_FIRST})(?= (?:day )?of (?:{MONTHS})\b)"
    rf"|(?P<month>{MONTHS}) (?:the )?(?P<behind>{_LONGEST_FIRST})\b(?! (?:draw|round|time|week|half|quarter))"
    rf"|on the (?P<alone>{_LONGEST_FIRST})(?=[,;.])"
    rf"|(?P<first>premier) (?:jour (?:de |d'))?(?={_FRENCH})"
    rf"|last day of (?P<last>{MONTHS})\b(?:,? (?P<year>[0-9]{{4}})\b)?)"
)
_IN_EACH = (*_UNITS, *_TENS, "eighteenth", "nineteenth", "twentieth", "thirtieth", "premier", "last day of")
_FILL = "\x1f"  # no blank, and no letter


def in_numbers(text: str) -> str:
    """Write days of a month that are told in words as numbers, with every other character in its place."""
    if not any(map(text.__contains__, _IN_EACH)):
        return text  # as most are
    return _DAY.sub(lambda match: _day(match, text), text)


def _day(match: re.Match[str], text: str) -> str:
    if match["last"]:
        last = _last_of(_MONTHS.index(match["last"]) + 1, match["year"], text)
        if last is None:
            return match[0]
        written = f"{last}th of ".ljust(match.start("last") - match.start(), _FILL)
        return written + match[0][match.start("last") - match.start() :]
    if match["first"]:
        return "1er".ljust(len(match[0]) - 1, _FILL) + " "
    word = match["day"] or match["alone"] or match["behind"]
    place = _ORDINALS.index(word) + 1
    number = f"{place}th"
    if not match["behind"]:
        return match[0][: len(match[0]) - len(word)] + number.ljust(len(word), _FILL)
    return match["month"] + " " + number.rjust(len(match[0]) - len(match["month"]) - 1, _FILL)


def _last_of(month: int, year: str | None, text: str) -> int | None:
    """Return the last day of a month; None of a February if the text does not say of which year."""
    years = {int(found) for found in ([year] if year else re.findall(r"\b20[0-9]{2}\b", text))}
    told = set(re.findall(r"\bfebruary (2[89])\b(?! to)", text)) if month == 2 and not year else set()  # noqa: PLR2004
    if len(told) == 1:
        return int(told.pop())
    days = {calendar.monthrange(each, month)[1] for each in years or {2023, 2024}}
    return days.pop() if len(days) == 1 else None
