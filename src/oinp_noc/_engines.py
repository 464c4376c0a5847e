"""Small answers beside long columns: what each engine of data frames does best, and no more than that.

Every engine does the same thing. It finds the distinct values of a column, asks once what is to be said of each, and
hands the answers out to the rows. pandas factorises, pyarrow encodes a dictionary, polars casts to an enumeration;
the engines that speak SQL join a small table, broadcast to whoever needs it. No engine calls Python for a row.

The engines are reached through narwhals, so that none is imported here.
"""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

import attrs

from oinp_noc._codes import PLAIN, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["text", "texts", "number", "numbers", "integer", "flag", "flags"]
Row = tuple[Any, ...]

_STRUCT = "oinp_noc answers"
_KEY = "oinp_noc key"
_READ = "oinp_noc read"
_SPACES = [point for point in range(0x3001) if chr(point).isspace()]  # those that str.strip takes away


@attrs.frozen
class Answers:
    """What is to be said of each value of a column.

    Attributes:
        columns: the new columns, each with the kind of its values.
        codes: the values that are expected, each of which is read as written.
        rule: gives the rows of answers to a value: one, or several where a row is to become several. It is asked
            for None (a missing value) and ``""`` (an unknown one), too.
        as_codes: whether the rule reads values as `parse_code` does, so that only the codes need an answer of their
            own; otherwise each distinct value does.
    """

    columns: dict[str, Kind]
    codes: tuple[str, ...]
    rule: Callable[[object], Sequence[Row]]
    as_codes: bool = True

    def rows(self, values: Iterable[object]) -> tuple[list[Row], list[range]]:
        """Ask for each value: all rows of answers, and which of them belong to each value; the last, to a null."""
        rows: list[Row] = []
        spans = []
        for value in (*values, None):
            found = self.rule(value)
            spans.append(range(len(rows), len(rows) + len(found)))
            rows += found
        return rows, spans

    def choices(self, place: int) -> list[str]:
        """List the texts that a column may hold, sorted."""
        rows, _ = self.rows((*self.codes, ""))
        found = {row[place] for row in rows} - {None}
        return sorted({text for texts in found for text in texts} if self._kind(place) == "texts" else found)

    def _kind(self, place: int) -> Kind:
        return tuple(self.columns.values())[place]


class Engine(Protocol):
    """An engine: puts answers beside the rows of a frame."""

    def __init__(self, namespace: Any) -> None: ...

    def attach(self, frame: Any, column: str, answers: Answers) -> Any:
        """Return the frame with the columns of the answers to what stands in a column."""


class Pandas:
    """pandas: factorise, or take the categories; then take by number, of which -1, a null's, is the last."""

    _ARRAYS: ClassVar = {"number": "float64", "integer": "Int64", "flag": "boolean"}

    def __init__(self, namespace: Any) -> None:
        self._pd = namespace
        self._np = importlib.import_module("numpy")

    def attach(self, frame: Any, column: str, answers: Answers) -> Any:
        source = frame[column]
        if isinstance(source.dtype, self._pd.CategoricalDtype):
            places, values = source.cat.codes.to_numpy(), source.cat.categories
        else:
            places, values = source.factorize()
        rows, spans = answers.rows(values.tolist())
        if len(rows) > len(spans):
            numbers, places = self._repeat(places, spans)
            frame = frame.take(numbers)
        like = self._like(source, answers)
        return frame.assign(
            **{
                name: self._column([row[number] for row in rows], kind, like, frame.index, places)
                for number, (name, kind) in enumerate(answers.columns.items())
            }
        )

    def _repeat(self, places: Any, spans: list[range]) -> tuple[Any, Any]:
        """Number the rows, each as often as it has answers, and the answers."""
        np = self._np
        count = np.array([len(span) for span in spans])[places]
        before = np.cumsum(count) - count
        first = np.array([span.start for span in spans])[places]
        numbers = np.repeat(np.arange(len(places)), count)
        return numbers, np.arange(len(numbers)) + np.repeat(first - before, count)

    def _column(self, values: list[Any], kind: Kind, like: Any, index: Any, places: Any) -> Any:
        pd, np = self._pd, self._np
        if kind in self._ARRAYS:
            return pd.array(values, dtype=self._ARRAYS[kind]).take(places)
        if kind == "text" and isinstance(like, pd.CategoricalDtype):
            found = sorted({value for value in values if value is not None})
            dtype = pd.CategoricalDtype(pd.Index(found, dtype=like.categories.dtype if found else object))
            return pd.Categorical(values, dtype=dtype).take(places)
        if kind == "text" and not self._pd.api.types.is_object_dtype(like):
            return pd.array(values, dtype=like).take(places)
        objects = np.empty(len(values), dtype=object)
        objects[:] = values
        return pd.Series(objects.take(places), dtype=object, index=index)

    def _like(self, source: Any, answers: Answers) -> Any:
        """Return the type for text: that of the column, where it holds text; for categories, where they are codes."""
        categorical = isinstance(source.dtype, self._pd.CategoricalDtype) and answers.as_codes
        types = self._pd.api.types
        if categorical or types.is_object_dtype(source.dtype) or types.is_string_dtype(source.dtype):
            return source.dtype
        return self._pd.Series(["text"]).dtype


