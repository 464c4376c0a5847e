"""Nodes in, the same nodes out: headings that give the number or score of a draw tell it in a line of their own."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from oinp_noc._notices.tree.nodes import Node
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_A_RECORD = frozenset(
    (
        *("stream", "short", "stream-word", "draw", "day", "number", "invitation", "people", "issued"),
        *("score", "points", "and-above", "at-least", "plus", "label", "occupations", "region", "targeting"),
        *("comma", "colon", "semicolon", "dash", "bar", "slash", "open", "close", "and", "in", "of", "to", "article"),
        *("one", "between", "were"),
    )
)
_LOOKED_AT = 64  # nodes below a heading


def told_by_headings(nodes: list[Node]) -> Iterator[Node]:
    """Put a line below each heading that gives a draw its number or score, if nothing under it does.

    ### Foreign Worker stream: 118 invitations, score 37+; several with a target and a number each do so, too.
    """
    aimed = [node for node in nodes if node.kind == "heading" and node.of(*INVITED) and len(node.of("target")) == 1]
    for at, node in enumerate(nodes):
        yield node
        told = [fact for fact in node.of(*INVITED, "score") if fact.role == "announced"]
        named = len(node.of("stream")) == 1 or (len(aimed) > 1 and node in aimed)
        if node.kind != "heading" or not told or not named or not node.words.among <= _OF_A_RECORD:
            continue
        kinds = {"score" if fact.kind == "score" else "count" for fact in told}
        under = [*islice(_under(nodes, at), _LOOKED_AT)]
        if len(kinds) == len(told) and not any(_gives(each, kinds) for each in under):
            facts = [*node.of("stream", "target"), *told]
            line = Node("sentence", node.unit, (node.start, node.end), node.words, facts)
            line.parent, line.block = node, node.block
            node.facts = [fact for fact in node.facts if fact not in told]
            yield line


def _under(nodes: list[Node], at: int) -> Iterator[Node]:
    """Find what stands under a heading, up to the next of its level."""
    level = nodes[at].unit.level
    for node in islice(nodes, at + 1, None):
        if node.kind == "heading" and node.unit.level <= level:
            return
        yield node


def _gives(node: Node, kinds: set[str]) -> bool:
    return any(node.of(*(INVITED if kind == "count" else (kind,))) for kind in kinds)
