"""Named words in, facts out: all that a sentence states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from oinp_noc import _data
from oinp_noc._notices.facts import names, quantities, stream_names
from oinp_noc._notices.facts.targets import packaged
from oinp_noc._notices.facts.whom import COUNTED
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.words.dates import Day, Days
from oinp_noc._notices.words.lexicon import Fact, over, vocabulary

if TYPE_CHECKING:
    from oinp_noc._notices.words.lexicon import Words


def stated(words: Words, text: str, start: int, end: int) -> list[Fact]:
    """Find the facts that a sentence states: days, windows, quantities, streams and targets."""
    numbers = quantities.find(words, text)
    aims = names.targets(words, text, start, end)
    known = [packaged(text, fact.span) for fact in aims]  # other priority occupations (103)
    within = [number for number in numbers if any(first <= number.span[0] < last for first, last in known)]
    numbers = [number._replace(kind="size") if number in within else number for number in numbers]
    if "day" in words.names:  # on May 9 it took 94 people
        numbers = [
            number._replace(kind="count", rule="taken on a day")
            if number.kind == "people" and _TOOK.search(text, max(start, number.span[0] - _BEFORE), number.span[0])
            else number
            for number in numbers
        ]
    counted = {number.at for number in numbers}
    if words.name(0) == "number" and 0 not in counted and _MORE.match(text, words.ends[0]):
        numbers += [words.fact("people", 0, "more of them")] if words.follows(2, "<in|to><article>?<AIM|NAME>") else []
    if any(number.kind == "score" for number in numbers):
        called = (at for at in words.places("number") if _CALLED.search(text, start, words.starts[at]))
        numbers += [words.fact("count", at, "the number") for at in called if at not in counted]
    numbers += [
        words.fact("people", fact.at - 1, COUNTED)
        for fact in aims
        if fact.at - 1 not in counted and _got_one(words, fact)
    ]
    facts = [
        *(days(words, text) or _a_year(words, text, start, end)),
        *numbers,
        *stream_names.streams(words, text),
        *aims,
    ]
    return sorted(facts, key=lambda fact: fact.at)


_CALLED = compiled(
    r"(?:\b(?:and|with|et)|[,;:]) (?:the|its|le|son) (?:number|nombre)(?: (?:invited|d'invites))?"
    r"(?: (?:was|of|at|etait))?(?: de)? \Z"
)  # the cut-off was 73 and the number 1,252
_MORE = compiled(r" (?:more|others|autres) (?!than)")  # 1,773 more for tech
_BEFORE = 48  # characters in which who took people stands
_TOOK = compiled(
    r"\b(?:it|they|ontario|oinp|one|(?:the|la|le)\s(?:province|stream|program(?:me)?|volet)|ils?|elles?)"
    r"\s(?:(?:had|has|have|a|ont|avai(?:t|ent)|only|just|en|eu)\s){0,2}"
    r"(?:took|taken|called|found|pulled|chose|chosen|reached|tapped|accepted|admitted|had"
    r"|pris|prenait|appele|choisi|retenu|trouve|repeche|convoque|joint|contacte)\s(?:(?:in|on|just|only|up)\s)?\Z"
)


def _got_one(words: Words, fact: Fact) -> bool:
    """Return True if people stand behind a number by what they work as, and before a verb: 97 dentists got one."""
    behind = next((at for at, start in enumerate(words.starts) if start >= fact.span[1]), len(words.names))
    return fact.rule == COUNTED and words.follows(behind, "<were>?<word>?<issued|invites>")


# Days, and windows of profiles.


A_YEAR = "a window of a year until the draw"  # the rule
_A_YEAR = compiled(
    r"\b(?:(?:a|one|1|un)\s(?:year|an)|(?:twelve|12)\smonths|(?:douze|12)\smois),?\s(?:[a-z]+,?\s){0,5}"
    r"(?:to\sthe\sday|jour\spour\sjour)\b"
)
_SPEAKS_OF_PROFILES = compiled(r"\b(?:window|fenetre|profil[a-z]*|eois?|expressions?\sof\sinterest|declarations?)\b")


def _a_year(words: Words, text: str, start: int, end: int) -> list[Fact]:
    """Find a window of a year to the day, in a sentence that gives it no day."""
    match = _A_YEAR.search(text, start, end)
    if match is None or _SPEAKS_OF_PROFILES.search(text, start, end) is None:
        return []
    return [Fact("window", Days(None, None), match.span(), words.place_of(match.start()), A_YEAR)]


_ENDS = over(
    r"<profiles><word|were|article|in|to|score|issued|stream|short|until|since|at-least>{0,6}?"
    r"(?P<end><until|since|between>)<SMALL|word|colon>{0,2}(?P<day><day>)(?!<recalled>)"
)


_DAYS = frozenset(("day", "days", "month-year"))


_WEEKDAY = compiled(r"\b(?:[a-z]{3,6}day|[a-z]{3,6}di|dimanche),")
UNTIL_TODAY = "a window until today"  # the rule of a window whose end is the day of the page
_LEFT_OUT = compiled(  # profiles before a day were not considered: those that counted came after it
    r",?[^;,:.]{0,40}?\b(?:(?:not|never|no longer|n't|pas)\s(?:be(?:en)?\s|ete\s|etre\s)?(?:considered|eligible|counted"
    r"|looked|included|taken|in play|searched|drawn|accepted|pris|considere|retenu|admissible|examine)[es]{0,3}"
    r"|excluded|left out|dropped out|did(?:n't| not) count|(?:exclu|ecarte)e?s)\b"
)
_NOBODY = compiled(
    r"\b(?:nobody|no one|(?:no|aucune?) (?:profil|candidat|applicant|eoi|expression|declaration)[a-z]*)\b[^;:.]{0,60}\Z"
)
_WISHES = compiled(  # of the writer, or a system in use since a day: no profile that was counted
    r"\bif you|\bsi v"
    r"|\b(?:system|portal|systeme|portail)\b[^.;:]{0,24} (?:in (?:use|place|force|operation)|live|open|running|en"
    r" (?:place|service|vigueur)|utilise|ouvert)\b"
    r"|\b(?:i|we) (?:would like|want|need|expect|hope|will|plan|ask|suggest|advise)\b|\b(?:i'd|we'd) like\b|\bplease\b"
    r"|\b(?:je|nous) (?:voudrais|voudrions|aimerais|aimerions|souhaite|souhaitons|veux|voulons)\b|\bs'il vous plait\b"
)


def days(words: Words, text: str) -> list[Fact]:
    """Find the days and stretches of days; a stretch in which profiles were made is a ``window``."""
    if _DAYS.isdisjoint(words.names):
        return []
    ends = {match.start("day"): words.names[match.start("end")] for match in _ENDS.finditer(words.line)}
    first_word = words.names.index("profiles") if "profiles" in words.names else len(words.names)
    if first_word < len(words.names) and _POOL.search(text, words.starts[0], words.starts[first_word]):
        ends, first_word = {}, len(words.names)
    behind = any(at > first_word for at in words.places("days"))
    found = []
    for at in words.places(*_DAYS):
        name, value, span = words.names[at], words.values[at], words.span(at, at)
        le = at > 1 and words.values[at - 1] == "le" and not words.follows(at + 1, "<open>")  # depuis le 9 mai
        said = text[words.starts[at - 1 - le] : words.starts[at]] if at else ""
        apart = "," in _WEEKDAY.sub("", said)  # celui d'avant, le 9 mai; but not since Monday, June 3
        before = words.name(at - 1 - le) if not apart else ""
        if name == "days":
            near = first_word < len(words.names) and (at > first_word or not (behind or ends))
            window = near or _is_of_a_year(value)
            found.append(Fact("window" if window else "days", value, span, at, "profiles" if near else "a stretch"))
        elif name == "day" and (at in ends or _ends_one(words, at, first_word, text)):
            found.append(_one_end(words, at, ends.get(at), text))
        elif name == "day" and before == "since" and found and _ends_open(found[-1]):
            last = found[-1]  # by a day, and not earlier than another
            found[-1] = last._replace(value=Days(value, last.value.last), span=(last.span[0], span[1]))
        elif name == "day" and before in ("since", "until") and at:
            found.append(words.fact("bound", at, "since or until a day"))
        elif name == "month-year":
            found.append(Fact("year", value[0], span, at, "a month of a year"))
        else:
            found.append(words.fact("day", at, "a day"))
    return _of_profiles(words, found, first_word, text) if first_word < len(words.names) else found


def _ends_one(words: Words, at: int, profiles: int, text: str) -> bool:
    """Return True if a window runs from a day until today, behind a word for profiles, or until the draw."""
    begins = not {"since", "between"}.isdisjoint(words.names[max(0, at - 2) : at])
    last = _TO_THE_DRAW.match(text, words.ends[at], words.ends[-1])
    return begins and last is not None and (last.lastgroup is None or profiles < at)


_ACTS = frozenset(("issued", "invites", "draw", "invitation"))
_COUNTED = r"(?:were|was|are|could|counted|etaient|sont|comptaient|pouvaient)\b"  # as profiles of some days do
_BEHIND_DAY = compiled(
    r",?\s*(?:(?:or|and|ou|et)(?:\s+any\s?time)?\s+)?"
    r"(?:later|after(?:wards?)?|since|onwards?|on(?=[,.])|newer|at\s+the\s+earliest"
    r"|(?:more|plus)\s+recente?s?|plus\s+tard|apres|ulterieurement|au\s+plus\s+tot"
    r"|(?P<until>earlier|before|prior|older|at\s+the\s+latest|plus\s+tot|avant|au\s+plus\s+tard))\b"
    rf"(?!\s+(?!{_COUNTED})[a-z0-9])"
)  # July 2, 2025 or later
_A_SYSTEM = compiled(r"(?:\s?\(?eois?\)?)?\s(?:system|pool|portal|process|stream|model|bassin|systeme|portail)")
_POOL = compiled(r"\b(?:pool|bassin) [^.;:]{1,40}[0-9] \Z")  # the pool held so many profiles before the draw
_TO_THE_DRAW = compiled(
    r"(?:[^;:.]{0,90}?(?=,?\s(?:right\s)?(?:up\s|until|till|through|jusqu))"
    r"|,\s(?:when|since|which|as|the|quand|lorsque|alors|date|jour|moment|ou)\s[^,;:.]{3,90}(?=,))?"
    r"(?:\sonwards?|\son(?=,)|\sat\sthe\searliest|\sau\splus\stot|\s(?:or|ou)\s(?:later|after|plus\stard|apres))?"
    r"\s?,?\s*(?:right\s)?(?:-|(?:(?:and|et)\s+)?(?:(?:up\s+)?to|until|till?|through|not?\s+later\s+than|(?:on\s+or\s+)?before"
    r"|avant|jusqu'au?|jusqu'a|aux?|a|and|et)\s)\s*(?:and\s+including\s+)?"
    r"(?:(?:the|that|this|from|le|la|ce)\s+|d')?"
    r"(?:(?:very\s+|same\s+)?(?:day|date|jour(?:nee)?|time|moment)(?:\s+meme)?(?:\s+(?:of|du|de\s+la|des))?"
    r"\s+(?:(?:the|this|that|ce|cette)\s+)?)?"
    r"(?:draws?|rounds?|selections?|tirages?|rondes?|same\s+day|day\s+itself|jour\s+meme"
    r"|(?<=that )day|(?<=that )date|(?<=ce )jour-la"
    r"|(?P<today>today|now|this\s+morning|aujourd'hui|(?<=ce )(?:jour|matin)|maintenant)"
    r"|(?P<yesterday>yesterday|hier))\b"
)
_A_YEAR_BEFORE = compiled(
    r"\b(?:(?:previous|preceding|past|prior|last)\s(?:(?:twelve|12)\smonths|year)"
    r"|(?:twelve|12)\smonths\s(?:before|earlier|prior)(?:\s(?:it|the\s(?:draw|round)))?"
    r"|an(?:nee)?\sprecedente?|(?:douze|12)\s(?:derniers\smois|mois\s(?:precedents|anterieurs)))"
    r"(?:,|\s\(|\s-)?(?:\s?(?:soit|donc|c'est-a-dire|that\sis|i\.?e\.?|meaning|so|or|thus),?)?\s(?:[a-z]+\s){1,4}\Z"
)  # in the twelve months before, that is, since January 14
UNTIL_THE_DRAW = "a window until the draw"  # the rule of a window whose last day is that of the draw
UNTIL_YESTERDAY = "a window until yesterday"  # the day before that of the page
_UNTIL = {None: UNTIL_THE_DRAW, "today": UNTIL_TODAY, "yesterday": UNTIL_YESTERDAY}


def _of_profiles(words: Words, found: list[Fact], first: int, text: str) -> list[Fact]:
    """Read the days behind a word for profiles as the ends of one window, unless something is done there."""
    if _A_SYSTEM.match(text, words.ends[first]):
        return found
    acted = next((at for at in range(first + 1, len(words.names)) if words.names[at] in _ACTS), len(words.names))
    days_ = [fact for fact in found if first < fact.at < acted and fact.kind in ("day", "bound")]
    days_ = [day for day in days_ if not words.follows(day.at + 1, "<comma>?<number><profiles>")]
    halves = [
        fact for fact in found if first < fact.at < acted and fact.kind == "window" and fact.value.count(None) == 1
    ]
    others = [fact for fact in found if fact.kind in ("window", "days") and fact not in halves]
    if others or not days_ or len(days_) + len(halves) > _ENDS_OF_A_WINDOW:
        return found
    kept = [fact for fact in found if fact not in days_ and fact not in halves]
    ends = sorted((*days_, *halves), key=lambda fact: fact.at)
    if len(ends) == _ENDS_OF_A_WINDOW:
        begins, ends_ = (fact if fact.kind == "window" else _single_day(words, fact, text) for fact in ends)
        if begins.kind == "window" and (_DEALT.match(text, ends[0].span[1]) or _begin(begins, ends_)):
            day = next(filter(None, ends_.value)) if ends_.kind == "window" else ends_.value
            value = Days(day, None) if begins.value.last is None else Days(None, day)
            return [*kept, begins, ends_._replace(kind="window", value=value, rule=begins.rule)]
        one, other = (next(filter(None, fact.value)) if fact.kind == "window" else fact.value for fact in ends)
        value, span = Days(one, other), (ends[0].span[0], ends[1].span[1])
        return [*kept, Fact("window", value, span, ends[0].at, "two days of profiles")]
    return [*kept, _single_day(words, ends[0], text)]


_DEALT = compiled(r",?\s(?:for|in|pour|dans)\s(?:the\s|le\s|la\s)?(?:former|first|premiere?)\b")


def _begin(*ends: Fact) -> bool:
    """Return True if each of two ends begins a window: since July 2, 2025 in the one, since August 1 in the other."""
    return all(end.kind == "window" and end.value.last is None is not end.value.first for end in ends)


def _single_day(words: Words, day: Fact, text: str) -> Fact:
    """Read the only day behind a word for profiles: one end of a window, if words beside it say which."""
    behind = _BEHIND_DAY.match(text, day.span[1], words.ends[-1])
    extreme = _EXTREME.search(text, words.starts[0], day.span[0])
    if day.kind == "bound":
        return _one_end(words, day.at, words.names[day.at - 1], text)
    if behind is not None or _TO_THE_DRAW.match(text, day.span[1]):
        return _one_end(words, day.at, "until" if behind is not None and behind["until"] else "since", text)
    if extreme is not None:
        return _one_end(words, day.at, "until" if extreme["last"] else "since", text)
    return day._replace(kind="profile-day", rule="a day of profiles")


_ENDS_OF_A_WINDOW = 2
_EXTREME = compiled(
    r"\b(?:earliest|oldest|first|plus ancien(?:ne)?s?|premiere?s?"
    r"|(?P<last>latest|newest|most recent|last|plus recent(?:e)?s?|derniere?s?))\b"
)  # earliest profile: July 2, 2025


_AS_OF = compiled(r"\ben date du \Z")


def _one_end(words: Words, at: int, end: str | None, text: str) -> Fact:
    """Return what one day of a window tells: none if it is denied, or wished for."""
    value, span = words.values[at], words.span(at, at)
    if _LEFT_OUT.match(text, span[1], words.ends[-1]) or _NOBODY.search(text, words.starts[0], words.starts[at]):
        half = Days(value, None) if end == "until" else Days(None, value)
        return Fact("window", half, span, at, "an end beyond which none counted")
    if "not" in words.names or _WISHES.search(text, words.starts[0], words.starts[at]):
        return Fact("window", Days(None, None), span, at, "an end that is denied or wished for", "supposed")
    if end == "until" or _AS_OF.search(text, words.starts[0], span[0]):
        return Fact("window", Days(None, value), span, at, "an end of a window")
    last = _TO_THE_DRAW.match(text, span[1], words.ends[-1])
    if last is not None:
        return Fact("window", Days(value, None), (span[0], last.end()), at, _UNTIL[last.lastgroup])
    to_the_draw = _A_YEAR_BEFORE.search(text, words.starts[0], span[0]) is not None
    return Fact("window", Days(value, None), span, at, UNTIL_THE_DRAW if to_the_draw else "an end of a window")


def _ends_open(fact: Fact) -> bool:
    """Return True if of a window only the last day is given yet."""
    return fact.kind == "window" and fact.value.first is None is not fact.value.last


def _is_of_a_year(stretch: Days) -> bool:
    """Return True if a stretch lasts a year: no draw does, but profiles count so long."""
    first, last = stretch
    return first is not None and last is not None and first[1:] == last[1:] and first.year != last.year


def first_day(fact: Fact) -> Day:
    """Return the day of a fact; of a stretch, its first."""
    return cast("Day", fact.value.first if isinstance(fact.value, Days) else fact.value)


# Scales.


def scale(text: str, start: int, end: int) -> str | None:
    """Say on which scale a stretch of text gives scores, if it says so."""
    found = {value for value, near in _scales() if near.search(text, max(start, 0), end)}
    return found.pop() if len(found) == 1 else None


@_data.once
def _scales() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((value, re.compile(rf"\b{' '.join(phrase)}\b")) for value, phrase in vocabulary("scale"))
