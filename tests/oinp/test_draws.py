"""Draws and histories of draws, held to the raw rows field by field."""

from __future__ import annotations

import datetime as dt
import json
import operator
from itertools import combinations
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Draw, DrawHistory, OccupationSet, Score
from oinp_noc.errors import (
    AmbiguousDrawError,
    InvalidArgumentError,
    InvalidCodeError,
    NoOccupationListError,
    UnknownCodeError,
    UnknownDrawError,
    UnknownOccupationsError,
    UnknownStreamError,
    UnknownVersionError,
    VersionMismatchError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HISTORY = oinp_noc.draws()
JOB_OFFER = "employer-job-offer"

# (date, stream): the codes that the note gives of a list which is not known whole
KNOWN_PARTS = {
    ("2022-01-11", f"{JOB_OFFER}-in-demand-skills"): (
        "3413 4412 8431 8432 8611 9411 9416 9417 9418 9421 9422 9437 9446 9461 9462 9523"
    ),
    ("2022-02-09", f"{JOB_OFFER}-foreign-worker"): "2232 2233 2242 2243 2253 2282 2283 7201",
    ("2022-03-01", f"{JOB_OFFER}-international-student"): (
        "2232 2233 2242 2243 2253 2282 2283 7201 7202 7203 7204 7205"
    ),
    ("2022-06-01", f"{JOB_OFFER}-international-student"): "2232 2233 2242 2243 2253 2282 2283 7201 7205",
    ("2022-07-14", "skilled-trades"): (
        "7201 7202 7203 7204 7205 7232 7233 7234 7235 7236 7237 7241 7242 7244 7245"
    ),
    ("2022-12-13", "french-speaking-skilled-worker"): (
        "41200 41220 41221 43100 63201 63202 72024 72100 72106 72400 73112"
    ),
}  # fmt: skip

# (date, stream, target): the code as printed and the code meant
MISPRINTS = {
    ("2024-07-16", f"{JOB_OFFER}-international-student", "health occupations"): ("21200", "31200"),
    (
        "2025-10-09",
        f"{JOB_OFFER}-in-demand-skills",
        "Regional Economic Development through Immigration (REDI) pilot candidates",
    ): ("94123", "94132"),
}

# The manufacturing codes of 2021 that count outside the Greater Toronto Area only, and the draws that say so.
OUTSIDE_GTA = frozenset(
    ("9411", "9416", "9417", "9418", "9421", "9422", "9437", "9446", "9461", "9523", "9526", "9536", "9537")
)
OUTSIDE_GTA_DATES = {"2021-07-15", "2021-08-11", "2021-09-22", "2021-12-07"}

# What in a target text names a criterion.
CRITERIA: dict[str, dict[str, object]] = {
    "region": {
        "Northern Ontario": "northern",
        "Eastern Ontario": "eastern",
        "Central Ontario": "central",
        "Southwestern Ontario": "southwestern",
        "Greater Toronto Area": "gta",
        "Greater Sudbury": "Greater Sudbury",
    },
    "program": {
        "Economic Mobility Pathways Project": "empp",
        "Regional Immigration Pilot": "regional-pilot",
        "Regional Economic Development through Immigration": "redi",
    },
    "language": {"French": "French", "Francophone": "French"},
    "experience": {
        "Canadian experience": "Canadian",
        "Canadian work experience": "Canadian",
        "Canadian Experience Class": "Canadian",
        "foreign experience": "foreign",
    },
    "job_offer": {"Ontario job offer": True},
}


def raw_rows(sources: Path) -> list[dict[str, Any]]:
    text = "".join((sources / "draws" / f"{name}.jsonl").read_text("utf-8") for name in ("eoi", "express_entry"))
    return [json.loads(line) for line in text.splitlines()]


def iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def as_raw(draw: Draw) -> dict[str, Any]:
    """Put a draw back into the form of the raw rows, misprints included."""
    printed = {meant: as_printed for as_printed, meant in draw.as_published}
    codes: dict[str, list[str] | None] = {"none": [], "unknown": None}
    if draw.occupations is not None:
        codes["listed"] = sorted(printed.get(code, code) for code in draw.occupations.codes)
    return {
        "date": iso(draw.date),
        "stream": draw.stream,
        "kind": draw.kind,
        "target": draw.target,
        "invitations": draw.invitations,
        "score_min": draw.score and draw.score.min,
        "score_max": draw.score and draw.score.max,
        "score_system": draw.score.scale if draw.score else oinp_noc.stream(draw.stream).scale,
        "profiles_from": iso(draw.profiles_from),
        "profiles_to": iso(draw.profiles_to),
        "noc_version": draw.version,
        "noc_codes": codes[draw.listing],
        "sources": [source.removeprefix("citation: ") for source in draw.sources],
        "confidence": draw.confidence,
        "note": draw.note,
    }


def test_the_packaged_draws_equal_the_raw_rows(sources: Path) -> None:
    expected = raw_rows(sources)
    for row in expected:
        row["noc_codes"] = None if row["noc_codes"] is None else sorted(row["noc_codes"])
    assert len(expected) == len(HISTORY)
    found = [as_raw(draw) for draw in HISTORY]
    assert sorted(found, key=json.dumps) == sorted(expected, key=json.dumps)


def test_misprints_stand_beside_their_corrections() -> None:
    corrected = {(iso(draw.date), draw.stream, draw.target): draw for draw in HISTORY if draw.as_published}
    assert {key: draw.as_published for key, draw in corrected.items()} == {
        key: (pair,) for key, pair in MISPRINTS.items()
    }
    for draw in corrected.values():
        ((printed, meant),) = draw.as_published
        assert meant in draw.listed()
        assert printed not in draw.listed()


def test_known_parts_are_those_of_the_notes() -> None:
    found = {
        (iso(draw.date), draw.stream): " ".join(draw.known_occupations.codes)
        for draw in HISTORY
        if draw.known_occupations is not None
    }
    assert found == KNOWN_PARTS
    assert all(draw.listing == "unknown" for draw in HISTORY if draw.known_occupations is not None)


def test_outside_gta_is_a_part_of_four_draws() -> None:
    draws = [draw for draw in HISTORY if draw.outside_gta is not None]
    assert {iso(draw.date) for draw in draws} == OUTSIDE_GTA_DATES
    assert {draw.stream for draw in draws} == {f"{JOB_OFFER}-in-demand-skills"}
    assert len(draws) == 4
    for draw in draws:
        assert draw.outside_gta is not None
        assert draw.outside_gta.codes == tuple(code for code in draw.listed().codes if code in OUTSIDE_GTA)
        assert draw.outside_gta < draw.listed()


def test_criteria_are_what_the_target_names() -> None:
    for draw in HISTORY:
        for criterion, names in CRITERIA.items():
            named = {value for text, value in names.items() if text in (draw.target or "")}
            assert named in ({getattr(draw, criterion)}, set()), draw.id
            assert bool(named) is (getattr(draw, criterion) is not None), draw.id


def test_labels_are_those_of_the_target() -> None:
    labels: dict[str | None, set[tuple[str, ...]]] = {}
    for draw in HISTORY:
        labels.setdefault(draw.target, set()).add(draw.labels)
        target = draw.target or ""
        for label, words in (("tech", "tech"), ("health", "health"), ("mining", "mining"), ("agriculture", "agric")):
            assert (label in draw.labels) is (words in target.replace("technolog", "")), draw.id
    assert labels[None] == {()}


@pytest.mark.parametrize("program", ["empp", "redi", "regional-pilot"])
def test_programs_are_selected(program: str) -> None:
    found = HISTORY.select(program=program)
    assert found
    assert {draw.kind for draw in found} == {"targeted"}
    assert {oinp_noc.stream(draw.stream).category for draw in found} == {"Employer Job Offer"}


def test_ids_are_dates_and_streams() -> None:
    shared = {(a.date, a.stream) for a, b in combinations(HISTORY, 2) if (a.date, a.stream) == (b.date, b.stream)}
    for draw in HISTORY:
        plain = f"{draw.date}-{draw.stream}"
        if (draw.date, draw.stream) in shared:
            assert draw.id.startswith(f"{plain}-")
        else:
            assert draw.id == plain
    assert len(set(HISTORY.ids)) == len(HISTORY)


@pytest.mark.parametrize(
    "id_",
    [
        "2023-01-10-employer-job-offer-foreign-worker-skilled-trades",
        "2023-01-10-employer-job-offer-foreign-worker-empp",
        "2023-05-09-employer-job-offer-foreign-worker",
        "2023-05-09-employer-job-offer-international-student",
        "2019-07-12-human-capital-priorities",
        "2022-12-19-human-capital-priorities",
        "2024-03-07-human-capital-priorities",
        "2017-04-10-human-capital-priorities",
    ],
)
def test_ids_that_must_not_change(id_: str) -> None:
    draw = oinp_noc.draw(id_)
    assert draw.id == id_
    assert id_.startswith(f"{draw.date}-{draw.stream}")


def test_every_draw_is_what_its_listing_says() -> None:
    for draw in HISTORY:
        assert (draw.occupations is not None) is (draw.listing == "listed")
        assert draw.stream in {stream.id for stream in oinp_noc.streams()}
        assert (draw.kind == "general") is (draw.target is None)
        parts = (draw.occupations, draw.known_occupations, draw.outside_gta)
        assert {part.version for part in parts if part is not None} <= {draw.version}
        assert draw.version == ("2021" if draw.date >= dt.date(2022, 11, 16) else "2016")
        assert draw.sources
        assert draw.score is None or draw.score.scale == oinp_noc.stream(draw.stream).scale


def test_a_history_is_a_sequence_by_date() -> None:
    keys = [(draw.date, draw.stream, draw.id) for draw in HISTORY]
    assert keys == sorted(keys)
    assert oinp_noc.draws() is HISTORY
    assert len(HISTORY) == len(list(HISTORY)) == len(HISTORY.ids)
    assert HISTORY.ids == tuple(draw.id for draw in HISTORY)
    assert [HISTORY[place] for place in range(len(HISTORY))] == list(HISTORY)
    assert HISTORY[-1] is list(HISTORY)[-1]
    assert list(reversed(HISTORY)) == list(HISTORY)[::-1]
    assert HISTORY[3] in HISTORY
    assert HISTORY.index(HISTORY[3]) == 3
    with pytest.raises(IndexError):
        _ = HISTORY[len(HISTORY)]


def test_order_of_entry_does_not_matter() -> None:
    assert DrawHistory(reversed(HISTORY)) == HISTORY
    assert hash(DrawHistory(reversed(HISTORY))) == hash(HISTORY)
    assert DrawHistory() == DrawHistory([])
    assert not DrawHistory()
    assert DrawHistory(HISTORY[:5]) != HISTORY


@given(
    start=st.none() | st.integers(-500, 500),
    stop=st.none() | st.integers(-500, 500),
    step=st.none() | st.integers(1, 50),
)
def test_slices_are_histories(start: int | None, stop: int | None, step: int | None) -> None:
    part = HISTORY[start:stop:step]
    assert isinstance(part, DrawHistory)
    assert list(part) == list(HISTORY)[start:stop:step]


def test_a_history_has_no_slice_backwards() -> None:
    with pytest.raises(InvalidArgumentError, match="no slice backwards") as caught:
        _ = HISTORY[::-1]
    assert "reversed()" in str(caught.value)


def test_two_draws_with_one_id_are_refused() -> None:
    first, second = HISTORY[0], HISTORY[1]
    with pytest.raises(InvalidArgumentError, match="several draws have the same id") as caught:
        DrawHistory([first, second, first])
    assert caught.value.candidates == (first.id,)


def test_every_draw_is_found_by_its_id() -> None:
    for draw in HISTORY:
        assert HISTORY.get(draw.id) is oinp_noc.draw(draw.id) is draw


def test_a_date_and_stream_that_name_several_draws() -> None:
    with pytest.raises(AmbiguousDrawError) as caught:
        oinp_noc.draw("2023-01-10-employer-job-offer-foreign-worker")
    assert caught.value.candidates == (
        "2023-01-10-employer-job-offer-foreign-worker-empp",
        "2023-01-10-employer-job-offer-foreign-worker-skilled-trades",
    )
    assert "names 2 draws" in str(caught.value)
    assert all(id_ in str(caught.value) for id_ in caught.value.candidates)


def test_every_ambiguous_date_and_stream_names_all_its_draws() -> None:
    ambiguous = 0
    for plain in {f"{draw.date}-{draw.stream}" for draw in HISTORY} - set(HISTORY.ids):
        with pytest.raises(AmbiguousDrawError) as caught:
            HISTORY.get(plain)
        assert caught.value.candidates == tuple(draw.id for draw in HISTORY if f"{draw.date}-{draw.stream}" == plain)
        ambiguous += 1
    assert ambiguous == 60


def test_a_draw_of_its_day_with_a_slug_is_offered_by_its_date_and_stream() -> None:
    part = DrawHistory([oinp_noc.draw("2023-01-10-employer-job-offer-foreign-worker-empp")])
    with pytest.raises(UnknownDrawError) as caught:
        part.get("2023-01-10-employer-job-offer-foreign-worker")
    assert caught.value.candidates == part.ids


@pytest.mark.parametrize("id_", ["2024-03-07-human-capital-priority", "nothing", "", None, 5, ["x"], "x" * 10**6])
def test_an_unknown_draw(id_: Any) -> None:  # noqa: ANN401
    with pytest.raises(UnknownDrawError) as caught:
        oinp_noc.draw(id_)
    assert caught.value.value is id_
    assert str(caught.value).startswith("no draw ")
    assert len(str(caught.value)) < 1000
    assert set(caught.value.candidates) <= set(HISTORY.ids)


def test_the_nearest_draws_are_offered() -> None:
    with pytest.raises(UnknownDrawError) as caught:
        oinp_noc.draw("2024-03-07-human-capital-priority")
    assert "2024-03-07-human-capital-priorities" in caught.value.candidates
    with pytest.raises(UnknownDrawError, match="lists them"):
        DrawHistory().get("2024-03-07-human-capital-priorities")


def test_the_draws_of_a_day() -> None:
    for day in {draw.date for draw in HISTORY}:
        expected = [draw for draw in HISTORY if draw.date == day]
        assert list(HISTORY.on(day)) == list(HISTORY.on(day.isoformat())) == expected
        assert list(HISTORY.on(dt.datetime.combine(day, dt.time(23, 59)))) == expected
    assert not HISTORY.on("2016-01-01")


@pytest.mark.parametrize("date", ["yesterday", "2024-02-30", "", None, 20240307, 5.0])
def test_what_is_not_a_date(date: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="expected a date, or ISO text such as '2024-03-07'") as caught:
        HISTORY.on(date)
    assert caught.value.value == date
    if date is not None:
        with pytest.raises(InvalidArgumentError, match="since="):
            HISTORY.select(since=date)
        with pytest.raises(InvalidArgumentError, match="until="):
            HISTORY.select(until=date)


FILTERS: dict[str, dict[Any, Callable[[Draw], bool]]] = {
    "kind": {kind: (lambda draw, kind=kind: draw.kind == kind) for kind in ("general", "targeted")},  # type: ignore[misc]
    "listing": {
        listing: (lambda draw, listing=listing: draw.listing == listing)  # type: ignore[misc]
        for listing in ("listed", "none", "unknown")
    },
    "stream": {
        stream.id: (lambda draw, stream=stream: draw.stream == stream.id)  # type: ignore[misc]
        for stream in oinp_noc.streams()
    },
    "region": {
        region: (lambda draw, region=region: draw.region == region)  # type: ignore[misc]
        for region in ("northern", "eastern", "central", "southwestern", "gta", "Greater Sudbury")
    },
    "program": {
        program: (lambda draw, program=program: draw.program == program)  # type: ignore[misc]
        for program in ("empp", "redi", "regional-pilot")
    },
    "language": {"French": lambda draw: draw.language == "French"},
    "experience": {
        experience: (lambda draw, experience=experience: draw.experience == experience)  # type: ignore[misc]
        for experience in ("Canadian", "foreign")
    },
    "since": {
        "2023-05-09": lambda draw: draw.date >= dt.date(2023, 5, 9),
        dt.date(2026, 4, 30): lambda draw: draw.date >= dt.date(2026, 4, 30),
    },
    "until": {
        "2023-05-09": lambda draw: draw.date <= dt.date(2023, 5, 9),
        dt.date(2016, 1, 1): lambda _: False,
    },
}


@pytest.mark.parametrize("name", list(FILTERS))
def test_each_filter_is_held_to_its_definition(name: str) -> None:
    for value, fits in FILTERS[name].items():
        expected = [draw for draw in HISTORY if fits(draw)]
        arguments: dict[str, Any] = {name: value}
        assert list(HISTORY.select(**arguments)) == expected
        assert HISTORY.latest(**arguments) is (expected[-1] if expected else None)


@given(st.fixed_dictionaries({}, optional={name: st.sampled_from(list(values)) for name, values in FILTERS.items()}))
def test_filters_narrow_one_another(arguments: dict[str, Any]) -> None:
    expected = [draw for draw in HISTORY if all(FILTERS[name][value](draw) for name, value in arguments.items())]
    assert list(HISTORY.select(**arguments)) == expected


@pytest.mark.parametrize(
    ("code", "version"),
    [("21231", "2021"), ("2173", "2016"), ("2173", "2006"), ("31200", "2021"), ("94132", "2021"), ("0011", "2016")],
)
def test_an_occupation_selects_by_pairs(code: str, version: str) -> None:
    expected = []
    for draw in HISTORY:
        if draw.occupations is not None:
            pairs = oinp_noc.concordance(version, draw.version)
            if any(pair.source.code == code and pair.target in draw.occupations for pair in pairs):
                expected.append(draw)
    found = HISTORY.select(occupation=code, version=version)
    assert list(found) == expected
    assert {draw.listing for draw in found} <= {"listed"}
    assert HISTORY.latest(occupation=code, version=version) is (expected[-1] if expected else None)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"stream": "human-capital"}, UnknownStreamError, "human-capital-priorities"),
        ({"kind": "Targeted"}, InvalidArgumentError, "kind='Targeted': expected one of 'general', 'targeted'"),
        ({"listing": "list"}, InvalidArgumentError, "did you mean 'listed'?"),
        ({"region": "north"}, InvalidArgumentError, "did you mean 'northern'?"),
        ({"program": "EMPP"}, InvalidArgumentError, "expected one of 'empp', 'redi', 'regional-pilot'"),
        ({"language": "Frensh"}, InvalidArgumentError, "did you mean 'French'?"),
        ({"experience": "none"}, InvalidArgumentError, "expected one of 'Canadian', 'foreign'"),
        ({"occupation": "99999"}, UnknownCodeError, "'99999' is not a unit group of NOC 2021"),
        ({"occupation": "2173"}, UnknownCodeError, "2173 is a unit group of NOC 2016, 2011 and 2006"),
        ({"occupation": "x"}, InvalidCodeError, "'x' is not a code"),
        ({"occupation": "21231", "version": "2020"}, UnknownVersionError, "'2020' is not a NOC version"),
    ],
)
def test_what_cannot_be_selected(arguments: dict[str, Any], error: type[Exception], said: str) -> None:
    for method in (HISTORY.select, HISTORY.latest):
        with pytest.raises(error) as caught:
            method(**arguments)
        assert said in str(caught.value)


