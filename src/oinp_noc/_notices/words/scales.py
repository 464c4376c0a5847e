"""Named words in, named words out: the name of a scale directly before a number is the label of a score."""

from __future__ import annotations

from oinp_noc._notices.words.lexicon import Words, over

_BEFORE_POINTS = over(
    "<profiles>(?=<at-least>?<colon|dash>?<number>(?!<FILL>{0,2}<invitation|people|profiles|percent|occupations|draw|other-unit>))"
)


def scaled(words: Words, text: str) -> Words:
    """Read EOI as a score in "EOI 46"; elsewhere it is a profile."""
    if "profiles" not in words.names:
        return words
    names = list(words.names)
    for match in _BEFORE_POINTS.finditer(words.line):
        if text[slice(*words.span(match.start(), match.start()))] == "eoi":
            names[match.start()] = "score"
    return Words(names, words.starts, words.ends, words.values)
