"""Job titles in, unit groups out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import attrs

from oinp_noc._folding import tokens
from oinp_noc._noc.classification import classification
from oinp_noc._noc.codes import identify
from oinp_noc._titles import reading
from oinp_noc._titles.examples import own_title, titled_versions
from oinp_noc._titles.index import index
from oinp_noc._titles.match import Match, MatchKind, checked
from oinp_noc._titles.mending import Speller
from oinp_noc._titles.ranking import Ranked, ranked
from oinp_noc._titles.slots import SURE, slots
from oinp_noc._titles.through import sources, titles_for
from oinp_noc._titles.vocabulary import vocabulary
from oinp_noc.errors import InvalidCodeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oinp_noc._titles.examples import Lang
    from oinp_noc._titles.index import Index
    from oinp_noc._titles.reading import Reading
    from oinp_noc._titles.runs import Run
    from oinp_noc._titles.slots import Slot
    from oinp_noc._titles.vocabulary import Vocabulary

_SHORTEST_START = 3  # letters; fewer start too much
_NAMING, _NOT_NAMING = 0.3, 0.75  # of a query that a title must cover, if a word names somebody, and if none does
_MENDED = 0.95  # of the likeness to a title whose spelling the whole query has but for two mistakes: its score
_LOOKED_AT = 20  # groups of which one must have a title that covers so much

_Words = tuple[tuple[str, str | None], ...]


def search(text: str, *, lang: Lang | None = None, version: str = "2021", limit: int | None = 10) -> tuple[Match, ...]:
    """Find the unit groups behind a job title.

    Case, accents, ligatures, dashes, apostrophes, plurals, small words and the gender of a title make no difference. A
    code is answered as `identify` does, the version asked first; a code within a title leads the answer. An exact
    title comes first; then all groups in one order, by the evidence of all their titles. Mistakes are mended only in
    words that no title has; that needs the extra ``search``.

    Args:
        text: a job title as somebody would type it, or a code.
        lang: the language of the titles; None for both: those answer that know the most words.
        version: the NOC version of the groups. ``"2021"`` has titles of its own; the others are found through these
            and the concordance, their own titles first (``"2016"`` has illustrative ones, in English).
        limit: how many matches at most; None for all.

    Returns:
        One `Match` a group, for the title that matches best, by score. Empty if nothing is near a job. Source: the
        example titles of Statistics Canada, see `provenance`.

    Raises:
        InvalidArgumentError: the text is empty or not text, the language unknown, or the limit negative.
        UnknownVersionError: the packaged data has no such version.
        VersionMismatchError: no titles lead to that version, or none in that language.
        MissingExtraError: a word is in no title, and rapidfuzz is not installed.

    Example:
        >>> import oinp_noc
        >>> [match.group.code for match in oinp_noc.search("registered nurse", limit=1)]
        ['31301']
        >>> oinp_noc.search("developpeuse de logiciel", limit=1)[0].title
        'développeur/développeuse de logiciels'
        >>> oinp_noc.search("sofware enginer", limit=1)[0]
        <Match 21231 'software engineer' (fuzzy, 0.91)>
    """
    limit = checked(text, limit)
    titled, langs = titles_for(version, lang)
    try:
        return tuple(_with_code(text, version, lang))[:limit]
    except InvalidCodeError:
        said, rest = reading.codes(text)
    found = {match.group: match for code in said for match in _with_code(code, version, lang, unit_groups=True)}
    hits = _hits(rest, titled, langs)
    matches = (hit.match() for hit in hits) if titled == version else _through(rest, hits, titled, version, lang)
    for match in matches:
        if len(found) >= limit:
            break
        found.setdefault(match.group, match)
    return tuple(found.values())[:limit]


def _with_code(text: str, version: str, lang: Lang | None, *, unit_groups: bool = False) -> Iterator[Match]:
    """Read a text as a code: every group that has it, those of the version asked first."""
    for group in sorted(identify(text), key=lambda group: group.version != version):
        if group.level == "unit group" or not unit_groups:
            yield Match(group, *own_title(group, lang), "code", 1.0)


class Query:
    """A query as the titles of one version and language read it."""

    __slots__ = ("head", "index", "reading", "run", "slots", "speller", "text")

    def __init__(self, text: str, reading: Reading, index: Index) -> None:
        self.text = text
        self.reading = reading
        self.index = index
        self.run = index.words.run(reading.folded)  # empty if no title has one of the words
        self.speller = Speller(text, [word.read for word in reading.words], index)
        self.slots, self.head = slots(reading, self.speller, index)

    def mended(self, ranked: Sequence[Ranked]) -> bool:
        """Return True if the query has a word that no title has, and no title is all that was asked."""
        known = all(self.index.words.char(word.read) is not None for word in self.reading.words)
        return not known and not any(near.whole >= SURE for near in ranked[:_LOOKED_AT])

    def names_a_job(self, ranked: Sequence[Ranked]) -> bool:
        """Return True if some title covers enough of the query; less is enough if a word names somebody."""
        words = self.index.words
        sure = [(slot, slot.sure()) for slot in self.slots]
        naming = self.reading.anybody or any(words.word(char) in words.heads for _, meant in sure for char in meant)
        needed = sum(slot.weight for slot in self.slots) * (_NAMING if naming else _NOT_NAMING)
        return any(len(slot.said) > 1 for slot in self.slots) and any(
            sum(slot.weight * max((like for char, like in meant.items() if char in run), default=0.0) for slot, meant in sure)
            >= needed
            for _, _, run, _ in ranked[:_LOOKED_AT]
        )

    def likeness(self, title: str) -> float:
        """Return how much of a title and the query is the same to the letter, small words and plurals included."""
        one, other = (Counter(tokens(text, self.index.words.lang)) for text in (title, self.text))
        return (1 + (one & other).total()) / (1 + (one | other).total())  # above 0, also of two that only fold alike

    def kind(self, run: Run) -> MatchKind:
        """Say how the query and a title meet."""
        if self.run and self.run in run:
            return "phrase"
        if self.run and all(char in run for char in self.run):
            return "all words"
        words = self.index.words.spelt(set(run))
        starts = (
            len(said) >= _SHORTEST_START and any(word.startswith(said) for word in words) for said in self.reading.folded
        )
        return "word starts" if all(starts) else "fuzzy"

    def met(self, run: Run) -> _Words:
        """Return the words of the query, each with those of a title that it met."""
        met: dict[str, list[str]] = {said: [] for said in self.reading.anybody}
        for slot in self.slots:
            found = next((char for char in slot.meant if char in run), None)
            met.setdefault(slot.said, []).extend([] if found is None else [self.index.words.word(found)])
        return tuple((said, " ".join(words) or None) for said, words in met.items())


class Hit(NamedTuple):
    """A group that was found, before it is made a match.

    Attributes:
        order: what to sort by, the best first.
        query: the query that found it.
        place: its place in the index.
        run: the title that speaks for it best.
        score: above 0 and at most 1.
        exact: how it is exact, if it is.
    """

    order: tuple[int, float, str, Lang]
    query: Query
    place: int
    run: Run
    score: float
    exact: MatchKind | None

    @property
    def code(self) -> str:
        """The code of the group."""
        return self.query.index.codes[self.place]

    def match(self) -> Match:
        """Return the match: of the titles that fold alike, the one written most like the query."""
        query, index = self.query, self.query.index
        published = index.published(self.place, self.run)
        wanted = [title for title, own in published if own == (self.exact == "exact group title")]
        title = max(wanted or [title for title, _ in published], key=query.likeness)
        kind = self.exact or query.kind(self.run)
        return Match(index.group(self.place), title, index.words.lang, kind, self.score, query.met(self.run))


def _hits(text: str, version: str, langs: Iterable[Lang]) -> list[Hit]:
    """Find the groups of one version that a text is near, in the languages that know the most of its words."""
    read = [(words, reading.read(text, words)) for words in (vocabulary(version, lang) for lang in langs)]
    unknown = [_unknown(words, said) for words, said in read]
    queries = [
        Query(text, said, index(version, words.lang))
        for (words, said), missing in zip(read, unknown, strict=True)
        if said.words and missing == min(unknown)
    ]
    found: dict[str, Hit] = {}
    for hit in sorted((hit for query in queries for hit in _found(query)), key=lambda hit: hit.order):
        found.setdefault(hit.code, hit)
    return list(found.values())


def _unknown(words: Vocabulary, said: Reading) -> int:
    return sum(words.char(word.read) is None for word in said.words) if said.words else 1 + len(said.folded)


def _found(query: Query) -> Iterator[Hit]:
    """Find the groups that one query is near: with the very title, or with some word if the query is near a job."""
    index, lang = query.index, query.index.words.lang
    exact = set()
    for place in index.exact(query.run):
        exact.add(place)
        alike = [(query.likeness(title), not own) for title, own in index.published(place, query.run)]
        likeness, is_example = max(alike)
        kind: MatchKind = "exact title" if is_example else "exact group title"
        yield Hit((not is_example, -likeness, index.codes[place], lang), query, place, query.run, 1.0, kind)
    near = ranked(query.slots, query.head, index)
    mended = {} if exact or not query.mended(near) else query.speller.titles()
    if exact or mended or query.names_a_job(near):
        best = {place: (_MENDED * likeness, run) for (place, run), likeness in sorted(mended.items(), key=lambda x: x[1])}
        for score, place, run, _ in near:
            if place not in exact:
                score, run = max((score, run), best.pop(place, (0.0, run)))
                yield Hit((2, -score, index.codes[place], lang), query, place, run, score, None)
        for place, (score, run) in best.items():
            yield Hit((2, -score, index.codes[place], lang), query, place, run, score, None)


def _through(text: str, hits: Iterable[Hit], of: str, version: str, lang: Lang | None) -> Iterator[Match]:
    """Follow hits in one version to the groups of another, whose own exact titles lead."""
    langs = [known for known in titled_versions().get(version, ()) if lang in (None, known)]
    own = _hits(text, version, langs)
    yield from (hit.match() for hit in own if hit.exact)
    ranks = {hit.code: rank for rank, hit in enumerate(own)}
    groups = classification(version)
    for hit in hits:
        match = hit.match()
        for code in sources(hit.code, of, version, ranks):
            yield attrs.evolve(match, group=groups[code], through=of)
