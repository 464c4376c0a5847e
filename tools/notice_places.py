"""Where a value stands in a text, as people write it, and whether a problem covers it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]

MONTHS = (
    "jan",
    "f[eé][bv]",
    "mar",
    "a[pv]r",
    "ma[iy]",
    "(?:june?|juin)",
    "jui?l",
    "(?:aug|ao[uû]t)",
    "sep",
    "oct",
    "nov",
    "d[eé]c",
)
NUMBERS = (
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    ("une?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
)
STREAMS = {stream.id: (stream.name, stream.name_fr) for stream in oinp_noc.streams()}


def spellings(field: str, value: Any) -> list[str]:  # noqa: ANN401 (any field)
    """Write a value in the ways in which a text may have it, as regular expressions; a code is a text."""
    if isinstance(value, list):
        return [spelling for each in value for spelling in spellings(field, each)]
    if isinstance(value, int):
        return _number(value)
    if not isinstance(value, str):
        return []
    if field in ("date", "profiles_from", "profiles_to"):
        return _day(dt.date.fromisoformat(value))
    if field == "stream":
        return _stream(value)
    return [r"\s+".join(map(re.escape, value.split()))] if field in ("target", "region", "codes") else []


def _number(value: int) -> list[str]:
    words = [names[value - 1] for names in NUMBERS if 0 < value <= len(names)]
    digits = f"{value:,}".replace(",", r"[,.\s]?")
    return [rf"(?<!\d)(?<!\d[.,]){digits}(?![,.]?\d)", *(rf"\b{word}\b" for word in words)]


def _day(day: dt.date) -> list[str]:
    month = rf"{MONTHS[day.month - 1]}\w*[.]?"
    return [
        day.isoformat(),
        rf"\b{month} 0?{day.day}(?!\d)",
        rf"(?<!\d)0?{day.day}(?:er|st|nd|rd|th)?(?: de| of)? {month}",
    ]


def _stream(stream: str) -> list[str]:
    short = stream.removeprefix("employer-job-offer-").replace("-", "[- ]")
    return [short, *(re.escape(name) for name in STREAMS.get(stream, ()) if name)]


def places(text: str, field: str, value: Any) -> list[Span]:  # noqa: ANN401 (any field)
    """Find where a value stands in a text."""
    return [match.span() for each in spellings(field, value) for match in re.finditer(each, text, re.IGNORECASE)]


def covers(problem: oinp_noc.Problem, spans: Iterable[Span], spelt: Iterable[str], text: str) -> bool:
    """Say whether a problem covers a field: by its span, or by naming the value."""
    if problem.span is not None and is_at_most_a_block(text[slice(*problem.span)]):
        start, end = problem.span
        if any(start < last and first < end for first, last in spans):
            return True
    return any(re.search(each, problem.message, re.IGNORECASE) for each in spelt)


def is_at_most_a_block(text: str) -> bool:
    """Say whether a stretch of text is one paragraph, table or list; the items of a list may stand apart."""
    _, *rest = re.split(r"\n\s*\n", text.strip())
    return all(re.match(r"\s*(?:[-*•·|–]|\d+[.)]|NOC|CNP)", paragraph) for paragraph in rest)
