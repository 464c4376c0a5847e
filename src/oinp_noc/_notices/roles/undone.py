"""Nodes in, roles out: people who were nominated, not invited, invitations that were taken back, figures replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import COUNTS, NUMBERS, Teller, give, give_all
from oinp_noc._notices.words.lexicon import over

if TYPE_CHECKING:
    import re

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Words

_LEFT = (
    r"withdrew|withdrawn|rescinded|revoked|retracted|voided|cancell?ed|annulled|turned down|taken back|took back"
    r"|pulled back|refused|rejected|retiree?s?|revoquee?s?|annulee?s?|refusee?s?|rejetee?s?|desistee?s?|repris(?:es)?"
)
_NOMINATED = r"nominated|designee?s?|nommee?s?"
_OBJECT = compiled(
    rf"\b(?P<verb>{_LEFT}|{_NOMINATED}) "
    r"(?:(?:a total of|about|another|some|all|environ|quelque|les|the|its|these|ces) )?\Z"
)
_HELPS = (
    r"(?: (?:were|was|had|have|has|been|are|ont|avaient|furent|sont|ete|se sont|s'etaient|later|then|since|already"
    r"|subsequently|also|deja|ensuite|depuis|aussi)){0,4}"
)
_SUBJECT = compiled(
    r"(?:(?P<of> (?:of|des|de ces|sur les|parmi les) (?:the |those |these |its )?[0-9][^.;:]{0,120}?)"
    r"|(?: (?!and\b|et\b|in\b|dans\b)[a-z'-]+){0,4}?)"
    rf"{_HELPS} (?P<verb>{_LEFT}|declined|{_NOMINATED})\b"
    r"(?! (?:by|par) (?:the|an?|its|their|ontario|employers?|la|le|les|un|une|l')\b(?! (?:end|time)))"
)
_BEFORE = 48  # characters before a number
_MARKS = ("comma", "semicolon", "and", "open", "close")


def undone(node: Node, teller: Teller) -> None:
    """Take numbers from draws that count nominations, or invitations taken back, beside those of a draw.

    So are their days: on October 3 it nominated 311 people and on October 4 it invited 640.
    """
    found = _told_of(node, teller.text)
    if not found:
        return
    known = {fact.at for fact in node.facts}
    node.state(*(node.words.fact("other", at, "not invited") for at in found.keys() - known))
    days = [day for day in node.of("day", "days") if day.role == "announced"]
    for at, said in found.items():
        first, last = _clause(node.words, at)
        last = at if "of" in said.re.groupindex and said["of"] else last
        within = [day.at for day in days if first <= day.at < last]
        taken = {at, *(within if len(within) < len(days) else ())}
        give(node, "condition", lambda fact, taken=taken: fact.at in taken)  # type: ignore[misc]


_POOL = compiled(
    r"(?<!from the )(?<!in the )(?<!du )(?<!dans le )\b(?:pool|bassin)\b(?: [a-z-]+){0,3} (?:held|had|contained|counted"
    r"|comprised|numbered|stood at|grew to|comptait|contenait|comprenait|avait|regroupait|abritait|renfermait)"
    r" (?:(?:about|some|over|more than|a total of|environ|quelque|plus de) )?\Z"
)
_HAD = over(
    r"\A<about|one-more|word>{0,2}<number><FILL>{0,3}<people|profiles>"
    r"<word|score|were|of|in|between>{1,3}(?P<m><number>)<points>?<stop>?\Z"
)
_HAVE = compiled(
    r"\b(?:had|have|sat|sit|scored|were|stood|remain|remained|wait|avaient|restaient|etaient) [^0-9]*[0-9]"
)  # another 318 people sat at 39


_ELIGIBLE = compiled(
    r" (?:[a-z'-]+ ){1,3}?(?:(?:were|was|are|had been|etaient|sont|avaient ete)(?: (?:all|also|deemed|found|jugee?s?))?"
    r" (?:eligible|in the running|competing|vying|admissibles?|en lice|en competition)"
    r"|(?:competed|vied|qualified) for|etaient candidats)\b(?! (?:and|et)\b)"
)  # 2,800 profiles were eligible for the draw


def pooled(node: Node, teller: Teller) -> None:
    """Take from draws the people of a pool, and those whose score was lower than that of the draw told before."""
    before, teller.scored = teller.scored, None
    if _counts_a_pool(node, teller):
        give_all(node, "condition", (*NUMBERS, "share"))
        node.role, teller.pool = "condition", node.block
    for fact in node.of(*COUNTS) if teller.text[node.end - 1] != ":" else ():
        if _POOL.search(teller.text, max(node.start, fact.span[0] - _BEFORE), fact.span[0]):
            give(node, "condition", lambda each, fact=fact: each is fact)  # type: ignore[misc]
    eligible = [fact for fact in node.of(*COUNTS) if _ELIGIBLE.match(teller.text, fact.span[1], node.end)]
    node.facts = [fact._replace(kind="unread") if fact in eligible else fact for fact in node.facts]
    scores = [fact.value[0] for fact in node.of("score")]
    had = _HAD.match(node.words.line)
    had = had if _HAVE.search(teller.text, node.start, node.end) else None
    if had is not None and before is not None and node.words.values[had.start("m")] < before:
        node.retype(had.start("m"), "other", "a score below")
        give(node, "condition", lambda fact: fact.kind in NUMBERS)
    elif node.kind in ("sentence", "item") and scores:
        teller.scored = min(scores)


_PROFILES = over(r"<number><word|people>{0,2}<profiles>")


def _counts_a_pool(node: Node, teller: Teller) -> bool:
    """Return True if a sentence counts profiles, of which nobody was invited, or goes on with parts of such a count."""
    if node.kind != "sentence" or node.says("issued", "invites", "invitation", "held", "draw"):
        return False
    counts = node.of("people") and _PROFILES.search(node.words.line) is not None
    return bool(counts) or (node.block == teller.pool and not node.of("day", "score", "target"))


_NOT_FINAL = r"(?:preliminary|provisional|interim|initial|earlier|previous|provisoires?|preliminaires?|initiale?s?)"
_FIGURES = r"(?:figures?|counts?|numbers?|totals?|tally|data|results?|chiffres?|nombres?|donnees|resultats?|decompte)"
_REPLACED = compiled(
    rf"\b(?:replac|supersed|remplac)[a-z]*\b[^.;:0-9]{{0,40}}?\b(?:{_NOT_FINAL} {_FIGURES}|{_FIGURES} {_NOT_FINAL})\b"
    rf"|\b(?:{_NOT_FINAL} {_FIGURES}|{_FIGURES} {_NOT_FINAL})"
    r"(?: (?:of|was|were|had|put|said|de|etait|etaient|faisaient|faisait)\b|:)"
    r"|(?<!\bas )\b(?:first|initially|originally|at first|d'abord|initialement)"
    r" (?:reported|announced|published|stated|said|put at|given as|annoncee?s?|publiee?s?|rapportee?s?|indiquee?s?)\b"
)


def replaced(node: Node, teller: Teller) -> None:
    """Take preliminary figures from draws, behind those that replace them: we first reported 498."""
    cue = _REPLACED.search(teller.text, node.start, node.end) if node.of(*COUNTS) else None
    if cue is None:
        return
    before = any(fact.span[0] < cue.start() for fact in node.of(*COUNTS))
    if before or (teller.told and not node.of("day", "days", "stream")):
        give(node, "condition", lambda fact: fact.kind in NUMBERS and fact.span[0] >= cue.end())


def takes_a_part(node: Node, text: str) -> bool:
    """Return True if a sentence tells of some of its invitations that they were taken back: 14 of them were."""
    return bool(_told_of(node, text))


def _told_of(node: Node, text: str) -> dict[int, re.Match[str]]:
    """Return by their places the numbers of which something else is told, if another counts invitations."""
    if node.kind not in ("sentence", "item") or not node.of(*COUNTS):
        return {}
    known = {fact.at: fact for fact in node.facts}
    numbers = [at for at in node.words.places("number") if at not in known or known[at].kind in COUNTS]
    found = {at: said for at in numbers if (said := _said(at, node, text)) is not None}
    return found if any(fact.at not in found for fact in node.of(*COUNTS)) else {}


def _said(at: int, node: Node, text: str) -> re.Match[str] | None:
    start, end = node.words.span(at, at)
    before = max(node.start, start - _BEFORE)
    return _OBJECT.search(text, before, start) or _SUBJECT.match(text, end, node.end)


def _clause(words: Words, at: int) -> tuple[int, int]:
    """Return where the clause of a number begins and ends; a comma behind a day is none of its ends."""
    marks = [place for place in words.places(*_MARKS) if words.name(place - 1) != "day"]
    before, behind = ([place for place in marks if place < at], [place for place in marks if place > at])
    return max(before, default=0), min(behind, default=len(words.names))
