"""The facts that were counted from the official tables, pinned one by one."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

import oinp_noc
from oinp_noc import OccupationSet

if TYPE_CHECKING:
    from pathlib import Path

TECH_OF_2019 = ("0213", "2147", "2172", "2173", "2174", "2175")


@pytest.mark.parametrize(
    ("version", "counts"),
    [
        (
            "2021",
            {"broad category": 10, "major group": 45, "sub-major group": 89, "minor group": 162, "unit group": 516},
        ),
        ("2016", {"broad category": 10, "major group": 40, "minor group": 140, "unit group": 500}),
        ("2011", {"broad category": 10, "major group": 40, "minor group": 140, "unit group": 500}),
        ("2006", {"broad category": 10, "major group": 36, "minor group": 140, "unit group": 520}),
    ],
)
def test_groups_by_level(version: str, counts: dict[str, int]) -> None:
    assert Counter(group.level for group in oinp_noc.classification(version).values()) == counts


def test_groups_in_all() -> None:
    assert [len(oinp_noc.classification(version)) for version in ("2021", "2016", "2011", "2006")] == [
        822,
        690,
        690,
        706,
    ]


def test_teer() -> None:
    teer = Counter(group.teer for group in OccupationSet.everything("2021"))
    assert [teer[category] for category in range(6)] == [48, 97, 162, 69, 95, 45]


def test_skill_levels() -> None:
    for version in ("2016", "2011"):
        levels = Counter(group.skill_level for group in OccupationSet.everything(version))
        assert [levels[level] for level in "0ABCD"] == [48, 89, 211, 121, 31]


def test_pairs_of_2016_and_2021() -> None:
    pairs = oinp_noc.concordance("2016", "2021")
    assert len(pairs) == 585
    assert len({pair.source for pair in pairs}) == 500
    assert len({pair.target for pair in pairs}) == 516


def test_relations() -> None:
    relations = Counter(pair.relation for pair in oinp_noc.concordance("2016", "2021"))
    assert relations == {"1:1": 396, "1:n": 60, "n:1": 44, "m:n": 85}


def test_targets_of_old_codes() -> None:
    codes = OccupationSet.everything("2016").codes
    targets = {code: len(oinp_noc.convert(code).targets) for code in codes}
    assert Counter(targets.values()) == {1: 440, 2: 40, 3: 16, 4: 3, 5: 1}
    assert targets["2171"] == 5


def test_split_codes_of_which_every_pair_is_one_to_many() -> None:
    split = [oinp_noc.convert(code) for code in OccupationSet.everything("2016").codes]
    split = [conversion for conversion in split if len(conversion.pairs) > 1]
    assert len(split) == 60
    assert sum({pair.relation for pair in conversion.pairs} == {"1:n"} for conversion in split) == 6


def test_split_codes_with_a_successor() -> None:
    split = [oinp_noc.convert(code) for code in OccupationSet.everything("2016").codes]
    split = [conversion for conversion in split if len(conversion.pairs) > 1]
    continued = [conversion for conversion in split if conversion.successor is not None]
    assert len(continued) == 47
    assert {conversion.status for conversion in continued} == {"continued"}
    elsewhere = [
        conversion
        for conversion in continued
        if conversion.successor and any(target.teer != conversion.successor.teer for target in conversion.targets)
    ]
    assert len(elsewhere) == 30


def test_split_codes_that_expired() -> None:
    codes = OccupationSet.everything("2016").codes
    expired = " ".join(code for code in codes if oinp_noc.convert(code).status == "expired")
    assert expired == "1227 1228 1523 2174 2175 2263 3111 4313 6331 6733 7247 8431 9616"


def test_status_of_old_codes() -> None:
    counts = oinp_noc.convert_all(OccupationSet.everything("2016").codes).counts
    assert counts == {"unique": 440, "continued": 47, "expired": 13, "unrecorded": 0}


def test_pairs_whose_note_names_a_successor() -> None:
    named = [pair for pair in oinp_noc.concordance("2016", "2021") if pair.is_successor]
    assert len(named) == 49
    unsplit = [pair.source.code for pair in named if len(oinp_noc.convert(pair.source.code).pairs) == 1]
    assert unsplit == ["7245", "7246"]


def test_codes_without_their_leading_zeros_that_are_other_groups() -> None:
    noc = oinp_noc.classification("2016")
    zeros = [code for code in OccupationSet.everything("2016").codes if code.startswith("0")]
    assert len(zeros) == 48
    assert sum(code.startswith("0") for code in OccupationSet.everything("2021").codes) == 6
    stripped = [code.lstrip("0") for code in zeros]
    assert sum(code in noc for code in stripped) == 30
    assert Counter(noc[code].level for code in stripped if code in noc) == {"minor group": 25, "major group": 5}


def test_chain_of_2006_and_2021() -> None:
    codes = OccupationSet.everything("2006").codes
    targets = Counter(len(oinp_noc.convert(code, version="2006", to="2021").targets) for code in codes)
    assert targets == {1: 420, 2: 63, 3: 25, 4: 8, 5: 4}
    assert len(oinp_noc.concordance("2006", "2021")) == 673


def test_chain_of_2006_and_2021_by_a_join_of_the_raw_tables(sources: Path) -> None:
    steps = (
        ("derived_noc2006-noc2011_complete.csv", "noc_2006", "noc_2011", 4),
        ("derived_noc2011-noc2016.csv", "noc_2011", "noc_2016", 4),
        ("statcan_noc2016v1_3-noc2021v1_0-eng.csv", "NOC 2016 V1.3 Code", "NOC 2021 V1.0 Code", 5),
    )
    reached: dict[str, set[str]] | None = None
    for file, old, new, digits in steps:
        onwards: defaultdict[str, set[str]] = defaultdict(set)
        with (sources / "concordance" / file).open(encoding="utf-8-sig", newline="") as lines:
            for line in csv.DictReader(lines):
                onwards[line[old].zfill(4)].add(line[new].zfill(digits))
        if reached is None:
            reached = dict(onwards)
        else:
            reached = {code: set[str]().union(*(onwards[step] for step in found)) for code, found in reached.items()}
    assert reached is not None
    assert Counter(map(len, reached.values())) == {1: 420, 2: 63, 3: 25, 4: 8, 5: 4}
    assert sum(map(len, reached.values())) == 673
    assert {code: set(oinp_noc.convert(code, version="2006", to="2021").codes) for code in reached} == reached


def test_major_group_40_of_2016() -> None:
    for version in ("2016", "2011"):
        parent = oinp_noc.classification(version)["40"].parent
        assert parent is not None
        assert parent.code == "4"


def test_pairs_on_which_the_publishers_differ() -> None:
    union = oinp_noc.concordance("2016", "2021", publisher=None)
    apart = {
        (pair.source.code, pair.target.code): pair.publishers
        for pair in union
        if set(pair.publishers) != {"statcan", "esdc"}
    }
    assert apart == {
        ("0433", "10012"): ("statcan",),
        ("0433", "40040"): ("esdc",),
        ("0112", "21120"): ("esdc",),
        ("3111", "41310"): ("statcan",),
        ("1253", "12111"): ("statcan",),
        ("1525", "13201"): ("statcan",),
        ("9616", "94130"): ("statcan",),
    }


@pytest.mark.parametrize(
    ("publisher", "count", "relations"),
    [
        ("statcan", 585, (396, 60, 44, 85)),
        ("esdc", 582, (400, 57, 43, 82)),
        (None, 587, (396, 58, 44, 89)),
    ],
)
def test_pairs_by_publisher(publisher: str | None, count: int, relations: tuple[int, ...]) -> None:
    pairs = oinp_noc.concordance("2016", "2021", publisher=publisher)
    assert len(pairs) == count
    found = Counter(pair.relation for pair in pairs)
    assert (found["1:1"], found["1:n"], found["n:1"], found["m:n"]) == relations


def test_pairs_of_2006_and_2011() -> None:
    assert len(oinp_noc.concordance("2006", "2011")) == 568


def test_2011_and_2016_have_the_same_codes() -> None:
    old, new = OccupationSet.everything("2011"), OccupationSet.everything("2016")
    assert old.codes == new.codes
    changed = [a.code for a, b in zip(old, new, strict=True) if a.title != b.title]
    assert changed == ["0433", "1432", "4313", "7313", "9213", "9232", "9461", "9465", "9617"]
    pairs = oinp_noc.concordance("2011", "2016")
    assert {pair.relation for pair in pairs} == {"1:1"}
    assert [pair.source.code for pair in pairs if "VC2" in pair.changes] == changed


def test_draws_by_intake() -> None:
    intake = Counter(oinp_noc.stream(draw.stream).intake for draw in oinp_noc.draws())
    assert intake == {"EOI": 276, "Express Entry": 184}
    assert len(oinp_noc.draws()) == 460


def test_draws_by_listing() -> None:
    listing = Counter(draw.listing for draw in oinp_noc.draws())
    assert listing == {"listed": 194, "none": 252, "unknown": 14}


def test_draws_that_share_their_date_and_stream() -> None:
    keys = Counter((draw.date, draw.stream) for draw in oinp_noc.draws())
    shared = [times for times in keys.values() if times > 1]
    assert (len(shared), sum(shared)) == (60, 147)


def test_two_draws_of_one_day() -> None:
    a = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    b = oinp_noc.draw("2023-05-09-employer-job-offer-international-student")
    assert (len(a.listed()), len(b.listed())) == (56, 53)
    assert a & b == OccupationSet(["22221", "22222"], version="2021")


def test_a_draw_that_another_contains() -> None:
    trades = oinp_noc.draw("2023-01-10-employer-job-offer-foreign-worker-skilled-trades")
    later = oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")
    assert (len(trades.listed()), len(later.listed())) == (49, 56)
    assert trades.listed() < later.listed()
    assert " ".join((later - trades).codes) == "73200 73201 73202 73209 73300 73301 73400"


def test_a_difference_of_draws() -> None:
    new = oinp_noc.draw("2024-03-07-human-capital-priorities")
    old = oinp_noc.draw("2023-05-09-employer-job-offer-international-student")
    assert (len(new.listed()), len(old.listed())) == (43, 53)
    assert (new - old).codes == ("31200",)


def test_tech_draws_across_versions() -> None:
    old = oinp_noc.draw("2019-07-12-human-capital-priorities")
    new = oinp_noc.draw("2022-12-19-human-capital-priorities")
    assert old.listed().codes == TECH_OF_2019
    assert len(new.listed()) == 9
    found = oinp_noc.overlap(old, new)
    assert found.left.whole.codes == TECH_OF_2019
    assert not found.left.partial
    assert len(found.right.whole) == 7
    assert found.right.partial.codes == ("21211", "21233")
    assert not found.only_left
    assert not found.only_right
    for code in found.right.partial.codes:
        assert "2171" in oinp_noc.convert(code, version="2021", to="2016").codes


@pytest.mark.parametrize("version", ["2016", "2011"])
def test_major_groups_that_are_ranges(version: str) -> None:
    noc = oinp_noc.classification(version)
    assert [group.code for group in noc.at("major group") if "-" in group.code] == ["01-05", "07-09"]
    apart = {
        group.code: group.parent.code
        for group in noc.at("minor group")
        if group.parent is not None and not group.code.startswith(group.parent.code)
    }
    assert len(apart) == 14
    assert {code for code, parent in apart.items() if parent == "07-09"} == {"071", "073", "081", "082", "091"}
    assert {parent for code, parent in apart.items() if "011" <= code <= "051"} == {"01-05"}


def test_the_examples_of_the_main_job() -> None:
    conversion = oinp_noc.convert("2173")
    assert (conversion.codes, conversion.status) == (("21211", "21231"), "continued")
    assert conversion.successor == oinp_noc.lookup("21231")
    assert (oinp_noc.convert("2174").status, oinp_noc.convert("2174").codes) == ("expired", ("21230", "21232", "21234"))
    assert oinp_noc.convert("21233", version="2021", to="2016").codes == ("2171", "2175")
    assert oinp_noc.convert("2175").codes == ("21233", "21234")
    assert oinp_noc.convert("2172").codes == ("21211", "21223")
    assert oinp_noc.convert("2147").codes == ("21311",)
    assert oinp_noc.convert("0213").codes == ("20012",)


def test_dates_and_names_of_the_data() -> None:
    assert oinp_noc.versions() == ("2006", "2011", "2016", "2021")
    assert oinp_noc.DATA_LAST_UPDATED.isoformat() == "2026-11-27"
    draws = oinp_noc.draws()
    assert (draws[0].date.isoformat(), draws[-1].date.isoformat()) == ("2017-04-10", "2026-04-30")
