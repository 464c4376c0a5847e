"""polars."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from oinp_noc.frames._engines import answers as shared
from oinp_noc.frames._engines.answers import in_threads, separate, unused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc.frames._engines.answers import Answers, Row


class Polars:
    """polars: look the codes up in a hash, then take by number: in stretches that its threads share, or in batches."""

    _FEW = 10_000  # categories that are all asked, whether they occur or not

    def __init__(self, namespace: Any) -> None:
        self._pl = namespace

    def attach(self, frame: Any, answers: Answers) -> Any:
        pl = self._pl
        schema = frame.collect_schema()
        source = schema[answers.keys[0]]
        struct = unused("oinp_noc answers", schema.names())
        dtype = pl.Struct({each.name: each.dtype for each in self._table([], source, answers)})

        @lru_cache(maxsize=1)  # batch after batch has the same keys
        def table_of(keys: tuple[Any, ...]) -> Any:
            rows, spans = answers.rows(keys)
            table = pl.DataFrame(self._table(rows, source, answers)).to_struct()
            if answers.several:
                numbers = pl.Series(list(map(list, spans)), dtype=pl.List(pl.UInt32)).explode()
                owner = pl.Series([n for n, span in enumerate(spans) for _ in span], dtype=pl.UInt32)
                grouped = pl.DataFrame({"owner": owner, "answer": table.gather(numbers)})
                table = grouped.group_by("owner", maintain_order=True).agg("answer")["answer"]
            return table

        def answered(columns: list[Any]) -> Any:
            keys, places = self._encode_keys(columns, answers.codes)
            answers.check(keys, places.unique().to_list)
            return table_of(tuple(keys)).gather(places)

        def with_answers(part: Any, answer: Any) -> Any:
            part = part.with_columns(answer.alias(struct))
            return (part.explode(struct) if answers.several else part).unnest(struct)

        if isinstance(frame, pl.LazyFrame):
            dtype = pl.List(dtype) if answers.several else dtype
            together = pl.struct(*answers.keys) if len(answers.keys) > 1 else pl.col(answers.keys[0])
            answer = together.map_batches(
                lambda batch: answered(batch.struct.unnest().get_columns() if len(answers.keys) > 1 else [batch]),
                return_dtype=dtype,
                is_elementwise=True,
            )
            return with_answers(frame, answer)
        stretches = frame.iter_slices(shared.STRETCH) if len(frame) else [frame]
        parts = in_threads(
            lambda part: with_answers(part, answered([part[key] for key in answers.keys])),
            stretches,
            pl.thread_pool_size(),
        )
        return pl.concat(parts, rechunk=False)

    def count(self, frame: Any, keys: tuple[str, ...]) -> Iterable[tuple[Any, int]]:
        frame = frame.lazy().select(keys).collect()
        found, places = self._encode_keys([frame[key] for key in keys], ())
        found = [*found, None]
        return [(found[place], count) for place, count in places.alias("key").value_counts().rows()]

    def _encode_keys(self, columns: list[Any], codes: tuple[str, ...]) -> tuple[list[Any], Any]:
        """Find the distinct keys of a batch, or all that there may be, and which of them each row has; a null, last."""
        pl = self._pl
        encoded = [self._encode(column, codes) for column in columns]
        if len(encoded) == 1:
            ((keys, places),) = encoded
            return keys, places.cast(pl.UInt32).fill_null(len(keys)) if places.null_count() else places
        parts = [[*values, None] for values, _ in encoded]
        combined = pl.Series([0], dtype=pl.UInt64)
        for part, (_, places) in zip(parts, encoded, strict=True):
            combined = combined * len(part) + places.cast(pl.UInt64).fill_null(len(part) - 1)
        numbers, places = self._distinct(combined)
        return [separate(number, parts) for number in numbers.to_list()], places

    def _encode(self, source: Any, codes: tuple[str, ...]) -> tuple[list[Any], Any]:
        """Find the distinct values of a batch, or all that it may have, and which of them each row has."""
        pl = self._pl
        if source.null_count() == len(source):  # of whatever type
            return [], pl.repeat(None, len(source), dtype=pl.UInt32, eager=True)
        if source.dtype == pl.String and codes:
            return self._encode_text(source, codes)
        if not isinstance(source.dtype, pl.Categorical | pl.Enum):
            distinct, places = self._distinct(source)
            return distinct.to_list(), places
        known = self._categories(source)
        if len(known) <= self._FEW:
            return known.to_list(), source.to_physical()
        distinct, places = self._distinct(source)
        return distinct.cast(pl.String).to_list(), places

    def _categories(self, source: Any) -> Any:
        known = source.dtype.categories
        if isinstance(known, self._pl.Series):  # of an Enum
            return known
        return known.to_series() if hasattr(known, "to_series") else source.cat.get_categories()  # before polars 1.43

    def _distinct(self, source: Any) -> tuple[Any, Any]:
        pl = self._pl
        distinct = source.drop_nulls().unique()
        numbers = pl.Series(range(len(distinct)), dtype=pl.UInt32)
        # polars before 1.36 does not look decimals up.
        looked, among = (each.cast(pl.String) if source.dtype == pl.Decimal else each for each in (source, distinct))
        return distinct, looked.replace_strict(among, numbers, default=None, return_dtype=pl.UInt32)

    def _encode_text(self, source: Any, codes: tuple[str, ...]) -> tuple[list[object], Any]:
        """Look each text up in the slot where it would be if it were a code; look again only if some are none."""
        pl = self._pl
        values: list[object] = list(codes)
        seed, width, code_of, place_of = _slots(pl, codes)
        slots = (source.hash(seed) // width).cast(pl.UInt32)
        is_code = code_of.gather(slots) == source
        if is_code.all():
            places = place_of.gather(slots)
            return values, places.set(source.is_null(), None) if source.null_count() else places
        values += source.filter(~is_code).unique().sort().to_list()
        return values, source.cast(pl.Enum(values)).to_physical()

    def _table(self, rows: list[Row], source: Any, answers: Answers) -> list[Any]:
        pl = self._pl
        as_enum = answers.as_codes and answers.closed and isinstance(source, pl.Categorical | pl.Enum)
        one = {"text": pl.String, "number": pl.Float64, "integer": pl.Int64, "flag": pl.Boolean}
        table = []
        for number, (name, cells) in enumerate(answers.columns.items()):
            if cells == "text" and as_enum:
                dtype = pl.Enum(answers.choices(number))
            else:
                dtype = one[cells] if cells in one else pl.List(one[cells.removesuffix("s")])
            table.append(pl.Series(name, [row[number] for row in rows], dtype=dtype))
        return table


@lru_cache(maxsize=8)  # of each version
def _slots(pl: Any, codes: tuple[str, ...]) -> tuple[int, int, Any, Any]:
    """Hash codes so that no two have one slot: the seed, the width of a slot, and the code and the place of each slot.

    There are so many slots that one of the first seeds has no collisions. An empty slot holds the first code, which no
    text that belongs there equals.
    """
    texts = pl.Series(codes, dtype=pl.String)
    count = 1 << (len(codes) ** 2 // 4).bit_length()
    width = 2**64 // count
    seed = 0
    while (slots := texts.hash(seed) // width).n_unique() < len(texts):
        seed += 1
    places = [0] * count
    for place, slot in enumerate(slots.to_list()):
        places[slot] = place
    place_of = pl.Series(places, dtype=pl.UInt32)
    return seed, width, texts.gather(place_of), place_of
