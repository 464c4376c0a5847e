"""Nodes in, days out: what a sentence that says which day is today makes of "yesterday"."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc._notices.words.dates import Day
from oinp_noc._notices.words.lexicon import INVITED, Fact, over

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_TODAY_IS = over(
    r"<today><word|were|comma|open|article|dash>{0,3}(?P<day><day>)|(?P<day2><day>)<close|comma|dash>?<today>"
)  # today is May 3, 2029; it's May 3, 2029 today


def day_of_today(node: Node) -> Fact | None:
    """Return the day, with its year, of which a node says that it is today."""
    match = _TODAY_IS.search(node.words.line) if node.says("today") else None
    at = match.start(match.lastgroup or 0) if match is not None else -1
    return next((fact for fact in node.of("day") if fact.at == at and fact.value.year is not None), None)


def name_yesterday(node: Node) -> None:
    """Read "yesterday" in a sentence that says which day is today, which then may be the day of no draw.

    It is if its sentence tells no number between the two.
    """
    today = day_of_today(node) if node.says("yesterday") else None
    if today is None:
        return
    at = node.words.names.index("yesterday")
    first, last = sorted((at, today.at))
    date = dt.date(*today.value) - dt.timedelta(days=1)
    if not any(first < fact.at < last for fact in node.of(*INVITED)):
        node.facts = [fact._replace(role="published") if fact is today else fact for fact in node.facts]
    node.state(Fact("day", Day(date.year, date.month, date.day), node.words.span(at, at), at, "yesterday"))
