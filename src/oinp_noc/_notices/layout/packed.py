"""Lines without empty ones in, the same lines out, marked where an empty line stood: what is pasted often lost them."""

from __future__ import annotations

import re
from collections import Counter, deque
from itertools import takewhile
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import ONE_DAY, named_column, named_columns
from oinp_noc._notices.layout.broken import fills
from oinp_noc._notices.layout.layout import CODE, LINKS
from oinp_noc._notices.layout.looks import DIGIT, GAP, Look, is_dated, look_at, names_stream
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oinp_noc._notices.layout.layout import Line, Lines

_EMPTY = compiled(r"\S\s*?\n\s*\n\s*\S")


def is_packed(text: str) -> bool:
    """Return True if no empty line stands between two lines of a text."""
    return "\n" in text.strip() and _EMPTY.search(text) is None


_AHEAD = 5  # lines
_RECORD = 40  # lines


def spaced(wrapped: int) -> Callable[[Lines, Iterator[Line]], Iterator[Line]]:
    """Return what marks the lines before which an empty line stood.

    Args:
        wrapped: the width at which lines are broken; 0 if they are not.
    """

    def marked(lines: Lines, found: Iterator[Line]) -> Iterator[Line]:
        place = _Packed(lines, wrapped)
        while True:
            while len(place.ahead) < _AHEAD and (line := next(found, None)) is not None:
                place.ahead.append(look_at(lines, line))
            if not place.ahead:
                return
            look = place.ahead.popleft()
            apart = look.line.apart or not place.block or place.is_apart(look)
            place.add(look, apart=apart)
            yield look.line._replace(apart=apart)

    return marked


_RAGGED = 12  # characters