class PyArrow:
    """pyarrow: encode a dictionary, if there is none; then take by number."""

    def __init__(self, namespace: Any) -> None:
        self._pa = namespace
        self._pc = importlib.import_module("pyarrow.compute")

    def attach(self, frame: Any, column: str, answers: Answers) -> Any:
        pa, pc = self._pa, self._pc
        source = frame[column]
        if pa.types.is_string_view(source.type):  # which has no dictionaries
            source = source.cast(pa.string())
        categorical = pa.types.is_dictionary(source.type)
        encoded = source.unify_dictionaries() if categorical else source.dictionary_encode()
        encoded = encoded.combine_chunks()
        values = encoded.dictionary.to_pylist()
        rows, spans = answers.rows(values)
        places = encoded.indices.fill_null(len(values)) if encoded.null_count else encoded.indices
        if len(rows) > len(spans):
            repeated = pa.array(map(list, spans), type=pa.list_(pa.int32())).take(places)
            frame = frame.take(pc.list_parent_indices(repeated))
            places = repeated.flatten()
        for number, (name, kind) in enumerate(answers.columns.items()):
            column_ = pa.array([row[number] for row in rows], type=self._type(kind, source.type))
            if kind == "text" and categorical and answers.as_codes:
                column_ = column_.dictionary_encode()
            frame = frame.append_column(name, column_.take(places))
        return frame

    def _type(self, kind: Kind, source: Any) -> Any:
        pa = self._pa
        if pa.types.is_dictionary(source):
            source = source.value_type
        text = source if pa.types.is_large_string(source) else pa.string()
        one = {"text": text, "number": pa.float64(), "integer": pa.int64(), "flag": pa.bool_()}
        return one[kind] if kind in one else pa.list_(one[kind.removesuffix("s")])


