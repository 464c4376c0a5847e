"""What the library's messages say to a shell: its Python calls as commands, and its arguments as options.

An error has the value and the candidates beside its message: where they are enough, the sentence is said anew. Calls
are found by their exact form, and never inside a quoted value, which is left as it was given.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import oinp_noc
from oinp_noc._catalogue import SPOKEN, say
from oinp_noc._messages import shown
from oinp_noc.errors import NoticeError, OinpNocError, UnknownVersionError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 8  # codes that a command of a message lists

_LITERAL = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_ARGUMENTS = (
    *("accept", "by", "date", "depth", "experience", "kind", "label", "lang", "language", "levels", "limit", "listing"),
    *("measure", "occupation", "on_conflict", "program", "published", "received", "region", "score", "since"),
    *("stream", "to", "top", "until", "version"),
)
_RENAMED = {"top": "limit", "on_conflict": "on-conflict"}
_PYTHON = re.compile(
    rf"""
      convert\("(?P<code>[^"]+)",\ version="(?P<version>\d+)",\ to="(?P<to>\d+)"\)
    | OccupationSet\.under\("(?P<top>[^"]+)",\ version="(?P<of>\d+)"\)
      (?P<all>\.convert\("(?P<into>\d+)",\ keep=\.\.\.\))?
    | classification\("(?P<noc>\d+)"\)\["(?P<group>[^"]+)"\]
    | repair_code\({_LITERAL},\ version="(?P<repaired>\d+)"\)
    | (?P<ids>`history\.ids`)
    | (?<![\w.-])(?:--)?(?P<name>{"|".join(_ARGUMENTS)})=(?!=)
    | \b(?P<argument>[A-Z_]+)=(?=['"])
    | (?<!\w)(?P<literal>{_LITERAL})
    """,
    re.VERBOSE,
)


def in_shell(error: OinpNocError, words: Sequence[str] = ()) -> str:
    """Return what an error says, in the words of the command line and the quotes of the language.

    Args:
        error: the error.
        words: the words of the command line, which tell what an argument is called there.
    """
    if isinstance(error, UnknownVersionError) and error.candidates:
        message = say(
            "{value} is not a NOC version: expected one of {choices}",
            value=shown(error.value),
            choices=", ".join(error.candidates),
        )
        return quoted(message)
    message = str(error)
    if isinstance(error, NoticeError) and error.candidates:
        message = f"{message.rpartition('accept=')[0]}--accept {' '.join(error.candidates)}"
    said = quoted(message) if _is_shells(error) else _PYTHON.sub(lambda found: _said(found, words), message)
    if "repair_code(" in message and len(error.candidates) == 1 and not said.endswith(error.candidates[0]):
        said = say("{message}; did you mean {near}?", message=said, near=error.candidates[0])
    return said


def of_notice(message: str) -> str:
    """Return what a problem of a notice says, in the words of the command line."""
    return _PYTHON.sub(lambda found: _said(found, ()), message)


def quoted(message: str) -> str:
    """Put the quoted values of a message into the quotes of the language."""
    return _PYTHON.sub(lambda found: _quotes(found[0]) if found["literal"] else found[0], message)


def _is_shells(error: OinpNocError) -> bool:
    """Return whether a message has its value bare, as a file is named here, and the value looks like Python itself."""
    value, message = error.value, str(error)
    return isinstance(value, str) and not {"=", "("}.isdisjoint(value) and value in message.replace(shown(value), "")


def _said(found: re.Match[str], words: Sequence[str]) -> str:  # noqa: PLR0911 (one for each form)
    if found["literal"]:
        return _quotes(found["literal"])
    if found["code"]:
        return _command("convert", found["code"], "--from", found["version"], "--to", found["to"])
    if found["all"]:
        codes = oinp_noc.OccupationSet.under(found["top"], version=found["of"]).codes
        named = codes if len(codes) <= _MOST else ("FILE",)
        return _command("convert", *named, "--from", found["of"], "--to", found["into"])
    if found["top"]:
        return say("those of {command}", command=_command("tree", found["top"], "--version", found["of"]))
    if found["group"]:
        return _command("show", found["group"], "--version", found["noc"])
    if found["repaired"]:
        return _command("clean", "FILE", "COLUMN", "--version", found["repaired"])
    if found["ids"]:
        return _command("draws", "--csv")
    if found["argument"]:
        return f"{found['argument']} "
    if found["name"] == "date":  # which only groups takes, as the option --on; elsewhere it stands behind an @
        return "--on " if any(word.partition("=")[0] == "--on" for word in words) else ""
    option = f"--{_RENAMED.get(found['name'], found['name'])}"
    # A sentence may name an argument without a value.
    return option if found.string[found.end() : found.end() + 1] in (*" ,;.)", "") else f"{option} "


def _command(*words: str) -> str:
    return shlex.join(("oinp-noc", *words))


def _quotes(literal: str) -> str:
    return f"«\u00a0{literal[1:-1]}\u00a0»" if SPOKEN.get() == "fr" else literal
