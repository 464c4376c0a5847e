"""Titles by how they fold, in small files: the page folds what is typed and reads the one file that may have it."""

from __future__ import annotations

import functools
import inspect
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import oinp_noc
from oinp_noc._titles.vocabulary import vocabulary  # how titles fold is written once more, in static/folding.js

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc import Lang

LANGS: tuple[Lang, ...] = ("en", "fr")
VERSION: str = inspect.signature(oinp_noc.search).parameters["version"].default
"""The version whose titles are searched, as the library does unless it is asked for another."""

_START = 3  # letters of the folded title that name its file


@functools.cache
def folded(lang: Lang) -> dict[str, dict[str, str]]:
    """Return each folded title with the unit groups that have it, and how each writes it.

    A group's own title gives way to an example title that folds alike, as in `search`.
    """
    words = vocabulary(VERSION, lang)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for group in oinp_noc.classification(VERSION).unit_groups:
        own = group.title_fr if lang == "fr" else group.title
        for title in (*oinp_noc.example_titles(group.code, VERSION, lang), own):
            if title is not None:
                found[" ".join(words.fold(title))].setdefault(group.code, title)
    return dict(found)


def shards() -> dict[str, dict[str, Any]]:
    """Return the titles of both languages in files, by language and first letters: ``en-sof``."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for lang in LANGS:
        for key, groups in sorted(folded(lang).items()):
            found[shard(lang, key)][key] = groups
    return dict(found)


def shard(lang: Lang, key: str) -> str:
    """Name the file of a folded title."""
    return f"{lang}-{key.split(' ', maxsplit=1)[0][:_START]}"


def rules(names: Iterable[str]) -> dict[str, Any]:
    """Return what the page needs to fold: the words of the other gender, and the names of the files that there are."""
    return {
        "forms": {lang: vocabulary(VERSION, lang).forms for lang in LANGS},
        "shards": sorted(names),
    }
