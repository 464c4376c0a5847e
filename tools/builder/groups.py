"""The occupation groups: named sets of unit groups, in editions."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING, Any

from builder.draws import read_table

if TYPE_CHECKING:
    from builder.report import Report
    from builder.sources import RawFolder

Row = dict[str, Any]

SECTOR_LIST = "2025-09-03-priority-occupations"
SECTOR_DATE = "2025-09-03"
SECTOR_LINE = re.compile(r"- NOC (\d{5}) — ")
NOC_2021_IN_FORCE = "2022-11-16"
IN_DEMAND_OPENED = "2021-06-28"
IN_DEMAND_AMENDED = "2024-07-01"
IN_DEMAND_NOTE = (
    "16 of the 22 codes were read. The other six are the manufacturing codes of 2021, carried over by the official "
    "concordance. The number agrees with the 56 codes since 2024-07-01, of which 34 were added that day."
)
IN_DEMAND_CLOSED = "2026-05-30"
IN_DEMAND_2016 = "https://www.ergoimmigration.com/post/ontario-s-pnp-in-demand-skills-stream-will-re-open-on-july-6-with-13-new-eligible-occupations"
IN_DEMAND_2022 = "https://aptechvisa.com"
IN_DEMAND_2021 = "https://www.ontario.ca/page/oinp-employer-job-offer-demand-skills-stream"
OUTSIDE = "outside the Greater Toronto Area"


def groups(raw: RawFolder, draw_rows: list[Row], units: dict[str, set[str]]) -> list[Row]:
    """Build every group, checked against the unit groups of each version."""
    rows = [*_from_draws(draw_rows), _in_demand(raw), _sectors(raw), *_federal(raw)]
    for row in rows:
        for edition in row["editions"]:
            _check(row["id"], edition, units, raw.report)
    ids = [row["id"] for row in rows]
    raw.report.check(len(set(ids)) == len(ids), "an occupation group stands twice")
    return sorted(rows, key=lambda row: str(row["id"]))


def _edition(  # noqa: PLR0913 (an edition has this many facts)
    spans: list[Row],
    version: str | None,
    occupations: list[str] | None,
    *,
    listing: str = "listed",
    confidence: str | None = None,
    note: str | None = None,
    parts: list[Row] | None = None,
    draws: list[str] | None = None,
    sources: list[str],
) -> Row:
    return {
        "version": version,
        "listing": listing,
        "confidence": confidence,
        "note": note,
        "occupations": sorted(occupations) if occupations else None,
        "parts": parts or [],
        "spans": spans,
        "draws": draws or [],
        "sources": sources,
    }


def _span(since: str, until: str | None, stream: str | None = None) -> Row:
    return {"since": since, "until": until, "stream": stream}


def _from_draws(draw_rows: list[Row]) -> list[Row]:
    """Make an edition for each distinct list under a label that names one group and is not contradicted by the list.

    A stream uses a list for a span: from the first draw with it to the last before another list takes its place.
    """
    titles = read_table("group_titles")
    labelled: dict[str, list[Row]] = {}
    for row in draw_rows:
        if len(row["labels"]) == 1 and row["occupations"] and not row["labels_contradicted"]:
            labelled.setdefault(row["labels"][0], []).append(row)
    found = []
    for label, rows in labelled.items():
        editions: dict[tuple[str, ...], Row] = {}
        last: dict[str, tuple[str, ...]] = {}
        for row in rows:
            key = (row["version"], *row["occupations"])
            edition = editions.setdefault(key, _edition([], row["version"], row["occupations"], sources=[]))
            if last.get(row["stream"]) == key:
                span = [span for span in edition["spans"] if span["stream"] == row["stream"]][-1]
                span["until"] = row["date"]
            else:
                edition["spans"].append(_span(row["date"], row["date"], row["stream"]))
                last[row["stream"]] = key
            edition["draws"].append(row["id"])
            edition["sources"] += [source for source in row["sources"] if source not in edition["sources"]]
        found.append({"id": label, "title": titles[label], "editions": list(editions.values())})
    return found


def _in_demand(raw: RawFolder) -> Row:
    """Read the three lists of the In-Demand Skills stream."""
    text = raw.text("streams")
    versions = {  # since, until, NOC version, where the two parts stand, the source
        IN_DEMAND_OPENED: (
            _day_before(NOC_2021_IN_FORCE),
            "2016",
            (r"\(anywhere:([^;]*);", r"outside the\s+GTA:([^)]*)\)"),
            IN_DEMAND_2016,
        ),
        NOC_2021_IN_FORCE: (
            _day_before(IN_DEMAND_AMENDED),
            "2021",
            (r"medium\): anywhere ([^;]*);", r"medium\):[^;]*; outside the GTA ([^.]*)\."),
            IN_DEMAND_2022,
        ),
        IN_DEMAND_AMENDED: (
            IN_DEMAND_CLOSED,
            "2021",
            (
                r"Anywhere in Ontario \(9\):\n([\d,\s]*)",
                r"Outside the Greater Toronto Area only \(47\):\n([\d,\s]*)",
            ),
            IN_DEMAND_2021,
        ),
    }
    editions = []
    for since, (until, version, patterns, source) in versions.items():
        lists = [re.search(pattern, text) for pattern in patterns]
        raw.report.check(all(lists), f"streams.md: the In-Demand Skills lists of {since} were not found")
        codes = [sorted(re.findall(r"\b\d{4,5}\b", found[1])) if found else [] for found in lists]
        named = [
            {"name": name, "occupations": part}
            for name, part in zip(("anywhere in Ontario", OUTSIDE), codes, strict=True)
        ]
        span = _span(since, until)
        editions.append(_edition([span], version, codes[0] + codes[1], parts=named, sources=[source]))
        if since == NOC_2021_IN_FORCE:
            editions[-1].update(confidence="medium", note=IN_DEMAND_NOTE)
    for day in (
        NOC_2021_IN_FORCE,
        IN_DEMAND_OPENED,
        IN_DEMAND_AMENDED,
        IN_DEMAND_CLOSED,
        IN_DEMAND_2016,
        IN_DEMAND_2022,
        IN_DEMAND_2021,
    ):
        raw.report.check(day in text, f"streams.md does not say {day}")
    return {"id": "in-demand-skills", "title": "occupations of the In-Demand Skills stream", "editions": editions}


def _sectors(raw: RawFolder) -> Row:
    """Read the sectors of the priority occupations of one day: two lines above each list stands its heading."""
    parts: list[Row] = []
    lines = raw.text(SECTOR_LIST).splitlines()
    for number, line in enumerate(lines):
        if match := SECTOR_LINE.match(line):
            if not SECTOR_LINE.match(lines[number - 1]):
                parts.append({"name": lines[number - 2], "occupations": []})
            parts[-1]["occupations"].append(match[1])
    codes = [code for part in parts for code in part["occupations"]]
    raw.report.check(len(codes) == len(set(codes)), "priority occupations: a code stands under two headings")
    edition = _edition(
        [_span(SECTOR_DATE, SECTOR_DATE)], "2021", codes, parts=parts, sources=[f"{SECTOR_LIST} (article)"]
    )
    return {
        "id": f"priority-occupations-{SECTOR_DATE}",
        "title": f"priority occupations of {SECTOR_DATE}, by sector",
        "editions": [edition],
    }


def _federal(raw: RawFolder) -> list[Row]:
    """Read the federal Express Entry categories; an edition ends on the day before the next year's take effect."""
    rows: list[Row] = raw.json("federal_categories")["categories"]
    starts = sorted({row["effective"] for row in rows})
    ends = {start: _day_before(after) for start, after in itertools.pairwise(starts)}
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row["category"], row["effective"])):
        name = row["category"]
        group = found.setdefault(
            f"federal-{name}",
            {
                "id": f"federal-{name}",
                "title": f"federal Express Entry category: {name.replace('-', ' ')}",
                "editions": [],
            },
        )
        listing = "listed" if row["codes"] else "none"
        # The lists were replaced year by year; of the language category, which has none, no end is known.
        span = _span(row["effective"], ends.get(row["effective"]) if row["codes"] else None)
        group["editions"].append(
            _edition([span], row["noc_version"], row["codes"], listing=listing, sources=row["sources"])
        )
    return list(found.values())


def _check(group: str, edition: Row, units: dict[str, set[str]], report: Report) -> None:
    codes = edition["occupations"] or []
    report.check(len(set(codes)) == len(codes), f"{group}: a code stands twice")
    for code in codes:
        report.check(code in units[edition["version"]], f"{group}: NOC {edition['version']} has no {code}")
    if edition["parts"]:
        within = sorted(code for part in edition["parts"] for code in part["occupations"])
        report.check(within == codes, f"{group}: its parts are not the whole")


def _day_before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
