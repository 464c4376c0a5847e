"""Draws, and histories of draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypedDict, Unpack, get_args, overload

import attrs

from oinp_noc import _data
from oinp_noc._concordance import convert
from oinp_noc._occupations import OccupationSet
from oinp_noc._streams import Scale, stream
from oinp_noc.errors import (
    AmbiguousDrawError,
    InvalidArgumentError,
    NoOccupationListError,
    UnknownDrawError,
    UnknownOccupationsError,
    VersionMismatchError,
    invalid_choice,
    listed,
    nearest,
    shown,
)

Kind = Literal["general", "targeted"]
Listing = Literal["listed", "none", "unknown"]
Confidence = Literal["high", "medium", "low"]

PROGRAMS = ("empp", "redi", "regional-pilot")
REGIONS = ("central", "eastern", "gta", "northern", "southwestern")


@attrs.frozen(repr=False)
class Score:
    """The range of scores that a draw invited.

    Attributes:
        min: the lowest score invited.
        max: the highest score invited, or None where there was no upper limit or none was published.
        scale: ``"EOI"`` (points of the stream's own grid, which compare only within the stream) or ``"CRS"``.
    """

    min: int
    max: int | None
    scale: Scale

    def __repr__(self) -> str:
        return f"<Score {self.scale} {self.min}{' and above' if self.max is None else f' to {self.max}'}>"


@attrs.frozen(repr=False)
class Draw:
    """One round of invitations in one stream on one day, for one set of criteria.

    The set operators ``&``, ``|``, ``-`` and ``^`` take another draw or an `OccupationSet` of the same NOC version and
    return an `OccupationSet`; they raise for a draw without a list and for one whose list is not known. Across
    versions, `overlap` compares.

    Attributes:
        id: the draw's id: its date and stream, with a slug of its target where several share both.
        date: the day of issue; of a draw that ran over several days, the first.
        stream: the id of the stream.
        kind: ``"general"`` or ``"targeted"``.
        version: the NOC version in force: of the occupations, where there are any.
        listing: ``"listed"``, ``"none"`` (no list was part of it) or ``"unknown"`` (there was one; it is not known, or
            only in part).
        target: what the draw targeted, in words; None of a general draw.
        labels: the occupation groups that the target names, such as ``("health", "tech")``.
        region: where the job had to be: ``"northern"``, ``"eastern"``, ``"central"``, ``"southwestern"``, ``"gta"``, or
            a smaller place by name. This and the next four are None where they were no criterion.
        program: ``"empp"`` (Economic Mobility Pathways Project), ``"redi"`` (Regional Economic Development through
            Immigration) or ``"regional-pilot"`` (Regional Immigration Pilot).
        language: the language asked for: ``"French"``.
        experience: the work experience asked for: ``"Canadian"`` or ``"foreign"``.
        job_offer: True where a job offer in Ontario was asked for.
        invitations: how many were invited; None where it was not published.
        score: the range of scores, or None where none was published.
        profiles_from: the first day of the window in which profiles had to be made; None where not published.
        profiles_to: the last day of that window; None where not published.
        occupations: the list, or None where there was none or it is not known.
        known_occupations: the known part of an unknown list, or None where no part is known.
        outside_gta: the part of the list that counts only outside the Greater Toronto Area, or None.
        as_published: misprints, as pairs of the code as printed and the code meant; `occupations` has the latter.
        confidence: ``"high"``, ``"medium"`` or ``"low"``.
        note: what else there is to know, or None.
        sources: the addresses of the pages that say so.

    Raises:
        InvalidArgumentError: the listing and the occupations contradict each other.
        VersionMismatchError: occupations of another version than the draw's.
    """

    id: str
    date: dt.date
    stream: str
    kind: Kind
    version: str
    listing: Listing
    target: str | None = None
    labels: tuple[str, ...] = ()
    region: str | None = None
    program: str | None = None
    language: str | None = None
    experience: str | None = None
    job_offer: bool | None = None
    invitations: int | None = None
    score: Score | None = None
    profiles_from: dt.date | None = None
    profiles_to: dt.date | None = None
    occupations: OccupationSet | None = None
    known_occupations: OccupationSet | None = None
    outside_gta: OccupationSet | None = None
    as_published: tuple[tuple[str, str], ...] = ()
    confidence: Confidence = "high"
    note: str | None = None
    sources: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if (self.occupations is not None) != (self.listing == "listed"):
            message = f"{self.id}: a draw has occupations where, and only where, its listing is 'listed'"
            raise InvalidArgumentError(message, value=self.listing, version=self.version)
        for part in (self.occupations, self.known_occupations, self.outside_gta):
            if part is not None and part.version != self.version:
                message = f"{self.id}: expected occupations of NOC {self.version}, got {part!r}"
                raise VersionMismatchError(message, value=part, version=self.version)

    def listed(self) -> OccupationSet:
        """Return the occupations, of a draw whose list is known.

        Raises:
            NoOccupationListError: no list was part of the draw.
            UnknownOccupationsError: there was a list, and it is not known, or only in part.
        """
        if self.occupations is not None:
            return self.occupations
        if self.listing == "none":
            admits = (
                "whoever its criteria and its stream admit" if self.kind == "targeted" else "whoever its stream admits"
            )
            message = f"{self.id} had no occupation list: it is open to {admits}, which is not an empty set"
            raise NoOccupationListError(message, value=self.id, version=self.version)
        part = "no part of it is known"
        if self.known_occupations is not None:
            part = f"known_occupations has the {len(self.known_occupations)} codes that are known"
        message = f"{self.id} had an occupation list that is not known: {part}"
        raise UnknownOccupationsError(message, value=self.id, version=self.version)

    def __and__(self, other: Draw | OccupationSet) -> OccupationSet:
        return self.listed() & _occupations_of(other) if isinstance(other, Draw | OccupationSet) else NotImplemented

    def __or__(self, other: Draw | OccupationSet) -> OccupationSet:
        return self.listed() | _occupations_of(other) if isinstance(other, Draw | OccupationSet) else NotImplemented

    def __sub__(self, other: Draw | OccupationSet) -> OccupationSet:
        return self.listed() - _occupations_of(other) if isinstance(other, Draw | OccupationSet) else NotImplemented

    def __xor__(self, other: Draw | OccupationSet) -> OccupationSet:
        return self.listed() ^ _occupations_of(other) if isinstance(other, Draw | OccupationSet) else NotImplemented

    # A set on the left of a draw: the two that commute are the same either way round.
    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__

    def __rsub__(self, other: OccupationSet) -> OccupationSet:
        return other - self.listed() if isinstance(other, OccupationSet) else NotImplemented

    def __repr__(self) -> str:
        if self.occupations is not None:
            admitted = f"{len(self.occupations)} occupations of NOC {self.version}"
        else:
            admitted = "no occupation list" if self.listing == "none" else "occupations not known"
        invited = "" if self.invitations is None else f", {self.invitations} invited"
        score = "" if self.score is None else f", {self.score!r}"
        return f"<Draw {self.id}: {admitted}{invited}{score}>"


class Criteria(TypedDict, total=False):
    """What `DrawHistory.select` and `DrawHistory.latest` can be asked for."""

    stream: str | None
    since: dt.date | str | None
    until: dt.date | str | None
    kind: Kind | None
    listing: Listing | None
    occupation: str | None
    version: str
    region: str | None
    program: str | None
    language: str | None
    experience: str | None


def _in_order(draws: Iterable[Draw]) -> tuple[Draw, ...]:
    return tuple(sorted(draws, key=lambda draw: (draw.date, draw.stream, draw.id)))


@attrs.frozen(repr=False)
class DrawHistory(Sequence[Draw]):
    """An immutable sequence of draws, by date, then stream and id; its slices are histories too.

    Args:
        draws: the draws, in any order.

    Raises:
        InvalidArgumentError: two draws have the same id.

    Example:
        >>> import oinp_noc
        >>> history = oinp_noc.draws()
        >>> len(history), history[0].id, len(history.select(stream="entrepreneur"))
        (442, '2017-04-10-human-capital-priorities', 12)
    """

    _draws: tuple[Draw, ...] = attrs.field(converter=_in_order, default=())
    _by_id: dict[str, Draw] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {draw.id: draw for draw in self._draws})
        if len(self._by_id) < len(self._draws):
            ids = [draw.id for draw in self._draws]
            twice = tuple(sorted({id_ for id_ in ids if ids.count(id_) > 1}))
            message = f"several draws have the same id: {listed(twice)}"
            raise InvalidArgumentError(message, candidates=twice)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the draws, in order."""
        return tuple(draw.id for draw in self._draws)

    def get(self, id: str) -> Draw:  # noqa: A002 (the word of the field)
        """Return one draw.

        Args:
            id: the draw's id.

        Raises:
            AmbiguousDrawError: a date and stream that name several draws.
            UnknownDrawError: no such draw in this history; the message names the nearest.
        """
        if isinstance(id, str) and id in self._by_id:
            return self._by_id[id]
        same_day = tuple(draw.id for draw in self._draws if f"{draw.date}-{draw.stream}" == id)
        if len(same_day) > 1:
            message = f"{id} names {len(same_day)} draws: expected one of {listed(same_day)}"
            raise AmbiguousDrawError(message, value=id, candidates=same_day)
        begun = tuple(known for known in self._by_id if known.startswith(str(id)))
        near = begun[:5] or nearest(id, self._by_id)
        hint = f"the nearest are {listed(near)}" if near else "ids has all there are"
        message = f"no draw {shown(id)} in this history: {hint}"
        raise UnknownDrawError(message, value=id, candidates=near)

    def on(self, date: dt.date | str) -> DrawHistory:
        """Return the draws of one day.

        Args:
            date: a date, or ISO text such as ``"2024-03-07"``.

        Raises:
            InvalidArgumentError: not a date.
        """
        day = _date("date", date)
        return DrawHistory(draw for draw in self._draws if draw.date == day)

    def select(  # noqa: PLR0913 (each narrows the choice)
        self,
        *,
        stream: str | None = None,
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        kind: Kind | None = None,
        listing: Listing | None = None,
        occupation: str | None = None,
        version: str = "2021",
        region: str | None = None,
        program: str | None = None,
        language: str | None = None,
        experience: str | None = None,
    ) -> DrawHistory:
        """Return the draws that fit all that is asked for.

        Args:
            stream: the id of a stream.
            since: the first day, as a date or ISO text.
            until: the last day, as a date or ISO text.
            kind: ``"general"`` or ``"targeted"``.
            listing: ``"listed"``, ``"none"`` or ``"unknown"``.
            occupation: a unit group: keeps the listed draws whose list has a pair with it, in any NOC version; never
                general draws, nor those whose list is not known.
            version: the NOC version of the occupation.
            region: a region, or a smaller place by name.
            program: ``"empp"``, ``"redi"`` or ``"regional-pilot"``.
            language: ``"French"``.
            experience: ``"Canadian"`` or ``"foreign"``.

        Raises:
            InvalidArgumentError: not a date, or none of the choices.
            InvalidCodeError, UnknownCodeError: the occupation is no unit group of the version.
            UnknownStreamError, UnknownVersionError: no such stream or version.

        Example:
            >>> import oinp_noc
            >>> len(oinp_noc.draws().select(stream="human-capital-priorities", occupation="21231"))
            24
        """
        found: Iterable[Draw] = self._draws
        if stream is not None:
            wanted_stream = _stream(stream).id
            found = [draw for draw in found if draw.stream == wanted_stream]
        if since is not None:
            first = _date("since", since)
            found = [draw for draw in found if draw.date >= first]
        if until is not None:
            last = _date("until", until)
            found = [draw for draw in found if draw.date <= last]
        for name, value, choices in (
            ("kind", kind, get_args(Kind)),
            ("listing", listing, get_args(Listing)),
            ("region", region, self._choices("region", REGIONS)),
            ("program", program, self._choices("program", PROGRAMS)),
            ("language", language, self._choices("language")),
            ("experience", experience, self._choices("experience")),
        ):
            if value is not None:
                if value not in choices:
                    raise invalid_choice(name, value, choices)
                found = [draw for draw in found if getattr(draw, name) == value]
        if occupation is not None:
            code = convert(occupation, version, version).source.code
            found = [
                draw for draw in found if draw.occupations is not None and _targets(draw.occupations, code, version)
            ]
        return DrawHistory(found)

    def latest(self, **criteria: Unpack[Criteria]) -> Draw | None:
        """Return the last draw that fits what is asked for, as of `select`; None where none does.

        Where several draws of the last day fit, it is the last of them in the order of the history; ``on`` has all.

        Example:
            >>> import oinp_noc
            >>> oinp_noc.draws().latest(stream="human-capital-priorities").id
            '2024-09-19-human-capital-priorities'
        """
        found = self.select(**criteria)
        return found[-1] if found else None

    @overload
    def __getitem__(self, place: int) -> Draw: ...
    @overload
    def __getitem__(self, place: slice) -> DrawHistory: ...
    def __getitem__(self, place: int | slice) -> Draw | DrawHistory:
        if not isinstance(place, slice):
            return self._draws[place]
        if place.step is not None and place.step < 0:
            message = f"a history is by date, so it has no slice backwards ({place.step}); reversed() iterates that way"
            raise InvalidArgumentError(message, value=place)
        return DrawHistory(self._draws[place])

    def __iter__(self) -> Iterator[Draw]:
        return iter(self._draws)

    def __len__(self) -> int:
        return len(self._draws)

    def __repr__(self) -> str:
        if not self._draws:
            return "<DrawHistory: no draws>"
        return f"<DrawHistory: {len(self)} draws, {self._draws[0].date} to {self._draws[-1].date}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return DrawHistory, (self._draws,)

    def _choices(self, criterion: str, always: tuple[str, ...] = ()) -> tuple[str, ...]:
        here = {getattr(draw, criterion) for draw in self._draws} - {None}
        return tuple(sorted({*always, *here}))


def draws() -> DrawHistory:
    """Return the packaged draws.

    Returns:
        A `DrawHistory` of 442 draws, from 2017-04-10 to 2026-04-30. Source: the program's pages, the press and
        consultants, named by each draw.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.draws().on("2024-03-07")[0].invitations
        2104
    """
    return _history()


def draw(id: str) -> Draw:  # noqa: A002 (the word of the field)
    """Return one of the packaged draws.

    Args:
        id: the draw's id: its date and stream, with a slug of its target where several share both.

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


_stream = stream  # select() has an argument of this name


def _occupations_of(other: Draw | OccupationSet) -> OccupationSet:
    return other.listed() if isinstance(other, Draw) else other


def _targets(occupations: OccupationSet, code: str, version: str) -> bool:
    return any(target in occupations for target in convert(code, version, occupations.version).targets)


def _date(argument: str, value: dt.date | str) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        message = f"{argument}={shown(value)}: expected a date, or ISO text such as '2024-03-07'"
        raise InvalidArgumentError(message, value=value) from None


@_data.once
def _history() -> DrawHistory:
    return DrawHistory(_structured(row) for row in _data.records("draws"))


def _structured(row: dict[str, Any]) -> Draw:
    """Build a draw from a record of the packaged format."""
    version = row["version"]
    return Draw(
        **{
            **row,
            **{key: _day(row[key]) for key in ("date", "profiles_from", "profiles_to")},
            **{key: _set(row[key], version) for key in ("occupations", "known_occupations", "outside_gta")},
            "labels": tuple(row["labels"]),
            "score": row["score"] and Score(**row["score"]),
            "as_published": tuple((printed, meant) for printed, meant in row["as_published"]),
            "sources": tuple(row["sources"]),
        }
    )


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _set(codes: list[str] | None, version: str) -> OccupationSet | None:
    return None if codes is None else OccupationSet(codes, version)
