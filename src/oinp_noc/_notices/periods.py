"""Numbers in, numbers of draws out: what was issued in a year, or up to a day, is a sum over draws and none of them."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from oinp_noc._notices.words import pattern

if TYPE_CHECKING:
    from oinp_noc._notices.words import Fact, Sentence

YEARS = range(2010, 2050)

_YEAR = 4  # digits
_DATED = frozenset("EFZD")
_UP_TO = re.compile(r"x?_?[ut]_*[EF],?(?!&)")  # as of June 6, 3,723 …
_DRAWS = re.compile(r"[nN][jxT]{0,2}dx?_?\Z")  # twelve draws in 2024
_DRAW_BEFORE = re.compile(r"d[x_]?\Z")  # the fifth draw in 2024
_DRAW_BEHIND = re.compile(r"[x_TSBVRPL]{0,4}d")  # this year's first draw
_NEAR = 8  # tokens
_NEAR_BY = 80  # characters
_OPENS = 2  # tokens before something that a sentence begins with


def without_sums(sentence: Sentence, text: str, counts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Leave out the numbers that are sums over a stretch of time.

    Args:
        sentence: the sentence.
        text: the plain text.
        counts: its numbers of invitations.
    """
    letters = sentence.letters
    if _UP_TO.match(letters) and "w" not in letters:
        return ()
    times = [place for place, letter in enumerate(letters) if letter in "Yrn" and _is_time(sentence, place, text)]
    times = [place for place in times if not _is_of_one_draw(sentence, place, text)]
    if not times:
        return counts
    if times[0] <= _OPENS or _DATED.isdisjoint(letters):
        return ()
    clause_of = clauses(letters)
    summed = {clause_of[place] for place in times}
    return tuple([count for count in counts if clause_of[count.place] not in summed])


def clauses(letters: str) -> list[int]:
    """Number the clauses of a sentence: the one that each place is in."""
    return list(accumulate(letter in ",;" for letter in letters))


def _is_time(sentence: Sentence, place: int, text: str) -> bool:
    """Say whether a word stands for a stretch of time, or a number is a year in which something was."""
    if sentence.letters[place] != "n":
        return sentence.letters[place] == "Y" or sentence.values[place] == "year"
    start = sentence.starts[place]
    if sentence.number(place) not in YEARS or sentence.ends[place] - start != _YEAR or not place:
        return False
    return pattern("in a year").fullmatch(text, sentence.starts[place - 1], sentence.ends[place - 1]) is not None


def _is_of_one_draw(sentence: Sentence, place: int, text: str) -> bool:
    """Say whether a time only tells which draw it was: the fifth in 2024, the largest this year."""
    letters = sentence.letters
    first = place - (letters[place] == "n")
    if _DRAW_BEHIND.match(letters, place + 1):
        return True
    before = letters[max(0, first - _NEAR) : first]
    if _DRAW_BEFORE.search(before) and not _DRAWS.search(before):
        return True
    clause = max(letters.rfind(",", 0, first), letters.rfind(";", 0, first)) + 1
    start = max(sentence.starts[clause], sentence.starts[place] - _NEAR_BY)
    return pattern("one of many").search(text, start, sentence.starts[place]) is not None
