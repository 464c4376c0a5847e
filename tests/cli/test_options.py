"""The command line: what it reads generously, because nothing is lost, and one's own draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from oinp_noc.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HISTORY = oinp_noc.draws()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["--region", "GTA"], {"region": "gta"}),
        (["--region", "Northern"], {"region": "northern"}),
        (["--region", "greater sudbury"], {"region": "Greater Sudbury"}),
        (["--program", "EMPP"], {"program": "empp"}),
        (["--language", "french"], {"language": "French"}),
        (["--experience", "canadian"], {"experience": "Canadian"}),
        (["--label", "Tech"], {"label": "tech"}),
        (["--since", "2024"], {"since": "2024-01-01"}),
        (["--until", "2024"], {"until": "2024-12-31"}),
        (["--since", "2024-02", "--until", "2024-02"], {"since": "2024-02-01", "until": "2024-02-29"}),
        (["--stream", "foreign-worker"], {"stream": "employer-job-offer-foreign-worker"}),
        (["--stream", "Skilled Trades"], {"stream": "skilled-trades"}),
        (["--stream", "phd"], {"stream": "phd-graduate"}),
        (["--stream=human_capital"], {"stream": "human-capital-priorities"}),
    ],
)
def test_what_names_one_choice_alone_is_that_choice(
    run: Callable[..., Any], given: list[str], meant: dict[str, Any]
) -> None:
    ids = [draw["id"] for draw in run("draws", *given, "--json").document]
    assert ids == list(HISTORY.select(**meant).ids)
    assert ids


@pytest.mark.parametrize("limit", ["99999999999999999999", "9" * 5000, "0" * 5000 + "1000"])
def test_a_limit_beyond_all_is_none(run: Callable[..., Any], limit: str) -> None:
    assert run("draws", "--stream", "phd", "--limit", limit) == run("draws", "--stream", "phd")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ["--stream", "job-offer"],
            "'job-offer' fits several streams: employer-job-offer-foreign-worker, employer-job-",
        ),
        (["--stream", "skill"], "no stream 'skill': expected "),
        (["--stream", ""], "no stream ''"),
        (["--since", "2024-13"], "--since '2024-13': expected a date"),
        (["--since", "0000"], "--since '0000': expected a date"),
        (["--until", "24"], "--until '24': expected a date"),
        (["--label", "teck"], "--label 'teck': expected one of"),
        (["--region", "GTAA"], "--region 'GTAA': expected one of"),
    ],
)
def test_what_fits_several_or_none_is_refused(run: Callable[..., Any], given: list[str], said: str) -> None:
    code, out, err = run("draws", *given)
    assert (code, out) == (2, "")
    assert err.startswith(said)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("2024-03-07", "2024-03-07-human-capital-priorities"),
        ("2024-03-07-human-capital-priorities", "2024-03-07-human-capital-priorities"),
        ("2023-05-09-foreign-worker", "2023-05-09-employer-job-offer-foreign-worker"),
        ("2023-05-09 Foreign Worker", "2023-05-09-employer-job-offer-foreign-worker"),
        ("2024-01-09-health-tech", "2024-01-09-employer-job-offer-foreign-worker-health-tech"),
    ],
)
def test_a_draw_is_found_by_its_day_and_words_that_no_other_of_that_day_has(text: str, id_: str) -> None:
    assert options.draw(text, HISTORY).id == id_


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("2023-05-09", oinp_noc.errors.AmbiguousDrawError),
        ("2024-01-09-foreign-worker", oinp_noc.errors.AmbiguousDrawError),
        ("2024-01-09-employer-job-offer-foreign-worker", oinp_noc.errors.AmbiguousDrawError),
        ("2023-05-09-tech", oinp_noc.errors.UnknownDrawError),
        ("2023-05-10", oinp_noc.errors.UnknownDrawError),
        ("yesterday", oinp_noc.errors.UnknownDrawError),
    ],
)
def test_a_draw_is_never_guessed(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        options.draw(text, HISTORY)


def test_every_short_name_is_understood() -> None:
    for stream in oinp_noc.streams():
        assert options.stream(options.short_stream(stream.id)) == stream.id
    for draw in HISTORY.select(since="2022-01-01", until="2024-12-31"):
        short = options.short_draw(draw)
        assert len(short) <= len(draw.id)
        try:
            assert options.draw(short, HISTORY) == draw
        except oinp_noc.errors.AmbiguousDrawError as error:
            assert draw.id in error.candidates  # noqa: PT017 (either is right)


def test_a_stream_that_shares_all_its_words_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    trades = oinp_noc.stream("skilled-trades")
    monkeypatch.setattr(oinp_noc, "streams", lambda: (trades,))
    assert options.short_stream("skilled") == "skilled"
    assert options.short_stream("skilled-cooks") == "cooks"


# one's own draws

OWN = oinp_noc.Draw(
    id="mine",
    date="2024-03-08",
    stream="own-stream",
    kind="targeted",
    version="2021",
    listing="listed",
    target="a target\x1b[31m of one's own",
    region="Somewhere",
    invitations=7,
    score=oinp_noc.Score(2, None, "EOI"),
    occupations=oinp_noc.OccupationSet(["21231"]),
)
READING = [
    "draws --since 2024-03-08 --until 2024-03-08",
    "matrix --since 2024-03-07 --until 2024-03-08",
    "screen 21231 --since 2024-03-08 --until 2024-03-08",
    "screen 21231 --stream own-stream --score 3",
    "timeline 21231 --since 2024-03-08 --until 2024-03-08",
    "frequency --since 2024-03-08 --until 2024-03-08",
    "summary --since 2024-03-08 --until 2024-03-08",
    "show mine-2024 2024-03-08",
    "overlap 2024-03-08-own tech",
]


@pytest.fixture
def own(tmp_path: Path) -> str:
    """Write one draw of one's own to a file."""
    file = tmp_path / "own.json"
    oinp_noc.DrawHistory([OWN]).dump(file)
    return str(file)


