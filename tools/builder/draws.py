"""The draws and the streams: raw rows, with the reviewed tables that say what their free text means."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from builder.report import Report
    from builder.sources import RawFolder

Row = dict[str, Any]

TABLES = Path(__file__).parent / "tables"
"""Reviewed by hand: what each target text means, what was misprinted, which codes a note gives of a lost list."""

OUTSIDE_GTA_NOTE = "manufacturing codes outside the GTA only"
OUTSIDE_GTA_LIST = re.compile(r"outside\s+the\s+GTA:\s+((?:\d{4},\s+)+\d{4})")
CRITERIA = ("region", "program", "language", "experience", "job_offer")


def read_table(name: str) -> Any:  # noqa: ANN401 (JSON)
    """Read one of the reviewed tables."""
    return json.loads((TABLES / f"{name}.json").read_text("utf-8"))


def draws(raw: RawFolder, units: dict[str, set[str]]) -> list[Row]:
    """Build the draws; ``units`` are the unit groups of each version."""
    report = raw.report
    meanings = read_table("targets")
    misprints = read_table("misprints")
    known_parts = read_table("known_parts")
    contradictions = read_table("contradictions")
    outside_gta = _outside_gta_codes(raw)
    rows = []
    for row in [*raw.jsonl("eoi"), *raw.jsonl("express_entry")]:
        place = f"{row['date']} {row['stream']} ({row['target'] or 'general'})"
        report.check(
            row["target"] is None or row["target"] in meanings, f"{place}: the target text is not in targets.json"
        )
        meaning = meanings.get(row["target"], {"slug": "general", "labels": []})
        as_published = [[m["printed"], m["meant"]] for m in misprints if _names(m, row)]
        for printed, _ in as_published:
            report.check(printed in (row["noc_codes"] or ()), f"{place}: the misprint {printed} is not in its list")
        report.clean("published misprints corrected", len(as_published))
        codes = None if row["noc_codes"] is None else [dict(as_published).get(code, code) for code in row["noc_codes"]]
        known = _known_part(row, known_parts, report) if codes is None else None
        for code in [*(codes or ()), *(known or ())]:
            report.check(code in units[row["noc_version"]], f"{place}: NOC {row['noc_version']} has no {code}")
        report.check(len(set(codes or ())) == len(codes or ()), f"{place}: a code stands twice")
        within = outside_gta & set(codes or ()) if OUTSIDE_GTA_NOTE in (row["note"] or "") else None
        rows.append(
            {
                "id": None,
                "date": row["date"],
                "stream": row["stream"],
                "kind": row["kind"],
                "version": row["noc_version"],
                "listing": "unknown" if codes is None else "listed" if codes else "none",
                "target": row["target"],
                "labels": meaning["labels"],
                "labels_contradicted": any(_names(c, row) for c in contradictions),
                **{key: meaning.get(key) for key in CRITERIA},
                "invitations": row["invitations"],
                "score": _score(row),
                "profiles_from": row["profiles_from"],
                "profiles_to": row["profiles_to"],
                "occupations": sorted(codes) if codes else None,
                "known_occupations": sorted(known) if known else None,
                "outside_gta": sorted(within) if within else None,
                "as_published": as_published,
                "confidence": row["confidence"],
                "note": row["note"],
                "sources": row["sources"],
                "_slug": meaning["slug"],
            }
        )
    for entry in (*misprints, *contradictions):
        report.check(
            any(_names(entry, row) for row in rows), f"a reviewed table names a draw that is not there: {entry}"
        )
    _assign_ids(rows, report)
    return sorted(rows, key=lambda row: (row["date"], row["stream"], row["id"]))


def streams(raw: RawFolder, draw_rows: list[Row]) -> list[Row]:
    """Build the streams from the reviewed table, each fact of which must stand in ``streams.md``."""
    text = raw.text("streams")
    rows = read_table("streams")
    for row in rows:
        for quote in [row["id"], row["name"], row["name_fr"], *row.pop("evidence")]:
            raw.report.check(quote is None or quote in text, f"streams.md does not say {quote!r}")
        for section in (row["grid"] or {"sections": []})["sections"]:
            best = sum(max(level["points"] for level in factor["levels"]) for factor in section["factors"])
            raw.report.check(best == section["points"], f"{row['id']}: the best points of {section['name']} are {best}")
        scales = {draw["score"]["scale"] for draw in draw_rows if draw["stream"] == row["id"] and draw["score"]}
        raw.report.check(scales <= {row["scale"]}, f"{row['id']}: scores on the scales {sorted(scales)}")
    unknown = {draw["stream"] for draw in draw_rows} - {row["id"] for row in rows}
    raw.report.check(not unknown, f"draws of unknown streams: {sorted(unknown)}")
    return sorted(rows, key=lambda row: row["id"])


def _names(entry: Row, row: Row) -> bool:
    """Say whether an entry of a reviewed table is about this row."""
    return all(entry[key] == row[key] for key in ("date", "stream", "target"))


def _score(row: Row) -> Row | None:
    if row["score_min"] is None and row["score_max"] is None:
        return None
    return {"min": row["score_min"], "max": row["score_max"], "scale": row["score_system"]}


def _outside_gta_codes(raw: RawFolder) -> set[str]:
    match = OUTSIDE_GTA_LIST.search(raw.text("streams"))
    raw.report.check(match, "streams.md: the NOC 2016 codes that count outside the GTA only were not found")
    return set(re.findall(r"\d{4}", match[1])) if match else set()


def _known_part(row: Row, known_parts: list[Row], report: Report) -> list[str] | None:
    part = next((p for p in known_parts if p["date"] == row["date"] and p["stream"] == row["stream"]), None)
    # Two streams may lose their list on one day, and one stream two: the words must stand in this row's own note.
    if part is None or part["in_note"] not in (row["note"] or ""):
        report.check(part is None, f"{row['date']} {row['stream']}: the note does not say {part and part['in_note']!r}")
        return None
    codes: list[str] = []
    for first, last in re.findall(r"(\d{4,5})(?: to (\d{4,5}))?", part["in_note"]):
        codes.extend(str(code).zfill(len(first)) for code in range(int(first), int(last or first) + 1))
    return codes


def _assign_ids(rows: list[Row], report: Report) -> None:
    """Give each draw its id: the one in the ledger, or a new one, which the ledger then keeps for good.

    A draw alone on its date and stream is named by them; where several share both, each has a slug of its target.
    The ledger (``draw_ids.json``: id to date, stream and slug) keeps an id when another draw of its day is found.
    """
    path = TABLES / "draw_ids.json"
    ledger: dict[str, list[str]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    ids = {tuple(key): id_ for id_, key in ledger.items()}
    shared = Counter((row["date"], row["stream"]) for row in rows)
    for row in rows:
        date, stream, slug = row["date"], row["stream"], row.pop("_slug")
        suffix = "" if shared[date, stream] == 1 else f"-{slug}"
        row["id"] = ids.setdefault((date, stream, slug), f"{date}-{stream}{suffix}")
    for id_, times in Counter(row["id"] for row in rows).items():
        report.check(times == 1, f"the id {id_} would name {times} draws")
    lost = set(ledger) - {row["id"] for row in rows}
    report.check(not lost, f"draws that the ledger knows are gone: {sorted(lost)}")
    if not report.faults and len(ids) > len(ledger):
        lines = sorted(f"{json.dumps(id_)}: {json.dumps(key)}" for key, id_ in ids.items())
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
