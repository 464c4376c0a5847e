"""Nodes in, roles out: numbers that are sums over a time, or forecasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.ordinals import MONTHS
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.conditions import main_clause
from oinp_noc._notices.roles.teller import COUNTS, NUMBERS, Teller, clauses, give, give_all
from oinp_noc._notices.tree.later import names_a_day
from oinp_noc._notices.words.lexicon import INVITED, over, pattern, search

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact, Words

_SINCE_A_MONTH = compiled(
    rf"\b(?:since|depuis)\s(?:{MONTHS}|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre"
    r"|decembre)\b(?! [0-9]|,? (?:when|in which|quand|lorsqu[e']|ou)\b)"
)  # 241 people since February
_UP_TO = over(r"<word>?<SMALL>?<to|until><day><comma>?(?!<and>)")
_DRAWS = over(r"<number><targeting|word|label>{0,2}<draw><word>?<SMALL>?$")  # twelve draws in 2024
_ORDINAL = over(r"<draw><word|SMALL>?$|<draw>?<recalled><comma>?<word|SMALL>?$")  # the fifth draw in 2024
_OPENS = 2  # words before something that a sentence begins with
_NEAR_BY = 80  # characters


def so_far(node: Node, teller: Teller) -> None:
    """Find the numbers that are sums over a stretch of time."""
    _averages(node, teller)
    _over_time(node, teller.text)
    counts = node.of(*COUNTS)
    summed, teller.summed = teller.summed, False
    if not counts:
        goes_on = summed and not node.of("day", "days", "stream", "score")  # it is more than in the year before
        teller.summed = goes_on or (node.says("so-far") and bool(node.of("other"))) or _is_of_many(node, teller.text)
        return
    of_these = summed and (_OF_THESE.match(teller.text, node.start) is not None or _is_part(node, teller.text))
    of_these = of_these or _is_of_many(node, teller.text) or (summed and _goes_on(node, teller))
    if of_these or _tells_of_a_month(node, teller) or _is_of_months(node) or _is_of_weeks(node):
        give_all(node, "so-far", COUNTS)
    _sums_up(node, teller)
    teller.summed = all(fact.role == "so-far" for fact in node.of(*COUNTS))


_OF_THESE = compiled(
    r"(?:(?:of|among) (?:these|those|them|which|whom)|dont|parmi (?:eux|elles|ceux|celles)|de ces|sur ces)\b"
)


_PART = compiled(
    r"(?:(?:about|over|some|nearly|environ|pres de) )?[0-9][0-9, ]{0,7}\s?(?:of (?:them|these|those|which)"
    r"|d'entre (?:eux|elles))\b"
)


def _is_part(node: Node, text: str) -> bool:
    """Return True if a sentence behind a sum begins with a part of it, and tells of no day: 6,240 of them went to A."""
    return not node.of("day", "days", "score") and _PART.match(text, node.start) is not None


_MANY, _LARGE = 10, 1000  # draws: more than are held at once; invitations


_NTH = compiled(r"[0-9](?:st|nd|rd|th|e)")
_ITS = compiled(
    r"(?:\b(?:after|following|besides|unlike|one of|apres|outre|un des)(?: (?:the|its|les|ses))?) \Z"
)  # after 46 draws


def _is_of_many(node: Node, text: str) -> bool:
    """Return True if a sentence without a day counts more draws than are held at once: in 46 draws it sent 12,962."""
    return not node.of("day", "days") and any(
        fact.value >= _MANY
        and not _NTH.search(text, *fact.span)
        and not _ITS.search(text, max(node.start, fact.span[0] - 40), fact.span[0])
        for fact in node.of("rounds")
    )


def _goes_on(node: Node, teller: Teller) -> bool:
    """Return True if a sentence behind a sum tells of several streams, and of no day: workers got 511, students 280."""
    now = node.of("day", "days", "score") or node.says("today", "yesterday", "announced", "recalled")
    large = sum(fact.value for fact in node.of(*INVITED)) >= _LARGE
    return large and not (teller.begins or now) and len(node.of("stream")) > 1


_A_MONTH = compiled(rf"(?:{MONTHS}|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|decembre) [a-z]")


def _tells_of_a_month(node: Node, teller: Teller) -> bool:
    """Return True if a sentence is about a month, and no draw of it: January was quiet with 2,278 invitations."""
    of_a_draw = node.of("day", "days", "stream", "score", "target") or names_a_day(node, teller.text)
    return not of_a_draw and _A_MONTH.match(teller.text, node.start) is not None


def _is_of_months(node: Node) -> bool:
    """Return True if several draws were held in a time of more than a month: from January 1 to May 9 there were 14."""
    months = {end.month for fact in node.of("days") if fact.at <= _AT_ONCE for end in fact.value if end}
    return len(months) > 1 and any(fact.value > 1 for fact in node.of("rounds"))


def _is_of_weeks(node: Node) -> bool:
    """Return True if a sentence begins with a stretch of weeks, and names no stream: from June 1 to 30 it sent 94."""
    of_a_draw = node.of("day", "stream", "score", "target", "window", "rounds")
    stretches = [fact.value for fact in node.of("days") if fact.at <= _AT_ONCE and None not in fact.value]
    return not of_a_draw and any(
        (last.month - first.month) % 12 * 31 + last.day - first.day >= _WEEKS for first, last in stretches
    )


_WEEKS = 14  # days
_AT_ONCE = 3  # words before a time that a sentence begins with


_TIMES_BEFORE = compiled(r"\b(?:times|fois) (?:before|earlier|already|previously|auparavant|deja|avant|plus tot)\b")


def _sums_up(node: Node, teller: Teller) -> None:
    words = node.words
    if len(node.of("day")) > 1 and _TIMES_BEFORE.search(teller.text, node.start, node.end):
        give_all(node, "recalled")  # three times before in 2027: on May 9 (94), on June 6 (17)
        return
    if _UP_TO.match(words.line):
        give_all(node, "so-far", COUNTS)
        return
    years = {fact.at for fact in node.of("year") if fact.at and words.names[fact.at - 1] in ("in", "between", "since")}
    times = [
        at
        for at in (*words.places("so-far", "recalled"), *years)
        if at in years or words.names[at] == "so-far" or words.values[at] == "year"
    ]
    since = [words.place_of(match.start()) for match in _SINCE_A_MONTH.finditer(teller.text, node.start, node.end)]
    of_day = [fact.at for fact in node.of("bound") if _is_since(fact, node, teller.text)]
    times = sorted({*times, *since, *of_day})
    give(node, "so-far", lambda fact: fact.kind in COUNTS and _WHILE.match(words.line, fact.at + 1) is not None)
    times = [at for at in times if not _is_of_one_draw(words, at, teller.text)]
    most = [match.span() for match in _MOST_SINCE.finditer(teller.text, node.start, node.end)]
    times = [at for at in times if not any(start < words.starts[at] < end for start, end in most)]
    times = [at for at in times if main_clause(node, at, teller.text) == len(words.names)]
    times = [at for at in times if not _WHO.search(teller.text, node.start, words.starts[at])]
    of_each = len(node.of("day")) >= len(node.of(*COUNTS))  # two rounds so far: 94 on May 9, 31 on May 16
    times = [at for at in times if not (of_each and words.name(at + 1) == "colon")]
    if not times:
        return
    one_draw = node.says("draw", "held") or words.name(times[0] - 1) == "recalled"  # earlier this year
    years |= {at for at in words.places("recalled") if words.values[at] == "year"}
    days = node.of("day") if years.issuperset(times) else ()  # in 2028, on May 9, it took 94, and on June 6, 17
    if 0 < len(days) == len(node.of(*COUNTS)) and _OF_THEM.search(teller.text, node.start, node.end) is None:
        return
    if years.issuperset(times) and names_a_day(node, teller.text):
        return  # in October last year, on the 18th, it took 94
    if (times[0] <= _OPENS and not one_draw) or not node.of("day", "days"):
        give_all(node, "so-far", COUNTS)
        return
    clause_of = clauses(words)
    summed = {clause_of[at] for at in times}
    give(node, "so-far", lambda fact: fact.kind in COUNTS and clause_of[fact.at] in summed)


_WHO = compiled(r"\b(?:who|qui)\s(?:(?:had|have|ont|avaient)\s)?\Z")  # to physicians who have already an offer


_MOST_SINCE = compiled(
    r"\b(?:(?:the|its|their) (?:[a-z-]+ )?(?:most|fewest|largest|smallest|biggest|highest|lowest|best)"
    r"|(?:le|la|les) (?:plus|moins)|un (?:sommet|record|creux)|du jamais[ -]vu|a (?:record|high|low|first))\b"
    r"[^.;:,0-9]{0,40}\b(?:since|depuis)\b[^.;:,]{0,60}"
    r"|\b(?:who|whom|that|which|qui|que)\s(?![^.;:,]{0,80}\b(?:invit|issu|sent|dr[ae]wn?|select|envo|lanc|recu|receiv|got\b))"
    r"[^.;:,0-9]{0,80}\b(?:since|depuis)\b[^.;:,]{0,60}"
)  # 84 invitations, the most since it was reopened in 2028; a round that all had awaited since May


_OF_THEM = compiled(
    r"\b(?:of|d'entre|parmi|including|dont) (?:them|these|those|whom|which|eux|elles|[0-9])"
)  # 88 of them
_SINCE = compiled(r"\b(?:since|depuis)\s(?:le\s)?(?:[a-z]{5,9},?\s)?(?:le\s)?\Z")
_WHEN = compiled(
    r"(?:,?\s(?:when|the\sday|in\swhich|with|quand|lorsqu[e']|(?:(?:le\s)?jour\s|moment\s)?ou|date\sa\slaquelle|avec)\b"
    r"|[;,][^.;:]{0,80}\balors\b(?!\sque)|\s?\()"
)
_NONE_OR_FIRST = compiled(r"n't\b|\b(?:not|no|never|none|first|aucune?|n'a|n'ont|pas|premiere?s?)\b")
_NEAR_DAY = 24  # characters


def _is_since(fact: Fact, node: Node, text: str) -> bool:
    """Return True if numbers are told since a day: 94 people since June 3, but not none since, when it were 94."""
    near = max(node.start, fact.span[0] - _NEAR_DAY)
    since = _SINCE.search(text, near, fact.span[0]) is not None and not _WHEN.match(text, fact.span[1], node.end)
    return since and _NONE_OR_FIRST.search(text, node.start, fact.span[0]) is None


_PURPOSE = compiled(
    r"(?:in order )?(?:to|with|as|because|since|although|though|while|given|pour|afin|comme|avec|vu|bien que|puisque)\b"
)  # to fill jobs that are expected to stay open, the province held two rounds


_WHILE = over(r"<FILL>{0,3}?<people|invitation><about|in|word>{1,2}<number><other-unit>")  # 63 people over five weeks
_AVERAGE = compiled(r"\b(?:averages?|averaged|averaging|mean|median|moyennes?|mediane?)\b")


def _averages(node: Node, teller: Teller) -> None:
    """Take an average, behind its word and in its clause, for the sum that it is a part of."""
    for match in _AVERAGE.finditer(teller.text, node.start, node.end) if node.of(*NUMBERS) else ():
        of, at = clauses(node.words), node.words.place_of(match.start())
        give(node, "so-far", lambda fact, of=of, at=at: fact.kind in NUMBERS and of[fact.at] == of[at])  # type: ignore[misc]


_OVER_TIME = compiled(
    r"\b(?:has|have|had|ont|avaient|a|avait|sont|etaient)\s(?:[a-z]+\s){0,2}?(?:stayed|ranged|hovered|varied|fluctuated"
    r"|oscillated|swung|bounced|moved|remained|been(?=\s(?:[a-z]+\s){0,2}(?:between|from|above|below|under|over)\b)"
    r"|oscille|varie|fluctue|restee?s|demeuree?s|bouge)\b"
)  # cut-offs have stayed between 50 and 59


def _over_time(node: Node, text: str) -> None:
    """Take a range of scores of many draws from each of them: cut-offs have ranged from 50 to 59."""
    said = _OVER_TIME.search(text, node.start, node.end) if node.of("score") and not node.of("day", "days") else None
    if said is not None:
        give(node, "so-far", lambda fact: fact.kind == "score" and fact.value[1] and fact.span[0] > said.start())


def _is_of_one_draw(words: Words, at: int, text: str) -> bool:
    """Return True if a time only tells which draw it was: the fifth in 2024, the largest this year."""
    first = at - (words.names[at] == "number")
    before = words.line[max(0, first - 8) : first]
    if _ORDINAL.search(before) and not _DRAWS.search(before):
        return True
    clause = max((place for place in range(first) if words.names[place] in ("comma", "semicolon")), default=-1) + 1
    start = max(words.starts[clause], words.starts[at] - _NEAR_BY)
    return search("one of many", text, start, words.starts[at]) is not None


_PLANNED = compiled(
    r"\bwill\b[^.;:]{0,40}\bnext (?:[a-z'-]+ ){1,5}(?:draw|round)s?\b"
    r"|\bnext (?:[a-z'-]+ ){1,5}(?:draw|round)s? (?:will|is)\b"
    r"|\bwill (?:hold|conduct|run) (?:an?|another|its|the|two|three) (?:[a-z'-]+ ){0,5}(?:draw|round)s?\b"
    r"|\b(?:draw|round)s? will (?:be held|take place)\b"
    r"|\b(?:tiendra|organisera) (?:une?|son|sa|deux|le|la) (?:[a-z'-]+ ){0,3}(?:tirage|ronde)s?\b"
    r"|\b(?:tirage|ronde)s?\b(?: [a-z'-]+){0,6} (?:aura|auront|se tiendra|se tiendront) (?:lieu|le)\b"
)  # it will hold its next Foreign Worker draw on June 20


_OF_THOSE = compiled(
    r"\b(?:the|those|these|les|des|aux) (?=[1-9])[^.;?]{0,160}?"
    r"\b(?:(?:who|that|which) (?:were|was|had|have|got|received)|qui (?:ont|avaient|furent))\b(?= [^.;?]{0,60}[0-9])"
)  # your friend most likely is one of the 77 candidates who were invited on October 28


def forecast(node: Node, teller: Teller) -> None:
    """Find forecasts: a sentence with one, or the next that goes on with a pronoun."""
    words = node.words
    goes_on = teller.forecast and pattern("pronoun").match(teller.text, node.start) is not None
    cue = words.names.index("forecast") if "forecast" in words.names else -1
    if cue >= 0 and node.of("day") and _OF_THOSE.search(teller.text, words.ends[cue], node.end):
        cue = -1
    teller.forecast = cue >= 0 or goes_on
    before = [fact for fact in node.of(*COUNTS) if fact.at < cue]
    parted = (at for at in words.places("recalled") if "semicolon" in words.names[max(cue, 0) : at])
    back = next(parted, len(words.names))  # we expect one; none was held since that of May 12, when 240 were invited
    if cue < 0 and not node.of(*COUNTS, "score") and _PLANNED.search(teller.text, node.start, node.end):
        give(node, "forecast", lambda fact: fact.kind != "stream")
    elif cue >= 0 and _PURPOSE.match(teller.text, node.start):
        clause_of = clauses(words)
        give(node, "forecast", lambda fact: clause_of[fact.at] == clause_of[cue])
    elif back < len(words.names):
        give(node, "forecast", lambda fact: cue >= 0 and fact.at < back)
    elif goes_on or (cue >= 0 and not (before and node.says("issued", "invites"))):
        give_all(node, "forecast")
