"""pandas."""

from __future__ import annotations

import importlib
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar

from oinp_noc._locks import FIRST_USE
from oinp_noc.frames._engines.answers import in_threads, not_a_cell, separate
from oinp_noc.frames._engines.pyarrow import PyArrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from oinp_noc.frames._engines.answers import Answers, CellType, Row


class Pandas:
    """pandas: factorise, or take the categories; then take by number.

    Text that is kept as Arrow keeps it is looked up by pyarrow.
    """

    _ARRAYS: ClassVar = {"number": "float64", "integer": "Int64", "flag": "boolean"}

    def __init__(self, namespace: Any) -> None:
        self._pd = namespace
        with FIRST_USE:
            self._np = importlib.import_module("numpy")

    def attach(self, frame: Any, answers: Answers) -> Any:
        keys, places = self._encode(frame, answers.keys, answers.codes)
        answers.check(keys, lambda: self._np.unique(places).tolist())
        rows, spans = answers.rows(keys)
        like = self._like(frame[answers.keys[0]], answers)
        if len(rows) == len(spans):
            return self._with_columns(frame, self._columns(rows, like, answers, places))
        numbers, places = self._repeat(places, spans)
        parts: list[Callable[[], Any]] = [
            lambda: frame.take(numbers),
            lambda: self._columns(rows, like, answers, places),
        ]
        taken, columns = in_threads(lambda part: part(), parts, len(parts))
        return self._with_columns(taken, columns)

    def count(self, frame: Any, keys: tuple[str, ...]) -> Iterable[tuple[Any, int]]:
        found, places = self._encode(frame, keys, ())
        counts = self._np.bincount(self._filled(places, len(found)), minlength=len(found) + 1).tolist()
        return [(key, count) for key, count in zip([*found, None], counts, strict=True) if count]

    def _encode(self, frame: Any, keys: tuple[str, ...], codes: Sequence[str]) -> tuple[list[Any], Any]:
        """Find the distinct keys, or all that there may be, and which of them each row has.

        The place of a null is the last, or -1.
        """
        encoded = [self._encode_column(frame[key], codes) for key in keys]
        if len(encoded) == 1:
            return encoded[0]
        parts = [[*values, None] for values, _ in encoded]
        filled = [self._filled(places, len(values)) for values, places in encoded]
        combined = reduce(lambda before, each: before * len(each[0]) + each[1], zip(parts, filled, strict=True), 0)
        places, distinct = self._pd.factorize(combined)
        return [separate(number, parts) for number in distinct.tolist()], places

    def _encode_column(self, source: Any, codes: Sequence[str]) -> tuple[list[Any], Any]:
        if isinstance(source.dtype, self._pd.CategoricalDtype):
            values, places = source.cat.categories.tolist(), source.cat.codes.to_numpy()
        elif arrow := self._arrow(source):
            values, places = arrow.encode(source.array.__arrow_array__(), codes)
            return values, places.fill_null(len(values)).to_numpy()
        else:
            try:
                places, distinct = source.factorize()
            except (NotImplementedError, TypeError) as error:
                if source.isna().all():  # of a type without distinct values, such as lists
                    return [], self._np.full(len(source), -1)
                raise not_a_cell(source.name, next(filter(_is_unhashable, source))) from error
            values = distinct.tolist()
        return values, places

    def _filled(self, places: Any, last: int) -> Any:
        return self._np.where(places < 0, last, places).astype("int64")

    def _arrow(self, source: Any) -> PyArrow | None:
        """Return pyarrow where it keeps the text of a column."""
        kept = isinstance(source.dtype, self._pd.ArrowDtype) or getattr(source.dtype, "storage", None) == "pyarrow"
        is_text = kept and self._pd.api.types.is_string_dtype(source.dtype)
        if not is_text:
            return None
        with FIRST_USE:
            return PyArrow(importlib.import_module("pyarrow"))

    def _repeat(self, places: Any, spans: list[range]) -> tuple[Any, Any]:
        """Number the rows, each as often as it has answers, and the answers."""
        np = self._np
        count = np.array([len(span) for span in spans])[places]
        numbers = np.repeat(np.arange(len(places)), count)
        shift = np.array([span.start for span in spans])[places] - np.cumsum(count) + count
        return numbers, shift[numbers] + np.arange(len(numbers))

    def _columns(self, rows: list[Row], like: Any, answers: Answers, places: Any) -> dict[str, Any]:
        return {
            name: self._column([row[number] for row in rows], cells, like, places)
            for number, (name, cells) in enumerate(answers.columns.items())
        }

    def _column(self, values: list[Any], cells: CellType, like: Any, places: Any) -> Any:
        pd, np = self._pd, self._np
        if cells in self._ARRAYS:
            return pd.array(values, dtype=self._ARRAYS[cells]).take(places)
        if cells == "text" and isinstance(like, pd.CategoricalDtype):
            found = sorted({value for value in values if value is not None})
            dtype = pd.CategoricalDtype(pd.Index(found, dtype=like.categories.dtype if found else object))
            return pd.Categorical(values, dtype=dtype).take(places)
        if cells == "text" and not pd.api.types.is_object_dtype(like):
            return pd.array(values, dtype=like).take(places)
        objects = np.empty(len(values), dtype=object)
        objects[:] = values
        return objects.take(places)

    def _with_columns(self, frame: Any, columns: dict[str, Any]) -> Any:
        # pandas would look for a type of its own in an array of objects, but not in a series.
        return frame.assign(
            **{
                name: self._pd.Series(column, dtype=object, index=frame.index)
                if isinstance(column, self._np.ndarray)
                else column
                for name, column in columns.items()
            }
        )

    def _like(self, source: Any, answers: Answers) -> Any:
        """Return the type for text: that of the column if it holds text; for categories, if they are codes."""
        types = self._pd.api.types
        if isinstance(source.dtype, self._pd.CategoricalDtype):
            if answers.as_codes and types.is_string_dtype(source.dtype.categories.dtype):
                return source.dtype
        elif types.is_object_dtype(source.dtype) or types.is_string_dtype(source.dtype):
            return source.dtype
        return self._pd.Series(["text"]).dtype


def _is_unhashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return True
    return False
