"""The command line: data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc

if TYPE_CHECKING:
    from pathlib import Path


Run = Callable[..., Any]


def test_provenance_leaves_no_table_out(run: Run) -> None:
    names = [table.name for table in oinp_noc.provenance()]
    lines = run("data", "provenance").lines
    assert lines[0] == f"{len(names)} packaged tables"
    assert list(dict.fromkeys(line.split()[0] for line in lines[2:])) == names


@pytest.mark.parametrize("options", [["--format", "json"], []])
def test_data_export_makes_a_folder_of_tables(run: Run, tmp_path: Path, options: list[str]) -> None:
    folder = tmp_path / "tables"
    lines = run("data", "export", str(folder), *options).lines
    assert lines[0] == f"{len(lines) - 1} files in {folder}"
    assert [line.strip() for line in lines[1:]] == sorted(path.name for path in folder.iterdir())
    assert f"draws.{options[-1] if options else 'csv'}" in {path.name for path in folder.iterdir()}


def test_data_export_says_in_json_what_it_made(run: Run, tmp_path: Path) -> None:
    document = run("data", "export", str(tmp_path / "tables"), "--format", "sqlite", "--json").document
    assert document == {"folder": str(tmp_path / "tables"), "files": ["datapackage.json", "oinp-noc.sqlite"]}


def test_data_export_leaves_a_folder_that_exists_alone(run: Run, tmp_path: Path) -> None:
    code, out, err = run("data", "export", str(tmp_path))
    assert (code, out, err) == (2, "", f"{tmp_path} is there already: expected the name of a folder to make\n")
    assert run("data", "export", str(tmp_path / "none" / "tables"))[0] == 2
    assert list(tmp_path.iterdir()) == []
