"""Nodes in, answers out: whether one is a headline, or begins its paragraph with the name of its matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.labelled import OF_BOTH
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.code_lines import heads_a_record
from oinp_noc._notices.tree.ordinals import is_of_one

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_POINTS = compiled(r"\b(?:these|the following|below|ces|suivante?s?|ci-dessous)\b")
_LABELLED = r"\A<word|stream-word|draw|score|invitation|profiles|issued|held|of|published|targeting>{1,4}<colon>."
TITLE = 9  # words of a line that ends in a colon
_HEADLINE = 110  # characters
ENDS = ".;!,"
_QUANTITIES = ("count", "people", "share", "score", "about", "window")
_RUNNING_IN = 6  # words
_LIGHT = ("article", "of", "in", "between", "and", "comma", "dash", "slash")
_SAYS_WHOM = "<targeting><colon>|<draw><targeting>"  # Targeted draw: nurses. Both draws targeted nurses.
_OF_ITS_CODES = r"\A<targeting|label|people|occupations|word>{1,4}<draw><open|colon|dash>"  # Targeted draw (NOC 42202)
_TELLS = ("were", "issued", "invites", "held", "may-be", "number", "one", "not", "until", "since", "to")


def is_headline(node: Node, text: str) -> bool:
    """Return True if a node is a heading: marked as one, or a short line by itself that ends no sentence."""
    if node.kind == "heading":
        return True
    unit = node.unit
    nth = is_of_one(text, node.start, node.end)
    short = node.kind == "sentence" and bool(unit.alone) and (node.start, node.end) == (unit.start, unit.end)
    return (
        short
        and not (text[node.end - 1] == ":" and (len(node.words.names) > TITLE or not (nth or _gives(node))))
        and node.end - node.start <= (_HEADLINE if node.says(*_TELLS[:5]) or not node.of("stream") else 2 * _HEADLINE)
        and text[node.end - 1] not in (ENDS + "?" if _gives(node) else ENDS)
        and not node.of(*_QUANTITIES)
        and (not node.codes or node.matches(_OF_ITS_CODES) or _has_codes_behind(node, text))
        and not (unit.alone == 1 and node.matches(_LABELLED))
        and not _leads_to_a_list(node, text)
        and OF_BOTH.match(text, node.start) is None
    )


_CODES_BEHIND = compiled(r"[a-z][^():0-9]{2,60} \((?:nocs? |cnp )?[0-9]{5}(?:,? (?:and |et )?[0-9]{5})*\)\Z")


def _has_codes_behind(node: Node, text: str) -> bool:
    """Return True if a line above a list is a name, and its codes in brackets: Health (NOC 31301, 32101)."""
    return heads_a_record(node, text) and _CODES_BEHIND.match(text, node.start, node.end) is not None


def _leads_to_a_list(node: Node, text: str) -> bool:
    """Return True if a line says no more than that what stands right below it was targeted (these occupations:)."""
    only_aims = text[node.end - 1] == ":" and {fact.kind for fact in node.facts} <= {"target"}
    return only_aims and _POINTS.search(text, node.start, node.end) is not None


def runs_in(node: Node, text: str) -> bool:
    """Return True if a paragraph or item begins with the name of its matter: "General rounds. The pools were ..."."""
    return (
        node.kind in ("sentence", "item")
        and node.start == node.unit.start
        and node.end < node.unit.end
        and text[node.end - 1] == "."
        and "\n" not in text[node.start : node.end]
        and sum(name not in _LIGHT for name in node.words.names) <= _RUNNING_IN
        and _names_a_matter(node)
        and not node.matches(_SAYS_WHOM)
        and not node.codes
        and not text.endswith(_ANSWERS, node.start, node.end - 1)
    )


_ANSWERS = (", yes", ", no", ", oui", ", non")  # for the PhD Graduate stream, yes. For the other, no: it was for


def _names_a_matter(node: Node) -> bool:
    if node.of("day", "year") and node.words.names in (["number", "stop"], ["day", "stop"]):
        return True  # 6 June. Ontario drew
    return bool(node.of("stream", "target", "general")) and not node.of("day", "days") and not node.says(*_TELLS)


def _gives(node: Node) -> bool:
    """Return True if a line gives something to what stands under it."""
    given = node.of("day", "days", "stream", "target", "general", "year")
    return bool(given) or node.says("elsewhere", "here", "recalled")
