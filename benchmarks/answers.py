"""Ratios of plain forms and fields of models to their plain counterparts: ``python benchmarks/answers.py``.

Each pair is measured in turn, in one process, and the best of several rounds is taken of either side, so that a busy
machine slows both. Nothing here decides whether a test passes. Needs Pydantic.
"""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import attrs
from lines import Line
from pydantic import TypeAdapter

import oinp_noc
from oinp_noc import Draw, OccupationSet, Score

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 41
CALLS = 5000


def main() -> None:
    """Measure, and print one line a comparison."""
    history = oinp_noc.draws()
    _compare("to_dict of the history / a plain function over its fields", history.to_dict, lambda: _records(history), 1)
    of = TypeAdapter(oinp_noc.NocCode)
    for spelling in ("21231", "NOC 21231"):
        _compare(
            f"a Pydantic validation of {spelling!r} / parse_code",
            _often(of.validate_python, spelling),
            _often(oinp_noc.parse_code, spelling),
            2,
        )


def _records(history: oinp_noc.DrawHistory) -> list[dict[str, Any]]:
    """Do what `to_records` did before there was `to_dict`: ask each field of each draw what it is."""
    return [{field.name: _plain(getattr(draw, field.name)) for field in attrs.fields(Draw)} for draw in history]


def _plain(value: Any) -> Any:  # noqa: ANN401 (any field of a draw)
    if isinstance(value, OccupationSet):
        return list(value.codes)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Score):
        return {"min": value.min, "max": value.max, "scale": value.scale}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _often(call: Callable[[str], object], spelling: str) -> Callable[[], object]:
    def calls() -> None:
        for _ in range(CALLS):
            call(spelling)

    return calls


def _compare(what: str, ours: Callable[[], object], theirs: Callable[[], object], goal: float) -> None:
    best = [float("inf")] * 2
    for _ in range(ROUNDS):
        for number, call in enumerate((ours, theirs)):
            start = time.process_time()
            call()
            best[number] = min(best[number], time.process_time() - start)
    print(Line(what, best[0] * 1000, best[1] * 1000, "ms", goal), flush=True)


if __name__ == "__main__":
    main()
