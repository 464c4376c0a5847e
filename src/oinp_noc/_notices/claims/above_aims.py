"""Claims in, the same claims out, with the target of what stands above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.aims import is_of_a_draw
from oinp_noc._notices.claims.claim import HELD_ONE, same
from oinp_noc._notices.claims.told import values
from oinp_noc._notices.facts.names import LABELLED
from oinp_noc._notices.facts.targets import is_of_speakers, may_be_for
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import ACTS
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections import deque

    from oinp_noc._notices.claims.claim import Claim
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact


def _lead(claim: Claim, block: deque[Claim]) -> Fact | None:
    """Return the target of a paragraph's first sentence or line, if it has no number, and what follows no other target.

    A line is that of the lines below it with a stream and a number each: "Who: nurses".
    """
    first = block[0] if block else claim
    target = first.own.get("target")
    if target is None or "count" not in claim.own:
        return None
    told = first.node.says("targeting", *ACTS) and first.node.of("target", "general", *INVITED) == [target]
    days = [each.own["day"] for each in (first, claim) if "day" in each.own]
    own = "stream" in claim.own and "count" in first.own and claim is not first
    if own and (first.node.matches(HELD_ONE) or (len(days) > 1 and not same("day", *days))):
        return None  # it held a trades draw, and invited 94; the PhD draw of April 4 had 31
    if claim.node.unit is not first.node.unit:
        told = _is_of_lines(target, first) and all(claim.own.get(kind) in claim.node.facts for kind in _OF_A_LINE)
        told = told and (len(days) < 2 or same("day", *days))  # noqa: PLR2004 (no line is of another day)
    others = (other.own for other in block if other is not first)
    return target if told and all(own.keys().isdisjoint(_AIMS) for own in others) else None


_OF_A_LINE = ("stream", "count")


def _is_of_lines(target: Fact, first: Claim) -> bool:
    """Return True if a target is a line by itself, or behind its label above a stream: nothing else is told there."""
    stream = first.own.get("stream")
    alone = _told_by(first.node) == [target]
    leads = stream is not None and target.span[1] < stream.span[0]
    dated = _told_by(first.node) == [first.own.get("day")]  # August 11 | Health | FW: 602 | IS: 884
    return alone or (leads and (target.rule == LABELLED or (dated and target.at == first.own["stream"].at == 0)))


def _line_above(claim: Claim, siblings: list[Claim]) -> Fact | None:
    """Return the region or program of a line above records that begin with their streams each: Region: the GTA."""
    before = [other for other in siblings if other.node.start < claim.node.start and other.role == claim.role][-1:]
    if not before or not {"stream", "count"} <= claim.own.keys() or section(before[0].node) is not section(claim.node):
        return None
    target, node = before[0].get("target"), before[0].node
    if target is None or not _gives_only(claim.node, claim, ("stream", "count")):
        return None
    meaning = target.value[0]
    if not (meaning.region or meaning.program):
        return None
    line = [fact for fact in _told_by(node) if fact.kind != "day"] == [target] and node.end - target.span[1] <= 1
    goes_on = target.rule == LABELLED and _gives_only(node, before[0], ("stream", "count", "day"))
    return target._replace(rule=LABELLED) if line or goes_on else None


def _lead_of_section(claim: Claim, siblings: list[Claim]) -> Fact | None:
    """Return the target that a sentence or heading above those of streams gives to the draw of each: today, health."""
    heading, stream = section(claim.node), claim.get("stream")
    outer = section(heading) if heading is not None and heading.of("stream") else None
    if outer is None or stream is None or "count" not in claim.own:
        return None
    leads = [other for other in siblings if section(other.node) is outer and other.node.start < claim.node.start]
    under = [other for other in siblings if outer in above(other.node) and other not in leads]
    if any("count" in other.own and not _AIMS.isdisjoint(other.own) for other in under):
        return None
    aims = [each.own["target"] for each in leads if each.acts and {"target"} <= each.own.keys() <= _OF_A_LEAD]
    aims = aims if len(leads) < 2 else []  # noqa: PLR2004 (which of them, nobody says)
    aims = aims or (values(outer, ("target",), claim.role) if outer.says("draw", "invitation", "targeting") else [])
    return aims[0] if len(aims) == 1 and may_be_for(stream.value, aims[0].value[0]) else None


_OF_A_LEAD = {"day", "target", "window"}
_AIMS = {"target", "general"}


def _gives_only(node: Node, claim: Claim, kinds: tuple[str, ...]) -> bool:
    """Return True if a node gives a claim facts of these kinds, and nothing else is told there."""
    own = [claim.own.get(kind) for kind in kinds]
    return all(fact in own for fact in _told_by(node))


def _told_by(node: Node) -> list[Fact]:
    return node.of("target", "general", "stream", "day", *INVITED)


def _names_parts(fact: Fact, under: list[Claim]) -> bool:
    """Return True if several draws have a part each of what stands above them: trades, tech and health in a week."""
    whole = set(fact.value[0].labels) if fact.kind == "target" else set()
    aims = (other.own["target"].value[0].labels for other in under if {"target", "count"} <= other.own.keys())
    return len({labels for labels in aims if labels and set(labels) < whole}) > 1


def _is_of_another(fact: Fact, claim: Claim, under: list[Claim]) -> bool:
    """Return True if a target is told of a draw beside, and never was that of one of its stream: tech entrepreneurs."""
    stream = claim.own.get("stream")
    if fact.kind != "target" or stream is None or may_be_for(stream.value, fact.value[0]):
        return False
    aims = (other.own["target"] for other in under if other is not claim and "target" in other.own)
    return any(same("target", aim, fact) for aim in aims)


_ANOTHER = compiled(
    r"\b(?:(?:more|other|another|further|separate|additional|second|third) (?:[a-z]+ )?(?:draws?|rounds?|selections?)"
    r"|(?:autres?|deuxieme|second|troisieme) (?:tirages?|rondes?|selections?))\b"
)


def _told_aside(target: Fact, claim: Claim, under: list[Claim]) -> list[Claim]:
    """Find the draws of paragraphs before whose own words give them the target of a headline."""
    if claim.node.kind != "sentence" or target.kind != "target":
        return []
    aims = [(each, each.own["target"]) for each in under if "target" in each.own and each.node.kind == "sentence"]
    return [each for each, aim in aims if same("target", aim, target) and each.node.block < claim.node.block]


def _is_one_more(target: Fact, claim: Claim, under: list[Claim], text: str) -> bool:
    """Return True if a paragraph tells of more draws than the one that is for what a headline says."""
    more = _ANOTHER.search(text, claim.node.start, claim.node.end) is not None
    return more and bool(_told_aside(target, claim, under))


def _of_another_day(target: Fact, claim: Claim, under: list[Claim], text: str) -> list[Fact]:
    """Return the target of a headline that names no draws, if another paragraph tells of its draw, on another day."""
    day = claim.own.get("day")
    others = [other for each in _told_aside(target, claim, under) if (other := each.get("day")) is not None]
    of_one = _DRAWS.search(text, text.rfind("\n", 0, target.span[0]) + 1, target.span[1] + _NEAR) is None
    return [target] if day is not None and others and of_one and not any(same("day", day, o) for o in others) else []


_DRAWS = compiled(r"\b(?:draws|rounds|tirages|rondes)\b")
_NEAR = 40  # characters


def _is_of_life(lead: Node, text: str) -> bool:
    """Return True if a full sentence above a list or table speaks of no draw, and of no occupations that follow."""
    if lead.kind == "sentence" and text[lead.end - 1] == "." and lead.of("target"):
        return not is_of_a_draw(lead, lead.of(*INVITED), lead.facts, text)
    says = lead.says(*ACTS, "targeting", "working-in", "following", "occupations", "announced", "stream", "short")
    return lead.kind == "sentence" and lead.words.names[-1:] == ["stop"] and not (says or lead.of(*INVITED))


def take_aim(claim: Claim, siblings: list[Claim], block: deque[Claim], text: str) -> None:
    """Take the target of the line above a list, or of the heading; what is told behind a list is not below its name."""
    if claim.own.keys() <= {"window", "stream"} and claim.node.kind == "sentence" and not claim.codes:
        return
    lead = _lead(claim, block) or _line_above(claim, siblings) or _lead_of_section(claim, siblings)
    if lead is not None:
        claim.context["target"] = lead
        return
    day = claim.get("day")
    for parent in above(claim.node):
        if day is not None and parent.of("day") and not any(same("day", day, other) for other in parent.of("day")):
            return  # a line with the draw of another day
        if _is_of_life(parent, text):
            continue  # Ontario needs more nurses. Below it, a table
        found = [*values(parent, ("target",), claim.role), *values(parent, ("general",), claim.role)]
        if found:
            of_others = found[0].kind == "target" and is_of_speakers(found[0].value[0], claim.own.get("stream"))
            under = [other for other in siblings if parent in above(other.node)]
            of_others = of_others or _is_of_another(found[0], claim, under)
            of_others = of_others or _is_one_more(found[0], claim, under, text)
            if len(found) == 1 and not _names_parts(found[0], under) and not of_others:
                claim.context[found[0].kind] = found[0]
                claim.unsure += _of_another_day(found[0], claim, under, text)
            return
        if parent.kind == "heading" and values(parent, ("stream",), claim.role):
            return  # a target above a stream is not of this stream alone


def last_aim(before: list[Claim]) -> Fact | None:
    """Return the target of the draw told last, of which a sentence says that its condition was the same."""
    told = next((each.own for each in reversed(before) if not each.own.keys().isdisjoint({"target", "general"})), {})
    return told.get("target")
