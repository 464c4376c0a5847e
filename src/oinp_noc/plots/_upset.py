"""How several lists overlap: the unit groups that are on exactly these lists, and on no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from oinp_noc._messages import listed, shown
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._noc.overlap import Listed
from oinp_noc._oinp.groups import OccupationGroup
from oinp_noc.errors import InvalidArgumentError, VersionMismatchError
from oinp_noc.plots._axes import (
    BLUE,
    GREY,
    SMALL,
    axes,
    bare,
    draw_name,
    edition_names,
    headline,
    history_of,
    nothing,
    size,
    wrap,
    write,
)
from oinp_noc.plots._words import check_lang, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from oinp_noc._language import Lang
    from oinp_noc._oinp.draw import Draw

_SETS = 12
_NAMES, _SIZES, _GRID = 0.36, 0.06, 0.48  # shares of the width: names, their bars, and where the columns begin
_COLUMN = 14  # the width of a column that can be read
_HEIGHT = 0.55  # the share of the height for the dots


def upset(
    sets: Iterable[Draw] | Mapping[str, OccupationSet | Listed] | OccupationGroup,
    *,
    version: str | None = None,
    lang: Lang = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw how several lists overlap, as an UpSet plot: a column counts the unit groups on exactly the lists marked.

    At most 12 sets are drawn, the largest, in the order given; the note counts the rest, the combinations that do not
    fit, and the draws without a list or whose list is not known.

    Args:
        sets: a history or draws, an occupation group (its editions), or a mapping of names to sets, draws or editions.
        version: keeps the lists of one NOC version, and counts the others in the note.
        lang: ``"en"`` or ``"fr"``.
        ax: the axes to draw in; None makes a figure.

    Returns:
        The axes; their ``child_axes`` are the bars of the combinations, those of the sets, and the dots.

    Raises:
        InvalidArgumentError: no sets, or another language.
        MissingExtraError: the extra ``plot`` is not installed.
        NoOccupationListError, UnknownOccupationsError: a draw or edition of a mapping has no list, or none is known.
        VersionMismatchError: lists of several NOC versions, and no ``version``.

    Example:
        >>> import oinp_noc
        >>> ax = oinp_noc.plots.upset(oinp_noc.draws().on("2023-05-09"))
        >>> [int(bar.get_height()) for bar in ax.child_axes[0].patches]
        [54, 51, 2]
    """
    check_lang(lang)
    title = say(lang, "upset")
    if isinstance(sets, OccupationGroup):
        title = say(lang, "upset group", group=f"{sets.title[:1].upper()}{sets.title[1:]}")
    named, note = _named(sets, lang)
    kept = [(name, found) for name, found in named if version in (None, found.version)]
    versions = tuple(sorted({found.version for _, found in kept}))
    if len(versions) > 1:
        message = (
            f"the lists are of NOC {listed(versions)}: expected lists of one version; version={versions[-1]!r} keeps "
            "those of one, and convert() of a set leads across"
        )
        raise VersionMismatchError(message, value=versions, candidates=versions)
    ax = axes(ax, width=9, height=2.4 + 0.25 * min(_SETS, max(4, len(kept))) / _HEIGHT)
    note += [say(lang, "other versions", len(named) - len(kept))] if len(named) > len(kept) else []
    if not kept:
        return nothing(ax, title, say(lang, "no sets"), note)
    largest = sorted(range(len(kept)), key=lambda place: -len(kept[place][1]))[:_SETS]
    drawn = [kept[place] for place in sorted(largest)]
    width, height = size(ax)
    room = max(1, int(width * (1 - _GRID) / _COLUMN))
    columns = _columns([found for _, found in drawn])
    rest = sum(count for _, count in columns[room:])
    note = [
        say(lang, "on exactly", version=versions[0]),
        say(lang, "further sets", len(kept) - len(drawn)) if len(kept) > len(drawn) else "",
        say(lang, "further columns", len(columns) - room, codes=say(lang, "codes", rest)) if rest else "",
        *note,
    ]
    columns = columns[:room]
    rows = max(4, len(drawn))  # bars of few sets stay slim
    bare(ax)
    taken = headline(ax, title, note)
    tall = (1 - taken) * _HEIGHT
    bars = ax.inset_axes((_GRID, tall + 4 / height, 1 - _GRID, max(0.05, 1 - taken - tall - 16 / height)))
    sizes = ax.inset_axes((_NAMES + 0.02, 0, _SIZES, tall))
    dots = ax.inset_axes((_GRID, 0, 1 - _GRID, tall))
    for panel in (bars, sizes, dots):
        bare(panel)
        panel.patch.set_visible(False)
    heights = bars.bar(range(len(columns)), [count for _, count in columns], width=0.6, color=BLUE)
    bars.bar_label(heights, padding=1, fontsize=SMALL)
    bars.set_ylim(bottom=0)
    lengths = sizes.barh(range(len(drawn)), [len(found) for _, found in drawn], height=0.55, color=GREY)
    sizes.bar_label(lengths, padding=2, fontsize=SMALL)
    _draw_dots(dots, [pattern for pattern, _ in columns], len(drawn))
    for panel in (bars, dots):
        panel.set_xlim(-0.6, max(len(columns), 6) - 0.4)
    for panel in (sizes, dots):
        panel.set_ylim(rows - 0.5, -0.5)
    lines = max(1, int(tall * height / rows / (SMALL * 1.3)))
    for place, (name, _) in enumerate(drawn):
        label = wrap(name, width * _NAMES, SMALL, lines=lines)
        middle = tall * (1 - (place + 0.5) / rows)
        write(ax, _NAMES, middle, label, SMALL, ha="right", va="center", transform=ax.transAxes)
    return ax


