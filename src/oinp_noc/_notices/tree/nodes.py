"""Units in, nodes out: each sentence, item and row with the facts that it states."""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from oinp_noc._notices.cells import rows
from oinp_noc._notices.facts.names import OFFICIAL, TARGETING
from oinp_noc._notices.facts.statements import stated
from oinp_noc._notices.facts.stream_names import DEGREES
from oinp_noc._notices.facts.titles import is_title
from oinp_noc._notices.facts.whom import WHOM
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import sentences
from oinp_noc._notices.tree.called import under_its_stream
from oinp_noc._notices.tree.coded import before_codes
from oinp_noc._notices.tree.ordinals import clauses
from oinp_noc._notices.tree.siblings import (
    typed_alike,
    typed_behind_labels,
    typed_between,
    typed_by_list,
    typed_in_columns,
)
from oinp_noc._notices.words.dates import read
from oinp_noc._notices.words.lexicon import INVITED, Fact, Words, by_word, over, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.facts.unit import Unit
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.mentions import Finder


class Node:
    """A sentence, item, heading or row, with what it states and where it stands.

    Attributes:
        kind: ``heading``, ``sentence``, ``item``, ``row`` or ``entry``.
        unit: the unit that it is a part of.
        start: the place of its first character.
        end: the place after its last.
        words: its named words.
        facts: what it states.
        codes: the NOC codes in it.
        parent: the heading, sentence or item that it stands under; None for none.
        block: the number of the paragraph, list or table that it is a part of.
        role: what is told under it, if it is a heading: see `oinp_noc._notices.roles.cues`.
        record: the first node of the record of lines that it is a part of; None for none.
    """

    __slots__ = ("block", "codes", "end", "facts", "kind", "parent", "record", "role", "start", "unit", "words")

    def __init__(self, kind: str, unit: Unit, span: tuple[int, int], words: Words, facts: list[Fact]) -> None:
        self.kind = kind
        self.unit = unit
        self.start, self.end = span
        self.words = words
        self.facts = facts
        self.codes: list[Found] = []
        self.parent: Node | None = None
        self.block = 0
        self.role = "announced"
        self.record: Node | None = None

    def of(self, *kinds: str) -> list[Fact]:
        """Return the facts of some kinds."""
        found = []
        for fact in self.facts:  # asked fifty times of each node: a comprehension takes twice as long
            if fact.kind in kinds:
                found.append(fact)  # noqa: PERF401
        return found

    def state(self, *facts: Fact) -> None:
        """Add facts to what it states, in the order of their words."""
        self.facts = sorted([*self.facts, *facts], key=lambda fact: fact.at)

    def retype(self, at: int, kind: str, rule: str) -> None:
        """Read a number as a fact of another kind than its sentence says, if it says any."""
        self.facts = [fact for fact in self.facts if fact.at != at]
        self.state(self.words.fact(kind, at, rule))

    def says(self, *wanted: str) -> bool:
        """Return True if one of its words has one of these names."""
        return not self.words.among.isdisjoint(wanted)

    def matches(self, pattern: str) -> bool:
        """Return True if a pattern over names is found in it."""
        return over(pattern).search(self.words.line) is not None


def node_at(nodes_: list[Node], place: int) -> Node:
    """Return the node that stands at a place: the last that begins there or before it."""
    return nodes_[max(bisect_right(nodes_, place, key=lambda node: node.start) - 1, 0)]


def stand_together(one: Node, other: Node) -> bool:
    """Return True if two nodes stand in one paragraph, table or list."""
    return one.block == other.block or (one.kind == other.kind == "item" and one.parent is other.parent)


_NO_WORDS = Words([], [], [], [])


