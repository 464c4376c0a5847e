"""Rows of tables in, parts out: each cell by the name of its column, by its place, or by what it looks like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices import quantities
from oinp_noc._notices.facts import find
from oinp_noc._notices.names import TRADES, Target
from oinp_noc._notices.parts import Part
from oinp_noc._notices.words import Day, Days, Fact, pattern, read, spell, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from oinp_noc._notices.layout import Unit
    from oinp_noc._notices.words import Sentence

KEYS = frozenset({"date", "invitations", "score", "profiles", "stream"})
"""Columns that no list of codes has."""

_DATE = re.compile(r"x?,?[EFZ]")
_WINDOW = re.compile(r"b?_*Z|[EF][-t&]_*[EF]")
_NUMBER = re.compile(r"#?nn?[xi]?")
_SCORE = re.compile(r"s?[_:b]*n(?:k?[a+]|[-t&]n)?k?")
_PRICE = re.compile(r"\$_?n|n_?\$")
_RANGE = re.compile(r"n(?:k?[a+]|[-t]n)")
_NOTHING = re.compile(r"\s+n/a\b")
_NOTHING_BEFORE = re.compile(r"n/a\s\Z")
_STOP = re.compile(r"[.;:(]|\s-\s")
_SHORTEST = 4  # letters of a target
_THOUSANDS = 3  # digits


def part_of(unit: Unit, text: str) -> Part:
    """Read a row."""
    if len(unit.cells) == 1:
        return _blank_separated(unit, text)
    return _named(unit, text) if unit.columns else _nameless(unit, text)


def is_total(unit: Unit, text: str) -> bool:
    """Say whether a row sums the others up."""
    start, end = next((cell for cell in unit.cells if cell[0] < cell[1]), unit.cells[0])
    return pattern("total row").match(text, start, end) is not None


_READERS: dict[str, tuple[str, Callable[[Sentence, str], Fact | None]]] = {
    "date": ("date", quantities.cell_day),
    "invitations": ("number", quantities.cell_number),
    "score": ("score", quantities.cell_score),
    "profiles": ("window", quantities.cell_window),
}


def _named(unit: Unit, text: str) -> Part:
    """Read cells by the names of their columns."""
    part = Part()
    for (start, end), column in zip(unit.cells, unit.columns, strict=True):
        if column in _READERS:
            field, read_cell = _READERS[column]
            fact = _with(getattr(part, field), read_cell(read(text, start, end), text))
            part = part._replace(**{field: fact})  # type: ignore[arg-type]
        elif column in ("stream", "target", "title", ""):
            part = _described(part, text, start, end, column)
    return part


def _with(before: Fact | None, fact: Fact | None) -> Fact | None:
    """Add a second cell of one kind to the first: the highest score to the lowest, the last day to the first."""
    if before is None or fact is None:
        return before or fact
    span = (before.span[0], fact.span[1])
    if isinstance(fact.value, Days) and isinstance(before.value, Days):
        first, last = before.value.last, fact.value.last
        return fact if None in (first, last) else Fact(Days(first, last), span, before.place)
    if isinstance(fact.value, tuple) and not isinstance(fact.value, Day) and fact.value[0] >= before.value[0]:
        return Fact((before.value[0], fact.value[0]), span, before.place)
    return fact


def _nameless(unit: Unit, text: str) -> Part:
    """Read the cells of a table whose columns have no names, each by what it looks like."""
    part = Part()
    for start, end in unit.cells:
        sentence = read(text, start, end)
        letters = sentence.letters
        if _PRICE.fullmatch(letters):
            return Part()  # nobody pays for an invitation
        if part.date is None and _DATE.fullmatch(letters):
            part = part._replace(date=quantities.cell_day(sentence, text))
        elif _WINDOW.fullmatch(letters):
            part = part._replace(window=quantities.cell_window(sentence, text))
        elif part.number is None and _NUMBER.fullmatch(letters):
            part = part._replace(number=quantities.cell_number(sentence, text))
        elif part.score is None and _SCORE.fullmatch(letters):
            part = part._replace(score=quantities.cell_score(sentence, text))
        else:
            part = _described(part, text, start, end, "stream" if part.stream is None else "target")
    return part if part.date is not None or part.stream is not None else Part()


def _described(part: Part, text: str, start: int, end: int, column: str) -> Part:
    """Read a cell that names a stream, a target, or both."""
    sentence = read(text, start, end)
    facts = find(sentence, text, start, end)
    stream = next(iter(facts.streams), None)
    if stream is None and column == "stream":
        stream = _short_name(sentence)
    target = next((fact for fact in facts.targets if fact.value is not None), None)
    general = target is None and bool(facts.targets)
    if target is not None and stream is not None and column == "stream" and target.span[0] <= stream.span[1]:
        target = None
    if column == "target" and target is None and not general and stream is None:
        target = _as_written(text, start, end)
    return part._replace(
        stream=part.stream or stream,
        target=part.target or target,
        general=part.general or general,
        targeted=part.targeted or target is not None or facts.says("j"),
        sizes=part.sizes + facts.sizes,
    )


def _short_name(sentence: Sentence) -> Fact | None:
    """Find the short name of a stream in a cell where nothing else can be meant."""
    for place, letter in enumerate(sentence.letters):
        if letter == "B" or (letter == "T" and sentence.values[place] == TRADES):
            return sentence.fact(place)
    return None


def _as_written(text: str, start: int, end: int) -> Fact | None:
    """Read the text of a cell for targets as a target in words that the vocabulary does not know."""
    for kind in ("before a target", "link to a target"):
        lead = pattern(kind).match(text, start, end)
        if lead is not None:
            start = lead.end()
            while start < end and not text[start].isalnum():
                start += 1
    stop = _STOP.search(text, start, end)
    words = text[start : stop.start() if stop is not None else end].rstrip(" .*")
    nothing = spell(words) in {phrase for _, phrase in vocabulary("no target")}
    if len(words) < _SHORTEST or nothing or not words[0].isalpha() or any(map(str.isdigit, words)):
        return None
    return Fact((Target(), 1), (start, start + len(words)), 0)


# Cells with nothing but blanks between them.


def _blank_separated(unit: Unit, text: str) -> Part:
    """Read a row whose cells have only blanks between them: by the order of its columns."""
    start, end = unit.cells[0]
    sentence = read(text, start, end)
    letters = sentence.letters
    if is_total(unit, text):
        return Part(number=quantities.cell_number(sentence, text) if letters.count("n") == 1 else None)
    if not letters or letters[0] not in "EFZSBxn":
        return Part()
    date = next((place for place, letter in enumerate(letters) if letter in "EF"), None)
    window = letters.find("Z")
    number, score, last = _numbers(sentence, text, unit.columns)
    last = max(last, window, -1 if date is None else date)
    part = Part(
        date=None if date is None else sentence.fact(date),
        number=number,
        score=score,
        window=sentence.fact(window) if window >= 0 else None,
    )
    told = [fact.span[0] for fact in (part.date, number, score, part.window) if fact is not None]
    if min(told, default=start) > start + 1:
        part = _described(part, text, start, min(told), "stream")
    rest = sentence.ends[last] if last >= 0 else start
    part = _described(part, text, rest, end, "target" if "target" in unit.columns else "")
    return part if part.date is not None or part.stream is not None else Part()


def _numbers(sentence: Sentence, text: str, columns: tuple[str, ...]) -> tuple[Fact | None, Fact | None, int]:
    """Read the number of invitations and the score of such a row, and find the place of the last of them."""
    letters = sentence.letters
    match = _RANGE.search(letters) if "score" in columns else None
    taken = range(*match.span()) if match is not None else range(0)
    plain = [place for place, letter in enumerate(letters) if letter == "n" and place not in taken]
    if "invitations" not in columns:
        plain = []
    elif len(plain) > 1 and _go_together(sentence, plain, text, scored=match is not None):
        del plain[0]
    score = quantities.score_at(sentence, match.start(), match.end() - 1) if match is not None else None
    last = taken[-1] if match is not None else -1
    if "score" in columns and len(plain) == 1 and _is_score(plain[0], sentence, text, columns):
        return None, Fact((sentence.number(plain[0]), None), sentence.fact(plain[0]).span, plain[0]), plain[0]
    if match is None and "score" in columns and len(plain) > 1:
        scored = plain.pop(columns.index("score") > columns.index("invitations"))
        score = Fact((sentence.number(scored), None), (sentence.starts[scored], sentence.ends[scored]), scored)
        last = scored
    if not plain:
        return None, score, last
    beside = last == plain[0] - 1 and match is None  # the score, not thousands
    number = sentence.fact(plain[0]) if beside else quantities.count_at(sentence, plain[0], text)
    return number, score, max(last, plain[0])


def _is_score(place: int, sentence: Sentence, text: str, columns: tuple[str, ...]) -> bool:
    """Say whether the only number of a row is its score: beside the cell of its invitations, which holds none."""
    before = columns.index("score") < columns.index("invitations")
    if before:
        return _NOTHING.match(text, sentence.ends[place]) is not None
    return _NOTHING_BEFORE.search(text[max(0, sentence.starts[place] - _SHORTEST) : sentence.starts[place]]) is not None


def _go_together(sentence: Sentence, plain: list[int], text: str, *, scored: bool) -> bool:
    """Say whether two numbers are one with a blank for its thousands, as in ``1 024``."""
    first, second = plain[:2]
    digits = text[sentence.starts[second] : sentence.ends[second]]
    return second == first + 1 and len(digits) == _THOUSANDS and (scored or digits[0] == "0")
