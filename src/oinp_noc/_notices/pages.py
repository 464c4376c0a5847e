"""Nodes in, the same nodes out, with the day of the page told from those of draws, and "today" read."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from oinp_noc._notices.dates import Day
from oinp_noc._notices.lexicon import Fact, over
from oinp_noc._notices.teller import COUNTS, Teller, give
from oinp_noc._notices.tree import above

if TYPE_CHECKING:
    from oinp_noc._notices.nodes import Node


def name_today(nodes: list[Node], day: dt.date | None) -> None:
    """Read "today" and "yesterday", if the day of the page is known.

    Args:
        nodes: the nodes, with their roles.
        day: the day of publication; None if only the page may tell it.
    """
    pages = (fact.value for node in nodes for fact in node.of("day") if fact.role == "published" and fact.value.year)
    today = day or next((dt.date(*page) for page in pages), None)
    for node in nodes if today is not None else ():
        near = {"today", "yesterday"}.intersection(node.words.names)
        dated: Day | None = next((fact.value for parent in above(node) for fact in parent.of("day")[:1]), None)
        if near and not [fact for fact in node.of("day", "days") if fact.role != "published"]:
            at = min(node.words.names.index(name) for name in near)
            date = today or dt.date.min
            if dated is not None and dated.year is not None and node.words.names[at] == "today":
                date = dt.date(dated.year, dated.month, dated.day)
            if node.words.names[at] == "yesterday" and date > dt.date.min:
                date -= dt.timedelta(days=1)
            value = Day(date.year, date.month, date.day)
            node.facts.append(Fact("day", value, node.words.span(at, at), at, node.words.names[at]))


_NEWS = "stream|short|draw|invitation|issued|invites|held|people|score|of|in|between|targeting|label|here"
_OF_THE_PAGE = over(rf"\A<!{_NEWS}|day>{{0,8}}<day><!{_NEWS}|day>{{0,8}}\Z")
_BYLINE = re.compile(  # By A. Writer, 9 May 2023, 3 minute read
    r"(?:posted |written )?(?:by|par)\s(?![^\n]*\b(?:draw|tirage|invit))"
    r"|[^\n]*\bmin(?:ute)?s?(?: de)? (?:read|lecture)\b"
)
_DATELINE = over(r"\A<word|here|comma|article>{1,5}(?P<day><day>)<dash|colon|close>")
_PUBLISHED = over(r"<published><word|in|of|colon|comma|bar|dash|here|article>{0,3}(?P<day><day>)")


_OF_A_DRAW = re.compile(r"(?:draw |round |issue )?(?:date|day|when|jour)\s?[:-]")  # a label of the next lines


def published(node: Node, teller: Teller) -> None:
    """Give the day of the page, which is told in a byline, behind "updated" or on a line of its own, its role."""
    if "day" not in node.words.names:
        return
    for match in _PUBLISHED.finditer(node.words.line):
        at = match.start("day")
        give(node, "published", lambda fact, at=at: fact.at == at)  # type: ignore[misc]
    dateline = _DATELINE.match(node.words.line)
    if dateline is not None and (len(node.of("day", "days")) > 1 or node.says("today", "yesterday")):
        at = dateline.start("day")
        give(node, "published", lambda fact: fact.at == at)
    if (
        (_OF_THE_PAGE.match(node.words.line) or _is_byline(node, teller.text))
        and (set(node.words.names) - {"day", "comma", "stop", "article"} or node.kind == "item" or teller.headline)
        and "colon" not in node.words.names
        and not _OF_A_DRAW.match(teller.text, node.start, node.end)
    ):
        give(node, "published", lambda fact: fact.kind == "day")  # a line about the page, which tells no day of a draw


def _is_byline(node: Node, text: str) -> bool:
    line = text[node.end - 1] != "." and not node.of(*COUNTS) and node.words.names[1:2] != ["day"]
    return line and _BYLINE.match(text, node.start, node.end) is not None
