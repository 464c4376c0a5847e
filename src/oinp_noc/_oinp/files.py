"""Draws as records of plain values, and files of them."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, cast, get_args, get_origin

import attrs

from oinp_noc._data import once
from oinp_noc._messages import invalid_choice, nearest, shown
from oinp_noc._noc.classification import classification, versions
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._oinp import draw as _draw
from oinp_noc._oinp.dates import day
from oinp_noc._oinp.draw import Draw, Score
from oinp_noc._oinp.streams import stream
from oinp_noc.errors import DrawFileError, MissingExtraError, OinpNocError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cattrs import Converter

    Hook = Callable[[Any, Any], Any]

Backend = Literal["pandas", "polars", "pyarrow"]

_LONGEST = 60  # characters of a value that a fault shows
_LARGEST = 32 << 20  # bytes of a file: 75 times the packaged draws
_MOST_FAULTS = 1000  # that an error lists: a file of something else has one in every place
DATES = ("date", "profiles_from", "profiles_to")
SETS = ("occupations", "known_occupations", "outside_gta")

_HALF = re.compile(r"[\ud800-\udfff]")  # half a character, which JSON can spell and UTF-8 cannot

_in_order = itemgetter(*(field.name for field in attrs.fields(Draw)))


def from_records(records: Iterable[dict[str, Any]]) -> Iterator[Draw]:
    """Build draws from records that are known to be right, those of the packaged data; uses the records up."""
    for record in records:
        for key in DATES:
            record[key] = day(record[key])
        for key in SETS:
            if record[key] is not None:
                record[key] = OccupationSet._verified(record[key], record["version"])
        for key in ("labels", "sources"):
            record[key] = tuple(record[key])
        record["as_published"] = tuple((printed, meant) for printed, meant in record["as_published"])
        record["score"] = record["score"] and Score(**record["score"])
        # In the order of the fields: names that come from a file are slow to match as keywords.
        yield Draw(*_in_order(record))


def to_record(draw: Draw) -> dict[str, Any]:
    """Turn a draw into a record of the packaged format."""
    return {field.name: _plain(getattr(draw, field.name)) for field in attrs.fields(Draw)}


def _plain(value: Any) -> Any:  # noqa: ANN401 (any field of a draw)
    if isinstance(value, OccupationSet):
        return list(value.codes)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Score):
        return {"min": value.min, "max": value.max, "scale": value.scale}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def dump(draws: Iterable[Draw], path: str | os.PathLike[str]) -> None:
    """Write draws to a file, one a line: into a file beside it first, so that no file is ever half written."""
    lines = (json.dumps(to_record(draw), ensure_ascii=False) for draw in draws)
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        beside.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def load(path: str | os.PathLike[str]) -> list[Draw]:
    """Read draws from a file, or raise one error with every fault in it."""
    from cattrs import BaseValidationError, transform_error  # noqa: PLC0415 (43 ms that only a user's file needs)

    records = _parse(_read(path), str(path))
    converter = _converter()
    faults: list[str] = []
    draws = []
    for place, record in enumerate(records):
        try:
            draws.append(converter.structure(_with_versions(record), Draw))
        except (BaseValidationError, ValueError) as error:
            for fault in transform_error(error, path=f"draws[{place}]", format_exception=_fault):
                said, _, where = fault.rpartition(" @ ")
                faults.append(f"{where}: {said}")
        if len(faults) >= _MOST_FAULTS:
            raise _not_draws(path, [*faults, "draws: what follows was not looked at"])
    faults += _repeated(records)
    if faults:
        raise _not_draws(path, faults)
    return draws


def _not_draws(path: str | os.PathLike[str], faults: list[str]) -> DrawFileError:
    # Half characters, which JSON can spell, would keep the message from being printed.
    faults = [fault.encode(errors="backslashreplace").decode() for fault in faults]
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return DrawFileError(f"{path} has {count}: {'; '.join(faults)}", value=path, candidates=tuple(faults))


def _read(path: str | os.PathLike[str]) -> bytes:
    with Path(path).open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise _not_draws(path, [f"draws: expected at most {_LARGEST >> 20} MB, which is many thousands of draws"])
    return content


def _parse(content: bytes, path: str) -> list[Any]:
    try:
        records = json.loads(content, object_pairs_hook=_no_field_twice)
    except RecursionError:
        raise _not_draws(path, ["draws: nested too deeply"]) from None
    except UnicodeDecodeError as error:
        raise _not_draws(path, [f"draws: not UTF-8, {error.reason} at byte {error.start}"]) from None
    except ValueError as error:
        raise _not_draws(path, [f"draws: not JSON, {error}"]) from None
    if not isinstance(records, list):
        raise _not_draws(path, [f"draws: expected a list of draws, got {_told(records)}"])
    return records


def _no_field_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        message = f"the field {twice!r} stands twice in one object"
        raise ValueError(message)
    return fields


def _repeated(records: list[Any]) -> list[str]:
    first: dict[str, int] = {}
    faults = []
    for place, record in enumerate(records):
        id_ = record.get("id") if isinstance(record, dict) else None
        if isinstance(id_, str) and first.setdefault(id_, place) != place:
            faults.append(f"draws[{place}].id: {id_} is draws[{first[id_]}] already")
    return faults


@attrs.frozen
class _Codes:
    """Codes of a record beside their version, which a set cannot be read without."""

    codes: Any
    version: Any


def _with_versions(record: Any) -> Any:  # noqa: ANN401 (whatever stands in the file)
    if not isinstance(record, dict):
        return record
    sets = {key: _Codes(record[key], record.get("version")) for key in SETS if record.get(key) is not None}
    return {**record, **sets}


@once
def _converter() -> Converter:
    """Make a converter that reads nothing but what is meant: no number for a text, no text for a list."""
    from cattrs import Converter  # noqa: PLC0415
    from cattrs.gen import make_dict_structure_fn, override  # noqa: PLC0415

    # The classes say that they are of the top module, where the names in their annotations do not stand.
    for value in (Score, Draw):
        attrs.resolve_types(value, vars(_draw))
    converter = Converter(forbid_extra_keys=True)

    def tuple_hook(wanted: Any) -> Hook:  # noqa: ANN401 (a type)
        inner, *rest = get_args(wanted)
        length = None if rest == [...] else 1 + len(rest)

        def structure(value: object, _: object) -> tuple[Any, ...]:
            if not isinstance(value, list) or length not in (None, len(value)):
                _refuse("a list" if length is None else f"a list of {length}", value)
            return tuple(converter.structure(value, cast("type", list[inner])))  # type: ignore[valid-type]

        return structure

    def object_hook(wanted: type) -> Hook:
        hooks = {"stream": _structure_stream, "version": _structure_version} if wanted is Draw else {}
        fields = {name: override(struct_hook=hook) for name, hook in hooks.items()}
        structure_fields: Hook = make_dict_structure_fn(wanted, converter, **fields)  # type: ignore[arg-type]

        def structure(value: object, _: object) -> object:
            if not isinstance(value, dict):
                _refuse("an object", value)
            return structure_fields(value, wanted)

        return structure

    converter.register_structure_hook_factory(attrs.has, object_hook)
    converter.register_structure_hook_factory(_is_of(tuple), tuple_hook)
    converter.register_structure_hook_factory(_is_of(Literal), _literal_hook)
    for plain, name in ((str, "a text"), (int, "a number"), (bool, "true or false")):
        converter.register_structure_hook(plain, _plain_hook(plain, name))
    converter.register_structure_hook(dt.date, _structure_date)
    converter.register_structure_hook(OccupationSet, _structure_set)
    return converter


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
    message = f"expected {expected}, got {_told(value)}"
    raise ValueError(message)


def _told(value: object) -> str:
    """Show a value of a file as it stands there."""
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, dict | list) else shown(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _fault(error: BaseException, _: object) -> str:
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


def to_frame(draws: Iterable[Draw], backend: Backend) -> Any:  # noqa: ANN401 (a frame of any engine)
    """Build a data frame of an engine, one row a draw."""
    if backend not in get_args(Backend):
        raise invalid_choice("backend", backend, get_args(Backend))
    rows = [{field.name: getattr(draw, field.name) for field in attrs.fields(Draw)} for draw in draws]
    columns = {
        field.name: [_cell(row[field.name]) for row in rows] for field in attrs.fields(Draw) if field.name != "score"
    }
    for part in ("min", "max", "scale"):
        columns[f"score_{part}"] = [row["score"] and getattr(row["score"], part) for row in rows]
    try:
        import narwhals.stable.v2 as nw  # noqa: PLC0415 (an extra)

        return nw.from_dict(columns, backend=backend).to_native()
    except ImportError as error:
        needed = f"'oinp-noc[dataframe]' {backend}"
        message = f"a frame of {backend} needs the extra 'dataframe' and the engine: pip install {needed}"
        raise MissingExtraError(message, value=backend) from error


def _cell(value: Any) -> Any:  # noqa: ANN401 (any field of a draw)
    return value if isinstance(value, dt.date) else _plain(value)
