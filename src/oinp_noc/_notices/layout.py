"""Text in, units out: headings, list items, rows of tables and paragraphs, one after the other.

Nothing here knows what a draw is. A unit is a stretch of the text, by its first and last character; a row has cells and
the columns that its table names. Units are made one at a time, so that a long text costs no more than its own length.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Literal, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.words import plain, spell, vocabulary
from oinp_noc.errors import MissingExtraError, NoticeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["heading", "item", "row", "prose"]
Place = tuple[int, int]


class Unit(NamedTuple):
    """A stretch of text that says one thing.

    Attributes:
        kind: heading, list item, row of a table, or prose.
        start: the place of its first character, without any bullet or number.
        end: the place after its last.
        cells: of a row, the place of each cell.
        columns: of a row, what each cell holds (``"date"``, ``"score"``…), as far as the table says; with one cell
            only, what the row holds, in order.
        apart: whether an empty line stands before it.
    """

    kind: Kind
    start: int
    end: int
    cells: tuple[Place, ...] = ()
    columns: tuple[str, ...] = ()
    apart: bool = False


class Line(NamedTuple):
    """A line that is not empty, without the blanks around it."""

    start: int
    end: int
    indent: int
    apart: bool


_BLOCK = r"html|body|div|p|ul|ol|li|table|thead|tbody|tr|td|th|h[1-6]|section|article|main"
_HTML = re.compile(rf"</(?:{_BLOCK})\s*>|<(?:{_BLOCK})(?:\s[^<>]{{0,400}})?>", re.IGNORECASE)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_INLINE = re.compile(r"</?(?:b|strong|i|em|abbr|a|br|span|sup|sub|u|cite|small)(?:\s[^<>]{0,400})?/?>", re.IGNORECASE)
_LINK = re.compile(r"\]\([^()\s]{0,2000}\)|(?<![a-z])https?://[^\s)\]|]{1,2000}")
_ENTITY = re.compile(r"&(?:nbsp|amp|ndash|mdash|rsquo|lsquo|quot|#x?[0-9a-f]{1,6});")
_ENTITIES = {"&ndash;": "-", "&mdash;": "-", "&rsquo;": "'", "&lsquo;": "'", "&amp;": "&"}
_HIDDEN = "\x1f"  # blank, yet no gap between columns
_BREAKS = {"\r\n": " \n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(
    r"(?:[•·▪◦‣●○■□►▶➤→✓✔❖*+]\s*|[-o]\s+|-(?=noc|cnp|[0-9]{4,5}\b)|\(?[0-9]{1,3}[.)](?:\s+|(?=noc|cnp))|[a-z][.)]\s+)"
)
_BEHIND_LETTER = (".", ")", " ")
_NOT_BULLET = re.compile(r"\*\*|__")
_HEADING = re.compile(r"#{1,6}\s+")
_QUOTE = re.compile(r"(?:>\s*){1,3}")
_SAYS_SOMETHING = re.compile(r"[a-z0-9]")
_BAR = re.compile(r"\|")
_WIDE_GAP = re.compile(r"\t+|[ \xa0]{3,}")
_ENDS_SENTENCE = (".", "!", "?", ";", ":")
_WRAPPED = range(60, 121)  # the widths at which people break lines
_TOO_LONG = re.compile(r"[^\n]{121}")
_LOOKAHEAD = 3
_PARTS = 4096  # of a text, before they are joined
_MOST_CELLS = 30
_TURNED = 60  # lines: no table that stands on its side is longer


def is_html(text: str) -> bool:
    """Say whether a text is HTML: whether it has tags of blocks, beside which line breaks mean nothing."""
    return _HTML.search(text) is not None


def from_html(text: str) -> str:
    """Turn HTML into text with the lines, bullets and tables that a reader of the page sees.

    Raises:
        MissingExtraError: the extra ``notices`` is not installed.
        NoticeError: the library that reads HTML gives up on it.
    """
    try:
        from html_to_markdown import ConversionOptions, convert  # noqa: PLC0415 (only HTML needs it)
        from html_to_markdown.exceptions import ConversionError  # noqa: PLC0415
    except ImportError:
        message = "reading a notice in HTML needs the extra 'notices': pip install 'oinp-noc[notices]'"
        raise MissingExtraError(message, value="notices") from None
    options = ConversionOptions(
        expand_abbreviations=False, extract_metadata=False, skip_images=True, hidden_content="reachable"
    )
    try:
        return convert(_LONE_SURROGATE.sub("\ufffd", text), options).content or ""
    except ConversionError as error:
        message = f"the text is HTML that cannot be read: {error}"
        raise NoticeError(message) from error


def readable(text: str) -> str:
    """Spell a text plainly, each character in its place, with blanks for what is no text: links and inline tags."""
    for found, break_ in _BREAKS.items():
        if found in text:
            text = text.replace(found, break_)
    text = plain(text)
    if "<" in text:
        text = _hidden(_INLINE, text)
    if "://" in text or "](" in text:
        text = _hidden(_LINK, text)
    if "&" in text:
        text = _hidden(_ENTITY, text)
    return text


def _hidden(pattern: re.Pattern[str], text: str) -> str:
    """Hide what a pattern finds, or put the character there that it stands for; never keep many small parts at once."""
    whole: list[str] = []
    parts: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        shown = _ENTITIES.get(match[0], " ") if match[0][0] == "&" else ""
        parts += (text[end : match.start()], shown.ljust(len(match[0]), _HIDDEN))
        end = match.end()
        if len(parts) > _PARTS:
            whole.append("".join(parts))
            parts.clear()
    return "".join((*whole, *parts, text[end:]))


def units(text: str, original: str) -> Iterator[Unit]:
    """Lay a plain text out.

    Args:
        text: what `readable` returned.
        original: the text as written, whose capitals say where something new begins.

    Yields:
        The units, in order; lines without a letter or digit make none.
    """
    lines = _Lines(text, original)
    width = _width(text)
    may_name_columns = _column_start().match
    while (line := lines.take()) is not None:
        if unit := _entry(lines, line):
            yield unit
        elif cells := _cells(text, line):
            yield from _table(lines, line, cells)
        elif not may_name_columns(text, line.start, line.end):
            yield _written(lines, line, width)
        elif columns := _heads(lines, line):
            yield from _rows_of_cell_lines(lines, columns)
        elif columns := _separated_names(lines, line):
            yield from _separated_rows(lines, columns)
        elif columns := _last_name(lines, line):
            yield from _rows_without_lines(lines, columns)
        elif (names := named_columns(text[line.start : line.end])) and _begins_rows(lines, names, 0):
            yield from _rows_without_lines(lines, names)
        else:
            yield _written(lines, line, width)


class _Lines:
    """The lines that are not empty, with a look ahead."""

    def __init__(self, text: str, original: str) -> None:
        self.text = text
        self.original = original
        self._lines = self._read()
        self._ahead: deque[Line] = deque()

    def _read(self) -> Iterator[Line]:
        text = self.text
        last = len(text)
        start = after = 0
        while start < last:
            end = text.find("\n", start)
            if end < 0:
                end = last
            found = text[start:end]
            bare = found.strip()
            if bare:
                if bare[0].isalnum() or _SAYS_SOMETHING.search(bare):
                    indent = len(found) - len(found.lstrip())
                    first = start + indent
                    if bare[0] == ">" and (quote := _QUOTE.match(text, first, end)):
                        first = quote.end()
                    yield Line(first, start + indent + len(bare), indent, start > after + 1)
                after = end  # of a rule too, such as the one below the head of a table
            start = end + 1

    def take(self) -> Line | None:
        """Return the next line and go on; None after the last."""
        return self._ahead.popleft() if self._ahead else next(self._lines, None)

    def peek(self, ahead: int = 0) -> Line | None:
        """Return a line further on without going on."""
        while len(self._ahead) <= ahead:
            line = next(self._lines, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[ahead]


def _width(text: str) -> int:
    """Find the width at which the lines of a text are broken; 0 where they are not."""
    if _TOO_LONG.search(text):
        return 0
    longest = max((match.end() - match.start() for match in _LINE.finditer(text)), default=0)
    return longest if longest in _WRAPPED else 0


# Headings, items and paragraphs.


_LISTED = re.compile(
    r"(?:(?:[•·▪*+-]|[0-9]{1,3}[.)])\s{0,3})?"
    r"(?P<entry>(?:(?:noc|cnp)[\s:#]{0,3})?[0-9]{4,5}[ \xa0]{0,3}[-:]?[ \xa0]{0,3}[a-z][^|\t]*)"
)


def _entry(lines: _Lines, line: Line) -> Unit | None:
    """Read what most lists are made of, a line that begins with a code and ends with its title."""
    match = _LISTED.fullmatch(lines.text, line.start, line.end)
    if match is None or "   " in match["entry"]:
        return None
    following = lines.peek()
    if following is not None and not following.apart:
        open_ended = lines.original[following.start].islower() or lines.text[line.end - 1] in "-,("
        if open_ended or _WRAPPED[0] <= line.end - line.start + line.indent:
            return None  # the title may go on
    return Unit("item", match.start("entry"), line.end, apart=line.apart)


def _written(lines: _Lines, line: Line, width: int) -> Unit:
    """Read a heading, an item or a paragraph from its first line on."""
    text = lines.text
    if text[line.start] == "#" and (heading := _HEADING.match(text, line.start, line.end)):
        return Unit("heading", heading.end(), line.end, apart=line.apart)
    start = _past_bullets(text, line)
    kind: Kind = "prose" if start == line.start else "item"
    last = line
    while (following := lines.peek()) is not None and _goes_on(lines, start, last, following, width):
        last = following
        lines.take()
    return Unit(kind, min(start, last.end), last.end, apart=line.apart)


def _past_bullets(text: str, line: Line) -> int:
    """Find where a line begins behind its bullet or number."""
    start = line.start
    if text[start].isalpha() and text[start + 1 : start + 2] not in _BEHIND_LETTER:
        return start
    for _ in range(2):  # a bullet, and a number behind it
        if _NOT_BULLET.match(text, start, line.end):
            break
        bullet = _BULLET.match(text, start, line.end)
        if bullet is None:
            break
        start = bullet.end()
    return start


_CODE_ALONE = re.compile(r"(?:noc|cnp)?s?\s*:?\s*[0-9]{4,5}\s*[-:]?")
_BEGINS_ANEW = re.compile(r"noc\b|cnp\b|[0-9]{4,5}\b|[0-9]{1,2}[-/][0-9]")


def _goes_on(lines: _Lines, start: int, line: Line, following: Line, width: int) -> bool:
    """Say whether a line goes on in the next: broken to fit a width, in mid-sentence, or behind a code."""
    text = lines.text
    end = text[line.end - 1]
    alone = (end.isdigit() or end in "-:") and _CODE_ALONE.fullmatch(text, start, line.end) is not None
    if following.apart or (end in _ENDS_SENTENCE and not alone):
        return False
    open_ended = lines.original[following.start].islower() or end in "-,(" or _fills(text, line, following, width)
    if not (alone or open_ended) or "|" in text[following.start : following.end]:
        return False
    if text[following.start] == "#" or _past_bullets(text, following) != following.start:
        return False
    return text[following.start].isalpha() >= alone and not _BEGINS_ANEW.match(text, following.start, following.end)


def _fills(text: str, line: Line, following: Line, width: int) -> bool:
    """Say whether the first word of the next line would not have fitted into this one."""
    word = text[following.start : min(following.end, following.start + width)].split(maxsplit=1)
    return bool(width and word) and line.indent + line.end - line.start + 1 + len(word[0]) > width


# Tables.


def named_column(name: str) -> str | None:
    """Say what a column holds, by its name; None where the name says nothing."""
    names, keywords = _column_names()
    words = spell(name)
    if words in names:
        return names[words]
    if 0 < len(words) <= _LONGEST_NAME:
        return next((value for word, value in keywords if word in words), None)
    return None


_LONGEST_NAME = 7  # words
_NAME = 80  # characters: no name of a column is longer
_WIDEST_NAMES = 200  # characters: nor is a line of them


@_data.once
def _column_names() -> tuple[dict[tuple[str, ...], str], tuple[tuple[str, str], ...]]:
    names: dict[tuple[str, ...], str] = {}
    for value, words in vocabulary("column"):
        names.setdefault(words, value)
    names.pop((), None)
    return names, tuple((words[0], value) for value, words in vocabulary("column word"))


@_data.once
def _column_start() -> re.Pattern[str]:
    """Return what a line begins with that names columns."""
    first_words = sorted({words[0] for words in _column_names()[0]})
    no_entry = r"(?!(?:noc|cnp)\W{0,3}[0-9])"
    return re.compile(rf"\W{{0,3}}{no_entry}(?:{'|'.join(first_words)})\b")


def named_columns(line: str) -> tuple[str, ...]:
    """Read the names of columns that follow each other on one line; none where anything else stands there."""
    if len(line) > _WIDEST_NAMES or "." in line:
        return ()
    names, _ = _column_names()
    words = spell(line)
    found: list[str] = []
    place = 0
    while place < len(words):
        length = next(
            (n for n in range(min(_LONGEST_NAME, len(words) - place), 0, -1) if words[place : place + n] in names), 0
        )
        if not length:
            return ()
        found.append(names[words[place : place + length]])
        place += length
    return tuple(found) if len(set(found)) == len(found) > 1 and _KEYS & set(found) else ()


_KEYS = {"date", "invitations", "score"}


def _cells(text: str, line: Line, *, inside: bool = False, framed: bool = True) -> tuple[Place, ...]:
    """Split a line into cells; none where it is no row of a table.

    Args:
        text: the text.
        line: the line.
        inside: whether it stands in a table; elsewhere one bar makes no row, unless between names of columns.
        framed: whether a bar at the edge is the frame of the table, rather than that of an empty cell.
    """
    found = text[line.start : line.end]
    bars = found.count("|")
    if not bars and "\t" not in found and "   " not in found:
        return ()
    if bars == 1 and not inside and text[line.end - 1] == "|":
        return ()  # a cell on a line of its own
    if bars > 1 or (bars and (inside or any(spell(part) in _column_names()[0] for part in found.split("|")))):
        return _split(text, line, _BAR, framed=framed)
    cells = _split(text, line, _WIDE_GAP)
    if len(cells) < 2 or _BULLET.match(text, line.start, line.end):  # noqa: PLR2004 (a row has cells)
        return ()
    begins_empty = inside and text[line.start - line.indent : line.start].count("\t") == 1
    return ((line.start, line.start), *cells) if begins_empty else cells


def _split(text: str, line: Line, gap: re.Pattern[str], *, framed: bool = True) -> tuple[Place, ...]:
    """Split a line at its gaps; what stands outside the frame is no cell."""
    if len(gap.findall(text, line.start, line.end)) > _MOST_CELLS:
        return ()
    cells = []
    start = line.start + (framed and text[line.start] == "|")
    end = line.end - (framed and text[line.end - 1] == "|" and line.end - line.start > 1)
    for match in gap.finditer(text, start, end):
        cells.append(_trimmed(text, start, match.start()))
        start = match.end()
    return (*cells, _trimmed(text, start, end))


def _trimmed(text: str, start: int, end: int) -> Place:
    found = text[start:end]
    bare = found.lstrip(" \t\xa0*")
    start += len(found) - len(bare)
    return start, start + len(bare.rstrip(" \t\xa0*"))


def _table(lines: _Lines, line: Line, cells: tuple[Place, ...]) -> Iterator[Unit]:
    """Read a table from its first row on."""
    text = lines.text
    if _stands_on_its_side(lines, cells):
        yield from _turned(lines, line, cells)
        return
    framed = text[line.start] == "|" or text[line.end - 1] == "|"
    columns = tuple(named_column(text[start:end]) or "" for start, end in cells)
    named = sum(map(bool, columns)) > len(columns) // 2
    if not named:
        yield Unit("row", line.start, line.end, cells, apart=line.apart)
    while (following := lines.peek()) is not None and not following.apart:
        cells = _cells(text, following, inside=True, framed=framed)
        if not cells:
            return
        lines.take()
        fits = named and len(cells) <= len(columns)
        yield Unit("row", following.start, following.end, cells, columns[: len(cells)] if fits else ())


def _stands_on_its_side(lines: _Lines, cells: tuple[Place, ...]) -> bool:
    """Say whether the names of a table stand in its first column."""
    names, _ = _column_names()
    held = [names.get(spell(lines.text[start:end])) for start, end in cells]
    if len(cells) < 2 or any(held[1:]):  # noqa: PLR2004 (a name and a value)
        return False
    heads = {held[0]}
    for ahead in range(_LOOKAHEAD):
        line = lines.peek(ahead)
        below = _cells(lines.text, line) if line is not None and not line.apart else ()
        if below:
            start, end = below[0]
            heads.add(names.get(spell(lines.text[start:end])))
    return len(heads - {None}) > 1


def _turned(lines: _Lines, line: Line, cells: tuple[Place, ...]) -> Iterator[Unit]:
    """Read a table whose names stand in its first column: each further column is a row."""
    rows = [cells]
    last = line
    while len(rows) < _TURNED and (following := lines.peek()) is not None and not following.apart:
        below = _cells(lines.text, following)
        if not below:
            break
        rows.append(below)
        last = following
        lines.take()
    columns = tuple(named_column(lines.text[row[0][0] : row[0][1]]) or "stream" * (row is rows[0]) for row in rows)
    for column in range(1, max(map(len, rows))):
        held = [(row[column], name) for row, name in zip(rows, columns, strict=True) if column < len(row)]
        yield Unit("row", line.start, last.end, tuple(cell for cell, _ in held), tuple(name for _, name in held))


def _heads(lines: _Lines, line: Line) -> tuple[str, ...]:
    """Read the names of columns that stand on a line each; none where fewer than three do."""
    text = lines.text
    names, _ = _column_names()
    found = []
    following: Line | None = line
    while following is not None and following.end - following.start < _NAME:
        name = names.get(spell(text[following.start : following.end].rstrip("|")))
        if name is None or name in found:
            break
        found.append(name)
        following = lines.peek(len(found) - 1)
    if len(found) < 2 or not _KEYS & set(found) or not _begins_rows(lines, tuple(found), len(found) - 1):  # noqa: PLR2004
        return ()
    for _ in found[1:]:
        lines.take()
    return tuple(found)


def _rows_of_cell_lines(lines: _Lines, columns: tuple[str, ...]) -> Iterator[Unit]:
    """Read the rows of a table whose cells stand on a line each."""
    text = lines.text
    while True:
        row: list[Place] = []
        for column in columns:
            line = lines.peek(len(row))
            if line is None or not _may_hold(text, line, column):
                break
            row.append(_trimmed(text, line.start, line.end - (text[line.end - 1] == "|")))
        if len(row) < len(columns) - (columns[-1] in ("target", "codes", "title")):
            return
        for _ in row:
            lines.take()
        yield Unit("row", row[0][0], row[-1][1], tuple(row), columns[: len(row)])


_SEPARATORS = ",;"
_FEWEST_SEPARATED = 3  # columns: with fewer, a comma may be one of a sentence
_SEPARATED = {mark: re.compile(rf'(?:"[^"]*"|[^"{mark}])*') for mark in _SEPARATORS}


def _separated_names(lines: _Lines, line: Line) -> tuple[str, ...]:
    """Read the names of columns that commas or semicolons separate; none where no row of as many cells follows."""
    text = lines.text
    following = lines.peek()
    most = max(text.count(mark, line.start, line.end) for mark in _SEPARATORS)
    if following is None or line.end - line.start > _WIDEST_NAMES or most < _FEWEST_SEPARATED - 1:
        return ()
    cells = _separated(text, line)
    columns = tuple(named_column(text[start:end]) or "" for start, end in cells)
    named = sum(map(bool, columns)) > max(len(columns) // 2, 1)
    return columns if named and _KEYS & set(columns) and len(_separated(text, following)) == len(columns) else ()


def _separated(text: str, line: Line) -> tuple[Place, ...]:
    """Split a line at its commas, or its semicolons where it has these; what stands in quotes is whole."""
    mark = _SEPARATORS[text.find(";", line.start, line.end) >= 0]
    if line.end - line.start > _LONGEST or text.count(mark, line.start, line.end) > _MOST_CELLS:
        return ()
    cells = []
    start = line.start
    while start <= line.end:
        found = _SEPARATED[mark].match(text, start, line.end)
        end = found.end() if found is not None else start
        quoted = text[start : start + 1] == '"' == text[end - 1 : end] and end - start > 1
        cells.append(_trimmed(text, start + quoted, end - quoted))
        if end < line.end and text[end] != mark:
            return ()  # a quote that nothing closes
        start = end + 1
    return tuple(cells)


def _separated_rows(lines: _Lines, columns: tuple[str, ...]) -> Iterator[Unit]:
    """Read the rows of a table whose cells commas or semicolons separate."""
    while (line := lines.peek()) is not None and not line.apart:
        cells = _separated(lines.text, line)
        if len(cells) != len(columns):
            return
        lines.take()
        yield Unit("row", line.start, line.end, cells, columns)


_TWO_NUMBERS = re.compile(r"[a-z][^0-9.!?]{2,150}\s(?:[0-9][0-9,]*|n/a)\s+(?:[0-9][0-9,]*\+?|n/a)")


def _last_name(lines: _Lines, line: Line) -> tuple[str, ...]:
    """Name the columns of rows that end with two numbers, below the only name that is left: that of the last."""
    name = _column_names()[0].get(spell(lines.text[line.start : line.end])) if line.end - line.start < _NAME else None
    below = (lines.peek(0), lines.peek(1)) if name in ("score", "invitations") else ()
    rows = [row for row in below if row is not None and _TWO_NUMBERS.fullmatch(lines.text, row.start, row.end)]
    if len(rows) < 2 or rows[1].apart:  # noqa: PLR2004 (one row makes no table)
        return ()
    return ("stream", "invitations", "score") if name == "score" else ("stream", "score", "invitations")


def _begins_rows(lines: _Lines, columns: tuple[str, ...], ahead: int) -> bool:
    """Say whether a row follows the names of columns: of two names only where a day does."""
    following = lines.peek(ahead)
    if following is None:
        return False
    return len(columns) >= _LOOKAHEAD or (columns[0] == "date" and _may_hold(lines.text, following, "date"))


_DAY = re.compile(
    r"[a-z]{3,9}\.?\s+[0-9]{1,2}\b|[0-9]{1,2}(?:er)?\s+[a-z]{3,9}|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}"
)


def _may_hold(text: str, line: Line, column: str) -> bool:
    """Say whether a line may be a cell of a column."""
    if column == "date":
        return _DAY.match(text, line.start, line.end) is not None
    if column == "invitations":
        return text[line.start].isdigit()
    if column == "target":
        return not _DAY.match(text, line.start, line.end) and not _HEADING.match(text, line.start, line.end)
    return True


def _rows_without_lines(lines: _Lines, columns: tuple[str, ...]) -> Iterator[Unit]:
    """Read the rows of a table whose cells have only blanks between them, the first of which may stand apart."""
    text = lines.text
    first = True
    while (line := lines.peek()) is not None and any(map(str.isdigit, text[line.start : line.end])):
        if line.apart and not first:
            return
        first = False
        lines.take()
        yield Unit("row", line.start, line.end, ((line.start, line.end),), columns)


def sentences(text: str, unit: Unit) -> Iterable[Place]:
    """Split a unit into sentences, none of them endlessly long."""
    start = unit.start
    for match in _SENTENCE_END.finditer(text, unit.start, unit.end):
        if match.end() - start > _LONGEST or not _ABBREVIATION.search(
            text, max(start, match.start() - 12), match.start() + 1
        ):
            yield from shortened(text, start, match.start() + 1, _LONGEST)
            start = match.end()
    yield from shortened(text, start, unit.end, _LONGEST)


_LONGEST = 4000  # characters
_SENTENCE_END = re.compile(r"[.!?](?=[\"')\]*_]{0,3}\s)")
_ABBREVIATION = re.compile(
    r"(?<![a-z])(?:[a-z]|no|st|mr|mrs|ms|dr|vs|approx|inc|ltd|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|janv|fevr?|avr|juil|e\.g|i\.e|n\.e\.c|p\.m|a\.m|ph\.d|min|max|etc|cf|env)\.$"
)


def shortened(text: str, start: int, end: int, longest: int) -> Iterator[Place]:
    """Cut what is too long at a blank, where there is one."""
    while end - start > longest:
        cut = text.rfind(" ", start, start + longest)
        cut = cut if cut > start else start + longest
        yield start, cut
        start = cut
    if start < end:
        yield start, end
