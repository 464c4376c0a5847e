"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import oinp_noc
from oinp_noc import cli

FOREIGN_WORKER = "2023-05-09-employer-job-offer-foreign-worker"
STUDENT = "2023-05-09-employer-job-offer-international-student"
TECH_2019 = "2019-07-12-human-capital-priorities"
TECH_2022 = "2022-12-19-human-capital-priorities"
GENERAL = oinp_noc.draws().select(kind="general", listing="none")[-1].id
UNKNOWN = oinp_noc.draws().select(listing="unknown")[-1].id


class Ran(NamedTuple):
    """What came of a run."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 (JSON)
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        assert (self.code, self.err) == (0, "")
        return self.out.splitlines()


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what would tell rich to print otherwise than into a plain pipe."""
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line in this process."""

    def run(*arguments: str) -> Ran:
        code = cli.main(arguments)
        return Ran(code, *capsys.readouterr())

    return run


def process(*command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run(  # noqa: S603 (our own program)
        command, capture_output=True, check=False, timeout=120, env={**os.environ, **environment}
    )


# convert


def test_convert_prints_the_targets_with_titles(run: Run) -> None:
    assert run("convert", "2173").out == (
        "2173 (NOC 2016) Software engineers and designers, skill level A\n"
        "2 targets in NOC 2021: continued, the official note names its successor\n"
        "  21211  Data scientists                   TEER 1  m:n\n"
        "  21231  Software engineers and designers  TEER 1  1:n  successor\n"
    )


def test_convert_takes_several_codes_and_reads_them_as_written(run: Run) -> None:
    lines = run("convert", "NOC 0213", "CNP: 2174").lines
    assert lines[0] == "0213 (NOC 2016) Computer and information systems managers, skill level 0"
    assert lines[1] == "1 target in NOC 2021: unique, there is no other"
    assert lines[3] == ""
    assert lines[5] == "3 targets in NOC 2021: expired, the official note says that it ended without a successor"


def test_convert_goes_any_way(run: Run) -> None:
    lines = run("convert", "21233", "--from", "2021", "--to", "2016").lines
    assert lines[1] == "2 targets in NOC 2016: unrecorded, no single table says which of them it continues as"
    assert lines[0].endswith("TEER 1")
    assert [line.split()[0] for line in lines[2:]] == ["2171", "2175"]
    assert all("skill level A" in line for line in lines[2:])


def test_convert_says_nothing_of_a_scale_that_a_version_lacks(run: Run) -> None:
    lines = run("convert", "0112", "--from", "2006").lines
    assert lines[0] == "0112 (NOC 2006) Human Resources Managers"


def test_convert_marks_what_a_chain_derived(run: Run) -> None:
    lines = run("convert", "0112", "--from", "2006").lines
    assert all(line.endswith("derived") for line in lines[2:])
    assert "successor" in lines[2]


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
    assert [line.split()[0] for line in lines[3:]] == left
    document = run("convert", "2174", "--title", title, "--json").document[0]
    assert document["codes"] == ["21230", "21232", "21234"]
    assert [each["group"]["code"] for each in document["narrowed"]] == left
    assert (run("convert", "2174", "--title", "").code, run("convert", "2174", "--title", "").out) == (2, "")


# search


def test_search_prints_the_groups_with_the_titles_that_match(run: Run) -> None:
    assert run("search", "web developer", "--limit", "1").out == (
        "1 group\n  21234  Web developers and programmers  Web developer  exact title  1.00\n"
    )
    assert run("search", "infirmière", "--lang", "fr", "--limit", "1").lines[1].split()[0] == "31301"
    assert run("search", "muffin maker", "--version", "2016", "--limit", "1").lines[1].split()[0] == "6332"
    assert run("search", "maple syrup pancake").lines == ["0 groups"]
    assert (run("search", "").code, run("search", "welder", "--lang", "de").code) == (2, 2)


def test_search_says_in_json_what_the_library_says(run: Run) -> None:
    assert run("search", "welder", "--json").document == oinp_noc.search("welder", limit=5).to_dict()


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


# clean


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
        (DIRTY, ["nuc"], "has no columns 'nuc': expected one; its header is ['id', 'noc', 'x']"),
        ("", ["noc"], "has no columns 'noc'"),
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
    assert told["invited"] == "400 invited"
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


# overlap


def test_overlap_within_one_version_has_a_common_set(run: Run) -> None:
    lines = run("overlap", FOREIGN_WORKER, STUDENT).lines
    assert lines[0].startswith("2 common pairs, jaccard 0.0")
    assert " to " not in lines[0]
    start = lines.index("common: 2 unit groups of NOC 2021")
    assert lines[start + 1 : start + 3] == [
        "  22221  User support technicians",
        "  22222  Information systems testing technicians",
    ]
    assert "only left: 54 unit groups of NOC 2021" in lines
    assert "only right: 51 unit groups of NOC 2021" in lines


def test_overlap_across_versions_has_whole_and_partial_sides(run: Run) -> None:
    lines = run("overlap", TECH_2019, TECH_2022).lines
    assert lines[0] == "11 common pairs, jaccard 0.615 to 0.846"
    assert [line for line in lines if line.endswith(("NOC 2016", "NOC 2021")) and not line.startswith(" ")] == [
        "left whole: 6 unit groups of NOC 2016",
        "left partial: 0 unit groups of NOC 2016",
        "only left: 0 unit groups of NOC 2016",
        "right whole: 7 unit groups of NOC 2021",
        "right partial: 2 unit groups of NOC 2021",
        "only right: 0 unit groups of NOC 2021",
    ]
    assert "  21211  Data scientists  2172, 2173" in lines
    assert "  21233  Web designers    2175" in lines


def test_overlap_says_in_json_what_the_library_says(run: Run) -> None:
    document = run("overlap", TECH_2019, TECH_2022, "--json").document
    found = oinp_noc.overlap(oinp_noc.draw(TECH_2019), oinp_noc.draw(TECH_2022))
    assert document == {"draws": [TECH_2019, TECH_2022], **found.to_dict()}
    assert document["left"] == {
        "whole": {"version": "2016", "codes": list(found.left.whole.codes)},
        "partial": {"version": "2016", "codes": []},
    }
    assert document["right"]["partial"] == {"version": "2021", "codes": ["21211", "21233"]}


# draws


def test_draws_lists_all_of_them(run: Run) -> None:
    *lines, blank, told = run("draws").lines
    assert (blank, told.split(" until ")[0]) == ("", "Sources were searched")
    assert lines[0] == f"{len(oinp_noc.draws())} draws"
    assert [line.split()[0] for line in lines[1:]] == list(oinp_noc.draws().ids)


@pytest.mark.parametrize(
    "criteria",
    [
        {"stream": "human-capital-priorities", "occupation": "21231"},
        {"since": "2023-01-01", "until": "2023-12-31", "kind": "targeted"},
        {"listing": "unknown"},
        {"occupation": "2173", "version": "2016"},
        {"region": "northern"},
        {"program": "empp"},
        {"region": "northern", "program": "empp"},
    ],
    ids=" ".join,
)
def test_draws_selects_as_the_library_does(run: Run, criteria: dict[str, Any]) -> None:
    options = [word for name, value in criteria.items() for word in (f"--{name}", value)]
    ids = [draw["id"] for draw in run("draws", *options, "--json").document]
    assert ids == list(oinp_noc.draws().select(**criteria).ids)


@pytest.mark.parametrize(("limit", "listed"), [("0", 0), ("1", 1), ("9999", len(oinp_noc.draws()))])
def test_draws_limits_to_the_latest(run: Run, limit: str, listed: int) -> None:
    ids = [draw["id"] for draw in run("draws", "--limit", limit, "--json").document]
    assert ids == list(oinp_noc.draws().ids[len(oinp_noc.draws()) - listed :])


def test_draws_says_how_many(run: Run) -> None:
    assert run("draws", "--limit", "1").lines[0] == "1 draw"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--since 2026-11-01", "Sources were searched until 2026-06-19 or 2026-10-03: a later draw is not known."),
        ("--stream phd-graduate", "Sources were searched until 2026-10-03: a later draw is not known."),
        (
            "--stream skilled-trades --until 2026-06-20",
            "Sources were searched until 2026-06-19: a later draw is not known.",
        ),
        ("--until 2000-01-01", "No draw before 2017-04-10 is known: oinp_noc.coverage() says what is missing."),
        (
            "--stream entrepreneur --since 2016-08-01 --until 2023-12-31",
            "No draw before 2018-02-06 is known: oinp_noc.coverage() says what is missing.",
        ),
        ("--stream ontario-workforce-priority --until 2026-10-03", ""),
        ("--since 2024-01-01 --until 2024-12-31", ""),
    ],
)
def test_draws_says_where_a_question_reaches_beyond_what_is_covered(run: Run, options: str, told: str) -> None:
    lines = run("draws", *options.split()).lines
    assert lines[-2:] == ["", told] if told else "" not in lines


def test_draws_keeps_one_line_a_draw_in_a_narrow_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    found = oinp_noc.draws().select(until="2026-04-30")
    assert len(run("draws", "--until", "2026-04-30").lines) == 1 + len(found)


# notice


HEALTH = """On March 7, 2026, Ontario issued 94 notifications of interest under the Human Capital Priorities stream to
candidates with a CRS score between 352 and 421 in health occupations:
- NOC 31200 – Psycologists
- NOC 31301 – Registered nurses and registered psychiatric nurses

