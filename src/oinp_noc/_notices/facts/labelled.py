"""Named words in, what stands behind the label of a target out: "Sector: aquaculture"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.facts.callings import callings, nobody
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import over, spell, vocabulary

if TYPE_CHECKING:
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.words.lexicon import Fact, Words

_MARK = over(r"\A<!number|day|comma|stop|colon|dash>{1,6}(?P<mark><colon|dash>)")
_REST = over(
    r"(?P<said><word|something-else|other-unit|people|occupations|working-in|to|article|of|in|and|comma|slash|dash|open|close|plus>{1,24})"
    r"(?P<end><stop>?\Z)?"
)
_IN_LABELS = frozenset(
    ("article", "of", "in", "were", "draw", "invites", "issued", "people", "announced", "may-be", "one")
)
_MAKE_LABELS = {"targeting": "sure", "occupations": "near"}
_SURETIES = ("sure", "doubted", "near")  # those of the words "beside" make no label alone
_NO = compiled(r"(?:no|not|nothing|without|any|all|every|each|aucune?|rien|sans|pas|tous?|toutes?|n'importe)\b")
_UNKNOWN = ("word", "something-else", "other-unit")
_SHORTEST = 4  # letters of a word that says whom a draw was for


OF_BOTH = compiled(
    r"\W{0,4}(?:both(?: draws| rounds)?|all (?:two|three|four)|(?:tous )?les (?:deux|trois|quatre))\s?:\s"
)
"""The label of a target of all draws before: Both: skilled trades."""


class Labelled(NamedTuple):
    """What stands behind the label of a target in words that the vocabulary does not know.

    Attributes:
        at: its first word that may say whom a draw was for.
        span: where it stands.
        whole: whether nothing stands behind it, and the label is that of a target alone.
        near: whether the label says so only beside what is told of a draw: "Category: glassblowing".
    """

    at: int
    span: Place
    whole: bool
    near: bool


def is_unknown(words: Words, text: str, at: int) -> bool:
    """Return True if a word may say whom a draw was for, and the vocabulary does not know it."""
    said = text[slice(*words.span(at, at))]
    return words.names[at] in _UNKNOWN and len(said) >= _SHORTEST and said.isalpha() and said not in nobody()


def labelled(words: Words, text: str) -> Labelled | None:
    """Read what a line says behind the label of a target, if nobody knows its words; None of any other line."""
    mark = _MARK.match(words.line)
    if mark is None:
        return None
    last = mark.start("mark")
    if words.names[last] == "dash" and text[words.ends[last] : words.ends[last] + 1] != " ":
        return None  # sector-specific
    return _behind(label_of(words, text, last), words, text, last + 1)


def to_the_end(words: Words, found: list[Fact]) -> list[Fact]:
    """Widen a target that names a round to the end of its line: Round 3 - Construction trades helpers."""
    match = _ROUND.match(words.line) if len(found) == 1 else None
    if match is None or found[0].at != match.start("said") or found[0].kind != "target":
        return found
    return [found[0]._replace(span=(found[0].span[0], words.ends[match.end("said") - 1]))]


_ROUND = over(
    r"\A<draw><number|word|article><dash|colon>"
    r"(?P<said><word|label|people|occupations|of|in|and|comma|slash|article>{1,16})<stop>?\Z"
)


def answered(question: Words, words: Words, text: str) -> Labelled | None:
    """Read what answers a question about who was invited, if nobody knows its words; None of any other question."""
    return _behind(label_of(question, text, len(question.names)), words, text, 0)


def _behind(label: str | None, words: Words, text: str, first: int) -> Labelled | None:
    rest = _REST.match(words.line, first) if label is not None else None
    if rest is None:
        return None
    span = words.span(first, rest.end("said") - 1)
    unknown = [at for at in range(first, rest.end("said")) if is_unknown(words, text, at)]
    said = words.names[first : rest.end("said")]
    sector = "occupations" in said and not {*_UNKNOWN}.isdisjoint(said)  # forestry occupations
    calls = any(text[slice(*words.span(at, at))] in callings() for at in range(first, rest.end("said")))  # nurses
    if label == "sure" and (sector or calls):
        unknown = unknown or [first]
    if not unknown or _NO.match(text, *span) or spell(text[slice(*span)]) in _nothing():
        return None
    return Labelled(unknown[0], span, label == "sure" and rest["end"] is not None, label == "near")


def label_of(words: Words, text: str, last: int) -> str | None:
    """Say how sure the words before a place are the label of a target; None if they are none."""
    found: set[str] = set()
    for at, name in enumerate(words.names[:last]):
        made = _MAKE_LABELS.get(name) or _labels().get(text[slice(*words.span(at, at))], "")
        if not made and name not in _IN_LABELS:
            return None
        found.add(made)
    surety = next((surety for surety in _SURETIES if surety in found), None)
    return "doubted" if surety == "sure" and "beside" in found else surety


@_data.once
def _labels() -> dict[str, str]:
    return {phrase[0]: value for value, phrase in vocabulary("label of a target")}


@_data.once
def _nothing() -> frozenset[tuple[str, ...]]:
    return frozenset(phrase for _, phrase in vocabulary("no target"))


def behind_for(words: Words, first: int, last: int, text: str) -> bool:
    """Return True if labels end, behind "for", what tells of a number: 94 invitations, 46 points, for trades.

    They may stand before "for both" too.
    """
    if FOR_ALL.match(text, words.ends[last]):
        return True
    at = first - 1 - (words.name(first - 1) == "article")
    told = words.name(at - 1) == "comma" and {"number", "invitation"} <= {*words.names[: max(at, 0)]}
    return told and words.values[at] in ("for", "pour") and words.follows(last + 1, _ENDS)


_ENDS = (
    r"<stop|semicolon>?(?:\Z|<number>)"
    "|<comma><in|at-least|word>?<one|article|to>?<at-least>?<score|number>"  # for trades, with a score of 44
)


FOR_ALL = compiled(
    r" (?:pour|for) (?:(?:tous )?les (?:deux|trois)|both|all (?:two|three|of them))\b(?! (?!streams|draws|rounds)[a-z])"
)


_OF_A_ROUND = over("<people|invitation|draw|stream|targeting|number|score|occupations|issued|invites>")


_NEAR = 30  # characters
_ONLY_FOR = compiled(r"\b(?:only|just|solely|exclusively|uniquement|seulement) (?:for|pour) (?:the |les? |l')?\Z")


def is_of_a_draw(words: Words, at: int, text: str) -> bool:
    """Return True if the clause of a region speaks of a draw; "for companies in the GTA, the draw is late" does not."""
    marks = words.places("comma", "semicolon")
    first = max((place for place in marks if place < at), default=-1)
    last = min((place for place in marks if place > at), default=len(words.names))
    only = (
        "draw" in words.names and _ONLY_FOR.search(text, max(0, words.starts[at] - _NEAR), words.starts[at]) is not None
    )
    return (
        only
        or not marks
        or words.name(last + 1) == "number"
        or _OF_A_ROUND.search(words.line, first + 1, last) is not None
    )
