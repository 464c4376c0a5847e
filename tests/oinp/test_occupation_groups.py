"""Occupation groups in their editions, held to the draws, the raw tables and the notices that they come from."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import oinp_noc
from oinp_noc import Draw, Edition, OccupationGroup, OccupationSet
from oinp_noc.errors import (
    AmbiguousEditionError,
    InvalidArgumentError,
    NoOccupationListError,
    UnknownGroupError,
    UnknownOccupationsError,
    VersionMismatchError,
)

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = oinp_noc.draws()
GROUPS = oinp_noc.occupation_groups()
OF_DRAWS = [group for group in GROUPS if any(edition.draws for edition in group.editions)]

TECH_2016 = "0213 2147 2172 2173 2174 2175"
IN_DEMAND_2016 = (
    "3413 4412 7441 7511 7521 7611 8431 8432 8611 9462",
    "9411 9416 9417 9418 9421 9422 9437 9446 9461 9523 9526 9536 9537",
)
IN_DEMAND_2022 = (
    "44101 65202 75110 84120 85100 85101 85103 94141",
    "94100 94105 94106 94107 94110 94111 94124 94132 94140 94201 94204 94213 94219 95102",
)
IN_DEMAND_2021 = (
    "44101 65202 75110 75119 84120 85100 85101 85103 94141",
    (
        "14400 14402 65320 74200 74203 74204 74205 75101 75211 75212 85102 94100 94101 94102 94103 94104 94105 94106 "
        "94107 94110 94111 94112 94120 94121 94123 94124 94132 94140 94142 94143 94200 94201 94202 94203 94204 94205 "
        "94211 94212 94213 94219 95100 95101 95102 95103 95104 95106 95107"
    ),
)
PARTS = ("anywhere in Ontario", "outside the Greater Toronto Area")
CONTRADICTED = {
    "2023-02-10-employer-job-offer-foreign-worker-health-tech": "its list is that of the skilled trades",
    "2023-06-06-employer-job-offer-foreign-worker": "the only list found is of tech and health",
}


def of_group(group: str) -> list[Draw]:
    """Find the draws whose target names one group alone, with a list that does not contradict it."""
    return [draw for draw in HISTORY if draw.labels == (group,) and draw.occupations and not draw.labels_contradicted]


def days(group: OccupationGroup) -> list[dt.date]:
    """List the days on which the answer changes, and those beside them."""
    ends = {end for edition in group.editions for span in edition.spans for end in (span.since, span.until) if end}
    return sorted({day + dt.timedelta(days=step) for day in ends for step in (-1, 0, 1)} | {dt.date(2030, 1, 1)})


def test_groups_are_by_id() -> None:
    ids = [group.id for group in GROUPS]
    assert ids == sorted(set(ids))
    assert {"tech", "skilled-trades", "health", "early-childhood-education", "mining", "physicians"} <= set(ids)
    for group in GROUPS:
        assert oinp_noc.occupation_group(group.id) is group
        assert repr(group).startswith(f"<OccupationGroup {group.id}: {len(group.editions)} editions since ")
        assert [edition.since for edition in group.editions] == sorted(edition.since for edition in group.editions)
        assert {edition.group for edition in group.editions} == {group.id}


def test_every_single_label_of_a_listed_draw_is_a_group() -> None:
    labelled = {draw.labels[0] for draw in HISTORY if len(draw.labels) == 1 and draw.occupations}
    assert {group.id for group in OF_DRAWS} == {label for label in labelled if of_group(label)}


@pytest.mark.parametrize("group", OF_DRAWS, ids=lambda group: group.id)
def test_an_edition_is_a_distinct_list_of_the_draws(group: OccupationGroup) -> None:
    draws = of_group(group.id)
    lists = list(dict.fromkeys(draw.listed() for draw in draws))
    assert [edition.listed() for edition in group.editions] == lists
    for edition in group.editions:
        used_by = [draw for draw in draws if draw.listed() == edition.listed()]
        assert edition.draws == tuple(draw.id for draw in used_by)
        assert edition.since == used_by[0].date
        assert edition.until == used_by[-1].date
        assert edition.streams == tuple(sorted({draw.stream for draw in used_by}))
        assert set(edition.sources) == {source for draw in used_by for source in draw.sources}
        for draw in used_by:
            spans = [span for span in edition.spans if span.stream == draw.stream]
            assert any(span.since <= draw.date and span.until and draw.date <= span.until for span in spans)


@pytest.mark.parametrize("group", OF_DRAWS, ids=lambda group: group.id)
def test_a_span_ends_where_another_list_takes_its_place(group: OccupationGroup) -> None:
    for stream in {draw.stream for draw in of_group(group.id)}:
        runs: list[list[Draw]] = []
        for draw in (draw for draw in of_group(group.id) if draw.stream == stream):
            if not runs or runs[-1][-1].listed() != draw.listed():
                runs.append([])
            runs[-1].append(draw)
        expected = sorted((run[0].date, run[-1].date, run[0].listed().codes) for run in runs)
        found = [(s.since, s.until, e.listed().codes) for e in group.editions for s in e.spans if s.stream == stream]
        assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("group", OF_DRAWS, ids=lambda group: group.id)
def test_the_edition_of_a_day_is_that_of_the_last_draw_before(group: OccupationGroup) -> None:
    draws = of_group(group.id)
    streams = {draw.stream for draw in draws}
    for day in days(group):
        before = {
            stream: [draw.listed() for draw in draws if draw.stream == stream and draw.date <= day][-1:]
            for stream in streams
        }
        for stream, last in before.items():
            if last:
                assert group.on(day, stream=stream).listed() == last[0]
            else:
                with pytest.raises(InvalidArgumentError, match=f"{group.id} has no edition on {day}: the first is of"):
                    group.on(day, stream=stream)
        lists = {last[0] for last in before.values() if last}
        if len(lists) == 1:
            assert group.on(day).listed() == group.on(day.isoformat()).listed() == lists.pop()
        elif lists:
            with pytest.raises(AmbiguousEditionError, match="the streams used different lists") as caught:
                group.on(day)
            assert caught.value.candidates == tuple(sorted(stream for stream, last in before.items() if last))
        else:
            with pytest.raises(InvalidArgumentError, match="has no edition on"):
                group.on(day)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.id)
def test_no_two_editions_begin_on_one_day_in_one_stream(group: OccupationGroup) -> None:
    begun = Counter((span.stream, span.since) for edition in group.editions for span in edition.spans)
    assert set(begun.values()) == {1}


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.id)
def test_ever_is_the_union_and_always_the_intersection(group: OccupationGroup) -> None:
    sets = [edition.occupations for edition in group.editions if edition.occupations is not None]
    for version in oinp_noc.versions():
        of_version = [occupations for occupations in sets if occupations.version == version]
        if of_version:
            assert group.ever(version) == reduce(or_, of_version)
            assert group.always(version=version) == reduce(and_, of_version)
        else:
            with pytest.raises(VersionMismatchError) as caught:
                group.ever(version)
            assert caught.value.candidates == tuple(sorted({occupations.version for occupations in sets}))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.id)
def test_the_latest_edition_began_last(group: OccupationGroup) -> None:
    last = max(span.since for edition in group.editions for span in edition.spans)
    began = [edition for edition in group.editions if last in {span.since for span in edition.spans}]
    assert group.latest == began[-1]


def test_tech() -> None:
    tech = oinp_noc.occupation_group("tech")
    assert tech.on("2019-07-12").listed().codes == tuple(TECH_2016.split())
    found = [(str(edition.since), edition.listed().version, len(edition.listed())) for edition in tech.editions]
    assert found == [("2019-07-12", "2016", 6), ("2022-12-19", "2021", 9), ("2023-12-14", "2021", 15)]
    assert tech.latest is tech.editions[-1]
    assert (len(tech.ever("2021")), len(tech.always("2021"))) == (15, 9)
    assert tech.ever("2016") == tech.always("2016") == tech.editions[0].occupations
    with pytest.raises(InvalidArgumentError, match="tech has no edition on 2019-07-11: the first is of 2019-07-12"):
        tech.on(dt.date(2019, 7, 11))


def test_the_streams_used_different_lists_of_skilled_trades() -> None:
    trades = oinp_noc.occupation_group("skilled-trades")
    assert 13 < len(trades.editions) < sum(len(edition.draws) for edition in trades.editions)
    assert {stream for edition in trades.editions for stream in edition.streams} == {
        "skilled-trades",
        "employer-job-offer-foreign-worker",
        "employer-job-offer-international-student",
    }
    with pytest.raises(AmbiguousEditionError, match="expected stream= one of"):
        trades.on("2023-02-01")
    assert len(trades.on("2023-02-01", stream="skilled-trades").listed()) == 42
    assert len(trades.on("2023-02-01", stream="employer-job-offer-foreign-worker").listed()) == 49


def test_in_demand_skills() -> None:
    group = oinp_noc.occupation_group("in-demand-skills")
    old, between, new = group.editions
    for edition, lists, size in ((old, IN_DEMAND_2016, 23), (between, IN_DEMAND_2022, 22), (new, IN_DEMAND_2021, 56)):
        assert tuple(part.name for part in edition.parts) == PARTS
        assert [" ".join(part.occupations.codes) for part in edition.parts] == list(lists)
        assert [edition.part(name).codes for name in PARTS] == [part.occupations.codes for part in edition.parts]
        assert edition.part(PARTS[0]) | edition.part(PARTS[1]) == edition.listed()
        assert len(edition.listed()) == size
    assert [(str(e.since), str(e.until), e.listing) for e in group.editions] == [
        ("2021-06-28", "2022-11-15", "listed"),
        ("2022-11-16", "2024-06-30", "listed"),
        ("2024-07-01", "2026-05-30", "listed"),
    ]
    for day in ("2022-11-16", "2023-06-01", "2024-06-30"):
        assert group.on(day) is between
    assert group.on("2022-11-15") is old
    assert group.on("2024-07-01") is group.latest is new
    assert [edition.confidence for edition in group.editions] == [None, "medium", None]
    assert between.note is not None
    assert "16 of the 22 codes were read" in between.note
    assert repr(between).endswith(": 22 of NOC 2021, medium confidence>")
    assert between.listed() < new.listed()


def test_an_edition_whose_list_was_not_found_says_so() -> None:
    lost = attrs.evolve(oinp_noc.occupation_group("tech").latest, listing="unknown", occupations=None)
    with pytest.raises(UnknownOccupationsError, match="the list of tech from 2023-12-14 to 2024-03-21 was not found"):
        lost.listed()


def test_parts_of_in_demand_skills_are_found_by_their_names() -> None:
    new = oinp_noc.occupation_group("in-demand-skills").latest
    with pytest.raises(InvalidArgumentError, match="name='anywhere': expected one of 'anywhere in Ontario'"):
        new.part("anywhere")


def test_in_demand_skills_stand_in_the_source(sources: Path) -> None:
    text = re.sub(r"\s+", " ", (sources / "draws/streams.md").read_text("utf-8"))
    for lists in (IN_DEMAND_2016, IN_DEMAND_2022, IN_DEMAND_2021):
        for codes in lists:
            assert ", ".join(codes.split()) in text


def test_the_sectors_of_the_priority_occupations(sources: Path) -> None:
    lines = (sources.parent / "notices/2025-09-03-priority-occupations.txt").read_text("utf-8").splitlines()
    codes = [(number, line[6:11]) for number, line in enumerate(lines) if line.startswith("- NOC ")]
    sectors: dict[str, list[str]] = {}
    for number, code in codes:
        # Above the first code of a sector stand a sentence about it and, above that, its heading.
        above = number - 1
        while lines[above].startswith("- NOC "):
            above -= 1
        sectors.setdefault(lines[above - 1], []).append(code)
    (edition,) = oinp_noc.occupation_group("priority-occupations-2025-09-03").editions
    assert {part.name: list(part.occupations.codes) for part in edition.parts} == {
        heading: sorted(found) for heading, found in sectors.items()
    }
    assert (len(edition.parts), len(edition.listed())) == (8, 77)
    assert str(edition.since) == "2025-09-03"
    for draw in HISTORY.on("2025-09-03"):
        assert draw.occupations == edition.occupations
        assert oinp_noc.overlap(draw, edition).common == edition.occupations


def test_the_federal_categories(sources: Path) -> None:
    rows: list[dict[str, Any]] = json.loads((sources / "draws/federal_categories.json").read_text("utf-8"))[
        "categories"
    ]
    federal = [group for group in GROUPS if group.id.startswith("federal-")]
    editions = [edition for group in federal for edition in group.editions]
    assert len(rows) == len(editions) == 20
    for row in rows:
        group = oinp_noc.occupation_group(f"federal-{row['category']}")
        edition = group.on(row["effective"])
        assert str(edition.since) == row["effective"]
        assert edition.sources == tuple(row["sources"])
        if row["codes"]:
            assert edition.listed() == OccupationSet(row["codes"], row["noc_version"])
        else:
            assert edition.listing == "none"
    # Each list was in force until the day before the next year's.
    ends = {str(edition.since): str(edition.until) for edition in editions if edition.occupations is not None}
    assert ends == {"2023-05-31": "2025-02-26", "2025-02-27": "2026-02-17", "2026-02-18": "None"}


def test_a_category_without_occupations_is_not_an_empty_set() -> None:
    french = oinp_noc.occupation_group("federal-french-language-proficiency")
    assert french.latest.occupations is None
    assert "no list" in repr(french.latest)
    with pytest.raises(NoOccupationListError, match="is not a group of occupations: it had no list from"):
        french.latest.listed()
    with pytest.raises(VersionMismatchError, match="it has no lists"):
        french.ever()


@pytest.mark.parametrize("id_", CONTRADICTED)
def test_a_label_that_the_list_contradicts_is_marked_and_not_followed(id_: str) -> None:
    draw = oinp_noc.draw(id_)
    assert draw.labels_contradicted
    assert draw.labels
    assert all(id_ not in edition.draws for group in GROUPS for edition in group.editions)
    assert {draw.id for draw in HISTORY if draw.labels_contradicted} == set(CONTRADICTED)


def test_the_contradictions_are_real() -> None:
    """2023-02-10 is labelled tech and health; 2023-06-06 is labelled skilled trades (PROVENANCE-eoi.md)."""
    first, second = (oinp_noc.draw(id_) for id_ in CONTRADICTED)
    trades = oinp_noc.occupation_group("skilled-trades").ever()
    other = oinp_noc.occupation_group("tech").ever() | oinp_noc.occupation_group("health").ever()
    assert set(first.labels) == {"tech", "health"}
    assert len(first.listed()) == 54
    assert first.listed() <= trades
    assert (first & other).codes == ("22221", "22222")  # which tech lists and skilled trades lists share
    assert second.labels == ("skilled-trades",)
    assert len(second.listed()) == 51
    assert second.listed() <= other
    assert second.listed().isdisjoint(trades)


def test_an_edition_is_compared_as_a_draw_is() -> None:
    tech = oinp_noc.occupation_group("tech")
    found = oinp_noc.overlap(tech.editions[0], tech.on("2022-12-19"))
    assert found.left.whole.codes == tuple(TECH_2016.split())
    assert found.right.partial.codes == ("21211", "21233")


@pytest.mark.parametrize("id_", ["trades", "", None, ["tech"], 5])
def test_an_unknown_group(id_: Any) -> None:  # noqa: ANN401
    with pytest.raises(UnknownGroupError) as caught:
        oinp_noc.occupation_group(id_)
    assert caught.value.value is id_
    assert str(caught.value).startswith("no occupation group ")
    assert set(caught.value.candidates) <= {group.id for group in GROUPS}


def test_the_nearest_group_is_offered() -> None:
    with pytest.raises(UnknownGroupError) as caught:
        oinp_noc.occupation_group("skiled-trades")
    assert caught.value.candidates[0] == "skilled-trades"


def test_a_stream_that_never_used_a_group() -> None:
    with pytest.raises(InvalidArgumentError, match="stream='entrepreneur': expected one of 'human-capital-priorities'"):
        oinp_noc.occupation_group("tech").on("2023-01-01", stream="entrepreneur")
    with pytest.raises(InvalidArgumentError, match="federal-stem is not a group of streams: leave stream='skilled-tr"):
        oinp_noc.occupation_group("federal-stem").on("2024-01-01", stream="skilled-trades")


@pytest.mark.parametrize("date", ["2019", None, 5])
def test_not_a_date(date: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="expected a date"):
        oinp_noc.occupation_group("tech").on(date)


def test_an_edition_says_what_it_is() -> None:
    edition: Edition = oinp_noc.occupation_group("tech").latest
    assert repr(edition) == "<Edition of tech since 2023-12-14: 15 of NOC 2021>"
