"""Pairs as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oinp_noc._answers.sheets import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oinp_noc._noc.pairs import Conversion, Pair

PAIRS: dict[str, Cell] = {
    "version": "text",
    "source": "text",
    "to": "text",
    "target": "text",
    "relation": "text",
    "is_successor": "flag",
    "is_partial": "flag",
    "is_derived": "flag",
    "source_title": "text",
    "target_title": "text",
    "changes": "texts",
    "publishers": "texts",
}
_CONVERSIONS: dict[str, Cell] = {**PAIRS, "status": "text"}


def of_pairs(title: str, pairs: Iterable[Pair]) -> Sheet:
    """Make a sheet of pairs, one a row."""
    return Sheet(title, PAIRS, tuple(map(_row, pairs)))


def of_conversions(
    title: str, version: str, to: str, conversions: Iterable[Conversion], unknown: Mapping[object, int]
) -> Sheet:
    """Make a sheet of conversions, one pair a row, and of what could not be converted, one value a row."""
    rows = [(*_row(pair), conversion.status) for conversion in conversions for pair in conversion.pairs]
    nothing = (None,) * (len(_CONVERSIONS) - 4)
    rows += [(version, None if value is None else str(value), to, *nothing, "unknown") for value in unknown]
    return Sheet(title, _CONVERSIONS, tuple(rows))


def _row(pair: Pair) -> tuple[Any, ...]:
    source, target = pair.source, pair.target
    return (
        source.version,
        source.code,
        target.version,
        target.code,
        pair.relation,
        pair.is_successor,
        pair.is_partial,
        pair.is_derived,
        source.title,
        target.title,
        sorted(pair.changes),
        list(pair.publishers),
    )
