"""One comparison on one line: what every benchmark prints, and what ``python benchmarks`` makes its table of."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from typing import NamedTuple

ROUNDS = 21
BARE = "pass"

_LINE = re.compile(
    r"^(?P<what>.+): (?P<ratio>[0-9.e+-]+) \((?P<ours>[0-9.e+-]+) (?P<unit>[^/]+) / (?P<theirs>[0-9.e+-]+) [^;]+; "
    r"goal (?P<goal>[0-9.]+): (?:met|NOT MET)\)(?:; floor (?P<floor>[0-9.e+-]+))?"
)


class Line(NamedTuple):
    """A comparison.

    Attributes:
        what: what was measured, and the peer behind a slash.
        ours: what the library takes.
        theirs: what the peer takes, in the same run.
        unit: of both.
        goal: the ratio to reach.
        floor: what the least takes that anything of the kind has to do, in the same unit; None if it was not measured.
    """

    what: str
    ours: float
    theirs: float
    unit: str
    goal: float
    floor: float | None = None

    @property
    def ratio(self) -> float:
        """Ours as a share of the peer's: below 1 is faster, or smaller."""
        return self.ours / self.theirs

    @property
    def met(self) -> bool:
        """True if the goal was reached."""
        return self.ratio <= self.goal

    def __str__(self) -> str:
        verdict = "met" if self.met else "NOT MET"
        floor = "" if self.floor is None else f"; floor {self.floor:.3g}"
        figures = f"{self.ours:.4g} {self.unit} / {self.theirs:.4g} {self.unit}"
        return f"{self.what}: {self.ratio:.3f} ({figures}; goal {self.goal}: {verdict}){floor}"


def read(text: str) -> Line | None:
    """Read a printed line, or return None if it is another one."""
    found = _LINE.match(text)
    if found is None:
        return None
    floor = found["floor"]
    numbers = float(found["ours"]), float(found["theirs"])
    return Line(found["what"], *numbers, found["unit"], float(found["goal"]), None if floor is None else float(floor))


def fresh_processes(*codes: str) -> dict[str, float]:
    """Run fresh interpreters in turn; return the medians of their processor's time in ms, less that of a bare one.

    The processor's time, because a busy machine lets a process wait. Bytecode is kept, as it is of an installed
    package: else the library, here as sources, would be compiled anew each time, and its installed peer would not.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken: dict[str, list[float]] = {code: [] for code in (BARE, *codes)}
    for _ in range(ROUNDS):
        for code, times in taken.items():
            process = subprocess.Popen([sys.executable, "-c", code], env=environment)  # noqa: S603 (our own code)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                message = f"{code!r} ended with {process.returncode}"
                raise SystemExit(message)
            times.append((usage.ru_utime + usage.ru_stime) * 1000)
    bare = statistics.median(taken[BARE])
    return {code: statistics.median(times) - bare for code, times in taken.items()}
