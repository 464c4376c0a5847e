"""Drafts in, draws and totals out: numbers that stand for several draws are none of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.draws.drafts import RECENT, Draft, is_part, near
from oinp_noc._notices.draws.retold import rows_of_the_past, without_echoes, without_retold, without_rounded
from oinp_noc._notices.draws.scales import is_strange
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import ACTS
from oinp_noc._notices.tree.places import above, section

if TYPE_CHECKING:
    from collections.abc import Collection

    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.words.lexicon import Fact

_MOST = 512  # drafts that a total may have
_TOO_MANY = 10_000  # people: the largest draw had fewer than half of them


def without_totals(found: Settled) -> None:
    """Take out what others of its day and stream make together, and what came to nothing."""
    found.drafts = [draft for draft in found.drafts if not (_is_too_large(draft) or _is_of_few(draft))]
    drafts = without_echoes([draft for draft in found.drafts if draft.role == "announced"])
    shared = {fact.value for fact, _ in found.shared}
    for finds in (_are_totals, _stand_for_a_day, _are_of_several, _are_wholes):
        totals = finds(drafts, found, shared)
        taken = set(map(id, totals))
        drafts = [draft for draft in drafts if id(draft) not in taken]
        found.totals += totals
    for total in found.totals:
        _pass_on(total, [draft for draft in drafts[:_MOST] if is_part(draft, total)])
    drafts = without_rounded(drafts, found)
    drafts = _without_doubles(without_retold(_without_bare(drafts, found)))
    recalled = [draft for draft in found.drafts if draft.role == "recalled" and _is_told(draft)]
    found.totals += [draft for draft in recalled if draft.whole]
    drafts += _without_bare([draft for draft in recalled if not draft.whole], found)
    rows_of_the_past(drafts)
    found.drafts = sorted(drafts, key=lambda draft: draft.role == "recalled")


def _is_too_large(draft: Draft) -> bool:
    """Return True if a draft has more people than the province may nominate in months: it is no draw's number."""
    count = draft.own.get("count")
    return count is not None and count.value >= _TOO_MANY


def without_empty(found: Settled, text: str) -> None:
    """Take out announced draws that say nothing beside one with a number, and two or three people of no stream.

    Earlier ones of no stream, with scores as no stream of the text has them, are federal, if it speaks of such.

    Args:
        found: the drafts.
        text: the text, spelt plainly.
    """
    streams = {fact.value: fact for draft in found.drafts if (fact := draft.get("stream")) is not None}.values()
    found.drafts = [draft for draft in found.drafts if not (_is_strange_to(draft, streams) and _FEDERAL.search(text))]
    announced = [draft for draft in found.drafts if draft.role == "announced"]
    shared = {id(draft) for _, draft in found.shared}
    if any("count" in draft.own for draft in announced):
        empty = {id(draft) for draft in announced if _is_bare(draft) and _says_nothing(draft)} - shared
        heads = {id(draft) for draft in announced if _is_bare(draft) and _tells_of_all(draft, announced)}
        told = (draft for draft in announced if id(draft) in empty - heads)
        held = (draft for draft in told if any(node.says(*ACTS) for node in draft.nodes))
        found.unnumbered = [fact for draft in held if (fact := draft.own.get("stream")) is not None]
        found.drafts = [draft for draft in found.drafts if id(draft) not in empty | heads]


_FEDERAL = compiled(r"\b(?:express entry|entree express|federale?s?|ircc)\b")


def _is_strange_to(draft: Draft, streams: Collection[Fact]) -> bool:
    """Return True if an earlier draw has no stream and target, and a score that is on the scale of none."""
    score = draft.own.get("score")
    if draft.role != "recalled" or score is None or draft.get("stream") or draft.get("target"):
        return False
    return bool(streams) and all(is_strange(score, stream) for stream in streams)


def _says_nothing(draft: Draft) -> bool:
    """Return True if no stream is told of a draft, nothing but a day, or a stream without its day or target."""
    acts = draft.nodes[0].kind == "row" or not draft.own.keys().isdisjoint({"day", "target"})
    loose = draft.get("stream") is None and not draft.plural
    return loose or draft.own.keys() <= {"day", "window"} or not acts


