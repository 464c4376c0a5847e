"""Columns are held to the scalar functions: every code, every way, every engine gives the same answers."""

from __future__ import annotations

import os
import random
import shutil
import sys
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import OccupationSet, errors, frames
from oinp_noc._noc.cells import PLAIN
from oinp_noc.errors import (
    FrameError,
    InvalidArgumentError,
    MissingExtraError,
    NoOccupationListError,
    OinpNocError,
    UnknownOccupationsError,
    UnknownVersionError,
)
from oinp_noc.frames import _columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Rows = list[tuple[Any, ...]]
Frame = Any  # of any engine
Columns = dict[str, list[Any]]

DRAW = "2023-05-09-employer-job-offer-foreign-worker"
UNITS = {
    version: [group.code for group in oinp_noc.classification(version).unit_groups] for version in ("2016", "2021")
}
ODD = [
    " NOC 2173 ",
    "cnp:2174",
    "２１７３",
    "2１73",
    "NOC\u00a0\uff1a 0213\ufeff",
    "\t0011\r\n",
    "\x1c2171\u3000",
    "2172\n",
]
WRONG = ["", " ", "9999", "000", "21231", "NOC", "x", "²173", "2173.0", "#2173", "NOC::2173", "NOC 2 173", "2173 2174"]
MIXED = [*UNITS["2016"], *ODD, *WRONG, None, None, *UNITS["2016"][:20]]


def _pandas(columns: Columns, dtype: Any) -> Frame:
    frame = pd.DataFrame(columns)
    if dtype == "category":
        dtype = pd.CategoricalDtype(_with_some_that_never_occur(columns["noc"]))
    return frame.astype({"noc": dtype})


def _with_some_that_never_occur(values: list[Any]) -> list[str]:
    return list(dict.fromkeys([*(value for value in values if value is not None), "4411", "?"]))


def _polars_enum(columns: Columns) -> Frame:
    return pl.DataFrame(columns, schema_overrides={"noc": pl.Enum(_with_some_that_never_occur(columns["noc"]))})


def _polars_among_many(columns: Columns) -> Frame:
    # Categories are shared by all columns that name them: here by one with far more of them.
    dtype = pl.Categorical(pl.Categories("oinp_noc tests"))
    frame = pl.DataFrame(columns, schema_overrides={"noc": dtype})
    assert len(pl.Series(range(20_000)).cast(pl.String).cast(dtype)) == 20_000
    return frame


def _pyarrow(columns: Columns, dtype: Any) -> Frame:
    table = pa.table({name: pa.array(values) for name, values in columns.items() if name != "noc"})
    return table.add_column(0, "noc", pa.array(columns["noc"], type=dtype))


def _chunked(table: Frame, *, encode: bool = False) -> Frame:
    half = table.num_rows // 2
    column = table["noc"].combine_chunks()
    parts = [column[:half], column[half:half], column[half:]]
    chunks = pa.chunked_array([part.dictionary_encode() if encode else part for part in parts])
    return table.set_column(0, "noc", chunks)


def _duckdb_enum(columns: Columns) -> Frame:
    categories = ", ".join("'" + text.replace("'", "''") + "'" for text in _with_some_that_never_occur(columns["noc"]))
    relation = duckdb.from_arrow(_pyarrow(columns, pa.string()))
    return relation.project(f"* REPLACE (CAST(noc AS ENUM ({categories})) AS noc)")


