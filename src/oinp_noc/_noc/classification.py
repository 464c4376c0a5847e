"""NOC versions, levels, groups and their hierarchy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, cast, get_args

import attrs

from oinp_noc import _data
from oinp_noc._answers.value import Readable, Value
from oinp_noc._catalogue import marked, say
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import check_choice, series, shown
from oinp_noc.errors import UnknownCodeError, UnknownVersionError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from oinp_noc._answers.sheets import Sheet

Level = Literal["broad category", "major group", "sub-major group", "minor group", "unit group"]
TitleStatus = Literal["official", "reconstructed", "inferred"]

_A_GROUP: dict[Level, str] = {
    "broad category": marked("a broad category of NOC {versions}"),
    "major group": marked("a major group of NOC {versions}"),
    "sub-major group": marked("a sub-major group of NOC {versions}"),
    "minor group": marked("a minor group of NOC {versions}"),
    "unit group": marked("a unit group of NOC {versions}"),
}
_PREFIX = "noc-"
_COLUMNS = ("code", "level", "parent", "title", "title_fr", "title_fr_status", "teer", "skill_level")
_CODE, _LEVEL, _PARENT = range(3)


@attrs.frozen(repr=False, order=True)
class Group(Readable):
    """A group of a classification, at any level; compares and sorts by version and code.

    Attributes:
        code: the code as the classification prints it, with leading zeros. A unit group has 5 digits in NOC 2021 and
            4 before; groups above it have fewer. ``01-05`` and ``07-09`` are major groups of NOC 2011 and 2016.
        version: the NOC version, such as ``"2021"``.
        level: the level, from ``"broad category"`` to ``"unit group"``.
        title: the English title.
        title_fr: the French title, or None if it is not known.
        title_fr_status: ``"official"``, ``"reconstructed"`` (NOC 2016), ``"inferred"`` (NOC 2011 above
            the unit groups), or None.
        teer: 0 to 5 for unit groups of NOC 2021, None elsewhere.
        skill_level: ``"0"`` (management) or ``"A"`` to ``"D"`` for unit groups of NOC 2011 and 2016, None elsewhere.

    Example:
        >>> import oinp_noc
        >>> group = oinp_noc.lookup("21231")
        >>> group.title, group.teer, group.parent.code
        ('Software engineers and designers', 1, '2123')
    """

    _key = ("version", "code")

    version: str
    code: str
    level: Level = attrs.field(eq=False)
    title: str = attrs.field(eq=False)
    title_fr: str | None = attrs.field(eq=False)
    title_fr_status: TitleStatus | None = attrs.field(eq=False)
    teer: int | None = attrs.field(eq=False)
    skill_level: str | None = attrs.field(eq=False)
    _parent: str | None = attrs.field(eq=False)

    @property
    def parent(self) -> Group | None:
        """The group one level up; None for a broad category."""
        return None if self._parent is None else classification(self.version)[self._parent]

    @property
    def ancestors(self) -> tuple[Group, ...]:
        """The groups above this one, from the parent up to the broad category."""
        parent = self.parent
        return () if parent is None else (parent, *parent.ancestors)

    @property
    def children(self) -> tuple[Group, ...]:
        """The groups one level down, sorted by code; empty for a unit group."""
        return classification(self.version).children(self.code)

    @property
    def unit_groups(self) -> tuple[Group, ...]:
        """The unit groups below this group, sorted by code; a unit group has itself."""
        if self.level == "unit group":
            return (self,)
        return tuple(unit for child in self.children for unit in child.unit_groups)

    @classmethod
    def _found(cls, key: dict[str, Any]) -> Self:
        return cast("Self", classification(key["version"])[key["code"]])

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.views import of_group  # noqa: PLC0415 (notebooks alone need it)

        return of_group(self)

    def __repr__(self) -> str:
        return f"<Group {self.code} (NOC {self.version} {self.level}): {self.title}>"


@attrs.frozen(repr=False)
class Classification(Value, Mapping[str, Group]):
    """All groups of one NOC version: an immutable mapping of code to `Group`, sorted by code.

    Attributes:
        version: the NOC version.

    Example:
        >>> import oinp_noc
        >>> noc = oinp_noc.classification("2021")
        >>> len(noc), len(noc.at("unit group")), noc["2123"].level
        (822, 516, 'minor group')
    """

    _members = ("version", "since", "groups")
    _key = ("version",)

    version: str
    _rows: dict[str, list[Any]] = attrs.field(eq=False)
    _groups: dict[str, Group] = attrs.field(eq=False, factory=dict)  # built so far

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of this version, from the broad categories down."""
        present = {row[_LEVEL] for row in self._rows.values()}
        return tuple(level for level in get_args(Level) if level in present)

    @property
    def since(self) -> dt.date | None:
        """The first day on which the program used this version; None if no source says."""
        with FIRST_USE:
            from datetime import date  # noqa: PLC0415 (few callers need it)

        days = {row["name"]: row["since"] for row in _data.package()["versions"]}
        day = days.get(self.version)
        return None if day is None else date.fromisoformat(day)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of every level, by code."""
        return tuple(self.values())

    @property
    def unit_groups(self) -> tuple[Group, ...]:
        """The unit groups, sorted by code."""
        return self.at("unit group")

    def at(self, level: Level) -> tuple[Group, ...]:
        """Return the groups of one level, sorted by code.

        Args:
            level: such as ``"minor group"``.

        Raises:
            InvalidArgumentError: the version has no such level.
        """
        check_choice("level", level, self.levels)
        return tuple(self[code] for code, row in self._rows.items() if row[_LEVEL] == level)

    def children(self, code: str) -> tuple[Group, ...]:
        """Return the groups one level below a group, sorted by code; empty for a unit group.

        Args:
            code: the code of a group of this classification.

        Raises:
            UnknownCodeError: the classification has no such group.
        """
        return tuple(self[child] for child in _children(self.version).get(self[code].code, ()))

    def __getitem__(self, code: str) -> Group:
        try:
            return self._groups[code]
        except (KeyError, TypeError):
            if code not in self:
                raise _unknown_group(code, self.version) from None
            # If two threads build a group at once, both get the first one.
            return self._groups.setdefault(code, _group(self.version, self._rows[code]))

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @classmethod
    def _found(cls, key: dict[str, Any]) -> Self:
        return cast("Self", classification(**key))

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.views import of_classification  # noqa: PLC0415 (notebooks alone need it)

        return of_classification(self)

    def __repr__(self) -> str:
        return f"<Classification NOC {self.version}: {len(self)} groups>"

    def __reduce__(self) -> tuple[Any, ...]:
        return classification, (self.version,)


def versions() -> tuple[str, ...]:
    """Return the NOC versions of the packaged data, oldest first.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.versions()[:4]
        ('2006', '2011', '2016', '2021')
    """
    return _versions()


def classification(version: str = "2021") -> Classification:
    """Return all groups of a NOC version.

    Args:
        version: the NOC version.

    Returns:
        A mapping of code to `Group`: 822 groups for NOC 2021; 690 for NOC 2016 and 2011; 706 for NOC 2006.
        Source: Statistics Canada, see `provenance`.

    Raises:
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.classification("2016")["2123"].title
        'Agricultural representatives, consultants and specialists'
        >>> oinp_noc.classification("2021")["2123"].level
        'minor group'
    """
    check_version(version)
    return _classification(str(version))  # a plain text, if it was the text of an array


@_data.once
def unit_positions(version: str) -> dict[str, int]:
    """Number a version's unit groups from 0, sorted by code."""
    codes = (code for code, row in _rows(version).items() if row[_LEVEL] == "unit group")
    return {code: position for position, code in enumerate(codes)}


