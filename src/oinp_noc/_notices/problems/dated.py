"""Draws in, problems out: where the day or the profile window of a draw may be another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._catalogue import marked, say
from oinp_noc._notices.claims.claim import deals_out, ends_on, is_of_all
from oinp_noc._notices.facts.statements import UNTIL_TODAY, first_day
from oinp_noc._notices.problems.ledger import DAYS
from oinp_noc._notices.roles.teller import ACTS
from oinp_noc._notices.tree.later import shift
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.values import NoticeDraw
    from oinp_noc._notices.words.lexicon import Fact

_LOG = 3  # lines that are a day each
_SHORT = 8  # words of a line that may be a heading or an answer
_TOLD = ("count", "score", "window")


def bare_days(made: Made) -> Iterator[Problem]:
    """Tell of draws in running text whose day is a line with nothing else on it: it may be that of the page."""
    lines = [node for node in made.tree if len(node.words.names) == 1 and node.of("day") and not node.unit.apart]
    running = {node.block for node in made.tree if made.spelt[node.end - 1] == "." and len(node.words.names) > _SHORT}
    bare = {
        node.start
        for node in lines
        if (node.kind == "sentence" and node.block in running)
        or (node.kind == "heading" and not node.unit.level and node.start > made.tree[0].start)
    }
    a_log = (
        sum(len(node.words.names) == 1 and bool(node.of("day")) for node in made.tree) >= _LOG
    )  # the days of what stands below each
    days = [
        day for draft in made.settled.drafts if bare and (day := draft.get("day")) is not None and day.span[0] in bare
    ]
    if not a_log and len({first_day(day) for day in days}) == 1:  # one day of several is no page's
        for day in days:
            yield Problem("unclear", say("the day of a draw stands by itself: it may be that of the page"), day.span)


def days_from_elsewhere(made: Made) -> Iterator[Problem]:
    """Tell of draws whose day stands in another sentence, with another day between."""
    dated = [node for node in made.tree if _days_of(node)]
    telling = [node for node in dated if _tells(node)]
    told = set()
    for draft, draw in made.pairs:
        day = draft.get("day")
        if day is None or draw.role != "announced" or day.span in told:
            continue
        source = made.at(day.span[0])
        week = day.kind == "days"  # of news: August 12 to 18
        if _WEEK.search(made.spelt, source.start, day.span[0]):
            told.add(day.span)
            yield Problem("unclear", say("the text tells a week, and not which day of it is the draw's"), day.span)
            continue
        if week or not any(node is source for node in draft.nodes):
            first, last = sorted((source.start, draft.nodes[0].start))
            between = [node for node in (telling if _tells(source) else dated) if first < node.start < last]
            if any(first_day(day)[1:] not in _days_of(node) for node in between):
                told.add(day.span)
                yield Problem("unclear", say("another day stands between the draw and its own"), day.span)


_WEEK = re.compile(r"\b(?:week|semaine) (?:of|beginning|starting|du|qui commence le) (?:the )?(?:[a-z]{5,9},? )?\Z")


def _tells(node: Node) -> bool:
    return node.says(*ACTS, "stream-word") or bool(node.of(*_TOLD))


def _days_of(node: Node) -> set[object]:
    """Return the announced days of a sentence, without their years."""
    return {first_day(fact)[1:] for fact in node.of("day") if fact.role == "announced"}


def days_moved_on(made: Made) -> Iterator[Problem]:
    """Tell of draws whose sentence names a day and then one told from it, or that only compares with it."""
    for draft, _ in made.pairs:
        day, count = draft.own.get("day"), draft.own.get("count")
        if day is None or count is None or day.rule == "days later":
            continue
        for node in draft.nodes[:1]:
            told = node.start <= day.span[1] <= count.span[0] <= node.end
            behind = next((fact.span[0] for fact in node.of(*INVITED) if fact.span[0] > count.span[1]), node.end)
            if told and _COMPARES.search(made.spelt, max(node.start, day.span[0] - _LINK), count.span[0]):
                message = say("the day is one that is compared with: the number may be that of another draw")
                yield Problem("unclear", message, (day.span[0], count.span[1]))
            elif told and shift(node, made.spelt, day.span[1], behind) is not None:
                yield Problem("unclear", say(_GOES_ON), day.span)
    days = {day.span: day for draft, _ in made.pairs if (day := draft.context.get("day")) is not None}
    for span, day in days.items():
        source = made.at(span[0])
        if day.rule != "days later" and source.kind == "sentence" and shift(source, made.spelt, span[1], source.end):
            yield Problem("unclear", say(_GOES_ON), span)


_GOES_ON = marked("the sentence goes on to another day: the draw may be of that one")
_COMPARES = re.compile(
    r"\b(?:than|que) (?:on |in |at |le )?[a-z0-9 ]{3,18}(?:, [0-9]{4})?[,;] (?:and|et|but|mais) "
)  # fourteen more than on May 9, and 451 were invited
_LINK = 12  # characters


def days_of_others(made: Made) -> Iterator[Problem]:
    """Tell of a draw with an earlier day than one told before its paragraph's other numbers, or only behind its own."""
    first: dict[int, tuple[Fact, Fact]] = {}
    for draft, draw in made.pairs:
        day, count = draft.get("day"), draft.own.get("count")
        if day is None or count is None or draft.nodes[0].kind == "row":
            continue
        node = made.at(count.span[0])
        its_day, its_count = first.setdefault(node.block, (day, count))
        behind = day.span[0] >= node.end
        crossed = behind or its_day.span < day.span < its_count.span
        crossed = crossed and first_day(its_day)[1:] != first_day(day)[1:]
        behind = behind and draw.role == "recalled" != count.role
        for fact in (day, count) if (crossed and "day" not in draft.own) or behind else ():
            yield Problem("unclear", say("the day of the draw may be another's of its paragraph"), fact.span)


