"""The converter of users' draws: it coerces nothing, and it reports every fault."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, Literal, NoReturn, cast, get_args, get_origin

import attrs

from oinp_noc._data import once
from oinp_noc._messages import nearest, shown
from oinp_noc._noc.classification import classification, versions
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._oinp import draw as _draw
from oinp_noc._oinp.draw import Draw, Score
from oinp_noc._oinp.records import SETS
from oinp_noc._oinp.streams import stream
from oinp_noc.errors import OinpNocError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cattrs import Converter

    Hook = Callable[[Any, Any], Any]

_LONGEST = 60  # characters of a value that a fault shows
_HALF = re.compile(r"[\ud800-\udfff]")  # half a character, which JSON can spell and UTF-8 cannot


@attrs.frozen
class _Codes:
    """Codes of a record beside their version, which a set cannot be read without."""

    codes: Any
    version: Any


def with_versions(record: Any) -> Any:  # noqa: ANN401 (whatever stands in the file)
    """Put the codes of a record beside its version, as the converter needs them."""
    if not isinstance(record, dict):
        return record
    sets = {key: _Codes(record[key], record.get("version")) for key in SETS if record.get(key) is not None}
    return {**record, **sets}


@once
def converter() -> Converter:
    """Make a converter that reads nothing but what is meant: no number for a text, no text for a list."""
    from cattrs import Converter  # noqa: PLC0415
    from cattrs.gen import make_dict_structure_fn, override  # noqa: PLC0415

    # The classes say that they are of the top module, where the names in their annotations do not stand.
    for value in (Score, Draw):
        attrs.resolve_types(value, vars(_draw))
    strict = Converter(forbid_extra_keys=True)

    def tuple_hook(wanted: Any) -> Hook:  # noqa: ANN401 (a type)
        inner, *rest = get_args(wanted)
        length = None if rest == [...] else 1 + len(rest)

        def structure(value: object, _: object) -> tuple[Any, ...]:
            if not isinstance(value, list) or length not in (None, len(value)):
                _refuse("a list" if length is None else f"a list of {length}", value)
            return tuple(strict.structure(value, cast("type", list[inner])))  # type: ignore[valid-type]

        return structure

    def object_hook(wanted: type) -> Hook:
        hooks = {"stream": _structure_stream, "version": _structure_version} if wanted is Draw else {}
        fields = {name: override(struct_hook=hook) for name, hook in hooks.items()}
        structure_fields: Hook = make_dict_structure_fn(wanted, strict, **fields)  # type: ignore[arg-type]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, dict):
                _refuse("an object", value)
            return structure_fields(value, wanted)

        return structure

    strict.register_structure_hook_factory(attrs.has, object_hook)
    strict.register_structure_hook_factory(_is_of(tuple), tuple_hook)
    strict.register_structure_hook_factory(_is_of(Literal), _literal_hook)
    for plain, name in ((str, "a text"), (int, "a number"), (bool, "true or false")):
        strict.register_structure_hook(plain, _plain_hook(plain, name))
    strict.register_structure_hook(dt.date, _structure_date)
    strict.register_structure_hook(OccupationSet, _structure_set)
    return strict


def _is_of(origin: object) -> Callable[[Any], bool]:
    return lambda wanted: get_origin(wanted) is origin


def _plain_hook(wanted: type, name: str) -> Hook:
    def structure(value: object, _: object) -> object:
        if type(value) is not wanted:  # True is an int to isinstance
            _refuse("a whole number" if isinstance(value, float) and wanted is int else name, value)
        if isinstance(value, str) and _HALF.search(value):
            _refuse("a text that can be written in UTF-8", value)
        return value

    return structure


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


def _structure_stream(value: object, _: object) -> str:
    return stream(value).id  # type: ignore[arg-type]  # raises for whatever is no stream


def _structure_version(value: object, _: object) -> str:
    return classification(value).version  # type: ignore[arg-type]  # raises for whatever is no version


def _structure_set(value: _Codes, _: object) -> OccupationSet:
    from cattrs import IterableValidationError, IterableValidationNote  # noqa: PLC0415

    if not isinstance(value.codes, list):
        _refuse("a list of codes", value.codes)
    if value.version not in versions():
        return OccupationSet()  # that the version is none is a fault of its own
    faults = []
    for place, code in enumerate(value.codes):
        try:
            OccupationSet([code], value.version)
        except OinpNocError as error:
            error.__notes__ = [IterableValidationNote("", place, str)]
            faults.append(error)
    if faults:
        message = "codes"
        raise IterableValidationError(message, faults, OccupationSet)
    return OccupationSet(value.codes, value.version)


def _refuse(expected: str, value: object) -> NoReturn:
    message = f"expected {expected}, got {told(value)}"
    raise ValueError(message)


def told(value: object) -> str:
    """Show a value of a file as it stands there."""
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, dict | list) else shown(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def explained(error: BaseException, _: object) -> str:
    """Say what is wrong at one place, for `cattrs.transform_error`."""
    from cattrs import ForbiddenExtraKeysError  # noqa: PLC0415

    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        hints = (
            f"{key} (did you mean {near[0]}?)" if (near := nearest(key, known)) else key
            for key in sorted(error.extra_fields)
        )
        return f"no such field: {', '.join(hints)}"
    if isinstance(error, KeyError) and not isinstance(error, OinpNocError):
        return "is missing"
    return str(error)
