"""First calls, from whichever process they come."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING, Any

import pytest

from oinp_noc._locks import Lock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
}


def asked(name):
    try:
        return CALLS[name]()
    except BaseException as error:
        return repr(error)
"""

FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")


@FORK
def test_a_process_that_forks_while_a_table_is_built_leaves_its_child_whole(fresh: Callable[..., Any]) -> None:
    code = """
import os, threading, time, warnings
import oinp_noc
from oinp_noc import _data

warnings.simplefilter("ignore")  # newer Pythons warn of every fork beside a thread
begun = threading.Event()

@_data.once
def slow():
    begun.set()
    time.sleep(0.3)
    return 5

thread = threading.Thread(target=slow)
thread.start()
begun.wait()
child = os.fork()
if child == 0:
    os._exit(0 if (slow(), oinp_noc.convert("2173").status) == (5, "continued") else 1)
answer = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
thread.join()
"""
    assert fresh(code) == 0


@FORK
def test_processes_that_fork_in_first_calls_all_answer(fresh: Callable[..., Any]) -> None:
    code = """
import os, signal, threading, warnings
import oinp_noc

warnings.simplefilter("ignore")
calls = [
    lambda: len(oinp_noc.draws()),
    lambda: oinp_noc.convert("2173").codes,
    lambda: len(oinp_noc.occupation_groups()),
    lambda: len(oinp_noc.concordance("2006", "2021")),
]
threads = [threading.Thread(target=call) for call in calls]
for thread in threads:
    thread.start()
def answers(call):
    try:
        return bool(call())
    except BaseException:
        return False


children = []
for number in range(12):
    child = os.fork()
    if child == 0:
        signal.alarm(60)  # one that hangs outlives nobody
        os._exit(0 if answers(calls[number % 4]) else 1)
    children.append(child)
answer = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
for thread in threads:
    thread.join()
"""
    assert fresh(code) == [0] * 12


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
