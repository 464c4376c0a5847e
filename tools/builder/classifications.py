"""The classification tables: one row a group, checked against the laws of the hierarchy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from builder.report import Report
    from builder.sources import RawFolder

Row = dict[str, Any]

LEVELS_2021 = ("broad category", "major group", "sub-major group", "minor group", "unit group")
LEVELS_BEFORE = ("broad category", "major group", "minor group", "unit group")


def noc_2021(raw: RawFolder) -> list[Row]:
    """Build NOC 2021: the parent is the code without its last digit, TEER the second digit of a unit group."""
    french = {row["Code dela CNP 2021 v1.0"]: row["Titres de classes"] for row in raw.csv("noc2021-v1.0-structure-fr")}
    rows = []
    for row in raw.csv("noc2021-v1.0-structure-en"):
        code, level = row["Code - NOC 2021 V1.0"], LEVELS_2021[int(row["Level"]) - 1]
        teer = int(code[1]) if level == "unit group" else None
        rows.append(
            _group(
                code,
                level,
                row["Class title"],
                parent=code[:-1] or None,
                title_fr=_taken(french, code, raw.report),
                title_fr_status="official",
                teer=teer,
            )
        )
    raw.report.check(not french, f"NOC 2021: French titles without an English one: {sorted(french)}")
    return sorted(rows, key=_by_code)


def noc_2016(raw: RawFolder) -> list[Row]:
    """Build NOC 2016, with reconstructed French titles and skill levels."""
    parents = {row["Code"]: row["Parent"] for row in raw.csv("noc2016-v1.3-structure-fr")}
    french = {row["Code"]: row["Titre"] for row in raw.csv("noc2016-v1.3-structure-fr")}
    skill = _skill_levels(raw)
    rows = []
    for row in raw.csv("noc2016-v1.3-structure-en"):
        code, level = row["noc_code"], LEVELS_BEFORE[int(row["Level"]) - 1]
        raw.report.check(parents.get(code) == row["Parent"], f"NOC 2016, {code}: the two files differ in its parent")
        parent = _mended_parent(code, row["Parent"], raw.report)
        rows.append(
            _group(
                code,
                level,
                row["noc_title"],
                parent=parent,
                title_fr=_taken(french, code, raw.report),
                title_fr_status="reconstructed",
                skill=skill.get(code),
            )
        )
    raw.report.check(not french, f"NOC 2016: French titles without an English one: {sorted(french)}")
    return sorted(rows, key=_by_code)


def noc_2011(raw: RawFolder) -> list[Row]:
    """Build NOC 2011: the codes of NOC 2016, so its skill levels hold; French titles official for unit groups only."""
    french = {row["Code"]: row["Titre"] for row in raw.csv("noc2011-structure-fr-inferred")}
    official = {row["code"]: row for row in raw.csv("noc2011-unit-group-titles-en-fr")}
    english = {row["Code"]: row["Class title"] for row in raw.csv("noc2011-structure-en") if row["Level"] == "4"}
    differ = sorted(code for code in english | official if english.get(code) != official.get(code, {}).get("title_en"))
    raw.report.check(not differ, f"NOC 2011: the two files of titles differ in {differ}")
    french |= {code: row["title_fr"] for code, row in official.items()}
    skill = _skill_levels(raw)
    rows = [
        _group(
            row["Code"],
            LEVELS_BEFORE[int(row["Level"]) - 1],
            row["Class title"],
            parent=row["Parent"] or None,
            title_fr=_taken(french, row["Code"], raw.report) or None,
            title_fr_status="official" if row["Code"] in official else "inferred",
            skill=skill.get(row["Code"]),
        )
        for row in raw.csv("noc2011-structure-en")
    ]
    raw.report.check(not french, f"NOC 2011: French titles without an English one: {sorted(french)}")
    return sorted(rows, key=_by_code)


def noc_2006(raw: RawFolder) -> list[Row]:
    """Build NOC 2006: English titles only."""
    rows = [
        _group(row["code"], LEVELS_BEFORE[int(row["level"]) - 1], row["title"], parent=row["parent"] or None)
        for row in raw.csv("noc2006-structure-en")
    ]
    return sorted(rows, key=_by_code)


def check_hierarchy(version: str, rows: list[Row], report: Report) -> None:
    """Check that codes are unique, titles there, and every parent present and (the ranges apart) a prefix."""
    codes = {row["code"] for row in rows}
    report.check(len(codes) == len(rows), f"NOC {version}: a code stands twice")
    for row in rows:
        code, parent = row["code"], row["parent"]
        report.check(row["title"], f"NOC {version}, {code}: no title")
        if parent is None:
            report.check(row["level"] == "broad category", f"NOC {version}, {code}: no parent")
            continue
        report.check(parent in codes, f"NOC {version}, {code}: its parent {parent} is missing")
        report.check(parent == _expected_parent(code, codes), f"NOC {version}, {code}: {parent} is not its prefix")


def _group(  # noqa: PLR0913 (a row has this many cells)
    code: str,
    level: str,
    title: str,
    *,
    parent: str | None = None,
    title_fr: str | None = None,
    title_fr_status: str | None = None,
    teer: int | None = None,
    skill: str | None = None,
) -> Row:
    return {
        "code": code,
        "level": level,
        "parent": parent,
        "title": title,
        "title_fr": title_fr,
        "title_fr_status": title_fr_status if title_fr else None,
        "teer": teer,
        "skill_level": skill,
    }


def _taken(french: dict[str, str], code: str, report: Report) -> str | None:
    report.check(code in french, f"{code} has no row in the French file")
    return french.pop(code, None)


def _by_code(row: Row) -> str:
    return str(row["code"])


def _expected_parent(code: str, codes: set[str]) -> str | None:
    if "-" in code:
        return code[0]
    prefix = code[:-1]
    if prefix in codes:
        return prefix
    # Two major groups of NOC 2011 and 2016 are ranges: 011 to 051 stand under 01-05, 071 to 091 under 07-09.
    ranges = (other.partition("-") for other in codes if "-" in other)
    return next((f"{low}-{high}" for low, _, high in ranges if low <= prefix <= high), None)


def _skill_levels(raw: RawFolder) -> dict[str, str]:
    return {row["code"]: row["skill_level"] for row in raw.csv("noc2016-v1.3-skill-levels")}


def _mended_parent(code: str, parent: str, report: Report) -> str | None:
    # Both files of NOC 2016 print the parent of major group 40 (education) as 3 (health).
    if code == "40" and parent == "3":
        report.clean("parents mended (major group 40 of NOC 2016)")
        return "4"
    return parent or None
