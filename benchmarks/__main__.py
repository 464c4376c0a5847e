"""All benchmarks in one run, as one table: ``nice python benchmarks`` (extras ``bench`` and ``test``).

Runs the scripts beside this file one after the other, each in a process of its own, and prints a Markdown table: what
was measured, the library, its peer in the same run, their ratio, the goal, and the floor, which is what the least takes
that anything of the kind has to do. Then it compares the ratios with those of the table that is kept in ``table.json``
and says which are worse. It never fails for a figure: a machine has other things to do. ``--keep`` keeps the new table.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lines import Line, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HERE = Path(__file__).parent
KEPT = HERE / "table.json"
PARTS = ("core", "answers", "history", "search", "frames")
WORSE = 1.5  # times the kept ratio
FASTER_THAN_THE_EYE = 0.02  # a ratio below it is one of noise


def main(argv: Sequence[str] | None = None) -> int:
    """Run the parts, print the table, and compare it with the kept one."""
    parser = argparse.ArgumentParser(prog="python benchmarks", description="All benchmarks in one run.")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows of the columns in frames (10,000,000)")
    parser.add_argument("--keep", action="store_true", help="keep the table for the next comparison")
    options = parser.parse_args(argv)
    parts = options.parts.split(",")
    if unknown := [part for part in parts if part not in PARTS]:
        parser.error(f"--parts: {unknown[0]!r} is not one of {', '.join(PARTS)}")
    found = [line for part in parts for line in _run(part, options.rows)]
    print(f"\n{machine()}\n")
    print("\n".join(table(found)))
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}
    print("\n" + "\n".join(compared(found, kept.get("ratios", {}))))
    if options.keep:
        ratios = {**kept.get("ratios", {}), **{line.what: round(line.ratio, 4) for line in found}}
        KEPT.write_text(json.dumps({"machine": machine(), "ratios": ratios}, indent=1) + "\n", "utf-8")
    return 0


def table(lines: Iterable[Line]) -> Iterator[str]:
    """Write lines as a Markdown table."""
    yield "| what / peer | library | peer | ratio | goal | floor |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for line in lines:
        goal = f"{line.goal:g}" if line.met else f"**{line.goal:g}, not met**"
        floor = "" if line.floor is None else f"{line.floor:.3g} {line.unit}"
        figures = f"{line.ours:.3g} {line.unit} | {line.theirs:.3g} {line.unit} | {line.ratio:.3f}"
        yield f"| {line.what} | {figures} | {goal} | {floor} |"


def compared(lines: Iterable[Line], kept: dict[str, float]) -> Iterator[str]:
    """Say which ratios are worse than the kept ones by half."""
    lines = list(lines)
    known = [line for line in lines if line.what in kept]
    worse = [line for line in known if line.ratio > max(kept[line.what], FASTER_THAN_THE_EYE) * WORSE]
    for line in worse:
        yield f"WORSE: {line.what}: {line.ratio:.3f}, and {kept[line.what]:.3f} in the kept table"
    new = len(lines) - len(known)
    yield f"{len(worse)} of {len(known)} ratios are worse than in the kept table by half or more; {new} are new"


def machine() -> str:
    """Say what the figures were measured on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"


def _run(part: str, rows: int) -> Iterator[Line]:
    more = ["--rows", str(rows)] if part == "frames" else []
    command = [sys.executable, str(HERE / f"{part}.py"), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:  # noqa: S603 (ours)
        assert process.stdout is not None  # noqa: S101 (asked for)
        for text in process.stdout:
            print(text, end="", flush=True)
            if (line := read(text)) is not None:
                yield line
    if process.returncode:
        print(f"{part}.py ended with {process.returncode}: its lines above are what there is")


if __name__ == "__main__":
    raise SystemExit(main())
