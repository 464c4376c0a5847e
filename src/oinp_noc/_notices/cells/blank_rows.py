"""Rows whose cells have nothing but blanks between them in, facts out: by the order of their columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.cells.cell_values import number_in, score_in
from oinp_noc._notices.cells.cells import described
from oinp_noc._notices.facts.columns import trimmed
from oinp_noc._notices.words.dates import read
from oinp_noc._notices.words.lexicon import Fact, Words, over

if TYPE_CHECKING:
    from oinp_noc._notices.facts.unit import Unit

_THOUSANDS = 3  # digits

_RANGE = over(r"<number>(?:<points>?<and-above|plus>|<dash|to><number>)")


def blank_separated(unit: Unit, text: str, kinds: tuple[str, ...]) -> list[Fact]:
    """Read a row whose cells have only blanks between them: by the order of its columns."""
    start, end = unit.cells[0]
    words = read(text, start, end, apart=True)
    found = _numbers(words, text, kinds)
    for name, kind in (("day", "day"), ("days", "window" if "profiles" in kinds else "days")):
        for at in [words.names.index(name)] if name in words.names else ():
            found.append(Fact(kind, words.values[at], words.span(at, at), at, "a row"))
    first = min((fact.span[0] for fact in found), default=start)
    last = max((fact.span[1] for fact in found), default=start)
    before = trimmed(text, start, first)
    found += described(read(text, *before), text, *before, "stream")
    behind = trimmed(text, last, end)
    found += described(read(text, *behind), text, *behind, "target" if "target" in kinds else "")
    kinds_found = {fact.kind for fact in found}
    known = kinds_found & {"day", "days", "stream"} or (
        words.name(0) == "number" and "count" in kinds_found and kinds_found & {"score", "target", "general"}
    )
    return found if known else []


def _numbers(words: Words, text: str, kinds: tuple[str, ...]) -> list[Fact]:
    """Read the number of invitations and the score of such a row."""
    match = _RANGE.search(words.line) if "score" in kinds else None
    taken = range(*match.span()) if match is not None else range(0)
    plain = [at for at in words.places("number") if at not in taken]
    before = "score" in kinds and kinds.index("score") < (*kinds, "invitations").index("invitations")
    empty = _place_of_nothing(words, text)
    scored, last = words.part(taken.start, taken.stop), 1
    if len(plain) > 1 and _go_together(words, plain, text, scored=match is not None or len(plain) > 2):  # noqa: PLR2004
        last = 2
    elif match is None and "score" in kinds and (len(plain) > 1 or (plain and empty and (empty > plain[0]) == before)):
        at = plain.pop(0 if before else len(plain[:2]) - 1)
        scored = words.part(at, at + 1)
    counted = words.part(plain[0], plain[0] + last) if plain and "invitations" in kinds else words.part(0, 0)
    return [fact for fact in (score_in(scored, text), number_in(counted, text)) if fact is not None]


def _place_of_nothing(words: Words, text: str) -> int:
    """Find the word behind the first of a cell that holds nothing, ``N/A``; 0 if none does."""
    match = re.search(r"\bn/a\b", text[words.starts[0] : words.ends[-1]])
    ends = enumerate(words.ends) if match is not None else ()
    return next((at for at, end in ends if match is not None and end > words.starts[0] + match.start()), 0)


def _go_together(words: Words, plain: list[int], text: str, *, scored: bool) -> bool:
    """Return True if two numbers are one with a blank for its thousands, as in ``1 024``."""
    first, second = plain[:2]
    digits = text[words.starts[second] : words.ends[second]]
    return second == first + 1 and len(digits) == _THOUSANDS and (scored or digits[0] == "0")
