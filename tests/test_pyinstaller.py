"""An application that PyInstaller packs has the data, without a flag."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from oinp_noc import _pyinstaller

APPLICATION = """
import oinp_noc
print(oinp_noc.convert("2173").successor.code, oinp_noc.repair_code("213", version="2016").code)
print(oinp_noc.draws()[0].date, oinp_noc.example_titles("21231", lang="fr")[0])
"""


def test_pyinstaller_is_told_where_the_hook_is(project: Path) -> None:
    (folder,) = map(Path, _pyinstaller.get_hook_dirs())
    assert (folder / "hook-oinp_noc.py").is_file()
    declared = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    assert declared["pyinstaller40"] == {"hook-dirs": "oinp_noc._pyinstaller:get_hook_dirs"}


def test_a_packed_application_runs(tmp_path: Path) -> None:
    pytest.importorskip("PyInstaller", reason="PyInstaller is not installed")
    if not any(entry.value.startswith("oinp_noc.") for entry in entry_points(group="pyinstaller40")):
        pytest.skip("oinp_noc was installed before it had a hook")
    (tmp_path / "app.py").write_text(APPLICATION, "utf-8")
    build = [sys.executable, "-m", "PyInstaller", "--log-level", "ERROR", "app.py"]
    subprocess.run(build, check=True, cwd=tmp_path, timeout=600)  # noqa: S603 (our own program)
    packed = tmp_path / "dist" / "app" / "app"
    done = subprocess.run([packed], check=True, cwd=tmp_path, capture_output=True, text=True, timeout=600)  # noqa: S603
    assert done.stdout.startswith("21231 0213\n2017-")
