"""Draws in, draws out: those read as general of which a sentence says what those invited had to have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.aims import asks_for_a_list
from oinp_noc._notices.draws.finish import unread_aims
from oinp_noc._notices.problems.aside import is_of_others, may_be_aimed
from oinp_noc._notices.tree.nodes import node_at
from oinp_noc._notices.tree.places import section, stand_together
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.values import NoticeDraw

NO_AIM = {"business", "priority"}  # what streams ask for, or are called


def asked_of(
    pairs: list[tuple[Draft, NoticeDraw]], silent: list[tuple[Draft, NoticeDraw]], nodes: list[Node], text: str
) -> Iterator[tuple[Draft, Node]]:
    """Find the draws read as general of which a sentence behind them may say whom they asked for."""
    general = [(draft, draw) for draft, draw in silent if draw.kind == "general"]
    for node in nodes if general else ():
        listed = asks_for_a_list(node, text)
        if not listed and not _asks(node, text):
            continue
        last = node_at(nodes, max((place for draft, _ in pairs if (place := draft.place()) < node.start), default=0))
        for draft, draw in general:
            first = node_at(nodes, draft.place())
            near = stand_together(first, last) and first.start < node.start and section(first) is section(node)
            if (listed and any(other.block == node.block for other in draft.nodes)) or (
                near and _asks_of(node, draw, text, listed=listed)
            ):
                yield draft, node


def _asks(node: Node, text: str) -> bool:
    """Return True if a sentence tells what those invited had to have, or who alone was invited."""
    plain = node.kind in ("sentence", "item") and not node.of(*INVITED) and node.role in ("announced", "recalled")
    return plain and _ASKED.search(text, node.start, node.end) is not None


def _asks_of(node: Node, draw: NoticeDraw, text: str, *, listed: bool) -> bool:
    """Return True if what a sentence asks for may be asked of a draw: another than its stream always asks for."""
    streams = {fact.value for fact in node.of("stream")}
    if (streams and draw.stream not in streams) or _DENIED.search(text, node.start, node.end):
        return False
    words = [at for at in unread_aims(node, draw.stream, set()) if node.words.values[at] not in NO_AIM]
    words = [at for at in words if not is_of_others(node, at, text)]
    kinds = [(node.words.names[at], node.words.values[at]) for at in words]
    kinds += [("label", "")] if listed or node.says("occupations") else []
    return any(may_be_aimed(draw.stream, name, value, heads=True) for name, value in kinds)


_ASKED = re.compile(
    r"\b(?:(?:had|needed) (?:to|a|an)|(?:was|were) (?:chosen|selected|picked|eligible|considered|for)|could (?:only )?be"
    r"|only (?:[a-z]+ ){0,2}(?:who|whose|with|in|from)|devai(?:t|ent)|fallait|searched for"
    r"|seule?s (?:les|des|ceux)|s'adressai(?:t|ent)|concernai(?:t|ent))\b"
)
_DENIED = re.compile(r"\b(?:no|not|nor|none|neither|aucune?|ni|n'[a-z]+|ne|whatever|regardless)\b|\?\Z")
