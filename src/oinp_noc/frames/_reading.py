"""What the cells of a column mean: which NOC version, which code, or why none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast, get_args

import attrs

from oinp_noc._messages import listed, shown
from oinp_noc._noc.classification import classification, unit_positions, versions
from oinp_noc._noc.codes import identify, parse_code
from oinp_noc.errors import FrameError, InvalidCodeError, UnknownCodeError
from oinp_noc.frames._columns import attach, check_choice, count, is_missing, not_text, opened
from oinp_noc.frames._engines.answers import Answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from oinp_noc._noc.classification import Group
    from oinp_noc.frames._columns import FrameT
    from oinp_noc.frames._engines.answers import CellType, Row

OnUnknown = Literal["null", "raise"]
Meaning = Literal["unit group", "group", "unknown", "malformed", "missing"]


class DefaultVersion(str):
    """The version that an argument has unless it is given: equal to its text, and known by its type."""

    __slots__ = ()


V2016 = DefaultVersion("2016")
V2021 = DefaultVersion("2021")


def read(value: object, version: str | None) -> tuple[Meaning, Any]:
    """Read a cell as `parse_code` does: what it means, and the code, or the cell as it is."""
    if is_missing(value):
        return "missing", None
    if version is None:
        return "unknown", value
    try:
        return "unit group", parse_code(cast("str", value), version)
    except InvalidCodeError:
        return "malformed", value
    except UnknownCodeError:
        group = group_of(cast("str", value), version)
        return ("unknown", value) if group is None else ("group", group.code)


def group_of(text: str, version: str) -> Group | None:
    """Return the group of a version, at any level, whose code the text is."""
    return next((group for group in identify(text) if group.version == version), None)


def read_version(cell: object) -> str | None:
    """Read a cell that names a NOC version: ``"2016"``, ``2016``, ``2016.0`` or ``"NOC 2016"``."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    text = text[3:].strip() if text[:3].upper() in {"NOC", "CNP"} else text
    return text if text in versions() else None


@attrs.frozen
class Codes:
    """The column of codes, and where the NOC version of each code comes from.

    Attributes:
        column: the column of codes.
        version: the NOC version of all codes.
        version_column: the column that names the NOC version of each row, instead.
        levels: whether codes of groups above the unit groups are read, too.
        beside: the other columns that a rule needs.
    """

    column: str
    version: str
    version_column: str | None = None
    levels: bool = False
    beside: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        classification(self.version)  # raises for an unknown version
        if self.version_column is not None and not isinstance(self.version, DefaultVersion):
            message = f"version={self.version!r} and version_column={self.version_column!r}: expected one of the two"
            raise FrameError(message, value=self.version_column, version=self.version)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that make a key."""
        return (self.column, *([self.version_column] if self.version_column is not None else []), *self.beside)

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that the codes may have."""
        return (self.version,) if self.version_column is None else versions()

    @property
    def expected(self) -> tuple[Any, ...]:
        """The keys of all codes that are read."""
        codes: Callable[[str], Iterable[str]] = classification if self.levels else unit_positions
        known = [(code, each) for each in self.versions for code in codes(each)]
        if len(self.keys) == 1:
            return tuple(code for code, _ in known)
        nothing = (None,) * len(self.beside)
        return tuple((code, *([each] if self.version_column is not None else []), *nothing) for code, each in known)

    @property
    def halting(self) -> tuple[str, ...]:
        """The codes of groups that must not occur, if the version is known before the cells are."""
        if self.levels or len(self.keys) > 1:
            return ()
        return tuple(code for code in classification(self.version) if code not in unit_positions(self.version))

    def read(self, key: Any) -> tuple[Meaning, Any, str | None]:  # noqa: ANN401 (a cell, or several)
        """Read a key: what its code means, the code, and its version."""
        cells: tuple[Any, ...] = key if len(self.keys) > 1 else (key,)
        version = self.version if self.version_column is None else read_version(cells[1])
        return *read(cells[0], version), version

    def rule(self, answer: Callable[..., Sequence[Row]], unknown: Row, missing: Row) -> Callable[..., Sequence[Row]]:
        """Make a rule for codes and versions one for cells: as `parse_code` reads them."""
        beside = len(self.beside)

        def rule(*cells: object) -> Sequence[Row]:
            meaning, code, version = self.read(cells if len(self.keys) > 1 else cells[0])
            if meaning == "missing":
                return [missing]
            if meaning == "unit group" or (self.levels and meaning == "group"):
                return answer(code, version, *cells[len(cells) - beside :])
            return [unknown]

        return rule

    def refuse(self, keys: Iterable[Any], dtype: Callable[[], object]) -> FrameError | None:
        """Return the error for cells that must not occur: numbers, groups, and versions that are unknown."""
        several = len(self.keys) > 1
        keys = [key if several else (key,) for key in keys]
        if (error := self.refuse_versions(keys)) is not None:
            return error
        values = {key[0] for key in keys if not is_missing(key[0])}
        if others := [value for value in values if not isinstance(value, str)]:
            mixed = len(others) < len(values)
            kind = f"text and of {type(others[0]).__name__}, such as {shown(others[0])}" if mixed else dtype()
            return not_text(self.column, kind, self.version)
        if self.levels:
            return None
        known = unit_positions(self.version)
        for key in keys:
            if self.version_column is None and key[0] in known:
                continue
            meaning, code, version = self.read(key if several else key[0])
            if meaning == "group":
                message = self.halted(version).replace("{code}", code)
                return FrameError(message, value=code, version=version)
        return None

    def refuse_versions(self, keys: Iterable[Sequence[Any]]) -> FrameError | None:
        """Return the error for cells that name no NOC version."""
        if self.version_column is None:
            return None
        cells = {key[1] for key in keys if not is_missing(key[1]) and read_version(key[1]) is None}
        if not cells:
            return None
        message = (
            f"{self.version_column} has values that do not name a NOC version: {listed(sorted(map(shown, cells)))}: "
            f"expected {listed(versions())}"
        )
        return FrameError(message, value=tuple(cells), candidates=versions())

    def halted(self, version: str | None) -> str:
        """Write the message about a group above the unit groups, with ``{code}`` for its code."""
        column = self.column if isinstance(self.column, str) else shown(self.column)  # which `put` refuses
        return (
            f"{column} has the code {{code}}, which is a group above the unit groups of NOC {version}: "
            f'OccupationSet.under("{{code}}", version="{version}").convert(...) converts all its unit groups; '
            f"frames.clean restores a lost leading zero, frames.describe shows what each version makes of the column"
        )


