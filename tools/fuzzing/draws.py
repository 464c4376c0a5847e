"""Screening, plain forms of values, and files of draws."""

from __future__ import annotations

import copy
import json
import math
import pickle
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import oinp_noc
from fuzzing import inputs
from fuzzing.checks import Target, law, tried
from oinp_noc.errors import DrawFileError, InvalidArgumentError, InvalidCodeError, OinpNocError, UnknownCodeError

if TYPE_CHECKING:
    from random import Random

CRITERIA = {
    "region": ("northern", "eastern", "central", "southwestern", "gta", "Greater Sudbury"),
    "program": ("empp", "regional-pilot", "redi"),
    "language": ("French",),
    "experience": ("Canadian", "foreign"),
}
SHORT = inputs.HISTORY.select(since="2022-01-01", until="2024-12-31")
DRAWS = list(inputs.HISTORY.select(until="2024-12-31"))
RECORDS = [draw.to_dict() for draw in DRAWS]
MOST_FAULTS = 1001  # a thousand, and the word that there are more
FOLDER = tempfile.TemporaryDirectory(prefix="oinp-noc-fuzz-")


def _screening(chance: Random) -> dict[str, Any]:
    odd = 0.02
    version = chance.choice(("2016", "2021", "2021"))
    made: dict[str, Any] = {
        "code": inputs.anything(chance) if chance.random() < odd else inputs.code(chance, version),
        "version": inputs.version(chance, odd / 2) if chance.random() < 0.1 else version,
        "stream": inputs.anything(chance) if chance.random() < odd else chance.choice(inputs.STREAMS),
    }
    if chance.random() < 0.6:
        numbers = (chance.randrange(600), chance.randrange(1300), float(chance.randrange(500)))
        hostile = (10**5000, -1, math.nan, math.inf, True, "450", {"skilled-trades": 400}, {"x": 1}, 2**63, None, 1e308)
        made["score"] = chance.choice(hostile) if chance.random() < 0.05 else chance.choice(numbers)
    for name, values in CRITERIA.items():
        if chance.random() < 0.4:
            made[name] = inputs.anything(chance) if chance.random() < odd else chance.choice(values)
    return made


def _check_screening(given: dict[str, Any]) -> None:
    full = tried(SHORT.screen, **given)
    if isinstance(full, OinpNocError):
        law(isinstance(full, ValueError | KeyError), "a refused argument is an error of the documented kinds", full)
        return
    law(all(found.reasons for found in full), "every verdict has a reason", full)
    law(all(found.verdict in ("yes", "no", "cannot tell") for found in full), "a verdict is one of three", full)
    for left_out in ("score", *CRITERIA):
        if given.get(left_out) is None:
            continue
        less = SHORT.screen(**{name: value for name, value in given.items() if name != left_out})
        law(len(less) == len(full), "each draw is answered", less)
        for one, other in zip(full, less, strict=True):
            # What was left out is unknown: knowing less never turns a yes into a no, or a no into a yes.
            right = other.verdict in (one.verdict, "cannot tell")
            law(right, f"without {left_out} the verdict is the same or in doubt", one, other)


# Files.


