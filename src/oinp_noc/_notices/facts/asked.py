"""Named words in, whether a number is told as the score that was asked for, or as one that would be: a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.rule import NO_COUNT, Rule
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import pattern, search

if TYPE_CHECKING:
    from collections.abc import Container

    from oinp_noc._notices.words.lexicon import Words

CONTEXT = 60  # characters before a score that may say that it is another one
FEWEST = 10  # points that a score may be
ASKED_FOR = Rule(
    "asked for",
    "score",
    r"(?P<n><number>)(?=<stop|comma|semicolon|close|and|to|word|were|issued|announced|in>|\Z)" + NO_COUNT,
    "It took at least «66» to get in.",
)
HOW_MANY = Rule(
    "how many",
    "count",
    r"\A<word>{2}<people><!colon|number>{0,9}<colon>(?P<n><number>)(?=<people>?<stop>)",
    "How many people? «158» people.",
    ("people",),
)
IN_A_DRAW = Rule(
    "in a general draw",
    "count",
    "<and>(?P<n><number>)<in><article|to|one>?<general>",
    "It invited 643 candidates with a job offer in health care occupations and «514» in a general draw.",
    ("general",),
)
BEHIND = Rule(
    "behind a score",
    "score",
    r"<score>(?:<!stop|semicolon>{1,14}?<were|to|colon|until|in|word>|<word>?<comma>)(?P<n><number>)(?=<stop|comma|semicolon|close|announced>|<and><number>|\Z)",
    "The cut-off, three points lower than in January, was «66».",
    ("score",),
)
_NEAR = 24  # words

LAST_IN = compiled(
    r"\b(?:last|lowest|weakest|bottom|dernier|derniere|faible)"
    r"(?:[ -](?!draws?\b|rounds?\b|tirage|ronde|selection|week|month|year)[a-z]+){0,4}?"
    r" (?:had|has|with|scored|got|stood at|needed|avait|obtenait)"
    r"(?: (?:only|just|about|at least|seulement|a score of|une note de|un pointage de)){0,2}\b"
)  # the lowest-ranked of them had just


def asks(text: str, first: int, start: int) -> bool:
    """Return True if words directly before a number ask for it: it took at least 46; the last of them had 46."""
    found = (*pattern("asks for").finditer(text, first, start), *LAST_IN.finditer(text, first, start))
    beside = (each for each in found if not text[each.end() : start].strip())
    return any(_SOMEBODY_ASKS.search(text, max(0, each.start() - CONTEXT), each.start()) is None for each in beside)


_SOMEBODY_ASKS = compiled(r"\b(?:we|i|nous|nous avions|nous avons|employers|mayors?|unions?)(?: had| have)?\s?\Z")


def is_asked_for(words: Words, at: int, text: str, known: Container[int]) -> bool:
    """Return True if words before a number, or behind it, say that a score of so much was enough.

    Args:
        words: the words of the sentence.
        at: the place of the number.
        text: the text, spelt plainly.
        known: the places of the numbers that are known: another one without a noun may be what is meant.
    """
    (start, end), first = words.span(at, at), max(words.starts[0], words.starts[at] - 2 * CONTEXT)
    near = range(max(0, at - _NEAR), at)
    before = [other for other in near if words.names[other] == "number" and other not in known]
    if words.values[at] < FEWEST or not all(_has_noun(words, other) for other in before):
        return False
    if asks(text, max(first, start - CONTEXT), start):
        return True
    enough = pattern("is enough").match(text, end, words.ends[-1])
    return enough is not None and "," not in enough.group()


def _has_noun(words: Words, at: int) -> bool:
    return words.follows(
        at, "<number><FILL|in|to>{0,6}?<invitation|people|profiles|points|score|occupations|NAME|draw|and-above>"
    )


def gives(words: Words, at: int, text: str) -> bool:
    """Return True if the word before a number gives it to what stands before: the bar was far higher, at 80."""
    start = words.starts[at]
    plain = words.names[at - 1] not in ("in", "word")
    return plain or _AT.search(text, max(words.starts[0], start - CONTEXT), start) is not None


_AT = compiled(r"\b(?:at|a|soit|of)\s\Z")


def is_condition(text: str, first: int, before: int, start: int) -> bool:
    """Return True if a score is told of what would be: if your score is 46; but not of what was.

    Args:
        text: the text, spelt plainly.
        first: where the sentence begins.
        before: where to look from.
        start: where the score stands.
    """
    if not search("condition", text, before, start) or any(was.search(text, before, start) for was in _WAS):
        return False
    return _RECEIVED.search(text, max(first, start - _SAID), start) is None


_WAS = (
    compiled(
        r"(?<!if )\byour (?:(?:crs|eoi) )?score (?:had|needed to|was required to)\b"
        r"|(?<!si )\bvotre (?:note|pointage|score) devait\b"
    ),  # what was asked for
    compiled(
        r"\b(?:if (?:you|your [a-z ]{0,16}) (?:had|scored|was|were|got|sat)|si vous (?:aviez|obteniez|etiez))\b"
        r"[^.;]{0,20}\Z"
    ),  # if you had 33 or more, look into your mail
)
_RECEIVED = compiled(
    r"\b(?:you (?:have )?(?:received|got|were (?:invited|selected|notified|sent|issued))"
    r"|vous avez (?:recu|obtenu|ete (?:invitee?s?|choisie?s?)))\b[^.;,]{0,60}\b(?:if|si)\b[^.;,]{0,60}\Z"
)  # you were invited if your score was 46: the invitations are sent
_SAID = 160  # characters


_SOMEBODY = compiled(
    r"\b(?:for|pour|as|what about|and|comme|quant a|qu'en est-il d')"
    r"\s?(?:an?|any|une?|anyone|someone|somebody|quelqu'un|toute? )\b"
    r"[^.;:,()0-9]{0,40}?\b(?:with|has|at|on|having|holding|avec|ayant|a|possedant|detenant)\s"
    r"(?:(?:an?|only|just|une?|seulement|crs|eoi|scg|score|note|pointage|of|de)\s){0,5}\Z"
    r"|\b(?:i'm|i am|i was|je suis|j'etais|moi je suis|we're|we are) "
    r"(?:still |only |just |encore |seulement )?(?:at |a )?\Z"
)  # for an accountant with 442 points
_TAKEN = frozenset(("issued", "invites", "invitation", "at-least", "and-above"))


def is_of_somebody(words: Words, text: str, before: int, start: int) -> bool:
    """Return True if a score is that of one person, for whom something is good or bad news: nobody is invited there."""
    return _TAKEN.isdisjoint(words.names) and _SOMEBODY.search(text, before, start) is not None
