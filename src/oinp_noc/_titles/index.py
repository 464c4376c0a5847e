"""The titles of one version and language, as the search looks through them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._noc.classification import classification
from oinp_noc._titles import runs
from oinp_noc._titles.examples import own_title, titles_of
from oinp_noc._titles.runs import Char, Run
from oinp_noc._titles.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oinp_noc._language import Lang
    from oinp_noc._noc.classification import Group

_INDEX = "title-index-"


class _Split(dict[int, list[str]]):
    """The different titles of texts, split when they are first asked for."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, place: int) -> list[str]:
        self[place] = list(dict.fromkeys(self._texts[place].split()))
        return self[place]


class Index:
    """The titles of one version and language, ready to be searched.

    Attributes:
        words: the vocabulary that the titles are written in.
        codes: the codes of the unit groups.
        texts: the titles of each unit group, its own first: for each a space, its mark and its run; then a space.
        sizes: how many titles each text has.
        titles: the titles of a unit group apart, each behind its mark.
    """

    __slots__ = ("_also", "_having", "_weights", "codes", "sizes", "texts", "titles", "words")

    def __init__(self, version: str, lang: Lang) -> None:
        rows = _data.records(f"{_INDEX}{version}-{lang}")
        self.words = vocabulary(version, lang)
        self.codes: list[str] = [row["code"] for row in rows]
        self.texts: list[str] = [f" {row['titles']} " for row in rows]
        self.sizes = [text.count(" ") - 1 for text in self.texts]
        self.titles = _Split(self.texts)
        self._also: list[list[int]] = [row["also"] for row in rows]
        self._weights: dict[Char, float] = {}
        self._having: dict[Char, list[tuple[int, list[str]]]] = {}

    def group(self, place: int) -> Group:
        """Return the unit group at a place."""
        return classification(self.words.version)[self.codes[place]]

    def having(self, character: Char) -> list[tuple[int, list[str]]]:
        """Find the titles that have a word: for each unit group, its place and the titles, behind their marks."""
        if character not in self._having:
            places = [place for place, text in enumerate(self.texts) if character in text]
            self._having[character] = [
                (place, [title for title in self.titles[place] if character in title]) for place in places
            ]
        return self._having[character]

    def weight(self, character: Char) -> float:
        """Weigh a word: the fewer unit groups have it in a title, the more it says."""
        if character not in self._weights:
            having = sum(character in text for text in self.texts)
            self._weights[character] = runs.weight(having, len(self.texts))
        return self._weights[character]

    @property
    def heaviest(self) -> float:
        """The weight of a word that one unit group has."""
        return runs.weight(1, len(self.texts))

    def exact(self, run: Run) -> list[int]:
        """Find the unit groups with a title of just these words, in this order."""
        holding = [place for place, text in enumerate(self.texts) if f"{run} " in text]
        return [place for place in holding if run in titles_in(self.texts[place])]

    def holding(self, slots: Iterable[str]) -> Iterator[tuple[int, Run]]:
        """Find the titles that have a word of each slot, written as the inside of a character class."""
        finders = [re.compile(f"[{slot}]").search for slot in slots]
        for place, text in enumerate(self.texts):
            if all(find(text) for find in finders):
                yield from ((place, run) for run in titles_in(text) if all(find(run) for find in finders))

    def published(self, place: int, run: Run) -> list[tuple[str, bool]]:
        """Return the titles of a group that one run stands for, and whether each is the group's own."""
        found = [number for number, other in enumerate(titles_in(self.texts[place])) if other == run]
        return [(self._title(place, number), number == 0) for number in found]

    def _title(self, place: int, number: int) -> str:
        """Return one title of a group: its own, its example titles, then other writings of these."""
        examples = titles_of(self.words.version, self.words.lang, self.codes[place])
        if number > len(examples):
            number = self._also[place][number - len(examples) - 1]
        if number:
            return examples[number - 1]
        return own_title(self.group(place), self.words.lang)[0]


def titles_in(text: str) -> list[Run]:
    """Return the runs of the titles of one unit group."""
    return [Run(title[1:]) for title in text.split()]


@_data.once
def index(version: str, lang: Lang) -> Index:
    """Load the index of a version and language."""
    return Index(version, lang)
