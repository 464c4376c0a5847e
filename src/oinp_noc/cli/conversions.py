"""The command that converts codes: convert."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Annotated

import attrs
from cyclopts import Parameter

import oinp_noc
from oinp_noc._answers.sheets import Sheet
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc._language import worded
from oinp_noc._messages import shown
from oinp_noc._noc.sheets import of_conversions
from oinp_noc.cli import stdio
from oinp_noc.cli.answer import PICTURE, Answer, PictureOutput
from oinp_noc.cli.parameters import Code, JobTitle, Version  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.tables import Column, Table
from oinp_noc.cli.telling import named, row_title, scale, sheet_of, spoken
from oinp_noc.cli.wording import quoted
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oinp_noc.cli.tables import Row

_CODE = re.compile(r"[\W_]*(?:NOC|CNP)?[\W_\d]*", re.IGNORECASE)  # what is spelt like a code is never taken for a file
_MOST_NAMED = 5  # values that a warning names

_MEANS = {
    "unique": marked("there is no other"),
    "continued": marked("the official note names its successor"),
    "expired": marked("the official note says that it ended without a successor"),
    "unrecorded": marked("no single table says which of them it continues as"),
}


def convert(  # noqa: PLR0913 (each says what is converted, or how it is told)
    code: Code,
    /,
    *codes: Code,
    from_: Version = "2016",
    to: Version = "2021",
    title: JobTitle | None = None,
    explain: Annotated[bool, Parameter(show_default=False)] = False,
    out: PictureOutput = PICTURE,
) -> Answer:
    """Convert unit groups of one NOC version to another.

    Args:
        code: A unit group, such as 2173; a file of them, one a line; or - for the standard input.
        codes: More of them.
        from_: The NOC version of the codes.
        to: The NOC version to convert to.
        title: A job title: an exact example title of one target leaves that target alone.
        explain: Say in sentences what a conversion means, and why.
    """
    words = (code, *codes)
    if any(map(_is_file, words)):
        if title is not None or explain or out.picture is not None:
            message = say("--title, --explain and --plot are for codes given as arguments: a file has many")
            raise InvalidArgumentError(message, value=title)
        values = [value for word in words for value in (_lines(word) if _is_file(word) else (word,))]
        return _convert_lines(values, from_, to, out=out)
    if codes and out.picture is not None:
        message = say("--plot draws what becomes of one code, got {number} codes", number=len(words))
        raise InvalidArgumentError(message, value=words)
    for word in words:
        if _is_path(word):
            message = say("{file} cannot be read: no such file", file=shown(word))
            raise InvalidArgumentError(message, value=word)
    conversions = [oinp_noc.convert(each, version=from_, to=to) for each in words]
    narrowed = None if title is None else [oinp_noc.narrow(each, title) for each in conversions]

    def parts() -> list[Table]:
        if title is None or narrowed is None:
            return [_conversion(each, explain=explain) for each in conversions]
        found = zip(conversions, narrowed, strict=True)
        return [_narrowed(each, title, left, explain=explain) for each, left in found]

    def sheet() -> Sheet:
        first, *others = (table.sheet for table in parts())
        return attrs.evolve(first, rows=(*first.rows, *(row for other in others for row in other.rows)))

    return Answer(
        out,
        parts,
        lambda: _documents(conversions, narrowed, explain=explain),
        sheet=sheet,
        draw=lambda: oinp_noc.plots.flow(conversions[0], lang=spoken()),
    )


def _documents(
    conversions: Sequence[oinp_noc.Conversion],
    narrowed: Sequence[Sequence[oinp_noc.Narrowed]] | None,
    *,
    explain: bool,
) -> list[dict[str, object]]:
    documents = [each.to_dict() for each in conversions]
    for place, each in enumerate(documents):
        if narrowed is not None:
            each["narrowed"] = [left.to_dict() for left in narrowed[place]]
        if explain:
            each["explained"] = conversions[place].explain()
    return documents


def _is_file(word: str) -> bool:
    """Return whether a word names a file: one that is there, and that is not spelt like a code."""
    return word == stdio.STANDARD_INPUT or (_CODE.fullmatch(word) is None and os.path.isfile(word))  # noqa: PTH113


def _is_path(word: str) -> bool:
    """Return whether a word can only be meant as a file: one in a folder, or with the ending of a text."""
    return _CODE.fullmatch(word) is None and ("/" in word or os.sep in word or word.lower().endswith((".txt", ".csv")))


def _lines(file: str) -> list[str]:
    return [line.strip() for line in stdio.read(file).splitlines() if line.strip()]


def _convert_lines(values: Sequence[str], version: str, to: str, *, out: PictureOutput) -> Answer:
    """Convert the codes of files: each distinct one once, those that are no codes too."""
    found = oinp_noc.convert_all(values, version=version, to=to)
    counts = [f"{count} {worded(status)}" for status, count in found.counts.items() if count]
    unknown = sum(found.unknown.values())
    counts += [say_number("{number} unknown", "{number} unknown", unknown)] if unknown else []
    heading = say_number(
        "{number} code of NOC {version} to NOC {to}: {counts}",
        "{number} codes of NOC {version} to NOC {to}: {counts}",
        len(values),
        version=version,
        to=to,
        counts=", ".join(counts) or say("nothing"),
    )
    status = Column(marked("status"), lambda row: _status(row["status"]), rank=1)
    target, title_of, *others = _TARGETS
    columns = (Column(marked("code"), "source", is_key=True), target, attrs.evolve(title_of, least=30), status, *others)
    warning = None
    if found.unknown:
        words = list(found.unknown)
        named = ", ".join(shown(word) for word in words[:_MOST_NAMED])
        warning = say_number(
            "{number} of the codes is not a unit group of NOC {version}: {named}{more}",
            "{number} of the codes are not unit groups of NOC {version}: {named}{more}",
            unknown,
            version=version,
            named=named,
            more="…" if len(words) > _MOST_NAMED else "",
        )
    return Answer(
        out, lambda: [Table(heading, sheet_of(found), columns)], lambda: found, warning=warning and quoted(warning)
    )


def _status(status: str) -> str:
    return say("unknown code") if status == "unknown" else worded(status)


def _target(row: Row) -> oinp_noc.Group:
    return oinp_noc.classification(row["to"])[row["target"]]


def _remark(row: Row) -> str:
    is_only = row["status"] == "unique"
    said = [say("successor")] if row["is_successor"] or is_only else []
    return ", ".join([*said, *([say("derived")] if row["is_derived"] else [])])


_TARGETS = (
    Column(marked("target"), "target", is_key=True),
    Column(marked("title"), lambda row: row_title(row, "target", "to", "target_title"), flexible="wrap", least=18),
    Column(marked("TEER"), lambda row: None if row["target"] is None else _target(row).teer, rank=3, number=True),
    Column(marked("skill level"), lambda row: None if row["target"] is None else _target(row).skill_level, rank=3),
    Column(marked("relation"), "relation", rank=2),
    Column(marked("remark"), _remark),
)


def _conversion(
    conversion: oinp_noc.Conversion, kept: Callable[[Row], bool] | None = None, note: str = "", *, explain: bool
) -> Table:
    source, number = conversion.source, len(conversion.pairs)
    found = say_number(
        "{number} target in NOC {to}: {status}, {means}",
        "{number} targets in NOC {to}: {status}, {means}",
        number,
        to=conversion.to,
        status=worded(conversion.status),
        means=say(_MEANS[conversion.status]),
    )
    said = conversion.explain() if explain else (found,)
    lines = [", ".join(filter(None, (named(source), scale(source)))), *said, *([note] if note else [])]
    sheet = of_conversions("Conversion", source.version, conversion.to, [conversion], {})
    if kept is not None:
        names = tuple(sheet.columns)
        rows = tuple(row for row in sheet.rows if kept(dict(zip(names, row, strict=True))))
        sheet = Sheet(sheet.title, sheet.columns, rows)
    return Table("\n".join(lines), sheet, _TARGETS)


def _narrowed(
    conversion: oinp_noc.Conversion, title: str, found: Sequence[oinp_noc.Narrowed], *, explain: bool
) -> Table:
    """Tell a conversion with the targets that a job title leaves."""
    left = {each.group.code for each in found}
    if found[0].match:
        note = quoted(say("{title} is a title of {code} only", title=repr(title), code=found[0].group.code))
    else:
        note = quoted(say("{title} decides nothing: all targets are left", title=repr(title)))
    return _conversion(conversion, lambda row: row["target"] in left, note, explain=explain)
