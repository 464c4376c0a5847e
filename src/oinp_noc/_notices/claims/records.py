"""Nodes in, which of them give one draw together out: items with a label and a value each, or lines below a stream."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import FIELDS
from oinp_noc._notices.tree.code_lines import is_line

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node


def groups_of_items(nodes: list[Node]) -> dict[int, int]:
    """Number the groups of items between empty lines, in lists in which most items have none before them."""
    lists: dict[int, list[Node]] = {}
    for node in nodes:
        if node.kind == "item":
            lists.setdefault(id(node.parent), []).append(node)
    found: dict[int, int] = {}
    for items in lists.values():
        starts = [node.unit.apart and node.start == node.unit.start for node in items]
        loose = 2 * sum(starts[1:]) >= len(items)
        found |= {id(node): 0 if loose else group for node, group in zip(items, accumulate(starts), strict=True)}
    return found


def groups_of_lines(nodes: list[Node]) -> dict[int, int]:
    """Number the records of a paragraph of lines: each begins with a stream, and what it scored stands below it.

    Where lines stand below the last stream alone, they may be of all.
    """
    blocks: dict[int, list[Node]] = {}
    for node in nodes:
        if node.kind == "sentence":
            blocks.setdefault(node.block, []).append(node)
    found: dict[int, int] = {}
    for lines in blocks.values():
        if len(lines) < _FEWEST or not all(is_line(line) and len(line.words.names) <= _WORDS for line in lines):
            continue
        heads = _heads(lines)
        numbers = [*accumulate(heads)]
        below = Counter(number for number, head in zip(numbers, heads, strict=True) if number and not head)
        if sum(heads) > 1 and any(number < numbers[-1] for number in below):
            found |= {id(line): number for line, number in zip(lines, numbers, strict=True) if number}
    return found


def _heads(lines: list[Node]) -> list[bool]:
    """Say which lines begin a record: those with a stream, or with a number where each stands above its stream."""
    streams, numbers = ([bool(line.of(*kinds)) for line in lines] for kinds in (("stream",), ("count", "people")))
    first = next((line for line in lines if line.of("stream", "count", "people")), None)
    above = first is not None and not first.of("stream") and sum(numbers) == sum(streams)
    return numbers if above else streams


_FEWEST = 3  # lines: two streams, and what is below one of them
_WORDS = 16  # of a line that is no paragraph


def is_record_item(node: Node) -> bool:
    """Return True if an item gives one fact of a draw, as a label and a value."""
    if node.kind != "item":
        return False
    kinds = {("day" if fact.kind == "days" else fact.kind) for fact in node.facts if fact.kind in (*FIELDS, "people")}
    spans = {fact.span for fact in node.facts if fact.kind in kinds}  # the name of a stream may be a target, too
    labelled = 1 in (len(kinds), len(spans)) and node.matches(r"\A<!colon|dash|number|comma>{1,8}<colon|dash>")
    labelled = labelled or node.matches(r"\A<stream><stream-word>?\Z")  # Volet : Métiers spécialisés is one name
    return not kinds or labelled or (kinds <= _WHOM and len(node.words.names) <= _LONG)


_WHOM = {"target", "general"}  # need no label: General draw
_LONG = 8  # words of an item that gives more than a value
