"""Codes, conversions, sets and overlaps."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import oinp_noc
from fuzzing import inputs
from fuzzing.checks import Target, carries, is_sorted, law, tried
from oinp_noc import OccupationSet
from oinp_noc.errors import InvalidCodeError, OinpNocError, UnknownCodeError, UnknownVersionError, VersionMismatchError

if TYPE_CHECKING:
    from random import Random


def _code(chance: Random) -> tuple[Any, Any]:
    return inputs.anything(chance), inputs.version(chance)


def _check_code(given: tuple[Any, Any]) -> None:
    value, version = given
    valid = tried(oinp_noc.is_valid, value, version)
    found = tried(oinp_noc.parse_code, value, version)
    group = tried(oinp_noc.lookup, value, version)
    if isinstance(valid, OinpNocError):
        law(isinstance(valid, UnknownVersionError), "is_valid only refuses versions", valid)
        law(isinstance(found, UnknownVersionError), "an unknown version is refused first", found)
        carries(valid, version, "is_valid")
        return
    law(valid is isinstance(found, str), "is_valid and parse_code agree", valid, found)
    repair = tried(oinp_noc.repair_code, value, version)
    if not isinstance(repair, OinpNocError):
        law(oinp_noc.is_valid(repair.code, version), "a repaired code is valid", repair)
    if isinstance(found, OinpNocError):
        law(isinstance(found, InvalidCodeError | UnknownCodeError), "a refused code is a code error", found)
        law(type(group) is type(found), "lookup refuses what parse_code refuses", group, found)
        carries(found, value, "parse_code")
        law(found.version == version, "the error names the version", found.version)
        for candidate in found.candidates:
            law(oinp_noc.is_valid(candidate, version), "a candidate exists", found.candidates, str(found))
        _check_reading(value)
        return
    assert isinstance(group, oinp_noc.Group)  # noqa: S101 (for the type)
    law(group.code == found and group.version == version, "lookup finds what parse_code reads", group, found)
    law(oinp_noc.parse_code(found, version) == found, "what was read reads as itself", found)
    law(oinp_noc.parse_code(f" noc : {found}\t", version) == found, "a prefix and spaces change nothing", found)
    law(not isinstance(repair, OinpNocError) and repair.code == found, "repair leaves a code as it is", repair)
    law(group in _check_reading(value), "identify finds what lookup finds", value)


def _check_reading(value: Any) -> tuple[oinp_noc.Group, ...]:
    found = tried(oinp_noc.identify, value)
    if isinstance(found, OinpNocError):
        law(isinstance(found, InvalidCodeError), "identify refuses what is not made of digits", found)
        carries(found, value, "identify")
        return ()
    for group in found:
        law(oinp_noc.classification(group.version)[group.code] is group, "a reading is a group", group)
    return found


def _conversion(chance: Random) -> tuple[Any, Any, Any]:
    version = inputs.version(chance, 0.01)
    known = version if isinstance(version, str) and version in inputs.VERSIONS else None
    value = inputs.code(chance, known) if chance.random() < 0.9 else inputs.anything(chance)
    return value, version, inputs.version(chance, 0.01)


def _check_conversion(given: tuple[Any, Any, Any]) -> None:
    value, version, to = given
    made = tried(oinp_noc.convert, value, version, to)
    group = tried(oinp_noc.lookup, value, version)
    if isinstance(made, OinpNocError):
        right = isinstance(group, OinpNocError) or isinstance(made, UnknownVersionError)
        law(right, "only an unknown version stops a known code", made)
        law(isinstance(made, UnknownVersionError | InvalidCodeError | UnknownCodeError), "documented", made)
        return
    assert isinstance(group, oinp_noc.Group)  # noqa: S101 (for the type)
    law(made.source is group and made.to == to, "a conversion is of what was asked", made)
    law(made.codes and is_sorted(made.codes), "targets are sorted", made.codes)
    law((made.status == "unique") is (len(made.codes) == 1), "unique is one target", made)
    law(made.successor is None or made.successor in made.targets, "a successor is a target", made)
    if made.status in ("unique", "continued"):
        law(made.successor, "unique and continued have a successor", made)
    if made.status == "expired":
        law(made.successor is None, "expired has no successor", made)
    for pair in made.pairs:
        law(pair.source is group, "pairs are of the source", pair)
        back = oinp_noc.convert(pair.target.code, to, version)
        law(group.code in back.codes, "a pair found there is found back", pair, back)
        relations = {"1:1": "1:1", "1:n": "n:1", "n:1": "1:n", "m:n": "m:n"}
        law(is_sorted(back.codes), "targets are sorted", back.codes)
        (same,) = [other for other in back.pairs if other.target is group]
        law(same.relation == relations[pair.relation], "relations turn round", pair, same)
    bulk = oinp_noc.convert_all([value, "not a code", value], version, to)
    law(bulk[group.code] == made, "bulk answers as scalar", made)
    law(bulk.unknown == {"not a code": 1} and sum(bulk.counts.values()) == 2, "every value is counted", bulk.counts)


# Sets, beside sets of Python.


def _sets(chance: Random) -> dict[str, Any]:
    version = chance.choice(inputs.VERSIONS)
    other = version if chance.random() < 0.8 else inputs.version(chance, 0.1)

    def codes(of: Any) -> Any:
        kind = chance.random()
        if kind < 0.02:
            return inputs.others(chance)
        size = chance.choice((0, 1, 2, 5, 40))
        mixed = kind < 0.1
        known = inputs.CODES.get(of if isinstance(of, str) else "", inputs.CODES["2021"])
        return [inputs.anything(chance, 0.05) if mixed else chance.choice(known) for _ in range(size)]

    groups = [inputs.group(chance) if chance.random() < 0.9 else inputs.anything(chance) for _ in range(2)]
    return {
        "a": (codes(version), version),
        "b": (codes(other), other),
        "under": groups,
        "asked": inputs.anything(chance),
    }


def _check_sets(given: dict[str, Any]) -> None:
    sets = []
    for name in ("a", "b"):
        codes, version = given[name]
        codes = list(codes) if isinstance(codes, list | tuple) else codes
        found = tried(OccupationSet, codes, version)
        if isinstance(found, OinpNocError):
            return
        if isinstance(codes, list):
            put_in = {
                code.code if isinstance(code, oinp_noc.Group) else oinp_noc.parse_code(code, version) for code in codes
            }
            law(set(found.codes) == put_in, "a set has what was put in", codes, found.codes)
        sets.append(found)
    a, b = sets
    _check_set(a, given["asked"], given["under"])
    if a.version != b.version:
        law(a != b, "sets of different versions are not equal")
        for operation in (a.union, a.intersection, a.difference, a.symmetric_difference, a.issubset, a.isdisjoint):
            found_error = tried(operation, b)
            law(isinstance(found_error, VersionMismatchError), "versions do not mix", found_error)
    else:
        _check_algebra(a, b)


def _check_set(a: OccupationSet, asked: Any, groups: list[Any]) -> None:
    plain = set(a.codes)
    law(is_sorted(a.codes) and len(a) == len(plain), "codes are sorted, each once", a.codes)
    law([group.code for group in a] == list(a.codes), "a set iterates by code")
    law(OccupationSet(a.codes, a.version) == a and hash(OccupationSet(list(a), a.version)) == hash(a), "equal by codes")
    inside = tried(a.__contains__, asked)
    known = tried(oinp_noc.lookup, asked.code if isinstance(asked, oinp_noc.Group) else asked, a.version)
    if isinstance(inside, OinpNocError):
        carries(inside, asked, "in")
    else:
        law(not isinstance(known, OinpNocError), "an unknown code is not simply absent", asked)
        assert isinstance(known, oinp_noc.Group)  # noqa: S101 (for the type)
        law(inside is (known.code in plain), "a set has what it has", asked)
    under = tried(OccupationSet.under, *groups, version=a.version)
    if not isinstance(under, OinpNocError):
        units = {unit.code for group in groups for unit in _units(group, a.version)}
        law(set(under.codes) == units, "under has the unit groups below", groups, under.codes)
    law(~~a == a and not (a & ~a) and (a | ~a) == OccupationSet.everything(a.version), "complement", a)


def _units(group: Any, version: str) -> tuple[oinp_noc.Group, ...]:
    if isinstance(group, oinp_noc.Group):
        return group.unit_groups
    noc = oinp_noc.classification(version)
    name = str(group).strip().strip("[]")
    if name in noc:
        return noc[name].unit_groups
    return tuple(OccupationSet.under(group, version=version))  # a range


def _check_algebra(a: OccupationSet, b: OccupationSet) -> None:
    one, other = set(a.codes), set(b.codes)
    for ours, theirs in ((a | b, one | other), (a & b, one & other), (a - b, one - other), (a ^ b, one ^ other)):
        law(set(ours.codes) == theirs, "the algebra is that of sets", a, b, ours)
    law((a <= b) is (one <= other) and (a < b) is (one < other), "subset", a, b)
    law((a >= b) is (one >= other) and (a > b) is (one > other), "superset", a, b)
    law(a.isdisjoint(b) is one.isdisjoint(other) and (a == b) is (one == other), "disjoint and equal", a, b)
    law(set(a.complement(within=b).codes) == other - one, "complement within", a, b)
    found = oinp_noc.overlap(a, b)
    law(found.common == (a & b) and not found.left.partial, "within one version nothing is partial", found)
    union = one | other
    share = len(one & other) / len(union) if union else 1.0
    law(found.jaccard == (share, share), "jaccard", found.jaccard, share)


def _overlap(chance: Random) -> tuple[list[str], str, str]:
    version, to = (chance.choice(inputs.VERSIONS) for _ in range(2))
    return chance.sample(inputs.CODES[version], chance.choice((0, 1, 2, 5, 40))), version, to


def _check_overlap(given: tuple[list[str], str, str]) -> None:
    codes, version, to = given
    a = OccupationSet(codes, version)
    conversions = {code: oinp_noc.convert(code, a.version, to) for code in a.codes}
    reached = Counter(code for made in conversions.values() for code in made.codes)
    anyhow, whole = a.convert(to, keep="any"), a.convert(to, keep="whole")
    law(set(anyhow.codes) == set(reached), "keep any: every target", a, to)
    sources = {code: _sources(code, to, a.version) for code in reached}
    meant = {code for code, back in sources.items() if back <= set(a.codes)}
    law(set(whole.codes) == meant, "keep whole: targets all of whose sources are in", a, to, whole)
    if to == a.version:
        return
    there, back = oinp_noc.overlap(a, anyhow), oinp_noc.overlap(anyhow, a)
    law((there.left, there.only_left) == (back.right, back.only_right), "overlap mirrors", a, to)
    law((there.right, there.only_right) == (back.left, back.only_left), "overlap mirrors", a, to)
    law(there.jaccard == back.jaccard, "jaccard mirrors", there.jaccard, back.jaccard)
    low, high = there.jaccard
    law(0 <= low <= high <= 1, "jaccard is between 0 and 1", low, high)
    for side, only, whole in ((there.left, there.only_left, a), (there.right, there.only_right, anyhow)):
        law(side.whole | side.partial | only == whole, "the parts are the side", side, only)
        law(len(side.whole) + len(side.partial) + len(only) == len(whole), "the parts are apart", side, only)
    law(there.left.whole == a, "everything a set becomes covers it", a, to)
    law(
        {(pair.source.code, pair.target.code) for pair in there.pairs}
        == {(code, made) for code, conversion in conversions.items() for made in conversion.codes},
        "pairs",
        a,
        to,
    )


@cache
def _sources(code: str, version: str, to: str) -> frozenset[str]:
    return frozenset(oinp_noc.convert(code, version, to).codes)


TARGETS = (
    Target("codes", _code, _check_code),
    Target("conversions", _conversion, _check_conversion),
    Target("sets", _sets, _check_sets),
    Target("overlaps", _overlap, _check_overlap),
)
