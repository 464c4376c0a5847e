"""What every answer and every error has to satisfy."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from oinp_noc.errors import OinpNocError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

T = TypeVar("T")
LONGEST = 4000  # marks of a message that is not a list of faults


class Target(NamedTuple):
    """A part of the library under fire.

    Attributes:
        name: what the command line calls it.
        make: makes an input by chance.
        check: puts it to the library; raises whatever is wrong.
        share: its share of the time, beside 1 of the others.
    """

    name: str
    make: Callable[[Random], Any]
    check: Callable[[Any], None]
    share: float = 1


class LawBrokenError(AssertionError):
    """An answer that breaks a law."""


def law(holds: object, what: str, *values: object) -> None:
    """Raise unless a law holds."""
    if not holds:
        shown = ", ".join(ascii(value)[:300] for value in values)
        message = f"{what}: {shown}" if values else what
        raise LawBrokenError(message)


def tried(call: Callable[..., T], *arguments: Any, **options: Any) -> T | OinpNocError:
    """Return the answer of a call, or its error if that is one of the library, which is checked too."""
    try:
        return call(*arguments, **options)
    except OinpNocError as error:
        readable(error)
        return error


def readable(error: OinpNocError) -> None:
    """Check what every error promises: one message that can be printed, and candidates that are texts."""
    message = str(error)
    law(message.strip(), "an error says something", type(error))
    law(isinstance(error.candidates, tuple), "candidates are a tuple", error.candidates)
    law(all(isinstance(each, str) for each in error.candidates), "candidates are texts", error.candidates)
    law(len(message) < LONGEST or len(error.candidates) > 1, "a message is short", len(message), message[:200])
    try:
        message.encode()
    except UnicodeEncodeError:
        law(False, "a message can be printed", message)  # noqa: FBT003 (what holds)


def carries(error: OinpNocError, value: object, what: str) -> None:
    """Check that an error has what was passed, and not a cleaned form of it."""
    law(error.value is value, f"error.value of {what} is what was passed", error.value, value, str(error))


def is_sorted(values: Iterable[Any]) -> bool:
    """Return True if values ascend, without one twice."""
    return all(one < other for one, other in pairwise(values))