class Polars:
    """polars: cast to an enumeration of the codes, and look again only if something else turned up."""

    def __init__(self, namespace: Any) -> None:
        self._pl = namespace

    def attach(self, frame: Any, column: str, answers: Answers) -> Any:
        if isinstance(frame, self._pl.LazyFrame):
            return self._attach_later(frame, column, answers)
        source = frame[column]
        values, places = self._encode(source, answers.codes)
        rows, spans = answers.rows(values)
        if len(rows) > len(spans):
            numbers = self._pl.Series(list(map(list, spans)), dtype=self._pl.List(self._pl.UInt32))
            frame = frame.with_columns(numbers.gather(places).alias(_STRUCT)).explode(_STRUCT)
            places = frame[_STRUCT]
            frame = frame.drop(_STRUCT)
        table = self._table(rows, source.dtype, answers)
        return frame.with_columns(answer.gather(places) for answer in table)

    def _attach_later(self, frame: Any, column: str, answers: Answers) -> Any:
        """Plan it: the engine calls for whole batches of the column, of which only the distinct values are asked."""
        pl = self._pl
        source = frame.collect_schema()[column]
        answer = pl.Struct({each.name: each.dtype for each in self._table([], source, answers)})
        several = any(len(answers.rule(code)) > 1 for code in answers.codes)

        @lru_cache(maxsize=1)  # batch after batch holds nothing but codes
        def table_of(values: tuple[object, ...]) -> Any:  # pragma: no cover (polars' own threads are not traced)
            rows, spans = answers.rows(values)
            table = pl.DataFrame(self._table(rows, source, answers)).to_struct()
            if several:
                numbers = pl.Series(list(map(list, spans)), dtype=pl.List(pl.UInt32)).explode()
                owner = pl.Series([n for n, span in enumerate(spans) for _ in span], dtype=pl.UInt32)
                grouped = pl.DataFrame({"owner": owner, "answer": table.gather(numbers)})
                table = grouped.group_by("owner", maintain_order=True).agg("answer")["answer"]
            return table

        def attach(batch: Any) -> Any:  # pragma: no cover (polars' own threads are not traced)
            values, places = self._encode(batch, answers.codes)
            return table_of(tuple(values)).gather(places)

        dtype = pl.List(answer) if several else answer
        planned = pl.col(column).map_batches(attach, return_dtype=dtype, is_elementwise=True)
        frame = frame.with_columns(planned.alias(_STRUCT))
        return (frame.explode(_STRUCT) if several else frame).unnest(_STRUCT)

    def _encode(self, source: Any, codes: Sequence[str]) -> tuple[list[object], Any]:
        pl = self._pl
        values: list[object]
        if source.dtype == pl.Categorical:
            distinct = source.drop_nulls().unique()
            values = distinct.cast(pl.String).to_list()
            code_of = distinct.to_physical().to_list()
            place_of = dict(zip(code_of, range(len(values)), strict=True))
            numbers = [place_of.get(code) for code in range(max(code_of, default=-1) + 1)]
            places = pl.Series(numbers, dtype=pl.UInt32).gather(source.to_physical())
        elif source.dtype in (pl.String, pl.Enum):
            values = list(codes)
            places = source.cast(pl.Enum(values), strict=False).to_physical()
            if places.null_count() > source.null_count():
                others = source.filter(places.is_null() & source.is_not_null()).unique()
                values += others.cast(pl.String).sort().to_list()
                places = source.cast(pl.Enum(values), strict=False).to_physical()
        else:
            distinct = source.drop_nulls().unique()
            values = distinct.to_list()
            numbers = pl.Series(range(len(values)), dtype=pl.UInt32)
            places = source.replace_strict(distinct, numbers, default=None, return_dtype=pl.UInt32)
        if places.null_count():
            places = places.cast(pl.UInt32).fill_null(len(values))
        return values, places

    def _table(self, rows: list[Row], source: Any, answers: Answers) -> list[Any]:
        pl = self._pl
        as_enum = answers.as_codes and source in (pl.Categorical, pl.Enum)
        one = {"text": pl.String, "number": pl.Float64, "integer": pl.Int64, "flag": pl.Boolean}
        table = []
        for number, (name, kind) in enumerate(answers.columns.items()):
            if kind == "text" and as_enum:
                dtype = pl.Enum(answers.choices(number))
            else:
                dtype = one[kind] if kind in one else pl.List(one[kind.removesuffix("s")])
            table.append(pl.Series(name, [row[number] for row in rows], dtype=dtype))
        return table


class Sql(ABC):
    """What DuckDB and Spark have in common: a left join with a small table, on the code as `parse_code` reads it."""

    quote = '"'

    def __init__(self, namespace: Any) -> None:
        self._namespace = namespace

    def attach(self, frame: Any, column: str, answers: Answers) -> Any:
        import narwhals.stable.v2 as nw  # noqa: PLC0415 (an extra)

        quoted = _quoted(column, self.quote)
        if answers.as_codes:
            key = _reading(quoted, len(answers.codes[0]))
            asked: dict[str, object] = {code: code for code in answers.codes}
        else:
            key = f"CAST({quoted} AS {self.text})"
            asked = {text: value for text, value in self.distinct(frame, quoted, key) if text is not None}
        rows = [(text, *row) for text, value in asked.items() for row in answers.rule(value)]
        # A joined column goes by a name of its own until the end, so that none is taken for another.
        small = nw.from_native(self.small(frame, rows, {_READ: "text", **answers.columns}))
        joined = nw.from_native(self.with_key(frame, key)).join(small, left_on=_KEY, right_on=_READ, how="left")
        ((unknown,), (missing,)) = answers.rule(""), answers.rule(None)
        filled = {
            name: nw.coalesce(name, nw.when(nw.col(column).is_null()).then(nw.lit(null)).otherwise(nw.lit(other)))
            for name, other, null in zip(answers.columns, unknown, missing, strict=True)
            if other is not None and answers.as_codes
        }
        return (joined.with_columns(**filled) if filled else joined).drop(_KEY).to_native()

    text: str

    @abstractmethod
    def distinct(self, frame: Any, quoted: str, key: str) -> Iterable[tuple[str | None, object]]:
        """Return the distinct values of a column beside their text: the one thing that has to be read first."""

    @abstractmethod
    def small(self, frame: Any, rows: list[Row], columns: dict[str, Kind]) -> Any:
        """Make a small table where the engine can join it."""

    @abstractmethod
    def with_key(self, frame: Any, key: str) -> Any:
        """Return the frame with one column more: what to join on."""


