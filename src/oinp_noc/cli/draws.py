"""The commands about draws: draws and screen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import attrs
from cyclopts import Parameter

import oinp_noc
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc._language import worded
from oinp_noc._messages import shown
from oinp_noc.cli.answer import TABLE, Answer, TableOutput, made_for
from oinp_noc.cli.options import (
    ALL,
    PERIOD,
    Filters,
    Limit,
    Period,
    first_day,
    history,
    last_day,
    latest,
    of_all,
    person,
    short_stream,
    stream,
)
from oinp_noc.cli.parameters import Code, Experience, Language, Program, Region, Version  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.tables import Block, Column, Table
from oinp_noc.cli.telling import score_cell, sheet_of
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oinp_noc.cli.tables import Row

DATE = Column(marked("date"), "date", is_key=True)
STREAM = Column(
    marked("stream"), "stream", narrow=lambda row: short_stream(row["stream"]), flexible="cut", least=24, bare=10
)
INVITED = Column(marked("invited"), "invitations", number=True)
SCORE = Column(marked("score"), score_cell, rank=1)


def draws(
    *,
    chosen: Filters = ALL,
    occupation: Code | None = None,
    version: Version = "2021",
    limit: Limit = None,
    out: TableOutput = TABLE,
) -> Answer:
    """List the draws that fit all that is asked for, the latest last.

    Args:
        occupation: A unit group that the draw's list has a pair with.
        version: The NOC version of the occupation.
    """
    every = chosen.select(occupation=occupation, version=version)
    found = latest(every, limit)
    columns = (
        DATE,
        STREAM,
        INVITED,
        SCORE,
        Column(marked("target"), lambda row: row["target"] or worded(row["kind"]), rank=3, flexible="cut"),
        Column(marked("occupations"), _admitted, rank=4),
        Column(marked("id"), "id", rank=5),
    )
    heading = of_all(say_number("{number} draw", "{number} draws", len(every)), limit, len(every), are_draws=True)
    return Answer(out, lambda: [Table(heading, sheet_of(found), columns), *_beyond(chosen)], lambda: list(found))


def screen(  # noqa: PLR0913 (what there is to know of somebody)
    code: str,
    /,
    *,
    score: Annotated[
        tuple[str, ...],
        Parameter(
            help="Their score, with --stream; or STREAM=SCORE, several times.", metavar="SCORE...", show_default=False
        ),
    ] = (),
    version: Version = "2021",
    region: Region | None = None,
    program: Program | None = None,
    language: Language | None = None,
    experience: Experience | None = None,
    chosen: Period = PERIOD,
    limit: Limit = None,
    out: TableOutput = TABLE,
) -> Answer:
    """Say of each draw whether a person fits what was published about it, with the reasons.

    What is left out counts as unknown: if the draw asks for it, the verdict is "cannot tell". It decides nothing about
    anybody: the official notice does.

    Args:
        code: The unit group of the person's occupation.
        version: The NOC version of the code.
        region: Where the job is, such as northern.
        program: The person's program, such as empp.
        language: French, for a French speaker.
        experience: Canadian or foreign.
    """
    found = chosen.select()
    known = history(chosen)
    id_ = None if chosen.stream is None else stream(chosen.stream, known)
    about = person(known, region=region, program=program, language=language, experience=experience)
    scores = _scores(score, id_, known)
    screened = made_for(out.form, lambda: found.screen(code, stream=id_, score=scores, version=version, **about))
    columns = (
        DATE,
        Column(marked("verdict"), lambda row: worded(row["verdict"])),
        attrs.evolve(STREAM, rank=1),
        Column(marked("reasons"), lambda row: "; ".join(row["reasons"]), flexible="wrap", least=26),
        Column(marked("id"), "draw", rank=2),
    )
    counts = [
        f"{count} {worded(verdict)}"
        for verdict in ("yes", "no", "cannot tell")
        if (count := sum(each.verdict == verdict for each in screened))
    ]
    heading = say_number(
        "{number} draw: {counts}", "{number} draws: {counts}", len(screened), counts=", ".join(counts) or say("nothing")
    )
    heading = of_all(heading, limit, len(screened), are_draws=True)
    last = latest(screened, limit)
    return Answer(out, lambda: [Table(heading, sheet_of(last), columns), *_beyond(chosen)], lambda: last)


def _admitted(row: Row) -> str:
    if row["occupations"] is None:
        return worded(row["listing"])
    return say("{count} of NOC {version}", count=len(row["occupations"]), version=row["version"])


def _beyond(chosen: Period) -> list[Block]:
    """Say what is not covered, if a question reaches beyond it."""
    id_ = None if chosen.stream is None else stream(chosen.stream)
    covered = [each for each in oinp_noc.coverage() if id_ in (None, each.stream)]
    first = min((each.first for each in covered if each.first is not None), default=None)
    searched = sorted({each.searched_until for each in covered if each.searched_until is not None})
    since = None if chosen.since is None else dt.date.fromisoformat(first_day(chosen.since))
    until = None if chosen.until is None else dt.date.fromisoformat(last_day(chosen.until))
    told = []
    if first is not None and any(day is not None and day < first for day in (since, until)):
        told.append(say("No draw before {day} is known: oinp-noc data coverage says what is missing.", day=first))
    if searched and (until is None or until > searched[0]):
        days = say("{first} or {last}", first=searched[0], last=searched[-1]) if len(searched) > 1 else searched[0]
        told.append(say("Sources were searched until {days}: a later draw is not known.", days=days))
    return [Block("\n".join(told))] if told else []


def _scores(
    given: Sequence[str], stream_id: str | None, known: oinp_noc.DrawHistory
) -> float | Mapping[str, float] | None:
    """Read a score, or those of several streams."""
    if not given:
        return None
    scores = {}
    for word in given:
        id_, _, number = word.rpartition("=")
        try:
            value = float(number)
        except ValueError:
            message = say(
                "--score {word}: expected a number, or a stream and its number such as skilled-trades=400",
                word=shown(word),
            )
            raise InvalidArgumentError(message, value=word) from None
        name = stream(id_, known) if id_ else stream_id
        if name is None:
            message = say(
                "--score {word}: scores do not compare between streams: expected --stream too, or STREAM={word}",
                word=word,
            )
            raise InvalidArgumentError(message, value=word)
        scores[name] = int(value) if value.is_integer() else value
    if stream_id is not None and set(scores) == {stream_id}:
        return scores[stream_id]
    return scores
