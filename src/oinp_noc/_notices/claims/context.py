"""Claims in, claims out, with what they inherit from where they stand."""

from __future__ import annotations

from collections import deque
from itertools import zip_longest
from typing import TYPE_CHECKING

from oinp_noc._notices.claims.above_aims import take_aim
from oinp_noc._notices.claims.claim import is_of_streams, names_another, same
from oinp_noc._notices.claims.likewise import same_stream, take, take_the_same
from oinp_noc._notices.claims.past import has_its_own_list, is_long_before, is_of_the_past, leave_history
from oinp_noc._notices.claims.told import NEAR, Told, deals_days, values
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.bylines import OF_A_POST
from oinp_noc._notices.tree.later import names_a_day, of_the_month, shift, shifted
from oinp_noc._notices.tree.own_cells import is_of_its_own
from oinp_noc._notices.tree.places import above, section
from oinp_noc._notices.tree.weekdays import of_another_month, on_another_weekday
from oinp_noc._notices.words.lexicon import INVITED, search

if TYPE_CHECKING:
    from oinp_noc._notices.claims.claim import Claim
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_KINDS = {"day": ("day", "days"), "stream": ("stream",), "target": ("target",), "general": ("general",)}


def inherited(claims: list[Claim], nodes: list[Node], text: str) -> list[Claim]:
    """Give each claim the day, stream and target of its paragraph, its list, or its headings."""
    told = Told()
    coded = (node for node in nodes if node.codes)
    listed = [node.start for node in coded if _has_a_list(node)]
    before = past = post = None
    ends, nexts = _ends(claims), _nexts(claims, text)
    for number, claim in enumerate(claims):
        start = claim.node.start
        past = _gone_on(before, claim, past)
        may_be_past = claim.role == "announced" and not has_its_own_list(claim, told, listed, nexts[number], text)
        if may_be_past and is_long_before(claim, told, text):
            claim.role = "recalled"
        for kind in ("stream", "day"):
            if kind not in {*claim.own, *claim.context} and not (claim.total and claim.node.kind == "row"):
                _inherit(claim, kind, told, text, before)
        post = _post(claim, post)
        if claim.role == "recalled" and claim.get("stream") is None:
            take(claim, "stream", same_stream(claim, None, told, text) or _only_stream(claim, told.block(claim)))
        if not {"target", "general"} & claim.own.keys() and claim.role == "announced":
            take_aim(claim, claims[max(0, number - NEAR) : number + NEAR], told.block(claim), text)
        if "window" not in claim.own and search("same window", text, start, ends[number]):
            take(claim, "window", told.window)
        claim.cued = claim.cued or (claim.role == "announced" and _is_targeted(claim))
        _join_day(claim, claims[number - 1] if number else None, text)
        leave_history(claim, told, text)
        if may_be_past and claim.role == "announced" and is_of_the_past(claim, told, text, before):
            _recall(claim)
            _leave_codes(claim)
        take_the_same(claim, claims[max(0, number - NEAR) : number], told, text)
        if claim.role == "announced":
            told.add(claim)
        before = claim
    return claims


def _has_a_list(node: Node) -> bool:
    """Return True if codes are a list: an item, a row, several, beside a number, or behind their label."""
    labelled = node.matches(r"\A<targeting|word>?<occupations><word|targeting|occupations>{0,2}<colon>")
    return node.kind != "sentence" or len(node.codes) > 1 or bool(node.of(*INVITED)) or labelled


def _post(claim: Claim, before: Fact | None) -> Fact | None:
    """Give a claim without a day that of the post above it; return the day of the post at hand."""
    day = claim.own.get("day")
    if day is not None and day.rule == OF_A_POST and claim.own.keys() == {"day"}:
        return day
    take(claim, "day", before if claim.get("day") is None else None)
    return before


def _ends(claims: list[Claim]) -> list[int]:
    """Return where what is said behind each claim ends: with its paragraph, or where the next one begins in it."""
    ends: list[int] = []
    for claim, behind in reversed([*zip_longest(claims, claims[1:])]):
        if behind is None or behind.node.unit is not claim.node.unit:
            ends.append(claim.node.unit.end)
        else:
            ends.append(ends[-1] if behind.node is claim.node else max(behind.node.start, claim.node.end))
    return ends[::-1]


def _nexts(claims: list[Claim], text: str) -> list[int]:
    """Return where the next paragraph behind each claim begins that says something of a draw."""
    found: list[int] = []
    for claim, behind in reversed([*zip_longest(claims, claims[1:])]):
        if behind is None:
            found.append(len(text))
        else:
            goes_on = behind.node.block == claim.node.block or not behind.own  # Targeted NOC codes:
            found.append(found[-1] if goes_on else behind.node.start)
    return found[::-1]


