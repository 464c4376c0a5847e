"""What is known about a column of codes: titles, the groups above, whether a draw targeted them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from oinp_noc._messages import check_several
from oinp_noc._noc.classification import classification
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._noc.overlap import overlap
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.packaged import draw as draw_of
from oinp_noc.frames._columns import FrameT, check_choice, check_new
from oinp_noc.frames._reading import V2021, Codes, OnUnknown, check_unknown, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from oinp_noc._noc.classification import Group
    from oinp_noc.frames._engines.answers import CellType, Row


def titles(  # noqa: PLR0913 (as in convert)
    frame: FrameT,
    column: str,
    *,
    version: str = V2021,
    lang: Literal["en", "fr"] = "en",
    on_unknown: OnUnknown = "null",
    name: str = "title",
    version_column: str | None = None,
) -> FrameT:
    """Add the titles of a column of codes: of unit groups, and of the groups above them.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        version: the NOC version of the codes.
        lang: ``"en"`` or ``"fr"``; a French title that is not known is null.
        on_unknown: as in `convert`.
        name: the name of the new column.
        version_column: as in `convert`.

    Returns:
        The frame with a new column of text, of the type of the column.

    Raises:
        FrameError, InvalidArgumentError, MissingExtraError, UnknownVersionError: as in `convert`.

    Example:
        >>> import oinp_noc, polars
        >>> oinp_noc.frames.titles(polars.DataFrame({"noc": ["21231", "2"]}), "noc")["title"].to_list()
        ['Software engineers and designers', 'Natural and applied sciences and related occupations']
    """
    check_choice("lang", lang, ("en", "fr"))
    codes = Codes(column, version, version_column, levels=True)

    def answer(code: str, of: str) -> list[Row]:
        return [(_title(classification(of)[code], lang),)]

    return _look_up(frame, codes, {name: "text"}, answer, on_unknown)


def groups(  # noqa: PLR0913 (as in convert)
    frame: FrameT,
    column: str,
    *,
    version: str = V2021,
    columns: Sequence[str] | None = None,
    titles: bool = False,
    lang: Literal["en", "fr"] = "en",
    on_unknown: OnUnknown = "null",
    suffix: str = "",
    version_column: str | None = None,
) -> FrameT:
    """Add the TEER category or skill level, and the groups above, of a column of codes.

    Args:
        frame: a data frame.
        column: the column of codes, of unit groups or of groups above them: text, or categories of text.
        version: the NOC version of the codes.
        columns: ``"teer"`` (NOC 2021), ``"skill_level"`` (NOC 2011 and 2016), levels, such as ``"broad category"`` and
            ``"minor group"``, and ``"level"``, the level of the code itself; by default all but ``"level"``.
        titles: whether to put the title of each group beside its code, which is what a chart needs.
        lang: the language of the titles, ``"en"`` or ``"fr"``; a French title that is not known is null.
        on_unknown: as in `convert`.
        suffix: is appended to the name of every new column.
        version_column: as in `convert`.

    Returns:
        The frame with a new column for each: ``teer``, an integer; ``skill_level`` and ``level``, text; and the code
        of the group at a level, text, in a column such as ``broad_category`` or ``sub_major_group``, with its title
        in ``broad_category_title``. A group has its own code at its own level, and null at the levels below.

    Raises:
        FrameError, InvalidArgumentError, MissingExtraError, UnknownVersionError: as in `convert`.

    Example:
        >>> import oinp_noc, polars
        >>> codes = polars.DataFrame({"noc": ["21231"]})
        >>> oinp_noc.frames.groups(codes, "noc", columns=["teer", "broad category"], titles=True).rows()
        [('21231', 1, '2', 'Natural and applied sciences and related occupations')]
    """
    check_choice("lang", lang, ("en", "fr"))
    check_new(suffix=suffix)
    codes = Codes(column, version, version_column, levels=True)
    known = _known(codes.versions)
    wanted = known if columns is None else columns
    check_several("columns", wanted)
    wanted = list(dict.fromkeys(wanted))
    for asked in wanted:
        check_choice("columns", asked, [*known, "level"])

    def answer(code: str, of: str) -> list[Row]:
        group = classification(of)[code]
        cells: dict[str, object] = {"teer": group.teer, "skill_level": group.skill_level, "level": group.level}
        for each in (*group.ancestors, group):
            cells |= {each.level: each.code, f"{each.level} title": _title(each, lang)}
        return [tuple(map(cells.get, names))]

    levels = {"teer", "skill_level", "level"}
    names = [
        name for asked in wanted for name in ([asked, f"{asked} title"] if titles and asked not in levels else [asked])
    ]
    types: dict[str, CellType] = {
        f"{asked.replace(' ', '_').replace('-', '_')}{suffix}": "integer" if asked == "teer" else "text"
        for asked in names
    }
    return _look_up(frame, codes, types, answer, on_unknown)


def _known(versions: Iterable[str]) -> list[str]:
    """Return what is known of the codes of some versions: TEER, skill level, and the levels above the unit groups."""
    scales = [
        scale
        for scale in ("teer", "skill_level")
        if any(getattr(classification(each).unit_groups[0], scale) is not None for each in versions)
    ]
    longest = max((classification(each).levels for each in versions), key=len)
    return [*scales, *longest[:-1]]


def _title(group: Group, lang: Literal["en", "fr"]) -> str | None:
    return group.title if lang == "en" else group.title_fr


def targeted(  # noqa: PLR0913 (as in convert)
    frame: FrameT,
    column: str,
    draw: Draw | OccupationSet | str,
    *,
    version: str = V2021,
    keep: Literal["any", "whole"] = "any",
    on_unknown: OnUnknown = "null",
    name: str = "targeted",
) -> FrameT:
    """Add whether a draw targeted each unit group of a column.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        draw: a draw, its id, or a set of occupations, of any NOC version.
        version: the NOC version of the codes.
        keep: across versions, ``"any"`` takes a code that has a pair with the list, as `DrawHistory.select` does;
            ``"whole"`` takes it only if all its targets are in the list.
        on_unknown: as in `convert`.
        name: the name of the new column.

    Returns:
        The frame with a new column of booleans; null for nulls and unknown codes.

    Raises:
        FrameError, InvalidArgumentError, MissingExtraError, UnknownVersionError: as in `convert`.
        NoOccupationListError: the draw had no list, which is not an empty list.
        UnknownDrawError, AmbiguousDrawError: as in `DrawHistory.get`.
        UnknownOccupationsError: the list of the draw is not known.

    Example:
        >>> import oinp_noc, polars
        >>> codes = polars.DataFrame({"noc": ["22222", "31200"]})
        >>> day = "2023-05-09-employer-job-offer-foreign-worker"
        >>> oinp_noc.frames.targeted(codes, "noc", day)["targeted"].to_list()
        [True, False]
    """
    check_choice("keep", keep, ("any", "whole"))
    codes = Codes(column, version)
    found = draw_of(draw) if isinstance(draw, str) else draw
    occupations = found.listed() if isinstance(found, Draw) else found
    sides = overlap(OccupationSet.everything(version), occupations).left
    in_list = sides.whole if keep == "whole" else sides.whole | sides.partial
    return _look_up(frame, codes, {name: "flag"}, lambda code, _: [(code in in_list,)], on_unknown)


def _look_up(
    frame: FrameT,
    codes: Codes,
    columns: dict[str, CellType],
    answer: Callable[[str, str], list[Row]],
    on_unknown: OnUnknown,
) -> FrameT:
    """Put one row of answers beside each code, and nulls beside everything else."""
    for name in columns:
        check_new(name=name)
    check_unknown(frame, codes, on_unknown)
    nothing = (None,) * len(columns)
    return put(frame, codes, columns, answer, unknown=nothing, missing=nothing)
