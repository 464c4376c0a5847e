"""Lines in, rows of tables out: between bars, tabs, commas or blanks, on their side, and with cells on a line each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc import _data
from oinp_noc._notices.layout import Lines, Unit, entry, fills, is_bulleted, width, written
from oinp_noc._notices.lexicon import spell, vocabulary
from oinp_noc._notices.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oinp_noc._notices.layout import Line


class Columns(NamedTuple):
    """What a table says of its cells.

    Attributes:
        kinds: what each cell holds (``"date"``, ``"score"``…), ``""`` if nothing says; a row with one cell only holds
            all of that, in order, with blanks between.
        doubted: the names of columns whose cells hold something else: what they hold is not known.
        start: where the table begins: it tells tables apart.
    """

    kinds: tuple[str, ...] = ()
    doubted: tuple[Place, ...] = ()
    start: int = 0


def units(text: str, original: str) -> Iterator[Unit]:
    """Lay a plain text out.

    Args:
        text: the text, spelt plainly.
        original: the text as written.

    Yields:
        The units, in order; lines without a letter or digit make none.
    """
    lines = Lines(text, original)
    wrapped = width(text)
    may_name_columns = _column_start().match
    while (line := lines.take()) is not None:
        if unit := entry(lines, line):
            yield unit
        elif cells := _cells(lines, line):
            yield from _table(lines, line, cells)
        elif not may_name_columns(text, line.start, line.end):
            yield written(lines, line, wrapped)
        elif columns := _heads(lines, line):
            yield from _rows_of_cell_lines(lines, line, columns)
        elif columns := _separated_names(lines, line):
            yield from _separated_rows(lines, line, columns)
        elif columns := _last_name(lines, line):
            yield from _rows_without_lines(lines, line, columns, wrapped)
        elif (names := named_columns(text[line.start : line.end])) and _begins_rows(lines, names, 0):
            yield from _rows_without_lines(lines, line, names, wrapped)
        else:
            yield written(lines, line, wrapped)


# Names of columns, and what cells look like.

_LONGEST_NAME = 9  # words
_NAME = 80  # characters: no name of a column is longer
_WIDEST_NAMES = 200  # characters: nor is a line of them
_KEYS = {"date", "invitations", "score"}
_SAMPLE = 12  # rows by which a column is typed

_MONTH = r"(?:jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aou|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = re.compile(
    rf"(?:[a-z]{{3,9}},?\s+)?(?:{_MONTH}\s+[0-9]{{1,2}}\b|[0-9]{{1,2}}(?:er|st|nd|rd|th)?[\s-]+{_MONTH}"
    r"|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4})"
)
_NUMBER = re.compile(r"[#~]?\s*[0-9][0-9, \xa0\u202f]*\+?\*?")
_SCORED = re.compile(r"[a-z: ()]{0,24}[0-9]{1,4}\s*(?:\+|-|to|and|or|et|ou|points|pts|a\s)")
_NOTHING = re.compile(r"(?:n/?a|none|s/?o|tba|tbd|not (?:available|published|disclosed|stated)|-|unknown|\?|)\.?")


def named_column(name: str) -> str:
    """Say what a column holds, by its name; "" if the name says nothing."""
    names, keywords = _column_names()
    words = spell(name)
    if words in names:
        return names[words]
    if 0 < len(words) <= _LONGEST_NAME:
        return next((value for word, value in keywords if word in words), "")
    return ""


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
    """Read the names of columns that follow each other on one line; none if anything else stands there."""
    if len(line) > _WIDEST_NAMES or "." in line:
        return ()
    names, _ = _column_names()
    words = spell(line)
    found = _most_names(words, names)
    return found if len(found) > 1 and _KEYS & set(found) else ()


def _most_names(words: tuple[str, ...], names: dict[tuple[str, ...], str]) -> tuple[str, ...]:
    """Cut a line into as many different names of columns as can be: "Date ITAs issued" may be two."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(words)]
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - _LONGEST_NAME), end):
            before, name = best[start], names.get(words[start:end])
            if before is not None and name is not None and name not in before:
                kept = best[end]
                if kept is None or len(before) >= len(kept):
                    best[end] = (*before, name)
    return best[-1] or ()


