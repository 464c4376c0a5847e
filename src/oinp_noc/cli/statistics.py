"""The commands that count draws: timeline, frequency and summary."""

from __future__ import annotations

from typing import Annotated, Literal

import attrs
from cyclopts import Parameter

import oinp_noc
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc.cli.answer import PICTURE, TABLE, Answer, PictureOutput, TableOutput
from oinp_noc.cli.draws import DATE, INVITED, SCORE, STREAM
from oinp_noc.cli.options import ALL, Filters, Limit, latest, of_all
from oinp_noc.cli.parameters import Version  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.tables import Block, Column, Table
from oinp_noc.cli.telling import sheet_of, spoken, title

Level = Literal["broad category", "major group", "sub-major group", "minor group", "unit group"]
SummaryKey = Literal["year", "stream", "group"]


def timeline(
    occupation: str,
    /,
    *,
    version: Version = "2021",
    chosen: Filters = ALL,
    limit: Limit = None,
    out: PictureOutput = PICTURE,
) -> Answer:
    """List the draws that targeted an occupation: whose list has a pair with it.

    Args:
        occupation: A unit group.
        version: The NOC version of the occupation.
    """
    draws = chosen.select()
    found = draws.timeline(occupation, version)
    group = oinp_noc.lookup(occupation, version=version)
    columns = (
        DATE,
        STREAM,
        INVITED,
        SCORE,
        Column(marked("matched"), "matched", rank=4, flexible="wrap"),
        Column(
            marked("share of the list"),
            lambda row: _percent(row["share"]),
            rank=5,
            number=True,
        ),
        Column(marked("id"), "draw", rank=6),
    )
    heading = say_number(
        "{number} draw targeted {code} {title} (NOC {version})",
        "{number} draws targeted {code} {title} (NOC {version})",
        len(found),
        code=group.code,
        title=title(group),
        version=version,
    )
    heading = of_all(heading, limit, len(found), are_draws=True)
    shown = latest(found, limit)
    return Answer(
        out,
        lambda: [Table(heading, sheet_of(shown), columns), *_not_known(draws)],
        lambda: shown,
        draw=lambda: oinp_noc.plots.timeline(draws, occupation=group.code, version=version, lang=spoken()),
    )


def frequency(
    *,
    version: Version = "2021",
    by: Level = "unit group",
    chosen: Filters = ALL,
    limit: Limit = None,
    out: PictureOutput = PICTURE,
) -> Answer:
    """Count how often each group was targeted, and when it was first and last.

    Args:
        version: The NOC version of the groups; lists of other versions count by their pairs.
        by: The level to count at, such as "minor group".
    """
    draws = chosen.select()
    found = draws.frequency(version, by)
    noc = oinp_noc.classification(version)
    columns = (
        Column(marked("code"), "code", is_key=True),
        Column(marked("title"), lambda row: title(noc[row["code"]]), rank=1, flexible="wrap"),
        Column(marked("times"), "times", number=True),
        Column(marked("first"), "first", rank=3),
        Column(marked("last"), "last", rank=2),
    )
    counted = say_number("{number} draw with a list", "{number} draws with a list", found.listed)
    heading = say_number(
        "{number} group of NOC {version} in {draws}",
        "{number} groups of NOC {version} in {draws}",
        len(found),
        version=version,
        draws=counted,
    )
    heading = of_all(heading, limit, len(found))
    shown = attrs.evolve(found, counts=found.counts[:limit])
    return Answer(
        out,
        lambda: [Table(heading, sheet_of(shown), columns), *_not_known(draws)],
        lambda: shown,
        draw=lambda: oinp_noc.plots.frequency(draws, version=version, by=by, top=limit, lang=spoken()),
    )


def summary(
    *,
    by: Annotated[tuple[SummaryKey, ...], Parameter(show_default=" ".join)] = ("year", "stream"),
    chosen: Filters = ALL,
    limit: Limit = None,
    out: TableOutput = TABLE,
) -> Answer:
    """Count draws and invitations.

    Args:
        by: What to count by: year, stream and group (the occupation groups that the targets name), one or several.
    """
    draws = chosen.select()
    found = draws.summary(by)
    keys = {
        "year": Column(marked("year"), "year", is_key=True),
        "stream": attrs.evolve(STREAM, is_key=True),
        "group": Column(
            marked("group"),
            lambda row: row["group"] or say("none named"),
            flexible="wrap",
            least=26,
            bare=16,
            is_key=True,
        ),
    }
    columns = (
        *(keys[key] for key in found.by),
        Column(marked("draws"), "draws", number=True),
        Column(marked("invited"), lambda row: row["invitations"] if row["counted"] else None, number=True),
        Column(marked("counted"), "counted", rank=3, number=True),
        Column(marked("with a target"), "targeted", rank=1, number=True),
        Column(marked("with a list"), "listed", rank=2, number=True),
        Column(marked("without a list"), "none", rank=4, number=True),
        Column(marked("list not known"), "unknown", rank=5, number=True),
    )
    heading = of_all(say_number("{number} draw", "{number} draws", len(draws)), limit, len(found))
    shown = found[:limit]
    silent = sum(draw.invitations is None for draw in draws)
    notes = []
    if silent:
        said = say_number(
            "{number} draw published no number of invitations: it is not in the sums.",
            "{number} draws published no number of invitations: they are not in the sums.",
            silent,
        )
        notes.append(Block(said))
    return Answer(out, lambda: [Table(heading, sheet_of(shown), columns), *notes], lambda: shown)


def _percent(share: float) -> str:
    return say("{number}%", number=round(100 * share))


def _not_known(draws: oinp_noc.DrawHistory) -> list[Block]:
    """Say how many draws of a choice have a list that is not known."""
    unknown = sum(draw.listing == "unknown" for draw in draws)
    if not unknown:
        return []
    said = say_number(
        "{number} more draw had a list that is not known: it may belong here too.",
        "{number} more draws had lists that are not known: they may belong here too.",
        unknown,
    )
    return [Block(said)]
