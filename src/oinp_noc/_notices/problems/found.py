"""All that was made of a text in, all that may be wrong with it out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from oinp_noc._notices.problems import (
    contradictions,
    corrections,
    dated,
    doubts,
    history,
    levels,
    neighbours,
    spare,
    unassigned,
    wheres,
)

if TYPE_CHECKING:
    from oinp_noc._notices.problems.made import Made
    from oinp_noc._notices.values import Problem

_DOUBTS = (
    contradictions.find,
    doubts.unread_targets,
    wheres.wheres,
    levels.levels,
    dated.days_from_elsewhere,
    dated.same_days,
    dated.weekdays,
    dated.weekdays_of_others,
    dated.windows,
    neighbours.streams_from_afar,
    neighbours.targets_from_afar,
    neighbours.lists_of_others,
    neighbours.numbers_beside,
    neighbours.twins,
    spare.spare_targets,
    spare.unread_titles,
    corrections.scores_of_others,
    corrections.ranges_of_codes,
)
_GAPS = (dated.lacking, corrections.corrected, unassigned.problems, history.chosen, history.unlike)


def found(made: Made) -> list[Problem]:
    """Ask every question of what was made, and leave out the doubts that the packaged draws answer."""
    doubted, left = (chain.from_iterable(ask(made) for ask in questions) for questions in (_DOUBTS, _GAPS))
    every = (*history.unanswered(doubted, made), *left)
    return list(dict.fromkeys(every))  # two draws with one list say the same of it
