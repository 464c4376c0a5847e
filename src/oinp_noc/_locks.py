"""The lock of first use, which survives a fork."""

import os
from _thread import RLock, get_ident  # what threading has, without threading

LONGEST_WAIT = 60.0
"""How many seconds a fork waits for first uses at most.

Nothing here takes long. But a library that is imported may want a lock that whoever forks has taken already, as logging
has one: then the fork goes on, as it would without us, and nobody waits for ever.
"""


class Lock:
    """A re-entrant lock that a process holds while it forks, so that no child is left with what a thread had begun."""

    __slots__ = ("_forking", "_lock")

    def __init__(self) -> None:
        self._lock = RLock()
        self._forking: int | None = None  # the thread that holds the lock because it forks
        if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
            os.register_at_fork(before=self._hold, after_in_parent=self._give_back, after_in_child=self._begin_anew)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def _hold(self) -> None:
        if self._lock.acquire(timeout=LONGEST_WAIT):
            self._forking = get_ident()

    def _give_back(self) -> None:
        if self._forking == get_ident():  # not if the wait was too long, or the lock was made since the fork began
            self._forking = None
            self._lock.release()

    def _begin_anew(self) -> None:
        self._forking = None
        self._lock = RLock()


FIRST_USE = Lock()
"""Held while a function imports a module, and while a table is built.

Python has a lock for each module that is imported, and makes none of them anew in a child: a child of a fork amid an
import would wait for it for ever. So every import in a function stands under this lock, and every call of a library
that imports more at its first use. (The command line's do not: it is a process of its own.)

It is one lock for all: a table is built from others and imports modules, and two locks could be taken in two orders. No
module takes it while it is imported itself: a plain ``import`` holds the module's own lock, for which a thread may wait
that holds this one.
"""
