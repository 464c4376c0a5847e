"""Drafts in, drafts out without what only tells again the number or score of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.draws.drafts import RECENT, near
from oinp_noc._notices.facts.names import TARGETING
from oinp_noc._notices.facts.statements import first_day

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft, Settled
    from oinp_noc._notices.words.dates import Day


def without_echoes(drafts: list[Draft]) -> list[Draft]:
    """Make one draw of two with one number, where nothing that is told of them beside the days speaks against it.

    A day that stands on a line of its own below the headline may be that of the page.
    """
    gone: set[int] = set()
    for at, draft in enumerate(drafts):
        equal = [other for other in near(drafts, at) if id(other) not in gone and _is_echo(draft, other)]
        if len(equal) == 1:
            gone.add(id(draft))
            _join(draft, equal[0])
    return [draft for draft in drafts if id(draft) not in gone]


def _is_echo(draft: Draft, other: Draft) -> bool:
    """Return True if a draft, not told in a row, has no other number, stream, target, score or list than another."""
    count, its = draft.own.get("count"), other.own.get("count")
    if count is None or its is None or count.value != its.value or draft.nodes[0].kind == "row" or draft.codes:
        return False
    headline = count.span < its.span
    for kind in ("stream", "target", "score"):
        one, two = draft.get(kind), other.get(kind)
        summed_up = headline and kind == "target" and len(draft.nodes) == 1 and draft.own.keys() == {"count", "target"}
        if one is None or two is None or (summed_up and two.rule == TARGETING != one.rule):
            continue  # 173 teachers; 173 people in a draw targeted at education occupations
        if not same(kind, one, two):
            return False
    day, date = draft.get("day"), other.get("day")
    alike = day is None or date is None or same("day", day, date)
    if alike:
        return len(draft.own) <= len(other.own)
    return headline and "day" in draft.own and "day" in other.own and _stands_apart(draft)


def _stands_apart(draft: Draft) -> bool:
    """Return True if the day of a draft stands in a line without its number."""
    first, last = sorted((draft.own["count"].span, draft.own["day"].span))
    return not any(node.start <= first[0] and last[1] <= node.end for node in draft.nodes)


def _join(draft: Draft, other: Draft) -> None:
    """Add to a draft what is told of it with its number elsewhere, but for the day."""
    other.told += [fact for fact in draft.told if fact.kind not in ("day", "days")]
    other.nodes += draft.nodes
    aimed = ("target", "general") if {"target", "general"} & other.own.keys() else ()
    for kind, fact in draft.own.items():
        if kind not in ("day", *aimed):
            other.own.setdefault(kind, fact)


def without_retold(drafts: list[Draft]) -> list[Draft]:
    """Take out what a sentence says by a score alone, if a draw with a number has it: it is told again."""
    return [draft for at, draft in enumerate(drafts) if not any(_has_all(each, draft) for each in near(drafts, at))]


def _has_all(other: Draft, draft: Draft) -> bool:
    """Return True if of a score, its stream, target and day a draw with a number has all: no day of the page alone."""
    alone = "score" in draft.own and draft.own.keys() <= {"score", "stream", "target", "day"} and "count" in other.own
    facts = ((kind, fact, other.get(kind)) for kind, fact in draft.own.items())
    return alone and all(its is not None and same(kind, its, fact) for kind, fact, its in facts)


def without_rounded(drafts: list[Draft], found: Settled) -> list[Draft]:
    """Take out the number of the headline if a draw behind it has one that it rounds: 400 picked; 402 were invited."""
    first = min(drafts, key=lambda draft: draft.nodes[0].start, default=None)
    if first is None or not {"count"} <= first.own.keys() <= {"count", "stream", "target"} or first.codes:
        return drafts
    value, node = first.own["count"].value, first.nodes[0]
    line = node.words.names[-1:] != ["stop"] and node.kind != "row"
    rest = [draft for draft in drafts if draft is not first]
    behind = [other for other in rest[:RECENT] if "count" in other.own and _is_headed(other, first)]
    apart = (abs(other.own["count"].value - value) * _ROUGHLY for other in behind)
    if not line or value % _ROUND or not any(0 < by <= value for by in apart):
        return drafts
    found.summed.append(first.own["count"])
    return rest


def _is_headed(draft: Draft, first: Draft) -> bool:
    """Return True if a headline may tell of a draw in another paragraph: it names no other stream."""
    streams = [its.value for each in (draft, first) if (its := each.get("stream")) is not None]
    return len(set(streams)) < 2 and draft.nodes[0].block != first.nodes[0].block  # noqa: PLR2004


_ROUND, _ROUGHLY = 10, 20  # a round number, and how many times its distance from another it is at least


def rows_of_the_past(drafts: list[Draft]) -> None:
    """Take the rows of days before that of a draw which running text tells, and the table again, for earlier draws."""
    days: dict[int, Day] = {}
    for draft in drafts:
        day = draft.get("day") if draft.role == "announced" and draft.nodes[0].kind != "row" else None
        if day is not None:
            days |= {node.block: first_day(day) for node in draft.nodes if node.kind == "row"}
    for draft in drafts if days else ():
        day, blocks = draft.get("day"), {node.block if node.kind == "row" else None for node in draft.nodes}
        block = blocks.pop()
        if day is not None and block in days and not blocks and (its := first_day(day)).year and days[block].year:
            draft.role = "recalled" if its < days[block] else draft.role
