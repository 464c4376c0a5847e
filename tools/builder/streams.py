"""The streams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    import datetime as dt

    from builder.report import Report
    from builder.shapes import Entry, Grid, Stream
    from builder.sources import Sources

Row = dict[str, Any]


def streams(sources: Sources, report: Report) -> list[Row]:
    """Build the streams, by id."""
    for entry in sources.streams.values():
        _check(entry, sources, report)
    return [_row(sources.streams[id_].value) for id_ in sorted(sources.streams)]


def _check(entry: Entry[Stream], sources: Sources, report: Report) -> None:
    stream = entry.value
    successor = stream.successor
    known = successor is None or successor in sources.stream_ids
    report.check(known, f"{entry.at('successor')}: no stream {successor!r}")
    _check_days(entry.at("closed"), stream.opened, stream.closed, report)
    for number, rule in enumerate(stream.eligibility):
        keys = ("eligibility", number)
        _check_days(entry.at(*keys, "until"), rule.since, rule.until, report)
        known = rule.version in sources.versions
        report.check(known, f"{entry.at(*keys, 'version')}: {rule.version!r} is not a NOC version")
        has_values = rule.rule not in ("everyone", "unknown")
        report.check(
            has_values == bool(rule.values),
            f"{entry.at(*keys, 'values')}: the rule {rule.rule!r} does not fit its values",
        )
        for value in rule.values if rule.rule == "group" else ():
            report.check(value in sources.groups, f"{entry.at(*keys, 'values')}: no published group {value!r}")
    for number, fixed in enumerate(stream.fixed_day):
        _check_days(entry.at("fixed_day", number, "until"), fixed.date, fixed.until, report)
    named = (stream.searched_until is None) == (not stream.searched_sources)
    report.check(named, f"{entry.at('searched_until')}: it goes with searched_sources, and they with it")
    for number, section in enumerate(stream.grid.section if stream.grid else ()):
        best = sum(max((level.points for level in factor.levels), default=0) for factor in section.factor)
        place = entry.at("grid", "section", number, "points")
        report.check(best == section.points, f"{place}: the best points of its factors are {best}")


def _check_days(place: str, first: dt.date | None, last: dt.date | None, report: Report) -> None:
    ordered = first is None or last is None or first <= last
    report.check(ordered, f"{place}: it ends ({last}) before it begins ({first})")


def _row(stream: Stream) -> Row:
    return {
        "id": stream.id,
        "name": stream.name,
        "name_fr": stream.name_fr,
        "category": stream.category,
        "intake": stream.intake,
        "scale": stream.scale,
        "opened": _iso(stream.opened),
        "closed": _iso(stream.closed),
        "successor": stream.successor,
        "sources": list(stream.sources),
        "eligibility": [_plain(rule) for rule in stream.eligibility],
        "windows": [_plain(window) for window in stream.window],
        "fixed_days": [_plain(fixed) for fixed in stream.fixed_day],
        "limits": [_plain(limit) for limit in stream.limit],
        "factors": list(stream.factors),
        "factors_source": stream.factors_source,
        "grid": stream.grid and _grid(stream.grid),
        "notes": [_plain(note) for note in stream.note],
        "searched_until": _iso(stream.searched_until),
        "searched_sources": list(stream.searched_sources),
        "gaps": [_plain(gap) for gap in stream.gap],
    }


def _grid(grid: Grid) -> Row:
    return {
        "published": str(grid.published),
        "sections": [
            {
                "name": section.name,
                "points": section.points,
                "factors": [_plain(factor) for factor in section.factor],
            }
            for section in grid.section
        ],
        "note": grid.note,
        "sources": list(grid.sources),
    }


def _plain(value: Any) -> Row:  # noqa: ANN401 (any entry)
    """Lay an entry out as JSON has it."""
    return attrs.asdict(value, value_serializer=_serialized)


def _serialized(_: object, __: object, value: Any) -> Any:  # noqa: ANN401 (any field)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
