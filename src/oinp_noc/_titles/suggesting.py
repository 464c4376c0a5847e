"""Completing a job title that is being typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._titles.examples import languages
from oinp_noc._titles.index import index
from oinp_noc._titles.match import Match, Matches, checked
from oinp_noc._titles.runs import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._language import Lang
    from oinp_noc._titles.index import Index


def suggest(prefix: str, *, lang: Lang | None = None, version: str = "2021", limit: int | None = 10) -> Matches:
    """Complete a job title that is being typed.

    Args:
        prefix: the first letters or words of a title; the last word may be cut anywhere.
        lang: the language of the titles; None for both.
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
        >>> [match.title for match in oinp_noc.suggest("infirm", limit=2)]
        ['infirmier/infirmière', 'infirmier/infirmière sur appel']
    """
    limit = checked(prefix, limit)
    indexes = [index(version, known) for known in languages(version, lang)]
    found = [completion for index in indexes for completion in _completions(index, prefix, limit)]
    return Matches(tuple(match for _, match in sorted(found, key=lambda completion: completion[0]))[:limit])


def _completions(index: Index, prefix: str, limit: int) -> Iterator[tuple[tuple[float, list[str], str], Match]]:
    """Find the titles that a prefix may become, each behind what to sort it by: score, words and unit group."""
    scores: dict[tuple[Run, int], float] = {}
    for reading, (run, last) in enumerate(index.words.starts(prefix), start=1):
        begins = re.compile(f" .({run}[{last}][^ ]*)(?= )")
        found = {(Run(title), place): 1.0 for place, text in enumerate(index.texts) for title in begins.findall(text)}
        if len(found) < limit:
            for place, title in index.holding([*run, last]):
                found.setdefault((title, place), 0.0)
        for key, begun in found.items():
            scores.setdefault(key, (begun + min(1.0, (len(run) + 1) / len(key[0]))) / 2 / reading)
        if len(scores) >= limit:
            break
    for title, place in sorted(scores, key=lambda key: (-scores[key], key))[:limit]:
        score = scores[title, place]
        published = index.published(place, title)
        for example in dict.fromkeys([example for example, own in published if not own] or [published[0][0]]):
            rank = -score, [index.words.word(char) for char in title], index.codes[place]
            yield rank, Match(index.group(place), example, index.words.lang, "word starts", score)
