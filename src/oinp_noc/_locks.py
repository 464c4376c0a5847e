"""Locks that survive a fork."""

import os
from _thread import RLock  # what threading has, without threading


class Lock:
    """A re-entrant lock that a process holds while it forks, so that no child is left with what a thread had begun."""

    __slots__ = ("_forking", "_lock")

    def __init__(self) -> None:
        self._lock = RLock()
        self._forking = False
        if hasattr(os, "register_at_fork"):  # not on Windows, where nothing forks
            os.register_at_fork(before=self._hold, after_in_parent=self._give_back, after_in_child=self._begin_anew)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def _hold(self) -> None:
        self._lock.acquire()
        self._forking = True

    def _give_back(self) -> None:
        if self._forking:  # not if a thread made this lock while another was about to fork
            self._forking = False
            self._lock.release()

    def _begin_anew(self) -> None:
        self._forking = False
        self._lock = RLock()


# In this order: a fork takes the last one first, as does a thread, which may build a table while it imports a module.
BUILDING = Lock()
"""Held while a table is built. One for all: a table may be built from others, and two could be taken in two orders."""

IMPORTING = Lock()
"""Held while the public face imports a module."""
