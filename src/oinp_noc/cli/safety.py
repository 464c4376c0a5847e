"""Documents and lines as the standard streams can take them."""

from __future__ import annotations

_PLAIN = str.maketrans({"…": "...", "–": "-", "—": "-", "’": "'", "→": "->", "«": '"', "»": '"', "\u00a0": " "})
"""What stands for marks that an encoding lacks."""


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


def _json_escape(mark: str) -> str:
    units = mark.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place] << 8 | units[place + 1]:04x}" for place in range(0, len(units), 2))
