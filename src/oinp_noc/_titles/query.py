"""A query as the titles of one version and language read it: what is near it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._titles.exact import likeness
from oinp_noc._titles.match import Match
from oinp_noc._titles.mending import Speller
from oinp_noc._titles.ranking import Ranked, ranked
from oinp_noc._titles.slots import slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._titles.index import Index
    from oinp_noc._titles.match import MatchKind
    from oinp_noc._titles.reading import Reading
    from oinp_noc._titles.runs import Run

_SHORTEST_START = 3  # letters; fewer start too much
_SOMEBODY, _NOBODY = (0.26, 0.3), (0.39, 0.75)  # what score a title must have, or what share of the query it must cover
_NEAR = 0.75  # a likeness with which a word is read; less leaves it open whether the whole query is misspelt
_MENDED = 0.95  # of the likeness to a title that the query spells but for two mistakes: its score
_LOOKED_AT = 20  # groups, of which one must be near enough


class Query:
    """A query as the titles of one version and language read it."""

    __slots__ = ("_head", "_reading", "_run", "_slots", "_speller", "_text", "index")

    def __init__(self, text: str, reading: Reading, index: Index) -> None:
        self.index = index
        self._text = text
        self._reading = reading
        self._run = index.words.run(reading.folded)  # empty if no title has one of the words
        self._speller = Speller(text, [word.read for word in reading.words], index)
        self._slots, self._head = slots(reading, self._speller, index)

    def near(self, *, is_a_job: bool) -> list[Ranked]:
        """Rank the groups that are near, each once; none if the query is not near a job and not known to be one."""
        found = ranked(self._slots, self._head, self.index)
        mended = self._speller.titles() if self._is_misspelt(found) else {}
        if not (is_a_job or mended or self._is_near_a_job(found)):
            return []
        best = {ranked.place: ranked for ranked in found}
        for (place, run), like in mended.items():
            best[place] = max(best.get(place, Ranked(0.0, place, run, 0.0)), Ranked(_MENDED * like, place, run, like))
        return list(best.values())

    def match(self, ranked: Ranked) -> Match:
        """Return what was ranked as a match: of the titles that fold alike, the one written most like the query."""
        lang = self.index.words.lang
        published = self.index.published(ranked.place, ranked.run)
        examples = [title for title, own in published if not own] or [title for title, _ in published]
        title = examples[0]
        if len(examples) > 1:
            title = max(examples, key=lambda title: likeness(title, self._text, lang))
        kind, met = self._kind(ranked.run), self._met(ranked.run)
        return Match(self.index.group(ranked.place), title, lang, kind, ranked.score, met)

    def _is_misspelt(self, found: Sequence[Ranked]) -> bool:
        """Return True if the query has a word that is near none, and no title is all that was asked."""
        unread = any(max(slot.meant.values(), default=0.0) < _NEAR for slot in self._slots)
        return unread and not any(ranked.whole >= _NEAR for ranked in found[:_LOOKED_AT])

    def _is_near_a_job(self, found: Sequence[Ranked]) -> bool:
        """Return True if a title is near or covers enough of the query; less will do if a word names somebody."""
        if not found or all(len(slot.said) == 1 for slot in self._slots):
            return False
        words = self.index.words
        sure = [(slot.weight, slot.sure()) for slot in self._slots]
        named = self._reading.anybody or any(words.word(char) in words.heads for _, meant in sure for char in meant)
        score, share = _SOMEBODY if named else _NOBODY
        enough = share * sum(slot.weight for slot in self._slots)
        return found[0].score >= score or any(
            sum(weight for weight, meant in sure if not meant.isdisjoint(ranked.run)) >= enough
            for ranked in found[:_LOOKED_AT]
        )

    def _kind(self, run: Run) -> MatchKind:
        """Say how the query and a title meet."""
        if self._run and self._run in run:
            return "phrase"
        if self._run and all(char in run for char in self._run):
            return "all words"
        words = self.index.words.spelt(run)
        starts = (
            len(said) >= _SHORTEST_START and any(word.startswith(said) for word in words)
            for said in self._reading.folded
        )
        return "word starts" if all(starts) else "fuzzy"

    def _met(self, run: Run) -> tuple[tuple[str, str | None], ...]:
        """Return the words of the query, each with those of a title that it met."""
        met: dict[str, list[str]] = {said: [] for said in self._reading.anybody}
        for slot in self._slots:
            found = next((char for char in slot.meant if char in run), None)
            met.setdefault(slot.said, []).extend([] if found is None else [self.index.words.word(found)])
        return tuple((said, " ".join(words) or None) for said, words in met.items())
