"""Sentences in, facts out: everything that a sentence says, each with its place.

What follows from the facts for a draw is the business of `parts` and `drafts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices import names, periods, quantities

if TYPE_CHECKING:
    from oinp_noc._notices.words import Fact, Sentence

_NAMING = frozenset("SBV")
_TARGETING = frozenset("TRPLXJGj")


class Facts(NamedTuple):
    """What one sentence says, each kind in the order of the text.

    The ``parents`` are numbers that others of the sentence divide, ``several`` tells how many draws it speaks of
    together, and it is ``summed`` where it also sums the draws of a year up.
    """

    dates: tuple[Fact, ...]
    ranges: tuple[Fact, ...]
    windows: tuple[Fact, ...]
    counts: tuple[Fact, ...]
    scores: tuple[Fact, ...]
    streams: tuple[Fact, ...]
    targets: tuple[Fact, ...]
    sizes: tuple[Fact, ...]
    parents: tuple[Fact, ...]
    several: tuple[Fact, ...]
    summed: bool
    letters: str
    start: int
    end: int

    def says(self, letter: str) -> bool:
        """Say whether a thing with this letter stands in the sentence."""
        return letter in self.letters


def find(  # noqa: PLR0913 (a sentence, and what is known of it)
    sentence: Sentence,
    text: str,
    start: int,
    end: int,
    codes: frozenset[int] = frozenset(),
    *,
    divides: int = 0,
    labelled: bool = False,
) -> Facts:
    """Find what a sentence says.

    Args:
        sentence: the sentence, spelt in letters.
        text: the plain text.
        start: the place of the sentence's first character.
        end: the place after its last.
        codes: the places of numbers that are NOC codes.
        divides: the number in the line above, a part of which it may begin with.
        labelled: whether it stands below a line that announces numbers of invitations.
    """
    letters = sentence.letters
    there = set(letters)
    windows, ranges = quantities.windows(sentence)
    of_windows = {window.place for window in windows}
    taken = {place for place, first in enumerate(sentence.starts) if first in codes} if codes else set()
    scores = (
        [score for score in quantities.scores(sentence, text) if score.taken[0] not in taken] if "n" in there else []
    )
    taken.update(*(score.taken for score in scores))
    counts = (
        quantities.counts(sentence, text, taken, divides=divides, labelled=labelled)
        if not there.isdisjoint("nN")
        else ()
    )
    of_draws = periods.without_sums(sentence, text, counts) if counts else ()
    several = quantities.several_draws(sentence) if of_draws else ()
    streams = () if there.isdisjoint(_NAMING) else names.streams(sentence, start, text)
    if several and streams and "Q" not in there:
        clause_of = periods.clauses(letters)
        with_numbers = {clause_of[count.place] for count in of_draws}
        several = tuple([draws for draws in several if clause_of[draws.place] in with_numbers])
    parents = quantities.parents(sentence, text, of_draws, several) if len(of_draws) > 1 else ()
    return Facts(
        dates=tuple(
            [
                sentence.fact(place)
                for place, letter in enumerate(letters)
                if letter in "EF" and place not in of_windows and not (windows and letters[place - 1 : place] == "f")
            ]
        ),
        ranges=ranges,
        windows=windows,
        counts=tuple([count for count in of_draws if count not in parents]),
        scores=tuple([score.fact for score in scores]),
        streams=streams,
        targets=() if there.isdisjoint(_TARGETING) else names.targets(sentence, text, start, end),
        sizes=() if there.isdisjoint("oI") else quantities.sizes(sentence, text, taken),
        parents=parents,
        several=() if parents else several,
        summed=len(of_draws) < len(counts),
        letters=letters,
        start=start,
        end=end,
    )
