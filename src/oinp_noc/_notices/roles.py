"""Nodes in, the same nodes out, each fact with its role: what it is told of.

A cue gives a role to the facts of its clause, its sentence, or the section below it. The roles are ``announced`` and
``recalled`` (an earlier draw), and those of which no draw comes: ``so-far`` (a sum over a time), ``forecast``,
``elsewhere`` (another government), ``condition`` (what would or might be), ``published`` (the day of the page) and
``behind`` (what stands behind the article).
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import accumulate
from typing import TYPE_CHECKING

from oinp_noc._notices.dates import Day
from oinp_noc._notices.lexicon import Fact, over, pattern
from oinp_noc._notices.tree import above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from oinp_noc._notices.lexicon import Words
    from oinp_noc._notices.nodes import Node

ACTS = ("issued", "invites", "held", "draw", "invitation")
NUMBERS = ("count", "people", "share", "about", "score")
_COUNTS = ("count", "people", "share", "about")
_OF_NO_DRAW = ("so-far", "forecast", "elsewhere", "condition")
_AT_ONCE = 6  # words: a cue this early is about the whole sentence
_OPENS = 2  # words before something that a sentence begins with


class Teller:
    """What a text is telling of, from one sentence to the next.

    Attributes:
        text: the text, spelt plainly.
        told: whether a draw with a number was announced before.
        elsewhere: whether another government is spoken of.
        in_passing: whether only for the rest of the paragraph.
        forecast: whether the sentence before was a forecast.
        behind: whether the article is over.
        block: the paragraph, list or table of the node before.
        published: the day of the page.
        headline: whether the node before is the headline of news: a day below it is that of the page.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.told = self.elsewhere = self.in_passing = self.forecast = self.behind = False
        self.block = -1
        self.published: dt.date | None = None
        self.headline = False


def told(nodes: Iterable[Node], text: str, published: dt.date | None) -> Iterator[Node]:
    """Give every fact its role.

    Args:
        nodes: the nodes, in their places.
        text: the text, spelt plainly.
        published: the day of publication, which "today" names; None if it is not known.
    """
    teller = Teller(text)
    teller.published = published
    first = -1
    for node in nodes:
        first = node.start if first < 0 else first
        if node.block != teller.block:
            teller.block = node.block
            teller.forecast = False
            if teller.in_passing:
                teller.elsewhere = teller.in_passing = False
        _tell(node, teller)
        _name_today(node, teller)
        if any(fact.kind in _COUNTS and fact.role == "announced" for fact in node.facts):
            teller.told = True
        teller.headline = node.start == first and not node.unit.level and node.says(*ACTS) and not node.of("day", "days")
        yield node


def _tell(node: Node, teller: Teller) -> None:
    if _is_behind(node, teller):
        _all(node, "behind")
        return
    _elsewhere(node, teller)
    if node.kind == "heading":
        node.role = "recalled" if _opens_the_past(node, teller) else "announced"
    section = next((parent.role for parent in above(node) if parent.kind == "heading" and parent.role != "announced"), "")
    if section == "recalled":
        _all(node, "recalled")
        node.role = "recalled" if node.kind != "heading" else node.role
    if node.kind in ("row", "entry", "item") and not node.of("day", "days"):
        lead = next((parent for parent in above(node) if parent.kind != "heading"), None)
        if lead is not None and lead.role in _OF_NO_DRAW:
            _all(node, lead.role)
            node.role = lead.role
    if node.kind in ("row", "entry"):
        return
    for rule in (_published, _mistaken, _conditions, _so_far, _forecast):
        rule(node, teller)
    counted = node.of(*_COUNTS)
    if counted and all(fact.role in _OF_NO_DRAW for fact in counted):
        node.role = counted[0].role
        _all(node, node.role)
    if section != "recalled":
        _recalled(node, teller)


