"""Pictures of histories: what is drawn is what the history says, and what is not drawn is counted."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from hypothesis import given, settings
from matplotlib.collections import QuadMesh
from matplotlib.figure import Figure

import oinp_noc
from oinp_noc import DrawHistory, Score, plots, testing
from oinp_noc.errors import InvalidArgumentError, OinpNocError, UnknownCodeError, UnknownVersionError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HISTORY = oinp_noc.draws().select(until="2024-12-31")
PRIORITIES = HISTORY.select(stream="human-capital-priorities")
FRENCH = HISTORY.select(stream="french-speaking-skilled-worker")


def new() -> Axes:
    return Figure().subplots()


def note(ax: Axes) -> str:
    return ax.texts[0].get_text().replace("\n", " ")


def points(panel: Any, *, ticks: bool = False) -> Counter[tuple[Any, float]]:  # noqa: ANN401 (matplotlib's types say less)
    """Count the points of a panel by day and height, or the ticks at its foot."""
    lines = [line for line in panel.get_lines() if (line.get_marker() == "|") is ticks]
    return Counter((day, height) for line in lines for day, height in zip(*line.get_data(orig=True), strict=True))


def ticks(panel: Any) -> Counter[Any]:  # noqa: ANN401
    return Counter(day for day, _ in points(panel, ticks=True).elements())


def segments(lines: Any) -> list[Any]:  # noqa: ANN401
    return [path.vertices for path in lines.get_paths()]


# Timeline


def test_each_draw_of_the_timeline_is_a_point_or_a_tick() -> None:
    ax = plots.timeline(PRIORITIES, ax=new())
    scores, sizes = ax.child_axes
    assert points(scores) == Counter((draw.date, draw.score.min) for draw in PRIORITIES if draw.score)
    assert ticks(scores) == Counter(draw.date for draw in PRIORITIES if draw.score is None)
    assert points(sizes) == Counter((d.date, d.invitations) for d in PRIORITIES if d.invitations is not None)
    assert ticks(sizes) == Counter(draw.date for draw in PRIORITIES if draw.invitations is None)
    assert (ticks(scores).total(), ticks(sizes).total()) == (3, 3)
    assert "3 draws without a published score: ticks at the foot." in note(ax)
    assert "3 draws without a published number of invitations" in note(ax)
    assert "The list of 1 draw is not known: a hollow triangle." in note(ax)
    assert sizes.get_ylim()[0] == 0


def test_the_lines_of_the_timeline_are_the_published_ranges() -> None:
    scores, sizes = plots.timeline(PRIORITIES, ax=new()).child_axes
    ends = sorted((float(low), float(high)) for lines in scores.collections for (_, low), (_, high) in segments(lines))
    published = [draw.score for draw in PRIORITIES if draw.score and draw.score.max is not None]
    assert ends == sorted((float(score.min), float(score.max or 0)) for score in published)
    assert {float(low) for lines in sizes.collections for (_, low), _ in segments(lines)} == {0}


def test_no_two_streams_and_no_two_scales_share_an_axis() -> None:
    some = HISTORY.select(since="2024-01-01")
    streams = sorted({draw.stream for draw in some})
    ax = plots.timeline(some, ax=new())
    names = [text.get_text() for text in ax.texts if " · " in text.get_text()]
    assert [name.split(" · ")[1:] for name in names] == [
        [oinp_noc.stream(stream).scale, f"{count} draws"]
        for stream, count in sorted(Counter(draw.stream for draw in some).items())
    ]
    assert len(ax.child_axes) == 2 * len(streams)
    assert "scores of different streams do not compare" in note(ax)


def test_a_stream_of_a_users_own_with_two_scales_gets_an_axis_for_each() -> None:
    own = [attrs.evolve(draw, id=f"{draw.date}-own", stream="own") for draw in (PRIORITIES[-1], PRIORITIES[0])]
    other = attrs.evolve(PRIORITIES[-2], id=f"{PRIORITIES[-2].date}-own", stream="own", score=Score(40, None, "EOI"))
    ax = plots.timeline([*own, other], ax=new())
    assert [text.get_text() for text in ax.texts if " · " in text.get_text()] == [
        "own · CRS · 2 draws",
        "own · EOI · 1 draw",
    ]


def test_a_stream_without_scores_has_an_axis_without_numbers() -> None:
    old = [attrs.evolve(draw, invitations=None) for draw in FRENCH.select(until="2018-12-31")]
    scores, sizes = plots.timeline(old, ax=new()).child_axes
    assert not len(scores.get_yticks())
    assert not len(sizes.get_yticks())
    assert ticks(scores).total() == ticks(sizes).total() == 45


def test_the_timeline_of_an_occupation_marks_the_draws_that_listed_it() -> None:
    ax = plots.timeline(PRIORITIES, occupation="21231", ax=new())
    targeted = {each.draw for each in PRIORITIES.timeline("21231")}
    by_marker: dict[Any, Any] = {line.get_marker(): line for line in ax.child_axes[1].get_lines()}
    expected = {
        "o": targeted,
        "x": {draw for draw in PRIORITIES if draw.listing == "listed"} - targeted,
        "D": {draw for draw in PRIORITIES if draw.listing == "none"},
    }
    for marker, draws in expected.items():
        dates = sorted(draw.date for draw in draws if draw.invitations is not None)
        assert list(by_marker[marker].get_xdata(orig=True)) == dates
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [
        "lists 21231", "lists others only", "no occupation list", "list not known",
    ]  # fmt: skip
    assert "it may have listed the occupation" in note(ax)


def test_the_days_of_all_panels_are_those_of_the_history() -> None:
    some = HISTORY.select(since="2024-01-01")
    limits = {panel.get_xlim() for panel in plots.timeline(some, ax=new()).child_axes}
    assert len(limits) == 1
    ((first, last),) = limits
    days = [(draw.date - type(draw.date)(1970, 1, 1)).days for draw in some]
    assert first < days[0] <= days[-1] < last


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"occupation": "2173"}, UnknownCodeError),
        ({"occupation": ""}, OinpNocError),
        ({"occupation": 21231}, OinpNocError),
        ({"occupation": "21231", "version": "1999"}, UnknownVersionError),
    ],
)
def test_an_occupation_that_is_none_is_refused(how: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        plots.timeline(PRIORITIES, **how)


def test_a_stream_of_ones_own_keeps_its_name() -> None:
    own = attrs.evolve(PRIORITIES[-1], stream="my-stream", id="mine")
    assert plots.timeline([own], ax=new()).texts[-3].get_text().startswith("my-stream · CRS")
    label = plots.upset([own], ax=new()).texts[-1].get_text()
    assert label == f"{own.date} my-stream"


@settings(max_examples=15)
@given(testing.histories(max_size=6))
def test_every_draw_of_any_timeline_is_drawn_once(history: DrawHistory) -> None:
    panels = plots.timeline(history, ax=new()).child_axes
    for panel in panels[::2], panels[1::2]:
        assert sum((points(each) + points(each, ticks=True)).total() for each in panel) == len(history)
    assert sum((ticks(each) for each in panels[::2]), Counter()) == Counter(d.date for d in history if d.score is None)


# Frequency


@pytest.mark.parametrize(
    ("version", "by"), [("2021", "unit group"), ("2016", "minor group"), ("2021", "broad category")]
)
@pytest.mark.parametrize("top", [1, 7, 12, 600])
def test_the_bars_are_the_counts(version: str, by: Any, top: int) -> None:  # noqa: ANN401
    some = HISTORY.select(since="2023-12-01")
    ax = plots.frequency(some, version=version, by=by, top=top, ax=new())
    found = some.frequency(version, by)
    counts = found.counts[:top]
    assert [bar.get_width() for bar in cast("Any", ax.patches)] == [count.times for count in counts]
    assert [label.get_text() for label in ax.get_yticklabels()] == [count.group.code for count in counts]
    assert ax.get_xlim()[0] == 0
    assert ax.get_xlim()[1] > counts[0].times
    rest = found.counts[top:]
    tied = sum(count.times == counts[-1].times for count in rest)
    assert (f"{len(rest)} more group" in note(ax)) is bool(rest)
    assert (f"{tied} of them" in note(ax)) is bool(tied)


def test_the_note_of_the_frequency_counts_what_is_not_in_the_bars() -> None:
    ax = plots.frequency(HISTORY, ax=new())
    found = HISTORY.frequency()
    assert f"Counted in {found.listed} draws with a known list, 2017-04-26 to 2024-10-17." in note(ax)
    assert f"{found.none} draws had no occupation list." in note(ax)
    assert f"any count may be too low by up to {found.unknown}." in note(ax)
    assert "Lists of other NOC versions count by their pairs." in note(ax)
    assert re.fullmatch(
        r"Counted in 1 draw with a known list, .*\d\.( \d+ more.*)?", note(plots.frequency(HISTORY[-1:]))
    )


def test_draws_without_a_list_have_no_frequency_and_no_matrix() -> None:
    general = HISTORY.select(listing="none")
    for draw in plots.frequency, plots.overlap_heatmap:
        ax = draw(general, ax=new())
        assert "no draw with a known occupation list" in [text.get_text() for text in ax.texts]
        assert f"{len(general)} draws had no occupation list." in note(ax)


@pytest.mark.parametrize("top", [0, -1, 1.5, "3", True])
def test_a_number_of_bars_below_one_is_refused(top: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"^top=.*: expected a whole number from 1 up"):
        plots.frequency(HISTORY, top=top)


def test_the_frequency_takes_only_levels_and_versions_that_there_are() -> None:
    with pytest.raises(InvalidArgumentError, match=r"^by='sub-major group'"):
        plots.frequency(HISTORY, version="2016", by="sub-major group")
    with pytest.raises(UnknownVersionError):
        plots.frequency(HISTORY, version="1999")


# Heatmap


def cells(ax: Axes) -> Any:  # noqa: ANN401
    (mesh,) = (each for each in ax.collections if isinstance(each, QuadMesh))
    return cast("Any", mesh.get_array()).tolist()


def test_the_matrix_has_the_upper_bounds_above_its_diagonal_and_the_lower_below() -> None:
    some = PRIORITIES.select(since="2022-09-01", until="2023-02-28")
    ax = plots.overlap_heatmap(some, ax=new())
    rows: Any = some.overlap_matrix().rows
    places = range(len(rows))
    assert cells(ax) == [[rows[i][j][j > i] for j in places] for i in places]
    assert any(low < high for row in rows for low, high in row)
    assert "the upper is above the diagonal, the lower below it" in note(ax)
    texts = [text.get_text() for text in ax.texts]
    assert texts[-(len(rows) ** 2) :] == [f"{value:.2f}" for row in cells(ax) for value in row]


def test_the_matrix_counts_what_is_common() -> None:
    some = PRIORITIES.select(since="2022-09-01", until="2023-02-28")
    ax = plots.overlap_heatmap(some, measure="common", ax=new())
    assert cells(ax) == [list(row) for row in some.overlap_matrix("common").rows]
    assert "Across NOC versions, pairs of codes are counted." in note(ax)
    exact = plots.overlap_heatmap(some.select(since="2023-01-01"), ax=new())
    assert not [text for text in exact.texts if "NOC versions" in text.get_text()]


def test_a_large_matrix_labels_some_of_its_rows_and_says_so() -> None:
    ax = plots.overlap_heatmap(HISTORY, ax=new())
    listed = HISTORY.select(listing="listed")
    assert len(cells(ax)) == len(listed)
    found = re.search(r"One draw in (\d+) is labelled\.", note(ax))
    assert found
    step = int(found[1])
    labels = [text.get_text() for text in ax.texts if re.match(r"\d+  20", text.get_text())]
    assert [int(label.split()[0]) for label in labels] == list(range(1, len(listed) + 1, step))
    assert [label.split()[1] for label in labels] == [str(draw.date) for draw in listed[::step]]


def test_draws_that_are_not_in_the_matrix_are_counted() -> None:
    ax = plots.overlap_heatmap(HISTORY, ax=new())
    none, unknown = (len(HISTORY.select(listing=cast("Any", name))) for name in ("none", "unknown"))
    assert f"{none} draws had no occupation list. The lists of {unknown} draws are not known: left out." in note(ax)


def test_another_measure_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"^measure='cosine'"):
        plots.overlap_heatmap(HISTORY, measure=cast("Any", "cosine"))
