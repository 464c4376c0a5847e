"""The command line: the languages of what it says."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import oinp_noc
from oinp_noc._catalogue import say
from oinp_noc.cli import grammar
from oinp_noc.cli.help import Said

Run = Callable[..., Any]


def test_sentences_titles_and_errors_are_french_on_request(run: Run) -> None:
    lines = run("--lang", "fr", "convert", "2174").lines
    assert lines[0].startswith("2174 (CNP 2016) Programmeurs/programmeuses et développeurs/développeuses en médias")
    assert lines[1] == "3 cibles dans la CNP 2021\xa0: expiré, la note officielle dit qu’il a pris fin sans successeur"
    assert lines[2].split() == ["cible", "titre", "FEER", "relation"]
    assert "Développeurs/développeuses et programmeurs/programmeuses de logiciels" in lines[4]
    shown = run("--lang", "fr", "show", "21231", "--version", "2021").lines
    assert shown[1].split(maxsplit=1) == ["niveau", "groupe de base"]
    assert any(line.startswith("  sous-groupe") for line in shown)
    code, out, err = run("--lang", "fr", "convert", "99999")
    assert (code, out) == (2, "")
    assert "n’est pas" in err
    assert run("--lang", "de", "convert", "2173").err == "--lang 'de': expected one of 'en', 'fr'\n"
    assert run("--lang").code == 2
    assert "targets in NOC 2021" in run("convert", "2173").out  # the language is that of one call


def test_the_locale_chooses_the_language_and_json_has_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    english = run("convert", "2173", "--json").document
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    assert "cibles dans la CNP 2021" in run("convert", "2173").out
    assert run("convert", "2173", "--json").document == english
    assert "targets in NOC 2021" in run("--lang", "en", "convert", "2173").out


FRENCH, ENGLISH = "cibles dans la CNP 2021", "targets in NOC 2021"


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "fr", "convert", "2173"],
        ["--lang=fr", "convert", "2173"],
        ["convert", "--lang", "fr", "2173"],
        ["convert", "2173", "--lang", "fr"],
        ["convert", "2173", "--lang=fr"],
        ["--lang", "en", "--lang", "fr", "convert", "2173"],
        ["--lang", "en", "convert", "2173", "--lang", "fr"],
    ],
)
def test_the_option_stands_anywhere_and_the_last_one_counts(run: Run, words: list[str]) -> None:
    assert FRENCH in run(*words).out


@pytest.mark.parametrize(
    "words", [["--lang", "fr", "coverage"], ["--lang=fr", "coverage"], ["coverage", "--lang", "fr"]]
)
def test_the_language_of_data_stands_before_its_command_too(run: Run, words: list[str]) -> None:
    assert run("data", *words).lines[0] == f"{len(oinp_noc.streams())} volets"
    assert run("--lang", "fr", "data", *words[1:] if words[0] == "--lang=fr" else words).lines[0].endswith(" volets")


def test_the_language_of_data_may_stand_alone(run: Run) -> None:
    assert run("data", "--lang", "fr").out == run("--lang", "fr", "data", "--help").out != run("data").out
    assert run("data", "--lang", "de", "coverage").err == "--lang 'de': expected one of 'en', 'fr'\n"


def test_what_is_wrong_with_other_words_is_said_in_the_language_asked_for(run: Run) -> None:
    assert (
        run("draws", "--strem", "tech", "--lang", "fr").err == "option inconnue --strem; vouliez-vous dire --stream?\n"
    )
    assert run("convert", "--lang", "fr").err.startswith("CODE manque\xa0: oinp-noc convert --help")
    assert run("draws", "--limit", "1.5", "--lang", "fr").err.endswith("un nombre entier, 0 ou plus, est attendu\n")
    assert run("draws", "--lang", "de").err == "--lang 'de': expected one of 'en', 'fr'\n"
    assert run("draws", "--lang").code == 2


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"LANG": "fr_CA.UTF-8"}, FRENCH),
        ({"LANG": "fr"}, FRENCH),
        ({"LANG": "en_CA.UTF-8", "LC_MESSAGES": "fr_CA"}, FRENCH),
        ({"LANG": "fr_CA.UTF-8", "LC_ALL": "en_CA.UTF-8"}, ENGLISH),
        ({"LANG": "en_CA.UTF-8", "LANGUAGE": "de:fr_CA:en"}, FRENCH),
        ({"LANGUAGE": "fr"}, FRENCH),
        ({"LANG": "fr_CA.UTF-8", "LANGUAGE": "en"}, ENGLISH),
        ({"LC_ALL": "C", "LANGUAGE": "fr", "LANG": "fr_CA"}, ENGLISH),
        ({"LC_ALL": "POSIX", "LANGUAGE": "fr"}, ENGLISH),
        ({"LANG": "de_DE.UTF-8"}, ENGLISH),
        ({}, ENGLISH),
    ],
    ids=str,
)
def test_the_locale_decides_as_it_does_for_gettext(
    run: Run, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert said in run("convert", "2173").out


TABLES = [
    "convert 2174",
    "data coverage",
    "data provenance",
    "deadlines 2024-03-07",
    "draws --until 2020",
    "frequency --until 2020",
    "groups",
    "groups tech",
    "groups tech --on 2023-01-01",
    "matrix --until 2020",
    "notice notice.txt",
    "overlap tech tech@2019-07-12",
    "qc",
    "qc draws --limit 3",
    "screen 21231 --until 2020 --score human-capital-priorities=450",
    "search welder",
    "show 21231",
    "show 2024-03-07",
    "streams",
    "streams entrepreneur",
    "summary --until 2020",
    "timeline 31301 --until 2020",
    "tree 2123",
]
DOCUMENTS = ["convert 2174 --explain", "notice notice.txt --explain"]
CLEANINGS = ["clean codes.csv noc", "clean codes.csv noc --csv", "clean codes.csv noc --json"]
MACHINES = [
    *(f"{command} {form}" for command in TABLES for form in ("--json", "--csv")),
    *(f"{command} --json" for command in DOCUMENTS),
    *CLEANINGS,
]


@pytest.mark.parametrize("command", MACHINES)
def test_what_machines_read_is_the_same_in_every_language(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("codes.csv").write_text("noc\n21231\nNOC 21232\n1\nx\n99999\n", "utf-8")
    Path("notice.txt").write_text(
        "On May 9, 2023, Ontario issued 94 invitations under the PhD Graduate stream:\n- NOC 31200 - Psycologists\n",
        "utf-8",
    )
    english, french = (run(*command.split(), "--lang", lang) for lang in ("en", "fr"))
    assert english.out
    assert (english.code, english.out) == (french.code, french.out)


def test_an_error_is_for_people_whatever_form_was_asked_for(run: Run) -> None:
    for command in ("screen 99999", "show 99999"):
        said = run(*command.split(), "--lang", "fr")
        assert "n’est" in said.err
        assert run(*command.split(), "--json", "--lang", "fr") == said


PAGES = [
    [],
    *([name] for names in grammar._COMMANDS.values() for name in names),  # noqa: SLF001
    ["data"],
    *(["data", name] for name in grammar._DATA),  # noqa: SLF001
    ["completion"],
]
ADDED = ["Usage:", "[default", "[choices", "[required]", "Commands", "Parameters", "Output", "FILE", "Display"]


def flat(text: str) -> str:
    """Return the words of a help without its frame; a no-break space may be broken there."""
    return " ".join(re.sub("[│╭╮╰╯─]", " ", text).split())


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_the_help_says_everything_in_french(run: Run, words: list[str]) -> None:
    told: dict[str, str] = {}
    app = grammar.whole_app()
    app.help_formatter = Said("", lambda text: told.setdefault(text, text))
    app.help_print(words, console=Console(file=io.StringIO()))
    english, french = (flat(run(*words, "--help", "--lang", lang).out) for lang in ("en", "fr"))
    assert len(told) > 5
    for text in told:
        with oinp_noc.use_language("fr"):
            said = flat(say(text))
        assert text in english.replace("*", "") or text == "Usage:"
        assert said.replace(" ", "") in french.replace(" ", "")
        assert said != text or " " not in text, text
    assert not [part for part in ADDED if part in french]


def test_the_help_of_english_is_that_of_cyclopts(run: Run) -> None:
    out = flat(run("qc", "--help").out)
    assert out.startswith("Usage: oinp-noc qc [OPTIONS] [TABLE] [FILE] Check the packaged tables")
    assert "[choices: classification, concordance, draws]" in out
    french = flat(run("qc", "--help", "--lang", "fr").out)
    assert french.startswith("Utilisation : oinp-noc qc [OPTIONS] [TABLE] [FICHIER] Vérifier les tables fournies")
    assert "[choix : classification, concordance, draws]" in french
    assert "[obligatoire]" in flat(run("clean", "--help", "--lang", "fr").out)
    assert "[par défaut : 2021]" in flat(run("clean", "--help", "--lang", "fr").out)
    assert run("clean", "--lang", "fr").err == "FICHIER manque\xa0: oinp-noc clean --help dit ce qui est attendu\n"
