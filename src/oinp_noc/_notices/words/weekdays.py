"""Named words in, the same out without the weekdays that stand before their days: since Monday, June 3."""

from __future__ import annotations

from itertools import compress

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Words, over

_WEEKDAY = compiled(
    r"(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|r|rs|ur)?(?:day)?|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|lun|mar|mer|jeu|ven|sam|dim"
)
_LEADS_TO_DAY = over("<word><stop>?<comma>?<day>")


def without_weekdays(words: Words, text: str) -> Words:
    """Leave out a weekday before its day within a sentence, with its comma: it says nothing more."""
    left: set[int] = set()
    for match in _LEADS_TO_DAY.finditer(words.line, 1):
        at = match.start()
        if words.names[at - 1] != "recalled" and _WEEKDAY.fullmatch(text, words.starts[at], words.ends[at]):
            left.update(range(at, match.end() - 1))
    if not left:
        return words
    kept = [at not in left for at in range(len(words.names))]
    columns = (words.names, words.starts, words.ends, words.values)
    return Words(*(list(compress(column, kept)) for column in columns))
