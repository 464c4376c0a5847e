"""Quantities in, quantities out: what a number is by others of its sentence, or by a word that none was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Fact
from oinp_noc._oinp.streams import stream as stream_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.words.lexicon import Words

HIGHEST = 1200  # points of the Comprehensive Ranking System
_OF_DRAWS = {"CRS": range(200, 601), "EOI": range(1, 101), "": range(1, HIGHEST + 1)}  # the scores that draws had
_OWN_GRID = "entrepreneur", range(1, 201)  # its stream, and points
COUNTED = ("count", "people")
_FEW = 10
_MOST = 8  # scores
_CONTEXT = 40  # characters
_PLACE = (
    "<comma|and|semicolon><word|article>?<region|program|NAME><stream-word>?"
    "|<and><!stop|semicolon|number|day>{0,6}<day><comma>?|<comma|semicolon><word>?<day><word>?"
)  # and Northern Ontario 79; and a week earlier, on May 2, 79
_IN_BRACKETS = "<number><open>"  # 94 (52 and up) for the one, 31 (48) for the other
_OTHERS = compiled(
    r" (?:others|more|autres|de plus)"
    r"(?=[,.;)]| (?:were|was|in|under|from|through|got|received|who|whose|ont|l'ont|dans|au|du|qui|dont)\b)"
)  # 424 nurses, and 839 others who ...
_THE_NEXT = compiled(
    r"\b(?:the (?:second|third|fourth|other|latter|last)(?: (?:one|draw|round))?|l'autre"
    r"|l[ae] (?:seconde?|deuxieme|troisieme|quatrieme|derniere?)(?: (?:ronde|tirage))?)(?:, | \()\Z"
)
_BEHIND_IT = compiled(r"(?:,|\)| strong\b,?)")


def _is_of_the_next(text: str, start: int, end: int) -> bool:
    """Return True if a number alone tells of another draw, behind its place: the second, 131, carpenters."""
    return bool(_THE_NEXT.search(text, max(0, start - _CONTEXT), start) and _BEHIND_IT.match(text, end))


_LEADS = {"since", "at-least"}  # from 39 points up for the one, and from 17 for the other
_ENDS = ("comma", "stop", "semicolon", "and", "in", "respectively", "")  # behind a number that has no noun


def said_alike(words: Words, text: str, facts: list[Fact]) -> Iterator[Fact]:
    """Find numbers without a unit that are told as others of their sentence are, and that no score was asked for.

    Args:
        words: the words of the sentence.
        text: the text, spelt plainly.
        facts: the quantities that are known.
    """
    if words.among.isdisjoint(("number", "score")):
        return
    place = (words.starts[0], words.ends[-1]) if "number" in words.among else (0, 0)
    exact = _EXACT.search(text, *place)
    of_them = {match.end() for match in _OF_THEM.finditer(text, *place)}
    they = not words.among.isdisjoint(_WHERE) and _THEY_WERE.search(text, *place) is not None
    if not (facts or "score" in words.names or exact is not None or of_them or they):
        return
    asked = next((words.starts[at] for at in words.places("score", "points")), place[1])
    of_them |= {match.end() for match in _THEY_WERE.finditer(text, *place) if they and match.end() < asked}
    known = {fact.at: fact for fact in facts}
    scored = min((fact.at for fact in known.values() if fact.kind == "score"), default=len(words.names))
    scores = [fact.value for fact in facts if fact.kind == "score"]
    counted = any(fact.kind in (*COUNTED, "share", "about") for fact in facts)
    lows = [low for low, _ in scores[:_MOST]]
    scores = [] if counted or any(high is not None for _, high in scores) else lows
    bracketed = [fact for fact in facts if fact.kind == "score" and words.precedes(fact.at, _IN_BRACKETS)][:_MOST]
    may_end = (*_ENDS, "to", *(("close",) if bracketed else ()), *(("open",) if scores else ()))
    leads = {words.name(fact.at - 1) for fact in facts if fact.kind == "score"} & _LEADS
    verbs = {_verb(words, fact.at - 1, text) for fact in facts if fact.kind in COUNTED} - {""}
    for at, name in enumerate(words.names) if facts or exact or of_them or scored < len(words.names) else ():
        if name != "number" or at in known:
            continue
        of_these = words.starts[at] in of_them and words.values[at] >= _FEW
        others = of_these or (counted and _OTHERS.match(text, words.ends[at]) is not None)
        others = others or (counted and _is_of_the_next(text, words.starts[at], words.ends[at]))
        if words.name(at + 1) not in may_end and not others and not text.startswith(" at ", words.ends[at]):
            continue
        span = words.span(at, at)
        told = _IT_WAS.search(text, max(span[0] - _CONTEXT, 0), span[0]) is not None and words.values[at] <= HIGHEST
        near = not words.precedes(at, "<number><to|dash>") and is_near(words.values[at], scores)
        near = near or (
            words.precedes(at, _IN_BRACKETS) and is_near(words.values[at], [fact.value[0] for fact in bracketed])
        )
        led = words.name(at - 1) in leads and words.values[at] <= HIGHEST
        if of_these or (exact is not None and exact.end() == span[0]) or _TO_BE_EXACT.match(text, span[1]):
            yield words.fact("count", at, "said alike")
        elif scored < at and (told or near or led):
            yield words.fact("score", at, "said alike")
        elif (
            others
            or _verb(words, at - 1, text) in verbs
            or (counted and words.precedes(at, _PLACE) and not is_near(words.values[at], lows))
        ):
            yield words.fact("people", at, "said alike")
    none = _NO_SCORE.search(text, words.starts[0], words.ends[-1]) if "score" in words.names else None
    if none is not None:
        yield Fact("no-score", None, none.span(), words.names.index("score"), "no score")


def may_score(value: int, stream: str | None) -> bool:
    """Return True if a number may be the lowest score of a draw of a stream, as far as it is known."""
    if stream == _OWN_GRID[0]:
        return value in _OWN_GRID[1]
    return value in _OF_DRAWS[(stream is not None and stream_of(stream).scale) or ""]


def is_near(value: int, scores: list[int]) -> bool:
    """Return True if a number may be a score such as those of its sentence: 54 points for the one, 50 for the other."""
    return any(score < 2 * value and value < 2 * score for score in scores)


_IT_WAS = compiled(
    r"\b(?:where|and|while|but|now|for which|for whom)\s(?:it|this|that|the (?:bar|mark|figure|minimum|floor))\s"
    r"(?:was|stood at|is)\s\Z|\b(?:asked|asking) for\s\Z"
)  # a score of 73 was the minimum in the one, and in the other, where it was 51
_EXACT = compiled(
    r"\b(?:(?:exact|precise) (?:number|figure|count|tally|total)|(?:chiffre|nombre|total) (?:exact|precis))"
    r"(?: is| was| stands at| est| etait|:| de)+ "
    r"|\b(?:draw|round|one|tirage|ronde|celui|celle)\b[^.;:0-9]{0,20}?(?:[0-9]{1,2}[^.;:0-9]{1,20})?"
    r"\b(?:larger|bigger|smaller|plus (?:gros|grande?|petite?|grosse))(?: still| yet| encore)?,? (?:at|with|a|avec) "
)  # the exact figure is 412; July's round, on the 29th, was larger at 1,288
_OF_THEM = compiled(
    r"\b(?:il y en (?:a|avait)(?: eu)?|en (?:comptait|comptaient|compte|comptent|donne)"
    r"|en (?:a|ont|avait|avaient) (?:compte|donne|recu|fait|invite|retenu|pris|envoye|emis))"
    r"(?: (?:seulement|que|environ))? (?=[0-9])|\b(?:another|a further|an additional) (?=[0-9])"
)  # celui du 11 janvier en avait compté 38; there were a further 751
_WHERE = ("region", "stream", "short")
_THEY_WERE = compiled(
    r"\b(?:they|these|there|ils|elles|ceux-ci|celles-ci) (?:were|numbered|was|etaient|furent|ont ete)"
    r"(?: (?:only|just|seulement|au nombre de))? "
    r"(?=[0-9][0-9, ]{0,6}?(?:[,;)](?![0-9])| (?:et|and|but|mais|with|avec)\b))"
)  # in the north there were 86, and a score of 45 was enough
_TO_BE_EXACT = compiled(r",? (?:to be (?:exact|precise)|exactly|pour etre (?:exact|precis)|exactement)\b")
_LONG = 3  # letters of a verb
_NO_VERB = compiled("with|from|only|avec|pour|than|that|another|just|dans|top|its|new|but|all")


def _verb(words: Words, at: int, text: str) -> str:
    """Return a word that may be a verb, as in "it took 94 people, and in May it took 52"; "" for another."""
    word = text[slice(*words.span(at, at))] if at >= 0 and words.names[at] == "word" else ""
    return word if len(word) >= _LONG and not _NO_VERB.fullmatch(word) else ""


_NO_SCORE = compiled(
    r"\b(?:no|without an?|aucune?|sans|pas de) (?:minimum |minimal |minimale )?(?:crs |eoi )?"
    r"(?:score|points|cut[ -]?off|note|pointage)(?! (?:higher|lower|above|below|under|over|is an?|can))"
    r"|\b(?:score|cut[ -]?off|note|pointage)[: -]{1,3}(?:is |was )?(?:n/?a|not applicable|none|sans objet|aucune?)\b"
)
