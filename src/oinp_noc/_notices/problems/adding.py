"""Drafts in, problems out: numbers told for several draws, those that do not add up, and those that may be nobody's."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.draws.drafts import is_part
from oinp_noc._notices.draws.totals import is_aimed_alike
from oinp_noc._notices.values import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.draws.drafts import Draft, Settled
    from oinp_noc._notices.words.lexicon import Fact

MOST_PARTS = 12  # of a sum, that a message lists or that are compared


def totals(settled: Settled, announced: list[Draft]) -> Iterator[Problem]:
    """Find the totals that are told for several draws, and those that their parts do not make."""
    shared: dict[tuple[int, int], list[Draft]] = {}
    for fact, draft in settled.shared:
        shared.setdefault(fact.span, []).append(draft)
    facts = {fact.span: fact for fact, _ in settled.shared}
    for span, drafts in shared.items():
        yield from _shared(facts[span], [draft for draft in drafts if draft in announced])
    seen: set[int] = {fact.value for fact in facts.values()}
    for total in settled.totals:
        fact = total.own["count"]
        if fact.value not in seen:
            seen.add(fact.value)
            yield from _mismatch(fact, total, announced)


def _shared(fact: Fact, drafts: list[Draft]) -> Iterator[Problem]:
    """Tell of a number that stands for several draws, unless theirs are known and make it."""
    numbers = [draft.own["count"].value for draft in drafts if "count" in draft.own]
    if len(numbers) < len(drafts):
        yield _together(fact, [stream.value for draft in drafts if (stream := draft.get("stream")) is not None])
    elif len(numbers) > 1 and sum(numbers) != fact.value:
        yield _does_not_add_up(fact, numbers)


def _mismatch(fact: Fact, total: Draft, announced: list[Draft]) -> Iterator[Problem]:
    parts = [draft for draft in announced if is_part(draft, total)]
    alike = [draft.own["count"].value for draft in parts if is_aimed_alike(draft, total) and "count" in draft.own]
    runs: Iterable[int] = ()
    if total.nodes[0].kind == "row":  # of its table
        parts = [draft for draft in parts if draft.nodes[0].block == total.nodes[0].block] or parts
        runs = _runs(fact, parts)
    numbers = [draft.own["count"].value for draft in parts if "count" in draft.own]
    everything = [draft.own["count"].value for draft in announced if "count" in draft.own]
    if len(numbers) < len(parts) or (total.several and len(everything) == 1 and fact.value not in everything):
        names = [stream.value for draft in parts if (stream := draft.get("stream")) is not None]
        yield _together(fact, names if names[1:] else [])
    elif len(numbers) > 1 and fact.value not in {sum(numbers), sum(everything), sum(alike), *runs}:
        yield _does_not_add_up(fact, numbers)


def _runs(fact: Fact, parts: list[Draft]) -> Iterator[int]:
    """Add up the numbers before another, from the nearest on, and those behind it: it may sum up some of a table."""
    counts = sorted((draft.own["count"].span, draft.own["count"].value) for draft in parts if "count" in draft.own)
    yield from accumulate(value for span, value in reversed(counts) if span < fact.span)
    yield from accumulate(value for span, value in counts if span > fact.span)


def _does_not_add_up(fact: Fact, numbers: list[int]) -> Problem:
    said = f" ({' + '.join(map(str, numbers))})" if len(numbers) <= MOST_PARTS else ""
    message = say(
        "the {count} parts{said} make {sum}, not {number}",
        count=len(numbers),
        said=said,
        sum=sum(numbers),
        number=fact.value,
    )
    return Problem("total-mismatch", message, fact.span)


def _together(fact: Fact, streams: list[str]) -> Problem:
    """Tell of a number for several draws together."""
    told = say(" and ").join(streams) or say("several draws")
    message = say("{number} invitations are told for {draws} together", number=fact.value, draws=told)
    return Problem("shared-total", message, fact.span)


def is_poor(draft: Draft, drafts: list[Draft]) -> bool:
    """Return True if a number in running text has no score, list or stream of its own, beside draws that have scores.

    A few people of a stream may be anybody's clients; a number before smaller ones may be a sum, not all of whose parts
    are told. Draws for a project have no score.
    """
    own, target = draft.own, draft.own.get("target")
    if "count" not in own or draft.nodes[0].kind == "row":
        return False
    of_project = target is not None and target.value[0].program
    if "score" in own or draft.codes or draft.scoreless or of_project or not any("score" in o.own for o in drafts):
        return False
    rest = [other.own["count"] for other in drafts if other is not draft and "count" in other.own]
    leads = all(own["count"].span < count.span and own["count"].value > count.value for count in rest)
    return "stream" not in own or (leads and "day" not in own)
