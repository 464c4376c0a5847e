"""Which lists an occupation entered or left."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._noc.codes import parse_code
from oinp_noc._noc.conversion import convert
from oinp_noc._oinp.dates import read_date
from oinp_noc._oinp.groups import Edition, occupation_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._oinp.groups import OccupationGroup


@attrs.frozen(repr=False)
class Change(Value):
    """An occupation entered or left the list of an occupation group.

    Attributes:
        date: the first day of the edition that it entered, or that lacks it; or the day after the list ended.
        action: ``"entered"`` or ``"left"``.
        group: the id of the occupation group.
        stream: the id of the stream that used the list, or None if the group is not one of a stream.
        edition: the edition that it entered, or that lacks it; None if the list ended.
        exact: False if the list just before is not known, so that it may have happened earlier.
    """

    date: dt.date
    action: Literal["entered", "left"]
    group: str
    stream: str | None
    edition: Edition | None
    exact: bool

    def __repr__(self) -> str:
        used = "" if self.stream is None else f" in {self.stream}"
        return f"<Change {self.date}: {self.action} {self.group}{used}{'' if self.exact else ', or earlier'}>"


def changes(occupation: str, since: dt.date | str | None = None, *, version: str = "2021") -> tuple[Change, ...]:
    """Return which lists of occupation groups an occupation entered or left, and when.

    Args:
        occupation: a unit group. It is on a list of another NOC version if the list has a pair with it.
        since: the first day, as a date or ISO text; None for all.
        version: the NOC version of the occupation.

    Returns:
        A `Change` for each time, by date, group and stream. A group known from draws changes on the day of the first
        draw with another list. Source: the editions of `occupation_groups`.

    Raises:
        InvalidArgumentError: not a date.
        InvalidCodeError, UnknownCodeError, UnknownVersionError: as in `lookup`.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.changes("21220", since="2023-12-01")[0]
        <Change 2023-12-14: entered tech in human-capital-priorities>
    """
    code = parse_code(occupation, version)
    first = None if since is None else read_date("since", since)
    found = (change for group in occupation_groups() for change in _of_group(group, code, version))
    wanted = (change for change in found if first is None or change.date >= first)
    return tuple(sorted(wanted, key=lambda change: (change.date, change.group, change.stream or "")))


def _of_group(group: OccupationGroup, code: str, version: str) -> Iterator[Change]:
    used = [(span.stream, span.since, edition) for edition in group.editions for span in edition.spans]
    for stream in dict.fromkeys(stream for stream, _, _ in used):
        was, exact, end = False, True, None
        for since, edition in sorted(((s, e) for name, s, e in used if name == stream), key=lambda each: each[0]):
            if edition.listing == "unknown":
                exact = False
                continue
            listed = _lists(edition, code, version)
            if listed != was:
                yield Change(since, "entered" if listed else "left", group.id, stream, edition, exact)
            was, exact = listed, True
            end = edition.until
        # A published list ends on a day; a list known from draws is only not known to be used again.
        if was and stream is None and end is not None:
            yield Change(end + dt.timedelta(1), "left", group.id, stream, None, exact)


def _lists(edition: Edition, code: str, version: str) -> bool:
    occupations = edition.occupations
    if occupations is None:
        return False
    return any(target in occupations for target in convert(code, version, occupations.version).targets)
