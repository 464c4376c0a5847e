"""Nodes in, the same nodes out, with the streams that a text calls by abbreviations of its own."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from oinp_noc._notices.lexicon import Fact, Words
from oinp_noc._notices.statements import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.nodes import Node

_LOOKED_AT = 20000  # nodes among which an abbreviation may be explained
_BEFORE = re.compile(
    r"(?<![a-z0-9])(?P<short>[a-z]{1,5})[*_\"')]{0,3}\s?(?:=|:|stands for|means|signifie|designe)\s?"
    r"(?:(?:the|le|volet|filiere|des?|stream)\s){0,3}\Z"
)  # TE = volet Travailleurs étrangers
_BEHIND = re.compile(
    r"[*_]{0,2}\s(?:stream\s|category\s)?\([\"']?(?P<short>[a-z]{1,5})[\"']?\)"
)  # Foreign Worker (FWS)
_NEAR = 40  # characters


def abbreviated(found: Iterable[Node], text: str, original: str) -> Iterator[Node]:
    """Read abbreviations in capitals as the streams for which the text says that they stand.

    Args:
        found: the nodes, in order.
        text: the text, spelt plainly.
        original: the text as written, each character in the same place.
    """
    nodes = iter(found)
    held = list(islice(nodes, _LOOKED_AT))
    meanings = _meanings(held, text, original)
    for node in chain(held, nodes):
        if meanings and node.kind in ("sentence", "item") and not node.of("stream"):
            _read(node, meanings, text, original)
        elif meanings and node.kind == "row":
            cells = [cell for cell in node.unit.cells if text[slice(*cell)] in meanings]
            short = [(start, end) for start, end in cells if original[start:end].isupper()]
            node.facts = [
                *(fact for fact in node.facts if fact.span not in short),
                *(Fact("stream", meanings[text[start:end]], (start, end), 0, _SHORT) for start, end in short[:1]),
            ]
        yield node


_SHORT = "what a text abbreviates"  # the rule of a stream


def _meanings(nodes: list[Node], text: str, original: str) -> dict[str, str]:
    found = {}
    for node in nodes:
        for fact in node.of("stream"):
            start, end = fact.span
            sides = _BEFORE.search(text, max(0, start - _NEAR), start), _BEHIND.match(text, end)
            for side in filter(None, sides):
                if original[side.start("short") : side.end("short")].isupper():
                    found[side["short"]] = fact.value
    return found


def _read(node: Node, meanings: dict[str, str], text: str, original: str) -> None:
    words = node.words
    written = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    ours = [
        at
        for at, word in enumerate(written)
        if word in meanings and words.names[at] == "word" and original[slice(*words.span(at, at))].isupper()
    ]
    if not ours:
        return
    names, values = list(words.names), list(words.values)
    for at in ours:
        names[at], values[at] = "stream", meanings[written[at]]
    node.words = Words(names, words.starts, words.ends, values)
    codes = [code.span for code in node.codes]
    node.facts = [
        fact
        for fact in stated(node.words, text, node.start, node.end)
        if not any(start <= fact.span[0] < end for start, end in codes)
    ]
