"""Nodes in, the same nodes out: the invitations of one draw, told by occupation, are parts of its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_OF_ITS_OWN = ("day", "days", "stream", "score", "window", "general")
_NEAR = 8  # nodes


def by_occupation(nodes: list[Node]) -> None:
    """Leave the numbers of a list or sentence with a code each to the draw told before it, if they make its number.

    So it is with 333 invitations: 140 for one code, 101 for another, and 92 for a third.
    """
    groups: dict[object, list[Node]] = {}
    places = {id(node): at for at, node in enumerate(nodes)}
    for node in nodes:
        if node.codes and node.kind in ("row", "item", "sentence"):
            key = node.block if node.kind == "row" else id(node.parent) if node.kind == "item" else id(node)
            groups.setdefault((node.kind, key), []).append(node)
    for group in groups.values():
        if _of_itself(group[0]):
            continue
        parts = [(node, fact) for node in group for fact in _parts(node)]
        codes = sum(len(node.codes) for node in group)
        if len(parts) < 2 or codes != len(parts) or any(node.of(*_OF_ITS_OWN) for node in group):  # noqa: PLR2004
            continue
        at = places[id(group[0])]
        before, made = nodes[max(0, at - _NEAR) : at], sum(fact.value for _, fact in parts)
        rest = _rest(nodes[places[id(group[-1])] + 1 :][:1], group[-1])
        made += sum(fact.value for _, fact in rest)
        whole = _whole(before)
        if made == whole or (made < whole and group[0].kind == "row"):
            of: dict[int, list[Fact]] = {}
            for node, fact in (*parts, *rest):
                of.setdefault(id(node), []).append(fact)
            for node in (*group, *{id(node): node for node, _ in rest}.values()):
                _leave(node, of.get(id(node), []), told=made < whole)
                node.codes = [] if rest else node.codes  # they are not all for whom it was


def _of_itself(node: Node) -> bool:
    """Leave the numbers of a sentence to the one that it begins with, if they make it, and each has a code."""
    whole, parts = next(iter(_parts(node)), None), [*_parts(node)][1:]
    of_one = all(len(node.of(kind)) <= 1 for kind in ("day", "stream", "score", "window"))
    if whole is None or node.kind != "sentence" or not of_one or node.of("rounds") or node.says("one-more"):
        return False
    of_it = 1 < len(parts) == len(node.codes) and sum(fact.value for fact in parts) == whole.value
    if of_it:
        _leave(node, parts, told=False)
    return of_it


def _parts(node: Node) -> Iterable[Fact]:
    """Return the numbers of a row or sentence, or that which an item begins with."""
    known = [fact for fact in node.of(*INVITED) if fact.role == "announced"]
    if not known and node.kind == "item" and node.words.name(0) == "number":
        return [node.words.fact("count", 0, "the start of an item")]
    return known


def _rest(behind: list[Node], last: Node) -> list[tuple[Node, Fact]]:
    """Return the number of the row behind a group that names no code: other occupations."""
    rows = [node for node in behind if node.kind == "row" == last.kind and node.block == last.block and not node.codes]
    return [(node, fact) for node in rows for fact in _parts(node) if not node.says("total")]


def _whole(before: list[Node]) -> int:
    """Return the number told last, if it is that of one draw; else 0."""
    told = next((node for node in reversed(before) if node.of(*INVITED)), None)
    counts = told.of(*INVITED) if told is not None else []
    if told is None or len(counts) != 1 or counts[0].role != "announced" or told.codes:
        return 0
    return 0 if any(fact.value > 1 for fact in told.of("rounds")) else int(counts[0].value)


def _leave(node: Node, parts: list[Fact], *, told: bool) -> None:
    """Make the numbers of a node parts of another, and leave out whom they were for, which the codes say."""
    places = {fact.at for fact in parts}
    node.facts = [fact for fact in node.facts if fact.at not in places and fact.kind not in ("target", "remark")]
    kind = "unread" if told else "other"
    node.state(*(fact._replace(kind=kind, rule="a part by occupation") for fact in parts))
