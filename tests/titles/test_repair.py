"""Codes as people have them: what `repair_code` reads, what it says about it, and what it refuses."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import labels
import oinp_noc
from oinp_noc import OccupationSet, testing
from oinp_noc.errors import InvalidCodeError, OinpNocError, TitleMismatchError, UnknownCodeError

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = ("2006", "2011", "2016", "2021")
NEWEST = oinp_noc.identify("21231")[0].version  # the newest version with that code
UNITS = {version: OccupationSet.everything(version).codes for version in VERSIONS}
TITLED = "title removed"
UNRECOGNISED = (TITLED, "title not recognised")
SOFTWARE = "Software engineers and designers"

versions = st.sampled_from(VERSIONS)


class Integer:
    """What counts as an integer without being an int, as the integers of arrays do."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


# Forms that are read: value, version, code, steps.
READ: list[tuple[Any, str, str, tuple[str, ...]]] = [
    (" NOC 21231 ", "2021", "21231", ()),
    # Numbers
    (2173, "2016", "2173", ("number read as text",)),
    (2173.0, "2016", "2173", ("number read as text",)),
    (Decimal("2173.0"), "2016", "2173", ("number read as text",)),
    (Decimal(21231), "2021", "21231", ("number read as text",)),
    (Fraction(2173), "2016", "2173", ("number read as text",)),
    (Integer(2173), "2016", "2173", ("number read as text",)),
    (np.int64(2173), "2016", "2173", ("number read as text",)),
    (np.uint16(2173), "2016", "2173", ("number read as text",)),
    (np.float32(21231), "2021", "21231", ("number read as text",)),
    (np.float64(21231), "2021", "21231", ("number read as text",)),
    (np.str_("2173*"), "2016", "2173", ("mark removed",)),
    ("21231.0", "2021", "21231", ("decimal point removed",)),
    ("21231.00", "2021", "21231", ("decimal point removed",)),
    # Prefixes and years
    ("NOC_21231", "2021", "21231", ("mark removed",)),
    ("NOC_2021_21231", "2021", "21231", ("prefix removed",)),
    ("NOC 2021: 21231", "2021", "21231", ("prefix removed",)),
    ("NOC21_21231", "2021", "21231", ("prefix removed",)),
    ("NOC_20010", "2021", "20010", ("mark removed",)),  # five digits are a code, not the year 2001 and a zero
    ("NOC-20012", "2021", "20012", ("mark removed",)),
    ("NOC202121231", "2021", "21231", ("prefix removed",)),
    ("noc16-2173", "2016", "2173", ("prefix removed",)),
    ("NOC code: 2173", "2016", "2173", ("prefix removed",)),
    ("NOC no. 2173", "2016", "2173", ("prefix removed",)),
    ("NOC number 2173", "2016", "2173", ("prefix removed",)),
    ("NOC (2021) 21231", "2021", "21231", ("prefix removed",)),
    ("NOC 2021 V1.0: 21231", "2021", "21231", ("prefix removed",)),
    ("2016 NOC 2173", "2016", "2173", ("prefix removed",)),
    ("CNP 2021 : 21231", "2021", "21231", ("prefix removed",)),
    ("CNP_2021_21231", "2021", "21231", ("prefix removed",)),
    ("CNP21_21231", "2021", "21231", ("prefix removed",)),
    ("Code CNP 2173", "2016", "2173", ("prefix removed",)),
    ("code de la CNP : 2173", "2016", "2173", ("prefix removed",)),
    ("CNP n° 2173", "2016", "2173", ("prefix removed",)),
    ("CNP no 2173", "2016", "2173", ("prefix removed",)),
    ("2173 (NOC 2016)", "2016", "2173", ("version removed",)),
    ("21231 (CNP 2021)", "2021", "21231", ("version removed",)),
    # Quotes, brackets and marks
    ('="21231"', "2021", "21231", ("quotes removed",)),
    ('"2173"', "2016", "2173", ("quotes removed",)),
    ("'2173", "2016", "2173", ("quotes removed",)),
    ("'2173'", "2016", "2173", ("quotes removed",)),
    ("\u20182173\u2019", "2016", "2173", ("quotes removed",)),
    ("\u201c2173\u201d", "2016", "2173", ("quotes removed",)),
    ("« 2173 »", "2016", "2173", ("quotes removed",)),
    ("[2173]", "2016", "2173", ("mark removed",)),
    ("(2173)", "2016", "2173", ("mark removed",)),
    ("(NOC 2173)", "2016", "2173", ("mark removed",)),
    ("#21231", "2021", "21231", ("mark removed",)),
    ("- 2173", "2016", "2173", ("mark removed",)),
    ("2173*", "2016", "2173", ("mark removed",)),
    ("2173,", "2016", "2173", ("mark removed",)),
    ("\uff3b\uff12\uff11\uff17\uff13\uff3d", "2016", "2173", ("mark removed",)),
    # OaSIS profiles
    ("31301.01", "2021", "31301", ("OaSIS profile 31301.01 reduced to its unit group",)),
    ("NOC 21231.02", "2021", "21231", ("OaSIS profile 21231.02 reduced to its unit group",)),
    # Titles: its own, in either language and gender, before and behind
    (f"{SOFTWARE} [2173]", "2016", "2173", (TITLED,)),
    (f"{SOFTWARE} (NOC 2021: 21231)", "2021", "21231", ("prefix removed", TITLED)),
    (f"{SOFTWARE} - NOC 21231", "2021", "21231", (TITLED,)),
    (f"2173 {SOFTWARE.upper()}", "2016", "2173", (TITLED,)),
    ("2173 - Software engineer and designer", "2016", "2173", (TITLED,)),
    ("21231 Ingénieurs/ingénieures et concepteurs/conceptrices en logiciel", "2021", "21231", (TITLED,)),
    ("Ingénieures et conceptrices en logiciel (CNP 21231)", "2021", "21231", (TITLED,)),
    ("2175 - Web developer", "2016", "2175", (TITLED,)),  # an example title of its own
    # Titles that say something
    ("2174 Web developer", "2016", "2174", (TITLED, "example title of 2175")),
    ("Web developer (21231)", "2021", "21231", (TITLED, "example title of 21234")),
    (
        "2174 Software developers and programmers",
        "2016",
        "2174",
        (TITLED, f"title of 21232 (NOC {NEWEST}), paired with 2174"),
    ),
    (
        "9461 Process control and machine operators, food, beverage and associated products processing",
        "2016",
        "9461",
        (TITLED, "title of NOC 2011"),
    ),
    ("Software engineers (21231)", "2021", "21231", (TITLED,)),  # an example title of its own
    ("2173 - Software engineers", "2016", "2173", UNRECOGNISED),
    ("2173) Software", "2016", "2173", UNRECOGNISED),
    ("(2173) Software", "2016", "2173", ("mark removed", *UNRECOGNISED)),
    ("2173; Software", "2016", "2173", UNRECOGNISED),
    ("2173 / Software", "2016", "2173", UNRECOGNISED),
    ("2173 - 3D artist", "2016", "2173", UNRECOGNISED),
    ("2173\nSoftware", "2016", "2173", UNRECOGNISED),
    ("2173 the", "2016", "2173", UNRECOGNISED),  # no word that counts
    ("2173 - Software engineers", "2011", "2173", UNRECOGNISED),  # a version without example titles
    # Lost zeros: the step says what else the digits are
    ("0010", "2021", "00010", ("leading zero restored",)),
]


