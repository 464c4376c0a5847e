"""How often each group was targeted, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._messages import shown
from oinp_noc.errors import InvalidArgumentError
from oinp_noc.plots._axes import BLUE, TEXT, axes, bare, group_title, headline, history_of, nothing, size, wrap, write
from oinp_noc.plots._words import check_lang, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from oinp_noc._language import Lang
    from oinp_noc._noc.classification import Level
    from oinp_noc._oinp.draw import Draw

_TOP = 15
_NOTE, _ROW = 62, 14  # the height of a long note, and of a row that can be read
_BAR = 0.4  # the height of a bar: the title of its group stands above it


def frequency(  # noqa: PLR0913 (each says what is drawn)
    history: Iterable[Draw],
    *,
    version: str = "2021",
    by: Level = "unit group",
    top: int | None = None,
    lang: Lang = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw how often each group was targeted, the most frequent at the top.

    A draw counts once for a group, as in `DrawHistory.frequency`. The note counts the draws without a list, the lists
    that are not known, and the groups that are not shown.

    Args:
        history: a history, or draws.
        version: the NOC version of the groups; lists of other versions count by their pairs.
        by: the level to count at.
        top: how many groups to show, at most; None shows those that fit the axes, up to 15.
        lang: ``"en"`` or ``"fr"``.
        ax: the axes to draw in; None makes a figure.

    Returns:
        The axes, with a bar for each group and its code as the tick label.

    Raises:
        InvalidArgumentError: a level that the version does not have, a ``top`` below 1, another language, no draws.
        MissingExtraError: the extra ``plot`` is not installed.
        UnknownVersionError: the packaged data has no such version.

    Example:
        >>> import oinp_noc
        >>> history = oinp_noc.draws().select(since="2023-01-01", until="2023-12-31")
        >>> ax = oinp_noc.plots.frequency(history, by="broad category", top=3)
        >>> [label.get_text() for label in ax.get_yticklabels()], len(ax.patches)
        (['2', '3', '7'], 3)
    """
    check_lang(lang)
    if top is not None and (not isinstance(top, int) or isinstance(top, bool) or top < 1):
        message = f"top={shown(top)}: expected a whole number from 1 up"
        raise InvalidArgumentError(message, value=top)
    draws = history_of(history)
    found = draws.frequency(version, by)
    ax = axes(ax, height=1.2 + 0.32 * max(5, min(len(found), top or _TOP)), left=0.75)
    width, height = size(ax)
    shown_groups = top or min(_TOP, max(1, int((height - _NOTE) / _ROW)))
    counts, rest = found.counts[:shown_groups], found.counts[shown_groups:]
    title = say(lang, "frequency") if by == "unit group" else say(lang, "frequency by", level=say(lang, by))
    listed = [draw for draw in draws if draw.listing == "listed"]
    note = (
        say(lang, "counted draws", found.listed, first=listed[0].date, last=listed[-1].date) if listed else "",
        say(lang, "unlisted draws", found.none) if found.none else "",
        say(lang, "too low", found.unknown) if found.unknown else "",
        say(lang, "by pairs") if any(draw.version != version for draw in listed) else "",
        say(lang, "further groups", len(rest)) if rest else "",
        say(lang, "tied groups", tied) if (tied := sum(count.times == counts[-1].times for count in rest)) else "",
    )
    if not counts:
        return nothing(ax, title, say(lang, "no list" if draws else "no draws"), note)
    bare(ax)
    taken = headline(ax, title, note)
    places = range(len(counts))
    bars = ax.barh(places, [count.times for count in counts], height=_BAR, color=BLUE)
    ax.set_yticks(places, [count.group.code for count in counts], fontsize=TEXT, fontweight="bold")
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, counts[0].times * 1.08)  # room for the longest bar's number
    rows = len(counts)
    ax.set_ylim(rows - 0.6, -0.8 - rows * taken / (1 - taken))
    type_size = min(TEXT, max(4, height * (1 - taken) / rows * 0.45))
    ax.bar_label(bars, padding=3, fontsize=type_size)
    for place, count in enumerate(counts):
        label = wrap(group_title(count.group, lang), width, type_size, lines=1)
        write(ax, 0, place - _BAR / 2 - 0.06, label, type_size, va="bottom")
    return ax
