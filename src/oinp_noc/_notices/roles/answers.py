"""Nodes in, the same nodes out: what a question asks is as its answer says, if that begins with yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.targets import ANSWERED, OF_NONE, of_some
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import NUMBERS, give
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.words.lexicon import INVITED, Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.tree.nodes import Node

_ANSWER = compiled(
    r"\W{0,3}(?:(?:a|r|answer|reponse|rep)\s?[.:)]\W{0,3})?"
    r"(?:yes|yep|indeed|exactly|correct|oui|exact|effectivement|tout a fait"
    r"|(?P<no>no|nope|non|not (?:this time|really|at all|quite)|pas (?:du tout|cette fois|vraiment|tout a fait)))"
    r"(?=[.,;:!)]|\s-|\s*\Z)"
)
_WAS_THERE = compiled(r"\b(?:there|did|has|have|had|y a|a-t-il|a-t-elle|a-t-on|ont-ils|y a-t-il)\b")
_Q = r"(?:q[0-9]{0,2}\W{1,3})?"  # the sign of a question
_BEFORE = compiled(
    rf"{_Q}(?:(?:and|et|what about|what happened)\s)?(?:the (?:one|draw|round) )?"
    r"(?:before|avant|auparavant|earlier)(?: (?:that|this|then|it|cela|ca))?\s?[?:]"
)  # and before that?
_LAST = compiled(
    rf"{_Q}(?:(?:and|et) )?(?:what|which|when|quel(?:le)?s?|quand)\b[^?\n]{{0,30}}"
    r"\b(?:previous|prior|preceding|earlier|past|precedente?s?)\s[^?\n]{0,40}\b(?:draw|round|tirage|ronde)s?\b"
    rf"|{_Q}(?:(?:and|et) )?(?:the |le |la |l')?(?:last|previous|preceding|derniere?|avant-derniere?)\s"
    rf"[^?]{{0,60}}\b(?:draw|round|tirage|ronde)\b|{_Q}(?:(?:and|et) )?(?:le |la )?(?:tirage|ronde) precedente?\b"
)  # last tech draw? May 9: 94
_WHEN_LAST = compiled(
    r"\b(?:when|what (?:day|date)|quand|quel(?:le)? (?:jour|date))\b[^?\n]{0,50}\b(?:last|derniere?)\b[^?\n]{0,40}[?:]"
)  # when was the last draw? The last draw was on May 9
_COMPARES = compiled(
    r"\b(?:draws?|rounds?|ones?|selections?) (?:right |just )?before\b"
    r"|\b(?:previous|prior|preceding|earlier|past) (?:one|draw|round)|\bcompar"
    r"|\b(?:tirage|ronde|celui|celle)s? (?:d'avant|precedente?s?)\b|\bavant (?:celui|celle|ce tirage|cette ronde)\b"
    r"|\b(?:last|previous|prior) time\b|\b(?:derniere|precedente) fois\b|\bfois (?:derniere|precedente|d'avant)\b"
)  # how did this compare to the draw before it? In the May 9 draw, 510 were invited
_WHAT_LAST = compiled(
    rf"{_Q}(?:(?:and|et|so) )?(?:what|which|who|when|how (?:many|high|low)|quel(?:le)?s?|quand|combien|qui)\b"
    r"(?![^?:]*\b(?:before|previous|prior|earlier|avant|precedente?)\b)[^?:\n]{0,80}\b(?:last|derniere?)\b[^?:\n]{0,60}[?:]"
)
_LAST_DRAWS = compiled(
    r"(?!unlike|after|since)[^.;:?0-9]{0,60}\b(?:last|derniers|dernieres)\s(?:[a-z]+\s){0,4}?(?:draws|rounds|tirages|rondes)"
    r"\b[^.;:?0-9]{0,60}:"
    r"|(?:the|its|ontario's|le|la|les|ses|son|sa)\s(?:very\s|tout\s)?(?:last|final|derniere?s?)\s(?:[a-z]+\s){0,4}?"
    r"(?:draw|round|tirage|ronde)s?\s(?:before|ahead of|of|in|avant|de|d'|du)\s?(?:the |this |les |l'|le |la |cette )?"
    r"(?:year|month|week|quarter|season|decade|summer|winter|spring|fall|holidays?|christmas|new year|break|20[0-9]{2}"
    r"|annee|mois|semaine|saison|ete|hiver|printemps|automne|fetes|noel|conges?|vacances)\b"
)  # the last draws before the holidays were these: on May 9, 94; the last draw of the year was held on May 9
_QUESTION = 100  # characters of a question
_GUESS = compiled(
    r"(?:my|our|mon|ma|mes|notre|nos)\s(?:[a-z]+\s)?(?:guess|predictions?|bet|forecast|estimate|pronostics?|previsions?|pari)\b"
)  # my guess? A tech draw, about 800 invitations
_IN_GENERAL = compiled(
    r"(?:[a-z][a-z .'-]{0,25} ?[:.]\W{1,3})?(?:and |so |et )?"
    r"(?:(?:does|do|can|could|will|would|should|is|are|may)\b(?! (?:it|this|that|these|those) )"
    r"|est-ce qu[^?]{1,40}?\b(?:invite|va|vont|peut|peuvent|est|sera|fait)\b)"
)  # does Ontario still invite francophones?
_SEVERAL = compiled(r"\b(?:they|these|those|any|either|draws|rounds|ils|elles|tirages|rondes|aucun)\b")
_AIMS = ("target", "general")
_IN_ALL = (*_AIMS, *NUMBERS)


def answered(nodes: Iterable[Node], text: str) -> Iterator[Node]:
    """Take from draws what a question asks and its answer denies, and say what the denial says; and before that?

    Args:
        nodes: the nodes, with the roles of their facts.
        text: the text, spelt plainly.
    """
    question: Node | None = None
    past: Node | None = None
    told: set[tuple[int, int]] = set()  # the days of draws
    for node in nodes:
        if question is not None:
            before = any(asks.match(text, question.start, question.end) for asks in (_BEFORE, _LAST))
            days = {fact.value[1:] for fact in node.of("day")}
            before = before or (
                any(asks.search(text, question.start, question.end) for asks in (_WHEN_LAST, _COMPARES))
                and (bool(told) and bool(days) and days.isdisjoint(told))  # another than the one announced
            )
            past = node if before else None
            answer = _ANSWER.match(text, node.start, node.end)
            if answer is not None and answer["no"]:
                _deny(question, node, text)
            elif _GUESS.match(text, question.start, question.end) and question.end < question.unit.end:
                give(node, "forecast", lambda fact: fact.kind != "year")
            yield question
        if past is not None and (node.unit is past.unit or _stands_below(node, past, text)):
            give(node, "recalled", lambda fact: fact.role == "announced")
        if node.of(*INVITED) or node.says("draw"):
            told |= {fact.value[1:] for fact in node.of("day") if fact.role == "announced"}
        question = node if text[node.end - 1] == "?" else None
        if question is None:
            yield node
        elif _IN_GENERAL.match(text, node.start, node.end):
            give(node, "condition", lambda fact: fact.kind in _AIMS)
    if question is not None:
        yield question


def _stands_below(node: Node, lead: Node, text: str) -> bool:
    """Return True if a line leads to a node: to what stands under it, or to rows and items right below."""
    below = node.kind in ("row", "item") and node.block == lead.block + 1
    return text[lead.end - 1] == ":" and (below or lead in above(node))


def asks_for_the_last(node: Node, text: str, *, told: bool) -> bool:
    """Return True if a sentence asks when the last draw was, or stands behind that: it is the one announced.

    So are the last draws that a sentence leads to, the last of the year, and the last draw of a stream or for a target
    of which a question asks: what was the last Masters Graduate draw?
    """
    if not told and _WHEN_LAST.search(text, max(node.start - _QUESTION, 0), node.end):
        return True
    if not told and _LAST_DRAWS.match(text, node.start, node.end):
        return True
    named = node.of("stream") or (not told and node.of("target"))
    return bool(named) and _WHAT_LAST.match(text, node.start, node.end) is not None


def answers_before(node: Node, text: str) -> bool:
    """Return True if a sentence stands behind a question about the draw before the one told: and before that?"""
    lines = text[max(node.start - _QUESTION, 0) : node.start].rstrip(" \n*_#>:-.a").rsplit("\n", 1)
    return _BEFORE.match(text, node.start) is not None or _BEFORE.search(lines[-1]) is not None


def _deny(question: Node, answer: Node, text: str) -> None:
    """Deny what was asked: whom a draw was for, its numbers, or that there was one."""
    span = question.start, question.end
    there, general = _WAS_THERE.search(text, *span) is not None, bool(question.of("general"))
    aims = not there and (general or of_some(text, *span))
    bare = there and not answer.facts and answer.end == answer.unit.end
    denied = {*(_AIMS if aims else _IN_ALL), *(("day", "stream") if bare else ())} | {
        fact.kind for fact in answer.facts
    }
    give(question, "condition", lambda fact: fact.kind in denied)
    if there:
        return
    if of_some(text, *span):  # was it for certain trades? No
        several = _SEVERAL.search(text, *span) is not None
        question.state(Fact("general", None, span, 0, OF_NONE if several else ANSWERED))
