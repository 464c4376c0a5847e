"""JSON Schemas of values, made of their annotations and docstrings, so that neither can lag behind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from inspect import getdoc
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from oinp_noc._answers.members import members
from oinp_noc._answers.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable

Schema = dict[str, Any]

_PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    dt.date: {"type": "string", "format": "date"},
}
_COUNTS: Schema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"value": {"type": ["string", "number", "boolean", "null"]}, "times": {"type": "integer"}},
        "required": ["value", "times"],
        "additionalProperties": False,
    },
}
_ATTRIBUTE = re.compile(r"^    (\w+): (.*?)(?=^    \w|^\S|\Z)", re.MULTILINE | re.DOTALL)


def schema(of: type[Value], refer: Callable[[type[Value]], Schema], *, as_input: bool = False) -> Schema:
    """Describe the plain form of a class of values.

    Args:
        of: the class.
        refer: gives the reference to the schema of another class.
        as_input: describe what is read (fields may be left out) instead of what is written.
    """
    title, *_ = (getdoc(of) or "").split("\n\n")
    said = _said(of)
    parts = members(of)
    properties = {}
    for part in parts:
        kind = part.kind
        if part.inner is not None:
            (rest,) = (each for each in members(part.inner) if each.name != "version")
            kind = rest.kind | None if NoneType in get_args(kind) else rest.kind
        described = _kind(kind, refer)
        properties[part.name] = {**described, "description": said[part.name]} if part.name in said else described
    return {
        "title": of.__name__,
        "description": _one_line(title),
        "type": "object",
        "properties": properties,
        "required": [part.name for part in parts if part.is_required or not as_input],
        "additionalProperties": False,
    }


def _kind(kind: Any, refer: Callable[[type[Value]], Schema]) -> Schema:  # noqa: ANN401, PLR0911 (a return a kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType):
        return {"anyOf": [_kind(part, refer) for part in arguments]}
    if origin is tuple and arguments[-1] is not ...:
        parts = [_kind(part, refer) for part in arguments]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
    if origin in (tuple, frozenset):
        return {"type": "array", "items": _kind(arguments[0], refer)}
    if origin is dict and arguments[0] is object:
        return _COUNTS
    if origin is dict:
        return {"type": "object", "additionalProperties": _kind(arguments[1], refer)}
    if issubclass(kind, Value):
        return refer(kind)
    (base,) = (base for base in kind.__orig_bases__ if get_origin(base) is Mapping)
    return {"type": "object", "additionalProperties": _kind(get_args(base)[1], refer)}


def _said(of: type) -> dict[str, str]:
    """Read what the docstring of a class says of its attributes."""
    _, _, attributes = (getdoc(of) or "").partition("Attributes:\n")
    said = {name: _one_line(text) for name, text in _ATTRIBUTE.findall(attributes.partition("\n\n")[0] + "\n")}
    properties = {name: value for name, value in vars(of).items() if isinstance(value, property)}
    return {name: _one_line((getdoc(value) or "").split("\n\n")[0]) for name, value in properties.items()} | said


def _one_line(text: str) -> str:
    return " ".join(text.replace("``", "").split())
