"""The builder: the same bytes from the same facts, every fault with its place, and nothing written on a fault."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from builder import __main__ as builder
from builder import files
from builder.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DRAWS_2023 = "draws/2023.toml"
FOREIGN_WORKER = 'id = "2023-05-09-employer-job-offer-foreign-worker"'
STUDENT = 'id = "2023-05-09-employer-job-offer-international-student"'
JOB_OFFER_STREAM = "streams/employer-job-offer-foreign-worker.toml"
NEW_STREAM = "streams/ontario-workforce-priority.toml"
PAIRS = "concordance/2016-2021.csv"
MADE_UP = """
[[draw]]
id = "2026-05-27-masters-graduate"
date = 2026-05-27
stream = "masters-graduate"
kind = "targeted"
version = "2021"
target = "a made-up target"
slug = "made-up"
labels = ["tech"]
invitations = 12
score = { min = 50 }
listing = "listed"
occupations = ["21231", "21211"]
confidence = "low"
sources = ["https://example.org"]
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """Copy the facts, to be edited; without the example titles, which take most of the time."""
    facts = copied(tmp_path)
    shutil.rmtree(facts / "titles")
    for file, pattern in (("versions.toml", r"titles = .*"), ("publishers.toml", r'(?<=tables = )\["title.*')):
        path = facts / file
        path.write_text(re.sub(pattern, "[]" if "table" in pattern else "", path.read_text("utf-8")), "utf-8")
    return facts


def copied(folder: Path) -> Path:
    return shutil.copytree(builder.SOURCES, folder / "sources")


def edit(root: Path, file: str, old: str, new: str, *, after: str = "") -> int:
    """Replace the first place of a text after another; return the line of the place."""
    path = root / file
    text = path.read_text("utf-8")
    place = text.index(old, text.index(after))
    path.write_text(text[:place] + new + text[place + len(old) :], "utf-8")
    return 1 + text[: place + len(old) - len(old.lstrip("\n"))].count("\n")


def append(root: Path, file: str, text: str) -> None:
    path = root / file
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def packaged() -> dict[str, bytes]:
    return {name: file.read_bytes() for name, file in oinp_noc.data_files().items()}


def refused(facts: Path, out: Path) -> list[str]:
    """Build from broken facts, see that nothing was written, and return the faults."""
    faults = builder.build(facts, out).faults
    assert faults
    assert not out.exists()
    return faults


def test_the_packaged_data_is_what_the_sources_give(tmp_path: Path) -> None:
    before = contents(builder.SOURCES)
    assert builder.build(builder.SOURCES, tmp_path).faults == []
    assert builder.differences(tmp_path, builder.PACKAGED) == [], f"run: {builder.COMMAND}"
    assert contents(tmp_path) == packaged()
    assert contents(builder.SOURCES) == before


