"""A column of job titles to codes: each distinct text once, with the answers of `search`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import oinp_noc
from oinp_noc import frames
from oinp_noc.errors import FrameError, InvalidArgumentError, OinpNocError, UnknownVersionError
from oinp_noc.frames import _search

if TYPE_CHECKING:
    from collections.abc import Callable

Frame = Any  # of any engine

TITLES = [
    "software developer",
    "Développeuse de logiciels",
    "registered nurse",
    "sofware enginer",
    "welder",
    "cook",
    "21231",
    "2173",
    "2123",
    "xqzzq",
    "",
    " ",
    None,
    "software developer",
]
MAKE: dict[str, Callable[[dict[str, list[Any]]], Frame]] = {
    "pandas": pd.DataFrame,
    "pandas categories": lambda columns: pd.DataFrame(columns).astype({"job": "category"}),
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": lambda columns: duckdb.from_arrow(pa.table(columns)),
}


def rows_of(frame: Frame) -> list[tuple[Any, ...]]:
    if isinstance(frame, pd.DataFrame):
        frame = pa.Table.from_pandas(frame, preserve_index=False)
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return sorted(frame.fetchall(), key=lambda row: row[1])
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    return frame.rows() if isinstance(frame, pl.DataFrame) else [tuple(row.values()) for row in frame.to_pylist()]


def best(text: str | None, **options: Any) -> tuple[Any, ...]:
    """Search one text: what the columns hold beside it."""
    if text is None:
        return (None, None, None, None)
    version = options.get("version", "2021")
    found = oinp_noc.search(text, limit=5, lang=None, **options) if text.strip() else ()
    units = [match for match in found if match.group.version == version and match.group.level == "unit group"]
    if not units:
        return (None, None, "no match", None)
    if sum((match.kind, match.score) == (units[0].kind, units[0].score) for match in units) > 1:
        return (None, None, "ambiguous", units[0].score)
    return (units[0].group.code, units[0].title, units[0].kind, units[0].score)


@pytest.mark.parametrize("engine", MAKE)
def test_a_column_is_searched_as_each_of_its_texts_is(engine: str) -> None:
    frame = MAKE[engine]({"job": TITLES, "row": list(range(len(TITLES)))})
    found = rows_of(frames.search(frame, "job"))
    assert found == [(text, row, *best(text)) for row, text in enumerate(TITLES)]
    codes = dict(zip(TITLES, (row[2] for row in found), strict=True))
    assert codes["software developer"] == codes["Développeuse de logiciels"] == "21232"
    assert codes["registered nurse"] == "31301"
    assert codes["21231"] == "21231"
    assert codes["2173"] is codes["2123"] is codes["xqzzq"] is codes[""] is None


def test_older_versions_are_searched_too() -> None:
    found = frames.search(pl.DataFrame({"job": ["software developer", "2173"]}), "job", version="2016")
    assert found["noc_2016"].to_list() == [best("software developer", version="2016")[0], "2173"]


def test_a_title_of_several_groups_is_ambiguous_and_none_is_chosen() -> None:
    for text in ("supervisor", "manager", "technician", "assistant"):
        code, title, kind, score = rows_of(frames.search(pl.DataFrame({"job": [text]}), "job"))[0][1:]
        assert (code, title, kind, score) == best(text)
        assert (code is None) == (title is None) == (kind in {"ambiguous", "no match"})


def test_of_matches_that_are_equally_good_none_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (oinp_noc.search(title, limit=1)[0] for title in ("welder", "cook"))
    assert (one.kind, one.score) == (other.kind, other.score)
    monkeypatch.setattr(_search, "_matches", lambda *_: (one, other))
    assert rows_of(frames.search(pl.DataFrame({"job": ["x"]}), "job")) == [("x", None, None, "ambiguous", 1.0)]


def test_each_distinct_text_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()
    matches = _search._matches  # noqa: SLF001

    def counting(text: str, lang: Any, version: str) -> Any:
        asked[text] += 1
        return matches(text, lang, version)

    monkeypatch.setattr(_search, "_matches", counting)
    for engine, make in MAKE.items():
        asked.clear()
        rows_of(frames.search(make({"job": ["welder", "cook", "welder", None] * 50, "row": list(range(200))}), "job"))
        assert asked["welder"] == asked["cook"] == 1, engine


def test_names_are_the_users_to_choose() -> None:
    frame = pd.DataFrame({"job": ["welder"], "score": [1]})
    with pytest.raises(FrameError, match="'score' of a new column is taken"):
        frames.search(frame, "job")
    found = frames.search(frame, "job", name="code", suffix="_found")
    assert list(found.columns) == ["job", "score", "code_found", "matched_found", "kind_found", "score_found"]


REFUSED: list[tuple[Callable[[], object], type[OinpNocError], str]] = [
    (lambda: frames.search(pl.DataFrame({"job": [1, 2]}), "job"), FrameError, "not text, such as 1"),
    (lambda: frames.search(duckdb.sql("SELECT 1 AS job"), "job"), FrameError, "not text, such as 1"),
    (lambda: frames.search(pd.DataFrame({"job": ["a", 2]}, dtype=object), "job"), FrameError, "such as 2"),
    (lambda: frames.search(pl.DataFrame({"job": ["welder"]}), "jobs"), FrameError, "the nearest is 'job'"),
    (lambda: frames.search(pl.DataFrame({"job": []}), "job", name="kind"), FrameError, "taken"),
    (lambda: frames.search(pl.DataFrame({"job": []}), "job", lang="de"), InvalidArgumentError, "lang='de'"),  # type: ignore[arg-type]
    (lambda: frames.search(pl.DataFrame({"job": []}), "job", version="2022"), UnknownVersionError, "2022"),
]


@pytest.mark.parametrize(("call", "error", "said"), REFUSED, ids=[said for _, _, said in REFUSED])
def test_bad_input_is_refused(call: Callable[[], object], error: type[OinpNocError], said: str) -> None:
    with pytest.raises(error) as caught:
        call()
    assert said in str(caught.value)
