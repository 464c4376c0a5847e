"""Job titles in, unit groups out."""

from __future__ import annotations

import math
import operator
import re
import sys
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, SupportsIndex

import attrs

from oinp_noc import _data
from oinp_noc._answers.value import Value
from oinp_noc._folding import first_part, tokens
from oinp_noc._messages import shown
from oinp_noc._noc.classification import Group
from oinp_noc._noc.codes import identify
from oinp_noc._titles.examples import Index, Lang, index, languages, own_title
from oinp_noc.errors import InvalidArgumentError, InvalidCodeError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

MatchKind = Literal["code", "exact title", "exact group title", "phrase", "all words", "word starts", "fuzzy"]

_SHORTEST_START = 3  # letters; fewer start too much
_MOST_WORDS = 40  # twice the longest title: nothing longer is near one
_MISTAKES = ((8, 2), (5, 1))  # a word of eight letters may have two mistakes, one of five may have one
_SHORT = 5  # letters; the first letter of a word so short must be right
_MOST_NEAR = 8  # words near a misspelt one
_HEAVIEST = math.log(30_000)  # the weight of a word in no title: a word weighs more the fewer titles have it
_MOST = 0.5  # of the weight of a query

_ByLength = dict[int, list[str]]  # spellings by their number of letters
_Slot = dict[str, float]  # the words that one of the query's may be meant for, as characters, and how like it each is


@attrs.frozen(repr=False)
class Match(Value):
    """A group that a search found, and why.

    Attributes:
        group: a unit group of the version asked; for a code, the group that has it, of any version and level.
        title: the title that matched, as published: an example title, or the group's own.
        lang: the language of the title, ``"en"`` or ``"fr"``.
        kind: how it matched. From the best: ``"code"``, the query is the code of the group; ``"exact title"``, it is
            an example title; ``"exact group title"``, it is the group's own; ``"phrase"``, its words stand together
            in the title; ``"all words"``, they stand there in any order; ``"word starts"``, each starts a word there;
            ``"fuzzy"``, they do when mistakes are mended, everyday words translated, or some words left over.
        score: above 0 and at most 1; it orders the matches of one kind, and across kinds means nothing.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.search("soft dev", limit=1)[0]
        <Match 21232 'software developer' (word starts, 1.00)>
    """

    group: Group
    title: str
    lang: Lang
    kind: MatchKind
    score: float

    def __repr__(self) -> str:
        return f"<Match {self.group.code} {self.title!r} ({self.kind}, {self.score:.2f})>"


def search(text: str, *, lang: Lang | None = "en", version: str = "2021", limit: int | None = 10) -> tuple[Match, ...]:
    """Find the unit groups behind a job title.

    Case, accents, ligatures, dashes, apostrophes, plurals, small words and the gender of a title make no difference. A
    code is answered as `identify` does, the version asked first. Mistakes are mended only where nothing matches as it
    stands; that needs the extra ``search``.

    Args:
        text: a job title as somebody would type it, or a code.
        lang: the language of the titles; None for all.
        version: the NOC version of the titles: ``"2021"``, or ``"2016"`` (illustrative titles, in English).
        limit: how many matches at most; None for all.

    Returns:
        One `Match` a group, for the title that matches best: the better kind first, then the higher score, then the
        group with more titles that match. Empty where nothing is near. Source: the example titles of Statistics
        Canada, see `provenance`.

    Raises:
        InvalidArgumentError: the text is empty or not text, the language unknown, or the limit negative.
        UnknownVersionError: the packaged data has no such version.
        VersionMismatchError: no titles of that version are known, or none in that language.
        MissingExtraError: nothing matches as it stands, and rapidfuzz is not installed.

    Example:
        >>> import oinp_noc
        >>> [match.group.code for match in oinp_noc.search("registered nurse", limit=1)]
        ['31301']
        >>> oinp_noc.search("developpeuse de logiciel", lang="fr", limit=1)[0].title
        'développeur/développeuse de logiciels'
        >>> oinp_noc.search("sofware enginer", limit=1)[0]
        <Match 21231 'software engineer' (fuzzy, 0.88)>
    """
    limit = _checked(text, limit)
    indexes = [index(version, known) for known in languages(version, lang)]
    queries = [_Query(index, text, index.fold(text)) for index in indexes]
    found = {match.group: match for match in _as_code(text, version, lang)}
    for kind, stage in () if found else _STAGES:
        if len(found) >= limit or (found and kind in _FALLBACKS):
            break
        hits = [(hit, query) for query in queries if query.words for hit in stage(query)]
        for hit, query in sorted(hits, key=lambda pair: pair[0].rank):
            group = query.index.group(hit.code)
            if group not in found and len(found) < limit:
                found[group] = _match(kind, hit, query)
    return tuple(found.values())[:limit]


