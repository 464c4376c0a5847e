"""The concordance tables: one row a pair of unit groups, with what the publishers say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.classifications import unit_groups
from builder.quality import cells
from oinp_noc.qc._mapping import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from builder.files import Csv
    from builder.quality import Quality
    from builder.report import Report
    from builder.shapes import Concordance
    from builder.sources import Sources
    from oinp_noc.qc._findings import Fault

Row = dict[str, Any]

SUCCESSOR = {"yes": True, "no": False, "": None}
"""Whether a note names the target as what the source continues as; empty if no note speaks of the source's fate."""


def tables(sources: Sources, groups: Mapping[str, list[Row]], quality: Quality) -> dict[str, list[Row]]:
    """Build the table of every concordance, whose pairs join unit groups of both versions and leave none out."""
    built = {}
    for key, file in sources.pairs.items():
        name = f"concordance-{'-'.join(key)}"
        _check_cells(file, sources.concordances[key].value, quality.report)
        sides = [unit_groups(groups.get(f"noc-{version}", [])) for version in key]
        names = (f"NOC {key[0]}", f"NOC {key[1]}")
        found = faults(cells(file, ("changes", "successor")), sides[0], sides[1], names)
        quality.take(name, found, _placed(file))
        built[name] = _pairs(file)
    return built


def _placed(file: Csv) -> Callable[[Fault], str]:
    return lambda fault: file.path if fault.row is None else f"{file.place(fault.row)}: {fault.place}"


def _check_cells(file: Csv, known: Concordance, report: Report) -> None:
    """Check what only a table in ``sources/`` is held to: its publishers, and how its successors are written."""
    for line, row in file.rows:
        place = f"{file.place(line)}: {row['source']} -> {row['target']}"
        for name in row["publishers"].split():
            listed = ", ".join(known.publishers)
            report.check(name in known.publishers, f"{place}: no publisher {name!r}: versions.toml lists {listed}")
        successor = row.get("successor", "")
        report.check(successor in SUCCESSOR, f"{place}: successor: expected yes, no or nothing, got {successor!r}")


def _pairs(file: Csv) -> list[Row]:
    rows = {
        (row["source"], row["target"]): {
            "source": row["source"],
            "target": row["target"],
            "changes": row.get("changes", "").split(),
            "successor": SUCCESSOR.get(row.get("successor", "")),
            "publishers": row["publishers"].split(),
        }
        for _, row in file.rows
    }
    return [rows[key] for key in sorted(rows)]
