"""Sets of unit groups of one NOC version, with the algebra of sets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, Self

import attrs

from oinp_noc._messages import invalid_choice, shown
from oinp_noc._noc.classification import Group, classification, unit_positions
from oinp_noc._noc.codes import lookup, unknown_code
from oinp_noc._noc.pair_masks import pair_masks, touching
from oinp_noc.errors import InvalidArgumentError, VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN_CODES = 8  # codes that a repr names one by one


@attrs.frozen(init=False, repr=False)
class OccupationSet:
    """An immutable set of unit groups of one NOC version, with the whole algebra of sets.

    Every operator has a named method beside it. Two sets of different versions are never equal, and every other
    operation between them raises; `overlap` compares across versions, and `convert` leads from one to another.

    Args:
        codes: the codes of unit groups, or the `Group` values themselves, in any order; repeats fall together.
        version: the NOC version of the codes.

    Attributes:
        version: the NOC version.

    Raises:
        InvalidArgumentError: one text in place of an iterable of codes.
        InvalidCodeError, UnknownCodeError: a code that the version lacks.
        UnknownVersionError: the packaged data has no such version.
        VersionMismatchError: a group of another version.

    Example:
        >>> import oinp_noc
        >>> trades = oinp_noc.OccupationSet.under("72", version="2021")
        >>> welders = oinp_noc.OccupationSet(["72106"], version="2021")
        >>> welders <= trades, len(trades - welders), "72106" in trades
        (True, 52, True)
    """

    __module__ = "oinp_noc"

    version: str
    # One bit a unit group, in the order of codes: the algebra is that of integers, and two equal sets have equal bits.
    _bits: int

    def __init__(self, codes: Iterable[str | Group] = (), version: str = "2021") -> None:
        if isinstance(codes, str | bytes) or not isinstance(codes, Iterable):
            message = f"{shown(codes)} is no collection: expected an iterable of codes, such as [{shown(codes)}]"
            raise InvalidArgumentError(message, value=codes, version=version)
        position = unit_positions(classification(version).version)
        bits = 0
        for code in codes:
            bits |= 1 << position[_member(code, version)]
        self.__attrs_init__(version, bits)

    @classmethod
    def everything(cls, version: str = "2021") -> Self:
        """Return the set of all unit groups of a version."""
        return cls._of(version, (1 << len(unit_positions(classification(version).version))) - 1)

    @classmethod
    def under(cls, *codes: str | Group, version: str = "2021") -> Self:
        """Return the unit groups below groups of any level.

        Args:
            codes: codes of groups, such as ``"72"`` (a major group); a unit group stands for itself.
            version: the NOC version of the codes.

        Raises:
            UnknownCodeError: the version has no such group.

        Example:
            >>> import oinp_noc
            >>> len(oinp_noc.OccupationSet.under("72", "73", version="2021"))
            71
        """
        noc = classification(version)
        for code in codes:
            _check_version(code, version)
        groups = (noc[code.code if isinstance(code, Group) else code] for code in codes)
        return cls((unit for group in groups for unit in group.unit_groups), version)

    @classmethod
    def where(
        cls,
        *,
        teer: int | Iterable[int] | None = None,
        skill_level: str | Iterable[str] | None = None,
        version: str = "2021",
    ) -> Self:
        """Return the unit groups of certain TEER categories or skill levels.

        Args:
            teer: one TEER category, 0 to 5, or several; of versions that have them (2021).
            skill_level: one skill level, ``"0"`` or ``"A"`` to ``"D"``, or several; of versions that have them
                (2011 and 2016).
            version: the NOC version.

        Raises:
            InvalidArgumentError: no such TEER category or skill level, or neither is given.
            VersionMismatchError: the version has no TEER categories, or no skill levels.

        Example:
            >>> import oinp_noc
            >>> len(oinp_noc.OccupationSet.where(teer={0, 1}, version="2021"))
            145
        """
        if teer is None and skill_level is None:
            message = "where() selects by teer or by skill_level: expected one of them; everything() has all"
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
        # The way past __init__: an operation's result needs no reading and no checks.
        made = cls.__new__(cls)
        made.__attrs_init__(version, bits)
        return made

    @classmethod
    def _verified(cls, codes: Iterable[str], version: str) -> Self:
        # The way of the packaged lists, which the builder checked: a code has a position, and needs no reading.
        position = unit_positions(version)
        return cls._of(version, sum([1 << position[code] for code in codes]))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, sorted."""
        return tuple(code for bit, code in enumerate(unit_positions(self.version)) if self._bits >> bit & 1)

    @property
    def titles(self) -> tuple[str, ...]:
        """The English titles, in the order of the codes."""
        return tuple(group.title for group in self)

    def union(self, *others: Self) -> Self:
        """Return what is in any of the sets (``|``)."""
        bits = self._bits
        for other in others:
            bits |= self._same_version(other)
        return self._of(self.version, bits)

    def intersection(self, *others: Self) -> Self:
        """Return what is in all of the sets (``&``)."""
        bits = self._bits
        for other in others:
            bits &= self._same_version(other)
        return self._of(self.version, bits)

    def difference(self, *others: Self) -> Self:
        """Return what is in this set and in none of the others (``-``)."""
        bits = self._bits
        for other in others:
            bits &= ~self._same_version(other)
        return self._of(self.version, bits)

    def symmetric_difference(self, other: Self) -> Self:
        """Return what is in one of the two sets only (``^``)."""
        return self._of(self.version, self._bits ^ self._same_version(other))

    def complement(self, within: Self | None = None) -> Self:
        """Return what is not in this set (``~``): of ``within``, or else of all unit groups of the version."""
        if within is None:
            return self.everything(self.version).difference(self)
        return self._of(self.version, self._same_version(within) & ~self._bits)

    def issubset(self, other: Self) -> bool:
        """Say whether every unit group of this set is in the other (``<=``)."""
        return not self._bits & ~self._same_version(other)

    def issuperset(self, other: Self) -> bool:
        """Say whether every unit group of the other set is in this one (``>=``)."""
        return not self._same_version(other) & ~self._bits

    def isdisjoint(self, other: Self) -> bool:
        """Say whether the two sets have nothing in common."""
        return not self._bits & self._same_version(other)

    def convert(self, to: str, *, keep: Literal["any", "whole"]) -> OccupationSet:
        """Convert the set to another NOC version.

        Args:
            to: the NOC version to convert to.
            keep: ``"any"`` keeps every unit group that has a pair with one of this set; ``"whole"`` only those all of
                whose sources are in this set. Neither is right for all purposes, so there is no default.

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
        if keep not in ("any", "whole"):
            raise invalid_choice("keep", keep, ("any", "whole"))
        masks = pair_masks(self.version, classification(to).version)
        everything, ours = bits_of(OccupationSet.everything(to)), masks.left(self._bits)
        converted = touching(everything, masks.of_target, ours)
        if keep == "whole":
            converted &= ~touching(everything, masks.of_target, ~ours)
        return set_of_bits(to, converted)

    # The operators do their work themselves: the named methods take several sets, which costs a third more.
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

    def __repr__(self) -> str:
        if len(self) <= _SHOWN_CODES:
            return f"OccupationSet({list(self.codes)!r}, version={self.version!r})"
        return f"<OccupationSet of {len(self)} unit groups of NOC {self.version}, {self.codes[0]} to {self.codes[-1]}>"

    def __reduce__(self) -> tuple[Any, ...]:
        # By codes: the bits mean something only beside the tables of this installation.
        return type(self), (self.codes, self.version)

    def _same_version(self, other: OccupationSet) -> int:
        """Return the other set's bits, which mean the same only within one version."""
        if not isinstance(other, OccupationSet):
            message = f"expected an OccupationSet, got {shown(other)} of type {type(other).__name__}"
            raise InvalidArgumentError(message, value=other, version=self.version)
        if other.version != self.version:
            message = (
                f"a set of NOC {self.version} and one of NOC {other.version} do not mix: overlap(a, b) compares them "
                f'by pairs, and .convert("{self.version}", keep=...) brings the second over'
            )
            raise VersionMismatchError(message, value=other, version=self.version)
        return other._bits


