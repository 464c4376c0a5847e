"""Files that people edit, read so that every fault can be told with its line.

`tomllib` gives no lines for what it read, so a light scan finds the line of each header and key.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builder.report import Report

Keys = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*")
_DAY = re.compile(r"=\s*(\d{4}-\d{2}-\d{2})\s*(?:#.*)?$")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@attrs.frozen
class Toml:
    """A TOML file: what it says, and the lines on which it says it.

    Attributes:
        path: the file's path, as messages have it.
        data: the document; what could not be parsed is left out.
        whole: False if a part could not be parsed.
    """

    path: str
    data: dict[str, Any]
    whole: bool
    _lines: Sequence[str]
    _found: dict[Keys, int]
    _starts: list[int] = attrs.field(init=False)

    @_starts.default
    def _sorted(self) -> list[int]:
        return sorted({*self._found.values()})

    def place(self, *keys: str | int, text: object = None) -> str:
        """Return ``file:line`` of a value, or of what is nearest above it; ``text`` is what to look for within."""
        while keys not in self._found:
            keys = keys[:-1]
        line = self._found[keys]
        if text is not None:
            after = bisect_right(self._starts, line)
            end = self._starts[after] if after < len(self._starts) else len(self._lines) + 1
            within = (number for number in range(line, end) if f'"{text}"' in self._lines[number - 1])
            line = next(within, line)
        return f"{self.path}:{line}"


@attrs.frozen
class Csv:
    """A CSV file: its rows, each with its line."""

    path: str
    columns: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]]

    def place(self, line: int) -> str:
        """Return ``file:line``."""
        return f"{self.path}:{line}"


def read_toml(root: Path, path: str, report: Report) -> Toml:
    """Read a TOML file under the folder; what cannot be parsed is a fault, and what is left is read."""
    lines = _text(root, path, report).split("\n")
    data: dict[str, Any] = {}
    whole = True
    while True:
        try:
            data = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            whole = False
            first, last, fault = _explained(str(error), lines)
            report.check(holds=False, fault=f"{path}:{first}: {fault}")
            said = lines[first - 1 : last]
            if not _KEY.match(said[0]) or sum(_open(line) for line in said) != 0:
                return Toml(path, {}, whole, lines, _scan(lines))
            lines[first - 1 : last] = [""] * len(said)  # one key and its value: without it, the rest can be read
        else:
            return Toml(path, data, whole, lines, _scan(lines))


def read_csv(root: Path, path: str, required: Sequence[str], optional: Sequence[str], report: Report) -> Csv:
    """Read a CSV file under the folder, whose columns are the required and any of the optional ones."""
    reader = csv.reader(io.StringIO(_text(root, path, report), newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    columns: tuple[str, ...] = ()
    try:
        columns = tuple(next(reader, ()))
        for name in sorted({*required} - {*columns}):
            report.check(holds=False, fault=f"{path}:1: the column {name} is missing")
        for name in columns:
            known = name in (*required, *optional) and columns.count(name) == 1
            report.check(known, f"{path}:1: no column {name!r}, or twice: expected {', '.join((*required, *optional))}")
        for cells in reader:
            count = f"{len(cells)} cells under {len(columns)} headings"
            report.check(len(cells) == len(columns), f"{path}:{reader.line_num}: {count}")
            for cell in cells:
                clean = cell == cell.strip() and "\n" not in cell
                report.check(clean, f"{path}:{reader.line_num}: blanks around, or a line end in, {cell!r}")
            if len(cells) == len(columns) and {*required} <= {*columns}:
                rows.append((reader.line_num, dict(zip(columns, cells, strict=True))))
    except csv.Error as error:
        report.check(holds=False, fault=f"{path}:{reader.line_num}: {error}")
    return Csv(path, columns, rows)


def read_json(root: Path, path: str, report: Report) -> Any:  # noqa: ANN401 (JSON)
    """Read a JSON file under the folder; None if it cannot be read."""
    try:
        return json.loads(_text(root, path, report))
    except json.JSONDecodeError as error:
        report.check(holds=False, fault=f"{path}:{error.lineno}: {error.msg}")
        return None


def _text(root: Path, path: str, report: Report) -> str:
    try:
        return (root / path).read_bytes().decode("utf-8")
    except FileNotFoundError:
        report.check(holds=False, fault=f"{path}: there is no such file")
    except UnicodeDecodeError as error:
        line = 1 + error.object[: error.start].count(b"\n")
        report.check(holds=False, fault=f"{path}:{line}: not UTF-8")
    return ""


def _explained(message: str, lines: Sequence[str]) -> tuple[int, int, str]:
    """Say in plain words, and with its first and last line, what tomllib found; it names the end of what it read."""
    match = _PLACE.search(message)
    last = int(match[1]) if match and match[1] else len(lines)
    if "overwrite" in message or "twice" in message:
        first = next(
            above for above in range(last, 0, -1) if _KEY.match(lines[above - 1]) or _HEADER.match(lines[above - 1])
        )
        key = _KEY.match(lines[first - 1])
        return first, last, f"{key[1] if key else lines[first - 1].strip()} is given twice"
    if day := _DAY.search(lines[last - 1]):
        return last, last, f"{day[1]} is not a day of the calendar"
    return last, last, f"not TOML: {_PLACE.sub('', message)}"


def _scan(lines: Sequence[str]) -> dict[Keys, int]:
    """Find the line of every header and every key."""
    found: dict[Keys, int] = {(): 1}
    counts: dict[Keys, int] = {}
    table: Keys = ()
    for number, line in _statements(lines):
        if header := _HEADER.match(line):
            *above, last = header[2].split(".")
            table = ()
            for name in above:
                table = (*table, name)
                table = (*table, counts[table] - 1) if table in counts else table
            table = (*table, last)
            if header[1] == "[[":
                counts[table] = counts.get(table, 0) + 1
                table = (*table, counts[table] - 1)
            found[table] = number
        elif key := _KEY.match(line):
            found.setdefault((*table, key[1]), number)
    return found


def _statements(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines on which something begins, not those within a list or a long text."""
    depth, quoted = 0, False
    for number, line in enumerate(lines, start=1):
        if not depth and not quoted:
            yield number, line
        if line.count('"""') % 2:
            quoted = not quoted
        elif not quoted:
            depth += 0 if not depth and _HEADER.match(line) else _open(line)


def _open(line: str) -> int:
    """Count the brackets that a line leaves open."""
    bare = _STRING.sub("", line)
    return sum(bare.count(bracket) for bracket in "[{") - sum(bare.count(bracket) for bracket in "]}")
