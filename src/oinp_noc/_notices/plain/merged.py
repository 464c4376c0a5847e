"""HTML in, the same HTML out: a cell of a table that stands for several rows stands in each of them."""

from __future__ import annotations

import re

import attrs

from oinp_noc._notices.plain.patterns import compiled

_TAG = compiled(r"<(?P<close>/?)(?P<name>table|tr|td|th)(?P<with>(?:\s[^<>]{0,400})?)>", re.IGNORECASE)
_ROWS = compiled(r"\srowspan\s{0,3}=\s{0,3}[\"']?(?P<rows>[0-9]{1,3})[\"']?", re.IGNORECASE)
_COLUMNS = compiled(r"\scolspan\s{0,3}=\s{0,3}[\"']?(?P<columns>[0-9]{1,3})", re.IGNORECASE)
_NUMBER = compiled(r"(?:<[^<>]{0,400}>|\s|&nbsp;)*[0-9]{1,3}(?:[,. \xa0]?[0-9]{3})?(?:<[^<>]{0,400}>|\s|&nbsp;)*")
_SCORED = compiled(r"score|crs|points|minim|cut|note|seuil|pointage|lowest", re.IGNORECASE)
_MOST_COLUMNS = 64
_GROWS = 4  # a text may become so many times as long


@attrs.define
class _Cell:
    """A cell that stands for rows to come.

    Attributes:
        name: ``td`` or ``th``.
        begins: where its content begins in the text.
        column: its column.
        rows: for how many more rows it stands.
        content: what stands in it, once it is read.
    """

    name: str
    begins: int
    column: int
    rows: int
    content: str = ""


def parted(text: str) -> tuple[str, bool]:
    """Repeat each cell of several rows in each row, and say if one has a number that may be the sum of the rows.

    Such a number stands in the first row alone. A table within a table, and what would become far too long, stay as
    they are.
    """
    if "rowspan" not in text.lower():
        return text, False
    table = _Table(text)
    for tag in _TAG.finditer(text):
        if not table.reads(tag):
            return text, False
    return table.text(), table.sums


@attrs.define
class _Table:
    """What is known of the table at a place of a text."""

    source: str
    parts: list[str] = attrs.field(factory=list)
    copied: int = 0
    added: int = 0
    depth: int = 0
    column: int = 0
    row: int = 0
    sums: bool = False
    open: _Cell | None = None
    heads: dict[int, str] = attrs.field(factory=dict)
    waiting: dict[int, _Cell] = attrs.field(factory=dict)

    def reads(self, tag: re.Match[str]) -> bool:
        """Read a tag; False if the text is to be left alone."""
        name = tag["name"].lower()
        self._close(tag.start())
        if name == "table":
            self._end_row(tag.start())
            self.depth += -1 if tag["close"] else 1
            self.row, self.heads, self.waiting = 0, {}, {}
        elif name == "tr":
            self._end_row(tag.start())
            self.row += not tag["close"]
        elif not tag["close"]:
            self._begin(tag, name)
        return self.depth < 2 and self.added <= _GROWS * len(self.source)  # noqa: PLR2004 (within another)

    def _close(self, at: int) -> None:
        """End the cell before a tag."""
        if self.open is None:
            return
        cell, self.open = self.open, None
        cell.content = self.source[cell.begins : at]
        if self.row == 1:
            self.heads[cell.column] = cell.content
        if cell.rows:
            scored = _SCORED.search(self.heads.get(cell.column, "")) is not None and self.row > 1
            if not scored and _NUMBER.fullmatch(cell.content):
                cell.content, self.sums = "", True
            self.waiting[cell.column] = cell

    def _begin(self, tag: re.Match[str], name: str) -> None:
        self._repeat(tag.start())
        rows, columns = _ROWS.search(tag["with"]), _COLUMNS.search(tag["with"])
        self.open = _Cell(name, tag.end(), self.column, max(int(rows["rows"]) - 1, 0) if rows else 0)
        if rows is not None:
            start = tag.start("with")
            self.parts.append(self.source[self.copied : start + rows.start()])
            self.copied = start + rows.end()
        self.column += min(max(int(columns["columns"]), 1), _MOST_COLUMNS) if columns else 1

    def _end_row(self, at: int) -> None:
        if self.column:
            self._repeat(at)
        self.column = 0

    def _repeat(self, at: int) -> None:
        """Put the cells there that stand in the next columns of the row."""
        while (cell := self.waiting.get(self.column)) is not None:
            added = f"<{cell.name}>{cell.content}</{cell.name}>"
            self.parts += (self.source[self.copied : at], added)
            self.copied, self.added = at, self.added + len(added)
            cell.rows -= 1
            if not cell.rows:
                del self.waiting[self.column]
            self.column += 1

    def text(self) -> str:
        """Return the text with what was added."""
        return "".join((*self.parts, self.source[self.copied :]))


def unpadded(text: str) -> str:
    """Turn tables into lines, with bars between their cells, where rows as wide as the widest would be far too long.

    What makes a table of HTML fills each row up: 1,600 cells in the first of 900 rows are over a million.
    """
    if not _is_padded(text):
        return text
    return _TAG.sub(lambda tag: _LINES[tag["name"].lower()] if not tag["close"] else " ", text)


_LINES = {"table": "<br>", "tr": "<br>", "td": " | ", "th": " | "}


def _is_padded(text: str) -> bool:
    rows = widest = width = cells = spans = 1
    for tag in _TAG.finditer(text):
        if tag["close"]:
            continue
        if tag["name"].lower() in ("td", "th"):
            columns, further = _COLUMNS.search(tag["with"]), _ROWS.search(tag["with"])
            width += int(columns["columns"]) if columns is not None else 1
            spans = max(spans, int(further["rows"]) if further is not None else 1)
            cells += 1
        else:
            rows += 1
            width = 1
        widest = max(widest, width)
    return rows * widest * min(spans, rows) - cells > _GROWS * len(text)


def unframed(text: str) -> str:
    """Turn tables of one row or cell into blocks: they frame a page, as mails have it, and would be one long row."""
    instead: dict[int, str] = {}
    tables: list[list[re.Match[str]]] = []  # the tags of each table that is open
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name == "table" and not tag["close"]:
            tables.append([])
        if tables:
            tables[-1].append(tag)
        if tables and name == "table" and tag["close"]:
            tags = tables.pop()
            opened = [each["name"].lower() for each in tags if not each["close"]]
            if opened.count("tr") < 2 or len(opened) - opened.count("tr") == 2:  # noqa: PLR2004 (the table, and a cell)
                instead |= {each.start(): f"<{each['close']}div>" for each in tags}
    return _TAG.sub(lambda tag: instead.get(tag.start(), tag[0]), text) if instead else text
