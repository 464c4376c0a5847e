"""Words that no title has: other genders, misplaced spaces, beginnings, mistakes, stems.

A word that some title has is never mended: a welding inspector is not a weaving inspector. Mistakes are mended with
rapidfuzz, an extra that is imported only when a word needs it.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from oinp_noc import _data
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import shown
from oinp_noc._titles import runs
from oinp_noc._titles.index import Index, index, titles_in
from oinp_noc._titles.vocabulary import Word, vocabulary
from oinp_noc.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from oinp_noc._language import Lang
    from oinp_noc._titles.runs import Run
    from oinp_noc._titles.vocabulary import Vocabulary

Likeness = tuple[str, float]
"""A word of titles, and how like it is to one of the query, at most 1."""

_ByLength = dict[int, list[str]]  # words by their number of letters

_MISTAKES = ((8, 2), (5, 1))  # a word of eight letters may have two mistakes, one of five may have one
_SHORT = 5  # letters; the first letter of a word so short must be right
_SHORTEST = 3  # letters of a beginning, of a piece of a word, and of a word with a mistake beside others without
_MOST_PIECES = 3  # that a word without its spaces may have
_MOST_NEAR = 8  # words near one that no title has
_BEGINNING = 0.75  # how like a word its beginning is, at least
_STEM = 4  # letters that words of one stem have in common, at least
_LEAST_OF_A_STEM, _LEAST_OF_A_STEM_ALONE = 0.6, 0.5  # how like a word such others must be; less if nothing is nearer
_BESIDE_SPELLING = 0.9  # of the likeness of a stem, if the word may also be misspelt

# The endings of French feminine words, and those of the masculine words to try, in order.
_MASCULINE = (
    ("trice", ("teur",)),
    ("euse", ("eur", "er", "eux")),
    ("esse", ("", "e")),
    ("enne", ("en",)),
    ("onne", ("on",)),
    ("ere", ("er",)),
    ("ive", ("if",)),
    ("ffe", ("f",)),
    ("fe", ("f",)),
    ("elle", ("el",)),
    ("ette", ("et",)),
    ("e", ("",)),
)


class Speller:
    """Finds the words of titles that one in no title may be meant for.

    Args:
        text: the query, for the message of an error.
        words: its words, of which titles have some.
        index: the titles.
    """

    __slots__ = ("_beside", "_index", "_text", "_words")

    def __init__(self, text: str, words: Iterable[str], index: Index) -> None:
        self._text = text
        self._words = list(words)
        self._index = index
        self._beside: _ByLength | None = None

    def near(self, word: str) -> list[Likeness]:
        """Find what a word may be meant for: its other gender alone; else how it goes on or is spelt, and its stem."""
        words = self._index.words
        if found := masculine(word, words):
            return [(other, 1.0) for other in found]
        near = (
            sorted((*beginning(word, words), *self.spelt(word, 1)), key=lambda pair: -pair[1])
            or self._spelt_beside(word)
            or self.spelt(word, 2)
        )[:_MOST_NEAR]
        if not near:
            return same_stem(word, words, _LEAST_OF_A_STEM_ALONE)[:_MOST_NEAR]
        return [*near, *((other, _BESIDE_SPELLING * like) for other, like in same_stem(word, words)[:_MOST_NEAR])]

    def knows(self, word: str) -> bool:
        """Return True if a word is in titles, but for its gender or one mistake."""
        return bool(masculine(word, self._index.words) or self.spelt(word, 1))

    def spelt(self, word: str, most: int) -> list[Likeness]:
        """Find the words that are spelt with as few mistakes as there can be."""
        allowed = min(most, _allowed(word))
        words = self._index.words
        return self._nearest(word, allowed, _by_length(words.version, words.lang)) if allowed else []

    def _spelt_beside(self, word: str) -> list[Likeness]:
        """Find the words spelt with one mistake that a title has beside all other words of the query."""
        if len(word) < _SHORTEST:
            return []
        if self._beside is None:
            words = self._index.words
            known = {character for other in self._words if (character := words.char(other)) is not None}
            beside = {character for _, run in self._index.holding(known) for character in run} if known else set()
            self._beside = _sorted_by_length(words.spelt(beside))
        return self._nearest(word, 1, self._beside) if self._beside else []

    def titles(self) -> dict[tuple[int, Run], float]:
        """Find the titles that the query spells but for two mistakes, spaces left aside, and how like it is.

        Such a title has every word of the query that titles have; if it has as many words, only a long one may have
        both mistakes.
        """
        words = self._index.words
        known = {character for word in self._words if (character := words.char(word)) is not None}
        by_length, places = _spelt_together(words.version, words.lang)
        return {
            (place, run): like
            for spelling, like in self._nearest("".join(self._words), 2, by_length)
            for place, run in places[spelling]
            if known.issubset(run) and self._word_for_word(run)
        }

    def _word_for_word(self, run: Run) -> bool:
        distance, _ = self._rapidfuzz()
        pairs = zip(self._words, map(self._index.words.word, run), strict=False)
        return len(run) != len(self._words) or all(distance(*pair) <= 1 + (len(pair[0]) >= _SHORT) for pair in pairs)

    def _nearest(self, word: str, allowed: int, others: _ByLength) -> list[Likeness]:
        distance, extract = self._rapidfuzz()
        for mistakes in range(1, allowed + 1):
            found = [
                (other, 1 - wrong / max(len(word), len(other)))
                for length in range(len(word) - mistakes, len(word) + mistakes + 1)
                for other, wrong, _ in extract(
                    word, others.get(length, ()), scorer=distance, score_cutoff=mistakes, limit=_MOST_NEAR
                )
                if len(word) > _SHORT or other[0] == word[0] or others is self._beside
            ]
            if found:
                return sorted(found, key=lambda pair: -pair[1])
        return []

    def _rapidfuzz(self) -> tuple[Callable[..., int], Callable[..., list[tuple[str, int, Any]]]]:
        """Import what measures the distance between spellings."""
        try:
            with FIRST_USE:
                from rapidfuzz.distance import OSA  # noqa: PLC0415 (an extra, and not of every search)
                from rapidfuzz.process import extract  # noqa: PLC0415
        except ImportError as error:
            message = (
                f"{shown(self._text)} has a word that is in no title, and only rapidfuzz mends mistakes: "
                'pip install "oinp-noc[search]"'
            )
            raise MissingExtraError(message, value=self._text, candidates=("search",)) from error
        return OSA.distance, extract


def _allowed(word: str) -> int:
    """Return how many mistakes a word may have."""
    return next((mistakes for letters, mistakes in _MISTAKES if len(word) >= letters), 0)


def respaced(words: Sequence[Word], speller: Speller, vocabulary: Vocabulary) -> list[tuple[Word, int]]:
    """Put spaces where they are missing or misplaced: words that no title has, made of words that titles have.

    Returns:
        The words, each with the place that it had; of two that were one, the second has the later place.
    """
    placed: list[tuple[Word, int]] = []
    rest = list(enumerate(words))
    while rest:
        place, word = rest.pop(0)
        if vocabulary.char(word.read) is None and not beginning(word.read, vocabulary):
            if placed and speller.spelt(placed[-1][0].read + word.read, 1):  # fire fightter, of firefighter
                before, _ = placed.pop()
                word = Word(f"{before.said} {word.said}", before.read + word.read)
            elif not speller.knows(word.read):
                after = rest[0][1] if rest else Word("", "")
                before = placed[-1][0] if placed else Word("", "")
                if found := pieces(word.read, vocabulary):
                    placed += [(Word(word.said, piece), place) for piece in found]
                    continue
                if found := pieces(word.read + after.read, vocabulary):
                    rest.pop(0)
                    placed += _spread(found, f"{word.said} {after.said}", place)
                    continue
                if found := pieces(before.read + word.read, vocabulary):
                    placed[-1:] = _spread(found, f"{before.said} {word.said}", place - 1)
                    continue
        placed.append((word, place))
    return placed


def _spread(found: Sequence[str], said: str, place: int) -> list[tuple[Word, int]]:
    return [(Word(said, piece), place + bool(number)) for number, piece in enumerate(found)]


def pieces(text: str, vocabulary: Vocabulary, most: int = _MOST_PIECES) -> list[str]:
    """Part a text into words that titles have, with at most one letter too many at each gap; none if it has no such."""
    if vocabulary.char(text) is not None:
        return [text]
    longest = max(_by_length(vocabulary.version, vocabulary.lang))  # a beginning beyond it is no word
    for gap in (0, 1) if most > 1 else ():
        for end in range(min(len(text) - _SHORTEST - gap, longest), _SHORTEST - 1, -1):
            if vocabulary.char(text[:end]) is not None and (rest := pieces(text[end + gap :], vocabulary, most - 1)):
                return [text[:end], *rest]
    return []


def masculine(word: str, vocabulary: Vocabulary) -> list[str]:
    """Find the masculine words that a French feminine one in no title may belong to; the likeliest alone."""
    for feminine, endings in _MASCULINE if vocabulary.lang == "fr" else ():
        if word.endswith(feminine) and len(word) > len(feminine) + 1:
            for ending in endings:
                if vocabulary.char(other := word.removesuffix(feminine) + ending) is not None:
                    return [other]
    return []


def beginning(start: str, vocabulary: Vocabulary) -> list[Likeness]:
    """Find the words that begin with another, those that name somebody first, then the short ones."""
    if len(start) < _SHORTEST:
        return []
    found = sorted(vocabulary.beginning(start), key=lambda word: (word not in vocabulary.heads, len(word)))
    return [(word, max(_BEGINNING, _common(start, word))) for word in found]


def same_stem(word: str, vocabulary: Vocabulary, least: float = _LEAST_OF_A_STEM) -> list[Likeness]:
    """Find the other words that share a long beginning with one, the likest first."""
    if len(word) < _STEM:
        return []
    others = {other: _common(word, other) for other in vocabulary.beginning(word[:_STEM]) if other != word}
    alike = [(other, like) for other, like in others.items() if like >= least]
    return sorted(alike, key=lambda pair: (-pair[1], pair[0]))


def _common(one: str, other: str) -> float:
    """Return the share of the letters of two words that they begin with; more if one begins the other."""
    same = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False)))
    share = 2 * same / (len(one) + len(other))
    return max(share, _BEGINNING) if same == len(one) else share


@_data.once
def _spelt_together(version: str, lang: Lang) -> tuple[_ByLength, dict[str, list[tuple[int, Run]]]]:
    """Spell each title as one word; return these by length, and for each the groups and runs that it stands for."""
    found: dict[str, list[tuple[int, Run]]] = {}
    titles = index(version, lang)
    spelling = dict(enumerate(titles.words.words, runs.FIRST))
    for place, text in enumerate(titles.texts):
        for run in titles_in(text):
            found.setdefault(run.translate(spelling), []).append((place, run))
    return _sorted_by_length(found), found


@_data.once
def _by_length(version: str, lang: Lang) -> _ByLength:
    """Sort the words of a version and language, of both genders, by their length."""
    words = vocabulary(version, lang)
    return _sorted_by_length((*words.words, *words.forms))


def _sorted_by_length(words: Iterable[str]) -> _ByLength:
    by_length: _ByLength = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    return by_length
