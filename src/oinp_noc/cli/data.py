"""The commands about the data: provenance, coverage and export."""

from __future__ import annotations

from typing import Literal

import oinp_noc
from oinp_noc._answers.sheets import Cell, Sheet
from oinp_noc._catalogue import marked, say_number
from oinp_noc._oinp.notes import note_text
from oinp_noc.cli.answer import TABLE, TEXT, Answer, Output, TableOutput, made_for
from oinp_noc.cli.options import short_stream
from oinp_noc.cli.tables import Block, Column, Table

Format = Literal["csv", "parquet", "json", "sqlite"]


def provenance(*, out: TableOutput = TABLE) -> Answer:
    """Say where each packaged table comes from."""
    found = oinp_noc.provenance()
    of_source = ("name", "title", "publisher", "edition", "licence", "gathered", "address", "sha256", "rows")
    kinds: dict[str, Cell] = {
        **dict.fromkeys(("table", "path"), "text"),
        "records": "integer",
        **dict.fromkeys((f"source_{name}" for name in of_source), "text"),
        "source_gathered": "date",
        "source_rows": "integer",
    }
    rows = tuple(
        (table.name, table.path, table.rows, *(getattr(source, name, None) for name in of_source))
        for table in found
        for source in table.sources or (None,)  # what was written for the package has none
    )
    columns = (
        Column(marked("table"), "table", is_key=True),
        Column(marked("records"), "records", rank=2, number=True),
        Column(marked("publisher"), "source_publisher", flexible="wrap", least=24),
        Column(marked("edition"), "source_edition", rank=1, flexible="wrap", least=20),
        Column(marked("licence"), "source_licence", rank=3, flexible="wrap", least=20),
        Column(marked("file"), "source_name", rank=4),
    )
    heading = say_number("{number} packaged table", "{number} packaged tables", len({row[0] for row in rows}))
    return Answer(out, lambda: [Table(heading, Sheet("Provenance", kinds, rows), columns)], lambda: list(found))


def coverage(*, out: TableOutput = TABLE) -> Answer:
    """Say which draws are covered, stream by stream, and what is known to be missing."""
    found = made_for(out.form, oinp_noc.coverage)
    kinds: dict[str, Cell] = {
        "stream": "text",
        **dict.fromkeys(("first", "last", "searched_until"), "date"),
        "gaps": "texts",
    }
    rows = tuple(
        (each.stream, each.first, each.last, each.searched_until, [gap.text for gap in each.gaps]) for each in found
    )
    columns = (
        Column(marked("stream"), "stream", narrow=lambda row: short_stream(row["stream"]), is_key=True),
        Column(marked("first"), "first", rank=1),
        Column(marked("last"), "last"),
        Column(marked("searched until"), "searched_until", rank=2),
        Column(marked("gaps"), lambda row: len(row["gaps"]) or None, rank=3, number=True),
    )
    heading = say_number("{number} stream", "{number} streams", len(found))

    def parts() -> list[Block | Table]:
        gaps = [
            Block(each.stream, tuple((marked("missing"), note_text(gap)) for gap in each.gaps))
            for each in found
            if each.gaps
        ]
        return [Table(heading, Sheet("Coverage", kinds, rows), columns), *gaps]

    return Answer(out, parts, lambda: list(found))


def export(folder: str, /, *, format_: Format = "csv", out: Output = TEXT) -> Answer:
    """Write every reference table to files in a new folder, with a data package that describes them.

    Args:
        folder: The folder to make; it must not be there yet.
        format_: The kind of files. sqlite makes one database.
    """
    from oinp_noc._export import export as write  # noqa: PLC0415 (few commands need it)

    files = write(folder, format_)
    heading = say_number("{number} file in {folder}", "{number} files in {folder}", len(files), folder=folder)
    lines = "\n".join([heading, *files])
    return Answer(out, lambda: [Block(lines)], lambda: {"folder": folder, "files": files})
