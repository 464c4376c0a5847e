"""Answers of several values: sequences that know their columns."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast, overload

import attrs

from oinp_noc._answers.value import Value

if TYPE_CHECKING:
    from oinp_noc._answers.frames import Backend
    from oinp_noc._answers.sheets import Sheet

T_co = TypeVar("T_co", covariant=True)

_SHOWN = 5  # items that a repr shows


class Tabular(Value):
    """A public value that is also a table."""

    __slots__ = ()

    def to_frame(self, backend: Backend = "pandas") -> Any:  # noqa: ANN401 (of any engine)
        """Return the value as a data frame. `docs/frames.md` lists the columns.

        Args:
            backend: ``"pandas"``, ``"polars"``, ``"pyarrow"`` or ``"duckdb"`` (a relation of the default connection).

        Returns:
            A frame of that engine. Its column types do not depend on the rows. In pandas, dates are ``datetime64``,
            whole numbers ``Int64`` and booleans ``boolean``, so that gaps stay gaps; elsewhere dates are dates.

        Raises:
            InvalidArgumentError: another backend.
            MissingExtraError: the extra ``dataframe``, or the engine, is not installed.

        Example:
            >>> import oinp_noc
            >>> day = oinp_noc.draws().on("2024-03-07")
            >>> day.summary(by=["stream"]).to_frame("polars").select("stream", "draws", "invitations").rows()
            [('human-capital-priorities', 1, 2104)]
        """
        from oinp_noc._answers.frames import frame  # noqa: PLC0415 (few callers need it)

        return frame(self._sheet(), backend)

    @abstractmethod
    def _sheet(self) -> Sheet:
        """Return the value as a sheet."""


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