def _tells_of_all(draft: Draft, announced: list[Draft]) -> bool:
    """Return True if a sentence tells of as many rounds of its stream as have a number: three rounds were published."""
    rounds = {fact.value for fact in draft.nodes[0].of("rounds") if fact.value > 1}
    stream = draft.own.get("stream")
    if not rounds or stream is None or draft.own.keys() > {"day", "stream"}:
        return False
    numbered = (other for other in announced[:_MOST] if "count" in other.own and draft.nodes[0].start < other.place())
    return sum((its := other.get("stream")) is not None and its.value == stream.value for other in numbered) in rounds


def _is_of_few(draft: Draft) -> bool:
    """Return True if two or three people of no stream, project or score are told: our two graduates, three nurses."""
    count, target = draft.own.get("count"), draft.get("target")
    few = count is not None and count.rule not in ("invitations", "label") and 1 < count.value <= _FEW
    return few and "stream" not in draft.own and not (target is not None and target.value[0].program)


_FEW = 3


def _is_told(draft: Draft) -> bool:
    """Return True if more is told of an earlier draw than its day."""
    return "count" in draft.own or ("day" in draft.own and len({*draft.own, *draft.context}) > 1)


def _are_totals(drafts: list[Draft], _found: Settled, _shared: set[int]) -> list[Draft]:
    numbered = [draft for draft in drafts if "count" in draft.own]
    return [
        draft
        for at, draft in enumerate(numbered)
        if draft.whole or _is_total(draft, near(numbered, at)) or _adds_up_a_table(draft, numbered[:at][-_MOST:])
    ]


def _adds_up_a_table(draft: Draft, before: list[Draft]) -> bool:
    """Return True if a row has nothing but a number, which is the sum of those of the rows above it."""
    row = draft.nodes[0]
    if row.kind != "row" or draft.own.keys() != {"count"} or row.unit.columns is None:
        return False
    start = row.unit.columns.start
    above = (other for other in before if (unit := other.nodes[0].unit).columns and unit.columns.start == start)
    values = [other.own["count"].value for other in above]
    return len(values) > 1 and sum(values) == draft.own["count"].value


