"""Drafts in, the same drafts out, with the profile windows that are told in a sentence of their own."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import (
    days_after,
    deals_out,
    ends_before,
    is_of_all,
    is_of_two,
    names_another,
    same,
)
from oinp_noc._notices.draws.below import are_alike
from oinp_noc._notices.draws.drafts import both, has_no_window, is_of_weekday
from oinp_noc._notices.draws.named import fitting, marked, of_record
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.bylines import STAMP
from oinp_noc._notices.tree.nodes import node_at
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from oinp_noc._notices.claims.claim import Claim
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_MOST = 64  # draws, or windows
_OF_ONE = (*INVITED, "score")  # what tells of one draw
_ON_ALL_DAYS = compiled(r"\b(?:both|the two|all(?: the)?|les deux|tous les) (?:days|dates|jours)\b")
_FEW = 2  # draws that a heading parts, and a sentence below the second is of it


def spread(drafts: list[Draft], nodes: list[Node], text: str) -> None:
    """Give a window that a sentence tells by itself to each draw that it is of.

    Args:
        drafts: the draws.
        nodes: what the text states, in order.
        text: the text, spelt plainly.
    """
    told: dict[int, list[Draft]] = {}
    for draft in drafts:
        if (count := draft.own.get("count")) is not None:
            told.setdefault(node_at(nodes, count.span[0]).block, []).append(draft)
    announced = [draft for draft in drafts if draft.role == "announced" and not has_no_window(draft)]
    announced = sorted(announced[:_MOST], key=lambda draft: draft.place())
    windows = [(fact, node) for node in nodes for fact in node.of("window") if fact.role == "announced"]
    stamps = [node.start for node in nodes if any(fact.rule == STAMP for fact in node.of("day"))]
    found: dict[Draft, list[Fact]] = {}
    bare = announced if all(draft.get("window") is None for draft in announced) else []
    for node in dict.fromkeys(node for _, node in windows[:_MOST] if deals_out(node, text)):
        its = node.of("window")
        for draft, window in zip(bare, its, strict=True) if 1 < len(its) == len(bare) else ():
            draft.context["window"] = window
    for window, node in windows[:_MOST]:
        if not node.of(*_OF_ONE):
            earlier = _of_an_earlier(drafts, window, node)
            named = _named(announced, node, text)
            named = named or (of_record(announced, node) if node.words.names[:1] == ["profiles"] else [])
            post = bisect(stamps, node.start)  # what a post says is of the draws that it tells, if it tells any
            posted = [draft for draft in announced if bisect(stamps, draft.place()) == post] or announced
            for draft in earlier or named or _owners(posted, window, node, told.get(node.block, []), text):
                found.setdefault(draft, []).append(window)
    for draft, its in found.items():
        if all(same("window", its[0], other) for other in its):
            draft.context["window"] = its[0]


def _named(drafts: list[Draft], node: Node, text: str) -> list[Draft]:
    """Return the draws that a sentence names by their places or targets: "For the second draw, profiles created"."""
    marks = marked(node, drafts, text)
    aims = [fact for _, fact, _ in marks if fact is not None and fact.kind == "target"]
    told = [draft for *_, those in marks for draft in those]
    return told or (fitting(drafts, {"target": aims}, drafts) if aims else [])


def _owners(drafts: list[Draft], window: Fact, node: Node, beside: list[Draft], text: str) -> list[Draft]:
    """Return the draws that a window is of: those of its paragraph, or all of its day before it or behind it.

    Args:
        drafts: the draws that were announced, in order.
        window: the window.
        node: the sentence that tells it, and no draw.
        beside: the draws with a number in its paragraph.
        text: the text, spelt plainly.
    """
    titles = headed.of("stream") if (headed := section(node)) is not None else []
    streams = (draft.context.get("stream") for draft in drafts if titles and "stream" not in draft.own)
    under_it = {stream.value for stream in streams if stream in titles and stream is not None}
    drafts = [
        draft
        for draft in drafts
        if may_own(draft, node, text)
        # the heading above it is what names the stream of its draws: one below another heading is not of them
        and not (under_it and draft.place() > node.start and (its := draft.get("stream")) and its.value not in under_it)
    ]
    of_all = node.says("respectively") or (not beside and is_of_all(node, text))
    heading = next((each for each in above(node) if each.kind == "heading" and _parts(each, drafts, text)), None)
    under = [d for d in drafts if heading is None or any(heading in above(each) for each in d.nodes)]
    # one below the last of several days, of which no end is told, is of the others, too, if they have none
    open_ = not beside and window.value.last is None and heading is not None and not heading.of("stream", "target")
    if not of_all and not (open_ and all(draft in under or draft.get("window") is None for draft in drafts)):
        alike = [] if beside else _told_alike(drafts, under, node)
        for draft in alike:
            draft.unsure.append(window)
        drafts = alike + under
    fitting = drafts if _ON_ALL_DAYS.search(text, node.start, node.end) else _of_its_day(drafts, window)
    if is_of_two(node, text) and len(fitting) > _FEW and len(beside) != _FEW:
        return both(fitting, node, text)
    if any(not same("window", its, window) for draft in fitting if (its := draft.get("window")) is not None):
        return []
    beside = [draft for draft in beside if draft in fitting or draft.place() < node.start]
    told = [draft for draft in fitting if draft.place() < node.start] or fitting  # what is told later is other news
    if node.says("respectively") or (not beside and is_of_all(node, text)):
        return told if is_of_two(node, text) else fitting
    near = beside or [draft for draft in drafts if not draft.own.keys().isdisjoint(_OF_ONE)] or drafts
    before, behind = ([each for each in near if (each.place() < node.start) is side] for side in (True, False))
    owned = any(draft.own.get("window") is window and draft.get("stream") is not None for draft in near)
    if before and behind and (beside or owned):
        return []
    if not any(draft in fitting for draft in (*before[-1:], *behind[:1])):
        return []
    return [draft for draft in told if draft in (beside or drafts)]


def _told_alike(drafts: list[Draft], under: list[Draft], node: Node) -> list[Draft]:
    """Return the draws before the one of a window that are of its day and stream, if none of them has a window."""
    rest = [draft for draft in drafts if draft not in under and draft.place() < node.start]
    kinds = ("day", "stream")
    its = [each for each in rest if under and each.get("window") is None and are_alike([each, under[-1]], kinds)]
    return its if len(under) == 1 and its == rest else []


def _of_an_earlier(drafts: list[Draft], window: Fact, node: Node) -> list[Draft]:
    """Return the earlier draw told right before a window that ends at its day, and long before those announced."""
    told = (draft for draft in drafts if "count" in draft.own or (draft.role == "recalled" and "day" in draft.own))
    before = [draft for draft in told if draft.place() < node.start]
    last = max(before, key=lambda draft: draft.place(), default=None)
    announced = [draft for draft in drafts if draft.role == "announced"]
    fits = last is not None and last.role == "recalled" and ends_before(window, last, announced)
    return [last] if last is not None and fits else []


def is_of_an_earlier(claim: Claim, drafts: list[Draft]) -> bool:
    """Return True if a claim tells the window of the earlier draw right before it alone."""
    return set(claim.own) == {"window"} and bool(_of_an_earlier(drafts, claim.own["window"], claim.node))


def _of_its_day(drafts: list[Draft], window: Fact) -> list[Draft]:
    """Return the draws of the first day behind the last of a window; all if that is the only day, or none is known."""
    days = {draft: days_after(draft, window) for draft in drafts}
    known = {gap for gap in days.values() if gap is not None}
    return [draft for draft, gap in days.items() if gap == min(known, default=None)]


def _parts(heading: Node, drafts: list[Draft], text: str) -> bool:
    """Return True if a heading parts its draws from others: a line between lists does not."""
    if any(fact.role == "announced" for fact in heading.of("day", "days")):
        return True
    under = [draft.nodes[0] for draft in drafts if heading in above(draft.nodes[0])]
    prose = len(drafts) <= _FEW and any(text[node.end - 1] == "." for node in under)
    return bool(heading.of("stream", "target")) and (heading.unit.level > 0 or prose)


def may_own(draft: Draft, node: Node, text: str) -> bool:
    """Return True if a sentence tells of no other day or stream than those of a draw."""
    stream = draft.get("stream")
    for kind, kinds in _TOLD.items():
        its, told = draft.get(kind), [fact for fact in node.of(*kinds) if fact.role == "announced"]
        if its is not None and told and not any(same(kind, fact, its) for fact in told):
            return False
    groups = {_GROUPS[match["who"][:4]] for match in _FOR.finditer(text, node.start, node.end)}
    of_stream = stream is None or (
        not names_another(node, stream) and (not groups or any(group in stream.value for group in groups))
    )
    return of_stream and is_of_weekday(draft, node, text)


_GROUPS = {"work": "foreign-worker", "trav": "foreign-worker", "stud": "student", "etud": "student", "grad": "graduate"}
_GROUPS |= {"dipl": "graduate", "mast": "masters", "mait": "masters", "phds": "phd", "doct": "phd"}
_GROUPS |= {"job ": "job-offer", "job-": "job-offer", "voie": "job-offer", "vole": "job-offer"}
_FOR = compiled(
    r"\b(?:for|of|in|under|and|to|pour|chez|dans|des|aux|et)\s(?:(?:the|both|all|[a-z]{2,5}|les?|la|ceux de la)\s){0,2}"
    r"(?P<who>workers|travailleurs|students|etudiants|graduates|diplomes|masters?|maitrise|phds|doctora[a-z]*"
    r"|job[ -]offer (?:streams?|categor(?:y|ies))|(?:volets?|voies?) (?:avec |d'|de l'|des )?offres? d'emploi(?! ?:))\b"
)  # for workers and students; of the job offer streams
_TOLD = {"day": ("day", "days"), "stream": ("stream",)}
