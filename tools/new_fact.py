"""A new fact breaks nothing: ``python tools/new_fact.py FOLDER [pytest arguments]``.

Copies the project to a folder, adds a made-up draw, a made-up stream and a made-up NOC version (three codes changed,
one split, one new) to its ``sources/``, builds its data, and runs its tests there: all but the properties, the counts
of ``tests/facts.toml`` and what compares with the raw tables.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = "not property and not facts and not raw"
OLD, NEW = "2021", "2031"
STREAM = "invented-path"
PAGE = "https://example.org/made-up"


def main(folder: Path, options: list[str]) -> int:
    """Copy, add, build, test; return the exit code of the tests."""
    copy = folder / "project"
    shutil.rmtree(copy, ignore_errors=True)
    ignored = shutil.ignore_patterns(".*", "__pycache__", "build", "dist")
    shutil.copytree(ROOT, copy, ignore=ignored)
    sources = copy / "sources"
    add_stream(sources)
    add_draws(sources)
    add_version(sources)
    environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
    for command in (["tools/builder"], ["-m", "pytest", "-q", "-n", "2", "-m", LEFT_OUT, *options]):
        code = subprocess.run([sys.executable, *command], cwd=copy, env=environment, check=False).returncode  # noqa: S603
        if code:
            return code
    return 0


def add_stream(sources: Path) -> None:
    """Add a stream that is open to everyone."""
    text = f"""\
id = "{STREAM}"
name = "Invented Path stream"
intake = "EOI"
scale = "EOI"
opened = 2026-07-01
sources = ["{PAGE}"]

[[eligibility]]
since = 2026-07-01
version = "{OLD}"
rule = "everyone"
source = "{PAGE}"
"""
    (sources / "streams" / f"{STREAM}.toml").write_text(text, "utf-8")
    words = sources / "words" / "notices.json"
    opening, rest = words.read_text("utf-8").split("\n", 1)
    word = json.dumps({"class": "stream", "value": STREAM, "en": ["invented path"], "fr": []})
    words.write_text(f"{opening}\n{word},\n{rest}", "utf-8")


def add_draws(sources: Path) -> None:
    """Add the latest of all draws, the first draw of a stream, and one in the middle of an old stream.

    A page prints a total for most times before: another draw there is one too many.
    """
    add_draw(sources, "2026-11-20", STREAM, score=40)
    add_draw(sources, "2026-09-15", "ontario-workforce-priority", score=70)
    add_draw(sources, "2026-03-11", "employer-job-offer-international-student", score=80)


def add_draw(sources: Path, day: str, stream: str, score: int) -> None:
    """Add a targeted draw with two codes to the file of its year, in its place by day."""
    text = f"""\
[[draw]]
id = "{day}-{stream}"
date = {day}
stream = "{stream}"
kind = "targeted"
version = "{OLD}"
target = "made-up occupations"
slug = "made-up"
invitations = 10
score = {{ min = {score}, max = {score + 9} }}
listing = "listed"
occupations = ["21231", "31301"]
confidence = "low"
sources = ["{PAGE}"]
"""
    path = sources / "draws" / f"{day[:4]}.toml"
    before, *rest = path.read_text("utf-8").split("[[draw]]\n")
    draws = [f"[[draw]]\n{part.strip()}\n" for part in rest] + [text]
    draws.sort(key=lambda draw: draw.split("\ndate = ")[1][:10])
    path.write_text(before + "\n".join(draws), "utf-8")


def add_version(sources: Path) -> None:
    """Add a NOC version that differs from the last one in five codes."""
    heading, *rows = _read(sources / "noc" / f"{OLD}.csv")
    units = [row[0] for row in rows if row[1] == "unit group"]
    taken = set(units)
    free = {code: next((new for new in _siblings(code) if new not in taken), None) for code in units}
    distinct: dict[str, str] = {}  # one code a minor group, so that no two get the same new code
    for code, new in free.items():
        if new is not None and new not in distinct.values():
            distinct[code] = new
    *changed, split = list(distinct)[:4]
    renamed = {code: distinct[code] for code in changed}
    now = [[renamed.get(row[0], row[0]), *row[1:]] for row in rows]
    (part,) = (row for row in rows if row[0] == split)
    now.append([distinct[split], *part[1:3], "Made-up occupations", "Professions inventées", *part[5:]])
    levels = {row[0]: len(row[0]) for row in now}
    _write(sources / "noc" / f"{NEW}.csv", [heading, *sorted(now, key=lambda row: (row[0], levels[row[0]]))])
    pairs = [[code, renamed.get(code, code), "", "", "statcan"] for code in units]
    pairs.append([split, distinct[split], "", "", "statcan"])
    columns = ["source", "target", "changes", "successor", "publishers"]
    _write(sources / "concordance" / f"{OLD}-{NEW}.csv", [columns, *sorted(pairs)])
    explain(sources, now)
    with (sources / "versions.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[version]]\nid = "{NEW}"\nedition = "made up"\n')
        file.write(f'\n[[concordance]]\nsource = "{OLD}"\ntarget = "{NEW}"\npublishers = ["statcan"]\n')
    with (sources / "publishers.toml").open("a", encoding="utf-8") as file:
        file.write(f"""
[[source]]
name = "made-up"
title = "A made-up NOC version"
publisher = "Nobody"
edition = "made up"
licence = "facts only"
gathered = 2026-11-27
file = "made-up.csv"
bytes = 1
sha256 = "{"0" * 64}"
rows = 1
tables = ["noc-{NEW}", "concordance-{OLD}-{NEW}"]
""")


def explain(sources: Path, rows: list[list[str]]) -> None:
    """Explain what quality control finds in the made-up version, as a person does who adds one."""
    title = {row[0]: row[3] for row in rows}
    above = [row[2] for row in rows]
    same = [row[0] for row in rows if row[3] == row[4]]
    of_parent = [row[0] for row in rows if above.count(row[2]) > 1 and title.get(row[2]) == row[3]]
    with (sources / "explanations.toml").open("a", encoding="utf-8") as file:
        for kind, places in (("same in both languages", same), ("title of the parent", of_parent)):
            if places:
                named = f'table = "noc-{NEW}"\nkind = "{kind}"\nplaces = {json.dumps(places)}\n'
                said = f'text = "Made up."\ntext_fr = "Inventé."\nsource = "{PAGE}"\n'
                file.write(f"\n[[explanation]]\n{named}{said}")


def _siblings(code: str) -> list[str]:
    return [code[:-1] + digit for digit in "9876543210"]


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) == 1 or sys.argv[1].startswith("-"):  # what follows the folder is pytest's
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