def test_another_run_writes_the_same_bytes(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", str(project / "tools/builder"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603 (our own)
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(tmp_path / "out") == packaged()


# What is broken: the file, a text to look after, what is replaced there by what, and what the report says.
BROKEN = {
    "a code that the version lacks": (DRAWS_2023, FOREIGN_WORKER, '"73200"', '"73299"', "NOC 2021 has no 73299"),
    "a code of another version": ("draws/2019.toml", "2019-07-12-human", '"2173"', '"21231"', "NOC 2016 has no 21231"),
    "a code twice": (DRAWS_2023, STUDENT, '"31301"', '"31300"', "occupations: 31300 stands twice"),
    "a source twice": (
        "draws/2018.toml",
        "",
        "2018-ontario-immigrant-nominee-program-updates.md",
        '2018-ontario-immigrant-nominee-program-updates.md", "https://x", "https://x',
        "sources: https://x stands twice",
    ),
    "an id that is not made of its day and stream": (
        "draws/2017.toml",
        "",
        'id = "2017-04-10-human-capital-priorities"',
        'id = "2017-04-10-human-capital"',
        "the id '2017-04-10-human-capital' is not '2017-04-10-human-capital-priorities' or ",
    ),
    "an unknown stream": (
        "draws/2020.toml",
        "2020-06-17-skilled-trades",
        'stream = "skilled-trades"',
        'stream = "skilled-trade"',
        "no stream 'skilled-trade': did you mean skilled-trades?",
    ),
    "an unknown label": (
        "draws/2021.toml",
        "2021-01-13",
        'labels = ["tech"]',
        'labels = ["teck"]',
        "no label 'teck': did you mean tech?",
    ),
    "a target text of two meanings": (
        "draws/2019.toml",
        "2019-07-12-human",
        'slug = "tech"',
        'slug = "it"',
        "'tech occupations' has another slug on draws/2019.toml:",
    ),
    "a target without a slug": (
        "draws/2025.toml",
        "2025-06-03",
        'slug = "',
        'note = "',
        "a target has a slug, and only a target has one",
    ),
    "a general draw with a target": (
        "draws/2024.toml",
        "",
        'kind = "targeted"',
        'kind = "general"',
        "a draw has a target if, and only if, it is targeted",
    ),
    "a misspelt key": (
        "draws/2026.toml",
        "",
        "invitations = ",
        "invitatons = ",
        "invitatons: no such key: did you mean invitations?",
    ),
    "a key like no other": ("draws/2022.toml", "", "confidence = ", "qwxz = ", "qwxz: no such key"),
    "a key that is missing": ("draws/2022.toml", "", 'kind = "', 'region = "', "kind: is missing"),
    "a month 13": ("draws/2018.toml", "2018-02-05", "date = 2018-02-05", "date = 2018-13-05", "2018-13-05 is not "),
    "a 30th of February": (
        "draws/2018.toml",
        "2018-03-26",
        "date = 2018-03-26",
        "date = 2018-02-30",
        "2018-02-30 is not a day of the calendar",
    ),
    "a key twice": (
        "draws/2017.toml",
        "2017-06-26",
        'kind = "targeted"',
        'stream = "human-capital-priorities"',
        "stream is given twice",
    ),
    "a day in quotes": (
        "draws/2022.toml",
        "2022-12-19",
        "date = 2022-12-19",
        'date = "2022-12-19"',
        "date: expected a day such as 2024-03-07, without quotes, got '2022-12-19'",
    ),
    "a number in quotes": (
        "draws/2022.toml",
        "2022-03-01",
        "invitations = ",
        'invitations = "9" # ',
        "invitations: expected a whole number, got '9'",
    ),
    "a truth for a number": (
        "draws/2022.toml",
        "2022-12-21-masters",
        "invitations = ",
        "invitations = true #",
        "invitations: expected a whole number, got True",
    ),
    "a text for a list": (
        "draws/2021.toml",
        "",
        "labels = [",
        'labels = "tech" # [',
        "labels: expected a list, got 'tech'",
    ),
    "an unknown confidence": (
        "draws/2021.toml",
        "2021-07-07-entrepreneur",
        "confidence = ",
        'confidence = "sure" #',
        "confidence: expected one of 'high', 'medium', 'low', got 'sure'",
    ),
    "a list that is said not to be there": (
        DRAWS_2023,
        "2023-01-10-employer-job-offer-foreign-worker-skilled-trades",
        'listing = "listed"',
        'listing = "none"',
        "a draw whose listing is 'none' has no `occupations`",
    ),
    "no list of a listed draw": (
        DRAWS_2023,
        "2023-01-10-employer-job-offer-foreign-worker-empp",
        'listing = "none"',
        'listing = "listed"',
        "a draw whose listing is 'listed' has `occupations`",
    ),
    "the known part of a known list": (
        "draws/2022.toml",
        "2022-02-09-employer-job-offer-foreign-worker",
        'listing = "unknown"',
        'listing = "none"',
        "only a draw whose listing is 'unknown' has them",
    ),
    "a misprint that stands in the list": (
        "draws/2025.toml",
        "2025-10-09",
        '[["94123", "94132"]]',
        '[["94132", "94123"]]',
        "94132 was printed for 94123: `occupations` has the code that was meant",
    ),
    "half a misprint": (
        "draws/2024.toml",
        "",
        '[["21200", "31200"]]',
        '[["21200"]]',
        "as_published: expected a list of 2, got ['21200']",
    ),
    "a code outside the GTA that is not in the list": (
        "draws/2021.toml",
        "outside_gta",
        '"9411"',
        '"0011"',
        "0011 is not in `occupations`",
    ),
    "scores from high to low": (
        "draws/2020.toml",
        "2020-02-26-entrepreneur",
        "min = 136, max = 200",
        "min = 200, max = 136",
        "not a range of scores",
    ),
    "fewer than no invitations": (
        "draws/2020.toml",
        "2020-04-22-entrepreneur",
        "invitations = 26",
        "invitations = -26",
        "fewer than no invitations",
    ),
    "a window that ends before it begins": (
        DRAWS_2023,
        STUDENT,
        "profiles_from = 2022",
        "profiles_from = 2032",
        "the window ends before it begins",
    ),
    "a version that is not in force yet": (
        "draws/2021.toml",
        "2021-08-25",
        'version = "2016"',
        'version = "2021"',
        "on 2021-08-25 NOC 2021 was not in force yet",
    ),
    "a version that is out of force": (
        "draws/2024.toml",
        "2024-10-17",
        'version = "2021"',
        'version = "2016"',
        "on 2024-10-17 NOC 2021 was in force, not NOC 2016",
    ),
    "a version that is not there": (
        "draws/2024.toml",
        "2024-09-26",
        'version = "2021"',
        'version = "2020"',
        "'2020' is not a NOC version",
    ),
    "a parent that is not the prefix": (
        "noc/2021.csv",
        "",
        "00011,unit group,0001,",
        "00011,unit group,1001,",
        "NOC 2021, 00011: 1001 is not its prefix: expected 0001",
    ),
    "the slip of major group 40": (
        "noc/2016.csv",
        "",
        "40,major group,4,",
        "40,major group,3,",
        "NOC 2016, 40: 3 is not its prefix: expected 4",
    ),
    "a minor group under the other range": (
        "noc/2016.csv",
        "",
        "011,minor group,01-05,",
        "011,minor group,07-09,",
        "NOC 2016, 011: 07-09 is not its prefix: expected 01-05",
    ),
    "a range under the wrong broad category": (
        "noc/2011.csv",
        "",
        "01-05,major group,0,",
        "01-05,major group,1,",
        "NOC 2011, 01-05: 1 is not its prefix: expected 0",
    ),
    "a parent that is not there": (
        "noc/2011.csv",
        "",
        "0011,unit group,001,",
        "0011,unit group,009,",
        "NOC 2011, 0011: its parent 009 is missing",
    ),
    "no parent": ("noc/2011.csv", "", "001,minor group,00,", "001,minor group,,", "NOC 2011, 001: no parent"),
    "a parent two levels up": (
        "noc/2006.csv",
        "",
        "0011,unit group,001,",
        "0011,unit group,00,",
        "NOC 2006, 0011: its parent 00 is not a minor group",
    ),
    "a broad category with a parent": (
        "noc/2021.csv",
        "",
        "\n9,broad category,,",
        "\n9,broad category,8,",
        "NOC 2021, 9: a broad category has no parent, got 8",
    ),
    "a code of a classification twice": (
        "noc/2006.csv",
        "",
        "0012,unit group,001,",
        "0013,unit group,001,",
        "NOC 2006, 0013: the code stands in row ",
    ),
    "a level that is not one": (
        "noc/2006.csv",
        "",
        "0016,unit group,",
        "0016,unit,",
        "NOC 2006, 0016: 'unit' is not a level: expected one of broad category, ",
    ),
    "no title": (
        "noc/2011.csv",
        "",
        "0012,unit group,001,Senior government managers and officials,",
        "0012,unit group,001,,",
        "NOC 2011, 0012: no title",
    ),
    "a cell too many": ("noc/2006.csv", "", "\n0014,unit group", "\n0014,,unit group", "5 cells under 4 headings"),
    "a TEER of 6": (
        "noc/2021.csv",
        "",
        "Legislators,Membres des corps législatifs,official,0",
        "Legislators,Membres des corps législatifs,official,6",
        "NOC 2021, 00010: teer: expected one of 0, 1, 2, 3, 4, 5, got '6'",
    ),
    "a skill level of a minor group": (
        "noc/2016.csv",
        "\n217,",
        "reconstructed,",
        "reconstructed,A",
        "NOC 2016, 217: only a unit group has a TEER or a skill level",
    ),
    "a French title without a status": (
        "noc/2016.csv",
        "\n2174,",
        "reconstructed,A",
        ",A",
        "NOC 2016, 2174: a French title has a status, and only that has one",
    ),
    "blanks around a cell": ("noc/2021.csv", "\n95106,", "official,5", "official ,5", "blanks around"),
    "a pair with a code that is not there": (
        PAIRS,
        "",
        "\n2173,21231,",
        "\n2173,21999,",
        "the target 21999 is not a unit group of NOC 2021",
    ),
    "a code without a pair": (
        "concordance/2011-2016.csv",
        "",
        "\n0012,0012,",
        "\n0012,0999,",
        "concordance/2011-2016.csv: 0012 of NOC 2016 has no pair",
    ),
    "a pair twice": (PAIRS, "", "\n2174,21232,", "\n2174,21230,", "2174 -> 21230: the pair stands in row "),
    "a type of change that is not one": (PAIRS, "\n0011,", "VC1 VC2", "VC1 VC9", "no type of change 'VC9'"),
    "a publisher that is not one": (PAIRS, "\n0012,", "statcan esdc", "statcan irc", "no publisher 'irc'"),
    "no publisher": ("concordance/2006-2011.csv", "\n2173,", "hrsdc statcan", "", "2173 -> 2173: no publisher"),
    "a successor in other words": (
        PAIRS,
        "\n2174,21234,",
        ",no,",
        ",never,",
        "successor: expected yes, no or nothing, got 'never'",
    ),
    "two successors": (PAIRS, "\n2173,21211,", ",no,", ",yes,", "2173 continues as 21211 already"),
    "a title under two unit groups": (
        "titles/2016-en.csv",
        "",
        "0011,city councillor",
        "0012,cabinet minister",
        "the title 'cabinet minister' stands on line 2 already",
    ),
    "a title of a code that is not there": (
        "titles/2021-en.csv",
        "",
        "00010,Aboriginal band chief,",
        "00019,Aboriginal band chief,",
        "'00019' is not a unit group of NOC 2021",
    ),
    "a mark that is not one": (
        "titles/2021-fr.csv",
        "",
        "Premières nations,yes",
        "Premières nations,1",
        "illustrative: expected yes or nothing, got '1'",
    ),
    "a stream under another name": (
        "streams/phd-graduate.toml",
        "",
        'id = "phd-graduate"',
        'id = "phd-graduates"',
        "the id 'phd-graduates' is not the name of the file",
    ),
    "a successor that is not a stream": (
        "streams/masters-graduate.toml",
        "",
        'successor = "ontario-workforce-priority"',
        'successor = "ontario-workforce"',
        "no stream 'ontario-workforce'",
    ),
    "a stream that closed before it opened": (
        JOB_OFFER_STREAM,
        "",
        "opened = 2021-04-28",
        "opened = 2028-04-28",
        "it ends (2026-05-30) before it begins (2028-04-28)",
    ),
    "a rule of a version that is not there": (
        JOB_OFFER_STREAM,
        "[[eligibility]]",
        'version = "2016"',
        'version = "2015"',
        "'2015' is not a NOC version",
    ),
    "a rule without its values": (
        "streams/employer-job-offer-international-student.toml",
        "",
        "values = [0, 1, 2, 3]",
        "values = []",
        "the rule 'TEER' does not fit its values",
    ),
    "a rule of a group that is not there": (
        "streams/employer-job-offer-in-demand-skills.toml",
        "",
        'values = ["in-demand-skills"]',
        'values = ["in-demand"]',
        "no published group 'in-demand'",
    ),
    "points that do not add up": (NEW_STREAM, "", "points = 70", "points = 71", "the best points of its factors are"),
    "half a day": ("streams/human-capital-priorities.toml", "", "days = 45", "days = 4.5", "days: expected"),
    "a group with a code that the version lacks": (
        "groups/federal-stem.toml",
        "",
        '"20010"',
        '"20999"',
        "NOC 2021 has no 20999",
    ),
    "a group with a code in two parts": (
        "groups/in-demand-skills.toml",
        "2024-07-01",
        '"14400"',
        '"44101"',
        "44101 stands twice",
    ),
    "a group of a version that is not there": (
        "groups/federal-trades.toml",
        "",
        'version = "2021"',
        'version = "2022"',
        "'2022' is not a NOC version",
    ),
    "a group with two lists of one day": (
        "groups/federal-transport.toml",
        "2025-02-26",
        "since = 2026-02-18",
        "since = 2023-05-31",
        "there is an edition since 2023-05-31 already",
    ),
    "a group that ends before it begins": (
        "groups/federal-healthcare.toml",
        "",
        "until = 2025",
        "until = 2015",
        "it ends before it begins",
    ),
    "a list of a group that is said not to be there": (
        "groups/federal-education.toml",
        "",
        'listing = "listed"',
        'listing = "none"',
        "an edition has occupations if, and only if, its listing is 'listed'",
    ),
    "a list of a group without a version": (
        "groups/federal-skilled-military-recruits.toml",
        "",
        'version = "2021"',
        "",
        "a list needs its NOC version",
    ),
    "a group of a stream that is not there": (
        "groups/priority-occupations-2025-09-03.toml",
        "",
        'version = "2021"',
        'version = "2021"\nstream = "x"',
        "no stream 'x'",
    ),
    "a label without a title": ("groups/labels.toml", "", 'tech = "tech occupations"', "tech = 1", "tech: expected a"),
    "a table that is not there": (
        "publishers.toml",
        "",
        '"draws", ',
        '"drawings", ',
        "no table 'drawings'",
    ),
    "a source gathered after the day of the data": (
        "publishers.toml",
        'name = "eoi"',
        "gathered = 2026-11-27",
        "gathered = 2099-11-28",
        "gathered after the day that `updated` gives the data",
    ),
}
ELSEWHERE = {  # reported beside the edit: at the other half of what does not fit, or at the entry as a whole
    "a target text of two meanings",
    "a target without a slug",
    "a key that is missing",
    "the known part of a known list",
    "a window that ends before it begins",
    "a code of a classification twice",
    "a code without a pair",
    "two successors",
    "a stream that closed before it opened",
    "a list of a group without a version",
    "a group of a stream that is not there",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, int]]:
    """Break everything at once: one report has every fault. Return the faults, and the line of each edit."""
    folder = tmp_path_factory.mktemp("broken")
    facts = copied(folder)
    lines = {what: edit(facts, file, old, new, after=after) for what, (file, after, old, new, _) in BROKEN.items()}
    return refused(facts, folder / "out"), lines


