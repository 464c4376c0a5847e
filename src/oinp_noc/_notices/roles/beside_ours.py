"""Nodes in, roles out: which clause of a sentence is told of another government, and which of Ontario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import COUNTS, NUMBERS, Teller, give
from oinp_noc._notices.words.lexicon import search

if TYPE_CHECKING:
    import re

    from oinp_noc._notices.tree.nodes import Node

_PROVINCES = compiled(
    r"\b(?:two|three|four|five|six|seven|eight|several|other|all|many|[2-9]|deux|trois|quatre|cinq|sept|plusieurs"
    r"|autres)\s(?:other |autres |canadian )?provinces\b"
)  # of several provinces together


def is_of_provinces(node: Node, teller: Teller) -> bool:
    """Return True if a sentence tells of several provinces together."""
    told = node.of(*COUNTS, "day", "days")
    return bool(told) and _PROVINCES.search(teller.text, node.start, node.end) is not None


_COMPARED = compiled(
    r",\s(?:(?:which|that|ce qui)\s(?:is|was|lies?|est|etait)\s|soit\s)?"
    r"(?:(?:[a-z]+\s){0,2}?[a-z0-9-]+\s(?:de\s)?points?\s(?:de\s)?)?"
    r"(?:(?:far|well|much|way|still|even|bien|nettement|loin)\s)*"
    r"(?:below|under|lower|less|fewer|higher|more|above|beyond|compared|unlike|against|which is to say|that is to say"
    r"|sous|au-dessous|en dessous|au-dessus|moins|plus|loin|c'est-a-dire)\b"
)
_APART = compiled(r";|\b(?:while|whereas|though|although|tandis qu[e']|alors qu[e'])|,\s(?:but|mais)\b")


def compares(node: Node, teller: Teller, others: list[int]) -> bool:
    """Take from ours what a comparison tells of another government: lower than the 512 of Alberta."""
    text = teller.text
    than = next((said for said in _COMPARED.finditer(text, node.start, node.end) if _is_told_before(node, said)), None)
    if than is None or teller.elsewhere:
        return False
    behind = (node.words.starts[at] for at in others if node.words.starts[at] > than.start())
    federal = search("federal", text, than.end(), node.end)
    place = min((*behind, *(() if federal is None else (federal.start(),))), default=node.end)
    if place == node.end or _APART.search(text, than.end(), place) is not None:
        return False
    give(node, "elsewhere", lambda fact: fact.span[0] >= than.start())
    return True


def _is_told_before(node: Node, said: re.Match[str]) -> bool:
    return any(fact.span[1] <= said.start() for fact in node.of(*NUMBERS))


def only_behind(node: Node, teller: Teller, others: list[int]) -> bool:
    """Give another government only what stands behind "while" or a semicolon, if a number of ours stands before it."""
    text = teller.text
    them = search("federal", text, node.start, node.end) or _PROVINCES.search(text, node.start, node.end)
    place = node.words.starts[others[0]] if others else them.start() if them is not None else node.start
    apart = max((match.start() for match in _APART.finditer(text, node.start, place)), default=node.start)
    than = _COMPARED.search(text, node.start, place)
    if than is not None:
        apart = than.start()
    if teller.elsewhere or not any(fact.span[1] <= apart for fact in node.of(*NUMBERS)):
        return False
    give(node, "elsewhere", lambda fact: fact.span[0] >= apart)
    return True
