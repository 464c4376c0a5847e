"""Nodes in, roles out: the day on which somebody says it is not that of the draw, if the text says when that was."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.bylines import DATELINE
from oinp_noc._notices.roles.teller import ACTS, COUNTS
from oinp_noc._notices.words.dates import Day, in_year
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_LEAP_YEAR = 2024
_LONGEST = 10  # days between the draw and the word about it


def _shortly_before(day: Day, said: Day) -> Day | None:
    """Return a day with the year of another one, if it is one of the ten before."""
    year = said.year or day.year or _LEAP_YEAR
    first, last = (in_year(each, year) for each in (day, said))
    between = _ordinal(last) - _ordinal(first)
    return first if 0 < between <= _LONGEST else None


def _ordinal(day: Day) -> int:
    """Return the number of a day of a year."""
    return dt.date(day.year or _LEAP_YEAR, day.month, day.day).toordinal()


def of_pages(nodes: list[Node], text: str) -> None:
    """Take days at the top of a text for those of the page, if what is behind them tells the days of draws.

    Args:
        nodes: the nodes, with their roles and the days that "yesterday" is.
        text: the text, spelt plainly.
    """
    _at_the_top(nodes)
    _of_releases(nodes, text)


_FIRST = 12  # nodes


def _at_the_top(nodes: list[Node]) -> None:
    """Take a day alone at the top of a page for that of the page, if the text gives its draws one a little earlier.

    The line above does, if it speaks of draws; so does the sentence that leads to the first number.
    """
    dated = [node for node in nodes[:_FIRST] if node.of("day")][:2]
    for top, node in (dated, dated[::-1]) if len(dated) > 1 else ():
        (page, *more), (day, *_) = top.of("day"), node.of("day")
        alone = top.kind == "heading" and not (more or node.of("days") or top.of(*COUNTS, "score", "stream"))
        before = _before_page(day, page) if alone and not top.says(*ACTS) else None
        counted = any(between.of(*COUNTS) for between in nodes[nodes.index(top) : nodes.index(node)])
        if before is not None and not counted and (_leads(node, day) if top is dated[0] else node.says(*ACTS)):
            day = day._replace(at=page.at, value=before)
            top.facts = [day, *(fact._replace(role="published") if fact is page else fact for fact in top.facts)]
            return


def _before_page(day: Fact, page: Fact) -> Day | None:
    """Return a day with its year, if it is one of those right before that of the page."""
    return _shortly_before(day.value, page.value) if page.value.year and page.role == "announced" else None


def _leads(node: Node, day: Fact) -> bool:
    """Return True if a sentence begins with its only day, and tells of Ontario, of draws or of yesterday."""
    leads = node.kind == "sentence" and day.role == "announced" and day.at <= 1 and len(node.of("day", "days")) == 1
    return leads and (day.rule == "yesterday" or node.says(*ACTS, "here"))


_OF_THE_DRAW = compiled(
    r"(?<!previous )(?<!last )(?<!earlier )"
    r"\b(?:the|this|that|its) (?:draw|round|selection) (?:of|on|from|held on|dated) \Z"
    r"|\b(?:l[ea]|ce|cette|du|au) ?(?:tirage|ronde|selection) "
    r"(?:du|de ce|tenue? le|effectuee? le|realisee? le) (?:[a-z]{5,8} )?\Z"
)  # in the draw of June 18
_NEXT = 8  # nodes
_NAMED = 40  # characters


def _of_releases(nodes: list[Node], text: str) -> None:
    """Take the day of a dateline for that of the page, if a sentence behind its own tells the day of "the draw".

    So does "they went out on June 18". That sentence has no number of its own, and its day is one of the ten before.
    """
    for at, node in enumerate(nodes[:_NEXT]):
        match = DATELINE.match(node.words.line) if node.of("day") and node.of(*INVITED) else None
        page = next((day for day in node.of("day") if match is not None and day.at == match.start("day")), None)
        if page is None:
            continue
        for later in nodes[at + 1 : at + _NEXT]:
            days = later.of("day")
            if later.of(*INVITED) or (days and later.role != "announced") or (node.of("score") and later.of("score")):
                break  # the draw of June 12 had 49
            for day in days[:1]:
                named = _OF_THE_DRAW.search(text, max(later.start, day.span[0] - _NAMED), day.span[0]) is not None
                sent = _THEY.match(text, later.start) and _WAS.search(text, later.start, day.span[0])
                if (named or sent) and _before_page(day, page) is not None:
                    node.facts = [fact._replace(role="published") if fact is page else fact for fact in node.facts]
                return


_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)"
_SAYING = compiled(
    r"\b(?:announc(?:ed|es)|said|says|confirm(?:ed|s)|told|report(?:ed|s)|reveal(?:ed|s)|stated|disclosed"
    r"|(?:a|ont) (?:annonce|confirme|dit|declare|indique|precise|revele|affirme|fait savoir)|annoncait|confirmait)"
    rf"(?: (?!that\b|que\b)[a-z']{{2,12}}){{0,3}}?[ ,]{{1,2}}(?:(?:on|le|ce) )?(?:{_DAYS},? )?\Z"
)
_THEY = compiled(r"(?:the|these|those|they|it|all|invitations|les?|la|l'|ces?|cette|elles|ils|toutes)\b")
_WAS = compiled(r"\b(?:was|were|took place|went out|(?:a|ont|avait|avaient) (?:ete|eu lieu)|s'est tenue?|datent?)\b")
_NEAR = 70  # characters before the day


def leave_reports(nodes: list[Node], text: str) -> None:
    """Give the day behind "confirmed on Sunday" to the page, if the text says that the draw was held some days before.

    So is a day alone at the top, if no other one is a heading.

    Args:
        nodes: the nodes, with their roles, and with the days that their weekdays name.
        text: the text, spelt plainly.
    """
    held = [first_day(node.of("day")[0]) for node in nodes if _tells_when(node, text)]
    headings = [node for node in nodes if node.kind == "heading" and node.of("day")]
    before = [*takewhile(lambda node: not node.of(*COUNTS), nodes)]
    top = headings[0] if held and len(headings) == 1 and headings[0] in before else None
    top = top if top is not None and top.words.names == ["day"] else None
    for node in nodes if held else ():
        node.facts = [
            fact._replace(role="published")
            if fact.kind == "day"
            and fact.role == "announced"
            and (node is top or _SAYING.search(text, max(node.start, fact.span[0] - _NEAR), fact.span[0]))
            and any(_shortly_before(day, fact.value) is not None for day in held)
            else fact
            for fact in node.facts
        ]


def _tells_when(node: Node, text: str) -> bool:
    """Return True if a sentence tells on which day something was issued or held, and nothing else of a draw."""
    days = node.of("day", "days")
    alone = node.kind == "sentence" and len(days) == 1 and days[0].role == "announced" == node.role
    apart = alone and not node.of(*COUNTS, "target", "region") and node.says(*ACTS)
    return apart and _THEY.match(text, node.start) is not None and _WAS.search(text, node.start, node.end) is not None


_LABELLED_DAY = r"\A(?:<!number|day>{1,4}<colon|dash>)?<day>\Z"


def before_yesterday(nodes: list[Node]) -> None:
    """Take the only day of a text for that of the page, if it stands on a line above a draw that was "yesterday".

    Date: 2027-06-17. The province invited 112 workers yesterday.
    """
    dated = [node for node in nodes if node.of("day", "days")]
    told = [node for node in nodes if node.says("yesterday") and node.of(*COUNTS) and not node.of("day", "days")]
    top = dated[0] if len(dated) == 1 and told and dated[0].start < told[0].start else None
    if top is not None and top.matches(_LABELLED_DAY):
        top.facts = [fact._replace(role="published") if fact.kind == "day" else fact for fact in top.facts]
