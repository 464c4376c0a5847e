"""The columns of a frame: found, checked, and handed to the engine of the frame."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import invalid_choice, listed, nearest, shown
from oinp_noc.errors import FrameError, MissingExtraError
from oinp_noc.frames._engines.answers import check_cell
from oinp_noc.frames._engines.pandas import Pandas
from oinp_noc.frames._engines.polars import Polars
from oinp_noc.frames._engines.pyarrow import PyArrow
from oinp_noc.frames._engines.sql import DuckDB, Spark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from oinp_noc.frames._engines.answers import Answers, Engine

FrameT = TypeVar("FrameT")

_ENGINES: dict[str, type[Engine]] = {
    "pandas": Pandas,
    "polars": Polars,
    "pyarrow": PyArrow,
    "duckdb": DuckDB,
    "pyspark": Spark,
    "pyspark[connect]": Spark,
}
_SQL = ("duckdb", "pyspark", "pyspark[connect]")
_SUPPORTED = ("pandas", "polars", "pyarrow", "DuckDB", "PySpark")
# What narwhals does not know, or only its newer releases: types of columns of nulls, and named categories of polars.
_READABLE = ("Null", "NULL", '"NULL"', "void", "Categorical")


def attach(frame: FrameT, answers: Answers) -> FrameT:
    """Check the columns, and let the engine put the answers beside them."""
    seen = opened(frame, answers.keys)
    check_names(_names(seen), answers.columns, folded=seen.implementation.value in _SQL)
    if answers.as_codes and _is_lazy(seen):  # of an eager frame, the engine looks at the cells
        _check_text(seen, answers)
    return cast("FrameT", _engine(seen).attach(frame, answers))


def count(frame: object, keys: tuple[str, ...]) -> dict[Any, int]:
    """Count the rows of each distinct key; whatever is missing counts as None."""
    counts: Counter[Any] = Counter()
    for key, rows in _engine(opened(frame, keys)).count(frame, keys):
        cells = tuple(None if is_missing(cell) else cell for cell in (key if len(keys) > 1 else (key,)))
        check_cell(keys[0], cells[0])
        counts[cells if len(keys) > 1 else cells[0]] += rows
    return dict(counts)


def opened(frame: object, columns: Iterable[str]) -> Any:  # noqa: ANN401 (narwhals' frame, of any engine)
    """Look at a frame through narwhals, and find the columns."""
    nw = narwhals()
    try:
        with FIRST_USE:  # narwhals imports what it has for the engine
            seen = nw.from_native(cast("Any", frame))
        names = _names(seen)
    except TypeError as error:
        raise _unknown_engine(frame) from error
    except nw.exceptions.DuplicateError as error:
        raise _repeated(getattr(frame, "column_names", None) or list(cast("Any", frame).columns)) from error
    if seen.implementation.value not in _ENGINES:
        raise _unknown_engine(frame)
    if seen.implementation.is_pandas() and seen.to_native().columns.nlevels > 1:
        message = "the columns of the frame are a MultiIndex: expected one name for each column"
        raise FrameError(message, value=frame)
    if seen.implementation.value in _SQL:  # which ignore upper and lower case
        folded = [name.casefold() for name in cast("Any", frame).columns]
        if len(set(folded)) < len(folded):
            raise _repeated(folded)
    for column in columns:
        if not isinstance(column, str):
            message = f"the name of a column is text, got {shown(column)} of type {type(column).__name__}"
            raise FrameError(message, value=column, candidates=tuple(map(str, names)))
        if column not in names:
            near = nearest(column, map(str, names))
            hint = f"the nearest is {near[0]!r}" if near else f"it has {listed(map(repr, names))}"
            message = f"the frame has no column {shown(column)}: {hint}"
            raise FrameError(message, value=column, candidates=near or tuple(map(str, names)))
        _check_cells(seen, column)
    return seen


def check_names(names: Sequence[object], new: Iterable[str], *, folded: bool = False) -> None:
    """Check the names of new columns; ``folded`` if the engine ignores upper and lower case."""
    taken = {name.casefold() if folded and isinstance(name, str) else name for name in names}
    for name in new:
        if (name.casefold() if folded else name) in taken:
            message = f"the name {shown(name)} of a new column is taken: choose another with name= or suffix="
            raise FrameError(message, value=name, candidates=tuple(map(str, names)))


def check_titles(frame: object, column: str) -> None:
    """Check that a column holds text, or nothing."""
    nw = narwhals()
    seen = opened(frame, (column,))
    dtype = seen.collect_schema()[column]
    if dtype in (nw.String, nw.Categorical, nw.Enum, nw.Object) or _native_type(seen, column).startswith(_READABLE):
        return
    if _is_lazy(seen) or not seen[column].is_null().all():
        message = f"{column} is a column of {dtype}: expected job titles, as text"
        raise FrameError(message, value=column)


def check_new(**texts: object) -> None:
    """Check that the names and suffixes of new columns are text of whole characters, and that a name is not empty."""
    for argument, value in texts.items():
        if argument == "name" and isinstance(value, str) and not value:
            message = "name= is the name of the new column, got an empty text; leave it out for the default"
            raise FrameError(message, value=value)
        if not isinstance(value, str):
            message = f"{argument}= is text, got {shown(value)} of type {type(value).__name__}"
            raise FrameError(message, value=value)
        if any("\ud800" <= mark <= "\udfff" for mark in value):
            message = f"{argument}= is text, got {shown(value)} with half of a character, which few engines can hold"
            raise FrameError(message, value=value)


def check_choice(argument: str, value: object, choices: Iterable[object]) -> None:
    """Check that an argument is one of its choices."""
    choices = tuple(choices)
    # Nothing that is not text is compared: an array would compare each of its values.
    if not (value is None or isinstance(value, str)) or value not in choices:
        raise invalid_choice(argument, value, choices)


def is_missing(value: object) -> bool:
    """Return True if a cell holds nothing: None, NaN, NaT or pandas' NA."""
    if value is None or type(value).__name__ == "NAType":
        return True
    return bool(value != value)  # noqa: PLR0124 (NaN and NaT alone differ from themselves)


