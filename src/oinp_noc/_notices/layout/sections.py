"""Rows in, out what those say that name only what the rows below them are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.layout.spread import Names, head_of
from oinp_noc._notices.words.dates import YEAR, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._notices.plain.text import Place


def names_governments(text: str, cells: Sequence[Place]) -> bool:
    """Return True if each of several cells names a government, and nothing else."""
    named = [set(read(text, start, end).names) for start, end in cells if start < end]
    return bool(named) and all(names and names <= {"here", "elsewhere"} for names in named)


NO_SECTION: tuple[Names, tuple[str, ...]] = ((), ())


def section(
    text: str, row: Sequence[Place], below: Sequence[Place], kinds: Sequence[str]
) -> tuple[Names, tuple[str, ...]]:
    """Return the cell of a row that names what the rows below it are of, and its kind: a draw's, or a government.

    Args:
        text: the text, spelt plainly.
        row: the cells.
        below: those of the next row: an empty one there would be of the same column.
        kinds: what the columns hold.
    """
    filled = {text[start:end]: at for at, (start, end) in reversed(list(enumerate(row))) if start < end}
    if len(filled) != 1 or len(below) < 2 or "codes" in kinds:  # noqa: PLR2004 (a row has cells)
        return NO_SECTION
    (at,) = filled.values()
    goes_on = at < len(below) and below[at][0] < below[at][1]
    if goes_on and "date" in kinds and YEAR.fullmatch(text, *row[at]):
        return (row[at],), ("head",)
    if names_governments(text, (row[at],)):
        return (row[at],), ("government",)
    places = head_of(text, (row[at],)).places
    return places, ("head",) * len(places)
