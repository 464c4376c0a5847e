"""Draws in, problems out: where the packaged draws say otherwise.

A text is read by itself, and nothing is filled in from the packaged draws. But a draw that they have is compared with
theirs: where the two differ, the text is wrong, or it was misread, or they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._catalogue import say
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.values import Problem
from oinp_noc._oinp.packaged import draws

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.values import NoticeDraw
    from oinp_noc._oinp.draw import Draw, Score

_MOST = 64  # draws that are compared
_FEW = 20  # invited: as many stand in a text, or in another draw, by chance
_NUMBER = re.compile(r"(?<![0-9.,])(?:[0-9]{1,3}(?:[ ,][0-9]{3})+|[0-9]+)(?![0-9]|[.,][0-9])")
_SHOWN = 20  # codes in a message
_HALF = 2


class Known(NamedTuple):
    """Draws by day, by day and stream, and by the number invited."""

    on: dict[dt.date, list[Draw]]
    of: dict[tuple[dt.date, str], list[Draw]]
    with_number: dict[int, list[Draw]]


@_data.once
def packaged() -> Known:
    """Sort out the packaged draws, once."""
    return sorted_out(draws())


def sorted_out(history: Iterable[Draw]) -> Known:
    """Sort draws out by what they are looked up by."""
    found = Known(defaultdict(list), defaultdict(list), defaultdict(list))
    for draw in history:
        found.on[draw.date].append(draw)
        found.of[draw.date, draw.stream].append(draw)
        if draw.invitations is not None:
            found.with_number[draw.invitations].append(draw)
    return found


def unlike(read: Sequence[NoticeDraw], nodes: list[Node], text: str) -> Iterator[Problem]:
    """Tell of draws that the packaged draws have otherwise, and of their numbers that are read as no draw's.

    Args:
        read: the draws.
        nodes: what the text states.
        text: the text, spelt plainly.
    """
    codes = {code.code: code.span for node in nodes for code in node.codes}
    numbers = {int(re.sub("[ ,]", "", found[0])): found.span() for found in _NUMBER.finditer(text)} if read else {}
    for draw in read[:_MOST]:
        if draw.date is None or draw.stream is None:
            continue
        of_day = packaged().of.get((draw.date, draw.stream), [])
        theirs = [each for each in of_day if draw.invitations in (None, each.invitations)]
        alike = [each for each in theirs if _who(each) == _who(draw)]
        if not theirs:
            yield from _of_another(draw, of_day)
        elif len(theirs) == 1 or len(alike) == 1:
            (known,) = theirs if len(theirs) == 1 else alike
            yield from _who_else(draw, known)
            yield from _other_scores(draw, known, numbers)
            yield from _other_window(draw, known)
            yield from _other_list(draw, known, codes)
    yield from _unread(read, numbers)


def _who(draw: Draw | NoticeDraw) -> tuple[object, ...]:
    return set(draw.labels), draw.region, draw.program, draw.language


def _at(draw: NoticeDraw, *fields: str) -> Place | None:
    """Return where the first of some fields was read, or any."""
    return next((draw.spans[field] for field in (*fields, "invitations", *draw.spans) if field in draw.spans), None)


def _of_another(draw: NoticeDraw, of_day: list[Draw]) -> Iterator[Problem]:
    """Tell of a number that is not that of the packaged draws of its day and stream, but maybe another's."""
    numbers = [each.invitations for each in of_day if each.invitations is not None]
    if of_day:
        if len(numbers) == len(of_day) and draw.invitations != sum(numbers):
            message = say(
                "the packaged draws of {day} in the stream {stream} invited {numbers}, not {number}",
                day=draw.date,
                stream=draw.stream,
                numbers=say(" and ").join(map(str, numbers)),
                number=draw.invitations,
            )
            yield Problem("unlike-history", message, _at(draw))
        return
    found = packaged().with_number.get(draw.invitations or 0, [])
    theirs = [each for each in found if each.stream == draw.stream and _is_near(draw, each)]
    theirs = theirs or [each for each in found if each.date == draw.date]
    if theirs:
        message = say(
            "the packaged draw with {number} invitations is {id}", number=draw.invitations, id=repr(theirs[0].id)
        )
        yield Problem("unlike-history", message, _at(draw, "date"))


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
        message = say("the packaged draw {id} was a general one", id=repr(known.id))
        if known.target is not None:
            message = say("the packaged draw {id} was for {target}", id=repr(known.id), target=repr(known.target))
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
        message = say("the packaged draw {id} has scores {scores}", id=repr(known.id), scores=_said(theirs))
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
            message = say("the packaged draw {id} has the profile window {window}", id=repr(known.id), window=window)
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
            id=repr(known.id),
            codes=", ".join(shown[:_SHOWN]) + more,
        )
        yield Problem("unlike-history", message, _at(draw, "occupations"))
    elif not ours and len(at_hand) > 1 and _HALF * len(at_hand) >= len(theirs):
        message = say(
            "{number} codes of the packaged draw {id} stand in the text, from {first} on",
            number=len(at_hand),
            id=repr(known.id),
            first=at_hand[0],
        )
        yield Problem("unlike-history", message, codes[at_hand[0]])


def _unread(read: Sequence[NoticeDraw], numbers: dict[int, Place]) -> Iterator[Problem]:
    """Tell of the numbers of packaged draws of a day of the text that stand in it and are no draw's."""
    counts = {draw.invitations for draw in read}
    for day in dict.fromkeys(draw.date for draw in read[:_MOST] if draw.date is not None):
        for known in packaged().on.get(day, []):
            number = known.invitations
            if number is not None and number > _FEW and number in numbers and number not in counts:
                message = say(
                    "{number} were invited in the packaged draw {id}, and it is read as no draw's",
                    number=number,
                    id=repr(known.id),
                )
                yield Problem("unlike-history", message, numbers[number])
