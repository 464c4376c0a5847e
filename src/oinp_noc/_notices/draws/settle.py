"""Claims in, draws in the making out: claims that are about one draw are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import Claim, ends_on, is_of_all, is_of_draws, is_of_some, is_one_of_windows, same
from oinp_noc._notices.claims.sums import sums as made_of_others
from oinp_noc._notices.draws.drafts import (
    RECENT,
    Draft,
    Settled,
    heads_several,
    is_of_more,
    is_of_weekday,
    leads,
    named_by_place,
    says_more,
)
from oinp_noc._notices.facts.names import SURE
from oinp_noc._notices.tree.ordinals import which
from oinp_noc._notices.tree.places import above, section

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node

FRENCH = "french-speaking-skilled-worker"
_TELLING = ("stream", "day", "target", "general")


def settled(claims: list[Claim], text: str, sums: set[int]) -> Settled:
    """Make drafts of claims.

    Args:
        claims: the claims, with what they inherit.
        text: the text, spelt plainly.
        sums: the numbers that the text tells of a stretch of time: one of these without more is told again.
    """
    wholes = made_of_others(claims)
    found = Settled(totals=[Draft.of(claim) for claim in wholes])
    fragments: list[Claim] = []
    for at, claim in enumerate(claims):
        if claim.passing or claim in wholes:
            continue
        if _is_told_again(claim, sums):
            found.summed.append(claim.own["count"])
            continue
        if claim.scoreless and not claim.own:
            _take_score(claim, found.drafts)
            continue
        ahead = heads_several(claim, claims[at + 1 : at + RECENT])
        draft = None if ahead or _is_of_several(claim, text) else _same_draw(claim, found.drafts)
        if draft is None and not ahead and _is_draw(claim):
            draft = Draft(claim.role)
            found.drafts.append(draft)
        if draft is None:
            (found.loose if is_one_of_windows(claim) else fragments).append(claim)
            continue
        draft.add(claim)
        found.shared += [(claim.context["shared"], draft)] if "shared" in claim.context else []
    if not any(draft.role == "announced" and not draft.several for draft in found.drafts):
        _only_draw(fragments, found)
    for fragment in fragments:
        if says_more(fragment) or is_of_all(fragment.node, text):
            _attach(fragment, found, text)
    return found


def _is_of_several(claim: Claim, text: str) -> bool:
    """Return True if a sentence says what several draws were for, and names none, or some by place, or windows."""
    target, node = claim.own.get("target"), claim.node
    if is_one_of_windows(claim):
        return True
    if "count" not in claim.own and "day" not in claim.own and which(text, node.start, node.end, RECENT) is not None:
        return True
    if not claim.plural or target is None or target.value[1] == SURE:
        return False
    return claim.get("stream") is None and "day" not in claim.own and is_of_draws(claim.node, text)


def _is_told_again(claim: Claim, sums: set[int]) -> bool:
    """Return True if a number without more is told elsewhere of a stretch of time."""
    own = claim.own
    return "count" in own and own["count"].value in sums and own.keys().isdisjoint({"day", "stream", "score"})


def _take_score(claim: Claim, drafts: list[Draft]) -> None:
    """Mark the draw of an item of which a further sentence says that it had no score."""
    for draft in drafts[-1:]:
        draft.scoreless = draft.scoreless or any(node.unit is claim.node.unit for node in draft.nodes)


def _only_draw(fragments: list[Claim], found: Settled) -> None:
    """Make a draw of what was issued without a number or a day, if the text has no other."""
    for fragment in fragments:
        aimed = {"day", "stream", "target"} <= fragment.own.keys() and fragment.node.matches("<were><word>?<targeting>")
        issued = (fragment.held or aimed) and fragment.get("stream") is not None
        if issued and fragment.role == "announced" and {"score", "day"} & fragment.own.keys():
            found.drafts.append(Draft.of(fragment))
            fragments.remove(fragment)
            return


def _is_draw(claim: Claim) -> bool:
    """Return True if a claim may be a draw by itself: it has a number, or says that something was issued on a day."""
    own = claim.own
    if "count" in own:
        return True
    if "shared" in claim.context:
        return True
    known = claim.get("day") is not None and (claim.get("stream") is not None or claim.get("target") is not None)
    if claim.node.kind == "row":
        return known and ("score" in own or "window" in own or bool(claim.codes) or "target" in own)
    scored = {"stream", "score"} <= own.keys() and claim.role == "announced"
    if scored and claim.acts and claim.node.says("draw", "held"):
        return True
    if claim.role == "recalled":
        bare = own.keys() <= {"day"} and claim.node.says("profiles")
        return "day" in own and claim.acts and not bare
    by_heading = "target" in claim.context and ("score" in own or bool(claim.codes))
    return claim.held and known and bool({"day", "stream"} & own.keys() or by_heading)


def _same_draw(claim: Claim, drafts: list[Draft]) -> Draft | None:
    """Find the only draft that a claim is about."""
    recent = drafts[-RECENT:]
    count = claim.own.get("count")
    if count is not None:
        equal = [d for d in recent if d.own.get("count") is not None and d.own["count"].value == count.value]
        equal = [draft for draft in equal if _compatible(draft, claim, told_twice=True)]
        if equal:
            return equal[0] if len(equal) == 1 else None
        open_ = [d for d in recent if "count" not in d.own and d.role == claim.role and not (d.streams or d.plural)]
        open_ = [draft for draft in open_ if _compatible(draft, claim) and _shares(draft, claim)]
        return open_[0] if len(open_) == 1 else None
    if claim.get("stream") is None and claim.get("day") is None:
        return None
    fitting = [draft for draft in recent if _compatible(draft, claim)]
    found = [draft for draft in fitting if _identified(draft, claim)]
    for kind in ("score", "window", "target", "count"):
        telling = [draft for draft in found if draft.get(kind) is not None]
        if len(found) > 1 and telling and (kind in claim.own or kind == "count"):
            found = telling
    alone = (
        [draft for draft in recent if draft.role == claim.role] if claim.acts or claim.own.keys() - {"stream"} else []
    )
    if not found and len(alone) == 1 and alone[0] in fitting and claim.role == "announced" and not claim.streams:
        found = alone  # the only draw so far: the text goes on telling of it
    return found[0] if len(found) == 1 else None


def _compatible(draft: Draft, claim: Claim, *, told_twice: bool = False) -> bool:
    if is_of_more(draft, claim) or ("score" in claim.own and (draft.whole or _has_no_score(draft))):
        return False
    for kind in _TELLING:
        one, other = draft.get(kind), claim.get(kind)
        own = (kind in draft.own) == (kind in claim.own)
        if one is not None and other is not None and not same(kind, one, other) and (own or not told_twice):
            return False
    if _generality_differs(draft, claim):
        return False
    if told_twice and draft.get("stream") is not None and claim.get("stream") is not None and draft.get("day"):
        return True
    score, other = draft.own.get("score"), claim.own.get("score")
    if score is not None and other is not None and not same("score", score, other):
        return False
    lists = {code.code for code in draft.codes}, {code.code for code in claim.codes}
    return not (all(lists) and lists[0] != lists[1])


def _has_no_score(draft: Draft) -> bool:
    """Return True if a draw is told to have no score, or several draws are told of, whose scores stand elsewhere."""
    several = draft.plural and not draft.streams  # rather than one of each stream
    return draft.scoreless or (several and {"count", "score"}.isdisjoint(draft.own))


def _generality_differs(draft: Draft, claim: Claim) -> bool:
    one = {"target", "general"} & draft.own.keys()
    other = {"target", "general"} & claim.own.keys()
    aim = draft.own.get("target") or claim.own.get("target")
    stream = draft.get("stream") or claim.get("stream")
    if aim is not None and stream is not None and aim.value[0].language and stream.value == FRENCH:
        return False  # who speaks French is no target of the stream for them
    return bool(one and other and not one & other)


def _shares(draft: Draft, claim: Claim) -> bool:
    """Return True if a draft and a claim have a stream or day in common, or stand under one heading."""
    if draft.get("stream") is not None and claim.get("stream") is not None:
        return True
    return any(node.block == claim.node.block or section(node) is section(claim.node) for node in draft.nodes)


def _identified(draft: Draft, claim: Claim) -> bool:
    """Return True if all that a claim says of stream and day is the draft's."""
    if claim.role == "recalled" and draft.role != "recalled":
        streams = claim.get("stream") is None or draft.get("stream") is not None
        return "day" in claim.own and draft.get("day") is not None and streams
    if claim.role != draft.role:
        return False
    known = [kind for kind in ("stream", "day") if claim.get(kind) is not None]
    return bool(known) and all(draft.get(kind) is not None for kind in known)


