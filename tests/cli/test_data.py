"""The command line: data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN_WORKER = "2023-05-09-employer-job-offer-foreign-worker"
STUDENT = "2023-05-09-employer-job-offer-international-student"
TECH_2019 = "2019-07-12-human-capital-priorities"
TECH_2022 = "2022-12-19-human-capital-priorities"
GENERAL = oinp_noc.draws().select(kind="general", listing="none")[-1].id
UNKNOWN = oinp_noc.draws().select(listing="unknown")[-1].id

Run = Callable[..., Any]


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
