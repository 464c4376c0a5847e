"""Values as plain JSON types, both ways: one strict cattrs converter, which coerces nothing and reports every fault."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, cast, get_args, get_origin

import attrs
from cattrs import BaseValidationError, ClassValidationError, Converter
from cattrs.fns import identity
from cattrs.preconf.json import make_converter

from oinp_noc._answers.faults import LONGEST, MOST_FAULTS, UNSEEN, at, each, places, refuse, told
from oinp_noc._answers.members import Member, members
from oinp_noc._answers.value import Value
from oinp_noc._data import once
from oinp_noc._messages import nearest
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    Hook = Callable[[Any, Any], Any]

V = TypeVar("V", bound=Value)

_MOST_FIELDS = 5  # unknown fields of one object that a fault names
_HALF = re.compile(r"[\ud800-\udfff]")  # half a character, which JSON can spell and UTF-8 cannot
_PLAIN = {str: "a text", int: "a number", float: "a number", bool: "true or false", NoneType: "null"}


def written(value: Value) -> dict[str, Any]:
    """Write a value in plain types."""
    plain: dict[str, Any] = strict().get_unstructure_hook(type(value))(value)
    return plain


def read(of: type[V], data: Mapping[str, Any]) -> V:
    """Read a value from plain types, or raise one error with every fault in it."""
    try:
        return strict().structure(data, of)
    except (BaseValidationError, ValueError) as error:
        faults = places(error)
        count = "" if len(faults) == 1 else f"{min(len(faults), MOST_FAULTS)} faults: "
        faults = [*faults[:MOST_FAULTS], UNSEEN] if len(faults) >= MOST_FAULTS else faults
        message = f"not a valid {of.__name__}: {count}{'; '.join(faults)}"
        raise InvalidArgumentError(message, value=data) from None


def users() -> Converter:
    """Make a converter for a user's own classes, which hold public values."""
    made = make_converter()
    made.register_unstructure_hook_factory(_is_value, lambda of: strict().get_unstructure_hook(of))
    made.register_structure_hook_factory(_is_value, lambda of: strict().get_structure_hook(of))
    return made


@once
def strict() -> Converter:
    """Return the converter of the values themselves."""
    return coercing_nothing()


def coercing_nothing() -> Converter:
    """Make a converter that coerces nothing and reports every fault."""
    made = Converter(unstruct_collection_overrides={tuple: list, frozenset: sorted})
    made.register_unstructure_hook(dt.date, dt.date.isoformat)
    made.register_unstructure_hook_factory(_is_literal, lambda _: identity)
    made.register_unstructure_hook_factory(_is_mapping, lambda _: lambda value: made.unstructure(dict(value)))
    made.register_unstructure_hook_factory(_counts_objects, lambda _: _written_counts)
    made.register_unstructure_hook_factory(_is_value, lambda of: _writer(of, made))
    made.register_structure_hook(dt.date, _read_date)
    for plain in _PLAIN:
        made.register_structure_hook(plain, _reader_of_plain(plain))
    made.register_structure_hook_factory(_is_a(Union, UnionType), lambda kind: _reader_of_union(kind, made))
    made.register_structure_hook_factory(_is_a(tuple, list, frozenset), lambda kind: _reader_of_list(kind, made))
    made.register_structure_hook_factory(_is_literal, _reader_of_literal)
    made.register_structure_hook_factory(_is_mapping, lambda of: _reader_of_mapping(of, made))
    made.register_structure_hook_factory(_is_value, lambda of: _Reader(of, made))
    return made


def _is_a(*origins: object) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) in origins


_is_literal = _is_a(Literal)


def _is_value(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Value)


def _is_mapping(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Mapping) and not issubclass(kind, dict)


def _counts_objects(kind: object) -> bool:
    return get_origin(kind) is dict and get_args(kind)[0] is object


# Out.


def _writer(of: type[Value], converter: Converter) -> Callable[[Any], dict[str, Any]]:
    """Make the function that writes values of a class: member by member, and nothing is asked again."""
    steps = [(member.name, member.attribute, _step(member, converter)) for member in members(of)]

    def write(value: Value) -> dict[str, Any]:
        return {
            name: getattr(value, attribute) if hook is identity else hook(getattr(value, attribute))
            for name, attribute, hook in steps
        }

    return write


def _step(member: Member, converter: Converter) -> Callable[[Any], Any]:
    if member.inner is not None:
        return lambda value: None if value is None else _without_version(written(value))
    hook: Callable[[Any], Any] = converter.get_unstructure_hook(member.kind)
    plain = set(get_args(member.kind)) <= set(_PLAIN) and _is_a(Union, UnionType)(member.kind)
    return identity if plain else hook


def _without_version(plain: dict[str, Any]) -> Any:  # noqa: ANN401 (what is left of it)
    del plain["version"]
    (rest,) = plain.values()
    return rest


def _written_counts(counts: Mapping[object, int]) -> list[dict[str, object]]:
    """Write what JSON cannot have as keys: texts and numbers stay apart, and everything else is shown as text."""
    return [{"value": _scalar(value), "times": times} for value, times in counts.items()]


def _scalar(value: object) -> object:
    is_plain = value is None or isinstance(value, str | int) or (isinstance(value, float) and value - value == 0)
    return value if is_plain else str(value)


# In.


