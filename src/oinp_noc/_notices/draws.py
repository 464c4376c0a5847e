"""Drafts in, draws out: what stands for several is taken out, what was told twice becomes one, fields become values."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._notices.drafts import Draft, Total, agree, differ, one_score, same_day
from oinp_noc._notices.mentions import Versions, units
from oinp_noc._notices.names import TRADES, Target
from oinp_noc._notices.quantities import scale
from oinp_noc._notices.values import NoticeDraw, Spans
from oinp_noc._oinp.draw import Score
from oinp_noc._oinp.streams import Scale
from oinp_noc._oinp.streams import stream as stream_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from oinp_noc._notices.calendar import Calendar
    from oinp_noc._notices.layout import Place
    from oinp_noc._notices.reader import Reader
    from oinp_noc._notices.words import Fact

_RECENT = 64  # drafts of one stream and day among which the same draw, or the parts of a sum, are looked for
_BESIDE_DRAW = 2  # the strength of a target that nothing names as one but the word draw behind it
_BEFORE, _BEHIND = 200, 100  # characters around a score in which its scale may be told

# Drafts that are none, or one.


def settle(reader: Reader) -> tuple[list[Draft], list[Total]]:
    """Take out what stands for several draws, join what was told twice, and drop what came to nothing."""
    announced = [draft for draft in reader.drafts if draft.role == "announced"]
    if any(draft.number is not None and draft.number.value not in reader.sums for draft in announced):
        announced = [draft for draft in announced if not _is_of_a_year(draft, reader.sums)]
    recalled = [draft for draft in reader.drafts if draft.role == "recalled"]
    _fill(announced, reader)
    _lead(announced, reader)
    for draft in announced:
        listed = {code.code for code in draft.codes}
        draft.codes = (
            draft.codes + [code for code in draft.named if code.code not in listed] if draft.named else draft.codes
        )
        _settle_target(draft, all_targeted=reader.all_targeted)
    announced = _joined(announced)
    totals = list(reader.totals)
    announced = _without_sums(announced, totals)
    announced = _without_nameless_totals(announced, totals)
    told = {_key(draft) for draft in announced if not draft.is_bare}
    announced = [draft for draft in announced if not draft.is_bare or (draft.dated_itself and _key(draft) not in told)]
    _spread_windows(announced, reader)
    recalled = [draft for draft in recalled if draft.date is not None or draft.number is not None]
    return sorted(announced, key=_place) + sorted(recalled, key=_place), totals


def _fill(drafts: list[Draft], reader: Reader) -> None:
    """Give draws without a stream or a day the only one that there is."""
    streams = {fact.value: fact for fact in reversed(reader.streams)}
    dates = [draft.date for draft in drafts if draft.date is not None] or reader.days_of_draws
    days = {date.value[1:]: date for date in reversed(dates)}
    for draft in drafts:
        if len(streams) == 1:
            draft.stream = draft.stream or next(iter(streams.values()))
        if len(days) == 1:
            draft.date = draft.date or next(iter(days.values()))


def _lead(drafts: list[Draft], reader: Reader) -> None:
    """Give all draws the target that the text names before the first, unless it tells the draws apart by theirs."""
    if any(draft.target is not None or draft.general or draft.headings for draft in drafts):
        return
    if len({target.value[0] for target in reader.leads}) == 1:
        for draft in drafts:
            draft.target = reader.leads[0]


def _spread_windows(drafts: list[Draft], reader: Reader) -> None:
    """Give draws without a window the one that was told of all, or of none in particular, on their day."""
    held = {draft.window.span for draft in drafts if draft.window is not None}
    days = {draft.date.value[1:] for draft in drafts if draft.date is not None}
    found: dict[tuple[int, int] | None, dict[object, Fact]] = {}
    for window, date, of_all in reader.windows:
        if None not in window.value and (of_all or window.span not in held):
            day = date.value[1:] if date is not None and len(days) > 1 else None
            found.setdefault(day, {})[window.value] = window
    for draft in drafts:
        of_day = found.get(draft.date.value[1:] if draft.date is not None and len(days) > 1 else None, {})
        if draft.window is None and len(of_day) == 1:
            (draft.window,) = of_day.values()


def _settle_target(draft: Draft, *, all_targeted: bool) -> None:
    """Name a draw by the heading of its list; drop a heading that only says what its stream is for."""
    draft.targeted = draft.targeted or (all_targeted and not draft.general)
    if draft.target is None and not draft.general and len(draft.headings) == 1:
        draft.target = draft.headings[0]
    in_french = draft.stream is not None and draft.stream.value == "french-speaking-skilled-worker"
    if in_french and draft.strength == 0 and draft.aim._replace(language=None) == Target():
        draft.target = None
    of_trades = draft.stream is not None and draft.stream.value == TRADES
    if of_trades and draft.strength <= _BESIDE_DRAW and draft.aim == Target((TRADES,)) and not draft.codes:
        draft.target = None  # a "Skilled Trades draw" is one of that stream


def _is_of_a_year(draft: Draft, sums: set[int]) -> bool:
    """Say whether the number of a draft, of which nothing else is told, is one that sums up what was so far."""
    alone = draft.stream is None and draft.score is None and not draft.codes
    return alone and draft.number is not None and draft.number.value in sums


def _key(draft: Draft) -> tuple[object, object]:
    return draft.stream and draft.stream.value, draft.date and draft.date.value[1:]


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Join drafts of one stream and day that tell of one draw."""
    found: list[Draft] = []
    groups: dict[tuple[object, object], list[Draft]] = {}
    for draft in drafts:
        group = groups.setdefault(_key(draft), [])
        same = next((other for other in group[-_RECENT:] if _is_one(other, draft)), None)
        if same is None:
            group.append(draft)
            found.append(draft)
        else:
            _join(same, draft)
    return found


