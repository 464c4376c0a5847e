"""Build the explorer: ``python tools/explorer OUT``.

OUT becomes a folder for any static server. Pyodide, which the page runs the library in, is taken from
``tools/explorer/node_modules`` (``npm install`` there) or from ``--pyodide DIR``. Without it the page answers codes and
exact titles, and says what it cannot do.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

if __package__ in (None, ""):  # started as a folder: make the folder above importable as the package's home
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from explorer import facts, groups, library, titles

_STATIC = Path(__file__).parent / "static"
_LICENCE = Path(__file__).parents[2] / "LICENSE-DATA.md"


def build(out: Path, pyodide: Path | None, docs: str | None = None) -> None:
    """Build the explorer into a folder that is empty, not there yet, or an explorer; whole, or not at all."""
    if out.exists() and not (out / "data" / "site.json").is_file() and (not out.is_dir() or any(out.iterdir())):
        message = f"{out} is there and is not an explorer: expected the name of a folder to make"
        raise FileExistsError(message)
    beside = out.absolute().with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        _build(beside, pyodide, docs)
        shutil.rmtree(out, ignore_errors=True)
        beside.rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _build(out: Path, pyodide: Path | None, docs: str | None) -> None:
    shutil.copytree(_STATIC, out)
    # Whoever passes the data on keeps the attribution. The mark says UTF-8 to browsers that are not told so.
    (out / "LICENSE-DATA.txt").write_text(_LICENCE.read_text("utf-8"), "utf-8-sig")
    size = 0 if pyodide is None else library.add(pyodide, out)
    _write(out / "data" / "site.json", {**facts.site(), "library_bytes": size, "docs": docs})
    _write(out / "data" / "draws.json", facts.draws())
    for path, group in groups.groups():
        _write(out / "data" / "groups" / f"{path}.json", group)
    shards = titles.shards()
    _write(out / "data" / "folding.json", titles.rules(shards))
    for name, shard in shards.items():
        _write(out / "data" / "titles" / f"{name}.json", shard)


def _write(path: Path, value: Any) -> None:  # noqa: ANN401 (JSON)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8", newline="\n")


def main() -> int:
    """Build the explorer as the command line asks."""
    parser = argparse.ArgumentParser(prog="python tools/explorer", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", metavar="OUT", type=Path, help="the folder to make")
    parser.add_argument("--pyodide", metavar="DIR", type=Path, help="the folder of the npm package pyodide")
    parser.add_argument("--docs", metavar="ADDRESS", help="where the documentation is, seen from OUT, such as ..")
    given = parser.parse_args()
    pyodide = given.pyodide or (library.PYODIDE if library.PYODIDE.is_dir() else None)
    try:
        build(given.out, pyodide, given.docs)
    except OSError as error:
        parser.error(str(error))
    size = sum(path.stat().st_size for path in given.out.rglob("*") if path.is_file())
    print(f"{given.out}: {size / 1e6:.1f} MB{'' if pyodide else ', without Pyodide: codes and exact titles only'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
