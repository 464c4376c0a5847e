"""HTML in, text out, as a reader of the page sees it."""

from __future__ import annotations

import re

from oinp_noc._locks import FIRST_USE
from oinp_noc._notices.plain.merged import unframed, unpadded
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc.errors import MissingExtraError, NoticeError

_BLOCK = r"html|body|div|p|ul|ol|li|table|thead|tbody|tr|td|th|h[1-6]|section|article|main|dl"
_HTML = compiled(rf"</(?:{_BLOCK})\s*>|<(?:{_BLOCK})(?:\s[^<>]{{0,400}})?>", re.IGNORECASE)
_LONE_SURROGATE = compiled("[\ud800-\udfff]")


def is_html(text: str) -> bool:
    """Return True if a text has tags of blocks: line breaks mean nothing beside them."""
    return _HTML.search(text) is not None


def from_html(text: str) -> str:
    """Turn HTML into text with the lines, bullets and tables that a reader of the page sees.

    Raises:
        MissingExtraError: the extra ``notices`` is not installed.
        NoticeError: the library that reads HTML gives up on it.
    """
    try:
        with FIRST_USE:
            from html_to_markdown import ConversionOptions, convert  # noqa: PLC0415 (only HTML needs it)
            from html_to_markdown.exceptions import ConversionError  # noqa: PLC0415
    except ImportError:
        message = "reading a notice in HTML needs the extra 'notices': pip install 'oinp-noc[notices]'"
        raise MissingExtraError(message, value="notices") from None
    options = ConversionOptions(
        expand_abbreviations=False, extract_metadata=False, skip_images=True, hidden_content="reachable"
    )
    laid_out = _labelled(unpadded(unframed(text)))
    try:
        return convert(_LONE_SURROGATE.sub("\ufffd", _NOTE.sub(_raised, laid_out)), options).content or ""
    except ConversionError as error:
        message = f"the text is HTML that cannot be read: {error}"
        raise NoticeError(message) from error


# The mark of a footnote, which would be a digit more of the number before it: see `footnotes.py`.
_NOTE = compiled(
    r"<sup(?:\s[^<>]{0,400})?>\s{0,9}(?:<a(?:\s[^<>]{0,400})?>)?[\[(]?(?P<mark>[0-9]{1,2}|[a-c]|[*\u2020\u2021]{1,3})[\])]?"
    r"(?:</a>)?\s{0,9}</sup>",
    re.IGNORECASE,
)


_RAISED = str.maketrans(
    "0123456789abcABC", "\u2070\xb9\xb2\xb3\u2074\u2075\u2076\u2077\u2078\u2079" + 2 * "\u1d43\u1d47\u1d9c"
)


def _raised(note: re.Match[str]) -> str:
    """Return the mark of a footnote as a character that is no digit."""
    return note["mark"].translate(_RAISED)


# A list of terms and what they mean, as lines with a label each.
_TERMS = (
    (compiled(r"</dt>\s{0,99}<dd(?:\s[^<>]{0,400})?>", re.IGNORECASE), ": "),
    (compiled(r"<dt(?:\s[^<>]{0,400})?>", re.IGNORECASE), "<br>"),
    (compiled(r"</?d[dt](?:\s[^<>]{0,400})?>", re.IGNORECASE), " "),
    (compiled(r"<(/?)dl(?:\s[^<>]{0,400})?>", re.IGNORECASE), r"<\1p>"),
)


def _labelled(text: str) -> str:
    if "<dt" in text or "<DT" in text:
        for tag, instead in _TERMS:
            text = tag.sub(instead, text)
    return text
