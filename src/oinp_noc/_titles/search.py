"""Job titles in, unit groups out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from oinp_noc._locks import FIRST_USE
from oinp_noc._noc.classification import classification
from oinp_noc._titles import reading
from oinp_noc._titles.exact import exact
from oinp_noc._titles.examples import own_title, titled_versions
from oinp_noc._titles.index import index
from oinp_noc._titles.match import Match, Matches, checked
from oinp_noc._titles.query import Query
from oinp_noc._titles.through import sources, titles_for
from oinp_noc._titles.vocabulary import vocabulary
from oinp_noc.errors import InvalidCodeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._language import Lang
    from oinp_noc._noc.classification import Group
    from oinp_noc._titles.ranking import Ranked


def search(text: str, *, lang: Lang | None = None, version: str = "2021", limit: int | None = 10) -> Matches:
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
        <Match 21231 'software engineer' (fuzzy, 0.89)>
    """
    limit = checked(text, limit)
    titled, langs = titles_for(version, lang)
    found: dict[Group, Match] = {}
    if any(map(str.isdigit, text)):
        try:
            return Matches(tuple(_with_code(text, version, lang))[:limit])
        except InvalidCodeError:
            said, text = reading.codes(text)
        found |= {match.group: match for code in said for match in _with_code(code, version, lang, unit_groups=True)}
    matches = _matches(text, titled, langs)
    for match in matches if titled == version else _through(text, matches, titled, version, lang):
        if len(found) >= limit:
            break
        found.setdefault(match.group, match)
    return Matches(tuple(found.values())[:limit])


def _with_code(text: str, version: str, lang: Lang | None, *, unit_groups: bool = False) -> Iterator[Match]:
    """Read a text as a code: every group that has it, those of the version asked first."""
    with FIRST_USE:
        from oinp_noc._noc.codes import identify  # noqa: PLC0415 (few searches have a number)

    for group in sorted(identify(text), key=lambda group: group.version != version):
        if group.level == "unit group" or not unit_groups:
            yield Match(group, *own_title(group, lang), "code", 1.0)


def _matches(text: str, version: str, langs: Iterable[Lang]) -> Iterator[Match]:
    """Find the groups of one version, the best first: exact titles, then what is near."""
    matches = [hit.match for hit in exact(text, version, langs)]
    yield from matches
    done = {match.group.code for match in matches}
    for code, query, ranked in _near(text, version, langs, is_a_job=bool(matches)):
        if code not in done:
            done.add(code)
            yield query.match(ranked)


def _near(text: str, version: str, langs: Iterable[Lang], *, is_a_job: bool) -> list[tuple[str, Query, Ranked]]:
    """Rank the groups that a text is near, in the languages that know the most of its words."""
    read = [(words, reading.read(text, words)) for words in (vocabulary(version, lang) for lang in langs)]
    unknown = [
        (sum(words.char(word.read) is None for word in said.words), words, said) for words, said in read if said.words
    ]
    fewest = min((missing for missing, _, _ in unknown), default=0)
    queries = [Query(text, said, index(version, words.lang)) for missing, words, said in unknown if missing == fewest]
    found = [
        (query.index.codes[ranked.place], query, ranked)
        for query in queries
        for ranked in query.near(is_a_job=is_a_job)
    ]
    return sorted(found, key=lambda near: (-near[2].score, near[0], near[1].index.words.lang))


def _through(text: str, matches: Iterable[Match], of: str, version: str, lang: Lang | None) -> Iterator[Match]:
    """Follow matches in one version to the groups of another, whose own exact titles lead."""
    langs = [known for known in titled_versions().get(version, ()) if lang in (None, known)]
    own = [hit.match for hit in exact(text, version, langs)]
    yield from own
    codes = [match.group.code for match in own]
    codes += [code for code, _, _ in _near(text, version, langs, is_a_job=bool(own))]
    ranks = {code: rank for rank, code in reversed(list(enumerate(codes)))}
    groups = classification(version)
    for match in matches:
        for code in sources(match.group.code, of, version, ranks):
            yield attrs.evolve(match, group=groups[code], through=of)
