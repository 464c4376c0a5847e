"""Text in, named words out: what each word and number of a stretch of text is to an announcement.

Each phrase of the vocabulary (``notice-words.json``) has a name: ``invitation``, ``stream``, ``month``. Patterns are
written over the names (`over`), so they neither know how a language says a thing nor how long the words are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.classes import MARKS, NAMES, RUNNING
from oinp_noc._notices.text import plain

_BACK = 8  # words
_BETWEEN_WORDS = frozenset(("dash", "colon", "slash", "comma", "open", "close", "and", "stop"))  # within a phrase
_LONGEST_NUMBER = 9  # digits: what is longer counts nobody


class Fact(NamedTuple):
    """Something that a stretch of text says.

    Attributes:
        kind: what it is: ``day``, ``count``, ``score``, ``stream``, ``target``…
        value: what it says.
        span: where it stands in the text.
        at: where it stands among the words of its stretch.
        rule: the name of the rule that found it.
        role: what it is told of: see `oinp_noc._notices.roles`.
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
        values: what they say: a number, the id of a stream, the word itself.
        line: the names, each with a blank behind it: what patterns are matched against.
    """

    __slots__ = ("_offsets", "ends", "line", "names", "starts", "values")

    def __init__(self, names: list[str], starts: list[int], ends: list[int], values: list[Any]) -> None:
        self.names, self.starts, self.ends, self.values = names, starts, ends, values
        self.line = " ".join(names) + " "
        self._offsets: list[int] = []

    def at(self, offset: int) -> int:
        """Return the number of the word at an offset of the line."""
        return bisect_right(self.offsets, offset) - 1

    @property
    def offsets(self) -> list[int]:
        """Where each word begins in the line."""
        if not self._offsets:
            self._offsets = list(accumulate((len(name) + 1 for name in self.names), initial=0))
        return self._offsets

    def follows(self, at: int, pattern: str) -> bool:
        """Return True if a pattern matches from a place on."""
        return at <= len(self.names) and over(pattern).match(self.line, self.offsets[at]) is not None

    def precedes(self, at: int, pattern: str) -> bool:
        """Return True if a pattern matches what ends at a place: it is tried on the last eight words before."""
        first = self.offsets[max(0, at - _BACK)]
        return over(f"(?:{pattern})$").search(self.line[first : self.offsets[at]]) is not None

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


_GROUP = re.compile(r"(?<!\?P)<(!?)([a-zA-Z|.-]+)>")
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

    ``<a|b>`` is a word with one of these names, ``<!a|b>`` a word with any other, ``<.>`` any word; names in capitals
    stand for sets of names.
    """

    def group(match: re.Match[str]) -> str:
        names = "|".join(MACROS.get(name, name) for name in match[2].split("|"))
        any_name = r"[a-z-]+\ "
        if names == ".":
            return f"(?:{any_name})"
        return rf"(?:(?!(?:{names})\ ){any_name})" if match[1] else rf"(?:(?:{names})\ )"

    return re.compile(rf"(?<![a-z-])(?:{_GROUP.sub(group, pattern)})", re.VERBOSE)


# The vocabulary.


def spell(phrase: str) -> tuple[str, ...]:
    """Split a phrase into its words."""
    return tuple(re.findall(r"[a-z]+|[0-9]+", plain(phrase)))


