"""Nodes in, out what people in them are called: by their work, as those aimed at may be, or by their stream."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.callings import callings, nobody
from oinp_noc._notices.facts.stream_names import CALLED
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


_OF_ANY_WORKERS = "ontario-workforce-priority"
_OF_THEM = (
    r"\A<article|word>?<invitation|draw|word|people><!number|day>{1,9}?"
    r"<in|of|between><article>?<word|stream-word>?<stream>"
)


def under_its_stream(found: list[Node]) -> None:
    """Let the next sentence name the stream of foreign workers: 94 foreign workers were invited. It was under ...

    So does the only stream that a text names, if it is the one for workers of any kind.
    """
    if {fact.value for node in found for fact in node.of("stream") if fact.rule != CALLED} == {_OF_ANY_WORKERS}:
        for node in found:
            node.facts = [fact._replace(value=_OF_ANY_WORKERS) if fact.rule == CALLED else fact for fact in node.facts]
    for node, behind in pairwise(found):
        streams = behind.of("stream") if behind.matches(_OF_THEM) and not behind.of("count", "people", "day") else []
        if len(streams) == 1:
            value = streams[0].value
            node.facts = [fact._replace(value=value) if fact.rule == CALLED else fact for fact in node.facts]
