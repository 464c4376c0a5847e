"""Nodes in, claims out: what the sentences of a paragraph, or the items of a record, say of one draw together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.bare_counts import typed_beside
from oinp_noc._notices.claims.breakdowns import by_occupation
from oinp_noc._notices.claims.claim import (
    HELD_ONE,
    Claim,
    ends_before,
    is_of_all,
    is_of_some,
    is_of_two,
    is_one_of_windows,
    refers_to_all,
)
from oinp_noc._notices.claims.counting import is_another_matter
from oinp_noc._notices.claims.parts import parts
from oinp_noc._notices.claims.portions import portions
from oinp_noc._notices.claims.records import find_records, groups_of_items, is_record_item
from oinp_noc._notices.claims.shared_aims import aimed_together, give_the_lead
from oinp_noc._notices.facts.whom import WHOM
from oinp_noc._notices.tree.code_lines import names_its_list
from oinp_noc._notices.tree.later import leads_with_a_day, shift
from oinp_noc._notices.tree.ordinals import which
from oinp_noc._notices.words.lexicon import pattern, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.tree.nodes import Node


def assembled(nodes: Iterable[Node], text: str) -> Iterator[Claim]:
    """Put what the sentences of a paragraph, or the items of a record, say of one draw together."""
    block: list[Node] = []
    key: object = None
    nodes = list(nodes)
    wholes = {fact.value for node in nodes for fact in node.of("count", "people") if fact.role == "announced"}
    by_occupation(nodes)
    portions(nodes, text)
    typed_beside(nodes, wholes)
    groups = groups_of_items(nodes)
    find_records(nodes, text)
    for node in nodes:
        if node.kind == "heading":
            continue
        belongs: object = (node.block, id(node.unit) * (node.kind != "sentence"))
        if node.record is not None:
            node.kind = "sentence"  # a line
            belongs = ("lines", id(node.record))
        elif is_record_item(node):
            belongs = ("record", id(node.parent), groups[id(node)])
        if belongs != key:
            yield from _of_block(block, text)
            block, key = [], belongs
        block.append(node)
    yield from _of_block(block, text)


_LOOKED_BACK = 16  # claims


def _of_block(block: list[Node], text: str) -> Iterator[Claim]:
    found: list[Claim] = []
    for node in block:
        whole = found[-1].own.get("count") if found else None
        issued = bool(found) and _issued(found[-1], node)
        several = list(parts(node, text, whole.value if whole is not None else int(issued)))
        if not several and leads_with_a_day(node, text):
            found.append(Claim("announced", node))  # six days later, yes: the day of what the paragraph tells
        if _in_order(found, several):
            for claim, part in zip(_dealt_to(found)[-len(several) :], several, strict=True):
                claim.add(part)
            continue
        _introduced(found, several, text)
        referred = _referred(found, several, text)
        for claim in referred:
            claim.add(several[0])
        if referred:
            continue
        for part in several:
            takers = _takers(found, part, text)
            for claim in takers:
                claim.add(part)
            if not takers:
                _place(found, part, text)
    give_the_lead(found, text)
    yield from found


def _issued(before: Claim, node: Node) -> bool:
    """Return True if the sentence before tells of invitations without their number: those of the next divide them."""
    return before.held and before.node.says("invitation", "issued", "invites") and before.node.unit is node.unit


def _in_order(found: list[Claim], several: list[Claim]) -> bool:
    """Return True if a sentence deals out its numbers among as many draws of the sentence before, in their order."""
    before = _dealt_to(found)[-len(several) :]
    if len(several) < 2 or len(before) < len(several):  # noqa: PLR2004
        return False
    kinds = [set(part.own) for part in several]
    alike = all(kind == kinds[0] for kind in kinds) and kinds[0] <= {"score", "count", "window"}
    of_one = len({id(claim.node) for claim in before}) == 1 or kinds[0] - {"window"} == {"score"}
    more = _dealt_to(found)[: -len(several)][-1:]  # three numbers, and two scores?
    if any(claim.node is before[0].node and "count" in claim.own and not claim.total for claim in more):
        return False
    return alike and of_one and all(claim.takes(part) for claim, part in zip(before, several, strict=True))


def _dealt_to(found: list[Claim]) -> list[Claim]:
    """Leave out the sentence behind several draws that says whom all of them were for: both were for nurses."""
    whom = bool(found) and found[-1].own.keys() <= {"target", "general"} and not found[-1].codes
    return found[:-1] if whom else found


_TELLS_OF_DRAW = {"count", "stream", "score"}


def _introduced(found: list[Claim], several: list[Claim], text: str) -> None:
    """Give each of several draws of a sentence what the one before says of them: draws of March 18 for nurses."""
    before = found[-1] if found else None
    counted = [part for part in several if "count" in part.own]
    if before is None or len(counted) < 2 or _TELLS_OF_DRAW & before.own.keys():  # noqa: PLR2004
        return
    if before.codes and not any(fact.rule == WHOM for fact in before.node.of("target")):
        return  # of which of them, the list alone does not say
    if all(before.role == part.role and before.takes(part) for part in counted):
        for part in counted:
            if not ({"target", "general"} & part.own.keys()):
                part.own.update({kind: fact for kind, fact in before.own.items() if kind in ("target", "general")})
            if len(aims := before.node.of("target")) == 1 and part.own.keys().isdisjoint({"target", "general"}):
                part.own["target"] = aims[0]  # in words that speak of no draw
                part.unsure.append(aims[0])
            if "day" in before.own and shift(part.node, text) is None:
                part.own.setdefault("day", before.own["day"])


def _referred(found: list[Claim], several: list[Claim], text: str) -> list[Claim]:
    """Return those of several draws before that a sentence begins with: the former, the second, the two first."""
    if len(several) != 1 or several[0].own.keys() & {"stream", "day"}:
        return []
    (part,) = several
    recent = found[-_LOOKED_BACK:]
    told = [claim for claim in recent if "count" in claim.own]
    if "count" in part.own or len(told) < 2:  # noqa: PLR2004 (several streams, the numbers of which stand behind)
        rows = ([each for each in recent if each.node is claim.node] for claim in reversed(recent))
        told = next((row for row in rows if len(row) > 1), [])
    places = which(text, part.node.start, part.node.end, len(told)) if told else None
    named = [told[place] for place in places or ()]
    return named if all(claim.takes(part) for claim in named) else []


def _takers(found: list[Claim], part: Claim, text: str) -> list[Claim]:
    """Return the claims that a part is about, if they are several."""
    sharing = _sharing(found, part)
    if sharing:
        return sharing
    takers = [claim for claim in found[-_LOOKED_BACK:] if claim.role == part.role and claim.takes(part)]
    takers = _both(found, part, text) or takers
    about_all = is_of_all(part.node, text) or ("target" in part.own and refers_to_all(part.node, text))
    if not about_all and (aimed := aimed_together(found[-_LOOKED_BACK:], part, text)):
        return aimed
    of_all = len(takers) > 1 and "count" not in part.own and not part.streams and about_all
    if of_all and "score" in part.own and is_of_some(part.node):
        part.unsure.append(part.own["score"])  # both the A and the B occupations: but others too?
    return takers if of_all else []


def _both(found: list[Claim], part: Claim, text: str) -> list[Claim]:
    """Return the two draws that "both" are, among more: those of the sentence before, else the two of its role."""
    if not found or not is_of_two(part.node, text):
        return []
    recent, last = [claim for claim in found[-_LOOKED_BACK:] if "count" in claim.own], found[-1]
    rows = ([each for each in recent if each.node is last.node], [each for each in recent if each.role == last.role])
    two = next((row for row in rows if len(row) == 2), [])  # noqa: PLR2004
    return two if all(claim.takes(part) for claim in two) else []


def _sharing(found: list[Claim], part: Claim) -> list[Claim]:
    """Return the draws of the sentence before that share one number, if a part goes on about them: they needed..."""
    before = found[-1] if found else None
    if before is None or len(before.streams) < 2 or part.streams or part.own.keys() & {"count", "stream", "day"}:  # noqa: PLR2004
        return []
    several = [claim for claim in found[-_LOOKED_BACK:] if claim.node is before.node]
    return several if all(claim.streams and claim.takes(part) for claim in several) else []


_ANOTHER = "<one-more><word|targeting|general|label|stream>{0,3}<draw>"  # another targeted draw


def _place(found: list[Claim], part: Claim, text: str) -> None:
    """Add a part to the claim at hand, or open another."""
    if part.own.keys() == {"target"} and part.codes and _names_a_list(part, found, text):
        return
    at_hand = _at_hand(found, part, text)
    apart = not part.node.says("colon", "targeting") and is_another_matter(part.node, text)
    if set(part.own) == {"day"} and not part.acts and apart:
        part.passing = True  # a day in another matter
        found.append(part)
        return
    if part.streams and at_hand is not None and "stream" not in at_hand.own and "count" in at_hand.own:
        part.context.setdefault("shared", at_hand.own["count"])  # it sent so many; they went to two streams
    if at_hand is not None and _is_of_others(at_hand, part, text):
        at_hand = None  # numbers of several draws: of which is the target that was told, nobody says
    if "score" in part.own and at_hand is not None and _is_one_of_two(found, at_hand, part):
        at_hand = None  # of which of the two, nobody says
    moved = (
        at_hand is not None and {"day", "count"} & at_hand.own.keys() == {"day"} and shift(part.node, text) is not None
    )
    if (
        at_hand is None
        or moved
        or part.streams
        or is_one_of_windows(part)
        or part.node.matches(_ANOTHER)
        or _is_held_beside(at_hand, part)
        or _names_its_own(at_hand, part, text)
        or not at_hand.takes(part)
        or ("count" in part.own and "count" not in at_hand.own and at_hand.streams)
    ):
        found.append(part)
    else:
        at_hand.add(part)


def _names_a_list(part: Claim, found: list[Claim], text: str) -> bool:
    """Return True if a line below several draws says of whom its list is: trades list: 72100, 72104."""
    counted = [claim for claim in found[-_LOOKED_BACK:] if "count" in claim.own]
    return len(counted) > 1 and names_its_list(part.node, text)


def _is_held_beside(at_hand: Claim, part: Claim) -> bool:
    """Return True if a draw has its number, and a sentence tells that another was held: 94. It held a ..."""
    return "count" in at_hand.own and part.own.keys() >= {"day", "target"} and part.node.matches(HELD_ONE)


_VALUES = {"score", "window"}


def _names_its_own(at_hand: Claim, part: Claim, text: str) -> bool:
    """Return True if two sentences give values of draws told before, and the second names its draw in other words."""
    values = "count" not in {*at_hand.own, *part.own} and all(_VALUES & claim.own.keys() for claim in (at_hand, part))
    nth = which(text, part.node.start, part.node.end, _LOOKED_BACK) is not None
    named = nth or {"stream", "day"} & part.own.keys() - at_hand.own.keys()
    return bool(values and named and part.node.says("draw"))


def _is_of_others(at_hand: Claim, part: Claim, text: str) -> bool:
    """Return True if the sentence at hand is about several draws, and a part tells of several, or of one by name.

    So is what all draws were for behind a window alone: profiles were created between ... Both draws targeted nurses.
    """
    names = "stream" in part.own and "count" not in part.own and at_hand.own.keys() == {"general"}
    aims = at_hand.own.keys() == {"window"} and part.own.keys() & {"target", "general"} and is_of_all(part.node, text)
    return bool(aims) or (at_hand.plural and (names or len(part.node.of("count")) > 1))


def _is_one_of_two(found: list[Claim], at_hand: Claim, part: Claim) -> bool:
    """Return True if the sentence at hand tells of several draws, and a part names none of them."""
    if part.own.keys() & {"count", "day", "stream", "target", "general"}:
        return False
    told = [claim for claim in found[-_LOOKED_BACK:] if claim.node is at_hand.node and "count" in claim.own]
    return len(told) > 1 and all("score" not in claim.own for claim in told)


def _at_hand(found: list[Claim], part: Claim, text: str) -> Claim | None:
    """Find the claim that a part may be about: the last of its role, or the last of all if it names no other draw."""
    told = [claim for claim in found[-_LOOKED_BACK:] if not claim.passing]
    if not told:
        return None
    start, end = part.node.start, part.node.end
    refers = pattern("pronoun").match(text, start) or search("the invited", text, start, end)
    if part.passing and (told[-1] is not found[-1] or not refers):
        return None
    if part.own.keys() & {"day", "count", "stream"}:
        of_role = [claim for claim in told if claim.role == part.role]
        dated = of_role if part.own.keys() & {"day", "count", "stream"} == {"day"} else []  # the bar of May 9: 46
        of_day = [claim for claim in dated if "day" in claim.own and claim.takes(part)]
        at_hand = (of_day or of_role)[-1] if of_role else None
    elif part.role == "recalled" != told[-1].role:
        return None
    else:
        at_hand = told[-1]
        ours = [claim for claim in told if _goes_on(claim, at_hand) and claim.role == part.role == "announced"]
        at_hand = ours[-1] if ours and "score" in part.own else at_hand  # not of what it was compared with
        window = part.own.get("window")
        ours = [claim for claim in told if claim.role == "announced"]
        if window is not None and at_hand.role == "recalled" and not ends_before(window, at_hand, ours):
            at_hand = ours[-1] if ours else None
    in_passing = at_hand is not None and set(at_hand.own) == {"day"} and not at_hand.acts
    return None if in_passing and at_hand is not None and text[at_hand.node.end - 1] == "." else at_hand


def _goes_on(claim: Claim, last: Claim) -> bool:
    """Return True if a claim stands in the sentence of the last one, or has something from there or from behind it."""
    return claim.node is last.node or any(fact.span[0] >= last.node.start for fact in claim.own.values())
