"""Nodes in, roles out: the day that heads a record is that of the draw in it, whatever draw it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.bylines import OF_A_POST, STAMP
from oinp_noc._notices.roles.teller import ACTS, COUNTS
from oinp_noc._notices.tree.code_lines import is_line
from oinp_noc._notices.tree.places import above

if TYPE_CHECKING:
    from oinp_noc._notices.roles.teller import Teller
    from oinp_noc._notices.tree.nodes import Node

_EARLIER = compiled(
    r"(?:the |its |le |la |son )?(?:(?:previous|last|prior|earlier|preceding|precedente?s?|derniere?s?)"
    r" (?:[a-z-]+ ){0,3}?(?:draw|round|tirage|ronde)s?|(?:draw|round|one) before"
    r"|(?:tirage|ronde)s? (?:precedente?s?|anterieure?s?|d'avant))(?: [a-z']+){0,6}"
)  # Previous draw in this stream


_GOES_ON = compiled(r"[^\S\n]{0,9}\n(?!\s{0,9}\n)")


def heads_the_past(node: Node, teller: Teller) -> bool:
    """Return True if the first line of a paragraph says that its record is of the draw before that told above."""
    behind = teller.told and _GOES_ON.match(teller.text, node.end) is not None
    return behind and is_line(node) and _EARLIER.fullmatch(teller.text, node.start, node.end) is not None


_DAY_ALONE = r"\A<!colon|number|comma|stop>{1,7}<colon><day>\Z"
_LABEL = r"\A<!number|comma|stop>{1,7}<colon>"


def dated_by_records(nodes: list[Node]) -> None:
    """Read "Previous draw: January 25, 2029" above "Stream: …" and "Invitations: …" as the day of their draw."""
    for before, node, behind in zip(nodes, nodes[1:], nodes[2:], strict=False):
        leads = node.kind in ("sentence", "item") and node.start == node.unit.start and node.matches(_DAY_ALONE)
        leads = leads and node.says("recalled") and not before.matches(_DAY_ALONE)
        leads = leads and behind.block == node.block and behind.matches(_LABEL)
        if leads and all(parent.role == "announced" for parent in above(node)):
            node.role = "announced"
            node.facts = [
                fact._replace(role="announced") if fact.kind == "day" and fact.role == "recalled" else fact
                for fact in node.facts
            ]


_BARE = {"day", "here", "stream-word", "bar", "dash", "comma", "colon", "stop", "article", "open", "close"}


def dated_once(nodes: list[Node], text: str) -> None:
    """Take the only day of a text for that of its draws, if it stands above the records, items or rows that they are.

    It has a line to itself, perhaps beside the name of the program, or is called today. Above sentences, or below the
    headline of news, it may be that of the page: then it is told.

    Args:
        nodes: the nodes, with their roles and the days that "today" is.
        text: the text, spelt plainly.
    """
    counted = [node for node in nodes if any(fact.role == "announced" for fact in node.of(*COUNTS))]
    dated = [node for node in nodes if any(fact.role in _OF_DRAWS for fact in node.of("day", "days"))]
    if len(dated) != 1 or not counted or dated[0].start >= counted[0].start:
        return
    (top,) = dated
    days = top.of("day", "days")
    weekday = _WEEKDAY.match(text, top.start) is not None
    bare = (_BARE | {"word"} if weekday else _BARE).issuperset(top.words.names) or top.says("today")
    heads = len(days) == 1 and days[0].kind == "day" and days[0].rule != STAMP and bare and not top.of(*COUNTS)
    headlines = (node for node in nodes[: nodes.index(top)] if node.unit is not top.unit)
    sure = all(_is_noted(node, text) for node in counted) and not any(node.says(*ACTS) for node in headlines)
    if heads and (sure or days[0].role == "published"):
        rule = OF_A_POST if sure else STAMP
        top.facts = [fact._replace(role="announced", rule=rule) if fact is days[0] else fact for fact in top.facts]


_WEEKDAY = compiled(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche),?\s(?:le\s)?[a-z0-9]"
    r"[a-z0-9]*\.? [a-z0-9]+,? [0-9]{4}\W{0,4}(?:\n|\Z)"
)
_OF_DRAWS = ("announced", "recalled", "published")


def _is_noted(node: Node, text: str) -> bool:
    """Return True if a node is an item, a row or a line, and no sentence of a paragraph."""
    return node.kind in ("item", "row") or (is_line(node) and text[node.end - 1] not in ".!?")


def told_by_title(nodes: list[Node]) -> list[Node]:
    """Take the draws of a page for announced if its title says that they are past, and it tells of no others."""
    title = nodes[0] if nodes else None
    if title is None or title.kind != "heading" or title.role != "recalled":
        return nodes
    told = [fact.role for node in nodes for fact in node.of("count", "people", "score") if fact.role in _TOLD]
    if len(told) > 1 and set(told) == {"recalled"}:
        for node in nodes:
            node.role = "announced" if node.role == "recalled" else node.role
            node.facts = [fact._replace(role="announced") if fact.role == "recalled" else fact for fact in node.facts]
    return nodes


_TOLD = ("announced", "recalled")
