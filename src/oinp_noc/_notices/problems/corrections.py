"""Draws in, problems out: what a text takes back, and scores that it tells of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.tree.places import section
from oinp_noc._notices.values import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.problems.made import Made

_NOT_SO_MANY = re.compile(
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
