"""The fuzzer itself: it finds what is broken, says how to repeat it, and refuses what it cannot read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import fuzz
from fuzzing import codes
from fuzzing.checks import LawBrokenError, Target, law
from oinp_noc.errors import OinpNocError

if TYPE_CHECKING:
    from random import Random

    from oinp_noc import OccupationSet

NAMES = ("codes", "conversions", "sets", "overlaps", "screen", "load", "from_dict")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--seed", "x"], "argument --seed: 'x' is not a whole number from 0 on"),
        (["--seed", "-1"], "argument --seed: '-1' is not a whole number from 0 on"),
        (["--seed", "1.5"], "argument --seed: '1.5' is not a whole number from 0 on"),
        (["--seed", "٣"], "argument --seed: '٣' is not a whole number from 0 on"),
        (["--count", "9" * 5000], "is not a whole number from 0 on"),
        (["--targets", "codes,cods"], "argument --targets: 'cods' is not a target; expected some of codes, "),
        (["--at", "3"], "argument --at: an input is one of one target; expected --targets with its name"),
    ],
)
def test_what_it_cannot_read_is_refused_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        fuzz.main(arguments)
    assert left.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert said in printed.err


@pytest.mark.parametrize("name", NAMES)
def test_inputs_are_made_and_held_to_their_laws(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--targets", name, "--count", "40"]) == 0
    assert f"{name}: 40 inputs" in capsys.readouterr().out


def odd(chance: Random) -> int:
    return chance.randrange(10)


def refuse_seven(given: int) -> None:
    law(given != 7, "seven is not there", given)


def test_a_failure_is_told_with_its_input_and_repeats(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzz, "_targets", lambda _: [Target("sevens", odd, refuse_seven)])
    assert fuzz.main(["--count", "200", "--seed", "3"]) == 1
    printed = capsys.readouterr().out
    assert "sevens: 200 inputs" in printed
    assert "1 failures" in printed  # of one kind
    again = re.search(r"python tools/fuzz.py (--targets sevens --seed 3 --at \d+)", printed)
    assert again is not None
    assert fuzz.main(again[1].split()) == 1
    assert "LawBrokenError: seven is not there: 7" in capsys.readouterr().out


def test_a_wrong_answer_breaks_a_law(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"a": (["21231"], "2021"), "b": (["21232"], "2021"), "under": ["21"], "asked": "21231"}
    codes.TARGETS[2].check(given)

    def wrong(self: OccupationSet, *_: OccupationSet) -> OccupationSet:
        return self

    monkeypatch.setattr("oinp_noc.OccupationSet.__or__", wrong)
    with pytest.raises(LawBrokenError):
        codes.TARGETS[2].check(given)


def test_an_error_without_the_value_that_was_passed_breaks_a_law(monkeypatch: pytest.MonkeyPatch) -> None:
    check = codes.TARGETS[0].check
    check((" 99999", "2021"))
    monkeypatch.setattr(OinpNocError, "value", property(lambda _: "99999", lambda *_: None), raising=False)
    with pytest.raises(LawBrokenError, match=r"error\.value of parse_code is what was passed"):
        check((" 99999", "2021"))
