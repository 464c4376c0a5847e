"""The builder: the same bytes from the same raw tables, a count of what it mended, and nothing written on a fault."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import oinp_noc
from builder import __main__ as builder
from builder import draws as builder_of_draws

if TYPE_CHECKING:
    from pathlib import Path

STATCAN = "concordance/statcan_noc2016v1_3-noc2021v1_0-eng.csv"
ESDC_FRENCH = "concordance/esdc_noc2021-noc2016_unit-groups_fr.csv"
OF_2006 = "concordance/derived_noc2006-noc2011_complete.csv"
OF_2011 = "concordance/derived_noc2011-noc2016.csv"
STRUCTURE_2016_FRENCH = "noc/noc2016-v1.3-structure-fr.csv"
STRUCTURE_2011 = "noc/noc2011-structure-en.csv"
STRUCTURE_2011_FRENCH = "noc/noc2011-structure-fr-inferred.csv"
EOI = "draws/eoi.jsonl"
EXPRESS_ENTRY = "draws/express_entry.jsonl"
STREAMS = "draws/streams.md"


@pytest.fixture
def raw(sources: Path, tmp_path: Path) -> Path:
    """Copy the raw tables, to be damaged."""
    copy = tmp_path / "shared"
    unused = shutil.ignore_patterns("*rounds*", "*isco08*", "*soc2018*", "*reconciled*")
    for folder in (sources, sources.parent / "notices"):
        shutil.copytree(folder, copy / folder.name, ignore=unused)
    return copy / sources.name


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the reviewed tables, and have the builder read, and write, the copy."""
    copy = tmp_path / "tables"
    shutil.copytree(builder_of_draws.TABLES, copy)
    monkeypatch.setattr(builder_of_draws, "TABLES", copy)
    return copy


