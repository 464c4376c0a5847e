"""Draws in, problems out: what a text takes back, scores that it tells of others, and codes that it leaves out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.places import section
from oinp_noc._notices.values import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.problems.made import Made

_NOT_SO_MANY = compiled(
    r"\b(?:not|instead of|rather than|et non(?: pas)?|au lieu de|plutot que)\s"
    r"(?P<number>[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]{2,6})\b"
)


def corrected(made: Made) -> Iterator[Problem]:
    """Tell of draws with a number of which a sentence says that it is another: 476, and not 467."""
    wrong: dict[int | None, Place] = {}
    for node in made.tree:
        for match in _NOT_SO_MANY.finditer(made.spelt, node.start, node.end) if node.kind == "sentence" else ():
            wrong.setdefault(int(re.sub("[^0-9]", "", match["number"])), (node.start, node.end))
    for draw in made.draws if wrong else ():
        for said in {draw.invitations, draw.score.min if draw.score is not None else None} & wrong.keys():
            yield Problem(
                "contradiction", say("a number of one draw is corrected: it is not {said}", said=said), wrong[said]
            )


def scores_of_others(made: Made) -> Iterator[Problem]:
    """Tell of a score that stands in another paragraph than the number of its draw, and is that of another draw too."""
    scored = [(draft, draft.own["score"]) for draft, _ in made.pairs if {"score", "count"} <= draft.own.keys()]
    for draft, score in scored:
        here, there = made.at(score.span[0]), made.at(draft.own["count"].span[0])
        far = here.kind != "row" and section(here) is not section(there)
        if far and any(other is not draft and its.value[0] == score.value[0] for other, its in scored):
            yield Problem("unclear", say("the score may be that of another draw, which has the same"), score.span)


_TO = compiled(
    r"\W{0,3}\s(?:up )?(?:to|thru|through|until|till|a|au|jusqu'au?)\s(?:the |code |noc |cnp |le ){0,3}"
    r"|\s?(?:-{1,2}|\.{2,3}|\u2026|\u2192)\s?(?:noc |cnp )?"
)
_AND = compiled(r"\s(?:and|et)\s(?:noc |cnp )?")
_BETWEEN = compiled(r"\b(?:between|entre)\s(?:noc |cnp |codes? |the |les ){0,3}\Z")
_BEFORE = 24  # characters
_SHORTENED = compiled(r"(?:[-/][0-9]{1,3})+(?![0-9%-]|\s?[a-z])")  # 21220-23


def ranges_of_codes(made: Made) -> Iterator[Problem]:
    """Tell of codes from one to another, of which a list has the ends alone: 21220 to 21223."""
    listed = {code.start for draft in made.settled.drafts for code in draft.codes}
    for node in made.tree:
        places = [(code.start, code.end, int(code.code)) for code in node.codes if code.start in listed]
        joined = [_is_range(made.spelt, one, other) for one, other in pairwise(places)]
        ends = [
            (one[0], other[1])
            for at, (one, other) in enumerate(pairwise(places))
            if joined[at] and True not in (*joined[max(0, at - 1) : at], *joined[at + 1 : at + 2])
        ]
        short = (_SHORTENED.match(made.spelt, end, node.end) for _, end, _ in places)
        ends += [(start, behind.end()) for (start, *_), behind in zip(places, short, strict=True) if behind is not None]
        for span in ends:
            quoted = repr(" ".join(made.text[slice(*span)].split()))
            yield Problem(
                "unclear", say("{quoted} may be a range of codes, and only its ends are read", quoted=quoted), span
            )


def _is_range(text: str, one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Return True if words or a dash between two codes make them the ends of a range."""
    if one[2] >= other[2]:
        return False
    between = text[one[1] : other[0]]
    led = _AND.fullmatch(between) and _BETWEEN.search(text, max(0, one[0] - _BEFORE), one[0])
    return bool(led or _TO.fullmatch(between))
