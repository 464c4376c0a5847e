"""Nodes in, the same nodes out, with the streams that a text calls by abbreviations of its own."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from oinp_noc._notices.cells.nameless import nameless_cells
from oinp_noc._notices.facts.names import only_aim
from oinp_noc._notices.facts.statements import stated
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Fact, Words, by_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.tree.nodes import Node

_LOOKED_AT = 20000  # nodes among which an abbreviation may be explained
_BEFORE = compiled(
    r"(?<![a-z0-9])(?<!/)(?<!/ )(?P<short>[a-z]{1,5})[*_\"')]{0,3}\s?(?:=|:|stands for|means|signifie|designe)\s?"
    r"(?:(?:the|le|volet|filiere|des?|stream)\s){0,3}\Z"
)  # TE = volet Travailleurs étrangers
_BEHIND = compiled(r"[*_]{0,2}\s(?:stream\s|category\s)?\([\"']?(?P<short>[a-z]{1,5})[\"']?\)")  # Foreign Worker (FWS)
_TE = compiled(r"\bTE\b")
_FW, _IS = compiled(r"\bE?FW\b"), compiled(r"\bIS\b(?=[\s:(-]{1,3}[0-9(]|[,/&]| and )")
_NEAR = 40  # characters
_LEADING = compiled(
    r"(?P<short>[A-Z]{2,5})(?: [^-:|=\u2013\u2014\n.?!]{0,50}[^\W\d_A-Z]\)?)?"
    r"(?:\s?[-:|=\u2013\u2014\u2192,(]{1,2}\s?|\s)(?=[0-9])"
)  # IS trades - 408


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
        _read_leading(node, original)
        if meanings and node.kind in ("sentence", "item") and ("is" in meanings or not node.of("stream")):
            _read(node, meanings, text, original)
        elif meanings and node.kind == "row" and not node.of("stream"):
            _read_row(node, meanings, text, original)
        yield node


def _meanings(nodes: list[Node], text: str, original: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if "FW" in original and _FW.search(original) and _IS.search(original):
        found["is"] = "employer-job-offer-international-student"
    for node in nodes:
        for fact in node.of("stream"):
            start, end = fact.span
            sides = _BEFORE.search(text, max(0, start - _NEAR), start), _BEHIND.match(text, end)
            for side in filter(None, sides):
                if original[side.start("short") : side.end("short")].isupper():
                    found[side["short"]] = fact.value
    return found


def _read_row(node: Node, meanings: dict[str, str], text: str, original: str) -> None:
    """Read a cell that is such an abbreviation: the row of a table, which may tell nothing without its stream."""
    for start, end in node.unit.cells:
        if text[start:end] in meanings and original[start:end].isupper():
            stream = Fact("stream", meanings[text[start:end]], (start, end), start - node.start, "its abbreviation")
            named = node.unit.columns is not None and node.unit.columns.kinds
            others = node.facts if named else nameless_cells(node.unit, text, stream)
            others = [fact._replace(at=max(0, fact.span[0] - node.start)) for fact in others if fact is not stream]
            node.facts = sorted([stream, *others], key=lambda fact: fact.at)
            return


def _read_leading(node: Node, original: str) -> None:
    """Read an abbreviation that begins a line, and stands before what is given of its draw, as its stream."""
    match = _LEADING.match(original, node.start, node.end) if node.kind in ("item", "sentence", "heading") else None
    if match is None or node.of("stream") or node.words.name(0) not in ("word", "short"):
        return
    short = match["short"].lower()
    value = node.words.values[0] if node.words.name(0) == "short" else by_word("stream in a cell").get(short)
    if value is not None and (short != "ee" or _TE.search(original)):  # mostly Express Entry
        node.words.values[0] = value
        words = node.words
        aim = None if node.codes or node.of("target", "general") else only_aim(words, words.place_of(match.end()))
        node.state(words.fact("stream", 0, "letters that begin a line"), *filter(None, [aim]))


def _read(node: Node, meanings: dict[str, str], text: str, original: str) -> None:
    words = node.words
    written = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    ours = [
        at
        for at, word in enumerate(written)
        if word in meanings and words.names[at] == "word" and original[slice(*words.span(at, at))].isupper()
    ]
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
