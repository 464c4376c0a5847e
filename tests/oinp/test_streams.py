"""The streams of the OINP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from oinp_noc.errors import UnknownStreamError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

STREAMS = {
    # id: name, intake, scale, opened, closed
    "employer-job-offer-foreign-worker": (
        "Employer Job Offer: Foreign Worker stream", "EOI", "EOI", "2021-04-28", "2026-05-30",
    ),
    "employer-job-offer-in-demand-skills": (
        "Employer Job Offer: In-Demand Skills stream", "EOI", "EOI", "2021-06-28", "2026-05-30",
    ),
    "employer-job-offer-international-student": (
        "Employer Job Offer: International Student stream", "EOI", "EOI", "2021-04-28", "2026-05-30",
    ),
    "entrepreneur": ("Entrepreneur stream", "EOI", "EOI", None, "2023-12-04"),
    "french-speaking-skilled-worker": ("French-Speaking Skilled Worker", "Express Entry", "CRS", None, "2026-06-25"),
    "human-capital-priorities": ("Human Capital Priorities", "Express Entry", "CRS", None, "2026-06-25"),
    "masters-graduate": ("Masters Graduate stream", "EOI", "EOI", "2021-08-09", "2026-06-25"),
    "ontario-workforce-priority": ("Ontario Workforce Priority stream", "EOI", "EOI", "2026-08-04", None),
    "phd-graduate": ("PhD Graduate stream", "EOI", "EOI", "2021-08-09", "2026-06-25"),
    "skilled-trades": ("Skilled Trades", "Express Entry", "CRS", None, "2026-06-25"),
}  # fmt: skip


IDS = tuple(stream.id for stream in oinp_noc.streams())


def iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def test_the_streams() -> None:
    found = {
        stream.id: (stream.name, stream.intake, stream.scale, iso(stream.opened), iso(stream.closed))
        for stream in oinp_noc.streams()
    }
    assert found | STREAMS == found
    assert list(found) == sorted(found)


def test_each_stream_is_found_by_its_id() -> None:
    for stream in oinp_noc.streams():
        assert oinp_noc.stream(stream.id) is stream
        assert stream.sources
        assert all(source.startswith("http") for source in stream.sources)
        assert stream.id in repr(stream)


def test_successors_are_streams() -> None:
    new = oinp_noc.stream("ontario-workforce-priority")
    assert new.successor is None
    replaced = [stream.id for stream in oinp_noc.streams() if stream.successor is not None]
    assert len(replaced) == 8
    assert {oinp_noc.stream(id_).successor for id_ in replaced} == {new.id}
    assert {iso(oinp_noc.stream(id_).closed) for id_ in replaced} == {"2026-05-30", "2026-06-25"}


def test_names_stand_in_the_source(sources: Path) -> None:
    text = (sources / "draws/streams.md").read_text("utf-8")
    for stream in oinp_noc.streams():
        assert stream.id in text
        assert stream.name in text
        assert stream.name_fr is None or stream.name_fr in text
        assert stream.opened is None or stream.opened.isoformat() in text


def test_every_stream_that_closed_had_draws_and_none_has_draws_beyond_its_days() -> None:
    drawn = {draw.stream for draw in oinp_noc.draws()}
    assert {stream.id for stream in oinp_noc.streams() if stream.closed} <= drawn
    for draw in oinp_noc.draws():
        stream = oinp_noc.stream(draw.stream)
        assert stream.opened is None or stream.opened <= draw.date
        assert stream.closed is None or draw.date <= stream.closed or stream.id == "entrepreneur"


@pytest.mark.parametrize(
    ("id_", "candidates"),
    [
        ("human-capital", ("human-capital-priorities",)),
        ("master-graduate", ("masters-graduate",)),
        ("x", IDS),
        ("", IDS),
        (None, IDS),
        (["skilled-trades"], ("skilled-trades",)),
    ],
)
def test_an_unknown_stream(id_: Any, candidates: tuple[str, ...]) -> None:  # noqa: ANN401
    with pytest.raises(UnknownStreamError) as caught:
        oinp_noc.stream(id_)
    assert caught.value.value is id_
    assert caught.value.candidates[: len(candidates)] == candidates
    assert str(caught.value).startswith("no stream ")
    assert all(candidate in str(caught.value) for candidate in caught.value.candidates)


def test_a_grid_has_every_fact_of_its_record() -> None:
    records = json.loads(oinp_noc.data_files()["streams.json"].read_bytes())
    with_grid = {record["id"]: record["grid"] for record in records if record["grid"]}
    assert with_grid
    for id_, record in with_grid.items():
        grid = oinp_noc.stream(id_).grid
        assert grid is not None
        assert (grid.published.isoformat(), grid.note, list(grid.sources)) == (
            record["published"],
            record["note"],
            record["sources"],
        )
        for section, of in zip(grid.sections, record["sections"], strict=True):
            assert (section.name, section.points) == (of["name"], of["points"])
            for factor, has in zip(section.factors, of["factors"], strict=True):
                levels = [(level["level"], level["points"]) for level in has["levels"]]
                assert (factor.name, list(factor.levels), factor.note) == (has["name"], levels, has["note"])
