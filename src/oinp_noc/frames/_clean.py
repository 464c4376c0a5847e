"""Columns of codes that are repaired."""

from __future__ import annotations

from typing import cast

from oinp_noc._noc.classification import classification, unit_positions
from oinp_noc._noc.codes import repair_code
from oinp_noc.errors import InvalidCodeError, UnknownCodeError
from oinp_noc.frames._columns import FrameT, attach, check_names, is_missing
from oinp_noc.frames._engines.answers import Answers, Row


def clean(frame: FrameT, column: str, *, version: str = "2021", name: str | None = None, suffix: str = "") -> FrameT:
    """Repair a dirty column by the rules of `repair_code`, and report what was done.

    This guesses, as `repair_code` does: read the report. Of a lazy frame of DuckDB or Spark, the distinct values of
    the column are read at once; all else waits.

    Args:
        frame: a data frame.
        column: the column: text, numbers, or a mixture.
        version: the NOC version of the codes.
        name: the name of the new column of codes; by default ``noc_`` and the version, such as ``"noc_2021"``.
        suffix: comes behind the name of both new columns.

    Returns:
        The frame with two new columns of text: the code, null where nothing could be repaired, and ``repair``:
        ``"as written"``, or the steps that it took, such as ``"leading zero restored"``, joined by ``"; "``; of what
        could not be repaired ``"no code"``, ``"no unit group"`` or, of a blank, ``"empty"``; null for a null or NaN.

    Raises:
        FrameError: no frame of a known engine; no such column; the name of a new column is taken.
        MissingExtraError: the extra ``dataframe`` is not installed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc, polars
        >>> dirty = polars.DataFrame({"noc": ["#21231.0", "21231", "999"]})
        >>> for row in oinp_noc.frames.clean(dirty, "noc").rows():
        ...     print(row)
        ('#21231.0', '21231', 'mark removed; decimal point removed')
        ('21231', '21231', 'as written')
        ('999', None, 'no unit group')
    """
    classification(version)  # raises for an unknown version
    if name is not None:
        check_names(("repair",), [name])

    def rule(value: object) -> list[Row]:
        if is_missing(value):
            return [(None, None)]
        try:
            repair = repair_code(cast("str", value), version)
        except UnknownCodeError:
            return [(None, "no unit group")]
        except InvalidCodeError:
            return [(None, "no code" if str(value).strip() else "empty")]
        return [(repair.code, "; ".join(repair.steps) or "as written")]

    answers = Answers(
        columns={f"{name or f'noc_{version}'}{suffix}": "text", f"repair{suffix}": "text"},
        codes=tuple(unit_positions(version)),
        rule=rule,
        as_codes=False,
    )
    return attach(frame, column, answers, version)
