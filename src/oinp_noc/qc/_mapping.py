"""The laws of a concordance: pure functions from rows to faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from oinp_noc._catalogue import marked
from oinp_noc._messages import series, shown
from oinp_noc.qc._findings import Fault
from oinp_noc.qc._hierarchy import is_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc.qc._rows import Row

REQUIRED = ("source", "target")
COLUMNS = (*REQUIRED, "changes", "successor", "publishers")

CHANGES = ("RC3.1", "RC3.2", "RC4.1", "RC4.2", "RC5", "VC1", "VC2")
"""Types of change of the Generic Statistical Information Model: merger, take-over, breakdown, split off, transfer,
code change and name change."""

_YES, _NO = ("yes", True), ("no", "", False)


def faults(
    rows: Sequence[Row],
    sources: Collection[str] | None = None,
    targets: Collection[str] | None = None,
    names: tuple[str, str] = ("", ""),
) -> Iterator[Fault]:
    """Check the rows of one concordance.

    Args:
        rows: the rows; a cell without a value is an empty text.
        sources: the codes that the sources are of, each of which needs a pair; None if they are not known.
        targets: the same of the targets.
        names: what messages call the two classifications.

    Yields:
        The faults, in the order of the rows; those of the whole table last.
    """
    table = _Table.of(rows)
    sides = (("source", sources, names[0]), ("target", targets, names[1]))
    for row in rows:
        yield from _of_row(row, table, sides)
    if not rows:
        yield Fault("empty table", None, "", marked("the table has no rows"))
        return
    for side, codes, name in sides:
        for code in sorted({*(codes or ())} - {cells[side] for _, cells in rows if isinstance(cells[side], str)}):
            yield Fault("no pair", None, code, marked("{code} of {name} has no pair"), {"code": code, "name": name})


@attrs.frozen
class _Table:
    """What the rows of a table are compared with.

    Attributes:
        first: the number of the first row of each pair.
        targets: the targets of each source.
        continued: what each source continues as, by the first row that says so.
        publishers: who has pairs in the table.
    """

    first: Mapping[tuple[object, object], int]
    targets: Mapping[str, Collection[str]]
    continued: Mapping[str, str]
    publishers: Sequence[str]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> _Table:
        first: dict[tuple[object, object], int] = {}
        targets: dict[str, set[str]] = {}
        continued: dict[str, str] = {}
        publishers: Counter[str] = Counter()
        for number, cells in rows:
            source, target = cells["source"], cells["target"]
            if isinstance(source, str) and isinstance(target, str):
                first.setdefault((source, target), number)
                targets.setdefault(source, set()).add(target)
                if (named := successor(cells)) is not None:
                    continued.setdefault(source, named)
            publishers.update(texts(cells.get("publishers", "")))
        return cls(first, targets, continued, tuple(publishers))


def successor(cells: Mapping[str, Any]) -> str | None:
    """Return what a row says that its source continues as: its target, or another code; None if it says nothing."""
    said = cells.get("successor", "")
    if any(said is yes or said == yes for yes in _YES):
        return str(cells["target"])
    return said if isinstance(said, str) and is_code(said) else None


def texts(value: object) -> list[str]:
    """Return the texts of a cell: a list of them, or one text with spaces between."""
    if isinstance(value, str):
        return value.split()
    return [str(each) for each in value] if isinstance(value, list | tuple | set | frozenset) else [str(value)]


def _of_row(row: Row, table: _Table, sides: Sequence[tuple[str, Collection[str] | None, str]]) -> Iterator[Fault]:
    number, cells = row
    source, target = cells["source"], cells["target"]
    place = f"{source} -> {target}"
    for side, codes, name in sides:
        code = cells[side]
        if not is_code(code):
            yield Fault(
                "not a code",
                number,
                place,
                marked("{code} is not a code: expected digits, as text"),
                {"code": shown(code)},
            )
        elif codes is not None and code not in codes:
            sentence = marked("the {side} {code} is not a unit group of {name}")
            yield Fault(
                "beyond the classification", number, place, sentence, {"side": side, "code": code, "name": name}
            )
    first = table.first.get((source, target), number) if isinstance(source, str) and isinstance(target, str) else number
    if first != number:
        yield Fault("duplicate pair", number, place, marked("the pair stands in row {row} already"), {"row": first})
    yield from _of_changes(number, place, cells)
    yield from _of_publishers(number, place, cells, table)
    if isinstance(source, str):
        yield from _of_successor(number, place, cells, table)


def _of_changes(number: int, place: str, cells: Mapping[str, Any]) -> Iterator[Fault]:
    for change in texts(cells.get("changes", "")):
        if change not in CHANGES:
            sentence = marked("no type of change {change}: expected {choices}")
            yield Fault(
                "unknown value", number, place, sentence, {"change": shown(change), "choices": ", ".join(CHANGES)}
            )


def _of_publishers(number: int, place: str, cells: Mapping[str, Any], table: _Table) -> Iterator[Fault]:
    named = texts(cells.get("publishers", ""))
    if "publishers" in cells and not named:
        yield Fault("no publisher", number, place, marked("no publisher"))
    elif missing := [name for name in table.publishers if name not in named and "publishers" in cells]:
        sentence = marked("{missing} does not list the pair, {named} does")
        yield Fault(
            "publishers differ", number, place, sentence, {"missing": ", ".join(missing), "named": ", ".join(named)}
        )


def _of_successor(number: int, place: str, cells: Mapping[str, Any], table: _Table) -> Iterator[Fault]:
    source, said = cells["source"], cells.get("successor", "")
    named = successor(cells)
    if named is None:
        if not any(said is no or said == no for no in _NO):
            sentence = marked("successor: expected yes, no, nothing or a code, got {value}")
            yield Fault("unknown value", number, place, sentence, {"value": shown(said)})
        return
    if named not in table.targets[source]:
        sentence = marked("{source} continues as {named}, which is not among its targets: {targets}")
        targets = series(sorted(table.targets[source]))
        yield Fault(
            "successor not a target", number, place, sentence, {"source": source, "named": named, "targets": targets}
        )
    if table.continued[source] != named:
        sentence = marked("{source} continues as {other} already")
        yield Fault("several successors", number, place, sentence, {"source": source, "other": table.continued[source]})
