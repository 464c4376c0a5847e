"""Text in, plain text out: one spelling for each letter, and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.ordinals import in_numbers
from oinp_noc._notices.plain.pages import without_pages
from oinp_noc._notices.plain.patterns import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

Place = tuple[int, int]


def said(text: str, places: Iterable[Place]) -> list[str]:
    """Return what stands at some places of a text."""
    return [text[start:end] for start, end in places]


# Spelling.

# Characters of other alphabets and habits, each as the one plain character that stands for it.
_SINGLE = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\xab": '"', "\xbb": '"'}
_SINGLE |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\ufe58\ufe63\uff0d\u2192\u21d2\u27a1", "-")
_SINGLE |= dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f\u00ad", " ")
_SINGLE |= {chr(0xFF01 + offset): chr(0x21 + offset).lower() for offset in range(94) if offset != 0x2D - 0x21}
_SINGLE |= dict.fromkeys("\u2022\u2219\u30fb", "\xb7")  # dots between the parts of a line
_SINGLE |= dict.fromkeys("œŒøØ", "o") | {"\u0130": "i", "\u0131": "i", "\xe6": "a", "\xc6": "a"}
_CYRILLIC = (  # that looks like Latin
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412"
    "\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
)
_SINGLE |= dict(zip(_CYRILLIC, "aeopcyxijsabekmhopctyxijs", strict=True))
_ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ"
_BARE = "aaaaaaceeeeiiiinooooouuuuyy"
_SINGLE |= dict(zip(_ACCENTED, _BARE, strict=True)) | dict(zip(_ACCENTED.upper(), _BARE, strict=True))
_BIT = 65536  # characters
_WIDE = compiled(r"[\xa0\u2007\u2009\u202f](?!(?<=[0-9].)[0-9]{3}(?![0-9]))")  # blanks that part no thousands


def plain(text: str) -> str:
    """Spell a text in small letters without accents, with plain dashes and quotes, each character in its place."""
    if not text.isascii():
        for character in set(text):
            if character in _SINGLE:
                text = text.replace(character, _SINGLE[character])
        text = _WIDE.sub(" ", text)
        # Bit by bit, for the lower case of a text with accents is made in many times its room.
        return "".join([text[start : start + _BIT].lower() for start in range(0, len(text), _BIT)])
    return text.lower()


_NO_TEXT = (  # with a sign without which none of it is there
    ("<", compiled(r"</?(?:b|strong|i|em|abbr|a|br|span|sup|sub|u|cite|small)(?:\s[^<>]{0,400})?/?>")),
    ("](", compiled(r"\]\([^()\s]{0,2000}\)")),
    ("://", compiled(r"(?<![a-z])https?://[^\s)\]|]{1,2000}")),
    ("[", compiled(r"(?<=[a-z0-9).,])\[[0-9a-z]{1,2}\]")),  # 310 invitations[1]
    ("\u20e3", compiled("[0-9] ?\u20e3")),  # a picture of a number
    ("`", compiled("`")),
    ("[/quote]", compiled(r"\[/quote\]")),
    ("[quote", compiled(r"\[quote\b[^\]\n]{0,80}\]")),
    ("&", compiled(r"&(?:nbsp|amp|ndash|mdash|rsquo|lsquo|quot|#x?[0-9a-f]{1,6});")),
)
_ENTITIES = {"[/quote]": ".", "&ndash;": "-", "&mdash;": "-", "&rsquo;": "'", "&lsquo;": "'", "&amp;": "&"}
_HIDDEN = "\x1f"  # blank, yet no gap between columns
_BREAKS = {"\r\n": " \n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
QUOTE = compiled(r"[ \t]{0,9}>(?:[ \t]{0,3}>){0,9}[ \t]?")
"""What a mail puts before each line that it quotes."""
_QUOTES = compiled(rf"(?m)^{QUOTE.pattern}")
_INITIALS = compiled(r"\b(?:n\.o\.c|c\.n\.p)\b\.?")
_PARTS = 4096  # of a text, before they are joined


def readable(text: str) -> str:
    """Spell a text plainly, each character in its place, with blanks for what is no text: links and inline tags."""
    for found, break_ in _BREAKS.items():
        if found in text:
            text = text.replace(found, break_)
    text = plain(text)
    if ">" in text:
        text = _QUOTES.sub(lambda match: " " * len(match[0]), text)
    for sign, mark in _NO_TEXT:
        if sign in text:
            text = _hidden(mark, text)
    if ".o.c" in text or ".n.p" in text:
        text = _INITIALS.sub(lambda match: match[0].replace(".", "").ljust(len(match[0]), _HIDDEN), text)
    if "{|" in text:
        text = _WIKI_DAY.sub(lambda match: "-".join(match.groups()).ljust(len(match[0]), _HIDDEN), text)
        text = _WIKI_NOTE.sub(lambda match: " " * len(match[0]), text)
        for mark, instead in _WIKI:
            text = _hidden(mark, text, instead)
    if "\u2502" in text:
        text = _FRAMED.sub(lambda match: match[0].replace("\u2502", "|"), text)
    return _with_labels(in_numbers(_parted(without_pages(_BARRED.sub(_unbarred, text)))))


_BARRED = compiled(
    r"(?m)^\|(?=[^|\n]{0,60}[a-z])[^|\n]{60,}\|[ \t]{0,9}$(?:\n\|[ \t]{0,9}-{3}[ \t-]{0,999}\|[ \t]{0,9}$)?"
)


def _unbarred(match: re.Match[str]) -> str:
    """Return a sentence between bars without them, as it is no row: it has one cell; what underlines it is nothing."""
    line, end, underline = match[0].partition("\n")
    return line.replace("|", " ") + end + " " * len(underline)


def _parted(text: str) -> str:
    """Put a dot between the values of a line, for a sign such as a check mark."""
    if text.isascii():
        return text
    return _SIGN_BETWEEN.sub(lambda match: "\xb7".ljust(len(match[0])), _POINTS.sub("-", text))


# An arrow, or a hand that points, from a label to its value: Date > May 9.
_POINTS = compiled("(?<=[a-z)] )[\u279c\u27a4\u25b6\u25ba\U0001f449](?= )")


# A sign between the values of a line: 94 NOIs (check mark) CRS 461-478.
_SIGN_BETWEEN = compiled(
    "(?<=[a-z0-9.)%+!*] )[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]{1,3}(?= {1,2}[a-z0-9(*])"
)


def _with_labels(text: str) -> str:
    """Put a colon between a label and its value, for a row of dots or a question mark."""
    if ".." in text:
        text = _UP_TO.sub(lambda match: match[0].replace("..", "- ", 1), _LEADER.sub(_led, text))
    if "&" in text:
        text = _AND_ABOVE.sub("+", text)
    if " = " in text:
        text = _EQUALS.sub(r"\g<label> : ", text)
    if "?" in text:
        text = _ASKED.sub(_answered, text)
        text = _QUESTION.sub(lambda match: match[0][:-1] + ":", text)
    return text


# Two dots between the ends of a stretch: 2029-05-07 .. 2030-05-06.
_UP_TO = compiled(r"(?<=[0-9])[ ]?\.\.[ ]?(?=[0-9])")


# Tables as in Wikipedia: what opens them, their rows and cells, notes and days.
_WIKI = (
    (compiled(r"(?m)^\{\|.*$"), ""),
    (compiled(r"(?m)^\|-.*"), "-"),
    (compiled(r"(?m)^(?:\|\}|\|\+)"), ""),
    (compiled(r"\|\||!!|(?m:^!)"), "|"),
)


_WIKI_NOTE = compiled(r"<ref\b[^<>\n]{0,200}(?:/>|>[^<>\n]{0,400}</ref>)")
_WIKI_DAY = compiled(r"\{\{[a-z]{2,12}(?: [a-z]{2,8})?\|(20[0-9]{2})\|([0-9]{1,2})\|([0-9]{1,2})[^{}\n]{0,40}\}\}")


# A row of a table whose frame is drawn.
_FRAMED = compiled(r"(?m)^(?:[^\n\u2502]{0,999}\u2502[^\n\u2502]{1,999}|[^\n\u2502]{0,200}[a-z0-9)] ?)\u2502.*$")


_AND_ABOVE = compiled(r"(?:(?<=[0-9])|(?<=[0-9] ))&(?= ?(?:above|up|over|higher|more|plus)\b)")  # 41 & above: 41+


# A line with a label and its value: "score = 54".
_EQUALS = compiled(r"(?m)^(?P<label>[ ]{0,9}[a-z][a-z _]{1,40}) = (?=\S)")


# A line that asks for one thing and answers: "How many candidates? 402." is a label and a value.
_QUESTION = compiled(
    r"(?m)^(?:[-*\u2022] )?(?:when|which|what|who|how (?:many|high|low)|quand|combien|quels?|quelles?|qui)\b"
    r"[^\n?.!:;|]{0,60}\?(?=[ ]{1,3}\S[^\n?]{0,60}[.]?[ ]{0,3}$)"
)


# A line that asks, and below it a short answer: they are a label and a value too.
_ASKED = compiled(
    r"(?m)^(?:q[0-9]{0,2}[.:)]?\s{1,3})?(?P<asked>(?:and\s)?"
    r"(?:when|which|what|who|how (?:many|high|low)|quand|combien|quels?|quelles?|qui|the|et)\b[^\n?.!:;|]{0,60})"
    r"\?[ ]{0,3}\n(?:[ ]{0,3}\n)?(?:a[0-9]{0,2}[.:)]\s{1,3})?(?=[^\n?:|]{0,59}[^\s?:|][ ]{0,3}$)"
)


# One row of dots between a label and its value: "NOIs ........ 402".
_LEADER = compiled(
    r"(?m)^(?P<label>[ ]{0,9}(?:[-*\u2022] )?[a-z][a-z /()'-]{1,40}?)(?P<dots>[ ]?\.{4,80}[ ]?|[ ]\.{2,3}[ ])"
    r"(?=(?!\.)[^\n.]{1,2000}\.?$)"
)


def _led(match: re.Match[str]) -> str:
    return match["label"] + ":".ljust(len(match["dots"]), _HIDDEN)


def _answered(match: re.Match[str]) -> str:
    return (
        " " * (match.start("asked") - match.start())
        + match["asked"]
        + ": ".ljust(match.end() - match.end("asked"), _HIDDEN)
    )


def _hidden(pattern: re.Pattern[str], text: str, instead: str = "") -> str:
    """Hide what a pattern finds, or put the character there that it stands for; never keep many small parts at once."""
    whole: list[str] = []
    parts: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        shown = _ENTITIES.get(match[0], " ") if match[0][0] in "&[" else instead
        parts += (text[end : match.start()], shown.ljust(len(match[0]), _HIDDEN))
        end = match.end()
        if len(parts) > _PARTS:
            whole.append("".join(parts))
            parts.clear()
    return "".join((*whole, *parts, text[end:]))


# Sentences.

_LONGEST = 4000  # characters
_SENTENCE_END = compiled(
    r"[.!?](?=[\"')\]*_]{0,3}\s)(?!(?<=\.\.\.)\s{1,3}[0-9]|\s{1,3}[0-9]{1,2},\s{1,3}20[0-9]{2}\b)"
)  # Carpenters ..... 72310; May. 9, 2027
_ABBREVIATION = compiled(
    r"(?<![a-z])(?:[a-z]|no|int|intl|grad|st|mr|mrs|ms|dr|vs|approx|inc|ltd|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|janv|fevr?|avr|juill?|e\.g|i\.e|n\.e\.c|p\.m|a\.m|ph\.d|min|max|etc|cf|env|mme|mlle|tel|nbre|nb|art|lun|mer|jeu|ven|sam|dim)\.$"
)


_CLOSES = compiled(r"[\"']{1,2}\s*")  # a blank before it: « Combien ? »


def sentences(text: str, start: int, end: int) -> Iterator[Place]:
    """Split a stretch of text into sentences, none of them endlessly long."""
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() - start > _LONGEST or not _ABBREVIATION.search(
            text, max(start, match.start() - 12), match.start() + 1
        ):
            yield from shortened(text, start, match.start() + 1, _LONGEST)
            start = match.end()
            while start < end and text[start].isspace():
                start += 1
            if _CLOSES.fullmatch(text, start, end):
                return
    yield from shortened(text, start, end, _LONGEST)


def shortened(text: str, start: int, end: int, longest: int) -> Iterator[Place]:
    """Cut what is too long at a blank, where there is one."""
    while end - start > longest:
        cut = text.rfind(" ", start, start + longest)
        cut = cut if cut > start else start + longest
        yield start, cut
        start = cut
    if start < end:
        yield start, end
