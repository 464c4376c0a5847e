"""Rows of tables in, facts out: each cell by its column, by its place, or by what it looks like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices import names, stream_names
from oinp_noc._notices.dates import Day, Days, read
from oinp_noc._notices.lexicon import Fact, Words, pattern, spell, vocabulary
from oinp_noc._notices.names import SURE, TOLD
from oinp_noc._notices.quantities import HIGHEST
from oinp_noc._notices.quantities import find as quantities_of
from oinp_noc._notices.statements import stated

if TYPE_CHECKING:
    from oinp_noc._notices.layout import Unit
    from oinp_noc._notices.text import Place

PRICE = r"<dollar><number>\Z|<number><dollar>\Z"
DATE = r"<word>?<comma|stop>?<day|days>\Z"
WINDOW = r"<between>?<days>\Z|<day><dash|to|and|until><day>\Z"
NUMBER = r"<hash>?<number>{1,2}<word|invitation|people>?\Z"
SCORE = (
    r"<score>?<SMALL|colon|at-least|open|close>{0,3}<number>(?:<points>?<and-above|plus>|<dash|to><number>)?<points>?\Z"
)
_SHORTEST = 4  # letters of a target
_THOUSANDS = 3  # digits
REGION_CELL = "a column of regions"  # the rule of a region that no packaged draw has
UNREAD = "a cell"  # the rule of what is in a cell that its column could not read
NUMBER_OR_SCORE = f"{NUMBER}|{SCORE}"
_SENTENCE = 60  # characters of a cell that tells of a draw in words


def is_total(words: Words, text: str) -> bool:
    """Return True if a row sums the others up."""
    whole = (words.starts[0], words.ends[-1]) if words.starts else (0, 0)
    return bool(words.starts) and (
        pattern("total row").match(text, whole[0]) is not None
        or pattern("all rows").fullmatch(text, *whole) is not None
    )


def named_cells(unit: Unit, text: str, kinds: tuple[str, ...]) -> list[Fact]:
    """Read cells by their columns."""
    found: dict[str, Fact] = {}
    rest: list[Fact] = []
    for (start, end), column in zip(unit.cells, kinds, strict=False):
        if start == end:
            continue
        reader = _READERS.get(column)
        words = read(text, start, end)
        if reader is not None:
            fact = reader(words, text)
            before = found.get(fact.kind) if fact is not None else None
            if (
                fact is not None
                and before is not None
                and fact.kind in ("count", "about")
                and before.value != fact.value
            ):
                rest += unread(words, text)  # two columns of numbers: the first has its name
            elif fact is not None and fact.kind == "score" and before is not None and fact.value[0] < before.value[0]:
                rest += [*unread(words, text), before._replace(kind="unread", value=str(before.value[0]))]
                del found["score"]  # which of the two is the lowest?
            elif fact is not None:
                found[fact.kind] = _with(before, fact)
            else:
                rest += unread(words, text)
        else:
            rest += _told_in(words, text, (start, end), column)
    return [*found.values(), *rest]


def _told_in(words: Words, text: str, cell: Place, column: str) -> list[Fact]:
    """Read a cell that may tell several things."""
    if column == "doubted":
        return unread(words, text)
    if column in ("pair", "bracketed"):
        return _two_in(words, text, scored=column == "pair")
    if column == "head":
        return headed(words, text, *cell)
    if column not in ("stream", "target", "region", "title", ""):
        return []
    return described(words, text, *cell, column) or (unread(words, text) if words.follows(0, NUMBER_OR_SCORE) else [])


def _with(before: Fact | None, fact: Fact) -> Fact:
    """Add a second cell of one kind to the first: the highest score to the lowest, the last day to the first."""
    if before is None:
        return fact
    span = (before.span[0], fact.span[1])
    if fact.kind == "window":
        first, last = before.value.last or before.value.first, fact.value.last or fact.value.first
        return before._replace(value=Days(first, last), span=span)
    if fact.kind == "score" and None not in (before.value[0], fact.value[0]):
        low, high = sorted((before.value[0], fact.value[0]))
        if before.value[1] is None and fact.value[1] is None and low < high:
            return before._replace(value=(low, high), span=span)
    return fact if fact.kind == "score" and before.value[1] is None else before


def unread(words: Words, text: str) -> list[Fact]:
    """Return the numbers and days of a cell that its column could not read."""
    return [
        Fact("unread", text[slice(*words.span(at, at))], words.span(at, at), at, UNREAD)
        if name == "number"
        else Fact("day", words.values[at], words.span(at, at), at, UNREAD)
        for at, name in enumerate(words.names)
        if name in ("number", "day")
    ]


def day_in(words: Words, _text: str) -> Fact | None:
    """Read a cell that holds a date; of a range, its first day."""
    at = next((at for at, name in enumerate(words.names) if name in ("day", "days")), None)
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
    if words.follows(at + 1, "<stop|comma><number>") and words.ends[at] == words.starts[at + 1]:
        return None
    return Fact("about" if about else "count", words.values[at], words.span(at, at), at, "a column of invitations")


def score_in(words: Words, _text: str) -> Fact | None:
    """Read a cell that holds a score: one number, or two."""
    places = [at for at, name in enumerate(words.names) if name == "number"][:2]
    if not places:
        return None
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


_ONWARDS = re.compile(r"\W{0,3}(?:(?:or|and|ou|et) (?:later|after|plus tard|apres)|onwards?)\b")


def window_in(words: Words, text: str) -> Fact | None:
    """Read a cell that holds a profile window; a day alone is the last, unless words make it the first."""
    days = [at for at, name in enumerate(words.names) if name in ("day", "days")]
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


_READERS = {"date": day_in, "invitations": number_in, "score": score_in, "profiles": window_in, "since": since_in}


def _two_in(words: Words, text: str, *, scored: bool) -> list[Fact]:
    """Read a cell with a number of invitations and another in brackets, which may be the score."""
    at = words.names.index("open")
    before, behind = words.part(0, at), words.part(at, len(words.names))
    score = score_in(behind, text) if scored else None
    count = number_in(before, text)
    return [*([count] if count is not None else []), *([score] if score is not None else unread(behind, text))]


def described(words: Words, text: str, start: int, end: int, column: str) -> list[Fact]:
    """Read a cell that names a stream, a target, or both; a long one may tell of a draw in sentences."""
    if end - start > _SENTENCE and column in ("", "target"):
        told = quantities_of(words, text)
        if any(fact.kind in ("count", "score") for fact in told):
            return stated(words, text, start, end)
    if words.follows(0, DATE):
        return [fact for fact in (day_in(words, text),) if fact is not None]
    found = stream_names.streams(words, text)[:1]
    if not found and column == "stream":
        short = stream_names.short_name(words)
        found = [short] if short is not None else []
    aimed = names.targets(words, text, start, end)
    targets = [fact for fact in aimed if fact.kind == "target"][:1]
    if targets and found and column == "stream" and targets[0].span[0] <= found[0].span[1]:
        targets = []
    if column in ("target", "region") and targets:
        meaning, strength = targets[0].value
        targets = [targets[0]._replace(value=(meaning, max(strength, TOLD)))]
    if column in ("target", "region") and not aimed and not found:
        written = _as_written(words, text, start, end)
        if written is not None and column == "region":
            region = written.value[0]._replace(region=text[slice(*written.span)])
            written = written._replace(value=(region, TOLD), rule=REGION_CELL)
        targets = [written] if written is not None else []
    sizes = [fact for fact in quantities_of(words, text) if fact.kind == "size"]
    general = [fact for fact in aimed if fact.kind == "general" and not targets]
    cued = [Fact("targeting", None, words.span(at, at), at) for at, n in enumerate(words.names) if n == "targeting"][:1]
    return [*found, *targets, *general, *sizes, *cued]


def headed(words: Words, text: str, start: int, end: int) -> list[Fact]:
    """Read the name of a column that says of which draw its cells are: a stream, a target or a day."""
    if {"day", "short", "stream", "label", "program", "region", "general"}.isdisjoint(words.names):
        return []
    found = [
        fact for fact in described(words, text, start, end, "stream") if fact.kind in ("stream", "target", "general")
    ]
    day = day_in(words, text)
    return [*found, day._replace(rule="the name of a column")] if day is not None else found


_STOP = re.compile(r"[.;:(]|\s-\s")


def _as_written(words: Words, text: str, start: int, end: int) -> Fact | None:
    """Read the text of a cell for targets as a target in words that the vocabulary does not know."""
    for kind in ("before a target", "link to a target"):
        lead = pattern(kind).match(text, start, end)
        if lead is not None:
            start = lead.end()
            while start < end and not text[start].isalnum():
                start += 1
    stop = _STOP.search(text, start, end)
    written = text[start : stop.start() if stop is not None else end].rstrip(" .*")
    nothing = spell(written) in {phrase for _, phrase in vocabulary("no target")}
    counted = words.follows(0, "<number><word>{0,2}<label|occupations>")  # 18 occupations
    if len(written) < _SHORTEST or nothing or not (counted or written[0].isalpha()):
        return None
    if not counted and any(map(str.isdigit, written)):
        return None
    labels = tuple(
        dict.fromkeys(
            str(value)
            for name, value, at in zip(words.names, words.values, words.starts, strict=True)
            if name == "label" and at < start + len(written)
        )
    )
    return Fact("target", (names.meaning_of(labels), SURE), (start, start + len(written)), 0, "a column of targets")
