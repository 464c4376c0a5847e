"""Lines in, what they look like out: by themselves, beside no other."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.facts.columns import COUNTED, ONE_DAY, column_names
from oinp_noc._notices.layout.bullets import is_bulleted, mark_of
from oinp_noc._notices.layout.layout import CODE, FRAMED, LISTED
from oinp_noc._notices.layout.shapes import GIVES, shape
from oinp_noc._notices.layout.stamps import is_stamp
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.dates import read
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    from oinp_noc._notices.layout.layout import Line, Lines


class Look(NamedTuple):
    """What a line looks like.

    Attributes:
        line: the line.
        kind: ``heading``, ``row``, ``stamp`` (of a post), ``entry``, ``item``, ``prose``, ``label`` (with its value),
            ``colon`` (a label alone), ``lead`` (a longer line that ends in a colon), ``said`` (a short sentence) or
            ``words``.
        label: what stands before its colon; the mark of an item; of words, their sign, or the name of a column.
        numbers: its shape, if it has several.
    """

    line: Line
    kind: str
    label: str = ""
    numbers: str = ""


_KEPT = 64  # lines of which is kept whether they name a stream
LONG = 90  # characters of a line that is a paragraph
_LEADS = 45  # characters of a line that is more than a label
_CAPITALS = 6  # characters of a line in capitals that heads others
GAP = compiled(r"\||\t+|[ \xa0]{3,}")
_SAID_BY = compiled(r"\[[^\]a-z]*+[a-z][^\]]*+\]|.{2,60}(?:wrote|a ecrit)\s?:")  # [karthik, July 9]
_SIGN = compiled("[\u2190-\u2bff\U0001f000-\U0001faff]")
DIGIT = compiled("[0-9]")


def look_at(lines: Lines, line: Line) -> Look:
    """Say what a line looks like."""
    found = lines.text[line.start : line.end]
    label = found.split(":")[0].strip()
    kind = _kind(lines, line, found, label)
    if kind == "item":
        return Look(line, kind, mark_of(lines, line))
    if kind in ("label", "colon", "lead"):
        return Look(line, kind, label)
    if kind == "words":
        sign = _SIGN.match(found)
        name = sign[0] if sign else found * (spell(found) in column_names()[0])
        return Look(line, kind, name, shape(lines.text, line))
    return Look(line, kind)


def _kind(lines: Lines, line: Line, found: str, label: str) -> str:
    is_label = GIVES.match(found) and label.count("(") == label.count(")")
    capitals = len(found) > _CAPITALS and " " in found and lines.original[line.start : line.end].isupper()
    kinds = {
        "heading": found[0] == "#" or FRAMED.fullmatch(found),
        "entry": _is_entry(found),
        "row": len(GAP.findall(found)) > 1 or "\t" in found or found[0] == "|",
        "stamp": _SAID_BY.fullmatch(found) or is_stamp(lines.text, line.start, line.end),
        "item": is_bulleted(lines, line),
        "prose": found[-1] in '.!?")' and len(found) >= LONG,
        "colon": found[-1] == ":" and len(found) <= _LEADS,
        "lead": found[-1] == ":",
        "label": is_label,
        "capitals": capitals,
        "said": found[-1] in ".!?",
    }
    kind = next((kind for kind, holds in kinds.items() if holds), "words")
    return "heading" if kind == "capitals" else kind


def _is_entry(found: str) -> bool:
    """Return True if a line is of a list of codes, and does not begin with four digits that are a number: 1000 ITAs."""
    match = LISTED.match(found)
    listed = match is not None and not COUNTED.match(match["entry"], _CODE_2016)
    return listed or CODE.fullmatch(found) is not None


_CODE_2016 = 4  # digits


def is_dated(said: str) -> bool:
    """Return True if a line is a label and a day: Date: May 9, 2028."""
    label, colon, value = said.partition(":")
    return bool(label and colon) and ONE_DAY.fullmatch(value.strip()) is not None


@lru_cache(_KEPT)
def names_stream(said: str) -> bool:
    """Return True if a line or label names a stream, with at most a number: International Student: 94 invitations."""
    names = read(said, 0, len(said)).names
    return not {"stream", "short"}.isdisjoint(names) and _OF_A_HEAD.issuperset(names)


_OF_A_HEAD = {
    *("stream", "short", "stream-word", "colon", "dash", "bar", "comma", "open", "close", "article"),
    *("number", "invitation", "people", "issued", "in", "of", "stop"),
}
