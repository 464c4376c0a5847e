"""What a search takes, and what it gives: a match, and why it is one."""

from __future__ import annotations

import operator
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, SupportsIndex

import attrs

from oinp_noc._answers.answers import Answers
from oinp_noc._answers.value import Value
from oinp_noc._language import Lang
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import shown
from oinp_noc._noc.cells import is_flag
from oinp_noc._noc.classification import Group
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from oinp_noc._answers.sheets import Cell, Sheet

MatchKind = Literal["code", "exact title", "exact group title", "phrase", "all words", "word starts", "fuzzy"]


@attrs.frozen(repr=False)
class Match(Value):
    """A group that a search found, and why.

    Attributes:
        group: a unit group of the version asked; for a code, the group that has it, of any version and level.
        title: the title that matched best, as published: an example title, or the group's own.
        lang: the language of the title, ``"en"`` or ``"fr"``.
        kind: how the query and that title meet. ``"code"``: the query has the code of the group; ``"exact title"``:
            it is an example title; ``"exact group title"``: it is the group's own; ``"phrase"``: its words stand
            together in the title; ``"all words"``: they stand there in any order; ``"word starts"``: each starts a
            word there; ``"fuzzy"``: only some do, or only when mistakes are mended and everyday words translated.
            Codes and exact titles come first; apart from that, the kind has no influence on the order.
        score: above 0 and at most 1; the matches of one search are in its order.
        words: the words of the query, folded, each with the word of the title that it met, or None if it was left
            out.
        through: the NOC version whose titles led to the group by the concordance; None if the title is of the
            group's own version.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.search("soft dev", limit=1)[0]
        <Match 21232 'software developer' (word starts, 0.77)>
    """

    group: Group
    title: str
    lang: Lang
    kind: MatchKind
    score: float
    words: tuple[tuple[str, str | None], ...] = ()
    through: str | None = None

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._titles.views import of_match  # noqa: PLC0415 (notebooks alone need it)

        return of_match(self)

    def __repr__(self) -> str:
        return f"<Match {self.group.code} {self.title!r} ({self.kind}, {self.score:.2f})>"

    def explain(self) -> str:
        """Say in one line why the group was found: the title, the words that counted, and those left out.

        Example:
            >>> import oinp_noc
            >>> print(oinp_noc.search("senior sofware engineer", limit=1)[0].explain())
            21231 of NOC 2021: fuzzy 'software engineer'; counted sofware as software, engineer; left out senior
        """
        parts = [f"{self.group.code} of NOC {self.group.version}: {self.kind}"]
        if self.kind != "code":
            parts[0] += f" {self.title!r}"
            counted = [said if said == met else f"{said} as {met}" for said, met in self.words if met is not None]
            left = [said for said, met in self.words if met is None]
            parts += [
                f"{what} {', '.join(words)}" for what, words in (("counted", counted), ("left out", left)) if words
            ]
        if self.through is not None:
            parts.append(f"through the titles of NOC {self.through} and the concordance")
        return "; ".join(parts)


@attrs.frozen(eq=False, repr=False)
class Matches(Answers[Match]):
    """What a search found, as a sequence of `Match` values, the best first.

    Attributes:
        matches: the matches.
    """

    _items = "matches"

    matches: tuple[Match, ...]

    def _sheet(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._answers.sheets import Sheet  # noqa: PLC0415 (no search needs it)

        columns: dict[str, Cell] = {
            **dict.fromkeys(("version", "code", "level", "group_title", "title", "lang", "kind"), "text"),
            "score": "number",
            "through": "text",
        }
        rows = (
            (
                each.group.version,
                each.group.code,
                each.group.level,
                each.group.title,
                each.title,
                each.lang,
                each.kind,
                each.score,
                each.through,
            )
            for each in self.matches
        )
        return Sheet("Groups behind a job title", columns, tuple(rows))

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._titles.views import of_matches  # noqa: PLC0415 (notebooks alone need it)

        return of_matches(self)


def checked(text: object, limit: object) -> int:
    """Check what every search takes; return the limit as a number."""
    if not isinstance(text, str):
        message = f"{shown(text)} is of type {type(text).__name__}: expected a job title or a code, as text"
        raise InvalidArgumentError(message, value=text)
    if not text.strip():
        message = f"{shown(text)} is empty: expected a job title such as 'software engineer', or a code"
        raise InvalidArgumentError(message, value=text)
    if limit is None:
        return sys.maxsize
    with suppress(TypeError):  # an array is no number, though it has an index
        if isinstance(limit, SupportsIndex) and not is_flag(limit) and (number := operator.index(limit)) >= 0:
            return min(number, sys.maxsize)
    message = f"limit={shown(limit)}: expected how many matches at most, 0 or more, or None for all"
    raise InvalidArgumentError(message, value=limit)
