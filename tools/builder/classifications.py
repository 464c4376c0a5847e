"""The classification tables: one row a group, checked against the laws of the hierarchy by the library itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.quality import cells
from oinp_noc.qc._hierarchy import COLUMNS, REQUIRED, faults

if TYPE_CHECKING:
    from builder.files import Csv
    from builder.quality import Quality
    from builder.sources import Sources

Row = dict[str, Any]


def tables(sources: Sources, quality: Quality) -> dict[str, list[Row]]:
    """Build the table of every version."""
    return {f"noc-{version}": _groups(version, file, quality) for version, file in sources.groups_of.items()}


def unit_groups(rows: list[Row]) -> set[str]:
    """Return the codes of the unit groups of a table."""
    return {row["code"] for row in rows if row["level"] == "unit group"}


def _groups(version: str, file: Csv, quality: Quality) -> list[Row]:
    found = faults(cells(file, [name for name in COLUMNS if name not in REQUIRED]))
    named = f"NOC {version}"
    quality.take(
        f"noc-{version}",
        found,
        lambda fault: (
            f"{file.path}: {named}" if fault.row is None else f"{file.place(fault.row)}: {named}, {fault.place}"
        ),
    )
    return sorted((_row(row) for _, row in file.rows), key=lambda row: str(row["code"]))


def _row(cells: dict[str, str]) -> Row:
    teer = cells.get("teer")
    return {
        "code": cells["code"],
        "level": cells["level"],
        "parent": cells["parent"] or None,
        "title": cells["title"],
        "title_fr": cells.get("title_fr") or None,
        "title_fr_status": cells.get("title_fr_status") or None,
        "teer": int(teer) if teer and teer.isdecimal() else None,
        "skill_level": cells.get("skill_level") or None,
    }
