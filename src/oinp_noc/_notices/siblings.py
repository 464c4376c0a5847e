"""Nodes in, the same nodes out: a number without a unit is what the number at its place is in a line of one shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.lexicon import Fact, over

if TYPE_CHECKING:
    from oinp_noc._notices.nodes import Node

_SHAPE = over(
    r"\A<NAME><stream-word>?<colon|dash><!NAME|invitation|day|dollar|percent|stop>{1,9}(?:<stop>|\Z|<open>)"
)  # a stream, and what is given of it
_KINDS = {"count": "people", "people": "people", "share": "people", "score": "score"}
_PAIR = 2  # numbers


def typed_alike(nodes: list[Node]) -> None:
    """Type the bare numbers of lines that give a pair of numbers for a stream, as in a line that says what they are."""
    lines = [node for node in nodes if node.kind in ("item", "sentence") and _SHAPE.match(node.words.line)]
    pairs = [(node, numbers) for node in lines if len(numbers := _numbers(node)) == _PAIR]
    orders = {order for node, numbers in pairs if None not in (order := _order(node, numbers))}
    if len(orders) != 1:
        return
    (order,) = orders
    for node, numbers in pairs:
        for at, kind, known in zip(numbers, order, _order(node, numbers), strict=True):
            if known is None and kind is not None:
                value = node.words.values[at]
                value = (value, None) if kind == "score" else value
                node.facts.append(Fact(kind, value, node.words.span(at, at), at, "as in the lines beside"))
        node.facts.sort(key=lambda fact: fact.at)


def _numbers(node: Node) -> list[int]:
    """Return the places of the numbers of a line, up to a bracket."""
    names = node.words.names
    until = names.index("open") if "open" in names else len(names)
    return [at for at, name in enumerate(names[:until]) if name == "number"]


def _order(node: Node, numbers: list[int]) -> tuple[str | None, ...]:
    known = {fact.at: _KINDS.get(fact.kind, fact.kind) for fact in node.facts}
    return tuple(known.get(at) for at in numbers)
