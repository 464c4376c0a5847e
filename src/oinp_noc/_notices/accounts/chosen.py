"""Drafts in, the same drafts out: what the text leaves open is chosen from its own facts, as a packaged draw has it.

The number of a draft says which packaged draw it is, if the text names its day and its stream too. What the draft's own
sentence, item or row says of it stands. What it lacks, or has only from around it, is chosen among the facts of the
text: the one that the packaged draw has. So no value comes from the packaged draws, and one that is chosen against what
stands around the draft is told.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.accounts import lookup
from oinp_noc._notices.accounts.stated import AIMS, nearest, stated
from oinp_noc._notices.draws.drafts import Draft
from oinp_noc._notices.facts.names import TOLD
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.facts.targets import Target
from oinp_noc._oinp.streams import stream as stream_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.accounts.ledger import Entry
    from oinp_noc._notices.accounts.stated import Stated
    from oinp_noc._notices.draws.calendar import Calendar
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact
    from oinp_noc._oinp.draw import Draw

FEW = 20
"""Invited: as many stand in a text, or in another draw, by chance."""

Identity = tuple[dt.date | None, str | None, int | None]
"""A day, a stream and a number of invitations."""


_Owned = tuple["Fact", dt.date, "str | None"]  # a profile window, with the day and the category of a draw


class Choice(NamedTuple):
    """What was chosen for a draft.

    Attributes:
        draft: the draft.
        kind: the kind of fact, or ``list``; ``count`` where the text told of no draft.
        fact: what it has now; None for a list, or for nothing.
        known: the packaged draw that has it so.
        against: whether what stands around the draft says otherwise.
    """

    draft: Draft
    kind: str
    fact: Fact | None
    known: Draw
    against: bool


def chosen(
    drafts: list[Draft], lists: list[CodeList], entries: list[Entry], nodes: list[Node], calendar: Calendar
) -> list[Choice]:
    """Choose what drafts lack, or have from around them; make drafts of numbers of which nothing says whose they are.

    Args:
        drafts: the drafts.
        lists: the lists of codes.
        entries: the accounts.
        nodes: the nodes.
        calendar: gives days their dates.

    Returns:
        What was chosen.
    """
    if not any(number in lookup.packaged().with_number for number in _numbers(drafts, entries)):
        return []
    text = stated(nodes, entries, calendar.published)
    read = [_identity(draft, calendar) for draft in drafts]
    taken = set(read)
    pairs = []
    for draft, identity in zip(drafts, read, strict=True):
        known = _known(identity, text, taken)
        if known is not None:
            pairs.append((draft, known))
            taken.add((known.date, known.stream, known.invitations))
    made = [*_lacking(drafts, text, taken)]
    choices: list[Choice] = []
    windows = [*_owned(pairs)]
    for draft, known in pairs:
        choices += _completed(draft, known, text, calendar)
        choices += _windowed(draft, known, text, calendar, windows)
    for draft, known in made:
        choices.append(Choice(draft, "count", draft.own["count"], known, against=True))
        choices += _completed(draft, known, text, calendar)
    _recall(drafts, choices, calendar)
    drafts += [draft for draft, _ in made]
    drafts.sort(key=lambda draft: (draft.role == "recalled", draft.place()))
    return [*choices, *_lists([*pairs, *made], drafts, lists)]


def _recall(drafts: list[Draft], choices: list[Choice], calendar: Calendar) -> None:
    """Read a draft as an earlier draw if a sentence tells of it, and its day is now before those of all announced."""
    moved = [choice.draft for choice in choices if choice.kind == "day"]
    dates = [calendar.date(draft.get("day")) for draft in drafts if draft.role == "announced" and draft not in moved]
    first = min((date for date in dates if date is not None), default=dt.date.min)
    for draft in moved:
        date = calendar.date(draft.get("day"))
        if draft.nodes[0].kind == "sentence" and date is not None and date < first:
            draft.role = "recalled"


def _numbers(drafts: Iterable[Draft], entries: Iterable[Entry]) -> Iterator[int]:
    yield from (draft.own["count"].value for draft in drafts if "count" in draft.own)
    yield from (entry.fact.value for entry in entries if entry.account == "unassigned")


def _identity(draft: Draft, calendar: Calendar) -> Identity:
    stream, count = draft.get("stream"), draft.own.get("count")
    return calendar.date(draft.get("day")), stream and stream.value, count and count.value


def _known(identity: Identity, text: Stated, taken: set[Identity]) -> Draw | None:
    """Return the packaged draw of a draft's day, stream and number, or the only one that may be meant."""
    date, stream, number = identity
    if date is not None and stream is not None:
        until = stream_of(stream).searched_until
        if until is not None and date > until:
            return None
        of_day = lookup.packaged().of.get((date, stream), [])
        same = [known for known in of_day if number in (None, known.invitations)]
        if len(same) == 1:
            return same[0]
    found = [
        known
        for known in _of_the_text(number, text, taken, stream)
        if known.invitations is not None and (known.invitations > FEW or known.date == date)
    ]
    found = [known for known in found if known.date == date] or found
    found = [known for known in found if known.stream == stream] or found
    return found[0] if len(found) == 1 else None


