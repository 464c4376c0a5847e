"""The examples of docs/command-line.md print what the page says; ``--update-golden`` writes them anew."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from oinp_noc import cli
from oinp_noc.cli import grammar

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "command-line.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
NOTICE = "On March 8, 2024, Ontario issued 94 invitations to apply under the Masters Graduate stream."


def commands(block: str) -> list[str]:
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def printed(command: str) -> str:
    """Return what a terminal of 80 columns shows of a command."""
    if set("|<>") & set(command):
        return in_shell(command)
    with contextlib.redirect_stdout(Terminal()) as stdout, contextlib.redirect_stderr(stdout):
        cli.main(shlex.split(command)[1:])
    return stdout.getvalue()


def in_shell(command: str) -> str:
    # There, the standard output is no terminal: the width is put in where the program asks for it.
    code = "import sys; from oinp_noc import cli; cli.stdio.width = lambda: 80; sys.exit(cli.main(sys.argv[1:]))"
    line = command.replace("oinp-noc ", f'"{sys.executable}" -c "{code}" ', 1)
    done = subprocess.run(  # noqa: S602 (an example of our own page)
        f"{{ {line}; }} 2>&1", shell=True, capture_output=True, text=True, check=False, timeout=600
    )
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are of a POSIX shell")
def test_the_examples_of_the_page_print_what_it_says(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {"COLUMNS": "80", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    Path("tonight.txt").write_text(NOTICE, "utf-8")
    shown = BLOCK.sub(lambda found: anew(found[1]), PAGE.read_text("utf-8"))
    if request.config.getoption("--update-golden", default=False):
        PAGE.write_text(shown, "utf-8")
    assert shown == PAGE.read_text("utf-8")


def anew(block: str) -> str:
    """Return a block of commands with what they print; what is written to a home folder is not."""
    told = [f"$ {each}\n{'' if ' > ~' in each else printed(each)}".rstrip("\n") for each in commands(block)]
    return "```console\n" + "\n".join(told) + "\n```"


def test_the_page_names_every_command(run: Callable[..., Any]) -> None:
    text = PAGE.read_text("utf-8")
    names = [name for names in grammar._COMMANDS.values() for name in names]  # noqa: SLF001
    names += [f"data {name}" for name in grammar._DATA]  # noqa: SLF001
    assert all(f"`{name}" in text for name in [*names, "completion"])
    assert all(name.split()[-1] in run("--help").out + run("data", "--help").out for name in names)


def test_the_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tonight.txt").write_text(NOTICE, "utf-8")
    found = [command for block in BLOCK.findall((ROOT / "README.md").read_text("utf-8")) for command in commands(block)]
    assert len(found) > 5
    for command in found:
        program, *words = shlex.split(command)
        assert program == "oinp-noc"
        assert cli.main(words) == 0, command
