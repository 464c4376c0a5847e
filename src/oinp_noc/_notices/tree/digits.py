"""What NOC codes look like in a text, and what stands before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.facts.titles import units
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oinp_noc._notices.facts.titles import Printed
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.values import Mention

CODE = compiled(
    r"[0-9](?:(?<![0-9$./].)|(?<=[0-9]{4}/.))[0-9]{3,5}"
    r"(?![0-9%]|/(?![a-z]{3}|[0-9]{4,5}(?![0-9%]|/[0-9]{1,3}\b))|[.,][0-9](?!(?<=[0-9]{5},.)[0-9]{4}\b)|(?:st|nd|rd|th|e|er)\b)"
)
"""Four to six digits that are no part of a sum, a day or an address; a slash may stand between two codes."""

PREFIX = compiled(
    r"(?:(?:\bnocs?|\bcnp)(?:\s?\([^()]{0,60}\))?(?:[\s_-]*20[0-9]{2})?(?:\s+codes?)?[\s:#._()*\x1f-]{0,6}"
    r"|(?:\boccupation\s|(?<![a-z] )\b)codes\s?(?:\([^()]{0,60}\))?\s?:\s{0,60})\Z"
)
"""What says that the number behind it is a code: "NOC", or "Codes:"."""
OPEN = compiled(
    r"(?<!invitations)(?<!invited)(?<!nominations)(?<!candidates)(?<!total)(?<!pool)(?<!number)(?<!nombre)(?<!issued)"
    r"(?:\A|:|\(|#|>|\bcodes?)\s{0,2}\Z"
)
SHUT = compiled(r"\s?(?:\Z|[,;:()#\n]|/(?![a-z])|\.(?![0-9])|-\s|(?:and|or|et|ou)\s[0-9]{5}\b)")
"""What stands around a code of five digits that no word names: behind a colon or bracket, or at the head of a line."""
UNIT = compiled(r"/[a-z]")  # 41220/year
NAME = compiled(r"[a-z :&']{3,24}")  # of a group of codes, on a line above them
ENTRY = compiled(r"(?:(?:noc|cnp)[\s:#]{0,3})?(?P<code>[0-9]{4,5})\s{0,3}[-:/=]?\s{0,3}(?=[a-z])")
SHORT = compiled(r"\b(?:noc|cnp)\s?:?\s?(?P<code>[0-9]{1,3})(?=\s?[-:]\s?[a-z])")
_AND = "plus|and|or|et|ou|noc|cnp"
CHAIN = compiled(rf"(?:[\s,;/&|+]|\b(?:{_AND})\b){{1,12}}")
_ON_IT = (
    r",? (?:was|were|is|are|etai(?:t|ent)|est|sont) (?:(?:also|aussi) )?"
    r"(?:(?:in|on) (?:it|(?:that|the|this) list)|included|(?:sur|dans) (?:la|cette) liste|du nombre)"
    r",? (?:(?:along|together) with|with|as were|as was|as well as|avec|ainsi que|comme) (?:noc |cnp |le |les )?"
)
RUN = compiled(
    rf"(?:[^a-z0-9.$%]|\b(?:{_AND}|then|also|finally|puis|enfin|aussi"
    rf"|with|without|minus|avec|sans|moins)\b){{1,40}}|{_ON_IT}"
)
"""What stands between codes; and between numbers that are all codes: any marks, or "was on the list, along with"."""
NAMED = compiled(r"\s[a-z][a-z' /()-]{2,70}(?:[,;]\s(?:(?:and|et)\s)?|\s(?:and|et)\s)")
"""What stands between codes that each lead a name: 7241 electricians, 7271 carpenters."""
BRACKETED = compiled(r"(?<=\()(?!20[0-9]{2}\))[0-9]{4,5}(?=\))")
LEAD = compiled(r'(?:[\s:;.|*)\]/=>~#_&+\xb7\u2022\u2026\u25ba\u25b6\u25b8\u27f6-]|",? ?"?|, ?"){0,8}')
DASHED = compiled(r"\s?[-:=]\s?(?=[a-z])")
STARTS_TITLE = compiled(r"(?:\s|[,;:)]|\band\b|\bor\b|\bet\b|\bou\b|\bas\b){1,12}")
TELLS = compiled(r"(?:is|are|was|were|has|have|had|does|did|may|can|will|est|sont|etait|etaient|ne|n'\w+)\b")
NO_TITLE = compiled(r"[0-9;:!?|]|\.\s|\b(?:volet|stream|tirage|draw|round)s?\b")
"""What leads to a title behind a code, what tells of the code instead, and what no title has."""
TOLD = compiled(
    r"[)\s]{1,3}\b(?:is|are|was|were|has|have|est|sont|etai(?:en)?t|ont)\b(?: (?:been|ete)\b)?"
    r"(?: [a-z]+(?:ed|en|e|ee?s?|s)\b)?"
    r"(?:,? (?:and|by|with|for|but|while|as|et|par|mais|tandis que)\b)?(?: (?:the|les?|la)\b)? ?"
)
"""What is told of the code before, ahead of a title: were dropped and electricians (72200)."""
OPENING = compiled(r"[\s(\[:,-]*(?:[._]{2,60}\s{0,3})?(?:\b(?:noc|cnp)s?\b)?[\s:(\[-]*\Z")

VERSION_NAME = compiled(r"20[0-9]{2}")  # no unit group of four digits begins so

LEADERS = 72
"""Characters before a code, of dots and its prefix, behind a title."""


_LED = compiled(r"(?m)^[ \t>]{0,9}(?:[^\w\s]{1,2} {0,3})?([0-9]{4,5})[ \t]{0,3}[^\w\n]{0,2}[ \t]{0,3}[a-z].*")


_ENDED = compiled(
    r"(?m)^[ \t>]{0,9}(?:[^\w\s]{1,2} {0,3}|\(?\w{1,2}[.)] )?[a-z][^\n()]{2,160}\(([0-9]{4,5})\)[;,.]?[ \t]*$"
)


def led(text: str) -> Iterator[list[Place]]:
    """Yield the numbers that lead lines which follow each other, each before words."""
    return _in_lines(text, _LED)


def ended(text: str) -> Iterator[list[Place]]:
    """Yield the numbers in brackets that end lines which follow each other, each behind words."""
    return _in_lines(text, _ENDED)


def _in_lines(text: str, pattern: re.Pattern[str]) -> Iterator[list[Place]]:
    run: list[Place] = []
    end = 0
    for line in pattern.finditer(text):
        if not text[end : line.start()].isspace():
            yield run
            run = []
        run.append(line.span(1))
        end = line.end()
    yield run


class Found(NamedTuple):
    """A code in the text, before it becomes a `Mention`."""

    code: str
    version: str
    start: int
    end: int
    printed: Printed | None

    @property
    def span(self) -> Place:
        """Where the code and its title stand."""
        if self.printed is None:
            return self.start, self.end
        return min(self.start, self.printed.start), max(self.end, self.printed.end)


def runs(text: str, places: list[Place], between: re.Pattern[str]) -> list[list[Place]]:
    """Divide numbers into those that follow each other, with nothing but a pattern between them."""
    found: list[list[Place]] = [[]]
    for place in places:
        if found[-1] and between.fullmatch(text, found[-1][-1][1], place[0]) is None:
            found.append([])
        found[-1].append(place)
    return found


def barred(text: str, cells: Sequence[Place]) -> list[Place]:
    """Return the numbers of a row that has one in each cell, and nothing else."""
    found = [match.span() for place in cells for match in CODE.finditer(text, *place)]
    words = "".join(text[slice(*place)] for place in cells)
    return found if len(found) == len(cells) and not re.search("[a-z]", words) else []


_WORD = compiled(r"[a-z]{5,}")
_THAT_IS = compiled(r"\b(?:that's|that is|it's|namely|i\.e\.,?|c'est(?:-a-dire)?(?: le)?|soit(?: le)?) \Z")
_AROUND = 120  # characters before a code
_FOR_ALL = frozenset(
    ("workers", "related", "occupations", "other", "autres", "professionnels", "personnel", "industrial")
)


def is_called(text: str, first: int, last: int, version: str) -> bool:
    """Return True if words of its title stand before a code on its line: "educators, so that's 42202".

    Args:
        text: the text, spelt plainly.
        first: where the number begins.
        last: where it ends.
        version: the version that it is read in.
    """
    group = units(version).get(text[first:last])
    before = text[max(text.rfind("\n", 0, first) + 1, first - _AROUND) : first]
    if group is None or last - first < len("42202") or not (SHUT.match(text, last) or _THAT_IS.search(before)):
        return False
    words = {word.rstrip("s") for word in _WORD.findall(before) if word not in _FOR_ALL}
    titles = filter(None, (group.title, group.title_fr))
    return any(word.rstrip("s") in words for title in titles for word in _WORD.findall(plain(title)))


def is_among(text: str, places: tuple[int, int, int], version: str, *, behind: bool) -> bool:
    """Return True if the number of a unit group is a code: one stands before it, or words of its title.

    Args:
        text: the text, spelt plainly.
        places: where the number begins and ends, and where the next one begins.
        version: the version that it is read in.
        behind: whether a code stands before it.
    """
    first, last, until = places
    follows = behind and last - first == len("42202") and UNIT.match(text, last, until) is None
    return follows or is_called(text, first, last, version)


def is_again(text: str, start: int, mentions: Sequence[Mention]) -> bool:
    """Return True if words make a number a code: the same 42202, of one mentioned before; the same list minus 42202."""
    before = text[max(0, start - _AROUND) : start]
    same = _THE_SAME.search(before) is not None
    again = same and any(each.code == text[start : start + len(each.code)] for each in mentions)
    return again or _CHANGED.search(before) is not None


_THE_SAME = compiled(
    r"\b(?:same|again|memes?|encore|toujours|still)(?: (?:code|occupation|profession|liste?)s?)?[ :,]{1,3}\Z"
)
_CHANGED = compiled(
    r"\b(?:same|memes?|identical|identiques?|above|ci-dessus)(?:[ ,:]{1,2}[a-z0-9]{1,15}){0,6}?"
    r"[ ,:]{1,3}\b(?:(?:plus|and|with|adding|et|avec)"
    r"|minus|less|without|but for|apart from|other than|except(?: for| that)?|sans|sauf|moins|hormis)"
    r"[ :,]{1,3}(?:(?:noc|cnp) )?(?:[0-9]{5},?(?: [a-z]{2,9}){0,4} ){0,8}\Z"
)


def back(text: str, end: int, letters: int, start: int) -> int:
    """Go back over so many letters and digits."""
    while letters and end > start:
        end -= 1
        letters -= text[end].isalnum()
    return end
