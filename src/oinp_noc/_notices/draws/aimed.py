"""Drafts in, the same drafts out, targeted if the sentence with their number says what those invited work as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.tree.called import called
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft


def aimed(drafts: list[Draft], text: str) -> None:
    """Take a draw for targeted if the sentence with its number says what those invited work as."""
    for draft in drafts:
        count = draft.own.get("count")
        aims = {"target", "general"} & {*draft.own, *draft.context}
        if count is None or aims or draft.cued:
            continue
        numbered = ((node, node.of(*INVITED)) for node in draft.nodes if node.kind == "sentence")
        its = (node for node, facts in numbered if any(fact.value == count.value for fact in facts))
        draft.cued = any(called(node, text) for node in its)
