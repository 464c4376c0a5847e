"""Drafts in, the packaged draws out that they are: by their number, if the text names its day and its stream too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc._notices.accounts import lookup
from oinp_noc._notices.claims.claim import same
from oinp_noc._notices.draws.drafts import Draft
from oinp_noc._oinp.streams import stream as stream_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.accounts.ledger import Entry
    from oinp_noc._notices.accounts.stated import Stated
    from oinp_noc._notices.draws.calendar import Calendar
    from oinp_noc._oinp.draw import Draw

FEW = 20
"""Invited: as many stand in a text, or in another draw, by chance."""

MOST = 64
"""Drafts, lists and numbers that are looked at: the first of a long text."""

Identity = tuple[dt.date | None, str | None, int | None]
"""A day, a stream and a number of invitations."""


def identified(
    drafts: list[Draft], text: Stated, calendar: Calendar, taken: set[Identity]
) -> Iterator[tuple[Draft, Draw]]:
    """Yield the drafts that are packaged draws, each with its own.

    Args:
        drafts: the drafts.
        text: what the text states.
        calendar: gives days their dates.
        taken: which draws are read; those that are found are added.
    """
    read = [(draft, _identity(draft, calendar)) for draft in drafts[:MOST]]
    taken |= {identity for _, identity in read}
    found: dict[str, Draft] = {}
    for draft, identity in sorted(read, key=lambda each: "count" not in each[0].own):
        known = _known(identity, text, taken)
        if known is None:
            continue
        taken.add((known.date, known.stream, known.invitations))
        first = found.setdefault(known.id, draft)
        if first is draft or "count" in draft.own or not _join(draft, first):
            yield draft, known
        else:
            drafts.remove(draft)


def _join(draft: Draft, first: Draft) -> bool:
    """Add what a draft without a number says to the one that is the same packaged draw, if nothing contradicts it."""
    if any(kind in first.own and not same(kind, first.own[kind], fact) for kind, fact in draft.own.items()):
        return False
    first.own = draft.own | first.own
    first.context = draft.context | first.context
    first.told += draft.told
    first.nodes += draft.nodes
    first.codes = first.codes or draft.codes
    first.role = min(first.role, draft.role)  # announced, if one of them is
    return True


def _identity(draft: Draft, calendar: Calendar) -> Identity:
    stream, count = draft.get("stream"), draft.own.get("count")
    return calendar.date(draft.get("day"), draft.role), stream and stream.value, count and count.value


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
    found = _of_the_text(number, text, taken, stream) if number is not None else []
    found = [known for known in found if known.date == date] or [each for each in found if _is_many(each.invitations)]
    found = [known for known in found if known.stream == stream] or found
    return found[0] if len(found) == 1 else None


def _is_many(number: int | None) -> bool:
    return number is not None and number > FEW


def _of_the_text(number: int, text: Stated, taken: set[Identity], stream: str | None = None) -> list[Draw]:
    """Return the packaged draws with a number, whose day and stream the text names, and that no draft is yet."""
    return [
        known
        for known in lookup.packaged().with_number.get(number, ())
        if (known.stream == stream or text.of("stream", known.stream))
        and (known.date, known.stream, number) not in taken
        and text.days(known.date)
    ]


def added(drafts: list[Draft], text: Stated, calendar: Calendar, taken: set[Identity]) -> Iterator[tuple[Draft, Draw]]:
    """Give numbers that are left to drafts that lack one, or to new drafts: those of one packaged draw of the text.

    Args:
        drafts: the drafts, to which the new ones are added.
        text: what the text states.
        calendar: gives days their dates.
        taken: which draws are read; those that are found are added.
    """
    dates = {calendar.date(draft.get("day"), draft.role) for draft in drafts[:MOST] if draft.role == "announced"}
    for entry in text.numbers[:MOST]:
        number = entry.fact.value
        found = _of_the_text(number, text, taken)
        if len(found) == 1 and (_is_many(number) or _has_score(found[0], text)):
            (known,) = found
            draft = _lacking(drafts, entry, known, calendar)
            if draft is None:
                draft = Draft("announced" if not dates or known.date in dates else "recalled")
                draft.nodes.append(entry.node)
                drafts.append(draft)
            draft.own["count"] = entry.fact._replace(kind="count")
            taken.add((known.date, known.stream, number))
            yield draft, known


def _lacking(drafts: list[Draft], entry: Entry, known: Draw, calendar: Calendar) -> Draft | None:
    """Return the draft without a number in the paragraph of one, if its day is that of a packaged draw."""
    for draft in drafts[:MOST]:
        stream, date = draft.own.get("stream"), calendar.date(draft.get("day"), draft.role)
        theirs = date == known.date and (stream is None or stream.value == known.stream)
        if theirs and "count" not in draft.own and is_beside(draft, entry):
            return draft
    return None


def is_beside(draft: Draft, entry: Entry) -> bool:
    """Return True if a draft is told in the paragraph, list or table of a number."""
    return any(node.block == entry.node.block for node in draft.nodes)


def _has_score(known: Draw, text: Stated) -> bool:
    """Return True if the scores of a packaged draw stand in the text as well, and no draw has them."""
    return known.score is not None and bool(text.of("score", (known.score.min, known.score.max)))
