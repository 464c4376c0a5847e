"""DuckDB and Spark."""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from oinp_noc._noc.cells import PLAIN, PREFIXES
from oinp_noc.frames._engines.answers import unused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oinp_noc.frames._engines.answers import Answers, CellType, Row

_SPACES = [point for point in range(0x3001) if chr(point).isspace()]  # those that str.strip takes away


class Sql(ABC):
    """What DuckDB and Spark have in common: a left join with a small table, on what makes a key, as text."""

    quote: ClassVar[str]
    text: ClassVar[str]
    error: ClassVar[str]
    same: ClassVar[str]
    types: ClassVar[dict[str, str]]
    list_type: ClassVar[str]
    escapes: ClassVar[dict[int, str]]

    def __init__(self, namespace: Any) -> None:
        self._namespace = namespace

    def attach(self, frame: Any, answers: Answers) -> Any:
        if len(answers.keys) == 1 and answers.as_codes:
            return self._attach_codes(frame, answers)
        texts = [f"CAST({self._quoted(key)} AS {self.text})" for key in answers.keys]
        values = [self._quoted(key) for key in answers.keys]
        if answers.as_codes:
            texts[0] = values[0] = _reading(values[0])
        found = self.rows(frame, [*texts, *values])
        cells = [row[len(texts) : -1] for row in found]
        keys = [row if len(row) > 1 else row[0] for row in cells]
        answers.check(keys, lambda: range(len(keys)))
        rows = [(*row[: len(texts)], *cells) for row, key in zip(found, keys, strict=True) for cells in answers.of(key)]
        return self.joined(frame, texts, rows, answers.columns, {}, self.same)

    def count(self, frame: Any, keys: tuple[str, ...]) -> Iterable[tuple[Any, int]]:
        rows = self.rows(frame, [self._quoted(key) for key in keys])
        return [(row[:-1] if len(keys) > 1 else row[0], row[-1]) for row in rows]

    def _attach_codes(self, frame: Any, answers: Answers) -> Any:
        """Join the expected codes; nothing has to be read for it."""
        column = self._quoted(answers.keys[0])
        key = _reading(column)
        rows = [(code, *row) for code in answers.codes for row in answers.of(code)]
        ((unknown,), (missing,)) = answers.of(""), answers.of(None)
        filled = {
            name: f"coalesce({self._quoted(name)}, CASE WHEN {column} IS NULL THEN {self._literal(null)} "
            f"ELSE {self._literal(other)} END)"
            for name, other, null in zip(answers.columns, unknown, missing, strict=True)
            if other is not None
        }
        if answers.halting:
            name = next(iter(answers.columns))
            halting = ", ".join(map(self._literal, answers.halting))
            message = f"replace({self._literal(answers.halted)}, '{{code}}', {key})"
            filled[name] = (
                f"CASE WHEN {self._quoted(name)} IS NULL AND {key} IN ({halting}) "
                f"THEN {self.error}({message}) ELSE {self._quoted(name)} END"
            )
        return self.joined(frame, [key], rows, answers.columns, filled, "=")

    def _quoted(self, name: str) -> str:
        return _quoted(name, self.quote)

    @abstractmethod
    def rows(self, frame: Any, expressions: Sequence[str]) -> list[Row]:
        """Return the distinct rows of expressions, beside the number of rows that have them."""

    @abstractmethod
    def joined(  # noqa: PLR0913, PLR0917 (what a join takes)
        self,
        frame: Any,
        keys: list[str],
        rows: list[Row],
        columns: dict[str, CellType],
        filled: dict[str, str],
        same: str,
    ) -> Any:
        """Join a small table of keys and new columns to a frame, and replace new columns by expressions."""

    def _schema(self, keys: list[str], columns: dict[str, CellType]) -> str:
        types: dict[str, CellType] = dict.fromkeys(keys, "text")
        return ", ".join(f"{self._quoted(name)} {self._type(cells)}" for name, cells in (types | columns).items())

    def _literal(self, value: object) -> str:
        if isinstance(value, str):
            return f"'{value.translate(self.escapes)}'"
        if isinstance(value, tuple):
            return f"[{', '.join(map(self._literal, value))}]"
        return "NULL" if value is None else repr(value)

    def _type(self, cells: CellType) -> str:
        return self.types.get(cells) or self.list_type.format(self.types[cells.removesuffix("s")])