def test_operators_are_those_of_the_lists() -> None:
    listed = [draw for draw in HISTORY if draw.listing == "listed" and draw.version == "2021"][:6]
    for a, b in combinations(listed, 2):
        for work in (operator.and_, operator.or_, operator.sub, operator.xor):
            expected = work(a.listed(), b.listed())
            assert isinstance(expected, OccupationSet)
            assert work(a, b) == work(a, b.listed()) == work(a.listed(), b) == expected


def test_operators_refuse_what_is_no_list() -> None:
    a = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    for work in (operator.and_, operator.or_, operator.sub, operator.xor):
        for other in ({"21231"}, None):
            with pytest.raises(TypeError):
                work(a, other)
            with pytest.raises(TypeError):
                work(other, a)


def test_operators_leave_another_type_its_turn() -> None:
    class Answering:
        def __rand__(self, other: object) -> str:
            return f"& {type(other).__name__}"

        __ror__ = __rsub__ = __rxor__ = __rand__

    a = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    for work in (operator.and_, operator.or_, operator.sub, operator.xor):
        assert work(a, Answering()) == "& Draw"


@pytest.mark.parametrize("work", [operator.and_, operator.or_, operator.sub, operator.xor])
def test_a_set_of_python_on_either_side_is_a_type_error_whether_or_not_the_draw_has_a_list(
    work: Callable[[Any, Any], object],
) -> None:
    listed = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    for draw in (listed, next(draw for draw in oinp_noc.draws() if draw.listing == "none")):
        for sides in ((draw, {"21231"}), ({"21231"}, draw)):
            with pytest.raises(TypeError, match="unsupported operand"):
                work(*sides)


