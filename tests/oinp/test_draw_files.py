"""Draws as records, as files and as frames: whole there and back, and every fault of a file named with its place."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oinp_noc
from oinp_noc import Draw, DrawHistory, testing
from oinp_noc.errors import DrawConflictError, DrawFileError, InvalidArgumentError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HISTORY = oinp_noc.draws()
BACKENDS = ("pandas", "polars", "pyarrow")
LISTED = "2023-05-09-employer-job-offer-foreign-worker"
QUOTED = [f'"{version}"' for version in oinp_noc.versions()]
FIELDS = list(json.loads(oinp_noc.data_files()["draws.json"].read_bytes())[0])

Record = dict[str, Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where a test may write."""
    return tmp_path / "draws.json"


def records() -> list[Record]:
    """Return four draws to break: the last is listed, with a score."""
    some = [*HISTORY[:3], oinp_noc.draw(LISTED)]
    return DrawHistory(some).to_records()


def test_the_packaged_draws_are_dumped_byte_for_byte(file: Path) -> None:
    HISTORY.dump(file)
    assert file.read_bytes() == oinp_noc.data_files()["draws.json"].read_bytes()
    assert DrawHistory.load(file) == HISTORY
    assert DrawHistory.load(str(file)).ids == HISTORY.ids


@settings(max_examples=30)
@given(history=testing.histories(max_size=5))
def test_made_up_draws_survive_a_file(tmp_path_factory: pytest.TempPathFactory, history: DrawHistory) -> None:
    folder = tmp_path_factory.mktemp("files")
    history.dump(folder / "one.json")
    loaded = DrawHistory.load(folder / "one.json")
    assert loaded == history
    loaded.dump(folder / "other.json")
    assert (folder / "other.json").read_bytes() == (folder / "one.json").read_bytes()


def test_records_are_plain(file: Path) -> None:
    found = HISTORY.to_records()
    assert found == json.loads(oinp_noc.data_files()["draws.json"].read_bytes())
    assert [list(record) for record in found] == [FIELDS] * len(HISTORY)
    assert set(FIELDS) == {field.name for field in attrs.fields(Draw)}
    file.write_text(json.dumps(found), "utf-8")
    assert DrawHistory.load(file) == HISTORY


def test_a_file_has_one_draw_a_line(file: Path) -> None:
    HISTORY[:3].dump(file)
    first, *lines, last = file.read_text("utf-8").splitlines()
    assert (first, last, len(lines)) == ("[", "]", 3)
    assert [json.loads(line.rstrip(","))["id"] for line in lines] == list(HISTORY[:3].ids)


def test_an_empty_history_is_a_file_too(file: Path) -> None:
    DrawHistory().dump(file)
    assert DrawHistory.load(file) == DrawHistory()