def suggest(
    prefix: str, *, lang: Lang | None = "en", version: str = "2021", limit: int | None = 10
) -> tuple[Match, ...]:
    """Complete a job title that is being typed.

    Args:
        prefix: the first letters or words of a title; the last word may be cut anywhere.
        lang: the language of the titles; None for all.
        version: the NOC version of the titles: ``"2021"``, or ``"2016"`` (illustrative titles, in English).
        limit: how many suggestions at most; None for all.

    Returns:
        One `Match` a title, so that a group may come more than once, all of the kind ``"word starts"``: first the
        titles that begin with the prefix (their score is above one half), then those that have all its words; of
        each, the short ones first, then by alphabet. A last word that may become a small one (``director o``) counts
        as the start of another first. Mistakes are not mended, and codes not read. Source: the example titles of
        Statistics Canada, see `provenance`.

    Raises:
        InvalidArgumentError: the prefix is empty or not text, the language unknown, or the limit negative.
        UnknownVersionError: the packaged data has no such version.
        VersionMismatchError: no titles of that version are known, or none in that language.

    Example:
        >>> import oinp_noc
        >>> [match.title for match in oinp_noc.suggest("infirm", lang="fr", limit=2)]
        ['infirmier/infirmière', 'infirmier/infirmière sur appel']
    """
    limit = _checked(prefix, limit)
    indexes = [index(version, known) for known in languages(version, lang)]
    found = [completion for index in indexes for completion in _completions(index, prefix, limit)]
    return tuple(match for _, match in sorted(found, key=lambda completion: completion[0]))[:limit]


def _checked(text: object, limit: object) -> int:
    """Check what every search takes; return the limit as a number."""
    if not isinstance(text, str):
        message = f"{shown(text)} is of type {type(text).__name__}: expected a job title or a code, as text"
        raise InvalidArgumentError(message, value=text)
    if not text.strip():
        message = f"{shown(text)} is empty: expected a job title such as 'software engineer', or a code"
        raise InvalidArgumentError(message, value=text)
    if limit is None:
        return sys.maxsize
    if isinstance(limit, SupportsIndex) and not isinstance(limit, bool) and (number := operator.index(limit)) >= 0:
        return number
    message = f"limit={shown(limit)}: expected how many matches at most, 0 or more, or None for all"
    raise InvalidArgumentError(message, value=limit)


def _as_code(text: str, version: str, lang: Lang | None) -> Iterator[Match]:
    """Read the query as a code: every group that has it, those of the version asked first."""
    try:
        groups = identify(text)
    except InvalidCodeError:
        return
    for group in sorted(groups, key=lambda group: group.version != version):
        yield Match(group, *own_title(group, lang), "code", 1.0)


class _Query:
    """A query as one index reads it."""

    __slots__ = ("groups", "index", "run", "text", "words")

    def __init__(self, index: Index, text: str, words: Sequence[str]) -> None:
        self.index = index
        self.text = text
        self.words = words
        self.run = index.run(words)  # empty where no title has one of the words
        self.groups = index.having(self.run) if self.run else []  # those that have every word in some title


