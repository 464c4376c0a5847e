"""Links that are right in the repository are right in the site, and French pages say that they are French.

A page in ``docs/`` links to ``../CONTRIBUTING.md``, which in the site is the page ``contributing``. A file of the root
that a page includes links to ``docs/data.md``, or to another file of the root.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Files of the project's root, and the pages of the site that include them.
PAGES = {
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    "LICENSE-DATA.md": "licence-of-the-data.md",
    "RELEASING.md": "releasing.md",
    "SECURITY.md": "security.md",
}
_LINK = re.compile(rf"\]\((?:\.\./)*({'|'.join(map(re.escape, PAGES))})(#[^)]*)?\)")


def mend(text: str, docname: str) -> str:
    """Point links to files of the root at the pages that include them."""
    up = "../" * docname.count("/")
    return _LINK.sub(lambda found: f"]({up}{PAGES[found[1]]}{found[2] or ''})", text)


def _mend_page(_app: Sphinx, docname: str, source: list[str]) -> None:
    source[0] = mend(source[0], docname)


def _mend_included(_app: Sphinx, _path: object, _docname: str, source: list[str]) -> None:
    source[0] = mend(source[0], "").replace("](docs/", "](")


def _say_language(_app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    if pagename.startswith("fr/"):
        context["language"] = "fr"


def setup(app: Sphinx) -> dict[str, bool]:
    """Listen to Sphinx."""
    app.connect("source-read", _mend_page)
    app.connect("include-read", _mend_included)
    app.connect("html-page-context", _say_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
