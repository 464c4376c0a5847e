"""Claims in, the same claims out: whom the draws of a paragraph were for, told once before or behind all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.aims import says_what_they_needed
from oinp_noc._notices.facts.names import SURE
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.facts.targets import may_be_for
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.code_lines import is_line

if TYPE_CHECKING:
    from oinp_noc._notices.claims.claim import Claim
    from oinp_noc._notices.words.lexicon import Fact

_AIMS = {"target", "general"}
_OF_SOME = compiled(
    r"\b(?:one|ones|latter|former|first|second|third|last|other|others|some|most|many|half|part|share|quarter"
    r"|une?|premiere?|deuxieme|seconde?|troisieme|dernier[a-z]*|autres?|certaine?s|plupart|moitie|partie|tiers|quart)\b"
)


def aimed_together(found: list[Claim], part: Claim, text: str) -> list[Claim]:
    """Return the draws that a sentence behind them says one target of, if they are several.

    What candidates needed is said of the paragraph, any other target of the draws of the sentence before. Of draws of
    several days it may be said of the last alone.
    """
    if "target" not in part.own or part.own.keys() & {"count", "stream", "day"} or part.streams:
        return []
    if lines := _lines_above(found, part, text):
        return lines
    needed = says_what_they_needed(part.node, text)
    if not needed and _OF_SOME.search(text, part.node.start, part.node.end):
        return []
    told = [claim for claim in found if "count" in claim.own and claim.role == part.role and claim.takes(part)]
    told = [claim for claim in told if needed or claim.node is found[-1].node]
    aimed = [claim for claim in told if _may_ask(claim, part.own["target"])]
    days = {first_day(day) for claim in aimed if (day := claim.own.get("day")) is not None}
    if len(aimed) < 2:  # noqa: PLR2004
        return []
    if len(days) > 1 or (not needed and part.own["target"].value[1] == SURE):
        part.unsure.append(part.own["target"])
    return aimed


def _lines_above(found: list[Claim], part: Claim, text: str) -> list[Claim]:
    """Return the draws of the lines above one that says whom they were for, if all are lines of one form: A: 94, B: 31.

    Where more is told of the last of them in a line of its own, this may be of it alone.
    """
    lines = [claim for claim in found if claim.node.block == part.node.block and claim.role == part.role]
    if not all({"stream", "count"} <= claim.own.keys() for claim in lines):
        return []
    told = [sorted((fact.span[0], fact.kind) for kind, fact in claim.own.items() if kind != "day") for claim in lines]
    bare = all("\n" not in text[facts[0][0] : facts[-1][0]] for facts in told)
    alone = is_line(part.node) and part.node.facts == [part.own["target"]]
    fits = all(claim.takes(part) and _may_ask(claim, part.own["target"]) for claim in lines)
    alike = len({tuple(kind for _, kind in facts) for facts in told}) == 1 < len(lines)
    return lines if alone and alike and bare and fits else []


def give_the_lead(found: list[Claim], text: str) -> None:
    """Give what a sentence before all numbers says of whom it was for to the further numbers behind it.

    On May 9 it was the turn of nurses. 94 were invited under the one stream. 31 were invited under the other.
    """
    lead = found[0] if found else None
    target = lead.own.get("target") if lead is not None else None
    if lead is None or target is None or target not in lead.node.facts or lead.node.of("count", "people", "stream"):
        return
    for claim in found[1:] if "count" in lead.own else ():
        further = claim.role == lead.role and "count" in claim.own and {*_AIMS, "day"}.isdisjoint(claim.own)
        if further and _may_ask(claim, target):
            claim.own["target"] = target
            claim.unsure += [target] if _ALSO.search(text, claim.node.start, claim.node.end) else []


_ALSO = compiled(r"\b(?:also|another|aussi|egalement|autre)\b")


def _may_ask(claim: Claim, target: Fact) -> bool:
    """Return True if draws of the stream of a claim were ever for such a target."""
    stream = claim.own.get("stream")
    return stream is None or may_be_for(stream.value, target.value[0])


_BOTH = compiled(r"\b(?:both|(?:tou(?:te)?s )?les deux|tou(?:te)?s deux) (?:[a-z']+ ){0,2}\Z")
_BEFORE = 24  # characters


def of_both(stretches: list[tuple[int, int]], facts: list[Fact], text: str) -> list[list[Fact]]:
    """Return what one number of a sentence says of the one before as well: 94 and 31, both for trades, and 63."""
    found: list[list[Fact]] = [[] for _ in stretches]
    for number, (first, last) in enumerate(stretches):
        for fact in facts if number else ():
            told = fact.kind in _AIMS and first <= fact.at < last
            if told and _BOTH.search(text, max(0, fact.span[0] - _BEFORE), fact.span[0]):
                found[number - 1].append(fact)
    return found
