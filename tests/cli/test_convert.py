"""The command line: convert."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import oinp_noc

Run = Callable[..., Any]


def test_convert_prints_the_targets_with_titles(run: Run) -> None:
    assert run("convert", "2173").out == (
        "2173 (NOC 2016) Software engineers and designers, skill level A\n"
        "2 targets in NOC 2021: continued, the official note names its successor\n"
        "  target  title                             TEER  relation  remark\n"
        "  21211   Data scientists                      1  m:n\n"
        "  21231   Software engineers and designers     1  1:n       successor\n"
    )


def test_convert_takes_several_codes_and_reads_them_as_written(run: Run) -> None:
    lines = run("convert", "NOC 0213", "CNP: 2174").lines
    assert lines[0] == "0213 (NOC 2016) Computer and information systems managers, skill level 0"
    assert lines[1] == "1 target in NOC 2021: unique, there is no other"
    assert lines[4] == ""
    assert lines[6] == "3 targets in NOC 2021: expired, the official note says that it ended without a successor"


def test_convert_goes_any_way(run: Run) -> None:
    lines = run("convert", "21233", "--from", "2021", "--to", "2016").lines
    assert lines[1] == "2 targets in NOC 2016: unrecorded, no single table says which of them it continues as"
    assert lines[0].endswith("TEER 1")
    assert [line.split()[0] for line in lines[3:]] == ["2171", "2175"]
    assert lines[2].split("  ")[3:5] != lines[3].split("  ")[3:5]
    assert "skill level" in lines[2]


def test_convert_says_nothing_of_a_scale_that_a_version_lacks(run: Run) -> None:
    lines = run("convert", "0112", "--from", "2006").lines
    assert lines[0] == "0112 (NOC 2006) Human Resources Managers"


def test_convert_marks_what_a_chain_derived(run: Run) -> None:
    lines = run("convert", "0112", "--from", "2006").lines
    assert all(line.endswith("derived") for line in lines[3:])
    assert "successor, derived" in lines[3]


def test_convert_says_in_json_what_the_library_says(run: Run) -> None:
    codes = [group.code for group in oinp_noc.classification("2016").unit_groups]
    document = run("convert", *codes, "--json").document
    assert list(document[0]) == ["source", "to", "pairs", "status", "codes", "successor"]
    for each, code in zip(document, codes, strict=True):
        conversion = oinp_noc.convert(code)
        assert each["source"]["code"] == code
        assert each["codes"] == list(conversion.codes)
        assert each["status"] == conversion.status
        assert (each["successor"] or {}).get("code") == (conversion.successor and conversion.successor.code)
        assert [pair["target"]["title"] for pair in each["pairs"]] == [group.title for group in conversion.targets]


@pytest.mark.parametrize(
    ("title", "told", "left"),
    [
        ("software developer", "'software developer' is a title of 21232 only", ["21232"]),
        ("Web developer", "'Web developer' is a title of 21234 only", ["21234"]),
        ("programmer", "'programmer' decides nothing: all targets are left", ["21230", "21232", "21234"]),
    ],
)
def test_convert_is_narrowed_by_a_title(run: Run, title: str, told: str, left: list[str]) -> None:
    lines = run("convert", "2174", "--title", title).lines
    assert lines[2] == told
    assert [line.split()[0] for line in lines[4:]] == left
    document = run("convert", "2174", "--title", title, "--json").document[0]
    assert document["codes"] == ["21230", "21232", "21234"]
    assert [each["group"]["code"] for each in document["narrowed"]] == left
    assert (run("convert", "2174", "--title", "").code, run("convert", "2174", "--title", "").out) == (2, "")


def test_convert_gives_a_pair_whole(run: Run) -> None:
    pair = run("convert", "2173", "--json").document[0]["pairs"][1]
    assert pair == {
        "source": {
            "version": "2016",
            "code": "2173",
            "level": "unit group",
            "title": "Software engineers and designers",
            "title_fr": "Ingénieurs/ingénieures et concepteurs/conceptrices en logiciel",
            "title_fr_status": "reconstructed",
            "teer": None,
            "skill_level": "A",
        },
        "target": {
            "version": "2021",
            "code": "21231",
            "level": "unit group",
            "title": "Software engineers and designers",
            "title_fr": "Ingénieurs/ingénieures et concepteurs/conceptrices en logiciel",
            "title_fr_status": "official",
            "teer": 1,
            "skill_level": None,
        },
        "relation": "1:n",
        "changes": sorted(oinp_noc.convert("2173").pairs[1].changes),
        "is_successor": True,
        "is_recorded": True,
        "is_derived": False,
        "publishers": ["statcan", "esdc"],
        "is_partial": True,
    }


@pytest.mark.parametrize("options", [[], ["--title", "software developer"]])
def test_convert_explains_what_a_conversion_means(run: Run, options: list[str]) -> None:
    sentences = oinp_noc.convert("2174").explain()
    assert run("convert", "2174", "--explain", *options).lines[1 : 1 + len(sentences)] == list(sentences)
    document = run("convert", "2174", "--explain", "--json", *options).document[0]
    assert document["explained"] == list(sentences)
    assert list(document)[:-1] == list(run("convert", "2174", "--json", *options).document[0])


def test_the_csv_of_a_conversion_has_the_targets_that_a_title_leaves(run: Run) -> None:
    rows = run("convert", "2174", "2173", "--title", "software developer", "--csv").lines[1:]
    assert [row.split(",")[3] for row in rows] == ["21232", "21211", "21231"]


def test_a_picture_is_of_one_code(run: Run) -> None:
    said = "--plot draws what becomes of one code, got 2 codes\n"
    assert run("convert", "2173", "2174", "--plot", "a.png") == (2, "", said)