def windows_of_some(made: Made) -> Iterator[Problem]:
    """Tell of a profile window that only some draws of a day have, or that stands behind another: it may be others'.

    In a paragraph with the number of its draw or a stream it is theirs, unless another draw stands there too; elsewhere
    it may be that of the others of its section, of two before it, or of all behind the only one.
    """
    announced = made.announced
    stated = {fact.span: fact for node in made.tree for fact in node.of("window") if fact.role == "announced"}
    told = set()
    for draft, draw in announced:
        window = draft.get("window")
        if window is None or window.span in told:
            continue
        first, teller = draft.nodes[0].start, made.at(window.span[0])
        between = (fact for span, fact in stated.items() if first < span[0] < window.span[0])
        free = (fact for fact in between if not any(ends_on(fact, each) for each, _ in announced))
        if not (ends_on(window, draft) or deals_out(teller, made.spelt)) and any(
            fact.value != window.value for fact in free
        ):
            told.add(window.span)
            yield Problem("unclear", say("another profile window stands between the draw and its own"), window.span)
            continue
        its = [(each, its) for each, its in announced if each.get("window") is window]
        of_some = _OF_SOME.search(made.spelt, teller.start, teller.end) is not None
        if not (of_some or is_of_all(teller, made.spelt) or teller.says("respectively")):
            of_some = len({own.score.scale for _, own in its if own.score is not None}) > 1  # of one pool
            of_some = of_some or any(_is_added(each.nodes[0], teller, made.spelt) for each, _ in its)
        if len(its) > 1 and of_some:
            told.add(window.span)
            yield Problem("unclear", say("the profile window may be that of some of the draws alone"), window.span)
            continue
        if window.rule == UNTIL_TODAY and draw.profiles_to is None:
            message = say("the profile window lasts until today, and the text does not say which day that is")
            yield Problem("unclear", message, window.span)
        lacking = [(each, its) for each, its in announced if each.get("window") is None]
        others = [each for each, its in lacking if its.date == draw.date]
        count = draft.own.get("count")
        beside = count is not None and made.at(count.span[0]).block == teller.block
        if beside or teller.of("stream") or teller.says("short"):
            doubted = any(each.nodes[0].block == teller.block for each in others)
        else:
            before = [each for each in others if each.place() < window.span[0]]
            doubted = len(before) > 1 or any(section(each.nodes[0]) is section(teller) for each in others)
        alone = len(stated) == 1 == sum(each.get("window") is window for each, _ in announced)
        if doubted or (alone and lacking and window.span[0] < draft.place() and not teller.of("count", "people")):
            told.add(window.span)
            yield Problem("unclear", say("the profile window may be that of the other draws too"), window.span)


