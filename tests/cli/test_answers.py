"""The command line: every command gives the library's answers, as text, JSON, CSV and pictures."""

from __future__ import annotations

import csv
import io
import json
import shlex
import sys
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import oinp_noc
from oinp_noc._answers.sheets import Sheet
from oinp_noc.cli import codes, comparing, conversions, data, draws, program, statistics
from oinp_noc.cli.answer import csv_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CUT = oinp_noc.draws().select(until="2024-12-31")
YEAR = oinp_noc.draws().select(since="2024-01-01", until="2024-12-31")
HCP = "human-capital-priorities"
GROUP = oinp_noc.occupation_group("tech")


def plain(value: Any) -> Any:  # noqa: ANN401 (JSON)
    """Return values as JSON reads them back."""
    return json.loads(json.dumps(value, default=lambda inner: inner.to_dict()))


def limited(found: oinp_noc.Frequency, limit: int) -> oinp_noc.Frequency:
    return attrs.evolve(found, counts=found.counts[:limit])


DOCUMENTS = {
    "convert 2173 2174": lambda: [oinp_noc.convert("2173"), oinp_noc.convert("2174")],
    "draws --since 2024 --until 2024": lambda: list(YEAR),
    "matrix --since 2024 --until 2024": YEAR.overlap_matrix,
    "matrix --measure common --until 2019": lambda: CUT.select(until="2019-12-31").overlap_matrix("common"),
    f"screen 21231 --stream {HCP} --score 450 --until 2024": lambda: CUT.screen("21231", stream=HCP, score=450),
    "screen 21231 --since 2024 --until 2024 --score skilled-trades=400.5 --region GTA": lambda: YEAR.screen(
        "21231", score={"skilled-trades": 400.5}, region="gta"
    ),
    f"screen 21231 --stream {HCP} --score {HCP}=450 --score skilled-trades=300 --until 2024": lambda: CUT.screen(
        "21231", stream=HCP, score={HCP: 450, "skilled-trades": 300}
    ),
    "screen 21231 --since 2024 --until 2024 --limit 2": lambda: YEAR[-2:].screen("21231"),
    "timeline 31301 --until 2024": lambda: CUT.timeline("31301"),
    "timeline 31301 --until 2024 --limit 2": lambda: CUT.timeline("31301")[-2:],
    "timeline 2173 --version 2016 --until 2024": lambda: CUT.timeline("2173", "2016"),
    "frequency --until 2024": CUT.frequency,
    "frequency --until 2024 --by 'major group' --limit 3": lambda: limited(CUT.frequency(by="major group"), 3),
    "summary --until 2024": CUT.summary,
    "summary --until 2024 --limit 2": lambda: CUT.summary()[:2],
    "summary --until 2024 --by group year": lambda: CUT.summary(["group", "year"]),
    "groups": lambda: list(oinp_noc.occupation_groups()),
    "groups TECH": lambda: GROUP,
    "groups tech --on 2023-01-01": lambda: GROUP.on("2023-01-01"),
    f"groups tech --on 2023-01-01 --stream {HCP}": lambda: GROUP.on("2023-01-01", stream=HCP),
    "streams": lambda: list(oinp_noc.streams()),
    "streams foreign-worker": lambda: oinp_noc.stream("employer-job-offer-foreign-worker"),
    "streams in-demand": lambda: oinp_noc.stream("employer-job-offer-in-demand-skills"),
    "deadlines 2024-03-07": lambda: list(oinp_noc.draws().on("2024-03-07")[0].deadlines()),
    "deadlines 2024-03-07 --received 2024-03-09": lambda: list(
        oinp_noc.draws().on("2024-03-07")[0].deadlines("2024-03-09")
    ),
    "data provenance": lambda: list(oinp_noc.provenance()),
    "data coverage": lambda: list(oinp_noc.coverage()),
    "tree 2123 --version 2016": lambda: [
        *reversed(oinp_noc.classification("2016")["2123"].ancestors),
        oinp_noc.classification("2016")["2123"],
    ],
    "tree --depth 0": lambda: list(oinp_noc.classification().at("broad category")),
    "tree --limit 2": lambda: [oinp_noc.classification()["0"], oinp_noc.classification()["0"].children[0]],
    "search welder": lambda: oinp_noc.search("welder", limit=5),
}


@pytest.mark.parametrize("command", DOCUMENTS)
def test_json_is_what_the_library_says(run: Callable[..., Any], command: str) -> None:
    expected: Callable[[], object] = DOCUMENTS[command]
    assert run(*shlex.split(command), "--json").document == plain(expected())


