"""Drafts in, the same drafts out, without codes that a sentence gives as examples: a few of a list are not the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.lexicon import search

if TYPE_CHECKING:
    from oinp_noc._notices.drafts import Draft
    from oinp_noc._notices.nodes import Node

_FEW = 4  # codes: with more of them, "including" goes before a whole list
_OPENS = 20  # characters of a sentence in which it says that these are some among others
_AFTER = 60  # characters behind the last code in which the rest is spoken of


def without_examples(nodes: list[Node], drafts: list[Draft], text: str) -> None:
    """Take codes from the drafts for which they are examples; the draws are targeted, their lists unknown.

    Args:
        nodes: the nodes, in order.
        drafts: the drafts with their lists.
        text: the text, spelt plainly.
    """
    scores = {fact.value for draft in drafts for fact in draft.told if fact.kind == "score"}
    scores |= {draft.own["score"].value for draft in drafts if "score" in draft.own}
    examples = {
        code.start
        for node in nodes
        if (
            _are_examples(node, text) or _is_of_somebody(node, scores)
            if node.kind == "sentence"
            else _is_part(node, text)
        )
        for code in node.codes
    }
    for draft in drafts if examples else ():
        if draft.codes and all(code.start in examples for code in draft.codes):
            draft.codes = []
            draft.cued = True


def _is_of_somebody(node: Node, scores: set[object]) -> bool:
    """Return True if a code stands beside a score that no draw has: CRS 472, NOC 21232."""
    return len(node.codes) == 1 and any(fact.value not in scores for fact in node.of("score"))


def _is_part(node: Node, text: str) -> bool:
    """Return True if the line above a list says that it is only a part: "some of the key occupations:"."""
    lead = node.parent
    return bool(node.codes) and lead is not None and search("part of a list", text, lead.start, lead.end) is not None


def _are_examples(node: Node, text: str) -> bool:
    """Return True if a sentence names a few codes of more: "such as" before them, "and others", or a higher number."""
    if not node.codes:
        return False
    found = len({code.code for code in node.codes})
    sizes = [fact.value for fact in node.of("size")]
    if found in sizes:
        return False
    if any(size >= 2 * found for size in sizes):
        return True
    first, last = node.codes[0].start, max(code.span[1] for code in node.codes)
    before = search("such as", text, node.start, first) or search(
        "and others", text, node.start, min(first, node.start + _OPENS)
    )
    after = search("and others", text, last, min(node.end, last + _AFTER))
    some = search("some of them", text, node.start, first) is not None and found < _FEW
    return before is not None or after is not None or some
