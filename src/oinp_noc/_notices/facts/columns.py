"""Names of columns and cells in, what they hold out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import spell, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._notices.plain.text import Place


class Columns(NamedTuple):
    """What a table says of its cells.

    Attributes:
        kinds: what each cell holds (``"date"``, ``"score"``…), ``""`` if nothing says, and ``"doubted"`` if the name of
            the column says something else than its cells, ``"mark"`` of a column of crosses, ``"crosses"`` of one with
            nothing else; a row with one cell only holds all of that, in order, with blanks between.
        start: where the table begins: it tells tables apart.
    """

    kinds: tuple[str, ...] = ()
    start: int = 0


# Names of columns, and what cells look like.

_LONGEST_NAME = 9  # words
LONGEST_NAME = 80  # characters: no name of a column is longer
WIDEST_NAMES = 200  # characters: nor is a line of them
KEYS = {"date", "invitations", "score"}
SAMPLE = 12  # rows by which a column is typed

_MONTH = r"(?:jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aou|sep|oct|nov|dec)[a-z]{0,6}\.?"
DAY = compiled(
    rf"(?:[a-z]{{3,9}},?\s+)?(?:{_MONTH}\s+[0-9]{{1,2}}\b|[0-9]{{1,2}}(?:er|st|nd|rd|th)?[\s-]+{_MONTH}"
    r"|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4})"
)
ONE_DAY = compiled(rf"(?:{DAY.pattern})(?:,?\s{{1,3}}[0-9]{{2,4}})?\W{{0,9}}")
_NUMBER = compiled(r"[#~]?\s*[0-9][0-9, \xa0\u202f]*\+?\*?")
_SCORED = compiled(r"[a-z: ()]{0,24}[0-9]{1,4}\s*(?:\+|-|to|and|or|et|ou|points|pts|a\s)")
_NOTHING = compiled(
    r"(?:n/?a|none|s/?o|tba|tbd|not (?:available|published|disclosed|stated)|-|unknown"
    r"|no (?:draws?|rounds?|invitations?)|pas de (?:tirage|ronde)s?"
    r"|n/?d|sans objet|aucune?|inconnue?|non (?:publiee?|disponible|precisee?|communiquee?)|\?|)\.?"
)


_OF_MONTHS = compiled(rf"\b{_MONTH}\s?(?:-|\u2013|to|through|a|au)\s?{_MONTH}(?!\s?[0-9]{{1,2}}\b)")
"""What a column of sums is called: Jan.-June 2030."""
_CREATED = frozenset(("created", "crees", "creation", "registered", "inscrits"))
_PROFILES = frozenset(("profile", "profiles", "profil", "profils", "eoi", "eois"))


def named_column(name: str) -> str:
    """Say what a column holds, by its name; "" if the name says nothing."""
    names, keywords = column_names()
    words = spell(name)
    if words in names:
        return names[words]
    if not (_CREATED.isdisjoint(words) or _PROFILES.isdisjoint(words)):
        return "profiles"  # created in the pool
    if not _of_no_draw().isdisjoint(words) or _OF_MONTHS.search(name):
        return "none"
    if 0 < len(words) <= _LONGEST_NAME:
        return min((keywords[word] for word in words if word in keywords), default=(0, ""))[1]
    return ""


def named_by_cells(name: str, cells: Sequence[str]) -> str:
    """Say what a column holds, by a word of its name, if that is what each of its cells looks like."""
    column = named_column(name)
    looks = {look for look in map(looks_of, cells) if look}
    return column if looks and looks <= _FITTING.get(column, set()) - {"words", "mixed"} else ""


@_data.once
def column_names() -> tuple[dict[tuple[str, ...], str], dict[str, tuple[int, str]]]:
    names: dict[tuple[str, ...], str] = {}
    for value, words in vocabulary("column"):
        names.setdefault(words, value)
    names.pop((), None)
    keywords: dict[str, tuple[int, str]] = {}  # with their places: the first counts most
    for value, words in vocabulary("column word"):
        keywords.setdefault(words[0], (len(keywords), value))
    return names, keywords


@_data.once
def _of_no_draw() -> frozenset[str]:
    """Return the words of names whose columns tell nothing of a draw: of a pool, an average, a deadline."""
    return frozenset(words[0] for _, words in vocabulary("column of no draw"))


@_data.once
def column_start() -> re.Pattern[str]:
    """Return what a line begins with that names columns."""
    first_words = sorted({words[0] for words in column_names()[0]})
    no_entry = r"(?!(?:noc|cnp)\W{0,3}[0-9])"
    return re.compile(rf"\W{{0,3}}{no_entry}(?:{'|'.join(first_words)})(?![a-z0-9])")


def named_columns(line: str) -> tuple[str, ...]:
    """Read the names of columns that follow each other on one line; none if anything else stands there."""
    if len(line) > WIDEST_NAMES or "." in line:
        return ()
    names, _ = column_names()
    words = spell(line)
    found = _most_names(words, names)
    return found if len(found) > 1 and KEYS & set(found) else ()


COUNTED = compiled(r"\s?(?:new |total )?(?:invit|notif|candidat|(?:nois?|itas?|avis|profil[es]{0,2}|applicants?)\b)")
"""What stands behind a number of invitations, and behind no code."""


def names_value(phrase: str) -> bool:
    """Return True if a phrase is the name of a column of numbers, days or the like, and so no title of a code."""
    return column_names()[0].get(spell(phrase)) not in (None, "codes", "title")


def _most_names(words: tuple[str, ...], names: dict[tuple[str, ...], str]) -> tuple[str, ...]:
    """Cut a line into as many different names of columns as can be: "Date ITAs issued" may be two."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(words)]
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - _LONGEST_NAME), end):
            before = best[start]
            name = names.get(words[start:end]) if before is not None else None
            if before is not None and name is not None and name not in before:
                best[end] = max(best[end] or (), (*before, name), key=len)
    return best[-1] or ()


