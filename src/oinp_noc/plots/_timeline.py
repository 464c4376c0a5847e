"""Cut-off scores and numbers of invitations over time, a row for each stream."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, Any

from oinp_noc._locks import FIRST_USE
from oinp_noc._noc.codes import lookup
from oinp_noc.plots._axes import (
    BLUE,
    GREEN,
    GREY,
    SMALL,
    TEXT,
    VERMILION,
    axes,
    bare,
    group_title,
    headline,
    history_of,
    nothing,
    size,
    stream_name,
    write,
)
from oinp_noc.plots._words import NO_BREAK, check_lang, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from oinp_noc._language import Lang
    from oinp_noc._noc.classification import Group
    from oinp_noc._oinp.draw import Draw
    from oinp_noc._oinp.history import DrawHistory
    from oinp_noc._oinp.streams import Scale

# What distinguishes draws: colour, and shape, so that grey print and the colour-blind have it too.
_MARKS: dict[str, dict[str, Any]] = {
    "class matched": {"color": BLUE, "marker": "o"},
    "class listed": {"color": BLUE, "marker": "o"},
    "class other": {"color": GREY, "marker": "x"},
    "class none": {"color": GREEN, "marker": "D", "markersize": 3.2},
    "class unknown": {"color": VERMILION, "marker": "^", "markerfacecolor": "none"},
}
_STYLE: dict[str, Any] = {"markersize": 4, "linestyle": "none", "clip_on": False}
_SIDE, _GAP = 32, 36  # room for the numbers beside a panel
_NAME, _FOOT, _HEAD = 13, 16, 14  # for the name above it, the years below, the legend and the heads of the columns
_ENTRY = 115  # the width of an entry of the legend
_DATE = 50  # the width of a date
_CRAMPED = 34  # below this height of a row, smaller type
_SHARE = 0.58  # the share of the scores in the width
_FOOT_TICK = 0.05  # where the tick of a number that was not published stands


def timeline(
    history: Iterable[Draw],
    *,
    occupation: str | None = None,
    version: str = "2021",
    lang: Lang = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw the cut-off scores and the numbers of invitations over time, with axes of its own for each stream.

    Scores compare only within a stream, so no two streams share an axis. A draw whose score or number of invitations
    was not published is a tick at the foot; the note counts these, and the lists that are not known.

    Args:
        history: a history, or draws.
        occupation: a unit group: marks the draws whose list has a pair with it, as in `DrawHistory.timeline`.
        version: the NOC version of the occupation.
        lang: ``"en"`` or ``"fr"``.
        ax: the axes to draw in; None makes a figure.

    Returns:
        The axes; their ``child_axes`` are, for each stream, the scores and the invitations.

    Raises:
        InvalidArgumentError: another language, no draws.
        InvalidCodeError, UnknownCodeError, UnknownVersionError: the occupation is not a unit group of the version.
        MissingExtraError: the extra ``plot`` is not installed.

    Example:
        >>> import oinp_noc
        >>> history = oinp_noc.draws().select(stream="human-capital-priorities", until="2024-12-31")
        >>> ax = oinp_noc.plots.timeline(history)
        >>> ax.texts[1].get_text().split(" · ")[:2], len(ax.child_axes)
        (['Human Capital Priorities', 'CRS'], 2)
    """
    check_lang(lang)
    draws = history_of(history)
    group = None if occupation is None else lookup(occupation, version)
    matched = None if group is None else {each.draw.id for each in draws.timeline(group.code, version)}
    classes = {draw.id: _class_of(draw, matched) for draw in draws}
    rows = _rows(draws)
    ax = axes(ax, width=9, height=1.7 + 1.05 * max(2, len(rows)))
    title = say(lang, "timeline")
    if group is not None:
        title = say(lang, "timeline of", code=group.code)
    if not rows:
        return nothing(ax, title, say(lang, "no draws"))
    bare(ax)
    taken = headline(ax, title, _note(draws, len(rows), group, lang))
    width, height = size(ax)
    days = [draw.date for draw in draws]
    margin = max(dt.timedelta(days=15), (days[-1] - days[0]) * 0.02)
    left, gap = min(0.3, _SIDE / width), min(0.3, _GAP / width)
    scores_wide = max(0.1, 1 - left - gap) * _SHARE
    top = max(0.1, 1 - taken - 2 * _HEAD / height)
    each = max(0.02, (top - _FOOT / height) / len(rows))
    cramped = each * height < _CRAMPED
    letters, small, above = (SMALL - 1, SMALL - 2, _NAME - 3) if cramped else (TEXT, SMALL, _NAME + 4)
    for place, ((stream, scale), found) in enumerate(rows):
        foot = top - (place + 1) * each
        tall = max(each * 0.3, each - above / height)
        scores = ax.inset_axes((left, foot, scores_wide, tall))
        sizes = ax.inset_axes((left + scores_wide + gap, foot, 1 - left - gap - scores_wide, tall))
        _draw(scores, [_score_of(draw) for draw in found], classes)
        _draw(sizes, [_size_of(draw) for draw in found], classes)
        scores.margins(y=0.25)
        for panel, wide in ((scores, scores_wide), (sizes, 1 - left - gap - scores_wide)):
            panel.set_xlim(days[0] - margin, days[-1] + margin)  # type: ignore[arg-type]
            _scales(panel, max(2, int(wide * width / _DATE)), 1 if cramped else 3, small)
            panel.tick_params(axis="x", labelbottom=place == len(rows) - 1)
        if scale is None:
            scores.set_yticks([])
        if all(draw.invitations is None for draw in found):
            sizes.set_yticks([])
        sizes.set_ylim(bottom=0)
        name = " · ".join(filter(None, (stream_name(stream, lang), scale, say(lang, "draws", len(found)))))
        line = foot + tall + (1 if cramped else 3) / height
        write(ax, left, line, name, letters, transform=ax.transAxes, fontweight="bold")
    line = top + 2 / height
    write(ax, left, line, say(lang, "cut-off"), TEXT, transform=ax.transAxes, style="italic")
    write(ax, left + scores_wide + gap, line, say(lang, "invited"), TEXT, transform=ax.transAxes, style="italic")
    with FIRST_USE:
        from matplotlib.lines import Line2D  # noqa: PLC0415 (an extra)

    texts = {
        name: say(lang, name, code="" if group is None else group.code) for name in _MARKS if name in classes.values()
    }
    ax.legend(
        [Line2D([], [], **_STYLE | _MARKS[name]) for name in texts],
        list(texts.values()),
        loc="lower left",
        bbox_to_anchor=(0, top + (_HEAD - 2) / height),
        ncols=len(texts),
        frameon=False,
        fontsize=TEXT if width > _ENTRY * len(texts) else SMALL - 1,
        borderpad=0,
        borderaxespad=0,
        handletextpad=0.1,
        columnspacing=1,
    )
    return ax


