"""Lists of codes in, drafts with their lists out: by the lines above a list, and by what stands around it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from oinp_noc import _data
from oinp_noc._notices.claims import agree, same
from oinp_noc._notices.draws import listing
from oinp_noc._notices.lexicon import search, vocabulary
from oinp_noc._notices.names import GENERIC, Target
from oinp_noc._notices.statements import first_day
from oinp_noc._notices.tree import above, section, single

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._notices.drafts import Draft, Settled
    from oinp_noc._notices.lexicon import Fact
    from oinp_noc._notices.mentions import Found
    from oinp_noc._notices.nodes import Node

_RECENT = 64
_LEADS = 6  # lines and headings above a list that may say that it is of several draws


@attrs.define(eq=False)
class CodeList:
    """Codes that stand together.

    Attributes:
        node: the first of the nodes that hold them.
        codes: the codes.
        end: where the last of them ends.
        owners: the drafts that they are the list of.
    """

    node: Node
    codes: list[Found]
    end: int
    owners: list[Draft] = attrs.field(factory=list)


def gathered(nodes: Iterable[Node], settled: Settled, text: str) -> list[CodeList]:
    """Gather the codes that stand together, without those that drafts have, or that are of no list.

    Args:
        nodes: the nodes, in order.
        settled: the drafts, and the codes that are of no list.
        text: the text in one plain spelling.
    """
    drafts = settled.drafts
    taken = {code.start for draft in drafts for code in draft.codes} | settled.left_out
    months = {first_day(day)[1] for draft in drafts if (day := draft.get("day")) is not None}
    found: list[CodeList] = []
    apart = False
    for node in nodes:
        apart = apart or bool(node.of("count", "people", "score"))
        codes = [code for code in node.codes if code.start not in taken]
        if not codes or node.role != "announced" or _is_of_another_month(node, months, text):
            continue
        last = found[-1] if found and not apart else None
        apart = False
        if last is not None and section(last.node) is section(node) and last.node.parent is node.parent:
            last.codes += codes
            last.end = node.end
        else:
            found.append(CodeList(node, codes, node.end))
    return found


def _is_of_another_month(node: Node, months: set[int], text: str) -> bool:
    """Return True for a sentence such as "In February, 21231 was invited", beside draws that were in March."""
    words = node.words
    if node.kind != "sentence" or not months or words.name(0) != "in" or words.name(1) != "word":
        return False
    start, end = words.span(1, 1)
    month = {spelt: value for value, (spelt,) in vocabulary("month")}.get(text[start:end])
    return month is not None and int(month) not in months


def given(lists: list[CodeList], settled: Settled, text: str) -> None:
    """Give each list to its draw, or to all that share it; codes of a sentence that its draw has are told again."""
    drafts = settled.drafts
    listed = {id(draft) for draft in drafts if any(node.kind == "row" and node.codes for node in draft.nodes)}
    announced = [draft for draft in drafts if draft.role == "announced" and id(draft) not in listed]
    before = 0
    headed: dict[int, list[Fact]] = {}
    for codes in lists:
        owners = _goes_on(codes, drafts, listed) or _owners(codes, announced, before, text)
        owners = owners or _together(codes, announced, lists)
        if _is_marked(codes.node):
            owners = []  # some of the codes are of one draw and some of another
        codes.owners = owners
        named = {code.code for code in codes.codes}
        if owners and codes.node.kind == "sentence" and all(named <= {c.code for c in o.codes} for o in owners):
            settled.glosses |= {code.start for code in codes.codes}
            continue
        aim = _aim(codes)
        shared = codes.codes if not any(owner.codes for owner in owners) else None
        sizes = [fact for lead in _leads(codes)[:1] for fact in lead.of("size")]
        for owner in owners:
            owner.sizes += [fact for fact in sizes if fact not in owner.sizes]
            owner.codes = shared if shared is not None else owner.codes + codes.codes
            if aim is not None:
                headed.setdefault(id(owner), []).append(aim)
        before = codes.end
    for draft in announced:
        aims = headed.get(id(draft), [])
        if len({fact.value[0] for fact in aims}) == 1 and draft.get("target") is None and draft.get("general") is None:
            draft.context["target"] = aims[0]
        if not _is_shared(draft, lists):
            draft.codes.sort(key=lambda code: code.start)


_FEWEST = 2  # titles that make a list


def listed_by_title(nodes: Iterable[Node], drafts: list[Draft], text: str) -> None:
    """Mark the draws that have a list of official titles without their codes: they are targeted.

    Args:
        nodes: the nodes, in order.
        drafts: the drafts, with their lists of codes.
        text: the text, spelt plainly.
    """
    announced = [draft for draft in drafts if draft.role == "announced"]
    lists: dict[tuple[int, int], list[Node]] = {}
    for node in nodes:
        if node.of("title") and node.role == "announced":
            lists.setdefault((id(section(node)), id(node.parent)), []).append(node)
    for held in lists.values():
        if len(held) >= _FEWEST:
            for owner in _owners(CodeList(held[0], [], held[-1].end), announced, 0, text):
                beside = _is_beside(owner, held[0])
                owner.cued = owner.cued or (beside and not owner.codes and owner.get("general") is None)


_GAP = 4  # characters: a line break, and the bar of a cell


def _goes_on(codes: CodeList, drafts: list[Draft], listed: set[int]) -> list[Draft]:
    """Find the row whose cell goes on in the line below it."""
    start = codes.node.start
    return [
        draft
        for draft in drafts
        if id(draft) in listed and any(n.kind == "row" and 0 <= start - n.end <= _GAP for n in draft.nodes)
    ][:1]


def _is_marked(node: Node) -> bool:
    """Return True if a table of codes has a column of crosses: which codes are of which draw, they say."""
    columns = node.unit.columns if node.kind == "row" else None
    return columns is not None and "mark" in columns.kinds


def _is_shared(draft: Draft, lists: list[CodeList]) -> bool:
    return any(len(codes.owners) > 1 and draft in codes.owners for codes in lists[-_RECENT:])


def _leads(codes: CodeList) -> list[Node]:
    """Return what stands above a list, the nearest first."""
    return list(above(codes.node))


def _aim(codes: CodeList) -> Fact | None:
    """Return the target of the heading above a list, or of the line above it."""
    for lead in _leads(codes):
        found = single(lead, "target")
        if found is not None:
            return found
        if lead.kind == "heading":
            return None
    return None


def _owners(codes: CodeList, drafts: list[Draft], before: int, text: str) -> list[Draft]:
    recent = _listing(drafts[-_RECENT:])
    leads = _leads(codes)
    of_stream = single(codes.node, "stream") if codes.node.kind == "sentence" else None
    if of_stream is not None:
        recent = [draft for draft in recent if draft.get("stream") is None or _has(draft, "stream", of_stream)]
    several = _is_of_several(leads, text)
    for scope in _scopes(recent, codes, leads):
        fitting = _fitting(scope, leads)
        since = [
            draft
            for draft in fitting
            if any(before <= node.start < codes.node.start for node in draft.nodes) and not _is_behind(draft, codes)
        ]
        for candidates in (since, fitting):
            if len(candidates) == 1 or (candidates and (several or all(draft.streams for draft in candidates))):
                return candidates
        nearest = _nearest([draft for draft in since if _is_beside(draft, codes.node)], codes.node)
        if len(nearest) == 1:
            return nearest
        if fitting:
            return []
    return []


def _is_beside(draft: Draft, node: Node) -> bool:
    """Return True if a draw is told under the same heading as a list."""
    return any(section(other) is section(node) for other in draft.nodes)


def _nearest(drafts: list[Draft], node: Node) -> list[Draft]:
    """Keep the drafts of which the last paragraph before a list tells."""
    last = {id(draft): max((n.start for n in draft.nodes if n.start < node.start), default=-1) for draft in drafts}
    blocks = {n.block for draft in drafts for n in draft.nodes if n.start == max(last.values(), default=-1)}
    return [draft for draft in drafts if any(n.block in blocks and n.start <= node.start for n in draft.nodes)]


def _is_behind(draft: Draft, codes: CodeList) -> bool:
    """Return True if the number of a draw stands behind a list, or all that is told of one without a number."""
    told = [draft.own[kind] for kind in ("count", "score", "stream") if kind in draft.own]
    return bool(told) and all(fact.span[0] >= codes.end for fact in (told[:1] if "count" in draft.own else told))


def _listing(drafts: list[Draft]) -> list[Draft]:
    """Leave out the draws that have no list, beside others."""
    return [draft for draft in drafts if may_be_listed(draft)] or drafts


def may_be_listed(draft: Draft) -> bool:
    """Return False of general draws, and of those of a stream or for a program that never came with a list."""
    stream, target = draft.get("stream"), draft.get("target")
    if draft.get("general") is not None or (stream is not None and stream.value in _streams_without_lists()):
        return False
    return target is None or target.value[0] == Target() or listing(target.value[0]) != "none"


@_data.once
def _streams_without_lists() -> frozenset[str]:
    """Return the streams of which no packaged draw had, or may have had, an occupation list."""
    seen: dict[str, set[str]] = {}
    for row in _data.records("draws"):
        seen.setdefault(row["stream"], set()).add(row["listing"])
    return frozenset(stream for stream, listings in seen.items() if listings == {"none"})


def _together(codes: CodeList, drafts: list[Draft], lists: list[CodeList]) -> list[Draft]:
    """Find the draws of one day and one target of which a list is that of all: it is the only one that they have."""
    for lead in (*(lead for lead in _leads(codes) if lead.kind == "heading"), None):
        under = [draft for draft in drafts if lead is None or any(lead in above(node) for node in draft.nodes)]
        lists_under = [other for other in lists if lead is None or lead in above(other.node)]
        found = _fitting([draft for draft in _listing(under[-_RECENT:]) if not draft.codes], _leads(codes))
        if len(found) > 1:
            alike = all(
                one is None or other is None or same(kind, one, other)
                for kind in ("day", "target")
                for before, draft in pairwise(found)
                for one, other in [(before.get(kind), draft.get(kind))]
            )
            return found if alike and len(lists_under) == 1 else []
    return []


def _scopes(drafts: list[Draft], codes: CodeList, leads: list[Node]) -> list[list[Draft]]:
    """Return the drafts of the line above, its paragraph, each section around, and the text."""
    scopes = []
    told = [draft for draft in drafts if not _is_behind(draft, codes)]
    for lead in leads:
        if lead.kind == "heading":
            scopes.append([draft for draft in drafts if any(lead in above(node) for node in draft.nodes)])
        else:
            scopes.append([draft for draft in told if lead in draft.nodes])
            scopes.append([draft for draft in told if any(node.block == lead.block for node in draft.nodes)])
    return [*scopes, drafts]


def _fitting(drafts: list[Draft], leads: list[Node]) -> list[Draft]:
    """Keep the drafts that have the stream, day and target that the lines above a list name."""
    for lead in leads:
        for kinds in (("stream",), ("day", "days"), ("target",)):
            fact = single(lead, *kinds)
            if fact is None or fact.role != "announced":
                continue
            kind = kinds[0]
            agreeing = [draft for draft in drafts if _has(draft, kind, fact)]
            if agreeing:
                drafts = agreeing
    return drafts


def _has(draft: Draft, kind: str, fact: Fact) -> bool:
    known = draft.get(kind)
    if known is None:
        return False
    if kind == "target":
        return (
            agree(known, fact)
            and any(known.value[0])
            and any(fact.value[0])
            and Target(GENERIC) not in (known.value[0], fact.value[0])
        )
    return same(kind, known, fact)


def _is_of_several(leads: list[Node], text: str) -> bool:
    """Return True if the lines above a list speak of draws, not of one: both draws, these rounds."""
    for lead in leads[:_LEADS]:
        start, end = lead.start, lead.end
        if search("several", text, start, end) or _PLURAL.search(text, start, end):
            return True
    return False


_PLURAL = re.compile(r"\b(?:draws|rounds|tirages|rondes|streams|volets|both|deux)\b")
