"""Draws in the making."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from oinp_noc._notices.claims.claim import Claim, Sketch, fuller, same
from oinp_noc._notices.facts.targets import GENERIC, Target
from oinp_noc._notices.tree.nodes import stand_together
from oinp_noc._notices.tree.ordinals import which
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.tree.weekdays import on_another_weekday

if TYPE_CHECKING:
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
    """

    nodes: list[Node] = attrs.field(factory=list)
    told: list[Fact] = attrs.field(factory=list)
    contradictions: list[tuple[str, Fact, Fact]] = attrs.field(factory=list)

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
            if kind in contradicted or (before is None and kind == "stream" and self._has_a_cell_for_it(claim)):
                continue
            if kind == "target" and before is None and fact.value[0] == Target(GENERIC) and self._is_aimed():
                continue  # which in-demand occupations were targeted? below a heading that says which
            if before is None or (same(kind, before, fact) and _is_of_its_row(kind, before, claim)):
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

    def _is_aimed(self) -> bool:
        around = self.context.get("target")
        return around is not None and bool({*around.value[0].labels} - {*GENERIC})

    def _has_a_cell_for_it(self, claim: Claim) -> bool:
        """Return True if a row has a cell for its stream, which is not read, and a sentence names one."""
        if not self.nodes or self.nodes[0].kind != "row" or claim.node.kind == "row":
            return False
        unit = self.nodes[0].unit
        kinds = unit.columns.kinds if unit.columns is not None else ()
        return any(start < end and kind == "stream" for (start, end), kind in zip(unit.cells, kinds, strict=False))


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
        shared_lists: the places of the first codes of lists that the text says are of several draws.
        glosses: the places of codes that repeat one of their list, or of their line in another version.
        left_out: the places of codes of which the text says that they are not in a list.
    """

    drafts: list[Draft] = attrs.field(factory=list)
    totals: list[Draft] = attrs.field(factory=list)
    shared: list[tuple[Fact, Draft]] = attrs.field(factory=list)
    summed: list[Fact] = attrs.field(factory=list)
    loose: list[Claim] = attrs.field(factory=list)
    shared_lists: set[int] = attrs.field(factory=set)
    glosses: set[int] = attrs.field(factory=set)
    left_out: set[int] = attrs.field(factory=set)

    def give(self, fragment: Claim, drafts: list[Draft]) -> None:
        """Add a fragment to some drafts; without any it is loose."""
        for draft in drafts:
            draft.add(fragment)
        self.loose += [] if drafts else [fragment]


def says_more(fragment: Claim) -> bool:
    """Return True if a fragment says more than a stream and a day."""
    return bool(fragment.own.keys() - {"stream", "day"} or fragment.sizes or fragment.cued or fragment.acts)


def is_of_weekday(draft: Draft, node: Node, text: str) -> bool:
    """Return False if a sentence speaks of another weekday than that of a draft."""
    day = draft.get("day")
    return day is None or not on_another_weekday(node, day, text)


def is_of_more(draft: Draft, claim: Claim) -> bool:
    """Return True if a number is said of several streams, and a claim names one of them."""
    return draft.several and "stream" not in draft.own and "stream" in claim.own and not claim.several


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


def heads_several(claim: Claim, behind: list[Claim]) -> bool:
    """Return True if a sentence says who was invited, and the numbers of several streams stand behind it."""
    aimed = "target" in claim.own or bool(claim.codes)
    if not aimed or not claim.own.keys() <= {"day", "target"} or claim.get("stream") is not None or not claim.acts:
        return False
    around, day, streams = section(claim.node), claim.get("day"), set()
    for other in behind:
        stream, its = other.get("stream"), other.get("day")
        under = around is None or around in above(other.node)
        if not under or (day is not None and its is not None and not same("day", day, its)):
            break
        if "count" in other.own and other.role == claim.role:
            if stream is None or other.codes or {"target", "general"} & other.own.keys():
                return False
            streams.add(stream.value)
    return len(streams) > 1


def leads(fragment: Claim, fitting: list[Draft], scope: list[Draft]) -> bool:
    """Return True if a sentence says who was invited, before all of some draws, none of which says so itself."""
    own = fragment.own.keys() - {"day", "window"}
    aims = fragment.acts and (own == {"target"} or (not own and bool(fragment.codes))) and not fragment.sizes
    named = [draft for draft in scope if draft.get("stream") is not None or draft in fitting]
    bare = all(draft.own.keys().isdisjoint({"target", "general"}) for draft in fitting)
    return aims and bare and named == fitting and all(fragment.node.end <= draft.nodes[0].start for draft in fitting)


def named_by_place(fragment: Claim, scopes: list[list[Draft]], text: str) -> list[Draft] | None:
    """Return those draws of the list or paragraph before that a sentence begins with: the third; None if none."""
    node = fragment.node
    if which(text, node.start, node.end, RECENT) is None or "count" in fragment.own:
        return None
    for scope in scopes:
        told = [draft for draft in scope if draft.place() < node.start and "count" in draft.own]
        last = max(told, key=Draft.place).nodes[0] if told else node
        beside = sorted((draft for draft in told if stand_together(draft.nodes[0], last)), key=Draft.place)
        places = which(text, node.start, node.end, len(beside)) or ()
        if len(beside) > 1 or (beside and not places):
            return [beside[place] for place in places]
    return None
