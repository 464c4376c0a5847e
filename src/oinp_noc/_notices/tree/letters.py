"""Nodes in, the same nodes out, with the streams that a sentence calls by the letters of their items."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.tree.nodes import Node

BY_LETTER = "called by its letter"  # the rule
_LOOKED_AT = 20000  # nodes among which an item with a letter may be
_OPENS = compiled(r"\(?(?P<mark>[a-z]|[ivx]{2,4}|[0-9]{1,2})[).]\s")
_ONE = r"(?=\(|[0-9]{1,2}\b(?![,.]?[0-9]))"
_NAMED = compiled(rf"\b(?:draws?|rounds?|streams?|pools?|tirages?|rondes?|volets?|numbers?|numeros?|nos\.?)\s{_ONE}")
_LETTER = compiled(r"(?P<open>\()?(?P<mark>(?(open)[a-z]|(?!))|(?(open)[ivx]{2,4}|(?!))|[0-9]{1,2})(?(open)\))")
_LINK = compiled(rf"(?:,|\s?(?:and|or|et|ou|to|&))?\s?(?:and\s|et\s)?{_ONE}")


def lettered(found: Iterable[Node], text: str) -> Iterator[Node]:
    """Read the letters of items as their streams, where a sentence speaks of "streams (a) and (b)".

    Args:
        found: the nodes, in order.
        text: the text, spelt plainly.
    """
    nodes = iter(found)
    held = list(islice(nodes, _LOOKED_AT))
    streams: dict[str, Fact | None] = {}
    for node in held:
        line = text.rfind("\n", 0, node.unit.start) + 1  # the letter may be taken for a bullet
        mark = _OPENS.match(text, line, node.end) if node.of("stream") else None
        if mark is not None:
            (stream, *_) = node.of("stream")
            streams[mark["mark"]] = None if mark["mark"] in streams else stream
    for node in chain(held, nodes):
        if streams and node.kind in ("sentence", "item", "heading") and not node.of("stream"):
            node.state(*_named(node, streams, text))
        yield node


def _named(node: Node, streams: dict[str, Fact | None], text: str) -> Iterator[Fact]:
    """Return the streams of the letters behind "streams", one after the other."""
    for match in _NAMED.finditer(text, node.start, node.end):
        letter = _LETTER.match(text, match.end(), node.end)
        while letter is not None:
            stream = streams.get(letter["mark"])
            if stream is not None:
                at = node.words.place_of(letter.start())
                yield Fact("stream", stream.value, letter.span(), max(at, 0), BY_LETTER)
            link = _LINK.match(text, letter.end(), node.end)
            letter = _LETTER.match(text, link.end(), node.end) if link is not None else None
