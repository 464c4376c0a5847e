"""The library's quality control of what is about to be packaged: what it finds has an explanation, or is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from builder.report import Report
from oinp_noc.errors import InvalidArgumentError
from oinp_noc.qc._explanations import explanation
from oinp_noc.qc._rounds import PrintedTotal, Rules, faults

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping

    from builder.files import Csv
    from builder.shapes import Explanation
    from builder.sources import Sources
    from oinp_noc.qc._findings import Fault

Row = dict[str, Any]


@attrs.frozen
class Quality:
    """Takes the faults of each table, and remembers which of them were explained.

    Attributes:
        report: takes the faults that nothing explains.
    """

    report: Report
    _records: list[Row]
    _used: set[tuple[str, str, str]] = attrs.field(factory=set)

    @classmethod
    def of(cls, sources: Sources, report: Report) -> Quality:
        """Begin with the explanations that people wrote."""
        return cls(report, explanations(sources))

    def take(self, table: str, found: Iterable[Fault], place: Callable[[Fault], str]) -> None:
        """Report the faults of a table that nothing explains; ``place`` says where in ``sources/`` one stands."""
        for fault in found:
            if explanation(self._records, table, fault) is None:
                self.report.check(holds=False, fault=f"{place(fault)}: {fault.said()}")
            else:
                self._used.add((table, fault.kind, fault.place))

    def check_all_used(self, sources: Sources, tables: Collection[str]) -> None:
        """Report each explanation that explains nothing."""
        for entry in sources.explanations:
            one = entry.value
            known = one.table in tables
            self.report.check(known, f"{entry.at('table')}: no table {one.table!r}")
            for place in (one.places or ("",)) if known else ():
                used = (one.table, one.kind, place) in self._used
                fault = f"quality control finds no {one.kind!r} at {place!r} of {one.table}: nothing to explain"
                self.report.check(used, f"{entry.at('places', text=place)}: {fault}")


def explanations(sources: Sources) -> list[Row]:
    """Lay out why findings are known."""
    return [_record(entry.value) for entry in sources.explanations]


def cells(file: Csv, optional: Iterable[str]) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the rows of a file as quality control takes them, with a cell for every column."""
    return [(line, {**dict.fromkeys(optional, ""), **row}) for line, row in file.rows]


def totals(sources: Sources, report: Report) -> list[PrintedTotal]:
    """Read the printed totals."""
    found = []
    for line, row in sources.totals.rows:
        streams = row["streams"].split()
        for stream in streams:
            known = stream in sources.stream_ids
            report.check(known, f"{sources.totals.place(line)}: no stream {stream!r}")
        number = row["invitations"]
        if not (number.isascii() and number.isdigit()):
            fault = f"{sources.totals.place(line)}: invitations: expected a whole number, got {number!r}"
            report.check(holds=False, fault=fault)
            continue
        try:
            total = PrintedTotal(streams, row["since"], row["until"], int(number), row["source"], row["region"] or None)
        except InvalidArgumentError as error:
            report.check(holds=False, fault=f"{sources.totals.place(line)}: {error}")
        else:
            found.append(total)
    return found


def check_draws(
    sources: Sources,
    tables: Mapping[str, list[Row]],
    printed: Iterable[PrintedTotal],
    quality: Quality,
) -> None:
    """Check the draws against the rules of their streams on their days, and against printed totals."""
    numbered = [(number, entry.value) for number, entry in enumerate(sources.draws)]
    rules = Rules(
        versions={id_: entry.value.in_force for id_, entry in sources.versions.items()},
        periods={id_: (entry.value.opened, entry.value.closed) for id_, entry in sources.streams.items()},
        admitted=lambda stream, day: _admitted(stream, day, sources, tables),
    )

    def place(fault: Fault) -> str:
        if fault.row is not None:
            return sources.draws[fault.row].at()
        of_stream = sources.streams.get(fault.place)
        return of_stream.at() if of_stream else f"{sources.totals.path}: {fault.place}"

    quality.take("draws", faults(numbered, rules, printed), place)


def _admitted(
    stream: str, day: dt.date, sources: Sources, tables: Mapping[str, list[Row]]
) -> tuple[Collection[str], str] | None:
    """Return whom a stream admitted on a day, by the rules in ``sources/``; None if no source says."""
    for rule in sources.streams[stream].value.eligibility:
        if (rule.since or day) <= day <= (rule.until or day):
            if rule.rule == "unknown":
                return None
            if rule.rule == "group":
                return _listed(str(rule.values[0]), day, tables["occupation-groups"]), rule.version
            scale = {"TEER": "teer", "skill level": "skill_level"}.get(rule.rule)
            units = (row for row in tables.get(f"noc-{rule.version}", []) if row["level"] == "unit group")
            return {row["code"] for row in units if scale is None or row[scale] in rule.values}, rule.version
    return None


def _listed(group: str, day: dt.date, groups: Iterable[Row]) -> Collection[str]:
    """Return the list of an occupation group on a day."""
    editions = [
        (span["since"], edition)
        for row in groups
        if row["id"] == group
        for edition in row["editions"]
        for span in edition["spans"]
    ]
    begun = [(since, edition) for since, edition in editions if since <= str(day)]
    latest = max(begun, key=lambda each: each[0], default=("", {"occupations": None}))
    return latest[1]["occupations"] or ()


def total_rows(printed: Iterable[PrintedTotal]) -> list[Row]:
    """Lay out the printed totals."""
    return [total.to_dict() for total in printed]


def _record(one: Explanation) -> Row:
    figures = list(one.figures) or None
    return {"table": one.table, "kind": one.kind, "places": list(one.places), "figures": figures} | {
        "text": one.text,
        "text_fr": one.text_fr,
        "source": one.source,
    }
