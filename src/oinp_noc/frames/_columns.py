"""The column of a frame: found, checked, counted, and handed to its engine."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, get_args

from oinp_noc._messages import invalid_choice, listed, nearest, shown
from oinp_noc._noc.codes import parse_code
from oinp_noc._noc.conversion import convert as convert_code
from oinp_noc._noc.pairs import Status
from oinp_noc.errors import FrameError, InvalidCodeError, MissingExtraError, UnknownCodeError
from oinp_noc.frames._engines.pandas import Pandas
from oinp_noc.frames._engines.polars import Polars
from oinp_noc.frames._engines.pyarrow import PyArrow
from oinp_noc.frames._engines.sql import DuckDB, Spark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import ModuleType

    from oinp_noc.frames._engines.answers import Answers, Engine, Row

FrameT = TypeVar("FrameT")
OnUnknown = Literal["null", "raise"]
Found = Literal[Status, "unknown", "malformed", "missing"]

_ENGINES: dict[str, type[Engine]] = {
    "pandas": Pandas,
    "polars": Polars,
    "pyarrow": PyArrow,
    "duckdb": DuckDB,
    "pyspark": Spark,
    "pyspark[connect]": Spark,
}
_SUPPORTED = ("pandas", "polars", "pyarrow", "DuckDB", "PySpark")


def attach(  # noqa: PLR0913, PLR0917 (private)
    frame: FrameT,
    column: str,
    answers: Answers,
    version: str,
    to: str | None = None,
    on_unknown: OnUnknown = "null",
    refused: Iterable[str] = (),
) -> FrameT:
    """Check what is asked, and let the engine put the answers beside the column."""
    check_choice("on_unknown", on_unknown, get_args(OnUnknown))
    seen = opened(frame, column)
    names = seen.collect_schema().names()
    check_names(names, answers.columns)
    if answers.as_codes:
        check_text(seen, column, version)
    if refused:
        refuse(frame, column, version, to or version, set(refused))
    engine = _ENGINES[seen.implementation.value](seen.implementation.to_native_namespace())
    return cast("FrameT", engine.attach(frame, column, answers))


def refuse(frame: object, column: str, version: str, to: str, refused: set[str]) -> None:
    counts = {
        value: times for value, times in counted(frame, column).items() if found(value, version, to)[0] in refused
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


def counted(frame: object, column: str) -> dict[object, int]:
    """Count the rows of each distinct value; whatever is missing counts as None."""
    nw = narwhals()
    seen = opened(frame, column)
    if seen.implementation.is_pyarrow():  # which groups no chunks of different dictionaries
        seen = nw.from_native(seen.to_native().unify_dictionaries())
    found = seen.lazy().select(nw.col(column).alias("value")).group_by("value").agg(nw.len().alias("rows")).collect()
    counts: Counter[object] = Counter()
    for value, rows in zip(found["value"].to_list(), found["rows"].to_list(), strict=True):
        counts[None if is_missing(value) else value] += rows
    return dict(counts)


def opened(frame: object, column: str) -> Any:  # noqa: ANN401 (narwhals' frame, of any engine)
    """Look at a frame through narwhals, and find the column."""
    nw = narwhals()
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


def check_names(names: Sequence[str], new: Iterable[str]) -> None:
    taken = [name for name in new if name in names]
    if taken:
        message = f"the name {shown(taken[0])} of a new column is taken: choose another by name= or suffix="
        raise FrameError(message, value=taken[0], candidates=tuple(names))


def check_text(seen: Any, column: str, version: str) -> None:  # noqa: ANN401 (narwhals' frame)
    nw = narwhals()
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


def check_choice(argument: str, value: object, choices: Iterable[object]) -> None:
    choices = tuple(choices)
    if value not in choices:
        raise invalid_choice(argument, value, choices)


def narwhals() -> ModuleType:
    try:
        import narwhals.stable.v2 as nw  # noqa: PLC0415 (an extra)
    except ImportError as error:
        message = "data frames need the extra 'dataframe': pip install 'oinp-noc[dataframe]'"
        raise MissingExtraError(message, value="dataframe") from error
    return nw


def reading(
    version: str,
    rule: Callable[[str], Sequence[Row]],
    unknown: Row,
    missing: Row,
) -> Callable[[object], Sequence[Row]]:
    """Make a rule of codes one of values: as `parse_code` reads them."""

    def read(value: object) -> Sequence[Row]:
        if is_missing(value):
            return [missing]
        try:
            code = parse_code(cast("str", value), version)
        except (InvalidCodeError, UnknownCodeError):
            return [unknown]
        return rule(code)

    return read


def is_missing(value: object) -> bool:
    # Of NaN and the like only: they alone differ from themselves.
    return value is None or value != value  # noqa: PLR0124


def found(value: object, version: str, to: str) -> tuple[Found, object]:
    """Tell of which kind a value is, and what it is read as."""
    if is_missing(value):
        return "missing", None
    try:
        conversion = convert_code(cast("str", value), version, to)
    except UnknownCodeError:
        return "unknown", value
    except InvalidCodeError:
        return "malformed", value
    return conversion.status, conversion.source.code
