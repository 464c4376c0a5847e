"""Selecting draws by conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, get_args

from oinp_noc._data import once, records
from oinp_noc._messages import check_choice, invalid_choice
from oinp_noc._noc.classification import classification
from oinp_noc._noc.codes import parse_code
from oinp_noc._noc.conversion import convert
from oinp_noc._oinp.criteria import Criteria, Kind, Listing
from oinp_noc._oinp.dates import read_date
from oinp_noc._oinp.streams import known_stream

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from oinp_noc._oinp.draw import Draw


class Filters(TypedDict, total=False):
    """The conditions of `DrawHistory.select` and `DrawHistory.latest`."""

    stream: str | None
    label: str | None
    since: dt.date | str | None
    until: dt.date | str | None
    kind: Kind | None
    listing: Listing | None
    occupation: str | None
    version: str
    region: str | None
    program: str | None
    language: str | None
    experience: str | None


def select(  # noqa: PLR0913 (each narrows the choice)
    draws: Sequence[Draw],
    criteria: Criteria,
    *,
    stream: str | None,
    label: str | None,
    since: dt.date | str | None,
    until: dt.date | str | None,
    kind: Kind | None,
    listing: Listing | None,
    occupation: str | None,
    version: str,
) -> list[Draw]:
    """Return the draws that meet every condition."""
    classification(version)  # raises for an unknown version
    found = list(draws)
    if stream is not None:
        id_ = known_stream(stream, {draw.stream for draw in draws})
        found = [draw for draw in found if draw.stream == id_]
    if label is not None:
        labels = {each for draw in draws for each in draw.labels}
        if not isinstance(label, str) or label not in labels | _labels():
            raise invalid_choice("label", label, sorted(labels | _labels()))
        found = [draw for draw in found if label in draw.labels]
    if since is not None:
        first = read_date("since", since)
        found = [draw for draw in found if draw.date >= first]
    if until is not None:
        last = read_date("until", until)
        found = [draw for draw in found if draw.date <= last]
    if kind is not None:
        check_choice("kind", kind, get_args(Kind))
        found = [draw for draw in found if draw.kind == kind]
    if listing is not None:
        check_choice("listing", listing, get_args(Listing))
        found = [draw for draw in found if draw.listing == listing]
    for name, value in criteria.checked(*draws).stated().items():
        found = [draw for draw in found if getattr(draw, name) == value]
    if occupation is not None:
        code = parse_code(occupation, version)
        found = [draw for draw in found if _targets(draw, code, version)]
    return found


@once
def _labels() -> set[str]:
    """Return the labels of the packaged draws."""
    return {label for record in records("draws") for label in record["labels"]}


def _targets(draw: Draw, code: str, version: str) -> bool:
    occupations = draw.occupations
    return occupations is not None and any(t in occupations for t in convert(code, version, draw.version).targets)