PANDAS = ["object", "string[python]", "string[pyarrow]", "category", pd.ArrowDtype(pa.string())]
PANDAS += ["str"] if pd.__version__ >= "3" else []  # there was no such type before
TYPED: dict[str, Callable[[Columns], Frame]] = {
    **{f"pandas {dtype}": partial(_pandas, dtype=dtype) for dtype in PANDAS},
    "polars": lambda columns: pl.DataFrame(columns, schema_overrides={"noc": pl.String}),
    "polars Categorical": lambda columns: pl.DataFrame(columns, schema_overrides={"noc": pl.Categorical}),
    "polars Categorical among many": _polars_among_many,
    "polars Enum": _polars_enum,
    "polars lazy": lambda columns: pl.LazyFrame(columns, schema_overrides={"noc": pl.String}),
    "polars lazy Enum": lambda columns: _polars_enum(columns).lazy(),
    "pyarrow": lambda columns: _pyarrow(columns, pa.string()),
    "pyarrow views": lambda columns: _pyarrow(columns, pa.string_view()),
    "pyarrow large": lambda columns: _pyarrow(columns, pa.large_string()),
    "pyarrow chunks": lambda columns: _chunked(_pyarrow(columns, pa.string())),
    "pyarrow dictionaries": lambda columns: _chunked(_pyarrow(columns, pa.string()), encode=True),
    "duckdb": lambda columns: duckdb.from_arrow(_pyarrow(columns, pa.string())),
    "duckdb ENUM": _duckdb_enum,
}
ENGINES = [*TYPED, "spark"]
EACH_KIND = ["pandas string[pyarrow]", "polars", "polars lazy", "pyarrow", "duckdb", "spark"]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="PySpark is not here: the extra spark brings it")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java 17, and no java is here")
    from pyspark.sql import SparkSession  # noqa: PLC0415 (large, and not always there)

    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.default.parallelism", "1")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
        # For a few seconds of small frames, compiling Java twice costs more than it gains.
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture
def make(request: pytest.FixtureRequest) -> Callable[[str, Columns], Frame]:
    """Return a function that makes a frame of an engine; the column noc comes first."""

    def made(engine: str, columns: Columns) -> Frame:
        if engine != "spark":
            return TYPED[engine](columns)
        session = request.getfixturevalue("spark")
        types = {"noc": "string", "row": "bigint", "wage": "double"}
        schema = ", ".join(f"{name} {types[name]}" for name in columns)
        return session.createDataFrame(list(zip(*columns.values(), strict=True)), schema)

    return made


def rows_of(frame: Frame) -> Rows:
    """Read a frame of any engine into rows of plain values, by the second column where the engine has no order."""
    module = type(frame).__module__.partition(".")[0]
    if module == "pandas":
        columns = [[None if missing(cell) else cell for cell in frame[name].tolist()] for name in frame.columns]
        return [tuple(row) for row in zip(*columns, strict=True)]
    if module == "polars":
        rows = (frame.collect() if isinstance(frame, pl.LazyFrame) else frame).rows()
    elif module == "pyarrow":
        rows = [tuple(row.values()) for row in frame.to_pylist()]
    else:
        rows = sorted(map(tuple, frame.fetchall() if "duckdb" in module else frame.collect()), key=by_row)
    return [tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row) for row in rows]


def by_row(row: Sequence[Any]) -> tuple[Any, str]:
    return row[1], str(row[2])


def missing(cell: object) -> bool:
    return cell is None or cell is pd.NA or cell != cell  # noqa: PLR0124 (NaN)


def numbered(values: list[Any]) -> Columns:
    return {"noc": values, "row": list(range(len(values)))}


def converted(value: str | None, on_split: str) -> Rows:
    """Convert one value by the scalar functions: the new cells, one tuple a row."""
    one = (1.0,) if on_split == "explode" else ()
    if value is None or not oinp_noc.is_valid(value, "2016"):
        return [(None, *one, None, None if value is None else "unknown", None, None)]
    found = oinp_noc.convert(value)
    cells = [
        (
            pair.target.code,
            *((1 / len(found.pairs),) * len(one)),
            pair.relation,
            found.status,
            pair.is_partial,
            pair.target.title,
        )
        for pair in found.pairs
    ]
    if on_split == "explode":
        return cells
    if on_split == "list":
        codes, relations, _, partial, titles = zip(*cells, strict=True)
        return [(codes, relations, found.status, partial, titles)]
    kept = found.successor if on_split == "successor" else found.targets[0] if len(found.targets) == 1 else None
    return [next((row for row in cells if kept and row[0] == kept.code), (None, None, found.status, None, None))]


@pytest.mark.parametrize("on_split", ["explode", "successor", "list", "null"])
@pytest.mark.parametrize("engine", ENGINES)
def test_convert_equals_the_scalar(make: Any, engine: str, on_split: Any) -> None:
    extra = tuple(name for name in get_args(frames.AddedColumn) if name != "match")  # which needs titles
    found = rows_of(frames.convert(make(engine, numbered(MIXED)), "noc", on_split=on_split, columns=extra))
    expected = [(value, row, *cells) for row, value in enumerate(MIXED) for cells in converted(value, on_split)]
    assert found == expected


