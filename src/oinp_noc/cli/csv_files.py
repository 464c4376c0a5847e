"""Tables of the user's own, as files of CSV."""

from __future__ import annotations

import csv
import io

from oinp_noc._catalogue import say
from oinp_noc.cli import stdio
from oinp_noc.errors import InvalidArgumentError

_DELIMITERS = ",;\t|"


def read_table(file: str, *columns: str) -> tuple[list[str], list[list[str]], str]:
    """Read a CSV file: its header, its rows, and its delimiter, which is the one that finds the column.

    Args:
        file: the file; - is the standard input.
        columns: the names of columns that it must have.

    Raises:
        InvalidArgumentError: the file cannot be read, is not a table, or lacks one of the columns.
    """
    text = stdio.read(file)
    if not text.strip():
        message = say("{file} is empty: expected a header with the names of the columns, and rows below it", file=file)
        raise InvalidArgumentError(message, value=file)
    try:
        read = {mark: list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) or [[]] for mark in _DELIMITERS}
    except csv.Error as error:
        message = say("{file} is not CSV: {why}", file=file, why=error)
        raise InvalidArgumentError(message, value=file) from error
    widest = max(read, key=lambda mark: len(read[mark][0]))
    delimiter = next((mark for mark, (header, *_) in read.items() if columns[0] in header), widest)
    header, *rows = read[delimiter]
    for column in columns:
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
