"""Nodes in, roles out: what a sentence tells of another month than those of the draws, without its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.roles.teller import clauses, give, recalled_aside
from oinp_noc._notices.tree.weekdays import in_month, months_by_name

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_EARLY = 6  # words: a month this early is that of the whole sentence


def of_other_months(nodes: list[Node], text: str) -> None:
    """Take what is told of a month in which the text has no draw for an earlier draw's: "in January it took 11".

    Args:
        nodes: the nodes, with their roles.
        text: the text, spelt plainly.
    """
    days = [fact for node in nodes for fact in node.of("day", "days") if fact.role in ("announced", "published")]
    months = {first_day(fact).month for fact in days}
    for node in nodes if any(fact.role == "announced" for fact in days) else ():
        if node.kind == "sentence" and node.of("day"):
            _leave_scores(node, text)
        if node.kind not in ("sentence", "item") or node.role != "announced" or node.of("day", "days", "window"):
            continue
        for match in in_month().finditer(text, node.start, node.end):
            if months_by_name()[match["month"]] not in months and not recalled_aside(node, match.start(), text):
                _recall(node, node.words.place_of(match.start()))


def _leave_scores(node: Node, text: str) -> None:
    """Give the score of another month to no draw: "the bar was 47 in March, and 49 on August 26"."""
    months = {first_day(fact).month for fact in node.of("day")}
    starts = {
        match.start() - 1
        for match in in_month().finditer(text, node.start, node.end)
        if months_by_name()[match["month"]] not in months
    }
    give(node, "supposed", lambda fact: fact.kind == "score" and fact.span[1] in starts)


def _recall(node: Node, at: int) -> None:
    """Give what stands in the clause or brackets of a month, or all of its sentence, to an earlier draw."""
    clause_of, names = clauses(node.words), node.words.names
    opened = max((place for place in range(at) if names[place] in ("open", "close")), default=0)
    if names[opened] == "open":  # another 96 (it was 41 in January)
        give(node, "recalled", lambda fact: opened < fact.at and "close" not in names[opened : fact.at])
        return
    whole = at <= _EARLY
    give(node, "recalled", lambda fact: whole or clause_of[fact.at] == clause_of[at])
