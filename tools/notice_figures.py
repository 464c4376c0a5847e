"""How well notices are read, field by field: ``python tools/notice_figures.py [FOLDER]``.

Reads the project's own notices, compares each draw with what was checked by hand, and prints, for every field, how many
of those that the notices give are read right, and how many were read where there is nothing.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = Path(__file__).resolve().parents[1] / "tests" / "notices" / "own"
FIELDS = (
    "role",
    "date",
    "stream",
    "kind",
    "target",
    "labels",
    "region",
    "program",
    "language",
    "experience",
    "invitations",
    "score",
    "profiles_from",
    "profiles_to",
    "listing",
    "codes",
)


def expected(path: Path) -> dict[str, Any]:
    """Read what was checked by hand, each draw with all fields."""
    notice = tomllib.loads(path.read_text("utf-8"))
    draws = []
    for draw in notice.get("draws", []):
        first, last = draw.pop("profiles", ["", ""])
        draws.append(
            {
                **dict.fromkeys(FIELDS),
                "role": "announced",
                "labels": [],
                **{name: value for name, value in draw.items() if name in FIELDS},
                "profiles_from": first or None,
                "profiles_to": last or None,
                "codes": sorted(draw["codes"]) if "codes" in draw else None,
            }
        )
    return {**notice, "draws": draws}


def found(notice: oinp_noc.Notice) -> list[dict[str, Any]]:
    """Lay out what was read in the same way."""
    draws = []
    for record, draw in zip(notice.to_records()["draws"], notice.draws, strict=True):
        score = draw.score and [part for part in (draw.score.min, draw.score.max) if part is not None]
        draws.append({**{name: record.get(name) for name in FIELDS}, "score": score, "codes": record["occupations"]})
    return draws


def cases(folder: Path = OWN) -> Iterator[tuple[str, oinp_noc.Notice, dict[str, Any]]]:
    """Read every notice of a folder, with what was checked by hand."""
    for path in sorted(folder.glob("*.toml")):
        meant = expected(path)
        text = path.with_suffix(".txt").read_text("utf-8")
        yield path.stem, oinp_noc.parse_notice(text, published=meant.get("published")), meant


def paired(read: list[dict[str, Any]], meant: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Pair the draws read with those meant, the likest first; an empty record stands for one that is missing."""
    rest = list(read)
    for draw in meant:
        best = max(rest, key=lambda other: sum(other[name] == draw[name] for name in FIELDS), default={})
        if best:
            rest.remove(best)
        yield best, draw
    for draw in rest:
        yield draw, {}


def figures(folder: Path = OWN) -> dict[str, tuple[int, int, int]]:
    """Count for every field: how often it is given, how often it is read right, how often it is read and not given."""
    given: Counter[str] = Counter()
    right: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    for _, notice, meant in cases(folder):
        for draw, wanted in paired(found(notice), meant["draws"]):
            for name in FIELDS:
                there = wanted.get(name) not in (None, [])
                given[name] += there
                right[name] += there and draw.get(name) == wanted[name]
                invented[name] += not there and draw.get(name) not in (None, [])
        kinds = Counter(problem.kind for problem in notice.problems)
        wanted_kinds = Counter(meant["problems"])
        given["problems"] += wanted_kinds.total()
        right["problems"] += (kinds & wanted_kinds).total()
        invented["problems"] += (kinds - wanted_kinds).total()
    return {name: (given[name], right[name], invented[name]) for name in (*FIELDS, "problems")}


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OWN
    print(f"{'field':<14} given right invented")
    for name, (given, right, invented) in figures(folder).items():
        print(f"{name:<14} {given:5} {right:5} {invented:8}")


if __name__ == "__main__":
    main()
