"""The reference tables as files, for people without Python: a folder with a data package."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from oinp_noc._answers.frames import frame
from oinp_noc._answers.sheets import Sheet
from oinp_noc._data import package
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import check_choice
from oinp_noc._provenance import last_updated, provenance
from oinp_noc._reference import REFERENCE
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oinp_noc._answers.sheets import Cell
    from oinp_noc._reference import Reference

Format = Literal["csv", "parquet", "json", "sqlite"]

_DATABASE = "oinp-noc.sqlite"
_TYPES: dict[Cell, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "flag": "boolean",
    "date": "date",
}
_SQL: dict[Cell, str] = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "flag": "INTEGER", "date": "TEXT"}


def export(folder: str | os.PathLike[str], format: Format = "csv") -> tuple[str, ...]:  # noqa: A002 (the word of the field)
    """Write every reference table to files in a new folder, with a ``datapackage.json`` that describes them.

    What a table has several of is a table of its own, so that every cell holds one value: ``draw_occupations`` has a
    row for each draw and unit group.

    Args:
        folder: the folder to make. It must not be there yet; it is there whole afterwards, or not at all.
        format: ``"csv"`` (UTF-8), ``"parquet"``, ``"json"`` (a list of objects) or ``"sqlite"`` (one database).

    Returns:
        The names of the files.

    Raises:
        InvalidArgumentError: another format, or a folder that is there already or that cannot be written.
        MissingExtraError: for Parquet, pyarrow is not installed.
    """
    check_choice("format", format, get_args(Format))
    target = Path(folder)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        if target.exists():
            message = f"{folder} is there already: expected the name of a folder to make"
            raise InvalidArgumentError(message, value=folder)
        beside.mkdir()
        try:
            _write(beside, format)
            beside.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror or error}"
        raise InvalidArgumentError(message, value=folder) from error
    return tuple(sorted(path.name for path in target.iterdir()))


def _write(folder: Path, format: Format) -> None:  # noqa: A002 (the word of the field)
    sheets = {name: _tidy(table.sheet()) for name, table in REFERENCE.items()}
    if format == "sqlite":
        _to_sqlite(sheets, folder / _DATABASE)
        resources = [{"name": "oinp-noc", "title": "All tables", "path": _DATABASE, "format": "sqlite"}]
    else:
        for name, sheet in sheets.items():
            _WRITERS[format](sheet, folder / f"{name}.{format}")
        resources = [_resource(name, REFERENCE[name], sheet, format) for name, sheet in sheets.items()]
    package_ = json.dumps({**_about(), "resources": resources}, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(package_ + "\n", "utf-8", newline="\n")


def _tidy(sheet: Sheet) -> Sheet:
    """Leave out the columns of lists, which are tables of their own."""
    columns = {name: kind for name, kind in sheet.columns.items() if kind in _TYPES}
    return Sheet(sheet.title, columns, tuple(zip(*map(sheet.column, columns), strict=True)))


def _to_csv(sheet: Sheet, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(sheet.columns)
        writer.writerows([_plain(cell, flags=("false", "true")) for cell in row] for row in sheet.rows)


def _to_json(sheet: Sheet, path: Path) -> None:
    records = ([_plain(cell) for cell in row] for row in sheet.rows)
    lines = (json.dumps(dict(zip(sheet.columns, record, strict=True)), ensure_ascii=False) for record in records)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8", newline="\n")


def _to_parquet(sheet: Sheet, path: Path) -> None:
    made = frame(sheet, "pyarrow")
    with FIRST_USE:
        parquet = importlib.import_module("pyarrow.parquet")
    parquet.write_table(made, path)


_WRITERS: dict[str, Callable[[Sheet, Path], None]] = {"csv": _to_csv, "json": _to_json, "parquet": _to_parquet}


def _to_sqlite(sheets: dict[Any, Sheet], path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for name, sheet in sheets.items():
            table = REFERENCE[name]
            parts = [f'"{column}" {_SQL[kind]}' for column, kind in sheet.columns.items()]
            parts += [f"PRIMARY KEY ({_quoted(table.key)})"] if table.key else []
            parts += [
                f'FOREIGN KEY ({_quoted(here)}) REFERENCES "{other}" ({_quoted(there)}) DEFERRABLE INITIALLY DEFERRED'
                for here, other, there in table.refers
            ]
            connection.execute(f'CREATE TABLE "{name}" ({", ".join(parts)})')
        for name, sheet in sheets.items():
            marks = ", ".join("?" * len(sheet.columns))
            rows = ([_plain(cell, flags=(0, 1)) for cell in row] for row in sheet.rows)
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)  # noqa: S608 (our own names)


def _quoted(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _plain(cell: Any, flags: tuple[object, object] = (False, True)) -> object:  # noqa: ANN401 (any cell)
    if isinstance(cell, bool):
        return flags[cell]
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _about() -> dict[str, Any]:
    described = package()
    sources = {source.name: source for table in provenance() for source in table.sources}
    return {
        "name": "oinp-noc-tables",
        "title": described["title"],
        "created": f"{last_updated()}T00:00:00Z",
        "licenses": described["licenses"],
        "sources": [
            {"title": f"{source.title} ({source.publisher}; {source.edition}; {source.licence})"}
            for source in sources.values()
        ],
    }


def _resource(name: str, table: Reference, sheet: Sheet, format: str) -> dict[str, Any]:  # noqa: A002 (the word of the field)
    """Describe a file. One of Parquet describes itself, and readers of data packages disagree about its nulls."""
    described = {"name": name, "title": table.title, "path": f"{name}.{format}", "format": format}
    if format == "parquet":
        return {**described, "type": "file", "mediatype": "application/vnd.apache.parquet"}
    schema: dict[str, Any] = {
        "fields": [{"name": column, "type": _TYPES[kind]} for column, kind in sheet.columns.items()]
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    # A data package has no key that is missing in part: the parent of a broad category, beside its version.
    if links := [link for link in table.refers if not _is_missing_in_part(sheet, link[0])]:
        schema["foreignKeys"] = [
            {"fields": list(here), "reference": {"resource": "" if other == name else other, "fields": list(there)}}
            for here, other, there in links
        ]
    return {**described, "type": "table", "schema": schema}


def _is_missing_in_part(sheet: Sheet, columns: Iterable[str]) -> bool:
    keys = zip(*map(sheet.column, columns), strict=True)
    return any(None in key and any(part is not None for part in key) for key in keys)
