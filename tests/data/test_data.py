"""The packaged files: light to import, checked at their first use, open to new versions."""

from __future__ import annotations

import ast
import datetime as dt
import hashlib
import json
import shutil
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc
from builder import package
from oinp_noc import _data, _locks, _provenance
from oinp_noc.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CORE = (
    "concordance-2006-2011",
    "concordance-2011-2016",
    "concordance-2016-2021",
    "draws",
    "noc-2006",
    "noc-2011",
    "noc-2016",
    "noc-2021",
    "streams",
)

NOTHING = "nothing"


def described() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(oinp_noc.data_files()["datapackage.json"].read_bytes())
    return content


def test_importing_it_imports_nothing_but_its_locks(fresh: Callable[..., Any]) -> None:
    code = """
import sys
before = set(sys.modules)
import oinp_noc
answer = sorted(set(sys.modules) - before)
"""
    assert fresh(code) == ["oinp_noc", "oinp_noc._locks"]


def test_every_public_name_is_there(fresh: Callable[..., Any]) -> None:
    code = """
import oinp_noc
listed = sorted(set(oinp_noc.__all__) - set(dir(oinp_noc)))
missing = [name for name in oinp_noc.__all__ if not hasattr(oinp_noc, name)]
kept = [name for name in oinp_noc.__all__ if getattr(oinp_noc, name) is not getattr(oinp_noc, name)]
from oinp_noc import *
starred = sorted(set(oinp_noc.__all__) - set(globals()))
answer = [listed, missing, kept, starred]
"""
    assert fresh(code) == [[], [], [], []]