class DuckDB(Sql):
    """DuckDB: the small table is made of the relation itself, so that both are of one connection."""

    text = "VARCHAR"
    _TYPES: ClassVar = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "flag": "BOOLEAN"}

    def distinct(self, frame: Any, quoted: str, key: str) -> Iterable[tuple[str | None, object]]:
        found: list[tuple[str | None, object]] = frame.project(f"{key} AS a, {quoted} AS b").distinct().fetchall()
        return found

    def small(self, frame: Any, rows: list[Row], columns: dict[str, Kind]) -> Any:
        fields = [f"{_quoted(name, self.quote)} {self._type(kind)}" for name, kind in columns.items()]
        structs = ", ".join(f"row({', '.join(_as_duckdb(cell) for cell in row)})" for row in rows)
        table = f"unnest(CAST([{structs}] AS STRUCT({', '.join(fields)})[]))"
        return frame.limit(0).aggregate("count(*)").project(f"{table} AS r").project("unnest(r)")

    def with_key(self, frame: Any, key: str) -> Any:
        return frame.project(f'*, {key} AS "{_KEY}"')

    def _type(self, kind: Kind) -> str:
        return self._TYPES.get(kind) or f"{self._TYPES[kind.removesuffix('s')]}[]"


class Spark(Sql):
    """Spark: the small table is broadcast."""

    quote = "`"
    text = "STRING"
    _TYPES: ClassVar = {"text": "STRING", "number": "DOUBLE", "integer": "BIGINT", "flag": "BOOLEAN"}

    def distinct(self, frame: Any, quoted: str, key: str) -> Iterable[tuple[str | None, object]]:
        return ((row[0], row[1]) for row in frame.selectExpr(key, quoted).distinct().collect())

    def small(self, frame: Any, rows: list[Row], columns: dict[str, Kind]) -> Any:
        fields = ", ".join(f"{_quoted(name, self.quote)} {self._type(kind)}" for name, kind in columns.items())
        functions = importlib.import_module("pyspark.sql.functions")
        return functions.broadcast(frame.sparkSession.createDataFrame(rows, schema=fields))

    def with_key(self, frame: Any, key: str) -> Any:
        return frame.selectExpr("*", f"{key} AS `{_KEY}`")

    def _type(self, kind: Kind) -> str:
        return self._TYPES.get(kind) or f"ARRAY<{self._TYPES[kind.removesuffix('s')]}>"


def _quoted(text: str, quote: str) -> str:
    return f"{quote}{text.replace(quote, quote * 2)}{quote}"


def _as_duckdb(value: object) -> str:
    if isinstance(value, str):
        return _quoted(value, "'")
    if isinstance(value, tuple):
        return f"[{', '.join(map(_as_duckdb, value))}]"
    return "NULL" if value is None else repr(value)


def _reading(column: str, digits: int) -> str:
    """Write `parse_code` in SQL that DuckDB and Spark share, made of the marks and prefixes that it reads over.

    A text of as many bytes as a code has digits is a code as it stands, or none.
    """
    text = f"CAST({column} AS STRING)"
    letters = "".join(PREFIXES)
    wanted = {*letters, *letters.lower(), *"0123456789: "}
    marks = {chr(mark): plain if isinstance(plain, str) else chr(plain) for mark, plain in PLAIN.items()}
    marks = {mark: plain for mark, plain in marks.items() if plain in wanted}
    plain = f"translate({text}, '{''.join(marks)}', '{''.join(marks.values())}')"
    space = f"[{''.join(map(chr, _SPACES))}]"
    prefix = "|".join("".join(f"[{letter}{letter.lower()}]" for letter in word) for word in PREFIXES)
    headless = f"regexp_replace({plain}, '^{space}*(({prefix}){space}*:?{space}*)?', '')"
    read = f"regexp_replace({headless}, '{space}+$', '')"
    return f"CASE WHEN bit_length({text}) = {8 * digits} THEN {text} ELSE {read} END"
