"""Recall: the golden queries are fair, and the search answers as many of them as it did."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import oinp_noc
import recall

if TYPE_CHECKING:
    from pathlib import Path

# The shares of right codes at the first place and among the first ten, by language and kind of query; none may fall.
FLOORS = {
    ("2016", "en", "as typed"): (1.0, 1.0),
    ("2016", "en", "misspelt"): (1.0, 1.0),
    ("2016", "en", "reordered"): (1.0, 1.0),
    ("2021", "en", "as typed"): (1.0, 1.0),
    ("2021", "en", "gender"): (1.0, 1.0),
    ("2021", "en", "misspelt"): (1.0, 1.0),
    ("2021", "en", "no title"): (0.86, 0.96),
    ("2021", "en", "reordered"): (0.94, 1.0),
    ("2021", "en", "starts"): (1.0, 1.0),
    ("2021", "fr", "as typed"): (1.0, 1.0),
    ("2021", "fr", "gender"): (1.0, 1.0),
    ("2021", "fr", "misspelt"): (0.94, 0.97),
    ("2021", "fr", "no title"): (0.89, 0.97),
    ("2021", "fr", "reordered"): (1.0, 1.0),
    ("2021", "fr", "starts"): (0.66, 1.0),
    ("2021", "fr", "unaccented"): (1.0, 1.0),
}

with recall.GOLDEN.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def test_there_are_enough_golden_queries() -> None:
    assert len({(row["lang"], row["query"]) for row in ROWS}) == len(ROWS) >= 300
    assert Counter(row["lang"] for row in ROWS)["fr"] >= 100
    assert Counter(row["kind"] for row in ROWS)["no title"] >= 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["query"])
def test_the_right_code_rests_on_an_official_title(row: dict[str, str]) -> None:
    group = oinp_noc.lookup(row["code"], row["version"])
    lang: oinp_noc.Lang = "en" if row["lang"] == "en" else "fr"
    titles = oinp_noc.example_titles(row["code"], row["version"], lang)
    assert row["title"] in (*titles, group.title, group.title_fr)
    assert row["reason"]


def test_queries_that_are_no_titles_are_none() -> None:
    titles = {
        written.strip().casefold()
        for lang in ("en", "fr")
        for unit in oinp_noc.classification("2021").unit_groups
        for title in oinp_noc.example_titles(unit.code, lang=lang)
        for written in (title, *title.split("/"))
    }
    assert [row["query"] for row in ROWS if row["kind"] == "no title" and row["query"].casefold() in titles] == []


def test_golden_recall() -> None:
    found = recall.recall(recall.golden())
    assert found.keys() == FLOORS.keys()
    for key, (at_1, at_10) in FLOORS.items():
        assert found[key].at_1 >= at_1, key
        assert found[key].at_10 >= at_10, key


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_recall_of_mistyped_titles(lang: oinp_noc.Lang) -> None:
    (found,) = recall.recall(recall.drawn(lang, mistakes=1)).values()
    assert found.at_1 >= 0.95
    assert found.at_10 >= 0.99


def test_the_script_prints_a_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "SAMPLE", 2)
    monkeypatch.setattr(recall, "golden", lambda: [recall.Query("2021", "en", "no title", "cop", "42100")])
    recall.main([])
    assert "NOC 2021 en no title                   1     1.000      1.000" in capsys.readouterr().out


def test_the_script_reads_titles_of_other_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "titles.tsv"
    file.write_text(
        "# title\tlang\tcodes\tsource\tmatch\n\n"
        "software engineer\ten\t21231\tlist\texact\n"
        "senior cop\ten\t42100,42101\tlist\t\tnote\n"
        "purple elephant\ten\t42100\tother\n"
        "caissière\tfr\t65100\tlist\n",
        "utf-8",
    )
    recall.main([str(file)])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert rows == [
        ["en", "exact", "all", "1", "1.000", "1.000", "1.000"],
        ["en", "exact", "list", "1", "1.000", "1.000", "1.000"],
        ["en", "other", "all", "2", "0.500", "0.500", "0.500"],
        ["en", "other", "list", "1", "1.000", "1.000", "1.000"],
        ["en", "other", "other", "1", "0.000", "0.000", "0.000"],
        ["fr", "other", "all", "1", "1.000", "1.000", "1.000"],
        ["fr", "other", "list", "1", "1.000", "1.000", "1.000"],
    ]


@pytest.mark.parametrize(
    "line", ["software engineer", "baker\tde\t63202\tlist", "baker\ten\t6332\tlist", "baker\ten\t\tlist"]
)
def test_the_script_says_which_line_is_no_title(line: str, tmp_path: Path) -> None:
    file = tmp_path / "titles.tsv"
    file.write_text(f"baker\ten\t63202\tlist\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"titles\.tsv:2: expected title, language and codes"):
        recall.main([str(file)])
