"""Draws in, problems out: where the packaged draws say otherwise.

A text is read by itself, and nothing is filled in from the packaged draws. But a draw that they have is compared with
theirs: where the two differ, the text is wrong, or it was misread, or they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._catalogue import say
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.values import Problem
from oinp_noc._oinp.packaged import draws
from oinp_noc._oinp.streams import stream as stream_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.values import NoticeDraw
    from oinp_noc._oinp.draw import Draw, Score

_FEW = 20  # invited: as many stand in a text, or in another draw, by chance
_NUMBER = re.compile(r"(?<![0-9.,])(?:[0-9]{1,3}(?:[ ,][0-9]{3})+|[0-9]+)(?![0-9]|[.,][0-9])")
_SHOWN = 20  # codes in a message
_HALF = 2


class Known(NamedTuple):
    """Draws by day, by stream, by day and stream, and by the number invited."""

    on: dict[dt.date, list[Draw]]
    in_stream: dict[str, list[Draw]]
    of: dict[tuple[dt.date, str], list[Draw]]
    with_number: dict[int, list[Draw]]


@_data.once
def packaged() -> Known:
    """Sort out the packaged draws, once."""
    return sorted_out(draws())


def sorted_out(history: Iterable[Draw]) -> Known:
    """Sort draws out by what they are looked up by, each list by date."""
    found = Known(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for draw in history:
        found.on[draw.date].append(draw)
        found.in_stream[draw.stream].append(draw)
        found.of[draw.date, draw.stream].append(draw)
        if draw.invitations is not None:
            found.with_number[draw.invitations].append(draw)
    return found


def unlike(made: Made) -> Iterator[Problem]:
    """Tell of draws that the packaged draws have otherwise or not at all, and of their numbers that are no draw's."""
    read = [draw for _, draw in made.pairs]
    codes = {code.code: code.span for node in made.tree for code in node.codes}
    numbers = (
        {int(re.sub("[ ,]", "", found[0])): found.span() for found in _NUMBER.finditer(made.spelt)} if read else {}
    )
    times = Counter((draw.date, draw.stream) for draw in read)
    for draw in read:
        if draw.date is None or draw.stream is None:
            continue
        of_day = packaged().of.get((draw.date, draw.stream), [])
        theirs = [each for each in of_day if draw.invitations in (None, each.invitations)]
        alike = [each for each in theirs if _who(each) == _who(draw)]
        if not theirs:
            yield from _other_number(draw, of_day) if of_day else _of_another(draw)
        elif draw.invitations is None and times[draw.date, draw.stream] > len(of_day):
            message = say("the packaged draws of that day and stream are fewer than those read")
            yield Problem("unlike-history", message, _at(draw, "date"))
        elif len(theirs) == 1 or len(alike) == 1:
            (known,) = theirs if len(theirs) == 1 else alike
            yield from _who_else(draw, known)
            yield from _other_scores(draw, known, numbers)
            yield from _other_window(draw, known)
            yield from _other_list(draw, known, codes)
    days = {first_day(fact)[1:] for node in made.tree for fact in node.of("day", "days")}
    yield from _unread(read, days, numbers)


def _who(draw: Draw | NoticeDraw) -> tuple[object, ...]:
    return set(draw.labels), draw.region, draw.program, draw.language


def _at(draw: NoticeDraw, *fields: str) -> Place | None:
    """Return where the first of some fields was read, or any."""
    return next((draw.spans[field] for field in (*fields, "invitations", *draw.spans) if field in draw.spans), None)


def _other_number(draw: NoticeDraw, of_day: list[Draw]) -> Iterator[Problem]:
    """Tell of a number that is not that of the packaged draws of its day and stream, nor their sum."""
    numbers = [each.invitations for each in of_day if each.invitations is not None]
    if len(numbers) == len(of_day) and draw.invitations != sum(numbers):
        message = say(
            "the packaged draws of {day} in the stream {stream} invited {numbers}, not {number}",
            day=draw.date,
            stream=draw.stream,
            numbers=say(" and ").join(map(str, numbers)),
            number=draw.invitations,
        )
        yield Problem("unlike-history", message, _at(draw))


def _of_another(draw: NoticeDraw) -> Iterator[Problem]:
    """Tell of a draw of whose day and stream none is packaged: of the one with its number, if there is one."""
    with_number = packaged().with_number.get(draw.invitations or 0, [])
    theirs = [each for each in with_number if each.stream == draw.stream and _is_near(draw, each)]
    theirs = theirs or [each for each in with_number if each.date == draw.date]
    if theirs:
        message = say("the packaged draw with {number} invitations is {id}", number=draw.invitations, id=theirs[0].id)
        yield Problem("unlike-history", message, _at(draw, "date"))
    elif _is_covered(draw):
        message = say("no draw of {day} in the stream {stream} is packaged", day=draw.date, stream=draw.stream)
        yield Problem("unlike-history", message, _at(draw))


