"""Rows of tables in, facts out: each cell by its column, by its place, or by what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.cells.aims_in import (
    AS_WRITTEN,
    aimed_in,
    as_written,
    cues_in,
    remark_on,
    with_one_stream,
)
from oinp_noc._notices.cells.cell_values import DATE, READERS, SCORE, day_in, two_in, unread
from oinp_noc._notices.facts import names, stream_names
from oinp_noc._notices.facts.callings import callings
from oinp_noc._notices.facts.columns import CROSSED
from oinp_noc._notices.facts.labelled import is_unknown
from oinp_noc._notices.facts.names import KNOWN, OFFICIAL, TOLD
from oinp_noc._notices.facts.quantities import find as quantities_of
from oinp_noc._notices.facts.statements import days as days_told
from oinp_noc._notices.facts.statements import stated
from oinp_noc._notices.facts.targets import Target, known_targets
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.dates import Days, read
from oinp_noc._notices.words.lexicon import INVITED, Fact, Words, over, spell, vocabulary

if TYPE_CHECKING:
    from oinp_noc._notices.facts.unit import Unit
    from oinp_noc._notices.plain.text import Place

REGION_CELL = "a column of regions"  # the rule of a region that no packaged draw has


def named_cells(unit: Unit, text: str, kinds: tuple[str, ...]) -> list[Fact]:
    """Read cells by their columns."""
    found: dict[str, Fact] = {}
    rest: list[Fact] = []
    for (start, end), column in sorted(zip(unit.cells, kinds, strict=False), key=lambda cell: cell[1] == "ceiling"):
        if start == end:
            continue
        reader = READERS.get(column)
        words = read(text, start, end)
        if reader is not None:
            fact = reader(words, text)
            before = found.get(fact.kind) if fact is not None else None
            if (
                fact is not None
                and before is not None
                and fact.kind in ("count", "about")
                and before.value != fact.value
            ):
                rest += unread(words, text)  # two columns of numbers: the first has its name
            elif fact is not None and fact.kind == "score" and before is not None and fact.value[0] < before.value[0]:
                rest += [*unread(words, text), before._replace(kind="unread", value=str(before.value[0]))]
                del found["score"]  # which of the two is the lowest?
            elif fact is not None:
                found[fact.kind] = _with(before, fact)
            else:
                rest += unread(words, text)
            rest += aimed_in(words, text, (start, end))
        elif len(_LABELLED.findall(text, start, end)) < 2:  # noqa: PLR2004 (else each names a part of the list)
            rest += _told_in(words, text, (start, end), column)
    if "count" in found:  # of two numbers, that of the column is the draw's
        rest = [fact._replace(kind="unread", value=str(fact.value)) if fact.kind in INVITED else fact for fact in rest]
    return [*found.values(), *with_one_stream(rest)]


def _told_in(words: Words, text: str, cell: Place, column: str) -> list[Fact]:
    """Read a cell that may tell several things."""
    if column in ("pair", "bracketed"):
        return [*two_in(words, text, scored=column == "pair"), *aimed_in(words, text, cell)]
    if column in ("head", "aim", CROSSED):
        named = headed(words, text, *cell, "target" if column == "aim" else "stream")
        return [fact for fact in named if column != CROSSED or fact.kind != "day"]
    if column in ("wrapped", "remarks"):
        return _beside(words, text, cell, column)
    if column == "codes" or (column == "title" and words.names == ["number"]):
        return _listed_in(words, text, cell)
    if column not in ("stream", "target", "region", "title", ""):
        aims = [fact._replace(kind="remark") for fact in aimed_in(words, text, cell) if fact.kind == "target"]
        return unread(words, text) if column == "doubted" else aims
    numbers = words.said("number")
    counted = words.name(0) == "number" and min(numbers) < (_CODES if len(numbers) > 1 else 10 * _CODES)
    counted = counted or bool(words.follows(0, SCORE))
    found = described(words, text, *cell, column) or (unread(words, text) if counted else remark_on(words, text))
    written = as_written(words, text, *cell) if column == "title" and not found else None
    return [written._replace(kind="remark")] if written is not None else found


def _listed_in(words: Words, text: str, cell: Place) -> list[Fact]:
    """Read how many occupations there are in a cell for codes, or whom these were for: Tech: 21231, 21232."""
    if words.names == ["number"]:
        sized = [
            Fact(kind, words.values[0], words.span(0, 0), 0, "a column of occupations")
            for kind in ("size", "targeting")
        ]
        return sized if words.values[0] <= _MOST_OCCUPATIONS else []
    code = _CODE.search(text, *cell)
    before = cell[0], cell[1] if code is None else code.start()
    return _beside(read(text, *before), text, before, "remarks")


_CODE = compiled(r"(?:\b(?:noc|cnp)s?\b[^a-z0-9]{0,3})?\b[0-9]{4,5}\b")
_LABELLED = compiled(r"\b[a-z]{3,}[^0-9:]{0,40}:\s?(?:(?:noc|cnp)\s?)?[0-9]{4,5}\b")  # Tech: 21231. Health: 31301
_MOST_OCCUPATIONS = 200
_CODES = 1000  # from here on several numbers of a cell may be codes


def _beside(words: Words, text: str, cell: Place, column: str) -> list[Fact]:
    """Read what goes on from a cell of another line, or remarks: words that nobody knows are no target."""
    found = described(words, text, *cell, "target")
    if column == "wrapped":
        return [fact for fact in found if fact.kind != "stream" and fact.rule != AS_WRITTEN]
    unknown = {"occupations", "people"}.isdisjoint(words.names)
    return [fact._replace(kind="remark") if unknown and _is_unknown(fact) else fact for fact in found]


def _is_unknown(fact: Fact) -> bool:
    """Return True if a target is in words that the vocabulary does not know."""
    return fact.kind == "target" and fact.rule == AS_WRITTEN and not any(fact.value[0])


def _with(before: Fact | None, fact: Fact) -> Fact:
    """Add a second cell of one kind to the first: the highest score to the lowest, the last day to the first."""
    if before is None:
        return fact
    span = (min(before.span[0], fact.span[0]), max(before.span[1], fact.span[1]))
    if fact.kind == "window":
        first, last = before.value.last or before.value.first, fact.value.last or fact.value.first
        return before._replace(value=Days(first, last), span=span)
    if fact.kind == "score" and None not in (before.value[0], fact.value[0]):
        low, high = sorted((before.value[0], fact.value[0]))
        if before.value[1] is None and fact.value[1] is None and low < high:
            return before._replace(value=(low, high), span=span)
    return fact if fact.kind == "score" and before.value[1] is None else before


def described(words: Words, text: str, start: int, end: int, column: str) -> list[Fact]:
    """Read a cell that names a stream, a target, or both; a long one may tell of a draw in sentences."""
    told = quantities_of(words, text)
    if column in ("", "target") and any(fact.kind in (*INVITED, "score") for fact in told):
        return stated(words, text, start, end)
    if words.follows(0, DATE):
        return [fact for fact in (day_in(words, text),) if fact is not None]
    if words.follows(0, _DAY_AND_MORE):
        day, rest = day_in(words, text), words.ends[1]
        return [*([day] if day is not None else []), *described(read(text, rest, end), text, rest, end, column)]
    found = _streams_in(words, text, (start, end), column)
    bare = bare_region(text, start, end) if column in ("region", "target", "stream", "") and not found else []
    aimed = bare or names.targets(words, text, start, end)
    if column in ("stream", "") and found and not aimed:
        aimed = _behind_stream(text, found[0].span[1], end)
    targets = [fact for fact in aimed if fact.kind == "target"][:1]
    targets = [_whole(fact, text, end) for fact in targets]
    remarks = [fact for fact in aimed if fact.kind == "remark"] or (remark_on(words, text) if not aimed else [])
    if column in ("target", "region") and targets:
        meaning, strength = targets[0].value
        targets = [targets[0]._replace(value=(meaning, max(strength, TOLD)))]
    if column in ("target", "region") and not aimed and not found:
        written = as_written(words, text, start, end)
        if written is not None and column == "region":
            known = {" ".join(phrase): value for value, phrase in vocabulary("region cell")}
            region = known.get(" ".join(spell(text[slice(*written.span)])))
            meaning = written.value[0]._replace(region=region or text[slice(*written.span)])
            written = written._replace(value=(meaning, TOLD), rule=written.rule if region else REGION_CELL)
        targets = [written] if written is not None else []
    counted = ("size", "count") if column == "stream" else ("size",)  # Foreign Worker: 305 invitations
    sizes = [fact for fact in told if fact.kind in counted]
    general = [fact for fact in aimed if fact.kind == "general" and not targets]
    cued = cues_in(words)
    beside = column == "stream" and over(_DAY_BESIDE).search(words.line)
    days = [day_in(words, text)] if beside or over(_DAY_BEHIND).search(words.line) else []
    windows = [fact for fact in days_told(words, text) if fact.kind == "window"] if "profiles" in words.names else []
    days += windows if column in ("", "target") else []
    return [*found, *targets, *general, *remarks, *sizes, *cued, *(day for day in days if day is not None)]


def _whole(target: Fact, text: str, end: int) -> Fact:
    """Read a target to the end of its cell if that is one of the packaged draws: priority occupations, one year."""
    known, meanings = known_targets()
    match = known.match(text, target.span[0], end)
    if match is None or match.end() <= target.span[1]:
        return target
    return target._replace(value=(meanings[match[0]], KNOWN), span=match.span(), rule=OFFICIAL)


_DAY_BESIDE = r"\A<stream|short><stream-word>?<open|dash|comma|colon><day>(?:<close>|\Z)"
_DAY_BEHIND = r"<label|region|program|language|occupations|people|general|draw><open|dash|comma|colon><day><close>?\Z"
_DAY_AND_MORE = r"<day><dash|colon|open|comma><label|program|region|language|stream|short|general>"


def bare_region(text: str, start: int, end: int) -> list[Fact]:
    """Read a part of the province in a cell that leaves its name out: Eastern."""
    cell = text[start:end]
    for whole in (_FIRST_WORD.sub(r"\g<0> ontario", cell, count=1), f"{cell} de l'ontario"):
        words = read(whole, 0, len(whole))
        if words.names[:1] == ["region"] and (
            words.names[1:2] in ([], ["open"]) or _OUTSIDE.match(whole, words.ends[0])
        ):
            return [Fact("target", (Target(region=words.values[0]), TOLD), (start, end), 0, "a part of the province")]
    return []


_OUTSIDE = compiled(r",? (?:without|outside|excluding|except|hors|sauf|sans)\b")  # Central, without the GTA
_FIRST_WORD = compiled(r"[a-z-]+")


def _behind_stream(text: str, start: int, end: int) -> list[Fact]:
    """Read the target behind the name of a stream and a mark: Human Capital Priorities: Health."""
    mark = _MARK.match(text, start, end)
    if mark is None:
        return []
    words = read(text, mark.end(), end)
    found = names.targets(words, text, mark.end(), end)
    written = as_written(words, text, mark.end(), end) if not found else None
    if written is None:
        return found
    if "label" in words.names or not callings().isdisjoint(spell(text[mark.end() : end])):
        return [written]
    unknown = any(is_unknown(words, text, at) for at in range(len(words.names)))
    return [written._replace(kind="remark")] if unknown else []


_MARK = compiled(r"\s*(?:stream|category|volet)?\s*[-:(/,]\s*")


def headed(words: Words, text: str, start: int, end: int, column: str = "stream") -> list[Fact]:
    """Read the name of a column that says of which draw its cells are: a stream, a target or a day."""
    if {"day", "short", "stream", "label", "program", "region", "general"}.isdisjoint(words.names):
        return bare_region(text, start, end)
    found = bare_region(text, start, end) or [
        fact
        for fact in described(words, text, start, end, column)
        if fact.kind in ("stream", "target", "general") and fact.rule != AS_WRITTEN
    ]
    day = day_in(words, text)
    return [*found, day._replace(rule="the name of a column")] if day is not None else found


def _streams_in(words: Words, text: str, cell: Place, column: str) -> list[Fact]:
    """Read the stream of a cell: in a column of streams by its short name, too."""
    found = stream_names.streams(words, text)[:1]
    if found or column != "stream":
        return found
    return list(filter(None, [stream_names.short_name(words) or _abbreviated(words, text[slice(*cell)])]))


def _abbreviated(words: Words, cell: str) -> Fact | None:
    """Read letters that stand for a stream in a column of streams alone: MG."""
    value = next((value for value, phrase in vocabulary("stream in a cell") if phrase == spell(cell)), None)
    return None if value is None else Fact("stream", value, words.span(0, len(words.names) - 1), 0, "its letters")
