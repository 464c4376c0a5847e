"""The command line and its standard streams: closed, full, closing, of another encoding; and what may reach them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oinp_noc import cli
from oinp_noc._answers.printable import one_line
from oinp_noc.cli import safety, stdio
from oinp_noc.errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable

OINP_NOC = f'"{sys.executable}" -m oinp_noc'
FULL = "the standard output cannot be written: No space left on device\n"
CLOSED = "the standard output is closed: nothing can be written\n"

posix = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a shell and /dev/full")  # noqa: PTH110


def shell(command: str) -> tuple[int, str, str]:
    """Run the command line in a shell, which can close and redirect the standard streams."""
    done = subprocess.run(  # noqa: S602 (our own program; the shell is what is tested)
        command.replace("oinp-noc", OINP_NOC), shell=True, capture_output=True, text=True, check=False, timeout=600
    )
    return done.returncode, done.stdout, done.stderr


@posix
@pytest.mark.parametrize(
    ("command", "code", "err"),
    [
        ("oinp-noc convert 2173 >&-", 2, CLOSED),
        ("oinp-noc --help >&-", 2, CLOSED),
        ("oinp-noc convert 2173 --json >/dev/full", 2, FULL),
        ("oinp-noc --help >/dev/full", 2, FULL),
        ("oinp-noc convert - <&-", 2, "<standard input> cannot be read: it is closed\n"),
        ("oinp-noc convert 9999 2>&-", 2, ""),
        ("oinp-noc convert 9999 2>/dev/full", 2, ""),
        ("oinp-noc convert 2173 <&- >&- 2>&-", 2, ""),
        ("oinp-noc draws --json | head -1", 0, ""),
    ],
)
def test_a_stream_that_is_closed_or_full_ends_in_one_line(command: str, code: int, err: str) -> None:
    assert shell(command) == (code, "[\n" if "head" in command else "", err)


class Broken(io.StringIO):
    """A stream that takes nothing."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def write(self, _: str) -> int:
        raise self.error


@pytest.fixture
def diverted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Keep the tests' own descriptors, and return those that would have been diverted."""
    numbers: list[int] = []
    monkeypatch.setattr(stdio, "_divert", numbers.append)
    return numbers


@pytest.mark.parametrize("command", [["convert", "2173"], ["draws", "--json"], ["draws", "--csv"], ["--help"]])
def test_a_full_disk_is_told_and_a_reader_that_has_seen_enough_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], diverted: list[int], command: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(OSError(28, "No space left on device")))
    assert cli.main(command) == 2
    assert capsys.readouterr().err == FULL
    monkeypatch.setattr(sys, "stdout", Broken(BrokenPipeError()))
    assert cli.main(command) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.main(command) == 2
    assert capsys.readouterr().err == CLOSED
    assert diverted == [1, 1]


def test_an_error_that_cannot_be_told_is_not_told_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], diverted: list[int]
) -> None:
    for stream in (None, Broken(OSError(28, "No space left on device"))):
        monkeypatch.setattr(sys, "stderr", stream)
        assert cli.main(["convert", "9999"]) == 2
    assert capsys.readouterr().out == ""
    assert diverted == [2]