def _is_covered(draw: NoticeDraw) -> bool:
    """Return True if the packaged draws go back to the day of a draw, and a later one was looked for."""
    known = packaged().in_stream.get(draw.stream or "", [])
    until = stream_of(known[0].stream).searched_until if known else None
    return draw.date is not None and until is not None and known[0].date <= draw.date <= until


def _is_near(draw: NoticeDraw, known: Draw) -> bool:
    days = abs((known.date - draw.date).days) if draw.date is not None else 0
    return days <= (_YEAR if (draw.invitations or 0) > _FEW else _MONTH)


_MONTH, _YEAR = 31, 400  # days


def _who_else(draw: NoticeDraw, known: Draw) -> Iterator[Problem]:
    """Tell of who was invited: of a label that the packaged draw lacks, and of any other place, program or language."""
    trades = known.stream == TRADES and draw.kind == "general"  # whether it was for some trades alone is hardly told
    strange = {_stem(label) for label in draw.labels} - {_stem(label) for label in known.labels}
    kinds = (draw.kind == "targeted" and strange) or (draw.kind != known.kind and not trades)
    criteria = _who(draw)[1:] != _who(known)[1:]
    criteria = criteria or (draw.experience is not None and draw.experience != known.experience)
    if kinds or criteria:
        message = say("the packaged draw {id} was a general one", id=known.id)
        if known.target is not None:
            message = say("the packaged draw {id} was for {target}", id=known.id, target=repr(known.target))
        yield Problem("unlike-history", message, _at(draw, "target"))


def _stem(label: str) -> str:
    return label.removesuffix("-related").removeprefix("other-")


def _other_scores(draw: NoticeDraw, known: Draw, numbers: dict[int, Place]) -> Iterator[Problem]:
    """Tell of other scores, and of those that the text has and that are not read."""
    theirs = known.score
    if theirs is None:
        return
    score = draw.score
    if score is None:
        differ = theirs.min in numbers
    else:
        upper = theirs.max if score.max is not None or theirs.max in numbers else None
        differ = score.min != theirs.min or (upper is not None and score.max != upper)
    if differ:
        message = say("the packaged draw {id} has scores {scores}", id=known.id, scores=_said(theirs))
        yield Problem("unlike-history", message, _at(draw, "score"))


def _said(score: Score) -> str:
    if score.max is None:
        return say("of {min} and above", min=score.min)
    return say("of {min} to {max}", min=score.min, max=score.max)


def _other_window(draw: NoticeDraw, known: Draw) -> Iterator[Problem]:
    for field in ("profiles_from", "profiles_to"):
        ours, theirs = getattr(draw, field), getattr(known, field)
        if None not in (ours, theirs) and ours != theirs:
            window = f"{known.profiles_from or ''}/{known.profiles_to or ''}"
            message = say("the packaged draw {id} has the profile window {window}", id=known.id, window=window)
            yield Problem("unlike-history", message, _at(draw, field))
            return


def _other_list(draw: NoticeDraw, known: Draw, codes: dict[str, Place]) -> Iterator[Problem]:
    """Tell of other codes, and of a list that stands in the text, where the draw has none."""
    ours = set(draw.occupations.codes) if draw.occupations is not None else set()
    theirs = set(known.occupations.codes) if known.occupations is not None else set()
    at_hand = sorted(theirs & codes.keys())
    if known.listing != "unknown" and ours and ours != theirs:
        shown = sorted(ours ^ theirs)
        more = say(" and {number} more", number=len(shown) - _SHOWN) if len(shown) > _SHOWN else ""
        message = say(
            "the list of the packaged draw {id} differs in {codes}",
            id=known.id,
            codes=", ".join(shown[:_SHOWN]) + more,
        )
        yield Problem("unlike-history", message, _at(draw, "occupations"))
    elif at_hand and not ours and _HALF * len(at_hand) >= len(theirs):
        message = say(
            "{number} codes of the packaged draw {id} stand in the text, from {first} on",
            number=len(at_hand),
            id=known.id,
            first=at_hand[0],
        )
        yield Problem("unlike-history", message, codes[at_hand[0]])


def _unread(read: Sequence[NoticeDraw], days: set[tuple[int, int]], numbers: dict[int, Place]) -> Iterator[Problem]:
    """Tell of the numbers of packaged draws, of days that the text names, that stand in it and are no draw's."""
    counts = {draw.invitations for draw in read}
    dates = {draw.date for draw in read if draw.date is not None}
    years = {date.year for date in dates}
    for date, of_day in packaged().on.items() if years else ():
        if date not in dates and not (date.year in years and (date.month, date.day) in days):
            continue
        for known in of_day:
            number = known.invitations
            if number is not None and number > _FEW and number in numbers and number not in counts:
                message = say(
                    "{number} is the number of the packaged draw {id}, and is no draw's here",
                    number=number,
                    id=known.id,
                )
                yield Problem("unlike-history", message, numbers[number])
