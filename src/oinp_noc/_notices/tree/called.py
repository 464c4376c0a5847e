"""Nodes in, words out that say what people work as: those called a nurse or a driver may have been aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.callings import callings, nobody
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node

_FOR_WHOM = compiled(
    r"\b(?:draws?|rounds?|invitations?|notifications?|itas?|nois?|only|exclusively|all|both|tirages?|rondes?|toutes)\s"
    r"(?:(?:was|were|is|went|only|all|exclusively|etai(?:t|ent)|uniquement|exclusivement)\s){0,2}"
    r"(?:for|to|pour (?:les|des)|aux|a des)\s(?P<who>[a-z][a-z-]{3,30})\b"
    r"|(?:\(|\b(?:in|from|for|of|au|du|des|les|la|le|de la)\s)(?:the\s|those\s|these\s)?(?P<again>same|memes?)\s"
    r"(?:field|sector|occupations?|jobs?|list|trades?|target|professions?|secteur|liste|metiers?)s?\b"
    r"(?!\s(?:within|over|during|for|in\sthe\s(?:past|last)|au\scours|pendant|durant|depuis)\b)"
    r"|\b(?P<only>only)\s(?:those|people|candidates|applicants)\s"
    r"(?:from|in|who (?:live|work|study|studied)|whose jobs?)\b"
    r"|\b(?:people|candidates|workers|applicants|those)\s(?:who work |working |employed )?(?:in|from)\s(?:the )?"
    r"(?:skilled )?(?P<what>[a-z][a-z-]{3,30})\b"
)  # the draw was for stonecutters


def called(node: Node, text: str, used: set[Place] | None = None) -> list[int]:
    """Find the words of a node that say what people work as, outside the streams, the targets used and titles in it."""
    words = node.words
    targets = [fact for fact in node.of("target") if used is None or fact.span in used]
    taken = [fact.span for fact in (*node.of("stream", "targeting"), *targets)] + [code.span for code in node.codes]
    known = callings()
    named = (at for at, name in enumerate(words.names) if name in ("word", "people"))
    found = {at for at in named if (words.values[at] or text[slice(*words.span(at, at))]) in known}
    for match in _FOR_WHOM.finditer(text, node.start, node.end):
        who = match.lastgroup or ""
        at = words.starts.index(match.start(who)) if match.start(who) in words.starts else -1
        if words.name(at) == "word" and (match["again"] or match["only"] or match[who] not in nobody()):
            found.add(at)
    return sorted(at for at in found if not any(start <= words.starts[at] < end for start, end in taken))
