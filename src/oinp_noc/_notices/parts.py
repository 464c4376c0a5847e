"""Facts in, parts out: what a sentence says of one draw, where it speaks of an earlier one, how several share it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.facts import Facts
from oinp_noc._notices.words import Day, Days, Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.values import Role

_AT_ONCE = 6  # tokens: a word this early is about the whole sentence
_ROW = re.compile(r"n[SBV_]{0,4}(?:[,&]{1,2}n[SBV_]{0,4}){1,5}p?")
_ANNOUNCES = frozenset("SBVdivWsD")
_SURE = re.compile(r"j[_x]?[TRPLXJ]\Z")
_TARGETED = re.compile(r"j[_x]?[iWd]|[iWd]j")


class Part(NamedTuple):
    """What a sentence says of one draw; ``shares_total`` where it gives one number for it and others."""

    date: Fact | None = None
    stream: Fact | None = None
    target: Fact | None = None
    general: bool = False
    targeted: bool = False
    number: Fact | None = None
    score: Fact | None = None
    window: Fact | None = None
    sizes: tuple[Fact, ...] = ()
    shares_total: bool = False


def split_by_role(facts: Facts, *, goes_on: bool) -> Iterator[tuple[Role, Facts]]:
    """Split a sentence where it begins to speak of an earlier draw, and where it comes back.

    Args:
        facts: what the sentence says.
        goes_on: whether a sentence that names no other draw is still about an earlier one.
    """
    letters = facts.letters
    first = letters.find("r")
    if first < 0:
        yield ("recalled" if goes_on else "announced"), facts
        return
    back = letters.find("q", first + 1)
    back = back if back >= 0 else len(letters)
    if not any(fact.place < first for fact in facts.counts) and (
        first <= _AT_ONCE or _ANNOUNCES.isdisjoint(letters[:first])
    ):
        first = 0
    if first:
        yield "announced", cut(facts, 0, first)
    recalled = cut(facts, first, back)
    if recalled.counts or recalled.dates or recalled.scores:
        before = tuple(stream for stream in facts.streams if stream.place < first)
        yield "recalled", recalled._replace(streams=recalled.streams or before[-1:])
    if back < len(letters):
        yield "announced", cut(facts, back, len(letters))


def cut(facts: Facts, first: int, last: int) -> Facts:
    """Keep the facts of a part of a sentence."""

    def kept(found: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(fact for fact in found if first <= fact.place < last)

    return Facts(
        dates=kept(facts.dates),
        ranges=kept(facts.ranges),
        windows=kept(facts.windows),
        counts=kept(facts.counts),
        scores=kept(facts.scores),
        streams=kept(facts.streams),
        targets=kept(facts.targets),
        sizes=kept(facts.sizes),
        summed=facts.summed,
        parents=kept(facts.parents),
        several=kept(facts.several),
        letters=facts.letters[first:last],
        start=facts.start,
        end=facts.end,
    )


def days_of(facts: Facts, today: dt.date | None = None) -> tuple[Fact, ...]:
    """Return the days that a sentence names; of a stretch of days, the first."""
    days = facts.dates or tuple(map(first_day, facts.ranges))
    if days or today is None or not (facts.says("D") or facts.says("A")):
        return days
    date = today if facts.says("D") or today == dt.date.min else today - dt.timedelta(days=1)
    return (Fact(Day(date.year, date.month, date.day), (facts.start, facts.start), 0),)


def first_day(fact: Fact) -> Fact:
    """Read a stretch of days by its first."""
    return fact._replace(value=fact.value.first) if isinstance(fact.value, Days) else fact


def distinct(streams: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Keep the first of each stream that is named."""
    found: dict[str, Fact] = {}
    for stream in streams:
        found.setdefault(stream.value, stream)
    return tuple(found.values())


