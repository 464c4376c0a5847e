"""A draw as plain values, both ways."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._oinp.criteria import field_names
from oinp_noc._oinp.dates import day
from oinp_noc._oinp.draw import Draw, Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATES = ("date", "profiles_from", "profiles_to")
SETS = ("occupations", "known_occupations", "outside_gta")
FIELDS = field_names(Draw)


def from_records(records: Iterable[dict[str, Any]]) -> Iterator[Draw]:
    """Build draws from records that are known to be right, those of the packaged data; changes the records."""
    for record in records:
        for key in DATES:
            record[key] = day(record[key])
        for key in SETS:
            if record[key] is not None:
                record[key] = OccupationSet._verified(record[key], record["version"])
        for key in ("labels", "sources"):
            record[key] = tuple(record[key])
        record["as_published"] = tuple((printed, meant) for printed, meant in record["as_published"])
        record["score"] = record["score"] and Score(**record["score"])
        # As an unpickled value is made: what was checked when the package was built is not checked again.
        draw = object.__new__(Draw)
        draw.__setstate__(record)  # type: ignore[attr-defined]  # made by attrs
        yield draw


def to_record(draw: Draw) -> dict[str, Any]:
    """Turn a draw into a record of the packaged format."""
    return {name: plain(getattr(draw, name)) for name in FIELDS}


def plain(value: Any) -> Any:  # noqa: ANN401 (any field of a draw)
    """Turn a field of a draw into what JSON can hold."""
    if isinstance(value, OccupationSet):
        return list(value.codes)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Score):
        return {"min": value.min, "max": value.max, "scale": value.scale}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value
