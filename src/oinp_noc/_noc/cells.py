"""Cells as people fill them: the digits of a code, and what is around them. Which codes exist is not known here."""

from __future__ import annotations

import operator
import re
from typing import NamedTuple, SupportsIndex

from oinp_noc._catalogue import marked

# What loses no information when it is read: full-width letters, digits and colon as their plain forms, and the
# invisible marks that copying from a page brings along as spaces. Unicode's own normal forms would do more than
# that: they turn the superscripts of a footnote into digits.
PLAIN: dict[int, int | str] = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(94)},
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF), " "),
}
PREFIXES = ("NOC", "CNP")
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212-"  # the last one last: so it is itself in a class of a pattern

_SEVERAL = marked("holds several codes, which you have to split first")
_QUOTES = {'"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb"}
_BRACKETS = {"]": "[", ")": "("}

# Patterns are text, which the re module compiles at first use. Their repeats take one character, or one word, at a
# time and are followed by nothing that could fail, so the time stays in proportion to the text.
_LETTER = r"[^\W\d_]"
_MARK = rf"[\s\[(\#:._{DASHES}]"
_WORD = rf"(?:codes?|number|numéro|num\.?|nos?|n[°º]|version)(?!{_LETTER})"
_PREFIX = (
    rf"(?:(?P<year>(?:19|20)[0-9]{{2}})[\s_]*)?(?:code[\s_]+)?(?:(?:de\s+la|of\s+the)\s+)?"
    rf"(?:noc|cnp)(?!{_LETTER})(?:-s(?!{_LETTER}))?(?P<more>(?:{_MARK}|{_WORD})*)"
)
_YEAR = (
    rf"(?P<year>(?:19|20)[0-9]{{2}}|[0-9]{{2}}(?=[\s_:.{DASHES}]))[)\]]?(?:\s*v[0-9](?:\.[0-9])?)?(?:{_MARK}|{_WORD})*"
)
_YEAR_BEHIND = r"\s*[(\[]\s*(?:(?:noc|cnp)[\s_:]*)?(?P<year>(?:19|20)[0-9]{2})\s*[)\]]"
_SEPARATOR = rf"[\s)\]:;,.|/_{DASHES}]*"
_STATISTICAL = r"[a-j][0-9]{1,3}(?![^\W_])"  # of NOC-S, the classification for statistics


class Cell(NamedTuple):
    """What a cell holds.

    Attributes:
        digits: the digits of the code, as written.
        title: the title beside the code, or nothing.
        year: the year of the NOC version that the cell names, in two or four digits, or nothing.
        steps: what had to be removed or changed, in order.
    """

    digits: str
    title: str = ""
    year: str = ""
    steps: tuple[str, ...] = ()


class Unreadable(NamedTuple):
    """A cell that does not hold exactly one code, and what it is or has instead, if that can be said."""

    reason: str = ""


def strip(text: str) -> str:
    """Remove what `parse_code` ignores: the prefix, its colon, and spaces."""
    text = text.translate(PLAIN).strip()
    if text[:3].upper() in PREFIXES:
        text = text[3:].lstrip().removeprefix(":").lstrip()
    return text


def read_cell(value: object, shortest: int, longest: int) -> Cell | Unreadable:
    """Read the digits of one code, and the title beside them, from whatever a cell holds.

    Args:
        value: anything.
        shortest: the digits of the shortest unit groups of any version: a title does not have as many in a row.
        longest: the digits of the longest unit groups.
    """
    if isinstance(value, str):
        return _Reader(shortest, longest).read(value.translate(PLAIN).strip())
    try:
        number = _integer(value)
    except (AttributeError, TypeError, ValueError, OverflowError):
        return Unreadable()
    if number is None:
        return Unreadable(marked("has a fraction, and an OaSIS profile is read from text, such as '31301.01'"))
    if not 0 <= number < 10**longest:
        return Unreadable()
    return Cell(str(number), steps=("number read as text",))


def is_flag(value: object) -> bool:
    """Return True for true and false, those of numpy too, which before numpy 2 count as integers."""
    return type(value).__name__ in ("bool", "bool_")


def _integer(value: object) -> int | None:
    """Return a number as an integer, or None if it has a fraction; raises if it is not a finite number."""
    if is_flag(value):
        raise TypeError
    if isinstance(value, SupportsIndex):  # whatever counts as an integer, such as the integers of numpy
        return operator.index(value)
    # What floats, those of numpy, decimals and fractions have in common.
    numerator, denominator = value.as_integer_ratio()  # type: ignore[attr-defined]
    return int(numerator) if denominator == 1 else None


class _Reader(NamedTuple):
    """Reads the text of a cell."""

    shortest: int
    longest: int

    def read(self, text: str) -> Cell | Unreadable:
        """Read a text without spaces around it: the code first, or behind a title."""
        if text[:1] in DASHES and text[1:2].isdigit():
            return Unreadable(marked("is a negative number"))
        unquoted = _unquoted(text)
        steps = () if unquoted == text else ("quotes removed",)
        found = self._code_first(unquoted) or self._code_behind(unquoted)
        if isinstance(found, Unreadable):
            letters = re.match(_STATISTICAL, unquoted[self._head(unquoted)[0] :], re.IGNORECASE)
            return (
                Unreadable(f"looks like {letters[0].upper()} of NOC-S, the NOC for Statistics of 2001 and 2006")
                if letters
                else found
            )
        return found._replace(title=found.title.strip(), steps=tuple(dict.fromkeys(steps + found.steps)))

    def _code_first(self, text: str) -> Cell | Unreadable | None:
        """Read a code and what follows it; None if the text does not begin with digits."""
        start, year, steps = self._head(text)
        digits = _digits_at(text, start)
        if not digits:
            return None
        if len(digits) > self.longest:
            return Unreadable()
        rest = text[start + len(digits) :]
        if fraction := re.match(r"\.([0-9]*)", rest):
            rest = rest[fraction.end() :]
            if not fraction[1].strip("0"):
                steps.append("decimal point removed")
            elif len(digits) == self.longest and len(fraction[1]) == 2:  # noqa: PLR2004 (as OaSIS writes its profiles)
                steps.append(f"OaSIS profile {digits}.{fraction[1]} reduced to its unit group")
            else:
                return Unreadable(marked("has a fraction, and an OaSIS profile has five digits and two decimals"))
        if mark := re.match(r"\s*[*†‡]+", rest):
            rest = rest[mark.end() :]
            steps.append("mark removed")
        if behind := re.match(_YEAR_BEHIND, rest, re.IGNORECASE):
            if year and not behind["year"].endswith(year):
                return Unreadable(marked("names two NOC versions"))
            year, rest = behind["year"], rest[behind.end() :]
            steps.append("version removed")
        return self._title_behind(Cell(digits, "", year, tuple(steps)), rest)

    def _title_behind(self, cell: Cell, rest: str) -> Cell | Unreadable:
        """Add the title that follows a code."""
        separator = re.match(_SEPARATOR, rest)[0]  # type: ignore[index]  # it matches nothing, too
        title = rest[len(separator) :]
        if not title:
            if set(separator) & set(f"{DASHES}/_"):
                return Unreadable()  # half of a range, or of two codes
            return cell._replace(steps=(*cell.steps, "mark removed")) if separator else cell
        if not separator and title[0] not in "([":
            return Unreadable()  # a code of other digits, or of letters: 2173A
        if re.match(rf"[0-9]{{2,}}(?!{_LETTER}|[0-9])|[0-9]\W*$", title) or not self._is_title(title):
            if re.match(rf"\s*[{DASHES}]\s*[0-9]", rest):
                return Unreadable(marked("is a range of codes or several codes (OccupationSet.under reads ranges)"))
            return Unreadable(_SEVERAL if re.search("[0-9]", title) else "")
        return cell._replace(title=title, steps=(*cell.steps, "title removed"))

    def _code_behind(self, text: str) -> Cell | Unreadable:
        """Read a title and the code behind it, in brackets or after a prefix."""
        opening = text.rfind(_BRACKETS.get(text[-1:], "\0"))
        if opening >= 0:
            title, code = text[:opening], text[opening + 1 : -1]
        else:
            prefixes = re.finditer(r"(?<![^\W_])(?:noc|cnp)(?![^\W_])", text, re.IGNORECASE)
            *_, last = (0, *(found.start() for found in prefixes))
            title, code = text[:last].rstrip(f" \t[(:;,|/_{DASHES}"), text[last:]
        cell = self._code_first(code)
        if isinstance(cell, Cell) and not cell.title and title:
            if self._is_title(title):
                return cell._replace(title=title, steps=(*cell.steps, "title removed"))
            return Unreadable(_SEVERAL)
        return cell if isinstance(cell, Unreadable) and title else Unreadable()

    def _head(self, text: str) -> tuple[int, str, list[str]]:
        """Return where the code begins, the year that is named before it, and the steps."""
        steps = []
        start = _end(_MARK + "*", text, 0)
        if start:
            steps.append("mark removed")
        year = ""
        if prefix := re.compile(_PREFIX, re.IGNORECASE).match(text, start):
            start, year = prefix.end(), prefix["year"] or ""
            following = re.compile(_YEAR, re.IGNORECASE).match(text, start)
            if following and self._names_year(following, text[following.end() :]):
                if year and not year.endswith(following["year"]):
                    return len(text), "", []
                start, year = following.end(), following["year"]
            if re.fullmatch(r"(?:noc|cnp)\s*:?\s*", prefix[0], re.IGNORECASE) and not year:
                pass  # what `parse_code` reads over
            elif re.fullmatch(rf"(?:noc|cnp){_MARK}*", prefix[0], re.IGNORECASE) and not year:
                steps.append("mark removed")
            else:
                steps.append("prefix removed")
        return start, year, steps

    def _names_year(self, found: re.Match[str], rest: str) -> bool:
        """Return True if digits are a year in front of a code; two of them, or in one run, only of a whole one."""
        digits = len(_digits_at(rest, 0))
        if len(found["year"]) == 2 or found[0] == found["year"]:  # noqa: PLR2004
            return self.shortest <= digits <= self.longest
        return digits > 0 or re.match(_STATISTICAL, rest, re.IGNORECASE) is not None

    def _is_title(self, text: str) -> bool:
        """Return True if a text has letters, and no digits that could be a second code."""
        return bool(re.search(_LETTER, text)) and not re.search(rf"[0-9]{{{self.shortest}}}", text)


def _digits_at(text: str, start: int) -> str:
    return text[start : _end("[0-9]*", text, start)]


def _end(pattern: str, text: str, start: int) -> int:
    """Return where a pattern that may match nothing ends."""
    found = re.compile(pattern).match(text, start)
    return found.end() if found else start


def _unquoted(text: str) -> str:
    """Remove quotes around a text, those of a spreadsheet's formula, and the apostrophe that marks a cell as text."""
    quoted = text.removeprefix("=")
    closing = _QUOTES.get(quoted[:1])
    return text if closing is None else quoted[1:].removesuffix(closing).strip()
