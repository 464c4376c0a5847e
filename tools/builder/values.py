"""The JSON Schema of the plain form of every public value, made of the annotations and docstrings of their classes."""

from __future__ import annotations

from typing import Any

import oinp_noc
from oinp_noc._answers.schemas import schema
from oinp_noc._answers.value import Value

TITLE = "Values: what `to_dict` returns, by the name of the class"


def values() -> dict[str, Any]:
    """Describe every public value."""
    public = [*vars_of(oinp_noc), *vars_of(oinp_noc.frames)]
    classes = [each for each in public if isinstance(each, type) and issubclass(each, Value)]
    defs = {each.__name__: schema(each, refer) for each in classes}
    return {"title": TITLE, "$defs": dict(sorted(defs.items()))}


def vars_of(module: Any) -> list[object]:  # noqa: ANN401 (a module)
    """List what a module offers."""
    return [getattr(module, name) for name in module.__all__]


def refer(of: type[Value]) -> dict[str, Any]:
    """Refer to the schema of another class."""
    return {"$ref": f"#/$defs/{of.__name__}"}
