"""The command line: ``oinp-noc``.

A command makes an `Answer`: how to tell it to people, and to machines. One place prints it, once it is whole, so that
an error leaves nothing half-printed. cyclopts, which the extra ``cli`` brings, is imported when a command runs.

From the top down: ``grammar`` has the commands; the modules that it names answer them; ``telling`` is how they tell
values; ``options`` is what several of them take; ``answer`` shows, ``tables`` lays out, and ``stdio`` writes.
"""

from __future__ import annotations

import os
import sys
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

import oinp_noc
from oinp_noc._catalogue import SPOKEN
from oinp_noc.cli import stdio
from oinp_noc.errors import MissingExtraError, OinpNocError

if TYPE_CHECKING:
    from collections.abc import Sequence

_LANGUAGES = ("en", "fr")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after the program's name; None takes them from the process.

    Returns:
        The exit code: 0; 2 if something is wrong, which standard error then says in one line; 3 if an extra is missing;
        130 if it was interrupted.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    before = SPOKEN.get()
    try:
        SPOKEN.set(_of_locale())
        return _run(words)
    except OinpNocError as error:
        from oinp_noc.cli.wording import in_shell  # noqa: PLC0415 (only an error needs it)

        stdio.complain(in_shell(error, words))
        return 3 if isinstance(error, MissingExtraError) else 2
    except KeyboardInterrupt:
        return 130
    finally:
        SPOKEN.set(before)


def _run(words: list[str]) -> int:
    words = _without_language(words)
    try:
        from oinp_noc.cli.grammar import run  # noqa: PLC0415 (imports an extra)
    except ImportError as error:
        message = "the command line needs the extra 'cli': pip install 'oinp-noc[cli]'"
        raise MissingExtraError(message) from error
    answer = run(words)
    if isinstance(answer, str):
        stdio.write(answer)
        return 0
    from oinp_noc.cli.answer import give  # noqa: PLC0415

    give(answer)
    for note in answer.notes:
        stdio.complain(note)
    if answer.warning is not None:
        stdio.complain(answer.warning)
        return 2
    return 0


def _without_language(words: list[str]) -> list[str]:
    """Speak the language that the words ask for, and return them without what stands before the command.

    A command that has commands of its own, which is data, takes it before these too.

    Behind the command ``--lang`` is an option like others. It is looked for here, so that what is wrong with the others
    is said in that language.
    """
    words = _after_language(words)
    if words[:1] == ["data"]:
        words = ["data", *_after_language(words[1:])]
    for word, follows in zip_longest(words, words[1:], fillvalue=""):
        name, sign, lang = word.partition("=")
        lang = lang if sign else follows
        if name == "--lang" and lang in _LANGUAGES:
            SPOKEN.set(lang)
    return words


def _after_language(words: list[str]) -> list[str]:
    """Speak the language that the words begin with, and return those behind it."""
    while words and words[0].partition("=")[0] == "--lang":
        _, sign, lang = words[0].partition("=")
        lang, words = (lang, words[1:]) if sign else ("".join(words[1:2]), words[2:])
        oinp_noc.use_language(cast("oinp_noc.Lang", lang))
    return words


def _of_locale() -> str:
    """Return the language of the process's locale: the first of its languages that the package speaks, or English."""
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return "en"
    wanted = [*os.environ.get("LANGUAGE", "").split(":"), locale]
    return next((each[:2] for each in wanted if each[:2] in _LANGUAGES), "en")
