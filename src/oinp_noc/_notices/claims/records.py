"""Nodes in, which of them give one draw together out: items with a label and a value each, or lines below a stream."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import FIELDS
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.code_lines import is_line

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node


def groups_of_items(nodes: list[Node]) -> dict[int, int]:
    """Number the groups of items between empty lines, in lists in which most items have none before them."""
    lists: dict[int, list[Node]] = {}
    for node in nodes:
        if node.kind == "item":
            lists.setdefault(id(node.parent), []).append(node)
    found: dict[int, int] = {}
    for items in lists.values():
        starts = [node.unit.apart and node.start == node.unit.start for node in items]
        loose = 2 * sum(starts[1:]) >= len(items)
        found |= {id(node): 0 if loose else group for node, group in zip(items, accumulate(starts), strict=True)}
    return found


def find_records(nodes: list[Node], text: str) -> None:
    """Tell the lines of a paragraph, and the items of a list, of which record they are.

    Each record begins with a stream (or a day, or a number), and what else is told of its draw stands below it. The
    stream of the first may be the heading of all. Where lines stand below the last alone, they may be of all.
    """
    blocks: dict[tuple[int, int], list[Node]] = {}
    within: dict[int, list[Node]] = {}
    for node in nodes:
        if node.kind not in ("sentence", "item") or not _is_short(node):
            continue
        key = (node.block, -1) if node.kind == "sentence" else (id(node.parent), node.unit.level)
        blocks.setdefault(key, []).append(node)
        if node.parent is not None and node.parent.kind == "item" and _is_short(node.parent):
            within.setdefault(id(node.parent), []).append(node)
    for lines in blocks.values():
        apart = lines[0].kind == "item" and any(line.unit.apart for line in lines[1:])
        if apart or len(lines) < _FEWEST or _is_spoken(lines[0], text):
            continue
        headed = _headed_by(lines[0])
        heads = _heads(lines, headed)
        firsts = [*accumulate(heads)]
        below = {number for number, head in zip(firsts, heads, strict=True) if not head and (number or headed)}
        if lines[0].kind == "item" and _are_one(lines):
            for line in lines:
                line.record = lines[0]
            continue
        first = [None, *(line for line, head in zip(lines, heads, strict=True) if head)]
        for line, number in zip(lines, firsts, strict=True) if any(number < firsts[-1] for number in below) else ():
            line.record = first[number]
    for lines in within.values():
        _find_record_within(lines, text)


def _are_one(lines: list[Node]) -> bool:
    """Return True if the items of a list tell of one draw, and the first says which: its day, stream or number."""
    counted, dated, named = (sum(bool(line.of(*kinds)) for line in lines) for kinds in (_NUMBER, ("day",), ("stream",)))
    over = lines[0].parent
    led = over is not None and over.of("stream")  # the draw of what stands above it
    heads = lines[0].of("day", "stream") or (not led and lines[0].of(*_NUMBER))
    return bool(heads) and counted == 1 and dated <= 1 and named <= 1


_AT = compiled(r"[0-9]:[0-9]{2}[\])]?\W{1,4}\Z")


def _is_spoken(line: Node, text: str) -> bool:
    """Return True if the time at which something is said stands before a line: 0:54 and then."""
    return _AT.search(text, max(0, line.start - 9), line.start) is not None


def _is_short(line: Node) -> bool:
    return is_line(line) and (bool(line.codes) or len(line.words.names) <= _WORDS)


def _headed_by(line: Node) -> tuple[str, ...]:
    """Return what a line right above names that was taken for the heading: a stream, or else whom a draw was for."""
    heading = line.parent
    if line.kind != "sentence" or heading is None or heading.kind != "heading" or line.unit.apart:
        return ()
    return next((kinds for kinds in (("stream",), _WHOM) if heading.of(*kinds)), ())


def _find_record_within(lines: list[Node], text: str) -> None:
    """Take an item and those within it for one record, unless these have several streams."""
    head = lines[0].parent
    streams = sum(bool(line.of("stream")) for line in (head, *lines) if line is not None)
    if head is None or streams != 1 or not head.of("stream", "count", "day") or text[head.end - 1] == "?":
        return
    for line in (head, *lines):
        line.record = head


def _heads(lines: list[Node], headed: tuple[str, ...]) -> list[bool]:
    """Say which lines begin a record: all those that give what the first of them does.

    It is a day, a stream, a number, whom the draw was for, or a score.
    """
    given: dict[tuple[str, ...], list[bool]] = {
        kinds: [bool(line.of(*kinds)) for line in lines] for kinds in (*_FIRST, *_FIRST_OF_NUMBERS)
    }
    counted = sum(given[_NUMBER])
    if headed and (sum(given[headed]) + 1 == counted if headed == _WHOM else any(given[headed])):
        return given[headed]  # the first record has it in the heading
    several = [given[kinds] for kinds in _FIRST if sum(given[kinds]) > 1]
    several += [given[kinds] for kinds in _FIRST_OF_NUMBERS if sum(given[kinds]) == counted > 1]
    return min(several, key=lambda heads: heads.index(True), default=[False] * len(lines))


_NUMBER = ("count", "people", "share", "about")
_WHOM = ("target", "general")
_FIRST = (("stream",), ("day", "days"), _NUMBER)
_FIRST_OF_NUMBERS = (_WHOM, ("score",))  # if there are as many as numbers

_FEWEST = 3  # lines: two streams, and what is below one of them
_WORDS = 16  # of a line that is no paragraph


def is_record_item(node: Node) -> bool:
    """Return True if all of an item gives one fact of a draw, as a label and a value."""
    if node.kind != "item" or not is_line(node):
        return False
    kinds = {("day" if fact.kind == "days" else fact.kind) for fact in node.facts if fact.kind in (*FIELDS, "people")}
    spans = {fact.span for fact in node.facts if fact.kind in kinds}  # the name of a stream may be a target, too
    labelled = 1 in (len(kinds), len(spans)) and node.matches(r"\A<!colon|dash|number|comma>{1,8}<colon|dash>")
    labelled = labelled or node.matches(r"\A<stream><stream-word>?\Z")  # Volet : Métiers spécialisés is one name
    labelled = labelled or (kinds == {"day", "stream"} and len(node.words.names) <= _LONG)  # May 9, Masters Graduate
    aimed = kinds <= {*_WHOM} and len(node.words.names) <= _LONG  # General draw
    return not kinds or labelled or aimed


_LONG = 8  # words of an item that gives more than a value
