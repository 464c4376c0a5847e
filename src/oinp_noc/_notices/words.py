"""Text in, word classes out: what each word and number of a sentence is to an announcement.

A sentence becomes a string with one letter for each thing in it: ``n`` a number, ``i`` invitations, ``S`` a stream,
``E`` a date, ``x`` any other word. The patterns of `facts` are written over these letters, so that they neither know
how a language says a thing nor how long the words are. Which phrase is what letter is data (``notice-words.json``).
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from oinp_noc import _data

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = {
    "month": "m",
    "number": "N",
    "stream": "S",
    "stream beside its word": "B",
    "stream word": "V",
    "label": "T",
    "region": "R",
    "program": "P",
    "language": "L",
    "experience": "X",
    "job offer": "J",
    "general": "G",
    "targeting": "j",
    "working in": "C",
    "invitation": "i",
    "invites": "W",
    "people": "p",
    "issued": "v",
    "something else": "U",
    "draw": "d",
    "held": "h",
    "score": "s",
    "points": "k",
    "and above": "a",
    "at least": "l",
    "between": "b",
    "to": "t",
    "and": "&",
    "until": "u",
    "since": "f",
    "profiles": "w",
    "occupations": "o",
    "following": "I",
    "about": "O",
    "total": "Q",
    "respectively": "y",
    "recalled": "r",
    "announced": "q",
    "so far": "Y",
    "forecast": "K",
    "today": "D",
    "yesterday": "A",
    "elsewhere": "z",
    "not a score": "e",
    "may be": "g",
    "published": "M",
    "rest": "_",
}

# Characters of other alphabets and habits, each as the one plain character that stands for it.
_SINGLE = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\xab": '"', "\xbb": '"'}
_SINGLE |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\ufe58\ufe63\uff0d", "-")
_SINGLE |= dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u0085\u2028\u2029", " ")
_SINGLE |= {chr(0xFF01 + offset): chr(0x21 + offset).lower() for offset in range(94) if offset != 0x2D - 0x21}
_CYRILLIC = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458"  # that look as Latin ones do
_SINGLE |= dict(zip(_CYRILLIC, "aeopcyxisj", strict=True)) | dict(zip(_CYRILLIC.upper(), "aeopcyxisj", strict=True))
_SINGLE |= dict.fromkeys("œŒøØ", "o") | {"\u0130": "i", "\u0131": "i", "\xe6": "a", "\xc6": "a"}
# Letters of Cyrillic that look like those of Latin.
_CYRILLIC = (
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412"
    "\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
)
_SINGLE |= dict(zip(_CYRILLIC, "aeopcyxijsabekmhopctyxijs", strict=True))
_ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ"
_BARE = "aaaaaaceeeeiiiinooooouuuuyy"
_SINGLE |= dict(zip(_ACCENTED, _BARE, strict=True)) | dict(zip(_ACCENTED.upper(), _BARE, strict=True))
_BIT = 65536  # characters


def plain(text: str) -> str:
    """Spell a text in small letters without accents, with plain dashes and quotes, each character in its place."""
    if not text.isascii():
        for character in set(text):
            if character in _SINGLE:
                text = text.replace(character, _SINGLE[character])
        # Bit by bit, for the lower case of a text with accents is made in many times its room.
        return "".join([text[start : start + _BIT].lower() for start in range(0, len(text), _BIT)])
    return text.lower()


# Split a text by this, and every second part is a token: a word, a numeric date, a number or a mark.
_TOKEN = re.compile(
    r"""(
      [a-z]+
    | [0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])
    | [0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}(?![0-9])
    | (?: [0-9]{1,3}(?:,[0-9]{3})+(?![0-9]) | [0-9]{1,3}(?:[\xa0\u202f\u2009][0-9]{3})+(?![0-9]) | [0-9]+ )
      (?:(?:st|nd|rd|th|er|e)(?![a-z]))?
    | [-:|()/+%$\#,.;&→]
    )""",
    re.VERBOSE,
)
MARKS = "-:|()/+%$#,.;&"
_NUMERALS = re.compile(r"[0-9]+")
_NUMERIC_DATE = re.compile(r"[0-9]+[-/.]")
_BETWEEN_WORDS = frozenset("-:/,'(&).")  # marks that may stand inside a phrase
_LONGEST_NUMBER = 9  # digits: what is longer counts nobody
MONTHS = 12
LEAP_YEAR = 2024
YEARS = range(1990, 2100)


class Day(NamedTuple):
    """A day as written: its year may be missing."""

    year: int | None
    month: int
    day: int


class Days(NamedTuple):
    """A first and a last day as written; either may be missing."""

    first: Day | None
    last: Day | None


Value = int | str | Day | Days | None


class Token(NamedTuple):
    """One thing in a sentence: its letter, its place in the text, and its value."""

    letter: str
    start: int
    end: int
    value: Value = None


class Fact(NamedTuple):
    """Something that a sentence says.

    Attributes:
        value: what it says: a `Day`, a number, the id of a stream, the two ends of a score…
        span: where it stands in the text.
        place: where it stands among the tokens of its sentence.
    """

    value: Any
    span: tuple[int, int]
    place: int


class Phrase(NamedTuple):
    """A phrase of the vocabulary, without its first two words."""

    rest: tuple[str, ...]
    letter: str
    value: str


class Sentence:
    """A piece of text, spelt in letters: the letter at each place belongs to the token at that place."""

    __slots__ = ("ends", "letters", "starts", "values")

    def __init__(self, letters: str, starts: list[int], ends: list[int], values: list[Value]) -> None:
        self.letters = letters
        self.starts = starts
        self.ends = ends
        self.values = values

    def token(self, place: int) -> Token:
        """Return the token at a place."""
        return Token(self.letters[place], self.starts[place], self.ends[place], self.values[place])

    def fact(self, place: int) -> Fact:
        """Return what stands at a place as a fact."""
        return Fact(self.values[place], (self.starts[place], self.ends[place]), place)

    def number(self, place: int) -> int:
        """Return the number at a place; 0 where there is none."""
        value = self.values[place]
        return value if isinstance(value, int) else 0


def spell(phrase: str) -> tuple[str, ...]:
    """Split a phrase into its words."""
    return tuple(re.findall(r"[a-z]+|[0-9]+", plain(phrase)))


@_data.once
def vocabulary(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a class of the vocabulary holds: pairs of a value and the words of a phrase."""
    return tuple(
        (row["value"], spell(phrase))
        for row in _data.records("notice-words")
        if row["class"] == kind
        for phrase in row["en"] + row["fr"]
    )


