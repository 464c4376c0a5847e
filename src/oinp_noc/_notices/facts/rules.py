"""How a number is known for what it counts: by the noun beside it, hardly ever by a verb.

The first that knows a number has it. In its example ``«`` and ``»`` stand around it: read with the rule and without it.
"""

from __future__ import annotations

from oinp_noc._notices.facts.asked import ASKED_FOR, HOW_MANY, IN_A_DRAW
from oinp_noc._notices.facts.not_invited import DIFFERS, NTH
from oinp_noc._notices.facts.rule import Rule
from oinp_noc._notices.facts.score_rules import SCORES

TRADES_CALLED = "trades called"
RULES = (
    Rule(
        "money",
        "other",
        "<dollar>(?P<n><number>)|(?P<n2><number>)<dollar>",
        "A fee of $«1,500» to candidates.",
        ("dollar",),
    ),
    Rule(
        "level",
        "other",
        "<level>(?:<dash|colon|of|at-least|article|close>{0,2}(?P<n><number>)(?!<invitation>)"
        "|<word|dash|colon|of|at-least|and|article|close>{0,2}(?P<n2><number>)(?!<FILL>{0,3}?<invitation|people|invites|issued>))",
        "Benchmark CLB «7» and above.",
        ("level",),
    ),
    Rule(
        "other unit",
        "other",
        "(?P<n><number>)<word|dash>{0,2}<other-unit|something-else|percent>|(?P<n2><number>)<and-above><other-unit>",
        "Candidates have «45» calendar days.",
        ("other-unit", "something-else", "percent"),
    ),
    DIFFERS,
    NTH,
    Rule(
        "denied",
        "other",
        "<number><invitation|people|comma|open|dash|and>{1,3}<not>(?P<n><number>)",
        "It invited 415, not «451», candidates.",
        ("not",),
    ),
    *SCORES,
    Rule(
        "size",
        "size",
        "(?<!<draw>)(?<!<score><of>)(?P<n><number>)(?!<of><word>?<comma>|<comma>|<targeting><article|word>{1,2}<occupations><number>)"
        "(?!<general>)<FILL|and|comma|elsewhere>{0,7}?<occupations>(?!<people>)",
        "It targeted «43 health occupations».",
        ("occupations",),
    ),
    Rule(
        "one of so many",
        "size",
        "<one><of|including><article>?(?P<n><number>)(?:<FILL>{0,2}<label>(?!<people|issued>|<word|other-unit><issued>)|<word|were>?<colon>)"
        "|<word><including><article|announced>?(?P<n2><number>)<colon>",
        "Experience had to be in one of the «five:» cooks, bakers and butchers among them.",
        ("one", "including"),
    ),
    Rule(
        "people in so many",
        "size",
        "<people><in|between|of>{1,2}<article>?(?P<n><number>)<label>(?!<people|word>)",
        "It went to people in «14 mines» on May 9.",
        ("people",),
    ),
    Rule(
        "so many trades",
        "size",
        "(?:<targeting><SMALL|word>{0,2}|<in|of|between|to>)(?P<n><number>)<label>(?!<people|word|invitation>)",
        "It was for «five trades» of the list.",
        ("label",),
    ),
    Rule(
        TRADES_CALLED,
        "size",
        "(?P<n><number>)<of>?<label>(?=<word>?<were>)|(?P<n2><number>)<of><label>(?!<people|word|invitation>)",
        "«Fourteen of the trades» were called.",
        ("label",),
    ),
    Rule(
        "rounds",
        "rounds",
        "(?P<n><number>)(?!<word><article>|<of><article>?<stream-word><of|article|word>{0,3}<short|stream>)"
        "<label|word|article|targeting|general|one-more|here|profiles|announced|of>{0,6}?"
        "(?:<people>?<draw|stream-word|general>|<NAME><stream-word>?<draw>)",
        "It held «two» draws.",
        ("draw", "stream-word", "general"),
    ),
    ASKED_FOR,
    HOW_MANY,
    IN_A_DRAW,
    Rule(
        "row",
        "count",
        "(?P<n><number>)(?=(?:(?:<comma><number>){0,6}<comma>?<and>|<comma|open><and>?<not>)<number><comma|close>?<FILL>{0,4}<invitation|people>)",
        "«491» and 65 invitations were the result.",
        ("invitation", "people"),
    ),
    Rule(
        "invitations",
        "count",
        "(?P<n><number>)<FILL>{0,6}?(?:<open>)?<invitation>",
        "«402» new targeted invitations.",
        ("invitation",),
    ),
    Rule(
        "people",
        "people",
        "(?P<n><number>)(?:<FILL>|<and|comma>(?=<AIM>)|<close|occupations>(?=<people>)){0,8}?(?:<people>(?!<stream-word>)|"
        "<profiles>(?!<draw|stream-word|score>|<word>(?!<!stop|comma>{0,9}<were>{0,2}<invites|issued>)))",
        "«627» new candidates.",
        ("people", "profiles"),
    ),
    Rule(
        "persons",
        "people",
        "(?P<n><number>)<word|article|of|announced>{0,2}<label|language|program>(?!<draw|invitation|occupations|stream-word>)",
        "It heard from «510» tradespeople.",
        ("label", "language", "program"),
    ),
    Rule(
        "people of a kind",
        "people",
        "(?P<n><number>)<word>{1,2}<were><word>?<invites|issued>",
        "In it, «402» dentists were invited.",
        ("were",),
    ),
    Rule(
        "label of people",
        "count",
        r"\A<word>{0,3}(?:<of><article|word>?)?(?:<people>|<total>|<invites>)<were|invites|issued>{0,2}<colon|dash|bar>(?P<n><number>)(?=<stop>|\Z)",
        "Candidates: «402».",
        ("people", "total", "invites"),
    ),
    Rule(
        "at a score",
        "people",
        r"(?P<n><number>)(?:<word|in|open|comma>(?=<score|at-least>{0,2}<number><points|and-above|plus>|<at-least><number>(?:<stop|comma>|\Z))"
        r"|<comma><in|to|between>(?=<at-least>?<number>(?:<to|and|dash|until><number>)?<points|and-above|plus>))",
        "Foreign Worker, «106» at 39 points.",
        ("points", "and-above", "plus", "at-least"),
    ),
    Rule(
        "of them",
        "people",
        "(?P<n><number>)<of>(?:<word|article>{1,2}<issued|invites|were>(?!<word>?<targeting>)"
        "|<word><recalled>?(?=<comma|stop|semicolon|and>)|<article>(?=<comma|stop|semicolon|and>))",
        "«20» of them got one.",
    ),
    Rule(
        "graduates",
        "people",
        "(?P<n><number>)<word>?<NAME>(?!<stream-word|draw|invitation|people>)",
        "«64» doctoral graduates received one.",
        ("stream", "short"),
    ),
    Rule(
        "label",
        "count",
        "<invitation><issued|invites|word|of|in|total|were|article|to|people>{0,4}<colon|dash|open>{1,2}<about|total>?(?P<n><number>)",
        "Invitations: «402».",
        ("invitation",),
    ),
    Rule(
        "label with a program",
        "count",
        r"<invitation><comma|of|in|to|between><article>?<program|region>{1,2}<people>?<colon|dash>(?P<n><number>)(?=<stop|comma>|\Z)",
        "Additional invitations, Regional Immigration Pilot: «33»",
        ("program", "region"),
    ),
    Rule(
        "label before",
        "count",
        r"(?:\A|<comma|bar|semicolon>)<invitation><issued|invites>?(?P<n><number>)",
        "Invitations «402».",
        ("invitation",),
    ),
    Rule(
        "invited",
        "count",
        "(?P<n><number>)(?:<dash|comma|close>?<were|may-be><word|so-far>{0,2}|(?<=<were><number>)<comma><article>)?<invites|issued>",
        "In it, «402» were invited.",
        ("invites", "issued"),
    ),
    Rule(
        "was",
        "count",
        "(?:(?:<invitation|people>|(?<=<of>)<invites>)<issued|invites>?<of>?<day>?<comma>?<word>{0,2}<were>"
        "|<invitation>(?:<issued|invites>?<comma>?<word>{0,2}<total>"
        "|<issued|invites>?<in|to|of|between|day|article><article|NAME|AIM|stream-word|people|here|day|in|issued|invites|open|close>{1,9}"
        "(?:<were|total>(?:<to><word><of|between>)?|<word>{1,2}<to>?)(?=<number>(?:<stop|comma|semicolon>|\\Z))))"
        "<about>?(?P<n><number>)(?!<word|article>?<draw|percent|other-unit>|<points|dollar>)"
        "|(?P<n2><number>)<were><article><word><of><word>?<invitation>",
        "The number of new invitations, which was «340».",
        ("were", "invitation"),
    ),
    Rule(
        "verb",
        "count",
        "(?:<invites|issued><word|article|total|of|about|targeting|colon|one-more>{0,3}|<recalled><to>?|<day><comma>?<word>?<were>)(?P<n><number>)(?!<FILL>{0,3}<draw|stream-word|occupations|other-unit|percent>)",
        "It invited «627».",
        ("invites", "issued", "recalled", "were"),
    ),
    Rule(
        "before a score",
        "people",
        "<NAME><stream-word>?(?:<colon|dash>|<comma><word><were>)?(?P<n><number>)(?=<word|dash|comma|open|to|in|one|of|bar|at-least|article>{0,3}(?:<score>|<number><points|plus|and-above>))"
        r"|\A<day><dash|colon|comma|bar>?(?P<n2><number>)(?=<at-least><number>)",
        "International Student stream: «512», cut-off 46.",
        ("score", "points", "plus", "and-above", "at-least"),
    ),
    Rule(
        "including",
        "share",
        "(?<!<one>)(?<!<points>)(?<!<points><comma>)<including><comma>?<about|word>?(?P<n><number>)(?!<percent>)",
        "It had 404 invitations, including «2» of a project.",
        ("including",),
    ),
    Rule(
        "in brackets",
        "share",
        "(?:<NAME><stream-word>?|<AIM><people>?)<open><about>?(?P<n><number>)<close|comma|semicolon>",
        "It sent 404 invitations across the Masters Graduate («340») and PhD Graduate (64) streams.",
        ("stream", "short", "label", "region", "program", "language"),
    ),
    Rule(
        "behind a stream",
        "share",
        r"(?:<NAME><stream-word>?<colon>?|<semicolon><article>?<NAME><stream-word>?<comma><word|to>?"
        r"|<region><colon>?(?=<number><comma|and|semicolon>{1,2}<region><colon>?<number>)"
        r"|(?:(?<=<number><comma|and|semicolon>)|(?<=<number><comma|semicolon><and>))<region><colon>?)(?P<n><number>)"
        r"(?=<comma|and|stop|semicolon|close|open>|\Z)|<NAME><stream-word>?<dash|colon>(?P<n2><number>)(?=<dash|bar>)",
        "It sent 622 invitations under Human Capital Priorities and under the PhD Graduate stream «206».",
        ("stream", "short", "region"),
    ),
    Rule(
        "share",
        "share",
        "(?P<n><number>)(?:<were>?<to|in|of|between><FILL|of|between|to>{0,4}<AIM|NAME|people|working-in|occupations>"
        "|<of><word>{1,2}<in><article>?<NAME>|<working-in><AIM>|<in><general>"
        "|<to|in|of|between><one-more>(?=<stop|comma|semicolon|stream-word|draw>))",
        "It sent 50 invitations, «24» to skilled trades.",
    ),
    Rule(
        "the rest",
        "share",
        "(?P<n><number>)(?:<word|were>{1,3}|<word>?<were>{0,2}<issued>)<to|between|in|of|until><article>?<stream-word>?<NAME>"
        r"|<one-more><FILL|SMALL|to|and|occupations>{1,9}<comma>?<in>(?P<n2><number>)(?=<stop|comma|semicolon|close>|\Z)",
        "The «24» surplus ones fell to the Masters Graduate stream.",
        ("stream", "short", "one-more"),
    ),
    Rule(
        "more",
        "share",
        "(?:<and|and-above>|<comma><word>{0,2})(?P<n><number>)<word|may-be|SMALL|to|were>{1,8}<NAME|program>",
        "It had 402 invitations, plus «77» who may be of the PhD Graduate stream.",
        ("stream", "short", "program"),
    ),
    Rule(
        "one of others",
        "share",
        "(?:<and|and-above>)(?P<n><one>)<one|one-more|word>{0,2}<in|to>{1,2}<article|word|one>{0,2}(?:<people><of|in>?<article>?)?<program|label|language>",
        "It sent 54 invitations to foreign workers, and «one» to a REDI candidate.",
        ("program", "label", "language"),
    ),
    Rule(
        "a stream was",
        "people",
        "<NAME><stream-word>?<one>?<were><of>?(?P<n><number>)(?=<comma><and>?<score|at-least>)",
        "The Foreign Worker one was «194», score 36.",
        ("score", "at-least"),
    ),
    Rule(
        "row of points",
        "score",
        "(?P<n><number>)(?=(?:<comma><number>){0,4}<comma>?<and><number><points>)",
        "They had «44» and 70 points respectively.",
        ("points",),
    ),
    Rule(
        "with a score",
        "score",
        r"<number><!number|comma|stop|semicolon|open|close>{0,9}?<comma>?<word>?<word|in|to|between|since|at-least>?(?P<n><number>)(?=<stop|comma|semicolon|close|and>|\Z)",
        "It invited 94 people with «46».",
    ),
    Rule(
        "one invitation",
        "count",
        "(?<!<at-least>)(?P<n><one|one-more>)<word>?<invitation>",
        "It sent «one» NOI.",
        ("one", "one-more"),
    ),
    Rule("one", "people", "(?P<n><one>)<word>?<people>", "«One» applicant was invited.", ("one",)),
)
"""The rules, the surest first."""
