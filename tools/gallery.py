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
GALLERY = DOCS / "gallery.md"


def save_all(folder: Path, kind: str, page: Path = GALLERY) -> list[Path]:
    """Run the code of a page, save each of its pictures, and return the files."""
    mpl.use("agg")
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    for name, figure in drawn(page.read_text("utf-8")):
        saved.append(folder / f"{name}.{kind}")
        save(figure, saved[-1])
    return saved


def main() -> None:
    """Save the pictures, and print where."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("page", type=Path, nargs="*", default=[GALLERY, DOCS / "plots.md"])
    parser.add_argument("--format", default="svg", choices=("svg", "png", "pdf"))
    given = parser.parse_args()
    for page in given.page:
        for path in save_all(given.folder, given.format, page):
            print(path)


if __name__ == "__main__":
    main()
