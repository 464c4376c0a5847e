"""Text that a terminal can be given: one line where one line is meant, and nothing that would steer the terminal."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("[\t\n\v\f\r \x85\u2028\u2029]+")
_PLAIN = str.maketrans({"…": "...", "–": "-", "—": "-", "’": "'", "→": "->", "«": '"', "»": '"', "\u00a0": " "})
"""What stands for marks that an encoding lacks."""


def one_line(text: str) -> str:
    """Return a text on one line, its control characters escaped; the no-break spaces of French stay what they are."""
    return escaped(_BREAKS.sub(" ", text).strip(" "))


def escaped(text: str, keep: str = "") -> str:
    """Escape what is not printable, such as control characters and marks that turn the direction of writing.

    Args:
        text: the text.
        keep: characters to leave alone.
    """
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() or mark in keep else _escape(mark) for mark in text)


def json_safe(text: str) -> str:
    """Escape in JSON what its writer leaves alone and a terminal may obey; the document says the same."""
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() or mark == "\n" else _json_escape(mark) for mark in text)


def in_encoding(text: str, encoding: str) -> str:
    """Replace marks of typography that an encoding lacks by plain ones; accents are left to the stream."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN)
    return text


def _escape(mark: str) -> str:
    return mark if unicodedata.category(mark) == "Zs" else mark.encode("unicode_escape").decode()


def _json_escape(mark: str) -> str:
    units = mark.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place] << 8 | units[place + 1]:04x}" for place in range(0, len(units), 2))