def edit(root: Path, file: str, old: str, new: str, *, tell: bool = True) -> None:
    """Replace the first place of a text in a raw file, and have its PROVENANCE page give the new hash."""
    path = root / file
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode(), 1))
    page = path.parent / "PROVENANCE.md"
    if tell and page.exists():
        page.write_text(f"{page.read_text('utf-8')}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n", "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def packaged() -> dict[str, bytes]:
    return {name: file.read_bytes() for name, file in oinp_noc.data_files().items()}


def test_it_builds_the_packaged_bytes(sources: Path, tables: Path, tmp_path: Path) -> None:
    before = contents(tables)
    first = builder.build(sources, tmp_path / "first")
    second = builder.build(sources, tmp_path / "second")
    assert first.faults == second.faults == []
    assert contents(tmp_path / "first") == packaged()
    assert contents(tmp_path / "second") == packaged()
    assert contents(tables) == before


def test_it_reports_what_it_mended(sources: Path, tables: Path, tmp_path: Path) -> None:
    assert tables.is_dir()
    cleaned = builder.build(sources, tmp_path / "out").cleaned
    assert cleaned["NOC 2016 codes given back their leading zeros"] == 48
    assert cleaned["NOC 2021 codes given back their leading zeros"] == 6
    assert cleaned["header cells trimmed"] == 1
    assert cleaned["change labels mended"] == 4
    assert cleaned["cells that ended in a newline"] == 2
    assert cleaned["parents mended (major group 40 of NOC 2016)"] == 1
    assert cleaned["published misprints corrected"] == 2
    marks = [path for path in sources.rglob("*.csv") if path.read_bytes().startswith(b"\xef\xbb\xbf")]
    used = {source.name for table in oinp_noc.provenance() for source in table.sources}
    assert cleaned["byte order marks dropped"] == len([path for path in marks if path.stem in used])
    assert cleaned["byte order marks dropped"] >= 4


# What is broken in which file, and what the report must then say.
BROKEN = {
    "a pair of an unknown old code": (
        OF_2006,
        ",0011,Legislators,hrsdc",
        ",0099,Legislators,hrsdc",
        "target 0099 is no unit group of its",
    ),
    "a pair of an unknown new code": (
        STATCAN,
        ",95107,",
        ",95999,",
        "target 95999 is no unit group of its classification",
    ),
    "a code that no pair has": (
        OF_2011,
        "managers and officials,0012,",
        "managers and officials,0013,",
        "target 0012 has no pair",
    ),
    "a parent that is another's": (
        STRUCTURE_2011,
        "Legislators,001,",
        "Legislators,011,",
        "NOC 2011, 0011: 011 is not its prefix",
    ),
    "a parent that is no group": (
        STRUCTURE_2011,
        "Legislators,001,",
        "Legislators,009,",
        "NOC 2011, 0011: its parent 009 is missing",
    ),
    "a group without a parent": (
        STRUCTURE_2011,
        "Legislators and senior management,00,",
        "Legislators and senior management,,",
        "NOC 2011, 001: no parent",
    ),
    "two files with different parents": (
        STRUCTURE_2016_FRENCH,
        ",00,workbc",
        ",01-05,workbc",
        "the two files differ in its parent",
    ),
    "a title that differs": (
        STATCAN,
        "11,Legislators,",
        "11,Legislator,",
        "0011 is called 'Legislator', in noc-2016 'Legislators'",
    ),
    "a title that differs in an older table": (
        OF_2011,
        "0011,Legislators,0011",
        "0011,Legislator,0011",
        "0011 is called 'Legislator', in noc-2011",
    ),
    "no title": (STRUCTURE_2011, ",0011,Legislators,", ",0011,,", "NOC 2011, 0011: no title"),
    "another title of NOC 2006": (
        OF_2006,
        "0011,A011,Legislators",
        "0011,A011,Legislator",
        "0011 is called 'Legislator', in noc-2006",
    ),
    "a title in one language only": (
        STRUCTURE_2011_FRENCH,
        "\n4,0011,",
        "\n4,0010,X,y\n4,0011,",
        "NOC 2011: French titles without an English one: ['0010']",
    ),
    "languages of a publisher that differ": (ESDC_FRENCH, ",12,", ",13,", "ESDC's two languages differ in"),
    "a pair that stands twice": (
        OF_2011,
        "\n0012,",
        "\n0011,Legislators,0011,Legislators,0\n0012,",
        "concordance-2011-2016: a pair stands twice",
    ),
    "a pair of Statistics Canada twice": (
        STATCAN,
        ",21211,Data scientists,2173",
        ",21231,Data scientists,2173",
        "Statistics Canada has 2173 -> 21231 twice",
    ),
    "a cell too many": (
        OF_2011,
        "0011,Legislators,0011,Legislators,0",
        "0011,Legislators,0011,Legislators,0,0",
        "6 cells under 5 headings",
    ),
    "a note that cannot be read": (
        STATCAN,
        "2173 continues as 21231",
        "2173 lives on in 21231",
        "the note on 2173 could not be read",
    ),
    "a note on another code": (
        STATCAN,
        "2173 continues as 21231",
        "2174 continues as 21231",
        "the note on 2173 could not be read",
    ),
    "a pair that one publisher lacks": (
        OF_2006,
        ",hrsdc-modification,1,",
        ",hrsdc-modification,0,",
        "is not in Statistics Canada's table",
    ),
    "a fact of a stream that the source lacks": (
        STREAMS,
        "| 2021-04-28 | 2026-05-30 |",
        "| 2021-04-29 | 2026-05-30 |",
        "streams.md does not say",
    ),
    "no list of what counts outside the GTA": (
        STREAMS,
        "outside the GTA: 9411",
        "elsewhere: 9411",
        "that count outside the GTA only were not found",
    ),
    "a draw in words that were not reviewed": (
        EXPRESS_ENTRY,
        '"target": "tech occupations"',
        '"target": "techy occupations"',
        "the target text is not in targets.json",
    ),
    "a draw with a code that its version lacks": (EOI, '"3012"', '"3099"', "NOC 2016 has no 3099"),
    "a draw with a code of another version": (EOI, '"3012"', '"21231"', "NOC 2016 has no 21231"),
    "a draw with a code twice": (EOI, '"3012", "3112"', '"3112", "3112"', "a code stands twice"),
    "a draw without its misprint": (EOI, '"21200"', '"31200"', "the misprint 21200 is not in its list"),
    "a draw of an unknown stream": (
        EXPRESS_ENTRY,
        '"stream": "skilled-trades"',
        '"stream": "skilled-trade"',
        "draws of unknown streams: ['skilled-trade']",
    ),
    "a score on another scale": (
        EOI,
        '"score_max": null, "score_system": "EOI"',
        '"score_max": null, "score_system": "CRS"',
        "entrepreneur: scores on the scales ['CRS', 'EOI']",
    ),
    "a draw that moved": (
        EXPRESS_ENTRY,
        '"date": "2018-01-18"',
        '"date": "2018-01-17"',
        "draws that the ledger knows are gone: ['2018-01-18-skilled-trades']",
    ),
    "a note that lost the known part": (
        EXPRESS_ENTRY,
        "the ones seen in a press excerpt: 41220,",
        "the ones seen: 412200,",
        "the note does not say '41220, 41221",
    ),
}


def refused(raw: Path, tables: Path, out: Path) -> list[str]:
    """Run the builder on broken tables, see that it wrote nothing, and return the faults that it found."""
    before = contents(tables)
    report = builder.build(raw, out)
    assert report.faults
    assert not out.exists()
    assert contents(tables) == before
    return report.faults


@pytest.mark.parametrize("what", BROKEN)
def test_it_refuses_what_is_broken(what: str, raw: Path, tables: Path, tmp_path: Path) -> None:
    file, old, new, said = BROKEN[what]
    edit(raw, file, old, new)
    faults = refused(raw, tables, tmp_path / "out")
    assert any(said in fault for fault in faults), faults


def test_it_refuses_two_draws_with_one_id(raw: Path, tables: Path, tmp_path: Path) -> None:
    path = raw / EOI
    first, rest = path.read_text("utf-8").split("\n", 1)
    path.write_text(f"{first}\n{first}\n{rest}", "utf-8")
    faults = refused(raw, tables, tmp_path / "out")
    assert any(fault.endswith("would name 2 draws") for fault in faults), faults


def test_it_refuses_a_file_that_is_not_the_one_described(raw: Path, tables: Path, tmp_path: Path) -> None:
    edit(raw, STATCAN, "Legislators,", "Legislators ,", tell=False)
    (fault,) = refused(raw, tables, tmp_path / "out")
    assert fault.startswith(f"{STATCAN}: sha256 ")
    assert fault.endswith("is not the one that its PROVENANCE page gives")


def test_faults_leave_what_was_written_before(raw: Path, tables: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert builder.build(raw, out).faults == []
    before = contents(out)
    edit(raw, EOI, '"3012"', '"3099"')
    assert tables.is_dir()
    assert builder.build(raw, out).faults
    assert contents(out) == before


def test_a_new_draw_of_a_known_day_leaves_the_ids_as_they_are(raw: Path, tables: Path, tmp_path: Path) -> None:
    path = raw / EOI
    text = path.read_text("utf-8")
    row = next(row for row in map(json.loads, text.splitlines()) if row["date"] == "2021-05-11")
    row.update(target="tech occupations", noc_codes=["2173"], sources=["https://example.org"])
    path.write_text(text + json.dumps(row) + "\n", "utf-8")
    report = builder.build(raw, tmp_path / "out")
    assert report.faults == []
    ids = {record["id"] for record in json.loads((tmp_path / "out/draws.json").read_bytes())}
    before = set(oinp_noc.draws().ids)
    assert ids - before == {"2021-05-11-employer-job-offer-foreign-worker-tech"}
    assert before < ids
    assert set(json.loads((tables / "draw_ids.json").read_text("utf-8"))) == ids
    assert builder.build(raw, tmp_path / "again").faults == []
    assert contents(tmp_path / "again") == contents(tmp_path / "out")


def run(project: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", project / "tools/builder", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603 (our own)


def test_its_command_line(project: Path, sources: Path, tmp_path: Path) -> None:
    done = run(project, sources, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "cleaned: NOC 2016 codes given back their leading zeros: 48\n" in done.stdout
    assert contents(tmp_path / "out") == packaged()


def test_its_command_line_on_broken_tables(project: Path, raw: Path, tmp_path: Path) -> None:
    edit(raw, STATCAN, "11,Legislators,", "11,Legislator,")
    done = run(project, raw, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "refused: statcan_noc2016v1_3-noc2021v1_0-eng: 0011 is called 'Legislator'" in done.stderr
    assert not (tmp_path / "out").exists()
