"""Sets of unit groups of one NOC version, and what two of them have in common across versions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, runtime_checkable

import attrs

from oinp_noc import _data
from oinp_noc._messages import invalid_choice, shown
from oinp_noc._noc.classification import Group, classification, places, unknown_code
from oinp_noc._noc.codes import lookup
from oinp_noc._noc.concordance import Pair, concordance
from oinp_noc.errors import InexactOverlapError, InvalidArgumentError, VersionMismatchError

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
        place_of = places(classification(version).version)
        bits = 0
        for code in codes:
            bits |= 1 << place_of[_member(code, version)]
        self.__attrs_init__(version, bits)

    @classmethod
    def everything(cls, version: str = "2021") -> Self:
        """Return the set of all unit groups of a version."""
        return cls._of(version, (1 << len(places(classification(version).version))) - 1)

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
        # The way of the packaged lists, which the builder checked: a code has a place, and needs no reading.
        place_of = places(version)
        return cls._of(version, sum([1 << place_of[code] for code in codes]))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, sorted."""
        return tuple(code for place, code in enumerate(places(self.version)) if self._bits >> place & 1)

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
        space = pair_space(self.version, classification(to).version)
        everything = OccupationSet.everything(to)
        touched = _having(everything, space.of_target, space.left(self))
        if keep == "any":
            return touched
        return touched - _having(everything, space.of_target, ~space.left(self))

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
        return bool(self._bits >> places(self.version)[_member(code, self.version)] & 1)

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


@runtime_checkable
class Listed(Protocol):
    """What has an occupation list: a draw, or an edition of an occupation group."""

    def listed(self) -> OccupationSet:
        """Return the list, or raise where there is none or it is not known."""


@attrs.frozen
class Side:
    """The part of one side of an overlap that has pairs with the other.

    Attributes:
        whole: the unit groups all of whose partners are on the other side.
        partial: those that have a partner on the other side, but not all.
    """

    __module__ = "oinp_noc"

    whole: OccupationSet
    partial: OccupationSet


@attrs.frozen(repr=False)
class Overlap:
    """What two sets of unit groups have in common, within one NOC version or across two.

    Attributes:
        pairs: the pairs with one code on either side, by code. That is exact: somebody whose two codes are a pair
            was targeted by both. Within one version the pairs are those of a code with itself.
        left: the part of the left side that has pairs.
        right: the part of the right side that has pairs.
        only_left: the unit groups of the left side without any pair.
        only_right: the unit groups of the right side without any pair.
        jaccard: how alike the sides are, as a lower and an upper bound, from 0 to 1: the common pairs as a share of
            all pairs of either side; the lower bound counts only common pairs of which both codes are whole. Equal
            where the overlap is exact. Two empty sides are alike: (1.0, 1.0).
    """

    __module__ = "oinp_noc"

    pairs: tuple[Pair, ...]
    left: Side
    right: Side
    only_left: OccupationSet
    only_right: OccupationSet
    jaccard: tuple[float, float]

    @property
    def common(self) -> OccupationSet:
        """The common unit groups, of sides of one version.

        Raises:
            InexactOverlapError: the sides are of different versions, where only the pairs are exact.
        """
        left, right = self.only_left.version, self.only_right.version
        if left != right:
            message = (
                f"NOC {left} and NOC {right} have no common set: expected two sides of one version; use the pairs, "
                "or left.whole and right.whole, which are covered whole"
            )
            raise InexactOverlapError(message, version=left)
        return self.left.whole

    def __repr__(self) -> str:
        sides = (
            f"{len(side.whole) + len(side.partial)} of {len(side.whole) + len(side.partial) + len(only)} unit groups"
            f" of NOC {only.version}"
            for side, only in ((self.left, self.only_left), (self.right, self.only_right))
        )
        return f"<Overlap of {' and '.join(sides)}: {len(self.pairs)} pairs>"


def overlap(a: OccupationSet | Listed, b: OccupationSet | Listed) -> Overlap:
    """Compute what two sets, draws or editions of an occupation group have in common.

    Args:
        a: the left side.
        b: the right side; of any NOC version.

    Returns:
        An `Overlap`; that of (b, a) is its mirror image.

    Raises:
        NoOccupationListError: a draw had no occupation list.
        UnknownOccupationsError: the list of a draw is not known, or only in part.

    Example:
        >>> import oinp_noc
        >>> old = oinp_noc.OccupationSet(["2173", "2174"], version="2016")
        >>> new = oinp_noc.OccupationSet(["21231", "21232"], version="2021")
        >>> o = oinp_noc.overlap(old, new)
        >>> [(pair.source.code, pair.target.code) for pair in o.pairs], o.left.partial.codes, o.right.whole.codes
        ([('2173', '21231'), ('2174', '21232')], ('2173', '2174'), ('21231', '21232'))
    """
    left, right = _set_of(a), _set_of(b)
    space = pair_space(left.version, right.version)
    of_left, of_right = space.left(left), space.right(right)
    touched_left = _having(left, space.of_source, of_right)
    touched_right = _having(right, space.of_target, of_left)
    whole_left = touched_left - _having(left, space.of_source, ~of_right)
    whole_right = touched_right - _having(right, space.of_target, ~of_left)
    return Overlap(
        pairs=space.pairs(of_left & of_right),
        left=Side(whole_left, touched_left - whole_left),
        right=Side(whole_right, touched_right - whole_right),
        only_left=left - touched_left,
        only_right=right - touched_right,
        jaccard=space.jaccard(of_left, [of_right])[0],
    )


