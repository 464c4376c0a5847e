"""Files of draws are replaced whole or not at all, whoever else writes them, and hostile ones are refused."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import oinp_noc
from oinp_noc import DrawHistory
from oinp_noc._oinp import replacing
from oinp_noc.errors import DrawConflictError, DrawFileError

if TYPE_CHECKING:
    from collections.abc import Callable

SOME = oinp_noc.draws()[:8]
POSIX = pytest.mark.skipif(os.name != "posix", reason="modes, links and devices are those of POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where a test may write: the only file of its folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder / "draws.json"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_many_threads_dump_one_file_and_nobody_reads_half_of_it(file: Path) -> None:
    SOME[:1].dump(file)
    stop = threading.Event()

    def read() -> int:
        times = 0
        while not stop.is_set() or not times:
            assert DrawHistory.load(file) in whole
            times += 1
        return times

    whole = [SOME[:length] for length in range(1, 9)]
    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        writers = [pool.submit(history.dump, file) for history in whole * 5]
        for writer in writers:
            writer.result()
        stop.set()
        assert all(reader.result() for reader in readers)
    assert names(file.parent) == ["draws.json"]


def test_many_threads_add_to_one_file_and_no_draw_is_lost(file: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda draw: DrawHistory([draw]).add_to(file), SOME))
    assert added == [1] * 8
    assert DrawHistory.load(file) == SOME


def test_many_processes_add_to_one_file_and_no_draw_is_lost(file: Path) -> None:
    code = "import sys, oinp_noc; d = oinp_noc.draws(); d[int(sys.argv[2]) : int(sys.argv[2]) + 1].add_to(sys.argv[1])"
    running = [subprocess.Popen([sys.executable, "-c", code, str(file), str(number)]) for number in range(4)]  # noqa: S603
    assert [process.wait(60) for process in running] == [0] * 4
    assert DrawHistory.load(file) == SOME[:4]


def test_what_a_file_has_already_is_not_added_again(file: Path) -> None:
    assert SOME[:3].add_to(file) == 3
    # A file that somebody wrote in another way is left as it is.
    file.write_text(json.dumps(SOME[:3].to_records(), indent=2), "utf-8")
    before = file.read_bytes()
    assert SOME[1:3].add_to(file) == 0
    assert file.read_bytes() == before
    assert SOME.add_to(file) == 5
    assert DrawHistory.load(file) == SOME


def test_draws_that_contradict_those_of_a_file_are_not_added_in_silence(file: Path) -> None:
    SOME.dump(file)
    before = file.read_bytes()
    changed = DrawHistory([attrs.evolve(SOME[0], note="another")])
    with pytest.raises(DrawConflictError, match="note is 'another' here and"):
        changed.add_to(file)
    assert changed.add_to(file, on_conflict="theirs") == 0
    assert file.read_bytes() == before
    assert changed.add_to(file, on_conflict="ours") == 0
    assert DrawHistory.load(file).get(SOME[0].id).note == "another"
    file.write_bytes(b"[")
    with pytest.raises(DrawFileError, match="not JSON"):
        changed.add_to(file)
    assert file.read_bytes() == b"["


@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_changed_in_between_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:  # noqa: FBT001
    if there:
        SOME[:1].dump(file)

    def too_late(_: object) -> None:
        file.write_bytes(b"[]\n")  # another program, which does not wait

    monkeypatch.setattr(replacing, "_tidy", too_late)
    with pytest.raises(DrawFileError, match="another program changed them while some were added; add yours again"):
        SOME.add_to(file)
    assert file.read_bytes() == b"[]\n"
    assert names(file.parent) == ["draws.json"]


def test_without_locks_a_file_is_replaced_all_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "fcntl", None)
        SOME.dump(file)
    with monkeypatch.context() as patched:
        patched.delattr("os.chown", raising=False)
        SOME.dump(file)
    assert DrawHistory.load(file) == SOME


def test_on_a_disk_that_knows_no_locks_a_file_is_replaced_all_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(pytest.importorskip("fcntl", reason="only POSIX locks by fcntl"), "flock", refuse)
    SOME.dump(file)
    assert DrawHistory.load(file) == SOME


def test_a_full_disk_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SOME[:5].dump(file)
    before = file.read_bytes()

    def full(*_: object, **__: object) -> None:
        message = "no space left on device"
        raise OSError(message)

    for place in ("os.fsync", "pathlib.Path.replace"):
        with monkeypatch.context() as patched:
            patched.setattr(place, full)
            with pytest.raises(OSError, match="no space left"):
                SOME.dump(file)
        assert file.read_bytes() == before
        assert names(file.parent) == ["draws.json"]


@POSIX
def test_the_mode_of_a_file_is_kept(file: Path) -> None:
    for mode in (0o600, 0o664, 0o444):
        SOME[:1].dump(file)
        file.chmod(mode)
        SOME.dump(file)
        assert stat.S_IMODE(file.stat().st_mode) == mode
        file.unlink()


@POSIX
def test_a_new_file_has_the_mode_of_any_other(file: Path) -> None:
    SOME.dump(file)
    other = file.with_name("other")
    other.touch()
    assert file.stat().st_mode == other.stat().st_mode


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_of_a_file_is_kept(file: Path) -> None:
    SOME[:1].dump(file)
    os.chown(file, 12345, 23456)
    SOME.dump(file)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


@POSIX
def test_what_a_link_leads_to_is_replaced(file: Path) -> None:
    there = file.parent / "there"
    there.mkdir()
    link = file.with_name("link.json")
    link.symlink_to("there/draws.json")
    for history in (SOME[:1], SOME):  # first the link leads nowhere, then to a file
        history.dump(link)
        assert link.is_symlink()
        assert DrawHistory.load(there / "draws.json") == DrawHistory.load(link) == history
    assert names(file.parent) == ["link.json", "there"]
    assert names(there) == ["draws.json"]


@POSIX
def test_what_lies_where_a_temporary_file_would_is_never_written_to(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who guesses the name of a temporary file, and puts a link there, gains nothing."""
    SOME[:1].dump(file)
    victim = file.with_name("victim")
    victim.write_text("precious", "utf-8")
    monkeypatch.setattr(os, "urandom", bytes)  # the name is not random, so it can be guessed
    guessed = file.with_name(f".{file.name}.{bytes(8).hex()}.tmp")
    for lies_there in (lambda: guessed.symlink_to(victim), lambda: guessed.write_text("another's", "utf-8")):
        lies_there()
        before = guessed.read_bytes()
        with pytest.raises(FileExistsError):
            SOME.dump(file)
        assert guessed.read_bytes() == before
        guessed.unlink()
    assert victim.read_text("utf-8") == "precious"
    assert DrawHistory.load(file) == SOME[:1]