# Fragments: a score, a window or a target without a number.


def _attach(fragment: Claim, found: Settled, text: str) -> None:
    """Give a fragment to the only draft of its paragraph, its section, or the whole text."""
    scopes = _scopes(fragment, found.drafts, text)
    named = named_by_place(fragment, scopes, text)
    if named is not None:
        found.give(fragment, named if all(_fits(draft, fragment) for draft in named) else [])
        return
    if is_of_all(fragment.node, text):
        rounds = max((fact.value for fact in fragment.node.of("rounds")), default=2)
        wide = (scope for scope in scopes if sum(_fits(draft, fragment) for draft in scope) >= rounds)
        scopes = [next(wide, scopes[0]), *scopes[1:]]
    for number, scope in enumerate(scopes):
        fitting = [draft for draft in scope if _fits(draft, fragment) and is_of_weekday(draft, fragment.node, text)]
        of_day = [draft for draft in fitting if "window" in fragment.own and ends_on(fragment.own["window"], draft)]
        if of_day and len(fitting) > 1:
            fitting = of_day
        leading = len(fitting) > 1 and leads(fragment, fitting, scope)
        if leading or (len(fitting) > 1 and is_of_all(fragment.node, text)):
            _spread(fragment, fitting, leading=leading)
            return
        if len(fitting) == 1 and not (
            fragment.plural and _is_of_more_above(fitting[0], scopes[number + 1 :], fragment)
        ):
            fitting[0].add(fragment)
            return
        if len(fitting) > 1:
            break
    (*_, everything) = scopes
    if len(everything) == 1 and set(fragment.own) == {"window"}:
        everything[0].add(fragment)  # it contradicts the only draw there is
        return
    found.loose.append(fragment)


