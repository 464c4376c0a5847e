"""Counts over a history: who was targeted, when and how often, and how alike two draws are."""

from __future__ import annotations

import datetime as dt
from itertools import combinations_with_replacement
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from oinp_noc._answers.answers import Answers
from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._answers.value import Tabular, Value
from oinp_noc._catalogue import marked
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import check_choice, check_several
from oinp_noc._noc.classification import Group, Level, classification
from oinp_noc._noc.conversion import convert
from oinp_noc._noc.occupation_set import OccupationSet, bits_of
from oinp_noc._noc.pair_masks import PairMasks, pair_masks
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.sheets import SCORE, score_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Measure = Literal["common", "jaccard"]
SummaryKey = Literal["year", "stream", "group"]

_KEYS: dict[SummaryKey, Cell] = {"year": "integer", "stream": "text", "group": "text"}
_COUNTS = ("draws", "invitations", "counted", "targeted", "listed", "none", "unknown")


@attrs.frozen(repr=False)
class Targeting(Value):
    """A draw that targeted an occupation.

    Attributes:
        draw: the draw.
        matched: the listed unit groups that have a pair with the occupation, of the draw's NOC version.
        share: the matched as a share of the list, from 0 to 1.
    """

    draw: Draw
    matched: OccupationSet
    share: float

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_targeting  # noqa: PLC0415 (notebooks alone need it)

        return of_targeting(self)

    def __repr__(self) -> str:
        return f"<Targeting {self.draw.id}: {', '.join(self.matched.codes)} of {len(self.draw.listed())}>"


@attrs.frozen(repr=False)
class Count(Value):
    """How often a group was targeted.

    Attributes:
        group: the group.
        times: the number of listed draws that targeted it, or a unit group below it.
        first: the day of the first of them.
        last: the day of the last of them.
    """

    group: Group
    times: int
    first: dt.date
    last: dt.date

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_count  # noqa: PLC0415 (notebooks alone need it)

        return of_count(self)

    def __repr__(self) -> str:
        return f"<Count {self.group.code} {self.group.title}: {self.times} times, {self.first} to {self.last}>"


@attrs.frozen(repr=False)
class Frequency(Tabular):
    """How often groups were targeted: iterates `Count` values, the most frequent first, then by code.

    Attributes:
        version: the NOC version of the groups.
        counts: the groups that were targeted at least once.
        listed: how many draws were counted.
        none: how many draws had no list, and so targeted no group in particular.
        unknown: how many draws had a list that is not known; any count may be too low by as many.
    """

    version: str
    counts: tuple[Count, ...]
    listed: int
    none: int
    unknown: int

    def _sheet(self) -> Sheet:
        return _sheet_of_frequency(self)

    def __iter__(self) -> Iterator[Count]:
        return iter(self.counts)

    def __len__(self) -> int:
        return len(self.counts)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_frequency  # noqa: PLC0415 (notebooks alone need it)

        return of_frequency(self)

    def __repr__(self) -> str:
        return f"<Frequency of {len(self)} groups of NOC {self.version} in {self.listed} draws, {self.unknown} unknown>"


@attrs.frozen(repr=False)
class OverlapMatrix(Tabular):
    """What every two listed draws of a history have in common.

    Attributes:
        measure: ``"common"`` or ``"jaccard"``.
        ids: the ids of the draws, in the order of rows and columns.
        labels: a short name for each draw: its date, stream and number of listed occupations.
        rows: for each draw a row, with a cell for each draw: the number of common codes (of common pairs, across NOC
            versions), or the lower and upper bound of the Jaccard index, as in `overlap`.
    """

    measure: Measure
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...] | tuple[tuple[tuple[float, float], ...], ...]

    def _sheet(self) -> Sheet:
        return _sheet_of_matrix(self)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_matrix  # noqa: PLC0415 (notebooks alone need it)

        return of_matrix(self)

    def __repr__(self) -> str:
        return f"<OverlapMatrix of {len(self.ids)} draws, by {self.measure}>"


@attrs.frozen
class SummaryRow(Value):
    """Counts of the draws that share what they were summed up by.

    Attributes:
        key: the values that the draws share, in the order asked for: a year, the id of a stream, or the occupation
            group that the target names (None if it names none).
        draws: the number of draws.
        invitations: the sum over the draws that published a number (0 if none did; see `counted`).
        counted: how many of the draws published their number.
        targeted: how many of the draws were targeted.
        listed: how many had a known list.
        none: how many had no list.
        unknown: how many had an unknown list.
    """

    key: tuple[int | str | None, ...]
    draws: int
    invitations: int
    counted: int
    targeted: int
    listed: int
    none: int
    unknown: int


