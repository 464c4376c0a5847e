"""Nodes in, roles out: the day on which somebody says it is not that of the draw, if a sentence says when that was."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import ACTS, COUNTS
from oinp_noc._notices.words.dates import in_year

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.dates import Day

_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)"
_SAYING = compiled(
    r"\b(?:announc(?:ed|es)|said|says|confirm(?:ed|s)|told|report(?:ed|s)|reveal(?:ed|s)|stated|disclosed"
    r"|(?:a|ont) (?:annonce|confirme|dit|declare|indique|precise|revele|affirme|fait savoir)|annoncait|confirmait)"
    rf"(?: (?!that\b|que\b)[a-z']{{2,12}}){{0,3}}?[ ,]{{1,2}}(?:(?:on|le|ce) )?(?:{_DAYS},? )?\Z"
)
_THEY = compiled(r"(?:the|these|those|they|it|all|invitations|les?|la|l'|ces?|cette|elles|ils|toutes)\b")
_WAS = compiled(r"\b(?:was|were|took place|went out|(?:a|ont|avait|avaient) (?:ete|eu lieu)|s'est tenue?|datent?)\b")
_NEAR = 70  # characters before the day
_LEAP_YEAR = 2024
_LONGEST = 10  # days between the draw and the word about it


def leave_reports(nodes: list[Node], text: str) -> None:
    """Give the day behind "confirmed on Sunday" to the page, if the text says that the draw was held some days before.

    So is a day alone at the top, if no other one is a heading.

    Args:
        nodes: the nodes, with their roles, and with the days that their weekdays name.
        text: the text, spelt plainly.
    """
    held = [first_day(node.of("day")[0]) for node in nodes if _tells_when(node, text)]
    headings = [node for node in nodes if node.kind == "heading" and node.of("day")]
    top = nodes[0] if held and headings == nodes[:1] and nodes[0].words.names == ["day"] else None
    for node in nodes if held else ():
        node.facts = [
            fact._replace(role="published")
            if fact.kind == "day"
            and fact.role == "announced"
            and (node is top or _SAYING.search(text, max(node.start, fact.span[0] - _NEAR), fact.span[0]))
            and any(_shortly_before(day, fact.value) for day in held)
            else fact
            for fact in node.facts
        ]


def _tells_when(node: Node, text: str) -> bool:
    """Return True if a sentence tells on which day something was issued or held, and nothing else of a draw."""
    days = node.of("day", "days")
    alone = node.kind == "sentence" and len(days) == 1 and days[0].role == "announced" == node.role
    apart = alone and not node.of(*COUNTS, "stream", "target", "region") and node.says(*ACTS)
    return apart and _THEY.match(text, node.start) is not None and _WAS.search(text, node.start, node.end) is not None


def _shortly_before(day: Day, said: Day) -> bool:
    """Return True if a day is one of the ten before another one."""
    year = said.year or day.year or _LEAP_YEAR
    first, last = (in_year(each, year) for each in (day, said))
    return 0 < _ordinal(last) - _ordinal(first) <= _LONGEST


def _ordinal(day: Day) -> int:
    """Return the number of a day of a year."""
    return dt.date(day.year or _LEAP_YEAR, day.month, day.day).toordinal()
