"""What is refused is refused by a FrameError, whatever the engine; nothing is lost, no error of an engine escapes."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import oinp_noc
from oinp_noc import frames
from oinp_noc.errors import FrameError, InvalidArgumentError
from oinp_noc.frames._engines import answers

if TYPE_CHECKING:
    from collections.abc import Callable

Frame = Any  # of any engine
COLUMNS: list[Callable[..., Frame]] = [frames.convert, frames.clean, frames.titles, frames.groups, frames.describe]


def cells(frame: Frame, name: str) -> list[Any]:
    """Return a column of a frame of any engine as plain values, with None for nulls."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return [row[frame.columns.index(name)] for row in frame.fetchall()]
    column = frame[name]
    values = column.to_pylist() if isinstance(frame, pa.Table) else column.to_list()
    return [None if value is pd.NA or value != value else value for value in values]  # noqa: PLR0124 (NaN)


def of(array: Frame) -> Frame:
    """Make a frame of one column."""
    if isinstance(array, pd.Series):
        return pd.DataFrame({"noc": array})
    return pl.DataFrame({"noc": array}) if isinstance(array, pl.Series) else pa.table({"noc": array})


NULLABLE = ["string", "string[pyarrow]", "str", "object", pd.ArrowDtype(pa.string())]


@pytest.mark.parametrize("dtype", NULLABLE, ids=str)
def test_a_null_of_pandas_counts_as_missing(dtype: Any) -> None:
    frame = pd.DataFrame({"noc": pd.Series(["2173", None, pd.NA], dtype=dtype)})
    assert frames.describe(frame, "noc", version="2016").counts["missing"] == frames.RowCount(2, 1)
    found = frames.convert(frame, "noc", on_unknown="raise", on_split="successor")
    assert cells(found, "noc_2021") == ["21231", None, None]


@pytest.mark.parametrize("dtype", ["Int64", "Float64", pd.ArrowDtype(pa.int64())], ids=str)
def test_a_null_among_numbers_of_pandas_counts_as_missing(dtype: Any) -> None:
    frame = pd.DataFrame({"noc": pd.Series([213, None], dtype=dtype)})
    assert frames.describe(frame, "noc", version="2016").counts["missing"] == frames.RowCount(1, 1)
    assert cells(frames.clean(frame, "noc", version="2016"), "noc_2016") == ["0213", None]


def test_every_null_that_pandas_has_counts_as_missing() -> None:
    frame = pd.DataFrame({"noc": pd.Series([None, pd.NA, pd.NaT, float("nan"), Decimal("NaN"), "2173"], dtype=object)})
    assert frames.describe(frame, "noc", version="2016").counts["missing"].rows == 5
    assert cells(frames.clean(frame, "noc", version="2016"), "repair") == [None] * 5 + ["as written"]


NO_CELLS: dict[str, Frame] = {
    "pandas lists": pd.Series([["2173"], ["2174"]]),
    "pandas dicts": pd.Series([{"code": "2173"}, "2173"]),
    "pandas lists behind text": pd.Series(["2173", ["2174"]]),
    "pandas tuples": pd.Series([("2173",), "2173"]),
    "pandas sets": pd.Series([{"2173"}], dtype=object),
    "pandas bytes": pd.Series([b"2173"]),
    "pandas bytearrays": pd.Series([bytearray(b"2173")]),
    "pandas arrow lists": pd.Series([["2173"]], dtype=pd.ArrowDtype(pa.list_(pa.string()))),
    "pandas arrow bytes": pd.Series([b"2173"], dtype=pd.ArrowDtype(pa.binary())),
    "pandas intervals": pd.Series([pd.Interval(0, 1)]),
    "pandas complex": pd.Series([1 + 2j]),
    "polars objects": pl.Series([object()], dtype=pl.Object),
    "polars lists": pl.Series([["2173"]]),
    "polars structs": pl.Series([{"code": "2173"}]),
    "polars bytes": pl.Series([b"2173"]),
    "pyarrow lists": pa.array([["2173"]]),
    "pyarrow structs": pa.array([{"code": "2173"}]),
    "pyarrow bytes": pa.array([b"2173"]),
    "pyarrow large bytes": pa.array([b"2173"], pa.large_binary()),
    "pyarrow bytes of a fixed size": pa.array([b"2173"], pa.binary(4)),
    "pyarrow categories of bytes": pa.array([b"2173"]).dictionary_encode(),
}


