"""Named groups of unit groups, and their editions."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import attrs

from oinp_noc import _data
from oinp_noc._answers.value import Value
from oinp_noc._catalogue import say
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import invalid_choice, nearest, series, shown
from oinp_noc._noc.classification import check_version
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._oinp.criteria import Confidence, Listing
from oinp_noc._oinp.dates import day, read_date
from oinp_noc.errors import (
    AmbiguousEditionError,
    InvalidArgumentError,
    NoOccupationListError,
    UnknownGroupError,
    UnknownOccupationsError,
    VersionMismatchError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from oinp_noc._answers.sheets import Sheet


@attrs.frozen
class Span(Value):
    """A time in which an edition was used.

    Attributes:
        since: the first day; of a group known from draws, that of the first draw with the list.
        until: the last day known: of a group known from draws, that of the last draw before another list took its
            place; of a published group, the day before the next edition; None while no end is known.
        stream: the id of the stream that used it, or None if the group does not belong to streams.
    """

    since: dt.date
    until: dt.date | None
    stream: str | None


@attrs.frozen
class Part(Value):
    """A named part of an edition.

    Attributes:
        name: the heading under which it was published, such as ``"outside the Greater Toronto Area"``.
        occupations: its unit groups.
    """

    name: str
    occupations: OccupationSet


@attrs.frozen(repr=False)
class Edition(Value):
    """One list of an occupation group, with the times in which it was used.

    Attributes:
        group: the id of the group.
        listing: ``"listed"``, ``"none"`` (a category without occupations) or ``"unknown"`` (the list was not found).
        confidence: how sure the list is, ``"high"``, ``"medium"`` or ``"low"``; None if it was not rated. The draws
            that used a list have ratings of their own.
        note: a remark on the list, or None.
        occupations: the list, or None if there is none or it is not known.
        parts: the named parts of the list, if it was published in parts.
        spans: the times in which it was used, by first day; a list used again later is the same edition.
        draws: the ids of the draws that used it; empty for a published group.
        sources: the addresses, or names, of the pages that say so.
    """

    group: str
    listing: Listing
    confidence: Confidence | None
    note: str | None
    occupations: OccupationSet | None
    parts: tuple[Part, ...]
    spans: tuple[Span, ...]
    draws: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def since(self) -> dt.date:
        """The first day on which the edition was used."""
        return min(span.since for span in self.spans)

    @property
    def until(self) -> dt.date | None:
        """The last day on which it is known to have been used; None while no end is known."""
        ends = [span.until for span in self.spans if span.until is not None]
        return max(ends) if len(ends) == len(self.spans) else None

    @property
    def streams(self) -> tuple[str, ...]:
        """The ids of the streams that used it, sorted."""
        return tuple(sorted({span.stream for span in self.spans if span.stream is not None}))

    def listed(self) -> OccupationSet:
        """Return the occupations of an edition whose list is known.

        Raises:
            NoOccupationListError: the edition has no occupations.
            UnknownOccupationsError: the list was not found.
        """
        if self.occupations is not None:
            return self.occupations
        if self.listing == "none":
            message = f"{self.group} is not a group of occupations: it had no list from {self.since}"
            raise NoOccupationListError(message, value=self.group)
        message = f"the list of {self.group} from {self.since} to {self.until} was not found"
        raise UnknownOccupationsError(message, value=self.group)

    def part(self, name: str) -> OccupationSet:
        """Return the unit groups of a named part.

        Args:
            name: the heading of the part.

        Raises:
            InvalidArgumentError: the edition has no such part.
        """
        for part in self.parts:
            if part.name == name:
                return part.occupations
        raise invalid_choice("name", name, [part.name for part in self.parts])

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_edition  # noqa: PLC0415 (notebooks alone need it)

        return of_edition(self)

    def __repr__(self) -> str:
        held = "no list" if self.occupations is None else f"{len(self.occupations)} of NOC {self.occupations.version}"
        rated = "" if self.confidence is None else f", {self.confidence} confidence"
        return f"<Edition of {self.group} since {self.since}: {held}{rated}>"


@attrs.frozen(repr=False)
class OccupationGroup(Value):
    """A named set of unit groups, published in editions.

    Attributes:
        id: the group's id, such as ``"tech"``; those of the federal Express Entry categories begin with ``federal-``.
        title: what it is called.
        editions: its editions, by first day.

    Example:
        >>> import oinp_noc
        >>> tech = oinp_noc.occupation_group("tech")
        >>> [(edition.since.isoformat(), len(edition.occupations)) for edition in tech.editions]
        [('2019-07-12', 6), ('2022-12-19', 9), ('2023-12-14', 15)]
    """

    id: str
    title: str
    editions: tuple[Edition, ...]

    @property
    def latest(self) -> Edition:
        """The edition that came last; of several on one day, the last of them.

        If the streams used different lists, call `on` with a stream.
        """
        return max(reversed(self.editions), key=lambda edition: max(span.since for span in edition.spans))

    def on(self, date: dt.date | str, *, stream: str | None = None) -> Edition:
        """Return the edition in force on a day: the latest that began on it or before.

        `Edition.until` says whether it was still in use.

        Args:
            date: a date, or ISO text.
            stream: the id of a stream; needed if the streams used different lists.

        Raises:
            AmbiguousEditionError: the answer depends on the stream, and none is given.
            InvalidArgumentError: not a date, before the first edition, or a stream that never used the group.

        Example:
            >>> import oinp_noc
            >>> oinp_noc.occupation_group("tech").on("2019-07-12").occupations.codes
            ('0213', '2147', '2172', '2173', '2174', '2175')
        """
        wanted = read_date("date", date)
        streams = sorted({used for edition in self.editions for used in edition.streams})
        if stream is not None and not (isinstance(stream, str) and stream in streams):
            if not streams:
                message = say(
                    "{group} is not a group of streams: leave stream={stream} out", group=self.id, stream=shown(stream)
                )
                raise InvalidArgumentError(message, value=stream)
            raise invalid_choice("stream", stream, streams)
        latest: dict[str | None, tuple[dt.date, Edition]] = {}
        for edition in self.editions:
            for span in edition.spans:
                if span.since <= wanted and stream in (None, span.stream):
                    before = latest.get(span.stream)
                    if before is None or before[0] < span.since:
                        latest[span.stream] = (span.since, edition)
        found = {edition for _, edition in latest.values()}
        if not found:
            first = min(span.since for e in self.editions for span in e.spans if stream in (None, span.stream))
            message = say(
                "{group} has no edition on {day}: the first is of {first}", group=self.id, day=wanted, first=first
            )
            raise InvalidArgumentError(message, value=date)
        if len(found) > 1:
            used = tuple(sorted(str(name) for name in latest))
            message = say(
                "the streams used different lists of {group} by {day}: expected stream= one of {streams}",
                group=self.id,
                day=wanted,
                streams=series(used),
            )
            raise AmbiguousEditionError(message, value=date, candidates=used)
        return found.pop()

    def ever(self, version: str = "2021") -> OccupationSet:
        """Return what was in any edition of a NOC version: their union.

        Args:
            version: the NOC version of the editions.

        Raises:
            UnknownVersionError: the packaged data has no such version.
            VersionMismatchError: no edition of that version has a list.

        Example:
            >>> import oinp_noc
            >>> len(oinp_noc.occupation_group("tech").ever(version="2021"))
            15
        """
        return self._joined(or_, version)

    def always(self, version: str = "2021") -> OccupationSet:
        """Return what was in every edition of a NOC version: their intersection.

        Args:
            version: the NOC version of the editions.

        Raises:
            UnknownVersionError: the packaged data has no such version.
            VersionMismatchError: no edition of that version has a list.
        """
        return self._joined(and_, version)

    def _joined(self, join: Callable[[OccupationSet, OccupationSet], OccupationSet], version: str) -> OccupationSet:
        check_version(version)
        sets = [edition.occupations for edition in self.editions if edition.occupations is not None]
        of_version = [occupations for occupations in sets if occupations.version == version]
        if not of_version:
            there = tuple(sorted({occupations.version for occupations in sets}))
            has = say("its lists are of NOC {versions}", versions=series(there)) if there else say("it has no lists")
            message = say("{group} has no list of NOC {version}: {has}", group=self.id, version=version, has=has)
            raise VersionMismatchError(message, value=version, version=version, candidates=there)
        return reduce(join, of_version)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_occupation_group  # noqa: PLC0415 (notebooks alone need it)

        return of_occupation_group(self)

    def __repr__(self) -> str:
        return f"<OccupationGroup {self.id}: {len(self.editions)} editions since {self.editions[0].since}>"


def occupation_groups() -> tuple[OccupationGroup, ...]:
    """Return the occupation groups, by id.

    Returns:
        The groups that labels of draws name, those of the In-Demand Skills stream and of the priority occupations of
        2025-09-03, and the federal Express Entry categories. Source: the draws and the pages that each edition names.

    Example:
        >>> import oinp_noc
        >>> [group.id for group in oinp_noc.occupation_groups()][:3]
        ['agriculture', 'career-development', 'early-childhood-education']
    """
    return tuple(_groups().values())


def occupation_group(id: str) -> OccupationGroup:  # noqa: A002 (the word of the field)
    """Return one occupation group.

    Args:
        id: the group's id.

    Raises:
        UnknownGroupError: no such group; the message names the nearest.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.occupation_group("federal-stem").latest.since.isoformat()
        '2026-02-18'
    """
    try:
        return _groups()[id]
    except (KeyError, TypeError):
        near = nearest(id, _groups()) or tuple(_groups())
        message = say("no occupation group {id}: expected {near}", id=shown(id), near=series(near))
        raise UnknownGroupError(message, value=id, candidates=near) from None


@_data.once
def _groups() -> dict[str, OccupationGroup]:
    return {
        row["id"]: OccupationGroup(
            row["id"], row["title"], tuple(_edition(row["id"], edition) for edition in row["editions"])
        )
        for row in _data.records("occupation-groups")
    }


def _edition(group: str, row: dict[str, Any]) -> Edition:
    version, codes = row["version"], row["occupations"]
    return Edition(
        group=group,
        listing=row["listing"],
        confidence=row["confidence"],
        note=row["note"],
        occupations=None if codes is None else OccupationSet(codes, version),
        parts=tuple(Part(part["name"], OccupationSet(part["occupations"], version)) for part in row["parts"]),
        spans=tuple(
            Span(dt.date.fromisoformat(span["since"]), day(span["until"]), span["stream"]) for span in row["spans"]
        ),
        draws=tuple(row["draws"]),
        sources=tuple(row["sources"]),
    )
