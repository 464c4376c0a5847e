"""The defaults of versions stand in the signatures, and do not move with a new NOC."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from oinp_noc import DrawHistory, OccupationGroup, OccupationSet, frames

if TYPE_CHECKING:
    from collections.abc import Callable

# What has a NOC version with a default: everything is of NOC 2021, and conversions lead there from NOC 2016.
OF_2021: list[Callable[..., Any]] = [
    oinp_noc.classification,
    oinp_noc.lookup,
    oinp_noc.parse_code,
    oinp_noc.is_valid,
    oinp_noc.repair_code,
    oinp_noc.search,
    oinp_noc.suggest,
    oinp_noc.example_titles,
    OccupationSet,
    OccupationSet.everything,
    OccupationSet.under,
    OccupationSet.where,
    OccupationGroup.ever,
    OccupationGroup.always,
    DrawHistory.timeline,
    DrawHistory.frequency,
    DrawHistory.screen,
    frames.clean,
    frames.titles,
    frames.groups,
    frames.targeted,
    frames.search,
]
OF_2016: list[Callable[..., Any]] = [oinp_noc.convert, oinp_noc.convert_all, frames.convert]


def default(work: Callable[..., Any], name: str) -> Any:  # noqa: ANN401 (any default)
    return inspect.signature(work).parameters[name].default


@pytest.mark.parametrize("work", OF_2021, ids=lambda work: work.__qualname__)
def test_the_default_version_is_2021(work: Callable[..., Any]) -> None:
    assert default(work, "version") == "2021"


@pytest.mark.parametrize("work", OF_2016, ids=lambda work: work.__qualname__)
def test_the_defaults_of_a_conversion_lead_from_2016_to_2021(work: Callable[..., Any]) -> None:
    assert (default(work, "version"), default(work, "to")) == ("2016", "2021")


def test_what_they_answer_is_of_the_default_version() -> None:
    """A method may call another: what comes out is of that version too."""
    history = oinp_noc.draws().select(until="2024-12-31")
    assert history.timeline("21231") == history.timeline("21231", "2021") != history.timeline("2173", "2016")
    assert history.frequency().version == "2021"
    assert {match.group.version for match in oinp_noc.search("cook")} == {"2021"}
    assert {match.group.version for match in oinp_noc.suggest("cook")} == {"2021"}
    assert OccupationSet().version == OccupationSet.everything().version == OccupationSet.under("72").version == "2021"
    assert OccupationSet.where(teer=1).version == oinp_noc.occupation_group("tech").ever().version == "2021"
