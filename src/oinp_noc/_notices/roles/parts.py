"""Text in, whether it parts Ontario's news from those of others, and the nodes that begin the federal part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.words.lexicon import pattern

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_NUMBERED = (
    r"[^a-z\n]{0,9}(?:(?:(?:slide|diapo|diapositive|part|partie|item|point|section)\b[^a-z\n]{0,9}|[ivx]{1,4}[.)] ))?"
)
_ENDS = r"\*{0,2}(?=\s?(?:[:|.?\n]|-\s|\Z))"  # of a heading or label
_SYSTEM = compiled(rf"{_NUMBERED}(?:the |l')?(?:express entry|entree express)(?: draws?| rounds?)?{_ENDS}")
_ON_ONTARIO = compiled(
    rf"(?:\A|\n){_NUMBERED}(?:(?:l'|the )?ontario|(?<!\A)(?:(?:ontario|oinp|poci) (?:draws?|rounds?|news)"
    rf"|tirages? (?:de l'ontario|du poci))){_ENDS}"
)
_BEGINS = compiled(_NUMBERED)
_ENDED = compiled(_ENDS)


def has_parts(text: str) -> bool:
    """Return True if headings or labels that name governments part Ontario's news from theirs."""
    if _ON_ONTARIO.search(text):
        return True
    names = (name for name in pattern("elsewhere").finditer(text) if _ENDED.match(text, name.end()))
    begins = ((name, text.rfind("\n", 0, name.end() - 1) + 1) for name in names)
    return any(name.start() <= _BEGINS.match(text, start).end() for name, start in begins)  # type: ignore[union-attr]


def begins_federal(node: Node, text: str, *, parts: bool) -> bool:
    """Return True if the federal system is the heading or label that a paragraph or item begins with.

    Its system is that of streams of Ontario, too: it counts in a text that has parts, and not within that on Ontario.
    """
    if _LINE.match(text, node.start, node.end) or leads_federal(node, text):
        return True
    within = any(0 < parent.unit.level < node.unit.level and parent.says("here") for parent in above(node))
    return parts and not within and _SYSTEM.match(text, node.start) is not None


_LINE = compiled(  # Federal, French: 94 invitations
    r"(?:federal|ircc|ottawa|canada)\b[a-z ()-]{0,40}?\s?[:-]\s?[0-9][0-9, ]{0,7} (?:invit|ita)"
)


_LISTS = compiled(
    r"(?:(?:the|la|le|l')\s?)?(?:[a-z'-]+ ){0,2}?(?:federal(?:e|es)?|federaux|ircc|ottawa(?:'s)?)\b[^.:;0-9]{0,50}"
    r"(?:\Z|:|\b(?:covers?|includes?|has|names|lists?|compte|couvre|vise|comprend)\b)"
)


def leads_federal(node: Node, text: str) -> bool:
    """Return True if a line leads to a list of the federal government, or a sentence has it: Federal list: 72310."""
    leads = text[node.end - 1] == ":" or bool(node.codes)
    told = node.of("stream", "day", "count", "people", "score") or node.says("here")
    return leads and node.kind in ("sentence", "heading") and not told and _LISTS.match(text, node.start) is not None


def leads_for_all(node: Node, text: str) -> bool:
    """Return True if a line leads to the list of all draws told before it."""
    return _FOR_ALL.match(text, node.start, node.end) is not None


_FOR_ALL = compiled(
    r"(?:for|in|pour|dans) (?:all|both|each|tous|chacun)(?: of| de)? (?:(?:the|these|those|les|ces) )?"
    r"(?:above |previous )?(?:draws?|rounds?|streams?|invitations|tirages?|rondes?|volets?)\b[^.;]{3,80}:\Z"
)  # for all of the above draws, the targeted occupations were the following:
