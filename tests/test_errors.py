"""Errors teach: each bad input raises the fitting type, with a message that says what was expected."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pytest

import oinp_noc
from oinp_noc import OccupationSet, errors
from oinp_noc._noc import concordance
from oinp_noc.errors import (
    AmbiguousConversionError,
    AmbiguousDrawError,
    InvalidArgumentError,
    InvalidCodeError,
    NoOccupationListError,
    OinpNocError,
    UnknownCodeError,
    UnknownDrawError,
    UnknownOccupationsError,
    UnknownVersionError,
    VersionMismatchError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUILT_INS = {
    "OinpNocError": Exception,
    "InvalidCodeError": ValueError,
    "TitleMismatchError": InvalidCodeError,
    "UnknownCodeError": KeyError,
    "UnknownVersionError": KeyError,
    "UnknownStreamError": KeyError,
    "UnknownGroupError": KeyError,
    "UnknownDrawError": KeyError,
    "AmbiguousDrawError": ValueError,
    "AmbiguousConversionError": ValueError,
    "VersionMismatchError": ValueError,
    "NoOccupationListError": ValueError,
    "UnknownOccupationsError": ValueError,
    "InexactOverlapError": ValueError,
    "InvalidArgumentError": ValueError,
    "DataError": RuntimeError,
    "FrameError": ValueError,
    "MissingExtraError": ImportError,
}

NEWEST = oinp_noc.identify("21231")[0].version  # the newest version with that code
GENERAL = oinp_noc.draws().select(kind="general")[0]
UNKNOWN = oinp_noc.draws().select(listing="unknown")[0]
NEW = OccupationSet(["21231"], version="2021")
OLD = OccupationSet(["2173"], version="2016")

# The bad input of the specification: what is done, the error, and what the message must say.
BAD_INPUT: list[tuple[Callable[[], object], type[OinpNocError], str]] = [
    (lambda: oinp_noc.convert("9999"), UnknownCodeError, "'9999' is not a unit group of NOC 2016"),
    (
        lambda: oinp_noc.convert("21231"),
        UnknownCodeError,
        ": expected a unit group of NOC 2016",
    ),
    (lambda: oinp_noc.convert("21231"), UnknownCodeError, f'convert("21231", version="{NEWEST}", to="2016")'),
    (lambda: oinp_noc.convert(2173), InvalidCodeError, "a code is text, and 2173 is of type int"),  # type: ignore[arg-type]
    (lambda: oinp_noc.convert(2173), InvalidCodeError, 'repair_code(2173, version="2016") reads it as 2173'),  # type: ignore[arg-type]
    (lambda: oinp_noc.convert(""), InvalidCodeError, "'' is empty: expected the 4 digits of a unit group of NOC 2016"),
    (lambda: oinp_noc.convert(None), InvalidCodeError, "a code is text, and None is of type NoneType"),  # type: ignore[arg-type]
    (lambda: oinp_noc.convert("217"), UnknownCodeError, "217 is a minor group of NOC 2016"),
    (
        lambda: oinp_noc.lookup("2123"),
        UnknownCodeError,
        "2123 is a minor group of NOC 2021",
    ),
    (lambda: oinp_noc.lookup("2123"), UnknownCodeError, 'classification("2021")["2123"] has that group'),
    (lambda: oinp_noc.lookup("2123"), UnknownCodeError, 'convert("2123", version="2016", to="2021")'),
    (
        lambda: oinp_noc.lookup("00018"),
        UnknownCodeError,
        "'00018' is not a unit group of NOC 2021: the nearest are 00010",
    ),
    (lambda: "2173" in NEW, UnknownCodeError, "2173 is a unit group of NOC 2016"),
    (lambda: OLD & NEW, VersionMismatchError, "a set of NOC 2016 and one of NOC 2021 do not mix"),
    (lambda: OLD & NEW, VersionMismatchError, "overlap(a, b)"),
    (
        lambda: oinp_noc.draw("2023-01-10-employer-job-offer-foreign-worker"),
        AmbiguousDrawError,
        "expected one of 2023-01-10-employer-job-offer-foreign-worker-empp and",
    ),
    (lambda: GENERAL & NEW, NoOccupationListError, "had no occupation list"),
    (lambda: UNKNOWN & NEW, UnknownOccupationsError, "had an occupation list that is not known"),
    (lambda: oinp_noc.convert("2173").one(), AmbiguousConversionError, "2173 (NOC 2016) has 2 targets in NOC 2021"),
]


DATES: dict[str, list[Callable[[Any], object]]] = {
    "date": [
        oinp_noc.draws().on,
        oinp_noc.occupation_group("tech").on,
        lambda day: attrs.evolve(GENERAL, date=day),
    ],
    "on": [oinp_noc.stream("human-capital-priorities").eligible],
    "since": [lambda day: oinp_noc.draws().select(since=day), lambda day: oinp_noc.changes("21231", since=day)],
    "until": [lambda day: oinp_noc.draws().select(until=day)],
    "received": [lambda day: GENERAL.deadlines(received=day)],
    "published": [lambda day: oinp_noc.parse_notice("", published=day)],
    "profiles_from": [lambda day: attrs.evolve(GENERAL, profiles_from=day)],
    "profiles_to": [lambda day: attrs.evolve(GENERAL, profiles_to=day)],
}


@pytest.mark.parametrize("argument", DATES)
def test_what_is_not_a_date_is_refused_by_the_name_of_its_argument(argument: str) -> None:
    for work in DATES[argument]:
        for day in ("2023-02-30", 20230509):
            with pytest.raises(InvalidArgumentError, match=rf"^{argument}={day!r}: expected a date") as caught:
                work(day)
            assert caught.value.value == day


@pytest.mark.parametrize(("work", "error", "said"), BAD_INPUT)
def test_bad_input(work: Callable[[], object], error: type[OinpNocError], said: str) -> None:
    with pytest.raises(error) as caught:
        work()
    assert type(caught.value) is error
    assert said in str(caught.value)


# Not text, or text of the wrong shape.
SHAPELESS = [
    2173,
    2173.0,
    float("nan"),
    True,
    None,
    b"2173",
    ["2173"],
    object,
    "",
    " ",
    "\u00a0",
    "\u200b",
    "NOC",
    "NOC:",
    "NOC NOC 2173",
    ":2173",
    "2173.0",
    "2173 - Software engineers",
    "#2173",
    "NOC_2173",
    "2 173",
    "2\u200b173",
    "2173\x00",
    "\x002173",
    "-2173",
    "+2173",
    "2173-",
    "2_173",
    "2173,2174",
    "\u00b2173",
    "217\u00b3",
    "\u2460173",
    "\u0662\u0661\u0667\u0663",
    "\u096817\u0969",
    "\U0001d7d0\U0001d7cf\U0001d7d5\U0001d7d1",
    "\u217b173",
    "\U0001f600",
    "e\u0301",
    "ABCD",
    "0x087d",
]


@pytest.mark.parametrize("value", SHAPELESS)
@pytest.mark.parametrize(
    "work",
    [oinp_noc.convert, lambda value: oinp_noc.lookup(value, "2016"), lambda value: oinp_noc.parse_code(value, "2016")],
)
def test_what_is_no_code(value: Any, work: Callable[[Any], object]) -> None:  # noqa: ANN401
    with pytest.raises(InvalidCodeError) as caught:
        work(value)
    assert isinstance(caught.value, ValueError)
    assert caught.value.value is value
    assert caught.value.version == "2016"
    assert "expected the 4 digits of a unit group of NOC 2016" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not oinp_noc.is_valid(value, version="2016")


@pytest.mark.parametrize("value", ["", "\u3000", None, 2123, "x", "\u00b2123", "\u0662", "NOC"])
def test_what_cannot_be_identified(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidCodeError, match="expected the digits of a code") as caught:
        oinp_noc.identify(value)
    assert caught.value.value is value
    assert caught.value.version is None


@pytest.mark.parametrize(
    ("code", "version", "said"),
    [
        ("9999", "2016", "expected one of its 500 unit groups, of 4 digits"),
        ("99999", "2021", "expected one of its 516 unit groups, of 5 digits"),
        ("2179", "2016", "the nearest are 2171, 2172, 2173, 2174 and 2175"),
        ("21", "2016", "21 is a major group of NOC"),
        ("2", "2021", "2 is a broad category of NOC 2021, "),
        ("01-05", "2016", "01-05 is a major group of NOC 2016 and 2011: expected a unit group of NOC 2016"),
        ("01-05", "2021", "01-05 is a major group of NOC 2016 and 2011: expected a unit group of NOC 2021"),
        ("213", "2016", 'repair_code("213", version="2016") restores a lost leading zero'),
        ("10", "2021", 'repair_code("10", version="2021") restores a lost leading zero'),
        ("217", "2021", "217 is a minor group of NOC 2016, 2011 and 2006"),
        ("72", "2006", "expected a unit group of NOC 2006"),
    ],
)
def test_well_formed_codes_that_the_version_lacks(code: str, version: str, said: str) -> None:
    for work in (oinp_noc.lookup, oinp_noc.parse_code, oinp_noc.convert):
        with pytest.raises(UnknownCodeError) as caught:
            work(code, version)
        assert said in str(caught.value)
        assert (caught.value.value, caught.value.version) == (code, version)
        assert set(caught.value.candidates) <= set(OccupationSet.everything(version).codes)
        assert not oinp_noc.is_valid(code, version=version)


@pytest.mark.parametrize(
    "version", ["2020", "1991", "", "NOC 2021", "2021 ", 2021, 2021.0, None, ["2021"], b"2021", "x" * 10**6]
)
def test_an_unknown_version(version: Any) -> None:  # noqa: ANN401
    works: list[Callable[[], object]] = [
        lambda: oinp_noc.classification(version),
        lambda: oinp_noc.lookup("21231", version),
        lambda: oinp_noc.parse_code("21231", version),
        lambda: oinp_noc.is_valid("21231", version),
        lambda: oinp_noc.repair_code("21231", version),
        lambda: oinp_noc.convert("2173", version, "2021"),
        lambda: oinp_noc.convert("2173", "2016", version),
        lambda: oinp_noc.convert_all(["2173"], version),
        lambda: oinp_noc.convert_all([], "2016", version),
        lambda: oinp_noc.concordance(version, "2021"),
        lambda: oinp_noc.concordance("2016", version),
        lambda: OccupationSet([], version),
        lambda: OccupationSet.everything(version),
        lambda: OccupationSet.under("72", version=version),
        lambda: OccupationSet.where(teer=0, version=version),
        lambda: NEW.convert(version, keep="any"),
    ]
    for work in works:
        with pytest.raises(UnknownVersionError) as caught:
            work()
        assert isinstance(caught.value, KeyError)
        assert caught.value.value is version
        assert caught.value.candidates == oinp_noc.versions()
        assert 'expected "2006", "2011", "2016"' in str(caught.value)
        assert str(caught.value).endswith(", as text")
        assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["2" * 10**6, "x" * 10**6, "\uff12" * 10**6, "\U0001f600" * 10**6, "NOC" * 10**6])
def test_a_message_stays_short(text: str) -> None:
    works: list[Callable[[], object]] = [
        lambda: oinp_noc.convert(text),
        lambda: oinp_noc.lookup(text),
        lambda: oinp_noc.parse_code(text),
        lambda: oinp_noc.repair_code(text),
        lambda: OccupationSet([text]),
        lambda: text in NEW,
        lambda: oinp_noc.stream(text),
        lambda: oinp_noc.draw(text),
        lambda: oinp_noc.draws().on(text),
        lambda: oinp_noc.draws().select(region=text),
        lambda: OccupationSet.under(text),
        lambda: OccupationSet(text),
        lambda: oinp_noc.convert_all(text),
        lambda: oinp_noc.concordance("2016", "2021", publisher=text),
        lambda: oinp_noc.classification("2021")[text],
    ]
    for work in works:
        with pytest.raises(OinpNocError) as caught:
            work()
        assert len(str(caught.value)) < 1000


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("99", "'99' is not a group of NOC 2021"),
        (21231, "21231 is not a group of NOC 2021: a code is text"),
        ("NOC 72", "'NOC 72' is not a group"),
    ],
)
def test_a_group_that_the_classification_lacks(code: Any, said: str) -> None:  # noqa: ANN401
    noc = oinp_noc.classification("2021")
    works: list[Callable[[], object]] = [lambda: noc[code], lambda: noc.children(code)]
    for work in works:
        with pytest.raises(UnknownCodeError) as caught:
            work()
        assert said in str(caught.value)


def test_a_level_that_the_classification_lacks() -> None:
    with pytest.raises(
        InvalidArgumentError, match="level='sub-major group': expected one of 'broad category'"
    ) as caught:
        oinp_noc.classification("2016").at("sub-major group")
    assert "minor group" in caught.value.candidates


def test_versions_that_nothing_joins(project: Path, package_copy: Path, fresh: Callable[..., Any]) -> None:
    code = """
