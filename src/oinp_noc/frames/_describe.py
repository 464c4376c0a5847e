"""What a column of codes holds, counted: in one NOC version, or in each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, cast

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._messages import listed
from oinp_noc._noc.cells import Cell
from oinp_noc._noc.classification import Level, classification, versions
from oinp_noc._noc.codes import cell_of
from oinp_noc._noc.concordance import concordance
from oinp_noc._noc.conversion import convert as convert_code
from oinp_noc._noc.pairs import Status
from oinp_noc._titles.repair import repair_code
from oinp_noc.errors import InvalidCodeError, TitleMismatchError, UnknownCodeError
from oinp_noc.frames._columns import count, is_missing
from oinp_noc.frames._reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping

Found = Literal[Status, "repairable", "contradicted", "group", "unknown", "malformed", "missing"]

_MEANS: dict[Found, str] = {
    "unique": "one target",
    "continued": "several, with a successor",
    "expired": "several, without a successor",
    "unrecorded": "several, nothing recorded",
    "repairable": "not codes as they are: clean repairs them",
    "contradicted": "the title beside the code belongs to another group",
    "group": "codes of groups above the unit groups",
    "unknown": "not in this version",
    "malformed": "not a code",
    "missing": "null",
}
_KINDS = ("exact", "repairable", "contradicted", "group", "unknown", "malformed", "missing")
_CONVERTED = ("unique", "continued", "expired", "unrecorded")
_ALIEN = "title of NOC "  # how a step of a repair begins that names the version of a title


@attrs.frozen
class RowCount(Value):
    """How many rows of a column are of one kind.

    Attributes:
        rows: the number of rows.
        distinct: the number of distinct values among them; codes that are written in several ways count once.
    """

    rows: int
    distinct: int


@attrs.frozen(repr=False)
class VersionScore(Value):
    """What a column holds if it is read in one NOC version.

    Attributes:
        version: the NOC version.
        exact: the rows that are unit groups as they are.
        repairable: the rows that `clean` would repair.
        contradicted: the rows whose title belongs to another group.
        group: the rows that are codes of groups above the unit groups, and cannot be repaired.
        unknown: the rows that have the form of a code, but are not in the version.
        malformed: the rows that are not a code.
        missing: the nulls.
    """

    _members = (
        "version",
        "exact",
        "repairable",
        "contradicted",
        "group",
        "unknown",
        "malformed",
        "missing",
        "levels",
        "titles",
    )

    version: str
    exact: RowCount
    repairable: RowCount
    contradicted: RowCount
    group: RowCount
    unknown: RowCount
    malformed: RowCount
    missing: RowCount
    _levels: tuple[tuple[Level, RowCount], ...]
    _titles: tuple[tuple[str, RowCount], ...]

    @property
    def levels(self) -> dict[Level, RowCount]:
        """The rows that are codes of groups above the unit groups, by level; also those that `clean` would repair."""
        return dict(self._levels)

    @property
    def titles(self) -> dict[str, RowCount]:
        """The rows whose code is read, but whose title is that of another NOC version, by that version."""
        return dict(self._titles)

    @property
    def readable(self) -> int:
        """The number of rows that are unit groups of the version, as they are or once repaired."""
        return self.exact.rows + self.repairable.rows

    def __repr__(self) -> str:
        counts = ", ".join(f"{rows} {kind}" for kind in _KINDS if (rows := getattr(self, kind).rows))
        return f"<VersionScore NOC {self.version}: {counts or 'no rows'}>"


@attrs.frozen(repr=False)
class Description(Value):
    """What a column holds; printed, it is a small table.

    Attributes:
        column: the column.
        version: the NOC version that the counts are for: the one given, or else the first of `likeliest` (the newest
            version if no version reads anything).
        to: the NOC version that the codes would convert to.
        rows: the number of rows.
        scores: the counts for each version, the newest first; if a version was given, only for that one.
        likeliest: the versions that explain the column best, the newest first: several if they explain it equally well.
        reasons: why, in sentences.
    """

    _members = (
        *("column", "version", "to", "rows", "scores", "likeliest", "reasons"),
        *("counts", "repairable", "contradicted", "group", "unknown", "malformed"),
    )

    column: str
    version: str
    to: str
    rows: int
    scores: tuple[VersionScore, ...]
    likeliest: tuple[str, ...]
    reasons: tuple[str, ...]
    _counts: tuple[tuple[Found, RowCount], ...]
    _values: tuple[tuple[Found, tuple[tuple[object, int], ...]], ...]

    @property
    def counts(self) -> dict[Found, RowCount]:
        """The rows of each kind: the statuses of conversions, then what is not a unit group as it is."""
        return dict(self._counts)

    @property
    def repairable(self) -> dict[object, int]:
        """The values that `clean` would repair, the most frequent first."""
        return self._of("repairable")

    @property
    def contradicted(self) -> dict[object, int]:
        """The values whose title belongs to another group, the most frequent first."""
        return self._of("contradicted")

    @property
    def group(self) -> dict[object, int]:
        """The values that are codes of groups above the unit groups, the most frequent first."""
        return self._of("group")

    @property
    def unknown(self) -> dict[object, int]:
        """The values that have the form of a code, but are not in the version, the most frequent first."""
        return self._of("unknown")

    @property
    def malformed(self) -> dict[object, int]:
        """The values that are not a code and cannot be repaired, the most frequent first."""
        return self._of("malformed")

    def _of(self, kind: Found) -> dict[object, int]:
        return dict(dict(self._values)[kind])

    def __str__(self) -> str:
        lines = [f"{self.column}: {self.rows:,} rows, NOC {self.version} to NOC {self.to}"]
        lines += _table(
            [
                ["", "rows", "distinct", ""],
                *([kind, f"{each.rows:,}", f"{each.distinct:,}", _MEANS[kind]] for kind, each in self._counts),
            ]
        )
        if len(self.scores) > 1:
            cells = [[f"NOC {each.version}", *(f"{getattr(each, k).rows:,}" for k in _KINDS)] for each in self.scores]
            lines += ["", *_table([["rows", *_KINDS], *cells]), "", *self.reasons]
        return "\n".join(lines)

    def __repr__(self) -> str:
        counts = ", ".join(f"{each.rows} {kind}" for kind, each in self._counts if each.rows)
        likeliest = "" if len(self.scores) == 1 else f"; likeliest {listed(f'NOC {each}' for each in self.likeliest)}"
        return f"<Description of {self.column}, NOC {self.version} -> NOC {self.to}: {counts or 'no rows'}{likeliest}>"


def describe(frame: object, column: str, version: str | None = None, *, to: str = "2021") -> Description:
    """Count what a column holds: which NOC version its codes are of, how many of them convert, and how.

    The column is read immediately, even that of a lazy frame.

    Args:
        frame: a data frame.
        column: the column: text, numbers or categories, since this is how to find out what is wrong with them.
        version: the NOC version of the codes. Without it, the column is scored against every version.
        to: the NOC version that the codes are to be converted to.

    Returns:
        A `Description`, which prints as a small table.

    Raises:
        FrameError: not a frame of a known engine; no such column; a column of lists, bytes or objects.
        MissingExtraError: the extra ``dataframe`` is not installed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc, polars
        >>> wages = polars.DataFrame({"noc": ["0213", "2173", "NOC 2173", "213", "111", "x", None]})
        >>> print(oinp_noc.frames.describe(wages, "noc", version="2016"))
        noc: 7 rows, NOC 2016 to NOC 2021
                      rows  distinct
        unique           1         1  one target
        continued        2         1  several, with a successor
        expired          0         0  several, without a successor
        unrecorded       0         0  several, nothing recorded
        repairable       2         2  not codes as they are: clean repairs them
        contradicted     0         0  the title beside the code belongs to another group
        group            0         0  codes of groups above the unit groups
        unknown          0         0  not in this version
        malformed        1         1  not a code
        missing          1         1  null
        >>> oinp_noc.frames.describe(wages, "noc").likeliest
        ('2016', '2011', '2006')
    """
    asked = tuple(reversed(versions())) if version is None else (classification(version).version,)
    for each in asked:
        concordance(each, to)  # raises for unknown versions
    counts = count(frame, (column,))
    tallies = {each: _Tally(each, counts) for each in asked}
    scores = tuple(tally.score() for tally in tallies.values())
    likeliest, reasons = _likeliest(scores) if version is None else (asked, ())
    chosen = tallies[likeliest[0] if likeliest else asked[0]]
    return Description(
        column=column,
        version=chosen.version,
        to=to,
        rows=sum(counts.values()),
        scores=scores,
        likeliest=likeliest,
        reasons=reasons,
        counts=chosen.converted(to),
        values=tuple((kind, tuple(chosen.values(kind).most_common())) for kind in _MEANS if kind not in _CONVERTED),
    )


class _Tally:
    """The values of a column as one version reads them, each with the number of its rows."""

    def __init__(self, version: str, counts: Mapping[object, int]) -> None:
        self.version = version
        self._kinds: dict[str, Counter[object]] = {}
        self._levels: dict[Level, Counter[object]] = {level: Counter() for level in classification(version).levels[:-1]}
        self._titles: dict[str, Counter[object]] = {}
        for value, rows in counts.items():
            kind, code, alien = _found(value, version)
            self._kinds.setdefault(kind, Counter())[code] += rows
            if level := _level_above(value, version):
                self._levels[level][value] += rows
            if alien:
                self._titles.setdefault(alien, Counter())[value] += rows

    def values(self, kind: str) -> Counter[object]:
        """Return the values of a kind, or the codes of the exact ones."""
        return self._kinds.get(kind, Counter())

    def converted(self, to: str) -> tuple[tuple[Found, RowCount], ...]:
        """Count the rows by the status of their conversion, or by why they have none."""
        statuses: dict[Found, Counter[object]] = {}
        for code, rows in self.values("exact").items():
            status = convert_code(cast("str", code), self.version, to).status
            statuses.setdefault(status, Counter())[code] += rows
        return tuple((kind, _counted(statuses.get(kind) or self.values(kind))) for kind in _MEANS)

    def score(self) -> VersionScore:
        """Return the score of the version."""
        return VersionScore(
            version=self.version,
            exact=_counted(self.values("exact")),
            repairable=_counted(self.values("repairable")),
            contradicted=_counted(self.values("contradicted")),
            group=_counted(self.values("group")),
            unknown=_counted(self.values("unknown")),
            malformed=_counted(self.values("malformed")),
            missing=_counted(self.values("missing")),
            levels=tuple((level, _counted(values)) for level, values in self._levels.items()),
            titles=tuple((version, _counted(values)) for version, values in sorted(self._titles.items())),
        )


def _counted(values: Counter[object]) -> RowCount:
    return RowCount(values.total(), len(values))


def _found(value: object, version: str) -> tuple[str, object, str]:
    """Return what a value is in a version, what counts as the same value, and the other version of its title."""
    meaning, code = read(value, version)
    if meaning in {"unit group", "missing"}:
        return "exact" if meaning == "unit group" else meaning, code, ""
    try:
        steps = repair_code(cast("str", value), version).steps
    except TitleMismatchError:
        return "contradicted", value, ""
    except InvalidCodeError:
        return "malformed", value, ""
    except UnknownCodeError:
        return "group" if _level_above(value, version) else "unknown", value, ""
    return "repairable", value, next((step.removeprefix(_ALIEN) for step in steps if step.startswith(_ALIEN)), "")


def _level_above(value: object, version: str) -> Level | None:
    """Return the level of a group above the unit groups whose code the digits of a value are, as written."""
    if is_missing(value):
        return None
    meaning, code = read(value, version)
    if meaning != "group":
        cell = cell_of(value)
        code = cell.digits if isinstance(cell, Cell) else None
    group = classification(version).get(code) if code is not None else None
    return group.level if group is not None and group.level != "unit group" else None


def _likeliest(scores: tuple[VersionScore, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the versions that explain a column best, and why."""
    most = max(score.readable for score in scores)
    if not most:
        return (), ("No version reads any row as a unit group.",)
    rows = sum(getattr(scores[0], kind).rows for kind in _KINDS if kind != "missing")
    readers = [score for score in scores if score.readable == most]
    others = max((score.readable for score in scores if score not in readers), default=0)
    read_by = f"{most:,} of {rows:,} rows are, or can be repaired to, unit groups of {_named(readers)}"
    reasons = [f"{read_by}; of others, at most {others:,}."]
    fewest = min(_alien(score) for score in readers)
    best = [score for score in readers if _alien(score) == fewest]
    reasons += [
        f"{each.rows:,} of the titles beside the codes are those of NOC {version}, not of NOC {score.version}."
        for score in readers
        if score not in best
        for version, each in score.titles.items()
    ]
    if len(best) > 1:
        reasons.append(f"The column fits {_named(best)} equally well.")
    return tuple(score.version for score in best), tuple(reasons)


def _alien(score: VersionScore) -> int:
    return sum(each.rows for each in score.titles.values())


def _named(scores: list[VersionScore]) -> str:
    return listed(f"NOC {score.version}" for score in scores)


def _table(rows: list[list[str]]) -> list[str]:
    """Lay cells out in columns: words at the left, numbers at the right."""
    wide = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return [
        "  ".join(
            f"{cell:<{width}}" if place == 0 or rows[0][place] == "" else f"{cell:>{width}}"
            for place, (cell, width) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    ]
