"""Convert codes from one NOC version to another, one or many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast, get_args

import attrs

from oinp_noc._answers.value import Tabular
from oinp_noc._catalogue import say
from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import shown
from oinp_noc._noc.codes import parse_code
from oinp_noc._noc.concordance import concordance
from oinp_noc._noc.pairs import Conversion, Status
from oinp_noc.errors import InvalidArgumentError, InvalidCodeError, UnknownCodeError

if TYPE_CHECKING:
    from oinp_noc._answers.sheets import Sheet

# By version, target version and code: three small dicts are faster than one with a tuple as the key.
_CONVERSIONS: dict[str, dict[str, dict[str, Conversion]]] = {}


@attrs.frozen(repr=False)
class Conversions(Tabular, Mapping[str, Conversion]):
    """Many conversions: a mapping of each distinct code to its `Conversion`, in the order of first appearance.

    Attributes:
        version: the NOC version of the codes.
        to: the NOC version of the targets.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.convert_all(["2173", "2173", "9999"])
        <Conversions NOC 2016 -> NOC 2021: 2 continued, 1 unknown>
    """

    _members = ("version", "to", "counts", "unknown", "conversions")

    version: str
    to: str
    _counts: tuple[tuple[Status, int], ...]
    _unknown: tuple[tuple[object, int], ...]
    _conversions: dict[str, Conversion] = attrs.field(hash=False)

    @property
    def counts(self) -> dict[Status, int]:
        """The number of values with each status; repeats count, unknown values do not."""
        return dict(self._counts)

    @property
    def unknown(self) -> dict[object, int]:
        """The values that are not unit groups of the version, as passed, and how often each occurred."""
        return dict(self._unknown)

    def _sheet(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.sheets import of_conversions  # noqa: PLC0415 (a conversion needs no sheet)

        title = f"NOC {self.version} to NOC {self.to}"
        return of_conversions(title, self.version, self.to, self.values(), self.unknown)

    def __getitem__(self, code: str) -> Conversion:
        try:
            return self._conversions[parse_code(code, self.version)]
        except (InvalidCodeError, KeyError):
            message = say("{code} is not among the converted codes", code=shown(code))
            raise UnknownCodeError(message, value=code, version=self.version) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._conversions)

    def __len__(self) -> int:
        return len(self._conversions)

    def _view(self) -> Sheet:
        with FIRST_USE:
            from oinp_noc._noc.views import of_conversions  # noqa: PLC0415 (notebooks alone need it)

        return of_conversions(self)

    def __repr__(self) -> str:
        counts = [f"{count} {status}" for status, count in self._counts if count]
        counts += [f"{sum(self.unknown.values())} unknown"] if self._unknown else []
        told = ", ".join(counts) or "nothing"
        return f"<Conversions NOC {self.version} -> NOC {self.to}: {told}>"


def convert(code: str, version: str = "2016", to: str = "2021") -> Conversion:
    """Convert a unit group from one NOC version to another, in either direction, also through versions between them.

    Uses Statistics Canada's pairs. `concordance` converts with those of other publishers.

    Args:
        code: the code of a unit group, as text, written as `parse_code` accepts it.
        version: the NOC version of the code.
        to: the NOC version to convert to. Within one version a code converts to itself.

    Returns:
        A `Conversion`; every call returns the same object.

    Raises:
        InvalidCodeError: not text, empty, or of the wrong shape.
        UnknownCodeError: not a unit group of that version; the message says what else it is.
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
    """Convert many codes, and count them by status.

    Args:
        codes: an iterable of codes: a list, a column, a pyarrow array, or a mapping (its keys). Each distinct value
            is converted once, and repeats count. Values that are not unit groups of the version, such as None and
            NaN, are counted as unknown and do not raise.
        version: the NOC version of the codes.
        to: the NOC version to convert to.

    Returns:
        A `Conversions` mapping with ``counts`` by status and the ``unknown`` values.

    Raises:
        InvalidArgumentError: a single text, a data frame (see `frames.convert`), something that is not an iterable,
            or a value that cannot be hashed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> result = oinp_noc.convert_all(["2173", "2173", "2174", "0011", "9999"])
        >>> result.counts
        {'unique': 1, 'continued': 2, 'expired': 1, 'unrecorded': 0}
        >>> result.unknown, result["2174"].codes
        ({'9999': 1}, ('21230', '21232', '21234'))
    """
    table = concordance(version, to)
    occurrences = _counted(codes, version)
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


def _counted(codes: Iterable[object], version: str) -> Counter[object]:
    """Count the distinct values of an iterable."""
    if isinstance(codes, str | bytes):
        message = say(
            "{value} is a single text: expected an iterable of codes; convert() takes a single code", value=shown(codes)
        )
        raise InvalidArgumentError(message, value=codes, version=version)
    if hasattr(type(codes), "columns"):  # of the type: asked of a lazy frame, some engines compute the names
        call = f'frames.convert(frame, column, version="{version}")'
        message = say(
            "a {type} has columns: expected an iterable of codes, such as one of its columns; "
            "{call} converts a column of a frame",
            type=type(codes).__name__,
            call=call,
        )
        raise InvalidArgumentError(message, value=codes, version=version)
    # The elements of a pyarrow array are objects of its own, which are not text.
    values = codes.to_pylist() if hasattr(codes, "to_pylist") else codes
    try:
        return Counter(iter(values))
    except TypeError as error:
        message = say("the codes cannot be counted: {error}; expected an iterable of codes as text", error=error)
        raise InvalidArgumentError(message, value=codes, version=version) from error
