"""Draws as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oinp_noc._answers.sheets import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._oinp.draw import Draw, Score

SCORE: dict[str, Cell] = {"score_min": "integer", "score_max": "integer", "score_scale": "text"}
_DRAWS: dict[str, Cell] = {
    "id": "text",
    "date": "date",
    "stream": "text",
    "kind": "text",
    "version": "text",
    "listing": "text",
    "target": "text",
    "labels": "texts",
    "labels_contradicted": "flag",
    "region": "text",
    "program": "text",
    "language": "text",
    "experience": "text",
    "job_offer": "flag",
    "invitations": "integer",
    **SCORE,
    "profiles_from": "date",
    "profiles_to": "date",
    "occupations": "texts",
    "known_occupations": "texts",
    "outside_gta": "texts",
    "as_published": "pairs",
    "confidence": "text",
    "note": "text",
    "sources": "texts",
}
_SETS = ("occupations", "known_occupations", "outside_gta")


def of_draws(draws: Iterable[Draw]) -> Sheet:
    """Make a sheet of draws, one a row."""
    return Sheet("Draws", _DRAWS, tuple(tuple(_cells(draw).values()) for draw in draws))


def _cells(draw: Draw) -> dict[str, Any]:
    sets = {name: None if (part := getattr(draw, name)) is None else list(part.codes) for name in _SETS}
    special = {
        **sets,
        **score_cells(draw.score),
        "labels": list(draw.labels),
        "as_published": [list(pair) for pair in draw.as_published],
        "sources": list(draw.sources),
    }
    return {name: special[name] if name in special else getattr(draw, name) for name in _DRAWS}


def score_cells(score: Score | None) -> dict[str, Any]:
    """Return the cells of a range of scores, by the names of `SCORE`."""
    return {name: None if score is None else getattr(score, name.removeprefix("score_")) for name in SCORE}
