"""What the tests share."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("OINP_NOC_SHARED", ROOT.parent / "shared"))

HANGS = 600
"""After how many seconds an interpreter of its own is said to hang: on a busy machine, 1 s of work took 40 s."""

# Tests run in parallel on small machines: a slow example is no fault there.
settings.register_profile("oinp_noc", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("oinp_noc")

# The builder is not installed; its tests, and that of a made-up version, import it from where it lies.
sys.path.append(str(ROOT / "tools"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of Hypothesis and those on raw tables: ``pytest -m "not property"`` tries an edit without laws."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("property")
        if "sources" in getattr(item, "fixturenames", ()):
            item.add_marker("raw")


@pytest.fixture(autouse=True, scope="module")
def _nothing_to_compare_with() -> Iterator[None]:
    """Compare notices with no packaged draw: made-up texts have figures of their own, and a new draw breaks no test."""
    from notice_beside import beside  # noqa: PLC0415 (the path to it is set above)

    with beside(()):
        yield


@pytest.fixture
def sources() -> Path:
    """Return the folder of raw tables, which lies beside the project where its data is built."""
    folder = SHARED / "sources"
    if not folder.is_dir():
        pytest.skip("the raw tables (../shared/sources) are not here")
    return folder


@pytest.fixture
def project() -> Path:
    """Return the project's folder."""
    return ROOT


@pytest.fixture
def package_copy(tmp_path: Path) -> Path:
    """Copy the installed package, and return the copy's folder, whose parent can stand on the import path."""
    copy = tmp_path / "copy" / "oinp_noc"
    shutil.copytree(oinp_noc.__path__[0], copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[..., Any]:
    """Return a function that runs code in a fresh interpreter and hands back what its ``answer`` is, through JSON.

    What else it is given comes first on the import path of that interpreter.
    """

    def run(code: str, *path: Path) -> Any:  # noqa: ANN401 (JSON)
        # The package that is tested comes before another that may be installed.
        paths = os.pathsep.join(map(str, (*path, Path(oinp_noc.__path__[0]).parent)))
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
        # A machine may be busy: only what hangs is ended, and then it says where it stands.
        watch = f"import faulthandler\nfaulthandler.dump_traceback_later({HANGS - 20}, exit=True)\n"
        script = f"{watch}{code}\nimport json, sys\nsys.stdout.write(json.dumps(answer))\n"
        done = subprocess.run(  # noqa: S603 (our own code, in our own interpreter)
            [sys.executable, "-W", "error", "-c", script],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=HANGS,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
