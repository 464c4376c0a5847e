"""The occupation groups: named sets of unit groups, in editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.files import Keys
    from builder.report import Report
    from builder.shapes import Edition, Entry, Group
    from builder.sources import Sources

Row = dict[str, Any]


def groups(sources: Sources, draw_rows: list[Row], units: Mapping[str, set[str]], report: Report) -> list[Row]:
    """Build every group: those that labels of draws name, and those that were published."""
    for entry in sources.groups.values():
        label = entry.value.id in sources.labels
        report.check(not label, f"{entry.at('id')}: {entry.value.id} is a label of draws already (groups/labels.toml)")
        report.check(entry.value.edition, f"{entry.at()}: a group needs an [[edition]]")
        for number in range(len(entry.value.edition)):
            _check(entry, number, sources, units, report)
    rows = [*_from_draws(sources, draw_rows), *(_published(entry.value) for entry in sources.groups.values())]
    return sorted(rows, key=lambda row: str(row["id"]))


def _from_draws(sources: Sources, draw_rows: list[Row]) -> list[Row]:
    """Make an edition for each distinct list under a label that names one group and is not contradicted by the list.

    A stream uses a list for a span: from the first draw with it to the last before another list takes its place.
    """
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
        found.append({"id": label, "title": sources.labels.get(label), "editions": list(editions.values())})
    return found


def _published(group: Group) -> Row:
    return {
        "id": group.id,
        "title": group.title,
        "editions": [
            _edition(
                [_span(str(edition.since), None if edition.until is None else str(edition.until), edition.stream)],
                edition.version,
                _codes(edition),
                listing=edition.listing,
                confidence=edition.confidence,
                note=edition.note,
                parts=[{"name": part.name, "occupations": list(part.occupations)} for part in edition.part],
                sources=list(edition.sources),
            )
            for edition in group.edition
        ],
    }


def _edition(  # noqa: PLR0913 (an edition has this many facts)
    spans: list[Row],
    version: str | None,
    occupations: list[str],
    *,
    listing: str = "listed",
    confidence: str | None = None,
    note: str | None = None,
    parts: list[Row] | None = None,
    sources: list[str],
) -> Row:
    return {
        "version": version,
        "listing": listing,
        "confidence": confidence,
        "note": note,
        "occupations": sorted(occupations) or None,
        "parts": parts or [],
        "spans": spans,
        "draws": [],
        "sources": sources,
    }


def _span(since: str, until: str | None, stream: str | None) -> Row:
    return {"since": since, "until": until, "stream": stream}


def _codes(edition: Edition) -> list[str]:
    return [*edition.occupations, *(code for part in edition.part for code in part.occupations)]


def _check(
    entry: Entry[Group],
    number: int,
    sources: Sources,
    units: Mapping[str, set[str]],
    report: Report,
) -> None:
    edition = entry.value.edition[number]
    keys = ("edition", number)
    codes = _codes(edition)
    place = entry.at(*keys)
    lists = (edition.listing == "listed") == bool(codes)
    report.check(
        lists, f"{entry.at(*keys, 'listing')}: an edition has occupations if, and only if, its listing is 'listed'"
    )
    report.check(not (edition.occupations and edition.part), f"{place}: `occupations`, or [[edition.part]], not both")
    report.check(not codes or edition.version, f"{place}: a list needs its NOC version")
    report.check(
        edition.until is None or edition.since <= edition.until, f"{entry.at(*keys, 'until')}: it ends before it begins"
    )
    known = edition.stream is None or edition.stream in sources.stream_ids
    report.check(known, f"{entry.at(*keys, 'stream')}: no stream {edition.stream!r}")
    if edition.version not in sources.versions:
        known = edition.version is None
        report.check(known, f"{entry.at(*keys, 'version')}: {edition.version!r} is not a NOC version")
        return
    for before in entry.value.edition[:number]:
        same = (before.since, before.stream) == (edition.since, edition.stream)
        report.check(not same, f"{entry.at(*keys, 'since')}: there is an edition since {edition.since} already")
    seen: set[str] = set()
    lists_of: list[tuple[Keys, tuple[str, ...]]] = [(keys, edition.occupations)]
    lists_of += [((*keys, "part", place_of), part.occupations) for place_of, part in enumerate(edition.part)]
    for where, listed in lists_of:
        for code in listed:
            there = entry.at(*where, "occupations", text=code)
            report.check(code not in seen, f"{there}: {code} stands twice")
            seen.add(code)
            report.check(code in units.get(str(edition.version), ()), f"{there}: NOC {edition.version} has no {code}")
