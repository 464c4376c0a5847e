"""Ratios of the questions to a history and their plain counterparts: ``python benchmarks/history.py``.

Each pair is measured in turn, in one process, and the best of several rounds is taken of either side, so that a busy
machine slows both. Nothing here decides whether a test passes.
"""

from __future__ import annotations

import gc
import json
import time
from typing import TYPE_CHECKING, Any

import attrs
from lines import Line

import oinp_noc
from oinp_noc import Draw, DrawHistory, Score, _data
from oinp_noc._oinp import records

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 41
STREAM = "human-capital-priorities"

# What a draw costs that checks nothing and reads nothing: the same fields, frozen and slotted.
PlainDraw: Any = attrs.make_class("PlainDraw", [field.name for field in attrs.fields(Draw)], frozen=True, slots=True)
PlainScore: Any = attrs.make_class("PlainScore", [field.name for field in attrs.fields(Score)], frozen=True, slots=True)


def main() -> None:
    """Measure, and print one line a comparison."""
    history = oinp_noc.draws()
    screened = len(history.select(stream=STREAM))
    taken, _ = _best(lambda: history.screen("21231", stream=STREAM, score=450), lambda: None)
    _show("screen", taken / screened * 1e6, 1, "µs a draw", 20)

    lists = [frozenset(draw.occupations.codes) for draw in history if draw.occupations is not None]
    _compare(
        f"overlap_matrix of {len(lists)} draws, common / double loop over frozensets",
        lambda: history.overlap_matrix("common"),
        lambda: [[len(a & b) for b in lists] for a in lists],
        0.3,
    )
    _compare(
        f"overlap_matrix of {len(lists)} draws, jaccard / double loop over frozensets",
        lambda: history.overlap_matrix("jaccard"),
        lambda: [[len(a & b) / len(a | b) for b in lists] for a in lists],
        0.1,
    )

    content = oinp_noc.data_files()["draws.json"].read_bytes()
    _compare("loading the packaged history / json.loads and plain attrs", _load, lambda: _plain(content), 1.5)


def _load() -> DrawHistory:
    """Do what the first call of ``draws()`` does: read the file, verify it, and build the history."""
    return DrawHistory(records.from_records(_data.records("draws")))


def _plain(content: bytes) -> list[object]:
    """Build the draws from the same bytes as they stand there: dates are texts, lists are lists."""
    return [PlainDraw(**{**row, "score": row["score"] and PlainScore(**row["score"])}) for row in json.loads(content)]


def _compare(what: str, ours: Callable[[], object], theirs: Callable[[], object], goal: float) -> None:
    fast, slow = _best(ours, theirs)
    _show(what, fast * 1000, slow * 1000, "ms", goal)


def _best(*calls: Callable[[], object]) -> list[float]:
    """Time calls in turn, in seconds: the best of several rounds of each, every one from a clean heap."""
    best = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
        for number, call in enumerate(calls):
            gc.collect()
            start = time.process_time()
            answer = call()
            best[number] = min(best[number], time.process_time() - start)
            del answer
    return best


def _show(what: str, ours: float, theirs: float, unit: str, goal: float) -> None:
    print(Line(what, ours, theirs, unit, goal), flush=True)


if __name__ == "__main__":
    main()
