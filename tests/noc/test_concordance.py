"""Pairs, conversions and chains, held to the raw tables and to their definitions."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import permutations, product
from typing import TYPE_CHECKING, Any

import attrs
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import OccupationSet, Pair
from oinp_noc.errors import AmbiguousConversionError, InvalidArgumentError, InvalidCodeError, UnknownCodeError

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = ("2006", "2011", "2016", "2021")
TABLES = (("2006", "2011"), ("2011", "2016"), ("2016", "2021"))
UNITS = {version: OccupationSet.everything(version).codes for version in VERSIONS}
MIRRORED = {"1:1": "1:1", "1:n": "n:1", "n:1": "1:n", "m:n": "m:n"}

Codes = tuple[str, str]


def raw(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{key.strip(): cell.strip() for key, cell in row.items()} for row in csv.DictReader(lines)]


def statcan(sources: Path) -> dict[Codes, dict[str, str]]:
    rows = raw(sources / "concordance/statcan_noc2016v1_3-noc2021v1_0-eng.csv")
    return {(row["NOC 2016 V1.3 Code"].zfill(4), row["NOC 2021 V1.0 Code"].zfill(5)): row for row in rows}


def esdc(path: Path) -> set[Codes]:
    pairs, target = set(), ""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for new, _, _, old, *_ in list(csv.reader(lines))[1:]:
            target = new.strip() or target
            pairs.add((old.strip().zfill(4), target.zfill(5)))
    return pairs


def codes_of(version: str, to: str, publisher: str | None = "statcan") -> set[Codes]:
    return {(pair.source.code, pair.target.code) for pair in oinp_noc.concordance(version, to, publisher=publisher)}


def test_pairs_of_statistics_canada_equal_the_raw_table(sources: Path) -> None:
    expected = statcan(sources)
    assert len(expected) == 585
    assert codes_of("2016", "2021") == set(expected)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pairs_of_esdc_equal_the_raw_table(sources: Path, language: str) -> None:
    expected = esdc(sources / f"concordance/esdc_noc2021-noc2016_unit-groups_{language}.csv")
    assert len(expected) == 582
    assert codes_of("2016", "2021", "esdc") == expected


def test_the_union_says_who_has_each_pair(sources: Path) -> None:
    ours = set(statcan(sources))
    theirs = esdc(sources / "concordance/esdc_noc2021-noc2016_unit-groups_en.csv")
    union = oinp_noc.concordance("2016", "2021", publisher=None)
    assert {(pair.source.code, pair.target.code): set(pair.publishers) for pair in union} == {
        pair: {name for name, table in (("statcan", ours), ("esdc", theirs)) if pair in table} for pair in ours | theirs
    }


def test_change_types_equal_the_raw_table(sources: Path) -> None:
    expected = {}
    for pair, row in statcan(sources).items():
        label = row["GSIM Type of Change"]
        expected[pair] = set(re.findall(r"[RV]C\d(?:\.\d)?", label)) | ({"RC5"} if "Transfer" in label else set())
    found = {(pair.source.code, pair.target.code): set(pair.changes) for pair in oinp_noc.concordance("2016", "2021")}
    assert found == expected


def test_successors_equal_the_official_notes(sources: Path) -> None:
    expected = {
        (old, new)
        for (old, new), row in statcan(sources).items()
        if re.match(rf"{old} continues as {new}\b", row["Notes"])
    }
    assert len(expected) == 49
    pairs = oinp_noc.concordance("2016", "2021")
    assert {(pair.source.code, pair.target.code) for pair in pairs if pair.is_successor} == expected
    noted = {pair for pair, row in statcan(sources).items() if row["Notes"]}
    assert {(pair.source.code, pair.target.code) for pair in pairs if pair.is_recorded} == noted


def test_pairs_of_2006_and_2011_equal_the_raw_table(sources: Path) -> None:
    rows = raw(sources / "concordance/derived_noc2006-noc2011_complete.csv")
    expected = {(row["noc_2006"], row["noc_2011"]) for row in rows}
    for publisher in ("statcan", "hrsdc", None):
        assert codes_of("2006", "2011", publisher) == expected
    assert not any(
        pair.changes or pair.is_successor or pair.is_recorded for pair in oinp_noc.concordance("2006", "2011")
    )


def test_pairs_of_2011_and_2016_equal_the_raw_table(sources: Path) -> None:
    rows = raw(sources / "concordance/derived_noc2011-noc2016.csv")
    assert codes_of("2011", "2016") == {(row["noc_2011"], row["noc_2016"]) for row in rows}
    changed = {row["noc_2011"] for row in rows if row["title_changed"] == "1"}
    assert {pair.source.code for pair in oinp_noc.concordance("2011", "2016") if pair.changes} == changed


@pytest.mark.parametrize(("version", "to"), list(permutations(VERSIONS, 2)))
def test_a_pair_found_forwards_is_found_backwards(version: str, to: str) -> None:
    for publisher in ("statcan", None):
        forwards = {(pair.source, pair.target): pair for pair in oinp_noc.concordance(version, to, publisher=publisher)}
        backwards = {
            (pair.target, pair.source): pair for pair in oinp_noc.concordance(to, version, publisher=publisher)
        }
        assert set(forwards) == set(backwards)
        for key, pair in forwards.items():
            mirror = backwards[key]
            assert mirror.relation == MIRRORED[pair.relation]
            assert mirror.is_partial is pair.is_partial
            assert mirror.is_derived is pair.is_derived
            assert mirror.changes == pair.changes
            assert mirror.publishers == pair.publishers


@pytest.mark.parametrize(("version", "to"), list(product(VERSIONS, repeat=2)))
def test_every_code_converts_to_something(version: str, to: str) -> None:
    reached: set[str] = set()
    for code in UNITS[version]:
        conversion = oinp_noc.convert(code, version=version, to=to)
        assert conversion.source is oinp_noc.lookup(code, version=version)
        assert conversion.to == to
        assert conversion.codes == tuple(sorted(set(conversion.codes)))
        assert conversion.codes == tuple(target.code for target in conversion.targets)
        assert all(target is oinp_noc.lookup(target.code, version=to) for target in conversion.targets)
        assert [(pair.source, pair.target) for pair in conversion.pairs] == [
            (conversion.source, target) for target in conversion.targets
        ]
        assert conversion is oinp_noc.convert(code, version=version, to=to)
        reached.update(conversion.codes)
    assert reached == set(UNITS[to])


@pytest.mark.parametrize(("version", "to"), list(product(VERSIONS, repeat=2)))
def test_relations_are_counted_over_the_pairs(version: str, to: str) -> None:
    pairs = oinp_noc.concordance(version, to).pairs
    targets = Counter(pair.source for pair in pairs)
    sources = Counter(pair.target for pair in pairs)
    names = {(False, False): "1:1", (True, False): "1:n", (False, True): "n:1", (True, True): "m:n"}
    for pair in pairs:
        assert pair.relation == names[targets[pair.source] > 1, sources[pair.target] > 1]
        assert pair.is_partial is (pair.relation != "1:1")
    assert [(pair.source.code, pair.target.code) for pair in pairs] == sorted(codes_of(version, to))


@pytest.mark.parametrize(("version", "to"), list(product(VERSIONS, repeat=2)))
def test_status_and_successor_hold_their_definitions(version: str, to: str) -> None:
    notes_reach = {(version, to)} & {("2016", "2021")}
    for code in UNITS[version]:
        conversion = oinp_noc.convert(code, version=version, to=to)
        named = [pair.target for pair in conversion.pairs if pair.is_successor]
        assert len(named) <= 1
        if len(conversion.pairs) == 1:
            assert conversion.status == "unique"
            assert conversion.successor is conversion.targets[0]
        elif notes_reach:
            assert conversion.status == ("continued" if named else "expired")
            assert conversion.successor is (named[0] if named else None)
        else:
            assert conversion.status == "unrecorded"
            assert conversion.successor is (named[0] if named else None)


@pytest.mark.parametrize("version", VERSIONS)
def test_within_one_version_a_code_converts_to_itself(version: str) -> None:
    for code in UNITS[version]:
        conversion = oinp_noc.convert(code, version=version, to=version)
        assert (conversion.codes, conversion.status) == ((code,), "unique")
        (pair,) = conversion.pairs
        assert (pair.relation, pair.is_partial, pair.is_derived) == ("1:1", False, False)
        assert pair.source is pair.target is conversion.one()


def steps(version: str, to: str) -> list[str]:
    first, last = VERSIONS.index(version), VERSIONS.index(to)
    return list(VERSIONS[first : last + 1] if first <= last else VERSIONS[last : first + 1][::-1])


@pytest.mark.parametrize(("version", "to"), [pair for pair in permutations(VERSIONS, 2) if len(steps(*pair)) > 2])
def test_a_chain_is_the_join_of_its_steps(version: str, to: str) -> None:
    for code in UNITS[version]:
        joined, previous = {code}, version
        follow: str | None = code
        for step in steps(version, to)[1:]:
            if follow is not None:
                onwards = oinp_noc.convert(follow, version=previous, to=step).successor
                follow = None if onwards is None else onwards.code
            joined = {target for old in joined for target in oinp_noc.convert(old, version=previous, to=step).codes}
            previous = step
        conversion = oinp_noc.convert(code, version=version, to=to)
        assert set(conversion.codes) == joined
        assert {pair.target.code for pair in conversion.pairs if pair.is_successor} == ({follow} if follow else set())
        assert all(pair.is_derived and not pair.is_recorded for pair in conversion.pairs)
        if len(joined) > 1:
            assert conversion.status == "unrecorded"
            assert (conversion.successor and conversion.successor.code) == follow


def test_only_chains_are_derived() -> None:
    for version, to in [*TABLES, *((to, version) for version, to in TABLES), *((each, each) for each in VERSIONS)]:
        assert not any(pair.is_derived for pair in oinp_noc.concordance(version, to))


def test_the_defaults_lead_from_2016_to_2021() -> None:
    assert oinp_noc.convert("2173") is oinp_noc.convert("2173", version="2016", to="2021")
    assert oinp_noc.convert_all(["2173"])["2173"] is oinp_noc.convert("2173")


def test_one_target() -> None:
    assert oinp_noc.convert("0213").one().code == "20012"
    assert oinp_noc.convert("0213").one(prefer="successor").code == "20012"
    assert oinp_noc.convert("2173").one(prefer="successor").code == "21231"


@pytest.mark.parametrize(
    ("code", "prefer", "hint"),
    [
        ("2173", None, 'it continues as 21231, which one(prefer="successor") returns'),
        ("2174", None, "without a successor"),
        ("2174", "successor", "without a successor"),
    ],
)
def test_one_of_several_targets(code: str, prefer: None, hint: str) -> None:
    conversion = oinp_noc.convert(code)
    with pytest.raises(AmbiguousConversionError) as caught:
        conversion.one(prefer=prefer)
    assert caught.value.candidates == conversion.codes
    assert (caught.value.value, caught.value.version) == (code, "2016")
    assert hint in str(caught.value)
    assert all(f"{group.code} {group.title}" in str(caught.value) for group in conversion.targets)


def test_one_prefers_nothing_else() -> None:
    with pytest.raises(InvalidArgumentError, match="prefer='first': expected one of 'successor'"):
        oinp_noc.convert("2173").one(prefer="first")  # type: ignore[arg-type]


def test_a_concordance_converts_by_its_publisher() -> None:
    by = {
        publisher: oinp_noc.concordance("2016", "2021", publisher=publisher).convert("0112").codes
        for publisher in ("statcan", "esdc", None)
    }
    assert "21120" not in by["statcan"]
    assert "21120" in by["esdc"]
    assert by[None] == by["esdc"]
    assert oinp_noc.convert("0112").codes == by["statcan"]


@pytest.mark.parametrize(
    ("version", "to", "publisher"), [("2016", "2021", "hrsdc"), ("2006", "2011", "esdc"), ("2016", "2021", "x")]
)
def test_an_unknown_publisher(version: str, to: str, publisher: str) -> None:
    there = {"2016": ("esdc", "statcan"), "2006": ("hrsdc", "statcan")}[version]
    with pytest.raises(InvalidArgumentError) as caught:
        oinp_noc.concordance(version, to, publisher=publisher)
    assert caught.value.value == publisher
    assert all(repr(name) in str(caught.value) for name in there)


def test_a_concordance_is_iterable() -> None:
    table = oinp_noc.concordance("2016", "2021")
    assert (table.version, table.to, table.publisher) == ("2016", "2021", "statcan")
    assert tuple(table) == table.pairs
    assert len(table) == len(table.pairs)
    assert repr(table) == "<Concordance NOC 2016 -> NOC 2021: 585 pairs of statcan>"
    assert repr(oinp_noc.concordance("2016", "2021", publisher=None)).endswith("587 pairs of all publishers>")
    assert oinp_noc.concordance("2016", "2021") is table


def test_pairs_are_ordered_and_say_what_they_are() -> None:
    first, second = oinp_noc.convert("2173").pairs
    assert first < second
    assert second > first
    assert sorted([second, first]) == [first, second]
    assert repr(second) == "<Pair 2173 (NOC 2016) -> 21231 (NOC 2021), 1:n>"
    with pytest.raises(TypeError):
        _ = first < "2173"  # type: ignore[operator]


def test_pairs_are_ordered_by_source_and_target_alone() -> None:
    one, other = oinp_noc.lookup("2173", "2016"), oinp_noc.lookup("21231")
    pair = Pair(one, other, "1:n")
    assert not pair.is_successor
    assert not pair.is_recorded
    assert not pair.is_derived
    assert (pair.changes, pair.publishers) == (frozenset(), ())
    several: list[dict[str, Any]] = [
        {"relation": "1:1"},
        {"relation": "n:1"},
        {"changes": frozenset({"RC5"})},
        {"is_successor": True},
        {"is_recorded": True},
        {"is_derived": True},
        {"publishers": ("statcan",)},
    ]
    for changes in several:
        changed = attrs.evolve(pair, **changes)
        assert changed != pair
        assert not changed < pair
        assert not pair < changed
        assert changed <= pair <= changed


def test_a_conversion_says_what_it_is() -> None:
    assert repr(oinp_noc.convert("2173")) == "<Conversion 2173 (NOC 2016) -> 21211, 21231 (NOC 2021), continued>"


anything = st.sampled_from(UNITS["2016"]) | st.sampled_from(
    ["9999", "213", "", "NOC 2173", "0011 ", None, 2173, 2173.0, True, b"2173", (), float("nan")]
)


@given(st.lists(anything, max_size=12))
def test_all_at_once_equals_one_by_one(values: list[object]) -> None:
    result = oinp_noc.convert_all(values)
    statuses: Counter[str] = Counter()
    codes, unknown = [], 0
    for value in values:
        try:
            conversion = oinp_noc.convert(value)  # type: ignore[arg-type]
        except (InvalidCodeError, UnknownCodeError):
            unknown += 1
            assert value in result.unknown
        else:
            statuses[conversion.status] += 1
            codes.append(conversion.source.code)
            assert result[value] is conversion  # type: ignore[index]
    assert list(result) == list(dict.fromkeys(codes))
    assert len(result) == len(set(codes))
    assert result.counts == {status: statuses[status] for status in ("unique", "continued", "expired", "unrecorded")}
    assert sum(result.unknown.values()) == unknown
    assert sum(result.counts.values()) + sum(result.unknown.values()) == len(values)


def test_any_iterable_converts() -> None:
    expected = dict(oinp_noc.convert_all(["2173", "2174"]))
    assert dict(oinp_noc.convert_all(code for code in ("2173", "2174"))) == expected
    assert dict(oinp_noc.convert_all(frozenset({"2173", "2174"}))) == expected
    assert dict(oinp_noc.convert_all([])) == {}


def test_all_at_once_says_what_it_counted() -> None:
    result = oinp_noc.convert_all(["2173", "2173", "2174", "x"])
    assert repr(result) == "<Conversions NOC 2016 -> NOC 2021: 2 continued, 1 expired, 1 unknown>"
    assert repr(oinp_noc.convert_all([])) == "<Conversions NOC 2016 -> NOC 2021: nothing>"
    assert (result.version, result.to) == ("2016", "2021")
    assert result["NOC 2173"].source.code == "2173"


def test_what_was_not_converted_is_not_there() -> None:
    result = oinp_noc.convert_all(["2173"])
    with pytest.raises(UnknownCodeError, match="'2174' is not among the converted codes"):
        _ = result["2174"]
    with pytest.raises(UnknownCodeError):
        _ = result["9999"]
    assert result.get("2174") is None


@pytest.mark.parametrize("codes", ["2173", b"2173", 2173, [["2173"]], [{}]])
def test_what_is_no_iterable_of_codes(codes: object) -> None:
    with pytest.raises(InvalidArgumentError, match="expected an iterable of codes"):
        oinp_noc.convert_all(codes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "codes",
    [
        pa.array(["2173", "2173", "0011", None]),
        pa.array(["2173", "2173", "0011", None]).dictionary_encode(),
        pa.chunked_array([["2173"], ["2173", "0011", None]]),
        pl.Series(["2173", "2173", "0011", None]),
        pd.Series(["2173", "2173", "0011", None], dtype=object),
        np.array(["2173", "2173", "0011", None], dtype=object),
        iter(["2173", "2173", "0011", None]),
        {"2173": 1, "0011": 2, None: 3}.keys(),
    ],
    ids=lambda codes: type(codes).__name__,
)
def test_a_column_of_any_kind_is_an_iterable_of_codes(codes: Any) -> None:  # noqa: ANN401
    result = oinp_noc.convert_all(codes)
    assert list(result) == ["2173", "0011"]
    assert result.counts["unique"] == 1
    assert result.unknown == {None: 1}


COLUMNS = {"noc": ["2173"], "2174": ["0011"]}


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(COLUMNS),
        pl.DataFrame(COLUMNS),
        pl.LazyFrame(COLUMNS),
        pa.table(COLUMNS),
        pa.RecordBatch.from_pydict(COLUMNS),
        duckdb.from_arrow(pa.table(COLUMNS)),
    ],
    ids=lambda frame: f"{type(frame).__module__}.{type(frame).__name__}",
)
def test_a_frame_is_not_an_iterable_of_codes(frame: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r'frames.convert\(frame, column, version="2016"\)') as caught:
        oinp_noc.convert_all(frame)
    assert caught.value.value is frame


def test_attrs_turns_the_values_into_dicts() -> None:
    table = oinp_noc.concordance("2016", "2021")
    assert attrs.asdict(table) == {"version": "2016", "to": "2021", "publisher": "statcan"}
    conversion = attrs.asdict(oinp_noc.convert("2173"))
    assert [pair["target"]["code"] for pair in conversion["pairs"]] == ["21211", "21231"]
    sets = attrs.asdict(oinp_noc.overlap(OccupationSet(["21231"]), OccupationSet(["2173"], "2016")))
    assert sets["jaccard"] == (0.0, 0.5)
