"""Nodes in, words out that say whom a draw was for and that nobody knows: only luthiers were invited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.facts.callings import titled
from oinp_noc._notices.facts.labelled import answered, is_unknown, labelled
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import INVITED, over, search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.facts.labelled import Labelled
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node

_THE = r"(?:(?:the|its|some|only|la|le|les|des|du|de|un|une|an?)\s|[ld]'){0,3}"
_WHOSE = rf"{_THE}(?:[a-z-]+(?:'s|(?<=s)')\s)?"  # in Ontario's auto industry
_THEY = r"(?:[a-z-]+,?\s(?:(?:and|et|or|ou)\s)?(?:les\s|des\s)?){0,5}?"
_S = r"(?:[a-z]+(?:s|x|men|folk)|staff)"  # people are many
_MANY = rf"(?:[a-z-]+\s){{0,2}}?(?:{_S}|personnel|industry|industrie)"  # hotel staff, the film industry
_AGENT = r"[a-z]+(?:er|or|ist|ian|ier|iere|eur|euse|ien|ienne|iste)s?"  # who works as this
_TO_WHOM = compiled(
    rf"\b(?:only|solely|exclusively|seule?s|uniquement)\s{_THE}{_THEY}(?P<alone>{_S})\s"
    r"(?:were|was|could|got|received|counted|qualified|etaient|ont|pouvaient|avaient|furent|comptaient)\b"
    rf"|(?:\A|[.,:;]\s){_THE}{_THEY}(?P<takers>{_S})\s(?:(?:have|has|had|all|each|ont|avaient)\s){{0,2}}"
    r"(?:got|received|recu|obtenu)\b[^.;]{0,40}[0-9]"
    r"|\b(?:(?:went|gone|allee?s?|alloue?e?s?|celle|celui|all|one|toutes|tous)\s(?:(?:all|only|exclusively|of\sthem|d'entre\seux"
    rf"|uniquement|toutes?)\s)?(?:(?:to|a)\s(?:an?|une?)\s(?P<one>{_AGENT})|(?:to|aux?|a)\s{_THE}(?P<to>{_MANY})|(?<=of\sthem\s)(?P<all>{_S})|des\s(?P<des>{_S}))\b"
    rf"|(?:sent|issued|given|envoyee?s?|delivree?s?|adressee?s?|transmise?s?)\s(?:out\s)?(?:to|aux)\s{_THE}(?P<sent>{_MANY})\b"
    rf"|\b(?:turn|tour)\s(?:(?:of|for|de|des|du|aux?)\s|d'){_THE}(?P<turn>{_MANY})\b"
    rf"|(?P<sole>{_S})\s(?:(?:only|alone|seulement|uniquement|exclusivement)(?=\W*\Z|[,.;:)])|(?:were|are|etaient|sont)\s"
    r"(?:the\sonly|les\sseule?s)\b)|(?:invitations?|itas?|nois?|avis|points)\s\((?P<among>" + rf"{_S})\))"
    r"|\b(?P<own>[a-z]+)\s(?:had|got|has|a\seu|ont\seu)\s(?:(?:its|their)\sown\b|l[ae]\ssienn?e?\b|son\spropre\b)"
)  # only luthiers were invited, they got 77 invitations, these went to them, luthiers only, Sudbury had its own
_WORK = compiled(
    rf"\b(?:in|from|of|for|within)\s{_WHOSE}(?P<sector>[a-z]+)(?:\s(?:and\s)?[a-z]+)?\s(?:sector|industry|industries|field)s?\b"
    r"|\b(?:sector|industry|focus)\b(?:\s[a-z]+){0,3}?\s(?:was|were|is)\s(?:on\s)?(?:the\s)?(?P<was>[a-z]+)\b(?<!ed)"
    rf"|\b(?:sectors?|industry|industries|fields?)\sof\s{_THE}(?P<of>[a-z]+)"
    r"|\b(?P<theme>[a-z]+)\s(?:was|were|etai(?:t|ent))\s(?:the|le|la)\s(?:theme|focus|target|priority|sector|cible|priorite)\b"
    r"|\b(?:secteurs?|domaines?|industries?|filieres?|milieux?)\s(?:(?:vises?|cibles?)\s)?"
    rf"(?:(?:etai(?:t|ent)|est|sont|fut)\s)?{_THE}(?P<secteur>[a-z]+)"
    rf"|\b(?:(?:to|who)\s(?:[a-z]+\s)?work(?:ed|s)?|travaill[a-z]+|exer[a-z]+)\s(?:in|as|dans|en|comme)\s{_THE}(?P<work>[a-z]+)"
    rf"|\b(?:focus|concentrate|centre|center)\son\s{_THE}(?P<focus>[a-z]+)"
    rf"|\b(?:draw|round)\s(?:concerned|covered|considered|sought|wanted|was\sabout)\s{_THE}(?P<about>[a-z]+)"
    rf"|\bmetiers?\s(?:de\s|d'){_THE}(?P<metier>[a-z]+)"
    rf"|\b(?:be|etre)\s{_THE}(?P<be>{_AGENT})\b"
    rf"|\b(?:experience|jobs?|offers?|positions?|careers?|postes?|emplois?)\s(?:(?:in|as|from|en|dans|comme)\s){_WHOSE}"
    r"(?P<job>[a-z]+)"
    rf"|\b(?:candidates|applicants|people|candidats|personnes)\s(?:in|from|en|dans|du|de)\s{_THE}(?!secteur|domaine)"
    r"(?P<people>[a-z]+)"
)  # those in the aquaculture sector
_REGIONS = compiled(
    r"\b(?P<region>regions?|regional|regionale?s?|regionaux)\b(?!\s{1,2}(?:economic|immigration|pilot|draw))"
)  # of the five regions, ours had 152
_ASKS = compiled(
    r"\b(?:had|needed|required|were|was|concerned|covered|considered|sought|wanted|fallait|devai[a-z]+|avai[a-z]+|etai[a-z]+|exigeait)\b"
)
_ASKING = "que|qui|quoi|quel(?:le)?s?|combien|comment|quand|pourquoi|what|which|who|how|when|why|if|si"
_HEADS = compiled(
    rf"\A\W{{0,3}}(?!(?:{_ASKING})\b){_THE}{_THEY}(?P<whom>{_MANY}(?:\s(?:(?:of|de|du|des)\s|d')?[a-z-]+)?)\s(?:(?:are|were|sont|ete)\s)?"
    r"(?:invited|targeted|invitee?s?|visee?s|cible?e?s)\b"
    rf"|\b(?:draws?|rounds?|invitations?|tirages?|rondes?)\s(?:for|to|pour|aux?)\s{_THE}(?P<draw>[a-z]+)"
)
_LEADS = over(r"<word><draw>")
_OF_THEM = over(r"<of|article|in>{1,2}<word>{1,2}")  # professions de l'aquaculture
_RUN = (
    "<!stop|comma|colon|semicolon|open|close|number|day|days|slash|bar|stream|short|stream-word|invites|issued"
    "|invitation|draw|score|points|not|were|today|yesterday|until|at-least|profiles>{1,12}?"
)
_ENDS = (
    r"(?=<stop|comma|colon|semicolon|dash|close|slash|bar|stream|short|stream-word|day|days|invites|issued|were|today"
    r"|yesterday|until|at-least>|\Z)"
)
_LEFT = over(
    rf"<stream|stream-word|short>(?:<comma|dash|colon|open|slash|bar>)(?P<beside>{_RUN}){_ENDS}"
    rf"|<number|plus|and-above|invitation|score|points|day|close|between><open>(?P<behind>{_RUN})(?:<close>|<stop>?\Z)"
    rf"|<targeting>(?P<aim>{_RUN}){_ENDS}"
    rf"|<invites|issued><number>(?P<whom>{_RUN})(?:<number>|<article|other-unit><invitation>|{_ENDS})"
    rf"|<invites|issued|invitation>(?P<asked>{_RUN})\Z"
    rf"|<invites|issued>(?!<in|to>)(?P<led>{_RUN})(?=<colon>|<in|of>{{1,2}}<number>)"
    rf"|\A(?P<topic>{_RUN})<colon><day>\Z"
    rf"|\A<draw><number|word|article><colon|dash>(?P<round>{_RUN})\Z"
    rf"|\A<day><colon|dash|comma|open>(?P<dated>{_RUN})(?:<close>|<stop>?\Z)"
    rf"|<in|to>(?P<to>{_RUN}){_ENDS}"
    rf"|\A<word>(?P<only>{_RUN}){_ENDS}"
    rf"|<number>(?P<counted>{_RUN})(?=<stream|short|stream-word|day|were|dash|invites|issued>)"
    rf"|(?:\A|<comma>)(?P<subject>{_RUN})<were>{{1,3}}(?:<invites|issued>|\Z)"
    rf"|<stream|short|stream-word>(?:<dash|comma|colon>|<open>)<day><close>?<dash|comma|colon>?(?P<below>{_RUN})\Z"
    rf"|\A(?P<first>{_RUN})<colon|comma|dash><article>?(?=<stream|short|stream-word|number>)"
)  # what stands where a target may, and is read as nothing else
_FOR = ("for", "to", "pour", "aux", "a")
_TOLD_OF = r"<draw|invites|issued|invitation|stream|short|stream-word|number|one><!stop|colon|semicolon>{0,6}"
_WHO = compiled(rf"\b(?:{_S}|those|anyone|ceux|celles|personnel|industry|sector|secteur|industrie)\b")
_SURE = ("aim", "whom")  # where no clause stands
_PLAIN = ("beside", "behind", "below", "round")  # where a single person or a sector may be named
_PARTS = ("bar", "semicolon", "comma")  # between the parts of a line that may have a label each
_MOST_PARTS = 16
_LONGEST = 32  # words of such a part
_SHORT = 9  # words of an answer


def unread(node: Node, text: str) -> tuple[int, bool] | None:
    """Find the first word of a node that says whom a draw was for, if nobody knows it.

    Args:
        node: the node.
        text: the text, spelt plainly.

    Returns:
        Its place, and whether it says so only beside what is told of a draw; None if there is none.
    """
    taken = [fact.span for fact in node.of("stream", "target", "general")]
    taken += [(code.span[0], node.end) for code in node.codes[:1]]  # titles, and what is said of them
    for at, near in _said(node, text):
        start = node.words.starts[at]
        if is_unknown(node.words, text, at) and not any(first <= start < last for first, last in taken):
            return at, near
    return None


def _said(node: Node, text: str) -> Iterator[tuple[int, bool]]:
    """Find the words that stand where a node says whom a draw was for."""
    words, heads = node.words, node.kind == "heading"
    for first, behind in _labelled(node, text):
        if behind is not None and not (heads and behind.near):  # "Category: news", above a page
            yield first + behind.at, behind.near
    said, start = text[node.start : node.end], node.start
    counted = bool(node.of(*INVITED))
    tells = counted or _ASKS.search(said) is not None
    for told in (_TO_WHOM, *([_WORK] if tells else []), *([_HEADS] if heads else []), *([_REGIONS] if counted else [])):
        for match in told.finditer(said):
            begin, end = match.span(match.lastgroup or 0)
            first, last = words.place_of(start + begin), words.place_of(start + end - 1)
            yield from ((at, told in (_WORK, _REGIONS)) for at in range(first, last + 1))
            if words.names[first] in ("people", "occupations") and first:
                yield first - 1, told is _WORK  # factory workers
                rest = _OF_THEM.match(words.line, first + 1)
                yield from ((at, told is _WORK) for at in range(first, rest.end() if rest is not None else first))
    yield from ((at, True) for first, last in _left(node, text) for at in range(first, last))
    for match in _LEADS.finditer(words.line) if heads or counted else ():
        if text[slice(*words.span(match.start(), match.start()))] in titled():
            yield match.start(), True


def _left(node: Node, text: str) -> Iterator[Place]:
    """Find the runs of words that stand where a target may, and are no clause."""
    line, at = node.words.line, 0
    while (match := _LEFT.search(line, at)) is not None:
        first, last = match.span(match.lastgroup or 0)
        if _may_be_whom(node, match.lastgroup or "", (first, last), text):
            yield first, last
            at = last
        else:
            at = match.start() + 1


def _may_be_whom(node: Node, group: str, run: Place, text: str) -> bool:
    """Return True if a run of words may say who was invited: it is no clause, and most must name many."""
    words, (first, last) = node.words, run
    said = words.span(first, last - 1)
    if group in ("asked", "dated", "topic") and node.kind != "heading":
        return False
    if group == "only" and search("only", text, words.starts[0], words.ends[0]) is None:
        return False
    if group == "to":
        before = text[slice(*words.span(first - 1, first - 1))]
        if before not in _FOR or not words.precedes(first - 1, _TOLD_OF):
            return False
    return group in _SURE or (
        search("clause", text, *said) is None and (group in _PLAIN or _WHO.search(text, *said) is not None)
    )


def _labelled(node: Node, text: str) -> Iterator[tuple[int, Labelled | None]]:
    """Read the parts of a node behind labels of targets, each with its first word; or the node, if it is an answer."""
    words, asked = node.words, node.parent
    if asked is not None and text[asked.end - 1] == "?" and len(words.names) <= _SHORT:
        yield 0, answered(asked.words, words, text)
    if "colon" in words.names or "dash" in words.names:
        for first in (0, *(place + 1 for place in words.places(*_PARTS)[:_MOST_PARTS])):
            yield first, labelled(words.part(first, first + _LONGEST), text)
