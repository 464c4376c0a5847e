"""Every error that the library raises, in one tree.

Each is an `OinpNocError` and also the built-in exception that fits, so `except ValueError` catches every wrong
argument and `except KeyError` every unknown name. Each carries the value that was passed, the NOC version (if there
is one) and the candidates that would have been right.

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
    "TitleMismatchError",
    "UnknownCodeError",
    "UnknownDeadlineError",
    "UnknownDrawError",
    "UnknownGroupError",
    "UnknownOccupationsError",
    "UnknownStreamError",
    "UnknownVersionError",
    "VersionMismatchError",
]


class OinpNocError(Exception):
    """The base class of all errors of the library.

    Attributes:
        value: the value that was passed, unchanged.
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
        # The failed dictionary lookup behind most errors means nothing to the reader of a traceback.
        self.__suppress_context__ = True

    def __str__(self) -> str:
        # KeyError would show the message as a quoted literal.
        return str(self.args[0])


class InvalidCodeError(OinpNocError, ValueError):
    """Not a code at all: not text, empty, or of the wrong shape."""


class TitleMismatchError(InvalidCodeError):
    """The title beside a code belongs to another group; ``candidates`` has the codes of those groups."""


class UnknownCodeError(OinpNocError, KeyError, ValueError):
    """Well-formed, but not a unit group of that version; the message says what else it is."""


class UnknownVersionError(OinpNocError, KeyError, ValueError):
    """Not a NOC version of the packaged data."""


class UnknownStreamError(OinpNocError, KeyError, ValueError):
    """Not the id of a stream."""


class UnknownGroupError(OinpNocError, KeyError, ValueError):
    """Not the id of an occupation group."""


class UnknownDrawError(OinpNocError, KeyError, ValueError):
    """Not the id of a draw in the history."""


class AmbiguousDrawError(OinpNocError, ValueError):
    """A date and stream that several draws share."""


class AmbiguousEditionError(OinpNocError, ValueError):
    """The streams used different editions of an occupation group, and the stream was not given."""


class AmbiguousConversionError(OinpNocError, ValueError):
    """One target was asked for, but there are several."""


class VersionMismatchError(OinpNocError, ValueError):
    """Values of different NOC versions, or a question that this NOC version cannot answer."""


class NoOccupationListError(OinpNocError, ValueError):
    """A set operation on a draw that had no occupation list."""


class UnknownDeadlineError(OinpNocError, ValueError):
    """It is not known how long there was to answer an invitation."""


class UnknownOccupationsError(OinpNocError, ValueError):
    """A set operation on an occupation list that is not known, or known only in part."""


class InexactOverlapError(OinpNocError, ValueError):
    """One common set was asked for across NOC versions, where only pairs are exact."""


class InvalidArgumentError(OinpNocError, ValueError):
    """An argument that is not one of the allowed values, or not a valid date."""


class NoticeError(OinpNocError, ValueError):
    """A notice that is not text, or whose problems prevent a history."""


class DataError(OinpNocError, RuntimeError):
    """A packaged file is missing or damaged.

    Not a `ValueError`: no argument can cause it.
    """


class DrawFileError(OinpNocError, ValueError):
    """A user's file of draws has faults; the message lists each one with its place.

    Attributes:
        faults: the faults, one text each, such as ``draws[3].score.min: expected an integer, got '4o3'``.
    """

    @property
    def faults(self) -> tuple[str, ...]:
        """The faults, in the order of the file."""
        return self.candidates


class DrawConflictError(OinpNocError, ValueError):
    """Two draws have the same id and different facts."""


class FrameError(OinpNocError, ValueError):
    """A data frame, or one of its columns, that an operation cannot use.

    If values were refused, ``value`` is a dict of each distinct value and its number of rows.
    """


class MissingExtraError(OinpNocError, ImportError):
    """A feature needs an extra that is not installed; the message says which."""