def _of_the_text(number: int | None, text: Stated, taken: set[Identity], stream: str | None = None) -> list[Draw]:
    """Return the packaged draws with a number, whose day and stream the text names, and that no other draft is."""
    return [
        known
        for known in lookup.packaged().with_number.get(number or 0, ())
        if (known.stream == stream or text.of("stream", known.stream))
        and (known.date, known.stream, number) not in taken
        and text.days(known.date)
    ]


def _lacking(drafts: list[Draft], text: Stated, taken: set[Identity]) -> Iterator[tuple[Draft, Draw]]:
    """Make drafts of numbers that are left, each the number of one packaged draw of a day and a stream of the text."""
    announced = [draft for draft in drafts if draft.role == "announced"]
    days = {first_day(day)[1:] for draft in announced if (day := draft.get("day")) is not None}
    for entry in text.counts:
        number = entry.fact.value
        found = _of_the_text(number, text, taken) if entry.account == "unassigned" else []
        if len(found) == 1 and (number > FEW or _has_score(found[0], text)):
            (known,) = found
            of_the_day = not announced or (known.date.month, known.date.day) in days
            draft = Draft("announced" if of_the_day else "recalled", own={"count": entry.fact._replace(kind="count")})
            draft.nodes.append(entry.node)
            taken.add((known.date, known.stream, number))
            yield draft, known


def _has_score(known: Draw, text: Stated) -> bool:
    """Return True if the scores of a packaged draw stand in the text as well, and no draw has them."""
    return known.score is not None and bool(text.of("score", (known.score.min, known.score.max)))


def _completed(draft: Draft, known: Draw, text: Stated, calendar: Calendar) -> Iterator[Choice]:
    """Give a draft what it lacks; yield what that is."""
    date = calendar.date(draft.get("day"))
    if date != known.date and ("day" not in draft.own or _lacks_its_year(draft.own["day"], known)):
        yield from _given(draft, "day", text.days(known.date), known, against=date is not None)
    stream = draft.get("stream")
    if "stream" not in draft.own and (stream is None or stream.value != known.stream):
        yield from _given(draft, "stream", text.of("stream", known.stream), known, against=stream is not None)
    if known.score is not None and "score" not in draft.own:
        scores = text.of("score", (known.score.min, known.score.max))
        yield from _given(draft, "score", scores, known, against=False)
    if not {"target", "general"} & draft.own.keys():
        yield from _aimed(draft, known, text)


def _given(draft: Draft, kind: str, facts: list[Fact], known: Draw, *, against: bool) -> Iterator[Choice]:
    """Give a draft the nearest of some facts, if there are any."""
    if facts:
        fact = nearest(facts, draft.place())
        draft.own.pop(kind, None)
        (draft.own if kind == "score" else draft.context)[kind] = fact
        yield Choice(draft, kind, fact, known, against)


