"""What all pictures share: axes to draw in, colours, wrapped text, and how their argument is read.

A picture stays inside the rectangle of its axes, but for the title above and short tick labels beside it: whatever
axes it is given, nothing that is long is cut off. Lengths are in points, 72 to the inch.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from oinp_noc._locks import FIRST_USE
from oinp_noc._messages import shown
from oinp_noc._oinp.draw import Draw
from oinp_noc._oinp.history import DrawHistory
from oinp_noc._oinp.streams import stream as stream_of
from oinp_noc.errors import InvalidArgumentError, MissingExtraError, UnknownStreamError
from oinp_noc.plots._words import sentences

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from oinp_noc._language import Lang
    from oinp_noc._noc.classification import Group
    from oinp_noc._oinp.groups import Edition

# Colours of Okabe and Ito, which the colour-blind tell apart; in print they differ in lightness.
BLUE, ORANGE, VERMILION, SKY, GREEN, GREY = "#0072B2", "#E69F00", "#D55E00", "#56B4E9", "#009E73", "#999999"

TITLE, TEXT, SMALL = 11, 8, 7  # sizes of type, in points
_LINE = 1.3  # the height of a line of text, and the width of a letter, as shares of its size
_TITLE_LINES = 2  # of its size; a longer title is smaller
_LETTER = 0.54
_BOLD = 0.66


def axes(ax: Axes | None, width: float = 8, height: float = 5, left: float = 0.3) -> Axes:
    """Return the axes to draw in: those given or, in a new figure, one of a width and height in inches."""
    try:
        with FIRST_USE:
            from matplotlib.axes import Axes  # noqa: PLC0415 (an extra)
    except ImportError as error:
        message = "pictures need the extra 'plot': pip install 'oinp-noc[plot]'"
        raise MissingExtraError(message, value="plot") from error
    if ax is None:
        with FIRST_USE:
            from matplotlib import pyplot as plt  # noqa: PLC0415 (chooses a backend, which only our own figure needs)

            figure, ax = plt.subplots(figsize=(width, height))
        figure.subplots_adjust(left=left / width, right=1 - 0.3 / width, bottom=0.35 / height, top=1 - 0.5 / height)
    elif not isinstance(ax, Axes):
        message = f"ax={shown(ax)}: expected the axes of a matplotlib figure, got {type(ax).__name__}"
        raise InvalidArgumentError(message, value=ax)
    return ax


def size(ax: Axes) -> tuple[float, float]:
    """Return the width and height of axes."""
    extent, dpi = ax.get_window_extent(), ax.figure.dpi
    return max(extent.width, 1) * 72 / dpi, max(extent.height, 1) * 72 / dpi


def wrap(text: str, points: float, size: float = TEXT, *, bold: bool = False, lines: int | None = None) -> str:
    """Break a text into lines that fit a width; with a number of lines, cut what goes beyond it."""
    letters = max(8, int(points / (size * (_BOLD if bold else _LETTER))))
    return textwrap.fill(text, letters, max_lines=lines, placeholder="…", break_on_hyphens=False)


def write(ax: Axes, x: float, y: float, text: str, size: float = TEXT, **how: Any) -> None:  # noqa: ANN401 (of matplotlib)
    """Write a text as it is: a dollar sign begins no formula."""
    ax.text(x, y, text, fontsize=size, **{"parse_math": False, **how})


def headline(ax: Axes, title: str, note: Iterable[str] = ()) -> float:
    """Write the title above the axes and a note at their top; return the share of the height that the note takes."""
    width, height = size(ax)
    letters = TITLE if wrap(title, width, TITLE, bold=True).count("\n") < _TITLE_LINES else TITLE - 2
    title = wrap(title, width, letters, bold=True)
    ax.set_title(title, loc="left", fontsize=letters, fontweight="bold", parse_math=False)
    text = wrap(sentences(note), width)
    if not text:
        return 0
    write(ax, 0, 1, text, va="top", transform=ax.transAxes, alpha=0.8)
    return min(0.6, (text.count("\n") + 2) * TEXT * _LINE / height)


def bare(ax: Axes) -> None:
    """Take the frame and the ticks away."""
    ax.spines[:].set_visible(False)
    ax.set_xticks([])
    ax.set_yticks([])


def nothing(ax: Axes, title: str, message: str, note: Iterable[str] = ()) -> Axes:
    """Draw axes without data, that say so."""
    bare(ax)
    headline(ax, title, note)
    write(ax, 0.5, 0.5, message, TITLE, ha="center", va="center", transform=ax.transAxes)
    return ax


def history_of(draws: Iterable[Draw]) -> DrawHistory:
    """Read a history, or draws, as a history."""
    if isinstance(draws, DrawHistory):
        return draws
    found = list(draws) if isinstance(draws, Iterable) else [draws]
    wrong = [each for each in found if not isinstance(each, Draw)] if isinstance(draws, Iterable) else found
    if wrong:
        message = f"expected a history or draws, got {shown(wrong[0])} of type {type(wrong[0]).__name__}"
        raise InvalidArgumentError(message, value=draws)
    return DrawHistory(found)


def stream_name(id: str, lang: Lang) -> str:  # noqa: A002 (the word of the field)
    """Name a stream in short: without its category and the word stream; in English if no French name is known."""
    try:
        stream = stream_of(id)
    except UnknownStreamError:  # of a history of one's own
        return id
    if lang == "fr" and stream.name_fr is not None:
        name = stream.name_fr.rsplit(" : ")[-1].removesuffix(" du Programme ontarien Entrée express")
        name = name[6:] if name.lower().startswith("volet ") else name
    else:
        name = stream.name.rsplit(": ")[-1].removesuffix(" stream")
    return name[:1].upper() + name[1:]


def draw_name(draw: Draw, lang: Lang) -> str:
    """Name a draw in short: its date and stream, and what distinguishes it from others of that day."""
    slug = draw.id.removeprefix(f"{draw.date}-{draw.stream}").strip("-")
    return f"{draw.date} {stream_name(draw.stream, lang)}{f' ({slug})' if slug and slug != draw.id else ''}"


def group_title(group: Group, lang: Lang) -> str:
    """Return the title of a group, in English if no French one is known."""
    return (group.title_fr if lang == "fr" else None) or group.title


def edition_names(editions: Sequence[Edition], lang: Lang) -> list[str]:
    """Name editions by their first day; where several have one, by their streams as well."""
    days = [edition.since for edition in editions]
    return [
        f"{edition.since} {', '.join(stream_name(stream, lang) for stream in edition.streams)}".strip()
        if days.count(edition.since) > 1
        else str(edition.since)
        for edition in editions
    ]
