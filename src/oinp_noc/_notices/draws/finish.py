"""Drafts in, draws out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from oinp_noc import _data
from oinp_noc._noc.occupation_set import OccupationSet
from oinp_noc._notices.cells.cells import REGION_CELL
from oinp_noc._notices.draws.scales import fitting, is_strange
from oinp_noc._notices.draws.told_streams import stream_of_french, stream_of_trades
from oinp_noc._notices.facts.hyphens import place_of, written
from oinp_noc._notices.facts.names import LABELLED, SURE
from oinp_noc._notices.facts.rules import TRADES_CALLED
from oinp_noc._notices.facts.statements import A_YEAR, UNTIL_THE_DRAW, UNTIL_TODAY, UNTIL_YESTERDAY, scale
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.facts.targets import OF_STREAMS, Target, what_for
from oinp_noc._notices.facts.titles import Versions, units
from oinp_noc._notices.facts.whom import WHOM
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.values import NoticeDraw, Spans
from oinp_noc._oinp.draw import Score
from oinp_noc._oinp.streams import Scale
from oinp_noc._oinp.streams import stream as stream_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.draws.calendar import Calendar
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact
    from oinp_noc._oinp.criteria import Listing

_BEFORE, _BEHIND = 200, 100  # characters around a score in which its scale may be told
CRITERIA = ("region", "program", "language", "experience", "job_offer")


def aim(draft: Draft) -> Fact | None:
    """Return the target of a draft; None if its words only say what its stream is for."""
    target, stream = draft.get("target"), draft.get("stream")
    if target is None or ("general" in draft.own and "target" not in draft.own):
        return None
    meaning: Target = target.value[0]
    if says_otherwise(draft):
        return None
    weak = (target.rule in (WHOM, LABELLED) or target.value[1] == SURE) and not (draft.codes or draft.cued)
    weak = weak and not any(size.rule == TRADES_CALLED for size in draft.sizes)
    counted = draft.own.get("count")
    named = (
        bool(draft.codes) and target.rule == "its place" and target.value[1] == SURE and not draft.cued
    )  # a Skilled Trades draw
    weak = weak or named or (target.rule == "its words" and counted is not None and counted.rule == "persons")
    if stream is not None and stream.value == TRADES and weak and meaning == Target((TRADES,)):
        return None  # tradespeople, of the stream for them
    return target if stream is None or meaning != OF_STREAMS.get(stream.value) else None


AIMS = ("label", "region", "program", "language", "experience")


def unread_aims(node: Node, stream: str | None, used: set[Place] | None = None) -> list[int]:
    """Return the words of a node that may name a target, and are no part of a stream's name or of a target read.

    Args:
        node: the node.
        stream: the stream, whose own name may be such a word.
        used: the places of the targets that draws have; None for all that are read.
    """
    words, known = node.words, what_for(stream)
    targets = [fact for fact in node.of("target") if used is None or fact.span in used]
    spans = [fact.span for fact in (*node.of("stream"), *targets)]
    return [
        at
        for at in words.places(*AIMS)
        if words.values[at] not in known and not any(start <= words.starts[at] < end for start, end in spans)
    ]


def says_otherwise(draft: Draft) -> bool:
    """Return True if the sentence with a draw's number has unread words of another target than the one around it."""
    stream, count, around = draft.get("stream"), draft.own.get("count"), draft.context.get("target")
    if around is None or count is None or {"target", "general"} & draft.own.keys():
        return False
    known = {str(value) for value in (*around.value[0].labels, *around.value[0][1:-1])} - {"None"}
    for node in draft.nodes:
        if node.kind == "sentence" and count in node.facts:
            unread = unread_aims(node, stream.value if stream is not None else None)
            if unread and {str(node.words.values[at]) for at in unread} != known:
                return True
    return False


_ROUND = dt.timedelta(days=7)  # a round may last some days, and its window with it


def finish(draft: Draft, calendar: Calendar, texts: tuple[str, str], *, of_streams: bool) -> NoticeDraw:
    """Make the draw of a draft.

    Args:
        draft: the draft.
        calendar: gives its days their dates.
        texts: the text, and the same spelt plainly.
        of_streams: whether the text names a stream, so that a score is of the scale of the packaged draws with such.
    """
    text, spelt = texts
    draft.own |= stream_of_trades(draft, spelt) or stream_of_french(draft)
    score, around = draft.own.get("score"), draft.context.get("stream")
    if score is not None and around is not None and is_strange(score, around):
        del draft.context["stream"]
    date = calendar.date(draft.get("day"), draft.role)
    window = draft.get("window")
    first, last = _ends(window, date, calendar) if window is not None else (None, None)
    if "window" in draft.context and date is not None and last is not None and last - date > _ROUND:
        del draft.context["window"]  # told elsewhere, of a later draw
        first = last = None
    version, occupations = _occupations(draft, date)
    target = aim(draft)
    targeted = target is not None or bool(draft.codes) or says_otherwise(draft)
    targeted = targeted or (draft.get("general") is None and is_cued(draft))
    target = target._replace(span=place_of(spelt, target.span)) if target is not None else None
    meaning = target.value[0] if target is not None else Target()
    if target is not None and target.rule == REGION_CELL:
        meaning = meaning._replace(region=_words(text, spelt, target.span))
    stream = draft.get("stream")
    return NoticeDraw(
        role=cast("Any", draft.role),
        date=date,
        stream=stream.value if stream is not None else None,
        kind="targeted" if targeted else "general",
        version=version,
        listing="listed"
        if occupations is not None
        else listing(meaning, stream and stream.value)
        if targeted and not draft.unlisted
        else "none",
        target=_words(text, spelt, target.span) if target is not None else None,
        **meaning._asdict(),
        invitations=draft.own["count"].value if "count" in draft.own else None,
        score=_score(draft, spelt, of_streams=of_streams),
        profiles_from=first,
        profiles_to=last,
        occupations=occupations,
        spans=Spans(_spans(draft, target, first, last, occupations)),
    )


