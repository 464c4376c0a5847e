"""DuckDB and Spark."""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from oinp_noc._noc.codes import PLAIN, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc.frames._engines.answers import Answers, CellType, Row

_KEY = "oinp_noc key"
_READ = "oinp_noc read"
_SPACES = [point for point in range(0x3001) if chr(point).isspace()]  # those that str.strip takes away


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
    def small(self, frame: Any, rows: list[Row], columns: dict[str, CellType]) -> Any:
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

    def small(self, frame: Any, rows: list[Row], columns: dict[str, CellType]) -> Any:
        fields = [f"{_quoted(name, self.quote)} {self._type(kind)}" for name, kind in columns.items()]
        structs = ", ".join(f"row({', '.join(_as_duckdb(cell) for cell in row)})" for row in rows)
        table = f"unnest(CAST([{structs}] AS STRUCT({', '.join(fields)})[]))"
        return frame.limit(0).aggregate("count(*)").project(f"{table} AS r").project("unnest(r)")

    def with_key(self, frame: Any, key: str) -> Any:
        return frame.project(f'*, {key} AS "{_KEY}"')

    def _type(self, kind: CellType) -> str:
        return self._TYPES.get(kind) or f"{self._TYPES[kind.removesuffix('s')]}[]"


class Spark(Sql):
    """Spark: the small table is broadcast."""

    quote = "`"
    text = "STRING"
    _TYPES: ClassVar = {"text": "STRING", "number": "DOUBLE", "integer": "BIGINT", "flag": "BOOLEAN"}

    def distinct(self, frame: Any, quoted: str, key: str) -> Iterable[tuple[str | None, object]]:
        return ((row[0], row[1]) for row in frame.selectExpr(key, quoted).distinct().collect())

    def small(self, frame: Any, rows: list[Row], columns: dict[str, CellType]) -> Any:
        fields = ", ".join(f"{_quoted(name, self.quote)} {self._type(kind)}" for name, kind in columns.items())
        functions = importlib.import_module("pyspark.sql.functions")
        return functions.broadcast(frame.sparkSession.createDataFrame(rows, schema=fields))

    def with_key(self, frame: Any, key: str) -> Any:
        return frame.selectExpr("*", f"{key} AS `{_KEY}`")

    def _type(self, kind: CellType) -> str:
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
