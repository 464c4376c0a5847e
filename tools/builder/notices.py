"""The words of announcements: for each meaning, how English and French say it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from builder.report import Report
    from builder.sources import Sources

Row = dict[str, Any]

PATH = "words/notices.json"

RUNNING = (
    "month",
    "number",
    "stream",
    "stream beside its word",
    "stream word",
    "label",
    "region",
    "program",
    "language",
    "experience",
    "job offer",
    "general",
    "targeting",
    "working in",
    "invitation",
    "invites",
    "people",
    "issued",
    "something else",
    "draw",
    "held",
    "score",
    "points",
    "and above",
    "at least",
    "between",
    "to",
    "and",
    "until",
    "since",
    "profiles",
    "occupations",
    "following",
    "about",
    "total",
    "respectively",
    "recalled",
    "announced",
    "so far",
    "forecast",
    "today",
    "yesterday",
    "elsewhere",
    "not a score",
    "may be",
    "published",
    "rest",
)
"""The classes of running text, where a phrase has one meaning only; the others are looked up apart."""


def words(sources: Sources, report: Report) -> list[Row]:
    """Check the vocabulary: one meaning a record, and one meaning for each phrase of running text."""
    meanings: dict[str, str] = {}
    for place, entry in _placed(sources):
        if set(entry) != {"class", "value", "en", "fr"}:
            report.check(holds=False, fault=f"{place}: expected class, value, en and fr, got {', '.join(entry)}")
            continue
        if entry["class"].startswith("stream") and entry["value"]:
            report.check(entry["value"] in sources.stream_ids, f"{place}: no stream {entry['value']!r}")
        for phrase in entry["en"] + entry["fr"]:
            spelt = " ".join(spell(phrase))
            meaning = f"{entry['class']} {entry['value']}"
            if entry["class"] in RUNNING and spelt != "sept":  # September, and seven
                first = meanings.setdefault(spelt, meaning)
                report.check(spelt and first == meaning, f"{place}: {phrase!r} means {first} and {meaning}")
    known = {entry.get("value") for _, entry in _placed(sources) if entry.get("class") == "label"}
    for label in sorted({*sources.labels} - known):
        report.check(holds=False, fault=f"{PATH}: no phrase names the label {label!r} of groups/labels.toml")
    return sources.notice_words


def _placed(sources: Sources) -> list[tuple[str, Row]]:
    """Pair each record with its place: one record a line, after the bracket that opens the list."""
    return [(f"{PATH}:{line}", entry) for line, entry in enumerate(sources.notice_words, start=2)]


def spell(phrase: str) -> list[str]:
    """Split a phrase into its words, in lower case and without accents, as the reader does."""
    letters = unicodedata.normalize("NFD", phrase.lower())
    return re.findall(r"[a-z]+|[0-9]+", "".join(c for c in letters if not unicodedata.combining(c)))
