"""The odd edges: values that nobody means, and that still get one clear error."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from oinp_noc import OccupationSet
from oinp_noc.errors import InvalidArgumentError, InvalidCodeError, OinpNocError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HUGE: Any = 10**6000


@pytest.mark.parametrize(
    "work",
    [
        lambda: oinp_noc.convert(HUGE),
        lambda: oinp_noc.repair_code(HUGE),
        lambda: oinp_noc.lookup("21231", HUGE),
        lambda: oinp_noc.draw(HUGE),
        lambda: oinp_noc.stream(HUGE),
        lambda: OccupationSet([HUGE]),
        lambda: oinp_noc.draws().select(kind=HUGE),
        lambda: oinp_noc.draws().on(HUGE),
    ],
    ids=range(8),
)
def test_an_int_too_long_to_print(work: Callable[[], object]) -> None:
    with pytest.raises(OinpNocError):
        work()


def test_message_stays_short_with_a_hint() -> None:
    with pytest.raises(InvalidCodeError) as caught:
        oinp_noc.parse_code("21231 - " + "x" * 10**6)
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("text", ["21231" + " " * 10**6 + "1", "21231" + " " * 10**6 + ".", "#" * 10**6])
def test_a_long_text_takes_time_in_proportion(text: str) -> None:
    # In time that grows with the square of the length, these would not end today.
    with pytest.raises(InvalidCodeError):
        oinp_noc.parse_code(text)


@pytest.mark.parametrize(
    ("text", "version"), [("1-234", "2021"), ("1-23", "2016"), ("-----", "2021"), ("12---", "2021")]
)
def test_hyphens_are_the_wrong_shape(text: str, version: str) -> None:
    with pytest.raises(InvalidCodeError):
        oinp_noc.parse_code(text, version)


@pytest.mark.parametrize("text", ["1--2", "-1", "01-", "1" * 100])
def test_identify_refuses_what_no_code_looks_like(text: str) -> None:
    with pytest.raises(InvalidCodeError):
        oinp_noc.identify(text)


def test_complement_within_something_else() -> None:
    with pytest.raises(InvalidArgumentError):
        OccupationSet(["21231"]).complement(within={"21231"})  # type: ignore[arg-type]


def test_none_is_no_iterable_of_codes() -> None:
    with pytest.raises(InvalidArgumentError):
        oinp_noc.convert_all(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [3, "x", 0])
def test_a_mapping_is_an_iterable_of_its_keys(value: Any) -> None:  # noqa: ANN401
    assert oinp_noc.convert_all({"2173": value}).counts["continued"] == 1


@pytest.mark.parametrize("asked", ["x", None, 5])
def test_conversions_answer_as_a_mapping(asked: Any) -> None:  # noqa: ANN401
    result = oinp_noc.convert_all(["2173"])
    assert asked not in result
    assert result.get(asked) is None


def test_publisher_within_one_version() -> None:
    with pytest.raises(InvalidArgumentError):
        oinp_noc.concordance("2016", "2016", publisher="x")


@pytest.mark.parametrize("publisher", [[], {}])
def test_publisher_unhashable(publisher: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError):
        oinp_noc.concordance("2016", "2021", publisher=publisher)


@pytest.mark.parametrize("arguments", [{"kind": ["general"]}, {"region": {}}, {"listing": []}])
def test_select_unhashable(arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgumentError):
        oinp_noc.draws().select(**arguments)


def test_select_unknown_version_without_occupation() -> None:
    with pytest.raises(OinpNocError):
        oinp_noc.draws().select(version="2020")


@pytest.mark.parametrize("value", [-2173, "-2173", -213.0])
def test_a_negative_number_is_no_code(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidCodeError):
        oinp_noc.repair_code(value, version="2016")


@pytest.mark.parametrize("value", ["11e2", "2173e0"])
def test_a_number_in_scientific_notation_has_no_title(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidCodeError):
        oinp_noc.repair_code(value, version="2016")


@pytest.mark.parametrize("teer", [True, 1.0, [[]]])
def test_where_wants_ints(teer: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError):
        OccupationSet.where(teer=teer)


@pytest.mark.parametrize("codes", [5, None])
def test_a_set_of_no_iterable(codes: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError):
        OccupationSet(codes)


def test_every_byte_of_the_description_is_guarded(package_copy: Path, fresh: Callable[[str, Path], object]) -> None:
    code = f"""
import pathlib, sys
folder = pathlib.Path({str(package_copy / "data")!r})
path = folder / "datapackage.json"
whole = path.read_bytes()
answer = []
for place in range(len(whole) - 16, len(whole)):
    for flip in (1, 0x80):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :])
        for name in [n for n in sys.modules if n.partition(".")[0] == "oinp_noc"]:
            del sys.modules[name]
        import oinp_noc
        try:
            oinp_noc.versions()
        except Exception as error:
            if type(error).__name__ != "DataError":
                answer.append([place - len(whole), flip, type(error).__name__])
        else:
            answer.append([place - len(whole), flip, "an answer"])
"""
    assert fresh(code, package_copy.parent) == []


def test_verify_reads_the_description_anew(package_copy: Path, fresh: Callable[[str, Path], object]) -> None:
    code = """
import pathlib
import oinp_noc
oinp_noc.versions()
path = pathlib.Path(oinp_noc.__path__[0]) / "data" / "datapackage.json"
path.write_bytes(path.read_bytes().replace(b"oinp-noc", b"oinp-n0c", 1))
try:
    oinp_noc.verify()
    answer = "an answer"
except oinp_noc.errors.DataError as error:
    answer = "DataError"
"""
    assert fresh(code, package_copy.parent) == "DataError"


@pytest.mark.parametrize(
    "fields",
    [
        {"listing": "listed", "known_occupations": OccupationSet(["21231"]), "occupations": OccupationSet(["21231"])},
        {"listing": "none", "known_occupations": OccupationSet(["21231"])},
        {"listing": "listed", "occupations": OccupationSet(["21231"]), "outside_gta": OccupationSet(["21232"])},
        {"listing": "none", "outside_gta": OccupationSet(["21231"])},
        {"listing": "some"},
        {"listing": "none", "kind": "other"},
        {"listing": "none", "version": "2041"},
    ],
    ids=range(7),
)
def test_draw_invariants(fields: dict[str, Any]) -> None:
    given = {"id": "x", "date": dt.date(2026, 1, 1), "stream": "s", "kind": "targeted", "version": "2021", **fields}
    with pytest.raises(OinpNocError):
        oinp_noc.Draw(**given)
