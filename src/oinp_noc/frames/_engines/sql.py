"""DuckDB and Spark."""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from oinp_noc._locks import FIRST_USE
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
        return self.joined(frame, self._named(frame, texts), rows, answers.columns, {}, self.same)

    def count(self, frame: Any, keys: tuple[str, ...]) -> Iterable[tuple[Any, int]]:
        rows = self.rows(frame, [self._quoted(key) for key in keys])
        return [(row[:-1] if len(keys) > 1 else row[0], row[-1]) for row in rows]

    def _attach_codes(self, frame: Any, answers: Answers) -> Any:
        """Join the expected codes; nothing has to be read for it."""
        column = self._quoted(answers.keys[0])
        rows = [(code, *row) for code in answers.codes for row in answers.of(code)]
        ((unknown,), (missing,)) = answers.of(""), answers.of(None)
        filled = {
            name: f"coalesce({self._quoted(name)}, CASE WHEN {column} IS NULL THEN {self._literal(null)} "
            f"ELSE {self._literal(other)} END)"
            for name, other, null in zip(answers.columns, unknown, missing, strict=True)
            if other is not None
        }
        keys = self._named(frame, [_reading(column, len(answers.codes[-1]), self._halting(answers))])
        return self.joined(frame, keys, rows, answers.columns, filled, "=")

    def _halting(self, answers: Answers) -> str:
        """Write what becomes of a code, ``{0}``, that was not written as a unit group is: some must not occur."""
        if not answers.halting:
            return "{0}"
        codes = ", ".join(map(self._literal, answers.halting))
        message = "replace(" + self._literal(answers.halted) + ", '{code}', {0})"
        return f"CASE WHEN {{0}} IN ({codes}) THEN {self.error}({message}) ELSE {{0}} END"

    def _quoted(self, name: str) -> str:
        return f"{self.quote}{name.replace(self.quote, self.quote * 2)}{self.quote}"

    def _named(self, frame: Any, expressions: Sequence[str]) -> dict[str, str]:
        """Give each part of a key a name of its own, which no column has."""
        return {unused(f"oinp_noc key {place}", frame.columns): sql for place, sql in enumerate(expressions)}

    def _matched(self, frame: Any, keys: dict[str, str], same: str) -> tuple[list[str], str]:
        """Name the columns of the small table that hold the keys, and write the condition of the join."""
        names = [unused(f"oinp_noc code {place}", frame.columns) for place in range(len(keys))]
        pairs = zip(keys, names, strict=True)
        return names, " AND ".join(f"{self._quoted(key)} {same} {self._quoted(name)}" for key, name in pairs)

    def _keyed(self, keys: dict[str, str]) -> list[str]:
        """Write the columns of a frame, and its keys."""
        return ["*", *(f"{sql} AS {self._quoted(name)}" for name, sql in keys.items())]

    @abstractmethod
    def rows(self, frame: Any, expressions: Sequence[str]) -> list[Row]:
        """Return the distinct rows of expressions, beside the number of rows that have them."""

    @abstractmethod
    def joined(  # noqa: PLR0913, PLR0917 (what a join takes)
        self,
        frame: Any,
        keys: dict[str, str],
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
        keys: dict[str, str],
        rows: list[Row],
        columns: dict[str, CellType],
        filled: dict[str, str],
        same: str,
    ) -> Any:
        names, condition = self._matched(frame, keys, same)
        structs = ", ".join(f"row({', '.join(map(self._literal, row))})" for row in rows)
        table = f"unnest(CAST([{structs}] AS STRUCT({self._schema(names, columns)})[]))"
        small = frame.limit(0).aggregate("count(*)").project(f"{table} AS r").project("unnest(r)")
        keyed = frame.project(", ".join(self._keyed(keys)))
        made = keyed.set_alias("oinp_noc rows").join(small.set_alias("oinp_noc answers"), condition, how="left")
        kept = f"* EXCLUDE ({', '.join(map(self._quoted, [*keys, *names]))})"
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
        keys: dict[str, str],
        rows: list[Row],
        columns: dict[str, CellType],
        filled: dict[str, str],
        same: str,
    ) -> Any:
        with FIRST_USE:
            functions = importlib.import_module("pyspark.sql.functions")
        names, condition = self._matched(frame, keys, same)
        small = frame.sparkSession.createDataFrame(rows, schema=self._schema(names, columns))
        keyed = frame.selectExpr(*self._keyed(keys))
        made = keyed.join(functions.broadcast(small), functions.expr(condition), "left")
        replaced = {name: functions.expr(sql) for name, sql in filled.items()}
        return (made.withColumns(replaced) if replaced else made).drop(*keys, *names)


def _reading(column: str, digits: int | None = None, other: str = "{0}") -> str:
    """Write `parse_code` in SQL that DuckDB and Spark share, made of the marks and prefixes that it reads over.

    Args:
        column: the column, quoted.
        digits: the digits of a unit group. A plain text of so many letters that begins and ends with a digit is read
            as it stands; without digits, a plain text of any length.
        other: what becomes of every other code, which ``{0}`` stands for.
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
    size = f"length({text})" if digits is None else str(digits)
    plainly = " AND ".join(
        [
            f"bit_length({text}) = 8 * {size}",
            *([] if digits is None else [f"length({text}) = {digits}"]),
            *(f"{side}({text}, 1) BETWEEN '0' AND '9'" for side in ("left", "right")),
        ]
    )
    return f"CASE WHEN {plainly} THEN {text} ELSE {other.replace('{0}', read)} END"
