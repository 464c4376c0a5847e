"""Draws, and what is counted of them, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oinp_noc._answers.sheets import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oinp_noc._oinp.draw import Draw
    from oinp_noc._oinp.screening import Screening
    from oinp_noc._oinp.statistics import Frequency, OverlapMatrix, SummaryKey, SummaryRow, Targeting

_SCORE: dict[str, Cell] = {"score_min": "integer", "score_max": "integer", "score_scale": "text"}
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
    **_SCORE,
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
_KEYS: dict[SummaryKey, Cell] = {"year": "integer", "stream": "text", "group": "text"}
_COUNTS = ("draws", "invitations", "counted", "targeted", "listed", "none", "unknown")


def of_draws(draws: Iterable[Draw]) -> Sheet:
    """Make a sheet of draws, one a row."""
    return Sheet("Draws", _DRAWS, tuple(tuple(_cells(draw).values()) for draw in draws))


def of_summary(rows: Iterable[SummaryRow], by: Sequence[SummaryKey]) -> Sheet:
    """Make a sheet of a summary, with a column for each key."""
    columns: dict[str, Cell] = {**{key: _KEYS[key] for key in by}, **dict.fromkeys(_COUNTS, "integer")}
    cells = tuple((*row.key, *(getattr(row, name) for name in _COUNTS)) for row in rows)
    return Sheet("Draws and invitations", columns, cells)


def of_frequency(frequency: Frequency) -> Sheet:
    """Make a sheet of a frequency, one group a row."""
    columns: dict[str, Cell] = {
        **dict.fromkeys(("version", "code", "level", "title"), "text"),
        "times": "integer",
        "first": "date",
        "last": "date",
    }
    rows = (
        (each.group.version, each.group.code, each.group.level, each.group.title, each.times, each.first, each.last)
        for each in frequency
    )
    return Sheet("How often each group was targeted", columns, tuple(rows))


def of_timeline(targetings: Iterable[Targeting]) -> Sheet:
    """Make a sheet of a timeline, one draw a row."""
    columns: dict[str, Cell] = {
        **dict.fromkeys(("draw", "stream", "version"), "text"),
        "date": "date",
        "matched": "texts",
        "share": "number",
        "invitations": "integer",
        **_SCORE,
    }
    rows = (
        (
            each.draw.id,
            each.draw.stream,
            each.draw.version,
            each.draw.date,
            list(each.matched.codes),
            each.share,
            each.draw.invitations,
            *_score(each.draw).values(),
        )
        for each in targetings
    )
    return Sheet("Draws that targeted the occupation", columns, tuple(rows))


def of_screenings(screenings: Iterable[Screening]) -> Sheet:
    """Make a sheet of screenings, one draw a row."""
    columns: dict[str, Cell] = {
        **dict.fromkeys(("draw", "stream"), "text"),
        "date": "date",
        "verdict": "text",
        "reasons": "texts",
        **_SCORE,
    }
    rows = (
        (
            each.draw.id,
            each.draw.stream,
            each.draw.date,
            each.verdict,
            list(each.reasons),
            *_score(each.draw).values(),
        )
        for each in screenings
    )
    return Sheet("Draws held against a candidate", columns, tuple(rows))


def of_matrix(matrix: OverlapMatrix) -> Sheet:
    """Make a sheet of a matrix, one cell a row, so that a pivot makes the matrix of it again."""
    columns: dict[str, Cell] = {"left": "text", "right": "text"}
    if matrix.measure == "common":
        columns["common"] = "integer"
    else:
        columns |= {"jaccard_low": "number", "jaccard_high": "number"}
    rows = (
        (left, right, *(cell if isinstance(cell, tuple) else (cell,)))
        for left, row in zip(matrix.ids, matrix.rows, strict=True)
        for right, cell in zip(matrix.ids, row, strict=True)
    )
    return Sheet("What every two draws have in common", columns, tuple(rows))


def _cells(draw: Draw) -> dict[str, Any]:
    sets = {name: None if (part := getattr(draw, name)) is None else list(part.codes) for name in _SETS}
    special = {
        **sets,
        **_score(draw),
        "labels": list(draw.labels),
        "as_published": [list(pair) for pair in draw.as_published],
        "sources": list(draw.sources),
    }
    return {name: special[name] if name in special else getattr(draw, name) for name in _DRAWS}


def _score(draw: Draw) -> dict[str, Any]:
    score = draw.score
    return {name: None if score is None else getattr(score, name.removeprefix("score_")) for name in _SCORE}
