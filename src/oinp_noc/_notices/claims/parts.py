"""Nodes in, parts out: what a sentence, item or row says of each of its draws."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.claims.aims import asks_for_a_list, is_cued, is_of_a_draw
from oinp_noc._notices.claims.claim import (
    DRAWS,
    FIELDS,
    Claim,
    deals_out,
    is_of_all,
    is_row,
    keep_general,
    same,
    tells_more,
)
from oinp_noc._notices.claims.counting import acts_in, counts_in, dealt_codes, is_total, leads_its_clause, typed_by_lead
from oinp_noc._notices.claims.cuts import (
    EVERYTHING,
    at_semicolons,
    in_pairs,
    is_bracketed,
    is_of_another,
    said_of_each,
    score_of_each,
    spans,
    trails,
    without_another,
    zipped,
)
from oinp_noc._notices.claims.shared_aims import of_both
from oinp_noc._notices.facts.names import SURE
from oinp_noc._notices.facts.whom import COUNTED
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_AIMS = ("target", "general")
_ELSE_ISSUED = "<issued><word|article|about|number>{0,4}<something-else>"
_LEADS = compiled(r"\s?[:-]\s")  # Northern Ontario: 57 of the one stream, 167 of the other


class Said(NamedTuple):
    """What a node says of announced draws, or of earlier ones.

    Attributes:
        node: the node.
        role: ``announced`` or ``recalled``.
        counts: its numbers of invitations.
        facts: what else it states.
        text: the text, spelt plainly.
    """

    node: Node
    role: str
    counts: list[Fact]
    facts: list[Fact]
    text: str

    def of(self, *kinds: str) -> list[Fact]:
        """Return the facts of some kinds, one for each value."""
        return list({fact.value: fact for fact in reversed(self.facts) if fact.kind in kinds}.values())[::-1]

    def claim(self) -> Claim:
        """Return a claim of which nothing is known yet."""
        held = self.node.kind == "row" or self.node.says("invites", "held", "draw")
        held = held or (self.node.says("issued") and not self.node.matches(_ELSE_ISSUED))
        return Claim(self.role, self.node, acts=acts_in(self.node), held=held)


def parts(node: Node, text: str, divides: int = 0) -> Iterator[Claim]:
    """Divide what a node says among the draws that it tells of.

    Args:
        node: the node.
        text: the text, spelt plainly.
        divides: the number of the sentence before, which those of this one may divide.
    """
    typed_by_lead(node, text)
    for role in ("announced", "recalled"):
        facts = sorted((fact for fact in node.facts if fact.role == role), key=lambda fact: fact.at)
        if facts or (role == node.role and ((role == "announced" and is_cued(node)) or asks_for_a_list(node, text))):
            counts = counts_in(node, facts, divides)
            yield from _divided(Said(node, role, counts, _described(node, counts, facts, text), text))


def _divided(said: Said) -> Iterator[Claim]:
    streams, scores = said.of("stream"), [fact for fact in said.facts if fact.kind == "score"]
    scores = scores if is_row(scores, said.node, said.text) else said.of("score")
    days, dealt = said.of("day"), scores if len(scores) > 1 else said.of("window")
    rounds = not said.counts and len(days) > 1 and any(fact.value == len(days) for fact in said.node.of("rounds"))
    each = [(day, *said.facts) for day in days] if rounds else in_pairs(said)
    if each:  # there were two rounds, one on February 6 and one on March 7
        yield from _of_each(said, each)
    elif len(said.counts) < 2 and len(streams) > 1:  # noqa: PLR2004
        yield from list(_of_clauses(said)) or _of_each_stream(said, streams, scores)
    elif len(streams) > len(said.counts) and at_semicolons(said.node, said.facts):
        yield from _of_clauses(said)  # Masters was 512; PhD 73; there was one for foreign workers, too
    elif (
        not said.counts and len(dealt) > 1 and (deals_out(said.node, said.text) or is_row(scores, said.node, said.text))
    ):
        yield from _of_each(said, [(fact, *(() if fact.kind == "window" else said.of("window"))) for fact in dealt])
    else:
        yield from _of_each_number(said)


def _of_each(said: Said, groups: Iterable[tuple[Fact, ...]]) -> Iterator[Claim]:
    for facts in groups:
        claim = said.claim()
        for fact in facts:
            _state(claim, fact, only_new=True)
        yield claim


def _of_clauses(said: Said) -> Iterator[Claim]:
    """Part a sentence at its semicolons, if each part has a stream of its own."""
    node, clauses = said.node, [*at_semicolons(said.node, said.facts)]
    places = {code.start: node.words.place_of(code.end - 1) for code in node.codes}
    listed = sum(any(start <= at < end for at in places.values()) for start, end in clauses)
    for start, end in clauses:
        facts, counts = ([fact for fact in held if start <= fact.at < end] for held in (said.facts, said.counts))
        for claim in _of_each_number(said._replace(counts=counts, facts=facts)):
            if listed > 1:
                claim.codes = [code for code in claim.codes if start <= places[code.start] < end]
            yield claim


def _described(node: Node, counts: list[Fact], facts: list[Fact], text: str) -> list[Fact]:
    """Keep the facts that describe a draw."""
    found = [
        fact for fact in facts if fact.kind not in (*INVITED, "about", "rounds", "year", "other", "unread", "bound")
    ]
    if "one" in node.words.names and node.matches("<one><of><number><stream-word>"):
        found = [fact for fact in found if fact.kind != "stream"]  # which of them, nobody says
    numbers = {count.at + 1 for count in counts}
    found = [fact for fact in found if fact.rule != COUNTED or fact.at in numbers]
    if any(fact.kind in _AIMS for fact in found) and not is_of_a_draw(node, counts, found, text):
        found = [fact for fact in found if fact.kind not in _AIMS]
    return found


def _of_each_number(said: Said) -> Iterator[Claim]:
    """Divide a sentence at its numbers; one with a single number or none is whole."""
    node, counts = said.node, said.counts
    stretches = spans(node, counts, said.facts) if len(counts) > 1 else [EVERYTHING]
    common = _common(said) if len(stretches) > 1 else []
    in_rows = zipped(said)
    of_all = any(fact.kind == "target" and _goes_on(said, fact) for fact in common)
    of_two = of_both(stretches, said.facts, said.text)
    codes = dealt_codes(node, counts, said.facts, [EVERYTHING] if of_all else stretches)
    for number, (first, last) in enumerate(stretches):
        claim = said.claim()
        for fact in chain.from_iterable(dealt[number] for dealt in in_rows.values()):
            _state(claim, fact)
        if counts:
            claim.own["count"] = counts[number]._replace(kind="count")
            claim.total = is_total(node, counts, number, said.text)
            claim.several = node.kind != "row" and bool(node.of("rounds"))  # across three streams
        for fact in (*said.facts, *of_two[number]):
            if (first <= fact.at < last and fact.kind not in in_rows) or fact in of_two[number]:
                _state(claim, fact)
        for fact in without_another(node, (first, last), common, said.text):
            doubted = _is_of_the_last(said, fact, number) or is_of_another(said, fact, number)
            if fact.kind not in claim.own and doubted:
                claim.unsure.append(fact)
            _state(claim, fact, only_new=True)
        claim.codes = [*codes[-1 if of_all else number]]
        if number == 0:
            _begin(claim, said)
        keep_general(claim, node)
        claim.passing = set(claim.own) == {"stream"} and not claim.acts and said.text[node.end - 1] == "."
        if claim.own or claim.sizes or claim.cued or claim.scoreless:
            yield claim


def _begin(claim: Claim, said: Said) -> None:
    """Give the first claim of a sentence what is said once: whether a target or several draws."""
    node = said.node
    acts = claim.acts or "score" in claim.own or node.words.names[:1] == ["targeting"]
    untold = node.role == said.role and claim.own.keys().isdisjoint(_AIMS)
    cued = (acts and is_cued(node)) or asks_for_a_list(node, said.text)
    claim.cued = claim.cued or (untold and cued)
    rounds = any(fact.value > 1 for fact in node.of("rounds"))
    claim.plural = not said.counts and (rounds or is_of_all(node, said.text))
    if not said.counts and len(said.of("score")) > 1 and len(said.of("stream")) == 1:
        claim.own.pop("score", None)  # 35 for workers, 63 for students and 25 for the In-Demand Skills stream


def _of_each_stream(said: Said, streams: list[Fact], scores: list[Fact]) -> Iterator[Claim]:
    """Divide a sentence that gives several streams and at most one number: the number is none of theirs."""
    targets, days = [fact for fact in said.facts if fact.kind in _AIMS], said.of("day")
    each = _in_turns(streams, targets)
    dated = not said.counts and (_in_turns(streams, days) or _in_turns(days, streams))
    for number, stream in enumerate(streams):
        claim = said.claim()
        claim.own["stream"], claim.streams = stream, tuple(streams)
        if dated:  # the A stream had its draw on May 2, and the B stream on May 8
            claim.own["day"] = days[number]
        if len(scores) == len(streams):
            claim.own["score"] = scores[number]
        if each:  # the A draw targeted trades, and the B draw targeted nurses
            claim.own[targets[number].kind] = targets[number]
        elif len(targets) == 1:
            claim.own[targets[0].kind] = targets[0]
            if number and targets[0].kind == "target" and targets[0].value[1] == SURE:
                claim.unsure.append(targets[0])
        for fact in said.facts:
            if fact.kind not in ("stream", "score", *_AIMS):
                _state(claim, fact, only_new=dated)
        if said.counts:
            claim.context["shared"] = said.counts[0]
        yield claim


def _in_turns(leading: list[Fact], following: list[Fact]) -> bool:
    """Return True if there are as many facts of one kind as of another, and each stands before its own."""
    turns = [fact.at for pair in zip(leading, following, strict=False) for fact in pair]
    return len(leading) == len(following) and turns == sorted(turns)


def _state(claim: Claim, fact: Fact, *, only_new: bool = False) -> None:
    """Add a fact to a claim; a second one of its kind is kept apart."""
    kind = "day" if fact.kind == "days" else fact.kind
    before = claim.own.get(kind)
    if kind == "size" and not only_new:
        claim.sizes.append(fact)
    elif kind == "targeting":
        claim.cued = True
    elif kind == "no-score":
        claim.scoreless = True
    elif kind in FIELDS and before is None:
        claim.own[kind] = fact
    elif before is not None and not only_new:
        better = same(kind, before, fact) and tells_more(kind, before, fact)
        claim.own[kind] = fact if better else before


def _common(said: Said) -> list[Fact]:
    """Find what a sentence says of all its draws: its only day, stream or window, or what a row of numbers shares."""
    found, names, first = [], said.node.words.names, said.counts[0].at
    for kinds in (("day", "days"), ("stream",), ("window",)):
        values = said.of(*kinds)
        aside = kinds == ("window",) and any(is_bracketed(names, first, value.at) for value in values)
        found += values if len(values) == 1 and not aside else []
    found += score_of_each(said.of("score"), said.counts[-1], said.text)
    row = said.node.matches("<number><NAME>?<stream-word>?<and><number><FILL>{0,4}<invitation|people>")
    aims = _AIMS[: 1 if said.node.says("targeting") else 2]  # a general draw and a targeted one
    targets = [fact for fact in said.facts if fact.kind in aims]
    if targets and targets[0].at < first and _LEADS.match(said.text, targets[0].span[1], said.node.end):
        targets = targets[:1]  # a day for nurses: 94 of the one stream, 31 of the other, and 12 cooks of the third
    if said.counts[0].value == sum(count.value for count in said.counts[1:]):
        first = said.counts[1].at  # 100 people through the REDI pilot: 60 under one stream and 40 under another
        targets = sorted(targets, key=lambda fact: fact.kind == "target" and fact.value[0].program is None)[:1]
    last = max((fact.span[0] for fact in targets), default=0)
    row = row or DRAWS.search(said.text, said.counts[-1].span[1], last) is not None  # invited in rounds for nurses
    row = row or (bool(targets) and said.node.words.precedes(targets[0].at, "<working-in><SMALL>{0,2}"))
    if len(targets) != 1:
        return found
    (target,) = targets  # the tech draw of A took 6, B 2
    several = len(said.of("stream")) > 1 and said.of("stream")[0].at < said.counts[0].at
    of_all = not several or _LEADS.match(said.text, target.span[1], said.node.end) is not None
    of_all = of_all and (target.at < first or (row and target.at > said.counts[-1].at))
    of_all = of_all and not leads_its_clause(target.at, said.node, said.counts, said.facts)
    of_all = of_all or _goes_on(said, target) or trails(said, target)
    return [*found, target] if of_all else found


def _goes_on(said: Said, target: Fact) -> bool:
    """Return True if the first number counts people, and each further one, of a stream, so many more of them.

    On May 9, 94 nurses were invited under the one stream and 31 under the other.
    """
    first, *others = said.counts
    behind = [fact.at for fact in said.of("stream") if fact.at > first.at]
    called = target.at - first.at == 1 and target.kind == "target" and not target.value[0].language
    bare = all(count.kind == "share" or count.rule == "beside its stream" for count in others)
    return called and bare and len(behind) == len(said.counts) and behind[0] < others[0].at


def _is_of_the_last(said: Said, fact: Fact, number: int) -> bool:
    """Return True if a stream stands behind the last of several numbers that have their own words: is it of all?"""
    before, last = said.counts[-2:]
    label = before.at < fact.at and "colon" in said.node.words.names[fact.at : last.at]  # In-Demand Skills: 24
    if fact.kind == "target" and fact.at > last.at:
        told = trails(said, fact) or said.node.says("working-in")  # whose jobs are in the GTA
        return told and not said_of_each(fact, last, said.text)
    if fact.kind != "stream" or not (fact.at > last.at or label) or number == len(said.counts) - 1:
        return False
    if is_of_all(said.node, said.text):
        return False
    between = said.node.words.names[said.counts[number].at : said.counts[number + 1].at]
    return not {"comma", "colon"}.isdisjoint(between)
