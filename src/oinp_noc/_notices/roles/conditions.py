"""Nodes in, roles out: what would be, might be, or is only for those who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import NUMBERS, Teller, give
from oinp_noc._notices.words.lexicon import pattern, search

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Words

_YES_OR_PAST = compiled(
    r",|\s?(?:[a-z]+\s){1,5}(?:had|was|were|scored|got|created|registered|submitted|joined|avai(?:t|ent)|etai(?:t|ent))\b"
)  # if they had 33
_BESIDE_IF = compiled(
    r":|,(?=[^,:]{0,80}\b(?:issued|invited|sent|held|drew|went out|(?:was|were|got) \w+|had|ont (?:ete )?\w+e{1,2}s?"
    r"|a (?:ete )?(?:invite|emis|envoye|tenu|lance|delivre|procede)\w*)\b)"
)  # in case you wonder: 300 invitations; if you missed it, 300 were issued
_WOULD = compiled(r"\b(?:would|will|could|might|may|serai(?:t|ent)|sera|seront|pourrai(?:t|ent)|aurai(?:t|ent))\b")
_TELLS = compiled(
    r"\s(?:one|draw|round)s? (?:came|was|were|arrived|landed|happened|took place|fell)\b"  # the expected one came on
    r"|\s(?:also\s)?(?:be (?:recalled|remembered|noted|said|seen|added)|recall|remember|note|know"
    r"|have (?:noticed|seen|read))\b"
)  # it will be recalled that
_ONE_OF = compiled(
    r"\s(?:be|have been|etre|avoir ete)\s(?:one of|among|l'une? d|parmi )(?:\s?(?:the|les|es))\s(?=[0-9])"
)  # you could be one of the 94 who got a letter
_WAS = compiled(
    r"\s(?:now|maintenant|desormais|have (?:needed|had to|received))\b"
    r"|\s(?:(?:crs|eoi|scg|score)\s){0,2}(?:had|scored|got|was|were|sat|aviez|obteniez|etait)\s[^.;,]{0,24}[0-9]"
)  # they can now apply: what lets them was done; if you had 33 or more
_LACKING = compiled(
    r"\b(?:short of|shortage of|shortfall of|(?:is|are) (?:lacking|missing)|manque(?:nt)? (?:de )?|penurie de)\s"
    r"(?:(?:about|some|over|around|nearly|almost|more than|at least|plus de|environ|pres de)\s)?(?=[0-9])"
)  # the province is short of 33,000 nurses


def conditions(node: Node, teller: Teller) -> None:
    """Find what would or might be: behind "if" and "can", or a number before "may"."""
    if not node.of(*NUMBERS):
        return
    for match in _LACKING.finditer(teller.text, node.start, node.end):
        give(node, "condition", lambda fact, at=match: fact.span[0] == at.end())  # type: ignore[misc]
    over = node.end
    supposed = search("if", teller.text, node.start, node.end)
    if supposed is not None and not _YES_OR_PAST.match(teller.text, supposed.end(), node.end):
        told = _BESIDE_IF.search(teller.text, supposed.end(), node.end)
        over = node.end if told is None or _WOULD.search(teller.text, told.end(), node.end) else told.end()
        give(node, "condition", lambda fact: fact.kind in NUMBERS and supposed.start() <= fact.span[0] < over)
    words = node.words
    acted = words.places("issued", "invites", "held")
    whom = _FOR_WHOM.match(teller.text, node.start, node.end)
    begins = node.start if whom is None else whom.end()
    for at in words.places("may-be"):
        if (
            words.starts[at] >= begins
            and not _is_month(words, at)
            and not (at and teller.text[slice(*words.span(at - 1, at - 1))] in ("who", "qui"))
            and not _WAS.match(teller.text, words.ends[at])
            and not pattern("is enough").match(teller.text, words.starts[at])
            and not (words.values[at] == "should" and words.name(at - 1) in ("profiles", "score"))
            and not _TELLS.match(teller.text, words.ends[at])
            and not _ONE_OF.match(teller.text, words.ends[at])
        ):
            rest = words.names[at:]
            tells = "colon" in rest and "day" in rest[rest.index("colon") :]  # look into it: on May 9, 94 were
            stops = ("semicolon", "colon")[: 1 + tells]
            clause = at + next((end for end, name in enumerate(rest) if name in stops), len(rest))
            clause = min(clause, main_clause(node, at, teller.text))
            if any(act < at for act in acted) or (supposed is not None and over < node.end):
                continue  # what was done stands before, or beside: candidates who may qualify; if you missed it
            give(node, "supposed", lambda fact, at=at, to=clause: fact.kind in NUMBERS and at - 6 < fact.at < to)  # type: ignore[misc]


_FOR_WHOM = compiled(
    r"(?:and |so |et )?(?:for|to|pour|a) (?:(?:all|tous|toutes) )?(?:those|any(?:one|body)|every(?:one|body)|people"
    r"|whoever|you|ceux|celles|qui|les)\b[^:;.?!]{0,80}:"
)  # for those who do not want to click: May 9, 94 invitations
_OPENS = compiled(
    r"(?:(?:just |only )?(?:an?|one|two|three|[0-9]{1,2}|une?|deux|trois) (?:(?:day|week|month|jour|semaine)s?|mois) )?"
    r"(?:after|before|while|as(?! of\b)|although|even as|because|apres|alors|pendant|bien)\b"
)


def main_clause(node: Node, at: int, text: str) -> int:
    """Return where the main clause of a sentence begins, behind one that opens it: after it said it would, 94..."""
    words = node.words
    acts = [act for act in words.places("issued", "invites", "held") if act > at]
    if not acts or _OPENS.match(text, node.start) is None:
        return len(words.names)
    return max((place for place in range(at, acts[0]) if words.names[place] == "comma"), default=len(words.names))


_BEFORE_A_MONTH = ("in", "of", "since", "until", "between", "word")


def _is_month(words: Words, at: int) -> bool:
    """Return True if a word that may be "may" is the month: in May Ontario drew."""
    return words.values[at] in ("may", "mai") and words.name(at - 1) in _BEFORE_A_MONTH
