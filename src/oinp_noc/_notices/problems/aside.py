"""Words about who was invited in, answers out: whether they may be about a draw, or are said of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.claims.aims import asks_for_a_list
from oinp_noc._notices.draws.finish import CRITERIA, unread_aims
from oinp_noc._notices.facts.targets import aims_of
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.nodes import node_at, stand_together
from oinp_noc._notices.tree.places import section
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.lexicon import INVITED, search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.values import NoticeDraw

_OF_OTHERS = compiled(
    r"[\s)]{0,2}(?:class|categorie|difficult|issues?\b|requirement|exam|insurance|institution|error|glitch|outage|proof"
    r"|resources|means)"
)  # federal: the Canadian Experience Class; technical difficulties, health insurance
_QUALIFIES = compiled(r"\b(?:age|languages?|degrees?|diplomas?|university|colleges?|langues?|diplomes?|universite)\b")
_LEFT_OUT = 16  # characters: without the GTA
_EDUCATION = "education"  # what candidates have


def is_of_others(node: Node, at: int, text: str) -> bool:
    """Return True if a word is left out, or a part of another matter: technical difficulties, age and education."""
    first = node.words.starts[at]
    outside = search("outside", text, max(node.start, first - _LEFT_OUT), first) is not None
    if outside or _OF_OTHERS.match(text, node.words.ends[at]):
        return True
    return node.words.values[at] == _EDUCATION and _QUALIFIES.search(text, node.start, node.end) is not None


def may_be_aimed(stream: str | None, name: str, value: object, *, heads: bool) -> bool:
    """Return True if draws of a stream ever were for what a word says: no entrepreneurs were called by their region.

    Args:
        stream: the stream.
        name: the class of the word; any other than those of criteria is one for a sector or a job.
        value: what it means.
        heads: whether it stands above the draw; the trades that the stream for them takes are else named anywhere.
    """
    if stream not in aims_of():
        return True
    kind = name if name in CRITERIA else "label"
    known = aims_of()[stream].get(kind, frozenset())
    if len(known) != 1 or kind != "label":
        return bool(known)
    return value in known if name == "label" else heads


# Draws read as general, of which a sentence says what those invited had to have.

NO_AIM = {"business", "priority"}  # what streams ask for, or are called


def asked_of(
    pairs: list[tuple[Draft, NoticeDraw]], silent: list[tuple[Draft, NoticeDraw]], nodes: list[Node], text: str
) -> Iterator[tuple[Draft, Node]]:
    """Find the draws read as general of which a sentence behind them may say whom they asked for."""
    general = [(draft, draw) for draft, draw in silent if draw.kind == "general"]
    places = sorted(draft.place() for draft, _ in pairs)
    for node in nodes if general else ():
        listed = asks_for_a_list(node, text)
        last = node_at(nodes, max((place for place in places if place < node.start), default=0))
        for draft, draw in general if listed or _asks(node, text) else ():
            first = node_at(nodes, draft.place())
            near = stand_together(first, last) and first.start < node.start and section(first) is section(node)
            beside = listed and any(other.block == node.block for other in draft.nodes)
            if beside or (near and _asks_of(node, draw, text, listed=listed)):
                yield draft, node


def _asks(node: Node, text: str) -> bool:
    """Return True if a sentence tells what those invited had to have, or who alone was invited."""
    plain = node.kind in ("sentence", "item") and not node.of(*INVITED) and node.role in ("announced", "recalled")
    return plain and _ASKED.search(text, node.start, node.end) is not None


def _asks_of(node: Node, draw: NoticeDraw, text: str, *, listed: bool) -> bool:
    """Return True if what a sentence asks for may be asked of a draw: another than its stream always asks for."""
    words = [at for at in unread_aims(node, draw.stream, set()) if not is_of_others(node, at, text)]
    kinds = [(node.words.names[at], node.words.values[at]) for at in words]
    kinds += [("label", "")] if listed else []
    return any(may_be_aimed(draw.stream, name, value, heads=True) for name, value in kinds)


_ASKED = compiled(
    r"\b(?:(?:had|needed) (?:to|a|an)|could (?:only )?be"
    r"|(?:was|were) (?:chosen|selected|picked|eligible|considered|for)"
    r"|only (?:[a-z]+ ){0,2}(?:who|whose|with|in|from)|devai(?:t|ent)|fallait|searched for"
    r"|seule?s (?:les|des|ceux)|s'adressai(?:t|ent)|concernai(?:t|ent))\b"
)


# What is told.

_QUOTED = 300  # characters


def doubt(node: Node, span: Place | None, text: str) -> Problem:
    """Tell of a draw at a place that a sentence may be about it, which is quoted as it is written."""
    words = " ".join(text[node.start : node.end][:_QUOTED].split())
    message = say(
        "the text speaks of {said}, and does not say of which draw: this one may have been targeted", said=repr(words)
    )
    return Problem("unread-target", message, span)


def own_place(draft: Draft) -> Place | None:
    """Return where the first of what is told of a draw stands."""
    return next((draft.own[kind].span for kind in ("count", "score", "stream", "day") if kind in draft.own), None)


def from_its_facts(draft: Draft, node: Node, at: int) -> Place:
    """Return the stretch from what is told of a draw to a word of its paragraph; else where the draw is told."""
    start, end = node.words.span(at, at)
    own = own_place(draft) or (start, end)
    return (min(start, own[0]), max(end, own[1])) if draft.nodes[0].block == node.block else own
