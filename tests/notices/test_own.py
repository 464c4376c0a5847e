"""The project's own notices: every field, mention and problem is what was checked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import notice_figures
import oinp_noc

if TYPE_CHECKING:
    from pathlib import Path

CASES = sorted(path.stem for path in notice_figures.OWN.glob("*.toml"))


def test_there_are_at_least_forty() -> None:
    assert len(CASES) >= 40
    assert sorted(path.stem for path in notice_figures.OWN.glob("*.txt")) == CASES


@pytest.mark.parametrize("name", CASES)
def test_read_as_meant(name: str) -> None:
    path: Path = notice_figures.OWN / f"{name}.toml"
    meant = notice_figures.expected(path)
    text = path.with_suffix(".txt").read_text("utf-8")
    notice = oinp_noc.parse_notice(text, published=meant.get("published"))
    assert notice_figures.found(notice) == meant["draws"]
    assert len(notice.mentions) == meant["mentions"]
    assert sorted(problem.kind for problem in notice.problems) == sorted(meant["problems"])


@pytest.mark.parametrize("name", CASES)
def test_every_field_says_where_it_was_read(name: str) -> None:
    path: Path = notice_figures.OWN / f"{name}.toml"
    notice = oinp_noc.parse_notice(path.with_suffix(".txt").read_text("utf-8"))
    for draw in notice.draws:
        read = {
            field
            for field in ("date", "stream", "target", "invitations", "score", "profiles_from", "profiles_to")
            if getattr(draw, field) is not None
        }
        assert read <= set(draw.spans)
        if draw.occupations is not None:
            assert {"kind", "listing", "occupations", "version"} <= set(draw.spans)
        for field, (start, end) in draw.spans.items():
            assert 0 <= start < end <= len(notice.text), field
        if draw.target is not None:
            start, end = draw.spans["target"]
            assert " ".join(notice.text[start:end].replace("*", "").split()) == draw.target
    for mention in notice.mentions:
        assert mention.code in notice.text[slice(*mention.span)].translate(FULL_WIDTH)


FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}
