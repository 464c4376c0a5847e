"""JSON Schemas (draft 2020-12) of the packaged tables: what a file of a user's own has to look like.

They follow the tables: the NOC versions, the number of digits of their unit groups and the ids of the streams are
read from these, so that a new version needs no new schema.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]
Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"type": "array", "items": TEXT}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SLUG: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
DATE: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
SLUGS: Schema = {"type": "array", "items": SLUG}
CONFIDENCES = ("high", "medium", "low")
# A code of any version and level; 01-05 and 07-09 are major groups.
GROUP_CODE: Schema = {"type": "string", "pattern": "^([0-9]{1,7}|[0-9]{2}-[0-9]{2})$"}
CODES: Schema = {
    "type": "array",
    "items": {"type": "string", "pattern": "^[0-9]+$"},
    "minItems": 1,
    "uniqueItems": True,
}

# There are occupations where, and only where, they are listed.
_LISTED: Schema = {
    "if": {"properties": {"listing": {"const": "listed"}}},
    "then": {"properties": {"occupations": {"type": "array"}}, "required": ["occupations"]},
    "else": {"properties": {"occupations": {"type": "null"}}},
}


def schemas(tables: Mapping[str, Sequence[Row]]) -> dict[str, bytes]:
    """Make the schema of each kind of table, by file name."""
    digits = _digits(tables)
    streams = [row["id"] for row in tables["streams"]]
    made = {
        "noc": _flat("Groups of one NOC version, as rows under a heading", tables, "noc-", _group()),
        "concordance": _flat("Pairs of two NOC versions, as rows under a heading", tables, "concordance-", _pair()),
        "draws": _draws(digits, streams),
        "totals": _list("Printed totals of invitations", _total(streams)),
        "explanations": _list("Why findings of quality control are known", _explanation()),
        "streams": _list("Streams", _stream(digits)),
        "occupation-groups": _list("Occupation groups, in editions", _occupation_group(digits, streams)),
        "titles": _list("Example titles of one NOC version in one language, by unit group", _titles()),
        "title-index": _list("The same titles folded, a character for each word", _title_index()),
        "title-words": _list("The words of that index, by initial", _title_words()),
        "notice-words": _list("The words of announcements: a meaning, and how it is said", _notice_word()),
        "notice-targets": _list("What each target text of the draws means", _notice_target()),
    }
    return {f"{name}.schema.json": _render(schema) for name, schema in made.items()}


def _render(schema: Schema) -> bytes:
    return (json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n").encode()


def _digits(tables: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """Count the digits of each version's unit groups."""
    return {
        name.removeprefix("noc-"): max(len(row["code"]) for row in rows if row["level"] == "unit group")
        for name, rows in sorted(tables.items())
        if name.startswith("noc-")
    }


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _choice(*values: object) -> Schema:
    return {"enum": list(values)}


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None, **more: object) -> Schema:
    """Describe an object of these fields and no others."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


def _list(title: str, of: Schema) -> Schema:
    return {"title": title, "type": "array", "items": of}


def _flat(title: str, tables: Mapping[str, Sequence[Row]], prefix: str, columns: Mapping[str, Schema]) -> Schema:
    """Describe a table of rows whose first is the heading."""
    for name, rows in tables.items():
        if name.startswith(prefix) and list(rows[0]) != list(columns):
            message = f"the schema of {prefix}* has the columns {list(columns)}, {name} has {list(rows[0])}"
            raise ValueError(message)
    row = {"prefixItems": list(columns.values()), "minItems": len(columns), "maxItems": len(columns)}
    heading = {"const": list(columns)}
    return {"title": title, "type": "array", "prefixItems": [heading], "items": {"type": "array", **row}, "minItems": 1}


def _group() -> dict[str, Schema]:
    return {
        "code": GROUP_CODE,
        "level": _choice("broad category", "major group", "sub-major group", "minor group", "unit group"),
        "parent": _or_null(GROUP_CODE),
        "title": TEXT,
        "title_fr": _or_null(TEXT),
        "title_fr_status": _choice("official", "reconstructed", "inferred", None),
        "teer": _choice(0, 1, 2, 3, 4, 5, None),
        "skill_level": _choice("0", "A", "B", "C", "D", None),
    }


def _pair() -> dict[str, Schema]:
    unit = {"type": "string", "pattern": "^[0-9]+$"}
    return {
        "source": unit,
        "target": unit,
        "changes": TEXTS,
        "successor": {"type": ["boolean", "null"]},
        "publishers": {**TEXTS, "minItems": 1},
    }


def _titles() -> Schema:
    return _object({"code": GROUP_CODE, "illustrative": COUNT, "titles": {**TEXTS, "minItems": 1}})


def _title_index() -> Schema:
    return _object({"code": GROUP_CODE, "titles": TEXT, "also": {"type": "array", "items": COUNT}})


def _title_words() -> Schema:
    words: Schema = {"type": "string"}
    by_word: Schema = {"type": "object", "additionalProperties": words}
    return _object(
        {
            "initial": TEXT,
            "words": words,
            "heads": words,
            "forms": by_word,
            "everyday": by_word,
            "elsewhere": by_word,
            "alike": by_word,
        }
    )


def _notice_word() -> Schema:
    words: Schema = {"type": "array", "items": {"type": "string"}}
    return _object({"class": TEXT, "value": {"type": "string"}, "en": words, "fr": words})


def _notice_target() -> Schema:
    criteria = {name: _or_null(TEXT) for name in ("region", "program", "language", "experience")}
    flag = {"type": ["boolean", "null"]}
    return _object({"target": TEXT, "slug": SLUG, "labels": TEXTS, **criteria, "job_offer": flag})


def _codes_of(digits: Mapping[str, int], *fields: str) -> list[Schema]:
    """Tie the shape of codes to the version beside them."""
    return [
        {
            "if": {"properties": {"version": {"const": version}}},
            "then": {
                "properties": {field: {"items": {"pattern": f"^[0-9]{{{count}}}$"}} for field in fields},
            },
        }
        for version, count in digits.items()
    ]


def _when(field: str, value: str, then: Mapping[str, Schema]) -> Schema:
    return {"if": {"properties": {field: {"const": value}}}, "then": {"properties": dict(then)}}


def _draws(digits: Mapping[str, int], streams: Sequence[str]) -> Schema:
    """Describe a list of draws in the packaged streams, or an object that declares streams of the user's own."""
    title = "Draws: what `DrawHistory.load` reads and `DrawHistory.dump` writes"
    file = _object({"draws": {"type": "array", "items": _draw(digits, SLUG)}}, {"streams": SLUGS})
    return {**_list(title, _draw(digits, _choice(*streams))), **file, "type": ["array", "object"]}


