"""Small answers beside long columns: what every engine is asked to put beside the rows of a frame.

Every engine does the same thing. It finds the distinct keys of the rows, asks once for the answer to each, and hands
the answers out to the rows. pandas factorises, pyarrow looks up or encodes a dictionary, polars hashes; the engines
that speak SQL join a small table. No engine calls Python once a row.

A key is the cell of one column, or the tuple of the cells of several. The engines are reached through narwhals, so that
none is imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import Any, Literal, Protocol, TypeVar

import attrs

from oinp_noc._messages import shown
from oinp_noc.errors import FrameError

CellType = Literal["text", "texts", "number", "numbers", "integer", "flag", "flags"]
Row = tuple[Any, ...]
ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

STRETCH = 1_000_000  # rows that are worth a thread
_NO_CELL = (bytes, bytearray, memoryview, list, tuple, dict, set, frozenset)


@attrs.frozen
class Answers:
    """What belongs beside each key.

    Attributes:
        keys: the columns that make a key; the first holds the codes, or the titles.
        columns: the new columns, each with the type of its cells.
        expected: the keys that are expected.
        version: the NOC version of the codes, for messages.
        rule: returns the rows of answers to a key, given its cells: one, or several where a row is to become several.
            It is also asked for None (a missing cell) and ``""`` (an unknown one).
        several: whether a key may have several rows.
        as_codes: whether the rule reads values as `parse_code` does, so that all values but the expected ones have
            the same answer; otherwise each distinct value has its own.
        closed: whether the new texts are those beside the expected keys, and no others.
        refuse: returns the error for cells that must not occur, if there are any among those given.
        halting: the codes that must not occur, for engines that cannot look until they run.
        halted: the message about them, with ``{code}`` for the code.
    """

    keys: tuple[str, ...]
    columns: dict[str, CellType]
    expected: tuple[Any, ...]
    version: str
    rule: Callable[..., Sequence[Row]]
    several: bool = False
    as_codes: bool = True
    closed: bool = True
    refuse: Callable[[Iterable[Any]], FrameError | None] = lambda _: None
    halting: tuple[str, ...] = ()
    halted: str = ""
    _known: dict[object, Sequence[Row]] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    _lock: Lock = attrs.field(factory=Lock, init=False, eq=False, repr=False)

    @property
    def codes(self) -> tuple[str, ...]:
        """The texts that are expected in the first column."""
        return tuple(dict.fromkeys(key[0] for key in self.expected)) if len(self.keys) > 1 else self.expected

    def of(self, key: Any) -> Sequence[Row]:
        """Ask for a key; a text, or a tuple, only once."""
        cells = key if len(self.keys) > 1 else (key,)
        check_cell(self.keys[0], cells[0])
        if not isinstance(key, str | tuple):
            return self.rule(*cells)
        if (found := self._known.get(key)) is None:
            with self._lock:  # threads that meet the same key wait for the one that asks
                known = self._known.get(key)
                found = self._known[key] = self.rule(*cells) if known is None else known
        return found

    def rows(self, keys: Iterable[object]) -> tuple[list[Row], list[range]]:
        """Ask for each key: all rows of answers, and which of them belong to each key; the last, to a null."""
        rows: list[Row] = []
        spans = []
        nothing = None if len(self.keys) == 1 else (None,) * len(self.keys)
        for key in (*keys, nothing):
            found = self.of(key)
            spans.append(range(len(rows), len(rows) + len(found)))
            rows += found
        return rows, spans

    def choices(self, place: int) -> list[str]:
        """List the texts that a new column may hold, sorted."""
        unknown = "" if len(self.keys) == 1 else ("",) * len(self.keys)
        found = {row[place] for key in (*self.expected, unknown) for row in self.of(key)} - {None}
        as_lists = tuple(self.columns.values())[place] == "texts"
        return sorted({text for texts in found for text in texts} if as_lists else found)

    def check(self, keys: Sequence[Any], present: Callable[[], Iterable[int]]) -> None:
        """Raise if keys that occur are refused; ``present`` returns the places of those that occur."""
        error = self.refuse(keys)
        if error is not None and (error := self.refuse([keys[place] for place in present() if 0 <= place < len(keys)])):
            raise error


class Engine(Protocol):
    """An engine: puts answers beside the rows of a frame."""

    def __init__(self, namespace: Any) -> None: ...

    def attach(self, frame: Any, answers: Answers) -> Any:
        """Return the frame with the columns of the answers to its keys."""

    def count(self, frame: Any, keys: tuple[str, ...]) -> Iterable[tuple[Any, int]]:
        """Return the distinct keys of a frame, each with the number of its rows."""


def check_cell(column: str, value: object) -> None:
    """Raise for a cell that holds several values, or bytes."""
    if isinstance(value, _NO_CELL):
        raise not_a_cell(column, value)


def not_a_cell(column: str, value: object) -> FrameError:
    """Make the error for a cell that holds several values, or bytes."""
    kind = "bytes" if isinstance(value, bytes | bytearray | memoryview) else f"a {type(value).__name__}"
    message = f"{column} has a cell that holds {kind}, {shown(value)}: expected text, one code in each cell"
    return FrameError(message, value=value)


def separate(number: int, parts: Sequence[Sequence[object]]) -> tuple[object, ...]:
    """Take the number of a combination apart: the last part counts fastest."""
    cells = []
    for part in reversed(parts):
        number, place = divmod(number, len(part))
        cells.append(part[place])
    return tuple(reversed(cells))


def unused(name: str, taken: Iterable[str]) -> str:
    """Return a name that no column has, whatever its case."""
    folded = {each.casefold() for each in taken}
    while name.casefold() in folded:
        name += "_"
    return name


def in_threads(function: Callable[[ItemT], ResultT], items: Iterable[ItemT], workers: int) -> list[ResultT]:
    """Call a function with each item, in threads where threads can start (in a browser, none can)."""
    items = list(items)
    if len(items) < 2:  # noqa: PLR2004 (one needs no thread)
        return [function(item) for item in items]
    futures = []
    with ThreadPoolExecutor(workers) as pool:
        with suppress(RuntimeError):  # no thread could be started
            for item in items:
                futures += [pool.submit(function, item)]
        done = [future.result() for future in futures]
    return done + [function(item) for item in items[len(done) :]]
