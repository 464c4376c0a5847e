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


class Integer:
    """What counts as an integer without being an int, as the integers of arrays do."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


@given(versions.flatmap(lambda version: st.tuples(st.just(version), testing.messy_codes(version))))
def test_what_loses_nothing_is_read_as_written(case: tuple[str, tuple[str, str]]) -> None:
    version, (text, code) = case
    assert oinp_noc.parse_code(text, version=version) == code
    assert oinp_noc.is_valid(text, version=version)
    assert oinp_noc.lookup(text, version=version) is oinp_noc.lookup(code, version=version)
    assert oinp_noc.lookup(code, version=version) in oinp_noc.identify(text)
    assert oinp_noc.repair_code(text, version=version) == oinp_noc.Repair(code, version, ())


@given(versions.flatmap(lambda version: st.tuples(st.just(version), testing.repairable_codes(version))))
def test_what_a_spreadsheet_made_of_it_is_repaired(case: tuple[str, tuple[str | float, str]]) -> None:
    version, (value, code) = case
    repair = oinp_noc.repair_code(value, version=version)
    assert (repair.code, repair.version) == (code, version)
    readable = isinstance(value, str) and oinp_noc.is_valid(value, version=version)
    assert bool(repair.steps) != readable


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
def test_a_repair_is_a_code_of_the_version_or_refused(value: str | float, version: str) -> None:
    try:
        repaired: str | None = oinp_noc.repair_code(value, version=version).code
    except (InvalidCodeError, UnknownCodeError):
        repaired = None
    assert repaired is None or repaired in UNITS[version]


@given(value=anything, version=versions)
def test_only_text_is_valid(value: object, version: str) -> None:
    assert not oinp_noc.is_valid(value, version=version) or isinstance(value, str)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_codes_of_a_version_are_valid_there(version: str) -> None:
    for code in UNITS[version]:
        assert oinp_noc.parse_code(code, version=version) == code
        assert oinp_noc.repair_code(code, version=version).steps == ()
    others = {code for other in VERSIONS for code in UNITS[other]} - set(UNITS[version])
    assert not any(oinp_noc.is_valid(code, version=version) for code in others)


@pytest.mark.parametrize(
    ("value", "version", "code", "steps"),
    [
        ("213", "2016", "0213", ("leading zero restored",)),
        ("11", "2016", "0011", ("leading zeros restored",)),
        ("10", "2021", "00010", ("leading zeros restored",)),
        (2173, "2016", "2173", ("number read as text",)),
        (213, "2016", "0213", ("number read as text", "leading zero restored")),
        (2173.0, "2016", "2173", ("number read as text",)),
        ("21231.0", "2021", "21231", ("decimal point removed",)),
        ("NOC_21231", "2021", "21231", ("mark removed",)),
        ("#21231", "2021", "21231", ("mark removed",)),
        ("2173 - Software engineers", "2016", "2173", ("title removed",)),
        (
            "#213.0 - Managers",
            "2016",
            "0213",
            ("mark removed", "decimal point removed", "title removed", "leading zero restored"),
        ),
        (" NOC 21231 ", "2021", "21231", ()),
    ],
)
def test_a_repair_says_what_it_took(value: str | float, version: str, code: str, steps: tuple[str, ...]) -> None:
    repair = oinp_noc.repair_code(value, version=version)
    assert repair == oinp_noc.Repair(code=code, version=version, steps=steps)
    assert repr(repair) == f"Repair(code={code!r}, version={version!r}, steps={steps!r})"


def test_an_integer_of_another_kind_is_repaired() -> None:
    repair = oinp_noc.repair_code(Integer(213), version="2016")  # type: ignore[arg-type]
    assert repair.code == "0213"


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        None,
        float("nan"),
        float("inf"),
        float("-inf"),
        2173.5,
        b"2173",
        ["2173"],
        "",
        " ",
        "NOC",
        "2173.5",
        "2173, 2174",
        "2173 - engineers, see 2174",
        "\u00b2173",
        "2-1-7-3",
        "212311",
        "\u0662\u0661\u0667\u0663",
    ],
)
def test_what_is_beyond_repair(value: str | float) -> None:
    with pytest.raises(InvalidCodeError) as caught:
        oinp_noc.repair_code(value, version="2016")
    assert caught.value.value is value
    assert "expected the 4 digits of a unit group of NOC 2016" in str(caught.value)


def test_a_repair_that_would_be_no_code_is_refused() -> None:
    with pytest.raises(UnknownCodeError) as caught:
        oinp_noc.repair_code("999", version="2016")
    assert caught.value.value == "0999"


def test_the_default_version_of_a_code_is_2021() -> None:
    assert oinp_noc.parse_code("NOC\u00a021231") == "21231"
    assert oinp_noc.is_valid("21231")
    assert not oinp_noc.is_valid("2173")
    assert oinp_noc.repair_code("10").code == "00010"
