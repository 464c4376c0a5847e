"""Draws in, problems out: where a notice contradicts itself, the calendar or the classification."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc._catalogue import marked, say
from oinp_noc._notices.draws.finish import list_span
from oinp_noc._notices.draws.scales import is_strange
from oinp_noc._notices.facts.titles import Versions, units
from oinp_noc._notices.problems.adding import MOST_PARTS, is_poor, totals
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.dates import Days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.calendar import Calendar
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.values import NoticeDraw
    from oinp_noc._notices.words.lexicon import Fact


def find(made: Made) -> list[Problem]:
    """Find what is wrong with the draws of a notice."""
    settled, pairs = made.settled, list(zip(made.settled.drafts, made.draws, strict=True))
    announced = [(draft, draw) for draft, draw in pairs if draw.role == "announced"]
    sizes = _sizes_of_lists([draft for draft, _ in announced])
    found = [] if announced else [Problem("no-draw", say("the text announces no draw"))]
    for draft, draw in announced:
        found += _missing(draft, draw)
        found += _wrong_sizes(draft, sizes)
        found += _numberless(draft, [other for other, _ in announced[:MOST_PARTS]])
    found += _of_lists(announced)
    for draft, draw in pairs:
        found += _date_problems(draft, draw, made.calendar)
        found += _contradictions(draft)
        found += _unscaled(draft, draw)
        found += _undated(draft, draw)
        found += _unsure(draft)
        found += _streamless(draft, draw)
    found += _shared_lists([draft for draft, _ in announced], settled.shared_lists)
    found += totals(settled, [draft for draft, _ in announced])
    message = say("no number is told of a draw of this stream, which is read as none")
    found += [Problem("unclear", message, fact.span) for fact in settled.unnumbered]
    return found


def _unscaled(draft: Draft, draw: NoticeDraw) -> Iterator[Problem]:
    """Tell of a score that is kept out of a recalled draw, its scale not known, and of one that is off the scale."""
    score = draft.own.get("score")
    if draw.role == "recalled" and score is not None and draw.score is None:
        message = say("the scale of the score {score} is not known: EOI or CRS", score=_told(score))
        yield Problem("unclear", message, score.span)
    stream = draft.get("stream")
    if draw.score is not None and score is not None and stream is not None and is_strange(score, stream):
        message = say("no draw of the scale of this stream had a score such as {score}", score=_told(score))
        yield Problem("unclear", message, score.span)


def _undated(draft: Draft, draw: NoticeDraw) -> Iterator[Problem]:
    """Tell of the day of a recalled draw that has no year."""
    day = draft.get("day")
    if draw.role == "recalled" and day is not None and draw.date is None:
        yield Problem("missing-date", say("the day of an earlier draw has no year; published= helps"), day.span)


def _unsure(draft: Draft) -> Iterator[Problem]:
    """Tell of facts that may be of another draw of their sentence alone."""
    shared = [draft.context["shared"]] if "shared" in draft.context and "count" not in draft.own else []
    beside = draft.role == "announced" and all(fact in draft.nodes[0].facts for fact in shared)
    for fact in (*draft.unsure, *(() if beside else shared)):
        mine = next((draft.own[kind].span for kind in ("count", "stream") if kind in draft.own), fact.span)
        what = say(FACTS.get(fact.kind, fact.kind))
        message = say("the {what} is told once for several draws: it may be of another of them alone", what=what)
        headed = fact.span[1] <= min(node.unit.start for node in draft.nodes)
        span = mine if headed else (min(mine[0], fact.span[0]), max(mine[1], fact.span[1]))
        yield Problem("unclear", message, span)


def _streamless(draft: Draft, draw: NoticeDraw) -> Iterator[Problem]:
    """Tell of an earlier draw without a stream, or of which nothing is told but its day and stream."""
    if draw.role != "recalled":
        return
    span = next((draft.own[kind].span for kind in ("count", "day", "stream") if kind in draft.own), None)
    if draw.stream is None:
        yield Problem("unclear", say("the text does not say of which stream an earlier draw was"), span)
    elif not (draft.own.keys() - {"day", "stream"} or draft.codes):
        yield Problem("unclear", say("only a day is told of an earlier draw: it may be another one told again"), span)


def _missing(draft: Draft, draw: NoticeDraw) -> Iterator[Problem]:
    facts = (draft.get(kind) for kind in ("count", "score", "stream", "target"))
    span = next((fact.span for fact in facts if fact is not None), None)
    if draw.date is None:
        message = say("the text gives a draw no day, or none with a year; published= helps")
        yield Problem("missing-date", message, span)
    if draw.stream is None:
        score = draft.own.get("score")
        message = say("the text does not say of which stream a draw is")
        if score and draw.score is None:
            message = say(
                "{message}, so the scale of its score, {score}, is not known", message=message, score=_told(score)
            )
        yield Problem("missing-stream", message, span)


def _numberless(draft: Draft, drafts: list[Draft]) -> Iterator[Problem]:
    """Tell of a draw without a number, beside others that have one or of words alone, and of a number alone."""
    counted = any("count" in other.own for other in drafts)
    told = (bool(draft.codes), "score" in draft.own)
    bare = "count" not in draft.own and not (all(told) if counted else any(told))
    if bare and "shared" not in draft.context:
        own = (draft.own.get(kind) for kind in ("score", "stream", "target", "day"))
        fact = next(filter(None, own), draft.get("stream"))
        message = say("no number is told of this draw: it may be another one told again, or none")
        yield Problem("unclear", message, fact.span if fact is not None else None)
    elif is_poor(draft, drafts):
        message = say("little but its number is told of this draw: it may be another one's, or none")
        yield Problem("unclear", message, draft.own["count"].span)


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
                message = say("{size} occupations are spoken of, and {listed} listed", size=size.value, listed=listed)
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
            yield Problem("code-twice", say("{code} stands in a list twice", code=code.code), code.span)
        seen.add(code.code)


def _other_versions(draft: Draft, draw: NoticeDraw) -> Iterator[Problem]:
    in_force = Versions.on(draw.date) if draw.date is not None else None
    for code in draft.codes:
        if in_force is not None and code.version != in_force and code.code in units(code.version):
            message = say(
                "{code} is a code of NOC {version}; on {day} NOC {in_force} was in force",
                code=code.code,
                version=code.version,
                day=draw.date,
                in_force=in_force,
            )
            yield Problem("wrong-version", message, code.span)


def _shared_lists(drafts: list[Draft], told: set[int]) -> Iterator[Problem]:
    """Tell of lists of several draws, unless the text says that they are."""
    groups: dict[int, list[Draft]] = {}
    for draft in drafts:
        sized = all(size.value == len({code.code for code in draft.codes}) for size in draft.sizes)
        if draft.codes and not (sized and draft.codes[0].start in told):
            groups.setdefault(draft.codes[0].start, []).append(draft)
    for group in groups.values():
        if len(group) > 1 and not _is_their_job(group):
            codes = len({code.code for code in group[0].codes})
            streams = ", ".join(str(stream.value) for draft in group if (stream := draft.get("stream")) is not None)
            message = say(
                "one list of {codes} codes for {draws} draws: {streams}",
                codes=codes,
                draws=len(group),
                streams=streams,
            )
            yield Problem("shared-list", message, list_span(group[0]))


def _is_their_job(drafts: list[Draft]) -> bool:
    """Return True if a list has one code, and its draws are for people of one label, or told at once: welders."""
    facts = [target for draft in drafts if (target := draft.get("target")) is not None]
    targets = [target.value[0] for target in facts]
    alike = len(targets) == len(drafts) and len(set(targets)) == 1
    alike = alike and (len(targets[0].labels) == 1 or len({fact.span for fact in facts}) == 1)
    return alike and len({code.code for code in drafts[0].codes}) == 1


# Days.


def _date_problems(draft: Draft, draw: NoticeDraw, calendar: Calendar) -> Iterator[Problem]:
    day = draft.get("day")
    first, last = draw.profiles_from, draw.profiles_to
    window = draft.own["window"].span if "window" in draft.own else None
    if first and last and first > last:
        message = say("the profile window ends before it begins: {first} to {last}", first=first, last=last)
        yield Problem("date-order", message, window)
    elif day is not None and draw.date and last and last > (calendar.last(day) or draw.date):
        message = say("the profile window ends on {last}, after the draw of {day}", last=last, day=draw.date)
        yield Problem("date-order", message, window)
    if day is None or draw.date is None:
        return
    if day.kind == "days" and (calendar.last(day) or draw.date) - draw.date > _LONG:
        message = say("the day of the draw is the first of many, and may be no day of a draw")
        yield Problem("unclear", message, day.span)
    if calendar.takes_a_year(day):
        message = say("the day has no year; {year} is only the year that the text names elsewhere", year=draw.date.year)
        yield Problem("unclear", message, day.span)
    if calendar.is_ambiguous(day):
        message = say(
            "{day} may be meant otherwise: it is written in numbers, and nothing else in the text decides",
            day=draw.date,
        )
        yield Problem("ambiguous-date", message, day.span)
    if calendar.published and calendar.changed and draw.date > max(calendar.published, calendar.changed):
        message = say(
            "the draw of {day} is later than the day of publication, {published}",
            day=draw.date,
            published=calendar.published,
        )
        yield Problem("date-order", message, day.span)


_LONG = dt.timedelta(days=45)


def _contradictions(draft: Draft) -> Iterator[Problem]:
    for name, one, other in draft.contradictions:
        message = say(
            "the {what} of one draw is told in two ways: {one} and {other}",
            what=say(FACTS[name]),
            one=_told(one),
            other=_told(other),
        )
        yield Problem("contradiction", message, other.span)


def _told(fact: Fact) -> str:
    """Tell a score or a window."""
    parts = [part for part in fact.value if part is not None]
    if isinstance(fact.value, Days):
        parts = ["-".join(str(number) for number in day if number is not None) for day in parts]
    return say(" to ").join(map(str, parts))


_NUMBER = marked("number")
FACTS = {
    "score": marked("score"),
    "window": marked("window"),
    "target": marked("target"),
    "count": _NUMBER,
    "people": _NUMBER,
    "share": _NUMBER,
}
