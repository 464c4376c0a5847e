"""Codes as people write them: what is read, what is repaired on request, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import OccupationSet, testing
from oinp_noc.errors import InvalidCodeError, UnknownCodeError

VERSIONS = ("2006", "2011", "2016", "2021")
UNITS = {version: OccupationSet.everything(version).codes for version in VERSIONS}

versions = st.sampled_from(VERSIONS)


@given(versions.flatmap(lambda version: st.tuples(st.just(version), testing.messy_codes(version))))
def test_what_loses_nothing_is_read_as_written(case: tuple[str, tuple[str, str]]) -> None:
    version, (text, code) = case
    assert oinp_noc.parse_code(text, version=version) == code
    assert oinp_noc.is_valid(text, version=version)
    assert oinp_noc.lookup(text, version=version) is oinp_noc.lookup(code, version=version)
    assert oinp_noc.lookup(code, version=version) in oinp_noc.identify(text)
    assert oinp_noc.repair_code(text, version=version) == oinp_noc.Repair(code, version, ())


@given(text=st.text(max_size=12) | st.text("0123456789 -.#_:NOCnoc\u00b2\u0664", max_size=9), version=versions)
@example(text="\u00b2173", version="2016")
@example(text="\u0662\u0661\u0667\u0663", version="2016")
def test_any_text_is_read_or_refused(text: str, version: str) -> None:
    if oinp_noc.is_valid(text, version=version):
        assert oinp_noc.parse_code(text, version=version) in UNITS[version]
    else:
        with pytest.raises((InvalidCodeError, UnknownCodeError)) as caught:
            oinp_noc.parse_code(text, version=version)
        assert (caught.value.value is not None, caught.value.version) == (True, version)


anything = (
    st.text(max_size=12)
    | st.text("0123456789 -.#_:NOC", max_size=9)
    | st.integers(-100_000, 100_000)
    | st.floats()
    | st.booleans()
    | st.none()
    | st.binary(max_size=5)
)


@given(value=anything, version=versions)
def test_only_text_is_valid(value: object, version: str) -> None:
    assert not oinp_noc.is_valid(value, version=version) or isinstance(value, str)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_codes_of_a_version_are_valid_there(version: str) -> None:
    for code in UNITS[version]:
        assert oinp_noc.parse_code(code, version=version) == code
    others = {code for other in VERSIONS for code in UNITS[other]} - set(UNITS[version])
    assert not any(oinp_noc.is_valid(code, version=version) for code in others)


def test_the_default_version_of_a_code_is_2021() -> None:
    assert oinp_noc.parse_code("NOC\u00a021231") == "21231"
    assert oinp_noc.is_valid("21231")
    assert not oinp_noc.is_valid("2173")


@pytest.mark.parametrize("version", oinp_noc.versions())
def test_digits_of_the_right_length_are_unknown_and_others_are_no_code(version: str) -> None:
    length = len(oinp_noc.classification(version).unit_groups[0].code)
    for digits in range(1, 8):
        text = "9" * digits  # no group of any version has two nines in front
        expected = UnknownCodeError if digits in (1, length) else InvalidCodeError
        with pytest.raises((InvalidCodeError, UnknownCodeError)) as caught:
            oinp_noc.parse_code(text, version)
        assert type(caught.value) is expected, text


@pytest.mark.parametrize("version", oinp_noc.versions())
def test_whatever_a_message_recommends_exists(version: str) -> None:
    texts = [f"{number:0{digits}}" for digits in range(1, 4) for number in range(10**digits)]
    texts += [f"{number:05}" for number in range(0, 100_000, 97)] + [f"{number:04}" for number in range(0, 10_000, 17)]
    for text in texts:
        if oinp_noc.is_valid(text, version):
            continue
        with pytest.raises((InvalidCodeError, UnknownCodeError)) as caught:
            oinp_noc.parse_code(text, version)
        error = caught.value
        assert all(oinp_noc.is_valid(code, version) for code in error.candidates), text
        if "repair_code(" in str(error):
            assert error.candidates == (oinp_noc.repair_code(text, version).code,), text


@pytest.mark.parametrize("text", ["2173Xylophonists", "2173XX", "2173A"])
def test_letters_at_once_behind_a_code_make_it_none(text: str) -> None:
    with pytest.raises(InvalidCodeError, match="is not a code: expected the 4 digits"):
        oinp_noc.repair_code(text, "2016")


def test_a_year_before_and_behind_a_code_may_be_the_same() -> None:
    for text in ("NOC 2021 21231 (NOC 2021)", "NOC_21_21231 (2021)"):
        assert oinp_noc.repair_code(text).code == "21231"
    with pytest.raises(InvalidCodeError, match="names two NOC versions"):
        oinp_noc.repair_code("NOC 2021 21231 (2016)")


@pytest.mark.parametrize("text", ["-5 - Title", "-5", "\u22125 – Title", "-2173 - Software engineers and designers"])
def test_a_negative_number_is_no_code_whatever_stands_beside_it(text: str) -> None:
    for read in (oinp_noc.parse_code, oinp_noc.lookup, oinp_noc.repair_code):
        with pytest.raises(InvalidCodeError, match="is a negative number: expected the 4 digits") as caught:
            read(text, "2016")
        assert caught.value.candidates == ()


@pytest.mark.parametrize("mark", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
def test_an_invisible_mark_is_a_space_and_joins_nothing(mark: str) -> None:
    """Around a code it is read over; within one it parts the digits, as a space does, and nothing is put together."""
    assert oinp_noc.parse_code(f"{mark}NOC{mark}21231{mark}") == "21231"
    assert oinp_noc.repair_code(f"21231{mark}Software engineers and designers").code == "21231"
    for text in (f"21{mark}231", f"2123{mark}1", f"0213{mark}2173"):
        assert not oinp_noc.is_valid(text)
        with pytest.raises(InvalidCodeError):
            oinp_noc.repair_code(text)
