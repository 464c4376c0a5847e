"""Claims in, days out: "two days later" is read from the day told before it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.weekdays import months_by_name
from oinp_noc._notices.words.dates import Day, exists
from oinp_noc._notices.words.lexicon import INVITED, Fact

if TYPE_CHECKING:
    import re

    from oinp_noc._notices.tree.nodes import Node

_NUMBERS = {"a": 1, "an": 1, "one": 1, "un": 1, "une": 1, "two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4}
_NUMBERS |= {"quatre": 4, "five": 5, "cinq": 5, "six": 6, "seven": 7, "sept": 7, "eight": 8, "ten": 10, "dix": 10}
_NUMBERS |= {"huit": 7, "nine": 9, "neuf": 9, "quinze": 14}  # huit jours: a week; quinze jours: two
_SHIFTED = compiled(
    r"\b(?P<number>an?|one|two|three|four|five|six|seven|eight|nine|ten|une?|deux|trois|quatre|cinq"
    r"|sept|huit|neuf|dix|quinze|[1-9])"
    r"\s(?P<unit>days?|weeks?|jours?|semaines?)"
    r"\s(?P<which>later|after that|afterwards?|plus tard|apres|earlier|before that|before(?=,)|plus tot|auparavant"
    r"|avant(?=[,.]))\b"
    r"|\b(?P<next>(?:the )?(?:next|following) day|the day after(?:(?=[,.;:])| that)"
    r"|(?:le )?(?P<two>sur)?lendemain|le jour (?:suivant|d'apres))\b"
    r"|\b(?P<previous>the (?:day before|previous day)|le jour (?:precedent|d'avant)"
    r"|(?:la |l')(?P<twice>avant-)?veille)\b"
)
_WEEK = 7  # days

_OF_THE_MONTH = compiled(
    r"\b(?:(?:on|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?) the (?=[0-9]{1,2}(?:st|nd|rd|th)\b)"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? le (?=[0-9]{1,2}(?:,| ?[:(]|\. ))"
    r"|(?:(?<=[,:;.?!] )|(?<!.))le (?=[0-9]{1,2}(?:, (?!rue\b)| (?:au|pour le|dans le|sous le) volet\b))"
    r"|le (?=[0-9]{1,2} (?:du meme mois|du mois|courant)\b))"
    r"(?P<day>[1-3]?[0-9])(?:st|nd|rd|th)?\b(?!\s(?:of\s)?[a-z]{3,9}\s[0-9]{4})"
    r"(?! of(?! (?:the|that|this|the same) month\b))(?! draw)"
)


def names_a_day(node: Node, text: str, *, alone: bool = False) -> bool:
    """Return True if a sentence names a day without its month, or no more than one: "on the 8th"."""
    found = [*_OF_THE_MONTH.finditer(text, node.start, node.end)]
    return bool(found) and found[0].start("day") in node.words.starts and not (alone and len(found) > 1)


_LEADS = 24  # characters
_MONTH = compiled(
    r"(?:\b(?:in|of|the|last|past|this|en|de) |\bd'|\A)([a-z]{3,9})\b(?!-)|\b([a-z]{3,9})(?:'s| dernier)\b"
)
_LAST_YEAR = compiled(r"\b(?:last|the previous) year\b|\bl'an(?:nee)? (?:derni|pass|prec)")
_LAST_MONTH = compiled(
    r"\b(?:last|previous|preceding|prior) month\b|\bmonth before\b|\bmois (?:dernier|precedent|passe|d'avant)\b"
)
_DECEMBER = 12
_CUT = compiled(r"[.;]")


def leads_with_a_day(node: Node, text: str) -> bool:
    """Return True if a sentence begins with a day that is read from the one before: six days later; on the 17th."""
    end = min(node.end, node.start + _LEADS)
    return _OF_THE_MONTH.search(text, node.start, end) is not None or (shift(node, text, node.start, end) or -1) != -1


def of_the_month(node: Node, fact: Fact, text: str) -> Fact | None:
    """Return the day of "on the 8th", in the month of a day told before; None if the month has none."""
    found = cast("re.Match[str]", _OF_THE_MONTH.search(text, node.start, node.end))
    first = first_day(fact)
    said = text[node.start : found.start()]
    month = _month_before(said) or (_LAST_MONTH.search(said) and (first.month - 1 or _DECEMBER))
    if month:
        before = month > first.month or _LAST_YEAR.search(said) is not None
        first = first._replace(month=month, year=first.year and first.year - before)
    day = first._replace(day=int(found["day"]))
    at = node.words.starts.index(found.start("day"))
    return Fact("day", day, node.words.span(at, at), at, "a day of the month before") if exists(day) else None


def _month_before(said: str) -> int:
    """Return the month that words right before a day name: in December, on the 13th; July's round, on the 29th."""
    names = _MONTH.findall(_CUT.split(said)[-1])
    return next((number for name in reversed(names) if (number := months_by_name().get("".join(name)))), 0)


