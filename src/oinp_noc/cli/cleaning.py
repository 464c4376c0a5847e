"""The command that repairs codes: clean."""

from __future__ import annotations

import csv
import io

import oinp_noc
from oinp_noc._catalogue import say, say_number
from oinp_noc.cli import stdio
from oinp_noc.cli.answer import TABLE, Answer, TableOutput, made_for
from oinp_noc.cli.parameters import ColumnName, Version  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.safety import one_line
from oinp_noc.errors import InvalidArgumentError, InvalidCodeError, UnknownCodeError

_DELIMITERS = ",;\t|"


def clean(
    file: str, column: str, /, *, version: Version = "2021", name: ColumnName | None = None, out: TableOutput = TABLE
) -> Answer:
    """Repair a column of codes in a CSV file, and print the file with the codes and what was done.

    Two columns are added: the code, empty if the value was refused, and repair: "as written", the steps, or why the
    value was refused. If a value was refused, the exit code is 2.

    Args:
        file: A CSV file with a header, in UTF-8; - is the standard input.
        column: The name of the column.
        version: The NOC version of the codes.
        name: The name of the new column of codes; noc_ and the version, if it is not given.
    """
    name = name or f"noc_{oinp_noc.classification(version).version}"
    header, rows, delimiter = _table(file, column)
    if taken := {name, "repair"} & set(header):
        message = say(
            "{file} already has a column {name}: expected a file without it, or another --name",
            file=file,
            name=repr(min(taken)),
        )
        raise InvalidArgumentError(message, value=file)
    place = header.index(column)
    # What is printed is a file for machines, with --json and without.
    repairs = made_for("csv", lambda: {value: _repaired(value, version) for value in {row[place] for row in rows}})
    header = [*header, name, "repair"]
    refused = sum(bool(row[place].strip()) and not repairs[row[place]][0] for row in rows)
    rows = [[*row, *repairs[row[place]]] for row in rows]

    def text() -> str:
        printed = io.StringIO()
        writer = csv.writer(printed, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
        return printed.getvalue()

    warning = say_number(
        "{number} value was refused: the column repair says why",
        "{number} values were refused: the column repair says why",
        refused,
    )
    return Answer(
        out,
        list,
        lambda: [dict(zip(header, row, strict=True)) for row in rows],
        exact=text,
        warning=warning if refused else None,
    )


def _table(file: str, column: str) -> tuple[list[str], list[list[str]], str]:
    """Read a CSV file: its header, its rows, and its delimiter, which is the one that finds the column."""
    text = stdio.read(file)
    if not text.strip():
        message = say("{file} is empty: expected a header with the names of the columns, and rows below it", file=file)
        raise InvalidArgumentError(message, value=file)
    try:
        read = {mark: list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) or [[]] for mark in _DELIMITERS}
    except csv.Error as error:
        message = say("{file} is not CSV: {why}", file=file, why=error)
        raise InvalidArgumentError(message, value=file) from error
    delimiter = next((mark for mark, (header, *_) in read.items() if column in header), _DELIMITERS[0])
    header, *rows = read[delimiter]
    if column not in header:
        message = say(
            "{file} has no column {name}: its header is {header}", file=file, name=repr(column), header=header
        )
        raise InvalidArgumentError(message, value=column, candidates=tuple(header))
    if header.count(column) > 1:
        message = say(
            "{file} has {number} columns {name}: expected one",
            file=file,
            number=header.count(column),
            name=repr(column),
        )
        raise InvalidArgumentError(message, value=column, candidates=tuple(header))
    for number, row in enumerate(rows, 1):
        if len(row) > len(header):
            message = say(
                "{file} has {cells} cells in row {row} below its header of {columns}",
                file=file,
                cells=len(row),
                row=number,
                columns=len(header),
            )
            raise InvalidArgumentError(message, value=file)
    return header, [row + [""] * (len(header) - len(row)) for row in rows if row], delimiter


def _repaired(value: str, version: str) -> tuple[str, str]:
    """Return the code of a cell, and what was done; or no code, and why the cell was refused."""
    if not value.strip():
        return "", ""
    try:
        repair = oinp_noc.repair_code(value, version=version)
    except (InvalidCodeError, UnknownCodeError) as error:
        return "", one_line(str(error))
    return repair.code, "; ".join(repair.steps) or "as written"
