"""Columns of codes beside job titles, which narrow the targets of split codes as `narrow` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import oinp_noc
from oinp_noc import frames
from oinp_noc.errors import FrameError, InvalidArgumentError, VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Callable

Frame = Any  # of any engine
Columns = dict[str, list[Any]]

ROWS: list[tuple[str | None, str | None]] = [
    ("2174", "software developer"),
    ("2174", "Web developer"),
    ("2174", "COMPUTER PROGRAMMER"),
    ("2174", "programmer"),
    ("8431", "fruit tree pruner"),
    ("8431", "milking machine tender"),
    ("2173", "software engineer"),
    ("NOC 2174", "software developer"),
    ("0213", "software developer"),
    ("2174", None),
    ("2174", "  "),
    ("2174", "zzz"),
    (None, "software developer"),
    ("x", "software developer"),
]
COLUMNS: Columns = {
    "noc": [code for code, _ in ROWS],
    "job": [title for _, title in ROWS],
    "row": list(range(len(ROWS))),
}
MAKE: dict[str, Callable[[Columns], Frame]] = {
    "pandas": pd.DataFrame,
    "pandas categories": lambda columns: pd.DataFrame(columns).astype({"noc": "category", "job": "category"}),
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "polars categories": lambda columns: pl.DataFrame(columns).cast({"noc": pl.Categorical, "job": pl.Categorical}),
    "pyarrow": pa.table,
    "duckdb": lambda columns: duckdb.from_arrow(pa.table(columns)),
}


def rows_of(frame: Frame) -> list[tuple[Any, ...]]:
    """Read a frame into rows of plain values, by the column row."""
    if isinstance(frame, pd.DataFrame):
        frame = pa.Table.from_pandas(frame, preserve_index=False)
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        rows = frame.rows()
    else:
        rows = frame.fetchall() if not isinstance(frame, pa.Table) else [tuple(r.values()) for r in frame.to_pylist()]
    plain = [tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row) for row in rows]
    return sorted(plain, key=lambda row: (row[2], str(row[3:])))


def narrowed(code: str, title: str | None) -> tuple[tuple[str, ...], str | None]:
    """Narrow one conversion by the scalar function: the codes that are left, and the title that decided."""
    conversion = oinp_noc.convert(code)
    if title is None or not title.strip():
        return conversion.codes, None
    found = oinp_noc.narrow(conversion, title)
    is_split = len(conversion.codes) > 1
    return tuple(each.group.code for each in found), found[0].match.title if is_split and found[0].match else None


@pytest.mark.parametrize("on_split", ["explode", "successor", "list", "null"])
@pytest.mark.parametrize("engine", MAKE)
def test_a_column_of_titles_narrows_as_the_scalar_does(engine: str, on_split: Any) -> None:
    found = rows_of(
        frames.convert(MAKE[engine](COLUMNS), "noc", title="job", on_split=on_split, columns=("match", "status"))
    )
    expected: list[tuple[Any, ...]] = []
    for row, (code, title) in enumerate(ROWS):
        one = (1.0,) if on_split == "explode" else ()
        if code is None or not oinp_noc.is_valid(code, "2016"):
            expected.append((code, title, row, None, *one, None, None if code is None else "unknown"))
            continue
        conversion, (codes, match) = oinp_noc.convert(code), narrowed(code, title)
        if on_split == "explode":
            expected += [(code, title, row, each, 1 / len(codes), match, conversion.status) for each in codes]
        elif on_split == "list":
            expected.append((code, title, row, codes, match, conversion.status))
        else:
            successor = conversion.successor.code if on_split == "successor" and conversion.successor else None
            kept = codes[0] if len(codes) == 1 else successor
            expected.append((code, title, row, kept, match, conversion.status))
    assert found == sorted(expected, key=lambda row: (row[2], str(row[3:])))


def test_the_answers_that_applicants_ask_for() -> None:
    found = frames.convert(pl.DataFrame(COLUMNS), "noc", title="job", on_split="null", suffix="_new")
    assert found["noc_2021_new"].to_list()[:8] == [
        "21232",
        "21234",
        "21230",
        None,
        "85101",
        "85100",
        "21231",
        "21232",
    ]


def test_a_title_goes_before_weights_and_what_it_does_not_decide_keeps_them() -> None:
    weight = {("2174", "21230"): 0.5, ("2174", "21232"): 0.25, ("2174", "21234"): 0.25}
    frame = pl.DataFrame({"noc": ["2174", "2174"], "job": ["software developer", "programmer"]})
    found = frames.convert(frame, "noc", title="job", weight=weight)
    assert found.select("noc_2021", "weight").rows() == [
        ("21232", 1.0),
        ("21230", 0.5),
        ("21232", 0.25),
        ("21234", 0.25),
    ]


def test_versions_and_titles_go_together() -> None:
    frame = {"noc": ["2174", "2174", "21231"], "job": ["web developer"] * 3, "v": ["2016", "2011", "2021"]}
    for make in (pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.table):
        made = frames.convert(make(frame), "noc", title="job", version_column="v", on_split="null")
        assert [row[3] for row in rows_of(made)] == ["21234", "21234", "21231"]


def test_only_codes_that_a_title_leaves_split_are_refused() -> None:
    frame = pl.DataFrame({"noc": ["2174", "2174"], "job": ["web developer", "programmer"]})
    with pytest.raises(FrameError, match=r"'2174' \(1 row\)"):
        frames.convert(frame, "noc", title="job", on_split="raise")
    assert frames.convert(frame[:1], "noc", title="job", on_split="raise")["noc_2021"].to_list() == ["21234"]


def test_nulls_of_any_type_are_no_titles() -> None:
    for titles in (pd.Series([None], dtype="float64"), pd.Series([None], dtype=object)):
        frame = pd.DataFrame({"noc": ["0213"], "job": titles})
        assert frames.convert(frame, "noc", title="job")["noc_2021"].tolist() == ["20012"]
    assert frames.convert(pl.DataFrame({"noc": ["0213"], "job": [None]}), "noc", title="job")["noc_2021"].to_list() == [
        "20012"
    ]


def test_bad_input_is_refused() -> None:
    frame = pl.DataFrame({"noc": ["2174"], "job": ["web developer"], "wage": [1.0]})
    with pytest.raises(FrameError, match="wage is a column of Float64: expected job titles, as text"):
        frames.convert(frame, "noc", title="wage")
    with pytest.raises(FrameError, match="wage is a column of Float64"):
        frames.convert(frame.lazy(), "noc", title="wage")
    with pytest.raises(FrameError, match="no column 'jobs': the nearest is 'job'"):
        frames.convert(frame, "noc", title="jobs")
    with pytest.raises(FrameError, match=r'columns=\["match"\] needs title='):
        frames.convert(frame, "noc", columns=["match"])
    with pytest.raises(VersionMismatchError):
        frames.convert(frame, "noc", title="job", to="2006")
    with pytest.raises(InvalidArgumentError, match="on_split"):
        frames.convert(frame, "noc", title="job", on_split="first")  # type: ignore[arg-type]
