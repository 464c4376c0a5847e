"""Small answers beside long columns: what each engine of data frames does best, and no more than that.

Every engine does the same thing. It finds the distinct values of a column, asks once what is to be said of each, and
hands the answers out to the rows. pandas factorises, pyarrow looks up or encodes a dictionary, polars hashes; the
engines that speak SQL join a small table, broadcast to whoever needs it. No engine calls Python for a row.

The engines are reached through narwhals, so that none is imported here.
"""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

import attrs

from oinp_noc._noc.cells import PLAIN, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["text", "texts", "number", "numbers", "integer", "flag", "flags"]
Row = tuple[Any, ...]

_STRUCT = "oinp_noc answers"
_KEY = "oinp_noc key"
_READ = "oinp_noc read"
_SLOTS = 2**16  # of a hash of codes: so many that one of the first seeds has no collisions
_SLOT = 2**64 // _SLOTS
_STRETCH = 1_000_000  # rows that are worth a thread
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
    _said: dict[str, Sequence[Row]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def of(self, value: object) -> Sequence[Row]:
        """Ask for a value; a text only once."""
        if not isinstance(value, str):
            return self.rule(value)
        if (said := self._said.get(value)) is None:
            said = self._said[value] = self.rule(value)
        return said

    def rows(self, values: Iterable[object]) -> tuple[list[Row], list[range]]:
        """Ask for each value: all rows of answers, and which of them belong to each value; the last, to a null."""
        rows: list[Row] = []
        spans = []
        for value in (*values, None):
            found = self.of(value)
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
    """pandas: factorise, or take the categories; then take by number, of which -1, a null's, is the last.

    Text that is kept as Arrow keeps it is looked up by pyarrow.
    """

    _ARRAYS: ClassVar = {"number": "float64", "integer": "Int64", "flag": "boolean"}

    def __init__(self, namespace: Any) -> None:
        self._pd = namespace
        self._np = importlib.import_module("numpy")

    def attach(self, frame: Any, column: str, answers: Answers) -> Any:
        source = frame[column]
        arrow = self._arrow(source)
        found = None
        if isinstance(source.dtype, self._pd.CategoricalDtype):
            places, values = source.cat.codes.to_numpy(), source.cat.categories.tolist()
        elif arrow:
            values, found = arrow.encode(source.array.__arrow_array__(), answers.codes)
            found = found.fill_null(len(values))
            places = found.to_numpy()
        else:
            places, distinct = source.factorize()
            values = distinct.tolist()
        rows, spans = answers.rows(values)
        numbers = None
        if len(rows) > len(spans) and arrow:
            numbers, places = (repeated.to_numpy() for repeated in arrow.repeat(found, spans))
        elif len(rows) > len(spans):
            numbers, places = self._repeat(places, spans)
        like = self._like(source, answers)
        with ThreadPoolExecutor(1) as aside:  # rows are taken without holding up other threads
            taken = None if numbers is None else aside.submit(frame.take, numbers)
            columns = {
                name: self._column([row[number] for row in rows], kind, like, places)
                for number, (name, kind) in enumerate(answers.columns.items())
            }
        frame = frame if taken is None else taken.result()
        # pandas would look for a type of its own in an array of objects, but not in a series.
        of_objects = {name: column for name, column in columns.items() if isinstance(column, self._np.ndarray)}
        columns |= {
            name: self._pd.Series(column, dtype=object, index=frame.index) for name, column in of_objects.items()
        }
        return frame.assign(**columns)

    def _arrow(self, source: Any) -> PyArrow | None:
        """Return pyarrow where it keeps the text of a column."""
        kept = isinstance(source.dtype, self._pd.ArrowDtype) or getattr(source.dtype, "storage", None) == "pyarrow"
        is_text = kept and self._pd.api.types.is_string_dtype(source.dtype)
        return PyArrow(importlib.import_module("pyarrow")) if is_text else None

    def _repeat(self, places: Any, spans: list[range]) -> tuple[Any, Any]:
        """Number the rows, each as often as it has answers, and the answers."""
        np = self._np
        count = np.array([len(span) for span in spans])[places]
        before = np.cumsum(count) - count
        first = np.array([span.start for span in spans])[places]
        numbers = np.repeat(np.arange(len(places)), count)
        return numbers, np.arange(len(numbers)) + np.repeat(first - before, count)

    def _column(self, values: list[Any], kind: Kind, like: Any, places: Any) -> Any:
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
        return objects.take(places)

    def _like(self, source: Any, answers: Answers) -> Any:
        """Return the type for text: that of the column, where it holds text; for categories, where they are codes."""
        categorical = isinstance(source.dtype, self._pd.CategoricalDtype) and answers.as_codes
        types = self._pd.api.types
        if categorical or types.is_object_dtype(source.dtype) or types.is_string_dtype(source.dtype):
            return source.dtype
        return self._pd.Series(["text"]).dtype


class PyArrow:
    """pyarrow: look the codes up, or encode a dictionary, if there is none; then take by number."""

    def __init__(self, namespace: Any) -> None:
        self._pa = namespace
        self._pc = importlib.import_module("pyarrow.compute")

    def attach(self, frame: Any, column: str, answers: Answers) -> Any:
        source = frame[column]
        values, places = self.encode(source, answers.codes)
        rows, spans = answers.rows(values)
        places = places.fill_null(len(values)) if places.null_count else places
        if len(rows) > len(spans):
            numbers, places = self.repeat(places, spans)
            frame = self._take(frame, numbers)
        for number, (name, kind) in enumerate(answers.columns.items()):
            column_ = self._pa.array([row[number] for row in rows], type=self._type(kind, source.type))
            if kind == "text" and answers.as_codes and self._pa.types.is_dictionary(source.type):
                column_ = column_.dictionary_encode()
            frame = frame.append_column(name, self._shared(column_.take, places, column_.type))
        return frame

    def encode(self, source: Any, codes: Sequence[str]) -> tuple[list[object], Any]:
        """Find the distinct values of a column, or all that it may have, and which of them each row has."""
        pa, pc = self._pa, self._pc
        if pa.types.is_string_view(source.type):  # of which pyarrow looks nothing up
            source = source.cast(pa.string())
        if pa.types.is_string(source.type) or pa.types.is_large_string(source.type):
            expected = pa.array(codes, type=source.type)
            places = self._shared(lambda part: pc.index_in(part, expected), source, pa.int32())
            if places.null_count > source.null_count:
                others = source.filter(pc.and_(places.is_null(), source.is_valid())).unique()
                expected = pa.concat_arrays([expected, others])
                places = pc.index_in(source, expected)
            return expected.to_pylist(), places
        encoded = source.unify_dictionaries() if pa.types.is_dictionary(source.type) else source.dictionary_encode()
        encoded = encoded.combine_chunks()
        return encoded.dictionary.to_pylist(), self._pa.chunked_array([encoded.indices])

    def repeat(self, places: Any, spans: list[range]) -> tuple[Any, Any]:
        """Number the rows, each as often as it has answers, and the answers."""
        numbers = self._pa.array(map(list, spans), type=self._pa.list_(self._pa.int32()))
        repeated = numbers.take(places.combine_chunks())
        return self._pc.list_parent_indices(repeated), self._pa.chunked_array([repeated.flatten()])

    def _shared(self, function: Callable[[Any], Any], source: Any, of: Any) -> Any:
        """Call a function with stretches of a column, which threads share, and return what it returns as one."""
        stretches = [source.slice(start, _STRETCH) for start in range(0, len(source), _STRETCH)]
        with ThreadPoolExecutor(self._pa.cpu_count()) as pool:
            found = pool.map(lambda part: function(part).chunks, stretches)
            return self._pa.chunked_array(chain.from_iterable(found), type=of)

    def _take(self, frame: Any, numbers: Any) -> Any:
        """Take rows; of views of text, which pyarrow does not take, by way of text."""
        plain = [
            field.with_type(self._pa.string()) if self._pa.types.is_string_view(field.type) else field
            for field in frame.schema
        ]
        taken = frame.cast(self._pa.schema(plain)).take(numbers)
        return taken.cast(frame.schema)

    def _type(self, kind: Kind, source: Any) -> Any:
        pa = self._pa
        if pa.types.is_dictionary(source):
            source = source.value_type
        text = source if pa.types.is_large_string(source) else pa.string()
        one = {"text": text, "number": pa.float64(), "integer": pa.int64(), "flag": pa.bool_()}
        return one[kind] if kind in one else pa.list_(one[kind.removesuffix("s")])


class Polars:
    """polars: look the codes up in a hash, then take by number: in stretches that its threads share, or in batches."""

    _FEW = 10_000  # categories that are all asked, whether they occur or not

    def __init__(self, namespace: Any) -> None:
        self._pl = namespace

    def attach(self, frame: Any, column: str, answers: Answers) -> Any:
        pl = self._pl
        source = frame.collect_schema()[column]
        several = any(len(answers.of(code)) > 1 for code in answers.codes)
        answer = pl.Struct({each.name: each.dtype for each in self._table([], source, answers)})

        @lru_cache(maxsize=1)  # batch after batch has the same values
        def table_of(values: tuple[object, ...]) -> Any:
            rows, spans = answers.rows(values)
            table = pl.DataFrame(self._table(rows, source, answers)).to_struct()
            if several:
                numbers = pl.Series(list(map(list, spans)), dtype=pl.List(pl.UInt32)).explode()
                owner = pl.Series([n for n, span in enumerate(spans) for _ in span], dtype=pl.UInt32)
                grouped = pl.DataFrame({"owner": owner, "answer": table.gather(numbers)})
                table = grouped.group_by("owner", maintain_order=True).agg("answer")["answer"]
            return table

        def answered(batch: Any) -> Any:
            values, places = self._encode(batch, answers.codes)
            if places.null_count():
                places = places.cast(pl.UInt32).fill_null(len(values))
            return table_of(tuple(values)).gather(places)

        def with_answers(part: Any, answer: Any) -> Any:
            part = part.with_columns(answer.alias(_STRUCT))
            return (part.explode(_STRUCT) if several else part).unnest(_STRUCT)

        if isinstance(frame, pl.LazyFrame):
            dtype = pl.List(answer) if several else answer
            return with_answers(frame, pl.col(column).map_batches(answered, return_dtype=dtype, is_elementwise=True))
        stretches = frame.iter_slices(_STRETCH) if len(frame) else [frame]
        with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
            parts = pool.map(lambda part: with_answers(part, answered(part[column])), stretches)
            return pl.concat(parts, rechunk=False)

    def _encode(self, source: Any, codes: tuple[str, ...]) -> tuple[list[object], Any]:
        """Find the distinct values of a batch, or all that it may have, and which of them each row has."""
        pl = self._pl
        categorical = isinstance(source.dtype, pl.Categorical | pl.Enum)
        if source.dtype == pl.String:
            return self._encode_text(source, codes)
        if categorical:
            known = source.dtype.categories
            known = known if isinstance(known, pl.Series) else known.to_series()
            if len(known) <= self._FEW:
                return known.to_list(), source.to_physical()
        distinct = source.drop_nulls().unique()
        values = (distinct.cast(pl.String) if categorical else distinct).to_list()
        numbers = pl.Series(range(len(values)), dtype=pl.UInt32)
        return values, source.replace_strict(distinct, numbers, default=None, return_dtype=pl.UInt32)

    def _encode_text(self, source: Any, codes: tuple[str, ...]) -> tuple[list[object], Any]:
        """Look each text up in the slot where it would be if it were a code; look again only if some are none."""
        pl = self._pl
        values: list[object] = list(codes)
        seed, code_of, place_of = _slots(pl, codes)
        slots = (source.hash(seed) // _SLOT).cast(pl.UInt32)
        is_code = code_of.gather(slots) == source
        if is_code.all():
            places = place_of.gather(slots)
            return values, places.set(source.is_null(), None) if source.null_count() else places
        values += source.filter(~is_code).unique().sort().to_list()
        return values, source.cast(pl.Enum(values)).to_physical()

    def _table(self, rows: list[Row], source: Any, answers: Answers) -> list[Any]:
        pl = self._pl
        as_enum = answers.as_codes and isinstance(source, pl.Categorical | pl.Enum)
        one = {"text": pl.String, "number": pl.Float64, "integer": pl.Int64, "flag": pl.Boolean}
        table = []
        for number, (name, kind) in enumerate(answers.columns.items()):
            if kind == "text" and as_enum:
                dtype = pl.Enum(answers.choices(number))
            else:
                dtype = one[kind] if kind in one else pl.List(one[kind.removesuffix("s")])
            table.append(pl.Series(name, [row[number] for row in rows], dtype=dtype))
        return table


@lru_cache(maxsize=8)  # of each version
def _slots(pl: Any, codes: tuple[str, ...]) -> tuple[int, Any, Any]:
    """Hash codes so that no two have one slot: find a seed for it, and the code and the place of each slot.

    A slot of no code holds the first, which no text that belongs there equals.
    """
    texts = pl.Series(codes, dtype=pl.String)
    seed = 0
    while (slots := texts.hash(seed) // _SLOT).n_unique() < len(texts):
        seed += 1
    places = [0] * _SLOTS
    for place, slot in enumerate(slots.to_list()):
        places[slot] = place
    place_of = pl.Series(places, dtype=pl.UInt32)
    return seed, texts.gather(place_of), place_of


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
        rows = [(text, *row) for text, value in asked.items() for row in answers.of(value)]
        # A joined column goes by a name of its own until the end, so that none is taken for another.
        small = nw.from_native(self.small(frame, rows, {_READ: "text", **answers.columns}))
        joined = nw.from_native(self.with_key(frame, key)).join(small, left_on=_KEY, right_on=_READ, how="left")
        ((unknown,), (missing,)) = answers.of(""), answers.of(None)
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