_SCORE_WORD = r"(?:min(?:imum|imale?)?\.?|scores?|crs|eoi|scg|notes?|points?|pts|and above|et plus|or more)"
_PAIR = compiled(
    rf"[0-9][0-9, \xa0\u202f]*(?:\s?[(\[]\s?(?:{_SCORE_WORD}\W{{0,3}})?[0-9]{{1,4}}(?:\s?\+|\s{_SCORE_WORD})?\s?[)\]]"
    rf"|\s?[(\[][a-z/ ]{{1,20}}[)\]]|\s?[,;/]\s?{_SCORE_WORD}\W{{0,3}}[0-9]{{1,4}}\+?)"
)  # 391 (36+), 411 (no minimum), 334, min. 85
_SCORED_PAIR = compiled(rf"\+|\b{_SCORE_WORD}")
_TWO = compiled(r"[0-9][0-9, ]*\s?[/;]\s?[0-9]{1,4}\+?")  # 1,305 / 41
_TWO_APART = compiled(r"[0-9][0-9,]*\s/\s[0-9]{1,4}\+?")
_MARK = compiled(r"[x\u2713\u2714\u2715\u2717\u2718\xb7]|yes|no|oui|non|y|n|-|")
CROSS = compiled(r"x|y|yes|oui|[\u2713\u2714]")
"""What stands in a column of crosses where there is one."""
CROSSED, NOT_CROSSED = "crossed", "not crossed"
"""What cells are read as in columns of crosses that are named for draws."""
HEADS = frozenset(("head", "aim", CROSSED, NOT_CROSSED))
"""What cells are read as that are the name of a column, or empty."""
_POINTS = r"(?:minimum |lowest |cut-?off )?(?:scores?|points|cut-?offs?|notes?|pointages?|seuils?)\b"
_COUNT_WORD = r"(?:number|people|invit|candidat|nombre|combien|how many)"
_LEGEND = compiled(
    rf"\b(?:(?P<score>{_POINTS}(?:(?!{_COUNT_WORD})[^.;:]){{0,40}}))?(?:brackets|parenthes[ei]s)\b"
    rf"(?(score)(?!\W{{0,3}}(?:the |le |les )?{_COUNT_WORD})|(?:(?!{_COUNT_WORD})[^.;]){{0,40}}\b{_POINTS})"
)  # the lowest score in brackets; entre parentheses, la note minimale


def legend(text: str) -> str:
    """Return what a text says of the numbers in brackets, "" if it says nothing of them."""
    told = _LEGEND.search(text) if "brackets" in text or "parenthes" in text else None
    return told[0] if told else ""


def looks_of(cell: str) -> str:
    """Say what a cell looks like."""
    if _NOTHING.fullmatch(cell):
        return ""
    if not any(map(str.isdigit, cell)):
        return "words" if cell[:1].isalpha() else "mixed"
    if DAY.match(cell):
        return "day"
    if _NUMBER.fullmatch(cell):
        return "number"
    if _PAIR.fullmatch(cell) or _TWO_APART.fullmatch(cell):
        return "pair"
    return "range" if _SCORED.match(cell) else "mixed"


def is_worded(cell: str) -> bool:
    """Return True if a cell has words beside its number, and needs no name of a column: 582 invitations."""
    return looks_of(cell) in ("mixed", "range") and _WORDED.search(cell) is not None


_WORDED = compiled(r"[a-z]{3}")


def is_of_one_form(cell: str, below: list[str]) -> bool:
    """Return True if a cell is no name, but says what those below it say of another number: 582 invited."""
    forms = [_DIGITS.sub("0", each) for each in (cell, *below[:1])]
    return len(forms) > 1 and "0" in forms[0] and forms[0] == forms[1]


_DIGITS = compiled(r"[0-9][0-9,]*")


_FITTING = {
    "date": {"day", "mixed", "words"},
    "invitations": {"number", "mixed", "range"},
    "score": {"number", "range", "mixed"},
    "profiles": {"day", "mixed", "range", "words"},
}


