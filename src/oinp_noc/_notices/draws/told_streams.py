"""Drafts in, the streams out that the words for whom they were for name: trades, French speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._notices.draws.scales import fitting, is_strange
from oinp_noc._notices.facts.names import SURE, TOLD
from oinp_noc._notices.facts.stream_names import FRENCH, TRADES
from oinp_noc._notices.facts.targets import OF_STREAMS, Target
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.words.lexicon import Fact

_BESIDE = 12  # characters between a stream and its target: " stream ("
_BEFORE = 200  # characters before a stream in which it may be said to be that of several rounds
_ROUNDS_OF = compiled(
    r"\b(?:two|three|four|2|3|4|both|these|deux|trois|quatre|les|ces)\s(?:[a-z]+\s){0,3}"
    r"(?:rounds|draws|selections|tirages|rondes)\b[^.:;]{0,60}\Z"
)


def stream_of_trades(draft: Draft, text: str) -> dict[str, Fact]:
    """Return the stream of a draft whose target is named like one: skilled trades, beside a score of the CRS.

    A row that names it twice has the stream and the target: Skilled Trades | 48 skilled trades.
    """
    target, score = draft.get("target"), draft.own.get("score")
    if target is None or score is None or "stream" in draft.own or fitting(score, None) != ["CRS"]:
        return {}
    around = draft.context.get("stream")
    if around is not None and 0 < target.span[0] - around.span[1] <= _BESIDE and not is_strange(score, around):
        return {}  # Human Capital Priorities (skilled trades)
    if around is not None and _ROUNDS_OF.search(text, max(0, around.span[0] - _BEFORE), around.span[0]):
        return {}  # two rounds took place under Human Capital Priorities
    row = draft.nodes[0].of("target") if draft.nodes[0].kind == "row" else []
    named = next((fact for fact in (target, *row) if fact.value == (Target((TRADES,)), SURE)), None)
    if named is None or target.value[0] != named.value[0]:
        return {}
    again = (fact for fact in (target, *row) if fact.span != named.span and fact.value[0] == named.value[0])
    aims = [fact._replace(value=(fact.value[0], TOLD)) for fact in again]
    return {"stream": named._replace(kind="stream", value=TRADES), "target": (aims or [target])[0]}


def stream_of_french(draft: Draft) -> dict[str, Fact]:
    """Return the stream of a draft for French speakers that names none: theirs, if its score is one of the CRS.

    An earlier draw needs no score. The stream of the draws beside it is not meant, if it has none for a language.
    """
    target, score, around = draft.get("target"), draft.own.get("score"), draft.get("stream")
    if target is None or "stream" in draft.own or target.value[0] != OF_STREAMS[FRENCH]:
        return {}
    if around is not None and (around.value == FRENCH or around.value in _of_a_language()):
        return {}
    theirs = fitting(score, None) == ["CRS"] if score is not None else draft.role == "recalled"
    return {"stream": target._replace(kind="stream", value=FRENCH)} if theirs else {}


@_data.once
def _of_a_language() -> frozenset[str]:
    """Return the streams that had draws for those who speak a language."""
    return frozenset(row["stream"] for row in _data.records("draws") if row.get("language"))