def _inherit(claim: Claim, kind: str, told: Told, text: str, before: Claim | None) -> None:
    """Give a claim the day or stream around it; "two days later" and "on the 8th" are read from the day around."""
    if kind == "stream" and ((claim.several and is_of_streams(claim.node)) or speaks_of_draws(claim)):
        return
    fact = _around(claim, kind, told)
    if kind == "day" and "stream" in claim.own and (fact is None or fact in told.dealt.values()):
        fact = told.dealt.get(claim.own["stream"].value, fact)
    days = shift(claim.node, text) if kind == "day" else None
    of_a_month = kind == "day" and names_a_day(claim.node, text)
    that_day = kind == "day" and _THAT_DAY.search(text, claim.node.start, claim.node.end) is not None
    if that_day or ((days is not None or of_a_month) and fact is None):
        fact = told.day_before(claim) or fact
    if fact is not None and of_a_month:
        own = of_the_month(claim.node, fact, text)
        if own is not None:
            claim.own["day"] = own
            claim.node.facts = [*(each for each in claim.node.facts if each.at != own.at), own]
        return
    if fact is not None and days is not None:
        last = told.day_before(claim)
        earlier = before is not None and before.role == "recalled" and before.node.unit is claim.node.unit
        fact = before.own.get("day", fact) if before is not None and earlier else fact
        later = shifted(last, days) if last is not None else None
        fact = fact if later is not None and same("day", later, fact) else shifted(fact, days)  # a heading has it
        claim.passing = False
    if fact is not None and not _is_of_another(kind, claim, fact, text):
        (claim.context if days is None or claim.node.of(*INVITED) else claim.own)[kind] = fact


def _gone_on(before: Claim | None, claim: Claim, past: Claim | None) -> Claim | None:
    """Give a claim without a day the earlier one told in its paragraph: on March 7 it was not so. 94 people..."""
    if before is not None and before.role == "recalled" and "day" in before.own and "count" not in before.own:
        past = before
    of_now = past is not None and "stream" in past.own and claim.node.says("today", "announced", "recalled")
    if past is None or "day" in claim.own or claim.node.unit is not past.node.unit or of_now:
        return None
    claim.context |= {kind: past.own[kind] for kind in ("day", "stream") if kind in past.own and kind not in claim.own}
    claim.role = "recalled"
    return past


def speaks_of_draws(claim: Claim) -> bool:
    """Return True if a claim speaks of several draws, and gives no number or day: these were general draws."""
    return claim.plural and claim.own.keys().isdisjoint({"count", "day"}) and claim.node.of("general") != []


_THAT_DAY = compiled(
    r"\b(?:that (?:same )?(?:day|date|round|draw)|(?:lors de|dans) (?:ce|cette) (?:meme )?(?:tirage|ronde)"
    r"|the (?:very )?same (?:day|date)(?! (?:as|that|when|of))|ce (?:meme )?jour-la"
    r"|ce jour la|(?:ce|le) meme jour(?! que))\b"
)

_LEADS = 16  # characters
_THAT_ROUND = compiled(r"(?:in|at|during|lors de|dans|pendant) (?:that|this|ce|cette) (?:round|draw|tirage|ronde)\b")


def _join_day(claim: Claim, before: Claim | None, text: str) -> None:
    """Make a claim one of the earlier day that the sentence before tells: that day the other stream asked for 49.

    So is one beside its number, behind a sentence with the day alone: a week earlier it was otherwise. 94 and 31 ...
    """
    day = before.get("day") if before is not None and before.role == "recalled" else None
    if day is None or before is None or "day" in claim.own:
        return
    count, node = before.own.get("count"), claim.node
    if node.unit is not before.node.unit and search("in addition", text, node.start, node.start + _LEADS):
        return  # separately, 64 physicians were invited the same day
    goes_on = count is not None and before.node.start < node.start <= count.span[0] < node.end
    if goes_on or _THAT_DAY.search(text, node.start, node.end) or _THAT_ROUND.match(text, node.start):
        claim.role, claim.context["day"] = "recalled", day


def _leave_codes(claim: Claim) -> None:
    """Take the codes of the sentences before those of an earlier draw from it: they are of the draw told above."""
    first = min(fact.span[0] for fact in claim.own.values())
    if claim.node.end <= first:
        claim.codes = [code for code in claim.codes if code.start >= first]
        claim.sizes = [size for size in claim.sizes if size.span[0] >= first]


