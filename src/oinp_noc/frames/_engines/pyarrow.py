"""pyarrow."""

from __future__ import annotations

import importlib
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Any

from oinp_noc.frames._engines import answers as shared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oinp_noc.frames._engines.answers import Answers, CellType


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
        stretches = [source.slice(start, shared.STRETCH) for start in range(0, len(source), shared.STRETCH)]
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

    def _type(self, kind: CellType, source: Any) -> Any:
        pa = self._pa
        if pa.types.is_dictionary(source):
            source = source.value_type
        text = source if pa.types.is_large_string(source) else pa.string()
        one = {"text": text, "number": pa.float64(), "integer": pa.int64(), "flag": pa.bool_()}
        return one[kind] if kind in one else pa.list_(one[kind.removesuffix("s")])
