"""Nodes in, roles out: the day, number and target of an earlier draw with which that of a draw is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import COUNTS, Teller, give, give_all
from oinp_noc._notices.words.lexicon import search

if TYPE_CHECKING:
    import re

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_DAY_BEHIND = r"[0-9][0-9, ]{0,6}\s(?:[a-z]{1,15}\s){0,2}?(?:on|le|in|en|of|du)\s(?P<day>)"
_COMPARED = compiled(
    r"\b(?:(?:(?:up|down|upwards?)(?= from)|compared|against|contre|versus|vs\.?|par rapport aux?"
    rf"|en (?:hausse|baisse))\s)(?:from\s|to\s|with\s|sur\s|les\s){{0,2}}{_DAY_BEHIND}"
)  # up from 86 on September 5
_TIMES = compiled(
    r"\b(?:(?:double|twice|triple|half|times|than)(?: of)? (?:the|those)|(?:double|triple|moitie|tiers) des|qu[e'] les)"
    rf"\s{_DAY_BEHIND}"
)  # 512 people, almost double the 270 of September 5


_TIME = r"(?:[^.;:,]|\.(?= [0-9])){3,60}"  # Nov. 21
_SINCE = compiled(
    rf"\b(?:(?:since|than in|than on)\s{_TIME}(?:,\s[0-9]{{4}})?,?\s(?:when|in which|at which|on which|the day)"
    rf"|(?:depuis|qu'en)\s{_TIME},\s(?:lorsqu(?:e|'on|'elle|'il)|quand|(?:le )?jour ou|moment ou|ou|date a laquelle"
    rf"|dans lequel))\b|\bdepuis\s{_TIME}[;,](?=[^.;:]{{0,80}}\balors\b(?! que))"
)  # the first since July 2022, when 1,084 were invited
_NO_DRAW = compiled(
    r"\b(?:no|any|not|never|[a-z]{2,5}n't|n'a|n'y a|aucune?|pas)\b(?:[ '][a-z'-]+(?: [a-z'-]+){0,6}?)??"
    r" (?:draw|round|tirage|ronde)s?\b[^0-9]{0,40}\Z"
)  # there was no trades draw since February 17, when 518 were invited
_AFTER_A_DRAW = compiled(
    r"\b(?:days?|weeks?|months?|unlike|as in|than in|since|jours?|semaines?|mois|depuis"
    r"|compared (?:to|with)|relative to|par rapport|comparativement) (?:after |apres )?"
    r"(?:(?:an? |the |that |un |une |le |la |au |a la )(?:[a-z-]{1,20} ){0,4}?(?:draw|round|tirage|ronde)\b"
    r"(?: (?:for|targeting|aimed at|pour|visant) [^(),;.:0-9]{3,40}\b)?"
    r"(?: (?:of|on|du) [^(),;.]{3,30}(?:, [0-9]{4} )?\([^()]{0,80}\))?"
    r"|(?:(?:the|le) )?(?:[a-z]{3,9} )?[0-9][^(),;.]{0,25}(?:, [0-9]{4} )?\([^()]{0,80}\))"
)  # two weeks after a tech draw, since the tech draw of August 1 (1,773, 435 points), since January 9 (630 at 33)
_UNLIKE = compiled(
    r", (?:(?:but )?unlike|as opposed to|in contrast (?:to|with)|contrairement|a la difference|a l'inverse)\b"
    r"(?=[^.;,()]{0,50}\b(?:[0-9]{1,2} [a-z]|[a-z]{3,9} [0-9]))"
)  # it was general, unlike that of May 9, which was for nurses and took 94
_UNLIKE_THEM = compiled(
    r"\b(?:unlike|contrary to|in contrast (?:to|with)|as opposed to|contrairement|a la difference|a l'inverse)\b"
    r"[^.;:]{3,200}?,\s(?=(?:this|it|the|that one|these|those|today|yesterday|ontario|oinp|celui-ci|celle-ci|ceux-ci|ce"
    r"|cette|ces|celui|celle|il|elle|on|la|le|les|l'[a-z]+)\b)"
)  # unlike last year's draws, which were open to all, this one was for nurses
_WHILE = compiled(
    r"\b(?:while|whereas|alors que|tandis que)\s[^.;:]{3,160}?,\s"
    r"(?=(?:ontario|oinp|the oinp|the province|l'ontario|la province)\b)"
)  # while Alberta targets trades, Ontario looked at everybody
_THAN_THAT = compiled(
    r"\b(?:than|as|qu')\s?(?:in |for |at |au |a la |le |la |the |that ){1,2}(?:draw|round|tirage|ronde|selection) "
    r"(?:of|on|from|du|de) [^:;.]{3,60}?(?:, (?:which|that|qui) [^:;.]{3,90})?\s?:\s?(?=[0-9])"
)  # twice as many as in the draw of May 9, which was for nurses, too: 94
_AIMS = ("target", "general")
_SAME_AS = compiled(
    r"\b(?:same (?:[a-z]+ )?as(?: (?:(?:it was|they were|those) )?(?:on|in|of|for))?"
    r"|memes? (?:[a-z]+ )?(?:que|qu'))(?: celles?| ceux| celui)?(?: du?e?)?(?: le| the)? ?"
    r"(?=[a-z]{0,9}\.? ?[0-9]{1,2}\b)"
)  # the occupations were the same as on February 2


_NONE_SINCE = compiled(
    r"(?:\b(?:not|never|no|first|aucune?|pas|premiere?)\b|n't\b)[^.;]{0,80}\b(?:since|depuis)\s(?:le\s)?(?=[^.;]{0,20}[0-9])"
)
_THEN = compiled(
    r"\s+(?:(?:back |just )?then,|at (?:the|that) time\b|that (?:day|time)\b|in that (?:draw|round)\b"
    r"|on that (?:day|occasion)\b|a l'epoque\b|ce jour-la\b|cette fois-la\b|lors de ce tirage\b|alors,)"
)  # trades had not been called since October 2, 2028. Then, 240 were invited


def compared(node: Node, teller: Teller) -> None:
    """Find the day of a number with which that of a draw is compared, and the target of a draw before it."""
    if not node.facts:
        return
    if _NONE_SINCE.search(teller.text, node.start, node.end) and _THEN.match(teller.text, node.end):
        node.facts = [fact._replace(kind="day") if fact.kind == "bound" else fact for fact in node.facts]
        give_all(node, "recalled")
        node.role = "recalled"
    for match in _AFTER_A_DRAW.finditer(teller.text, node.start, node.end):
        give(node, "recalled", lambda fact, span=match: span.start() <= fact.span[0] < span.end())  # type: ignore[misc]
        if any(match.start() <= fact.span[0] < match.end() for fact in node.of(*COUNTS)):
            node.facts = [_day_of_its_own(fact, match) for fact in node.facts]
    for match in _SINCE.finditer(teller.text, node.start, node.end):
        if any(fact.span[0] >= match.end() for fact in node.of(*COUNTS)):
            _tell_of_before(node, teller.text, match)
    if (said := _THAN_THAT.search(teller.text, node.start, node.end)) is not None:
        give(node, "recalled", lambda fact: fact.span[0] > said.start())
    _contrasted(node, teller)
    for match in _SAME_AS.finditer(teller.text, node.start, node.end):
        give(node, "recalled", lambda fact, span=match: fact.kind == "day" and fact.span[0] == span.end())  # type: ignore[misc]
    counted = min((fact.span[0] for fact in node.of(*COUNTS)), default=node.end)
    times = _TIMES.finditer(teller.text, counted, node.end)
    for match in (*_COMPARED.finditer(teller.text, node.start, node.end), *times):
        give(node, "recalled", lambda fact, span=match: span.start() <= fact.span[0] <= span.end("day"))  # type: ignore[misc]


def _contrasted(node: Node, teller: Teller) -> None:
    """Find what is told of others in a clause on them: unlike last year's draws, while Alberta targets trades."""
    ends = [(match.start(), node.end) for match in _UNLIKE.finditer(teller.text, node.start, node.end)]
    ends += [match.span() for match in _UNLIKE_THEM.finditer(teller.text, node.start, node.end)]
    for first, last in ends:
        give(node, "recalled", lambda fact, first=first, last=last: first <= fact.span[0] < last)  # type: ignore[misc]
    for match in _WHILE.finditer(teller.text, node.start, node.end):
        if search("elsewhere", teller.text, *match.span()) is not None:
            theirs = [fact for fact in node.of(*_AIMS) if match.start() <= fact.span[0] < match.end()]
            give(node, "elsewhere", theirs.__contains__)


