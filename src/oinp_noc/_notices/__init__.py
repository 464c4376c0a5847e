"""Notice text in, draws out, and what is wrong with them.

The text goes through small parts, each of which knows one thing:

layout: text in, units out: headings, items, rows of tables, paragraphs
mentions: units in, NOC codes out, with the titles beside them
words: sentences in, classes of words out; dates
names, quantities, periods: streams and targets, numbers and scores, sums over a time, read off these
facts: all that a sentence says
speakers: which sentences are of Ontario, and which of others
parts, rows: what a sentence or a row says of each of its draws
reader, drafts: which draw each of that belongs to
draws, calendar: drafts in, draws out
problems: where all this contradicts itself

What English and French call things is data, ``notice-words.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._messages import shown
from oinp_noc._notices import problems
from oinp_noc._notices.calendar import Calendar
from oinp_noc._notices.draws import finish, only_scale, settle
from oinp_noc._notices.layout import from_html, is_html, readable, units
from oinp_noc._notices.mentions import Finder
from oinp_noc._notices.reader import Reader
from oinp_noc._notices.values import KINDS, Mention, Notice, NoticeDraw, Problem, Spans
from oinp_noc._oinp.dates import read_date
from oinp_noc.errors import NoticeError

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["KINDS", "Mention", "Notice", "NoticeDraw", "Problem", "Spans", "parse_notice"]


def parse_notice(text: str, *, published: dt.date | str | None = None) -> Notice:
    """Read the text that announces draws: an official page, an article or a table, in English or French.

    Args:
        text: the text; HTML is turned into text first, and the spans point into that.
        published: the day on which the text was published, as a date or ISO text: it gives days without a year theirs.

    Returns:
        A `Notice`: the draws, announced and recalled, every NOC code with its title, and the problems. What the text
        does not say is None; nothing is guessed.

    Raises:
        NoticeError: not text.
        InvalidArgumentError: ``published`` is no date.
        MissingExtraError: the text is HTML, and the extra ``notices`` is not installed.

    Example:
        >>> import oinp_noc
        >>> notice = oinp_noc.parse_notice('''
        ... On March 7, 2024, Ontario issued 2,104 notifications of interest under the Human Capital Priorities stream
        ... to candidates with a CRS score between 352 and 421 in 2 health occupations:
        ...   - NOC 31200 – Psychologists
        ...   - NOC 31301 – Registered nurses and registered psychiatric nurses
        ... ''')
        >>> notice.draws
        (<NoticeDraw announced 2024-03-07 human-capital-priorities: 2 occupations, 2104 invited,
        <Score CRS 352 to 421>>,)
        >>> notice.problems
        ()
    """
    if not isinstance(text, str):
        hint = "; decode it first, text.decode('utf-8')" if isinstance(text, bytes | bytearray | memoryview) else ""
        message = f"a notice is text, and {shown(text)} is of type {type(text).__name__}{hint}"
        raise NoticeError(message, value=text)
    day = None if published is None else read_date("published", published)
    found: list[Problem] = []
    if is_html(text):
        text = from_html(text)
        found.append(Problem("html", "the text is HTML: it was turned into text, which the spans point into"))
    spelt = readable(text)
    finder = Finder(text, spelt, day)
    reader = Reader(spelt, finder, day)
    reader.read(units(spelt, text))
    drafts, totals = settle(reader)
    calendar = Calendar(spelt, reader.days, reader.window_days, day or reader.dateline)
    scale = only_scale(drafts)
    draws = [finish(draft, calendar, (text, spelt), scale) for draft in drafts]
    found += finder.problems
    found += problems.find(drafts, draws, totals, calendar)
    found.sort(key=lambda problem: (-1, -1) if problem.span is None else problem.span)
    return Notice(tuple(draws), tuple(finder.mentions), tuple(found), text)
