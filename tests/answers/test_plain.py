"""Values as plain JSON types, and back: round trips are laws, and what contradicts is refused with its place."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import attrs
import cattrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Draw, DrawHistory, Group, OccupationSet, Score, testing
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable

DRAW = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")


def through_json(plain: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(plain, allow_nan=False))
    return read


@settings(max_examples=30)
@given(testing.histories(max_size=4))
def test_a_history_comes_back(history: DrawHistory) -> None:
    assert DrawHistory.from_dict(through_json(history.to_dict())) == history
    assert history.to_dict() == {"draws": history.to_records()}


@settings(max_examples=50)
@given(testing.draws())
def test_a_draw_comes_back_with_its_score(draw: Draw) -> None:
    assert Draw.from_dict(through_json(draw.to_dict())) == draw
    if draw.score is not None:
        assert Score.from_dict(through_json(draw.score.to_dict())) == draw.score


@pytest.mark.parametrize("version", oinp_noc.versions())
@settings(max_examples=30)
@given(data=st.data())
def test_a_group_and_a_set_come_back(version: str, data: Any) -> None:  # noqa: ANN401
    group = data.draw(testing.groups(version))
    assert Group.from_dict(through_json(group.to_dict())) is group
    assert Group.from_dict({"version": group.version, "code": group.code}) is group
    some = data.draw(testing.occupation_sets(version))
    assert OccupationSet.from_dict(through_json(some.to_dict())) == some
    assert some.to_dict() == {"version": version, "codes": list(some.codes)}


def test_every_packaged_draw_comes_back() -> None:
    history = oinp_noc.draws()
    assert DrawHistory.from_dict(through_json(history.to_dict())) == history
    assert list(DRAW.to_dict()) == list(json.loads(oinp_noc.data_files()["draws.json"].read_bytes())[0])


def test_a_code_travels_with_its_version_and_a_version_is_said_once() -> None:
    assert DRAW.to_dict()["occupations"] == list(DRAW.listed().codes)
    overlap = oinp_noc.overlap(OccupationSet(["2173"], "2016"), OccupationSet(["21231"])).to_dict()
    assert overlap["left"]["partial"] == {"version": "2016", "codes": ["2173"]}
    assert [pair["is_partial"] for pair in overlap["pairs"]] == [True]


def test_a_conversion_says_its_codes_and_its_successor() -> None:
    plain = oinp_noc.convert("2173").to_dict()
    assert (plain["codes"], plain["successor"]["code"], plain["status"]) == (["21211", "21231"], "21231", "continued")
    assert oinp_noc.convert("2174").to_dict()["successor"] is None


def test_unknown_values_keep_their_type_as_far_as_json_has_it() -> None:
    found = oinp_noc.convert_all(["x", None, 2173, True, 0.5, float("nan"), b"x", ("2173",)])
    assert [each["value"] for each in found.to_dict()["unknown"]] == [
        "x",
        None,
        2173,
        True,
        0.5,
        "nan",
        "b'x'",
        "('2173',)",
    ]


# What is wrong, and what the one error says of it.
GROUP = {"version": "2021", "code": "21231"}
BAD: list[tuple[type[Any], Any, str]] = [
    (Group, {**GROUP, "title": "Software engineer"}, 'title: contradicts the rest: expected "Software engineers and'),
    (Group, {**GROUP, "teer": True}, "teer: contradicts the rest: expected 1, got true"),
    (Group, {**GROUP, "teer": 1.0}, "teer: contradicts the rest: expected 1, got 1.0"),
    (Group, {**GROUP, "parent": "2123"}, "no such field: parent"),
    (Group, {**GROUP, "titel": "x"}, r"no such field: titel \(did you mean title\?\)"),
    (Group, {**GROUP, 1: "x"}, "no such field: 1"),
    (Group, {**GROUP, "code": "2173"}, "not a valid Group: .*2173"),
    (Group, {**GROUP, "code": 21231}, "code: expected a text, got 21231"),
    (Group, {**GROUP, "version": "2020"}, "not a valid Group: .*2020"),
    (Group, {"code": "21231"}, "version: is missing"),
    (Group, {}, "2 faults: version: is missing; code: is missing"),
    (Group, "21231", 'expected an object, got "21231"'),
    (OccupationSet, {"codes": ["21231"]}, "version: is missing"),
    (OccupationSet, {"version": "2021", "codes": "21231"}, 'codes: expected a list, got "21231"'),
    (OccupationSet, {"version": "2021", "codes": ["21231", "2173", "9"]}, r"2 faults: \[1\]: 2173.*; \[2\]: .*9"),
    (
        OccupationSet,
        {"version": "2021", "codes": ["\ud800"]},
        r"codes\[0\]: expected a text that can be written in UTF",
    ),
    (Score, {"min": 60, "max": 40, "scale": "EOI"}, "expected a minimum from 0 up to the maximum"),
    (Score, {"min": 60.5, "max": None, "scale": "EOI"}, "min: expected a whole number, got 60.5"),
    (Score, {"min": True, "max": None, "scale": "EOI"}, "min: expected a number, got true"),
    (Score, {"min": 60, "max": None, "scale": "IQ"}, 'scale: expected one of "EOI", "CRS", got "IQ"'),
    (Score, {"min": 60, "scale": "EOI"}, "max: is missing"),
]
BAD_DRAWS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a month 13": (lambda draw: draw.update(date="2023-13-09"), 'date: expected a date such as "2024-03-07"'),
    "another spelling of a date": (lambda draw: draw.update(date="20230509"), 'date: expected "2023-05-09"'),
    "a number for a text": (lambda draw: draw.update(target=1), "target: expected a text, got 1"),
    "a number for a truth": (lambda draw: draw.update(job_offer=1), "job_offer: expected true or false, got 1"),
    "a text for a list": (lambda draw: draw.update(sources="here"), 'sources: expected a list, got "here"'),
    "half a pair": (lambda draw: draw.update(as_published=[["1"]]), r"as_published\[0\]: expected a list of 2"),
    "an unknown version": (lambda draw: draw.update(version="2020"), "not a valid Draw: version: .*2020"),
    "a code of another version": (
        lambda draw: draw["occupations"].insert(1, "2173"),
        r"occupations\[1\]: 2173 is a unit group of NOC 2016",
    ),
    "codes with a version": (
        lambda draw: draw.update(occupations={"version": "2021", "codes": []}),
        "occupations: expected a list",
    ),
    "no list of a listed draw": (lambda draw: draw.update(occupations=None), "a draw has occupations if"),
    "a score inside out": (lambda draw: draw["score"].update(max=1), "score: expected a minimum"),
    "a long text": (lambda draw: draw.update(kind="x" * 100), "kind: expected one of .*xxxx…"),
}


@pytest.mark.parametrize(("of", "data", "said"), BAD, ids=range(len(BAD)))
def test_what_does_not_describe_a_value_is_refused(of: Any, data: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=said) as caught:
        of.from_dict(data)
    assert caught.value.value is data
    assert str(caught.value).startswith(f"not a valid {of.__name__}: ")
    str(caught.value).encode()


@pytest.mark.parametrize(("change", "said"), BAD_DRAWS.values(), ids=BAD_DRAWS.keys())
def test_what_does_not_describe_a_draw_is_refused(change: Callable[[dict[str, Any]], object], said: str) -> None:
    plain = DRAW.to_dict()
    change(plain)
    with pytest.raises(InvalidArgumentError, match=said):
        Draw.from_dict(plain)
    with pytest.raises(InvalidArgumentError, match=r"not a valid DrawHistory: draws\[0\]"):
        DrawHistory.from_dict({"draws": [plain]})


def test_every_fault_is_in_the_one_error() -> None:
    plain = {**DRAW.to_dict(), "date": "2023-13-09", "more": 1, "score": {"min": "4o3", "max": None}}
    del plain["kind"]
    with pytest.raises(InvalidArgumentError, match="5 faults") as caught:
        Draw.from_dict(plain)
    for place in ("date: ", "kind: is missing", "score.min: ", "score.scale: is missing", "no such field: more"):
        assert place in str(caught.value)


def test_two_draws_of_one_id_are_no_history() -> None:
    with pytest.raises(InvalidArgumentError, match="several draws have the same id"):
        DrawHistory.from_dict({"draws": [DRAW.to_dict(), DRAW.to_dict()]})


def test_a_field_with_a_default_may_be_left_out() -> None:
    short = {"id": "a", "date": "2026-09-01", "stream": "skilled-trades", "kind": "general", "version": "2021"}
    draw = Draw.from_dict({**short, "listing": "none"})
    assert draw == Draw("a", dt.date(2026, 9, 1), "skilled-trades", "general", "2021", "none")


def test_values_inside_plain_types_are_taken_as_they_are() -> None:
    plain = {**DRAW.to_dict(), "score": DRAW.score, "date": DRAW.date}
    assert Draw.from_dict(plain) == DRAW
    conversion = oinp_noc.convert("2173")
    plain = {**conversion.to_dict(), "successor": conversion.successor}
    assert oinp_noc.converter().structure(plain, oinp_noc.Conversion) == conversion
    with pytest.raises(cattrs.ClassValidationError):
        oinp_noc.converter().structure({**plain, "successor": conversion.source}, oinp_noc.Conversion)
    with pytest.raises(cattrs.ClassValidationError):
        oinp_noc.converter().structure({**plain, "status": "unique", "codes": {1}}, oinp_noc.Conversion)


@attrs.frozen
class Applicant:
    """A class of a user's own."""

    noc: oinp_noc.NocCode
    old: oinp_noc.Group | None
    wishes: list[OccupationSet]
    history: DrawHistory
    born: dt.date


