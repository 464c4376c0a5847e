"""A sentence in, its parts out: between which words it is cut, so that each of its numbers has a part."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import DRAWS, is_row

if TYPE_CHECKING:
    from oinp_noc._notices.claims.parts import Said
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_SEPARATES = ("comma", "semicolon", "and", "colon", "dash", "bar", "stop")
EVERYTHING = (0, 10**9)
"""The whole of a sentence."""


def spans(node: Node, counts: list[Fact], others: list[Fact]) -> list[tuple[int, int]]:
    """Cut a sentence between its numbers, so that no part has two facts of a kind, near before a number."""
    names = node.words.names
    if node.kind == "row":
        return [EVERYTHING]
    cuts = [0]
    if counts[0].value == sum(count.value for count in counts[1:]):
        cuts.append(counts[0].at + 1)  # 100 invitations: 60 under one stream and 40 under another
    for number in range(len(cuts), len(counts)):
        left, right = counts[number - 1].at, counts[number].at
        until = counts[number + 1].at if number + 1 < len(counts) else EVERYTHING[1]
        ends = (*_SEPARATES, "invitation") if names[right - 1] == "colon" else _SEPARATES  # 41 ITAs, Students: 24 ITAs
        places = [at for at in range(left + 1, right + 1) if at == right or names[at - 1] in ends]
        places = [
            at for at in places if not (is_bracketed(names, left, at) or any(_is_within(node, at, f) for f in others))
        ]
        streams = {fact.at for fact in others if fact.kind == "stream"}
        labels = {at for at in streams if "colon" in names[at + 1 : at + 3]}  # Masters stream: 371 PhD stream: 131
        places += [at for at in range(left + 1, right) if at in labels or (at in streams and "word" in names[left:at])]
        places = places or [right]
        best = min(
            places,
            key=lambda at: (
                _clashes(others, cuts[-1], at, until),
                names[at - 1] not in ends,
                names[at - 1] != "semicolon",
                -at,
            ),
        )
        cuts.append(best)
    return [*zip(cuts, [*cuts[1:], EVERYTHING[1]], strict=True)]


def at_semicolons(node: Node, facts: list[Fact]) -> list[tuple[int, int]]:
    """Cut a sentence at its semicolons, if each part names a stream that no other does; else return nothing."""
    marks = node.words.places("semicolon")
    cuts = [*zip([0, *marks], [*marks, EVERYTHING[1]], strict=True)]
    streams = [
        {fact.value for fact in facts if fact.kind == "stream" and start <= fact.at < end} for start, end in cuts
    ]
    alone = all(len(names) == 1 for names in streams) and len(set[object]().union(*streams)) == len(cuts)
    return cuts if marks and alone else []


_BRACKET = 80  # words


def is_bracketed(names: list[str], left: int, at: int) -> bool:
    """Return True if a cut would part what stands in brackets behind a number."""
    depth = 0
    for name in names[max(left, at - _BRACKET) : at]:
        depth = max(0, depth + (name == "open") - (name == "close"))  # one that closes before is of the number
    return depth > 0 and "close" in names[at:]


def _is_within(node: Node, at: int, fact: Fact) -> bool:
    """Return True if a cut would part the words of a target: health and tech."""
    return fact.kind == "target" and fact.at < at and node.words.starts[at] < fact.span[1]


def _clashes(facts: list[Fact], start: int, cut: int, end: int) -> int:
    """Count the facts of a kind that a part would have twice."""
    found = 0
    for first, last in ((start, cut), (cut, end)):
        kinds: dict[str, set[object]] = {}
        for fact in facts:
            if first <= fact.at < last:
                kinds.setdefault(fact.kind.replace("general", "target"), set()).add(fact.value)
        found += sum(len(values) - 1 for values in kinds.values())
    return found


def without_another(node: Node, part: tuple[int, int], common: list[Fact]) -> list[Fact]:
    """Return what a sentence says of all draws, but no stream for a part that has the short name of another."""
    if not common:
        return common
    pairs = list(zip(node.words.names, node.words.values, strict=True))[slice(*part)]
    hints = {value for name, value in pairs if name == "short"}
    return [fact for fact in common if fact.kind != "stream" or not hints - {fact.value}]


_EACH = re.compile(r"\b(?:both|all|each|either|same|identical|tous|toutes|les deux|chacune?|memes?)\b")
_IN_A_DRAW = re.compile(
    r",\s(?:(?:all|both)\s)?(?:in|during|through|at|as part of|lors|dans|pendant|au cours)\s"
    r"[^,;:.()]{0,24}?\b(?:draw|round|tirage|ronde)s?\b"
)  # 94 of the one and 31 of the other, in a draw for nurses


def score_of_each(scores: list[Fact], last: Fact, text: str) -> list[Fact]:
    """Return the only score of a sentence if it is told of all its numbers: both at 50."""
    return scores if len(scores) == 1 and said_of_each(scores[0], last, text) else []


def said_of_each(fact: Fact, last: Fact, text: str) -> bool:
    """Return True if what stands behind the last number of a sentence is told of all: both at 50, in a tech draw."""
    between = last.span[1], fact.span[0]
    return between[0] < between[1] and any(said.search(text, *between) for said in (_EACH, _IN_A_DRAW))


_OF_ITS_OWN = frozenset(("open", "colon", "semicolon", "people", "were", "draw"))
_LATTER = re.compile(r"\b(?:latter|second|last|only|derni|deuxieme)")


def trails(said: Said, target: Fact) -> bool:
    """Return True if a target stands behind the last of several numbers, and may be of that one alone or of all.

    94 invitations under the one stream and 31 under the other for nurses.
    """
    streams, last = [fact for fact in said.facts if fact.kind == "stream"], said.counts[-1]
    each = len(streams) == len(said.counts) and not said.of("general")
    if said_of_each(target, last, said.text):
        return True
    if not (each and last.at < streams[-1].at < target.at):
        return False
    between = said.node.words.names[streams[-1].at : target.at]
    between = between[: between.index("to")] if "to" in between else between  # to candidates of a pilot
    return _OF_ITS_OWN.isdisjoint(between) and _LATTER.search(said.text, last.span[1], target.span[0]) is None


def is_of_another(said: Said, fact: Fact, number: int) -> bool:
    """Return True if a part begins with the only stream, between the last numbers: is what stands before it of both?

    In a tech draw 94 people were invited, and the Entrepreneur stream asked 19.
    """
    before, last = said.counts[-2:]
    stream = next((each for each in said.facts if each.kind == "stream"), None)
    if stream is None or not before.at < stream.at < last.at:
        return False
    between = said.node.words.names[before.at : stream.at]
    if "and" not in between:
        return False
    return (fact.kind == "stream") == (number < len(said.counts) - 1) and fact.kind in ("stream", "target")


_BESIDE = 2  # words: 52 and 49
_TO = re.compile(r"\b(?:highest|maximum|top|upper|best|range|maximales?|plus (?:haute?|elevee?)s?|between|entre)\b")


def are_in_a_row(scores: list[Fact], said: Said) -> bool:
    """Return True if scores stand in a row: 52 and 49, unless they are the lowest and the highest."""
    beside = len(scores) > 1 and all(score.at - before.at == _BESIDE for before, score in pairwise(scores))
    return is_row(scores) or (beside and _TO.search(said.text, said.node.start, said.node.end) is None)


def are_of_draws(said: Said, days: list[Fact]) -> bool:
    """Return True if days stand in a row behind a word for draws, before the numbers: the draws of May 9 and 16."""
    if not days:
        return False
    names, first, last = said.node.words.names, days[0], days[-1]
    together = {"day", "and", "comma", "article"}.issuperset(names[first.at : last.at])
    named = DRAWS.search(said.text, said.node.start, first.span[0]) is not None
    return together and named and last.at < said.counts[0].at
