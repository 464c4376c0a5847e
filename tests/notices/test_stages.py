"""The stages by themselves, where a whole text would say too little."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import oinp_noc
from oinp_noc._notices.facts.columns import named_columns, typed
from oinp_noc._notices.layout.units import units
from oinp_noc._notices.plain.html import is_html
from oinp_noc._notices.plain.text import readable
from oinp_noc._notices.tree import nodes as nodes_module
from oinp_noc._notices.words.dates import Day, Days, read
from oinp_noc._notices.words.lexicon import over


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("Number of invitations issued", ["1,556", "110"], "invitations"),
        ("Date/time NOIs issued", ["July 20, 2023, 14:05"], "date"),
        ("NOIs issued", ["July 20, 2023", "May 8, 2023"], "date"),
        ("Occupations invited", ["9", "42"], "title"),
        ("Invited", ["Masters Graduate", "PhD Graduate"], "stream"),
        ("Score", ["Masters Graduate"], "target"),
        ("Profiles created", ["45", "46"], "doubted"),
        ("Score", ["n/a", ""], "score"),
        ("Colour", ["blue"], ""),
    ],
)
def test_a_column_is_typed_by_its_cells_and_its_name(name: str, cells: list[str], kind: str) -> None:
    assert typed(name.lower(), [cell.lower() for cell in cells]) == kind


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("Date ITAs Issued Date Profiles Created CRS Score Range", ("date", "invitations", "profiles", "score")),
        ("Date issued Number of invitations issued Notes", ("date", "invitations", "target")),
        ("Date of nothing", ()),
        ("Stream Notes", ()),
        ("Date. Score", ()),
    ],
)
def test_a_line_of_names_is_cut_into_as_many_as_can_be(line: str, columns: tuple[str, ...]) -> None:
    assert named_columns(line.lower()) == columns


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("May 9, 2023", [Day(2023, 5, 9)]),
        ("9 to 12 May 2023", [Days(Day(2023, 5, 9), Day(2023, 5, 12))]),
        ("2023/08/11 to 16", [Days(Day(2023, 8, 11), Day(2023, 8, 16))]),
        ("2023/08/11 to 16 invitations", [Day(2023, 8, 11)]),
        ("24 April 28 – July 13, 2021", [Days(Day(2021, 4, 28), Day(2021, 7, 13))]),
        ("5 may qualify", []),
        ("February 30", []),
    ],
)
def test_days(text: str, days: list[object]) -> None:
    spelt = readable(text)
    words = read(spelt, 0, len(spelt))
    assert [value for value in words.values if isinstance(value, Day | Days)] == days


def test_patterns_are_written_over_names() -> None:
    spelt = readable("402 new invitations")
    words = read(spelt, 0, len(spelt))
    assert words.names == ["number", "word", "invitation"]
    assert over("<number><FILL>?<invitation>").match(words.line)
    assert over("<!number>").search(words.line).start() == 1  # type: ignore[union-attr]
    assert over(".{3}").fullmatch(words.line)


def test_a_stream_that_is_named_in_full_far_behind_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "On January 24, 2024, Ontario asked 125 people who finished a doctorate.\n\n"
        "It was a draw of the PhD Graduate stream.\n"
    )
    (draw,) = oinp_noc.parse_notice(text).draws
    monkeypatch.setattr(nodes_module, "_LOOKED_AT", 1)
    assert oinp_noc.parse_notice(text).draws[0].invitations == draw.invitations == 125


def test_no_line_with_a_number_is_lost_in_the_layout() -> None:
    here = Path(__file__)
    texts = [corner["text"] for corner in tomllib.loads(here.with_name("corners.toml").read_text("utf-8"))["corner"]]
    texts += [path.read_text("utf-8") for path in sorted(here.with_name("own").glob("*.txt"))]
    for text in (text for text in texts if not is_html(text)):
        spelt = readable(text)
        laid_out = list(units(spelt, text))
        end = 0
        for line in spelt.splitlines(keepends=True):
            start, end = end, end + len(line)
            if any(char.isdigit() for char in line) and not any(u.start < end and start < u.end for u in laid_out):
                behind = next((unit for unit in laid_out if unit.start >= end), None)
                heads_rows = behind is not None and behind.kind == "row"
                assert heads_rows or not any(char.isalpha() for char in line), line