def bits_of(occupations: OccupationSet) -> int:
    """Return a set as an integer: bit n is the unit group at position n of its version."""
    return occupations._bits


def set_of_bits(version: str, bits: int) -> OccupationSet:
    """Return the set that an integer stands for."""
    return OccupationSet._of(version, bits)


def _member(code: str | Group, version: str) -> str:
    _check_version(code, version)
    if isinstance(code, Group):
        if code.level != "unit group":
            raise unknown_code(code.code, version)
        return code.code
    return lookup(code, version).code


def _check_version(code: str | Group, version: str) -> None:
    if isinstance(code, Group) and code.version != version:
        message = (
            f"{code!r} is not of NOC {version}: expected a group of NOC {version}; "
            f'convert("{code.code}", version="{code.version}", to="{version}") leads there'
        )
        raise VersionMismatchError(message, value=code, version=version)


def _of_scale(scale: str, wanted: object, there: set[Any], version: str) -> list[object]:
    """Read one value or several, each of which the version's scale must have."""
    choices = sorted(there - {None})
    if not choices:
        message = f"the unit groups of NOC {version} have no {scale}"
        raise VersionMismatchError(message, value=wanted, version=version)
    values = list(wanted) if isinstance(wanted, Iterable) and not isinstance(wanted, str) else [wanted]
    for value in values:
        # By type too: True and 1.0 are equal to 1, and no TEER category.
        if not any(value == choice and type(value) is type(choice) for choice in choices):
            raise invalid_choice(scale, value, choices)
    return values
