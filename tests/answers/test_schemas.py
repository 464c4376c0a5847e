"""The packaged schema of values is made of their annotations and docstrings, and follows them."""

from __future__ import annotations

import json
from typing import Any

import oinp_noc
from builder.values import values
from oinp_noc import OccupationSet
from oinp_noc._answers.schemas import schema

FILE = oinp_noc.data_files()["schemas/values.schema.json"]
SCHEMA = json.loads(FILE.read_bytes())["$defs"]


def refer(of: type) -> dict[str, Any]:
    return {"$ref": of.__name__}


def test_the_packaged_schema_is_what_the_classes_say() -> None:
    assert values() == {"values.schema.json": FILE.read_bytes()}


def test_types_become_those_of_json() -> None:
    draw = SCHEMA["Draw"]["properties"]
    assert draw["date"]["type"] == "string"
    assert draw["date"]["format"] == "date"
    assert draw["kind"]["enum"] == ["general", "targeted"]
    assert draw["invitations"]["anyOf"] == [{"type": "integer"}, {"type": "null"}]
    assert draw["occupations"]["anyOf"] == [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]
    assert draw["score"]["anyOf"] == [{"$ref": "#/$defs/Score"}, {"type": "null"}]
    pair = {"type": "array", "prefixItems": [{"type": "string"}] * 2, "minItems": 2, "maxItems": 2}
    assert draw["as_published"]["items"] == pair
    assert SCHEMA["Conversions"]["properties"]["counts"]["additionalProperties"] == {"type": "integer"}
    assert SCHEMA["NoticeDraw"]["properties"]["spans"]["type"] == "object"
    assert SCHEMA["Targeting"]["properties"]["share"]["type"] == "number"


def test_docstrings_describe_classes_and_fields() -> None:
    assert SCHEMA["Group"]["title"] == "Group"
    assert SCHEMA["Group"]["description"].startswith("A group of a classification, at any level")
    assert SCHEMA["Score"]["properties"]["min"]["description"] == "the lowest score invited."
    assert SCHEMA["OccupationSet"]["properties"]["codes"]["description"] == "The codes, sorted."
    without = {
        f"{name}.{field}"
        for name, described in SCHEMA.items()
        for field, said in described["properties"].items()
        if "description" not in said
    }
    assert without == {"Conversions.conversions", "DrawHistory.draws"}


def test_what_is_read_may_be_shorter_than_what_is_written() -> None:
    written, read = (schema(oinp_noc.Group, refer, as_input=as_input) for as_input in (False, True))
    assert read["required"] == ["version", "code"]
    assert written["required"] == list(read["properties"]) == list(oinp_noc.lookup("21231").to_dict())
    assert schema(OccupationSet, refer, as_input=True)["required"] == ["version", "codes"]
    assert schema(oinp_noc.Draw, refer, as_input=True)["required"][:3] == ["id", "date", "stream"]