@pytest.mark.parametrize(("version", "to"), [("2021", "2016"), ("2006", "2021"), ("2016", "2016")])
@pytest.mark.parametrize("engine", EACH_KIND)
def test_any_direction_equals_the_scalar(make: Any, engine: str, version: str, to: str) -> None:
    codes = list(OccupationSet.everything(version).codes)
    found = rows_of(frames.convert(make(engine, numbered(codes)), "noc", version=version, to=to, on_split="list"))
    assert found == [(code, row, oinp_noc.convert(code, version, to).codes) for row, code in enumerate(codes)]


def cleaned(value: Any, version: str) -> tuple[str | None, str | None]:
    if value is None or value != value:  # noqa: PLR0124 (NaN)
        return None, None
    try:
        repair = oinp_noc.repair_code(value, version)
    except errors.UnknownCodeError:
        return None, "no unit group"
    except errors.TitleMismatchError:
        return None, "title of another group"
    except errors.InvalidCodeError:
        return None, "no code" if str(value).strip() else "empty"
    return repair.code, "; ".join(repair.steps) or "as written"


@pytest.mark.parametrize("engine", ENGINES)
def test_clean_equals_the_scalar(make: Any, engine: str) -> None:
    dirty = [f"{int(code)}{tail}" for code in UNITS["2016"][:60] for tail in ("", ".0", " - Managers")]
    values = [*MIXED, *dirty, "NOC_2173", "it's", "2173 – Ingénieurs", "#213", "-213", "2173\n", "2173 Web designers"]
    found = rows_of(frames.clean(make(engine, numbered(values)), "noc", version="2016"))
    assert found == [(value, row, *cleaned(value, "2016")) for row, value in enumerate(values)]


NUMBERS: dict[str, Callable[[], Frame]] = {
    "pandas int64": lambda: pd.DataFrame({"noc": [213, 2173, 99999, -1, 213]}),
    "pandas Int64": lambda: pd.DataFrame({"noc": pd.array([213, None, 2173], dtype="Int64")}),
    "pandas float64": lambda: pd.DataFrame({"noc": [213.0, 2173.5, None]}),
    "pandas object": lambda: pd.DataFrame({"noc": ["213", 213, 213.5, None, float("nan"), True]}, dtype=object),
    "polars Int64": lambda: pl.DataFrame({"noc": [213, None, 2173]}),
    "polars Float64": lambda: pl.DataFrame({"noc": [213.0, float("nan"), 2173.5]}),
    "polars lazy": lambda: pl.LazyFrame({"noc": [213, None, 2173]}),
    "pyarrow float64": lambda: pa.table({"noc": [213.0, None, 2173.5]}),
    "pyarrow null": lambda: pa.table({"noc": pa.array([None, None])}),
    "pyarrow string_view": lambda: pa.table({"noc": pa.array(["#2173", None], type=pa.string_view())}),
    "duckdb DOUBLE": lambda: duckdb.from_arrow(pa.table({"noc": [213.0, None, 2173.5]})),
    "duckdb BIGINT": lambda: duckdb.from_arrow(pa.table({"noc": [213, None, 2173]})),
}


@pytest.mark.parametrize("kind", NUMBERS)
def test_clean_reads_numbers(kind: str) -> None:
    frame = NUMBERS[kind]()
    found = rows_of_unordered(frames.clean(frame, "noc", version="2016"))
    expected = [(value, *cleaned(value, "2016")) for (value,) in rows_of_unordered(frame)]
    assert repr(found) == repr(expected)  # NaN is not equal to itself


def rows_of_unordered(frame: Frame) -> Rows:
    if "duckdb" in type(frame).__module__:
        return sorted(frame.fetchall(), key=str)
    return rows_of(frame)


def test_clean_reads_numbers_of_spark(spark: Any) -> None:
    frame = spark.createDataFrame([(213.0, 0), (None, 1), (2173.5, 2)], "noc double, row bigint")
    found = rows_of(frames.clean(frame, "noc", version="2016"))
    assert found == [(value, row, *cleaned(value, "2016")) for row, value in enumerate([213.0, None, 2173.5])]