@POSIX
def test_only_a_file_is_replaced(file: Path) -> None:
    os.mkfifo(file)
    for path in (file, Path("/dev/null"), file.parent):
        with pytest.raises(OSError, match="not a regular file"):
            SOME.dump(path)
    assert stat.S_ISFIFO(file.stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert names(file.parent) == ["draws.json"]


def test_a_folder_that_is_not_there(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        SOME.dump(file / "draws.json")


def test_temporary_files_are_removed_after_a_day(file: Path) -> None:
    old = (".draws.json.0123456789abcdef.tmp", ".draws.json.4321.tmp")
    others = (".other.json.0123456789abcdef.tmp", ".draws.json.backup.tmp", ".drawsxjson.01.tmp", "draws.json.1.tmp")
    new = ".draws.json.fedcba9876543210.tmp"
    folder = ".draws.json.00.tmp"
    for name in (*old, *others, new):
        file.with_name(name).touch()
    file.with_name(folder).mkdir()
    for name in (*old, *others, folder):
        os.utime(file.with_name(name), (0, time.time() - 25 * 60 * 60))
    SOME.dump(file)
    assert names(file.parent) == sorted((*others, new, folder, "draws.json"))


def test_a_name_as_long_as_can_be(file: Path) -> None:
    for name in ("n" * 255, "n" * 200, "é" * 127):
        SOME.dump(file.with_name(name))
        SOME.dump(file.with_name(name))
        assert DrawHistory.load(file.with_name(name)) == SOME
        file.with_name(name).unlink()
    assert names(file.parent) == []


# The guard of `load`: what a hostile file costs grows with its size, and no faster. Nothing is timed here: a file of
# which each part cost more than the one before it would not be read within the life of the test.


def record(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever a file may hold)
    return {**oinp_noc.draws().on("2023-05-09").to_records()[0], **changes}


MANY = 200_000
STOPPED = "draws: what follows was not looked at"


# For each file its content, the beginnings of its first and last fault, and how many faults it has.
HOSTILE: dict[str, tuple[Callable[[], object], str, str, int]] = {
    "codes": (lambda: [record(occupations=[0] * MANY)], "draws[0].occupations[0]: ", STOPPED, 1001),
    "sources": (lambda: [record(sources=[0] * MANY)], "draws[0].sources[0]: ", STOPPED, 1001),
    "pairs": (lambda: [record(as_published=[[]] * MANY)], "draws[0].as_published[0]: ", STOPPED, 1001),
    "a code that is wrong behind many that are right": (
        lambda: [record(occupations=["22221"] * MANY + ["99999"])],
        f"draws[0].occupations[{MANY}]: '99999' is ",
        f"draws[0].occupations[{MANY}]: ",
        1,
    ),
    "fields": (
        lambda: [{**record(), **dict.fromkeys(map(str, range(MANY)))}],
        'draws[0]: no such field: "0", "1", "10", "100", "1000", and 199995 more',
        "draws[0]: no such field",
        1,
    ),
    "fields of a score": (
        lambda: [record(score=dict.fromkeys(map(str, range(MANY))))],
        "draws[0].score",
        "draws[0]",
        4,
    ),
    "empty draws": (lambda: [{}] * MANY, "draws[0].id: is missing", STOPPED, 1001),
    "one draw again": (lambda: [record()] * 4000, "draws[1].id: ", STOPPED, 1001),
    "a field twice": (
        lambda: "[{" + ", ".join(f'"{number}": 0' for number in range(MANY)) + ', "x": 1, "x": 2}]',
        "draws: not JSON, the field ",
        "draws: not JSON, the field ",
        1,
    ),
    "streams": (lambda: {"streams": [0] * MANY, "draws": []}, "file.streams[0]: ", "file.streams[999]: ", 1000),
    "streams of one's own": (
        lambda: {"streams": [f"s-{number}" for number in range(MANY)], "draws": [record(stream="no")] * 1100},
        "draws[0].stream: no stream 'no'",
        STOPPED,
        1001,
    ),
}


@pytest.mark.parametrize(("content", "first", "last", "number"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused(
    file: Path, content: Callable[[], object], first: str, last: str, number: int
) -> None:
    made = content()
    file.write_text(made if isinstance(made, str) else json.dumps(made), "utf-8")
    with pytest.raises(DrawFileError) as caught:
        DrawHistory.load(file)
    faults = caught.value.faults
    assert len(faults) == number
    told = len([fault for fault in faults if fault != STOPPED])  # which is no fault, but says that there may be more
    assert str(caught.value).startswith(f"{file} has {told} fault")
    assert faults[0].startswith(first)
    assert faults[-1].startswith(last)
    assert max(map(len, faults)) < 500


def test_a_value_that_is_nested_as_deeply_as_can_be_parsed(file: Path) -> None:
    refused = 0
    for depth in range(sys.getrecursionlimit() - 120, sys.getrecursionlimit()):
        file.write_text("[" * depth + "]" * depth, "utf-8")
        with pytest.raises(DrawFileError) as caught:
            DrawHistory.load(file)
        refused += caught.value.faults != ("draws: nested too deeply",)
    assert refused
