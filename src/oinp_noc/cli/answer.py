"""What a command answers, and the options that say how to show it: text, CSV, JSON, and a picture beside."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from json import dumps
from typing import Annotated, Any, TypeVar

import attrs
from cyclopts import Parameter

import oinp_noc
from oinp_noc._answers.sheets import Sheet
from oinp_noc._catalogue import say
from oinp_noc._language import Lang  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli import stdio
from oinp_noc.cli.parameters import File  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.safety import json_safe
from oinp_noc.cli.tables import Block, Table, rendered
from oinp_noc.errors import InvalidArgumentError, OinpNocError

Part = Table | Block
Made = TypeVar("Made")


def _option(help: str) -> Parameter:  # noqa: A002 (the word of cyclopts)
    return Parameter(help=help, group="Output", show_default=False)


@Parameter(name="*")
@dataclass(frozen=True)
class Output:
    """How to show an answer: the options of every command.

    The language is only checked here: `main` has read it before, so that it speaks it whatever else is wrong.
    """

    json: Annotated[bool, _option("Print one JSON document.")] = False
    lang: Annotated[
        Lang | None, _option("The language of sentences, headings and errors; that of the locale, if it is not given.")
    ] = None

    @property
    def form(self) -> str:
        """Return ``"json"``, ``"csv"`` or ``"text"``."""
        return "json" if self.json else "text"

    @property
    def picture(self) -> str | None:
        """Return the file for a picture."""
        return None


@Parameter(name="*")
@dataclass(frozen=True)
class TableOutput(Output):
    """The options of a command whose answer is a table."""

    csv: Annotated[bool, _option("Print CSV: all columns, under the names that data frames have.")] = False

    @property
    def form(self) -> str:
        """Return ``"json"``, ``"csv"`` or ``"text"``."""
        if self.json and self.csv:
            message = say("--json and --csv exclude each other: expected one of them")
            raise InvalidArgumentError(message)
        return "csv" if self.csv else super().form


@Parameter(name="*")
@dataclass(frozen=True)
class PictureOutput(TableOutput):
    """The options of a command whose answer can be drawn."""

    plot: Annotated[
        File | None, _option("Draw a picture into this file too, such as picture.png, .svg or .pdf (extra: plot).")
    ] = None

    @property
    def picture(self) -> str | None:
        """Return the file for a picture."""
        return self.plot


TEXT = Output()
TABLE = TableOutput()
PICTURE = PictureOutput()


@attrs.frozen
class Answer:
    """What a command answers; each form is made when it is asked for.

    Attributes:
        out: how to show it.
        parts: makes the tables and blocks for people.
        document: makes the values for a JSON document.
        sheet: makes the table for CSV; None for that of the only table among the parts.
        draw: draws a picture, and returns its axes.
        exact: makes the text that is printed as it is, unless JSON is asked for.
        warning: what is wrong with a part of the input, although the rest has an answer.
        notes: what standard error says beside an answer that is whole, each on a line.
    """

    out: Output
    parts: Callable[[], Sequence[Part]]
    document: Callable[[], object]
    sheet: Callable[[], Sheet] | None = None
    draw: Callable[[], object] | None = None
    exact: Callable[[], str] | None = None
    warning: str | None = None
    notes: Sequence[str] = ()


def give(answer: Answer) -> None:
    """Print an answer, whole, after its picture is drawn.

    Raises:
        OinpNocError: it cannot be shown, or not be written.
    """
    form = answer.out.form
    drawn = _draw(answer)
    if form == "json":
        written = made_for(form, lambda: dumps(answer.document(), default=_plain, ensure_ascii=False, indent=2))
        text = json_safe(written)
        stdio.write(f"{text}\n", exact=True)
    elif answer.exact is not None:
        stdio.write(answer.exact(), exact=True)
    elif form == "csv":
        stdio.write(made_for(form, lambda: csv_of(_sheet(answer))), exact=True)
    else:
        parts = [*answer.parts(), *drawn]
        stdio.write(rendered(parts, stdio.width(), colours=stdio.has_colours()))


def made_for(form: str, make: Callable[[], Made]) -> Made:
    """Make what is told in some form: for machines in English, whatever the language of the context.

    A script that compares a text of the library must not depend on who runs it. An error is for people again.
    """
    if form == "text":
        return make()
    try:
        with oinp_noc.use_language("en"):
            return make()
    except OinpNocError:
        return make()


def csv_of(sheet: Sheet) -> str:
    """Write a sheet as CSV; several texts in one cell stand behind each other, parted by semicolons."""
    import csv  # noqa: PLC0415 (few answers need it)

    printed = io.StringIO()
    writer = csv.writer(printed, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([_cell(cell) for cell in row] for row in sheet.rows)
    return printed.getvalue()


def _cell(cell: Any) -> object:  # noqa: ANN401 (any cell of a sheet)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return "; ".join(" -> ".join(each) if isinstance(each, list) else each for each in cell)
    return cell


def _sheet(answer: Answer) -> Sheet:
    if answer.sheet is not None:
        return answer.sheet()
    (table,) = (part for part in answer.parts() if isinstance(part, Table))
    return table.sheet


def _plain(value: Any) -> object:  # noqa: ANN401 (a public value, or a day)
    return value.isoformat() if hasattr(value, "isoformat") else value.to_dict()


def _draw(answer: Answer) -> list[Block]:
    """Draw the picture, if one is asked for, and say where it is."""
    file = answer.out.picture
    if file is None or answer.draw is None:
        return []
    if file in ("", stdio.STANDARD_INPUT):
        message = say("--plot: expected the name of a file, such as picture.png")
        raise InvalidArgumentError(message, value=file)
    from oinp_noc.cli.pictures import save  # noqa: PLC0415 (imports matplotlib)

    save(answer.draw, file)
    return [Block(say("picture in {file}", file=file))]
