"""How a query is read: its codes, what stands before an aside, and the words that the titles would use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._folding import first_part, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._titles.vocabulary import Vocabulary, Word

_CODE = r"(?<![\w.,$-])[0-9]{4,5}(?![\w-]|[.,]\d)"
_CODES = rf"[(\[]?\s*(?:\b(?:NOC|CNP)\b\s*(?:20[0-9][0-9]\s*)?:?\s*)?{_CODE}\s*[)\]]?"
_MOST_WORDS = 40  # twice the longest title: nothing longer is near one


class Reading(NamedTuple):
    """A query as the titles of one language would say it.

    Attributes:
        words: the words in order; none if there are too many for a title.
        head: the place among them of the word that says who it is.
        main: how many of them stand before an aside.
        anybody: the words left out because they mean anybody at all, such as guy.
        folded: all its words as they stand.
    """

    words: tuple[Word, ...]
    head: int
    main: int
    anybody: tuple[str, ...]
    folded: tuple[str, ...]


def codes(text: str) -> tuple[tuple[str, ...], str]:
    """Take the codes of unit groups out of a text.

    Returns:
        What may be codes, in order; and the text without them.
    """
    found = tuple(re.findall(_CODE, text))
    return found, re.sub(_CODES, " ", text, flags=re.IGNORECASE) if found else text


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """Read a query."""
    folded = vocabulary.fold(text)
    if not 0 < len(folded) <= _MOST_WORDS:
        return Reading((), 0, 0, (), tuple(folded))
    before, after = parts(text, vocabulary.lang)
    said = vocabulary.fold(before)
    if not said:
        before, after, said = text, "", folded
    words, anybody = vocabulary.read(said)
    aside, anybody_aside = vocabulary.read([word for word in vocabulary.fold(after) if word not in said])
    head = _head(before, words, vocabulary)
    return Reading((*words, *aside), head, len(words), (*anybody, *anybody_aside), tuple(folded))


def _head(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> int:
    """Find the word that says who it is: truck driver, cashier at a hotel, conducteur de camion."""
    if vocabulary.lang == "fr" or not words:
        return 0
    before, _ = vocabulary.read(vocabulary.fold(first_part(text, vocabulary.lang)))
    return min(max(len(before), 1), len(words)) - 1
