"""What holds for every picture: the axes, both languages, room for every word, and what is no picture."""

from __future__ import annotations

import re
import string
import sys
from typing import TYPE_CHECKING, Any, cast, get_args

import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

import oinp_noc
from oinp_noc import DrawHistory, OccupationGroup, plots
from oinp_noc._language import Lang
from oinp_noc.errors import InvalidArgumentError, MissingExtraError
from oinp_noc.plots import _words

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

STREAMS = ("employer-job-offer-foreign-worker", "entrepreneur", "french-speaking-skilled-worker")
HISTORY = DrawHistory(
    draw for draw in oinp_noc.draws().select(since="2022-01-01", until="2024-12-31") if draw.stream in STREAMS
)
EMPTY_GROUP = OccupationGroup("none", "nothing", ())
PICTURES: dict[str, Callable[..., Axes]] = {
    "timeline": lambda **how: plots.timeline(HISTORY, **how),
    "timeline of one stream": lambda **how: plots.timeline(HISTORY.select(stream="entrepreneur"), **how),
    "timeline of an occupation": lambda **how: plots.timeline(HISTORY, occupation="21231", **how),
    "frequency": lambda **how: plots.frequency(HISTORY, **how),
    "frequency by category": lambda **how: plots.frequency(HISTORY, by="broad category", **how),
    "heatmap": lambda **how: plots.overlap_heatmap(HISTORY, **how),
    "small heatmap": lambda **how: plots.overlap_heatmap(HISTORY.select(since="2024-01-01"), measure="common", **how),
    "upset": lambda **how: plots.upset(HISTORY, version="2021", **how),
    "upset of a group": lambda **how: plots.upset(oinp_noc.occupation_group("health"), **how),
    "flow": lambda **how: plots.flow(oinp_noc.convert("2171"), **how),
    "flow of a chain": lambda **how: plots.flow(oinp_noc.convert("2171", "2006", "2021"), **how),
    "editions": lambda **how: plots.editions(oinp_noc.occupation_group("skilled-trades"), **how),
    "few editions": lambda **how: plots.editions(oinp_noc.occupation_group("tech"), **how),
}
EMPTY: dict[str, Callable[..., Axes]] = {
    "no draws": lambda **how: plots.timeline([], **how),
    "no draws at all": lambda **how: plots.frequency(DrawHistory(), **how),
    "no draws to compare": lambda **how: plots.overlap_heatmap([], **how),
    "no sets": lambda **how: plots.upset({}, **how),
    "no list of occupations": lambda **how: plots.editions(EMPTY_GROUP, **how),
}
every_picture = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)


def words(ax: Axes) -> str:
    return " ".join(text.get_text() for text in ax.texts).replace("\n", " ")


@every_picture
def test_it_draws_into_the_axes_that_it_is_given(draw: Callable[..., Axes], ax: Axes) -> None:
    assert draw(ax=ax) is ax
    assert ax.figure.axes == [ax, *(axes for axes in ax.figure.axes if axes is not ax)]
    assert plt.get_fignums() == []


@every_picture
def test_without_axes_it_makes_one_figure_and_shows_nothing(draw: Callable[..., Axes]) -> None:
    ax = draw()
    assert [plt.figure(number) for number in plt.get_fignums()] == [ax.figure]
    assert ax.get_title(loc="left")


def is_whole(ax: Axes) -> bool:
    """Say whether all that is drawn, every text included, is within the figure."""
    figure = cast("Figure", ax.figure)
    figure.draw_without_rendering()
    drawn, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    return bool(min(drawn.x0, drawn.y0) > -0.03 and drawn.x1 < width + 0.03 and drawn.y1 < height + 0.03)


@pytest.mark.parametrize("lang", get_args(Lang))
@every_picture
def test_no_text_is_cut_off(draw: Callable[..., Axes], lang: Lang, ax: Axes) -> None:
    assert is_whole(draw(lang=lang))
    assert is_whole(draw(lang=lang, ax=ax))


@pytest.mark.parametrize("name", ["timeline of one stream", "frequency", "upset of a group", "flow", "few editions"])
def test_it_fits_a_figure_with_a_layout_of_its_own(name: str) -> None:
    figure = Figure(figsize=(9, 12), layout="constrained")
    first, second = figure.subplots(2)
    PICTURES[name](ax=first)
    PICTURES[name](ax=second)
    assert is_whole(first)


@every_picture
def test_axes_too_small_for_anything_are_drawn_all_the_same(draw: Callable[..., Axes]) -> None:
    figure = Figure(figsize=(0.6, 0.4))
    assert draw(ax=figure.subplots()).figure is figure
    figure.draw_without_rendering()


