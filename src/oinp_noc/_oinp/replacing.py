"""Replacing a file whole or not at all, whoever else writes it."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from oinp_noc._locks import FIRST_USE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DAY = 24 * 60 * 60  # seconds: a temporary file that is older was left behind by a program that was killed
_LONGEST = 200  # bytes of a file's name that leave room for the marks of a temporary file


@contextmanager
def alone(path: str | os.PathLike[str]) -> Iterator[None]:
    """Lock the files of a folder against others who use this too, if the system can lock a folder."""
    folder = _locked(_target(path).parent)
    try:
        yield
    finally:
        if folder is not None:
            os.close(folder)


def replace(path: str | os.PathLike[str], content: bytes, *, check: Callable[[], None] = lambda: None) -> None:
    """Write a file beside the old one, and put it in its place.

    The file keeps its mode, and its owner if the system allows it. If the path is a link, its target is replaced.

    Args:
        path: the file.
        content: the bytes to write.
        check: called at the last moment; what it raises stops the replacement.

    Raises:
        OSError: the file cannot be written, or the path is not one of a file.
    """
    target = _target(path)
    before = target.stat() if target.exists() else None
    if before is not None and not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
    _tidy(target)
    beside = target.with_name(f".{_name(target)}.{os.urandom(8).hex()}.tmp")
    # O_EXCL: neither another's file nor a link that lies there is written to.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.open(beside, flags, 0o666 if before is None else 0o600)
    try:
        with os.fdopen(file, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(file)
        if before is not None:
            _make_alike(beside, before)
        check()
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _target(path: str | os.PathLike[str]) -> Path:
    return Path(os.path.realpath(path))


def _name(target: Path) -> str:
    """Return the name of a file, or a short one in place of a long one."""
    if len(os.fsencode(target.name)) <= _LONGEST:
        return target.name
    with FIRST_USE:
        from hashlib import sha256  # noqa: PLC0415 (few names are that long)

    return sha256(os.fsencode(target.name)).hexdigest()


def _make_alike(beside: Path, before: os.stat_result) -> None:
    """Give a file the owner and the mode of another: the owner first, since a change of owner takes rights away."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(beside, before.st_uid, before.st_gid)
    beside.chmod(stat.S_IMODE(before.st_mode))


def _tidy(target: Path) -> None:
    """Remove temporary files of the same target that were left behind."""
    left_behind = re.compile(rf"\.{re.escape(_name(target))}\.[0-9a-f]+\.tmp")
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if left_behind.fullmatch(entry.name):
                with suppress(OSError):
                    age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                    if age > _DAY and entry.is_file(follow_symlinks=False):
                        Path(entry.path).unlink()


def _locked(folder: Path) -> int | None:
    try:
        with FIRST_USE:
            import fcntl  # noqa: PLC0415 (not on every system)

        opened = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    with suppress(OSError):  # a disk that knows no locks
        fcntl.flock(opened, fcntl.LOCK_EX)
    return opened
