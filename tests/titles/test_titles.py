"""Example titles as packaged: all of them, under the right unit groups, and an index that says the same."""

from __future__ import annotations

import csv
import json
import zipfile
from collections import defaultdict
from typing import TYPE_CHECKING, Any, get_args

import pytest

import oinp_noc
from builder import titles as builder_of_titles
from builder.__main__ import SOURCES
from builder.files import Csv
from builder.report import Report
from oinp_noc import Lang
from oinp_noc._titles.examples import languages
from oinp_noc._titles.index import index, titles_in
from oinp_noc._titles.vocabulary import vocabulary
from oinp_noc.errors import InvalidArgumentError, UnknownCodeError, UnknownVersionError, VersionMismatchError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RAW = {
    ("2021", "en"): "noc2021-v1.0-example-titles-en",
    ("2021", "fr"): "noc2021-v1.0-example-titles-fr",
    ("2016", "en"): "noc2016-illustrative-titles-en",
}
INDEXED: list[tuple[str, Lang]] = [("2021", "en"), ("2021", "fr"), ("2016", "en")]


@pytest.mark.parametrize(
    ("version", "lang", "count"), [("2021", "en", 27_935), ("2021", "fr", 29_767), ("2016", "en", 4_731)]
)
def test_every_title_is_there(version: str, lang: Lang, count: int) -> None:
    units = oinp_noc.classification(version).unit_groups
    titles = [title for unit in units for title in oinp_noc.example_titles(unit.code, version, lang)]
    assert len(titles) == count
    assert len({title.casefold() for title in titles}) == count


@pytest.mark.parametrize(("version", "lang"), INDEXED)
def test_the_titles_are_the_raw_ones(version: str, lang: Lang, sources: Path) -> None:
    path = sources / "noc" / f"{RAW[version, lang]}.csv"
    raw: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            raw[row["code"]].append((row.get("illustrative", "1") == "0", row["title"].strip()))
    for code, titles in raw.items():
        expected = tuple(title for _, title in sorted(titles, key=lambda title: title[0]))
        assert oinp_noc.example_titles(code, version, lang) == expected


def test_the_titles_of_a_unit_group() -> None:
    english = oinp_noc.example_titles("21231")
    assert "software engineer" in english
    assert oinp_noc.example_titles("NOC 21231", lang="fr")[0].startswith("architecte")
    assert oinp_noc.example_titles("21231", lang=None) == (*english, *oinp_noc.example_titles("21231", lang="fr"))
    assert "software developer" in oinp_noc.example_titles("2174", version="2016")


def test_titles_that_are_not_known() -> None:
    with pytest.raises(UnknownCodeError):
        oinp_noc.example_titles("2173")
    with pytest.raises(UnknownVersionError):
        oinp_noc.example_titles("2173", version="1999")
    with pytest.raises(VersionMismatchError, match='no job titles of NOC 2011 are known: expected version "2016"'):
        oinp_noc.example_titles("2173", version="2011")
    with pytest.raises(VersionMismatchError, match="no job titles of NOC 2016 are known in 'fr': expected version"):
        oinp_noc.example_titles("2173", version="2016", lang="fr")
    with pytest.raises(InvalidArgumentError, match="lang='de': expected one of 'en', 'fr'"):
        oinp_noc.example_titles("21231", lang="de")  # type: ignore[arg-type]


def test_the_languages_of_a_version() -> None:
    assert languages("2021", None) == get_args(Lang)
    assert languages("2021", "fr") == ("fr",)
    assert languages("2016", None) == ("en",)


