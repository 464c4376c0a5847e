"""Text in, named words out: the phrases of running text are found, and each has the name of its class."""

from __future__ import annotations

from itertools import accumulate, compress
from typing import Any, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.words.classes import MARKS, NAMES, RUNNING
from oinp_noc._notices.words.lexicon import Words, vocabulary
from oinp_noc._notices.words.tokens import TOKEN, number

_BETWEEN_WORDS = frozenset(("dash", "colon", "slash", "comma", "open", "close", "and", "stop"))  # within a phrase


class Phrase(NamedTuple):
    """A phrase of the vocabulary, without its first two words."""

    rest: list[str]
    name: str
    value: str


@_data.once
def lexicon() -> dict[str, dict[str, list[Phrase]]]:
    """Index the phrases of running text by their first word and their second, or "" for want of one; longest first."""
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind in RUNNING:
        name = NAMES.get(kind, kind)
        for value, words in vocabulary(kind):
            phrases.setdefault(words, (name, value))
    index: dict[str, dict[str, list[Phrase]]] = {}
    for words in sorted(phrases, key=len, reverse=True):
        seconds = index.setdefault(words[0], {})
        seconds.setdefault(words[1] if len(words) > 1 else "", []).append(Phrase([*words[2:]], *phrases[words]))
    return index


@_data.once
def _at_sight() -> dict[str, str]:
    """Index the names known at first sight: marks, and words that begin no longer phrase; "" asks for a closer look."""
    names = dict(MARKS)
    for word, seconds in lexicon().items():
        only = seconds.get("", ())
        names[word] = only[0].name if len(seconds) == len(only) == 1 and not only[0].value else ""
    return names


def named(text: str, start: int, end: int) -> Words:
    """Name the words of a stretch of plain text; days and numbers are read by `oinp_noc._notices.words.dates`."""
    parts = TOKEN.split(text[start:end])
    found = parts[1::2]
    places = list(accumulate(map(len, parts), initial=start))
    starts, ends = places[1:-1:2], places[2::2]
    at_sight = _at_sight().get
    names: list[str] = [at_sight(part, "number" if part < ":" else "word") for part in found]  # digits precede ":"
    values: list[Any] = list(found)
    for at, name in enumerate(names) if "number" in names else ():
        if name == "number":
            names[at], values[at] = number(found[at])
    kept = _find_phrases(names, ends, values)
    values = ["" if name == "word" else value for name, value in zip(names, values, strict=True)]
    if 0 not in kept:
        return Words(names, starts, ends, values)
    return Words(
        list(compress(names, kept)), compress(starts, kept), compress(ends, kept), list(compress(values, kept))
    )


def _find_phrases(names: list[str], ends: list[int], values: list[Any]) -> bytearray:
    """Give the first word of each phrase the phrase's name, end and value; return 0 for each of its other words."""
    known = lexicon()
    kept = bytearray(b"\1") * len(names)
    places = [at for at, name in enumerate(names) if name not in _BETWEEN_WORDS]
    said = [*map(values.__getitem__, places), None]
    for word, at in enumerate(places):
        if names[at] or not kept[at]:
            continue
        names[at] = "word"
        seconds = known[said[word]]
        for phrase in seconds.get(said[word + 1], ()):
            last = word + 1 + len(phrase.rest)
            if said[word + 2 : last + 1] == phrase.rest:
                kept[at + 1 : places[last] + 1] = bytes(places[last] - at)
                ends[at] = ends[places[last]]
                break
        else:
            if "" not in seconds:
                continue
            (phrase,) = seconds[""]
        names[at] = phrase.name
        values[at] = phrase.value or values[at]
    return kept
