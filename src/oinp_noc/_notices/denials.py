"""Nodes in, roles out: what a sentence names only to say that nothing was issued or held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.lexicon import Fact, search
from oinp_noc._notices.teller import NUMBERS, Teller, clauses, give, give_all

if TYPE_CHECKING:
    from oinp_noc._notices.nodes import Node
    from oinp_noc._notices.text import Place

_IS_NOT = re.compile(  # 21222 (Information systems specialists) is not on the list
    r"\W{0,3}(?:\([^)]{0,90}\)\s)?"
    r"(?:is|are|was|were|(?:has|have) been|remains?|does|do|did|est|sont|etait|etaient|ne|n')\s?"
    r"(?:[a-z]{1,9}\s){0,2}?"
    r"(?:not|no longer|never|missing|absente?s?|left out|excluded|dropped|removed|pas|plus|exclue?s?)\b"
)
_BUT_NOT = re.compile(r"\b(?:not|except(?: for)?|excluding|without|sauf|excepte|pas)\s(?:noc\s|cnp\s|code\s){0,2}\Z")
_BEFORE = 30  # characters


_NO = re.compile(r"(?<![a-z])(?:no|aucune?)\s\Z")  # no PhD Graduate draw


def denied(node: Node, teller: Teller) -> None:
    """Take streams and days from draws where a sentence says that there was none: from there to the next number."""
    lacking = [code for code in node.codes if _is_denied(code.span, node, teller.text)]
    node.codes = [code for code in node.codes if code not in lacking]
    node.facts += [Fact("other", code.code, code.span, 0, "a code that was not asked for") for code in lacking]
    streams = (_NO.search(teller.text, max(node.start, fact.span[0] - 8), fact.span[0]) for fact in node.of("stream"))
    cue = search("denied", teller.text, node.start, node.end) or next(filter(None, streams), None)
    if cue is None:
        return
    numbers = [fact for fact in node.of(*NUMBERS) if fact.value]
    if not numbers:
        give_all(node, "condition")
        return
    clause_of = clauses(node.words)
    at = sum(end <= cue.start() + 1 for end in node.words.ends)
    numbered = {clause_of[fact.at] for fact in numbers if fact.at >= at}
    until = next((place for place in range(at, len(clause_of)) if clause_of[place] in numbered), len(clause_of))
    give(node, "condition", lambda fact: at <= fact.at < until)


def _is_denied(code: Place, node: Node, text: str) -> bool:
    """Return True if a sentence says of a code that it was not asked for."""
    if node.kind not in ("sentence", "item"):
        return False
    start, end = code
    return (
        _IS_NOT.match(text, end, node.end) is not None
        or _BUT_NOT.search(text, max(node.start, start - _BEFORE), start) is not None
    )
