"""The command line: the languages of what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import oinp_noc

if TYPE_CHECKING:
    import pytest

FOREIGN_WORKER = "2023-05-09-employer-job-offer-foreign-worker"
STUDENT = "2023-05-09-employer-job-offer-international-student"
TECH_2019 = "2019-07-12-human-capital-priorities"
TECH_2022 = "2022-12-19-human-capital-priorities"
GENERAL = oinp_noc.draws().select(kind="general", listing="none")[-1].id
UNKNOWN = oinp_noc.draws().select(listing="unknown")[-1].id

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
    assert run("--lang", "de", "convert", "2173").err == "lang='de': expected one of 'en', 'fr'\n"
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