def test_ones_own_draws_stand_beside_the_packaged_ones_wherever_draws_are_read(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "own.json"
    id_ = "2024-03-08-own-stream"
    oinp_noc.DrawHistory([oinp_noc.Draw.from_dict({**OWN.to_dict(), "id": id_})]).dump(file)
    for command in READING:
        words = command.replace("mine-2024", id_).split()
        text, document = (run(*words, "--draws", str(file), *form) for form in ([], ["--json"]))
        assert (text.code, text.err, document.code, document.err) == (0, "", 0, ""), command
        out = text.out + document.out
        assert "\x1b" not in out
        assert any(name in out for name in (id_, "own-stream", '"listed": 1')), command


def test_a_draw_with_an_id_of_ones_own_is_shown_by_it(run: Callable[..., Any], own: str) -> None:
    words = ("--since", "2024-03-07", "--until", "2024-03-08", "--draws", own)
    assert run("draws", *words).lines[3].split()[-1] == "mine"
    assert "a target\\x1b[31m of one's own" in run("draws", *words).lines[3]
    assert " mine" in run("matrix", *words).out
    assert run("show", "mine", "2173", "--draws", own).lines[0] == "mine"
    assert run("deadlines", "mine", "--draws", own).err.startswith("mine: the package does not know the stream")
    assert run("overlap", "mine", "mine", "--draws", own, "--json").document["draws"] == ["mine", "mine"]
    assert options.short_draw(OWN) == "mine"
    assert run("draws", "--region", "somewhere", "--draws", own, "--json").document[0]["id"] == "mine"


def test_an_added_notice_is_read_by_the_other_commands(run: Callable[..., Any], tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(
        "On March 8, 2024, Ontario issued 94 invitations to apply under the Masters Graduate stream.", "utf-8"
    )
    file = str(tmp_path / "mine.json")
    assert run("notice", str(notice), "--add", file).code == 0
    found = run("draws", "--since", "2024-03-08", "--until", "2024-03-08", "--draws", file, "--json").document
    assert [(draw["stream"], draw["invitations"]) for draw in found] == [("masters-graduate", 94)]


def test_a_draw_that_contradicts_a_packaged_one_is_refused(run: Callable[..., Any], tmp_path: Path) -> None:
    draw = HISTORY.on("2024-03-07")[0]
    file = tmp_path / "own.json"
    oinp_noc.DrawHistory([oinp_noc.Draw.from_dict({**draw.to_dict(), "invitations": 1})]).dump(file)
    code, out, err = run("draws", "--draws", str(file))
    assert (code, out) == (2, "")
    assert err == (
        f"1 draw of {file} has other facts in the packaged draws: {draw.id} (invitations); --on-conflict ours keeps "
        f"these, theirs takes those of {file}\n"
    )
    for command in ("show 2024-03-07", "draws --since 2024-03-07 --until 2024-03-07", f"overlap {draw.id} tech"):
        words = (*command.split(), "--draws", str(file))
        assert run(*words).err == err
        assert run(*words, "--on-conflict", "theirs").code == 0
    shown = ("show", "2024-03-07", "--json", "--draws", str(file), "--on-conflict")
    assert run(*shown, "theirs").document[0]["draw"]["invitations"] == 1
    assert run(*shown, "ours").document[0]["draw"]["invitations"] == draw.invitations
    assert run("draws", "--on-conflict", "ours").err == "--on-conflict works only with --draws\n"
    assert run(*shown, "both").err == "--on-conflict='both': expected one of 'ours', 'theirs'\n"


def test_several_files_of_draws_are_merged_in_their_order(run: Callable[..., Any], tmp_path: Path, own: str) -> None:
    other, third = tmp_path / "other.json", tmp_path / "third.json"
    oinp_noc.DrawHistory([oinp_noc.Draw.from_dict({**OWN.to_dict(), "id": "other"})]).dump(other)
    oinp_noc.DrawHistory([oinp_noc.Draw.from_dict({**OWN.to_dict(), "invitations": 9})]).dump(third)
    for command in ("draws", "matrix --csv", "screen 21231", "timeline 21231", "show mine other", "overlap mine other"):
        out = run(*command.split(), "--draws", own, "--draws", str(other)).out
        assert "mine" in out, command
        assert "other" in out, command
    assert run("show", "--draws", own, "mine").lines[0] == "mine"  # one file, whatever stands behind it
    both = ("--draws", own, "--draws", str(other), "--draws", str(third))
    assert run("draws", *both) == (
        2,
        "",
        (
            f"1 draw of {third} has other facts in the packaged draws and {own}, {other}: mine (invitations); "
            f"--on-conflict ours keeps these, theirs takes those of {third}\n"
        ),
    )
    for side, invitations in (("ours", OWN.invitations), ("theirs", 9)):
        shown = run("show", "mine", *both, "--on-conflict", side, "--json").document
        assert shown[0]["draw"]["invitations"] == invitations


def test_a_message_names_the_first_of_many_draws() -> None:
    assert options.some(["a", "b", "c"]) == "a, b, c"
    assert options.some(["a", "b", "c", "d"]) == "a, b, c, …"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.json", "none.json cannot be read: No such file or directory"),
        (".", "cannot be read: Is a directory"),
        ("a\0b", "cannot be read: embedded null byte"),
        ("text.json", "text.json has 1 fault"),
    ],
)
def test_a_file_of_draws_that_cannot_be_read_is_named(
    run: Callable[..., Any], tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "text.json").write_text("no draws", "utf-8")
    code, out, err = run("draws", "--draws", str(tmp_path / name))
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("score", ["much", "", "nan", "skilled-trades=", "=", "-1"])
def test_a_score_that_is_none_is_refused(run: Callable[..., Any], score: str) -> None:
    code, out, err = run("screen", "21231", "--stream", "skilled-trades", f"--score={score}")
    assert (code, out) == (2, "")
    assert "score" in err