def test_the_names_of_the_design_are_public() -> None:
    names = {
        "versions", "classification", "lookup", "identify", "parse_code", "is_valid", "repair_code",
        "convert", "convert_all", "concordance", "OccupationSet", "overlap", "streams", "stream",
        "draws", "draw", "DrawHistory", "provenance", "verify", "data_files", "DATA_LAST_UPDATED", "__version__",
        "errors",
    }  # fmt: skip
    assert names <= set(oinp_noc.__all__)
    assert len(set(oinp_noc.__all__)) == len(oinp_noc.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'oinp_noc' has no attribute 'nothing'") as caught:
        getattr(oinp_noc, NOTHING)
    assert caught.value.name == NOTHING
    assert caught.value.obj is oinp_noc
    assert not hasattr(oinp_noc, "_nothing")


def test_public_names_are_listed_and_lead_to_their_modules() -> None:
    assert set(oinp_noc.__all__) <= set(dir(oinp_noc))
    assert dir(oinp_noc) == sorted(dir(oinp_noc))
    fetch = vars(oinp_noc)["__getattr__"]
    for name in set(oinp_noc.__all__) - {"__version__"}:
        assert fetch(name) is getattr(oinp_noc, name)


def test_the_core_tables_are_described() -> None:
    tables = {table.name: table for table in oinp_noc.provenance()}
    assert set(CORE) <= set(tables)
    assert all(table.rows > 0 for table in tables.values())
    assert list(tables) == sorted(tables)


def test_every_file_is_as_described() -> None:
    files = oinp_noc.data_files()
    resources, schemas = described()["resources"], described()["schemas"]
    tables = {table.path: table for table in oinp_noc.provenance()}
    assert sorted(files) == sorted([*tables, *(schema["path"] for schema in schemas), "datapackage.json"])
    assert list(files) == sorted(files)
    assert sorted(tables) == sorted(resource["path"] for resource in resources)
    for schema in schemas:
        content = files[schema["path"]].read_bytes()
        assert schema["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert schema["crc32"] == f"{zlib.crc32(content):08x}"
    for resource in resources:
        content = files[resource["path"]].read_bytes()
        table = tables[resource["path"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}" == f"sha256:{table.sha256}"
        assert resource["crc32"] == f"{zlib.crc32(content):08x}" == table.crc32
        assert resource["name"] == table.name == resource["path"].removesuffix(".json")
        assert resource["title"] == table.title
        assert resource["rows"] == table.rows
        assert (resource["format"], resource["encoding"]) == ("json", "utf-8")


def test_no_other_file_is_packaged(package_copy: Path) -> None:
    data = package_copy / "data"
    there = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert there == set(oinp_noc.data_files())
    assert all(name.endswith(file.name) for name, file in oinp_noc.data_files().items())


def test_the_description_is_sealed() -> None:
    content = oinp_noc.data_files()["datapackage.json"].read_bytes()
    body, _, seal = content.rpartition(b'"crc32": "')
    assert seal == f'{zlib.crc32(body):08x}"\n}}\n'.encode()
    package = json.loads(content)
    assert package["name"] == "oinp-noc"
    assert package["created"] == f"{oinp_noc.DATA_LAST_UPDATED}T00:00:00Z"
    assert package["licenses"][0]["title"] == "Statistics Canada Open Licence"


@pytest.mark.parametrize("name", CORE)
def test_a_table_has_one_record_a_line(name: str) -> None:
    content = oinp_noc.data_files()[f"{name}.json"].read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    first, *lines, last, nothing = content.decode("utf-8").split("\n")
    assert (first, last, nothing) == ("[", "]", "")
    records = [json.loads(line.removesuffix(",")) for line in lines]
    assert records == json.loads(content)
    (resource,) = [resource for resource in described()["resources"] if resource["name"] == name]
    fields = [field["name"] for field in resource["schema"]["fields"]]
    if isinstance(records[0], list):
        heading, *rows = records
        assert heading == fields
        records = [dict(zip(heading, row, strict=True)) for row in rows]
    assert all(list(record) == fields for record in records)
    assert len(records) == resource["rows"]
    keys = {
        "noc": ("code",),
        "concordance": ("source", "target"),
        "draws": ("date", "stream", "id"),
        "streams": ("id",),
    }
    sorted_by = [tuple(record[key] for key in keys[name.partition("-")[0]]) for record in records]
    assert sorted_by == sorted(sorted_by)
    assert len(set(sorted_by)) == len(sorted_by)


def test_tables_hold_facts_and_no_prose() -> None:
    allowed = {
        "noc": {"code", "level", "parent", "title", "title_fr", "title_fr_status", "teer", "skill_level"},
        "concordance": {"source", "target", "changes", "successor", "publishers"},
    }
    for resource in described()["resources"]:
        kind = resource["name"].partition("-")[0]
        if kind in allowed:
            assert {field["name"] for field in resource["schema"]["fields"]} == allowed[kind]
    for name in ("noc-2006", "noc-2011", "noc-2016", "noc-2021"):
        assert all(len(line) < 500 for line in oinp_noc.data_files()[f"{name}.json"].read_text("utf-8").splitlines())


def test_changes_are_gsim_codes() -> None:
    allowed = {"RC3.1", "RC3.2", "RC4.1", "RC4.2", "RC5", "VC1", "VC2"}
    pairs = oinp_noc.concordance("2016", "2021", publisher=None)
    assert {change for pair in pairs for change in pair.changes} == allowed


def test_provenance_names_the_raw_files() -> None:
    tables = {table.name: table for table in oinp_noc.provenance()}
    found = {name: [source.name for source in tables[name].sources] for name in CORE}
    assert found == {
        "noc-2021": ["noc2021-v1.0-structure-en", "noc2021-v1.0-structure-fr"],
        "noc-2016": ["noc2016-v1.3-structure-en", "noc2016-v1.3-structure-fr", "noc2016-v1.3-skill-levels"],
        "noc-2011": [
            "noc2011-structure-en",
            "noc2011-structure-fr-inferred",
            "noc2011-unit-group-titles-en-fr",
            "noc2016-v1.3-skill-levels",
        ],
        "noc-2006": ["noc2006-structure-en"],
        "concordance-2016-2021": [
            "statcan_noc2016v1_3-noc2021v1_0-eng",
            "esdc_noc2021-noc2016_unit-groups_en",
            "esdc_noc2021-noc2016_unit-groups_fr",
        ],
        "concordance-2011-2016": ["derived_noc2011-noc2016"],
        "concordance-2006-2011": ["derived_noc2006-noc2011_complete"],
        "draws": ["eoi", "express_entry", "streams"],
        "streams": ["streams"],
    }
    for table in tables.values():
        for source in table.sources:
            assert source.publisher
            assert source.edition
            assert source.licence
            assert source.title
            assert source.rows > 0
            assert source.address is None or source.address.startswith("https://")
            assert source.gathered <= oinp_noc.DATA_LAST_UPDATED


def test_provenance_equals_the_raw_files(sources: Path) -> None:
    pages = {page.parent.name: page.read_text("utf-8") for page in sources.glob("*/PROVENANCE.md")}
    found = {source.name: source for table in oinp_noc.provenance() if table.name in CORE for source in table.sources}
    for name, source in found.items():
        (path,) = (path for path in sources.glob("*/*") if path.stem == name)
        assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        if path.suffix == ".csv":
            assert source.sha256 in pages[path.parent.name]
    rows = {
        "statcan_noc2016v1_3-noc2021v1_0-eng": 585,
        "noc2021-v1.0-structure-en": 822,
        "eoi": 276,
        "express_entry": 184,
    }
    assert {name: found[name].rows for name in rows} == rows
    assert {source.gathered for source in found.values()} == {dt.date(2026, 11, 21), dt.date(2026, 11, 27)}


def test_verify_names_every_file() -> None:
    assert sorted(oinp_noc.verify()) == sorted(oinp_noc.data_files())


def test_it_works_from_a_zip(tmp_path: Path, package_copy: Path, fresh: Callable[..., Any]) -> None:
    archive = tmp_path / "oinp_noc.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in sorted(package_copy.rglob("*")):
            zipped.write(path, path.relative_to(package_copy.parent))
    shutil.rmtree(package_copy)
    code = """
import oinp_noc
files = oinp_noc.data_files()
answer = {
    "from": oinp_noc.__file__,
    "codes": oinp_noc.convert("2173").codes,
    "draws": len(oinp_noc.draws()),
    "verified": sorted(oinp_noc.verify()) == sorted(files),
    "read": all(file.read_bytes() and file.is_file() for file in files.values()),
    "text": files["noc-2021.json"].read_text("utf-8")[0],
}
"""
    found = fresh(code, archive)
    assert found.pop("from").startswith(str(archive))
    assert found == {
        "codes": ["21211", "21231"],
        "draws": len(oinp_noc.draws()),
        "verified": True,
        "read": True,
        "text": "[",
    }


def test_verify_names_all_damaged_files(package_copy: Path, fresh: Callable[..., Any]) -> None:
    damaged = ["draws.json", "noc-2006.json", "streams.json"]
    code = f"""
import pathlib
import oinp_noc
folder = pathlib.Path(oinp_noc.__path__[0]) / "data"
(folder / "draws.json").write_bytes((folder / "draws.json").read_bytes()[:-1])
(folder / "noc-2006.json").write_bytes(b"")
(folder / "streams.json").unlink()
try:
    oinp_noc.verify()
except oinp_noc.errors.DataError as error:
    answer = [name in str(error) for name in {damaged!r}] + ["noc-2021.json" in str(error)]
"""
    assert fresh(code, package_copy.parent) == [True, True, True, False]


def test_verify_compares_the_stronger_hash_too(package_copy: Path, fresh: Callable[..., Any], project: Path) -> None:
    code = """
import json, pathlib
from builder import package
import oinp_noc
folder = pathlib.Path(oinp_noc.__path__[0]) / "data"
described = json.loads((folder / "datapackage.json").read_bytes())
described.pop("crc32")
for row in described["resources"]:
    if row["name"] == "draws":
        row["hash"] = "sha256:" + "0" * 64
(folder / "datapackage.json").write_bytes(package.seal(described))
try:
    oinp_noc.verify()
except oinp_noc.errors.DataError as error:
    answer = str(error)
"""
    said = fresh(code, package_copy.parent, project / "tools")
    assert said == "draws.json is damaged: its SHA-256 is not the recorded one"


def test_a_damaged_file_is_named_at_run_time(monkeypatch: pytest.MonkeyPatch) -> None:
    read = _data._bytes  # noqa: SLF001 (the one place to damage what is read)

    def damaged(path: str) -> bytes:
        return read("nothing.json") if path == "streams.json" else read(path)[path == "draws.json" :]

    monkeypatch.setattr(_data, "_bytes", damaged)
    with pytest.raises(DataError) as caught:
        oinp_noc.verify()
    assert "draws.json is damaged: its CRC-32 is " in str(caught.value)
    assert "nothing.json is missing from the package's data" in str(caught.value)
    assert "noc-2021.json" not in str(caught.value)
    with pytest.raises(DataError) as one:
        _data.records("draws")
    assert one.value.value == "draws.json"


def test_the_stronger_hash_is_compared_at_run_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_data, "verified", lambda _path, _crc32: b"other bytes")
    monkeypatch.setattr(_provenance, "verified", _data.verified)
    with pytest.raises(DataError, match=r"noc-2021\.json is damaged: its SHA-256 is not the recorded one"):
        oinp_noc.verify()


def test_other_columns_than_the_library_knows_are_refused() -> None:
    with pytest.raises(DataError, match=r"noc-2021 has the columns .*: expected \['code'\]; reinstall"):
        _data.rows("noc-2021", "code")


def test_a_table_that_another_thread_built_first_is_not_built_again(monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    def build(key: str) -> str:
        built.append(key)
        return key

    get = _data.once(build)
    lock = _locks.FIRST_USE  # held between the two looks

    class Late:
        """A lock that is had only when somebody else was first."""

        def __enter__(self) -> None:
            monkeypatch.setattr(_data, "FIRST_USE", lock)
            get("x")

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(_data, "FIRST_USE", Late())
    assert get("x") == "x"
    assert built == ["x"]


def test_a_data_error_is_nothing_a_caller_brought_about() -> None:
    assert not issubclass(DataError, ValueError)
    assert issubclass(DataError, RuntimeError)


# A NOC 2031 of three unit groups: it takes the software groups of NOC 2021 over, splits one and merges two.
MADE_UP = """
import json, pathlib
from builder import package

folder = pathlib.Path(FOLDER) / "data"
whole = json.loads((folder / "datapackage.json").read_bytes())
tables = {}
for resource in whole["resources"]:
    records = json.loads((folder / resource["path"]).read_bytes())
    if isinstance(records[0], list):
        records = [dict(zip(records[0], row)) for row in records[1:]]
    tables[resource["name"]] = records

def group(code, level, parent, title, teer=None):
    return {"code": code, "level": level, "parent": parent, "title": title, "title_fr": None,
            "title_fr_status": None, "teer": teer, "skill_level": None}

units = [row["code"] for row in tables["noc-2021"] if row["level"] == "unit group"]
rows = [group("9", "broad category", None, "Everything"), group("91", "major group", "9", "Everything again")]
rows += [group("91" + code, "unit group", "91", "Was " + code, int(code[1])) for code in units if code != "21232"]
rows.append(group("9999999", "unit group", "91", "New", 5))
tables["noc-2031"] = sorted(rows, key=lambda row: row["code"])

def pair(source, target, successor=None):
    return {"source": source, "target": target, "changes": ["VC1"], "successor": successor, "publishers": ["statcan"]}

pairs = [pair(code, "91" + code) for code in units if code not in ("21231", "21232", "00010")]
pairs += [pair("21231", "9121231", True), pair("21231", "9999999", False)]
pairs += [pair("21232", "9121230"), pair("00010", "9100010", False), pair("00010", "9100011", False)]
tables["concordance-2021-2031"] = sorted(pairs, key=lambda row: (row["source"], row["target"]))

used = {table["name"]: [source["name"] for source in table["sources"]] for table in whole["resources"]}
package.write(folder, tables, whole["sources"], used, whole["created"])
"""

USED_MADE_UP = """
import oinp_noc
from oinp_noc import OccupationSet

def raised(work):
    try:
        work()
    except oinp_noc.errors.OinpNocError as error:
        return [type(error).__name__, str(error)]

split = oinp_noc.convert("21231", version="2021", to="2031")
ended = oinp_noc.convert("00010", version="2021", to="2031")
chain = oinp_noc.convert("2173", version="2016", to="2031")
group = oinp_noc.lookup("9121231", version="2031")
found = oinp_noc.overlap(OccupationSet(["2173"], "2016"), OccupationSet(["9121231"], "2031"))
answer = {
    "versions": oinp_noc.versions(),
    "levels": oinp_noc.classification("2031").levels,
    "size": len(oinp_noc.classification("2031")),
    "group": [repr(group), group.teer, [above.code for above in group.ancestors]],
    "parsed": oinp_noc.parse_code(" noc: 9121231 ", version="2031"),
    "split": [split.codes, split.status, split.successor.code],
    "ended": [ended.codes, ended.status, ended.successor],
    "back": oinp_noc.convert("9121230", version="2031", to="2021").codes,
    "chain": [chain.codes, chain.status, chain.successor.code, all(pair.is_derived for pair in chain.pairs)],
    "far": oinp_noc.convert("0011", version="2006", to="2031").codes,
    "identified": [[group.version, group.level] for group in oinp_noc.identify("91")],
    "everything": len(OccupationSet.everything("2031")),
    "under": len(OccupationSet.under("91", version="2031")),
    "where": len(OccupationSet.where(teer=5, version="2031")),
    "converted": OccupationSet(["2173"], "2016").convert("2031", keep="any").codes,
    "overlap": [found.left.partial.codes, found.right.whole.codes],
    "selected": len(oinp_noc.draws().select(occupation="9121231", version="2031")),
    "selected now": len(oinp_noc.draws().select(occupation="21231", version="2021")),
    "unchanged": [oinp_noc.lookup("21231").version, oinp_noc.convert("2173").to],
    "too short": raised(lambda: oinp_noc.lookup("x", version="2031")),
    "of another version": raised(lambda: oinp_noc.lookup("21231", version="2031")),
    "of none": raised(lambda: oinp_noc.lookup("21231", version="2041")),
    "verified": "noc-2031.json" in oinp_noc.verify(),
}
"""


def test_a_new_version_is_added_by_files_alone(package_copy: Path, fresh: Callable[..., Any], project: Path) -> None:
    made = f"FOLDER = {str(package_copy)!r}\n{MADE_UP}\nanswer = len(rows)"
    assert fresh(made, project / "tools") == 518
    found = fresh(USED_MADE_UP, package_copy.parent)
    assert found.pop("selected") == found.pop("selected now") > 0
    said = found["of another version"].pop(1)
    assert said.startswith("21231 is a unit group of NOC 2021: expected a unit group of NOC 2031; ")
    found["of another version"].append(said.rpartition("; ")[2])
    versions = sorted({*oinp_noc.versions(), "2031"})
    quoted = [f'"{version}"' for version in versions]
    assert found == {
        "versions": versions,
        "levels": ["broad category", "major group", "unit group"],
        "size": 518,
        "group": ["<Group 9121231 (NOC 2031 unit group): Was 21231>", 1, ["91", "9"]],
        "parsed": "9121231",
        "split": [["9121231", "9999999"], "continued", "9121231"],
        "ended": [["9100010", "9100011"], "expired", None],
        "back": ["21230", "21232"],
        "chain": [["9121211", "9121231", "9999999"], "unrecorded", "9121231", True],
        "far": ["9100010", "9100011"],
        "identified": [["2031", "major group"]],
        "everything": 516,
        "under": 516,
        "where": 46,
        "converted": ["9121211", "9121231", "9999999"],
        "overlap": [["2173"], ["9121231"]],
        "unchanged": ["2021", "2021"],
        "too short": ["InvalidCodeError", "'x' is not a code: expected the 7 digits of a unit group of NOC 2031"],
        "of another version": [
            "UnknownCodeError",
            'convert("21231", version="2021", to="2031") converts it from NOC 2021',
        ],
        "of none": [
            "UnknownVersionError",
            f"'2041' is not a NOC version: expected {', '.join(quoted[:-1])} and {quoted[-1]}, as text",
        ],
        "verified": True,
    }


def test_no_module_branches_on_the_name_of_a_version(project: Path) -> None:
    names = set(oinp_noc.versions()) | {"2026"}
    for module in sorted((project / "src/oinp_noc").glob("*.py")):
        tree = ast.parse(module.read_text("utf-8"))
        defaults = {
            id(default)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for default in [*node.args.defaults, *node.args.kw_defaults]
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in names and type(node.value) is str:
                assert id(node) in defaults, f"{module.name}, line {node.lineno}"
            assert not (isinstance(node, ast.Constant) and node.value in {2006, 2011, 2016, 2021, 2026})


@pytest.mark.parametrize("damaged", [b"", b"{}", b'{\n"name": "oinp-noc",\n"crc32": "00000000"\n}\n'])
def test_a_damaged_description_is_refused(monkeypatch: pytest.MonkeyPatch, damaged: bytes) -> None:
    monkeypatch.setattr(_data, "_bytes", lambda _: damaged)
    with pytest.raises(DataError, match="it does not end in the checksum of what it says"):
        _data.read_package()


@pytest.mark.parametrize("of", [2, None, "1"])
def test_a_description_of_another_format_is_refused(monkeypatch: pytest.MonkeyPatch, of: object) -> None:
    says = {key: value for key, value in described().items() if key != "crc32"}
    sealed = package.seal({**says, "format": of})
    monkeypatch.setattr(_data, "_bytes", lambda _: sealed)
    with pytest.raises(DataError, match=rf"is of the format {of}, expected 1: another version; reinstall oinp-noc"):
        _data.read_package()


def test_the_first_conversion_reads_what_it_needs_and_no_more(fresh: Callable[..., Any]) -> None:
    code = """
from oinp_noc import _data
read, records = [], _data.records
_data.records = lambda name: (read.append(name), records(name))[1]
import oinp_noc
oinp_noc.convert("2173")
answer = sorted(read)
"""
    assert fresh(code) == ["concordance-2016-2021", "noc-2016", "noc-2021"]
