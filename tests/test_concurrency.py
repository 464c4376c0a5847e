"""First calls, from whichever process they come."""

from __future__ import annotations

import ast
import json
import multiprocessing
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from oinp_noc import _locks
from oinp_noc._locks import Lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# First calls of the public face, each by what it asks for; the answers are texts, so that processes can compare them.
CALLS = """
import asyncio, json, os, sys, threading, warnings
import oinp_noc

warnings.simplefilter("ignore")  # newer Pythons warn of every fork beside a thread
SETS = (["2173"], "2016"), (["21231"], "2021")
CALLS = {
    "convert": lambda: repr(oinp_noc.convert("2173")),
    "chain": lambda: repr(oinp_noc.convert("0011", version="2006", to="2021")),
    "back": lambda: repr(oinp_noc.convert("21231", version="2021", to="2006")),
    "lookup": lambda: repr(oinp_noc.lookup("21231").ancestors),
    "classification": lambda: repr(oinp_noc.classification("2011")),
    "concordance": lambda: repr(oinp_noc.concordance("2016", "2021", publisher="esdc")),
    "set": lambda: repr(oinp_noc.OccupationSet.under("72", version="2021")),
    "overlap": lambda: repr(oinp_noc.overlap(*(oinp_noc.OccupationSet(*each) for each in SETS))),
    "draws": lambda: str(len(oinp_noc.draws())),
    "draw": lambda: repr(oinp_noc.draw("2023-05-09-employer-job-offer-foreign-worker")),
    "streams": lambda: repr(oinp_noc.streams()),
    "eligible": lambda: repr(oinp_noc.stream("employer-job-offer-in-demand-skills").eligible("2023-05-09")),
    "groups": lambda: repr(oinp_noc.occupation_groups()),
    "changes": lambda: repr(oinp_noc.changes("21231")[:3]),
    "coverage": lambda: str(len(oinp_noc.coverage())),
    "screen": lambda: repr(oinp_noc.draws().on("2024-03-07").screen("21231")[0].reasons),
    "notice": lambda: repr(oinp_noc.parse_notice("On May 9, 2023, Ontario issued 752 invitations.")),
    "search": lambda: repr(oinp_noc.search("registered nurse", limit=2)),
    "titles": lambda: repr(oinp_noc.example_titles("21231")[:3]),
    "repair": lambda: repr(oinp_noc.repair_code("213", version="2016")),
    "plain": lambda: json.dumps(oinp_noc.convert("2173").to_dict(), sort_keys=True),
    "french": lambda: oinp_noc.label("unit group", lang="fr"),
    "error": lambda: str(oinp_noc.errors.InvalidCodeError("x")),
    "quality": lambda: repr(oinp_noc.qc.concordance()),
    "day": lambda: str(oinp_noc.DATA_LAST_UPDATED),
    "provenance": lambda: str(len(oinp_noc.provenance())),
    "files": lambda: str(len(oinp_noc.data_files())),
    "read": lambda: repr(oinp_noc.OccupationSet.from_dict({"version": "2021", "codes": ["21231"]})),
    "notebook": lambda: oinp_noc.lookup("21231")._repr_html_(),
    "suggestion": lambda: oinp_noc.label("unit group", lang="frr"),
}


def asked(name):
    try:
        return CALLS[name]()
    except BaseException as error:
        return repr(error)
"""

PACKAGE = Path(oinp_noc.__path__[0])

# A child that hangs says where it stands, and ends. (A child cannot use the timer of faulthandler: its parent's is on.)
FORKING = """
import faulthandler, os, signal, sys, threading, time, warnings
import oinp_noc

warnings.simplefilter("ignore")  # newer Pythons warn of every fork beside a thread
faulthandler.register(signal.SIGALRM, chain=True)


def forked(call):
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        try:
            os._exit(0 if call() else 1)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
        os._exit(2)
    return child


def ended(*children):
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
"""

# A thread is stopped where it looks for a module; `stopped` is set then, and it goes on at `go`, or after a while.
STOPPING = """
stopped, go = threading.Event(), threading.Event()


class Stop:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == MODULE and not stopped.is_set():
            stopped.set()
            go.wait(0.5)


sys.modules.pop(MODULE, None)
sys.meta_path.insert(0, Stop)
"""

FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")


@FORK
def test_a_process_that_forks_while_a_table_is_built_leaves_its_child_whole(fresh: Callable[..., Any]) -> None:
    code = f"""{FORKING}
from oinp_noc import _data

begun = threading.Event()

@_data.once
def slow():
    begun.set()
    time.sleep(0.3)
    return 5

thread = threading.Thread(target=slow)
thread.start()
begun.wait()
answer = ended(forked(lambda: (slow(), oinp_noc.convert("2173").status) == (5, "continued")))
thread.join()
assert answer == [0], answer
"""
    assert fresh(code) == [0]


@FORK
@pytest.mark.parametrize(
    ("module", "before", "call"),
    [
        ("importlib", "None", 'oinp_noc.convert("2173")'),
        ("cattrs", 'oinp_noc.convert("2173")', "value.to_dict()"),
        ("cattrs", "oinp_noc.OccupationSet", 'value.from_dict({"version": "2021", "codes": ["21231"]})'),
        ("difflib", "oinp_noc.label", 'refused(value, "unit group", lang="frr").candidates == ("fr",)'),
        ("gettext", "oinp_noc.label", 'value("unit group", lang="fr")'),
        ("importlib_resources", "oinp_noc.data_files", "value()"),
        ("oinp_noc._noc.views", 'oinp_noc.lookup("21231")', "value._repr_html_()"),
        ("oinp_noc._noc.sheets", 'oinp_noc.convert_all(["2173"])', "value._sheet()"),
        ("oinp_noc._noc.conversion", "oinp_noc.search", 'value("nurse", version="2006")'),
    ],
)
def test_a_process_that_forks_while_a_module_is_imported_leaves_its_child_whole(
    module: str, before: str, call: str, fresh: Callable[..., Any]
) -> None:
    code = f"""{FORKING}
MODULE = {module!r}
value = {before}
{STOPPING}

def refused(call, *values, **named):
    try:
        call(*values, **named)
    except ValueError as error:
        return error


thread = threading.Thread(target=lambda: {call})
thread.start()
assert stopped.wait(60), "the call imports something else"
child = forked(lambda: {call})
go.set()
answer = ended(child)
thread.join()
assert answer == [0], answer
"""
    assert fresh(code) == [0]


@FORK
def test_processes_that_fork_in_first_calls_all_answer(fresh: Callable[..., Any]) -> None:
    code = f"""{FORKING}
calls = [
    lambda: len(oinp_noc.draws()),
    lambda: oinp_noc.convert("2173").codes,
    lambda: len(oinp_noc.occupation_groups()),
    lambda: len(oinp_noc.concordance("2006", "2021")),
]
threads = [threading.Thread(target=call) for call in calls]
for thread in threads:
    thread.start()
answer = ended(*[forked(calls[number % 4]) for number in range(12)])
for thread in threads:
    thread.join()
assert answer == [0] * 12, answer
"""
    assert fresh(code) == [0] * 12


@FORK
def test_a_fork_waits_for_first_uses_but_not_for_ever(fresh: Callable[..., Any]) -> None:
    code = f"""{FORKING}
from oinp_noc import _locks

_locks.LONGEST_WAIT = 0.2
theirs = threading.Lock()  # like that of logging, if it is imported later: a fork takes it first
os.register_at_fork(before=theirs.acquire, after_in_parent=theirs.release, after_in_child=theirs.release)
begun = threading.Event()


def use():
    with _locks.FIRST_USE:
        begun.set()
        while not theirs.locked():
            time.sleep(0.001)
        with theirs:
            pass


thread = threading.Thread(target=use)
thread.start()
begun.wait()
answer = ended(forked(lambda: oinp_noc.convert("2173").codes))
thread.join()
answer += ended(forked(lambda: oinp_noc.convert("2173").codes))
assert answer == [0, 0], answer
"""
    assert fresh(code) == [0, 0]


