"""Rows of tables in, facts out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.cells.blank_rows import blank_separated
from oinp_noc._notices.cells.cells import named_cells
from oinp_noc._notices.cells.nameless import nameless_cells
from oinp_noc._notices.words.dates import YEAR, in_year, read
from oinp_noc._notices.words.lexicon import pattern

if TYPE_CHECKING:
    from oinp_noc._notices.facts.unit import Unit
    from oinp_noc._notices.words.lexicon import Fact, Words


def facts(unit: Unit, text: str) -> tuple[Words, list[Fact]]:
    """Find what a row states, in the order of its cells; the words are those of its first cell."""
    kinds = unit.columns.kinds if unit.columns is not None else ()
    first = next((cell for cell in unit.cells if cell[0] < cell[1]), unit.cells[0])
    words = read(text, *first)
    if len(unit.cells) == 1 and kinds:
        found = blank_separated(unit, text, kinds)
    elif kinds:
        found = named_cells(unit, text, kinds)
    else:
        found = nameless_cells(unit, text)
    start = unit.cells[0][0]
    cells = (text[start:end] for (start, end), kind in zip(unit.cells, kinds, strict=False) if kind in ("year", "head"))
    for year in (int(cell[:4]) for cell in cells if YEAR.fullmatch(cell)):
        found = [fact._replace(value=in_year(fact.value, year)) if fact.kind == "day" else fact for fact in found]
    if words.starts and pattern("average row").match(text, words.starts[0], first[1]):
        found = [fact._replace(role="total") for fact in found]
    elif "so-far" in words.names or ("year" in kinds and not any(fact.kind in ("day", "days") for fact in found)):
        found = [fact._replace(role="so-far") for fact in found]  # what a year came to
    elif any(pattern("status of no draw").fullmatch(text, *cell) for cell in unit.cells):
        found = [fact._replace(role="condition") for fact in found]
    return words, [fact._replace(at=max(0, fact.span[0] - start)) for fact in found]
