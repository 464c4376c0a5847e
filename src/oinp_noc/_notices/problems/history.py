"""Draws in, problems out: where the packaged draws say otherwise.

No value comes from the packaged draws: they decide at most which of the text's own are of a draw, and where that is
against what stands around it, it is told. A draw that they have is compared with theirs: where the two differ, the text
is wrong, or it was misread, or they are.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.accounts import lookup
from oinp_noc._notices.accounts.identified import FEW
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.lexicon import INVITED
from oinp_noc._oinp.streams import stream as stream_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from oinp_noc._notices.accounts.ledger import Entry
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.values import NoticeDraw
    from oinp_noc._oinp.draw import Draw, Score

_NEAR = 31  # days
_SHOWN = 12  # codes in a message
_HALF = 2
# Numbers that a draw has, that are told already, or that are of another government, or of the page.
_ACCOUNTED = ("announced", "recalled", "unassigned", "elsewhere", "published")


def unlike(made: Made) -> Iterator[Problem]:
    """Tell of draws that the packaged draws have otherwise or not at all, and of their numbers that are no draw's."""
    read, entries = made.draws, made.entries
    codes = {entry.fact.value.code for entry in entries if entry.fact.kind == "code" and entry.account != "announced"}
    scores = [entry for entry in entries if entry.fact.kind == "score"]
    lost = {entry.fact.value[0] for entry in scores if _is_lost(entry)}
    bounds = {bound for entry in scores for bound in entry.fact.value}
    times = Counter((draw.date, draw.stream) for draw in read)
    for draw in read:
        day = draw.date
        if day is None:
            continue
        of_day = lookup.packaged().of.get((day, draw.stream or ""), [])
        theirs = [each for each in of_day if draw.invitations in (None, each.invitations)]
        alike = [each for each in theirs if _who(each) == _who(draw)]
        if not theirs:
            yield from _other_number(draw, day, of_day) if of_day else _of_another(draw, day)
        elif draw.invitations is None and times[day, draw.stream] > len(of_day):
            yield _told(draw, say("the packaged draws of that day and stream are fewer than those read"))
        elif len(theirs) == 1 or len(alike) == 1:
            (known,) = theirs if len(theirs) == 1 else alike
            yield from _who_else(draw, known, made.tree)
            yield from _other_scores(draw, known, lost, bounds)
            yield from _other_window(draw, known)
            yield from _other_list(draw, known, codes)
        elif draw.invitations is not None and not alike:
            message = say("the packaged draws with that number are {ids}", ids=_listed(each.id for each in theirs))
            yield _told(draw, message, "target")
    yield from _unread(read, entries)


def chosen(made: Made) -> Iterator[Problem]:
    """Tell of what was read as a packaged draw has it, against what stands around the draw."""
    draws = dict(zip(map(id, made.settled.drafts), made.draws, strict=True))
    for draft, kind, fact, known, _ in (choice for choice in made.choices if choice.against):
        words = "" if fact is None else repr(" ".join(made.text[slice(*fact.span)].split()))
        if kind == "draft":
            message = say("its day and its stream stand elsewhere: it is read as the packaged draw {id}", id=known.id)
        elif kind == "list":
            message = say("the list beside it is not that of the packaged draw {id}: it is read as none", id=known.id)
        elif fact is None:
            message = say("the packaged draw {id} was a general one: it is read so", id=known.id)
        else:
            message = say(
                "{words} is read as the packaged draw {id} has it, not what is nearer", words=words, id=known.id
            )
        yield _told(draws[id(draft)], message)


def unanswered(problems: Iterable[Problem], made: Made) -> Iterator[Problem]:
    """Leave out the doubts about draws that are packaged just as they were read."""
    places = [[*draw.spans.values()] for _, draw in made.pairs]
    answered = cache(lambda at: _is_packaged(made.draws[at]))
    for problem in problems:
        start, end = problem.span or (0, 0)
        asked = enumerate(places) if problem.kind in _DOUBTS else ()
        met = [at for at, spans in asked if any(start < last and first < end for first, last in spans)]
        if not met or not all(map(answered, met)):
            yield problem


_DOUBTS = ("unclear", "unread-target")


