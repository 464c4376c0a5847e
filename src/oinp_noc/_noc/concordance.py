"""The pairs of two NOC versions: tables read, turned round, or joined through the versions between."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, Self, cast

import attrs

from oinp_noc import _data
from oinp_noc._answers.value import Tabular
from oinp_noc._catalogue import say
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import invalid_choice
from oinp_noc._noc.classification import Group, classification, unit_positions, versions
from oinp_noc._noc.codes import lookup
from oinp_noc._noc.pairs import Conversion, Pair, Relation, Status
from oinp_noc.errors import VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._answers.sheets import Sheet

_DEFAULT_PUBLISHER = "statcan"
_PREFIX = "concordance-"
_COLUMNS = ("source", "target", "changes", "successor", "publishers")
_RELATIONS: dict[tuple[bool, bool], Relation] = {
    (False, False): "1:1",
    (True, False): "1:n",
    (False, True): "n:1",
    (True, True): "m:n",
}


class _Link(NamedTuple):
    """A pair by its codes, before its relation is counted."""

    source: str
    target: str
    changes: Iterable[str] = ()
    successor: bool | None = None
    publishers: Iterable[str] = ()
    derived: bool = False


@attrs.frozen(eq=False)
class _Table:
    """The links of a concordance, and what was made from them so far."""

    links: dict[str, list[_Link]]  # by source, each list by target
    partners: Counter[str]  # the number of sources of each target
    conversions: dict[str, Conversion] = attrs.field(factory=dict)


@attrs.frozen(repr=False)
class Concordance(Tabular):
    """The pairs of unit groups of two NOC versions; iterates over them by source and target code.

    Attributes:
        version: the NOC version of the sources.
        to: the NOC version of the targets.
        publisher: whose pairs these are; None for the pairs of all publishers.

    Example:
        >>> import oinp_noc
        >>> table = oinp_noc.concordance("2016", "2021")
        >>> len(table), table.pairs[0].source.code, table.pairs[0].target.code, table.pairs[0].relation
        (585, '0011', '00010', '1:1')
    """

    _members = ("version", "to", "publisher", "pairs")
    _key = ("version", "to", "publisher")

    version: str
    to: str
    publisher: str | None

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, sorted by source and target code."""
        return _pairs(self.version, self.to, self.publisher)

    def convert(self, code: str) -> Conversion:
        """Convert one unit group with this publisher's pairs.

        Args:
            code: a unit group of the sources' NOC version, written as `parse_code` accepts it.

        Raises:
            InvalidCodeError, UnknownCodeError: see `lookup`.

        Example:
            >>> import oinp_noc
            >>> oinp_noc.concordance("2016", "2021", publisher="esdc").convert("2173").codes
            ('21211', '21231')
        """
        source = lookup(code, self.version)
        conversions = self._table.conversions
        try:
            return conversions[source.code]
        except KeyError:
            return conversions.setdefault(source.code, self._convert(source))

    @property
    def _table(self) -> _Table:
        return _table(self.version, self.to, self.publisher)

    def _convert(self, source: Group) -> Conversion:
        table = self._table
        links = table.links.get(source.code, [])
        targets = classification(self.to)
        pairs = [
            Pair(
                source=source,
                target=targets[link.target],
                relation=_RELATIONS[len(links) > 1, table.partners[link.target] > 1],
                changes=frozenset(link.changes),
                is_successor=link.successor is True,
                is_recorded=link.successor is not None and not link.derived,
                is_derived=link.derived,
                publishers=tuple(link.publishers),
            )
            for link in links
        ]
        return Conversion(source, self.to, tuple(pairs), _status(pairs))

    @classmethod
    def _found(cls, key: dict[str, Any]) -> Self:
        return cast("Self", concordance(**key))

    def _sheet(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.sheets import of_pairs  # noqa: PLC0415 (a conversion needs no sheet)

        return of_pairs(f"NOC {self.version} and NOC {self.to}", self.pairs)

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return sum(len(found) for found in self._table.links.values())

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.views import of_concordance  # noqa: PLC0415 (notebooks alone need it)

        return of_concordance(self)

    def __repr__(self) -> str:
        whose = self.publisher or "all publishers"
        return f"<Concordance NOC {self.version} -> NOC {self.to}: {len(self)} pairs of {whose}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return concordance, (self.version, self.to, self.publisher)


def concordance(version: str, to: str, publisher: str | None = _DEFAULT_PUBLISHER) -> Concordance:
    """Return the pairs of unit groups of two NOC versions, in either direction, also through versions between them.

    Args:
        version: the NOC version of the sources.
        to: the NOC version of the targets.
        publisher: whose pairs: ``"statcan"`` (Statistics Canada), ``"esdc"`` (NOC 2016 and 2021 only), ``"hrsdc"``
            (NOC 2006 and 2011 only), or None for the pairs of all publishers.

    Returns:
        A `Concordance`. From NOC 2016 to NOC 2021 it has 585 pairs (ESDC's has 582, both together 587). See
        `provenance` for the sources.

    Raises:
        InvalidArgumentError: the publisher has no pairs for these versions.
        UnknownVersionError: the packaged data has no such version.
        VersionMismatchError: no concordance joins the two versions.

    Example:
        >>> import oinp_noc
        >>> len(oinp_noc.concordance("2016", "2021")), len(oinp_noc.concordance("2016", "2021", publisher="esdc"))
        (585, 582)
    """
    if publisher is not None and not isinstance(publisher, str):
        raise invalid_choice("publisher", publisher, (_DEFAULT_PUBLISHER,))
    return _concordance(classification(version).version, classification(to).version, publisher)


@_data.once
def _pairs(version: str, to: str, publisher: str | None) -> tuple[Pair, ...]:
    table = _concordance(version, to, publisher)
    return tuple(pair for code in unit_positions(version) for pair in table.convert(code).pairs)


def _status(pairs: list[Pair]) -> Status:
    if len(pairs) == 1:
        return "unique"
    if not any(pair.is_recorded for pair in pairs):
        return "unrecorded"
    return "continued" if any(pair.is_successor for pair in pairs) else "expired"


@_data.once
def _concordance(version: str, to: str, publisher: str | None) -> Concordance:
    _table(version, to, publisher)  # raises for a publisher without pairs
    return Concordance(version, to, publisher)


@_data.once
def _table(version: str, to: str, publisher: str | None) -> _Table:
    links: dict[str, list[_Link]] = {}
    for link in sorted(_links(version, to, publisher)):
        links.setdefault(link.source, []).append(link)
    return _Table(links, Counter(link.target for found in links.values() for link in found))


def _links(version: str, to: str, publisher: str | None) -> list[_Link]:
    """Read, turn round or join the tables between two versions."""
    *before, last = _path(version, to)
    if not before:
        if publisher not in (None, _DEFAULT_PUBLISHER):
            raise invalid_choice("publisher", publisher, (_DEFAULT_PUBLISHER,))
        return [_Link(code, code) for code in unit_positions(version)]
    if len(before) > 1:
        return _joined(_concordance(version, before[-1], publisher), _concordance(before[-1], last, publisher))
    forwards = _PREFIX + f"{version}-{to}"
    if forwards in _tables():
        links = [_Link(*row) for row in _data.rows(forwards, *_COLUMNS)]
    else:
        # The official note says what an old code continues as, not where a new code comes from.
        links = [
            _Link(pair.target.code, pair.source.code, pair.changes, None, pair.publishers)
            for pair in _concordance(to, version, None)
        ]
    publishers = sorted({name for link in links for name in link.publishers})
    if publisher is not None and publisher not in publishers:
        raise invalid_choice("publisher", publisher, publishers)
    return [link for link in links if publisher is None or publisher in link.publishers]


def _joined(left: Concordance, right: Concordance) -> list[_Link]:
    """Join two concordances on the version between them; there is a successor only if both steps have one."""
    links = set()
    for code in unit_positions(left.version):
        steps = left.convert(code)
        successor = steps.successor and right.convert(steps.successor.code).successor
        for step in steps.targets:
            for target in right.convert(step.code).targets:
                links.add(_Link(code, target.code, successor=target == successor or None, derived=True))
    return sorted(links)


def _path(version: str, to: str) -> list[str]:
    """Find the shortest path from one version to another through the packaged concordances."""
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
    message = say("no concordance joins NOC {version} and NOC {to}", version=version, to=to)
    raise VersionMismatchError(message, value=to, version=version)


def _tables() -> tuple[str, ...]:
    names = (row["name"] for row in _data.package()["resources"])
    return tuple(name for name in names if name.startswith(_PREFIX))
