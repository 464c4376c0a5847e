"""Claims in, draws in the making out: claims that are about one draw are one."""

from __future__ import annotations

from oinp_noc._notices.claims.claim import Claim, is_of_draws, is_one_of_windows, same
from oinp_noc._notices.claims.sums import mark_sums
from oinp_noc._notices.draws.drafts import RECENT, Draft, Settled, has_no_score, is_of_more
from oinp_noc._notices.draws.fragments import attach, heads_several, is_name_of_a_list, is_over_all, lead_to_others
from oinp_noc._notices.draws.windows import is_of_an_earlier
from oinp_noc._notices.facts.names import SURE
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.ordinals import which
from oinp_noc._notices.tree.places import section

_TELLING = ("stream", "day", "target", "general")


def settled(claims: list[Claim], text: str, sums: set[int]) -> Settled:
    """Make drafts of claims.

    Args:
        claims: the claims, with what they inherit.
        text: the text, spelt plainly.
        sums: the numbers that the text tells of a stretch of time: one of these without more is told again.
    """
    mark_sums(claims)
    found = Settled()
    fragments: list[Claim] = []
    bare: dict[int, Claim] = {}
    for at, claim in enumerate(claims):
        if claim.passing or is_name_of_a_list(claim, text):
            continue
        if _is_told_again(claim, sums):
            found.summed.append(claim.own["count"])
            continue
        ahead = heads_several(claim, claims[at + 1 : at + RECENT])
        apart = ahead or _is_of_several(claim, text) or is_of_an_earlier(claim, found.drafts)
        apart = apart or is_over_all(claim, found.drafts[-RECENT:])
        draft = None if apart else _same_draw(claim, found.drafts, text)
        if draft is None and not ahead and _is_draw(claim):
            draft = Draft(claim.role)
            if "count" not in claim.own and claim.node.kind != "row":
                bare[len(found.drafts)] = claim
            found.drafts.append(draft)
        if draft is None:
            (found.loose if is_one_of_windows(claim) else fragments).append(claim)
            continue
        draft.add(claim)
        found.shared += [(claim.context["shared"], draft)] if "shared" in claim.context else []
    lead_to_others(bare, found)
    if not any(draft.role == "announced" and not draft.several for draft in found.drafts):
        _only_draw(fragments, found)
    for fragment in fragments:
        attach(fragment, found, text)
    return found


def _is_of_several(claim: Claim, text: str) -> bool:
    """Return True if a sentence says what several draws were for, and names none, or some by place, or windows."""
    target, node = claim.own.get("target"), claim.node
    if "count" not in claim.own and "day" not in claim.own and which(text, node.start, node.end, RECENT) is not None:
        return True
    if not claim.plural or target is None or target.value[1] == SURE:
        return is_one_of_windows(claim)
    return claim.get("stream") is None and "day" not in claim.own and is_of_draws(claim.node, text)


def _is_told_again(claim: Claim, sums: set[int]) -> bool:
    """Return True if a number without more is told elsewhere of a stretch of time."""
    own = claim.own
    return "count" in own and own["count"].value in sums and own.keys().isdisjoint({"day", "stream", "score"})


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
    if "count" in own or "shared" in claim.context:
        return True
    known = claim.get("day") is not None and (claim.get("stream") is not None or claim.get("target") is not None)
    if claim.node.kind == "row":
        return known and ("score" in own or "window" in own or bool(claim.codes) or "target" in own)
    if {"stream", "score"} <= own.keys() and claim.node.says("draw", "held"):
        return True
    if claim.role == "recalled":
        return "day" in own and (claim.acts or ("score" in own and claim.get("stream") is not None))
    return claim.held and known and ("target" in claim.context or not own.keys().isdisjoint({"day", "stream"}))


def _same_draw(claim: Claim, drafts: list[Draft], text: str) -> Draft | None:
    """Find the only draft that a claim is about."""
    recent = drafts[-RECENT:]
    count = claim.own.get("count")
    if count is not None:
        equal = [d for d in recent if (its := d.own.get("count")) is not None and its.value == count.value]
        equal = [draft for draft in equal if _compatible(draft, claim, told_twice=True)]
        if equal:
            return equal[0] if len(equal) == 1 else None
        another = "target" in claim.own and _ANOTHER.match(text, claim.node.start) is not None
        open_ = [d for d in recent if "count" not in d.own and d.role == claim.role and not (d.streams or d.plural)]
        open_ = [d for d in open_ if not (another and "score" in d.own)]
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


_ANOTHER = compiled(
    r"(?:(?:on|le|in|dans) )?(?:the |that |le |la |ce )?(?:very )?(?:same|meme) (?:day|date|jour|stream|volet)\b"
)  # on the same day, six refugees were invited


def _compatible(draft: Draft, claim: Claim, *, told_twice: bool = False) -> bool:
    if is_of_more(draft, claim) or ("score" in claim.own and (draft.whole or has_no_score(draft))):
        return False
    inherited = 0  # in how many ways what one of them inherits differs
    for kind in _TELLING:
        one, other = draft.get(kind), claim.get(kind)
        if one is not None and other is not None and not same(kind, one, other):
            if not told_twice or inherited or (kind in draft.own) == (kind in claim.own):
                return False
            inherited += 1
    if _generality_differs(draft, claim):
        return False
    if told_twice and draft.get("stream") is not None and claim.get("stream") is not None and draft.get("day"):
        return True
    score, other = draft.own.get("score"), claim.own.get("score")
    if score is not None and other is not None and not same("score", score, other):
        return False
    lists = {code.code for code in draft.codes}, {code.code for code in claim.codes}
    return not (all(lists) and lists[0] != lists[1]) or _goes_on(draft, claim)


def _goes_on(draft: Draft, claim: Claim) -> bool:
    """Return True if a row has one more code of a draw whose number, score or day the row above it has, too."""
    row = next((node for node in reversed(draft.nodes) if node.codes or node.kind != "row"), draft.nodes[-1])
    node = claim.node
    alike = row.kind == node.kind == "row" and row.unit.columns == node.unit.columns
    return alike and len(row.codes) == len(claim.codes) == 1


def _generality_differs(draft: Draft, claim: Claim) -> bool:
    one = {"target", "general"} & draft.own.keys()
    other = {"target", "general"} & claim.own.keys()
    return bool(one and other and not one & other)


def _shares(draft: Draft, claim: Claim) -> bool:
    """Return True if a draft and a claim stand under one heading."""
    return any(section(node) is section(claim.node) for node in draft.nodes)


def _identified(draft: Draft, claim: Claim) -> bool:
    """Return True if all that a claim says of stream and day is the draft's."""
    if claim.role == "recalled" and draft.role != "recalled":
        streams = claim.get("stream") is None or draft.get("stream") is not None
        return "day" in claim.own and draft.get("day") is not None and streams
    if claim.role != draft.role:
        return _is_its_list(draft, claim)
    known = [kind for kind in ("stream", "day") if claim.get(kind) is not None]
    return bool(known) and all(draft.get(kind) is not None for kind in known)


def _is_its_list(draft: Draft, claim: Claim) -> bool:
    """Return True if a row has no more than codes below the day of an earlier draw: of a list beside the new one."""
    alone = claim.node.kind == "row" and bool(claim.codes) and claim.own.keys() == {"day"}
    return alone and (day := draft.get("day")) is not None and same("day", day, claim.own["day"])
