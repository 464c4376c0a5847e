"""The classes of the vocabulary, and the names that words have in patterns."""

from __future__ import annotations

from string import ascii_letters, digits

NAMES = {
    "number": "numeral",
    "stream beside its word": "short",
    "stream word": "stream-word",
    "job offer": "job-offer",
    "working in": "working-in",
    "something else": "something-else",
    "and above": "and-above",
    "at least": "at-least",
    "so far": "so-far",
    "not a score": "other-unit",
    "that day": "word",
    "may be": "may-be",
    "one more": "one-more",
    "none below": "none-below",
}
"""Classes of the vocabulary whose names in patterns differ from their own."""

RUNNING = (
    *("month", "number", "stream", "stream beside its word", "stream word", "label", "region", "program", "language"),
    *("experience", "job offer", "general", "targeting", "working in", "invitation", "invites", "people", "issued"),
    *("something else", "draw", "held", "score", "points", "and above", "at least", "between", "to", "and", "until"),
    *("since", "profiles", "occupations", "following", "about", "total", "respectively", "recalled", "announced"),
    *("so far", "forecast", "today", "yesterday", "elsewhere", "not a score", "may be", "published", "of", "in"),
    *("article", "were", "including", "not", "here", "one more", "level", "none below", "that day"),
)
"""The classes of running text, where each phrase has one meaning."""

MARKS = {
    "-": "dash",
    ":": "colon",
    "|": "bar",
    "(": "open",
    ")": "close",
    "/": "slash",
    "+": "plus",
    "%": "percent",
    "$": "dollar",
    "#": "hash",
    ",": "comma",
    "\xb7": "bar",
    ".": "stop",
    ";": "semicolon",
    "&": "and",
    "@": "at-least",
}

LETTERS = dict(
    zip(
        dict.fromkeys(
            (
                *("word", "number", "one", "day", "days", "month-year", "numeric-date", ""),
                *(NAMES.get(class_, class_) for class_ in RUNNING),
                *MARKS.values(),
            )
        ),
        ascii_letters + digits + "".join(map(chr, range(0xC0, 0x100))),
        strict=False,
    )
)
"""A letter for each name, in which patterns over names are matched."""
