"""What the words of a query may mean: slots, each weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._titles import mending
from oinp_noc._titles.runs import ASIDE, Char

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oinp_noc._titles.index import Index
    from oinp_noc._titles.mending import Likeness, Speller
    from oinp_noc._titles.reading import Reading
    from oinp_noc._titles.vocabulary import Vocabulary

_ELSEWHERE, _ALIKE = 0.5, 0.12  # of a word: what others count that stand for it in another country, or in other titles
_SAME_STEM = 0.35  # of a word: what others of its stem count
_MOST_OF_A_STEM = 6  # words
_IN_NO_TITLE = 0.3  # of the greatest weight: what a word weighs that is in no title and near none
SURE = 0.81  # a likeness that says what is meant


class Slot:
    """What one word of a query may mean, and how much it weighs.

    Attributes:
        said: the word as the query has it, folded.
        meant: words of titles, the likest first, and how much of the word each stands for, at most 1.
        weight: how much the word says of which group is meant.
    """

    __slots__ = ("meant", "said", "weight")

    def __init__(self, said: str, meant: Mapping[Char, float], index: Index, share: float) -> None:
        self.said = said
        self.meant = dict(sorted(meant.items(), key=lambda pair: -pair[1]))
        weighs = 0.0 if meant else _IN_NO_TITLE * index.heaviest
        for character, like in self.meant.items():
            if like * index.heaviest <= weighs:  # no other can weigh more
                break
            weighs = max(weighs, like * index.weight(character))
        self.weight = weighs * share

    def sure(self) -> frozenset[Char]:
        """Return the words that are as good as said."""
        return frozenset(character for character, likeness in self.meant.items() if likeness >= SURE)


def slots(reading: Reading, speller: Speller, index: Index) -> tuple[list[Slot], int]:
    """Find what the words of a query may mean; return a slot for each, and the place of the head among them."""
    words = index.words
    spaced = mending.respaced(reading.words, speller, words)
    abbreviated = any(words.char(word.read) is None and mending.beginning(word.read, words) for word, _ in spaced)
    found: list[Slot] = []
    heads: list[int] = []
    for word, place in spaced:
        character = words.char(word.read)
        if character is None:
            meant = _characters(speller.near(word.read), words)
        else:
            meant = _related(word.read, character, words, abbreviated=abbreviated)
        heads += [len(found)] if place == reading.head else []
        found.append(Slot(word.said, meant, index, 1 if place < reading.main else ASIDE))
    return found, heads[0 if words.lang == "fr" else -1] if heads else 0


def _related(word: str, character: Char, words: Vocabulary, *, abbreviated: bool) -> dict[Char, float]:
    """Find the words that count a little in place of another; what it begins counts more if words are abbreviated."""
    others = [(other, _ALIKE) for other in words.alike.get(word, "").split()]
    elsewhere = words.elsewhere.get(word, "").split()  # the likest first
    others += [(other, _ELSEWHERE ** (1 + rank / 2)) for rank, other in enumerate(elsewhere)]
    same_stem = mending.same_stem(word, words)[:_MOST_OF_A_STEM]
    others += [(other, _SAME_STEM * like) for other, like in same_stem]
    others += [(other, like) for other, like in mending.beginning(word, words)[:_MOST_OF_A_STEM] if abbreviated]
    return {**_characters(others, words), character: 1.0}


def _characters(likenesses: Iterable[Likeness], words: Vocabulary) -> dict[Char, float]:
    """Write words of titles as characters, each with its greatest likeness."""
    found: dict[Char, float] = {}
    for other, likeness in likenesses:
        character = Char(words.run([other]))
        found[character] = max(likeness, found.get(character, 0.0))
    return found