class DuckDB(Sql):
    """DuckDB: the small table is made of the relation itself, so that both are of one connection."""

    quote = '"'
    text = "VARCHAR"
    error = "error"
    same = "IS NOT DISTINCT FROM"
    types: ClassVar = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "flag": "BOOLEAN"}
    list_type = "{}[]"
    escapes: ClassVar = str.maketrans({"'": "''"})

    def rows(self, frame: Any, expressions: Sequence[str]) -> list[Row]:
        together = ", ".join(expressions)
        return list(frame.aggregate(f"{together}, count(*)", together).fetchall())

    def joined(  # noqa: PLR0913, PLR0917
        self,
        frame: Any,
        keys: list[str],
        rows: list[Row],
        columns: dict[str, CellType],
        filled: dict[str, str],
        same: str,
    ) -> Any:
        left, right = (
            [unused(f"oinp_noc {side} {place}", frame.columns) for place in range(len(keys))]
            for side in ("key", "code")
        )
        structs = ", ".join(f"row({', '.join(map(self._literal, row))})" for row in rows)
        table = f"unnest(CAST([{structs}] AS STRUCT({self._schema(right, columns)})[]))"
        small = frame.limit(0).aggregate("count(*)").project(f"{table} AS r").project("unnest(r)")
        keyed = frame.project(
            ", ".join(["*", *(f"{key} AS {self._quoted(name)}" for key, name in zip(keys, left, strict=True))])
        )
        condition = " AND ".join(
            f"{self._quoted(a)} {same} {self._quoted(b)}" for a, b in zip(left, right, strict=True)
        )
        made = keyed.set_alias("oinp_noc rows").join(small.set_alias("oinp_noc answers"), condition, how="left")
        kept = f"* EXCLUDE ({', '.join(map(self._quoted, [*left, *right]))})"
        replaced = ", ".join(f"{sql} AS {self._quoted(name)}" for name, sql in filled.items())
        return made.project(f"{kept} REPLACE ({replaced})" if replaced else kept)


class Spark(Sql):
    """Spark: the small table is broadcast."""

    quote = "`"
    text = "STRING"
    error = "raise_error"
    same = "<=>"
    types: ClassVar = {"text": "STRING", "number": "DOUBLE", "integer": "BIGINT", "flag": "BOOLEAN"}
    list_type = "ARRAY<{}>"
    escapes: ClassVar = str.maketrans({"'": "\\'", "\\": "\\\\"})

    def rows(self, frame: Any, expressions: Sequence[str]) -> list[Row]:
        names = [f"_{place}" for place in range(len(expressions))]
        picked = frame.selectExpr(*(f"{sql} AS {name}" for sql, name in zip(expressions, names, strict=True)))
        return [tuple(row) for row in picked.groupBy(*names).count().collect()]

    def joined(  # noqa: PLR0913, PLR0917
        self,
        frame: Any,
        keys: list[str],
        rows: list[Row],
        columns: dict[str, CellType],
        filled: dict[str, str],
        same: str,
    ) -> Any:
        functions = importlib.import_module("pyspark.sql.functions")
        left, right = (
            [unused(f"oinp_noc {side} {place}", frame.columns) for place in range(len(keys))]
            for side in ("key", "code")
        )
        small = frame.sparkSession.createDataFrame(rows, schema=self._schema(right, columns))
        keyed = frame.selectExpr("*", *(f"{key} AS {self._quoted(name)}" for key, name in zip(keys, left, strict=True)))
        condition = " AND ".join(
            f"{self._quoted(a)} {same} {self._quoted(b)}" for a, b in zip(left, right, strict=True)
        )
        made = keyed.join(functions.broadcast(small), functions.expr(condition), "left")
        replaced = {name: functions.expr(sql) for name, sql in filled.items()}
        return (made.withColumns(replaced) if replaced else made).drop(*left, *right)


def _quoted(text: str, quote: str) -> str:
    return f"{quote}{text.replace(quote, quote * 2)}{quote}"


def _reading(column: str) -> str:
    """Write `parse_code` in SQL that DuckDB and Spark share, made of the marks and prefixes that it reads over.

    Plain letters that begin and end with a digit are read as they stand.
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
    ends = " AND ".join(f"{side}({text}, 1) BETWEEN '0' AND '9'" for side in ("left", "right"))
    return f"CASE WHEN bit_length({text}) = 8 * length({text}) AND {ends} THEN {text} ELSE {read} END"
