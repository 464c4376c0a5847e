"""Nodes in, drafts out that have a list of titles without codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.named import is_beside
from oinp_noc._notices.draws.owners import CodeList, owners_of
from oinp_noc._notices.tree.places import section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node

_FEWEST = 2  # titles that make a list


def listed_by_title(nodes: Iterable[Node], drafts: list[Draft], text: str) -> None:
    """Mark the draws that have a list of official titles without their codes: they are targeted.

    Args:
        nodes: the nodes, in order.
        drafts: the drafts, with their lists of codes.
        text: the text, spelt plainly.
    """
    announced = [draft for draft in drafts if draft.role == "announced"]
    lists: dict[tuple[int, int], list[Node]] = {}
    for node in nodes:
        if node.of("title") and node.role == "announced":
            lists.setdefault((id(section(node)), id(node.parent)), []).append(node)
    for held in lists.values():
        if len(held) >= _FEWEST:
            for owner in owners_of(CodeList(held[0], [], held[-1].end), announced, 0, [], text):
                beside = is_beside(owner, held[0])
                owner.cued = owner.cued or (beside and not owner.codes and owner.get("general") is None)
