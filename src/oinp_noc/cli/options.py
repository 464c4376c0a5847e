"""What several commands take, and what is read generously where nothing is lost.

A name may be written in any case, a stream by the words that only it has, a day by its year: what fits one choice alone
is that choice. What fits several is an error that lists them, and what fits none is left to the library to refuse.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from cyclopts import Parameter

import oinp_noc
from oinp_noc._catalogue import say, say_number
from oinp_noc._messages import invalid_choice, shown
from oinp_noc._oinp.criteria import PROGRAMS, REGIONS
from oinp_noc.cli import stdio
from oinp_noc.cli.parameters import Day, Experience, File, Label, Language, Program, Region, StreamId  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.errors import AmbiguousDrawError, DrawConflictError, InvalidArgumentError, UnknownStreamError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cyclopts import Token


_FRENCH = ("fr", "français", "francais")
_CRITERIA = ("region", "program", "language", "experience")
_WHOLE = re.compile(r"[0-9]+")
_ENDLESS = 10**9  # more than there is of anything: a limit beyond it is none
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


def _limit(_: object, tokens: Sequence[Token]) -> int:
    """Read a whole number from 0 up; cyclopts would round another."""
    name, word = tokens[0].keyword, tokens[0].value
    if not _WHOLE.fullmatch(word):
        message = say("{name} {value}: expected a whole number, 0 or more", name=name, value=shown(word))
        raise InvalidArgumentError(message, value=word)
    digits = word.lstrip("0")
    return int(digits or 0) if len(digits) < len(str(_ENDLESS)) else _ENDLESS


def _one_of(*choices: str) -> Callable[[object, Sequence[Token]], str]:
    """Return what reads one of some words, in any case."""

    def read(_: object, tokens: Sequence[Token]) -> str:
        found = choice(tokens[0].value, choices)
        if found not in choices:
            raise invalid_choice(tokens[0].keyword or "", found, choices)
        return found

    return read


Kind = Annotated[Literal["general", "targeted"], Parameter(converter=_one_of("general", "targeted"))]
Listing = Annotated[Literal["listed", "none", "unknown"], Parameter(converter=_one_of("listed", "none", "unknown"))]
Whole = Annotated[int, Parameter(converter=_limit, metavar="NUMBER")]
Limit = Annotated[
    Whole | None, Parameter(help="How many rows to show at most: of draws the latest, of anything else the first.")
]
Preference = Literal["ours", "theirs"]

_MOST_NAMED = 3  # draws that a message names


@Parameter(name="*")
@dataclass(frozen=True)
class Known:
    """The draws that are known: the packaged ones, and those of files."""

    draws: Annotated[
        tuple[File, ...],
        Parameter(
            help="A file of your own draws, to put beside the packaged ones; once for each file.",
            metavar="FILE",
            consume_multiple=False,
            show_default=False,
        ),
    ] = ()
    on_conflict: Annotated[
        Preference | None,
        Parameter(
            help="If a file has a known draw with other facts: ours keeps what is known, theirs takes the file's."
        ),
    ] = None


@Parameter(name="*")
@dataclass(frozen=True)
class Period(Known):
    """The days that draws are chosen by."""

    since: Annotated[Day | None, Parameter(help="The first day, such as 2023-01-01; or a month or a year.")] = None
    until: Annotated[Day | None, Parameter(help="The last day; or a month or a year, for its last day.")] = None
    stream: Annotated[
        StreamId | None, Parameter(help="The id of a stream, or words that no other has, such as foreign-worker.")
    ] = None

    def select(self, **more: Any) -> oinp_noc.DrawHistory:  # noqa: ANN401 (what `DrawHistory.select` takes)
        """Return the draws that fit."""
        given = {name: value for name, value in vars(self).items() if name not in vars(KNOWN)}
        return selection(history(self), **given, **more)


@Parameter(name="*")
@dataclass(frozen=True)
class Filters(Period):
    """What draws are chosen by."""

    kind: Annotated[Kind | None, Parameter(help="Whether the draw was general or targeted.")] = None
    listing: Annotated[
        Listing | None, Parameter(help="Whether its occupation list is known, was none, or is unknown.")
    ] = None
    label: Annotated[Label | None, Parameter(help="An occupation group that its target names, such as tech.")] = None
    region: Annotated[Region | None, Parameter(help="A region, such as northern, or a smaller place by name.")] = None
    program: Annotated[Program | None, Parameter(help="A program, such as empp.")] = None
    language: Annotated[Language | None, Parameter(help="The language asked for: French.")] = None
    experience: Annotated[Experience | None, Parameter(help="The work experience asked for: Canadian or foreign.")] = (
        None
    )


KNOWN = Known()
PERIOD = Period()
ALL = Filters()


Some = TypeVar("Some", "oinp_noc.DrawHistory", "oinp_noc.Timeline", "oinp_noc.Screenings")


def latest(draws: Some, limit: int | None) -> Some:
    """Return the last of some draws, at most so many."""
    return draws if limit is None else draws[max(len(draws) - limit, 0) :]


def of_all(heading: str, limit: int | None, number: int, *, are_draws: bool = False) -> str:
    """Return a heading that counts all rows, with how many of them are shown."""
    if limit is None or limit >= number:
        return heading
    if are_draws:
        return say_number(
            "{heading}; the latest is shown", "{heading}; the latest {number} are shown", limit, heading=heading
        )
    return say_number(
        "{heading}; the first row is shown", "{heading}; the first {number} rows are shown", limit, heading=heading
    )


def history(known: Known) -> oinp_noc.DrawHistory:
    """Return the packaged draws, with those of files beside them: each file is merged into what is known before it.

    Raises:
        DrawConflictError: a file has a known draw with other facts, and nothing says which to take.
        InvalidArgumentError: a file cannot be read.
    """
    if known.on_conflict is not None and not known.draws:
        message = say("--on-conflict works only with --draws")
        raise InvalidArgumentError(message, value=known.on_conflict)
    draws = oinp_noc.draws()
    for place, file in enumerate(known.draws):
        draws = _merged(draws, file, known.on_conflict, known.draws[:place])
    return draws


def _merged(
    draws: oinp_noc.DrawHistory, file: str, preference: Preference | None, before: Sequence[str]
) -> oinp_noc.DrawHistory:
    try:
        own = oinp_noc.DrawHistory.load(file)
    except (OSError, ValueError) as error:
        if isinstance(error, oinp_noc.errors.OinpNocError):
            raise
        message = say("{file} cannot be read: {why}", file=file or repr(file), why=stdio.reason(error))
        raise InvalidArgumentError(message, value=file) from error
    try:
        return draws.merge(own, on_conflict=preference)
    except DrawConflictError as error:
        known = say("the packaged draws")
        if before:
            known = say("{others} and {last}", others=known, last=", ".join(before))
        message = say_number(
            "{number} draw of {file} has other facts in {known}: {draws}; --on-conflict ours keeps these, theirs takes "
            "those of {file}",
            "{number} draws of {file} have other facts in {known}: {draws}; --on-conflict ours keeps these, theirs "
            "takes those of {file}",
            len(error.candidates),
            file=file,
            known=known,
            draws=some(differing(draws, own)),
        )
        raise DrawConflictError(message, value=error.value, candidates=error.candidates) from error


def differing(one: oinp_noc.DrawHistory, other: oinp_noc.DrawHistory) -> list[str]:
    """Name the draws that both have with different facts, and these facts."""
    both = [(draw.to_dict(), other.get(draw.id).to_dict()) for draw in one if draw.id in other.ids]
    facts = {left["id"]: [name for name in left if left[name] != right[name]] for left, right in both}
    return [f"{id_} ({', '.join(names)})" for id_, names in facts.items() if names]


def some(names: Sequence[str]) -> str:
    """Return the first of some names, with a mark if there are more."""
    return ", ".join([*names[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else [])])


def selection(draws: oinp_noc.DrawHistory, **wanted: Any) -> oinp_noc.DrawHistory:  # noqa: ANN401 (what `select` takes)
    """Return the draws that fit all that is asked for, each argument read generously."""
    given = {name: value for name, value in wanted.items() if value is not None}
    given |= person(draws, **{name: given[name] for name in _CRITERIA if name in given})
    if "stream" in given:
        given["stream"] = stream(given["stream"], draws)
    if "label" in given:
        given["label"] = choice(given["label"], (label for draw in draws for label in draw.labels))
    for name, read in (("since", first_day), ("until", last_day)):
        if name in given:
            given[name] = read(given[name])
    # Both are days by now, or select refuses them; as texts they are in the order of time.
    if all(_DAY.fullmatch(given.get(name, "")) for name in ("since", "until")) and given["since"] > given["until"]:
        message = say(
            "--since {since} is after --until {until}: expected the earlier day first",
            since=given["since"],
            until=given["until"],
        )
        raise InvalidArgumentError(message, value=given["since"])
    return draws.select(**given)


def person(draws: oinp_noc.DrawHistory, **criteria: str | None) -> dict[str, Any]:
    """Return criteria, each in the case in which draws have it."""
    if (criteria.get("language") or "").casefold() in _FRENCH:
        criteria["language"] = "French"
    named = {"region": REGIONS, "program": PROGRAMS}
    return {
        name: value and choice(value, [*named.get(name, ()), *filter(None, (getattr(draw, name) for draw in draws))])
        for name, value in criteria.items()
    }


def choice(text: str, choices: Iterable[str]) -> str:
    """Return the choice that differs from the text by its case alone; else the text."""
    by_case = {each.casefold(): each for each in choices}
    return by_case.get(text.casefold(), text)


def stream(text: str, draws: Iterable[oinp_noc.Draw] = ()) -> str:
    """Return the id of the only stream whose id has these words in a row; else the text.

    Raises:
        UnknownStreamError: several streams have them.
    """
    ids = sorted({*(each.id for each in oinp_noc.streams()), *(draw.stream for draw in draws)})
    found = _having(text, ids)
    if len(found) > 1:
        message = say("{value} fits several streams: {streams}", value=shown(text), streams=", ".join(found))
        raise UnknownStreamError(message, value=text, candidates=found)
    return found[0] if found else text


def occupation_group(text: str) -> oinp_noc.OccupationGroup:
    """Return the only occupation group whose id is the text in some case."""
    return oinp_noc.occupation_group(choice(text, (group.id for group in oinp_noc.occupation_groups())))


def draw(text: str, draws: oinp_noc.DrawHistory) -> oinp_noc.Draw:
    """Return the draw with an id, or the only one of a day whose id has the words behind the day.

    Raises:
        AmbiguousDrawError: several draws fit.
        UnknownDrawError: no draw fits.
    """
    words = text[11:]
    of_day = [each.id for each in draws if _DAY.match(text) and each.id.startswith(text[:10])]
    found = _having(words, of_day) if words else tuple(of_day)
    if text in draws.ids or not found:
        return draws.get(text)
    if len(found) > 1:
        message = say("{value} fits several draws: {draws}", value=shown(text), draws=", ".join(found))
        raise AmbiguousDrawError(message, value=text, candidates=found)
    return draws.get(found[0])


def short_stream(id: str) -> str:  # noqa: A002 (the word of the field)
    """Return a stream's id without the first words that it shares with others; ``--stream`` understands the rest."""
    words = id.split("-")
    others = [each.id for each in oinp_noc.streams() if each.id != id]
    shared = max((len(_same(words, other.split("-"))) for other in others), default=0)
    return "-".join(words[shared:]) or id


