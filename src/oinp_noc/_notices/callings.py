"""Named words in, words for what people work as out: who is called a nurse or a driver may have been aimed at."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._notices.lexicon import over, vocabulary
from oinp_noc._notices.text import plain
from oinp_noc._notices.titles import units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.drafts import Draft
    from oinp_noc._notices.nodes import Node
    from oinp_noc._notices.text import Place

PERSONS = re.compile(
    r"(?:people|persons?|men|women|folk|physicians?|educators?|workers?|assistants|practitioners|counsellors"
    r"|personnes?|medecins?|omnipraticiens?|educat[a-z]+|francophones?|gens de metiers?|travailleu[a-z]+|ouvri[a-z]+"
    r"|infirmi[a-z]+|professionnels?|informaticien[a-z]*|soignante?s?|enseignante?s?|agriculteurs)\b"
)  # targets that are called by who they are
_VERSIONS = ("2016", "2021")
_AGENTS = re.compile(
    r"[a-z-]*(?:ers|ors|ists|icians|men|nurses|cooks|chefs|clerks|mechanics|attendants|accountants|assistants|aides|midwives"
    r"|eurs|euses|trices|iers|ieres|iens|iennes|istes|peutes|assistantes|comptables|enseignants|medecins)"
)
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_PARTS = re.compile(r"[,;/]|\b(?:and|or|in|of|except|et|ou|en|de|des|du|au|aux|la|le|les|sauf|a)\b|\bd'")
_ENDS = re.compile(r"[,;/]|\b(?:and|or|except|et|ou|sauf)\b")
_FOR_WHOM = re.compile(
    r"\b(?:draws?|rounds?|invitations?|notifications?|itas?|nois?|only|exclusively|all|both|tirages?|rondes?|toutes)\s"
    r"(?:(?:was|were|is|went|only|all|exclusively|etai(?:t|ent)|uniquement|exclusivement)\s){0,2}"
    r"(?:for|to|pour (?:les|des)|aux)\s(?P<who>[a-z][a-z-]{3,30})\b"
    r"|\b(?:in|from|for|of|au|du|des|les|la|le|de la)\s(?:the\s|those\s|these\s)?(?P<again>same|memes?)\s"
    r"(?:field|sector|occupations?|jobs?|list|trades?|target|professions?|secteur|liste|metiers?)s?\b"
    r"|\b(?P<only>only)\s(?:those|people|candidates|applicants)\s"
    r"(?:from|in|who (?:live|work|study|studied)|whose jobs?)\b"
    r"|\b(?:people|candidates|workers|applicants|those)\s(?:who work |working |employed )?(?:in|from)\s(?:the )?"
    r"(?:skilled )?(?P<what>[a-z][a-z-]{3,30})\b"
)  # the draw was for stonecutters


_AIMED = over(
    r"\A<article|draw|word|announced>{0,3}<targeting><SMALL|between>{0,2}(?P<who><word>)(?!<draw|invitation>)"
)


_WORKERS = over(r"<number>(?P<of><word>{1,3})<people>")
_HANDS = re.compile(
    r"workers|professionals|specialists|travailleurs|professionnels|specialistes"
)  # 94 home support workers


@_data.once
def callings() -> frozenset[str]:
    """Return the words for people in the titles of all unit groups, without those that a text uses of anybody."""
    return workers_of_titles() - {word for _, phrase in vocabulary("anybody") for word in phrase}


@_data.once
def workers_of_titles() -> frozenset[str]:
    """Return the words for people in the titles of all unit groups: some of them anybody may be called."""
    parts = (part.split() for title in _all_titles() for part in _PARTS.split(title))
    found = {word for part in parts for word in (*part[:1], *part[-1:])}
    return frozenset(word for word in found if _AGENTS.fullmatch(word))


@_data.once
def pairs_of_titles() -> frozenset[tuple[str, str]]:
    """Return the pairs of words that stand next to each other in the titles of all unit groups."""
    parts = (part.split() for title in _all_titles() for part in _ENDS.split(title))
    return frozenset(pair for part in parts for pair in pairwise(part))


def _all_titles() -> Iterator[str]:
    for version in _VERSIONS:
        for group in units(version).values():
            yield from (_BRACKETS.sub("", plain(title)) for title in _titles(group))


def _titles(group: object) -> list[str]:
    return [title for title in (getattr(group, "title", None), getattr(group, "title_fr", None)) if title]


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
        if words.name(at) == "word" and (match["again"] or match["only"] or match[who] not in _nobody()):
            found.add(at)
    for match in _WORKERS.finditer(words.line):
        of = (text[slice(*words.span(at, at))] for at in range(match.start("of"), match.end("of")))
        last = match.end() - 1
        if _HANDS.fullmatch(text, *words.span(last, last)) and not _nobody().issuperset(of):
            found.add(match.start("of"))
    for match in _AIMED.finditer(words.line):
        at = match.start("who")
        if text[slice(*words.span(at, at))] not in _nobody():
            found.add(at)
    return sorted(at for at in found if not any(start <= words.starts[at] < end for start, end in taken))


def aimed(drafts: list[Draft], text: str) -> None:
    """Take a draw for targeted if the sentence with its number says what those invited work as."""
    for draft in drafts:
        count = draft.own.get("count")
        aims = {"target", "general"} & {*draft.own, *draft.context}
        if count is None or aims or draft.cued:
            continue
        numbered = ((node, node.of("count", "people", "share")) for node in draft.nodes if node.kind == "sentence")
        its = (node for node, facts in numbered if any(fact.value == count.value for fact in facts))
        draft.cued = any(called(node, text) for node in its)


@_data.once
def _nobody() -> frozenset[str]:
    """Return words that stand behind "for" and "to" without saying who was invited."""
    return frozenset(
        word for kind in ("nobody", "month", "anybody") for _, phrase in vocabulary(kind) for word in phrase
    )
