"""Nodes in, which of them are lines of a list of codes out: a code, its title, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.layout.bullets import OF_A_RECORD
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_PREFIX = 12  # characters before a code: "NOC code: "
_NAMES = ("stream", "day", "days", "count", "people", "share", "score", "about", "window")


def is_code(node: Node) -> bool:
    """Return True if a line begins with a code or its title, and tells nothing: it stands under that above its list."""
    if node.kind != "sentence" or not node.codes or not is_line(node):
        return False
    tells = node.of(*_NAMES) or node.says("were", "issued", "invites", "held")
    return node.codes[0].span[0] - node.start <= _PREFIX and not tells


def is_below_code(node: Node, last: Node | None) -> bool:
    """Return True if a line stands right below a code on a line by itself, and names no draw: it is its title."""
    below = last is not None and last.block == node.block and is_code(last)
    return below and is_line(node) and not node.of(*_NAMES)


def is_line(node: Node) -> bool:
    """Return True if a node is all of its unit, such as a line by itself."""
    return (node.start, node.end) == (node.unit.start, node.unit.end)


_OF_ANY = (
    r"(?:(?:the|full|whole|complete|eligible|targeted|admissibles?|visee?s|new|their|our"
    r"|occupations?|professions?|job|nocs?|cnp|list|liste)\b ?)+"
)
_A_LIST = compiled(
    rf"(?!{_OF_ANY}(?:list|codes?|nocs?)?\s?:)[a-z][a-z' -]{{2,40}} (?:list|codes?|nocs?)\s?:"
    rf"|(?:liste|codes?|cnp) (?!{_OF_ANY}:)[a-z][a-z' -]{{2,40}}:"
)


def names_its_list(node: Node, text: str) -> bool:
    """Return True if a line with codes says of whom its list is: drivers list: 73300."""
    line = node.kind in ("sentence", "item") and bool(node.codes)
    return line and _A_LIST.match(text, node.start, node.codes[0].start) is not None


_RECORD_BELOW = compiled(rf"[ \t]*\n[ \t]*[^a-z0-9\n]{{1,4}}{OF_A_RECORD}")
_LEADS = 2  # of a line with a list below it


def heads_a_record(node: Node, text: str) -> bool:
    """Return True if a line stands above items with the number or score of a draw: Health (31301)."""
    return node.unit.alone == _LEADS and _RECORD_BELOW.match(text, node.end) is not None
