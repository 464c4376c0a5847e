"""What errors carry beside their message: the value as passed, the NOC version, and the candidates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pytest

import oinp_noc
from oinp_noc import Draw, DrawHistory, OccupationSet, Score
from oinp_noc.errors import InvalidArgumentError, OinpNocError

if TYPE_CHECKING:
    from collections.abc import Callable

HCP = "human-capital-priorities"
HISTORY = oinp_noc.draws().select(until="2024-12-31")
TRADES = oinp_noc.draw("2023-01-10-employer-job-offer-foreign-worker-skilled-trades")
GENERAL = HISTORY.select(kind="general")[0]
UNKNOWN = HISTORY.select(listing="unknown")[0]
NEW, OLD = OccupationSet(["21231"]), OccupationSet(["2173"], "2016")
OTHER = oinp_noc.lookup("2173", "2016")
MINOR = oinp_noc.classification()["2123"]
TECH = oinp_noc.occupation_group("tech")
LISTED = next(edition for edition in TECH.editions if edition.occupations is not None)
CODES = {"2173"}
COLUMNS = type("Frame", (), {"columns": ()})()
BACKWARDS = slice(None, None, -1)
LATE = dt.date(2017, 1, 1)


class Case(NamedTuple):
    """What is done, and what its error carries."""

    work: Callable[[], object]
    value: object = None
    version: str | None = None
    candidates: tuple[str, ...] = ()


def draw(**facts: Any) -> Draw:  # noqa: ANN401 (any field)
    base: dict[str, Any] = {"id": "x", "date": "2024-01-01", "stream": HCP, "kind": "targeted", "version": "2021"}
    return Draw(**{**base, "listing": "none", **facts})


CASES = {
    # Codes
    "an unknown version": Case(lambda: oinp_noc.lookup("21231", "2020"), "2020", None, oinp_noc.versions()),
    "an unknown unit group": Case(lambda: oinp_noc.lookup("99999", "2021"), "99999", "2021"),
    "an unknown unit group, with near ones": Case(
        lambda: oinp_noc.lookup("2179", "2016"), "2179", "2016", ("2171", "2172", "2173", "2174", "2175")
    ),
    "a unit group of another version": Case(lambda: oinp_noc.lookup(" 2173"), " 2173", "2021"),
    "a group of another level": Case(lambda: oinp_noc.lookup("2123"), "2123", "2021"),
    "a lost zero": Case(lambda: oinp_noc.lookup("213", "2016"), "213", "2016", ("0213",)),
    "a lost zero that no group has": Case(lambda: oinp_noc.lookup("0010"), "0010", "2021", ("00010",)),
    "a number": Case(lambda: oinp_noc.lookup(213, "2016"), 213, "2016", ("0213",)),  # type: ignore[arg-type]
    "a number that is no code": Case(lambda: oinp_noc.lookup(99, "2016"), 99, "2016"),  # type: ignore[arg-type]
    "no code": Case(lambda: oinp_noc.lookup("cook", "2016"), "cook", "2016"),
    "no digits": Case(lambda: oinp_noc.identify("cook"), "cook"),
    "no group": Case(lambda: oinp_noc.classification("2016")["9999"], "9999", "2016"),
    "no group under": Case(lambda: OccupationSet.under("9999", version="2016"), "9999", "2016"),
    "no group at the end of a range": Case(lambda: OccupationSet.under("11-99"), "11-99", "2021"),
    "a range that descends": Case(lambda: OccupationSet.under("73-72"), "73-72", "2021"),
    "a range of two levels": Case(lambda: OccupationSet.under("72-733"), "72-733", "2021"),
    # Conversions
    "several targets": Case(lambda: oinp_noc.convert("2173").one(), "2173", "2016", ("21211", "21231")),
    "not converted": Case(lambda: oinp_noc.convert_all(["2173"])["0213"], "0213", "2016"),
    "a single text": Case(lambda: oinp_noc.convert_all("2173", version="2011"), "2173", "2011"),
    "a frame": Case(lambda: oinp_noc.convert_all(COLUMNS, version="2011"), COLUMNS, "2011"),
    "a number for codes": Case(lambda: oinp_noc.convert_all(2173, version="2011"), 2173, "2011"),  # type: ignore[arg-type]
    # Sets
    "one text for a set": Case(lambda: OccupationSet("2173", "2016"), "2173", "2016"),
    "a number for a set": Case(lambda: OccupationSet(2173, "2016"), 2173, "2016"),  # type: ignore[arg-type]
    "a group of another version in a set": Case(lambda: OccupationSet([OTHER]), OTHER, "2021"),
    "a group of another version under": Case(lambda: OccupationSet.under(OTHER), OTHER, "2021"),
    "a group of another level in a set": Case(lambda: OccupationSet([MINOR]), MINOR, "2021"),
    "asked for a group of another version": Case(lambda: OTHER in NEW, OTHER, "2021"),
    "nothing to select": Case(lambda: OccupationSet.where(version="2016"), None, "2016"),
    "no TEER there": Case(lambda: OccupationSet.where(teer=1, version="2016"), 1, "2016"),
    "sets of two versions": Case(lambda: NEW | OLD, OLD, "2021"),
    "a set and another collection": Case(lambda: OLD.union(CODES), CODES, "2016"),  # type: ignore[arg-type]
    "no common set": Case(lambda: oinp_noc.overlap(OLD, NEW).common, None, "2016"),
    "no side": Case(lambda: oinp_noc.overlap(NEW, CODES), CODES),  # type: ignore[arg-type]
    # Draws
    "a score that is below itself": Case(lambda: Score(400, 300, "CRS"), 400),
    "a field of another type": Case(lambda: draw(target=5), 5),
    "a field that is no id": Case(lambda: draw(stream="My stream"), "My stream"),
    "a list that is none": Case(lambda: draw(occupations=NEW), "none", "2021"),
    "no list that is listed": Case(lambda: draw(listing="listed"), "listed", "2021"),
    "a known part of a list that is not unknown": Case(lambda: draw(known_occupations=NEW), "none", "2021"),
    "outside the GTA beyond the list": Case(
        lambda: draw(listing="listed", occupations=NEW, outside_gta=~NEW), ~NEW, "2021"
    ),
    "occupations of another version": Case(lambda: draw(listing="listed", occupations=OLD), OLD, "2021"),
    "a window that ends before it begins": Case(
        lambda: draw(profiles_from="2023-05-02", profiles_to="2023-05-01"), dt.date(2023, 5, 1)
    ),
    "a score of another scale": Case(lambda: draw(score=Score(40, None, "EOI")), Score(40, None, "EOI")),
    "no list": Case(lambda: GENERAL & NEW, GENERAL.id, GENERAL.version),
    "a list that is not known": Case(lambda: UNKNOWN & NEW, UNKNOWN.id, UNKNOWN.version),
    "a received day before the draw": Case(lambda: TRADES.deadlines("2017-01-01"), "2017-01-01"),
    "deadlines of an unknown stream": Case(lambda: draw(stream="own").deadlines(), "x"),
    "deadlines that nobody knows": Case(
        lambda: draw(date="2025-07-01", stream="employer-job-offer-in-demand-skills").deadlines(), "x"
    ),
    # Histories
    "no draws": Case(lambda: DrawHistory(5), 5),  # type: ignore[arg-type]
    "what is no draw": Case(lambda: DrawHistory([NEW]), NEW),  # type: ignore[list-item]
    "an id twice": Case(lambda: DrawHistory([TRADES, TRADES]), None, None, (TRADES.id,)),
    "an ambiguous draw": Case(
        lambda: HISTORY.get("2023-01-10-employer-job-offer-foreign-worker"),
        "2023-01-10-employer-job-offer-foreign-worker",
        None,
        tuple(id_ for id_ in HISTORY.ids if id_.startswith("2023-01-10-employer-job-offer-foreign-worker-")),
    ),
    "the beginning of an id": Case(lambda: HISTORY.get("2024-03-07"), "2024-03-07", None, HISTORY.on("2024-03-07").ids),
    "an unknown draw": Case(lambda: HISTORY.get("nothing like it at all"), "nothing like it at all"),
    "a history backwards": Case(lambda: HISTORY[BACKWARDS], BACKWARDS),
    "another collection to merge": Case(lambda: HISTORY.merge(CODES), CODES),  # type: ignore[arg-type]
    "a conflict": Case(
        lambda: HISTORY.merge(DrawHistory([attrs.evolve(TRADES, invitations=1)])), TRADES.id, None, (TRADES.id,)
    ),
    "no day": Case(lambda: HISTORY.on("2023-02-30"), "2023-02-30"),
    # Screening
    "a score without a stream": Case(lambda: HISTORY.screen("21231", score=450), 450),
    "a score that is none": Case(lambda: HISTORY.screen("21231", stream=HCP, score=-1), -1),
    # Streams and groups
    "an unknown stream": Case(
        lambda: oinp_noc.stream("human-capital-priority"), "human-capital-priority", None, (HCP,)
    ),
    "a stream that has not opened": Case(lambda: oinp_noc.stream(HCP).eligible(LATE), HCP),
    "a stream before its first day": Case(lambda: oinp_noc.stream("ontario-workforce-priority").eligible(LATE), LATE),
    "an unknown group": Case(lambda: oinp_noc.occupation_group("teck"), "teck", None, ("tech",)),
    "an edition before the first": Case(lambda: TECH.on("2001-01-01"), "2001-01-01"),
    "a stream that never used a group": Case(
        lambda: TECH.on("2023-01-01", stream="own"),
        "own",
        None,
        tuple(sorted({s for e in TECH.editions for s in e.streams})),
    ),
    "an edition without a list": Case(
        lambda: next(e for e in oinp_noc.occupation_group("federal-french-language-proficiency").editions).listed(),
        "federal-french-language-proficiency",
    ),
    "a group without lists of a version": Case(lambda: TECH.ever("2006"), "2006", "2006", ("2016", "2021")),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_an_error_carries_the_value_the_version_and_the_candidates(case: Case) -> None:
    with pytest.raises(OinpNocError) as caught:
        case.work()
    error = caught.value
    assert error.value == case.value, str(error)
    assert error.version == case.version, str(error)
    assert error.candidates == case.candidates, str(error)


def test_another_collection_to_merge_is_shown() -> None:
    with pytest.raises(InvalidArgumentError, match=r"^\{'2173'\} is not a history: expected DrawHistory"):
        HISTORY.merge(CODES)  # type: ignore[arg-type]
