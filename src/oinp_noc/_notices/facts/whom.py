"""Named words in, the people in them out: "welders and truck drivers", and whether a sentence says it called them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.callings import callings, pairs_of_titles, workers_of_titles
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.lexicon import over

if TYPE_CHECKING:
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.words.lexicon import Words

_AROUND = 140  # characters before and behind what people work as
_OF_DRAWS = (
    r"draws?|rounds?|search|searches|selections?|invitations?|notifications?|itas?|nois?|tirages?|rondes?"
    r"|avis\s+d'interet"
)
_THEY = (
    r"they|all|both|it|these|those|each|others?|former|latter|last|first|second|third|(?:first|last|other)\s+(?:two|three)"
    r"|ones?|toutes|tous|elles?|ils?|une?|autres?|c'|premiere?s?|deuxiemes?|secondes?|troisieme|dernier(?:e|s)?"
)
_THESE = (
    r"(?:(?:the|all|some|its|les?|la|des|ces|only|just|[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+)"
    r"{0,2}"
)
_NOT = r"(?!(?:who|whom|that|which|whose|if|may|can|could|should|not|order|belonging|need[a-z]*|qui|dont|si)\b)"
_BE = r"(?:was|were|is|are|went|goes?|been|all|only|exclusively|meant|est|sont|etai[a-z]+|alle[a-z]+|destine[a-z]+)"
_OF_DAY = r"\s(?:of|du)\s(?:[0-9]{1,2}[a-z]{0,2}\s[a-z]{3,9}|[a-z]{3,9}\s[0-9]{1,2})(?:,?\s[0-9]{4})?"
_LEADS = compiled(
    rf"\b(?:(?:{_OF_DRAWS}|went)\b(?:[^.;:()]|(?<=offer):){{0,90}}\s(?:stream|category)(?:\son\s[a-z]{{3,9}}\s[0-9]{{1,2}}(?:,?\s[0-9]{{4}})?)?,?"
    rf"\s+(?:(?:again|also|once\smore)\s)?to\s{_THESE}\Z|(?:{_OF_DRAWS})\b(?:\s\([^()]{{0,90}}\)|{_OF_DAY})?(?:\s{_NOT}[a-z'-]+){{0,4}}?\s+(?:for|to|at|pour|a|aux?|des)\s{_THESE}\Z"
    rf"|(?:{_THEY})\s+(?:{_BE}\s+){{1,3}}(?:for|to|pour|a|aux?|des)\s{_THESE}\Z"
    r"|(?:(?:all|both|each)(?:\s+of\s+(?:them|these|those|which))?|(?:toutes|tous)(?:\s+(?:les\s+)?(?:deux|trois))?)"
    rf"\s+(?:{_BE}\s+)?(?:for|to|pour|aux)\s{_THESE}\Z"
    rf"|(?:,|\s-)\s(?:all|both|toutes|tous)\s(?:in|dans|en)\s{_THESE}\Z"
    r"|(?:one|first|second|third|other|another|une?|premiere?|deuxieme|seconde?|troisieme|autre),?\s+(?:for|pour)"
    rf"\s{_THESE}\Z"
    r"|(?:they|all|all\s+of\s+them|ils|elles|tous|toutes)\s+(?:are|were|work(?:ed)?\s+as|sont|etaient)"
    rf"\s+(?:all\s+)?{_THESE}\Z"
    rf"|(?:all|both|each)\s+of\s+(?:them|these|those|whom)\s+(?:in|from)\s{_THESE}\Z"
    rf"|(?:tous|toutes)\s+(?:deux\s+)?(?:dans|du|de|des)\s+(?:l[aes]s?\s+)?(?:(?:domaine|secteur)s?\s+(?:de|d[ue]s?)\s+)?{_THESE}\Z"
    r"|(?:only\s+one|seule?)\s+(?:occupation|job|profession|trade|metier|emploi|poste),?\s+(?:that|celle|celui|ceux)"
    rf"\s+(?:of|d[eu]s?)\s{_THESE}\Z"
    rf"|(?:target(?:ed|ing|s)|vis(?:e|ent|ait|aient|ant)|cibl(?:e|ent|ait|aient|ant))\s+{_THESE}\Z"
    rf"|(?:turn|tour)\s+(?:of|de|du)?\s*{_THESE}\Z"
    rf"|(?:meant|intended|reserved|destinee?s?|reservee?s?|limitee?s?|s'adress[a-z]+)\s+(?:only\s+)?"
    rf"(?:for|to|aux?|a)\s{_THESE}\Z"
    rf"|(?:only|exclusively|solely|just|seule?s?|uniquement|exclusivement)\s+(?:for\s+|to\s+|pour\s+|aux?\s+)?{_THESE}\Z"
    r"|(?:ontario|province|oinp|pcio|it|ministry|program(?:me)?|elle|il)\s+(?:(?:has|had|also|then|again|only|just|a|avait|aussi|encore)\s+){0,2}"
    r"(?:invited|drew|drawn|called(?:\s+(?:in|for|on|up))?|picked|chose|selected|asked\s+for|invite|convoque|appele|choisi|retenu|sollicite)"
    rf"\s{_THESE}\Z"
    r"|(?:one|only|une?|seule?)\s+(?:occupation|job|profession|trade|group|metier|emploi|poste)(?:\s+(?:only|alone|seulement))?\s*:\s+\Z"
    rf"|\b(?:draw|round|tirage|ronde)\s(?:no\.?\s?|#)?(?:[0-9]{{1,2}}|[a-h])\s?[-:]\s{_THESE}\Z)"
)  # the draw was for welders, they all went to welders, Ontario invited welders, only welders, one job only: welders
_CLOSES = compiled(
    r"(?:\s?\((?:noc|cnp)\s[^()]{0,60}\),?)?\s+(?:(?:only|alone|seulement|uniquement)\b|(?:and|et)\s+(?:[a-z]+\s+)?(?:no|nobody|nothing|aucune?|personne|rien)\b"
    r"|(?:have\s+|has\s+|last\s+)?(?:had|got)\s+(?:an?\s+(?:draw|round)\s+of|(?=(?:its|their)\s+own\s+(?:draw|round)))\s*(?:its|their)\s+own\b"
    r"|(?:a|ont|avaient|avait)\s+eu\s+(?:son|leur)\s+propre\s+(?:tirage|ronde)\b"
    r"|(?:have\s+|has\s+|ont\s+)?(?:received|got|recu|obtenu)\s+(?:[a-z]+\s+){0,2}?[0-9]"
    r"|(?:were|was|had\s+been|have\s+been|have|had|are|ont\s+ete|etaient|furent)\s+(?:[a-z]+\s+){0,2}?"
    r"(?:first|next|last|focus|targets?|cibles?|invited|called|chosen|selected|picked|asked|considered|drawn|targeted|eligible"
    r"|vise[a-z]*|invite[a-z]*|choisi[a-z]*|appele[a-z]*|retenu[a-z]*)\b)"
)
_JOINS = compiled(
    r"(?:\s?\((?:(?:noc|cnp)\s)?[0-9]{4,5}\))?(?:,|,?\s+(?:and|or|et|ou)|\s*/)"
    r"(?:\s+(?:for|pour|des|les|aux|a|other|some))?(?:\s+[a-z-]+)?\s*"
)
_RELATED = compiled(r"(?:,|\s+and|\s+or)\s+related\s+(?:machine\s+)?(?:occupations|workers|operators)")
_WORK = (
    r"(?:occupations?|professions?|jobs?|trades?|roles?|nocs?|codes?|unit\s+groups?|metiers?|emplois?"
    r"|groupes\s+de\s+base)\b"
)
_LISTED = compiled(
    rf"\b(?:one|une?|any(?=\s+of\s+[0-9]))\s+(?:of|des|de)\s+(?:(?:the|these|those|its|their|our|les|ces)\s+)?(?:[a-z0-9-]+\s+){{0,3}}?{_WORK}"
    rf"|\b(?:certain|specific|particular|select|selected|chosen|certaines|certains)\s+(?:[a-z-]+\s+)?{_WORK}"
    rf"|\b{_WORK}\s+(?:[a-z]+\s+){{0,4}}?(?:on|from|of|in|sur|de|d')\s*(?:the|an?|this|that|its|their"
    r"|la|une|cette|leur|sa)\s+(?:[a-z'-]+\s+)?liste?\b"
    rf"|\b{_WORK}\s+(?:that\s+(?:is|are|was|were)\s+)?(?:listed|enumere[a-z]*|precise[a-z]*)\b"
)  # in one of 46 trades, in certain occupations, a trade on the list
_SEEN_ELSEWHERE = compiled(
    r"(?:(?:the|eligible|targeted|full|list|liste|of|la|les|des|noc|cnp)\s){0,4}"
    r"(?:jobs?|occupations?|roles?|trades?|professions?|metiers?|nocs?|cnp|codes?|lists?|listes?)\b[^:.;,0-9]{0,30}:\s"
    r"(?:(?:the|please|la|le|too|trop|list|liste|full|much|complete|many)\s){0,3}"
    r"(?:see|voir|consult(?:ez|er)?|long|longue|many|attached|linked|posted|online"
    r"|annexe|ci-jointe?|en (?:annexe|ligne|piece jointe))\b"
)  # Jobs on the list: see the program's site
_ASKED = compiled(
    r"\b(?:had|needed|required|were|was|came|worked|considered|invited|called|chosen|selected"
    r"|counted|mattered|qualified|comptai[a-z]+|fallait|devai[a-z]+|avai[a-z]+|etai[a-z]+|figurai[a-z]+|exigeait|demandait|travaill[a-z]+|ete)\b"
)
_FOR_SOME = compiled(
    r"\b(?:only|just|again|still|seulement|uniquement|encore) (?:for|to|pour|aux?)\s\W{0,3}(?:one |une? )?\Z"
)  # it is again for "certain occupations"
_ASKS = compiled(r"\b(?:must|may|can|will|doi(?:t|vent)|peu(?:t|vent)|if|si)\b")  # of who may be invited some day
_SMALL = compiled(r"of|in|and|or|for|to|the|de|du|des|la|le|les|en|a|au|aux|et|ou")


def workers(words: Words, text: str) -> list[tuple[int, int]]:
    """Find what people work as: the first and the last word of each, joined where they are named in a row."""
    called, heads, pairs = callings(), workers_of_titles(), pairs_of_titles()
    spelt = [text[start:end].split() for start, end in zip(words.starts, words.ends, strict=True)]
    if all(map(heads.isdisjoint, spelt)):  # which those called so are among
        return []
    beside = [False, *((one[-1], other[0]) in pairs for one, other in pairwise(spelt)), False]
    found: list[tuple[int, int]] = []
    used = -1
    for at, written in enumerate(spelt):
        known = not called.isdisjoint((written[0], written[-1]))
        head = known or (beside[at] and written[-1] in heads)
        if at <= used or not head or words.names[at] in ("stream", "short"):
            continue
        first = last = at
        while first > used + 1 and beside[first] and not _SMALL.fullmatch(spelt[first - 1][-1]):
            first -= 1
        while beside[last + 1] or (
            last + 2 < len(beside) and _SMALL.fullmatch(spelt[last + 1][0]) and beside[last + 2]
        ):
            last += 1
        while _SMALL.fullmatch(spelt[last][-1]):
            last -= 1
        used = last
        if found and _JOINS.fullmatch(text, words.ends[found[-1][1]], words.starts[first]):
            first = found.pop()[0]
        found.append((first, last))
    return found


def joined(words: Words, text: str, first: int, last: int) -> tuple[int, int]:
    """Widen labels by the people named in a row with them: "nurses, finance professionals and welders"."""
    for begin, end in workers(words.part(0, first), text):
        if _JOINS.fullmatch(text, words.ends[end], words.starts[first]):
            first = begin
    behind = last + 1
    for begin, end in workers(words.part(behind, behind + _ROW), text)[:1]:
        if _JOINS.fullmatch(text, words.ends[last], words.starts[behind + begin]):
            last = behind + end
    return first, last


def of_a_place(words: Words, text: str, first: int) -> int:
    """Return the first word of the people whose place a part of the province is: "nurses with a job in the GTA"."""
    at = max(0, first - _ROW)
    people = workers(words.part(at, first), text)
    there = bool(people) and _THERE.fullmatch(text, words.ends[at + people[-1][1]], words.starts[first])
    return at + people[-1][0] if there else first


def narrowed(words: Words, text: str, first: int, last: int) -> tuple[int, int] | None:
    """Return the place of the people, right behind a number, of whom the name of a sector is only a part.

    "38 special education teachers" are not all of education, nor "38 enseignants en éducation spécialisée".
    """
    before = _COUNTED.search(words.line, max(0, first - _NAME), first)
    if before is None or words.names[last] != "label":
        return None
    if first < last:
        kind = words.follows(last + 1, "<word><in|comma|stop|article>") and _OF_A_KIND.match(text, words.ends[last])
        return (first, last + 1) if kind else None
    behind = _CALLED.match(words.line, last + 1)
    called = behind is not None and text[slice(*words.span(behind.end() - 1, behind.end() - 1))] in callings()
    return (before.end("n"), behind.end() - 1) if behind is not None and called else None


_COUNTED = over(r"(?P<n><number>(?:<invitation><word|issued>?<to|in><article|of>?)?)<word>{0,2}\Z")
_CALLED = over(r"<word>{1,2}")
_OF_A_KIND = compiled(
    r"\s(?!ontarien|canadien|provincial)[a-z-]{2,}(?:ee|ale|ique|elle|aire|ive|ieure)\b"
)  # santé publique
_NAME = 7  # words


_THERE = compiled(
    r"(?:,?\s(?:(?:who|that|qui)\s)?(?:all\s)?(?:work[a-z]*|liv(?:e|ing)|based|located|employed|travaill[a-z]+|etablie?s|exerc[a-z]+"
    r"|(?:with|ha(?:d|ve)|hold(?:ing)?|held|avec|ayant|a[yv][a-z]+)\s(?:(?:an?|une?|des|permanent|valid|full-time)\s){0,3}"
    r"(?:job|work|position|poste|emploi|offre)s?(?:\s(?:offers?|d'emploi|valides?|permanentes?)){0,2}))?"
    r"\s(?:in|from|within|across|throughout|around|of|dans|en|du|des?|d'|au)\s?(?:the\s|la\s|les?\s|l')?"
)  # nurses in the GTA, welders with job offers in the North, infirmières du nord de l'Ontario


_OF_OCCUPATIONS = over(r"<draw><in|to|of>(?P<words><word>{1,3}<occupations>)")  # a draw for dental occupations
SAYS_NOTHING = compiled(
    r"(?:(?:specific|certain|particular|select|selected|various|several|distinct|different|chosen"
    r"|given|these|those|named|specified|designated|identified|listed|some|set"
    r"|donnee?s|nommee?s|designee?s|determinee?s|precise?s?|certaine?s|quelques|divers(?:es)?|differente?s|particuli[a-z]+|plusieurs|choisie?s)\s?){1,2}"
)  # it focused on specific occupations
_ROW = 24  # words of a row
_BEFORE_NUMBER = "<comma|colon|dash><about>?<number><invitation|people>"  # May 13: welders and bakers, 98 invitations
_NEXT = "<NAME><stream-word>?<comma|and|semicolon>{1,2}<article>?"
_ITS_NUMBER = "<about>?<number><in|to|of><article|stream-word>{0,2}<NAME>"
"""What stands before and behind further people: nurses got 94 of the one stream, and cooks 31 of the other."""
WHOM = "whom it was for"
COUNTED = "whom they counted"


def named(words: Words, text: str, start: int, end: int) -> list[tuple[int, Place, str]]:
    """Find the people of whom a sentence says that a draw was for them, or that so many of them were invited.

    Args:
        words: its words.
        text: the text, spelt plainly.
        start: where it begins.
        end: where it ends.

    Returns:
        Of each their first word, their place, and the rule that found them.
    """
    found = []
    for match in _OF_OCCUPATIONS.finditer(words.line):
        first, last = match.start("words"), match.end("words") - 1
        if not SAYS_NOTHING.fullmatch(text, words.starts[first], words.starts[last]):
            found.append((first, (words.starts[first], words.ends[last]), WHOM))
    for start_of, last in workers(words, text):
        first = start_of - words.precedes(start_of, "<number><label>")  # 90 health aides
        rule = COUNTED if words.name(first - 1) == "number" else ""
        heads = first == 0 or (words.names[first - 1] in ("colon", "dash") and words.name(first - 2) == "day")
        rule = WHOM if heads and words.follows(last + 1, _BEFORE_NUMBER) else rule
        rule = WHOM if words.precedes(first, _NEXT) and words.follows(last + 1, _ITS_NUMBER) else rule
        rule = WHOM if is_called(words, text, (first, last), (start, end)) else rule
        if rule:
            related = _RELATED.match(text, words.ends[last], end)
            found.append((first, (words.starts[first], related.end() if related else words.ends[last]), rule))
    return found


def is_called(words: Words, text: str, place: tuple[int, int], part: Place) -> bool:
    """Return True if the words around say that a draw was for what stands from one word to another."""
    at, stop = words.starts[place[0]], words.ends[place[1]]
    leads = _LEADS.search(text, max(part[0], at - _AROUND), at)
    return leads is not None or _CLOSES.match(text, stop, part[1]) is not None


def asks(text: str, start: int, end: int) -> bool:
    """Return True if a sentence says that those invited work in one of several occupations, without saying in which."""
    if _SEEN_ELSEWHERE.match(text, start, end):
        return True
    listed = _LISTED.search(text, start, end)
    if listed is None or _ASKS.search(text, start, end):
        return False
    return bool(_FOR_SOME.search(text, start, listed.start()) or _ASKED.search(text, start, end))
