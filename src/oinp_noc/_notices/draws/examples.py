"""Drafts in, the same drafts out, without codes that a sentence gives as examples, or for its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import ACTS
from oinp_noc._notices.words.lexicon import search

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node

_FEW = 4  # codes: with more of them, "including" goes before a whole list
_OPENS = 20  # characters of a sentence in which it says that these are some among others
_AFTER = 60  # characters behind the last code in which the rest is spoken of


def without_examples(nodes: list[Node], drafts: list[Draft], text: str) -> None:
    """Take codes from the drafts for which they are examples; the draws are targeted, their lists unknown.

    Args:
        nodes: the nodes, in order.
        drafts: the drafts with their lists.
        text: the text, spelt plainly.
    """
    examples = {
        code.start
        for before, node in zip([None, *nodes], nodes, strict=False)
        if (_are_examples(node, before, text) if node.kind == "sentence" else _is_part(node, text))
        for code in node.codes
    }
    apart = {
        code.start
        for node in nodes
        if node.codes and search("for example", text, node.start, node.codes[0].start) is not None
        for code in node.codes
    }
    for draft in drafts if examples else ():
        every = draft.codes and all(code.start in examples for code in draft.codes)
        rest = [] if every else [code for code in draft.codes if code.start not in examples & apart]
        if len(rest) < len(draft.codes):
            draft.codes = rest
            draft.cued = True


def _is_part(node: Node, text: str) -> bool:
    """Return True if the line above a list says that it is only a part: "some of the key occupations:"."""
    lead = node.parent
    return bool(node.codes) and lead is not None and search("part of a list", text, lead.start, lead.end) is not None


def _are_examples(node: Node, before: Node | None, text: str) -> bool:
    """Return True if a sentence names a few codes of more: "such as" before them, "and others", or a higher number."""
    if not node.codes:
        return False
    found = len({code.code for code in node.codes})
    sizes = [fact.value for fact in node.of("size")]
    counted = before is not None and before.block == node.block and text[before.end - 1] == "."
    told = node.of("stream") or ":" in text[node.start : node.codes[0].start]  # of one stream; a list
    if before is not None and counted and not told and not sizes:
        sizes = [fact.value for fact in before.of("size")]
    if found in sizes:
        return False
    if any(size >= 2 * found for size in sizes):
        return True
    first, last = node.codes[0].start, max(code.span[1] for code in node.codes)
    such = search("such as", text, node.start, first) or search(
        "and others", text, node.start, min(first, node.start + _OPENS)
    )
    after = search("and others", text, last, min(node.end, last + _AFTER))
    some = search("some of them", text, node.start, first) if found < _FEW else None
    every = some is not None and (
        text.endswith(("every ", "each "), node.start, some.start()) or _WHOSE.match(text, some.end()) is not None
    )  # every one of them
    return such is not None or after is not None or (some is not None and not every)


_WHOSE = compiled(r"\s(?:la liste|(?:le |la |l')(?:seule?|unique))\b")  # draws whose list, "dont la liste", is these


_READER = compiled(r"\b(?:if|you|your|you're|whether|si|vous|votre|vos)\b")
_MINE = compiled(
    r"\b(?:i(?:'m)?|my|je|j'|mon|ma|mes)\s?\b(?:[a-z0-9]+\s){0,5}(?:(?:the\s)?(?:noc|cnp|code)\b[^0-9.?!]*)?\Z"
)
_WE = compiled(r"\b(?:we (?:have |had )?(?:written|asked|wrote|told|called)|(?:nous )?avons (?:ecrit|demande))\b")
_WHAT_IS = compiled(r"\bwhat(?: is|'s)\b|\bqu'est-ce\b")
_HIRES = compiled(
    r"\b(?:we(?:'re| are)? (?:now |currently )?(?:hir(?:e|ing)|look(?:ing)? for|recruit(?:ing)?|seek(?:ing)?)"
    r"|now hiring|nous (?:embauchons|recrutons|cherchons)|on embauche)\b"
)
_LIST = compiled(
    r"\b(?:eligible|admissibles?|targeted|only|nobody|nothing|all|any|both|one of|seule?s?|seulement|tou(?:te)?s)\b"
)
_ON_IT = compiled(
    r"\b(?:(?:on|in|made|part of|dans|sur) (?:it|the list|that list|la liste|cette liste)|y figur(?:e|ent|ait|aient)"
    r"|(?:en|y) (?:sont|etaient|font partie|faisaient partie))\b"
)
_MORE = compiled(r"\b(?:noc|cnp) ?[0-9]{5}\b(?![^.;]{0,40}\b(?:not|pas|plus)\b)")  # so were ironworkers (NOC 72105)
_TOO = compiled(
    r"[\s),]{0,4}(?:(?:were|was|did|are|is|(?:y |l')?(?:etaient|sont)) )?"
    r"(?:too|as well|also|aussi|egalement|de meme)\W{0,2}"
)
_GOES_ON = compiled(r"[^.]{0,40}?[a-z]{3}")


def is_aside(node: Node, drafts: list[Draft], text: str) -> bool:
    """Return True if a sentence has codes for its reader, or only names some: are you a cook (63200)?"""
    told = any(fact.kind != "other" and fact.role != "condition" for fact in node.facts)
    beside = any(other.block == node.block for draft in drafts for other in draft.nodes)
    asks = text[node.end - 1] == "?" and node.kind in ("sentence", "item")
    if asks and not told and len(node.codes) == 1 and (not beside or _WHAT_IS.search(text, node.start, node.end)):
        return True  # our most popular page: What is 21231?
    if node.kind not in ("sentence", "heading") or told or ":" in text[node.start : node.codes[0].start]:
        return False
    said = node.start, node.codes[0].start
    if _HIRES.search(text, *said) or (len(node.codes) == 1 and _MINE.search(text, *said)):
        return True
    if node.kind == "heading":
        return False
    if not beside:
        ours = len(node.codes) == 1 and _WE.search(text, node.start, node.codes[0].start) is not None
        return ours or asks or _READER.search(text, node.start, node.end) is not None
    rest = max(node.codes[-1].end, node.codes[-1].span[1])
    return (
        len(node.codes) == 1
        and not node.says("targeting", *ACTS)
        and _GOES_ON.match(text, rest, node.end) is not None
        and not _LIST.search(text, node.start, node.end)
        and _TOO.fullmatch(text, rest, node.end) is None
        and not (_ON_IT.search(text, rest, node.end) and _MORE.search(text, node.end, node.unit.end))
    )
