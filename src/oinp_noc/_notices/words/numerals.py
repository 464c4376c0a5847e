"""Named words in, numbers out: written with a blank between their thousands, or in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from oinp_noc._notices.words.lexicon import Words


class Read(NamedTuple):
    """What several words make: its name and value, and the place behind the last of them."""

    name: str
    value: Any
    end: int


def past(words: Words, at: int, *names: str) -> int:
    """Return the first place from one on whose name is another."""
    while words.name(at) in names:
        at += 1
    return at


_THOUSANDS = 3  # digits


def with_blank(words: Words, at: int, text: str, before: str) -> Read | None:
    """Read a number that goes on from thousands behind a blank: ``1 043``."""
    if words.name(at + 1) != "number" or words.name(at + 2) == "number" or before in ("number", "day", "level", "hash"):
        return None
    lengths = [words.ends[place] - words.starts[place] for place in (at, at + 1)]
    if text[words.ends[at] : words.starts[at + 1]] != " " or lengths[1] != _THOUSANDS or lengths[0] > _THOUSANDS:
        return None
    return Read("number", words.values[at] * 1000 + words.values[at + 1], at + 2)


def sevens(words: Words, text: str) -> Words:
    """Take French "sept" beside another numeral for seven, rather than for a short September."""
    names, values = list(words.names), list(words.values)
    for at, name in enumerate(words.names):
        beside = {words.name(at + 1), words.name(at - 1 - (words.name(at - 1) == "dash"))}
        if name == "month" and "numeral" in beside and text[words.starts[at] : words.ends[at]] == "sept":
            names[at], values[at] = "numeral", "7"
    return type(words)(names, words.starts, words.ends, values)


# Numbers in words: sixty-four, six hundred and eighty, quatre-vingt-douze.
_DOZEN, _HUNDRED, _THOUSAND, _TENS = 12, 100, 1000, 20  # tens: the least that another number may be added to


def in_words(words: Words, at: int, *, first: str) -> Read:
    """Add the words of a number up, as far as they make one; a single "one" keeps a name of its own."""
    total, part, end = 0, 0, at
    place = at
    while place == at or words.name(place) == "numeral":
        value = int(first if place == at else words.values[place])
        if value in (_HUNDRED, _THOUSAND) or (value == _DOZEN and 0 < part < _DOZEN):
            part = (part or 1) * value
            total, part = (total + part, 0) if value == _THOUSAND else (total, part)
        elif part % _HUNDRED == 0 or (part % 10 == 0 and part % _HUNDRED >= _TENS > value):
            part += value
        else:
            break
        end = place + 1
        place = past(words, end, "dash")
        behind = past(words, place + 1, "dash")  # one-hundred-and-twelve
        if words.name(place) == "and" and words.name(behind) == "numeral":
            place = behind
    value = total + part
    return Read("number" if value > 1 else "one", value, end)
