"""Claims in, those with numbers that others make exactly out: they are totals, whatever words stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import same

if TYPE_CHECKING:
    from oinp_noc._notices.claims.claim import Claim

_TWO, _ALL = 2, 3  # parts beside their sum, and parts that may stand anywhere if they are all there are
_MOST = 64  # numbers behind or before a sum that are added up


def sums(claims: list[Claim]) -> dict[Claim, None]:
    """Return the claims with numbers that all draws of the text make; mark those that draws right beside them make.

    A sum of parts goes first: where it is known, what stands around it may be the parts of a larger one.
    """
    found: dict[Claim, None] = {}
    for role in ("announced", "recalled"):
        told = [claim for claim in claims if "count" in claim.own and claim.role == role and not claim.passing]
        for value in sorted({claim.own["count"].value for claim in told}):
            wholes = [claim for claim in told if claim.own["count"].value == value]
            rest = [claim for claim in told if not claim.whole and claim.own["count"].value != value]
            if _make(_once(rest), value):
                found |= dict.fromkeys(wholes)
            made = [whole for whole in wholes if _is_made(whole, rest)] if all(map(_is_bare, wholes)) else []
            for whole in wholes if made else ():
                whole.whole = whole in made or "stream" not in whole.own
    return found


def _make(parts: list[Claim], value: int) -> bool:
    return len(parts) >= _ALL and sum(part.own["count"].value for part in parts) == value


def _is_bare(claim: Claim) -> bool:
    return not ("score" in claim.own or claim.codes or claim.node.kind == "row")


def _is_made(whole: Claim, rest: list[Claim]) -> bool:
    """Return True if draws that are told next to a number make it."""
    start = whole.own["count"].span[0]
    behind = [claim for claim in rest if claim.own["count"].span[0] > start]
    before = [claim for claim in rest if claim.own["count"].span[0] < start][::-1]
    return any(_begins_with(whole, _once(side)) for side in (behind, before))


def _begins_with(whole: Claim, parts: list[Claim]) -> bool:
    """Return True if the nearest of some draws make a number, and nothing contradicts that they are its parts."""
    left = whole.own["count"].value
    for number, part in enumerate(parts, start=1):
        left -= part.own["count"].value
        if left <= 0:
            return left == 0 and number >= _TWO and _are_parts(parts[:number], whole)
    return False


def _are_parts(parts: list[Claim], whole: Claim) -> bool:
    """Return True if a number has no stream, or that of a part and then the day of all: foreign workers, students."""
    stream, day = whole.own.get("stream"), whole.own.get("day")
    if stream is None:
        return True
    streams = [its.value for part in parts if (its := part.get("stream")) is not None]
    days = [its for part in parts if (its := part.get("day")) is not None]
    return (not streams or stream.value in streams) and (day is None or all(same("day", day, its) for its in days))


def _once(claims: list[Claim]) -> list[Claim]:
    """Keep one claim of each draw: a number of a stream and target that is told twice is no second part."""
    found: dict[object, Claim] = {}
    for claim in claims:
        stream, target = claim.get("stream"), claim.get("target")
        found.setdefault((claim.own["count"].value, stream and stream.value, target and target.value[0]), claim)
    return [*found.values()][:_MOST]