def _all(node: Node, role: str, kinds: tuple[str, ...] = ()) -> None:
    if not kinds:
        node.role = role
    _give(node, role, lambda fact: not kinds or fact.kind in kinds)


def _give(node: Node, role: str, wanted: Callable[[Fact], bool]) -> None:
    """Give a role to some facts that have none yet."""
    node.facts = [
        fact._replace(role=role) if fact.role in ("announced", "recalled") and wanted(fact) else fact
        for fact in node.facts
    ]


def clauses(words: Words) -> list[int]:
    """Number the clauses of a sentence: the one that each word is in."""
    return list(accumulate(name in ("comma", "semicolon") for name in words.names))


# Behind the article.


def _is_behind(node: Node, teller: Teller) -> bool:
    """Find the lines that end an article: related posts, comments; they are over with a heading of the page."""
    if node.kind in ("row", "entry"):
        return teller.behind
    leads = node.start == node.unit.start and node.end - node.start < 80  # noqa: PLR2004 (characters of a line)
    if leads and pattern("teaser").match(teller.text, node.start):
        teller.behind = True
    elif leads and pattern("source").match(teller.text, node.start):
        teller.behind = True
    elif teller.behind and node.kind == "sentence" and teller.text[node.end - 1] == "." and (
        node.of("day", "days") or node.end - node.start > 200  # noqa: PLR2004
    ):
        teller.behind = False
    return teller.behind


# Other governments.

_ACTOR = over(
    r"<elsewhere><stop>?(?:<!issued|invites|held|draw|invitation|comma|stop|semicolon>|<comma>(?=<SMALL|and>{0,2}<elsewhere>)){0,6}"
    r"<issued|invites|held|draw|invitation>|<issued|invites|held|draw|invitation><word>?<until><elsewhere>"
    r"|\A<article>?<elsewhere><colon|bar|open|dash>"
)
_LISTED = over(r"<comma|SMALL>{0,2}<and|slash>?<comma|SMALL>{0,2}")
_NEAR = 6  # words


def _elsewhere(node: Node, teller: Teller) -> None:
    """Find what is told of other governments: whoever acted last goes on until Ontario is named again."""
    words = node.words
    titles = [code.span for code in node.codes]
    others = [
        at
        for at, name in enumerate(words.names)
        if name == "elsewhere" and not any(first <= words.starts[at] < last for first, last in titles)
    ]
    here = [at for at, name in enumerate(words.names) if name == "here"]
    if node.kind in ("row", "entry"):
        _elsewhere_row(node, teller)
        return
    if not others and not teller.elsewhere:
        return
    if here and others:
        _both(node, teller, here, others)
    elif others:
        _others(node, teller, others)
    elif here and (_is_line(node, teller) or node.says(*ACTS)):
        teller.elsewhere = teller.in_passing = False
    elif teller.elsewhere and not (node.kind == "heading" and node.of("day")):
        _all(node, "elsewhere")


def _elsewhere_row(node: Node, teller: Teller) -> None:
    start, end = node.start, node.end
    other = pattern("elsewhere").search(teller.text, start, end) is not None
    theirs = any(pattern("elsewhere").fullmatch(teller.text, *cell) for cell in node.unit.cells)
    named = node.of("stream") and not teller.elsewhere and not theirs
    ours = pattern("here").search(teller.text, start, end) is not None or named
    if (teller.elsewhere or (other and not node.codes)) and not ours:
        _all(node, "elsewhere")


def _turn(teller: Teller, *, elsewhere: bool, in_passing: bool = False) -> None:
    teller.in_passing = in_passing and not (teller.elsewhere and not teller.in_passing)
    teller.elsewhere = elsewhere