@pytest.mark.parametrize("function", COLUMNS, ids=lambda function: function.__name__)
@pytest.mark.parametrize("kind", NO_CELLS)
def test_cells_of_lists_bytes_and_objects_are_refused(kind: str, function: Callable[..., Frame]) -> None:
    with pytest.raises(FrameError, match="noc "):
        function(of(NO_CELLS[kind]), "noc")


@pytest.mark.parametrize("function", COLUMNS, ids=lambda function: function.__name__)
@pytest.mark.parametrize("value", ["['2173']", "{'code': '2173'}", "map {'code': '2173'}", "'2173'::BLOB", "uuid()"])
def test_cells_of_lists_bytes_and_objects_are_refused_in_duckdb(value: str, function: Callable[..., Frame]) -> None:
    with pytest.raises(FrameError, match="noc is a column of "):
        function(duckdb.sql(f"SELECT {value} AS noc"), "noc")


@pytest.mark.parametrize("kind", ["polars lists", "polars objects", "polars bytes"])
def test_cells_of_lists_bytes_and_objects_are_refused_in_lazy_frames(kind: str) -> None:
    with pytest.raises(FrameError, match="noc is a column of "):
        frames.convert(of(NO_CELLS[kind]).lazy(), "noc")


NUMBERS: dict[str, Frame] = {
    "pandas categories of ints": pd.Series([2173, 2174], dtype="category"),
    "pandas objects": pd.Series([2173, None], dtype=object),
    "pandas booleans": pd.Series([True]),
    "pandas dates": pd.Series([pd.Timestamp("2021-01-01")]),
    "pandas decimals": pd.Series([Decimal(2173)]),
    "polars ints": pl.Series([2173]),
    "polars dates": pl.Series([None, 1]).cast(pl.Date),
    "pyarrow categories of ints": pa.array([2173, 2174]).dictionary_encode(),
    "pyarrow decimals": pa.array([Decimal(2173)]),
}


@pytest.mark.parametrize("function", [frames.convert, frames.titles, frames.groups], ids=lambda each: each.__name__)
@pytest.mark.parametrize("kind", NUMBERS)
def test_what_is_not_text_is_refused_and_clean_is_named(kind: str, function: Callable[..., Frame]) -> None:
    with pytest.raises(FrameError, match=r"noc is a column of .*, and a code is text: .* frames\.clean"):
        function(of(NUMBERS[kind]), "noc")


NULLS: dict[str, Frame] = {
    "pandas float64": pd.Series([None, None], dtype="float64"),
    "pandas Float64": pd.Series([None, None], dtype="Float64"),
    "pandas dates": pd.Series([pd.NaT, pd.NaT]),
    "pandas categories of ints": pd.Series([None, None], dtype=pd.CategoricalDtype([2173])),
    "pandas arrow null": pd.Series([None, None], dtype=pd.ArrowDtype(pa.null())),
    "pandas arrow lists": pd.Series([None, None], dtype=pd.ArrowDtype(pa.list_(pa.int64()))),
    "polars null": pl.Series([None, None]),
    "polars Float64": pl.Series([None, None], dtype=pl.Float64),
    "polars lists": pl.Series([None, None], dtype=pl.List(pl.Int64)),
    "polars objects": pl.Series([None, None], dtype=pl.Object),
    "pyarrow null": pa.array([None, None]),
    "pyarrow double": pa.array([None, None], pa.float64()),
    "pyarrow categories of ints": pa.array([None, None], pa.dictionary(pa.int32(), pa.int64())),
    "pyarrow lists": pa.array([None, None], pa.list_(pa.int64())),
}


@pytest.mark.parametrize("kind", NULLS)
def test_a_column_of_nulls_gives_nulls_whatever_its_type(kind: str) -> None:
    frame = of(NULLS[kind])
    assert cells(frames.convert(frame, "noc"), "noc_2021") == [None, None]
    assert cells(frames.convert(frame, "noc", on_unknown="raise", on_split="raise"), "noc_2021") == [None, None]
    assert cells(frames.titles(frame, "noc"), "title") == [None, None]
    assert cells(frames.clean(frame, "noc"), "repair") == [None, None]
    assert frames.describe(frame, "noc", version="2016").counts["missing"].rows == 2


