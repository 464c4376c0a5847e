"""Named words in, quantities out: what each number counts, by the rules of `oinp_noc._notices.facts.rules`."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.alike import COUNTED, HIGHEST, is_near, may_score, said_alike
from oinp_noc._notices.facts.asked import CONTEXT, asks, gives, is_asked_for
from oinp_noc._notices.facts.callings import PERSONS
from oinp_noc._notices.facts.columns import column_names
from oinp_noc._notices.facts.naming_numbers import numbers_that_name
from oinp_noc._notices.facts.not_invited import DIFFERENCE, HAD, are_had, counts_no_list, differs, is_of_others
from oinp_noc._notices.facts.rules import RULES, TRADES_CALLED
from oinp_noc._notices.facts.scored import scores
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import INVITED, Fact, over, pattern, spell

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from oinp_noc._notices.facts.rule import Rule
    from oinp_noc._notices.words.lexicon import Words

_ARTICLE = compiled(r"une?\s(?!seule?\s)")  # French for one, and for "a"
_ONE_SENT = "<one><word>?<invitation><were><issued>"  # une invitation a été envoyée
_NEEDED = frozenset(("number", *(name for rule in RULES for name in rule.needs)))
_ONE = frozenset(("one", "one-more"))  # what counts without a number


@lru_cache(maxsize=1024)
def _rules(have: frozenset[str], without: str) -> list[tuple[Rule, re.Pattern[str]]]:
    """Return the rules that may find a number beside words of some names; without one in digits, hardly any can."""
    fit = [rule for rule in RULES if "number" in have or "<number>" not in rule.pattern]
    wanted = (rule for rule in fit if rule.name != without and not (rule.needs and have.isdisjoint(rule.needs)))
    return [(rule, over(rule.pattern)) for rule in wanted]


def find(words: Words, text: str, *, without: str = "") -> list[Fact]:
    """Find the quantities of a stretch of text, in order; without a rule, where one is named."""
    found: dict[int, Fact] = {fact.at: fact for fact in numbers_that_name(words, text)}
    have = (_NEEDED if "number" in words.names else _ONE).intersection(words.names)
    scored = any(map(_is_score, found.values()))
    for rule, pattern_ in _rules(have, without):
        for match in pattern_.finditer(words.line):
            if not _fits(rule, match, (words, text), found):
                continue
            if rule.name == "behind a score" and (scored or not gives(words, match.start("n"), text)):
                continue
            value = words.values[match.start("n")] if match["n"] else 0
            if rule.name == "behind a stream" and _goes_on(value, found):
                continue
            compared = rule.name == "verb" and words.names[match.start()] == "recalled"
            stops = compared and words.names[match.start() + 1] == "to"
            if stops and not scored and may_score(value, None) and not words.follows(match.start("n") + 1, _COUNTS):
                continue  # it had stopped at 433: people, or points
            compared = compared and "score" in words.names[: match.start()]
            for fact in _read(_COMPARED if compared else rule, match, words, text, scored=scored):
                if fact.at not in found:
                    found[fact.at] = fact
                    scored = scored or _is_score(fact)
                    if fact.kind == "score" and fact.value[1] is not None:
                        found[match.start("m")] = fact
    facts = [fact for fact in {*found.values()} if not _is_of_things(fact, words, text)] or _labelled(words, text)
    return sorted((*facts, *said_alike(words, text, facts)), key=lambda fact: fact.at)


def _is_of_things(fact: Fact, words: Words, text: str) -> bool:
    """Return True if a small number in letters is of things told before, or one of employees: these two went to..."""
    if fact.rule == "verb" and _TOO.match(text, fact.span[1]) and "other-unit" in words.names[: fact.at]:
        return True  # 14 days to submit, and the employer gets 14 too
    if _UNREAD.match(text, fact.span[1]):
        return True  # notifications (4 unread)
    if not _counts(fact) or fact.value > _SMALL or words.starts[fact.at] != fact.span[0]:
        return False
    before = text[max(words.starts[0], fact.span[0] - CONTEXT) : fact.span[0]]
    named = text[fact.span[0]].isdigit() or words.name(fact.at + 1) in ("people", "invitation", "short", "stream")
    return (not named and _THESE.search(before) is not None) or _EMPLOYEES.search(before) is not None


_SMALL = 12
_TOO = compiled(r" (?:too|as well|also|aussi|egalement)\b")
_UNREAD = compiled(r" (?:unread|nouve(?:lle|au)s? messages?|non lue?s?|new messages?)\b")
_THESE = compiled(
    r"\b(?:the|these|those|of (?:the|these|those)|(?:the )?(?:last|first|other)|ces|les|des|tous|toutes) \Z"
)
_EMPLOYEES = compiled(r"\b(?:full-time|a temps plein)\b[^.;]*\Z")


def _labelled(words: Words, text: str) -> list[Fact]:
    """Read a line with the name of a column of invitations and a number: "How many: 61"."""
    at = len(words.names) - 1
    if words.names[-2:] != ["colon", "number"] or at > _LONGEST_LABEL:
        return []
    named = column_names()[0].get(spell(text[words.starts[0] : words.starts[at - 1]])) == "invitations"
    return [words.fact("count", at, "its label")] if named else []


_LONGEST_LABEL = 8  # words


def _fits(  # noqa: PLR0911 (one for each rule)
    rule: Rule, match: re.Match[str], place: tuple[Words, str], found: dict[int, Fact]
) -> bool:
    """Return True if what some rules ask for beside their pattern is there."""
    (words, text), first = place, found.get(match.start())
    if rule.name in ("score of another", "score of a row"):
        if rule.name == "score of another" and words.name(match.start() - 1) == "at-least":
            return True
        few = words.values[match.start("n")] <= 2 * _FEW_POINTS
        return first is not None and _is_score(first) and bool(few or first.value[0] > _FEW_POINTS)
    if rule.name in ("asked for", "before people in brackets"):
        asked = is_asked_for if rule.name == "asked for" else _is_asked_before
        return asked(words, match.start(), text, found)
    if rule.name == "behind a stream" and words.names[match.start()] == "region":
        return words.among.isdisjoint(("program", "score", "points"))  # of a pilot in all of these regions, or scores
    if rule.name in (DIFFERENCE, "other unit"):
        unit = match.end() - 1
        article = unit > match.start() + 1 and text[slice(*words.span(unit, unit))] == "an"  # 59 as an engineer
        return differs(text, words.ends[match.start()]) if rule.name == DIFFERENCE else not article
    if rule.name == "one of others":
        return _is_one_of_others(words, match.start("n"), found)
    if rule.name == "rounds" and text.startswith(" lors ", words.ends[match.start()]):
        return False  # 50 lors du tirage
    if rule.name == "rounds" and words.names[match.end() - 1] == "general":
        return _ROUNDS.search(text, *words.span(match.end() - 1, match.end() - 1)) is not None
    if rule.name in ("so many trades", TRADES_CALLED):
        last = match.end() - 1
        return words.values[last] == TRADES and PERSONS.search(text, *words.span(last, last)) is None
    return rule.name != "with a score" or (_counts(first) and _ends_with(words, match, text))


def _is_asked_before(words: Words, at: int, text: str, found: dict[int, Fact]) -> bool:
    """Return True if a number before people in brackets is a score: another is told, or words before it ask for it."""
    told = any(map(_is_score, found.values())) or words.precedes(at, "<recalled><to>")
    return told or asks(text, max(words.starts[0], words.starts[at] - CONTEXT), words.starts[at])


def _is_one_of_others(words: Words, at: int, found: dict[int, Fact]) -> bool:
    """Return True if "one" is of invitations told before it, and no draw: it sent 54, and one to a REDI candidate."""
    if len([*islice(_ONE_FOR.finditer(words.line), 2)]) > 1 or any(fact.kind == "rounds" for fact in found.values()):
        return False
    counted = [fact.at for fact in found.values() if fact.kind in COUNTED and fact.at < at]
    return bool(counted) and "draw" not in words.names[max(counted) : at]


def _goes_on(value: int, found: dict[int, Fact]) -> bool:
    """Return True if a number behind a stream may be a score as those before: 54 points for the one, the other 50."""
    scores = [fact.value[0] for fact in found.values() if _is_score(fact)][:_LINKS]
    return is_near(value, scores) and not any(map(_counts, found.values()))


_ONE_FOR = over("<one><one|one-more|word>{0,2}<in|to>")  # one for trades, and one for health
_ROUNDS = compiled(r"\b(?:draws|rounds|tirages|rondes)\Z")  # two general draws


_COUNTS = "<FILL>{0,3}?<invitation|people>"
_COMPARED = next(rule for rule in RULES if rule.name == "verb")._replace(kind="score", name="compared")


def _is_score(fact: Fact | None) -> bool:
    return fact is not None and fact.kind == "score"


def _counts(fact: Fact | None) -> bool:
    return fact is not None and fact.kind in (*COUNTED, "share")


def _ends_with(words: Words, match: re.Match[str], text: str) -> bool:
    """Return True if "with" or "at" stands directly before a number: it invited 94 people with 46."""
    start = words.starts[match.start("n")]
    if words.names[match.start("n") - 1] == "at-least":
        return True
    return _WITH.search(text, max(words.starts[0], start - _WORD_BEFORE), start) is not None


_LOOSE = ("share", "behind a stream", "verb")  # rules
_WITH = compiled(r"\b(?:with|at|from|avec|des|a partir de|down to)\s\Z|@\s?\Z")


def _read(rule: Rule, match: re.Match[str], words: Words, text: str, *, scored: bool) -> Iterator[Fact]:
    first = match.start("n") if match["n"] else match.start("n2")
    if rule.kind == "score":
        yield from scores(rule, match, words, first, text)
        return
    value = 1 if words.names[first] in ("one", "one-more") else words.values[first]
    last = match.end() - 1 if rule.kind == "size" else first
    article = words.names[first] == "one" and bool(_ARTICLE.match(text, words.starts[first])) and not last > first
    single = words.name(first - 1) == "not" and rule.kind != "other"  # not a single one
    article = (article and not words.follows(first, _ONE_SENT)) or single
    start = words.starts[first]
    if rule.kind == "size" and counts_no_list(text, (max(words.starts[0], start - CONTEXT), start), words.ends[last]):
        return
    size = (rule.kind != "size" or 1 < value < HIGHEST) and (rule.kind != "rounds" or value <= _MOST_ROUNDS)
    persons = rule.name != "persons" or PERSONS.search(text, words.starts[first], words.ends[match.end() - 1])
    people = rule.kind in INVITED
    if article or not size or not persons or (people and _counts_nobody(rule, words, first, text, scored=scored)):
        return
    if people and are_had(words, first, text):
        yield words.fact("other", first, HAD)
        return
    kind = "about" if people and _is_about(words, first, text) else rule.kind
    yield Fact(kind, value, words.span(first, last), first, rule.name)
    if rule.name == "level":
        yield from _further_levels(words, first)


def _counts_nobody(rule: Rule, words: Words, at: int, text: str, *, scored: bool) -> bool:
    """Return True if a number is a part of a name, a difference, or a score: 476 with 24 points and 166 with 41."""
    start = words.starts[at]
    before = max(words.starts[0], start - _WORD_BEFORE)
    ordinal = text[words.ends[at] - 1].isalpha() and text[start].isdigit()  # on the 11th
    if (
        ordinal
        or _is_of_a_name(text, start)
        or (rule.name in _LOOSE and is_numbered(text, start))
        or is_of_others(words, at, text)
        or text.startswith("s", words.ends[at])
        or _CURRENCY.search(text, before, start)
        or _BY_SO_MANY.search(text, before, start)
        or _DAYS_FOR.search(text, max(words.starts[0], start - 2 * CONTEXT), start)
    ):
        return True
    may_score = (scored or rule.name == "verb") and rule.name in _LOOSE and words.values[at] <= HIGHEST
    return may_score and _WITH.search(text, before, start) is not None


_DAYS_FOR = compiled(
    r"\b[0-9]{1,3} (?:[a-z]+ )?(?:days|weeks|months|hours|jours|semaines|mois|heures) (?:for|to|pour) [^.;:0-9]{2,40},"
    r" (?:and |et )?\Z"
)  # 14 days for the employer, 17 for the worker
_BY_SO_MANY = compiled(
    r"(?:(?<!followed )(?<!issued )(?<!sent )\bby"
    r"|\b(?:against|versus|vs\.?|contre|instead of|rather than|au lieu de|plutot que|without|not even|sans))\s\Z"
)  # more than before by 486
_CURRENCY = compiled(r"\b(?:cad|cdn|usd|aed|dhs?|rs|inr|php|ngn|bdt|eur|gbp|ca?\$)\.?\s?\Z")  # CAD 2,000
_WORD_BEFORE = 16  # characters in which a word before a number stands
_FEW_POINTS = 100  # of a score by the province's scale
_PRECISE = 100  # from here on a number that is not round is exact behind some words: over 412
_LOOSELY = ("over", "more than", "some", "just over", "well over", "plus de", "quelque", "as many as")
_MOST_ROUNDS = 120  # draws, of some years, or trades
_LINKS = 2  # words between the numbers of a row


def _further_levels(words: Words, at: int) -> Iterator[Fact]:
    """Find the further numbers of a row: TEER 0, 1, 2 or 3."""
    link = 0
    while link <= _LINKS and words.name(at + 1) in ("number", "comma", "and", "word", "dash", "to"):
        at += 1
        link += 1
        if words.names[at] == "number":
            link = 0
            yield words.fact("other", at, "level")


def _is_about(words: Words, at: int, text: str) -> bool:
    before = at - 1
    low = words.precedes(at, "<between><about>?") and words.follows(at + 1, "<and><number>")
    if low or words.precedes(at, "<number><to>|<between><about>?<number><and>"):
        return True  # between 20 and 26 invitations
    while before >= 0 and words.names[before] in ("article", "total", "of", "to"):
        before -= 1
    round_ = words.names[at] != "number" or words.values[at] < _PRECISE or words.values[at] % 5 == 0
    return words.name(before) == "about" and (round_ or text[slice(*words.span(before, before))] not in _LOOSELY)


def _is_of_a_name(text: str, start: int) -> bool:
    """Return True if a number is a part of a name that ends with it, as of an illness or a form."""
    return _PART_OF_A_NAME.search(text, max(0, start - 2), start) is not None


_PART_OF_A_NAME = compiled(r"[0-9]/\Z|[a-z]-\Z")  # the third of five posts: 3/5; COVID-19


def is_numbered(text: str, start: int) -> bool:
    """Return True if a number without a unit is that of a page, a room, a table, a list."""
    before = pattern("numbered").finditer(text, max(0, start - _WORD_BEFORE), start)
    return _OF_A_LIST.search(text, max(0, start - _WORD_BEFORE), start) is not None or any(
        not text[match.end() : start].strip(" .#\xb0") for match in before
    )


_OF_A_LIST = compiled(r"\bliste? (?:no\.? |#|n\xb0 ?)?\Z|\bn(?:o\.?|\xb0|\xba) ?\Z")  # sheet no. 41
