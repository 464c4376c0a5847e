"""Lines in, the width out at which they are broken, and whether a full line goes on in the next."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import KEYS, column_names
from oinp_noc._notices.facts.titles import is_title
from oinp_noc._notices.layout.shapes import begin_alike, shape
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    from oinp_noc._notices.layout.layout import Line

WRAPPED = range(60, 133)  # the widths at which people break lines
_WIDEST = WRAPPED[-1]
_TOO_LONG = compiled(rf"[^\n]{{{_WIDEST + 1}}}")
_LINE = compiled(r"[^\n]+")


def width(text: str, original: str) -> int:
    """Find the width at which the lines of a text are broken; 0 if they are not.

    Lines that go on in a small letter say it: most of them are full. If there are none, and some lines are longer than
    people break them, most lines with another below must be full.
    """
    if (found := _of_small_letters(original)) or not _TOO_LONG.search(text):
        longest = found or max((len(match[0].rstrip()) for match in _LINE.finditer(text)), default=0)
        return longest if found or longest in WRAPPED else 0
    broken = [(match.end() - match.start(), len(match["word"])) for match in _BROKEN.finditer(text)]
    longest = max((length for length, _ in broken), default=0)
    full = sum(length + 1 + word > longest for length, word in broken) if longest in WRAPPED else 0
    return longest if full >= _FEWEST_FULL and 2 * full > len(broken) else 0


def _of_small_letters(original: str) -> int:
    """Find the least width that most lines before a small letter are full at; 0 if they are too few."""
    fitting = [0] * (_WIDEST + 2)
    broken = 0
    for match in _BROKEN.finditer(original):
        if match["word"][0].islower():
            length = match.end() - match.start()
            broken += 1
            fitting[length] += 1
            fitting[min(length + 1 + len(match["word"]), _WIDEST + 1)] -= 1
    counts = [*accumulate(fitting)]
    most = max(counts)
    return counts.index(most) if most >= _FEWEST_BROKEN and 2 * most > broken else 0


_FEWEST_BROKEN, _FEWEST_FULL = 2, 3  # lines
_BROKEN = compiled(rf"(?m)^[^\n|]{{39,{_WIDEST - 1}}}[^\s|](?=[^\S\n]{{0,8}}\n[ \t]{{0,8}}(?P<word>[^ \t\n|]{{1,40}}))")


def fills(text: str, line: Line, following: Line, wrapped: int) -> bool:
    """Return True if the first word of the next line would not have fitted into this one."""
    word = _WORD.match(text, following.start, following.end)
    return wrapped > 0 and word is not None and line.indent + line.end - line.start + 1 + len(word[0]) > wrapped


_WORD = compiled(r"[^ \t\n]{1,132}")  # which a no-break space does not end


def begins_anew(text: str, original: str, first: Line, line: Line, following: Line) -> bool:
    """Return True if a line says something of its own, although the line before it is full.

    Args:
        text: the text, spelt plainly.
        original: the text as written.
        first: the first line of the paragraph or item.
        line: its last so far.
        following: the line.
    """
    before = " ".join(text[first.start : line.end].split())
    found = text[following.start : following.end]
    capital = original[following.start].isupper()
    if is_title(_BEGINS_WITH_ITS_CODE.sub("", before)):
        return original[following.start] not in "(["
    marked = "\t" in found or original[following.start] >= _SYMBOLS  # cells, or a picture
    alike = capital and begin_alike(text, line, following) and shape(text, line) == shape(text, following) != ""
    if (
        marked
        or alike
        or _count_alike(before, found)
        or _LABEL.match(found)
        or _IN_BRACKETS.match(original, following.start)
    ):
        return True
    if capital and (labelled := _begins_with_label(before, found)) is not None:
        return labelled or not original[line.start : line.end].rsplit(maxsplit=1)[-1][0].isupper()
    return _begins_with_code(before, found, capital=capital)


def _count_alike(before: str, found: str) -> bool:
    """Return True if two lines begin or end with numbers of the same: 716 invitations - tech; HCP, 297 invitations."""
    ends = [[pattern.search(each) for each in (before, found)] for pattern in (_COUNTED, _COUNTED_LAST)]
    return any(one is not None and other is not None and one["what"] == other["what"] for one, other in ends)


_COUNTED = compiled(r"\A[0-9][0-9 ,.]{0,7}\s(?P<what>[a-z]{3,20})\s")
_COUNTED_LAST = compiled(r"(?<![0-9])[0-9][0-9 ,.]{0,7}\s(?P<what>[a-z]{3,20}\W?)\Z")
_SYMBOLS = "\u2190"  # the first of arrows and pictures


def _begins_with_code(before: str, found: str, *, capital: bool) -> bool:
    """Return True if a line begins another entry of a list, with a code first or last."""
    if _BEGINS_WITH_CODE.match(found):
        return before[-1] in ".?!:" or _BEGINS_WITH_CODE.match(before) is not None
    coded = _ENDS_WITH_CODE.search(before) if capital else None
    return coded is not None and (is_title(before[: coded.start() + 1]) or _ENDS_WITH_CODE.search(found) is not None)


def _begins_with_label(before: str, found: str) -> bool | None:
    """Return True if a line surely begins with a label, None if with none, False if it may go on before its colon."""
    kind, labelled = _label(found), _GIVES.match(before) is not None
    if kind not in _NAMED and not (labelled and before[-1] not in ".!?" and _GIVES.match(found)):
        return None
    return bool(kind and _label(before)) or (labelled and kind in KEYS)


def _label(found: str) -> str:
    """Return what a line begins to tell, if it begins with the name of a column and a colon; "" if with neither."""
    label, *behind = _BEHIND_LABEL.split(found[:_LONGEST], 1)
    names, _ = column_names()
    if not behind:
        return ""
    named = names.get(spell(label.partition("(")[0]), "")
    return named if named in _NAMED else _LEADING.get(names.get(spell(label)[:1], ""), "")


_GIVES = compiled(r"[a-z][a-z /()'-]{1,40}:(?:\s|\Z)")  # Score: 46
_BEHIND_LABEL = compiled(r":|\.{3,}")
_LONGEST = 60  # characters of a label
_LEADING = {name: f"{name} of some" for name in ("date", "stream", "invitations", "score")}  # Stream in every case:
_NAMED = {*_LEADING, "profiles", "target", "title", "codes", "region"}
_IN_BRACKETS = compiled(r"[(\[][A-ZÀ-Ý][^()\[\]]{0,300}[.!?][)\]]")  # (Retold from a page. Look there.)
_LABEL = compiled(
    r"[a-z_]{2,30}=|\[[0-9]|(?:[a-z]{3,9}\.? [0-9]{1,2}|[0-9]{1,2} [a-z]{3,9}\.?|[0-9]{4}-[0-9]{2}-[0-9]{2})\s?:(?!\S)"
    r"|[a-z][a-z /'-]{2,40} \((?:(?:noc|cnp) )?[0-9]{5}\b[^()]{0,90}\)\s?:"
)  # October 6: and score=54, Students (33102): 94
_CODE = r"(?:(?:noc|cnp)[\s:#]{0,3})?[0-9]{4,5}"
_BEGINS_WITH_CODE = compiled(rf"\W{{0,4}}{_CODE}[\s:,=-]{{1,4}}(?!(?:and|et|or|ou)\b)[a-z]")
_BEGINS_WITH_ITS_CODE = compiled(rf"\A\W{{0,4}}{_CODE}[\s:,=-]{{1,4}}")
_ENDS_WITH_CODE = compiled(rf"[a-z)][ (:-]{{1,4}}{_CODE}\)?\.?\Z")


def begins_record(text: str, line: Line, following: Line) -> bool:
    """Return True if a line begins as one of a record or list does, and is not the year of a day in the line before."""
    of_day = _BEFORE_YEAR.search(text, line.start, line.end) and _YEAR.match(text, following.start, following.end)
    keyed = all(_KEYED.match(text, each.start, each.end) for each in (line, following))
    return keyed or (of_day is None and _BEGINS_RECORD.match(text, following.start, following.end) is not None)


_KEYED = compiled(r"[a-z][a-z_-]{1,20}:\s(?=\S)")  # invited: 288 | attested: 2029-05-07
_BEFORE_YEAR = compiled(r"(?<!\S)[a-z]{3,9}\.? [0-9]{1,2},\Z")  # from April 28, | 2021
_YEAR = compiled(r"20[0-9]{2}\b")
_BEGINS_RECORD = compiled(
    r"[a-z_]{2,30}\s?=|(?:target|targeted|date|score|scores|crs|itas|invitations|stream|volet|cible|note|pointage|seuil|filiere|categorie|profils)\s?:|noc\b|cnp\b|[0-9]{4,5}\b|[0-9]{1,2}[-/][0-9]"
)
