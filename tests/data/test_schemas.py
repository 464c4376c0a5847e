"""The JSON Schemas of the formats: all that is packaged fits, and what is broken does not."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import oinp_noc
from builder import schemas
from oinp_noc import DrawHistory, testing
from oinp_noc.errors import DrawFileError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = oinp_noc.data_files()
KINDS = (
    "concordance",
    "draws",
    "explanations",
    "noc",
    "notice-targets",
    "notice-words",
    "occupation-groups",
    "streams",
    "title-index",
    "title-words",
    "titles",
    "totals",
)
TABLES = [table.name for table in oinp_noc.provenance()]
DAY = "2023-05-09"


def read(name: str) -> Any:  # noqa: ANN401 (JSON)
    return json.loads(FILES[name].read_text("utf-8"))


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(read(f"schemas/{kind}.schema.json"), format_checker=Draft202012Validator.FORMAT_CHECKER)


def kind_of(table: str) -> str:
    return next(kind for kind in KINDS if table == kind or table.startswith(f"{kind}-"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(read(f"schemas/{kind}.schema.json"))
    assert read(f"schemas/{kind}.schema.json")["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {name for name in FILES if name.startswith("schemas/")} == {
        f"schemas/{k}.schema.json" for k in (*KINDS, "values")
    }


@pytest.mark.parametrize("table", TABLES)
def test_a_packaged_table_fits(table: str) -> None:
    faults = [
        f"{fault.json_path}: {fault.message}" for fault in validator(kind_of(table)).iter_errors(read(f"{table}.json"))
    ]
    assert faults == []


@settings(max_examples=30)
@given(testing.histories(max_size=3))
def test_made_up_draws_fit(history: DrawHistory) -> None:
    assert validator("draws").is_valid(history.to_records())


Change = "Callable[[dict[str, Any]], object]"

# What is broken in a draw: the schema refuses it, and so does `load`.
BROKEN_DRAWS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a month 13": lambda draw: draw.update(date="2023-13-09"),
    "a 30th of February": lambda draw: draw.update(date="2023-02-30"),
    "a number for a date": lambda draw: draw.update(date=20230509),
    "a field too many": lambda draw: draw.update(ocupations=[]),
    "a field too few": lambda draw: draw.pop("stream"),
    "an unknown stream": lambda draw: draw.update(stream="foreign-worker"),
    "an unknown version": lambda draw: draw.update(version="2020"),
    "a code of another version": lambda draw: draw.update(occupations=["2173"]),
    "a code that is a number": lambda draw: draw.update(occupations=[21231]),
    "no list of a listed draw": lambda draw: draw.update(occupations=None),
    "no field for the list of a listed draw": lambda draw: draw.pop("occupations"),
    "a list of an unlisted draw": lambda draw: draw.update(listing="none"),
    "another listing": lambda draw: draw.update(listing="some"),
    "another kind": lambda draw: draw.update(kind="special"),
    "another confidence": lambda draw: draw.update(confidence="sure"),
    "a letter in a score": lambda draw: draw["score"].update(min="4o3"),
    "a negative score": lambda draw: draw["score"].update(min=-1),
    "a score without a scale": lambda draw: draw["score"].pop("scale"),
    "another scale": lambda draw: draw["score"].update(scale="IQ"),
    "half an invitation": lambda draw: draw.update(invitations=0.5),
    "fewer than no invitations": lambda draw: draw.update(invitations=-1),
    "a text for a truth": lambda draw: draw.update(job_offer="yes"),
    "half a pair": lambda draw: draw.update(as_published=[["21200"]]),
    "a text for a list": lambda draw: draw.update(sources="here"),
}


@pytest.mark.parametrize("change", BROKEN_DRAWS.values(), ids=BROKEN_DRAWS.keys())
def test_a_broken_draw_is_refused(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    records = oinp_noc.draws().on(DAY).to_records()
    assert validator("draws").is_valid(records)
    change(records[0])
    assert not validator("draws").is_valid(records)
    (tmp_path / "draws.json").write_text(json.dumps(records), "utf-8")
    with pytest.raises(DrawFileError):
        DrawHistory.load(tmp_path / "draws.json")


BROKEN: dict[str, tuple[str, Callable[[Any], object]]] = {
    "a level that is none": ("noc-2021", lambda rows: rows[5].__setitem__(1, "unit")),
    "a code of letters": ("noc-2016", lambda rows: rows[5].__setitem__(0, "OO11")),
    "a code that is a number": ("noc-2006", lambda rows: rows[5].__setitem__(0, 11)),
    "a TEER of 6": ("noc-2021", lambda rows: rows[5].__setitem__(6, 6)),
    "a skill level of E": ("noc-2016", lambda rows: rows[5].__setitem__(7, "E")),
    "a cell too few": ("noc-2011", lambda rows: rows[5].pop()),
    "a cell too many": ("noc-2011", lambda rows: rows[5].append(None)),
    "another heading": ("noc-2021", lambda rows: rows[0].reverse()),
    "no heading": ("noc-2021", lambda rows: rows.clear()),
    "a pair without a target": ("concordance-2016-2021", lambda rows: rows[5].__setitem__(1, None)),
    "a pair of no publisher": ("concordance-2016-2021", lambda rows: rows[5].__setitem__(4, [])),
    "a successor in words": ("concordance-2006-2011", lambda rows: rows[5].__setitem__(3, "yes")),
    "another intake": ("streams", lambda rows: rows[0].update(intake="lottery")),
    "a stream without a source": ("streams", lambda rows: rows[0].update(sources=[])),
    "another rule": ("streams", lambda rows: rows[0]["eligibility"][0].update(rule="wage")),
    "a rule without its values": ("streams", lambda rows: rows[0]["eligibility"][1].update(values=[])),
    "a rule of everyone with values": (
        "streams",
        lambda rows: rows[0]["eligibility"][0].update(rule="everyone", values=["A"]),
    ),
    "a window of no days": ("streams", lambda rows: rows[0]["windows"][0].update(days=0)),
    "a group without editions": ("occupation-groups", lambda rows: rows[0].update(editions=[])),
    "an edition without a day": ("occupation-groups", lambda rows: rows[0]["editions"][0].update(spans=[])),
    "an edition that is listed without a list": (
        "occupation-groups",
        lambda rows: rows[0]["editions"][0].update(occupations=None),
    ),
    "an edition of a stream that is none": (
        "occupation-groups",
        lambda rows: rows[0]["editions"][0]["spans"][0].update(stream="x"),
    ),
    "an edition with a code twice": (
        "occupation-groups",
        lambda rows: rows[0]["editions"][0].update(occupations=["84120", "84120"]),
    ),
}


@pytest.mark.parametrize(("table", "change"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_table_is_refused(table: str, change: Callable[[Any], object]) -> None:
    rows = copy.deepcopy(read(f"{table}.json"))
    change(rows)
    assert not validator(kind_of(table)).is_valid(rows)


def tables() -> dict[str, Any]:
    """Read the packaged tables as the builder has them: rows under a heading are objects there."""
    found = {name: read(f"{name}.json") for name in TABLES}
    return {
        name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] if isinstance(rows[0], list) else rows
        for name, rows in found.items()
    }


def test_schemas_follow_the_tables() -> None:
    made = tables()
    assert schemas.schemas(made) == {
        f"{kind}.schema.json": FILES[f"schemas/{kind}.schema.json"].read_bytes() for kind in KINDS
    }
    # A new NOC version and a new stream need no new code.
    made["noc-2031"] = [{**made["noc-2021"][-1], "code": "1234567"}]
    made["streams"] = [*made["streams"], {**made["streams"][0], "id": "new-stream"}]
    schema = json.loads(schemas.schemas(made)["draws.schema.json"])
    draw = oinp_noc.draws().on(DAY).to_records()[0]
    new = {**draw, "version": "2031", "stream": "new-stream", "occupations": ["1234567"]}
    assert Draft202012Validator(schema).is_valid([new])
    assert not Draft202012Validator(schema).is_valid([{**new, "occupations": ["21231"]}])
    assert not validator("draws").is_valid([new])


def test_a_table_of_other_columns_is_refused_by_the_builder() -> None:
    made = tables()
    made["noc-2031"] = [{"code": "1234567", "level": "unit group"}]
    with pytest.raises(ValueError, match="the schema of noc-"):
        schemas.schemas(made)
