"""Lists of codes in, answers out: whether one is said to be that of the draw before, and which earlier draw has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.drafts import RECENT
from oinp_noc._notices.draws.owners import leads
from oinp_noc._notices.draws.told_beside import told_by_name
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node

_OLD = compiled(
    r"(?:the |our |les? |la |l')?(?:(?:old|former|prior|previous|ancien(?:s|nes?)?|precedent(?:s|es?)?)"
    r" (?:[a-z]+ )?(?:lists?|codes?|nocs?|occupations?|listes?|cnp|professions?|metiers?)"
    r"|(?:lists?|codes?|occupations?|listes?|cnp|professions?)"
    r" (?:before|until (?:now|then)|d'avant|ancien(?:s|nes?)?|precedent(?:s|es?)?|jusqu'(?:ici|alors|a present))"
    r"|before|until now|avant|auparavant|jusqu'(?:ici|alors|a present))\s?(?:[(:]|\Z)"
)


def begins_old(node: Node, text: str) -> bool:
    """Return True if a line or heading begins with the name of an old list: Old codes: 31301."""
    return node.kind != "row" and _OLD.match(text, node.start, node.end) is not None


def is_old(codes: CodeList, text: str) -> bool:
    """Return True if a list is said to be the one before, by its own words or the line above it."""
    return any(begins_old(line, text) for line in (codes.node, *leads(codes)[:1]))


def told_before(codes: CodeList, drafts: list[Draft]) -> list[Draft]:
    """Find the earlier draw that an old list is of: the one that it names, or the only one that has no list."""
    earlier = [draft for draft in drafts[-RECENT:] if draft.role == "recalled" and not draft.codes]
    return told_by_name(codes, drafts) or (earlier if len(earlier) == 1 else [])
