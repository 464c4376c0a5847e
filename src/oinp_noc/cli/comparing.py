"""The commands that compare: overlap and matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import oinp_noc
from oinp_noc._answers.sheets import Cell, Sheet, bounds, decimal
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc._messages import nearest, shown
from oinp_noc._noc.views import counted
from oinp_noc.cli.answer import PICTURE, Answer, PictureOutput
from oinp_noc.cli.options import (
    ALL,
    KNOWN,
    Filters,
    Known,
    Limit,
    draw,
    history,
    occupation_group,
    short_draw,
)
from oinp_noc.cli.parameters import SideId  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.tables import Block, Column, Table
from oinp_noc.cli.telling import OCCUPATION_COLUMNS, occupations_sheet, sheet_of, spoken
from oinp_noc.errors import UnknownDrawError

if TYPE_CHECKING:
    Side = oinp_noc.Draw | oinp_noc.Edition

Measure = Literal["common", "jaccard"]

_MOST_PAIRS = 20  # that a matrix prints, unless another limit is asked for


def overlap(left: SideId, right: SideId, /, *, chosen: Known = KNOWN, out: PictureOutput = PICTURE) -> Answer:
    """Show what two draws or occupation groups have in common: which occupations were targeted by both.

    Args:
        left: A draw with an occupation list: its id, or its day and words of its stream. Or an occupation group, such
            as tech: its latest edition; tech@2019-07-12 is the one in force that day.
        right: Another, of any NOC version.
    """
    known = history(chosen)
    sides = {text: _side(text, known) for text in (left, right)}
    (one, one_name), (other, other_name) = sides[left], sides[right]
    found = oinp_noc.overlap(one, other)
    names = [one_name, other_name]
    parts = _parts(found)

    def told() -> list[Block | Table]:
        low, high = found.jaccard
        jaccard = say(" to ").join(dict.fromkeys((decimal(low, 3), decimal(high, 3))))
        heading = say_number(
            "{number} common pair, jaccard {jaccard}",
            "{number} common pairs, jaccard {jaccard}",
            len(found.pairs),
            jaccard=jaccard,
        )
        fields = (
            (marked("left"), _named(one_name, one.listed())),
            (marked("right"), _named(other_name, other.listed())),
            *((name, counted(part)) for name, part in parts.items()),
        )
        tables = [
            Table(_named(say(name), part), occupations_sheet({name: part}, _across(found)), OCCUPATION_COLUMNS)
            for name, part in parts.items()
            if part
        ]
        return [Block(heading, fields), *tables]

    def document() -> object:
        are_draws = isinstance(one, oinp_noc.Draw) and isinstance(other, oinp_noc.Draw)
        return {"draws" if are_draws else "sides": names, **found.to_dict()}

    def drawn() -> object:
        if isinstance(one, oinp_noc.Draw) and isinstance(other, oinp_noc.Draw):
            return oinp_noc.plots.overlap_heatmap(oinp_noc.DrawHistory([one, other]), lang=spoken())
        lists = {one_name: one.listed(), other_name: other.listed()}
        latest = max(each.version for each in lists.values())
        return oinp_noc.plots.upset(dict(_as_of(latest, *item) for item in lists.items()), lang=spoken())

    return Answer(out, told, document, sheet=lambda: occupations_sheet(parts, _across(found)), draw=drawn)


def matrix(
    *,
    chosen: Filters = ALL,
    measure: Measure = "jaccard",
    limit: Limit = None,
    out: PictureOutput = PICTURE,
) -> Answer:
    """Compare every two draws that have an occupation list.

    Args:
        measure: jaccard, the lower and upper bound of how alike they are, from 0 to 1; or common, the number of common
            codes (of common pairs, across NOC versions).
    """
    found = chosen.select()
    compared = found.overlap_matrix(measure)

    def parts() -> list[Block | Table]:
        return [_pairs_table(compared, found, _MOST_PAIRS if limit is None else limit)]

    return Answer(
        out,
        parts,
        lambda: compared,
        sheet=lambda: sheet_of(compared),
        draw=lambda: oinp_noc.plots.overlap_heatmap(found, measure=measure, lang=spoken()),
    )


def _side(text: str, known: oinp_noc.DrawHistory) -> tuple[Side, str]:
    """Find the draw, or the edition of an occupation group, that a text names, and what to call it."""
    if text in known.ids or text[:1].isdigit():
        found = draw(text, known)
        return found, found.id
    id_, _, day = text.partition("@")
    groups = [group.id for group in oinp_noc.occupation_groups()]
    try:
        group = occupation_group(id_)
    except oinp_noc.errors.UnknownGroupError:
        near = nearest(text, [*groups, *known.ids]) or tuple(groups)
        message = say("no draw and no occupation group {text}: expected {near}", text=shown(text), near=", ".join(near))
        raise UnknownDrawError(message, value=text, candidates=near) from None
    edition = group.on(day) if day else group.latest
    return edition, f"{group.id}@{edition.since}"


def _named(name: str, occupations: oinp_noc.OccupationSet) -> str:
    return say("{name}: {count}", name=name, count=counted(occupations))


def _as_of(version: str, name: str, occupations: oinp_noc.OccupationSet) -> tuple[str, oinp_noc.OccupationSet]:
    """Return a set in a version; that of another becomes what its unit groups are paired with, and its name says so."""
    if occupations.version == version:
        return name, occupations
    paired = say("{name}, paired from NOC {version}", name=name, version=occupations.version)
    return paired, occupations.convert(version, keep="any")


def _across(found: oinp_noc.Overlap) -> tuple[oinp_noc.Pair, ...]:
    """Return the pairs, unless they are those of each code with itself."""
    return () if found.only_left.version == found.only_right.version else found.pairs


def _parts(found: oinp_noc.Overlap) -> dict[str, oinp_noc.OccupationSet]:
    """Return the parts of either side by their names, which are marked for translation."""
    if found.only_left.version == found.only_right.version:
        return {
            marked("common"): found.common,
            marked("only left"): found.only_left,
            marked("only right"): found.only_right,
        }
    return {
        marked("left whole"): found.left.whole,
        marked("left partial"): found.left.partial,
        marked("only left"): found.only_left,
        marked("right whole"): found.right.whole,
        marked("right partial"): found.right.partial,
        marked("only right"): found.only_right,
    }


def _pairs_table(compared: oinp_noc.OverlapMatrix, known: oinp_noc.DrawHistory, most: int) -> Table:
    """List the pairs of draws, the most alike first."""
    ids = compared.ids
    pairs: list[tuple[Any, str, str]] = []
    for place, row in enumerate(compared.rows):
        pairs += [(row[other], ids[place], ids[other]) for other in range(place + 1, len(ids))]
    pairs.sort(key=lambda pair: pair[0][::-1] if isinstance(pair[0], tuple) else (pair[0],), reverse=True)

    kinds: dict[str, Cell] = {"value": "text", "left": "text", "right": "text"}
    rows = tuple((_alike(value), left, right) for value, left, right in pairs[:most])
    columns = (
        Column(_MEASURES[compared.measure], "value", number=True, is_key=True),
        Column(marked("left"), "left", narrow=lambda row: short_draw(known.get(row["left"])), flexible="wrap"),
        Column(marked("right"), "right", narrow=lambda row: short_draw(known.get(row["right"])), flexible="wrap"),
    )
    heading = say_number("{number} draw with a list", "{number} draws with a list", len(ids))
    if len(pairs) > most:
        heading = say(
            "{draws}: the most alike of {all} pairs, {most} of them", draws=heading, all=len(pairs), most=most
        )
    return Table(heading, Sheet("Pairs", kinds, rows), columns)


_MEASURES = {"jaccard": marked("jaccard"), "common": marked("common")}


def _alike(value: int | tuple[float, float]) -> str:
    return bounds(*value) if isinstance(value, tuple) else str(value)
