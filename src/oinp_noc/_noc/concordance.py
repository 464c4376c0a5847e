"""Pairs of unit groups, conversions, and chains of NOC versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, cast, get_args

import attrs

from oinp_noc import _data
from oinp_noc._messages import invalid_choice, listed, shown
from oinp_noc._noc.classification import Group, classification, places, versions
from oinp_noc._noc.codes import lookup, parse_code
from oinp_noc.errors import (
    AmbiguousConversionError,
    InvalidArgumentError,
    InvalidCodeError,
    UnknownCodeError,
    VersionMismatchError,
)

Relation = Literal["1:1", "1:n", "n:1", "m:n"]
Status = Literal["unique", "continued", "expired", "unrecorded"]

_DEFAULT_PUBLISHER = "statcan"
_PREFIX = "concordance-"
_COLUMNS = ("source", "target", "changes", "successor", "publishers")
_RELATIONS: dict[tuple[bool, bool], Relation] = {
    (False, False): "1:1",
    (True, False): "1:n",
    (False, True): "n:1",
    (True, True): "m:n",
}

# By version, target version and code: three lookups in small dicts are quicker than one with a key made of three.
_CONVERSIONS: dict[str, dict[str, dict[str, Conversion]]] = {}


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


class _Link(NamedTuple):
    """A pair before it is known how it relates to the others."""

    source: str
    target: str
    changes: Iterable[str] = ()
    successor: bool | None = None
    publishers: Iterable[str] = ()
    derived: bool = False


@attrs.frozen(repr=False)
class Concordance:
    """The pairs of unit groups of two NOC versions: iterable, by the codes of source and target.

    Attributes:
        version: the NOC version of the sources.
        to: the NOC version of the targets.
        publisher: whose pairs these are; None for the union.
    """

    version: str
    to: str
    publisher: str | None
    _links: dict[str, list[_Link]] = attrs.field(eq=False)
    _partners: Counter[str] = attrs.field(eq=False)  # how many sources each target has
    _conversions: dict[str, Conversion] = attrs.field(eq=False, factory=dict)  # those that were asked for so far

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, in order."""
        return _pairs(self.version, self.to, self.publisher)

    def convert(self, code: str) -> Conversion:
        """Convert one unit group by the pairs of this publisher.

        Args:
            code: a unit group of the version of the sources, as `parse_code` reads it.

        Raises:
            InvalidCodeError, UnknownCodeError: as of `lookup`.
        """
        source = lookup(code, self.version)
        try:
            return self._conversions[source.code]
        except KeyError:
            return self._conversions.setdefault(source.code, self._convert(source))

    def _convert(self, source: Group) -> Conversion:
        links = self._links.get(source.code, [])
        targets = classification(self.to)
        pairs = [
            Pair(
                source=source,
                target=targets[link.target],
                relation=_RELATIONS[len(links) > 1, self._partners[link.target] > 1],
                changes=frozenset(link.changes),
                is_successor=link.successor is True,
                is_recorded=link.successor is not None and not link.derived,
                is_derived=link.derived,
                publishers=tuple(link.publishers),
            )
            for link in links
        ]
        return Conversion(source, self.to, tuple(pairs), _status(pairs))

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return sum(len(found) for found in self._links.values())

    def __repr__(self) -> str:
        return f"<Concordance NOC {self.version} -> NOC {self.to}: {len(self)} pairs of {self.publisher or 'all'}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return concordance, (self.version, self.to, self.publisher)


@attrs.frozen(repr=False)
class Conversions(Mapping[str, Conversion]):
    """Many conversions: a mapping of each distinct code to its `Conversion`, in the order of first appearance.

    Attributes:
        version: the NOC version of the codes.
        to: the NOC version of the targets.
    """

    version: str
    to: str
    _counts: tuple[tuple[Status, int], ...]
    _unknown: tuple[tuple[object, int], ...]
    _conversions: dict[str, Conversion] = attrs.field(hash=False)

    @property
    def counts(self) -> dict[Status, int]:
        """How many of the values given have each status, repeats counted, the unknown left out."""
        return dict(self._counts)

    @property
    def unknown(self) -> dict[object, int]:
        """The values that are no unit group of the version, as they were given, and how often each was."""
        return dict(self._unknown)

    def __getitem__(self, code: str) -> Conversion:
        try:
            return self._conversions[parse_code(code, self.version)]
        except (InvalidCodeError, KeyError):
            message = f"{shown(code)} was not among the codes that were converted"
            raise UnknownCodeError(message, value=code, version=self.version) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._conversions)

    def __len__(self) -> int:
        return len(self._conversions)

    def __repr__(self) -> str:
        counts = [f"{count} {status}" for status, count in self._counts if count]
        counts += [f"{sum(self.unknown.values())} unknown"] if self._unknown else []
        told = ", ".join(counts) or "nothing"
        return f"<Conversions NOC {self.version} -> NOC {self.to}: {told}>"


