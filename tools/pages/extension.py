"""What the pages ask of Sphinx: their directives, and how it reads and writes them.

``{picture}`` takes a text for those who cannot see it, ``{data-package}`` either ``tables`` or ``sources``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from pages import links, pictures, tables

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class _Picture(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        page, state = Path(self.env.doc2path(self.env.docname)), self.env.current_document
        if "pictures" not in state:
            state["pictures"] = pictures.drawn(page.read_text("utf-8"))
        name, figure = next(state["pictures"])
        path = Path(self.env.doctreedir) / "pictures" / self.env.docname / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        pictures.save(figure, path)
        image = nodes.image(uri=os.path.relpath(path, page.parent), alt=" ".join(self.arguments[0].split()))
        return [nodes.container("", image, classes=["picture"])]


class _DataPackage(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        made = {"tables": tables.tables, "sources": tables.sources}[self.arguments[0]]
        return self.parse_text_to_nodes(made())


def _mend_page(_app: Sphinx, docname: str, source: list[str]) -> None:
    source[0] = links.mend(source[0], docname)


def _mend_included(_app: Sphinx, _path: object, _docname: str, source: list[str]) -> None:
    source[0] = links.mend_included(source[0])


def _end_examples(_app: Sphinx, tree: nodes.document) -> None:
    """Take away the empty line that a doctest in a fence ends with."""
    for block in tree.findall(nodes.literal_block):
        text = block.astext().rstrip()
        block.rawsource, block[:] = text, [nodes.Text(text)]


def _say_language(_app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    if pagename.startswith("fr/"):
        context["language"] = "fr"


def setup(app: Sphinx) -> dict[str, bool]:
    """Give Sphinx the directives, and listen to it."""
    mpl.use("agg")
    app.add_directive("picture", _Picture)
    app.add_directive("data-package", _DataPackage)
    app.connect("source-read", _mend_page)
    app.connect("include-read", _mend_included)
    app.connect("doctree-read", _end_examples)
    app.connect("html-page-context", _say_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
