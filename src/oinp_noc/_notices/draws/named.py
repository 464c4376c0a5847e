"""Lists of codes in, what names their draws out: streams, days and targets, their places, their numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.draws.beside import (
    A_WORD,
    by_cell,
    by_place,
    by_value,
    by_word,
    of_cells,
    stated,
)
from oinp_noc._notices.draws.drafts import RECENT, has
from oinp_noc._notices.draws.labels import by_stream, own_label
from oinp_noc._notices.draws.noted import by_note
from oinp_noc._notices.draws.numbered import by_number
from oinp_noc._notices.facts.naming_numbers import A_GROUP
from oinp_noc._notices.facts.targets import GENERIC, Target
from oinp_noc._notices.tree.places import section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oinp_noc._notices.draws.beside import Mark
    from oinp_noc._notices.draws.drafts import Draft, Settled
    from oinp_noc._notices.draws.noted import Noted
    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

    Naming = dict[str, list[Fact]]

_KINDS = {"stream": ("stream",), "day": ("day", "days"), "target": ("target",)}


def naming(facts: Iterable[Fact], leads: Iterable[Node]) -> Naming:
    """Return the streams, days and targets that name the draws of a list: each kind as told nearest to it.

    Args:
        facts: what is told beside its codes.
        leads: what stands above it, the nearest first.
    """
    found: Naming = {}
    for line in ([*facts], *map(stated, leads)):
        for kind, kinds in _KINDS.items():
            named = [fact for fact in line if fact.kind in kinds and (kind != "target" or _says_whom(fact))]
            if named:
                found.setdefault(kind, named if all(fact.role == "announced" for fact in named) else [])
    return found


def _says_whom(target: Fact) -> bool:
    meaning = target.value[0]
    return any(meaning) and meaning != Target(GENERIC)


def fitting(drafts: list[Draft], names: Naming, others: list[Draft]) -> list[Draft]:
    """Keep the drafts that have what names the draws of a list; those without, if others have it.

    Args:
        drafts: the drafts of some place.
        names: what names the draws.
        others: all that may have the list.
    """
    for kind, facts in names.items():
        agreeing = _agreeing(drafts, kind, facts)
        theirs = _agreeing(others, kind, facts)
        agreeing = agreeing or [draft for draft in drafts if not _knows(draft, kind)]
        by_calling = kind == "target" and any(_is_by_calling(other) for other in others)
        if (theirs and not agreeing) or (by_calling and all(draft.get(kind) is None for draft in agreeing)):
            return []
        drafts, others = agreeing or drafts, theirs or others
    return drafts


def are_named(drafts: list[Draft], names: Naming) -> bool:
    """Return True if a list names all of some draws: their streams, each of another, or the target of them all."""
    streams = {fact.value for fact in names.get("stream", ())}
    if len(streams) == len(drafts) > 1:
        return streams == {stream.value for draft in drafts if (stream := draft.get("stream")) is not None}
    targets = names.get("target", ())
    return bool(targets) and all(any(has(draft, "target", fact) for fact in targets) for draft in drafts)


def is_of_another(draft: Draft, names: Mapping[str, list[Fact]]) -> bool:
    """Return True if a list names another target or day than a draw has."""
    target, day = draft.get("target"), draft.get("day")
    labels = {label for fact in names.get("target", ()) for label in fact.value[0].labels} - {*GENERIC}
    own = {*target.value[0].labels} - {*GENERIC} if target is not None else set()
    days = [fact for fact in names.get("day", ()) if fact.kind == "day"]
    return bool(labels and own and not labels & own) or (
        day is not None and bool(days) and not any(same("day", day, fact) for fact in days)
    )


def _agreeing(drafts: list[Draft], kind: str, facts: list[Fact]) -> list[Draft]:
    found = [draft for draft in drafts if any(has(draft, kind, fact) for fact in facts)]
    if kind != "target" or (found and any(fact.rule != A_WORD for fact in facts)):
        return found
    labels = {label for fact in facts for label in fact.value[0].labels} - {*GENERIC}
    return [
        draft
        for draft in drafts
        if draft in found or ((aim := draft.get("target")) is not None and labels & {*aim.value[0].labels})
    ]


def _is_by_calling(draft: Draft) -> bool:
    """Return True if the target of a draw is told in words without a label: nurses, whom the health list may be of."""
    target = draft.get("target")
    return target is not None and not draft.codes and target.value[0] == Target()


def _knows(draft: Draft, kind: str) -> bool:
    return draft.get(kind) is not None or (kind == "target" and draft.get("general") is not None)


def is_beside(draft: Draft, node: Node) -> bool:
    """Return True if a draw is told under the same heading as a list."""
    return any(section(other) is section(node) for other in draft.nodes)


class Part(NamedTuple):
    """Codes of a node that are of the same draws.

    Attributes:
        codes: the codes.
        facts: the streams, days and targets beside them that draws have.
        told: the draws that are named beside them by their numbers, or places in the order of all.
        strange: targets and days beside them that no draw has.
        note: the footnote in which they stand.
    """

    codes: list[Found]
    facts: list[Fact]
    told: list[Draft]
    strange: list[Fact]
    note: Noted | None = None


def caption_of(node: Node, before: Node | None, drafts: list[Draft]) -> Node | None:
    """Return the sentence before one with codes, on a line that tells no number of a draw: Table 1. Tech. NOC 21231."""
    if not node.codes or before is None or before.unit is not node.unit or node.kind != "sentence" or before.codes:
        return None
    numbers = [
        fact.span[0] for draft in drafts[-RECENT:] for kind in ("count", "score") if (fact := draft.own.get(kind))
    ]
    return None if any(node.unit.start <= at < node.unit.end for at in numbers) else before


def parts(node: Node, found: Settled, taken: set[int], text: str, caption: Node | None = None) -> list[Part]:
    """Part the codes of a node by the footnotes in which they stand, or by what names their draws beside them.

    Args:
        node: the node.
        found: the drafts, and the footnotes.
        taken: the places of codes that are of no list, or that draws have.
        text: the text, spelt plainly.
        caption: the sentence before it on its line, if that may name their draws.
    """
    codes = [code for code in node.codes if code.start not in taken]
    noted = [*by_note(codes, found.notes)]
    if all(note is None for note, _ in noted):
        return _named(node, codes, found.drafts, text, caption)
    return [Part(its, [], note.owners if note else [], [], note) for note, its in noted]


def _named(node: Node, codes: list[Found], drafts: list[Draft], text: str, caption: Node | None) -> list[Part]:
    """Part codes by what names their draws, before each part or behind it."""
    if not codes:
        return []
    if len(its := of_record(drafts, node)) == 1:
        return [Part(codes, [], its, [])]
    marks = marked(node, drafts, text)
    if caption is not None and not marks and (marks := marked(caption, drafts, text)):
        return [_part(codes, marks, [])]
    clusters: list[list[Mark]] = []
    for mark in marks:
        if not clusters or any(clusters[-1][-1][0] < code.end < mark[0] for code in codes):
            clusters.append([])
        clusters[-1].append(mark)
    behind = bool(clusters) and codes[0].end < clusters[0][0][0]
    if len(clusters) < 2 or (behind and codes[-1].end > clusters[-1][-1][0]):  # noqa: PLR2004 (two parts)
        strange = _strangers(node, drafts, text) if not any(told for _, _, told in marks) else []
        strange = strange or [fact for fact in own_label(node, text) if not marks and _have_targets(drafts[-RECENT:])]
        return [_part(codes, marks, strange)]
    cuts = [cluster[-1][0] if behind else cluster[0][0] for cluster in clusters]
    spans = pairwise([node.start, *cuts]) if behind else pairwise([*cuts, node.end])
    found = [
        _part([code for code in codes if start <= code.end <= end], cluster, [])
        for cluster, (start, end) in zip(clusters, spans, strict=True)
    ]
    return [part for part in found if part.codes]  # behind the last of them, another draw may be named


def of_record(drafts: list[Draft], node: Node) -> list[Draft]:
    """Return the draws that are told in the record of lines that a node is a part of."""
    within = node.record
    return [d for d in drafts if any(other.record is within for other in d.nodes)] if within is not None else []


def _part(codes: list[Found], marks: list[Mark], strange: list[Fact]) -> Part:
    named = [told for _, _, told in marks if told]
    return Part(codes, [fact for _, fact, _ in marks if fact is not None], named[0] if len(named) == 1 else [], strange)


def _strangers(node: Node, drafts: list[Draft], text: str) -> list[Fact]:
    """Return the targets and days before the codes of a sentence that no draw has: of one that is not read?"""
    facts = [*(of_cells(node, text) if node.kind == "row" else stated(node, text))]
    if any(fact.rule == A_GROUP for fact in facts):
        return []  # technical trades (72): 72010, 72011
    return [
        fact
        for kind in ("day", "target")
        for fact in facts
        if fact.kind == kind and fact.span[0] < node.codes[0].end and not _agreeing(drafts[-RECENT:], kind, [fact])
    ]


def _have_targets(drafts: list[Draft]) -> bool:
    """Return True if draws announced have a target each, not all the same: what names none of them is of neither."""
    aims = [draft.get("target") for draft in drafts if draft.role == "announced"]
    return None not in aims and len({aim.value[0].labels for aim in aims if aim is not None}) > 1


def marked(node: Node, drafts: list[Draft], text: str) -> list[Mark]:
    """Find what names some of the draws in a node, in order: a fact that one has, a place in their order, a number.

    Args:
        node: the node.
        drafts: the draws.
        text: the text, spelt plainly.
    """
    drafts = drafts[-RECENT:]
    found: list[Mark] = [
        (fact.span[0], fact, [])
        for kind, kinds in _KINDS.items()
        for fact in (of_cells(node, text) if node.kind == "row" else stated(node, text))
        if fact.kind in kinds
        if fact.role == "announced" and _agreeing(drafts, kind, [fact])
    ]
    if node.kind == "row" and node.codes:
        found = [*by_cell(node, drafts, text)] or found
    if node.kind not in ("row", "entry") and len(drafts) > 1:
        announced = [draft for draft in drafts if draft.role == "announced"]
        beside = [draft for draft in announced if is_beside(draft, node)]
        ordered = sorted(beside if len(beside) > 1 else announced, key=lambda draft: draft.nodes[0].start)
        places = [*by_place(node, ordered, text)]
        found = places if len(places) > 1 else [*found, *places]
        found += by_number(node, drafts, text)
        found += by_value(node, announced)
        found += by_word(node, announced, text)
        found += by_stream(node, announced, text)
    return sorted(found, key=lambda mark: mark[0])
