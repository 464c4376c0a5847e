"""Pictures of a page: what its code has drawn into ``ax`` where the page has a fence ``{picture}``."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.figure import Figure

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
