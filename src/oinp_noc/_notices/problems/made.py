"""All that the stages made of a text, which every question about it is asked of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.tree.nodes import node_at

if TYPE_CHECKING:
    from oinp_noc._notices.accounts.choice import Choice
    from oinp_noc._notices.accounts.ledger import Entry
    from oinp_noc._notices.draws.calendar import Calendar
    from oinp_noc._notices.draws.drafts import Draft, Settled
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.values import NoticeDraw

_MOST = 64  # draws that are looked at


class Made(NamedTuple):
    """What the stages made of a text, before anybody asks what may be wrong.

    Attributes:
        text: the text, into which all spans point.
        spelt: its plain spelling, of the same length.
        tree: what it states, in order.
        settled: the drafts, totals and what is loose.
        draws: a draw for each draft.
        lists: the lists of codes.
        entries: the accounts.
        calendar: how its years were settled.
        choices: what was chosen as the packaged draws have it.
        unread: of each list of titles that is not read, where it stands, and its first entry that is no official title.
    """

    text: str
    spelt: str
    tree: list[Node]
    settled: Settled
    draws: list[NoticeDraw]
    lists: list[CodeList]
    entries: list[Entry]
    calendar: Calendar
    choices: list[Choice]
    unread: list[tuple[Place, Place]]

    @property
    def pairs(self) -> list[tuple[Draft, NoticeDraw]]:
        """The drafts, each with its draw: the first of a long text."""
        return list(zip(self.settled.drafts[:_MOST], self.draws[:_MOST], strict=True))

    @property
    def announced(self) -> list[tuple[Draft, NoticeDraw]]:
        """The pairs of announced draws."""
        return [(draft, draw) for draft, draw in self.pairs if draw.role == "announced"]

    def at(self, place: int) -> Node:
        """Return the node that stands at a place."""
        return node_at(self.tree, place)
