"""What a column of codes holds, counted."""

from __future__ import annotations

from collections import Counter

import attrs

from oinp_noc._noc.concordance import concordance
from oinp_noc.frames._columns import Found, counted, found

_MEANS: dict[Found, str] = {
    "unique": "one target",
    "continued": "several, with a successor",
    "expired": "several, without a successor",
    "unrecorded": "several, nothing recorded",
    "unknown": "no unit group of the version",
    "malformed": "no code at all",
    "missing": "null",
}


@attrs.frozen
class RowCount:
    """How many rows of a column are of one kind.

    Attributes:
        rows: the rows.
        distinct: the distinct values among them, however they are written: codes where they are codes.
    """

    __module__ = "oinp_noc.frames"

    rows: int
    distinct: int


@attrs.frozen(repr=False)
class Description:
    """What stands in a column of unit groups; printed, it is a small table.

    Attributes:
        column: the column.
        version: the NOC version of the codes.
        to: the NOC version that they would convert to.
        rows: the number of rows.
    """

    __module__ = "oinp_noc.frames"

    column: str
    version: str
    to: str
    rows: int
    _counts: tuple[tuple[Found, RowCount], ...]
    _values: tuple[tuple[Found, tuple[tuple[object, int], ...]], ...]

    @property
    def counts(self) -> dict[Found, RowCount]:
        """The rows of each kind: the statuses of conversions, ``"unknown"``, ``"malformed"`` and ``"missing"``."""
        return dict(self._counts)

    @property
    def unknown(self) -> dict[object, int]:
        """The values that have the form of a code and are no unit group of the version, the most frequent first."""
        return dict(dict(self._values)["unknown"])

    @property
    def malformed(self) -> dict[object, int]:
        """The values that are no code at all, the most frequent first; `clean` repairs some."""
        return dict(dict(self._values)["malformed"])

    def __str__(self) -> str:
        rows = [("", "rows", "distinct", "")]
        rows += [(kind, f"{count.rows:,}", f"{count.distinct:,}", _MEANS[kind]) for kind, count in self._counts]
        wide = [max(len(row[place]) for row in rows) for place in range(3)]
        lines = [f"{a:<{wide[0]}}  {b:>{wide[1]}}  {c:>{wide[2]}}  {d}".rstrip() for a, b, c, d in rows]
        return "\n".join([f"{self.column}: {self.rows:,} rows, NOC {self.version} to NOC {self.to}", *lines])

    def __repr__(self) -> str:
        counts = ", ".join(f"{count.rows} {kind}" for kind, count in self._counts if count.rows)
        return f"<Description of {self.column}, NOC {self.version} -> NOC {self.to}: {counts or 'no rows'}>"


def describe(frame: object, column: str, *, version: str = "2016", to: str = "2021") -> Description:
    """Count what stands in a column: how many rows and distinct codes convert, and how.

    The column is read at once, of a lazy frame too.

    Args:
        frame: a data frame.
        column: the column: of any type, since this is how to find out what is wrong with it.
        version: the NOC version of the codes.
        to: the NOC version that they are to be converted to.

    Returns:
        A `Description`, which prints as a small table.

    Raises:
        FrameError: no frame of a known engine, or no such column.
        MissingExtraError: the extra ``dataframe`` is not installed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc, polars
        >>> wages = polars.DataFrame({"noc": ["0213", "2173", "NOC 2173", "2174", "x", None]})
        >>> print(oinp_noc.frames.describe(wages, "noc"))
        noc: 6 rows, NOC 2016 to NOC 2021
                    rows  distinct
        unique         1         1  one target
        continued      2         1  several, with a successor
        expired        1         1  several, without a successor
        unrecorded     0         0  several, nothing recorded
        unknown        0         0  no unit group of the version
        malformed      1         1  no code at all
        missing        1         1  null
    """
    concordance(version, to)  # raises for unknown versions
    rows: Counter[Found] = Counter()
    seen: dict[Found, Counter[object]] = {kind: Counter() for kind in _MEANS}
    for value, times in counted(frame, column).items():
        kind, code = found(value, version, to)
        rows[kind] += times
        seen[kind][code] += times
    return Description(
        column,
        version,
        to,
        rows.total(),
        tuple((kind, RowCount(rows[kind], len(values))) for kind, values in seen.items()),
        tuple((kind, tuple(seen[kind].most_common())) for kind in ("unknown", "malformed")),
    )
