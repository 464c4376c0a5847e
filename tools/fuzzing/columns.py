"""Columns of data frames, in every engine."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

import oinp_noc
from fuzzing import inputs
from fuzzing.checks import Target, law, tried
from oinp_noc import frames
from oinp_noc.errors import OinpNocError

if TYPE_CHECKING:
    from random import Random

ENGINES = (
    *("pandas object", "pandas str", "pandas string", "pandas category", "pandas Int64", "pandas arrow"),
    *("polars", "polars lazy", "polars Enum", "polars Categorical", "polars Object"),
    *("pyarrow", "pyarrow dictionary", "pyarrow large", "duckdb"),
)
NAMES = (
    "noc",
    "NOC",
    "weight",
    "noc_2021",
    "NOC_2021",
    "",
    " ",
    'a"b',
    "a.b",
    "oinp_noc answers",
    "repair",
    "\u202e",
    "noc ",
)


def _cells(chance: Random, version: str) -> list[Any]:
    kind = chance.random()
    rows = chance.choice((0, 1, 2, 3, 8))
    if kind < 0.6:
        return [None if chance.random() < 0.15 else _text(chance, version) for _ in range(rows)]
    if kind < 0.7:
        return [
            None if chance.random() < 0.2 else chance.choice((213, 2173, 21231, 0, -1, 2**63 - 1)) for _ in range(rows)
        ]
    if kind < 0.78:
        return [chance.choice((2173.0, math.nan, math.inf, 0.5, None)) for _ in range(rows)]
    if kind < 0.82:
        return [None] * rows
    if kind < 0.88:
        return [chance.choice((["2173"], [], None, ["x"])) for _ in range(rows)]
    return [_odd(chance) for _ in range(rows)]


def _text(chance: Random, version: str) -> str:
    return inputs.code(chance, version) if chance.random() < 0.7 else inputs.text(chance)[:300]


def _odd(chance: Random) -> Any:
    of = (
        None,
        True,
        b"2173",
        dt.date(2023, 5, 9),
        decimal.Decimal(21231),
        {"a": 1},
        {"x"},
        object(),
        10**30,
        "2173",
        2173,
        (),
    )
    return chance.choice(of)


def _column(chance: Random) -> dict[str, Any]:
    version = chance.choice(("2016", "2016", "2021", "2011", "2006"))
    name = "noc" if chance.random() < 0.85 else chance.choice(NAMES)
    asked = chance.choice(
        ("convert", "convert", "convert", "clean", "describe", "titles", "groups", "targeted", "search")
    )
    options: dict[str, Any] = {}
    if asked == "convert":
        options["version"] = version
        options["to"] = inputs.version(chance, 0.02)
        options["on_split"] = chance.choice(("explode", "successor", "list", "null", "raise", "explode"))
        options["on_unknown"] = chance.choice(("null", "null", "raise"))
        columns = ("relation", "is_partial", "title", "status", "match")
        options["columns"] = chance.sample(columns, chance.randrange(3))
        if chance.random() < 0.1:
            options["name"] = chance.choice(NAMES)
    elif asked in ("clean", "titles", "groups", "targeted"):
        options["version"] = version
    if asked in ("convert", "clean", "groups") and chance.random() < 0.1:
        options["suffix"] = inputs.text(chance)[:20]
    if asked in ("describe", "search"):
        options = {}
    if chance.random() < 0.02:
        options[chance.choice(list(options) or ["version"])] = inputs.anything(chance, 0.5)
    cells = _cells(chance, version)
    return {
        "engine": chance.choice(ENGINES),
        "name": name,
        "cells": cells,
        "asked": asked,
        "options": options,
        "column": name if chance.random() < 0.97 else inputs.anything(chance, 0.3),
    }


def _frame(engine: str, name: str, cells: list[Any]) -> Any:
    """Make a frame, or None if the engine itself has no such column."""
    rows = list(range(len(cells)))
    beside = "row"
    kinds = {
        "str": "str",
        "string": "string",
        "category": "category",
        "Int64": "Int64",
        "arrow": pd.ArrowDtype(pa.string()),
    }
    library, _, kind = engine.partition(" ")
    if library == "pandas":
        dtype = kinds.get(kind, object)
        return pd.DataFrame({name: pd.Series(cells, dtype=dtype), beside: rows})
    if library == "polars":
        if kind == "Object":
            return pl.DataFrame({name: pl.Series(name, cells, dtype=pl.Object), beside: rows})
        frame = pl.DataFrame({name: pl.Series(name, cells, strict=True), beside: rows})
        if kind == "Enum":
            return frame.cast({name: pl.Enum(sorted({cell for cell in cells if isinstance(cell, str)}))})
        if kind == "Categorical":
            return frame.cast({name: pl.Categorical()})
        return frame.lazy() if kind == "lazy" else frame
    array = pa.array(cells, type=pa.large_string() if kind == "large" else None)
    if kind == "dictionary":
        array = array.dictionary_encode()
    table = pa.table({name: array, beside: rows})
    if library == "duckdb":
        return duckdb.from_arrow(table, connection=CONNECTION)
    return table


CONNECTION = duckdb.connect()
DRAW = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")


def _rows(frame: Any) -> list[dict[str, Any]]:
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    if isinstance(frame, pd.DataFrame):
        return list(frame.astype(object).to_dict("records"))
    if isinstance(frame, pa.Table):
        return list(frame.to_pylist())
    names = frame.columns
    return [dict(zip(names, row, strict=True)) for row in frame.fetchall()]


def _check_column(given: dict[str, Any]) -> None:
    try:
        frame = _frame(given["engine"], given["name"], given["cells"])
    except Exception:  # noqa: BLE001 (what the engine itself does not hold is not ours to read)
        return
    call = getattr(frames, given["asked"])
    more = [DRAW] if given["asked"] == "targeted" else []
    made = tried(lambda: _answered(call(frame, given["column"], *more, **given["options"])))
    if isinstance(made, OinpNocError):
        law(isinstance(made, ValueError | KeyError | TypeError), "a refused column", made)
        return
    if given["asked"] == "describe":
        str(made), repr(made)
        return
    try:
        rows = _rows(made)
    except duckdb.Error as error:  # what a relation refuses is refused as it runs, by the engine, in our words
        law("frames." in str(error), "an error of the engine has our words", str(error))
        return
    places = [row["row"] for row in rows]
    law(sorted(set(places)) == list(range(len(given["cells"]))), "no row is lost", places)
    law(places == sorted(places) or given["engine"] == "duckdb", "rows keep their order", places)
    if given["asked"] == "convert" and all(isinstance(cell, str | None) for cell in given["cells"]):
        _check_converted(rows, given)


def _answered(made: Any) -> Any:
    return made.collect() if isinstance(made, pl.LazyFrame) else made


def _check_converted(rows: list[dict[str, Any]], given: dict[str, Any]) -> None:
    options = given["options"]
    to, split = options["to"], options["on_split"]
    added = f"{options.get('name', f'noc_{to}')}{options.get('suffix', '')}"
    for place, cell in enumerate(given["cells"]):
        mine = [row for row in rows if row["row"] == place]
        known = cell is not None and oinp_noc.is_valid(cell, options["version"])
        codes = oinp_noc.convert(cell, options["version"], to).codes if known else ()
        got = [row[added] for row in mine]
        if split == "explode":
            got = [None if _missing(one) else one for one in got]
            got = sorted(got) if len(codes) > 1 and given["engine"] == "duckdb" else got  # a relation has no order
            law(tuple(got) == (codes or (None,)), "bulk answers as scalar", cell, got, codes)
            weights = [row[f"weight{options.get('suffix', '')}"] for row in mine]
            law(math.isclose(sum(weights), 1), "weights add up to 1", weights)
            continue
        (one,) = got
        if split == "list":
            law(tuple(one) == codes if not _missing(one) else not codes, "bulk answers as scalar", cell, one, codes)
            continue
        successor = oinp_noc.convert(cell, options["version"], to).successor if known else None
        meant = successor.code if split == "successor" and successor else codes[0] if len(codes) == 1 else None
        law((None if _missing(one) else one) == meant, "bulk answers as scalar", cell, one, meant)


def _missing(cell: Any) -> bool:
    return cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell))


TARGETS = (Target("frames", _column, _check_column, 3),)
