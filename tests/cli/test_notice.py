"""The command line: notice."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import oinp_noc

Run = Callable[..., Any]


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
        "  invited      94",
        "  score        CRS 352 to 421",
        "  occupations  2 unit groups of NOC 2021",
        "",
        "listed: 2 unit groups of NOC 2021",
        "  code   title",
        "  31200  Psychologists",
        "  31301  Registered nurses and registered psychiatric nurses",
        "",
        "1 code beside the lists",
        "  code   title                             NOC version",
        "  21231  software engineers and designers  2021",
        "",
        "2 problems",
        "  severity  kind              line  problem",
        (
            "  warning   title-misspelt       3  31200 is printed with the title 'Psycologists': "
            "psycologists for psychologists, in 'Psychologists'"
        ),
        "  warning   codes-in-no-draw     6  21231: the text does not say of which draw",
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
        "  invited      752",
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
    assert "  occupations  occupation list not known" in lines


def test_notice_gives_no_lines_of_html(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notice.html"
    path.write_text(f"<p>On May 9, 2023 it was so.</p>\n<p>{HEALTH}</p>", "utf-8")
    problems = run("notice", str(path)).lines[-3:]
    assert problems[0].startswith("  warning   html ")
    assert run("notice", str(path)).lines[-4].split() == ["severity", "kind", "problem"]


def test_notice_explains_how_it_was_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("On May 9, 2023, Ontario issued 94 invitations under the Masters Graduate stream.", "utf-8")
    lines = run("notice", str(path), "--explain").lines
    assert lines[0] == "as it was read"
    assert "    count 94 '94' by invitations (announced) -> a draw" in lines
    assert lines[-1].startswith("  draw announced: ")
    assert run("notice", str(path), "--explain", "--lang", "fr").lines[1:] == lines[1:]
    explained = run("notice", str(path), "--explain", "--json").document["explained"]
    assert [f"  {line}".rstrip() for line in explained] == [line.rstrip() for line in lines[1:]]


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


def test_notice_gives_the_draws_as_csv_and_says_the_rest_beside(run: Run, health: str, tmp_path: Path) -> None:
    code, out, err = run("notice", health, "--csv")
    (row,) = csv.DictReader(io.StringIO(out))
    told = {name: value for name, value in row.items() if value}
    assert told == {
        "role": "announced",
        "date": "2026-03-07",
        "stream": "human-capital-priorities",
        "kind": "targeted",
        "version": "2021",
        "listing": "listed",
        "target": "health occupations",
        "labels": "health",
        "invitations": "94",
        "score_min": "352",
        "score_max": "421",
        "score_scale": "CRS",
        "occupations": "31200; 31301",
    }
    problems = [
        (
            "warning in line 3: 31200 is printed with the title 'Psycologists': psycologists for psychologists, in "
            "'Psychologists' (title-misspelt)"
        ),
        "warning in line 6: 21231: the text does not say of which draw (codes-in-no-draw)",
    ]
    assert (code, err.splitlines()) == (0, problems)
    mine = str(tmp_path / "mine.json")
    assert run("notice", health, "--csv", "--add", mine).err.splitlines() == [*problems, f"1 draw added to {mine}"]
    assert run("notice", health, "--csv", "--lang", "fr").out == out
    Path(health).write_text("Nothing here.", "utf-8")
    code, out, err = run("notice", health, "--csv")
    assert (code, len(out.splitlines()), err) == (0, 1, "warning: the text announces no draw (no-draw)\n")
    assert run("notice", health, "--csv", "--explain").lines[0] == "line,depth"


def test_notice_adds_nothing_that_contradicts(run: Run, health: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    run("notice", health, "--add", str(mine))
    written = mine.read_bytes()
    Path(health).write_text(HEALTH.replace("94", "95"), "utf-8")
    code, out, err = run("notice", health, "--add", str(mine))
    assert (code, out) == (2, "")
    assert err == f"nothing was added to {mine}: it has 1 of the draws with other facts: {HEALTH_ID} (invitations)\n"
    assert mine.read_bytes() == written


def test_notice_says_which_draws_are_packaged_with_other_facts(run: Run, tmp_path: Path) -> None:
    path, mine = tmp_path / "notice.txt", tmp_path / "mine.json"
    text = "On January 11, 2024, Ontario issued 1 notification of interest under the Skilled Trades stream."
    path.write_text(text, "utf-8")
    said = run("notice", str(path), "--add", str(mine)).lines[-1]
    assert said.startswith("1 of them is packaged with other facts: 2024-01-11-skilled-trades (")
    assert "invitations" in said
    assert said.endswith("); --draws will need --on-conflict")
    one_day = ("draws", "--since", "2024-01-11", "--until", "2024-01-11", "--draws", str(mine), "--json")
    assert run(*one_day).code == 2
    for side, invitations in (("ours", 2552), ("theirs", 1)):
        assert [draw["invitations"] for draw in run(*one_day, "--on-conflict", side).document] == [invitations]


def test_notice_adds_nothing_while_an_error_stands(run: Run, health: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    wrong = HEALTH.replace("in health", "in 5 health").replace("31200 – Psycologists", "31999 – Puppeteers")
    Path(health).write_text(wrong, "utf-8")
    code, out, err = run("notice", health, "--add", str(mine))
    assert (code, out) == (2, "")
    assert "--accept count-mismatch unknown-code" in err
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
        ([health, "--add", str(tmp_path / "mine.json"), "--accept", "everything"], "--accept 'everything'"),
        ([health, "--accept", "html"], "works only with --add"),
        ([health, "--published", "yesterday"], "--published 'yesterday': expected a date"),
    ):
        code, out, err = run("notice", *arguments)
        assert (code, out) == (2, ""), arguments
        assert said in err, err
        assert err.count("\n") == 1
