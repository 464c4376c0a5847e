"""Recall of the search: ``python tools/recall.py [FILE]`` (needs the extra ``search``).

Prints, by language and kind of query, the share of the golden queries in ``tests/titles/queries.csv`` whose right code
comes first, and among the first ten; then the same for example titles, drawn at random, as published and with one
random typing mistake each. `tests/titles/test_recall.py` holds the floors.
With a FILE it prints the recall at 1, 3 and 10 over job titles of other people, by language and source. Each line of
the file has, between tabs: the title; its language; its codes of NOC 2021, between commas; its source; and ``exact`` if
an official title says the same, else nothing. What stands behind is not read, nor is a line that begins with ``#``.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import defaultdict
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "titles" / "queries.csv"
SAMPLE = 500
_SECOND_GENDER = re.compile(r"(?<=\w)/[\w'-]+(?: [\w'-]+(?= -|$))?")


class Query(NamedTuple):
    """A query and the unit group that is right for it."""

    version: str
    lang: oinp_noc.Lang
    kind: str
    query: str
    code: str


class Recall(NamedTuple):
    """How many queries there were, and the shares whose right code came first and among the first ten."""

    queries: int
    at_1: float
    at_10: float


def golden() -> list[Query]:
    """Read the golden queries."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return [
            Query(row["version"], cast("oinp_noc.Lang", row["lang"]), row["kind"], row["query"], row["code"])
            for row in csv.DictReader(file)
        ]


def drawn(lang: oinp_noc.Lang, *, mistakes: int) -> list[Query]:
    """Draw example titles of NOC 2021, as somebody of one gender would type them, with so many mistakes each."""
    chance = random.Random(f"{lang} {mistakes}")  # noqa: S311 (a sample, not a secret)
    units = oinp_noc.classification("2021").unit_groups
    titles = [(title, unit.code) for unit in units for title in oinp_noc.example_titles(unit.code, lang=lang)]
    kind = ("as published", "one mistake", "two mistakes")[mistakes]
    return [
        Query("2021", lang, kind, typed(title, chance, mistakes) if mistakes else title, code)
        for title, code in chance.sample(titles, SAMPLE)
    ]


def typed(title: str, chance: random.Random, mistakes: int) -> str:
    """Type a title with mistakes: a letter too many, missing, wrong, or in the place of the next."""
    text = _SECOND_GENDER.sub("", title).lower()
    for _ in range(mistakes):
        place, letter = chance.randrange(len(text)), chance.choice(ascii_lowercase)
        before, here, after = text[:place], text[place], text[place + 1 :]
        text = chance.choice(
            (
                before + letter + here + after,
                before + after,
                before + letter + after,
                before + after[:1] + here + after[1:],
            )
        )
    return text


def recall(queries: Iterable[Query]) -> dict[tuple[str, str, str], Recall]:
    """Search for each query; return the recall by version, language and kind."""
    places: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for query in queries:
        matches = oinp_noc.search(query.query, lang=query.lang, version=query.version)
        codes = [match.group.code for match in matches]
        place = codes.index(query.code) if query.code in codes else len(codes) + 10
        places[query.version, query.lang, query.kind].append(place)
    return {
        key: Recall(len(found), *(sum(place < most for place in found) / len(found) for most in (1, 10)))
        for key, found in sorted(places.items())
    }


class Title(NamedTuple):
    """A job title of other people, and the unit groups that are right for it."""

    title: str
    lang: oinp_noc.Lang
    codes: frozenset[str]
    source: str
    is_exact: bool


def titles(file: Path) -> list[Title]:
    """Read a file of job titles; raise ValueError for a line that is not one."""
    found = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        title, lang, codes, source, match, *_ = (*line.split("\t"), "", "", "", "")
        if lang not in get_args(oinp_noc.Lang) or not all(map(oinp_noc.is_valid, codes.split(","))):
            message = f"{file}:{number}: expected title, language and codes of NOC 2021 between tabs, got {line!r}"
            raise ValueError(message)
        found.append(Title(title, cast("oinp_noc.Lang", lang), frozenset(codes.split(",")), source, match == "exact"))
    return found


def by_source(found: Iterable[Title]) -> dict[tuple[str, str, str], tuple[int, float, float, float]]:
    """Search for each title; return how many there are and the recall at 1, 3 and 10, by language and source."""
    places: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for title in found:
        codes = [match.group.code for match in oinp_noc.search(title.title, lang=title.lang)]
        place = next((place for place, code in enumerate(codes) if code in title.codes), len(codes) + 10)
        kind = "exact" if title.is_exact else "other"
        for source in ("all", title.source):
            places[title.lang, kind, source].append(place)
    return {
        key: (len(found), _share(found, 1), _share(found, 3), _share(found, 10))
        for key, found in sorted(places.items())
    }


def _share(places: Sequence[int], most: int) -> float:
    """Return how many of the places are among the first few."""
    return sum(place < most for place in places) / len(places)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="job titles of other people")
    file = parser.parse_args(arguments).file
    if file is not None:
        print(f"{'':32}{'titles':>8}{'at 1':>8}{'at 3':>8}{'at 10':>8}")
        for (lang, kind, source), (count, *shares) in by_source(titles(file)).items():
            print(f"{lang} {kind:6}{source:23}{count:>8}" + "".join(f"{share:>8.3f}" for share in shares))
        return
    print(f"{'':32}{'queries':>8}{'recall@1':>10}{'recall@10':>11}")
    show(recall(golden()))
    show(recall(query for lang in ("en", "fr") for mistakes in range(3) for query in drawn(lang, mistakes=mistakes)))


def show(found: Mapping[tuple[str, str, str], Recall]) -> None:
    """Print the rows of a table, one a version, language and kind."""
    for (version, lang, kind), (queries, at_1, at_10) in found.items():
        print(f"NOC {version} {lang} {kind:20}{queries:>8}{at_1:>10.3f}{at_10:>11.3f}")


if __name__ == "__main__":
    main()
