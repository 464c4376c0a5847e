"""Nodes in, numbers of invitations out, which of them are totals, and which codes stand beside which."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from oinp_noc._notices.cells.aims_in import is_total as sums_up
from oinp_noc._notices.facts.alike import HIGHEST
from oinp_noc._notices.facts.columns import legend
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import ACTS, clauses
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.words.lexicon import Fact, over, pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node

_BESIDE_A_STREAM = ("in brackets", "behind a stream")  # rules


def acts_in(node: Node) -> bool:
    """Return True if a node speaks of invitations or draws: it invited, it had invited."""
    return node.kind == "row" or node.says(*ACTS) or "acted" in node.words.said("recalled")


def counts_in(node: Node, facts: list[Fact], divides: int) -> list[Fact]:
    """Find the numbers of invitations: people count where something was issued, a share where there is a whole."""
    led = next((parent for parent in above(node) if parent.kind != "heading"), None)
    most = max((fact.value for fact in led.of("count", "people")), default=divides) if led is not None else divides
    shares = [fact for fact in facts if fact.kind == "share"]
    whole = divides > 0 or (led is not None and led.says("invitation", "invites", "issued"))
    whole = whole or (len(shares) > 1 and _is_divided(node, shares))
    acts = acts_in(node) or bool(node.of("score", "stream", "target"))
    asked = _is_asked_for(node) and not any(fact.kind in ("count", "people") for fact in facts)
    # 9,750 nominations, of which 700 were kept
    kept = max((fact.value for fact in facts if fact.rule == "other unit"), default=0)
    found: list[Fact] = []
    for fact in facts:
        beside = fact.rule in _BESIDE_A_STREAM
        alone = (asked and beside) or fact.rule == "including" or (node.kind == "item" and not beside)
        share = fact.kind == "share" and fact.value >= kept and (found or whole or alone)
        people = fact.kind == "people" and (acts or fact.value < most)
        if fact.value and (fact.kind == "count" or people or share):  # no draw is one of nobody
            found.append(fact)
    if not found and node.kind == "item" and whole:
        found = _leading(node)
    return found


def _is_asked_for(node: Node) -> bool:
    """Return True if a node stands under a heading that asks for numbers: how many were invited; invitations issued."""
    heading = section(node)
    return (
        heading is not None
        and heading.says("issued", "invites", "invitation")
        and not heading.says("score", "something-else", "other-unit", "may-be")
        and bool(node.of("stream"))
    )


def _is_divided(node: Node, shares: list[Fact]) -> bool:
    """Return True if shares of streams or targets are told of what was issued: they make a number, or each has one."""
    streams, aims = ({fact.value for fact in node.of(kind)} for kind in ("stream", "target"))
    if len(shares) > max(len(streams), len(aims)):
        return False
    if acts_in(node) or len(node.of("score")) >= len(shares):
        return True
    before = node.words.said("number")
    asks = any(parent.says(*ACTS) for parent in above(node))
    return asks and sum(fact.value for fact in shares) in before


_BRACKETED = over("(?P<of><number>)<open><at-least>?(?P<n><number>)<close>")


def score_brackets(nodes: Iterable[Node], text: str) -> Iterator[Node]:
    """Read numbers in brackets behind others as scores, and those as invitations, where the text says that they are."""
    said = legend(text)
    for node in nodes:
        matches = _BRACKETED.finditer(node.words.line) if said and node.kind in ("item", "sentence") else ()
        for count, at in [(match.start("of"), match.start("n")) for match in matches]:
            if 1 <= node.words.values[at] <= HIGHEST:
                node.retype(at, "score", _BY_LEGEND)
                node.retype(count, "count", _BY_LEGEND)
        yield node


_BY_LEGEND = "a legend of brackets"


def _leading(node: Node) -> list[Fact]:
    """Read the number that an item begins with, below a line that has the whole: "57 tied to regional development"."""
    if node.words.name(0) != "number" or any(fact.at == 0 for fact in node.facts):
        return []
    return [node.words.fact("count", 0, "the start of an item")]


_YOU = compiled(r"\b(?:you|your|i|my|we|our|vous|votre|je|mon|nous|notre)\b")


_LABEL = compiled(r"\W*(?:[a-z]\W{1,3})?")  # of an answer


def typed_by_lead(node: Node, text: str) -> None:
    """Type the only number of an item by the line above its list, or that of an answer by its question."""
    words, parent = node.words, node.parent
    if parent is None:
        return
    asked = node.kind in ("sentence", "item") and text[parent.end - 1] == "?"
    answers = asked and parent.kind == node.kind
    directly = answers or parent.says("score") or node.matches(r"\A<about>?<number>")
    asked = asked and directly and _LABEL.fullmatch(text, parent.end, node.start) is not None
    led = node.of("stream") and (answers or node.kind == "item" or _is_asked_score(node, parent))
    if not (led or asked) or (answers and _YOU.search(text, parent.start, node.end)):
        return
    known = {fact.at for fact in node.facts if fact.rule not in _BESIDE_A_STREAM}
    known |= {words.place_of(code.end - 1) for code in node.codes}
    numbers = [at for at in words.places("number") if at not in known]
    pair = len(numbers) == 2 and parent.says("score", "points") and _is_range(node, *numbers)  # noqa: PLR2004
    if pair and not node.of("score"):
        low, high = (words.values[at] for at in numbers)
        node.facts.append(Fact("score", (low, high), words.span(*numbers), numbers[0], "the line above the list"))
        return
    if len(numbers) != 1:
        return
    counted = parent.says("invitation", "invites", *(("issued",) if asked else ()))
    if parent.says("score", "points") and not node.of("score"):
        node.retype(numbers[0], "score", "the line above the list")
    elif counted and not node.of("count"):
        kind = "size" if parent.says("occupations") else "count"  # which occupations were selected? Ten trades
        node.retype(numbers[0], kind, "the line above the list")


def _is_range(node: Node, first: int, last: int) -> bool:
    """Return True if two numbers are the ends of a range: from 250 up to 516."""
    words = node.words
    low, high = words.values[first], words.values[last]
    return low < high and words.follows(first + 1, "<word>{0,2}<to|until|dash|and><number>")


def _is_asked_score(node: Node, parent: Node) -> bool:
    """Return True if a sentence gives a stream its number under a heading that asks for scores."""
    asks = parent.says("score", "points") and not parent.says(*ACTS)
    return asks and node.matches(r"\A<article>?<NAME><stream-word>?<colon|dash|comma>?<number>")


_BEFORE = 6  # characters in which that word stands
_WITH = compiled(r"\b(?:with|avec)\s\Z")  # a part behind its whole: ", with 445 under the other stream"


def is_total(node: Node, counts: list[Fact], number: int, text: str) -> bool:
    """Return True if a number is said to be a sum: of several draws, in total, with its parts behind it."""
    count = counts[number]
    if node.kind == "row":
        filled = [cell for cell in node.unit.cells if cell[0] < cell[1]] or [node.unit.cells[0]]
        alone = len(filled) == 1 < len(node.unit.cells) - 1  # the sum of others
        # all regions, of a stream with a score: a draw of its own
        return (sums_up(text, filled[0]) and not (node.of("stream") and node.of("score"))) or alone
    rest = counts[number + 1 :]
    following = rest[0].at if rest else 10**9
    place = rest[0].span[0] if rest else 0
    if rest and (rest[0].rule == "including" or _WITH.search(text, max(node.start, place - _BEFORE), place)):
        return True
    if len(counts) > 2 and counts[0].value == sum(fact.value for fact in counts[1:]):  # noqa: PLR2004 (its parts)
        return number == 0
    totals = [at for at in node.words.places("total") if at < following]
    clause_of = clauses(node.words) if totals else []
    return any(clause_of[at] == clause_of[count.at] for at in totals)


def dealt_codes(node: Node, counts: list[Fact], facts: list[Fact], spans: list[tuple[int, int]]) -> list[list[Found]]:
    """Give the codes between the numbers of a sentence to the part that they stand in, others to all.

    Args:
        node: the sentence.
        counts: its numbers of invitations.
        facts: what else it states.
        spans: its parts, of words.
    """
    if len(spans) == 1 or not node.codes:
        return [list(node.codes) for _ in spans]
    dealt: list[list[Found]] = [[] for _ in spans]
    for code in node.codes:
        at = bisect_right(node.words.starts, code.span[0]) - 1
        dealt[next(number for number, (first, last) in enumerate(spans) if first <= at < last)].append(code)
    place, whole = node.codes[0].span, counts[0].value == sum(count.value for count in counts[1:])
    named = any(fact.kind == "stream" and fact.span > place for fact in facts)
    of_one = sum(map(bool, dealt)) > 1 or (counts[whole].span < place and (named or not dealt[-1]))
    of_one = of_one or _are_of_the_last(node, counts, facts)
    of_one = of_one or leads_its_clause(node.words.place_of(place[0]), node, counts, facts)
    return dealt if of_one else [list(node.codes) for _ in spans]


def _are_of_the_last(node: Node, counts: list[Fact], facts: list[Fact]) -> bool:
    """Return True if codes follow a day or target of the last number: 27 May, 510; 11 June, cooks (63200), 144."""
    place, last = node.words.place_of(node.codes[0].start), counts[-1].at
    marks = [at for at in node.words.places("semicolon") if counts[-2].at < at < max(place, last)]
    start = marks[0] if marks else counts[-2].at
    own = {fact.kind for fact in facts if fact.kind in ("day", "target") and start < fact.at < min(place, last)}
    if len(marks) == 1:
        return bool(own) and marks[0] < min(place, last)
    return not marks and "day" in own and place < last


def leads_its_clause(at: int, node: Node, counts: list[Fact], facts: list[Fact]) -> bool:
    """Return True if a place is behind the day of the first number, and a semicolon and another day follow this."""
    days = [fact.at for fact in facts if fact.kind == "day"]
    marks = [mark for mark in node.words.places("semicolon") if counts[0].at < mark < counts[1].at]
    return bool(marks and days) and days[0] < at < counts[0].at and marks[0] < days[-1]


_LONG_SENTENCE = 8  # words: it tells more than a day


def is_another_matter(node: Node, text: str) -> bool:
    """Return True if a sentence that tells no draw is long, or says something of somebody else: the minister spoke."""
    says = text[node.end - 1] == "." and node.words.names.count("word") > 1
    return len(node.words.names) > _LONG_SENTENCE or (says and pattern("pronoun").match(text, node.start) is None)