def _tell_of_before(node: Node, text: str, since: re.Match[str]) -> None:
    """Give what stands behind "since" to an earlier draw, and whom a draw was for that there was none of since."""
    none = _NO_DRAW.search(text, node.start, since.start())
    first = since.start() if none is None else none.start()
    node.facts = [
        _day_of_its_own(fact, since)._replace(role="recalled")
        if fact.span[0] >= first and fact.role in ("announced", "recalled", "condition")
        else fact
        for fact in node.facts
    ]


def _day_of_its_own(fact: Fact, span: re.Match[str]) -> Fact:
    """Return the day since which something was not done as that of the draw told there: since April 25, when ..."""
    within = fact.kind == "bound" and span.start() <= fact.span[0] < span.end()
    return fact._replace(kind="day") if within else fact


_BACK = compiled(
    r"\W{0,3}(?:back (?:on|in)|(?:an? )?(?:[a-z]{3,9} )?(?:look(?:ing)?|glance|glancing|think(?:ing)?) back|flash-?back"
    r"|throwback|(?:un )?(?:[a-z]{3,9} )?(?:retour|coup d'oeil|regard) (?:en|vers l'|sur l[ea] ?)(?:arriere|passe)?)\b"
)  # looking back: on May 9, 510 were invited
_COMPARE = compiled(
    r"\W{0,3}(?:(?:compare|contrast)(?: (?:that|this|it|those|these))?(?: (?:numbers?|figures?))?(?: (?:to|with))?"
    r"|(?:a )?compar(?:er|ez|ons)(?: (?:cela|ca|ces? (?:chiffres?|nombres?|notes?)))? (?:au?|avec)"
    r"|(?:(?:that|this|it)(?: is|'s) )?a far cry from|(?:on est|nous sommes|c'est) (?:bien |tres )?loin d[eu])\b"
)
_SPRING = r"(?:spring|summer|fall|autumn|winter)"
_SEASON = compiled(
    rf"(?:(?:and|but|yet|et|mais),? )?(?:(?:(?:back )?in|during|over|this|last)(?: the)?(?: early| late)? {_SPRING}\b"
    rf"|the {_SPRING} (?:draw|round)\b|(?:au|pendant le|durant le|ce|le) printemps\b"
    r"|(?:a|en|durant|pendant|cet) (?:l')?(?:ete|automne|hiver)\b|l'(?:ete|automne|hiver) (?:dernier|passe)\b)"
)  # in the spring, 1,200 were invited
_IN_A_SEASON = compiled(
    rf"\b(?:in the|over the|last) {_SPRING}\.?\Z|\b(?:au printemps|(?:a|en) (?:l')?(?:ete|automne|hiver))\.?\Z"
)
_WHO = compiled(r"\b(?:who|whose|qui|dont)\b")


