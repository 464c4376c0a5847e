"""Draws: rounds of invitations, as values."""

from __future__ import annotations

import datetime as dt

import attrs

from oinp_noc._answers.value import Readable
from oinp_noc._noc.classification import classification
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._oinp.criteria import Confidence, Criteria, Kind, Listing, check_choice, field_names
from oinp_noc._oinp.streams import Scale
from oinp_noc.errors import InvalidArgumentError, NoOccupationListError, UnknownOccupationsError, VersionMismatchError


@attrs.frozen(repr=False)
class Score(Readable):
    """The range of scores that a draw invited.

    Attributes:
        min: the lowest score invited.
        max: the highest score invited, or None where there was no upper limit or none was published.
        scale: ``"EOI"`` (points of the stream's own grid, which compare only within the stream) or ``"CRS"``.

    Raises:
        InvalidArgumentError: the minimum is above the maximum, or below zero.
    """

    min: int
    max: int | None
    scale: Scale

    def __attrs_post_init__(self) -> None:
        if self.min < 0 or (self.max is not None and self.max < self.min):
            message = f"expected a minimum from 0 up to the maximum, got {self.min} and {self.max}"
            raise InvalidArgumentError(message, value=self.min)

    def __repr__(self) -> str:
        return f"<Score {self.scale} {self.min}{' and above' if self.max is None else f' to {self.max}'}>"


@attrs.frozen(repr=False)
class Draw(Readable, Criteria):
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
        labels_contradicted: whether the list is one of another group than the target names.
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
        InvalidArgumentError: facts that contradict each other: the listing and the occupations, a window that ends
            before it begins, or a negative number of invitations.
        VersionMismatchError: occupations of another version than the draw's.
    """

    _readers = (("version", lambda version: classification(version).version),)

    id: str
    date: dt.date
    stream: str
    kind: Kind
    version: str
    listing: Listing
    target: str | None = None
    labels: tuple[str, ...] = ()
    labels_contradicted: bool = False
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
        check_choice("kind", self.kind, Kind)
        check_choice("listing", self.listing, Listing)
        classification(self.version)  # raises for an unknown version
        if (self.occupations is not None) != (self.listing == "listed"):
            message = f"{self.id}: a draw has occupations where, and only where, its listing is 'listed'"
            raise InvalidArgumentError(message, value=self.listing, version=self.version)
        if self.known_occupations is not None and self.listing != "unknown":
            message = f"{self.id}: a draw has known_occupations only where its listing is 'unknown'"
            raise InvalidArgumentError(message, value=self.listing, version=self.version)
        if self.profiles_from and self.profiles_to and self.profiles_to < self.profiles_from:
            message = f"{self.id}: the profile window ends ({self.profiles_to}) before it begins ({self.profiles_from})"
            raise InvalidArgumentError(message, value=self.profiles_to)
        if self.invitations is not None and self.invitations < 0:
            message = f"{self.id}: expected a number of invitations from 0 up, got {self.invitations}"
            raise InvalidArgumentError(message, value=self.invitations)
        for part in (self.occupations, self.known_occupations, self.outside_gta):
            if part is not None and part.version != self.version:
                message = f"{self.id}: expected occupations of NOC {self.version}, got {part!r}"
                raise VersionMismatchError(message, value=part, version=self.version)
        if self.outside_gta is not None and (self.occupations is None or not self.outside_gta <= self.occupations):
            message = f"{self.id}: expected outside_gta to be a part of the occupations"
            raise InvalidArgumentError(message, value=self.outside_gta, version=self.version)

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


Draw._members = field_names(Draw)  # noqa: SLF001 (in the order of records)


def _occupations_of(other: Draw | OccupationSet) -> OccupationSet:
    return other.listed() if isinstance(other, Draw) else other
