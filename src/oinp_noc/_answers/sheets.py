"""Sheets: what a value says as a table. One sheet feeds frames, files and whatever shows a table to people."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from oinp_noc._catalogue import say
from oinp_noc._messages import invalid_choice

Cell = Literal["text", "texts", "pairs", "integer", "number", "flag", "date"]


@attrs.frozen
class Words:
    """A text in a language that is known: a cell of a sheet for people.

    Attributes:
        text: the text.
        lang: ``"en"`` or ``"fr"``.
    """

    text: str
    lang: str


@attrs.frozen
class Sheet:
    """A title, columns and rows.

    Attributes:
        title: what the rows are.
        columns: the kind of the cells of each column, by name and in order: ``"text"``, ``"texts"`` (several),
            ``"pairs"`` (several pairs of texts), ``"integer"``, ``"number"``, ``"flag"`` or ``"date"``. A cell of any
            kind may be None.
        rows: the cells, in the order of the columns.
        is_record: whether it is a single value, which people read as names and values: it has one row.
    """

    title: str
    columns: dict[str, Cell]
    rows: tuple[tuple[Any, ...], ...]
    is_record: bool = False

    def column(self, name: str) -> list[Any]:
        """Return the cells of one column.

        Raises:
            InvalidArgumentError: no such column.
        """
        names = list(self.columns)
        if name not in names:
            raise invalid_choice("name", name, names)
        place = names.index(name)
        return [row[place] for row in self.rows]


def said(sheet: Sheet) -> Sheet:
    """Return a sheet for people, of one whose title is marked for translation."""
    return attrs.evolve(sheet, title=say(sheet.title))


def decimal(number: float, places: int = 2) -> str:
    """Write a number for people: with its places behind the mark of the language of the context."""
    return f"{number:.{places}f}".replace(".", say("."))


def bounds(low: float, high: float) -> str:
    """Write two bounds for people; once, if they look the same."""
    return "–".join(dict.fromkeys((decimal(low), decimal(high))))
