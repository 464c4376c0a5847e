"""Build the packaged data: ``python tools/builder SOURCES [--out FOLDER]``.

Reads the raw tables under SOURCES, prints what it cleaned, and writes nothing when a check fails.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

if __package__ in (None, ""):  # started as a folder: make the folder above importable as the package's home
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.path.append(str(Path(__file__).resolve().parents[2] / "src"))  # titles fold as the library folds queries

from builder import classifications, concordances, draws, groups, notices, package, titles
from builder.report import Report
from builder.sources import RawFolder

PACKAGED = Path(__file__).resolve().parents[2] / "src" / "oinp_noc" / "data"

USED = {
    "noc-2021": ["noc2021-v1.0-structure-en", "noc2021-v1.0-structure-fr"],
    "noc-2016": ["noc2016-v1.3-structure-en", "noc2016-v1.3-structure-fr", "noc2016-v1.3-skill-levels"],
    "noc-2011": [
        "noc2011-structure-en",
        "noc2011-structure-fr-inferred",
        "noc2011-unit-group-titles-en-fr",
        "noc2016-v1.3-skill-levels",
    ],
    "noc-2006": ["noc2006-structure-en"],
    "concordance-2016-2021": [
        "statcan_noc2016v1_3-noc2021v1_0-eng",
        "esdc_noc2021-noc2016_unit-groups_en",
        "esdc_noc2021-noc2016_unit-groups_fr",
    ],
    "concordance-2011-2016": ["derived_noc2011-noc2016"],
    "concordance-2006-2011": ["derived_noc2006-noc2011_complete"],
    "draws": ["eoi", "express_entry", "streams"],
    "streams": ["streams"],
    "notice-words": [],
    "notice-targets": [],
    "occupation-groups": ["eoi", "express_entry", "streams", "federal_categories", "2025-09-03-priority-occupations"],
    **titles.USED,
}


def build(sources: Path, out: Path) -> Report:
    """Build every table from the raw files into a folder; write nothing when the report has faults."""
    report = Report()
    raw = RawFolder(sources, report)
    tables = {
        "noc-2021": classifications.noc_2021(raw),
        "noc-2016": classifications.noc_2016(raw),
        "noc-2011": classifications.noc_2011(raw),
        "noc-2006": classifications.noc_2006(raw),
        "concordance-2016-2021": concordances.noc_2016_to_2021(raw),
        "concordance-2011-2016": concordances.noc_2011_to_2016(raw),
        "concordance-2006-2011": concordances.noc_2006_to_2011(raw),
    }
    units: dict[str, set[str]] = {}
    for name, rows in tables.items():
        kind, *versions = name.split("-")
        if kind == "noc":
            units[versions[0]] = {row["code"] for row in rows if row["level"] == "unit group"}
            classifications.check_hierarchy(versions[0], rows, report)
        else:
            concordances.check_pairs(name, rows, [tables[f"noc-{version}"] for version in versions], report)
    concordances.check_titles(raw, tables)
    tables["draws"] = draws.draws(raw, units)
    tables["streams"] = draws.streams(raw, tables["draws"])
    tables["notice-words"] = notices.words(report, {row["id"] for row in tables["streams"]})
    tables["notice-targets"] = notices.targets()
    tables["occupation-groups"] = groups.groups(raw, tables["draws"], units)
    if not report.faults:  # the titles take longest
        tables |= titles.tables(raw, tables)
    if not report.faults:
        package.write(out, tables, raw.provenance(), USED, raw.day())
    return report


def main() -> int:
    """Run the builder from the command line; exit code 1 when a check failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="the folder with the raw tables")
    parser.add_argument("--out", type=Path, default=PACKAGED, help="where to write (default: the package's data)")
    arguments = parser.parse_args()
    report = build(arguments.sources, arguments.out)
    for what, times in sorted(report.cleaned.items()):
        if times:
            print(f"cleaned: {what}: {times}")
    for fault in report.faults:
        print(f"refused: {fault}", file=sys.stderr)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
