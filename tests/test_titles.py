"""Example titles as packaged: all of them, under the right unit groups, and an index that says the same."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import get_args

import pytest

import oinp_noc
from builder import package
from builder import titles as builder_of_titles
from builder.report import Report
from oinp_noc import Lang
from oinp_noc._titles import index, languages
from oinp_noc.errors import InvalidArgumentError, UnknownCodeError, UnknownVersionError, VersionMismatchError

INDEXED: list[tuple[str, Lang]] = [("2021", "en"), ("2021", "fr"), ("2016", "en")]
PACKAGE = Path(oinp_noc.__file__).parent


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
    path = sources / "noc" / f"{builder_of_titles.RAW[version, lang]}.csv"
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
    found = index(version, lang)
    assert list(found.words) == sorted(set(found.words))
    assert list(found.groups) == [unit.code for unit in oinp_noc.classification(version).unit_groups]
    for code, runs in found.groups.items():
        own = found.group(code).title if lang == "en" else found.group(code).title_fr
        expected = [own, *oinp_noc.example_titles(code, version, lang)]
        assert runs.split()[: len(expected)] == [found.run(found.fold(str(title))) for title in expected]
        for place, run in enumerate(runs.split()[len(expected) :]):
            assert found.published(code, run), (code, place)


@pytest.mark.parametrize(("version", "lang"), INDEXED)
def test_other_writings_belong_to_titles_with_initials(version: str, lang: Lang) -> None:
    found = index(version, lang)
    for code, runs in found.groups.items():
        named = len(oinp_noc.example_titles(code, version, lang)) + 1
        for run in runs.split()[named:]:
            assert any("(" in title for title, _ in found.published(code, run))


@pytest.mark.parametrize("lang", get_args(Lang))
def test_everyday_words_are_read_as_words_of_titles(lang: Lang) -> None:
    found = index("2021", lang)
    assert len(found.everyday) == len(builder_of_titles.everyday_words()[lang])
    for meant in found.everyday.values():
        assert all(found.character(word) for word in meant.split()), meant


def test_a_source_stands_behind_every_title_table() -> None:
    tables = {table.name: table for table in oinp_noc.provenance() if table.name.startswith("title")}
    assert len(tables) == 9
    for (version, lang), name in builder_of_titles.RAW.items():
        for kind in ("titles", "title-index", "title-words"):
            (source,) = tables[f"{kind}-{version}-{lang}"].sources
            assert source.name == name
            assert source.licence == "Statistics Canada Open Licence"


def test_a_title_under_two_unit_groups_is_refused() -> None:
    report = Report()
    lines = [{"code": "1", "title": "Baker"}, {"code": "2", "title": "baker"}, {"code": "9", "title": "cook"}]
    builder_of_titles._titles(lines, "raw", {"1": {}, "2": {}, "3": {}}, report)  # noqa: SLF001
    assert report.faults == [
        "raw: baker stands in two unit groups",
        "raw: 9 is no unit group",
        "raw: 3 has no title",
    ]


def test_a_title_without_words_is_refused() -> None:
    report = Report()
    builder_of_titles.index({"1": ["Bakers", "of the"]}, "en", report)
    assert report.faults == ["1, en: a title has no word that counts"]


def made_up(data: Path) -> None:
    """Write a NOC version of two unit groups, with titles, in place of the packaged data."""
    shutil.rmtree(data)
    titles = {"1": ["bread baker (BB)", "baker"], "2": ["line cook"]}
    groups = {"1": "Bakers", "2": "Cooks"}
    rows = [
        {"code": code, "level": "unit group", "parent": None, "title": title, "title_fr": None}
        | {"title_fr_status": None, "teer": None, "skill_level": None}
        for code, title in groups.items()
    ]
    runs, words = builder_of_titles.index({code: [groups[code], *titles[code]] for code in titles}, "en", Report())
    tables: dict[str, list[package.Row]] = {
        "noc-2099": rows,
        "titles-2099-en": [
            {"code": code, "illustrative": len(found), "titles": found} for code, found in titles.items()
        ],
        "title-index-2099-en": runs,
        "title-words-2099-en": words,
    }
    package.write(data, tables, [], {}, "2099-01-01")


def in_a_fresh_process(folder: Path, code: str) -> str:
    """Run a piece of code with the package taken from a folder or zip; return what it printed."""
    program = f"import sys; sys.path.insert(0, {str(folder)!r}); {code}"
    run = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)  # noqa: S603
    return run.stdout + run.stderr


def test_a_version_is_data(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "oinp_noc")
    made_up(tmp_path / "oinp_noc" / "data")
    printed = in_a_fresh_process(
        tmp_path, 'import oinp_noc; print(oinp_noc.search("B.B.", version="2099"), oinp_noc.versions())'
    )
    assert printed == "(<Match 1 'bread baker (BB)' (phrase, 0.33)>,) ('2099',)\n"


def test_titles_are_read_from_a_zip(tmp_path: Path) -> None:
    archive = tmp_path / "oinp_noc.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in PACKAGE.rglob("*"):
            if path.suffix in (".py", ".json"):
                packed.write(path, Path("oinp_noc") / path.relative_to(PACKAGE))
    printed = in_a_fresh_process(
        archive, 'import oinp_noc; print(oinp_noc.__file__, oinp_noc.search("baker", limit=1)[0].group.code)'
    )
    assert printed.startswith(str(archive))
    assert printed.endswith(" 63202\n")


@pytest.mark.parametrize("name", ["titles-2021-en", "title-index-2021-en", "title-words-2021-en"])
def test_a_damaged_file_is_found_at_its_first_use(name: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "oinp_noc")
    path = tmp_path / "oinp_noc" / "data" / f"{name}.json"
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    printed = in_a_fresh_process(tmp_path, 'import oinp_noc; oinp_noc.lookup("21231"); oinp_noc.search("baker")')
    assert f"oinp_noc.errors.DataError: {name}.json is damaged" in printed


def test_the_data_loads_on_the_first_search_only() -> None:
    code = (
        "import sys, oinp_noc; oinp_noc.convert('2173');"
        "print([name for name in sys.modules if 'rapidfuzz' in name or name in"
        " ('oinp_noc._search', 'oinp_noc._titles', 'oinp_noc._folding')]);"
        "oinp_noc.search('baker'); oinp_noc.suggest('bak');"
        "print([name for name in sys.modules if 'rapidfuzz' in name])"
    )
    assert in_a_fresh_process(PACKAGE.parent, code) == "[]\n[]\n"


def test_every_record_stands_on_a_line_of_its_own() -> None:
    for version, lang in INDEXED:
        content = (PACKAGE / "data" / f"titles-{version}-{lang}.json").read_text("utf-8")
        assert [json.loads(line.removesuffix(","))["code"] for line in content.splitlines()[1:-1]] == [
            unit.code for unit in oinp_noc.classification(version).unit_groups
        ]
