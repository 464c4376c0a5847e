"""Columns of codes: each engine against the best form written by hand, in one run.

Prints a table of ratios, and the peak of memory as a multiple of the result. ``--rows`` takes fewer than ten million;
``--engines`` only some. Each engine runs in a process of its own. Memory is read from Linux's ``/proc``.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import random
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from lines import Line

import oinp_noc
from oinp_noc import frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CODES = [group.code for group in oinp_noc.classification("2016").unit_groups]
CONVERSIONS = [oinp_noc.convert(code) for code in CODES]
SUCCESSORS = [conversion.successor and conversion.successor.code for conversion in CONVERSIONS]
PAIRS = [(c.source.code, code, 1 / len(c.codes)) for c in CONVERSIONS for code in c.codes]
NAMES = ["code", "noc_2021", "weight"]
DIRTY = [f"{['#', 'NOC_', ''][place % 3]}{int(code)}{['.0', '', ' '][place % 3]}" for place, code in enumerate(CODES)]
CLEANED = frames.clean(pl.DataFrame({"noc": DIRTY}), "noc", version="2016")["noc_2016"].to_list()
TITLES = [title for group in oinp_noc.classification().unit_groups for title in oinp_noc.example_titles(group.code)]
REPEATS = 5


class Race(NamedTuple):
    """Ours against theirs: what makes the result, how large it is in bytes, and the least: to copy the column."""

    what: str
    ours: Callable[[], Any]
    theirs: Callable[[], Any]
    goal: float
    size: Callable[[Any], int] = lambda _: 0
    floor: Callable[[], Any] | None = None


def column(rows: int) -> pa.Table:
    """Make a column of codes, and one of wages."""
    chance = random.Random(2021)  # noqa: S311 (no secret)
    places = pa.array(chance.choices(range(len(CODES)), k=min(rows, 1_000_000)), type=pa.int32())
    places = pa.concat_arrays([places] * (rows // len(places)))
    return pa.table({"noc": pa.array(CODES).take(places), "wage": places.cast(pa.float64())})


def dirty(rows: int) -> pa.Table:
    """Make a column of the dirty texts."""
    return pa.table({"noc": pa.array(DIRTY).take(pc.index_in(column(rows)["noc"], pa.array(CODES)))})


def jobs(rows: int) -> tuple[pa.Table, list[str]]:
    """Make a column of job titles: each of a twentieth of the official ones, as it is or with a mistake, many times."""
    few = sorted(set(TITLES))[:: max(1, len(set(TITLES)) // 5_000)][:5_000]
    few = [title if place % 2 else f"{title[:-2]}{title[-1:]}" for place, title in enumerate(few)]
    places = pa.array([(7919 * row) % len(few) for row in range(rows)], type=pa.int32())
    return pa.table({"job": pa.array(few).take(places)}), few


def in_search(rows: int) -> Iterator[Race]:
    """Race a column of a tenth of the rows against the searches of its distinct titles."""
    table, few = jobs(rows // 10)
    frame = pl.DataFrame(table)
    yield Race(
        f"polars search of {len(frame):,} rows / {len(few):,} searches",
        lambda: frames.search(frame, "job"),
        lambda: [oinp_noc.search(title, limit=5) for title in few],
        1.2,
    )


def in_pandas(rows: int) -> Iterator[Race]:
    """Race in pandas."""
    frame = column(rows).to_pandas()
    mapping = dict(zip(CODES, SUCCESSORS, strict=True))
    pairs = pd.DataFrame(PAIRS, columns=NAMES)

    def size(made: pd.DataFrame) -> int:
        return int(made.memory_usage(deep=True).sum())

    yield Race(
        "pandas successor / Series.map(dict)",
        lambda: frames.convert(frame, "noc", on_split="successor"),
        lambda: frame.assign(noc_2021=frame["noc"].map(mapping)),
        0.25,
        size,
        lambda: frame.assign(noc_2021=frame["noc"].copy()),
    )
    yield Race(
        "pandas explode / merge",
        lambda: frames.convert(frame, "noc"),
        lambda: frame.merge(pairs, left_on="noc", right_on="code", how="left").drop(columns="code"),
        0.35,
        size,
    )
    spoilt = dirty(rows).to_pandas()
    repaired = dict(zip(DIRTY, CLEANED, strict=True))
    for text, goal in ((object, 0.5), ("str", 1.0)):
        yield Race(
            f"pandas clean, {text if isinstance(text, str) else 'object'} / Series.map(dict)",
            partial(frames.clean, spoilt.astype({"noc": text}), "noc", version="2016"),
            partial(lambda made: made.assign(noc_2016=made["noc"].map(repaired)), spoilt.astype({"noc": text})),
            goal,
            size,
        )
    categories = frame.astype({"noc": "category"})
    yield Race(
        "pandas successor, categories / text",
        lambda: frames.convert(categories, "noc", on_split="successor"),
        lambda: frames.convert(frame, "noc", on_split="successor"),
        0.2,
        size,
    )


def in_polars(rows: int) -> Iterator[Race]:
    """Race in polars."""
    frame = pl.DataFrame(column(rows)).rechunk()
    pairs = pl.DataFrame(PAIRS, schema=NAMES, orient="row")
    replaced = pl.col("noc").replace_strict(CODES, SUCCESSORS, default=None, return_dtype=pl.String)

    def size(made: pl.DataFrame) -> int:
        return int(made.estimated_size())

    yield Race(
        "polars successor / replace_strict",
        lambda: frames.convert(frame, "noc", on_split="successor"),
        lambda: frame.with_columns(noc_2021=replaced),
        1.15,
        size,
        lambda: frame.with_columns(noc_2021=pl.col("noc") + ""),
    )
    yield Race(
        "polars lazy successor / replace_strict",
        lambda: frames.convert(frame.lazy(), "noc", on_split="successor").collect(engine="streaming"),
        lambda: frame.lazy().with_columns(noc_2021=replaced).collect(engine="streaming"),
        1.15,
        size,
    )
    yield Race(
        "polars explode / join",
        lambda: frames.convert(frame, "noc"),
        lambda: frame.join(pairs, left_on="noc", right_on="code", how="left", maintain_order="left"),
        0.5,
        size,
    )
    spoilt = pl.DataFrame(dirty(rows)).rechunk()
    repaired = frames.clean(pl.DataFrame({"noc": DIRTY}), "noc", version="2016")
    yield Race(
        "polars clean / join",
        lambda: frames.clean(spoilt, "noc", version="2016"),
        lambda: spoilt.join(repaired, on="noc", how="left", maintain_order="left"),
        1.2,
        size,
    )
    for name, dtype in (("Enum", pl.Enum(CODES)), ("Categorical", pl.Categorical())):
        categories = frame.cast({"noc": dtype})
        yield Race(
            f"polars successor, {name} / text",
            partial(frames.convert, categories, "noc", on_split="successor"),
            lambda: frames.convert(frame, "noc", on_split="successor"),
            0.2,
            size,
        )


def in_pyarrow(rows: int) -> Iterator[Race]:
    """Race in pyarrow."""
    frame = column(rows)
    codes, successors = pa.array(CODES), pa.array(SUCCESSORS)
    spoilt, cleaned = dirty(rows), frames.clean(pa.table({"noc": DIRTY}), "noc", version="2016")

    def joined() -> pa.Table:
        places, made = pc.index_in(spoilt["noc"], cleaned["noc"].combine_chunks()), spoilt
        for name in ("noc_2016", "repair"):
            made = made.append_column(name, pc.take(cleaned[name].combine_chunks(), places))
        return made

    yield Race(
        "pyarrow clean / index_in + take",
        lambda: frames.clean(spoilt, "noc", version="2016"),
        joined,
        1.2,
        lambda made: int(made.nbytes),
    )
    encoded = frame.set_column(0, "noc", frame["noc"].dictionary_encode())
    yield Race(
        "pyarrow successor / index_in + take",
        lambda: frames.convert(frame, "noc", on_split="successor"),
        lambda: frame.append_column("noc_2021", pc.take(successors, pc.index_in(frame["noc"], codes))),
        1.15,
        lambda made: int(made.nbytes),
    )
    yield Race(
        "pyarrow successor, dictionary / text",
        lambda: frames.convert(encoded, "noc", on_split="successor"),
        lambda: frames.convert(frame, "noc", on_split="successor"),
        0.2,
        lambda made: int(made.nbytes),
    )


def in_duckdb(rows: int) -> Iterator[Race]:
    """Race in DuckDB."""
    wages, answers = column(rows), pa.table({"code": CODES, "noc_2021": SUCCESSORS})
    with duckdb.connect() as connection:
        connection.register("given", wages)
        connection.execute("CREATE TABLE wages AS FROM given")
        connection.register("given", answers)
        connection.execute("CREATE TABLE answers AS FROM given")
        joined = "SELECT wages.*, noc_2021 FROM wages LEFT JOIN answers ON noc = code"

        def made(relation: Any) -> None:  # noqa: ANN401 (duckdb's stubs differ by release)
            connection.execute("DROP TABLE IF EXISTS made")
            relation.create("made")

        yield Race(
            "DuckDB successor / join",
            lambda: made(frames.convert(connection.table("wages"), "noc", on_split="successor")),
            lambda: made(connection.sql(joined)),
            1.15,
        )


def in_duckdb_clean(rows: int) -> Iterator[Race]:
    """Race the repair in DuckDB, where the distinct values have to be read first."""
    spoilt, cleaned = dirty(rows), frames.clean(pa.table({"noc": DIRTY}), "noc", version="2016")
    with duckdb.connect() as connection:
        for name, table in (("spoilt", spoilt), ("cleaned", cleaned)):
            connection.register("given", table)
            connection.execute(f"CREATE TABLE {name} AS FROM given")

        def made(relation: Any) -> None:  # noqa: ANN401 (duckdb's stubs differ by release)
            connection.execute("DROP TABLE IF EXISTS made")
            relation.create("made")

        yield Race(
            "DuckDB clean / join",
            lambda: made(frames.clean(connection.table("spoilt"), "noc", version="2016")),
            lambda: made(connection.sql("SELECT spoilt.*, noc_2016, repair FROM spoilt LEFT JOIN cleaned USING (noc)")),
            1.2,
        )


def in_spark(rows: int) -> Iterator[Race]:
    """Race in Spark."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 (large)
    from pyspark.sql.functions import broadcast  # noqa: PLC0415

    settings: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "6g",
    }
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    codes = session.createDataFrame(list(enumerate(CODES)), "place int, noc string")
    wages = session.range(rows).selectExpr("cast(id % 500 as int) as place", "cast(id as double) as wage")
    wages = wages.join(broadcast(codes), "place").drop("place").cache()
    wages.count()
    answers = session.createDataFrame(list(zip(CODES, SUCCESSORS, strict=True)), "noc string, noc_2021 string")

    def made(frame: Any) -> None:  # noqa: ANN401 (pyspark is not always there)
        frame.write.format("noop").mode("overwrite").save()

    yield Race(
        "Spark successor / broadcast join",
        lambda: made(frames.convert(wages, "noc", on_split="successor")),
        lambda: made(wages.join(broadcast(answers), "noc", "left")),
        1.15,
    )
    session.stop()