@attrs.frozen(eq=False, repr=False)
class PairSpace:
    """The pairs of two NOC versions as bits: what a set touches is a mask of pairs.

    Attributes:
        version: the NOC version of the left side.
        to: the NOC version of the right side.
        is_exact: whether the two are one: a code is its only pair, and a set's bits are those of its pairs.
        of_source: for each unit group of the left version, by place, the mask of its pairs.
        of_target: the same for the right version.
        around_source: for each pair, by place, the mask of the pairs with the same source.
        around_target: for each pair, by place, the mask of the pairs with the same target.
        partial: the mask of the pairs that are not 1:1.
    """

    version: str
    to: str
    is_exact: bool
    of_source: tuple[int, ...]
    of_target: tuple[int, ...]
    around_source: tuple[int, ...]
    around_target: tuple[int, ...]
    partial: int

    def pairs(self, mask: int) -> tuple[Pair, ...]:
        """Return the pairs of a mask."""
        pairs = concordance(self.version, self.to).pairs
        return tuple(pairs[place] for place in _places(mask))

    def left(self, occupations: OccupationSet) -> int:
        """Return the mask of the pairs whose source is in the set."""
        return self._touched(self.of_source, occupations._bits)

    def right(self, occupations: OccupationSet) -> int:
        """Return the mask of the pairs whose target is in the set."""
        return self._touched(self.of_target, occupations._bits)

    def _touched(self, pairs_of: tuple[int, ...], bits: int) -> int:
        return bits if self.is_exact else reduce(or_, (pairs_of[place] for place in _places(bits)), 0)

    def jaccard(self, of_left: int, masks: Iterable[int]) -> list[tuple[float, float]]:
        """Return the bounds of the Jaccard index of a set with others, of which the caller has what they touch."""
        if not self.is_exact:
            return [self._bounds(of_left, of_right) for of_right in masks]
        found = []
        size = of_left.bit_count()
        for of_right in masks:
            common = (of_left & of_right).bit_count()
            total = size + of_right.bit_count() - common
            share = common / total if total else 1.0
            found.append((share, share))
        return found

    def _bounds(self, of_left: int, of_right: int) -> tuple[float, float]:
        common, total = of_left & of_right, (of_left | of_right).bit_count()
        if not common:
            return (0.0, 0.0) if total else (1.0, 1.0)
        # Sure are the common pairs that no pair beyond the other side shares a code with: all that are 1:1, and more.
        beyond_left, beyond_right = ~of_left, ~of_right
        sure = common.bit_count()
        for place in _places(common & self.partial):
            if self.around_source[place] & beyond_right or self.around_target[place] & beyond_left:
                sure -= 1
        return sure / total, common.bit_count() / total


@_data.once
def pair_space(version: str, to: str) -> PairSpace:
    """Number the pairs of two versions, and say which of them each unit group has."""
    if version == to:
        bits = tuple(1 << place for place in range(len(places(version))))
        return PairSpace(version, to, True, bits, bits, bits, bits, 0)  # noqa: FBT003
    of_source = dict.fromkeys(places(version), 0)
    of_target = dict.fromkeys(places(to), 0)
    pairs = concordance(version, to).pairs
    for place, pair in enumerate(pairs):
        of_source[pair.source.code] |= 1 << place
        of_target[pair.target.code] |= 1 << place
    return PairSpace(
        version,
        to,
        is_exact=False,
        of_source=tuple(of_source.values()),
        of_target=tuple(of_target.values()),
        around_source=tuple(of_source[pair.source.code] for pair in pairs),
        around_target=tuple(of_target[pair.target.code] for pair in pairs),
        partial=sum(1 << place for place, pair in enumerate(pairs) if pair.is_partial),
    )


def _having(occupations: OccupationSet, pairs_of: tuple[int, ...], mask: int) -> OccupationSet:
    """Return the unit groups of a set that have a pair within a mask."""
    bits = 0
    for place in _places(occupations._bits):
        if pairs_of[place] & mask:
            bits |= 1 << place
    return occupations._of(occupations.version, bits)


def _places(mask: int) -> Iterator[int]:
    """Iterate over the places of the bits that are set, from the lowest."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _set_of(side: OccupationSet | Listed) -> OccupationSet:
    if isinstance(side, OccupationSet):
        return side
    if isinstance(side, Listed):
        return side.listed()
    message = f"expected an OccupationSet, a draw or an edition, got {shown(side)} of type {type(side).__name__}"
    raise InvalidArgumentError(message, value=side)


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
