"""Units in, the codes of lists out that have official titles alone: a list of titles without any code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
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
        unread: the places of lists that have other words among their titles.
    """

    codes: dict[int, list[Found]]
    unread: list[Place]


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
        _read([[_title(unit, text)] for unit in run], run, found, (text, printed))
    for unit in units:
        if unit.kind in ("prose", "item") and unit.start not in found.codes:
            for start, noun in _starts(unit, text):
                places, end = _row_of_titles(start, min(unit.end, start + _LONGEST), text)
                goes_on = _GOES_ON.match(text, end) is not None
                if _are_listed(places, text, noun=noun, goes_on=goes_on, sole=end >= unit.end - 1):
                    _read([[*places, *[None] * goes_on]], [unit], found, (text, printed))
    return found


def _are_listed(places: list[Place], text: str, *, noun: bool, goes_on: bool, sole: bool) -> bool:
    """Return True if titles in a row are a list: three, two between semicolons, or all that a label of occupations has.

    With other words among them fewer are enough: then the list is not read, and told.
    """
    parted = bool(places) and text[places[0][1] : places[0][1] + 1] == ";"
    if goes_on:
        return parted or (noun and len(places) >= _FEWEST)
    return len(places) >= (1 if noun and sole else _FEWEST if parted else _FEWEST_IN_LINE)


def _starts(unit: Unit, text: str) -> Iterator[tuple[int, bool]]:
    """Find where rows of titles may begin, and whether they are called occupations: behind a colon, or before a ";"."""
    colons = [(match.end(), match["noun"] is not None) for match in _COLON.finditer(text, unit.start, unit.end)]
    yield from colons
    end = text.find(";", unit.start, unit.end)
    words = _WORD_BEGINS.finditer(text, max(unit.start, end - _LONGEST_TITLE), max(end, 0))
    first = next((match.start() for match in words if text[match.start() : end] in _by_title()), None)
    if first is not None and all(start != first for start, _ in colons):
        yield first, True


_LONGEST_TITLE = 260  # characters
_WORD_BEGINS = compiled(r"(?<![a-z0-9-])[a-z]")


_CODES = compiled(r"(?=([0-9]{5}))")  # wherever five digits stand, in a longer number too


def _read(
    titles_: list[list[Place | None]], run: list[Unit], found: Titled, source: tuple[str, frozenset[str]]
) -> None:
    """Note the codes of a list, by the units that it stands in; None among its titles is something else."""
    places = [place for each in titles_ for place in each if place is not None]
    known, (text, printed) = _by_title(), source
    if any(known[text[slice(*place)]][0] in printed for place in places):
        return  # the codes are printed, too
    if any(None in each for each in titles_):
        found.unread.append((places[0][0], places[-1][1]))
        return
    for unit, each in zip(run, titles_, strict=True):
        named = [(known[text[slice(*place)]], place) for place in each if place is not None]
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
_BETWEEN = compiled(r"(?:[,;]|\s(?=(?:and|or|et|ou)\s))\s?(?:(?:and|or|et|ou)\s)?")
_GOES_ON = compiled(r"(?:[,;]|\s?[a-z(/-])")  # something else stands among the titles


def _row_of_titles(start: int, end: int, text: str) -> tuple[list[Place], int]:
    """Read the titles that follow each other from a place on; return them, and where they end."""
    found: list[Place] = []
    at = start
    while title := next((each for each in _beginning(text[at : at + _SHORTEST]) if stands_at(at, each, text)), None):
        found.append((at, at + len(title)))
        between = _BETWEEN.match(text, at + len(title), end)
        if between is None:
            break
        at = between.end()
    return found, found[-1][1] if found else start


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
    found = [_title(unit, text) is not None for unit in held]
    if sum(found) < _FEWEST:
        return
    first = found.index(True)
    yield held if held[0].kind == "item" else held[first:]


def _title(unit: Unit, text: str) -> Place | None:
    """Return the title that a unit is, if it is one."""
    end = unit.start + len(text[unit.start : unit.end].rstrip(" .;,"))
    return (unit.start, end) if text[unit.start : end] in _by_title() else None


@_data.once
def _by_title() -> dict[str, tuple[str, str]]:
    """Index the codes of the version in force, each with its official title, by the spellings of their titles."""
    return {spelt: (code, official) for code, each in titles(_version()).of.items() for spelt, official in each}