@pytest.mark.parametrize("work", [operator.and_, operator.or_, operator.sub, operator.xor])
def test_operators_refuse_other_versions(work: Callable[[Any, Any], object]) -> None:
    a = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    b = oinp_noc.draw("2019-07-12-human-capital-priorities")
    for sides in ((a, b), (b, a), (a, b.listed()), (b.listed(), a)):
        with pytest.raises(VersionMismatchError, match="overlap"):
            work(*sides)


@pytest.mark.parametrize("work", [operator.and_, operator.or_, operator.sub, operator.xor])
def test_operators_refuse_draws_without_a_list(work: Callable[[Any, Any], object]) -> None:
    some = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    general = HISTORY.select(kind="general", since="2023-01-01")[0]
    for sides in ((some, general), (general, some), (general, some.listed()), (some.listed(), general)):
        with pytest.raises(NoOccupationListError) as caught:
            work(*sides)
        assert caught.value.value == general.id
        assert f"{general.id} had no occupation list: it is open to whoever its stream admits" in str(caught.value)
        assert "not an empty set" in str(caught.value)


def test_a_targeted_draw_without_a_list_has_criteria() -> None:
    pilot = HISTORY.select(program="empp")[0]
    with pytest.raises(NoOccupationListError, match="open to whoever its criteria and its stream admit"):
        pilot.listed()


