"""What two sets have in common, within one NOC version and across two, held to the definition by brute force."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import OccupationSet, Overlap, testing
from oinp_noc.errors import InexactOverlapError, InvalidArgumentError, NoOccupationListError, UnknownOccupationsError

VERSIONS = ("2006", "2011", "2016", "2021")
UNITS = {version: OccupationSet.everything(version).codes for version in VERSIONS}


def under(version: str) -> st.SearchStrategy[OccupationSet]:
    """Draw the codes that share a beginning: across versions too, such sets have much in common."""
    begun = st.sampled_from(UNITS[version]).flatmap(lambda code: st.sampled_from([code[:1], code[:2], code[:3]]))
    return begun.map(lambda begin: OccupationSet([c for c in UNITS[version] if c.startswith(begin)], version))


def sets(version: str) -> st.SearchStrategy[OccupationSet]:
    some = testing.occupation_sets(version, max_size=30)
    ends = st.sampled_from([OccupationSet((), version), OccupationSet.everything(version)])
    return some | under(version) | ends


@st.composite
def related(draw: st.DrawFn) -> tuple[OccupationSet, OccupationSet]:
    """Draw two sets of any versions, the second often near what the first converts to."""
    a = draw(st.sampled_from(VERSIONS).flatmap(sets))
    version = draw(st.sampled_from(VERSIONS))
    b = draw(sets(version))
    if draw(st.booleans()):
        near = a.convert(version, keep="any")
        b = draw(st.sampled_from([near, near & b, near - b, near | b]))
    return a, b


pairs_of_sets = related()
pair_of_one_version = st.sampled_from(VERSIONS).flatmap(lambda version: st.tuples(sets(version), sets(version)))


@given(pairs_of_sets)
def test_it_is_held_to_its_definition(case: tuple[OccupationSet, OccupationSet]) -> None:
    a, b = case
    pairs = {(pair.source.code, pair.target.code) for pair in oinp_noc.concordance(a.version, b.version)}
    left, right = set(a.codes), set(b.codes)
    common = {(c, m) for c, m in pairs if c in left and m in right}
    targets = {c: {m for old, m in pairs if old == c} for c in left}
    sources = {m: {c for c, new in pairs if new == m} for m in right}
    whole_left = {c for c in left if targets[c] <= right}
    whole_right = {m for m in right if sources[m] <= left}
    found = oinp_noc.overlap(a, b)
    assert [(pair.source.code, pair.target.code) for pair in found.pairs] == sorted(common)
    assert set(found.left.whole.codes) == whole_left
    assert set(found.right.whole.codes) == whole_right
    assert set(found.left.partial.codes) == {c for c in left if targets[c] & right} - whole_left
    assert set(found.right.partial.codes) == {m for m in right if sources[m] & left} - whole_right
    assert set(found.only_left.codes) == {c for c in left if not targets[c] & right}
    assert set(found.only_right.codes) == {m for m in right if not sources[m] & left}
    of_left, of_right = {p for p in pairs if p[0] in left}, {p for p in pairs if p[1] in right}
    total = len(of_left | of_right)
    sure = {(c, m) for c, m in common if c in whole_left and m in whole_right}
    expected = (Fraction(len(sure), total), Fraction(len(of_left & of_right), total)) if total else (1, 1)
    assert found.jaccard == tuple(map(float, expected))


@given(pairs_of_sets)
def test_it_mirrors(case: tuple[OccupationSet, OccupationSet]) -> None:
    a, b = case
    found, mirror = oinp_noc.overlap(a, b), oinp_noc.overlap(b, a)
    assert found.left == mirror.right
    assert found.right == mirror.left
    assert found.only_left == mirror.only_right
    assert found.only_right == mirror.only_left
    assert found.jaccard == mirror.jaccard
    assert {(pair.source, pair.target) for pair in found.pairs} == {(pair.target, pair.source) for pair in mirror.pairs}
    assert list(mirror.pairs) == sorted(mirror.pairs)


@given(pairs_of_sets)
def test_its_parts_make_up_each_side(case: tuple[OccupationSet, OccupationSet]) -> None:
    a, b = case
    found = oinp_noc.overlap(a, b)
    for side, part, only, touched in (
        (a, found.left, found.only_left, {pair.source for pair in found.pairs}),
        (b, found.right, found.only_right, {pair.target for pair in found.pairs}),
    ):
        assert part.whole | part.partial | only == side
        assert part.whole.isdisjoint(part.partial)
        assert only.isdisjoint(part.whole | part.partial)
        assert set(part.whole) <= touched
        assert set(part.whole | part.partial) == touched
    low, high = found.jaccard
    assert 0 <= low <= high <= 1


@given(pair_of_one_version)
def test_within_one_version_it_is_the_intersection(case: tuple[OccupationSet, OccupationSet]) -> None:
    a, b = case
    found = oinp_noc.overlap(a, b)
    assert found.common == found.left.whole == found.right.whole == a & b
    assert not found.left.partial
    assert not found.right.partial
    assert (found.only_left, found.only_right) == (a - b, b - a)
    assert [(pair.source, pair.target) for pair in found.pairs] == [(group, group) for group in a & b]
    classical = len(a & b) / len(a | b) if a | b else 1.0
    assert found.jaccard == (classical, classical)


@given(st.sampled_from(VERSIONS), st.sampled_from(VERSIONS))
def test_everything_with_everything_is_alike(version: str, other: str) -> None:
    found = oinp_noc.overlap(OccupationSet.everything(version), OccupationSet.everything(other))
    assert found.jaccard == (1.0, 1.0)
    assert len(found.pairs) == len(oinp_noc.concordance(version, other))


def test_empty_sides() -> None:
    nothing, some = OccupationSet((), "2016"), OccupationSet(["21231"])
    assert oinp_noc.overlap(nothing, OccupationSet()).jaccard == (1.0, 1.0)
    found = oinp_noc.overlap(nothing, some)
    assert (found.pairs, found.jaccard, found.only_right) == ((), (0.0, 0.0), some)


def test_a_partial_side() -> None:
    found = oinp_noc.overlap(OccupationSet(["2173", "2174"], "2016"), OccupationSet(["21231", "21232"], "2021"))
    assert found.left.partial.codes == ("2173", "2174")
    assert not found.left.whole
    assert found.right.whole.codes == ("21231", "21232")
    # 2173 -> 21211, 21231 and 2174 -> 21230, 21232, 21234: five pairs, two in common, none of them whole on both sides.
    assert found.jaccard == (0.0, 2 / 5)


def test_there_is_no_common_set_across_versions() -> None:
    found = oinp_noc.overlap(OccupationSet(["2173"], "2016"), OccupationSet(["21231"]))
    with pytest.raises(InexactOverlapError) as caught:
        _ = found.common
    said = str(caught.value)
    assert "NOC 2016 and NOC 2021 have no common set" in said
    assert "use the pairs" in said
    assert caught.value.version == "2016"


def test_chained_pairs_are_marked() -> None:
    found = oinp_noc.overlap(OccupationSet.everything("2011"), OccupationSet(["21231"]))
    assert [pair.source.code for pair in found.pairs] == ["2173"]
    assert all(pair.is_derived for pair in found.pairs)


def test_draws_are_sides_too() -> None:
    old = oinp_noc.draw("2019-07-12-human-capital-priorities")
    new = oinp_noc.draw("2022-12-19-human-capital-priorities")
    found = oinp_noc.overlap(old, new)
    assert found == oinp_noc.overlap(old.listed(), new.listed()) == oinp_noc.overlap(old, new.listed())


def test_draws_without_a_known_list_are_no_sides() -> None:
    some = OccupationSet(["21231"])
    none, unknown = (oinp_noc.draws().select(listing=listing)[0] for listing in ("none", "unknown"))
    for sides in ((none, some), (some, none)):
        with pytest.raises(NoOccupationListError):
            oinp_noc.overlap(*sides)
    for sides in ((unknown, some), (some, unknown)):
        with pytest.raises(UnknownOccupationsError):
            oinp_noc.overlap(*sides)


@pytest.mark.parametrize("side", [["21231"], "21231", None, oinp_noc.lookup("21231"), oinp_noc.draws()])
def test_nothing_else_is_a_side(side: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="expected an OccupationSet, a draw or an edition, got"):
        oinp_noc.overlap(OccupationSet(["21231"]), side)


def test_an_overlap_says_what_it_is() -> None:
    a = OccupationSet(["2173", "2174"], "2016")
    found = oinp_noc.overlap(a, OccupationSet(["21231"]))
    assert isinstance(found, Overlap)
    assert repr(found) == "<Overlap of 1 of 2 unit groups of NOC 2016 and 1 of 1 unit groups of NOC 2021: 1 pairs>"
