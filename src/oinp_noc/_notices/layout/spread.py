"""Names of columns in, one row for each draw of a line out: tables whose names give a stream, a target or a day.

A column may be that of a stream ("Foreign Worker"), or of a day ("Invited (17 December)"); the names may stand in two
rows, the upper of which is of several columns. What of such a table is of which draw, its names must say alike for
all; where they do not, the cells are doubted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.cells.aims_in import is_total
from oinp_noc._notices.cells.cells import headed
from oinp_noc._notices.facts.alike import may_score
from oinp_noc._notices.facts.columns import (
    CROSS,
    CROSSED,
    KEYS,
    NOT_CROSSED,
    OLD_LIST,
    is_worded,
    looks_of,
    named_column,
    numbers_in,
)
from oinp_noc._notices.facts.titles import Versions, units
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.dates import read
from oinp_noc._notices.words.lexicon import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oinp_noc._notices.plain.text import Place

Names = tuple["Place", ...]
FACTS = frozenset({"number", "range", "day", "pair"})
_CARRIED = ("invitations", "score", "profiles")  # kinds that a column may have beside the one that names the draw


class Group(NamedTuple):
    """The columns of a table that tell of one draw.

    Attributes:
        heads: the names that say of which.
        columns: its columns, by their places, and what they hold.
        across: what the heads are read as: ``"head"``, or ``"aim"`` if the rows have the streams.
    """

    heads: Names
    columns: tuple[tuple[int, str], ...]
    across: str


class _Head(NamedTuple):
    """What the name of a column says of a draw."""

    said: frozenset[tuple[str, object]]
    places: Names
    recalled: bool


def stacked(upper: Sequence[Place], lower: Sequence[Place], width: int) -> list[Names]:
    """Join two rows of names; none if the cells of the upper cannot be dealt out to as many columns.

    Args:
        upper: the first row: a name stands at the first of its columns, or the columns behind are left out.
        lower: the second row; the columns without a second name may be left out.
        width: how many cells the rows below have.
    """
    plain = width - len(lower)
    if plain:
        lower = [*((0, 0),) * plain, *lower]
    if len(upper) < width and plain >= 0:
        alone = plain or _leading(lower, width - len(upper))
        over = len(upper) - alone
        if over <= 0 or (width - alone) % over:
            return []
        each = (width - alone) // over
        upper = [*upper[:alone], *(cell for cell in upper[alone:] for _ in range(each))]
    if not len(upper) == len(lower) == width:
        return []
    found: list[Names] = []
    last: Place = (0, 0)
    for above, below in zip(upper, lower, strict=True):
        goes_on = above[0] == above[1] and below[0] < below[1]
        last = last if goes_on else above
        found.append(tuple(place for place in (last, below) if place[0] < place[1]))
    return found


def _leading(lower: Sequence[Place], most: int) -> int:
    """Count the columns without a second name, or the one before the names that repeat."""
    empty = next((at for at, (start, end) in enumerate(lower) if start < end), 0)
    return empty or int(most > 0)


def are_names(text: str, lower: Sequence[Place], below: Sequence[Place]) -> bool:
    """Return True if a second row has names too: no numbers in it, but in the row below."""
    looks = [looks_of(text[start:end]) for start, end in lower]
    facts = sum(looks_of(text[start:end]) in FACTS for start, end in below)
    if not set(looks) <= {"words", ""} or facts < 2 or looks.count("words") < 2:  # noqa: PLR2004 (a table has columns)
        return False
    kinds = sum(named_column(text[start:end]) in KEYS for start, end in lower)
    return kinds > 1 or are_of_draws(text, lower)


def says_day(text: str, cell: Place) -> Names:
    """Return the place of a cell that tells a day, such as that in the corner of a table."""
    head = head_of(text, (cell,))
    return head.places if {kind for kind, _ in head.said} == {"day"} else ()


def are_of_draws(text: str, names: Sequence[Place]) -> bool:
    """Return True if names of columns give several draws."""
    return len({head_of(text, (place,)).said for place in names} - {frozenset()}) > 1


def groups(
    text: str, names: Sequence[Names], kinds: Sequence[str], below: Sequence[Sequence[str]], caption: str
) -> tuple[list[int], list[Group]]:
    """Find the columns of each draw, and those of all; no groups if the names of columns give no draws.

    Args:
        text: the text, spelt plainly.
        names: the places of the names of each column.
        kinds: what each column holds, as far as its name and cells say.
        below: the first cells of each column.
        caption: the line above the table.
    """
    listed = [are_codes(cells) for cells in below]
    kinds = ["codes" if of_codes else kind for of_codes, kind in zip(listed, kinds, strict=True)]
    looks = [
        {"number"} if of_codes else {look for look in map(looks_of, cells) if look}
        for of_codes, cells in zip(listed, below, strict=True)
    ]
    across = "target" if "stream" in kinds else "stream"
    told = [look and (look <= FACTS or all(map(is_worded, cells))) for look, cells in zip(looks, below, strict=True)]
    heads = [
        head_of(text, places if tells and kind not in ("date", "stream", "none") else (), across)
        for places, tells, kind in zip(names, told, kinds, strict=True)
    ]
    kinds = ["" if kind == "title" and head.said else kind for kind, head in zip(kinds, heads, strict=True)]
    given = {head.said for head in heads} - {frozenset()}
    only_day = len(given) == 1 and {kind for said in given for kind, _ in said} == {"day"} and "date" not in kinds
    if len(given) < 2 and not only_day:  # noqa: PLR2004 (one stream above all columns is a caption)
        return [], []
    common, found = _assembled(heads, kinds)
    common = [at for at in common if not any(is_total(text, place) for place in names[at])]
    named = set(numbers_in(caption))
    open_ = [at for group in found.values() for at in group if not kinds[at] and looks[at] == {"number"}]
    summed = any(is_total(text, place) for places in names for place in places)
    summed = summed or any(pattern("total row").match(cell) for cells in below for cell in cells)
    if summed or any(_are_no_scores(below[at], heads[at]) for at in open_):
        named = {"invitations"}
    every = [_typed(group, [kinds[at] for at in group], looks, named) for group in found.values()]
    alike = len({tuple(sorted(each)) for each in every}) == 1
    whole = [
        Group(
            tuple(dict.fromkeys(place for at in group for place in heads[at].places)),
            tuple((at, kind if alike or heads[at].said else "doubted") for at, kind in zip(group, each, strict=True)),
            "aim" if across == "target" else "head",
        )
        for group, each in zip(found.values(), every, strict=True)
    ]
    return common, whole


_CODE = compiled(r"(?:(?:noc|cnp)s?\s?:?\s?)?(?P<code>[0-9]{5})(?![0-9])")


def are_codes(cells: Sequence[str]) -> bool:
    """Return True if all cells of a column begin with a code of five digits."""
    found = [_CODE.match(cell) for cell in cells if looks_of(cell)]
    return len(found) > 0 and all(
        match is not None and match["code"] in units(Versions.of(match["code"], None)) for match in found
    )


def beside_each_other(text: str, names: Sequence[Names], below: Sequence[Sequence[str]]) -> list[Group]:
    """Part the columns of codes, if one is called the old list, or the text above says what each is called."""
    coded = [at for at, cells in enumerate(below) if are_codes(cells) and len(names[at]) == 1]
    old = any(OLD_LIST.match(text, *names[at][0]) is not None for at in coded)
    called = [text[slice(*names[at][0])].strip() for at in coded]
    told = len(coded) == len(names) and all(name and text.find(name, 0, names[0][0][0]) >= 0 for name in called)
    return [Group(names[at], ((at, "codes"),), "head") for at in coded] if (old or told) and len(coded) > 1 else []


def of_another_draw(text: str, places: Names, kind: str) -> str:
    """Doubt a column of an earlier draw whose day its name does not tell."""
    head = head_of(text, places) if kind in _CARRIED else None
    return "doubted" if head is not None and head.recalled and not head.said else kind


def rows_of(
    text: str, row: Sequence[Place], kinds: Sequence[str], common: list[int], found: list[Group]
) -> Iterator[tuple[tuple[Place, ...], tuple[str, ...]]]:
    """Cut a row into one for each group of columns that has cells, each with the cells of all and the names.

    Args:
        text: the text, spelt plainly.
        row: the cells.
        kinds: what they hold.
        common: the columns of all.
        found: the groups.
    """
    shared = [(row[at], kinds[at]) for at in common if at < len(row)]
    for group in found:
        own = [(row[at], kind) for at, kind in group.columns if at < len(row) and looks_of(text[slice(*row[at])])]
        if own:
            held = [*shared, *own, *((place, group.across) for place in group.heads)]
            yield tuple(cell for cell, _ in held), tuple(kind for _, kind in held)


def crossed(
    text: str, names: Sequence[Names], row: tuple[Place, ...], kinds: tuple[str, ...]
) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """Put the name of a column of crosses in the place of each cross, if all such names say of which draw they are."""
    marks = [at for at, (kind, _) in enumerate(zip(kinds, names, strict=False)) if kind in ("mark", "crosses")]
    given = [{kind for kind, _ in head_of(text, names[at]).said} for at in marks]
    if not given or not all(given):
        return row, kinds
    cells, held = list(row), list(kinds)
    for at in marks:
        is_cross = CROSS.fullmatch(text[slice(*row[at])].strip(" *")) is not None
        cells[at], held[at] = (names[at][-1], CROSSED) if is_cross else ((row[at][0],) * 2, NOT_CROSSED)
    return tuple(cells), tuple(held)


def head_of(text: str, places: Names, column: str = "stream") -> _Head:
    told = [(place, read(text, *place)) for place in places]
    facts = {place: headed(words, text, *place, column) for place, words in told}
    said = {(f.kind, f.value[0] if f.kind == "target" else f.value) for each in facts.values() for f in each}
    kept = tuple(place for place in places if facts[place])
    return _Head(frozenset(said), kept, any("recalled" in words.names for _, words in told))


def _assembled(
    heads: Sequence[_Head], kinds: Sequence[str]
) -> tuple[list[int], dict[frozenset[tuple[str, object]], list[int]]]:
    """Put the columns that give the same together, with the columns beside them that give nothing."""
    common: list[int] = []
    found: dict[frozenset[tuple[str, object]], list[int]] = {}
    last: list[int] = []
    for at, (head, kind) in enumerate(zip(heads, kinds, strict=True)):
        if head.said:
            last = found.setdefault(head.said, [])
            last.append(at)
        elif last and kind in _CARRIED and kind not in [kinds[other] for other in last]:
            last.append(at)
        else:
            common.append(at)
    return common, found


def _typed(group: list[int], kinds: list[str], looks: Sequence[set[str]], named: set[str]) -> list[str]:
    """Type the columns of a draw whose names say only which: by those beside them, the line above, or their looks."""
    typed = []
    for at, kind in zip(group, kinds, strict=True):
        if kind or looks[at] in ({"day"}, {"mixed"}):
            typed.append(kind or "date" * (looks[at] == {"day"}))
        elif looks[at] == {"number"} and named == {"invitations"}:
            typed.append("invitations")
        else:
            typed.append("score" if named == {"score"} or looks[at] == {"range"} else "doubted")
    return typed


def _are_no_scores(cells: Sequence[str], head: _Head) -> bool:
    """Return True if a number is too large, or too small, for a score of the stream that the name of a column gives."""
    stream = next((str(value) for kind, value in head.said if kind == "stream"), None)
    digits = ("".join(filter(str.isdigit, cell)) for cell in cells)
    return any(len(each) < len("1000000") and not may_score(int(each), stream) for each in digits if each)