@_data.once
def pattern(kind: str) -> re.Pattern[str]:
    """Return a pattern for the phrases of a class, with the marks that may stand before the first and between words."""
    phrases = sorted({r"\W+".join(words) for _, words in vocabulary(kind)}, key=len, reverse=True)
    return re.compile(rf"(?<![a-z])\W{{0,3}}(?:{'|'.join(phrases)})(?![a-z0-9])")


@_data.once
def lexicon() -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """Index the phrases of running text by their first word and their second, or "" for want of one; longest first."""
    phrases: dict[str, dict[str, dict[tuple[str, ...], Phrase]]] = {}
    for row in _data.records("notice-words"):
        letter = LETTERS.get(row["class"])
        if letter is not None:
            for phrase in row["en"] + row["fr"]:
                first, *others = spell(phrase)
                second, rest = (others[0], tuple(others[1:])) if others else ("", ())
                seconds = phrases.setdefault(first, {}).setdefault(second, {})
                seconds.setdefault(rest, Phrase(rest, letter, row["value"]))
    return {
        first: {
            second: tuple(sorted(found.values(), key=lambda phrase: -len(phrase.rest)))
            for second, found in seconds.items()
        }
        for first, seconds in phrases.items()
    }


@_data.once
def _letters() -> dict[str, str]:
    """Index what has its letter at first sight: marks, and words that begin no phrase; ``?`` asks for a closer look."""
    letters = {mark: mark for mark in MARKS} | {"→": "-"}  # from one day to another
    for word, seconds in lexicon().items():
        only = seconds.get("", ())
        letters[word] = only[0].letter if len(seconds) == len(only) == 1 and not only[0].value else "?"
    return letters


