"""What the packaged draws cover, and what is known to be missing."""

from __future__ import annotations

import datetime as dt

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._catalogue import say_number
from oinp_noc._oinp.packaged import draws
from oinp_noc._oinp.streams import StreamNote, streams


@attrs.frozen
class Coverage(Value):
    """What is known of the draws of a stream, and what is not.

    Attributes:
        stream: the id of the stream.
        first: the day of the first known draw, or None if none is known.
        last: the day of the last known draw, or None.
        searched_until: the last day on which a source was seen that had no later draw. What happened since is not
            covered. None if nobody searched.
        gaps: what is known to be missing, each with its sources.
    """

    stream: str
    first: dt.date | None
    last: dt.date | None
    searched_until: dt.date | None
    gaps: tuple[StreamNote, ...]


def coverage() -> tuple[Coverage, ...]:
    """Return what the packaged draws cover, stream by stream.

    Returns:
        A `Coverage` for each stream, by id. Source: the pages named by the streams and by the draws.

    Example:
        >>> import oinp_noc
        >>> for found in oinp_noc.coverage():
        ...     if found.stream == "entrepreneur":
        ...         print(found.first, found.gaps[0].text)
        2018-02-06 Rounds of 2016 and 2017 are missing, although the stream took EOIs from August 2016 on. Of 2019 ...
    """
    found = []
    for stream in streams():
        history = draws().select(stream=stream.id)
        gaps = stream.gaps
        if unknown := history.select(listing="unknown"):
            text = say_number(
                "The occupation list of one draw is not known, or only in part: {draws}.",
                "The occupation list of {number} draws is not known, or only in part: {draws}.",
                len(unknown),
                draws=", ".join(unknown.ids),
            )
            gaps += (StreamNote(text, tuple(dict.fromkeys(source for draw in unknown for source in draw.sources))),)
        first, last = (history[0].date, history[-1].date) if history else (None, None)
        found.append(Coverage(stream.id, first, last, stream.searched_until, gaps))
    return tuple(found)
