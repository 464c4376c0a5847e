"""Draws by date, found by their ids: the sequence that a history is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Self, overload

import attrs

from oinp_noc._catalogue import say
from oinp_noc._messages import nearest, series, shown
from oinp_noc._oinp.draw import Draw
from oinp_noc.errors import AmbiguousDrawError, InvalidArgumentError, UnknownDrawError


def _in_order(draws: Iterable[Draw]) -> tuple[Draw, ...]:
    if not isinstance(draws, Iterable):
        message = say("{value} is not a collection: expected an iterable of draws", value=shown(draws))
        raise InvalidArgumentError(message, value=draws)
    draws = list(draws)
    for draw in draws:
        if not isinstance(draw, Draw):
            message = say("{value} is not a draw: expected an iterable of draws", value=shown(draw))
            raise InvalidArgumentError(message, value=draw)
    return tuple(sorted(draws, key=lambda draw: (draw.date, draw.stream, draw.id)))


@attrs.frozen(repr=False)
class DrawSequence(Sequence[Draw]):
    """An immutable sequence of draws, by date, then stream and id."""

    _draws: tuple[Draw, ...] = attrs.field(converter=_in_order, default=())
    _by_id: dict[str, Draw] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {draw.id: draw for draw in self._draws})
        if len(self._by_id) < len(self._draws):
            twice = tuple(sorted(id_ for id_, times in Counter(self.ids).items() if times > 1))
            message = say("several draws have the same id: {ids}", ids=series(twice))
            raise InvalidArgumentError(message, candidates=twice)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the draws, in order."""
        return tuple(draw.id for draw in self._draws)

    def get(self, id: str) -> Draw:  # noqa: A002 (the word of the field)
        """Return one draw.

        Args:
            id: the draw's id.

        Raises:
            AmbiguousDrawError: a date and stream that name several draws.
            UnknownDrawError: no such draw in this history; the message names the nearest.
        """
        if isinstance(id, str) and id in self._by_id:
            return self._by_id[id]
        same_day = tuple(draw.id for draw in self._draws if isinstance(id, str) and f"{draw.date}-{draw.stream}" == id)
        if len(same_day) > 1:
            message = say(
                "{id} names {count} draws: expected one of {ids}", id=id, count=len(same_day), ids=series(same_day)
            )
            raise AmbiguousDrawError(message, value=id, candidates=same_day)
        begun = tuple(known for known in self._by_id if isinstance(id, str) and known.startswith(id))
        near = begun[:5] or nearest(id, self._by_id)
        hint = say("the nearest are {candidates}", candidates=series(near)) if near else say("`history.ids` lists them")
        message = say("no draw {id} in this history: {hint}", id=shown(id), hint=hint)
        raise UnknownDrawError(message, value=id, candidates=near)

    @overload
    def __getitem__(self, place: int) -> Draw: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: int | slice) -> Draw | Self:
        if not isinstance(place, slice):
            return self._draws[place]
        if place.step is not None and place.step < 0:
            message = say(
                "a history is by date, so it has no slice backwards ({step}); reversed() iterates that way",
                step=place.step,
            )
            raise InvalidArgumentError(message, value=place)
        return type(self)(self._draws[place])

    def __iter__(self) -> Iterator[Draw]:
        return iter(self._draws)

    def __len__(self) -> int:
        return len(self._draws)

    def __repr__(self) -> str:
        if not self._draws:
            return f"<{type(self).__name__}: no draws>"
        return f"<{type(self).__name__}: {len(self)} draws, {self._draws[0].date} to {self._draws[-1].date}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._draws,)