class _Packed:
    """Where one stands among lines without empty ones.

    Attributes:
        lines: the lines.
        wrapped: the width at which they are broken; 0 if few are.
        block: the lines since the last that stood apart.
        before: the labels of the record before.
        ahead: the lines behind the one at hand.
        again: the labels with which several lines begin.
        top: whether all lines so far stand apart, and head others.
        dated: whether a line that stands apart tells which draw is of which day.
    """

    def __init__(self, lines: Lines, wrapped: int) -> None:
        self.lines = lines
        full = re.compile(rf"(?m)^.{{{max(wrapped - _RAGGED, 0)},}}\n[ \t]*[a-z\xe0-\xff]")
        self.wrapped = wrapped if full.search(lines.original) else 0
        self.block: list[Look] = []
        self.before: set[str] = set()
        self.ahead: deque[Look] = deque()
        self.again = _again(lines.text)
        self.top = True
        self.dated = False

    def add(self, look: Look, *, apart: bool) -> None:
        """Go on behind a line."""
        if apart:
            labels = [each.label for each in self.block]
            self.before = {*labels[labels.index(look.label) :]} - {""} if look.label in labels else set()
            self.block = []
            self.dated = self.dated or self._is_day(look)
        self.block = [*self.block[-_RECORD:], look]
        self.top = self.top and apart and look.kind == "words"

    def said(self, look: Look) -> str:
        """Return what a line says."""
        return self.lines.text[look.line.start : look.line.end]

    def is_apart(self, look: Look) -> bool:
        """Return True if an empty line stood before a line."""
        rules = (
            self._by_kind,
            self._by_shape,
            self._goes_on,
            self._in_list,
            self._heads_record,
            self._of_streams,
            self._in_record,
            self._beside_label,
            self._between_words,
        )
        answers = (rule(self.block[-1], look) for rule in rules)
        return next((answer for answer in answers if answer is not None), False)

    @property
    def _second(self) -> Look | None:
        return self.block[-2] if len(self.block) > 1 else None

    def _next(self, *kinds: str) -> bool:
        """Return True if the next line is of one of these kinds."""
        return bool(self.ahead) and self.ahead[0].kind in kinds

    def _by_kind(self, above: Look, look: Look) -> bool | None:
        """Headings, tables and posts stand apart."""
        if "row" in (above.kind, look.kind):
            return not self._are_of_one_table(above, look)
        return False if above.kind == "stamp" else None

    def _are_of_one_table(self, above: Look, look: Look) -> bool:
        """Return True if two lines are of one table: rows, or one that names what the rows below it are of."""
        second = self._second
        if above.kind == look.kind == "row":
            if DIGIT.search(self.said(look)) or second is None:
                return True
            cells = [*map(named_column, GAP.split(self.said(look).strip("|")))]
            return second.kind != "row" or sum(map(bool, cells)) <= len(cells) // 2  # or the names of the next table
        if above.kind == "row":
            return look.kind == "words" and (self._next("row") or "  " in self.said(look))
        return above.kind == "words" and ((second is not None and second.kind == "row") or "   " in self.said(above))

    def _of_streams(self, above: Look, look: Look) -> bool | None:
        """A line with a stream begins a record, to which the short lines below it belong."""
        if not {above.kind, look.kind} <= {"label", "words"}:
            return None
        among = [names_stream(self.said(each)) for each in self.block]
        if names_stream(self.said(look)):
            dated = not any(among) and is_dated(self.said(above)) and not self._is_day(above)
            return not (among[-1] or dated) if any(among) or dated else None
        again = look.label in {each.label for each in self.block} - {"", above.label}
        return False if any(among) and not again and len(self.said(look)) <= _LINE else None

    def _by_shape(self, above: Look, look: Look) -> bool | None:
        """Lines of one shape stand together, and apart from a line that heads them."""
        if _are_alike(self.said(above), self.said(look)):
            return False
        shapes = above.numbers, look.numbers, self.ahead[0].numbers if self.ahead else ""
        if above.kind == look.kind == "words" and shapes[0] and shapes[0] == shapes[2]:
            return not DIGIT.search(self.said(look)) or None
        return None

    def _goes_on(self, above: Look, look: Look) -> bool | None:
        """A sentence goes on in the next line, and a question is answered there."""
        end = _end(self.said(above))
        if end == "?" and (_ANSWER.match(self.said(look)) or above.kind == "said" != look.kind != "prose"):
            return False
        open_ended = self.lines.original[look.line.start].islower()
        open_ended = (
            open_ended
            or LINKS.search(self.said(above)) is not None
            or (end != ":" and fills(self.lines.text, above.line, look.line, self.wrapped))
        )
        return False if open_ended and end not in ".!?" else None

    def _in_list(self, above: Look, look: Look) -> bool | None:
        """A list begins behind a paragraph, and ends before what is no item of it."""
        if look.kind in _LISTS:
            other = above.kind in _LISTS and (above.kind != look.kind or look.label != above.label)
            heads = look.kind == "item" and above.kind not in _LISTS and self._next("label", "said", "prose")
            return other or heads or above.kind in ("prose", "said", "label")
        if above.kind not in _LISTS:
            return None
        if above.kind == "item" and look.kind in ("label", "words") and self._is_told_below(above, look):
            return False
        second = self._second
        codes = [each is not None and CODE.fullmatch(self.said(each)) is not None for each in (above, second)]
        if codes == [True, False]:
            return False  # the title of a code
        heads = above.kind == "item" and second is None and look.kind in ("label", "words")
        return look.line.indent <= above.line.indent and not heads

    def _is_told_below(self, above: Look, look: Look) -> bool:
        """Return True if a short line without a stream stands below one that names a stream."""
        said = self.said(look)
        return names_stream(self.said(above)) and not names_stream(said) and len(said) <= _LINE

    def _heads_record(self, above: Look, look: Look) -> bool | None:
        """The day of a draw before heads a record of its own, as that of the latest one does."""
        counted = any(DIGIT.search(self.said(each)) and not self._is_day(each) for each in self.block)
        heads = self.dated and counted and above.kind == "label" and self._is_day(look)
        return True if heads and self._next("label") else None

    def _is_day(self, look: Look) -> bool:
        """Return True if a line says which draw was on a day: Second-latest draw: January 25, 2029."""
        label, _, value = self.said(look).partition(":")
        return _NAMES_DRAW.search(label) is not None and ONE_DAY.fullmatch(value.strip()) is not None

    def _in_record(self, above: Look, look: Look) -> bool | None:
        """A label that stands in a record begins another one; names and values in turn are one."""
        end = _end(self.said(above))
        if above.kind == "prose" or (end in ".!" and not above.kind == look.kind == "label"):
            return True
        again = look.label in {each.label for each in self.block} - {"", above.label}
        names = any(each.kind == "words" and each.label[:1].isalpha() for each in self.block[-2:])
        if names and not again and look.kind in ("words", "label"):
            return False
        return again or self._begins_record(above, look) or None

    def _begins_record(self, above: Look, look: Look) -> bool:
        """Return True if a line heads or begins a record, or stands behind one that is as long as the one before."""
        seen = {each.label for each in self.block} - {""}
        following = self.ahead[0].label if self.ahead else ""
        names = (look.kind == "words" and not look.label) or named_column(look.label) == "stream"
        heads = names and above.label != "" and following in seen - {look.label, above.label}
        below = names_stream(above.label)  # Foreign Worker: 265 invitations. Below it, what they scored
        first = above.kind == "label" and not below and look.label in self.again and self.again.isdisjoint(seen)
        further = not below and names_stream(look.label) and any(map(names_stream, seen - {look.label}))
        behind = seen >= self.before != set() and look.label != "" and look.label not in seen
        return heads or first or further or behind

    def _beside_label(self, above: Look, look: Look) -> bool | None:
        """A label stands below the words that head it; what says something else stands apart from it."""
        second = self._second
        within = second is not None and second.kind == "colon"
        if look.kind == "label" and (above.kind == "label" or within):
            once = above.label not in (each.label for each in self.ahead) and not names_stream(above.label)
            return second is None and once and not named_column(above.label) and named_column(look.label) != ""
        if look.kind == "label":
            return not above.label
        if look.kind in ("prose", "colon", "lead"):
            return not within
        if above.kind == "label":
            seen = {each.label for each in self.block}
            within = self._next("label", "colon") and self.ahead[0].label not in seen
            return not DIGIT.search(self.said(look)) or not (within or DIGIT.match(self.said(look)))
        return None

    def _between_words(self, above: Look, look: Look) -> bool:
        """Two or three lines that are no cells of a table stand apart above a paragraph."""
        said = self.said(look)
        if look.kind == "said":
            return above.numbers.count("0") > _MANY or ONE_DAY.fullmatch(self.said(above)) is not None
        second = self._second
        counts = DIGIT.match(said) and " " in said and not DIGIT.search(self.said(above))
        if second is None and not above.label and (counts or (self.top and not named_columns(self.said(above)))):
            return True
        run = [*takewhile(lambda each: each.kind == "words", reversed(self.block))]
        more = [*takewhile(lambda each: each.kind == "words", self.ahead)]
        behind = self.ahead[len(more)].kind if len(more) < len(self.ahead) else ""
        if behind in _LISTS:
            return len(run) == 1 and not more
        return len(run) + len(more) < _MOST_HEADS and behind in ("prose", "row", "label", "heading")


