"""Draws of a user's own, as records: read by the strict converter, with what a file of draws adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from oinp_noc._answers.faults import each, places, refuse, told
from oinp_noc._answers.value import Value
from oinp_noc._data import once
from oinp_noc._locks import FIRST_USE
from oinp_noc._oinp.checks import LARGEST, SLUG
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.streams import stream
from oinp_noc.errors import UnknownStreamError

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


def _records(value: object) -> list[Any]:
    return value if isinstance(value, list) else refuse("a list of draws", value)


def _own_streams(value: object) -> frozenset[str]:
    def read(id_: object, _: int) -> str:
        expected = "an id of lower-case letters, digits and hyphens"
        return id_ if isinstance(id_, str) and SLUG.fullmatch(id_) else refuse(expected, id_)

    return frozenset(each(read, value if isinstance(value, list) else refuse("a list of ids", value)))


@attrs.frozen
class File(Value):
    """What a file of draws holds.

    Attributes:
        draws: the records, which `read` reads one by one.
        streams: the ids of streams that the package does not know.
    """

    _readers = (("draws", _records), ("streams", _own_streams))

    draws: list[Any]
    streams: frozenset[str] = frozenset()


def read_file(content: object) -> File | list[str]:
    """Read what a file holds: a list of records, or an object with it; or return the faults."""
    if isinstance(content, dict):
        return _read(content, File, "file")
    return File(content) if isinstance(content, list) else [f"draws: expected a list of draws, got {told(content)}"]


def read(record: Any, place: str, streams: frozenset[str]) -> Draw | list[str]:  # noqa: ANN401 (whatever is in a file)
    """Read a draw from a record of the packaged format.

    Args:
        record: the record.
        place: what faults call it, such as ``draws[3]``.
        streams: the ids of streams that the package does not know.

    Returns:
        The draw, or the faults, each with its place.
    """
    faults = []
    if isinstance(record, dict) and "stream" in record and (fault := _fault_of_stream(record["stream"], streams)):
        faults = [f"{place}.stream: {fault}"]
        record = {**record, "stream": "any"}  # the rest is read all the same
    found = _read(record, Draw, place)
    return [*faults, *found] if isinstance(found, list) else faults or found


def _read(value: object, wanted: type[T], place: str) -> T | list[str]:
    with FIRST_USE:
        from cattrs import BaseValidationError  # noqa: PLC0415 (43 ms that only a user's file needs)

    try:
        return _converter().structure(value, wanted)
    except (BaseValidationError, ValueError) as error:
        return places(error, place)


@once
def _converter() -> Converter:
    """Make the strict converter stricter: a text of a record is not empty, and a number is a count."""
    with FIRST_USE:
        from oinp_noc._answers.plain import coercing_nothing  # noqa: PLC0415 (imports cattrs)

    made = coercing_nothing()
    of_text, of_number = made.get_structure_hook(str), made.get_structure_hook(int)

    def text(value: object, _: object) -> Any:  # noqa: ANN401 (a text)
        return of_text(value, str) or refuse("a text that is not empty", value)

    def number(value: object, _: object) -> Any:  # noqa: ANN401 (a number)
        found = of_number(value, int)
        return found if 0 <= found <= LARGEST else refuse(f"a whole number from 0 to {LARGEST}", value)

    made.register_structure_hook(str, text)
    made.register_structure_hook(int, number)
    return made


def _fault_of_stream(id_: object, own: frozenset[str]) -> str | None:
    """Return what is wrong with the stream of a record: it has to be a packaged one, or declared in the file."""
    if isinstance(id_, str) and id_ in own:
        return None
    try:
        stream(id_)  # type: ignore[arg-type]  # raises for whatever is not a stream
    except UnknownStreamError as error:
        if not isinstance(id_, str) or not SLUG.fullmatch(id_):
            return str(error)
        return f'{error}; a stream of your own is declared above the draws, {{"streams": [{told(id_)}], "draws": […]}}'
    return None
