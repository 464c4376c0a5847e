"""What a person may write in the TOML files of ``sources/``: one class for each kind of entry, one field for each key.

A key that no class has, a key that is missing and a value of another type are faults; nothing is coerced.
"""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, get_args, get_origin

import attrs
from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from builder.files import Keys, Toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.report import Report

T = TypeVar("T")

Confidence = Literal["high", "medium", "low"]
Listing = Literal["listed", "none", "unknown"]


@attrs.frozen(kw_only=True)
class Version:
    """What there is of a NOC version, in ``versions.toml``."""

    id: str
    edition: str
    in_force: dt.date | None = None
    titles: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Concordance:
    """What there is of a concordance, in ``versions.toml``."""

    source: str
    target: str
    publishers: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Source:
    """A table that facts were taken from, in ``publishers.toml``."""

    name: str
    title: str
    publisher: str
    edition: str
    licence: str
    gathered: dt.date
    address: str | None = None
    file: str
    bytes: int
    sha256: str
    rows: int
    tables: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Score:
    """A range of scores, on the scale of the stream."""

    min: int
    max: int | None = None


@attrs.frozen(kw_only=True)
class Draw:
    """One round, in ``draws/YEAR.toml``."""

    id: str
    date: dt.date
    stream: str
    kind: Literal["general", "targeted"]
    version: str
    listing: Listing
    target: str | None = None
    slug: str | None = None
    labels: tuple[str, ...] = ()
    labels_contradicted: bool = False
    region: str | None = None
    program: Literal["empp", "redi", "regional-pilot"] | None = None
    language: str | None = None
    experience: Literal["Canadian", "foreign"] | None = None
    job_offer: bool | None = None
    invitations: int | None = None
    score: Score | None = None
    profiles_from: dt.date | None = None
    profiles_to: dt.date | None = None
    occupations: tuple[str, ...] = ()
    known_occupations: tuple[str, ...] = ()
    outside_gta: tuple[str, ...] = ()
    as_published: tuple[tuple[str, str], ...] = ()
    confidence: Confidence
    note: str | None = None
    sources: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Eligibility:
    """Whom a stream admitted by occupation, for a time."""

    since: dt.date | None = None
    until: dt.date | None = None
    version: str
    rule: Literal["everyone", "TEER", "skill level", "group", "unknown"]
    values: tuple[int | str, ...] = ()
    source: str


@attrs.frozen(kw_only=True)
class Window:
    """The time to answer an invitation."""

    who: Literal["employer", "applicant"]
    days: int
    since: dt.date | None = None
    source: str


@attrs.frozen(kw_only=True)
class FixedDay:
    """The last day to answer the invitations of one day, as the program fixed it for them alone."""

    date: dt.date
    who: Literal["employer", "applicant"] | None = None
    until: dt.date
    source: str


@attrs.frozen(kw_only=True)
class Limit:
    """Another time limit."""

    what: str
    amount: int
    unit: Literal["days", "months"]
    after: str
    since: dt.date | None = None
    source: str


@attrs.frozen(kw_only=True)
class Note:
    """Something to know about a stream."""

    text: str
    sources: tuple[str, ...]
    text_fr: str | None = None


@attrs.frozen(kw_only=True)
class Level:
    """A level of a factor, and its points."""

    level: str
    points: int


@attrs.frozen(kw_only=True)
class Factor:
    """A factor of a grid."""

    name: str
    levels: tuple[Level, ...]
    note: str | None = None


@attrs.frozen(kw_only=True)
class Section:
    """A section of a grid."""

    name: str
    points: int
    factor: tuple[Factor, ...]


@attrs.frozen(kw_only=True)
class Grid:
    """The points of an EOI score."""

    published: dt.date
    note: str | None = None
    sources: tuple[str, ...]
    section: tuple[Section, ...]


@attrs.frozen(kw_only=True)
class Stream:
    """A stream, in ``streams/ID.toml``."""

    id: str
    name: str
    name_fr: str | None = None
    category: str | None = None
    intake: Literal["EOI", "Express Entry"]
    scale: Literal["EOI", "CRS"]
    opened: dt.date | None = None
    closed: dt.date | None = None
    successor: str | None = None
    sources: tuple[str, ...]
    factors: tuple[str, ...] = ()
    factors_source: str | None = None
    eligibility: tuple[Eligibility, ...] = ()
    window: tuple[Window, ...] = ()
    limit: tuple[Limit, ...] = ()
    note: tuple[Note, ...] = ()
    fixed_day: tuple[FixedDay, ...] = ()
    grid: Grid | None = None
    searched_until: dt.date | None = None
    searched_sources: tuple[str, ...] = ()
    gap: tuple[Note, ...] = ()


