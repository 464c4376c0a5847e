"""A notice as a sheet for people: what a notebook shows of it, in the language of the context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc._messages import series
from oinp_noc._oinp.views import admitted, score_text

if TYPE_CHECKING:
    from oinp_noc._notices.values import Notice, NoticeDraw, Problem

_NOTICE: dict[str, Cell] = {
    "part": "text",
    "date": "date",
    **dict.fromkeys(("stream", "target"), "text"),
    "invitations": "integer",
    **dict.fromkeys(("score", "occupations", "message"), "text"),
}
_DRAW: dict[str, Cell] = {
    "part": "text",
    "date": "date",
    **dict.fromkeys(("stream", "kind", "target"), "text"),
    "labels": "texts",
    **dict.fromkeys(("region", "program", "language", "experience"), "text"),
    "job_offer": "flag",
    "invitations": "integer",
    "score": "text",
    **dict.fromkeys(("profiles_from", "profiles_to"), "date"),
    **dict.fromkeys(("listing", "version"), "text"),
    "occupations": "texts",
}
PARTS = {
    "announced": marked("announced"),
    "recalled": marked("recalled"),
    "error": marked("error"),
    "warning": marked("warning"),
}
"""What the roles of draws and the severities of problems are called."""


def of_notice(notice: Notice) -> Sheet:
    """Show the draws of a notice, and below them what is wrong with it."""
    draws, problems = notice.draws, notice.problems
    counts = [say_number("{number} draw", "{number} draws", len(draws))]
    counts += [say_number("{number} problem", "{number} problems", len(problems))] if problems else []
    return Sheet(
        say("Notice: {counts}", counts=series(counts)), _NOTICE, (*map(_draw, draws), *map(_problem, problems))
    )


def _draw(draw: NoticeDraw) -> tuple[object, ...]:
    said = (say(PARTS[draw.role]), draw.date or say("not known"), draw.stream or say("not known"), draw.target)
    return (*said, draw.invitations, score_text(draw.score), admitted(draw.listing, draw.occupations), None)


def _problem(problem: Problem) -> tuple[object, ...]:
    return (say(PARTS[problem.severity]), *(None,) * (len(_NOTICE) - 2), problem.message)


def of_notice_draw(draw: NoticeDraw) -> Sheet:
    """Show one draw of a notice."""
    role, day, stream = (
        say(PARTS[draw.role]),
        draw.date or say("day not known"),
        draw.stream or say("stream not known"),
    )
    criteria = (draw.region, draw.program, draw.language, draw.experience, draw.job_offer)
    row = (
        *(role, draw.date, draw.stream, draw.kind, draw.target, draw.labels),
        *(*criteria, draw.invitations, score_text(draw.score), draw.profiles_from, draw.profiles_to),
        *(draw.listing, draw.version, None if draw.occupations is None else draw.occupations.codes),
    )
    title = say("{role}: {day} {stream}", role=role, day=day, stream=stream)
    return Sheet(title, _DRAW, (row,), is_record=True)
