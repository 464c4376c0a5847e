"""Nodes in, roles out: what a sentence names only to say that nothing was issued or held."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.targets import OF_NONE
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.conditions import main_clause
from oinp_noc._notices.roles.teller import ACTS, NUMBERS, Teller, clauses, give, give_all
from oinp_noc._notices.roles.undone import takes_a_part
from oinp_noc._notices.words.dates import Day
from oinp_noc._notices.words.lexicon import INVITED, search

if TYPE_CHECKING:
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_NO = compiled(r"(?<![a-z])(?:no|aucune?)\s\Z")  # no PhD Graduate draw
_NO_DRAW = compiled(
    r"\b(?:no (?:[a-z-]+ ){1,3}?(?:draw|round)s?|pas (?:eu )?de (?:tirage|ronde)s? [a-z]+)\b"
    r"(?! (?:date|size|score|result))"
)  # there was no French round in the other stream


def denied(node: Node, teller: Teller) -> None:
    """Take streams and days from draws where a sentence says that there was none: from there to the next number."""
    streams = (_NO.search(teller.text, max(node.start, fact.span[0] - 8), fact.span[0]) for fact in node.of("stream"))
    cue = search("denied", teller.text, node.start, node.end) or next(filter(None, streams), None)
    cue = cue or (_NO_DRAW.search(teller.text, node.start, node.end) if node.of("stream") else None)
    if cue is None or any(fact.rule == OF_NONE for fact in node.of("general")):
        return
    numbers = [fact for fact in node.of(*NUMBERS) if fact.value]
    at = sum(end <= cue.start() + 1 for end in node.words.ends)
    acted = {"issued", "invites", "held"}.intersection(node.words.names[:at])
    tells = next((place for place in node.words.places("colon") if place > at), len(node.words.names))
    if not numbers and not acted and not any(fact.at > tells for fact in node.of("day")):
        give_all(node, "condition")
        return
    clause_of = clauses(node.words)
    numbered = {clause_of[fact.at] for fact in numbers if fact.at >= at}
    until = next((place for place in range(at, len(clause_of)) if clause_of[place] in numbered), len(clause_of))
    until = min([until, tells, *(place for place in node.words.places("recalled") if place > at)])  # not now: last was
    give(node, "condition", lambda fact: at <= fact.at < until)


_BUT = compiled(r"[^.;:()0-9]{0,40}\b(?:but|mais)\s(?:rather )?(?:for|under|in|of|pour|dans|sous|d[eu]|au)\b")
_NOT_FOR = compiled(
    r"\b(?:(?:not|never|n't|nor|neither|without|instead of|rather than|no longer|pas|sans|ni|jamais|plutot que)"
    r"(?! (?:only|just|solely|seulement|uniquement|less|fewer|de [0-9]|[0-9]))|nobody|none|aucune?)\b[^.;:,()]{0,60}\Z"
)  # not reserved for tech workers
_COULD_NOT = compiled(
    r"\b(?:(?:could|would|might)(?: not|n't) have|n'aurai(?:s|t|ent) (?:pas|jamais) (?:pu|ete)) [^.;:,()0-9]{0,60}\Z"
)  # so he could not have been invited with a master's
_SHARE = compiled(
    r"\b(?:share|proportion|percentage|(?<!as )(?<!as a )part|pourcentage|poids) (?:of|de|des|d')\s?"
    r"(?:the |all |les |l')?(?:[a-z-]+ )?\Z"
)  # the share of French speakers is not known
_NOT_ASKED = compiled(
    r"[^.;:()0-9]{0,60}?\b(?:not|n't|no longer|never|pas|plus|jamais)(?: [a-z]+ly)? (?:ete )?"
    r"(?:a (?:condition|requirement)"
    r"|asked|required|needed|necessary|demanded|mandatory|requise?|exigee?|demandee?|necessaire|obligatoire)\b"
)  # experience in Canada was not asked for


_LEFT_OUT = compiled(
    r"[^.;:()0-9,]{0,30}?\b(?:(?:is|are|was|were|isn|aren|wasn|weren)(?:'t| not| never| no longer)"
    r" (?:eligible|included|targeted|considered|(?:the|its|a) (?:target|focus)|part|among|in|on)"
    r"|(?:can|could|do|does|did)(?:not| not|n't) (?:apply|qualify|count|belong)"
    r"|(?:is|are|was|were|got) (?:left (?:out|off)|excluded|passed over|ineligible|not in it)"
    r"|(?:ne (?:sont|peuvent)|n'(?:etaient|ont|est|etait|a)) (?:pas|plus|jamais)"
    r"|(?:sont|etaient|ont ete|est|etait) (?:exclu|ecarte|oublie|inadmissible)e?s?)\b"
)  # teachers are not eligible for it, only welders were left out


def denied_target(node: Node, teller: Teller) -> None:
    """Take a target from draws where a sentence says that they were not for it, or asks if they were for all."""
    text = teller.text
    if text[node.end - 1] == "?":
        give_all(node, "condition", ("general",))
    if any(fact.rule == "money" for fact in node.of("other")) and not (node.of(*INVITED) or node.says(*ACTS)):
        give_all(node, "condition", ("target",))  # $2,000 for jobs in the GTA
    for stream in node.of("stream"):
        around = text, max(node.start, stream.span[0] - 80), stream.span[0]
        other = _NOT_FOR.search(*around) and _BUT.match(text, stream.span[1], node.end)  # not for students but for us
        if other or _COULD_NOT.search(*around):
            give(node, "condition", lambda fact, stream=stream: fact is stream)  # type: ignore[misc]
    for target in node.of("target", "general"):
        first = target.span[0]
        behind = _NOT_ASKED.match(text, target.span[1], node.end) or (
            target.kind == "target" and _LEFT_OUT.match(text, target.span[1], node.end)
        )
        before = max(node.start, first - 80)
        if behind or _NOT_FOR.search(text, before, first) or _SHARE.search(text, before, first):
            give(node, "condition", lambda fact, target=target: fact is target)  # type: ignore[misc]


_PERSONAL = compiled(r"\b(?:i|i'm|i've|me|my|mine|got (?:it|mine|one)|moi|mon|ma|j'ai|je|je l'ai)\b|\bhere,|!")
_BESIDE = 24  # characters before a sentence
_GOT_MINE = compiled(
    r"\b(?:(?:got|received|have) (?:mine|(?:my|the) (?:[a-z]+ )?(?:noi|ita|invitation)|an? (?:noi|ita|invitation))"
    r"|my (?:noi|ita|invitation) (?:is|came|arrived)|(?:j'ai|je l'ai) (?:[a-z]+ )?(?:recue?|eue?)"
    r"|ma (?:di|invitation)\b)"
)  # got my NOI! HCP draw of March 7, CRS 469, NOC 21223


_REPORTED = compiled(
    r"[^.;:\n]{0,60}?\b(?:(?:say|said|report|claim|confirm|wrote|write|told us|reported|claimed|confirmed)\b(?: here)?"
    r"(?: that)? (?:they\b|having|getting|an? (?:invitation|noi|ita))"
    r"|(?:disent|dit|affirm\w+|rapport\w+|racont\w+|signal\w+|confirm\w+) (?:qu'(?:ils|elles)|en avoir|l'avoir|avoir) )"
)  # three people say they got theirs


_HEARSAY = compiled(
    r"\b(?:(?:an?|my|some|one of my) (?:friend|colleague|cousin|neighbou?r|buddy)s? (?:of mine )?"
    r"(?:says?|said|told|tells|heard)"
    r"|(?:somebody|someone) (?:says?|said|told|tells)|rumou?rs? (?:has|have|says?)|i heard (?:that|a rumou?r)"
    r"|(?:un|une|mon|ma) (?:amie?|collegue|cousine?|voisine?) (?:dit|pretend|m'a dit|affirme|raconte)"
    r"|le bruit court|j'ai entendu dire|la rumeur)\b"
)  # a friend says that 300 were invited: told, and not known


def personal(node: Node, teller: Teller) -> None:
    """Take from draws what people tell of themselves: "three say they got it", "Got it! HCP, CRS 481, NOC 21222"."""
    if any(_REPORTED.match(teller.text, fact.span[1], node.end) for fact in node.of(*INVITED)):
        give(node, "supposed", lambda fact: True)  # noqa: ARG005 (told, and no draw of its own)
    hearsay = _HEARSAY.search(teller.text, node.start, node.end) if node.of(*NUMBERS) else None
    if hearsay is not None:
        give(node, "supposed", lambda fact: fact.span[0] > hearsay.end())
    if node.of(*_TO_PROFILES):
        _leave_own_profiles(node, teller.text)
    scores = node.of("score")
    if len(node.codes) != 1 or len(scores) != 1 or node.kind != "sentence" or node.of(*INVITED):
        return
    if node.of("day", "days"):
        if _GOT_MINE.search(teller.text, max(node.start - _BESIDE, 0), node.end):
            give_all(node, "condition", ("score",))
        return
    (_, high), floor = scores[0].value, node.says("and-above", "at-least", "plus", "draw", "targeting", "invitation")
    if high is None and not floor and _PERSONAL.search(teller.text, max(node.start - _BESIDE, 0), node.end):
        give_all(node, "condition", ("score",))


_MY_PROFILE = compiled(
    r"\b(?:my|his|her|mon|notre|son)\s(?:[a-z']+\s){0,2}?(?:profile?|eoi|expression of interest|inscription)\b"
    r"(?!\s(?:had to|must|devait|doit))[^.;:]{0,60}"
)  # and my profile went in on August 19


def _last_day(fact: Fact) -> Day:
    """Return the day of a fact; of a stretch, its last that is told."""
    return fact.value if isinstance(fact.value, Day) else next(filter(None, reversed(fact.value)))


def _leave_own_profiles(node: Node, text: str) -> None:
    """Take the day of one person's profile from draws."""
    for match in _MY_PROFILE.finditer(text, node.start, node.end):
        node.facts = [
            fact._replace(kind="profile-day", value=_last_day(fact), role="condition")
            if fact.kind in _TO_PROFILES and match.start() < fact.span[0] < match.end()
            else fact
            for fact in node.facts
        ]


