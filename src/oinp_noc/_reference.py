"""The reference tables: everything that the package knows, tidy, one record a row and one fact a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._language import Lang
from oinp_noc._noc.classification import classification, versions
from oinp_noc._noc.concordance import concordance
from oinp_noc._oinp.groups import occupation_groups
from oinp_noc._oinp.packaged import draws
from oinp_noc._oinp.sheets import of_draws
from oinp_noc._oinp.streams import streams
from oinp_noc._titles.examples import example_titles
from oinp_noc.errors import VersionMismatchError

if TYPE_CHECKING:
    from oinp_noc._noc.pairs import Pair
    from oinp_noc._oinp.groups import Edition

TableName = Literal[
    "groups",
    "pairs",
    "pair_changes",
    "pair_publishers",
    "draws",
    "draw_occupations",
    "draw_labels",
    "draw_misprints",
    "draw_sources",
    "streams",
    "stream_eligibility",
    "stream_windows",
    "stream_limits",
    "stream_factors",
    "stream_grid",
    "stream_notes",
    "stream_sources",
    "occupation_groups",
    "editions",
    "edition_occupations",
    "edition_parts",
    "edition_spans",
    "edition_draws",
    "edition_sources",
    "titles",
]
Row = tuple[Any, ...]
Link = tuple[tuple[str, ...], TableName, tuple[str, ...]]
"""Columns that name a row of another table: the columns here, that table, and its columns."""


@attrs.frozen
class Reference:
    """A reference table.

    Attributes:
        title: what it holds.
        columns: the kind of the cells of each column, by name.
        rows: makes the rows.
        key: the columns that identify a row; empty if none do.
        refers: the columns that name rows of other tables.
    """

    title: str
    columns: dict[str, Cell]
    rows: Callable[[], Iterable[Row]]
    key: tuple[str, ...] = ()
    refers: tuple[Link, ...] = ()

    def sheet(self) -> Sheet:
        """Make the table."""
        return Sheet(self.title, self.columns, tuple(self.rows()))


def _groups() -> Iterator[Row]:
    for version in versions():
        for group in classification(version).values():
            parent = group.parent and group.parent.code
            titles = (group.title, group.title_fr, group.title_fr_status)
            yield (version, group.code, group.level, parent, *titles, group.skill_level, group.teer)


def _all_pairs() -> Iterator[tuple[Row, Pair]]:
    for version, to in pairwise(versions()):
        for pair in concordance(version, to):
            yield (version, pair.source.code, to, pair.target.code), pair


def _pairs() -> Iterator[Row]:
    for key, pair in _all_pairs():
        yield (*key, pair.relation, pair.is_successor, pair.is_partial)


def _pair_changes() -> Iterator[Row]:
    for key, pair in _all_pairs():
        for change in sorted(pair.changes):
            yield (*key, change)


def _pair_publishers() -> Iterator[Row]:
    for version, to in pairwise(versions()):
        for pair in concordance(version, to, publisher=None):
            for publisher in pair.publishers:
                yield (version, pair.source.code, to, pair.target.code, publisher)


def _draws() -> Iterator[Row]:
    sheet = of_draws(draws())
    return zip(*(sheet.column(name) for name in _DRAWS), strict=True)


def _draw_occupations() -> Iterator[Row]:
    for draw in draws():
        for group in draw.occupations or draw.known_occupations or ():
            outside = draw.outside_gta is not None and group.code in draw.outside_gta
            yield (draw.id, draw.version, group.code, draw.listing, outside)


def _stream_eligibility() -> Iterator[Row]:
    for stream in streams():
        for rule in stream.eligibility:
            for value in rule.values or (None,):
                said = None if value is None else str(value)
                yield (stream.id, rule.since, rule.until, rule.version, rule.rule, said, rule.source)


def _stream_grid() -> Iterator[Row]:
    for stream in streams():
        for section in stream.grid.sections if stream.grid else ():
            for factor in section.factors:
                for level, points in factor.levels:
                    yield (stream.id, section.name, factor.name, level, points)


def _editions() -> Iterator[tuple[Row, Edition]]:
    for group in occupation_groups():
        for number, edition in enumerate(group.editions, start=1):
            yield (group.id, number), edition


def _edition_occupations() -> Iterator[Row]:
    for key, edition in _editions():
        for unit in edition.occupations or ():
            yield (*key, unit.version, unit.code)


def _each(of: Callable[[], Iterable[tuple[Row, Any]]], name: str, *fields: str) -> Callable[[], Iterator[Row]]:
    """Make the rows of what the things of a table have several of: texts, or values of which some fields are taken."""

    def rows() -> Iterator[Row]:
        for key, thing in of():
            for value in getattr(thing, name):
                yield (*key, *([getattr(value, field) for field in fields] if fields else [value]))

    return rows


def _all_draws() -> Iterator[tuple[Row, Any]]:
    return (((draw.id,), draw) for draw in draws())


def _all_streams() -> Iterator[tuple[Row, Any]]:
    return (((stream.id,), stream) for stream in streams())


def _texts(*names: str) -> dict[str, Cell]:
    return dict.fromkeys(names, "text")


_DRAWS: dict[str, Cell] = {
    "id": "text",
    "date": "date",
    **_texts("stream", "kind", "version", "listing", "target"),
    **_texts("region", "program", "language", "experience"),
    "job_offer": "flag",
    **dict.fromkeys(("invitations", "score_min", "score_max"), "integer"),
    "score_scale": "text",
    **dict.fromkeys(("profiles_from", "profiles_to"), "date"),
    "confidence": "text",
    "note": "text",
    "labels_contradicted": "flag",
    "labels": "texts",
    "sources": "texts",
}


def _titles() -> Iterator[Row]:
    for version, lang in product(versions(), get_args(Lang)):
        with suppress(VersionMismatchError):  # no titles of that version are known in that language
            for group in classification(version).unit_groups:
                for title in example_titles(group.code, version, lang):
                    yield (version, group.code, lang, title)


_STREAMS: dict[str, Cell] = {
    **_texts("id", "name", "name_fr", "category", "intake", "scale", "successor"),
    **dict.fromkeys(("opened", "closed"), "date"),
}
_PAIR = _texts("version", "source", "to", "target")
_SOURCE_OF_PAIR: Link = (("version", "source"), "groups", ("version", "code"))
_TARGET_OF_PAIR: Link = (("to", "target"), "groups", ("version", "code"))
_GROUP: Link = (("version", "code"), "groups", ("version", "code"))
_DRAW: Link = (("draw",), "draws", ("id",))
_STREAM: Link = (("stream",), "streams", ("id",))
_EDITION: Link = (("group", "edition"), "editions", ("group", "edition"))
_EDITION_KEY: dict[str, Cell] = {"group": "text", "edition": "integer"}

REFERENCE: dict[TableName, Reference] = {
    "groups": Reference(
        "Groups of every NOC version and level",
        {
            **_texts("version", "code", "level", "parent", "title", "title_fr", "title_fr_status", "skill_level"),
            "teer": "integer",
        },
        _groups,
        key=("version", "code"),
        refers=((("version", "parent"), "groups", ("version", "code")),),
    ),
    "pairs": Reference(
        "Pairs of unit groups of every NOC version with the next, as Statistics Canada has them",
        {**_PAIR, "relation": "text", "is_successor": "flag", "is_partial": "flag"},
        _pairs,
        key=tuple(_PAIR),
        refers=(_SOURCE_OF_PAIR, _TARGET_OF_PAIR),
    ),
    "pair_changes": Reference(
        "The types of change of each pair, in the terms of GSIM",
        {**_PAIR, "change": "text"},
        _pair_changes,
        key=(*_PAIR, "change"),
        refers=((tuple(_PAIR), "pairs", tuple(_PAIR)),),
    ),
    "pair_publishers": Reference(
        "Who has each pair: also the pairs that only other publishers have",
        {**_PAIR, "publisher": "text"},
        _pair_publishers,
        key=(*_PAIR, "publisher"),
        refers=(_SOURCE_OF_PAIR, _TARGET_OF_PAIR),
    ),
    "draws": Reference("Draws of the OINP", _DRAWS, _draws, key=("id",), refers=(_STREAM,)),
    "draw_occupations": Reference(
        "The unit groups of each list of a draw, also of the known part of an unknown list",
        {**_texts("draw", "version", "code", "listing"), "outside_gta": "flag"},
        _draw_occupations,
        key=("draw", "version", "code"),
        refers=(_DRAW, _GROUP),
    ),
    "draw_labels": Reference(
        "The occupation groups that the target of a draw names",
        _texts("draw", "label"),
        _each(_all_draws, "labels"),
        key=("draw", "label"),
        refers=(_DRAW,),
    ),
    "draw_misprints": Reference(
        "Codes that were misprinted in the list of a draw",
        _texts("draw", "printed", "meant"),
        lambda: ((draw.id, printed, meant) for draw in draws() for printed, meant in draw.as_published),
        key=("draw", "printed"),
        refers=(_DRAW,),
    ),
    "draw_sources": Reference(
        "The pages that say what is known of a draw",
        _texts("draw", "source"),
        _each(_all_draws, "sources"),
        key=("draw", "source"),
        refers=(_DRAW,),
    ),
    "streams": Reference(
        "Streams of the OINP",
        _STREAMS,
        lambda: (tuple(getattr(stream, name) for name in _STREAMS) for stream in streams()),
        key=("id",),
        refers=((("successor",), "streams", ("id",)),),
    ),
    "stream_eligibility": Reference(
        "Who a stream admitted by occupation, and when",
        {
            "stream": "text",
            **dict.fromkeys(("since", "until"), "date"),
            **_texts("version", "rule", "value", "source"),
        },
        _stream_eligibility,
        refers=(_STREAM,),
    ),
    "stream_windows": Reference(
        "The time to answer an invitation",
        {"stream": "text", "who": "text", "days": "integer", "since": "date", "source": "text"},
        _each(_all_streams, "windows", "who", "days", "since", "source"),
        refers=(_STREAM,),
    ),
    "stream_limits": Reference(
        "Other time limits of a stream",
        {
            **_texts("stream", "what"),
            "amount": "integer",
            **_texts("unit", "after"),
            "since": "date",
            "source": "text",
        },
        _each(_all_streams, "limits", "what", "amount", "unit", "after", "since", "source"),
        refers=(_STREAM,),
    ),
    "stream_factors": Reference(
        "What the EOI score of a stream counts",
        _texts("stream", "factor"),
        _each(_all_streams, "factors"),
        key=("stream", "factor"),
        refers=(_STREAM,),
    ),
    "stream_grid": Reference(
        "The points of an EOI score, if a source has them",
        {**_texts("stream", "section", "factor", "level"), "points": "integer"},
        _stream_grid,
        key=("stream", "section", "factor", "level"),
        refers=(_STREAM,),
    ),
    "stream_notes": Reference(
        "Remarks about a stream",
        _texts("stream", "note"),
        _each(_all_streams, "notes", "text"),
        key=("stream", "note"),
        refers=(_STREAM,),
    ),
    "stream_sources": Reference(
        "The pages that say what is known of a stream",
        _texts("stream", "source"),
        _each(_all_streams, "sources"),
        key=("stream", "source"),
        refers=(_STREAM,),
    ),
    "occupation_groups": Reference(
        "Named sets of unit groups",
        _texts("id", "title"),
        lambda: ((group.id, group.title) for group in occupation_groups()),
        key=("id",),
    ),
    "editions": Reference(
        "The editions of each occupation group, numbered by their first day",
        {**_EDITION_KEY, **_texts("listing", "confidence", "note")},
        lambda: ((*key, edition.listing, edition.confidence, edition.note) for key, edition in _editions()),
        key=tuple(_EDITION_KEY),
        refers=((("group",), "occupation_groups", ("id",)),),
    ),
    "edition_occupations": Reference(
        "The unit groups of each edition",
        {**_EDITION_KEY, **_texts("version", "code")},
        _edition_occupations,
        key=(*_EDITION_KEY, "version", "code"),
        refers=(_EDITION, _GROUP),
    ),
    "edition_parts": Reference(
        "The named parts of an edition",
        {**_EDITION_KEY, **_texts("part", "version", "code")},
        lambda: (
            (*key, part.name, unit.version, unit.code)
            for key, edition in _editions()
            for part in edition.parts
            for unit in part.occupations
        ),
        key=(*_EDITION_KEY, "part", "version", "code"),
        refers=(_EDITION, _GROUP),
    ),
    "edition_spans": Reference(
        "The times in which each edition was used",
        {**_EDITION_KEY, "since": "date", "until": "date", "stream": "text"},
        _each(_editions, "spans", "since", "until", "stream"),
        refers=(_EDITION, _STREAM),
    ),
    "edition_draws": Reference(
        "The draws that used each edition",
        {**_EDITION_KEY, "draw": "text"},
        _each(_editions, "draws"),
        key=(*_EDITION_KEY, "draw"),
        refers=(_EDITION, _DRAW),
    ),
    "edition_sources": Reference(
        "The pages that say what is known of an edition",
        {**_EDITION_KEY, "source": "text"},
        _each(_editions, "sources"),
        key=(*_EDITION_KEY, "source"),
        refers=(_EDITION,),
    ),
    "titles": Reference(
        "Example titles of unit groups, those that illustrate the group first",
        _texts("version", "code", "lang", "title"),
        _titles,
        key=("version", "code", "lang", "title"),
        refers=(_GROUP,),
    ),
}
"""The tables by name."""
