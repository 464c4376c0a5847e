"""The pairs of two NOC versions as bits: integers in, integers out."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import attrs

from oinp_noc import _data
from oinp_noc._noc.classification import unit_positions
from oinp_noc._noc.concordance import concordance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@attrs.frozen(eq=False, repr=False)
class PairMasks:
    """The pairs of two NOC versions, one bit a pair, and which of them each unit group has.

    A set of unit groups is an integer too: bit n is the unit group at position n, see `unit_positions`.

    Attributes:
        version: the NOC version of the left side.
        to: the NOC version of the right side.
        is_exact: whether the two versions are the same: each code is its only pair, so a set's bits are its pairs.
        of_source: for each unit group of the left version, by position, the mask of its pairs.
        of_target: the same for the right version.
        around_source: for each pair, by position, the mask of the pairs with the same source.
        around_target: for each pair, by position, the mask of the pairs with the same target.
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

    def left(self, units: int) -> int:
        """Return the mask of the pairs whose source is in a set."""
        return self._touched(self.of_source, units)

    def right(self, units: int) -> int:
        """Return the mask of the pairs whose target is in a set."""
        return self._touched(self.of_target, units)

    def _touched(self, pairs_of: tuple[int, ...], units: int) -> int:
        return units if self.is_exact else reduce(or_, (pairs_of[bit] for bit in set_bits(units)), 0)

    def jaccard(self, of_left: int, masks: Iterable[int]) -> list[tuple[float, float]]:
        """Return the lower and upper bounds of the Jaccard index of one set with others, all as masks of pairs."""
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
        # The lower bound leaves out each common pair one of whose codes also has a pair beyond the other side.
        beyond_left, beyond_right = ~of_left, ~of_right
        sure = common.bit_count()
        for bit in set_bits(common & self.partial):
            if self.around_source[bit] & beyond_right or self.around_target[bit] & beyond_left:
                sure -= 1
        return sure / total, common.bit_count() / total


@_data.once
def pair_masks(version: str, to: str) -> PairMasks:
    """Number the pairs of two NOC versions in the order of their concordance."""
    if version == to:
        own = tuple(1 << bit for bit in range(len(unit_positions(version))))
        return PairMasks(version, to, True, own, own, own, own, 0)  # noqa: FBT003
    of_source = dict.fromkeys(unit_positions(version), 0)
    of_target = dict.fromkeys(unit_positions(to), 0)
    pairs = concordance(version, to).pairs
    for bit, pair in enumerate(pairs):
        of_source[pair.source.code] |= 1 << bit
        of_target[pair.target.code] |= 1 << bit
    return PairMasks(
        version,
        to,
        is_exact=False,
        of_source=tuple(of_source.values()),
        of_target=tuple(of_target.values()),
        around_source=tuple(of_source[pair.source.code] for pair in pairs),
        around_target=tuple(of_target[pair.target.code] for pair in pairs),
        partial=sum(1 << bit for bit, pair in enumerate(pairs) if pair.is_partial),
    )


def touching(units: int, pairs_of: tuple[int, ...], mask: int) -> int:
    """Return the unit groups of a set that have a pair within a mask of pairs."""
    return sum(1 << bit for bit in set_bits(units) if pairs_of[bit] & mask)


def set_bits(mask: int) -> Iterator[int]:
    """Iterate over the positions of the bits that are set, from the lowest."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
