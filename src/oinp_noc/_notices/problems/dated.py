"""Draws in, problems out: where the day or the profile window of a draw may be another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.claims.claim import deals_out, ends_on
from oinp_noc._notices.draws.windows import may_own
from oinp_noc._notices.facts.statements import UNTIL_TODAY, first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.problems.aside import own_place
from oinp_noc._notices.problems.contradictions import FACTS
from oinp_noc._notices.roles.bylines import STAMP
from oinp_noc._notices.roles.denials import TIED
from oinp_noc._notices.roles.weeks import OF_A_WEEK
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.tree.weekdays import names_of_weekdays, number_of
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.values import NoticeDraw
    from oinp_noc._notices.words.lexicon import Fact


def days_from_elsewhere(made: Made) -> Iterator[Problem]:
    """Tell of draws whose day stands in another sentence, with another day between."""
    dated = [node for node in made.tree if _days_of(node)]
    stamped = [node for node in made.tree if any(fact.rule == STAMP for fact in node.of("day"))]
    for draft, draw in made.pairs:
        day = draft.get("day")
        if day is None or draw.role != "announced":
            continue
        source = made.at(day.span[0])
        week = day.kind == "days"  # of news: August 12 to 18
        if day.rule == STAMP:
            message = say("no day is told of the draw: {day} is that of the post", day=draw.date)
            yield Problem("unclear", message, (draft.own.get("count") or day).span)
        elif OF_A_WEEK.search(made.spelt, source.start, day.span[0]):
            message = say("the text tells a week, and not which day of it is the draw's, {day}", day=draw.date)
            yield Problem("unclear", message, (draft.own.get("count") or day).span)
        elif week or not any(node is source for node in draft.nodes):
            first, last = sorted((source.start, draft.nodes[0].start))
            between = [node for node in dated if first < node.start < last or node is draft.nodes[0]]
            known = _days_of(source)  # a day later: another one than that
            posted = any(first < node.start < last for node in stamped)
            if posted or any(first_day(day)[1:] not in its and its != known for its in map(_days_of, between)):
                message = say("another day stands between the draw and its own, {day}", day=draw.date)
                yield Problem("unclear", message, (draft.own.get("count") or day).span)


def weekdays(made: Made) -> Iterator[Problem]:
    """Tell of draws whose day has the name of another weekday before it: one of the two is misprinted."""
    for draft, draw in made.pairs:
        day = draft.get("day")
        if day is None or draw.date is None or day.kind == "days":
            continue
        start, end = day.span
        said = _NAME_BEFORE.search(made.spelt, max(0, start - _NAME), start)
        if said is None:
            continue
        named = {number for name, number in names_of_weekdays().items() if name.startswith(said["name"])}
        printed = str(draw.date.day) in made.spelt[start:end]  # and no day from which it is told
        if named and printed and draw.date.weekday() not in named:
            name = made.text[slice(*said.span("name"))]
            message = say("{day} is no {weekday}: the day or its weekday is misprinted", day=draw.date, weekday=name)
            yield Problem("unclear", message, (said.start("name"), end))


def weekdays_of_others(made: Made) -> Iterator[Problem]:
    """Tell of draws whose sentence gives another its day, and them a weekday: 84 on May 31, and on Thursday, 22."""
    of_count = {draft.own["count"].span: draw for draft, draw in made.pairs if "count" in draft.own}
    for node in made.tree:
        counts = sorted(fact.span for fact in node.of(*INVITED)) if node.kind == "sentence" else []
        days = sorted(_days_said(node, made.spelt)) if len(counts) > 1 else []
        for count, (at, weekday) in zip(counts, days, strict=False) if len(days) == len(counts) else ():
            draw = of_count.get(count)
            if draw is not None and draw.date is not None and weekday not in (_WITH_A_DATE, draw.date.weekday()):
                name = re.split(r"\W", made.text[at : at + _NAME], maxsplit=1)[0]
                message = say(
                    "{weekday} stands beside the draw, which is read as one of {day}", weekday=name, day=draw.date
                )
                yield Problem("unclear", message, count)


_WITH_A_DATE = -1


def _days_said(node: Node, text: str) -> set[tuple[int, int]]:
    """Find the days of a sentence, and the weekdays that stand without a date, each with its number."""
    days = {(fact.span[0], _WITH_A_DATE) for fact in node.of("day")}
    for match in re.finditer("[a-z]+", text[node.start : node.end]):
        at, number = node.start + match.start(), number_of(match[0])
        if number is not None and not any(0 < day - at < _NAME * 2 for day, _ in days):
            days.add((at, number))
    return days


_NAME = 16  # characters before a day in which the name of its weekday stands, or its first letters; the Sun is a paper
_NAME_BEFORE = compiled(r"(?<![a-z])(?P<name>(?!sun\b)[a-z]{3,9})\.?,?\s(?:the\s|le\s)?\Z")
_SAME_DAY = compiled(r"\b(?:same day|that day|meme jour|ce jour-la)\b")


def same_days(made: Made) -> Iterator[Problem]:
    """Tell of an earlier draw of "the same day", in another paragraph than that: it may be the day of another."""
    dates = {draw.date for _, draw in made.announced}
    for draft, draw in made.pairs:
        node, day = draft.nodes[0], draft.context.get("day")
        if draw.role != "recalled" or day is None or "count" not in draft.own or not dates - {draw.date}:
            continue
        if made.at(day.span[0]).block != node.block and _SAME_DAY.search(made.spelt, node.start, node.end):
            message = say("the same day is read as {day}, and may be that of another draw", day=draw.date)
            yield Problem("unclear", message, draft.own["count"].span)


def _days_of(node: Node) -> set[object]:
    """Return the announced days of a sentence, without their years."""
    return {first_day(fact)[1:] for fact in node.of("day") if fact.role == "announced"}


_APART = 3  # characters between two sentences


def _is_bare_before(draft: Draft, node: Node) -> bool:
    """Return True if a draw has its number before a sentence, and no window."""
    count = draft.own.get("count")
    return count is not None and count.span[0] < node.start and draft.get("window") is None


def windows(made: Made) -> Iterator[Problem]:
    """Tell of a profile window that may be that of others, and of one until a day that the text does not say."""
    announced = made.announced
    stated = [fact for node in made.tree for fact in node.of("window") if fact.role == "announced"]
    free = [fact for fact in stated if not any(ends_on(fact, each) for each, _ in announced)]
    holders = [(draft, draw, window) for draft, draw in announced if (window := draft.get("window")) is not None]
    for draft, draw, window in holders:
        teller = made.at(window.span[0])
        others = [fact for fact in free if draft.nodes[0].start < fact.span[0] < window.span[0]]
        of_others = any(fact.value != window.value for fact in others) and not deals_out(teller, made.spelt)
        count = draft.own.get("count")
        apart = count is not None and made.at(count.span[0]).start - teller.end > _APART
        leads = apart and draft.nodes[0].kind != "row"  # the window told first, behind other draws
        of_others = of_others or (leads and any(_is_bare_before(other, teller) for other, _ in announced))
        if (of_others and (leads or not ends_on(window, draft))) or _is_of_some(window, teller, holders, made.spelt):
            message = say("the profile window of the draw, {window}, may be that of others alone", window=_ends(draw))
            yield Problem("unclear", message, own_place(draft) or window.span)
        elif window.rule == UNTIL_TODAY and draw.profiles_to is None:
            message = say("the profile window lasts until today, and the text does not say which day that is")
            yield Problem("unclear", message, window.span)


def lacking(made: Made) -> Iterator[Problem]:
    """Tell of draws without a score or a profile window, where the text has one that may be theirs, too."""
    holders = [(draft, draw, window) for draft, draw in made.announced if (window := draft.get("window")) is not None]
    scored = [(draft, draw) for draft, draw in made.announced if "score" in draft.own]
    first = min((draft.place() for draft, _ in made.announced), default=0)
    stated = [fact for node in made.tree for fact in node.of("window") if fact.role in _OF_NO_DRAW]
    stated = [fact for fact in stated if fact.rule != TIED]
    for draft, draw in made.announced:
        count, node = draft.own.get("count"), draft.nodes[0]
        scoreless = "score" not in draft.own and (draft.scoreless or draw.program)
        windows = [
            _ends(its)
            for other, its, window in holders
            if window.span[0] < first  # of all, though one day has no draw of its end
            or (
                (ends_on(window, draft) or draw.date in (None, its.date))
                and not _is_of_its_heading(other, draft)
                and ((teller := made.at(window.span[0])).of(*INVITED) or may_own(draft, teller, made.spelt))
            )
        ]
        windows += [made.text[slice(*fact.span)] for fact in stated if not windows]
        beside = [
            _from_to(its.score.min, its.score.max)
            for other, its in scored
            if its.score is not None
            and draw.date in (None, its.date)
            and other.nodes[0].block == node.block
            and not _is_its_own(other, draft, made)
        ]
        for kind, values in (("window", windows), ("score", beside if node.kind == "sentence" else [])):
            if values and draft.get(kind) is None and not scoreless and (own := count or draft.own.get("score")):
                message = say(
                    "the draw has no {what}; the text has {value}",
                    what=say(FACTS[kind]),
                    value=say(" and ").join(dict.fromkeys(values)),
                )
                yield Problem("unclear", message, own.span)


_OF_NO_DRAW = ("so-far", "forecast", "condition")  # a list "for every stream" may be taken for what is told of all


def _is_its_own(scored: Draft, draft: Draft, made: Made) -> bool:
    """Return True if a score stands beside the number of its draw, and another draw is told of in another sentence."""
    count, other, node = scored.own.get("count"), draft.own.get("count"), made.at(scored.own["score"].span[0])
    named = "stream" in scored.own and "stream" in draft.own and other is not None
    return named and count in node.facts and other not in node.facts


def _ends(draw: NoticeDraw) -> str:
    return _from_to(draw.profiles_from, draw.profiles_to)


def _from_to(*ends: object) -> str:
    return " – ".join(str(end) for end in ends if end is not None)


def _is_of_some(window: Fact, teller: Node, holders: list[tuple[Draft, NoticeDraw, Fact]], text: str) -> bool:
    """Return True if a window that several draws have is said to be of some, or they are of two pools."""
    its = [(draft, draw) for draft, draw, held in holders if held is window]
    if len(its) == 1 or _OF_SOME.search(text, teller.start, teller.end) is not None:
        return len(its) > 1
    return len({draw.score.scale for _, draw in its if draw.score is not None}) > 1


_OF_SOME = compiled(
    r"\b(?:first|last|other|premiers|derniers|autres)(?: two| three| deux| trois)? "
    r"(?:streams|draws|rounds|volets|tirages)\b"
    r"|\b(?:in|for|of|of the|dans|pour) (?:the|les) (?:(?:first|last|other) (?:two|three|four)"
    r"|(?:deux|trois|quatre) (?:premiers|derniers|autres))\b"
)


def _is_of_its_heading(other: Draft, draft: Draft) -> bool:
    """Return True if the window of a draw stands under a heading of its own, and another tells its day elsewhere."""
    window = other.own.get("window")
    nodes = [node for node in other.nodes if window is not None and node.start <= window.span[0] < node.end]
    day = draft.own.get("day")
    its_own = day is not None and (day.span[0] >= draft.nodes[0].start or day.rule == "days later")  # not that day
    heading = section(nodes[0]) if nodes and its_own else None
    return heading is not None and bool(heading.of("stream", "target")) and heading not in above(draft.nodes[0])