def _is_of_more_above(draft: Draft, wider: list[list[Draft]], fragment: Claim) -> bool:
    """Return True if a wider section has further draws of the day of the only one at hand: these were general draws."""
    day = draft.get("day")
    further = [other for scope in wider[:1] for other in scope if other is not draft and _fits(other, fragment)]
    return day is not None and any((its := other.get("day")) is not None and same("day", day, its) for other in further)


def _spread(fragment: Claim, drafts: list[Draft], *, leading: bool) -> None:
    """Give what a text says of several draws, or before all of them, to each."""
    target = fragment.own.get("target")
    for kind in ("target", "general"):
        fragment.context.pop(kind, None)  # what stands above the sentence is not of all
    if target is not None and target.value[1] == SURE and not leading:
        del fragment.own["target"]  # no word of targeting: it may be of one of them
    if "score" in fragment.own and is_of_some(fragment.node):
        fragment.unsure.append(fragment.own["score"])  # both the A and the B occupations
    for draft in drafts:
        own = draft.own.get("target")
        draft.add(fragment)
        if own is not None and target is not None and own.value[0].program != target.value[0].program:
            draft.own["target"] = own  # a project beside the draw, and what was asked for elsewhere


def _is_line_before(line: Node, node: Node, text: str) -> bool:
    """Return True if a line that is no sentence stands directly above a paragraph: it heads it."""
    return line.block == node.block - 1 and line.kind == node.kind == "sentence" and text[line.end - 1] not in ".!?"


def _scopes(fragment: Claim, drafts: list[Draft], text: str) -> list[list[Draft]]:
    """Return the drafts of the paragraph, of each section around it, and of the text."""
    recent = [draft for draft in drafts[-RECENT:] if draft.role == fragment.role]
    node = fragment.node
    scopes = [[draft for draft in recent if any(other.block == node.block for other in draft.nodes)]]
    if not scopes[0]:
        scopes = [[draft for draft in recent if any(_is_line_before(other, node, text) for other in draft.nodes)]]
    scopes += [
        [draft for draft in recent if any(heading in above(other) for other in draft.nodes)]
        for heading in above(node)
        if heading.kind == "heading"
    ]
    return [*scopes, recent]


def _fits(draft: Draft, fragment: Claim) -> bool:
    of_others = ("score" in fragment.own and (draft.whole or _has_no_score(draft))) or is_of_more(draft, fragment)
    if of_others or (fragment.streams and draft.get("stream") is None):
        return False
    for kind, fact in fragment.own.items():
        before = draft.get(kind) if kind in _TELLING else draft.own.get(kind)
        if before is not None and not same(kind, before, fact):
            return False
        if kind in ("target", "general") and {"target", "general"} & draft.own.keys() - {kind}:
            return False
    for kind in ("stream", "day"):
        inherited, known = fragment.context.get(kind), draft.get(kind)
        if inherited is not None and known is not None and not same(kind, inherited, known):
            return False
    return True