@pytest.mark.parametrize("what", BROKEN)
def test_a_fault_is_reported_with_its_place(what: str, found: tuple[list[str], dict[str, int]]) -> None:
    file, _, _, _, said = BROKEN[what]
    faults = [fault for fault in found[0] if said in fault]
    assert faults
    if what not in ELSEWHERE:
        assert any(fault.startswith(f"{file}:{found[1][what]}: ") for fault in faults), faults
    assert all(fault.startswith(file.partition("/")[0]) for fault in faults)


# What quality control finds in facts: the file, what is replaced there by what, and the faults.
ODD = {
    "a printed total that the draws do not add up to": (
        "totals.csv",
        "masters-graduate,,2021-01-01,2021-12-31,1834,",
        "masters-graduate,,2021-01-01,2021-12-31,1835,",
        ["totals.csv: masters-graduate 2021-01-01/2021-12-31: 1835 printed, the draws add up to 1834"],
    ),
    "a total of a stream that is not there": (
        "totals.csv",
        "masters-graduate,,2021",
        "masters,,2021",
        ["no stream 'masters'"],
    ),
    "a total that is no number": ("totals.csv", ",1834,", ",1.834,", ["expected a whole number, got '1.834'"]),
    "a total of no day": (
        "totals.csv",
        "masters-graduate,,2021-01-01",
        "masters-graduate,,2021-02-30",
        ["day='2021-02-30': expected a date, or ISO text such as '2024-03-07'"],
    ),
    "a list that the stream did not admit": (
        "draws/2023.toml",
        'occupations = [\n  "22212"',
        'occupations = [\n  "85100", "22212"',
        ["the stream did not admit 85100 on 2023-"],
    ),
    "an explanation under another kind": (
        "explanations.toml",
        'kind = "title of the parent"',
        'kind = "orphan"',
        ["noc/2006.csv:443: NOC 2006, 6683: it has the title of its parent 668, which has other groups below it too"],
    ),
    "an explanation of what is not found": (
        "explanations.toml",
        'places = ["6683"]',
        'places = ["6683", "6682"]',
        ["quality control finds no 'title of the parent' at '6682' of noc-2006: nothing to explain"],
    ),
    "an explanation of other figures": (
        "explanations.toml",
        "figures = [99, 98]",
        "figures = [99, 97]",
        [
            "totals.csv: entrepreneur 2022-01-01/2022-12-31: 99 printed, the draws add up to 98",
            "quality control finds no 'total differs' at 'entrepreneur 2022-01-01/2022-12-31' of draws",
        ],
    ),
    "an explanation of a table that is not there": (
        "explanations.toml",
        'table = "noc-2021"',
        'table = "noc-2020"',
        ["noc/2021.csv:", "'Chefs' is its title in both languages"],
    ),
    "an explanation without its French": (
        "explanations.toml",
        "text_fr = ",
        "text_de = ",
        ["text_de: no such key", "text_fr: is missing"],
    ),
}


