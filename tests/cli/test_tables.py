"""The command line: how tables and blocks are laid out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from oinp_noc import use_language
from oinp_noc._answers.sheets import Sheet, decimal
from oinp_noc.cli.tables import Block, Column, Table, rendered, shown

if TYPE_CHECKING:
    from oinp_noc._answers.sheets import Cell

KINDS: dict[str, Cell] = {"code": "text", "title": "text", "times": "integer", "note": "text", "none": "text"}
COLUMNS = (
    Column("code", "code", is_key=True),
    Column("title", "title", rank=1, flexible="wrap"),
    Column("times", "times", rank=2, number=True),
    Column("note", "note", rank=3, flexible="cut"),
    Column("nothing", "none", rank=4),
)
WORDS = st.text(st.characters(categories=["L", "Nd", "Zs"]), max_size=40)
ROWS = st.lists(st.tuples(st.text("0123456789", min_size=1, max_size=5), WORDS, st.integers(0, 999), WORDS, st.none()))


def table(*rows: tuple[object, ...], columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table("Rows", Sheet("Rows", KINDS, rows), columns)


ROW = ("21231", "Software engineers and designers", 12, "a note that is longer than the others by far", None)


def test_columns_give_way_by_their_importance() -> None:
    lines = {width: rendered([table(ROW)], width).splitlines()[1:] for width in (60, 40, 9)}
    assert rendered([table(ROW)], None).splitlines()[1:] == [
        "  code   title                             times  note",
        "  21231  Software engineers and designers     12  a note that is longer than the others by far",
    ]
    assert lines[60] == [
        "  code   title                  times  note",
        "  21231  Software engineers        12  a note that is longe…",
        "         and designers",
    ]
    assert lines[40] == [
        "  code   title                     times",
        "  21231  Software engineers and       12",
        "         designers",
    ]
    assert lines[9] == ["  code", "  21231"]


def test_a_column_that_nobody_has_is_left_out_and_a_table_of_none_is_its_heading() -> None:
    assert "nothing" not in rendered([table(ROW)], None)
    assert rendered([table()], 80) == "Rows\n"
    assert rendered([], 80) == ""


def test_a_narrow_form_stands_in_for_a_wide_one_where_room_is_short() -> None:
    columns = (Column("name", "title", narrow=lambda row: row["code"]),)
    assert "Software" in rendered([table(ROW, columns=columns)], 40)
    assert rendered([table(ROW, columns=columns)], 20).splitlines()[2] == "  21231"


def test_a_column_is_narrower_before_rows_become_blocks_and_not_before_others_give_way() -> None:
    columns = (Column("title", "title", flexible="cut", least=20, bare=9), Column("times", "times", rank=1))
    shown = {width: rendered([table(ROW, columns=columns)], width).splitlines()[1:] for width in (29, 28, 11, 10)}
    assert shown[29] == ["  title                 times", "  Software engineers…   12"]
    assert shown[28] == ["  title", "  Software engineers and de…"]
    assert shown[11] == ["  title", "  Software…"]
    assert shown[10][0] == "  title"
    assert "…" not in "".join(shown[10])


def test_rows_become_blocks_where_not_even_the_first_columns_fit() -> None:
    columns = (Column("name", "title"), Column("code", "code"), Column("nothing", "none"))
    assert rendered([table(ROW, ROW, columns=columns)], 24).splitlines() == [
        "Rows",
        "  name  Software",
        "        engineers and",
        "        designers",
        "  code  21231",
        "",
        "  name  Software",
        "        engineers and",
        "        designers",
        "  code  21231",
    ]
    assert rendered([table(ROW, columns=columns)], 16).splitlines()[1:4] == ["  name", "    Software", "    engineers"]


def test_values_stand_beside_their_names_and_none_is_left_out() -> None:
    block = Block("Heading\nof two lines", (("a", 1), ("long name", ["x", "y"]), ("c", None), ("d", False), ("e", "")))
    assert (
        rendered([block, Block("Next")], None) == "Heading\nof two lines\n  a          1\n  long name  x, y\n\nNext\n"
    )


def test_text_for_people_of_any_value() -> None:
    values = [None, False, True, 0, 0.5, dt.date(2024, 3, 7), ["a", None, 2], "text"]
    assert [shown(value) for value in values] == ["", "", "yes", "0", "0.50", "2024-03-07", "a, , 2", "text"]
    with use_language("fr"):
        assert (decimal(0.125, 3), shown([True])) == ("0,125", "oui")


def test_a_deeper_row_is_indented() -> None:
    columns = (Column("code", "code", depth=lambda row: row["times"]),)
    rows = (("1", "", 0, "", None), ("12", "", 1, "", None))
    assert rendered([table(*rows, columns=columns)], 80) == "Rows\n  code\n  1\n    12\n"


def test_colours_mark_headings_and_keys_and_nothing_else() -> None:
    plain, coloured = (
        rendered([table(ROW), Block("B", (("a", "b"),))], 80, colours=colours) for colours in (False, True)
    )
    assert "\x1b[1mRows\x1b[0m" in coloured
    assert "\x1b[36m21231\x1b[0m" in coloured
    assert not any(line.replace("\x1b[0m", "").endswith(" ") for line in coloured.splitlines())
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


@given(ROWS, st.integers(16, 120))
def test_no_line_is_wider_than_the_terminal_and_no_key_is_lost(rows: list[tuple[object, ...]], width: int) -> None:
    lines = rendered([table(*rows)], width).splitlines()
    assert all(len(line) <= width for line in lines)
    assert all(line == line.rstrip(" ") for line in lines)
    for row in rows:
        assert any(str(row[0]) in line for line in lines)


@given(ROWS)
def test_a_pipe_gets_one_line_a_row(rows: list[tuple[object, ...]]) -> None:
    assert len(rendered([table(*rows)], None).splitlines()) == (2 + len(rows) if rows else 1)
