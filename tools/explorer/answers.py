"""Questions of the page, answered by the library: this runs in the page's worker, and anywhere else.

A question and its answer are JSON. What the library refuses is an answer too: ``{"error": sentence}``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import oinp_noc

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_MATCHES = 10


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
    """Find the groups behind a job title or a code."""
    return [
        {
            "version": match.group.version,
            "code": match.group.code,
            "title": match.title,
            "lang": match.lang,
            "kind": match.kind,
        }
        for match in oinp_noc.search(text, limit=_MOST_MATCHES)
    ]


def _screen(  # noqa: PLR0913 (what there is to know of somebody)
    *,
    code: str,
    version: str,
    stream: str | None,
    score: str,
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
        score=_number(score),
        region=region,
        program=program,
        language=language,
        experience=experience,
    )
    return [{"draw": each.draw.id, "verdict": each.verdict, "reasons": each.reasons} for each in reversed(found)]


def _number(text: str) -> Any:  # noqa: ANN401 (what is not a number is handed on: the library says what it expects)
    """Read a score as people write it: 480, 470.5 or 470,5; None if there is none.

    Three digits behind a point or comma may be thousands or decimals: such a text is handed on, and refused.
    """
    text = text.strip()
    if not re.fullmatch(r"[0-9]+(?:[.,](?![0-9]{3}$)[0-9]+)?", text):
        return text or None
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


_ASKS: dict[str, Callable[..., Any]] = {"search": _search, "screen": _screen}