def test_a_dump_replaces_the_whole_file_or_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    HISTORY[:5].dump(file)
    before = file.read_bytes()

    def full(*_: object, **__: object) -> None:
        message = "no space left on device"
        raise OSError(message)

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", full)
        with pytest.raises(OSError, match="no space left"):
            HISTORY.dump(file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["draws.json"]


def test_what_has_a_default_may_be_left_out(file: Path) -> None:
    needed = {name: records()[0][name] for name in ("id", "date", "stream", "kind", "version", "listing")}
    file.write_text(json.dumps([needed]), "utf-8")
    (draw,) = DrawHistory.load(file)
    assert (draw.labels, draw.note, draw.confidence) == ((), None, "high")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_of_editors_are_read(file: Path, encoding: str) -> None:
    file.write_text(json.dumps(records()), encoding)
    assert len(DrawHistory.load(file)) == 4


def test_codes_of_a_file_are_read_as_written(file: Path) -> None:
    broken = records()
    broken[3]["occupations"] = ["NOC 22221", " 22222 "]
    file.write_text(json.dumps(broken), "utf-8")
    assert DrawHistory.load(file)[-1].listed().codes == ("22221", "22222")


def test_a_history_dumped_edited_merged_and_queried(file: Path) -> None:
    mine = HISTORY.on("2023-05-09")
    mine.dump(file)
    text = file.read_text("utf-8").replace('"invitations": 400', '"invitations": 401')
    file.write_text(text, "utf-8")
    edited = DrawHistory.load(file)
    assert [draw.invitations for draw in edited if draw.invitations == 401] == [401]
    merged = HISTORY.merge(edited, on_conflict="theirs")
    assert len(merged) == len(HISTORY)
    assert merged.get("2023-05-09-employer-job-offer-foreign-worker").invitations == 401
    assert HISTORY.merge(edited, on_conflict="ours") == HISTORY
    assert merged.select(occupation="22221").ids == HISTORY.select(occupation="22221").ids


# What is broken in the fourth of four draws, and the fault that is told, after its place.
FAULTS: dict[str, tuple[Record, str]] = {
    "a month 13": ({"date": "2024-13-01"}, '.date: expected a date such as "2024-03-07", got "2024-13-01"'),
    "a date as a number": ({"date": 20240307}, '.date: expected a date such as "2024-03-07", got 20240307'),
    "a date in another form": ({"date": "20240307"}, '.date: expected "2024-03-07", got "20240307"'),
    "a window that ends first": (
        {"profiles_from": "2023-05-09", "profiles_to": "2023-05-08"},
        f": {LISTED}: the profile window ends (2023-05-08) before it begins (2023-05-09)",
    ),
    "a number with a letter": (
        {"score": {"min": "4o3", "max": None, "scale": "EOI"}},
        '.score.min: expected a number, got "4o3"',
    ),
    "a truth for a number": (
        {"score": {"min": True, "max": None, "scale": "EOI"}},
        ".score.min: expected a number, got true",
    ),
    "a fraction": ({"invitations": 2.5}, ".invitations: expected a whole number, got 2.5"),
    "a minimum above the maximum": (
        {"score": {"min": 50, "max": 40, "scale": "EOI"}},
        ".score: expected a minimum from 0 up to the maximum, got 50 and 40",
    ),
    "another scale": (
        {"score": {"min": 5, "max": None, "scale": "IQ"}},
        '.score.scale: expected one of "EOI", "CRS", got "IQ"',
    ),
    "a score that is a number": ({"score": 43}, ".score: expected an object, got 43"),
    "a score of less": ({"score": {"min": 43, "scale": "EOI"}}, ".score.max: is missing"),
    "no such stream": (
        {"stream": "human-capital"},
        (
            ".stream: no stream 'human-capital': expected human-capital-priorities; a stream of your own is declared "
            'above the draws, {"streams": ["human-capital"], "draws": […]}'
        ),
    ),
    "no such version": (
        {"version": "2020"},
        f".version: '2020' is not a NOC version: expected {', '.join(QUOTED[:-1])} and {QUOTED[-1]}, as text",
    ),
    "no such code": (
        {"occupations": ["22221", "99999"]},
        ".occupations[1]: '99999' is not a unit group of NOC 2021: expected one of its 516 unit groups, of 5 digits",
    ),
    "a code of another version": (
        {"occupations": ["2173"]},
        (
            ".occupations[0]: 2173 is a unit group of NOC 2016, 2011 and 2006: expected a unit group of NOC 2021; "
            'convert("2173", version="2016", to="2021") converts it from NOC 2016'
        ),
    ),
    "codes in one text": ({"occupations": "22221 22222"}, '.occupations: expected a list, got "22221 22222"'),
    "a list of none": (
        {"listing": "none"},
        f": {LISTED}: a draw has occupations if, and only if, its listing is 'listed'",
    ),
    "another kind": ({"kind": "Targeted"}, '.kind: expected one of "general", "targeted", got "Targeted"'),
    "a field too many": ({"ocupations": []}, ": no such field: ocupations (did you mean occupations?)"),
    "a field like no other": ({"zzz": 1}, ": no such field: zzz"),
    "a text for a list": ({"sources": "here"}, '.sources: expected a list, got "here"'),
    "a number among texts": ({"labels": ["tech", 5]}, ".labels[1]: expected a text, got 5"),
    "a pair of one": ({"as_published": [["21200"]]}, ".as_published[0]: expected a list of 2, got ['21200']"),
    "a text for a truth": ({"job_offer": "yes"}, '.job_offer: expected true or false, got "yes"'),
    "half a character": ({"note": "\ud83d"}, r'.note: expected a text that can be written in UTF-8, got "\ud83d"'),
    "a long value": ({"invitations": "9" * 500}, f'.invitations: expected a number, got "{"9" * 59}…'),
    "an empty text": ({"target": ""}, '.target: expected a text that is not empty, got ""'),
    "less than none": (
        {"invitations": -1},
        ".invitations: expected a whole number from 0 to 9223372036854775807, got -1",
    ),
    "beyond 64 bits": (
        {"invitations": 1 << 63},
        ".invitations: expected a whole number from 0 to 9223372036854775807, got 9223372036854775808",
    ),
    "an empty list of codes": (
        {"occupations": []},
        ": occupations=OccupationSet([], version='2021'): expected at least one unit group; None if there is no list",
    ),
    "nothing": ({"id": None}, ".id: expected a text, got null"),
}


@pytest.mark.parametrize(("change", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_its_place(file: Path, change: Record, said: str) -> None:
    broken = records()
    broken[3].update(change)
    file.write_text(json.dumps(broken), "utf-8")
    with pytest.raises(DrawFileError) as caught:
        DrawHistory.load(file)
    assert caught.value.faults == (f"draws[3]{said}",)
    assert str(caught.value) == f"{file} has 1 fault: draws[3]{said}"


def test_every_fault_is_told_at_once(file: Path) -> None:
    broken = records()
    changes = [change for change, _ in (FAULTS["a month 13"], FAULTS["no such stream"], FAULTS["another kind"])]
    for change in changes:
        broken[3].update(change)
    broken[1]["score"] = {"min": "4o3", "max": "x", "scale": "EOI"}
    broken[0]["occupations"] = ["0001", "0002"]
    del broken[2]["date"]
    broken.append({**records()[0]})
    broken.append(5)  # type: ignore[arg-type]  # a file may hold anything
    file.write_text(json.dumps(broken), "utf-8")
    with pytest.raises(DrawFileError) as caught:
        DrawHistory.load(file)
    places = [fault.partition(": ")[0] for fault in caught.value.faults]
    assert places == [
        "draws[0].occupations[0]",
        "draws[0].occupations[1]",
        "draws[1].score.min",
        "draws[1].score.max",
        "draws[2].date",
        "draws[3].stream",
        "draws[3].date",
        "draws[3].kind",
        "draws[4].id",
        "draws[5]",
    ]
    assert str(caught.value).startswith(f"{file} has 10 faults: draws[0].occupations[0]: ")
    assert caught.value.value == file


def test_a_draw_twice(file: Path) -> None:
    file.write_text(json.dumps([*records(), records()[1]]), "utf-8")
    with pytest.raises(DrawFileError) as caught:
        DrawHistory.load(file)
    assert caught.value.faults == (f'draws[4].id: "{records()[1]["id"]}" is draws[1] already',)


NOT_DRAWS = {
    "nothing": (b"", "draws: not JSON, Expecting value: line 1 column 1 (char 0)"),
    "no JSON": (b"id,date\n", "draws: not JSON, Expecting value: line 1 column 1 (char 0)"),
    "half a file": (b'[{"id": "x"', "draws: not JSON, Expecting ',' delimiter: line 1 column 12 (char 11)"),
    "an object": (b'{"draws": {}}', "file.draws: expected a list of draws, got {}"),
    "another object": (b'{"draws": [], "stream": []}', "file: no such field: stream (did you mean streams?)"),
    "streams alone": (b'{"streams": []}', "file.draws: is missing"),
    "streams that are no list": (b'{"streams": "x", "draws": []}', 'file.streams: expected a list of ids, got "x"'),
    "a stream that is no id": (
        b'{"streams": ["my-stream", "My Stream"], "draws": []}',
        'file.streams[1]: expected an id of lower-case letters, digits and hyphens, got "My Stream"',
    ),
    "a text": (b'"draws"', 'draws: expected a list of draws, got "draws"'),
    "a field twice": (b'[{"id": 1, "id": 2}]', 'draws: not JSON, the field "id" occurs twice in one object'),
    "other bytes": (b'["\xff"]', "draws: not UTF-8, invalid start byte at byte 2"),
    "a list of lists": (b"[[]]", "draws[0]: expected an object, got []"),
    "no number": (b"[NaN]", "draws[0]: expected an object, got NaN"),
    "brackets": (b"[" * 200_000, "draws: nested too deeply"),
    "closed brackets": (b"[" * 200_000 + b"]" * 200_000, "draws: nested too deeply"),
    "objects": (b'{"a":' * 200_000, "draws: nested too deeply"),
}


@pytest.mark.parametrize(("content", "said"), NOT_DRAWS.values(), ids=NOT_DRAWS.keys())
def test_what_is_no_file_of_draws(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    with pytest.raises(DrawFileError) as caught:
        DrawHistory.load(file)
    assert caught.value.faults == (said,)
    assert (caught.value.value, caught.value.version) == (file, None)
    assert str(caught.value) == f"{file} has 1 fault: {said}"


def test_faults_are_told_one_after_the_other(file: Path) -> None:
    file.write_bytes(b"[1, 2]")
    with pytest.raises(DrawFileError) as caught:
        DrawHistory.load(file)
    one, other = caught.value.candidates
    assert str(caught.value) == f"{file} has 2 faults: {one}; {other}"


def test_the_field_that_is_there_twice_is_named(file: Path) -> None:
    file.write_bytes(b'[{"date": 1, "stream": 2, "date": 3}]')
    with pytest.raises(DrawFileError, match='the field "date" occurs twice'):
        DrawHistory.load(file)
    file.write_bytes(b'[{"date": 1, "stream": 2, "stream": 3}]')
    with pytest.raises(DrawFileError, match='the field "stream" occurs twice'):
        DrawHistory.load(file)


def test_a_file_of_the_largest_size_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    HISTORY[:2].dump(file)
    monkeypatch.setattr("oinp_noc._oinp.files._LARGEST", file.stat().st_size)
    assert DrawHistory.load(file) == HISTORY[:2]
    monkeypatch.setattr("oinp_noc._oinp.files._LARGEST", file.stat().st_size - 1)
    with pytest.raises(DrawFileError, match="draws: expected at most"):
        DrawHistory.load(file)


def test_two_hundred_megabytes_of_brackets(file: Path) -> None:
    with file.open("wb") as opened:
        opened.write(b"[")
        opened.seek(200_000_000)
        opened.write(b"]")
    with pytest.raises(DrawFileError, match="draws: expected at most 32 MB, which is many thousands of draws"):
        DrawHistory.load(file)


def test_a_file_of_something_else_has_not_every_fault_told(file: Path) -> None:
    file.write_text(json.dumps([[]] * 5000), "utf-8")
    with pytest.raises(DrawFileError) as caught:
        DrawHistory.load(file)
    *faults, last = caught.value.faults
    assert faults == [f"draws[{place}]: expected an object, got []" for place in range(1000)]
    assert last == "draws: what follows was not looked at"


def test_a_file_that_is_not_there(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        DrawHistory.load(file)


def changed(history: DrawHistory) -> DrawHistory:
    return DrawHistory(attrs.evolve(draw, invitations=(draw.invitations or 0) + 1) for draw in history)


@settings(max_examples=30)
@given(testing.histories(max_size=6), st.data())
def test_laws_of_merging(whole: DrawHistory, data: st.DataObject) -> None:
    parts = st.sets(st.sampled_from(whole.ids or ("",)))
    a, b, c = (DrawHistory(draw for draw in whole if draw.id in data.draw(parts)) for _ in range(3))
    assert a.merge(a) == a
    assert a.merge(DrawHistory()) == DrawHistory().merge(a) == a
    assert a.merge(b) == b.merge(a)
    assert a.merge(b).merge(c) == a.merge(b.merge(c))
    assert set(a.merge(b).ids) == {*a.ids, *b.ids}
    for choice in ("ours", "theirs"):
        assert a.merge(b, on_conflict=choice) == a.merge(b)


@settings(max_examples=25)
@given(testing.histories(min_size=1, max_size=5), st.data())
def test_a_conflict_has_both_sides(ours: DrawHistory, data: st.DataObject) -> None:
    theirs = changed(DrawHistory(data.draw(st.lists(st.sampled_from(list(ours)), min_size=1, unique=True))))
    with pytest.raises(DrawConflictError) as caught:
        ours.merge(theirs)
    assert caught.value.candidates == tuple(sorted(theirs.ids))
    first = caught.value.value
    assert isinstance(first, str)
    both = ours.get(first).invitations, theirs.get(first).invitations
    assert f"{first}: invitations is {both[0]} here and {both[1]} there" in str(caught.value)
    assert 'on_conflict="ours" or "theirs" decides' in str(caught.value)
    assert ours.merge(theirs, on_conflict="ours") == ours
    merged = ours.merge(theirs, on_conflict="theirs")
    assert merged.ids == ours.ids
    assert all(merged.get(id_) == (theirs if id_ in theirs.ids else ours).get(id_) for id_ in merged.ids)
    assert theirs.merge(ours, on_conflict="ours") == merged


def test_a_third_choice_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="on_conflict='mine': expected one of 'ours', 'theirs'"):
        HISTORY.merge(HISTORY, on_conflict="mine")  # type: ignore[arg-type]


def plain(value: Any) -> Any:  # noqa: ANN401 (a cell of any engine)
    """Read a cell: what the engines make of nothing, of lists and of dates is said in one way."""
    if value is None or value != value:  # noqa: PLR0124 (a NaN stands for nothing)
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return [plain(part) for part in value] if not isinstance(value, str) and hasattr(value, "__iter__") else value


def expected_rows(history: DrawHistory) -> list[Record]:
    rows = []
    for record in history.to_records():
        score = record.pop("score") or dict.fromkeys(("min", "max", "scale"))
        for name in ("date", "profiles_from", "profiles_to"):
            record[name] = record[name] and dt.date.fromisoformat(record[name])
        rows.append({**record, **{f"score_{part}": score[part] for part in ("min", "max", "scale")}})
    return rows


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_frame_has_the_values(backend: Any) -> None:  # noqa: ANN401
    frame = HISTORY.to_frame(backend)
    assert type(frame).__module__.partition(".")[0] == backend
    found = nw.from_native(frame, eager_only=True)
    rows = [{name: plain(cell) for name, cell in row.items()} for row in found.rows(named=True)]
    assert rows == expected_rows(HISTORY)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_frame_of_no_draws_has_the_columns(backend: Any) -> None:  # noqa: ANN401
    found = nw.from_native(DrawHistory().to_frame(backend), eager_only=True)
    assert found.columns == nw.from_native(HISTORY.to_frame(backend), eager_only=True).columns
    assert len(found) == 0


def test_pandas_is_the_default() -> None:
    assert type(HISTORY[:2].to_frame()).__module__.startswith("pandas")


def test_another_engine_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="backend='numpy': expected one of 'pandas', 'polars', 'pyarrow'"):
        HISTORY.to_frame("numpy")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("missing", "backend"), [("pandas", "pandas"), ("narwhals", "polars"), ("polars", "polars"), ("pyarrow", "pyarrow")]
)
def test_a_missing_extra_is_named(fresh: Callable[..., Any], missing: str, backend: str) -> None:
    code = f"""
import sys
sys.modules[{missing!r}] = None
import oinp_noc
try:
    oinp_noc.draws().to_frame({backend!r})
except oinp_noc.errors.MissingExtraError as error:
    answer = [str(error), error.value, isinstance(error, ImportError)]
"""
    needed = (
        f"a frame of {backend} needs the extra 'dataframe' and the engine: pip install 'oinp-noc[dataframe]' {backend}"
    )
    assert fresh(code) == [needed, backend, True]


def test_without_narwhals_there_is_no_frame_but_that_of_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(MissingExtraError, match="needs the extra 'dataframe'"):
        HISTORY.to_frame("polars")
    assert len(HISTORY.to_frame("pandas")) == len(HISTORY)


def test_cattrs_is_imported_for_files_alone(fresh: Callable[..., Any]) -> None:
    code = """
import sys
import oinp_noc
history = oinp_noc.draws()
history.dump("draws.json")
before = "cattrs" in sys.modules
answer = [before, len(oinp_noc.DrawHistory.load("draws.json")), "cattrs" in sys.modules]
"""
    assert fresh(code) == [False, len(HISTORY), True]
