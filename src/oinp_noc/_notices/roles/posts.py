"""Nodes in, each with the day of its post out: "today" in a thread, chat or mail is the day of the stamp above."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.bylines import OF_A_POST, STAMP
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.words.dates import Day, exists
from oinp_noc._notices.words.numeric import habits, is_numeric, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oinp_noc._notices.plain.text import Place
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

OF_POSTS = (OF_A_POST, STAMP)
_AHEAD = dt.timedelta(days=7)
_RECENT = dt.timedelta(days=45)
_AGO = compiled(
    r"[^\n.?!]{1,60}?\b(?:(?:[0-9]{1,2}|an?) ?(?:d|days?|w|weeks?|mo|months?|years?) ago"
    r"|il y a (?:[0-9]{1,2}|une?) ?(?:j|jours?|semaines?|mois|ans?))\W{0,9}"
)  # maple - 3 days ago: a day that is not known


class Page(NamedTuple):
    """What is known of the day of a text.

    Attributes:
        text: the text, spelt plainly.
        today: the day of the page, if it is known.
        published: the day of publication, if it was given.
        posts: where the days of posts stand that have no hour.
    """

    text: str
    today: dt.date | None
    published: dt.date | None
    posts: set[Place]

    def date(self, fact: Fact) -> dt.date | None:
        """Return the date of a stamp: without a year the one nearest to today, and not after publication.

        One in numbers that may be another is that of the last weeks before publication, or else of no time.
        """
        day: Day = fact.value
        if is_numeric(self.text, fact):
            month_first = habits(self.text)
            if len(month_first) != 1:
                both = (dt.date(each[0] or 1, *each[1:]) for each in (day, swapped(day)))
                fresh = [date for date in both if self.published and date <= self.published <= date + _RECENT]
                return fresh[0] if len(fresh) == 1 else dt.date.min
            day = swapped(day) if True in month_first else day
        if day.year is not None:
            return dt.date(day.year, day.month, day.day)
        today, years = self.today, (-1, 0, 1) if self.today is not None else ()
        days = (day._replace(year=today.year + ahead) for ahead in years)  # type: ignore[union-attr]
        dates = (dt.date(*each) for each in days if exists(each))  # type: ignore[arg-type]
        return min(
            (date for date in dates if date <= (self.published or date)),
            key=lambda date: abs(date - today),  # type: ignore[operator]
            default=None,
        )


def posted(nodes: list[Node], page: Page) -> Iterator[tuple[Node, dt.date | None]]:
    """Yield each node with the day of its post, or that of a heading below its stamp; None if there is neither.

    A day of a post without a year is of the year of its stamp, or the one before.
    """
    post: dt.date | None = None
    stamp = -1  # its place
    for node in nodes:
        days = [fact for fact in node.of("day") if fact.rule in OF_POSTS or fact.span in page.posts]
        if days or _AGO.fullmatch(page.text, node.start, node.end):
            post, stamp = page.date(days[0]) if days else dt.date.min, node.start
        if post is not None and stamp < node.start:
            node.facts = [_of_the_year(fact, post) for fact in node.facts]
        heads = ([*map(page.date, head.of("day"))] for head in above(node) if head.start > stamp)
        dates = (page.today if page.today in dates else dates[0] for dates in heads if dates)  # updated, published
        yield node, next(dates, None) or post


def _of_the_year(fact: Fact, post: dt.date) -> Fact:
    if fact.kind != "day" or fact.value.year is not None or fact.role == "published":
        return fact
    days = (fact.value._replace(year=year) for year in (post.year, post.year - 1))
    return next((fact._replace(value=day) for day in days if exists(day) and dt.date(*day) <= post + _AHEAD), fact)
