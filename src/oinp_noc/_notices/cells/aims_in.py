"""Words of a cell in, whom a draw was for out: in a column for something else, or in words that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts import names
from oinp_noc._notices.facts.callings import callings
from oinp_noc._notices.facts.names import SURE, TOLD
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.facts.targets import Target
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Fact, Words, pattern, spell, vocabulary

if TYPE_CHECKING:
    from oinp_noc._notices.plain.text import Place

AS_WRITTEN = "a column of targets"  # the rule of a target in words that nobody knows


def aimed_in(words: Words, text: str, cell: Place) -> list[Fact]:
    """Read whom a draw was for in a cell for something else: 210 (health)."""
    found = [fact for fact in names.targets(words, text, *cell) if fact.kind == "target"][:1]
    told = [fact._replace(value=(fact.value[0], TOLD)) for fact in found] or remark_on(words, text)
    return [*told, *cues_in(words)]


def remark_on(words: Words, text: str) -> list[Fact]:
    """Read what people are called as who may have been invited."""
    at = next((at for at, place in enumerate(words.starts) if text[place : words.ends[at]] in callings()), None)
    return [] if at is None else [words.fact("remark", at, AS_WRITTEN)]


def cues_in(words: Words) -> list[Fact]:
    """Read that a draw was targeted."""
    return [Fact("targeting", None, words.span(at, at), at) for at in words.places("targeting")[:1]]


def with_one_stream(facts: list[Fact]) -> list[Fact]:
    """Read trades as whom a draw was for, beside a cell with another stream."""
    streams = {fact.value for fact in facts if fact.kind == "stream"}
    trades = Target((TRADES,))
    return [
        fact._replace(kind="target", value=(trades, TOLD))
        if fact.kind == "stream" and fact.value == TRADES and len(streams) > 1
        else fact
        for fact in facts
    ]


def is_total(text: str, cell: Place) -> bool:
    """Return True if the first cell of a row, or the name of a column, says that it sums the others up."""
    return pattern("total row").match(text, *cell) is not None or pattern("all rows").fullmatch(text, *cell) is not None


_SHORTEST = 4  # letters of a target
_STOP = compiled(r"[.;:(]|\s-\s")


_OF_DRAWS = compiled(
    r"(?:(?:the|our|la|le|les) )?(?:first|second|third|fourth|fifth|last|largest|biggest|smallest|only|record"
    r"|premiere?|deuxieme|troisieme|quatrieme|dernier|plus (?:gros|grand|petit)) (?:[a-z]+ ){0,2}?"
    r"(?:draw|round|selection|tirage|ronde)s?\b(?: (?:of|in|since|so far|this|ever|du|de|depuis)\b[a-z ]{0,30})?"
    r"|(?:no|without(?: an?)?|aucune|sans) (?:job offer|offre d'emploi)s?(?: (?:needed|required|requise))?"
)  # Third draw of the month


_NOT_SAID = compiled(
    r"(?:the |la |les? )?(?:target|occupation|group|sector|cible|profession|groupe|secteur|metier)s? "
    r"(?:is |are |was |were )?(?:un[a-z]+|inconnu[a-z]*|(?:not|non) (?:[a-z]+ )?[a-z]+|to be [a-z]+|tba|tbd)\)?"
)  # target not disclosed


def as_written(words: Words, text: str, start: int, end: int) -> Fact | None:
    """Read the text of a cell for targets as a target in words that the vocabulary does not know."""
    for kind in ("before a target", "link to a target"):
        lead = pattern(kind).match(text, start, end)
        if lead is not None:
            start = lead.end()
            while start < end and not text[start].isalnum():
                start += 1
    stop = _STOP.search(text, start, end)
    written = text[start : stop.start() if stop is not None else end].rstrip(" .*")
    nothing = (
        _OF_DRAWS.fullmatch(written)
        or is_total(text, (start, end))
        or spell(written) in {phrase for _, phrase in vocabulary("no target")}
        or _NOT_SAID.fullmatch(written)
    )
    counted = words.follows(0, "<number><word>{0,2}<label|occupations>")  # 18 occupations
    if len(written) < _SHORTEST or nothing or not (counted or written[0].isalpha()):
        return None
    if not counted and any(map(str.isdigit, written)):
        return None
    labels = tuple(
        dict.fromkeys(
            str(value)
            for name, value, at in zip(words.names, words.values, words.starts, strict=True)
            if name == "label" and at < start + len(written)
        )
    )
    return Fact(
        "target", (names.meaning_of(labels), TOLD if counted else SURE), (start, start + len(written)), 0, AS_WRITTEN
    )
