"""The packaged tables and their sources, as datapackage.json describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Iterable


def tables() -> str:
    """Return a Markdown table with a line for each packaged table."""
    package = json.loads(oinp_noc.data_files()["datapackage.json"].read_text("utf-8"))
    rows = []
    for each in package["resources"]:
        fields = ", ".join(f"`{field['name']}`" for field in each["schema"]["fields"])
        sources = ", ".join(f"`{source['name']}`" for source in each["sources"])
        rows.append((f"`{each['name']}`<br>{each['title']}", f"{each['rows']:,}", fields, sources))
    return _markdown(("table", "records", "fields", "built from"), rows)


def sources() -> str:
    """Return a Markdown table with a line for each file that the tables were built from."""
    found = {source.name: source for table in oinp_noc.provenance() for source in table.sources}
    rows = []
    for name, each in sorted(found.items()):
        title = f"[{each.title}]({each.address})" if each.address else each.title
        edition = f"{each.edition}; read on {each.gathered}"
        rows.append((f"`{name}`<br>{title}", each.publisher, edition, each.licence))
    return _markdown(("file", "publisher", "edition", "licence"), rows)


def _markdown(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line).replace(chr(10), ' ')} |" for line in lines)
