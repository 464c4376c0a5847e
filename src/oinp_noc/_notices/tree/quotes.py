"""Nodes in, the same nodes out, without what a post quotes word for word from another above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.tree.nodes import Node

_LENGTHS = range(16, 2000)  # characters
_FAR = 20000  # characters
_SAID = compiled(r"[^\n:]{1,40} (?:said|wrote|a ecrit|a dit|ecrivait) ?:")


def without_quotes(nodes: Iterable[Node], text: str, original: str) -> Iterator[Node]:
    """Leave out what a post quotes from an earlier one word for word: it was said there, and on another day.

    Args:
        nodes: the nodes.
        text: the text, spelt plainly.
        original: the text as written, with the marks of a mail before the lines that it quotes.
    """
    for node in nodes:
        if node.says("number", "today", "yesterday") and node.kind != "row":
            line = original.rfind("\n", 0, node.unit.start) + 1
            marked = ">" in original[line : node.unit.start] or "[/quote]" in original[line : node.unit.end + 8]
            marked = marked or _SAID.match(text, node.unit.start) is not None
            if marked and _stands_before(original, text, node, line):
                continue
        yield node


def _stands_before(original: str, text: str, node: Node, end: int) -> bool:
    """Return True if the first line of a node, which has all its numbers, stands above."""
    first = original[node.start : node.end].split("\n", maxsplit=1)[0]
    bare = _SAID.sub("", text[node.start : node.start + len(first)], count=1).strip(' ">.')
    more = any(character.isdigit() for character in text[node.start + len(first) : node.end])
    if more or len(bare) not in _LENGTHS:
        return False
    found = text.find(bare, max(0, node.start - _FAR), end)
    while found >= 0 and _depth(original, found) == _depth(original, node.start) > 0:  # a post of the same look
        found = text.find(bare, found + 1, end)
    return found >= 0


def _depth(original: str, at: int) -> int:
    """Count the marks of a quotation before a place of a line."""
    return original.count(">", original.rfind("\n", 0, at) + 1, at)