@pytest.mark.parametrize(("version", "lang"), INDEXED)
def test_the_index_says_what_the_titles_say(version: str, lang: Lang) -> None:
    found, words = index(version, lang), vocabulary(version, lang)
    assert list(words.words) == sorted(set(words.words))
    assert found.codes == [unit.code for unit in oinp_noc.classification(version).unit_groups]
    for place, code in enumerate(found.codes):
        own = found.group(place).title if lang == "en" else found.group(place).title_fr
        expected = [own, *oinp_noc.example_titles(code, version, lang)]
        runs = titles_in(found.texts[place])
        assert found.sizes[place] == len(runs)
        assert runs[: len(expected)] == [words.run(words.fold(str(title))) for title in expected]
        assert all(found.published(place, run) for run in runs[len(expected) :])


@pytest.mark.parametrize(("version", "lang"), INDEXED)
def test_other_writings_belong_to_titles_with_initials(version: str, lang: Lang) -> None:
    found = index(version, lang)
    for place, code in enumerate(found.codes):
        named = len(oinp_noc.example_titles(code, version, lang)) + 1
        for run in titles_in(found.texts[place])[named:]:
            assert any("(" in title for title, _ in found.published(place, run))


@pytest.mark.parametrize("lang", get_args(Lang))
def test_everyday_words_are_read_as_words_of_titles(lang: Lang) -> None:
    found = vocabulary("2021", lang)
    meaning = {said: meant for said, meant in found.everyday.items() if said != meant}
    assert len(meaning) == len(json.loads((SOURCES / "words/everyday.json").read_text("utf-8"))[lang])
    for meant in found.everyday.values():
        assert all(found.char(word) for word in meant.split()), meant


def test_words_that_titles_write_apart_are_not_joined() -> None:
    words = vocabulary("2021", "en")
    assert words.char("foodservice") is not None  # one title has it, against 23 with food service
    for text in ("food service", "metal worker", "die maker", "floor covering"):
        assert words.everyday[text] == text
        assert [word.read for word in words.read(text.split())[0]] == text.split()
    assert [word.read for word in words.read(["brick", "layer"])[0]] == ["bricklayer"]
    assert [word.read for word in words.read(["pattern", "maker"])[0]] == ["patternmaker"]


def test_heads_name_somebody_and_not_a_thing_or_a_kind() -> None:
    english, french = vocabulary("2021", "en").heads, vocabulary("2021", "fr").heads
    assert {"nurse", "cook", "driver", "plumber", "welder", "host", "dressmaker"} <= english
    assert english.isdisjoint({"model", "general", "student", "heating", "design"})
    assert {"infirmier", "serveur", "patron", "fiscaliste", "soldat", "maire"} <= french
    assert french.isdisjoint({"bonne", "cadre", "major", "modele", "autre", "garde"})


def test_a_source_stands_behind_every_title_table() -> None:
    tables = {table.name: table for table in oinp_noc.provenance() if table.name.startswith("title")}
    assert len(tables) == 9
    for (version, lang), name in RAW.items():
        for kind in ("titles", "title-index", "title-words"):
            (source,) = tables[f"{kind}-{version}-{lang}"].sources
            assert source.name == name
            assert source.licence == "Statistics Canada Open Licence"


def test_a_title_under_two_unit_groups_is_refused() -> None:
    report = Report()
    rows = [("1", "Baker"), ("2", "baker"), ("9", "cook")]
    file = Csv("t.csv", ("code", "title"), [(n, {"code": c, "title": t}) for n, (c, t) in enumerate(rows, start=2)])
    builder_of_titles._titles(file, "2031", {"1": {}, "2": {}, "3": {}}, report)  # noqa: SLF001
    assert report.faults == [
        "t.csv:3: the title 'baker' stands on line 2 already",
        "t.csv:4: '9' is not a unit group of NOC 2031",
        "t.csv: 3 of NOC 2031 has no title",
    ]


def test_a_title_without_words_is_refused() -> None:
    report = Report()
    builder_of_titles.index({"1": ["Bakers", "of the"]}, "en", report)
    assert report.faults == ["1, en: a title has no word that counts"]