@pytest.mark.parametrize("work", [operator.and_, operator.or_, operator.sub, operator.xor])
def test_operators_refuse_unknown_lists(work: Callable[[Any, Any], object]) -> None:
    some = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    part = oinp_noc.draw("2022-12-13-french-speaking-skilled-worker")
    for sides in ((some, part), (part, some), (part, some.listed()), (some.listed(), part)):
        with pytest.raises(UnknownOccupationsError) as caught:
            work(*sides)
        assert caught.value.value == part.id
        assert "known_occupations has the 11 codes that are known" in str(caught.value)


def test_an_unknown_list_of_which_nothing_is_known() -> None:
    with pytest.raises(UnknownOccupationsError, match="no part of it is known"):
        oinp_noc.draw("2022-09-23-french-speaking-skilled-worker").listed()


def made(**changes: Any) -> Draw:  # noqa: ANN401
    fields: dict[str, Any] = {
        "id": "x",
        "date": dt.date(2026, 1, 1),
        "stream": "human-capital-priorities",
        "kind": "targeted",
        "version": "2021",
        "listing": "none",
    }
    return Draw(**{**fields, **changes})


def test_the_nearest_to_a_label_that_is_none_may_be_ones_own_or_the_packages() -> None:
    own = DrawHistory([made(kind="targeted", target="mine", labels=("mine",))])
    with pytest.raises(InvalidArgumentError) as caught:
        own.select(label="min")
    assert set(caught.value.candidates) >= {"mine", "mining"}


