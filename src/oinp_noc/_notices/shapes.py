"""Lines in, shapes out: lines of one shape tell one thing each, and do not go on in each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oinp_noc._notices.layout import Line

_FIRST_NUMBER = re.compile(r"[0-9]")
_IN_SHAPE = ((re.compile(r"[a-z]+(?:'[a-z]+)?(?: [a-z]+)*"), "w"), (re.compile(r"[0-9]+"), "0"))


def shape(text: str, line: Line) -> str:
    """Return the shape of a line from its first number on, if it has several: "1306 itas, 72 pts" is "0 w, 0 w"."""
    first = _FIRST_NUMBER.search(text, line.start, line.end)
    if first is None or line.end - line.start > _SHORT:
        return ""
    shape = text[first.start() : line.end]
    for part, instead in _IN_SHAPE:
        shape = part.sub(instead, shape)
    return shape if shape.count("0") > 1 else ""


_SHORT = 90  # characters of a line that tells one thing among others of its shape
