"""Quality control of concordances: pairs, coverage both ways, successors, and one publisher against the other."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from oinp_noc import qc
from oinp_noc.errors import InvalidArgumentError, UnknownVersionError

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]
OLD, NEW = ("1", "2", "3"), ("11", "12", "13")
SOUND: list[Row] = [
    {"source": "1", "target": "11", "changes": "RC4.2 VC1", "successor": "yes", "publishers": "a b"},
    {"source": "1", "target": "12", "changes": ["RC4.2"], "successor": "no", "publishers": ["a", "b"]},
    {"source": "2", "target": "12", "changes": "", "successor": None, "publishers": "a b"},
    {"source": "3", "target": "13", "changes": None, "successor": "", "publishers": ("a", "b")},
]


def changed(place: int, **cells: Any) -> list[Row]:  # noqa: ANN401 (whatever a cell holds)
    return [*SOUND[:place], {**SOUND[place], **cells}, *SOUND[place + 1 :]]


def found(rows: Any, **options: Any) -> list[tuple[str, str]]:  # noqa: ANN401 (whatever a table is)
    return [(f.kind, f.place) for f in qc.concordance(rows, **{"source": OLD, "target": NEW, **options})]


def test_a_sound_table_has_no_finding() -> None:
    assert found(SOUND) == []
    assert found([(row["source"], row["target"]) for row in SOUND]) == []


# What is broken, and what is found there.
BROKEN: dict[str, tuple[list[Row], list[tuple[str, str]]]] = {
    "a pair twice": (changed(1, target="11"), [("duplicate pair", "row 2, 1 -> 11"), ("several successors", "")][:1]),
    "a source that is not of the classification": (
        changed(3, source="4"),
        [("beyond the classification", "row 4, 4 -> 13"), ("no pair", "3")],
    ),
    "a target that is not of the classification": (
        changed(3, target="14"),
        [("beyond the classification", "row 4, 3 -> 14"), ("no pair", "13")],
    ),
    "a source without a pair": (SOUND[:2] + SOUND[3:], [("no pair", "2")]),
    "a target without a pair": (SOUND[1:], [("no pair", "11")]),
    "a code that is a number": (changed(3, source=3), [("not a code", "row 4, 3 -> 13"), ("no pair", "3")]),
    "a code that is missing": (changed(3, target=None), [("not a code", "row 4, 3 -> "), ("no pair", "13")]),
    "two successors": (changed(1, successor="yes"), [("several successors", "row 2, 1 -> 12")]),
    "a successor by its code": (changed(0, successor="11"), []),
    "a successor that is no target": (
        changed(0, successor="13"),
        [("successor not a target", "row 1, 1 -> 11")],
    ),
    "a successor that is no target on each of its rows": (
        [{**row, "successor": "13"} if row["source"] == "1" else row for row in SOUND],
        [("successor not a target", "row 1, 1 -> 11"), ("successor not a target", "row 2, 1 -> 12")],
    ),
    "a successor in other words": (changed(0, successor="never"), [("unknown value", "row 1, 1 -> 11")]),
    "a successor in a list": (changed(0, successor=["yes"]), [("unknown value", "row 1, 1 -> 11")]),
    "a successor by a flag": (changed(0, successor=True), []),
    "no successor by a flag": (changed(0, successor=False), []),
    "a type of change that is not one": (changed(2, changes="RC9"), [("unknown value", "row 3, 2 -> 12")]),
    "a type of change that is a number": (changed(2, changes=9), [("unknown value", "row 3, 2 -> 12")]),
    "no publisher": (changed(2, publishers=""), [("no publisher", "row 3, 2 -> 12")]),
    "one publisher of two": (changed(2, publishers="b"), [("publishers differ", "row 3, 2 -> 12")]),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_found_with_its_place(what: str) -> None:
    rows, expected = BROKEN[what]
    assert found(rows) == expected


def test_codes_are_compared_only_with_what_is_named() -> None:
    rows = [("1", "99"), ("x", "11")]
    assert found(rows, source=None, target=None) == [("not a code", "row 2, x -> 11")]
    assert found([("2173", "21231")], source="2016", target=None, limit=1)[0] == ("no pair", "0011")
    assert found(rows, target="2021")[0] == ("beyond the classification", "row 1, 1 -> 99")


def test_messages_name_what_was_expected() -> None:
    said = [finding.message for finding in qc.concordance(changed(0, successor="13"), source="2016", target="2021")]
    assert "the source 1 is not a unit group of NOC 2016" in said
    assert "1 continues as 13, which is not among its targets: 11 and 12" in said
    assert "0011 of NOC 2016 has no pair" in said


def test_an_empty_table_is_one_finding_and_not_one_for_each_code() -> None:
    assert [(f.kind, f.place) for f in qc.concordance([], source="2016", target="2021")] == [("empty table", "table")]


def test_columns_of_tuples_can_be_named() -> None:
    rows = [("x", "1", "11", "no"), ("x", "1", "12", "never")]
    columns = ["mine", "source", "target", "successor"]
    assert found(rows, columns=columns, source=None, target=None) == [("unknown value", "row 2, 1 -> 12")]
    assert found([("1", "11", "12")], source=None, target=None) == [("unreadable row", "row 1")]


def test_pairs_are_rows() -> None:
    for publisher, expected in (("statcan", set()), ("esdc", set()), (None, {"publishers differ"})):
        table = oinp_noc.concordance("2016", "2021", publisher=publisher)
        findings = qc.concordance(table, source="2016", target="2021")
        of_both = {f.kind for f in findings if f.kind != "publishers differ"}
        assert of_both == set()
        assert publisher is not None or {f.kind for f in findings} == expected
    backwards = oinp_noc.concordance("2021", "2006")
    assert list(qc.concordance(backwards, source="2021", target="2006")) == []


def test_ten_thousand_faults_are_bounded_and_counted() -> None:
    findings = qc.concordance([(str(n), "x") for n in range(10_000)])
    assert (len(findings), findings.more) == (1000, 9000)
    assert findings[-1].place == "row 1000, 999 -> x"


# The seven pairs on which the publishers differ, and the titles of NOC 2021 that speak for them.
DIFFERENCES = {
    "0112 -> 21120": ("esdc", "environmental health and safety coordinator - public health and environmental safety"),
    "0433 -> 10012": ("statcan", "logistics officer - Canadian Armed Forces"),
    "0433 -> 40040": ("esdc", "military police officer - commissioned"),
    "1253 -> 12111": ("statcan", "medical records supervisor"),
    "1525 -> 13201": ("statcan", "dispatch logistician"),
    "3111 -> 41310": ("statcan", "medical examiner"),
    "9616 -> 94130": ("statcan", None),
}


def test_statistics_canada_and_esdc_differ_in_seven_pairs_each_with_its_evidence() -> None:
    by_place = {finding.place.split(", ")[1]: finding for finding in qc.concordance()}
    pairs = {
        publisher: {f"{p.source.code} -> {p.target.code}" for p in oinp_noc.concordance("2016", "2021", publisher)}
        for publisher in ("statcan", "esdc")
    }
    assert by_place.keys() == DIFFERENCES.keys() == pairs["statcan"] ^ pairs["esdc"]
    for place, (publisher, title) in DIFFERENCES.items():
        assert place in pairs[publisher]
        assert by_place[place].message.endswith(f", {publisher} does")
        explanation = by_place[place].explanation or ""
        if title is None:
            assert "No title was found" in explanation
        else:  # the evidence is in the packaged titles
            assert title in explanation
            assert title in oinp_noc.example_titles(place.split()[-1])


def test_the_official_table_names_no_successor_that_is_not_a_target(sources: Path) -> None:
    path = sources / "concordance" / "statcan_noc2016v1_3-noc2021v1_0-eng.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        raw = list(csv.reader(file))[1:]
    rows = []
    for source, _, _, target, _, note in raw:
        named = re.search(r"\b0*(\d+) continues as (\d+)", note)
        mine = named is not None and named[1].zfill(4) == source.zfill(4)
        successor = named[2].zfill(5) if named and mine else ""
        rows.append({"source": source.zfill(4), "target": target.zfill(5), "successor": successor})
    assert list(qc.concordance(rows, source="2016", target="2021")) == []
    assert len({row["source"] for row in rows if row["successor"]}) > 40


ARGUMENTS: list[tuple[dict[str, Any], str]] = [
    ({"rows": None, "source": "2016"}, "source= is about rows of your own"),
    ({"rows": [], "target": 5}, "target=5: expected a NOC version, or an iterable of codes"),
    ({"rows": [], "target": [5]}, "target="),
    ({"rows": [], "target": []}, "target="),
    ({"rows": 5}, "rows=5"),
    ({"rows": [], "columns": ["source"]}, "columns="),
]


@pytest.mark.parametrize(("arguments", "message"), ARGUMENTS, ids=lambda value: str(value)[:40])
def test_an_argument_that_is_not_as_described_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        qc.concordance(**arguments)


def test_a_version_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownVersionError):
        qc.concordance([], source="2020")