def _named(
    sets: Iterable[Draw] | Mapping[str, OccupationSet | Listed] | OccupationGroup, lang: Lang
) -> tuple[list[tuple[str, OccupationSet]], list[str]]:
    """Read the argument as sets with names, in order, and what the note says of those that are left out."""
    if isinstance(sets, Mapping):
        return [(str(name), _set_of(found)) for name, found in sets.items()], []
    if isinstance(sets, OccupationGroup):
        editions = [edition for edition in sets.editions if edition.occupations is not None]
        names = edition_names(editions, lang)
        return list(zip(names, [edition.listed() for edition in editions], strict=True)), []
    draws = history_of(sets)
    none, unknown = (sum(draw.listing == listing for draw in draws) for listing in ("none", "unknown"))
    note = [
        say(lang, "unlisted draws", none) if none else "",
        say(lang, "unknown lists", unknown) if unknown else "",
    ]
    return [(draw_name(draw, lang), draw.listed()) for draw in draws if draw.listing == "listed"], note


def _set_of(value: object) -> OccupationSet:
    if isinstance(value, OccupationSet):
        return value
    if isinstance(value, Listed):
        return value.listed()
    message = f"expected an OccupationSet, a draw or an edition, got {shown(value)} of type {type(value).__name__}"
    raise InvalidArgumentError(message, value=value)


def _columns(sets: list[OccupationSet]) -> list[tuple[tuple[bool, ...], int]]:
    """Count the unit groups by the sets that they are in, the most first."""
    members = [set(found.codes) for found in sets]
    everything = set[str]().union(*members)
    counts = Counter(tuple(code in codes for codes in members) for code in everything)
    return sorted(counts.items(), key=lambda item: (-item[1], [not held for held in item[0]]))


def _draw_dots(panel: Axes, patterns: list[tuple[bool, ...]], rows: int) -> None:
    for row in range(0, rows, 2):
        panel.axhspan(row - 0.5, row + 0.5, color=GREY, alpha=0.12, linewidth=0)
    for column, pattern in enumerate(patterns):
        held = [row for row in range(rows) if pattern[row]]
        absent = [row for row in range(rows) if not pattern[row]]
        panel.plot([column] * len(absent), absent, marker="o", color=GREY, alpha=0.35, markersize=3, linestyle="none")
        panel.plot([column] * len(held), held, marker="o", color=BLUE, markersize=5, linewidth=1.2)
