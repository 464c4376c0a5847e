"""The command that checks tables: qc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

import oinp_noc
from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc.cli.answer import TABLE, Answer, TableOutput, made_for
from oinp_noc.cli.csv_files import read_table
from oinp_noc.cli.options import KNOWN, Known, Limit, history, of_all
from oinp_noc.cli.parameters import File, LevelName, Version  # noqa: TC001 (cyclopts reads the annotations)
from oinp_noc.cli.tables import Column, Table
from oinp_noc.cli.wording import quoted
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CheckedTable = Literal["classification", "concordance", "draws"]

_HEADINGS = {
    "classification": marked("classification"),
    "concordance": marked("concordance"),
    "draws": marked("draws"),
}
_COLUMNS = {"classification": ("code", "level", "parent", "title"), "concordance": ("source", "target")}
_FRENCH = ("code", "title")
_OF = {
    "--levels": "classification FILE",
    "--french": "classification FILE",
    "--from": "concordance FILE",
    "--to": "concordance FILE",
    "--draws": "draws",
}
_MOST = 1000  # findings of a table that are kept, unless more are asked for


def qc(  # noqa: PLR0913 (what a table can be)
    table: CheckedTable | None = None,
    file: File | None = None,
    /,
    *,
    levels: tuple[LevelName, ...] | None = None,
    french: File | None = None,
    from_: Version | None = None,
    to: Version | None = None,
    chosen: Known = KNOWN,
    limit: Limit = None,
    out: TableOutput = TABLE,
) -> Answer:
    """Check the packaged tables, or a classification, a concordance or draws of your own.

    Findings in the packaged tables have an explanation. If a finding has none, the exit code is 2.

    Args:
        table: What to check; all packaged tables, if it is not given. Draws of your own are given by --draws.
        file: A CSV file with a header: the groups of a classification (code, level, parent, title) or the pairs of a
            concordance (source, target); - is the standard input.
        levels: The levels of your classification, from the top, if they are not those of the NOC.
        french: A CSV file with the French titles of your classification (code, title).
        from_: The NOC version of the sources of your concordance.
        to: The NOC version of the targets of your concordance.
    """
    given = {"--levels": levels, "--french": french, "--from": from_, "--to": to, "--draws": chosen.draws}
    _check(table, file, [name for name, value in given.items() if value not in (None, ())])
    known = history(chosen)
    most = max(_MOST, limit or 0)  # what is not shown is counted too

    def find() -> dict[str, oinp_noc.qc.Findings]:
        if table == "classification" and file is not None:
            rows, of_french = _rows(file, _COLUMNS[table]), None if french is None else _rows(french, _FRENCH)
            if levels is None:
                return {table: oinp_noc.qc.classification(rows, french=of_french, limit=most)}
            return {table: oinp_noc.qc.classification(rows, levels=levels, french=of_french, limit=most)}
        if table == "concordance" and file is not None:
            return {table: oinp_noc.qc.concordance(_rows(file, _COLUMNS[table]), source=from_, target=to, limit=most)}
        if chosen.draws:
            return {"draws": _beside_packaged(known, most)}
        checks: dict[CheckedTable, Callable[..., oinp_noc.qc.Findings]] = {
            "classification": oinp_noc.qc.classification,
            "concordance": oinp_noc.qc.concordance,
            "draws": oinp_noc.qc.draws,
        }
        return {name: check(limit=most) for name, check in checks.items() if table in (None, name)}

    found = made_for(out.form, find)
    unexplained = sum(len(each.unexplained) + each.more for each in found.values())
    found = {name: _first(each, limit) for name, each in found.items()}
    warning = say_number(
        "{number} finding without an explanation", "{number} findings without an explanation", unexplained
    )
    return Answer(
        out,
        lambda: [_table(name, each) for name, each in found.items()],
        lambda: [{"table": name, **each.to_dict()} for name, each in found.items()],
        sheet=lambda: _sheet(found),
        warning=warning if unexplained else None,
    )


def _check(table: str | None, file: str | None, options: Sequence[str]) -> None:
    """Refuse options, and a file, that belong to another table than the one that is asked for.

    Raises:
        InvalidArgumentError: one of them does.
    """
    if table == "draws" and file is not None:
        message = say("draws of your own are given by --draws {file}", file=file)
        raise InvalidArgumentError(message, value=file)
    asked = f"{table or ''}{'' if file is None else ' FILE'}"
    for option in options:
        if _OF[option] != asked:
            message = say("{option} works only with oinp-noc qc {table}", option=option, table=_OF[option])
            raise InvalidArgumentError(message, value=option)


def _rows(file: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Read the rows of a CSV file that has at least some columns."""
    header, rows, _ = read_table(file, *columns)
    return [dict(zip(header, row, strict=True)) for row in rows]


def _beside_packaged(draws: oinp_noc.DrawHistory, most: int) -> oinp_noc.qc.Findings:
    """Find what is wrong with draws beside the packaged ones, apart from what is known of these."""
    known = {*oinp_noc.qc.draws(oinp_noc.draws(), limit=None)}
    found = tuple(each for each in oinp_noc.qc.draws(draws, limit=None) if each not in known)
    return _first(oinp_noc.qc.Findings(found), most)


def _first(found: oinp_noc.qc.Findings, limit: int | None) -> oinp_noc.qc.Findings:
    kept = found.findings[:limit]
    return attrs.evolve(found, findings=kept, more=found.more + len(found) - len(kept))


def _table(name: str, found: oinp_noc.qc.Findings) -> Table:
    number = len(found) + found.more
    heading = say_number("{table}: {number} finding", "{table}: {number} findings", number, table=say(_HEADINGS[name]))
    columns = (
        Column(marked("kind"), "kind", is_key=True),
        Column(marked("place"), "place", flexible="wrap", least=20),
        Column(marked("finding"), lambda row: quoted(row["message"]), flexible="wrap", least=30),
        Column(marked("explanation"), "explanation", flexible="wrap", least=30),
    )
    return Table(of_all(heading, len(found), number), _sheet({name: found}), columns)


def _sheet(found: dict[str, oinp_noc.qc.Findings]) -> Sheet:
    kinds: dict[str, Cell] = dict.fromkeys(("table", "kind", "place", "message", "explanation"), "text")
    rows = tuple((name, *attrs.astuple(each)) for name, findings in found.items() for each in findings)
    return Sheet("Findings", kinds, rows)