def test_a_plain_import_and_a_first_use_of_the_same_module_both_end(fresh: Callable[..., Any]) -> None:
    code = f"""
import sys, threading
import oinp_noc

MODULE = "oinp_noc.frames._columns"
{STOPPING}
def plainly():
    import oinp_noc.frames

found = []
threads = [threading.Thread(target=plainly), threading.Thread(target=lambda: found.append(oinp_noc.frames.convert))]
threads[0].start()
assert stopped.wait(60)  # it holds the lock of oinp_noc.frames, and the other will hold ours and want that one
threads[1].start()
for thread in threads:
    thread.join()
answer = [each.__name__ for each in found]
"""
    assert fresh(code) == ["convert"]


def test_no_module_takes_the_lock_of_first_use_while_it_is_imported(fresh: Callable[..., Any]) -> None:
    names = [".".join(("oinp_noc", *path.relative_to(PACKAGE).with_suffix("").parts)) for path in _sources()]
    code = f"""
import importlib, json
import oinp_noc
from oinp_noc import _locks


class Recording(_locks.Lock):
    def __enter__(self):
        taken.append(name)
        super().__enter__()


taken = []
_locks.FIRST_USE = oinp_noc._FIRST_USE = Recording()
imported = 0
for name in json.loads({json.dumps(json.dumps(names))}):
    for public in oinp_noc.__all__:  # each is asked for anew
        if not public.startswith("__"):
            vars(oinp_noc).pop(public, None)
    try:
        importlib.import_module(name.removesuffix(".__init__"))
        imported += 1
    except ImportError as error:  # of an extra
        if error.name is None or error.name.startswith("oinp_noc"):
            raise
during = list(taken)
oinp_noc.convert("2173")
answer = [during, len(taken) > 0, imported > 100]
"""
    assert fresh(code) == [[], True, True]


def test_the_first_calls_import_nothing_outside_the_lock_of_first_use(fresh: Callable[..., Any]) -> None:
    # What is loaded already is not looked for: the calls begin with as little as a user's.
    bare = CALLS.replace("import asyncio, json, os, sys, threading, warnings", "import sys, warnings")
    assert bare != CALLS
    code = f"""{bare}
from oinp_noc._locks import FIRST_USE


class Watch:
    @staticmethod
    def find_spec(name, path=None, target=None):
        (inside if FIRST_USE._lock._is_owned() else outside).append(name)


inside, outside = [], []
sys.meta_path.insert(0, Watch)
for name in CALLS:
    asked(name)
    json = sys.modules["json"]  # which one of the calls needs; the first has imported it
answer = [outside, "oinp_noc._noc.conversion" in inside, "cattrs" in inside]
"""
    assert fresh(code) == [[], True, True]


def test_every_import_in_a_function_stands_under_the_lock_of_first_use() -> None:
    found = {path: list(_imports_in_functions(path)) for path in _sources() if path.parts[-2] != "cli"}
    bare = [
        f"{path.relative_to(PACKAGE)}:{line}" for path, each in found.items() for line, locked in each if not locked
    ]
    assert bare == []
    assert sum(map(len, found.values())) > 50


