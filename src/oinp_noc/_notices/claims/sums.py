"""Claims in, those with numbers that others make exactly out: they are totals, whatever words stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.facts.statements import first_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.claims.claim import Claim

_TWO = 2  # parts beside their sum
_MOST = 64  # numbers behind or before a sum that are added up


def mark_sums(claims: list[Claim]) -> None:
    """Mark the claims with numbers that draws right beside them make.

    A sum of parts goes first: where it is known, what stands around it may be the parts of a larger one.
    """
    for role in ("announced", "recalled"):
        told = [claim for claim in claims if "count" in claim.own and claim.role == role and not claim.passing]
        told.sort(key=lambda claim: claim.own["count"].span)
        places: dict[int, list[int]] = {}
        for at, claim in enumerate(told):
            places.setdefault(claim.own["count"].value, []).append(at)
        for _, ats in sorted(places.items()):
            wholes = [told[at] for at in ats]
            made = [told[at] for at in ats if _is_made(told, at)] if all(map(_is_bare, wholes)) else []
            for whole in wholes if made else ():
                whole.whole = whole in made or "stream" not in whole.own


def _is_bare(claim: Claim) -> bool:
    return not ("score" in claim.own or claim.codes or claim.node.kind == "row")


def _is_made(told: list[Claim], at: int) -> bool:
    """Return True if draws that are told next to a number, behind or before it, make it."""
    behind, before = told[at + 1 : at + 1 + _MOST], told[max(0, at - _MOST) : at][::-1]
    return any(_begins_with(told[at], side) for side in (behind, before))


def _begins_with(whole: Claim, side: list[Claim]) -> bool:
    """Return True if the nearest of some draws make a number, and nothing contradicts that they are its parts."""
    left = value = whole.own["count"].value
    parts: list[Claim] = []
    for part in _once(side, value):
        parts.append(part)
        left -= part.own["count"].value
        if left <= 0:
            return left == 0 and len(parts) >= _TWO and _are_parts(parts, whole)
    return False


def _are_parts(parts: list[Claim], whole: Claim) -> bool:
    """Return True if a number has no stream, or that of a part and then the day of all: foreign workers, students.

    What was issued on a later day is no part of it.
    """
    stream, day = whole.own.get("stream"), whole.own.get("day")
    if stream is None:
        last = first_day(day) if day is not None else None
        own = [first_day(its) for part in parts if (its := part.own.get("day")) is not None]
        return last is None or not any(its > last for its in own if None not in (its.year, last.year))
    streams = [its.value for part in parts if (its := part.get("stream")) is not None]
    days = [its for part in parts if (its := part.get("day")) is not None]
    return (not streams or stream.value in streams) and (day is None or all(same("day", day, its) for its in days))


def _once(claims: list[Claim], value: int) -> Iterator[Claim]:
    """Give one claim of each draw with another number: one of a stream and target told twice is no second part."""
    seen = set()
    for claim in claims:
        count, stream, target = claim.own["count"].value, claim.get("stream"), claim.get("target")
        draw = count, stream and stream.value, target and target.value[0]
        if count != value and not claim.whole and draw not in seen:
            seen.add(draw)
            yield claim
