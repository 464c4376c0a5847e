"""Answers of several values are sequences, equal to tuples, and tables with the same types for every answer."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest

import oinp_noc
from oinp_noc import DrawHistory
from oinp_noc._answers.sheets import Sheet
from oinp_noc.errors import InvalidArgumentError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = oinp_noc.draws().on("2023-05-09")
HISTORY = oinp_noc.draws().select(until="2024-12-31")
EMPTY = DrawHistory()
STREAM = "human-capital-priorities"

# Each kind of answer, and one of the same kind without a row.
ANSWERS: dict[str, tuple[Any, Any]] = {
    "history": (HISTORY, EMPTY),
    "summary": (HISTORY.summary(("year", "stream", "group")), EMPTY.summary(("year", "stream", "group"))),
    "timeline": (HISTORY.timeline("21231"), EMPTY.timeline("21231")),
    "screen": (HISTORY.screen("21231", stream=STREAM), EMPTY.screen("21231", stream=STREAM)),
    "frequency": (HISTORY.frequency(), EMPTY.frequency()),
    "matrix of counts": (DAY.overlap_matrix("common"), EMPTY.overlap_matrix("common")),
    "matrix": (DAY.overlap_matrix(), EMPTY.overlap_matrix()),
    "concordance": (oinp_noc.concordance("2016", "2021"), None),
    "conversions": (oinp_noc.convert_all(["2173", "2174", None, "x"]), oinp_noc.convert_all([])),
}
ANSWERS["search"] = (oinp_noc.search("nurse"), oinp_noc.search("nurse", limit=0))
ANSWERS["suggest"] = (oinp_noc.suggest("infirm"), oinp_noc.suggest("infirm", limit=0))
SEQUENCES = {name: ANSWERS[name][0] for name in ("summary", "timeline", "screen", "search", "suggest")}

each = pytest.mark.parametrize("answer", SEQUENCES.values(), ids=SEQUENCES.keys())


@each
def test_an_answer_is_a_sequence_and_equals_the_tuple_of_it(answer: Any) -> None:  # noqa: ANN401
    as_tuple = tuple(answer)
    assert answer == as_tuple
    assert as_tuple == answer
    assert hash(answer) == hash(as_tuple)
    assert answer != as_tuple[:-1]
    assert answer != list(as_tuple)
    assert (len(answer), answer[0], answer[-1]) == (len(as_tuple), as_tuple[0], as_tuple[-1])
    first, *rest = answer
    assert [first, *rest] == list(as_tuple)
    assert (as_tuple[1] in answer, answer.index(as_tuple[1]), answer.count(as_tuple[1])) == (True, 1, 1)
    assert list(reversed(answer)) == list(reversed(as_tuple))
    with pytest.raises(IndexError):
        answer[len(answer)]


@each
def test_a_slice_is_an_answer_of_the_same_kind(answer: Any) -> None:  # noqa: ANN401
    part = answer[1:3]
    assert type(part) is type(answer)
    assert part == tuple(answer)[1:3]
    assert not answer[:0]
    assert repr(answer[:0]) == f"<{type(answer).__name__}: none>"
    assert answer[:0] == ()
    assert list(answer[:0].to_frame("polars").schema) == list(answer.to_frame("polars").schema)


@each
def test_a_repr_shows_the_first(answer: Any) -> None:  # noqa: ANN401
    assert repr(answer).startswith(f"<{type(answer).__name__}: {answer[0]!r}, {answer[1]!r}")
    assert repr(answer).endswith(f", and {len(answer) - 5} more>")
    assert "more" not in repr(answer[:5])


def test_a_summary_knows_what_it_is_by() -> None:
    assert HISTORY.summary(["stream", "year", "stream"]).by == ("stream", "year")
    assert HISTORY.summary(["year"])[2:].by == ("year",)
    assert HISTORY.summary(["year"]) == HISTORY.summary(["year", "year"])


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow", "duckdb"])
@pytest.mark.parametrize("name", ANSWERS)
def test_a_frame_has_the_same_types_whether_there_are_rows_or_not(name: str, backend: Any) -> None:  # noqa: ANN401
    answer, empty = ANSWERS[name]
    frame = answer.to_frame(backend)
    assert type(frame).__module__.partition(".")[0] in (backend, "_duckdb")
    if empty is None:
        return
    nothing = empty.to_frame(backend)
    if backend == "pandas":
        assert (len(nothing), dict(frame.dtypes)) == (0, dict(nothing.dtypes))
    elif backend == "duckdb":
        assert (nothing.fetchall(), frame.types) == ([], nothing.types)
    else:
        assert (len(nothing), frame.schema) == (0, nothing.schema)


@pytest.mark.parametrize("backend", ["polars", "pyarrow", "duckdb", "pandas"])
def test_frames_of_all_engines_hold_the_same(backend: Any) -> None:  # noqa: ANN401
    def scalars(frame: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        narrow = nw.from_native(frame)
        eager = narrow.collect("pyarrow") if isinstance(narrow, nw.LazyFrame) else narrow
        arrow = eager.select("id", "date", "invitations", "score_max", "job_offer", "target").to_arrow().to_pylist()
        return [tuple(day.date() if isinstance(day, dt.datetime) else day for day in row.values()) for row in arrow]

    expected = [
        (draw.id, draw.date, draw.invitations, draw.score and draw.score.max, draw.job_offer, draw.target)
        for draw in HISTORY
    ]
    assert scalars(HISTORY.to_frame(backend)) == expected


def test_pandas_keeps_numbers_whole_and_dates_dates() -> None:
    dtypes = {name: str(dtype) for name, dtype in HISTORY.to_frame().dtypes.items()}
    wanted = {"date": "datetime64[ns]", "invitations": "Int64", "score_max": "Int64", "job_offer": "boolean"}
    assert {name: dtypes[name] for name in wanted} == wanted
    assert HISTORY.to_frame()["date"].dt.year.min() == 2017
    assert HISTORY.to_frame()["profiles_to"].isna().any()


def test_a_matrix_pivots_back() -> None:
    matrix = DAY.overlap_matrix("common")
    wide = matrix.to_frame("polars").pivot("right", index="left", values="common")
    assert [tuple(row[1:]) for row in wide.rows()] == list(matrix.rows)


def test_a_frame_of_matches_says_which_title_matched() -> None:
    found = oinp_noc.search("registered nurse", limit=2)
    frame = found.to_frame("polars")
    assert frame.select("code", "title", "kind", "score").rows() == [
        (match.group.code, match.title, match.kind, match.score) for match in found
    ]
    assert frame["group_title"].to_list() == [match.group.title for match in found]


def test_a_frame_of_conversions_leaves_nothing_out() -> None:
    frame = oinp_noc.convert_all(["2173", "2174", None, "x", 7]).to_frame("polars")
    assert frame.select("source", "target", "status").rows() == [
        ("2173", "21211", "continued"),
        ("2173", "21231", "continued"),
        ("2174", "21230", "expired"),
        ("2174", "21232", "expired"),
        ("2174", "21234", "expired"),
        (None, None, "unknown"),
        ("x", None, "unknown"),
        ("7", None, "unknown"),
    ]
    assert set(frame["version"]) == {"2016"}


def test_a_frame_of_a_concordance_is_its_pairs() -> None:
    table = oinp_noc.concordance("2016", "2021")
    frame = table.to_frame("polars")
    assert len(frame) == len(table) == 585
    assert frame.filter(pl.col("source") == "2173")["target_title"].to_list() == [
        group.title for group in oinp_noc.convert("2173").targets
    ]


def test_another_engine_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="backend='numpy'"):
        DAY.summary().to_frame("numpy")  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", ["pandas", "narwhals.stable.v2"])
def test_what_is_missing_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    backend: Any = "pandas" if missing == "pandas" else "duckdb"
    with pytest.raises(MissingExtraError, match=r"pip install 'oinp-noc\[dataframe\]'"):
        DAY.to_frame(backend)


def test_a_sheet_has_columns_by_name() -> None:
    sheet = Sheet("Things", {"a": "text", "b": "integer"}, (("x", 1), ("y", None)))
    assert sheet.column("b") == [1, None]
    with pytest.raises(InvalidArgumentError, match="name='c'"):
        sheet.column("c")


PAGE: dict[str, Callable[[], Any]] = {
    "`frequency()`": HISTORY.frequency,
    "`timeline(code)`": lambda: HISTORY.timeline("21231"),
    "`screen(code, ...)`": lambda: HISTORY.screen("21231"),
    "`search(text)`, `suggest(text)`": lambda: oinp_noc.search("nurse"),
}


@pytest.mark.parametrize("answer", PAGE)
def test_a_frame_has_the_columns_that_the_page_promises(answer: str, project: Path) -> None:
    (row,) = (
        line
        for line in (project / "docs/economist.md").read_text("utf-8").splitlines()
        if line.startswith(f"| {answer} |")
    )
    _, _, _, columns, _ = row.split("|")
    promised = re.findall(r"`(\w+)`", columns)
    promised += ["score_min", "score_max", "score_scale"] * ("the score" in columns)
    assert PAGE[answer]().to_frame("polars").columns == promised
