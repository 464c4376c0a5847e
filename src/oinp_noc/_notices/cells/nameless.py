"""Rows of tables whose columns have no names in, facts out: each cell by what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.cells.cell_values import (
    DATE,
    NUMBER,
    PRICE,
    SCORE,
    WINDOW,
    day_in,
    number_in,
    score_in,
    unread,
    window_in,
)
from oinp_noc._notices.cells.cells import described
from oinp_noc._notices.facts.alike import may_score
from oinp_noc._notices.facts.columns import KEYS, named_column
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.dates import read

if TYPE_CHECKING:
    from oinp_noc._notices.facts.unit import Unit
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.words.lexicon import Fact, Words


def nameless_cells(unit: Unit, text: str, stream: Fact | None = None) -> list[Fact]:
    """Read the cells of a table whose columns have no names, each by what it looks like; a stream may be known."""
    found: dict[str, Fact] = {}
    rest: list[Fact] = [] if stream is None else [stream]
    plain: list[tuple[int, Words]] = []  # cells with a number and nothing else
    for place, (start, end) in enumerate(unit.cells):
        words = read(text, start, end)
        if words.follows(0, PRICE):
            return []  # nobody pays for an invitation
        fact = _typed(words, text, {*found})
        behind = end  # what was read
        if fact is None and "open" in words.names:
            behind = text.find("(", start, end)
            fact = _typed(read(text, start, behind), text, {*found})
        alone = _before_a_change(words, text, (start, end)) if fact is None else words
        if fact is None and alone.follows(0, NUMBER):
            plain.append((place, alone))
            if not _CHANGE.fullmatch(text, alone.ends[-1], end):
                rest += unread(read(text, alone.ends[-1], end), text)
            continue
        rest_of_it = (start, end) if fact is None else (behind, end)
        known = fact is not None or any(other.kind == "stream" for other in rest)
        if fact is not None:
            found[fact.kind] = fact
        if rest_of_it[0] < end:
            rest += described(read(text, *rest_of_it), text, *rest_of_it, "" if known else "stream")
    kinds = {*found, *(fact.kind for fact in rest)}
    if not kinds & {"day", "days", "stream"}:
        aimed = "target" in kinds or named_column(text[slice(*unit.cells[0])]) in KEYS
        cells = [read(text, *cell) for cell in unit.cells] if "target" in kinds else [words for _, words in plain]
        return [fact for words in cells if aimed for fact in unread(words, text) if fact.kind == "unread"]
    named = next((fact.value for fact in rest if fact.kind == "stream"), None)
    return [*found.values(), *_dealt(plain, named, text, {*found}), *rest]


_CHANGE = compiled(
    r"\s?[,(]?\s?(?:(?:[-+\u2212\xb1\u2190-\u2199\u25b2-\u25bf]|up|down|plus|moins|(?:en )?(?:hausse|baisse))\s?){1,2}"
    r"(?:by |de )?[0-9]{1,4}(?:\s?(?:points?|pts?\.?))?\s?\)?"
    r"|\s?\((?:same|unchanged|no change|=|inchangee?|idem)\)"
)
_ASIDE = compiled(r"(?P<number>[0-9]{1,3}(?:[, ][0-9]{3})?|[0-9]{4}(?=\s?\([-+]))\s?(?:\(|,?\s(?=[-+]|up |down ))")


def _before_a_change(words: Words, text: str, cell: Place) -> Words:
    """Return the number of a cell without its change, or what stands in brackets and is no score: 44 (-3), 44, up 3."""
    behind = _ASIDE.match(text, *cell)
    if behind is None or any(fact.kind in ("count", "score") for fact in described(words, text, *cell, "")):
        return words
    return read(text, cell[0], behind.end("number"))


def _typed(words: Words, text: str, found: set[str]) -> Fact | None:
    """Read a cell that can be one thing only, and is not what another cell of its row is."""
    if words.follows(0, DATE) and "day" not in found:
        return day_in(words, text)
    if words.follows(0, WINDOW):
        return window_in(words, text)
    if words.follows(0, NUMBER):
        said = not words.among.isdisjoint(("invitation", "people")) and "count" not in found
        return number_in(words, text) if said else None
    return score_in(words, text) if words.follows(0, SCORE) and "score" not in found else None


def _dealt(plain: list[tuple[int, Words]], stream: str | None, text: str, found: set[str]) -> list[Fact]:
    """Say which of the numbers of a row that nothing names is that of invitations, and which the score.

    A number before all other cells is that of the row. Of two others one must be too large or too small for a score of
    the stream; else neither is read.
    """
    scored, counted = "score" in found, "count" in found
    if len(plain) + scored + counted > 2 and plain[0][0] == 0:  # noqa: PLR2004 (a number and a score)
        del plain[0]
    counts = [number_in(words, text) for _, words in plain]
    if len(plain) == 1 and not counted:
        return [fact for fact in counts if fact is not None]
    if len(plain) == 1 and not scored and counts[0] is not None and may_score(counts[0].value, stream):
        return [fact for fact in (score_in(plain[0][1], text),) if fact is not None]
    scores = [fact is not None and may_score(fact.value, stream) for fact in counts]
    if len(plain) == 2 and not (scored or counted) and sum(scores) == 1:  # noqa: PLR2004
        at = scores.index(True)
        both = [score_in(plain[at][1], text), counts[1 - at]]
        return [fact for fact in both if fact is not None]
    return [fact for _, words in plain for fact in unread(words, text)]
