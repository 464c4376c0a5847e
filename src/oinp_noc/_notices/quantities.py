"""Named words in, quantities out: each number by the noun beside it, hardly ever by a verb.

The rules are tried in order, and the first that knows a number has it. ``«`` and ``»`` in an example stand around what
the rule finds; the tests read every example, with the rule and without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.dates import YEARS
from oinp_noc._notices.lexicon import Fact, over, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.lexicon import Words


class Rule(NamedTuple):
    """How a number is known.

    Attributes:
        name: what the rule is called.
        kind: what the number is: ``count`` (invitations), ``people``, ``share`` (of a number before), ``score``,
            ``size`` (of a list), ``rounds`` or ``other``.
        pattern: over names; the group ``n`` is the number, ``m`` the second of a range.
        example: a text in which the rule is needed.
        needs: names of which the sentence must have one.
    """

    name: str
    kind: str
    pattern: str
    example: str
    needs: tuple[str, ...] = ()


_LINK = (
    "<word|between|of|in|colon|dash|open|close|at-least|about|were|issued|invites|draw|stream|short|stream-word|article"
    "|and|day|held|here|score|announced|label|profiles|following|region|program|to|invitation|people|hash>{0,9}?"
)
_NO_COUNT = (
    "(?!<FILL|comma|and>{0,8}<occupations>"
    "|<FILL>{0,2}<invitation|people|profiles|percent|other-unit|occupations|something-else|draw|stream-word>)"
)
_HIGH = (
    "(?:<points>?<to|dash|and|until>{1,2}<in|article|at-least|about>?"
    f"(?P<m><number>){_NO_COUNT}(?!<dash|to><number>))?"
)

RULES = (
    Rule("money", "other", "<dollar>(?P<n><number>)|(?P<n2><number>)<dollar>", "A fee of $«1,500» to candidates."),
    Rule(
        "level",
        "other",
        "<level><word|dash|colon|of|at-least|and|article|close|or>{0,2}(?P<n><number>)",
        "Benchmark CLB «7» and above.",
    ),
    Rule(
        "other unit",
        "other",
        "(?P<n><number>)<word|dash>{0,2}<other-unit|something-else|percent>",
        "Candidates have «45» calendar days.",
    ),
    Rule("floor", "score", "(?P<n><number>)<points>?(?:<and-above>|<plus>(?!<number>))", "Those with «43 and above»."),
    Rule("score", "score", f"<score>{_LINK}(?P<n><number>){_NO_COUNT}{_HIGH}", "The score asked for was «352»."),
    Rule(
        "score behind people",
        "score",
        "<score><word|of|in|article>{0,4}<number><FILL>{0,3}<people|invitation><word|were|in|issued|invites>{0,5}"
        f"(?P<n><number>){_NO_COUNT}",
        "The score of the last 20 people invited was «39».",
    ),
    Rule(
        "between points",
        "score",
        "<between><article|in|about>?(?P<n><number>)<points>?<and|dash|to|until>{1,2}<in|article>?(?P<m><number>)",
        "Their profiles lay between «463 and 467» in the ranking.",
        ("score", "points"),
    ),
    Rule("points", "score", "(?P<n><number>)(?:<dash|to>(?P<m><number>))?<points>", "At least «39» points, he said."),
    Rule("score noun", "score", "(?P<n><number>)<word>?<score>(?!<colon|of|dash>?<number>)", "It had a «52» score."),
    Rule(
        "range",
        "score",
        "(?<!<slash>)(?P<n><number>)<dash|to>(?P<m><number>)(?!<slash|dash>|<word|FILL>{0,2}<invitation|people|other-unit>)",
        "A range of «352-421» was their score.",
        ("score", "points", "invitation", "invites", "people"),
    ),
    Rule(
        "size",
        "size",
        "(?P<n><number>)<FILL|working-in|and|comma|elsewhere>{0,7}?<occupations>",
        "It targeted «43 health occupations».",
    ),
    Rule(
        "rounds",
        "rounds",
        "(?P<n><number>)<label|word|article|targeting|general|one-more|here|profiles|announced|in|of>{0,6}?<draw|stream-word>",
        "It held «two» draws.",
    ),
    Rule(
        "row",
        "count",
        "(?P<n><number>)<and><number><FILL>{0,4}<invitation|people>",
        "«491» and 65 invitations were the result.",
    ),
    Rule(
        "invitations", "count", "(?P<n><number>)<FILL>{0,6}?(?:<open>)?<invitation>", "«402» new targeted invitations."
    ),
    Rule(
        "to people",
        "count",
        "<invitation><word|issued>{0,2}<to><about|total|article>?(?P<n><number>)<FILL>{0,5}<people|NAME>",
        "Invitations to «64» skilled persons.",
    ),
    Rule(
        "people",
        "people",
        "(?P<n><number>)(?:<FILL>|<and|comma>(?=<AIM>)){0,8}?(?:<people>|<profiles>(?!<draw|stream-word|score|word>))",
        "«627» new candidates.",
    ),
    Rule("of them", "count", "(?P<n><number>)<of><word|article>{1,2}<issued|invites|were>", "«20» of them got one."),
    Rule(
        "graduates",
        "people",
        "(?P<n><number>)<word>?<NAME>(?!<stream-word|draw|invitation|people>)",
        "«64» doctoral graduates received one.",
    ),
    Rule(
        "label",
        "count",
        "<invitation><issued|invites|word|of|in|total|were|article|to|people>{0,4}<colon|dash|open>{1,2}<about|total>?(?P<n><number>)",
        "Invitations: «402».",
    ),
    Rule(
        "label before",
        "count",
        r"(?:\A|<comma|bar|semicolon>)<invitation><issued|invites>?(?P<n><number>)",
        "Invitations «402».",
    ),
    Rule(
        "invited",
        "count",
        "(?P<n><number>)(?:<were|may-be><word|so-far>{0,2})?<invites|issued>",
        "In it, «402» were invited.",
    ),
    Rule(
        "was",
        "count",
        "<invitation><issued|invites>?<comma>?<word>{0,2}<were><about>?(?P<n><number>)(?!<word|article>?<draw|percent|other-unit>)",
        "The number of new invitations, which was «340».",
    ),
    Rule(
        "verb",
        "count",
        "(?:<invites|issued><word|article|total|of|about|targeting|colon>{0,3}|<recalled>)(?P<n><number>)(?!<FILL>{0,3}<draw|stream-word|occupations|other-unit|percent>)",
        "It invited «627».",
    ),
    Rule(
        "including",
        "share",
        "<including><about|word>?(?P<n><number>)(?!<percent>)",
        "It had 404 invitations, including «2» of a project.",
    ),
    Rule(
        "share",
        "share",
        "(?P<n><number>)<to|in|of|between><FILL|of|between>{0,4}(?:<AIM|NAME|people|working-in|occupations>)",
        "It sent 50 invitations, «24» to skilled trades.",
    ),
    Rule(
        "more",
        "share",
        "(?:<and|and-above>|<comma><word>{0,2})(?P<n><number>)<word|may-be|SMALL|to|were>{1,8}<NAME|program>",
        "It had 402 invitations, plus «77» who may be of the PhD Graduate stream.",
    ),
    Rule("one invitation", "count", "(?P<n><one>)<word>?<invitation>", "It sent «one» invitation."),
    Rule("one", "people", "(?P<n><one>)<word>?<people>", "«One» applicant was invited."),
)
"""The rules, the surest first."""

_ARTICLE = ("un ", "une ", "une\n", "un\n")  # French for one, and for "a"
HIGHEST = 1200  # points of the Comprehensive Ranking System
_CONTEXT = 60  # characters before a score that may say that it is another one


def find(words: Words, text: str, rules: tuple[Rule, ...] = RULES) -> list[Fact]:
    """Find the quantities of a stretch of text, in order."""
    if "number " not in words.line and "one " not in words.line:
        return []
    found: dict[int, Fact] = {fact.at: fact for fact in _years(words, text)}
    have = set(words.names)
    for rule in rules:
        if rule.needs and have.isdisjoint(rule.needs):
            continue
        for match in over(rule.pattern).finditer(words.line):
            for fact in _read(rule, match, words, text):
                if fact.at not in found:
                    found[fact.at] = fact
                    if fact.kind == "score" and fact.value[1] is not None:
                        found[words.at(match.start("m"))] = fact
    return sorted(set(found.values()), key=lambda fact: fact.at)


def _read(rule: Rule, match: re.Match[str], words: Words, text: str) -> Iterator[Fact]:
    groups = match.groupdict()
    first = words.at(match.start("n" if groups["n"] else "n2"))
    value = words.values[first]
    if rule.kind != "score":
        value = 1 if words.names[first] == "one" else value
        kind = rule.kind
        if kind in ("count", "people", "share"):
            if _is_of_a_name(text, words.starts[first]):
                return
            kind = "about" if _is_about(words, first) else kind
        if kind == "size" and not 1 < value < HIGHEST:
            return
        last = words.at(match.end() - 1) if kind == "size" else first
        if words.names[first] == "one" and text.startswith(_ARTICLE, words.starts[first]) and not last > first:
            return
        yield Fact(kind, value, words.span(first, last), first, rule.name)
        if rule.name == "level":
            yield from _further_levels(words, first)
        return
    if not 1 <= value <= HIGHEST:
        return
    last = words.at(match.start("m")) if groups.get("m") else first
    high = words.values[last] if last > first else None
    end = words.at(match.end() - 1) if rule.name == "floor" else last
    if high is not None and (high == value or not 1 <= high <= HIGHEST):
        high, last, end = None, first, first
    joined = high is not None and "and " in words.line[match.start("n") : match.start("m")]
    if high is not None and joined and ("respectively" in words.names or not _between(words, first)):
        yield _scored(rule, (value, None), words, first, first, text)
        yield _scored(rule, (high, None), words, last, last, text)
        return
    points = (value, high) if high is None or value < high else (high, value)
    yield _scored(rule, points, words, first, end, text)


_LINKS = 2  # words between the numbers of a row


def _further_levels(words: Words, at: int) -> Iterator[Fact]:
    """Find the further numbers of a row: TEER 0, 1, 2 or 3."""
    link = 0
    while link <= _LINKS and words.name(at + 1) in ("number", "comma", "and", "word", "dash", "to"):
        at += 1
        link += 1
        if words.names[at] == "number":
            link = 0
            yield Fact("other", words.values[at], words.span(at, at), at, "level")


def _scored(  # noqa: PLR0913, PLR0917 (a score and its place)
    rule: Rule, points: tuple[int, int | None], words: Words, first: int, last: int, text: str
) -> Fact:
    """Make a score, or another quantity if it is a ceiling, a condition, or added points."""
    start, end = words.span(first, last)
    before = max(words.starts[0], start - _CONTEXT)
    kind = "score"
    if any(not text[match.end() : start].strip() for match in pattern("ceiling").finditer(text, before, start)):
        kind = "other"
    if _DIFFERENCE.match(text, end) or _BY.search(text, before, start):
        kind = "other"
    if pattern("condition").search(text, before, start) or pattern("other score").search(
        text, before, min(end + _CONTEXT // 2, words.ends[-1])
    ):
        kind = "other"
    return Fact(kind, points, (start, end), first, rule.name)


_DIFFERENCE = re.compile(
    r"\s(?:crs\s)?points?\s(?:more|higher|lower|fewer|less|above|below|up|down|de\s(?:plus|moins))\b"
)
_BY = re.compile(r"\b(?:by|of up to)\s\Z")


def _between(words: Words, at: int) -> bool:
    return "between" in words.names[max(0, at - 3) : at]


def _is_about(words: Words, at: int) -> bool:
    before = at - 1
    while before >= 0 and words.names[before] in ("article", "total", "of"):
        before -= 1
    return before >= 0 and words.names[before] == "about"


def _is_of_a_name(text: str, start: int) -> bool:
    """Return True if a number is a part of a name that ends with it, as of an illness or a form."""
    return start > 1 and text[start - 1] == "-" and text[start - 2].isalpha()


_YEAR_DIGITS = 4
_BEFORE_YEAR = re.compile(r"\b(?:in|of|for|en|de|since|during|year|by|depuis|pour|early|late|mid|annee|fin)[\s-]\Z")
_COUNTED = over("<number><FILL>{0,2}<invitation|people|profiles>")


def _years(words: Words, text: str) -> Iterator[Fact]:
    """Find the numbers that are years: ``in 2024 invitations went…``; ``2024 invitations`` are invitations."""
    for at, name in enumerate(words.names):
        start, end = words.starts[at], words.ends[at]
        if name == "number" and end - start == _YEAR_DIGITS and words.values[at] in YEARS:
            before = _BEFORE_YEAR.search(text, max(0, start - 10), start)
            heading = at == 0 and words.name(len(words.names)) == "" and len(words.names) <= 4  # noqa: PLR2004
            if before or heading or not _COUNTED.match(words.line, words.offsets[at]):
                yield Fact("year", words.values[at], (start, end), at, "year")
