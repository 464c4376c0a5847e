"""Text in, what it is split into: words, days in numbers, numbers and marks."""

from __future__ import annotations

import re
from typing import Any

from oinp_noc._notices.plain.patterns import compiled

_LONGEST_NUMBER = 9  # digits: what is longer counts nobody
# Split a text by this, and every second part is a word, a numeric date, a number or a mark.
TOKEN = compiled(
    r"""(
      [a-z]+
    | [0-9]{1,2}(?::[0-9]{2}){1,2}(?![0-9])
    | [0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])
    | [0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}(?![0-9])
    | (?: [0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9]) | [0-9]{1,3}(?:,[0-9]{3})+(?![0-9])
        | [0-9]{1,3}(?:[\xa0\u202f\u2009'][0-9]{3})+(?![0-9]) | [1-9][0-9]{0,2}(?:\.[0-9]{3})+(?!\.?[0-9]) | [0-9]+ )
      (?:(?:st|nd|rd|th|er|e)(?![a-z]))?
    | [-:|()/+%$\#,.;&@\xb7]
    )""",
    re.VERBOSE,
)
_NUMERALS = compiled(r"[0-9]+")
_NUMERIC_DATE = compiled(r"[0-9]+[-/.][0-9]{1,2}[-/.]")


def number(found: str) -> tuple[str, Any]:
    """Return the name and value of what begins with a digit: a number, a day in numbers, or a word."""
    if found.isdigit():
        digits = found
    elif _NUMERIC_DATE.match(found):
        return "numeric-date", found
    elif ":" in found:
        return "word", found  # a time of the day
    else:
        digits = "".join(_NUMERALS.findall(found))
    return ("number", int(digits)) if len(digits) <= _LONGEST_NUMBER else ("word", found)
