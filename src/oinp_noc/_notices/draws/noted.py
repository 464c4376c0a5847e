"""Footnotes and drafts in, the draws of each note out: those behind whose words its mark stands.

A list in a note is of these draws, and of no other. Where nothing says of which draw the words with a mark are, it is
of none, which is told, unless the text has one draw only. What else a note says of its draws they take from it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.draws.beside import is_of_several
from oinp_noc._notices.draws.drafts import RECENT
from oinp_noc._notices.facts.names import SURE
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.nodes import node_at
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.plain.footnotes import Note
    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

    Telling = tuple[int, Draft]


class Noted(NamedTuple):
    """A footnote and its draws.

    Attributes:
        start: where it begins.
        end: where it ends.
        owners: the drafts.
    """

    start: int
    end: int
    owners: list[Draft]


def noted(notes: list[Note], drafts: list[Draft], nodes: list[Node], text: str) -> list[Noted]:
    """Find the draws of each footnote, and give them what it says.

    Args:
        notes: the footnotes, in order.
        drafts: the drafts.
        nodes: the nodes, in order.
        text: the text, spelt plainly.
    """
    if not notes:
        return []
    marked = {id(note.marked): note.marked for note in notes}
    marks = sorted(start for places in marked.values() for start, _ in places)
    telling = _telling(drafts, nodes, marks)
    owners: dict[int, dict[int, Draft]] = {}
    sure = len(drafts) > 1
    for key, places in marked.items():
        its = owners.setdefault(key, {})
        for start, _ in places:
            node = _node_of(start, nodes)
            before = marks[bisect_left(marks, start) - 1] if marks[0] < start else -1
            its |= {id(draft): draft for draft in _right_before(telling, node, start, before, text)}
            sure = sure or bool(its) or node.role not in ("announced", "recalled")
    begins = sorted(draft.nodes[0].start for draft in drafts if draft.role == "announced")
    found = [
        Noted(note.start, note.end, [*its.values()] if len(its := owners[id(note.marked)]) <= RECENT else [])
        for note in (notes if sure else ())
        if not (is_of_several([(note.says, note.end)], text) or _tells_itself(note, begins))
    ]
    _take(found, drafts)
    for note in found:
        first, last = (bisect_left(nodes, place, key=lambda node: node.start) for place in (note.start, note.end))
        _give(note, nodes[first:last])
    return found


def _tells_itself(note: Note, begins: list[int]) -> bool:
    """Return True if a draw is announced in a note: (1) Nurses (NOC 31301): 94 invitations."""
    return bisect_left(begins, note.start) < bisect_left(begins, note.end)


def _node_of(place: int, nodes: list[Node]) -> Node:
    """Return the node in which a mark stands, or the row below the names of columns in which it does."""
    node = node_at(nodes, place)
    if not node.start <= place <= node.end + _MARGIN:
        below = nodes[bisect_right(nodes, place, key=lambda other: other.start) :][:1]
        rows = [row for row in below if row.unit.columns is not None and row.unit.columns.start <= place]
        return next(iter(rows), node)
    return node


_MARGIN = 3  # characters: a mark behind the last words of a heading


def _telling(drafts: list[Draft], nodes: list[Node], marks: list[int]) -> dict[int, list[Telling]]:
    """Return what each node, and each paragraph, tells of drafts: where words without a mark end, and the draft."""
    found: dict[int, dict[tuple[int, int], Telling]] = {}
    for draft in drafts:
        facts = (*draft.told, *draft.own.values(), *draft.context.values())
        spans = {fact.span for fact in facts if bisect_left(marks, fact.span[0]) == bisect_left(marks, fact.span[1])}
        told = [(node_at(nodes, start).start, end) for start, end in spans]
        told += [(node.start, node.start) for node in (*draft.nodes, *above(draft.nodes[0]))]
        told += [(-1 - node.block, -1) for node in draft.nodes]
        for key, end in told:
            found.setdefault(key, {})[end, id(draft)] = (end, draft)
    return {key: [*its.values()] if len(its) < _MOST else [] for key, its in found.items()}


_MOST = 4 * RECENT  # words about draws in a sentence


def _right_before(telling: dict[int, list[Telling]], node: Node, start: int, before: int, text: str) -> list[Draft]:
    """Find the drafts of the words before a mark: of a sentence, of its paragraph if it has one, of a table.

    Args:
        telling: what nodes and paragraphs tell of drafts.
        node: the sentence, row or heading.
        start: the place of the mark.
        before: the place of the mark before it.
        text: the text, spelt plainly.
    """
    told = telling.get(node.start, []) if node.start <= start else []
    if not told:
        around = [draft for _, draft in telling.get(-1 - node.block, ())]
        return around if len(around) == 1 or node.kind == "row" else []
    last = max((end for end, _ in told if end <= start), default=node.start)
    several = len({id(draft) for _, draft in told}) > 1
    its = [draft for end, draft in told if end == last]
    beside = start - before <= _MARGIN  # of the same words: nurses (1) (2)
    if (several or (node.start <= before and not beside)) and _PARTED.search(text, last, start):
        return []
    return its if len(its) == 1 or last > node.start or node.kind in ("heading", "row") else []


_PARTED = compiled(r"[,;.:]|\b(?:and|et|while|but|mais|tandis)\b")


def _take(notes: list[Noted], drafts: list[Draft]) -> None:
    """Take from drafts what a note says of others."""
    for draft in drafts:
        for told in (draft.own, draft.context):
            for kind, fact in [*told.items()]:
                note = note_at(fact.span[0], notes)
                if note is not None and draft not in note.owners and draft.nodes[0].start < note.start:
                    del told[kind]


def _give(note: Noted, said: list[Node]) -> None:
    """Give the drafts of a note the day, score, window and target that it says, unless it counts some of them."""
    if any(node.of(*INVITED, "share") for node in said):
        return  # of these, 12 were nurses
    targeted = any(node.says("targeting") and not node.of("target") for node in said)
    for draft in note.owners:
        draft.cued = draft.cued or targeted
    for kind in ("day", "score", "window", "target"):
        facts = [fact for node in said for fact in node.of(kind) if _is_said(fact, node)]
        sure = kind != "target" or any(node.codes for node in said) or any(fact.value[1] > SURE for fact in facts)
        for draft in note.owners if len(facts) == 1 and sure else ():
            if draft.get(kind) is None:
                draft.own[kind] = facts[0]._replace(role="announced")
                draft.told.append(draft.own[kind])


def _is_said(fact: Fact, node: Node) -> bool:
    """Return True if a fact is told of draws, also a day alone, which elsewhere is that of the page."""
    return fact.role == "announced" or (fact.role == "published" and len(node.words.names) == 1)


def by_note(codes: list[Found], notes: list[Noted]) -> Iterator[tuple[Noted | None, list[Found]]]:
    """Part codes by the footnotes in which they stand.

    Args:
        codes: the codes, in order.
        notes: the footnotes.
    """
    for note, its in groupby(codes, lambda code: note_at(code.start, notes)):
        yield note, [*its]


def note_at(place: int, notes: list[Noted]) -> Noted | None:
    """Return the footnote in which a place is, if any."""
    at = bisect_right(notes, place, key=lambda note: note.start) - 1
    return notes[at] if at >= 0 and place < notes[at].end else None
