"""The JSON Schema of the plain form of every public value, made of the annotations and docstrings of their classes."""

from __future__ import annotations

import json
from typing import Any

from builder.schemas import DIALECT

NAME = "values.schema.json"
TITLE = "Values: what `to_dict` returns, by the name of the class"


def values() -> dict[str, bytes]:
    """Make the schema of every public value, by file name."""
    import oinp_noc  # noqa: PLC0415 (its classes, and none of its data: that may be about to be written)
    from oinp_noc import frames, qc  # noqa: PLC0415
    from oinp_noc._answers.schemas import schema  # noqa: PLC0415
    from oinp_noc._answers.value import Value  # noqa: PLC0415

    def refer(of: type[Value]) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{of.__name__}"}

    public = [
        getattr(module, name) for module in (oinp_noc, frames, qc) for name in module.__all__ if not name.isupper()
    ]
    classes = {each for each in public if isinstance(each, type) and issubclass(each, Value)}
    defs = {each.__name__: schema(each, refer) for each in sorted(classes, key=lambda each: each.__name__)}
    document = {"$schema": DIALECT, "title": TITLE, "$defs": defs}
    return {NAME: (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()}