def scores_of_some(made: Made) -> Iterator[Problem]:
    """Tell of a score that one draw has, where its sentence says "both", or stands behind a draw compared with it."""
    lacking = {draft.nodes[0].block for draft, draw in made.pairs if draw.role == "announced" and not draw.score}
    holders: dict[tuple[int, int], list[tuple[Draft, NoticeDraw]]] = {}
    for draft, draw in made.pairs:
        if (score := draft.own.get("score")) is not None and score.rule != "a column of scores":
            holders.setdefault(score.span, []).append((draft, draw))
    for span, its in holders.items():
        teller = made.at(span[0])
        draft, draw = its[0]
        beyond = not teller.of(*INVITED) and draw.role == "recalled" and draft.own["score"].role == "announced"
        if len(its) == 1 and (
            (beyond and teller.block in lacking) or _OF_ALL.search(made.spelt, teller.start, teller.end)
        ):
            yield Problem("unclear", say("the score may be that of other draws too"), span)


_OF_ALL = re.compile(
    r"\bboth (?:had|draws|rounds|streams|times|cases|needed|required|asked|groups)"
    r"|\bboth [a-z' ]{2,40} and [a-z' ]{2,40} (?:had|needed|required|asked)\b|\b(?:in|for|of) (?:both|each|either)\b"
    r"|\bpour les un[es]+ comme pour les autres\b|\bles (?:un[es]+|deux)\b[^.;]{0,20}\b(?:exig|demand|avaient|requ)"
    r"|\bdans (?:les deux|chaque) cas\b"
)


def _is_added(node: Node, teller: Node, text: str) -> bool:
    """Return True if a paragraph behind a window adds a draw of that day: on the same day, 15 doctors were invited."""
    behind = node.start == node.unit.start and teller.block != node.block and node.start > teller.start
    return behind and _SAME_DAY.match(text, node.start) is not None


_SAME_DAY = re.compile(
    r"(?:also )?(?:on )?(?:the|that|this) (?:very )?same day\b|le meme jour\b|(?:in addition|en outre|de plus)\b"
)
_OF_SOME = re.compile(
    r"\b(?:first|last|other|premiers|derniers|autres)(?: two| three| deux| trois)? "
    r"(?:streams|draws|rounds|volets|tirages)\b"
    r"|\b(?:in|for|of|of the|dans|pour) (?:the|les) (?:(?:first|last|other) (?:two|three|four)"
    r"|(?:deux|trois|quatre) (?:premiers|derniers|autres))\b"
)


def windows_of_none(made: Made) -> Iterator[Problem]:
    """Tell of draws without a profile window, if another of their day or before all has one, or a day may begin it."""
    announced = made.announced
    bare = [(draft, draw) for draft, draw in announced if draft.get("window") is None and draw.date is not None]
    windows = [(window, draft, draw) for draft, draw in announced if (window := draft.get("window")) is not None]
    first = min((draft.place() for draft, _ in announced), default=0)
    for draft, draw in bare:
        others = (
            its
            for window, other, its in windows
            if window.span[0] < first or (its.date == draw.date and not _is_of_its_heading(other, draft))
        )
        own, other = draft.own.get("score"), next(others, None)
        if own is not None and other is not None:
            ends = " – ".join(str(day) for day in (other.profiles_from, other.profiles_to) if day is not None)
            message = say("a draw has no profile window; another draw has one, {window}", window=ends)
            yield Problem("unclear", message, own.span)
    unused = {entry.fact.span: entry.fact for entry in made.entries if entry.account not in _OF_DRAWS}
    for fact in unused.values() if bare else ():
        if fact.kind in DAYS and any(_may_begin(fact, draw) for _, draw in bare):
            message = say("a day or window before a draw is read as no draw's: it may be its profile window")
            yield Problem("unclear", message, fact.span)


_OF_DRAWS = ("announced", "recalled", "unassigned")
_MONTHS = range(4, 20)  # that profile windows last


def _is_of_its_heading(other: Draft, draft: Draft) -> bool:
    """Return True if the window of a draw stands under a heading of its own, and another tells its day elsewhere."""
    window = other.own.get("window")
    nodes = [node for node in other.nodes if window is not None and node.start <= window.span[0] < node.end]
    heading = section(nodes[0]) if nodes and "day" in draft.own else None
    return heading is not None and bool(heading.of("stream", "target")) and heading not in above(draft.nodes[0])


def _may_begin(fact: Fact, draw: NoticeDraw) -> bool:
    """Return True if a day is as long before a draw as a profile window begins."""
    day = (fact.value.first or fact.value.last) if fact.kind == "window" else first_day(fact)
    if day is None or day.year is None or draw.date is None:
        return fact.kind == "window"
    return (draw.date.year - day.year) * 12 + draw.date.month - day.month in _MONTHS
