"""Save the pictures of pages: ``python tools/gallery.py FOLDER [PAGE …] [--format png]`` runs the code of the pages.

Without a page, those of docs/gallery.md and docs/plots.md. Each picture is named by the heading above it in lower case
with hyphens: "What did 2173 become?" is ``what-did-2173-become.svg``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib as mpl

from pages.pictures import drawn, save

DOCS = Path(__file__).parents[1] / "docs"


def main() -> None:
    """Save the pictures, and print where."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("page", type=Path, nargs="*", default=[DOCS / "gallery.md", DOCS / "plots.md"])
    parser.add_argument("--format", default="svg", choices=("svg", "png", "pdf"))
    given = parser.parse_args()
    mpl.use("agg")
    given.folder.mkdir(parents=True, exist_ok=True)
    for page in given.page:
        for name, figure in drawn(page.read_text("utf-8")):
            path = given.folder / f"{name}.{given.format}"
            save(figure, path)
            print(path)


if __name__ == "__main__":
    main()
