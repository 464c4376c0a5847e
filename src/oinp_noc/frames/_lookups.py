"""Columns of codes beside what is known of them: titles, the groups above, whether a draw targeted them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from oinp_noc._noc.classification import classification, unit_positions
from oinp_noc._noc.codes import lookup
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._noc.overlap import overlap
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.packaged import draw as draw_of
from oinp_noc.frames._columns import FrameT, OnUnknown, attach, check_choice, reading
from oinp_noc.frames._engines.answers import Answers, CellType, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def titles(  # noqa: PLR0913 (as of convert)
    frame: FrameT,
    column: str,
    *,
    version: str = "2021",
    lang: Literal["en", "fr"] = "en",
    on_unknown: OnUnknown = "null",
    name: str = "title",
) -> FrameT:
    """Put titles beside a column of unit groups.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        version: the NOC version of the codes.
        lang: ``"en"`` or ``"fr"``; a French title that is not known is null.
        on_unknown: as of `convert`.
        name: the name of the new column.

    Returns:
        The frame with a new column of text, of the type of the column.

    Raises:
        FrameError, InvalidArgumentError, MissingExtraError, UnknownVersionError: as of `convert`.

    Example:
        >>> import oinp_noc, polars
        >>> oinp_noc.frames.titles(polars.DataFrame({"noc": ["21231"]}), "noc")["title"].to_list()
        ['Software engineers and designers']
    """
    check_choice("lang", lang, ("en", "fr"))
    classification(version)

    def rule(code: str) -> Row:
        group = lookup(code, version)
        return (group.title if lang == "en" else group.title_fr,)

    return _look_up(frame, column, version, {name: "text"}, rule, on_unknown)


def groups(  # noqa: PLR0913 (as of convert)
    frame: FrameT,
    column: str,
    *,
    version: str = "2021",
    columns: Sequence[str] | None = None,
    on_unknown: OnUnknown = "null",
    suffix: str = "",
) -> FrameT:
    """Put TEER, or skill level, and the groups above beside a column of unit groups.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        version: the NOC version of the codes.
        columns: ``"teer"`` (NOC 2021), ``"skill_level"`` (NOC 2011 and 2016), and levels, such as ``"broad category"``
            and ``"minor group"``; by default all that the version has.
        on_unknown: as of `convert`.
        suffix: comes behind the name of every new column.

    Returns:
        The frame with a new column for each: ``teer``, an integer; ``skill_level``, text; and the code of the group
        at a level, text, in a column such as ``broad_category`` or ``sub_major_group``.

    Raises:
        FrameError, InvalidArgumentError, MissingExtraError, UnknownVersionError: as of `convert`.

    Example:
        >>> import oinp_noc, polars
        >>> codes = polars.DataFrame({"noc": ["21231"]})
        >>> oinp_noc.frames.groups(codes, "noc", columns=["teer", "broad category"]).rows(named=True)
        [{'noc': '21231', 'teer': 1, 'broad_category': '2'}]
    """
    noc = classification(version)
    scales = [scale for scale in ("teer", "skill_level") if getattr(noc.unit_groups[0], scale) is not None]
    known = [*scales, *noc.levels[:-1]]
    wanted = known if columns is None else list(dict.fromkeys(columns))
    for asked in wanted:
        check_choice("columns", asked, known)

    def rule(code: str) -> Row:
        group = noc[code]
        cells: dict[str, object] = {"teer": group.teer, "skill_level": group.skill_level}
        cells |= {ancestor.level: ancestor.code for ancestor in group.ancestors}
        return tuple(cells[asked] for asked in wanted)

    kinds: dict[str, CellType] = {
        f"{asked.replace(' ', '_').replace('-', '_')}{suffix}": "integer" if asked == "teer" else "text"
        for asked in wanted
    }
    return _look_up(frame, column, version, kinds, rule, on_unknown)


def targeted(  # noqa: PLR0913 (as of convert)
    frame: FrameT,
    column: str,
    draw: Draw | OccupationSet | str,
    *,
    version: str = "2021",
    keep: Literal["any", "whole"] = "any",
    on_unknown: OnUnknown = "null",
    name: str = "targeted",
) -> FrameT:
    """Say of each unit group of a column whether a draw targeted it.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        draw: a draw, its id, or a set of occupations, of any NOC version.
        version: the NOC version of the codes.
        keep: across versions, ``"any"`` takes a code that has a pair with the list, as `DrawHistory.select` does;
            ``"whole"`` only one all of whose targets are in it.
        on_unknown: as of `convert`.
        name: the name of the new column.

    Returns:
        The frame with a new column of booleans; null for nulls and unknown codes.

    Raises:
        FrameError, InvalidArgumentError, MissingExtraError, UnknownVersionError: as of `convert`.
        NoOccupationListError: no list was part of the draw: that is no list without occupations.
        UnknownDrawError, AmbiguousDrawError: as of `DrawHistory.get`.
        UnknownOccupationsError: the list of the draw is not known.

    Example:
        >>> import oinp_noc, polars
        >>> codes = polars.DataFrame({"noc": ["22222", "31200"]})
        >>> day = "2023-05-09-employer-job-offer-foreign-worker"
        >>> oinp_noc.frames.targeted(codes, "noc", day)["targeted"].to_list()
        [True, False]
    """
    check_choice("keep", keep, ("any", "whole"))
    found = draw_of(draw) if isinstance(draw, str) else draw
    occupations = found.listed() if isinstance(found, Draw) else found
    sides = overlap(OccupationSet.everything(version), occupations).left
    in_list = sides.whole if keep == "whole" else sides.whole | sides.partial
    return _look_up(frame, column, version, {name: "flag"}, lambda code: (code in in_list,), on_unknown)


def _look_up(  # noqa: PLR0913, PLR0917 (what titles, groups and targeted have in common)
    frame: FrameT,
    column: str,
    version: str,
    kinds: dict[str, CellType],
    rule: Callable[[str], Row],
    on_unknown: OnUnknown,
) -> FrameT:
    """Put one row of answers beside each unit group, and nulls beside all else."""
    nothing = (None,) * len(kinds)
    read = reading(version, lambda code: [rule(code)], unknown=nothing, missing=nothing)
    answers = Answers(kinds, tuple(unit_positions(version)), read)
    refused = {"unknown", "malformed"} if on_unknown == "raise" else set()
    return attach(frame, column, answers, version, version, on_unknown, refused)
