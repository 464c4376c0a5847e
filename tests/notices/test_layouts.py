"""Layout that means nothing changes nothing: all own notices, laid out otherwise, are read in the same way."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import notice_figures
import notice_layouts as layouts
import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Layout = Callable[[str], str]


def cases() -> Iterator[Any]:
    for path in sorted(notice_figures.OWN.glob("*.txt")):
        text = path.read_text("utf-8")
        for layout in layouts.LAYOUTS:
            if layout(text) != text:
                yield pytest.param(path.stem, layout, id=f"{path.stem}-{layout.__name__}")


def read(text: str, published: str | None) -> dict[str, Any]:
    notice = oinp_noc.parse_notice(text, published=published)
    records = notice.to_records()
    return {
        "draws": [
            {**draw, "spans": sorted(draw["spans"]), "target": one_line(draw["target"])} for draw in records["draws"]
        ],
        "mentions": [
            (mention["code"], mention["version"], one_line(mention["title"])) for mention in records["mentions"]
        ],
        "problems": Counter(problem["kind"] for problem in records["problems"]),
    }


def one_line(text: str | None) -> str | None:
    return text and " ".join(word for word in text.split() if word != ">")


@cache
def as_written(name: str) -> tuple[str, str | None, dict[str, Any]]:
    path = notice_figures.OWN / name
    text = path.with_suffix(".txt").read_text("utf-8")
    published = tomllib.loads(path.with_suffix(".toml").read_text("utf-8")).get("published")
    return text, published, read(text, published)


@pytest.mark.parametrize(("name", "layout"), list(cases()))
def test_the_reading_stays(name: str, layout: Layout) -> None:
    text, published, meant = as_written(name)
    assert read(layout(text), published) == meant


TABLE = "Above | here\n\n| Stream | Invited |\n| --- | --- |\n| Masters | 752 |\n\n- one\n* two\n  • three\nEnd."


@pytest.mark.parametrize(
    ("layout", "text", "other"),
    [
        (layouts.blanks_after_full_stops, "One. Two! Three?\nFour.", "One.   Two!   Three?\nFour."),
        (layouts.wrapped, "- " + "word " * 20, "- " + "word " * 14 + "word\n  word word word word word"),
        (layouts.wrapped, "word " * 15 + "35. More", "word " * 13 + "word\nword 35. More"),
        (layouts.wrapped, "| " + "word " * 20, "| " + "word " * 20),
        (layouts.wrapped, "# " + "word " * 20, "# " + "word " * 20),
        (layouts.crlf, "One\nTwo", "One\r\nTwo"),
        (layouts.doubled, "One\nTwo\n\nThree", "One\n\nTwo\n\nThree"),
        (layouts.headed, "One", "News of last week\n\nOne"),
        (layouts.without_empty_lines, "One\n\n \nTwo\nThree", "One\nTwo\nThree"),
        (layouts.quoted, "One\n\nTwo\nThree", "> One\n>\n> Two\n> > Three"),
        (layouts.other_bullets, "- one\n  * two\n• three - four", "• one\n  - two\n* three - four"),
        (
            layouts.plain_tables,
            TABLE,
            "Above | here\n\nStream\tInvited\nMasters\t752\n\n- one\n* two\n  • three\nEnd.",
        ),
        (layouts.markdown_tables, "a\tb\nc\td\n\nend", "| a | b |\n| --- | --- |\n| c | d |\n\nend"),
        (layouts.markdown_tables, "a\tb\nc\td\te\n", "a\tb\nc\td\te\n"),
    ],
)
def test_the_layouts(layout: Layout, text: str, other: str) -> None:
    assert layout(text) == other
