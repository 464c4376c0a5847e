"""Which codes entered and left an occupation group, edition by edition."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

import attrs

from oinp_noc._messages import invalid_choice, shown
from oinp_noc._noc.codes import lookup
from oinp_noc._oinp.groups import Edition, OccupationGroup
from oinp_noc.errors import InvalidArgumentError
from oinp_noc.plots._axes import (
    BLUE,
    SKY,
    SMALL,
    TEXT,
    VERMILION,
    axes,
    bare,
    group_title,
    headline,
    nothing,
    size,
    stream_name,
    wrap,
    write,
)
from oinp_noc.plots._words import check_lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from oinp_noc._language import Lang

_Cell = Literal["held", "entered", "left", ""]
_LABELS = 0.45  # the share of the width for the codes and titles
_ROW = 10.5  # the height of a row that can be read
_WIDEST = 0.08  # the greatest width of a column, as a share of the whole
_ROWS = 45  # rows up to which a figure of our own has one for each code
_HEAD, _LONG_HEAD = 66, 125  # room for the days above the columns, and for the names of streams
_NOTE = 60  # room for the note and the key
_LOOKS: dict[_Cell, dict[str, str | None]] = {
    "held": {"facecolor": SKY, "edgecolor": "white", "hatch": None},
    "entered": {"facecolor": BLUE, "edgecolor": "white", "hatch": None},
    "left": {"facecolor": "none", "edgecolor": VERMILION, "hatch": "//////"},
}


@attrs.frozen
class _Column:
    """A time in which a stream used an edition."""

    stream: str | None
    since: dt.date
    edition: Edition


@attrs.frozen
class _Row:
    """Codes of one NOC version that came and went together, with what they are in each column."""

    version: str
    codes: tuple[str, ...]
    cells: tuple[_Cell, ...]


def editions(
    group: OccupationGroup,
    *,
    stream: str | None = None,
    lang: Lang = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw which codes entered and left an occupation group, a column for each time in which an edition was used.

    A list is compared with the one that the same stream used before, of the same NOC version; after a list that was
    not found, no code counts as entered or left. Where the axes have no room for a row for each code, codes that
    came and went together share a row.

    Args:
        group: an occupation group, as `occupation_group` returns it.
        stream: the id of a stream: draws the lists that it used.
        lang: ``"en"`` or ``"fr"``.
        ax: the axes to draw in; None makes a figure.

    Returns:
        The axes, with a rectangle for each row that a column holds or lost; its ``gid`` is ``"held"``,
        ``"entered"`` or ``"left"``.

    Raises:
        InvalidArgumentError: not an occupation group, a stream that never used it, or another language.
        MissingExtraError: the extra ``plot`` is not installed.

    Example:
        >>> import oinp_noc
        >>> ax = oinp_noc.plots.editions(oinp_noc.occupation_group("priority"))
        >>> [sum(cell.get_gid() == kind for cell in ax.patches) for kind in ("held", "entered", "left")]
        [25, 3, 4]
    """
    check_lang(lang)
    if not isinstance(group, OccupationGroup):
        message = f"expected an occupation group, as occupation_group() returns it, got {shown(group)}"
        raise InvalidArgumentError(message, value=group)
    streams = sorted({used for edition in group.editions for used in edition.streams})
    if stream is not None and stream not in streams:
        raise invalid_choice("stream", stream, streams)
    columns = _columns(group, stream)
    rows = _rows(columns)
    blocks = len({column.stream for column in columns})
    head: float = _HEAD if blocks == 1 else _LONG_HEAD
    if ax is None:
        rows = _fold(rows) if len(rows) > _ROWS else rows
        tall = _ROW * 2.5 if any(len(row.codes) > 1 for row in rows) else _ROW
        ax = axes(None, width=9, height=0.9 + (_NOTE + head + (len(rows) + 3) * tall) / 72)
    else:
        head = min(head, size(axes(ax))[1] * 0.3)
        rows = _fold(rows) if (len(rows) + 2) * _ROW > size(ax)[1] - head - _NOTE else rows
    width, height = size(ax)
    unknown, without = (
        sum(edition.listing == listing for edition in {column.edition for column in columns})
        for listing in ("unknown", "none")
    )
    title = say(lang, "editions", group=f"{group.title[:1].upper()}{group.title[1:]}")
    note = (
        say(lang, "used by", stream=stream_name(stream, lang)) if stream else "",
        say(lang, "stream before" if blocks > 1 else "to the left") if rows and len(columns) > 1 else "",
        say(lang, "folded") if any(len(row.codes) > 1 for row in rows) else "",
        say(lang, "unknown editions", unknown) if unknown else "",
        say(lang, "no occupations", without) if without else "",
    )
    if not rows:
        return nothing(ax, title, say(lang, "no editions"), note)
    bare(ax)
    taken = headline(ax, title, note)
    above = min(0.8, taken + (head + TEXT * 2) / height)  # the note, the key and the days
    slots = len(rows) + len({row.version for row in rows})  # a version has a heading
    ax.set_ylim(slots - 0.5, -0.5 - slots * above / (1 - above))
    across = len(columns) + (blocks if blocks > 1 else 0)  # a stream has a heading, too
    unit = max(across / (1 - _LABELS), 1 / _WIDEST)  # columns to the whole width
    ax.set_xlim(-unit * _LABELS, unit * (1 - _LABELS))
    places = _heads(ax, columns, head if blocks > 1 else 0, lang)
    room = height * (1 - above) / slots
    small = min(SMALL, room * 0.7)
    slot = 0
    for version, found in groupby(rows, lambda row: row.version):
        heading = say(lang, "version", version=version)
        write(ax, -unit * 0.01, slot, heading, small, ha="right", va="center", fontweight="bold")
        for row in found:
            slot += 1
            _draw_row(ax, slot, places, row.cells, small)
            label = wrap(_label(row, lang), width * _LABELS - 8, small, lines=max(1, int(room / 9)))
            write(ax, -unit * 0.01, slot, label, small, ha="right", va="center")
        slot += 1
    _key(ax, 1 - taken, lang)
    return ax