@pytest.mark.parametrize("command", DOCUMENTS)
def test_text_and_csv_have_something_of_every_answer(run: Callable[..., Any], command: str) -> None:
    assert run(*shlex.split(command)).lines
    header, *rows = csv.reader(io.StringIO(run(*shlex.split(command), "--csv").out))
    assert len(header) == len(set(header))
    assert {len(row) for row in rows} <= {len(header)}
    assert rows


def frame_of(value: Any) -> list[list[str]]:  # noqa: ANN401 (any tabular value)
    sheet: Sheet = value._sheet()  # noqa: SLF001
    return list(csv.reader(io.StringIO(csv_of(sheet))))


@pytest.mark.parametrize(
    ("command", "value"),
    [
        ("draws --until 2024", CUT),
        ("matrix --since 2024 --until 2024", YEAR.overlap_matrix()),
        ("timeline 31301 --until 2024", CUT.timeline("31301")),
        ("frequency --until 2024", CUT.frequency()),
        ("summary --until 2024", CUT.summary()),
        ("search welder", oinp_noc.search("welder", limit=5)),
        ("screen 21231 --until 2024", CUT.screen("21231")),
        ("convert 2173 2174", oinp_noc.convert_all(["2173", "2174"])),
    ],
)
def test_csv_has_the_columns_and_rows_of_the_data_frame(run: Callable[..., Any], command: str, value: object) -> None:
    assert list(csv.reader(io.StringIO(run(*shlex.split(command), "--csv").out))) == frame_of(value)


def test_a_cell_of_csv_holds_several_values_parted_by_semicolons() -> None:
    columns = {"a": "texts", "b": "flag", "c": "pairs", "d": "number", "e": "flag"}
    sheet = Sheet("Some", columns, ((["x", "y"], True, [["1", "2"]], None, False),))  # type: ignore[arg-type]
    assert csv_of(sheet) == "a,b,c,d,e\nx; y,true,1 -> 2,,false\n"


def test_the_csv_of_an_overlap_says_which_part_a_code_is_in(run: Callable[..., Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(run("overlap", "tech@2019-07-12", "tech@2022-12-19", "--csv").out)))
    o = oinp_noc.overlap(GROUP.on("2019-07-12"), GROUP.on("2022-12-19"))
    assert [row["code"] for row in rows if row["part"] == "left whole"] == list(o.left.whole.codes)
    assert [row["code"] for row in rows if row["part"] == "right partial"] == list(o.right.partial.codes)
    assert {row["partners"] for row in rows if row["code"] == "2173"} == {"21211; 21231"}


def test_overlap_takes_groups_and_draws(run: Callable[..., Any]) -> None:
    document = run("overlap", "tech@2019-07-12", "2022-12-19-human-capital", "--json").document
    assert document["sides"] == ["tech@2019-07-12", "2022-12-19-human-capital-priorities"]
    assert [pair["source"]["code"] for pair in document["pairs"]][:2] == ["0213", "2147"]
    latest = run("overlap", "Tech", "tech", "--json").document
    assert latest["jaccard"] == [1.0, 1.0]
    assert latest["sides"] == [f"tech@{GROUP.latest.since}"] * 2
    code, out, err = run("overlap", "tehc", "tech")
    assert (code, out) == (2, "")
    assert err.startswith("no draw and no occupation group 'tehc': expected tech")
    assert run("overlap", "federal-french-language-proficiency", "tech").err.startswith("federal-french")


def test_frequency_is_cut_to_the_most_frequent(run: Callable[..., Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(run("frequency", "--until", "2024", "--limit", "3", "--csv").out)))
    assert [row["code"] for row in rows] == [count.group.code for count in CUT.frequency().counts[:3]]


def test_matrix_prints_the_most_alike_pairs(run: Callable[..., Any]) -> None:
    lines = run("matrix", "--until", "2024", "--limit", "4").lines
    assert len(lines) == 2 + 4
    assert lines[0].startswith(f"{len(CUT.overlap_matrix().ids)} draws with a list: the most alike of ")
    values = [float(line.split()[0]) for line in lines[2:]]
    assert values == sorted(values, reverse=True)
    period = ("--since", "2024-01-09", "--until", "2024-01-11")
    heading, _, *counts = run("matrix", "--measure", "common", *period).lines
    rows = CUT.select(since="2024-01-09", until="2024-01-11").overlap_matrix("common").rows
    assert heading == f"{len(rows)} draws with a list"
    above = [rows[left][right] for right in range(len(rows)) for left in range(right)]
    assert [int(line.split()[0]) for line in counts] == sorted(map(int, above), reverse=True)  # type: ignore[arg-type]
    across = run("matrix", "--stream", HCP, "--since", "2022-01", "--until", "2022").out
    assert "–" in across  # lists of two versions have a lower and an upper bound