@pytest.mark.parametrize("kind", NULLS)
def test_an_empty_column_gives_an_empty_frame_whatever_its_type(kind: str) -> None:
    frame = of(NULLS[kind][:0])
    assert cells(frames.convert(frame, "noc"), "noc_2021") == []
    assert cells(frames.clean(frame, "noc"), "repair") == []
    assert frames.describe(frame, "noc", version="2016").rows == 0


def test_a_lazy_column_of_the_type_of_nulls_gives_nulls() -> None:
    assert cells(frames.convert(pl.LazyFrame({"noc": [None]}), "noc"), "noc_2021") == [None]
    relation: Any = duckdb.sql("SELECT NULL AS noc")
    if "NULL" in str(relation.types[0]):  # older releases of DuckDB make it an integer
        assert cells(frames.convert(relation, "noc"), "noc_2021") == [None]


DECIMALS = [Decimal("2173.0"), Decimal("213.0"), Decimal("2173.5"), None]
DECIMAL_COLUMNS: dict[str, Callable[[], Frame]] = {
    "pandas": lambda: pd.DataFrame({"noc": pd.Series(DECIMALS, dtype=object)}),
    "pandas arrow": lambda: pd.DataFrame({"noc": pd.Series(DECIMALS, dtype=pd.ArrowDtype(pa.decimal128(6, 1)))}),
    "polars": lambda: pl.DataFrame({"noc": DECIMALS}),
    "polars lazy": lambda: pl.LazyFrame({"noc": DECIMALS}),
    "pyarrow": lambda: pa.table({"noc": DECIMALS}),
    "duckdb": lambda: duckdb.from_arrow(pa.table({"noc": DECIMALS})),
}


@pytest.mark.parametrize("engine", DECIMAL_COLUMNS)
def test_decimals_are_cleaned(engine: str) -> None:
    found = cells(frames.clean(DECIMAL_COLUMNS[engine](), "noc", version="2016"), "noc_2016")
    assert sorted(found, key=str) == ["0213", "2173", None, None]


def of_duckdb(columns: dict[str, list[Any]]) -> Frame:
    return duckdb.from_arrow(pa.table(columns))


NAMES: list[tuple[str, Callable[[], object], str]] = [
    ("pandas", lambda: frames.convert(pd.DataFrame([["2173", 1]], columns=["noc", "noc"]), "noc"), "named 'noc'"),
    (
        "another column of pandas",
        lambda: frames.clean(pd.DataFrame([["2173", 1, 2]], columns=["noc", "wage", "wage"]), "noc"),
        "several columns named 'wage'",
    ),
    ("pyarrow", lambda: frames.titles(pa.table([["2173"], [1]], names=["noc", "noc"]), "noc"), "named 'noc'"),
    ("duckdb", lambda: frames.convert(duckdb.sql("SELECT '2173' AS noc, 1 AS noc"), "noc"), "named 'noc'"),
    ("duckdb, case", lambda: frames.convert(duckdb.sql("SELECT '2173' AS noc, 1 AS NOC"), "noc"), "named 'noc'"),
    (
        "duckdb, the case of a new column",
        lambda: frames.convert(duckdb.sql("SELECT '2173' AS noc, 1 AS \"NOC_2021\""), "noc"),
        "'noc_2021' of a new column is taken",
    ),
    (
        "MultiIndex",
        lambda: frames.convert(pd.DataFrame([["2173"]], columns=pd.MultiIndex.from_tuples([("noc", "2016")])), "noc"),
        "MultiIndex",
    ),
    ("a number", lambda: frames.convert(pd.DataFrame({1: ["2173"]}), 1), "got 1 of type int"),  # type: ignore[arg-type]
    ("a list", lambda: frames.clean(pl.DataFrame({"noc": ["2173"]}), ["noc"]), "of type list"),  # type: ignore[arg-type]
    ("describe", lambda: frames.describe(pl.DataFrame({"noc": ["2173"]}), None), "of type NoneType"),  # type: ignore[arg-type]
    ("name", lambda: frames.convert(pl.DataFrame({"noc": ["2173"]}), "noc", name=1), "name= is text"),  # type: ignore[arg-type]
    ("no name", lambda: frames.convert(pl.DataFrame({"noc": ["2173"]}), "noc", name=""), "got an empty text; leave it"),
    ("suffix", lambda: frames.groups(pl.DataFrame({"noc": ["2173"]}), "noc", suffix=b"x"), "suffix= is text"),  # type: ignore[arg-type]
    ("title", lambda: frames.titles(pl.DataFrame({"noc": ["2173"]}), "noc", name=None), "name= is text"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table, of_duckdb])