def _note(draws: DrawHistory, rows: int, group: Group | None, lang: Lang) -> list[str]:
    unscored = sum(draw.score is None for draw in draws)
    unsized = sum(draw.invitations is None for draw in draws)
    unknown = sum(draw.listing == "unknown" for draw in draws)
    return [
        f"{group.code}{NO_BREAK if lang == 'fr' else ''}: {group_title(group, lang)}." if group else "",
        say(lang, "own axis") if rows > 1 else "",
        say(lang, "ranges") if any(draw.score and draw.score.max is not None for draw in draws) else "",
        say(lang, "no score", unscored) if unscored else "",
        say(lang, "no size", unsized) if unsized else "",
        say(lang, "unknown may list" if group else "unknown are marked", unknown) if unknown else "",
    ]


def _score_of(draw: Draw) -> tuple[Draw, int | None, tuple[int, int] | None]:
    """Return the lowest score invited, and the range if its upper end was published."""
    if draw.score is None:
        return draw, None, None
    return draw, draw.score.min, None if draw.score.max is None else (draw.score.min, draw.score.max)


def _size_of(draw: Draw) -> tuple[Draw, int | None, tuple[int, int] | None]:
    """Return the number of invitations, and the line up to it from zero."""
    return draw, draw.invitations, None if draw.invitations is None else (0, draw.invitations)


def _class_of(draw: Draw, matched: set[str] | None) -> str:
    """Return the class of a draw: its listing or, for an occupation, whether its list has a pair with it."""
    if draw.listing != "listed":
        return f"class {draw.listing}"
    if matched is None:
        return "class listed"
    return "class matched" if draw.id in matched else "class other"


def _scales(panel: Axes, dates: int, numbers: int, type_size: float) -> None:
    """Set how many dates and numbers, about, the two axes of a panel have, and how they look."""
    with FIRST_USE:
        from matplotlib.dates import AutoDateFormatter, AutoDateLocator  # noqa: PLC0415 (an extra)

    locator = AutoDateLocator(minticks=1, maxticks=dates)  # type: ignore[no-untyped-call]
    panel.xaxis.set_major_locator(locator)
    panel.xaxis.set_major_formatter(AutoDateFormatter(locator))  # type: ignore[no-untyped-call]
    panel.locator_params(axis="y", nbins=numbers, integer=True)
    panel.tick_params(axis="x", labelsize=SMALL, length=2)
    panel.tick_params(axis="y", labelsize=type_size, length=2)
    panel.spines[["top", "right"]].set_visible(False)
    panel.grid(axis="y", alpha=0.3, linewidth=0.5)


def _rows(draws: Iterable[Draw]) -> list[tuple[tuple[str, Scale | None], list[Draw]]]:
    """Group draws by stream and scale, so that no axis has two scales; without a score, by the other draws' scale."""
    rows: list[tuple[tuple[str, Scale | None], list[Draw]]] = []
    for stream, found in groupby(sorted(draws, key=lambda draw: draw.stream), lambda draw: draw.stream):
        of_stream = list(found)
        scales: list[Scale | None] = [*sorted({draw.score.scale for draw in of_stream if draw.score})] or [None]
        for scale in scales:
            same = [draw for draw in of_stream if (draw.score.scale if draw.score else scales[0]) == scale]
            rows.append(((stream, scale), same))
    return rows


def _draw(panel: Axes, found: list[tuple[Draw, int | None, tuple[int, int] | None]], classes: dict[str, str]) -> None:
    """Draw a point for each draw whose number was published, with its line, and a tick for each of the others."""
    for name, look in _MARKS.items():
        same = [(draw.date, value, line) for draw, value, line in found if classes[draw.id] == name]
        points: list[Any] = [(day, value) for day, value, _ in same if value is not None]
        lines: list[Any] = [(day, *line) for day, _, line in same if line is not None]
        ticks: list[Any] = [day for day, value, _ in same if value is None]
        if lines:
            days, lows, highs = zip(*lines, strict=True)
            panel.vlines(days, lows, highs, look["color"], lw=1, alpha=0.6)
        if points:
            panel.plot(*zip(*points, strict=True), **_STYLE | look)
        if ticks:  # at no height of the scale
            feet = [_FOOT_TICK] * len(ticks)
            at_foot = {"transform": panel.get_xaxis_transform(), "color": look["color"], "marker": "|", "markersize": 6}
            panel.plot(ticks, feet, **_STYLE | at_foot)