def readings(code: str) -> tuple[Group, ...]:
    """Return the groups with this code in any version, newest first."""
    tables = (classification(version) for version in reversed(versions()))
    return tuple(table[code] for table in tables if code in table)


def unit_digits(version: str) -> int:
    """Return the number of digits of a version's unit groups."""
    return len(next(iter(unit_positions(version))))


@_data.once
def unit_lengths() -> tuple[int, int]:
    """Return the fewest and the most digits that the unit groups of any version have."""
    lengths = [unit_digits(version) for version in versions()]
    return min(lengths), max(lengths)


def described(groups: Sequence[Group]) -> str:
    """Describe groups in prose: a minor group of NOC 2021 and a unit group of NOC 2016 and 2011."""
    by_level: dict[Level, list[str]] = {}
    for group in groups:
        by_level.setdefault(group.level, []).append(group.version)
    return series(say(_A_GROUP[level], versions=series(found)) for level, found in by_level.items())


def check_version(version: object) -> None:
    """Raise if a value is not a NOC version; reads no table.

    Raises:
        UnknownVersionError: the packaged data has no such version.
    """
    if not isinstance(version, str) or version not in _versions():
        known = series(f'"{known}"' for known in _versions())
        message = say("{value} is not a NOC version: expected {known}, as text", value=shown(version), known=known)
        raise UnknownVersionError(message, value=version, candidates=_versions())


@_data.once
def _versions() -> tuple[str, ...]:
    names = (row["name"] for row in _data.package()["resources"])
    return tuple(sorted(name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)))


@_data.once
def _classification(version: str) -> Classification:
    return Classification(version, _rows(version))


@_data.once
def _rows(version: str) -> dict[str, list[Any]]:
    return {row[_CODE]: row for row in _data.rows(_PREFIX + version, *_COLUMNS)}


@_data.once
def _children(version: str) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for code, row in _rows(version).items():
        children.setdefault(row[_PARENT], []).append(code)
    return children


def _group(version: str, row: list[Any]) -> Group:
    return Group(version, **dict(zip(_COLUMNS, row, strict=True)))


def _unknown_group(code: object, version: str) -> UnknownCodeError:
    if not isinstance(code, str):
        message = say("{code} is not a group of NOC {version}: a code is text", code=shown(code), version=version)
    elif there := readings(code):
        what = described(there)
        message = say("{code} is {what}: expected a group of NOC {version}", code=code, what=what, version=version)
    else:
        message = say("{code} is not a group of NOC {version}", code=shown(code), version=version)
    return UnknownCodeError(message, value=code, version=version)