_DEADLINE = compiled(r"[^:\n]{0,40}\b(?:deadline|closing|expiry|expires|due|last day|echeance|limite)\b[^:\n]{0,20}:")


def deadline(node: Node, teller: Teller) -> None:
    """Take the day of a line that names a deadline from draws: "Application deadline: July 29"."""
    if node.of("day") and not node.of(*NUMBERS, "stream") and _DEADLINE.match(teller.text, node.start, node.end):
        give_all(node, "condition")


_TIE = compiled(
    r"\b(?:tie[ -]?break\w*|break(?:ing)? (?:the |a )?ties?|(?:in case of |of )(?:a )?ties?\b|were tied|tied at"
    r"|(?:bris|cas) d'egalite|bris-egalite|ex[ -]?aequo|departag\w+)"
)
_AT_THAT_SCORE = compiled(
    r"\b(?:exactly|lowest|minimum|minimale?|(?:that|this) score|cut-?off|ce pointage|cette note|exactement"
    r"|[0-9]{2,3} points)\b"
)
_RULE = 160  # characters in which the sentence before names the rule
TIED = "a day that breaks a tie"  # the rule
_TO_PROFILES = ("window", "bound", "profile-day")


def tied(node: Node, teller: Teller) -> None:
    """Take the day that breaks a tie from draws: it counts for those with the lowest score alone."""
    kinds = _TO_PROFILES if node.of(*INVITED) else (*_TO_PROFILES, "day")
    if not node.of(*kinds):
        return
    said = _TIE.search(teller.text, node.start, node.end)
    near = max(node.unit.start, node.start - _RULE)
    before = _TIE.search(teller.text, near, node.start) if said is None and not node.of(*INVITED) else None
    if said is None and (before is None or not _AT_THAT_SCORE.search(teller.text, node.start, node.end)):
        return
    first = said.start() if said is not None else node.start
    node.facts = [
        fact._replace(role="condition", rule=TIED)
        if fact.kind in kinds and (fact.span[0] > first or _is_an_end(fact))
        else fact
        for fact in node.facts
    ]


