"""The time to answer an invitation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._catalogue import say
from oinp_noc._oinp.dates import read_date
from oinp_noc._oinp.streams import scale_of, stream
from oinp_noc.errors import InvalidArgumentError, UnknownDeadlineError

if TYPE_CHECKING:
    from oinp_noc._oinp.streams import Window


@attrs.frozen
class Deadline(Value):
    """The last day to answer an invitation.

    Attributes:
        who: who has to answer, ``"employer"`` or ``"applicant"``; None if no source says.
        until: the last day.
        source: the address of the page, or the articles, that say so.
        assumed: True if no source says since when this time to answer applies: it may have been different that day.
    """

    who: Literal["employer", "applicant"] | None
    until: dt.date
    source: str
    assumed: bool


def deadlines(draw: str, stream_id: str, date: dt.date, received: dt.date | str | None) -> tuple[Deadline, ...]:
    """Return the last days to answer the invitations of a draw.

    Args:
        draw: what messages call the draw.
        stream_id: its stream.
        date: its day, which decides which windows hold.
        received: the day from which calendar days are counted; None for the day of the draw.

    Raises:
        InvalidArgumentError: not a date, or one before the draw.
        UnknownDeadlineError: nothing is known of the stream, or of that day.
    """
    first = date if received is None else read_date("received", received)
    if first < date:
        message = say(
            "received={received}: expected {date}, the day of the draw, or a later one",
            received=repr(received),
            date=date,
        )
        raise InvalidArgumentError(message, value=received)
    if scale_of(stream_id) is None:
        message = say(
            "{draw}: the package does not know the stream {stream}, nor how long it gives to answer",
            draw=draw,
            stream=stream_id,
        )
        raise UnknownDeadlineError(message, value=draw)
    found = stream(stream_id)
    fixed = [Deadline(day.who, day.until, day.source, assumed=False) for day in found.fixed_days if day.date == date]
    if fixed:
        return tuple(fixed)
    windows: dict[str, Window] = {}
    for window in sorted(found.windows, key=lambda window: window.since or dt.date.min):
        if window.since is None or window.since <= date:
            windows[window.who] = window
    if not windows:
        known = [str(window.since) for window in found.windows]
        since = say("it is known only from {day} on", day=min(known)) if known else say("no source says")
        message = say(
            "{draw}: how long {stream} gave to answer on {date} is not known: {since}",
            draw=draw,
            stream=stream_id,
            date=date,
            since=since,
        )
        raise UnknownDeadlineError(message, value=draw)
    return tuple(
        Deadline(window.who, first + dt.timedelta(window.days), window.source, window.since is None)
        for window in found.windows
        if window in windows.values()
    )