MADE_UP = """
import json, pathlib
from builder import package, titles
from builder.report import Report

folder = pathlib.Path(FOLDER) / "data"
whole = json.loads((folder / "datapackage.json").read_bytes())
own = {"1": "Bakers", "2": "Cooks"}
named = {"1": ["bread baker (BB)", "baker"], "2": ["line cook"]}
blank = dict.fromkeys(("title_fr", "title_fr_status", "teer", "skill_level"))
groups = [{"code": code, "level": "unit group", "parent": None, "title": own[code], **blank} for code in own]
runs, words = titles.index({code: [own[code], *named[code]] for code in own}, "en", Report())
tables = {
    "noc-2031": groups,
    "titles-2031-en": [{"code": code, "illustrative": 1, "titles": named[code]} for code in own],
    "title-index-2031-en": runs,
    "title-words-2031-en": words,
    "streams": json.loads((folder / "streams.json").read_bytes()),
}
package.write(folder, tables, [], {}, "2031-01-01")
answer = len(words)
"""


def test_a_version_is_data(package_copy: Path, fresh: Callable[..., Any], project: Path) -> None:
    assert fresh(f"FOLDER = {str(package_copy)!r}\n{MADE_UP}", project / "tools") > 2
    code = """
import oinp_noc
answer = [repr(match) for text in ("bread bakers", "B.B.") for match in oinp_noc.search(text, version="2031")]
answer.append(oinp_noc.example_titles("2", version="2031"))
"""
    assert fresh(code, package_copy.parent) == [
        "<Match 1 'bread baker (BB)' (exact title, 1.00)>",
        "<Match 1 'bread baker (BB)' (phrase, 0.22)>",
        ["line cook"],
    ]


def test_titles_are_read_from_a_zip(package_copy: Path, fresh: Callable[..., Any], tmp_path: Path) -> None:
    archive = tmp_path / "oinp_noc.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in package_copy.rglob("*"):
            packed.write(path, path.relative_to(package_copy.parent))
    code = "import oinp_noc; answer = [oinp_noc.__file__, *(m.group.code for m in oinp_noc.search('baker', limit=1))]"
    file, found = fresh(code, archive)
    assert file.startswith(str(archive))
    assert found == "63202"


@pytest.mark.parametrize("kind", ["titles", "title-index", "title-words"])
def test_a_damaged_file_is_found_at_its_first_use(kind: str, package_copy: Path, fresh: Callable[..., Any]) -> None:
    path = package_copy / "data" / f"{kind}-2021-en.json"
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    code = """
import oinp_noc
oinp_noc.lookup("21231")
try:
    answer = repr(oinp_noc.search("baker"))
except oinp_noc.errors.DataError as error:
    answer = str(error)
"""
    assert fresh(code, package_copy.parent).startswith(f"{kind}-2021-en.json is damaged")


def test_the_data_loads_on_the_first_search_only(fresh: Callable[..., Any]) -> None:
    code = """
import sys, oinp_noc
def loaded():
    ours = ("oinp_noc._titles.search", "oinp_noc._titles.examples", "oinp_noc._folding")
    return sorted(name for name in sys.modules if name in ours or name == "rapidfuzz")
oinp_noc.convert("2173")
answer = [loaded()]
oinp_noc.search("baker")
oinp_noc.suggest("bak")
answer.append(loaded())
oinp_noc.search("bakkker")
answer.append(loaded()[-1])
"""
    assert fresh(code) == [
        [],
        ["oinp_noc._folding", "oinp_noc._titles.examples", "oinp_noc._titles.search"],
        "rapidfuzz",
    ]


def test_every_record_stands_on_a_line_of_its_own() -> None:
    for version, lang in INDEXED:
        content = oinp_noc.data_files()[f"titles-{version}-{lang}.json"].read_text("utf-8")
        assert [json.loads(line.removesuffix(","))["code"] for line in content.splitlines()[1:-1]] == [
            unit.code for unit in oinp_noc.classification(version).unit_groups
        ]
