"""Words as characters: the types that titles and queries are compared in.

Each word that a title has is one character, numbered by alphabet, so that a folded title is a short text and a phrase
a substring. The characters are ideographs, because there is a long run of them that no software changes in passing.
The builder writes the index with these functions and the search reads it with them, so the two cannot differ.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Iterable

Char = NewType("Char", str)
"""One word, as a character."""

Run = NewType("Run", str)
"""The words of a title in order, as characters."""

Mark = NewType("Mark", str)
"""What the index knows of a title besides its words, as the character in front of its run."""

Slot = dict[Char, float]
"""What one word of a query may mean: words of titles, and how much of the word each stands for, at most 1."""

FIRST, LAST = 0x4E00, 0x7FFF
"""The first and the last character that may stand for a word."""

ASIDE = 0.7
"""Of the weight of a word: what one behind a dash, comma or bracket counts, in a title as in a query."""

_FIRST_MARK, _LAST_MARK = 0x8000, 0x9FFF
_PLACES = 16  # of a head, in a mark
_LIGHTEST, _STEP = 0.5, 1.0105  # the weights in marks: this one, and each so many times the one before
_LEVELS = (_LAST_MARK - _FIRST_MARK + 1) // _PLACES


def char(place: int) -> Char:
    """Return the character of the word at a place of the alphabet."""
    return Char(chr(FIRST + place))


def place(character: str) -> int:
    """Return the place in the alphabet of the word that a character stands for."""
    return ord(character) - FIRST


def run(characters: Iterable[Char]) -> Run:
    """Join the characters of words."""
    return Run("".join(characters))


def weight(having: int, groups: int) -> float:
    """Weigh a word by the unit groups that have it in a title, of all: the fewer, the more it says."""
    return math.log(1 + groups / having)


def mark(weighs: float, head: int) -> Mark:
    """Write down what the words of a title weigh together, within 1 %, and the place of its head among them."""
    level = round(math.log(max(weighs, _LIGHTEST) / _LIGHTEST, _STEP))
    return Mark(chr(_FIRST_MARK + min(level, _LEVELS - 1) * _PLACES + min(head, _PLACES - 1)))


class Marks(dict[str, tuple[float, int]]):
    """What marks say: the weight of the words of a title together, and the place of its head behind the mark."""

    __slots__ = ()

    def __missing__(self, of: str) -> tuple[float, int]:
        level, head = divmod(ord(of) - _FIRST_MARK, _PLACES)
        self[of] = _LIGHTEST * _STEP**level, head + 1
        return self[of]
