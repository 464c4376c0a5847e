"""Nodes in, the same nodes out: scores by the sentence before, and the highest one behind the lowest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.alike import is_near, may_score
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import INVITED, Fact, over, pattern, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.tree.nodes import Node

_BEFORE, _BEHIND = 48, 30  # characters around a number that may say that it is the highest
_LINK = compiled(
    r"\W{1,90}(?:(?:crs|eoi|scg|scores?|points?|was|were|is|had|at|of|a|de|etait|est|with|the|one|reached|scored|candidate?|en|comptait|avait|affichait|obtenait)\W{1,3}){0,3}\Z"
)
_THE_HIGHEST = compiled(
    r"\s\(?(?:points? )?(?:(?:was|is|being|as|etait|est|etant)\W)?(?:(?:a|the|le|la|l)\W)?"
    r"(?:ceiling|cap|maximum|highest|upper|at (?:the )?(?:most|top)|tops|au plus|au maximum|plafond"
    r"|plus (?:eleve|haut)e?)\b"
)
_PART = compiled(r"[^,;]*")
_OTHERS = {"stream", "short", "people", "draw", "recalled", "day", "days"}  # what the highest may be of
FULL_MARKS = (100, 1200)  # points: the most that each scale gives
_MOST = 2.1  # times the lowest score: what is more is the maximum of a grid
_PEOPLE = "<number><FILL>{0,3}<invitation|people|profiles>"


def topped(nodes: Iterable[Node], text: str) -> Iterator[Node]:
    """Make ranges of a lowest score and the highest one behind it: "at least 471 and at most 480 points"."""
    before: Node | None = None
    for node in nodes:
        if node.kind in ("sentence", "item"):
            _ended(node, before, text)
        before = node
        yield node


def _ended(node: Node, before: Node | None, text: str) -> None:
    names, values = node.words.names, node.words.values
    places = {at: _highest(node, at, text) for at in node.words.places("number")}
    numbers = [at for at, place in places.items() if place is not None]
    if len(numbers) != 1 or node.words.follows(numbers[0], _PEOPLE):
        return
    (top,) = numbers
    lows, teller = [fact for fact in node.of("score") if fact.at != top], node
    if not lows and before is not None and (before.block == node.block or before.parent is node.parent):
        lows, teller = before.of("score"), before
    if teller is not node and values[top] in FULL_MARKS:
        return  # the maximum is 100 points
    of_all = len(lows) > 1 and search("of all", text, node.start, node.end) is not None
    if len(lows) != 1 and not of_all:
        return
    if not all(low.value[1] is None and low.value[0] < values[top] < _MOST * low.value[0] for low in lows):
        return
    said, last = places[top] or 0, lows[-1].span[1]
    between = [n for n, at in zip(names, node.words.starts, strict=True) if last <= at < said]
    if not _OTHERS.isdisjoint(between) or search("month", text, last, said):
        return
    for low in lows:
        span = (low.span[0], node.words.ends[top]) if teller is node and not of_all else low.span
        teller.facts[teller.facts.index(low)] = low._replace(value=(low.value[0], values[top]), span=span)
    end = Fact("other", values[top], node.words.span(top, top), top, "the highest score")
    node.facts = sorted([*(fact for fact in node.facts if fact.at != top), end], key=lambda fact: fact.at)


def _highest(node: Node, at: int, text: str) -> int | None:
    """Return where words before or behind a number begin to say that it is the highest, and not only might be."""
    start, end = node.words.span(at, at)
    first, last = max(node.start, start - _BEFORE), min(node.end, end + _BEHIND)
    said = [each for each in pattern("highest").finditer(text, first, start) if _LINK.match(text[each.end() : start])]
    last = _PART.match(text, end, last).end()  # type: ignore[union-attr]
    if not (said or _THE_HIGHEST.match(text, end, last)) or search("of the grid", text, first, last) is not None:
        return None
    return said[0].start() if said else start


_ENDS = r"(?=<stop|comma|semicolon>|\Z)"


_THERE = compiled(
    r"(?:\b(?:there|here|(?:for|with|among) (?:them|these|those)|la|chez eux|pour (?:eux|elles|ceux-la))|[;:]),? "
    r"(?:it (?:was|stood at)|(?:c'|cela |elle )etait(?: de)?) \Z"
)


def _there(node: Node, scores: list[int], text: str) -> None:
    """Read the number behind "there it was" as a score like those of the sentence before, beside one of people."""
    numbers = [at for at in node.words.places("number") if not any(fact.at == at for fact in node.facts)]
    for at in numbers if node.of("stream") and not node.of("score") else ():
        start = node.words.starts[at]
        if is_near(node.words.values[at], scores) and _THERE.search(text, max(node.start, start - _BEFORE), start):
            node.retype(at, "score", "there it was")


def followed(nodes: Iterable[Node], text: str) -> Iterator[Node]:
    """Read the only bare number of a sentence that names a stream as a score, if the one before tells but scores.

    So is the one behind "there it was", beside a number of people.
    """
    before: Node | None = None
    for node in nodes:
        lows = before.of("score") if before is not None and before.block == node.block else []
        if lows and before is not None and node.kind == "sentence" and not before.of(*INVITED):
            _follow(node, [low.value[0] for low in lows if low.value[1] is None])
        if lows and node.kind == "sentence" and len(node.of(*INVITED)) == 1:
            _there(node, [low.value[0] for low in lows], text)
        if before is not None and before.block == node.block and node.kind == "sentence":
            _range(node, before)
        if _asks_for_scores(before, text):
            _answer(node)
        before = node
        yield node


def _asks_for_scores(before: Node | None, text: str) -> bool:
    """Return True if a question asks for the score: what did I need?"""
    asks = before is not None and text[before.end - 1] == "?"
    return asks and _SCORE.search(text, before.start, before.end) is not None  # type: ignore[union-attr]


_SCORE = compiled(
    r"\b(?:scores?|points|cut-?offs?|bar|minimums?|threshold|notes?|pointages?|seuils?|moyennes?)\b(?![^?]*[0-9])"
)


def _answer(node: Node) -> None:
    """Read the numbers of an answer as scores, if it names as many streams, and each number beside its stream."""
    numbers, names = node.words.places("number"), node.words.places("stream", "short")
    if not numbers or len(numbers) != len(names) or node.of("count", "people", "about"):
        return
    pairs = [sorted(pair) for pair in zip(numbers, names, strict=True)]
    in_turns = [at for pair in pairs for at in pair] == sorted([*numbers, *names])
    if in_turns and all(may_score(node.words.values[at], None) for at in numbers):
        scored = {fact.at for fact in node.of("score")}
        for at in numbers if not scored.issuperset(numbers) else ():
            node.retype(at, "score", "an answer")
        known = {fact.at for fact in node.of("stream")}
        node.facts += [node.words.fact("stream", at, "in an answer") for at in names if at not in known]


_RANGE = over(r"\A<between|of>?(?P<n><number>)<dash|to>(?P<m><number>)<announced|word>{0,3}<stop>?\Z")


def _range(node: Node, before: Node) -> None:
    """Read a sentence that is nothing but a range as the scores of the one before, if this has a number and none."""
    match = _RANGE.match(node.words.line) if before.of(*INVITED) and not before.of("score") else None
    if match is None:
        return
    first, last = match.start("n"), match.start("m")
    low, high = node.words.values[first], node.words.values[last]
    if may_score(low, None) and low < high < _MOST * low:
        known = [fact for fact in node.facts if fact.at not in (first, last)]
        node.facts = [*known, Fact("score", (low, high), node.words.span(first, last), first, "a range alone")]


def _follow(node: Node, scores: list[int]) -> None:
    numbers = node.words.places("number")
    if len(numbers) != 1 or not node.of("stream", "target"):
        return
    at, value = numbers[0], node.words.values[numbers[0]]
    if is_near(value, scores) and node.words.follows(at, f"<number>{_ENDS}"):
        node.retype(at, "score", "a sentence behind a score")
