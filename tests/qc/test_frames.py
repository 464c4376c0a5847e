"""Quality control of data frames, and findings as frames."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from oinp_noc import qc
from oinp_noc.errors import InvalidArgumentError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

CELLS: dict[str, list[Any]] = {
    "code": ["1", "11", "12", "13"],
    "level": ["broad category", "unit group", "unit group", "unit group"],
    "parent": [None, "1", "2", "1"],
    "title": ["Health", "Nurses", "Doctors", None],
    "teer": [None, 1, 9, 2],
}
EXPECTED = [
    ("orphan", "row 3, 12"),
    ("unknown value", "row 3, 12"),
    ("no title", "row 4, 13"),
]

MAKE: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "pandas with its own types": lambda cells: pd.DataFrame(cells).convert_dtypes(),
    "polars": pl.DataFrame,
    "lazy polars": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": lambda cells: duckdb.from_arrow(pa.table(cells)),
}


@pytest.mark.parametrize("engine", MAKE)
def test_frames_of_every_engine_are_tables(engine: str) -> None:
    findings = qc.classification(MAKE[engine](CELLS))
    assert sorted((f.kind, f.place) for f in findings) == sorted(EXPECTED)


def test_numbers_and_lists_of_numpy_are_cells() -> None:
    frame = pd.DataFrame({"source": ["1"], "target": ["11"], "changes": [["VC1"]]})
    frame["changes"] = frame["changes"].map(lambda each: pd.array(each, dtype=object).to_numpy())
    assert list(qc.concordance(frame)) == []


def test_a_column_is_no_table() -> None:
    for column in (pd.Series(["1"]), pl.Series(["1"])):
        with pytest.raises(InvalidArgumentError, match="expected the rows of a table"):
            qc.classification(column)


def test_a_frame_says_which_extra_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'oinp-noc\[dataframe\]'"):
        qc.classification(pd.DataFrame(CELLS))


def test_findings_are_a_frame_and_plain_data() -> None:
    findings = qc.concordance([("x", "1")])
    frame = findings.to_frame("polars")
    assert frame.columns == ["kind", "place", "message", "explanation"]
    assert frame.rows() == [("not a code", "row 1, x -> 1", "'x' is not a code: expected digits, as text", None)]
    assert findings.to_dict() == {"findings": [findings[0].to_dict()], "more": 0}
    assert qc.concordance([("2", "1")]).to_frame("polars").schema == frame.schema


def test_a_limit_may_be_a_number_of_numpy() -> None:
    limit: Any = np.int64(1)
    assert qc.concordance([("x", "1")] * 3, limit=limit).more > 0
