"""A sentence in, its parts out: between which words it is cut, so that each of its numbers has a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import DRAWS, deals_out, is_row
from oinp_noc._notices.facts.whom import workers
from oinp_noc._notices.plain.patterns import compiled

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
        places = [at for at in places if at > _shut(names, left, right)] or [right]
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


def zipped(said: Said) -> dict[str, list[list[Fact]]]:
    """Deal out what comes in rows: "491 and 65 invitations under the one and the other stream respectively".

    Returns:
        For each kind of fact that is dealt out, what each number gets of it: one fact, or none for their sum.
    """
    node, counts = said.node, said.counts
    if len(counts) < 2:  # noqa: PLR2004
        return {}
    kinds = {kind: [fact for fact in said.facts if fact.kind == kind] for kind in ("day", "stream", "score", "target")}
    scores = kinds["score"] if kinds["score"] and kinds["score"][0].at > counts[-1].at else []
    whole = counts[0].value == sum(count.value for count in counts[1:])
    if whole and len(scores) == len(counts) - 1 and is_row(scores, node, said.text):
        return {"score": [[], *([score] for score in scores)]}  # 512 (401 and 111), minimum scores 40 and 58
    dealt = {kind: [[fact] for fact in facts] for kind, facts in kinds.items() if len(facts) == len(counts)}
    if are_of_draws(said, kinds["day"] if "day" in dealt else []):  # in the draws of May 9 and 16
        return {kind: facts for kind, facts in dealt.items() if kind != "target"}
    if any(count.rule == "row" for count in counts) or deals_out(node, said.text):
        return dealt
    return {"score": dealt["score"]} if scores and "score" in dealt else {}  # 94 and 31, with 46 and 62 points


def in_pairs(said: Said) -> list[tuple[Fact, ...]]:
    """Return the scores of earlier draws with their days: it was 43 on March 6 and 46 on February 6."""
    kinds = [[fact for fact in said.facts if fact.kind == kind] for kind in ("score", "day")]
    rows = [*zip(*kinds, strict=False)]
    at = [fact.at for pair in rows for fact in sorted(pair, key=lambda fact: fact.at)]
    apart = at == sorted(at) and len(rows) > 1 and {len(facts) for facts in kinds} == {len(rows)}
    return rows if apart and said.role == "recalled" and not said.counts else []


def is_bracketed(names: list[str], left: int, at: int) -> bool:
    """Return True if a cut would part what stands in brackets behind a number."""
    depth = 0
    for name in names[max(left, at - _BRACKET) : at]:
        depth = max(0, depth + (name == "open") - (name == "close"))  # one that closes before is of the number
    return depth > 0 and "close" in names[at:]


def _shut(names: list[str], left: int, right: int) -> int:
    """Return where the bracket that a number stands in is closed before the next number: FW (94; 40+) and IS (31)."""
    inside = 0
    for at in range(left, right):
        inside += (names[at] == "open") - (names[at] == "close")
        if inside < 0:
            return at
    return -1


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


def without_another(node: Node, part: tuple[int, int], common: list[Fact], text: str) -> list[Fact]:
    """Return what a sentence says of all draws, but no stream or target for a part that has words for another."""
    if not common:
        return common
    words = node.words.part(*part)
    hints = {value for name, value in zip(words.names, words.values, strict=True) if name == "short"}
    aims = [fact for fact in common if fact.kind == "target" and not part[0] <= fact.at < part[1]]
    others = bool(aims) and bool(workers(words, text))  # 94 nurses of the one stream and 31 cooks of the other
    common = [fact for fact in common if not (others and fact in aims)]
    return [fact for fact in common if fact.kind != "stream" or not hints - {fact.value}]


_EACH = compiled(r"\b(?:both|all|each|either|same|identical|tous|toutes|les deux|chacune?|memes?)\b")
_IN_A_DRAW = compiled(
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
_LATTER = compiled(r"\b(?:latter|second|last|only|derni|deuxieme)")


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
    if {"and", "semicolon"}.isdisjoint(between):
        return False
    return (fact.kind == "stream") == (number < len(said.counts) - 1) and fact.kind in ("stream", "target")


def are_of_draws(said: Said, days: list[Fact]) -> bool:
    """Return True if days stand in a row behind a word for draws, before the numbers: the draws of May 9 and 16."""
    if not days:
        return False
    names, first, last = said.node.words.names, days[0], days[-1]
    together = {"day", "and", "comma", "article"}.issuperset(names[first.at : last.at])
    named = DRAWS.search(said.text, said.node.start, first.span[0]) is not None
    return together and named and last.at < said.counts[0].at
