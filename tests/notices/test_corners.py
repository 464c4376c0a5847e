"""Corners of the reader, each a short text: what is read in it, told in lines."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import oinp_noc
from oinp_noc import Notice, NoticeDraw

CORNERS = tomllib.loads(Path(__file__).with_name("corners.toml").read_text("utf-8"))["corner"]


def told(notice: Notice) -> list[str]:
    """Tell what was read, a line for each draw, code and problem."""
    codes = [f"{mention.code} {mention.title or ''}".strip() for mention in notice.mentions]
    problems = [f"{found.kind}: {notice.text[slice(*(found.span or (0, 0)))]}".strip(": ") for found in notice.problems]
    return [*map(line, notice.draws), *codes, *problems]


def line(draw: NoticeDraw) -> str:
    """Tell a draw in one line."""
    score = draw.score and f"{draw.score.scale} {draw.score.min}-{'' if draw.score.max is None else draw.score.max}"
    window = (draw.profiles_from or draw.profiles_to) and f"{draw.profiles_from or ''}..{draw.profiles_to or ''}"
    codes = draw.occupations and " ".join(draw.occupations.codes)
    target = draw.target or draw.kind
    parts = (draw.role, draw.date, draw.stream, target, draw.invitations, score, window, codes)
    return " | ".join(str(part) for part in parts if part)


@pytest.mark.parametrize("corner", CORNERS, ids=lambda corner: corner["name"])
def test_a_corner(corner: dict[str, Any]) -> None:
    assert told(oinp_noc.parse_notice(corner["text"], published=corner.get("published"))) == corner["read"]


@pytest.mark.parametrize("corner", CORNERS, ids=lambda corner: corner["name"])
def test_line_ends_do_not_matter(corner: dict[str, Any]) -> None:
    text = corner["text"].replace("\r\n", "\n").replace("\n", "\r\n")
    read = told(oinp_noc.parse_notice(text, published=corner.get("published")))
    assert [line.replace("\r", "") for line in read] == corner["read"]


@pytest.mark.parametrize("corner", CORNERS, ids=lambda corner: corner["name"])
def test_problems_are_said_in_the_language_of_the_context(corner: dict[str, Any]) -> None:
    english = oinp_noc.parse_notice(corner["text"])
    with oinp_noc.use_language("fr"):
        french = oinp_noc.parse_notice(corner["text"])
    assert french.draws == english.draws
    for one, other in zip(english.problems, french.problems, strict=True):
        assert (one.kind, one.span) == (other.kind, other.span)
        assert one.message != other.message
