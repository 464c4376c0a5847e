"""The command line: commands, options, and what is said of wrong ones."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oinp_noc
from oinp_noc._answers.printable import escaped
from oinp_noc.cli import grammar, main

FOREIGN_WORKER = "2023-05-09-employer-job-offer-foreign-worker"
GENERAL = oinp_noc.draws().select(kind="general", listing="none")[-1].id
UNKNOWN = oinp_noc.draws().select(listing="unknown")[-1].id

Run = Callable[..., Any]


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"{oinp_noc.__version__}\n", "")


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_names_the_commands(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    assert all(command in out for command in ("convert", "clean", "show", "overlap", "draws", "notice"))


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("convert", ["--from", "--to", "--json"]),
        ("clean", ["--version", "--name"]),
        ("show", ["--version", "--json"]),
        ("overlap", ["--json"]),
        ("notice", ["--published", "--add", "--accept", "--json"]),
        (
            "draws",
            [
                *("--stream", "--since", "--until", "--kind", "--listing", "--occupation", "--version"),
                *("--region", "--program", "--limit", "--json"),
            ],
        ),
    ],
)
def test_help_names_the_options(run: Run, command: str, options: list[str]) -> None:
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert all(option in out for option in options)
    assert "--no-json" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convert", "9999"], "'9999' is not a unit group of NOC 2016"),
        (["convert", "21231"], ": expected a unit group of NOC 2016"),
        (["convert", ""], "'' is empty: expected the 4 digits of a unit group of NOC 2016"),
        (["convert", "217"], "217 is a minor group of NOC 2016"),
        (["convert", "213"], "oinp-noc clean FILE COLUMN --version 2016"),
        (["convert", "2123", "--from", "2021"], "2123 is a minor group of NOC 2021"),
        (["convert", "00018", "--from", "2016"], "00018"),
        (["convert", "2173\n\x1b[31m"], "is not a code"),
        (["convert", "2173", "--to", "1999"], "'1999' is not a NOC version"),
        (["convert", "2173", "--from", "2020"], "'2020' is not a NOC version"),
        (["show", "9999"], "'9999' is a code of no NOC version: expected one of any version and level, or the id of"),
        (["show", "9999", "--version", "2016"], "'9999' is not a group of NOC 2016"),
        (["show", "21231", "--version", "2099"], "'2099' is not a NOC version"),
        (["show", "engineer"], "'engineer' is not a code"),
        (["show", "2023-05-09"], "'2023-05-09' fits several draws: 2023-05-09-employer"),
        (
            ["show", "2023-01-10-employer-job-offer-foreign-worker"],
            "' fits several draws: 2023-01-10-employer-job-offer-foreign-worker-empp, ",
        ),
        (["overlap", FOREIGN_WORKER, GENERAL], "had no occupation list"),
        (["overlap", UNKNOWN, FOREIGN_WORKER], "had an occupation list that is not known"),
        (["overlap", FOREIGN_WORKER, "yesterday"], "no draw and no occupation group 'yesterday': expected "),
        (["draws", "--since", "never"], "--since 'never': expected a date"),
        (
            ["draws", "--stream", "human-capital-priority"],
            "no stream 'human-capital-priority': expected human-capital-priorities",
        ),
        (
            ["draws", "--stream", "skilled"],
            "'skilled' fits several streams: french-speaking-skilled-worker, skilled-trades",
        ),
        (["draws", "--region", "west"], "--region 'west': expected one of"),
        (["draws", "--program", "pilot"], "--program 'pilot': expected one of"),
        (["draws", "--occupation", "2173"], "expected a unit group of NOC 2021"),
        (["draws", "--limit", "-1"], "--limit '-1': expected a whole number, 0 or more"),
        # What cyclopts says
        (["draws", "--limit", "many"], "--limit"),
        (["draws", "--kind", "special"], "--kind 'special': expected one of 'general', 'targeted'"),
        (["draws", "--listing", "maybe"], "--listing 'maybe': expected one of"),
        (["draws", "2173"], "2173"),
        (["convert"], "CODE"),
        (["convert", "2173", "--form", "2016"], "--form"),
        (["convert", "2173", "--from"], "--from needs a value: oinp-noc convert --help says which"),
        (["draws", "--draws="], "'' cannot be read: Is a directory"),
        (["clean", "", "noc"], "'' cannot be read: Is a directory"),
        (["show", "2173", "--version"], "--version"),
        (["overlap", FOREIGN_WORKER], "RIGHT"),
        (["notice"], "FILE"),
        (["translate", "2173"], "unknown command 'translate': expected one of clean, "),
        (["--verbose"], "unknown option --verbose: expected one of --help, "),
        (["--json", "draws"], "--json stands behind a command, such as oinp-noc draws --json"),
        (["--accept"], "--accept stands behind a command, such as oinp-noc notice --accept"),
        (["data", "--json", "coverage"], "--json stands behind a command, such as oinp-noc data coverage --json"),
        (["data", "--format=csv"], "--format stands behind a command, such as oinp-noc data export --format"),
        (["data", "--plot"], "--plot stands behind a command, such as oinp-noc convert --plot"),
        (["draws", "--plot"], "draws has no option --plot: it is one of convert, overlap, matrix, timeline, freq"),
        (["data", "coverage", "--on", "x"], "data coverage has no option --on: it is one of groups"),
        (["convert", "2173", "--form=2016"], "unknown option --form; did you mean --from?"),
        (["streams", "--lang", "en", "--lang", "en"], "--lang is given twice: expected it once"),
        (["draws", "--on-conflict", "ours", "--on-conflict", "ours"], "--on-conflict is given twice: expected it once"),
        (["tree", "--depth", "1.5"], "--depth '1.5': expected a whole number, 0 or more"),
        (["draws", "--limit", "\u0663"], "expected a whole number, 0 or more"),
        (["translat", "2173"], "unknown command 'translat': expected one of"),
        (["data", "exprt", "x"], "unknown command 'exprt'; did you mean export?"),
        (["data", "x"], "unknown command 'x': expected one of coverage, export, provenance"),
        (["draws", "--limit", "3", "4"], "nothing is expected here: '4'"),
        (["convert", "2173", "--json=maybe"], "--json"),
        (["convert", "2173", "-x"], "unknown option -x"),
        (["summary", "--by", "month"], "--by 'month': expected one of 'year', 'stream', 'group'"),
        (["completion", "tcsh"], "SHELL 'tcsh': expected one of 'bash', 'zsh', 'fish', 'powershell'"),
    ],
    ids=" ".join,
)
def test_what_is_wrong_is_said_in_one_line(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.endswith("\n")
    assert err[:-1].isprintable()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_shell_completes_commands_and_options(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    for word in ("oinp-noc", "timeline", "provenance", "--since", "--draws"):
        assert word.removeprefix("--") in script
    assert run("completion", shell, "--lang", "fr", "--json").document == {"shell": shell, "script": script}


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("dr", "draws"),
        ("draws --st", "--stream"),
        ("draws --kind ", "general targeted"),
        ("data cov", "coverage"),
        ("--lang ", "en fr"),
        ("--lang f", "fr"),
        ("--la", "--lang"),
        ("--lang fr dr", "draws"),
        ("draws --lang ", "en fr"),
        ("draws --draws ", ""),
        ("convert ", ""),
    ],
)
def test_bash_completes_a_line(run: Run, process: Run, line: str, completed: str) -> None:
    words = ["oinp-noc", *line.split(" ")]
    script = (
        f'{run("completion", "bash").out}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _oinp_noc; echo ${{COMPREPLY[@]}}'
    )
    done = process("bash", "-c", script, "bash", *words)
    assert (done.stdout.decode().split(), done.stderr) == (completed.split(), b"")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_offers_files_where_nothing_else_is_offered(run: Run, process: Run) -> None:
    done = process("bash", "-c", f"{run('completion', 'bash').out}\ncomplete -p oinp-noc")
    assert done.stdout.decode() == "complete -o default -F _oinp_noc oinp-noc\n"


@pytest.mark.parametrize(
    ("shell", "part"),
    [
        (
            "zsh",
            "'*--draws[A file of your own draws, to put beside the packaged ones; once for each file.]:draws:_files'",
        ),
        ("zsh", "'*:More of them.:_files'"),
        ("zsh", "]:lang:(en fr)' \\\n    '1: :->cmds'"),
        ("fish", "-n __fish_use_subcommand -l lang -x -a 'en fr'"),
        ("powershell", "beside the packaged ones; once for each file.'; A = 1; V = @{ C = @(); F = 'files'"),
        ("powershell", "\n    P = @(@{ C = @(); F = 'files'"),
    ],
)
def test_other_shells_offer_files_and_the_language_too(run: Run, shell: str, part: str) -> None:
    assert part in run("completion", shell).out


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["draws", "--stream"], {each.id for each in oinp_noc.streams()}),
        (["groups", "--stream"], {each.id for each in oinp_noc.streams()}),
        (["streams"], {each.id for each in oinp_noc.streams()}),
        (["groups"], {each.id for each in oinp_noc.occupation_groups()}),
        (["overlap"], {*(each.id for each in oinp_noc.occupation_groups()), *oinp_noc.draws().ids}),
        (["deadlines"], {*oinp_noc.draws().ids}),
        (["show", "2173"], {*oinp_noc.draws().ids}),
        (["draws", "--label"], {label for draw in oinp_noc.draws() for label in draw.labels}),
        (["convert", "--from"], {*oinp_noc.versions()}),
        (["screen", "--region"], {"central", "eastern", "gta", "northern", "southwestern"}),
        (["screen", "--program"], {"empp", "redi", "regional-pilot"}),
        (["draws", "--language"], {"French"}),
        (["draws", "--experience"], {"Canadian", "foreign"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_shell_is_offered_the_ids_that_fit(run: Run, words: list[str], offered: set[str]) -> None:
    code, out, err = run("__complete", *words, "")
    assert (code, err) == (0, "")
    assert set(out.split()[1:]) == offered


@pytest.mark.parametrize(
    ("command", "parts"),
    [
        (["groups"], ["[OPTIONS] [GROUP]\n", "--on DATE", "--stream STREAM", "--plot FILE"]),
        (["streams"], ["[OPTIONS] [STREAM]\n", "  The id of a stream"]),
        (["tree"], ["[OPTIONS] [CODE]\n", "--version VERSION", "--depth NUMBER"]),
        (["convert"], ["[OPTIONS] CODE [CODES...]\n"]),
        (["show"], ["[OPTIONS] CODE_OR_DRAW [MORE...]\n"]),
        (["deadlines"], ["[OPTIONS] DRAW\n", "--received DATE"]),
        (["draws"], ["--since DATE", "--draws FILE", "--limit NUMBER", "--occupation CODE"]),
        (["summary"], ["[default:", "year stream]"]),
        (["notice"], ["--published DATE", "--add FILE", "--accept KIND...", "codes-in-no-draw"]),
        (["screen"], ["--score SCORE..."]),
    ],
)
def test_help_says_what_a_value_is(run: Run, command: list[str], parts: list[str]) -> None:
    out = run(*command, "--help").out
    for part in parts:
        assert part in out
    assert not re.search(r"ARGS|_ |STR\b|INT\b|\('", out)


def test_what_completes_a_word_at_run_time_is_printed_and_nothing_else(run: Run) -> None:
    code, out, err = run("__complete", "draws", "--st")
    assert (code, err) == (0, "")
    assert out.split() == ["begin"]


@pytest.mark.parametrize("command", ["convert", "show"])
@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_nothing_is_printed_where_one_of_several_is_wrong(run: Run, command: str, json_too: list[str]) -> None:
    code, out, err = run(command, "2173", "0213", "9999", *json_too)
    assert (code, out) == (2, "")
    assert "9999" in err


@pytest.mark.parametrize("arguments", [["convert", "2173"], ["--help"]])
def test_a_missing_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.delitem(sys.modules, "oinp_noc.cli.grammar", raising=False)
    monkeypatch.setitem(sys.modules, "cyclopts", None)
    assert run(*arguments) == (3, "", "the command line needs the extra 'cli': pip install 'oinp-noc[cli]'\n")


@pytest.mark.parametrize("words", [[], ["convert", "2173"]])
def test_neither_rich_nor_an_extra_is_imported_before_it_is_needed(process: Run, words: list[str]) -> None:
    code = f"from oinp_noc.cli import main; import sys; {words} and main({words})"
    code += "\nprint({'cyclopts', 'rich', 'csv'} & {*sys.modules})"
    done = process(sys.executable, "-c", code)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == (b"{'cyclopts'}" if words else b"set()")


WORDS = st.sampled_from(
    [
        *(
            "convert",
            "show",
            "search",
            "tree",
            "draws",
            "overlap",
            "matrix",
            "screen",
            "timeline",
            "frequency",
            "summary",
        ),
        *("groups", "streams", "deadlines", "data", "coverage", "provenance", "completion", "bash", "clean", "notice"),
        *(
            "--json",
            "--csv",
            "--lang",
            "fr",
            "--from",
            "--to",
            "--version",
            "2016",
            "2021",
            "2173",
            "21231",
            "NOC 0213",
        ),
        *(
            "--since",
            "--until",
            "2024",
            "2024-02",
            "2024-03-07",
            "--stream",
            "skilled",
            "foreign-worker",
            "--limit",
            "0",
        ),
        *(
            "--kind",
            "general",
            "--region",
            "GTA",
            "--score",
            "450",
            "=",
            "tech",
            "tech@2023",
            "-",
            "--",
            "-5",
            "--help",
            "-h",
        ),
        *(
            "--by",
            "year",
            "--measure",
            "common",
            "--depth",
            "1",
            "--draws",
            "/nonexistent",
            "/",
            "--occupation",
            "--=",
            "",
        ),
    ]
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=7))
def test_whatever_is_typed_is_answered_or_refused_in_one_line(words: list[str]) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = main([word for word in words if not set("<>") & set(word)])
    assert code in (0, 2)
    complaint = err.getvalue()
    assert complaint.count("\n") == (1 if code else 0)
    assert out.getvalue() or code
    assert escaped(complaint, keep="\n") == complaint


def test_every_command_has_json_and_a_language(run: Run) -> None:
    names = [*(name for names in grammar._COMMANDS.values() for name in names), "completion"]  # noqa: SLF001
    for words in [*([name] for name in names), *(["data", name] for name in grammar._DATA)]:  # noqa: SLF001
        shown = run(*words, "--help").out
        assert "--json" in shown, words
        assert "--lang" in shown, words


def test_what_reads_draws_takes_ones_own_and_what_gives_a_table_gives_csv(run: Run) -> None:
    reading = ["show", "draws", "overlap", "matrix", "screen", "timeline", "frequency", "summary", "deadlines", "qc"]
    tables = [*reading, *["convert", "clean", "search", "tree", "groups", "streams", "notice"]]
    for names in grammar._COMMANDS.values():  # noqa: SLF001
        for name in names:
            shown = run(name, "--help").out
            assert ("--draws" in shown) == (name in (*reading, "notice")), name
            assert ("--csv" in shown) == (name in tables), name
