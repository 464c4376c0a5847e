"""Drafts in, the same drafts out, with the target that the text tells once, for all of its draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.aims import are_only_they
from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.draws.beside import is_of_several
from oinp_noc._notices.facts.names import SURE
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.facts.targets import may_be_for
from oinp_noc._notices.roles.teller import ACTS
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from oinp_noc._notices.draws.drafts import Draft, Settled
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

ONLY_AIM = "the only target of the text"  # the rule of one that stands nowhere near a number
_MOST = 64  # draws


def aimed_once(found: Settled, nodes: list[Node], published: dt.date | None, text: str) -> None:
    """Give draws of which none has a target the only one that a line or sentence about draws tells."""
    numbered = [draft for draft in found.drafts if draft.role == "announced" and "count" in draft.own]
    if not numbered or any({"target", "general"} & {*draft.own, *draft.context} for draft in numbered):
        return
    totals = {fact.span for draft in found.totals if (fact := draft.own.get("count")) is not None}
    telling = [node for node in nodes if _tells_of_draws(node, totals, text)]
    aim = _only(fact for node in telling for fact in node.of("target") if fact.role == "announced")
    used = {target.span for draft in found.drafts if (target := draft.get("target")) is not None}
    if aim is None or aim.span in used or _speaks_of_others(nodes, numbered, aim):  # that of earlier draws, or of some
        return
    for draft in numbered[:_MOST]:
        stream = draft.get("stream")
        others = [node for node in telling if aim in node.facts and _is_of_another_day(node, draft, published)]
        if not others and (stream is None or may_be_for(stream.value, aim.value[0])):
            draft.context["target"] = aim._replace(rule=ONLY_AIM)


def _speaks_of_others(nodes: list[Node], drafts: list[Draft], aim: Fact) -> bool:
    """Return True if paragraphs that tell of draws name sectors that are not the target."""
    blocks = {node.block for draft in drafts for node in draft.nodes}
    named = {str(value) for node in nodes if node.block in blocks for value in node.words.said("label")}
    return bool(aim.value[0].labels) and bool(named - {*aim.value[0].labels})


def _tells_of_draws(node: Node, totals: set[tuple[int, int]], text: str) -> bool:
    """Return True if a node speaks of draws, and of no single one: it has no number but that of all."""
    numbers = {fact.span for fact in node.of(*INVITED, "about")}
    of_both = node.says("targeting") and is_of_several([(node.start, node.end)], text)
    alone = node.kind != "row" and numbers <= totals and not (node.of("stream") or (node.codes and not of_both))
    return alone and not node.says("recalled") and (of_both or node.says(*ACTS) or are_only_they(node, text))


def _only(facts: Iterable[Fact]) -> Fact | None:
    """Return the only target of some, of which those told in words of their own go before bare names."""
    told = sorted(facts, key=lambda fact: -fact.value[1])
    told = [fact for fact in told if fact.value[1] > SURE] or told
    alike = all(same("target", told[0], fact) for fact in told)
    return told[0] if told and alike and any(told[0].value[0]) else None


def _is_of_another_day(node: Node, draft: Draft, published: dt.date | None) -> bool:
    """Return True if a node has a day that is neither that of a draw nor that of the page."""
    day = draft.get("day")
    days = [fact for fact in node.of("day") if published is None or fact.value[1:] != (published.month, published.day)]
    return day is not None and any(first_day(day)[1:] != fact.value[1:] for fact in days if fact.role == "announced")
