"""Columns of codes of one NOC version as columns of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from oinp_noc._noc.classification import unit_positions
from oinp_noc._noc.concordance import concordance
from oinp_noc._noc.conversion import convert as convert_code
from oinp_noc.errors import FrameError
from oinp_noc.frames._columns import FrameT, OnUnknown, attach, check_choice, check_names, reading
from oinp_noc.frames._engines.answers import Answers
from oinp_noc.frames._splits import AddedColumn, OnSplit, checked_weights
from oinp_noc.frames._splits import split as split_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def convert(  # noqa: PLR0913 (what a conversion of a column may be told)
    frame: FrameT,
    column: str,
    *,
    version: str = "2016",
    to: str = "2021",
    on_split: OnSplit = "explode",
    on_unknown: OnUnknown = "null",
    weight: Mapping[tuple[str, str], float] | None = None,
    columns: Sequence[AddedColumn] = (),
    name: str | None = None,
    suffix: str = "",
) -> FrameT:
    """Convert a column of unit groups to another NOC version.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        version: the NOC version of the codes.
        to: the NOC version to convert to.
        on_split: what becomes of a row whose code has several targets. ``"explode"``: one row a target, with weights
            that add up to 1, so that weighted sums are kept. ``"successor"``: the successor, and null where there is
            none (an expired code; `describe` counts these). ``"list"``: every row gets the list of its targets.
            ``"null"``: null. ``"raise"``: an error that lists all such codes.
        on_unknown: what becomes of a value that is no unit group of the version. ``"null"``: null, beside the value
            as it was. ``"raise"``: an error that lists all of them with their counts.
        weight: weights of your own for ``"explode"``: of pairs (source, target), all pairs of a source or none. The
            sources that are left out share evenly.
        columns: what else to add: ``"relation"``, ``"is_partial"`` and ``"title"`` of the target, and ``"status"`` of
            the code, which is ``"unknown"`` for an unknown one.
        name: the name of the new column of codes; by default ``noc_`` and the version, such as ``"noc_2021"``.
        suffix: comes behind the name of every new column.

    Returns:
        The frame with new columns: the codes, of the type of the column (categories stay categories, in polars as an
        ``Enum``); of ``"explode"``, ``weight``, a float, 1.0 of what has no or one target; then ``relation``,
        ``status`` and ``title``, text, and ``is_partial``, a boolean, in the order asked for. Of ``"list"``, all but
        the status are lists, in the order of the targets' codes.

    Raises:
        FrameError: no frame of a known engine; no such column; a column of numbers, which `clean` reads; the name of
            a new column is taken; weights that do not add up to 1; codes that are refused, all of them with counts.
        InvalidArgumentError: another choice.
        MissingExtraError: the extra ``dataframe`` is not installed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc, polars
        >>> wages = polars.DataFrame({"noc": ["2173", "9999"], "wage": [100.0, 200.0]})
        >>> oinp_noc.frames.convert(wages, "noc").rows()
        [('2173', 100.0, '21211', 0.5), ('2173', 100.0, '21231', 0.5), ('9999', 200.0, None, 1.0)]
    """
    check_choice("on_split", on_split, get_args(OnSplit))
    for asked in columns:
        check_choice("columns", asked, get_args(AddedColumn))
    columns = tuple(dict.fromkeys(columns))
    if name is not None:
        check_names(("weight", *columns), [name])
    if weight is not None and on_split != "explode":
        message = f'weights are of on_split="explode", which keeps sums: on_split={on_split!r} has no use for them'
        raise FrameError(message, value=on_split, version=version)
    concordance(version, to)  # raises for unknown versions
    split = split_of(on_split, columns, checked_weights(weight or {}, version, to))
    answers = Answers(
        columns={f"{asked}{suffix}": cells for asked, cells in split.types(name or f"noc_{to}").items()},
        codes=tuple(unit_positions(version)),
        rule=reading(
            version,
            lambda code: split.rows(convert_code(code, version, to)),
            unknown=split.nothing("unknown"),
            missing=split.nothing(None),
        ),
    )
    refused = {"unknown", "malformed"} if on_unknown == "raise" else set()
    refused |= {"continued", "expired", "unrecorded"} if on_split == "raise" else set()
    return attach(frame, column, answers, version, to, on_unknown, refused)