def short_draw(draw: oinp_noc.Draw) -> str:
    """Return the day and words of a draw's id that `draw` understands, apart from a blank."""
    day, stream_id = f"{draw.date}-", draw.stream
    if not draw.id.startswith(f"{day}{stream_id}"):
        return draw.id
    return f"{draw.date} {short_stream(stream_id)}{draw.id[len(day) + len(stream_id) :]}"


def _same(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the words with which both begin."""
    return [word for word, _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False))]


def first_day(text: str) -> str:
    """Read a year or a month as its first day; leave anything else."""
    return _day(text, last=False)


def last_day(text: str) -> str:
    """Read a year or a month as its last day; leave anything else."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> str:
    found = _MONTH.fullmatch(text)
    if found is None:
        return text
    month = int(found[2] or (12 if last else 1))
    if not 1 <= month <= 12 or found[1] == "0000":  # noqa: PLR2004 (months)
        return text
    day = calendar.monthrange(int(found[1]), month)[1] if last else 1
    return f"{found[1]}-{month:02}-{day:02}"


def _having(text: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the id that is the text, or else all that have it as whole words."""
    wanted = re.sub(r"[\s_]+", "-", text.strip().casefold())
    ids = tuple(ids)
    if wanted in ids or not wanted:
        return (wanted,) if wanted else ()
    return tuple(each for each in ids if f"-{wanted}-" in f"-{each}-")
