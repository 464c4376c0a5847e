"""Nodes in, days out: what "today", "yesterday", "on Friday" and "of last year" are on the day of the page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.datelines import leave_reports
from oinp_noc._notices.roles.posts import OF_POSTS, Page, posted
from oinp_noc._notices.roles.teller import ACTS
from oinp_noc._notices.roles.todays import day_of_today, name_yesterday
from oinp_noc._notices.roles.weeks import name_days_of_weeks
from oinp_noc._notices.tree.later import names_a_day, of_the_month, shift
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.tree.weekdays import by_themselves, months_by_name, number_of, weekday
from oinp_noc._notices.words.dates import Day, Days, exists, in_year
from oinp_noc._notices.words.lexicon import INVITED, Fact, over

if TYPE_CHECKING:
    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node

_FRESH = dt.timedelta(days=7)
_LAST_YEAR = compiled(
    r",?\s(?:of\s)?(?:(?:the\s)?(?:last|previous|preceding|past)\syear|the\syear\sbefore|a\syear\s(?:ago|earlier|before)"
    r"|l'an(?:nee)?\s(?:dernier|derniere|passee?|precedente)|de\sl'an(?:nee)?\s(?:dernier|derniere|passee?|precedente)"
    r"|un\san\s(?:plus\stot|auparavant))\b"
)


_LAST_YEARS_DRAW = compiled(
    r"\blast year's\s(?:[a-z]+\s){0,3}(?:draw|round)\b[^.;]*\Z"
    r"|\b(?:tirage|ronde) de l'an(?:nee)? (?:dernier|derniere|passee?)\b[^.;]*\Z"
)  # last year's first draw, when 94 people were invited on May 9
_CLOSE = 160  # characters between the two


def _of_last_year(fact: Fact, text: str, today: dt.date | None) -> Fact:
    """Give "12 March of last year" its year; where no day tells which year that is, it is a day of no draw."""
    if fact.kind not in ("day", "window", "days"):
        return fact
    before = text[max(0, fact.span[0] - _CLOSE) : fact.span[0]]
    if not (_LAST_YEAR.match(text, fact.span[1]) or _LAST_YEARS_DRAW.search(before)):
        return fact
    ends = [fact.value] if isinstance(fact.value, Day) else list(fact.value)
    year = today.year - 1 if today is not None else None
    ends = [end._replace(year=end.year or year) if end is not None else end for end in ends]
    if year is None or not all(end is None or exists(end) for end in ends):
        return fact._replace(role="supposed")
    return fact._replace(value=ends[0] if isinstance(fact.value, Day) else Days(*ends))


_HAD = compiled(r"\b(?:had|avai(?:t|ent))\b")  # of an earlier day: on May 9 it had been 94
_CHANGED = compiled(r"\b(?:updat|modifi|revis|amend|correct|mise? a jour|rectifi|corrig)")


def name_today(nodes: list[Node], text: str, published: dt.date | None) -> None:
    """Read "today" and "yesterday", if the day of the page is known; that of a change counts least.

    Args:
        nodes: the nodes, with their roles.
        text: the text, spelt plainly.
        published: the day of publication; None if only the page may tell it.
    """
    pages = [
        (bool(_CHANGED.search(text, start, fact.span[0])), fact)
        for node in nodes
        for start, fact in zip([node.start, *(day.span[1] for day in node.of("day"))], node.of("day"), strict=False)
        if fact.role == "published" and fact.value.year
    ]
    said = [(False, fact) for fact in map(day_of_today, nodes) if fact is not None]  # today is May 3, 2029
    page = next((dt.date(*fact.value) for _, fact in sorted(pages, key=lambda page: page[0]) or said), None)
    made = [fact for changed, fact in pages if not changed]
    posts = {fact.span for fact in made} if len({fact.value for fact in made}) > 1 else set()
    later = page is None or published is None or not dt.timedelta(0) <= published - page <= _FRESH
    today = (published or page) if later else page  # a page changed since tells of the day on which it was made
    for node in nodes:
        name_yesterday(node)
        node.facts = [_of_last_year(fact, text, today) for fact in node.facts]
    name_days_of_weeks(nodes, text, today)
    now = [node for node in nodes if today is not None and not _HAD.search(text, node.start, node.end)]
    told_days = [fact for node in now for fact in node.of("day", "days") if fact.role != "recalled"]
    told_days = [fact for fact in told_days if fact.rule not in OF_POSTS]
    days = {first_day(fact) for fact in told_days}
    ends = {end for node in nodes for fact in node.of("window") for end in fact.value if end} if days else set()
    days = {day._replace(year=None) for day in days | ends}
    _name_headings(nodes, text, today)
    _name_days_of_a_month(nodes, text, today)
    told = 0  # the paragraph that has told a day already
    turned: dt.date | None = None  # the day of "Yesterday" on a line of its own in a chat
    for node, post in posted(nodes, Page(text, today, published, posts)):
        apart = node.kind == "heading" and _APART.fullmatch(text, node.start, node.end) is not None
        turned = None if apart or any(fact.rule in OF_POSTS for fact in node.of("day")) else turned
        date = turned or post or today
        if date is not None:
            _name_weekday(node, text, date, (days, told_days))
        near = {"today" if date is not None else "yesterday", "yesterday"}.intersection(node.words.names)
        headed = (day for parent in above(node) if near and parent.says("draw") for day in parent.of("day"))
        if any(day.role == "announced" for day in headed):
            near -= {"yesterday"}  # the heading dates the draw
        own = [fact for fact in node.of("day", "days") if fact.role != "published"]
        before, told = told, node.block if own else told
        if near and own and _tells_first(node, near, own):
            own = []  # yesterday it was 66 people; on September 19, 71
        if near and not own and not (before == node.block and shift(node, text) is not None):
            at = min(node.words.names.index(name) for name in near)
            if date is None or date == dt.date.min or _TOLD_US.search(text, node.start, node.words.starts[at]):
                continue
            if _REACTED.match(text, node.words.ends[at]):
                continue
            date -= dt.timedelta(days=node.words.names[at] == "yesterday")
            day = Day(date.year, date.month, date.day)
            node.facts.append(Fact("day", day, node.words.span(at, at), at, node.words.names[at]))
            turned = date if apart else turned
    leave_reports(nodes, text)


_TOLD_US = compiled(
    r"\b(?:told us|informed us|wrote to us|we (?:heard|learned|learnt)|nous a (?:dit|ecrit|informes))\s\Z"
)
_REACTED = compiled(
    r"\s(?:welcomed?|welcomes|praised?|applauded|hailed|criticised|criticized|reacted|urged|condemned"
    r"|(?:a )?salue|(?:a )?critique|(?:a )?reagi)\b"
)  # the council today welcomed the decision to invite 1,015 people
_APART = compiled(r"\W{0,9}(?:today|yesterday|aujourd'hui|hier)\W{0,9}")


def _tells_first(node: Node, near: set[str], own: list[Fact]) -> bool:
    """Return True if "today" or "yesterday" has a number of its own before any day is named."""
    at, end = min(node.words.names.index(name) for name in near), min(fact.at for fact in own)
    return any(at < fact.at < end for fact in node.of(*INVITED)) and "semicolon" in node.words.names[at:end]


_ENDS_WITH_A_WEEKDAY = compiled(
    r"[^.?!]{2,90}[,:(-]\s?(?:(?:also|again|still|on|aussi|encore|toujours)\s)?(?P<day>[a-z]{5,9})[\s:*.)]*"
)


def _name_headings(nodes: list[Node], text: str, today: dt.date | None) -> None:
    """Read a heading that is a weekday as the only day of the text that is one; one that ends with it, as the last.

    "Tech, also Thursday" in a letter of Friday the 9th is of the 8th, if the text names no other Thursday.
    """
    facts = [fact for node in nodes for fact in node.of("day", "days") if fact.role in ("announced", "published")]
    told = [day for fact in facts for day in ((fact.value,) if isinstance(fact.value, Day) else fact.value)]
    years = {day.year for day in told if day.year is not None}
    days: dict[int, set[Day]] = {}
    for day in (in_year(day, year) for day in told for year in years if len(years) == 1):
        days.setdefault(weekday(day), set()).add(day)
    for node in nodes if days else ():
        wanted = number_of(text[node.start : node.end].strip(" :*.")) if node.kind == "heading" else None
        its = days.get(wanted, set()) if wanted is not None else set()
        node.facts += [Fact("day", day, (node.start, node.end), 0) for day in its if len(its) == 1]
    if today is None or today.toordinal() <= _WEEK:
        return
    for node in nodes:
        ended = _ENDS_WITH_A_WEEKDAY.fullmatch(text, node.start, node.end) if node.kind == "heading" else None
        wanted = number_of(ended["day"]) if ended is not None and not node.of("day", "days") else None
        if ended is not None and wanted is not None and len(days.get(wanted, ())) <= 1:
            date = today - dt.timedelta(days=(today.weekday() - wanted) % _WEEK)
            (day,) = days.get(wanted) or (Day(date.year, date.month, date.day),)
            node.state(Fact("day", day, ended.span("day"), len(node.words.names) - 1, "a weekday of a heading"))


def _name_weekday(node: Node, text: str, today: dt.date, known: tuple[set[Day], list[Fact]]) -> None:
    """Read "on Friday" where something was issued or held: the last one, unless the text names another such day.

    One that it names only later, and that was weeks ago, is the day of another draw.
    """
    if node.role != "announced" or node.kind not in ("sentence", "item") or not node.says(*ACTS) or node.says("may-be"):
        return
    facts = [fact for fact in node.of("day", "days") if fact.role != "published"]
    end = min((fact.span[0] for fact in facts), default=node.end)
    found = [*by_themselves(text, node.start, end)]
    if not found or today.toordinal() <= _WEEK or node.says("today", "yesterday"):
        return
    span, wanted = found[0]
    acts = node.words.places("issued", "invites", "held")
    if facts and not any(span[1] <= node.words.starts[at] < end for at in acts):
        return
    day = _last_such(node, text, today, wanted)
    days, told = known
    if wanted in _weekdays_told(told, node.end, today) and day._replace(year=None) not in days:
        return
    for each, number in found if not facts and _have_numbers(node, [each for each, _ in found], end) else found[:1]:
        at = sum(start < each[0] for start in node.words.starts)
        node.facts.append(Fact("day", _last_such(node, text, today, number), each, at, "a weekday"))


def _have_numbers(node: Node, days: list[Place], end: int) -> bool:
    """Return True if a number stands behind each of several days, or before each: 300 on Tuesday, 505 on Wednesday."""
    numbers = [node.words.starts[at] for at in node.words.places("number")]
    firsts, lasts = zip(*days, strict=True)
    return any(
        all(any(first < number < last for number in numbers) for first, last in zip(begin, until, strict=True))
        for begin, until in ((lasts, (*firsts[1:], end)), ((node.start - 1, *lasts[:-1]), firsts))
    )


def _last_such(node: Node, text: str, today: dt.date, wanted: int) -> Day:
    """Return the last day before that of the page that is a weekday; that of last week, if a sentence says so."""
    date = today - dt.timedelta(days=(today.weekday() - wanted) % _WEEK)
    if _LAST_WEEK.search(text, node.start, node.end) and date.toordinal() > today.toordinal() - today.weekday() > _WEEK:
        date -= dt.timedelta(days=_WEEK)
    return Day(date.year, date.month, date.day)


_LAST_WEEK = compiled(r"\b(?:last week|previous week|semaine (?:derniere|passee))\b")


def _weekdays_told(told: list[Fact], end: int, today: dt.date) -> set[int]:
    """Return the weekdays of the days told before a place, and of those near the day of the page."""
    found = set()
    for fact in told:
        day = first_day(fact)
        day = day._replace(year=day.year or today.year)
        ago = today.toordinal() - dt.date(day.year or today.year, day.month, day.day).toordinal() if exists(day) else 0
        if fact.span[0] < end or abs(ago) <= _LONG_AGO:
            found.add(weekday(day))
    return found


_WEEK = 7  # days
_LONG_AGO = 14  # days


def _name_days_of_a_month(nodes: list[Node], text: str, today: dt.date | None) -> None:
    """Read "on the 6th", and "25 - Masters Graduate stream" below "September", in the month named before.

    As long as the text names no day, that is a month with its year, or that of the page.
    """
    month = Day(today.year, today.month, 1) if today is not None else None
    open_ = True
    for node in nodes:
        open_ = open_ and not any(fact.role != "published" for fact in node.of("day", "days"))
        begins = node.start == node.unit.start and node.words.name(0) == "number"
        begins = begins and any(fact.at and fact.kind == "count" for fact in node.facts)  # 9 Foreign Worker – 655 ITAs
        if begins or (node.kind == "heading" and _DAY_OF_A_MONTH.match(node.words.line)):
            over_it = next((_month(parent, text) for parent in above(node) if _month(parent, text)), 0)
            year = next((fact.value for parent in above(node) for fact in parent.of("year")), None)
            day = Day(year, over_it or 1, node.words.values[0])
            if over_it and exists(day):
                first = Fact("day", day, node.words.span(0, 0), 0, "a day below its month")
                node.facts = [first, *(fact for fact in node.facts if fact.at)]
        elif open_ and month is not None and names_a_day(node, text, alone=True):
            named = of_the_month(node, Fact("day", month, (node.start, node.end), 0), text)
            if named is not None and (today is None or dt.date(*named.value) <= today):
                node.facts.append(named)
        own = [fact for fact in node.of("day") if fact.role in ("announced", "recalled")]
        if own and names_a_day(node, text, alone=True):
            named = of_the_month(node, own[0], text)  # le 13, 44, et le 6 septembre, 15
            if named is not None and named.at < own[0].at:
                node.state(named._replace(role=own[0].role))
        for year, number in node.words.said("month-year"):
            month = Day(year, number, 1)


_DAY_OF_A_MONTH = over(r"<number><dash|colon|comma|bar|stop>|<number>\Z")


def _month(node: Node, text: str) -> int:
    """Return the month that a heading consists of; 0 if it is another."""
    first = " ".join(text[node.start : node.end].split()[:1])
    alone = len(node.words.names) <= 2 and "day" not in node.words.names  # noqa: PLR2004 (a month and a year)
    return months_by_name().get(first, 0) if alone else 0