In February, software engineers and designers (NOC 21231) were invited.
"""
HEALTH_ID = "2026-03-07-human-capital-priorities"


@pytest.fixture
def health(tmp_path: Path) -> str:
    """Write a notice to a file, and return its path."""
    path = tmp_path / "notice.txt"
    path.write_text(HEALTH, "utf-8")
    return str(path)


def test_notice_prints_what_was_read_and_the_problems(run: Run, health: str) -> None:
    assert run("notice", health).lines == [
        "announced: 2026-03-07 human-capital-priorities",
        "  kind         targeted",
        "  target       health occupations",
        "  invited      94 invited",
        "  score        CRS 352 to 421",
        "  occupations  2 unit groups of NOC 2021",
        "",
        "listed: 2 unit groups of NOC 2021",
        "  31200  Psychologists",
        "  31301  Registered nurses and registered psychiatric nurses",
        "",
        "1 code beside the lists",
        "  21231  software engineers and designers  NOC 2021",
        "",
        "2 problems",
        (
            "  warning  title-misspelt    31200 is printed with the title 'Psycologists': "
            "psycologists for psychologists, in 'Psychologists'  line 3"
        ),
        f"  warning  codes-in-no-draw  {'21231: the text does not say of which draw':<98}  line 6",
    ]


def test_notice_says_in_json_what_the_library_says(run: Run, health: str) -> None:
    assert run("notice", health, "--json").document == oinp_noc.parse_notice(HEALTH).to_records()


@pytest.mark.parametrize("arguments", [["-", "--published", "2023-05-10"], ["--published", "2023-05-10", "--", "-"]])
def test_notice_reads_the_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    text = "\ufeffLe 9 mai, l’Ontario a envoyé 752 invitations dans le volet Titulaires de maîtrise."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run("notice", *arguments).lines == [
        "announced: 2023-05-09 masters-graduate",
        "  kind         general",
        "  invited      752 invited",
        "  occupations  no occupation list",
        "",
        "0 problems",
    ]


def test_notice_tells_windows_and_what_is_not_known(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(
        "Ontario issued 94 invitations for Northern Ontario to profiles created before May 9, 2023.", "utf-8"
    )
    lines = run("notice", str(path)).lines
    assert lines[0] == "announced: day not known stream not known"
    assert "  region       northern" in lines
    assert "  profiles     not published to 2023-05-09" in lines
    assert "  occupations  occupation list unknown" in lines


def test_notice_gives_no_lines_of_html(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notice.html"
    path.write_text(f"<p>On May 9, 2023 it was so.</p>\n<p>{HEALTH}</p>", "utf-8")
    problems = run("notice", str(path)).lines[-3:]
    assert problems[0].startswith("  warning  html")
    assert all("line " not in problem for problem in problems)


def test_notice_explains_how_it_was_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("On May 9, 2023, Ontario issued 94 invitations under the Masters Graduate stream.", "utf-8")
    lines = run("notice", str(path), "--explain").lines
    assert lines[0] == "as it was read"
    assert "    count 94 '94' by invitations (announced) -> a draw" in lines
    assert lines[-1].startswith("  draw announced: ")
    explained = run("notice", str(path), "--explain", "--json").document["explained"]
    assert [f"  {line}".rstrip() for line in explained] == lines[1:]


def test_notice_adds_draws_to_a_file(run: Run, health: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    assert run("notice", health, "--add", str(mine)).lines[-1] == f"1 draw added to {mine}"
    assert oinp_noc.DrawHistory.load(mine) == oinp_noc.parse_notice(HEALTH).to_history()
    written = mine.read_bytes()
    assert run("notice", health, "--add", str(mine)).lines[-1] == f"0 draws added to {mine}"
    assert mine.read_bytes() == written
    other = tmp_path / "other.txt"
    other.write_text(HEALTH.replace("March 7", "March 9"), "utf-8")
    assert run("notice", str(other), "--add", str(mine), "--json").document["draws"][0]["date"] == "2026-03-09"
    assert oinp_noc.DrawHistory.load(mine).ids == (HEALTH_ID, HEALTH_ID.replace("07", "09"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.json", "notice.txt", "other.txt"]


def test_notice_adds_nothing_that_contradicts(run: Run, health: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    run("notice", health, "--add", str(mine))
    written = mine.read_bytes()
    Path(health).write_text(HEALTH.replace("94", "95"), "utf-8")
    code, out, err = run("notice", health, "--add", str(mine))
    assert (code, out) == (2, "")
    assert f"{HEALTH_ID}: invitations is 95 here and 94 there" in err
    assert mine.read_bytes() == written


def test_notice_adds_nothing_while_an_error_stands(run: Run, health: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    wrong = HEALTH.replace("in health", "in 5 health").replace("31200 – Psycologists", "31999 – Puppeteers")
    Path(health).write_text(wrong, "utf-8")
    code, out, err = run("notice", health, "--add", str(mine))
    assert (code, out) == (2, "")
    assert "accept=('count-mismatch', 'unknown-code')" in err
    code, out, err = run("notice", health, "--add", str(mine), "--accept", "unknown-code")
    assert (code, out) == (2, "")
    assert not mine.exists()
    run("notice", health, "--add", str(mine), "--accept", "unknown-code", "count-mismatch")
    assert oinp_noc.DrawHistory.load(mine).ids == (HEALTH_ID,)


def test_notice_makes_no_file_for_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Nothing here.", "utf-8")
    mine = tmp_path / "mine.json"
    assert run("notice", str(path), "--add", str(mine)).lines[-1] == f"0 draws added to {mine}"
    assert not mine.exists()


def test_notice_says_which_file_it_cannot_use(run: Run, health: str, tmp_path: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("maîtrise".encode("latin-1"))
    for arguments, said in (
        ([str(tmp_path / "none.txt")], "none.txt cannot be read: No such file or directory"),
        ([str(tmp_path)], "cannot be read: Is a directory"),
        ([str(latin)], "latin.txt is not UTF-8: invalid continuation byte at byte 2"),
        ([health, "--add", str(latin)], "not UTF-8"),
        ([health, "--add", str(tmp_path / "none" / "mine.json")], "nothing was added to "),
        ([health, "--add", str(tmp_path)], "nothing was added to "),
        ([health, "--add", str(tmp_path / "mine.json"), "--accept", "everything"], "accept='everything'"),
        ([health, "--accept", "html"], "works only with --add"),
        ([health, "--published", "yesterday"], "published='yesterday': expected a date"),
    ):
        code, out, err = run("notice", *arguments)
        assert (code, out) == (2, ""), arguments
        assert said in err, err
        assert err.count("\n") == 1


# What is said to all


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"{oinp_noc.__version__}\n", "")


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_names_the_commands(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    assert all(command in out for command in ("convert", "clean", "show", "overlap", "draws", "notice"))


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("convert", ["--from", "--to", "--json"]),
        ("clean", ["--version", "--name"]),
        ("show", ["--version", "--json"]),
        ("overlap", ["--json"]),
        ("notice", ["--published", "--add", "--accept", "--json"]),
        (
            "draws",
            [
                *("--stream", "--since", "--until", "--kind", "--listing", "--occupation", "--version"),
                *("--region", "--program", "--limit", "--json"),
            ],
        ),
    ],
)
def test_help_names_the_options(run: Run, command: str, options: list[str]) -> None:
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert all(option in out for option in options)
    assert "--no-json" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convert", "9999"], "'9999' is not a unit group of NOC 2016"),
        (["convert", "21231"], ": expected a unit group of NOC 2016"),
        (["convert", ""], "'' is empty: expected the 4 digits of a unit group of NOC 2016"),
        (["convert", "217"], "217 is a minor group of NOC 2016"),
        (["convert", "213"], 'repair_code("213", version="2016")'),
        (["convert", "2123", "--from", "2021"], "2123 is a minor group of NOC 2021"),
        (["convert", "00018", "--from", "2016"], "00018"),
        (["convert", "2173\n\x1b[31m"], "is not a code"),
        (["convert", "2173", "--to", "1999"], "'1999' is not a NOC version"),
        (["convert", "2173", "--from", "2020"], "'2020' is not a NOC version"),
        (["show", "9999"], "'9999' is a code of no NOC version: expected one of any version and level, or the id of"),
        (["show", "9999", "--version", "2016"], "'9999' is not a group of NOC 2016"),
        (["show", "21231", "--version", "2099"], "'2099' is not a NOC version"),
        (["show", "engineer"], "'engineer' is not a code"),
        (["show", "2023-05-09"], "no draw '2023-05-09' in this history"),
        (["show", "2023-01-10-employer-job-offer-foreign-worker"], "names 2 draws: expected one of"),
        (["overlap", FOREIGN_WORKER, GENERAL], "had no occupation list"),
        (["overlap", UNKNOWN, FOREIGN_WORKER], "had an occupation list that is not known"),
        (["overlap", FOREIGN_WORKER, "yesterday"], "no draw 'yesterday' in this history"),
        (["draws", "--since", "never"], "since='never': expected a date"),
        (["draws", "--stream", "human-capital"], "no stream 'human-capital': expected human-capital-priorities"),
        (["draws", "--region", "west"], "region='west': expected one of"),
        (["draws", "--program", "pilot"], "program='pilot': expected one of"),
        (["draws", "--occupation", "2173"], "expected a unit group of NOC 2021"),
        (["draws", "--limit", "-1"], "limit=-1: expected a number of draws, 0 or more"),
        # What cyclopts says
        (["draws", "--limit", "many"], "--limit"),
        (["draws", "--kind", "special"], '"special"'),
        (["draws", "--listing", "maybe"], '"maybe"'),
        (["draws", "2173"], "2173"),
        (["convert"], "CODE"),
        (["convert", "2173", "--form", "2016"], "--form"),
        (["convert", "2173", "--from"], "--from"),
        (["show", "2173", "--version"], "--version"),
        (["overlap", FOREIGN_WORKER], "RIGHT"),
        (["notice"], "FILE"),
        (["translate", "2173"], '"translate"'),
        (["--verbose"], "--verbose"),
    ],
    ids=" ".join,
)
def test_what_is_wrong_is_said_in_one_line(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.endswith("\n")
    assert err[:-1].isprintable()


@pytest.mark.parametrize("command", ["convert", "show"])
@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_nothing_is_printed_where_one_of_several_is_wrong(run: Run, command: str, json_too: list[str]) -> None:
    code, out, err = run(command, "2173", "0213", "9999", *json_too)
    assert (code, out) == (2, "")
    assert "9999" in err


@pytest.mark.parametrize("module", ["cyclopts", "rich"])
def test_a_missing_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert run("convert", "2173") == (
        2,
        "",
        "the command line needs the extra 'cli': pip install 'oinp-noc[cli]'\n",
    )


def test_importing_the_module_imports_no_extra() -> None:
    done = process(sys.executable, "-c", "import oinp_noc.cli, sys; print({'cyclopts', 'rich'} & {*sys.modules})")
    assert (done.returncode, done.stdout.strip()) == (0, b"set()")


# Where it is printed


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch, *arguments: str, **environment: str) -> str:
    for name, value in {"TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    with contextlib.redirect_stdout(terminal):
        assert cli.main(arguments) == 0
    return terminal.getvalue()


def test_a_terminal_gets_colours_and_wrapped_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    out = on_terminal(monkeypatch, "convert", "2174", COLUMNS="40")
    assert "\x1b[36m21230" in out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert max(map(len, plain.splitlines())) <= 40
    assert {"Computer", "systems", "developers", "and", "programmers"} <= set(plain.split())


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[3" not in on_terminal(monkeypatch, "convert", "2174", COLUMNS="80", NO_COLOR="1")


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_pipe_gets_no_colours_and_whole_titles(run: Run, json_too: list[str]) -> None:
    out = run("show", FOREIGN_WORKER, *json_too).out
    assert "\x1b" not in out
    assert not any(line.endswith(" ") for line in out.splitlines())


def test_json_into_text_that_has_no_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(on_terminal(monkeypatch, "show", "21231", "--json"))[0]["asked"] == "21231"


def in_ascii(*arguments: str) -> bytes:
    """Run with a standard output that cannot write accents, and return what was written."""
    below = io.BytesIO()
    with io.TextIOWrapper(below, encoding="ascii") as stdout, contextlib.redirect_stdout(stdout):
        assert cli.main(arguments) == 0
        stdout.flush()
        return below.getvalue()


def test_titles_are_printed_where_their_accents_cannot_be() -> None:
    assert b"Ing?nieurs/ing?nieures et concepteurs/conceptrices en logiciel" in in_ascii("show", "21231")


def test_json_is_utf_8_whatever_the_locale_says() -> None:
    (found,) = json.loads(in_ascii("show", "21231", "--json").decode("utf-8"))
    assert found["groups"][0]["title_fr"].startswith("Ingénieurs")


def test_help_is_printed_in_ascii() -> None:
    assert b"convert" in in_ascii("--help")


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_reader_that_has_seen_enough_ends_it_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], json_too: list[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as broken:
        monkeypatch.setattr(sys, "stdout", broken)
        assert cli.main(["draws", *json_too]) == 0
    assert capsys.readouterr().err == ""


# In a process of its own

SCRIPT = str(Path(sys.executable).with_name("oinp-noc"))
MODULE = (sys.executable, "-m", "oinp_noc")


def test_the_module_runs_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["oinp-noc", "convert", "2173"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("oinp_noc", run_name="__main__")
    assert ended.value.code == 0
    assert "21231" in capsys.readouterr().out


@pytest.mark.parametrize("command", [(SCRIPT,), MODULE], ids=["script", "module"])
def test_a_process_converts_and_fails(command: tuple[str, ...]) -> None:
    done = process(*command, "convert", "2173")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"21231" in done.stdout
    failed = process(*command, "convert", "9999")
    assert (failed.returncode, failed.stdout) == (2, b"")
    assert failed.stderr.count(b"\n") == 1
    assert b"Traceback" not in failed.stderr


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_process_writes_whatever_its_locale(json_too: list[str]) -> None:
    done = process(*MODULE, "show", "21231", *json_too, PYTHONIOENCODING="ascii:strict", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (b"Ing?nieurs" in done.stdout) != bool(json_too)


def test_a_process_ends_quietly_when_its_reader_does() -> None:
    with subprocess.Popen(  # noqa: S603 (our own program)
        [*MODULE, "draws", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        assert writer.stderr
        assert writer.stdout.readline() == b"[\n"
        writer.stdout.close()
        assert writer.stderr.read() == b""
        assert writer.wait(timeout=120) == 0


@pytest.mark.parametrize("options", [["--format", "json"], []])
def test_data_export_makes_a_folder_of_tables(run: Run, tmp_path: Path, options: list[str]) -> None:
    folder = tmp_path / "tables"
    lines = run("data", "export", str(folder), *options).lines
    assert lines[0] == f"{len(lines) - 1} files in {folder}"
    assert [line.strip() for line in lines[1:]] == sorted(path.name for path in folder.iterdir())
    assert f"draws.{options[-1] if options else 'csv'}" in {path.name for path in folder.iterdir()}


def test_data_export_says_in_json_what_it_made(run: Run, tmp_path: Path) -> None:
    document = run("data", "export", str(tmp_path / "tables"), "--format", "sqlite", "--json").document
    assert document == {"folder": str(tmp_path / "tables"), "files": ["datapackage.json", "oinp-noc.sqlite"]}


def test_data_export_leaves_a_folder_that_exists_alone(run: Run, tmp_path: Path) -> None:
    code, out, err = run("data", "export", str(tmp_path))
    assert (code, out, err) == (2, "", f"{tmp_path} is there already: expected the name of a folder to make\n")
    assert run("data", "export", str(tmp_path / "none" / "tables"))[0] == 2
    assert list(tmp_path.iterdir()) == []
