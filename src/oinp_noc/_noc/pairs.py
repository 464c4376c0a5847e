"""The values of a conversion: a pair of unit groups, and all pairs of one unit group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._catalogue import marked, say, say_number
from oinp_noc._language import in_language, speaking, worded
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import check_choice, series
from oinp_noc._noc.classification import Group
from oinp_noc.errors import AmbiguousConversionError

if TYPE_CHECKING:
    from oinp_noc._answers.sheets import Sheet
    from oinp_noc._language import Lang

Relation = Literal["1:1", "1:n", "n:1", "m:n"]
Status = Literal["unique", "continued", "expired", "unrecorded"]


@attrs.frozen(repr=False, order=True)
class Pair(Value):
    """A unit group and a unit group that it corresponds to in another NOC version; sorts by source and target.

    Attributes:
        source: the unit group that was converted.
        target: a unit group that it corresponds to.
        relation: ``"1:1"``: neither has other partners; ``"1:n"``: only the source has; ``"n:1"``: only the target
            has; ``"m:n"``: both have. Counted over the chosen publisher's pairs.
        changes: the publisher's GSIM types of change: ``"RC3.1"`` merger, ``"RC3.2"`` take-over, ``"RC4.1"``
            breakdown, ``"RC4.2"`` split off, ``"RC5"`` transfer, ``"VC1"`` code change, ``"VC2"`` name change. Empty
            if none is recorded.
        is_successor: True if the official note says that the source continues as the target; in a chain of versions,
            if every step says so.
        is_recorded: True if an official note says what became of the source.
        is_derived: True if the pair was joined through versions between. Some derived pairs may be too many.
        publishers: who lists the pair: ``"statcan"``, ``"esdc"``, ``"hrsdc"``.
    """

    _members = (
        "source",
        "target",
        "relation",
        "changes",
        "is_successor",
        "is_recorded",
        "is_derived",
        "publishers",
        "is_partial",
    )

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
        """True if the relation is not 1:1: the two codes do not cover the same work."""
        return self.relation != "1:1"

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.views import of_pair  # noqa: PLC0415 (notebooks alone need it)

        return of_pair(self)

    def __repr__(self) -> str:
        source, target = self.source, self.target
        return f"<Pair {source.code} (NOC {source.version}) -> {target.code} (NOC {target.version}), {self.relation}>"


@attrs.frozen(repr=False)
class Conversion(Value):
    """What a unit group of one NOC version corresponds to in another.

    Attributes:
        source: the unit group that was converted.
        to: the NOC version of the targets.
        pairs: the pairs, sorted by target code.
        status: ``"unique"``: one target. With several targets: ``"continued"`` if the official note names the one
            that the code continues as; ``"expired"`` if the note says that the class ended; ``"unrecorded"`` if no
            table says (always so for splits of NOC 2006, reverse conversions and chains).
    """

    _members = ("source", "to", "pairs", "status", "codes", "successor")

    source: Group
    to: str
    pairs: tuple[Pair, ...]
    status: Status

    @property
    def targets(self) -> tuple[Group, ...]:
        """The target groups, sorted by code. The order has no meaning: never take ``targets[0]``."""
        return tuple(pair.target for pair in self.pairs)

    @property
    def codes(self) -> tuple[str, ...]:
        """The target codes, sorted. The order has no meaning: never take ``codes[0]``."""
        return tuple(pair.target.code for pair in self.pairs)

    @property
    def successor(self) -> Group | None:
        """The only target, or the one of several that the official note says the code continues as; else None.

        Across several versions there is a successor only if every step has one.
        """
        if len(self.pairs) == 1:
            return self.pairs[0].target
        return next((pair.target for pair in self.pairs if pair.is_successor), None)

    def one(self, *, prefer: Literal["successor"] | None = None) -> Group:
        """Return the only target.

        Args:
            prefer: None accepts a single target only; ``"successor"`` also accepts the successor among several.

        Raises:
            AmbiguousConversionError: there are several targets, and none of them is an accepted successor.
            InvalidArgumentError: ``prefer`` is neither None nor ``"successor"``.

        Example:
            >>> import oinp_noc
            >>> oinp_noc.convert("2173").one(prefer="successor").code
            '21231'
        """
        if prefer is not None:
            check_choice("prefer", prefer, ("successor",))
        if len(self.pairs) == 1:
            return self.pairs[0].target
        successor = self.successor
        if prefer == "successor" and successor is not None:
            return successor
        if successor is None:
            status = worded(self.status)
            hint = say("its status is {status}, without a successor: choose by the work done", status=status)
        else:
            hint = say('it continues as {code}, which one(prefer="successor") returns', code=successor.code)
        message = say(
            "{code} (NOC {version}) has {number} targets in NOC {to}, {targets}: {hint}",
            code=self.source.code,
            version=self.source.version,
            number=len(self.pairs),
            to=self.to,
            targets=series(map(_named, self.targets)),
            hint=hint,
        )
        raise AmbiguousConversionError(
            message, value=self.source.code, version=self.source.version, candidates=self.codes
        )

    def explain(self, lang: Lang | None = None) -> tuple[str, ...]:
        """Return what the conversion means, and why: its targets, its status and what follows from them.

        Args:
            lang: ``"en"`` or ``"fr"``; None for the language of the context (see `use_language`).

        Returns:
            Sentences. In French, a title that is known in English only is marked as such.

        Raises:
            InvalidArgumentError: another language.

        Example:
            >>> import oinp_noc
            >>> for sentence in oinp_noc.convert("2173").explain():
            ...     print(sentence)
            2173 Software engineers and designers (NOC 2016) has 2 targets in NOC 2021: 21211 Data scientists; ...
            The official note says that it continues as 21231 Software engineers and designers: its successor.
            21211 takes in work of other codes of NOC 2016 too.
            Which target is right for a person depends on the work done.
        """
        with speaking(lang):
            return _explained(self)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.views import of_conversion  # noqa: PLC0415 (notebooks alone need it)

        return of_conversion(self)

    def __repr__(self) -> str:
        targets = ", ".join(self.codes)
        return (
            f"<Conversion {self.source.code} (NOC {self.source.version}) -> {targets} (NOC {self.to}), {self.status}>"
        )


_WHY: dict[Status, str] = {
    "unique": marked("Its status is unique: there is nothing to choose."),
    "continued": marked("The official note says that it continues as {successor}: its successor."),
    "expired": marked("The official note says that the class ended: it has no successor."),
    "unrecorded": marked("No table says which of them it continues as: no successor is recorded."),
}


def _explained(conversion: Conversion) -> tuple[str, ...]:
    source, to, pairs = conversion.source, conversion.to, conversion.pairs
    title = in_language(source.title, source.title_fr)
    named = say("{code} {title} (NOC {version})", code=source.code, title=title, version=source.version)
    if source.version == to:
        said = say("{named} is a unit group of the version that was asked for: it converts to itself.", named=named)
        return (said,)
    targets = "; ".join(_named(pair.target) for pair in pairs)
    successor = "" if conversion.successor is None else _named(conversion.successor)
    sentences = [
        say_number(
            "{named} has one target in NOC {to}: {targets}.",
            "{named} has {number} targets in NOC {to}: {targets}.",
            len(pairs),
            named=named,
            to=to,
            targets=targets,
        ),
        say(_WHY[conversion.status], successor=successor),
    ]
    shared = [pair.target.code for pair in pairs if pair.relation in ("n:1", "m:n")]
    if shared:
        said = say_number(
            "{codes} takes in work of other codes of NOC {version} too.",
            "{codes} take in work of other codes of NOC {version} too.",
            len(shared),
            codes=series(shared),
            version=source.version,
        )
        sentences.append(said)
    if any(pair.is_derived for pair in pairs):
        sentences.append(say("The pairs join several tables, and may include some that no table has."))
    if len(pairs) > 1:
        sentences.append(say("Which target is right for a person depends on the work done."))
    return tuple(sentences)


def _named(group: Group) -> str:
    return f"{group.code} {in_language(group.title, group.title_fr)}"
