"""Named words in, the numbers out that count nothing, but name: a year, a version of the NOC, a group of its codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import Fact, over, search
from oinp_noc._notices.words.month_days import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.words.lexicon import Words

A_GROUP = "a group of codes"  # the rule of the digits that they begin with
_BEFORE = 16  # characters in which a word before a number stands


def numbers_that_name(words: Words, text: str) -> Iterator[Fact]:
    """Find the numbers that are years, versions, and groups of the codes behind them: managers (70): 70010, 70011."""
    yield from _years(words, text)
    yield from _groups(words, text)
    yield from _lists(words, text)


def _lists(words: Words, text: str) -> Iterator[Fact]:
    """Find the numbers of lists and tables: list 1 is for the one stream."""
    for at in words.places("number"):
        start, end = words.span(at, at)
        if end - start <= _SHORT and _A_LIST.search(text, max(words.starts[0], start - _BEFORE), start):
            yield words.fact("other", at, "the number of a list")


_SHORT = 2  # digits
_A_LIST = compiled(r"\b(?:list|liste|annexe?|appendix|schedule|table|tableau)\s(?:no\.? |n\xba |#)?\Z")
_DIGITS = r"[0-9]{2,4}(?:(?:, ?|/| (?:and|et|&|or|ou) )[0-9]{2,4}){0,3}"
_GROUP = compiled(
    rf"(?:[(\[](?:[a-z-]{{3,12}} ){{0,3}}{_DIGITS}[)\]]|\A{_DIGITS} ?[-:] ?[a-z][^0-9.;:]{{2,60}}"
    rf"|\b(?:groupe?s?|categor(?:y|ies?)|series?) {_DIGITS}\b[^0-9.;:]{{0,60}})"
    r"\s?[:-]?\s(?:codes? )?(?P<codes>(?:(?:noc |cnp )?[0-9]{5}\b[^0-9;.]{0,80}){1,60})"
)


def _groups(words: Words, text: str) -> Iterator[Fact]:
    """Find the digits with which all codes behind them begin."""
    numbers = words.places("number")
    said = text[words.starts[0] : words.ends[-1]] if len(numbers) > 1 else ""
    for match in _GROUP.finditer(said):
        start, end = words.starts[0] + match.start(), words.starts[0] + match.start("codes")
        named = [at for at in numbers if start <= words.starts[at] < end]
        digits = tuple(text[slice(*words.span(at, at))] for at in named)
        if all(code.startswith(digits) for code in _CODE.findall(match["codes"])):
            yield from (words.fact("other", at, A_GROUP) for at in named)


_CODE = compiled("[0-9]{5}")

_YEAR_DIGITS = 4
_BEFORE_YEAR = compiled(
    r"\b(?:(?<!resulted )in|of|for|en|de|since|during|year|by|depuis|pour|early|late|mid|annee|debut|mi|durant|courant"
    r"|fin|(?:go|back|return|jump) to|see|view|aller a|voir(?: les)?)[\s-]\Z"
)
_OF_A_VERSION = compiled(r"\b(?:noc|cnp)\b[^.;:0-9]{0,12}\Z")  # of codes: NOC 2016
_COUNTED = over("<number><FILL>{0,2}<invitation|people|profiles>")
_COHORT = over(r"<number><people>\Z")  # in the title of a page: Masters stream - 2022 applicants
_LABELLED = r"<invitation|people|invites|issued><issued|invites|word>{0,2}<colon>"  # NOIs issued: 2021


def _years(words: Words, text: str) -> Iterator[Fact]:
    """Find the numbers that are years: ``in 2024 invitations went…``; ``2024 invitations`` are invitations."""
    for at in words.places("number"):
        start, end = words.starts[at], words.ends[at]
        named = text[start - 1 : start].isalpha()  # Fatou1994
        if end - start == _YEAR_DIGITS and words.values[at] in YEARS and not named:
            if _OF_A_VERSION.search(text, max(words.starts[0], start - _BEFORE), start):
                yield Fact("other", words.values[at], (start, end), at, "a version")
                continue
            before = _BEFORE_YEAR.search(text, max(0, start - _BEFORE), start)
            heading = at == 0 and len(words.names) <= 4  # noqa: PLR2004
            counted = _COUNTED.match(words.line, at) or words.precedes(at, _LABELLED)
            counted = counted and not (_COHORT.match(words.line, at) and not text[: words.starts[0]].strip(" \n#*"))
            if not before and words.name(at - 1) in ("issued", "invites"):
                continue  # the draw before it invited 1990 with 45 and above
            counted = counted or (heading and _is_beside_a_count(words, text))
            if heading and counted and not before and not _is_title(words, text):
                yield Fact("unread", words.values[at], (start, end), at, "a year or a number")  # which, nothing says
            elif before or heading or not counted:
                yield Fact("year", words.values[at], (start, end), at, "year")


def _is_beside_a_count(words: Words, text: str) -> bool:
    """Return True if a line of a number and a stream has such a line beside it, whose number is no year."""
    if not words.places("stream", "short"):
        return False
    start, end = words.starts[0], words.ends[-1]
    lines = _LINE_ABOVE.search(text, max(0, start - _LINE), start), _LINE_BELOW.match(text, end)
    return any(
        line is not None
        and int(line["n"]) not in YEARS
        and (search("stream", text, *line.span()) or search("short", text, *line.span())) is not None
        for line in lines
    )


_LINE = 120  # characters
_LINE_ABOVE = compiled(r"(?:\A|\n)[^a-z0-9\n]{0,4}(?P<n>[0-9]{1,4})\b[^0-9\n]{3,80}\n[^a-z0-9\n]{0,4}\Z")
_LINE_BELOW = compiled(r"[^a-z0-9\n]{0,4}\n[^a-z0-9\n]{0,4}(?P<n>[0-9]{1,4})\b[^0-9\n]{3,80}(?=\n|\Z)")


def _is_title(words: Words, text: str) -> bool:
    """Return True if a few words name no stream, and stand alone or above days of their year: 2026 invitations."""
    start, end = words.starts[0], words.ends[-1]
    alone = _NOTHING_ABOVE.search(text, max(0, start - _BEFORE), start) and _NOTHING_BELOW.match(text, end)
    year = rf"\b(?:[a-z]{{3,9}}\.? [0-9]{{1,2}}, ?|[0-9]{{1,2}} [a-z]{{3,9}}\.? ){words.values[0]}\b"
    days = {match[0] for match in re.finditer(year, text[end : end + _PAGE])} if not alone else set()
    titled = alone is not None or len(days) >= _SEVERAL
    return titled and not any(words.places(name) for name in ("stream", "short"))


_PAGE = 2000  # characters of a part of a page
_SEVERAL = 3  # days
_NOTHING_ABOVE = compiled(r"(?:\A|\n[ \t>]*\n)[ \t#*>]*\Z")
_NOTHING_BELOW = compiled(r"[ \t*:]*(?:\n[ \t>]*\n|\Z)")
