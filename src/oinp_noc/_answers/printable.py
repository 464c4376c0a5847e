"""Text that can be shown: one line where one line is meant, and nothing that would steer a terminal or a page."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("[\t\n\v\f\r \x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """Return a text on one line, its control characters escaped; the no-break spaces of French stay what they are."""
    return escaped(_BREAKS.sub(" ", text).strip(" "))


def escaped(text: str, keep: str = "") -> str:
    """Escape what is not printable, such as control characters and marks that turn the direction of writing.

    Half a character, which cannot be sent as UTF-8, is escaped too.

    Args:
        text: the text.
        keep: characters to leave alone.
    """
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() or mark in keep else _escape(mark) for mark in text)


def _escape(mark: str) -> str:
    return mark if unicodedata.category(mark) == "Zs" else mark.encode("unicode_escape").decode()
