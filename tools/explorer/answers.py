"""Questions of the page, answered by the library: this runs in the page's worker, and anywhere else.

A question and its answer are JSON. What the library refuses is an answer too: ``{"error": sentence}``.
"""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_MATCHES = 10
_NEARLY = 0.75  # how alike, of 1, a word and its correction are


def answer(question: str) -> str:
    """Answer a question: ``{"ask": "search" | "screen", "lang": …, …}``."""
    asked: dict[str, Any] = json.loads(question)
    ask = _ASKS[asked.pop("ask")]
    with oinp_noc.use_language(asked.pop("lang")):
        try:
            found = ask(**asked)
        except oinp_noc.errors.OinpNocError as error:
            found = {"error": str(error)}
    return json.dumps(found, ensure_ascii=False)


def _search(text: str) -> list[dict[str, Any]]:
    """Find the groups behind a job title or a code; beside an exact title there are no guesses."""
    found = oinp_noc.search(text, limit=_MOST_MATCHES)
    exact = any(match.kind.startswith("exact") for match in found)
    return [
        {
            "version": match.group.version,
            "code": match.group.code,
            "title": match.title,
            "lang": match.lang,
            "kind": "mended" if match.kind == "fuzzy" and _is_mended(text, match.title) else match.kind,
        }
        for match in found
        if not (exact and match.kind == "fuzzy")
    ]


def _is_mended(text: str, title: str) -> bool:
    """Return True if each word that was typed is one of a title, or spelt nearly so: then the rest was a mistake.

    A title that shares only some of the words is a guess at the meaning, and not a correction.
    """
    words = _words(title)
    return all(get_close_matches(word, words, n=1, cutoff=_NEARLY) for word in _words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _screen(  # noqa: PLR0913 (what there is to know of somebody)
    *,
    code: str,
    version: str,
    stream: str | None,
    score: float | None,
    region: str | None,
    program: str | None,
    language: str | None,
    experience: str | None,
) -> list[dict[str, Any]]:
    """Hold every draw of a stream, or of all, against somebody; the last draw first."""
    found = oinp_noc.draws().screen(
        code,
        version=version,
        stream=stream,
        score=score,
        region=region,
        program=program,
        language=language,
        experience=experience,
    )
    return [{"draw": each.draw.id, "verdict": each.verdict, "reasons": each.reasons} for each in reversed(found)]


_ASKS: dict[str, Callable[..., Any]] = {"search": _search, "screen": _screen}
