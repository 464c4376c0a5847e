"""Nodes in, roles out: what is told of one person, of those not invited, of points and of records is of no draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.not_invited import HAD
from oinp_noc._notices.facts.scored import NEXT
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import give, give_all
from oinp_noc._notices.tree.scores import FULL_MARKS
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    import re

    from oinp_noc._notices.roles.teller import Teller
    from oinp_noc._notices.tree.nodes import Node

_GOT = (
    r"(?:(?:had|has|was|were|only|just|also|finally|a|avait|vient d'|etait)\s){0,3}"
    r"(?:got|received|invited|applied|scored|entered|submitted|nominated|had|registered|recu|recevoir|ete\s(?:invitee?|designee?)"
    r"|obtenu|presente)\b"
)
_ONE = compiled(
    r"\b(?:my|his|her|our|mon|ma|son|sa|notre)\s(?:[a-z]+\s){0,2}?(?:cousine?|brother|sister|friend|wife|husband|spouse"
    r"|partner|neighbou?r|colleague|roommate|amie?|frere|soeur|femme|mari|conjointe?|voisine?|collegue)\b"
    rf"[^.;:]{{0,40}}?\s{_GOT}"
    r"|\b(?:friend|cousin|colleague|neighbou?r|client|reader|amie?|collegue|cliente?)\s(?:of\s(?:mine|ours)|a\smoi)\b"
    rf"[^.;:]{{0,40}}?\s{_GOT}"
    rf"|(?<![a-z]\s)\b(?:she|he)\s{_GOT}"
    r"|\b(?:just|barely|narrowly)\s(?:made\sit|qualified|squeaked|scraped|got\sin|missed)\b|\bde\sjustesse\b"
)  # my cousin got his invitation on May 2; she applied with 31 points
_LEFT_OUT = compiled(
    r"\b(?:with|at|who\shad|whose\sscore\swas|avec|ayant|de)\s(?:(?:a\sscore\sof|only|just|une\snote\sde|seulement)\s)?[0-9]{2,3}\b"
    r"(?:\spoints?)?[^.;:0-9]{0,40}?\b(?:(?:was|were|are)\s(?:not|n't)\s(?:invited|selected|enough|considered|called)"
    r"|(?:wasn't|weren't)\s(?:invited|selected|enough)|miss(?:ed)?\sout|(?:left|shut)\sout|did(?:\snot|n't)\s(?:make|get|receive)"
    r"|n'(?:ont|a|avai[a-z]+)\spas\s(?:ete|suffi|recu)|n'aura[a-z]+\spas\s(?:ete|suffi))"
)  # candidates with 38 points were not invited
_BELOW = compiled(r"\b(?:less|lower|fewer|below|under|moins|inferieure?s?)\b")


_NOT_NOW = compiled(
    r"\b(?:(?:should|must|may|might|will|can|have to|need to)(?: [a-z]+){0,3} (?:wait|be patient|hope|look|try|sit)"
    r"|(?:devr(?:a|ont)|doi(?:t|vent)|pourr(?:a|ont))(?: [a-z]+){0,2} (?:attendre|patienter|esperer)"
    r"|disappoint\w+|out of luck|unlucky|overlooked|ignored|snubbed|dec(?:u|ue|us|ues|eption)|bredouilles?)\b"
)  # cooks (63200) should wait for another draw


_GIVES_POINTS = compiled(
    r"\b(?:gives?|earns?|adds?|gets?|is\sworth|are\sworth|brings?|awards?|donne(?:nt)?|vaut|valent|rapporte(?:nt)?"
    r"|accorde(?:nt)?|ajoute(?:nt)?|obtien[a-z]+)\s(?:(?:you|them|up\sto|only|jusqu'a|vous|only|an?|extra)\s){0,3}[0-9]{1,2}\spoints?\b"
)  # a job in the north gives 10 points
_MAXIMUM = compiled(r"\b(?:maximum|max|total)\b")  # the maximum is 100 points
_NTH = compiled(
    r"\b(?:[0-9]{1,4}(?:st|nd|rd|th)|first|last|latest) (?:nominee|newcomer|immigrant|graduate|candidate|participant)\b"
    r"|\b[0-9]{1,4}e (?:candidate?|personne|nouvel arrivant|designe|participante?)\b"
)  # the REDI pilot's 400th nominee gets a cake
_RECORD = compiled(
    r"\b(?:largest|biggest|smallest|highest|lowest)\b[^.;:]{0,30}\b(?:ever|to\sdate|in\s(?:its|the\sprogram's)?\s?history|on\srecord)\b"
    r"|\b(?:the|its|our|all-time)\srecord\s(?:is|was|of|stands)\b|\ble\srecord\s(?:est|etait|reste|demeure)\b"
    r"|\b(?:jamais\s(?:vue?|tenue?|organisee?)|de\s(?:l'|son\s)histoire|de\stous\sles\stemps)\b"
)  # the largest draw ever had 2,643 invitations
_OF_A_NOMINEE = 601  # points: who is nominated by a province has at least so many, of a federal round


_BESIDE = 3  # words behind a number of people


def of_bystanders(node: Node, teller: Teller) -> None:
    """Take from draws the days and scores of one person, points for something, records, and whom nobody invited."""
    text, span = teller.text, (node.start, node.end)
    had = [fact.at for fact in node.of("other") if fact.rule == HAD]
    if had:
        give(node, "condition", lambda fact: fact.kind == "stream" and any(0 < fact.at - at <= _BESIDE for at in had))
    counted, scores = node.of(*INVITED), node.of("score")
    if any(fact.value[0] >= _OF_A_NOMINEE for fact in scores) and not node.of("stream"):
        give_all(node, "elsewhere")
        return
    full = bool(scores) and all(fact.value[0] in FULL_MARKS for fact in scores) and _MAXIMUM.search(text, *span)
    told = counted or scores or node.of("stream", "day") or node.says("issued", "invites", "invitation")
    waits = node.codes and not told and _NOT_NOW.search(text, *span)
    nth = not counted and node.of("target") and _NTH.search(text, *span)
    if waits or nth or full or (scores and _GIVES_POINTS.search(text, *span)):
        give_all(node, "condition")
        node.role = "condition"
    elif counted and not node.of("day", "stream") and _RECORD.search(text, *span):
        give_all(node, "condition")
    if counted or not node.of("day", "days", "score"):
        return
    theirs = [_clause(one, node, text) for one in _ONE.finditer(text, *span)]
    if theirs:
        own = [fact for fact in node.of("day", "days", "score") if any(fact.span[0] in each for each in theirs)]
        give(node, "condition", lambda fact: fact in own)
    elif _LEFT_OUT.search(text, *span) is not None and _BELOW.search(text, *span) is None:
        give(node, "condition", lambda fact: fact.kind == "score")


def _clause(one: re.Match[str], node: Node, text: str) -> range:
    """Return where the words about one person stand: she had 55 points; 52 were needed."""
    start = max(node.start, *(text.rfind(mark, node.start, one.start()) for mark in ";:."))
    ends = [mark.search(text, one.end(), node.end) for mark in (NEXT, _OTHERS)]
    return range(start, min((end.start() for end in ends if end is not None), default=node.end))


_OTHERS = compiled(r"\b[0-9][0-9, ]* (?:others|autres)\b")  # he got one, with 1,239 others whose scores were ...
