"""What a column holds: counted in one NOC version, and scored against each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import oinp_noc
from oinp_noc import frames
from oinp_noc.errors import FrameError, UnknownVersionError

if TYPE_CHECKING:
    from collections.abc import Callable

MAKE: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": lambda columns: duckdb.from_arrow(pa.table(columns)),
}
VALUES = ["0213", "0213", "NOC 0213", "2173", "2174", "9999", "213", "311", "x", "x", "2173: Web designers", "", None]


def described(values: list[Any], version: str | None = None) -> frames.Description:
    return frames.describe(pl.DataFrame({"noc": values}), "noc", version)


@pytest.mark.parametrize("engine", MAKE)
def test_every_row_is_counted_once(engine: str) -> None:
    found = frames.describe(MAKE[engine]({"noc": VALUES}), "noc", version="2016")
    assert {kind: (each.rows, each.distinct) for kind, each in found.counts.items()} == {
        "unique": (3, 1),
        "continued": (1, 1),
        "expired": (1, 1),
        "unrecorded": (0, 0),
        "repairable": (2, 2),
        "contradicted": (1, 1),
        "group": (0, 0),
        "unknown": (1, 1),
        "malformed": (3, 2),
        "missing": (1, 1),
    }
    assert found.rows == len(VALUES) == sum(each.rows for each in found.counts.values())
    assert found.repairable == {"213": 1, "311": 1}
    assert found.contradicted == {"2173: Web designers": 1}
    assert found.group == {}
    assert found.unknown == {"9999": 1}
    assert found.malformed == {"x": 2, "": 1}
    assert "3 unique, 1 continued" in repr(found)
    assert "noc: 13 rows, NOC 2016 to NOC 2021" in str(found)
    assert found.likeliest == ("2016",)
    assert found.reasons == ()


@pytest.mark.parametrize("version", ["2021", "2016", "2011", "2006"])
def test_what_clean_would_repair_is_counted_as_clean_repairs_it(version: str) -> None:
    values = [f"{int(group.code)}" for group in oinp_noc.classification(version).unit_groups]
    values += ["#2173", "2173.0", "NOC_21231", "10", "Chefs and cooks [632]"]
    found = described(values, version).scores[0]
    cleaned = frames.clean(pl.DataFrame({"noc": values}), "noc", version=version, name="code")
    assert found.readable == cleaned["code"].count()
    assert found.exact.rows == cleaned.filter(repair="as written").height


def test_groups_are_counted_by_level_and_those_that_would_be_repaired_are_among_them() -> None:
    found = described(["21", "2123", "212", "NOC 2123", "213"], "2021")
    assert found.counts["group"].rows == 5
    assert {level: each.rows for level, each in found.scores[0].levels.items() if each.rows} == {
        "major group": 1,
        "sub-major group": 2,
        "minor group": 2,
    }
    older = described(["213", "01-05", "2173"], "2016")
    assert older.counts["repairable"].rows == 1
    assert older.group == {"01-05": 1}
    assert {level: each.rows for level, each in older.scores[0].levels.items() if each.rows} == {
        "major group": 1,
        "minor group": 1,
    }


CODES_OF_2021 = ("21231", "21232", "31301")


def test_codes_of_one_version_are_found_to_be_of_it() -> None:
    found = described([*CODES_OF_2021, None])
    having = tuple(v for v in reversed(oinp_noc.versions()) if all(map(oinp_noc.classification(v).get, CODES_OF_2021)))
    assert found.likeliest == having
    assert "2021" in having
    assert found.version == having[0]
    assert [score.version for score in found.scores] == list(reversed(oinp_noc.versions()))
    assert [score.readable for score in found.scores] == [3 if each.version in having else 0 for each in found.scores]
    assert found.reasons[0].startswith("3 of 3 rows are, or can be repaired to, unit groups of NOC ")
    assert found.reasons[0].endswith("; of others, at most 0.")


def test_the_versions_that_nothing_tells_apart_are_all_named() -> None:
    found = described([group.code for group in oinp_noc.classification("2016").unit_groups])
    assert found.likeliest == ("2016", "2011")
    assert found.version == "2016"
    assert found.reasons[-1] == "The column fits NOC 2016 and NOC 2011 equally well."
    assert "likeliest NOC 2016 and NOC 2011" in repr(found)


def test_titles_beside_the_codes_tell_versions_of_the_same_codes_apart() -> None:
    for version, other in (("2011", "2016"), ("2016", "2011")):
        found = described([f"{each.code}-{each.title}" for each in oinp_noc.classification(version).unit_groups])
        assert found.likeliest == (version,)
        assert any(f"are those of NOC {version}, not of NOC {other}." in reason for reason in found.reasons)
        scores = {score.version: score for score in found.scores}
        assert scores[version].titles == {}
        assert scores[version].readable == 500
        assert scores[other].titles[version].rows > 0


def test_a_column_that_no_version_reads_has_no_likeliest() -> None:
    for values in (["x", "y"], [None], []):
        found = described(values)
        assert found.likeliest == ()
        assert found.version == oinp_noc.versions()[-1]
        assert found.reasons == ("No version reads any row as a unit group.",)


def test_numbers_that_lost_their_zeros_are_repairable_and_not_malformed() -> None:
    frame = pd.DataFrame({"noc": [213, 2173, 2173, 99999]})
    found = frames.describe(frame, "noc")
    assert found.likeliest == ("2016", "2011", "2006")
    assert found.counts["repairable"] == frames.RowCount(rows=3, distinct=2)
    assert found.repairable == {2173: 2, 213: 1}
    assert found.unknown == {99999: 1}
    assert found.malformed == {}


def test_a_description_prints_a_table_of_the_versions() -> None:
    lines = str(described(["2173", "213", None])).splitlines()
    assert "rows      exact  repairable  contradicted  group  unknown  malformed  missing" in lines
    assert lines[-7:] == [
        "NOC 2021      0           0             0      1        1          0        1",
        "NOC 2016      1           1             0      0        0          0        1",
        "NOC 2011      1           1             0      0        0          0        1",
        "NOC 2006      1           1             0      0        0          0        1",
        "",
        "2 of 2 rows are, or can be repaired to, unit groups of NOC 2016, NOC 2011 and NOC 2006; of others, at most 0.",
        "The column fits NOC 2016, NOC 2011 and NOC 2006 equally well.",
    ]


def test_descriptions_are_values() -> None:
    one, other = described(["2173", "x"]), described(["2173", "x"])
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one.scores[-1]) == "<VersionScore NOC 2006: 1 exact, 1 malformed>"
    assert repr(described([]).scores[-1]) == "<VersionScore NOC 2006: no rows>"
    assert repr(described([], "2016")).endswith("no rows>")
    assert type(one).__module__ == type(one.scores[0]).__module__ == "oinp_noc.frames"


def test_categories_are_counted_however_they_are_kept() -> None:
    halves = [pa.array(["2173", "2174"]).dictionary_encode(), pa.array(["2173", "x"]).dictionary_encode()]
    chunks = pa.table({"noc": pa.chunked_array(halves)})
    assert frames.describe(chunks, "noc", "2016").counts["continued"] == frames.RowCount(rows=2, distinct=1)
    frame = pd.DataFrame({"noc": pd.Series(["2173", None], dtype="category")})
    assert frames.describe(frame, "noc", "2016").counts["missing"].rows == 1


def test_bad_input_is_refused() -> None:
    with pytest.raises(UnknownVersionError):
        described(["2173"], "2022")
    with pytest.raises(UnknownVersionError):
        frames.describe(pl.DataFrame({"noc": ["2173"]}), "noc", to="2022")
    with pytest.raises(FrameError, match="the nearest is 'noc'"):
        frames.describe(pl.DataFrame({"noc": ["2173"]}), "nocs")
