"""Drafts in, the same drafts out: what the text leaves open is chosen from its own facts, as a packaged draw has it.

The number of a draft says which packaged draw it is, if the text names its day and its stream too. What the draft's own
sentence, item or row says of it stands. What it lacks, or has only from around it, is chosen among the facts of the
text: the one that the packaged draw has. So no value comes from the packaged draws, and one that is chosen against what
stands around the draft is told.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc._notices.accounts import lookup
from oinp_noc._notices.accounts.choice import Choice
from oinp_noc._notices.accounts.dealt import dealt
from oinp_noc._notices.accounts.identified import Identity, added, identified, is_beside
from oinp_noc._notices.accounts.stated import AIMS, aims, nearest, stated
from oinp_noc._notices.facts.names import TOLD
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.facts.stream_names import TRADES
from oinp_noc._notices.facts.targets import Target
from oinp_noc._notices.tree.places import above
from oinp_noc._oinp.streams import stream as stream_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.accounts.ledger import Entry
    from oinp_noc._notices.accounts.stated import Stated
    from oinp_noc._notices.draws.calendar import Calendar
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact
    from oinp_noc._oinp.draw import Draw

_Owned = tuple["Fact", dt.date, "str | None"]  # a profile window, with the day and the category of a draw


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
    numbers = [draft.own["count"].value for draft in drafts if "count" in draft.own]
    numbers += [entry.fact.value for entry in entries if entry.account == "unassigned"]
    if not any(number in lookup.packaged().with_number for number in numbers):
        return []
    text, taken = stated(nodes, drafts, entries, calendar.published), set[Identity]()
    found = [*identified(drafts, text, calendar, taken)]
    windows = [*_owned(found)]
    choices = [choice for draft, known in found for choice in _completed(draft, known, text, calendar)]
    _recall(drafts, choices, calendar)
    new = [*added(drafts, text, calendar, taken)]
    choices += [Choice(draft, "draft", draft.own["count"], known, against=True) for draft, known in new]
    choices += [choice for draft, known in new for choice in _completed(draft, known, text, calendar)]
    for draft, known in (*found, *new):
        choices += _windowed(draft, known, text, calendar, windows)
    choices += dealt([*found, *new], drafts, lists)
    drafts.sort(key=lambda draft: (draft.role == "recalled", draft.place()))
    return choices


def _recall(drafts: list[Draft], choices: list[Choice], calendar: Calendar) -> None:
    """Read a draft as an earlier draw if a sentence tells of it, and its day is now before those of all announced."""
    moved = {id(choice.draft): choice.draft for choice in choices if choice.kind == "day"}
    others = (draft for draft in drafts if draft.role == "announced" and id(draft) not in moved)
    dates = [date for draft in others if (date := calendar.date(draft.get("day"), draft.role)) is not None]
    for draft in moved.values():
        date = calendar.date(draft.get("day"), draft.role)
        if draft.nodes[0].kind == "sentence" and date is not None and date < min(dates, default=date):
            draft.role = "recalled"


def _completed(draft: Draft, known: Draw, text: Stated, calendar: Calendar) -> Iterator[Choice]:
    """Give a draft what it lacks; yield what that is."""
    date, own = calendar.date(draft.get("day"), draft.role), draft.own.get("day")
    if date != known.date and (own is None or first_day(own) == (None, known.date.month, known.date.day)):
        yield from _given(draft, "day", text.days(known.date), known, against=date is not None)
    stream = draft.get("stream")
    if "stream" not in draft.own and (stream is None or stream.value != known.stream):
        yield from _given(draft, "stream", text.of("stream", known.stream), known, against=stream is not None)
    if known.score is not None and "score" not in draft.own:
        ends = (known.score.min, known.score.max)
        loose = text.of("score", ends)
        yield from _given(draft, "score", loose or text.of("told score", ends), known, against=not loose)
    if "count" not in draft.own:
        numbers = [entry for entry in text.numbers if entry.fact.value == known.invitations]
        beside = [entry for entry in numbers if is_beside(draft, entry)]
        facts = [entry.fact._replace(kind="count") for entry in beside or numbers]
        yield from _given(draft, "count", facts, known, against=not beside)
    if "general" not in draft.own:
        yield from _aimed(draft, known, text)


def _given(draft: Draft, kind: str, facts: list[Fact], known: Draw, *, against: bool) -> Iterator[Choice]:
    """Give a draft the nearest of some facts, if there are any."""
    if facts:
        fact = nearest(facts, draft.place())
        draft.own.pop(kind, None)
        (draft.own if kind in ("count", "score") else draft.context)[kind] = fact
        yield Choice(draft, kind, fact, known, against)


def _owned(pairs: list[tuple[Draft, Draw]]) -> Iterator[_Owned]:
    """Yield the profile windows that drafts have, with the day and the category of their draws."""
    for draft, known in pairs:
        window = draft.get("window")
        if window is not None:
            yield window, known.date, stream_of(known.stream).category


def _windowed(draft: Draft, known: Draw, text: Stated, calendar: Calendar, owned: list[_Owned]) -> Iterator[Choice]:
    """Give a draft its profile window: a loose one, or that of others of its category and day."""
    if known.profiles_from is None:
        return
    before, category = draft.get("window"), stream_of(known.stream).category
    taken = {fact.span for fact, *_ in owned}
    shared = {
        fact.span
        for fact, date, its in owned
        if draft.role == "announced" and its == category and (date == known.date or fact.value.last is None)
    }
    sections = [None, *above(draft.nodes[0])]
    facts = [
        fact
        for fact, heading in text.windows
        if (fact.span not in taken or (fact.span in shared and heading in sections))
        and calendar.day(fact.value.first) == known.profiles_from
        and calendar.day(fact.value.last) in (None, known.profiles_to)
    ]
    if "window" not in draft.own and (before is None or before.value not in [fact.value for fact in facts]):
        yield from _given(draft, "window", facts, known, against=before is not None)


def _aimed(draft: Draft, known: Draw, text: Stated) -> Iterator[Choice]:
    """Aim a draft at whom the packaged draw was for, if the text has all words for it; or at nobody.

    A target of its own is only completed, and only with words that stand beside it.
    """
    own, around = draft.own.get("target"), draft.context.get("target")
    if known.kind == "general":
        if own is None and around is not None and not draft.codes:
            del draft.context["target"]
            yield Choice(draft, "target", None, known, against=True)
        return
    meaning = Target(known.labels, *(getattr(known, name) for name in AIMS[1:]))
    words = [("label", label) for label in known.labels]
    words += [(name, value) for name in AIMS[1:] if (value := getattr(known, name)) is not None]
    if not words or (known.stream == TRADES and meaning == Target((TRADES,))):  # whom the stream is for
        return
    stand = {word: [*text.of(*word), *_of_headings(draft, word)] for word in words}
    if not all(stand.values()):
        return
    before = own or around
    said = before.value[0]._replace(job_offer=None) if before is not None else Target()
    if (set(said.labels), *said[1:]) == (set(meaning.labels), *meaning[1:]):
        return
    nodes = [node for each in draft.nodes for node in (each, *above(each))]
    beside = all(any(_stands_in(node, facts) for node in nodes) for facts in stand.values())
    if not beside and draft.role == "recalled":
        return  # the words are of the draws that are announced
    if own is None:
        draft.own["target"] = nearest(stand[words[0]], draft.place())._replace(value=(meaning, TOLD))
        yield Choice(draft, "target", draft.own["target"], known, against=around is not None or not beside)
    elif beside and _is_part(said, meaning):
        labels = tuple(dict.fromkeys((*said.labels, *known.labels)))
        meaning = meaning._replace(labels=labels, job_offer=own.value[0].job_offer)
        draft.own["target"] = own._replace(value=(meaning, own.value[1]))
        yield Choice(draft, "target", draft.own["target"], known, against=False)


def _of_headings(draft: Draft, word: tuple[str, object]) -> list[Fact]:
    """Return where the headings above an announced draft have a word: those of others say nothing of it."""
    headings = (node for node in above(draft.nodes[0]) if node.kind == "heading" and draft.role == "announced")
    return [fact for heading in headings for said, fact in aims(heading) if said == word]


def _stands_in(node: Node, facts: list[Fact]) -> bool:
    return any(node.start <= fact.span[0] < node.end for fact in facts)


def _is_part(said: Target, meaning: Target) -> bool:
    """Return True if all that a target says is said by another."""
    criteria = zip(said[1:], meaning[1:], strict=True)
    return {*said.labels} <= {*meaning.labels} and all(one in (None, other) for one, other in criteria)