@_data.once
def vocabulary(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a class of the vocabulary holds: pairs of a value and the words of a phrase."""
    return tuple(
        (row["value"], spell(phrase))
        for row in _data.records("notice-words")
        if row["class"] == kind
        for phrase in row["en"] + row["fr"]
    )


@_data.once
def pattern(kind: str) -> re.Pattern[str]:
    """Return a pattern for the phrases of a class, with the marks that may stand before the first and between words."""
    phrases = sorted({r"\W+".join(words) for _, words in vocabulary(kind)}, key=len, reverse=True)
    return re.compile(rf"(?<![a-z])\W{{0,3}}(?:{'|'.join(phrases)})(?![a-z0-9])")


class Phrase(NamedTuple):
    """A phrase of the vocabulary, without its first two words."""

    rest: tuple[str, ...]
    name: str
    value: str


@_data.once
def lexicon() -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """Index the phrases of running text by their first word and their second, or "" for want of one; longest first."""
    phrases: dict[str, dict[str, dict[tuple[str, ...], Phrase]]] = {}
    for row in _data.records("notice-words"):
        if row["class"] in RUNNING:
            name = NAMES.get(row["class"], row["class"])
            for phrase in row["en"] + row["fr"]:
                first, *others = spell(phrase)
                second, rest = (others[0], tuple(others[1:])) if others else ("", ())
                seconds = phrases.setdefault(first, {}).setdefault(second, {})
                seconds.setdefault(rest, Phrase(rest, name, row["value"]))
    return {
        first: {
            second: tuple(sorted(found.values(), key=lambda phrase: -len(phrase.rest)))
            for second, found in seconds.items()
        }
        for first, seconds in phrases.items()
    }


@_data.once
def _at_sight() -> dict[str, str]:
    """Index the names known at first sight: marks, and words that begin no longer phrase; "" asks for a closer look."""
    names = dict(MARKS)
    for word, seconds in lexicon().items():
        only = seconds.get("", ())
        names[word] = only[0].name if len(seconds) == len(only) == 1 and not only[0].value else ""
    return names


# Split a text by this, and every second part is a word, a numeric date, a number or a mark.
_TOKEN = re.compile(
    r"""(
      [a-z]+
    | [0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])
    | [0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}(?![0-9])
    | (?: [0-9]{1,3}(?:,[0-9]{3})+(?![0-9]) | [0-9]{1,3}(?:[\xa0\u202f\u2009][0-9]{3})+(?![0-9]) | [0-9]+ )
      (?:(?:st|nd|rd|th|er|e)(?![a-z]))?
    | [-:|()/+%$\#,.;&\xb7]
    )""",
    re.VERBOSE,
)
_NUMERALS = re.compile(r"[0-9]+")
_NUMERIC_DATE = re.compile(r"[0-9]+[-/.]")


def named(text: str, start: int, end: int) -> Words:
    """Name the words of a stretch of plain text; days and numbers are read by `oinp_noc._notices.dates`."""
    parts = _TOKEN.split(text[start:end])
    found = parts[1::2]
    places = list(accumulate(map(len, parts), initial=start))
    starts, ends = places[1:-1:2], places[2::2]
    at_sight = _at_sight().get
    names: list[str] = [at_sight(part, "number" if part < ":" else "word") for part in found]  # digits precede ":"
    values: list[Any] = list(found)
    for at, name in enumerate(names):
        if name == "number":
            names[at], values[at] = _number(found[at])
    within = _find_phrases(names, ends, values)
    if within:
        kept = [at for at in range(len(names)) if at not in within]
        columns: tuple[list[Any], ...] = (names, starts, ends, values)
        names, starts, ends, values = ([column[at] for at in kept] for column in columns)
    return Words(names, starts, ends, values)


def _number(found: str) -> tuple[str, Any]:
    if _NUMERIC_DATE.match(found):
        return "numeric-date", found
    digits = "".join(_NUMERALS.findall(found))
    return ("number", int(digits)) if len(digits) <= _LONGEST_NUMBER else ("word", found)


def _find_phrases(names: list[str], ends: list[int], values: list[Any]) -> set[int]:
    """Give the first word of each phrase the phrase's name, end and value; return the places of its other words."""
    known = lexicon()
    within: set[int] = set()
    for at, asked in enumerate(names):
        if asked or at in within:
            continue
        names[at] = "word"
        seconds = known[str(values[at])]
        second = _next_word(at, names)
        phrases = seconds.get(str(values[second]), ()) if second < len(names) else ()
        for phrase in phrases:
            last = _last_word(second, phrase.rest, names, values)
            if last is not None:
                break
        else:
            if "" not in seconds:
                continue
            (phrase,), last = seconds[""], at
        names[at] = phrase.name
        within.update(range(at + 1, last + 1))
        ends[at] = ends[last]
        values[at] = phrase.value or values[at]
    return within


def _next_word(at: int, names: list[str]) -> int:
    """Find the next word within a phrase, past the marks that may stand between; the length if there is none."""
    at += 1
    while at < len(names) and names[at] in _BETWEEN_WORDS:
        at += 1
    return at


def _last_word(at: int, rest: tuple[str, ...], names: list[str], values: list[Any]) -> int | None:
    """Find the place of the last word of a phrase that begins here; None if the text goes on otherwise."""
    for word in rest:
        at = _next_word(at, names)
        if at == len(names) or values[at] != word:
            return None
    return at
