"""Nodes in, the numbers without a unit out that may be of a draw: what counts something else is none."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.quantities import is_numbered
from oinp_noc._notices.facts.titles import Versions, units
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import INVITED, Fact, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.tree.nodes import Node

SPEAKS = ("issued", "invites", "held", "draw", "invitation", "stream", "short", "stream-word", "score", "points")


OURS = (
    "human-capital-priorities",
    "masters-graduate",
    "phd-graduate",
    "french-speaking-skilled-worker",
    "employer-job-offer-foreign-worker",
    "employer-job-offer-international-student",
    "employer-job-offer-in-demand-skills",
)


_ANSWERS = r"\A<number><comma>?<SMALL>?<day><stop>?\Z"  # how many? 415, on April 4


def names_ours(node: Node) -> bool:
    """Return True if a sentence names a stream that only Ontario has, or one and a day; and no other government."""
    dated = node.kind != "row" and node.of("day")
    return not node.says("elsewhere") and any(dated or fact.value in OURS for fact in node.of("stream"))


def untyped(node: Node, blocks: set[int], text: str) -> Iterator[Fact]:
    """Find the numbers without a unit: any beside what is told of draws, elsewhere those that may count invitations."""
    told = bool(node.of("stream")) and (node.role == "supposed" or names_ours(node))
    if node.role not in ("announced", "recalled") and not told:
        return
    if node.kind == "entry":
        yield from _beside_occupations(node, text)
    if node.kind in ("row", "entry") or "number" not in node.words.names:
        return
    words = node.words
    beside = node.block in blocks or node.says(*SPEAKS) or node.matches(_ANSWERS)
    if not (beside or blocks):
        return  # no draw that may have a list
    summed = words.names.index("so-far") if "so-far" in words.names else len(words.names)
    days = [fact.at for fact in node.of("day")]
    yield from _with_other_nouns(node)
    known = {fact.at for fact in node.facts}
    taken = [*(code.span for code in node.codes), *(fact.span for fact in node.facts)]
    taken += [match.span() for match in _PHONE.finditer(text, node.start, node.end)]
    for at, name in enumerate(words.names):
        unread = name == "number" and at not in known and (beside or _may_be_of_a_draw(words, at))
        if not unread or _is_of_no_draw_at(node, at, text):
            continue
        start, end = words.span(at, at)
        if node.kind == "item" and any(code.start < start for code in node.codes):
            return  # what a list says of an occupation
        if not any(first <= start < last for first, last in taken):
            role = "so-far" if summed < (at if days else len(words.names)) and max(days, default=0) < at else node.role
            yield Fact("unread", words.values[at], (start, end), at, "no unit", role)


def _beside_occupations(node: Node, text: str) -> Iterator[Fact]:
    """Find the invitations and points that stand behind the titles of a list: nurses (41 points), 50 invitations."""
    for match in _OF_AN_ENTRY.finditer(text, node.start, node.end):
        span = match.span("n")
        yield Fact("unread", int(match["n"]), span, span[0] - node.start, "beside an occupation", node.role)


_OF_AN_ENTRY = compiled(r"(?<![0-9.,-])(?P<n>[1-9][0-9]{0,3})\s(?:invitations?|itas?|nois?|invited|points?|pts)\b")
_PHONE = compiled(
    r"(?<![0-9])(?:\+?1[-. ])?(?:\([2-9][0-9]{2}\)|[2-9][0-9]{2})[-. ]?[0-9]{3}[-. ][0-9]{4}(?![0-9])"
    r"(?:,?\s(?:ext(?:ension|\.)?|poste|x)\s?[0-9]{1,5})?"
)


def _with_other_nouns(node: Node) -> Iterator[Fact]:
    """Find what is no score by its words, beside a number without one, and numbers of others beside a day and score."""
    others = node.of("other")
    scored, counted = node.of("score"), node.of(*INVITED)
    for fact in others if node.of("stream", "day") and len(scored) < max(len(counted), 1) else ():
        if isinstance(fact.value, tuple) and fact.value[0] >= _FEW:
            yield fact._replace(kind="unread", value=fact.value[0])
    summed = scored or node.of("stream", "day") or node.says("other-unit")  # 600 points make it 952 to 1,021
    for fact in others if node.says("score") and not summed else ():
        if isinstance(fact.value, tuple) and fact.value[1] is not None:  # a range is nobody's own
            yield fact._replace(kind="unread", value=fact.value[0])
    for fact in others if scored and node.of("day") and not counted else ():
        if isinstance(fact.value, int) and fact.value >= _FEW:
            yield fact._replace(kind="unread")


_FEW, _CODE = 10, 5  # what says little away from a draw; the digits of a code


def _may_be_of_a_draw(words: Words, at: int) -> bool:
    """Return True if a number far from a draw may be one of it, or a code that its list lacks."""
    digits = words.ends[at] - words.starts[at]
    if digits == _CODE and words.names[at] == "number":
        return is_code(words.values[at])
    return digits < _CODE + 1 and words.values[at] >= _FEW


def is_code(number: int) -> bool:
    """Return True if a number is a code of the version in force."""
    return f"{number:05}" in units(Versions.table()[-1][1])


_IN_LETTERS = 12  # one of two reasons: who counts people writes more than this in digits
_UNDER = ("under", "sous")  # listed under 2
_NAME = compiled(r"[a-z][a-z._-]{2,}(?<!noc)(?<!cnp)(?<!crs)(?<!eoi)(?<!scg)\Z")  # maria1994, slow_puck_47
_LONG = 40  # characters of a name
_GLUES = ("dash", "slash", "hash", "stop", "colon")


def _is_of_no_draw_at(node: Node, at: int, text: str) -> bool:
    """Return True if a number is a part of a name, as of an illness or a law, or counts something else."""
    words = node.words
    few = text[words.starts[at]].isalpha() and words.values[at] <= _IN_LETTERS
    told = node.of("stream") and (node.of("day") or node.says("issued", "invites"))
    in_letters = few and not (told and not node.of(*INVITED))
    glued = at > 0 and words.ends[at - 1] == words.starts[at]
    unknown = not glued or words.names[at - 1] == "word"
    glued_behind = words.name(at + 1) in ("slash", "percent") and words.starts[at + 1] == words.ends[at]
    return (
        (glued and words.names[at - 1] in _GLUES)
        or (unknown and _NAME.search(text, max(node.start, words.starts[at] - _LONG), words.starts[at]) is not None)
        or glued_behind
        or (node.words.follows(at, "<number><colon><number>") and words.starts[at + 1] == words.ends[at])
        or (words.follows(at + 1, "<of><number>") and not is_code(words.values[at]))
        or words.follows(at + 1, _COUNTS_ELSE)
        or (words.name(at - 1) == "other-unit" and not words.follows(at + 1, "<at-least><number>"))  # that day 94 @ 40
        or (words.values[at] <= _IN_LETTERS and words.precedes(at, r"\A<draw>"))
        or (words.values[at] <= _IN_LETTERS and words.name(at - 1) == "in" and words.values[at - 1] in _UNDER)
        or is_numbered(text, words.starts[_first_of_row(words, at)])
        or _COMPARES.match(text, words.ends[at]) is not None
        or (in_letters and not words.follows(at + 1, "(?:<targeting>(?!<article>)|<general|label>)"))
    )


_ROW = "<number>(?:<comma|and|word|dash>|<comma><and|word>)"


def _first_of_row(words: Words, at: int) -> int:
    """Return the place of the first number of a row: Major Groups 72, 73 and 82."""
    if not words.precedes(at, _ROW):
        return at
    before = next(place for place in reversed(range(at)) if words.names[place] == "number")
    return _firsts_of_rows(words).get(before, before)


@lru_cache(maxsize=1)
def _firsts_of_rows(words: Words) -> dict[int, int]:
    """Return the first number of its row for each that follows another: all at once, for rows may be long."""
    firsts: dict[int, int] = {}
    for before, at in pairwise(words.places("number")):
        if words.precedes(at, _ROW):
            firsts[at] = firsts.get(before, before)
    return firsts


_COMPARES = compiled(
    r"\s(?:(?:more|fewer|less|higher|lower) than|de (?:plus|moins) qu)\b|\s?(?:am|pm|a\.m|p\.m|est|h)\b|\.[0-9]"
    r"|\s(?:[a-z]{3,12}\s){1,2}(?:street|st|avenue|ave|road|rd|blvd|boulevard|drive|crescent)\b"
)  # 58 more than; 14.8 million; 33 King Street
_COUNTS_ELSE = "(?:<dash|to|word><number>)?<word>{0,2}<other-unit|something-else|percent|stream-word|occupations>"
