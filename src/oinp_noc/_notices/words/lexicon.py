"""Text in, named words out: what each word and number of a stretch of text is to an announcement.

Each phrase of the vocabulary (``notice-words.json``) has a name: ``invitation``, ``stream``, ``month``. Patterns are
written over the names (`over`), so they neither know how a language says a thing nor how long the words are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import chain, compress, count
from typing import TYPE_CHECKING, Any, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import plain
from oinp_noc._notices.words.classes import LETTERS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

_BACK = 8  # words


INVITED = ("count", "people", "share")
"""The kinds of facts that tell how many were invited: a number, one of people, one of a part of them."""


class Fact(NamedTuple):
    """Something that a stretch of text says.

    Attributes:
        kind: what it is: ``day``, ``count``, ``score``, ``stream``, ``target``…
        value: what it says.
        span: where it stands in the text.
        at: where it stands among the words of its stretch.
        rule: the name of the rule that found it.
        role: what it is told of: see `oinp_noc._notices.roles.cues`.
    """

    kind: str
    value: Any
    span: tuple[int, int]
    at: int
    rule: str = ""
    role: str = "announced"


class Words:
    """A stretch of text as named words: the name, place and value of each.

    Attributes:
        names: the name of each word.
        starts: the places of their first characters.
        ends: the places behind their last.
        values: what they say: a number, the id of a stream, the word itself; "" for one without a name of its own.
        line: the names, a letter for each: what patterns are matched against.
        among: which names there are.
    """

    __slots__ = ("among", "ends", "line", "names", "starts", "values")

    def __init__(self, names: list[str], starts: Iterable[int], ends: Iterable[int], values: list[Any]) -> None:
        self.names, self.values = names, values
        self.starts, self.ends = array("I", starts), array("I", ends)
        self.line = "".join(map(LETTERS.__getitem__, names))
        self.among = frozenset(names)

    def follows(self, at: int, pattern: str) -> bool:
        """Return True if a pattern matches from a place on."""
        return over(pattern).match(self.line, at) is not None

    def precedes(self, at: int, pattern: str) -> bool:
        """Return True if a pattern matches what ends at a place: it is tried on the last eight words before."""
        return over(f"(?:{pattern})$").search(self.line[max(0, at - _BACK) : at]) is not None

    def part(self, first: int, last: int) -> Words:
        """Return the words from a first to the one before a last."""
        kept = slice(first, last)
        return Words(self.names[kept], self.starts[kept], self.ends[kept], self.values[kept])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words from a first to a last stand in the text."""
        return self.starts[first], self.ends[last]

    def name(self, at: int) -> str:
        """Return the name at a place, "" outside."""
        return self.names[at] if 0 <= at < len(self.names) else ""

    def places(self, *names: str) -> list[int]:
        """Return the places of the words that have one of some names."""
        return [] if self.among.isdisjoint(names) else [*compress(count(), map(names.__contains__, self.names))]

    def said(self, name: str) -> list[Any]:
        """Return what the words of a name say."""
        return [self.values[at] for at in self.places(name)]

    def place_of(self, character: int) -> int:
        """Return the place of the word that a character of the text stands in or behind."""
        return bisect_right(self.starts, character) - 1

    def fact(self, kind: str, at: int, rule: str, role: str = "announced") -> Fact:
        """Return the word at a place as a fact of a kind; a score is a lowest one."""
        value = (self.values[at], None) if kind == "score" else self.values[at]
        return Fact(kind, value, self.span(at, at), at, rule, role)


_GROUP = compiled(r"(?<!\?P)<(!?)([a-zA-Z|-]+)>")
MACROS = {
    "AIM": "label|region|program|language|experience|job-offer",
    "NAME": "stream|short",
    "SMALL": "article|of|in|between",
    "FILL": "word|article|of|stream|short|stream-word|label|region|program|language|experience|job-offer|general"
    "|targeting|announced|recalled|one-more|total|here|slash",
}


