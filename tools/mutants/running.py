"""The tests against a mutant, in a copy of the project.

Most mutants change the body of a function. A process that has imported the package and collected the tests forks for
each of these; the fork puts the changed code into the function and runs the tests that are known to run its lines. What
that cannot show, a mutant of a class or module, or a survivor whose lines run while the tests are collected, gets a
process of its own that reads the changed file.
"""

from __future__ import annotations

import compileall
import contextlib
import gc
import importlib
import importlib.util
import multiprocessing
import os
import pickle
import resource
import shutil
import signal
import sys
import time
import types
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    from mutants.making import Made

SECONDS = 200  # on the clock, for one process: a mutant that takes longer does not end
QUICKLY = 40  # the same, for a fork
PROCESSOR = 60  # the same, of the processor
MEMORY = 8 << 30
NEAR = 60  # tests of the wing that are tried first
FEW = 4  # a line that so few tests run may be run once for all of them
OPTIONS = [
    "-q",
    "-x",
    "--no-header",
    "--hypothesis-seed=16",
    "--tb=no",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
]
WITHOUT = ["randomly", "asyncio", "cacheprovider", "xdist"]
# Below both wings: what is read of them in other folders.
AROUND = [
    *("tests/test_edges.py", "tests/test_errors.py", "tests/test_error_fields.py", "tests/test_defaults.py"),
    *("tests/test_values.py", "tests/test_facts.py", "tests/answers", "tests/titles/test_repair.py"),
]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".nox", ".hypothesis", "__pycache__", ".*_cache", "dist", "build")
# Imported once, so that a process of its own need not. Nothing with threads: a fork would wait for them for ever.
WHAT_TESTS_IMPORT = (
    *("attrs", "cattrs", "cattrs.preconf.json", "fastapi.testclient", "hypothesis.strategies", "jsonschema", "numpy"),
    *("pydantic", "rapidfuzz.process", "sqlalchemy.orm", "sybil.integration.pytest", "importlib_resources"),
)
# Engines of data frames have threads of their own, which a fork does not take along.
THREADED = ("column", "frame", "engine", "any_kind", "pyarrow", "polars", "duckdb")


class Outcome(NamedTuple):
    """What the tests made of a mutant.

    Attributes:
        verdict: ``"killed"``, ``"timeout"`` (killed too: it does not end) or ``"survived"``.
        test: the first test that failed; empty if none did.
        seconds: how long it took.
    """

    verdict: str
    test: str
    seconds: float = 0


class Stage(NamedTuple):
    """Tests that are run together.

    Attributes:
        paths: files and folders that are collected.
        markers: the expression of markers.
        chosen: the tests of these that are run, in this order; empty for all.
    """

    paths: tuple[str, ...]
    markers: str = ""
    chosen: tuple[str, ...] = ()


class Lines(NamedTuple):
    """Which tests run which lines of which file, and how long each takes."""

    tests: dict[str, dict[int, list[str]]]
    took: dict[str, float]


EVERYTHING = Stage(("tests/noc", "tests/oinp", *AROUND, "README.md", "docs"))


