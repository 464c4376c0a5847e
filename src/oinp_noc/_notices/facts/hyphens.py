"""Text in, the same text out with the words whole that the end of a line parts: invita-|tions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._notices.facts.callings import titled
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import words_of_phrases

if TYPE_CHECKING:
    import re

    from oinp_noc._notices.plain.text import Place

_BROKEN = compiled(r"(?P<before>(?<![a-z])[a-z]{2,30})(?P<break>-[ \t]?\n[ \t]{0,99})(?P<behind>[a-z]{2,30})(?![a-z])")
_FILL = "\x1f"  # no letter, and no end of a line


def unhyphenated(text: str) -> str:
    """Put the parts of a broken word together, if the vocabulary or an official title has it; each stays as long.

    Args:
        text: the text, spelt plainly.
    """
    return _BROKEN.sub(_whole, text) if "-\n" in text or "- \n" in text else text


def _whole(match: re.Match[str]) -> str:
    word = match["before"] + match["behind"]
    return word.ljust(len(match[0]), _FILL) if word in _known() else match[0]


@_data.once
def _known() -> frozenset[str]:
    return words_of_phrases() | titled()


def place_of(spelt: str, place: Place) -> Place:
    """Return a place with all of its last word, of which the text may have a part on the next line."""
    start, end = place
    while spelt.startswith(_FILL, end):
        end += 1
    return start, end


def written(text: str, spelt: str, place: Place) -> str:
    """Return what stands at a place, on one line, with its words whole.

    Args:
        text: the text.
        spelt: the same, spelt plainly.
        place: where.
    """
    place = place_of(spelt, place)
    found = text[slice(*place)]
    return " ".join((_HYPHEN.sub("", found) if _FILL in spelt[slice(*place)] else found).split())


_HYPHEN = compiled(r"(?<=[^\W\d_]{2})-\s?\n\s{0,99}(?=[^\W\d_]{2})")