@pytest.mark.parametrize(("value", "version", "code", "steps"), READ)
def test_a_form_is_read_and_every_step_reported(value: Any, version: str, code: str, steps: tuple[str, ...]) -> None:  # noqa: ANN401
    repair = oinp_noc.repair_code(value, version=version)
    assert repair == oinp_noc.Repair(code=code, version=version, steps=steps)
    assert repr(repair) == f"Repair(code={code!r}, version={version!r}, steps={steps!r})"


@pytest.mark.parametrize(
    ("value", "version", "code", "zero", "also"),
    [
        ("213", "2016", "0213", "leading zero restored", "213 is also a minor group of NOC 2016"),
        (213, "2016", "0213", "leading zero restored", "213 is also a minor group of NOC 2016"),
        (np.float32(213), "2016", "0213", "leading zero restored", "213 is also a minor group of NOC 2016"),
        ("#213.0 - Managers", "2016", "0213", "leading zero restored", "213 is also a minor group of NOC 2016"),
        ("311 Managers in health care", "2016", "0311", "leading zero restored", "311 is also a minor group of NOC"),
        ("10", "2021", "00010", "leading zeros restored", "10 is also a major group of NOC 2021"),
        ("11", "2021", "00011", "leading zeros restored", "11 is also a major group of NOC 2021"),
    ],
)
def test_a_restored_zero_comes_last_and_names_the_groups_that_the_digits_also_are(
    value: str | float, version: str, code: str, zero: str, also: str
) -> None:
    repair = oinp_noc.repair_code(value, version=version)
    assert repair.code == code
    assert repair.steps[-2] == zero
    assert repair.steps[-1].startswith(also)