def _is_one(one: Draft, other: Draft) -> bool:
    """Say whether two drafts of one stream and day are one draw."""
    if differ(one.number, other.number):
        return False
    told_twice = one.number is not None and other.number is not None
    aimed = [draft for draft in (one, other) if draft.target is not None]
    if (aimed and one.general != other.general) or (len(aimed) > 1 and not agree(one.aim, other.aim)):
        return False
    if one.codes and other.codes and {code.code for code in one.codes} != {code.code for code in other.codes}:
        return False
    if not same_day(one.date, other.date):
        return False
    return (told_twice and len(aimed) != 1) or one_score(one.score, other.score)


def _join(one: Draft, other: Draft) -> None:
    """Add to a draft what another tells of the same draw; note where they differ."""
    if not one_score(one.score, other.score) and one.score is not None and other.score is not None:
        one.contradictions.append(("score", one.score, other.score))
    if one.window is not None and other.window is not None and one.window.value != other.window.value:
        one.contradictions.append(("profile window", one.window, other.window))
    if one.score is None or (other.score is not None and one.score.value[1] is None):
        one.score = other.score or one.score
    one.window = one.window or other.window
    one.number = one.number or other.number
    if one.date is not None and one.date.value.year is None:
        one.date = other.date
    if other.target is not None and (one.target is None or other.strength > one.strength):
        one.target, one.strength = other.target, other.strength
    one.general = one.general or other.general
    one.targeted = one.targeted or other.targeted
    one.codes = one.codes or other.codes
    one.sizes += other.sizes
    one.dated_itself = one.dated_itself or other.dated_itself


def _without_sums(drafts: list[Draft], totals: list[Total]) -> list[Draft]:
    """Take out the drafts that are what others of their stream and day make together, and note them as totals."""
    groups: dict[tuple[object, object], list[Draft]] = {}
    for draft in drafts:
        for key in {_key(draft), (None, _key(draft)[1])}:
            groups.setdefault(key, []).append(draft)
    found = []
    for draft in drafts:
        if draft.number is not None and _is_sum(draft, draft.number.value, groups[_key(draft)][-_RECENT:]):
            totals.append(Total(draft.number, (draft.stream,) if draft.stream is not None else (), draft.date))
        else:
            found.append(draft)
    return found


def _is_sum(draft: Draft, number: int, group: list[Draft]) -> bool:
    """Say whether a number is the sum of others; one that the text calls a total need not have all its parts told."""
    if draft.score is not None or draft.codes:
        return False
    others = [other for other in group if other is not draft and same_day(other.date, draft.date)]
    others = [other for other in others if not other.summing or draft.summing]
    parts = [other.number.value for other in others if other.number is not None]
    told = len(parts) > 1 or any(other.score is not None or other.target is not None for other in others)
    return (len(parts) > 1 and sum(parts) == number) or (draft.summing and told and 0 < sum(parts) <= number)


def _without_nameless_totals(drafts: list[Draft], totals: list[Total]) -> list[Draft]:
    """Take out the drafts without a stream that stand for all of their day."""
    by_day: dict[object, list[int]] = {}
    for draft in drafts:
        if draft.stream is not None and draft.number is not None:
            for day in {_key(draft)[1], None}:
                by_day.setdefault(day, []).append(draft.number.value)
    highest = {day: max(numbers) for day, numbers in by_day.items() if len(numbers) > 1}
    found = []
    for draft in drafts:
        day = _key(draft)[1]
        number = draft.number if draft.stream is None and not draft.codes else None
        if number is not None and day in highest and number.value > highest[day]:
            totals.append(Total(number, (), draft.date))
        else:
            found.append(draft)
    return found


