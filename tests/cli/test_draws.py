"""The command line: draws, overlap and matrix."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

import oinp_noc

FOREIGN_WORKER = "2023-05-09-employer-job-offer-foreign-worker"
STUDENT = "2023-05-09-employer-job-offer-international-student"
TECH_2019 = "2019-07-12-human-capital-priorities"
TECH_2022 = "2022-12-19-human-capital-priorities"

Run = Callable[..., Any]


def test_overlap_within_one_version_has_a_common_set(run: Run) -> None:
    lines = run("overlap", FOREIGN_WORKER, STUDENT).lines
    assert lines[0].startswith("2 common pairs, jaccard 0.0")
    assert " to " not in lines[0]
    start = lines.index("common: 2 unit groups of NOC 2021")
    assert lines[start + 1 : start + 4] == [
        "  code   title",
        "  22221  User support technicians",
        "  22222  Information systems testing technicians",
    ]
    assert "only left: 54 unit groups of NOC 2021" in lines
    assert "only right: 51 unit groups of NOC 2021" in lines


def test_overlap_across_versions_has_whole_and_partial_sides(run: Run) -> None:
    lines = run("overlap", TECH_2019, TECH_2022).lines
    assert lines[0] == "11 common pairs, jaccard 0.615 to 0.846"
    assert [re.split("  +", line.strip()) for line in lines[3:9]] == [
        ["left whole", "6 unit groups of NOC 2016"],
        ["left partial", "0 unit groups of NOC 2016"],
        ["only left", "0 unit groups of NOC 2016"],
        ["right whole", "7 unit groups of NOC 2021"],
        ["right partial", "2 unit groups of NOC 2021"],
        ["only right", "0 unit groups of NOC 2021"],
    ]
    assert [line.partition(":")[0] for line in lines if ":" in line and line[0] != " "] == [
        "left whole",
        "right whole",
        "right partial",
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
    assert [line.split()[-1] for line in lines[2:]] == list(oinp_noc.draws().ids)


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
    assert run("draws", "--limit", "1", "--until", "2024").lines[0].endswith(" draws; the latest is shown")
    assert run("draws", "--limit", "2", "--until", "2024").lines[0].endswith(" draws; the latest 2 are shown")
    assert run("draws", "--since", "2024-03-07", "--until", "2024-03-07", "--limit", "1").lines[0] == "1 draw"


LIMITED = ["draws", "screen 21231", "timeline 31301", "frequency", "summary", "matrix", "tree 2123", "search welder"]


@pytest.mark.parametrize("command", LIMITED)
def test_every_table_that_can_be_long_has_a_limit_of_the_same_words(run: Run, command: str) -> None:
    words = [*command.split(), *([] if command.split(maxsplit=1)[0] in ("tree", "search") else ["--until", "2024"])]
    assert "How many rows to show at most: of draws the latest, of anything else the first." in " ".join(
        run(*words, "--help").out.replace("│", " ").split()
    )
    heading, *lines = run(*words, "--limit", "2").lines
    assert command in ("search welder", "matrix") or heading.endswith(
        ("; the latest 2 are shown", "; the first 2 rows are shown")
    )
    assert len(lines[1:] if "" not in lines else lines[1 : lines.index("")]) == 2
    if command != "matrix":  # whose CSV is the whole matrix
        assert len(run(*words, "--limit", "2", "--csv").lines) == 3


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--since 2026-11-01", "Sources were searched until 2026-06-19 or 2026-10-03: a later draw is not known."),
        ("--stream phd-graduate", "Sources were searched until 2026-10-03: a later draw is not known."),
        (
            "--stream skilled-trades --until 2026-06-20",
            "Sources were searched until 2026-06-19: a later draw is not known.",
        ),
        ("--until 2000-01-01", "No draw before 2017-04-10 is known: oinp-noc data coverage says what is missing."),
        (
            "--stream entrepreneur --since 2016-08-01 --until 2023-12-31",
            "No draw before 2018-02-06 is known: oinp-noc data coverage says what is missing.",
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
    assert len(run("draws", "--until", "2026-04-30").lines) == 2 + len(found)
