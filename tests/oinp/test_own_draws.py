"""Draws of a user's own: what `Draw` accepts is written and read back, and everything else is refused at once."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import attrs
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Draw, DrawHistory, OccupationSet, Score, testing
from oinp_noc.errors import (
    DrawConflictError,
    DrawFileError,
    InvalidArgumentError,
    UnknownStreamError,
    UnknownVersionError,
    VersionMismatchError,
)

if TYPE_CHECKING:
    from pathlib import Path

SET = OccupationSet(["21231", "31301"])
OLD = OccupationSet(["2173"], "2016")
OWN = "rural-pilot"


def made(**changes: Any) -> Draw:  # noqa: ANN401 (any field)
    fields: dict[str, Any] = {
        "id": "x",
        "date": dt.date(2026, 11, 26),
        "stream": "human-capital-priorities",
        "kind": "targeted",
        "version": "2021",
        "listing": "none",
    }
    return Draw(**{**fields, **changes})


class Five:
    """A whole number of another library."""

    def __index__(self) -> int:
        return 5


SPELT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "ISO text for a date": ({"date": "2026-11-26"}, {}),
    "a datetime": ({"date": dt.datetime(2026, 11, 26, 23, 59)}, {}),  # noqa: DTZ001 (a day is what is read of it)
    "a date of pandas": ({"date": pd.Timestamp("2026-11-26")}, {}),
    "a window as text": (
        {"profiles_from": "2025-11-26", "profiles_to": "2026-11-26"},
        {"profiles_from": dt.date(2025, 11, 26), "profiles_to": dt.date(2026, 11, 26)},
    ),
    "lists for tuples": (
        {"labels": ["tech"], "sources": ["here"], "as_published": [["21200", "21231"]]},
        {"labels": ("tech",), "sources": ("here",), "as_published": (("21200", "21231"),)},
    ),
    "a number of another library": ({"invitations": Five()}, {"invitations": 5}),
}


@pytest.mark.parametrize(("spelt", "meant"), SPELT.values(), ids=SPELT.keys())
def test_another_spelling_of_the_same_thing_is_read(spelt: dict[str, Any], meant: dict[str, Any]) -> None:
    draw = made(**spelt)
    assert draw == made(**meant)
    assert type(draw.date) is dt.date
    assert draw.invitations is None or type(draw.invitations) is int
    hash(draw)


REFUSED: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "a month 13": ({"date": "2026-13-01"}, InvalidArgumentError, "date='2026-13-01': expected a date"),
    "no date": ({"date": None}, InvalidArgumentError, "date=None: expected a date"),
    "a date that is none": ({"date": pd.NaT}, InvalidArgumentError, "date=NaT: expected a date"),
    "a number for a date": ({"profiles_from": 20260101}, InvalidArgumentError, "profiles_from=20260101: expected a"),
    "a date that is not ISO": ({"profiles_to": "1 May"}, InvalidArgumentError, "profiles_to='1 May': expected a date"),
    "a list of codes": (
        {"listing": "listed", "occupations": ["21231"]},
        InvalidArgumentError,
        "occupations=['21231']: expected an OccupationSet, such as OccupationSet([…], version=\"2021\")",
    ),
    "an empty list": (
        {"listing": "listed", "occupations": OccupationSet()},
        InvalidArgumentError,
        "expected at least one unit group; None if there is no list",
    ),
    "occupations of another version": (
        {"listing": "listed", "occupations": OLD},
        VersionMismatchError,
        "expected occupations of NOC 2021, the version of the draw",
    ),
    "a known part of another version": (
        {"listing": "unknown", "known_occupations": OLD},
        VersionMismatchError,
        "known_occupations=",
    ),
    "a part of another version": (
        {"listing": "listed", "occupations": SET, "outside_gta": OLD},
        VersionMismatchError,
        "outside_gta=",
    ),
    "a version that is none": ({"version": "2020"}, UnknownVersionError, "'2020' is not a NOC version"),
    "a version that is a number": ({"version": 2021}, UnknownVersionError, "2021 is not a NOC version"),
    "no id": ({"id": ""}, InvalidArgumentError, "id='': expected a text that is not empty"),
    "an id that is a number": ({"id": 5}, InvalidArgumentError, "id=5: expected a text"),
    "half a character": ({"note": "\ud83d"}, InvalidArgumentError, "expected a text that can be written in UTF-8"),
    "an empty target": ({"target": ""}, InvalidArgumentError, "target='': expected a text that is not empty"),
    "a name for a stream": (
        {"stream": "Human Capital Priorities"},
        InvalidArgumentError,
        "stream='Human Capital Priorities': expected an id of lower-case letters, digits and hyphens",
    ),
    "another kind": ({"kind": "Targeted"}, InvalidArgumentError, "kind='Targeted': expected one of"),
    "a kind that is a list": ({"kind": ["targeted"]}, InvalidArgumentError, "kind=['targeted']: expected one of"),
    "another listing": ({"listing": None}, InvalidArgumentError, "listing=None: expected one of"),
    "another confidence": ({"confidence": "sure"}, InvalidArgumentError, "confidence='sure': expected one of"),
    "a text for labels": ({"labels": "tech"}, InvalidArgumentError, "labels='tech': expected a tuple or a list"),
    "a label that is none": ({"labels": ["Tech"]}, InvalidArgumentError, "labels='Tech': expected an id"),
    "a text for sources": ({"sources": "here"}, InvalidArgumentError, "sources='here': expected a tuple or a list"),
    "a source that is none": ({"sources": [None]}, InvalidArgumentError, "sources=None: expected a text"),
    "a text for misprints": ({"as_published": "x"}, InvalidArgumentError, "as_published='x': expected a tuple"),
    "a misprint alone": (
        {"as_published": [["21200"]]},
        InvalidArgumentError,
        "as_published=('21200',): expected pairs",
    ),
    "a misprint of a text": ({"as_published": ["21200"]}, InvalidArgumentError, "as_published='21200': expected pairs"),
    "a misprint of numbers": ({"as_published": [[1, 2]]}, InvalidArgumentError, "as_published=1: expected a text"),
    "a truth that is none": ({"labels_contradicted": None}, InvalidArgumentError, "expected True or False"),
    "a job offer in words": ({"job_offer": "yes"}, InvalidArgumentError, "job_offer='yes': expected True or False"),
    "a region in capitals": ({"region": "Northern"}, InvalidArgumentError, "did you mean 'northern'?"),
    "a program in capitals": ({"program": "EMPP"}, InvalidArgumentError, "expected one of 'empp', 'redi'"),
    "a region that is empty": ({"region": ""}, InvalidArgumentError, "region='': expected a text"),
    "a truth for a number": ({"invitations": True}, InvalidArgumentError, "invitations=True: expected a whole number"),
    "a text for a number": ({"invitations": "5"}, InvalidArgumentError, "invitations='5': expected a whole number"),
    "fewer than none": ({"invitations": -1}, InvalidArgumentError, "invitations=-1: expected a whole number from 0"),
    "beyond 64 bits": ({"invitations": 1 << 63}, InvalidArgumentError, "expected a whole number from 0 to 92233720368"),
    "thousands of digits": ({"invitations": 10**5000}, InvalidArgumentError, "expected a whole number from 0 to"),
    "a number for a score": ({"score": 400}, InvalidArgumentError, "score=400: expected a Score, such as Score(400"),
}


@pytest.mark.parametrize(("changes", "error", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_value_of_the_wrong_kind_is_refused(changes: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        made(**changes)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("score", "said"),
    [
        ((-1, None, "CRS"), "min=-1: expected a whole number from 0 to"),
        ((400.5, None, "CRS"), "min=400.5: expected a whole number"),
        ((400, "450", "CRS"), "max='450': expected a whole number"),
        ((400, 1 << 63, "CRS"), "max=9223372036854775808: expected a whole number"),
        ((400, None, "IQ"), "scale='IQ': expected one of 'EOI', 'CRS'"),
    ],
)
def test_a_score_of_the_wrong_kind_is_refused(score: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError) as caught:
        Score(*score)
    assert said in str(caught.value)


def test_a_smaller_place_is_given_by_its_own_name() -> None:
    draw = made(region="Thunder Bay")
    assert DrawHistory([draw]).select(region="Thunder Bay")[0] is draw
    with pytest.raises(InvalidArgumentError, match="region='Thunder Bay': expected one of"):
        DrawHistory().select(region="Thunder Bay")


def test_a_changed_draw_is_checked_too() -> None:
    with pytest.raises(InvalidArgumentError, match="expected a whole number"):
        attrs.evolve(oinp_noc.draws()[0], invitations=-1)


@settings(max_examples=60)
@given(draw=testing.draws(), stream=st.sampled_from((OWN, "x", "1-2-3")))
def test_what_a_draw_accepts_is_written_and_read(
    tmp_path_factory: pytest.TempPathFactory, draw: Draw, stream: str
) -> None:
    file = tmp_path_factory.mktemp("own") / "draws.json"
    for each in (draw, attrs.evolve(draw, stream=stream)):
        DrawHistory([each]).dump(file)
        assert list(DrawHistory.load(file)) == [each]


def test_a_stream_of_ones_own_is_declared_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "draws.json"
    history = DrawHistory([made(), made(id="y", stream=OWN, score=Score(5, None, "EOI"))])
    history.dump(file)
    written = json.loads(file.read_bytes())
    assert written["streams"] == [OWN]
    assert [record["id"] for record in written["draws"]] == list(history.ids)
    assert DrawHistory.load(file) == history
    # One that the package knows may be declared too: it may be new to the package that wrote the file.
    written["streams"].append("human-capital-priorities")
    file.write_text(json.dumps(written), "utf-8")
    assert DrawHistory.load(file) == history


def test_a_stream_that_is_not_declared_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "draws.json"
    DrawHistory([made(stream=OWN)]).dump(file)
    file.write_text(json.dumps(json.loads(file.read_bytes())["draws"]), "utf-8")
    with pytest.raises(DrawFileError) as caught:
        DrawHistory.load(file)
    (fault,) = caught.value.faults
    assert fault.startswith("draws[0].stream: no stream 'rural-pilot': expected ")
    assert fault.endswith(
        'a stream of your own is declared above the draws, {"streams": ["rural-pilot"], "draws": […]}'
    )


@pytest.mark.parametrize("stream", [5, None, "Rural Pilot", ["x"], {}])
def test_a_stream_of_a_file_is_an_id(tmp_path: Path, stream: Any) -> None:  # noqa: ANN401
    file = tmp_path / "draws.json"
    DrawHistory([made(stream=OWN)]).dump(file)
    written = json.loads(file.read_bytes())
    written["draws"][0]["stream"] = stream
    file.write_text(json.dumps(written), "utf-8")
    with pytest.raises(DrawFileError) as caught:
        DrawHistory.load(file)
    (fault,) = caught.value.faults
    assert fault.startswith("draws[0].stream: no stream ")
    assert "declared" not in fault


def test_a_stream_of_ones_own_is_asked_as_any_other() -> None:
    draw = made(stream=OWN, score=Score(40, None, "EOI"))
    history = oinp_noc.draws().merge(DrawHistory([draw]))
    assert history.select(stream=OWN).ids == ("x",)
    assert history.latest(stream=OWN) is draw
    (found,) = history.screen("21231", stream=OWN, score=45)
    assert found.verdict == "cannot tell"
    assert found.reasons[0] == "no list was part of the draw, and whom the stream admitted that day is not known"
    listed = attrs.evolve(draw, listing="listed", occupations=SET)
    assert DrawHistory([listed]).screen("21231", stream=OWN, score=45)[0].verdict == "yes"
    assert [row.key for row in history.summary(by=["stream"]) if row.key == (OWN,)] == [(OWN,)]
    with pytest.raises(UnknownStreamError):
        oinp_noc.draws().select(stream=OWN)


def test_draws_of_ones_own_are_merged_into_the_packaged_ones(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    mine = DrawHistory([made(stream=OWN)])
    mine.dump(file)
    merged = oinp_noc.draws(extra=file)
    assert merged == oinp_noc.draws(extra=str(file)) == oinp_noc.draws().merge(mine)
    assert oinp_noc.draws() == DrawHistory(draw for draw in merged if draw.id != "x")
    with pytest.raises(oinp_noc.errors.UnknownDrawError):
        oinp_noc.draw("x")


def test_draws_that_contradict_the_packaged_ones_are_not_merged_in_silence(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    packaged = oinp_noc.draw("2024-03-07-human-capital-priorities")
    DrawHistory([attrs.evolve(packaged, invitations=1)]).dump(file)
    with pytest.raises(DrawConflictError, match="invitations is 2104 here and 1 there"):
        oinp_noc.draws(extra=file)


@pytest.mark.parametrize("draws", [5, None, ["x"], [made(), None]])
def test_a_history_is_made_of_draws(draws: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="expected an iterable of draws"):
        DrawHistory(draws)


def test_a_history_is_merged_with_a_history() -> None:
    with pytest.raises(InvalidArgumentError, match="is not a history: expected DrawHistory"):
        oinp_noc.draws().merge([made()])  # type: ignore[arg-type]