def test_summary_says_which_draws_have_no_number(run: Callable[..., Any]) -> None:
    silent = sum(draw.invitations is None for draw in CUT)
    assert silent > 1
    last = run("summary", "--until", "2024").lines[-1]
    assert last == f"{silent} draws published no number of invitations: they are not in the sums."


def test_groups_need_a_group_for_a_day(run: Callable[..., Any]) -> None:
    for options in (["--on", "2024-01-01"], ["--stream", "skilled-trades"], ["--plot", "a.png"]):
        code, out, err = run("groups", *options)
        assert (code, out) == (2, "")
        assert "need an occupation group, such as" in err


def test_a_stream_without_rules_is_shown_too(run: Callable[..., Any]) -> None:
    stream = next(stream for stream in oinp_noc.streams() if not stream.eligibility)
    assert "admitted" not in run("streams", stream.id).out


def test_deadlines_says_what_is_not_known(run: Callable[..., Any]) -> None:
    day = next(day for stream in oinp_noc.streams() for day in stream.fixed_days if day.who is None)
    draw = oinp_noc.draws().on(day.date)[0]
    assert "not known" in run("deadlines", draw.id).out
    unknown = next(draw.id for draw in oinp_noc.draws() if draw.stream == "entrepreneur")
    with pytest.raises(oinp_noc.errors.UnknownDeadlineError) as raised:
        oinp_noc.draw(unknown).deadlines()
    assert run("deadlines", unknown) == (2, "", f"{raised.value}\n")


def test_json_and_csv_exclude_each_other(run: Callable[..., Any]) -> None:
    said = "--json and --csv exclude each other: expected one of them\n"
    assert run("draws", "--json", "--csv") == (2, "", said)


# a million codes, or one