@pytest.mark.parametrize(
    ("function", "argument"),
    [
        *((function, "name") for function in (frames.convert, frames.clean, frames.titles, frames.search)),
        *((function, "suffix") for function in (frames.convert, frames.clean, frames.groups, frames.search)),
    ],
)
def test_half_a_character_in_a_name_is_refused_in_every_engine(
    make: Callable[..., Frame], function: Callable[..., Frame], argument: str
) -> None:
    with pytest.raises(FrameError, match=rf"^{argument}= is text, got 'a\\ud800' with half of a character") as caught:
        function(make({"noc": ["2173"]}), "noc", **{argument: "a\ud800"})
    assert caught.value.value == "a\ud800"


@pytest.mark.parametrize(("call", "said"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_names_that_cannot_be_told_apart_or_are_not_text_are_refused(call: Callable[[], object], said: str) -> None:
    with pytest.raises(FrameError) as caught:
        call()
    assert said in str(caught.value)


@pytest.mark.parametrize("weight", [[("2173", "21211")], {"2173": 1.0}, {("2173", "21211"): "half"}], ids=repr)
def test_weights_of_another_shape_are_refused(weight: Any) -> None:
    with pytest.raises(FrameError, match=r"expected a mapping from pairs \(source, target\) to numbers"):
        frames.convert(pl.DataFrame({"noc": ["2173"]}), "noc", weight=weight)


OURS = {"noc": ["2173"], "oinp_noc answers": [1], "OINP_NOC KEY 0": [2], "oinp_noc code 0": [3]}


@pytest.mark.parametrize("function", [frames.convert, frames.clean, frames.titles])
@pytest.mark.parametrize(
    "make", [pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.table, lambda columns: duckdb.from_arrow(pa.table(columns))]
)
def test_a_column_named_like_ours_does_not_vanish(make: Callable[..., Frame], function: Callable[..., Frame]) -> None:
    found = function(make(OURS), "noc", version="2016")
    assert [cells(found, name)[0] for name in OURS] == ["2173", 1, 2, 3]


def test_a_multiindex_of_rows_stays() -> None:
    rows = pd.MultiIndex.from_tuples([("a", 1), ("a", 1)])
    found = frames.convert(pd.DataFrame({"noc": ["2173", "0213"]}, index=rows), "noc")
    assert list(found.index) == [("a", 1)] * 3


ABOVE: dict[str, Callable[[], Frame]] = {
    "pandas": lambda: pd.DataFrame({"noc": ["2173", "213"]}),
    "pandas categories": lambda: pd.DataFrame({"noc": pd.Series(["2173", "213"], dtype="category")}),
    "polars": lambda: pl.DataFrame({"noc": ["2173", "213"]}),
    "polars lazy": lambda: pl.LazyFrame({"noc": ["2173", "213"]}),
    "polars Enum": lambda: pl.DataFrame({"noc": ["2173", "213"]}, schema={"noc": pl.Enum(["213", "2173"])}),
    "pyarrow": lambda: pa.table({"noc": ["2173", "213"]}),
    "duckdb": lambda: duckdb.sql("SELECT unnest(['2173', '213']) AS noc"),
    "duckdb, another spelling": lambda: duckdb.sql("SELECT unnest(['2173', 'NOC: 213 ']) AS noc"),
}


@pytest.mark.parametrize(
    "function",
    [
        frames.convert,
        lambda frame, column: frames.targeted(frame, column, oinp_noc.OccupationSet(["21231"]), version="2016"),
    ],
)
@pytest.mark.parametrize("engine", ABOVE)
def test_the_code_of_a_group_above_the_unit_groups_is_refused(engine: str, function: Callable[..., Frame]) -> None:
    errors = (FrameError, duckdb.Error)  # DuckDB raises our message when the relation runs
    with pytest.raises(errors, match=r'213, .* OccupationSet.under\("213", version="2016"\)\.convert\(\.\.\.\)'):
        cells(function(ABOVE[engine](), "noc"), "noc")


def test_a_category_of_a_group_that_never_occurs_is_not_refused() -> None:
    for frame in (
        pd.DataFrame({"noc": pd.Series(["0213"], dtype=pd.CategoricalDtype(["0213", "213"]))}),
        pl.DataFrame({"noc": ["0213"]}, schema={"noc": pl.Enum(["213", "0213"])}),
        pl.LazyFrame({"noc": ["0213"]}, schema={"noc": pl.Enum(["213", "0213"])}),
    ):
        assert cells(frames.convert(frame, "noc"), "noc_2021") == ["20012"]


def test_groups_are_among_the_refused_values_and_none_is_lost() -> None:
    frame = pl.DataFrame({"noc": ["213", "x", "213", None, "2173"]})
    with pytest.raises(FrameError) as caught:
        frames.convert(frame, "noc", on_unknown="raise")
    assert caught.value.value == {"213": 2, "x": 1}


class NoThreads(ThreadPoolExecutor):
    """A pool where no thread starts, as in a browser."""

    started = 0

    def submit(self, *arguments: Any, **named: Any) -> Any:
        if NoThreads.started:
            NoThreads.started -= 1
            return super().submit(*arguments, **named)
        message = "can't start new thread"
        raise RuntimeError(message)


@pytest.mark.parametrize("started", [0, 1])
@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_frames_work_where_no_thread_or_only_one_can_start(
    make: Callable[..., Frame], started: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = make({"noc": ["2173", "0213", "x", None] * 10})
    expected = cells(frames.convert(frame, "noc"), "noc_2021")
    monkeypatch.setattr(answers, "STRETCH", 7)
    monkeypatch.setattr(answers, "ThreadPoolExecutor", NoThreads)
    monkeypatch.setattr(NoThreads, "started", started)
    assert cells(frames.convert(frame, "noc"), "noc_2021") == expected


def test_an_error_of_a_thread_is_not_taken_for_a_thread_that_cannot_start() -> None:
    def fail(item: int) -> int:
        raise RuntimeError(item)

    with pytest.raises(RuntimeError, match="1"):
        answers.in_threads(fail, [1, 2], 2)


@pytest.mark.parametrize(
    ("values", "dtype", "found"),
    [
        (["2173", 2174], "object", "int, such as 2174"),
        (["2173", 213.0, None], "object", "float, such as 213.0"),
        ([Decimal(213), "2173"], "object", "Decimal, such as Decimal('213')"),
        (["2173", 2174, "2173"], "category", "int, such as 2174"),
    ],
)
@pytest.mark.parametrize("change", [frames.convert, frames.titles, frames.groups])
def test_a_number_among_text_is_refused_and_not_made_null(
    change: Callable[..., Frame], values: list[Any], dtype: str, found: str
) -> None:
    frame = pd.DataFrame({"noc": pd.Series(values, dtype=dtype)})
    with pytest.raises(
        FrameError, match=f"^{re.escape(f'noc is a column of text and of {found}, and a code is text')}"
    ):
        change(frame, "noc", version="2016")
    assert None not in cells(frames.clean(frame.dropna(), "noc", version="2016"), "noc_2016")


@pytest.mark.parametrize("columns", ["relation", "teer", None, 5])
def test_one_text_is_no_list_of_columns(columns: Any) -> None:
    frame = pd.DataFrame({"noc": ["2173"]})
    with pytest.raises(InvalidArgumentError, match=r"^columns=.*: expected a list or tuple of texts$"):
        frames.convert(frame, "noc", columns=columns)
    if columns is not None:
        with pytest.raises(InvalidArgumentError, match=r"^columns=.*: expected a list or tuple of texts$"):
            frames.groups(frame, "noc", version="2016", columns=columns)
