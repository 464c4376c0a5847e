"""What was counted in the official tables and pages, compared with the packaged data.

Every count that a new draw or a new NOC version changes stands in ``facts.toml``, and is read here alone.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, get_args

import pytest

import oinp_noc
from oinp_noc import OccupationSet

pytestmark = pytest.mark.facts

FACTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "facts.toml").read_text("utf-8"))
TECH_OF_2019 = ("0213", "2147", "2172", "2173", "2174", "2175")


RELATIONS = get_args(oinp_noc.Relation)


def split() -> list[oinp_noc.Conversion]:
    """Convert the codes of NOC 2016 that have several targets."""
    conversions = map(oinp_noc.convert, OccupationSet.everything("2016").codes)
    return [conversion for conversion in conversions if len(conversion.pairs) > 1]


def numbered(table: dict[str, int]) -> dict[int, int]:
    return {int(key): count for key, count in table.items()}


def test_versions_and_days() -> None:
    assert oinp_noc.versions() == tuple(FACTS["data"]["versions"])
    assert FACTS["data"]["last_updated"] == oinp_noc.DATA_LAST_UPDATED
    draws = oinp_noc.draws()
    assert (draws[0].date, draws[-1].date) == (FACTS["draws"]["first"], FACTS["draws"]["last"])


@pytest.mark.parametrize("version", FACTS["data"]["versions"])
def test_groups_by_level(version: str) -> None:
    groups = oinp_noc.classification(version).values()
    assert Counter(group.level for group in groups) == FACTS["levels"][version]
    titles = Counter(group.title_fr_status or "unknown" for group in groups)
    assert titles == FACTS["french_titles"][version]
    assert all((group.title_fr is None) == (group.title_fr_status is None) for group in groups)


def test_teer() -> None:
    assert Counter(group.teer for group in OccupationSet.everything("2021")) == numbered(FACTS["teer"])


@pytest.mark.parametrize("version", ["2011", "2016"])
def test_skill_levels(version: str) -> None:
    assert Counter(group.skill_level for group in OccupationSet.everything(version)) == FACTS["skill_levels"]


@pytest.mark.parametrize("publisher", ["statcan", "esdc", None])
def test_pairs_by_publisher_and_relation(publisher: str | None) -> None:
    pairs = oinp_noc.concordance("2016", "2021", publisher=publisher)
    relations = Counter(pair.relation for pair in pairs)
    expected = FACTS["pairs"]["2016"][publisher or "union"]
    assert {"all": len(pairs), **{relation: relations[relation] for relation in RELATIONS}} == expected


def test_pairs_reach_every_code() -> None:
    pairs = oinp_noc.concordance("2016", "2021")
    assert {pair.source.code for pair in pairs} == set(OccupationSet.everything("2016").codes)
    assert {pair.target.code for pair in pairs} == set(OccupationSet.everything("2021").codes)


def test_targets_of_old_codes() -> None:
    for version, counts in FACTS["targets"].items():
        codes = OccupationSet.everything(version).codes
        targets = Counter(len(oinp_noc.convert(code, version=version).targets) for code in codes)
        assert targets == numbered(counts)
    assert len(oinp_noc.convert("2171").targets) == 5


def test_status_of_old_codes() -> None:
    counts = oinp_noc.convert_all(OccupationSet.everything("2016").codes).counts
    assert counts == {status: FACTS["conversion"][status] for status in get_args(oinp_noc.Status)}


def test_split_codes() -> None:
    assert len(split()) == FACTS["conversion"]["split"]
    one_to_many = [conversion for conversion in split() if {pair.relation for pair in conversion.pairs} == {"1:n"}]
    assert len(one_to_many) == FACTS["conversion"]["split_one_to_many_only"]


def test_split_codes_with_a_successor() -> None:
    continued = [conversion for conversion in split() if conversion.successor is not None]
    assert len(continued) == FACTS["conversion"]["continued"]
    assert {conversion.status for conversion in continued} == {"continued"}
    elsewhere = [
        conversion
        for conversion in continued
        if conversion.successor and any(target.teer != conversion.successor.teer for target in conversion.targets)
    ]
    assert len(elsewhere) == FACTS["conversion"]["successor_with_another_teer_beside"]


def test_split_codes_that_expired() -> None:
    expired = [conversion.source.code for conversion in split() if conversion.status == "expired"]
    assert expired == FACTS["conversion"]["expired_codes"].split()


def test_pairs_whose_note_names_a_successor() -> None:
    named = [pair for pair in oinp_noc.concordance("2016", "2021") if pair.is_successor]
    assert len(named) == FACTS["conversion"]["named_by_a_note"]
    unsplit = [pair.source.code for pair in named if len(oinp_noc.convert(pair.source.code).pairs) == 1]
    assert unsplit == ["7245", "7246"]


def test_codes_without_their_leading_zeros_that_are_other_groups() -> None:
    noc = oinp_noc.classification("2016")
    expected = FACTS["leading_zeros"]
    zeros = {v: [c for c in OccupationSet.everything(v).codes if c.startswith("0")] for v in ("2016", "2021")}
    assert {version: len(codes) for version, codes in zeros.items()} == {v: expected[v] for v in zeros}
    stripped = [code.lstrip("0") for code in zeros["2016"]]
    levels = Counter(noc[code].level for code in stripped if code in noc)
    assert levels == {
        "minor group": expected["minor_groups_of_2016"],
        "major group": expected["major_groups_of_2016"],
    }


def test_pairs_of_other_versions() -> None:
    assert len(oinp_noc.concordance("2006", "2011")) == FACTS["pairs"]["2006_2011"]
    assert len(oinp_noc.concordance("2006", "2021")) == FACTS["pairs"]["2006_2021"]


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
    assert Counter(map(len, reached.values())) == numbered(FACTS["targets"]["2006"])
    assert sum(map(len, reached.values())) == FACTS["pairs"]["2006_2021"]
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


def test_2011_and_2016_have_the_same_codes() -> None:
    old, new = OccupationSet.everything("2011"), OccupationSet.everything("2016")
    assert old.codes == new.codes
    changed = [a.code for a, b in zip(old, new, strict=True) if a.title != b.title]
    assert changed == FACTS["titles"]["changed_in_2016"].split()
    pairs = oinp_noc.concordance("2011", "2016")
    assert {pair.relation for pair in pairs} == {"1:1"}
    assert [pair.source.code for pair in pairs if "VC2" in pair.changes] == changed


def test_draws_by_intake_and_listing() -> None:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for draw in oinp_noc.draws():
        intake = found[oinp_noc.stream(draw.stream).intake]
        intake.update(["draws", draw.listing, *(["targeted"] if draw.kind == "targeted" else [])])
    assert found == FACTS["draws"]["intake"]
    assert len(oinp_noc.draws()) == FACTS["draws"]["all"]
    assert Counter(draw.listing for draw in oinp_noc.draws()) == FACTS["draws"]["listing"]


def test_draws_and_invitations_by_year_and_stream() -> None:
    rows = oinp_noc.draws().summary()
    found: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    for row in rows:
        year, stream = row.key
        found[str(stream)][str(year)] = [row.draws, row.invitations]
    assert found == FACTS["draws"]["by_year"]
    silent = [[row.draws, row.key[1], row.key[0]] for row in rows if row.counted < row.draws]
    assert silent == [FACTS["draws"]["without_a_number"]]


def test_draws_that_share_their_day_and_stream() -> None:
    keys = Counter((draw.date, draw.stream) for draw in oinp_noc.draws())
    shared = [times for times in keys.values() if times > 1]
    assert len(shared) == FACTS["draws"]["days_and_streams_shared"]
    assert sum(shared) == FACTS["draws"]["draws_that_share"]


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


@pytest.mark.parametrize("table", ["classification", "concordance", "draws"])
def test_what_quality_control_finds(table: str) -> None:
    findings = getattr(oinp_noc.qc, table)()
    assert Counter(finding.kind for finding in findings) == FACTS["findings"][table]
    assert findings.unexplained == ()


def test_how_many_totals_are_printed() -> None:
    assert len(oinp_noc.qc.totals()) == FACTS["findings"]["totals"]


def test_the_page_on_quality_control_lists_every_kind_and_every_explanation(project: Path) -> None:
    page = (project / "docs" / "quality.md").read_text("utf-8")
    kinds = get_args(oinp_noc.qc.FindingKind)
    assert [line.split("`")[1] for line in page.splitlines() if line.startswith("| `") and "qc." not in line] == [
        *kinds
    ]
    for finding in (*oinp_noc.qc.classification(), *oinp_noc.qc.concordance(), *oinp_noc.qc.draws()):
        assert f"`{finding.place}`" in page
        assert f"| {str(finding.explanation).split(' Source: ')[0]} |" in page