def _sources() -> list[Path]:
    """List the modules of the package that can be imported by name."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.stem != "__main__" and path.stem.isidentifier()]


def _imports_in_functions(path: Path) -> Iterator[tuple[int, bool]]:
    """Give the line of each import in a function, by statement or by name, and whether it stands under the lock."""

    def walk(node: ast.AST, in_function: bool, locked: bool) -> Iterator[tuple[int, bool]]:  # noqa: FBT001 (flags)
        is_call = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module")
        if in_function and (is_call or isinstance(node, ast.Import | ast.ImportFrom)):
            yield getattr(node, "lineno"), locked  # noqa: B009 (each of the three has it)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            in_function, locked = True, False
        if isinstance(node, ast.With):
            locked = locked or any(ast.unparse(item.context_expr).endswith("FIRST_USE") for item in node.items)
        for child in ast.iter_child_nodes(node):
            yield from walk(child, in_function, locked)

    return walk(ast.parse(path.read_text("utf-8")), in_function=False, locked=False)


def test_a_lock_that_a_thread_makes_while_another_forks_stays_whole() -> None:
    lock = Lock()
    with lock, lock:  # re-entrant
        pass
    lock._give_back()  # noqa: SLF001 (what the fork calls that began before the lock was there)
    lock._hold()  # noqa: SLF001
    lock._begin_anew()  # noqa: SLF001 (in the child)
    with lock:
        pass
    lock._hold()  # noqa: SLF001
    lock._give_back()  # noqa: SLF001
    with lock:
        pass


def test_a_fork_that_waited_too_long_gives_back_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_locks, "LONGEST_WAIT", 0.01)
    lock, held, done = Lock(), threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            held.set()
            done.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    lock._hold()  # noqa: SLF001
    lock._give_back()  # noqa: SLF001 (it is the other's: to release it would raise)
    done.set()
    thread.join()
    with lock:
        pass


def test_where_nothing_forks_a_lock_is_a_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "register_at_fork", raising=False)
    with Lock():
        pass


@pytest.fixture(scope="module")
def alone() -> dict[str, str]:
    """Return what a single thread is answered."""
    names: dict[str, Any] = {}
    exec(CALLS.replace('warnings.simplefilter("ignore")', ""), names)  # noqa: S102 (our own code)
    return {name: names["asked"](name) for name in names["CALLS"]}


@FORK
def test_sixty_four_threads_that_make_the_first_calls_are_answered_like_one(
    fresh: Callable[..., Any], alone: dict[str, str]
) -> None:
    code = f"""{CALLS}
def together():
    names, found, barrier = list(CALLS), [], threading.Barrier(64)

    def run(number):
        barrier.wait()
        turned = names[number % len(names):] + names[:number % len(names)]  # each begins with another call
        found.append({{name: asked(name) for name in turned}})

    threads = [threading.Thread(target=run, args=(number,)) for number in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


answer = []
for time in range(3):  # a child has made no call yet
    reading, writing = os.pipe()
    if os.fork() == 0:
        found = together()
        same = [each for each in found if each == found[0]]
        with os.fdopen(writing, "w") as pipe:
            pipe.write(json.dumps([len(found), len(same), found[0]]))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer.append(json.loads(pipe.read()))
    os.wait()
"""
    for threads, alike, found in fresh(code):
        assert (threads, alike) == (64, 64)
        assert found == alone


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_of_every_start_method_are_answered_like_one(
    method: str, fresh: Callable[..., Any], tmp_path: Path, alone: dict[str, str]
) -> None:
    (tmp_path / "asked_elsewhere.py").write_text(f"{CALLS}\n\ndef echo(value):\n    return value\n", "utf-8")
    code = f"""
import multiprocessing, warnings
import oinp_noc
from asked_elsewhere import CALLS, asked, echo

warnings.simplefilter("ignore")
values = [oinp_noc.convert("2173"), oinp_noc.draws().on("2023-05-09"), oinp_noc.classification("2016")]
with multiprocessing.get_context({method!r}).Pool(3) as pool:
    answer = [dict(zip(CALLS, pool.map(asked, CALLS, chunksize=1))), pool.map(echo, values) == values]
"""
    assert fresh(code, tmp_path) == [alone, True]


def test_tasks_speak_their_own_language_and_are_answered_like_one(
    fresh: Callable[..., Any], alone: dict[str, str]
) -> None:
    code = f"""{CALLS}
async def say(lang):
    oinp_noc.use_language(lang)
    await asyncio.sleep(0)
    said = oinp_noc.label("unit group")
    in_thread = await asyncio.to_thread(oinp_noc.label, "unit group")
    return [lang, said, in_thread]


async def main():
    said = await asyncio.gather(*(say(lang) for lang in ["en", "fr"] * 50))
    found = await asyncio.gather(*(asyncio.to_thread(asked, name) for name in CALLS))
    return [sorted({{tuple(each) for each in said}}), dict(zip(CALLS, found)), oinp_noc.label("unit group")]


answer = asyncio.run(main())
"""
    said, found, outside = fresh(code)
    assert said == [["en", "unit group", "unit group"], ["fr", "groupe de base", "groupe de base"]]
    assert found == alone
    assert outside == "unit group"
