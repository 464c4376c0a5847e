"""Ratios of the library to its peers, measured in one run: ``python benchmarks/core.py`` (extra ``bench``).

A ratio below 1 is faster, or smaller, than the peer. Fresh processes are started in turn, library and peer, and the
median of each is taken; warm calls take the best of several repeats. Nothing here decides whether a test passes.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
import timeit
from typing import TYPE_CHECKING

import iso3166  # noqa: F401 (named in what is timed)
import pycountry  # noqa: F401
from lines import Line, fresh_processes

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Mapping

BARE = "pass"
IMPORT = "import oinp_noc"
FIRST = 'import oinp_noc; oinp_noc.convert("2173")'
# What any answer from JSON has to do: read the tables of the two versions and of the pairs.
READING = (
    "import json, pathlib; "
    f"[json.loads(pathlib.Path({oinp_noc.__path__[0]!r}, 'data', name).read_bytes()) "
    "for name in ('noc-2016.json', 'noc-2021.json', 'concordance-2016-2021.json')]"
)
PEER_IMPORT = "import pycountry"
PEER_FIRST = 'import pycountry; pycountry.countries.get(alpha_2="CA")'
# The peak memory of the process itself, in KiB; getrusage would answer with that of the process that started it.
MEMORY = "; print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"


def main() -> None:
    """Measure, and print one line a comparison."""
    fresh = fresh_processes(IMPORT, FIRST, PEER_IMPORT, PEER_FIRST, READING)
    memory = {code: _memory(code) - _memory(BARE) for code in (FIRST, PEER_FIRST)}
    _show("import / import pycountry", fresh[IMPORT], fresh[PEER_IMPORT], "ms", 0.03)
    _show(
        "import + first convert / pycountry's import + first get",
        fresh[FIRST],
        fresh[PEER_FIRST],
        "ms",
        0.9,
        fresh[READING],
    )
    _show("memory of the same", memory[FIRST], memory[PEER_FIRST], "KiB", 0.9)

    lookup = _warm('oinp_noc.lookup("21231")')
    convert = _warm('oinp_noc.convert("2173")')
    floor = _warm('floor["21231"]', {"floor": {"21231": 1}})
    iso = _warm('iso3166.countries.get("CA")')
    country = _warm('pycountry.countries.get(alpha_2="CA")')
    _show("lookup / iso3166.countries.get", lookup, iso, "ns", 0.22, floor)
    _show("convert / iso3166.countries.get", convert, iso, "ns", 0.22, floor)
    _show("lookup / pycountry.countries.get", lookup, country, "ns", 0.18, floor)
    _show("convert / pycountry.countries.get", convert, country, "ns", 0.18, floor)

    codes = list(oinp_noc.OccupationSet.everything().codes)
    one, other = (random.Random(seed).sample(codes, 100) for seed in (1, 2))  # noqa: S311 (a sample, not a secret)
    sets = {"a": oinp_noc.OccupationSet(one), "b": oinp_noc.OccupationSet(other)}
    plain = {"a": frozenset(one), "b": frozenset(other)}
    ours, theirs = _warm("len(a & b)", sets), _warm("len(a & b)", plain)
    bits = {"a": int("10" * 258, 2), "b": int("1100" * 129, 2)}
    _show("len(a & b), 100 codes each / frozensets", ours, theirs, "ns", 1, _warm("(a & b).bit_count()", bits))


def _memory(code: str) -> int:
    run = subprocess.run([sys.executable, "-c", code + MEMORY], check=True, capture_output=True, text=True)  # noqa: S603
    return int(run.stdout)


def _warm(call: str, names: Mapping[str, object] | None = None, number: int = 20_000, repeats: int = 60) -> float:
    """Time a warm call in ns of the processor, written as a user writes it: the best of several repeats."""
    taken = timeit.repeat(
        call, timer=time.process_time, globals=dict(names or globals()), number=number, repeat=repeats
    )
    return min(taken) / number * 1e9


def _show(what: str, ours: float, theirs: float, unit: str, goal: float, floor: float | None = None) -> None:  # noqa: PLR0913, PLR0917
    print(Line(what, ours, theirs, unit, goal, floor), flush=True)


if __name__ == "__main__":
    main()