def narwhals() -> ModuleType:
    """Import narwhals, which the extra brings."""
    try:
        with FIRST_USE:
            import narwhals.stable.v2 as nw  # noqa: PLC0415 (an extra)
    except ImportError as error:
        message = "data frames need the extra 'dataframe': pip install 'oinp-noc[dataframe]'"
        raise MissingExtraError(message, value="dataframe") from error
    return nw


def not_text(column: str, dtype: object, version: str) -> FrameError:
    """Make the error for a column of codes that are not text."""
    message = (
        f"{column} is a column of {dtype}, and a code is text: expected text or categories of text; "
        f'frames.clean(frame, {column!r}, version="{version}") reads numbers and restores their zeros'
    )
    return FrameError(message, value=column, version=version)


def _engine(seen: Any) -> Engine:  # noqa: ANN401 (narwhals' frame)
    return _ENGINES[seen.implementation.value](seen.implementation.to_native_namespace())


def _is_lazy(seen: Any) -> bool:  # noqa: ANN401 (narwhals' frame)
    return isinstance(seen, narwhals().LazyFrame)


def _names(seen: Any) -> list[Any]:  # noqa: ANN401 (narwhals' frame)
    return list(seen.collect_schema().names())


def _check_cells(seen: Any, column: str) -> None:  # noqa: ANN401 (narwhals' frame)
    """Refuse a column whose cells hold several values, bytes or objects; one of nulls is fine whatever its type."""
    nw = narwhals()
    dtype = seen.collect_schema()[column]
    objects = dtype == nw.Object and seen.implementation.is_polars()
    if not (objects or dtype.is_nested() or dtype in (nw.Binary, nw.Unknown)):
        return
    native = _native_type(seen, column)
    if native.startswith(_READABLE) or (not _is_lazy(seen) and seen[column].null_count() == len(seen)):
        return
    message = (
        f"{column} is a column of {native if dtype == nw.Unknown else dtype}: expected text, one code in each cell"
    )
    raise FrameError(message, value=column)


def _check_text(seen: Any, answers: Answers) -> None:  # noqa: ANN401 (narwhals' frame)
    nw = narwhals()
    column = answers.keys[0]
    dtype = seen.collect_schema()[column]
    if dtype not in (nw.String, nw.Categorical, nw.Enum) and not _native_type(seen, column).startswith(_READABLE):
        raise not_text(column, dtype, answers.version)


def _native_type(seen: Any, column: str) -> str:  # noqa: ANN401 (narwhals' frame)
    """Return what the engine calls the type of a column."""
    frame = seen.to_native()
    if seen.implementation.is_duckdb():
        return str(frame.types[frame.columns.index(column)])
    if seen.implementation.value in _SQL:
        return str(dict(frame.dtypes)[column])
    if seen.implementation.is_polars():
        return str(frame.collect_schema()[column])
    series = seen[column].to_native()
    return str(series.type if seen.implementation.is_pyarrow() else series.dtype)


def _unknown_engine(frame: object) -> FrameError:
    kind = f"{type(frame).__module__}.{type(frame).__qualname__}"
    message = f"a {kind} is not a frame of a known engine: expected a frame of {listed(_SUPPORTED)}"
    return FrameError(message, value=frame, candidates=_SUPPORTED)


def _repeated(names: Iterable[object]) -> FrameError:
    twice = [name for name, times in Counter(names).items() if times > 1]
    message = f"the frame has several columns named {listed(map(repr, twice))}: expected a name of its own for each"
    return FrameError(message, value=twice)
