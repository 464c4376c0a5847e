"""Faults of plain forms: what was expected, what is there, and where. cattrs is imported when they are looked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

MOST_FAULTS = 1000
"""How many faults are collected, however deep: what is something else altogether has one in every place."""

UNSEEN = "what follows was not looked at"
"""What is said behind that many."""

LONGEST = 60
"""How many characters of a value a fault shows."""


def refuse(expected: str, value: object) -> NoReturn:
    """Raise the error for a value that is not what was expected."""
    message = f"expected {expected}, got {told(value)}"
    raise ValueError(message)


def told(value: object) -> str:
    """Show a value as JSON, cut if it is long."""
    is_scalar = value is None or isinstance(value, str | int | float)
    try:
        text = json.dumps(value, ensure_ascii=False) if is_scalar else shown(value)
    except RecursionError:
        text = "lists and objects, nested deeply"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def each(read: Callable[[Any, int], T], items: Iterable[Any]) -> list[T]:
    """Read items one by one, and raise one error for those that could not be read, each with its place."""
    with FIRST_USE:
        from cattrs import (  # noqa: PLC0415 (43 ms that few callers need)
            BaseValidationError,
            IterableValidationError,
            IterableValidationNote,
        )

    found: list[T] = []
    faults: list[Exception] = []
    count = 0
    for place, item in enumerate(items):
        try:
            found.append(read(item, place))
        except (BaseValidationError, ValueError) as error:
            error.__notes__ = [*getattr(error, "__notes__", ()), IterableValidationNote("", place, None)]
            faults.append(error)
            count += _count(error)
            if count >= MOST_FAULTS:
                break
    if faults:
        message = "items"
        raise IterableValidationError(message, faults, list)
    return found


def _count(error: BaseException) -> int:
    """Count the faults in a group of groups."""
    return sum(map(_count, error.exceptions)) if isinstance(error, BaseExceptionGroup) else 1


def at(error: Exception, name: str) -> Exception:
    """Note at which field of an object an error happened, as cattrs does it."""
    with FIRST_USE:
        from cattrs import AttributeValidationNote  # noqa: PLC0415

    error.__notes__ = [*getattr(error, "__notes__", ()), AttributeValidationNote("", name, None)]
    return error


def places(error: BaseException, path: str = "") -> list[str]:
    """List the faults that a structuring found, each behind its place."""
    with FIRST_USE:
        from cattrs import transform_error  # noqa: PLC0415

    faults = []
    for fault in transform_error(error, path=path, format_exception=lambda error, _: str(error)):
        said, _, place = fault.rpartition(" @ ")
        place = place.lstrip(".")
        # Half characters, which JSON can spell, would keep the message from being printed.
        faults.append(f"{place}: {said}".removeprefix(": ").encode(errors="backslashreplace").decode())
    return faults
