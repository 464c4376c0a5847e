"""Nodes in, the same nodes out: the score of an earlier draw beside its day: "cut-off 40, was 43 on May 8"."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.alike import COUNTED, is_near
from oinp_noc._notices.facts.asked import FEWEST
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.dates import Day
    from oinp_noc._notices.words.lexicon import Fact

_NOUN = "<number><FILL>{0,4}?<invitation|people|profiles|occupations|other-unit|percent|draw>"
_BARE = r"<number><points|plus|and-above>?(?:<stop|comma|semicolon|open|close|and>|\Z)"
_IN_ITS = r"<number><points|plus|and-above>?<in><article>?<stream-word>?<stream|short>"  # it was 60 in the A stream
_DAY_BEHIND = compiled(
    r"(?:\+| and (?:above|up)| et plus)?(?: points?| pts)?,?(?: [a-z]{1,10}){0,2} (?:on|of|in|le|du) (?:the )?"
)
_DAY_BEFORE = compiled(
    r",? (?:(?:it|they|that|this|elle|il|ca) |c'|(?:the|its|la|le|sa|son) (?:[a-z-]+ ){1,3})?"
    r"(?:was|were|had been|stood at|etait|avait ete|s'etablissait|se situait)(?: at| set at| de| a| fixee? a)? "
    r"|,? ?[:=]? ?| \("
)
_ACTS = "<invites|issued|held><word|article>?"
_COUNTS = compiled(r"\b(?:fewer|twice|double|half|triple|times|larger|smaller|number|nombre)\b[^.;,()]*\Z")
_PAST = compiled(
    r"\b(?:was|were|had been|from|against|versus|vs\.?|compared (?:with|to)|than|after|contre|etait|par rapport a"
    r"|apres|qu')(?: ?(?:a|at|de|the|les?|la|des?|celle|already)){0,3} \Z"
)
# it was 47 on May 8, when 590 were invited; 47 on May 8 (590 people)
_WHEN = compiled(r",? (?:(?:when|in which|at which|quand|lorsqu'?e?|ou|alors qu[e'])\b[^.;()]*|\([^()]{0,80}\))")
_WITH = compiled(r"(?:,? (?:with|for|avec|pour)| ?:| [-–]) [0-9][^.;()]*")  # 47 on May 8, with 590 people
_WORDS = 40  # characters before a number
_MOST = 16  # days of a sentence
_YEAR, _HALF = 372, 186  # days, where each month has 31


def earlier(nodes: Iterable[Node], text: str) -> Iterator[Node]:
    """Read as earlier draws' the scores beside days before that of the draw.

    Args:
        nodes: the nodes, in order.
        text: the text, spelt plainly.
    """
    before: Node | None = None
    told: set[tuple[int, int]] = set()
    last: list[Day] = []
    numbers: dict[object, deque[Fact]] = {}
    for node in nodes:
        days = node.of("day")[:_MOST] if node.kind in ("sentence", "item") else []
        above = before.facts if before is not None and before.block == node.block else None
        streams = {fact.value for fact in node.of("stream")}
        far = numbers.get(next(iter(streams)) if len(streams) == 1 else None, ())
        for at, day in enumerate(days):
            seen = [*map(first_day, days[:at])] or last
            if day.value[1:] not in told and day.value[1:] not in {each[1:] for each in seen}:
                _beside(node, (above, far), day, seen[:1], text)
                if at and _is_before(first_day(day), seen[0]):
                    _recall(node, _brackets(node, day, text))
        last = [first_day(day) for day in node.of("day", "days") if day.role == "announced"][-1:] or last
        told |= {day.value[1:] for day in node.of("day") if day.role == "announced"}
        for stream in (None, *streams) if node.of("score", *COUNTED) else ():
            numbers.setdefault(stream, deque(maxlen=_MOST)).extend(node.of("score", *COUNTED))
        within = before is not None and before.block == node.block
        before = before if within and not node.of("score", "share", "day", "stream", *COUNTED) else node  # I'm at 45.
        yield node


def _beside(
    node: Node, around: tuple[list[Fact] | None, Sequence[Fact]], day: Fact, told: list[Day], text: str
) -> None:
    """Read the number beside a day as a score like those told before it, and as an earlier draw's if the day is.

    A number behind "it was" may also be a score as those told in other paragraphs of its stream.
    """
    above, far = around
    words = node.words
    last = words.place_of(day.span[1] - 1)
    before = next((at for at in range(day.at - 1, -1, -1) if words.names[at] == "number"), -1)
    behind = next((at for at in range(last + 1, len(words.names)) if words.names[at] == "number"), -1)
    points = before >= 0 and words.values[before] >= FEWEST  # no difference: three less than on May 8
    if points and _DAY_BEHIND.fullmatch(text, words.ends[before], day.span[0]):
        at = before
    elif behind >= 0 and _DAY_BEFORE.fullmatch(text, day.span[1], words.starts[behind]):
        at = behind
    else:
        return
    start, value = words.starts[at], words.values[at]
    known = any(fact.at == at and fact.kind == "score" for fact in node.facts)
    others = [fact for fact in node.facts if fact.at != at]
    scores = [fact for fact in others if fact.kind == "score"]
    if not scores and above is not None and not any(fact.kind in COUNTED for fact in others):
        scores, others = [fact for fact in above if fact.kind == "score"], above
    away = not scores and any(fact.at == at and fact.rule == "verb" for fact in node.facts)
    if away:
        scores, others = [fact for fact in far if fact.kind == "score"], [*others, *far]
    counts = [fact.value for fact in others if fact.kind in (*COUNTED, "share")]
    near = is_near(value, [fact.value[0] for fact in scores])
    near = near and not words.precedes(at, _ACTS) and not _COUNTS.search(text, max(node.start, start - _WORDS), start)
    if any(fact.at == at and fact.kind in COUNTED and fact.rule != "verb" for fact in node.facts):
        return
    counted = at == behind and _counts_behind(node, at)
    if near and is_near(value, counts) and not counted:
        node.facts = [
            fact._replace(kind="unread") if fact.at == at and fact.kind in COUNTED else fact for fact in node.facts
        ]
        return  # 62 people with 44 points, and on May 8 it was 47: people, or points
    past = _PAST.search(text, max(node.start, start - _WORDS), start) or _PAST.search(text, day.span[1], start)
    bare = words.follows(at, _BARE) or bool(past and words.follows(at, _IN_ITS))
    if not (bare if at == behind else not words.follows(at, _NOUN)) or not (near or (known and scores)):
        return
    first = node.of("day")[0]
    within = not counts and first.at < day.at and first.role == "announced"  # a row of days, each with its score
    recalled = (told and past) or (not within and any(_is_before(first_day(day), each) for each in told))
    if not known and (recalled or above is not None or within or away):
        node.retype(at, "score", "beside its day")
    if recalled:
        added = _added(node, day, words.ends[at], above or (), text)
        _recall(node, [(node.start, node.end)] if counted else [words.span(at, at), day.span, *added])


def _counts_behind(node: Node, at: int) -> bool:
    """Return True if a sentence of one day has one number of people, behind a first one: it was 60, and 290 got in."""
    others = [fact for fact in node.of("score", *COUNTED) if fact.at != at]
    return len(node.of("day")) == len(others) == 1 and others[0].at > at and others[0].kind in COUNTED


def _added(node: Node, day: Fact, end: int, above: Sequence[Fact], text: str) -> list[tuple[int, int]]:
    """Find what is added of an earlier day behind it or its number: (590 people), or when 590 were invited."""
    added = [_WHEN.match(text, day.span[1], node.end), _WHEN.match(text, end, node.end)]
    if any(fact.kind in COUNTED for fact in above):
        added.append(_WITH.match(text, day.span[1], node.end))
    return [match.span() for match in added if match is not None]


def _recall(node: Node, spans: list[tuple[int, int]]) -> None:
    node.facts = [
        fact._replace(role="recalled") if any(first <= fact.span[0] < last for first, last in spans) else fact
        for fact in node.facts
    ]


def _brackets(node: Node, day: Fact, text: str) -> list[tuple[int, int]]:
    """Find the brackets that begin with a day, or with a number beside it."""
    opens = _OPENS.search(text, node.start, day.span[0])
    closes = text.find(")", day.span[1], node.end)
    return [(opens.start(), closes)] if opens is not None and closes >= 0 else []


_OPENS = compiled(r"\((?:on |le |[0-9]{1,3}\+? (?:on |of |in |le |du ))?\Z")


def _is_before(day: Day, other: Day) -> bool:
    """Return True if a day is before another; without years, within half a year."""
    gap = (other.month - day.month) * 31 + other.day - day.day
    if day.year is not None and other.year is not None:
        return (day.year - other.year) * _YEAR < gap
    return 0 < gap % _YEAR < _HALF
