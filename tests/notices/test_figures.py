"""What is measured of the reader: each outcome, on a notice made up for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

import notice_figures
import notice_places
import oinp_noc

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """On August 25, 2021, Ontario sent 326 invitations under the Masters Graduate stream.

Candidates scored 37 and above. The list: NOC 21231, NOC 21232.

Another 77 were invited in the PhD Graduate stream.
"""
MEANT = {
    "role": "announced",
    "date": "2021-08-25",
    "stream": "masters-graduate",
    "kind": "general",
    "invitations": 326,
    "score": [37],
    "listing": "none",
}
READ = {
    "role": "announced",
    "date": dt.date(2021, 8, 25),
    "stream": "masters-graduate",
    "kind": "general",
    "version": "2016",
    "listing": "none",
    "invitations": 326,
    "score": oinp_noc.Score(37, None, "EOI"),
}


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


SPANS = {"date": span("August 25, 2021"), "invitations": span("326"), "score": span("37 and above")}


def results(
    meant: list[dict[str, Any]], read: list[dict[str, Any]], *problems: oinp_noc.Problem, told: tuple[str, ...] = ()
) -> set[tuple[str, str]]:
    draws = tuple(oinp_noc.NoticeDraw(**{"spans": SPANS, **draw}) for draw in read)
    notice = oinp_noc.Notice(draws, (), problems, TEXT)
    filled = [{**dict.fromkeys(notice_figures.FIELDS), "labels": [], **draw} for draw in meant]
    every = list(notice_figures.results(notice, {"draws": filled, "problems": told}))
    figures = notice_figures.Figures()
    assert figures.add(notice, {"draws": filled, "problems": told}) == every
    assert sum(figures.fields.values()) == sum(bool(result.field) for result in every)
    return {(result.outcome, result.field) for result in every if result.outcome != "right"}


def problem(words: str = "", message: str = "unclear") -> oinp_noc.Problem:
    return oinp_noc.Problem("contradiction", message, span(words) if words else None)


RIGHT = {("draw paired", ""), ("draw right", ""), ("draw right and clean", "")}


def test_all_right() -> None:
    assert results([MEANT], [READ]) == RIGHT
    assert results([MEANT], [READ], problem("The list")) == RIGHT


def test_right_with_a_problem_about_a_field() -> None:
    assert results([MEANT], [READ], problem("326")) == RIGHT - {("draw right and clean", "")}
    assert results([MEANT], [READ], problem("326"), told=("contradiction",)) == RIGHT


@pytest.mark.parametrize(
    ("read", "field"),
    [
        ({"invitations": 325}, "invitations"),
        ({"date": dt.date(2021, 8, 24)}, "date"),
        ({"stream": "entrepreneur"}, "stream"),
        ({"kind": "targeted", "target": "tech"}, "target"),
        ({"region": "northern"}, "region"),
        ({"role": "recalled"}, "role"),
    ],
)
def test_a_wrong_value_that_nobody_tells(read: dict[str, Any], field: str) -> None:
    assert ("silent wrong", field) in results([MEANT], [{**READ, **read}], problem("The list"))


@pytest.mark.parametrize(
    "told",
    [
        problem("326"),
        problem("Ontario sent 326 invitations"),
        problem(message="326 is in no draw"),
        problem(message="325 or another number"),
    ],
)
def test_a_wrong_value_that_is_told(told: oinp_noc.Problem) -> None:
    assert results([MEANT], [{**READ, "invitations": 325}], told) == {("draw paired", ""), ("told", "invitations")}


def test_a_problem_about_more_than_a_block_tells_nothing() -> None:
    wide = problem(TEXT[: TEXT.index(". The list")])
    assert ("silent wrong", "invitations") in results([MEANT], [{**READ, "invitations": 325}], wide)
    assert notice_places.is_at_most_a_block("The list:\n\n- one\n\n- two")
    assert not notice_places.is_at_most_a_block("The list.\n\nThe next.")


@pytest.mark.parametrize(
    ("read", "field", "words"),
    [
        ({"invitations": None}, "invitations", "326"),
        ({"score": None}, "score", "37"),
        ({"date": None}, "date", "326"),
        ({"stream": None}, "stream", "Masters Graduate stream"),
        ({"listing": "unknown"}, "listing", "37 and above"),
    ],
)
def test_a_value_that_is_lost(read: dict[str, Any], field: str, words: str) -> None:
    lost = {**READ, **read, "spans": {name: place for name, place in SPANS.items() if name != field}}
    assert results([MEANT], [lost]) == {("draw paired", ""), ("silent lost", field)}
    assert results([MEANT], [lost], problem(words)) == {("draw paired", ""), ("told", field)}


def test_each_code_is_told() -> None:
    meant = {**MEANT, "kind": "targeted", "listing": "listed", "codes": ["21231", "21232"]}
    read = {**READ, "kind": "targeted", "listing": "listed", "version": "2021"}
    some = oinp_noc.OccupationSet(["21231", "21230"], version="2021")
    assert results([meant], [{**read, "occupations": some}], problem("NOC 21232")) == {
        ("draw paired", ""),
        ("silent wrong", "codes"),
    }
    both = (problem("NOC 21232"), problem(message="21230 is not in the text"))
    assert results([meant], [{**read, "occupations": some}], *both) == {("draw paired", ""), ("told", "codes")}
    assert results([{**meant, "codes": [["21231"], ["21230", "21231"]]}], [{**read, "occupations": some}]) == RIGHT


def test_a_missing_draw() -> None:
    other = {**MEANT, "stream": "phd-graduate", "invitations": 77, "score": None}
    lost = results([MEANT, other], [READ]) - RIGHT
    assert ("draw missing", "") in lost
    assert ("silent lost", "invitations") in lost
    assert ("lost with its draw", "stream") in lost
    told = results([MEANT, other], [READ], problem("Another 77 were invited")) - RIGHT
    assert ("draw missing, told", "") in told
    assert ("told", "invitations") in told
    assert results([MEANT, {**other, "optional": True}], [READ]) == RIGHT


def test_an_invented_draw() -> None:
    more = {**READ, "stream": "phd-graduate", "invitations": 77, "spans": {"invitations": span("77")}}
    assert results([MEANT], [READ, more]) - RIGHT == {("draw invented", "")}
    assert results([MEANT], [READ, more], problem("77")) - RIGHT == {("draw invented, told", "")}
    optional = {**MEANT, "stream": "phd-graduate", "invitations": 78, "optional": True}
    assert results([MEANT, optional], [READ, more]) == RIGHT


def test_what_was_meant_may_be_in_doubt() -> None:
    assert results([{**MEANT, "listing": ["unknown", "none"], "target": ["tech", ""]}], [READ]) == RIGHT
    assert results([{**MEANT, "date": ["2021-08-25", ""], "score": [[37], [38]]}], [READ]) == RIGHT
    none = {**READ, "date": None, "score": None}
    assert results([{**MEANT, "date": ["2021-08-25", ""], "score": [[37], []]}], [none]) == RIGHT


def test_where_a_target_begins_is_a_matter_of_taste() -> None:
    meant = {**MEANT, "kind": "targeted", "target": "tech occupations", "listing": "unknown"}
    read = {**READ, "kind": "targeted", "listing": "unknown"}
    assert results([meant], [{**read, "target": "Tech"}]) == RIGHT
    assert ("silent wrong", "target") in results([meant], [{**read, "target": "health"}])
    assert ("silent lost", "target") in results([meant], [read])
    assert results([{**meant, "target": None}], [{**read, "target": "one of 48 codes"}]) == RIGHT


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("invitations", 1344, "1 344 invitations; 11,344 and 1,344,000 are others"),
        ("invitations", 2, "deux invitations"),
        ("date", "2024-07-09", "le 9 juillet"),
        ("date", "2024-06-09", "June 9th"),
        ("date", "2021-08-01", "le 1er août 2021"),
        ("date", "2024-02-08", "8 of February"),
        ("score", [458, 462], "458 points"),
        ("stream", "employer-job-offer-foreign-worker", "the Foreign Worker stream"),
        ("codes", ["21231"], "NOC 21231"),
        ("region", "northern", "Northern Ontario"),
    ],
)
def test_where_a_value_stands(field: str, value: object, text: str) -> None:
    assert len(notice_places.places(text, field, value)) == 1


def test_the_figures_stand_at_their_floor() -> None:
    # All fields of all notices are read, and nothing is read that is not there.
    figures = notice_figures.figures()["all"]
    assert {outcome for _, outcome in figures.fields if figures.fields[_, outcome]} == {"right"}
    assert figures.draws["draw invented"] == figures.draws["draw invented, told"] == 0
    assert figures.rows()["- without a problem"] == "1.000"


def test_the_figures_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "one.toml").write_text('[[draws]]\nstream = "entrepreneur"\nlisting = "none"\n', "utf-8")
    monkeypatch.setattr("sys.argv", ["notice_figures.py", "--verbose", str(tmp_path)])
    notice_figures.main()
    lines = capsys.readouterr().out.splitlines()
    assert "  draw missing: announced | entrepreneur" in lines
    assert any(line.split() == ["draws", "missing", "1", "1"] for line in lines)
    assert [line.split()[0] for line in lines[-len(notice_figures.FIELDS) :]] == list(notice_figures.FIELDS)


def test_of_nothing_nothing_is_wrong() -> None:
    assert notice_figures.share(0, 0) == 1
    assert notice_figures.share(1, 4) == 0.25
