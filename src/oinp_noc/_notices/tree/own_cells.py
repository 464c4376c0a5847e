"""Rows in, which of them have a cell of their own out for what other rows of their table have there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._notices.tree.nodes import Node


def is_of_its_own(node: Node, kinds: tuple[str, ...], others: Sequence[Node]) -> bool:
    """Return True if a row has a cell for what another row of its table has there, and nothing was read in it.

    An empty cell goes on from the one above.
    """
    if node.of("unknown-stream"):
        return kinds == ("stream",)
    if node.kind != "row" or node.of(*kinds):
        return False
    rows = [other for other in others if other.kind == "row" and _width(other) == _width(node) > 1]
    column = next((at for other in rows for at in _column_of(other, kinds)), None)
    if column is None:
        return False
    above_it = [node, *(other for other in reversed(rows) if other.unit.start < node.unit.start)]
    filled = next((row for row in above_it if row.unit.cells[column][0] < row.unit.cells[column][1]), None)
    return filled is not None and not filled.of(*kinds)


def _width(row: Node) -> int:
    """Count the cells of a row, without those that go on from others."""
    columns = row.unit.columns
    return len(row.unit.cells) - (columns.kinds.count("wrapped") if columns is not None else 0)


def _column_of(row: Node, kinds: tuple[str, ...]) -> list[int]:
    """Find the cell of a row in which something is read."""
    places = [fact.span[0] for fact in row.of(*kinds)[:1]]
    return [at for at, (start, end) in enumerate(row.unit.cells) for place in places if start <= place < end]