# Refused: value, version, error, and what the message must say.
REFUSED: list[tuple[Any, str, type[OinpNocError], list[str]]] = [
    # A zero that was not lost
    (
        "0013-Senior managers - financial, communications and other business services",
        "2021",
        UnknownCodeError,
        ["0013 is a unit group of NOC 2016", 'convert("0013", version="2016") gives 00012'],
    ),
    ("0013", "2021", UnknownCodeError, ['convert("0013", version="2016") gives 00012']),
    ("011", "2016", UnknownCodeError, ["011 is a minor group of NOC 2016"]),
    ("0012", "2021", UnknownCodeError, ['convert("0012", version="2016") gives 00011']),
    ("00", "2021", UnknownCodeError, ["00 is a "]),
    (0, "2021", UnknownCodeError, ["0 is a broad category"]),
    # Titles of groups above the unit groups
    ("213 Civil, mechanical, electrical and chemical engineers", "2016", UnknownCodeError, ["213 is a minor group"]),
    ("632 Chefs and cooks", "2016", UnknownCodeError, ["632 is a minor group of NOC 2016"]),
    ("11 Professional occupations in business and finance", "2016", UnknownCodeError, ["11 is a major group"]),
    (
        "14 Administrative and financial support and supply chain logistics occupations",
        "2021",
        UnknownCodeError,
        ["14 is a major group of NOC 2021"],
    ),
    ("14 Office support occupations", "2021", UnknownCodeError, ["14 is a major group"]),  # a title of NOC 2016
    ("621 Retail sales supervisors", "2016", UnknownCodeError, ["621 is a minor group of NOC 2016"]),
    ("01-05", "2016", UnknownCodeError, ["01-05 is a major group of NOC 2016"]),
    # Titles of other groups
    (
        f"21232 {SOFTWARE}",
        "2021",
        TitleMismatchError,
        [f"{SOFTWARE!r} is the title of 21231", "21232 is Software developers and programmers"],
    ),
    (f"{SOFTWARE} [2174]", "2016", TitleMismatchError, ["is the title of 2173"]),
    (f"21239 {SOFTWARE}", "2021", TitleMismatchError, ["is the title of 21231"]),
    (
        f"2174 {SOFTWARE}",
        "2021",
        TitleMismatchError,
        ["is the title of 21231", 'convert("2174", version="2016") gives 21230, 21232 and 21234'],
    ),
    ("1111 Chefs", "2016", TitleMismatchError, ["is the title of 6321"]),
    ("Cuisiniers/cuisinières (62200)", "2021", TitleMismatchError, ["is the title of 63200"]),
    ("2173 Retail sales supervisors", "2016", TitleMismatchError, ["621 (a minor group", "6211 (a unit group"]),
    ("2173 Web designers", "2016", TitleMismatchError, ["is the title of 21233 (a unit group of NOC "]),
    ("0621 Retail trade managers", "2011", TitleMismatchError, ["is the title of 0621 (a unit group of NOC 2006)"]),
    # Another version
    ("NOC 2016: 2173", "2021", UnknownCodeError, ["names NOC 2016", 'convert("2173", version="2016") gives 21211']),
    ("NOC16_2173", "2021", UnknownCodeError, ["names NOC 2016"]),
    ("CNP 2021 : 21231", "2016", UnknownCodeError, ["names NOC 2021", 'convert("21231", version="2021", to="2016")']),
    ("2173 (NOC 2011)", "2016", UnknownCodeError, ["names NOC 2011", 'to="2016") gives 2173']),
    ("NOC 1991: 2173", "2016", UnknownCodeError, ["names NOC 1991: expected a unit group of NOC 2016"]),
    ("NOC 99 2173", "2016", UnknownCodeError, ["names NOC 99"]),
    (f"2173 {SOFTWARE}", "2021", UnknownCodeError, ['convert("2173", version="2016") gives 21211 and 21231']),
    ("21231", "2016", UnknownCodeError, [f'convert("21231", version="{NEWEST}", to="2016") gives 2173']),
    # Several codes, ranges and profiles
    ("72-73", "2021", InvalidCodeError, ["is a range of codes", "OccupationSet.under"]),
    ("[11-14]", "2021", InvalidCodeError, ["is a range of codes"]),
    ("2173-2174", "2016", InvalidCodeError, ["is a range of codes or several codes"]),
    ("01-05 Specialized middle management occupations", "2016", InvalidCodeError, ["range"]),
    ("2173, 2174", "2016", InvalidCodeError, ["holds several codes"]),
    ("2173 / 2174", "2016", InvalidCodeError, ["holds several codes"]),
    ("2173 2174", "2016", InvalidCodeError, ["holds several codes"]),
    ("2173 or 2174", "2016", InvalidCodeError, ["holds several codes"]),
    ("Software 2174 [2173]", "2016", InvalidCodeError, ["holds several codes"]),
    ("Software [2173, 2174]", "2016", InvalidCodeError, ["holds several codes"]),
    ("2173 - engineers, see 2174", "2016", InvalidCodeError, ["holds several codes"]),
    (31301.01, "2021", InvalidCodeError, ["OaSIS profile", "'31301.01'"]),
    (2173.5, "2016", InvalidCodeError, ["fraction"]),
    (Decimal("2173.5"), "2016", InvalidCodeError, ["fraction"]),
    ("2173.01", "2016", InvalidCodeError, ["has a fraction", "OaSIS profile"]),
    ("31301.1", "2021", InvalidCodeError, ["has a fraction"]),
    ("2021 NOC 2016: 2173", "2016", InvalidCodeError, []),
    ("NOC 2021: 2173 (NOC 2016)", "2016", InvalidCodeError, ["names two NOC versions"]),
    # What looks like a code
    ("H111", "2006", InvalidCodeError, ["looks like H111 of NOC-S"]),
    ("NOC-S 2006: h111", "2006", InvalidCodeError, ["looks like H111 of NOC-S"]),
    ("B411 Supervisors", "2006", InvalidCodeError, ["looks like B411 of NOC-S"]),
    ("2170", "2016", UnknownCodeError, ["the minor group 217", 'OccupationSet.under("217", version="2016")']),
    ("2100", "2016", UnknownCodeError, ["the major group 21 "]),
    # Beyond repair
    (-2173, "2016", InvalidCodeError, []),
    ("-2173", "2016", InvalidCodeError, ["negative"]),
    (10**6, "2016", InvalidCodeError, []),
    (True, "2016", InvalidCodeError, ["of type bool"]),
    (np.bool_(True), "2016", InvalidCodeError, []),  # noqa: FBT003
    (None, "2016", InvalidCodeError, ["of type NoneType"]),
    (float("nan"), "2016", InvalidCodeError, []),
    (float("inf"), "2016", InvalidCodeError, []),
    (Decimal("NaN"), "2016", InvalidCodeError, []),
    (np.array([1, 2]), "2016", InvalidCodeError, ["of type ndarray"]),
    (b"2173", "2016", InvalidCodeError, []),
    (["2173"], "2016", InvalidCodeError, []),
    ("", "2016", InvalidCodeError, ["is empty"]),
    (" ", "2016", InvalidCodeError, ["is empty"]),
    ("NOC", "2016", InvalidCodeError, []),
    ("Software engineers", "2016", InvalidCodeError, []),
    ("[]", "2016", InvalidCodeError, []),
    ('="', "2016", InvalidCodeError, []),
    ("\u00b2173", "2016", InvalidCodeError, []),
    ("\u0662\u0661\u0667\u0663", "2016", InvalidCodeError, []),
    ("212311", "2021", InvalidCodeError, []),
    ("2173A", "2016", InvalidCodeError, []),
    ("2173-", "2016", InvalidCodeError, []),
    ("2-1-7-3", "2016", InvalidCodeError, []),
    ("999", "2016", UnknownCodeError, []),
]


