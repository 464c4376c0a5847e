"""The tests against a mutant: a copy of the project, and a process for each mutant that runs its tests."""

from __future__ import annotations

import compileall
import importlib
import multiprocessing
import os
import resource
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from mutants.making import Made

SECONDS = 300  # for one stage: a mutant that takes longer does not end
MEMORY = 6 << 30
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
WITHOUT = ["randomly", "asyncio", "cacheprovider"]
# Below both wings: what is read of them in other folders.
AROUND = [
    *("tests/test_edges.py", "tests/test_errors.py", "tests/test_error_fields.py", "tests/test_defaults.py"),
    *("tests/test_values.py", "tests/test_facts.py", "tests/answers", "tests/titles/test_repair.py"),
]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".nox", ".hypothesis", "__pycache__", ".*_cache", "dist", "build")


class Outcome(NamedTuple):
    """What the tests made of a mutant.

    Attributes:
        verdict: ``"killed"``, ``"timeout"`` (killed too: it does not end) or ``"survived"``.
        test: the first test that failed; empty if none did.
        seconds: how long it took.
    """

    verdict: str
    test: str
    seconds: float


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


def _wing(file: str) -> str:
    return "tests/noc" if "/_noc/" in file else "tests/oinp"


EVERYTHING = Stage(("tests/noc", "tests/oinp", *AROUND, "README.md", "docs"))


class Bench:
    """A copy of the project in which one file at a time is changed."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Copy the project into a folder, and compile it."""
        self.copy = folder / "project"
        self._lines_file = folder / "lines"
        self._took: dict[str, float] = {}
        self._tests: dict[str, dict[int, list[str]]] = {}
        shutil.copytree(root, self.copy, ignore=NOT_COPIED)
        compileall.compile_dir(self.copy / "src", quiet=2)
        for name in ("hypothesis", "attrs", "cattrs", "cattrs.preconf.json", "sybil", "pydantic", "json", "decimal"):
            importlib.import_module(name)  # what each process would import anew

    def prepare(self) -> None:
        """Run all tests without a mutant, and note which of them run which lines, and how long they take."""
        outcome, found = self._run(EVERYTHING, self._lines_file)
        if outcome.verdict != "survived":
            message = f"without any mutant: {outcome.verdict} {outcome.test}"
            raise SystemExit(message)
        self._took = found
        data = coverage.CoverageData(str(self._lines_file))
        data.read()
        self._tests = {
            Path(file).relative_to(self.copy).as_posix(): data.contexts_by_lineno(file)
            for file in data.measured_files()
        }

    def _stages(self, made: Made) -> list[Stage]:
        """Choose the tests of a mutant: those that run its lines, the quick ones first, the laws last.

        A line that hardly any test runs may be run once for all of them: there the whole wing is tried as well, and for
        a line that only an import runs.
        """
        file = made.mutant.file
        lines = self._tests.get(file, {})
        contexts = {context for line in range(made.line, made.last + 1) for context in lines.get(line, ())}
        covering = sorted(
            (name for name in {context.partition("|")[0] for context in contexts} if name in self._took),
            key=lambda name: (self._took[name], name),
        )
        wing = _wing(file)
        near = [name for name in covering if name.startswith(f"{wing}/")][:NEAR]
        stages = [Stage(_files(near), "not property", tuple(near))] if near else []
        if len(covering) < FEW:
            stages.append(Stage((wing,), "not property"))
        if covering[NEAR:] or len(near) < len(covering):
            stages.append(Stage(_files(covering), "", tuple(covering)))
        return stages if covering else [EVERYTHING]

    def judge(self, made: Made) -> Outcome:
        """Put one mutant in the place of its file, run the tests until one fails, and put the file back."""
        stages = self._stages(made)
        path = self.copy / made.mutant.file
        original, start = path.read_bytes(), time.monotonic()
        compiled = Path(importlib.util.cache_from_source(str(path)))
        compiled.unlink(missing_ok=True)
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
        start = time.monotonic()
        process.start()
        there.close()
        test, took = "the interpreter died", {}
        try:
            if not here.poll(SECONDS if lines is None else None):
                process.kill()
                return Outcome("timeout", "", time.monotonic() - start), {}
            test, took = here.recv()
        except EOFError:
            pass
        finally:
            process.join()
        return Outcome("killed" if test else "survived", test, time.monotonic() - start), took


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
            found = [item for item in items if item.nodeid in self._order]
            # Examples of a page build on each other: they keep their order.
            items[:] = sorted(found, key=lambda item: ("::line" in item.nodeid, self._order[item.nodeid]))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.took[report.nodeid] = self.took.get(report.nodeid, 0) + report.duration
        if report.failed and not self.test:
            self.test = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.test:
            self.test = f"{report.nodeid} (cannot be collected)"


def _pytest(copy: Path, stage: Stage, lines: Path | None, there: Connection) -> None:
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.chdir(copy)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(copy / "src"))
    watch = _Watch(stage.chosen)
    arguments = [*stage.paths, *OPTIONS, *(word for name in WITHOUT for word in ("-p", f"no:{name}"))]
    arguments += ["-m", stage.markers] if stage.markers else []
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
