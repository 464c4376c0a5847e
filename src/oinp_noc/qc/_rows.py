"""Tables of the caller's own, read into rows of plain cells: mappings, tuples, groups and pairs, and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any

from oinp_noc._catalogue import marked
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import shown
from oinp_noc._noc.classification import Classification, Group
from oinp_noc._noc.pairs import Pair
from oinp_noc.errors import InvalidArgumentError, MissingExtraError
from oinp_noc.qc._findings import Fault

if TYPE_CHECKING:
    from oinp_noc.qc._findings import FindingKind

Cells = Mapping[str, Any]
Row = tuple[int, Cells]
"""A row: the number that its place is named by, and its cells by column. A cell without a value is an empty text."""

_ENGINES = ("pandas", "polars", "pyarrow", "duckdb", "_duckdb")
_NULLS = ("NAType", "NaTType")  # of pandas, which need not be here
_UNREADABLE: FindingKind = "unreadable row"


def read(
    rows: object, columns: Sequence[str], required: Sequence[str], *, argument: str = "rows"
) -> tuple[list[Row], list[Fault]]:
    """Read rows of the caller's own, numbered from 1, and the faults of those that cannot be read.

    Args:
        rows: the rows.
        columns: the columns of rows that are tuples, in order.
        required: the columns that a row must have.
        argument: the name of the argument, for the error.

    Raises:
        InvalidArgumentError: not a table.
        MissingExtraError: a data frame, and the extra ``dataframe`` is not installed.
    """
    found: list[Row] = []
    faults: list[Fault] = []
    for number, row in enumerate(_each(rows, argument), start=1):
        cells = _cells(row, columns, required)
        if isinstance(cells, Mapping):
            found.append((number, {name: cell(value) for name, value in cells.items()}))
        else:
            sentence, values = cells
            faults.append(Fault(_UNREADABLE, number, "", sentence, values))
    return found, faults


def check_columns(columns: object, known: Sequence[str], required: Sequence[str]) -> Sequence[str]:
    """Accept the names of the cells of rows that are tuples.

    Raises:
        InvalidArgumentError: another value.
    """
    is_list = isinstance(columns, list | tuple)
    names: list[object] = list(columns) if isinstance(columns, list | tuple) else []
    texts = [name for name in names if isinstance(name, str)]
    if not is_list or texts != names or len({*texts}) < len(texts) or not {*required} <= {*texts}:
        message = f"columns={shown(columns)}: expected a list of names, each once: {', '.join(required)}"
        more = [name for name in known if name not in required]
        message += f", perhaps {', '.join(more)}, and any others of yours"
        raise InvalidArgumentError(message, value=columns, candidates=tuple(known))
    return texts


def _each(rows: object, argument: str) -> Iterator[object]:
    if type(rows).__module__.partition(".")[0] in _ENGINES:
        return _of_frame(rows)
    if isinstance(rows, Classification):
        return iter(rows.values())
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        message = f"{argument}={shown(rows)}: expected the rows of a table: a list of dicts or tuples, or a data frame"
        raise InvalidArgumentError(message, value=rows)
    return iter(rows)


def _of_frame(frame: Any) -> Iterator[object]:  # noqa: ANN401 (of any engine)
    try:
        with FIRST_USE:
            import narwhals.stable.v2 as nw  # noqa: PLC0415 (an extra)
    except ImportError as error:
        message = "a data frame needs the extra 'dataframe': pip install 'oinp-noc[dataframe]'"
        raise MissingExtraError(message, value=frame) from error
    try:
        with FIRST_USE:  # narwhals imports what it has for the engine
            read = nw.from_native(frame)
    except TypeError:
        message = f"rows={shown(frame)}: expected the rows of a table: a list of dicts or tuples, or a data frame"
        raise InvalidArgumentError(message, value=frame) from None
    whole = read.collect() if isinstance(read, nw.LazyFrame) else read
    return iter(whole.iter_rows(named=True))


def _cells(row: object, columns: Sequence[str], required: Sequence[str]) -> Cells | tuple[str, dict[str, Any]]:
    """Return the cells of a row by column, or what is wrong with it: a sentence and its values."""
    if isinstance(row, Group | Pair):
        return _of_value(row)
    if isinstance(row, Mapping):
        if missing := [name for name in required if name not in row]:
            values = {"missing": ", ".join(missing), "columns": shown(", ".join(map(str, row)))}
            return marked("no {missing} among its columns: {columns}"), values
        return row
    if not isinstance(row, list | tuple):
        return marked("{row} is not a row: expected a dict or a tuple"), {"row": shown(row)}
    if len(row) != len(columns):
        return marked("{count} cells, expected {columns}"), {"count": len(row), "columns": ", ".join(columns)}
    return dict(zip(columns, row, strict=True))


def _of_value(value: Group | Pair) -> Cells:
    if isinstance(value, Group):
        named = ("code", "level", "title", "title_fr", "title_fr_status", "teer", "skill_level")
        return {name: getattr(value, name) for name in named} | {"parent": value.parent and value.parent.code}
    successor = value.is_successor if value.is_recorded else None
    codes = {"source": value.source.code, "target": value.target.code}
    listed = {} if value.is_derived else {"publishers": value.publishers}  # nobody lists a pair that was joined
    return {**codes, "changes": sorted(value.changes), "successor": successor, **listed}


def cell(value: object) -> object:
    """Write what is missing as an empty text, whichever way an engine writes it, and leave everything else."""
    if hasattr(value, "tolist"):  # a number or an array of numpy
        value = value.tolist()
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a whole number in a column with gaps
    is_missing = value is None or type(value).__name__ in _NULLS or (isinstance(value, float) and isnan(value))
    return "" if is_missing else value