def numbers_in(phrase: str) -> list[str]:
    """Return whether a phrase speaks of invitations, of scores, or of both, in the order in which it does."""
    keywords = column_names()[1]
    kinds = dict.fromkeys(keywords[word][1] for word in spell(phrase) if word in keywords)
    return [kind for kind in kinds if kind in ("invitations", "score")]


def _of_two(name: str, legend: str, column: str) -> str:
    """Type a column of numbers with others in brackets: these are scores if its name or the text says so."""
    said = numbers_in(name)
    if said == ["invitations", "score"] or (said in ([], ["invitations"]) and legend):
        return "pair"
    return "bracketed" if column == "invitations" else "doubted"


def typed(name: str, cells: list[str], legend: str = "") -> str:
    """Type a column by its name, its cells and a legend of brackets: ``"doubted"`` if they contradict each other."""
    column = named_column(name)
    looks = {look for look in map(looks_of, cells) if look}
    of_a_pool = looks == {"words"} and spell(name)[:1] in (("pool",), ("bassin",))  # not how many were in it
    column = "stream" if of_a_pool else named_column(name)
    if column == "score" and spell(name)[:1] in (("note",), ("notes",)) and "words" in looks:
        column = "target"  # remarks
    if spell(name)[:1] == ("notes",) and looks and looks <= {"number", "range"}:
        column = "score"  # what French calls so
    if column == "codes" and looks == {"words"}:
        column = "title"  # occupations targeted: health and tech
    if column in ("title", "target") and cells and all(map(_ONE_CODE.fullmatch, cells)):
        column = "codes"  # occupations, in two cells
    marks = {cell.strip(" *") for cell in cells}
    if all(map(_MARK.fullmatch, marks)) and (len(marks) > 1 or CROSS.fullmatch("".join(marks))):
        of_another = _OF_BEFORE.search(name) is not None
        return "none" if of_another else "mark" if len(marks) > 1 else "crosses"
    both = numbers_in(name) == ["invitations", "score"] and all(map(_TWO.fullmatch, cells))
    if "pair" in looks <= {"pair", "number"} or (both and looks):
        two = [cell for cell in cells if len(_DIGITS.findall(cell)) > 1]
        return "pair" if two and all(map(_SCORED_PAIR.search, two)) else _of_two(name, legend, column)
    if column == "target" and not _REMARKS.isdisjoint(spell(name)):
        return "remarks"
    if not looks or column not in _FITTING or looks & _FITTING[column]:
        return column
    if looks == {"words"}:
        return "stream" if column == "invitations" else "target"  # who was invited, and for what
    return "date" if looks == {"day"} and column != "profiles" else "doubted"


_OF_BEFORE = compiled(
    r"\b(?:previous|last|earlier|prior|precedent[a-z]*|derniere?s?)\b"
    r"|\b(?:list|liste) (?:of|in|from|for|de|du) [a-z0-9]"
)  # of a column of crosses: on the list of February?
OLD_LIST = compiled(
    r"(?:the |our |les? |la |l')?(?:(?:old|former|prior|previous|ancien(?:s|nes?)?|precedent(?:s|es?)?)"
    r"(?: (?:[a-z]+ )?(?:lists?|codes?|nocs?|occupations?|listes?|cnp|professions?|metiers?))?"
    r"|(?:lists?|codes?|occupations?|listes?|cnp|professions?)"
    r" (?:before|until (?:now|then)|d'avant|ancien(?:s|nes?)?|precedent(?:s|es?)?|jusqu'(?:ici|alors|a present))"
    r"|before|until now|avant|auparavant|jusqu'(?:ici|alors|a present))\s?(?:[(:]|\Z)"
)
"""What names an old list, beside the new one."""
_ONE_CODE = compiled(r"(?:noc |cnp )?[0-9]{5}")
_REMARKS = frozenset({"notes", "note", "comments", "comment", "remarks", "remarques", "remarque", "commentaires"})
LOOKAHEAD = 3  # lines


_FOOTNOTE = compiled(r"\s*(?:\s\[[0-9a-z]{1,2}\]|[\u2020\u2021\xa7]|\s\([a-z]\))[\s*]*\Z")
_OF_A_NOTE = frozenset("])\u2020\u2021\xa7")  # one of them is in each: most cells have none, and need no search


def trimmed(text: str, start: int, end: int) -> Place:
    found = text[start:end]
    bare = found.lstrip(" \t\xa0*")
    start += len(found) - len(bare)
    if not _OF_A_NOTE.isdisjoint(bare) and (note := _FOOTNOTE.search(bare)):
        bare = bare[: note.start()]
    return start, start + len(bare.rstrip(" \t\xa0*"))


def title_beside(kinds: tuple[str, ...], place: int) -> int | None:
    """Find the column of titles that belongs to the column of codes at a place: of several, that on the same side."""
    columns = [at for at, kind in enumerate(kinds) if kind == "title"]
    if len(columns) < 2 or "codes" not in kinds:  # noqa: PLR2004
        return columns[0] if columns else None
    before = columns[0] < kinds.index("codes")
    beside = [at for at in columns if (at < place) == before]
    return min(beside, key=lambda at: abs(at - place)) if beside else None
