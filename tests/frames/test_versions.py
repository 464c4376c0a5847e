"""Columns whose version differs from row to row, and codes of every level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import oinp_noc
from oinp_noc import frames
from oinp_noc.errors import FrameError, OinpNocError

if TYPE_CHECKING:
    from collections.abc import Callable

Frame = Any  # of any engine
Columns = dict[str, list[Any]]


def _arrow(columns: Columns) -> Frame:
    return pa.table({name: pa.array(values) for name, values in columns.items()})


MAKE: dict[str, Callable[[Columns], Frame]] = {
    "pandas": pd.DataFrame,
    "pandas object": lambda columns: pd.DataFrame(columns).astype({"noc": "object"}),
    "pandas arrow": lambda columns: pd.DataFrame(columns).astype({"noc": pd.ArrowDtype(pa.string())}),
    "pandas categories": lambda columns: pd.DataFrame(columns).astype({"noc": "category", "edition": "category"}),
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "polars categories": lambda columns: pl.DataFrame(columns).cast({"noc": pl.Categorical, "edition": pl.Categorical}),
    "pyarrow": _arrow,
    "duckdb": lambda columns: duckdb.from_arrow(_arrow(columns)),
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


CODES: list[tuple[str | None, str | None]] = [
    *((group.code, "2016") for group in oinp_noc.classification("2016").unit_groups[::9]),
    *((group.code, "2021") for group in oinp_noc.classification("2021").unit_groups[::9]),
    *((group.code, "2006") for group in oinp_noc.classification("2006").unit_groups[::9]),
    ("2173", "2016"),
    ("2173", "2021"),
    ("NOC 2174", "NOC 2016"),
    ("2174", " cnp2011 "),
    ("21231", "2021"),
    ("2173", None),
    (None, "2016"),
    (None, None),
    ("x", "2016"),
    ("", "2021"),
]
CODES = [(code, version) for code, version in CODES if (code, version) != ("2173", "2021")]
COLUMNS: Columns = {
    "noc": [code for code, _ in CODES],
    "edition": [version for _, version in CODES],
    "row": list(range(len(CODES))),
}


def version_of(text: str | None) -> str | None:
    return None if text is None else text.strip().upper().removeprefix("NOC").removeprefix("CNP").strip()


def looked_up(code: str | None, version: str | None) -> oinp_noc.Group | None:
    if code is None or version is None or not oinp_noc.is_valid(code, version):
        return None
    return oinp_noc.lookup(code, version)


@pytest.mark.parametrize("on_split", ["explode", "successor", "list", "null"])
@pytest.mark.parametrize("engine", MAKE)
def test_each_row_is_converted_from_its_own_version(engine: str, on_split: Any) -> None:
    frame = MAKE[engine](COLUMNS)
    found = rows_of(
        frames.convert(frame, "noc", version_column="edition", on_split=on_split, columns=("status",), to="2021")
    )
    expected: list[tuple[Any, ...]] = []
    for row, (code, named) in enumerate(CODES):
        group, weight = looked_up(code, version_of(named)), (1.0,) if on_split == "explode" else ()
        if group is None:
            expected.append((code, named, row, None, *weight, None if code is None else "unknown"))
            continue
        conversion = oinp_noc.convert(group.code, group.version, "2021")
        if on_split == "explode":
            expected += [
                (code, named, row, target, 1 / len(conversion.codes), conversion.status) for target in conversion.codes
            ]
        elif on_split == "list":
            expected.append((code, named, row, conversion.codes, conversion.status))
        else:
            one = conversion.successor if on_split == "successor" else None
            one = conversion.targets[0] if len(conversion.targets) == 1 else one
            expected.append((code, named, row, one and one.code, conversion.status))
    assert found == sorted(expected, key=lambda row: (row[2], str(row[3:])))


@pytest.mark.parametrize("engine", MAKE)
def test_each_row_is_looked_up_and_cleaned_in_its_own_version(engine: str) -> None:
    frame = MAKE[engine](COLUMNS)
    looked = [looked_up(code, version_of(named)) for code, named in CODES]
    found = rows_of(frames.titles(frame, "noc", version_column="edition", lang="en"))
    assert [row[3] for row in found] == [group and group.title for group in looked]
    found = rows_of(frames.groups(frame, "noc", version_column="edition", columns=["teer", "skill_level"]))
    assert [row[3:] for row in found] == [(group and group.teer, group and group.skill_level) for group in looked]
    found = rows_of(frames.clean(frame, "noc", version_column="edition"))
    assert [row[3] for row in found] == [group and group.code for group in looked]
    repairs = {code: row[4] for (code, named), row in zip(CODES, found, strict=True) if named is None}
    assert repairs == {"2173": "no version", None: None}


def test_all_levels_of_all_versions_are_known_by_default() -> None:
    found = frames.groups(pl.DataFrame({"noc": ["21231", "2173"], "v": [2021, 2016]}), "noc", version_column="v")
    assert found.rows() == [
        ("21231", 2021, 1, None, "2", "21", "212", "2123"),
        ("2173", 2016, None, "A", "2", "21", None, "217"),
    ]


@pytest.mark.parametrize(
    "versions",
    [pd.Series([2016, 2021]), pd.Series([2016.0, 2021.0]), pd.Series(["2016", "2021"]), pd.Series(["NOC 2016", 2021])],
    ids=["ints", "floats", "text", "mixed"],
)
def test_versions_are_read_as_people_write_them(versions: Any) -> None:
    frame = pd.DataFrame({"noc": ["0213", "21231"], "v": versions})
    found = frames.convert(frame, "noc", version_column="v", on_split="null")
    assert found["noc_2021"].tolist() == ["20012", "21231"]
    relation = duckdb.from_arrow(pa.table({"noc": ["0213", "21231"], "v": [2016.0, 2021.0]}))
    assert min(frames.convert(relation, "noc", version_column="v", on_split="null").fetchall())[2] == "20012"


@pytest.mark.parametrize("make", [MAKE["pandas"], MAKE["polars"], MAKE["polars lazy"], MAKE["pyarrow"], MAKE["duckdb"]])
def test_a_version_that_is_not_known_is_refused(make: Callable[[Columns], Frame]) -> None:
    frame = make({"noc": ["2173", "2173"], "v": ["2016", "1991"], "row": [0, 1]})
    for function in (frames.convert, frames.titles, frames.groups, frames.clean):
        with pytest.raises(FrameError, match="v has values that do not name a NOC version: '1991': expected"):
            rows_of(cast("Any", function)(frame, "noc", version_column="v"))


REFUSED: list[tuple[Callable[[Frame], object], str]] = [
    (lambda frame: frames.convert(frame, "noc", version="2016", version_column="v"), "expected one of the two"),
    (lambda frame: frames.clean(frame, "noc", version="2021", version_column="v"), "expected one of the two"),
    (lambda frame: frames.titles(frame, "noc", version="2021", version_column="v"), "expected one of the two"),
    (lambda frame: frames.groups(frame, "noc", version="2021", version_column="v"), "expected one of the two"),
    (lambda frame: frames.convert(frame, "noc", version_column="w"), "no column 'w': it has 'noc' and 'v'"),
    (lambda frame: frames.convert(frame, "noc", version_column=2016), "got 2016 of type int"),  # type: ignore[arg-type]
    (
        lambda frame: frames.convert(frame, "noc", version_column="v", weight={("2173", "21231"): 1.0}),
        "weight= needs one version= for all rows",
    ),
    (
        lambda frame: frames.convert(frame, "noc", version_column="v", on_unknown="raise"),
        "not unit groups of their NOC version: '2173' (1 row) and 'x' (1 row)",
    ),
    (
        lambda frame: frames.convert(frame, "noc", version_column="v", on_split="raise"),
        "or has several targets: '2174' (1 row)",
    ),
    (
        lambda frame: frames.convert(frame.with_columns(noc=pl.lit("2123")), "noc", version_column="v"),
        'OccupationSet.under("2123", version="2021")',
    ),
]


@pytest.mark.parametrize(("call", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_bad_input_is_refused(call: Callable[[Frame], object], said: str) -> None:
    frame = pl.DataFrame({"noc": ["21231", "2174", "2173", "x", None], "v": ["2021", "2016", None, "2016", "2016"]})
    with pytest.raises(OinpNocError) as caught:
        call(frame)
    assert said in str(caught.value)


LEVELS = {version: [*oinp_noc.classification(version).values()] for version in oinp_noc.versions()}


@pytest.mark.parametrize("version", oinp_noc.versions())
@pytest.mark.parametrize("engine", ["pandas", "polars", "polars lazy", "pyarrow", "duckdb"])
def test_titles_and_groups_are_known_for_codes_of_every_level(engine: str, version: str) -> None:
    groups = LEVELS[version]
    codes = [group.code for group in groups]
    frame = MAKE[engine](
        {"noc": codes, "spelt": [f"NOC:\u00a0{code} " for code in codes], "row": list(range(len(codes)))}
    )
    for column in ("noc", "spelt"):
        for lang in ("en", "fr"):
            found = rows_of(frames.titles(frame, column, version=version, lang=cast("Any", lang)))
            assert [row[3] for row in found] == [group.title if lang == "en" else group.title_fr for group in groups]
    levels = oinp_noc.classification(version).levels[:-1]
    found = rows_of(frames.groups(frame, "noc", version=version, columns=["level", *levels], titles=True, lang="fr"))
    for row, group in zip(found, groups, strict=True):
        above = {each.level: each for each in (*group.ancestors, group)}
        cells = [(above[level].code, above[level].title_fr) if level in above else (None, None) for level in levels]
        assert row[3:] == (group.level, *(cell for pair in cells for cell in pair))


def test_a_chart_has_titles_beside_its_groups() -> None:
    frame = pl.DataFrame({"noc": ["21231", "2", "x", None]})
    found = frames.groups(frame, "noc", columns=["broad category", "teer"], titles=True, suffix="_of_code")
    assert found.columns == ["noc", "broad_category_of_code", "broad_category_title_of_code", "teer_of_code"]
    title = oinp_noc.classification("2021")["2"].title
    nothing = (None, None, None)
    assert [row[1:] for row in found.rows()] == [("2", title, 1), ("2", title, None), nothing, nothing]
    assert "level" not in frames.groups(frame, "noc").columns


def test_a_printed_range_of_major_groups_is_one_of_them() -> None:
    found = frames.titles(pl.DataFrame({"noc": ["01-05"]}), "noc", version="2016", on_unknown="raise")
    assert found["title"].to_list() == [oinp_noc.classification("2016")["01-05"].title]
