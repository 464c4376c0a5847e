"""A code of an old NOC version, and where it goes."""

from __future__ import annotations

from math import cos, pi
from typing import TYPE_CHECKING

from oinp_noc._messages import shown
from oinp_noc._noc.conversion import convert
from oinp_noc._noc.pairs import Conversion
from oinp_noc.errors import InvalidArgumentError
from oinp_noc.plots._axes import BLUE, SKY, SMALL, TEXT, axes, bare, group_title, headline, size, wrap, write
from oinp_noc.plots._words import check_lang, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from oinp_noc._language import Lang
    from oinp_noc._noc.pairs import Pair

_SOURCE, _FROM, _TO = 0.27, 0.29, 0.5  # where the name of the source ends, and where the bands begin and end
_BAND = 0.62  # the height of a band; a target has a height of 1
_STEPS = 40


def flow(conversion: Conversion, *, lang: Lang = "en", ax: Axes | None = None) -> Axes:
    """Draw what a code converts to: a band to each target, the one to the successor solid, the others hatched.

    All bands have the same width, because no table says how many people went where. A target that other codes convert
    to as well names them.

    Args:
        conversion: what `convert` returns.
        lang: ``"en"`` or ``"fr"``.
        ax: the axes to draw in; None makes a figure.

    Returns:
        The axes; their collections are the bands, in the order of the targets.

    Raises:
        InvalidArgumentError: not a conversion, or another language.
        MissingExtraError: the extra ``plot`` is not installed.

    Example:
        >>> import oinp_noc
        >>> ax = oinp_noc.plots.flow(oinp_noc.convert("2173"))
        >>> [bool(band.get_hatch()) for band in ax.collections]
        [True, False]
    """
    check_lang(lang)
    if not isinstance(conversion, Conversion):
        message = f"expected a conversion, as convert() returns it, got {shown(conversion)}"
        raise InvalidArgumentError(message, value=conversion)
    source, pairs, successor = conversion.source, conversion.pairs, conversion.successor
    chained = conversion.status == "unrecorded" and successor is not None
    rows = max(2, len(pairs))
    ax = axes(ax, height=1.6 + 0.7 * rows)
    bare(ax)
    note = (
        say(lang, "chained" if chained else conversion.status, code=successor.code if successor else ""),
        say(lang, "widths") if len(pairs) > 1 else "",
        say(lang, "derived") if any(pair.is_derived for pair in pairs) else "",
    )
    title = say(lang, "flow", code=source.code, version=source.version, to=conversion.to)
    taken = headline(ax, title, note)
    width, height = size(ax)
    ax.set_xlim(0, 1)
    middle = len(pairs) / 2
    ax.set_ylim(middle + rows / 2, middle - rows / 2 - rows * taken / (1 - taken))
    room = height * (1 - taken) / rows  # of a target
    write(ax, _SOURCE, middle, source.code, 14, ha="right", va="bottom", fontweight="bold")
    name = wrap(group_title(source, lang), width * _SOURCE, TEXT, lines=6)
    write(ax, _SOURCE, middle + 3 / room, name, TEXT, ha="right", va="top")
    first = middle - _BAND * len(pairs) / 2
    for place, pair in enumerate(pairs):
        chosen = pair.target == successor
        _band(ax, first + _BAND * (place + 0.5), place + 0.5, chosen=chosen)
        head = f"{pair.target.code} · {say(lang, 'successor')}" if chosen and len(pairs) > 1 else pair.target.code
        write(ax, _TO + 0.02, place + 0.5 - 4 / room, head, 10, va="bottom", fontweight="bold")
        below, lines = group_title(pair.target, lang), max(1, int((room / 2 + 2) / (TEXT * 1.3)))
        others = _others(conversion, pair, lang)
        below = wrap(below, width * (0.98 - _TO), TEXT, lines=max(1, lines - bool(others)))
        if others:
            below += "\n" + wrap(others, width * (0.98 - _TO), TEXT, lines=1)
        size_of_type = TEXT if lines > 1 else SMALL
        write(ax, _TO + 0.02, place + 0.5 - 2 / room, below, size_of_type, va="top")
    return ax


def _band(ax: Axes, start: float, end: float, *, chosen: bool) -> None:
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    bend = [(1 - cos(pi * share)) / 2 for share in shares]
    centre = [start + (end - start) * share for share in bend]
    ax.fill_between(
        [_FROM + (_TO - _FROM) * share for share in shares],
        [y - _BAND / 2 + 0.02 for y in centre],
        [y + _BAND / 2 - 0.02 for y in centre],
        facecolor=BLUE if chosen else "none",
        edgecolor=BLUE if chosen else SKY,
        hatch=None if chosen else "////",
        linewidth=0.8,
    )


def _others(conversion: Conversion, pair: Pair, lang: Lang) -> str:
    """Name the other codes that go to a target; by the pairs of another publisher, only say that there are some."""
    source = conversion.source
    if pair.relation not in ("n:1", "m:n"):
        return ""
    if conversion is not convert(source.code, source.version, conversion.to):
        return say(lang, "also from others")
    back = convert(pair.target.code, conversion.to, source.version)
    codes = ", ".join(code for code in back.codes if code != source.code)
    return say(lang, "also from", codes=codes, version=source.version)
