"""The classification tables: one row a group, checked against the laws of the hierarchy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from builder.files import Csv
    from builder.report import Report
    from builder.sources import Sources

Row = dict[str, Any]

LEVELS = ("broad category", "major group", "sub-major group", "minor group", "unit group")
STATUSES = ("official", "reconstructed", "inferred")
TEERS = tuple("012345")
SKILL_LEVELS = tuple("0ABCD")


def tables(sources: Sources, report: Report) -> dict[str, list[Row]]:
    """Build the table of every version."""
    return {f"noc-{version}": _groups(version, file, report) for version, file in sources.groups_of.items()}


def unit_groups(rows: list[Row]) -> set[str]:
    """Return the codes of the unit groups of a table."""
    return {row["code"] for row in rows if row["level"] == "unit group"}


def _groups(version: str, file: Csv, report: Report) -> list[Row]:
    first: dict[str, int] = {}
    levels = {cells["code"]: cells["level"] for _, cells in file.rows}
    present = [level for level in LEVELS if level in levels.values()]
    digits = {len(code) for code, level in levels.items() if level == "unit group"}
    for line, cells in file.rows:
        code = cells["code"]
        place = f"{file.place(line)}: NOC {version}, {code}"
        twice = first.setdefault(code, line)
        report.check(twice == line, f"{place}: the code stands on line {twice} already")
        report.check(cells["title"], f"{place}: no title")
        _one_of(cells["level"], LEVELS, f"{place}: level", report)
        _one_of(cells.get("title_fr_status"), STATUSES, f"{place}: title_fr_status", report)
        _one_of(cells.get("teer"), TEERS, f"{place}: teer", report)
        _one_of(cells.get("skill_level"), SKILL_LEVELS, f"{place}: skill_level", report)
        both = bool(cells.get("title_fr")) == bool(cells.get("title_fr_status"))
        report.check(both, f"{place}: a French title has a status, and only that has one")
        if cells["level"] != "unit group":
            scale = cells.get("teer") or cells.get("skill_level")
            report.check(not scale, f"{place}: only a unit group has a TEER or a skill level")
        report.check(_shaped(code, len(digits) > 1), f"{place}: not a code, or the unit groups differ in length")
        _check_parent(cells, levels, present, place, report)
    rows = (_row(cells) for _, cells in file.rows)
    return sorted(rows, key=lambda row: str(row["code"]))


def _row(cells: dict[str, str]) -> Row:
    teer = cells.get("teer")
    return {
        "code": cells["code"],
        "level": cells["level"],
        "parent": cells["parent"] or None,
        "title": cells["title"],
        "title_fr": cells.get("title_fr") or None,
        "title_fr_status": cells.get("title_fr_status") or None,
        "teer": int(teer) if teer in TEERS else None,
        "skill_level": cells.get("skill_level") or None,
    }


def _check_parent(
    cells: dict[str, str], levels: dict[str, str], present: list[str], place: str, report: Report
) -> None:
    """Check that the parent is there, is one level up, and (the ranges apart) is a prefix."""
    code, level, parent = cells["code"], cells["level"], cells["parent"]
    if level not in present:
        return
    above = present[present.index(level) - 1] if level != present[0] else None
    if above is None:
        report.check(not parent, f"{place}: a {level} has no parent, got {parent}")
    elif not parent:
        report.check(holds=False, fault=f"{place}: no parent")
    elif parent not in levels:
        report.check(holds=False, fault=f"{place}: its parent {parent} is missing")
    else:
        report.check(levels[parent] == above, f"{place}: its parent {parent} is not a {above}")
        expected = _expected_parent(code, levels)
        report.check(parent == expected, f"{place}: {parent} is not its prefix: expected {expected}")


def _expected_parent(code: str, codes: Collection[str]) -> str | None:
    if "-" in code:
        return code[0]
    prefix = code[:-1]
    if prefix in codes:
        return prefix
    # Two major groups of NOC 2011 and 2016 are ranges: 011 to 051 stand under 01-05, 071 to 091 under 07-09.
    ranges = (other.partition("-") for other in codes if "-" in other)
    return next((f"{low}-{high}" for low, _, high in ranges if low <= prefix <= high), None)


def _shaped(code: str, lengths_differ: bool) -> bool:  # noqa: FBT001 (two conditions of one law)
    return code.isascii() and code.replace("-", "", 1).isdigit() and not lengths_differ


def _one_of(value: str | None, choices: Collection[str], what: str, report: Report) -> None:
    report.check(not value or value in choices, f"{what}: expected one of {', '.join(choices)}, got {value!r}")