class Bench:
    """A copy of the project in which one place at a time is changed."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Copy the project into a folder, and compile it."""
        self.copy = folder / "project"
        self._folder = folder
        self._asked: Connection | None = None
        shutil.copytree(root, self.copy, ignore=NOT_COPIED)
        compileall.compile_dir(self.copy / "src", quiet=2)
        for name in WHAT_TESTS_IMPORT:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)

    def prepare(self, kept: Path | None) -> None:
        """Run all tests without a mutant, and note which of them run which lines; or take that from a file."""
        if kept is not None and kept.is_file():
            self._lines = Lines(*pickle.loads(kept.read_bytes()))  # noqa: S301 (our own file)
        else:
            self._lines = self._traced()
            if kept is not None:
                kept.write_bytes(pickle.dumps(tuple(self._lines)))

    def _ask(self, made: Made, tests: list[str]) -> Outcome | None:
        """Have the process that has collected the tests fork for a mutant."""
        if self._asked is None:
            here, self._asked = multiprocessing.Pipe(duplex=True)
            process = multiprocessing.get_context("fork").Process(target=_serve, args=(self.copy, here), daemon=True)
            process.start()
            here.close()
            if self._asked.recv() != "ready":
                message = "the tests cannot be collected"
                raise SystemExit(message)
        self._asked.send((made.mutant.file, made.mutant.scope, made.text(), tests))
        outcome: Outcome | None = self._asked.recv()
        return outcome

    def _traced(self) -> Lines:
        file = self._folder / "lines"
        outcome, took = self._run(EVERYTHING, file)
        if outcome.verdict != "survived":
            message = f"without any mutant: {outcome.verdict} {outcome.test}"
            raise SystemExit(message)
        data = coverage.CoverageData(str(file))
        data.read()
        files = data.measured_files()
        return Lines(
            {Path(each).relative_to(self.copy).as_posix(): data.contexts_by_lineno(each) for each in files}, took
        )

    def judge_quickly(self, made: Made) -> Outcome | None:
        """Run the tests of a mutant in a fork until one fails; None if a fork cannot tell."""
        start = time.monotonic()
        covering, early = self._covering(made)
        quick = [name for name in covering if not any(word in name for word in THREADED)]
        if not quick:
            return None
        outcome = self._ask(made, quick)
        # A line that runs early, or once for all tests, has left its mark before the fork.
        unsure = early or len(quick) < FEW
        if outcome is None or outcome.verdict == "timeout" or (outcome.verdict == "survived" and unsure):
            return None
        return outcome._replace(seconds=time.monotonic() - start)

    def _covering(self, made: Made) -> tuple[list[str], bool]:
        """Return the tests that run the lines of a mutant, the quick ones first, and if collecting runs them."""
        lines = self._lines.tests.get(made.mutant.file, {})
        contexts = {context for line in range(made.line, made.last + 1) for context in lines.get(line, ())}
        names = {context.partition("|")[0] for context in contexts} & self._lines.took.keys()
        return sorted(names, key=lambda name: (self._lines.took[name], name)), "" in contexts

    def judge(self, made: Made) -> Outcome:
        """Put the changed file in its place, run the tests in processes of their own, and put the file back."""
        start = time.monotonic()
        covering, _ = self._covering(made)
        wing = "tests/noc" if "/_noc/" in made.mutant.file else "tests/oinp"
        near = [name for name in covering if name.startswith(f"{wing}/")][:NEAR]
        stages = [Stage(_files(near), "", tuple(near))] if near else []
        quick = [path for path in AROUND if path.endswith(".py")]  # defaults of arguments, and what errors carry
        stages.append(Stage((wing, *quick), "not property"))
        stages.append(Stage((wing,), "property"))
        if covering:
            stages.append(Stage(_files(covering), "", tuple(covering)))
        path = self.copy / made.mutant.file
        original = path.read_bytes()
        Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)
        outcome = Outcome("survived", "")
        try:
            path.write_text(made.text(), "utf-8")
            for stage in stages:
                outcome, _ = self._run(stage)
                if outcome.verdict != "survived":
                    break
        finally:
            path.write_bytes(original)
        return outcome._replace(seconds=time.monotonic() - start)

    def _run(self, stage: Stage, lines: Path | None = None) -> tuple[Outcome, dict[str, float]]:
        here, there = multiprocessing.Pipe(duplex=False)
        context = multiprocessing.get_context("fork")
        process = context.Process(target=_pytest, args=(self.copy, stage, lines, there))
        process.start()
        there.close()
        test, took = "the interpreter died", {}
        try:
            if not here.poll(SECONDS if lines is None else None):
                process.kill()
                return Outcome("timeout", ""), {}
            test, took = here.recv()
        except EOFError:
            pass
        finally:
            process.join()
        return Outcome("killed" if test else "survived", test), took


def _files(tests: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(test.partition("::")[0] for test in tests))


class _Watch:
    """Chooses the tests, and remembers the first that failed, and how long each took."""

    def __init__(self, chosen: Sequence[str]) -> None:
        self.test = ""
        self.took: dict[str, float] = {}
        self._order = {name: place for place, name in enumerate(chosen)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self._order:
            items[:] = _chosen(items, self._order)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.took[report.nodeid] = self.took.get(report.nodeid, 0) + report.duration
        if report.failed and not self.test:
            self.test = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.test:
            self.test = f"{report.nodeid} (cannot be collected)"


def _chosen(items: Sequence[pytest.Item], order: dict[str, int]) -> list[pytest.Item]:
    # Examples of a page build on each other: they come last, all that stand before one with it.
    found = [item for item in items if item.nodeid in order]
    pages = {item.path for item in found if item.path.suffix == ".md"}
    alone = [item for item in found if item.path not in pages]
    return sorted(alone, key=lambda item: order[item.nodeid]) + [item for item in items if item.path in pages]


def _enter(copy: Path) -> None:
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.chdir(copy)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(copy / "src"))


