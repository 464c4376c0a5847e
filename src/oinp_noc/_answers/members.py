"""The members of plain forms: their names, where they are kept, and their types."""

from __future__ import annotations

import datetime as dt
import sys
from types import UnionType
from typing import Any, cast, get_args, get_type_hints

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._data import once


@attrs.frozen
class Member:
    """One entry of a plain form.

    Attributes:
        name: its name there.
        attribute: the attribute of the value: of the same name, or private.
        kind: the type of the attribute, resolved.
        is_key: whether it is an argument of the call that makes the value anew.
        is_required: whether that call needs it.
        inner: the class of its values, if their plain form leaves the version out because this value has one.
    """

    name: str
    attribute: str
    kind: Any
    is_key: bool
    is_required: bool
    inner: type[Value] | None


@once
def members(of: type[Value]) -> tuple[Member, ...]:
    """List what the plain form of a class of values has, in order."""
    home = {"dt": dt, **vars(sys.modules[of._home])}  # a module that is needed at once imports no dates
    of_attrs = attrs.resolve_types(cast("type[attrs.AttrsInstance]", of), home)
    fields = attrs.fields_dict(of_attrs)
    public = tuple(name for name in fields if not name.startswith("_"))
    found = []
    for name in of._members or public:
        attribute = name if hasattr(of, name) else f"_{name}"
        field = fields.get(attribute)
        kind = get_type_hints(getattr(of, name).fget, home)["return"] if field is None else field.type
        is_key = name in of._key if of._key else field is not None
        is_required = is_key and (field is None or field.default is attrs.NOTHING)
        inner = _bare(kind) if "version" in public else None
        inner = inner if getattr(inner, "_is_beside_version", False) else None
        found.append(Member(name, attribute, kind, is_key, is_required, inner))
    return tuple(found)


def _bare(kind: Any) -> Any:  # noqa: ANN401 (a type)
    """Return the type of what may also be None."""
    parts = [part for part in get_args(kind) if part is not type(None)]
    return parts[0] if isinstance(kind, UnionType) and len(parts) == 1 else kind