def _both(node: Node, teller: Teller, here: list[int], others: list[int]) -> None:
    """Keep Ontario's clause of a sentence; nothing if Ontario acts together with others."""
    words = node.words
    acting = [at for at in others if words.values[at] != "express entry"]
    if acting and _together(words, here[0], acting):
        _turn(teller, elsewhere=True)
        _all(node, "elsewhere")
        return
    actor = _ACTOR.search(words.line) if acting else None
    if actor is None:
        _turn(teller, elsewhere=False)
        return
    theirs = words.names.index("elsewhere", words.at(actor.start()))
    again = next((at for at in here if at > theirs), len(words.names))
    begins = max(
        (at for at in range(theirs, again) if words.names[at] in ("comma", "semicolon", "and")), default=again
    )
    _give(node, "elsewhere", lambda fact: theirs <= fact.at < begins)
    if any(fact.at >= begins for fact in node.of("day", "days")):
        _give(node, "elsewhere", lambda fact: fact.at < theirs and fact.kind in ("day", "days"))
    if here[0] > theirs or not set(ACTS) & set(words.names[:theirs]):
        _give(node, "elsewhere", lambda fact: fact.at < theirs and fact.kind in NUMBERS)
    _turn(teller, elsewhere=again == len(words.names) and here[0] > theirs)


def _together(words: Words, here: int, others: list[int]) -> bool:
    """Return True if Ontario stands in one list with others: "Ontario and Manitoba invited 1,200"."""
    for at in others:
        if abs(at - here) <= _NEAR:
            first, last = min(at, here) + 1, max(at, here)
            between = words.names[first:last]
            listed = _LISTED.fullmatch(words.line, words.offsets[first], words.offsets[last])
            if listed and ("and" in between or "slash" in between or ("comma" in between and here < at)):
                return True
    return False


def _others(node: Node, teller: Teller, others: list[int]) -> None:
    """Take over of whom a sentence speaks that names others only."""
    words = node.words
    whose = {str(words.values[at]) for at in others}
    federal_name = whose == {"express entry"}
    counts = node.of(*_COUNTS)
    if _is_line(node, teller):
        if federal_name and node.of("stream"):
            return
        _turn(teller, elsewhere=True)
    elif "province" in whose and _acts_itself(words):
        _turn(teller, elsewhere=True)
    elif "federal" in whose or (counts and not node.of("stream") and federal_name):
        _turn(teller, elsewhere=True, in_passing=True)
    elif node.of("stream") and not teller.elsewhere:
        return
    _all(node, "elsewhere")


def _is_line(node: Node, teller: Teller) -> bool:
    """Return True if a node is a heading or a line that is no sentence."""
    whole = (node.start, node.end) == (node.unit.start, node.unit.end) and node.end - node.start <= 220  # noqa: PLR2004
    return node.kind == "heading" or (node.kind == "sentence" and whole and teller.text[node.end - 1] not in ".!?;,")


def _acts_itself(words: Words) -> bool:
    """Return True if a province does something, rather than being where somebody is: candidates in Quebec."""
    actor = _ACTOR.search(words.line)
    if actor is None:
        return False
    at = words.names.index("elsewhere", words.at(actor.start()))
    begins = at < _OPENS or words.names[at - 2] in ("day", "comma", "semicolon", "colon", "dash")
    return begins or words.names[at - 1] not in ("in", "between", "of")


# Days of the page, mistakes and conditions.


def _name_today(node: Node, teller: Teller) -> None:
    """Read "today" and "yesterday", if the day of the page is known."""
    for fact in node.of("day"):
        if fact.role == "published" and fact.value.year and teller.published is None:
            teller.published = dt.date(*fact.value)
    if teller.published is None or [fact for fact in node.of("day", "days") if fact.role != "published"]:
        return
    for at, name in enumerate(node.words.names):
        if name in ("today", "yesterday"):
            back = name == "yesterday" and teller.published > dt.date.min
            date = teller.published - dt.timedelta(days=back)
            day = Day(date.year, date.month, date.day)
            node.facts.append(Fact("day", day, node.words.span(at, at), at, name))
            return


