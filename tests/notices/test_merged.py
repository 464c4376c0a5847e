"""Cells of tables that stand for several rows."""

import pytest

from oinp_noc._notices.plain.merged import parted, unpadded

HEAD = "<table><tr><th>Date<th>ITAs<th>Score</tr>"


@pytest.mark.parametrize(
    ("rows", "whole", "sums"),
    [
        ("<tr><td>A</td></tr>", "<tr><td>A</td></tr>", False),
        (
            '<tr><td rowspan="2">A</td><td>1</td></tr><tr><td>2</td></tr>',
            "<tr><td>A</td><td>1</td></tr><tr><td>A</td><td>2</td></tr>",
            False,
        ),
        (
            "<tr><td>1</td><TD ROWSPAN=3 class=x>A</TD></tr><tr><td>2</td></tr><tr><td>3</td></tr>",
            "<tr><td>1</td><TD class=x>A</TD></tr><tr><td>2</td><td>A</td></tr><tr><td>3</td><td>A</td></tr>",
            False,
        ),
        (
            '<tr><td>A</td><td rowspan="2">1,234</td></tr><tr><td>B</td></tr>',
            "<tr><td>A</td><td>1,234</td></tr><tr><td>B</td><td></td></tr>",
            True,
        ),
        (
            '<tr><td>A</td><td>9</td><td rowspan="2">44</td></tr><tr><td>B</td><td>8</td></tr>',
            "<tr><td>A</td><td>9</td><td>44</td></tr><tr><td>B</td><td>8</td><td>44</td></tr>",
            False,
        ),
        (
            '<tr><td colspan="2">A</td><td rowspan="2">x</td></tr><tr><td>B</td><td>8</td></tr>',
            '<tr><td colspan="2">A</td><td>x</td></tr><tr><td>B</td><td>8</td><td>x</td></tr>',
            False,
        ),
        ('<tr><td rowspan="0">A</td></tr><tr><td>B</td></tr>', "<tr><td>A</td></tr><tr><td>B</td></tr>", False),
        ('<tr><td rowspan="2">A<td>1<tr><td>2', "<tr><td>A<td>1<tr><td>A</td><td>2", False),
    ],
)
def test_a_cell_of_several_rows_stands_in_each_but_a_number_that_may_be_their_sum(
    rows: str, whole: str, *, sums: bool
) -> None:
    assert parted(f"{HEAD}{rows}</table>") == (f"{HEAD}{whole}</table>", sums)


def test_each_table_has_its_own_cells() -> None:
    text = '<table><tr><td rowspan="9">A</td></tr></table><table><tr><td>B</td></tr></table>'
    assert parted(text) == (text.replace(' rowspan="9"', ""), False)


@pytest.mark.parametrize(
    "text",
    [
        f'{HEAD}<tr><td rowspan="2"><table><tr><td>A</td></tr></table></td></tr></table>',
        f'{HEAD}<tr><td rowspan="999">{"A" * 500}</td></tr>' + "<tr><td>1</td></tr>" * 900,
    ],
)
def test_a_table_in_a_table_and_what_would_grow_far_too_long_stay(text: str) -> None:
    assert parted(text) == (text, False)


def test_a_table_whose_rows_would_be_filled_up_to_many_times_its_length_becomes_lines() -> None:
    text = "<table><tr>" + "<td>a" * 160 + "<tr><td colspan=2>5</td><td rowspan=3>6" * 90 + "</table>"
    lines = unpadded(text)
    assert lines.startswith("<br><br> | a | a")
    assert lines.count("<br> | 5  | 6") == 90
    assert lines.count("a") == 160


def test_a_table_of_common_size_stays() -> None:
    text = f"{HEAD}{'<tr><td colspan=2>May 9</td><td rowspan=2>44</td></tr>' * 50}</table>"
    assert unpadded(text) == text