def test_a_score_without_a_stream_is_refused(run: Callable[..., Any]) -> None:
    code, out, err = run("screen", "21231", "--score", "450")
    assert (code, out) == (2, "")
    assert err == "--score 450: scores do not compare between streams: expected --stream too, or STREAM=450\n"


@pytest.mark.parametrize("limit", ["1.5", "1e3", "-1", "", "many", "0x10", "²"])
def test_a_limit_is_a_whole_number(run: Callable[..., Any], limit: str) -> None:
    code, out, err = run("draws", f"--limit={limit}")
    assert (code, out) == (2, "")
    assert err == f"--limit {limit!r}: expected a whole number, 0 or more\n"
    assert run("tree", "2123", f"--depth={limit}").err == f"--depth {limit!r}: expected a whole number, 0 or more\n"


def test_an_empty_history_is_an_empty_answer(run: Callable[..., Any]) -> None:
    never = ("--since", "2024-01-01", "--until", "2024-01-01")
    for command in ("draws", "matrix", "frequency", "summary", "timeline 21231", "screen 21231"):
        code, out, err = run(*command.split(), *never)
        assert (code, err) == (0, ""), command
        assert out.startswith("0 "), command
        for form in ("--json", "--csv"):
            assert run(*command.split(), *never, form).code == 0


def test_a_period_that_ends_before_it_begins_is_refused(run: Callable[..., Any]) -> None:
    said = "--since 2025-01-01 is after --until 2024-12-31: expected the earlier day first\n"
    for command in ("draws", "matrix", "frequency", "summary", "timeline 21231", "screen 21231"):
        assert run(*command.split(), "--since", "2025", "--until", "2024") == (2, "", said)
    assert run("draws", "--since", "2024-03-07", "--until", "2024-03-07").code == 0


def test_choices_are_read_in_any_case_and_french_by_its_names(run: Callable[..., Any]) -> None:
    for exact, free in (("--kind targeted", "--kind Targeted"), ("--listing none", "--listing NONE")):
        assert run("draws", *free.split(), "--json").document == run("draws", *exact.split(), "--json").document
    expected = run("draws", "--language", "French", "--json").document
    assert expected
    for name in ("fr", "FR", "français", "french"):
        assert run("draws", "--language", name, "--json").document == expected
    assert run("draws", "--kind", "some").err == "--kind 'some': expected one of 'general', 'targeted'\n"


def test_a_title_of_several_words_needs_no_quotes(run: Callable[..., Any]) -> None:
    assert run("search", "web", "developer", "--json").document == run("search", "web developer", "--json").document
