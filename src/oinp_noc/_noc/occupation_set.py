"""Sets of unit groups of one NOC version, with the algebra of sets."""

from __future__ import annotations

import operator
from itertools import compress
from typing import TYPE_CHECKING, Any, Literal, Self, SupportsIndex, TypeGuard

import attrs

from oinp_noc._answers.faults import each
from oinp_noc._answers.value import Readable
from oinp_noc._catalogue import say
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import check_choice, invalid_choice, shown
from oinp_noc._noc.cells import is_flag
from oinp_noc._noc.classification import Group, classification, unit_positions
from oinp_noc._noc.codes import lookup, named, unknown_code
from oinp_noc._noc.pair_masks import pair_masks, touching
from oinp_noc.errors import InvalidArgumentError, VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._answers.sheets import Sheet

_SHOWN_CODES = 8  # codes that a repr names one by one
_AS_BITS = bytes.maketrans(b"01", b"\0\1")


@attrs.frozen(init=False, repr=False)
class OccupationSet(Readable):
    """An immutable set of unit groups of one NOC version, with all set operations.

    Every operator has a named method. Two sets of different versions are never equal, and all other operations
    between them raise: `overlap` compares sets across versions, and `convert` converts a set to another version.

    Args:
        codes: codes of unit groups, or `Group` values, in any order; repeats count once.
        version: the NOC version of the codes.

    Attributes:
        version: the NOC version.

    Raises:
        InvalidArgumentError: a single text, or something that is not an iterable.
        InvalidCodeError, UnknownCodeError: a code that is not a unit group of the version.
        UnknownVersionError: the packaged data has no such version.
        VersionMismatchError: a group of another version.

    Example:
        >>> import oinp_noc
        >>> trades = oinp_noc.OccupationSet.under("72", version="2021")
        >>> welders = oinp_noc.OccupationSet(["72106"], version="2021")
        >>> welders <= trades, len(trades - welders), "72106" in trades
        (True, 52, True)
    """

    _members = ("version", "codes")
    _key = ("version", "codes")
    _is_beside_version = True

    version: str
    # Bit n is the unit group at position n, see `unit_positions`: set operations are integer operations.
    _bits: int

    def __init__(self, codes: Iterable[str | Group] = (), version: str = "2021") -> None:
        version = classification(version).version
        if isinstance(codes, str | bytes) or not _is_iterable(codes):
            message = say("{value} is not a collection: expected an iterable of codes", value=shown(codes))
            if isinstance(codes, str | bytes):
                message = say(
                    "{value} is not a collection: expected an iterable of codes, such as [{value}]", value=shown(codes)
                )
            raise InvalidArgumentError(message, value=codes, version=version)
        position = unit_positions(version)
        bits = 0
        for code in codes:
            bits |= 1 << position[_member(code, version)]
        self.__attrs_init__(version, bits)

    @classmethod
    def everything(cls, version: str = "2021") -> Self:
        """Return the set of all unit groups of a version."""
        version = classification(version).version
        return cls._of(version, (1 << len(unit_positions(version))) - 1)

    @classmethod
    def under(cls, *codes: str | Group, version: str = "2021") -> Self:
        """Return the unit groups below groups of any level.

        Args:
            codes: codes of groups, such as ``"72"`` (a major group), `Group` values, and ranges: ``"72-73"`` is every
                group of that level from 72 to 73. A code that is printed as a range, such as ``"01-05"`` of NOC 2016,
                is that group. A unit group has itself; square brackets around a code or range are read over.
            version: the NOC version of the codes.

        Raises:
            InvalidCodeError: a range whose ends are of different levels, or descend.
            UnknownCodeError: the version has no such group.
            VersionMismatchError: a group of another version.

        Example:
            >>> import oinp_noc
            >>> len(oinp_noc.OccupationSet.under("72", "73", version="2021"))
            71
            >>> len(oinp_noc.OccupationSet.under("11-14", version="2021"))
            51
        """
        version = classification(version).version
        for code in codes:
            _check_version(code, version)
        groups = (group for code in codes for group in ([code] if isinstance(code, Group) else named(code, version)))
        return cls((unit for group in groups for unit in group.unit_groups), version)

    @classmethod
    def where(
        cls,
        *,
        teer: int | Iterable[int] | None = None,
        skill_level: str | Iterable[str] | None = None,
        version: str = "2021",
    ) -> Self:
        """Return the unit groups of some TEER categories or skill levels.

        Args:
            teer: one TEER category, 0 to 5, or several (NOC 2021).
            skill_level: one skill level, ``"0"`` or ``"A"`` to ``"D"``, or several (NOC 2011 and 2016).
            version: the NOC version.

        Raises:
            InvalidArgumentError: not a TEER category or skill level, or neither argument is given.
            VersionMismatchError: the version has no TEER categories, or no skill levels.

        Example:
            >>> import oinp_noc
            >>> len(oinp_noc.OccupationSet.where(teer={0, 1}, version="2021"))
            145
        """
        if teer is None and skill_level is None:
            message = say("where() needs teer= or skill_level=; everything() has all unit groups")
            raise InvalidArgumentError(message, version=version)
        found = list(classification(version).unit_groups)
        if teer is not None:
            categories = _of_scale("teer", teer, {group.teer for group in found}, version)
            found = [group for group in found if group.teer in categories]
        if skill_level is not None:
            levels = _of_scale("skill_level", skill_level, {group.skill_level for group in found}, version)
            found = [group for group in found if group.skill_level in levels]
        return cls(found, version)

    @classmethod
    def _of(cls, version: str, bits: int) -> Self:
        # Past __init__: the result of an operation needs no parsing and no checks.
        made = cls.__new__(cls)
        made.__attrs_init__(version, bits)
        return made

    @classmethod
    def _verified(cls, codes: Iterable[str], version: str) -> Self:
        # For the packaged lists, which the builder checked: their codes need no parsing.
        position = unit_positions(version)
        return cls._of(version, sum([1 << position[code] for code in codes]))

    @classmethod
    def _found(cls, key: dict[str, Any]) -> Self:
        version = classification(key["version"]).version
        return cls(each(lambda code, _: _member(code, version), key["codes"]), version)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, sorted."""
        bits = f"{self._bits:b}"[::-1].encode().translate(_AS_BITS)
        return tuple(compress(unit_positions(self.version), bits))

    @property
    def titles(self) -> tuple[str, ...]:
        """The English titles, in the order of the codes."""
        return tuple(group.title for group in self)

    def union(self, *others: Self) -> Self:
        """Return the unit groups in any of the sets (``|``)."""
        bits = self._bits
        for other in others:
            bits |= self._same_version(other)
        return self._of(self.version, bits)

    def intersection(self, *others: Self) -> Self:
        """Return the unit groups in all of the sets (``&``)."""
        bits = self._bits
        for other in others:
            bits &= self._same_version(other)
        return self._of(self.version, bits)

    def difference(self, *others: Self) -> Self:
        """Return the unit groups in this set and in none of the others (``-``)."""
        bits = self._bits
        for other in others:
            bits &= ~self._same_version(other)
        return self._of(self.version, bits)

    def symmetric_difference(self, other: Self) -> Self:
        """Return the unit groups in exactly one of the two sets (``^``)."""
        return self._of(self.version, self._bits ^ self._same_version(other))

    def complement(self, within: Self | None = None) -> Self:
        """Return the unit groups not in this set (``~``): those of ``within``, or of the whole version."""
        if within is None:
            return self.everything(self.version).difference(self)
        return self._of(self.version, self._same_version(within) & ~self._bits)

    def issubset(self, other: Self) -> bool:
        """Return True if every unit group of this set is in the other (``<=``)."""
        return not self._bits & ~self._same_version(other)

    def issuperset(self, other: Self) -> bool:
        """Return True if every unit group of the other set is in this one (``>=``)."""
        return not self._same_version(other) & ~self._bits

    def isdisjoint(self, other: Self) -> bool:
        """Return True if the two sets have no unit group in common."""
        return not self._bits & self._same_version(other)

    def convert(self, to: str, *, keep: Literal["any", "whole"]) -> OccupationSet:
        """Convert the set to another NOC version.

        Args:
            to: the NOC version to convert to.
            keep: ``"any"`` keeps each unit group that is paired with a unit group of this set; ``"whole"`` only those
                whose partners are all in this set. Neither is right for every purpose, so there is no default.

        Raises:
            InvalidArgumentError: ``keep`` is neither.
            UnknownVersionError: the packaged data has no such version.

        Example:
            >>> import oinp_noc
            >>> tech = oinp_noc.OccupationSet(["2173", "2174"], version="2016")
            >>> tech.convert("2021", keep="any").codes
            ('21211', '21230', '21231', '21232', '21234')
            >>> tech.convert("2021", keep="whole").codes
            ('21230', '21231', '21232')
        """
        check_choice("keep", keep, ("any", "whole"))
        to = classification(to).version
        masks = pair_masks(self.version, to)
        everything, ours = bits_of(OccupationSet.everything(to)), masks.left(self._bits)
        converted = touching(everything, masks.of_target, ours)
        if keep == "whole":
            converted &= ~touching(everything, masks.of_target, ~ours)
        return set_of_bits(to, converted)

    # The operators do not call the named methods, which take several sets and are a third slower.
    def __or__(self, other: Self) -> Self:
        if not isinstance(other, OccupationSet):
            return NotImplemented
        return self._of(self.version, self._bits | self._same_version(other))

    def __and__(self, other: Self) -> Self:
        if not isinstance(other, OccupationSet):
            return NotImplemented
        return self._of(self.version, self._bits & self._same_version(other))

    def __sub__(self, other: Self) -> Self:
        if not isinstance(other, OccupationSet):
            return NotImplemented
        return self._of(self.version, self._bits & ~self._same_version(other))

    def __xor__(self, other: Self) -> Self:
        if not isinstance(other, OccupationSet):
            return NotImplemented
        return self._of(self.version, self._bits ^ self._same_version(other))

    def __invert__(self) -> Self:
        return self.complement()

    def __le__(self, other: Self) -> bool:
        return self.issubset(other) if isinstance(other, OccupationSet) else NotImplemented

    def __lt__(self, other: Self) -> bool:
        return self != other and self.issubset(other) if isinstance(other, OccupationSet) else NotImplemented

    def __ge__(self, other: Self) -> bool:
        return self.issuperset(other) if isinstance(other, OccupationSet) else NotImplemented

    def __gt__(self, other: Self) -> bool:
        return self != other and self.issuperset(other) if isinstance(other, OccupationSet) else NotImplemented

    def __contains__(self, code: str | Group) -> bool:
        return bool(self._bits >> unit_positions(self.version)[_member(code, self.version)] & 1)

    def __iter__(self) -> Iterator[Group]:
        noc = classification(self.version)
        return (noc[code] for code in self.codes)

    def __len__(self) -> int:
        return self._bits.bit_count()

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.views import of_occupations  # noqa: PLC0415 (notebooks alone need it)

        return of_occupations(self)

    def __repr__(self) -> str:
        if len(self) <= _SHOWN_CODES:
            return f"OccupationSet({list(self.codes)!r}, version={self.version!r})"
        return f"<OccupationSet of {len(self)} unit groups of NOC {self.version}, {self.codes[0]} to {self.codes[-1]}>"

    def __reduce__(self) -> tuple[Any, ...]:
        # By codes: the bits depend on the tables of this installation.
        return type(self), (self.codes, self.version)

    def _same_version(self, other: OccupationSet) -> int:
        """Return the other set's bits, if it is of the same version."""
        if not isinstance(other, OccupationSet):
            message = say(
                "expected an OccupationSet, got {value} of type {type}", value=shown(other), type=type(other).__name__
            )
            raise InvalidArgumentError(message, value=other, version=self.version)
        if other.version != self.version:
            message = say(
                "a set of NOC {version} and one of NOC {other} do not mix: overlap(a, b) compares them by pairs, and "
                '.convert("{version}", keep=...) converts the second set',
                version=self.version,
                other=other.version,
            )
            raise VersionMismatchError(message, value=other, version=self.version)
        return other._bits


