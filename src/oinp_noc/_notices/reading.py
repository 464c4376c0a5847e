"""Notice text in, draws out, and what is wrong with them.

The text goes through stages, each a function with a result that can be printed (`oinp-noc notice FILE --explain`):

plain: HTML made text, one spelling for each letter, and the marks of footnotes found and hidden
layout: text in, units out: headings, items, rows, paragraphs
tree: units in, sentences, items and rows out, each with its facts, its codes and its place
    (words, facts and cells: what is in a stretch of text, and in the cells of a row)
roles: what each fact is told of
claims: what is said of one draw, and what it inherits
draws: claims that are about one draw are one, with its list of codes and its year
accounts: every number, day and code to one account; what is left open, as the packaged draws have it
problems: what was not read, where all this contradicts itself, and what may be otherwise
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oinp_noc._catalogue import say
from oinp_noc._messages import shown
from oinp_noc._notices.accounts.chosen import chosen
from oinp_noc._notices.accounts.ledger import accounts
from oinp_noc._notices.claims.aims import asks_for_a_list
from oinp_noc._notices.claims.context import inherited
from oinp_noc._notices.claims.counting import score_brackets
from oinp_noc._notices.claims.paragraphs import assembled
from oinp_noc._notices.draws.aimed import aimed
from oinp_noc._notices.draws.calendar import Calendar
from oinp_noc._notices.draws.examples import without_examples
from oinp_noc._notices.draws.fill import filled
from oinp_noc._notices.draws.finish import finish
from oinp_noc._notices.draws.glosses import without_glosses
from oinp_noc._notices.draws.left_out import without_left_out
from oinp_noc._notices.draws.lists import gathered, given
from oinp_noc._notices.draws.noted import noted
from oinp_noc._notices.draws.numbered import names_a_list
from oinp_noc._notices.draws.only_aim import aimed_once
from oinp_noc._notices.draws.same_lists import is_same, told_again
from oinp_noc._notices.draws.settle import settled
from oinp_noc._notices.draws.titled import listed_by_title, unlisted
from oinp_noc._notices.draws.totals import without_empty, without_totals
from oinp_noc._notices.draws.whole import made_whole
from oinp_noc._notices.facts.hyphens import unhyphenated
from oinp_noc._notices.layout.units import unbroken, units
from oinp_noc._notices.plain.footnotes import without_marks
from oinp_noc._notices.plain.html import from_html, is_html
from oinp_noc._notices.plain.merged import parted
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.plain.text import readable
from oinp_noc._notices.problems.found import found as problems
from oinp_noc._notices.problems.made import Made
from oinp_noc._notices.roles.answers import answered
from oinp_noc._notices.roles.bylines import of_sections
from oinp_noc._notices.roles.cues import told
from oinp_noc._notices.roles.datelines import before_yesterday, of_pages
from oinp_noc._notices.roles.denials import spoken
from oinp_noc._notices.roles.federal import leave_federal_tables
from oinp_noc._notices.roles.months import of_other_months
from oinp_noc._notices.roles.pages import name_today
from oinp_noc._notices.roles.records import dated_by_records, dated_once, told_by_title
from oinp_noc._notices.roles.stretches import windows_by_shape
from oinp_noc._notices.roles.years import with_years
from oinp_noc._notices.tree.abbreviations import abbreviated
from oinp_noc._notices.tree.called import called
from oinp_noc._notices.tree.earlier import earlier
from oinp_noc._notices.tree.headed import told_by_headings
from oinp_noc._notices.tree.later import later_in_sentences, leads_with_a_day
from oinp_noc._notices.tree.letters import lettered
from oinp_noc._notices.tree.mentions import Finder
from oinp_noc._notices.tree.nodes import named_elsewhere, nodes
from oinp_noc._notices.tree.places import placed
from oinp_noc._notices.tree.quotes import without_quotes
from oinp_noc._notices.tree.regions import of_the_province
from oinp_noc._notices.tree.scores import followed, topped
from oinp_noc._notices.tree.titles_alone import titled
from oinp_noc._notices.tree.unread import unread
from oinp_noc._notices.values import Notice, Problem
from oinp_noc._notices.words.lexicon import search
from oinp_noc._oinp.dates import read_date
from oinp_noc.errors import NoticeError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from oinp_noc._notices.accounts.choice import Choice
    from oinp_noc._notices.accounts.ledger import Entry
    from oinp_noc._notices.claims.claim import Claim
    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.plain.footnotes import Note
    from oinp_noc._notices.tree.nodes import Node


class Reading(NamedTuple):
    """All stages of one reading.

    Attributes:
        notice: the result.
        nodes: what the text states.
        claims: what is said of one draw.
        settled: the drafts, totals and what is loose.
        lists: the lists of codes.
        entries: the accounts.
        choices: what was chosen as the packaged draws have it.
    """

    notice: Notice
    nodes: list[Node]
    claims: list[Claim]
    settled: Settled
    lists: list[CodeList]
    entries: list[Entry]
    choices: list[Choice]


def _sums(nodes: list[Node]) -> set[int]:
    """Return the numbers that the text tells of a stretch of time."""
    told_of = {fact.value for node in nodes for fact in node.of("count", "people") if fact.role == "so-far"}
    for node in nodes:
        if node.says("so-far") and not node.of("count", "people"):
            told_of |= set(node.words.said("number"))
    return told_of


_CODE = compiled(r"\b[0-9]{5}\b")


def _says_something(node: Node, text: str) -> bool:
    return (
        bool(node.facts or node.codes)
        or node.kind == "heading"
        or node.says(
            "targeting",
            "so-far",
            "today",
            "yesterday",
            "number",
            "label",
            "program",
            "region",
            "language",
            "month-year",
        )
        or bool(called(node, text))
        or asks_for_a_list(node, text)
        or (node.says("draw", "invites", "issued") and search("weekday", text, node.start, node.end) is not None)
        or is_same(text, node.start, node.end)
        or leads_with_a_day(node, text)
        or names_a_list(node, text)
        or unread(node, text) is not None
        or (node.says("short") and _CODE.search(text, node.end, node.unit.end) is not None)  # Students. NOC 31301, ...
    )


def parse_notice(text: str, *, published: dt.date | str | None = None) -> Notice:
    """Read the text that announces draws: an official page, an article or a table, in English or French.

    Args:
        text: the text; HTML is turned into text first, and the spans point into that.
        published: the publication date, as a date or ISO text. Days without a year are resolved against it.

    Returns:
        A `Notice`: the draws, announced and recalled, every NOC code with its title, and the problems. What the text
        does not say is None; nothing is guessed, and no value comes from the packaged draws. Of a draw that they have,
        they decide which of the text's own facts are its; where they have it otherwise, a problem says so.

    Raises:
        NoticeError: not text.
        InvalidArgumentError: ``published`` is not a date.
        MissingExtraError: the text is HTML, and the extra ``notices`` is not installed.

    Example:
        >>> import oinp_noc
        >>> notice = oinp_noc.parse_notice('''
        ... On February 9, 2023, Ontario issued 510 notifications of interest under the Skilled Trades stream to
        ... candidates with CRS scores between 260 and 489 in 5 occupations:
        ...   - NOC 72024 – Supervisors, motor transport and other ground transit operators
        ...   - NOC 72106 – Welders and related machine operators
        ...   - NOC 72204 – Telecommunications line and cable installers and repairers
        ...   - NOC 72310 – Carpenters
        ...   - NOC 73112 – Painters and decorators (except interior decorators)
        ... ''')
        >>> notice.draws
        (<NoticeDraw announced 2023-02-09 skilled-trades: 5 occupations, 510 invited, <Score CRS 260 to 489>>,)
        >>> notice.problems
        ()
    """
    return read(text, published=published).notice


def read(text: str, *, published: dt.date | str | None = None) -> Reading:
    """Read a text, and keep what each stage made of it; see `parse_notice`."""
    if not isinstance(text, str):
        hint = "; decode it first, text.decode('utf-8')" if isinstance(text, bytes | bytearray | memoryview) else ""
        message = f"a notice is text, and {shown(text)} is of type {type(text).__name__}{hint}"
        raise NoticeError(message, value=text)
    day = None if published is None else read_date("published", published)
    found: list[Problem] = []
    if is_html(text):
        whole, sums = parted(text)
        text = from_html(whole)
        found.append(Problem("html", say("the text is HTML: it was turned into text, which the spans point into")))
        if sums:
            message = say("a number stands in a table once for several rows: it may be that of several draws")
            found.append(Problem("shared-total", message))
    spelt, notes = without_marks(text, unhyphenated(readable(text)))
    laid_out = [*units(spelt, text)]
    spelt = unbroken(spelt, laid_out)
    alone = titled(laid_out, spelt, day)
    finder = Finder(text, spelt, day, alone.codes)
    stated = abbreviated((node for unit in laid_out for node in nodes(unit, spelt, finder)), spelt, text)
    stated = lettered(stated, spelt)
    whole_tree = without_quotes(placed(named_elsewhere(stated, spelt), spelt), spelt, text)
    tree = _kept(whole_tree, spelt)
    later_in_sentences(tree, spelt)
    of_the_province(tree, spelt, text)
    leave_federal_tables(tree)
    of_sections(tree, spelt)
    spoken(tree, spelt)
    _date(tree, spelt, day)
    claims = inherited(list(assembled(tree, spelt)), tree, spelt)
    drafts = settled(claims, spelt, _sums(tree))
    without_totals(drafts)
    filled(drafts, tree, spelt)
    without_empty(drafts, spelt)
    lists = _with_lists(tree, drafts, notes, spelt)
    aimed_once(drafts, tree, day, spelt)
    aimed(drafts.drafts, tree, spelt)
    calendar = Calendar.of(spelt, tree, day)
    entries = accounts(tree, drafts, spelt)
    choices = chosen(drafts.drafts, lists, entries, tree, calendar)
    of_streams = any(node.of("stream") for node in tree)
    draws = [finish(draft, calendar, (text, spelt), of_streams=of_streams) for draft in drafts.drafts]
    entries = accounts(tree, drafts, spelt) if choices else entries
    made = Made(text, spelt, tree, drafts, draws, lists, entries, calendar, choices, alone.unread)
    found += [*finder.problems, *problems(made)]
    found.sort(key=lambda problem: (-1, -1) if problem.span is None else problem.span)
    notice = Notice(tuple(draws), tuple(finder.mentions), tuple(found), text)
    return Reading(notice, tree, claims, drafts, lists, entries, choices)


def _kept(whole_tree: Iterable[Node], spelt: str) -> list[Node]:
    """Say of what each node is told, and keep those that say something."""
    told_of = told(earlier(topped(followed(score_brackets(whole_tree, spelt), spelt), spelt), spelt), spelt)
    kept = [node for node in answered(told_of, spelt) if _says_something(node, spelt)]
    return told_by_title([*told_by_headings(kept)])


def _date(tree: list[Node], spelt: str, day: dt.date | None) -> None:
    """Say which days are those of draws, of windows and of the page, and in which year each is."""
    dated_by_records(tree)
    before_yesterday(tree)
    windows_by_shape(tree, spelt)
    name_today(tree, spelt, day)
    with_years(tree, spelt, day)
    of_pages(tree, spelt)
    of_other_months(tree, spelt)
    dated_once(tree, spelt)


def _with_lists(tree: list[Node], found: Settled, notes: list[Note], spelt: str) -> list[CodeList]:
    """Give the drafts their lists; return all lists."""
    found.notes = noted(notes, found.drafts, tree, spelt)
    without_left_out(tree, found, spelt)
    lists = gathered(tree, found, spelt)
    given(lists, found, tree, spelt)
    listed_by_title(tree, found.drafts, spelt)
    unlisted(tree, found.drafts, spelt)
    without_glosses(found, spelt)
    without_examples(tree, found.drafts, spelt)
    told_again(tree, found, spelt)
    made_whole(tree, found, lists)
    return lists
