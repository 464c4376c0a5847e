"""Days by their names: today, yesterday, on Wednesday; and whether a day told elsewhere is of such a name."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._notices.dates import Day
from oinp_noc._notices.lexicon import Fact, search, vocabulary
from oinp_noc._notices.statements import first_day
from oinp_noc._notices.teller import ACTS
from oinp_noc._notices.tree import above

if TYPE_CHECKING:
    from oinp_noc._notices.nodes import Node


BY_NAME = "a weekday"
"""The rule of a day that is told by its weekday alone."""


def on_another_weekday(node: Node, day: Fact, text: str) -> bool:
    """Return True if a sentence without a day says "on Thursday", and a day told elsewhere is no Thursday.

    A day whose year is not told beside it may be any weekday.
    """
    date = first_day(day)
    if node.kind != "sentence" or date.year is None or node.of("day", "days"):
        return False
    said = search("weekday", text, node.start, node.end)
    if said is None:
        return False
    weekday = (dt.date(date.year, date.month, 1) + dt.timedelta(days=date.day - 1)).weekday()
    return _weekdays()[said[0].strip()] != weekday


@_data.once
def _weekdays() -> dict[str, int]:
    return {name: int(value) for value, (name,) in vocabulary("weekday")}


def name_days(nodes: list[Node], text: str, published: dt.date | None) -> None:
    """Read "today", "yesterday" and "on Wednesday", if the day of the page is known.

    Args:
        nodes: the nodes, with their roles.
        text: the text, spelt plainly.
        published: the day of publication; None if only the page may tell it.
    """
    pages = (fact.value for node in nodes for fact in node.of("day") if fact.role == "published" and fact.value.year)
    today = published or next((dt.date(*page) for page in pages), None)
    for node in nodes if today is not None else ():
        near = {"today", "yesterday"}.intersection(node.words.names)
        dated: Day | None = next((fact.value for parent in above(node) for fact in parent.of("day")[:1]), None)
        if near and not [fact for fact in node.of("day", "days") if fact.role != "published"]:
            at = min(node.words.names.index(name) for name in near)
            date = today or dt.date.min
            if dated is not None and dated.year is not None and node.words.names[at] == "today":
                date = dt.date(dated.year, dated.month, dated.day)
            if node.words.names[at] == "yesterday" and date > dt.date.min:
                date -= dt.timedelta(days=1)
            day = Day(date.year, date.month, date.day)
            node.facts.append(Fact("day", day, node.words.span(at, at), at, node.words.names[at]))
    _name_weekdays(nodes, text, today)


def _name_weekdays(nodes: list[Node], text: str, today: dt.date | None) -> None:
    """Read "on Wednesday" in a sentence about draws as the last before the page, or as the Wednesday that is dated."""
    dated: dict[int, set[Day]] = {}
    for node in nodes:
        for fact in node.of("day"):
            before = _BEFORE_A_DAY.search(text, max(fact.span[0] - _NEAR, 0), fact.span[0])
            if before is not None and before["name"] in _weekdays():
                dated.setdefault(_weekdays()[before["name"]], set()).add(fact.value)
    counted = {node.block for node in nodes if node.of("count", "people", "share")}
    for node in nodes:
        found = _ON.search(text, node.start, node.end) if node.kind == "sentence" and not _is_dated(node) else None
        weekday = _weekdays().get(found["name"] or found["last"]) if found is not None else None
        if found is None or weekday is None or not (node.says(*ACTS) or node.block in counted):
            continue
        known = dated.get(weekday, set())
        day = next(iter(known)) if len(known) == 1 else None
        if not known and today is not None:
            date = today - dt.timedelta(days=(today.weekday() - weekday) % 7)
            day = Day(date.year, date.month, date.day)
        start, end = found.span("name") if found["name"] else found.span("last")
        if day is not None:
            at = sum(place < end for place in node.words.starts) - 1
            node.facts.append(Fact("day", day, (start, end), at, BY_NAME, _role(node)))
            node.facts.sort(key=lambda fact: fact.at)


def _is_dated(node: Node) -> bool:
    return any(fact.role != "published" for fact in node.of(*_DAYS))


def _role(node: Node) -> str:
    return node.role if node.role == "recalled" else "announced"


_NEAR = 16  # characters
_DAYS = ("day", "days", "window")
_BEFORE_A_DAY = re.compile(r"(?P<name>[a-z]{5,9}),?\s(?:the\s|le\s)?\Z")
_ON = re.compile(
    r"\b(?:on|last|this past)\s(?P<name>[a-z]+day)\b(?!'|\sand\b|\sor\b)|\b(?P<last>[a-z]+di)\s(?:dernier|passe)\b"
)
