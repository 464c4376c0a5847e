"""Draws in, problems out: where words name the levels or groups of occupations that a draw was for: TEER 0-3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.problems.aside import own_place
from oinp_noc._notices.problems.wheres import RECORD as _RECORD
from oinp_noc._notices.tree.places import section
from oinp_noc._notices.values import Problem
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.tree.nodes import Node

_TO = r"\s?(?:-|to|through|a)\s?"
_LEVEL = compiled(
    r"\b(?:teer|feer|faer|ftea)(?:s|\s(?:categor(?:y|ies?)|levels?|niveaux?))?[\s:-]{1,2}"
    rf"(?P<levels>[0-5](?![0-9])(?:(?:{_TO}|,?\s(?:and|or|et|ou)\s|[,/]\s?)(?:(?:teer|feer)\s)?[0-5](?![0-9])){{0,5}})"
)
_GROUP = compiled(
    r"\b(?:(?:noc|cnp|minor|major|sub-major|unit|broad)\s(?:(?:minor|major|sub-major|unit)\s)?groups?"
    r"|(?:sous-|grand )?groupes?\s(?:intermediaires?\s|de base\s)?(?:de la cnp\s|cnp\s)?)\s?[0-9]{1,4}(?![0-9])"
)  # NOC group 313
_AS_ABOVE = compiled(r"(?m)^[^\w\n]{0,4}(?:(?:the )?same as above|as above|ditto|comme ci-dessus|idem)\.?[ \t]*$")
_RANGE = compiled(rf"([0-5]){_TO}([0-5])")
_OF_STREAMS = {
    "employer-job-offer-foreign-worker": {0, 1, 2, 3},
    "employer-job-offer-international-student": {0, 1, 2, 3},
    "employer-job-offer-in-demand-skills": {4, 5},
}  # what their jobs always are


def levels(made: Made) -> Iterator[Problem]:
    """Tell of words beside a draw's number, or in its heading, that name the levels of those it was for."""
    for draft, _ in made.announced:
        record = _RECORD.match(made.spelt, draft.nodes[0].start)
        found = [_GROUP.search(made.spelt, node.start, node.end) for node in _told_in(draft)]
        found += [_AS_ABOVE.search(made.spelt, *record.span())] if record is not None else []
        said = next(filter(None, found), None) if not (draft.codes or draft.get("target")) else None
        if said is not None:
            yield _unread(made.text[slice(*said.span())].strip(), draft)
    for draft, draw in made.pairs:
        for match in (_LEVEL.search(made.spelt, node.start, node.end) for node in _told_in(draft)):
            if match is not None and _levels(match["levels"]) != _OF_STREAMS.get(draw.stream or ""):
                yield _unread(made.text[slice(*match.span())], draft)
                break


def _unread(said: str, draft: Draft) -> Problem:
    message = say(
        "{said} may say who was invited, and is not read: the target of the draw may be another, or none",
        said=repr(said),
    )
    return Problem("unread-target", message, own_place(draft))


def _told_in(draft: Draft) -> list[Node]:
    """Return the nodes with the number of a draw, or a word for it, and its heading."""
    heading = section(draft.nodes[0])
    own = [node for node in draft.nodes if node.of(*INVITED) or node.says("draw", "held")]
    return [*own, *([heading] if heading is not None else [])]


def _levels(said: str) -> set[int]:
    """Return the levels that are named one by one, or by the ends of a range."""
    within = {level for low, high in _RANGE.findall(said) for level in range(int(low), int(high) + 1)}
    return within | {int(digit) for digit in said if digit.isdigit()}
