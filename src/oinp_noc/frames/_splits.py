"""What becomes of a row whose code has several targets: one strategy for each value of ``on_split``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, Protocol

import attrs

from oinp_noc._messages import listed, shown
from oinp_noc._noc.codes import parse_code
from oinp_noc._noc.conversion import convert
from oinp_noc._noc.pairs import Conversion, Pair
from oinp_noc.errors import FrameError

if TYPE_CHECKING:
    from oinp_noc.frames._engines.answers import CellType, Row

OnSplit = Literal["explode", "successor", "list", "null", "raise"]
AddedColumn = Literal["relation", "status", "is_partial", "title", "match"]

_TOLERANCE = 1e-9  # how far from 1 the weights of a source may add up


class Split(Protocol):
    """A strategy: the new columns, and their cells in every row that a conversion gives."""

    def types(self, name: str) -> dict[str, CellType]:
        """Return the new columns; the codes are in ``name``."""

    def rows(self, narrowed: NarrowedPairs) -> list[Row]:
        """Return the rows for a code."""

    def nothing(self, status: str | None) -> Row:
        """Return the row for a value that has no conversion."""


@attrs.frozen
class NarrowedPairs:
    """The pairs of a conversion that a job title leaves, and the title that decided, if one did."""

    conversion: Conversion
    pairs: tuple[Pair, ...]
    match: str | None = None


@attrs.frozen
class OnePair:
    """One row for each code: the cells of one pair, or nulls."""

    columns: tuple[AddedColumn, ...]
    pair_of: Callable[[NarrowedPairs], Pair | None]

    def types(self, name: str) -> dict[str, CellType]:
        return {name: "text", **_types(self.columns)}

    def rows(self, narrowed: NarrowedPairs) -> list[Row]:
        pair = self.pair_of(narrowed)
        return [(pair and pair.target.code, *_cells(self.columns, pair, narrowed.conversion.status, narrowed.match))]

    def nothing(self, status: str | None) -> Row:
        return (None, *_cells(self.columns, None, status))


@attrs.frozen
class Explode:
    """One row for each pair, with weights that add up to 1."""

    columns: tuple[AddedColumn, ...]
    weights: Mapping[tuple[str, str], float]

    def types(self, name: str) -> dict[str, CellType]:
        return {name: "text", "weight": "number", **_types(self.columns)}

    def rows(self, narrowed: NarrowedPairs) -> list[Row]:
        even = 1 / len(narrowed.pairs)
        weights = {} if narrowed.match else self.weights
        return [
            (
                pair.target.code,
                weights.get((pair.source.code, pair.target.code), even),
                *_cells(self.columns, pair, narrowed.conversion.status, narrowed.match),
            )
            for pair in narrowed.pairs
        ]

    def nothing(self, status: str | None) -> Row:
        return (None, 1.0, *_cells(self.columns, None, status))


@attrs.frozen
class Lists:
    """One row per code. The cells of its pairs are lists; its status and its match are single cells."""

    columns: tuple[AddedColumn, ...]

    def types(self, name: str) -> dict[str, CellType]:
        lists: dict[AddedColumn, CellType] = dict.fromkeys(self.columns, "texts")
        lists |= {"status": "text", "match": "text", "is_partial": "flags"}
        return {name: "texts", **{column: lists[column] for column in self.columns}}

    def rows(self, narrowed: NarrowedPairs) -> list[Row]:
        cells = [_cells(self.columns, pair, None) for pair in narrowed.pairs]
        ones = {"status": narrowed.conversion.status, "match": narrowed.match}
        together = zip(self.columns, zip(*cells, strict=True), strict=True)
        codes = tuple(pair.target.code for pair in narrowed.pairs)
        return [(codes, *(ones.get(name) if name in ones else each for name, each in together))]

    def nothing(self, status: str | None) -> Row:
        return (None, *_cells(self.columns, None, status))


def split(on_split: OnSplit, columns: tuple[AddedColumn, ...], weights: Mapping[tuple[str, str], float]) -> Split:
    """Return the strategy for a value of ``on_split``."""
    if on_split == "explode":
        return Explode(columns, weights)
    if on_split == "list":
        return Lists(columns)
    return OnePair(columns, _successor if on_split == "successor" else _only)


def _only(narrowed: NarrowedPairs) -> Pair | None:
    return narrowed.pairs[0] if len(narrowed.pairs) == 1 else None


def _successor(narrowed: NarrowedPairs) -> Pair | None:
    successor = narrowed.conversion.successor
    return _only(narrowed) or next((pair for pair in narrowed.pairs if pair.target == successor), None)


def _types(columns: tuple[AddedColumn, ...]) -> dict[str, CellType]:
    return {column: "flag" if column == "is_partial" else "text" for column in columns}


def _cells(columns: tuple[AddedColumn, ...], pair: Pair | None, status: str | None, match: str | None = None) -> Row:
    facts: dict[AddedColumn, object] = {"status": status, "match": match}
    if pair:
        facts |= {"relation": pair.relation, "is_partial": pair.is_partial, "title": pair.target.title}
    return tuple(facts.get(column) for column in columns)


def checked_weights(given: Mapping[tuple[str, str], float], version: str, to: str) -> dict[tuple[str, str], float]:
    """Check that the weights of each source are those of all its targets, and add up to 1."""
    try:
        pairs = [(source, target, float(weight)) for (source, target), weight in given.items()]
    except (AttributeError, TypeError, ValueError) as error:
        message = f"weight={shown(given)}: expected a mapping from pairs (source, target) to numbers"
        raise FrameError(message, value=given, version=version) from error
    weights = {(parse_code(source, version), parse_code(target, to)): weight for source, target, weight in pairs}
    for source in {source for source, _ in weights}:
        codes = convert(source, version, to).codes
        found = {target: weight for (each, target), weight in weights.items() if each == source}
        if found.keys() != set(codes):
            message = (
                f"the weights of {source} are of {listed(sorted(found))}: expected one for each of {listed(codes)}"
            )
            raise FrameError(message, value=found, version=version, candidates=codes)
        if not abs(sum(found.values()) - 1) <= _TOLERANCE or min(found.values()) < 0:
            told = listed(f"{target}: {weight}" for target, weight in sorted(found.items()))
            message = f"the weights of {source} are {told}: expected none below 0, and 1 in all"
            raise FrameError(message, value=found, version=version, candidates=codes)
    return weights