def test_classes_of_a_users_own_hold_ours() -> None:
    converter = oinp_noc.converter()
    someone = Applicant(
        "21231",
        oinp_noc.lookup("2173", "2016"),
        [OccupationSet(["72106"]), OccupationSet((), "2016")],
        oinp_noc.draws().on("2023-05-09"),
        dt.date(1990, 2, 3),
    )
    plain = converter.unstructure(someone)
    assert json.loads(json.dumps(plain)) == plain
    assert converter.structure(plain, Applicant) == someone
    assert converter.structure({**plain, "noc": "cnp 21231"}, Applicant) == someone
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter.structure({**plain, "noc": "2173", "old": {"version": "2016", "code": "21731"}}, Applicant)
    said = cattrs.transform_error(caught.value, format_exception=lambda error, _: str(error))
    assert [fault.rpartition(" @ ")[2] for fault in said] == ["$.noc", "$.old"]
    assert said[0].startswith("2173 is a unit group of NOC 2016")


def test_whole_numbers_are_numbers_and_spans_are_objects() -> None:
    converter = oinp_noc.converter()
    match = oinp_noc.search("registered nurse", limit=1)[0]
    assert converter.structure({**match.to_dict(), "score": 1}, oinp_noc.Match).score == 1
    draw = oinp_noc.parse_notice("On May 9, 2023, 752 were invited under the Masters Graduate stream.").draws[0]
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter.structure({**draw.to_dict(), "spans": []}, oinp_noc.NoticeDraw)
    said = cattrs.transform_error(caught.value, format_exception=lambda error, _: str(error))
    assert said == ["expected an object, got [] @ $.spans"]


