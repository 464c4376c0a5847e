"""Pairs of unit groups of two NOC versions, and what one unit group converts to: the values."""

from __future__ import annotations

from typing import Literal

import attrs

from oinp_noc._messages import invalid_choice, listed
from oinp_noc._noc.classification import Group
from oinp_noc.errors import AmbiguousConversionError

Relation = Literal["1:1", "1:n", "n:1", "m:n"]
Status = Literal["unique", "continued", "expired", "unrecorded"]


@attrs.frozen(repr=False, order=True)
class Pair:
    """A unit group and one that it corresponds to in another NOC version; pairs are ordered by source and target.

    Attributes:
        source: the unit group that was asked about.
        target: a unit group that it corresponds to.
        relation: ``"1:1"``; ``"1:n"``, only the source has other partners; ``"n:1"``, only the target has;
            ``"m:n"``, both have. Counted over the pairs of the chosen publisher.
        changes: the GSIM types of change as the publisher gives them: ``"RC3.1"`` merger, ``"RC3.2"`` take-over,
            ``"RC4.1"`` breakdown, ``"RC4.2"`` split off, ``"RC5"`` transfer, ``"VC1"`` code change, ``"VC2"`` name
            change. Empty where none is recorded.
        is_successor: whether the official note names the target as what the source continues as; of a chain,
            whether every step leads on to it.
        is_recorded: whether an official note says what became of the source.
        is_derived: whether the pair was joined through versions between, so that it may join too much.
        publishers: who has the pair: ``"statcan"``, ``"esdc"``, ``"hrsdc"``.
    """

    __module__ = "oinp_noc"

    source: Group
    target: Group
    relation: Relation = attrs.field(order=False)
    changes: frozenset[str] = attrs.field(default=frozenset(), order=False)
    is_successor: bool = attrs.field(default=False, order=False)
    is_recorded: bool = attrs.field(default=False, order=False)
    is_derived: bool = attrs.field(default=False, order=False)
    publishers: tuple[str, ...] = attrs.field(default=(), order=False)

    @property
    def is_partial(self) -> bool:
        """Whether the relation is not 1:1, so that either code says more or less than the other."""
        return self.relation != "1:1"

    def __repr__(self) -> str:
        source, target = self.source, self.target
        return f"<Pair {source.code} (NOC {source.version}) -> {target.code} (NOC {target.version}), {self.relation}>"


@attrs.frozen(repr=False)
class Conversion:
    """What a unit group of one NOC version corresponds to in another.

    Attributes:
        source: the unit group that was converted.
        to: the NOC version of the targets.
        pairs: the pairs, by the code of the target.
        status: ``"unique"``, one target; ``"continued"``, several, and the official note names one of them;
            ``"expired"``, several, and the note says that the class ended; ``"unrecorded"``, several, and no table
            says which (every split of NOC 2006, of a reverse conversion and of a chain).
    """

    __module__ = "oinp_noc"

    source: Group
    to: str
    pairs: tuple[Pair, ...]
    status: Status

    @property
    def targets(self) -> tuple[Group, ...]:
        """The targets, by code. The first of them means nothing."""
        return tuple(pair.target for pair in self.pairs)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the targets, in order. The first of them means nothing."""
        return tuple(pair.target.code for pair in self.pairs)

    @property
    def successor(self) -> Group | None:
        """The only target or, of several, the one that the code continues as; None where there is no such one.

        A chain of versions has one among several where every step has one.
        """
        if len(self.pairs) == 1:
            return self.pairs[0].target
        return next((pair.target for pair in self.pairs if pair.is_successor), None)

    def one(self, *, prefer: Literal["successor"] | None = None) -> Group:
        """Return the one target, where there is one.

        Args:
            prefer: None asks for the only target; ``"successor"`` also accepts, of several, the successor.

        Raises:
            AmbiguousConversionError: there are several targets and no (accepted) successor among them.
            InvalidArgumentError: ``prefer`` is something else.

        Example:
            >>> import oinp_noc
            >>> oinp_noc.convert("2173").one(prefer="successor").code
            '21231'
        """
        if prefer not in (None, "successor"):
            raise invalid_choice("prefer", prefer, ("successor",))
        if len(self.pairs) == 1:
            return self.pairs[0].target
        successor = self.successor
        if prefer == "successor" and successor is not None:
            return successor
        if successor is None:
            hint = f"it is {self.status}, without a successor: choose by the work done"
        else:
            hint = f'it continues as {successor.code}, which one(prefer="successor") returns'
        message = (
            f"{self.source.code} (NOC {self.source.version}) has {len(self.pairs)} targets in NOC {self.to}, "
            f"{listed(f'{group.code} {group.title}' for group in self.targets)}: {hint}"
        )
        raise AmbiguousConversionError(
            message, value=self.source.code, version=self.source.version, candidates=self.codes
        )

    def __repr__(self) -> str:
        targets = ", ".join(self.codes)
        return (
            f"<Conversion {self.source.code} (NOC {self.source.version}) -> {targets} (NOC {self.to}), {self.status}>"
        )