def test_a_profile_window_may_be_one_day() -> None:
    day = dt.date(2026, 1, 1)
    draw = made(profiles_from=day, profiles_to=day)
    assert (draw.profiles_from, draw.profiles_to) == (day, day)


def test_a_draw_of_ones_own() -> None:
    draw = made(listing="listed", occupations=OccupationSet(["21231"]))
    assert draw.listed() == OccupationSet(["21231"])
    assert DrawHistory([*HISTORY, draw]).get("x") is draw
    assert (draw.invitations, draw.score, draw.note) == (None, None, None)


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        (
            {"profiles_from": dt.date(2026, 1, 2), "profiles_to": dt.date(2026, 1, 1)},
            InvalidArgumentError,
            "the profile window ends (2026-01-01) before it begins (2026-01-02)",
        ),
        ({"listing": "listed"}, InvalidArgumentError, "a draw has occupations if, and only if, its listing is"),
        ({"occupations": OccupationSet(["21231"])}, InvalidArgumentError, "a draw has occupations if, and only"),
        (
            {"known_occupations": OccupationSet(["21231"])},
            InvalidArgumentError,
            "a draw has known_occupations only if its listing is 'unknown'",
        ),
        (
            {
                "listing": "listed",
                "occupations": OccupationSet(["21231"]),
                "outside_gta": OccupationSet(["21232"]),
            },
            InvalidArgumentError,
            "expected outside_gta to be a part of the occupations",
        ),
        (
            {"score": Score(40, None, "EOI")},
            InvalidArgumentError,
            "the scores of human-capital-priorities are on the scale CRS, got <Score EOI 40 and above>",
        ),
    ],
)
def test_a_draw_that_contradicts_itself(changes: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=r"^x: ") as caught:
        made(**changes)
    assert said in str(caught.value)