import json, pathlib
from builder import package
import oinp_noc
folder = pathlib.Path(oinp_noc.__path__[0]) / "data"
described = json.loads((folder / "datapackage.json").read_text("utf-8"))
described.pop("crc32")
described["resources"] = [row for row in described["resources"] if row["name"] != "concordance-2011-2016"]
(folder / "datapackage.json").write_bytes(package.seal(described))
try:
    oinp_noc.convert("2173", version="2006", to="2021")
except oinp_noc.errors.VersionMismatchError as error:
    answer = str(error)
"""
    assert fresh(code, package_copy.parent, project / "tools") == "no concordance joins NOC 2006 and NOC 2021"


def test_versions_that_nothing_joins_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concordance, "_tables", tuple)
    # A publisher that nobody asked for yet, so that the answer is not one that is there already.
    with pytest.raises(VersionMismatchError, match="no concordance joins NOC 2016 and NOC 2021"):
        oinp_noc.concordance("2016", "2021", publisher="nobody")


def test_the_tree_of_errors() -> None:
    found = {name: getattr(errors, name) for name in errors.__all__}
    for name, built_in in BUILT_INS.items():
        assert issubclass(found[name], built_in)
    for name, error in found.items():
        assert issubclass(error, OinpNocError)
        assert error.__module__ == "oinp_noc.errors"
        assert error.__doc__, name


@pytest.mark.parametrize("name", list(BUILT_INS))
def test_an_error_reads_pickles_and_copies(name: str) -> None:
    error: OinpNocError = getattr(errors, name)("what was wrong", value="x", version="2016", candidates=("y", "z"))
    assert str(error) == "what was wrong"
    assert isinstance(error, BUILT_INS[name])
    others = [copy.copy(error), copy.deepcopy(error)]
    others += [pickle.loads(pickle.dumps(error, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]  # noqa: S301 (our own bytes)
    for other in others:
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert (other.value, other.version, other.candidates) == ("x", "2016", ("y", "z"))


def test_what_is_unknown_is_a_wrong_value_too() -> None:
    unknown = [name for name in BUILT_INS if name.startswith("Unknown") and BUILT_INS[name] is KeyError]
    assert len(unknown) == 5
    for name in unknown:
        assert issubclass(getattr(errors, name), ValueError)


ARRAYS = [np.array([1, 2]), np.array(["2173", "2174"]), np.array([]), np.array(2173), np.array([["2173"]])]
OBJECTS: list[Any] = [*ARRAYS, np.int64(2173), np.float64("nan"), np.datetime64("2021"), [], [[]], {}, set(), iter(())]


@pytest.mark.parametrize("value", OBJECTS, ids=lambda value: type(value).__name__)
def test_values_of_every_type_raise_documented_errors_that_carry_them(value: Any) -> None:  # noqa: ANN401
    noc = oinp_noc.classification()
    works: list[Callable[[], object]] = [
        lambda: oinp_noc.parse_code(value),
        lambda: oinp_noc.lookup(value),
        lambda: oinp_noc.convert(value),
        lambda: oinp_noc.identify(value),
        lambda: noc[value],
        lambda: noc.children(value),
        lambda: noc.at(value),
        lambda: oinp_noc.classification(value),
        lambda: oinp_noc.lookup("21231", value),
        lambda: oinp_noc.convert("2173", value),
        lambda: oinp_noc.convert("2173", "2016", value),
        lambda: oinp_noc.convert_all(["2173"], value),
        lambda: oinp_noc.concordance("2016", "2021", publisher=value),
        lambda: oinp_noc.convert("2173").one(prefer=value),
        lambda: OccupationSet([value]),
        lambda: OccupationSet((), value),
        lambda: OccupationSet.under(value),
        lambda: OccupationSet.where(teer=[value]),
        lambda: value in NEW,
        lambda: NEW.union(value),
        lambda: NEW.convert("2016", keep=value),
        lambda: oinp_noc.overlap(NEW, value),
    ]
    for work in works:
        with pytest.raises(OinpNocError) as caught:
            work()
        assert isinstance(caught.value, ValueError)
        assert caught.value.value is value
        assert "\n" not in str(caught.value)
    assert not oinp_noc.is_valid(value)
    assert value not in noc


def test_what_numpy_holds_is_read_where_a_text_or_an_integer_is() -> None:
    code, version, teer = np.array(["2173", "2016"])[0], np.array(["2016"])[0], np.arange(2)
    assert oinp_noc.lookup(code, version).code == "2173"
    assert oinp_noc.convert(code, version).codes == ("21211", "21231")
    assert type(oinp_noc.classification(version).version) is str
    assert type(OccupationSet(np.array(["2173"]), version).version) is str
    assert OccupationSet(np.array(["2173", "2174"]), "2016").codes == ("2173", "2174")
    assert OccupationSet.where(teer=teer) == OccupationSet.where(teer={0, 1})
    assert OccupationSet.where(teer=teer[1]) == OccupationSet.where(teer=1)
    assert OccupationSet(iter(["21231"])) == NEW
    assert OccupationSet.where(teer=iter([0, 1])) == OccupationSet.where(teer={0, 1})


def test_true_is_no_number_even_where_it_has_an_index() -> None:
    flag = type("bool_", (), {"__index__": lambda _: 1})()  # numpy.bool_, before numpy 2
    works: list[Callable[[], object]] = [
        lambda: oinp_noc.repair_code(flag, "2016"),
        lambda: OccupationSet.where(teer=flag),
        lambda: oinp_noc.search("cook", limit=flag),
        lambda: oinp_noc.Draw("x", "2024-01-01", "own", "general", "2021", "none", invitations=flag),
    ]
    for work in works:
        with pytest.raises(ValueError, match=r"expected") as caught:
            work()
        assert isinstance(caught.value, OinpNocError)
        assert caught.value.value is flag


@pytest.mark.parametrize("text", [" 9999 ", "NOC 9999", "noc:\u00a0217"])
def test_an_error_carries_what_was_passed_and_not_what_was_read(text: str) -> None:
    works: list[Callable[[], object]] = [
        lambda: oinp_noc.lookup(text, "2016"),
        lambda: oinp_noc.convert(text),
        lambda: oinp_noc.repair_code(text, "2016"),
        lambda: OccupationSet([text], "2016"),
    ]
    for work in works:
        with pytest.raises(UnknownCodeError) as caught:
            work()
        assert caught.value.value is text


def test_letters_of_noc_s_and_codes_padded_on_the_right_are_named() -> None:
    for work in (oinp_noc.convert, oinp_noc.parse_code, oinp_noc.identify):
        with pytest.raises(InvalidCodeError, match="'H111' looks like H111 of NOC-S"):
            work("H111")
    with pytest.raises(UnknownCodeError, match="it may be the minor group 217 with zeros added on the right"):
        oinp_noc.convert("2170")
    with pytest.raises(UnknownCodeError, match="it may be the minor group 7299 with zeros added on the right"):
        oinp_noc.lookup("72990")


def test_no_repair_is_recommended_for_a_zero_that_was_not_lost() -> None:
    with pytest.raises(UnknownCodeError) as caught:
        oinp_noc.lookup("0012")
    assert "repair_code" not in str(caught.value)
    with pytest.raises(InvalidCodeError, match=r"repair_code\('0010', version=\"2021\"\) reads it as 00010"):
        oinp_noc.lookup("0010")
    with pytest.raises(InvalidCodeError, match="reads a code beside its title, if the two agree"):
        oinp_noc.lookup("21231 Software engineers and designers")


def test_an_error_without_more_to_say() -> None:
    error = OinpNocError("what was wrong")
    assert (error.value, error.version, error.candidates) == (None, None, ())


@pytest.mark.parametrize(("work", "error", "said"), BAD_INPUT)
def test_raised_errors_survive_pickling(work: Callable[[], object], error: type[OinpNocError], said: str) -> None:
    with pytest.raises(error) as caught:
        work()
    other = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 (our own bytes)
    assert said in str(other)
    assert str(other) == str(caught.value)
    assert (other.value, other.version, other.candidates) == (
        caught.value.value,
        caught.value.version,
        caught.value.candidates,
    )


def test_key_errors_read_as_prose() -> None:
    with pytest.raises(KeyError) as caught:
        oinp_noc.lookup("2123")
    assert str(caught.value).startswith("2123 is a minor group")
    with pytest.raises(KeyError) as unknown:
        oinp_noc.draw("x")
    assert isinstance(unknown.value, UnknownDrawError)
    assert str(unknown.value).startswith("no draw 'x'")
