"""The words of announcements: for each meaning, how English and French say it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from builder.report import Report

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
    "of",
    "in",
    "article",
    "were",
    "including",
    "not",
    "here",
    "one more",
    "level",
    "none below",
    "that day",
)
"""The classes of running text, where a phrase has one meaning only; the others are looked up apart."""


def words(entries: list[Row], streams: Collection[str], labels: Collection[str], report: Report) -> list[Row]:
    """Check the vocabulary: one meaning a record, and one meaning for each phrase of running text.

    Args:
        entries: the records, one a line after the bracket that opens the list.
        streams: the ids of the streams.
        labels: the labels of draws, each of which a phrase has to name.
        report: takes the faults.

    Returns:
        The records, with each phrase as the reader looks for it: words in lower case without accents or marks.
    """
    meanings: dict[str, str] = {}
    named = set()
    found = []
    for line, entry in enumerate(entries, start=2):
        place = f"{PATH}:{line}"
        if set(entry) != {"class", "value", "en", "fr"}:
            report.check(holds=False, fault=f"{place}: expected class, value, en and fr, got {', '.join(entry)}")
            continue
        found.append({**entry, "en": _spelt(entry["en"]), "fr": _spelt(entry["fr"])})
        if entry["class"].startswith("stream") and entry["value"]:
            report.check(entry["value"] in streams, f"{place}: no stream {entry['value']!r}")
        if entry["class"] == "label":
            named.add(entry["value"])
        for phrase in entry["en"] + entry["fr"]:
            spelt = " ".join(spell(phrase))
            meaning = f"{entry['class']} {entry['value']}"
            if entry["class"] in RUNNING and spelt != "sept":  # September, and seven
                first = meanings.setdefault(spelt, meaning)
                report.check(spelt and first == meaning, f"{place}: {phrase!r} means {first} and {meaning}")
    for label in sorted({*labels} - named):
        report.check(holds=False, fault=f"{PATH}: no phrase names the label {label!r} of groups/labels.toml")
    return found


def _spelt(phrases: list[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(spell(phrase)) for phrase in phrases))


def spell(phrase: str) -> list[str]:
    """Split a phrase into its words, in lower case and without accents, as the reader does."""
    letters = unicodedata.normalize("NFD", phrase.lower().replace("\u0153", "o"))
    return re.findall(r"[a-z]+|[0-9]+", "".join(c for c in letters if not unicodedata.combining(c)))