class _Hit:
    """The title of a group that matches best, as the index writes it, and how many of its titles match."""

    __slots__ = ("among", "code", "score", "title")

    def __init__(self, code: str, title: str, score: float, among: int) -> None:
        self.code = code
        self.title = title
        self.score = score
        self.among = among

    @property
    def rank(self) -> tuple[float, int, str]:
        """What to sort by, the best first."""
        return -self.score, -self.among, self.code


def _match(kind: MatchKind, hit: _Hit, query: _Query) -> Match:
    """Make a hit a match: of the titles that fold alike, the one written most like the query."""
    published = query.index.published(hit.code, hit.title)
    wanted = [title for title, own in published if own == (kind == "exact group title")]
    title = max(wanted or [title for title, _ in published], key=lambda title: _likeness(title, query))
    return Match(query.index.group(hit.code), title, query.index.lang, kind, hit.score)


def _likeness(title: str, query: _Query) -> float:
    """Say how much of a title and a query is the same to the letter, small words and plurals included."""
    one, other = (Counter(tokens(text, query.index.lang)) for text in (title, query.text))
    return (1 + (one & other).total()) / (1 + (one | other).total())  # above 0, also of two that only fold alike


def _exact_title(query: _Query) -> Iterator[_Hit]:
    return _exact(query, own=False)


def _exact_group_title(query: _Query) -> Iterator[_Hit]:
    return _exact(query, own=True)


def _exact(query: _Query, *, own: bool) -> Iterator[_Hit]:
    run = f" {query.run} "
    for code in [code for code, titles in query.groups if run in titles]:
        alike = [(_likeness(title, query), not is_own) for title, is_own in query.index.published(code, query.run)]
        likeness, is_example = max(alike)
        if is_example is not own:
            yield _Hit(code, query.run, likeness, len(alike))


def _phrase(query: _Query) -> Iterator[_Hit]:
    run = query.run
    found = {code: [title for title in titles.split() if run in title] for code, titles in query.groups}
    return _shortest(found, len(run))


def _all_words(query: _Query) -> Iterator[_Hit]:
    found = query.index.holding(query.run, query.groups) if len(query.run) > 1 else {}  # one word is a phrase
    return _shortest(found, len(query.run))


def _word_starts(query: _Query) -> Iterator[_Hit]:
    slots = list(takewhile(bool, (_start(word, query.index) for word in query.words)))
    found = query.index.holding(slots) if len(slots) == len(query.words) else {}
    return _shortest(found, len(slots))


def _start(word: str, index: Index) -> str:
    """Return the slot of the words that a word starts; itself where it is short, or a word of its own elsewhere."""
    if len(word) < _SHORTEST_START or word in index.everyday:
        return index.character(word)
    return index.starting(word)


def _shortest(found: Mapping[str, Sequence[str]], length: int) -> Iterator[_Hit]:
    """Choose of each group the title of which the query is the greatest part."""
    for code, titles in found.items():
        if titles:
            title = min(titles, key=len)
            yield _Hit(code, title, min(1.0, length / len(title)), len(titles))


def _best(found: Mapping[str, Mapping[str, float]]) -> list[_Hit]:
    """Choose of each group the title of the highest score."""
    return [
        _Hit(code, title, scores[title], len(scores))
        for code, scores in found.items()
        for title in [max(scores, key=scores.__getitem__)]
    ]


def _everyday(query: _Query) -> Sequence[_Hit]:
    """Find what a query means once everyday words are translated."""
    words = query.index.in_titles(query.words)
    if words in ([], query.words):
        return ()
    said = _Query(query.index, query.text, words)
    return next(filter(None, (list(stage(said)) for stage in (_phrase, _all_words, _word_starts))), ())


def _mended(query: _Query) -> Sequence[_Hit]:
    """Find what a query means once mistakes are mended or, failing that, some words are left over."""
    index, words = query.index, query.index.in_titles(query.words)
    if not 0 < len(words) <= _MOST_WORDS:
        return ()
    near = _Speller(query.text)
    known = [index.character(word) for word in words]
    slots = [{word: 1.0} if word else near.words(words[place], index) for place, word in enumerate(known)]
    if hits := _with_all(slots, index) or near.titles("".join(words), index):
        return hits
    # A mistake may have made a word that other titles have.
    wide = [near.words(word, index) or slot for word, slot in zip(words, slots, strict=True)]
    return _with_all(wide, index) or _with_most(slots, slots[_head(query, words)], index)


