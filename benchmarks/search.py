"""Ratios of the search to its peers, measured in one run: ``python benchmarks/search.py`` (extra ``bench``).

Warm: every query is put to the library and to both peers in turn, and the medians over all queries compared. The peers
are ``rapidfuzz.process.extract`` with WRatio over the same 57,702 titles, and ``pycountry.countries.search_fuzzy``.
First: fresh processes are started in turn, library and peer, and the medians compared, less that of a bare interpreter;
the library is compiled beforehand, as pip leaves it.
Nothing here decides whether a test passes. `tools/recall.py` prints what is found.
"""

from __future__ import annotations

import compileall
import random
import re
import statistics
import time
from functools import partial
from typing import TYPE_CHECKING

import pycountry
from lines import Line, fresh_processes
from rapidfuzz import fuzz, process

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

QUERIES = 60  # of each kind and language
LANGUAGES: tuple[oinp_noc.Lang, ...] = ("en", "fr")
LETTERS = "abcdefghijklmnopqrstuvwxyz"

PEER = 'import pycountry; pycountry.countries.search_fuzzy("Nigeria")'
FIRST = {
    "the first search, both languages": ('import oinp_noc; oinp_noc.search("software engineer")', 0.6),
    "the first search, English": ('import oinp_noc; oinp_noc.search("software engineer", lang="en")', 0.6),
    "the first search, French": ('import oinp_noc; oinp_noc.search("developpeur de logiciels", lang="fr")', 0.6),
    "the first search with a typing mistake, English": ('import oinp_noc; oinp_noc.search("sofware engineer")', 0.75),
    "the first search with a typing mistake, French": (
        'import oinp_noc; oinp_noc.search("developeur de logiciels", lang="fr")',
        0.75,
    ),
    "the first search with a space too many, English": ('import oinp_noc; oinp_noc.search("soft wareengineer")', 0.75),
}


def main() -> None:
    """Measure, and print one line a comparison."""
    compileall.compile_dir(oinp_noc.__path__[0], quiet=1)
    fresh = fresh_processes(PEER, *(code for code, _ in FIRST.values()))
    for what, (code, goal) in FIRST.items():
        _show(f"{what} / pycountry's import and first search_fuzzy", fresh[code], fresh[PEER], goal)

    titles = {lang: _titles(lang) for lang in LANGUAGES}
    everything = [title for lang in LANGUAGES for title in titles[lang]]
    chance = random.Random(5)  # noqa: S311 (a sample, not a secret)
    countries = [country.name for country in chance.sample(list(pycountry.countries), QUERIES)]
    kinds: dict[str, Callable[[str, random.Random], str]] = {
        "as published": _as_published,
        "with a typing mistake": _mistyped,
        "reordered": _reordered,
    }
    for lang in LANGUAGES:
        oinp_noc.search("tx asessor", lang=lang)  # loads what only some searches need
        for kind, write in kinds.items():
            queries = [write(title, chance) for title in chance.sample(titles[lang], QUERIES)]
            ours, wratio, fuzzy = _warm(queries, countries, lang, everything)
            _show(f"a warm query {kind}, {lang} / WRatio over {len(everything):,} titles", ours, wratio, 0.03)
            _show(f"a warm query {kind}, {lang} / pycountry's search_fuzzy", ours, fuzzy, 0.15)


def _titles(lang: oinp_noc.Lang) -> list[str]:
    units = oinp_noc.classification("2021").unit_groups
    return [title for unit in units for title in oinp_noc.example_titles(unit.code, lang=lang)]


def _one_gender(title: str) -> str:
    return re.sub(r"(?<=\w)/[\w'-]+", "", title)


def _as_published(title: str, _: random.Random) -> str:
    return title


def _mistyped(title: str, chance: random.Random) -> str:
    typed = _one_gender(title)
    place = chance.randrange(len(typed))
    before, after = typed[:place], typed[place + 1 :]
    return chance.choice((before + after, before + chance.choice(LETTERS) + after, before + after[:1] + typed[place:]))


def _reordered(title: str, _: random.Random) -> str:
    return " ".join(reversed(_one_gender(title).split()))


def _warm(
    queries: Iterable[str], countries: Iterable[str], lang: oinp_noc.Lang, titles: list[str]
) -> tuple[float, float, float]:
    """Time each query with the library and its peers in turn; return the medians in ms."""
    ours, wratio, fuzzy = [], [], []
    for query, country in zip(queries, countries, strict=True):
        ours.append(_time(partial(oinp_noc.search, query, lang=lang)))
        fuzzy.append(_time(partial(pycountry.countries.search_fuzzy, country)))
        wratio.append(_time(partial(process.extract, query, titles, scorer=fuzz.WRatio, limit=10)))
    return statistics.median(ours), statistics.median(wratio), statistics.median(fuzzy)


def _time(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _show(what: str, ours: float, theirs: float, goal: float) -> None:
    print(Line(what, ours, theirs, "ms", goal), flush=True)


if __name__ == "__main__":
    main()