_LINE = 60  # characters of a line below another of its record


_NAMES_DRAW = compiled(r"\b(?:draw|round|selection|tirage|ronde)\b")
_LISTS = ("entry", "item")
_MOST_HEADS = 3  # lines that stand above a paragraph, one after the other
_MANY = 3  # numbers of a line that tells of a draw
_ANSWER = compiled(r"(?:a|r|answer|reponse)\s?[:.]\s")


def _end(found: str) -> str:
    return found[-1]


_FEW = 2  # marks between cells
_MARKS = (",", ";", "/", " - ")


def _are_alike(*both: str) -> bool:
    """Return True if two lines have as many commas, semicolons or slashes, or many, and end no sentence."""
    counts = [[found.count(mark) for found in both] for mark in _MARKS]
    alike = any(min(each) >= _FEW and (each[0] == each[1] or min(each) > _MANY) for each in counts)
    return alike and not any(found[-1] in ".!?" for found in both)


_LABEL = compiled(r"(?m)^[ \t]{0,9}(?P<label>[a-z][a-z /()'-]{1,40}?) ?:(?=\s{1,80}\S)")


def _again(text: str) -> set[str]:
    """Return the labels with which several lines of a text begin."""
    counted = Counter(match["label"] for match in _LABEL.finditer(text))
    return {label for label, times in counted.items() if times > 1}
