"""The builder: what it writes is what the library says, and it destroys nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from explorer import answers, facts, groups, library, titles

if TYPE_CHECKING:
    from pathlib import Path


def _plain(value: object) -> object:
    return json.loads(json.dumps(value))


def test_every_group_of_every_version_has_a_file_and_a_place_in_the_list() -> None:
    every = [(version, code) for version in oinp_noc.versions() for code in oinp_noc.classification(version)]
    listed = facts.site()["codes"]
    assert [(version, code) for version in reversed(listed) for code in listed[version].split(" ")] == every


@pytest.mark.parametrize(("code", "version"), [("2173", "2016"), ("2174", "2016"), ("21231", "2021"), ("2173", "2006")])
def test_a_group_has_the_answers_of_the_library(code: str, version: str) -> None:
    group = oinp_noc.lookup(code, version)
    about = groups.about(group)
    assert about["title"] == group.title
    for conversion in about["conversions"]:
        expected = oinp_noc.convert(code, version, conversion["to"])
        assert [target["code"] for target in conversion["targets"]] == list(expected.codes)
        assert conversion["why"] == {"en": expected.explain("en"), "fr": expected.explain("fr")}
        assert conversion["status"] == expected.status
    assert set(about["draws"]) == {each.draw.id for each in oinp_noc.draws().timeline(code, version)}
    assert len(about["changes"]) == len(oinp_noc.changes(code, version=version))
    assert {conversion["to"] for conversion in about["conversions"]} == set(oinp_noc.versions()) - {version}


def test_a_group_above_the_unit_groups_leads_to_those_below_and_above() -> None:
    about = groups.about(oinp_noc.classification("2021")["2123"])
    assert [child["code"] for child in about["children"]][:2] == ["21230", "21231"]
    assert [ancestor["code"] for ancestor in about["ancestors"]] == ["212", "21", "2"]
    assert "draws" not in about


def test_a_group_in_the_known_part_of_an_unknown_list_says_so() -> None:
    draw = next(draw for draw in oinp_noc.draws() if draw.known_occupations)
    assert draw.known_occupations is not None
    group = next(iter(draw.known_occupations))
    assert draw.id in groups.about(group)["known_in"]
    assert draw.id not in groups.about(oinp_noc.lookup("00010"))["known_in"]


def test_codes_that_count_outside_the_gta_only_are_marked() -> None:
    draw, code = next(
        (draw, code)
        for draw in oinp_noc.draws()
        if draw.outside_gta is not None and draw.occupations is not None
        for code in draw.outside_gta.codes
    )
    assert draw.version is not None
    how = groups.about(oinp_noc.lookup(code, draw.version))["draws"][draw.id]
    assert how == {"matched": (code,), "outside_gta": [code]}


def test_each_draw_has_its_facts_and_its_sources() -> None:
    written = facts.draws()
    assert list(written["draws"]) == list(oinp_noc.draws().ids)
    for draw in oinp_noc.draws():
        facts_of_it = written["draws"][draw.id]
        assert [written["sources"][place] for place in facts_of_it["sources"]] == list(draw.sources)
        assert facts_of_it.get("listed") == (None if draw.occupations is None else len(draw.occupations))
        assert facts_of_it.get("invitations") == draw.invitations


@pytest.mark.parametrize("lang", titles.LANGS)
def test_a_title_leads_to_the_groups_that_an_exact_search_finds(lang: oinp_noc.Lang) -> None:
    folded = titles.folded(lang)
    several = [key for key, found in folded.items() if len(found) > 1]
    assert several
    for key in (*several, *list(folded)[::500]):
        title = next(iter(folded[key].values()))
        found = oinp_noc.search(title, lang=lang, limit=None)
        exact = {match.group.code for match in found if match.kind.startswith("exact")}
        assert exact == set(folded[key]), title


def test_the_titles_of_a_file_are_those_that_its_name_says() -> None:
    shards = titles.shards()
    assert sum(map(len, shards.values())) == sum(len(titles.folded(lang)) for lang in titles.LANGS)
    assert all(re.fullmatch(r"(en|fr)-[a-z0-9]{1,3}", name) for name in shards)
    assert "software engineer" in shards["en-sof"]
    assert titles.rules(shards)["shards"] == sorted(shards)


def test_a_question_is_answered_as_json() -> None:
    found = json.loads(answers.answer('{"ask": "search", "lang": "en", "text": "sofware enginer"}'))
    assert found[0] == {
        "version": "2021", "code": "21231", "title": "software engineer", "lang": "en", "kind": "mended"
    }  # fmt: skip
    assert len(found) <= 10


def _search(text: str, lang: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(answers.answer(json.dumps({"ask": "search", "lang": lang, "text": text})))
    return found


@pytest.mark.parametrize(
    ("text", "lang"),
    [("développeuse Web", "fr"), ("software engineer", "en"), ("registered nurse", "en"), ("comptable", "fr")],
)
def test_beside_an_exact_title_there_are_no_guesses(text: str, lang: str) -> None:
    kinds = {match["kind"] for match in _search(text, lang)}
    assert "exact title" in kinds
    assert not kinds & {"fuzzy", "mended"}


@pytest.mark.parametrize(
    ("text", "lang", "mended"),
    [
        ("sofware enginer", "en", "software engineer"),
        ("elevator mechnic", "en", "elevator mechanic"),
        ("développeuse de fims", "fr", "développeur/développeuse de films"),
        ("quantum web developer", "en", None),
        ("développeuse quantique", "fr", None),
    ],
)
def test_a_mistake_is_mended_only_where_every_word_is_kept_or_corrected(
    text: str, lang: str, mended: str | None
) -> None:
    found = _search(text, lang)
    assert found
    assert [match["title"] for match in found if match["kind"] == "mended"][:1] == ([] if mended is None else [mended])
    assert mended is not None or {match["kind"] for match in found} == {"fuzzy"}


@pytest.mark.parametrize("score", [480, 480.5, None])
def test_a_screening_is_that_of_the_library(score: float | None) -> None:
    criteria = dict.fromkeys(("region", "program", "language", "experience"))
    stream = "human-capital-priorities"
    asked = {"ask": "screen", "lang": "fr", "code": "21231", "version": "2021", "stream": stream, "score": score}
    expected = oinp_noc.draws().screen("21231", stream=stream, score=score, lang="fr")
    rows = [{"draw": each.draw.id, "verdict": each.verdict, "reasons": each.reasons} for each in reversed(expected)]
    assert json.loads(answers.answer(json.dumps({**asked, **criteria}))) == _plain(rows)


def test_what_the_library_refuses_is_answered_with_its_sentence() -> None:
    refused = json.loads(answers.answer('{"ask": "search", "lang": "fr", "text": 5}'))
    with oinp_noc.use_language("fr"), pytest.raises(oinp_noc.errors.OinpNocError) as expected:
        oinp_noc.search(5)  # type: ignore[arg-type]
    assert refused == {"error": str(expected.value)}


def test_another_folder_is_left_alone_and_nothing_is_left_half_built(tmp_path: Path, tools: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("do not touch")

    def build(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(tools), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603

    refused = build(str(mine))
    assert refused.returncode == 2
    assert f"{mine} is there and is not an explorer" in refused.stderr
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]
    missing = build(str(tmp_path / "out"), "--pyodide", str(mine))
    assert missing.returncode == 2
    assert f"{mine} lacks pyodide.mjs" in missing.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]  # nothing half-built


def test_the_zip_has_the_whole_package_and_no_compiled_code(tmp_path: Path) -> None:
    library.pack(tmp_path / "one.zip")
    names = set(zipfile.ZipFile(tmp_path / "one.zip").namelist())
    assert {"oinp_noc/__init__.py", "oinp_noc/data/noc-2021.json", "answers.py", "attrs/__init__.py"} <= names
    assert {"rapidfuzz/distance/OSA_py.py", "cattrs/__init__.py", "importlib_resources/__init__.py"} <= names
    assert not [name for name in names if name.endswith((".so", ".pyc", ".pyd"))]
    library.pack(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_page_runs_no_inline_script_and_names_no_other_server(tools: Path) -> None:
    html = (tools / "static" / "index.html").read_text("utf-8")
    assert "script-src 'self' 'wasm-unsafe-eval'" in html
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|<style|\sstyle=|javascript:", html)
    for path in tools.joinpath("static").rglob("*.*"):
        text = path.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text), path.name
        addresses = set(re.findall(r"https?://[^/\s\"'`)]+", text))
        assert addresses <= {"http://www.w3.org"}, path.name


def test_the_npm_packages_are_exact_and_named_once(tools: Path) -> None:
    wanted = json.loads((tools / "package.json").read_text("utf-8"))
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert set(versions) == {"pyodide", "axe-core"}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())
    assert not [path.name for path in tools.glob("*lock*")]  # a lock file names a registry


def _run(node: str, tools: Path, module: str, expression: str, *given: object) -> Any:  # noqa: ANN401 (JSON)
    """Evaluate an expression with a module of the page as ``m``, and the values given as ``given``."""
    script = (
        "const m = await import(process.argv[1]); const given = JSON.parse(process.argv[2]);"
        f"process.stdout.write(JSON.stringify({expression}) ?? 'null');"
    )
    address = (tools / "static" / "js" / module).as_uri()
    done = subprocess.run(  # noqa: S603 (our own script)
        [node, "--input-type=module", "-e", script, address, json.dumps(given)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def test_the_language_is_that_of_the_address_then_that_of_the_browser(node: str, tools: Path) -> None:
    expected = [
        ("?lang=fr", ["en"], "fr"),
        ("?lang=FR", [], "fr"),
        ("?lang=fr-CA", ["en-CA"], "fr"),
        ("?lang=fr_CA", ["en-CA"], "fr"),
        ("?lang=en", ["fr-CA"], "en"),
        ("?lang=EN-ca", ["fr"], "en"),
        ("", ["fr-CA", "en"], "fr"),
        ("", ["de", "fr-FR", "en"], "fr"),
        ("", ["en-CA", "fr-CA"], "en"),
        ("?lang=friulian", ["de"], "en"),
        ("?lang=de", ["fr-CA"], "fr"),
        ("", [], "en"),
    ]
    found = _run(node, tools, "place.js", "given.map(([search, liked]) => m.readLanguage(search, liked))", *expected)
    assert found == [lang for *_, lang in expected]


def test_a_score_is_read_as_people_write_it_and_nothing_is_guessed(node: str, tools: Path) -> None:
    read = {
        "480": 480,
        " 480,5 ": 480.5,
        "470.5": 470.5,
        "0": 0,
        "12.3456": 12.3456,
        "\u00a043": 43,
        "": None,
        "  ": None,
    }
    refused = [
        "beaucoup",
        "-1",
        "nan",
        "inf",
        "1e999",
        "4 80",
        "1,200",
        "1.200",
        "1 200",
        "1\u00a0200",
        "1_0",
        "5,",
        ".5",
    ]
    refused += ["9" * 400, "0x10", "+5", "1,2,3", "480 points"]
    expression = (
        "given.map((text) => { const score = m.readScore(text); return score === undefined ? 'refused' : score; })"
    )
    found = _run(node, tools, "score.js", expression, *read, *refused)
    assert found == [*read.values(), *["refused"] * len(refused)]


@pytest.mark.parametrize(
    ("text", "code", "version"),
    [
        ("2173", "2173", None),
        ("213.0", "213", None),
        ("21231,00", "21231", None),
        ("NOC: 2173", "2173", None),
        ("07-09", "07-09", None),
        ("2173 2016", "2173", "2016"),
        ("2016 2173", "2173", "2016"),
        ("NOC 2016 2173", "2173", "2016"),
        ("NOC 2016: 2173", "2173", "2016"),
        ("2173 (CNP 2016)", "2173", "2016"),
        ("noc2016, noc2173", "2173", "2016"),
        ("NOC_2016_2173", "2173", "2016"),
        ("NOC_2173", "2173", None),
        ("cnp\u00a02011 0213", "0213", "2011"),
    ],
)
def test_a_code_is_read_with_the_year_beside_it(
    node: str, tools: Path, text: str, code: str, version: str | None
) -> None:
    found = _run(node, tools, "lookup.js", "m.readCode(...given)", text, list(oinp_noc.versions()))
    assert found == {"code": code, "version": version}


@pytest.mark.parametrize("text", ["2173, 2174", "2173 2017", "2016 2011", "2173.5", "2173 nurse", "nurse", "1 2 2016"])
def test_what_is_no_single_code_is_left_to_the_library(node: str, tools: Path, text: str) -> None:
    assert _run(node, tools, "lookup.js", "m.readCode(...given)", text, list(oinp_noc.versions())) is None


def test_lost_zeros_are_suggested_as_the_library_repairs_them(node: str, tools: Path) -> None:
    texts = ["213", "0213", "10", "14", "433", "0", "72", "1", "21231", "07-09", "99999"]
    expression = "given[1].map((code) => m.groupsOf({ code, version: null }, given[0], '2021').matches)"
    answered = _run(node, tools, "lookup.js", expression, facts.site()["codes"], texts)
    for text, matches in zip(texts, answered, strict=True):
        suggested = [(each["version"], each["code"]) for each in matches if each["kind"] == "zero code"]
        expected = []
        for version in reversed(oinp_noc.versions()):
            digits = len(next(iter(oinp_noc.classification(version).unit_groups)).code)
            padded = text.rjust(digits, "0")
            if text.isdigit() and len(text) < digits and padded in oinp_noc.classification(version):
                expected.append((version, oinp_noc.repair_code(text, version=version).code))
        assert suggested == expected, text
        assert bool(suggested) == (text in {"213", "10", "14", "433"}), text


def test_the_french_texts_are_spaced_as_in_canada(node: str, tools: Path) -> None:
    texts = _run(node, tools, "texts.js", "m.TEXTS.fr")
    said = [form for text in texts.values() for form in ([text] if isinstance(text, str) else text.values())]
    assert len(said) > 100
    assert [text for text in said if re.search(r"\s[;?!…]|[^\u00a0]:|«(?!\u00a0)|(?<!\u00a0)»", text)] == []
    assert [text for text in said if re.search(r"CRS|EOI|\(e\)|’a énuméré", text)] == []


def test_both_languages_have_the_same_texts_with_the_same_gaps(node: str, tools: Path) -> None:
    texts = _run(node, tools, "texts.js", "m.TEXTS")
    assert list(texts["en"]) == list(texts["fr"])

    def gaps(text: str | dict[str, str]) -> list[set[str]]:
        forms = [text] if isinstance(text, str) else [text[form] for form in sorted(text)]
        return [set(re.findall(r"\{(\w+)\}", form)) for form in forms]

    for key, text in texts["en"].items():
        assert gaps(text) == gaps(texts["fr"][key]), key
    said = "".join(path.read_text("utf-8") for path in (tools / "static").rglob("*.*"))
    families = ("state ", "kind ", "region ", "program ", "titles ", "scale ")  # named by what they are for
    assert [key for key in texts["en"] if f'"{key}"' not in said and not key.startswith(families)] == []