@attrs.frozen(eq=False, repr=False)
class Summary(Answers[SummaryRow]):
    """Counts of draws, as a sequence of `SummaryRow` values, sorted by their keys.

    Attributes:
        by: what the draws were summed up by: ``"year"``, ``"stream"`` and ``"group"``.
        rows: the counts.
    """

    _items = "rows"

    by: tuple[SummaryKey, ...]
    rows: tuple[SummaryRow, ...]

    def _sheet(self) -> Sheet:
        return _sheet_of_summary(self.rows, self.by)


@attrs.frozen(eq=False, repr=False)
class Timeline(Answers[Targeting]):
    """The draws that targeted an occupation, as a sequence of `Targeting` values, by date.

    Attributes:
        targetings: the draws, each with the matched codes and their share of its list.
    """

    _items = "targetings"

    targetings: tuple[Targeting, ...]

    def _sheet(self) -> Sheet:
        return _sheet_of_timeline(self.targetings)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._oinp.views import of_timeline  # noqa: PLC0415 (notebooks alone need it)

        return of_timeline(self)


def timeline(draws: Iterable[Draw], occupation: str, version: str) -> Timeline:
    """Find the draws whose list has a pair with an occupation, and what share of the list it is."""
    found = (
        Targeting(draw, matched, len(matched) / len(draw.occupations))
        for draw in draws
        if draw.occupations and (matched := _matched(draw.occupations, occupation, version))
    )
    return Timeline(tuple(found))


def frequency(draws: Sequence[Draw], version: str, by: Level) -> Frequency:
    """Count how often each group of a version was targeted."""
    noc = classification(version)
    check_choice("by", by, noc.levels)
    dates: dict[Group, list[dt.date]] = {}
    for draw in draws:
        if draw.occupations is not None:
            for group in {_at(unit, by) for unit in draw.occupations.convert(version, keep="any")}:
                dates.setdefault(group, []).append(draw.date)
    counts = (Count(group, len(days), min(days), max(days)) for group, days in dates.items())
    listings = [draw.listing for draw in draws]
    return Frequency(
        version=version,
        counts=tuple(sorted(counts, key=lambda count: (-count.times, count.group.code))),
        listed=listings.count("listed"),
        none=listings.count("none"),
        unknown=listings.count("unknown"),
    )


def overlap_matrix(draws: Iterable[Draw], measure: Measure) -> OverlapMatrix:
    """Compare every two listed draws; draws with the same list are compared once."""
    check_choice("measure", measure, get_args(Measure))
    compared = [draw for draw in draws if draw.occupations is not None]
    row_of: dict[OccupationSet, int] = {}
    row_numbers = [row_of.setdefault(draw.listed(), len(row_of)) for draw in compared]
    # Draws with one list have one row: it is spread over the draws once.
    spread: Callable[[list[Any]], tuple[Any, ...]] = itemgetter(*row_numbers) if len(row_numbers) > 1 else tuple
    rows = [spread(row) for row in _rows(list(row_of), measure)]
    return OverlapMatrix(
        measure=measure,
        ids=tuple(draw.id for draw in compared),
        labels=tuple(f"{draw.date} {draw.stream} ({len(draw.listed())})" for draw in compared),
        rows=tuple(rows[number] for number in row_numbers),
    )


def summary(draws: Iterable[Draw], by: Sequence[SummaryKey]) -> Summary:
    """Count draws by year, stream and occupation group; a draw counts under each group that its target names."""
    check_several("by", by)
    by = tuple(by)  # an iterator is read once
    for key in by:
        check_choice("by", key, get_args(SummaryKey))
    by = tuple(dict.fromkeys(by))
    found: dict[tuple[int | str | None, ...], list[Draw]] = {}
    for draw in draws:
        for label in (draw.labels or (None,)) if "group" in by else (None,):
            values: dict[SummaryKey, int | str | None] = {"year": draw.date.year, "stream": draw.stream, "group": label}
            found.setdefault(tuple(values[key] for key in by), []).append(draw)
    rows = (
        SummaryRow(
            key=key,
            draws=len(group),
            invitations=sum(draw.invitations or 0 for draw in group),
            counted=sum(draw.invitations is not None for draw in group),
            targeted=sum(draw.kind == "targeted" for draw in group),
            listed=sum(draw.listing == "listed" for draw in group),
            none=sum(draw.listing == "none" for draw in group),
            unknown=sum(draw.listing == "unknown" for draw in group),
        )
        for key, group in sorted(found.items(), key=lambda item: tuple(str(value or "") for value in item[0]))
    )
    return Summary(by, tuple(rows))