def _is_an_end(fact: Fact) -> bool:
    """Return True if a window has a last day alone."""
    return fact.kind == "window" and fact.value.first is None


_RIGHT = compiled(
    r"\b(?:right|correct|actual|bons?|vrais?) (?:number|figure|nombre|chiffre)s?\b|\b(?:nombre|chiffre)s? exacts?\b"
    r"|\b(?:number|figure|nombre|chiffre)s?\b[^.;]{0,60}\b(?:wrong|incorrect|faux|errones?|inexacts?)\b"
)  # it had 163 invitations; the right number is 136


_CORRECTS = compiled(
    r"\W{0,3}(?:@\S{1,30}:? )?(?:correction|corrected|typo|oops|erratum|corrigendum|my (?:bad|mistake)|actually|edit"
    r"|rectificatif|rectification|en fait|oups)\b"
)  # Correction: 412 invitations


_INSTEAD_OF = compiled(
    r"[(,] ?(?:and |et )?(?:not|non|instead of|rather than|pas|au lieu de|plutot que) (?:the |les |de )?[0-9]"
)  # 94, and not 49, as we had written


def mistaken(node: Node, teller: Teller) -> None:
    """Take from draws what a sentence says was a mistake, or called off; and the number before the right one."""
    corrects = _CORRECTS.match(teller.text, node.start, node.end)
    first = corrects.end() if corrects else node.start
    all_of_it = bool(node.facts) and not takes_a_part(node, teller.text)
    said = search("mistaken", teller.text, first, node.end) if all_of_it else None
    if said is not None and _INSTEAD_OF.search(teller.text, node.start, said.start()) is None:
        give_all(node, "condition", NUMBERS)
    elif corrects and not node.of("day", "stream"):
        node.facts = [fact._replace(kind="unread") if fact.kind in NUMBERS else fact for fact in node.facts]
    before = teller.numbered
    beside = before is not None and before.unit is node.unit and before is not node
    if before is not None and beside and _RIGHT.search(teller.text, node.start, node.end):
        give_all(before, "condition", NUMBERS)
    teller.numbered = node if node.of(*NUMBERS) else before
    off = search("called off", teller.text, node.start, node.end) if all_of_it else None
    if off is not None:
        again = _AGAIN.search(teller.text, off.end(), node.end)
        main = main_clause(node, node.words.place_of(off.end()), teller.text)
        until = node.end if main == len(node.words.names) else node.words.starts[main]
        until, kinds = (again.start(), (*NUMBERS, "day", "days")) if again else (until, ())
        give(node, "supposed", lambda fact: fact.span[0] < until and (not kinds or fact.kind in kinds))


