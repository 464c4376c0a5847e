"""Named words in, words for what people work as out: who is called a nurse or a driver may have been aimed at."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._notices.facts.titles import units
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import plain
from oinp_noc._notices.words.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.words.lexicon import Words


PERSONS = compiled(
    r"(?:people|persons?|candidate?s?|applicants?|registrants?|refugees?|men|women|folk|physicians?|educators?|workers?|assistants|practitioners|counsellors|speakers"
    r"|personnes?|refugiee?s?|locuteurs?|locutrices?"
    r"|medecins?|omnipraticiens?|educat[a-z]+|francophones?|gens de metiers?|travailleu[a-z]+|ouvri[a-z]+"
    r"|infirmi[a-z]+|professionnels?|informaticien[a-z]*|soignante?s?|enseignante?s?|agriculteurs)\b"
)  # targets that are called by who they are
_WORD = compiled("[a-z]{4,}")
_VERSIONS = ("2016", "2021")
_AGENTS = compiled(
    r"[a-z-]*(?:ers|ors|ists|icians|men|nurses|cooks|chefs|clerks|mechanics|attendants|accountants|assistants|aides|midwives"
    r"|eurs|euses|trices|iers|ieres|iens|iennes|istes|peutes|assistantes|comptables|enseignants|medecins)"
)
_BRACKETS = compiled(r"\([^()]{0,200}\)")
_PARTS = compiled(r"[,;/]|\b(?:and|or|in|of|except|et|ou|en|de|des|du|au|aux|la|le|les|sauf|a)\b|\bd'")
_ENDS = compiled(r"[,;/]|\b(?:and|or|except|et|ou|sauf)\b")


@_data.once
def callings() -> frozenset[str]:
    """Return the words for people in the titles of all unit groups, and more, without those for anybody."""
    more = {word for _, phrase in vocabulary("calling") for word in phrase}
    return workers_of_titles() - {word for _, phrase in vocabulary("anybody") for word in phrase} | more


@_data.once
def workers_of_titles() -> frozenset[str]:
    """Return the words for people in the titles of all unit groups: some of them anybody may be called."""
    parts = (part.split() for title in _all_titles() for part in _PARTS.split(title))
    found = {word for part in parts for word in (*part[:1], *part[-1:])}
    return frozenset(word for word in found if _AGENTS.fullmatch(word))


@_data.once
def pairs_of_titles() -> frozenset[tuple[str, str]]:
    """Return the pairs of words that stand next to each other in the titles of all unit groups."""
    parts = (part.split() for title in _all_titles() for part in _ENDS.split(title))
    return frozenset(pair for part in parts for pair in pairwise(part))


@_data.once
def titled() -> frozenset[str]:
    """Return the words of the titles of all unit groups: one that stands before "draw" may say whom it was for."""
    return frozenset(word for title in _all_titles() for word in _WORD.findall(title))


def _all_titles() -> Iterator[str]:
    for version in _VERSIONS:
        for group in units(version).values():
            yield from (_BRACKETS.sub("", plain(title)) for title in _titles(group))


def _titles(group: object) -> list[str]:
    return [title for title in (getattr(group, "title", None), getattr(group, "title_fr", None)) if title]


@_data.once
def nobody() -> frozenset[str]:
    """Return words that stand behind "for" and "to" without saying who was invited."""
    return frozenset(
        word for kind in ("nobody", "month", "weekday", "anybody") for _, phrase in vocabulary(kind) for word in phrase
    )


def calls_people(words: Words, text: str, first: int, last: int) -> bool:
    """Return True if labels are called by who they are: finance professionals, who may stand between others."""
    return "people" in words.names[first : last + 1] or PERSONS.search(text, *words.span(first, last)) is not None
