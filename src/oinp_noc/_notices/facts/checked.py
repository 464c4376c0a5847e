"""Types of the columns of a table in, types out: a column is doubted where its name and the others contradict it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from oinp_noc import _data
from oinp_noc._notices.facts.columns import DAY, LOOKAHEAD, ONE_DAY, column_names, looks_of
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import spell, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence


@_data.once
def _in_doubt() -> frozenset[str]:
    return frozenset(words[0] for _, words in vocabulary("column in doubt"))


def checked(kinds: Sequence[str], names: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Doubt columns whose names do not decide: of who is eligible, of the highest score alone, of one day of two.

    Of a table of how many have which scores no column tells of a draw.
    """
    days = [{look for look in map(looks_of, cells) if look} == {"day"} for cells in below]
    if not any(days) and any(_are_bands(cells) for cells in below):
        return ("none",) * len(kinds)
    exact = [column_names()[0].get(spell(name)) for name in names]
    kinds = [kind or _counted(kinds, name, cells) for kind, name, cells in zip(kinds, names, below, strict=True)]
    doubted = [
        (
            (kind in ("invitations", "score") or (kind == "" and {*map(looks_of, cells)} - {""} == {"number"}))
            and not _in_doubt().isdisjoint(spell(name))
        )
        or (kind == "invitations" in exact and whole != kind)  # a column of a size beside that of the invitations
        for kind, name, whole, cells in zip(kinds, names, exact, below, strict=True)
    ]
    paired = any(kind == "score" and not doubt for kind, doubt in zip(kinds, doubted, strict=True))
    found = [
        "none"
        if kind in ("", "invitations") and (_counts_rows(cells) or (not kind and [*cells] == ["1", "2"]))
        else ("ceiling" if kind in ("score", "") and paired and _ELIGIBLE.isdisjoint(spell(name)) else "doubted")
        if doubt
        else kind
        for kind, name, doubt, cells in zip(kinds, names, doubted, below, strict=True)
    ]
    found = [
        "title" if not names[at] and "codes" in found[max(0, at - 1) : at] else kind for at, kind in enumerate(found)
    ]
    found = ["doubted" if _is_of_one_before(at, kinds, names) else kind for at, kind in enumerate(found)]
    dates = [at for at, kind in enumerate(found) if kind == "date" or (not kind and days[at])]
    if len(dates) > 1:
        found = ["none" if at in dates and _OF_A_PAGE & {*spell(names[at])} else kind for at, kind in enumerate(found)]
    for at, (one, other) in enumerate(itertools.pairwise(names)):
        if not any(found[at : at + 2]) and days[at] and days[at + 1] and _are_ends(one, other):
            found[at : at + 2] = ("profiles",) * 2
    for at, cells in enumerate(below):
        of_profiles = not _OF_PROFILES.isdisjoint(spell(names[at]))
        another = found[at] == "date" and at in dates[1:] and [*cells] != [*below[dates[0]]]
        if days[at] and _are_stretches(cells) and (of_profiles or kinds[at] in ("", "date")):
            found[at] = "profiles" if of_profiles else "doubted"
        elif another:
            found[at] = "doubted" if _OF_ANSWERS.isdisjoint(spell(names[at])) else "none"
    windows = [at for at, kind in enumerate(found) if kind == "profiles"]
    if len(windows) == 1 and all(days[at] and _is_one_day(below[at]) for at in windows):
        at = windows[0]
        if at + 1 < len(found) and found[at + 1] == "" and days[at + 1]:
            found[at + 1] = "profiles"
        else:
            found[at] = _end_of_window(f"{names[at]} {' '.join(below[at][:1])}")
    return tuple(found)


_ELIGIBLE = {"eligible", "qualified", "admissible", "admissibles"}  # people, not points


_BEFORE = {"previous", "previously", "last", "prior", "preceding", "earlier", "before", "old", "former", "past"}
_BEFORE |= {"precedent", "precedente", "precedents", "precedentes", "derniere", "dernier", "dernieres", "derniers"}
_BEFORE |= {"prev", "prec", "avant", "ancien", "ancienne", "anterieur", "anterieure"}


