"""Drafts in, the same drafts out, with what the words around say of whom they were for besides their target."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.told import NEAR
from oinp_noc._notices.facts.names import meaning_of
from oinp_noc._notices.facts.targets import GENERIC, Target
from oinp_noc._notices.tree.called import called
from oinp_noc._notices.tree.code_lines import is_line
from oinp_noc._notices.tree.nodes import node_at
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact


def aimed(drafts: list[Draft], nodes: list[Node], text: str) -> None:
    """Take a draw for targeted if the sentence with its number says what those invited work as.

    Where experience was asked for, what names the occupations is a part of the target.
    """
    for draft in drafts:
        count, target = draft.own.get("count"), draft.own.get("target")
        if count is not None and not ({"target", "general"} & {*draft.own, *draft.context} or draft.cued):
            numbered = ((node, node.of(*INVITED)) for node in draft.nodes if node.kind == "sentence")
            its = (node for node, facts in numbered if any(fact.value == count.value for fact in facts))
            draft.cued = any(called(node, text) for node in its)
        if target is not None:
            draft.own["target"] = _of_its_heading(draft, _with_the_work(draft, target, nodes))
        for told in (draft.own, draft.context):
            if "target" in told:
                told["target"] = _in_a_sentence(told["target"], nodes, text)


def _of_its_heading(draft: Draft, target: Fact) -> Fact:
    """Take the target of the heading right above a draw, if that names a sector besides the place that the draw has."""
    heading = section(draft.nodes[0]) if draft.nodes[0].kind != "row" else None
    meaning = target.value[0]
    aims = heading.of("target") if heading is not None else []
    if len(aims) != 1 or meaning != Target(region=meaning.region or "no"):
        return target
    sector = aims[0].value[0].labels and aims[0].value[0].region in (meaning.region, None)
    value = aims[0].value[0]._replace(region=meaning.region), aims[0].value[1]
    return aims[0]._replace(value=value) if sector else target


def _in_a_sentence(target: Fact, nodes: list[Node], text: str) -> Fact:
    """Take the words of the first sentence with the target of a headline, rather than its people: tech workers."""
    at = bisect_right(nodes, target.span[0], key=lambda node: node.start) - 1
    headline = nodes[max(at, 0)]
    words = headline.words
    named = any(target.span[0] <= words.starts[place] < target.span[1] for place in words.places("occupations"))
    if named or not _is_headline(headline, text):
        return target  # tech occupations
    for node in nodes[at + 1 : at + _MOST]:
        if node.kind == "heading" and node.of("day", "target"):
            break
        said = node.of("target") if node.kind == "sentence" and node.role == "announced" else []
        same = (fact for fact in said if fact.role == "announced" and fact.value[0] == target.value[0])
        if (found := next(same, None)) is not None and not _is_headline(node, text):
            return target._replace(span=found.span)
    return target


_MOST = 24  # nodes below a headline


def _is_headline(node: Node, text: str) -> bool:
    """Return True if a node is a heading, or a line that does not end as a sentence does."""
    alone = node.kind == "sentence" and is_line(node) and text[node.end - 1] not in ".!?:"
    return node.kind == "heading" or alone


def _with_the_work(draft: Draft, target: Fact, nodes: list[Node]) -> Fact:
    """Add the occupations to a target of experience, or the experience to one of occupations, if one is told."""
    meaning: Target = target.value[0]
    if meaning.experience and not meaning.labels:
        told = next(filter(None, _labels_around(draft, nodes)), set())
        meaning = meaning._replace(labels=meaning_of(told).labels if len(told) == 1 else ())
    elif meaning.labels and not meaning.experience:
        told_of = (node for node in draft.nodes if _is_of_one(node) and target in node.facts)
        asked = {other for node in told_of for fact in node.of("target") if (other := fact.value[0].experience)}
        meaning = meaning._replace(experience=asked.pop() if len(asked) == 1 else None)
    target = target._replace(value=(meaning, target.value[1]))
    return _with_their_place(draft, target)


def _with_their_place(draft: Draft, target: Fact) -> Fact:
    """Join a part of the province and whom else a sentence with one number names: welders, all of them up north.

    The target of a headline keeps its words.
    """
    its = [node.of("target") for node in draft.nodes if _is_of_one(node)]
    told = [fact for facts in its for fact in facts if fact.value[0] == target.value[0] and fact.role == target.role]
    its = [facts for facts in its if any(fact in told for fact in facts)]
    others = [fact for facts in its for fact in facts if fact not in told and fact.role == target.role]
    if len(others) != 1:
        return target
    people, there = sorted(
        (target, *others), key=lambda fact: fact.value[0] == Target(region=fact.value[0].region or "no")
    )
    if people.value[0].region or there.value[0] != Target(region=there.value[0].region or "no"):
        return target
    target = target._replace(value=(people.value[0]._replace(region=there.value[0].region), people.value[1]))
    if target.span != min(told, key=lambda fact: abs(fact.span[0] - others[0].span[0])).span:
        return target
    (first, end), (start, last) = sorted((people.span, there.span))
    beside = start - end < _NEAR and not any(end <= fact.span[0] < start for node in draft.nodes for fact in node.facts)
    return target._replace(span=(first, last) if beside else people.span)


_NEAR = 60  # characters


def _labels_around(draft: Draft, nodes: list[Node]) -> Iterator[set[str]]:
    """Return the labels in the paragraph of a draft before its number, and above its list."""
    at = bisect_right(nodes, draft.place(), key=lambda node: node.start) - 1
    yield _labels([node for node in nodes[max(0, at - NEAR) : at] if node.block == nodes[at].block])
    for code in draft.codes[:1]:
        yield _labels([*above(node_at(nodes, code.span[0]))])


def _labels(nodes: list[Node]) -> set[str]:
    told = {label for node in nodes for fact in node.of("target") for label in fact.value[0].labels}
    return told or {value for node in nodes for value in node.words.said("label") if value in GENERIC}


def _is_of_one(node: Node) -> bool:
    return len(node.of(*INVITED)) < 2  # noqa: PLR2004 (numbers of two draws)
