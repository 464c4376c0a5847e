"""The command line: show, search and clean."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN_WORKER = "2023-05-09-employer-job-offer-foreign-worker"
GENERAL = oinp_noc.draws().select(kind="general", listing="none")[-1].id

Run = Callable[..., Any]


def test_search_prints_the_groups_with_the_titles_that_match(run: Run) -> None:
    assert run("search", "web developer", "--limit", "1").out == (
        "1 group\n"
        "  code   title                           found by       how          score\n"
        "  21234  Web developers and programmers  Web developer  exact title   1.00\n"
    )
    assert run("search", "infirmière", "--titles", "fr", "--limit", "1").lines[2].split()[0] == "31301"
    assert run("search", "muffin maker", "--version", "2016", "--limit", "1").lines[2].split()[0] == "6332"
    assert run("search", "maple syrup pancake").lines == ["0 groups"]
    assert (run("search", "").code, run("search", "welder", "--lang", "de").code) == (2, 2)


def test_search_says_in_json_what_the_library_says(run: Run) -> None:
    assert run("search", "welder", "--json").document == oinp_noc.search("welder", limit=5).to_dict()


DIRTY = """id,noc,x
1,213,a
2,2173 - Software engineers and designers,b
3,0013
4, ,d

5,"2173, 2174",e
"""


@pytest.fixture
def dirty(tmp_path: Path) -> str:
    path = tmp_path / "dirty.csv"
    path.write_text(DIRTY, "utf-8-sig")
    return str(path)


def test_clean_adds_the_codes_and_what_was_done(run: Run, dirty: str) -> None:
    header, *rows = csv.reader(io.StringIO(run("clean", dirty, "noc", "--version", "2016").out))
    assert header == ["id", "noc", "x", "noc_2016", "repair"]
    assert [row[:4] for row in rows] == [
        ["1", "213", "a", "0213"],
        ["2", "2173 - Software engineers and designers", "b", "2173"],
        ["3", "0013", "", "0013"],
        ["4", " ", "d", ""],
        ["5", "2173, 2174", "e", ""],
    ]
    said = [row[4] for row in rows]
    assert said[0].startswith("leading zero restored; 213 is also a minor group of NOC 2016")
    assert said[1:4] == ["title removed", "as written", ""]
    assert "holds several codes" in said[4]


def test_clean_says_why_a_code_was_refused(run: Run, dirty: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("clean", dirty, "noc", "--name", "code").out)))
    assert (rows[2]["code"], rows[2]["id"]) == ("", "3")
    assert 'convert("0013", version="2016") gives 00012' in rows[2]["repair"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_clean_finds_the_delimiter_and_keeps_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mark: str
) -> None:
    text = f"a b{mark}noc\n1{mark}#21231\n"
    path = tmp_path / "some.csv"
    path.write_text(text, "utf-8")
    expected = [f"a b{mark}noc{mark}noc_2021{mark}repair", f"1{mark}#21231{mark}21231{mark}mark removed"]
    assert run("clean", str(path), "noc").lines == expected
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run("clean", "-", "noc").lines == expected


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        (DIRTY, ["nuc"], "has no column 'nuc': its header is ['id', 'noc', 'x']"),
        ("", ["noc"], "some.csv is empty: expected a header with the names of the columns, and rows below it"),
        ("\n \n", ["noc"], "some.csv is empty: "),
        ("noc,noc\n1,2\n", ["noc"], "has 2 columns 'noc'"),
        ("noc,repair\n1,2\n", ["noc"], "already has a column 'repair'"),
        ("noc,noc_2021\n1,2\n", ["noc"], "already has a column 'noc_2021'"),
        ("noc\n1\n", ["noc", "--name", "noc"], "already has a column 'noc'"),
        ("noc\n1,2\n", ["noc"], "has 2 cells in row 1 below its header of 1"),
        ("noc\n" + "1" * 200_000, ["noc"], "is not CSV: field larger than field limit"),
        (DIRTY, ["noc", "--version", "1999"], "'1999' is not a NOC version"),
    ],
)
def test_clean_refuses_what_it_cannot_keep_whole(
    run: Run, tmp_path: Path, text: str, options: list[str], said: str
) -> None:
    path = tmp_path / "some.csv"
    path.write_text(text, "utf-8")
    code, out, err = run("clean", str(path), *options)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


# show


def test_show_gives_every_reading_of_a_code(run: Run) -> None:
    headings = [line for line in run("show", "2123").lines if line.startswith("2123")]
    versions = [group.version for group in oinp_noc.identify("2123")]
    assert [heading[:15] for heading in headings] == [f"2123 (NOC {version})" for version in versions]


def test_show_tells_what_a_unit_group_is(run: Run) -> None:
    assert run("show", "21231", "--version", "2021").out == (
        "21231 (NOC 2021) Software engineers and designers\n"
        "  level            unit group\n"
        "  French title     Ingénieurs/ingénieures et concepteurs/conceptrices en logiciel (official)\n"
        "  TEER             1\n"
        "  broad category   2 Natural and applied sciences and related occupations\n"
        "  major group      21 Professional occupations in natural and applied sciences\n"
        "  sub-major group  212 Professional occupations in applied sciences (except engineering)\n"
        "  minor group      2123 Computer, software and Web designers and developers\n"
    )


def test_show_narrows_to_one_version(run: Run) -> None:
    lines = run("show", "2123", "--version", "2016").lines
    assert lines[0] == "2123 (NOC 2016) Agricultural representatives, consultants and specialists"
    assert "  skill level     A" in lines
    assert "" not in lines


def test_show_says_so_where_the_french_title_is_not_known(run: Run) -> None:
    assert run("show", "2173", "--version", "2006").lines[1:] == [
        "  level           unit group",
        "  broad category  2 Natural and Applied Sciences and Related Occupations",
        "  major group     21 Professional Occupations in Natural and Applied Sciences",
        "  minor group     217 Computer and Information Systems Professionals",
    ]


def test_show_gives_readings_and_ancestors_in_json(run: Run) -> None:
    (found,) = run("show", "2123", "--json").document
    assert (found["asked"], found["draw"]) == ("2123", None)
    assert [group["version"] for group in found["groups"]] == [group.version for group in oinp_noc.identify("2123")]
    assert [above["code"] for above in found["groups"][0]["ancestors"]] == ["212", "21", "2"]


def test_show_tells_what_is_known_of_a_draw(run: Run) -> None:
    lines = run("show", FOREIGN_WORKER).lines
    assert lines[0] == FOREIGN_WORKER
    told = dict(re.split(r"  +", line.strip(), maxsplit=1) for line in lines[1 : lines.index("")])
    assert told["stream"] == "Employer Job Offer: Foreign Worker stream"
    assert told["invited"] == "400"
    assert told["score"] == "EOI 43 and above"
    assert told["profiles"] == "2022-11-22 to 2023-05-09"
    assert told["occupations"] == "56 unit groups of NOC 2021"
    assert "region" not in told
    assert "listed: 56 unit groups of NOC 2021" in lines
    assert "  73400  Heavy equipment operators" in lines


def test_show_takes_codes_and_draws_together(run: Run) -> None:
    lines = run("show", "2173", GENERAL, "--version", "2016").lines
    assert lines[0].startswith("2173")
    assert lines[lines.index("") + 1] == GENERAL
    assert any(line.split(maxsplit=1) == ["occupations", "no occupation list"] for line in lines)


@pytest.mark.parametrize(
    ("having", "said"),
    [
        ("known_occupations", "known part of the list: "),
        ("outside_gta", "outside the GTA only: 13 unit groups of NOC 2016"),
        ("as_published", " printed, "),
        ("job_offer", "asked for"),
        ("region", "  region "),
        ("program", "  program "),
        ("language", "  language "),
        ("experience", "  experience "),
        ("note", "  note "),
        ("labels", "  labels "),
    ],
)
def test_show_leaves_nothing_out(run: Run, having: str, said: str) -> None:
    draw = next(draw for draw in oinp_noc.draws() if getattr(draw, having))
    assert said in run("show", draw.id).out


def test_show_marks_labels_that_the_list_contradicts(run: Run) -> None:
    found = run("show", "2023-06-06-employer-job-offer-foreign-worker", FOREIGN_WORKER)
    marked, unmarked = [line.split(maxsplit=1)[1] for line in found.lines if line.startswith("  labels ")]
    assert marked == "skilled-trades (contradicted by the list)"
    assert unmarked == "skilled-trades"


def test_show_says_what_was_not_published(run: Run) -> None:
    draw = next(
        draw
        for draw in oinp_noc.draws()
        if draw.invitations is None and draw.score is None and draw.profiles_from is None
    )
    keys = [line.split()[0] for line in run("show", draw.id).lines if line.startswith("  ")]
    assert not {"invited", "score", "profiles"} & set(keys)


def test_show_gives_a_draw_by_the_names_of_its_attributes(run: Run) -> None:
    (found,) = run("show", FOREIGN_WORKER, "--json").document
    draw = oinp_noc.draw(FOREIGN_WORKER)
    assert (found["asked"], found["groups"]) == (FOREIGN_WORKER, [])
    assert found["draw"]["date"] == "2023-05-09"
    assert found["draw"]["score"] == {"min": 43, "max": None, "scale": "EOI"}
    assert found["draw"]["profiles_from"] == "2022-11-22"
    assert found["draw"]["occupations"] == list(draw.listed().codes)
    assert found["draw"]["sources"] == list(draw.sources)


def test_show_has_csv_for_codes_or_draws(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("show", "2123", "21231", "--csv").out)))
    asked = (*oinp_noc.identify("2123"), *oinp_noc.identify("21231"))
    assert [(row["version"], row["code"]) for row in rows] == [(group.version, group.code) for group in asked]
    (row,) = csv.DictReader(io.StringIO(run("show", FOREIGN_WORKER, "--csv").out))
    assert (row["id"], row["invitations"]) == (FOREIGN_WORKER, "400")
    said = "--csv: codes and draws have different columns; ask for either of them\n"
    assert run("show", "2123", FOREIGN_WORKER, "--csv") == (2, "", said)
