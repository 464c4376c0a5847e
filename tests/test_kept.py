"""What earlier versions wrote is read, ids stay, and the public face changes on purpose only."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import oinp_noc
from oinp_noc import Draw, DrawHistory, OccupationSet, Score
from oinp_noc._answers.value import Readable, Value

KEPT = Path(__file__).parent / "kept"
VERSIONS = sorted(path.name for path in KEPT.iterdir() if path.is_dir())
MODULES = (oinp_noc, oinp_noc.errors, oinp_noc.frames, oinp_noc.plots, oinp_noc.qc)

each_version = pytest.mark.parametrize("version", VERSIONS)


def public_classes() -> dict[str, type]:
    found = {f"{module.__name__}.{name}": getattr(module, name) for module in MODULES for name in module.__all__}
    return {name: each for name, each in found.items() if isinstance(each, type)}


def pickled(version: str, kind: str) -> dict[str, bytes]:
    # The bytes of each value are apart, so that one that cannot be read does not hide the others.
    read: dict[str, dict[str, bytes]] = pickle.loads((KEPT / version / "pickles.pickle").read_bytes())  # noqa: S301
    return read[kind]


def plain(version: str) -> dict[str, tuple[str, dict[str, Any]]]:
    read: dict[str, tuple[str, dict[str, Any]]] = json.loads((KEPT / version / "values.json").read_text("utf-8"))
    return read


def holds(now: Any, then: Any) -> bool:  # noqa: ANN401 (JSON)
    """Compare plain forms: what was there then is there now; a field may have come."""
    if isinstance(then, dict):
        return isinstance(now, dict) and all(name in now and holds(now[name], inner) for name, inner in then.items())
    if isinstance(then, list):
        return isinstance(now, list) and len(now) == len(then) and all(map(holds, now, then))
    return bool(now == then)


@each_version
def test_pickles_of_values_are_read(version: str) -> None:
    kept = plain(version)
    found = pickled(version, "values")
    assert found.keys() == kept.keys()
    for name, content in found.items():
        value = pickle.loads(content)  # noqa: S301 (our own bytes)
        of, then = kept[name]
        assert type(value).__name__ == of
        assert holds(value.to_dict(), then), name
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301
        assert type(value).__name__ in repr(value)


@each_version
def test_pickles_of_errors_are_read(version: str) -> None:
    for name, content in pickled(version, "errors").items():
        error = pickle.loads(content)  # noqa: S301 (our own bytes)
        assert type(error) is getattr(oinp_noc.errors, name)
        assert (str(error), error.value, error.version, error.candidates) == ("a message", "x", "2021", ("y",))


@each_version
def test_plain_forms_that_stand_for_themselves_are_read(version: str) -> None:
    read: dict[str, type[Readable]] = {
        "Draw": Draw,
        "DrawHistory": DrawHistory,
        "Score": Score,
        "OccupationSet": OccupationSet,
    }
    names = [name for name, (of, _) in plain(version).items() if of in read]
    assert len(names) >= len(read)
    for name in names:
        of, then = plain(version)[name]
        value = read[of].from_dict(then)
        assert holds(value.to_dict(), then)
        assert value == pickle.loads(pickled(version, "values")[name])  # noqa: S301 (our own bytes)


@each_version
@pytest.mark.parametrize("file", ["draws.json", "own-streams.json"])
def test_files_of_draws_are_read(version: str, file: str) -> None:
    path = KEPT / version / file
    then = json.loads(path.read_text("utf-8"))
    records = then["draws"] if isinstance(then, dict) else then
    history = DrawHistory.load(path)
    assert holds(history.to_records(), sorted(records, key=lambda record: (record["date"], record["stream"])))
    assert len(history) == len(records) > 0


def test_there_is_a_pickle_of_every_public_class() -> None:
    classes = {name.rpartition(".")[2] for name, each in public_classes().items() if issubclass(each, Value)}
    errors = {each.__name__ for each in public_classes().values() if issubclass(each, BaseException)}
    values = {of for of, _ in plain(oinp_noc.__version__).values()}
    assert values == classes, "run: python tools/kept.py --write"
    assert {*pickled(oinp_noc.__version__, "errors")} == errors, "run: python tools/kept.py --write"


@pytest.mark.parametrize("name", public_classes())
def test_a_public_class_says_the_public_module_that_has_it(name: str) -> None:
    of = public_classes()[name]
    assert f"{of.__module__}.{of.__qualname__}" == name
    assert pickle.loads(pickle.dumps(of)) is of  # noqa: S301 (our own bytes)
    assert f"c{of.__module__}\n{of.__name__}\n".encode() in pickle.dumps(of, protocol=0)


def test_ids_never_change() -> None:
    now = {
        "draw": {*oinp_noc.draws().ids},
        "stream": {stream.id for stream in oinp_noc.streams()},
        "group": {group.id for group in oinp_noc.occupation_groups()},
    }
    kept = (KEPT / "ids.txt").read_text("utf-8").split("\n")[:-1]
    assert len(kept) > 300
    assert [line for line in kept if line.split()[1] not in now[line.split()[0]]] == []


def test_an_id_that_is_gone_is_not_kept_anew(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = pytest.importorskip("kept", reason="tools/kept.py is not here")
    monkeypatch.setattr(kept, "ids", lambda: ["draw 2017-04-10-human-capital-priorities"])
    before = (KEPT / "ids.txt").read_bytes()
    assert kept.main(["--write"]) == 1
    assert "stream skilled-trades: gone" in capsys.readouterr().err
    assert (KEPT / "ids.txt").read_bytes() == before


def test_the_public_face_is_as_kept() -> None:
    pytest.importorskip("griffe", reason="griffe, of the extra 'check', is not here")
    import api  # noqa: PLC0415 (it needs griffe)

    now, kept = api.lines(), api.KEPT.read_text("utf-8").splitlines()
    gone, come = sorted({*kept} - {*now}), sorted({*now} - {*kept})
    assert (gone, come) == ([], []), "run: python tools/api.py --write, and say in CHANGELOG.md what changed"
    assert now == kept