def _head(query: _Query, words: Sequence[str]) -> int:
    """Find which of some words says who it is: truck driver, cashier at a hotel, conducteur de camion."""
    if query.index.lang == "fr":
        return 0
    before = len(query.index.in_titles(query.index.fold(first_part(query.text, query.index.lang))))
    return min(max(before, 1), len(words)) - 1


class _Speller:
    """The distance between spellings, by rapidfuzz."""

    __slots__ = ("_distance", "_extract")

    def __init__(self, text: str) -> None:
        try:
            from rapidfuzz.distance import OSA  # noqa: PLC0415 (an extra, and not of every search)
            from rapidfuzz.process import extract  # noqa: PLC0415
        except ImportError as error:
            message = (
                f"no title matches {shown(text)} as it stands, and only rapidfuzz mends mistakes: "
                'pip install "oinp-noc[search]"'
            )
            raise MissingExtraError(message, value=text, candidates=("search",)) from error
        self._distance, self._extract = OSA.distance, extract

    def near(self, spelling: str, others: _ByLength) -> Iterator[tuple[str, float]]:
        """Find what is spelt with as few mistakes as there can be, and how like it is."""
        allowed = next((mistakes for letters, mistakes in _MISTAKES if len(spelling) >= letters), 0)
        for mistakes in range(1, allowed + 1):
            found = [
                (other, wrong)
                for length in range(len(spelling) - mistakes, len(spelling) + mistakes + 1)
                for other, wrong, _ in self._extract(
                    spelling, others.get(length, ()), scorer=self._distance, score_cutoff=mistakes, limit=_MOST_NEAR
                )
                if len(spelling) > _SHORT or other[0] == spelling[0]
            ]
            if found:
                for other, wrong in sorted(found, key=lambda pair: pair[1]):
                    yield other, 1 - wrong / max(len(spelling), len(other))
                return

    def words(self, word: str, index: Index) -> _Slot:
        """Find the words that one may be meant for."""
        slot: _Slot = {}
        for other, likeness in self.near(word, _spellings(index.version, index.lang)):
            slot.setdefault(index.character(other), likeness)
        return slot

    def titles(self, spelling: str, index: Index) -> list[_Hit]:
        """Find the titles that one is meant for whose spaces stand wrong."""
        by_length, spellings, places = _spelt_together(index.version, index.lang)
        near = dict(self.near(spelling, by_length))
        found: dict[str, dict[str, float]] = {}
        for (code, title), other in zip(places, spellings, strict=True) if near else ():
            if other in near:
                found.setdefault(code, {})[title] = near[other]
        return _best(found)


@_data.once
def _spellings(version: str, lang: Lang) -> _ByLength:
    """Sort the words of an index, of both genders, by their length."""
    titles = index(version, lang)
    return _by_length((*titles.words, *titles.forms))


@_data.once
def _spelt_together(version: str, lang: Lang) -> tuple[_ByLength, list[str], list[tuple[str, str]]]:
    """Spell each title as one word; return these by length and in order, and for each its unit group and its run."""
    groups = index(version, lang).groups
    spellings = index(version, lang).spelt("".join(groups.values())).split()
    return _by_length(spellings), spellings, [(code, run) for code, runs in groups.items() for run in runs.split()]


def _by_length(spellings: Iterable[str]) -> _ByLength:
    by_length: dict[int, list[str]] = {}
    for spelling in spellings:
        by_length.setdefault(len(spelling), []).append(spelling)
    return by_length


