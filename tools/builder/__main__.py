"""Build the packaged data from ``sources/``: ``python tools/builder``.

Nothing is written if anything in ``sources/`` is at fault: every fault is reported at once, with its file and line. A
second run writes the same bytes. ``--check`` writes nothing: it fails if the data is not what the sources give.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]

if __package__ in (None, ""):  # started as a folder: make the folder above importable as the package's home
    sys.path.insert(0, str(ROOT / "tools"))
    sys.path.insert(1, str(ROOT / "src"))  # titles fold as the library folds queries

from builder import classifications, concordances, draws, groups, notices, package, quality, streams, titles  # noqa: E402
from builder.report import Report  # noqa: E402
from builder.sources import Sources, read_sources  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCES = ROOT / "sources"
PACKAGED = ROOT / "src" / "oinp_noc" / "data"
COMMAND = "python tools/builder"
OWN = ("notice-words", "notice-targets", "totals", "explanations")
"""The tables that were compiled for the library: they have no other source, or each of their records names its own."""


def build(sources: Path, out: Path) -> Report:
    """Build every table from a folder of sources into another folder; write nothing when the report has faults."""
    report = Report()
    found = read_sources(sources, report)
    if any(fault.startswith("versions.toml") for fault in report.faults):
        return report  # whatever else is checked, is checked against what is there of each version
    control = quality.Quality.of(found, report)
    tables = classifications.tables(found, control)
    units = {version: classifications.unit_groups(tables[f"noc-{version}"]) for version in found.versions}
    tables |= concordances.tables(found, tables, control)
    tables["draws"] = draws.draws(found, units, _published_ids(), report)
    tables["streams"] = streams.streams(found, report)
    tables["occupation-groups"] = groups.groups(found, tables["draws"], units, report)
    printed = quality.totals(found, report)
    tables["totals"] = quality.total_rows(printed)
    tables["explanations"] = quality.explanations(found)
    tables["notice-words"] = notices.words(found.notice_words, found.stream_ids, found.labels, report)
    tables["notice-targets"] = draws.targets(found)
    tables |= titles.tables(found, tables, report)
    used = _used(found, [*tables, *titles.index_names(found)], report)
    if not report.faults:  # a draw with a fault has others that follow from it
        quality.check_draws(found, tables, printed, control)
        control.check_all_used(found, tables)
    if not report.faults:  # the indexes take longest
        tables |= titles.indexes(found, tables, report)
    if not report.faults:
        described = _described(out)
        day, versions = str(found.updated), package.versions(found)
        package.write(out, tables, package.provenance(found), used, day, versions=versions)
        for name in described - _described(out):
            (out / name).unlink(missing_ok=True)  # built from facts that are gone
    return report


def differences(built: Path, packaged: Path) -> list[str]:
    """Name the files that are not the same in both folders."""
    contents = [
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (built, packaged)
    ]
    return sorted(name for name in {*contents[0], *contents[1]} if contents[0].get(name) != contents[1].get(name))


def main(words: list[str] | None = None) -> int:
    """Run the builder from the command line; exit code 1 when a check failed."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--sources", type=Path, default=SOURCES, help="the facts (default: sources/)")
    parser.add_argument("--out", type=Path, default=PACKAGED, help="the data (default: the package's)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the data is not what it would be")
    arguments = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as temporary:
        report = build(arguments.sources, Path(temporary) / "data" if arguments.check else arguments.out)
        differ = differences(Path(temporary) / "data", arguments.out) if arguments.check and not report.faults else []
    for fault in report.faults:
        print(f"{arguments.sources.name}/{fault}", file=sys.stderr)
    for name in differ:
        print(f"{name} is not what {arguments.sources.name}/ gives", file=sys.stderr)
    if report.faults:
        print(f"faults: {len(report.faults)}; nothing was written", file=sys.stderr)
    elif differ:
        print(f"run: {COMMAND}", file=sys.stderr)
    else:
        print(f"{arguments.out} is what {arguments.sources.name}/ gives")
    return 1 if report.faults or differ else 0


def _published_ids() -> list[str]:
    """Read the ids of the draws that are packaged now."""
    return _found(PACKAGED / "draws.json", r'^\{"id": "([^"]+)"')


def _described(folder: Path) -> set[str]:
    """Read which files a folder's ``datapackage.json`` describes."""
    return set(_found(folder / "datapackage.json", r'"path": "([\w./-]+\.json)"'))


def _found(path: Path, pattern: str) -> list[str]:
    """Find a pattern in a generated file: no JSON if a merge has left its marks there, and both sides count."""
    return re.findall(pattern, path.read_text("utf-8"), re.MULTILINE) if path.exists() else []


def _used(found: Sources, tables: Iterable[str], report: Report) -> dict[str, list[str]]:
    """Name the sources of each table, in the order of ``publishers.toml``."""
    used: dict[str, list[str]] = {name: [] for name in tables}
    for entry in found.read_from:
        for table in entry.value.tables:
            report.check(table in used, f"{entry.at('tables', text=table)}: no table {table!r}")
            used.setdefault(table, []).append(entry.value.name)
    for table in sorted(table for table, names in used.items() if not names and table not in OWN):
        report.check(holds=False, fault=f"publishers.toml: no source has {table!r} among its tables")
    return used


if __name__ == "__main__":
    sys.exit(main())
