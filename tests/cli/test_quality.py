"""The command line: qc."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import oinp_noc

Run = Callable[..., Any]

GROUPS = """code,level,parent,title
2,broad category,,Sciences
2171,unit group,217,Analysts
2171,unit group,2,Engineers
"""
OF_GROUPS = ["orphan", "duplicate code", "not the prefix"]
PAIRS = "source;target\n2173;21231\n2173;21231\n2174;99\n"
CHECKS: dict[str, Callable[..., oinp_noc.qc.Findings]] = {
    "classification": oinp_noc.qc.classification,
    "concordance": oinp_noc.qc.concordance,
    "draws": oinp_noc.qc.draws,
}


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a classification and a concordance to files, and go there."""
    monkeypatch.chdir(tmp_path)
    Path("groups.csv").write_text(GROUPS, "utf-8")
    Path("pairs.csv").write_text(PAIRS, "utf-8")


def test_the_findings_in_the_packaged_tables_are_shown_with_their_explanations(run: Run) -> None:
    code, out, err = run("qc")
    assert (code, err) == (0, "")
    for name, check in CHECKS.items():
        assert f"{name}: {len(check())} findings" in out.splitlines()
        for finding in check():
            assert finding.place in out
            assert str(finding.explanation) in out


@pytest.mark.parametrize("name", CHECKS)
def test_one_packaged_table_is_checked_as_the_library_does(run: Run, name: str) -> None:
    found = CHECKS[name]()
    assert run("qc", name, "--json").document == [{"table": name, **found.to_dict()}]
    rows = list(csv.DictReader(io.StringIO(run("qc", name, "--csv").out)))
    assert [tuple(row.values()) for row in rows] == [(name, *attrs.astuple(finding)) for finding in found]
    (shown,) = run("qc", name, "--limit", "2", "--json").document
    assert (shown["findings"], shown["more"]) == (found.to_dict()["findings"][:2], len(found) - 2)


def test_everything_is_one_table_for_machines(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("qc", "--csv").out)))
    assert [row["table"] for row in rows] == [name for name, check in CHECKS.items() for _ in check()]
    assert [part["table"] for part in run("qc", "--json").document] == list(CHECKS)


@pytest.mark.parametrize(
    ("command", "kinds"),
    [
        ("qc classification groups.csv", OF_GROUPS),
        ("qc classification -", OF_GROUPS),
        (
            "qc classification groups.csv --levels top middle",
            ["unknown level", "unknown level", "duplicate code", "unknown level"],
        ),
        ("qc classification groups.csv --french french.csv", [*OF_GROUPS, "same in both languages", "only in French"]),
        ("qc concordance pairs.csv", ["duplicate pair"]),
        ("qc concordance pairs.csv --to 2021 --limit 2", ["duplicate pair", "beyond the classification"]),
        ("qc concordance pairs.csv --from 2016 --limit 2", ["duplicate pair", "no pair"]),
    ],
)
def test_a_table_of_ones_own_is_checked(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, kinds: list[str]
) -> None:
    Path("french.csv").write_text("title,code\nAnalysts,2171\nSciences,2\nRien,9\n", "utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GROUPS.encode())))
    code, out, err = run(*command.split(), "--csv")
    assert code == 2
    assert {row["kind"] for row in csv.DictReader(io.StringIO(out))} == {*kinds}
    assert err.endswith(("finding without an explanation\n", "findings without an explanation\n"))


def test_what_is_not_shown_is_counted(run: Run) -> None:
    code, out, err = run("qc", "concordance", "pairs.csv", "--from", "2016", "--to", "2021", "--limit", "1")
    rows = csv.DictReader(io.StringIO(PAIRS), delimiter=";")
    number = len(oinp_noc.qc.concordance(rows, source="2016", target="2021", limit=None))
    assert number > 1000
    assert (code, err) == (2, f"{number} findings without an explanation\n")
    assert out.splitlines()[0] == f"concordance: {number} findings; the first row is shown"
    assert len(out.splitlines()) == 3


def test_a_sound_table_has_no_findings(run: Run) -> None:
    noc = oinp_noc.classification("2021")
    with Path("noc.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "level", "parent", "title", "note"])
        writer.writerows(
            [each.code, each.level, each.parent and each.parent.code, each.title, "x"] for each in noc.groups
        )
    assert run("qc", "classification", "noc.csv").lines == ["classification: 0 findings"]
    assert run("qc", "classification", "noc.csv", "--csv").lines == ["table,kind,place,message,explanation"]


def test_draws_of_ones_own_are_checked_beside_the_packaged_ones(run: Run) -> None:
    sound = oinp_noc.Draw("mine", "2024-03-08", "masters-graduate", "general", version="2021", listing="none")
    twin = attrs.evolve(oinp_noc.draws().on("2024-03-07")[0], id="twin")
    oinp_noc.DrawHistory([sound]).dump("sound.json")
    oinp_noc.DrawHistory([sound, twin]).dump("twin.json")
    assert run("qc", "draws", "--draws", "sound.json").lines == ["draws: 0 findings"]
    code, out, err = run("qc", "draws", "--draws", "sound.json", "--draws", "twin.json")
    assert (code, err) == (2, "1 finding without an explanation\n")
    assert "same draw twice" in out
    assert "twin" in out


def test_findings_are_french_on_request_and_english_for_machines(run: Run) -> None:
    code, out, err = run("qc", "classification", "groups.csv", "--lang", "fr")
    assert (code, err) == (2, "3 constats sans explication\n")
    assert out.splitlines()[0] == "classification\xa0: 3 constats"
    assert "its parent 217" not in out
    for form in ("--json", "--csv"):
        french, english = (run("qc", form, "--lang", lang) for lang in ("fr", "en"))
        assert french == english


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("qc clasification", "did you mean 'classification'?"),
        ("qc classification none.csv", "none.csv cannot be read: No such file or directory"),
        ("qc classification pairs.csv", "pairs.csv has no column 'code': its header is ['source', 'target']"),
        ("qc concordance groups.csv", "groups.csv has no column 'source'"),
        ("qc classification groups.csv --french pairs.csv", "pairs.csv has no column 'code'"),
        ("qc concordance pairs.csv --from 1999", "'1999' is not a NOC version"),
        ("qc concordance pairs.csv --french groups.csv", "--french works only with oinp-noc qc classification FILE"),
        ("qc classification --levels a b", "--levels works only with oinp-noc qc classification FILE"),
        ("qc concordance --from 2016", "--from works only with oinp-noc qc concordance FILE"),
        ("qc classification groups.csv --to 2021", "--to works only with oinp-noc qc concordance FILE"),
        ("qc --draws mine.json", "--draws works only with oinp-noc qc draws"),
        ("qc classification groups.csv --levels", "--levels (): expected a list of the names of the levels"),
        ("qc classification groups.csv --french", "--french needs a value: oinp-noc qc --help says which"),
        ("qc draws mine.json", "draws of your own are given by --draws mine.json"),
        ("qc draws --draws none.json", "none.json cannot be read"),
        (
            "qc classification groups.csv --levels a a",
            "--levels ('a', 'a'): expected a list of the names of the levels",
        ),
    ],
)
def test_what_cannot_be_checked_is_refused_in_one_line(run: Run, command: str, said: str) -> None:
    code, out, err = run(*command.split())
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
