"""The reviewed words: one meaning each; what the builder refuses."""

from __future__ import annotations

import ast
import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from builder import notices
from builder.__main__ import SOURCES
from builder.report import Report
from builder.sources import read_sources
from oinp_noc._notices.words import lexicon
from oinp_noc._notices.words.classes import LETTERS, RUNNING
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    from collections.abc import Callable

FOUND = read_sources(SOURCES, Report())

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
        "no stream 'puppeteers'",
    ),
    "a label without a name": (
        lambda rows: rows.remove(next(row for row in rows if row["class"] == "label" and row["value"] == "tech")),
        "words/notices.json: no phrase names the label 'tech' of groups/labels.toml",
    ),
    "a record of other fields": (
        lambda rows: rows.insert(0, {"class": "draw", "value": "", "en": []}),
        "words/notices.json:2: expected class, value, en and fr, got class, value, en",
    ),
}


def test_they_are_sound() -> None:
    report = Report()
    assert notices.words(FOUND.notice_words, FOUND.stream_ids, FOUND.labels, report)
    assert report.faults == []


@pytest.mark.parametrize("what", BROKEN)
def test_the_builder_refuses(what: str) -> None:
    change, said = BROKEN[what]
    rows = copy.deepcopy(FOUND.notice_words)
    change(rows)
    report = Report()
    notices.words(rows, FOUND.stream_ids, FOUND.labels, report)
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


@pytest.mark.parametrize(
    ("aimed", "labels"),
    [
        ("les métiers de la tech", ("tech",)),
        ("les métiers de la santé", ("health",)),
        ("les métiers agricoles", ("agriculture",)),
        ("les métiers spécialisés et la santé", ("skilled-trades", "health")),
    ],
)
def test_jobs_of_a_sector_are_no_trades(aimed: str, labels: tuple[str, ...]) -> None:
    text = f"Le 3 juin 2027, 363 invitations pour {aimed}, volet Travailleurs étrangers."
    assert oinp_noc.parse_notice(text).draws[0].labels == labels


ASKED = ("says", "places", "said")  # methods that are asked for names of words
SOURCES_OF_NOTICES = sorted(Path(lexicon.__file__).parents[1].rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES_OF_NOTICES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_reader_asks_only_for_names_that_words_have(path: Path) -> None:
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    asked = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in ASKED]
    names = {each.value for call in asked for each in call.args if isinstance(each, ast.Constant)}
    assert names <= LETTERS.keys()
