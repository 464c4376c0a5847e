"""The command line, run in this process."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fuzzing import inputs
from fuzzing.checks import Target, law
from fuzzing.draws import DRAWS
from fuzzing.texts import LINES
from oinp_noc.cli import main

if TYPE_CHECKING:
    from random import Random

FOLDER = tempfile.TemporaryDirectory(prefix="oinp-noc-fuzz-")
COMMANDS = {
    "convert": ("--from", "--to", "--title", "--json"),
    "search": ("--lang", "--version", "--limit", "--json"),
    "clean": ("--version", "--name"),
    "show": ("--version", "--json"),
    "overlap": ("--json",),
    "draws": (
        "--draws",
        "--on-conflict",
        "--limit",
        "--stream",
        "--since",
        "--until",
        "--kind",
        "--occupation",
        "--version",
        "--region",
        "--json",
    ),
    "notice": ("--published", "--json", "--csv", "--add", "--explain"),
    "qc": ("--levels", "--french", "--from", "--to", "--draws", "--limit", "--json", "--csv"),
    "data": ("export",),
}
FLAGS = ("--csv", "--json", "--explain", "--help", "--version")
FILES = ("-", "codes.csv", "notice.txt", "missing.csv", ".", "", "draws.json")


def _typed(chance: Random) -> tuple[list[str], str]:
    command = chance.choice(list(COMMANDS)) if chance.random() < 0.97 else inputs.text(chance)[:100]
    words = [command]
    words += [_word(chance, command) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
    for option in chance.sample(
        COMMANDS.get(command, ("--json",)), chance.randrange(min(3, len(COMMANDS.get(command, "x"))) + 1)
    ):
        words += [option] if option in FLAGS else [option, _value(chance, option)]
    if chance.random() < 0.1:
        words[:0] = ["--lang", chance.choice(("en", "fr", "xx", ""))]
    if chance.random() < 0.05:
        chance.shuffle(words)
    if command == "data":  # writes only where it is told to
        words = [
            "data",
            "export",
            "out",
            *(["--format", chance.choice(("csv", "json", "xml"))] if chance.random() < 0.5 else []),
        ]
        words = words[: chance.randrange(1, 6)] if chance.random() < 0.9 else words
    typed = "\n".join(chance.choice((*LINES, *inputs.TEXTS)) for _ in range(chance.randrange(5)))
    return [
        word.replace("\x00", "").encode(errors="replace").decode() for word in words
    ], typed  # as a shell can pass them


def _word(chance: Random, command: str) -> str:
    if command in ("clean", "notice") and chance.random() < 0.7:
        return chance.choice(FILES)
    if command == "qc" and chance.random() < 0.9:
        return chance.choice(("classification", "concordance", "draws", *FILES))
    if command in ("overlap", "show") and chance.random() < 0.6:
        return chance.choice(DRAWS).id
    return inputs.text(chance)[:300]


def _value(chance: Random, option: str) -> str:
    values = {
        **dict.fromkeys(("--from", "--to", "--version"), inputs.VERSIONS),
        "--lang": ("en", "fr"),
        "--limit": ("1", "5", "0", "-1", "1.5", "nan", "1e9", "9" * 400),
        "--stream": inputs.STREAMS,
        **dict.fromkeys(("--since", "--until", "--published"), ("2023-01-01", "2024-02-30", "9999-12-31", "yesterday")),
        "--kind": ("general", "targeted"),
        "--add": ("draws.json", "."),
        "--draws": FILES,
        "--french": FILES,
        "--on-conflict": ("ours", "theirs"),
        "--levels": ("unit group", "broad category"),
        "--occupation": inputs.CODES["2021"],
    }
    if option in values and chance.random() < 0.8:
        return chance.choice(list(values[option]))
    return inputs.text(chance)[:300] if option != "--add" else "draws.json"


class _Stream(io.TextIOWrapper):
    def __init__(self, text: str = "") -> None:
        self.bytes = io.BytesIO(text.encode(errors="surrogateescape" if "\udc80" in text else "replace"))
        super().__init__(self.bytes, encoding="utf-8", write_through=True)


def _check_typed(given: tuple[list[str], str]) -> None:
    words, typed = given
    folder = Path(FOLDER.name)
    (folder / "codes.csv").write_text("noc,title\n2173,x\n0213,y\n,\n", "utf-8")
    (folder / "notice.txt").write_text(typed, "utf-8", errors="replace")
    (folder / "draws.json").unlink(missing_ok=True)
    out, err, before = _Stream(), _Stream(), sys.stdin
    sys.stdin = _Stream(typed)
    try:
        with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(words)
            except SystemExit as left:
                code = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    finally:
        sys.stdin = before
    printed, said = (stream.bytes.getvalue().decode() for stream in (out, err))
    law(code in (0, 2, 3), "an exit code is 0, 2 or 3", code)
    law("Traceback" not in said, "no traceback", said)
    law("\x1b" not in printed + said and "\x07" not in printed + said, "no escape sequences", printed[:500], said[:500])
    if code == 0:
        if "--json" in words and words[0] in COMMANDS and not {"--help", "--"} & {*words} and printed:
            json.loads(printed)
        return
    law(said.strip(), "what is wrong is said", code)
    if code == 2:
        # A table is printed whole: what is refused in it, or found, has a row of its own.
        law(not printed or not {"convert", "clean", "qc"}.isdisjoint(words), "nothing is half-printed", printed)
        law(len(said.splitlines()) == 1, "what is wrong is said in one line", said)


TARGETS = (Target("cli", _typed, _check_typed, 2),)
