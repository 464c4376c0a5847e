"""Units in, the codes of lists out that have official titles alone: a list of titles without any code."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.facts.columns import KEYS
from oinp_noc._notices.facts.titles import Printed, Versions, stands_at, titles
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.digits import Found

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from oinp_noc._notices.facts.unit import Unit
    from oinp_noc._notices.plain.text import Place

_FEWEST = 2  # lines that make a list
_FEWEST_IN_LINE = 3
_LONGEST = 2000  # characters behind a colon that are searched for titles


class Titled(NamedTuple):
    """What lists of titles without codes are read as.

    Attributes:
        codes: by the place of a unit, the codes that its titles stand for.
        unread: of each list that has other words among its titles, where it stands, and where the first of them do.
    """

    codes: dict[int, list[Found]]
    unread: list[tuple[Place, Place]]


def titled(units: Sequence[Unit], text: str, day: dt.date | None) -> Titled:
    """Find the lists that are official titles, all of them and exactly, and whose codes the text does not print.

    Args:
        units: the units of the text, in order.
        text: the text, spelt plainly.
        day: the day of the page, or None.
    """
    found, printed = Titled({}, []), frozenset(_CODES.findall(text))
    if _is_of_older_codes(text, day):
        return found
    for run in _runs(units, text):
        _read([[_entry(unit.start, unit.end, text)] for unit in run], run, found, (text, printed))
    for rows, cells in _columns(units, text):
        _read([[cell] for cell in cells], rows, found, (text, printed))
    for unit in units:
        if unit.kind in ("prose", "item") and unit.start not in found.codes:
            begun: set[int] = set()  # rows of titles
            for start, noun in _starts(unit, text):
                row = _row_of_titles(start, min(unit.end, start + _LONGEST), text) if start not in begun else []
                begun.add(start)
                if row and _are_listed(row, text, noun=noun, sole=row[-1][1] >= unit.end - 1):
                    _read([row], [unit], found, (text, printed))
        for cell in unit.cells if unit.start not in found.codes else ():
            row = _row_of_titles(*cell, text)
            if len(row) >= _FEWEST and _is_title(row[0], text):
                _read([row], [unit], found, (text, printed))
    return found


def _are_listed(row: list[Place], text: str, *, noun: bool, sole: bool) -> bool:
    """Return True if titles in a row are a list: three, two between semicolons, or all that a label of occupations has.

    With other words behind them fewer are enough: then the list is not read, and told.
    """
    parted = text[row[0][1] : row[0][1] + 2].lstrip()[:1] in (";", "\xb7", "/")
    if not _is_title(row[-1], text):
        return parted or (noun and len(row) > _FEWEST)
    return len(row) >= (1 if noun and sole else _FEWEST if parted else _FEWEST_IN_LINE)


def _starts(unit: Unit, text: str) -> Iterator[tuple[int, bool]]:
    """Find where rows of titles may begin, and whether they are called occupations: behind a colon, before a ";"."""
    colons = [(match.end(), match["noun"] is not None) for match in _COLON.finditer(text, unit.start, unit.end)]
    yield from (
        *colons,
        (unit.start, False),
        *((match.end(), False) for match in _TO.finditer(text, unit.start, unit.end)),
    )
    end = text.find(";", unit.start, unit.end)
    words = _WORD_BEGINS.finditer(text, max(unit.start, end - _LONGEST_TITLE), max(end, 0))
    first = next((match.start() for match in words if text[match.start() : end] in _by_title()), None)
    if first is not None:
        yield first, True


_TO = compiled(
    r"\b(?:(?:went|sent|issued|open) to|(?:was|were) for|targeted|invited|visai(?:t|ent)|ciblai(?:t|ent))\s"
    r"(?:the |les )?"
)  # invitations went to cooks, bakers and butchers
_LONGEST_TITLE = 260  # characters
_WORD_BEGINS = compiled(r"(?<![a-z0-9-])[a-z]")


_CODES = compiled(r"(?=([0-9]{5}))")  # wherever five digits stand, in a longer number too


def _read(entries: list[list[Place]], run: list[Unit], found: Titled, source: tuple[str, frozenset[str]]) -> None:
    """Note the codes of a list of entries, by the units that they stand in, if each is a title."""
    text, printed = source
    every = [place for each in entries for place in each]
    known = {place: _by_title().get(_spelling(place, text)) for place in every}
    others = [place for place in every if known[place] is None]
    codes = {title[0] for title in known.values() if title is not None}
    if not codes.isdisjoint(printed) or any(_CODES.search(text, *place) for place in others):
        return  # codes are printed, too
    if others:
        found.unread.append(((every[0][0], every[-1][1]), others[0]))
        return
    for unit, each in zip(run, entries, strict=True):
        named = [(title, place) for place in each if (title := known[place]) is not None]
        found.codes.setdefault(unit.start, []).extend(
            Found(code, _version(), *place, Printed(*place, official)) for (code, official), place in named
        )


def _is_of_older_codes(text: str, day: dt.date | None) -> bool:
    """Return True if all years of a text are before that in which the version in force came: its titles are others."""
    years = [int(year) for year in _YEAR_NAMED.findall(text)] + ([day.year] if day is not None else [])
    since = next(first for first, name in Versions.table() if name == _version())
    return bool(years) and max(years) <= since.year


_YEAR_NAMED = compiled(r"\b20[0-9]{2}\b")


def _version() -> str:
    """Return the version in force."""
    return Versions.table()[-1][1]


_COLON = compiled(
    r"(?:\b(?P<noun>occupations?|jobs?|professions?|roles?|trades?|titles?|positions?|metiers?|postes?|emplois?|nocs?)\b"
    r"[^.:;!?|]{0,60})?(?<=[a-z)\s]):\s"
)
_BETWEEN = compiled(r"(?:[,;\xb7]|\s(?:\xb7|/(?=\s))|\s(?=(?:and|or|et|ou)\s))\s?(?:(?:and|or|et|ou)\s)?")
_GOES_ON = compiled(r"[,;]?\s?[a-z(/-][^,;.\n]{0,80}|[,;]")  # something else stands among the titles


def _row_of_titles(start: int, end: int, text: str) -> list[Place]:
    """Read the titles that follow each other from a place on, and behind them, what is none."""
    found: list[Place] = []
    at = start
    while title := next((each for each in _beginning(text[at : at + _SHORTEST]) if stands_at(at, each, text)), None):
        found.append((at, at + len(title)))
        between = _BETWEEN.match(text, at + len(title), end)
        if between is None:
            break
        at = between.end()
    other = _GOES_ON.match(text, found[-1][1], end) if found else None
    if other is not None and text[other.start()] in ",;":
        found.append(other.span())
    elif other is not None:  # and no title that goes on
        found[-1] = found[-1][0], other.end()
    return found


def _beginning(letters: str) -> list[str]:
    """Return the titles with a beginning, the longest first."""
    return _by_beginning().get(letters, [])


@_data.once
def _by_beginning() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for title in sorted(_by_title(), key=len, reverse=True):
        found.setdefault(title[:_SHORTEST], []).append(title)
    return found


_SHORTEST = 4  # letters of a title, "cooks", by which it is looked up


def _runs(units: Sequence[Unit], text: str) -> Iterator[list[Unit]]:
    """Cut units into lists: items, rows or lines that follow each other, two titles among them at least."""
    held: list[Unit] = []
    for unit in units:
        goes_on = bool(held) and (unit.kind, unit.level) == (held[-1].kind, held[-1].level)
        goes_on = goes_on and (unit.kind == "item" or not unit.apart)
        if held and not goes_on:
            yield from _list(held, text)
            held = []
        if unit.kind in ("item", "prose", "entry") and text.count("\n", unit.start, unit.end) == 0:
            held.append(unit)
    yield from _list(held, text)


def _list(held: list[Unit], text: str) -> Iterator[list[Unit]]:
    """Return the list in a run of units, without a line that leads it."""
    found = [_is_title(_entry(unit.start, unit.end, text), text) for unit in held]
    if sum(found) < _FEWEST:
        return
    first = found.index(True)
    led = first == 1 or _NO_TITLE.search(text, held[max(first - 1, 0)].start, held[max(first - 1, 0)].end)
    yield held[first:] if held[0].kind != "item" and led else held


_NO_TITLE = compiled("[0-9:.]")  # what stands in a line of a record


def _columns(units: Sequence[Unit], text: str) -> Iterator[tuple[list[Unit], list[Place]]]:
    """Find the columns of titles in tables that have neither days nor numbers of invitations: a list of occupations."""
    rows = (unit for unit in units if unit.columns is not None and KEYS.isdisjoint(unit.columns.kinds))
    for _, table in groupby(rows, lambda unit: unit.columns):
        of_table = list(table)
        for cells in zip(*(unit.cells for unit in of_table), strict=False):
            filled = [
                (unit, _entry(first, last, text))
                for unit, (first, last) in zip(of_table, cells, strict=True)
                if first < last
            ]
            if sum(_is_title(entry, text) for _, entry in filled) >= _FEWEST:
                yield [unit for unit, _ in filled], [entry for _, entry in filled]


def _entry(start: int, end: int, text: str) -> Place:
    """Return the place of what a line or cell says, without the marks that end it, or a remark behind a title."""
    place = start, start + len(text[start:end].rstrip(" .;,"))
    remark = _REMARK.search(text, *place) if not _is_title(place, text) else None
    title = (start, remark.start()) if remark is not None else place
    return title if _is_title(title, text) else place


_REMARK = compiled(
    r"\s?\((?![^()]{0,80}\b(?:except|only|not|no|but|excluding|without|in|sauf|seulement|pas|sans|dans|hors)\b)[^()0-9]{2,80}\)\Z"
)  # licensed practical nurses (that includes our RPNs)


def _is_title(place: Place, text: str) -> bool:
    return _spelling(place, text) in _by_title()


def _spelling(place: Place, text: str) -> str:
    """Return the words at a place, without blanks around a slash, that may part a title's two forms in French."""
    return _SLASH.sub("/", text[slice(*place)])


_SLASH = compiled(r"\s?/\s?")


@_data.once
def _by_title() -> dict[str, tuple[str, str]]:
    """Index the codes of the version in force, each with its official title, by the spellings of their titles."""
    return {spelt: (code, official) for code, each in titles(_version()).of.items() for spelt, official in each}
