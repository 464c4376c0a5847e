"""Days by the name of their weekday: whether a day told elsewhere is such a one, and which stand by themselves."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import search, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.dates import Day
    from oinp_noc._notices.words.lexicon import Fact


def on_another_weekday(node: Node, day: Fact, text: str) -> bool:
    """Return True if a sentence without a day says "on Thursday", and a day told elsewhere is no Thursday.

    A day whose year or weekday is not told beside it may be any weekday.
    """
    if node.kind not in ("sentence", "heading") or node.of("day", "days"):
        return False
    date = first_day(day)
    beside = re.findall(r"[a-z]+", text[max(0, day.span[0] - _BEFORE) : day.span[0]])[-1:]
    its = weekday(date) if date.year is not None else next(map(number_of, beside), None)
    if its is None:
        return False
    said = search("weekday", text, node.start, node.end)
    windows = [fact.span for fact in node.of("window", "bound", "profile-day")]
    while said is not None and any(start - _BESIDE <= said.end() <= end for start, end in windows):
        said = search("weekday", text, said.end(), node.end)  # one before the day of a window says nothing more
    if said is None:
        return False
    return names_of_weekdays()[said[0]] != its


_BEFORE = 12  # characters before a day in which its weekday stands
_BESIDE = 5  # characters between a weekday and its day


def weekday(day: Day) -> int:
    """Return the weekday of a day of a year, or of what follows its month."""
    return (dt.date(day.year or 1, day.month, 1) + dt.timedelta(days=day.day - 1)).weekday()


@_data.once
def _alone() -> re.Pattern[str]:
    """Return the pattern of a weekday without a date: on Friday 190 people, but not on Friday, March 3."""
    names, months = "|".join(names_of_weekdays()), "|".join(map(re.escape, months_by_name()))
    return re.compile(
        rf"(?:(?P<on>\b(?:on|this|ce)\s)|(?P<goes_on>(?<=[,0-9]\s)|(?<=\band\s)|(?<=\bet\s))|(?<=[a-z]\s)|(?<=[.!?;:]\s)|(?m:^))(?P<day>{names})\b"
        rf"(?!'|,?\s(?:(?:{months})\.?\s|le\s|the\s)?(?:20[0-9]{{2}}\b|(?:0?[1-9]|[12][0-9]|3[01])(?!\s?,?[0-9])(?!\s(?:(?!(?:{months})\b)[a-z]{{5}}|phd\b|itas?\b|nois?\b))))"
    )


_OF_MORE = compiled(
    r"\b(?:last|next|every|each|until|by|since|before|after|of|to|from|usual|previous|coming|prochaine?|chaque|avant|apres|depuis"
    r"|d'ici|jusqu'a|le|les|and|et)\s\Z"
)


def by_themselves(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Find the weekdays of a stretch of text that stand without a date: their places and numbers.

    Behind a comma another one must stand before them: on Tuesday 300, Wednesday 505.
    """
    found = False
    for match in _alone().finditer(text, start, end):
        known = found if match["goes_on"] is not None else match["on"] is not None
        if known or not (match["goes_on"] is not None or _is_of_more(text, start, match.start())):
            found = True
            yield match.span("day"), names_of_weekdays()[match["day"]]


def _is_of_more(text: str, start: int, at: int) -> bool:
    """Return True if the word before a weekday makes it another one, or one of several: last Monday, until Friday."""
    return _OF_MORE.search(text, max(start, at - _BEFORE), at) is not None


def number_of(name: str) -> int | None:
    """Return the number of a weekday, Monday's being 0; None of another word."""
    return names_of_weekdays().get(name)


@_data.once
def names_of_weekdays() -> dict[str, int]:
    """Return the numbers of the weekdays by their names, Monday's being 0."""
    return {name: int(value) for value, (name,) in vocabulary("weekday")}


def of_another_month(node: Node, day: Fact, text: str, *, recalled: bool) -> bool:
    """Return True if a sentence without a day says "in March", and a day told elsewhere is in no such month.

    An earlier draw may also be told by another month: the first since March 2030; the first since May, when 90 were.
    """
    days = (fact for fact in node.of("day", "days") if not recalled or fact.role == "recalled")
    if node.kind != "sentence" or any(days):
        return False
    said = {months_by_name()[match["month"]] for match in in_month().finditer(text, node.start, node.end)}
    if recalled:
        said |= {month for _, month in node.words.said("month-year")}
        said |= {months_by_name().get(match["month"], 0) for match in _SINCE.finditer(text, node.start, node.end)}
    return bool(said) and first_day(day).month not in said


_SINCE = compiled(r"\b(?:since|depuis)\s(?P<month>[a-z]{3,9}),?\s(?:when|in which|quand|lorsqu[e']|ou)\b")


@_data.once
def in_month() -> re.Pattern[str]:
    """Return the pattern of a month without a day or a year: in March."""
    names = "|".join(re.escape(name) for name in months_by_name())
    return re.compile(
        r"\b(?:in|en|au mois de|du mois de|in the(?=\s[a-z]+\s(?:one|draw|round|selection)\b))\s"
        r"(?:early\s|late\s|mid[ -]|debut\s|fin\s)?"
        rf"(?P<month>{names})\b(?![\s.,]*(?:[0-9]{{1,2}}(?!,?[0-9])|(?:19|20)[0-9]{{2}}\b))"
    )


@_data.once
def months_by_name() -> dict[str, int]:
    """Return the numbers of the months by their names."""
    return {words[0]: int(value) for value, words in vocabulary("month")}