def test_each_user_gets_a_converter_of_their_own() -> None:
    mine = oinp_noc.converter()
    mine.register_unstructure_hook(Score, lambda score: score.min)
    assert mine.unstructure(DRAW.score) == 43
    assert oinp_noc.converter().unstructure(DRAW.score) == {"min": 43, "max": None, "scale": "EOI"}
    assert DRAW.to_dict()["score"] == {"min": 43, "max": None, "scale": "EOI"}


class Odd(OccupationSet):
    """A user's subclass of a value."""

    __slots__ = ()


def test_a_users_subclass_is_where_its_user_put_it() -> None:
    assert Odd.__module__ == __name__
    assert Odd.from_dict({"version": "2021", "codes": ["21231"]}) == Odd(["21231"])


def test_nothing_heavy_comes_with_a_value(fresh: Callable[..., Any]) -> None:
    code = """
import sys
import oinp_noc
oinp_noc.convert("2173"), oinp_noc.draws().summary(), oinp_noc.UnitGroup
heavy = ("pydantic", "cattrs", "gettext", "babel", "narwhals", "sqlite3")
answer = [name for name in heavy if name in sys.modules]
oinp_noc.convert("2173").to_dict()
answer.append("cattrs" in sys.modules and "pydantic" not in sys.modules)
"""
    assert fresh(code) == [True]


HUGE: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "a million codes that are numbers": (OccupationSet, {"version": "2021", "codes": [0] * 10**6}),
    "a million codes that are in no version": (OccupationSet, {"version": "2021", "codes": ["99999"] * 10**6}),
    "a draw of a million occupations": (Draw, {**DRAW.to_dict(), "occupations": [0] * 10**6}),
    "a draw of a million sources": (Draw, {**DRAW.to_dict(), "sources": [0] * 10**6}),
    "a hundred thousand draws": (DrawHistory, {"draws": [{"id": "a"}] * 10**5}),
    "ten thousand draws of a thousand occupations": (
        DrawHistory,
        {"draws": [{**DRAW.to_dict(), "occupations": [0] * 1000}] * 10**4},
    ),
    "ten thousand draws of a thousand unknown codes": (
        DrawHistory,
        {"draws": [{**DRAW.to_dict(), "occupations": ["99999"] * 1000}] * 10**4},
    ),
}


@pytest.mark.parametrize("what", HUGE)
def test_faults_stop_at_a_thousand_however_deep_they_are(what: str) -> None:
    of, plain = HUGE[what]
    with pytest.raises(InvalidArgumentError, match=rf"^not a valid {of.__name__}: 1000 faults: ") as caught:
        of.from_dict(plain)
    faults = str(caught.value).split("; ")
    assert faults[-1] == "what follows was not looked at"
    assert caught.value.value is plain


def test_nine_hundred_and_ninety_nine_faults_are_all_told() -> None:
    with pytest.raises(InvalidArgumentError, match=r"^not a valid OccupationSet: 999 faults: ") as caught:
        OccupationSet.from_dict({"version": "2021", "codes": [0] * 999})
    assert "what follows" not in str(caught.value)
