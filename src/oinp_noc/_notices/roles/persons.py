"""Nodes in, roles out: what is told of one person, or of those who were not invited, is of no draw."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.roles.teller import give, give_all
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from oinp_noc._notices.roles.teller import Teller
    from oinp_noc._notices.tree.nodes import Node

_GOT = (
    r"(?:(?:had|has|was|were|only|just|also|finally|a|avait|vient d'|etait)\s){0,3}"
    r"(?:got|received|invited|applied|scored|entered|submitted|nominated|had|registered|recu|recevoir|ete\s(?:invitee?|designee?)"
    r"|obtenu|presente)\b"
)
_ONE = re.compile(
    r"\b(?:my|his|her|our|mon|ma|son|sa|notre)\s(?:[a-z]+\s){0,2}?(?:cousine?|brother|sister|friend|wife|husband|spouse"
    r"|partner|neighbou?r|colleague|roommate|amie?|frere|soeur|femme|mari|conjointe?|voisine?|collegue)\b"
    rf"[^.;:]{{0,40}}?\s{_GOT}"
    r"|\b(?:friend|cousin|colleague|neighbou?r|client|reader|amie?|collegue|cliente?)\s(?:of\s(?:mine|ours)|a\smoi)\b"
    rf"[^.;:]{{0,40}}?\s{_GOT}"
    rf"|(?<![a-z]\s)\b(?:she|he)\s{_GOT}"
)  # my cousin got his invitation on May 2; she applied with 31 points
_LEFT_OUT = re.compile(
    r"\b(?:with|at|who\shad|whose\sscore\swas|avec|ayant|de)\s(?:(?:a\sscore\sof|only|just|une\snote\sde|seulement)\s)?[0-9]{2,3}\b"
    r"(?:\spoints?)?[^.;:0-9]{0,40}?\b(?:(?:was|were|are)\s(?:not|n't)\s(?:invited|selected|enough|considered|called)"
    r"|(?:wasn't|weren't)\s(?:invited|selected|enough)|miss(?:ed)?\sout|(?:left|shut)\sout|did(?:\snot|n't)\s(?:make|get|receive)"
    r"|n'(?:ont|a|avai[a-z]+)\spas\s(?:ete|suffi|recu)|n'aura[a-z]+\spas\s(?:ete|suffi))"
)  # candidates with 38 points were not invited
_BELOW = re.compile(r"\b(?:less|lower|fewer|below|under|moins|inferieure?s?)\b")


_NOT_NOW = re.compile(
    r"\b(?:(?:should|must|may|might|will|can|have to|need to)(?: [a-z]+){0,3} (?:wait|be patient|hope|look|try|sit)"
    r"|(?:devr(?:a|ont)|doi(?:t|vent)|pourr(?:a|ont))(?: [a-z]+){0,2} (?:attendre|patienter|esperer)"
    r"|disappoint\w+|out of luck|unlucky|overlooked|ignored|snubbed|dec(?:u|ue|us|ues|eption)|bredouilles?)\b"
)  # cooks (63200) should wait for another draw


def of_persons(node: Node, teller: Teller) -> None:
    """Take the days and scores of one person from draws, and whom and which scores nobody invited."""
    span = node.start, node.end
    told = node.of(*INVITED, "stream", "day", "score") or node.says("issued", "invites", "invitation")
    if node.codes and not told and _NOT_NOW.search(teller.text, *span):
        give_all(node, "condition")
        node.role = "condition"
    if node.of(*INVITED) or not node.of("day", "days", "score"):
        return
    one = _ONE.search(teller.text, *span)
    if one is not None:
        start = max(node.start, *(teller.text.rfind(mark, node.start, one.start()) for mark in ";:."))
        give(node, "condition", lambda fact: fact.kind in ("day", "days", "score") and fact.span[0] >= start)
    elif _LEFT_OUT.search(teller.text, *span) is not None and _BELOW.search(teller.text, *span) is None:
        give(node, "condition", lambda fact: fact.kind == "score")
