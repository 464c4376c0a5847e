"""Pictures of conversions, groups and sets of codes: every code is where the library puts it."""

from __future__ import annotations

import datetime as dt
import importlib
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

import oinp_noc
from oinp_noc import Draw, Edition, OccupationGroup, OccupationSet, Span, plots, testing
from oinp_noc.errors import (
    InvalidArgumentError,
    NoOccupationListError,
    UnknownOccupationsError,
    VersionMismatchError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

HISTORY = oinp_noc.draws().select(until="2024-12-31")
DAY = HISTORY.on("2023-05-09")


def new() -> Axes:
    return Figure().subplots()


def words(ax: Axes) -> list[str]:
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def heights(panel: Any) -> list[float]:  # noqa: ANN401 (matplotlib types its panels as something less)
    return [bar.get_height() for bar in panel.patches]


def widths(panel: Any) -> list[float]:  # noqa: ANN401
    return [bar.get_width() for bar in panel.patches]


# UpSet


@settings(max_examples=15)
@given(st.lists(testing.occupation_sets("2021"), min_size=1, max_size=6))
def test_the_columns_count_each_code_once_by_the_lists_that_it_is_on(sets: list[OccupationSet]) -> None:
    named = {f"list {number}": codes for number, codes in enumerate(sets)}
    ax = plots.upset(named, ax=Figure(figsize=(60, 5)).subplots())
    bars, sizes, dots = ax.child_axes
    union = {code for codes in sets for code in codes.codes}
    expected = Counter(frozenset(row for row, codes in enumerate(sets) if code in codes) for code in union)
    drawn = {
        frozenset(int(row) for row in cast("Any", line.get_ydata())): int(bar)
        for line, bar in zip(
            [line for line in dots.get_lines() if line.get_linestyle() == "-"], heights(bars), strict=True
        )
    }
    assert drawn == expected
    assert widths(sizes) == [len(codes) for codes in sets]
    assert heights(bars) == sorted(heights(bars), reverse=True)
    assert words(ax)[-len(sets) :] == list(named)


def test_two_draws_have_what_the_library_says_they_have_in_common() -> None:
    a, b = DAY
    bars, sizes, _ = plots.upset(DAY, ax=new()).child_axes
    assert heights(bars) == [len(a - b), len(b - a), len(a & b)] == [54, 51, 2]
    assert widths(sizes) == [56, 53]


def test_twelve_sets_are_drawn_and_the_rest_is_counted() -> None:
    some = HISTORY.select(since="2023-01-01", listing="listed")
    ax = plots.upset(some, ax=new())
    sizes = widths(ax.child_axes[1])
    listed = [len(draw.listed()) for draw in some]
    assert sorted(sizes) == sorted(listed)[-12:]
    assert f"{len(some) - 12} sets, none larger than these, are not shown." in words(ax)[0]
    assert [str(name)[:10] for name in words(ax)[1:]] == sorted(str(name)[:10] for name in words(ax)[1:])


def test_columns_without_room_are_counted() -> None:
    sets = {code: OccupationSet([code]) for code in ("21231", "21232", "21233", "21234", "21211", "21220")}
    ax = plots.upset(sets, ax=Figure(figsize=(1.4, 4)).subplots())
    shown = len(heights(ax.child_axes[0]))
    assert shown < 6
    left = 6 - shown
    assert f"{left} combinations, none larger than these, are not shown ({left} unit groups)." in words(ax)[0]


def test_lists_of_several_versions_are_refused_and_one_can_be_kept() -> None:
    tech = oinp_noc.occupation_group("tech")
    with pytest.raises(
        VersionMismatchError, match=r"^the lists are of NOC 2016 and 2021: expected lists of one version"
    ):
        plots.upset(tech)
    ax = plots.upset(tech, version="2016", ax=new())
    assert widths(ax.child_axes[1]) == [6]
    assert f"{len(tech.editions) - 1} lists of other NOC versions are left out." in words(ax)[0]
    assert ax.get_title(loc="left").startswith("Tech occupations")
    assert "no sets" in words(plots.upset(DAY, version="2006", ax=new()))


def test_draws_without_a_list_are_counted() -> None:
    ax = plots.upset(HISTORY, version="2021", ax=new())
    none, unknown = (len(HISTORY.select(listing=cast("Any", name))) for name in ("none", "unknown"))
    assert f"{none} draws had no occupation list. The lists of {unknown} draws are not known" in words(ax)[0]


def test_a_mapping_takes_draws_editions_and_sets_by_any_name() -> None:
    named: dict[str, OccupationSet | Edition | Draw] = {
        "$a_1$ costs 5 $": DAY[0],
        "edition": oinp_noc.occupation_group("tech").latest,
        "": OccupationSet(["22222"]),
    }
    ax = plots.upset(named, ax=new())
    cast("Figure", ax.figure).draw_without_rendering()
    assert words(ax)[-3:] == list(named)


@pytest.mark.parametrize(("listing", "error"), [("none", NoOccupationListError), ("unknown", UnknownOccupationsError)])
def test_a_mapping_of_a_draw_without_a_list_raises_as_the_draw_does(listing: Any, error: type[Exception]) -> None:  # noqa: ANN401
    with pytest.raises(error):
        plots.upset({"it": HISTORY.select(listing=listing)[0]})


@pytest.mark.parametrize("value", [None, "21231", ["21231"], {"21231"}])
def test_a_mapping_of_something_else_is_refused(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"^expected an OccupationSet, a draw or an edition, got"):
        plots.upset({"it": value})


def test_editions_of_one_day_are_told_apart_by_their_streams() -> None:
    names = words(plots.upset(oinp_noc.occupation_group("health"), ax=new()))
    assert "2024-02-06" in names
    assert {"2025-06-03 In-Demand Skills", "2025-06-03 International Student"} <= set(names)


# Flow


@pytest.mark.parametrize(
    ("code", "version", "to"),
    [("2173", "2016", "2021"), ("2171", "2016", "2021"), ("2174", "2016", "2021"), ("0213", "2016", "2021"),
     ("2171", "2006", "2021"), ("21211", "2021", "2016"), ("21231", "2021", "2021")],
)  # fmt: skip
def test_a_band_leads_to_each_target_and_the_successor_s_is_solid(code: str, version: str, to: str) -> None:
    conversion = oinp_noc.convert(code, version, to)
    ax = plots.flow(conversion, ax=new())
    solid = [not band.get_hatch() for band in ax.collections]
    assert solid == [target == conversion.successor for target in conversion.targets]
    said = words(ax)
    for target in conversion.targets:
        assert any(text.split(" · ")[0] == target.code for text in said)
    assert code in said
    assert f"{code} (NOC {version})" in ax.get_title(loc="left")


def test_the_note_says_how_the_code_ended() -> None:
    def said(*what: str) -> str:
        return words(plots.flow(oinp_noc.convert(*what), ax=new()))[0]

    assert said("2173").startswith("It continues as 21231, by the official note. The bands have one width")
    assert said("2174").startswith("It expired without a successor")
    assert said("0213") == "It has one target."
    assert said("21211", "2021", "2016").startswith("No table says which of the targets it continues as.")
    chain = said("2171", "2006", "2021")
    assert chain.startswith("It continues as 21222: the official notes of all steps lead there.")
    assert chain.endswith("Joined through the versions between, which may join too much.")


def test_a_target_names_the_other_codes_that_go_to_it() -> None:
    said = " ".join(words(plots.flow(oinp_noc.convert("2173"))))
    assert "Data scientists also takes in 2171, 2172 (NOC 2016)" in said
    assert said.count("also takes in") == 1


def test_by_the_pairs_of_another_publisher_the_other_codes_are_not_named() -> None:
    esdc = oinp_noc.concordance("2016", "2021", publisher="esdc").convert("2173")
    said = " ".join(words(plots.flow(esdc)))
    assert "also takes in other codes" in said


@pytest.mark.parametrize("value", [None, "2173", oinp_noc.lookup("21231"), DAY])
def test_what_is_no_conversion_is_refused(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"^expected a conversion, as convert"):
        plots.flow(value)


# Editions


def kinds(ax: Axes) -> Counter[str | None]:
    return Counter(cell.get_gid() for cell in ax.patches)


def expected_cells(group: OccupationGroup) -> Counter[str]:
    """Count what entered and left by hand: stream by stream, span by span, within a NOC version."""
    counts: Counter[str] = Counter()
    spans = [(span.stream or "", span.since, edition) for edition in group.editions for span in edition.spans]
    before: dict[tuple[str, str], set[str]] = {}
    for stream, _, edition in sorted(spans, key=lambda each: each[:2]):
        codes = set(edition.listed().codes)
        last = before.get((stream, edition.listed().version))
        counts["entered"] += len(codes - last) if last is not None else 0
        counts["left"] += len(last - codes) if last is not None else 0
        counts["held"] += len(codes & last) if last is not None else len(codes)
        before[stream, edition.listed().version] = codes
    return +counts


@pytest.mark.parametrize(
    "group", [group for group in oinp_noc.occupation_groups() if group.latest.listing == "listed"], ids=lambda g: g.id
)
def test_the_cells_are_what_each_list_holds_and_what_entered_and_left(group: OccupationGroup) -> None:
    tall = Figure(figsize=(9, 60)).subplots()
    assert kinds(plots.editions(group, ax=tall)) == expected_cells(group)


def test_codes_without_room_for_a_row_share_one() -> None:
    trades = oinp_noc.occupation_group("skilled-trades")
    folded, tall = plots.editions(trades, ax=new()), plots.editions(trades, ax=Figure(figsize=(9, 60)).subplots())
    assert kinds(folded).total() < kinds(tall).total()
    assert "A row of several codes has those that came and went together." in words(folded)[0]
    assert "A row of several codes" not in words(tall)[0]
    assert any(text.startswith("14 codes: 7235, 7236") for text in words(folded))
    assert "7371 Crane operators" in words(tall)
    assert "A row of several codes" in words(plots.editions(trades))[0]


def test_a_stream_has_the_lists_that_it_used() -> None:
    health = oinp_noc.occupation_group("health")
    ax = plots.editions(health, stream="human-capital-priorities", ax=Figure(figsize=(9, 60)).subplots())
    days = [text for text in words(ax) if text.startswith("20")]
    assert days == ["2023-02-02 (42)", "2023-09-26 (5)", "2023-11-30 (42)", "2024-02-06 (43)"]
    assert "Lists that Human Capital Priorities used." in words(ax)[0]
    assert kinds(ax) == {"held": 42 + 5 + 5 + 42, "left": 37, "entered": 37 + 1}
    with pytest.raises(InvalidArgumentError, match=r"^stream='entrepreneur': expected one of"):
        plots.editions(health, stream="entrepreneur")


def edition(day: int, codes: list[str] | None, listing: Any = "listed", stream: str | None = None) -> Edition:  # noqa: ANN401
    """Make up an edition."""
    return Edition(
        group="made-up",
        listing=listing,
        confidence=None,
        note=None,
        occupations=None if codes is None else OccupationSet(codes, "2021"),
        parts=(),
        spans=(Span(dt.date(2024, 1, day), None, stream),),
        draws=(),
        sources=(),
    )


def test_after_a_list_that_was_not_found_nothing_is_said_to_have_entered() -> None:
    lists = (edition(1, ["21231"]), edition(2, None, "unknown"), edition(3, ["21232"]), edition(4, ["21231"]))
    ax = plots.editions(OccupationGroup("made-up", "made up", lists), ax=new())
    assert kinds(ax) == {"held": 2, "entered": 1, "left": 1}
    assert "1 list was not found (?)." in words(ax)[0]
    assert "2024-01-02 (?)" in words(ax)


def test_a_time_without_occupations_is_marked_and_compared_across() -> None:
    lists = (edition(1, ["21231"]), edition(2, None, "none"), edition(3, ["21231", "21232"]))
    ax = plots.editions(OccupationGroup("made-up", "made up", lists), ax=new())
    assert kinds(ax) == {"held": 2, "entered": 1}
    assert "1 edition is not by occupation (–)." in words(ax)[0]


def test_the_first_list_of_a_stream_is_compared_with_no_other_stream_s() -> None:
    lists = (edition(1, ["21231"], stream="entrepreneur"), edition(2, ["21232"], stream="skilled-trades"))
    ax = plots.editions(OccupationGroup("made-up", "made up", lists), ax=new())
    assert kinds(ax) == {"held": 2}
    assert {"Entrepreneur", "Skilled Trades"} <= set(words(ax))


@pytest.mark.parametrize("value", [None, "tech", oinp_noc.occupation_group("tech").latest])
def test_what_is_no_group_is_refused(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"^expected an occupation group, as occupation_group"):
        plots.editions(value)


def test_a_french_title_is_used_where_one_is_known(ax: Axes) -> None:
    source = oinp_noc.lookup("2173", "2016")
    assert source.title_fr is not None
    assert source.title_fr in " ".join(words(plots.flow(oinp_noc.convert("2173"), lang="fr", ax=ax)))


# The gallery


def test_the_gallery_saves_a_picture_for_each_question(tmp_path: Path) -> None:
    gallery = importlib.import_module("gallery")
    saved = gallery.save_all(tmp_path / "new", "svg")
    questions = [line[3:] for line in gallery.GALLERY.read_text("utf-8").splitlines() if line.startswith("## ")]
    assert len(saved) == len(questions) == 5
    assert {path.name for path in saved} == {path.name for path in (tmp_path / "new").iterdir()}
    assert saved[3].name == "what-did-2173-become.svg"
    before = saved[3].read_bytes()
    assert b"<svg" in before
    assert gallery.save_all(tmp_path / "new", "svg")[3].read_bytes() == before
