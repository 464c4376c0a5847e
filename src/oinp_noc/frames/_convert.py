"""Columns of codes: converted, cleaned, looked up and described; and the reference tables as frames."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, get_args

import attrs

from oinp_noc._messages import invalid_choice, listed, nearest, shown
from oinp_noc._noc.classification import classification, places, versions
from oinp_noc._noc.codes import lookup, parse_code, repair_code
from oinp_noc._noc.concordance import Status, concordance
from oinp_noc._noc.concordance import convert as convert_code
from oinp_noc._noc.occupation_set import OccupationSet, overlap
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.packaged import draw as draw_of
from oinp_noc._oinp.packaged import draws
from oinp_noc.errors import FrameError, InvalidCodeError, MissingExtraError, UnknownCodeError
from oinp_noc.frames import _engines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import ModuleType

    from oinp_noc._noc.concordance import Conversion, Pair

FrameT = TypeVar("FrameT")
OnSplit = Literal["explode", "successor", "list", "null", "raise"]
OnUnknown = Literal["null", "raise"]
Column = Literal["relation", "status", "is_partial", "title"]
Found = Literal[Status, "unknown", "malformed", "missing"]
TableName = Literal["groups", "pairs", "draws", "draw_occupations"]
Backend = Literal["pandas", "polars", "pyarrow", "duckdb"]

_ENGINES: dict[str, type[_engines.Engine]] = {
    "pandas": _engines.Pandas,
    "polars": _engines.Polars,
    "pyarrow": _engines.PyArrow,
    "duckdb": _engines.DuckDB,
    "pyspark": _engines.Spark,
    "pyspark[connect]": _engines.Spark,
}
_SUPPORTED = ("pandas", "polars", "pyarrow", "DuckDB", "PySpark")
_SUM = 1e-9  # how far from 1 the weights of a source may add up
_MEANS: dict[Found, str] = {
    "unique": "one target",
    "continued": "several, with a successor",
    "expired": "several, without a successor",
    "unrecorded": "several, nothing recorded",
    "unknown": "no unit group of the version",
    "malformed": "no code at all",
    "missing": "null",
}


def convert(  # noqa: PLR0913 (what a conversion of a column may be told)
    frame: FrameT,
    column: str,
    *,
    version: str = "2016",
    to: str = "2021",
    on_split: OnSplit = "explode",
    on_unknown: OnUnknown = "null",
    weight: Mapping[tuple[str, str], float] | None = None,
    columns: Sequence[Column] = (),
    name: str | None = None,
    suffix: str = "",
) -> FrameT:
    """Convert a column of unit groups to another NOC version.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        version: the NOC version of the codes.
        to: the NOC version to convert to.
        on_split: what becomes of a row whose code has several targets. ``"explode"``: one row a target, with weights
            that add up to 1, so that weighted sums are kept. ``"successor"``: the successor, and null where there is
            none (an expired code; `describe` counts these). ``"list"``: every row gets the list of its targets.
            ``"null"``: null. ``"raise"``: an error that lists all such codes.
        on_unknown: what becomes of a value that is no unit group of the version. ``"null"``: null, beside the value
            as it was. ``"raise"``: an error that lists all of them with their counts.
        weight: weights of your own for ``"explode"``: of pairs (source, target), all pairs of a source or none. The
            sources that are left out share evenly.
        columns: what else to add: ``"relation"``, ``"is_partial"`` and ``"title"`` of the target, and ``"status"`` of
            the code, which is ``"unknown"`` for an unknown one.
        name: the name of the new column of codes; by default ``noc_`` and the version, such as ``"noc_2021"``.
        suffix: comes behind the name of every new column.

    Returns:
        The frame with new columns: the codes, of the type of the column (categories stay categories, in polars as an
        ``Enum``); of ``"explode"``, ``weight``, a float, 1.0 of what has no or one target; then ``relation``,
        ``status`` and ``title``, text, and ``is_partial``, a boolean, in the order asked for. Of ``"list"``, all but
        the status are lists, in the order of the targets' codes.

    Raises:
        FrameError: no frame of a known engine; no such column; a column of numbers, which `clean` reads; the name of
            a new column is taken; weights that do not add up to 1; codes that are refused, all of them with counts.
        InvalidArgumentError: another choice.
        MissingExtraError: the extra ``dataframe`` is not installed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc, polars
        >>> wages = polars.DataFrame({"noc": ["2173", "9999"], "wage": [100.0, 200.0]})
        >>> oinp_noc.frames.convert(wages, "noc").rows()
        [('2173', 100.0, '21211', 0.5), ('2173', 100.0, '21231', 0.5), ('9999', 200.0, None, 1.0)]
    """
    _check_choice("on_split", on_split, get_args(OnSplit))
    for asked in columns:
        _check_choice("columns", asked, get_args(Column))
    columns = tuple(dict.fromkeys(columns))
    if name is not None:
        _check_names(("weight", *columns), [name])
    if weight is not None and on_split != "explode":
        message = f'weights are of on_split="explode", which keeps sums: on_split={on_split!r} has no use for them'
        raise FrameError(message, value=on_split, version=version)
    concordance(version, to)  # raises for unknown versions
    weights = _weights(weight or {}, version, to)
    kinds: dict[str, _engines.Kind] = {name or f"noc_{to}": "text"}
    kinds |= {"weight": "number"} if on_split == "explode" else {}
    kinds |= {asked: "flag" if asked == "is_partial" else "text" for asked in columns}
    if on_split == "list":
        several: dict[_engines.Kind, _engines.Kind] = {"text": "texts", "flag": "flags"}
        kinds = {asked: kind if asked == "status" else several[kind] for asked, kind in kinds.items()}

    def cells(pair: Pair | None, conversion: Conversion) -> _engines.Row:
        weighed = [_weight(pair, conversion, weights)] if on_split == "explode" and pair else []
        return (pair and pair.target.code, *weighed, *(_said(asked, pair, conversion.status) for asked in columns))

    def rule(conversion: Conversion) -> list[_engines.Row]:
        if on_split == "explode":
            return [cells(pair, conversion) for pair in conversion.pairs]
        if on_split == "list":
            codes, *others = zip(*(cells(pair, conversion) for pair in conversion.pairs), strict=True)
            return [(codes, *(conversion.status if a == "status" else o for a, o in zip(columns, others, strict=True)))]
        chosen = conversion.successor if on_split == "successor" else None
        pair = next((each for each in conversion.pairs if each.target == chosen or len(conversion.pairs) == 1), None)
        return [cells(pair, conversion)]

    ones = (1.0,) if on_split == "explode" else ()
    answers = _engines.Answers(
        columns={f"{asked}{suffix}": kind for asked, kind in kinds.items()},
        codes=tuple(places(version)),
        rule=_reading(
            version,
            lambda code: rule(convert_code(code, version, to)),
            unknown=(None, *ones, *("unknown" if asked == "status" else None for asked in columns)),
            missing=(None, *ones, *(None for _ in columns)),
        ),
    )
    refused = {"unknown", "malformed"} if on_unknown == "raise" else set()
    refused |= {"continued", "expired", "unrecorded"} if on_split == "raise" else set()
    return _attach(frame, column, answers, version, to, on_unknown, refused)


def clean(frame: FrameT, column: str, *, version: str = "2021", name: str | None = None, suffix: str = "") -> FrameT:
    """Repair a dirty column by the rules of `repair_code`, and report what was done.

    This guesses, as `repair_code` does: read the report. Of a lazy frame of DuckDB or Spark, the distinct values of
    the column are read at once; all else waits.

    Args:
        frame: a data frame.
        column: the column: text, numbers, or a mixture.
        version: the NOC version of the codes.
        name: the name of the new column of codes; by default ``noc_`` and the version, such as ``"noc_2021"``.
        suffix: comes behind the name of both new columns.

    Returns:
        The frame with two new columns of text: the code, null where nothing could be repaired, and ``repair``:
        ``"as written"``, or the steps that it took, such as ``"leading zero restored"``, joined by ``"; "``; of what
        could not be repaired ``"no code"``, ``"no unit group"`` or, of a blank, ``"empty"``; null for a null or NaN.

    Raises:
        FrameError: no frame of a known engine; no such column; the name of a new column is taken.
        MissingExtraError: the extra ``dataframe`` is not installed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc, polars
        >>> dirty = polars.DataFrame({"noc": ["#21231.0", "21231", "999"]})
        >>> for row in oinp_noc.frames.clean(dirty, "noc").rows():
        ...     print(row)
        ('#21231.0', '21231', 'mark removed; decimal point removed')
        ('21231', '21231', 'as written')
        ('999', None, 'no unit group')
    """
    classification(version)  # raises for an unknown version
    if name is not None:
        _check_names(("repair",), [name])

    def rule(value: object) -> list[_engines.Row]:
        if _is_missing(value):
            return [(None, None)]
        try:
            repair = repair_code(cast("str", value), version)
        except UnknownCodeError:
            return [(None, "no unit group")]
        except InvalidCodeError:
            return [(None, "no code" if str(value).strip() else "empty")]
        return [(repair.code, "; ".join(repair.steps) or "as written")]

    answers = _engines.Answers(
        columns={f"{name or f'noc_{version}'}{suffix}": "text", f"repair{suffix}": "text"},
        codes=tuple(places(version)),
        rule=rule,
        as_codes=False,
    )
    return _attach(frame, column, answers, version)


def titles(  # noqa: PLR0913 (as of convert)
    frame: FrameT,
    column: str,
    *,
    version: str = "2021",
    lang: Literal["en", "fr"] = "en",
    on_unknown: OnUnknown = "null",
    name: str = "title",
) -> FrameT:
    """Put titles beside a column of unit groups.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        version: the NOC version of the codes.
        lang: ``"en"`` or ``"fr"``; a French title that is not known is null.
        on_unknown: as of `convert`.
        name: the name of the new column.

    Returns:
        The frame with a new column of text, of the type of the column.

    Raises:
        FrameError, InvalidArgumentError, MissingExtraError, UnknownVersionError: as of `convert`.

    Example:
        >>> import oinp_noc, polars
        >>> oinp_noc.frames.titles(polars.DataFrame({"noc": ["21231"]}), "noc")["title"].to_list()
        ['Software engineers and designers']
    """
    _check_choice("lang", lang, ("en", "fr"))
    classification(version)

    def rule(code: str) -> _engines.Row:
        group = lookup(code, version)
        return (group.title if lang == "en" else group.title_fr,)

    return _look_up(frame, column, version, {name: "text"}, rule, on_unknown)


def groups(  # noqa: PLR0913 (as of convert)
    frame: FrameT,
    column: str,
    *,
    version: str = "2021",
    columns: Sequence[str] | None = None,
    on_unknown: OnUnknown = "null",
    suffix: str = "",
) -> FrameT:
    """Put TEER, or skill level, and the groups above beside a column of unit groups.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        version: the NOC version of the codes.
        columns: ``"teer"`` (NOC 2021), ``"skill_level"`` (NOC 2011 and 2016), and levels, such as ``"broad category"``
            and ``"minor group"``; by default all that the version has.
        on_unknown: as of `convert`.
        suffix: comes behind the name of every new column.

    Returns:
        The frame with a new column for each: ``teer``, an integer; ``skill_level``, text; and the code of the group
        at a level, text, in a column such as ``broad_category`` or ``sub_major_group``.

    Raises:
        FrameError, InvalidArgumentError, MissingExtraError, UnknownVersionError: as of `convert`.

    Example:
        >>> import oinp_noc, polars
        >>> codes = polars.DataFrame({"noc": ["21231"]})
        >>> oinp_noc.frames.groups(codes, "noc", columns=["teer", "broad category"]).rows(named=True)
        [{'noc': '21231', 'teer': 1, 'broad_category': '2'}]
    """
    noc = classification(version)
    scales = [scale for scale in ("teer", "skill_level") if getattr(noc.unit_groups[0], scale) is not None]
    known = [*scales, *noc.levels[:-1]]
    wanted = known if columns is None else list(dict.fromkeys(columns))
    for asked in wanted:
        _check_choice("columns", asked, known)

    def rule(code: str) -> _engines.Row:
        group = noc[code]
        cells: dict[str, object] = {"teer": group.teer, "skill_level": group.skill_level}
        cells |= {ancestor.level: ancestor.code for ancestor in group.ancestors}
        return tuple(cells[asked] for asked in wanted)

    kinds: dict[str, _engines.Kind] = {
        f"{asked.replace(' ', '_').replace('-', '_')}{suffix}": "integer" if asked == "teer" else "text"
        for asked in wanted
    }
    return _look_up(frame, column, version, kinds, rule, on_unknown)


def targeted(  # noqa: PLR0913 (as of convert)
    frame: FrameT,
    column: str,
    draw: Draw | OccupationSet | str,
    *,
    version: str = "2021",
    keep: Literal["any", "whole"] = "any",
    on_unknown: OnUnknown = "null",
    name: str = "targeted",
) -> FrameT:
    """Say of each unit group of a column whether a draw targeted it.

    Args:
        frame: a data frame.
        column: the column of codes: text, or categories of text.
        draw: a draw, its id, or a set of occupations, of any NOC version.
        version: the NOC version of the codes.
        keep: across versions, ``"any"`` takes a code that has a pair with the list, as `DrawHistory.select` does;
            ``"whole"`` only one all of whose targets are in it.
        on_unknown: as of `convert`.
        name: the name of the new column.

    Returns:
        The frame with a new column of booleans; null for nulls and unknown codes.

    Raises:
        FrameError, InvalidArgumentError, MissingExtraError, UnknownVersionError: as of `convert`.
        NoOccupationListError: no list was part of the draw: that is no list without occupations.
        UnknownDrawError, AmbiguousDrawError: as of `DrawHistory.get`.
        UnknownOccupationsError: the list of the draw is not known.

    Example:
        >>> import oinp_noc, polars
        >>> codes = polars.DataFrame({"noc": ["22222", "31200"]})
        >>> day = "2023-05-09-employer-job-offer-foreign-worker"
        >>> oinp_noc.frames.targeted(codes, "noc", day)["targeted"].to_list()
        [True, False]
    """
    _check_choice("keep", keep, ("any", "whole"))
    found = draw_of(draw) if isinstance(draw, str) else draw
    occupations = found.listed() if isinstance(found, Draw) else found
    sides = overlap(OccupationSet.everything(version), occupations).left
    in_list = sides.whole if keep == "whole" else sides.whole | sides.partial
    return _look_up(frame, column, version, {name: "flag"}, lambda code: (code in in_list,), on_unknown)


@attrs.frozen
class Count:
    """How many rows of a column are of one kind.

    Attributes:
        rows: the rows.
        distinct: the distinct values among them, however they are written: codes where they are codes.
    """

    __module__ = "oinp_noc.frames"

    rows: int
    distinct: int


@attrs.frozen(repr=False)
class Description:
    """What stands in a column of unit groups; printed, it is a small table.

    Attributes:
        column: the column.
        version: the NOC version of the codes.
        to: the NOC version that they would convert to.
        rows: the number of rows.
    """

    __module__ = "oinp_noc.frames"

    column: str
    version: str
    to: str
    rows: int
    _counts: tuple[tuple[Found, Count], ...]
    _values: tuple[tuple[Found, tuple[tuple[object, int], ...]], ...]

    @property
    def counts(self) -> dict[Found, Count]:
        """The `Count` of each kind: the statuses of conversions, ``"unknown"``, ``"malformed"`` and ``"missing"``."""
        return dict(self._counts)

    @property
    def unknown(self) -> dict[object, int]:
        """The values that have the form of a code and are no unit group of the version, the most frequent first."""
        return dict(dict(self._values)["unknown"])

    @property
    def malformed(self) -> dict[object, int]:
        """The values that are no code at all, the most frequent first; `clean` repairs some."""
        return dict(dict(self._values)["malformed"])

    def __str__(self) -> str:
        rows = [("", "rows", "distinct", "")]
        rows += [(kind, f"{count.rows:,}", f"{count.distinct:,}", _MEANS[kind]) for kind, count in self._counts]
        wide = [max(len(row[place]) for row in rows) for place in range(3)]
        lines = [f"{a:<{wide[0]}}  {b:>{wide[1]}}  {c:>{wide[2]}}  {d}".rstrip() for a, b, c, d in rows]
        return "\n".join([f"{self.column}: {self.rows:,} rows, NOC {self.version} to NOC {self.to}", *lines])

    def __repr__(self) -> str:
        counts = ", ".join(f"{count.rows} {kind}" for kind, count in self._counts if count.rows)
        return f"<Description of {self.column}, NOC {self.version} -> NOC {self.to}: {counts or 'no rows'}>"


def describe(frame: object, column: str, *, version: str = "2016", to: str = "2021") -> Description:
    """Count what stands in a column: how many rows and distinct codes convert, and how.

    The column is read at once, of a lazy frame too.

    Args:
        frame: a data frame.
        column: the column: of any type, since this is how to find out what is wrong with it.
        version: the NOC version of the codes.
        to: the NOC version that they are to be converted to.

    Returns:
        A `Description`, which prints as a small table.

    Raises:
        FrameError: no frame of a known engine, or no such column.
        MissingExtraError: the extra ``dataframe`` is not installed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc, polars
        >>> wages = polars.DataFrame({"noc": ["0213", "2173", "NOC 2173", "2174", "x", None]})
        >>> print(oinp_noc.frames.describe(wages, "noc"))
        noc: 6 rows, NOC 2016 to NOC 2021
                    rows  distinct
        unique         1         1  one target
        continued      2         1  several, with a successor
        expired        1         1  several, without a successor
        unrecorded     0         0  several, nothing recorded
        unknown        0         0  no unit group of the version
        malformed      1         1  no code at all
        missing        1         1  null
    """
    concordance(version, to)  # raises for unknown versions
    rows: Counter[Found] = Counter()
    seen: dict[Found, Counter[object]] = {kind: Counter() for kind in _MEANS}
    for value, times in _counted(frame, column).items():
        kind, code = _found(value, version, to)
        rows[kind] += times
        seen[kind][code] += times
    return Description(
        column,
        version,
        to,
        rows.total(),
        tuple((kind, Count(rows[kind], len(values))) for kind, values in seen.items()),
        tuple((kind, tuple(seen[kind].most_common())) for kind in ("unknown", "malformed")),
    )


def table(name: TableName, backend: Backend = "pandas") -> Any:  # noqa: ANN401 (of any engine)
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
    _check_choice("name", name, _TABLES)
    _check_choice("backend", backend, get_args(Backend))
    nw = _narwhals()
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


def _look_up(  # noqa: PLR0913, PLR0917 (what titles, groups and targeted have in common)
    frame: FrameT,
    column: str,
    version: str,
    kinds: dict[str, _engines.Kind],
    rule: Callable[[str], _engines.Row],
    on_unknown: OnUnknown,
) -> FrameT:
    """Put one row of answers beside each unit group, and nulls beside all else."""
    nothing = (None,) * len(kinds)
    read = _reading(version, lambda code: [rule(code)], unknown=nothing, missing=nothing)
    answers = _engines.Answers(kinds, tuple(places(version)), read)
    refused = {"unknown", "malformed"} if on_unknown == "raise" else set()
    return _attach(frame, column, answers, version, version, on_unknown, refused)


def _reading(
    version: str,
    rule: Callable[[str], Sequence[_engines.Row]],
    unknown: _engines.Row,
    missing: _engines.Row,
) -> Callable[[object], Sequence[_engines.Row]]:
    """Make a rule of codes one of values: as `parse_code` reads them."""

    def read(value: object) -> Sequence[_engines.Row]:
        if _is_missing(value):
            return [missing]
        try:
            code = parse_code(cast("str", value), version)
        except (InvalidCodeError, UnknownCodeError):
            return [unknown]
        return rule(code)

    return read


def _said(asked: Column, pair: Pair | None, status: Status) -> object:
    if asked == "status":
        return status
    return pair and (pair.target.title if asked == "title" else getattr(pair, asked))


def _weight(pair: Pair, conversion: Conversion, weights: Mapping[tuple[str, str], float]) -> float:
    return weights.get((pair.source.code, pair.target.code), 1 / len(conversion.pairs))


def _weights(given: Mapping[tuple[str, str], float], version: str, to: str) -> dict[tuple[str, str], float]:
    """Check that the weights of each source are those of all its targets, and add up to 1."""
    weights = {(parse_code(source, version), parse_code(target, to)): float(w) for (source, target), w in given.items()}
    for source in {source for source, _ in weights}:
        codes = convert_code(source, version, to).codes
        found = {target: weight for (each, target), weight in weights.items() if each == source}
        if found.keys() != set(codes):
            message = (
                f"the weights of {source} are of {listed(sorted(found))}: expected one for each of {listed(codes)}"
            )
            raise FrameError(message, value=found, version=version, candidates=codes)
        if not abs(sum(found.values()) - 1) <= _SUM or min(found.values()) < 0:
            told = listed(f"{target}: {weight}" for target, weight in sorted(found.items()))
            message = f"the weights of {source} are {told}: expected none below 0, and 1 in all"
            raise FrameError(message, value=found, version=version, candidates=codes)
    return weights


def _is_missing(value: object) -> bool:
    # Of NaN and the like only: they alone differ from themselves.
    return value is None or value != value  # noqa: PLR0124


def _found(value: object, version: str, to: str) -> tuple[Found, object]:
    """Tell of which kind a value is, and what it is read as."""
    if _is_missing(value):
        return "missing", None
    try:
        conversion = convert_code(cast("str", value), version, to)
    except UnknownCodeError:
        return "unknown", value
    except InvalidCodeError:
        return "malformed", value
    return conversion.status, conversion.source.code


def _attach(  # noqa: PLR0913, PLR0917 (private)
    frame: FrameT,
    column: str,
    answers: _engines.Answers,
    version: str,
    to: str | None = None,
    on_unknown: OnUnknown = "null",
    refused: Iterable[str] = (),
) -> FrameT:
    """Check what is asked, and let the engine put the answers beside the column."""
    _check_choice("on_unknown", on_unknown, get_args(OnUnknown))
    seen = _frame(frame, column)
    names = seen.collect_schema().names()
    _check_names(names, answers.columns)
    if answers.as_codes:
        _check_text(seen, column, version)
    if refused:
        _refuse(frame, column, version, to or version, set(refused))
    engine = _ENGINES[seen.implementation.value](seen.implementation.to_native_namespace())
    return cast("FrameT", engine.attach(frame, column, answers))


def _refuse(frame: object, column: str, version: str, to: str, refused: set[str]) -> None:
    counts = {
        value: times for value, times in _counted(frame, column).items() if _found(value, version, to)[0] in refused
    }
    if counts:
        most = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
        told = listed(f"{shown(value)} ({times} {'row' if times == 1 else 'rows'})" for value, times in most)
        said = f"no unit groups of NOC {version}, or without one target in NOC {to}"
        if not refused & set(get_args(Status)):
            said = f"no unit groups of NOC {version}"
        message = (
            f"{column} has {len(counts)} values that are {said}: {told}; frames.clean repairs, frames.describe counts"
        )
        raise FrameError(message, value=dict(most), version=version, candidates=tuple(str(value) for value, _ in most))


def _counted(frame: object, column: str) -> dict[object, int]:
    """Count the rows of each distinct value; whatever is missing counts as None."""
    nw = _narwhals()
    seen = _frame(frame, column)
    if seen.implementation.is_pyarrow():  # which groups no chunks of different dictionaries
        seen = nw.from_native(seen.to_native().unify_dictionaries())
    found = seen.lazy().select(nw.col(column).alias("value")).group_by("value").agg(nw.len().alias("rows")).collect()
    counts: Counter[object] = Counter()
    for value, rows in zip(found["value"].to_list(), found["rows"].to_list(), strict=True):
        counts[None if _is_missing(value) else value] += rows
    return dict(counts)


def _frame(frame: object, column: str) -> Any:  # noqa: ANN401 (narwhals' frame, of any engine)
    """Look at a frame through narwhals, and find the column."""
    nw = _narwhals()
    try:
        seen = nw.from_native(cast("Any", frame))
    except TypeError as error:
        raise _unknown_engine(frame) from error
    if seen.implementation.value not in _ENGINES:
        raise _unknown_engine(frame)
    names = seen.collect_schema().names()
    if column not in names:
        near = nearest(column, names)
        hint = f"the nearest is {near[0]!r}" if near else f"it has {listed(map(repr, names))}"
        message = f"the frame has no column {shown(column)}: {hint}"
        raise FrameError(message, value=column, candidates=near or tuple(names))
    return seen


def _unknown_engine(frame: object) -> FrameError:
    kind = f"{type(frame).__module__}.{type(frame).__qualname__}"
    message = f"a {kind} is no frame of a known engine: expected a frame of {listed(_SUPPORTED)}"
    return FrameError(message, value=frame, candidates=_SUPPORTED)


def _check_names(names: Sequence[str], new: Iterable[str]) -> None:
    taken = [name for name in new if name in names]
    if taken:
        message = f"the name {shown(taken[0])} of a new column is taken: choose another by name= or suffix="
        raise FrameError(message, value=taken[0], candidates=tuple(names))


def _check_text(seen: Any, column: str, version: str) -> None:  # noqa: ANN401 (narwhals' frame)
    nw = _narwhals()
    dtype = seen.collect_schema()[column]
    numbers = dtype.is_numeric()
    if dtype == nw.Object:
        found = seen[column].drop_nulls().unique().to_list()
        numbers = bool(found) and not any(isinstance(value, str) for value in found)
    if numbers or dtype not in (nw.String, nw.Categorical, nw.Enum, nw.Object, nw.Unknown):
        message = (
            f"{column} is a column of {dtype}, and a code is text: expected text or categories; "
            f'frames.clean(frame, {column!r}, version="{version}") reads numbers and restores their zeros'
        )
        raise FrameError(message, value=column, version=version)


def _check_choice(argument: str, value: object, choices: Iterable[object]) -> None:
    choices = tuple(choices)
    if value not in choices:
        raise invalid_choice(argument, value, choices)


def _narwhals() -> ModuleType:
    try:
        import narwhals.stable.v2 as nw  # noqa: PLC0415 (an extra)
    except ImportError as error:
        message = "data frames need the extra 'dataframe': pip install 'oinp-noc[dataframe]'"
        raise MissingExtraError(message, value="dataframe") from error
    return nw
