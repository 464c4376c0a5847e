"""Draws in, problems out: what a text takes back, scores that it tells of others, and codes that it leaves out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.places import section
from oinp_noc._notices.tree.ranges import ranges
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


_SHORTENED = compiled(r"(?:[-/][0-9]{1,3})+(?![0-9%-]|\s?[a-z])")  # 21220-23


def ranges_of_codes(made: Made) -> Iterator[Problem]:
    """Tell of codes from one to another: of a list that has what lies between them, or the ends alone."""
    listed = {code.start for draft in made.settled.drafts for code in draft.codes}
    for node in made.tree:
        codes = [code for code in node.codes if code.start in listed]
        first = {code.start: code for code in reversed(codes)}  # at its place those between the ends stand, too
        for span in ranges([*reversed(first.values())], made.spelt):
            quoted = repr(" ".join(made.text[slice(*span)].split()))
            count = sum(code.start == span[0] for code in codes) + 1
            message = say("{quoted} may be a range of codes, and only its ends are read", quoted=quoted)
            if count > 2:  # noqa: PLR2004 (the ends)
                message = say("{quoted} is read as the {count} unit groups of a range", quoted=quoted, count=count)
            yield Problem("unclear", message, span)
        for start, end in [(code.start, code.end) for code in codes]:
            behind = _SHORTENED.match(made.spelt, end, node.end)
            if behind is not None:
                quoted = repr(" ".join(made.text[start : behind.end()].split()))
                message = say("{quoted} may be a range of codes, and only its ends are read", quoted=quoted)
                yield Problem("unclear", message, (start, behind.end()))
