"""Draws in the making."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from oinp_noc._notices.claims.claim import Claim, Sketch, agree, fuller, same
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.facts.targets import GENERIC, OF_STREAMS, Target
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.weekdays import on_another_weekday

if TYPE_CHECKING:
    from oinp_noc._notices.draws.noted import Noted
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

RECENT = 64  # drafts, or lists, before and behind another in which what belongs to it is looked for
_MOST_NODES = 64  # of a draw: what tells of it later tells nothing of where it stands


@attrs.define(eq=False)
class Draft(Sketch):
    """A draw in the making.

    Attributes:
        nodes: the nodes that tell of it.
        told: all that they state of it.
        contradictions: the fields that were told in two ways.
        unlisted: whether the text says that it had no list.
    """

    nodes: list[Node] = attrs.field(factory=list)
    told: list[Fact] = attrs.field(factory=list)
    contradictions: list[tuple[str, Fact, Fact]] = attrs.field(factory=list)
    unlisted: bool = False

    @classmethod
    def of(cls, claim: Claim) -> Draft:
        """Make a draft of a claim."""
        draft = cls(claim.role)
        draft.add(claim)
        return draft

    def place(self) -> int:
        """Return where it is told: its numbers count more than a line that only names it."""
        told = [self.own[kind].span[0] for kind in ("count", "score") if kind in self.own]
        named = [fact.span[0] for kind in ("day", "target", "stream") if (fact := self.get(kind)) is not None]
        return min(told or named[:1], default=0)

    def add(self, claim: Claim) -> None:
        """Add what a claim says; where the two contradict each other, neither holds."""
        contradicted = {name for name, _, _ in self.contradictions}
        for kind, fact in claim.own.items():
            before = self.own.get(kind)
            self.told += [fact, *(other for other in claim.other if other.kind == kind and same(kind, other, fact))]
            generic = kind == "target" and before is None and fact.value[0] == Target(GENERIC)
            if kind in contradicted or (generic and self._is_aimed()):
                continue  # which in-demand occupations were targeted? below a heading that says which
            if before is None and self._has_from_above(fact):
                self.own[kind] = self.context[kind]  # the words nearest to its number
            elif before is None or (same(kind, before, fact) and _is_of_its_row(kind, before, claim)):
                self.own[kind] = fact
            elif same(kind, before, fact):
                self.own[kind] = fuller(kind, before, fact)
            else:  # a score or a window
                self.contradictions.append((kind, before, fact))
                del self.own[kind]
        for kind, fact in claim.context.items():
            self.context.setdefault(kind, fact)
        if len(self.nodes) < _MOST_NODES:
            self.nodes.append(claim.node)
        self.gather(claim)
        self.total = self.total or claim.total
        self.several = self.several or claim.several

    def _has_from_above(self, fact: Fact) -> bool:
        around = self.context.get("target") if fact.kind == "target" and self.nodes else None
        return around is not None and around.value[0] == fact.value[0]

    def _is_aimed(self) -> bool:
        around = self.context.get("target")
        return around is not None and bool({*around.value[0].labels} - {*GENERIC})


def _is_of_its_row(kind: str, before: Fact, claim: Claim) -> bool:
    """Return True if a row says without a project what a sentence says of the draw of a project and of this one."""
    if kind != "target" or claim.node.kind != "row":
        return False
    meaning = claim.own["target"].value[0]
    return bool(meaning.labels) and meaning.program != before.value[0].program


@attrs.define(eq=False)
class Settled:
    """What became of the claims.

    Attributes:
        drafts: the draws in the making.
        totals: the drafts that are sums of others.
        shared: numbers that were told for several streams together.
        summed: numbers that the text tells of a stretch of time, told again without more.
        loose: claims of which nothing says whose they are.
        unnumbered: the streams of draws without a number, beside others, which are read as none.
        shared_lists: the places of the first codes of lists that the text says are of several draws.
        glosses: the places of codes that repeat one of their list, or of their line in another version.
        left_out: the places of codes of which the text says that they are not in a list.
        notes: the footnotes, with their draws.
    """

    drafts: list[Draft] = attrs.field(factory=list)
    totals: list[Draft] = attrs.field(factory=list)
    shared: list[tuple[Fact, Draft]] = attrs.field(factory=list)
    summed: list[Fact] = attrs.field(factory=list)
    loose: list[Claim] = attrs.field(factory=list)
    unnumbered: list[Fact] = attrs.field(factory=list)
    shared_lists: set[int] = attrs.field(factory=set)
    glosses: set[int] = attrs.field(factory=set)
    left_out: set[int] = attrs.field(factory=set)
    notes: list[Noted] = attrs.field(factory=list)


def is_general(draft: Draft) -> bool:
    """Return True if a draw is called general, and not only by what it inherits, beside a target of its own."""
    return "general" in draft.own or ("general" in draft.context and "target" not in draft.own)


def has(draft: Draft, kind: str, fact: Fact) -> bool:
    """Return True if a draft has a stream, day or target; the stream for trades has that for a target."""
    known = draft.get(kind)
    if known is None:
        stream = draft.get("stream")
        return kind == "target" and stream is not None and stream.value == TRADES in fact.value[0].labels
    if kind == "target":
        ours, theirs = known.value[0], fact.value[0]
        shared = set(ours.labels) & {*theirs.labels} - {*GENERIC}
        return agree(known, fact) and bool(
            shared or any(a and a == b for a, b in zip(ours[1:], theirs[1:], strict=True))
        )
    return same(kind, known, fact)


def is_of_weekday(draft: Draft, node: Node, text: str) -> bool:
    """Return False if a sentence speaks of another weekday than that of a draft."""
    day = draft.get("day")
    return day is None or not on_another_weekday(node, day, text)


def near(drafts: list[Draft], at: int) -> list[Draft]:
    """Return the drafts told around another: what is told far away has no part in it."""
    return [*drafts[max(0, at - RECENT) : at], *drafts[at + 1 : at + RECENT]]


def is_part(other: Draft, draft: Draft) -> bool:
    """Return True if nothing speaks against a draw being a part of a total."""
    for kind in ("stream", "day"):
        one, whole = other.get(kind), draft.get(kind)
        if one is not None and whole is not None and not same(kind, one, whole):
            return False
    return True


def is_of_more(draft: Draft, claim: Claim) -> bool:
    """Return True if a number is said of several streams, and a claim names one of them."""
    return draft.several and "stream" not in draft.own and "stream" in claim.own and not claim.several


def is_for_its_own(draft: Draft) -> bool:
    """Return True if a draw is for those whom its stream is for: French speakers."""
    stream, aim = draft.get("stream"), draft.get("target")
    return stream is not None and aim is not None and OF_STREAMS.get(stream.value) == aim.value[0]


def has_no_score(draft: Draft) -> bool:
    """Return True if a draw is told to have no score, or several draws are told of, whose scores stand elsewhere."""
    several = draft.plural and not draft.streams  # rather than one of each stream
    return draft.scoreless or (several and {"count", "score"}.isdisjoint(draft.own))


def has_no_window(draft: Draft) -> bool:
    """Return True if a row has something else than a window in its column of windows: n/a."""
    row = draft.nodes[0]
    kinds = row.unit.columns.kinds if row.kind == "row" and row.unit.columns is not None else ()
    cells = dict(zip(kinds, row.unit.cells, strict=False))
    start, end = cells.get("profiles", (0, 0))
    return start < end and not row.of("window")


def both(drafts: list[Draft], node: Node, text: str) -> list[Draft]:
    """Return the two that "both" are among more draws: those of graduates, of employers, for occupations; else none."""
    of_streams = [
        [draft for draft in drafts if (stream := draft.get("stream")) is not None and kind in stream.value]
        for kind, words in _KINDS.items()
        if words.search(text, node.start, node.end)
    ]
    aims = [(draft, draft.get("target")) for draft in drafts if node.says("occupations")]
    of_streams.append([draft for draft, aim in aims if aim is not None and aim.value[0].labels])
    return next((two for two in of_streams if len(two) == _TWO), [])


_TWO = 2
_KINDS = {
    "graduate": compiled(r"\b(?:graduate|diplome)"),
    "employer": compiled(r"\b(?:employer|employeur|job offer)"),
}
