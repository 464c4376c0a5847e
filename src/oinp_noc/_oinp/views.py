"""The values of the program as sheets for people: what a notebook shows of them, in the language of the context.

A value imports this when it is asked for its view, so that values cost nothing for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from oinp_noc._answers.sheets import Cell, Sheet, Words, bounds
from oinp_noc._catalogue import say, say_number
from oinp_noc._language import worded
from oinp_noc._noc.views import counted, named, title_of
from oinp_noc._oinp.sheets import of_draws

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._noc.occupation_set import OccupationSet
    from oinp_noc._oinp.criteria import Listing
    from oinp_noc._oinp.draw import Draw, Score
    from oinp_noc._oinp.groups import Edition, OccupationGroup
    from oinp_noc._oinp.screening import Screening, Screenings
    from oinp_noc._oinp.statistics import Count, Frequency, OverlapMatrix, Targeting, Timeline
    from oinp_noc._oinp.streams import Stream

_DRAWS: dict[str, Cell] = {
    **dict.fromkeys(("id", "target"), "text"),
    "invitations": "integer",
    **dict.fromkeys(("score", "occupations"), "text"),
}
_SCREENINGS: dict[str, Cell] = {**dict.fromkeys(("draw", "verdict"), "text"), "reasons": "texts", "score": "text"}
_TARGETINGS: dict[str, Cell] = {
    "draw": "text",
    "matched": "texts",
    "share": "number",
    "invitations": "integer",
    "score": "text",
}
_COUNTS: dict[str, Cell] = {
    **dict.fromkeys(("code", "title"), "text"),
    "times": "integer",
    **dict.fromkeys(("first", "last"), "date"),
}
_STREAM: dict[str, Cell] = {
    **dict.fromkeys(("id", "name", "name_fr", "category", "intake", "scale"), "text"),
    **dict.fromkeys(("opened", "closed"), "date"),
    "successor": "text",
    "sources": "texts",
}
_EDITIONS: dict[str, Cell] = {
    **dict.fromkeys(("since", "until"), "date"),
    **dict.fromkeys(("occupations", "confidence"), "text"),
    "streams": "texts",
}
_EDITION: dict[str, Cell] = {
    **dict.fromkeys(("group", "listing", "version"), "text"),
    "occupations": "texts",
    "parts": "texts",
    "confidence": "text",
    **dict.fromkeys(("since", "until"), "date"),
    **dict.fromkeys(("streams", "draws"), "texts"),
    "note": "text",
    "sources": "texts",
}
_MATRIX_ENDS = 4  # draws from either end of a matrix with more than twice as many


def of_draw(draw: Draw) -> Sheet:
    """Show a draw."""
    return attrs.evolve(of_draws([draw]), title=draw.id, is_record=True)


def of_history(draws: Sequence[Draw]) -> Sheet:
    """Show the draws of a history."""
    rows = tuple(
        (draw.id, draw.target, draw.invitations, score_text(draw.score), admitted(draw.listing, draw.occupations))
        for draw in draws
    )
    return Sheet(say_number("{number} draw", "{number} draws", len(draws)), _DRAWS, rows)


def of_screening(screening: Screening) -> Sheet:
    """Show a draw compared with a candidate."""
    return Sheet(screening.draw.id, _SCREENINGS, tuple(map(_screening, [screening])), is_record=True)


def of_screenings(screenings: Screenings) -> Sheet:
    """Show the draws compared with a candidate."""
    title = say_number(
        "{number} draw compared with a candidate", "{number} draws compared with a candidate", len(screenings)
    )
    return Sheet(title, _SCREENINGS, tuple(map(_screening, screenings)))


def _screening(screening: Screening) -> tuple[object, ...]:
    return (screening.draw.id, screening.verdict, list(screening.reasons), score_text(screening.draw.score))


def of_targeting(targeting: Targeting) -> Sheet:
    """Show a draw that targeted an occupation."""
    return Sheet(targeting.draw.id, _TARGETINGS, (_targeting(targeting),), is_record=True)


def of_timeline(timeline: Timeline) -> Sheet:
    """Show the draws that targeted an occupation."""
    title = say_number(
        "{number} draw that targeted the occupation", "{number} draws that targeted the occupation", len(timeline)
    )
    return Sheet(title, _TARGETINGS, tuple(map(_targeting, timeline)))


def _targeting(targeting: Targeting) -> tuple[object, ...]:
    draw = targeting.draw
    return (draw.id, list(targeting.matched.codes), targeting.share, draw.invitations, score_text(draw.score))


def of_count(count: Count) -> Sheet:
    """Show how often a group was targeted."""
    return Sheet(named(count.group), _COUNTS, (_count(count),), is_record=True)


def of_frequency(frequency: Frequency) -> Sheet:
    """Show how often groups were targeted, and in how many draws that cannot be known."""
    title = say(
        "Groups of NOC {version} by the draws that targeted them: {listed} draws with a known list, {unknown} with an "
        "unknown one",
        version=frequency.version,
        listed=frequency.listed,
        unknown=frequency.unknown,
    )
    return Sheet(title, _COUNTS, tuple(map(_count, frequency)))


def _count(count: Count) -> tuple[object, ...]:
    return (count.group.code, title_of(count.group), count.times, count.first, count.last)


def of_matrix(matrix: OverlapMatrix) -> Sheet:
    """Show a matrix as one: its first and last columns, if it has many."""
    number = len(matrix.ids)
    if matrix.measure == "common":
        title = say_number("Common codes or pairs of {number} draw", "Common codes or pairs of {number} draws", number)
    else:
        title = say_number("Jaccard index of {number} draw", "Jaccard index of {number} draws", number)
    kind: Cell = "integer" if matrix.measure == "common" else "text"
    places = list(range(number))
    is_cut = number > 2 * _MATRIX_ENDS
    first, last = (places[:_MATRIX_ENDS], places[-_MATRIX_ENDS:]) if is_cut else (places, [])
    between: dict[str, Cell] = {"…": "text"} if is_cut else {}
    columns = {
        "draw": "text",
        **{matrix.ids[place]: kind for place in first},
        **between,
        **{matrix.ids[place]: kind for place in last},
    }
    rows = (
        (
            draw,
            *(_cell(row[place]) for place in first),
            *(["…"] if is_cut else []),
            *(_cell(row[place]) for place in last),
        )
        for draw, row in zip(matrix.ids, matrix.rows, strict=True)
    )
    return Sheet(title, columns, tuple(rows))


def _cell(cell: object) -> object:
    return bounds(*cell) if isinstance(cell, tuple) else cell


def of_stream(stream: Stream) -> Sheet:
    """Show a stream."""
    names = (Words(stream.name, "en"), stream.name_fr and Words(stream.name_fr, "fr"))
    days = (stream.opened, stream.closed)
    row = (stream.id, *names, stream.category, stream.intake, stream.scale, *days, stream.successor, stream.sources)
    return Sheet(stream.label(), _STREAM, (row,), is_record=True)


def of_occupation_group(group: OccupationGroup) -> Sheet:
    """Show the editions of an occupation group."""
    title = say_number(
        "{group}: {number} edition", "{group}: {number} editions", len(group.editions), group=group.title
    )
    rows = (
        (each.since, each.until, admitted(each.listing, each.occupations), each.confidence, list(each.streams))
        for each in group.editions
    )
    return Sheet(title, _EDITIONS, tuple(rows))


def of_edition(edition: Edition) -> Sheet:
    """Show an edition of an occupation group."""
    title = say("{group}, edition since {since}", group=edition.group, since=edition.since)
    listed = edition.occupations
    row = (
        edition.group,
        edition.listing,
        None if listed is None else listed.version,
        None if listed is None else list(listed.codes),
        [f"{part.name} ({len(part.occupations)})" for part in edition.parts],
        edition.confidence,
        edition.since,
        edition.until,
        list(edition.streams),
        list(edition.draws),
        edition.note,
        list(edition.sources),
    )
    return Sheet(title, _EDITION, (row,), is_record=True)


def score_text(score: Score | None) -> str | None:
    """Write a range of scores: ``EOI 40–44``, ``CRS 350+``; None if none was published."""
    return None if score is None else score_range(score.scale, score.min, score.max)


def score_range(scale: str, low: float, high: float | None) -> str:
    """Write a range of scores, which has no end if the highest is None."""
    return f"{scale} {low}{'+' if high is None else f'–{high}'}"


def admitted(listing: Listing, occupations: OccupationSet | None) -> str:
    """Say how many occupations were listed, or that there was no list, or that it is not known."""
    return worded(listing) if occupations is None else counted(occupations)
