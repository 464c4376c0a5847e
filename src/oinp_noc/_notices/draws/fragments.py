"""Fragments in, drafts with more in them out: a score, a window or a target without a number, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import ends_on, is_of_all, is_of_some, is_of_two, same
from oinp_noc._notices.claims.told import dated
from oinp_noc._notices.draws.drafts import (
    RECENT,
    Draft,
    both,
    has_no_score,
    has_no_window,
    is_for_its_own,
    is_of_more,
    is_of_weekday,
    near,
)
from oinp_noc._notices.draws.windows import is_of_an_earlier, may_own
from oinp_noc._notices.facts.names import SURE
from oinp_noc._notices.facts.targets import Target, is_of_speakers, may_be_for
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.nodes import stand_together
from oinp_noc._notices.tree.ordinals import which
from oinp_noc._notices.tree.places import above, section

if TYPE_CHECKING:
    from oinp_noc._notices.claims.claim import Claim
    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.tree.nodes import Node

_TWO = 2
_TELLING = ("stream", "day", "target", "general")


def attach(fragment: Claim, found: Settled, text: str) -> None:
    """Give a fragment that says more than a stream and a day to the only draft of its paragraph, section, or text."""
    more = fragment.own.keys() - {"stream", "day"} or fragment.sizes or fragment.cued or fragment.acts
    if not more and not is_of_all(fragment.node, text):
        return
    if is_of_an_earlier(fragment, found.drafts) or is_over_all(fragment, found.drafts[-RECENT:]):
        found.loose.append(fragment)
        return
    _leave_other_days(fragment, found.drafts)
    scopes = _scopes(fragment, found.drafts, text)
    named = _named_by_place(fragment, scopes, text)
    if named is not None:
        fit = all(_fits(draft, fragment) for draft in named)
        for draft in named if fit else ():
            draft.add(fragment)
        found.loose += [] if fit else [fragment]
        return
    for number, scope in enumerate(scopes):
        fitting = [draft for draft in scope if _fits(draft, fragment) and is_of_weekday(draft, fragment.node, text)]
        fitting = [draft for draft in fitting if "window" not in fragment.own or may_own(draft, fragment.node, text)]
        of_day = [draft for draft in fitting if "window" in fragment.own and ends_on(fragment.own["window"], draft)]
        fitting = of_day if of_day and len(fitting) > 1 else fitting
        leading = len(fitting) > 1 and _leads(fragment, fitting)
        two = not leading and len(fitting) > _TWO and is_of_two(fragment.node, text)
        fitting = both(fitting, fragment.node, text) if two else fitting
        if leading or (len(fitting) > 1 and _is_of_all(fragment, text)):
            _deal_out(fragment, fitting, text)
            _spread(fragment, fitting, leading=leading)
            return
        if len(fitting) == 1 and not (fragment.plural and _is_of_more_above(fitting[0], scopes[number + 1 :])):
            fitting[0].add(fragment)
            return
        if len(fitting) > 1:
            break
    (*_, everything) = scopes
    if len(everything) == 1 and set(fragment.own) == {"window"}:
        everything[0].add(fragment)  # it contradicts the only draw there is
        return
    found.loose.append(fragment)


_LIST = compiled(r"(?:list|liste|annexe?|appendix|schedule|table|tableau)\s(?:no\.? |#)?(?:[0-9]{1,2}|[a-h])\b")


def is_name_of_a_list(claim: Claim, text: str) -> bool:
    """Return True if a line only names a list and whom it is for: List 2 - tech."""
    return claim.own.keys() == {"target"} and not claim.acts and bool(_LIST.match(text, claim.node.start))


_NEAR = 12  # characters
_ANOTHER_AND = compiled(r"\b[0-9]{2,3}\s(?:and|et(?: (?:a|de))?)\s\Z")
_AND_ANOTHER = compiled(r"\s(?:and|et(?: (?:a|de))?)\s[0-9]{2,3}\b(?! (?:points? )?(?:more|plus))")


def _is_of_all(claim: Claim, text: str) -> bool:
    """Return True if a claim is of several draws; of two scores, each is of one: both rose, to 47 and 66."""
    score = claim.own.get("score")
    if score is not None and score.value[1] is None:
        start, end = score.span
        before = _ANOTHER_AND.search(text, max(claim.node.start, start - _NEAR), start)
        if before is not None or _AND_ANOTHER.match(text, end) is not None:
            return False
    return is_of_all(claim.node, text)


def is_over_all(fragment: Claim, drafts: list[Draft]) -> bool:
    """Return True if a sentence tells the lowest and the highest score of several draws, and names none of them."""
    low, high = fragment.own["score"].value if set(fragment.own) == {"score"} else (None, None)
    lows = [draft.own["score"].value[0] for draft in drafts if "score" in draft.own]
    return high is not None and len(set(lows)) > 1 and min(lows) == low and max(lows) <= high


def _leave_other_days(fragment: Claim, drafts: list[Draft]) -> None:
    """Take the day from a fragment that stands below one which no draw has: that of a page, or of other news."""
    day = fragment.context.get("day")
    if day is not None and not any(same("day", day, its) for draft in drafts if (its := draft.get("day"))):
        del fragment.context["day"]


def _is_of_more_above(draft: Draft, wider: list[list[Draft]]) -> bool:
    """Return True if a wider section has further draws of the day of the only one at hand: these were general draws."""
    day = draft.get("day")
    days = [
        its for scope in wider[:1] for other in scope if other is not draft and (its := other.get("day")) is not None
    ]
    return day is not None and any(same("day", day, its) for its in days)


def _spread(fragment: Claim, drafts: list[Draft], *, leading: bool = False) -> None:
    """Give what a text says of several draws, or before all of them, to each."""
    target = fragment.own.get("target")
    for kind in ("target", "general"):
        fragment.context.pop(kind, None)  # what stands above the sentence is not of all
    if target is not None and target.value[1] == SURE and not leading:
        del fragment.own["target"]  # no word of targeting: it may be of one of them
    if "score" in fragment.own and is_of_some(fragment.node):
        fragment.unsure.append(fragment.own["score"])  # both the A and the B occupations
    for draft in drafts:
        if target is not None and is_of_speakers(target.value[0], draft.get("stream")):
            continue
        draft.add(fragment)


def _deal_out(fragment: Claim, drafts: list[Draft], text: str) -> None:
    """Take a target that joins those of several draws from one that has its own: nurses and welders in two draws.

    It is doubted for a draw that has none, and no list either.
    """
    target = fragment.own.get("target")
    bare = [draft for draft in drafts if draft.own.keys().isdisjoint({"target", "general"})]
    if target is None or not 0 < len(bare) < len(drafts) or _AND.search(text, *target.span) is None:
        return
    del fragment.own["target"]
    for draft in bare:
        if not draft.codes:
            draft.own["target"] = target
            draft.unsure.append(target)


_AND = compiled(r",|/|\b(?:and|et|or|ou)\b")


def _scopes(fragment: Claim, drafts: list[Draft], text: str) -> list[list[Draft]]:
    """Return the drafts of the paragraph, of each section around it, and of the text."""
    node = fragment.node
    under = dated(node)
    recent = [draft for draft in drafts[-RECENT:] if draft.role == fragment.role]
    recent = [draft for draft in recent if under is None or not _is_other_news(under, dated(draft.nodes[0]))]
    scopes = [[draft for draft in recent if any(other.block == node.block for other in draft.nodes)]]
    scopes += [
        [draft for draft in recent if any(heading in above(other) for other in draft.nodes)]
        for heading in above(node)
        if heading.kind == "heading"
    ]
    scopes.append(recent)
    if is_of_all(node, text):
        rounds = max((fact.value for fact in node.of("rounds")), default=2)
        wide = (scope for scope in scopes if sum(_fits(draft, fragment) for draft in scope) >= rounds)
        scopes[0] = next(wide, scopes[0])
    return scopes


def _is_other_news(heading: Node, other: Node | None) -> bool:
    """Return True if two headings give two days: what stands below one is not of a draw below the other."""
    return other is not None and other is not heading and not same("day", heading.of("day")[0], other.of("day")[0])


def _fits(draft: Draft, fragment: Claim) -> bool:
    of_others = ("score" in fragment.own and (draft.whole or has_no_score(draft))) or is_of_more(draft, fragment)
    of_others = of_others or ("window" in fragment.own and has_no_window(draft))
    if of_others or (fragment.streams and draft.get("stream") is None):
        return False
    for kind, fact in fragment.own.items():
        before = draft.get(kind) if kind in _TELLING else draft.own.get(kind)
        weak = kind == "target" and before is not None and before.value[0] == Target(job_offer=True)
        if before is not None and not (same(kind, before, fact) or (weak and kind in draft.context)):
            return False
        if kind == "target" and (_is_named_above(fragment, draft) or _is_aimed_at_others(fragment, draft)):
            return False
        of_another = kind in ("target", "general") and {"target", "general"} & draft.own.keys() - {kind}
        if of_another and not (kind == "general" and is_for_its_own(draft)):
            return False
    for kind in ("stream", "day"):
        inherited, known = fragment.context.get(kind), draft.get(kind)
        if inherited is not None and known is not None and not same(kind, inherited, known):
            return False
    return True


def _is_aimed_at_others(fragment: Claim, draft: Draft) -> bool:
    """Return True if a paragraph before a draw has a target such as no draw of its stream ever had: nurses."""
    stream, target = draft.get("stream"), fragment.own["target"].value[0]
    if stream is None or not any(target) or fragment.node.block >= draft.nodes[0].block:
        return False
    parts = (Target()._replace(**{name: value}) for name, value in target._asdict().items() if value)
    return not any(may_be_for(stream.value, part) for part in parts)


def _is_named_above(fragment: Claim, draft: Draft) -> bool:
    """Return True if a region stands above a draw that has a target of its own: the farmers' weekly of the east."""
    own, region = draft.own.get("target"), fragment.own["target"].value[0]
    apart = not fragment.acts and fragment.own.keys() == {"target"} and region == Target(region=region.region)
    return apart and own is not None and own.value[0] == Target() and fragment.node.end <= draft.nodes[0].start