_NEWS = "stream|short|draw|invitation|issued|invites|held|people|score|of|in|between|targeting|label"
_OF_THE_PAGE = over(rf"\A<!{_NEWS}|day>{{0,8}}<day><!{_NEWS}|day>{{0,8}}\Z")
_DATELINE = over(r"\A<word|here|comma|article>{1,5}(?P<day><day>)<dash|colon|close>")
_PUBLISHED = over(r"<published><word|in|of|colon|bar|dash|here|article>{0,3}(?P<day><day>)")


def _published(node: Node, teller: Teller) -> None:
    for match in _PUBLISHED.finditer(node.words.line):
        at = node.words.at(match.start("day"))
        _give(node, "published", lambda fact, at=at: fact.at == at)  # type: ignore[misc]
    dateline = _DATELINE.match(node.words.line)
    if dateline is not None and (len(node.of("day", "days")) > 1 or node.says("today", "yesterday")):
        at = node.words.at(dateline.start("day"))
        _give(node, "published", lambda fact: fact.at == at)
    if _OF_THE_PAGE.match(node.words.line) and (
        set(node.words.names) - {"day", "comma", "stop"} or node.kind == "item" or teller.headline
    ) and "colon" not in node.words.names:
        _give(node, "published", lambda fact: fact.kind == "day")  # a line about the page, which tells no day of a draw


def _mistaken(node: Node, teller: Teller) -> None:
    if pattern("mistaken").search(teller.text, node.start, node.end):
        _all(node, "condition", NUMBERS)


_PAST = re.compile(r"\s?(?:[a-z]+\s){1,3}(?:had|was|were|scored|avaient|etait|etaient)\b")  # only if they had 33 points


def _conditions(node: Node, teller: Teller) -> None:
    """Find what would or might be: behind "if" and "can", or a number before "may"."""
    supposed = pattern("if").search(teller.text, node.start, node.end)
    if supposed is not None and not _PAST.match(teller.text, supposed.end(), node.end):
        _give(node, "condition", lambda fact: fact.kind in NUMBERS and fact.span[0] >= supposed.start())
    words = node.words
    acted = [at for at, name in enumerate(words.names) if name in ("issued", "invites", "held")]
    for at, name in enumerate(words.names):
        if name == "may-be":
            clause = next((to for to in range(at, len(words.names)) if words.names[to] in ("semicolon",)), len(words.names))
            if any(act < at for act in acted):
                continue  # what was done stands before: candidates who may qualify
            _give(node, "condition", lambda fact, at=at, to=clause: fact.kind in NUMBERS and at - 6 < fact.at < to)  # type: ignore[misc]


# Sums over a time, and forecasts.

_UP_TO = over(r"<word>?<SMALL>?<to|until><day><comma>?(?!<and>)")
_DRAWS = over(r"<number><targeting|word|label>{0,2}<draw><word>?<SMALL>?$")  # twelve draws in 2024
_ORDINAL = over(r"<draw><word|SMALL>?$")  # the fifth draw in 2024
_DRAW_BEHIND = r"<word|SMALL|label|stream|short|region|program|language>{0,4}<draw>"  # this year's first draw
_NEAR_BY = 80  # characters


def _so_far(node: Node, teller: Teller) -> None:
    """Find the numbers that are sums over a stretch of time."""
    words = node.words
    counts = node.of(*_COUNTS)
    if not counts:
        return
    if _UP_TO.match(words.line) and not node.says("profiles"):
        _all(node, "so-far", _COUNTS)
        return
    years = {fact.at for fact in node.of("year") if fact.at and words.names[fact.at - 1] in ("in", "between", "since")}
    times = [
        at
        for at, name in enumerate(words.names)
        if name == "so-far" or (name == "recalled" and words.values[at] == "year") or at in years
    ]
    times = [at for at in times if not _is_of_one_draw(words, at, teller.text)]
    if not times:
        return
    one_draw = node.of("day", "days") and node.says("draw", "held") and "so-far" == words.names[times[0]]
    if (times[0] <= _OPENS and not one_draw) or not node.of("day", "days"):
        _all(node, "so-far", _COUNTS)
        return
    clause_of = clauses(words)
    summed = {clause_of[at] for at in times}
    _give(node, "so-far", lambda fact: fact.kind in _COUNTS and clause_of[fact.at] in summed)


