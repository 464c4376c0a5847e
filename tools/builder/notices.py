"""What the reader of notices needs to know: the words of announcements, and the slugs of targets.

Both come from reviewed tables: ``notice_words.json`` holds, for each meaning, how English and French say it;
``targets.json``, which the draws use too, says what each target text means.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from builder.draws import CRITERIA, read_table

if TYPE_CHECKING:
    from builder.report import Report

Row = dict[str, Any]

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
)
"""The classes of running text, where a phrase has one meaning only; the others are looked up apart."""


def words(report: Report, streams: set[str]) -> list[Row]:
    """Check the vocabulary: one meaning a record, and one meaning for each phrase of running text."""
    meanings: dict[str, str] = {}
    entries: list[Row] = read_table("notice_words")
    for entry in entries:
        if entry["class"].startswith("stream") and entry["value"]:
            report.check(entry["value"] in streams, f"notice_words.json: no stream {entry['value']}")
        for phrase in entry["en"] + entry["fr"]:
            spelt = " ".join(spell(phrase))
            meaning = f"{entry['class']} {entry['value']}"
            if entry["class"] in RUNNING and spelt != "sept":  # September, and seven
                first = meanings.setdefault(spelt, meaning)
                report.check(spelt and first == meaning, f"notice_words.json: {phrase!r} means {first} and {meaning}")
    known = {entry["value"] for entry in entries if entry["class"] == "label"}
    for target, meaning in read_table("targets").items():
        unknown = set(meaning["labels"]) - known
        report.check(not unknown, f"notice_words.json: {target!r} has labels that no phrase names: {sorted(unknown)}")
    return entries


def targets() -> list[Row]:
    """Lay out the target texts: what each means, one text a record."""
    return [
        {"target": target, "slug": meaning["slug"], "labels": meaning["labels"]}
        | {key: meaning.get(key) for key in CRITERIA}
        for target, meaning in sorted(read_table("targets").items())
    ]


def spell(phrase: str) -> list[str]:
    """Split a phrase into its words, in lower case and without accents, as the reader does."""
    letters = unicodedata.normalize("NFD", phrase.lower())
    return re.findall(r"[a-z]+|[0-9]+", "".join(c for c in letters if not unicodedata.combining(c)))
