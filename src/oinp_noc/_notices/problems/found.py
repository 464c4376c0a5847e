"""All that was made of a text in, all that may be wrong with it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.problems import contradictions, corrections, dated, doubts, history, ledger, neighbours

if TYPE_CHECKING:
    from oinp_noc._notices.draws.calendar import Calendar
    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.problems.ledger import Entry
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.values import NoticeDraw, Problem


class Made(NamedTuple):
    """What the stages made of a text, before anybody asks what may be wrong.

    Attributes:
        text: the text, into which all spans point.
        spelt: its plain spelling, of the same length.
        tree: what it states.
        settled: the drafts, totals and what is loose.
        draws: a draw for each draft.
        lists: the lists of codes.
        entries: the accounts.
        calendar: how its years were settled.
    """

    text: str
    spelt: str
    tree: list[Node]
    settled: Settled
    draws: list[NoticeDraw]
    lists: list[CodeList]
    entries: list[Entry]
    calendar: Calendar


def found(made: Made) -> list[Problem]:
    """Ask every question of what was made."""
    tree, spelt = made.tree, made.spelt
    pairs = list(zip(made.settled.drafts, made.draws, strict=True))
    announced = [draw for draw in made.draws if draw.role == "announced"]
    every = [
        *contradictions.find(made.settled, made.draws, made.calendar),
        *doubts.unread_targets(pairs, tree, spelt, made.text),
        *dated.bare_days(pairs, tree, spelt),
        *dated.days_from_elsewhere(pairs, tree),
        *dated.windows_of_some(pairs, tree, spelt),
        *dated.windows_of_none(pairs, made.entries),
        *dated.scores_of_some(pairs, tree, spelt),
        *doubts.targets_of_some(pairs, tree, made.text),
        *neighbours.other_streams(pairs, spelt),
        *neighbours.streams_from_afar(pairs, tree, spelt),
        *neighbours.targets_from_afar(pairs, tree),
        *dated.days_moved_on(pairs, tree, spelt),
        *neighbours.lists_of_others(pairs, made.lists),
        *neighbours.numbers_beside(pairs, made.entries),
        *corrections.doubted(pairs, tree, spelt),
        *ledger.problems(made.entries, made.lists, made.text, draws=announced),
        *history.unlike(made.draws, made.entries),
    ]
    return list(dict.fromkeys(every))  # what draws share is told once
