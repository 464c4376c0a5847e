"""The reference tables as frames."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, get_args

from oinp_noc._noc.classification import classification, versions
from oinp_noc._noc.concordance import concordance
from oinp_noc._oinp.packaged import draws
from oinp_noc.errors import MissingExtraError
from oinp_noc.frames._columns import check_choice, narwhals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TableName = Literal["groups", "pairs", "draws", "draw_occupations"]
TableBackend = Literal["pandas", "polars", "pyarrow", "duckdb"]


def table(name: TableName, backend: TableBackend = "pandas") -> Any:  # noqa: ANN401 (of any engine)
    """Return a reference table as a data frame, tidy: one row a thing, one column a fact.

    Args:
        name: ``"groups"``: the groups of every version and level. ``"pairs"``: the pairs of every version with the
            next, those of `convert`. ``"draws"``: the draws with their criteria. ``"draw_occupations"``: a row for
            each draw and each unit group of its list, also of the known part of an unknown list.
        backend: ``"pandas"``, ``"polars"``, ``"pyarrow"`` or ``"duckdb"`` (a relation of the default connection).

    Returns:
        A frame of that engine. ``groups`` has version, code, level, parent, title, title_fr, skill_level (text) and
        teer (an integer); ``pairs`` has version, source, to, target, relation (text), is_successor and is_partial
        (booleans); ``draws`` has id, stream, kind, version, listing, target, region, program, language, experience,
        score_scale, confidence (text), date, profiles_from, profiles_to (dates), job_offer (a boolean), invitations,
        score_min and score_max (integers); ``draw_occupations`` has draw, version, code, listing (text) and
        outside_gta (a boolean).

    Raises:
        InvalidArgumentError: another table or backend.
        MissingExtraError: the extra ``dataframe``, or the engine, is not installed.

    Example:
        >>> import oinp_noc
        >>> oinp_noc.frames.table("pairs", backend="polars").columns[:5]
        ['version', 'source', 'to', 'target', 'relation']
    """
    check_choice("name", name, _TABLES)
    check_choice("backend", backend, get_args(TableBackend))
    nw = narwhals()
    columns, rows = _TABLES[name]
    kinds = {"integer": nw.Int64, "flag": nw.Boolean, "text": nw.String, "date": nw.Date}
    cells = list(zip(*rows(), strict=True))
    schema = {column: kinds[kind] for column, kind in columns.items()}
    lazy = backend == "duckdb"
    try:
        # pandas has no date of its own, and no null among its plain integers: narwhals chooses the type there.
        made = nw.from_dict(
            {column: list(cells[place]) for place, column in enumerate(columns)},
            schema=None if backend == "pandas" else schema,
            backend="pyarrow" if lazy else backend,
        )
        return made.lazy("duckdb").to_native() if lazy else made.to_native()
    except ImportError as error:
        message = f"a frame of {backend} needs the engine: pip install {backend}{' pyarrow' if lazy else ''}"
        raise MissingExtraError(message, value=backend) from error


def _groups() -> Iterable[tuple[Any, ...]]:
    for version in versions():
        for group in classification(version).values():
            parent = group.parent and group.parent.code
            scales = (group.skill_level, group.teer)
            yield (version, group.code, group.level, parent, group.title, group.title_fr, *scales)


def _pairs() -> Iterable[tuple[Any, ...]]:
    for version, to in pairwise(versions()):
        for pair in concordance(version, to):
            codes = (pair.source.code, to, pair.target.code)
            yield (version, *codes, pair.relation, pair.is_successor, pair.is_partial)


def _draws() -> Iterable[tuple[Any, ...]]:
    for draw in draws():
        score = draw.score
        cells = dict.fromkeys(("score_min", "score_max", "score_scale"))
        if score:
            cells = {"score_min": score.min, "score_max": score.max, "score_scale": score.scale}
        yield tuple(cells[name] if name in cells else getattr(draw, name) for name in _TABLES["draws"][0])


def _draw_occupations() -> Iterable[tuple[Any, ...]]:
    for draw in draws():
        for group in draw.occupations or draw.known_occupations or ():
            outside = draw.outside_gta is not None and group.code in draw.outside_gta
            yield (draw.id, draw.version, group.code, draw.listing, outside)


_TEXT = "text"
_TABLES: dict[TableName, tuple[dict[str, str], Callable[[], Iterable[tuple[Any, ...]]]]] = {
    "groups": (
        {
            **dict.fromkeys(("version", "code", "level", "parent", "title", "title_fr", "skill_level"), _TEXT),
            "teer": "integer",
        },
        _groups,
    ),
    "pairs": (
        {
            **dict.fromkeys(("version", "source", "to", "target", "relation"), _TEXT),
            **dict.fromkeys(("is_successor", "is_partial"), "flag"),
        },
        _pairs,
    ),
    "draws": (
        {
            "id": _TEXT,
            "date": "date",
            **dict.fromkeys(("stream", "kind", "version", "listing", "target"), _TEXT),
            **dict.fromkeys(("region", "program", "language", "experience"), _TEXT),
            "job_offer": "flag",
            **dict.fromkeys(("invitations", "score_min", "score_max"), "integer"),
            "score_scale": _TEXT,
            **dict.fromkeys(("profiles_from", "profiles_to"), "date"),
            "confidence": _TEXT,
        },
        _draws,
    ),
    "draw_occupations": (
        {**dict.fromkeys(("draw", "version", "code", "listing"), _TEXT), "outside_gta": "flag"},
        _draw_occupations,
    ),
}
