"""The reference tables as files: whole, tidy, and as data packages say; or not there at all."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, get_args

import polars as pl
import pytest

import oinp_noc
from oinp_noc import frames
from oinp_noc._export import Format, export
from oinp_noc._reference import REFERENCE, TableName
from oinp_noc.errors import InvalidArgumentError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = tuple(f for f in get_args(Format) if f != "sqlite")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {format_: tmp_path_factory.mktemp("exports") / format_ for format_ in get_args(Format)}
    for format_, folder in folders.items():
        assert "datapackage.json" in export(folder, format_)
        assert [path.name for path in folder.parent.iterdir()] == [format_]
    return folders


def rows(folder: Path, format_: str, name: str) -> Iterator[dict[str, Any]]:
    """Read a table of an export, cells as text as the data package says."""
    path = folder / f"{name}.{format_}"
    if format_ == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    else:
        yield from json.loads(path.read_bytes()) if format_ == "json" else pl.read_parquet(path).to_dicts()


def as_text(cell: object) -> str:
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


@pytest.mark.parametrize("name", get_args(TableName))
def test_every_format_holds_the_same_rows(exported: dict[str, Path], name: Any) -> None:  # noqa: ANN401
    sheet = REFERENCE[name].sheet()
    flat = [column for column, kind in sheet.columns.items() if kind != "texts"]
    cells = zip(*(sheet.column(column) for column in flat), strict=True)
    expected = [dict(zip(flat, map(as_text, row), strict=True)) for row in cells]
    assert expected
    for format_ in FILES:
        found = [{key: as_text(cell) for key, cell in row.items()} for row in rows(exported[format_], format_, name)]
        assert found == expected, format_
    with closing(sqlite3.connect(exported["sqlite"] / "oinp-noc.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        stored = [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')]  # noqa: S608 (ours)
    flags = {column for column, kind in sheet.columns.items() if kind == "flag"}
    for row, wanted in zip(stored, expected, strict=True):
        said = {
            key: {None: "", 0: "false", 1: "true"}[cell] if key in flags else as_text(cell) for key, cell in row.items()
        }
        assert said == wanted


@pytest.mark.parametrize("name", get_args(TableName))
def test_keys_tell_rows_apart_and_links_lead_somewhere(name: Any) -> None:  # noqa: ANN401
    def cells(table: Any, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:  # noqa: ANN401
        sheet = REFERENCE[table].sheet()
        return list(zip(*(sheet.column(column) for column in columns), strict=True))

    key = REFERENCE[name].key
    if key:
        found = cells(name, key)
        assert len(set(found)) == len(found)
        assert all(None not in each for each in found)
    for here, other, there in REFERENCE[name].refers:
        assert REFERENCE[other].key == there
        assert {each for each in cells(name, here) if None not in each} <= set(cells(other, there))


def test_the_database_checks_its_links(exported: dict[str, Path]) -> None:
    with closing(sqlite3.connect(exported["sqlite"] / "oinp-noc.sqlite")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        question = """
            SELECT title FROM draw_occupations JOIN groups USING (version, code)
            WHERE draw = '2023-05-09-employer-job-offer-foreign-worker'
            INTERSECT
            SELECT title FROM draw_occupations JOIN groups USING (version, code)
            WHERE draw = '2023-05-09-employer-job-offer-international-student'
        """
        assert [title for (title,) in connection.execute(question)] == [
            "Information systems testing technicians",
            "User support technicians",
        ]


@pytest.mark.parametrize("format_", FILES)
def test_the_data_package_describes_every_file(exported: dict[str, Path], format_: str) -> None:
    package = json.loads((exported[format_] / "datapackage.json").read_bytes())
    assert [resource["name"] for resource in package["resources"]] == list(get_args(TableName))
    paths = {resource["path"] for resource in package["resources"]} | {"datapackage.json"}
    assert paths == {path.name for path in exported[format_].iterdir()}
    assert all(set(source) == {"title"} for source in package["sources"])
    if format_ != "parquet":  # which describes itself
        (pairs,) = (each for each in package["resources"] if each["name"] == "pairs")
        assert pairs["schema"]["primaryKey"] == ["version", "source", "to", "target"]
        assert pairs["schema"]["fields"][-1] == {"name": "is_partial", "type": "boolean"}


def test_the_data_package_of_a_database_names_it(exported: dict[str, Path]) -> None:
    (resource,) = json.loads((exported["sqlite"] / "datapackage.json").read_bytes())["resources"]
    assert resource["path"] == "oinp-noc.sqlite"


@pytest.mark.parametrize("format_", ["csv", "json", "parquet", "sqlite", "packaged"])
def test_frictionless_accepts_the_data_package(exported: dict[str, Path], format_: str) -> None:
    frictionless = pytest.importorskip("frictionless", reason="runs where Frictionless is installed: it pins much")
    folder = exported.get(format_)
    package = folder / "datapackage.json" if folder else oinp_noc.data_files()["datapackage.json"]
    report = frictionless.validate(str(package))
    assert report.flatten(["name", "message"]) == []
    assert report.stats["tasks"] == len(json.loads(package.read_bytes())["resources"])


def test_two_exports_are_the_same(exported: dict[str, Path], tmp_path: Path) -> None:
    export(tmp_path / "again")
    for path in exported["csv"].iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_a_frame_of_draws_carries_lists() -> None:
    frame = frames.table("draws", backend="polars")
    draw = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    row = frame.row(by_predicate=pl.col("id") == draw.id, named=True)
    assert (tuple(row["labels"]), tuple(row["sources"])) == (draw.labels, draw.sources)


def test_a_source_is_an_address_or_a_citation() -> None:
    found = [
        source
        for name in ("draw_sources", "edition_sources", "stream_sources", "stream_windows", "stream_eligibility")
        for source in REFERENCE[name].sheet().column("source")
    ]
    found += [stream.factors_source for stream in oinp_noc.streams() if stream.factors_source]
    assert [each for each in found if not each.startswith(("https://", "http://", "citation: "))] == []
    assert any(each.startswith("citation: ") for each in found)


def test_an_export_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (tmp_path / "file").touch()
    for name in ("there", "file"):
        with pytest.raises(InvalidArgumentError, match=f"{name} is there already: expected"):
            export(tmp_path / name)
    with pytest.raises(InvalidArgumentError, match="cannot be written: No such file or directory"):
        export(tmp_path / "none" / "here")
    with pytest.raises(InvalidArgumentError, match="cannot be written: Not a directory"):
        export(tmp_path / "file" / "here")
    with pytest.raises(InvalidArgumentError, match="format='xls': expected one of 'csv'"):
        export(tmp_path / "new", "xls")  # type: ignore[arg-type]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(__import__("oinp_noc._export", fromlist=["_WRITERS"])._WRITERS, "csv", full)  # noqa: SLF001
    with pytest.raises(InvalidArgumentError, match="cannot be written: No space left on device"):
        export(tmp_path / "new")
    monkeypatch.setitem(__import__("sys").modules, "narwhals.stable.v2", None)
    with pytest.raises(MissingExtraError, match="pyarrow"):
        export(tmp_path / "new", "parquet")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "there"]
