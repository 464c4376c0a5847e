"""The standard streams, which may be terminals, pipes that close, full disks, or not there at all."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from oinp_noc._catalogue import marked, say
from oinp_noc.cli.safety import escaped, in_encoding, one_line
from oinp_noc.errors import InvalidArgumentError

STANDARD_INPUT = "<standard input>"
"""What stands for the standard input in arguments, and what messages call it."""


def is_terminal() -> bool:
    """Return whether the standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def has_colours() -> bool:
    """Return whether the standard output is a terminal that wants colours."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int | None:
    """Return how many characters a line of the terminal has; None where there is no terminal, and no edge."""
    if not is_terminal():
        return None
    from shutil import get_terminal_size  # noqa: PLC0415 (a pipe needs none)

    return get_terminal_size().columns


def write(text: str, *, exact: bool = False) -> None:
    """Write to the standard output.

    A reader who closes the pipe has seen enough, which is no error.

    Args:
        text: what to write.
        exact: whether it is a document for a machine: always in UTF-8. Otherwise characters that the output cannot
            have are replaced.

    Raises:
        InvalidArgumentError: the output is closed, or does not take it all.
    """
    stream = sys.stdout
    if stream is None:
        message = say("the standard output is closed: nothing can be written")
        raise InvalidArgumentError(message)
    if exact and stream.isatty():
        text = escaped(text, keep="\n\t")
    if isinstance(stream, io.TextIOWrapper):
        # A terminal that cannot write an accent is still owed the rest of the title.
        stream.reconfigure(errors="backslashreplace" if exact else "replace")
        if exact:
            stream.reconfigure(encoding="utf-8", newline="\n")
        else:
            text = in_encoding(text, stream.encoding)
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _divert(1)
    except OSError as error:
        _divert(1)
        message = say("the standard output cannot be written: {why}", why=reason(error))
        raise InvalidArgumentError(message) from error


def complain(message: str) -> None:
    """Write one line to the standard error, if it takes it: nobody is left to hear of it otherwise."""
    if sys.stderr is None:
        return
    try:
        line = in_encoding(one_line(message), getattr(sys.stderr, "encoding", None) or "utf-8")
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except OSError:
        _divert(2)


def read(file: str) -> str:
    """Read a file of text, or the standard input.

    Raises:
        InvalidArgumentError: it cannot be read, or is not text in UTF-8.
    """
    try:
        content = _standard_input() if file == STANDARD_INPUT else Path(file).read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        why = getattr(error, "reason", None) or reason(error)
        if isinstance(error, UnicodeDecodeError):
            message = say("{file} is not UTF-8: {why} at byte {place}", file=file, why=why, place=error.start)
        else:
            message = say("{file} cannot be read: {why}", file=file, why=why)
        raise InvalidArgumentError(message, value=file) from error
    if "\0" in text:
        message = say(
            "{file} is not a text: it has a null character at place {place}", file=file, place=text.index("\0")
        )
        raise InvalidArgumentError(message, value=file)
    return text


def reason(error: Exception) -> str:
    """Say why the system refused something, in the language of the context if it is one of the usual reasons."""
    why = getattr(error, "strerror", None) or str(error)
    return say(why) if why in _REASONS else why


_REASONS = (
    marked("No such file or directory"),
    marked("Is a directory"),
    marked("Not a directory"),
    marked("Permission denied"),
    marked("No space left on device"),
)


def _standard_input() -> bytes:
    if sys.stdin is None:
        message = say("it is closed")
        raise OSError(0, message)
    return sys.stdin.buffer.read()


def _divert(number: int) -> None:
    """Give what is still buffered somewhere to go when the interpreter ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, number)
    os.close(nothing)
