"""What a text is telling of, and how facts get their roles."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact, Words

ACTS = ("issued", "invites", "held", "draw", "invitation")
NUMBERS = ("count", "people", "share", "about", "score")
COUNTS = ("count", "people", "share", "about")


class Teller:
    """What a text is telling of, from one sentence to the next.

    Attributes:
        text: the text, spelt plainly.
        told: whether a draw with a number was announced before.
        elsewhere: whether another government is spoken of.
        in_passing: whether only for the rest of the paragraph.
        forecast: whether the sentence before was a forecast.
        summed: whether its numbers were sums over a time.
        behind: whether the article is over.
        block: the paragraph, list or table of the node before.
        headline: whether the node before is the headline of news: a day below it is that of the page.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.told = self.elsewhere = self.in_passing = self.forecast = self.summed = self.behind = False
        self.block = -1
        self.headline = False


def give_all(node: Node, role: str, kinds: tuple[str, ...] = ()) -> None:
    if not kinds:
        node.role = role
    give(node, role, lambda fact: not kinds or fact.kind in kinds)


def give(node: Node, role: str, wanted: Callable[[Fact], bool]) -> None:
    """Give a role to some facts that have none yet."""
    node.facts = node.facts and [
        fact._replace(role=role) if fact.role in ("announced", "recalled") and wanted(fact) else fact
        for fact in node.facts
    ]


def clauses(words: Words) -> list[int]:
    """Number the clauses of a sentence: the one that each word is in."""
    return list(accumulate(name in ("comma", "semicolon") for name in words.names))
