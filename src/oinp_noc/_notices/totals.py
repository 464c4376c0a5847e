"""Drafts in, draws and totals out: numbers that stand for several draws are none of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims import same
from oinp_noc._notices.tree import above, section

if TYPE_CHECKING:
    from oinp_noc._notices.settle import Draft, Settled

_RECENT = 64


def without_totals(found: Settled) -> None:
    """Take out what others of its day and stream make together, and what came to nothing."""
    announced = [draft for draft in found.drafts if draft.role == "announced"]
    numbered = [draft for draft in announced if "count" in draft.own]
    totals = [draft for draft in numbered if _is_total(draft, [other for other in numbered if other is not draft])]
    rest = [draft for draft in announced if draft not in totals]
    shared = {fact.value for fact, _ in found.shared}
    nameless = _nameless(rest) + [
        draft for draft in rest if "stream" not in draft.own and "count" in draft.own and draft.own["count"].value in shared
    ]
    found.totals = totals + nameless
    for total in found.totals:
        _pass_on(total, [draft for draft in rest if draft not in nameless and is_part(draft, total)])
    rest = [draft for draft in rest if draft not in nameless]
    _wholes(found, rest)
    rest = [draft for draft in rest if draft not in found.totals]
    bare = [draft for draft in rest if _is_bare(draft) and any(_covers(other, draft) for other in rest if other is not draft)]
    kept = [draft for draft in rest if draft not in bare]
    bare = [draft for draft in bare if any(_covers(other, draft) for other in kept)]
    kept = [draft for draft in rest if draft not in bare]
    for draft in bare:
        covering = [other for other in kept if _covers(other, draft)]
        found.shared = [(fact, covering[0] if owner is draft and covering else owner) for fact, owner in found.shared]
        for other in covering:
            other.told += draft.told
            other.cued = other.cued or draft.cued
            for kind, fact in draft.own.items():
                if kind in ("day", "window") or (len(covering) == 1 and kind in ("stream", "target")):
                    other.context.setdefault(kind, fact)
    recalled = [draft for draft in found.drafts if draft.role == "recalled"]
    recalled = [draft for draft in recalled if {"day", "count"} & draft.own.keys()]
    found.drafts = kept + recalled


def _is_total(draft: Draft, others: list[Draft]) -> bool:
    """Return True if a number is the sum of others; one that the text calls a total need not have all its parts told."""
    parts = [other for other in others[-_RECENT:] if is_part(other, draft) and not other.total]
    exact = draft.total and len(parts) > 1 and sum(o.own["count"].value for o in parts) == draft.own["count"].value
    if ({"score", "target", "general"} & draft.own.keys() or draft.codes) and not exact:
        return False
    values = [other.own["count"].value for other in parts]
    total = draft.own["count"].value
    if len(values) > 1 and sum(values) == total:
        return True
    if draft.total and any(value < total for value in values):
        return True
    return any(_is_part_told_behind(other, draft) for other in parts if other.own["count"].value < total)


def _is_part_told_behind(other: Draft, whole: Draft) -> bool:
    """Return True if a paragraph tells the number of a stream, and then one of its draws by target or score."""
    same_stream = other.get("stream") is not None and whole.get("stream") is not None
    one, two = other.nodes[0], whole.nodes[0]
    told = {"target", "score"} & other.own.keys() and one.block == two.block and two.start < one.start
    return bool(same_stream and told and one.kind == two.kind == "sentence" and "general" not in whole.own)


def _wholes(found: Settled, drafts: list[Draft]) -> None:
    """Find the numbers without a stream that stand for several draws, of which nothing but the streams is told."""
    bare = [draft for draft in drafts if _is_bare(draft) and "stream" in draft.own]
    for whole in drafts:
        if "count" not in whole.own or whole.get("stream") is not None or {"target", "score"} & whole.own.keys():
            continue
        parts = [draft for draft in bare[-_RECENT:] if is_part(draft, whole)]
        if len({draft.own["stream"].value for draft in parts}) > 1:
            found.totals.append(whole)
            found.shared += [(whole.own["count"], draft) for draft in parts]


def _pass_on(total: Draft, parts: list[Draft]) -> None:
    """Give what is said of a total to its parts."""
    for part in parts:
        for kind in ("day", "target", "window"):
            if kind in total.own and part.get(kind) is None and not (kind == "target" and part.get("general")):
                part.context[kind] = total.own[kind]
        part.cued = part.cued or (total.cued and part.get("general") is None)


def is_part(other: Draft, draft: Draft) -> bool:
    """Return True if nothing speaks against a draw being a part of a total."""
    for kind in ("stream", "day"):
        one, whole = other.get(kind), draft.get(kind)
        if one is not None and whole is not None and not same(kind, one, whole):
            return False
    return True


def _nameless(drafts: list[Draft]) -> list[Draft]:
    """Find the drafts without a stream that stand for all of their day."""
    found = []
    for draft in drafts:
        if draft.get("stream") is not None or "count" not in draft.own or draft.codes or "score" in draft.own:
            continue
        named = [
            other.own["count"].value
            for other in drafts
            if other is not draft and other.get("stream") is not None and "count" in other.own and is_part(other, draft)
        ]
        if len(named) > 1 and draft.own["count"].value > max(named):
            found.append(draft)
    return found


def _is_bare(draft: Draft) -> bool:
    return not {"count", "score"} & draft.own.keys() and not draft.codes


def _covers(other: Draft, bare: Draft) -> bool:
    """Return True if another draft of the same stream and day says more."""
    if _is_bare(other) or ("shared" in bare.context and other.get("stream") is None):
        return False
    near = any(section(two) in above(one) for one in other.nodes[:8] for two in bare.nodes[:8] if section(two))
    for kind in ("stream", "day", "target"):
        one, two = other.get(kind), bare.own.get(kind) if kind == "target" else bare.get(kind)
        if kind == "day" and near and "day" not in bare.own and "day" in other.own:
            continue  # the day of the page, above that of the round
        if kind == "target" and two is not None and one is None and "general" in other.own:
            return False
        if one is not None and two is not None and not same(kind, one, two):
            return False
    return True
