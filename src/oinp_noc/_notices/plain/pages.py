"""Text in, the same text out without the heads and feet of its pages: they would part a list that goes on."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from oinp_noc._notices.plain.patterns import compiled

_PAGE = compiled(
    r"(?P<head>(?:.{2,100}?\s{3,})?)(?:page|p\.)\s?(?P<page>[0-9]{1,3})(?:\s?(?:of|de|sur|/)\s?[0-9]{1,3})?\W*"
    r"|(?P<title>[^0-9].{1,100}?)\s{3,}(?P<number>[0-9]{1,2})(?:\s?/\s?[0-9]{1,2})?|-\s?(?P<alone>[0-9]{1,3})\s?-"
)
_AROUND = 3  # lines beside that of a page
_LONGEST = 200  # characters of a line


def without_pages(text: str) -> str:
    """Blank the lines with the numbers of pages, and what stands beside several of them, such as the title.

    "Newsletter, spring 2029      2" is one behind the same with a 1; it stands by itself. So is what stands beside one
    of them and at the top of the text.

    Args:
        text: the text, spelt plainly, without quoted lines.
    """
    if "page" not in text and not _NUMBERED.search(text):
        return text
    lines = text.split("\n")
    said = [line.strip() for line in lines]
    found = _pages(said)
    if not found:
        return text
    beside = [[*_beside(said, at, -1), *_beside(said, at, 1)] for at in found]
    near = Counter(chain.from_iterable({said[at] for at in places} for places in (_beside(said, -1, 1), *beside)))
    again = Counter(said)
    heads = (at for at in chain.from_iterable(beside) if min(near[said[at]], again[said[at]]) > 1)
    for at in (*found, *heads):
        lines[at] = " " * len(lines[at])
    return "\n".join(lines)


def _beside(said: list[str], at: int, step: int) -> list[int]:
    """Return the next lines before or behind one."""
    near = range(at + step, at + step * (2 * _AROUND + 1), step)
    return [other for other in near if 0 <= other < len(said) and said[other]][:_AROUND]


_NUMBERED = compiled(r"(?m)^[ ]{0,200}(?:\S.{1,100}[ ]{3}1(?:/[0-9]{1,2})?|p\. ?[0-9]{1,3}|- ?1 ?-)$")


def _pages(said: list[str]) -> list[int]:
    """Return the places of the lines that number a page: with the word, or from 1 on, each by itself."""
    found: list[int] = []
    counted: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(said):
        match = _PAGE.fullmatch(line) if len(line) < _LONGEST else None
        if match is not None and match["page"]:
            found.append(at)
        elif match is not None:
            counted.setdefault(match["title"] or "", []).append((at, int(match["number"] or match["alone"])))
    for lines in counted.values():
        alone = all(not any(said[at - 1 : at] + said[at + 1 : at + 2]) for at, _ in lines[1:])
        if alone and len(lines) > 1 and [number for _, number in lines] == [*range(1, len(lines) + 1)]:
            found += [at for at, _ in lines]
    return found
