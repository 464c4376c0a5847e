"""Lists of codes in nested items in, the draws out that are told in the items beside them, under the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.drafts import RECENT
from oinp_noc._notices.draws.owners import may_be_listed

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node


def told_in_items_beside(codes: CodeList, drafts: list[Draft], starts: list[Node]) -> list[Draft]:
    """Find the several draws of the items beside one with codes, if it is the only list under the item around them.

    Args:
        codes: the list.
        drafts: the drafts.
        starts: where all lists begin.
    """
    around = codes.node.parent
    if codes.node.kind != "item" or around is None or around.kind != "item" or codes.part.facts or codes.part.told:
        return []
    beside = [d for d in drafts[-RECENT:] if any(node.kind == "item" and node.parent is around for node in d.nodes)]
    alone = len(beside) > 1 and [node for node in starts[-RECENT:] if node.parent is around] == [codes.node]
    if not alone or not all(may_be_listed(draft) and not draft.codes for draft in beside):
        return []
    codes.of_all = True
    return beside
