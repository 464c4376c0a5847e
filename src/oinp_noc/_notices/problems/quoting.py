"""A draw and a word in, a problem out: the text speaks of somebody, and of which draw it says so nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.values import Problem

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node

_QUOTED = 300  # characters


def doubt(said: Place, span: Place | None, text: str) -> Problem:
    """Tell of a draw at a place that words may be about it, which are quoted as they are written."""
    words = " ".join(text[slice(*said)][:_QUOTED].split())
    message = say(
        "the text speaks of {said}, and does not say of which draw: this one may have been targeted", said=repr(words)
    )
    return Problem("unread-target", message, span)


def phrase(node: Node, at: int) -> Place:
    """Return the words around a word, up to where their part of the sentence ends."""
    names = node.words.names
    first = last = at
    while first > max(0, at - _AROUND) and names[first - 1] not in _ENDS:
        first -= 1
    while last < min(len(names) - 1, at + _AROUND) and names[last + 1] not in _ENDS:
        last += 1
    return node.words.starts[first], node.words.ends[last]


_AROUND = 5  # words
_ENDS = ("stop", "semicolon", "colon", "open", "close", "bar", "dash")


def own_place(draft: Draft) -> Place | None:
    """Return where the first of what is told of a draw stands."""
    return next((draft.own[kind].span for kind in ("count", "score", "stream", "day") if kind in draft.own), None)


def from_its_facts(draft: Draft, node: Node, at: int) -> Place:
    """Return the stretch from what is told of a draw to a word of its paragraph; else where the draw is told."""
    start, end = node.words.span(at, at)
    own = own_place(draft) or (start, end)
    return (min(start, own[0]), max(end, own[1])) if draft.nodes[0].block == node.block else own
