"""Codes in, with those between the ends of ranges out: "72100 to 72106" are seven unit groups, if so many exist."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.titles import units
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.digits import Found

TO = compiled(
    r"\W{0,3}\s(?:up )?(?:to|thru|through|until|till|a|au|jusqu'au?)\s(?:the |code |noc |cnp |le ){0,3}"
    r"|\s?(?:-{1,2}|\.{2,3}|\u2026|\u2192)\s?(?:noc |cnp )?"
)
_AND = compiled(r"\s(?:and|et)\s(?:noc |cnp )?")
_BETWEEN = compiled(r"\b(?:between|entre)\s(?:noc |cnp |codes? |the |les ){0,3}\Z")
_BEFORE = 24  # characters
_GROUP = 2  # digits of a major group: a range within one is meant, one from 31301 to 72106 hardly


def ranges(codes: list[Found], text: str) -> Iterator[Place]:
    """Yield where codes stand that are the ends of a range: two, with words or a dash for it between them.

    Codes between which there is no other are no range.

    Args:
        codes: the codes of a line or a sentence, in order.
        text: the text, spelt plainly.
    """
    joined = [_is_range(text, one, other) for one, other in pairwise(codes)]
    for at, (one, other) in enumerate(pairwise(codes)):
        alone = joined[at] and True not in (*joined[max(0, at - 1) : at], *joined[at + 1 : at + 2])
        if alone and any(one.code < code < other.code for code in units(one.version)):
            yield one.start, other.end


def _is_range(text: str, one: Found, other: Found) -> bool:
    """Return True if words or a dash between two codes make them the ends of a range."""
    if one.version != other.version or one.code >= other.code:
        return False
    between = text[one.end : other.start]
    led = _AND.fullmatch(between) and _BETWEEN.search(text, max(0, one.start - _BEFORE), one.start)
    return bool(led or TO.fullmatch(between))


def filled(codes: list[Found], text: str) -> list[Found]:
    """Put the unit groups there that lie between the ends of a range within a major group, at the place of the first.

    What stands between the ends is no title.

    Args:
        codes: the codes of a line or a sentence, in order.
        text: the text, spelt plainly.
    """
    last = {end for _, end in ranges(codes, text)}
    found: list[Found] = []
    for code in codes:
        if code.end in last:
            first = found.pop()._replace(printed=None)
            near = first.code[:_GROUP] == code.code[:_GROUP]
            between = sorted(each for each in units(code.version) if near and first.code < each < code.code)
            found += [first, *(first._replace(code=each) for each in between)]
        found.append(code)
    return found