class _Reader:
    """Reads values of one class from plain types."""

    def __init__(self, of: type[Value], converter: Converter) -> None:
        self.of = of
        self._converter = converter
        self._members = {member.name: member for member in members(of)}
        needed = {
            field.alias
            for field in attrs.fields(cast("type[attrs.AttrsInstance]", of))
            if field.init and field.default is attrs.NOTHING
        }
        self._is_readable = bool(of._key) or needed <= {member.name for member in members(of) if member.is_key}
        self._readers = cast("dict[str, Callable[[Any], Any]]", dict(of._readers))

    def __call__(self, given: object, _: object) -> Value:
        if isinstance(given, self.of):
            return given
        if not self._is_readable:
            message = f"a value of {self.of.__name__} is not read back: ask for it again"
            raise InvalidArgumentError(message, value=given)
        if not isinstance(given, Mapping):
            refuse("an object", given)
        faults: list[Exception] = []
        key: dict[str, Any] = {}
        for name, member in self._members.items():
            if name in given and member.is_key:
                try:
                    key[name] = self._read(member, given, key)
                except (BaseValidationError, ValueError) as error:
                    faults.append(at(error, name))
            elif member.is_required:
                faults.append(at(ValueError("is missing"), name))
        if unknown := [name for name in given if name not in self._members]:
            faults.append(self._unknown(sorted(unknown, key=str)))
        if faults:
            raise ClassValidationError(self.of.__name__, faults, self.of)
        made = self.of._found(key)
        self._compare(made, {name: given[name] for name in given if name not in key})
        return made

    def _read(self, member: Member, given: Mapping[str, Any], key: Mapping[str, Any]) -> Any:  # noqa: ANN401 (any field)
        value = given[member.name]
        if member.name in self._readers:
            return self._readers[member.name](value)
        if member.inner is None or value is None:
            return self._converter.structure(value, member.kind)
        if "version" not in key:
            return None  # that the version is none is a fault of its own
        (rest,) = (part for part in members(member.inner) if part.name != "version")
        return member.inner._found({"version": key["version"], rest.name: self._converter.structure(value, rest.kind)})

    def _unknown(self, names: list[Any]) -> ValueError:
        named = [self._unknown_name(name) for name in names[:_MOST_FIELDS]]
        more = [f"and {len(names) - len(named)} more"] if len(names) > len(named) else []
        return ValueError(f"no such field: {', '.join([*named, *more])}")

    def _unknown_name(self, name: object) -> str:
        near = nearest(name, self._members)
        said = name if isinstance(name, str) and name.isidentifier() and len(name) <= LONGEST else told(name)
        return f"{said} (did you mean {near[0]}?)" if near else said

    def _compare(self, made: Value, others: Mapping[str, Any]) -> None:
        """Refuse what was given beside the key and is not so."""
        plain = written(made) if others else {}
        faults = [
            at(ValueError(f"contradicts the rest: expected {told(plain[name])}, got {told(value)}"), name)
            for name, value in others.items()
            if _text(plain[name]) != _text(value)
        ]
        if faults:
            raise ClassValidationError(self.of.__name__, faults, self.of)


def _text(value: object) -> str:
    """Write a value so that equal texts mean equal values of equal types: 1, 1.0 and True differ."""
    return json.dumps(value, sort_keys=True, default=_shape)


def _shape(value: object) -> object:
    return written(value) if isinstance(value, Value) else repr(value)


def _reader_of_plain(wanted: type) -> Hook:
    def structure(value: object, _: object) -> object:
        if type(value) is int and wanted is float:
            return float(value)
        if type(value) is not wanted:  # True is an int to isinstance
            refuse("a whole number" if isinstance(value, float) and wanted is int else _PLAIN[wanted], value)
        if isinstance(value, str) and _HALF.search(value):
            refuse("a text that can be written in UTF-8", value)
        return value

    return structure


def _reader_of_literal(kind: object) -> Hook:
    choices = get_args(kind)

    def structure(value: object, _: object) -> object:
        if not any(value == choice and type(value) is type(choice) for choice in choices):
            refuse(f"one of {', '.join(map(json.dumps, choices))}", value)
        return value

    return structure


def _reader_of_union(kind: object, converter: Converter) -> Hook:
    """Read None as such, and otherwise the first of the kinds that reads the value."""
    kinds = [part for part in get_args(kind) if part is not NoneType]
    is_optional = len(kinds) < len(get_args(kind))

    def structure(value: object, _: object) -> object:
        if value is None and is_optional:
            return None
        *others, last = kinds
        for part in others:
            with suppress(ValueError, BaseValidationError):
                return converter.structure(value, part)
        return converter.structure(value, last)

    return structure


def _reader_of_list(kind: Any, converter: Converter) -> Hook:  # noqa: ANN401 (a type)
    make, (inner, *rest) = get_origin(kind), get_args(kind)
    kinds = (inner, *rest) if make is tuple and rest != [...] else None

    def structure(value: object, _: object) -> object:
        if not isinstance(value, list | tuple) or (kinds is not None and len(value) != len(kinds)):
            refuse("a list" if kinds is None else f"a list of {len(kinds)}", value)
        return make(each(lambda item, place: converter.structure(item, kinds[place] if kinds else inner), value))

    return structure


def _reader_of_mapping(of: Any, converter: Converter) -> Hook:  # noqa: ANN401 (a class)
    (base,) = (base for base in of.__orig_bases__ if get_origin(base) is Mapping)
    kind = get_args(base)[1]

    def structure(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            refuse("an object", value)
        return of((name, converter.structure(inner, kind)) for name, inner in value.items())

    return structure


def _read_date(value: object, _: object) -> dt.date:
    if type(value) is dt.date:
        return value
    try:
        date = dt.date.fromisoformat(value)  # type: ignore[arg-type]  # what is not text is refused below
    except (TypeError, ValueError):
        refuse('a date such as "2024-03-07"', value)
    if date.isoformat() != value:
        refuse(f'"{date.isoformat()}"', value)
    return date
