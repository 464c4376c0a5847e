"""Nodes in, the same nodes out, each fact with its role: what it is told of.

A cue gives a role to the facts of its clause, its sentence, or the section below it. The roles are ``announced`` and
``recalled`` (an earlier draw), and those of which no draw comes: ``so-far`` (a sum over a time), ``forecast``,
``elsewhere`` (another government), ``condition`` (what would be, if), ``supposed`` (what may be), ``published`` (the
day of the page) and ``behind`` (what stands behind the article).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.asked import LAST_IN
from oinp_noc._notices.plain.ordinals import MONTHS
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.answers import asks_for_the_last
from oinp_noc._notices.roles.behind import is_behind
from oinp_noc._notices.roles.bylines import published
from oinp_noc._notices.roles.bystanders import of_bystanders
from oinp_noc._notices.roles.comparisons import back_on, came_from, compared
from oinp_noc._notices.roles.conditions import conditions
from oinp_noc._notices.roles.denials import (
    deadline,
    denied,
    denied_target,
    mistaken,
    personal,
    stream_of_the_past,
    tied,
)
from oinp_noc._notices.roles.federal import counts_theirs, heads_federal
from oinp_noc._notices.roles.governments import elsewhere
from oinp_noc._notices.roles.parts import leads_for_all
from oinp_noc._notices.roles.records import heads_the_past
from oinp_noc._notices.roles.signatures import is_signature
from oinp_noc._notices.roles.sums import forecast, so_far
from oinp_noc._notices.roles.teller import ACTS, COUNTS, NUMBERS, Teller, clauses, give, give_all, recalled_aside
from oinp_noc._notices.roles.teller import words_of_ours as ours
from oinp_noc._notices.roles.undone import pooled, replaced, undone
from oinp_noc._notices.tree.code_lines import is_code
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.words.lexicon import over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Words

_OF_NO_DRAW = ("so-far", "forecast", "elsewhere", "condition", "supposed")
_AT_ONCE, _TITLE = 6, 80  # words: a cue this early is about the whole sentence; characters of a title


def told(nodes: Iterable[Node], text: str) -> Iterator[Node]:
    """Give every fact its role.

    Args:
        nodes: the nodes, in their places.
        text: the text, spelt plainly.
    """
    teller = Teller(text)
    first = -1
    for node in nodes:
        first = node.start if first < 0 else first
        teller.begins, teller.block = node.block != teller.block, node.block
        if teller.begins:
            teller.forecast, teller.past = False, heads_the_past(node, teller)
            if (teller.in_passing and not counts_theirs(node, teller)) or leads_for_all(node, text):
                teller.elsewhere = teller.in_passing = False
        _tell(node, teller)
        teller.theirs = node if node.role == "elsewhere" else teller.theirs
        teller.told = teller.told or any(fact.role == "announced" for fact in node.of(*COUNTS))
        teller.begun = teller.begun or text[node.end - 1] == "."
        teller.stated = teller.stated or (node.kind != "heading" and bool(node.facts))
        teller.headline = node.start == first and node.says(*ACTS) and not node.of("day", "days")
        yield node


_RULES = (
    *(published, mistaken, personal, of_bystanders, denied, denied_target),
    *(deadline, tied, undone, replaced, pooled, conditions, so_far, forecast),
)
"""What may take facts from draws, in order."""


def _tell(node: Node, teller: Teller) -> None:
    if is_behind(node, teller) or is_signature(node, teller.text):
        give_all(node, "behind")
        return
    elsewhere(node, teller)
    if node.kind == "heading":
        federal = heads_federal(node, teller.text)
        node.role = "elsewhere" if federal else "recalled" if _opens_the_past(node, teller) else "announced"
    section = _section(node, teller)
    if section == "recalled" or (section == "elsewhere" and not ours(node, teller)):
        give_all(node, section)
    _take_from_lead(node, teller)
    if node.kind in ("row", "entry"):
        return
    for rule in _RULES:
        rule(node, teller)
    counted = node.of(*COUNTS)
    apart = any(fact.role == "announced" for fact in node.of("score")) and {fact.role for fact in counted} == {
        "elsewhere"
    }
    supposed = [fact for fact in counted[:1] if fact.role == "supposed"]  # it was 31102, so none of our three may apply
    apart = apart or any(code.end < fact.span[0] for fact in supposed for code in node.codes)
    if counted and not apart and all(fact.role in _OF_NO_DRAW for fact in counted):
        node.role = counted[0].role
        give_all(node, node.role)
    compared(node, teller)
    if section != "recalled":
        back_on(node, teller)
        _recalled(node, teller)
        stream_of_the_past(node)
    came_from(node, teller.text)


def _take_from_lead(node: Node, teller: Teller) -> None:
    """Give an item, a row, or codes the role of the line above them, if that tells of no draw."""
    if node.kind in ("row", "entry", "item") and not node.of("day", "days"):
        lead = next((each for each in above(node) if each.kind != "heading" or teller.text[each.end - 1] == ":"), None)
        ended = lead is not None and lead.role in _OF_A_SENTENCE and teller.text[lead.end - 1] == "."
        ended = ended and not (lead is not None and lead.role == "elsewhere" and lead.says("elsewhere"))
        if lead is not None and lead.role in _OF_NO_DRAW and not ended:
            give_all(node, lead.role)
            node.role = lead.role
    if is_code(node) and node.parent is not None and (role := _of_no_draw(node.parent)):
        node.role = role  # In-Demand Skills: postponed. Below it, codes


_OF_A_SENTENCE = ("forecast", "condition", "elsewhere")  # what ends with it, unless it names the others


def _of_no_draw(line: Node) -> str:
    """Return the role of a line with a stream of which no draw was held; "" for another."""
    roles = {fact.role for fact in line.facts}
    return roles.pop() if line.kind == "sentence" and line.of("stream") and roles <= {"supposed"} else ""


def _section(node: Node, teller: Teller) -> str:
    """Return the role of what a node stands under; within a section on others, one on Ontario is its own."""
    headings = [parent for parent in above(node) if parent.kind == "heading"]
    leads = (each for each in above(node) if each.kind == "sentence" and teller.text[each.end - 1] == ":")
    led = any(each.role == "recalled" and (_dates_all(each) or _names_all(each, node)) for each in leads)
    if teller.past or (led and node.kind in ("item", "row", "entry")):
        return "recalled"  # Earlier draws looked like this:
    role = next((each.role for each in headings if each.role != "announced"), "")
    if role == "elsewhere":
        role = next((each.role for each in headings if each.role != "announced" or ours(each, teller)), "")
    return role


def _names_all(lead: Node, node: Node) -> bool:
    """Return True if a sentence says of which stream or for whom the earlier draws listed below it were, or nothing."""
    return node.kind == "item" and not lead.of("day", "days", *NUMBERS)


def _dates_all(lead: Node) -> bool:
    """Return True if a sentence tells the day of the earlier draws listed below it, and no number of theirs."""
    return len(lead.of("day")) == 1 and not lead.of(*COUNTS) and all(fact.role == "recalled" for fact in lead.facts)


_OF_DRAWS = compiled(r"\b(?:draw|round|tirage|ronde|invitation)")
# Of the last draw: the one announced, if none was told.
_LATEST = ("last", "dernier", "derniere", "derniers", "dernieres")


def _opens_the_past(node: Node, teller: Teller) -> bool:
    """Return True if a heading opens a section on earlier draws: previous draws, but not the news of last week."""
    others = ("time", "year", *(() if teller.told else _LATEST))
    cues = [value for value in node.words.said("recalled") if value not in others]
    if teller.told and _COMPARES.fullmatch(teller.text, node.start, node.end):
        return True
    if not cues or node.of(*COUNTS):
        return False
    of_draws = node.says("draw", "invitation", "stream") or _OF_DRAWS.search(teller.text, node.start, node.end)
    return bool(of_draws) and node.end - node.start <= _TITLE


_COMPARES = compiled(
    r"(?:[0-9]{1,2}[.)] ?)?(?:how (?:do(?:es)? |did )?(?:that|this|it|they|these|those|the)"
    r"(?: (?:draws?|rounds?|numbers?|scores?))? compares?|(?:(?:by|for|in|a) )?comparison|(?:a )?look(?:ing)? back"
    r"|(?:(?:pour|a titre de|en) )?compar(?:er|aison)|retour en arriere|comment (?:cela|ca) se compare)\b[^0-9]{0,30}"
)  # how does that compare?
_LAST_DRAW = compiled(
    r"\b(?P<last>last|prior|derniere?)\s(?!week|month|[a-z]{3,6}day|year(?!'s)|night|evening|semaine|mois)(?:(?:[a-z'-]{1,20}:?\s){1,5}?(?:draw|round|tirage|ronde)(?P<several>s)?"
    r"|(?:went|drew|held|saw|sent|ran|came|took|picked|invited|issued|asked|looked|turned|called|used|opened)"
    r"|cut-?off,? (?:on|of|from) (?=[a-z]{3,9}\.? [0-9]))\b"
)  # in its last targeted tech draw; Ontario last went looking for nurses in May
_APPOSED = compiled(
    r"\b(?:first|second|third|last|draw|round|one|month|premiere?|derniere?|tirage|ronde|mois)s?"
    r"(?: (?:de |d'|du |of |by |from |in |en )(?:l'|la |the )?(?:ontario|province|oinp|poci))?, \Z"
)
_SAID = compiled(
    r"\b(?:announced|says?|said|reported|confirmed|revealed|wrote|tells us|annonce|confirme|dit|indique|precise"
    r"|affirme|savoir)\b[^.;:]{0,60}\b(?:that|que?)[\s']"
    r"(?:it|they|the province|the oinp|ontario|il|elle|l'ontario|[1-9][^.;:]{0,80})\s\Z"
    r"|\bsaid (?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day )?(?:it|they)\s\Z"
)  # it announced on Wednesday that it had issued


_SCORED = compiled(
    r"avai(?:en)?t obtenu (?:(?:au moins|de|entre|un pointage|une note|un score|d'au moins) )?"
    r"(?:(?:de|d'au moins|entre|minimale?) ){0,2}[0-9]{2,3}\b(?! (?:invit|avis))"
)  # those invited had 459 to 481 points
_WITH_ITS_DAY = compiled(
    rf"(?:last|this past) (?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:(?:that is|so|i\.e\.),? )?(?:on )?"
    rf"(?:(?:{MONTHS}) [0-9]|(?:the )?[0-9]{{1,2}}(?:st|nd|rd|th)?(?: (?:of )?(?:{MONTHS})|,))"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:dernier|passe),? (?:(?:soit|donc|c'est-a-dire) )?"
    r"(?:le )?[0-9]{1,2}(?: [a-z]|,)"
)  # last Wednesday, March 30


_WHO = (" who ", " qui ")  # candidates who had 29 points


def _is_of_months(words: Words, at: int) -> bool:
    """Return True if a cue for an earlier draw is about a time: in the preceding 12 months, the 12 months before."""
    if words.values[at] == "time" and words.name(at - 1) == "number" and words.name(at + 1) == "open":
        return True
    behind = at + 1 + (words.name(at + 1) == "number")
    return "other-unit" in (words.name(at - 1), words.name(behind)) and words.values[at] in _BEFORE


_AFTER = compiled(r"(?:following|after|further to|building on|unlike|as in|apres|a la suite d|contrairement|comme)\b")
_IN_IT = over(r"<number><people|word|label|were>{0,4}<issued|invites><in|of><article|word>?\Z")  # 365 were picked in
_SOMETHING = "<SMALL|stream-word>{0,3}<AIM|NAME|people|occupations>"  # the health sector and that of education
_BEFORE = ("previous", "preceding", "precedent", "precedents", "precedente", "precedentes", "anterieurs")


def _recalled(node: Node, teller: Teller) -> None:
    """Find what a sentence tells of an earlier draw: from the cue on, or in its clause."""
    words = node.words
    last = _LAST_DRAW.search(teller.text, node.start, node.end)
    last = last if teller.told or last is None or last["several"] is None else None  # its last two draws: the news
    parted = {"announced", "recalled"} <= {fact.role for fact in node.of("score")}
    cued = last is not None or "recalled" in words.names
    if parted or not cued or asks_for_the_last(node, teller.text, told=teller.told):
        return
    last_at = words.starts.index(last.start("last")) if last and last.start("last") in words.starts else -1
    cue = next(
        (
            at
            for at, name in enumerate(words.names)
            if at == last_at
            or (
                name == "recalled"
                and words.values[at] != "year"
                and (words.values[at] != "time" or teller.told)
                and not _WITH_ITS_DAY.match(teller.text, words.starts[at])
                and (node.of("day", *COUNTS) or not _SCORED.match(teller.text, words.starts[at]))
                and not teller.text.endswith(_WHO, node.start, words.starts[at])
                and not _is_of_months(words, at)
                and not LAST_IN.match(teller.text, words.starts[at])
                and not (words.values[at] == "behind" and words.follows(at + 1, _SOMETHING))
            )
        ),
        -1,
    )
    alone = not (cue or teller.told) or _APPOSED.search(teller.text, node.start, words.starts[cue])
    if words.values[cue] == "behind" and alone:
        return  # the first, the one of July 25, was small; no draw was held in June. That of July 25 was
    told_as = _SAID.search(teller.text, node.start, words.starts[cue])
    names_the_last = any(value in (*_BEFORE, "last") for value in words.values[cue + 1 :])
    if cue < 0 or node.kind == "heading" or (told_as and not names_the_last):
        return
    if words.values[cue] != "behind" and recalled_aside(node, words.starts[cue], teller.text):
        return
    clause_of = clauses(words)
    back = next(
        (at for at in range(cue + 1, len(words.names)) if words.names[at] in ("announced", "today")), len(words.names)
    )
    counts = [fact.at for fact in node.of(*COUNTS)]
    if words.values[cue] == "behind":
        give(node, "recalled", lambda fact: cue <= fact.at < back)
        return
    first = cue
    had = teller.text.startswith(("avai", "had "), words.starts[cue])
    before = had or words.values[cue] == "s"  # on March 23 it had sent
    acts = set(ACTS) - ({"draw"} if had else set())  # at the draw of March 23, 94 had been invited
    announces = set(words.names[:cue]) & {*acts, "score", "today", *(() if before else ("day", "stream", "short"))}
    scored = any(clause_of[fact.at] < clause_of[cue] for fact in node.of("score"))
    counted, of_it = any(at < cue for at in counts), before and not (announces or scored)
    if of_it or (not counted and (cue <= _AT_ONCE or not (announces or scored))):
        first = 0  # also: on March 23, 94 people had been invited
    elif announces <= {"issued", "invites"} and (in_it := _IN_IT.search(words.line, 0, cue)) is not None:
        first = in_it.start()
    own = [at for at in counts if clause_of[at] == clause_of[cue]]
    later = [at for at in counts if clause_of[at] > clause_of[cue]]
    after = clause_of[-1] > clause_of[cue] and _AFTER.match(teller.text, node.start)
    if first == 0 and (after or (own and later and node.says("here", "issued", "invites"))):
        back = min(back, next(at for at, clause in enumerate(clause_of) if clause > clause_of[cue]))
    if first == 0 and back == len(words.names):
        node.role = "recalled"
    give(node, "recalled", lambda fact: first <= fact.at < back)
