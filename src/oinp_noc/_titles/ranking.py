"""The order of the groups: the evidence of all titles.

A title is as good as the share of the query's weight that it covers, times the share of its own weight that the query
covers, so that a word nobody asked for (supervisor, helper, another industry) costs; and better for the same head. A
group has its best title, all its titles as one document (BM25), and its name. The numbers were tuned on job titles of
independent sources, each of them far from where the figures turn down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._titles.index import index
from oinp_noc._titles.runs import Marks, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._language import Lang
    from oinp_noc._titles.index import Index
    from oinp_noc._titles.slots import Slot

_ASKED, _SAID = 0.6, 1.2  # the powers of the share of the query, and of the title
_SAME_HEAD = 0.15  # more for a title with the head of the query
_DOCUMENT = 1.25  # what all titles of a group count beside its best one
_OFTEN, _LONG = 2.0, 0.35  # of BM25: how soon more titles stop to count, and how much a large group pays
_DISTANT = 0.5  # a likeness that a word has from afar: not enough to find a title by
_NEAR = 0.35  # the power of a likeness in a title: a word that is near covers more than it counts in the document
_WHOLE = 0.3  # more for a title that is all that was asked, mistakes aside
_REORDERED = 0.95  # of that, for a title with the words in another order
_NAMED = 0.4  # more for a group whose own title has all that was asked, mistakes aside
_ALL = 0.95  # of the query: as good as all
_MOST = 1 + _SAME_HEAD + _DOCUMENT + _WHOLE + _NAMED  # a score is the share of this that a group reaches


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


def ranked(slots: Sequence[Slot], head: int, within: Index) -> list[Ranked]:
    """Rank the groups that have some word of a query in a title, the best first."""
    asked = sum(slot.weight for slot in slots)
    covered: list[dict[str, float]] = [{} for _ in within.texts]
    documents = [0.0] * len(within.texts)
    rare = _rare(within.words.version, within.words.lang)
    havings = [_add(slot, within, rare, covered, documents) for slot in slots]
    groups = [(place, within.texts[place], titles) for place, titles in enumerate(covered) if titles]
    for slot, having in zip(slots, havings, strict=True):
        _add_distant(slot, having, groups, rare, documents)
    found = []
    for place, _, titles in groups:
        score, title = _best(titles, asked, slots[head])
        whole = _wholeness(title, slots) if len(title) == len(slots) + 1 else 0.0
        score += _DOCUMENT * documents[place] / asked + _WHOLE * whole
        name = within.titles[place][0]
        if titles.get(name, 0.0) >= _ALL * asked and name[_MARKS[name[0]][1]] in slots[head].meant:
            score += _NAMED
        found.append(Ranked(min(score / _MOST, 1.0), place, Run(title[1:]), whole))
    return sorted(found, key=lambda ranked: (-ranked.score, ranked.place))


@_data.once
def _rare(version: str, lang: Lang) -> list[float]:
    """Return for each group how many titles must have a word to count half: more in a group with many titles."""
    titles = index(version, lang)
    mean = sum(titles.sizes) / len(titles.sizes)
    return [_OFTEN * (1 - _LONG + _LONG * size / mean) for size in titles.sizes]


def _add(
    slot: Slot, within: Index, rare: Sequence[float], covered: list[dict[str, float]], documents: list[float]
) -> set[str]:
    """Add the evidence of one word to the groups and titles that have it; return these titles."""
    having: set[str] = set()
    for character, likeness in slot.meant.items():  # the likest first
        if likeness > _DISTANT:
            covers, counts, added = slot.weight * likeness**_NEAR, slot.weight * likeness, []
            for place, titles in within.having(character):
                documents[place] += counts * len(titles) / (len(titles) + rare[place])
                added += titles
                new = [title for title in titles if title not in having] if having else titles
                if so_far := covered[place]:
                    for title in new:
                        so_far[title] = so_far.get(title, 0.0) + covers
                else:
                    covered[place] = dict.fromkeys(new, covers)
            having.update(added)
    return having


def _add_distant(
    slot: Slot,
    having: set[str],
    groups: Sequence[tuple[int, str, dict[str, float]]],
    rare: Sequence[float],
    documents: list[float],
) -> None:
    """Add the evidence of words that are like one from afar, to groups and titles that were found by nearer ones."""
    for character, likeness in slot.meant.items():
        if likeness <= _DISTANT:
            covers, counts, added = slot.weight * likeness**_NEAR, slot.weight * likeness, []
            for place, text, so_far in groups:
                if character in text:
                    times = text.count(character)
                    documents[place] += counts * times / (times + rare[place])
                    titles = [title for title in so_far if character in title and title not in having]
                    for title in titles:
                        so_far[title] += covers
                    added += titles
            having.update(added)


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
    """Return how like the query a title of as many words is, a little less in another order; 0 if one is another."""
    run = title[1:]
    if not all(any(char in slot.meant for slot in slots) for char in run):
        return 0.0
    in_order = all(char in slot.meant for char, slot in zip(run, slots, strict=True))
    least = min(max((like for char, like in slot.meant.items() if char in run), default=0.0) for slot in slots)
    return least * (1 if in_order else _REORDERED)
