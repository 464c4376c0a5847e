"""Draws in, problems out: where a notice contradicts itself, the calendar or the classification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws import list_span
from oinp_noc._notices.mentions import Versions, units
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words import Days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.calendar import Calendar
    from oinp_noc._notices.drafts import Draft, Total
    from oinp_noc._notices.values import NoticeDraw
    from oinp_noc._notices.words import Fact


def find(drafts: list[Draft], draws: list[NoticeDraw], totals: list[Total], calendar: Calendar) -> list[Problem]:
    """Find what is wrong with the draws of a notice.

    Args:
        drafts: the drafts of the draws, with the places of what was told.
        draws: the draws, in the same order.
        totals: the numbers that stand for several of them.
        calendar: knows which dates may be read two ways.
    """
    announced = [(draft, draw) for draft, draw in zip(drafts, draws, strict=True) if draw.role == "announced"]
    sizes = _sizes_of_lists([draft for draft, _ in announced])
    found = [] if announced else [Problem("no-draw", "the text announces no draw")]
    for draft, draw in announced:
        found += _missing(draft, draw)
        found += _wrong_sizes(draft, sizes)
    found += _of_lists(announced)
    for draft, draw in zip(drafts, draws, strict=True):
        found += _date_problems(draft, draw, calendar)
        found += _contradictions(draft)
    found += _shared_lists([draft for draft, _ in announced])
    found += _totals(totals, [draft for draft, _ in announced])
    # Two draws with one list say the same of it, and a number may be repeated.
    return list(dict.fromkeys(found))


def _missing(draft: Draft, draw: NoticeDraw) -> Iterator[Problem]:
    facts = (draft.number, draft.score, draft.stream, draft.target)
    span = next((fact.span for fact in facts if fact is not None), None)
    if draw.date is None:
        yield Problem("missing-date", "the text gives a draw no day, or none with a year; published= helps", span)
    if draw.stream is None:
        yield Problem("missing-stream", "the text does not say of which stream a draw is", span)


# Lists.


def _sizes_of_lists(drafts: list[Draft]) -> set[int]:
    """Count the lists: each, and all together."""
    lists = [{code.code for code in draft.codes} for draft in drafts if draft.codes]
    return {*map(len, lists), len(set[str]().union(*lists)), sum(map(len, lists))}


def _wrong_sizes(draft: Draft, sizes: set[int]) -> Iterator[Problem]:
    if draft.codes:
        listed = len({code.code for code in draft.codes})
        for size in draft.sizes:
            if size.value not in sizes:
                message = f"{size.value} occupations are spoken of, and {listed} listed"
                yield Problem("count-mismatch", message, size.span)


def _of_lists(announced: list[tuple[Draft, NoticeDraw]]) -> Iterator[Problem]:
    """Find what is wrong with each list, once where draws share it."""
    checked: set[tuple[int, str | None]] = set()
    for draft, draw in announced:
        in_force = Versions.on(draw.date) if draw.date is not None else None
        if (id(draft.codes), None) not in checked:
            yield from _twice(draft)
        if (id(draft.codes), in_force) not in checked:
            yield from _other_versions(draft, draw)
        checked |= {(id(draft.codes), None), (id(draft.codes), in_force)}


def _twice(draft: Draft) -> Iterator[Problem]:
    seen: set[str] = set()
    for code in draft.codes:
        if code.code in seen:
            yield Problem("code-twice", f"{code.code} stands in a list twice", code.span)
        seen.add(code.code)


def _other_versions(draft: Draft, draw: NoticeDraw) -> Iterator[Problem]:
    in_force = Versions.on(draw.date) if draw.date is not None else None
    for code in draft.codes:
        if in_force is not None and code.version != in_force and code.code in units(code.version):
            message = f"{code.code} is a code of NOC {code.version}; on {draw.date} NOC {in_force} was in force"
            yield Problem("wrong-version", message, code.span)


def _shared_lists(drafts: list[Draft]) -> Iterator[Problem]:
    groups: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.codes:
            groups.setdefault(draft.codes[0].start, []).append(draft)
    for group in groups.values():
        if len(group) > 1:
            codes = len({code.code for code in group[0].codes})
            streams = ", ".join(str(draft.stream.value) for draft in group if draft.stream is not None)
            message = f"one list of {codes} codes for {len(group)} draws: {streams}"
            yield Problem("shared-list", message, list_span(group[0]))


# Days.


def _date_problems(draft: Draft, draw: NoticeDraw, calendar: Calendar) -> Iterator[Problem]:
    first, last = draw.profiles_from, draw.profiles_to
    window = draft.window.span if draft.window is not None else None
    if first and last and first > last:
        yield Problem("date-order", f"the profile window ends before it begins: {first} to {last}", window)
    elif draft.date and draw.date and last and last > (calendar.last(draft.date) or draw.date):
        yield Problem("date-order", f"the profile window ends on {last}, after the draw of {draw.date}", window)
    if draft.date is None or draw.date is None:
        return
    if calendar.is_ambiguous(draft.date):
        message = f"{draw.date} may be meant otherwise: it is written in numbers, and nothing else in the text decides"
        yield Problem("ambiguous-date", message, draft.date.span)
    if calendar.published and draw.date > calendar.published:
        message = f"the draw of {draw.date} is later than the day of publication, {calendar.published}"
        yield Problem("date-order", message, draft.date.span)


def _contradictions(draft: Draft) -> Iterator[Problem]:
    for name, one, other in draft.contradictions:
        message = f"the {name} of one draw is told in two ways: {_told(one)} and {_told(other)}"
        yield Problem("contradiction", message, other.span)


def _told(fact: Fact) -> str:
    """Tell a score or a window."""
    parts = [part for part in fact.value if part is not None]
    if isinstance(fact.value, Days):
        parts = ["-".join(str(number) for number in day if number is not None) for day in parts]
    return " to ".join(map(str, parts))


# Numbers of invitations.


_MOST_PARTS = 12  # of a sum, that a message lists


class _Sum:
    """What draws make together."""

    def __init__(self) -> None:
        self.draws = 0
        self.numbers: list[int] = []
        self.total = 0

    def add(self, draft: Draft) -> None:
        self.draws += 1
        if draft.number is not None:
            self.numbers.append(draft.number.value)
            self.total += draft.number.value


def _sums(drafts: list[Draft]) -> dict[tuple[str | None, tuple[int, int] | None], _Sum]:
    """Sum draws up by stream and day, by either, and all of them."""
    sums: dict[tuple[str | None, tuple[int, int] | None], _Sum] = {}
    for draft in drafts:
        streams = {None, draft.stream.value if draft.stream is not None else None}
        days = {None, draft.date.value[1:] if draft.date is not None else None}
        for key in ((stream, day) for stream in streams for day in days):
            sums.setdefault(key, _Sum()).add(draft)
    return sums


def _totals(totals: list[Total], drafts: list[Draft]) -> Iterator[Problem]:
    sums = _sums(drafts) if totals else {}
    # A number that is told again is one total; where its streams are named, it says most.
    by_value: dict[int, Total] = {}
    for total in totals:
        if total.fact.value not in by_value or len(total.streams) > len(by_value[total.fact.value].streams):
            by_value[total.fact.value] = total
    for total in sorted(by_value.values(), key=lambda total: total.fact.span):
        yield from _of_total(total, sums)


def _of_total(total: Total, sums: dict[tuple[str | None, tuple[int, int] | None], _Sum]) -> Iterator[Problem]:
    streams = list(dict.fromkeys(stream.value for stream in total.streams)) or [None]
    day = total.date.value[1:] if total.date is not None else None
    of_day, of_all = ([sums[stream, when] for stream in streams if (stream, when) in sums] for when in (day, None))
    value = total.fact.value
    numbers = sum(len(part.numbers) for part in of_day)
    if numbers < sum(part.draws for part in of_day) or (not numbers and len(total.streams) > 1):
        names = " and ".join(str(stream.value) for stream in total.streams) or "several draws"
        yield Problem("shared-total", f"{value} invitations are told for {names} together", total.fact.span)
    elif numbers > 1 and value not in (sum(part.total for part in of_day), sum(part.total for part in of_all)):
        parts = [number for part in of_day for number in part.numbers[:_MOST_PARTS]]
        said = f" ({' + '.join(map(str, parts))})" if numbers <= _MOST_PARTS else ""
        made = sum(part.total for part in of_day)
        yield Problem("total-mismatch", f"the {numbers} parts{said} make {made}, not {value}", total.fact.span)
