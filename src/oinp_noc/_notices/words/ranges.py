"""Named words in, named words out: French "de" begins a range, or says of what."""

from __future__ import annotations

from oinp_noc._notices.words.lexicon import Words, over

_RANGE = over(r"<article|about|at-least|score|points>{0,2}<number|one|day|days|month-year|numeric-date|month|since>")

_TWO = over(r"<article>?<number><points>?<and><number>")  # des notes minimales de 42 et 37


def of_ranges(words: Words) -> Words:
    """Take French "de" and "du" for "of" where no range can begin with them."""
    french = (at for at in words.places("between") if words.values[at] in ("de", "du"))
    others = [at for at in french if not _RANGE.match(words.line, at + 1) or _TWO.match(words.line, at + 1)]
    if not others:
        return words
    names = list(words.names)
    for at in others:
        names[at] = "of"
    return Words(names, words.starts, words.ends, words.values)