def read(text: str, start: int, end: int) -> Sentence:
    """Spell a part of a plain text."""
    parts = _TOKEN.split(text[start:end])
    found = parts[1::2]
    places = list(accumulate(map(len, parts), initial=start))
    starts, ends = places[1:-1:2], places[2::2]
    letter_of = _letters().get
    letters = [letter_of(part) or ("n" if part < ":" else "x") for part in found]  # digits stand before the colon
    values: list[Value] = list(found)
    for place, letter in enumerate(letters):
        if letter == "n":
            letters[place], values[place] = _number(found[place])
    _find_phrases(letters, ends, values)
    spelt = "".join(letters)
    if "0" in spelt:
        kept = [place for place, letter in enumerate(letters) if letter != "0"]
        starts, ends, values = ([column[place] for place in kept] for column in (starts, ends, values))  # type: ignore[assignment]
        spelt = spelt.replace("0", "")
    sentence = Sentence(spelt, starts, ends, values)
    if "m" in spelt or "E" in spelt:
        _dated(sentence, text)
    if "N" in spelt:
        _reduce(sentence, _IN_WORDS, _in_words)
    return sentence


def _number(found: str) -> tuple[str, Value]:
    """Read a number, or a numeric date; what is neither is any other word."""
    if _NUMERIC_DATE.match(found):
        return _numeric_date(found)
    digits = "".join(_NUMERALS.findall(found))
    return ("n", int(digits)) if len(digits) <= _LONGEST_NUMBER else ("x", found)


def _numeric_date(found: str) -> tuple[str, Value]:
    """Read ``2023-05-09``, and ``09-05-2023`` as the ninth of May unless only the other way makes a date."""
    first, second, third = (int(part) for part in _NUMERALS.findall(found))
    year, month, day = (first, second, third) if found[:4].isdigit() else (third, second, first)
    if month > MONTHS >= day:
        month, day = day, month
    date = Day(year, month, day)
    return ("E", date) if _exists(date) else ("x", found)


def _find_phrases(letters: list[str], ends: list[int], values: list[Value]) -> None:
    """Give the first word of each phrase the phrase's letter, end and value, and its other words the letter ``0``."""
    known = lexicon()
    for place in [place for place, letter in enumerate(letters) if letter == "?"]:
        if letters[place] != "?":  # within a phrase that began before
            continue
        letters[place] = "x"
        seconds = known[str(values[place])]
        second = _next_word(place, letters)
        phrases = seconds.get(str(values[second]), ()) if second < len(letters) else ()
        for phrase in phrases:
            last = _last_word(second, phrase.rest, letters, values)
            if last is not None:
                break
        else:
            if "" not in seconds:
                continue
            (phrase,), last = seconds[""], place
        letters[place : last + 1] = [phrase.letter, *"0" * (last - place)]
        ends[place] = ends[last]
        values[place] = phrase.value or values[place]


def _next_word(place: int, letters: list[str]) -> int:
    """Find the next word within a phrase, past the marks that may stand between; the length where there is none."""
    place += 1
    while place < len(letters) and letters[place] in _BETWEEN_WORDS:
        place += 1
    return place


def _last_word(place: int, rest: tuple[str, ...], letters: list[str], values: list[Value]) -> int | None:
    """Find the place of the last word of a phrase that begins here, or None where the text goes on otherwise."""
    for word in rest:
        place = _next_word(place, letters)
        if place == len(letters) or values[place] != word:
            return None
    return place


# Dates, once the words are letters: with a year (E), without one (F), or from one day to another (Z).
_SPAN_IN_MONTH = re.compile(r"m\.?n[-t&u]_*n,?n|n[-t&u]_*nm\.?,?n")
_FULL = re.compile(r"m\.?n[,_]*n|n_*m\.?[,_]*n")
_SPAN_IN_MONTH_NO_YEAR = re.compile(r"m\.?n[-tu]_*n(?!,?n)|n[-tu]_*nm")
_PARTIAL = re.compile(r"m\.?n|n_*m")
_FROM_TO = re.compile(r"b:?[_x]?_*[EF],?&[_x]?_*[EF]|b?_*[EF],?(?:[-tu])[_x]?_*[EF]|E[-tu]n(?!n|[x_]{0,3}[iWpwo])")


def _dated(sentence: Sentence, text: str) -> None:
    """Replace what makes a date, or a first and a last day, by one token."""
    if _PARTIAL.search(sentence.letters):
        _reduce(sentence, _SPAN_IN_MONTH, _days_of_month)
        _reduce(sentence, _FULL, _day)
        _reduce(sentence, _SPAN_IN_MONTH_NO_YEAR, _days_of_month)
        _reduce(sentence, _PARTIAL, _day)
    if "m" in sentence.letters:
        _without_months(sentence, text)
    _reduce(sentence, _FROM_TO, _from_to)


