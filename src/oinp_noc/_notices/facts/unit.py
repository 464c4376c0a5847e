"""What a text is cut into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from oinp_noc._notices.facts.columns import Columns
    from oinp_noc._notices.plain.text import Place

Kind = Literal["heading", "entry", "item", "row", "prose"]


class Unit(NamedTuple):
    """A stretch of text that says one thing.

    Attributes:
        kind: heading, entry (a code and its title), list item, row of a table, or prose.
        start: the place of its first character, without any bullet or number.
        end: the place after its last.
        level: of a heading, 1 to 6, or 0 if only its place says that it is one; of an item, its indent.
        apart: whether an empty line stands before it.
        alone: whether it is one line with empty lines around it, or with a list below it (2), or a longer line (1).
        cells: of a row, the place of each cell.
        columns: of a row, what its table says of its cells.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    apart: bool = False
    alone: int = 0
    cells: tuple[Place, ...] = ()
    columns: Columns | None = None