def bits_of(occupations: OccupationSet) -> int:
    """Return a set as an integer: bit n is the unit group at position n of its version."""
    return occupations._bits


def set_of_bits(version: str, bits: int) -> OccupationSet:
    """Return the set that an integer represents."""
    return OccupationSet._of(version, bits)


def _member(code: str | Group, version: str) -> str:
    _check_version(code, version)
    if isinstance(code, Group):
        if code.level != "unit group":
            raise unknown_code(code, version, code.code)
        return code.code
    return lookup(code, version).code


def _check_version(code: str | Group, version: str) -> None:
    if isinstance(code, Group) and code.version != version:
        call = f'convert("{code.code}", version="{code.version}", to="{version}")'
        message = say(
            "{group} is not of NOC {version}: expected a group of NOC {version}; {call} converts it",
            group=repr(code),
            version=version,
            call=call,
        )
        raise VersionMismatchError(message, value=code, version=version)


def _of_scale(scale: str, wanted: object, there: set[Any], version: str) -> list[object]:
    """Return one value or several as a list; raise unless the version's scale has each of them."""
    choices = sorted(there - {None})
    if not choices:
        message = say("the unit groups of NOC {version} have no {scale}", version=version, scale=scale)
        raise VersionMismatchError(message, value=wanted, version=version)
    found = []
    for value in wanted if _is_iterable(wanted) and not isinstance(wanted, str) else (wanted,):
        # The integers of an array count as integers. True and 1.0 are equal to 1, but they are not TEER categories.
        plain = value
        if isinstance(value, SupportsIndex) and not (is_flag(value) or isinstance(value, type) or _is_iterable(value)):
            plain = operator.index(value)
        if not isinstance(plain, type(choices[0])) or isinstance(plain, bool) or plain not in choices:
            raise invalid_choice(scale, value, choices)
        found.append(plain)
    return found


def _is_iterable(value: object) -> TypeGuard[Iterable[Any]]:
    """Return True if a value can be iterated over, as an array without dimensions cannot, which has __iter__."""
    try:
        iter(value)  # type: ignore[call-overload]
    except TypeError:
        return False
    return True