def heads_several(claim: Claim, behind: list[Claim]) -> bool:
    """Return True if a sentence says who was invited, and the numbers of several streams stand behind it."""
    aimed = "target" in claim.own or bool(claim.codes)
    if not aimed or not claim.own.keys() <= {"day", "target"} or claim.get("stream") is not None or not claim.acts:
        return False
    around, day, streams = section(claim.node), claim.get("day"), set()
    for other in behind:
        stream, its = other.get("stream"), other.get("day")
        under = around is None or around in above(other.node)
        if not under or (day is not None and its is not None and not same("day", day, its)):
            break
        if "count" in other.own and other.role == claim.role:
            if stream is None or {"target", "general"} & other.own.keys():
                return False
            streams.add(stream.value)
    return len(streams) > 1


def _leads(fragment: Claim, fitting: list[Draft]) -> bool:
    """Return True if a sentence says who was invited, before all of some draws, none of which says so itself."""
    own = fragment.own.keys() - {"day", "window"}
    aims = fragment.acts and (own == {"target"} or (not own and bool(fragment.codes))) and not fragment.sizes
    bare = all(draft.own.keys().isdisjoint({"target", "general"}) for draft in fitting)
    return aims and bare and all(fragment.node.end <= draft.nodes[0].start for draft in fitting)


