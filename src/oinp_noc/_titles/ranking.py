"""The order of the groups: the evidence of all titles.

A title is as good as the share of the query's weight that it covers, times the share of its own weight that the query
covers, so that a word nobody asked for (supervisor, helper, another industry) costs; and better for the same head. A
group has its best title, and all its titles as one document (BM25). The numbers were tuned on job titles of
independent sources, each of them far from where the figures turn down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._titles.runs import Marks, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._titles.index import Index
    from oinp_noc._titles.slots import Slot

_ASKED, _SAID = 0.6, 1.2  # the powers of the share of the query, and of the title
_SAME_HEAD = 0.15  # more for a title with the head of the query
_DOCUMENT = 1.25  # what all titles of a group count beside its best one
_OFTEN, _LONG = 2.0, 0.35  # of BM25: how soon more titles stop to count, and how much a large group pays
_NEAR = 0.35  # the power of a likeness in a title: a word that is near covers more than it counts in the document
_WHOLE = 0.3  # more for a title that is all that was asked, mistakes aside
_MOST = 1 + _SAME_HEAD + _DOCUMENT + _WHOLE  # a score is the share of this that a group reaches


_MARKS = Marks()


class Ranked(NamedTuple):
    """A unit group, by its place in the index, with its score and the title that speaks for it best.

    Attributes:
        score: above 0 and at most 1.
        place: the place of the group.
        run: the title.
        whole: how like the query the title is, word for word; 0 if it has more words or fewer.
    """

    score: float
    place: int
    run: Run
    whole: float


def ranked(slots: Sequence[Slot], head: int, index: Index) -> list[Ranked]:
    """Rank the groups that have some word of a query, the best first."""
    asked = sum(slot.weight for slot in slots)
    covered: list[dict[str, float]] = [{} for _ in index.texts]
    documents = [0.0] * len(index.texts)
    for slot in slots:
        _add(slot, index, covered, documents)
    found = []
    for place, titles in enumerate(covered):
        if titles:
            score, title = _best(titles, asked, slots[head])
            whole = _wholeness(title, slots)
            score += _DOCUMENT * documents[place] / asked + _WHOLE * whole
            found.append(Ranked(min(score / _MOST, 1.0), place, Run(title[1:]), whole))
    return sorted(found, key=lambda ranked: (-ranked.score, ranked.place))


def _add(slot: Slot, index: Index, covered: Sequence[dict[str, float]], documents: list[float]) -> None:
    """Add the evidence of one word: to each title that has it, and to each group."""
    found: dict[int, dict[str, float]] = {}
    for character, likeness in slot.meant.items():  # the likest first
        covers, counts = slot.weight * likeness**_NEAR, slot.weight * likeness
        for place, text in enumerate(index.texts):
            if character in text:
                titles = [title for title in index.titles[place] if character in title]
                length = 1 - _LONG + _LONG * index.sizes[place] / index.mean
                documents[place] += counts * len(titles) / (len(titles) + _OFTEN * length)
                if place in found:
                    found[place] = dict.fromkeys(titles, covers) | found[place]
                else:
                    found[place] = dict.fromkeys(titles, covers)
    for place, titles in found.items():
        so_far = covered[place]
        for title, covers in titles.items():
            so_far[title] = so_far.get(title, 0.0) + covers


def _best(titles: dict[str, float], asked: float, head: Slot) -> tuple[float, str]:
    """Find the best of the titles of a group that have some word of the query."""
    best, found, least = 0.0, "", 0.0
    for title, covers in titles.items():
        if covers > least:  # else the best that it could be is no better
            weighs, place = _MARKS[title[0]]
            score = (covers / asked) ** _ASKED
            if covers < weighs:
                score *= (covers / weighs) ** _SAID
            if title[place] in head.meant:
                score *= 1 + _SAME_HEAD
            if score > best:
                best, found = score, title
                least = asked * (best / (1 + _SAME_HEAD)) ** (1 / _ASKED)
    return best, found


def _wholeness(title: str, slots: Sequence[Slot]) -> float:
    """Return the least likeness with which a title is all that was asked, word for word; 0 if it is more or less."""
    if len(title) - 1 != len(slots) or not all(any(char in slot.meant for slot in slots) for char in title[1:]):
        return 0.0
    return min(max((like for char, like in slot.meant.items() if char in title), default=0.0) for slot in slots)
