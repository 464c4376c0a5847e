"""Nodes in, the same nodes out, with the day of the page told from those of draws."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.targets import Target
from oinp_noc._notices.layout.stamps import COMES, is_stamp
from oinp_noc._notices.plain.ordinals import MONTHS
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.teller import ACTS, COUNTS, Teller, give
from oinp_noc._notices.tree.code_lines import is_line
from oinp_noc._notices.words.lexicon import over, search

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact

_NEWS = (
    "stream|short|draw|invitation|issued|invites|held|people|score|of|in|between|targeting|label|region|program|here"
    "|recalled"
)
_OF_THE_PAGE = over(rf"\A<!{_NEWS}|day>{{0,8}}<day><!{_NEWS}|day>{{0,8}}\Z")
_MADE_AND_CHANGED = over(rf"\A(?:<!{_NEWS}>{{0,8}}<day>){{2,3}}<!{_NEWS}|day>{{0,8}}\Z")
DATELINE = over(
    r"\A<open>?<article>?(?:<region><comma|open>(?=<here>)|<word|here|program>)(?:<comma><in>(?=<comma>))?"
    r"<word|here|region|comma|article|slash|open|dash>{0,5}<close|stop>?<comma>?<dash>?<article>?(?P<day><day>)(?:<open><word|dash|slash>{1,4}<close><dash|colon>?|<dash|colon|close>)"
)
_DATED = over(
    r"\A<article|in>?<word>?<comma>?(?P<day><day>)(?:<open><word|here|region|slash|dash>{1,4}<close>)?<dash>"
    r"<article|here|word|to|today|yesterday|issued|in>"
)  # June 20 - The program had a draw on June 18
_OF_A_LINE = over(
    r"<day><colon|dash|comma|open>{1,2}<number|stream|short>.{1,40}"
    r"<semicolon|bar|stop|comma|dash><article>?<day><colon|dash|comma|open>{1,2}<number|stream|short>"
)  # Dec 3: 610 FW; Dec 7, 2027: 80 IDS
_PUBLISHED = over(
    r"<published>(?:<word|in|of|colon|comma|bar|dash|here|article>{0,3}|<word|of|article|here>{0,6}<colon>)(?P<day><day>)"
)


_ON_A_DAY = compiled(
    rf"\b(?:on (?:{MONTHS}) [0-9]|(?:on|le) [0-9]{{1,2}} [a-z]{{3,9}}\b|yesterday\b|today\b|hier\b|aujourd'hui\b)"
)  # in the sentences behind a dateline

_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)"
_WEEKDAY = rf"(?:{_DAYS},? )"
_SENT_ON = compiled(
    r"\b(?:issued|sent|went out|drawn|held|took place|invited|lancee?s?|envoyee?s?|emise?s?|tenue?s?|lieu) "
    rf"(?:on|le) {_WEEKDAY}?(?:(?:{MONTHS}) [0-9]|(?:le )?[0-9]{{1,2}} [a-z])"
)  # in the next paragraph: they were sent on Monday, May 8
_NEAR = 200  # characters
_SENT_MONDAY = compiled(
    r"\b(?:issued|sent|went|drawn|drew|held|invited|invitee?s?|lancee?s?|envoyee?s?|emis(?:es?)?|tenue?s?|lieu)"
    rf"(?: out)? (?:on |le )?{_DAYS}\b"
    rf"(?!,? (?:(?:{MONTHS}) [0-9]|(?:le )?[0-9]{{1,2}} [a-z]))"
)  # in the sentences behind a dateline: they went out Monday

_CLOCK = compiled(r"\s?(?:,|-|\xb7|a|at|vers)?\s?[0-2]?[0-9]\s?(?:[:h][0-5][0-9]|h\b|[ap]\.?m\b)")

_GROUP = compiled(
    r"[^a-z\n]{0,4}(?:groupe?|club|forum|cercle|association|reseau|communaute|chat|channel|canal|salon)\b"
    r"(?!s? ?(?:[:-]|[0-9]|[a-d]\b))"
)
_SPEAKS = compiled(
    r"\b(?:association|federation|society|college|ordre|chambre|chamber|union|syndicat|coalition|council|conseil)\b"
    r"[^:;.0-9]{0,90}?\b(?P<says>salue|se (?:rejouit|felicite)|welcome[sd]?|applaud(?:s|ed)|hail(?:s|ed)|praise[sd]?"
    r"|celebrate[sd]?|is pleased)\b"
)  # L'Association des infirmières francophones salue les 94 invitations
_CHAT = compiled(r"\b(?:whatsapp|telegram|facebook|discord|reddit|group chat|groupe de discussion)\b")
_OF_A_MAIL = compiled(
    r"(?:sent|received|date|envoyee?|recu) ?: [^\n]{6,50}"
    r"(?:\b[0-2]?[0-9] ?[:h] ?[0-5][0-9]|\n[ \t>]{0,9}(?:from|to|cc|subject|re|de|a|objet) ?:)"
)  # Sent: March 7, 2024 4:48 PM

_SUBJECT = compiled(r"(?:subject|objet|sujet) ?: ")
_HEADS_A_MAIL = compiled(r"(?:^|\n)(?:from|to|subject|de|a|objet|re) ?:[^\n]{1,90}\n[ \t]{0,9}\Z")

# A label, on the same line or the one above.
_OF_A_DRAW = compiled(
    r"(?:latest|newest|most recent)(?: draw| round)?\s?\((?=[0-9])"
    r"|(?:draw |round |issue )?(?:date|day|when|jour|quand)(?: d[ue] (?:la )?[a-z]{5,9})?\b[^a-z0-9]{0,9}(?:[:-]|\n)"
)


def published(node: Node, teller: Teller) -> None:
    """Give the day of the page, which is told in a byline, behind "updated" or on a line of its own, its role."""
    if node.kind == "heading" and not node.says(*ACTS) and _names_a_group(node, teller.text):
        give(node, "supposed", lambda fact: fact.kind == "target")  # those who write are no target
    speaks = _SPEAKS.search(teller.text, node.start, node.end) if node.of("target") else None
    if speaks is not None:
        give(node, "supposed", lambda fact: fact.kind == "target" and fact.span[0] < speaks.start("says"))
    if "day" not in node.words.names:
        return
    if COMES.match(teller.text, node.start) and not node.says(*ACTS):
        give(node, "supposed", lambda fact: fact.kind == "day")
        return
    _behind_published(node)
    headed = teller.text.startswith("date", node.start)
    headed = headed and _HEADS_A_MAIL.search(teller.text, max(node.start - _NEAR, 0), node.start) is not None
    of_a_mail = headed or _OF_A_MAIL.match(teller.text, node.start) is not None
    of_a_mail = of_a_mail or (_SUBJECT.match(teller.text, node.start) is not None and not node.says(*ACTS))
    if of_a_mail or (not node.says(*ACTS) and is_stamp(teller.text, node.start, node.end)):
        give(node, "published", lambda fact: fact.kind == "day")
        node.facts = [fact._replace(rule=STAMP) for fact in node.of("day")]  # no year of a name such as tx-2027
    if node.kind in ("sentence", "heading") and not node.of(*COUNTS, "score", "stream"):
        give(node, "published", lambda fact: fact.kind == "day" and _is_between_bars(fact, node, teller.text))
    dateline = DATELINE.match(node.words.line) or _DATED.match(node.words.line)
    if (
        dateline is not None
        and (not _is_weekday(node, dateline.start("day"), teller.text) or _has_weekday(node, dateline, teller.text))
        and (
            (len(node.of("day", "days")) > 1 and _OF_A_LINE.search(node.words.line) is None)
            or node.says("today", "yesterday")
            or _has_weekday(node, dateline, teller.text)
            or _ON_A_DAY.search(teller.text, node.end, node.unit.end)
            or _SENT_ON.search(teller.text, node.unit.end, node.unit.end + _NEAR) is not None
            or _SENT_MONDAY.search(teller.text, node.end, node.unit.end) is not None
        )
    ):
        at = dateline.start("day")
        give(node, "published", lambda fact: fact.at == at)
        give(node, "supposed", lambda fact: fact.at < at and fact.kind == "target")  # where it was written
    if (
        _OF_THE_PAGE.match(node.words.line)
        and (not _is_bare(node, teller.text) or _is_an_item(node) or teller.headline)
        and not node.matches(r"\A<colon>|<!number><colon>")
        and not node.of("size")
        and not (node.kind == "heading" and node.says("occupations", "following"))  # the list of October 16
        and not (node.of("people") and node.of("score"))  # Jan 5 - 300 @ 50
        and not (_comes(node, teller.text) or teller.text[node.end - 1] == "?")
        and not _is_within(node)
        and not (_CALENDAR.match(teller.text, node.start) or _heads_a_record(node, teller.text))
        and not _OF_A_DRAW.match(teller.text, node.start, node.end)
        and not _says_for_whom(node)
    ):
        give(node, "published", lambda fact: fact.kind == "day")  # a line about the page, which tells no day of a draw


def _says_for_whom(node: Node) -> bool:
    """Return True if a line with a day says for whom a draw was: March 6, 2029 - French-speaking candidates."""
    aims = node.of("target", "general")
    more = any(aim.kind == "general" or aim.value[0] != Target(region=aim.value[0].region) for aim in aims)
    return more or (bool(aims) and node.words.names[0] == "day") or node.matches(_DAY_AND_AIM)


_DAY_AND_AIM = r"\A<day><dash|colon|bar>(?:<AIM>|<people|occupations|SMALL|and>){1,6}\Z"  # March 6 - French


def _behind_published(node: Node) -> None:
    """Give the day behind "published" its role, and each day of a line that tells those of a page and its change."""
    places = {match.start("day") for match in _PUBLISHED.finditer(node.words.line)}
    every = bool(places) and _MADE_AND_CHANGED.match(node.words.line) is not None  # July 26, updated July 27, 2028
    give(node, "published", lambda fact: fact.kind == "day" and (every or fact.at in places))


_CALENDAR = compiled("[\U0001f4c5\U0001f4c6\U0001f5d3]")  # as a sign before the day of a draw
_RECORD_BELOW = compiled(
    r"[ \t]{0,9}\n(?!\s{0,9}\n)[^\n.?]{0,60}?(?<![0-9,/-])[0-9][0-9, ]{0,6}\s?"
    r"(?:itas?|nois?|invit[a-z]*|candidate?s?|avis|people|personnes)\b[^\n]{0,60}[^\n.?](?:\n|\Z)"
)  # Masters: 1,105 ITAs, cut-off 55


def _heads_a_record(node: Node, text: str) -> bool:
    """Return True if a line with a day stands right above one that gives the number of a draw."""
    return _is_bare(node, text) and _RECORD_BELOW.match(text, node.end) is not None


def _has_weekday(node: Node, dateline: re.Match[str], text: str) -> bool:
    """Return True if a sentence behind its dateline names a weekday, which does not head the next line."""
    found = search("weekday", text, node.words.ends[dateline.start("day")], node.end)
    return found is not None and not text.startswith(":", found.end())


def _names_a_group(node: Node, text: str) -> bool:
    """Return True if a heading names those who write to each other: Francophone newcomers of Ottawa (WhatsApp)."""
    return bool(_GROUP.match(text, node.start, node.end) or _CHAT.search(text, node.start, node.end))


_FEWEST = 3  # lines of one list, of a day and a number each
STAMP = "the stamp of a post"  # the rule of its day
OF_A_POST = "the day of one of several posts"  # the rule of a day on a line of its own


def of_sections(nodes: list[Node], text: str) -> None:
    """Take lines with a day for those of draws: several with nothing else and a number below each, or of one list.

    Args:
        nodes: the nodes, with their roles.
        text: the text, spelt plainly.
    """
    lines: list[Node] = []
    numbered: list[Node] = []
    alike: dict[tuple[int, str], list[Node]] = {}
    for node in nodes:
        if node.says("number") and any(fact.role == "published" for fact in node.of("day")):
            alike.setdefault((node.block, node.words.line), []).append(node)
        if len(node.of("day")) == 1 and node.kind in ("heading", "sentence") and _is_day(node, text):
            lines.append(node)
        elif lines and node.of(*COUNTS) and lines[-1] not in numbered[-1:]:
            numbered.append(lines[-1])
    for node in _leading_records(nodes, text):
        node.facts = [_announced(fact) for fact in node.facts]
    of_draws = [numbered, *(listed for listed in alike.values() if len(listed) >= _FEWEST)]
    for found in of_draws:
        for node in found if len({node.of("day")[0].value for node in found}) > 1 else ():
            node.facts = [_announced(fact) for fact in node.facts]


def _announced(fact: Fact) -> Fact:
    return fact._replace(role="announced", rule=OF_A_POST) if fact.role == "published" else fact


def _leading_records(nodes: list[Node], text: str) -> Iterator[Node]:
    """Find the days that are the first line of a record: those right below have the stream, the number, the score."""
    for at, node in enumerate(nodes):
        if node.kind in ("sentence", "item") and len(node.of("day")) == 1 and _is_day(node, text):
            lines = [*takewhile(lambda line, first=node: _goes_on(first, line, text), nodes[at + 1 : at + _FIRST])]  # type: ignore[misc]
            if len(lines) > 1 and any(line.of(*COUNTS) for line in lines):
                yield node


_FIRST = 12  # nodes


def _goes_on(first: Node, node: Node, text: str) -> bool:
    """Return True if a line or an item goes on with the record that one with a day begins."""
    alike = (is_line(node) and node.block == first.block) if first.kind == "sentence" else node.kind == "item"
    return alike and text[node.end - 1] not in ".?" and not node.of("day", "days")


def _is_day(node: Node, text: str) -> bool:
    """Return True if a line has nothing but a day, and its weekday or the hour of a post."""
    at = len(node.words.names) - 1
    day = node.of("day")[0]
    stamp = day.at == 0 and _CLOCK.match(text, day.span[1], node.end) is not None
    if day.at == 0 and _IN_BRACKETS.fullmatch(text, day.span[1], node.end):
        return True  # April 4 (Tuesday)
    return stamp or (node.words.names[at] == "day" and (at == 0 or _is_weekday(node, at, text)))


def _is_bare(node: Node, text: str) -> bool:
    """Return True if a line consists of its day, perhaps with its weekday."""
    if node.words.names[0] == "day" and _IN_BRACKETS.fullmatch(text, node.words.ends[0], node.end):
        return True
    others = set(node.words.names) - {"day", "comma", "stop", "article"}
    return not others or (others == {"word"} and _is_weekday(node, node.words.names.index("day"), text))


_IN_BRACKETS = compiled(rf"\s?[(\[,]\s?(?:(?:on|le|a|un) )?{_DAYS}[)\]]?:?")


def _is_weekday(node: Node, at: int, text: str) -> bool:
    """Return True if only the weekday of a day stands before it: Tuesday, June 3, 2025."""
    said = search("weekday", text, node.start, end := node.words.starts[at])
    return said is not None and not text[node.start : said.start()].strip() and not text[said.end() : end].strip(", le")


def _is_between_bars(fact: Fact, node: Node, text: str) -> bool:
    """Return True if a day has its part of a line with bars to itself: Advice for you | 9 May 2023 | A. Writer."""
    start, end = fact.span
    before, behind = text[node.start : start].rstrip()[-1:], text[end : node.end].lstrip()[:1]
    bars = "|\xb7\u2022"
    return (before in bars and behind in bars) and bool(before or behind)


def _is_an_item(node: Node) -> bool:
    """Return True if a node is all of an item of a list; "6 June. Ontario invited ..." is more than its day."""
    return node.kind == "item" and node.end >= node.unit.end


def _is_within(node: Node) -> bool:
    """Return True if a sentence stands between others of a paragraph: "July 17, 2029, that one hurt," he says."""
    return node.kind == "sentence" and node.unit.start < node.start and node.end < node.unit.end


def _comes(node: Node, text: str) -> bool:
    """Return True if the first sentence of a paragraph leads to a day that the next are about: first came June 11."""
    first = node.start == node.unit.start and node.end < node.unit.end
    dated = node.matches(r"\A<word><comma>?<day><stop>\Z") and _is_weekday(node, node.of("day")[0].at, text)
    return first and (dated or node.matches(r"\A<word|recalled|one-more|in>{2,6}<day><stop>\Z"))
