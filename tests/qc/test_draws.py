"""Quality control of draws: against printed totals, and against the rules of their streams on their days."""

from __future__ import annotations

import csv
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import oinp_noc
from oinp_noc import OccupationSet, qc
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from pathlib import Path

DRAW = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
HISTORY = oinp_noc.draws().select(until="2024-12-31")
MASTERS = ("masters-graduate",)


def found(history: Any, **options: Any) -> list[tuple[str, str]]:  # noqa: ANN401 (whatever draws are)
    return [(finding.kind, finding.place) for finding in qc.draws(history, **options)]


def test_a_sound_draw_has_no_finding() -> None:
    assert found([DRAW]) == []
    assert found([DRAW.to_dict()]) == []
    assert found({"draws": [DRAW.to_dict()]}) == []


# What is broken, and what is found there.
BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "a code that the stream does not admit": ({"occupations": OccupationSet(["85100", "72200"])}, "not admitted"),
    "a day before the stream opened": (
        {"date": "2021-04-27", "version": "2016", "occupations": OccupationSet(["7271"], "2016"), "profiles_from": None}
        | {"profiles_to": None},
        "stream not open",
    ),
    "a day after it closed": ({"date": "2026-12-24", "profiles_from": None, "profiles_to": None}, "stream not open"),
    "a version that is out of force": (
        {"version": "2016", "occupations": OccupationSet(["7271"], "2016")},
        "version not in force",
    ),
    "a version that is not in force yet": (
        {"date": "2022-05-09", "profiles_from": None, "profiles_to": None},
        "version not in force",
    ),
    "a window that ends after the draw": ({"profiles_to": "2023-05-10"}, "window after the draw"),
    "a window of more than a year": ({"profiles_from": "2022-05-07"}, "window over a year"),
    "a window without an end that began long before": (
        {"profiles_from": "2022-05-07", "profiles_to": None},
        "window over a year",
    ),
    "a window that ended long before": ({"profiles_to": "2023-04-08"}, "window ended before"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_found_with_its_place(what: str) -> None:
    changes, kind = BROKEN[what]
    draw = attrs.evolve(DRAW, id="mine", **changes)
    assert found([draw]) == [(kind, "mine")]
    assert found([DRAW.to_dict(), draw.to_dict()]) == [(kind, "row 2, mine")]


@pytest.mark.parametrize(
    "changes",
    [
        {"profiles_from": "2022-05-08", "profiles_to": "2023-05-09"},  # 366 days, as the leap years have it
        {"profiles_to": "2023-04-09"},  # thirty days before
        {"date": "2021-04-28", "version": "2016", "occupations": OccupationSet(["7271"], "2016")}
        | {"profiles_from": None, "profiles_to": None},  # the first day
    ],
)
def test_the_edges_of_the_rules_are_no_findings(changes: dict[str, Any]) -> None:
    assert found([attrs.evolve(DRAW, id="mine", **changes)]) == []


def test_one_draw_under_two_ids_is_found() -> None:
    assert found([DRAW, attrs.evolve(DRAW, id="mine")]) == [("same draw twice", "mine")]
    assert found([DRAW, attrs.evolve(DRAW, id="mine", invitations=1)]) == []


def test_one_id_of_two_records_is_found() -> None:
    record = DRAW.to_dict()
    assert found([record, {**record, "invitations": 1}]) == [("duplicate id", f"row 2, {DRAW.id}")]


def test_a_stream_of_the_callers_own_is_told_as_not_checked() -> None:
    record = {**DRAW.to_dict(), "stream": "my-stream"}
    assert found({"streams": ["my-stream"], "draws": [record, {**record, "id": "b", "invitations": 3}]}) == [
        ("unknown stream", "my-stream")
    ]
    assert found([attrs.evolve(DRAW, stream="my-stream")]) == [("unknown stream", "my-stream")]


def test_lists_that_no_rule_is_known_for_are_told_as_not_checked_once_a_stream() -> None:
    findings = qc.draws(HISTORY.select(stream="skilled-trades", since="2023-01-01"))
    assert [(f.kind, f.place) for f in findings] == [("admission not known", "skilled-trades")]
    assert "No source says" in str(findings[0].explanation)


def test_records_that_are_no_draws_are_found_with_each_fault() -> None:
    record = DRAW.to_dict()
    records: list[Any] = [{**record, "date": "2023-02-30", "kind": "x"}, 5, {"id": 7}, record]
    findings = qc.draws(records)
    assert [(f.kind, f.place) for f in findings[:3]] == [
        ("unreadable row", f"row 1, {DRAW.id}"),
        ("unreadable row", f"row 1, {DRAW.id}"),
        ("unreadable row", "row 2"),
    ]
    assert findings[0].message.startswith("not a draw: date: expected a date")
    assert findings[-1].place == "row 3"
    assert found([{**record, "stream": "my-stream"}])[0] == ("unreadable row", f"row 1, {DRAW.id}")


def test_no_draws_are_a_finding() -> None:
    histories: list[Any] = [[], oinp_noc.DrawHistory([]), {"draws": []}, iter(())]
    for history in histories:
        assert found(history) == [("empty table", "table")]


def test_ten_thousand_faults_are_bounded_and_counted() -> None:
    rows: list[Any] = [5] * 10_000
    findings = qc.draws(rows)
    assert (len(findings), findings.more) == (1000, 9000)


def test_a_printed_total_is_compared_with_the_draws_of_its_streams_days_and_region() -> None:
    total = qc.PrintedTotal(MASTERS, "2021-01-01", "2021-12-31", 1834, "a page")
    history = HISTORY.select(stream="masters-graduate")
    assert found(history, totals=[total]) == []
    assert found(history, totals=[attrs.evolve(total, invitations=1833)]) == [
        ("total differs", "masters-graduate 2021-01-01/2021-12-31")
    ]
    assert found(history, totals=[attrs.evolve(total, region="northern")])[0][1] == (
        "masters-graduate northern 2021-01-01/2021-12-31"
    )
    day = attrs.evolve(total, since="2021-08-25", until="2021-08-25", invitations=0)
    assert found(history, totals=[day]) == [("total differs", "masters-graduate 2021-08-25")]


def test_a_total_is_not_compared_with_draws_without_a_number() -> None:
    total = qc.PrintedTotal(["human-capital-priorities"], "2017-01-01", "2017-12-31", 7, "a page")
    findings = qc.draws(HISTORY.select(until="2017-12-31"), totals=[total])
    assert findings[-1].kind == "total without numbers"
    assert "no number is known of 2017-04-10-human-capital-priorities" in findings[-1].message


def test_packaged_totals_are_for_packaged_draws_unless_the_caller_asks() -> None:
    history = HISTORY.select(stream="entrepreneur", since="2022-01-01", until="2022-12-31")
    assert found(history) == []
    wanted = [total for total in qc.totals() if total.streams == ("entrepreneur",) and total.since.year == 2022]
    (finding,) = qc.draws(history, totals=wanted)
    assert (finding.kind, finding.message) == ("total differs", "99 printed, the draws add up to 98")
    assert finding.explanation is not None
    (fewer,) = qc.draws(history[1:], totals=wanted)
    assert fewer.explanation is None  # it is about other figures


def test_an_explanation_holds_for_a_packaged_draw_as_it_is_and_for_no_other() -> None:
    draw = oinp_noc.draw("2023-12-05-employer-job-offer-in-demand-skills")
    assert qc.draws([draw])[0].explanation is not None
    assert qc.draws([attrs.evolve(draw, invitations=1)])[0].explanation is None


def test_the_packaged_draws_have_no_finding_without_an_explanation() -> None:
    findings = qc.draws()
    assert findings.unexplained == ()
    assert {f.kind for f in findings} >= {"total differs", "admission not known", "window over a year"}
    in_french = qc.draws(lang="fr")
    assert [f.place for f in in_french] == [f.place for f in findings]
    assert {f.message for f in in_french}.isdisjoint(f.message for f in findings)
    assert all(f.explanation and "Source\u00a0: " in f.explanation for f in in_french)


def test_every_list_of_a_stream_whose_rules_are_known_is_within_them() -> None:
    checked = 0
    for draw in oinp_noc.draws():
        if draw.occupations is not None:
            try:
                assert draw.occupations <= oinp_noc.stream(draw.stream).eligible(draw.date), draw.id
            except oinp_noc.errors.UnknownOccupationsError:
                continue
            checked += 1
    assert checked > 100


def test_totals_are_those_of_the_sources(project: Path) -> None:
    with (project / "sources" / "totals.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [
        (" ".join(t.streams), t.region or "", str(t.since), str(t.until), str(t.invitations), t.source)
        for t in qc.totals()
    ] == [tuple(row.values()) for row in rows]


def test_totals_equal_those_that_the_pages_print(sources: Path) -> None:
    """The record of what was gathered has our sums of each year, and the five printed totals that differ from them."""
    names = {
        "foreign worker": "employer-job-offer-foreign-worker",
        "international student": "employer-job-offer-international-student",
        "in-demand skills": "employer-job-offer-in-demand-skills",
        "masters": "masters-graduate",
        "phd": "phd-graduate",
        "entrepreneur": "entrepreneur",
        "human capital priorities": "human-capital-priorities",
        "french-speaking": "french-speaking-skilled-worker",
        "skilled trades": "skilled-trades",
    }
    eoi = (sources / "draws/PROVENANCE-eoi.md").read_text("utf-8")
    express = (sources / "draws/PROVENANCE-express-entry.md").read_text("utf-8")
    printed: dict[tuple[str, int], int] = {}
    for text, years in ((eoi, range(2021, 2026)), (express, range(2018, 2025))):
        heading, _, *rows = text[text.index("| year | ") :].split("\n\n")[0].splitlines()
        columns = [name.strip() for name in heading.strip("|").split("|")][1:-1]
        for row in rows:
            year, *cells = (cell.strip() for cell in row.strip("|").split("|"))
            for name, cell in zip(columns, cells, strict=False):
                if int(year) in years and (number := re.search(r"\(([\d,]+)\)", cell)):
                    printed[names[name], int(year)] = int(number[1].replace(",", ""))
    for line in eoi[eoi.index("| stream, year | printed |") :].split("\n\n")[0].splitlines()[2:]:
        what, total, *_ = (cell.strip() for cell in line.strip("|").split("|"))
        name, _, year = what.rpartition(" ")
        printed[names[name], int(year)] = int(total.replace(",", ""))
    of_years = {
        (*total.streams, total.since.year): total.invitations
        for total in qc.totals()
        if (total.since.month, total.since.day, total.until.month, total.until.day) == (1, 1, 12, 31)
    }
    assert of_years == printed


ARGUMENTS: list[tuple[Any, str]] = [
    (5, "history=5: expected draws or records"),
    ("draws.json", r"history='draws.json': .*DrawHistory.load\(path\) reads a file"),
    ({"draw": []}, "history=.*draws: is missing"),
]


@pytest.mark.parametrize(("history", "message"), ARGUMENTS, ids=lambda value: str(value)[:40])
def test_what_is_neither_draws_nor_records_is_refused(history: Any, message: str) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=message):
        qc.draws(history)


@pytest.mark.parametrize("totals", [5, "x", [5], [None], {"a": 1}])
def test_totals_that_are_none_are_refused(totals: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="totals: expected an iterable of PrintedTotal"):
        qc.draws([DRAW], totals=totals)


BAD_TOTALS: list[dict[str, Any]] = [
    {"streams": "masters-graduate"},
    {"streams": []},
    {"streams": ["Masters Graduate"]},
    {"since": "2021-02-30"},
    {"until": "2020-12-31"},
    {"invitations": -1},
    {"invitations": 1.5},
    {"source": ""},
    {"region": "elsewhere"},
]


@pytest.mark.parametrize("changes", BAD_TOTALS, ids=str)
def test_a_total_that_cannot_be_one_is_refused(changes: dict[str, Any]) -> None:
    right: dict[str, Any] = {
        "streams": MASTERS,
        "since": dt.date(2021, 1, 1),
        "until": "2021-12-31",
        "invitations": 5,
        "source": "x",
    }
    assert qc.PrintedTotal(**right).until == dt.date(2021, 12, 31)
    with pytest.raises(InvalidArgumentError):
        qc.PrintedTotal(**{**right, **changes})