_INVITED = {"candidate", "applicant", "person", "ranked", "candidat", "personne"}


def _is_of_one_before(at: int, kinds: Sequence[str], names: Sequence[str]) -> bool:
    """Return True if a column has the scores or numbers of the draws before, and another those of the draws."""
    if kinds[at] not in ("score", "invitations") or _BEFORE.isdisjoint(spell(names[at])):
        return False
    if not _INVITED.isdisjoint(spell(names[at])):
        return False  # the score of the last one invited
    beside = (other for other, its in zip(names, kinds, strict=True) if its == kinds[at])
    return any(_BEFORE.isdisjoint(spell(other)) for other in beside)


def _counts_rows(cells: Sequence[str]) -> bool:
    """Return True if the cells of a column number the rows, up or down."""
    held = [int(cell.strip(" #.")) for cell in cells if re.fullmatch(r"#?\s?[0-9]{1,2}\.?", cell)]
    steps = {second - first for first, second in itertools.pairwise(held)}
    return len(cells) == len(held) >= LOOKAHEAD and len(steps) == 1 and steps <= {1, -1}


_BAND = compiled(r"(?P<low>[0-9]{1,4})(?:\s?(?:-|to|a)\s?(?P<high>[0-9]{1,4})|\s?\+|\s(?:and|or|et) [a-z]{2,9})")


def _are_bands(cells: Sequence[str]) -> bool:
    """Return True if each score of a column ends where the one beside begins: 600 and over, 500-599, 400-499."""
    found = list(filter(None, (_BAND.match(cell) for cell in cells)))
    pairs = [
        min((one, other), key=lambda band: int(band["low"]))["high"] == str(max(int(one["low"]), int(other["low"])) - 1)
        for one, other in itertools.pairwise(found)
    ]
    return len(pairs) > 0 and all(pairs)


def _is_one_day(cells: Sequence[str]) -> bool:
    return all(
        looks_of(cell) != "day"
        or _BETWEEN_DASHES.fullmatch(cell)
        or (ONE_DAY.fullmatch(cell) and (_FIRST | _LAST).isdisjoint(spell(cell)))
        for cell in cells
    )


_ENDS = 2  # of a stretch of time
_BETWEEN_DASHES = compiled(r"[0-9]{1,2}[-./ ][a-z]{3,9}\.?[-./ ](?:20)?[0-9]{2}")  # 25-oct-21
_FIRST = frozenset({"from", "since", "after", "start", "first", "du", "depuis", "debut", "partir", "apres"})
_LAST = frozenset({"to", "until", "by", "before", "end", "last", "au", "avant", "fin", "jusqu"})


def _are_stretches(cells: Sequence[str]) -> bool:
    """Return True if each cell with a day has two."""
    return all(len(DAY.findall(cell)) == _ENDS for cell in cells if looks_of(cell) == "day")


def _end_of_window(name: str) -> str:
    """Say which day of a window a column has that holds one."""
    words = _FIRST & set(spell(name)), _LAST & set(spell(name))
    return "doubted" if all(words) or not any(words) else "since" if words[0] else "profiles"


_OF_PROFILES = {"eoi", "eois", "expression", "expressions", "declarations", "received", "recue", "recues", "recus"}
_OF_PROFILES |= {"pool", "bassin"}
_OF_ANSWERS = {"apply", "submit", "respond", "accept", "postuler", "repondre"}
_OF_A_PAGE = {"published", "posted", "publication", "updated", "announced", "publie", "publiee", "publies", "annonce"}


def _are_ends(one: str, other: str) -> bool:
    return (_end_of_window(one), _end_of_window(other)) == ("since", "profiles")


def _counted(kinds: Sequence[str], name: str, cells: Sequence[str]) -> str:
    """Type a column whose name is a sign for numbers: of invitations, where no other has them, or of rows."""
    if name == "#" and "invitations" in kinds:
        return "none"
    numbers = {look for look in map(looks_of, cells) if look} == {"number"}
    return "invitations" * (name == "#" and numbers and not _counts_rows(cells))
