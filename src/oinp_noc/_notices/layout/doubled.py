"""Lines in, the same lines out: an empty line between all lines of a list, record or table parts nothing in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.columns import ONE_DAY, column_names
from oinp_noc._notices.layout.layout import LISTED
from oinp_noc._notices.layout.shapes import CELL, are_of_one_table, shape
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.layout.layout import Line, Lines


def closed_up(lines: Lines, source: Iterator[Line]) -> Iterator[Line]:
    """Take lines that look alike for one list, record or table, if each of them stands by itself.

    As web pages are pasted, an empty line may stand between any two lines. A label that comes again begins a record.

    Args:
        lines: where they are from.
        source: the lines, as they stand.
    """
    text = lines.text
    counted = Counter(match["label"] for match in _LABELS.finditer(text))
    again = {label for label, times in counted.items() if times > 1}
    record: set[str] = set()  # the labels of the record at hand
    above: Line | None = None  # the line before, or the row above one that names only what those below it are of
    stood_alone = False
    below = next(source, None)
    while below is not None:
        line, below = below, next(source, None)
        alone = line.apart and (below is None or below.apart)
        label = _label(text, line)
        anew = label in record or (label in again and record and record.isdisjoint(again))
        section = goes_on = False
        if above is not None and alone and stood_alone:
            section = below is not None and _names_rows(text, above, line, below)
            goes_on = section or (not anew and _are_alike(text, above, line))
        leads = below is not None and not below.apart and _CODED.match(text, below.start, below.end)
        if above is not None and line.apart and not (goes_on or leads):
            goes_on = are_of_one_table(_whole(text, above), _whole(text, line))
        record = {*(record if goes_on else ()), label} - {""}
        found = line._replace(apart=False) if line.apart and goes_on else line
        yield found
        above, stood_alone = above if section else found, alone


def _whole(text: str, line: Line) -> str:
    return text[text.rfind("\n", 0, line.start) + 1 : line.end]


_LABEL = compiled(r"(?:[-*_\xb7\u2022]\s?){0,3}(?P<label>[a-z][a-z /()'-]{0,40}?)\s?:\**\s{1,80}\S")
_LABELS = compiled(rf"(?m)^[ \t]{{0,99}}{_LABEL.pattern}")


def _label(text: str, line: Line) -> str:
    match = _LABEL.match(text, line.start, line.end)
    return match["label"] if match else ""


def _are_alike(text: str, above: Line, line: Line) -> bool:
    """Return True if two lines are of one record, table or list."""
    one, other = (text[each.start : each.end] for each in (above, line))
    if ONE_DAY.fullmatch(other) and not ONE_DAY.fullmatch(one):
        return False  # the heading of what is below it, not a further code: NOC 31301, 32101
    if _are_rows(one, other):
        return above.apart or not _names_columns(other)  # which begin a table
    if line.indent < above.indent or other[-1] == ":" or _SENTENCES.search(one) or _SENTENCES.search(other):
        return False
    labels = [_label(text, each) for each in (above, line)]
    if all(labels) and _IN_A_LINE.search(other) is None:
        known = [spell(label) in column_names()[0] for label in labels]
        numbered = all(map(_NUMBER.search, (one, other)))
        return not above.apart or known[0] or (labels[0].count(" ") < _LONG_LABEL and (known[1] or numbered))
    within = line.indent == above.indent > 0 or (line.indent > above.indent and one[-1] not in ".!?")
    return within or bool(LISTED.match(one) and LISTED.match(other)) or shape(text, above) == shape(text, line) != ""


def _are_rows(*found: str) -> bool:
    """Return True if lines have cells between marks of one kind."""
    return any(all(map(mark.search, found)) for mark in _BETWEEN_CELLS)


def _names_columns(row: str) -> bool:
    """Return True if a row without a number has the names of two columns."""
    named = sum(spell(cell) in column_names()[0] for cell in CELL.split(row.strip("| ")))
    return named > 1 and not _NUMBER.search(row)


def _names_rows(text: str, above: Line, line: Line, below: Line) -> bool:
    """Return True if a short line between two rows of one table names what those below it are of."""
    upper, found, lower = (text[each.start : each.end] for each in (above, line, below))
    short = len(found) < _SHORT and found[-1] not in _ENDS and not _NUMBER.search(found)
    return short and not _are_rows(upper, found) and _are_rows(upper, lower) and not _names_columns(lower)


_NUMBER = compiled(r"[0-9]")
_CODED = compiled(r"(?:[-*\xb7] ?)?(?:noc |cnp )?[0-9]{5}\b")  # a line of the list below the one at hand
_SHORT = 30  # characters of a label, and of a line that names others
_BETWEEN_CELLS = (compiled(r"\t| {3}"), compiled(r"\|"), compiled(r",(?=\S)(?![0-9]{3}(?![0-9])).{0,400},(?=\S)"))
_IN_A_LINE = compiled(r"; ?[a-z][a-z' ]{1,30}: [^;]{1,80}; ?[a-z][a-z' ]{1,30}: ")  # a record on one line
_LONG_LABEL = 4  # words, that may be of a title
_ENDS = ".!?:;"
_SENTENCES = compiled(r"[a-z0-9%)]{2}[.!?]\s+\(?[^\W_]")
