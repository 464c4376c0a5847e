"""pyarrow."""

from __future__ import annotations

import importlib
from itertools import chain
from typing import TYPE_CHECKING, Any

from oinp_noc._locks import FIRST_USE
from oinp_noc.frames._engines import answers as shared
from oinp_noc.frames._engines.answers import in_threads, separate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from oinp_noc.frames._engines.answers import Answers, CellType


class PyArrow:
    """pyarrow: look the codes up, or encode a dictionary, if there is none; then take by number."""

    def __init__(self, namespace: Any) -> None:
        self._pa = namespace
        with FIRST_USE:
            self._pc = importlib.import_module("pyarrow.compute")

    def attach(self, frame: Any, answers: Answers) -> Any:
        source = frame.schema.field(answers.keys[0]).type
        keys, places = self._encode_keys(frame, answers.keys, answers.codes)
        answers.check(keys, lambda: places.unique().to_pylist())
        rows, spans = answers.rows(keys)
        if len(rows) > len(spans):
            numbers, places = self._repeat(places, spans)
            frame = self._take(frame, numbers)
        for number, (name, cells) in enumerate(answers.columns.items()):
            column = self._pa.array([row[number] for row in rows], type=self._type(cells, source))
            if cells == "text" and answers.as_codes and self._pa.types.is_dictionary(source):
                column = column.dictionary_encode()
            frame = frame.append_column(name, self._shared(column.take, places, column.type))
        return frame

    def count(self, frame: Any, keys: tuple[str, ...]) -> Iterable[tuple[Any, int]]:
        found, places = self._encode_keys(frame, keys, ())
        found = [*found, None]
        counts = places.value_counts().to_pylist()
        return [(found[each["values"]], each["counts"]) for each in counts]

    def _encode_keys(self, frame: Any, keys: tuple[str, ...], codes: Sequence[str]) -> tuple[list[Any], Any]:
        """Find the distinct keys, or all that there may be, and which of them each row has; of a null, the last."""
        pc = self._pc
        encoded = [self.encode(frame[key], codes) for key in keys]
        filled = [places.fill_null(len(values)) if places.null_count else places for values, places in encoded]
        if len(encoded) == 1:
            return encoded[0][0], filled[0]
        parts = [[*values, None] for values, _ in encoded]
        combined = filled[0].cast("int64")
        for part, places in zip(parts[1:], filled[1:], strict=True):
            combined = pc.add(pc.multiply(combined, len(part)), places.cast("int64"))
        numbers, places = self._dictionary(combined)
        return [separate(number, parts) for number in numbers], places

    def encode(self, source: Any, codes: Sequence[str]) -> tuple[list[Any], Any]:
        """Find the distinct values of a column, or all that it may have, and which of them each row has."""
        pa, pc = self._pa, self._pc
        if source.null_count == len(source):  # of whatever type
            return [], pa.chunked_array([pa.nulls(len(source), pa.int32())])
        if self._is_view(source.type):  # of which pyarrow looks nothing up
            source = source.cast(pa.string())
        if pa.types.is_string(source.type) or pa.types.is_large_string(source.type):
            expected = pa.array(codes, type=source.type)
            places = self._shared(lambda part: pc.index_in(part, expected), source, pa.int32())
            if places.null_count > source.null_count:
                others = source.filter(pc.and_(places.is_null(), source.is_valid())).unique()
                expected = pa.concat_arrays([expected, others])
                places = pc.index_in(source, expected)
            return expected.to_pylist(), places
        return self._dictionary(source)

    def _dictionary(self, source: Any) -> tuple[list[Any], Any]:
        encoded = (
            source.unify_dictionaries() if self._pa.types.is_dictionary(source.type) else source.dictionary_encode()
        )
        encoded = encoded.combine_chunks()
        return encoded.dictionary.to_pylist(), self._pa.chunked_array([encoded.indices])

    def _repeat(self, places: Any, spans: list[range]) -> tuple[Any, Any]:
        """Number the rows, each as often as it has answers, and the answers."""
        numbers = self._pa.array(map(list, spans), type=self._pa.list_(self._pa.int32()))
        repeated = numbers.take(places.combine_chunks())
        return self._pc.list_parent_indices(repeated), self._pa.chunked_array([repeated.flatten()])

    def _shared(self, function: Callable[[Any], Any], source: Any, of: Any) -> Any:
        """Call a function with stretches of a column, which threads share, and return what it returns as one."""
        stretches = [source.slice(start, shared.STRETCH) for start in range(0, len(source), shared.STRETCH)]
        found = in_threads(lambda part: function(part).chunks, stretches, self._pa.cpu_count())
        return self._pa.chunked_array(chain.from_iterable(found), type=of)

    def _take(self, frame: Any, numbers: Any) -> Any:
        """Take rows; of views of text, which pyarrow does not take, by way of text."""
        plain = [field.with_type(self._pa.string()) if self._is_view(field.type) else field for field in frame.schema]
        taken = frame.cast(self._pa.schema(plain)).take(numbers)
        return taken.cast(frame.schema)

    def _is_view(self, of: Any) -> bool:
        return bool(self._pa.types.is_string_view(of))

    def _type(self, cells: CellType, source: Any) -> Any:
        pa = self._pa
        if pa.types.is_dictionary(source):
            source = source.value_type
        text = source if pa.types.is_large_string(source) else pa.string()
        one = {"text": text, "number": pa.float64(), "integer": pa.int64(), "flag": pa.bool_()}
        return one[cells] if cells in one else pa.list_(one[cells.removesuffix("s")])
