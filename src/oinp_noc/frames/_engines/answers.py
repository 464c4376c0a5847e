"""Small answers beside long columns: what every engine is asked to put beside the rows of a frame.

Every engine does the same thing. It finds the distinct values of a column, asks once for the answer to each, and hands
the answers out to the rows. pandas factorises, pyarrow looks up or encodes a dictionary, polars hashes; the engines
that speak SQL join a small table. No engine calls Python once a row.

The engines are reached through narwhals, so that none is imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

CellType = Literal["text", "texts", "number", "numbers", "integer", "flag", "flags"]
Row = tuple[Any, ...]

STRETCH = 1_000_000  # rows that are worth a thread


@attrs.frozen
class Answers:
    """What is to be said of each value of a column.

    Attributes:
        columns: the new columns, each with the kind of its values.
        codes: the values that are expected, each of which is read as written.
        rule: gives the rows of answers to a value: one, or several where a row is to become several. It is asked
            for None (a missing value) and ``""`` (an unknown one), too.
        as_codes: whether the rule reads values as `parse_code` does, so that only the codes need an answer of their
            own; otherwise each distinct value does.
    """

    columns: dict[str, CellType]
    codes: tuple[str, ...]
    rule: Callable[[object], Sequence[Row]]
    as_codes: bool = True
    _said: dict[str, Sequence[Row]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def of(self, value: object) -> Sequence[Row]:
        """Ask for a value; a text only once."""
        if not isinstance(value, str):
            return self.rule(value)
        if (said := self._said.get(value)) is None:
            said = self._said[value] = self.rule(value)
        return said

    def rows(self, values: Iterable[object]) -> tuple[list[Row], list[range]]:
        """Ask for each value: all rows of answers, and which of them belong to each value; the last, to a null."""
        rows: list[Row] = []
        spans = []
        for value in (*values, None):
            found = self.of(value)
            spans.append(range(len(rows), len(rows) + len(found)))
            rows += found
        return rows, spans

    def choices(self, place: int) -> list[str]:
        """List the texts that a column may hold, sorted."""
        rows, _ = self.rows((*self.codes, ""))
        found = {row[place] for row in rows} - {None}
        return sorted({text for texts in found for text in texts} if self._kind(place) == "texts" else found)

    def _kind(self, place: int) -> CellType:
        return tuple(self.columns.values())[place]


class Engine(Protocol):
    """An engine: puts answers beside the rows of a frame."""

    def __init__(self, namespace: Any) -> None: ...

    def attach(self, frame: Any, column: str, answers: Answers) -> Any:
        """Return the frame with the columns of the answers to what stands in a column."""