def nodes(unit: Unit, text: str, finder: Finder) -> Iterator[Node]:
    """Recognise what a unit states.

    Args:
        unit: the unit.
        text: the text, spelt plainly.
        finder: finds its codes.
    """
    codes = finder.find(unit)
    if unit.kind == "entry" and codes:
        node = Node("entry", unit, (unit.start, unit.end), _NO_WORDS, [])
        node.codes = codes
        yield node
        return
    if unit.kind == "row" and not (
        unit.columns and not unit.columns.kinds and search("published", text, unit.start, unit.end)
    ):
        words, facts = rows.facts(unit, text)
        if codes and not any(fact.kind in ("day", "days", "count", "score", "window") for fact in facts):
            facts = []  # a list of codes
        aimed = _cells_of_targets(unit, codes, facts)
        facts = [
            fact
            for fact in facts
            if fact.kind not in ("target", "stream")
            or any(start <= fact.span[0] < end for start, end in aimed)
            or not _within(fact, codes)
        ]
        if not (facts or codes or (unit.columns and unit.columns.kinds)):  # Trade Weekly | Monthly digest, July 2021
            line = read(text, unit.start, unit.end)
            words = line if "month-year" in line.names else words
        node = Node("row", unit, (unit.start, unit.end), words, facts)
        node.codes = codes
        yield node
        return
    kind = unit.kind if unit.kind in ("heading", "item") else "sentence"
    whole = sentences(text, unit.start, unit.end) if kind != "heading" else ()
    cut = [part for start, end in whole for part in clauses(text, start, end)]
    for start, end in cut or ((unit.start, unit.end),):
        words = read(text, start, end)
        node = Node(kind, unit, (start, end), words, stated(words, text, start, end))
        if codes:
            node.codes = [code for code in codes if start <= code.start < end]
            told = len(node.codes) == 1 and kind == "sentence"  # a round for one job: cooks (NOC 63200)
            kept = [
                fact
                for fact in node.facts
                if not _within(fact, node.codes)
                or _is_whom(fact, node, text)
                or (told and fact.rule in (TARGETING, "words of targeting", OFFICIAL))
            ]
            dropped, node.facts = [fact for fact in node.facts if fact not in kept], kept
            node.state(*before_codes(node, dropped, text))
        elif kind != "heading" and (start, end) == (unit.start, unit.end) and is_title(text[start:end]):
            node.facts = [Fact("title", text[start:end], (start, end), 0, "an official title")]
        yield node


def _cells_of_targets(unit: Unit, codes: list[Found], facts: list[Fact]) -> list[Place]:
    """Return the cells whose words are a target though they are the title of a code: of one beside it, or as they say.

    "Early childhood educators and assistants | 42202"; "Targeted draw for early childhood educators (NOC 42202)".
    """
    kinds = unit.columns.kinds if unit.columns is not None else ()
    cells = [cell for kind, cell in zip(kinds, unit.cells, strict=False) if kind in ("target", "remarks")]
    cues = [fact.span[0] for fact in facts if fact.kind == "targeting"]
    return [
        (start, end)
        for start, end in cells
        if not any(start <= code.start < end for code in codes) or any(start <= cue < end for cue in cues)
    ]


def _is_whom(fact: Fact, node: Node, text: str) -> bool:
    """Return True if a title before its code is what a sentence says a draw was for, and no word of a longer one."""
    titles = [code.printed for code in node.codes if code.printed is not None and code.printed.kind is None]
    within = any(title.start <= fact.span[0] and fact.span[1] < title.end for title in titles)
    told = fact.rule == WHOM or (
        fact.kind == "target"
        and len(node.codes) == 1
        and bool(node.of(*INVITED))
        and _WENT_TO.search(text, max(node.start, fact.span[0] - _NEAR), fact.span[0]) is not None
    )
    return told and not within and all(fact.span[0] < code.start for code in node.codes)


_NEAR = 160  # characters
_WENT_TO = compiled(
    r"\b(?:invitations?|itas?|nois?|notifications?|avis)\b[^.;()]{0,140}\s"
    r"(?:to|aux|a des|a l'intention des)\s(?:the\s)?\Z"
)  # 94 invitations under the PhD stream of May 9 went to ...


def _within(fact: Fact, codes: list[Found]) -> bool:
    """Return True if a fact is only a part of a code or of its title."""
    return any(start <= fact.span[0] < end for start, end in (code.span for code in codes))


