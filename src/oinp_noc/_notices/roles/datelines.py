"""Nodes in, the same nodes out, where a later sentence tells the day of what a press release is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.bylines import DATELINE, at_the_top, before_page
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_OF_THE_DRAW = compiled(
    r"(?<!previous )(?<!last )(?<!earlier )"
    r"\b(?:the|this|that|its) (?:draw|round|selection) (?:of|on|from|held on|dated) \Z"
    r"|\b(?:l[ea]|ce|cette|du|au) ?(?:tirage|ronde|selection) "
    r"(?:du|de ce|tenue? le|effectuee? le|realisee? le) (?:[a-z]{5,8} )?\Z"
)  # in the draw of June 18
_NEXT = 8  # nodes
_NEAR = 40  # characters


def of_pages(nodes: list[Node], text: str) -> None:
    """Take days at the top of a text for those of the page, if what is behind them tells the days of draws.

    Args:
        nodes: the nodes, with their roles and the days that "yesterday" is.
        text: the text, spelt plainly.
    """
    at_the_top(nodes)
    _of_releases(nodes, text)


def _of_releases(nodes: list[Node], text: str) -> None:
    """Take the day of a dateline for that of the page, if a sentence behind its own tells the day of "the draw".

    That sentence has no number of its own, and its day is one of the ten before.
    """
    for at, node in enumerate(nodes[:_NEXT]):
        match = DATELINE.match(node.words.line) if node.of("day") and node.of(*INVITED) else None
        page = next((day for day in node.of("day") if match is not None and day.at == match.start("day")), None)
        if page is None:
            continue
        for later in nodes[at + 1 : at + _NEXT]:
            days = later.of("day")
            if later.of(*INVITED) or (days and later.role != "announced") or (node.of("score") and later.of("score")):
                break  # the draw of June 12 had 49
            for day in days[:1]:
                named = _OF_THE_DRAW.search(text, max(later.start, day.span[0] - _NEAR), day.span[0]) is not None
                if named and before_page(day, page) is not None:
                    node.facts = [fact._replace(role="published") if fact is page else fact for fact in node.facts]
                return