def _draw(digits: Mapping[str, int], stream: Schema) -> Schema:
    score = _object({"min": COUNT, "max": _or_null(COUNT), "scale": _choice("EOI", "CRS")})
    required = {
        "id": TEXT,
        "date": DATE,
        "stream": stream,
        "kind": _choice("general", "targeted"),
        "version": _choice(*digits),
        "listing": _choice("listed", "none", "unknown"),
    }
    optional = {
        "target": _or_null(TEXT),
        "labels": SLUGS,
        "labels_contradicted": FLAG,
        "region": _or_null(TEXT),
        "program": _or_null(TEXT),
        "language": _or_null(TEXT),
        "experience": _or_null(TEXT),
        "job_offer": {"type": ["boolean", "null"]},
        "invitations": _or_null(COUNT),
        "score": _or_null(score),
        "profiles_from": _or_null(DATE),
        "profiles_to": _or_null(DATE),
        "occupations": _or_null(CODES),
        "known_occupations": _or_null(CODES),
        "outside_gta": _or_null(CODES),
        "as_published": {"type": "array", "items": {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}},
        "confidence": _choice(*CONFIDENCES),
        "note": _or_null(TEXT),
        "sources": TEXTS,
    }
    codes = _codes_of(digits, "occupations", "known_occupations", "outside_gta")
    return _object(required, optional, allOf=[_LISTED, *codes])