def _file(chance: Random) -> bytes:
    records = [copy.copy(chance.choice(RECORDS)) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
    for record in records:
        for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
            name = chance.choice(list(record))
            match chance.randrange(6):
                case 0:
                    record.pop(name, None)
                case 1:
                    record[name] = chance.choice(RECORDS)[chance.choice(list(RECORDS[0]))]
                case 2:
                    record[name] = _plain(chance)
                case 3:
                    record[inputs.text(chance)] = _plain(chance)
                case 4:
                    record[name] = [record.get(name)] * chance.choice((1, 2, 50))
                case _:
                    record[name] = _changed(chance, record.get(name))
    whole: Any = records
    kind = chance.random()
    if kind < 0.2:
        whole = {"draws": records, "streams": _plain(chance) if chance.random() < 0.5 else ["own-stream"]}
    elif kind < 0.25:
        whole = _plain(chance)
    elif kind < 0.26:
        whole = [{"occupations": [0] * 20_000}, *[0] * 2000]
    content = json.dumps(whole, ensure_ascii=chance.random() < 0.5, default=str).encode(errors="surrogatepass")
    if chance.random() < 0.1:
        place = chance.randrange(len(content) + 1)
        content = chance.choice(
            (
                content[:place],
                content[:place] + b"\xff" + content[place:],
                content[:place] + content[place + 1 :],
                b"\xef\xbb\xbf" + content,
                content.replace(b'"id"', b'"id": 1, "id"'),
                b"[" * 5000,
                content * 2,
            )
        )
    return content


def _plain(chance: Random) -> Any:
    match chance.randrange(8):
        case 0:
            return None
        case 1:
            return chance.choice((True, False))
        case 2:
            return chance.choice((0, -1, 2173, 1.5, 10**400, 1e400, math.nan, 2**63))
        case 3:
            return [_plain(chance) for _ in range(chance.randrange(3))]
        case 4:
            return {inputs.text(chance): _plain(chance)}
        case 5:
            return chance.choice(("2023-02-30", "2023-05-09", "0000-01-01", "2023-05-09T00:00", "20230509"))
        case _:
            return inputs.text(chance)


def _changed(chance: Random, value: Any) -> Any:
    if isinstance(value, str):
        return inputs.mutated(chance, value)
    if isinstance(value, list):
        return [*value, inputs.text(chance)] if chance.random() < 0.5 else value[::-1]
    if isinstance(value, dict) and value:
        return {**value, chance.choice(list(value)): _plain(chance)}
    return _plain(chance)


def _check_file(given: bytes) -> None:
    path = Path(FOLDER.name) / "draws.json"
    path.write_bytes(given)
    found = tried(oinp_noc.DrawHistory.load, path)
    law(path.read_bytes() == given, "reading a file leaves it as it is")
    if isinstance(found, OinpNocError):
        law(isinstance(found, DrawFileError), "a file that is refused", found)
        law(1 <= len(found.candidates) <= MOST_FAULTS, "the faults are told, and bounded", len(found.candidates))
        law(found.value == path, "the error has the path", found.value)
        return
    found.dump(path)
    law(oinp_noc.DrawHistory.load(path) == found, "what was dumped is loaded", found)
    again = path.read_bytes()
    found.dump(path)
    law(path.read_bytes() == again, "a dump is the same twice")
    for draw in found:
        law(oinp_noc.Draw.from_dict(draw.to_dict()) == draw, "a draw is its plain form", draw)
        law(pickle.loads(pickle.dumps(draw)) == draw, "a draw is its pickle", draw)  # noqa: S301 (our own)


# Plain forms of every kind of value.


def _values() -> list[Any]:
    group, conversion = oinp_noc.lookup("21231"), oinp_noc.convert("2173")
    tech = oinp_noc.OccupationSet(["2173", "2174"], "2016")
    return [
        *(group, conversion, *conversion.pairs, tech, oinp_noc.overlap(tech, tech.convert("2021", keep="any"))),
        *(DRAWS[0], DRAWS[-1], oinp_noc.Score(400, 450, "CRS"), oinp_noc.stream("skilled-trades")),
        *(oinp_noc.occupation_group("tech"), SHORT.screen("21231")[0], SHORT.frequency(), SHORT.summary()),
        *(oinp_noc.search("software engineer"), oinp_noc.repair_code("213", "2016")),
    ]


VALUES = [(type(value), value.to_dict()) for value in _values() if hasattr(type(value), "from_dict")]


def _record(chance: Random) -> tuple[type, Any]:
    kind, record = chance.choice(VALUES)
    record = copy.deepcopy(record)
    place = record
    for _ in range(chance.randrange(4)):  # somewhere below
        below = list(place.values()) if isinstance(place, dict) else place
        place = chance.choice([each for each in below if isinstance(each, dict | list)] or [place])
    for _ in range(chance.choice((0, 1, 1, 2))):
        if isinstance(place, dict) and place:
            name = chance.choice(list(place))
            if chance.random() < 0.3:
                del place[name]
            else:
                place[name] = _changed(chance, place[name]) if chance.random() < 0.5 else _plain(chance)
        elif isinstance(place, list):
            place.append(_plain(chance))
    return kind, record if chance.random() < 0.97 else inputs.anything(chance, 0.5)


def _check_record(given: tuple[Any, Any]) -> None:
    kind, record = given
    before = _copy(record)
    found = tried(kind.from_dict, record)
    law(before is None or repr(record) == before, "a record is left as it is", record)
    if isinstance(found, OinpNocError):
        documented = (InvalidArgumentError, InvalidCodeError, UnknownCodeError, DrawFileError, ValueError, KeyError)
        law(isinstance(found, documented), "a record that is refused", found)
        return
    law(type(found) is kind, "a value of the kind", found)
    plain = found.to_dict()
    law(kind.from_dict(plain).to_dict() == plain, "there and back", found)
    json.dumps(plain)


def _copy(record: Any) -> str | None:
    try:
        return repr(record)
    except ValueError:  # a number of too many digits to be shown
        return None


TARGETS = (
    Target("screen", _screening, _check_screening),
    Target("load", _file, _check_file),
    Target("from_dict", _record, _check_record),
)
