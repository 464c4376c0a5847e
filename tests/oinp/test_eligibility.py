"""Who a stream admitted, how long there was to answer and what its score counts, held to ``streams.md``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import oinp_noc
from oinp_noc import OccupationSet
from oinp_noc.errors import InvalidArgumentError, UnknownOccupationsError

if TYPE_CHECKING:
    from pathlib import Path

JOB_OFFER = "employer-job-offer"
EXPRESS_ENTRY = ("french-speaking-skilled-worker", "human-capital-priorities", "skilled-trades")
CATEGORIES = {
    f"{JOB_OFFER}-foreign-worker": "Employer Job Offer",
    f"{JOB_OFFER}-international-student": "Employer Job Offer",
    f"{JOB_OFFER}-in-demand-skills": "Employer Job Offer",
    "masters-graduate": "Human Capital",
    "phd-graduate": "Human Capital",
    "entrepreneur": "Business",
}
FACTORS = ("education", "language", "Greater Toronto Area", "experience", "labour market needs")


def of_teer(*categories: int) -> set[str]:
    return {g.code for g in oinp_noc.classification("2021").unit_groups if g.code[1] in {str(c) for c in categories}}


def of_skill(*levels: str) -> set[str]:
    return {g.code for g in oinp_noc.classification("2016").unit_groups if g.skill_level in levels}


@pytest.mark.parametrize("stream", [f"{JOB_OFFER}-foreign-worker", f"{JOB_OFFER}-international-student"])
def test_job_offer_streams_admit_by_skill_level_and_then_by_teer(stream: str) -> None:
    found = oinp_noc.stream(stream)
    for day in ("2021-04-28", "2022-11-15"):
        assert set(found.eligible(on=day).codes) == of_skill("0", "A", "B")
        assert found.eligible(day).version == "2016"
    for day in ("2022-11-16", "2024-03-07", "2026-05-30"):
        assert set(found.eligible(on=day).codes) == of_teer(0, 1, 2, 3)
        assert found.eligible(dt.date.fromisoformat(day)).version == "2021"
        assert not found.outside_gta(day)


def test_in_demand_skills_admit_by_list() -> None:
    stream, group = oinp_noc.stream(f"{JOB_OFFER}-in-demand-skills"), oinp_noc.occupation_group("in-demand-skills")
    cases = (
        ("2021-06-28", 23, 13),
        ("2022-11-15", 23, 13),
        ("2022-11-16", 22, 14),
        ("2024-06-30", 22, 14),
        ("2024-07-01", 56, 47),
    )
    for day, size, outside in cases:
        assert stream.eligible(day) == group.on(day).occupations
        assert stream.outside_gta(day) == group.on(day).part("outside the Greater Toronto Area")
        assert (len(stream.eligible(day)), len(stream.outside_gta(day))) == (size, outside)
    assert set(stream.eligible("2024-07-01").codes) <= of_teer(4, 5)
    assert set(stream.eligible("2021-06-28").codes) <= of_skill("C", "D")
    assert stream.eligible("2024-06-30") < stream.eligible("2024-07-01")
    assert [stream.confidence(day) for day in ("2022-11-15", "2022-11-16", "2024-06-30", "2024-07-01")] == [
        None,
        "medium",
        "medium",
        None,
    ]


@pytest.mark.parametrize("stream", ["masters-graduate", "phd-graduate", "entrepreneur"])
def test_streams_that_ask_for_no_occupation_admit_all(stream: str) -> None:
    assert oinp_noc.stream(stream).eligible("2022-01-01") == OccupationSet.everything("2016")
    assert oinp_noc.stream(stream).eligible("2023-01-01") == OccupationSet.everything("2021")
    assert not oinp_noc.stream(stream).outside_gta("2023-01-01")


def test_the_stream_of_2026_admits_all() -> None:
    stream = oinp_noc.stream("ontario-workforce-priority")
    assert stream.eligible("2026-08-04") == OccupationSet.everything("2021")
    with pytest.raises(InvalidArgumentError, match="was not open on 2026-08-03: it was from 2026-08-04 to now"):
        stream.eligible("2026-08-03")


@pytest.mark.parametrize("stream", EXPRESS_ENTRY)
def test_no_source_says_whom_the_express_entry_streams_admitted(stream: str) -> None:
    for work in (oinp_noc.stream(stream).eligible, oinp_noc.stream(stream).outside_gta):
        with pytest.raises(UnknownOccupationsError, match=f"no source says which occupations {stream} admitted then"):
            work("2024-03-07")
    assert oinp_noc.stream(stream).eligibility == ()


@pytest.mark.parametrize(
    ("stream", "day", "said"),
    [
        (f"{JOB_OFFER}-foreign-worker", "2021-04-27", "it was from 2021-04-28 to 2026-05-30"),
        ("skilled-trades", "2026-06-26", "it was from a day not known to 2026-06-25"),
        ("entrepreneur", "2023-12-05", "it was from a day not known to 2023-12-04"),
    ],
)
def test_a_day_on_which_a_stream_was_not_open(stream: str, day: str, said: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        oinp_noc.stream(stream).eligible(day)
    assert said in str(caught.value)


@pytest.mark.parametrize("day", ["then", None, 5])
def test_not_a_date(day: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"on=.*expected a date"):
        oinp_noc.stream("skilled-trades").eligible(day)


def test_windows_to_answer() -> None:
    windows = {
        stream.id: [(window.who, window.days, str(window.since)) for window in stream.windows]
        for stream in oinp_noc.streams()
    }
    job_offer = [("employer", 14, "2025-07-02"), ("applicant", 17, "2025-07-02")]
    for stream, found in windows.items():
        if stream.startswith(JOB_OFFER):
            assert found == job_offer
        elif stream in EXPRESS_ENTRY:
            assert found == [("applicant", 45, "None")]
        elif stream in ("masters-graduate", "phd-graduate"):
            assert found == [("applicant", 14, "None")]
        elif stream == "ontario-workforce-priority":
            assert found == [("employer", 14, "None"), ("applicant", 17, "None")]
        else:
            assert found == []


def test_categories() -> None:
    found = {stream.id: stream.category for stream in oinp_noc.streams() if stream.category in CATEGORIES.values()}
    assert found == CATEGORIES


def test_factors_are_those_of_the_eoi_score() -> None:
    for stream in oinp_noc.streams():
        if stream.factors:
            assert stream.intake == "EOI"
            assert len(stream.factors) == len(FACTORS)
            for factor, words in zip(stream.factors, FACTORS, strict=True):
                assert words in factor
        else:
            assert stream.factors_source is None
    assert not any(oinp_noc.stream(stream).factors for stream in EXPRESS_ENTRY)


def test_every_fact_has_a_source_that_stands_in_the_table(sources: Path) -> None:
    text = (sources / "draws/streams.md").read_text("utf-8")
    articles = ("article of 2023-05-09", "articles of 2024-03-07 and 2019-07-11")
    for stream in oinp_noc.streams():
        facts = [rule.source for rule in stream.eligibility] + [window.source for window in stream.windows]
        for source in [*facts, *stream.sources, *filter(None, [stream.factors_source])]:
            named = source.removeprefix("citation: ")
            assert named in text or named in articles, source
    assert all(article in text for article in articles)


def test_an_admission_that_no_source_tells_is_not_known() -> None:
    stream = oinp_noc.stream("masters-graduate")
    rule = attrs.evolve(stream.eligibility[-1], rule="unknown", values=())
    with pytest.raises(UnknownOccupationsError, match="no source says which occupations masters-graduate admitted"):
        attrs.evolve(stream, eligibility=(rule,)).eligible("2024-03-07")


def test_time_limits() -> None:
    limits = {
        stream.id: [(limit.what, limit.amount, limit.unit, str(limit.since)) for limit in stream.limits]
        for stream in oinp_noc.streams()
        if stream.limits
    }
    valid = ("validity of an EOI", 12, "months", "None")
    job_offer = [("registering an EOI", 30, "days", "2025-07-02"), valid]
    assert limits == {
        **{stream: job_offer for stream in CATEGORIES if stream.startswith(JOB_OFFER)},
        "masters-graduate": [valid],
        "phd-graduate": [valid],
        "ontario-workforce-priority": [
            ("registering an EOI", 30, "days", "None"),
            valid,
            ("validity of a nomination certificate", 6, "months", "None"),
        ],
    }


def test_the_grid_of_the_stream_of_2026() -> None:
    assert [stream.id for stream in oinp_noc.streams() if stream.grid] == ["ontario-workforce-priority"]
    grid = oinp_noc.stream("ontario-workforce-priority").grid
    assert grid is not None
    assert {section.name: section.points for section in grid.sections} == {
        "employment": 70,
        "education": 20,
        "language": 25,
        "region": 15,
    }
    assert (grid.points, str(grid.published)) == (130, "2026-07-20")
    for section in grid.sections:
        assert sum(factor.levels[0][1] for factor in section.factors) == section.points
        for factor in section.factors:
            points = [points for _, points in factor.levels]
            assert points == sorted(points, reverse=True)
    assert len(grid.sources) == 2


def test_the_sources_differ_about_the_closing_days() -> None:
    for stream in oinp_noc.streams():
        if stream.successor is None:
            continue
        (note,) = stream.notes
        assert str(stream.closed) in note.text
        assert "2026-06-25" in note.text
        assert "law firms say 2026-06-26" in note.text
        assert len(note.sources) >= 3
