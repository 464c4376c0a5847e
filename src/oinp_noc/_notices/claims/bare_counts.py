"""Nodes in, the same nodes out: bare numbers, one beside each stream or day, that can be nothing but counts."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.facts.alike import may_score
from oinp_noc._notices.roles.teller import ACTS
from oinp_noc._notices.tree.code_lines import is_line
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.tree.siblings import trades_among_streams, unknown_among_streams
from oinp_noc._notices.words.lexicon import INVITED, Fact, over

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

_ELSE = ("something-else", "may-be", "forecast", "so-far")


def _in_turn(group: list[Node]) -> None:
    """Read the number of a sentence that goes on to another draw: the first produced 94 invitations. The second, 52.

    So is the score of each line that has it alone between marks.
    """
    for node in group:
        _scored(node)
    for before, node in pairwise(group):
        told = len(before.of("count", "people")) == 1 and not node.of(*INVITED)
        if told and node.matches(r"\A<and>?<one-more>") and _goes_on(node):
            at = node.words.names.index("number")
            role = before.of("count", "people")[0].role
            node.facts.append(node.words.fact("count", at, "the next in turn", role))


def _scored(node: Node) -> None:
    """Read a number alone behind a stream as its score, if the line has its invitations: 640 ITAs – FW – 42."""
    streams, match = {fact.value for fact in node.of("stream")}, _ALONE.search(node.words.line)
    at = match.start("n") if match is not None else -1
    counts = [fact for fact in node.of(*INVITED) if fact.at != at]
    if at < 0 or len(streams) != 1 or len(counts) != 1 or node.of("score") or counts[0].at > at:
        return
    if may_score(node.words.values[at], *streams):
        node.retype(at, "score", "alone behind its stream")


_ALONE = over(r"<stream|short><stream-word>?<dash|bar>(?P<n><number>)(?:<dash|bar>|\Z)")


class Pair(NamedTuple):
    """A number and the stream that it stands beside.

    Attributes:
        node: where it stands.
        at: the number among the words.
        stream: the stream.
        role: whether an announced or an earlier draw is told of.
    """

    node: Node
    at: int
    stream: Fact
    role: str

    @property
    def value(self) -> int:
        """The number."""
        return int(self.node.words.values[self.at])

    @property
    def is_no_score(self) -> bool:
        """Whether it is too high or too low for a score of its stream, or one is told beside it."""
        return not may_score(self.value, self.stream.value) or bool(self.node.of("score", *INVITED[:2]))


def typed_beside(nodes: list[Node], wholes: set[int]) -> None:
    """Read as invitations the numbers of a paragraph or list, one beside each stream, if one is no score.

    Args:
        nodes: what the text states, in order.
        wholes: the numbers of invitations that the text tells.
    """
    trades_among_streams(nodes)
    unknown_among_streams(nodes)
    groups: dict[object, list[Node]] = {}
    for node in nodes:
        if node.kind in ("item", "sentence"):
            groups.setdefault(id(node.parent) if node.kind == "item" else (node.block, ""), []).append(node)
    for group in groups.values():
        _in_turn(group)
        found = [pair for node in group for pair in _pairs(node, of_all=True)]
        sums = len(found) > 1 and sum(pair.value for pair in found) in wholes
        if found and not sums:
            scored = any(node.says("score", "points", "at-least") for node in group)
            listed = len(group) >= _FEWEST and len({node.words.line for node in group}) == 1
            found = [
                pair
                for node in group
                for pair in _pairs(node, of_all=listed and _ends_briefly(node), goes_on=not scored)
            ]
            found = found or [pair for node in group for pair in _pairs(node, goes_on=True) if _is_count(pair)]
        if not found:
            continue
        leads = [*above(group[0])]
        around = [*group, *leads]
        acts = any(node.says(*ACTS) for node in around) or any(node.of("day", "days") for node in (*group, *leads[:1]))
        if leads and leads[0].of("people") and not leads[0].says(*ACTS):
            continue  # the pool had so many people
        if not sums and not (acts and any(pair.is_no_score for pair in found)):
            continue
        if any(node.says(*_ELSE) for node in around) or any(
            node.says("score", "points") and not node.of("score") for node in around
        ):
            continue
        for pair in found:
            _state(pair)
    _typed_heads(nodes)


_HEAD = r"\A<stream-word>?<stream|short><stream-word>?<colon|dash>?<number>\Z"  # Foreign Worker: 265


def _typed_heads(nodes: list[Node]) -> None:
    """Read the number behind a stream as that of others is, and not as a score where that stands in a line below."""
    heads: list[Node] = []
    scored: set[int] = set()
    for node in nodes:
        if node.kind in ("item", "sentence") and node.matches(_HEAD):
            heads.append(node)
        elif heads and node.kind in ("item", "sentence") and node.of("score") and is_line(node):
            scored.add(id(heads[-1]))
    if len(heads) < 2 or any(each.says("score", "points") for node in heads for each in above(node)):  # noqa: PLR2004
        return
    counted = any(node.of(*INVITED[:2]) for node in heads) or len(scored) == len(heads)
    for node in heads if counted else ():
        if not node.of(*INVITED[:2]) and (id(node) in scored or not node.of("score")):
            node.retype(len(node.words.names) - 1, "count", "beside its stream")


_FEWEST, _BRIEF = 3, 4  # lines of one list, and letters of an abbreviation: May 9, 2023 -> 94 NOIs


def _ends_briefly(node: Node) -> bool:
    """Return True if a line ends with a number and an abbreviation that it has for invitations."""
    words = node.words
    return node.matches(r"<day><dash|colon><number><word><stop>?\Z") and words.ends[-1] - words.starts[-1] <= _BRIEF


def _state(pair: Pair) -> None:
    """Add the number of a pair to what its node states, and a stream that it knows by its short name."""
    node, at, stream, role = pair
    fact = node.words.fact("count", at, "beside its stream", role)
    known = [each for each in node.facts if each.at == at and each.kind in INVITED[:2]]
    short = [stream] if stream.rule == _BESIDE else []
    node.facts = [each for each in node.facts if each.at != at]
    node.state(*(known or [fact]), *short)


_BESIDE = "beside a number"


def _pairs(node: Node, *, of_all: bool = False, goes_on: bool = False) -> list[Pair]:
    """Return the numbers of a node if each of its streams, or of its days, has one; of all nodes, or of sure ones."""
    if node.role not in ("announced", "recalled") or node.codes:
        return []
    names, starts = node.words.names, node.words.starts
    known = {fact.at: fact.kind for fact in node.facts if fact.kind in INVITED}
    others = (range(*fact.span) for fact in node.facts if fact.kind not in (*INVITED, "targeting"))
    taken = {*chain.from_iterable(others)}  # a sentence may have a thousand of them
    numbers = [at for at in node.words.places("number") if at in known or starts[at] not in taken]
    if not numbers:
        return []
    above_it = next((found for each in above(node) if (found := each.of("stream"))), [])
    named, days = node.of("stream"), node.of("day")
    for beside in (named, _with_short(node, named), days):
        order = sorted([*((at, True) for at in numbers), *((fact.at, False) for fact in beside)])
        apart = len({fact.value for fact in beside}) == len(beside) == len(numbers)
        compared = beside is days and any(node.words.precedes(at, "<comma><word>") for at in numbers)  # against 53
        if compared or not apart or any(one[1] == other[1] for one, other in zip(order[::2], order[1::2], strict=True)):
            continue
        line = len(numbers) > 1 or "word" not in names or [known.get(at) for at in numbers] == ["share"]
        streams = beside if beside is not days else (named or above_it)
        if not (of_all or line or (goes_on and _goes_on(node))) or not streams or len(streams) not in (1, len(numbers)):
            continue
        if not of_all and beside == named and all(known.get(at) in INVITED[:2] for at in numbers):
            return []  # all is told
        streams = streams * len(numbers) if len(streams) == 1 else streams
        return [Pair(node, at, one, fact.role) for at, one, fact in zip(numbers, streams, beside, strict=True)]
    return []


def _is_count(pair: Pair) -> bool:
    """Return True if a number at the end of a sentence with a day is no score of its stream."""
    return bool(pair.node.of("day")) and not may_score(pair.value, pair.stream.value)


def _goes_on(node: Node) -> bool:
    """Return True if a sentence ends with its only number: in the other stream there were 52."""
    return node.matches(r"<number><stop>?\Z")


def _with_short(node: Node, named: list[Fact]) -> list[Fact]:
    """Return the streams of a node, those by their short names too."""
    words, known = node.words, {fact.at for fact in named}
    short = [at for at in words.places("short") if at not in known]
    found = [words.fact("stream", at, _BESIDE, node.role) for at in short]
    return sorted([*named, *found], key=lambda fact: fact.at)
