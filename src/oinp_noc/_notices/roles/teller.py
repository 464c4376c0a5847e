"""What a text is telling of, and how facts get their roles."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.parts import has_parts
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.words.lexicon import INVITED, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact, Words

ACTS = ("issued", "invites", "held", "draw", "invitation")
COUNTS = (*INVITED, "about")
NUMBERS = (*COUNTS, "score")


class Teller:
    """What a text is telling of, from one sentence to the next.

    Attributes:
        text: the text, spelt plainly.
        begun: whether a sentence that ends stands before.
        stated: whether anything was stated before, but in headings.
        told: whether a draw with a number was announced before.
        elsewhere: whether another government is spoken of.
        in_passing: whether only for the rest of the paragraph.
        forecast: whether the sentence before was a forecast.
        summed: whether its numbers were sums over a time.
        behind: whether the article is over.
        sourced: whether its source was told last.
        block: the paragraph, list or table at hand.
        begins: whether the node at hand is the first of it.
        theirs: the last sentence that is about another government.
        numbered: the last one with a number.
        scored: the lowest score of the sentence before, if it has one.
        parts: whether the text has parts on several governments.
        dated: the first line of a paragraph that was read as another government's, with a day alone.
        open: the paragraph behind one on another government, of which nothing says whose it is.
        past: whether the paragraph at hand is the record of an earlier draw.
        headline: whether the node before is the headline of news: a day below it is that of the page.
        pool: the paragraph in which profiles were counted last.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.begun = self.stated = self.told = self.elsewhere = self.in_passing = self.forecast = self.summed = (
            self.behind
        ) = self.begins = self.sourced = False
        self.block = self.open = self.pool = -1
        self.headline = self.past = False
        self.theirs: Node | None = None
        self.dated: Node | None = None
        self.numbered: Node | None = None
        self.scored: int | None = None
        self.parts = has_parts(text)


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


_ASIDE = compiled(
    r"\b(?:compared?(?: to| with)?|after|apres|versus|vs|against|instead of|unlike"
    r"|(?:up|down|lower|higher|more|less|fewer|increase|decrease|rise|drop)\b[^.;,()]{0,30}\b(?:from|than|over|since)"
    r"|(?:points?|pts) (?:above|below|under|over|short|shy|de plus|de moins)"
    r"|en (?:hausse|baisse)|par rapport|contre|au lieu|comparativement|(?:plus|moins)\b[^.;,()]{0,30}\bqu)\b"
    r"(?:(?! to )[^.;,()]){0,60}(?:\([^()]{0,90}\))?|\([^()]{0,60}\)"
)  # what a score is compared with


_LONGEST = 1000  # characters of a sentence that compares


def recalled_aside(node: Node, place: int, text: str) -> bool:
    """Recall only what a score is compared with around a place, if one score stands apart from it."""
    if not node.of("score") or node.end - node.start > _LONGEST:
        return False
    for match in _ASIDE.finditer(text, node.start, node.end):
        within = {fact.kind for fact in node.of("score", *COUNTS) if match.start() <= fact.span[0] < match.end()}
        apart = [fact for fact in node.of("score") if not match.start() <= fact.span[0] < match.end()]
        if match.start() <= place < match.end() and apart and within.isdisjoint(COUNTS):
            give(node, "recalled", lambda fact, span=match: span.start() <= fact.span[0] < span.end())  # type: ignore[misc]
            return True
    return False


def words_of_ours(node: Node, teller: Teller) -> list[int]:
    """Find the words for Ontario; in a heading also those that are a part of another phrase: OINP draws."""
    here = node.words.places("here")
    heads = node.kind == "heading" and search("here", teller.text, node.start, node.end) is not None
    return here or [0] * heads


OF_NOBODY = "behind another government's, and nothing says whose"  # the rule of a number


def leave_open(node: Node, teller: Teller) -> None:
    """Take a node that names nobody for the government's before it; the numbers of a new paragraph may be Ontario's."""
    if teller.begins:
        asks = teller.text[node.end - 1] == "?"  # last trades draw? 94 on May 9
        names = node.of("stream") or (teller.told and (node.of("day", "days") or node.says("recalled") or asks))
        under = any(parent.says("elsewhere") or parent.role == "elsewhere" for parent in above(node))
        teller.open = node.block if names and node.kind == "sentence" and not under else -1
        teller.dated = node if node.facts and not node.of(*NUMBERS) else None
    ours = {
        fact.span for fact in node.of(*INVITED) if node.block == teller.open and fact.role in ("announced", "recalled")
    }
    give_all(node, "elsewhere")
    node.facts = [
        fact._replace(kind="unread", role="announced", rule=OF_NOBODY)
        if fact.span in ours and fact.kind in INVITED
        else fact
        for fact in node.facts
    ]
