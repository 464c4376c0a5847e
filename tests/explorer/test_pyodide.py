"""The library in Pyodide: CPython compiled for the web, here run by Node.js, with the zip that the page loads."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from explorer import library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_RUN = """
import { readFileSync } from "node:fs";
const [, pyodide, zip] = process.argv;
const { loadPyodide } = await import(pyodide);
const python = await loadPyodide();
python.FS.writeFile("/library.zip", readFileSync(zip));
python.runPython(`
import json, sys
sys.path.insert(0, "/library.zip")
import oinp_noc
`);
const answers = JSON.parse(readFileSync(0)).map((code) => python.runPython(code));
process.stdout.write("\\n" + JSON.stringify(answers));
"""

_QUESTIONS = {
    "platform": "sys.platform",
    "convert": "oinp_noc.convert('2173').successor.code",
    "explain": "' '.join(oinp_noc.convert('2173').explain('fr'))",
    "mistake": "oinp_noc.search('sofware enginer')[0].group.code",
    "suggest": "oinp_noc.suggest('infirm', lang='fr', limit=1)[0].title",
    "repair": "oinp_noc.repair_code('NOC_21231').code",
    "draw": "json.dumps(oinp_noc.draw('2023-05-09-employer-job-offer-foreign-worker').to_dict(), sort_keys=True)",
    "draws": "len(oinp_noc.draws())",
    "screen": (
        "json.dumps([[found.verdict, *found.reasons] for found in"
        " oinp_noc.draws().screen('21231', stream='human-capital-priorities', score=480)])"
    ),
    "verify": "str(oinp_noc.verify())",
    "frames": """
try:
    oinp_noc.frames.convert({'noc': ['2173']}, 'noc')
    said = 'converted'
except oinp_noc.errors.MissingExtraError as error:
    said = str(error)
said""",
    "frame": """
try:
    oinp_noc.draws().to_frame()
    said = 'framed'
except oinp_noc.errors.MissingExtraError as error:
    said = str(error)
said""",
    "thread": """
import threading
try:
    threading.Thread(target=print).start()
    said = 'started'
except RuntimeError:
    said = 'no threads'
said""",
}


@pytest.fixture(scope="module")
def answered(node: str, modules: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Ask Pyodide every question, once."""
    zipped = tmp_path_factory.mktemp("pyodide") / "library.zip"
    library.pack(zipped)
    done = subprocess.run(  # noqa: S603 (our own script)
        [node, "--input-type=module", "-e", _RUN, (modules / "pyodide" / "pyodide.mjs").as_uri(), str(zipped)],
        input=json.dumps(list(_QUESTIONS.values())),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(_QUESTIONS, json.loads(done.stdout.splitlines()[-1]), strict=True))


_HERE: dict[str, Callable[[], object]] = {
    "convert": lambda: "21231",
    "explain": lambda: " ".join(oinp_noc.convert("2173").explain("fr")),
    "mistake": lambda: "21231",
    "suggest": lambda: oinp_noc.suggest("infirm", lang="fr", limit=1)[0].title,
    "repair": lambda: "21231",
    "draw": lambda: json.dumps(oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker").to_dict(), sort_keys=True),
    "draws": lambda: len(oinp_noc.draws()),
    "screen": lambda: json.dumps(
        [
            [found.verdict, *found.reasons]
            for found in oinp_noc.draws().screen("21231", stream="human-capital-priorities", score=480)
        ]
    ),
    "verify": lambda: str(oinp_noc.verify()),
}


@pytest.mark.parametrize("question", _HERE)
def test_the_core_answers_there_as_here(answered: dict[str, Any], question: str) -> None:
    assert answered[question] == _HERE[question]()


def test_it_is_the_interpreter_of_the_web_without_threads(answered: dict[str, Any]) -> None:
    assert (answered["platform"], answered["thread"]) == ("emscripten", "no threads")


@pytest.mark.parametrize("question", ["frames", "frame"])
def test_frames_say_which_extra_they_need(answered: dict[str, Any], question: str) -> None:
    assert "oinp-noc[dataframe]" in answered[question]
