"""The reviewed words: one meaning each; what the builder refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from builder import draws as builder_of_draws
from builder import notices
from builder.report import Report
from oinp_noc._notices.lexicon import RUNNING, spell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STREAMS = {stream.id for stream in oinp_noc.streams()}

Row = dict[str, Any]

BROKEN: dict[str, tuple[Callable[[list[Row]], object], str]] = {
    "a phrase of two meanings": (
        lambda rows: rows.append({"class": "draw", "value": "", "en": ["and above"], "fr": []}),
        "'and above' means and above  and draw ",
    ),
    "a phrase of nothing": (
        lambda rows: rows.append({"class": "draw", "value": "", "en": ["–"], "fr": []}),
        "'–' means",
    ),
    "a stream that is none": (
        lambda rows: rows.append({"class": "stream", "value": "puppeteers", "en": ["puppeteer stream"], "fr": []}),
        "no stream puppeteers",
    ),
    "a label without a name": (
        lambda rows: rows.remove(next(row for row in rows if row["class"] == "label" and row["value"] == "tech")),
        "has labels that no phrase names: ['tech']",
    ),
}


def test_they_are_sound() -> None:
    report = Report()
    assert notices.words(report, STREAMS)
    assert report.faults == []


@pytest.mark.parametrize("what", BROKEN)
def test_the_builder_refuses(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change, said = BROKEN[what]
    rows = builder_of_draws.read_table("notice_words")
    change(rows)
    (tmp_path / "notice_words.json").write_text(json.dumps(rows), "utf-8")
    (tmp_path / "targets.json").write_text(json.dumps(builder_of_draws.read_table("targets")), "utf-8")
    monkeypatch.setattr(builder_of_draws, "TABLES", tmp_path)
    report = Report()
    notices.words(report, STREAMS)
    assert any(said in fault for fault in report.faults), report.faults


def test_the_reader_knows_every_class_of_running_text() -> None:
    assert set(notices.RUNNING) == set(RUNNING)


@pytest.mark.parametrize("phrase", ["Offre d'emploi de l'employeur", "N/A", "  Score  (CRS) ", "métiers spécialisés"])
def test_builder_and_reader_spell_alike(phrase: str) -> None:
    assert tuple(notices.spell(phrase)) == spell(phrase)


def test_every_stream_is_known_by_its_name() -> None:
    for stream in oinp_noc.streams():
        text = f"On July 9, 2024, Ontario issued 752 invitations under the {stream.name} stream."
        (draw,) = oinp_noc.parse_notice(text).draws
        assert draw.stream == stream.id