def total_in(facts: Facts) -> Fact | None:
    """Return the number that a sentence gives for several draws together."""
    counts = facts.counts
    if len(counts) > 2 and counts[0].value == sum(count.value for count in counts[1:]):  # noqa: PLR2004 (a sum has parts)
        return counts[0]
    if len(counts) != 1:
        return None
    several = len(distinct(facts.streams)) > 1 or bool(facts.several)
    return counts[0] if several else None


def of_each_stream(facts: Facts) -> list[Part]:
    """Divide a sentence that gives one number for several streams: the number is none of theirs."""
    streams = distinct(facts.streams)
    scores: tuple[Fact | None, ...] = facts.scores if len(facts.scores) == len(streams) else (None,) * len(streams)
    targets = [target for target in facts.targets if target.value is not None]
    common = Part(
        date=next(iter(days_of(facts)), None),
        target=targets[0] if len(targets) == 1 and _SURE.search(facts.letters, 0, targets[0].place + 1) else None,
        targeted=_TARGETED.search(facts.letters) is not None,
        window=next(iter(facts.windows), None),
        shares_total=len(streams) > 1,
    )
    pairs = zip(streams, scores, strict=True)
    return [common._replace(stream=stream, score=score) for stream, score in pairs]


def of_each_draw(facts: Facts, today: dt.date | None) -> list[Part]:
    """Divide what a sentence says among the draws that it tells of."""
    streams, days = distinct(facts.streams), days_of(facts, today)
    number = _number_of_draws(facts, streams)
    anchors = facts.counts or (facts.scores if number == len(facts.scores) else streams)
    targets = tuple(target for target in facts.targets if target.value is not None)
    alone = number == 1
    common = Part(
        date=next(iter(days), None),
        stream=streams[0] if len(streams) == 1 else None,
        general=alone and not targets and bool(facts.targets),
        targeted=_TARGETED.search(facts.letters) is not None,
        window=next(iter(facts.windows), None),
        sizes=facts.sizes if alone else (),
    )
    if len(targets) == 1 and number > 1 and _behind_row(facts, targets[0]):
        targets *= number
    shares = (_shares(of_kind, anchors, number) for of_kind in (days, streams, targets, facts.scores))
    return [
        common._replace(
            date=date or common.date,
            stream=stream or common.stream,
            target=target,
            number=facts.counts[place] if facts.counts else None,
            score=score,
        )
        for place, (date, stream, target, score) in enumerate(zip(*shares, strict=True))
    ]


def _behind_row(facts: Facts, target: Fact) -> bool:
    """Say whether a target stands behind numbers in a row, as in "24 of the one and 19 of the other stream for…"."""
    row = _ROW.match(facts.letters, facts.counts[0].place) if facts.counts else None
    return row is not None and facts.counts[-1].place < row.end() <= target.place


def _number_of_draws(facts: Facts, streams: tuple[Fact, ...]) -> int:
    """Count the draws that a sentence tells of: by its numbers, else by scores or streams that go together."""
    scores = len(facts.scores)
    if facts.counts:
        return len(facts.counts)
    if len(streams) > 1 and scores in (0, len(streams)):
        return len(streams)
    if scores > 1 and (facts.says("y") or scores in (len(streams), len(facts.targets))):
        return scores
    return 1


def _shares(facts: tuple[Fact, ...], anchors: tuple[Fact, ...], number: int) -> list[Fact | None]:
    """Say which fact belongs to each of several draws: its own by order, or by where it stands."""
    if number == 1:
        return [next(iter(facts), None)]
    if len(facts) == number:
        return list(facts)
    shares: list[Fact | None] = [None] * number
    if facts and len(anchors) == number:
        places = [anchor.place for anchor in anchors]
        leading = facts[0].place < places[0]  # each draw begins with such a fact, not with its number
        for fact in facts:
            before = bisect_left(places, fact.place)
            owner = min(max(before if leading else before - 1, 0), number - 1)
            shares[owner] = shares[owner] or fact
    return shares