def _looks(cell: str) -> str:
    """Say what a cell looks like."""
    if _NOTHING.fullmatch(cell):
        return ""
    if _DAY.match(cell):
        return "day"
    if _NUMBER.fullmatch(cell):
        return "number"
    if _SCORED.match(cell):
        return "range"
    return "words" if cell[:1].isalpha() and not any(map(str.isdigit, cell)) else "mixed"


_FITTING = {
    "date": {"day", "mixed", "words"},
    "invitations": {"number", "mixed", "range"},
    "score": {"number", "range", "mixed"},
    "profiles": {"day", "mixed", "range", "words"},
}


def _typed(name: str, cells: list[str]) -> tuple[str, bool]:
    """Type a column by its name and its cells; say whether the two contradict each other."""
    column = named_column(name)
    looks = {look for look in map(_looks, cells) if look}
    if not looks or column not in _FITTING:
        return column, False
    if looks & _FITTING[column]:
        return column, False
    if looks == {"words"}:
        return ("stream" if column == "invitations" else "target"), False  # who was invited, and for what
    if looks == {"day"} and column != "profiles":
        return "date", False
    return "", True


# Cells between bars, tabs and blanks.

_BAR = re.compile(r"\|")
_TAB = re.compile(r"\t+")
_DOTS = re.compile(r"\s*(?:\.{3,}|\u2026+)\s*")  # leaders, as in a table of contents
_FEWEST_LEADERS = 2
_WIDE_GAP = re.compile(r"[ \xa0]{2,}|\t+")
_MOST_CELLS = 30
_TURNED = 60  # lines: no table that stands on its side is longer
_LOOKAHEAD = 3


def _cells(lines: Lines, line: Line, *, inside: bool = False, framed: bool = True) -> tuple[Place, ...]:
    """Split a line into cells; none if it is not a row of a table.

    Args:
        lines: the lines.
        line: the line.
        inside: whether it stands in a table; elsewhere one bar makes no row, unless between names of columns.
        framed: whether a bar at the edge is the frame of the table, rather than that of an empty cell.
    """
    text = lines.text
    found = text[line.start : line.end]
    bars = found.count("|")
    if not bars and "\t" not in found and "   " not in found:
        leaders = "..." in found and len(_DOTS.findall(found)) >= _FEWEST_LEADERS
        return _split(text, line, _DOTS) if leaders else ()
    if bars == 1 and not inside and text[line.end - 1] == "|":
        return ()  # a cell on a line of its own
    if bars > 1 or (bars and (inside or any(spell(part) in _column_names()[0] for part in found.split("|")))):
        return _split(text, line, _BAR, framed=framed)
    if "\t" not in found:
        return _between_blanks(lines, line, inside=inside)
    cells = _split(text, line, _TAB)
    if len(cells) < 2 or is_bulleted(text, line):  # noqa: PLR2004 (a row has cells)
        return ()
    begins_empty = text[line.start - line.indent : line.start].count("\t") == 1
    return ((line.start, line.start), *cells) if begins_empty else cells


def _between_blanks(lines: Lines, line: Line, *, inside: bool) -> tuple[Place, ...]:
    """Split a line at its blanks, if two lines below split into cells that look alike: blanks alone make no table."""
    text = lines.text
    cells = _split(text, line, _WIDE_GAP)
    if len(cells) < 2 or any(text[end - 1 : end] in ".;!?" for _, end in cells[:-1]):  # noqa: PLR2004
        return ()
    if inside:
        return cells
    below = [_split(text, row, _WIDE_GAP) for row in (lines.peek(0), lines.peek(1)) if row is not None and not row.apart]
    looks = [[_looks(text[start:end]) for start, end in row] for row in below]
    names = sum(bool(named_column(text[start:end])) for start, end in cells) > len(cells) // 2
    alike = len(below) == 2 and looks[0] == looks[1] and len(looks[0]) == len(cells)  # noqa: PLR2004
    return cells if alike or (names and below and len(below[0]) == len(cells)) else ()


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