def _arguments(stage: Stage) -> list[str]:
    arguments = [*stage.paths, *OPTIONS, "-o", "addopts=--import-mode=importlib --strict-markers"]
    arguments += [word for name in WITHOUT for word in ("-p", f"no:{name}")]
    return [*arguments, "-m", stage.markers] if stage.markers else arguments


def _pytest(copy: Path, stage: Stage, lines: Path | None, there: Connection) -> None:
    """Run a stage in this process, and tell the first test that failed."""
    _enter(copy)
    watch = _Watch(stage.chosen)
    arguments = _arguments(stage)
    if lines is not None:
        os.environ["COVERAGE_FILE"] = str(lines)
        arguments += ["--cov", "--cov-context=test", "--cov-fail-under=0", "--cov-report="]
    try:
        code = pytest.main(arguments, plugins=[watch])
    except BaseException as fault:  # noqa: BLE001 (whatever a mutant raises while pytest starts)
        there.send((f"pytest: {type(fault).__name__}", {}))
        return
    fine = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)
    there.send((watch.test or ("" if code in fine else f"pytest: {pytest.ExitCode(code).name.lower()}"), watch.took))


def _serve(copy: Path, asked: Connection) -> None:
    """Collect all tests, and answer for one mutant after the other, each in a fork."""
    _enter(copy)
    pytest.main(_arguments(EVERYTHING), plugins=[_Server(copy, asked)])
    asked.send("failed")


class _Server:
    def __init__(self, copy: Path, asked: Connection) -> None:
        self._copy = copy
        self._asked = asked

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        functions: dict[tuple[str, str], list[types.FunctionType]] = {}
        for each in gc.get_objects():
            if isinstance(each, types.FunctionType) and "/oinp_noc/" in each.__code__.co_filename:
                functions.setdefault((each.__code__.co_filename, each.__code__.co_qualname), []).append(each)
        gc.freeze()  # what is there is not copied by a collection in a fork
        self._asked.send("ready")
        while True:
            try:
                file, scope, text, names = self._asked.recv()
            except EOFError:
                os._exit(0)
            path = str(self._copy / file)
            changed = _changed(functions, path, scope, text)
            self._asked.send(None if changed is None else self._forked(session, changed, names))

    def _forked(
        self, session: pytest.Session, changed: list[tuple[types.FunctionType, types.CodeType]], names: list[str]
    ) -> Outcome:
        here, there = multiprocessing.Pipe(duplex=False)
        child = os.fork()
        if not child:
            there.send(_first_failure(session, changed, names))
            os._exit(0)
        there.close()
        try:
            if here.poll(QUICKLY):
                test = here.recv()
                return Outcome("killed" if test else "survived", test)
        except EOFError:
            return Outcome("timeout", "the processor's time, or the interpreter, was up")
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        return Outcome("timeout", "")


def _first_failure(
    session: pytest.Session, changed: list[tuple[types.FunctionType, types.CodeType]], names: list[str]
) -> str:
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    for function, code in changed:
        function.__code__ = code
    watch = _Watch(())
    session.config.pluginmanager.register(watch)
    items = _chosen(session.items, {name: place for place, name in enumerate(names)})
    for item, following in zip(items, [*items[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if watch.test:
            break
    return watch.test


def _changed(
    functions: dict[tuple[str, str], list[types.FunctionType]], path: str, scope: str, text: str
) -> list[tuple[types.FunctionType, types.CodeType]] | None:
    """Find the functions that a mutant changes, each with its new code; None if it changes something else."""
    before = {code.co_qualname: code for code in _codes(compile(Path(path).read_bytes(), path, "exec"))}
    after = {code.co_qualname: code for code in _codes(compile(text, path, "exec"))}
    parts = scope.split(".")
    for length in range(1, len(parts) + 1):
        name = ".".join(parts[:length])
        live = functions.get((path, name), [])
        if live and name in before and name in after:
            if before[name] == after[name]:
                return None
            code = after[name]
            fits = all(each.__code__.co_freevars == code.co_freevars for each in live)
            return [(each, code) for each in live] if fits else None
    return None


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """Return the functions at the level of the module and of its classes."""
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            if not constant.co_flags & 0x2:  # the body of a class, whose names are not local
                yield from _codes(constant)
