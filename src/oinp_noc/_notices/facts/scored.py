"""Matches of the rules for scores in, scores out: a lowest one, a range, two of two draws, or what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.alike import HIGHEST, is_near
from oinp_noc._notices.facts.asked import CONTEXT, FEWEST, is_condition, is_of_somebody
from oinp_noc._notices.facts.compared import changed, is_difference, was_before
from oinp_noc._notices.facts.ones_own import is_ones_own
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Fact, pattern, search

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from oinp_noc._notices.facts.rule import Rule
    from oinp_noc._notices.words.lexicon import Words

_OF = (" of ", " des ", " d'entre ")  # behind a number: 3 of those, below Notes, are no score
_LEAST = {"score": 10, "score noun": 10, "people between": 200}  # points, by rules that ask for little beside a number


def scores(rule: Rule, match: re.Match[str], words: Words, first: int, text: str) -> Iterator[Fact]:
    """Read the scores that a rule found.

    Args:
        rule: the rule.
        match: where it found them.
        words: the words of the sentence.
        first: the place of the first number.
        text: the text, spelt plainly.
    """
    value = words.values[first]
    if not 1 <= value <= HIGHEST or text.startswith(_OF, words.ends[first]):
        return
    last = match.start("m") if "m" in match.re.groupindex and match["m"] else first
    if value < _LEAST.get(rule.name, 0):
        return  # one of these six was needed; people between 25 and 40
    if last > first and is_difference(text, words.starts[first], *words.span(last, last)):
        last = first  # 44 – four points lower
    high = words.values[last] if last > first else None
    end = match.end() - 1 if rule.name == "floor" else last
    if high is not None and not value != high <= HIGHEST:
        high, last, end = None, first, first
    before = text[max(words.starts[0], words.starts[first] - CONTEXT) : words.starts[first]]
    if high is not None and changed(before, falls=value > high):
        yield Fact("other", (value, None), words.span(first, first), first, "what a score was before")
        yield _scored(rule, (high, None), words, last, last, text)
        return
    joined = high is not None and "and" in words.names[match.start("n") : match.start("m")]
    if (
        high is not None
        and joined
        and not is_near(high, [value])
        and words.follows(last + 1, "<in|to><article>?<NAME>|<were><word>?<invites|issued>")
    ):
        high, last, end = None, first, first  # with a score of 50, and 110 were invited under the other stream
    joined = joined and not (high == value + 1 and _OR.fullmatch(text, words.ends[first], words.starts[last]))
    if high is not None and joined and ("respectively" in words.names or not _between(words, first)):
        yield _scored(rule, (value, None), words, first, first, text)
        yield _scored(rule, (high, None), words, last, last, text)
        return
    points = (value, high) if high is None or value < high else (high, value)
    yield _scored(rule, points, words, first, end, text)


NEXT = compiled(
    r";|, (?:and|but|et|mais) (?=[0-9]{2,3} (?:points )?(?:were|was)\b)"
)  # he had 55 points; 52 were needed
_OR = compiled(r"\s(?:or|ou)\s")  # 466 or 467


def _scored(  # noqa: PLR0913, PLR0917 (a score and its place)
    rule: Rule, points: tuple[int, int | None], words: Words, first: int, last: int, text: str
) -> Fact:
    """Make a score, or another quantity if it is a ceiling, a condition, or added points."""
    start, end = words.span(first, last)
    before = max(words.starts[0], start - CONTEXT)
    kind = "about" if text.startswith("s", end) else "score"  # in the mid-40s
    floored = rule.name == "none below" or words.name(first - 1) == "at-least"  # no less than 46
    floored = floored or _NOBODY.search(text, max(words.starts[0], start - _SUBJECT), start) is not None
    ceilings = pattern("ceiling").finditer(text, before, start) if not floored else ()
    if any(not text[match.end() : start].strip() for match in ceilings) or _NOBODY_OVER.search(text, before, start):
        kind = "other"
    one = _SOMEBODY.search(text, before, start)
    if (
        (one is not None and not _OF_A_DRAW.search(one[0]))
        or is_difference(text, before, start, end)
        or is_condition(text, words.starts[0], before, start)
    ):
        kind = "other"
    if points[1] is None and (was_before(text[before:start]) or is_of_somebody(words, text, before, start)):
        kind = "other"
    if points[1] is None and is_ones_own(words, text, (start, end)):
        kind = "other"
    behind = min(end + CONTEXT // 2, words.ends[-1])
    clause = min(at for at in (text.find(";", end, behind), text.find("; ", end, behind), behind) if at >= 0)
    seen = _SEEN.search(text, end, words.ends[-1])
    clause = min(clause, seen.start()) if seen is not None else clause
    few = rule.name == "points" and points[0] < FEWEST
    said = max((match.end() for match in NEXT.finditer(text, before, behind) if match.end() <= start), default=before)
    if few or (
        search("other score", text, said, clause) and not _is_lowest_too(text, before, start, end)
    ):  # three points to remember, or seven less
        kind = "other"
    return Fact(kind, points, (start, end), first, rule.name)


def _is_lowest_too(text: str, before: int, start: int, end: int) -> bool:
    """Return True if the lowest score is that of somebody: the cut-off, 56, was exactly hers; my 50 was the minimum."""
    lowest = _LOWEST.search(text, before, start) is not None and _THEIRS.match(text, end) is not None
    return lowest or _WAS_LOWEST.match(text, end) is not None


_SEEN = compiled(
    r"\b(?:i have|i've|i had|i'd|j'ai|j'avais) (?:(?:ever|yet|jamais|encore) )?"
    r"(?:seen|known|noticed|come across|vue?s?|connue?s?)\b"
)  # 57, which is the lowest I have seen


_LOW = r"(?:cut-?off|minimum|floor|bar|threshold|lowest)"
_LOWEST = compiled(rf"\bthe {_LOW}(?: (?:score|points|of|was|is|at)|,){{0,3}} \Z")
_THEIRS = compiled(r",?(?: (?:was|is|exactly|just|precisely|also))* (?:my|his|her) (?:own )?(?:score|points|crs)\b")
_WAS_LOWEST = compiled(rf"(?: points)? (?:was|is) (?:exactly |just |precisely |right at )?the {_LOW}\b")

_SUBJECT = 120  # characters before a score that may name nobody
_NOBODY = compiled(
    r"\b(?:nobody|no one|none|not one|no candidates?|no profiles?|no applicants?)\s(?:[a-z']+\s){1,8}?"
    r"(?:less than|fewer than|below|under|lower than)\s(?:an? )?(?:(?:crs|eoi) )?(?:score of )?\Z"
    r"|\b(?:personne|aucune? [a-z]+) n'(?:[a-z]+\s){1,4}?(?:avec|a|ayant|sous)\s(?:moins de\s)?(?:une note de )?\Z"
)  # nobody was picked with less than 49 points
_NOBODY_OVER = compiled(
    r"\b(?:nobody|no one|none|not one|no candidates?|no applicants?|personne|aucune? [a-z]+)\s(?:[a-z']+\s){0,6}?"
    r"(?:more than|above|over|higher than|plus de|au-dessus de)\s\Z"
)  # no one in my class scored more than 40
_SOMEBODY = compiled(
    r"(?<!d')\b(?:an?(?!\s(?:ete|recu|obtenu)\b)|une?)\s(?:[a-z'-]+\s){1,3}(?:with|having|avec|ayant)\s\Z"
)  # an accountant with 442 points
_OF_A_DRAW = compiled(
    r"\b(?:draws?|rounds?|invitations?|scores?|cut|minimum|floor|bar|threshold|selection|search|stream|lists?|total|people|candidates"
    r"|candidate|applicant|person|tirage|ronde|note|pointage|seuil|recherche|volet|plancher|personnes?|candidate?s?)\b"
)


def _between(words: Words, at: int) -> bool:
    return "between" in words.names[max(0, at - 3) : at]