def test_a_standard_input_that_is_closed_is_told(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    for words in (["convert", "-"], ["notice", "-"], ["clean", "-", "noc"]):
        assert run(*words) == (2, "", "<standard input> cannot be read: it is closed\n")


def test_what_is_still_buffered_goes_nowhere() -> None:
    reading, writing = os.pipe()
    stdio._divert(writing)  # noqa: SLF001
    os.write(writing, b"lost")
    os.close(writing)
    assert os.read(reading, 9) == b""
    os.close(reading)


def test_an_interrupt_ends_it_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stdio, "write", interrupted)
    assert cli.main(["convert", "2173"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("command", ["notice {}", "clean {} noc", "convert {}", "draws --draws {}"])
@pytest.mark.parametrize(
    "content", [b"\x7fELF\x02\x01\xff\xfe", b"noc\n\0\n", "maîtrise".encode("latin-1"), b"\xff" * 9]
)
def test_a_file_that_is_no_text_is_refused_in_one_line(
    run: Callable[..., Any], tmp_path: Path, command: str, content: bytes
) -> None:
    file = tmp_path / "file.bin"
    file.write_bytes(content)
    code, out, err = run(*command.format(file).split())
    assert (code, out) == (2, "")
    assert "file.bin" in err
    assert err.count("\n") == 1
    assert err[:-1].isprintable()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_is_read_in_the_encoding_that_it_names(run: Callable[..., Any], tmp_path: Path, encoding: str) -> None:
    (tmp_path / "codes.csv").write_text("noc,où\n21231,à côté\n", encoding)
    out = run("clean", str(tmp_path / "codes.csv"), "noc").lines
    assert out == ["noc,où,noc_2021,repair", "21231,à côté,21231,as written"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "noc,où\n".encode("latin-1"),
            "invalid start byte at byte 5; if it is WINDOWS-1252, iconv -f WINDOWS-1252 -t UTF-8 codes.csv converts it",
        ),
        ("noc,à".encode("latin-1"), "unexpected end of data at byte 4; if it is WINDOWS-1252, iconv"),
        ("noc,où\n".encode("utf-16-le"), "; if it is UTF-16LE, iconv -f UTF-16LE -t UTF-8 codes.csv converts it"),
        ("noc,où\n".encode("utf-16-be"), "; if it is UTF-16BE, iconv -f UTF-16BE -t UTF-8 codes.csv converts it"),
        ("noc\n".encode("utf-16-le"), "null character at place 1; if it is UTF-16LE, iconv"),
        ("noc\n".encode("utf-16-be"), "null character at place 0; if it is UTF-16BE, iconv"),
        ("noc\n".encode("utf-16")[:-1], "codes.csv is not whole: truncated data at byte 8"),
        (b"noc\n21231\n\0", "codes.csv is not a text: it has a null character at place 10"),
        (bytes(range(256)), "codes.csv is not UTF-8: invalid start byte at byte 128"),
    ],
)
def test_a_text_in_another_encoding_is_refused_with_what_helps(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("codes.csv").write_bytes(content)
    code, out, err = run("clean", "codes.csv", "noc")
    assert (code, out) == (2, "")
    assert said in err
    assert "iconv" in said or "iconv" not in err


# what may reach a terminal

EVIL = "\x1b]0;owned\x07\x1b[31m\x9b32m\u202e\x00"
NOTICE = (
    f"On May 9, 2023, Ontario issued 94 invitations under the Masters Graduate stream for {EVIL[:-1]} NOC 21231 cooks."
)


class Terminal(io.StringIO):
    """A standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def is_safe(text: str) -> bool:
    """Return whether a text has no control character but line breaks, and no colours but ours."""
    plain = re.sub("\x1b\\[(?:1|2|36|0)m", "", text)
    return plain.replace("\n", "").isprintable()


@pytest.mark.parametrize("options", [[], ["--explain"], ["--json"], ["--explain", "--json"]])
@pytest.mark.parametrize("stdout", [Terminal, io.StringIO])
def test_no_control_character_of_a_notice_reaches_the_terminal(
    tmp_path: Path, options: list[str], stdout: type[io.StringIO]
) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, "utf-8")
    with contextlib.redirect_stdout(stdout()) as printed:
        assert cli.main(["notice", str(file), *options]) == 0
    assert is_safe(printed.getvalue())
    if options == ["--explain"]:
        assert r"\x1b]0;owned\x07" in printed.getvalue()


def test_no_control_character_of_a_file_reaches_the_terminal(tmp_path: Path, run: Callable[..., Any]) -> None:
    file = tmp_path / "some.csv"
    file.write_text(f"a{EVIL[:-1]},noc\n1,2{EVIL[:-1]}1\n", "utf-8")
    with contextlib.redirect_stdout(Terminal()) as printed:
        assert cli.main(["clean", str(file), "noc"]) == 2
    assert is_safe(printed.getvalue())
    assert EVIL[:-1] in run("clean", str(file), "noc").out  # a file that is piped on stays what it is
    for words in (
        ["clean", str(file), "nuc"],
        ["show", EVIL],
        [EVIL],
        ["convert", f"--{EVIL}"],
        ["draws", "--region", EVIL],
    ):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert is_safe(err), words
        assert err.count("\n") == 1


@given(st.text())
def test_one_line_is_one_line_and_steers_nothing(text: str) -> None:
    line = one_line(text)
    assert all(mark.isprintable() or unicodedata.category(mark) == "Zs" for mark in line)
    assert one_line(line) == line


# Two halves of one character beside each other are that character to every reader of JSON.
@given(
    st.text()
    | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co"])).filter(
        lambda text: not re.search("[\ud800-\udbff][\udc00-\udfff]", text)
    )
)
def test_json_says_the_same_in_printable_characters(text: str) -> None:
    written = safety.json_safe(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert written.isprintable()
    written.encode()


def test_signs_that_an_encoding_lacks_become_plain_ones() -> None:
    below = io.BytesIO()
    with io.TextIOWrapper(below, encoding="ascii") as stdout, contextlib.redirect_stdout(stdout):
        assert cli.main(["draws", "--since", "2024-03-07", "--until", "2024-03-07"]) == 0
        stdout.flush()
        assert b"CRS 352-421" in below.getvalue()


def test_arguments_that_are_no_text_are_told_as_they_can_be(run: Callable[..., Any]) -> None:
    assert "\\udcff" in run("convert", "\udcff").err


def test_the_width_is_that_of_the_terminal_and_a_pipe_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "33")
    assert stdio.width() is None
    with contextlib.redirect_stdout(Terminal()):
        assert stdio.width() == 33
        assert stdio.has_colours()
        monkeypatch.setenv("TERM", "dumb")
        assert not stdio.has_colours()
    assert not stdio.has_colours()


def test_a_missing_file_is_told_by_its_name() -> None:
    for file in ("/nonexistent/file", "a\0b"):
        with pytest.raises(InvalidArgumentError, match="cannot be read"):
            stdio.read(file)
