"""Draws in, problems out: what a text takes back, and what it tells of one draw far away in the words of another."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.tree import section
from oinp_noc._notices.values import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.drafts import Draft
    from oinp_noc._notices.lexicon import Fact
    from oinp_noc._notices.nodes import Node
    from oinp_noc._notices.values import NoticeDraw

_MOST = 64  # draws that are looked at
_NOT = re.compile(
    r"\b(?:not|instead of|rather than|and no longer|non|non pas|et pas|pas|au lieu de|plutot que)\s"
    r"(?:the |at |with |by |les? |la |de |a )?\Z"
)
_BEFORE = 24  # characters before a number in which it is denied


def taken_back(pairs: list[tuple[Draft, NoticeDraw]], nodes: list[Node], text: str) -> Iterator[Problem]:
    """Tell of the number or score of a draw that the text says elsewhere not to be so: 72, not 73.

    Args:
        pairs: the drafts, each with its draw.
        nodes: what the text states.
        text: the text, spelt plainly.
    """
    denied = {
        value
        for node in nodes
        for name, value, start in zip(node.words.names, node.words.values, node.words.starts, strict=True)
        if name == "number" and _NOT.search(text, max(node.start, start - _BEFORE), start)
    }
    for draft, _ in pairs[:_MOST] if denied else ():
        for kind in ("count", "score"):
            fact = draft.own.get(kind)
            if fact is not None and (fact.value[0] if kind == "score" else fact.value) in denied:
                said = " ".join(text[slice(*fact.span)].split())
                message = say("the text says elsewhere that it is not {number}", number=repr(said))
                yield Problem("contradiction", message, fact.span)


def scores_of_others(pairs: list[tuple[Draft, NoticeDraw]], nodes: list[Node]) -> Iterator[Problem]:
    """Tell of a score that stands in another paragraph than the number of its draw, and is that of another draw too.

    Args:
        pairs: the drafts, each with its draw.
        nodes: what the text states, in order.
    """
    scored = [(draft, draft.own["score"]) for draft, _ in pairs[:_MOST] if {"score", "count"} <= draft.own.keys()]
    for draft, score in scored:
        here, there = _node_of(score, nodes), _node_of(draft.own["count"], nodes)
        far = here.kind != "row" and section(here) is not section(there)
        if far and any(other is not draft and its.value[0] == score.value[0] for other, its in scored):
            yield Problem("unclear", say("the score may be that of another draw, which has the same"), score.span)


def _node_of(fact: Fact, nodes: list[Node]) -> Node:
    """Return the node that states a fact."""
    return nodes[max(bisect_right(nodes, fact.span[0], key=lambda node: node.start) - 1, 0)]
