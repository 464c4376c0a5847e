"""Links that are right in the repository are right in the site.

A page in ``docs/`` links to ``../CONTRIBUTING.md``, which in the site is the page ``contributing``. A file of the root
that a page includes links to ``docs/data.md``, or to another file of the root.
"""

from __future__ import annotations

import re

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


def mend_included(text: str) -> str:
    """Point the links of a file of the root, which a page includes, to the pages of the site."""
    return mend(text, "").replace("](docs/", "](")
