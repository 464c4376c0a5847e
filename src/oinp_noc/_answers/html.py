"""Sheets as HTML, for notebooks: small tables that are escaped, bounded, and coloured by whatever is around them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from oinp_noc._answers.printable import one_line
from oinp_noc._answers.sheets import Words, decimal
from oinp_noc._catalogue import SPOKEN, marked, say, say_number
from oinp_noc._language import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oinp_noc._answers.sheets import Cell, Sheet

ENDS = 10
"""How many rows are shown from either end of a sheet that has more than twice as many."""

_TEXTS = 8  # texts of a cell that holds several
_TEXTS_OF_A_RECORD = 60
_LONGEST = 300  # characters of a text

HEADINGS = {
    "as_published": marked("misprints"),
    "category": marked("category"),
    "changes": marked("changes"),
    "closed": marked("closed"),
    "code": marked("code"),
    "confidence": marked("confidence"),
    "counted": marked("draws with a published number"),
    "date": marked("date"),
    "draw": marked("draw"),
    "draws": marked("draws"),
    "experience": marked("experience"),
    "explanation": marked("explanation"),
    "first": marked("first"),
    "group": marked("occupation group"),
    "group_title": marked("title of the group"),
    "id": marked("id"),
    "intake": marked("intake"),
    "invitations": marked("invitations"),
    "is_derived": marked("derived"),
    "is_successor": marked("successor"),
    "job_offer": marked("job offer"),
    "kind": marked("kind"),
    "known_occupations": marked("known part of the list"),
    "labels": marked("labels"),
    "labels_contradicted": marked("labels contradicted by the list"),
    "language": marked("language"),
    "last": marked("last"),
    "level": marked("level"),
    "listed": marked("with a known list"),
    "listing": marked("listing"),
    "matched": marked("matched codes"),
    "message": marked("finding"),
    "name": marked("name"),
    "name_fr": marked("French name"),
    "none": marked("without a list"),
    "note": marked("note"),
    "occupations": marked("occupations"),
    "opened": marked("opened"),
    "outside_gta": marked("outside the GTA only"),
    "parent": marked("parent"),
    "part": marked("part"),
    "partners": marked("pairs with"),
    "parts": marked("parts"),
    "place": marked("place"),
    "profiles_from": marked("profiles from"),
    "profiles_to": marked("profiles to"),
    "program": marked("program"),
    "publishers": marked("publishers"),
    "reasons": marked("reasons"),
    "region": marked("region"),
    "relation": marked("relation"),
    "scale": marked("score scale"),
    "score": marked("score"),
    "score_max": marked("highest score"),
    "score_min": marked("lowest score"),
    "score_scale": marked("score scale"),
    "share": marked("share of the list"),
    "since": marked("since"),
    "skill_level": marked("skill level"),
    "source": marked("source"),
    "source_title": marked("title of the source"),
    "sources": marked("sources"),
    "status": marked("status"),
    "stream": marked("stream"),
    "streams": marked("streams"),
    "successor": marked("successor"),
    "target": marked("target"),
    "target_title": marked("title of the target"),
    "targeted": marked("targeted"),
    "teer": marked("TEER"),
    "through": marked("through NOC"),
    "times": marked("times"),
    "title": marked("title"),
    "title_fr": marked("French title"),
    "title_fr_status": marked("status of the French title"),
    "unknown": marked("with an unknown list"),
    "until": marked("until"),
    "verdict": marked("verdict"),
    "version": marked("NOC"),
    "year": marked("year"),
}
"""What the columns of sheets are called above a table."""

_CHOICES = frozenset(
    ("confidence", "experience", "intake", "kind", "language", "level", "listing", "status", "verdict")
)
"""The columns whose cells are closed choices, which have labels."""

# No colour is fixed: what is not said here, the notebook says, light or dark.
_LINE = "border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)"
_TABLE = '<table style="border-collapse:collapse">'
_CELL = "vertical-align:top;padding:0.2em 0.6em;overflow-wrap:anywhere"


def table(sheet: Sheet) -> str:
    """Write a sheet for people as an HTML table, in the language of the context.

    Args:
        sheet: the sheet; its title is said already. A column without any value, or whose flags are all False, is left
            out. Of many rows the first and the last are shown, with a row between them that counts the others. A record
            is shown as names and values.
    """
    caption = _tag(
        "caption", "caption-side:top;text-align:left;font-weight:bold", _safe(_cut(sheet.title, _LONGEST)), _spoken()
    )
    columns = [(place, name, kind) for place, (name, kind) in enumerate(sheet.columns.items())]
    kept = [column for column in columns if any(_is_told(row[column[0]]) for row in sheet.rows)] or columns
    body = _record(kept, sheet.rows[0]) if sheet.is_record else _rows(kept, sheet.rows)
    return f"{_TABLE}\n{caption}\n{body}\n</table>"


Kept = list[tuple[int, str, "Cell"]]


def _record(kept: Kept, row: tuple[Any, ...]) -> str:
    lines = (
        _row(_head(name, "row", "text"), _told("td", name, "text", row[place], _TEXTS_OF_A_RECORD))
        for place, name, _ in kept
    )
    return _part("tbody", lines)


def _rows(kept: Kept, rows: Sequence[tuple[Any, ...]]) -> str:
    heads = _part("thead", [_row(*(_head(name, "col", kind) for _, name, kind in kept))])
    if not rows:
        return f"{heads}\n{_part('tbody', [_across(kept, say('nothing'))])}"
    left_out = len(rows) - 2 * ENDS
    if left_out <= 0:
        return f"{heads}\n{_part('tbody', [_line(kept, row) for row in rows])}"
    between = say_number("… {number} more row …", "… {number} more rows …", left_out)
    lines = [
        *(_line(kept, row) for row in rows[:ENDS]),
        _across(kept, between),
        *(_line(kept, row) for row in rows[-ENDS:]),
    ]
    return f"{heads}\n{_part('tbody', lines)}"


def _line(kept: Kept, row: tuple[Any, ...]) -> str:
    (first, name, kind), *others = kept
    return _row(
        _told("th", name, kind, row[first], _TEXTS),
        *(_told("td", name, kind, row[place], _TEXTS) for place, name, kind in others),
    )


def _across(kept: Kept, text: str) -> str:
    return _row(_tag("td", f"{_CELL};text-align:left;opacity:0.7", _safe(text), f' colspan="{len(kept)}"{_spoken()}'))


def _head(name: str, scope: str, kind: Cell) -> str:
    is_said = name in HEADINGS
    text = say(HEADINGS[name]) if is_said else name
    style = f"{_CELL};text-align:{_side(kind)}"
    return _tag("th", style, _safe(text), f' scope="{scope}"{_spoken() if is_said else ""}')


def _told(tag: str, name: str, kind: Cell, value: object, most: int) -> str:
    text, lang = _text(name, value, most)
    style = f"{_CELL};text-align:{_side(kind)}"
    if tag == "th":
        style += ";font-weight:normal"
    if name == "score" or kind in ("date", "integer", "number"):
        style += ";white-space:nowrap"
    scope = ' scope="row"' if tag == "th" else ""
    return _tag(tag, style, _safe(text), f"{scope}{_of_language(lang)}")


def _text(name: str, value: object, most: int) -> tuple[str, str | None]:
    """Return the text of a cell, and its language if it is known."""
    if isinstance(value, Words):
        return _cut(value.text, _LONGEST), value.lang
    if isinstance(value, bool):
        return say(LABELS["yes" if value else "no"]), SPOKEN.get()
    if name in _CHOICES and isinstance(value, str) and value in LABELS:
        return say(LABELS[value]), SPOKEN.get()
    if isinstance(value, list | tuple):
        return _several(value, most), None
    return "" if value is None else _cut(decimal(value) if isinstance(value, float) else str(value), _LONGEST), None


def _several(values: Sequence[object], most: int) -> str:
    pieces = [" → ".join(each) if isinstance(each, list | tuple) else str(each) for each in values[:most]]
    comma = "; " if any(" " in piece for piece in pieces) else ", "  # sentences have commas of their own
    texts = comma.join(_cut(piece, _LONGEST) for piece in pieces)
    left_out = len(values) - most
    return say("{texts} and {number} more", texts=texts, number=left_out) if left_out > 0 else texts


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _is_told(value: object) -> bool:
    return value is not None and value is not False and value not in ("", [], ())


def _side(kind: Cell) -> str:
    return "right" if kind in ("integer", "number") else "left"


def _spoken() -> str:
    return _of_language(SPOKEN.get())


def _of_language(lang: str | None) -> str:
    return "" if lang is None else f' lang="{lang}"'


def _safe(text: str) -> str:
    """Return a text on one line, escaped for HTML; what cannot be printed is shown by its number."""
    return escape(one_line(text))


def _tag(name: str, style: str, content: str, attributes: str) -> str:
    return f'<{name} style="{style}"{attributes}>{content}</{name}>'


def _row(*cells: str) -> str:
    return f'<tr style="{_LINE}">{"".join(cells)}</tr>'


def _part(name: str, lines: Iterable[str]) -> str:
    return "\n".join((f"<{name}>", *lines, f"</{name}>"))
