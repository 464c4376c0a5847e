"""Joining the draws of two histories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from oinp_noc._messages import check_choice, shown
from oinp_noc._oinp.records import to_record
from oinp_noc.errors import DrawConflictError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oinp_noc._oinp.draw import Draw


def merge(
    ours: Mapping[str, Draw], theirs: Mapping[str, Draw], on_conflict: Literal["ours", "theirs"] | None
) -> Iterable[Draw]:
    """Return the draws of both, each id once.

    Raises:
        DrawConflictError: one id has different facts, and nothing says which to keep.
        InvalidArgumentError: another choice.
    """
    if on_conflict is not None:
        check_choice("on_conflict", on_conflict, ("ours", "theirs"))
    conflicts = sorted(id_ for id_ in ours.keys() & theirs.keys() if ours[id_] != theirs[id_])
    if conflicts and on_conflict is None:
        differences = "; ".join(_difference(ours[id_], theirs[id_]) for id_ in conflicts)
        message = f'{differences}: on_conflict="ours" or "theirs" decides'
        raise DrawConflictError(message, value=conflicts[0], candidates=tuple(conflicts))
    return ({**ours, **theirs} if on_conflict == "theirs" else {**theirs, **ours}).values()


def _difference(ours: Draw, theirs: Draw) -> str:
    """Return in which facts two draws of one id differ."""
    one, other = to_record(ours), to_record(theirs)
    facts = (f"{key} is {shown(one[key])} here and {shown(other[key])} there" for key in one if one[key] != other[key])
    return f"{ours.id}: {', '.join(facts)}"