@pytest.mark.parametrize(("value", "version", "error", "said"), REFUSED)
def test_a_value_is_refused_with_what_it_is(
    value: Any,  # noqa: ANN401
    version: str,
    error: type[OinpNocError],
    said: list[str],
) -> None:
    with pytest.raises(OinpNocError) as caught:
        oinp_noc.repair_code(value, version=version)
    assert type(caught.value) is error
    assert isinstance(caught.value, ValueError)
    assert caught.value.value is value
    assert caught.value.version == version
    for part in said:
        assert part in str(caught.value)
    assert f"NOC {version}" in str(caught.value)
    assert "repair_code" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_mismatch_has_the_codes_that_may_be_meant() -> None:
    with pytest.raises(TitleMismatchError) as caught:
        oinp_noc.repair_code("2173 Retail sales supervisors", version="2016")
    assert caught.value.candidates == ("621", "6211")


@pytest.mark.parametrize("form", labels.FORMS)
def test_every_label_of_a_unit_group_is_read_and_every_other_refused(form: str) -> None:
    found = list(labels.outcomes(form))
    assert len(found) > 2900
    assert [label for label, outcome in found if outcome == "wrong"] == []


@pytest.mark.facts
def test_the_page_has_the_table_of_labels(project: Path) -> None:
    assert labels.table() in (project / "docs" / "messy-columns.md").read_text("utf-8")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_label_without_its_zeros_is_read_or_refused_like_the_label(version: str) -> None:
    for code, group in oinp_noc.classification(version).items():
        if code.startswith("0") and (digits := code.lstrip("0")):
            label = f"{digits} {group.title}"
            if group.level == "unit group":
                assert oinp_noc.repair_code(label, version=version).code == code
            else:
                with pytest.raises((InvalidCodeError, UnknownCodeError)):
                    oinp_noc.repair_code(label, version=version)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("other", VERSIONS)
