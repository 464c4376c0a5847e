"""How the values of the library are told to people, in several commands: groups, draws, scores, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import oinp_noc
from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._catalogue import SPOKEN, marked, say
from oinp_noc._language import worded
from oinp_noc._noc.views import counted, title_of
from oinp_noc._oinp.views import admitted, score_range
from oinp_noc.cli.tables import Block, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oinp_noc._answers.value import Tabular
    from oinp_noc.cli.tables import Row

_OCCUPATIONS: dict[str, Cell] = {
    "part": "text",
    "version": "text",
    "code": "text",
    "title": "text",
    "partners": "texts",
}


def sheet_of(value: Tabular) -> Sheet:
    """Return a value as a sheet."""
    return value._sheet()  # noqa: SLF001 (the table that to_frame shows)


def spoken() -> oinp_noc.Lang:
    """Return the language of the context, for pictures, which have one of their own."""
    return "fr" if SPOKEN.get() == "fr" else "en"


def title(group: oinp_noc.Group) -> str:
    """Return the title in the language spoken, or in English if its French is not known."""
    return title_of(group).text


def row_title(row: Row, code: str, version: str, otherwise: str) -> str:
    """Return the title of a row's group in the language spoken."""
    if row[code] is None:
        return ""
    return title(oinp_noc.classification(row[version])[row[code]]) if SPOKEN.get() == "fr" else str(row[otherwise])


def named(group: oinp_noc.Group) -> str:
    """Return what a heading calls a group."""
    return say("{code} (NOC {version}) {title}", code=group.code, version=group.version, title=title(group))


def scale(group: oinp_noc.Group) -> str:
    """Return the TEER category of a unit group, or its skill level; nothing if its version has neither."""
    if group.teer is not None:
        return say("TEER {teer}", teer=group.teer)
    return "" if group.skill_level is None else say("skill level {level}", level=group.skill_level)


def occupations_sheet(parts: Mapping[str, oinp_noc.OccupationSet], pairs: Iterable[oinp_noc.Pair] = ()) -> Sheet:
    """Make a sheet of sets of unit groups, each with its partners on the other side where there are pairs."""
    partners: dict[oinp_noc.Group, list[str]] = {}
    for pair in pairs:
        partners.setdefault(pair.source, []).append(pair.target.code)
        partners.setdefault(pair.target, []).append(pair.source.code)
    rows = (
        (name, part.version, group.code, title(group), partners.get(group))
        for name, part in parts.items()
        for group in part
    )
    return Sheet("Unit groups", _OCCUPATIONS, tuple(rows))


def occupations(name: str, part: oinp_noc.OccupationSet, pairs: Iterable[oinp_noc.Pair] = ()) -> Table:
    """List the unit groups of a set below its name, which is marked for translation."""
    heading = say("{name}: {count}", name=say(name), count=counted(part))
    return Table(heading, occupations_sheet({name: part}, pairs), OCCUPATION_COLUMNS)


OCCUPATION_COLUMNS = (
    Column(marked("code"), "code", is_key=True),
    Column(marked("title"), "title", flexible="wrap"),
    Column(marked("pairs with"), "partners", flexible="wrap"),
)


def draw_parts(draw: oinp_noc.Draw) -> list[Block | Table]:
    """Tell all that is known of a draw."""
    known = {stream.id: stream for stream in oinp_noc.streams()}
    labels = ", ".join(draw.labels)
    fields = (
        (marked("stream"), known[draw.stream].label() if draw.stream in known else draw.stream),
        (marked("kind"), worded(draw.kind)),
        (marked("target"), draw.target),
        (
            marked("labels"),
            say("{labels} (contradicted by the list)", labels=labels) if draw.labels_contradicted else labels,
        ),
        *criteria(draw),
        (marked("invited"), draw.invitations),
        (marked("score"), score(draw)),
        (marked("profiles"), profiles(draw)),
        (marked("occupations"), admitted(draw.listing, draw.occupations)),
        (
            marked("misprints"),
            [
                say("{printed} printed, {meant} meant", printed=printed, meant=meant)
                for printed, meant in draw.as_published
            ],
        ),
        (marked("confidence"), worded(draw.confidence)),
        (marked("note"), draw.note),
        *((marked("source"), source) for source in draw.sources),
    )
    lists = {
        marked("listed"): draw.occupations,
        marked("known part of the list"): draw.known_occupations,
        marked("outside the GTA only"): draw.outside_gta,
    }
    return [Block(draw.id, fields), *(occupations(name, part) for name, part in lists.items() if part is not None)]


def criteria(draw: oinp_noc.Draw | oinp_noc.NoticeDraw) -> list[tuple[str, object]]:
    """Tell what a draw asked for besides an occupation and a score."""
    return [
        (marked("region"), draw.region),
        (marked("program"), draw.program),
        (marked("language"), draw.language and worded(draw.language)),
        (marked("experience"), draw.experience and worded(draw.experience)),
        (marked("job offer"), say("asked for") if draw.job_offer else None),
    ]


def profiles(draw: oinp_noc.Draw | oinp_noc.NoticeDraw) -> str:
    """Tell the window in which profiles had to be made."""
    if draw.profiles_from is None and draw.profiles_to is None:
        return ""
    first, last = (day or say("not published") for day in (draw.profiles_from, draw.profiles_to))
    return say("{first} to {last}", first=first, last=last)


def score(draw: oinp_noc.Draw | oinp_noc.NoticeDraw) -> str:
    """Tell the range of scores in full."""
    found = draw.score
    if found is None:
        return ""
    if found.max is None:
        return say("{scale} {low} and above", scale=found.scale, low=found.min)
    return say("{scale} {low} to {high}", scale=found.scale, low=found.min, high=found.max)


def score_cell(row: Row) -> str:
    """Tell the range of scores of a row in few characters."""
    if row["score_min"] is None:
        return ""
    return score_range(row["score_scale"], row["score_min"], row["score_max"])
