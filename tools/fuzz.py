"""Fuzzing: ``python tools/fuzz.py --seconds 60`` (needs the extra ``test``).

Throws made-up inputs at the library, hostile ones among them, and holds every answer against a law: nothing but the
documented errors comes out, what is converted there is found back, sets are those of Python, what was dumped is loaded.
Input N of a target is made from the seed, the target and N alone, so every failure can be repeated: it is printed with
the command that does so.

    python tools/fuzz.py --targets codes,sets --count 100000 --seed 7
    python tools/fuzz.py --targets codes --seed 7 --at 31415
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import sys
import time
import traceback
import warnings
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fuzzing.checks import Target

sys.path[:0] = [str(Path(__file__).parent)]

MODULES = ("codes", "draws", "texts", "columns", "commands")
SLOW = 4.0  # seconds of the processor for one input
MOST = 20  # failures, each of another kind, after which a target stops
WIDTH = 2000


class Failure(NamedTuple):
    """An input that something went wrong with.

    Attributes:
        number: the number of the input.
        kind: what went wrong, and where; two failures of a kind are told once.
        told: what is printed.
    """

    number: int
    kind: str
    told: str


def main(argv: Sequence[str] | None = None) -> int:
    """Run the targets, print a line for each, and return 1 if anything failed."""
    options = _options(argv)
    targets = _targets(options.targets)
    if options.at is not None:
        (target,) = targets
        print(ascii(target.make(_chance(options.seed, target, options.at)))[:WIDTH])
    shares = sum(target.share for target in targets)
    total, failed = 0, 0
    warnings.simplefilter("ignore")  # what engines say of odd columns
    print(f"seed {options.seed}, inputs from {options.start}", flush=True)
    for target in targets:
        seconds = None if options.seconds is None else options.seconds * target.share / shares
        start = time.monotonic()
        count, failures = run(target, options, seconds)
        total, failed = total + count, failed + len(failures)
        rate = count / max(time.monotonic() - start, 1e-9)
        print(f"{target.name}: {count:,} inputs, {rate:,.0f} a second, {len(failures)} failures", flush=True)
        for failure in failures:
            again = f"python tools/fuzz.py --targets {target.name} --seed {options.seed} --at {failure.number}"
            print(f"\n{failure.told}\n    {again}\n", flush=True)
    print(f"{total:,} inputs in all, {failed} failures", flush=True)
    return 1 if failed else 0


def run(target: Target, options: argparse.Namespace, seconds: float | None) -> tuple[int, list[Failure]]:
    """Put inputs to a target until their count or the time is reached, and return how many there were."""
    failures: dict[str, Failure] = {}
    done, start = 0, time.monotonic()
    for number in _numbers(options):
        if seconds is not None and time.monotonic() - start > seconds:
            break
        failure = _failure(target, options.seed, number)
        done += 1
        if failure is not None:
            failures.setdefault(failure.kind, failure)
            if len(failures) >= MOST:
                break
    return done, list(failures.values())


def _numbers(options: argparse.Namespace) -> Iterator[int]:
    if options.at is not None:
        return iter([options.at])
    count = sys.maxsize if options.count is None else options.count
    return iter(range(options.start, min(options.start + count, sys.maxsize)))


def _failure(target: Target, seed: int, number: int) -> Failure | None:
    given = target.make(_chance(seed, target, number))
    start = time.process_time()
    try:
        target.check(given)
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 (whatever comes out is what is looked for, a PanicException too)
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"
        told = "".join(traceback.format_exception(error, limit=-6)).encode(errors="backslashreplace").decode()
        kind = f"{type(error).__name__} at {place}"
        if isinstance(error, AssertionError):  # a law, all of which break at one place
            kind += f" {str(error).partition(':')[0][:60]}"
        shown = ""
        with contextlib.suppress(Exception):  # an input that cannot be shown has its number
            shown = ascii(target.make(_chance(seed, target, number)))[:WIDTH]
        return Failure(number, kind, f"{target.name} {number}: {shown}\n{told.rstrip()}")
    taken = time.process_time() - start
    if taken > SLOW:
        return Failure(number, "slow", f"{target.name} {number} took {taken:.1f} s: {ascii(given)[:WIDTH]}")
    return None


def _chance(seed: int, target: Target, number: int) -> Random:
    return Random(f"{seed} {target.name} {number}")  # noqa: S311 (no secret)


def _targets(names: str | None) -> list[Target]:
    found: dict[str, Any] = {}
    for module in MODULES:
        for target in importlib.import_module(f"fuzzing.{module}").TARGETS:
            found[target.name] = target
    wanted = list(found) if names is None else [name.strip() for name in names.split(",")]
    for name in wanted:
        if name not in found:
            _refuse(f"argument --targets: {name!r} is not a target; expected some of {', '.join(found)}")
    return [found[name] for name in wanted]


def _refuse(message: str) -> None:
    print(f"fuzz.py: {message}", file=sys.stderr)
    raise SystemExit(2)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:  # noqa: ANN401 (never returns)
        """Refuse what was typed in one line, without the usage above it."""
        _refuse(message)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):  # noqa: PLR2004 (digits of a count)
        message = f"{text[:60]!r} is not a whole number from 0 on"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(
        prog="python tools/fuzz.py", description="Throw made-up inputs at the library.", allow_abbrev=False
    )
    parser.add_argument("--targets", metavar="A,B", help="which targets; all of them without it")
    parser.add_argument("--seconds", type=_whole, help="how long in all (60, without --count)")
    parser.add_argument("--count", type=_whole, help="how many inputs for each target")
    parser.add_argument("--seed", type=_whole, default=16, help="the seed of all inputs (16)")
    parser.add_argument("--start", type=_whole, default=0, help="the number of the first input (0)")
    parser.add_argument("--at", type=_whole, help="one input alone, by its number; takes one target")
    options = parser.parse_args(argv)
    if options.seconds is None and options.count is None:
        options.seconds = 60
    if options.at is not None and (options.targets is None or "," in options.targets):
        _refuse("argument --at: an input is one of one target; expected --targets with its name")
    return options


if __name__ == "__main__":
    raise SystemExit(main())
