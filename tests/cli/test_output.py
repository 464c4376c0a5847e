"""The command line: where it prints."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oinp_noc import cli

FOREIGN_WORKER = "2023-05-09-employer-job-offer-foreign-worker"

Run = Callable[..., Any]


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch, *arguments: str, **environment: str) -> str:
    for name, value in {"TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    with contextlib.redirect_stdout(terminal):
        assert cli.main(arguments) == 0
    return terminal.getvalue()


def test_a_terminal_gets_colours_and_wrapped_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    out = on_terminal(monkeypatch, "convert", "2174", COLUMNS="40")
    assert "\x1b[36m21230" in out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert max(map(len, plain.splitlines())) <= 40
    assert {"Computer", "systems", "developers", "and", "programmers"} <= set(plain.split())


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[3" not in on_terminal(monkeypatch, "convert", "2174", COLUMNS="80", NO_COLOR="1")


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_pipe_gets_no_colours_and_whole_titles(run: Run, json_too: list[str]) -> None:
    out = run("show", FOREIGN_WORKER, *json_too).out
    assert "\x1b" not in out
    assert not any(line.endswith(" ") for line in out.splitlines())


def test_json_into_text_that_has_no_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(on_terminal(monkeypatch, "show", "21231", "--json"))[0]["asked"] == "21231"


def in_ascii(*arguments: str) -> bytes:
    """Run with a standard output that cannot write accents, and return what was written."""
    below = io.BytesIO()
    with io.TextIOWrapper(below, encoding="ascii") as stdout, contextlib.redirect_stdout(stdout):
        assert cli.main(arguments) == 0
        stdout.flush()
        return below.getvalue()


def test_titles_are_printed_where_their_accents_cannot_be() -> None:
    assert b"Ing?nieurs/ing?nieures et concepteurs/conceptrices en logiciel" in in_ascii("show", "21231")


def test_json_is_utf_8_whatever_the_locale_says() -> None:
    (found,) = json.loads(in_ascii("show", "21231", "--json").decode("utf-8"))
    assert found["groups"][0]["title_fr"].startswith("Ingénieurs")


@pytest.mark.parametrize("columns", ["1", "40", "64"])
def test_help_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    out = on_terminal(monkeypatch, "draws", "--help", COLUMNS=columns, NO_COLOR="1")
    assert "--occupation" in out
    assert max(map(len, out.splitlines())) == max(40, int(columns))


def test_help_is_printed_in_ascii() -> None:
    assert b"convert" in in_ascii("--help")


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_reader_that_has_seen_enough_ends_it_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], json_too: list[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as broken:
        monkeypatch.setattr(sys, "stdout", broken)
        assert cli.main(["draws", *json_too]) == 0
    assert capsys.readouterr().err == ""


# In a process of its own

SCRIPT = str(Path(sys.executable).with_name("oinp-noc"))
MODULE = (sys.executable, "-m", "oinp_noc")


def test_the_module_runs_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["oinp-noc", "convert", "2173"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("oinp_noc", run_name="__main__")
    assert ended.value.code == 0
    assert "21231" in capsys.readouterr().out


@pytest.mark.parametrize("command", [(SCRIPT,), MODULE], ids=["script", "module"])
def test_a_process_converts_and_fails(process: Run, command: tuple[str, ...]) -> None:
    done = process(*command, "convert", "2173")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"21231" in done.stdout
    failed = process(*command, "convert", "9999")
    assert (failed.returncode, failed.stdout) == (2, b"")
    assert failed.stderr.count(b"\n") == 1
    assert b"Traceback" not in failed.stderr


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_process_writes_whatever_its_locale(process: Run, json_too: list[str]) -> None:
    done = process(*MODULE, "show", "21231", *json_too, PYTHONIOENCODING="ascii:strict", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (b"Ing?nieurs" in done.stdout) != bool(json_too)


def test_a_process_ends_quietly_when_its_reader_does() -> None:
    with subprocess.Popen(  # noqa: S603 (our own program)
        [*MODULE, "draws", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        assert writer.stderr
        assert writer.stdout.readline() == b"[\n"
        writer.stdout.close()
        assert writer.stderr.read() == b""
        assert writer.wait(timeout=600) == 0