def convert(code: str, version: str = "2016", to: str = "2021") -> Conversion:
    """Convert a unit group of one NOC version to another, forwards, backwards or through versions between.

    The pairs are Statistics Canada's; `concordance` has those of other publishers, and converts by them.

    Args:
        code: the code of a unit group, as text, written as `parse_code` reads it.
        version: the NOC version of the code.
        to: the NOC version to convert to. Within one version a code converts to itself.

    Returns:
        A `Conversion`, one and the same object for every call.

    Raises:
        InvalidCodeError: not text, empty, or of the wrong shape.
        UnknownCodeError: no unit group of that version; the message says what else it is.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> conversion = oinp_noc.convert("2173")
        >>> conversion.codes, conversion.successor.code, conversion.status
        (('21211', '21231'), '21231', 'continued')
        >>> oinp_noc.convert("21233", version="2021", to="2016").codes
        ('2171', '2175')
    """
    try:
        return _CONVERSIONS[version][to][code]
    except (KeyError, TypeError):
        conversion = concordance(version, to).convert(code)
        by_code = _CONVERSIONS.setdefault(version, {}).setdefault(to, {})
        return by_code.setdefault(conversion.source.code, conversion)


def convert_all(codes: Iterable[object], version: str = "2016", to: str = "2021") -> Conversions:
    """Convert many codes, and count.

    Args:
        codes: any iterable of codes; repeats count, and each distinct value is converted once. Values that are no
            unit group of the version (None and NaN among them) are counted as unknown and raise nothing.
        version: the NOC version of the codes.
        to: the NOC version to convert to.

    Returns:
        A `Conversions` mapping with ``counts`` by status and the ``unknown``.

    Raises:
        InvalidArgumentError: one text in place of an iterable of codes, or a value that cannot be hashed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> result = oinp_noc.convert_all(["2173", "2173", "2174", "0011", "9999"])
        >>> result.counts
        {'unique': 1, 'continued': 2, 'expired': 1, 'unrecorded': 0}
        >>> result.unknown, result["2174"].codes
        ({'9999': 1}, ('21230', '21232', '21234'))
    """
    if isinstance(codes, str | bytes):
        message = f"{shown(codes)} is one text: expected an iterable of codes, or convert() for a single one"
        raise InvalidArgumentError(message, value=codes, version=version)
    table = concordance(version, to)
    try:
        occurrences = Counter(iter(codes))  # of a mapping, its keys
    except TypeError as error:
        message = f"the codes could not be counted: {error}; expected an iterable of codes as text"
        raise InvalidArgumentError(message, version=version) from error
    counts: dict[Status, int] = dict.fromkeys(get_args(Status), 0)
    unknown: dict[object, int] = {}
    converted: dict[str, Conversion] = {}
    for value, times in occurrences.items():
        try:
            conversion = table.convert(cast("str", value))
        except (InvalidCodeError, UnknownCodeError):
            unknown[value] = times
        else:
            converted[conversion.source.code] = conversion
            counts[conversion.status] += times
    return Conversions(version, to, tuple(counts.items()), tuple(unknown.items()), converted)


