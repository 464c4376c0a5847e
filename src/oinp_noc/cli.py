"""The command line: ``oinp-noc``.

Each command is a function that makes an answer: a JSON document for machines, or sections for people. One place
prints it, once it is whole, so that an error leaves nothing half-printed. cyclopts and rich, which the extra ``cli``
brings, are imported when a command runs.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
import sys
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

import oinp_noc
from oinp_noc.errors import InvalidArgumentError, InvalidCodeError, MissingExtraError, OinpNocError, UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Section(NamedTuple):
    """A part of an answer for people: a heading, and rows of cells below it, the key first."""

    heading: str
    rows: Sequence[Sequence[str]] = ()


# Plain names, for cyclopts reads the commands' annotations when it runs.
Answer = str | list[Section]
Kind = Literal["general", "targeted"]
Lang = Literal["en", "fr"]
Listing = Literal["listed", "none", "unknown"]
Format = Literal["csv", "parquet", "json", "sqlite"]

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_STANDARD_INPUT = "<standard input>"  # what messages call it
_DELIMITERS = ",;\t|"
_WIDE = 10_000  # a pipe has no edge: no title is wrapped there
_MEANS = {
    "unique": "there is no other",
    "continued": "the official note names its successor",
    "expired": "the official note says that it ended without a successor",
    "unrecorded": "no single table says which of them it continues as",
}


def convert(
    code: str, /, *codes: str, from_: str = "2016", to: str = "2021", title: str | None = None, json: bool = False
) -> Answer:
    """Convert unit groups of one NOC version to another.

    Args:
        code: A unit group, such as 2173.
        codes: More unit groups of the same NOC version.
        from_: The NOC version of the codes.
        to: The NOC version to convert to.
        title: A job title: an exact example title of one target leaves that target alone.
        json: Print one JSON document.
    """
    conversions = [oinp_noc.convert(each, version=from_, to=to) for each in (code, *codes)]
    if title is None:
        return _document(conversions) if json else [_conversion(each) for each in conversions]
    narrowed = [oinp_noc.narrow(each, title) for each in conversions]
    if json:
        pairs = zip(conversions, narrowed, strict=True)
        return _document([{**each.to_dict(), "narrowed": [left.to_dict() for left in found]} for each, found in pairs])
    return [_narrowed(each, title, found) for each, found in zip(conversions, narrowed, strict=True)]


def search(
    title: str, /, *, lang: Lang | None = None, version: str = "2021", limit: int = 5, json: bool = False
) -> Answer:
    """Find the groups that a job title belongs to, the likeliest first.

    Args:
        title: A job title, such as "machine learning engineer", or a code.
        lang: The language of the title; both, if it is not given.
        version: The NOC version.
        limit: How many matches to print at most.
        json: Print one JSON document.
    """
    found = oinp_noc.search(title, lang=lang, version=version, limit=limit)
    if json:
        return _document(found)
    rows = [(each.group.code, each.group.title, each.title, each.kind, f"{each.score:.2f}") for each in found]
    return [Section(_count(len(found), "group"), rows)]


def clean(file: str, column: str, /, *, version: str = "2021", name: str | None = None) -> Answer:
    """Repair a column of codes in a CSV file, and print the file with the codes and what was done.

    Two columns are added: the code, empty if the value was refused, and repair: "as written", the steps, or why the
    value was refused.

    Args:
        file: A CSV file with a header, in UTF-8; - is the standard input.
        column: The name of the column.
        version: The NOC version of the codes.
        name: The name of the new column of codes; noc_ and the version, if it is not given.
    """
    name = name or f"noc_{oinp_noc.classification(version).version}"
    header, rows, delimiter = _table(file, column)
    if taken := {name, "repair"} & set(header):
        message = f"{file} already has a column {min(taken)!r}: expected a file without it, or another --name"
        raise InvalidArgumentError(message, value=file)
    place = header.index(column)
    repairs = {value: _repaired(value, version) for value in {row[place] for row in rows}}
    printed = io.StringIO()
    writer = csv.writer(printed, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*header, name, "repair"])
    writer.writerows([*row, *repairs[row[place]]] for row in rows)
    return printed.getvalue()


def show(code_or_draw_id: str, /, *more: str, version: str | None = None, json: bool = False) -> Answer:
    """Show every reading of a code, or all that is known of a draw.

    Args:
        code_or_draw_id: A code of any NOC version and level, such as 2123, or the id of a draw.
        more: More codes and ids.
        version: Show only the reading of a code in this NOC version.
        json: Print one JSON document.
    """
    found = [(asked, _find(asked, version)) for asked in (code_or_draw_id, *more)]
    if json:
        return _document([{"asked": asked, **_shown(value)} for asked, value in found])
    return [
        section
        for _, value in found
        for section in (_draw(value) if isinstance(value, oinp_noc.Draw) else map(_group, value))
    ]


def overlap(left: str, right: str, /, *, json: bool = False) -> Answer:
    """Show what two draws have in common: which occupations were targeted by both.

    Args:
        left: The id of a draw with an occupation list.
        right: The id of another, of any NOC version.
        json: Print one JSON document.
    """
    draws = oinp_noc.draw(left), oinp_noc.draw(right)
    found = oinp_noc.overlap(*draws)
    sides = (found.left, found.only_left), (found.right, found.only_right)
    if json:
        return _document({"draws": [draw.id for draw in draws], **found.to_dict()})
    low, high = found.jaccard
    jaccard = f"{low:.3f}" if low == high else f"{low:.3f} to {high:.3f}"
    named = [(name, draw.id, _admitted(draw)) for name, draw in zip(("left", "right"), draws, strict=True)]
    answer = [Section(f"{_count(len(found.pairs), 'common pair')}, jaccard {jaccard}", named)]
    if draws[0].version == draws[1].version:
        return [
            *answer,
            _occupations("common", found.common),
            _occupations("only left", found.only_left),
            _occupations("only right", found.only_right),
        ]
    for name, (side, only) in zip(("left", "right"), sides, strict=True):
        answer += [
            _occupations(f"{name} whole", side.whole, found.pairs),
            _occupations(f"{name} partial", side.partial, found.pairs),
            _occupations(f"only {name}", only),
        ]
    return answer


def draws(  # noqa: PLR0913 (each narrows the choice)
    *,
    stream: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: Kind | None = None,
    listing: Listing | None = None,
    occupation: str | None = None,
    version: str = "2021",
    region: str | None = None,
    program: str | None = None,
    limit: int | None = None,
    json: bool = False,
) -> Answer:
    """List the draws that fit all that is asked for, the latest last.

    Args:
        stream: The id of a stream, such as human-capital-priorities.
        since: The first day, such as 2023-01-01.
        until: The last day.
        kind: Whether the draw was general or targeted.
        listing: Whether its occupation list is known, was none, or is unknown.
        occupation: A unit group that the draw's list has a pair with.
        version: The NOC version of the occupation.
        region: A region, such as northern, or a smaller place by name.
        program: A program, such as empp.
        limit: How many draws to list at most: the latest of them.
        json: Print one JSON document.
    """
    if limit is not None and limit < 0:
        message = f"limit={limit}: expected a number of draws, 0 or more"
        raise InvalidArgumentError(message, value=limit)
    found = oinp_noc.draws().select(
        stream=stream,
        since=since,
        until=until,
        kind=kind,
        listing=listing,
        occupation=occupation,
        version=version,
        region=region,
        program=program,
    )
    if limit is not None:
        found = found[max(len(found) - limit, 0) :]
    if json:
        return _document(list(found))
    rows = [(draw.id, _invited(draw), _scored(draw), _admitted(draw), draw.target or draw.kind) for draw in found]
    return [Section(_count(len(found), "draw"), rows), *_beyond(stream, since, until)]


def notice(  # noqa: PLR0913 (each changes what is done)
    file: str,
    /,
    *,
    published: str | None = None,
    add: str | None = None,
    accept: tuple[str, ...] = (),
    explain: bool = False,
    json: bool = False,
) -> Answer:
    """Read the text that announces draws: what it says of each, its NOC codes, and what is wrong with it.

    Args:
        file: A file of text or HTML, in UTF-8; - is the standard input.
        published: The day on which the text was published, which gives days without a year theirs.
        add: Merge the announced draws into this file of draws, which is created if there is none.
        accept: With --add, problem kinds to ignore.
        explain: Print instead how the text was read: each part, what was found in it, and what became of it.
        json: Print one JSON document.
    """
    if explain:
        lines = _explained(_text(file), published)
        return _document({"explained": lines}) if json else [Section("as it was read", [(line,) for line in lines])]
    if accept and add is None:
        message = "--accept works only with --add"
        raise InvalidArgumentError(message, value=accept)
    found = oinp_noc.parse_notice(_text(file), published=published)
    added = None if add is None else _add(found.to_history(accept=accept), add)
    if json:
        return _document(found.to_records())
    listed = {(draw.version, code) for draw in found.draws if draw.occupations for code in draw.occupations.codes}
    others = [mention for mention in found.mentions if (mention.version, mention.code) not in listed]
    answer = [section for draw in found.draws for section in _told(draw)]
    if others:
        rows = [(mention.code, mention.title or "", f"NOC {mention.version}") for mention in others]
        answer.append(Section(_count(len(others), "code") + " beside the lists", rows))
    problems = [(each.severity, each.kind, each.message, _where(found, each)) for each in found.problems]
    answer.append(Section(_count(len(problems), "problem"), problems))
    return answer if added is None else [*answer, Section(f"{_count(added, 'draw')} added to {add}")]


def _explained(text: str, published: str | None) -> list[str]:
    from oinp_noc._notices.explain import explained  # noqa: PLC0415 (few commands need it)
    from oinp_noc._notices.reading import read  # noqa: PLC0415

    return list(explained(read(text, published=published)))


def data_export(folder: str, /, *, format_: Format = "csv", json: bool = False) -> Answer:
    """Write every reference table to files in a new folder, with a data package that describes them.

    Args:
        folder: The folder to make; it must not be there yet.
        format_: The kind of files. sqlite makes one database.
        json: Print one JSON document.
    """
    from oinp_noc._export import export  # noqa: PLC0415 (few commands need it)

    files = export(folder, format_)
    if json:
        return _document({"folder": folder, "files": files})
    return [Section(f"{_count(len(files), 'file')} in {folder}", [(name,) for name in files])]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after the program's name; None takes them from the process.

    Returns:
        The exit code: 0, or 2 where something is wrong, which standard error then says in one line.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot write an accent is still owed the rest of the title.
        sys.stdout.reconfigure(errors="replace")
    try:
        answer = _run(sys.argv[1:] if arguments is None else arguments)
    except OinpNocError as error:
        print(_one_line(str(error)), file=sys.stderr)  # noqa: T201 (a command line prints)
        return 2
    if answer is not None:
        _print(answer)
    return 0


def _run(arguments: Sequence[str]) -> Answer | None:
    """Run the command that the arguments name; None where all is said, as by ``--help``."""
    try:
        import rich  # noqa: F401, PLC0415 (an extra, looked for before any work is done)
        from cyclopts import App, CycloptsError, Parameter  # noqa: PLC0415 (an extra)
    except ImportError as error:
        message = "the command line needs the extra 'cli': pip install 'oinp-noc[cli]'"
        raise MissingExtraError(message) from error
    app = App(
        name="oinp-noc",
        help="Canada's National Occupational Classification, and the draws of the Ontario Immigrant Nominee Program.",
        version=oinp_noc.__version__,
        default_parameter=Parameter(negative=(), consume_multiple=True),
    )
    for command in (convert, search, clean, show, overlap, draws, notice):
        app.command(command)
    data = App(name="data", help="The data that everything rests on, as files.")
    data.command(data_export, name="export")
    app.command(data)
    # cyclopts would take a single dash for an option.
    arguments = [_STANDARD_INPUT if word == "-" else word for word in arguments]
    try:
        answer = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        raise InvalidArgumentError(str(error)) from error
    return cast("Answer | None", answer)


def _print(answer: Answer) -> None:
    try:
        if isinstance(answer, str):
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8")
            sys.stdout.write(answer)
        else:
            sys.stdout.write(_rendered(answer))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. What is still buffered must have somewhere to go when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _rendered(sections: Iterable[Section]) -> str:
    from rich.console import Console  # noqa: PLC0415 (an extra)
    from rich.table import Table  # noqa: PLC0415

    console = Console(markup=False, emoji=False, highlight=False)
    if not sys.stdout.isatty():
        console.width = _WIDE
    blocks = []
    for section in sections:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column()
        grid.add_column(style="cyan", no_wrap=True)
        for row in section.rows:
            grid.add_row("", *row)
        with console.capture() as capture:
            console.print(section.heading, style="bold")
            if section.rows:
                console.print(grid)
        blocks.append("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))
    return "\n".join(blocks)


def _one_line(text: str) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def _document(value: object) -> str:
    return dumps(value, default=lambda inner: inner.to_dict(), ensure_ascii=False, indent=2) + "\n"


def _find(asked: str, version: str | None) -> oinp_noc.Draw | tuple[oinp_noc.Group, ...]:
    """Find the draw, or else the groups, that the text names."""
    if _DATED.match(asked):
        return oinp_noc.draw(asked)
    readings = oinp_noc.identify(asked)
    if version is not None:
        # Where the version has no such group, its classification says so.
        return tuple(group for group in readings if group.version == version) or (
            oinp_noc.classification(version)[asked],
        )
    if not readings:
        message = f"{asked!r} is a code of no NOC version: expected one of any version and level, or the id of a draw"
        raise UnknownCodeError(message, value=asked)
    return readings


def _shown(value: oinp_noc.Draw | tuple[oinp_noc.Group, ...]) -> dict[str, object]:
    if isinstance(value, oinp_noc.Draw):
        return {"groups": [], "draw": value}
    return {"groups": [{**group.to_dict(), "ancestors": group.ancestors} for group in value], "draw": None}


def _conversion(conversion: oinp_noc.Conversion) -> Section:
    source = conversion.source
    rows = [
        (
            pair.target.code,
            pair.target.title,
            _scale(pair.target),
            pair.relation,
            "successor" if pair.target == conversion.successor else "",
            "derived" if pair.is_derived else "",
        )
        for pair in conversion.pairs
    ]
    found = f"{_count(len(rows), 'target')} in NOC {conversion.to}: {conversion.status}, {_MEANS[conversion.status]}"
    heading = ", ".join(filter(None, (f"{source.code} (NOC {source.version}) {source.title}", _scale(source))))
    return Section(f"{heading}\n{found}", rows)


def _narrowed(conversion: oinp_noc.Conversion, title: str, found: Sequence[oinp_noc.Narrowed]) -> Section:
    """Tell a conversion with the targets that a job title leaves."""
    heading, rows = _conversion(conversion)
    left = {each.group.code for each in found}
    decided = f"is a title of {found[0].group.code} only" if found[0].match else "decides nothing: all targets are left"
    return Section(f"{heading}\n{title!r} {decided}", [row for row in rows if row[0] in left])


def _beyond(stream: str | None, since: str | None, until: str | None) -> list[Section]:
    """Say what is not covered, if a question reaches beyond it."""
    streams = [each for each in oinp_noc.coverage() if stream in (None, each.stream)]
    first = min((each.first for each in streams if each.first is not None), default=None)
    searched = sorted({each.searched_until for each in streams if each.searched_until is not None})
    days = [None if each is None else dt.date.fromisoformat(each) for each in (since, until)]
    told = []
    if first is not None and any(day is not None and day < first for day in days):
        told.append(f"No draw before {first} is known: oinp_noc.coverage() says what is missing.")
    if searched and (days[1] is None or days[1] > searched[0]):
        told.append(f"Sources were searched until {' or '.join(map(str, searched))}: a later draw is not known.")
    return [Section("\n".join(told))] if told else []


def _scale(group: oinp_noc.Group) -> str:
    """Return the TEER category of a unit group, or its skill level; nothing if its version has neither."""
    if group.teer is not None:
        return f"TEER {group.teer}"
    return "" if group.skill_level is None else f"skill level {group.skill_level}"


def _group(group: oinp_noc.Group) -> Section:
    rows: list[tuple[str, str]] = [("level", group.level)]
    if group.title_fr is not None:
        rows.append(("French title", f"{group.title_fr} ({group.title_fr_status})"))
    if group.teer is not None:
        rows.append(("TEER", str(group.teer)))
    if group.skill_level is not None:
        rows.append(("skill level", group.skill_level))
    rows += [(above.level, f"{above.code} {above.title}") for above in reversed(group.ancestors)]
    return Section(f"{group.code} (NOC {group.version}) {group.title}", rows)


def _draw(draw: oinp_noc.Draw) -> list[Section]:
    known = {
        "stream": oinp_noc.stream(draw.stream).name,
        "kind": draw.kind,
        "target": draw.target,
        "labels": f"{', '.join(draw.labels)}{' (contradicted by the list)' if draw.labels_contradicted else ''}",
        **_criteria(draw),
        "invited": _invited(draw),
        "score": _scored(draw),
        "profiles": _profiles(draw),
        "occupations": _admitted(draw),
        "misprints": ", ".join(f"{printed} printed, {meant} meant" for printed, meant in draw.as_published),
        "confidence": draw.confidence,
        "note": draw.note,
    }
    rows = [(name, value) for name, value in known.items() if value]
    rows += [("source", source) for source in draw.sources]
    parts = {
        "listed": draw.occupations,
        "known part of the list": draw.known_occupations,
        "outside the GTA only": draw.outside_gta,
    }
    return [
        Section(draw.id, rows),
        *(_occupations(name, part) for name, part in parts.items() if part is not None),
    ]


def _table(file: str, column: str) -> tuple[list[str], list[list[str]], str]:
    """Read a CSV file: its header, its rows, and its delimiter, which is the one that finds the column."""
    text = _text(file)
    try:
        read = {mark: list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) or [[]] for mark in _DELIMITERS}
    except csv.Error as error:
        message = f"{file} is not CSV: {error}"
        raise InvalidArgumentError(message, value=file) from error
    delimiter = next((mark for mark, (header, *_) in read.items() if column in header), _DELIMITERS[0])
    header, *rows = read[delimiter]
    if header.count(column) != 1:
        message = f"{file} has {header.count(column) or 'no'} columns {column!r}: expected one; its header is {header}"
        raise InvalidArgumentError(message, value=column, candidates=tuple(header))
    for number, row in enumerate(rows, 1):
        if len(row) > len(header):
            message = f"{file} has {len(row)} cells in row {number} below its header of {len(header)}"
            raise InvalidArgumentError(message, value=file)
    return header, [row + [""] * (len(header) - len(row)) for row in rows if row], delimiter


def _repaired(value: str, version: str) -> tuple[str, str]:
    """Return the code of a cell, and what was done; or no code, and why the cell was refused."""
    if not value.strip():
        return "", ""
    try:
        repair = oinp_noc.repair_code(value, version=version)
    except (InvalidCodeError, UnknownCodeError) as error:
        return "", _one_line(str(error))
    return repair.code, "; ".join(repair.steps) or "as written"


def _text(file: str) -> str:
    """Read a file of text, or the standard input."""
    try:
        content = sys.stdin.buffer.read() if file == _STANDARD_INPUT else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}"
        raise InvalidArgumentError(message, value=file) from error
    except UnicodeDecodeError as error:
        message = f"{file} is not UTF-8: {error.reason} at byte {error.start}"
        raise InvalidArgumentError(message, value=file) from error


def _add(new: oinp_noc.DrawHistory, file: str) -> int:
    """Merge draws into a file of them, and say how many were not there before."""
    try:
        return new.add_to(file)
    except OSError as error:
        message = f"nothing was added to {file}: {error.strerror}"
        raise InvalidArgumentError(message, value=file) from error


def _told(draw: oinp_noc.NoticeDraw) -> list[Section]:
    """Tell a draw of a notice."""
    known = {
        "kind": draw.kind,
        "target": draw.target,
        **_criteria(draw),
        "invited": _invited(draw),
        "score": _scored(draw),
        "profiles": _profiles(draw),
        "occupations": _admitted(draw),
    }
    head = f"{draw.role}: {draw.date or 'day not known'} {draw.stream or 'stream not known'}"
    sections = [Section(head, [(name, value) for name, value in known.items() if value])]
    return sections if draw.occupations is None else [*sections, _occupations("listed", draw.occupations)]


def _where(found: oinp_noc.Notice, problem: oinp_noc.Problem) -> str:
    """Say on which line of a text a problem stands; HTML has other lines than what became of it."""
    if problem.span is None or found.problems[0].kind == "html":
        return ""
    return f"line {found.text.count(chr(10), 0, problem.span[0]) + 1}"


def _occupations(name: str, part: oinp_noc.OccupationSet, pairs: Iterable[oinp_noc.Pair] = ()) -> Section:
    """List unit groups, each with its partners on the other side where there are pairs."""
    partners: dict[oinp_noc.Group, list[str]] = {}
    for pair in pairs:
        partners.setdefault(pair.source, []).append(pair.target.code)
        partners.setdefault(pair.target, []).append(pair.source.code)
    rows = [(group.code, group.title, ", ".join(partners.get(group, ()))) for group in part]
    return Section(f"{name}: {_count(len(part), 'unit group')} of NOC {part.version}", rows)


def _criteria(draw: oinp_noc.Draw | oinp_noc.NoticeDraw) -> dict[str, str | None]:
    return {
        "region": draw.region,
        "program": draw.program,
        "language": draw.language,
        "experience": draw.experience,
        "job offer": "asked for" if draw.job_offer else None,
    }


def _profiles(draw: oinp_noc.Draw | oinp_noc.NoticeDraw) -> str:
    window = (draw.profiles_from, draw.profiles_to)
    return " to ".join("not published" if day is None else str(day) for day in window) if any(window) else ""


def _invited(draw: oinp_noc.Draw | oinp_noc.NoticeDraw) -> str:
    return "" if draw.invitations is None else f"{draw.invitations} invited"


def _scored(draw: oinp_noc.Draw | oinp_noc.NoticeDraw) -> str:
    score = draw.score
    return (
        "" if score is None else f"{score.scale} {score.min} {'and above' if score.max is None else f'to {score.max}'}"
    )


def _admitted(draw: oinp_noc.Draw | oinp_noc.NoticeDraw) -> str:
    if draw.occupations is not None:
        return f"{_count(len(draw.occupations), 'unit group')} of NOC {draw.version}"
    return "no occupation list" if draw.listing == "none" else "occupation list unknown"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