@pytest.mark.parametrize("what", ODD)
def test_what_quality_control_finds_is_explained_or_a_fault(what: str, facts: Path, tmp_path: Path) -> None:
    file, old, new, expected = ODD[what]
    edit(facts, file, old, new)
    faults = refused(facts, tmp_path / "out")
    for part in expected:
        assert any(part in fault for fault in faults), faults


def test_an_explanation_of_a_table_that_is_not_there(facts: Path, tmp_path: Path) -> None:
    explained = NEW_EXPLANATION.split("[[explanation]]")[1]
    append(facts, "explanations.toml", f"\n[[explanation]]{explained}")
    (fault,) = refused(facts, tmp_path / "out")
    assert fault.endswith("no table 'noc-2041'")


def test_a_misspelt_key_does_not_hide_another_fault(facts: Path, tmp_path: Path) -> None:
    edit(facts, DRAWS_2023, "invitations", "invitatons", after=FOREIGN_WORKER)
    edit(facts, DRAWS_2023, '"73200"', '"73299"', after=FOREIGN_WORKER)
    assert [fault.split(": ", 1)[1] for fault in refused(facts, tmp_path / "out")] == [
        "invitatons: no such key: did you mean invitations?",
        "NOC 2021 has no 73299",
    ]


def test_two_draws_of_one_id(facts: Path, tmp_path: Path) -> None:
    first = (facts / "draws/2018.toml").read_text("utf-8").split("\n\n")[0]
    append(facts, "draws/2018.toml", f"\n{first}\n")
    line = (facts / "draws/2018.toml").read_text("utf-8").count("\n") - first.count("\n") + 1
    assert refused(facts, tmp_path / "out") == [
        f"draws/2018.toml:{line}: 2018-01-18-skilled-trades is the id of another draw, on draws/2018.toml:2"
    ]


