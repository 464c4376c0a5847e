"""Units in, NOC codes out, each with the title printed beside it and how that differs from the official one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._noc.classification import unit_digits
from oinp_noc._notices.facts.columns import COUNTED, HEADS, names_value, title_beside
from oinp_noc._notices.facts.hyphens import written
from oinp_noc._notices.facts.titles import (
    MARKED,
    Comparer,
    Printed,
    Versions,
    difference,
    squeezed,
    stands_at,
    titles,
    units,
    unknown,
)
from oinp_noc._notices.plain.text import shortened
from oinp_noc._notices.tree import digits
from oinp_noc._notices.tree.digits import Found
from oinp_noc._notices.tree.ranges import TO, filled
from oinp_noc._notices.values import Mention, Problem

if TYPE_CHECKING:
    import datetime as dt

    from oinp_noc._notices.facts.unit import Unit
    from oinp_noc._notices.plain.text import Place

_LONGEST_TITLE = 260  # characters; the longest official one has fewer
_LONGEST = 32000  # characters that are searched for codes at once


class Finder:
    """Finds the codes of a text, unit by unit.

    Args:
        text: the text.
        spelt: the same, spelt plainly.
        day: the day that decides between versions whose codes have as many digits; None where it is not known.
        alone: the codes of titles without codes, by the place of their unit.
    """

    def __init__(self, text: str, spelt: str, day: dt.date | None, alone: dict[int, list[Found]]) -> None:
        self.text, self.spelt, self.day, self._titled = text, spelt, day, alone
        self.mentions: list[Mention] = []
        self.problems: list[Problem] = []
        self.titles = Comparer(spelt)
        self._known: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {}
        self._named = "noc" in spelt or "cnp" in spelt
        self._led = {first for run in digits.led(spelt) if self._are_codes(run) for first, _ in run}
        self._ended = {first for run in digits.ended(spelt) if self._are_codes(run) for first, _ in run}
        self._after_code = False  # whether the unit before was a line with a code

    def find(self, unit: Unit) -> list[Found]:
        """Find the codes of a unit, note them as mentions, and what is wrong with them as problems."""
        if entry := self._entry(unit):
            self._after_code = True
            self._note(entry)
            return [entry]
        if unit.start in self._titled:
            found = self._titled[unit.start]
        elif unit.kind == "row":
            found = self._row(unit)
        else:
            in_line = unit.kind != "prose" or unit.end - unit.start < _LONGEST_TITLE  # one short line
            listed = self._after_code or self._is_bare((unit.start, unit.end))
            found = [
                code
                for part in shortened(self.spelt, unit.start, unit.end, _LONGEST)
                for code in self._line(part, in_line, listed=listed)
            ]
        if found or not digits.NAME.fullmatch(self.spelt, unit.start, unit.end):
            self._after_code = bool(found) and found[0].start - unit.start < _LONGEST_TITLE
        for one in found:
            self._note(one)
        return found

    def _entry(self, unit: Unit) -> Found | None:
        """Read what most lists are made of, a code and its exact title, without looking further."""
        match = digits.ENTRY.match(self.spelt, unit.start, unit.end)
        if match is None:
            return None
        version, spellings = self._titles_of(code := match["code"])
        for spelt, official in spellings:
            end = match.end() + len(spelt)
            fits = end <= unit.end and stands_at(match.end(), spelt, self.spelt)
            if fits and not digits.CODE.search(self.spelt, end, unit.end):
                return Found(code, version, match.start(), match.end("code"), Printed(match.end(), end, official))
        return None

    def _titles_of(self, code: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the version that a code is read in, and its titles there."""
        known = self._known.get(code)
        if known is None:
            version = Versions.of(code, self.day)
            known = version, titles(version).of.get(code, ())
            if known[1]:
                self._known[code] = known
        return known

    def _is_bare(self, place: Place) -> bool:
        """Say whether a line or a cell is a code and nothing else; one of four digits has its title beside it."""
        code = self.spelt[slice(*place)][: _YEAR + 2]
        spellings = self._titles_of(code)[1] if code.isdecimal() else ()
        behind = self.spelt[place[1] : place[1] + _LONGEST_TITLE].lstrip()
        before = self.spelt[max(0, place[0] - _LONGEST_TITLE) : place[0]].rstrip()
        return any(len(code) > _YEAR or behind.startswith(it) or before.endswith(it) for it, _ in spellings)

    def _row(self, unit: Unit) -> list[Found]:
        """Read the cells of a row: a column of titles belongs to the column of codes beside it."""
        found: list[Found] = []
        kinds = unit.columns.kinds if unit.columns is not None else ()
        named = len(kinds) == len(unit.cells)
        if not any(kinds) and self._are_codes(digits.barred(self.spelt, unit.cells)):
            return self._line((unit.start, unit.end), in_line=True, listed=True)
        many = _RUN <= sum(map(self._is_bare, unit.cells)) > len(unit.cells) // 2  # bars between codes
        for place, cell in enumerate(unit.cells):
            column = kinds[place] if named else ""
            if column in ("date", "invitations", "score", "profiles", "stream"):
                continue
            listed = many or column == "codes" or self._after_code
            codes = self._line(cell, in_line=True, listed=listed)
            alone = codes[0] if codes else self._alone(cell)
            if (
                alone is not None
                and alone.printed is None
                and not many
                and len(self.spelt[slice(*cell)].strip(" nocp:#")) <= len(alone.code)
            ):
                at = title_beside(kinds, place) if named else None
                title = unit.cells[at] if at is not None else self._neighbour(unit, place)
                if title is not None and title != cell:
                    printed = self.titles.compare(alone.code, alone.version, *title, whole=True)
                    told = printed is not None and printed.kind != "title-unlike"
                    codes = [alone._replace(printed=printed)] if codes or told else []
            found += codes
        return found

    def _alone(self, cell: Place) -> Found | None:
        """Read a cell that is the number of a unit group and nothing else: the title beside it must say that it is."""
        code = self.spelt[slice(*cell)]
        known = code.isdecimal() and self._titles_of(code)[1]
        return Found(code, self._titles_of(code)[0], *cell, None) if known else None

    def _neighbour(self, unit: Unit, place: int) -> Place | None:
        """Find the cell that may hold the title of a code: the next, past one that holds a digit, or the one before."""
        level = unit.cells[place + 1 : place + 2]  # of skill
        past = place + 1 + (bool(level) and self.spelt[slice(*level[0])].isdecimal() and level[0][1] - level[0][0] == 1)
        for beside in (past, place - 1):
            if 0 <= beside < len(unit.cells):
                start, end = unit.cells[beside]
                kinds = unit.columns.kinds[beside : beside + 1] if unit.columns is not None else ()
                if HEADS.isdisjoint(kinds) and self.spelt[start : start + 1].isalpha():
                    return start, end
        return None

    def _line(self, place: Place, in_line: bool, listed: bool) -> list[Found]:  # noqa: FBT001 (two facts about a line)
        """Find the codes of a line, a cell or a paragraph."""
        start, end = place
        spelt = self.spelt
        candidates = [match.span() for match in digits.CODE.finditer(spelt, start, end)]
        if not candidates:
            return self._short(start, end) if in_line else []
        found: list[Found] = []
        enumerated = self._enumerated(candidates)
        for number, (first, last) in enumerate(candidates):
            until = candidates[number + 1][0] if number + 1 < len(candidates) else end
            after = found[-1].span[1] if found else start
            one = self._code(spelt[first:last], (start, first, last, until, after), in_line, listed or bool(found))
            before = one is not None and one.printed is not None and one.printed.start < first
            if first in enumerated and (one is None or (before and enumerated[first])):
                one = Found(spelt[first:last], Versions.of(spelt[first:last], self.day), first, last, None)
            if one is not None:
                found.append(one)
        return filled(found, spelt)

    def _enumerated(self, candidates: list[Place]) -> dict[int, bool]:
        """Find the places of numbers that follow each other, all of them codes, and say whether each leads a name."""
        runs, named, ends = (digits.runs(self.spelt, candidates, each) for each in (digits.RUN, digits.NAMED, TO))
        bracketed = [
            match.span() for match in digits.BRACKETED.finditer(self.spelt, candidates[0][0], candidates[-1][1] + 1)
        ]
        kinds = ((runs, False), ([run for run in named if len(run) > _RUN], True), ([bracketed], False), (ends, False))
        return {first: leads for kind, leads in kinds for run in kind if self._are_codes(run) for first, _ in run}

    def _are_codes(self, run: list[Place]) -> bool:
        """Say whether numbers are all codes, and so many that it cannot be by chance."""
        enough = len(run) >= _RUN - (run[0][1] - run[0][0] > _YEAR) if run else False
        return enough and all(self._titles_of(self.spelt[slice(*place)])[1] for place in run)

    def _code(self, code: str, places: tuple[int, int, int, int, int], in_line: bool, listed: bool) -> Found | None:  # noqa: FBT001
        """Read a number as a code where something says that it is one: ``NOC``, a code before it, or a title."""
        begin, first, last, until, after = places
        spelt = self.spelt
        version = Versions.of(code, self.day)
        prefix = digits.PREFIX.search(spelt, max(begin, first - 90), first)
        if digits.VERSION_NAME.fullmatch(code) or (prefix is None and first > 0 and spelt[first - 1].isalpha()):
            return None
        known = code in units(version) if len(code) == unit_digits(version) else False
        long = len(code) > _YEAR
        goes_on = known and (self._after_code or after > begin)  # Business: 1121. Science: 2161
        chained = listed and after > begin and digits.CHAIN.fullmatch(spelt, after, first) is not None
        among = known and digits.is_among(spelt, (first, last, until), version, behind=after > begin)  # nurses, 31301
        marked = goes_on and digits.DASHED.match(spelt, last, until)
        leads = in_line and first == begin and (first in self._led or (listed and (long or marked)))
        shut = first in self._ended or (
            ((known and long) or goes_on)
            and (self._named or bool(self.mentions))
            and digits.SHUT.match(spelt, last, until) is not None
        )
        prefixed = prefix is not None or (shut and bool(digits.OPEN.search(spelt[max(begin, first - 16) : first])))
        prefixed = prefixed or (known and long and digits.is_again(spelt, first, self.mentions))
        if not (prefixed or chained or known or leads):
            return None
        start = prefix.start() if prefix is not None else first
        printed = self._title_after(code, version, (last, until), in_line, begin in (first, start))
        if printed is None or printed.kind == "title-unlike":
            before = self._title_before(code, version, (after, start), in_line)
            printed = before or printed
        if not (prefixed or chained):
            told = printed is not None and printed.kind != "title-unlike"
            alone = listed and not spelt[last:until].strip() and first == begin
            if not (told or alone or among or (leads and printed is not None)):
                return None
            printed = printed if told or not among else None
        return Found(code, version, start, last, printed)

    def _short(self, start: int, end: int) -> list[Found]:
        """Find a code that lost its leading zeros, before a title: it is no code, and said to be none."""
        match = digits.SHORT.search(self.spelt, start, end) if self._named else None
        if match is None:
            return []
        version = Versions.on(self.day) if self.day is not None else Versions.table()[-1][1]
        place = digits.LEAD.match(self.spelt, match.end("code"), end).end()  # type: ignore[union-attr]
        printed = self.titles.compare(match["code"], version, place, end, whole=True)
        return [Found(match["code"], version, match.start(), match.end("code"), printed)]

    def _title_after(self, code: str, version: str, places: Place, in_line: bool, leads: bool) -> Printed | None:  # noqa: FBT001
        """Read the title behind a code: in a list, whatever stands there; in a sentence, only what is one."""
        last, until = places
        place = digits.LEAD.match(self.spelt, last, until).end()  # type: ignore[union-attr]
        if (behind := MARKED.match(self.spelt, last, until)) is not None:
            return self.titles.marked(code, version, (behind, until), whole=in_line and leads)
        if place == until or not self.spelt[place].isalpha() or COUNTED.match(self.spelt, last):
            return None
        until = min(until, place + _LONGEST_TITLE)
        told = digits.STARTS_TITLE.match(self.spelt, place, until) or digits.TELLS.match(self.spelt, place, until)
        whole = (in_line and leads and not told) or bool(digits.DASHED.match(self.spelt, last, until))
        return self.titles.compare(code, version, place, until, whole=whole)

    def _title_before(self, code: str, version: str, places: Place, in_line: bool) -> Printed | None:  # noqa: FBT001
        """Read the title before a code, as in ``Carpenters (NOC 72310)``."""
        start, end = max(places[0], places[1] - _LONGEST_TITLE), places[1]
        opening = digits.OPENING.search(self.spelt, max(start, end - digits.LEADERS), end)
        bracketed = opening is not None and "(" in opening[0]
        marked = opening is not None and opening[0].strip(" nocp") != ""
        end = opening.start() if opening is not None else end
        lead = digits.TOLD.match(self.spelt, start, end) or digits.STARTS_TITLE.match(self.spelt, start, end)
        first = lead.end() if lead is not None else start
        written = squeezed(self.spelt[start:end])
        for spelt, official in titles(version).of.get(code, ()):
            if written.endswith(squeezed(spelt)):
                return Printed(digits.back(self.spelt, end, len(squeezed(spelt)), start), end, official)
        if not (in_line and marked) or end - first < 4 or digits.NO_TITLE.search(self.spelt, first, end):  # noqa: PLR2004
            return None
        if names_value(self.spelt[first:end]):
            return None  # Invitations: 1242
        printed = self.titles.compare(code, version, first, end, whole=True)
        return printed if bracketed or printed is None or printed.kind != "title-unlike" else None

    def _note(self, found: Found) -> None:
        """Note a code as a mention, and what is wrong with it."""
        group, printed = units(found.version).get(found.code), found.printed
        official = group.title if group is not None else None
        title = None
        if printed is not None:
            official = (printed.official or official) if group is not None else None
            title = written(self.text, self.spelt, (printed.start, printed.end))
            title = official if title == official else title  # one text for all that are alike
        self.mentions.append(Mention(found.code, found.version, title, official, found.span))
        if group is None:
            self.problems.append(
                Problem("unknown-code", unknown(found.code, found.version, found.printed, title), found.span)
            )
        elif printed is not None and printed.kind is not None:
            self.problems.append(Problem(printed.kind, difference(found.code, printed, title, official), found.span))


_RUN = 3  # numbers of four digits; of five, one fewer
_YEAR = 4  # digits: a number of as many at the head of a line may count anything
