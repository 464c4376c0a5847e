"""The standard streams, which may be terminals, pipes that close, full disks, or not there at all."""

from __future__ import annotations

import codecs
import io
import os
import sys
from pathlib import Path

from oinp_noc._answers.printable import escaped, one_line
from oinp_noc._catalogue import marked, say
from oinp_noc.cli.safety import in_encoding
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


_MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32"} | {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}
"""How files begin that say their encoding. UTF-32 stands first, because its mark begins as that of UTF-16 does."""


def read(file: str) -> str:
    """Read a file of text, or the standard input: in UTF-8, or in the encoding that its byte order mark says.

    Raises:
        InvalidArgumentError: it cannot be read, or is not such a text.
    """
    try:
        content = _standard_input() if file == STANDARD_INPUT else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        message = say("{file} cannot be read: {why}", file=file or repr(file), why=reason(error))
        raise InvalidArgumentError(message, value=file) from error
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidArgumentError(_wrong_encoding(file, content, error), value=file) from error
    if "\0" in text:
        message = say(
            "{file} is not a text: it has a null character at place {place}", file=file, place=text.index("\0")
        )
        bare = _bare_encoding(content)
        if bare:
            message = say("{message}; {advice}", message=message, advice=_advice(file, bare))
        raise InvalidArgumentError(message, value=file)
    return text


def _wrong_encoding(file: str, content: bytes, error: UnicodeDecodeError) -> str:
    """Say that a file is not in the encoding that was expected, and what to do if it is in another usual one."""
    if error.encoding not in ("utf-8", "utf-8-sig"):
        return say("{file} is not whole: {why} at byte {place}", file=file, why=_known(error.reason), place=error.start)
    message = say("{file} is not UTF-8: {why} at byte {place}", file=file, why=_known(error.reason), place=error.start)
    # Windows-1252 has Latin-1 within it, apart from control characters.
    other = _bare_encoding(content) or ("" if b"\0" in content else "WINDOWS-1252")
    return say("{message}; {advice}", message=message, advice=_advice(file, other)) if other else message


def _bare_encoding(content: bytes) -> str:
    """Return which UTF-16 a text without a byte order mark looks like: most of its high bytes are zero."""
    half = len(content) // 2
    if content[1::2].count(0) > half // 2 > content[::2].count(0):
        return "UTF-16LE"
    return "UTF-16BE" if content[::2].count(0) > half // 2 > content[1::2].count(0) else ""


def _advice(file: str, encoding: str) -> str:
    from shlex import join  # noqa: PLC0415 (only an error needs it)

    command = join(("iconv", "-f", encoding, "-t", "UTF-8", *([] if file == STANDARD_INPUT else [file])))
    return say("if it is {encoding}, {command} converts it", encoding=encoding, command=command)


def reason(error: Exception) -> str:
    """Say why the system refused something, in the language of the context if it is one of the usual reasons."""
    return _known(getattr(error, "strerror", None) or str(error))


def _known(why: str) -> str:
    return say(why) if why in _REASONS else why


_REASONS = (
    marked("No such file or directory"),
    marked("Is a directory"),
    marked("Not a directory"),
    marked("Permission denied"),
    marked("No space left on device"),
    # of a decoder
    marked("invalid start byte"),
    marked("invalid continuation byte"),
    marked("unexpected end of data"),
    marked("truncated data"),
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
