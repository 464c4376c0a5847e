"""The words of the titles of one version and language, and how a text is read with them."""

from __future__ import annotations

import sys
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._folding import fold, fold_start
from oinp_noc._titles import runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oinp_noc._language import Lang
    from oinp_noc._titles.runs import Char, Run

_WORDS = "title-words-"
_LONGEST_SAYING = 3  # words of an entry in the table of everyday words


class Word(NamedTuple):
    """A word of a query, folded.

    Attributes:
        said: what the query says; more than one word where these mean one together.
        read: the word that it is read as: another one for an everyday word, or a misplaced space.
    """

    said: str
    read: str


class Vocabulary:
    """The words of the titles of one version and language.

    Attributes:
        version: the NOC version.
        lang: the language.
        words: the words of all titles, by alphabet.
        forms: the words of the other gender, by alphabet, and those of the titles that stand for them.
        heads: the words that say who somebody is, such as driver.
        everyday: what people say, and the words of titles that mean it; as text, folded. Two words that titles write
            apart mean themselves.
        alike: words, and those that titles of the same unit group have in their place.
        elsewhere: words, and those that say the same elsewhere: a responsable in France is a directeur in Canada.
    """

    __slots__ = ("_genders", "alike", "elsewhere", "everyday", "forms", "heads", "lang", "version", "words")

    def __init__(self, version: str, lang: Lang) -> None:
        rows = _data.records(f"{_WORDS}{version}-{lang}")
        self.version = version
        self.lang: Lang = lang
        self.words: list[str] = " ".join(row["words"] for row in rows).split()
        self.heads = frozenset(" ".join(row["heads"] for row in rows).split())
        self.forms = _merged(row["forms"] for row in rows)
        self.everyday = _merged(row["everyday"] for row in rows)
        self.alike = _merged(row["alike"] for row in rows)
        self.elsewhere = _merged(row["elsewhere"] for row in rows)
        self._genders = list(self.forms)

    def fold(self, text: str) -> list[str]:
        """Fold a text as the titles were folded."""
        return fold(text, self.lang, self.forms)

    def char(self, word: str) -> Char | None:
        """Return the character of a word, of either gender; None if no title has it."""
        word = self.forms.get(word, word)
        place = bisect_left(self.words, word)
        return runs.char(place) if self.words[place : place + 1] == [word] else None

    def word(self, character: str) -> str:
        """Return the word that a character stands for."""
        return self.words[runs.place(character)]

    def spelt(self, characters: Iterable[str]) -> list[str]:
        """Return the words that characters stand for, by alphabet."""
        return [self.word(character) for character in sorted(characters)]

    def run(self, words: Iterable[str]) -> Run:
        """Write words as a title would have them; empty if one of them is in no title."""
        characters = [self.char(word) for word in words]
        known = [character for character in characters if character is not None]
        return runs.run(known if len(known) == len(characters) else ())

    def read(self, words: Sequence[str]) -> tuple[list[Word], list[str]]:
        """Read everyday words as those of the titles, the longest saying first, and join what a space has parted.

        Returns:
            The words; and those left out because they mean anybody at all, such as guy.
        """
        read = [Word(word, word) for word in words]
        anybody = []
        for length in range(_LONGEST_SAYING, 0, -1):
            for place in range(len(read) - length, -1, -1):
                said = " ".join(word.said for word in read[place : place + length])
                meant = self.everyday.get(said)
                if meant is not None and meant != said:
                    read[place : place + length] = [Word(said, word) for word in meant.split()]
                    anybody += [] if meant else [said]
        for place in range(len(read) - 2, -1, -1):
            before, after = read[place : place + 2]
            apart = self.everyday.get(f"{before.read} {after.read}") is not None
            if not apart and self.char(before.read + after.read) is not None:
                read[place : place + 2] = [Word(f"{before.said} {after.said}", before.read + after.read)]
        return read, anybody

    def beginning(self, start: str) -> Iterator[str]:
        """Yield the words, of either gender, that begin with some letters."""
        for words in (self.words, self._genders):
            yield from words[slice(*_range(words, start))]

    def starts(self, text: str) -> Iterator[tuple[Run, str]]:
        """Read a query that is being typed, each way it can be read.

        Yields:
            The run of its whole words, and what may stand for the last, as the inside of a character class.
        """
        for words, start in fold_start(text, self.lang, self.forms):
            run, last = self.run(words), self._span(start) + self.run(self.fold(start))
            if last and len(run) == len(words):
                yield run, last

    def _span(self, start: str) -> str:
        """Return the words that begin with some letters as the inside of a character class."""
        low, high = _range(self.words, start)
        span = f"{runs.char(low)}-{runs.char(high - 1)}" if high > low else ""
        others = {self.char(word) or "" for word in self._genders[slice(*_range(self._genders, start))]}
        return span + "".join(sorted(others))


@_data.once
def vocabulary(version: str, lang: Lang) -> Vocabulary:
    """Load the words of a version and language."""
    return Vocabulary(version, lang)


def _merged(parts: Iterable[dict[str, str]]) -> dict[str, str]:
    return {key: value for part in parts for key, value in part.items()}


def _range(words: Sequence[str], start: str) -> tuple[int, int]:
    """Find where the words that begin with some letters stand in an alphabet."""
    return bisect_left(words, start), bisect_left(words, start + chr(sys.maxunicode))
