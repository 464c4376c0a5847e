"""Sheets as data frames, with the same types whether there are rows or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import check_choice
from oinp_noc.errors import MissingExtraError

if TYPE_CHECKING:
    from oinp_noc._answers.sheets import Cell, Sheet

Backend = Literal["pandas", "polars", "pyarrow", "duckdb"]


def frame(sheet: Sheet, backend: Backend) -> Any:  # noqa: ANN401 (of any engine)
    """Make a data frame of a sheet.

    Args:
        sheet: the sheet.
        backend: ``"pandas"``, ``"polars"``, ``"pyarrow"`` or ``"duckdb"`` (a relation of the default connection).

    Raises:
        InvalidArgumentError: another backend.
        MissingExtraError: the extra ``dataframe``, or the engine, is not installed.
    """
    check_choice("backend", backend, get_args(Backend))
    cells = {name: sheet.column(name) for name in sheet.columns}
    try:
        if backend == "pandas":
            return _pandas(cells, sheet.columns)
        with FIRST_USE:
            import narwhals.stable.v2 as nw  # noqa: PLC0415 (an extra)

        kinds: dict[Cell, Any] = {
            "text": nw.String,
            "texts": nw.List(nw.String),
            "pairs": nw.List(nw.List(nw.String)),
            "integer": nw.Int64,
            "number": nw.Float64,
            "flag": nw.Boolean,
            "date": nw.Date,
        }
        schema = {name: kinds[kind] for name, kind in sheet.columns.items()}
        is_relation = backend == "duckdb"
        with FIRST_USE:  # narwhals imports the engine
            made = nw.from_dict(cells, schema=schema, backend="polars" if backend == "polars" else "pyarrow")
            return made.lazy("duckdb").to_native() if is_relation else made.to_native()
    except ImportError as error:
        needed = f"'oinp-noc[dataframe]' {backend}{' pyarrow' if backend == 'duckdb' else ''}"
        message = f"a frame of {backend} needs the extra 'dataframe' and the engine: pip install {needed}"
        raise MissingExtraError(message, value=backend) from error


def _pandas(cells: dict[str, list[Any]], columns: dict[str, Cell]) -> Any:  # noqa: ANN401 (a frame)
    """Make a frame of pandas, whose types for whole numbers, booleans and dates with gaps have to be named."""
    with FIRST_USE:  # pandas imports more at its first array of text
        import pandas as pd  # noqa: PLC0415 (an extra)

        text = pd.Series(["text"]).dtype  # object before pandas 3
    kinds = {"text": text, "integer": "Int64", "number": "float64", "flag": "boolean", "date": "datetime64[ns]"}
    return pd.DataFrame({name: pd.Series(cells[name], dtype=kinds.get(kind, object)) for name, kind in columns.items()})
