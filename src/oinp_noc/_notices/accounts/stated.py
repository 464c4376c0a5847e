"""Nodes and accounts in, what the text states of draws out, by what it is looked up by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.tree.places import section
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.accounts.ledger import Entry
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

AIMS = ("label", "region", "program", "language", "experience")
"""The names of the words that say whom a draw was for."""

_COUNTS = (*INVITED, "unread")  # numbers of draws, or that may be
_OF_OTHERS = ("elsewhere", "behind")
_LEFT = ("unassigned", "repeated", "context")
_TOLD = ("announced", "recalled")


class Stated(NamedTuple):
    """What a text states of draws.

    Attributes:
        facts: its days by month and day, its streams, its words for whom a draw was (but those of headings), the scores
            that no draw has and those that one has, by kind and value.
        years: its years.
        windows: its profile windows, each with the heading that it stands under.
        numbers: the accounts of the numbers of which nothing says whose they are.
    """

    facts: defaultdict[tuple[str, Any], list[Fact]]
    years: set[int | None]
    windows: list[tuple[Fact, Node | None]]
    numbers: list[Entry]

    def of(self, kind: str, value: object) -> list[Fact]:
        """Return where the text states a value of a kind."""
        return self.facts.get((kind, value), [])

    def days(self, date: dt.date) -> list[Fact]:
        """Return where the text names a day, with its year; one without a year only if the year stands elsewhere."""
        years = {None, date.year} if date.year in self.years else {date.year}
        named = (fact for fact in self.of("day", (date.month, date.day)) if fact.value.year in years)
        return [fact._replace(value=fact.value._replace(year=date.year)) for fact in named]


def stated(
    nodes: Iterable[Node], drafts: Iterable[Draft], entries: Iterable[Entry], published: dt.date | None
) -> Stated:
    """Collect what the nodes of a text state, but for what is told of others or behind the article."""
    found = Stated(defaultdict(list), {published.year} if published is not None else set(), [], [])
    for node in nodes:
        if node.role not in _OF_OTHERS:
            for fact in (fact for fact in node.facts if fact.role not in _OF_OTHERS):
                _add(found, fact)
                found.windows.extend([(fact, section(node))] if fact.kind == "window" else [])
            for word, aim in aims(node) if node.kind != "heading" else ():
                found.facts[word].append(aim)
    for draft in drafts:
        if "day" in draft.own:
            _add(found, draft.own["day"])  # two days later
    for entry in entries:
        if entry.fact.kind == "score" and entry.account in (*_LEFT, *_TOLD):
            found.facts["score" if entry.account in _LEFT else "told score", entry.fact.value].append(entry.fact)
        elif entry.account == "unassigned" and entry.fact.kind in _COUNTS:
            found.numbers.append(entry)
    return found


def aims(node: Node) -> Iterator[tuple[tuple[str, Any], Fact]]:
    """Yield the words of a node that say whom a draw was for, by their name and what they say."""
    for at in node.words.places(*AIMS):
        yield (
            (node.words.names[at], node.words.values[at]),
            node.words.fact("target", at, "whom a packaged draw was for"),
        )


def _add(found: Stated, fact: Fact) -> None:
    if fact.kind in ("day", "days", "bound", "profile-day"):
        day = first_day(fact)
        found.facts["day", day[1:]].append(fact._replace(kind="day", value=day))
        found.years.add(day.year)
    elif fact.kind == "stream":
        found.facts["stream", fact.value].append(fact)
    elif fact.kind == "window":
        found.years.update(day.year for day in fact.value if day is not None)
    elif fact.kind == "year":
        found.years.add(fact.value)


def nearest(facts: Iterable[Fact], place: int) -> Fact:
    """Return the fact that stands nearest to a place."""
    return min(facts, key=lambda fact: abs(fact.span[0] - place))
