"""Claims in, roles out: which sentences tell of a day before that of the draws announced."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.records import is_record_item
from oinp_noc._notices.claims.told import Told, dated
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.code_lines import is_line
from oinp_noc._notices.tree.later import shift
from oinp_noc._notices.tree.places import section

if TYPE_CHECKING:
    from oinp_noc._notices.claims.claim import Claim
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.dates import Day

_BEGINS = 2  # words
_LONG_AGO = 7  # days
_PAST = compiled(
    r"\bhad (?:(?:also|already|only|just|even|itself) )?(?:been )?(?!(?:created|registered|submitted|entered|worked)\b)"
    r"(?:[a-z]{2,12}ed|sent|gone|held|drawn|left|forgotten|taken|given|had|seen|got|gotten|made|run)\b"
    r"|\bhad been [0-9]|\bavait ete de [0-9]|\bthere had (?:[a-z]+ )?been\b|\bil y (?:en )?avait (?:[a-z]+ )?eu\b"
    r"|\b(?:avai(?:s|t|ent|ons)|(?:s')?etai(?:t|ent)) (?:(?:deja|aussi|egalement|meme|seulement) )?(?:ete )?"
    r"(?!(?:cree|inscrit|enregistre|depose|soumis|obtenu)e?s?\b)"
    r"(?:[a-z]{1,12}[eiu]e?s?|fait|ouvert|emis|transmis|pris)\b(?! [0-9]{1,3} points)"
)  # on June 3 the province had asked 391
_NOWADAYS = (
    r"(?:now|this (?:week|month|time)|(?:last|past) week|latest|most recent|newest|maintenant|cette (?:semaine|fois)"
    r"|ce mois-ci|(?:la )?semaine (?:derniere|passee)|(?:tout )?derniere? (?:tirage|ronde|en date)|plus recente?)\b"
)
_AND_NOW = compiled(rf"(?:(?:and|but|et|mais) )?{_NOWADAYS},? |voici que ")
_COMES_TO_NOW = compiled(rf"\b{_NOWADAYS}(?![^.:;]{{0,90}}[0-9])")  # Now to the latest draw. On August 29, ...
_NOW = ("today", "yesterday")  # the rules of a day
_THOSE = compiled(r"(?:in |at |dans |lors de |pour )?(?:those|that|these|ces|cette) ")  # in those June 3 rounds


def is_long_before(claim: Claim, told: Told, text: str) -> bool:
    """Return True if a sentence tells of a day two or more before the one told: a week earlier, 94 were invited."""
    day, days = claim.own.get("day"), shift(claim.node, text)
    earlier = told.first is not None and days is not None and days < -1
    return earlier and (day is None or first_day(day)[1:] not in told.days)


def has_its_own_list(claim: Claim, told: Told, listed: list[int], until: int, text: str) -> bool:
    """Return True if a paragraph behind a list of the draws announced leads to a list itself: it is news of its own.

    Args:
        claim: what its first sentence says.
        told: what was announced so far.
        listed: where nodes with codes begin.
        until: where the next paragraph that says something of a draw begins.
        text: the text, spelt plainly.
    """
    node, first = claim.node, told.first
    at = bisect_left(listed, node.start)
    if first is None or not (0 < at < len(listed) and listed[at - 1] > first.node.start and listed[at] < until):
        return False
    begins = all(other.own.keys().isdisjoint(("day", "count")) for other in told.block(claim))
    return begins and not node.says("recalled") and _PAST.search(text, node.start, node.end) is None


def is_of_the_past(claim: Claim, told: Told, text: str, last: Claim | None = None) -> bool:
    """Return True if a sentence tells of a day before that of the draw told first: it recalls an earlier draw."""
    past = bool(_PAST.search(text, claim.node.start, claim.node.end) or _THOSE.match(text, claim.node.start))
    day, first = claim.own.get("day"), told.first
    if first is None and past:
        first = next((each for each in told.last if each.get("day") is not None), None)
        if first is None and "count" in claim.own and any("count" in each.own for each in told.last):
            return day is not None  # behind a draw of the day of the page
    if (
        day is None
        or first is None
        or claim.node.says("today")
        or first_day(day)[1:] in told.days
        or claim.node.kind not in ("sentence", "item")
        or (claim.node.kind == first.node.kind == "item" and not past and _is_all_of_it(claim, text))
        or (claim.node.says("following") and "count" not in claim.own)
        or (not past and _are_lines_alike(first.node, claim.node, text))
    ):
        return False
    one, other = first_day(day), first_day(first.get("day"))  # type: ignore[arg-type]
    before = [other.own for other in told.block(claim) if other.node is claim.node][-1:]
    of_a_line = any({"day", "count"} <= own.keys() and own["day"].rule not in _NOW for own in before)
    prose = first.node.kind == "sentence" and text[first.node.end - 1] == "." and "count" in first.own
    listed = claim.node.kind == "item" and prose and not is_record_item(claim.node)  # earlier draws below the news
    begins = claim.node.start == claim.node.unit.start and day.at <= _BEGINS
    if of_a_line or (begins and not past and not listed):
        return False  # one of several in a line; a paragraph that begins with its day is news of its own
    heading = dated(claim.node)
    posted = heading is not None and all(fact.role == "published" for fact in heading.of("day"))
    if (
        heading is not None
        and not posted
        and ("count" in claim.own or day.rule == "yesterday")
        and id(heading) not in told.dated
    ):
        return False  # the first under the day on which it was announced
    if None not in (one.year, other.year) and one.year != other.year:
        return bool(one.year < other.year)  # type: ignore[operator]
    gap = (other.month - one.month) * 31 + other.day - one.day
    goes_on = last is not None and last.role == "recalled" and last.node.unit is claim.node.unit
    acted = "count" not in claim.own and other[1:] in told.acted
    count, node = claim.own.get("count"), claim.node
    again = {each.own["count"].value for each in told.last if "count" in each.own}
    tells = count is not None and node.start <= count.span[0] < node.end and count.value not in again
    tells = tells and day.rule not in ("yesterday", "a weekday")
    return gap > _LONG_AGO or (gap > 0 and (goes_on or acted or past or tells))


def _are_lines_alike(one: Node, other: Node, text: str) -> bool:
    """Return True if two lines that are no sentences tell the same kinds of a draw, or its day behind one label."""
    kinds = [[fact.kind for fact in node.of("stream", "day", "count", "people")] for node in (one, other)]
    whole = all(is_line(node) and node.kind == "sentence" and text[node.end - 1] != "." for node in (one, other))
    labels = [text[node.start : node.words.starts[-1]].strip() for node in (one, other) if node.words.names]
    labelled = kinds[0] == ["day"] and labels[0] == labels[-1] and labels[0].endswith(":")  # Date issued: May 11, 2027
    return whole and kinds[0] == kinds[1] and ({"day", "count"} <= set(kinds[0]) or labelled)


def _is_all_of_it(claim: Claim, text: str) -> bool:
    """Return True if an item begins with what it says of a draw, or answers a question; so may each item of a list."""
    unit = claim.node.unit
    return claim.node.start == unit.start or _ANSWERS.search(text, max(0, unit.start - 4), unit.start) is not None


_ANSWERS = compiled(r"\b[ar][.:)] \Z")


def leave_history(claim: Claim, told: Told, text: str) -> None:
    """Recall the draws told in order before "And now, on August 29, ...": all of days a week or more before it."""
    day, node = claim.own.get("day"), claim.node
    if day is None or "count" not in claim.own or node.kind != "sentence":
        return
    if not _AND_NOW.match(text, node.start) and not _COMES_TO_NOW.search(text, node.unit.start, day.span[0]):
        return
    before = [each for each in told.last if each.get("day") is not None and "count" in each.own]
    now = first_day(day)
    if before and all(_is_told_alike(each.node, node) and _is_long_ago(each, now) for each in before):
        for each in told.last:
            each.role = "recalled"
        told.first = None


def _is_told_alike(one: Node, other: Node) -> bool:
    """Return True if two nodes are sentences of one section."""
    return one.kind == other.kind and section(one) is section(other)


def _is_long_ago(claim: Claim, now: Day) -> bool:
    """Return True if a claim has a day a week or more before another one."""
    day = first_day(claim.get("day"))  # type: ignore[arg-type]
    years = now.year - day.year if now.year and day.year else 0
    return (years * 12 + now.month - day.month) * 31 + now.day - day.day >= _LONG_AGO
