"""The directive ``picture``: what the code above it on the page has drawn into ``ax``.

Its argument is the text for those who cannot see the picture.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import matplotlib as mpl
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure
    from sphinx.application import Sphinx

_PIECE = re.compile(
    r"^#+ (?P<heading>[^\n]+)$|^```python\n(?P<code>.*?)^```$|^```\{picture\} (?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def drawn(page: str) -> Iterator[tuple[str, Figure]]:
    """Run the code of a page, and yield each of its pictures with a name made of the heading above it."""
    names: dict[str, Any] = {}
    heading, count = "", 0
    for piece in _PIECE.finditer(page):
        if piece["heading"]:
            heading, count = re.sub(r"\W+", "-", piece["heading"].lower()).strip("-"), 0
        elif piece["code"]:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(_statements(piece["code"]), names)  # noqa: S102 (our own page, which the tests run as well)
        else:
            count += 1
            yield heading if count == 1 else f"{heading}-{count}", names["ax"].figure


def save(figure: Figure, path: Path) -> None:
    """Save a picture; the same picture is the same file."""
    with mpl.rc_context({"svg.hashsalt": "oinp_noc"}):
        figure.savefig(path, dpi=150, metadata={"Date": None} if path.suffix == ".svg" else None)


def _statements(code: str) -> str:
    """Return the code without prompts, what it prints, and the examples of errors."""
    if ">>>" not in code:
        return code
    examples = doctest.DocTestParser().get_examples(code)
    return "".join(each.source for each in examples if each.exc_msg is None and doctest.SKIP not in each.options)


class _Picture(SphinxDirective):
    required_arguments: ClassVar[int] = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        page = Path(self.env.doc2path(self.env.docname))
        state = self.env.current_document
        if "pictures" not in state:
            state["pictures"] = drawn(page.read_text("utf-8"))
        name, figure = next(state["pictures"])
        folder = Path(self.env.doctreedir) / "pictures" / self.env.docname
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.svg"
        save(figure, path)
        alt = " ".join(self.arguments[0].split())
        image = nodes.image(uri=os.path.relpath(path, page.parent), alt=alt)
        return [nodes.container("", image, classes=["picture"])]


def setup(app: Sphinx) -> dict[str, bool]:
    """Give Sphinx the directive."""
    mpl.use("agg")
    app.add_directive("picture", _Picture)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
