"""What two sets of unit groups have in common, within one NOC version or across two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._catalogue import say
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import shown
from oinp_noc._noc.concordance import concordance
from oinp_noc._noc.occupation_set import OccupationSet, bits_of, set_of_bits
from oinp_noc._noc.pair_masks import pair_masks, set_bits, touching
from oinp_noc._noc.pairs import Pair
from oinp_noc.errors import InexactOverlapError, InvalidArgumentError

if TYPE_CHECKING:
    from oinp_noc._answers.sheets import Sheet


@runtime_checkable
class Listed(Protocol):
    """What has an occupation list: a draw, or an edition of an occupation group."""

    def listed(self) -> OccupationSet:
        """Return the list; raise if there is none or it is not known."""


@attrs.frozen
class Side(Value):
    """The part of one side of an overlap that has pairs with the other.

    Attributes:
        whole: the unit groups all of whose partners are on the other side.
        partial: those that have a partner on the other side, but not all.
    """

    whole: OccupationSet
    partial: OccupationSet

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.views import of_side  # noqa: PLC0415 (notebooks alone need it)

        return of_side(self)


@attrs.frozen(repr=False)
class Overlap(Value):
    """What two sets of unit groups have in common, within one NOC version or across two.

    Attributes:
        pairs: the pairs with one code on either side, by code. That is exact: somebody whose two codes are a pair
            was targeted by both. Within one version the pairs are those of a code with itself.
        left: the part of the left side that has pairs.
        right: the part of the right side that has pairs.
        only_left: the unit groups of the left side without any pair.
        only_right: the unit groups of the right side without any pair.
        jaccard: how alike the sides are, as a lower and an upper bound, from 0 to 1: the common pairs as a share of
            all pairs of either side; the lower bound counts only common pairs of which both codes are whole. They are
            equal if the overlap is exact. Two empty sides are alike: (1.0, 1.0).
    """

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

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.views import of_overlap  # noqa: PLC0415 (notebooks alone need it)

        return of_overlap(self)

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
    masks = pair_masks(left.version, right.version)
    of_left, of_right = masks.left(bits_of(left)), masks.right(bits_of(right))
    pairs = concordance(left.version, right.version).pairs
    left_side, only_left = _side(left, masks.of_source, of_right)
    right_side, only_right = _side(right, masks.of_target, of_left)
    return Overlap(
        pairs=tuple(pairs[bit] for bit in set_bits(of_left & of_right)),
        left=left_side,
        right=right_side,
        only_left=only_left,
        only_right=only_right,
        jaccard=masks.jaccard(of_left, [of_right])[0],
    )


def _side(occupations: OccupationSet, pairs_of: tuple[int, ...], others: int) -> tuple[Side, OccupationSet]:
    """Split one side by the pairs that the other side has: whole, partial, and none."""
    units = bits_of(occupations)
    some, beyond = touching(units, pairs_of, others), touching(units, pairs_of, ~others)
    whole, partial, none = (
        set_of_bits(occupations.version, bits) for bits in (some & ~beyond, some & beyond, units & ~some)
    )
    return Side(whole, partial), none


def _set_of(side: OccupationSet | Listed) -> OccupationSet:
    if isinstance(side, OccupationSet):
        return side
    if isinstance(side, Listed):
        return side.listed()
    message = say(
        "expected an OccupationSet, a draw or an edition, got {value} of type {type}",
        value=shown(side),
        type=type(side).__name__,
    )
    raise InvalidArgumentError(message, value=side)