_LOOKED_AT = 20000  # nodes among which a stream may be named in full


def named_elsewhere(found: Iterable[Node], text: str) -> Iterator[Node]:
    """Read short names as streams beside a number, if the text names the same streams in full before or behind."""
    held: list[Node] = []
    nodes_ = iter(found)
    for node in nodes_:
        held.append(node)
        if len(held) == _LOOKED_AT:
            break
    typed_alike(held)
    under_its_stream(held)
    named = {fact.value for node in held for fact in node.of("stream")}
    for node in held:
        if node.kind in ("sentence", "item", "heading"):
            typed_between(node, text)
    typed_behind_labels(held)
    typed_in_columns(held)
    typed_by_list(held)
    for node in chain(held, nodes_):
        if (
            node.words.names
            and "short" in node.words.names
            and node.of("count", "people", "score")
            and not node.of("stream")
        ):
            words = node.words
            places = [at for at in words.places("short") if words.values[at] in named]
            node.state(*(words.fact("stream", at, "named in full elsewhere") for at in places))
        if node.codes and node.words.name(0) == "short" and not node.of("stream") and node.says("today", "day"):
            # Foreign Worker also today, same 42202
            node.state(node.words.fact("stream", 0, "before its day and codes"))
        at = _heads(node.words) if node.kind in ("heading", "sentence") else None
        if at is not None and node.words.values[at] in named and not node.of("stream"):
            node.state(node.words.fact("stream", at, "named in full elsewhere"))
        if node.kind in ("sentence", "item") and node.of("score", "count", "people"):
            node.state(*_in_passing(node, text, named))
        yield node


def _heads(words: Words) -> int | None:
    """Return the place of a short name in a line of it and a target: FOREIGN WORKERS, NORTHERN ONTARIO."""
    return len(words.names) - 1 if words.follows(0, r"<word>?<AIM><comma|dash|bar><short>\Z") else None


def _in_passing(node: Node, text: str, named: set[str]) -> Iterator[Fact]:
    """Find who was invited under streams that the text names: workers needed 50 points, students 80.

    Where no degree may be meant, a single word will do behind a number or at the start: 120 for the students.
    """
    words = node.words
    every = by_word("stream in passing")
    first = every.get(text[slice(*words.span(0, 0))]) if words.follows(0, _LABELS) else None
    if first is not None and not node.of("stream") and named.isdisjoint(DEGREES):
        yield Fact("stream", first, words.span(0, 0), 0, "named by a label")  # Students: 90 invited
        return
    beside = {_STUDENTS} if any(fact.value == _WORKERS for fact in node.of("stream")) else set()  # 98 foreign workers
    values = {word: value for word, value in every.items() if value in named | beside}
    found = {
        values[word]: at
        for at in reversed(range(len(words.names)))
        if (word := text[slice(*words.span(at, at))]) in values
    }
    if len(node.of("score")) > 1 == len(node.of("stream")) and not node.of("count", "people"):
        (stream,) = node.of("stream")  # foreign workers needed 46 points, students 68
        found = {value: at for value, at in found.items() if value != stream.value and named.isdisjoint(DEGREES)}
    elif node.of("stream", "count", "people"):
        told = {fact.value for fact in node.of("stream")} if named.isdisjoint(DEGREES) else found.keys()
        found = {
            value: at
            for value, at in found.items()
            if value not in told and words.precedes(at, _WHOM if value in named else _ANOTHER)
        }
    elif len(found) < 2 or node.kind != "sentence":  # noqa: PLR2004
        return
    for value, at in found.items():
        yield Fact("stream", value, words.span(at, at), at, "named in full elsewhere")


_WORKERS, _STUDENTS = "employer-job-offer-foreign-worker", "employer-job-offer-international-student"
_LABELS = r"<word|people|short><stream-word|draw>?<colon>"
_WHOM = (
    r"<number><word|invitation|people|and-above|issued|were>{0,2}<to|in|of|issued>{1,2}<article|word>?"
    r"|\A<article>"
)
_ANOTHER = "<and><number>"
