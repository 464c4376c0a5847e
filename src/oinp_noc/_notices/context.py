"""Claims in, claims out, with what they inherit from where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims import same
from oinp_noc._notices.lexicon import pattern
from oinp_noc._notices.statements import first_day
from oinp_noc._notices.tree import above, section

if TYPE_CHECKING:
    from oinp_noc._notices.claims import Claim
    from oinp_noc._notices.lexicon import Fact
    from oinp_noc._notices.nodes import Node

_KINDS = {"day": ("day", "days"), "stream": ("stream",), "target": ("target",), "general": ("general",)}


def inherited(claims: list[Claim], text: str) -> list[Claim]:
    """Give each claim the day, stream and target of its paragraph, its list, or its headings."""
    before: dict[int, list[Claim]] = {}
    sections: dict[int, list[Claim]] = {}
    told: list[Claim] = []
    same_window = pattern("same window").search
    same_stream = pattern("same stream").search
    for number, claim in enumerate(claims):
        block = before.setdefault(claim.node.block, [])
        heading = section(claim.node)
        around = sections.setdefault(id(heading), [])
        for kind in ("stream", "day"):
            if kind not in claim.own and not (claim.total and claim.node.kind == "row"):
                fact = _of_block(claim, block, kind) if claim.role == "announced" or kind == "day" else None
                fact = fact or _above(claim, kind, around)
                if fact is not None:
                    claim.context[kind] = fact
        if claim.role == "recalled" and claim.get("stream") is None and same_stream(text, claim.node.start, claim.node.end):
            last = next((other for other in reversed(told) if other.get("stream") is not None), None)
            if last is not None:
                claim.context["stream"] = last.get("stream")  # type: ignore[assignment]
        if not {"target", "general"} & claim.own.keys() and claim.role == "announced":
            _aim(claim, claims[max(0, number - _NEAR) : number + _NEAR])
        if "window" not in claim.own and same_window(text, claim.node.start, claim.node.end):
            last = next((other for other in reversed(told) if "window" in other.own), None)
            if last is not None:
                claim.context["window"] = last.own["window"]
        claim.cued = claim.cued or (claim.role == "announced" and _is_targeted(claim))
        if claim.role == "announced" and is_of_the_past(claim, told):
            claim.role = "recalled"
        if claim.role == "announced":
            block.append(claim)
            around.append(claim)
            told.append(claim)
    return claims


def _of_block(claim: Claim, block: list[Claim], kind: str) -> Fact | None:
    """Take what the paragraph said before, unless the last to say it said two things."""
    for other in reversed(block[-_NEAR:]):
        if other.streams and kind == "stream":
            return None
        if kind in other.own and other.role == claim.role:
            if other.own.keys() == {kind}:
                return other.own[kind]
            if other.node.kind == "row" and not _is_empty_cell(claim, kind):
                return None
            return other.own[kind]
    return None


_NEAR = 16  # claims of a paragraph or table


def _is_empty_cell(claim: Claim, kind: str) -> bool:
    """Return True if a row has a column of this kind with nothing in it: the cell above goes on."""
    columns = claim.node.unit.columns
    name = {"day": "date", "stream": "stream"}[kind]
    if columns is None or name not in columns.kinds:
        return False
    if len(claim.node.unit.cells) == 1:
        return True
    at = columns.kinds.index(name)
    cells = claim.node.unit.cells
    return at >= len(cells) or cells[at][0] == cells[at][1]


def _values(node: Node, kind: str, role: str) -> list[Fact]:
    roles = ("announced", role)
    facts = [fact for fact in node.of(*_KINDS[kind]) if fact.role in roles]
    return list({fact.value: fact for fact in reversed(facts)}.values())


def _above(claim: Claim, kind: str, around: list[Claim]) -> Fact | None:
    """Take the only value of the nearest ancestor that has one."""
    for parent in above(claim.node):
        if parent.kind == "heading" and kind == "day" and claim.role == "announced":
            told = _told_around(around, kind)
            if told is not None:
                return told
        found = _values(parent, kind, claim.role)
        if found:
            return found[0] if len(found) == 1 else None
    return _told_around(around, kind) if claim.role == "announced" else None


def _told_around(around: list[Claim], kind: str) -> Fact | None:
    """Return what the section has told so far, if it is one value."""
    found: Fact | None = None
    for claim in around:
        fact = claim.own.get(kind)
        if fact is not None and (claim.acts or "count" in claim.own):
            if found is not None and not same(kind, found, fact):
                return None
            found = found or fact
    return found


_BEGINS = 2  # words
_LONG_AGO = 7  # days


def is_of_the_past(claim: Claim, told: list[Claim]) -> bool:
    """Return True if a sentence tells of a day long before that of the draw told first: it recalls an earlier draw."""
    day = claim.own.get("day")
    first = next((other for other in told if "count" in other.own and other.get("day") is not None), None)
    if day is None or first is None or claim.node.kind != "sentence" or claim.node is first.node or not day.at:
        return False
    one, other = first_day(day), first_day(first.get("day"))  # type: ignore[arg-type]
    if one is None or other is None:
        return False
    if claim.node.start == claim.node.unit.start and day.at <= _BEGINS:
        return False  # a paragraph that begins with its day is news of its own
    if None not in (one.year, other.year) and one.year != other.year:
        return bool(one.year < other.year)  # type: ignore[operator]
    gap = (other.month - one.month) * 31 + other.day - one.day
    return gap > _LONG_AGO or (gap > 0 and "count" not in claim.own)


def _is_targeted(claim: Claim) -> bool:
    """Return True if a heading above speaks of targeted invitations or draws, and the claim of nothing general."""
    heading = section(claim.node)
    return heading is not None and "general" not in claim.own and heading.matches("<targeting><invitation|draw>")


def _differs(claim: Claim, fact: Fact) -> bool:
    return claim.node.kind == "item" and "target" in claim.own and not same("target", claim.own["target"], fact)


def _aim(claim: Claim, siblings: list[Claim]) -> None:
    """Take the target of the line above a list, or of the heading."""
    for parent in above(claim.node):
        found = [*_values(parent, "target", claim.role), *_values(parent, "general", claim.role)]
        if found:
            if len(found) == 1 and not any(_differs(other, found[0]) for other in siblings if other.node.parent is parent):
                claim.context[found[0].kind] = found[0]
            return
        if parent.kind == "heading" and _values(parent, "stream", claim.role):
            return  # a target above a stream is not of this stream alone
