"""The laws of draws: pure functions from draws, and the rules of their streams, to faults."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from oinp_noc._answers.value import Value
from oinp_noc._catalogue import marked
from oinp_noc._messages import check_choice, series, shown
from oinp_noc._oinp.checks import check_count, check_slug, check_text, check_tuple, refused, texts, whole
from oinp_noc._oinp.criteria import NAMES, REGIONS
from oinp_noc._oinp.dates import read_date
from oinp_noc.qc._findings import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_STREAMS_AND_DAYS = "streams, since, until"
_YEAR, _MONTH = dt.timedelta(days=366), dt.timedelta(days=30)


def _day(value: dt.date | str) -> dt.date:
    return read_date("day", value)


@attrs.frozen
class PrintedTotal(Value):
    """A number of invitations that a page gives for a time, to compare the draws with.

    Attributes:
        streams: the ids of the streams that it covers.
        since: the first day.
        until: the last day.
        invitations: the number as printed.
        source: the page that prints it.
        region: the region of the draws that it covers; None for all.

    Raises:
        InvalidArgumentError: a value of the wrong kind, or a time that ends before it begins.

    Example:
        >>> import oinp_noc
        >>> history = oinp_noc.draws().select(stream="masters-graduate", until="2021-12-31")
        >>> mine = oinp_noc.qc.PrintedTotal(["masters-graduate"], "2021-01-01", "2021-12-31", 1800, "my notes")
        >>> oinp_noc.qc.draws(history, totals=[mine])[0].message
        '1800 printed, the draws add up to 1834'
    """

    streams: tuple[str, ...] = attrs.field(converter=texts)
    since: dt.date = attrs.field(converter=_day)
    until: dt.date = attrs.field(converter=_day)
    invitations: int = attrs.field(converter=whole)
    source: str
    region: str | None = None

    def __attrs_post_init__(self) -> None:
        for stream in check_tuple("streams", self.streams):
            check_slug("streams", stream)
        if not self.streams or self.until < self.since:
            given = (self.streams, str(self.since), str(self.until))
            raise refused(_STREAMS_AND_DAYS, given, "at least one stream, and a last day that is not before the first")
        check_count("invitations", self.invitations)
        check_text("source", self.source)
        if self.region is not None:
            check_choice("region", self.region, tuple(REGIONS))


@attrs.frozen
class Rules:
    """What draws are held to.

    Attributes:
        versions: the first day of each NOC version; None if it is not known.
        periods: the first and the last day of each stream that is known, each None if it is not.
        admitted: returns the unit groups that a stream admitted on a day, and their NOC version; None if that is not
            known.
    """

    versions: Mapping[str, dt.date | None]
    periods: Mapping[str, tuple[dt.date | None, dt.date | None]]
    admitted: Callable[[str, dt.date], tuple[Collection[str], str] | None]


def faults(draws: Sequence[tuple[int | None, Any]], rules: Rules, totals: Iterable[PrintedTotal]) -> Iterator[Fault]:
    """Check draws.

    Args:
        draws: the draws, each with the number that its place is named by: values with the fields of a `Draw`, whose
            occupations may be plain codes.
        rules: what they are held to.
        totals: printed totals, which the sums of the draws are compared with.

    Yields:
        The faults, in the order of the draws; those of streams and totals last.
    """
    ids: dict[str, int | None] = {}
    seen: dict[tuple[Any, ...], str] = {}
    unchecked: Counter[str] = Counter()
    unknown: dict[str, None] = {}
    for number, draw in draws:
        if draw.id in ids:
            yield Fault("duplicate id", number, draw.id, marked("the id is that of another draw too"))
        ids.setdefault(draw.id, number)
        other = seen.setdefault(_facts(draw), draw.id)
        if other != draw.id:
            yield Fault("same draw twice", number, draw.id, marked("it has the facts of {other}"), {"other": other})
        yield from _of_days(number, draw, rules)
        if draw.stream not in rules.periods:
            unknown[draw.stream] = None
        else:
            yield from _of_list(number, draw, rules, unchecked)
    if not draws:
        yield Fault("empty table", None, "", marked("there are no draws"))
    for stream in unknown:
        sentence = marked("no stream {stream} is known: its rules could not be checked")
        yield Fault("unknown stream", None, stream, sentence, {"stream": shown(stream)})
    for stream, count in unchecked.items():
        sentence = marked(
            "no source says which occupations the stream admitted: lists that could not be checked: {count}"
        )
        yield Fault("admission not known", None, stream, sentence, {"count": count})
    for total in totals:
        yield from _of_total(total, [draw for _, draw in draws])


def _facts(draw: Any) -> tuple[Any, ...]:  # noqa: ANN401 (a draw, of the library or of the builder)
    criteria = tuple(getattr(draw, name) for name in NAMES)
    score = draw.score and (draw.score.min, draw.score.max)
    window = (draw.profiles_from, draw.profiles_to)
    return (draw.date, draw.stream, draw.target, criteria, draw.invitations, score, window, tuple(_codes(draw)))


def _codes(draw: Any) -> Sequence[str]:  # noqa: ANN401 (a draw, of the library or of the builder)
    listed = draw.occupations or ()
    return sorted(getattr(listed, "codes", listed))


def _of_days(number: int | None, draw: Any, rules: Rules) -> Iterator[Fault]:  # noqa: ANN401 (a draw of either kind)
    if why := not_in_force(rules.versions, draw.version, draw.date):
        yield Fault("version not in force", number, draw.id, *why)
    opened, closed = rules.periods.get(draw.stream, (None, None))
    if (opened is not None and draw.date < opened) or (closed is not None and draw.date > closed):
        sentence = marked("{stream} was not open on {day}: it was from {opened} to {closed}")
        said = {"stream": draw.stream, "day": draw.date, "opened": opened or "…", "closed": closed or "…"}
        yield Fault("stream not open", number, draw.id, sentence, said)
    if draw.profiles_to is not None and draw.profiles_to > draw.date:
        sentence = marked("the profile window ends on {until}, after the draw")
        yield Fault("window after the draw", number, draw.id, sentence, {"until": draw.profiles_to})
    if draw.profiles_from is not None and (draw.profiles_to or draw.date) - draw.profiles_from > _YEAR:
        sentence = marked("the profile window begins on {since}, more than a year before its end")
        yield Fault("window over a year", number, draw.id, sentence, {"since": draw.profiles_from})
    if draw.profiles_to is not None and draw.date - draw.profiles_to > _MONTH:
        sentence = marked("the profile window ends on {until}, more than 30 days before the draw")
        yield Fault("window ended before", number, draw.id, sentence, {"until": draw.profiles_to})


def not_in_force(
    versions: Mapping[str, dt.date | None], version: str, day: dt.date
) -> tuple[str, dict[str, object]] | None:
    """Return a sentence and its values that say why a NOC version was not in force on a day; None if it was.

    Before the first day that is known, any version may have been in force whose own first day is not known.
    """
    begun = {id_: since for id_, since in versions.items() if since is not None and since <= day}
    expected = max(begun, key=lambda id_: begun[id_], default=None)
    if expected is None:
        values: dict[str, object] = {"day": day, "version": version}
        return (
            None if versions.get(version) is None else (marked("on {day} NOC {version} was not in force yet"), values)
        )
    if expected == version:
        return None
    values = {"day": day, "version": version, "expected": expected}
    return marked("on {day} NOC {expected} was in force, not NOC {version}"), values


def _of_list(number: int | None, draw: Any, rules: Rules, unchecked: Counter[str]) -> Iterator[Fault]:  # noqa: ANN401
    codes = _codes(draw)
    if not codes:
        return
    found = rules.admitted(draw.stream, draw.date)
    if found is None:
        unchecked[draw.stream] += 1
        return
    admitted, version = found
    others = [code for code in codes if code not in admitted]
    if others and version == draw.version:  # another version is a fault of its own
        sentence = marked("the stream did not admit {codes} on {day}")
        yield Fault("not admitted", number, draw.id, sentence, {"codes": series(others), "day": draw.date})


def _of_total(total: PrintedTotal, draws: Iterable[Any]) -> Iterator[Fault]:
    covered = [
        draw
        for draw in draws
        if draw.stream in total.streams
        and total.since <= draw.date <= total.until
        and total.region in (None, draw.region)
    ]
    days = str(total.since) if total.since == total.until else f"{total.since}/{total.until}"
    place = " ".join(part for part in (", ".join(total.streams), total.region, days) if part)
    added = sum(draw.invitations or 0 for draw in covered)
    without = [draw.id for draw in covered if draw.invitations is None]
    if without:
        sentence = marked("{printed} printed, but no number is known of {ids}")
        yield Fault(
            "total without numbers", None, place, sentence, {"printed": total.invitations, "ids": series(without)}
        )
    elif added != total.invitations:
        sentence = marked("{printed} printed, the draws add up to {added}")
        yield Fault("total differs", None, place, sentence, {"printed": total.invitations, "added": added})
