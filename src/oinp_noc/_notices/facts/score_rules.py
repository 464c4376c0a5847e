"""How a number is known for a score: see `oinp_noc._notices.facts.rules`."""

from __future__ import annotations

from oinp_noc._notices.facts.asked import BEHIND
from oinp_noc._notices.facts.rule import HIGH, LINK, NO_COUNT, Rule

_BESIDE_A_SLASH = r"(?:\A|<comma|semicolon>|<day><colon|dash>)<NAME><stream-word>?<colon|dash>?"
_SCORE_ENDS = r"(?:<comma|semicolon>|<stop>?\Z)"
SLASHED = (
    Rule(
        "before a slash",
        "people",
        f"{_BESIDE_A_SLASH}(?P<n><number>)(?=<slash|open><number>(?:<dash|to><number>)?<plus>?<close>?{_SCORE_ENDS})",
        "Foreign Worker «640»/40",
        ("slash", "open"),
    ),
    Rule(
        "behind a slash",
        "score",
        f"{_BESIDE_A_SLASH}<number><slash|open>(?P<n><number>)(?:<dash|to>(?P<m><number>))?(?=<close>?{_SCORE_ENDS})",
        "Foreign Worker 640/«40»",
        ("slash", "open"),
    ),
)
"""How a stream, its number and its score are noted down."""
SCORES = (
    Rule(
        "without a score",
        "count",
        "(?P<n><number>)<in><article>?<NAME><stream-word>?<open|comma><word|not>{1,2}<score>(?=<close|stop|comma>)",
        "It took 84 with a score of 41 and «22» under the Foreign Worker stream (no minimum score).",
        ("score",),
    ),
    Rule(
        "floor",
        "score",
        "(?P<n><number>)<points>?(?:<and-above>|<and>?<plus>(?!<number>))",
        "Those with «43 and above».",
        ("and-above", "plus"),
    ),
    Rule(
        "none below",
        "score",
        r"<none-below>(?P<n><number>)<points>?(?:<word|not>{0,3}<were|invites|issued>|(?=<and|comma|stop|semicolon|close>|\Z))",
        "Nobody below «82» was invited.",
        ("none-below",),
    ),
    Rule(
        "score",
        "score",
        f"(?:<score>|<points><word>?(?=<held|were>?<between>)){LINK}(?P<n><number>){NO_COUNT}{HIGH}",
        "The score of «352» was a surprise.",
        ("score",),
    ),
    Rule(
        "a score of",
        "score",
        "<score><of><at-least|about>?(?P<n><number>)(?=<to><article>?<NAME>)",
        "It invited 94 people with a score of «46» through its PhD Graduate stream.",
        ("score",),
    ),
    Rule(
        "between points",
        "score",
        "<between><article|in|about>?(?P<n><number>)<points>?<and|dash|to|until>{1,2}<in|article>?(?P<m><number>)",
        "Their profiles lay between «463 and 467» in the ranking.",
        ("score", "points"),
    ),
    Rule(
        "people between",
        "score",
        "<people><comma|were|in|word>{0,2}<between>(?P<n><number>)<and|to>(?P<m><number>)(?!<invitation|people|other-unit>)",
        "It took 751 people between «473 and 495».",
        ("people",),
    ),
    Rule(
        "points",
        "score",
        "(?P<n><number>)(?:<dash|to>(?P<m><number>))?<points>",
        "At least «39» points, he said.",
        ("points",),
    ),
    Rule(
        "score noun",
        "score",
        r"(?P<n><number>)(?:<word>?|<were><article>?)<score>(?!<colon|of|dash>?<number>)|\A<in|word>(?P<n2><number>)<comma><article>?<score>",
        "It had a «52» score.",
        ("score",),
    ),
    Rule(
        "score of another",
        "score",
        "<number>(?=<and-above|points>?<in|of|to>{1,2}<article>?<NAME|label|people|word|one-more>{1,3}<stream-word>?<comma|semicolon>?<and>?"
        "<of|between|to>?(?P<n><number>)<and-above|points>?<in|of|to>{1,2}(?:<article>?<NAME|label|people|one-more>|<article><word><stop>))"
        f"|(?<=<at-least>)(?P<n2><number>)(?!<and-above|points|dollar>){NO_COUNT}",
        "Scores were as low as 42 for foreign workers and «63» for international students.",
        ("score", "points"),
    ),
    Rule(
        "score of another month",
        "score",
        "<score><were|word>{1,2}<number>(?=<in|word><word><comma>?<and>(?P<n><number>)<in|word|between><article>)",
        "The bar was 47 in March and «49» at the last one, with 82 invitations.",
        ("score",),
    ),
    Rule(
        "before people in brackets",
        "score",
        "(?<!<draw>)(?P<n><number>)(?=(?:<to|in|of>{1,2}<article|stream-word>{0,2}<NAME><stream-word>?)?<open><about>?<number><FILL>{0,2}<people|invitation>)",
        "The first needed a score of 52 (752 people) and the second «48» (131 people).",
        ("people", "invitation"),
    ),
    *SLASHED,
    BEHIND,
    Rule(
        "score of a row",
        "score",
        "<number>(?=<points|and-above>?<comma|and|semicolon>{1,2}<article>?<word|in|of|between|at-least|one-more>{0,2}(?P<n><number>)"
        "(?=<comma|and|stop|close|respectively|semicolon>|\\Z)(?!<and><number><invitation|people>))",
        "The scores were 36, «80» and 32.",
    ),
    Rule(
        "minimum",
        "score",
        r"(?:\A<article>?|<number>(?:<invitation|people|invites|issued>?<comma|dash|bar|semicolon>?<open>?|<!number|stop|semicolon|open|close>{1,10}<open>))"
        r"<at-least><colon|stop|were>?(?P<n><number>)(?=<stop|close|comma|semicolon|were>|\Z)"
        r"|(?:<at-least><were|colon>(?=<number>(?:<stop|close|comma|semicolon>|\Z))"
        r"|\A<day><dash|colon|comma|bar>?<number><at-least>)(?P<n2><number>)",
        "Foreign Worker: 391 (minimum «36»).",
        ("at-least",),
    ),
    Rule(
        "range",
        "score",
        "(?<!<slash>)(?P<n><number>)<dash|to>(?P<m><number>)(?!<slash|dash>|<word|FILL>{0,2}<invitation|people|other-unit>)",
        "Ten invited, «352-421» all told.",
        ("score", "points", "invitation", "invites", "issued", "people"),
    ),
)
"""The rules of scores that come before those of invitations, the surest first."""