@pytest.mark.parametrize(("low", "high"), [(500, 400), (1, 0)])
def test_a_score_that_contradicts_itself(low: int, high: int | None) -> None:
    with pytest.raises(InvalidArgumentError, match="expected a minimum from 0 up to the maximum"):
        Score(low, high, "CRS")


def test_draws_and_histories_say_what_they_are() -> None:
    assert repr(oinp_noc.draw("2024-03-07-human-capital-priorities")).startswith(
        "<Draw 2024-03-07-human-capital-priorities: 43 occupations of NOC 2021, 2104 invited, <Score CRS "
    )
    assert repr(made()) == "<Draw x: no occupation list>"
    assert repr(made(listing="unknown")) == "<Draw x: occupations not known>"
    assert repr(Score(40, None, "EOI")) == "<Score EOI 40 and above>"
    assert repr(Score(450, 475, "CRS")) == "<Score CRS 450 to 475>"
    assert repr(HISTORY.select(until="2018-01-31")) == "<DrawHistory: 11 draws, 2017-04-10 to 2018-01-31>"
    assert repr(DrawHistory()) == "<DrawHistory: no draws>"


def test_a_changed_draw_is_another_draw() -> None:
    draw = HISTORY[0]
    assert attrs.evolve(draw, note="other") != draw
    assert attrs.evolve(draw) == draw
