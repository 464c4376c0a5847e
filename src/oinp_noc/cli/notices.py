"""The command that reads announcements: notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

import oinp_noc
from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc._language import worded
from oinp_noc._notices.kinds import KINDS
from oinp_noc._notices.views import PARTS
from oinp_noc._oinp.sheets import SCORE, score_cells
from oinp_noc._oinp.views import admitted
from oinp_noc.cli import stdio
from oinp_noc.cli.answer import TABLE, Answer, TableOutput, made_for
from oinp_noc.cli.options import differing, some
from oinp_noc.cli.parameters import Day, File, ProblemKind  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.tables import Block, Column, Table
from oinp_noc.cli.telling import criteria, occupations, profiles, score
from oinp_noc.cli.wording import of_notice
from oinp_noc.errors import DrawConflictError, InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Sequence


def notice(  # noqa: PLR0913 (each changes what is done)
    file: str,
    /,
    *,
    published: Day | None = None,
    add: File | None = None,
    accept: Annotated[tuple[ProblemKind, ...], Parameter(choices=KINDS, show_default=False)] = (),
    explain: Annotated[bool, Parameter(show_default=False)] = False,
    out: TableOutput = TABLE,
) -> Answer:
    """Read the text that announces draws: what it says of each, its NOC codes, and what is wrong with it.

    Args:
        file: A file of text or HTML, in UTF-8; - is the standard input.
        published: The day on which the text was published, which gives days without a year theirs.
        add: Merge the announced draws into this file of draws, which is created if there is none. Other commands read
            it with --draws.
        accept: With --add, problem kinds to ignore.
        explain: Print instead how the text was read: each part, what was found in it, and what became of it.
    """
    form = out.form
    if explain:
        text = stdio.read(file)
        lines = made_for(form, lambda: _explained(text, published))
        return Answer(out, lambda: [_lines(say("as it was read"), lines)], lambda: {"explained": lines})
    if accept and add is None:
        message = say("--accept works only with --add")
        raise InvalidArgumentError(message, value=accept)
    text = stdio.read(file)
    # A table has no sentences; its problems go to standard error, for people.
    found = made_for("text" if form == "csv" else form, lambda: oinp_noc.parse_notice(text, published=published))
    new = None if add is None else found.to_history(accept=accept)
    added = None if add is None or new is None else _add(new, add)

    done = [] if added is None or new is None else [_added(added, add), *_packaged(new)]

    def parts() -> list[Block | Table]:
        told = [part for draw in found.draws for part in _draw_parts(draw)]
        return [*told, *_beside(found), _problems(found), *map(Block, done)]

    notes = [*_sentences(found), *done] if form == "csv" else ()
    return Answer(out, parts, found.to_records, sheet=lambda: _draws(found), notes=tuple(notes))


def _explained(text: str, published: str | None) -> list[str]:
    from oinp_noc._notices.explain import explained  # noqa: PLC0415 (few commands need it)
    from oinp_noc._notices.reading import read  # noqa: PLC0415

    return list(explained(read(text, published=published)))


def _lines(heading: str, lines: Sequence[str]) -> Table:
    """Make a table of lines that keep their indents."""
    rows = tuple((line.lstrip(), (len(line) - len(line.lstrip())) // 2) for line in lines)
    sheet = Sheet(heading, {"line": "text", "depth": "integer"}, rows)
    return Table(heading, sheet, (Column("", "line", depth=lambda row: row["depth"], flexible="wrap"),))


def _draw_parts(draw: oinp_noc.NoticeDraw) -> list[Block | Table]:
    """Tell what a notice says of a draw."""
    heading = say(
        "{role}: {day} {stream}",
        role=say(PARTS[draw.role]),
        day=draw.date or say("day not known"),
        stream=draw.stream or say("stream not known"),
    )
    fields = (
        (marked("kind"), None if draw.kind is None else worded(draw.kind)),
        (marked("target"), draw.target),
        *criteria(draw),
        (marked("invited"), draw.invitations),
        (marked("score"), score(draw)),
        (marked("profiles"), profiles(draw)),
        (marked("occupations"), admitted(draw.listing, draw.occupations)),
    )
    listed = [] if draw.occupations is None else [occupations(marked("listed"), draw.occupations)]
    return [Block(heading, fields), *listed]


def _draws(found: oinp_noc.Notice) -> Sheet:
    """Make a sheet of the draws that were read, under the names that draws have elsewhere."""
    rows = []
    for draw in found.draws:
        special = {
            **score_cells(draw.score),
            "labels": list(draw.labels),
            "occupations": None if draw.occupations is None else list(draw.occupations.codes),
        }
        rows.append(tuple(special[name] if name in special else getattr(draw, name) for name in _DRAWS))
    return Sheet("Draws", _DRAWS, tuple(rows))


_DRAWS: dict[str, Cell] = {
    "role": "text",
    "date": "date",
    **dict.fromkeys(("stream", "kind", "version", "listing", "target"), "text"),
    "labels": "texts",
    **dict.fromkeys(("region", "program", "language", "experience"), "text"),
    "job_offer": "flag",
    "invitations": "integer",
    **SCORE,
    **dict.fromkeys(("profiles_from", "profiles_to"), "date"),
    "occupations": "texts",
}


def _sentences(found: oinp_noc.Notice) -> list[str]:
    """Say each problem on a line of its own."""
    told = []
    for each in found.problems:
        line, severity = _line(found, each), say(PARTS[each.severity])
        where = severity if line is None else say("{severity} in line {line}", severity=severity, line=line)
        told.append(say("{where}: {problem} ({kind})", where=where, problem=of_notice(each.message), kind=each.kind))
    return told


def _beside(found: oinp_noc.Notice) -> list[Table]:
    """List the codes that stand beside the lists of the draws."""
    listed = {(draw.version, code) for draw in found.draws if draw.occupations for code in draw.occupations.codes}
    others = [mention for mention in found.mentions if (mention.version, mention.code) not in listed]
    if not others:
        return []
    kinds: dict[str, Cell] = {"version": "text", "code": "text", "title": "text"}
    sheet = Sheet("Codes", kinds, tuple((mention.version, mention.code, mention.title) for mention in others))
    columns = (
        Column(marked("code"), "code", is_key=True),
        Column(marked("title"), "title", flexible="wrap"),
        Column(marked("NOC version"), "version", rank=1),
    )
    heading = say_number("{number} code beside the lists", "{number} codes beside the lists", len(others))
    return [Table(heading, sheet, columns)]


def _problems(found: oinp_noc.Notice) -> Table:
    kinds: dict[str, Cell] = {"severity": "text", "kind": "text", "message": "text", "line": "integer"}
    rows = tuple((each.severity, each.kind, each.message, _line(found, each)) for each in found.problems)
    columns = (
        Column(marked("severity"), lambda row: say(PARTS[row["severity"]])),
        Column(marked("kind"), "kind", rank=2),
        Column(marked("line"), "line", rank=1, number=True),
        Column(marked("problem"), lambda row: of_notice(row["message"]), flexible="wrap"),
    )
    heading = say_number("{number} problem", "{number} problems", len(rows))
    return Table(heading, Sheet("Problems", kinds, rows), columns)


def _line(found: oinp_noc.Notice, problem: oinp_noc.Problem) -> int | None:
    """Return on which line of a text a problem stands; HTML has other lines than what became of it."""
    if problem.span is None or found.problems[0].kind == "html":
        return None
    return found.text.count("\n", 0, problem.span[0]) + 1


def _added(number: int, file: str | None) -> str:
    return say_number("{number} draw added to {file}", "{number} draws added to {file}", number, file=file)


def _packaged(new: oinp_noc.DrawHistory) -> list[str]:
    """Say which draws the package has with other facts: commands that read the file will ask which to take."""
    others = differing(oinp_noc.draws(), new)
    if not others:
        return []
    said = say_number(
        "{number} of them is packaged with other facts: {draws}; --draws will need --on-conflict",
        "{number} of them are packaged with other facts: {draws}; --draws will need --on-conflict",
        len(others),
        draws=some(others),
    )
    return [said]


def _add(new: oinp_noc.DrawHistory, file: str) -> int:
    """Merge draws into a file of them, and say how many were not there before."""
    try:
        return new.add_to(file)
    except DrawConflictError as error:
        message = say_number(
            "nothing was added to {file}: it has {number} of the draws with other facts: {draws}",
            "nothing was added to {file}: it has {number} of the draws with other facts: {draws}",
            len(error.candidates),
            file=file,
            draws=some(differing(oinp_noc.DrawHistory.load(file), new)),
        )
        raise DrawConflictError(message, value=error.value, candidates=error.candidates) from error
    except OSError as error:
        message = say("nothing was added to {file}: {why}", file=file, why=stdio.reason(error))
        raise InvalidArgumentError(message, value=file) from error
