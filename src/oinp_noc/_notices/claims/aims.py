"""Nodes in, answers out: whether their words about who was invited are of a draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.claims.claim import is_of_all, refers_to_all
from oinp_noc._notices.claims.counting import acts_in
from oinp_noc._notices.facts.labelled import FOR_ALL
from oinp_noc._notices.facts.names import LABELLED, SURE
from oinp_noc._notices.facts.targets import ANSWERED, OF_NONE
from oinp_noc._notices.facts.whom import WHOM, asks
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.ordinals import which
from oinp_noc._notices.words.lexicon import over

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact


def is_cued(node: Node) -> bool:
    """Return True if something is said of targets or occupations that names none."""
    denied = any(fact.role == "condition" for fact in node.of("target"))
    if denied or node.matches("<targeting><SMALL>{0,3}<stream-word|NAME>"):
        return False  # a round aimed at nobody, or at a stream
    return node.matches(_NEAR_A_DRAW) or (node.kind != "row" and node.matches(_OCCUPATIONS))


def asks_for_a_list(node: Node, text: str) -> bool:
    """Return True if a sentence says that those invited work in one of several occupations, without saying in which."""
    return node.kind in ("sentence", "item") and not node.codes and asks(text, node.start, node.end)


_NEAR_A_DRAW = (
    "<targeting><!comma|stop>{0,6}?<draw|invitation|people|occupations>"
    r"|<draw|invitation|people><!comma|stop>{0,6}?<targeting>|\A<targeting><stop>?\Z"
    "|<comma|semicolon|dash|bar|slash|open><targeting>"  # 94, targeted
    r"(?=<comma|semicolon|dash|bar|slash|close|stop>|\Z)"
)
_OCCUPATIONS = (
    "<in|of|word><article|word|following|one|of|between>{1,4}<occupations>"  # experience in the applicable NOC codes
    "|<occupations><word|were|may-be>{0,3}<in|of|between>{1,2}<article|word>{0,2}<following>"  # theirs was on the list
    "|<label><in|of|between>{1,2}<article|one>{0,2}<following>|<one><in|of|between>{1,2}<article>?<label><following>"
)
_FOCUS = (
    r"\A<article|announced>?<targeting>|\A<article|one-more>?<announced|draw><word|comma>{1,3}<targeting>"
    r"|\A<article>?<one|one-more><word>?<targeting>"
)
"""Words that lead to a target: the focus was on health care; ce tirage visait; this draw, too, targeted; one did."""
_SAID = (WHOM, LABELLED, ANSWERED, OF_NONE)  # rules
_ALONE = over(
    r"\A(?:<word><colon>)?(?:<word|one|one-more|number|article|to|draw>{1,3}<colon|dash>|<word><one|number><comma|word>)?<article>?(?:<people><!comma|semicolon>{0,8})?$"
)
_LINE = 80  # characters
_LABELLED = compiled(r":|\s[-|]\s")  # Target - Tech
_BARE = 6  # words: Human Capital Priorities, health care occupations. 2,086 notifications.
_ONLY_THEY = compiled(
    r"(?:(?:this time|cette fois(?:-ci)?|that day|ce jour-la|(?:[a-z]+ ){1,3}(?:draw|round|tirage|ronde)s?),? )?"
    r"(?:only|seule?s?|uniquement)\b[^.?]{0,140}\b(?:were|was|counted|qualified|got|received"
    r"|comptai[a-z]+|etai[a-z]+|pouvai[a-z]+|avai[a-z]+|ont|furent)\b"
)  # only health occupations counted
_WAS_ASKED = compiled(
    r"[^.;:()0-9]{0,40}?\b(?:was|were|etai(?:t|ent)) (?:a (?:condition|requirement|must)"
    r"|required|needed|mandatory|asked for|requise?s?|exigee?s?|demandee?s?|necessaires?|obligatoires?)\b"
)  # Canadian work experience was required


def are_only_they(node: Node, text: str) -> bool:
    """Return True if a sentence says who alone was invited: this time, only nurses were."""
    return _ONLY_THEY.match(text, node.start, node.end) is not None


_THEY_NEEDED = compiled(
    r"(?:(?:all|the|these|those|invited|selected|tous|les|ces)\s){0,3}"
    r"(?:candidates?|applicants?|invitees|those|people|they|everyone|everybody|nominees|workers"
    r"|candidate?s?|personnes|ils|elles|ceux|celles|invitee?s)\s"
    r"(?:(?:invited|selected|chosen|who\swere\sinvited|who\sgot\sone|invite?e?s|choisie?s|retenue?s)\s){0,2}"
    r"(?:(?:also|all|each|both|either|aussi|tous|toutes)\s){0,2}"
    r"(?:needed|required|had\s(?:to|an?)\b|must\shave|were\s(?:required|asked|expected|to\shave)|worked|all\swork"
    r"|devai(?:en)?t|avaient\sbesoin|il\sleur\sfallait|travaillaient)\b"
)  # candidates needed to work in tech


def says_what_they_needed(node: Node, text: str) -> bool:
    """Return True if a sentence says what those invited needed, without saying in which draw."""
    return not node.of("stream", "count", "day") and _THEY_NEEDED.match(text, node.start, node.end) is not None


_IT_TARGETED = compiled(
    r"(?:it|il|elle|celui-ci|celle-ci)\s(?:(?:had|was|also|only|again|specifically|a|avait|aussi)\s){0,2}"
    r"(?:targeted|targeting|focus+ed\son|aimed\sat|visait|ciblait|vise|cible)\b"
    r"|(?:it(?:'s| is| was)|this (?:one|draw|round) (?:is|was)|c'est|c'etait) (?:an? |une? )?"
    r"(?:targeted|ciblee?)\b[^:]{0,16}:"
)  # Ontario's draw went to 94 candidates. It targeted skilled trades


def _names_whom(facts: list[Fact]) -> bool:
    """Return True if a target is named by more than where it stands: not "the same occupations"."""
    return any(fact.kind == "target" and fact.value[1] > SURE for fact in facts)


def _is_alone(node: Node, target: Fact, text: str) -> bool:
    """Return True if a sentence is a target and nothing else, behind its number: Round one: health occupations."""
    whole = not (text[target.span[1] : node.end].strip(" .") or target.value[0].region)
    sentence = node.kind == "sentence" or (node.kind == "item" and node.start > node.unit.start)
    return whole and sentence and _ALONE.match(node.words.line, 0, target.at) is not None


_STREAM = r"(?:stream|pathway|program(?:me)?|volet|voie)s?"
_DEFINES = (
    r"(?:is|are|(?:was|were) (?:created|made|designed|meant|opened)|helps?|lets?|allows?|enables?|requires?|exists?"
    r"|serves?|suits?|est|sont|permet(?:tent)?|s'adressent?|exigent?|a ete cree|sert|convient)\b"
)
_WHAT_IT_IS = compiled(
    rf"(?:(?:the|this|that|its|our|le|la|ce|cette|les|l')\s?)?(?:[a-z'-]+[ :]{{1,3}}){{0,6}}?{_STREAM}"
    rf"(?: [^.;:,]{{3,60}})??(?: \([^()]{{2,20}}\))? (?:also |only |aussi )?{_DEFINES}"
)
_SOME_OF = compiled(
    r"(?:most|many|some|several|half|plenty|(?:a|the) (?:few|lot|third|majority|number)|la (?:plupart|majorite|moitie)"
    r"|beaucoup|certaine?s|plusieurs|nombre|une partie|[\"']?(?:i|my|je|j'|mon|ma)(?!-))\b"
)  # many candidates of this stream work in tech; "I work in construction", says one
_IT_IS = compiled(
    rf"(?:it|this|they|il|elle|c'est|cela|ce) ?(?:is |are |est )?(?:only |also )?(?:{_DEFINES}|for|meant|designed|pour)"
)
_ARE_ELIGIBLE = compiled(
    r"\b(?:are|is|sont|est) (?:also |always |aussi |toujours )?(?:eligible|admissible|accepted|acceptee?)s? "
    r"(?:for|under|to|in|pour|dans|aux?|en vertu|a titre)\b"
)  # carpenters are eligible for the Skilled Trades stream
_ASKED_WHAT = compiled(
    r"\b(?:what (?:is|are)|what's|who (?:is|can|may)|about|qu'est-ce que?|a qui s'adresse|a propos d[eu])\b"
    r"[^?\n]{3,90}[?\n]\s*\Z"
)


_WHO_CAN = (
    r"(?:who (?:can|may|should) (?:apply|register)|who (?:is|are) eligible|qui (?:peut|est admissible)[^?.]{0,30})"
    r"\s?[?:]\s*"
)
_ASKED_WHO = compiled(rf"{_WHO_CAN}\Z")
_ASKS_WHO = compiled(_WHO_CAN)


def _says_what_a_stream_is(node: Node, text: str) -> bool:
    """Return True if a sentence tells whom a stream is for at any time, or of some of its people, and of no draw."""
    if node.says("draw") or node.of("day", "days"):
        return False
    if _SOME_OF.match(text, node.start, node.end) is not None:
        return True
    if node.says("issued", "invites", "held"):
        return False
    if node.of("stream") and _ARE_ELIGIBLE.search(text, node.start, node.end) is not None:
        return True
    before = max(0, node.start - _LINE - _LINE), node.start
    asks = _ASKS_WHO.match(text, node.start, node.end) or _ASKED_WHO.search(text, *before)  # who can apply? ...
    if asks or _WHAT_IT_IS.match(text, node.start, node.end) is not None:
        return True
    asked = _ASKED_WHAT.search(text, *before) is not None
    return asked and _IT_IS.match(text, node.start, node.end) is not None


def is_of_a_draw(node: Node, counts: list[Fact], facts: list[Fact], text: str) -> bool:
    """Return True if what a node says of a target is of a draw, rather than of life in general."""
    quantities = any(fact.kind in ("score", "window", "size") for fact in facts)
    of_streams = not counts and node.matches("<stream|short|stream-word>(?:<targeting>|<word>{0,2}<in|to><people>)")
    of_streams = bool(of_streams) and not node.matches("<article|day><draw>|<draw><of|in>|<invitation>")
    last_year = "year" in node.words.said("recalled") and not (counts or quantities)
    if of_streams or last_year or (not counts and _says_what_a_stream_is(node, text)):
        return False  # what a stream is for; French speakers had their own draw last year
    named = any(fact.rule in _SAID or _WAS_ASKED.match(text, fact.span[1], node.end) for fact in facts)
    if (
        node.kind == "item"
        and node.start == node.unit.start
        and not (counts or quantities or named or acts_in(node) or _LABELLED.search(text, node.start, node.end))
    ):
        lead = node.parent
        return lead is not None and (lead.says("targeting", "draw") or _is_of_the_invited(lead, text))
    if any(fact.kind == "general" and text.find(" ", *fact.span) > 0 for fact in facts):
        return True  # these were general draws
    kinds = {fact.kind for fact in facts}
    dated = {"stream", "day"} <= kinds or ("stream" in kinds and len(node.words.names) <= _BARE)
    named = named or any(fact.kind == "target" and _is_alone(node, fact, text) for fact in facts)
    named = named or any(fact.kind == "target" and FOR_ALL.match(text, fact.span[1]) for fact in facts)
    if counts or quantities or dated or acts_in(node) or named:
        return True
    whole = (node.start, node.end) == (node.unit.start, node.unit.end) and text[node.end - 1] != "."
    if (node.end - node.start <= _LINE and whole) or are_only_they(node, text):
        return True
    return node.says("targeting", "working-in") and (
        node.says("people", "day")
        or is_of_all(node, text)
        or node.matches(_FOCUS)
        or refers_to_all(node, text)
        or (_IT_TARGETED.match(text, node.start, node.end) is not None and _names_whom(facts))
        or which(text, node.start, node.end, 2) is not None
        or node.matches("<were><word>?<targeting>")
    )


def _is_of_the_invited(lead: Node, text: str) -> bool:
    """Return True if what leads a list says what those invited had in common: these candidates have."""
    return _THEY_HAD.search(text, max(lead.start, lead.end - _LINE), lead.end) is not None


_THEY_HAD = compiled(
    r"\b(?:(?:these|those|the|all|invited|selected|targeted|ces|les|tous les) )+(?:[a-z]+ )?"
    r"(?:candidates|people|applicants|profiles|individuals|registrants|workers|invitees|candidats|personnes|profils)"
    r"(?: (?:that |who |qui )?(?:were |have been |ont ete |etaient )?"
    r"(?:invited|selected|drawn|invite?e?s|retenue?s|choisie?s))?"
    r" (?:all |tou(?:te)?s )?(?:have|had|needed|ont|avaient|possedent|possedaient|devaient avoir)"
    r"(?: (?:all|both|also))?(?: (?:of )?the following| ce qui suit)?\s?:\Z"
)
