"""Drafts in, the same out, without the codes of another version that a list gives beside those in force."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.facts.titles import Versions
from oinp_noc._notices.words.dates import exists

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft, Settled
    from oinp_noc._notices.tree.digits import Found

_BESIDE = 120  # characters between a code and the same in another version


def without_glosses(found: Settled, text: str) -> None:
    """Take out of each list what only repeats a code of its line in another version: 21231 (formerly 2173).

    Args:
        found: the drafts, with their lists.
        text: the text, spelt plainly.
    """
    kept: dict[tuple[int, str], list[Found]] = {}
    for draft in found.drafts:
        version = _in_force(draft)
        if version is None or len({code.version for code in draft.codes}) < 2:  # noqa: PLR2004
            continue
        glosses = _glosses(draft.codes, version, text)
        found.glosses |= {code.start for code in glosses}
        rest = [code for code in draft.codes if code not in glosses]
        draft.codes = kept.setdefault((id(draft.codes), version), rest)  # draws that share a list go on sharing it


def _in_force(draft: Draft) -> str | None:
    fact = draft.get("day")
    day = first_day(fact) if fact is not None else None
    if day is None or day.year is None or not exists(day):
        return None
    return Versions.on(dt.date(day.year, day.month, day.day))


def _glosses(codes: list[Found], version: str, text: str) -> list[Found]:
    """Find the codes of another version with one in force on their line, if each of their lines has one."""
    found = []
    for at, code in enumerate(codes):
        if code.version == version:
            continue
        beside = [*codes[max(0, at - 2) : at], *codes[at + 1 : at + 3]]
        if not any(other.version == version and _on_one_line(code, other, text) for other in beside):
            return []
        found.append(code)
    return found


def _on_one_line(one: Found, other: Found, text: str) -> bool:
    first, last = min(one.start, other.start), max(one.end, other.end)
    return last - first < _BESIDE and "\n" not in text[first:last]