def _is_packaged(draw: NoticeDraw) -> bool:
    """Return True if a packaged draw has the day, stream and number of a draw, and all that was read of it."""
    if draw.date is None or draw.invitations is None:
        return False
    return any(
        (known.invitations, known.kind, _who(known)) == (draw.invitations, draw.kind, _who(draw))
        and all(
            getattr(draw, name) in (None, getattr(known, name)) for name in ("score", "profiles_from", "profiles_to")
        )
        and (
            draw.occupations is None
            or known.occupations is None
            or set(draw.occupations.codes) == set(known.occupations.codes)
        )
        for known in lookup.packaged().of.get((draw.date, draw.stream or ""), [])
    )


def _is_lost(entry: Entry) -> bool:
    return entry.account not in _ACCOUNTED


def _who(draw: Draw | NoticeDraw) -> tuple[object, ...]:
    return set(draw.labels), draw.region, draw.program, draw.language


def _listed(names: Iterable[object]) -> str:
    return say(" and ").join(map(str, names))


def _told(draw: NoticeDraw, message: str, *fields: str) -> Problem:
    """Tell something of a draw, where the first of some fields was read, or its number, which is no other draw's."""
    spans = draw.spans
    span = next((spans[field] for field in (*fields, "invitations", "score", *spans) if field in spans), None)
    return Problem("unlike-history", message, span)


def _other_number(draw: NoticeDraw, day: dt.date, of_day: list[Draw]) -> Iterator[Problem]:
    """Tell of a number that is not that of the packaged draws of its day and stream, nor their sum."""
    with_number = lookup.packaged().with_number.get(draw.invitations or 0, [])
    elsewhere = [each for each in with_number if each.date == day]
    elsewhere = elsewhere or [each for each in with_number if each.stream == draw.stream and _days(day, each) <= _NEAR]
    counts = [each.invitations for each in of_day if each.invitations is not None]
    if elsewhere:
        yield _is_that_of(draw, elsewhere[0])
    elif len(counts) == len(of_day) and draw.invitations != sum(counts):
        alike = [each for each in of_day if _who(each) == _who(draw)]
        message = say(
            "the packaged draws of {day} in the stream {stream} have the numbers {numbers}",
            day=day,
            stream=draw.stream,
            numbers=_listed(counts),
        )
        if len(alike) == 1:
            message = say("the packaged draw {id} has the number {number}", id=alike[0].id, number=alike[0].invitations)
        yield _told(draw, message)


def _of_another(draw: NoticeDraw, day: dt.date) -> Iterator[Problem]:
    """Tell of a draw of whose day and stream none is packaged: of the one with its number, if there is one."""
    first, until = _searched(draw)
    with_number = lookup.packaged().with_number.get(draw.invitations or 0, [])
    theirs = [each for each in with_number if draw.stream in (None, each.stream) and _is_near(draw, day, each, until)]
    theirs = theirs or [each for each in with_number if each.date == day]
    if theirs:
        yield _is_that_of(draw, min(theirs, key=lambda each: _days(day, each)))
    elif first is not None and until is not None and first <= day <= until:
        message = say(
            "no draw of {day} in the stream {stream} is packaged, and sources were searched until {until}",
            day=day,
            stream=draw.stream,
            until=until,
        )
        yield _told(draw, message)


def _is_that_of(draw: NoticeDraw, known: Draw) -> Problem:
    """Tell of a draw with the number of one of another day or stream."""
    message = say("{number} is the number of the packaged draw {id}", number=draw.invitations, id=known.id)
    return _told(draw, message)


def _searched(draw: NoticeDraw) -> tuple[dt.date | None, dt.date | None]:
    """Return the first packaged day of a draw's stream, and the last on which a later draw was looked for."""
    known = lookup.packaged().in_stream.get(draw.stream or "", [])
    return (known[0].date, stream_of(known[0].stream).searched_until) if known else (None, None)


def _is_near(draw: NoticeDraw, day: dt.date, known: Draw, until: dt.date | None) -> bool:
    """Return True if a draw may be a known one of another day; in days to come, numbers come again."""
    many = (draw.invitations or 0) > FEW and until is not None and day <= until
    return many or _days(day, known) <= _NEAR


def _days(day: dt.date, known: Draw) -> int:
    return abs((known.date - day).days)