def _with_all(slots: Sequence[_Slot], index: Index) -> list[_Hit]:
    """Find the titles that have a word for every slot."""
    if not all(slots):
        return []

    def score(title: str) -> float:
        return sum(_likest(slot, title) for slot in slots) / max(len(slots), len(title))

    found = index.holding(["".join(slot) for slot in slots])
    return _best({code: {title: score(title) for title in titles} for code, titles in found.items()})


def _with_most(slots: Sequence[_Slot], head: _Slot, index: Index) -> list[_Hit]:
    """Find the titles with more than half of the slots; or with what weighs most or names somebody, as it stands."""
    weights = [_weight(slot, index) for slot in slots]
    named = next((word for word, likeness in head.items() if likeness == 1 and index.word(word) in index.heads), "")
    fewest = math.ceil(len(slots) / 3) if named else math.ceil(len(slots) / 2)

    def score(title: str) -> float:
        likeness = [_likest(slot, title) for slot in slots]
        shared = sum(map(bool, likeness))
        asked = sum(like * weight for like, weight in zip(likeness, weights, strict=True)) / sum(weights)
        if shared <= len(slots) / 2:
            stands = sum(weight for like, weight in zip(likeness, weights, strict=True) if like == 1) / sum(weights)
            if shared < fewest or not (stands > _MOST or (named and named in title)):
                return 0.0
        said = min(1.0, shared / len(title))
        return 2 * asked * said / (asked + said)

    # A title with enough of the slots has at least one of the rarest: the rest would be too few.
    rarest = [slot for _, slot in sorted(zip(weights, slots, strict=True), key=lambda pair: -pair[0]) if slot]
    found: dict[str, dict[str, float]] = {}
    for slot in rarest[: max(0, len(rarest) - fewest + 1)]:
        for code, titles in index.holding(["".join(slot)]).items():
            for title in titles:
                if scored := score(title):
                    found.setdefault(code, {})[title] = scored
    return _best(found)


def _likest(slot: _Slot, title: str) -> float:
    """Say how like the query's word the likest word of a title is; 0 where it has none of the slot."""
    for word, likeness in slot.items():  # the likest first
        if word in title:
            return likeness
    return 0.0


def _weight(slot: _Slot, index: Index) -> float:
    """Weigh the words of a slot: the fewer titles have them, the more they say."""
    return _HEAVIEST - math.log(1 + sum(titles.count(word) for titles in index.groups.values() for word in slot))


def _completions(index: Index, prefix: str, limit: int) -> Iterator[tuple[tuple[float, list[str], str], Match]]:
    """Find the titles that a prefix may become, each behind what to sort it by: score, words and unit group."""
    scores: dict[tuple[str, str], float] = {}
    for reading, (run, slot) in enumerate(index.starts(prefix), start=1):
        begins = re.compile(f" ({run}[{slot}][^ ]*)(?= )")
        found = {(title, code): 1.0 for code, runs in index.groups.items() for title in begins.findall(runs)}
        if len(found) < limit:
            for code, titles in index.holding([*run, slot]).items():
                for title in titles:
                    found.setdefault((title, code), 0.0)
        for key, begun in found.items():
            scores.setdefault(key, (begun + (len(run) + 1) / len(key[0])) / 2 / reading)
        if len(scores) >= limit:
            break
    for title, code in sorted(scores, key=lambda key: (-scores[key], key))[:limit]:
        rank = -scores[title, code], [index.word(character) for character in title], code
        published = index.published(code, title)
        for example in dict.fromkeys([example for example, own in published if not own] or [published[0][0]]):
            yield rank, Match(index.group(code), example, index.lang, "word starts", scores[title, code])


_STAGES: tuple[tuple[MatchKind, Callable[[_Query], Iterable[_Hit]]], ...] = (
    ("exact title", _exact_title),
    ("exact group title", _exact_group_title),
    ("phrase", _phrase),
    ("all words", _all_words),
    ("word starts", _word_starts),
    ("fuzzy", _everyday),
    ("fuzzy", _mended),
)
"""The kinds of match that are looked for, the best first."""

_FALLBACKS = ("word starts", "fuzzy")
"""The kinds that are looked for only where nothing better matches."""