def is_cued(draft: Draft) -> bool:
    """Return True if something says that a draw was targeted, without saying at what."""
    return draft.cued or any(size.value > 1 for size in draft.sizes)


def listing(meaning: Target, stream: str | None = None) -> Listing:
    """Say whether a targeted draw without a list in the text has one: ``none`` if none with its criteria ever had."""
    criteria = {(of, name, value) for of in ("", stream) for name in CRITERIA if (value := getattr(meaning, name))}
    return "none" if criteria & _never_listed() and not meaning.labels else "unknown"


@_data.once
def _never_listed() -> frozenset[tuple[str, str, Any]]:
    """Return the criteria with which no packaged draw, or none of a stream, had or may have had an occupation list."""
    seen: dict[tuple[str, str, Any], set[str]] = {}
    for row in _data.records("draws"):
        for name in CRITERIA[1:]:  # regions come with lists of their own
            for of in ("", row["stream"]) if row[name] else ():
                seen.setdefault((of, name, row[name]), set()).add(row["listing"])
    return frozenset(criterion for criterion, listings in seen.items() if listings == {"none"})


def _words(text: str, spelt: str, span: Place) -> str:
    return " ".join(_CODE.sub("", written(text, spelt, span).replace("*", "")).split())


_CODE = compiled(r"\s?\((?:(?:NOC|CNP)s?[\s:#]{0,3})?[0-9]{4,5}\)(?=\W)")  # between titles: cooks (63200) and bakers


def _occupations(draft: Draft, date: dt.date | None) -> tuple[str | None, OccupationSet | None]:
    """Read a list in the version that most of its codes are of; codes of no version are left to the problems."""
    in_force = Versions.on(date) if date is not None else None
    known = [code for code in draft.codes if code.code in units(code.version)]
    if not known:
        return in_force, None
    version = Counter(code.version for code in known).most_common(1)[0][0]
    return version, OccupationSet((code.code for code in known if code.version == version), version)


def _ends(window: Fact, date: dt.date | None, calendar: Calendar) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of the profile window of a draw of a day."""
    first, last = map(calendar.day, window.value)
    page = calendar.published
    if window.rule == A_YEAR and date is not None:
        leap = (date.month, date.day) == (2, 29)
        first = date.replace(year=max(date.year - 1, 1), day=date.day - leap)
    if window.rule in (A_YEAR, UNTIL_THE_DRAW) or (window.rule == UNTIL_TODAY and page in (date, None)):
        last = date
    if window.rule == UNTIL_YESTERDAY:
        last = dt.date.fromordinal(max(page.toordinal() - 1, 1)) if page is not None else date
    return first, last


def _score(draft: Draft, spelt: str, *, of_streams: bool) -> Score | None:
    fact = draft.own.get("score")
    if fact is None:
        return None
    stream = draft.get("stream")
    if stream is not None:
        of_draft: Scale | None = stream_of(stream.value).scale
    else:
        start, end = fact.span
        near = cast("Scale | None", scale(spelt, start - _BEFORE, end + _BEHIND))
        fits = fitting(fact, near)[0]
        of_draft = fits if near or of_streams else None
    low, high = fact.value
    return Score(low, high, of_draft) if of_draft is not None else None


def _spans(
    draft: Draft, target: Fact | None, first: dt.date | None, last: dt.date | None, occupations: OccupationSet | None
) -> Iterator[tuple[str, Place]]:
    """Say where each field was read."""
    window = draft.get("window")
    facts: dict[str, Fact | None] = {
        "date": draft.get("day"),
        "stream": draft.get("stream"),
        "target": target,
        "invitations": draft.own.get("count"),
        "score": draft.own.get("score"),
        "profiles_from": window if first else None,
        "profiles_to": window if last else None,
    }
    if target is not None:
        facts |= {name: target for name, value in target.value[0]._asdict().items() if value}
    found = {name: fact.span for name, fact in facts.items() if fact is not None}
    if occupations is not None:
        listed = list_span(draft)
        found |= {"occupations": listed, "version": listed, "listing": listed, "kind": found.get("target", listed)}
    elif target is not None:
        found |= {"listing": target.span, "kind": target.span}
    return iter(found.items())


def list_span(draft: Draft) -> Place:
    """Say where the list of a draft stands, without what names one of its codes again."""
    first = {code.code: code.span for code in reversed(draft.codes)}.values()
    return draft.codes[0].span[0], max(end for _, end in first)
