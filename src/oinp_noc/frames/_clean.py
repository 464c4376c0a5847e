"""Columns of codes that are repaired."""

from __future__ import annotations

from typing import cast

from oinp_noc._titles.repair import repair_code
from oinp_noc.errors import InvalidCodeError, TitleMismatchError, UnknownCodeError
from oinp_noc.frames._columns import FrameT, attach, check_names, check_new, is_missing
from oinp_noc.frames._engines.answers import Answers, Row
from oinp_noc.frames._reading import V2021, Codes, read_version


def clean(  # noqa: PLR0913 (as in convert)
    frame: FrameT,
    column: str,
    *,
    version: str = V2021,
    name: str | None = None,
    suffix: str = "",
    version_column: str | None = None,
) -> FrameT:
    """Repair a dirty column by the rules of `repair_code`, and report what was done.

    Repairing is a guess, as it is in `repair_code`: read the report. For DuckDB and Spark, the distinct values of the
    column are read at once; everything else waits.

    Args:
        frame: a data frame.
        column: the column: text, numbers, or a mixture.
        version: the NOC version of the codes.
        name: the name of the new column of codes; by default ``noc_`` and the version, such as ``"noc_2021"``, or
            ``noc`` and ``_clean`` with ``version_column``.
        suffix: is appended to the names of both new columns.
        version_column: as in `convert`. A code without a version is not repaired.

    Returns:
        The frame with two new columns of text: the code, null if nothing could be repaired, and ``repair``:
        ``"as written"``, or the steps taken, such as ``"leading zero restored"``, joined by ``"; "``. For what could
        not be repaired it is ``"no code"``, ``"no unit group"``, ``"title of another group"``, ``"no version"`` or, for
        a blank, ``"empty"``; for a null or NaN it is null.

    Raises:
        FrameError: not a frame of a known engine; no such column; a column of lists, bytes or objects; the name of a
            new column is taken; a version that is not known.
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
    check_new(suffix=suffix)
    if name is not None:
        check_new(name=name)
        check_names(("repair",), [name])
    codes = Codes(column, version, version_column)
    repaired = name or (f"noc_{version}" if version_column is None else "noc_clean")

    def rule(value: object, *others: object) -> list[Row]:
        of = version if version_column is None else read_version(others[0])
        return [_repaired(value, of)]

    answers = Answers(
        keys=codes.keys,
        columns={f"{repaired}{suffix}": "text", f"repair{suffix}": "text"},
        expected=codes.expected,
        version=version,
        rule=rule,
        as_codes=False,
        refuse=codes.refuse_versions,
    )
    return attach(frame, answers)


def _repaired(value: object, version: str | None) -> Row:
    if is_missing(value):
        return (None, None)
    if version is None:
        return (None, "no version")
    try:
        repair = repair_code(cast("str", value), version)
    except UnknownCodeError:
        return (None, "no unit group")
    except TitleMismatchError:
        return (None, "title of another group")
    except InvalidCodeError:
        return (None, "no code" if str(value).strip() else "empty")
    return (repair.code, "; ".join(repair.steps) or "as written")
