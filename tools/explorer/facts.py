"""What every view of the page needs: codes, streams, words and sources; and the draws without their lists."""

from __future__ import annotations

from typing import Any

import oinp_noc
from explorer import titles

_CHOICES = (
    *("broad category", "major group", "sub-major group", "minor group", "unit group"),
    *("unique", "continued", "expired", "unrecorded"),
    *("yes", "no", "cannot tell"),
    *("general", "targeted", "listed", "none", "unknown"),
    *("high", "medium", "low", "French", "Canadian", "foreign"),
)
_CRITERIA = ("region", "program", "language", "experience")
_FACTS = (
    *("date", "stream", "target", "listing", "version"),
    *("invitations", "score", "confidence", "note"),
)


def site() -> dict[str, Any]:
    """Return what the page reads first."""
    draws = oinp_noc.draws()
    return {
        "library": oinp_noc.__version__,
        "version": titles.VERSION,
        "updated": oinp_noc.DATA_LAST_UPDATED.isoformat(),
        "codes": {version: " ".join(oinp_noc.classification(version)) for version in reversed(oinp_noc.versions())},
        "streams": {
            stream.id: {
                "name": stream.name,
                "name_fr": stream.name_fr,
                "scale": stream.scale,
                "scored": any(draw.score is not None for draw in draws.select(stream=stream.id)),
            }
            for stream in oinp_noc.streams()
        },
        "lists": {group.id: group.title for group in oinp_noc.occupation_groups()},
        "criteria": {name: _values(draws, name) for name in _CRITERIA},
        "labels": {
            "en": {choice: oinp_noc.label(choice, "en") for choice in _CHOICES},
            "fr": {choice: oinp_noc.label(choice, "fr") for choice in _CHOICES},
        },
        "sources": _sources(),
    }


def _values(draws: oinp_noc.DrawHistory, criterion: str) -> list[str]:
    """Return what draws asked for: those with an id first, then smaller places by name."""
    found: set[str] = {getattr(draw, criterion) for draw in draws} - {None}
    return sorted(found, key=lambda value: (not value.islower(), value))


def draws() -> dict[str, Any]:
    """Return the facts of each draw by its id, without the occupations: those stand with each occupation.

    The addresses of sources stand once, and a draw has their places.
    """
    sources = list(dict.fromkeys(source for draw in oinp_noc.draws() for source in draw.sources))
    places = {source: place for place, source in enumerate(sources)}
    return {"sources": sources, "draws": {draw.id: _draw(draw, places) for draw in oinp_noc.draws()}}


def _draw(draw: oinp_noc.Draw, places: dict[str, int]) -> dict[str, Any]:
    plain = draw.to_dict()
    facts = {name: plain[name] for name in _FACTS if plain[name] is not None}
    listed = {} if draw.occupations is None else {"listed": len(draw.occupations)}
    return {**facts, **listed, "sources": [places[source] for source in draw.sources]}


def _sources() -> list[dict[str, str]]:
    """Return who published what the tables are made from, each publisher with its licence once."""
    found = {
        (source.publisher, source.licence): {"publisher": source.publisher, "licence": source.licence}
        for table in oinp_noc.provenance()
        for source in table.sources
    }
    return [found[key] for key in sorted(found)]
