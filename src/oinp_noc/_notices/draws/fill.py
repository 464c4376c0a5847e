"""Drafts in, the same drafts out, with what the text says once for all of them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import fuller, is_of_streams, names_another, same
from oinp_noc._notices.draws import windows
from oinp_noc._notices.draws.drafts import Draft
from oinp_noc._notices.roles.bylines import STAMP
from oinp_noc._notices.roles.teller import ACTS
from oinp_noc._notices.tree.later import names_a_day
from oinp_noc._notices.tree.own_cells import is_of_its_own
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.tree.weekdays import on_another_weekday
from oinp_noc._notices.words.lexicon import INVITED
from oinp_noc._notices.words.numeric import is_numeric

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_DATED = r"\A<word>{1,2}<colon>?<day|days><stop>?\Z"  # Date: May 9, 2023
_MOST = 64  # draws


def filled(found: Settled, nodes: list[Node], text: str) -> None:
    """Give draws without a stream or a day the only one of the text, and spread what was told of all."""
    announced = [draft for draft in found.drafts if draft.role == "announced"]
    stream = _only("stream", (fact for node in nodes for fact in node.of("stream") if fact.role == "announced"))
    days = [day for draft in announced if (day := draft.get("day")) is not None]
    if not days:
        earlier = {draft.own["day"].span for draft in found.drafts if draft.role == "recalled" and "day" in draft.own}
        days = [
            fact
            for node in nodes
            for fact in node.of("day", "days")
            if fact.role == "announced"
            and fact.span not in earlier
            and (
                node.says(*ACTS, "here")
                or _answers(node, text)
                or node.kind == "heading"
                or len(node.words.names) == 1
                or node.matches(_DATED)
            )
        ]
    day = _only("day", days)
    naming = [node for node in nodes if any(fact.role == "announced" for fact in node.of("stream"))]
    # the stream is named with the number of a draw only, or asked for: what stands before is of another
    of_one = (node.kind != "row" and (node.of(*INVITED) or text[node.end - 1] == "?") for node in naming)
    heads = {id(parent) for draft in announced for parent in above(draft.nodes[0])}  # or it heads what is below it
    later = naming if all(of_one) or all(id(node) in heads for node in naming) else []
    rows: dict[int, list[Node]] = {}
    for draft in announced:
        if draft.nodes[0].kind == "row":
            rows.setdefault(draft.nodes[0].block, []).append(draft.nodes[0])
    stamps = [fact for node in nodes for fact in node.of("day") if fact.rule == STAMP and not is_numeric(text, fact)]
    told = (fact for node in nodes for fact in node.of("day") if fact.role == "announced")
    other_days = [fact for fact in told if day is not None and not same("day", fact, day)][:1]  # out today (May 9)
    for draft in announced:
        beside = rows.get(draft.nodes[0].block, ())[:_MOST]
        if stream is not None and draft.get("stream") is None:
            telling = [*draft.nodes, *_around(draft.own.get("count"), nodes)]
            other = draft.several and any(is_of_streams(node) for node in draft.nodes)
            other = other or (bool(later) and draft.place() < later[0].start)
            other = other or is_of_its_own(draft.nodes[0], ("stream",), beside) or _is_of_another_day(draft, announced)
            if not (other or any(names_another(node, stream) for node in telling)):
                draft.context["stream"] = stream
        if (
            day is not None
            and draft.get("day") is None
            and not is_of_its_own(draft.nodes[0], ("day", "days"), beside)
            and not any(on_another_weekday(node, day, text) or names_a_day(node, text) for node in draft.nodes)
            and not any(draft.place() < fact.span[0] < day.span[0] for fact in stamps)
            and not any(fact.span[0] < draft.place() < day.span[0] for fact in other_days)
        ):
            draft.context["day"] = day
    _give_scores(announced, nodes)
    windows.spread(found.drafts, nodes, text)
    _give_days_of_posts(announced, stamps)
    found.drafts = sorted(announced, key=Draft.place) + sorted(
        (draft for draft in found.drafts if draft.role == "recalled"), key=Draft.place
    )


def _answers(node: Node, text: str) -> bool:
    """Return True if a node stands under a question about a draw, or is one."""
    heading = section(node)
    if text[node.end - 1] == "?" and node.start == node.unit.start:
        return node.end == node.unit.end
    return heading is not None and text[heading.end - 1] == "?" and heading.says(*ACTS)


def _give_days_of_posts(announced: list[Draft], stamps: list[Fact]) -> None:
    """Give draws that no day is told of the day of the post that has their number, which is told as a doubt."""
    for draft in announced if stamps else ():
        count = draft.own.get("count")
        if count is not None and draft.get("day") is None:
            before = bisect_right(stamps, count.span, key=lambda fact: fact.span)
            draft.context |= {"day": stamps[before - 1]} if before else {}


def _give_scores(announced: list[Draft], nodes: list[Node]) -> None:
    """Give the only draw of a text the score that stands in a heading."""
    scores = [(node, fact) for node in nodes if node.kind == "heading" for fact in node.of("score")]
    for node, score in scores[:_MOST]:
        alone = len(node.of("score")) == len(announced) == 1 and score.role == "announced"
        if alone and "score" not in announced[0].own and not announced[0].scoreless:
            announced[0].own["score"] = score


def _around(fact: Fact | None, nodes: list[Node]) -> list[Node]:
    """Return the sentence that states a fact: a draw begins in the first of those that tell of it."""
    if fact is None:
        return []
    at = bisect_right(nodes, fact.span[0], key=lambda node: node.start)
    return nodes[max(at - 1, 0) : at]


def _is_of_another_day(draft: Draft, others: list[Draft]) -> bool:
    """Return True if a draw told in running text has a day of its own, and a draw of another day has the stream."""
    day = draft.own.get("day")
    if day is None:
        return False
    return any(
        "stream" in other.own and (its := other.get("day")) is not None and not same("day", day, its)
        for other in others[:_MOST]
    )


def _only(kind: str, facts: Iterable[Fact]) -> Fact | None:
    """Return the only fact of a kind, or the fuller of several that say the same."""
    found: Fact | None = None
    for fact in facts:
        if found is not None and not same(kind, found, fact):
            return None
        found = fact if found is None else fuller(kind, found, fact)
    return found
