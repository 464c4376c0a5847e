"""Nodes in, which of them give one draw together out: items with a label and a value each, or lines below a stream."""

from __future__ import annotations

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


def groups_of_lines(nodes: list[Node], text: str) -> dict[int, int]:
    """Number the records of a paragraph of lines, or of a list: each begins with a stream, what it scored is below.

    The stream of the first may be the heading of all. Where lines stand below the last alone, they may be of all.
    """
    blocks: dict[tuple[int, int], list[Node]] = {}
    for node in nodes:
        if node.kind in ("sentence", "item"):
            key = (node.block, -1) if node.kind == "sentence" else (id(node.parent), node.unit.level)
            blocks.setdefault(key, []).append(node)
    found: dict[int, int] = {}
    for lines in blocks.values():
        apart = lines[0].kind == "item" and any(line.unit.apart for line in lines[1:])
        short = all(is_line(line) and len(line.words.names) <= _WORDS for line in lines)
        if apart or not short or len(lines) < _FEWEST:
            continue
        headed = _is_headed(lines[0])
        heads = _heads(lines, headed=headed)
        firsts = [*accumulate(heads)]
        below = {number for number, head in zip(firsts, heads, strict=True) if not head and (number or headed)}
        if any(number < firsts[-1] for number in below):
            ids = [0, *(id(line) for line, head in zip(lines, heads, strict=True) if head)]
            found |= {id(line): ids[number] for line, number in zip(lines, firsts, strict=True) if number}
    return found | _groups_of_items_within(nodes, text)


def _is_headed(line: Node) -> bool:
    """Return True if a line stands right below another with a stream, which was taken for its heading."""
    heading = line.parent
    return heading is not None and heading.kind == "heading" and bool(heading.of("stream")) and not line.unit.apart


def _groups_of_items_within(nodes: list[Node], text: str) -> dict[int, int]:
    """Number the records of items with a stream or number each, and further items or lines within them."""
    found: dict[int, int] = {}
    for node in (node for node in nodes if node.kind in ("item", "sentence") and is_line(node)):
        head = node.parent
        if head is None or head.kind != "item" or not is_line(head):
            continue
        within = len(node.words.names) <= _WORDS and not (node.of("stream") and head.of("stream"))
        if within and head.of("stream", "count") and text[head.end - 1] != "?":
            found |= {id(head): id(head), id(node): id(head)}
    return found


def _heads(lines: list[Node], *, headed: bool) -> list[bool]:
    """Say which lines begin a record: all those that give what the first of them does, a day, a stream or a number."""
    given = {kinds: [bool(line.of(*kinds)) for line in lines] for kinds in _FIRST}
    if headed and any(given["stream",]):
        return given["stream",]
    several = [heads for heads in given.values() if sum(heads) > 1]
    return min(several, key=lambda heads: heads.index(True), default=[False] * len(lines))


_FIRST = (("stream",), ("day", "days"), ("count", "people"))


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