def _recall(claim: Claim) -> None:
    """Make a claim one of an earlier draw: what it has from outside its paragraph is of the draws announced."""
    claim.role = "recalled"
    claim.context = {
        kind: fact for kind, fact in claim.context.items() if kind == "day" or fact.span[0] >= claim.node.unit.start
    }


def _has_one_score(earlier: Claim) -> bool:
    return sum(fact.role == "recalled" for fact in earlier.node.of("score")) == 1


def _only_stream(earlier: Claim, before: deque[Claim]) -> Fact | None:
    """Return the stream of a paragraph, if all of its draws before an earlier one are of one stream."""
    streams = {fact.value: fact for claim in before if (fact := claim.get("stream")) is not None}
    of_score = earlier.own.keys() == {"day", "score"} and _has_one_score(earlier)
    known = (
        len(streams) == 1
        and not names_another(earlier.node, next(iter(streams.values())))
        and not any(claim.streams or (claim.node is earlier.node and not of_score) for claim in before)
    )
    return next(iter(streams.values())) if known else None


def _around(claim: Claim, kind: str, told: Told) -> Fact | None:
    """Take what the paragraph said before, else what stands above, else what was said in passing or in the section."""
    if is_of_its_own(claim.node, _KINDS[kind], [other.node for other in told.block(claim)]):
        return None
    block = told.block(claim) if claim.role == "announced" or kind == "day" else deque()
    fact = _of_block(claim, block, kind)
    if fact is not None:
        return fact
    alone = kind == "stream" and claim.own.keys() == {"window"}
    around = told.around(claim).get(kind) if claim.role == "announced" and not alone else None
    for parent in above(claim.node):
        if parent.kind == "heading" and kind == "day" and (under := told.under(claim, parent)) is not None:
            return under
        found = values(parent, _KINDS[kind], claim.role)
        said = None if found else _of_lead(claim, parent, kind, told)
        if found or said is not None:
            return said or (found[0] if len(found) == 1 else None)
    return None if kind == "stream" and block and _is_of_another_line(claim, block[-1]) else around


def _of_lead(claim: Claim, lead: Node, kind: str, told: Told) -> Fact | None:
    """Take what a paragraph said before its last sentence, which leads to a list (on May 9 it drew. Thus:)."""
    goes_on = lead.kind == "sentence" and lead.start > lead.unit.start
    return _of_block(claim, told.blocks.get(lead.block, deque()), kind) if goes_on else None


def _of_block(claim: Claim, block: deque[Claim], kind: str) -> Fact | None:
    """Take what the paragraph said before, unless the last to say it said two things."""
    for other in reversed(block):
        if kind == "stream" and (other.streams or _is_of_another_line(claim, other) or _is_one_of_two(other, block)):
            return None
        if kind in other.own and other.role == claim.role:
            return None if kind == "day" and deals_days(other) else other.own[kind]
    return None


def _is_of_another(kind: str, claim: Claim, fact: Fact, text: str) -> bool:
    """Return True if a sentence names another weekday, month or, with a number, stream than what is told.

    It has a word that names another ("94 went to foreign workers"), or begins a paragraph that adds another target.
    """
    node = claim.node
    if kind == "day" or "count" not in claim.own:
        recalled = claim.role == "recalled"
        return kind == "day" and (
            on_another_weekday(node, fact, text) or of_another_month(node, fact, text, recalled=recalled)
        )
    begins = "target" in claim.own and fact.span[0] < node.unit.start
    begins = begins and not any(parent.start <= fact.span[0] < parent.end for parent in above(node))
    adds = begins and search("in addition", text, node.start, node.end) is not None
    return adds or names_another(node, fact)


def _is_of_another_line(claim: Claim, other: Claim) -> bool:
    """Return True if each of two claims is a line with a number, which its own words tell from the others."""
    lines = claim.node.kind == "sentence" and claim.node.unit is not other.node.unit
    return lines and "count" in claim.own


def _is_one_of_two(other: Claim, block: deque[Claim]) -> bool:
    """Return True if the sentence before tells of two streams: of which of them this one goes on, nobody says."""
    beside = {
        one.own["stream"].value for one in block if one.node is other.node and {"stream", "count"} <= one.own.keys()
    }
    return len(beside) > 1


def _is_targeted(claim: Claim) -> bool:
    """Return True if a heading above speaks of targeted invitations or draws, and the claim of nothing general."""
    heading = section(claim.node)
    return heading is not None and "general" not in claim.own and heading.matches("<targeting><invitation|draw>")
