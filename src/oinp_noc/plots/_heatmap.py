"""What every two listed draws have in common, as a matrix of colours."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from oinp_noc.plots._axes import SMALL, TEXT, axes, bare, draw_name, headline, history_of, nothing, size, wrap, write
from oinp_noc.plots._words import check_lang, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from oinp_noc._language import Lang
    from oinp_noc._oinp.draw import Draw
    from oinp_noc._oinp.statistics import Measure

_WRITTEN = 12  # draws up to which each cell has its number
_LABELS = 0.42  # the share of the width for the names of draws
_SCALE = 0.1  # and for the scale of colours
_DARK = 0.55  # from this share of the scale on, white writing


def overlap_heatmap(
    history: Iterable[Draw],
    *,
    measure: Measure = "jaccard",
    lang: Lang = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw what every two listed draws have in common, by date.

    Across NOC versions the Jaccard index has two bounds, as in `overlap`: the upper is drawn above the diagonal, the
    lower below it. Draws without a list, or whose list is not known, are left out and counted in the note.

    Args:
        history: a history, or draws. Up to 12 draws each cell has its number, up to about 25 each row its name.
        measure: ``"jaccard"``, or ``"common"`` for the number of common codes (of pairs, across versions).
        lang: ``"en"`` or ``"fr"``.
        ax: the axes to draw in; None makes a figure.

    Returns:
        The axes; their first collection has the matrix.

    Raises:
        InvalidArgumentError: another measure or language, no draws.
        MissingExtraError: the extra ``plot`` is not installed.

    Example:
        >>> import oinp_noc
        >>> ax = oinp_noc.plots.overlap_heatmap(oinp_noc.draws().on("2023-05-09"), measure="common")
        >>> ax.collections[0].get_array().tolist()
        [[56, 2], [2, 53]]
    """
    check_lang(lang)
    draws = history_of(history)
    matrix = draws.overlap_matrix(measure)
    listed = [draw for draw in draws if draw.listing == "listed"]
    count = len(listed)
    ax = axes(ax, width=8.5, height=min(9, 2.5 + 0.3 * count))
    left_out = {listing: sum(draw.listing == listing for draw in draws) for listing in ("none", "unknown")}
    cells: list[list[Any]] = [list(row) for row in matrix.rows]
    bounds = measure == "jaccard" and any(low != high for row in cells for low, high in row)
    if measure == "jaccard":
        cells = [[cell[column > row] for column, cell in enumerate(cells[row])] for row in range(count)]
    width, height = size(ax)
    shown = min(count, max(1, int(height * 0.75 / (SMALL * 1.3))))
    step = ceil(count / shown) if count else 1
    several = len({draw.version for draw in listed}) > 1
    note = (
        say(lang, "bounds") if bounds else "",
        say(lang, "pairs across") if measure == "common" and several else "",
        say(lang, "thinned", step) if step > 1 else "",
        say(lang, "unlisted draws", left_out["none"]) if left_out["none"] else "",
        say(lang, "unknown lists", left_out["unknown"]) if left_out["unknown"] else "",
    )
    title = say(lang, f"heatmap {measure}")
    if not listed:
        return nothing(ax, title, say(lang, "no list" if draws else "no draws"), note)
    bare(ax)
    taken = headline(ax, title, note)
    top = 1 if measure == "jaccard" else max(1, *(max(row) for row in cells))
    edges = range(count + 1)
    mesh = ax.pcolormesh(edges, edges, cells, cmap="Blues", vmin=0, vmax=top, linewidth=0)
    unit = count / (1 - _LABELS - _SCALE)
    ax.set_xlim(-unit * _LABELS, count + unit * _SCALE)
    foot = min(0.2, SMALL * 1.8 / height)  # room for the numbers of the columns
    ax.set_ylim(count / (1 - taken - foot) * (1 - taken), -count / (1 - taken - foot) * taken)
    lines = max(1, int(height * (1 - taken - foot) / count / (SMALL * 1.3)))
    for place in range(0, count, step):
        name = f"{place + 1}  {draw_name(listed[place], lang)} ({len(listed[place].listed())})"
        label = wrap(name, width * _LABELS - 6, SMALL, lines=lines)
        write(ax, -unit * 0.01, place + 0.5, label, SMALL, ha="right", va="center")
    for place in range(0, count, max(step, ceil(count * 16 / (width * (1 - _LABELS - _SCALE))))):
        write(ax, place + 0.5, count * (1 + 0.15 * foot), str(place + 1), SMALL, ha="center", va="top")
    if count <= _WRITTEN:
        for row, values in enumerate(cells):
            for column, value in enumerate(values):
                text = f"{value:.2f}" if measure == "jaccard" else str(value)
                colour = "white" if value / top > _DARK else "black"
                write(ax, column + 0.5, row + 0.5, text, TEXT, ha="center", va="center", color=colour)
    scale = ax.inset_axes((1 - _SCALE * 0.75, foot, _SCALE * 0.2, 1 - taken - foot))
    bar = ax.figure.colorbar(mesh, cax=scale)
    bar.outline.set_visible(False)
    scale.tick_params(labelsize=SMALL, length=2)
    return ax
