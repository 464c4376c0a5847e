"""Save the pictures of the gallery: ``python tools/gallery.py FOLDER [--format png]`` runs the code of docs/plots.md.

Each question of its gallery gives a picture, named by the question in lower case with hyphens: "What did 2173 become?"
is ``what-did-2173-become.svg``.
"""

from __future__ import annotations

import argparse
import doctest
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "plots.md"


def questions(page: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each part of the gallery of a page, and its code without prompts; the first has no name."""
    gallery = page.split("\n## Gallery\n", 1)[1]
    for part in re.split(r"^### ", f"\n{gallery}", flags=re.MULTILINE):
        heading, _, text = part.partition("\n")
        code = "\n".join(re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL))
        source = "".join(example.source for example in doctest.DocTestParser().get_examples(code))
        yield re.sub(r"\W+", "-", heading.lower()).strip("-"), source


def save(folder: Path, kind: str, page: Path = PAGE) -> list[Path]:
    """Run the code of the gallery, and save a picture for each of its questions; return the files."""
    mpl.use("agg")
    # The same picture is the same file: no dates, and ids that do not change.
    mpl.rcParams["svg.hashsalt"] = "oinp_noc"
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, Any] = {}
    saved = []
    for name, code in questions(page.read_text("utf-8")):
        exec(code, names)  # noqa: S102 (our own page, which the tests run as well)
        if not name:
            continue
        path = folder / f"{name}.{kind}"
        names["ax"].figure.savefig(path, dpi=150, metadata={"Date": None} if kind == "svg" else None)
        saved.append(path)
    return saved


def main() -> None:
    """Save the pictures, and print where."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", default="svg", choices=("svg", "png", "pdf"))
    given = parser.parse_args()
    for path in save(given.folder, given.format):
        print(path)


if __name__ == "__main__":
    main()