@attrs.frozen(kw_only=True)
class Part:
    """A named part of an edition."""

    name: str
    occupations: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Edition:
    """A list of an occupation group, for a time; its occupations stand here or in its parts."""

    since: dt.date
    until: dt.date | None = None
    stream: str | None = None
    version: str | None = None
    listing: Listing
    confidence: Confidence | None = None
    note: str | None = None
    occupations: tuple[str, ...] = ()
    part: tuple[Part, ...] = ()
    sources: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Group:
    """A published occupation group, in ``groups/ID.toml``."""

    id: str
    title: str
    edition: tuple[Edition, ...]


@attrs.frozen(kw_only=True)
class Explanation:
    """Why a finding of quality control is known, in ``explanations.toml``."""

    table: str
    kind: str
    places: tuple[str, ...]
    figures: tuple[int, ...] = ()
    text: str
    text_fr: str
    source: str


@attrs.frozen
class Entry(Generic[T]):
    """A value that was read, and where it stands."""

    value: T
    _file: Toml
    _keys: Keys

    def at(self, *keys: str | int, text: object = None) -> str:
        """Return ``file:line`` of the entry or of something in it."""
        return self._file.place(*self._keys, *keys, text=text)


def read(shape: type[T], file: Toml, keys: Keys, written: object, report: Report) -> Entry[T] | None:
    """Read what is written under some keys of a file as a value of a class.

    Returns:
        The value; None if it has faults other than keys that the class does not know.
    """
    try:
        return Entry(_STRICT.structure(written, shape), file, keys)
    except Exception as error:  # noqa: BLE001 (cattrs raises whatever a hook raises, in groups)
        for where, said in _faults(error, keys):
            # What could not be parsed is left out, and reported: it is not missing.
            if file.whole or said != _MISSING:
                report.check(holds=False, fault=f"{file.place(*where)}: {_named(where)}{said}")
    try:
        return Entry(_LENIENT.structure(written, shape), file, keys)
    except Exception:  # noqa: BLE001 (the same faults again)
        return None


_MISSING = "is missing"


def _faults(error: BaseException, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(error, ClassValidationError | IterableValidationError):
        placed, others = error.group_exceptions()
        for inner, note in placed:
            step = note.name if isinstance(note, AttributeValidationNote) else note.index
            yield from _faults(inner, (*keys, step))
        for inner in others:
            yield from _faults(inner, keys)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields):
            near = get_close_matches(key, known, n=1)
            yield (*keys, key), f"no such key{f': did you mean {near[0]}?' if near else ''}"
    elif isinstance(error, KeyError):
        yield keys, _MISSING
    else:
        yield keys, str(error)


def _named(keys: Keys) -> str:
    name = next((key for key in reversed(keys) if isinstance(key, str)), None)
    return "" if name is None else f"{name}: "


def _exactly(wanted: type, name: str) -> Callable[[object, object], object]:
    def structure(value: object, _: object) -> object:
        if type(value) is not wanted or value == "":
            message = f"expected {name}, got {value!r}"
            raise TypeError(message)
        return value

    return structure


def _literal(wanted: Any) -> Callable[[object, object], object]:  # noqa: ANN401 (a type)
    choices = get_args(wanted)

    def structure(value: object, _: object) -> object:
        if value not in choices or isinstance(value, bool):
            message = f"expected one of {', '.join(map(repr, choices))}, got {value!r}"
            raise ValueError(message)
        return value

    return structure


def _tuple(converter: Converter) -> Callable[[Any], Callable[[object, object], tuple[Any, ...]]]:
    def hook(wanted: Any) -> Callable[[object, object], tuple[Any, ...]]:  # noqa: ANN401 (a type)
        inner, *rest = get_args(wanted)

        def structure(value: object, _: object) -> tuple[Any, ...]:
            if not isinstance(value, list) or (rest != [...] and len(value) != 1 + len(rest)):
                message = f"expected a list{'' if rest == [...] else f' of {1 + len(rest)}'}, got {value!r}"
                raise TypeError(message)
            return tuple(converter.structure(value, list[inner]))  # type: ignore[valid-type]

        return structure

    return hook


def _is_of(origin: object) -> Callable[[Any], bool]:
    return lambda wanted: get_origin(wanted) is origin


def _converter(*, strict: bool) -> Converter:
    converter = Converter(forbid_extra_keys=strict)
    converter.register_structure_hook_factory(_is_of(tuple), _tuple(converter))
    converter.register_structure_hook_factory(_is_of(Literal), _literal)
    for plain, name in (
        (str, "a text"),
        (int, "a whole number"),
        (bool, "true or false"),
        (dt.date, "a day such as 2024-03-07, without quotes"),
    ):
        converter.register_structure_hook(plain, _exactly(plain, name))
    converter.register_structure_hook(
        int | str, lambda value, _: converter.structure(value, int if isinstance(value, int) else str)
    )
    return converter


_STRICT, _LENIENT = _converter(strict=True), _converter(strict=False)