def _reduce(sentence: Sentence, pattern: re.Pattern[str], make: Callable[[list[Token]], Token | None]) -> None:
    """Replace the tokens of each match by the one that they make."""
    match = pattern.search(sentence.letters)
    while match is not None:
        first, last = match.span()
        token = make([sentence.token(place) for place in range(first, last)])
        if token is not None:
            sentence.letters = f"{sentence.letters[:first]}{token.letter}{sentence.letters[last:]}"
            sentence.starts[first:last] = [token.start]
            sentence.ends[first:last] = [token.end]
            sentence.values[first:last] = [token.value]
        match = pattern.search(sentence.letters, first + 1)


# Numbers in words: sixty-four, six hundred and eighty, quatre-vingt-douze.
_IN_WORDS = re.compile(r"N-?(?:&?N-?){0,5}&?N")
_HUNDRED, _THOUSAND = 100, 1000
_TENS = 20  # the least that another number may be added to


def _in_words(tokens: list[Token]) -> Token | None:
    """Add the words of a number up; None where they are no number, such as ``one, two``."""
    total = part = 0
    for token in tokens:
        value = int(str(token.value)) if token.letter == "N" else 0
        if value in (_HUNDRED, _THOUSAND):
            part = (part or 1) * value
            total, part = (total + part, 0) if value == _THOUSAND else (total, part)
        elif value and (part % _HUNDRED == 0 or (part % 10 == 0 and part % _HUNDRED >= _TENS > value)):
            part += value
        elif value:
            return None
    return Token("n", tokens[0].start, tokens[-1].end, total + part)


def _without_months(sentence: Sentence, text: str) -> None:
    """Read the names of months without a day as what else they are: ``may``, or the French seven."""
    letters = list(sentence.letters)
    for place, letter in enumerate(letters):
        if letter == "m":
            letters[place], value = _NO_MONTHS.get(text[sentence.starts[place] : sentence.ends[place]], ("x", None))
            sentence.values[place] = value
    sentence.letters = "".join(letters)


_NO_MONTHS: dict[str, tuple[str, Value]] = {"may": ("g", "may"), "sept": ("N", "7")}


def _exists(day: Day) -> bool:
    """Say whether the calendar has such a day, in a year that a notice may speak of."""
    try:
        dt.date(day.year or LEAP_YEAR, day.month, day.day)
    except ValueError:
        return False
    return day.year is None or day.year in YEARS


def _token(letter: str, start: int, end: int, *days: Day) -> Token | None:
    """Make the token of one day, or of a first and a last; None where the calendar has no such day."""
    if not all(map(_exists, days)):
        return None
    return Token(letter, start, end, days[0] if len(days) == 1 else Days(*days))


def _numbers(tokens: list[Token]) -> list[int]:
    return [token.value for token in tokens if token.letter == "n" and isinstance(token.value, int)]


def _month(tokens: list[Token]) -> int:
    return next(int(str(token.value)) for token in tokens if token.letter == "m")


def _day(tokens: list[Token]) -> Token | None:
    day, *year = _numbers(tokens)
    date = Day(year[0] if year else None, _month(tokens), day)
    return _token("E" if year else "F", tokens[0].start, tokens[-1].end, date)


def _days_of_month(tokens: list[Token]) -> Token | None:
    first, last, *year = _numbers(tokens)
    if first >= last:
        return None
    days = [Day(year[0] if year else None, _month(tokens), day) for day in (first, last)]
    return _token("Z", tokens[0].start, tokens[-1].end, *days)


def _from_to(tokens: list[Token]) -> Token | None:
    days = [token for token in tokens if isinstance(token.value, Day)]
    first, last = days[0].value, days[-1].value
    assert isinstance(first, Day)  # noqa: S101 (what the pattern says)
    assert isinstance(last, Day)  # noqa: S101
    if len(days) == 1:  # 2023/08/11 to 16
        (day,) = _numbers(tokens)
        if day <= first.day:
            return None
        last = first._replace(day=day)
    if first.year is None and last.year is not None:
        first = first._replace(year=last.year - (first[1:] >= last[1:]))
    if last.year is None and first.year is not None:
        last = last._replace(year=first.year + (first[1:] >= last[1:]))
    return _token("Z", days[0].start, tokens[-1].end, first, last)
