"""First calls, from whichever process they come."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from oinp_noc._locks import Lock

if TYPE_CHECKING:
    from collections.abc import Callable

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