_AGAIN = compiled(
    r"(?:\b(?:and|et)|[;,] (?:and |then |but |et |puis |mais )?)(?: ?[a-z'-]+(?: [a-z'-]+){0,4}?)??"
    r" (?:again|anew|afresh|re-?held|re-?ran|repeated|re-?run|redone|redid|replaced|new one|de nouveau|a nouveau"
    r"|refaite?|reprise?|repetee?|recommencee?|nouveau|nouvelle)\b"
)  # the draw of June 12 was annulled, and held again on June 19


_QUOTED = compiled(r'"[^"\n]{0,600}"')
_ENDS = compiled(r"[,.!?]|.\",")
_SPEECH = 20  # characters: what is shorter is a word or number between marks


def spoken(nodes: list[Node], text: str) -> None:
    """Leave open the numbers that somebody says between marks, of no day and stream: "we have 11 welders"."""
    for unit, within in groupby(nodes, lambda node: node.unit):
        told = [node for node in within if node.of(*INVITED) and not node.of("day", "stream")]
        quoted = [match.span() for match in _QUOTED.finditer(text, unit.start, unit.end)] if told else []
        said = [at for at in quoted if at[1] - at[0] > _SPEECH and _ENDS.match(text, at[1] - 2)]
        for node in told if said else ():
            node.facts = [_left_open(fact, said) for fact in node.facts]


def _left_open(fact: Fact, said: list[Place]) -> Fact:
    if not any(start < fact.span[0] < end for start, end in said):
        return fact
    return fact._replace(kind="unread") if fact.kind in INVITED else fact._replace(role="supposed")


def stream_of_the_past(node: Node) -> None:
    """Make a stream alone that of the earlier draw of its sentence: it began earlier, on May 9, with 94 people."""
    rest = [fact for fact in node.facts if fact.role == "announced"]
    earlier = {fact.kind for fact in node.facts if fact.role == "recalled"}
    counted = "day" in earlier and not earlier.isdisjoint(INVITED)
    if counted and "stream" not in earlier and [fact.kind for fact in rest] == ["stream"]:
        give(node, "recalled", lambda fact: fact is rest[0])
