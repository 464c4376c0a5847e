"""Mutation testing: ``nice python tools/mutants --sample 600`` (needs mutmut).

Changes the code of ``_noc`` and ``_oinp`` in one place at a time and runs the tests: a change that no test notices
shows a gap. The changes are a sample, drawn with a seed; each is judged in a copy of the project. ``results.csv``
beside this file keeps what became of each, and ``equivalent.toml`` those that change nothing that can be seen, with the
reason.

The operators are those of mutmut. Its own runner is not used: it changes neither decorated functions (so no property),
nor the bodies of classes, nor modules; cosmic-ray does, but it has no operators for arguments, texts and defaults,
which is where the gaps were.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools")]

from mutants.making import Made, every_mutant  # noqa: E402 (the folder is not installed)
from mutants.running import Bench, Outcome  # noqa: E402

HERE = Path(__file__).parent
RESULTS, EQUIVALENT = HERE / "results.csv", HERE / "equivalent.toml"
HEAD = ["file", "scope", "line", "before", "after", "number", "verdict", "test"]
LEFT_OUT = ("__init__.py", "sheets.py")  # nothing to change; tables for people


def main(argv: Sequence[str] | None = None) -> int:
    """Draw a sample, judge it, and write down what became of it."""
    options = _options(argv)
    folders = [ROOT / "src" / "oinp_noc" / wing for wing in ("_noc", "_oinp")]
    paths = (path for folder in folders for path in sorted(folder.glob("*.py")) if path.name not in LEFT_OUT)
    files = [path.relative_to(ROOT).as_posix() for path in paths]
    wanted = [file for file in files if options.only in file]
    everything = list(every_mutant(ROOT, wanted))
    equivalent = _equivalent()
    if options.again:
        kept = {_key(row): row for row in _rows(options.results)}
        chosen = [made for made in everything if kept.get(_key_of(made), {}).get("verdict") == "survived"]
    else:
        kept = {_key(row): row for row in _rows(options.results)} if options.resume else {}
        size = min(options.sample, len(everything))
        chosen = random.Random(options.seed).sample(everything, size)  # noqa: S311 (a sample, not a secret)
    print(f"{len(chosen)} of {len(everything)} mutants of {len(wanted)} modules, seed {options.seed}", flush=True)
    if options.list:
        for made in chosen:
            print(f"{made.mutant.file}:{made.line} {made.mutant.scope}: {made.mutant.before} -> {made.mutant.after}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(ROOT, Path(folder))
        bench.prepare(options.lines)
        left: list[Made] = []
        for made in chosen:
            if _key_of(made) in kept and not options.again:
                continue
            outcome = None if options.alone else bench.judge_quickly(made)
            if outcome is None:
                left.append(made)
            else:
                _note(kept, made, outcome, options.results)
        print(f"{len(left)} mutants need a process of their own", flush=True)
        for made in left:
            _note(kept, made, bench.judge(made), options.results)
    _sum_up(list(kept.values()), equivalent)
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tools/mutants", description="Mutation testing.")
    parser.add_argument("--sample", type=int, default=600, help="how many mutants (600)")
    parser.add_argument("--seed", type=int, default=16, help="the seed of the sample (16)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only modules whose path has this text")
    parser.add_argument("--again", action="store_true", help="judge those that survived in results.csv once more")
    parser.add_argument("--resume", action="store_true", help="keep what the results have, and judge the rest")
    parser.add_argument("--alone", action="store_true", help="judge each in a process of its own, without forks")
    parser.add_argument("--list", action="store_true", help="list the sample, and judge nothing")
    parser.add_argument("--lines", type=Path, help="a file that keeps which tests run which lines, for the next run")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the results are written")
    return parser.parse_args(argv)


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in ("file", "scope", "before", "after", "number"))


def _key_of(made: Made) -> tuple[str, ...]:
    return tuple(map(str, made.mutant))


def _row(made: Made, outcome: Outcome) -> dict[str, str]:
    values = (*made.mutant[:2], made.line, *made.mutant[2:], outcome.verdict, outcome.test)
    return dict(zip(HEAD, map(str, values), strict=True))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _note(kept: dict[tuple[str, ...], dict[str, str]], made: Made, outcome: Outcome, path: Path) -> None:
    kept[_key_of(made)] = _row(made, outcome)
    _write(list(kept.values()), path)
    file, scope, before, after, _ = made.mutant
    what = f"{file}:{made.line} {scope}: {before[:80]} -> {after[:80]}"
    print(f"{len(kept)}: {outcome.seconds:.0f} s {outcome.verdict} {what} {outcome.test}", flush=True)


def _write(rows: list[dict[str, str]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["file"], int(row["line"]), row["before"], row["after"])))


def _equivalent() -> dict[tuple[str, ...], str]:
    if not EQUIVALENT.is_file():
        return {}
    found: list[dict[str, Any]] = tomllib.loads(EQUIVALENT.read_text("utf-8")).get("equivalent", [])
    return {_key({"number": "1", **entry}): entry["reason"] for entry in found}


def _sum_up(rows: list[dict[str, str]], equivalent: dict[tuple[str, ...], str]) -> None:
    count = Counter(row["verdict"] for row in rows)
    left = [row for row in rows if row["verdict"] == "survived"]
    shown = [row for row in left if _key(row) in equivalent]
    killed = count["killed"] + count["timeout"]
    judged = len(rows) - len(shown)
    print(
        f"{len(rows)} mutants: {killed} killed ({count['timeout']} of them do not end), {len(left)} survived, "
        f"{len(shown)} of these shown equivalent: {killed / judged:.1%} of the other {judged} killed"
    )


if __name__ == "__main__":
    raise SystemExit(main())
