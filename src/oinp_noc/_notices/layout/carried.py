"""Rows in, rows out in which a cell that goes on from the row above, or refers to a row before, is the cell of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._notices.plain.text import Place

_MARKS = compiled(r"[\"']{1,2}|,,|\^")
_GOES_ON = ("region", "target")
_NUMBER = compiled(r"#?(?P<number>[0-9]{1,4})\.?")
_REFERS = compiled(
    r"(?:(?:the )?same(?: (?:list|codes|nocs?|occupations?))?(?: as)?|as|see|like|cf\.?|comme|voir"
    r"|idem(?: que)?|memes? que)"
    r"\s(?:(?:in|for|the|of|le|la|pour|au) ){0,2}(?:(?:draw|round|row|line|tirage|ronde|ligne|no\.?|nr\.?)\s)?"
    r"#?\s?(?P<number>[0-9]{1,4})"
)


class Carried:
    """The row above, from which cells go on, and those before it that have numbers.

    Args:
        text: the text, spelt plainly.
        kinds: what the columns hold.
        above: the first row, if it is none of names.
    """

    def __init__(self, text: str, kinds: Sequence[str], above: tuple[Place, ...] = ()) -> None:
        self.text = text
        self.kinds = kinds
        self.above = above
        self.numbered: dict[str, tuple[Place, ...]] = {}

    def into(self, row: tuple[Place, ...]) -> tuple[Place, ...]:
        """Fill the cells that say "ditto" or "as #118", and the empty ones before its first, which are merged."""
        first = next((at for at, (start, end) in enumerate(row) if start < end), 0)
        if self._tells_later(row):
            row = tuple(cell if cell[0] < cell[1] else other for cell, other in zip(row, self.above, strict=True))
        cells = [
            self.above[at]
            if at < len(self.above) and (self._is_merged(at, first) or says_ditto(self.text, cell))
            else self._referred(at, cell)
            for at, cell in enumerate(row)
        ]
        self.above = tuple(cells)
        if self.above and (number := _NUMBER.fullmatch(self.text, *self.above[0])) is not None:
            self.numbered[number["number"]] = self.above
        return self.above

    def _tells_later(self, row: tuple[Place, ...]) -> bool:
        """Return True if a row has nothing but what a column of the row above lacks: its number."""
        filled = [at for at, (start, end) in enumerate(row) if start < end]
        if len(filled) != 1 or len(row) != len(self.above):
            return False
        its, before = (self.text[slice(*cells[filled[0]])] for cells in (row, self.above))
        return any(map(str.isdigit, its)) and not any(map(str.isdigit, before))

    def _referred(self, at: int, cell: Place) -> Place:
        """Return the cell of the row before to whose number a cell refers: as #118."""
        match = _REFERS.fullmatch(self.text, *cell) if at and self.numbered else None
        row = self.numbered.get(match["number"], ()) if match is not None else ()
        return row[at] if at < len(row) else cell

    def _is_merged(self, at: int, first: int) -> bool:
        return at < min(first, len(self.kinds)) and self.kinds[at] in _GOES_ON


def says_ditto(text: str, cell: Place) -> bool:
    """Return True if a cell says what the one above it says."""
    return _MARKS.fullmatch(text, *cell) is not None or pattern("ditto").fullmatch(text, *cell) is not None
