"""Nodes in, parts out: what a sentence, item or row says of each of its draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.cells import is_total
from oinp_noc._notices.claims import COUNTS, FIELDS, Claim, is_of_all, same, tells_more
from oinp_noc._notices.lexicon import Fact
from oinp_noc._notices.teller import ACTS, clauses
from oinp_noc._notices.tree import above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.nodes import Node

_SEPARATES = ("comma", "semicolon", "and", "colon", "dash", "bar", "stop")
_TOLD = ("announced", "recalled")


def parts(node: Node, text: str, divides: int = 0) -> Iterator[Claim]:
    """Divide what a node says among the draws that it tells of.

    Args:
        node: the node.
        text: the text, spelt plainly.
        divides: the number of the sentence before, which those of this one may divide.
    """
    for role in _TOLD:
        facts = [fact for fact in node.facts if fact.role == role]
        cued = role == "announced" and node.role == role and node.says("targeting") and node.says("draw", "invitation")
        if facts or cued:
            yield from _parts_of_role(node, facts, role, text, divides)


def _parts_of_role(node: Node, facts: list[Fact], role: str, text: str, divides: int) -> Iterator[Claim]:
    facts = facts + _typed_by_lead(node)
    counts = _counts(node, facts, divides=divides)
    others = [fact for fact in facts if fact.kind not in (*COUNTS, "about", "rounds", "year", "other", "unread")]
    if node.matches("<one><of><number><stream-word>"):
        others = [fact for fact in others if fact.kind != "stream"]  # which of them, nobody says
    if not _is_of_a_draw(node, counts, others, text):
        others = [fact for fact in others if fact.kind not in ("target", "general")]
    streams = list({fact.value: fact for fact in reversed(others) if fact.kind == "stream"}.values())[::-1]
    rounds = [fact for fact in facts if fact.kind == "rounds" and 1 < fact.value <= _MOST_DRAWS]
    scores = [fact for fact in others if fact.kind == "score"]
    spans = [(0, 10**9)] if len(counts) < 2 else _spans(node, counts, others)  # noqa: PLR2004 (a number each)
    common = _common(node, others, spans, counts)
    if len(counts) < 2 and len(streams) > 1 and node.kind != "heading":  # noqa: PLR2004
        yield from _of_each_stream(node, others, streams, scores, counts, role)
        return
    if not counts and len(scores) > 1 and len(streams) < 2 and "respectively" in node.words.names:  # noqa: PLR2004
        for score in scores:
            yield Claim(role, node, {"score": score}, acts=acts_in(node), held=_held(node))
        return
    zipped = _zipped(node, counts, others)
    for number, (first, last) in enumerate(spans):
        claim = Claim(role, node, acts=acts_in(node), held=_held(node))
        for facts_of_kind in zipped.values():
            _state(claim, facts_of_kind[number], None)
        if counts:
            claim.own["count"] = counts[number]._replace(kind="count")
            claim.total = _is_total(node, counts, number, rounds, text)
        for fact in others:
            if (first <= fact.at < last or len(spans) == 1) and fact.kind not in zipped:
                _state(claim, fact, counts[number] if counts else None)
        for fact in common:
            _state(claim, fact, None, only_new=True)
        if number == 0 or len(spans) == 1:
            claim.codes = list(node.codes)
            claim.cued = claim.cued or (
                role == "announced" and claim.acts and not {"target", "general"} & claim.own.keys() and _is_cued(node)
            )
        claim.passing = set(claim.own) == {"stream"} and not claim.acts and text[node.end - 1] == "."
        if claim.own or claim.sizes or (claim.cued and role == "announced"):
            yield claim


def _zipped(node: Node, counts: list[Fact], others: list[Fact]) -> dict[str, list[Fact]]:
    """Deal out what comes in rows: "491 and 65 invitations under the one and the other stream respectively"."""
    row = any(count.rule == "row" for count in counts)
    if len(counts) < 2 or not (row or "respectively" in node.words.names):  # noqa: PLR2004
        return {}
    kinds: dict[str, list[Fact]] = {}
    for fact in others:
        if fact.kind in ("stream", "score", "target"):
            kinds.setdefault(fact.kind, []).append(fact)
    return {kind: facts for kind, facts in kinds.items() if len(facts) == len(counts) and facts[0].at > counts[1].at}


def _is_cued(node: Node) -> bool:
    """Return True if something is said of targets or occupations that names none."""
    near = "<targeting><!comma|stop>{0,6}?<draw|invitation|people|occupations>|<draw|invitation|people><!comma|stop>{0,6}?<targeting>"
    if node.matches("<targeting><SMALL|stream-word>{0,3}<NAME>"):
        return False  # a round aimed at a stream
    return (node.says("targeting") and (node.kind == "row" or node.matches(near))) or (
        node.kind != "row" and node.matches(_OCCUPATIONS)
    )


_OCCUPATIONS = (
    "<in|of|word><article|word|following|one|of|between>{1,4}<occupations>"  # experience in the applicable NOC codes
)
_MOST_DRAWS = 60
_LINE = 80  # characters


def _is_of_a_draw(node: Node, counts: list[Fact], others: list[Fact], text: str) -> bool:
    """Return True if what a node says of a target is of a draw, rather than of life in general."""
    quantities = any(fact.kind in ("score", "window", "size") for fact in others)
    whole = (node.start, node.end) == (node.unit.start, node.unit.end) and text[node.end - 1] != "."
    short = node.end - node.start <= _LINE and whole
    of_streams = node.matches("<stream|short|stream-word>(?:<targeting>|<word>{0,2}<in|to><people>)")
    if of_streams and not counts and not node.matches("<article|day><draw>|<draw><of|in>|<invitation>"):
        return False  # what a stream is for
    if node.kind == "item" and not (counts or quantities or acts_in(node) or ":" in text[node.start : node.end]):
        return node.parent is not None and node.parent.says("targeting", "draw")
    return (
        bool(counts)
        or quantities
        or short
        or acts_in(node)
        or (node.says("targeting") and (node.says("people") or is_of_all(node, text)))
    )


def _held(node: Node) -> bool:
    return node.kind == "row" or node.says("issued", "invites", "held", "draw")


def acts_in(node: Node) -> bool:
    return node.kind == "row" or node.says(*ACTS)


def _state(claim: Claim, fact: Fact, count: Fact | None, *, only_new: bool = False) -> None:
    """Add a fact to a claim; a second one of its kind is kept apart."""
    kind = "day" if fact.kind == "days" else fact.kind
    if kind == "size":
        if not only_new:
            claim.sizes.append(fact)
    elif kind == "targeting":
        claim.cued = True
    elif kind in FIELDS:
        before = claim.own.get(kind)
        if before is None:
            claim.own[kind] = fact
        elif not only_new and not same(kind, before, fact):
            claim.other.append(fact)
        elif not only_new and tells_more(kind, before, fact):
            claim.own[kind] = fact


def _counts(node: Node, facts: list[Fact], *, divides: int) -> list[Fact]:
    """Find the numbers of invitations: people count where something was issued, a share where there is a whole."""
    led = next((parent for parent in above(node) if parent.kind != "heading"), None)
    whole = divides > 0 or (led is not None and bool(led.of("count", "people") or led.says("invitation", "invites")))
    most = max((fact.value for fact in led.of("count", "people")), default=divides) if led is not None else divides
    acts = acts_in(node) or bool(node.of("score", "stream", "target")) or node.says("including")
    found = []
    for fact in facts:
        if fact.kind == "count" or (fact.kind == "people" and (acts or fact.value < most)) or (fact.kind == "share" and (found or whole or node.kind == "item" or fact.rule == "including")):
            found.append(fact)
    if not found and node.kind == "item" and whole:
        found = _leading(node)
    return found


def _leading(node: Node) -> list[Fact]:
    """Read the number that an item begins with, below a line that has the whole: "57 tied to regional development"."""
    if (
        node.words.name(0) != "number"
        or any(fact.at == 0 for fact in node.facts)
        or node.words.name(1) in ("comma", "stop")
    ):
        return []
    return [Fact("count", node.words.values[0], node.words.span(0, 0), 0, "the start of an item")]


def _typed_by_lead(node: Node) -> list[Fact]:
    """Type the only number of an item by the line above its list: "Invitations by stream:"."""
    words, parent = node.words, node.parent
    numbers = [at for at, name in enumerate(words.names) if name == "number"]
    if node.kind != "item" or parent is None or len(numbers) != 1 or not node.of("stream"):
        return []
    if any(fact.at == numbers[0] for fact in node.facts):
        return []
    at = numbers[0]
    rule = "the line above the list"
    if parent.says("score", "points"):
        node.facts.append(Fact("score", (words.values[at], None), words.span(at, at), at, rule))
    elif parent.says("invitation", "invites"):
        node.facts.append(Fact("count", words.values[at], words.span(at, at), at, rule))
    else:
        return []
    return node.facts[-1:]


def _is_total(node: Node, counts: list[Fact], number: int, rounds: list[Fact], text: str) -> bool:
    """Return True if a number is said to be a sum: of several draws, in total, with its parts behind it."""
    count = counts[number]
    if node.kind == "row":
        return is_total(node.words, text)
    rest = counts[number + 1 :]
    following = rest[0].at if rest else 10**9
    if rest and count.value > rest[0].value and (rest[0].rule == "including" or _is_with(node, rest[0], text)):
        return True
    if number == 0 and len(rest) > 1 and count.value == sum(fact.value for fact in rest):
        return True
    if any(count.at < fact.at < following for fact in rounds) or (
        rounds and not rest and number == 0 and len(counts) == 1
    ):
        return True
    clause_of = clauses(node.words)
    return any(
        name == "total" and clause_of[at] == clause_of[count.at] for at, name in enumerate(node.words.names[:following])
    )


def _is_with(node: Node, fact: Fact, text: str) -> bool:
    """Return True if a number is told as a part: ", with 445 under the other stream"."""
    return (
        fact.kind == "share"
        and fact.at > 1
        and text[slice(*node.words.span(fact.at - 1, fact.at - 1))] in ("with", "avec")
    )


def _spans(node: Node, counts: list[Fact], others: list[Fact]) -> list[tuple[int, int]]:
    """Cut a sentence between its numbers, so that no part has two facts of a kind, as near before a number as can be."""
    names = node.words.names
    if node.kind == "row":
        return [(0, 10**9)]
    cuts = [0]
    for number in range(1, len(counts)):
        left, right = counts[number - 1].at, counts[number].at
        until = counts[number + 1].at if number + 1 < len(counts) else 10**9
        places = [at for at in range(left + 1, right + 1) if at == right or names[at - 1] in _SEPARATES]
        best = min(places, key=lambda at: (_clashes(others, cuts[-1], at, until), at == right, -at))
        cuts.append(best)
    return [*zip(cuts, [*cuts[1:], 10**9], strict=True)]


def _clashes(facts: list[Fact], start: int, cut: int, end: int) -> int:
    """Count the facts of a kind that a part would have twice."""
    found = 0
    for first, last in ((start, cut), (cut, end)):
        kinds: dict[str, set[object]] = {}
        for fact in facts:
            if first <= fact.at < last and fact.kind in ("stream", "day", "score", "target", "window"):
                kinds.setdefault(fact.kind, set()).add(fact.value)
        found += sum(len(values) - 1 for values in kinds.values())
    return found


def _common(node: Node, others: list[Fact], spans: list[tuple[int, int]], counts: list[Fact]) -> list[Fact]:
    """Find what a sentence says of all its draws: its only day, stream or window, or what stands behind a row of numbers."""
    if len(spans) < 2:  # noqa: PLR2004
        return []
    found = []
    for kinds in (("day", "days"), ("stream",), ("window",)):
        values = {fact.value: fact for fact in others if fact.kind in kinds}
        found += list(values.values()) if len(values) == 1 else []
    row = node.matches("<number><NAME>?<stream-word>?<and><number><FILL>{0,4}<invitation|people>")
    targets = [fact for fact in others if fact.kind in ("target", "general")]
    if len(targets) == 1 and (targets[0].at < counts[0].at or (row and targets[0].at > counts[-1].at)):
        found += targets
    return found


def _of_each_stream(  # noqa: PLR0913 (what a sentence says)
    node: Node, others: list[Fact], streams: list[Fact], scores: list[Fact], counts: list[Fact], role: str
) -> Iterator[Claim]:
    """Divide a sentence that gives several streams and at most one number: the number is none of theirs."""
    targets = [fact for fact in others if fact.kind in ("target", "general")]
    for number, stream in enumerate(streams):
        claim = Claim(role, node, {"stream": stream}, acts=acts_in(node), held=_held(node), streams=tuple(streams))
        if len(scores) == len(streams):
            claim.own["score"] = scores[number]
        if len(targets) == 1:
            claim.own[targets[0].kind] = targets[0]
        for fact in others:
            if fact.kind not in ("stream", "score", "target", "general"):
                _state(claim, fact, None)
        if counts:
            claim.context["shared"] = counts[0]
        yield claim
