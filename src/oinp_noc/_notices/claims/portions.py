"""Nodes in, the same nodes out: a part of the invitations of a draw, of which the rest is not told, is no draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.nodes import stand_together
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_THESE = r"(?:which|whom|these|those|them|the latter|that (?:number|total))"
_BEFORE = compiled(
    rf"\b(?:includ(?:ing|es?|ed)|(?<!one )(?:of|among) {_THESE}"
    r"|dont|parmi (?:eux|elles|ceux-ci|celles-ci|lesquel(?:le)?s)"
    r"|(?:de|sur) ce (?:nombre|total)|y compris),? (?:(?:were|was|are|figurent|figuraient|on compte|etaient) )?"
    r"(?:(?:about|some|environ|quelque) )?\Z"
)
_BEHIND = compiled(rf" (?:[a-z]+ )?(?:of {_THESE}|d'entre (?:eux|elles))\b")
_NEAR = 32  # characters before a number
_OF_ITS_OWN = ("day", "days", "stream", "score", "window")
_AIMS = ("target", "general", "targeting")


def portions(nodes: list[Node], text: str) -> None:
    """Leave open the numbers that are parts of one told before: 512 invitations, of which 88 went to a project."""
    for before, node, behind in zip([None, *nodes], nodes, [*nodes[1:], None], strict=False):
        if node.kind in ("sentence", "item"):
            one, other = (each if each and stand_together(each, node) else None for each in (before, behind))
            _leave_open(node, one, other, text)


def _leave_open(node: Node, before: Node | None, behind: Node | None, text: str) -> None:
    counts = sorted((*_counts(node), *_bare(node, text)), key=lambda fact: fact.at)
    part = next((fact for fact in counts if _is_cued(fact, node, text)), None)
    if part is None:
        return
    wholes = [fact for fact in counts if fact.at < part.at] or (_counts(before) if before is not None else [])
    parts = [fact for fact in counts if fact.at >= part.at]
    made, rest = sum(fact.value for fact in parts), sum(fact.value for fact in _counts(behind)) if behind else 0
    if len(wholes) != 1 or not made < wholes[0].value != made + rest:
        return
    first = part.at if wholes[0] in counts else 0
    of_its_own = any(fact.at >= first for fact in node.of(*_OF_ITS_OWN))
    if not of_its_own and _DRAWS.isdisjoint(node.words.names[first:]):
        whom = [fact._replace(role="condition") if _is_whom(fact, first) else fact for fact in node.facts]
        node.facts = [fact for fact in whom if fact not in parts]
        node.state(*(fact._replace(kind="unread") for fact in parts))


_DRAWS = frozenset(("draw", "one-more", "short"))


def _is_whom(fact: Fact, first: int) -> bool:
    return fact.at >= first and fact.kind in _AIMS


def _counts(node: Node) -> list[Fact]:
    return [fact for fact in node.of(*INVITED) if fact.role == "announced"]


def _bare(node: Node, text: str) -> list[Fact]:
    """Return the numbers without a unit that are told as parts of another."""
    known = {fact.at for fact in node.facts}
    bare = [node.words.fact("people", at, "a part") for at in node.words.places("number") if at not in known]
    return [fact for fact in bare if _is_cued(fact, node, text)]


def _is_cued(fact: Fact, node: Node, text: str) -> bool:
    """Return True if words around a number say that it is a part of another: of which 88, 88 of them."""
    start, end = fact.span
    cued = _BEFORE.search(text, max(node.start, start - _NEAR), start) or _BEHIND.match(text, end, node.end)
    return cued is not None
