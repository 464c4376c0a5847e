"""Every packaged file, damaged in every way: its first use and `verify` name it, and nothing is ever an answer."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CATALOGUE = "locale/fr/LC_MESSAGES/oinp_noc.mo"
DAMAGES = (
    "missing",
    "empty",
    "truncated",
    "one bit flipped in the first byte",
    "one bit flipped in the middle",
    "one bit flipped near the end",
    "swapped",
    "newer",
)

# One interpreter imports everything and reads nothing. Each case damages one file of a copy of the package, and a child
# makes the first use of that file.
DAMAGE = """
import json, os, zlib
from pathlib import Path

import oinp_noc
from oinp_noc import _data

for name in oinp_noc.__all__:
    if name != "DATA_LAST_UPDATED":
        getattr(oinp_noc, name)
from oinp_noc import _answers, frames, qc
from oinp_noc._answers import plain
from oinp_noc._titles import search

PACKAGE = Path(oinp_noc.__path__[0])
assert str(PACKAGE).startswith(FOLDER), PACKAGE


def use(path):
    name = Path(path).stem
    kind, _, rest = name.partition("-")
    if path.endswith(".mo"):
        return oinp_noc.label("unit group", lang="fr")
    if path.startswith("data/schemas/"):
        return oinp_noc.verify()  # nothing but people reads them
    if kind == "noc":
        return oinp_noc.classification(rest)["0"]
    if kind == "concordance":
        return oinp_noc.concordance(*rest.split("-"), publisher=None).pairs
    if kind == "notice":
        return oinp_noc.parse_notice("On May 9, 2023, Ontario invited 752 candidates, targeting health occupations.")
    if kind == "titles":
        version, lang = rest.split("-")
        return oinp_noc.example_titles(oinp_noc.classification(version).unit_groups[0].code, version, lang)
    if kind == "title":
        _, version, lang = rest.split("-")
        return oinp_noc.search("nurse", version=version, lang=lang)
    return {
        "datapackage": oinp_noc.versions,
        "draws": oinp_noc.draws,
        "explanations": oinp_noc.qc.concordance,
        "occupation-groups": oinp_noc.occupation_groups,
        "streams": oinp_noc.streams,
        "totals": oinp_noc.qc.totals,
    }[name]()


def said_by(call):
    try:
        call()
    except oinp_noc.errors.DataError as error:
        value = error.value if isinstance(error.value, tuple) else (error.value,)
        return ["DataError", list(value), str(error)]
    except BaseException as error:
        return [type(error).__name__, [], str(error)]
    return ["an answer", [], ""]


def outcome(path):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps([*said_by(lambda: use(path)), *said_by(oinp_noc.verify)]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = json.loads(pipe.read())
    os.waitpid(child, 0)
    return said


def flipped(whole, place):
    return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]


def newer(path, whole):
    if path.endswith(".mo"):
        return whole[:4] + bytes([1]) + whole[5:]
    if path == "data/datapackage.json":
        body = whole.rpartition(b'"crc32": "')[0].replace(b'"format": 1', b'"format": 2')
        return body + b'"crc32": "' + f"{zlib.crc32(body):08x}".encode() + b'"\\n}\\n'
    return whole.replace(b'"code"', b'"new", "code"', 1) if b'"code"' in whole else whole.rstrip() + b"\\n "


def damages(path, whole, other):
    yield "missing", None
    yield "empty", b""
    yield "truncated", whole[: len(whole) // 2]
    yield "one bit flipped in the first byte", flipped(whole, 0)
    yield "one bit flipped in the middle", flipped(whole, len(whole) // 2)
    yield "one bit flipped near the end", flipped(whole, len(whole) - 20)
    yield "swapped", other
    yield "newer", newer(path, whole)


paths = sorted(f"data/{path}" for path in oinp_noc.data_files()) + ["locale/fr/LC_MESSAGES/oinp_noc.mo"]
# The line above read the description: each child begins without it.
for cell in _data.package.__closure__:
    if isinstance(cell.cell_contents, dict):
        cell.cell_contents.clear()

answer = []
for place, path in enumerate(paths):
    file, whole = PACKAGE / path, (PACKAGE / path).read_bytes()
    answer.append([path, "whole", *outcome(path)])
    for damage, content in damages(path, whole, (PACKAGE / paths[place - 1]).read_bytes()):
        if content is None:
            file.unlink()
        else:
            assert content != whole
            file.write_bytes(content)
        answer.append([path, damage, *outcome(path)])
    file.write_bytes(whole)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
def test_every_damaged_file_is_named_and_never_an_answer(package_copy: Path, fresh: Callable[..., Any]) -> None:
    outcomes = fresh(f"FOLDER = {str(package_copy.parent)!r}\n{DAMAGE}", package_copy.parent)
    files = [f"data/{path}" for path in oinp_noc.data_files()] + [CATALOGUE]
    assert Counter(path for path, *_ in outcomes) == Counter(files * (1 + len(DAMAGES)))
    assert {damage for _, damage, *_ in outcomes} == {"whole", *DAMAGES}
    for path, damage, name, value, said, of_verify, named, told in outcomes:
        short = path.partition("/")[2]
        if damage == "whole":
            assert (name, of_verify) == ("an answer", "an answer"), (path, said, told)
            continue
        assert (name, value) == ("DataError", [short]), (path, damage, said)
        assert said.startswith(f"{short} is "), (path, damage)
        assert "; reinstall oinp-noc" in said
        if path == CATALOGUE:  # it is no data: its first use is what looks at it
            assert of_verify == "an answer"
        else:
            assert (of_verify, named) == ("DataError", [short]), (path, damage)
            assert told.startswith(f"{short} is ")
