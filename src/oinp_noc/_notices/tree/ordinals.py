"""Sentences in, answers out: which of the draws before they are about: the first, the two others, the latter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACES = {"first": 0, "former": 0, "premier": 0, "second": 1, "deuxieme": 1, "third": 2, "troisieme": 2}
_LAST = ("last", "latter", "dernier")
_MANY = {"two": 2, "deux": 2, "three": 3, "trois": 3}
_ORDINAL = (
    r"(?:(?:and|but|while|whereas|et|mais|tandis que),? )?(?:(?:in|for|dans|pour) )?"
    r"(?:th(?:e|is|at|ese|ose) |les? |la |l'|ce(?:t|tte|s)? )"
    r"(?:(?P<many>two|three|deux|trois) )?"
    r"(?P<which>first|former|premier|second|deuxieme|third|troisieme|last|latter|dernier|others?|autres?)(?:es?|s)?\b"
    r"(?: (?P<more>two|three)\b)?"
    r"(?! (?:time|fois|step|week|month|year|day|semaine|mois|annee|ever)\b)"
    r"(?!(?: (?:draws?|rounds?|one|tirages?|rondes?|such))*"
    r" (?:of|de|du|since|in|depuis|en 20[0-9]{2}|to|after|invited|issued)\b)"
)
_BEGINS = compiled(_ORDINAL)
_GOES_ON = compiled(
    r"[,;] (?=" + _ORDINAL.replace("?P<many>", "").replace("?P<which>", "").replace("?P<more>", "") + ")"
)


def which(text: str, start: int, end: int, among: int) -> range | None:
    """Return the places of those of several draws that a sentence begins with; None if it names none by its place."""
    match = _BEGINS.match(text, start, end)
    if match is None:
        return None
    many = _MANY.get(match["many"] or match["more"] or "", 1)
    word = match["which"]
    if word in ("former", "latter") and among != 2:  # noqa: PLR2004 (of two)
        return range(0)
    if word in _PLACES:
        return range(_PLACES[word], min(_PLACES[word] + many, among))
    if word in _LAST:
        return range(max(among - many, 0), among)
    return range(1, among) if word.endswith("s") or many == among - 1 else range(0)


_HEADS = compiled(
    r"(?:the |le |la )?(?:first|second|third|fourth|premiere?|deuxieme|seconde?|troisieme|quatrieme)"
    r" (?:draw|round|group|list|tirage|ronde|groupe|liste)\b[^.]{0,60}"
)


def is_of_one(text: str, start: int, end: int) -> bool:
    """Return True if a line may be the heading of one of several draws: "Second draw:"."""
    return _HEADS.fullmatch(text, start, end) is not None


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence without a number where it goes on to another draw: the first was general, the second not."""
    cuts = [start]
    if _BEGINS.match(text, start, end) and not _DIGIT.search(text, start, end):
        cuts += [match.start() + 1 for match in _GOES_ON.finditer(text, start, end)]
    ends = [*cuts[1:], end]
    yield from zip([cuts[0], *(cut + 1 for cut in cuts[1:])], ends, strict=True)


_DIGIT = compiled(r"[0-9]")
