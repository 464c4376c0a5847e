"""Named words in, whether a score is that of one person: Kwame has 47 points; Grace, who has 38 points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.words.lexicon import Words

_JUST = r"(?:(?:only|just|now|about|an?|crs|eoi|score|total|of|une?|note|pointage|de|seulement|already|deja) ){0,4}\Z"
_CLAUSE = r"(?:\A|[;:,] |\b(?:and|but|et|mais) )"
_NAME = r"(?:[a-z'-]{2,20} )"
_OWN = (
    compiled(rf"{_CLAUSE}(?P<one>{_NAME}{{1,3}})(?:has|had|scored|avait) {_JUST}"),
    compiled(
        rf"{_CLAUSE}(?P<one>{_NAME}{{1,3}})(?:was|got|received|a ete) (?:picked|invited|selected|chosen|in|drawn"
        rf"|invitee?|choisie?|selectionnee?|(?:an?|her|his|the) (?:invitation|invite|noi|ita)) (?:with|avec) {_JUST}"
    ),
    compiled(rf"{_CLAUSE}(?P<one>(?:an?|my|his|her|our) [^.;:,]{{2,60}}) has {_JUST}"),
    compiled(rf"(?P<one>[a-z'-]{{2,20}}),(?: [0-9]{{2}},)? (?:who |qui )?(?:has|had|scored|avait|(?<=qui )a) {_JUST}"),
    compiled(rf"(?P<one>\b(?:his|her|my)) (?:own )?{_JUST}"),
    compiled(rf"(?P<one>\b(?:her|him)), with {_JUST}"),
)
_A = compiled(rf"{_CLAUSE}(?P<one>{_NAME}{{2,3}})a {_JUST}")
_MORE = compiled(
    r" points?\b[^.;]{0,90}\b(?:ou (?:le seuil|la note|il (?:en )?(?:faut|fallait))|alors qu|mais)\b"
)  # or: fixe a 47
_QUI = compiled(
    r" points, (?:qui|who) (?!(?:were|have|got|received|ont|sont)\b)"
)  # says Ousmane, 11 years in it, 485 points, who
_SAYS = compiled(r"(?:\bsays|\bsaid|\bavoue|\bdit|\bexplique|\bsoupire|\braconte) (?P<one>[a-z'-]{2,20})\b[^.;:]*, \Z")
_OF_MANY = compiled(
    r"(?:[a-z'-]+ )*?(?:[a-z'-]+s|candidate?|applicant|person|personne|people|(?:any|every|some|no)(?:one|body)|each"
    r"|one|last|lowest|weakest|bottom|most|half|many|all|they|those|which|it|that|this|there|none|dernier|chacun|quiconque|il"
    r"|elle|y|on|en|l[ea]|both|tous|ceux|celui|celle|cela|ca|not?|never|jamais|also|only|who|qui|if|you|si|vous)\b"
)
_OF_DRAWS = frozenset(
    (
        *("draw", "stream", "short", "stream-word", "score", "here", "at-least", "invitation", "people", "issued"),
        *("invites", "occupations"),
    )
)
_LOWEST = compiled(
    r"[^.;]{0,40}\b(?:minimum|minimal|lowest|cut-?off|exactly|required|plus (?:bas|faible)|and above)\b|\+"
)
_NEAR = 200  # characters: more than a subject has


def is_ones_own(words: Words, text: str, span: tuple[int, int]) -> bool:
    """Return True if the words before a score say that one person has it, and none behind that it was the lowest."""
    start, end = span
    first = max(words.starts[0], start - _NEAR)
    said = text[first:start]
    behind = words.place_of(end - 1) + 1
    above = {words.name(behind), words.name(behind + 1)} & {"and-above", "plus"}
    found = [match for own in _OWN if (match := own.search(said)) is not None]
    if not found and _MORE.match(text, end, words.ends[-1]):
        found = [match for match in (_A.search(said),) if match is not None]
    if not found and _QUI.match(text, end):
        found = [match for match in (_SAYS.search(said),) if match is not None]
    if not found or above or _LOWEST.match(text, end, words.ends[-1]):
        return False
    return any(
        not _OF_MANY.match(match["one"])
        and _OF_DRAWS.isdisjoint(words.names[slice(*(words.place_of(first + at) for at in match.span("one")))])
        for match in found
    )
