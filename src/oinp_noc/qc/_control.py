"""Quality control: what users call, of packaged tables and of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING, Any

from oinp_noc import _data
from oinp_noc._catalogue import marked, say
from oinp_noc._language import speaking
from oinp_noc._messages import shown
from oinp_noc._noc.classification import check_version, unit_positions, versions
from oinp_noc._oinp import strict
from oinp_noc._oinp.dates import day
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.packaged import draws as packaged_draws
from oinp_noc._oinp.streams import stream, streams
from oinp_noc.errors import InvalidArgumentError, UnknownOccupationsError
from oinp_noc.qc import _hierarchy, _mapping, _rounds, _rows
from oinp_noc.qc._explanations import explained
from oinp_noc.qc._findings import MOST, Fault, Finding, Findings, collected, read_limit
from oinp_noc.qc._rounds import PrintedTotal, Rules

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from oinp_noc._language import Lang
    from oinp_noc._oinp.history import DrawHistory
    from oinp_noc.qc._rows import Row

_FRENCH = ("code", "title")
_OF_STREAMS = ("admission not known", "total differs", "total without numbers")
_LAST = 1 << 62  # the place of what is of no row, behind all rows


def classification(  # noqa: PLR0913 (what a table can be)
    rows: Iterable[object] | None = None,
    *,
    columns: Sequence[str] = _hierarchy.REQUIRED,
    levels: Sequence[str] = _hierarchy.LEVELS,
    french: Iterable[object] | None = None,
    limit: int | None = MOST,
    lang: Lang | None = None,
) -> Findings:
    """Check a classification: its hierarchy, codes, titles, and English against French.

    Args:
        rows: the groups: dicts or tuples, a data frame, or `Group` values, each with ``code``, ``level``, ``parent``
            (nothing at the top) and ``title``; ``title_fr``, ``title_fr_status``, ``teer`` and ``skill_level`` are
            checked if they are there, other columns are not. None for every packaged NOC version.
        columns: the names of the cells of rows that are tuples, in order.
        levels: the names of the levels, from the top.
        french: the same table in French, if it is one of its own: rows with ``code`` and ``title``.
        limit: how many findings are kept; None for all. ``more`` of the result says how many there are beyond.
        lang: ``"en"`` or ``"fr"``; None for the language of the context (see `use_language`).

    Returns:
        The findings, in the order of the rows. An empty table is a finding, and so is a row that cannot be read.

    Raises:
        InvalidArgumentError: ``rows`` is not a table, or another argument is not as described.
        MissingExtraError: a data frame, and the extra ``dataframe`` is not installed.

    Example:
        >>> import oinp_noc
        >>> rows = [("3", "broad category", "", "Health"), ("3110", "unit group", "311", "Physicians")]
        >>> for finding in oinp_noc.qc.classification(rows):
        ...     print(finding.kind, "|", finding.place, "|", finding.message)
        childless | row 1, 3 | no group is below it
        orphan | row 2, 3110 | its parent 311 is missing
        >>> oinp_noc.qc.classification().unexplained
        ()
    """
    limit = read_limit(limit)
    with speaking(lang):
        if rows is None:
            _only_with_rows(french=french)
            return _of_packaged(
                limit, ((f"noc-{each}", f"NOC {each}", _faults_of_version(each)) for each in versions())
            )
        known = _rows.check_columns(columns, _hierarchy.COLUMNS, _hierarchy.REQUIRED)
        read, unreadable = _rows.read(rows, known, _hierarchy.REQUIRED)
        more: list[Fault] = []
        if french is not None:
            read, more = _with_french(read, french)
        return _of_callers(limit, unreadable, chain(_hierarchy.faults(read, _levels(levels)), more))


def concordance(  # noqa: PLR0913 (what a table can be)
    rows: Iterable[object] | None = None,
    *,
    source: str | Iterable[str] | None = None,
    target: str | Iterable[str] | None = None,
    columns: Sequence[str] = _mapping.REQUIRED,
    limit: int | None = MOST,
    lang: Lang | None = None,
) -> Findings:
    """Check a concordance: its pairs, its coverage both ways, successors, and one publisher against the other.

    Args:
        rows: the pairs: dicts or tuples, a data frame, or `Pair` values, each with ``source`` and ``target``;
            ``changes``, ``publishers`` (lists, or texts with spaces between) and ``successor`` are checked if they are
            there. ``successor`` is True, False or nothing of the pair, or the code that the source continues as. None
            for every packaged concordance.
        source: what the sources are codes of: a NOC version such as ``"2016"``, for its unit groups, or the codes
            themselves. None if that is not to be checked.
        target: the same of the targets.
        columns: the names of the cells of rows that are tuples, in order.
        limit: how many findings are kept; None for all. ``more`` of the result says how many there are beyond.
        lang: ``"en"`` or ``"fr"``; None for the language of the context (see `use_language`).

    Returns:
        The findings, in the order of the rows; codes without a pair come last.

    Raises:
        InvalidArgumentError: ``rows`` is not a table, or another argument is not as described.
        MissingExtraError: a data frame, and the extra ``dataframe`` is not installed.
        UnknownVersionError: the packaged data has no such NOC version.

    Example:
        >>> import oinp_noc
        >>> for finding in oinp_noc.qc.concordance([("2173", "21231"), ("2173", "2173")], target="2021", limit=1):
        ...     print(finding.kind, "|", finding.place, "|", finding.message)
        beyond the classification | row 2, 2173 -> 2173 | the target 2173 is not a unit group of NOC 2021
        >>> oinp_noc.qc.concordance()[0].place
        'NOC 2016 to 2021, 0112 -> 21120'
    """
    limit = read_limit(limit)
    with speaking(lang):
        if rows is None:
            _only_with_rows(source=source, target=target)
            return _of_packaged(limit, _concordances())
        known = _rows.check_columns(columns, _mapping.COLUMNS, _mapping.REQUIRED)
        sides = (_codes("source", source), _codes("target", target))
        read, unreadable = _rows.read(rows, known, _mapping.REQUIRED)
        found = _mapping.faults(read, sides[0][0], sides[1][0], (sides[0][1], sides[1][1]))
        return _of_callers(limit, unreadable, found)


def draws(
    history: DrawHistory | Iterable[Draw] | Iterable[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    *,
    totals: Iterable[PrintedTotal] | None = None,
    limit: int | None = MOST,
    lang: Lang | None = None,
) -> Findings:
    """Check draws: against printed totals, and against what their streams admitted on their days.

    Args:
        history: a history, draws, or records as a file of draws has them. None for the packaged draws.
        totals: printed totals to compare with. None for the packaged `totals` if the draws are the packaged ones, and
            for none if they are your own.
        limit: how many findings are kept; None for all. ``more`` of the result says how many there are beyond.
        lang: ``"en"`` or ``"fr"``; None for the language of the context (see `use_language`).

    Returns:
        The findings, in the order of the draws; those of streams and of totals come last. A record that is not a draw
        is a finding for each of its faults.

    Raises:
        InvalidArgumentError: neither draws nor records, or another argument is not as described.

    Example:
        >>> import oinp_noc
        >>> for finding in oinp_noc.qc.draws(oinp_noc.draws().on("2023-12-05")):
        ...     print(finding.kind, "|", finding.place, "|", finding.message)
        window ended before | 2023-12-05-employer-job-offer-in-demand-skills | the profile window ends on 2023-08-15...
    """
    limit = read_limit(limit)
    with speaking(lang):
        if history is None:
            given = _packaged_totals() if totals is None else _totals(totals)
            found = _rounds.faults([(None, draw) for draw in packaged_draws()], _rules(), given)
            return _of_packaged(limit, [("draws", "", found)])
        read, unreadable = _draws(history)
        found = _rounds.faults(read, _rules(), () if totals is None else _totals(totals))
        ours = {draw.id for draw in {*packaged_draws()} & {draw for _, draw in read}}
        return _of_callers(limit, unreadable, found, ours=ours)


def totals() -> tuple[PrintedTotal, ...]:
    """Return the printed totals that the packaged draws are compared with.

    Returns:
        The totals, by stream and day. Source: named by each `PrintedTotal`.

    Example:
        >>> import oinp_noc
        >>> total = oinp_noc.qc.totals()[0]
        >>> total.streams, total.since.year, total.invitations
        (('employer-job-offer-foreign-worker',), 2021, 2866)
    """
    return _packaged_totals()


@_data.once
def _packaged_totals() -> tuple[PrintedTotal, ...]:
    return tuple(PrintedTotal(**row) for row in _data.records("totals"))


def _only_with_rows(**arguments: object) -> None:
    for name, value in arguments.items():
        if value is not None:
            message = f"{name}= is about rows of your own: expected rows beside it"
            raise InvalidArgumentError(message, value=value)


# Packaged tables.


def _faults_of_version(version: str) -> Iterator[Fault]:
    return _hierarchy.faults(_numbered(f"noc-{version}", _hierarchy.COLUMNS))


def _concordances() -> Iterator[tuple[str, str, Iterable[Fault]]]:
    for row in _data.package()["resources"]:
        _, _, joined = row["name"].partition("concordance-")
        if joined:
            one, _, other = joined.partition("-")
            names = (_named(one), _named(other))
            rows = _numbered(row["name"], _mapping.COLUMNS)
            found = _mapping.faults(rows, unit_positions(one), unit_positions(other), names)
            yield row["name"], f"NOC {one} to {other}", found


def _named(version: str) -> str:
    return say("NOC {version}", version=version)


def _numbered(table: str, columns: Sequence[str]) -> list[Row]:
    """Read a packaged table as rows of cells."""
    rows = (dict(zip(columns, row, strict=True)) for row in _data.rows(table, *columns))
    return [(number, {name: _rows.cell(value) for name, value in row.items()}) for number, row in enumerate(rows, 1)]


def _of_packaged(limit: int | None, tables: Iterable[tuple[str, str, Iterable[Fault]]]) -> Findings:
    """Collect the faults of packaged tables: each with the name of its table, and how its place begins."""

    def finding(found: tuple[str, str, Fault]) -> Finding:
        table, begin, fault = found
        place = ", ".join(part for part in (begin, fault.place) if part)
        return Finding(fault.kind, place, fault.said(), explained(table, fault))

    return collected(((table, begin, fault) for table, begin, faults in tables for fault in faults), limit, finding)


# Tables of the caller's own.


def _of_callers(
    limit: int | None, unreadable: Sequence[Fault], faults: Iterable[Fault], *, ours: Collection[str] = ()
) -> Findings:
    """Collect the faults of a caller's table, in the order of its rows.

    Args:
        limit: how many are kept.
        unreadable: the faults of rows that were not read.
        faults: the faults of the others.
        ours: the draws among them that are packaged as they are, whose explanations hold.
    """
    read = (fault for fault in faults if fault.kind != "empty table" or not unreadable)

    def finding(fault: Fault) -> Finding:
        number = [] if fault.row is None else [say("row {number}", number=fault.row)]
        place = ", ".join([*number, *([fault.place] if fault.place else [])]) or say("table")
        is_ours = fault.place in ours or fault.kind in _OF_STREAMS
        return Finding(fault.kind, place, fault.said(), explained("draws", fault) if is_ours else None)

    return collected(merge(unreadable, read, key=_row_of), limit, finding)


def _row_of(fault: Fault) -> int:
    return _LAST if fault.row is None else fault.row


def _levels(levels: object) -> Sequence[str]:
    names = list(levels) if isinstance(levels, list | tuple) else []
    if not names or not all(isinstance(name, str) and name for name in names) or len({*names}) < len(names):
        message = f"levels={shown(levels)}: expected a list of the names of the levels, from the top, each once"
        raise InvalidArgumentError(message, value=levels)
    return names


def _with_french(rows: list[Row], french: Iterable[object]) -> tuple[list[Row], list[Fault]]:
    """Give each row the title that a table in French has for its code; return the faults of that table too."""
    read, faults = _rows.read(french, _FRENCH, _FRENCH, argument="french")
    place = "french"
    found = [fault._replace(row=None, place=f"{place}, {say('row {number}', number=fault.row)}") for fault in faults]
    titles: dict[object, object] = {}
    for number, cells in read:
        code = cells["code"] if isinstance(cells["code"], str) else shown(cells["code"])
        if code in titles:
            sentence = marked("the code stands twice in the French table, again in row {row}")
            found.append(Fault("duplicate code", None, code, sentence, {"row": number}))
        titles.setdefault(code, cells["title"])
    codes = {cells["code"] for _, cells in rows if isinstance(cells["code"], str)}
    sentence = marked("the French table has a code that the other lacks")
    found += [Fault("only in French", None, str(code), sentence) for code in titles if code not in codes]
    joined: list[Row] = [
        (number, {**cells, "title_fr": titles.get(_text(cells["code"]), "")}) for number, cells in rows
    ]
    return joined, found


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _codes(argument: str, given: object) -> tuple[Collection[str] | None, str]:
    """Return the codes of one side of a concordance, and what messages call them."""
    if given is None:
        return None, argument
    if isinstance(given, str):
        check_version(given)
        return unit_positions(given), _named(given)
    codes = list(given) if isinstance(given, Iterable) else [None]
    if not codes or not all(isinstance(code, str) for code in codes):
        message = f"{argument}={shown(given)}: expected a NOC version, or an iterable of codes, as text"
        raise InvalidArgumentError(message, value=given)
    return {*map(str, codes)}, f"{argument}="


def _totals(totals: object) -> tuple[PrintedTotal, ...]:
    given = tuple(totals) if isinstance(totals, Iterable) and not isinstance(totals, str) else (totals,)
    for total in given:
        if not isinstance(total, PrintedTotal):
            message = f"totals: expected an iterable of PrintedTotal, got {shown(total)}"
            raise InvalidArgumentError(message, value=totals)
    return given


def _draws(history: object) -> tuple[list[tuple[int | None, Draw]], list[Fault]]:
    """Read draws, or records of draws, and the faults of those that are none."""
    own: frozenset[str] = frozenset()
    if isinstance(history, Mapping):
        file = strict.read_file(dict(history))
        if not isinstance(file, strict.File):
            message = f"history={shown(history)}: {'; '.join(file)}"
            raise InvalidArgumentError(message, value=history)
        history, own = file.draws, file.streams
    if isinstance(history, str | bytes) or not isinstance(history, Iterable):
        message = f"history={shown(history)}: expected draws or records; DrawHistory.load(path) reads a file"
        raise InvalidArgumentError(message, value=history)
    found: list[tuple[int | None, Draw]] = []
    faults: list[Fault] = []
    for number, item in enumerate(history, start=1):
        if isinstance(item, Draw):
            found.append((None, item))
            continue
        read = strict.read(item, "", own)
        if isinstance(read, Draw):
            found.append((number, read))
        else:
            id_ = item.get("id") if isinstance(item, Mapping) else None
            place = id_ if isinstance(id_, str) else ""
            sentence = marked("not a draw: {fault}")
            faults += [Fault("unreadable row", number, place, sentence, {"fault": fault.lstrip(".")}) for fault in read]
    return found, faults


@_data.once
def _rules() -> Rules:
    since = {row["name"]: day(row["since"]) for row in _data.package()["versions"]}

    def admitted(id_: str, on: dt.date) -> tuple[Collection[str], str] | None:
        try:
            found = stream(id_).eligible(on)
        except UnknownOccupationsError:
            return None
        except InvalidArgumentError:  # not open on that day, which is a fault of its own
            return (), ""
        return {*found.codes}, found.version

    return Rules(since, {each.id: (each.opened, each.closed) for each in streams()}, admitted)