def test_columns_of_spark_that_hold_no_text_are_refused_unless_they_hold_nothing(spark: Any) -> None:
    with pytest.raises(FrameError, match="noc is a column of List"):
        frames.convert(spark.createDataFrame([(["2173"],)], "noc array<string>"), "noc")
    with pytest.raises(FrameError, match="and a code is text"):
        frames.convert(spark.createDataFrame([(2173,)], "noc bigint"), "noc")
    found = frames.convert(spark.createDataFrame([(None,)], "noc void"), "noc").collect()
    assert [tuple(row) for row in found] == [(None, None, 1.0)]


WRITTEN = st.lists(
    st.one_of(
        st.sampled_from(UNITS["2016"]),
        st.sampled_from(["NOC", "CNP", "noc", "Cnp", ":", "：", "Ｎoc", "#", ".0", " ", "٣", "²", "'", "\\", "$1"]),
        st.sampled_from(
            [chr(point) for point in range(0x3001) if chr(point).isspace()] + [chr(mark) for mark in PLAIN]
        ),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    max_size=6,
).map("".join)


@pytest.mark.parametrize("engine", ["pandas string[pyarrow]", "polars", "polars lazy", "pyarrow", "duckdb"])
@settings(max_examples=30)
@given(values=st.lists(st.none() | WRITTEN, max_size=12))
def test_whatever_is_written_is_read_as_the_scalar_reads_it(engine: str, values: list[str | None]) -> None:
    _check_reading(TYPED[engine](numbered(values)), values)
    found = rows_of(frames.clean(TYPED[engine](numbered(values)), "noc", version="2016"))
    assert found == [(value, row, *cleaned(value, "2016")) for row, value in enumerate(values)]


def test_whatever_is_written_is_read_as_the_scalar_reads_it_in_spark(make: Any) -> None:
    chance = random.Random(4)  # noqa: S311 (no secret)
    spaces = [chr(point) for point in range(0x3001) if chr(point).isspace()]
    parts = [*UNITS["2016"], *spaces, *map(chr, PLAIN), "NOC", "cnp", ":", "٣", "\\", "'"]
    values = ["".join(chance.choices(parts, k=chance.randint(0, 4))) for _ in range(3000)]
    values = [value for value in values if not (group := _group(value)) or group.level == "unit group"]
    values += [f"{a}NOC{b}:{c}2173{d}" for a, b, c, d in zip(spaces, spaces[1:], spaces[2:], spaces[3:], strict=False)]
    _check_reading(make("spark", numbered(values)), values)


def _check_reading(frame: Frame, values: Sequence[str | None]) -> None:
    """Hold every level to the scalar reading, and the unit groups unless there is a group above them."""
    read = [_group(value) for value in values]
    found = rows_of(frames.titles(frame, "noc", version="2016"))
    assert found == [
        (value, row, group and group.title) for row, (value, group) in enumerate(zip(values, read, strict=True))
    ]
    if any(group and group.level != "unit group" for group in read):
        with pytest.raises(Exception, match="above the unit groups"):
            rows_of(frames.convert(frame, "noc", to="2016", on_split="null"))
        return
    found = rows_of(frames.convert(frame, "noc", to="2016", on_split="null"))
    codes = [group and group.code for group in read]
    assert found == [(value, row, code) for row, (value, code) in enumerate(zip(values, codes, strict=True))]


def _group(value: str | None) -> oinp_noc.Group | None:
    try:
        readings = oinp_noc.identify(value) if value is not None else ()
    except errors.InvalidCodeError:
        return None
    return next((group for group in readings if group.version == "2016"), None)


@pytest.mark.parametrize("engine", EACH_KIND)
def test_titles_groups_and_targeted_equal_the_scalar(make: Any, engine: str) -> None:
    values = [*UNITS["2021"], "NOC 21231", "99999", None]
    frame = make(engine, numbered(values))
    looked = [oinp_noc.lookup(value) if value and oinp_noc.is_valid(value) else None for value in values]
    for lang, attribute in (("en", "title"), ("fr", "title_fr")):
        found = rows_of(frames.titles(frame, "noc", lang=lang))  # type: ignore[arg-type]
        assert [row[2] for row in found] == [group and getattr(group, attribute) for group in looked]
    found = rows_of(frames.groups(frame, "noc"))
    levels = ("broad category", "major group", "sub-major group", "minor group")
    above: list[dict[str, str]] = [
        {each.level: each.code for each in group.ancestors} if group else {} for group in looked
    ]
    assert [row[2] for row in found] == [group and group.teer for group in looked]
    assert [row[3:] for row in found] == [tuple(codes.get(level) for level in levels) for codes in above]
    listed = oinp_noc.draw(DRAW).listed()
    found = rows_of(frames.targeted(frame, "noc", DRAW))
    assert [row[2] for row in found] == [group and group in listed for group in looked]


@pytest.mark.parametrize("keep", ["any", "whole"])
def test_targeted_across_versions_follows_the_pairs(keep: Any) -> None:
    found = rows_of(frames.targeted(pl.DataFrame({"noc": UNITS["2016"]}), "noc", DRAW, version="2016", keep=keep))
    listed = set(oinp_noc.draw(DRAW).listed().codes)
    codes_of = [set(oinp_noc.convert(code).codes) for code in UNITS["2016"]]
    held = [codes <= listed if keep == "whole" else bool(codes & listed) for codes in codes_of]
    assert found == list(zip(UNITS["2016"], held, strict=True))


def test_targeted_takes_a_draw_or_a_set() -> None:
    frame = pl.DataFrame({"noc": UNITS["2021"]})
    draw = oinp_noc.draw(DRAW)
    by_id = frames.targeted(frame, "noc", DRAW)
    assert by_id.equals(frames.targeted(frame, "noc", draw))
    assert by_id.equals(frames.targeted(frame, "noc", draw.listed()))


def test_a_draw_without_a_list_targets_nobody_in_particular() -> None:
    frame = pl.DataFrame({"noc": ["21231"]})
    with pytest.raises(NoOccupationListError):
        frames.targeted(frame, "noc", oinp_noc.draws().select(listing="none")[0])
    with pytest.raises(UnknownOccupationsError):
        frames.targeted(frame, "noc", oinp_noc.draws().select(listing="unknown")[0])


@pytest.mark.parametrize("engine", EACH_KIND)
def test_explode_keeps_sums_to_the_cent(make: Any, engine: str) -> None:
    chance = random.Random(1)  # noqa: S311 (no secret)
    values = chance.choices(MIXED, k=5000)
    wages = [chance.randint(1, 20_000_000) / 100 for _ in values]
    weight = {("2173", "21211"): 0.3, ("2173", "21231"): 0.7}
    for given_weights in (None, weight):
        frame = make(engine, {**numbered(values), "wage": wages})
        found = rows_of(frames.convert(frame, "noc", weight=given_weights))
        assert round(sum(row[2] * row[4] for row in found), 2) == round(sum(wages), 2)


def test_weights_of_ones_own_are_those_of_their_pairs() -> None:
    weight = {("NOC 2173", "21211"): 0.25, ("2173", "21231"): 0.75}
    found = frames.convert(pl.DataFrame({"noc": ["2173", "2174", "0213"]}), "noc", weight=weight)
    assert found["weight"].to_list() == [0.25, 0.75, 1 / 3, 1 / 3, 1 / 3, 1.0]


@pytest.mark.parametrize(
    "function",
    [
        partial(frames.convert, columns=("relation", "is_partial", "status")),
        partial(frames.convert, on_split="list"),
        partial(frames.clean, version="2016"),
        partial(frames.groups, version="2016"),
        partial(frames.targeted, draw=DRAW),
    ],
    ids=["convert", "list", "clean", "groups", "targeted"],
)
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("values", [[], ["2173"], [None], ["?"]], ids=["empty", "one", "null", "unknown"])
def test_short_frames(make: Any, engine: str, values: list[str | None], function: Callable[..., Frame]) -> None:
    short = rows_of(function(make(engine, numbered(values)), "noc"))
    long = rows_of(function(TYPED["polars"](numbered([*values, "0213"])), "noc"))
    assert short == [row for row in long if row[1] < len(values)]


def test_a_pandas_frame_keeps_its_index_and_columns() -> None:
    frame = pd.DataFrame({1: [1, 2, 3], "noc": ["2173", None, "0213"]}, index=pd.Index(["a", "a", "b"], name="who"))
    before = frame.copy()
    long = frames.convert(frame, "noc")
    assert list(long.index) == ["a", "a", "a", "b"]
    assert long.index.name == "who"
    assert list(long.columns) == [1, "noc", "noc_2021", "weight"]
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_index_equal(frames.convert(frame, "noc", on_split="successor").index, frame.index)


def test_new_columns_have_the_type_of_the_column() -> None:
    for dtype in PANDAS:
        frame = frames.convert(_pandas({"noc": ["2173"]}, dtype), "noc", columns=("is_partial",))
        assert type(frame["noc_2021"].dtype) is type(frame["noc"].dtype)
        assert str(frame["is_partial"].dtype) == "boolean"
        assert frame["weight"].dtype == float
    named = pl.Categorical(pl.Categories("oinp_noc tests"))
    for dtype in (pl.String, pl.Enum(["2173"]), pl.Categorical(), named):
        found = frames.convert(pl.DataFrame({"noc": ["2173"]}, schema={"noc": dtype}), "noc").schema
        assert found["noc_2021"].is_(pl.String) if dtype is pl.String else isinstance(found["noc_2021"], pl.Enum)
    for arrow in (pa.string(), pa.large_string()):
        assert frames.convert(_pyarrow(numbered(["2173"]), arrow), "noc").schema.field("noc_2021").type == arrow
    encoded = pa.table({"noc": pa.array(["2173"]).dictionary_encode()})
    assert pa.types.is_dictionary(frames.convert(encoded, "noc").schema.field("noc_2021").type)
    assert pa.types.is_string(frames.clean(encoded, "noc").schema.field("repair").type)


@pytest.mark.parametrize("engine", ["polars", "polars Categorical", "polars Enum"])
@pytest.mark.parametrize("on_split", ["explode", "successor", "list"])
def test_long_frames_of_polars_are_done_in_stretches(
    engine: str, on_split: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = TYPED[engine](numbered(MIXED)).with_columns(thing=pl.Series([object()] * len(MIXED), dtype=pl.Object))
    whole = frames.convert(frame, "noc", on_split=on_split)
    monkeypatch.setattr("oinp_noc.frames._engines.answers.STRETCH", 7)
    parted = frames.convert(frame, "noc", on_split=on_split)
    assert parted.schema == whole.schema
    # Objects are counted, not compared: polars 1.32 hangs when it hands out rows with some in them.
    assert parted.drop("thing").rows() == whole.drop("thing").rows()
    assert len(parted["thing"]) == len(whole)
    assert parted["noc"].n_chunks() > 1


def test_lazy_stays_lazy() -> None:
    def forbidden(_: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError

    frame = pl.LazyFrame({"noc": ["2173"]}).map_batches(forbidden, schema={"noc": pl.String})
    planned = [frames.convert(frame, "noc", on_split=split) for split in ("explode", "successor", "list", "null")]
    planned += [frames.clean(frame, "noc"), frames.groups(frame, "noc"), frames.targeted(frame, "noc", DRAW)]
    assert all(isinstance(plan, pl.LazyFrame) and len(plan.collect_schema()) > 1 for plan in planned)
    relation = duckdb.sql("SELECT error('read')::VARCHAR AS noc")
    assert isinstance(frames.convert(relation, "noc"), duckdb.DuckDBPyRelation)


def test_a_relation_of_a_connection_stays_of_it() -> None:
    with duckdb.connect() as connection:
        relation = connection.sql("""SELECT '2173' AS "a ""noc"", 1" """)
        once = frames.convert(relation, 'a "noc", 1', on_split="successor")
        twice = frames.convert(once, "noc_2021", version="2021", to="2016", on_split="list")
        assert twice.fetchall() == [("2173", "21231", ["2173"])]


def test_spark_joins_by_broadcast_and_without_python(make: Any) -> None:
    plan = frames.convert(make("spark", numbered(["2173"])), "noc")._jdf.queryExecution().toString()  # noqa: SLF001
    assert "BroadcastHashJoin" in plan
    assert "PythonUDF" not in plan
    assert "BatchEvalPython" not in plan


REFUSED: list[tuple[Callable[[], object], type[OinpNocError], str]] = [
    (
        lambda: frames.convert(pl.DataFrame({"code": ["2173"]}), "cod"),
        FrameError,
        "no column 'cod': the nearest is 'code'",
    ),
    (lambda: frames.convert(pl.DataFrame({"a": ["2173"]}), "noc"), FrameError, "no column 'noc': it has 'a'"),
    (
        lambda: frames.convert(pl.DataFrame({"noc": [2173]}), "noc"),
        FrameError,
        "frames.clean(frame, 'noc', version=\"2016\")",
    ),
    (
        lambda: frames.titles(pd.DataFrame({"noc": [2173.0]}), "noc"),
        FrameError,
        "frames.clean(frame, 'noc', version=\"2021\")",
    ),
    (lambda: frames.convert(pd.DataFrame({"noc": [213, None]}, dtype=object), "noc"), FrameError, "frames.clean"),
    (lambda: frames.convert(pl.DataFrame({"noc": [True]}), "noc"), FrameError, "Boolean, and a code is text"),
    (lambda: frames.convert(duckdb.sql("SELECT 1 AS noc"), "noc"), FrameError, "frames.clean"),
    (
        lambda: frames.convert(pl.DataFrame({"noc": ["x", "9999", "x", None, "2173"]}), "noc", on_unknown="raise"),
        FrameError,
        "'x' (2 rows) and '9999' (1 row)",
    ),
    (
        lambda: frames.titles(pl.LazyFrame({"noc": ["x"]}), "noc", on_unknown="raise"),
        FrameError,
        "1 value that is not a unit group of NOC 2021: 'x' (1 row)",
    ),
    (
        lambda: frames.convert(pl.DataFrame({"noc": ["2174", "0213", "2173", "x"]}), "noc", on_split="raise"),
        FrameError,
        "'2173' (1 row) and '2174' (1 row)",
    ),
    (
        lambda: frames.convert(pl.DataFrame({"noc": ["2173"], "noc_2021": [1]}), "noc"),
        FrameError,
        "'noc_2021' of a new column is taken",
    ),
    (lambda: frames.convert(pl.DataFrame({"noc": ["2173"], "weight": [1]}), "noc"), FrameError, "'weight'"),
    (lambda: frames.convert(pl.DataFrame({"noc": []}), "noc", name="noc"), FrameError, "name= or suffix="),
    (lambda: frames.convert(pl.DataFrame({"noc": []}), "noc", name="title", columns=["title"]), FrameError, "taken"),
    (lambda: frames.convert({"noc": ["2173"]}, "noc"), FrameError, "builtins.dict is not a frame of a known engine"),
    (lambda: frames.convert(pl.Series(["2173"]), "noc"), FrameError, "expected a frame of pandas, polars"),
    (lambda: frames.convert(pl.DataFrame({"noc": []}), "noc", on_split="first"), InvalidArgumentError, "on_split"),  # type: ignore[arg-type]
    (lambda: frames.convert(pl.DataFrame({"noc": []}), "noc", on_unknown="keep"), InvalidArgumentError, "on_unknown"),  # type: ignore[arg-type]
    (lambda: frames.convert(pl.DataFrame({"noc": []}), "noc", columns=["teer"]), InvalidArgumentError, "columns"),  # type: ignore[list-item]
    (lambda: frames.convert(pl.DataFrame({"noc": []}), "noc", to="2022"), UnknownVersionError, "2022"),
    (lambda: frames.clean(pl.DataFrame({"noc": []}), "noc", version="2022"), UnknownVersionError, "2022"),
    (lambda: frames.clean(pl.DataFrame({"noc": []}), "noc", name="repair"), FrameError, "'repair'"),
    (lambda: frames.titles(pl.DataFrame({"noc": []}), "noc", lang="de"), InvalidArgumentError, "lang"),  # type: ignore[arg-type]
    (lambda: frames.targeted(pl.DataFrame({"noc": []}), "noc", DRAW, keep="some"), InvalidArgumentError, "keep"),  # type: ignore[arg-type]
    (lambda: frames.groups(pl.DataFrame({"noc": []}), "noc", columns=["skill_level"]), InvalidArgumentError, "teer"),
    (lambda: frames.table("codes"), InvalidArgumentError, "name='codes'"),  # type: ignore[arg-type]
    (lambda: frames.table("pairs", backend="excel"), InvalidArgumentError, "backend='excel'"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("call", "error", "said"), REFUSED, ids=[said for _, _, said in REFUSED])
def test_bad_input(call: Callable[[], object], error: type[OinpNocError], said: str) -> None:
    with pytest.raises(error) as caught:
        call()
    assert said in str(caught.value)


WEIGHTS: list[tuple[dict[tuple[str, str], float], str]] = [
    ({("2173", "21211"): 1.0}, "expected one for each of 21211 and 21231"),
    ({("2173", "21211"): 0.4, ("2173", "21231"): 0.5}, "21211: 0.4 and 21231: 0.5"),
    ({("2173", "21211"): -1.0, ("2173", "21231"): 2.0}, "none below 0"),
    ({("2173", "21211"): float("nan"), ("2173", "21231"): 1.0}, "1 in all"),
]


@pytest.mark.parametrize(("weight", "said"), WEIGHTS)
def test_weights_are_checked(weight: dict[tuple[str, str], float], said: str) -> None:
    with pytest.raises(FrameError) as caught:
        frames.convert(pl.DataFrame({"noc": []}), "noc", weight=weight)
    assert said in str(caught.value)


def test_weights_are_of_explode_alone() -> None:
    with pytest.raises(FrameError, match="explode"):
        frames.convert(pl.DataFrame({"noc": []}), "noc", on_split="list", weight={})


@pytest.mark.parametrize("engine", EACH_KIND)
def test_refused_values_are_all_told_with_their_counts(make: Any, engine: str) -> None:
    frame = make(engine, numbered([*WRONG, *WRONG, "2173", None]))
    with pytest.raises(FrameError) as caught:
        frames.convert(frame, "noc", on_unknown="raise")
    assert caught.value.value == dict.fromkeys(WRONG, 2)


def test_categories_that_never_occur_are_not_refused() -> None:
    frame = _pandas(numbered(["2173"]), "category")
    assert rows_of(frames.convert(frame, "noc", on_unknown="raise", on_split="successor")) == [("2173", 0, "21231")]
    frames.convert(_polars_enum(numbered(["0213"])), "noc", on_unknown="raise", on_split="raise")


@pytest.mark.parametrize("backend", get_args(frames.Backend))
@pytest.mark.parametrize("name", get_args(frames.TableName))
def test_tables_are_tidy_and_the_same_in_each_engine(name: Any, backend: Any) -> None:
    expected = frames.table(name, backend="polars")
    frame = frames.table(name, backend=backend)
    assert list(frame.column_names if backend == "pyarrow" else frame.columns) == expected.columns
    arrow = {"pandas": pa.Table.from_pandas, "duckdb": lambda made: made.to_arrow_table()}.get(backend, pa.table)(frame)
    assert sorted(map(str, pl.DataFrame(arrow).cast(expected.schema).rows())) == sorted(map(str, expected.rows()))


def test_tables_hold_the_facts() -> None:
    listed = [draw.occupations or draw.known_occupations or () for draw in oinp_noc.draws()]
    expected = {
        "groups": sum(len(oinp_noc.classification(version)) for version in oinp_noc.versions()),
        "pairs": sum(len(oinp_noc.concordance(*each)) for each in pairwise(oinp_noc.versions())),
        "draws": len(oinp_noc.draws()),
        "draw_occupations": sum(map(len, listed)),
    }
    assert {name: len(frames.table(name, backend="polars")) for name in expected} == expected  # type: ignore[arg-type]


def test_a_table_of_draws_has_their_labels_and_sources_as_lists() -> None:
    found = frames.table("draws", backend="polars")
    assert found.schema["labels"] == found.schema["sources"] == pl.List(pl.String)
    lists = [(draw.id, list(draw.labels), list(draw.sources)) for draw in oinp_noc.draws()]
    assert sorted(found.select("id", "labels", "sources").rows()) == sorted(lists)


def test_an_engine_that_narwhals_knows_and_we_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(_columns._ENGINES, "polars")  # noqa: SLF001
    with pytest.raises(FrameError, match="is not a frame of a known engine"):
        frames.convert(pl.DataFrame({"noc": ["2173"]}), "noc")


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "narwhals.stable.v2", None)
        with pytest.raises(MissingExtraError, match=r"oinp-noc\[dataframe\]"):
            frames.convert(pl.DataFrame({"noc": ["2173"]}), "noc")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match="duckdb pyarrow"):
        frames.table("pairs", backend="duckdb")


def test_frames_is_a_module_of_the_face_that_arrives_late(fresh: Callable[..., Any]) -> None:
    code = "import oinp_noc, sys; early = 'narwhals' in sys.modules or 'oinp_noc.frames' in sys.modules\n"
    code += "oinp_noc.frames; answer = [early, 'narwhals' in sys.modules, 'frames' in dir(oinp_noc)]"
    assert fresh(code) == [False, False, True]
