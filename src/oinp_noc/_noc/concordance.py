"""The pairs of two NOC versions: tables read, turned round, or joined through the versions between."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from oinp_noc import _data
from oinp_noc._messages import invalid_choice
from oinp_noc._noc.classification import Group, classification, unit_positions, versions
from oinp_noc._noc.codes import lookup
from oinp_noc._noc.pairs import Conversion, Pair, Relation, Status
from oinp_noc.errors import VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

    __module__ = "oinp_noc"

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
    return tuple(pair for code in unit_positions(version) for pair in table.convert(code).pairs)


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
        return [_Link(code, code) for code in unit_positions(version)]
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
    for code in unit_positions(left.version):
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