@lru_cache(maxsize=256)
def over(pattern: str) -> re.Pattern[str]:
    """Compile a pattern over names: ``<number> <FILL>{0,6} <invitation>``.

    ``<a|b>`` is a word with one of these names, ``<!a|b>`` a word with any other, a full stop any word; names in
    capitals stand for sets of names. An offset of a match is the number of a word.
    """

    def group(match: re.Match[str]) -> str:
        names = "|".join(MACROS.get(name, name) for name in match[2].split("|")).split("|")
        return f"[{'^' if match[1] else ''}{''.join(LETTERS[name] for name in names)}]"

    return compiled(_GROUP.sub(group, pattern))


# The vocabulary.


_SPELT = compiled(r"[a-z]+|[0-9]+")


def spell(phrase: str) -> tuple[str, ...]:
    """Split a phrase into its words."""
    return tuple(_SPELT.findall(plain(phrase)))


@_data.once
def _rows() -> dict[str, list[dict[str, Any]]]:
    """Read the vocabulary: the rows of each class."""
    classes: dict[str, list[dict[str, Any]]] = {}
    for row in _data.records("notice-words"):
        classes.setdefault(row["class"], []).append(row)
    return classes


@_data.once
def vocabulary(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a class of the vocabulary holds: pairs of a value and the words of a phrase."""
    return tuple(
        (row["value"], (*phrase.split(),)) for row in _rows().get(kind, ()) for phrase in row["en"] + row["fr"]
    )


@_data.once
def by_word(kind: str) -> dict[str, str]:
    """Return the values of a class by those of its phrases that are one word."""
    return {words[0]: value for value, words in vocabulary(kind) if len(words) == 1}


def _any_of(letters: dict[str, Any]) -> str:
    """Write a pattern of what may follow: by each letter what may stand behind it; "" where a phrase may end."""
    ways = ["".join((letter.replace(" ", r"\W+"), _any_of(behind))) for letter, behind in letters.items() if letter]
    if len(ways) < 2 and (not ways or "" not in letters):  # noqa: PLR2004 (nothing to choose from)
        return "".join(ways)
    return f"(?:{'|'.join(ways)}){'?' * ('' in letters)}"


@_data.once
def _phrases(kind: str) -> tuple[str, str]:
    """Write a pattern for the phrases of a class, letter by letter, the longest first, and their first letters."""
    letters: dict[str, Any] = {}
    for _, words in vocabulary(kind):
        behind = letters
        for letter in " ".join(words):
            behind = behind.setdefault(letter, {})
        behind[""] = {}
    return _any_of(letters) + "(?![a-z0-9])", "".join(letters)


@_data.once
def pattern(kind: str) -> re.Pattern[str]:
    """Return a pattern for the phrases of a class, with the marks that may stand before the first and between words."""
    return compiled(rf"(?<![a-z])\W{{0,3}}{_phrases(kind)[0]}")


@_data.once
def _at_first_sight(kind: str) -> re.Pattern[str]:
    """Return a pattern that finds the same phrases without the marks before them: fast."""
    phrases, first = _phrases(kind)
    return compiled(rf"(?<![a-z])(?=[{first}]){phrases}")


@_data.once
def _first_words() -> dict[str, set[str]]:
    """Index the classes by the first words of their phrases; those with a phrase that begins with a digit by ""."""
    classes: dict[str, set[str]] = {"": set()}
    for kind in _rows():
        for _, words in vocabulary(kind):
            first = "".join(words[:1])
            classes.setdefault(first if first.isalpha() else "", set()).add(kind)
    return classes


@_data.once
def words_of_phrases() -> frozenset[str]:
    """Return every word of the vocabulary."""
    return frozenset(word for kind in _rows() for _, words in vocabulary(kind) for word in words)


@lru_cache(maxsize=2)
def _at_hand(text: str) -> frozenset[str]:
    """Return the classes of which a text has the first word of a phrase: others need no search in any part of it."""
    classes = _first_words()
    words = classes.keys() & chain.from_iterable(map(_SPELT.findall, text.splitlines()))
    return frozenset(classes[""].union(*map(classes.__getitem__, words)))


def search(kind: str, text: str, start: int, end: int) -> re.Match[str] | None:
    """Search a stretch of text for a phrase of a class, without the marks that may stand before it."""
    return _at_first_sight(kind).search(text, start, end) if kind in _at_hand(text) else None
