"""The concordance tables: one row a pair of unit groups, with what the publishers say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.classifications import unit_groups

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.files import Csv
    from builder.report import Report
    from builder.shapes import Concordance
    from builder.sources import Sources

Row = dict[str, Any]

CHANGES = ("RC3.1", "RC3.2", "RC4.1", "RC4.2", "RC5", "VC1", "VC2")
"""Types of change of the Generic Statistical Information Model: merger, take-over, breakdown, split off, transfer,
code change and name change."""

SUCCESSOR = {"yes": True, "no": False, "": None}
"""Whether a note names the target as what the source continues as; empty if no note speaks of the source's fate."""


def tables(sources: Sources, groups: Mapping[str, list[Row]], report: Report) -> dict[str, list[Row]]:
    """Build the table of every concordance, whose pairs join unit groups of both versions and leave none out."""
    built = {}
    for key, file in sources.pairs.items():
        rows = _pairs(file, sources.concordances[key].value, report)
        for side, version in zip(("source", "target"), key, strict=True):
            _check_side(side, version, file, unit_groups(groups.get(f"noc-{version}", [])), report)
        built[f"concordance-{'-'.join(key)}"] = rows
    return built


def _pairs(file: Csv, known: Concordance, report: Report) -> list[Row]:
    rows = {}
    first: dict[tuple[str, str], int] = {}
    continued: dict[str, str] = {}
    for line, cells in file.rows:
        key = (cells["source"], cells["target"])
        place = f"{file.place(line)}: {key[0]} -> {key[1]}"
        twice = first.setdefault(key, line)
        report.check(twice == line, f"{place}: the pair stands on line {twice} already")
        changes, publishers = cells.get("changes", "").split(), cells["publishers"].split()
        for change in changes:
            report.check(change in CHANGES, f"{place}: no type of change {change!r}: expected {', '.join(CHANGES)}")
        report.check(publishers, f"{place}: no publisher")
        for name in publishers:
            listed = ", ".join(known.publishers)
            report.check(name in known.publishers, f"{place}: no publisher {name!r}: versions.toml lists {listed}")
        successor = cells.get("successor", "")
        report.check(successor in SUCCESSOR, f"{place}: successor: expected yes, no or nothing, got {successor!r}")
        if successor == "yes":
            other = continued.setdefault(key[0], key[1])
            report.check(other == key[1], f"{place}: {key[0]} continues as {other} already")
        rows[key] = {
            "source": key[0],
            "target": key[1],
            "changes": changes,
            "successor": SUCCESSOR.get(successor),
            "publishers": publishers,
        }
    return [rows[key] for key in sorted(rows)]


def _check_side(side: str, version: str, file: Csv, units: set[str], report: Report) -> None:
    for line, cells in file.rows:
        code = cells[side]
        report.check(code in units, f"{file.place(line)}: {side} {code!r} is not a unit group of NOC {version}")
    for code in sorted(units - {cells[side] for _, cells in file.rows}):
        report.check(holds=False, fault=f"{file.path}: {code} of NOC {version} has no pair")
