"""Words of a cell in, whom a draw was for out, where the column is for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts import names
from oinp_noc._notices.facts.callings import callings
from oinp_noc._notices.facts.names import TOLD
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.facts.targets import Target
from oinp_noc._notices.words.lexicon import Fact, Words

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