def _table(lines: Lines, line: Line, cells: tuple[Place, ...]) -> Iterator[Unit]:
    """Read a table from its first row on."""
    text = lines.text
    if _stands_on_its_side(lines, line, cells):
        yield from _turned(lines, line, cells)
        return
    framed = text[line.start] == "|" or text[line.end - 1] == "|"
    names = [named_column(text[start:end]) for start, end in cells]
    named = sum(map(bool, names)) > len(names) // 2
    columns = Columns(start=line.start)
    if named:
        columns = _columns(lines, line, cells, framed=framed)
    else:
        yield Unit("row", line.start, line.end, apart=line.apart, cells=cells, columns=columns)
    while (following := lines.peek()) is not None and not following.apart:
        row = _cells(lines, following, inside=True, framed=framed)
        if not row:
            return
        lines.take()
        fits = named and len(row) <= len(cells)
        kinds = columns._replace(kinds=columns.kinds[: len(row)]) if fits else Columns(start=line.start)
        yield Unit("row", following.start, following.end, cells=row, columns=kinds)


def _columns(lines: Lines, line: Line, names: tuple[Place, ...], *, framed: bool) -> Columns:
    """Type the columns of a table by their names and by the cells of the first rows."""
    text = lines.text
    below: list[list[str]] = [[] for _ in names]
    for ahead in range(_SAMPLE):
        following = lines.peek(ahead)
        row = _cells(lines, following, inside=True, framed=framed) if following and not following.apart else ()
        if len(row) != len(names):
            break
        for held, (start, end) in zip(below, row, strict=True):
            held.append(text[start:end])
    typed = [_typed(text[start:end], held) for (start, end), held in zip(names, below, strict=True)]
    doubted = tuple(place for place, (_, contradicted) in zip(names, typed, strict=True) if contradicted)
    return Columns(tuple(kind for kind, _ in typed), doubted, line.start)


def _stands_on_its_side(lines: Lines, line: Line, cells: tuple[Place, ...]) -> bool:
    """Return True if the names of a table stand in its first column."""
    names, _ = _column_names()
    held = [names.get(spell(lines.text[start:end])) for start, end in cells]
    if len(cells) < 2 or any(held[1:]):  # noqa: PLR2004 (a name and a value)
        return False
    framed = "|" in (lines.text[line.start], lines.text[line.end - 1])
    heads = {held[0]}
    for ahead in range(_LOOKAHEAD):
        following = lines.peek(ahead)
        row = _cells(lines, following, inside=True, framed=framed) if following and not following.apart else ()
        if row:
            start, end = row[0]
            heads.add(names.get(spell(lines.text[start:end])))
    return len(heads - {None}) > 1


def _turned(lines: Lines, line: Line, cells: tuple[Place, ...]) -> Iterator[Unit]:
    """Read a table whose names stand in its first column: each further column is a row."""
    rows = [cells]
    last = line
    framed = "|" in (lines.text[line.start], lines.text[line.end - 1])
    while len(rows) < _TURNED and (following := lines.peek()) is not None and not following.apart:
        below = _cells(lines, following, inside=True, framed=framed)
        if not below:
            break
        rows.append(below)
        last = following
        lines.take()
    columns = [named_column(lines.text[row[0][0] : row[0][1]]) or "stream" * (row is rows[0]) for row in rows]
    for column in range(1, max(map(len, rows))):
        held = [(row[column], name) for row, name in zip(rows, columns, strict=True) if column < len(row)]
        kinds = Columns(tuple(name for _, name in held), start=line.start)
        yield Unit("row", line.start, last.end, cells=tuple(cell for cell, _ in held), columns=kinds)


# Cells on a line each.


def _heads(lines: Lines, line: Line) -> tuple[str, ...]:
    """Read the names of columns that stand on a line each; none if fewer than two do."""
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


def _rows_of_cell_lines(lines: Lines, head: Line, columns: Sequence[str]) -> Iterator[Unit]:
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
        kinds = Columns(tuple(columns[: len(row)]), start=head.start)
        yield Unit("row", row[0][0], row[-1][1], cells=tuple(row), columns=kinds)


def _begins_rows(lines: Lines, columns: tuple[str, ...], ahead: int) -> bool:
    """Return True if a row follows the names of columns: of two names only if a day does."""
    following = lines.peek(ahead)
    if following is None:
        return False
    return len(columns) >= _LOOKAHEAD or (columns[0] == "date" and _may_hold(lines.text, following, "date"))


