"""Scores in, the scales that they may be on out: by the packaged draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._oinp.streams import stream as stream_of

if TYPE_CHECKING:
    from oinp_noc._notices.words.lexicon import Fact
    from oinp_noc._oinp.streams import Scale


def is_strange(score: Fact, stream: Fact) -> bool:
    """Return True if a score is none of the scale of a stream told elsewhere, but may be one of the other scale."""
    return stream_of(stream.value).scale not in fitting(score, stream_of(stream.value).scale)


def fitting(score: Fact, otherwise: Scale | None) -> list[Scale | None]:
    """Return the scales that a score may be on, by the packaged draws; another one if it fits none."""
    found = [scale for scale, (least, most) in _scales().items() if least <= score.value[0] <= most]
    return [*found] or [otherwise]


@_data.once
def _scales() -> dict[Scale, tuple[int, int]]:
    """Return the least and the highest score of the packaged draws on each scale."""
    found: dict[Scale, list[int]] = {}
    for row in _data.records("draws"):
        if row["score"]:
            ends = (row["score"]["min"], row["score"]["max"])
            found.setdefault(row["score"]["scale"], []).extend(end for end in ends if end is not None)
    return {scale: (min(ends), max(ends)) for scale, ends in found.items()}
