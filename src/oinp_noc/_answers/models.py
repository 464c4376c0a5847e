"""How Pydantic reads and writes a value, and its JSON schema. Imported only by those who have Pydantic."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pydantic_core import core_schema as core

from oinp_noc._answers.plain import read, written
from oinp_noc._answers.schemas import schema

if TYPE_CHECKING:
    from oinp_noc._answers.schemas import Schema
    from oinp_noc._answers.value import Value


def core_schema(of: type[Value]) -> core.CoreSchema:
    """Say how values of a class are validated (a value as it is, or its plain form) and serialised."""
    return core.no_info_plain_validator_function(
        partial(read, of),
        ref=f"{of.__module__}.{of.__name__}",
        serialization=core.plain_serializer_function_ser_schema(written),
    )


def json_schema(of: type[Value], handler: Any) -> Schema:  # noqa: ANN401 (a handler of Pydantic)
    """Return the JSON schema of a class, with the schemas of others as definitions beside it."""

    def refer(other: type[Value]) -> Schema:
        # The handler makes a definition only of what it finds inside something.
        around: Schema = handler(core.list_schema(TypeAdapter(other).core_schema))
        inside: Schema = around["items"]
        return inside

    return schema(of, refer, as_input=handler.mode == "validation")
