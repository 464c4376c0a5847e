"""The packaged files: JSON with one record a line, their schemas, and the data package that describes them.

``write`` is also what a test uses to add a made-up version: whatever stands in the tables is described.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any

import attrs

from builder.schemas import schemas
from builder.values import values
from oinp_noc._data import FORMAT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from builder.sources import Sources

Row = dict[str, Any]

STATCAN_LICENCE_URL = "https://www.statcan.gc.ca/en/terms-conditions/open-licence"

TITLES = {
    "noc": "NOC {0}: groups of every known level, with titles",
    "concordance": "Concordance of NOC {0} and NOC {1}: pairs of unit groups",
    "draws": "Draws of the Ontario Immigrant Nominee Program",
    "occupation": "Occupation groups, in editions",
    "streams": "Streams of the Ontario Immigrant Nominee Program",
    "totals": "Numbers of invitations that pages print for a time, which the draws are compared with",
    "explanations": "Why findings of quality control in these tables are known",
    "notice": "What the reader of notices knows: {0}",
    "titles": "NOC {0}, {1}: the example titles of each unit group, those that illustrate it first",
    "title-index": "NOC {0}, {1}: the titles of each unit group, folded, a character for each word (generated)",
    "title-words": "NOC {0}, {1}: the words of the index, their other genders, and words near them (generated)",
}

FIELD_TYPES = {
    "draws.date": "date",
    "draws.profiles_from": "date",
    "draws.profiles_to": "date",
    "totals.since": "date",
    "totals.until": "date",
    "streams.opened": "date",
    "streams.closed": "date",
}

JSON_TYPES = {str: "string", int: "integer", bool: "boolean", list: "array", dict: "object"}


# Tables of flat records are rows of cells under a heading, half the size of objects and half the time to read.
FLAT = ("noc", "concordance")


def render(name: str, rows: Sequence[Row]) -> bytes:
    """Render a table as a JSON array with one record a line: an object or, in flat tables, a row under a heading."""
    records: list[Any] = [list(rows[0]), *(list(row.values()) for row in rows)] if _is_flat(name) else list(rows)
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def write(  # noqa: PLR0913 (what a description says)
    folder: Path,
    tables: Mapping[str, Sequence[Row]],
    sources: Sequence[Row],
    used: Mapping[str, Sequence[str]],
    day: str,
    *,
    versions: Sequence[Row] = (),
) -> None:
    """Write the tables, their schemas and ``datapackage.json``; ``used`` names the sources of each table."""
    (folder / "schemas").mkdir(parents=True, exist_ok=True)
    titles = {source["name"]: source["title"] for source in sources}
    resources = []
    for name, rows in sorted(tables.items()):
        content = render(name, rows)
        (folder / f"{name}.json").write_bytes(content)
        named = [{"name": source, "title": titles[source]} for source in used.get(name, ())]
        resources.append(_resource(name, rows, content, named))
    described = []
    for name, content in {**schemas(tables), **values()}.items():
        (folder / "schemas" / name).write_bytes(content)
        described.append({"path": f"schemas/{name}", **_sums(content)})
    package = {
        "name": "oinp-noc",
        "title": "The National Occupational Classification of Canada and the draws of the OINP",
        "format": FORMAT,
        "created": f"{day}T00:00:00Z",
        "licenses": [{"title": "Statistics Canada Open Licence", "path": STATCAN_LICENCE_URL}],
        "sources": list(sources),
        "versions": list(versions),
        "resources": resources,
        "schemas": described,
    }
    (folder / "datapackage.json").write_bytes(seal(package))


def provenance(sources: Sources) -> list[Row]:
    """Lay out what is known of every table that facts were taken from, by name."""
    rows = (attrs.asdict(entry.value) for entry in sources.read_from)
    kept = ({key: value for key, value in row.items() if key != "tables"} for row in rows)
    return sorted(({**row, "gathered": str(row["gathered"])} for row in kept), key=lambda row: str(row["name"]))


def versions(sources: Sources) -> list[Row]:
    """Lay out what is known of every NOC version: its edition, and the first day on which the program used it."""
    found = (entry.value for _, entry in sorted(sources.versions.items()))
    return [{"name": each.id, "edition": each.edition, "since": _day(each.in_force)} for each in found]


def _day(day: dt.date | None) -> str | None:
    return None if day is None else str(day)


def seal(package: Mapping[str, Any]) -> bytes:
    """Render the description with a checksum of everything before it as the last entry."""
    lines = ["{"]
    for key, value in package.items():
        if isinstance(value, list):
            entries = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in value)
            lines.append(f"{json.dumps(key)}: [\n{entries}\n],")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},")
    content = ("\n".join(lines) + "\n").encode()
    return content + f'"crc32": "{zlib.crc32(content):08x}"\n}}\n'.encode()


def _resource(name: str, rows: Sequence[Row], content: bytes, sources: Sequence[Row]) -> Row:
    kind = next(kind for kind in sorted(TITLES, reverse=True) if name.startswith(kind))
    return {
        "name": name,
        "title": TITLES[kind].format(*name.removeprefix(f"{kind}-").split("-")),
        "path": f"{name}.json",
        "profile": "tabular-data-resource",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        **_sums(content),
        "rows": len(rows),
        "sources": sources,
        "schema": {"fields": [_field(name, key, rows) for key in rows[0]]},
    }


def _sums(content: bytes) -> Row:
    return {
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "crc32": f"{zlib.crc32(content):08x}",
    }


def _is_flat(name: str) -> bool:
    return name.partition("-")[0] in FLAT


def _field(table: str, key: str, rows: Sequence[Row]) -> Row:
    types = {JSON_TYPES[type(row[key])] for row in rows if row[key] is not None} or {"string"}
    (json_type,) = types
    return {"name": key, "type": FIELD_TYPES.get(f"{table}.{key}", json_type)}
