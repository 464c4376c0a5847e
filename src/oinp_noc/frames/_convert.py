"""Columns of codes of one NOC version as columns of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from oinp_noc._messages import check_several
from oinp_noc._noc.classification import unit_positions
from oinp_noc._noc.concordance import concordance
from oinp_noc._noc.conversion import convert as convert_code
from oinp_noc._titles.narrowing import narrow
from oinp_noc.errors import FrameError
from oinp_noc.frames._columns import FrameT, check_choice, check_names, check_new, check_titles
from oinp_noc.frames._reading import V2016, Codes, OnUnknown, check_unknown, put
from oinp_noc.frames._splits import AddedColumn, NarrowedPairs, OnSplit, checked_weights
from oinp_noc.frames._splits import split as split_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def convert(  # noqa: PLR0913 (what a conversion of a column may be told)
    frame: FrameT,
    column: str,
    *,
    version: str = V2016,
    to: str = "2021",
    on_split: OnSplit = "explode",
    on_unknown: OnUnknown = "null",
    weight: Mapping[tuple[str, str], float] | None = None,
    columns: Sequence[AddedColumn] = (),
    name: str | None = None,
    suffix: str = "",
    version_column: str | None = None,
    title: str | None = None,
) -> FrameT:
    """Convert a column of unit groups to another NOC version.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        version: the NOC version of the codes.
        to: the NOC version to convert to.
        on_split: what to do with a row whose code has several targets. ``"explode"``: one row for each target, with
            weights that add up to 1, so that weighted sums stay the same. ``"successor"``: the successor, or null if
            there is none (an expired code; `describe` counts these). ``"list"``: the list of all targets, in one row.
            ``"null"``: null. ``"raise"``: an error that lists all such codes.
        on_unknown: what to do with a value that is not a unit group of the version. ``"null"``: null, beside the value
            as it was. ``"raise"``: an error that lists all of them with their counts.
        weight: your own weights for ``"explode"``: a number for each pair (source, target), for all pairs of a source
            or none. Sources that you leave out share evenly.
        columns: what else to add: ``"relation"``, ``"is_partial"`` and ``"title"`` of the target, ``"status"`` of the
            code, which is ``"unknown"`` for an unknown one, and ``"match"``, the title that narrowed its targets.
        name: the name of the new column of codes; by default ``noc_`` and the version, such as ``"noc_2021"``.
        suffix: is appended to the name of every new column.
        version_column: instead of ``version``, a column that names the NOC version of each row: ``"2016"``, ``2016``
            or ``"NOC 2016"``. A code without a version counts as unknown. DuckDB and Spark read both columns at once.
        title: a column of job titles, which narrow the targets of split codes as `narrow` does: an exact title of
            exactly one target leaves that target alone. DuckDB and Spark read both columns at once; new columns of
            polars are then ``String``.

    Returns:
        The frame with new columns: the codes, in the type of the column (categories stay categories, in polars as an
        ``Enum``); for ``"explode"`` also ``weight``, a float, 1.0 for a code with one target or none; then
        ``relation``, ``status`` and ``title``, text, and ``is_partial``, a boolean, in the order asked for. With
        ``"list"``, all but the status and the match are lists, in the order of the targets' codes.

    Raises:
        FrameError: not a frame of a known engine; no such column; a column that is not text (`clean` reads numbers);
            a code of a group above the unit groups, which `OccupationSet.under` takes (a lazy frame raises it when
            it runs); a name that is taken; weights that do not add up to 1; refused codes, all of them with counts.
        InvalidArgumentError: an argument that is not one of its choices.
        MissingExtraError: the extra ``dataframe`` is not installed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc, polars
        >>> wages = polars.DataFrame({"noc": ["2173", "9999"], "wage": [100.0, 200.0]})
        >>> oinp_noc.frames.convert(wages, "noc").rows()
        [('2173', 100.0, '21211', 0.5), ('2173', 100.0, '21231', 0.5), ('9999', 200.0, None, 1.0)]
    """
    check_choice("on_split", on_split, get_args(OnSplit))
    check_several("columns", columns)
    for asked in columns:
        check_choice("columns", asked, get_args(AddedColumn))
    columns = tuple(dict.fromkeys(columns))
    check_new(suffix=suffix)
    if name is not None:
        check_new(name=name)
        check_names(("weight", *columns), [name])
    codes = Codes(column, version, version_column, beside=() if title is None else (title,))
    if title is not None:
        check_titles(frame, title)
    concordance(version, to)  # raises for unknown versions
    split = split_of(on_split, columns, _weights(weight, codes, to, on_split))
    narrowed = _narrowing(to, title, columns)
    if on_split == "raise":
        check_unknown(frame, codes, on_unknown, lambda *cells: len(narrowed(*cells).pairs) > 1)
    else:
        check_unknown(frame, codes, on_unknown)
    return put(
        frame,
        codes,
        {f"{asked}{suffix}": cells for asked, cells in split.types(name or f"noc_{to}").items()},
        lambda *cells: split.rows(narrowed(*cells)),
        unknown=split.nothing("unknown"),
        missing=split.nothing(None),
        several=on_split == "explode",
    )


def _weights(
    given: Mapping[tuple[str, str], float] | None, codes: Codes, to: str, on_split: OnSplit
) -> dict[tuple[str, str], float]:
    if given is None:
        return {}
    if on_split != "explode":
        message = f'weight= works only with on_split="explode", got on_split={on_split!r}'
        raise FrameError(message, value=on_split, version=codes.version)
    if codes.version_column is not None:
        message = f"weight= needs one version= for all rows, got version_column={codes.version_column!r}"
        raise FrameError(message, value=codes.version_column)
    return checked_weights(given, codes.version, to)


def _narrowing(to: str, title: str | None, columns: Sequence[AddedColumn]) -> Callable[..., NarrowedPairs]:
    """Return what converts a code of a version, and narrows its targets by a cell with a job title."""
    if title is None:
        if "match" in columns:
            message = 'columns=["match"] needs title=, the column of job titles'
            raise FrameError(message, value="match")

        def all_pairs(code: str, version: str) -> NarrowedPairs:
            conversion = convert_code(code, version, to)
            return NarrowedPairs(conversion, conversion.pairs)

        return all_pairs
    narrow(convert_code(next(iter(unit_positions(to))), to, to), "nurse")  # raises for a version without titles

    def narrowed(code: str, version: str, text: object) -> NarrowedPairs:
        conversion = convert_code(code, version, to)
        if len(conversion.pairs) == 1 or not isinstance(text, str) or not text.strip():
            return NarrowedPairs(conversion, conversion.pairs)
        first = narrow(conversion, text)[0]
        if first.match is None:
            return NarrowedPairs(conversion, conversion.pairs)
        pairs = tuple(pair for pair in conversion.pairs if pair.target == first.group)
        return NarrowedPairs(conversion, pairs, first.match.title)

    return narrowed
