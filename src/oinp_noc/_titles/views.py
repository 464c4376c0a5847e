"""Matches as sheets for people: what a notebook shows of a search, in the language of the context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._answers.sheets import Cell, Sheet, Words
from oinp_noc._catalogue import say_number
from oinp_noc._noc.views import named, title_of

if TYPE_CHECKING:
    from oinp_noc._titles.match import Match, Matches

_MATCHES: dict[str, Cell] = {
    **dict.fromkeys(("code", "version", "group_title", "title", "kind"), "text"),
    "score": "number",
    "through": "text",
}


def of_match(match: Match) -> Sheet:
    """Show a match."""
    return Sheet(named(match.group), _MATCHES, (_row(match),), is_record=True)


def of_matches(matches: Matches) -> Sheet:
    """Show what a search found."""
    return Sheet(say_number("{number} match", "{number} matches", len(matches)), _MATCHES, tuple(map(_row, matches)))


def _row(match: Match) -> tuple[object, ...]:
    group, title = match.group, Words(match.title, match.lang)
    return (group.code, group.version, title_of(group), title, match.kind, match.score, match.through)
