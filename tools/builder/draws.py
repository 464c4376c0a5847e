"""The draws, and the target texts that they share."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from oinp_noc._catalogue import say
from oinp_noc.qc._rounds import not_in_force

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from builder.report import Report
    from builder.shapes import Draw, Entry
    from builder.sources import Sources

Row = dict[str, Any]

CRITERIA = ("region", "program", "language", "experience", "job_offer")
GENERAL = "general"
"""The slug of a draw without a target."""


def draws(sources: Sources, units: Mapping[str, set[str]], known: Collection[str], report: Report) -> list[Row]:
    """Build the draws.

    Args:
        sources: what people wrote.
        units: the unit groups of each NOC version.
        known: the ids that were published before: none may vanish.
        report: takes the faults.
    """
    first: dict[str, str] = {}
    targets: dict[str, Entry[Draw]] = {}
    for entry in sources.draws:
        draw = entry.value
        place = entry.at("id", text=draw.id)
        twice = first.setdefault(draw.id, place)
        report.check(twice == place, f"{place}: {draw.id} is the id of another draw, on {twice}")
        fits = _check(entry, sources, report)
        _check_lists(entry, units[draw.version] if fits else None, report)
        _check_target(entry, targets, sources.labels, report)
    written = {one.get("id") for file in sources.draw_files for one in _list(file.data.get("draw"))}
    unread = {file.path for file in sources.draw_files if not file.whole}  # what they lack may stand in a spoilt part
    for id_ in sorted({*known} - written):
        if f"draws/{id_[:4]}.toml" not in unread:
            fault = f"draws/{id_[:4]}.toml: the id {id_} has vanished: an id that was published never changes"
            report.check(holds=False, fault=fault)
    rows = [_row(entry.value, sources) for entry in sources.draws]
    return sorted(rows, key=lambda row: (row["date"], row["stream"], row["id"]))


def targets(sources: Sources) -> list[Row]:
    """Lay out what each target text means, one text a record."""
    found = {entry.value.target: entry.value for entry in sources.draws if entry.value.target is not None}
    return [
        {"target": target, "slug": draw.slug, "labels": list(draw.labels)}
        | {key: getattr(draw, key) for key in CRITERIA}
        for target, draw in sorted(found.items())
    ]


def _check(entry: Entry[Draw], sources: Sources, report: Report) -> bool:
    """Check a draw against itself, its file, its stream and its day; True if its NOC version was in force."""
    draw = entry.value
    if draw.stream not in sources.stream_ids:
        near = get_close_matches(draw.stream, sorted(sources.stream_ids), n=1)
        hint = f": did you mean {near[0]}?" if near else ""
        report.check(holds=False, fault=f"{entry.at('stream')}: no stream {draw.stream!r}{hint}")
    else:
        base = f"{draw.date}-{draw.stream}"
        ids = (base, f"{base}-{draw.slug or GENERAL}")
        report.check(draw.id in ids, f"{entry.at('id')}: the id {draw.id!r} is not {' or '.join(map(repr, ids))}")
    year = f"draws/{draw.date.year}.toml"
    report.check(entry.at().startswith(f"{year}:"), f"{entry.at('date')}: a draw of {draw.date} belongs in {year}")
    late = sources.updated is not None and draw.date > sources.updated
    updated = f"`updated` in publishers.toml ({sources.updated})"
    report.check(not late, f"{entry.at('date')}: {draw.date} is later than {updated}")
    stream = sources.streams.get(draw.stream)
    searched = stream.value.searched_until if stream else None
    missed = not late and searched is not None and draw.date > searched
    until = f"`searched_until` in streams/{draw.stream}.toml ({searched})"
    report.check(not missed, f"{entry.at('date')}: {draw.date} is later than {until}")
    window = (draw.profiles_from, draw.profiles_to)
    ordered = window[0] is None or window[1] is None or window[0] <= window[1]
    report.check(ordered, f"{entry.at('profiles_to')}: the window ends before it begins")
    if draw.score is not None:
        low, high = draw.score.min, draw.score.max
        report.check(0 <= low <= (low if high is None else high), f"{entry.at('score')}: not a range of scores")
    report.check((draw.invitations or 0) >= 0, f"{entry.at('invitations')}: fewer than no invitations")
    report.check(draw.sources, f"{entry.at('sources')}: a draw needs a source")
    _check_once(entry, "sources", draw.sources, report)
    if draw.version not in sources.versions:
        report.check(holds=False, fault=f"{entry.at('version')}: {draw.version!r} is not a NOC version")
        return False
    days = {id_: known.value.in_force for id_, known in sources.versions.items()}
    why = not_in_force(days, draw.version, draw.date)
    if why:
        sentence, values = why
        report.check(holds=False, fault=f"{entry.at('version')}: {say(sentence, **values)}")
    return why is None


def _check_lists(entry: Entry[Draw], units: set[str] | None, report: Report) -> None:
    draw = entry.value
    listed = draw.listing == "listed"
    wanted = "has `occupations`" if listed else "has no `occupations`"
    report.check(
        listed == bool(draw.occupations), f"{entry.at('listing')}: a draw whose listing is {draw.listing!r} {wanted}"
    )
    known = not draw.known_occupations or draw.listing == "unknown"
    report.check(known, f"{entry.at('known_occupations')}: only a draw whose listing is 'unknown' has them")
    for key in ("occupations", "known_occupations", "outside_gta"):
        codes = getattr(draw, key)
        _check_once(entry, key, codes, report)
        for code in codes if units is not None else ():
            report.check(code in units, f"{entry.at(key, text=code)}: NOC {draw.version} has no {code}")  # type: ignore[operator]
    for code in sorted({*draw.outside_gta} - {*draw.occupations}):
        report.check(holds=False, fault=f"{entry.at('outside_gta', text=code)}: {code} is not in `occupations`")
    for printed, meant in draw.as_published:
        right = meant in draw.occupations and printed not in draw.occupations
        fault = f"{printed} was printed for {meant}: `occupations` has the code that was meant, and not the other"
        report.check(right, f"{entry.at('as_published')}: {fault}")


def _check_once(entry: Entry[Draw], key: str, values: Iterable[str], report: Report) -> None:
    seen: set[str] = set()
    for value in values:
        report.check(value not in seen, f"{entry.at(key, text=value)}: {key}: {value} stands twice")
        seen.add(value)


def _check_target(
    entry: Entry[Draw], targets: dict[str, Entry[Draw]], labels: Mapping[str, str], report: Report
) -> None:
    """Check that a target has a slug, that its labels are known, and that one text means one thing."""
    draw = entry.value
    given = (draw.target is not None, draw.slug is not None)
    report.check(all(given) or not any(given), f"{entry.at('target')}: a target has a slug, and only a target has one")
    targeted = (draw.target is not None) == (draw.kind == "targeted")
    report.check(targeted, f"{entry.at('kind')}: a draw has a target if, and only if, it is targeted")
    for label in draw.labels:
        near = get_close_matches(label, labels, n=1)
        hint = f": did you mean {near[0]}?" if near else ": groups/labels.toml lists them"
        report.check(label in labels, f"{entry.at('labels', text=label)}: no label {label!r}{hint}")
    if draw.target is not None:
        other = targets.setdefault(draw.target, entry)
        for key in ("slug", "labels", *CRITERIA):
            same = getattr(other.value, key) == getattr(draw, key)
            fault = f"{draw.target!r} has another {key} on {other.at(key)}: one text means one thing"
            report.check(same, f"{entry.at(key)}: {fault}")


def _row(draw: Draw, sources: Sources) -> Row:
    score = draw.score
    stream = sources.streams.get(draw.stream)
    return {
        "id": draw.id,
        "date": str(draw.date),
        "stream": draw.stream,
        "kind": draw.kind,
        "version": draw.version,
        "listing": draw.listing,
        "target": draw.target,
        "labels": list(draw.labels),
        "labels_contradicted": draw.labels_contradicted,
        **{key: getattr(draw, key) for key in CRITERIA},
        "invitations": draw.invitations,
        "score": score and {"min": score.min, "max": score.max, "scale": stream and stream.value.scale},
        "profiles_from": draw.profiles_from and str(draw.profiles_from),
        "profiles_to": draw.profiles_to and str(draw.profiles_to),
        "occupations": sorted(draw.occupations) or None,
        "known_occupations": sorted(draw.known_occupations) or None,
        "outside_gta": sorted(draw.outside_gta) or None,
        "as_published": [list(pair) for pair in draw.as_published],
        "confidence": draw.confidence,
        "note": draw.note,
        "sources": list(draw.sources),
    }


def _list(value: object) -> list[Row]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