def concordance(version: str, to: str, publisher: str | None = _DEFAULT_PUBLISHER) -> Concordance:
    """Return the pairs of unit groups of two NOC versions, forwards, backwards or through versions between.

    Args:
        version: the NOC version of the sources.
        to: the NOC version of the targets.
        publisher: whose pairs: ``"statcan"``, or ``"esdc"`` for NOC 2016 and 2021, ``"hrsdc"`` for NOC 2006 and 2011;
            None for the union of all.

    Returns:
        A `Concordance`. From NOC 2016 to NOC 2021 it has 585 pairs (582 of ESDC, 587 in all).

    Raises:
        InvalidArgumentError: the publisher has no pairs of these versions.
        UnknownVersionError: the packaged data has no such version.
        VersionMismatchError: no concordance joins the two versions.

    Example:
        >>> import oinp_noc
        >>> len(oinp_noc.concordance("2016", "2021")), len(oinp_noc.concordance("2016", "2021", publisher="esdc"))
        (585, 582)
    """
    for known in (version, to):
        classification(known)  # raises for an unknown version
    if publisher is not None and not isinstance(publisher, str):
        raise invalid_choice("publisher", publisher, (_DEFAULT_PUBLISHER,))
    return _concordance(version, to, publisher)


@_data.once
def _pairs(version: str, to: str, publisher: str | None) -> tuple[Pair, ...]:
    table = _concordance(version, to, publisher)
    return tuple(pair for code in places(version) for pair in table.convert(code).pairs)


def _status(pairs: list[Pair]) -> Status:
    if len(pairs) == 1:
        return "unique"
    if not any(pair.is_recorded for pair in pairs):
        return "unrecorded"
    return "continued" if any(pair.is_successor for pair in pairs) else "expired"


@_data.once
def _concordance(version: str, to: str, publisher: str | None) -> Concordance:
    links: dict[str, list[_Link]] = {}
    for link in sorted(_links(version, to, publisher)):
        links.setdefault(link.source, []).append(link)
    partners = Counter(link.target for found in links.values() for link in found)
    return Concordance(version, to, publisher, links, partners)


def _links(version: str, to: str, publisher: str | None) -> list[_Link]:
    """Read, turn round or join the tables that lead from one version to the other."""
    *before, last = _path(version, to)
    if not before:
        if publisher not in (None, _DEFAULT_PUBLISHER):
            raise invalid_choice("publisher", publisher, (_DEFAULT_PUBLISHER,))
        return [_Link(code, code) for code in places(version)]
    if len(before) > 1:
        return _joined(_concordance(version, before[-1], publisher), _concordance(before[-1], last, publisher))
    forwards = _PREFIX + f"{version}-{to}"
    if forwards in _tables():
        links = [_Link(*row) for row in _data.rows(forwards, *_COLUMNS)]
    else:
        # What a note says of the old code's fate says nothing of the new one's origin.
        links = [
            _Link(pair.target.code, pair.source.code, pair.changes, None, pair.publishers)
            for pair in _concordance(to, version, None)
        ]
    publishers = sorted({name for link in links for name in link.publishers})
    if publisher is not None and publisher not in publishers:
        raise invalid_choice("publisher", publisher, publishers)
    return [link for link in links if publisher is None or publisher in link.publishers]


def _joined(left: Concordance, right: Concordance) -> list[_Link]:
    """Join two concordances on the version between them; a successor is followed through both."""
    links = set()
    for code in places(left.version):
        steps = left.convert(code)
        successor = steps.successor and right.convert(steps.successor.code).successor
        for step in steps.targets:
            for target in right.convert(step.code).targets:
                links.add(_Link(code, target.code, successor=target == successor or None, derived=True))
    return sorted(links)


def _path(version: str, to: str) -> list[str]:
    """Find the shortest way from one version to another through the packaged concordances."""
    neighbours: dict[str, list[str]] = {known: [] for known in versions()}
    for name in _tables():
        one, _, other = name.removeprefix(_PREFIX).partition("-")
        neighbours[one].append(other)
        neighbours[other].append(one)
    ways = [[version]]
    seen = {version}
    for way in ways:
        if way[-1] == to:
            return way
        onwards = [other for other in sorted(neighbours[way[-1]]) if other not in seen]
        seen.update(onwards)
        ways += [[*way, other] for other in onwards]
    message = f"no concordance joins NOC {version} and NOC {to}"
    raise VersionMismatchError(message, value=to, version=version)


def _tables() -> tuple[str, ...]:
    names = (row["name"] for row in _data.package()["resources"])
    return tuple(name for name in names if name.startswith(_PREFIX))
