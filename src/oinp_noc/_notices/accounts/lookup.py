"""The packaged draws, by what a draw of a text is looked up by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._oinp.packaged import draws

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from oinp_noc._oinp.draw import Draw


class Known(NamedTuple):
    """Draws by stream, by day and stream, and by the number invited, each list by date."""

    in_stream: dict[str, list[Draw]]
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
        found.in_stream[draw.stream].append(draw)
        found.of[draw.date, draw.stream].append(draw)
        if draw.invitations is not None:
            found.with_number[draw.invitations].append(draw)
    return found
