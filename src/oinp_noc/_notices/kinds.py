"""The kinds of problems, and how grave each is."""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning"]

ProblemKind = Literal[
    "html",
    "no-draw",
    "missing-date",
    "missing-stream",
    "ambiguous-date",
    "date-order",
    "contradiction",
    "shared-total",
    "total-mismatch",
    "shared-list",
    "count-mismatch",
    "unknown-code",
    "wrong-version",
    "code-twice",
    "title-of-another-code",
    "title-misspelt",
    "title-shortened",
    "title-unlike",
    "unassigned",
    "unread-target",
    "codes-in-no-draw",
    "unclear",
    "unlike-history",
]

KINDS: dict[ProblemKind, Severity] = {
    "html": "warning",
    "no-draw": "warning",
    "missing-date": "error",
    "missing-stream": "error",
    "ambiguous-date": "warning",
    "date-order": "error",
    "contradiction": "error",
    "shared-total": "warning",
    "total-mismatch": "error",
    "shared-list": "warning",
    "count-mismatch": "error",
    "unknown-code": "error",
    "wrong-version": "error",
    "code-twice": "warning",
    "title-of-another-code": "error",
    "title-misspelt": "warning",
    "title-shortened": "warning",
    "title-unlike": "warning",
    "unassigned": "warning",
    "unread-target": "warning",
    "codes-in-no-draw": "warning",
    "unclear": "warning",
    "unlike-history": "warning",
}
"""The kinds of problem, each with its severity: an error stands in the way of `Notice.to_history`."""
