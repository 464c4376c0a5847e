"""The command line: commands, options, and what is said of wrong ones."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

import oinp_noc

FOREIGN_WORKER = "2023-05-09-employer-job-offer-foreign-worker"
STUDENT = "2023-05-09-employer-job-offer-international-student"
TECH_2019 = "2019-07-12-human-capital-priorities"
TECH_2022 = "2022-12-19-human-capital-priorities"
GENERAL = oinp_noc.draws().select(kind="general", listing="none")[-1].id
UNKNOWN = oinp_noc.draws().select(listing="unknown")[-1].id

Run = Callable[..., Any]


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"{oinp_noc.__version__}\n", "")


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_names_the_commands(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    assert all(command in out for command in ("convert", "clean", "show", "overlap", "draws", "notice"))


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("convert", ["--from", "--to", "--json"]),
        ("clean", ["--version", "--name"]),
        ("show", ["--version", "--json"]),
        ("overlap", ["--json"]),
        ("notice", ["--published", "--add", "--accept", "--json"]),
        (
            "draws",
            [
                *("--stream", "--since", "--until", "--kind", "--listing", "--occupation", "--version"),
                *("--region", "--program", "--limit", "--json"),
            ],
        ),
    ],
)
def test_help_names_the_options(run: Run, command: str, options: list[str]) -> None:
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert all(option in out for option in options)
    assert "--no-json" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convert", "9999"], "'9999' is not a unit group of NOC 2016"),
        (["convert", "21231"], ": expected a unit group of NOC 2016"),
        (["convert", ""], "'' is empty: expected the 4 digits of a unit group of NOC 2016"),
        (["convert", "217"], "217 is a minor group of NOC 2016"),
        (["convert", "213"], 'repair_code("213", version="2016")'),
        (["convert", "2123", "--from", "2021"], "2123 is a minor group of NOC 2021"),
        (["convert", "00018", "--from", "2016"], "00018"),
        (["convert", "2173\n\x1b[31m"], "is not a code"),
        (["convert", "2173", "--to", "1999"], "'1999' is not a NOC version"),
        (["convert", "2173", "--from", "2020"], "'2020' is not a NOC version"),
        (["show", "9999"], "'9999' is a code of no NOC version: expected one of any version and level, or the id of"),
        (["show", "9999", "--version", "2016"], "'9999' is not a group of NOC 2016"),
        (["show", "21231", "--version", "2099"], "'2099' is not a NOC version"),
        (["show", "engineer"], "'engineer' is not a code"),
        (["show", "2023-05-09"], "'2023-05-09' fits several draws: 2023-05-09-employer"),
        (["show", "2023-01-10-employer-job-offer-foreign-worker"], "names 2 draws: expected one of"),
        (["overlap", FOREIGN_WORKER, GENERAL], "had no occupation list"),
        (["overlap", UNKNOWN, FOREIGN_WORKER], "had an occupation list that is not known"),
        (["overlap", FOREIGN_WORKER, "yesterday"], "no draw and no occupation group 'yesterday': expected "),
        (["draws", "--since", "never"], "since='never': expected a date"),
        (
            ["draws", "--stream", "human-capital-priority"],
            "no stream 'human-capital-priority': expected human-capital-priorities",
        ),
        (
            ["draws", "--stream", "skilled"],
            "'skilled' fits several streams: french-speaking-skilled-worker, skilled-trades",
        ),
        (["draws", "--region", "west"], "region='west': expected one of"),
        (["draws", "--program", "pilot"], "program='pilot': expected one of"),
        (["draws", "--occupation", "2173"], "expected a unit group of NOC 2021"),
        (["draws", "--limit", "-1"], "--limit '-1': expected a whole number, 0 or more"),
        # What cyclopts says
        (["draws", "--limit", "many"], "--limit"),
        (["draws", "--kind", "special"], "--kind='special': expected one of 'general', 'targeted'"),
        (["draws", "--listing", "maybe"], "--listing='maybe': expected one of"),
        (["draws", "2173"], "2173"),
        (["convert"], "CODE"),
        (["convert", "2173", "--form", "2016"], "--form"),
        (["convert", "2173", "--from"], "--from"),
        (["show", "2173", "--version"], "--version"),
        (["overlap", FOREIGN_WORKER], "RIGHT"),
        (["notice"], "FILE"),
        (["translate", "2173"], "unknown command 'translate': expected one of clean, "),
        (["--verbose"], "--verbose"),
    ],
    ids=" ".join,
)
def test_what_is_wrong_is_said_in_one_line(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.endswith("\n")
    assert err[:-1].isprintable()


@pytest.mark.parametrize("command", ["convert", "show"])
@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_nothing_is_printed_where_one_of_several_is_wrong(run: Run, command: str, json_too: list[str]) -> None:
    code, out, err = run(command, "2173", "0213", "9999", *json_too)
    assert (code, out) == (2, "")
    assert "9999" in err


@pytest.mark.parametrize("arguments", [["convert", "2173"], ["--help"]])
def test_a_missing_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.delitem(sys.modules, "oinp_noc.cli.grammar", raising=False)
    monkeypatch.setitem(sys.modules, "cyclopts", None)
    assert run(*arguments) == (3, "", "the command line needs the extra 'cli': pip install 'oinp-noc[cli]'\n")


@pytest.mark.parametrize("words", [[], ["convert", "2173"]])
def test_neither_rich_nor_an_extra_is_imported_before_it_is_needed(process: Any, words: list[str]) -> None:  # noqa: ANN401
    code = f"import oinp_noc.cli as c, sys; {words} and c.main({words}); print({{'cyclopts', 'rich', 'csv'}} & {{*sys.modules}})"
    done = process(sys.executable, "-c", code)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == (b"{'cyclopts'}" if words else b"set()")
