"""Drafts in, draws and totals out: numbers that stand for several draws are none of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims import same
from oinp_noc._notices.tree import section

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
        draft for draft in rest if draft.get("stream") is None and "count" in draft.own and draft.own["count"].value in shared
    ]
    found.totals = totals + nameless
    for total in totals:
        _pass_on(total, [draft for draft in rest if draft not in nameless and is_part(draft, total)])
    rest = [draft for draft in rest if draft not in nameless]
    bare = [draft for draft in rest if _is_bare(draft) and any(_covers(other, draft) for other in rest if other is not draft)]
    kept = [draft for draft in rest if draft not in bare]
    for draft in bare:
        for other in kept:
            if _covers(other, draft):
                other.told += draft.told
                other.nodes += draft.nodes
                for kind, fact in draft.own.items():
                    if kind in ("day", "stream", "window"):
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
    return draft.total and any(value < total for value in values)


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
        if draft.get("stream") is not None or "count" not in draft.own or draft.codes or {"score", "target"} & draft.own.keys():
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
    if _is_bare(other):
        return False
    near = any(section(one) is section(two) is not None for one in other.nodes for two in bare.nodes)
    for kind in ("stream", "day", "target"):
        one, two = other.get(kind), bare.get(kind)
        if kind == "day" and near and "day" not in bare.own and "day" in other.own:
            continue  # the day of the page, above that of the round
        if kind == "target" and two is not None and one is None:
            return False
        if one is not None and two is not None and not same(kind, one, two):
            return False
    return True
