"""Answers of several values: sequences that know their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Self, TypeVar, cast, overload

import attrs

from oinp_noc._answers.value import Tabular

T_co = TypeVar("T_co", covariant=True)

_SHOWN = 5  # items that a repr shows


class Answers(Tabular, Sequence[T_co]):
    """An immutable sequence of values, equal to the tuple of them.

    A subclass names in ``_items`` its field that holds the tuple. Slices are of the same class.
    """

    __slots__ = ()

    _items = ""

    def _tuple(self) -> tuple[T_co, ...]:
        return cast("tuple[T_co, ...]", getattr(self, self._items))

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: int | slice) -> T_co | Self:
        if not isinstance(place, slice):
            return self._tuple()[place]
        return cast("Self", attrs.evolve(cast("Any", self), **{self._items: self._tuple()[place]}))

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._tuple())

    def __len__(self) -> int:
        return len(self._tuple())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Answers):
            return bool(self._tuple() == other._tuple())
        return self._tuple() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._tuple())

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self._tuple()[:_SHOWN]))
        more = f", and {len(self) - _SHOWN} more" if len(self) > _SHOWN else ""
        return f"<{type(self).__name__}: {shown or 'none'}{more}>"
