"""Lines with codes in, the draws that they name by a number or letter out: list A, occupations for boxes 1 and 2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.places import above

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.draws.beside import Mark
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node

_LABEL = 24  # characters
_MARGIN = 6  # characters before an item, of its number, and of a cell that is one


def by_number(node: Node, drafts: list[Draft], text: str) -> Iterator[Mark]:
    """Find the draws that a line names by their numbers: occupations for boxes 1 and 2."""
    for match in _NUMBERED.finditer(text, node.start, node.end):
        if any(fact.span[0] <= match.start() < fact.span[1] for fact in node.facts):
            continue  # February 2
        letters = set(re.findall(r"\b(?:[0-9]+|[a-h])\b", match["numbers"]))
        each = "|".join(sorted(letters))
        label = re.compile(rf"\W{{0,3}}(?:{match['what']}\s(?:no\.?\s|#)?(?:{each})\b|(?:{each})[.):]\s)")
        owners = [d for d in drafts if letters & _lists_of(d, drafts, match["what"], text)]
        labelled = [] if owners else [d for d in drafts if any(map(label.match, _beginnings(d, text)))]
        owners = owners or (labelled if len(labelled) < len(drafts) else [])
        if owners:
            yield match.start(), None, owners


_NUMBERED = compiled(
    r"\b(?P<what>[a-z]{3,12}?)e?s?\s(?:no\.?\s|#|\()?"
    r"(?P<numbers>(?:[0-9]{1,2}|[a-h])(?:(?:,|,?\s(?:and|et|&))\s(?:[0-9]{1,2}|[a-h])){0,5})\b(?![,.]?[0-9])"
)


_LISTS = compiled(r"list|annexe?|appendix|schedule?|table?|tableau|group")
_EMPTY = compiled(r"\n[^\S\n]*\n|\r[^\S\r]*\r")
_BEHIND = 160  # characters of a record behind what tells of its draw: NOC: see list A


def _lists_of(draft: Draft, drafts: list[Draft], named: str, text: str) -> set[str]:
    """Return the letters or numbers of the lists that a draw names first: 94 invitations, see lists A and B."""
    if not _LISTS.fullmatch(named):
        return set()
    letter = r"(?:[a-h]|[0-9]{1,2})\b"
    list_ = re.compile(
        rf"\b{named}e?s?\s(?:no\.?\s|#)?({letter}(?:(?:,|,?\s(?:and|et|&))\s(?:{named}e?s?\s)?{letter}){{0,5}})"
    )
    first, place = draft.nodes[0], draft.place()
    places = sorted({other.place() for other in drafts if other.nodes[0] is first})
    start, end = first.start, _until(draft, drafts, text)
    if len(places) > 1 and places[0] >= start:  # of several in a sentence, behind its number, or before it: list A: 94
        if list_.search(text, start, places[0]):
            start, end = max((at for at in places if at < place), default=start), place
        else:
            start, end = place, min((at for at in places if at > place), default=first.end)
    match = list_.search(text, start, end)
    return set() if match is None else set(re.findall(rf"\b{letter}", match[1]))


def _until(draft: Draft, drafts: list[Draft], text: str) -> int:
    """Return where the paragraph of a draw ends, or its item, or what tells of the next draw begins."""
    first = draft.nodes[0]
    end = max(node.end for node in draft.nodes if node.block == first.block)
    empty = _EMPTY.search(text, end, end + _BEHIND)
    return min(
        [
            empty.start() if empty is not None else end + _BEHIND,
            *(start for other in drafts if (start := other.nodes[0].start) >= end),
        ]
    )


_A_LIST = compiled(
    r"(?:the |la )?(?:list|liste|occupations|professions|codes)\b (?:[a-z]{2,4} ){0,2}"
    r"(?:draw|round|tirage|ronde|list|liste|stream|volet)?"
    r"\s?(?:no\.? |#)?(?:[a-h]|[0-9]{1,2})\b(?!\s[a-z])"
)


def names_a_list(node: Node, text: str) -> bool:
    """Return True if a line names a list by the number or letter of its draw: List for draw A."""
    return node.kind == "sentence" and _A_LIST.match(text, node.start, node.end) is not None


def begins_with_number(draft: Draft, number: str, text: str) -> bool:
    """Return True if what tells of a draw, or a heading above it, begins with a number or letter: 2. Trades."""
    label = re.compile(rf"\W{{0,3}}(?:[a-z]{{4,9}} )?{number}[.):]\s")
    return any(map(label.match, _beginnings(draft, text)))


def _beginnings(draft: Draft, text: str) -> Iterable[str]:
    """Return what a draw, and each heading above it, begins with."""
    for node in (*draft.nodes, *above(draft.nodes[0])):
        margin = text[max(0, node.start - _MARGIN) : node.start].rpartition("\n")[2]
        yield margin + text[node.start : node.start + _LABEL]
        yield text[node.start : node.start + _LABEL]
        yield from (text[start:end] + ") " for start, end in node.unit.cells if 0 < end - start <= _MARGIN)
