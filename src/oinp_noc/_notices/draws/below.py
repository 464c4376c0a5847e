"""Drafts in, answers out: whether several are alike, and whether a list below their lines is that of all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.tree.code_lines import is_line

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node


def are_alike(drafts: list[Draft], kinds: tuple[str, ...]) -> bool:
    """Return True if draws do not differ in what is known of them; a target or stream may be known of some only."""
    return all(
        (kind != "day" if one is None or other is None else same(kind, one, other))
        for kind in kinds
        for before, draft in pairwise(drafts)
        for one, other in [(before.get(kind), draft.get(kind))]
    )


def are_for_the_same(drafts: list[Draft]) -> bool:
    """Return True if words told once say whom several draws of a day were for: both rounds were for nurses."""
    aims = {aim.span if (aim := draft.get("target")) is not None else None for draft in drafts}
    return len(drafts) > 1 and len(aims) == 1 and None not in aims and are_alike(drafts, ("day",))


def is_below_all(node: Node, drafts: list[Draft], text: str) -> bool:
    """Return True if an empty line parts a list from the lines of draws that are for the same, by words told once.

    So it does from the items of a list of draws, if none of them says whom it was for.
    """
    above_it = [draft for draft in drafts if draft.nodes[-1].start < node.start]
    last = max((draft.nodes[-1] for draft in above_it), key=lambda each: each.block, default=None)
    lines = [draft for draft in above_it if is_line(draft.nodes[0]) and _is_beside(draft.nodes[0], last)]
    end = max((draft.nodes[-1].end for draft in lines), default=0)
    return (are_for_the_same(lines) or _are_bare_items(lines)) and not text[end : node.start].strip()


def _is_beside(node: Node, last: Node | None) -> bool:
    """Return True if a line stands in the paragraph of the last one, or an item in its list."""
    return last is not None and (node.block == last.block or (node.kind == "item" and node.parent is last.parent))


def _are_bare_items(drafts: list[Draft]) -> bool:
    """Return True if several draws of one day have an item each, and none a target or list of its own."""
    bare = [draft for draft in drafts if draft.own.keys().isdisjoint(("target", "general")) and not draft.codes]
    items = {draft.nodes[0].start for draft in bare if draft.nodes[0].kind == "item"}
    return len(items) == len(drafts) > 1 and are_alike(drafts, ("day", "target"))
