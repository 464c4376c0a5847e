"""The streams of the OINP."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import attrs

from oinp_noc import _data
from oinp_noc.errors import UnknownStreamError, listed, nearest, shown

Intake = Literal["EOI", "Express Entry"]
Scale = Literal["EOI", "CRS"]


@attrs.frozen
class Stream:
    """A path of the OINP.

    Attributes:
        id: the stream's id, such as ``"human-capital-priorities"``.
        name: the English name.
        name_fr: the French name, or None where it was not found.
        category: the category that the stream belongs to, or None where no source says.
        intake: ``"EOI"``, the program's own Expression of Interest system, or ``"Express Entry"``, the federal pool.
        scale: the scale of its scores, ``"EOI"`` or ``"CRS"``; EOI scores compare only within one stream.
        opened: the day on which it opened, or None where it is not known.
        closed: the day on which it, or its intake, closed; None while it is open.
        successor: the id of the stream that took its place, or None.
        sources: the addresses of the pages that say so.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.stream("skilled-trades").closed.isoformat()
        '2026-06-26'
    """

    id: str
    name: str
    name_fr: str | None
    category: str | None
    intake: Intake
    scale: Scale
    opened: dt.date | None
    closed: dt.date | None
    successor: str | None
    sources: tuple[str, ...]


def streams() -> tuple[Stream, ...]:
    """Return the streams of the OINP, by id.

    Returns:
        Ten `Stream` values: nine that had draws, and the one that took the place of eight of them in 2026.
        Source: pages of the program and of consultants, named by each stream.

    Example:
        >>> import oinp_noc
        >>> [stream.id for stream in oinp_noc.streams() if stream.closed is None]
        ['ontario-workforce-priority']
    """
    return tuple(_streams().values())


def stream(id: str) -> Stream:  # noqa: A002 (the word of the field)
    """Return one stream.

    Args:
        id: the stream's id.

    Raises:
        UnknownStreamError: no such stream; the message names the nearest.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.stream("masters-graduate").name
        'Masters Graduate stream'
    """
    try:
        return _streams()[id]
    except (KeyError, TypeError):
        near = nearest(id, _streams()) or tuple(_streams())
        message = f"no stream {shown(id)}: expected {listed(near)}"
        raise UnknownStreamError(message, value=id, candidates=near) from None


@_data.once
def _streams() -> dict[str, Stream]:
    return {
        row["id"]: Stream(
            **{
                **row,
                "opened": row["opened"] and dt.date.fromisoformat(row["opened"]),
                "closed": row["closed"] and dt.date.fromisoformat(row["closed"]),
                "sources": tuple(row["sources"]),
            }
        )
        for row in _data.records("streams")
    }
