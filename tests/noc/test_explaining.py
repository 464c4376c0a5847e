"""What a conversion means, in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Conversion, testing

WORK = "Which target is right for a person depends on the work done."
SAID = {
    "unique": "Its status is unique: there is nothing to choose.",
    "continued": "The official note says that it continues as ",
    "expired": "The official note says that the class ended: it has no successor.",
    "unrecorded": "No table says which of them it continues as: no successor is recorded.",
}


@st.composite
def conversions(draw: st.DrawFn) -> Conversion:
    version, to = draw(st.sampled_from(oinp_noc.versions())), draw(st.sampled_from(oinp_noc.versions()))
    return oinp_noc.convert(draw(testing.codes(version)), version=version, to=to)


@given(conversions())
def test_the_sentences_say_what_the_conversion_holds(conversion: Conversion) -> None:
    first, *rest = conversion.explain()
    assert all(sentence.endswith(".") for sentence in (first, *rest))
    assert first.startswith(f"{conversion.source.code} {conversion.source.title} (NOC {conversion.source.version}) ")
    if conversion.source.version == conversion.to:
        assert not rest
        return
    assert all(f"{group.code} {group.title}" in first for group in conversion.targets)
    assert rest[0].startswith(SAID[conversion.status])
    assert (WORK in rest) == (len(conversion.codes) > 1)
    assert any("join several tables" in sentence for sentence in rest) == any(p.is_derived for p in conversion.pairs)
    shared = [pair.target.code for pair in conversion.pairs if pair.relation in ("n:1", "m:n")]
    told = [sentence for sentence in rest if "work of other codes" in sentence]
    assert bool(told) == bool(shared)
    assert all(code in told[0] for code in shared)


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        (
            "2174",
            (
                "2174 Computer programmers and interactive media developers (NOC 2016) has 3 targets in NOC 2021: "
                + "; ".join(f"{group.code} {group.title}" for group in oinp_noc.convert("2174").targets)
                + ".",
                SAID["expired"],
                "21234 takes in work of other codes of NOC 2016 too.",
                WORK,
            ),
        ),
        (
            "0012",
            (
                (
                    "0012 Senior government managers and officials (NOC 2016) has one target in NOC 2021: 00011 Senior "
                    "government managers and officials."
                ),
                SAID["unique"],
            ),
        ),
    ],
)
def test_they_are_read_aloud(code: str, sentences: tuple[str, ...]) -> None:
    assert oinp_noc.convert(code).explain() == sentences


def test_a_code_of_the_version_that_was_asked_for_converts_to_itself() -> None:
    (said,) = oinp_noc.convert("2173", to="2016").explain()
    assert said.endswith("is a unit group of the version that was asked for: it converts to itself.")
