"""Every error that the library raises, in one tree.

Each is an `OinpNocError` and also the built-in that fits, so that `except KeyError` and `except ValueError`
do what they always do. Each carries the value it is about, the NOC version in question (where there is one) and
the candidates that would have been right.

    >>> import oinp_noc
    >>> try:
    ...     oinp_noc.convert("2173").one()
    ... except oinp_noc.errors.AmbiguousConversionError as error:
    ...     error.value, error.version, error.candidates
    ('2173', '2016', ('21211', '21231'))
"""

from __future__ import annotations

__all__ = [
    "AmbiguousConversionError",
    "AmbiguousDrawError",
    "AmbiguousEditionError",
    "DataError",
    "DrawConflictError",
    "DrawFileError",
    "FrameError",
    "InexactOverlapError",
    "InvalidArgumentError",
    "InvalidCodeError",
    "MissingExtraError",
    "NoOccupationListError",
    "NoticeError",
    "OinpNocError",
    "UnknownCodeError",
    "UnknownDrawError",
    "UnknownGroupError",
    "UnknownOccupationsError",
    "UnknownStreamError",
    "UnknownVersionError",
    "VersionMismatchError",
]


class OinpNocError(Exception):
    """The root of the tree.

    Attributes:
        value: what was given, as it was given.
        version: the NOC version that it was read in, or None.
        candidates: what would have been right, as text; the nearest first.
    """

    def __init__(
        self,
        message: str,
        *,
        value: object = None,
        version: str | None = None,
        candidates: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.value = value
        self.version = version
        self.candidates = candidates
        # What was tried before, a look into an index, says nothing to the reader of a traceback.
        self.__suppress_context__ = True

    def __str__(self) -> str:
        # KeyError would show the message as a quoted literal.
        return str(self.args[0])


class InvalidCodeError(OinpNocError, ValueError):
    """Not a code at all: not text, empty, or of the wrong shape."""


class UnknownCodeError(OinpNocError, KeyError):
    """Well-formed, but no unit group of that version; the message says what else it is."""


class UnknownVersionError(OinpNocError, KeyError):
    """Not a NOC version that the packaged data holds."""


class UnknownStreamError(OinpNocError, KeyError):
    """Not the id of a stream."""


class UnknownGroupError(OinpNocError, KeyError):
    """Not the id of an occupation group."""


class UnknownDrawError(OinpNocError, KeyError):
    """Not the id of a draw in the history."""


class AmbiguousDrawError(OinpNocError, ValueError):
    """A date and stream that name several draws."""


class AmbiguousEditionError(OinpNocError, ValueError):
    """An edition of an occupation group was asked for, and the streams used different ones."""


class AmbiguousConversionError(OinpNocError, ValueError):
    """One target was asked for, and there are several."""


class VersionMismatchError(OinpNocError, ValueError):
    """Values of different NOC versions, or a question that a version cannot answer."""


class NoOccupationListError(OinpNocError, ValueError):
    """A set operation on a draw that had no occupation list."""


class UnknownOccupationsError(OinpNocError, ValueError):
    """A set operation on occupations that are not known, or known only in part."""


class InexactOverlapError(OinpNocError, ValueError):
    """One common set was asked for across NOC versions, where only pairs are exact."""


class InvalidArgumentError(OinpNocError, ValueError):
    """An argument that is none of the choices, or not a date."""


class NoticeError(OinpNocError, ValueError):
    """A notice that is no text, or whose problems stand in the way of a history."""


class DataError(OinpNocError, RuntimeError):
    """A packaged file is missing or damaged.

    Not a `ValueError`: nothing that a caller passes in can bring it about.
    """


class DrawFileError(OinpNocError, ValueError):
    """A user's file of draws is not one; the message lists every fault with its place.

    Attributes:
        faults: the faults, one text each, such as ``draws[3].score.min: expected an integer, got '4o3'``.
    """

    @property
    def faults(self) -> tuple[str, ...]:
        """The faults, in the order of the file."""
        return self.candidates


class DrawConflictError(OinpNocError, ValueError):
    """Two draws have one id and different facts."""


class FrameError(OinpNocError, ValueError):
    """A data frame, or a column of one, that cannot be worked on as asked.

    Of values that were refused, ``value`` is a dict: each distinct one, and how many rows have it.
    """


class MissingExtraError(OinpNocError, ImportError):
    """A feature needs an extra that is not installed; the message says which."""
