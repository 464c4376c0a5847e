"""One file a group: what it is, its codes in the other versions, the draws that targeted it, the lists it was on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc import Conversion, Draw, Group

_TITLES = 12
"""How many example titles a page shows in each language: first those that illustrate the group."""


def groups() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path and the contents of each group's file, for every version and level."""
    for version in oinp_noc.versions():
        for group in oinp_noc.classification(version).values():
            yield f"{version}/{group.code}", about(group)


def about(group: Group) -> dict[str, Any]:
    """Return what the page shows of a group."""
    plain = {
        **group.to_dict(),
        "ancestors": [_named(ancestor) for ancestor in group.ancestors],
        "children": [_named(child) for child in group.children],
    }
    if group.level != "unit group":
        return plain
    code, version = group.code, group.version
    others = [other for other in reversed(oinp_noc.versions()) if other != version]
    return {
        **plain,
        "conversions": [_conversion(oinp_noc.convert(code, version, other)) for other in others],
        "draws": {
            targeting.draw.id: _targeting(targeting.draw, targeting.matched.codes)
            for targeting in oinp_noc.draws().timeline(code, version)
        },
        "known_in": [draw.id for draw in oinp_noc.draws().select(listing="unknown") if _is_known_in(draw, group)],
        "changes": [_change(change) for change in oinp_noc.changes(code, version=version)],
        "titles": _titles(group),
    }


def _named(group: Group) -> dict[str, Any]:
    return {name: getattr(group, name) for name in ("version", "code", "level", "title", "title_fr")}


def _conversion(conversion: Conversion) -> dict[str, Any]:
    return {
        "to": conversion.to,
        "status": conversion.status,
        "successor": None if conversion.successor is None else conversion.successor.code,
        "targets": [{**_named(pair.target), "relation": pair.relation} for pair in conversion.pairs],
        "why": {"en": conversion.explain("en"), "fr": conversion.explain("fr")},
    }


def _targeting(draw: Draw, matched: tuple[str, ...]) -> dict[str, Any]:
    """Return how a list has the occupation: by which codes, and which of them count outside the GTA only."""
    beyond = () if draw.outside_gta is None else draw.outside_gta.codes
    return {"matched": matched, "outside_gta": [code for code in matched if code in beyond]}


def _is_known_in(draw: Draw, group: Group) -> bool:
    """Return True if the known part of a list that is not known has a pair with a group."""
    known = draw.known_occupations
    if known is None:
        return False
    return any(target in known for target in oinp_noc.convert(group.code, group.version, known.version).targets)


def _change(change: oinp_noc.Change) -> dict[str, Any]:
    plain = change.to_dict()
    sources = [] if change.edition is None else change.edition.to_dict()["sources"]
    return {**{name: plain[name] for name in ("date", "action", "group", "stream", "exact")}, "sources": sources}


def _titles(group: Group) -> dict[str, tuple[str, ...]]:
    found = {}
    for lang in ("en", "fr"):
        try:
            found[lang] = oinp_noc.example_titles(group.code, group.version, lang)[:_TITLES]
        except oinp_noc.errors.VersionMismatchError:  # no titles of that version in that language
            continue
    return found
