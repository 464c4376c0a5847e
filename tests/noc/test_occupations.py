"""The algebra of occupation sets: its laws, and each operation held to Python's own sets of codes."""

from __future__ import annotations

import operator
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import OccupationSet, testing
from oinp_noc.errors import (
    InvalidArgumentError,
    InvalidCodeError,
    OinpNocError,
    UnknownCodeError,
    VersionMismatchError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

VERSIONS = ("2006", "2011", "2016", "2021")
UNITS = {version: OccupationSet.everything(version).codes for version in VERSIONS}

Sets = tuple[OccupationSet, ...]
Model = frozenset[str]


def sets(version: str) -> st.SearchStrategy[OccupationSet]:
    """Draw sets of a few codes, sets of nearly all, and the two ends."""
    few = testing.occupation_sets(version, max_size=12)
    # A handful of codes makes sets that touch, contain and equal one another.
    close = st.sets(st.sampled_from(UNITS[version][:4]), max_size=4).map(lambda codes: OccupationSet(codes, version))
    ends = st.sampled_from([OccupationSet((), version), OccupationSet.everything(version)])
    return few | close | few.map(OccupationSet.complement) | ends


def of_one_version(count: int) -> st.SearchStrategy[Any]:
    return st.sampled_from(VERSIONS).flatmap(lambda version: st.tuples(*[sets(version)] * count))


def of_two_versions() -> st.SearchStrategy[Any]:
    two = st.sampled_from([(a, b) for a in VERSIONS for b in VERSIONS if a != b])
    return two.flatmap(lambda versions: st.tuples(*map(sets, versions)))


def model(occupations: OccupationSet) -> Model:
    return frozenset(occupations.codes)


@given(of_one_version(1))
def test_laws_of_one_set(case: Sets) -> None:
    (a,) = case
    nothing, everything = OccupationSet((), a.version), OccupationSet.everything(a.version)
    # identity and domination
    assert a | nothing == a
    assert a & everything == a
    assert a - nothing == a
    assert a ^ nothing == a
    assert a | everything == everything
    assert a & nothing == nothing
    # idempotence
    assert a | a == a
    assert a & a == a
    assert a - a == a ^ a == nothing
    # involution and complements
    assert ~~a == a
    assert a | ~a == everything
    assert a & ~a == nothing
    assert ~nothing == everything
    assert ~everything == nothing
    assert ~a == a.complement() == everything - a == everything ^ a


@given(of_one_version(2))
def test_laws_of_two_sets(case: Sets) -> None:
    a, b = case
    # commutativity
    assert a | b == b | a
    assert a & b == b & a
    assert a ^ b == b ^ a
    # De Morgan
    assert ~(a | b) == ~a & ~b
    assert ~(a & b) == ~a | ~b
    # absorption
    assert a | (a & b) == a
    assert a & (a | b) == a
    # differences by the others
    assert a - b == a & ~b
    assert a ^ b == (a - b) | (b - a) == (a | b) - (a & b)
    assert a.complement(within=b) == b - a


@given(of_one_version(3))
def test_laws_of_three_sets(case: Sets) -> None:
    a, b, c = case
    # associativity
    assert (a | b) | c == a | (b | c)
    assert (a & b) & c == a & (b & c)
    assert (a ^ b) ^ c == a ^ (b ^ c)
    # distributivity
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (b & c) == (a | b) & (a | c)
    assert a & (b ^ c) == (a & b) ^ (a & c)
    assert a - (b | c) == (a - b) & (a - c)
    assert a - (b & c) == (a - b) | (a - c)
    # order
    assert a & b & c <= a & b <= a <= a | b <= a | b | c


@given(of_one_version(2))
def test_operations_are_those_of_python_sets(case: Sets) -> None:
    a, b = case
    for work in (operator.or_, operator.and_, operator.sub, operator.xor):
        result = work(a, b)
        assert isinstance(result, OccupationSet)
        assert result.version == a.version
        assert model(result) == work(model(a), model(b))
    assert model(~a) == frozenset(UNITS[a.version]) - model(a)
    for relation in (operator.le, operator.lt, operator.ge, operator.gt, operator.eq, operator.ne):
        assert relation(a, b) is relation(model(a), model(b))
    assert a.isdisjoint(b) is model(a).isdisjoint(model(b))
    assert (a == b) is (a <= b <= a)
    assert a != b or hash(a) == hash(b)


@given(of_one_version(3))
def test_named_methods_are_the_operators(case: Sets) -> None:
    a, b, c = case
    assert a.union(b) == a | b
    assert a.intersection(b) == a & b
    assert a.difference(b) == a - b
    assert a.symmetric_difference(b) == a ^ b
    assert a.issubset(b) is (a <= b)
    assert a.issuperset(b) is (a >= b)
    assert a.union(b, c) == a | b | c
    assert a.intersection(b, c) == a & b & c
    assert a.difference(b, c) == a - b - c
    assert a.union() == a.intersection() == a.difference() == a


@given(of_one_version(1))
def test_a_set_is_a_container_of_its_codes(case: Sets) -> None:
    (a,) = case
    codes = model(a)
    assert len(a) == len(codes)
    assert bool(a) is bool(codes)
    assert a.codes == tuple(sorted(codes))
    assert [group.code for group in a] == list(a.codes)
    assert all(group is oinp_noc.lookup(group.code, version=a.version) for group in a)
    assert a.titles == tuple(group.title for group in a)
    for code in UNITS[a.version]:
        assert (code in a) is (code in codes)
        assert (oinp_noc.lookup(code, version=a.version) in a) is (code in codes)
    assert OccupationSet(a, a.version) == OccupationSet(reversed(a.codes), a.version) == a


@given(of_two_versions())
def test_sets_of_two_versions_are_unequal_and_do_not_mix(case: Sets) -> None:
    a, b = case
    assert a != b
    assert (a == b) is False
    operations: tuple[Callable[[Any, Any], object], ...] = (
        operator.or_, operator.and_, operator.sub, operator.xor,
        operator.le, operator.lt, operator.ge, operator.gt,
        OccupationSet.union, OccupationSet.intersection, OccupationSet.difference, OccupationSet.symmetric_difference,
        OccupationSet.issubset, OccupationSet.issuperset, OccupationSet.isdisjoint, OccupationSet.complement,
    )  # fmt: skip
    for operation in operations:
        with pytest.raises(VersionMismatchError) as caught:
            operation(a, b)
        said = str(caught.value)
        assert f"NOC {a.version}" in said
        assert f"NOC {b.version}" in said
        assert "overlap(a, b)" in said
        assert ".convert(" in said


@cache
def sources_of(version: str, to: str) -> dict[str, set[str]]:
    sources: dict[str, set[str]] = {}
    for pair in oinp_noc.concordance(version, to):
        sources.setdefault(pair.target.code, set()).add(pair.source.code)
    return sources


@settings(max_examples=50)
@given(of_one_version(1), st.sampled_from(VERSIONS))
def test_conversion_of_sets_is_held_to_its_definition(case: Sets, to: str) -> None:
    (a,) = case
    sources = sources_of(a.version, to)
    found, whole = a.convert(to, keep="any"), a.convert(to, keep="whole")
    assert (found.version, whole.version) == (to, to)
    assert model(found) == {target for target, codes in sources.items() if codes & model(a)}
    assert model(whole) == {target for target, codes in sources.items() if codes <= model(a)}
    assert whole <= found
    if to == a.version:
        assert whole == found == a


def test_the_example_of_conversion() -> None:
    tech = OccupationSet(["2173", "2174"], version="2016")
    assert tech.convert("2021", keep="any").codes == ("21211", "21230", "21231", "21232", "21234")
    assert tech.convert("2021", keep="whole").codes == ("21230", "21231", "21232")


def test_conversion_needs_a_choice() -> None:
    with pytest.raises(TypeError, match="keep"):
        OccupationSet(["2173"], "2016").convert("2021")  # type: ignore[call-arg]
    with pytest.raises(InvalidArgumentError, match="keep='all': expected one of 'any', 'whole'"):
        OccupationSet(["2173"], "2016").convert("2021", keep="all")  # type: ignore[arg-type]


def test_codes_are_read_as_written() -> None:
    assert OccupationSet(["NOC 21231", " 21231 ", "\uff12\uff11\uff12\uff13\uff11"]) == OccupationSet(["21231"])
    assert "NOC 21231" in OccupationSet(["21231"])


def test_the_default_version_is_2021() -> None:
    assert OccupationSet() == OccupationSet((), "2021")
    assert OccupationSet.everything() == OccupationSet.everything("2021")


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_is_all_unit_groups(version: str) -> None:
    assert tuple(OccupationSet.everything(version)) == oinp_noc.classification(version).unit_groups


@pytest.mark.parametrize("version", ["2011", "2016", "2021"])
def test_under_is_the_hierarchy(version: str) -> None:
    noc = oinp_noc.classification(version)
    lines = {unit.code: {unit.code, *(above.code for above in unit.ancestors)} for unit in noc.unit_groups}
    for code, group in noc.items():
        expected = tuple(unit for unit, line in lines.items() if code in line)
        assert OccupationSet.under(code, version=version).codes == expected
        assert OccupationSet.under(group, version=version).codes == expected
    assert OccupationSet.under(version=version) == OccupationSet((), version)


def test_under_several_groups() -> None:
    trades = OccupationSet.under("72", version="2021") | OccupationSet.under("73", version="2021")
    assert OccupationSet.under("72", "73", version="2021") == trades
    rest = OccupationSet.under("72", version="2021") - OccupationSet.under("726", version="2021")
    assert {code[:2] for code in rest.codes} == {"72"}
    assert "726" not in {code[:3] for code in rest.codes}
    assert len(OccupationSet.under("01-05", version="2016")) == sum("01" <= code[:2] <= "05" for code in UNITS["2016"])


def test_under_knows_the_hierarchy_of_2006() -> None:
    assert OccupationSet.under("217", version="2006").codes == tuple(
        sorted(code for code in UNITS["2006"] if code.startswith("217"))
    )
    assert OccupationSet.under(*"0123456789", version="2006") == OccupationSet.everything("2006")


@pytest.mark.parametrize(
    ("text", "version", "size", "first", "last"),
    [
        ("72-73", "2021", 71, "72", "73"),
        ("11-14", "2021", 51, "11", "14"),
        ("[11-14]", "2021", 51, "11", "14"),
        ("[72 \u2013 73]", "2021", 71, "72", "73"),
        ("72\u201373", "2021", 71, "72", "73"),
        (" 72 - 73 ", "2021", 71, "72", "73"),
        ("72\u2011 73", "2021", 71, "72", "73"),
        ("0-9", "2021", 516, "0", "9"),
        ("217-217", "2016", 5, "217", "217"),
        ("21231-21234", "2021", 4, "21231", "21234"),
        ("0111-0113", "2006", 3, "0111", "0113"),
    ],
)
def test_under_reads_a_range_of_one_level(text: str, version: str, size: int, first: str, last: str) -> None:
    noc = oinp_noc.classification(version)
    between = [group.code for group in noc.at(noc[first].level) if first <= group.code <= last]
    found = OccupationSet.under(text, version=version)
    assert len(found) == size
    assert found == OccupationSet.under(*between, version=version)


@pytest.mark.parametrize("text", ["01-05", "[01-05]", "01\u201305", "01 - 05", "NOC 01-05"])
def test_under_takes_a_printed_range_for_the_group_that_it_is(text: str) -> None:
    found = OccupationSet.under(text, version="2016")
    assert len(found) == 27
    assert found == OccupationSet.under(oinp_noc.classification("2016")["01-05"], version="2016")


@pytest.mark.parametrize(
    ("text", "version", "error", "said"),
    [
        ("73-72", "2021", InvalidCodeError, "the lower code first"),
        ("72-731", "2021", InvalidCodeError, "72 is a major group and 731 is a sub-major group"),
        ("72-79", "2021", UnknownCodeError, "'79' is not a group of NOC 2021"),
        ("79-72", "2021", UnknownCodeError, "'79' is not a group of NOC 2021"),
        ("01-05", "2021", UnknownCodeError, "01-05 is a major group of NOC 2016 and 2011"),
        ("72-", "2021", UnknownCodeError, "'72-' is not a group of NOC 2021"),
        ("-72", "2021", UnknownCodeError, "'-72' is not a group"),
        ("72-73-74", "2021", UnknownCodeError, "'72-73-74' is not a group"),
        ("2173", "2021", UnknownCodeError, 'OccupationSet.under("2173", version="2016").convert("2021", keep=...)'),
        ("", "2021", UnknownCodeError, "'' is not a group"),
    ],
)
def test_under_refuses_what_is_no_range(text: str, version: str, error: type[OinpNocError], said: str) -> None:
    with pytest.raises(error) as caught:
        OccupationSet.under(text, version=version)
    assert said in str(caught.value)
    assert caught.value.value == text
    assert caught.value.version == version


def test_under_wants_groups_of_the_version() -> None:
    with pytest.raises(UnknownCodeError, match="'99' is not a group of NOC 2021"):
        OccupationSet.under("99", version="2021")
    with pytest.raises(VersionMismatchError, match="is not of NOC 2021"):
        OccupationSet.under(oinp_noc.classification("2016")["21"], version="2021")


def test_where_selects_by_teer() -> None:
    units = oinp_noc.classification("2021").unit_groups
    for teer in range(6):
        assert OccupationSet.where(teer=teer).codes == tuple(unit.code for unit in units if unit.code[1] == str(teer))
    assert OccupationSet.where(teer={0, 1}) == OccupationSet.where(teer=0) | OccupationSet.where(teer=1)
    assert OccupationSet.where(teer=range(6)) == OccupationSet.everything()
    assert OccupationSet.where(teer=[]) == OccupationSet()


@pytest.mark.parametrize("version", ["2011", "2016"])
def test_where_selects_by_skill_level(version: str) -> None:
    sizes = {"0": 48, "A": 89, "B": 211, "C": 121, "D": 31}
    for level, size in sizes.items():
        found = OccupationSet.where(skill_level=level, version=version)
        assert len(found) == size
        assert {group.skill_level for group in found} == {level}
    assert len(OccupationSet.where(skill_level=["0", "A"], version=version)) == 137


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({}, InvalidArgumentError, "where() needs teer= or skill_level="),
        ({"teer": 6}, InvalidArgumentError, "teer=6: expected one of 0, 1, 2, 3, 4, 5"),
        ({"teer": {0, 7}}, InvalidArgumentError, "teer=7: expected one of"),
        ({"teer": 1, "version": "2016"}, VersionMismatchError, "the unit groups of NOC 2016 have no teer"),
        ({"skill_level": "A"}, VersionMismatchError, "the unit groups of NOC 2021 have no skill_level"),
        ({"skill_level": "E", "version": "2016"}, InvalidArgumentError, "skill_level='E': expected one of '0', 'A'"),
        ({"skill_level": "A", "version": "2006"}, VersionMismatchError, "the unit groups of NOC 2006 have no"),
    ],
)
def test_where_has_nothing_to_select(arguments: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        OccupationSet.where(**arguments)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("member", "error"),
    [
        ("2173", UnknownCodeError),
        ("2123", UnknownCodeError),
        ("99999", UnknownCodeError),
        ("x", InvalidCodeError),
        (21231, InvalidCodeError),
        (None, InvalidCodeError),
        (oinp_noc.lookup("2173", version="2016"), VersionMismatchError),
        (oinp_noc.classification("2021")["2123"], UnknownCodeError),
    ],
)
def test_what_the_version_lacks_is_not_just_absent(member: Any, error: type[Exception]) -> None:  # noqa: ANN401
    with pytest.raises(error):
        _ = member in OccupationSet(["21231"])
    with pytest.raises(error):
        OccupationSet([member])


