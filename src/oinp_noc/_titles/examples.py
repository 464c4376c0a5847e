"""Example titles, and the index in which they are found.

The index that comes with the data writes each folded title as a run of characters, one for each of its words, in the
order of the alphabet; and each unit group as its titles with spaces between. So a phrase is a substring, the words
that start alike are a range of characters, and the groups that cannot match fall away before a title is looked at.
`tools/builder/titles.py` writes it, `docs/search.md` explains it.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, cast, get_args

from oinp_noc import _data
from oinp_noc._folding import fold, fold_start
from oinp_noc._messages import invalid_choice, listed
from oinp_noc._noc.classification import classification, unit_positions
from oinp_noc._noc.codes import lookup
from oinp_noc.errors import VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from oinp_noc._noc.classification import Group

Lang = Literal["en", "fr"]

_TITLES, _INDEX, _WORDS = "titles-", "title-index-", "title-words-"
_FIRST = 0x4E00  # the character of the first word
_LONGEST_SAYING = 3  # words of an entry in the table of everyday words


def example_titles(code: str, version: str = "2021", lang: Lang | None = "en") -> tuple[str, ...]:
    """Return the example titles of a unit group, as published.

    Args:
        code: the code of a unit group, written as `parse_code` reads it.
        version: the NOC version of the code: ``"2021"``, or ``"2016"`` (illustrative titles, in English).
        lang: the language of the titles; None for all, English first.

    Returns:
        The titles: first those that the classification prints as illustrations of the group, then the others.
        Source: Statistics Canada, see `provenance`; in all 27,935 English and 29,767 French titles of NOC 2021, and
        4,731 of NOC 2016.

    Raises:
        InvalidCodeError, UnknownCodeError, UnknownVersionError: as of `lookup`.
        InvalidArgumentError: the language is unknown.
        VersionMismatchError: no titles of that version are known, or none in that language.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.example_titles("31301")[:2]
        ('clinical nurse', 'community health nurse')
    """
    group = lookup(code, version)
    return tuple(title for known in languages(version, lang) for title in _titles(version, known, group.code))


def languages(version: str, lang: Lang | None) -> tuple[Lang, ...]:
    """Name the languages to search in: the one that is asked, or all that the version has titles in."""
    if lang not in (None, *get_args(Lang)):
        raise invalid_choice("lang", lang, get_args(Lang))
    known = _languages().get(classification(version).version, ())
    asked = known if lang is None else (lang,) if lang in known else ()
    if asked:
        return asked
    able = tuple(other for other, langs in _languages().items() if lang is None or lang in langs)
    where = f" in {lang!r}" if known else ""
    expected = listed(f'"{other}"' for other in able)
    message = f"no job titles of NOC {version} are known{where}: expected version {expected}; convert() leads on"
    raise VersionMismatchError(message, value=lang if known else version, version=version, candidates=able)


class Index:
    """The titles of one version and language, ready to be searched.

    A slot says which words may stand in one place of a title, as the inside of a character class.

    Attributes:
        version: the NOC version.
        lang: the language.
        groups: the titles of each unit group as runs of characters, its own first, between spaces.
        words: the words of all titles, by alphabet.
        forms: the words of the other gender, by alphabet, and those of the titles that stand for them.
        heads: the words that say who somebody is, such as driver.
        everyday: what people say, and the words of titles that mean it; as text, folded.
    """

    __slots__ = ("_also", "_genders", "everyday", "forms", "groups", "heads", "lang", "version", "words")

    def __init__(self, version: str, lang: Lang) -> None:
        initials = _data.records(f"{_WORDS}{version}-{lang}")
        groups = _data.records(f"{_INDEX}{version}-{lang}")
        self.version = version
        self.lang: Lang = lang
        self.groups: dict[str, str] = {row["code"]: f" {row['titles']} " for row in groups}
        self.words: list[str] = " ".join(row["words"] for row in initials).split()
        self.forms: dict[str, str] = {word: form for row in initials for word, form in row["forms"].items()}
        self.heads = frozenset(" ".join(row["heads"] for row in initials).split())
        self.everyday: dict[str, str] = {said: meant for row in initials for said, meant in row["everyday"].items()}
        self._genders = list(self.forms)
        self._also: dict[str, list[int]] = {row["code"]: row["also"] for row in groups}

    def group(self, code: str) -> Group:
        """Return a unit group of the version."""
        return classification(self.version)[code]

    def fold(self, text: str) -> list[str]:
        """Fold a query as the titles were folded."""
        return fold(text, self.lang, self.forms)

    def starts(self, text: str) -> Iterator[tuple[str, str]]:
        """Read a query that is being typed: the run of its whole words, and the slot of the last, each reading."""
        for words, start in fold_start(text, self.lang, self.forms):
            run, slot = self.run(words), self.starting(start) + self.run(self.fold(start))
            if slot and len(run) == len(words):
                yield run, slot

    def character(self, word: str) -> str:
        """Write a word, of either gender, as the index does; nothing where no title has it."""
        word = self.forms.get(word, word)
        place = bisect_left(self.words, word)
        return chr(_FIRST + place) if self.words[place : place + 1] == [word] else ""

    def word(self, character: str) -> str:
        """Return the word that a character stands for."""
        return self.words[ord(character) - _FIRST]

    def spelt(self, runs: str) -> str:
        """Spell runs of characters as their words, without spaces between these."""
        return runs.translate(dict(enumerate(self.words, _FIRST)))

    def run(self, words: Iterable[str]) -> str:
        """Write words as a title would have them; nothing where one of them is in no title."""
        run = [self.character(word) for word in words]
        return "".join(run) if all(run) else ""

    def in_titles(self, words: Sequence[str]) -> list[str]:
        """Translate everyday words into those of the titles, the longest saying first, and join what they join."""
        said = list(words)
        for length in range(_LONGEST_SAYING, 0, -1):
            for place in range(len(said) - length, -1, -1):
                meant = self.everyday.get(" ".join(said[place : place + length]))
                if meant is not None:
                    said[place : place + length] = meant.split()
        for place in range(len(said) - 2, -1, -1):
            if self.character(joined := "".join(said[place : place + 2])):
                said[place : place + 2] = [joined]
        return said

    def starting(self, start: str) -> str:
        """Return the slot of the words that begin with some letters, in either gender."""
        low, high = _range(self.words, start)
        run = f"{chr(_FIRST + low)}-{chr(_FIRST + high - 1)}" if high - low > 1 else chr(_FIRST + low) * (high - low)
        others = {self.character(word) for word in self._genders[slice(*_range(self._genders, start))]}
        return run + "".join(sorted(others))

    def having(self, slots: Iterable[str]) -> list[tuple[str, str]]:
        """Find the unit groups that have a word for every slot, if not in one title; with their titles."""
        groups = list(self.groups.items())
        for slot in sorted(slots, key=len):
            groups = _having(slot, groups)
        return groups

    def holding(self, slots: Collection[str], groups: Iterable[tuple[str, str]] | None = None) -> dict[str, list[str]]:
        """Find the titles that have a word for every slot, by unit group, in all groups or in these."""
        within = self.having(slots) if groups is None else groups
        titles = [(code, title) for code, titles in within for title in titles.split()]
        for slot in slots:
            titles = _having(slot, titles)
        found: dict[str, list[str]] = {}
        for code, title in titles:
            found.setdefault(code, []).append(title)
        return found

    def published(self, code: str, title: str) -> list[tuple[str, bool]]:
        """Return the titles of a group that one run of characters stands for, and whether each is the group's own."""
        places = [place for place, other in enumerate(self.groups[code].split()) if other == title]
        return [(self._title(code, place), place == 0) for place in places]

    def _title(self, code: str, place: int) -> str:
        """Return the title at a place of a group: its own, its example titles, then other writings of these."""
        titles = _titles(self.version, self.lang, code)
        if place > len(titles):
            place = self._also[code][place - len(titles) - 1]
        if place:
            return titles[place - 1]
        return own_title(self.group(code), self.lang)[0]


