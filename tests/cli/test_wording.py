"""The command line: the library's errors speak of commands and options, not of calls and arguments."""

from __future__ import annotations

import re
import shlex
import sys
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from oinp_noc.cli import stdio, wording
from oinp_noc.errors import InvalidArgumentError, NoticeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]

PYTHON = re.compile(r"(?<![-\w])[a-z_]+=|\w\(\"|\)\.|keep=|`|, as text")


NEWEST = max(version for version in oinp_noc.versions() if oinp_noc.is_valid("21231", version=version))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convert", "21231"], f"; oinp-noc convert 21231 --from {NEWEST} --to 2016 converts it from NOC {NEWEST}"),
        (["convert", "213"], "; oinp-noc show 213 --version 2016 has that group; oinp-noc clean FILE COLUMN --vers"),
        (["convert", "213"], "restores a lost leading zero; did you mean 0213?"),
        (["convert", "2170"], "whose unit groups are those of oinp-noc tree 217 --version 2016"),
        (["convert", "2173:abc"], "oinp-noc clean FILE COLUMN --version 2016 reads a code beside its title"),
        (["convert", "NOC2173:"], "oinp-noc clean FILE COLUMN --version 2016 reads it as 2173"),
        (["draws", "--occupation", "2173"], "oinp-noc convert 2173 --from 2016 --to 2021 converts it"),
        (["screen", "2173"], "oinp-noc convert 2173 --from 2016 --to 2021 converts it"),
        (["screen", "213"], "; oinp-noc show 213 --version 2021 has that group"),
        (["timeline", "2173"], "oinp-noc convert 2173 --from 2016 --to 2021 converts it"),
        (["show", "2039-11-20"], "no draw '2039-11-20' in this history: oinp-noc draws --csv lists them"),
        (["groups", "health", "--on", "2024-03-07"], "expected --stream one of employer-job-offer-foreign-worker"),
        (["groups", "tech", "--on", "never"], "--on 'never': expected a date"),
        (["groups", "tech", "--on=never"], "--on 'never': expected a date"),
        (["overlap", "tech@never", "tech"], "'never': expected a date"),
        (["convert", "2173", "--to", "2020"], "'2020' is not a NOC version: expected one of 2006, 2011, 2016, "),
        (["draws", "--since", "2024-13"], "--since '2024-13': expected a date"),
        (["draws", "--label", "since='x'"], """--label "since='x'": expected one of 'agriculture', """),
        (["screen", "21231", "--stream", "masters-graduate", "--score=-3"], "--score -3: expected a number from 0 up"),
        (["deadlines", "2024-03-07-human-capital-priorities", "--received", "2020-01-01"], "--received '2020-01-01': "),
        (["summary", "--by", "month"], "--by 'month': expected one of"),
        (["--lang=de", "draws"], "--lang 'de': expected one of 'en', 'fr'"),
        (["completion", "tcsh"], "SHELL 'tcsh': expected one of"),
    ],
    ids=" ".join,
)
def test_an_error_names_commands_and_options(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert not PYTHON.search(err.replace("since='x'", "")), err


@pytest.mark.parametrize("code", ["21231", "2123", "0213", "00010", "2147", "72106"])
def test_the_command_of_an_error_does_what_was_meant(run: Run, code: str) -> None:
    for version in ("2016", "2021"):
        err = run("convert", code, "--from", version, "--to", version).err
        for command in re.findall(r"oinp-noc ((?:convert|show) \d+(?: --\w+ \d+)+)", err):
            assert run(*shlex.split(command)).code == 0, command


@pytest.mark.parametrize(
    ("group", "version", "command"),
    [
        ("217", "2016", "oinp-noc convert 2171 2172 2173 2174 2175 --from 2016 --to 2021"),
        ("2", "2016", "oinp-noc convert FILE --from 2016 --to 2021"),
    ],
)
def test_a_group_is_converted_by_its_unit_groups(group: str, version: str, command: str) -> None:
    call = f'OccupationSet.under("{group}", version="{version}").convert("2021", keep=...)'
    assert (
        wording.in_shell(oinp_noc.errors.UnknownCodeError(f"x; {call} converts them")) == f"x; {command} converts them"
    )


def test_what_stands_in_the_way_of_a_notice_can_be_accepted_as_it_is_said(run: Run, tmp_path: Path) -> None:
    notice, added = tmp_path / "notice.txt", tmp_path / "my.json"
    notice.write_text("Ontario issued 94 invitations to candidates scoring 400 and above.\n", encoding="utf-8")
    err = run("notice", str(notice), "--add", str(added)).err
    command = "--accept missing-date missing-stream"
    assert err.endswith(f" {command}\n")
    assert run("notice", str(notice), "--add", str(added), *command.split()).code == 0
    assert run("notice", str(notice), "--add", str(added), "--accept", "foo").err.startswith("--accept 'foo': expected")


def test_a_value_is_never_read_as_python() -> None:
    error = InvalidArgumentError("since=x cannot be read: 'why'", value="since=x")
    assert wording.in_shell(error) == str(error)
    assert wording.in_shell(NoticeError("a text")) == "a text"


def test_french_messages_have_the_quotes_of_french(run: Run) -> None:
    err = run("draws", "--lang", "fr", "--limit", "x").err
    assert err == "--limit «\u00a0x\u00a0»\u00a0: un nombre entier, 0 ou plus, est attendu\n"
    assert "'" not in run("draws", "--lang", "fr", "--kind", "special").err


def test_what_a_french_answer_quotes_has_the_quotes_of_french(run: Run, tmp_path: Path) -> None:
    codes = tmp_path / "codes.txt"
    codes.write_text("2173\n9999\n", encoding="utf-8")
    assert run("--lang", "fr", "convert", str(codes)).err.endswith(" «\u00a09999\u00a0»\n")
    assert run("--lang", "fr", "convert", "2173", "--title", "xyz").lines[2].startswith("«\u00a0xyz\u00a0» ne ")
    assert run("convert", "2173", "--title", "xyz").lines[2].startswith("'xyz' decides nothing")


def test_why_the_system_refuses_is_said_in_french_too(run: Run, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    for command in (["notice", missing], ["draws", "--draws", missing]):
        assert run(*command).err == f"{missing} cannot be read: No such file or directory\n"
        assert run("--lang", "fr", *command).err == f"{missing} ne peut pas être lu\u00a0: ce fichier n’existe pas\n"
    assert run("--lang", "fr", "notice", str(tmp_path)).err.endswith("\u00a0: c’est un dossier\n")


def test_a_reason_that_is_not_usual_is_said_as_the_system_says_it() -> None:
    assert stdio.reason(OSError(5, "Input/output error")) == "Input/output error"
    assert stdio.reason(ValueError("embedded null byte")) == "embedded null byte"


def test_a_problem_of_a_notice_names_the_option_that_helps(run: Run, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("Ontario issued 94 invitations to candidates scoring 400 and above.\n", encoding="utf-8")
    assert "none with a year; --published helps" in run("notice", str(notice)).out
    assert "published= helps" in run("notice", str(notice), "--json").out


def test_a_line_of_errors_has_plain_quotes_where_the_encoding_lacks_others(process: Run) -> None:
    words = [sys.executable, "-m", "oinp_noc", "--lang", "fr", "draws", "--kind", "x"]
    done = process(*words, PYTHONIOENCODING="ascii")
    assert b'--kind " x "; valeurs admises' in done.stderr.replace(b"\\xa0", b" ")
