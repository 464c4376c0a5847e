"""Printed titles in, how they differ from the official ones out."""

from __future__ import annotations

import datetime as dt
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._catalogue import marked, say
from oinp_noc._noc.classification import classification, unit_digits
from oinp_noc._notices.facts.french_titles import spellings
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import vocabulary

if TYPE_CHECKING:
    import re

    from oinp_noc._noc.classification import Group
    from oinp_noc._notices.kinds import ProblemKind

_CUT = compiled(r":\s|\s-\s|[.;](?:\s|$)|\s\((?:noc|cnp)|\||\s[·]\s|\bnoc\s|\bcnp\s")
MARKED = compiled(r"\s?(?:,|(\())\s?(?=[a-z])")
"""What may stand between a code and its title: 2173, software engineers; 0111 (financial managers)."""
_GOES_ON = compiled(r"-?[a-z]")  # plombiers-chauffagistes
_WORD = compiled(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ALIKE = 0.6
"""How much of two words must be the same for one to be the other misspelt (`difflib` counts)."""
_VERY_ALIKE = 0.88
_END = 4  # letters of a title's beginning or end, one of which is right where it is almost right
_SUGGESTIONS = 64  # titles that are like no other, for which the nearest is looked for
_LONGEST = 260  # characters of a title
_KEPT = 4096  # comparisons that a long text may keep


class Versions:
    """Which NOC version is in force when."""

    @staticmethod
    @_data.once
    def table() -> tuple[tuple[dt.date, str], ...]:
        """Return the days since when each version is in force, in order."""
        return tuple(sorted((dt.date.fromisoformat("-".join(day)), value) for value, day in vocabulary("in force")))

    @classmethod
    def on(cls, day: dt.date) -> str:
        """Return the version in force on a day."""
        return next(version for since, version in reversed(cls.table()) if since <= day)

    @staticmethod
    @_data.once
    def fitting(digits: int) -> list[str]:
        """Return the versions whose codes have so many digits, in order."""
        return [version for _, version in Versions.table() if unit_digits(version) == digits]

    @classmethod
    def of(cls, code: str, day: dt.date | None) -> str:
        """Return the version that a code is to be read in: by its digits, and by the day where those do not decide."""
        fitting = cls.fitting(len(code))
        in_force = cls.on(day) if day is not None else None
        if in_force in fitting:
            return str(in_force)
        return fitting[-1] if fitting else (in_force or cls.table()[-1][1])


@_data.once
def units(version: str) -> dict[str, Group]:
    """Index the unit groups of a version by code."""
    return {group.code: group for group in classification(version).unit_groups}


class Titles(NamedTuple):
    """The official titles of a version, spelt plainly: the two of a code, the code of one, and those with one end."""

    of: dict[str, tuple[tuple[str, str], ...]]
    code: dict[str, str]
    ends: dict[str, list[str]]


@_data.once
def titles(version: str) -> Titles:
    """Index the titles of a version's unit groups: of each, the plain spelling and the official one."""
    of = {code: tuple(spellings(group)) for code, group in units(version).items()}
    codes = {squeezed(spelt): code for code, each in of.items() for spelt, _ in each}
    ends: dict[str, list[str]] = {}
    for title in codes:
        for end in {title[:_END], title[-_END:]}:
            ends.setdefault(end, []).append(title)
    return Titles(of, codes, ends)


@_data.once
def _spelt() -> frozenset[str]:
    """Return the official titles of the versions that notices use, spelt plainly."""
    versions = {version for _, version in Versions.table()}
    return frozenset(spelt for version in versions for each in titles(version).of.values() for spelt, _ in each)


def is_title(written: str) -> bool:
    """Return True if a line is an official title, with nothing beside it but a mark at its end."""
    return written.rstrip(" .;,") in _spelt()


def is_title_of(code: str, written: str) -> bool:
    """Return True if all words of a line, two at least, stand in an official title of a code, in their order."""
    printed = _WORD.findall(written)
    known = (titles(version).of.get(code, ()) for version in Versions.fitting(len(code)))
    meant = (_WORD.findall(spelt) for spellings in known for spelt, _ in spellings)
    return written.rstrip(" .;,") in _spelt() or (len(printed) > 1 and any(_within(printed, words) for words in meant))


def stands_at(place: int, title: str, text: str) -> bool:
    """Return True if a title stands at a place of a text, and does not go on there in the same word."""
    return text.startswith(title, place) and _GOES_ON.match(text, place + len(title)) is None


def squeezed(text: str) -> str:
    """Leave the letters and digits only: hyphens, blanks and commas make no other title."""
    return "".join(_WORD.findall(text)).replace("-", "")


class Printed(NamedTuple):
    """A title as printed: its place, the official one that it was compared with, and how it differs."""

    start: int
    end: int
    official: str | None
    kind: ProblemKind | None = None
    detail: str = ""


class Comparer:
    """Compares printed titles with the official ones.

    Args:
        spelt: the text, spelt plainly.
    """

    def __init__(self, spelt: str) -> None:
        self.spelt = spelt
        self._compared: dict[tuple[str, str, str], tuple[int, str | None, ProblemKind | None, str]] = {}
        self._suggested = 0

    def compare(self, code: str, version: str, start: int, end: int, *, whole: bool) -> Printed | None:
        """Compare what stands at a place with the official titles of a code.

        With ``whole``, something that is no title of the code is a title all the same, another's or a wrong one.
        """
        spelt = self.spelt
        for official_spelt, official in titles(version).of.get(code, ()):
            stop = start + len(official_spelt)
            if stands_at(start, official_spelt, spelt) and stop <= end:
                return Printed(start, stop, official)
        written = spelt[start:end]
        key = (code, version, written)
        known = self._compared.get(key)
        if known is None:
            known = self._differ(code, version, written)
            if len(self._compared) < _KEPT:
                self._compared[key] = known
        length, official_or_none, kind, detail = known
        if kind is not None and not whole:
            return None
        return Printed(start, start + length, official_or_none, kind, detail)

    def marked(self, code: str, version: str, places: tuple[re.Match[str], int], *, whole: bool) -> Printed | None:
        """Compare what stands behind a comma or in brackets with the titles of a code; most that stands there is none.

        Args:
            code: the code.
            version: its version.
            places: the comma or bracket, and where the title must end.
            whole: whether the line begins with the code, so that a shortened title is one too.
        """
        behind, end = places
        start, bracketed = behind.end(), behind[1] is not None
        close = self.spelt.find(")", start, end) if bracketed else -1
        until = close if bracketed and close > start else min(end, start + _LONGEST)
        printed = self.compare(code, version, start, until, whole=bracketed or whole)
        return printed if printed is not None and printed.kind in (None, "title-shortened", "title-misspelt") else None

    def _differ(self, code: str, version: str, written: str) -> tuple[int, str | None, ProblemKind | None, str]:
        """Say how far a printed title goes, what the official one is, and how the two differ."""
        official_titles = titles(version).of.get(code, ())
        for spelt, official in official_titles:
            if (length := _length_of(spelt, written)) is not None:
                return length, official, None, ""
        cut = _CUT.search(written)
        words = list(_WORD.finditer(written, 0, cut.start() if cut is not None else len(written)))
        if not words:
            return 0, official_titles[0][1] if official_titles else None, "title-unlike", ""
        length = words[-1].end() + (written[words[-1].end() : words[-1].end() + 1] == ")")
        printed = [part for word in words for part in word[0].split("-")]
        other = titles(version).code.get("".join(printed))
        if other is not None:
            return length, official_titles[0][1] if official_titles else None, "title-of-another-code", other
        meant = [[part for word in _WORD.findall(spelt) for part in word.split("-")] for spelt, _ in official_titles]
        differences = [_difference(printed, words) for words in meant]
        found = [(each, official) for each, (_, official) in zip(differences, official_titles, strict=True) if each]
        if found:  # "plombiers" is short in French, and no misspelt "plumbers"
            how, official = min(found, key=lambda pair: pair[0][0] != "title-shortened")
            return length, official, *how
        shared = [len({*printed} & {*words}) for words in meant]
        official_or_none = official_titles[shared.index(max(shared))][1] if official_titles else None
        in_another_order = any(sorted(printed) == sorted(words) for words in meant)
        nearest = "" if in_another_order else self._nearest("".join(printed), version)
        return length, official_or_none, "title-of-another-code" if nearest else "title-unlike", nearest

    def _nearest(self, squeezed: str, version: str) -> str:
        """Find the code whose title is almost the printed one; "" where there is none, or after many such questions."""
        self._suggested += 1
        if self._suggested > _SUGGESTIONS:
            return ""
        known = titles(version)
        ends = (squeezed[:_END], squeezed[-_END:])
        matcher = SequenceMatcher(b=squeezed, autojunk=False)
        for title in dict.fromkeys(title for end in ends for title in known.ends.get(end, ())):
            matcher.set_seq1(title)
            if matcher.real_quick_ratio() > _VERY_ALIKE and matcher.ratio() > _VERY_ALIKE:
                return known.code[title]
        return ""


def _length_of(spelt: str, written: str) -> int | None:
    """Count the characters that an official title takes in what is written, but for hyphens; None where it does not."""
    wanted = squeezed(spelt)
    place = 0
    for length, character in enumerate(written, 1):
        if character.isalnum():
            if character != wanted[place]:
                return None
            place += 1
            if place == len(wanted):
                goes_on = _GOES_ON.match(written, length) is not None
                return None if goes_on else length + (spelt[-1] == ")" == written[length : length + 1])
    return None


def _difference(printed: list[str], meant: list[str]) -> tuple[ProblemKind, str] | None:
    """Say how a printed title differs from the one meant: in words left out or misspelt; None where it is another."""
    if len(printed) < len(meant) and _within(printed, meant):
        return "title-shortened", ""
    if len(printed) == len(meant):
        pairs = [(one, other) for one, other in zip(printed, meant, strict=True) if one != other]
        if 2 * len(pairs) <= len(meant) + 1 and all(_alike(one, other) for one, other in pairs):
            return "title-misspelt", _instead(pairs)
    matcher = SequenceMatcher(a="".join(printed), b="".join(meant), autojunk=False)
    if matcher.quick_ratio() > _VERY_ALIKE and matcher.ratio() > _VERY_ALIKE:
        wrong = [word for word in printed if word not in meant]
        missing = [word for word in meant if word not in printed]
        return "title-misspelt", _instead([(" ".join(wrong) or say("nothing"), " ".join(missing) or say("nothing"))])
    if len(printed) < len(meant) and _within(printed, meant, _alike):
        pairs = [(word, _closest(word, meant)) for word in printed if word not in meant]
        return "title-misspelt", _instead(pairs)
    return None


def _instead(pairs: list[tuple[str, str]]) -> str:
    return "; ".join(say("{printed} for {meant}", printed=printed, meant=meant) for printed, meant in pairs)


def _within(printed: list[str], meant: list[str], same: object = None) -> bool:
    """Say whether the printed words stand among those meant, in their order."""
    rest = iter(meant)
    return all(any(word == other or (same is not None and _alike(word, other)) for other in rest) for word in printed)


@lru_cache(maxsize=4096)  # the words of titles come again and again
def _alike(one: str, other: str) -> bool:
    if len(one) <= 2 or 2 * min(len(one), len(other)) <= _ALIKE * (len(one) + len(other)):  # noqa: PLR2004 (too short)
        return False
    return SequenceMatcher(None, one, other).ratio() > _ALIKE


def _closest(word: str, words: list[str]) -> str:
    return max(words, key=lambda other: SequenceMatcher(None, word, other).ratio())


def difference(code: str, printed: Printed, title: str | None, official: str | None) -> str:
    """Say how a printed title differs from the official one."""
    place = say("{code} is printed with the title {title}", code=code, title=repr(title))
    if printed.kind == "title-of-another-code":
        sentence = marked("{place}, which is that of {detail}; its own is {official}")
    elif printed.kind == "title-misspelt":
        sentence = marked("{place}: {detail}, in {official}")
    elif printed.kind == "title-shortened":
        return say("{place}, short for {official}", place=place, official=repr(official))
    else:
        return say("{place}; its own is {official}", place=place, official=repr(official))
    return say(sentence, place=place, detail=printed.detail, official=repr(official))


def unknown(code: str, version: str, printed: Printed | None, title: str | None) -> str:
    """Say that a version has no unit group of a code, and to which code the title belongs."""
    message = say("NOC {version} has no unit group {code}", version=version, code=code)
    if printed is None or printed.kind != "title-of-another-code" or not printed.detail:
        return message
    return say("{message}; {title} is the title of {meant}", message=message, title=repr(title), meant=printed.detail)
