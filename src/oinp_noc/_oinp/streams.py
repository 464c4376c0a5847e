"""The streams of the OINP, and who is eligible in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

import attrs

from oinp_noc import _data
from oinp_noc._answers.value import Value
from oinp_noc._catalogue import marked, say
from oinp_noc._language import in_language, speaking
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import nearest, series, shown
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._oinp.dates import day, read_date
from oinp_noc._oinp.grids import Grid, grid
from oinp_noc._oinp.groups import Edition, occupation_group
from oinp_noc.errors import InvalidArgumentError, UnknownOccupationsError, UnknownStreamError

if TYPE_CHECKING:
    from collections.abc import Collection

    from oinp_noc._answers.sheets import Sheet
    from oinp_noc._language import Lang
    from oinp_noc._oinp.criteria import Confidence

Intake = Literal["EOI", "Express Entry"]
Scale = Literal["EOI", "CRS"]
Rule = Literal["everyone", "TEER", "skill level", "group", "unknown"]

_NOT_OPEN = marked("{stream} was not open on {day}: it was from {opened} to {closed}")
OUTSIDE_GTA = "outside the Greater Toronto Area"
"""The heading of the part of a list that a stream admitted only there."""


@attrs.frozen
class Eligibility(Value):
    """Who a stream admitted by occupation, for a time.

    Attributes:
        since: the first day, or None from the beginning.
        until: the last day, or None to the end.
        version: the NOC version in force.
        rule: ``"everyone"`` (no occupation is asked for), ``"TEER"``, ``"skill level"``, ``"group"`` (the list of an
            occupation group) or ``"unknown"`` (a list that was not found).
        values: the TEER categories, the skill levels, or the id of the group.
        source: the address of the page that says so.
    """

    since: dt.date | None
    until: dt.date | None
    version: str
    rule: Rule
    values: tuple[int | str, ...]
    source: str


@attrs.frozen
class Window(Value):
    """The time to answer an invitation or a notification.

    Attributes:
        who: who has to answer, ``"employer"`` or ``"applicant"``.
        days: the number of calendar days, counted from the invitation.
        since: since when, or None if it is not known.
        source: the page, or the articles, that say so.
    """

    who: Literal["employer", "applicant"]
    days: int
    since: dt.date | None
    source: str


@attrs.frozen
class FixedDay(Value):
    """The last day to answer the invitations of one day, which the program fixed for them alone.

    Attributes:
        date: the day of the invitations.
        who: who has to answer, ``"employer"`` or ``"applicant"``; None if no source says.
        until: the last day.
        source: the address of the page that says so.
    """

    date: dt.date
    who: Literal["employer", "applicant"] | None
    until: dt.date
    source: str


@attrs.frozen
class TimeLimit(Value):
    """A time limit of a stream, other than the time to answer an invitation.

    Attributes:
        what: what is limited, such as ``"registering an EOI"``.
        amount: how many days or months.
        unit: ``"days"`` (calendar days) or ``"months"``.
        after: what the time is counted from.
        since: since when, or None if it is not known.
        source: the address of the page that says so.
    """

    what: str
    amount: int
    unit: Literal["days", "months"]
    after: str
    since: dt.date | None
    source: str


@attrs.frozen
class StreamNote(Value):
    """Something to know about a stream, such as sources that contradict each other.

    Attributes:
        text: the note.
        sources: the addresses of the pages that it rests on.
    """

    text: str
    sources: tuple[str, ...]


@attrs.frozen(repr=False)
class Stream(Value):
    """A path of the OINP.

    Attributes:
        id: the stream's id, such as ``"human-capital-priorities"``.
        name: the English name.
        name_fr: the French name, or None if it was not found.
        category: the category that the stream belongs to, or None if no source says.
        intake: ``"EOI"``, the program's own Expression of Interest system, or ``"Express Entry"``, the federal pool.
        scale: the scale of its scores, ``"EOI"`` or ``"CRS"``; EOI scores compare only within one stream.
        opened: the day on which it opened, or None if it is not known.
        closed: the day on which it, or its intake, closed; None while it is open.
        successor: the id of the stream that took its place, or None.
        eligibility: who was admitted by occupation, and when; empty if no source says. `eligible` reads it.
        windows: the time to answer an invitation.
        fixed_days: the days that were fixed for the invitations of one day, in place of the windows.
        limits: the other time limits, such as how long an EOI is valid; empty if none is known.
        factors: what its EOI score counts, in words; empty for the other streams.
        factors_source: the source of the factors, or None.
        grid: the points of its EOI score, or None if they are not known.
        notes: remarks, such as sources that differ about the closing day.
        sources: the addresses of the pages that say the rest.
        searched_until: the last day on which a source was seen that had no later draw; None if nobody searched.
        searched_sources: the addresses of these sources.
        gaps: what is known to be missing of its draws, each with its sources. `coverage` has these three.

    Example:
        >>> import oinp_noc
        >>> stream = oinp_noc.stream("employer-job-offer-foreign-worker")
        >>> [(window.who, window.days) for window in stream.windows]
        [('employer', 14), ('applicant', 17)]
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
    eligibility: tuple[Eligibility, ...]
    windows: tuple[Window, ...]
    fixed_days: tuple[FixedDay, ...]
    limits: tuple[TimeLimit, ...]
    factors: tuple[str, ...]
    factors_source: str | None
    grid: Grid | None
    notes: tuple[StreamNote, ...]
    sources: tuple[str, ...]
    searched_until: dt.date | None
    searched_sources: tuple[str, ...]
    gaps: tuple[StreamNote, ...]

    def eligible(self, on: dt.date | str) -> OccupationSet:
        """Return the unit groups that the stream admitted on a day.

        Args:
            on: the day, as a date or ISO text.

        Returns:
            A set of the NOC version in force that day: NOC 2016 before 2022-11-16, NOC 2021 since. Every unit group
            if the stream asks for no occupation. `confidence` says how sure a list is.

        Raises:
            InvalidArgumentError: not a date, or the stream was not open that day.
            UnknownOccupationsError: no source says who was eligible.

        Example:
            >>> import oinp_noc
            >>> len(oinp_noc.stream("employer-job-offer-foreign-worker").eligible(on="2024-03-07"))
            376
        """
        day = read_date("on", on)
        rule = self._rule(day)
        edition = _edition(rule, day)
        return _admitted(rule, self.id) if edition is None else edition.listed()

    def outside_gta(self, on: dt.date | str) -> OccupationSet:
        """Return the part of the `eligible` unit groups that the stream admitted outside the Greater Toronto Area only.

        Args:
            on: the day, as a date or ISO text.

        Returns:
            A set of the NOC version in force that day; empty if the stream drew no such line.

        Raises:
            InvalidArgumentError, UnknownOccupationsError: as in `eligible`.

        Example:
            >>> import oinp_noc
            >>> len(oinp_noc.stream("employer-job-offer-in-demand-skills").outside_gta(on="2024-07-16"))
            47
        """
        eligible, day = self.eligible(on), read_date("on", on)
        edition = _edition(self._rule(day), day)
        parts = () if edition is None else edition.parts
        outside = (part.occupations for part in parts if part.name == OUTSIDE_GTA)
        return next(outside, OccupationSet((), eligible.version))

    def confidence(self, on: dt.date | str) -> Confidence | None:
        """Return how sure the list is that `eligible` reads for a day.

        Args:
            on: the day, as a date or ISO text.

        Returns:
            ``"high"``, ``"medium"`` or ``"low"``; None if it was not rated, and if the stream admits without a list.

        Raises:
            InvalidArgumentError, UnknownOccupationsError: as in `eligible`.

        Example:
            >>> import oinp_noc
            >>> oinp_noc.stream("employer-job-offer-in-demand-skills").confidence(on="2023-05-09")
            'medium'
        """
        day = read_date("on", on)
        edition = _edition(self._rule(day), day)
        return None if edition is None else edition.confidence

    def label(self, lang: Lang | None = None) -> str:
        """Return the name as published; if no French name was found, the English one with a remark that says so.

        Args:
            lang: ``"en"`` or ``"fr"``; None for the language of the context (see `use_language`).

        Raises:
            InvalidArgumentError: another language.

        Example:
            >>> import oinp_noc
            >>> oinp_noc.stream("masters-graduate").label(lang="fr")
            'Masters Graduate stream (nom français inconnu)'
        """
        with speaking(lang):
            return in_language(self.name, self.name_fr)

    def _rule(self, wanted: dt.date) -> Eligibility:
        if (self.opened is not None and wanted < self.opened) or (self.closed is not None and wanted > self.closed):
            opened, closed = self.opened or say("a day not known"), self.closed or say("now")
            message = say(_NOT_OPEN, stream=self.id, day=wanted, opened=opened, closed=closed)
            raise InvalidArgumentError(message, value=wanted)
        for rule in self.eligibility:
            if (rule.since is None or rule.since <= wanted) and (rule.until is None or wanted <= rule.until):
                return rule
        raise _unknown(self.id)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_stream  # noqa: PLC0415 (notebooks alone need it)

        return of_stream(self)

    def __repr__(self) -> str:
        return f"<Stream {self.id}: {self.name}, {self.intake}>"