def _lacks_its_year(fact: Fact, known: Draw) -> bool:
    """Return True if a day is written without a year, and is that of a packaged draw in some year."""
    return first_day(fact) == (None, known.date.month, known.date.day)


def _owned(pairs: list[tuple[Draft, Draw]]) -> Iterator[_Owned]:
    """Yield the profile windows that drafts have, with the day and the category of their draws."""
    for draft, known in pairs:
        window = draft.get("window")
        if window is not None:
            yield window, known.date, stream_of(known.stream).category


def _windowed(draft: Draft, known: Draw, text: Stated, calendar: Calendar, owned: list[_Owned]) -> Iterator[Choice]:
    """Give a draft its profile window: a loose one, or that of others of its category and day."""
    before, category = draft.get("window"), stream_of(known.stream).category
    taken = {fact.span for fact, *_ in owned}
    shared = {
        fact.span
        for fact, date, its in owned
        if draft.role == "announced" and its == category and (date == known.date or fact.value.last is None)
    }
    facts = [
        fact
        for fact in text.windows
        if (fact.span in shared or fact.span not in taken)
        and known.profiles_from is not None
        and calendar.day(fact.value.first) == known.profiles_from
        and calendar.day(fact.value.last) in (None, known.profiles_to)
    ]
    if "window" not in draft.own and (before is None or before.value not in [fact.value for fact in facts]):
        yield from _given(draft, "window", facts, known, against=before is not None)


def _aimed(draft: Draft, known: Draw, text: Stated) -> Iterator[Choice]:
    """Aim a draft at whom the packaged draw was for, if the text has all words for it; or at nobody."""
    before = draft.context.get("target")
    if known.kind == "general":
        if before is not None and not draft.codes:
            del draft.context["target"]
            yield Choice(draft, "target", None, known, against=True)
        return
    meaning = Target(known.labels, *(getattr(known, name) for name in AIMS[1:]))
    words = [("label", label) for label in known.labels]
    words += [(name, value) for name in AIMS[1:] if (value := getattr(known, name)) is not None]
    of_the_stream = known.stream == TRADES and meaning == Target((TRADES,))
    if not words or of_the_stream or not all(text.of(*word) for word in words):
        return
    if before is None or before.value[0]._replace(job_offer=None) != meaning:
        aim = nearest(text.of(*words[0]), draft.place())
        draft.own["target"] = aim._replace(value=(meaning, TOLD))
        yield Choice(draft, "target", draft.own["target"], known, before is not None)


def _lists(pairs: list[tuple[Draft, Draw]], drafts: list[Draft], lists: list[CodeList]) -> Iterator[Choice]:
    """Give lists to the drafts whose packaged draws have them, and take them from those whose draws have others."""
    listed = [(draft, known, set(known.occupations.codes)) for draft, known in pairs if known.occupations is not None]
    for found in (each for each in lists if not each.aside):
        codes, places = {code.code for code in found.codes}, {code.start for code in found.codes}
        owners = [draft for draft in drafts if draft.codes and places >= {code.start for code in draft.codes}]
        exact = any(codes == theirs for draft, _, theirs in listed if not draft.codes)
        fits = any(codes <= theirs for draft, _, theirs in listed if draft in owners)
        for draft, known, theirs in listed:
            kept = codes <= theirs if fits else not (exact or codes.isdisjoint(theirs))
            if draft in owners and not kept:
                draft.codes = [code for code in draft.codes if code.code in theirs] if theirs < codes else []
                yield Choice(draft, "list", None, known, against=True)
        owning = [known for draft, known, _ in listed if draft.codes and draft in owners]
        alike = {(known.date, known.labels) for known in owning}
        free = not any(draft.codes for draft in owners)
        for draft, known, theirs in listed:
            same = codes == theirs if alike or exact else codes <= theirs
            if not draft.codes and same and (free or (known.date, known.labels) in alike):
                draft.codes = found.codes
                yield Choice(draft, "list", None, known, against=False)
