"""polars."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from oinp_noc.frames._engines import answers as shared

if TYPE_CHECKING:
    from oinp_noc.frames._engines.answers import Answers, Row

_STRUCT = "oinp_noc answers"
_SLOTS = 2**16  # of a hash of codes: so many that one of the first seeds has no collisions
_SLOT = 2**64 // _SLOTS


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
        stretches = frame.iter_slices(shared.STRETCH) if len(frame) else [frame]
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
