"""The values of the classification as sheets for people: what a notebook shows of them, in the language of the context.

A value imports this when it is asked for its view, so that values cost nothing for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from oinp_noc._answers.sheets import Cell, Sheet, Words, decimal
from oinp_noc._catalogue import SPOKEN, say, say_number
from oinp_noc._language import in_language, worded
from oinp_noc._messages import series

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oinp_noc._noc.classification import Classification, Group
    from oinp_noc._noc.concordance import Concordance
    from oinp_noc._noc.conversion import Conversions
    from oinp_noc._noc.occupation_set import OccupationSet
    from oinp_noc._noc.overlap import Overlap, Side
    from oinp_noc._noc.pairs import Conversion, Pair

    Partners = Mapping[Group, list[str]]

_GROUP: dict[str, Cell] = {
    **dict.fromkeys(("code", "version", "level", "title", "title_fr", "title_fr_status"), "text"),
    "teer": "integer",
    **dict.fromkeys(("skill_level", "parent"), "text"),
}
_UNITS: dict[str, Cell] = {name: _GROUP[name] for name in ("code", "title", "teer", "skill_level")}
_GROUPS: dict[str, Cell] = {**_UNITS, "level": "text"}
_PAIRS: dict[str, Cell] = {
    **dict.fromkeys(("source", "source_title", "target", "target_title", "relation"), "text"),
    **dict.fromkeys(("is_successor", "is_derived"), "flag"),
    **dict.fromkeys(("changes", "publishers"), "texts"),
}
_TARGETS: dict[str, Cell] = {name: kind for name, kind in _PAIRS.items() if not name.startswith("source")}
_OVERLAP: dict[str, Cell] = {**dict.fromkeys(("code", "version", "title", "part"), "text"), "partners": "texts"}


def named(group: Group) -> str:
    """Name a group by its code, title and version."""
    title = in_language(group.title, group.title_fr)
    return say("{code} {title} (NOC {version})", code=group.code, title=title, version=group.version)


def title_of(group: Group) -> Words:
    """Return the title in the language of the context if it is known, else in English."""
    french = group.title_fr if SPOKEN.get() == "fr" else None
    return Words(group.title, "en") if french is None else Words(french, "fr")


def counted(occupations: OccupationSet) -> str:
    """Say how many unit groups of its version a set has."""
    number, version = len(occupations), occupations.version
    return say_number(
        "{number} unit group of NOC {version}", "{number} unit groups of NOC {version}", number, version=version
    )


def of_group(group: Group) -> Sheet:
    """Show a group."""
    titles = (Words(group.title, "en"), group.title_fr and Words(group.title_fr, "fr"), group.title_fr_status)
    parent = group.parent and named(group.parent)
    row = (group.code, group.version, group.level, *titles, group.teer, group.skill_level, parent)
    return Sheet(named(group), _GROUP, (row,), is_record=True)


def of_classification(noc: Classification) -> Sheet:
    """Show the groups of every level."""
    title = say_number(
        "{number} group of NOC {version}", "{number} groups of NOC {version}", len(noc), version=noc.version
    )
    return Sheet(title, _GROUPS, tuple((*_unit(group), group.level) for group in noc.groups))


def of_occupations(occupations: OccupationSet) -> Sheet:
    """Show the unit groups of a set."""
    return Sheet(counted(occupations), _UNITS, tuple(map(_unit, occupations)))


def _unit(group: Group) -> tuple[object, ...]:
    return (group.code, title_of(group), group.teer, group.skill_level)


def of_pair(pair: Pair) -> Sheet:
    """Show a pair."""
    source, target = pair.source, pair.target
    title = say(
        "{source} (NOC {version}) and {target} (NOC {to})",
        source=source.code,
        version=source.version,
        target=target.code,
        to=target.version,
    )
    return attrs.evolve(_of_pairs(title, [pair]), is_record=True)


def of_concordance(concordance: Concordance) -> Sheet:
    """Show the pairs of two versions."""
    title = say_number(
        "{number} pair of NOC {version} and NOC {to}",
        "{number} pairs of NOC {version} and NOC {to}",
        len(concordance),
        version=concordance.version,
        to=concordance.to,
    )
    return _of_pairs(title, concordance.pairs)


def of_conversion(conversion: Conversion) -> Sheet:
    """Show the targets of a unit group."""
    status = worded(conversion.status)
    title = say("{source} in NOC {to}: {status}", source=named(conversion.source), to=conversion.to, status=status)
    rows = (row[-len(_TARGETS) :] for row in _of_pairs("", conversion.pairs).rows)
    return Sheet(title, _TARGETS, tuple(rows))


def of_conversions(conversions: Conversions) -> Sheet:
    """Show the targets of many unit groups, and what is not one."""
    counts = [f"{count} {worded(status)}" for status, count in conversions.counts.items() if count]
    unknown = conversions.unknown
    counts += [say_number("{number} unknown", "{number} unknown", sum(unknown.values()))] if unknown else []
    title = say(
        "NOC {version} to NOC {to}: {counts}", version=conversions.version, to=conversions.to, counts=series(counts)
    )
    pairs = [(pair, conversion.status) for conversion in conversions.values() for pair in conversion.pairs]
    rows = [(*_pair(pair), status) for pair, status in pairs]
    nothing = (None,) * (len(_PAIRS) - 1)
    rows += [(str(value), *nothing, say("unknown code")) for value in unknown]
    return Sheet(title, {**_PAIRS, "status": "text"}, tuple(rows))


def _of_pairs(title: str, pairs: Iterable[Pair]) -> Sheet:
    return Sheet(title, _PAIRS, tuple(map(_pair, pairs)))


def _pair(pair: Pair) -> tuple[object, ...]:
    source, target = pair.source, pair.target
    codes = (source.code, title_of(source), target.code, title_of(target), pair.relation)
    return (*codes, pair.is_successor, pair.is_derived, sorted(pair.changes), list(pair.publishers))


def of_side(side: Side) -> Sheet:
    """Show what of one side of an overlap has pairs."""
    title = say("{units} with pairs on the other side", units=counted(side.whole | side.partial))
    return _of_parts(title, ((say("whole"), side.whole, {}), (say("partial"), side.partial, {})))


def of_overlap(overlap: Overlap) -> Sheet:
    """Show the unit groups of both sides, those with pairs first."""
    low, high = map(decimal, overlap.jaccard)
    title = say_number(
        "{number} common pair; Jaccard index {low} to {high}",
        "{number} common pairs; Jaccard index {low} to {high}",
        len(overlap.pairs),
        low=low,
        high=high,
    )
    targets: dict[Group, list[str]] = {}
    sources: dict[Group, list[str]] = {}
    for pair in overlap.pairs:
        targets.setdefault(pair.source, []).append(pair.target.code)
        sources.setdefault(pair.target, []).append(pair.source.code)
    parts = (
        (say("left whole"), overlap.left.whole, targets),
        (say("left partial"), overlap.left.partial, targets),
        (say("right whole"), overlap.right.whole, sources),
        (say("right partial"), overlap.right.partial, sources),
        (say("only left"), overlap.only_left, targets),
        (say("only right"), overlap.only_right, sources),
    )
    return _of_parts(title, parts)


def _of_parts(title: str, parts: Iterable[tuple[str, OccupationSet, Partners]]) -> Sheet:
    """Make a sheet of sets, each with its name and the partners of its unit groups on the other side."""
    rows = (
        (group.code, group.version, title_of(group), name, partners.get(group))
        for name, part, partners in parts
        for group in part
    )
    return Sheet(title, _OVERLAP, tuple(rows))
