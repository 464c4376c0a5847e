"""Conversions narrowed by a job title: only an exact title of exactly one target decides."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Lang, convert, narrow
from oinp_noc.errors import InvalidArgumentError, VersionMismatchError

SPLIT = [unit.code for unit in oinp_noc.classification("2016").unit_groups if len(convert(unit.code).codes) > 1]

# A split code, a title, and the target that it belongs to.
DECIDED = [
    ("2174", "software developer", "21232"),
    ("2174", "Web developer", "21234"),
    ("2174", "computer programmer", "21230"),
    ("2174", "Software Developers and Programmers", "21232"),
    ("2174", "développeuse de logiciels", "21232"),
    ("8431", "fruit tree pruner", "85101"),
    ("8431", "milking machine tender", "85100"),
]

UNDECIDED = [("2174", "programmer"), ("2174", "registered nurse"), ("2174", "sofware developer"), ("8431", "🙂")]


def codes(code: str, title: str, lang: Lang | None = None) -> list[str]:
    return [narrowed.group.code for narrowed in narrow(convert(code), title, lang=lang)]


@pytest.mark.parametrize(("code", "title", "target"), DECIDED)
def test_an_exact_title_of_one_target_decides(code: str, title: str, target: str) -> None:
    (narrowed,) = narrow(convert(code), title)
    assert narrowed.group.code == target
    assert narrowed.match is not None
    assert narrowed.match.group == narrowed.group
    assert narrowed.match.kind in ("exact title", "exact group title")


@pytest.mark.parametrize(("code", "title"), UNDECIDED)
def test_anything_else_leaves_all_targets(code: str, title: str) -> None:
    narrowed = narrow(convert(code), title)
    assert tuple(each.group for each in narrowed) == convert(code).targets
    assert all(each.match is None for each in narrowed)


def test_a_language_has_its_own_titles_only() -> None:
    assert codes("2174", "développeuse de logiciels", "fr") == ["21232"]
    assert codes("2174", "développeuse de logiciels", "en") == ["21230", "21232", "21234"]


def test_a_conversion_with_one_target_has_that_one() -> None:
    (narrowed,) = narrow(convert("0011"), "legislator")
    assert narrowed.group.code == "00010"
    assert narrowed.match is not None
    (narrowed,) = narrow(convert("0011"), "baker")
    assert (narrowed.group.code, narrowed.match) == ("00010", None)


def test_targets_of_other_versions() -> None:
    back = convert("21233", "2021", "2016")
    assert back.codes == ("2171", "2175")
    assert [narrowed.group.code for narrowed in narrow(back, "web site designer")] in (["2175"], ["2171", "2175"])
    with pytest.raises(VersionMismatchError, match="no job titles of NOC 2011"):
        narrow(convert("2173", "2016", "2011"), "software engineer")


@pytest.mark.parametrize("title", ["", " ", None, 7])
def test_what_is_no_title(title: str) -> None:
    with pytest.raises(InvalidArgumentError):
        narrow(convert("2174"), title)


@pytest.mark.parametrize("conversion", ["2174", None, convert("2174").codes])
def test_what_is_no_conversion(conversion: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidArgumentError, match=r"is of type \w+: expected what convert\(\) returns"):
        narrow(conversion, "software developer")


def test_it_needs_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    assert codes("2174", "sofware developer") == ["21230", "21232", "21234"]


@given(st.sampled_from(SPLIT), st.data())
def test_the_titles_of_a_target_never_lead_to_another(code: str, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(convert(code).codes))
    title = data.draw(st.sampled_from(oinp_noc.example_titles(target, lang=None)))
    assert target in codes(code, title)


def test_nine_in_ten_titles_of_split_codes_belong_to_one_target() -> None:
    titles = [(code, title) for code in SPLIT for title in oinp_noc.example_titles(code, "2016")]
    decided = sum(len(narrow(convert(code), title)) == 1 for code, title in titles)
    assert (decided, len(titles)) == (580, 626)