_MARKED = re.compile(r"#{1,6}\s+")


def _may_hold(text: str, line: Line, column: str) -> bool:
    """Return True if a line may be a cell of a column."""
    if column == "date":
        return _DAY.match(text, line.start, line.end) is not None
    if column == "invitations":
        return text[line.start].isdigit()
    if column == "target":
        return not _DAY.match(text, line.start, line.end) and not _MARKED.match(text, line.start, line.end)
    return True


# Values between commas or semicolons, and between single blanks.

_SEPARATORS = ",;"
_FEWEST_SEPARATED = 3  # columns: with fewer, a comma may be one of a sentence
_SEPARATED = {mark: re.compile(rf'(?:"[^"]*"|[^"{mark}])*') for mark in _SEPARATORS}
_LONGEST = 4000  # characters


def _separated_names(lines: Lines, line: Line) -> tuple[str, ...]:
    """Read the names of columns that commas or semicolons separate; none if no row of as many cells follows."""
    text = lines.text
    following = lines.peek()
    most = max(text.count(mark, line.start, line.end) for mark in _SEPARATORS)
    if following is None or line.end - line.start > _WIDEST_NAMES or most < _FEWEST_SEPARATED - 1:
        return ()
    cells = _separated(text, line)
    columns = tuple(named_column(text[start:end]) for start, end in cells)
    named = sum(map(bool, columns)) > max(len(columns) // 2, 1)
    return columns if named and _KEYS & set(columns) and len(_separated(text, following)) == len(columns) else ()


def _separated(text: str, line: Line) -> tuple[Place, ...]:
    """Split a line at its commas, or its semicolons if it has these; what stands in quotes is whole."""
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


def _separated_rows(lines: Lines, head: Line, columns: tuple[str, ...]) -> Iterator[Unit]:
    """Read the rows of a table whose cells commas or semicolons separate."""
    while (line := lines.peek()) is not None and not line.apart:
        cells = _separated(lines.text, line)
        if len(cells) != len(columns):
            return
        lines.take()
        yield Unit("row", line.start, line.end, cells=cells, columns=Columns(columns, start=head.start))


_TWO_NUMBERS = re.compile(r"[a-z][^0-9.!?]{2,150}\s(?:[0-9][0-9,]*|n/a)\s+(?:[0-9][0-9,]*\+?|n/a)")


def _last_name(lines: Lines, line: Line) -> tuple[str, ...]:
    """Name the columns of rows that end with two numbers, below the only name that is left: that of the last."""
    name = _column_names()[0].get(spell(lines.text[line.start : line.end])) if line.end - line.start < _NAME else None
    below = (lines.peek(0), lines.peek(1)) if name in ("score", "invitations") else ()
    rows = [row for row in below if row is not None and _TWO_NUMBERS.fullmatch(lines.text, row.start, row.end)]
    if len(rows) < 2 or rows[1].apart:  # noqa: PLR2004 (one row makes no table)
        return ()
    return ("stream", "invitations", "score") if name == "score" else ("stream", "score", "invitations")


def _is_rest(lines: Lines, line: Line, following: Line, wrapped: int) -> bool:
    """Return True if a line is the rest of a row that was broken to fit a width."""
    begins = lines.original[following.start]
    rest = not following.apart and (begins.islower() or begins.isdigit())
    return rest and fills(lines.text, line, following, wrapped)


def _rows_without_lines(lines: Lines, head: Line, columns: tuple[str, ...], wrapped: int) -> Iterator[Unit]:
    """Read the rows of a table whose cells have only blanks between them, the first of which may stand apart."""
    text = lines.text
    first = True
    while (line := lines.peek()) is not None and any(map(str.isdigit, text[line.start : line.end])):
        if line.apart and not first:
            return
        first = False
        lines.take()
        start, end = line.start, line.end
        while (following := lines.peek()) is not None and _is_rest(lines, line, following, wrapped):
            line, end = following, following.end
            lines.take()
        yield Unit("row", start, end, cells=((start, end),), columns=Columns(columns, start=head.start))