def _stream(digits: Mapping[str, int]) -> Schema:
    eligibility = _object(
        {
            "since": _or_null(DATE),
            "until": _or_null(DATE),
            "version": _choice(*digits),
            "rule": _choice("everyone", "TEER", "skill level", "group", "unknown"),
            "values": {"type": "array"},
            "source": TEXT,
        },
        allOf=[
            _when("rule", "everyone", {"values": {"maxItems": 0}}),
            _when("rule", "unknown", {"values": {"maxItems": 0}}),
            _when("rule", "TEER", {"values": {"minItems": 1, "items": {"type": "integer", "minimum": 0}}}),
            _when("rule", "skill level", {"values": {"minItems": 1, "items": TEXT}}),
            _when("rule", "group", {"values": {"minItems": 1, "maxItems": 1, "items": SLUG}}),
        ],
    )
    window = _object(
        {
            "who": _choice("employer", "applicant"),
            "days": {"type": "integer", "minimum": 1},
            "since": _or_null(DATE),
            "source": TEXT,
        }
    )
    fixed_day = _object(
        {"date": DATE, "who": _choice("employer", "applicant", None), "until": DATE, "source": TEXT},
    )
    limit = _object(
        {
            "what": TEXT,
            "amount": {"type": "integer", "minimum": 1},
            "unit": _choice("days", "months"),
            "after": TEXT,
            "since": _or_null(DATE),
            "source": TEXT,
        }
    )
    note = _object({"text": TEXT, "text_fr": _or_null(TEXT), "sources": {**TEXTS, "minItems": 1}})
    return _object(
        {
            "id": SLUG,
            "name": TEXT,
            "name_fr": _or_null(TEXT),
            "category": _or_null(TEXT),
            "intake": _choice("EOI", "Express Entry"),
            "scale": _choice("EOI", "CRS"),
            "opened": _or_null(DATE),
            "closed": _or_null(DATE),
            "successor": _or_null(SLUG),
            "sources": {**TEXTS, "minItems": 1},
            "eligibility": {"type": "array", "items": eligibility},
            "windows": {"type": "array", "items": window},
            "fixed_days": {"type": "array", "items": fixed_day},
            "limits": {"type": "array", "items": limit},
            "factors": TEXTS,
            "factors_source": _or_null(TEXT),
            "grid": _or_null(_grid()),
            "notes": {"type": "array", "items": note},
            "searched_until": _or_null(DATE),
            "searched_sources": TEXTS,
            "gaps": {"type": "array", "items": note},
        }
    )


def _total(streams: Sequence[str]) -> Schema:
    named = {"type": "array", "items": _choice(*streams), "minItems": 1, "uniqueItems": True}
    region = _or_null(TEXT)
    days = {"since": DATE, "until": DATE}
    return _object({"streams": named, **days, "invitations": COUNT, "source": TEXT, "region": region})


def _explanation() -> Schema:
    figures = _or_null({"type": "array", "items": COUNT, "minItems": 1})
    texts = dict.fromkeys(("text", "text_fr", "source"), TEXT)
    return _object({"table": TEXT, "kind": TEXT, "places": TEXTS, "figures": figures, **texts})


def _grid() -> Schema:
    level = _object({"level": TEXT, "points": COUNT})
    levels = {"type": "array", "items": level, "minItems": 1}
    factor = _object({"name": TEXT, "levels": levels, "note": _or_null(TEXT)})
    factors = {"type": "array", "items": factor, "minItems": 1}
    section = _object({"name": TEXT, "points": COUNT, "factors": factors})
    sections = {"type": "array", "items": section, "minItems": 1}
    sources = {**TEXTS, "minItems": 1}
    return _object({"published": DATE, "sections": sections, "note": _or_null(TEXT), "sources": sources})


def _occupation_group(digits: Mapping[str, int], streams: Sequence[str]) -> Schema:
    edition = _object(
        {
            "version": _choice(*digits, None),
            "listing": _choice("listed", "none", "unknown"),
            "confidence": _choice(*CONFIDENCES, None),
            "note": _or_null(TEXT),
            "occupations": _or_null(CODES),
            "parts": {"type": "array", "items": _object({"name": TEXT, "occupations": CODES})},
            "spans": {
                "type": "array",
                "items": _object({"since": DATE, "until": _or_null(DATE), "stream": _choice(*streams, None)}),
                "minItems": 1,
            },
            "draws": TEXTS,
            "sources": TEXTS,
        },
        allOf=[
            _LISTED,
            *_codes_of(digits, "occupations"),
        ],
    )
    return _object({"id": SLUG, "title": TEXT, "editions": {"type": "array", "items": edition, "minItems": 1}})
