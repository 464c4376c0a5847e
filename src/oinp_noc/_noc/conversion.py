"""Converting codes from one NOC version to another, one or many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import cast, get_args

import attrs

from oinp_noc._messages import shown
from oinp_noc._noc.codes import parse_code
from oinp_noc._noc.concordance import concordance
from oinp_noc._noc.pairs import Conversion, Status
from oinp_noc.errors import InvalidArgumentError, InvalidCodeError, UnknownCodeError

# By version, target version and code: three lookups in small dicts are quicker than one with a key made of three.
_CONVERSIONS: dict[str, dict[str, dict[str, Conversion]]] = {}


@attrs.frozen(repr=False)
class Conversions(Mapping[str, Conversion]):
    """Many conversions: a mapping of each distinct code to its `Conversion`, in the order of first appearance.

    Attributes:
        version: the NOC version of the codes.
        to: the NOC version of the targets.
    """

    __module__ = "oinp_noc"

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
