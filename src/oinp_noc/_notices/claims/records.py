"""Nodes in, which items give one draw together out: a label and a value each, between empty lines."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import FIELDS

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node


def groups_of_items(nodes: list[Node]) -> dict[int, int]:
    """Number the groups of items between empty lines, in lists in which most items have none before them."""
    lists: dict[int, list[Node]] = {}
    for node in nodes:
        if node.kind == "item":
            lists.setdefault(id(node.parent), []).append(node)
    found: dict[int, int] = {}
    for items in lists.values():
        starts = [node.unit.apart and node.start == node.unit.start for node in items]
        loose = 2 * sum(starts[1:]) >= len(items)
        found |= {id(node): 0 if loose else group for node, group in zip(items, accumulate(starts), strict=True)}
    return found


def is_record_item(node: Node) -> bool:
    """Return True if an item gives one fact of a draw, as a label and a value."""
    if node.kind != "item":
        return False
    kinds = {("day" if fact.kind == "days" else fact.kind) for fact in node.facts if fact.kind in (*FIELDS, "people")}
    spans = {fact.span for fact in node.facts if fact.kind in kinds}  # the name of a stream may be a target, too
    labelled = 1 in (len(kinds), len(spans)) and node.matches(r"\A<!colon|dash|number|comma>{1,8}<colon|dash>")
    labelled = labelled or node.matches(r"\A<stream><stream-word>?\Z")  # Volet : Métiers spécialisés is one name
    return not kinds or labelled or (kinds <= _WHOM and len(node.words.names) <= _LONG)


_WHOM = {"target", "general"}  # need no label: General draw
_LONG = 8  # words of an item that gives more than a value
