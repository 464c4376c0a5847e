"""The directive ``data-package``: the packaged tables and their sources, as datapackage.json describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx


def tables() -> str:
    """Return a Markdown table with a line for each packaged table."""
    package = json.loads(oinp_noc.data_files()["datapackage.json"].read_text("utf-8"))
    rows = []
    for each in package["resources"]:
        fields = ", ".join(f"`{field['name']}`" for field in each["schema"]["fields"])
        sources = ", ".join(f"`{source['name']}`" for source in each["sources"])
        rows.append((f"`{each['name']}`", each["title"], f"{each['rows']:,}", fields, sources))
    return _markdown(("table", "what it holds", "records", "fields", "built from"), rows)


def sources() -> str:
    """Return a Markdown table with a line for each file that the tables were built from."""
    found = {source.name: source for table in oinp_noc.provenance() for source in table.sources}
    rows = []
    for name, each in sorted(found.items()):
        title = f"[{each.title}]({each.address})" if each.address else each.title
        rows.append((f"`{name}`", title, each.publisher, each.edition, each.gathered.isoformat(), each.licence))
    return _markdown(("file", "title", "publisher", "edition", "read on", "licence"), rows)


def _markdown(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line).replace(chr(10), ' ')} |" for line in lines)


class _DataPackage(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        made = {"tables": tables, "sources": sources}[self.arguments[0]]
        return self.parse_text_to_nodes(made())


def setup(app: Sphinx) -> dict[str, bool]:
    """Give Sphinx the directive."""
    app.add_directive("data-package", _DataPackage)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
