"""The concordance tables: one row a pair of unit groups, with what the publishers say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.report import Report
    from builder.sources import RawFolder

Row = dict[str, Any]

GSIM_CODE = re.compile(r"(?:RC|VC)\d(?:\.\d)?")
GSIM_LABELS = {
    "RC3.1": "RC3.1 - Merger",
    "RC3.2": "RC3.2 - Take-over",
    "RC4.1": "RC4.1 - Breakdown",
    "RC4.2": "RC4.2 - Split off",
    "RC5": "RC5 - Transfer",
    "VC1": "VC1 - Code Change",
    "VC2": "VC2 - Name Change",
}
CONTINUES = re.compile(r"^(\d{4}) continues as (\d{5})\b")
EXPIRES = re.compile(r"^\d{4}(?: and \d{4})? expire[ds]\b")


def noc_2016_to_2021(raw: RawFolder) -> list[Row]:
    """Build the union of the two publishers' tables of NOC 2016 and NOC 2021, each pair with who has it."""
    rows: dict[tuple[str, str], Row] = {}
    padded: dict[str, set[str]] = {"2016": set(), "2021": set()}
    for line in raw.csv("statcan_noc2016v1_3-noc2021v1_0-eng"):
        source = _pad(line["NOC 2016 V1.3 Code"], 4, padded["2016"])
        target = _pad(line["NOC 2021 V1.0 Code"], 5, padded["2021"])
        changes = _changes(line["GSIM Type of Change"], raw.report)
        raw.report.check((source, target) not in rows, f"Statistics Canada has {source} -> {target} twice")
        successor = _successor(source, target, line["Notes"], raw.report)
        rows[source, target] = _pair(source, target, "statcan", changes=changes, successor=successor)
    for version, codes in padded.items():
        raw.report.clean(f"NOC {version} codes given back their leading zeros", len(codes))
    english = _esdc_pairs(raw, "en", "NOC 2021 Code (5-digit)", "NOC 2016 Code (4-digit)")
    french = _esdc_pairs(raw, "fr", "CNP 2021 Code (5 chiffres)", "CNP 2016 Code (4 chiffres)")
    raw.report.check(english == french, f"ESDC's two languages differ in {sorted(english ^ french)}")
    for source, target in sorted(english):
        rows.setdefault((source, target), _pair(source, target))["publishers"].append("esdc")
    return [rows[key] for key in sorted(rows)]


def noc_2011_to_2016(raw: RawFolder) -> list[Row]:
    """Build the table of the same 500 codes; a changed title is a name change."""
    return [
        _pair(row["noc_2011"], row["noc_2016"], "statcan", changes=["VC2"] if row["title_changed"] == "1" else [])
        for row in sorted(raw.csv("derived_noc2011-noc2016"), key=lambda row: row["noc_2011"])
    ]


def noc_2006_to_2011(raw: RawFolder) -> list[Row]:
    """Build the table on which HRSDC and Statistics Canada agree; it records no change types and no successors."""
    lines = raw.csv("derived_noc2006-noc2011_complete")
    for line in lines:
        raw.report.check(
            line["in_statcan_nocs2006_table"] == "1",
            f"{line['noc_2006']} -> {line['noc_2011']} is not in Statistics Canada's table",
        )
    pairs = sorted((line["noc_2006"], line["noc_2011"]) for line in lines)
    return [_pair(source, target, "hrsdc", "statcan") for source, target in pairs]


def check_pairs(name: str, rows: list[Row], sides: Iterable[list[Row]], report: Report) -> None:
    """Check that every pair joins unit groups of its classifications, and that none of these is left out."""
    keys = [(row["source"], row["target"]) for row in rows]
    report.check(len(set(keys)) == len(keys), f"{name}: a pair stands twice")
    for side, groups in zip(("source", "target"), sides, strict=True):
        units = {group["code"] for group in groups if group["level"] == "unit group"}
        codes = {row[side] for row in rows}
        for code in sorted(codes - units):
            report.check(holds=False, fault=f"{name}: {side} {code} is no unit group of its classification")
        for code in sorted(units - codes):
            report.check(holds=False, fault=f"{name}: {side} {code} has no pair")


def check_titles(raw: RawFolder, tables: dict[str, list[Row]]) -> None:
    """Check that the titles that the concordances print are those of the classifications."""
    columns = (
        ("statcan_noc2016v1_3-noc2021v1_0-eng", "NOC 2016 V1.3", " Code", " Title", "noc-2016", 4),
        ("statcan_noc2016v1_3-noc2021v1_0-eng", "NOC 2021 V1.0", " Code", " Title", "noc-2021", 5),
        ("derived_noc2011-noc2016", "noc_2011", "", "_title_en", "noc-2011", 4),
        ("derived_noc2011-noc2016", "noc_2016", "", "_title_en", "noc-2016", 4),
        ("derived_noc2006-noc2011_complete", "noc_2006", "", "_title_en", "noc-2006", 4),
        ("derived_noc2006-noc2011_complete", "noc_2011", "", "_title_en", "noc-2011", 4),
    )
    for file, prefix, code_suffix, title_suffix, table, digits in columns:
        titles = {row["code"]: row["title"] for row in tables[table]}
        for line in raw.csv(file):
            code, title = line[prefix + code_suffix].zfill(digits), line[prefix + title_suffix]
            raw.report.check(
                titles.get(code) == title, f"{file}: {code} is called {title!r}, in {table} {titles.get(code)!r}"
            )


def _pair(
    source: str, target: str, *publishers: str, changes: Iterable[str] = (), successor: bool | None = None
) -> Row:
    """Make a row; ``successor`` is None where no note speaks of the source's fate."""
    return {
        "source": source,
        "target": target,
        "changes": list(changes),
        "successor": successor,
        "publishers": list(publishers),
    }


def _pad(code: str, digits: int, padded: set[str]) -> str:
    full = code.zfill(digits)
    if full != code:
        padded.add(full)
    return full


def _changes(label: str, report: Report) -> list[str]:
    """Read the GSIM codes of a cell; four cells are mistyped, and each says enough to be read."""
    codes = GSIM_CODE.findall(label)
    if label.startswith("Transfer,"):
        codes.append("RC5")
    codes.sort()
    if ", ".join(GSIM_LABELS[code] for code in codes) != label:
        report.clean("change labels mended")
    return codes


def _successor(source: str, target: str, note: str, report: Report) -> bool | None:
    """Say whether the note names the target as what the source continues as; None where it says nothing."""
    if not note:
        return None
    if EXPIRES.match(note) and source in note:
        return False
    match = CONTINUES.match(note)
    report.check(match and match[1] == source, f"the note on {source} could not be read: {note!r}")
    return bool(match and match[2] == target)


def _esdc_pairs(raw: RawFolder, language: str, new: str, old: str) -> set[tuple[str, str]]:
    """Read ESDC's pairs: a row without a NOC 2021 code goes on with that of the row above."""
    pairs = set()
    target = ""
    for line in raw.csv(f"esdc_noc2021-noc2016_unit-groups_{language}"):
        target = line[new].zfill(5) if line[new] else target
        pairs.add((line[old].zfill(4), target))
    return pairs
