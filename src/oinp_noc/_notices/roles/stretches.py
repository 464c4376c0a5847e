"""Nodes in, the same nodes out: a long stretch of days that ends just before a draw is a profile window."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import ACTS

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_LONG = 45  # days: no draw lasts so long, and no sum ends with a draw in a sentence that tells of neither
_SHORT = 14  # days: so long at least, where a window is spoken of
_SHORTLY = 10  # days
_OF_DRAWS = ("announced", "recalled")


_LABELLED = (
    r"\A<word|of|article>{0,4}<invitation><colon><between|article>{0,2}<day|days>"  # déclarations d'intérêt : du ...
)


_PAUSE = compiled(
    r"\b(?:halt(?:ed)?|paused?|hiatus|gap|break|suspen[a-z]+|interrupt[a-z]+|closed|closure|shut|silen[a-z]+|quiet|idle"
    r"|without|no|not|none|arrete?|relache|silence|ferme(?:e|ture)?|aucune?|sans)\b"
)  # a halt from June 6 to August 28


def windows_by_shape(nodes: list[Node], text: str) -> None:
    """Read a long stretch that ends shortly before a day of the text as a window, in whatever words it is told.

    Args:
        nodes: the nodes, with their roles.
        text: the text, spelt plainly.
    """
    days = {fact.value[1:] for node in nodes for fact in node.of("day") if fact.role in _OF_DRAWS}
    for node in nodes:
        acts = node.says(*ACTS) and not node.matches(_LABELLED)
        acts = acts or _PAUSE.search(text, node.start, node.end) is not None
        if node.kind in ("sentence", "item") and not acts and not node.of("count", "people"):
            long = _SHORT if _WINDOW.search(text, node.start, node.end) else _LONG
            node.facts = [
                fact._replace(kind="window", rule="a long stretch") if _is_window(fact, days, long) else fact
                for fact in node.facts
            ]


_WINDOW = compiled(r"\b(?:window|fenetre)\b")


def _is_window(fact: Fact, days: set[tuple[int, int]], long: int) -> bool:
    """Return True if a stretch with its years is long, and a day of the text follows on it; it may have no year."""
    if fact.kind != "days" or fact.role not in _OF_DRAWS or None in {day.year for day in fact.value}:
        return False
    first, last = (dt.date(*day) for day in fact.value)
    behind = {last + dt.timedelta(days=days) for days in range(_SHORTLY)}
    return (last - first).days >= long and not days.isdisjoint((day.month, day.day) for day in behind)
