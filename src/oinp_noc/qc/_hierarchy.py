"""The laws of a classification: pure functions from rows to faults, for packaged tables, callers' and the builder's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

import attrs

from oinp_noc._catalogue import marked
from oinp_noc._language import worded
from oinp_noc._messages import shown
from oinp_noc._noc.classification import Level, TitleStatus
from oinp_noc.qc._findings import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc.qc._findings import FindingKind
    from oinp_noc.qc._rows import Row

LEVELS: tuple[str, ...] = get_args(Level)
REQUIRED = ("code", "level", "parent", "title")
COLUMNS = (*REQUIRED, "title_fr", "title_fr_status", "teer", "skill_level")

_CHOICES = {
    "title_fr_status": get_args(TitleStatus),
    "teer": tuple("012345"),
    "skill_level": tuple("0ABCD"),
}


def faults(rows: Sequence[Row], levels: Sequence[str] = LEVELS) -> Iterator[Fault]:
    """Check the rows of one classification.

    Args:
        rows: the rows; a cell without a value is an empty text.
        levels: the levels, from the top.

    Yields:
        The faults, in the order of the rows; those of the whole table last.
    """
    table = _Table.of(rows, levels)
    for row in rows:
        yield from _of_row(row, table)
    if not rows:
        yield Fault("empty table", None, "", marked("the table has no rows"))
    elif any("title_fr" in cells for _, cells in rows) and not table.has_french:
        yield Fault("no French title", None, "", marked("no group has a French title"))


@attrs.frozen
class _Table:
    """What the rows of a table are compared with.

    Attributes:
        levels: the levels that the table has, from the top.
        level: the level of each code.
        parent: the parent of each code.
        title: the titles of each code, folded, by column.
        first: the number of the first row of each code.
        namesake: the first code with a title, by level, column and folded title.
        children: how many groups name a code as their parent.
        ranges: the codes that are ranges, as their two ends.
        in_cycle: the codes whose parents lead back to them.
        digits: how long most codes of the lowest level are.
        has_french: whether any group has a French title.
    """

    levels: Sequence[str]
    level: Mapping[str, str]
    parent: Mapping[str, str]
    title: Mapping[str, str]
    first: Mapping[str, int]
    namesake: Mapping[tuple[str, str, str], str]
    children: Mapping[str, int]
    ranges: Sequence[tuple[str, str]]
    in_cycle: Collection[str]
    digits: int
    has_french: bool

    @classmethod
    def of(cls, rows: Sequence[Row], levels: Sequence[str]) -> _Table:
        coded = [(number, cells["code"], cells) for number, cells in rows if _is_text(cells["code"])]
        level = {code: cells["level"] for _, code, cells in coded}
        parent = {code: cells["parent"] for _, code, cells in coded if _is_text(cells["parent"])}
        first: dict[str, int] = {}
        namesake: dict[tuple[str, str, str], str] = {}
        for number, code, cells in coded:
            first.setdefault(code, number)
            for column in ("title", "title_fr"):
                if folded := _folded(cells.get(column, "")):
                    namesake.setdefault((str(cells["level"]), column, folded), code)
        present = [name for name in levels if name in level.values()]
        lengths = Counter(len(code) for code, found in level.items() if present and found == present[-1])
        return cls(
            levels=present,
            level=level,
            parent=parent,
            title={code: _folded(cells["title"]) for _, code, cells in coded},
            first=first,
            namesake=namesake,
            children=Counter(above for code, above in parent.items() if code != above),
            ranges=[(low, high) for low, dash, high in (code.partition("-") for code in level) if dash],
            in_cycle=_in_cycle(parent),
            digits=max(lengths, key=lambda length: (lengths[length], length), default=0),
            has_french=any(cells.get("title_fr") for _, cells in rows),
        )

    @property
    def lowest(self) -> str | None:
        return self.levels[-1] if self.levels else None


def _of_row(row: Row, table: _Table) -> Iterator[Fault]:
    number, cells = row
    code, level = cells["code"], cells["level"]
    if not is_code(code):
        sentence = marked("{code} is not a code: expected digits, as text")
        yield Fault("not a code", number, code if isinstance(code, str) else "", sentence, {"code": shown(code)})
        if not _is_text(code):
            return

    def fault(kind: FindingKind, sentence: str, /, **values: Any) -> Fault:  # noqa: ANN401 (whatever is said)
        return Fault(kind, number, code, sentence, values)

    if table.first[code] != number:
        yield fault("duplicate code", marked("the code stands in row {row} already"), row=table.first[code])
    is_level = isinstance(level, str) and level in table.levels
    if not is_level:
        known = ", ".join(table.levels) if table.levels else "–"
        yield fault(
            "unknown level", marked("{level} is not a level: expected one of {known}"), level=shown(level), known=known
        )
    elif level == table.lowest and len(code) != table.digits:
        sentence = marked("the code has {count} digits, most of its level have {digits}")
        yield fault("uneven codes", sentence, count=len(code), digits=table.digits)
    yield from _of_titles(row, table, fault)
    yield from _of_choices(row, table, fault)
    if is_level:
        yield from _of_place(row, table, fault)


def _of_titles(row: Row, table: _Table, fault: Any) -> Iterator[Fault]:  # noqa: ANN401 (a function of many values)
    _, cells = row
    code, title, title_fr = cells["code"], cells["title"], cells.get("title_fr", "")
    if not _is_text(title):
        yield fault("no title", marked("no title"))
    for column in ("title", "title_fr"):
        key = (str(cells["level"]), column, _folded(cells.get(column, "")))
        other = table.namesake.get(key, code)
        if other != code:
            sentence = marked("{title} is the title of {other} too, which is of the same level")
            yield fault("duplicate title", sentence, title=shown(cells[column]), other=other)
    above = cells["parent"] if _is_text(cells["parent"]) else ""
    if _folded(title) and _folded(title) == table.title.get(above) and table.children[above] > 1 and above != code:
        sentence = marked("it has the title of its parent {parent}, which has other groups below it too")
        yield fault("title of the parent", sentence, parent=above)
    if table.has_french and not _is_text(title_fr):
        yield fault("no French title", marked("no French title, and other groups have one"))
    if _is_text(title_fr) and _folded(title_fr) == _folded(title):
        yield fault("same in both languages", marked("{title} is its title in both languages"), title=shown(title))
    if "title_fr_status" in cells and bool(title_fr) != bool(cells["title_fr_status"]):
        yield fault("French status", marked("a French title has a status, and only that has one"))


def _of_choices(row: Row, table: _Table, fault: Any) -> Iterator[Fault]:  # noqa: ANN401 (a function of many values)
    _, cells = row
    for column, choices in _CHOICES.items():
        value = cells.get(column, "")
        if value != "" and str(value) not in choices:
            sentence = marked("{column}: expected one of {choices}, got {value}")
            yield fault("unknown value", sentence, column=column, choices=", ".join(choices), value=shown(value))
    has_scale = any(cells.get(column, "") != "" for column in ("teer", "skill_level"))
    if has_scale and cells["level"] != table.lowest:
        yield fault("scale above unit groups", marked("only a unit group has a TEER or a skill level"))


def _of_place(row: Row, table: _Table, fault: Any) -> Iterator[Fault]:  # noqa: ANN401 (a function of many values)
    """Check that the parent is there, is one level up, and (ranges apart) is a prefix; and that there are children."""
    _, cells = row
    code, level, parent = cells["code"], cells["level"], cells["parent"]
    place = table.levels.index(level)
    if place == 0:
        if parent != "":
            yield fault(
                "wrong level", marked("a {level} has no parent, got {parent}"), level=worded(level), parent=parent
            )
    elif parent == "":
        yield fault("orphan", marked("no parent"))
    elif not isinstance(parent, str) or parent not in table.level:
        yield fault("orphan", marked("its parent {parent} is missing"), parent=parent)
    else:
        above = table.levels[place - 1]
        if table.level[parent] != above:
            sentence = marked("its parent {parent} is not a {level}")
            yield fault("wrong level", sentence, parent=parent, level=worded(above))
        expected = _expected_parent(code, table)
        if expected is None:
            sentence = marked("{parent} is not its prefix, which no group has: {prefix}")
            yield fault("not the prefix", sentence, parent=parent, prefix=code[:-1])
        elif parent != expected:
            sentence = marked("{parent} is not its prefix: expected {expected}")
            yield fault("not the prefix", sentence, parent=parent, expected=expected)
    if code in table.in_cycle:
        yield fault("cycle", marked("its parents lead back to it"))
    if level != table.lowest and not table.children[code]:
        yield fault("childless", marked("no group is below it"))


def is_code(code: object) -> bool:
    """Tell whether a cell has the form of a code of any level: digits, or a range of them such as ``01-05``."""
    return isinstance(code, str) and code.isascii() and code.replace("-", "", 1).isdigit()


def _expected_parent(code: str, table: _Table) -> str | None:
    if "-" in code:
        return code[0]
    prefix = code[:-1]
    if prefix in table.level:
        return prefix
    # Two major groups of NOC 2011 and 2016 are ranges: 011 to 051 stand under 01-05, 071 to 091 under 07-09.
    return next((f"{low}-{high}" for low, high in table.ranges if low <= prefix <= high), None)


def _in_cycle(parent: Mapping[str, str]) -> set[str]:
    """Find the codes whose parents lead back to them; each code is walked once."""
    done: set[str] = set()
    found: set[str] = set()
    for start in parent:
        way: dict[str, None] = {}
        code = start
        while code in parent and code not in done and code not in way:
            way[code] = None
            code = parent[code]
        if code in way:
            steps = list(way)
            found.update(steps[steps.index(code) :])
        done.update(way)
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _folded(value: object) -> str:
    return " ".join(value.casefold().split()) if isinstance(value, str) else ""