ENGINES = {
    "pandas": in_pandas,
    "polars": in_polars,
    "pyarrow": in_pyarrow,
    "duckdb": in_duckdb,
    "duckdb-clean": in_duckdb_clean,
    "search": in_search,
    "spark": in_spark,
}


def _timed(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _peak(race: Race) -> str:
    """Measure what the work took at its peak, beyond what was there, as a multiple of the result."""
    status, clear = Path("/proc/self/status"), Path("/proc/self/clear_refs")

    def read(field: str) -> int:
        return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith(field))

    gc.collect()
    try:
        clear.write_text("5")
        before = read("VmRSS")
    except OSError:
        return ""
    size = race.size(race.ours())
    peak = read("VmHWM") - before
    return f"peak {peak / 1e6:.0f} MB" + (f", {peak / size:.2f} of the result (goal 2)" if size else "")


def run(engine: str, rows: int) -> None:
    """Run the races of one engine: best of several, in turns."""
    for race in ENGINES[engine](rows):
        peak = _peak(race)
        times = [(_timed(race.ours), _timed(race.theirs)) for _ in range(REPEATS)]
        ours, theirs = (min(taken) for taken in zip(*times, strict=True))
        floor = None if race.floor is None else min(_timed(race.floor) for _ in range(REPEATS))
        line = Line(race.what, ours, theirs, "ms", race.goal, floor)
        print(f"{line}; {peak}" if peak else line, flush=True)


def main() -> None:
    """Run all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=list(ENGINES))
    given = parser.parse_args()
    print(f"{given.rows:,} rows over {len(CODES)} codes; pandas {pd.__version__}, polars {pl.__version__}")
    for engine in given.engines:
        process = multiprocessing.get_context("spawn").Process(target=run, args=(engine, given.rows))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
