"""Draws: rounds of invitations, as values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, get_args

import attrs

from oinp_noc._answers.value import Readable
from oinp_noc._catalogue import say
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import check_choice
from oinp_noc._noc.classification import classification
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._oinp.checks import (
    check_count,
    check_flag,
    check_occupations,
    check_slug,
    check_text,
    check_tuple,
    pairs,
    refused,
    texts,
    whole,
)
from oinp_noc._oinp.criteria import Confidence, Criteria, Kind, Listing, check_criteria, field_names
from oinp_noc._oinp.dates import read_date
from oinp_noc._oinp.deadlines import Deadline, deadlines
from oinp_noc._oinp.streams import Scale, scale_of
from oinp_noc.errors import InvalidArgumentError, NoOccupationListError, UnknownOccupationsError

if TYPE_CHECKING:
    from oinp_noc._answers.sheets import Sheet

_LONGEST = 100  # characters of an id that a message shows


def _read_date(value: dt.date | str) -> dt.date:
    return read_date("date", value)


def _read_profiles_from(value: dt.date | str | None) -> dt.date | None:
    return None if value is None else read_date("profiles_from", value)


def _read_profiles_to(value: dt.date | str | None) -> dt.date | None:
    return None if value is None else read_date("profiles_to", value)


@attrs.frozen(repr=False)
class Score(Readable):
    """The range of scores that a draw invited.

    Attributes:
        min: the lowest score invited.
        max: the highest score invited, or None if there was no upper limit or none was published.
        scale: ``"EOI"`` (points of the stream's own grid, which compare only within the stream) or ``"CRS"``.

    Raises:
        InvalidArgumentError: the minimum is above the maximum, a number is not a whole number from 0, or the scale is
            another.
    """

    min: int = attrs.field(converter=whole)
    max: int | None = attrs.field(converter=attrs.converters.optional(whole))
    scale: Scale

    def __attrs_post_init__(self) -> None:
        check_count("min", self.min)
        if self.max is not None:
            check_count("max", self.max)
            if self.max < self.min:
                message = f"expected a minimum from 0 up to the maximum, got {self.min} and {self.max}"
                raise InvalidArgumentError(message, value=self.min)
        check_choice("scale", self.scale, get_args(Scale))

    def __repr__(self) -> str:
        return f"<Score {self.scale} {self.min}{' and above' if self.max is None else f' to {self.max}'}>"


@attrs.frozen(repr=False)
class Draw(Readable, Criteria):
    """One round of invitations in one stream on one day, for one set of criteria.

    The set operators ``&``, ``|``, ``-`` and ``^`` take another draw or an `OccupationSet` of the same NOC version and
    return an `OccupationSet`; they raise for a draw without a list and for one whose list is not known. Across
    versions, `overlap` compares.

    Attributes:
        id: the draw's id: its date and stream, with a slug of its target if several share both.
        date: the day of issue; of a draw that ran over several days, the first.
        stream: the id of the stream: one of `streams`, or one of the user's own.
        kind: ``"general"`` or ``"targeted"``.
        version: the NOC version in force, which is that of the occupations.
        listing: ``"listed"``, ``"none"`` (no list was part of it) or ``"unknown"`` (there was one; it is not known, or
            only in part).
        target: what the draw targeted, in words; None for a general draw.
        labels: the occupation groups that the target names, such as ``("health", "tech")``.
        labels_contradicted: whether the list is one of another group than the target names.
        region: where the job had to be: ``"northern"``, ``"eastern"``, ``"central"``, ``"southwestern"``, ``"gta"``, or
            a smaller place by name. This and the next four are None if they were not a criterion.
        program: ``"empp"`` (Economic Mobility Pathways Project), ``"redi"`` (Regional Economic Development through
            Immigration) or ``"regional-pilot"`` (Regional Immigration Pilot).
        language: the language asked for: ``"French"``.
        experience: the work experience asked for: ``"Canadian"`` or ``"foreign"``.
        job_offer: True if a job offer in Ontario was asked for.
        invitations: how many were invited; None if it was not published.
        score: the range of scores, or None if none was published.
        profiles_from: the first day of the window in which profiles had to be made; None if not published.
        profiles_to: the last day of that window; None if not published.
        occupations: the list, or None if there was none or it is not known.
        known_occupations: the known part of an unknown list, or None if no part is known.
        outside_gta: the part of the list that counts only outside the Greater Toronto Area, or None.
        as_published: misprints, as pairs of the code as printed and the code meant; `occupations` has the latter.
        confidence: ``"high"``, ``"medium"`` or ``"low"``.
        note: a remark, or None.
        sources: the addresses of the pages that say so.

    Raises:
        InvalidArgumentError: a value of the wrong kind, such as a list of codes where an `OccupationSet` is expected;
            or facts that contradict each other, such as a window that ends before it begins.
        UnknownVersionError: the packaged data has no such NOC version.
        VersionMismatchError: occupations of another version than the draw's.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.Draw(
        ...     id="2026-09-01-ontario-workforce-priority",
        ...     date="2026-09-01",
        ...     stream="ontario-workforce-priority",
        ...     kind="targeted",
        ...     version="2021",
        ...     listing="listed",
        ...     occupations=oinp_noc.OccupationSet(["31301", "72106"]),
        ... )
        <Draw 2026-09-01-ontario-workforce-priority: 2 occupations of NOC 2021>
    """

    _readers = (("version", lambda version: classification(version).version),)

    id: str
    date: dt.date = attrs.field(converter=_read_date)
    stream: str
    kind: Kind
    version: str
    listing: Listing
    target: str | None = None
    labels: tuple[str, ...] = attrs.field(default=(), converter=texts)
    labels_contradicted: bool = False
    invitations: int | None = attrs.field(default=None, converter=attrs.converters.optional(whole))
    score: Score | None = None
    profiles_from: dt.date | None = attrs.field(default=None, converter=_read_profiles_from)
    profiles_to: dt.date | None = attrs.field(default=None, converter=_read_profiles_to)
    occupations: OccupationSet | None = None
    known_occupations: OccupationSet | None = None
    outside_gta: OccupationSet | None = None
    as_published: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=pairs)
    confidence: Confidence = "high"
    note: str | None = None
    sources: tuple[str, ...] = attrs.field(default=(), converter=texts)

    def __attrs_post_init__(self) -> None:
        self._check_fields()
        self._check_occupations()
        name = self.id if len(self.id) <= _LONGEST else f"{self.id[:_LONGEST]}…"
        if (self.occupations is not None) != (self.listing == "listed"):
            message = f"{name}: a draw has occupations if, and only if, its listing is 'listed'"
            raise InvalidArgumentError(message, value=self.listing, version=self.version)
        if self.known_occupations is not None and self.listing != "unknown":
            message = f"{name}: a draw has known_occupations only if its listing is 'unknown'"
            raise InvalidArgumentError(message, value=self.listing, version=self.version)
        if self.outside_gta is not None and (self.occupations is None or not self.outside_gta <= self.occupations):
            message = f"{name}: expected outside_gta to be a part of the occupations"
            raise InvalidArgumentError(message, value=self.outside_gta, version=self.version)
        if self.profiles_from and self.profiles_to and self.profiles_to < self.profiles_from:
            message = f"{name}: the profile window ends ({self.profiles_to}) before it begins ({self.profiles_from})"
            raise InvalidArgumentError(message, value=self.profiles_to)
        scale = scale_of(self.stream)
        if self.score is not None and scale not in (None, self.score.scale):
            message = f"{name}: the scores of {self.stream} are on the scale {scale}, got {self.score!r}"
            raise InvalidArgumentError(message, value=self.score)

    def _check_fields(self) -> None:
        check_text("id", self.id)
        check_slug("stream", self.stream)
        check_choice("kind", self.kind, get_args(Kind))
        check_choice("listing", self.listing, get_args(Listing))
        check_choice("confidence", self.confidence, get_args(Confidence))
        for argument, text in (("target", self.target), ("note", self.note)):
            if text is not None:
                check_text(argument, text)
        for label in check_tuple("labels", self.labels):
            check_slug("labels", label)
        for source in check_tuple("sources", self.sources):
            check_text("sources", source)
        for pair in check_tuple("as_published", self.as_published):
            if not isinstance(pair, tuple) or len(pair) != 2:  # noqa: PLR2004 (a pair)
                raise refused("as_published", pair, "pairs: the code as printed and the code meant")
            for code in pair:
                check_text("as_published", code)
        check_flag("labels_contradicted", self.labels_contradicted)
        check_criteria(self)
        if self.invitations is not None:
            check_count("invitations", self.invitations)
        if self.score is not None and not isinstance(self.score, Score):
            raise refused("score", self.score, "a Score, such as Score(400, None, 'CRS')")

    def _check_occupations(self) -> None:
        classification(self.version)  # raises for an unknown version
        for argument in ("occupations", "known_occupations", "outside_gta"):
            occupations = getattr(self, argument)
            if occupations is not None:
                check_occupations(argument, occupations, self.version)

    def deadlines(self, received: dt.date | str | None = None) -> tuple[Deadline, ...]:
        """Return the last days to answer an invitation of this draw.

        Args:
            received: the day on which the invitation was received, as a date or ISO text: calendar days are counted
                from it. None for the day of the draw.

        Returns:
            A `Deadline` for each who has to answer, by the windows of the stream on the day of the draw. A day that
            was fixed for the draw goes before the windows. Source: named by each `Deadline`.

        Raises:
            InvalidArgumentError: not a date, or a day before the draw.
            UnknownDeadlineError: no source says how long the stream gave on that day.

        Example:
            >>> import oinp_noc
            >>> for draw in oinp_noc.draws().on("2025-09-03")[:1]:
            ...     [(deadline.who, deadline.until.isoformat()) for deadline in draw.deadlines()]
            [('employer', '2025-09-17'), ('applicant', '2025-09-20')]
        """
        return deadlines(self.id, self.stream, self.date, received)

    def listed(self) -> OccupationSet:
        """Return the occupations of a draw whose list is known.

        Raises:
            NoOccupationListError: no list was part of the draw.
            UnknownOccupationsError: there was a list, and it is not known, or only in part.
        """
        if self.occupations is not None:
            return self.occupations
        if self.listing == "none":
            targeted = self.kind == "targeted"
            admits = say("whoever its criteria and its stream admit") if targeted else say("whoever its stream admits")
            message = say(
                "{draw} had no occupation list: it is open to {admits}, which is not an empty set",
                draw=self.id,
                admits=admits,
            )
            raise NoOccupationListError(message, value=self.id, version=self.version)
        part = say("no part of it is known")
        if self.known_occupations is not None:
            part = say("known_occupations has the {count} codes that are known", count=len(self.known_occupations))
        message = say("{draw} had an occupation list that is not known: {part}", draw=self.id, part=part)
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

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_draw  # noqa: PLC0415 (notebooks alone need it)

        return of_draw(self)

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