def _without_bare(drafts: list[Draft], found: Settled) -> list[Draft]:
    """Take out drafts of which nothing but stream and day is told, if another says more of the same."""
    kept = []
    for at, draft in enumerate(drafts):
        covering = [other for other in near(drafts, at) if _covers(other, draft)] if _is_bare(draft) else []
        if not covering:
            kept.append(draft)
        for other in covering:
            other.cued = other.cued or draft.cued
        if covering and "shared" in draft.context:
            found.shared = [(fact, covering[0] if owner is draft else owner) for fact, owner in found.shared]
    return kept


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Take out numbers that a sentence tells beside a draw, as if they were a second one of its stream and day.

    No stream has two general draws on one day: the number is of an earlier draw, a record, a goal. It is unassigned.
    """
    doubles = {id(draft) for at, draft in enumerate(drafts) if _is_double(draft, near(drafts, at))}
    return [draft for draft in drafts if id(draft) not in doubles]


def _is_double(draft: Draft, others: list[Draft]) -> bool:
    target, node = draft.get("target"), draft.nodes[0]
    if not {"count"} <= draft.own.keys() <= {"count", "window"} or node.kind != "sentence":
        return False
    if draft.get("stream") is None or draft.get("day") is None or (target is not None and node.says("one-more")):
        return False
    return any(
        "count" in other.own
        and {"stream", "day"} & other.own.keys()
        and other.get("day") is not None
        and is_part(other, draft)
        and (other.get("target") == target if target is not None else not _has_program(other))
        for other in others
    )


def _has_program(draft: Draft) -> bool:
    """Return True if a draw was for a pilot or project: beside it a stream may have a draw for everybody else."""
    target = draft.get("target")
    return target is not None and bool(target.value[0].program)


def _is_total(draft: Draft, others: list[Draft]) -> bool:
    """Return True if a number is the sum of others; of one that the text calls a total, parts may be missing."""
    parts = [other for other in others if is_part(other, draft) and not other.total]
    values, total = [other.own["count"].value for other in parts], draft.own["count"].value
    exact = len(values) > 1 and sum(values) == total
    if {"score", "target", "general"} & draft.own.keys() or draft.codes:
        aimed = all(part.get("target") is not None for part in parts)
        # 482 invitations for nurses: 301 of the one stream and 181 of the other
        of_no_stream = draft.get("stream") is None and not {"score", "general"} & draft.own.keys()
        return exact and (draft.total or aimed or (of_no_stream and all("stream" in part.own for part in parts)))
    if exact or (draft.total and any(value < total for value in values)):
        return True
    return any(_is_part_told_behind(other, draft) for other in parts if other.own["count"].value < total)


def _is_part_told_behind(other: Draft, whole: Draft) -> bool:
    """Return True if a paragraph tells the number of a stream, and then one of its draws by target or score."""
    one, two = other.nodes[0], whole.nodes[0]
    told = {"target", "score"} & other.own.keys() and one.block == two.block and two.start < one.start
    told = told and not one.says("one-more")  # another 75 went to tech: these are not among those before
    return bool(other.get("stream") is not None and told and one.kind == two.kind == "sentence")


def _are_wholes(drafts: list[Draft], found: Settled, _shared: set[int]) -> list[Draft]:
    """Find the numbers without a stream that stand for several draws, of which nothing but the streams is told."""
    bare = [draft for draft in drafts if _is_bare(draft) and "stream" in draft.own][-RECENT:]
    wholes = []
    for draft in drafts:
        parts = [part for part in bare if is_part(part, draft)]
        alone = "count" in draft.own and {"target", "score"}.isdisjoint(draft.own)
        if alone and len({part.own["stream"].value for part in parts}) > 1:
            wholes.append(draft)
            found.shared += [(draft.own["count"], part) for part in parts]
    return wholes


def _pass_on(total: Draft, parts: list[Draft]) -> None:
    """Give what is said of a total to its parts."""
    for part in parts:
        for kind in ("day", "target", "window"):
            general = kind == "target" and "general" in part.own
            if (fact := total.get(kind)) is not None and part.get(kind) is None and not general:
                part.context[kind] = fact
        part.codes = part.codes or total.codes


def _are_of_several(drafts: list[Draft], _found: Settled, _shared: set[int]) -> list[Draft]:
    """Find the numbers said of several streams, where a draw of one of them is told."""
    told = [draft for draft in drafts if draft.get("stream") is not None and not draft.several][:RECENT]
    found = []
    for draft in drafts:
        if draft.several and "count" in draft.own and "score" not in draft.own:
            # whatever day is told near
            whole = Draft(draft.role, own=draft.own) if "stream" in draft.own else draft
            numbers = [o.own["count"].value if "count" in o.own else 0 for o in told if is_part(o, whole)]
            if len(numbers) > ("stream" in draft.own) and max(numbers) < draft.own["count"].value:
                found.append(draft)
    return found


def _stand_for_a_day(drafts: list[Draft], _found: Settled, shared: set[int]) -> list[Draft]:
    """Find the drafts without a stream that stand for all of their day."""
    numbered = [draft for draft in drafts if "count" in draft.own]
    found = []
    for at, draft in enumerate(numbered):
        value = draft.own["count"].value
        if draft.get("stream") is not None or draft.codes or "score" in draft.own:
            continue
        parts = [other for other in near(numbered, at) if other.get("stream") is not None and is_part(other, draft)]
        named = [other.own["count"].value for other in parts]
        alike = sum(other.own["count"].value for other in parts if is_aimed_alike(other, draft))
        if value in shared or (len(named) > 1 and (value > max(named) or value == alike)):
            found.append(draft)
    return found


def is_aimed_alike(other: Draft, whole: Draft) -> bool:
    """Return True if a draw has the target that a number is told with, if any: 90 of the REDI pilot, in three draws."""
    aim, its = whole.own.get("target"), other.get("target")
    return aim is None or (its is not None and same("target", its, aim))


def _is_bare(draft: Draft) -> bool:
    return not {"count", "score"} & draft.own.keys() and (draft.plural or not draft.codes)


def _covers(other: Draft, bare: Draft) -> bool:
    """Return True if another draft of the same stream and day says more."""
    if _is_bare(other) or ("shared" in bare.context and other.get("stream") is None):
        return False
    headings = [heading for node in bare.nodes[:8] if (heading := section(node)) is not None]
    near = any(heading in above(node) for node in other.nodes[:8] for heading in headings)
    for kind in ("stream", "day", "target"):
        one, two = other.get(kind), bare.own.get(kind) if kind == "target" else bare.get(kind)
        if kind == "day" and near and "day" not in bare.own and "day" in other.own:
            continue  # the day of the page, above that of the round
        if kind == "target" and two is not None and "general" in other.own:
            return False
        if one is not None and two is not None and not same(kind, one, two):
            return False
    return True
