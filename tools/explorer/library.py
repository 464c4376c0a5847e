"""The library as one zip that Pyodide imports from, and Pyodide itself, both served from the page's own folder."""

from __future__ import annotations

import shutil
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
PYODIDE = HERE / "node_modules" / "pyodide"
"""Where ``npm install`` in this folder puts Pyodide."""

_REQUIRED = ("attrs", "cattrs", "importlib-resources", "typing-extensions", "rapidfuzz")
"""What the library needs there; of rapidfuzz the half that is written in Python, which is slower and the same."""
_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_WHEN = (2020, 1, 1, 0, 0, 0)  # the same files give the same bytes


def add(pyodide: Path, out: Path) -> int:
    """Put Pyodide and the library into the page's folder, and return how many bytes that is."""
    missing = [name for name in _PYODIDE if not (pyodide / name).is_file()]
    if missing:
        message = f"{pyodide} lacks {', '.join(missing)}: expected the folder of the npm package pyodide"
        raise FileNotFoundError(message)
    (out / "pyodide").mkdir()
    added = [out / "library.zip"]
    pack(added[0])
    added += [shutil.copyfile(pyodide / name, out / "pyodide" / name) for name in _PYODIDE]
    return sum(path.stat().st_size for path in added)


def pack(path: Path) -> None:
    """Write the package and what it needs into a zip, as they are installed here."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, file in sorted(_files()):
            zipped.writestr(zipfile.ZipInfo(name, _WHEN), file.read_bytes(), zipfile.ZIP_DEFLATED)


def _files() -> Iterator[tuple[str, Path]]:
    package = Path(oinp_noc.__path__[0])
    for path in package.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(package.parent).as_posix(), path
    for distribution in _REQUIRED:
        for file in _installed(distribution):
            if file.suffix == ".py" and ".." not in file.parts:
                yield file.as_posix(), Path(str(file.locate()))
    yield "answers.py", HERE / "answers.py"


def _installed(distribution: str) -> list[metadata.PackagePath]:
    try:
        return metadata.files(distribution) or []
    except metadata.PackageNotFoundError:
        message = f'{distribution} is not installed, and the page needs it: pip install "oinp-noc[search]"'
        raise FileNotFoundError(message) from None