def _place(draft: Draft) -> int:
    """Return where a draw is told: its numbers count more than a line that only names it."""
    told = [fact.span[0] for fact in (draft.number, draft.score, draft.window) if fact is not None]
    told += [code.start for code in draft.codes[:1]]
    named = [fact.span[0] for fact in (draft.date, draft.target, draft.stream) if fact is not None]
    return min(told or named[:1], default=0)


# Draws.


def only_scale(drafts: list[Draft]) -> Scale | None:
    """Return the scale of the streams that a notice names, where it is one."""
    scales = {stream_of(draft.stream.value).scale for draft in drafts if draft.stream is not None}
    return scales.pop() if len(scales) == 1 else None


def finish(draft: Draft, calendar: Calendar, texts: tuple[str, str], scale_of_all: Scale | None) -> NoticeDraw:
    """Make the draw of a draft.

    Args:
        draft: the draft.
        calendar: gives its days their dates.
        texts: the text, and the same spelt plainly.
        scale_of_all: the scale of a score where nothing nearer says it.
    """
    text, spelt = texts
    date = calendar.date(draft.date)
    window = draft.window.value if draft.window is not None else (None, None)
    first, last = map(calendar.day, window)
    version, occupations = _occupations(draft, date)
    targeted = draft.target is not None or draft.targeted or bool(draft.codes)
    aim = draft.aim
    return NoticeDraw(
        role=draft.role,
        date=date,
        stream=draft.stream.value if draft.stream is not None else None,
        kind="targeted" if targeted else "general",
        version=version,
        listing="listed" if occupations is not None else "unknown" if targeted else "none",
        target=_words(text, draft.target.span) if draft.target is not None else None,
        labels=aim.labels,
        region=aim.region,
        program=aim.program,
        language=aim.language,
        experience=aim.experience,
        job_offer=aim.job_offer,
        invitations=draft.number.value if draft.number is not None else None,
        score=_score(draft, spelt, scale_of_all),
        profiles_from=first,
        profiles_to=last,
        occupations=occupations,
        spans=Spans(_spans(draft, first, last, occupations)),
    )


def _words(text: str, span: Place) -> str:
    return " ".join(text[slice(*span)].replace("*", "").split())


def _occupations(draft: Draft, date: dt.date | None) -> tuple[str | None, OccupationSet | None]:
    """Read a list in the version that most of its codes are of; codes of no version are left to the problems."""
    in_force = Versions.on(date) if date is not None else None
    known = [code for code in draft.codes if code.code in units(code.version)]
    if not known:
        return in_force, None
    version = Counter(code.version for code in known).most_common(1)[0][0]
    return version, OccupationSet((code.code for code in known if code.version == version), version)


def _score(draft: Draft, spelt: str, scale_of_all: Scale | None) -> Score | None:
    if draft.score is None:
        return None
    low, high = draft.score.value
    start, end = draft.score.span
    if draft.stream is not None:
        of_draft: Scale | None = stream_of(draft.stream.value).scale
    else:
        said = scale(spelt, max(0, start - _BEFORE), end + _BEHIND)
        of_draft = cast("Scale | None", said) or scale_of_all
    return Score(low, high, of_draft) if of_draft is not None else None


def _spans(
    draft: Draft, first: dt.date | None, last: dt.date | None, occupations: OccupationSet | None
) -> Iterator[tuple[str, Place]]:
    """Tell where each field was read."""
    facts: dict[str, Fact | None] = {
        "date": draft.date,
        "stream": draft.stream,
        "target": draft.target,
        "invitations": draft.number,
        "score": draft.score,
        "profiles_from": draft.window if first else None,
        "profiles_to": draft.window if last else None,
        **{name: draft.target for name, value in draft.aim._asdict().items() if value},
    }
    found = {name: fact.span for name, fact in facts.items() if fact is not None}
    if occupations is not None:
        listed = list_span(draft)
        found |= {"occupations": listed, "version": listed, "listing": listed, "kind": found.get("target", listed)}
    elif draft.target is not None:
        found |= {"listing": draft.target.span, "kind": draft.target.span}
    return iter(found.items())


def list_span(draft: Draft) -> Place:
    """Tell where the list of a draft stands."""
    return draft.codes[0].span[0], max(code.span[1] for code in draft.codes)
