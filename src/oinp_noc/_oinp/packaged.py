"""The draws that come with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._oinp.history import DrawHistory
from oinp_noc._oinp.records import from_records

if TYPE_CHECKING:
    import os

    from oinp_noc._oinp.draw import Draw


def draws(*, extra: str | os.PathLike[str] | None = None) -> DrawHistory:
    """Return the packaged draws, and your own beside them.

    Args:
        extra: a file of your own draws, as `DrawHistory.dump` writes it. It is read at each call.

    Returns:
        A `DrawHistory`, by date. Source: the program's pages, the press and consultants, named by each draw.

    Raises:
        DrawConflictError: a draw of the file has the id of a packaged one and other facts; `DrawHistory.merge` can
            decide which to keep.
        DrawFileError: the file is not of the format; the message lists its faults.
        OSError: the file could not be read.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.draws().on("2024-03-07")[0].invitations
        2104
    """
    return _history() if extra is None else _history().merge(DrawHistory.load(extra))


def draw(id: str) -> Draw:  # noqa: A002 (the word of the field)
    """Return one of the packaged draws.

    Args:
        id: the draw's id: its date and stream, with a slug of its target if several share both.

    Raises:
        AmbiguousDrawError: a date and stream that name several draws.
        UnknownDrawError: no such draw; the message names the nearest.

    Example:
        >>> import oinp_noc
        >>> a = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
        >>> b = oinp_noc.draw("2023-05-09-employer-job-offer-international-student")
        >>> (a & b).codes
        ('22221', '22222')
    """
    return _history().get(id)


@_data.once
def _history() -> DrawHistory:
    return DrawHistory(from_records(_data.records("draws")))
