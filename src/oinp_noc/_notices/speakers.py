"""Sentences in, Ontario's part out: what is told of another province or of the federal program is left out.

An article often tells of several governments, and names each only once: whoever was named as acting is whom the next
sentences are about, until Ontario is named again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from oinp_noc._notices.parts import cut
from oinp_noc._notices.words import pattern, read

if TYPE_CHECKING:
    from oinp_noc._notices.facts import Facts
    from oinp_noc._notices.layout import Unit
    from oinp_noc._notices.words import Sentence

_ACTS = frozenset("vWhdi")
_ACTOR = re.compile(
    r"z(?:[x_()z&q.-]|,(?=[_&]{0,2}z)){0,6}[vWhdi]|[vWhdi][_x]?uz|\A_?z[:|(-]"
)  # Alberta invited, issued by Alberta
_LISTED = re.compile(r"[,_]{0,2}[&/]?[,_]{0,2}")
_BESIDE = 6  # tokens
_OPENS = 2  # tokens before something that a sentence begins with
_BEGINS_ANEW = "EF,;:-"  # On May 9 in Alberta …
_HEADLINE = 220  # characters
_OURS_TOO = "express entry"  # draws of this name are federal, unless Ontario is named
_ENDS = ".!?;,"


class Speaker:
    """Whom a text is speaking of.

    Args:
        text: the text, spelt plainly.

    Attributes:
        elsewhere: whether it is another government, or several at once.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.elsewhere = False
        self._in_passing = False  # only for the rest of a paragraph

    def begin_paragraph(self) -> None:
        """Come back to Ontario where only the last paragraph was about federal rounds."""
        if self._in_passing:
            self.elsewhere = self._in_passing = False

    def skips_row(self, start: int, end: int, *, listed: bool) -> bool:
        """Say whether a row of a table is another government's; a listed title may name a province too."""
        if listed and not self.elsewhere:
            return False
        other = pattern("elsewhere").search(self.text, start, end) is not None
        if not (other or self.elsewhere) or pattern("here").search(self.text, start, end):
            return False
        sentence = read(self.text, start, end)
        return self.elsewhere or "province" in map(sentence.values.__getitem__, _places(sentence.letters))

    def ours(self, sentence: Sentence, facts: Facts, unit: Unit) -> Facts | None:
        """Return what a sentence says of Ontario; None where it says nothing of it."""
        others = _places(facts.letters)
        if not others and not self.elsewhere:
            return facts
        here = self._here(sentence, facts)
        if here and others:
            return self._of_both(sentence, facts, here)
        if others:
            return self._of_others(sentence, facts, others, unit)
        if here and (self.is_headline(facts, unit) or _acts(facts)):
            self._turn(elsewhere=False)
        return None if self.elsewhere else facts

    def _turn(self, *, elsewhere: bool, in_passing: bool = False) -> None:
        self._in_passing = in_passing and not (self.elsewhere and not self._in_passing)
        self.elsewhere = elsewhere

    def _acts_itself(self, sentence: Sentence, facts: Facts) -> bool:
        """Say whether a province does something, rather than being where somebody is: candidates in Quebec."""
        actor = _ACTOR.search(facts.letters)
        if actor is None:
            return False
        place = facts.letters.find("z", actor.start())
        if place < _OPENS or facts.letters[place - 2] in _BEGINS_ANEW:
            return True
        return pattern("place").fullmatch(self.text, sentence.starts[place - 1], sentence.ends[place - 1]) is None

    def _here(self, sentence: Sentence, facts: Facts) -> list[int]:
        """Find the places at which Ontario is named."""
        found = pattern("here").finditer(self.text, facts.start, facts.end)
        return [max(bisect_left(sentence.starts, match.end()) - 1, 0) for match in found]

    def is_headline(self, facts: Facts, unit: Unit) -> bool:
        """Say whether a unit is a heading or a line that is no sentence."""
        whole = (facts.start, facts.end) == (unit.start, unit.end) and unit.end - unit.start <= _HEADLINE
        return unit.kind == "heading" or (unit.kind == "prose" and whole and self.text[facts.end - 1] not in _ENDS)

    def _of_both(self, sentence: Sentence, facts: Facts, here: list[int]) -> Facts | None:
        """Keep Ontario's clause of a sentence; nothing where Ontario acts together with others."""
        letters = "".join(
            "d" if letter == "z" and sentence.values[place] == _OURS_TOO else letter
            for place, letter in enumerate(facts.letters)
        )
        others = _places(letters)
        if _together(letters, here[0], others):
            self._turn(elsewhere=True)
            return None
        actor = _ACTOR.search(letters)
        if actor is None:
            self._turn(elsewhere=False)
            return facts
        theirs = letters.find("z", actor.start())
        again = next((place for place in here if place > theirs), len(letters))
        clauses = [cut(facts, 0, theirs)] if here[0] < theirs else []
        begins = max(letters.rfind(mark, theirs, again) for mark in ",;&")
        clauses.append(cut(facts, begins if begins >= 0 else again, len(letters)))
        clause = next((clause for clause in clauses if _acts(clause)), None)
        self._turn(elsewhere=clause is None)
        if clause is not None and not clause.dates and len(facts.dates) == 1:
            return clause._replace(dates=facts.dates)
        return clause

    def _of_others(self, sentence: Sentence, facts: Facts, others: list[int], unit: Unit) -> Facts | None:
        """Take over of whom a sentence speaks that names others only."""
        whose = {str(sentence.values[place]) for place in others}
        only_in_passing = whose == {_OURS_TOO}
        if self.is_headline(facts, unit):
            if only_in_passing and facts.streams:
                return None if self.elsewhere else facts
            self._turn(elsewhere=True)
            return None
        if "province" in whose and self._acts_itself(sentence, facts):
            self._turn(elsewhere=True)
            return None
        if "federal" in whose or (facts.counts and not facts.streams):
            self._turn(elsewhere=True, in_passing=True)
            return None
        return facts if facts.streams and not self.elsewhere else None


def _places(letters: str) -> list[int]:
    return [place for place, letter in enumerate(letters) if letter == "z"]


def _acts(facts: Facts) -> bool:
    return not _ACTS.isdisjoint(facts.letters)


def _together(letters: str, here: int, others: list[int]) -> bool:
    """Say whether Ontario stands in one list with others: the last of a list has "and" before it, or what follows."""
    for place in others:
        if abs(place - here) > _BESIDE:
            continue
        between = letters[min(place, here) + 1 : max(place, here)]
        if _LISTED.fullmatch(between) and ("&" in between or "/" in between or ("," in between and here < place)):
            return True
    return False