def put(  # noqa: PLR0913 (private)
    frame: FrameT,
    codes: Codes,
    columns: dict[str, CellType],
    answer: Callable[..., Sequence[Row]],
    *,
    unknown: Row,
    missing: Row,
    several: bool = False,
) -> FrameT:
    """Put rows of answers beside the codes of a column."""
    answers = Answers(
        keys=codes.keys,
        columns=columns,
        expected=codes.expected,
        version=codes.version,
        rule=codes.rule(answer, unknown, missing),
        several=several,
        closed=not codes.beside,
        refuse=lambda keys: codes.refuse(keys, lambda: opened(frame, codes.keys).collect_schema()[codes.column]),
        halting=codes.halting,
        halted=codes.halted(codes.version),
    )
    return attach(frame, answers)


def check_unknown(frame: object, codes: Codes, on_unknown: OnUnknown, split: Callable[..., bool] | None = None) -> None:
    """Raise for values that are not codes, or whose code is split, if that was asked for: all with their counts.

    Args:
        frame: a data frame.
        codes: the column of codes.
        on_unknown: ``"raise"`` refuses values that are not codes.
        split: returns True for a code, its version and the cells beside that are to be refused.
    """
    check_choice("on_unknown", on_unknown, get_args(OnUnknown))
    if on_unknown == "null" and split is None:
        return
    counts: dict[object, int] = {}
    for key, rows in count(frame, codes.keys).items():
        meaning, code, version = codes.read(key)
        cells = key if len(codes.keys) > 1 else (key,)
        if meaning in {"unknown", "malformed"} or (meaning == "group" and not codes.levels):
            refused = on_unknown == "raise"
        else:
            refused = (
                meaning == "unit group"
                and split is not None
                and split(code, version, *cells[len(cells) - len(codes.beside) :])
            )
        if refused:
            counts[cells[0]] = counts.get(cells[0], 0) + rows
    if counts:
        raise _refused(codes, counts, or_split=split is not None)


def _refused(codes: Codes, counts: dict[object, int], *, or_split: bool) -> FrameError:
    most = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    told = listed(f"{shown(value)} ({times} {'row' if times == 1 else 'rows'})" for value, times in most)
    version = f"NOC {codes.version}" if codes.version_column is None else "their NOC version"
    one = len(counts) == 1
    said = f"{'value that is not a unit group' if one else 'values that are not unit groups'} of {version}"
    if or_split:
        said += f", or {'has' if one else 'have'} several targets"
    message = (
        f"{codes.column} has {len(counts)} {said}: {told}; frames.clean repairs values, frames.describe counts them"
    )
    return FrameError(
        message, value=dict(most), version=codes.version, candidates=tuple(str(value) for value, _ in most)
    )
