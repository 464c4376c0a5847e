"""pandas."""

from __future__ import annotations

import importlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, ClassVar

from oinp_noc.frames._engines.pyarrow import PyArrow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc.frames._engines.answers import Answers, CellType, Row


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
        values, places = self._encode(source, answers.codes)
        rows, spans = answers.rows(values)
        like = self._like(source, answers)
        if len(rows) == len(spans):
            return self._with_columns(frame, self._columns(rows, like, answers, places))
        numbers, places = self._repeat(places, spans)
        with ThreadPoolExecutor(1) as aside:  # rows are taken without holding up other threads
            taken = aside.submit(frame.take, numbers)
            columns = self._columns(rows, like, answers, places)
        return self._with_columns(taken.result(), columns)

    def _encode(self, source: Any, codes: Sequence[str]) -> tuple[list[object], Any]:
        """Find the distinct values of a column, or all that it may have, and which of them each row has.

        The place of a null is the last, or -1.
        """
        if isinstance(source.dtype, self._pd.CategoricalDtype):
            return source.cat.categories.tolist(), source.cat.codes.to_numpy()
        if arrow := self._arrow(source):
            values, places = arrow.encode(source.array.__arrow_array__(), codes)
            return values, places.fill_null(len(values)).to_numpy()
        places, distinct = source.factorize()
        return distinct.tolist(), places

    def _arrow(self, source: Any) -> PyArrow | None:
        """Return pyarrow where it keeps the text of a column."""
        kept = isinstance(source.dtype, self._pd.ArrowDtype) or getattr(source.dtype, "storage", None) == "pyarrow"
        is_text = kept and self._pd.api.types.is_string_dtype(source.dtype)
        return PyArrow(importlib.import_module("pyarrow")) if is_text else None

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

    def _column(self, values: list[Any], kind: CellType, like: Any, places: Any) -> Any:
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
