"""Named words in, named words out: French "de" begins a range, or says of what."""

from __future__ import annotations

from oinp_noc._notices.words.lexicon import Words, over

_RANGE = over(r"<article|about|at-least|score|points>{0,2}<number|one|day|days|month-year|numeric-date|month|since>")


def of_ranges(words: Words) -> Words:
    """Take French "de" and "du" for "of" where no range can begin with them."""
    names = list(words.names)
    for at, name in enumerate(names):
        if name == "between" and words.values[at] in ("de", "du") and not _RANGE.match(words.line, at + 1):
            names[at] = "of"
    return words if names == words.names else Words(names, words.starts, words.ends, words.values)
