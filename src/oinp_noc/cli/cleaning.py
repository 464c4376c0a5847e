"""The command that repairs codes: clean."""

from __future__ import annotations

import csv
import io

import oinp_noc
from oinp_noc._answers.printable import one_line
from oinp_noc._catalogue import say, say_number
from oinp_noc.cli.answer import TABLE, Answer, TableOutput, made_for
from oinp_noc.cli.csv_files import read_table
from oinp_noc.cli.parameters import ColumnName, Version  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.errors import InvalidArgumentError, InvalidCodeError, UnknownCodeError


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
    header, rows, delimiter = read_table(file, column)
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


def _repaired(value: str, version: str) -> tuple[str, str]:
    """Return the code of a cell, and what was done; or no code, and why the cell was refused."""
    if not value.strip():
        return "", ""
    try:
        repair = oinp_noc.repair_code(value, version=version)
    except (InvalidCodeError, UnknownCodeError) as error:
        return "", one_line(str(error))
    return repair.code, "; ".join(repair.steps) or "as written"
