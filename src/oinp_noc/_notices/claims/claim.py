"""Nodes in, claims out: what each sentence, item and row says of one draw, and what its paragraph adds."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from oinp_noc._notices.facts.names import LABELLED, TARGETING
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.facts.targets import GENERIC, OF_NONE, Target
from oinp_noc._notices.plain.ordinals import MONTHS
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.dates import Days
from oinp_noc._notices.words.lexicon import Fact, search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node

FIELDS = ("day", "stream", "target", "general", "count", "score", "window")
"""The kinds of fact that a claim has one of."""
HELD_ONE = "<held><to|one><!comma|stop|number>{0,5}?<draw>"
"""A sentence that tells of one draw: it held a tech draw."""


@attrs.define(eq=False)
class Sketch:
    """What is told of one draw.

    Attributes:
        role: ``announced`` or ``recalled``.
        own: its facts by kind, as stated of it.
        context: facts that it has only from where it stands, by kind.
        sizes: how many occupations are spoken of.
        codes: its codes; draws that share a list hold the same object.
        total: whether its number is called a total.
        several: whether its number is said of several draws or streams.
        acts: whether it speaks of invitations or draws, rather than of life in general.
        streams: the streams that share its number, if there are several.
        cued: whether a word of targeting was left without a target.
        unsure: facts that may be of the other numbers of its sentence alone.
        plural: whether it speaks of several draws without a number.
        scoreless: whether it says that there was no score.
        whole: whether others make its number.
    """

    role: str
    own: dict[str, Fact] = attrs.field(factory=dict, kw_only=True)
    context: dict[str, Fact] = attrs.field(factory=dict, kw_only=True)
    sizes: list[Fact] = attrs.field(factory=list, kw_only=True)
    codes: list[Found] = attrs.field(factory=list, kw_only=True)
    total: bool = attrs.field(default=False, kw_only=True)
    several: bool = attrs.field(default=False, kw_only=True)
    acts: bool = attrs.field(default=False, kw_only=True)
    streams: tuple[Fact, ...] = attrs.field(default=(), kw_only=True)
    cued: bool = attrs.field(default=False, kw_only=True)
    unsure: list[Fact] = attrs.field(factory=list, kw_only=True)
    plural: bool = attrs.field(default=False, kw_only=True)
    scoreless: bool = attrs.field(default=False, kw_only=True)
    whole: bool = attrs.field(default=False, kw_only=True)

    def get(self, kind: str) -> Fact | None:
        """Return its fact of a kind, its own or an inherited one."""
        return self.own.get(kind) or self.context.get(kind)

    def gather(self, part: Sketch) -> None:
        """Add what a part says beside its facts by kind."""
        self.sizes += part.sizes
        self.codes += part.codes
        self.unsure += part.unsure
        self.acts = self.acts or part.acts
        self.plural = self.plural or part.plural
        self.scoreless = self.scoreless or part.scoreless
        self.cued = self.cued or part.cued
        self.streams = self.streams or part.streams
        self.whole = self.whole or part.whole


@attrs.define(eq=False)
class Claim(Sketch):
    """What a sentence, item, row or paragraph says of one draw.

    Attributes:
        node: where it begins.
        held: whether it says that something was issued or held.
        other: facts of kinds that it has already.
        passing: whether it only names a stream, in a sentence that tells of no draw.
    """

    node: Node
    held: bool = False
    other: list[Fact] = attrs.field(factory=list)
    passing: bool = False

    def takes(self, part: Claim) -> bool:
        """Return True if a part contradicts nothing that is known of its own."""
        return not any(
            kind in self.own and not same(kind, self.own[kind], fact) for kind, fact in part.own.items()
        ) and not ({"target", "general"} <= {*self.own, *part.own})

    def add(self, part: Claim) -> None:
        """Add what a part says."""
        for kind, fact in part.own.items():
            before = self.own.get(kind)
            self.own[kind] = fact if before is None else fuller(kind, before, fact)
            if before is not None:
                self.other.append(before if self.own[kind] is fact else fact)
        self.gather(part)
        self.other += part.other
        self.held = self.held or part.held
        self.total = self.total or (part.total and "count" in part.own)
        self.several = self.several or (part.several and "count" in part.own)
        self.passing = self.passing and part.passing


def keep_general(claim: Claim, node: Node) -> None:
    """Doubt the target of a sentence about several draws; one with general draws too is of neither kind."""
    own = claim.own.get("target")
    of_one = own is not None and "one" in node.words.names[max(0, own.at - 2) : own.at]  # three rounds, one for nurses
    of_one = of_one or node.matches("<one><of><article|number|word>{0,3}<draw|invitation>")  # one of the two draws
    if claim.plural and own is not None and (of_one or not all(agree(own, fact) for fact in node.of("target"))):
        claim.unsure.append(own)  # one of several: of which draw, nobody says
    if claim.plural and {"target", "general"} <= claim.own.keys():
        del claim.own["general"], claim.own["target"]


def same(kind: str, one: Fact, other: Fact) -> bool:
    """Return True if two facts of a kind say the same, or the same as far as they go."""
    if kind == "day":
        first, second = first_day(one), first_day(other)
        return first[1:] == second[1:] and (None in (first.year, second.year) or first.year == second.year)
    if kind == "target":
        return agree(one, other)
    if kind == "score":
        (low, high), (other_low, other_high) = one.value, other.value
        return bool(low == other_low and (None in (high, other_high) or high == other_high))
    if kind == "window":
        return all(None in ends or ends[0] == ends[1] for ends in zip(one.value, other.value, strict=True))
    return kind == "general" or bool(one.value == other.value)


_BY_WORDS = {TARGETING: 1, LABELLED: 2}  # a label says it best: Target: occupations in agriculture


def tells_more(kind: str, before: Fact, fact: Fact) -> bool:
    """Return True if the second of two facts that say the same says more of it."""
    if kind == "score":
        return (before.value[1], fact.value[1]).count(None) == 1 and before.value[1] is None
    if kind == "window":
        return bool(before.value.count(None) > fact.value.count(None))
    if kind == "target":
        (meaning, strength), (other, other_strength) = before.value, fact.value
        if meaning != other:
            return meaning in _OF_ANYBODY or all(a in (None, (), b) for a, b in zip(meaning, other, strict=True))
        aimed, before_aimed = (_BY_WORDS.get(each.rule, 0) for each in (fact, before))
        return bool((other_strength, aimed) > (strength, before_aimed))
    return kind == "day" and first_day(before).year is None


def fuller(kind: str, before: Fact, fact: Fact) -> Fact:
    """Return which of two facts that say the same says more; of a window told in halves, both."""
    if kind == "window" and all(ends.count(None) == 1 for ends in zip(before.value, fact.value, strict=True)):
        first, last = (one or other for one, other in zip(before.value, fact.value, strict=True))
        span = min(before.span, fact.span)[0], max(before.span, fact.span)[1]
        return before._replace(value=Days(first, last), span=span, rule="a window in halves")
    return fact if tells_more(kind, before, fact) else before


_OF_ANYBODY = (Target(), Target(GENERIC), Target(job_offer=True))  # what goes with any other target


def agree(one: Fact, other: Fact) -> bool:
    """Return True if two targets mean the same, or one of them says nothing that is known."""
    first, second = one.value[0], other.value[0]
    if first in _OF_ANYBODY or second in _OF_ANYBODY:
        return True
    return set(first.labels) == set(second.labels) and all(
        None in (a, b) or a == b for a, b in zip(first[1:], second[1:], strict=True)
    )


def is_one_of_windows(claim: Claim) -> bool:
    """Return True if a sentence tells several windows and no draw: they are dealt out in the end."""
    return set(claim.own) == {"window"} and len(claim.node.of("window")) > 1


def ends_on(window: Fact, draw: Sketch) -> bool:
    """Return True if a profile window ends on the day of a draw."""
    last, day = window.value.last, draw.get("day")
    return last is not None and day is not None and last[1:] == first_day(day)[1:]


def days_after(draw: Sketch, window: Fact) -> int | None:
    """Return how many days after a window a draw was held, as if both were of one year; None if that is not known."""
    last, day = window.value.last, draw.get("day")
    if last is None or day is None:
        return None
    return (dt.date(_LEAP, *first_day(day)[1:]) - dt.date(_LEAP, *last[1:])).days % _YEAR


_LEAP, _YEAR = 2024, 366
_SOON = 10  # days from the end of a window to its draw


def ends_before(window: Fact, draw: Sketch, others: Iterable[Sketch]) -> bool:
    """Return True if a profile window ends right before a draw, and long before others."""
    gap, gaps = days_after(draw, window), [days_after(other, window) for other in others]
    return gap is not None and gap <= _SOON and all(other is None or other > _SOON for other in gaps)


def is_of_all(node: Node, text: str) -> bool:
    """Return True if a sentence is about several draws at once: both, all, each, none of them."""
    if any(fact.rule == OF_NONE for fact in node.of("general")):
        return True
    if search("of all", text, node.start, node.end) or search("several", text, node.start, node.end):
        return True
    return is_of_draws(node, text)


_THEY = compiled(r"(?:they|these|those|ils|elles|celles-ci|ceux-ci|ces invitations)\b")


def refers_to_all(node: Node, text: str) -> bool:
    """Return True if a sentence says whom the draws before it were for: they targeted trades; elles visaient ..."""
    return node.says("targeting") and not node.of("stream", "count") and bool(_THEY.match(text, node.start, node.end))


def is_of_two(node: Node, text: str) -> bool:
    """Return True if a sentence is about two draws: both, the two."""
    return _TWO.search(text, node.start, node.end) is not None


_TWO = compiled(
    r"\b(?:both|(?:the|these|those) two|the pair|(?:les|tous|toutes|aux|ces) deux|l'une? et l'autre)\b"
    r"(?! (?:days|dates|jours))"
)


def is_of_draws(node: Node, text: str) -> bool:
    """Return True if a sentence speaks of draws, and of no stream or number."""
    return not node.of("stream", "count") and DRAWS.search(text, node.start, node.end) is not None


def is_of_streams(node: Node) -> bool:
    """Return True if a sentence speaks of several streams without a name: under two streams."""
    return node.matches("<number><word|label>{0,2}<stream-word>")


def names_another(node: Node, stream: Fact) -> bool:
    """Return True if a sentence has the short name of another stream than the only one that is named in full."""
    return any(value != stream.value for value in node.words.said("short"))


def is_of_some(node: Node) -> bool:
    """Return True if a sentence about several speaks of sectors, rather than of draws: both A and B occupations."""
    return node.says("label", "program", "region") and not node.says("draw", "invitation")


DRAWS = compiled(r"\b(?:draws|rounds|tirages|rondes|selections)\b")

_IN_ORDER = compiled(
    r"\b(?:respectively|respecti(?:vement|ves?|fs?)|in (?:that|this|the same) order|dans (?:cet|le meme|l')\s?ordre"
    r"|first\b[^.]{0,99}\bthen\b|former\b[^.]{0,99}\blatter"
    r"|the first\b[^.]{0,99}\bthe second|premiere?s?\b[^.]{0,99}\b(?:deuxieme|seconde?)s?)\b"
)  # 52 in the first and 49 in the second


def is_row(scores: list[Fact], node: Node, text: str) -> bool:
    """Return True if scores stand in a row: 52, 49 and 43; 470-483 and 455-468; those of May are of other draws."""
    pairs, span = [*pairwise(scores)], (node.start, node.end)
    beside = all(_BETWEEN.issuperset(node.words.names[one.at + 1 : other.at]) for one, other in pairs)
    row = (beside and not _THEN.search(text, *span)) or all(other.rule == "score of a row" for _, other in pairs)
    return len(scores) > 1 and row and not _ENDS.search(text, *span)


_BETWEEN = frozenset(("number", "dash", "to", "and", "comma", "points", "and-above", "plus"))


def deals_out(node: Node, text: str) -> bool:
    """Return True if a sentence gives its numbers to several draws in their order; the ends of a range are of one."""
    ends = _ENDS.search(text, node.start, node.end) is not None
    return not ends and _IN_ORDER.search(text, node.start, node.end) is not None


_HIGHEST = r"\b(?:highest|maximum|max|top|(?:plus|la|les) (?:hautes?|elevee?s?)|maximales?|maximaux)\b"
_ENDS = compiled(rf"{_HIGHEST}[^.;:]{{0,30}}\b(?:and|et)\b|\b(?:and|et)\b[^.;:]{{0,30}}{_HIGHEST}")
_THEN = compiled(
    rf"\b(?:in|en|of|de|since|depuis|before|avant) (?:{MONTHS})\b(?! ?[0-9])|\b(?:had been|avai(?:en)?t ete)\b"
)
