"""The checks on a user's own draws, field by field."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING, SupportsIndex, cast

from oinp_noc._messages import shown
from oinp_noc._noc.cells import is_flag
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc.errors import InvalidArgumentError, VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = (1 << 63) - 1
"""The largest whole number of a draw: what a column of a data frame can hold."""

HALF = re.compile(r"[\ud800-\udfff]")
"""Half a character, which a Python text can have and UTF-8 cannot."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id of a stream or of an occupation group."""


def refused(argument: str, value: object, expected: str) -> InvalidArgumentError:
    """Make the error for a value that is not what is expected."""
    return InvalidArgumentError(f"{argument}={shown(value)}: expected {expected}", value=value)


# Converters: another spelling of the same thing is read, and everything else is left for the checks to refuse.


def whole(value: SupportsIndex) -> int:
    """Turn a whole number of another library into an ``int``."""
    try:
        return cast("int", value) if is_flag(value) else operator.index(value)
    except TypeError:
        return cast("int", value)


def texts(value: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Turn a list into a tuple."""
    return tuple(value) if isinstance(value, list) else value


def pairs(value: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Turn a list of lists into a tuple of tuples."""
    if not isinstance(value, list | tuple):
        return value
    return tuple(tuple(pair) if isinstance(pair, list) else pair for pair in value)


# Checks: each raises InvalidArgumentError.


def check_text(argument: str, value: object) -> None:
    """Accept a text that is not empty and that can be written in UTF-8."""
    if not isinstance(value, str) or not value:
        raise refused(argument, value, "a text that is not empty")
    if HALF.search(value):
        raise refused(argument, value, "a text that can be written in UTF-8")


def check_slug(argument: str, value: object) -> None:
    """Accept the id of a stream or of an occupation group."""
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        raise refused(argument, value, "an id of lower-case letters, digits and hyphens, such as 'skilled-trades'")


def check_flag(argument: str, value: object) -> None:
    """Accept True and False."""
    if not isinstance(value, bool):
        raise refused(argument, value, "True or False")


def check_count(argument: str, value: object) -> None:
    """Accept a whole number from 0 that a data frame can hold."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        raise refused(argument, value, f"a whole number from 0 to {LARGEST}")


def check_tuple(argument: str, value: object) -> Iterable[object]:
    """Accept a tuple, and return what is in it."""
    if not isinstance(value, tuple):
        raise refused(argument, value, "a tuple or a list")
    return value


def check_occupations(argument: str, value: object, version: str) -> None:
    """Accept a set of unit groups of a version, with at least one.

    Raises:
        VersionMismatchError: a set of another version.
    """
    if not isinstance(value, OccupationSet):
        raise refused(argument, value, f'an OccupationSet, such as OccupationSet([…], version="{version}")')
    if value.version != version:
        message = f"{argument}={value!r}: expected occupations of NOC {version}, the version of the draw"
        raise VersionMismatchError(message, value=value, version=version)
    if not value:
        raise refused(argument, value, "at least one unit group; None if there is no list")