def test_convert_reads_codes_from_a_file_one_a_line(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "codes.txt"
    file.write_text("\ufeff2173\r\n\n CNP 2174 \n2173\n", "utf-8")
    expected = oinp_noc.convert_all(["2173", "CNP 2174", "2173"])
    assert run("convert", str(file), "--json").document == plain(expected)
    assert list(csv.reader(io.StringIO(run("convert", str(file), "--csv").out))) == frame_of(expected)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    lines = run("convert", "-", "0213").lines
    assert lines[0] == "4 codes of NOC 2016 to NOC 2021: 1 unique, 2 continued, 1 expired"
    assert [line.split()[0] for line in lines[2:]] == ["2173", "2173", "2174", "2174", "2174", "0213"]


@pytest.mark.parametrize("name", ["2173", "NOC 2173", "21231.0", "codes2024", "x" * 300, "a\0b"])
def test_what_is_spelt_like_a_code_is_never_taken_for_a_file(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for file in ("2173", "NOC 2173", "21231.0", "codes2024"):
        (tmp_path / file).write_text("2174\n", "utf-8")
    code, out, err = run("convert", name, "--csv")
    found = [row["source"] for row in csv.DictReader(io.StringIO(out))]
    assert found == {"2173": ["2173"] * 2, "NOC 2173": ["2173"] * 2, "codes2024": ["2174"] * 3}.get(name, [])
    assert code == (0 if found else 2)
    assert err.count("\n") == (0 if found else 1)


def test_convert_takes_a_million_codes(run: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "codes.txt"
    codes_ = [group.code for group in oinp_noc.classification("2016").unit_groups]
    file.write_text("\n".join(codes_ * 2000), "utf-8")
    assert run("convert", str(file), "--csv").out == csv_of(oinp_noc.convert_all(codes_)._sheet())  # noqa: SLF001


def test_codes_of_a_file_that_are_no_codes_are_named_and_the_rest_is_converted(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "codes.txt"
    file.write_text("2173\n9999\n21231\nx\n" + "\n".join(f"99{number:02}" for number in range(90, 99)), "utf-8")
    code, out, err = run("convert", str(file), "--csv")
    assert code == 2
    assert err == "12 of the codes are not unit groups of NOC 2016: '9999', '21231', 'x', '9990', '9991'…\n"
    assert [row["status"] for row in csv.DictReader(io.StringIO(out))][:4] == ["continued"] * 2 + ["unknown"] * 2
    file.write_text("", "utf-8")
    assert run("convert", str(file)).lines == ["0 codes of NOC 2016 to NOC 2021: nothing"]


def test_a_title_and_a_picture_are_for_codes_given_as_arguments(run: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "codes.txt"
    file.write_text("2173\n", "utf-8")
    for options in (["--title", "welder"], ["--explain"], ["--plot", "a.png"]):
        assert run("convert", str(file), *options)[0] == 2


def test_clean_gives_records_in_json(run: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("id,noc\n1,213\n", "utf-8")
    (row,) = run("clean", str(file), "noc", "--version", "2016", "--json").document
    assert (row["id"], row["noc"], row["noc_2016"]) == ("1", "213", "0213")


# pictures


PICTURES = [
    "convert 2173",
    "overlap tech@2022-12-19 priority-occupations-2025-09-03",
    "overlap tech@2022-12-19 tech@2019-07-12",
    "overlap 2023-05-09-foreign-worker 2023-05-09-international-student",
    "matrix --since 2024 --until 2024-02",
    "timeline 31301 --since 2024 --until 2024",
    "frequency --since 2024 --until 2024 --limit 3",
    "groups tech",
    f"groups tech --on 2023-01-01 --stream {HCP}",
]


@pytest.mark.parametrize("command", PICTURES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_picture_is_drawn_beside_the_answer(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = run(*shlex.split(command), "--plot", "picture.SVG", "--lang", lang).lines
    assert lines[-1] == ("picture in picture.SVG" if lang == "en" else "image dans picture.SVG")
    assert "<svg" in (tmp_path / "picture.SVG").read_text("utf-8")
    assert run(*shlex.split(command), "--plot", "b.png", "--json").document
    assert (tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_of_lists_of_two_versions_says_which_one_is_paired(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def upset(sets: dict[str, oinp_noc.OccupationSet], **options: Any) -> object:  # noqa: ANN401 (options of a plot)
        drawn.append(sets)
        return plot(sets, **options)

    plot = oinp_noc.plots.upset
    monkeypatch.setattr(oinp_noc.plots, "upset", upset)
    assert run("overlap", "tech@2019-07-12", "tech@2022-12-19", "--plot", str(tmp_path / "a.svg")).code == 0
    (sets,) = drawn
    old = GROUP.on("2019-07-12").listed()
    name = f"tech@{GROUP.on('2019-07-12').since}, paired from NOC 2016"
    assert sets[name] == old.convert("2021", keep="any")
    assert sets[f"tech@{GROUP.on('2022-12-19').since}"] == GROUP.on("2022-12-19").listed()


def test_a_picture_that_cannot_be_is_refused_before_anything_is_printed(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run("convert", "2173", "--plot", str(tmp_path / "a.xyz"))
    assert (code, out) == (2, "")
    assert "a.xyz: expected a file whose name ends in one of " in err
    code, out, err = run("convert", "2173", "--plot", str(tmp_path / "none" / "a.png"))
    assert (code, out) == (2, "")
    assert err.endswith("a.png cannot be written: No such file or directory\n")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    said = "pictures need the extra 'plot': pip install 'oinp-noc[plot]'\n"
    assert run("convert", "2173", "--plot", str(tmp_path / "a.png")) == (3, "", said)
    assert list(tmp_path.iterdir()) == []


def test_every_module_of_commands_defines_what_the_grammar_names() -> None:
    from oinp_noc.cli import grammar  # noqa: PLC0415

    modules = {"codes": codes, "comparing": comparing, "conversions": conversions, "draws": draws}
    modules |= {"program": program, "statistics": statistics}
    for name, module in modules.items():
        assert all(callable(getattr(module, command)) for command in grammar._COMMANDS[name])  # noqa: SLF001
    assert all(callable(getattr(data, command)) for command in grammar._DATA)  # noqa: SLF001


@pytest.mark.parametrize("file", ["", "-"])
def test_a_picture_needs_the_name_of_a_file(run: Callable[..., Any], file: str) -> None:
    said = "--plot: expected the name of a file, such as picture.png\n"
    assert run("convert", "2173", "--plot", file) == (2, "", said)


@pytest.mark.parametrize("name", ["/none/codes", "codes.txt", "codes.CSV"])
def test_a_file_of_codes_that_is_not_there_is_told_as_one(run: Callable[..., Any], name: str) -> None:
    assert run("convert", name) == (2, "", f"'{name}' cannot be read: no such file\n")
    assert "no such file" not in run("convert", "codes").err


def test_clean_counts_the_values_that_it_refused(run: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("id,noc\n1,21231\n2,99999\n3,99999\n4,\n", "utf-8")
    code, out, err = run("clean", str(file), "noc")
    assert (code, err) == (2, "2 values were refused: the column repair says why\n")
    assert len(out.splitlines()) == 5
    file.write_text("id,noc\n1,21231\n4,\n", "utf-8")
    assert run("clean", str(file), "noc") == (0, "id,noc,noc_2021,repair\n1,21231,21231,as written\n4,,,\n", "")
