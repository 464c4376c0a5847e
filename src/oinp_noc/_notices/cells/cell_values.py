"""Cells of tables in, facts out: a day, a number, a score or a profile window, read whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.alike import HIGHEST
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.dates import Day, Days
from oinp_noc._notices.words.lexicon import Fact

if TYPE_CHECKING:
    from oinp_noc._notices.words.lexicon import Words

PRICE = r"<dollar><number>\Z|<number><dollar>\Z"
DATE = r"<word>?<comma|stop|colon>?<day|days>\Z"
WINDOW = r"<between>?<days>\Z|<day><dash|to|and|until><day>\Z"
NUMBER = r"<hash>?<number>{1,2}<word|invitation|people>?\Z"
SCORE = (
    r"<score>?<SMALL|colon|at-least|open|close>{0,3}<number>(?:<points>?<and-above|plus>|<dash|to><number>)?<points>?\Z"
)
_THOUSANDS = 3  # digits
UNREAD = "a cell"  # the rule of what is in a cell that its column could not read


def unread(words: Words, text: str) -> list[Fact]:
    """Return the numbers and days of a cell that its column could not read."""
    return [
        Fact("unread", text[slice(*words.span(at, at))], words.span(at, at), at, UNREAD)
        if words.names[at] == "number"
        else Fact(words.names[at], words.values[at], words.span(at, at), at, UNREAD)
        for at in words.places("number", "day", "days")
    ]


def day_in(words: Words, _text: str) -> Fact | None:
    """Read a cell that holds a date; of a range, its first day."""
    at = next(iter(words.places("day", "days")), None)
    return None if at is None else Fact(words.names[at], words.values[at], words.span(at, at), at, "a column of days")


def number_in(words: Words, text: str) -> Fact | None:
    """Read a cell that holds a number: whole, or not at all."""
    if "number" not in words.names or words.follows(0, PRICE):
        return None
    at = words.names.index("number")
    about = words.name(at - 1) == "about" and at > 0
    if words.name(at + 1) == "number":
        first, second = words.span(at, at), words.span(at + 1, at + 1)
        if second[1] - second[0] != _THOUSANDS or text[first[1] : second[0]] != " ":
            return None
        value = words.values[at] * 1000 + words.values[at + 1]
        return Fact("count", value, (first[0], second[1]), at, "a column of invitations")
    parted = words.follows(at + 1, "<stop|comma><number>") and words.ends[at] == words.starts[at + 1]
    if parted or words.follows(at + 1, r"<dash|to><number>\Z"):  # 381-461 are scores
        return None
    return Fact("about" if about else "count", words.values[at], words.span(at, at), at, "a column of invitations")


def score_in(words: Words, text: str) -> Fact | None:
    """Read a cell that holds a score: one number, or two; not what it was before."""
    places = words.places("number")[:2]
    if not places:
        return None
    if _WAS.search(text, words.ends[places[0]], words.starts[places[-1]]):
        places = places[:1]
    if words.follows(places[0], _OUT_OF):
        if words.values[places[-1]] not in _WHOLES:
            return None
        places = places[:1]  # 54/100
    low, high = words.values[places[0]], words.values[places[-1]] if len(places) > 1 else None
    if high is not None and low > high and words.names[places[0] + 1] not in ("dash", "to"):
        high, places = None, places[:1]
    if high is not None and low > high:
        low, high = high, low
    if not 1 <= low <= (high or low) <= HIGHEST:
        return None
    last = places[-1]
    while words.name(last + 1) in ("points", "and-above", "plus"):
        last += 1
    return Fact(
        "score", (low, high if high != low else None), words.span(places[0], last), places[0], "a column of scores"
    )


_WAS = compiled(
    r"\b(?:was|were|from|previously|last|before|prior|previous|vs\.?|versus|against|compared|contre|etait|auparavant|avant"
    r"|precedent[es]{0,2}|dernier[es]{0,2})\b"
)  # 40 (was 43 on May 8)
_WHOLES = (100, 1200)  # points that there are
_OUT_OF = r"<number><points>?(?:<slash>|<word><of>|<in>)<number>"
_ONWARDS = compiled(r"\W{0,3}(?:(?:or|and|ou|et) (?:later|after|plus tard|apres)|onwards?)\b")


def window_in(words: Words, text: str) -> Fact | None:
    """Read a cell that holds a profile window; a day alone is the last, unless words make it the first."""
    days = words.places("day", "days")
    if not days:
        return None
    first, last = days[0], days[-1]
    value = words.values[first]
    if len(days) > 1 and isinstance(value, Day):
        value = Days(value, words.values[last])
    elif isinstance(value, Day):
        begins = not {"since", "between"}.isdisjoint(words.names) or _ONWARDS.match(text, words.ends[first])
        if not begins and len(words.names) > 1 and {"until", "to"}.isdisjoint(words.names):
            return None
        value, last = (Days(value, None) if begins else Days(None, value)), first
    return Fact("window", value, words.span(first, last), first, "a column of windows")


def since_in(words: Words, text: str) -> Fact | None:
    """Read a cell that holds the first day of a profile window."""
    fact = day_in(words, text)
    return (
        fact._replace(kind="window", value=Days(fact.value, None)) if fact is not None and fact.kind == "day" else None
    )


READERS = {
    "date": day_in,
    "invitations": number_in,
    "score": score_in,
    "ceiling": score_in,
    "profiles": window_in,
    "since": since_in,
}


def two_in(words: Words, text: str, *, scored: bool) -> list[Fact]:
    """Read a cell with a number of invitations and another in brackets, which may be the score."""
    at = next((at for at, name in enumerate(words.names) if name != "number"), len(words.names))
    before, behind = words.part(0, at), words.part(at, len(words.names))
    score = score_in(behind, text) if scored else None
    count = number_in(before, text)
    return [*([count] if count is not None else []), *([score] if score is not None else unread(behind, text))]
