"""The strategies that users draw from: what they make is valid, and of every kind."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Draw, DrawHistory, Group, OccupationSet, testing
from oinp_noc.errors import InvalidArgumentError, MissingExtraError, UnknownStreamError, UnknownVersionError

if TYPE_CHECKING:
    from collections.abc import Callable

VERSIONS = ("2006", "2011", "2016", "2021")
LEVELS = [(version, level) for version in VERSIONS for level in oinp_noc.classification(version).levels]


@pytest.mark.parametrize("version", VERSIONS)
def test_codes_are_those_of_the_version(version: str) -> None:
    units = OccupationSet.everything(version)

    @given(testing.codes(version))
    def holds(code: str) -> None:
        assert code in units

    holds()


def test_the_default_version_is_2021() -> None:
    @given(
        testing.codes(), testing.groups(), testing.occupation_sets(), testing.messy_codes(), testing.repairable_codes()
    )
    def holds(code: str, group: Group, some: OccupationSet, messy: Any, broken: Any) -> None:  # noqa: ANN401
        assert oinp_noc.is_valid(code)
        assert group.version == some.version == "2021"
        assert oinp_noc.parse_code(messy[0]) == messy[1]
        assert oinp_noc.repair_code(broken[0]).code == broken[1]

    holds()


@pytest.mark.parametrize(("version", "level"), LEVELS)
def test_groups_are_of_the_level(version: str, level: Any) -> None:  # noqa: ANN401
    @settings(max_examples=20)
    @given(testing.groups(version, level=level))
    def holds(group: Group) -> None:
        assert group in oinp_noc.classification(version).at(level)

    holds()


def seen(strategy: st.SearchStrategy[Any], number: int) -> list[Any]:
    """Draw values, the same ones in every run."""
    found = []

    @settings(max_examples=number, derandomize=True, phases=[Phase.generate], database=None)
    @given(strategy)
    def draw(value: Any) -> None:  # noqa: ANN401
        found.append(value)

    draw()
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_groups_of_every_level_are_drawn(version: str) -> None:
    levels = {group.level for group in seen(testing.groups(version), 300)}
    assert levels == set(oinp_noc.classification(version).levels)


@pytest.mark.parametrize(("least", "most"), [(0, 0), (0, 3), (2, 5), (1, None), (0, None), (500, None)])
def test_sets_are_of_the_size(least: int, most: int | None) -> None:
    @settings(max_examples=30)
    @given(testing.occupation_sets("2016", min_size=least, max_size=most))
    def holds(some: OccupationSet) -> None:
        assert some.version == "2016"
        assert least <= len(some) <= (500 if most is None else most)

    holds()


def test_sets_are_nearly_empty_and_nearly_full() -> None:
    sizes = {len(some) for some in seen(testing.occupation_sets(), 200)}
    assert {0, 1, 515, 516} <= sizes


@pytest.mark.parametrize("version", VERSIONS)
def test_messy_codes_are_read_and_broken_ones_repaired(version: str) -> None:
    @given(testing.messy_codes(version), testing.repairable_codes(version))
    def holds(messy: tuple[str, str], broken: tuple[str | float, str]) -> None:
        assert oinp_noc.parse_code(messy[0], version) == messy[1]
        assert oinp_noc.repair_code(broken[0], version).code == broken[1]

    holds()


def test_everything_that_is_repaired_is_drawn() -> None:
    drawn = seen(testing.repairable_codes("2016"), 250)
    steps = {step for broken, _ in drawn for step in oinp_noc.repair_code(broken, "2016").steps}
    assert steps >= {
        "mark removed",
        "decimal point removed",
        "title removed",
        "number read as text",
        "leading zero restored",
        "leading zeros restored",
    }


# Every kind of draw there is.
KINDS: dict[str, Callable[[Draw], object]] = {
    "listed": lambda draw: draw.listing == "listed",
    "none": lambda draw: draw.listing == "none",
    "unknown": lambda draw: draw.listing == "unknown",
    "general": lambda draw: draw.kind == "general",
    "targeted without a list": lambda draw: draw.kind == "targeted" and draw.listing == "none",
    "known in part": lambda draw: draw.known_occupations,
    "outside the GTA in part": lambda draw: draw.outside_gta and draw.outside_gta != draw.occupations,
    "outside the GTA as a whole": lambda draw: draw.outside_gta and draw.outside_gta == draw.occupations,
    "a region": lambda draw: draw.region == "northern",
    "a smaller place": lambda draw: draw.region == "Greater Sudbury",
    "a program": lambda draw: draw.program == "empp",
    "a language": lambda draw: draw.language == "French",
    "an experience": lambda draw: draw.experience == "foreign",
    "a job offer": lambda draw: draw.job_offer,
    "an EOI score": lambda draw: draw.score and draw.score.scale == "EOI",
    "a CRS score": lambda draw: draw.score and draw.score.scale == "CRS",
    "a score with an end": lambda draw: draw.score and draw.score.max is not None,
    "a score without": lambda draw: draw.score and draw.score.max is None,
    "no score": lambda draw: draw.score is None,
    "no number of invitations": lambda draw: draw.invitations is None,
    "no invitations": lambda draw: draw.invitations == 0,
    "a window": lambda draw: draw.profiles_from and draw.profiles_to,
    "half a window": lambda draw: draw.profiles_from and not draw.profiles_to,
    "two labels": lambda draw: len(draw.labels) == 2,
    "a label contradicted": lambda draw: draw.labels_contradicted,
    "a misprint": lambda draw: draw.as_published,
    "NOC 2016": lambda draw: draw.version == "2016",
    "NOC 2021": lambda draw: draw.version == "2021",
    "a slug": lambda draw: draw.id.endswith("-b"),
    "low confidence": lambda draw: draw.confidence == "low",
    "a note and a source": lambda draw: draw.note and draw.sources,
}


def test_every_kind_of_draw_is_drawn() -> None:
    drawn = seen(testing.draws(), 300)
    assert [name for name, kind in KINDS.items() if not any(kind(draw) for draw in drawn)] == []


@given(testing.draws())
def test_a_draw_is_as_the_packaged_ones_are(draw: Draw) -> None:
    assert draw.id.startswith(f"{draw.date}-{draw.stream}")
    assert draw.score is None or draw.score.scale == oinp_noc.stream(draw.stream).scale
    assert (draw.kind == "general") is (draw.target is None)
    assert draw.version in {"2016", "2021"}
    if draw.kind == "general":
        assert draw.listing == "none"
        criteria = (draw.labels, draw.region, draw.program, draw.language, draw.experience, draw.job_offer)
        assert not any(criteria)
    assert dt.date(2017, 1, 1) <= draw.date <= dt.date(2027, 12, 31)
    assert not draw.labels_contradicted or (draw.labels and draw.occupations)


@given(testing.draws(version="2006", stream="skilled-trades", listing="listed"))
def test_draws_are_of_what_was_asked_for(draw: Draw) -> None:
    assert (draw.version, draw.stream, draw.listing) == ("2006", "skilled-trades", "listed")
    assert draw.listed().version == "2006"


@settings(max_examples=30)
@given(testing.histories(testing.draws(stream="entrepreneur"), min_size=1, max_size=4))
def test_histories_are_of_what_was_asked_for(history: DrawHistory) -> None:
    assert 1 <= len(history) <= 4
    assert {draw.stream for draw in history} == {"entrepreneur"}
    assert len(set(history.ids)) == len(history)


def test_histories_are_empty_and_of_several_streams() -> None:
    drawn = seen(testing.histories(max_size=3), 40)
    assert DrawHistory() in drawn
    assert any(len({draw.stream for draw in history}) > 1 for history in drawn)


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda: testing.codes("2020"), UnknownVersionError),
        (lambda: testing.groups("2021", level="TEER"), InvalidArgumentError),  # type: ignore[arg-type]
        (lambda: testing.occupation_sets("2020"), UnknownVersionError),
        (lambda: testing.messy_codes("2020"), UnknownVersionError),
        (lambda: testing.repairable_codes("2020"), UnknownVersionError),
        (lambda: testing.draws(version="2020"), UnknownVersionError),
        (lambda: testing.draws(stream="trades"), UnknownStreamError),
        (lambda: testing.draws(listing="some"), InvalidArgumentError),  # type: ignore[arg-type]
    ],
)
def test_bad_input_is_refused_at_once(ask: Callable[[], st.SearchStrategy[Any]], error: type[Exception]) -> None:
    with pytest.raises(error):
        ask().validate()


def test_without_hypothesis_the_extra_is_named(fresh: Callable[..., Any]) -> None:
    code = """
import sys
sys.modules["hypothesis"] = None
import oinp_noc
try:
    import oinp_noc.testing
except oinp_noc.errors.MissingExtraError as error:
    answer = [str(error), isinstance(error, ImportError)]
"""
    assert fresh(code) == [
        "oinp_noc.testing needs Hypothesis, of the extra 'test': pip install 'oinp-noc[test]'",
        True,
    ]


def test_the_import_itself_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    spec = importlib.util.spec_from_file_location("without_hypothesis", testing.__file__)
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(MissingExtraError, match="of the extra 'test'"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


def test_the_strategies_show_themselves_briefly() -> None:
    for strategy in (testing.codes(), testing.groups("2016"), testing.draws(), testing.histories()):
        assert len(repr(strategy)) < 5000