_COMPARED = compiled(
    r"\b(?:contre|against|versus|vs\.?|compared (?:to|with)|par rapport aux?|than|que)\s[0-9][^.;:]{0,40}\Z"
)  # 97 people, against 210 two weeks earlier


def shift(node: Node, text: str, start: int | None = None, end: int | None = None) -> int | None:
    """Return by how many days a sentence, or a part of it, is later than what is before; None if it does not say so."""
    if not node.says("other-unit", "recalled", "yesterday") and text.find("lendemain", node.start, node.end) < 0:
        return None
    found = _SHIFTED.search(text, node.start if start is None else start, node.end if end is None else end)
    if found is None or _COMPARED.search(text, node.start, found.start()):
        return None
    if found["next"] or found["previous"]:
        return (1 if found["next"] else -1) * (2 if found["two"] or found["twice"] else 1)
    number = _NUMBERS.get(found["number"]) or int(found["number"])
    days = number * (_WEEK if found["unit"][0] in "ws" else 1)
    return -days if found["which"].startswith(("earlier", "before", "plus tot", "auparavant", "avant")) else days


def later_in_sentences(nodes: list[Node], text: str) -> None:
    """Read the second day of a sentence that tells it from its first: 946 people on June 23 and, one day later, 433."""
    for node in nodes:
        days, numbers = node.of("day"), node.of(*INVITED)
        if node.kind != "sentence" or len(days) != 1 or len(numbers) < 2:  # noqa: PLR2004 (one for each day)
            continue
        start = max(days[0].span[1], min(fact.span[1] for fact in numbers))
        gap, match = shift(node, text, start), _SHIFTED.search(text, start, node.end)
        behind = next((fact for fact in numbers if match is not None and fact.span[0] >= match.end()), None)
        last = match is not None and days[0].span[1] <= numbers[-1].span[0] < match.start()
        behind = behind or (numbers[-1] if last and len(numbers) == 2 else None)  # noqa: PLR2004 (601 two days later)
        day = shifted(days[0], gap) if gap is not None and behind is not None else None
        if match is not None and behind is not None and day is not None:
            node.state(day._replace(span=match.span(), at=node.words.place_of(match.start()), role=behind.role))


def shifted(fact: Fact, days: int) -> Fact | None:
    """Return the fact of a day so many days later; None where that depends on a year which is not known."""
    day = first_day(fact)
    dates = {_shifted_in(year, day, days) for year in ((day.year,) if day.year else _YEARS)}
    (found, *others) = dates
    if found is None or others:
        return None
    return fact._replace(kind="day", value=Day(day.year, *found), rule="days later")


_YEARS = (2023, 2024)  # a common one and a leap year


def _shifted_in(year: int, day: Day, days: int) -> tuple[int, int] | None:
    try:
        date = dt.date(year, day.month, day.day) + dt.timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return (date.month, date.day) if date.year == year else None