def test_a_label_read_in_another_version_is_a_partner_of_its_group_or_refused(version: str, other: str) -> None:
    for code, group in oinp_noc.classification(version).items():
        try:
            found = oinp_noc.repair_code(f"{code} {group.title}", version=other).code
        except (InvalidCodeError, UnknownCodeError):
            continue
        assert group.level == "unit group"
        assert found in oinp_noc.convert(code, version=version, to=other).codes


@given(versions.flatmap(lambda version: st.tuples(st.just(version), testing.repairable_codes(version))))
def test_what_a_spreadsheet_made_of_it_is_repaired(case: tuple[str, tuple[str | float, str]]) -> None:
    version, (value, code) = case
    repair = oinp_noc.repair_code(value, version=version)
    assert (repair.code, repair.version) == (code, version)
    readable = isinstance(value, str) and oinp_noc.is_valid(value, version=version)
    assert bool(repair.steps) != readable


anything = (
    st.text(max_size=12)
    | st.text("0123456789 -.#_:NOC[]()\"'=/;*", max_size=12)
    | st.integers(-100_000, 100_000)
    | st.floats()
    | st.decimals()
    | st.booleans()
    | st.none()
    | st.binary(max_size=5)
)


@given(value=anything, version=versions)
def test_a_repair_is_a_code_of_the_version_or_refused(value: Any, version: str) -> None:  # noqa: ANN401
    try:
        repaired: str | None = oinp_noc.repair_code(value, version=version).code
    except (InvalidCodeError, UnknownCodeError) as error:
        assert error.value is value  # noqa: PT017
        repaired = None
    assert repaired is None or repaired in UNITS[version]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_codes_of_a_version_need_no_repair(version: str) -> None:
    for code in UNITS[version]:
        assert oinp_noc.repair_code(code, version=version).steps == ()


def test_the_default_version_of_a_repair_is_2021() -> None:
    assert oinp_noc.repair_code("10").code == "00010"


@pytest.mark.parametrize(
    "text",
    [
        "NOC",
        "2",
        "NOC ",
        "[(",
        "- ",
        "code ",
        "NOC 2021 ",
        " ",
        "(2173",
        "a NOC-",
        "2173 a1",
        "'\"",
        "Software [2173] ",
    ],
)
def test_a_long_text_takes_no_longer_than_it_is(text: str) -> None:
    with pytest.raises(OinpNocError):
        oinp_noc.repair_code(text * 100_000, version="2016")