def _columns(group: OccupationGroup, stream: str | None) -> list[_Column]:
    """Order the times in which the editions were used: by stream, then by day."""
    found = [
        _Column(span.stream, span.since, edition)
        for edition in group.editions
        for span in edition.spans
        if stream in (None, span.stream)
    ]
    return sorted(found, key=lambda column: (column.stream or "", column.since))


def _rows(columns: Sequence[_Column]) -> list[_Row]:
    """Return what each code is in each column, by version and code."""
    lists = [column.edition.occupations for column in columns]
    rows = []
    for version in sorted({codes.version for codes in lists if codes is not None}):
        held = [set(codes.codes) if codes is not None and codes.version == version else None for codes in lists]
        everything = sorted(set[str]().union(*(codes for codes in held if codes is not None)))
        cells: dict[str, list[_Cell]] = {code: [] for code in everything}
        before: set[str] | None = None
        for place, (column, codes) in enumerate(zip(columns, held, strict=True)):
            if place and columns[place - 1].stream != column.stream:
                before = None
            for code in everything:
                cells[code].append(_cell(code, codes, before))
            if codes is not None or column.edition.listing == "unknown":
                before = codes
        rows += [_Row(version, (code,), tuple(cells[code])) for code in everything]
    return rows


def _cell(code: str, codes: set[str] | None, before: set[str] | None) -> _Cell:
    if codes is None:
        return ""
    if code in codes:
        return "held" if before is None or code in before else "entered"
    return "left" if before is not None and code in before else ""


def _fold(rows: Sequence[_Row]) -> list[_Row]:
    """Join the rows of codes that came and went together, in the order of the first of them."""
    together: dict[tuple[str, tuple[_Cell, ...]], list[str]] = {}
    for row in rows:
        together.setdefault((row.version, row.cells), []).extend(row.codes)
    return [_Row(version, tuple(codes), cells) for (version, cells), codes in together.items()]


def _label(row: _Row, lang: Lang) -> str:
    if len(row.codes) > 1:
        return say(lang, "several", len(row.codes), codes=", ".join(row.codes))
    return f"{row.codes[0]} {group_title(lookup(row.codes[0], row.version), lang)}"


def _heads(ax: Axes, columns: Sequence[_Column], head: float, lang: Lang) -> list[int]:
    """Write the days above the columns and, with room for it, the streams before them; return where columns stand."""
    places: list[int] = []
    for place, column in enumerate(columns):
        begins = bool(head) and (not place or columns[place - 1].stream != column.stream)
        places.append((places[-1] + 1 if places else 0) + begins)
        how: Any = {"rotation": 90, "ha": "center", "va": "bottom"}
        if begins and column.stream is not None:
            name = wrap(stream_name(column.stream, lang), head, SMALL, lines=1)
            write(ax, places[-1] - 0.4, -0.5, name, SMALL, fontweight="bold", **how)
        occupations = column.edition.occupations
        held = {"unknown": "?", "none": "–"}.get(column.edition.listing) or len(occupations or ())
        write(ax, places[-1] + 0.5, -0.5, f"{column.since} ({held})", SMALL, **how)
    return places


def _draw_row(ax: Axes, slot: int, places: Sequence[int], cells: Sequence[_Cell], type_size: float) -> None:
    for place, kind in zip(places, cells, strict=True):
        if kind:
            (cell,) = ax.bar(place + 0.5, 0.8, width=0.8, bottom=slot - 0.4, linewidth=0.5, **_LOOKS[kind])  # type: ignore[arg-type]
            cell.set_gid(kind)
            if kind == "entered":
                write(ax, place + 0.5, slot, "+", type_size, ha="center", va="center_baseline", color="white")


def _key(ax: Axes, top: float, lang: Lang) -> None:
    looks = {cell.get_gid(): cell for cell in ax.patches}
    seen = [kind for kind in _LOOKS if kind in looks]
    ax.legend(
        [looks[kind] for kind in seen],
        [f"{say(lang, kind)} +" if kind == "entered" else say(lang, kind) for kind in seen],
        loc="upper left",
        bbox_to_anchor=(0, top),
        ncols=len(seen),
        frameon=False,
        fontsize=TEXT,
        borderpad=0,
        borderaxespad=0,
        columnspacing=1,
    )