@every_picture
def test_it_speaks_french(draw: Callable[..., Axes]) -> None:
    english, french = draw(), draw(lang="fr")
    assert english.get_title(loc="left") != french.get_title(loc="left")
    assert not re.search(r"\b(draws?|lists?|the|NOC|codes and)\b", words(french))


@every_picture
@pytest.mark.parametrize("lang", ["de", "", None, 3])
def test_another_language_is_refused(draw: Callable[..., Axes], lang: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"^lang=.*: expected one of 'en', 'fr'"):
        draw(lang=lang)
    assert plt.get_fignums() == []


@every_picture
@pytest.mark.parametrize("given", [Figure(), "ax", 3, [Figure().subplots()]], ids=["figure", "text", "number", "list"])
def test_what_is_no_axes_is_refused(draw: Callable[..., Axes], given: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="expected the axes of a matplotlib figure, got"):
        draw(ax=given)


@pytest.mark.parametrize("draw", EMPTY.values(), ids=EMPTY)
def test_nothing_is_drawn_as_axes_that_say_so(draw: Callable[..., Axes], ax: Axes) -> None:
    draw(ax=ax)
    assert ax.get_title(loc="left")
    assert re.search(r"\bno (draws|sets|list of occupations)\b", words(ax))
    assert not ax.patches
    assert not ax.child_axes
    assert "aucun" in words(draw(lang="fr", ax=Figure().subplots()))


NO_DRAWS: list[Any] = [None, 3, "2023-05-09", [3], HISTORY.ids, HISTORY[0], [*HISTORY[:2], "x"]]


@pytest.mark.parametrize("draw", [plots.timeline, plots.frequency, plots.overlap_heatmap, plots.upset])
@pytest.mark.parametrize("given", NO_DRAWS, ids=range(len(NO_DRAWS)))
def test_what_is_no_draw_is_refused(draw: Callable[..., Axes], given: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"^expected a history or draws, got .* of type"):
        draw(given)


@pytest.mark.parametrize("draw", [plots.timeline, plots.frequency, plots.overlap_heatmap, plots.upset])
def test_any_iterable_of_draws_will_do(draw: Callable[..., Axes], ax: Axes) -> None:
    some = HISTORY.select(since="2024-01-01")
    assert words(draw(iter(reversed(some)), ax=ax)) == words(draw(some, ax=Figure().subplots()))


def test_without_matplotlib_one_line_says_what_to_install(fresh: Callable[..., Any]) -> None:
    answer = fresh(
        "import sys; sys.modules['matplotlib'] = None\n"
        "import oinp_noc\n"
        "try: oinp_noc.plots.flow(oinp_noc.convert('2173'))\n"
        "except oinp_noc.errors.MissingExtraError as error: answer = str(error)"
    )
    assert answer == "pictures need the extra 'plot': pip install 'oinp-noc[plot]'"


@every_picture
def test_every_picture_says_that_matplotlib_is_missing(
    draw: Callable[..., Axes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    with pytest.raises(MissingExtraError, match=r"oinp-noc\[plot\]"):
        draw()


def test_the_module_arrives_without_matplotlib(fresh: Callable[..., Any]) -> None:
    assert not fresh("import sys, oinp_noc; oinp_noc.plots.flow; answer = 'matplotlib' in sys.modules")


def test_with_axes_given_pyplot_is_not_even_imported(fresh: Callable[..., Any]) -> None:
    answer = fresh(
        "import sys, oinp_noc\nfrom matplotlib.figure import Figure\nh = oinp_noc.draws()\n"
        "for draw in (oinp_noc.plots.timeline, oinp_noc.plots.frequency, oinp_noc.plots.overlap_heatmap):\n"
        "    draw(h[:9], ax=Figure().subplots())\n"
        "answer = 'matplotlib.pyplot' in sys.modules"
    )
    assert answer is False


def test_every_sentence_has_the_same_places_in_both_languages() -> None:
    for key, (english, french) in _words._TABLE.items():  # noqa: SLF001 (the table itself is tested)
        places = {
            frozenset(name for _, name, _, _ in string.Formatter().parse(form) if name)
            for forms in (english, french)
            for form in ((forms,) if isinstance(forms, str) else forms)
        }
        assert len(places) == 1, key
        assert isinstance(english, tuple) == isinstance(french, tuple), key


@pytest.mark.parametrize(
    ("lang", "n", "expected"),
    [
        ("en", 0, "0 draws"), ("en", 1, "1 draw"), ("en", 2, "2 draws"), ("en", 12345, "12,345 draws"),
        ("fr", 0, "0 ronde"), ("fr", 1, "1 ronde"), ("fr", 2, "2 rondes"), ("fr", 12345, "12\xa0345 rondes"),
    ],
)  # fmt: skip
def test_numbers_and_plurals(lang: Lang, n: int, expected: str) -> None:
    assert _words.say(lang, "draws", n) == expected
