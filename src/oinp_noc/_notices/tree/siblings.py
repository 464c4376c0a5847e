"""Nodes in, the same nodes out: a number without a unit is what the number at its place is in a line of one shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.alike import may_score
from oinp_noc._notices.facts.names import only_aim
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import INVITED, Fact, over
from oinp_noc._notices.words.month_days import YEARS

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node


_SHAPE = over(
    r"\A<NAME><stream-word>?<colon|dash><!NAME|invitation|day|dollar|percent|stop>{1,9}(?:<stop>|\Z|<open>)"
)  # a stream, and what is given of it
_KINDS = {"count": "people", "people": "people", "share": "people", "score": "score"}
_PAIR = 2  # numbers


_BETWEEN = compiled(r"\s+(?:[-|/>=:~\u2192\u2022\xb7]{1,2}|\.{2,9}|\u2026)\s+|\s?\|\s?|[:,;]\s+")
_ALONE = compiled(r"[0-9]{1,3}(?:[, \xa0\u202f][0-9]{3})+|[0-9]{1,5}")


def typed_between(node: Node, text: str) -> None:
    """Type the only number that stands alone between marks, in a line that names a draw and has a score."""
    names = node.words.names
    if "number" not in names or not node.says("stream", "short", "label", "region", "program", "language", "general"):
        return
    if node.of("count", "people") or not (node.of("score", "no-score")):
        return
    parts, start = [], node.start
    for match in _BETWEEN.finditer(text, node.start, node.end):
        parts.append((start, match.start()))
        start = match.end()
    parts.append((start, node.end))
    starts = {place: at for at, place in enumerate(node.words.starts) if names[at] == "number"}
    scores = {fact.at for fact in node.of("score")}
    alone = [
        starts[start]
        for start, end in parts
        if start in starts and _ALONE.fullmatch(text, start, end) and starts[start] not in scores
    ]
    if len(alone) > 1:
        alone = [at for at in alone if node.words.values[at] not in YEARS]
    if len(alone) == 1 and len(parts) > _PAIR:
        (at,) = alone
        node.retype(at, "count", "alone between marks")
        aim = None if node.of("target", "general") else only_aim(node.words, at)
        if aim is not None and aim.at not in {fact.at for fact in node.of("stream")}:
            node.state(aim)


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
                node.retype(at, kind, "as in the lines beside")


_LABELLED = over(
    r"\A(?:<!number|semicolon>|<open><!close>{1,9}<close>){1,12}?"
    r"<colon|dash>(?P<n><number>)(?=<stop|comma|semicolon|open>|\Z)"
)


def typed_behind_labels(nodes: list[Node]) -> None:
    """Type the bare number behind the label of a line, if those of the lines right beside it count people."""
    run: list[tuple[Node, int]] = []
    for node in nodes:
        match = _LABELLED.match(node.words.line) if node.kind in ("item", "sentence") else None
        if match is None:
            _typed_as_one(run)
            run = []
        else:
            run.append((node, match.start("n")))
    _typed_as_one(run)


_LEADING = over(r"(?P<n><number>)<colon>\Z")


def typed_by_list(nodes: list[Node]) -> None:
    """Read the last number before a colon as that of the codes right below it: the province kept eight: 10011, ..."""
    lead, listed = None, 0
    for node in (*nodes, None):
        if lead is not None and node is not None and node.codes and not node.facts:
            listed += len(node.codes)
            continue
        if lead is not None and listed > 1 and lead.words.values[-2] == listed:
            lead.retype(len(lead.words.names) - 2, "size", "the length of its list")
        leads = node is not None and node.kind in ("item", "sentence") and _LEADING.search(node.words.line)
        lead, listed = (node if leads else None), 0


def _typed_as_one(lines: list[tuple[Node, int]]) -> None:
    kinds = [_KINDS.get(next((fact.kind for fact in node.facts if fact.at == at), ""), "") for node, at in lines]
    scored = any(kind == "people" and node.of("score") for kind, (node, _) in zip(kinds, lines, strict=True))
    if not scored or "score" in kinds:
        return
    for node, at in lines:
        named = node.codes or node.of("stream", "target", "general")
        if named and not node.of(*INVITED, "about"):
            node.retype(at, "count", "as the lines beside")


def trades_among_streams(nodes: list[Node]) -> None:
    """Read trades as the stream of headings, or of lines with a number, if those beside them have a stream each.

    So they are read where the number stands right below the names of all streams, or right above them.
    """
    groups: dict[tuple[int, str, int], list[Node]] = {}
    for before, node, behind in zip([None, *nodes], nodes, [*nodes[1:], None], strict=False):
        if node.kind in ("item", "sentence") and len(node.of(*INVITED)) == 1 and node.words.names[-1] != "stop":
            groups.setdefault((node.block, node.kind, id(node.parent)), []).append(node)
            continue
        heads = node.kind == "heading" and behind is not None and not behind.unit.apart  # right above its lines
        if node.matches(_NAME) and (heads or node.kind in ("item", "sentence")):
            beside = [each is not None and _is_number(each) for each in (behind, before)]
            if any(beside):  # all names have their number below them, or all above
                groups.setdefault((-1 - beside[0], "item" if node.kind == "item" else "sentence", 0), []).append(node)
        if node.kind == "heading" and node.of("stream", "target") and not node.of("general", *INVITED):
            groups.setdefault((0, node.kind, id(node.parent)), []).append(node)
    for lines in groups.values():
        streams = {
            value for node in lines for value in (*(f.value for f in node.of("stream")), *node.words.said("short"))
        }
        bare = [node for node in lines if not (node.of("stream") or node.says("short"))]
        aims = [fact for node in bare for fact in node.of("target")]
        trades = len(aims) == len(bare) and all(aim.value[0].labels == (TRADES,) for aim in aims)
        if trades and streams and (len(lines) == _PAIR or len(streams) > 1):
            for node, aim in zip(bare, aims, strict=True):
                stream = Fact("stream", TRADES, aim.span, aim.at, "as the lines beside")
                node.facts = [stream if fact is aim else fact for fact in node.facts]


_NAME = r"\A<stream|short|label><stream-word>?<colon>?\Z"
_FEW = 6  # words of a line that gives a number alone


def _is_number(node: Node) -> bool:
    one = len(node.of(*INVITED)) == 1 and not node.of("stream", "target", "general")
    return one and len(node.words.names) <= _FEW and node.words.names[-1] != "stop"


def unknown_among_streams(nodes: list[Node]) -> None:
    """Mark lines with a number that are called by words nobody knows, if a line beside them names a stream.

    Such a line is of none of their streams.
    """
    for lines in _beside(nodes).values():
        if any(node.of("stream") for node in lines):
            for node in lines:
                aimed = node.of("stream", "target", "general") or node.says("short", "total", "one-more", "so-far")
                match = None if aimed else _UNKNOWN.search(node.words.line)
                if match is not None:
                    node.state(node.words.fact("unknown-stream", match.start(), "words where others name a stream"))


_UNKNOWN = over(
    r"\A<word>(?=<word|stop>{0,2}(?:<colon|dash|comma|open|bar|number|slash>))"
    r"|(?<=<invitation|people>)<word>(?=<word|stop>{0,2}(?:<comma|dash|open|colon|at-least>|\Z))"
)


def _beside(nodes: list[Node]) -> dict[tuple[int, int], list[Node]]:
    """Return the lines with one number that stand in one list or block."""
    groups: dict[tuple[int, int], list[Node]] = {}
    for node in nodes:
        if node.kind in ("item", "sentence") and len(node.of(*INVITED)) == 1 and node.words.names[-1] != "stop":
            groups.setdefault((node.block * (node.kind == "sentence"), id(node.parent)), []).append(node)
    return groups


def typed_in_columns(nodes: list[Node]) -> None:
    """Type the two numbers of a row that nothing names by their columns, if one order holds in all rows that have one.

    A row of such a table reads its numbers where one of them is no score: see `oinp_noc._notices.cells.nameless`.
    """
    tables: dict[int, list[Node]] = {}
    for node in nodes:
        if node.kind == "row" and node.unit.columns is not None and not node.unit.columns.kinds:
            tables.setdefault(node.unit.columns.start, []).append(node)
    for rows in tables.values():
        orders = {order for node in rows if len(order := _columns(node, "count", "score")) == _PAIR}
        for node in rows if len(orders) == 1 else ():
            kinds: dict[int, str] = dict(*orders)
            told = node.of("count", "score", "unread")
            alone = (
                len(told) == 1 and told[0].kind == "count" and may_score(told[0].value, None)
            )  # the only number of a row: - | 48
            both = _columns(node, "unread") == tuple((cell, "unread") for cell in sorted(kinds))
            if alone or (both and all(str(fact.value).isdecimal() for fact in told)):
                node.facts = [_typed(fact, kinds.get(_stands_in(node, fact))) for fact in node.facts]


def _typed(fact: Fact, kind: str | None) -> Fact:
    """Type a number by its column."""
    if kind is None or fact.kind not in ("count", "unread") or fact.kind == kind:
        return fact
    value = int(fact.value)
    return fact._replace(kind=kind, value=value if kind == "count" else (value, None), rule="its column")


def _columns(node: Node, *kinds: str) -> tuple[tuple[int, str], ...]:
    """Return in which cells of a row facts of some kinds stand."""
    return tuple(sorted((_stands_in(node, fact), fact.kind) for fact in node.of(*kinds)))


def _stands_in(node: Node, fact: Fact) -> int:
    return next((at for at, (start, end) in enumerate(node.unit.cells) if start <= fact.span[0] < end), -1)


def _numbers(node: Node) -> list[int]:
    """Return the places of the numbers of a line, up to a bracket."""
    names = node.words.names
    until = names.index("open") if "open" in names else len(names)
    return [at for at, name in enumerate(names[:until]) if name == "number"]


def _order(node: Node, numbers: list[int]) -> tuple[str | None, ...]:
    known = {fact.at: _KINDS.get(fact.kind, fact.kind) for fact in node.facts}
    return tuple(known.get(at) for at in numbers)
