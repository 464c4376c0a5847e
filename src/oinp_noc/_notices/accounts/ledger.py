"""Facts in, accounts out: every number with a unit, every day and every code ends in exactly one account."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.accounts.untyped import SPEAKS, names_ours, untyped
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.roles import teller
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.words.lexicon import INVITED, Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.tree.nodes import Node

NUMBERS = (*teller.NUMBERS, "unread")
_LACKING = "in a sentence that tells a draw, and no number of it"  # the rule
DAYS = ("day", "days", "window", "profile-day")
ACCOUNTS = {
    "announced": "a draw",
    "recalled": "an earlier draw",
    "total": "a stated total",
    "so-far": "a sum over a time",
    "forecast": "a forecast",
    "elsewhere": "another government",
    "condition": "a condition",
    "supposed": "what may be",
    "published": "the day of the page",
    "behind": "behind the article",
    "repeated": "told again",
    "context": "of no draw",
    "unassigned": "unassigned",
}
"""The accounts: what a number, day or code is told of."""


class Entry(NamedTuple):
    """A fact and the account that it ends in."""

    fact: Fact
    account: str
    node: Node


def accounts(nodes: Iterable[Node], settled: Settled, text: str) -> list[Entry]:
    """Put every number with a unit or near a draw, every day and every code to one account.

    Args:
        nodes: the nodes.
        settled: the drafts, totals and what is loose.
        text: the text, spelt plainly.
    """
    told = _told(settled)
    values = _values(settled)
    listed = {code.start for draft in settled.drafts for code in draft.codes}
    found: list[Entry] = []
    telling = [node for draft in settled.drafts for node in draft.nodes]
    items = {id(node.parent) for node in telling if node.kind == "item" and node.parent is not None}
    blocks = {node.block for node in telling}
    bare = {id(node) for draft in settled.drafts if "count" not in draft.own for node in draft.nodes}
    nodes = list(nodes)
    blocks |= {node.block for node in nodes if node.kind == "item" and id(node.parent) in items}  # of one list
    speaking = blocks | {node.block for node in nodes if node.kind == "sentence" and node.says(*SPEAKS)}
    lists = {id(node.parent) for node in nodes if node.kind == "item" and node.says(*SPEAKS)} - {id(None)}
    speaking |= {node.block for node in nodes if node.kind == "item" and id(node.parent) in lists}
    for node in nodes:
        unread = untyped(node, speaking, text)
        if id(node) in bare:  # it may be the number that their draw lacks
            unread = (fact._replace(rule=_LACKING, role=node.role) for fact in unread)
        facts = [*node.facts, *unread]
        kept = [fact for fact in facts if fact.kind in NUMBERS or fact.kind in DAYS]
        found += [Entry(fact, _account(fact, node, told, values, blocks), node) for fact in kept]
        for code in {code.span: code for code in node.codes}.values():  # those of a range stand at its first
            fact = Fact("code", code, code.span, 0)
            rest = "condition" if node.says("may-be") else "unassigned"
            listed_there = node.kind in ("entry", "row") and (node.role in _OF_NONE or _is_below_theirs(node))
            rest = node.role if node.role != "announced" and not listed_there else rest
            rest = "condition" if code.start in settled.left_out else rest
            account = "announced" if code.start in listed else "repeated" if code.start in settled.glosses else rest
            found.append(Entry(fact, account, node))
    loose = {id(entry.node) for entry in found if entry.account == "unassigned" and entry.fact.kind != "code"}
    return [_beside(entry) if id(entry.node) in loose else entry for entry in found]


_OF_NONE = ("forecast", "condition", "supposed")


def _is_below_theirs(node: Node) -> bool:
    """Return True if only a sentence on another government stands before a line of a list: it may be of ours."""
    under = any(parent.says("elsewhere") or parent.role == "elsewhere" for parent in above(node))
    return node.role == "elsewhere" and not (under or node.facts or node.says("elsewhere"))


def _beside(entry: Entry) -> Entry:
    """Leave open what seems to be told again, in a sentence with something that is left: it may be of the same draw."""
    kinds = (*teller.COUNTS, "score", "unread", *(DAYS if entry.node.kind in ("sentence", "item") else ()))
    again = entry.account == "repeated" and entry.fact.kind in kinds
    again = again and not (entry.fact.kind == "unread" and entry.node.words.precedes(entry.fact.at, "<of><article>"))
    return entry._replace(account="unassigned") if again else entry


def _told(settled: Settled) -> dict[tuple[str, tuple[int, int]], str]:
    """Index what the drafts took: the account of each place."""
    found = {}
    for draft in settled.totals:
        for fact in draft.told:
            if fact.kind != "score":  # it is of one of the parts
                found[_kind(fact), fact.span] = "total"
    for draft in settled.drafts:
        for fact in (*draft.told, *draft.own.values(), *draft.context.values()):
            found[_kind(fact), fact.span] = draft.role
    for fact, _ in settled.shared:
        found[_kind(fact), fact.span] = "total"
    for fact in settled.summed:
        found[_kind(fact), fact.span] = "so-far"
    return found


def _values(settled: Settled) -> set[tuple[str, object]]:
    found: set[tuple[str, object]] = set()
    totals = set(map(id, settled.totals))
    for draft in (*settled.drafts, *settled.totals):
        for kind, fact in draft.own.items():
            if kind == "score" and id(draft) in totals:
                continue  # it is of one of the parts
            if kind in ("count", "score", "window"):
                found.add((_kind(fact), fact.value))
            if kind == "score":
                found |= {("end", fact.value[0]), ("end", fact.value[1])}
            if kind == "count":
                found |= {("about", rounded) for rounded in _rounded(fact.value)}
        found.add(("size", len({code.code for code in draft.codes})))
        day = draft.get("day")
        if day is not None:
            found |= {("day", _in_year(day)), ("dated", first_day(day))}
    for fact in (*(fact for fact, _ in settled.shared), *settled.summed):
        found.add(("count", fact.value))
    return found


def _rounded(value: int) -> Iterator[int]:
    """Return what a number is in round figures: 2,104 is over 2,100, over 2,000, nearly 2,200."""
    for step in (10, 50, 100, 500, 1000):
        yield from (value // step * step, value // step * step + step)


def _in_year(fact: Fact) -> object:
    """Return the day of a fact without its year: the text may leave it out."""
    return first_day(fact)[1:]


def _kind(fact: Fact) -> str:
    if fact.kind in INVITED:
        return "count"
    return "day" if fact.kind in ("day", "days") else fact.kind


def _account(
    fact: Fact,
    node: Node,
    told: dict[tuple[str, tuple[int, int]], str],
    values: set[tuple[str, object]],
    blocks: set[int],
) -> str:
    supposed = fact.role == "supposed" and (node.block in blocks or bool(node.of("stream") and node.of("day")))
    ours = fact.role == "elsewhere" and names_ours(node)
    ahead = fact.role == "forecast" and "forecast" not in node.words.names[: fact.at]  # by words elsewhere
    scored = fact.role == "so-far" and any(score.role == "so-far" for score in node.of("score"))
    names = node.words.names  # if you are no nurse, there was one round only: 94 invitations on May 9
    behind = fact.role == "condition" and names[0] == "may-be" and "comma" in names[: fact.at] and node.of("day")
    if (ours or ahead or scored or behind) and fact.kind in NUMBERS and not _is_repeated(fact, values):
        return "unassigned"
    if fact.role not in ("announced", "recalled") and not supposed:  # in the words about a draw: is it none of it?
        return fact.role
    account = told.get(("count" if fact.kind == "unread" else _kind(fact), fact.span))
    if account is not None:
        return account
    dealt = fact.kind == "unread" and node.says("respectively")
    if _is_repeated(fact, values) and not dealt:
        return "repeated"
    earlier = fact.role == "recalled" and fact.kind == "people" and fact.value > _FEW
    return "context" if _is_of_no_draw(fact, node) and node.block not in blocks and not earlier else "unassigned"


def _is_repeated(fact: Fact, values: set[tuple[str, object]]) -> bool:
    """Return True if a draw has the same value: the text tells it twice, or in round figures."""
    if fact.kind == "score" and fact.value[1] is None and ("end", fact.value[0]) in values:
        return True
    if fact.kind == "unread":
        kinds = ("count", "size") if fact.rule in (_LACKING, teller.OF_NOBODY) else ("count", "end", "size")
        return not {(kind, fact.value) for kind in kinds}.isdisjoint(values)
    if _kind(fact) == "day" and first_day(fact).year is not None:  # a year before the draw is another day
        day = first_day(fact)
        return not {("dated", day), ("dated", day._replace(year=None))}.isdisjoint(values)
    return (_kind(fact), _in_year(fact) if _kind(fact) == "day" else fact.value) in values


_FEW = 10  # people of whom a score is told
_TELLING = ("issued", "invites", "draw", "invitation", "held", "yesterday")


def _is_of_no_draw(fact: Fact, node: Node) -> bool:
    """Return True if a day or a number of people stands where nothing was issued."""
    if fact.kind in DAYS and node.kind == "heading":
        return True
    if fact.kind not in ("day", "days", "people"):
        return False
    ours = node.says("here") and bool(node.of("day", "stream") and node.of("people"))  # Ontario took 94 people on May 9
    if fact.kind != "people":
        kinds = ("count", "score", "share", *(("stream",) if node.kind in ("sentence", "item") else ()))
        return not (node.of(*kinds) or ours or node.says(*_TELLING))
    ours = ours or fact.rule == "of them" or (bool(node.of("score")) and fact.value > _FEW)
    return not (ours or node.says("issued", "invites", "draw", "invitation", "held"))