def _who_else(draw: NoticeDraw, known: Draw, tree: list[Node]) -> Iterator[Problem]:
    """Tell of who was invited: of a label that the packaged draw lacks, and of any other place, program or language.

    A label that the draw lacks is told of if the text has the word for it.
    """
    trades = known.stream == TRADES and draw.kind == "general"  # whether it was for some trades alone is hardly told
    ours, theirs = ({_stem(label) for label in each.labels} for each in (draw, known))
    strange = ours - theirs or (bool(ours) and ours < theirs and theirs - ours <= _named(tree))
    criteria = _who(draw)[1:] != _who(known)[1:]
    criteria = criteria or (draw.experience is not None and draw.experience != known.experience)
    if (draw.kind != known.kind and not trades) or (draw.kind == "targeted" and strange) or criteria:
        message = say("the packaged draw {id} was a general one", id=known.id)
        if known.target is not None:
            message = say("the packaged draw {id} was for {target}", id=known.id, target=repr(known.target))
        yield _told(draw, message, "target")


def _named(tree: list[Node]) -> set[str]:
    return {_stem(label) for node in tree for label in node.words.said("label")}


def _stem(label: str) -> str:
    return label.removesuffix("-related").removeprefix("other-")


def _other_scores(draw: NoticeDraw, known: Draw, lost: set[int], bounds: set[int | None]) -> Iterator[Problem]:
    """Tell of other scores, and of those that the text has and that are not read."""
    ours, theirs = draw.score, known.score
    if theirs is None:
        return
    if ours is None:
        differ = theirs.min in lost
    else:
        stated = ours.max is not None or theirs.max in bounds
        differ = ours.min != theirs.min or (stated and theirs.max != ours.max)
    if differ:
        scores = _said(theirs) if ours is None else say("{theirs}, not {ours}", theirs=_said(theirs), ours=_said(ours))
        yield _told(draw, say("the packaged draw {id} has scores {scores}", id=known.id, scores=scores))


def _said(score: Score) -> str:
    if score.max is None:
        return say("of {min} and above", min=score.min)
    return say("of {min} to {max}", min=score.min, max=score.max)


def _other_window(draw: NoticeDraw, known: Draw) -> Iterator[Problem]:
    for field in ("profiles_from", "profiles_to"):
        ours, theirs = getattr(draw, field), getattr(known, field)
        if None not in (ours, theirs) and ours != theirs:
            theirs, ours = (f"{its.profiles_from or ''}/{its.profiles_to or ''}" for its in (known, draw))
            message = say(
                "the packaged draw {id} has the profile window {window}, not {ours}",
                id=known.id,
                window=theirs,
                ours=ours,
            )
            yield _told(draw, message)
            return


def _other_list(draw: NoticeDraw, known: Draw, codes: set[str]) -> Iterator[Problem]:
    """Tell of other codes, and of a list that stands in the text, where the draw has none."""
    ours = set(draw.occupations.codes) if draw.occupations is not None else set()
    theirs = set(known.occupations.codes) if known.occupations is not None else set()
    at_hand = sorted(theirs & codes)
    if known.listing != "unknown" and ours and draw.version == known.version:
        if theirs - ours:
            message = say("the packaged draw {id} has {codes} too", id=known.id, codes=_shown(theirs - ours))
            yield _told(draw, message, "occupations")
        if ours - theirs:
            message = say("the packaged draw {id} does not have {codes}", id=known.id, codes=_shown(ours - theirs))
            yield _told(draw, message, "occupations")
    elif at_hand and not ours and _HALF * len(at_hand) >= len(theirs):
        message = say("the packaged draw {id} has the list from {first} on", id=known.id, first=at_hand[0])
        yield _told(draw, message)


def _shown(codes: set[str]) -> str:
    shown = ", ".join(sorted(codes)[:_SHOWN])
    more = len(codes) - _SHOWN
    return shown if more <= 0 else say("{codes} and {number} more", codes=shown, number=more)


def _unread(read: Sequence[NoticeDraw], entries: list[Entry]) -> Iterator[Problem]:
    """Tell of people in the text that are no draw's, and as many as a packaged draw of a day of the text invited."""
    dates = {draw.date for draw in read if draw.date is not None}
    years = {date.year for date in dates}
    days = {first_day(entry.fact)[1:] for entry in entries if entry.fact.kind in ("day", "days")}
    counts = {draw.invitations for draw in read}
    people = (entry.fact for entry in entries if entry.fact.kind in (*INVITED, "unread") and _is_lost(entry))
    for fact in people:
        for known in lookup.packaged().with_number.get(fact.value, []) if fact.value not in counts else ():
            of_text = known.date in dates or (known.date.year in years and (known.date.month, known.date.day) in days)
            if of_text and (known.invitations or 0) > FEW:
                message = say("{number} is the number of the packaged draw {id}", number=fact.value, id=known.id)
                yield Problem("unlike-history", message, fact.span)
