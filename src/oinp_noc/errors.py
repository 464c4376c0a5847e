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

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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


_SHOWN = 60  # characters of a value that a message shows


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


def shown(value: object) -> str:
    """Show a value in a message: its repr, cut where it is long."""
    try:
        text = repr(value[:_SHOWN]) if isinstance(value, str | bytes) else repr(value)
    except ValueError:  # an integer of more digits than Python turns into text
        text = f"<{type(value).__name__} of thousands of digits>"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def listed(words: Iterable[str]) -> str:
    """List words as prose: ``a, b and c``."""
    words = list(words)
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part) or "nothing"


def nearest(value: object, choices: Iterable[str]) -> tuple[str, ...]:
    """Find the choices that are spelt like the value, the nearest first; none where nothing is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 (only an error needs it)

    text = value[:_SHOWN] if isinstance(value, str) else shown(value)
    return tuple(get_close_matches(text, list(choices), n=5))


def invalid_choice(argument: str, value: object, choices: Iterable[object]) -> InvalidArgumentError:
    """Make the error for an argument that is none of the choices."""
    choices = tuple(choices)
    words = tuple(map(str, choices))
    near = nearest(value, words)
    did_you_mean = f"; did you mean {near[0]!r}?" if near else ""
    message = f"{argument}={shown(value)}: expected one of {', '.join(map(repr, choices))}{did_you_mean}"
    return InvalidArgumentError(message, value=value, candidates=near or words)