def _is_of_one_draw(words: Words, at: int, text: str) -> bool:
    """Return True if a time only tells which draw it was: the fifth in 2024, the largest this year."""
    if words.follows(at + 1, _DRAW_BEHIND):
        return True
    first = at - (words.names[at] == "number")
    before = words.line[words.offsets[max(0, first - 8)] : words.offsets[first]]
    if _ORDINAL.search(before) and not _DRAWS.search(before):
        return True
    clause = max((place for place in range(first) if words.names[place] in ("comma", "semicolon")), default=-1) + 1
    start = max(words.starts[clause], words.starts[at] - _NEAR_BY)
    return pattern("one of many").search(text, start, words.starts[at]) is not None


def _forecast(node: Node, teller: Teller) -> None:
    """Find forecasts: a sentence with one, or the next that goes on with a pronoun."""
    words = node.words
    goes_on = teller.forecast and pattern("pronoun").match(teller.text, node.start) is not None
    cue = words.names.index("forecast") if "forecast" in words.names else -1
    teller.forecast = cue >= 0 or goes_on
    before = [fact for fact in node.of(*_COUNTS) if fact.at < cue]
    if goes_on or (cue >= 0 and not (before and node.says("issued", "invites"))):
        _all(node, "forecast")
    elif cue >= 0:
        _give(node, "forecast", lambda fact: fact.at > cue)


# Earlier draws.


_OF_DRAWS = re.compile(r"\b(?:draw|round|tirage|ronde|invitation)")
_TITLE = 80  # characters


def _opens_the_past(node: Node, teller: Teller) -> bool:
    """Return True if a heading opens a section on earlier draws: previous draws, but not the news of last week."""
    words = node.words
    cues = [at for at, name in enumerate(words.names) if name == "recalled" and words.values[at] not in ("time", "year")]
    if not cues or node.of(*_COUNTS):
        return False
    of_draws = node.says("draw", "invitation", "stream") or _OF_DRAWS.search(teller.text, node.start, node.end)
    return bool(of_draws) and not node.says("announced") and node.end - node.start <= _TITLE


def _recalled(node: Node, teller: Teller) -> None:
    """Find what a sentence tells of an earlier draw: from the cue on, or in its clause."""
    words = node.words
    cue = next(
        (
            at
            for at, name in enumerate(words.names)
            if name == "recalled" and words.values[at] != "year" and (words.values[at] != "time" or teller.told)
        ),
        -1,
    )
    if cue < 0 or node.kind == "heading":
        return
    clause_of = clauses(words)
    back = next((at for at in range(cue + 1, len(words.names)) if words.names[at] in ("announced", "today")), len(words.names))
    counts = [fact.at for fact in node.of(*_COUNTS)]
    first = cue
    announces = set(words.names[:cue]) & {*ACTS, "day", "stream", "short", "score", "today"}
    if not any(at < cue for at in counts) and (cue <= _AT_ONCE or not announces):
        first = 0
    elif any(clause_of[at] < clause_of[cue] for at in counts):
        first = min(at for at, clause in enumerate(clause_of) if clause == clause_of[cue])
    own = [at for at in counts if at > cue and clause_of[at] == clause_of[cue]]
    later = [at for at in counts if clause_of[at] > clause_of[cue]]
    if first == 0 and own and later and node.says("here", "issued", "invites"):
        back = min(back, next(at for at, clause in enumerate(clause_of) if clause > clause_of[cue]))
    _give(node, "recalled", lambda fact: first <= fact.at < back)
