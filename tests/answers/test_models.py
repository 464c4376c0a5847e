"""Inside Pydantic and FastAPI: fields of codes, models that hold values, response models and OpenAPI."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from jsonschema import Draft202012Validator
from pydantic import AfterValidator, BaseModel, TypeAdapter, ValidationError

import oinp_noc
from oinp_noc import Conversion, Draw, Group, NocCode, OccupationSet, UnitGroup, testing
from oinp_noc.errors import UnknownVersionError

DRAW = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")


class Applicant(BaseModel):
    """A model with fields of codes."""

    noc: NocCode
    old: Annotated[str, UnitGroup("2016")] | None = None


class Holder(BaseModel):
    """A model with fields of values."""

    group: Group
    conversion: Conversion
    wishes: OccupationSet
    draw: Draw | None = None


HOLDER = Holder(
    group=oinp_noc.lookup("21231"),
    conversion=oinp_noc.convert("2173"),
    wishes=OccupationSet(["72106"]),
    draw=DRAW,
)


@given(testing.messy_codes())
def test_a_field_reads_what_parse_code_reads(pair: tuple[str, str]) -> None:
    spelling, code = pair
    assert Applicant(noc=spelling).noc == code
    assert Applicant.model_validate_json(json.dumps({"noc": spelling})).noc == code


def test_a_field_is_text() -> None:
    someone = Applicant(noc="NOC 21231", old="cnp: 2173")
    assert (type(someone.noc), someone.model_dump()) == (str, {"noc": "21231", "old": "2173"})
    assert someone.model_dump_json() == '{"noc":"21231","old":"2173"}'


@pytest.mark.parametrize(
    ("noc", "said"),
    [
        ("2173", 'convert("2173", version="2016", to="2021")'),
        ("99999", "99999"),
        ("", "is empty"),
        ("#21231", "repair_code("),
        (21231, "a code is text"),
        (None, "a code is text"),
    ],
)
def test_a_field_refuses_what_parse_code_refuses_and_says_why(noc: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(ValidationError) as caught:
        Applicant(noc=noc)
    (fault,) = caught.value.errors()
    assert (fault["type"], fault["loc"]) == ("value_error", ("noc",))
    assert said in fault["msg"]


@pytest.mark.parametrize("noc", ["2173", "99999", "21,231"])
def test_parse_code_is_a_validator_by_itself(noc: str) -> None:
    of = TypeAdapter(Annotated[str, AfterValidator(oinp_noc.parse_code)])
    assert of.validate_python("NOC 21231") == "21231"
    with pytest.raises(ValidationError):
        of.validate_python(noc)


@pytest.mark.parametrize("version", ["2020", "", 2016, None])
def test_a_field_of_a_version_that_is_none_is_refused_where_the_model_is_defined(version: Any) -> None:  # noqa: ANN401
    with pytest.raises(UnknownVersionError, match="is not a NOC version"):
        TypeAdapter(Annotated[str, UnitGroup(version)])


def test_a_field_of_a_version_that_is_none_is_refused_by_the_converter() -> None:
    with pytest.raises(UnknownVersionError, match="is not a NOC version"):
        oinp_noc.converter().structure("21231", Annotated[str, UnitGroup("2020")])  # type: ignore[arg-type]


def test_the_schema_of_a_field_says_what_is_read_and_what_is_written() -> None:
    read, written = (
        Applicant.model_json_schema(mode=mode)["properties"]["noc"] for mode in ("validation", "serialization")
    )
    assert read == {"type": "string", "title": "Noc", "description": "A unit group of NOC 2021", "examples": ["00010"]}
    assert written == {**read, "pattern": "^[0-9]{5}$"}
    old = Applicant.model_json_schema(mode="serialization")["properties"]["old"]["anyOf"][0]
    assert (old["pattern"], old["examples"]) == ("^[0-9]{4}$", ["0011"])


def test_fields_are_values() -> None:
    assert UnitGroup() == UnitGroup("2021") == UnitGroup(version="2021") != UnitGroup("2016")
    assert repr(UnitGroup("2016")) == "UnitGroup(version='2016')"


def test_a_model_holds_values_and_their_plain_forms() -> None:
    assert Holder(**{name: value.to_dict() for name, value in HOLDER}) == HOLDER
    assert HOLDER.group is oinp_noc.lookup("21231")
    assert Holder.model_validate(HOLDER.model_dump()) == HOLDER
    assert Holder.model_validate_json(HOLDER.model_dump_json()) == HOLDER
    assert HOLDER.model_dump() == {name: value.to_dict() for name, value in HOLDER}


def test_a_model_refuses_what_contradicts_with_the_one_message() -> None:
    with pytest.raises(ValidationError) as caught:
        Holder(**{**HOLDER.model_dump(), "group": {"version": "2021", "code": "21231", "teer": 0}})
    (fault,) = caught.value.errors()
    assert fault["loc"] == ("group",)
    assert "not a valid Group: teer: contradicts the rest: expected 1, got 0" in fault["msg"]


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_schema_of_a_model_names_the_values(mode: Any) -> None:  # noqa: ANN401
    schema = Holder.model_json_schema(mode=mode)
    assert set(schema["$defs"]) == {"Group", "Pair", "Conversion", "OccupationSet", "Draw", "Score"}
    assert schema["properties"]["group"] == {"$ref": "#/$defs/Group"}
    validator = Draft202012Validator(schema)
    assert validator.is_valid(HOLDER.model_dump())
    short = {**HOLDER.model_dump(), "group": {"version": "2021", "code": "21231"}}
    assert validator.is_valid(short) is (mode == "validation")
    assert "description" in schema["$defs"]["Group"]["properties"]["teer"]


APP = FastAPI()


@APP.get("/convert/{code}")
def convert(code: Annotated[str, UnitGroup("2016")]) -> Conversion:
    """Answer with a value."""
    return oinp_noc.convert(code)


@APP.post("/applicants")
def applicants(applicant: Applicant) -> list[Draw]:
    """Answer with several, to a form."""
    return list(oinp_noc.draws().on("2023-05-09").select(occupation=applicant.noc))


@APP.post("/wishes")
def wishes(some: Annotated[OccupationSet, Body()]) -> OccupationSet:
    """Take a value, and answer with one."""
    return ~some


CLIENT = TestClient(APP)


def test_values_are_answers_of_a_web_service() -> None:
    assert CLIENT.get("/convert/2173").json() == oinp_noc.convert("2173").to_dict()
    found = CLIENT.post("/applicants", json={"noc": "NOC 72200"}).json()
    assert [Draw.from_dict(plain) for plain in found] == [DRAW]
    some = OccupationSet(["72106"])
    assert OccupationSet.from_dict(CLIENT.post("/wishes", json=some.to_dict()).json()) == ~some


@pytest.mark.parametrize("noc", ["2173", "99999", 21231])
def test_a_wrong_code_is_a_client_error_with_our_message(noc: Any) -> None:  # noqa: ANN401
    answer = CLIENT.post("/applicants", json={"noc": noc})
    assert answer.status_code == 422
    assert str(noc) in answer.json()["detail"][0]["msg"]
    assert CLIENT.get("/convert/21231").status_code == 422


def test_openapi_describes_the_values() -> None:
    document = CLIENT.get("/openapi.json").json()
    assert {"Conversion", "Pair", "Group", "Draw", "Score", "OccupationSet"} <= set(document["components"]["schemas"])
    answer = document["paths"]["/convert/{code}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/Conversion"}
    assert document["components"]["schemas"]["Group"]["properties"]["code"]["type"] == "string"