def _is_of_a_season(node: Node, text: str) -> bool:
    """Return True if a sentence with numbers and no day begins with a season, or ends in one in which it was."""
    if not node.of(*COUNTS, "score") or node.of("day", "days"):
        return False
    ends = _IN_A_SEASON.search(text, node.start, node.end) and _WHO.search(text, node.start, node.end) is None
    return bool(ends or _SEASON.match(text, node.start))


def back_on(node: Node, teller: Teller) -> None:
    """Recall what a sentence tells of a day, year or season that it goes back to: back on May 9, it was 94."""
    back = (teller.told and _BACK.match(teller.text, node.start)) or _COMPARE.match(teller.text, node.start)
    season = teller.told and _is_of_a_season(node, teller.text)
    if season or (back and node.of("day", "days", "year")):
        give_all(node, "recalled")


_CAME_FROM = compiled(
    r"\b(?:fell|fallen|dropped|rose|risen|went (?:up|down)|climbed|slipped|declined|eased|decreased|increased|moved"
    r"|came down|passee?|descendue?|tombee?|baisse|monte|remonte)\s(?:from|de)\s(?P<was>[0-9]{2,3})(?![0-9])"
    r"(?:\spoints?)?[^.;:]{0,60}?,?\)?\s(?:to|a)\s(?P<now>[0-9]{2,3})(?![0-9])"
)


def came_from(node: Node, text: str) -> None:
    """Recall the score, and its day, from which that of a draw came: it fell from 47 (May 3) to 44."""
    match = _CAME_FROM.search(text, node.start, node.end)
    now = [fact for fact in node.of("score") if match is not None and fact.span[0] == match.start("now")]
    if match is None or not now or node.of(*COUNTS):
        return
    (was, start), end = match.span("was"), match.start("now")
    days = [fact for fact in node.of("day") if start < fact.span[0] < end]
    facts = [fact._replace(role="announced") if fact in now else fact for fact in node.facts if fact not in days]
    if days:
        score = now[0]._replace(value=(int(match["was"]), None), span=(was, start), at=node.words.place_of(was))
        facts = [fact for fact in facts if fact.span[0] != was]
        facts += [fact._replace(role="recalled") for fact in (score, *days)]
    node.facts = sorted(facts, key=lambda fact: fact.at)