def _matched(occupations: OccupationSet, code: str, version: str) -> OccupationSet:
    targets = convert(code, version, occupations.version).targets
    return OccupationSet((target for target in targets if target in occupations), occupations.version)


def _at(unit: Group, level: Level) -> Group:
    """Return the group of a level that a unit group is in: itself, or one above it."""
    return next(group for group in (unit, *unit.ancestors) if group.level == level)


def _rows(lists: list[OccupationSet], measure: Measure) -> list[list[Any]]:
    """Fill a matrix of distinct lists from the cells on one side of its diagonal: an overlap mirrors."""
    of_version: dict[str, list[int]] = {}
    for number, occupations in enumerate(lists):
        of_version.setdefault(occupations.version, []).append(number)
    rows: list[list[Any]] = [[None] * len(lists) for _ in lists]
    for (version, lefts), (to, rights) in combinations_with_replacement(of_version.items(), 2):
        space = pair_masks(version, to)
        masks = [space.right(bits_of(lists[right])) for right in rights]
        for start_of_row, left in enumerate(lefts):
            start = start_of_row if version == to else 0
            row, cells = rows[left], _cells(space, space.left(bits_of(lists[left])), masks[start:], measure)
            for right, cell in zip(rights[start:], cells, strict=True):
                row[right] = rows[right][left] = cell
    return rows


def _cells(space: PairMasks, of_left: int, masks: list[int], measure: Measure) -> list[Any]:
    if measure == "common":
        return [(of_left & of_right).bit_count() for of_right in masks]
    return space.jaccard(of_left, masks)


def _sheet_of_summary(rows: Iterable[SummaryRow], by: Sequence[SummaryKey]) -> Sheet:
    """Make a sheet of a summary, with a column for each key."""
    columns: dict[str, Cell] = {**{key: _KEYS[key] for key in by}, **dict.fromkeys(_COUNTS, "integer")}
    cells = tuple((*row.key, *(getattr(row, name) for name in _COUNTS)) for row in rows)
    return Sheet(marked("Draws and invitations"), columns, cells)


def _sheet_of_frequency(frequency: Frequency) -> Sheet:
    """Make a sheet of a frequency, one group a row."""
    columns: dict[str, Cell] = {
        **dict.fromkeys(("version", "code", "level", "title"), "text"),
        "times": "integer",
        "first": "date",
        "last": "date",
    }
    rows = (
        (each.group.version, each.group.code, each.group.level, each.group.title, each.times, each.first, each.last)
        for each in frequency
    )
    return Sheet("How often each group was targeted", columns, tuple(rows))


def _sheet_of_timeline(targetings: Iterable[Targeting]) -> Sheet:
    """Make a sheet of a timeline, one draw a row."""
    columns: dict[str, Cell] = {
        **dict.fromkeys(("draw", "stream", "version"), "text"),
        "date": "date",
        "matched": "texts",
        "share": "number",
        "invitations": "integer",
        **SCORE,
    }
    rows = (
        (
            each.draw.id,
            each.draw.stream,
            each.draw.version,
            each.draw.date,
            list(each.matched.codes),
            each.share,
            each.draw.invitations,
            *score_cells(each.draw.score).values(),
        )
        for each in targetings
    )
    return Sheet("Draws that targeted the occupation", columns, tuple(rows))


def _sheet_of_matrix(matrix: OverlapMatrix) -> Sheet:
    """Make a sheet of a matrix, one cell a row, so that a pivot makes the matrix of it again."""
    columns: dict[str, Cell] = {"left": "text", "right": "text"}
    if matrix.measure == "common":
        columns["common"] = "integer"
    else:
        columns |= {"jaccard_low": "number", "jaccard_high": "number"}
    rows = (
        (left, right, *(cell if isinstance(cell, tuple) else (cell,)))
        for left, row in zip(matrix.ids, matrix.rows, strict=True)
        for right, cell in zip(matrix.ids, row, strict=True)
    )
    return Sheet("What every two draws have in common", columns, tuple(rows))
