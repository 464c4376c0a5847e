"""Nodes in, roles out: the day that heads a record is that of the draw in it, whatever draw it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.tree.places import above

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_DAY_ALONE = r"\A<!colon|number|comma|stop>{1,7}<colon><day>\Z"
_LABEL = r"\A<!number|comma|stop>{1,7}<colon>"


def dated_by_records(nodes: list[Node]) -> None:
    """Read "Previous draw: January 25, 2029" above "Stream: …" and "Invitations: …" as the day of their draw."""
    for before, node, behind in zip(nodes, nodes[1:], nodes[2:], strict=False):
        leads = node.kind in ("sentence", "item") and node.start == node.unit.start and node.matches(_DAY_ALONE)
        leads = leads and not before.matches(_DAY_ALONE)
        leads = leads and behind.block == node.block and behind.matches(_LABEL)
        if leads and all(parent.role == "announced" for parent in above(node)):
            node.role = "announced"
            node.facts = [
                fact._replace(role="announced") if fact.kind == "day" and fact.role == "recalled" else fact
                for fact in node.facts
            ]
