"""Words about who was invited in, answers out: whether they may be about a draw, or are said of something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from oinp_noc import _data
from oinp_noc._notices.draws.finish import CRITERIA
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.words.lexicon import search

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node

_OF_OTHERS = re.compile(
    r"[\s)]{0,2}(?:class|categorie|difficult|issues?\b|requirement|exam|insurance|institution|error|glitch|outage|proof"
    r"|resources|means)"
)  # federal: the Canadian Experience Class; technical difficulties, health insurance
_QUALIFIES = re.compile(r"\b(?:age|languages?|degrees?|diplomas?|university|colleges?|langues?|diplomes?|universite)\b")
_LEFT_OUT = 16  # characters: without the GTA
_EDUCATION = "education"  # what candidates have


def is_of_others(node: Node, at: int, text: str) -> bool:
    """Return True if a word is left out, or a part of another matter: technical difficulties, age and education."""
    first = node.words.starts[at]
    outside = search("outside", text, max(node.start, first - _LEFT_OUT), first) is not None
    if outside or _OF_OTHERS.match(text, node.words.ends[at]):
        return True
    return node.words.values[at] == _EDUCATION and _QUALIFIES.search(text, node.start, node.end) is not None


def may_be_aimed(stream: str | None, name: str, value: object, *, heads: bool) -> bool:
    """Return True if draws of a stream ever were for what a word says: no entrepreneurs were called by their region.

    Args:
        stream: the stream.
        name: the class of the word; any other than those of criteria is one for a sector or a job.
        value: what it means.
        heads: whether it stands above the draw; the trades that the stream for them takes are else named anywhere.
    """
    if stream not in _aims():
        return True
    kind = name if name in CRITERIA else "label"
    known = _aims()[stream].get(kind, frozenset())
    if len(known) != 1 or kind != "label":
        return bool(known)
    return value in known if name == "label" else heads


@_data.once
def _aims() -> dict[str | None, dict[str, frozenset[Any]]]:
    """Return for each stream of the packaged draws what they were for, by the kind of criterion."""
    found: dict[str | None, dict[str, frozenset[Any]]] = {}
    for row in _data.records("draws"):
        of_stream = found.setdefault(row["stream"], {})
        named = {"label": row["labels"], **{name: [row[name]] for name in CRITERIA if row[name]}}
        for kind, values in named.items():
            of_stream[kind] = of_stream.get(kind, frozenset()) | set(values)
    return found


def is_aside(node: Node, draft: Draft, telling: dict[int, Draft]) -> bool:
    """Return True if a sentence of another paragraph tells of another draw, or of another section.

    Args:
        node: the sentence, item or heading.
        draft: the draw.
        telling: the draws, by the nodes that tell of them.
    """
    first = draft.nodes[0]
    if first.block == node.block or node in above(first):
        return False
    if telling.get(id(node), draft) is not draft:
        return True
    of_one_list = first.kind == node.kind == "item" and first.parent is node.parent
    return not (node.start < first.start or of_one_list or section(node) is section(first))
