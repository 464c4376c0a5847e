"""The converter of users' draws: it coerces nothing, and it reports every fault."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar, get_args, get_origin

import attrs

from oinp_noc._data import once
from oinp_noc._messages import nearest, shown
from oinp_noc._noc.classification import classification, versions
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._oinp import draw as _draw
from oinp_noc._oinp.checks import HALF, LARGEST, SLUG
from oinp_noc._oinp.draw import Draw, Score
from oinp_noc._oinp.records import SETS
from oinp_noc._oinp.streams import stream
from oinp_noc.errors import OinpNocError, UnknownStreamError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cattrs import Converter

    Hook = Callable[[Any, Any], Any]

T = TypeVar("T")

MOST_FAULTS = 1000
"""How many faults are collected: a file of something else has one in every place."""

_LONGEST = 60  # characters of a value that a fault shows
_MOST_FIELDS = 5  # unknown fields of one object that a fault names


@attrs.frozen
class _Beside:
    """A value of a record beside another that it cannot be read without."""

    value: Any
    other: Any


@attrs.frozen
class File:
    """What a file of draws holds.

    Attributes:
        draws: the records, which `read` reads one by one.
        streams: the ids of streams that the package does not know.
    """

    draws: list[Any]
    streams: frozenset[str] = frozenset()


def read_file(content: object) -> File | list[str]:
    """Read what a file holds: a list of records, or an object with it; or return the faults."""
    if isinstance(content, dict):
        return _read(content, File, "file")
    return File(content) if isinstance(content, list) else [f"draws: expected a list of draws, got {told(content)}"]


def read(record: object, place: str, streams: frozenset[str]) -> Draw | list[str]:
    """Read a draw from a record of the packaged format.

    Args:
        record: the record.
        place: what faults call it, such as ``draws[3]``.
        streams: the ids of streams that the package does not know.

    Returns:
        The draw, or the faults, each with its place.
    """
    if isinstance(record, dict):
        sets = {key: _Beside(record[key], record.get("version")) for key in SETS if record.get(key) is not None}
        stream = {"stream": _Beside(record["stream"], streams)} if "stream" in record else {}
        record = {**record, **sets, **stream}
    return _read(record, Draw, place)


def _read(value: object, wanted: type[T], place: str) -> T | list[str]:
    from cattrs import BaseValidationError, transform_error  # noqa: PLC0415 (43 ms that only a user's file needs)

    try:
        return _converter().structure(value, wanted)
    except (BaseValidationError, ValueError) as error:
        faults = (fault.rpartition(" @ ") for fault in transform_error(error, place, _explained))
        return [f"{where}: {said}" for said, _, where in faults]


@once
def _converter() -> Converter:
    """Make a converter that reads nothing but what is meant: no number for a text, no text for a list."""
    from cattrs import Converter  # noqa: PLC0415
    from cattrs.gen import make_dict_structure_fn, override  # noqa: PLC0415

    # The classes say that they are of the top module, where the names in their annotations do not stand.
    for value in (Draw, Score):
        attrs.resolve_types(value, vars(_draw))
    strict = Converter(forbid_extra_keys=True)
    hooks: dict[type, dict[str, Hook]] = {
        Draw: {"stream": _structure_stream, "version": _structure_version},
        File: {"draws": _structure_records, "streams": _structure_own_streams},
    }

    def tuple_hook(wanted: Any) -> Hook:  # noqa: ANN401 (a type)
        inner, *rest = get_args(wanted)
        length = None if rest == [...] else 1 + len(rest)

        def structure(value: object, _: object) -> tuple[Any, ...]:
            if not isinstance(value, list) or length not in (None, len(value)):
                _refuse("a list" if length is None else f"a list of {length}", value)
            return tuple(_each(value, lambda part: strict.structure(part, inner)))

        return structure

    def object_hook(wanted: type) -> Hook:
        fields = {name: override(struct_hook=hook) for name, hook in hooks.get(wanted, {}).items()}
        structure_fields: Hook = make_dict_structure_fn(wanted, strict, **fields)  # type: ignore[arg-type]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, dict):
                _refuse("an object", value)
            return structure_fields(value, wanted)

        return structure

    strict.register_structure_hook_factory(attrs.has, object_hook)
    strict.register_structure_hook_factory(_is_of(tuple), tuple_hook)
    strict.register_structure_hook_factory(_is_of(Literal), _literal_hook)
    strict.register_structure_hook(str, _structure_text)
    strict.register_structure_hook(int, _structure_number)
    strict.register_structure_hook(bool, _structure_flag)
    strict.register_structure_hook(dt.date, _structure_date)
    strict.register_structure_hook(OccupationSet, _structure_set)
    return strict


def _is_of(origin: object) -> Callable[[Any], bool]:
    return lambda wanted: get_origin(wanted) is origin


def _structure_text(value: object, _: object) -> str:
    if not isinstance(value, str):
        _refuse("a text", value)
    if not value:
        _refuse("a text that is not empty", value)
    if HALF.search(value):
        _refuse("a text that can be written in UTF-8", value)
    return value


def _structure_number(value: object, _: object) -> int:
    if isinstance(value, float):
        _refuse("a whole number", value)
    if isinstance(value, bool) or not isinstance(value, int):
        _refuse("a number", value)
    if not 0 <= value <= LARGEST:
        _refuse(f"a whole number from 0 to {LARGEST}", value)
    return value


def _structure_flag(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        _refuse("true or false", value)
    return value


def _literal_hook(wanted: Any) -> Hook:  # noqa: ANN401 (a type)
    choices = get_args(wanted)

    def structure(value: object, _: object) -> object:
        if value not in choices:
            _refuse(f"one of {', '.join(map(json.dumps, choices))}", value)
        return value

    return structure


def _structure_date(value: object, _: object) -> dt.date:
    try:
        date = dt.date.fromisoformat(value)  # type: ignore[arg-type]  # what is no text is refused below
    except (TypeError, ValueError):
        _refuse('a date such as "2024-03-07"', value)
    if date.isoformat() != value:
        _refuse(f'"{date.isoformat()}"', value)
    return date


def _structure_records(value: object, _: object) -> list[Any]:
    if not isinstance(value, list):
        _refuse("a list of draws", value)
    return value


def _structure_own_streams(value: object, _: object) -> frozenset[str]:
    if not isinstance(value, list):
        _refuse("a list of ids", value)
    return frozenset(_each(value, _own_stream))


def _own_stream(value: object) -> str:
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        _refuse("an id of lower-case letters, digits and hyphens", value)
    return value


def _structure_stream(value: _Beside, _: object) -> str:
    id_, own = value.value, value.other
    if isinstance(id_, str) and id_ in own:
        return id_
    try:
        return stream(id_).id
    except UnknownStreamError as error:
        if not isinstance(id_, str) or not SLUG.fullmatch(id_):
            raise
        declared = f'a stream of your own is declared above the draws, {{"streams": [{told(id_)}], "draws": […]}}'
        message = f"{error}; {declared}"
        raise UnknownStreamError(message, value=id_, candidates=error.candidates) from None


def _structure_version(value: object, _: object) -> str:
    return classification(value).version  # type: ignore[arg-type]  # raises for whatever is not a version


def _structure_set(value: _Beside, _: object) -> OccupationSet:
    codes, version = value.value, value.other
    if not isinstance(codes, list):
        _refuse("a list of codes", codes)
    if version not in versions():
        return OccupationSet()  # the version has a fault of its own
    try:
        return OccupationSet(codes, version)
    except OinpNocError:
        known: set[str] = set()  # a code is looked up once, however often it is listed

        def look_up(code: Any) -> Any:  # noqa: ANN401 (whatever is in the list)
            if not isinstance(code, str) or code not in known:
                known.update(OccupationSet([code], version).codes)
            return code

        return OccupationSet(_each(codes, look_up), version)


def _each(parts: list[Any], structure: Callable[[Any], Any]) -> list[Any]:
    """Read every part of a list, or raise one error with the faults of all parts, up to `MOST_FAULTS`."""
    from cattrs import IterableValidationError, IterableValidationNote  # noqa: PLC0415

    found, faults = [], []
    for place, part in enumerate(parts):
        try:
            found.append(structure(part))
        except Exception as error:  # noqa: BLE001 (reported with its place)
            error.__notes__ = [IterableValidationNote("", place, object)]
            faults.append(error)
            if len(faults) == MOST_FAULTS:
                break
    if faults:
        message = "parts"
        raise IterableValidationError(message, faults, list)
    return found


def _refuse(expected: str, value: object) -> NoReturn:
    message = f"expected {expected}, got {told(value)}"
    raise ValueError(message)


def told(value: object) -> str:
    """Show a value of a file as it is written there."""
    try:
        text = json.dumps(value, ensure_ascii=False) if not isinstance(value, dict | list) else shown(value)
    except RecursionError:
        text = "lists and objects, nested deeply"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _explained(error: BaseException, _: object) -> str:
    """Say what is wrong at one place, for `cattrs.transform_error`."""
    from cattrs import ForbiddenExtraKeysError  # noqa: PLC0415

    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        extra = sorted(error.extra_fields)
        named = [_unknown_field(field, known) for field in extra[:_MOST_FIELDS]]
        more = [] if len(extra) == len(named) else [f"and {len(extra) - len(named)} more"]
        return f"no such field: {', '.join([*named, *more])}"
    if isinstance(error, KeyError) and not isinstance(error, OinpNocError):
        return "is missing"
    return str(error)


def _unknown_field(field: str, known: list[str]) -> str:
    near = nearest(field, known)
    name = field if field.isidentifier() and len(field) <= _LONGEST else told(field)
    return f"{name} (did you mean {near[0]}?)" if near else name
