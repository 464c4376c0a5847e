"""Any text at all: nothing but the documented errors."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from notice_pieces import NEARLY_NOTICES
from oinp_noc.errors import InvalidArgumentError, MissingExtraError, NoticeError

PAGE = """<html><body><h1>July 9, 2024</h1>
<p>Today Ontario issued <strong>1,556</strong> invitations under the Masters Graduate stream, score
54&nbsp;and&nbsp;above.</p>
<table><tr><th>NOC</th><th>Occupation</th></tr>
<tr><td>21231</td><td>Software engineers and designers</td></tr></table>
</body></html>"""


@pytest.mark.parametrize("text", [b"On May 9, 2023", bytearray(b""), memoryview(b""), None, 21231, ["text"]])
def test_what_is_no_text(text: object) -> None:
    with pytest.raises(NoticeError, match=r"a notice is text, and .* is of type") as refused:
        oinp_noc.parse_notice(text)  # type: ignore[arg-type]
    assert ("decode it first" in str(refused.value)) is isinstance(text, bytes | bytearray | memoryview)


@pytest.mark.parametrize("published", ["2023-02-30", "yesterday", 20230509])
def test_a_day_of_publication_that_is_none(published: object) -> None:
    with pytest.raises(InvalidArgumentError, match="published="):
        oinp_noc.parse_notice("", published=published)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "Nothing here."])
def test_no_draw(text: str) -> None:
    notice = oinp_noc.parse_notice(text)
    assert (notice.draws, notice.mentions) == ((), ())
    assert [problem.kind for problem in notice.problems] == ["no-draw"]


@pytest.mark.parametrize("item", ["60 for 12 candidates", "60, 12 candidates were invited"])
def test_an_item_with_several_numbers_below_a_line_of_invitations_is_read(item: str) -> None:
    lead = "Ontario issued invitations on August 15, 2023:"
    notice = oinp_noc.parse_notice(f"{lead}\n\n- Foreign Worker stream: {item}\n- Masters Graduate stream: 30\n")
    assert {draw.stream for draw in notice.draws} == {"employer-job-offer-foreign-worker", "masters-graduate"}
    (graduates,) = (draw for draw in notice.draws if draw.stream == "masters-graduate")
    assert graduates.invitations == 30


@pytest.mark.parametrize("number", ["1,50,506", "150,506", "10000"])
def test_a_number_that_no_draw_ever_had_is_told(number: str) -> None:
    notice = oinp_noc.parse_notice(
        f"Ontario issued {number} invitations under the Foreign Worker stream on May 9, 2023."
    )
    assert [draw.invitations for draw in notice.draws] in ([], [None])
    assert any(problem.kind == "unassigned" and number in problem.message for problem in notice.problems)


def test_html() -> None:
    notice = oinp_noc.parse_notice(PAGE)
    (draw,) = notice.draws
    assert (draw.date, draw.stream, draw.invitations) == (date(2024, 7, 9), "masters-graduate", 1556)
    assert draw.score is not None
    assert draw.score.min == 54
    assert [problem.kind for problem in notice.problems] == ["html"]
    assert "<" not in notice.text
    assert notice.text[slice(*notice.mentions[0].span)].startswith("21231")


def test_html_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "html_to_markdown", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'oinp-noc\[notices\]'"):
        oinp_noc.parse_notice(PAGE)
    assert oinp_noc.parse_notice("May 9, 2023 <b>x</b>").draws == ()


def test_html_that_its_library_gives_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    import html_to_markdown  # noqa: PLC0415 (an extra)
    from html_to_markdown.exceptions import ConversionError  # noqa: PLC0415

    def give_up(*_: object) -> None:
        message = "too deep"
        raise ConversionError(message)

    monkeypatch.setattr(html_to_markdown, "convert", give_up)
    with pytest.raises(NoticeError, match="the text is HTML that cannot be read: too deep"):
        oinp_noc.parse_notice(PAGE)


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day(published: str) -> None:
    text = (
        "On {0}, Ontario issued 752 invitations under the Masters Graduate stream to profiles created from {0} to {1}."
    )
    days = (
        "0001-01-01",
        "9999-12-31",
        "February 29",
        "January 1",
        "yesterday",
        "2023/02/11 to 31",
        "February 27 to 30",
        "31-02-2023",
    )
    for first in days:
        for last in days:
            notice = oinp_noc.parse_notice(text.format(first, last), published=published)
            assert all(
                0 <= start <= end <= len(notice.text) for draw in notice.draws for start, end in draw.spans.values()
            )


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1 ", "1,", "•", "• ", "(", "[", "(1", "((a", "|", "| ", "|\n", "•\n", "a", "a ", "é"),
        *("NOC ", "NOC 21231 ", "-", "#", "<p>", "<b>", "&", "](", "http://", "May 9 ", "2023-05-09 "),
        *("1. ", "issued 4 invitations ", "Date | ", "Date\n", "\x1f"),
    ],
)
def test_much_of_the_same(piece: str) -> None:
    notice = oinp_noc.parse_notice(piece * 3000)
    assert [draw for draw in notice.draws if draw.date is not None and draw.stream is not None] == []
    assert notice.problems


def test_long_lines_are_read_in_parts() -> None:
    text = (
        "word " * 3000
        + "On July 9, 2024, Ontario issued 1,556 invitations under the Masters Graduate stream. "
        + "a" * 9000
    )
    (draw,) = oinp_noc.parse_notice(text).draws
    assert draw.invitations == 1556


def test_what_a_long_text_keeps_is_bounded() -> None:
    entries = [f"NOC 21231 – Puppeteer of the {number}th row\n" for number in range(5000)]
    dates = [date(2023, 1, 1) + timedelta(number) for number in range(600)]
    days = [f"On {day:%B %d, %Y}, something happened. " for day in dates]
    rows = [f"{day:%B %d, %Y} | Masters Graduate | 5\n" for day in dates]
    notice = oinp_noc.parse_notice("".join([*days, "\nDate | Stream | Invitations\n", *rows, "\n", *entries]))
    assert len(notice.mentions) == 5000
    assert sum(problem.kind == "title-unlike" for problem in notice.problems) == 5000
    assert len(notice.draws) == 600
    windows = [f"All profiles created between {day:%B %d, %Y} and May 5, 2025 were looked at. " for day in dates]
    (draw,) = oinp_noc.parse_notice(
        "".join(["July 9, 2024\n\nMasters Graduate stream: 5 invitations\n\n", *windows])
    ).draws
    assert draw.profiles_from is None  # the first two windows contradict each other


@given(NEARLY_NOTICES, st.sampled_from((None, "2023-05-09", "0001-01-01", "9999-12-31")))
def test_any_text_of_such_pieces(text: str, published: str | None) -> None:
    notice = oinp_noc.parse_notice(text, published=published)
    for problem in notice.problems:
        start, end = problem.span or (0, 0)
        assert 0 <= start <= end <= len(notice.text)
    kinds = {problem.kind for problem in notice.problems}
    try:
        history = notice.to_history(accept=kinds)
    except NoticeError as refused:
        assert "no ids of their own" in str(refused)  # noqa: PT017 (what else it may say is tested)
    else:
        assert len(history) <= len(notice.draws)
    assert len(notice.to_records()["mentions"]) == len(notice.mentions)


@given(st.text())
def test_any_text(text: str) -> None:
    notice = oinp_noc.parse_notice(text)
    assert ("no-draw" in {problem.kind for problem in notice.problems}) is (notice.draws == ())
