"""Sentences with codes behind a list in, whether they only speak of these codes out, or add them to the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node

MORE = compiled(r"\b(?:also|too|in addition|additional|further|outside|aussi|egalement|de plus|hors|exterieur)\b")
"""Words that add to a list."""


def is_prose(node: Node, text: str) -> bool:
    """Return True if a sentence ends as one does, and not as a line of a list."""
    return node.kind == "sentence" and text[node.end - 1] in ".!?"


def is_remark(codes: CodeList, owners: list[Draft], text: str) -> bool:
    """Return True if a sentence in a paragraph behind the lists of its draws only speaks of others."""
    node = codes.node
    if not owners or codes.named or codes.part.facts or codes.part.told or not is_prose(node, text):
        return False
    named = {code.code for code in codes.codes}
    if all(named <= {code.code for code in owner.codes} for owner in owners):
        return False  # told again
    beside = any(other.block == node.block for owner in owners for other in owner.nodes)
    listed = all(owner.codes and owner.codes[0].start < node.start for owner in owners)
    return (
        listed
        and not beside
        and ":" not in text[node.start : codes.codes[0].start]
        and not MORE.search(text, node.start, node.end)
    )
