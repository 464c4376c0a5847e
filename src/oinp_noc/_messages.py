"""How messages show values and name the nearest right ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._catalogue import say
from oinp_noc._locks import FIRST_USE
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 60  # characters of a value that a message shows


def shown(value: object) -> str:
    """Show a value in a message: its repr, on one line, shortened if it is long."""
    try:
        text = repr(value[:_SHOWN]) if isinstance(value, str | bytes) else " ".join(repr(value).split())
    except ValueError:  # an integer of more digits than Python turns into text
        text = f"<{type(value).__name__} of thousands of digits>"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def listed(words: Iterable[str]) -> str:
    """List words as English prose: ``a, b and c``."""
    words = list(words)
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part) or "nothing"


def series(words: Iterable[str]) -> str:
    """List words in the language of the context, for a sentence that has a translation."""
    *others, last = list(words) or [say("nothing")]
    return say("{others} and {last}", others=", ".join(others), last=last) if others else last


def nearest(value: object, choices: Iterable[str]) -> tuple[str, ...]:
    """Return the choices spelt most like the value, the nearest first; empty if none is close."""
    with FIRST_USE:
        from difflib import get_close_matches  # noqa: PLC0415 (only an error needs it)

    text = value[:_SHOWN] if isinstance(value, str) else shown(value)
    return tuple(get_close_matches(text, list(choices), n=5))


def invalid_choice(argument: str, value: object, choices: Iterable[object]) -> InvalidArgumentError:
    """Make the error for an argument that is not one of the allowed values."""
    choices = tuple(choices)
    words = tuple(map(str, choices))
    near = tuple(word for word in nearest(value, words) if word != value)  # the text of a number is not the number
    message = say(
        "{argument}={value}: expected one of {choices}",
        argument=argument,
        value=shown(value),
        choices=", ".join(map(repr, choices)),
    )
    if near:
        message = say("{message}; did you mean {near}?", message=message, near=repr(near[0]))
    return InvalidArgumentError(message, value=value, candidates=near or words)


def check_choice(argument: str, value: object, choices: Iterable[str]) -> None:
    """Raise if an argument is not one of the allowed texts; compares nothing that is not text, such as an array."""
    if not isinstance(value, str) or value not in choices:
        raise invalid_choice(argument, value, choices)


def check_several(argument: str, value: object) -> None:
    """Raise if an argument that takes several texts is a single one, which would be read letter by letter."""
    if isinstance(value, str | bytes) or not hasattr(value, "__iter__"):
        message = f"{argument}={shown(value)}: expected a list or tuple of texts"
        raise InvalidArgumentError(message, value=value)
