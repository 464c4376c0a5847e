"""Nodes in, days out: a weekday is a day of the week, or of the few days, that the text names before it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.tree.weekdays import names_of_weekdays
from oinp_noc._notices.words.dates import Day, exists
from oinp_noc._notices.words.lexicon import INVITED, Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.tree.nodes import Node

OF_A_WEEK = compiled(
    r"\b(?:week|semaine) (?:(?:of|beginning|starting|commencing|du|debutant le|commencant le|qui (?:a )?commence le)"
    r"|(?P<ends>(?:that )?end(?:ing|ed)|(?:se )?terminant le|terminee le|qui s'est terminee le))"
    r" (?:on )?(?:the )?(?:[a-z]{5,9},? )?\Z"
)
"""What stands before a day that is named for its week."""
_LONGEST = 44  # characters before the day
_WEEK = 7  # days


class _Week(NamedTuple):
    """A week, or a stretch of days within one.

    Attributes:
        node: where it is told.
        fact: its day or days.
        dates: its days by their weekdays.
        named: whether the text calls it a week.
    """

    node: Node
    fact: Fact
    dates: dict[int, dt.date]
    named: bool

    def is_over(self, node: Node) -> bool:
        """Return True if a node is not about the week: it stands under another heading, or names another day."""
        if self.node.kind == "heading":
            apart = not any(parent is self.node for parent in above(node))
        else:
            apart = section(node) is not section(self.node)
        return apart or any(not self.holds(first_day(fact)) for fact in node.of("day") if fact.role == "announced")

    def holds(self, day: Day) -> bool:
        """Return True if a day is one of the week."""
        return any(day[1:] == (date.month, date.day) for date in self.dates.values())

    def day(self, node: Node, span: tuple[int, int], weekday: int) -> Fact:
        """Return the fact of a weekday; it is the day of no draw if it is none of these days."""
        first = next(iter(self.dates.values()))
        date = first + dt.timedelta(days=(weekday - first.weekday()) % _WEEK)
        told = node.of(*_TOLD)  # of a draw, an earlier one, or that of another province
        role = (told[0].role if told else node.role) if weekday in self.dates else "supposed"
        return Fact("day", Day(*date.timetuple()[:3]), span, node.words.place_of(span[0]), "a day of a week", role)

    def has_a_number_of_its_own(self) -> bool:
        """Return True if a number stands beside the week with no day: 94 people and, on Friday, 31."""
        numbers = [fact.at for fact in self.node.of(*INVITED)]
        days = [fact.at for fact in self.node.of("day") if fact.span != self.fact.span]
        return len(days) < len(numbers) and not (days and min(days) < min(numbers))


def name_days_of_weeks(nodes: list[Node], text: str, today: dt.date | None) -> None:
    """Read "Monday" behind "the week of November 5, 2029" or "Nov. 5-9, 2029"; the week is then the day of no draw.

    Args:
        nodes: the nodes, with their roles.
        text: the text, spelt plainly.
        today: the day of the page, if it is known: it gives a week without a year its own.
    """
    week: _Week | None = None
    for node in nodes:
        told = _week(node, text, today)
        week = told or (None if week is not None and week.is_over(node) else week)
        if week is None:
            continue
        begin = week.fact.span[1] if week.node is node else node.start
        named = [*_weekdays(text, begin, node.end)] if node.of(*_TOLD) or node.kind == "heading" else []
        days = [week.day(node, span, number) for span, number in named]
        node.state(*(fact for fact in days if not any(fact.at == other.at for other in node.of("day"))))
        one = week.named and any(fact.span != week.fact.span and week.holds(first_day(fact)) for fact in node.of("day"))
        if (days or one) and not week.has_a_number_of_its_own():
            holder = week.node
            holder.facts = [fact._replace(role="so-far") if fact == week.fact else fact for fact in holder.facts]


_TOLD = ("count", "people", "score", "share", "stream")


def _week(node: Node, text: str, today: dt.date | None) -> _Week | None:
    """Return the last week that a node tells."""
    for fact in reversed(node.of("day", "days", "bound")):
        first = first_day(fact)
        if first.year is None and today is not None:
            years = (year for year in (today.year, today.year - 1) if exists(first._replace(year=year)))
            first = first._replace(year=next((year for year in years if dt.date(year, *first[1:]) <= today), None))
        if first.year is None or fact.role not in ("announced", "recalled", "published"):
            continue
        date, said = (
            dt.date(first.year, *first[1:]),
            OF_A_WEEK.search(text, max(node.start, fact.span[0] - _LONGEST), fact.span[0]),
        )
        length = _length(fact)
        if said is not None and fact.kind != "days":
            date, length = date - dt.timedelta(days=_WEEK - 1 if said["ends"] else 0), _WEEK
        if length in range(2, _WEEK + 1):
            dates = (date + dt.timedelta(days=ahead) for ahead in range(length))
            return _Week(node, fact, {each.weekday(): each for each in dates}, said is not None)
    return None


def _length(fact: Fact) -> int:
    """Return how many days a stretch of days has; 0 if its years are not known to be one."""
    if fact.kind != "days":
        return 1
    first, last = (dt.date(day.year or 1, *day[1:]) for day in fact.value)
    return (last - first).days + 1


@_data.once
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a weekday that is no part of a date, in full or at the start of a line."""
    names = "|".join(names_of_weekdays())
    return re.compile(
        rf"(?<!\bto )(?<!\buntil )(?<!\bau )(?<!\bafter )(?<!\bbefore )(?<!\bsince )(?<!\bby )(?<!\bnext )(?<!\blast )"
        rf"(?<!\bevery )(?<!\beach )(?<!\bapres )(?<!\bavant )(?<!\bdepuis )(?<!\bchaque )"
        rf"\b(?P<day>{names})\b(?! (?:to|until|au|dernier|prochain)\b|-[a-z])"
        r"|(?m:^)(?P<short>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)\b(?=\.?\s?[:,-]|\.?\s[0-9])"
    )


_SHORT = (
    ("mon", "lun"),
    ("tue", "mar"),
    ("wed", "mer"),
    ("thu", "jeu"),
    ("fri", "ven"),
    ("sat", "sam"),
    ("sun", "dim"),
)


def _weekdays(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Find the weekdays of a stretch of text: their places and numbers."""
    names = names_of_weekdays()
    for match in _pattern().finditer(text, start, end):
        if match["day"] is not None:
            yield match.span("day"), names[match["day"]]
        else:
            yield match.span("short"), next(at for at, each in enumerate(_SHORT) if match["short"][:3] in each)
