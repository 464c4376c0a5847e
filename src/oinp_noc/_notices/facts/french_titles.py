"""Unit groups in, the spellings of their titles out: the French one also with its masculine words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._noc.classification import Group


def spellings(group: Group) -> Iterator[tuple[str, str]]:
    """Spell the titles of a group plainly; the French one also with its masculine words alone, and as in "manœuvre"."""
    for title in filter(None, (group.title, group.title_fr)):
        yield plain(title), title
    french = group.title_fr or ""
    short = _masculine(plain(french))
    for spelt in {short} - {plain(french)}:
        yield spelt, french
    if "oe" in french:
        yield plain(french.replace("oe", "œ")), french


def _masculine(title: str) -> str:
    """Leave the feminine words behind each slash out of a French title: plombiers/plombieres."""
    first, *rest = title.split("/")
    for part in rest:
        before, behind = first.split()[::-1], [*_WORDS.finditer(part)]
        paired = [
            count
            for count in range(1, min(len(before), len(behind)) + 1)
            if all(_is_pair(one, word[0]) for one, word in zip(before[count - 1 :: -1], behind, strict=False))
        ]
        first += part[behind[max(paired, default=1) - 1].end() :]
    return first


_WORDS = compiled(r"[^\s,;()]+")
_STEM = 3  # letters


def _is_pair(one: str, other: str) -> bool:
    """Return True if two words are one, or may be so for men and women: autorises, autorisees."""
    return one == other or one[:_STEM] == other[:_STEM]