def own_title(group: Group, lang: Lang | None) -> tuple[str, Lang]:
    """Return a group's own title and its language: the one asked where it is known, else English."""
    return (group.title_fr, "fr") if lang == "fr" and group.title_fr is not None else (group.title, "en")


def _range(words: Sequence[str], start: str) -> tuple[int, int]:
    """Find where the words that begin with some letters stand in an alphabet."""
    return bisect_left(words, start), bisect_left(words, start + chr(sys.maxunicode))


def _having(slot: str, texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keep the texts, each behind its unit group, that have a word for a slot."""
    if len(slot) == 1:
        return [text for text in texts if slot in text[1]]
    search = re.compile(f"[{slot}]").search
    return [text for text in texts if search(text[1])]


@_data.once
def index(version: str, lang: Lang) -> Index:
    """Load the index of a version and language."""
    return Index(version, lang)


def _titles(version: str, lang: Lang, code: str) -> list[str]:
    """Return the titles of one unit group; the others are not even parsed."""
    return cast("list[str]", _data.record(_lines(version, lang)[code])["titles"])


@_data.once
def _lines(version: str, lang: Lang) -> dict[str, bytes]:
    """Read the titles, one line a unit group, in the order of the classification."""
    return dict(zip(unit_positions(version), _data.lines(f"{_TITLES}{version}-{lang}"), strict=True))


@_data.once
def _languages() -> dict[str, tuple[Lang, ...]]:
    names = {row["name"] for row in _data.package()["resources"]}
    versions = sorted({name.removeprefix(_TITLES).rpartition("-")[0] for name in names if name.startswith(_TITLES)})
    return {
        version: tuple(lang for lang in get_args(Lang) if f"{_TITLES}{version}-{lang}" in names) for version in versions
    }
