"""Nodes in, the same nodes out: numbers of a paragraph, one for each of its streams, that make a number told."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from oinp_noc._notices.words.lexicon import Fact

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_MOST = 6  # numbers of a stream
_MOST_SUMS = 512
_OTHER = ("score", "size", "rounds", "other", "year", "day", "days", "window")
_COUNTS = ("count", "people")

Number = tuple["Node", int]


def typed_by_sum(block: list[Node], wholes: set[int]) -> None:
    """Type the numbers of the sentences of a paragraph that are told of a stream each, and make a whole together.

    Args:
        block: the nodes of the paragraph.
        wholes: the numbers of invitations that the text tells.
    """
    groups = _groups(block)
    if any(node.kind != "sentence" for node in block):
        return
    known = all(node.of(*_COUNTS) for _, numbers in groups for node, _ in numbers[:1])
    if len(groups) < 2 or known or any(not 0 < len(numbers) <= _MOST for _, numbers in groups):  # noqa: PLR2004
        return
    sums = islice(product(*(numbers for _, numbers in groups)), _MOST_SUMS)
    (found, *others) = [*(one for one in sums if sum(map(_value, one)) in wholes), None]
    if found is None or others != [None]:
        return
    for node, at in found:
        fact = Fact("count", _value((node, at)), node.words.span(at, at), at, "a part of a sum")
        node.facts = sorted([*(each for each in node.facts if each.at != at), fact], key=lambda each: each.at)


def _groups(block: list[Node]) -> list[tuple[str, list[Number]]]:
    """Gather the numbers of each stream: those of its sentence, and of the next without one."""
    groups: list[tuple[str, list[Number]]] = []
    for node in block:
        streams = {fact.value for fact in node.of("stream")}
        if len(streams) > 1:
            return []
        if streams and (not groups or groups[-1][0] not in streams):
            groups.append((streams.pop(), []))
        if groups:
            groups[-1][1].extend((node, at) for at in _numbers(node))
    return groups if len({stream for stream, _ in groups}) == len(groups) else []


def _numbers(node: Node) -> list[int]:
    known = {fact.at for fact in node.of(*_OTHER)}
    return [at for at, name in enumerate(node.words.names) if name == "number" and at not in known]


def _value(number: Number) -> int:
    node, at = number
    return int(node.words.values[at])