def _named_by_place(fragment: Claim, scopes: list[list[Draft]], text: str) -> list[Draft] | None:
    """Return those draws of the list or paragraph before that a sentence begins with: the third; None if none."""
    node = fragment.node
    if which(text, node.start, node.end, RECENT) is None or "count" in fragment.own:
        return None
    for scope in scopes:
        last = max(scope, key=Draft.place).nodes[0] if scope else node
        beside = sorted((draft for draft in scope if stand_together(draft.nodes[0], last)), key=Draft.place)
        places = which(text, node.start, node.end, len(beside)) or ()
        if len(beside) > 1 or (beside and not places):
            return [beside[place] for place in places]
    everything = sorted(scopes[-1], key=Draft.place)  # each in a paragraph of its own
    places = which(text, node.start, node.end, len(everything)) or ()
    return [everything[place] for place in places] or None


def lead_to_others(bare: dict[int, Claim], found: Settled) -> None:
    """Take each claim that made the draft at a place, with no number, for a word on those of its day and stream.

    "On April 1 it held draws for mining", above a table: they are for mining, unless each says what it is for.
    """
    gone = set()
    for at, claim in bare.items():
        draft = found.drafts[at]
        alone = not (draft.codes or draft.streams) and len(draft.nodes) == 1
        if not alone or not {"day"} < draft.own.keys() <= {*_TELLING}:
            continue
        others = [other for other in near(found.drafts, at) if _is_beside(other, draft)]
        fitting = [other for other in others if _fits(other, claim)]
        aimed = others and all({"target", "general"} & {*other.own, *other.context} for other in others)
        if fitting or (claim.plural and aimed):
            gone.add(at)
            if len(fitting) > 1 and not claim.plural and "target" in claim.own:
                claim.unsure.append(claim.own["target"])  # a draw was held: which of them, nobody says
            _spread(claim, fitting)
    found.drafts = [draft for at, draft in enumerate(found.drafts) if at not in gone]


def _is_beside(other: Draft, draft: Draft) -> bool:
    """Return True if a draw has a number, and the day and stream of another."""
    known = ((kind, draft.get(kind), other.get(kind)) for kind in ("day", "stream"))
    alike = all(fact is None or (its is not None and same(kind, its, fact)) for kind, fact, its in known)
    return alike and "count" in other.own and not (other.total or other.several)