@pytest.mark.parametrize("codes", ["21231", b"21231"])
def test_one_text_is_no_iterable_of_codes(codes: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match="is not a collection: expected an iterable of codes, such as"):
        OccupationSet(codes)


@pytest.mark.parametrize("codes", [None, 21231])
def test_what_is_no_collection_has_no_example(codes: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"is not a collection: expected an iterable of codes$"):
        OccupationSet(codes)


def test_other_collections_do_not_mix() -> None:
    a, other = OccupationSet(["21231"]), frozenset({"21231"})
    assert (a == other) is False  # type: ignore[comparison-overlap]
    for work in (
        operator.or_,
        operator.and_,
        operator.sub,
        operator.xor,
        operator.le,
        operator.lt,
        operator.ge,
        operator.gt,
    ):
        with pytest.raises(TypeError):
            work(a, other)
    named: tuple[Callable[[Any, Any], object], ...] = (
        OccupationSet.union, OccupationSet.intersection, OccupationSet.difference, OccupationSet.symmetric_difference,
        OccupationSet.issubset, OccupationSet.issuperset, OccupationSet.isdisjoint,
    )  # fmt: skip
    for method in named:
        with pytest.raises(InvalidArgumentError, match="expected an OccupationSet, got frozenset"):
            method(a, other)


def test_a_set_says_what_it_is() -> None:
    few = OccupationSet(["22222", "22221"])
    assert repr(few) == "OccupationSet(['22221', '22222'], version='2021')"
    assert eval(repr(few), {"OccupationSet": OccupationSet}) == few  # noqa: S307 (our own text)
    assert repr(OccupationSet.everything("2016")) == "<OccupationSet of 500 unit groups of NOC 2016, 0011 to 9619>"


def test_union_and_intersection_take_several_sets() -> None:
    one, two, three = (oinp_noc.OccupationSet(codes, version="2021") for codes in (["21231"], ["21232"], ["21231"]))
    assert one.union(two, three).codes == ("21231", "21232")
    assert one.intersection(three, two).codes == ()
