"""What a rule is by which a number is known, and what several of them have in common."""

from __future__ import annotations

from typing import NamedTuple


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


LINK = (
    "<word|between|of|in|colon|dash|open|close|at-least|about|were|issued|invites|draw|stream|short|stream-word|article"
    "|and|day|held|here|score|announced|respectively|label|profiles|following|region|program|to|invitation|people|hash>{0,9}?"
)
NO_COUNT = (
    "(?!(?!<comma>)<FILL|comma|and>{0,8}<occupations>(?!<number>)"
    "|<FILL>{0,2}(?:<invitation|people|percent|other-unit|something-else|draw>|<profiles>(?!<since|until|between>)|(?<!<of>)(?<!<of><article>)<stream-word>)"
    "|<to><article>?<people|NAME>|<FILL>{0,2}<occupations>(?!<number>))"
)
HIGH = (
    "(?:<points>?<to|dash|and|until>{1,2}<in|article|at-least|about>?<score>?<of>?"
    f"(?P<m><number>){NO_COUNT}(?!<dash|to><number>))?"
)