def test_an_id_that_vanished(facts: Path, tmp_path: Path) -> None:
    edit(facts, "draws/2018.toml", '"2018-01-18-skilled-trades"', '"2018-01-18-skilled-trades-general"')
    assert refused(facts, tmp_path / "out") == [
        "draws/2018.toml: the id 2018-01-18-skilled-trades has vanished: an id that was published never changes"
    ]


def test_ids_are_known_of_data_in_conflict(facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    data.mkdir()
    merged = (
        '[\n<<<<<<< here\n{"id": "2026-09-09-a", "date"},\n=======\n{"id": "2026-09-09-b", "date"},\n>>>>>>> there\n]'
    )
    (data / "draws.json").write_text(merged, "utf-8")
    monkeypatch.setattr(builder, "PACKAGED", data)
    faults = refused(facts, tmp_path / "out")
    assert [fault.split()[3] for fault in faults] == ["2026-09-09-a", "2026-09-09-b"]
    (data / "draws.json").unlink()
    assert builder.build(facts, tmp_path / "new").faults == []


def test_a_draw_of_another_year(facts: Path, tmp_path: Path) -> None:
    append(facts, "draws/2025.toml", MADE_UP)
    (fault,) = refused(facts, tmp_path / "out")
    assert fault.startswith("draws/2025.toml:")
    assert fault.endswith(": a draw of 2026-05-27 belongs in draws/2026.toml")


def test_a_draw_later_than_the_data(facts: Path, tmp_path: Path) -> None:
    (facts / "draws/2099.toml").write_text(MADE_UP.replace("2026-05-27", "2099-06-01"), "utf-8")
    (fault,) = refused(facts, tmp_path / "out")
    assert fault.endswith(f": 2099-06-01 is later than `updated` in publishers.toml ({oinp_noc.DATA_LAST_UPDATED})")


def test_a_draw_later_than_the_search_for_draws_of_its_stream(facts: Path, tmp_path: Path) -> None:
    path = facts / "streams/masters-graduate.toml"
    path.write_text(re.sub("searched_until = .*", "searched_until = 2026-05-26", path.read_text("utf-8")), "utf-8")
    append(facts, "draws/2026.toml", MADE_UP)
    (fault,) = refused(facts, tmp_path / "out")
    assert fault.endswith(": 2026-05-27 is later than `searched_until` in streams/masters-graduate.toml (2026-05-26)")


def test_a_file_that_cannot_be_read_whole_hides_no_id_that_vanished_elsewhere(facts: Path, tmp_path: Path) -> None:
    edit(facts, "draws/2018.toml", '"2018-01-18-skilled-trades"', '"2018-01-18-skilled-trades-general"')
    edit(facts, "draws/2019.toml", "date = 2019-", "date = 2019-13-01 # ")
    assert [fault.split(": ", 1)[1] for fault in refused(facts, tmp_path / "out")] == [
        "2019-13-01 is not a day of the calendar",
        "the id 2018-01-18-skilled-trades has vanished: an id that was published never changes",
    ]


# What cannot be read at all, in a file of its own.
UNREADABLE = {
    "a list twice": (
        "draws/2017.toml",
        'note = "Announced for the following',
        'occupations = [\n  "4154",\n]\nnote = "Announced for the following',
        ": occupations is given twice",
    ),
    "a day twice": (
        "draws/2017.toml",
        "date = 2017-04-10\n",
        "date = 2017-04-10\ndate = 2017-04-11\n",
        "draws/2017.toml:4: date is given twice",
    ),
    "a list that is not closed": ("draws/2017.toml", '"4154", "4217"]', '"4154", "4217"', ": not TOML: Unclosed array"),
    "no TOML": ("streams/entrepreneur.toml", "[[eligibility]]", "[[eligibility]", ": not TOML: Expected "),
    "one bracket": ("draws/2017.toml", "[[draw]]", "[draw]", ": [[draw]] is given twice"),
    "no CSV": ("noc/2006.csv", ",Legislators", ',"Legis"lators', ": ',' expected after '\"'"),
    "a column that is not one": ("noc/2006.csv", "code,level", "code,height", "noc/2006.csv:1: no column 'height'"),
    "no JSON": ("words/notices.json", '"class"', "class", "words/notices.json:2: Expecting property name"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_cannot_be_read(what: str, facts: Path, tmp_path: Path) -> None:
    file, old, new, said = UNREADABLE[what]
    edit(facts, file, old, new)
    faults = refused(facts, tmp_path / "out")
    assert any(fault.startswith(f"{file}:") and said in fault for fault in faults), faults


def test_bytes_that_are_not_utf_8(facts: Path, tmp_path: Path) -> None:
    path = facts / "streams/skilled-trades.toml"
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xe9", 1))
    assert any(fault.startswith("streams/skilled-trades.toml:3: not UTF-8") for fault in refused(facts, tmp_path / "o"))


def test_one_table_where_a_list_is_expected(facts: Path, tmp_path: Path) -> None:
    (facts / "draws/2016.toml").write_text("[draw]\nid = 1\n\n[draws]\n", "utf-8")
    faults = refused(facts, tmp_path / "out")
    assert "draws/2016.toml:1: expected [[draw]], with two brackets" in faults
    assert "draws/2016.toml:4: draws: expected draw" in faults


# What versions.toml lists must be there, and the other way round.
VERSIONS = {
    "a version without a file": ('id = "2006"', 'id = "2007"', ["noc/2007.csv: there is no such file"]),
    "a version that is not read": (
        'id = "2006"',
        'idd = "2006"',
        ["versions.toml:4: idd: no such key: did you mean id?", "noc/2006.csv: versions.toml does not list it"],
    ),
    "a concordance of no version": (
        'source = "2006"',
        'source = "2005"',
        ["versions.toml:23: '2005' is not a NOC version that is listed"],
    ),
    "titles without a file": (
        'edition = "2006"',
        'edition = "2006"\ntitles = ["fr"]',
        ["titles/2006-fr.csv: there is no such file"],
    ),
}


@pytest.mark.parametrize("what", VERSIONS)
def test_what_there_is_of_a_version(what: str, facts: Path, tmp_path: Path) -> None:
    old, new, said = VERSIONS[what]
    edit(facts, "versions.toml", old, new)
    faults = refused(facts, tmp_path / "out")
    for expected in said:
        assert any(fault.startswith(expected) for fault in faults), faults


def test_titles_that_are_not_listed(facts: Path, tmp_path: Path) -> None:
    (facts / "titles").mkdir()
    (facts / "titles/2006-en.csv").write_text("code,title\n", "utf-8")
    assert refused(facts, tmp_path / "out") == ["titles/2006-en.csv: versions.toml does not list it"]


def test_faults_leave_what_was_written_before(facts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert builder.build(facts, out).faults == []
    before = contents(out)
    edit(facts, DRAWS_2023, '"73200"', '"73299"', after=FOREIGN_WORKER)
    assert builder.build(facts, out).faults
    assert contents(out) == before


def test_a_line_is_found_in_every_shape_of_table() -> None:
    report = Report()
    lines = [
        "# a comment",
        'a = "# not a comment ["',
        "list = [",
        '  "one", # [',
        '  "two",',
        "]",
        "[[x]]",
        'long = """',
        "[[x]]",
        'b = 1"""',
        "[[x.y]]",
        "b = 1",
        "[[x.y]]",
        "[[x]]",
        "[x.z]",
        "c = { d = 1 }",
        "[[x.y]]",
        "b = 2",
    ]
    file = files.Toml("f", {}, True, lines, files._scan(lines))  # noqa: FBT003, SLF001
    places = {
        (): 1,
        ("a",): 2,
        ("list",): 3,
        ("x", 0): 7,
        ("x", 0, "long"): 8,
        ("x", 0, "y", 0, "b"): 12,
        ("x", 0, "y", 1): 13,
        ("x", 1): 14,
        ("x", 1, "z", "c", "d"): 16,
        ("x", 1, "y", 0, "b"): 18,
        ("x", 1, "nothing"): 14,
    }
    assert {keys: file.place(*keys) for keys in places} == {keys: f"f:{line}" for keys, line in places.items()}
    assert file.place("list", text="two") == "f:5"
    assert file.place("list", text="three") == "f:3"
    assert report.faults == []


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, list[str], list[str]]:
    code = builder.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err.splitlines()


def test_the_check_says_what_to_run(facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "data"
    where = ("--sources", facts, "--out", out)
    assert run(capsys, *where) == (0, [f"{out} is what sources/ gives"], [])
    assert run(capsys, *where, "--check") == (0, [f"{out} is what sources/ gives"], [])
    before = contents(out)
    append(facts, "draws/2026.toml", MADE_UP)
    code, said, wrong = run(capsys, *where, "--check")
    assert (code, said, contents(out)) == (1, [], before)
    assert wrong[-1] == "run: python tools/builder"
    assert "draws.json is not what sources/ gives" in wrong
    (out / "more.json").write_text("[]", "utf-8")
    assert "more.json is not what sources/ gives" in run(capsys, *where, "--check")[2]
    edit(facts, "draws/2026.toml", 'confidence = "low"', 'confidence = "none"')
    code, said, wrong = run(capsys, *where)
    assert (code, said, wrong[-1]) == (1, [], "faults: 1; nothing was written")
    assert wrong[0].startswith("sources/draws/2026.toml:")


# Facts that a person adds under sources/, and what the library says of them when they were built.
NEW_STREAM_FILE = """id = "made-up-stream"
name = "Made-up stream"
intake = "EOI"
scale = "EOI"
sources = ["https://example.org"]

[[eligibility]]
version = "2021"
rule = "TEER"
values = [1]
source = "https://example.org"
"""
NEW_DRAW = MADE_UP.replace("masters-graduate", "made-up-stream")
NEW_GROUP = """id = "made-up-group"
title = "made-up occupations"

[[edition]]
since = 2026-05-27
version = "2021"
listing = "listed"
occupations = ["21231"]
"""
USED = """
import oinp_noc
draw = oinp_noc.draw("2026-05-27-made-up-stream")
converted = oinp_noc.convert("21231", version="2021", to="2041")
answer = [
    draw.listed().codes, draw.score.scale, draw.labels, len(oinp_noc.stream(draw.stream).eligible("2026-05-27")),
    oinp_noc.occupation_group("made-up-group").latest.occupations.codes,
    oinp_noc.versions()[-1], converted.codes, converted.successor.code,
    oinp_noc.lookup("31231", version="2041").parent.code,
    [match.group.code for match in oinp_noc.search("wizard of code", version="2041")],
    draw.id in oinp_noc.occupation_group("tech").latest.draws,

    sorted(oinp_noc.verify()) == sorted(oinp_noc.data_files()),
]
"""


NEW_SOURCE = f"""
[[source]]
name = "made-up"
title = "made-up tables"
publisher = "nobody"
edition = "none"
licence = "none"
gathered = 2026-11-27
file = "made-up.csv"
bytes = 1
sha256 = "{"0" * 64}"
rows = 1
tables = ["noc-2041", "concordance-2021-2041", "titles-2041-en", "title-index-2041-en", "title-words-2041-en"]
"""


NEW_EXPLANATION = """
[[explanation]]
table = "noc-2041"
kind = "same in both languages"
places = ["62200"]
text = "Chefs is the same word in both languages."
text_fr = "Chefs est le même mot dans les deux langues."
source = "https://example.org"

[[explanation]]
table = "noc-2041"
kind = "title of the parent"
places = ["3120"]
text = "Made up: 3123 was added beside it."
text_fr = "Inventé : 3123 a été ajouté à côté."
source = "https://example.org"
"""


def add_a_version(facts: Path) -> None:
    """Add a NOC 2041: NOC 2021 with one unit group split into two of a new minor group, and example titles."""
    noc = (facts / "noc/2021.csv").read_text("utf-8").splitlines()
    units = [line.split(",")[0] for line in noc if ",unit group," in line]
    noc.append("31239,unit group,3123,Wizards,Mages,official,1")
    noc += ["3123,minor group,312,Magicians,Magiciens,official,", "31231,unit group,3123,Witches,Sorcières,official,1"]
    (facts / "noc/2041.csv").write_text("\n".join(line for line in noc if line[:5] != "21231") + "\n", "utf-8")
    pairs = [f"{code},{code},,,statcan" for code in units if code != "21231"]
    pairs += ["21231,31231,RC4.2,yes,statcan", "21231,31239,RC4.2,no,statcan"]
    text = "source,target,changes,successor,publishers\n" + "\n".join(pairs) + "\n"
    (facts / "concordance/2021-2041.csv").write_text(text, "utf-8")
    titles = [f"{code},title of {code}" for code in units if code != "21231"] + ["31231,witch", "31239,wizard of code"]
    (facts / "titles").mkdir()
    (facts / "titles/2041-en.csv").write_text("code,title\n" + "\n".join(titles) + "\n", "utf-8")
    append(facts, "versions.toml", '\n[[version]]\nid = "2041"\nedition = "2041"\ntitles = ["en"]\n')
    joined = 'source = "2021"\ntarget = "2041"\npublishers = ["statcan"]'
    append(facts, "versions.toml", f"\n[[concordance]]\n{joined}\n")
    append(facts, "publishers.toml", NEW_SOURCE)
    append(facts, "explanations.toml", NEW_EXPLANATION)


def test_a_table_without_a_source(facts: Path, tmp_path: Path) -> None:
    add_a_version(facts)
    edit(facts, "publishers.toml", '"noc-2041", ', "")
    assert refused(facts, tmp_path / "out") == ["publishers.toml: no source has 'noc-2041' among its tables"]


def test_facts_that_are_gone_leave_no_file_behind(facts: Path, tmp_path: Path) -> None:
    other = shutil.copytree(facts, tmp_path / "other")
    add_a_version(other)
    out = tmp_path / "out"
    assert builder.build(facts, out).faults == []
    before = contents(out)
    (out / "mine.json").write_text("[]", "utf-8")
    assert builder.build(other, out).faults == []
    assert "noc-2041.json" in contents(out)
    assert builder.build(facts, out).faults == []
    assert contents(out) == before | {"mine.json": b"[]"}


def test_facts_are_added_by_files_alone(facts: Path, package_copy: Path, fresh: Callable[..., Any]) -> None:
    (facts / "streams/made-up-stream.toml").write_text(NEW_STREAM_FILE, "utf-8")
    (facts / "groups/made-up-group.toml").write_text(NEW_GROUP, "utf-8")
    append(facts, "draws/2026.toml", NEW_DRAW)
    edit(
        facts,
        "words/notices.json",
        "[",
        '[\n{"class": "stream", "value": "made-up-stream", "en": ["made-up"], "fr": []},',
    )
    add_a_version(facts)
    assert builder.build(facts, package_copy / "data").faults == []
    assert fresh(USED, package_copy.parent) == [
        ["21211", "21231"],
        "EOI",
        ["tech"],
        97,
        ["21231"],
        "2041",
        ["31231", "31239"],
        "31231",
        "3123",
        ["31239"],
        True,
        True,
    ]
