"""Versions, levels, groups and the hierarchy, held to the raw tables and to themselves."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import oinp_noc
from oinp_noc import OccupationSet

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = ("2006", "2011", "2016", "2021")
LEVELS_2021 = ("broad category", "major group", "sub-major group", "minor group", "unit group")
LEVELS_BEFORE = ("broad category", "major group", "minor group", "unit group")

# code: level, parent, title, French title, its status, TEER, skill level
Facts = dict[str, tuple[str, str | None, str, str | None, str | None, int | None, str | None]]


def raw(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{key: cell.strip() for key, cell in row.items()} for row in csv.DictReader(lines)]


def packaged(version: str) -> Facts:
    return {
        code: (
            group.level,
            None if group.parent is None else group.parent.code,
            group.title,
            group.title_fr,
            group.title_fr_status,
            group.teer,
            group.skill_level,
        )
        for code, group in oinp_noc.classification(version).items()
    }


def test_2021_equals_the_raw_tables(sources: Path) -> None:
    french = {
        row["Code dela CNP 2021 v1.0"]: row["Titres de classes"]
        for row in raw(sources / "noc/noc2021-v1.0-structure-fr.csv")
    }
    expected: Facts = {}
    for row in raw(sources / "noc/noc2021-v1.0-structure-en.csv"):
        code = row["Code - NOC 2021 V1.0"]
        teer = int(code[1]) if len(code) == 5 else None
        level, parent = LEVELS_2021[len(code) - 1], code[:-1] or None
        expected[code] = (level, parent, row["Class title"], french[code], "official", teer, None)
    assert len(expected) == 822
    assert packaged("2021") == expected


def test_2016_equals_the_raw_tables(sources: Path) -> None:
    french = {row["Code"]: row["Titre"] for row in raw(sources / "noc/noc2016-v1.3-structure-fr.csv")}
    skill = {row["code"]: row["skill_level"] for row in raw(sources / "noc/noc2016-v1.3-skill-levels.csv")}
    expected: Facts = {}
    for row in raw(sources / "noc/noc2016-v1.3-structure-en.csv"):
        code = row["noc_code"]
        level = LEVELS_BEFORE[int(row["Level"]) - 1]
        parent = "4" if code == "40" else row["Parent"] or None  # the known slip
        expected[code] = (level, parent, row["noc_title"], french[code], "reconstructed", None, skill.get(code))
    assert len(expected) == 690
    assert packaged("2016") == expected


def test_2011_equals_the_raw_tables(sources: Path) -> None:
    french = {row["Code"]: row["Titre"] for row in raw(sources / "noc/noc2011-structure-fr-inferred.csv")}
    skill = {row["code"]: row["skill_level"] for row in raw(sources / "noc/noc2016-v1.3-skill-levels.csv")}
    official = {row["code"]: row["title_fr"] for row in raw(sources / "noc/noc2011-unit-group-titles-en-fr.csv")}
    expected: Facts = {}
    for row in raw(sources / "noc/noc2011-structure-en.csv"):
        code, title_fr = row["Code"], (french | official)[row["Code"]]
        level = LEVELS_BEFORE[int(row["Level"]) - 1]
        status = "official" if code in official else "inferred"
        expected[code] = (level, row["Parent"] or None, row["Class title"], title_fr, status, None, skill.get(code))
    assert len(official) == 500
    assert all(facts[3] for facts in expected.values())
    assert packaged("2011") == expected


def test_2006_equals_the_raw_table(sources: Path) -> None:
    rows = raw(sources / "noc/noc2006-structure-en.csv")
    expected: Facts = {
        row["code"]: (LEVELS_BEFORE[int(row["level"]) - 1], row["parent"] or None, row["title"], None, None, None, None)
        for row in rows
    }
    assert len(expected) == 706
    assert packaged("2006") == expected


@pytest.mark.parametrize("version", VERSIONS)
def test_a_classification_is_a_mapping_by_code(version: str) -> None:
    noc = oinp_noc.classification(version)
    assert noc.version == version
    assert list(noc) == sorted(noc)
    assert len(noc) == len(list(noc)) == len(noc.items())
    assert all(noc[code].code == code and noc[code].version == version for code in noc)
    assert noc.get("nothing") is None
    assert "nothing" not in noc
    assert 21231 not in noc  # type: ignore[comparison-overlap]
    assert repr(noc) == f"<Classification NOC {version}: {len(noc)} groups>"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_classification_is_one_object(version: str) -> None:
    noc = oinp_noc.classification(version)
    assert oinp_noc.classification(version) is noc
    for code in noc:
        assert noc[code] is noc[code]


def test_the_default_version_is_2021() -> None:
    assert oinp_noc.classification() is oinp_noc.classification("2021")
    assert oinp_noc.lookup("21231").version == "2021"


@pytest.mark.parametrize(
    ("version", "levels"),
    [("2006", LEVELS_BEFORE), ("2011", LEVELS_BEFORE), ("2016", LEVELS_BEFORE), ("2021", LEVELS_2021)],
)
def test_levels(version: str, levels: tuple[str, ...]) -> None:
    noc = oinp_noc.classification(version)
    assert noc.levels == levels
    assert {group.code for level in noc.levels for group in noc.at(level)} == set(noc)
    for level in noc.levels:
        assert [group.code for group in noc.at(level)] == [code for code in noc if noc[code].level == level]
    assert noc.unit_groups == noc.at("unit group")


@pytest.mark.parametrize("version", ["2011", "2016", "2021"])
def test_parents_and_children_agree(version: str) -> None:
    noc = oinp_noc.classification(version)
    below: dict[str, list[str]] = {code: [] for code in noc}
    for code, group in noc.items():
        if group.parent is not None:
            below[group.parent.code].append(code)
    for code, group in noc.items():
        assert group.children == noc.children(code)
        assert [child.code for child in group.children] == below[code]
        assert (group.parent is None) == (group.level == "broad category")
        assert (not group.children) == (group.level == "unit group")
        if group.parent is not None:
            assert noc.levels.index(group.level) == noc.levels.index(group.parent.level) + 1
            assert group.ancestors == (group.parent, *group.parent.ancestors)
        else:
            assert group.ancestors == ()


@pytest.mark.parametrize("version", ["2011", "2016", "2021"])
def test_unit_groups_below(version: str) -> None:
    noc = oinp_noc.classification(version)
    lines = {unit: {unit.code, *(above.code for above in unit.ancestors)} for unit in noc.unit_groups}
    for code, group in noc.items():
        assert group.unit_groups == tuple(unit for unit, line in lines.items() if code in line)
    assert sum(len(group.unit_groups) for group in noc.at("broad category")) == len(noc.unit_groups)


def test_major_groups_of_2006_that_share_a_title_are_groups_of_their_own() -> None:
    titles = [group.title for group in oinp_noc.classification("2006").at("major group")]
    assert titles.count("Middle and Other Management Occupations") == 9
    assert [above.code for above in oinp_noc.lookup("0911", version="2006").ancestors] == ["091", "09", "0"]


def test_french_titles_of_2011_are_official_for_unit_groups() -> None:
    noc = oinp_noc.classification("2011")
    assert {(group.level == "unit group", group.title_fr_status) for group in noc.values()} == {
        (True, "official"),
        (False, "inferred"),
    }
    assert noc["0433"].title_fr == "Officiers/officières de direction des Forces canadiennes"


def test_a_group_says_what_it_is() -> None:
    group = oinp_noc.lookup("21231")
    assert (group.code, group.version, group.level, group.teer, group.skill_level) == (
        "21231",
        "2021",
        "unit group",
        1,
        None,
    )
    assert repr(group) == "<Group 21231 (NOC 2021 unit group): Software engineers and designers>"
    assert [above.code for above in group.ancestors] == ["2123", "212", "21", "2"]


def test_groups_are_equal_by_version_and_code_alone() -> None:
    group = oinp_noc.lookup("21231")
    changes: dict[str, Any] = {
        "title": "x",
        "title_fr": "x",
        "title_fr_status": None,
        "teer": 5,
        "skill_level": "A",
        "parent": "2",
    }
    for name, value in {**changes, "level": "minor group"}.items():
        other = attrs.evolve(group, **{name: value})
        assert other == group
        assert hash(other) == hash(group)
    assert attrs.evolve(group, code="21232") != group
    assert attrs.evolve(group, version="2016") != group


def test_groups_are_ordered_by_version_and_code() -> None:
    groups = [oinp_noc.lookup("2173", version="2016"), oinp_noc.lookup("21231"), oinp_noc.lookup("00010")]
    assert sorted(groups) == [groups[0], groups[2], groups[1]]
    assert groups[2] < groups[1]
    assert groups[1] > groups[2]
    with pytest.raises(TypeError):
        _ = groups[0] < "2173"  # type: ignore[operator]


def test_the_same_digits_in_two_versions_are_two_groups() -> None:
    old, new = oinp_noc.classification("2016")["2123"], oinp_noc.classification("2021")["2123"]
    assert old != new
    assert (old.level, new.level) == ("unit group", "minor group")
    assert len({old, new}) == 2


def test_identify_gives_every_reading() -> None:
    readings = oinp_noc.identify("2123")
    assert [(group.version, group.level) for group in readings if group.version in VERSIONS] == [
        ("2021", "minor group"),
        ("2016", "unit group"),
        ("2011", "unit group"),
        ("2006", "unit group"),
    ]
    assert [group.version for group in oinp_noc.identify(" NOC: 01-05 ")] == ["2016", "2011"]
    assert oinp_noc.identify("99999") == ()


def test_identify_finds_every_code_of_every_version() -> None:
    codes = {code for version in VERSIONS for code in oinp_noc.classification(version)}
    for code in codes:
        versions = [version for version in reversed(oinp_noc.versions()) if code in oinp_noc.classification(version)]
        assert [(group.version, group.code) for group in oinp_noc.identify(code)] == [
            (version, code) for version in versions
        ]


def test_a_lookup_is_what_the_classification_has() -> None:
    for version in VERSIONS:
        noc = oinp_noc.classification(version)
        for code in OccupationSet.everything(version).codes:
            assert oinp_noc.lookup(code, version=version) is noc[code]


def test_a_version_says_since_when_the_program_used_it() -> None:
    since = oinp_noc.classification("2021").since
    assert since == dt.date(2022, 11, 16)
    assert [oinp_noc.classification(version).since for version in ("2006", "2011", "2016")] == [None] * 3
    later = oinp_noc.draws().select(since=since)
    earlier = oinp_noc.draws().select(until=since - dt.timedelta(days=1))
    assert {draw.version for draw in later if draw.occupations} == {"2021"}
    assert {draw.version for draw in earlier if draw.occupations} == {"2016"}


def test_a_classification_is_equal_by_its_version_whichever_groups_were_asked_for() -> None:
    noc, other = oinp_noc.classification("2021"), oinp_noc.classification("2016")
    before = hash(noc)
    assert noc["21231"].parent is not None
    assert hash(noc) == before
    assert {noc: "new", other: "old"}[oinp_noc.classification()] == "new"
    assert noc != other