def streams() -> tuple[Stream, ...]:
    """Return the streams of the OINP, by id.

    Returns:
        Ten `Stream` values: nine that had draws, and the one that took the place of eight of them in 2026.
        Source: pages of the program and of consultants, named by each stream.

    Example:
        >>> import oinp_noc
        >>> [stream.id for stream in oinp_noc.streams() if stream.intake == "Express Entry"]
        ['french-speaking-skilled-worker', 'human-capital-priorities', 'skilled-trades']
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
        message = say("no stream {id}: expected {near}", id=shown(id), near=series(near))
        raise UnknownStreamError(message, value=id, candidates=near) from None


def known_stream(id: str, own: Collection[str]) -> str:  # noqa: A002
    """Return the id of a stream that the package knows, or that is among the user's own.

    Raises:
        UnknownStreamError: neither.
    """
    return id if isinstance(id, str) and id in own else stream(id).id


def scale_of(id: str) -> Scale | None:  # noqa: A002
    """Return the scale of a stream's scores; None for a stream of the user's own."""
    found = _streams().get(id)
    return None if found is None else found.scale


def _edition(rule: Eligibility, day: dt.date) -> Edition | None:
    """Find the list in force on a day, if the rule names an occupation group."""
    return occupation_group(str(rule.values[0])).on(day) if rule.rule == "group" else None


@_data.once
def _admitted(rule: Eligibility, stream: str) -> OccupationSet:
    if rule.rule == "everyone":
        return OccupationSet.everything(rule.version)
    if rule.rule == "TEER":
        return OccupationSet.where(teer=[int(value) for value in rule.values], version=rule.version)
    if rule.rule == "skill level":
        return OccupationSet.where(skill_level=[str(value) for value in rule.values], version=rule.version)
    raise _unknown(stream)


def _unknown(stream: str) -> UnknownOccupationsError:
    message = say("no source says which occupations {stream} admitted then", stream=stream)
    return UnknownOccupationsError(message, value=stream)


@_data.once
def _streams() -> dict[str, Stream]:
    return {row["id"]: _stream(row) for row in _data.records("streams")}


def _stream(row: dict[str, Any]) -> Stream:
    eligibility = (
        Eligibility(
            **{**rule, "since": day(rule["since"]), "until": day(rule["until"]), "values": tuple(rule["values"])}
        )
        for rule in row["eligibility"]
    )
    windows = (Window(**{**window, "since": day(window["since"])}) for window in row["windows"])
    fixed_days = (
        FixedDay(
            dt.date.fromisoformat(fixed["date"]), fixed["who"], dt.date.fromisoformat(fixed["until"]), fixed["source"]
        )
        for fixed in row["fixed_days"]
    )
    limits = (TimeLimit(**{**limit, "since": day(limit["since"])}) for limit in row["limits"])
    same = ("id", "name", "name_fr", "category", "intake", "scale", "successor", "factors_source")
    return Stream(
        **{name: row[name] for name in same},
        opened=day(row["opened"]),
        closed=day(row["closed"]),
        eligibility=tuple(eligibility),
        windows=tuple(windows),
        fixed_days=tuple(fixed_days),
        limits=tuple(limits),
        factors=tuple(row["factors"]),
        grid=None if row["grid"] is None else grid(row["grid"]),
        notes=tuple(StreamNote(note["text"], tuple(note["sources"])) for note in row["notes"]),
        sources=tuple(row["sources"]),
        searched_until=day(row["searched_until"]),
        searched_sources=tuple(row["searched_sources"]),
        gaps=tuple(StreamNote(gap["text"], tuple(gap["sources"])) for gap in row["gaps"]),
    )
