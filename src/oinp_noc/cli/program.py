"""The commands about the program: groups, streams and deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

import oinp_noc
from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc._language import worded
from oinp_noc._noc.views import counted
from oinp_noc._oinp.notes import note_text
from oinp_noc.cli.answer import PICTURE, TABLE, Answer, PictureOutput, TableOutput
from oinp_noc.cli.options import KNOWN, Known, draw, history, occupation_group, stream
from oinp_noc.cli.parameters import Day, DrawId, GroupId, StreamId  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.tables import Block, Column, Table
from oinp_noc.cli.telling import occupations, spoken
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from oinp_noc.cli.tables import Row


def groups(
    group: GroupId | None = None,
    /,
    *,
    on: Day | None = None,
    stream_: StreamId | None = None,
    out: PictureOutput = PICTURE,
) -> Answer:
    """List the occupation groups, the editions of one, or the edition that was in force on a day.

    Args:
        group: The id of an occupation group, such as tech.
        on: A day, such as 2024-03-07: shows the edition of the group in force on it.
        stream_: With --on, the stream, where the streams used different lists.
    """
    if group is None:
        if on is not None or stream_ is not None or out.picture is not None:
            message = say("--on, --stream and --plot need an occupation group, such as oinp-noc groups tech")
            raise InvalidArgumentError(message)
        return _all_groups(out)
    found = occupation_group(group)

    def drawn() -> Axes:
        return oinp_noc.plots.editions(found, stream=stream_ and stream(stream_), lang=spoken())

    if on is not None:
        edition = found.on(on, stream=stream_ and stream(stream_))
        return Answer(out, lambda: _edition(found, edition), lambda: edition, lambda: _editions([edition]), drawn)
    heading = say_number(
        "{id}, {title}: {number} edition",
        "{id}, {title}: {number} editions",
        len(found.editions),
        id=found.id,
        title=found.title,
    )
    columns = (
        Column(marked("since"), "since", is_key=True),
        Column(marked("until"), "until"),
        Column(marked("NOC version"), "version", rank=3),
        Column(marked("occupations"), _listed, narrow=_counted, number=True),
        Column(marked("confidence"), lambda row: row["confidence"] and worded(row["confidence"]), rank=4),
        Column(marked("streams"), "streams", rank=1, flexible="wrap"),
    )
    sheet = _editions(found.editions)
    return Answer(out, lambda: [Table(heading, sheet, columns)], lambda: found, draw=drawn)


def streams(
    stream_: Annotated[StreamId | None, Parameter(name="stream")] = None, /, *, out: TableOutput = TABLE
) -> Answer:
    """List the streams, or all that is known of one.

    Args:
        stream_: The id of a stream, or words that no other has, such as foreign-worker.
    """
    chosen = oinp_noc.streams() if stream_ is None else (oinp_noc.stream(stream(stream_)),)
    kinds: dict[str, Cell] = {
        **dict.fromkeys(("id", "name", "name_fr", "category", "intake", "scale"), "text"),
        **dict.fromkeys(("opened", "closed", "searched_until"), "date"),
        "successor": "text",
    }
    sheet = Sheet("Streams", kinds, tuple(tuple(getattr(each, name) for name in kinds) for each in chosen))
    names = {each.id: each.label() for each in chosen}
    columns = (
        Column(marked("id"), "id", is_key=True),
        Column(marked("name"), lambda row: names[row["id"]], rank=1, flexible="wrap"),
        Column(marked("intake"), lambda row: worded(row["intake"]), rank=4),
        Column(marked("opened"), "opened", rank=3),
        Column(marked("closed"), "closed", rank=2),
        Column(marked("successor"), "successor", rank=5),
    )
    if stream_ is None:
        heading = say_number("{number} stream", "{number} streams", len(chosen))
        return Answer(out, lambda: [Table(heading, sheet, columns)], lambda: list(chosen))
    return Answer(out, lambda: _stream(chosen[0]), lambda: chosen[0], lambda: sheet)


def deadlines(
    draw_: Annotated[DrawId, Parameter(name="draw")],
    /,
    *,
    received: Day | None = None,
    chosen: Known = KNOWN,
    out: TableOutput = TABLE,
) -> Answer:
    """Say how long there was to answer the invitations of a draw.

    Args:
        draw_: The id of a draw, or its day and words of its stream.
        received: The day on which the invitation was received: calendar days are counted from it, not from the day of
            the draw.
    """
    found = draw(draw_, history(chosen))
    answers = found.deadlines(received)
    kinds: dict[str, Cell] = {"draw": "text", "who": "text", "until": "date", "assumed": "flag", "source": "text"}
    rows = tuple((found.id, each.who, each.until, each.assumed, each.source) for each in answers)
    columns = (
        Column(marked("last day"), "until", is_key=True),
        Column(marked("who"), lambda row: say("not known") if row["who"] is None else worded(row["who"])),
        # An assumption must not read as a fact, however narrow the terminal is.
        Column(
            marked("remark"),
            lambda row: say("assumed: no source says since when") if row["assumed"] else "",
            flexible="wrap",
        ),
        Column(marked("source"), "source", rank=2, flexible="wrap"),
    )
    return Answer(out, lambda: [Table(found.id, Sheet("Deadlines", kinds, rows), columns)], lambda: list(answers))


def _all_groups(out: PictureOutput) -> Answer:
    found = oinp_noc.occupation_groups()
    kinds: dict[str, Cell] = {
        **dict.fromkeys(("id", "title"), "text"),
        "editions": "integer",
        "since": "date",
        "until": "date",
        "version": "text",
        "occupations": "texts",
    }
    rows = []
    for group in found:
        held = group.latest.occupations
        listed = (None, None) if held is None else (held.version, list(held.codes))
        rows.append((group.id, group.title, len(group.editions), group.latest.since, group.latest.until, *listed))
    columns = (
        Column(marked("id"), "id", is_key=True, flexible="wrap", least=24),
        Column(marked("title"), "title", rank=1, flexible="wrap", least=20),
        Column(marked("editions"), "editions", number=True),
        Column(marked("latest since"), "since", rank=4),
        Column(marked("occupations"), _length, rank=3, number=True),
    )
    heading = say_number("{number} occupation group", "{number} occupation groups", len(found))
    return Answer(
        out, lambda: [Table(heading, Sheet("Occupation groups", kinds, tuple(rows)), columns)], lambda: list(found)
    )


def _editions(editions: tuple[oinp_noc.Edition, ...] | list[oinp_noc.Edition]) -> Sheet:
    kinds: dict[str, Cell] = {
        "group": "text",
        "since": "date",
        "until": "date",
        **dict.fromkeys(("listing", "confidence", "version"), "text"),
        **dict.fromkeys(("occupations", "streams", "draws", "sources"), "texts"),
    }
    rows = []
    for each in editions:
        held = each.occupations
        listed = (None, None) if held is None else (held.version, list(held.codes))
        rows.append(
            (
                *(each.group, each.since, each.until, each.listing, each.confidence, *listed),
                *(list(each.streams), list(each.draws), list(each.sources)),
            )
        )
    return Sheet("Editions", kinds, tuple(rows))


def _length(row: Row) -> int | None:
    return None if row["occupations"] is None else len(row["occupations"])


def _listed(row: Row) -> object:
    return worded(row["listing"]) if row["occupations"] is None else len(row["occupations"])


def _counted(row: Row) -> object:
    """Return how many occupations an edition has; nothing if it has no list, and a mark if its list is not known."""
    return "?" if row["listing"] == "unknown" else _length(row)


def _edition(group: oinp_noc.OccupationGroup, edition: oinp_noc.Edition) -> list[Block | Table]:
    held = edition.occupations
    fields = (
        (marked("since"), edition.since),
        (marked("until"), edition.until),
        (marked("occupations"), worded(edition.listing) if held is None else counted(held)),
        (marked("confidence"), edition.confidence and worded(edition.confidence)),
        (marked("streams"), edition.streams),
        (marked("note"), edition.note),
        *((marked("source"), source) for source in edition.sources),
    )
    tables = [] if held is None else [occupations(marked("listed"), held)]
    # A heading of the program is said as it was published.
    tables += [occupations(part.name, part.occupations) for part in edition.parts]
    return [Block(f"{group.id}, {group.title}", fields), *tables]


def _stream(found: oinp_noc.Stream) -> list[Block | Table]:
    fields = (
        (marked("name"), found.name),
        (marked("French name"), found.name_fr),
        (marked("category"), found.category),
        (marked("intake"), worded(found.intake)),
        (marked("scale"), found.scale),
        (marked("opened"), found.opened),
        (marked("closed"), found.closed),
        (marked("successor"), found.successor),
        *((marked("time to answer"), _window(window)) for window in found.windows),
        *((marked("time limit"), _limit(limit)) for limit in found.limits),
        *((marked("score counts"), factor) for factor in found.factors),
        *((marked("note"), note_text(note)) for note in found.notes),
        *((marked("missing"), note_text(gap)) for gap in found.gaps),
        (marked("searched until"), found.searched_until),
        *((marked("source"), source) for source in found.sources),
    )
    if not found.eligibility:
        return [Block(found.id, fields)]
    kinds: dict[str, Cell] = {
        "since": "date",
        "until": "date",
        **dict.fromkeys(("version", "rule"), "text"),
        "values": "texts",
        "source": "text",
    }
    rows = tuple(
        (each.since, each.until, each.version, each.rule, list(map(str, each.values)), each.source)
        for each in found.eligibility
    )
    columns = (
        Column(marked("since"), "since", is_key=True),
        Column(marked("until"), "until"),
        Column(marked("NOC version"), "version", rank=1),
        Column(marked("who was admitted"), lambda row: say(_RULES[row["rule"]], values=", ".join(row["values"]))),
        Column(marked("source"), "source", rank=2, flexible="cut", least=40),
    )
    return [
        Block(found.id, fields),
        Table(say("who was admitted by occupation"), Sheet("Eligibility", kinds, rows), columns),
    ]


_RULES = {
    "everyone": marked("everyone"),
    "TEER": marked("TEER {values}"),
    "skill level": marked("skill level {values}"),
    "group": marked("the list {values}"),
    "unknown": marked("a list that was not found"),
}


def _window(window: oinp_noc.Window) -> str:
    said = say_number("{who}: {number} day", "{who}: {number} days", window.days, who=worded(window.who))
    return said if window.since is None else say("{said}, since {day}", said=said, day=window.since)


def _limit(limit: oinp_noc.TimeLimit) -> str:
    if limit.unit == "days":
        long = say_number("{number} day", "{number} days", limit.amount)
    else:
        long = say_number("{number} month", "{number} months", limit.amount)
    said = say("{what}: {long} after {after}", what=limit.what, long=long, after=limit.after)
    return said if limit.since is None else say("{said}, since {day}", said=said, day=limit.since)
