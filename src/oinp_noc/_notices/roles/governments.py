"""Nodes in, roles out: what is told of other governments, which an article often names only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.roles.beside_ours import compares, is_of_provinces, only_behind
from oinp_noc._notices.roles.federal import (
    federal_acts,
    is_another_thing,
    is_federal,
    is_label,
    is_of_ottawa,
    names_both,
)
from oinp_noc._notices.roles.parts import begins_federal
from oinp_noc._notices.roles.teller import ACTS, COUNTS, NUMBERS, Teller, give, give_all, leave_open, words_of_ours
from oinp_noc._notices.tree.places import above
from oinp_noc._notices.words.lexicon import over, pattern, search

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Words

_ACTOR = over(
    r"<elsewhere><stop>?(?:<!issued|invites|held|draw|invitation|comma|stop|semicolon>|<comma>(?=<SMALL|and>{0,2}<elsewhere>)){0,6}"
    r"<issued|invites|held|draw|invitation>|<issued|invites|held|draw|invitation><word>?<until><elsewhere>"
    r"|\A<article>?<elsewhere><colon|bar|open|dash>"
)
_LISTED = over(r"<comma|SMALL>{0,2}<and|slash>?<comma|SMALL>{0,2}")
_FEDERAL = compiled(  # the name of a row beside those of Ontario
    r"(?:express entry|entree express|canadian experience class|cec|provincial nominee program|french[ -]language"
    r"|no program)(?: proficiency| specified)?(?: \([^()]{1,20}\))?"
)

_OPENS = 2  # words before something that a sentence begins with


def elsewhere(node: Node, teller: Teller) -> None:
    """Find what is told of other governments: whoever acted last goes on until Ontario is named again."""
    if node.kind in ("row", "entry"):
        _elsewhere_row(node, teller)
        return
    here = words_of_ours(node, teller)
    others = _named(node, teller, ours=bool(here and node.of("stream")))
    here = [] if _is_of_theirs_first(node, here, others) else here
    theirs = (others and others[0] <= _EARLY) or (not node.of("stream") and is_of_ottawa(node, teller.text))
    theirs = theirs or is_another_thing(node, teller.text)
    before, teller.theirs = teller.theirs, node if theirs and not here else None
    federal = begins_federal(node, teller.text, parts=teller.parts) and not node.of("stream")
    if not here and (federal or is_label(node, teller.text)):
        _turn(teller, elsewhere=True, in_passing=not federal)
        give_all(node, "elsewhere")
        return
    ours = here or node.of("stream")
    if _is_there(node, teller, others) or (compares if ours else _is_all_theirs)(node, teller, others):
        return
    if not others and not teller.elsewhere and not _is_said_of_theirs(node, teller, before):
        return
    if here and others:
        _both(node, teller, here, others)
    elif others:
        _others(node, teller, others)
    elif here and (_is_line(node, teller) or node.says(*ACTS) or _begins_with_ours(node, here)):
        teller.elsewhere = teller.in_passing = False
    elif teller.elsewhere and (
        (node.of("stream") and _is_line(node, teller)) or _is_ours_alone(node, teller.text) or _begins_a_section(node)
    ):
        _go_on(node, teller)
    elif teller.elsewhere and not (node.kind == "heading" and node.of("day")):
        leave_open(node, teller)


def _is_of_theirs_first(node: Node, here: list[int], others: list[int]) -> bool:
    """Return True if others are named before all numbers of a sentence, and Ontario behind a semicolon after them."""
    numbers = [fact.at for fact in node.of(*COUNTS)]
    if not (here and others and numbers) or node.of("stream") or others[0] > numbers[0]:
        return False
    return "semicolon" in node.words.names[numbers[-1] : here[0]]


def _is_there(node: Node, teller: Teller, others: list[int]) -> bool:
    """Give others what a sentence that names them tells of there."""
    first = node.words.starts[others[0]] if others else node.end
    there = _THERE.search(teller.text, first, node.end) or federal_acts(node, teller.text)
    if there:
        give_all(node, "elsewhere")
    return bool(there)


_THERE = compiled(
    r"\b(?:there|la-bas),? (?:(?:has|had|have|a|ont) )?(?:just |also )?"
    r"(?:invited|issued|took|drew|sent|held|invite|envoye|tenu|emis)\b"
)  # thinking of B.C.? The stream there invited 11


def _go_on(node: Node, teller: Teller) -> None:
    """Take up Ontario's news again: a line of a timeline, an item of a digest, a record that begins with its day."""
    _turn(teller, elsewhere=False)
    if teller.dated is not None and teller.dated.block == node.block:
        teller.dated.facts = [fact._replace(role="announced") for fact in teller.dated.facts]
        teller.dated.role = "announced"


def _named(node: Node, teller: Teller, *, ours: bool) -> list[int]:
    """Return the words that name others; an Express Entry draw under a stream of Ontario is Ontario's own."""
    starts, titles = node.words.starts, [code.span for code in node.codes]
    return [
        at
        for at in node.words.places("elsewhere")
        if not any(first <= starts[at] < last for first, last in titles)
        and not (ours and teller.text.startswith("express entry", starts[at]))
    ]


_EARLY = 4  # words before what a sentence is about
_IT = compiled(
    r"(?:(?:on|le) [^,.;]{3,20},? )?(?:it|they|elle|il|la province) "
    r"|th(?:at|is) one (?=was|had|took|went|drew|is)"
    r"|(?:the (?:last|latest|first|next) one|that of|the one (?:of|on)|la derniere|le dernier|cell?e du|celui du)\b"
)


def _is_said_of_theirs(node: Node, teller: Teller, before: Node | None) -> bool:
    """Return True if a sentence goes on about another government: "Alberta is choosier. It took 43 nurses"."""
    follows = before is not None and before.unit is node.unit and not teller.text[before.end : node.start].strip()
    ours = any(fact.value in _OURS_ALONE for fact in node.of("stream"))
    says = node.of(*COUNTS) and not ours and _IT.match(teller.text, node.start)
    leads = teller.text[node.end - 1] == ":" and not node.of("stream", "day", *COUNTS)  # it has its list. It names:
    theirs = follows and bool(says or leads)
    teller.elsewhere = teller.in_passing = theirs
    return theirs


def _is_all_theirs(node: Node, teller: Teller, others: list[int]) -> bool:
    """Give others what is told in a sentence on federal rounds, or on several provinces."""
    theirs = is_federal(node, teller, others) or is_of_provinces(node, teller)
    if theirs and not only_behind(node, teller, others):
        give_all(node, "elsewhere")
    return theirs


def _elsewhere_row(node: Node, teller: Teller) -> None:
    start, end = node.start, node.end
    government = _in_column_of_governments(node, teller)
    if government:
        if government not in _OURS:
            give_all(node, "elsewhere")
        return
    other = search("elsewhere", teller.text, start, end) is not None
    names = (teller.text[slice(*cell)] for cell in node.unit.cells)
    if not node.of("stream") and any(_FEDERAL.fullmatch(name) or pattern("federal").fullmatch(name) for name in names):
        give_all(node, "elsewhere")
        return
    if teller.begins and not other and any(fact.value in _OURS_ALONE for fact in node.of("stream")):
        _turn(teller, elsewhere=False)  # a table below a sentence on another province
    named = node.of("stream") and not teller.elsewhere
    ours = search("here", teller.text, start, end) is not None or named
    if (teller.elsewhere or (other and not node.codes)) and not ours:
        give_all(node, "elsewhere")


def _in_column_of_governments(node: Node, teller: Teller) -> str:
    """Return what a row has in its column of governments, if there is one."""
    columns = node.unit.columns
    cells = zip(node.unit.cells, columns.kinds if columns is not None else (), strict=False)
    return next((teller.text[slice(*cell)].strip(" .") for cell, kind in cells if kind == "government"), "")


_OURS = ("on", "ont", "ontario", "oinp", "poci")


def _turn(teller: Teller, *, elsewhere: bool, in_passing: bool = False) -> None:
    teller.in_passing = in_passing and not (teller.elsewhere and not teller.in_passing)
    teller.elsewhere = elsewhere


def _both(node: Node, teller: Teller, here: list[int], others: list[int]) -> None:
    """Keep Ontario's clause of a sentence; nothing if Ontario acts together with others."""
    words = node.words
    others = [at for at in others if not _in_brackets(node, at)]
    if _together(words, here[0], others):
        _turn(teller, elsewhere=not (_is_line(node, teller) or teller.text[node.end - 1] == "?"))
        give_all(node, "elsewhere")
        return
    actor = _ACTOR.search(words.line)
    if actor is None:
        return
    theirs = words.names.index("elsewhere", actor.start())
    again = next((at for at in here if at > theirs), len(words.names))
    begins = max((at for at in range(theirs, again) if words.names[at] in ("comma", "semicolon", "and")), default=again)
    give(node, "elsewhere", lambda fact: theirs <= fact.at < begins)
    if any(fact.at >= begins for fact in node.of("day", "days")):
        give(node, "elsewhere", lambda fact: fact.at < theirs and fact.kind in ("day", "days"))
    _turn(teller, elsewhere=again == len(words.names) and here[0] > theirs)


def _in_brackets(node: Node, at: int) -> bool:
    """Keep what brackets tell of another government from Ontario's: Manitoba (253 skilled workers, 720 points)."""
    names = node.words.names
    if node.words.name(at + 1) != "open" or "close" not in names[at:]:
        return False
    close = names.index("close", at)
    give(node, "elsewhere", lambda fact: at < fact.at < close)
    return True


def _together(words: Words, here: int, others: list[int]) -> bool:
    """Return True if Ontario stands in one list with others: "Ontario and Manitoba invited 1,200"."""
    for at in others:
        first, last = min(at, here) + 1, max(at, here)
        between = words.names[first:last]
        listed = _LISTED.fullmatch(words.line, first, last)
        if listed and ("and" in between or "slash" in between or ("comma" in between and here < at)):
            return True
    return False


def _others(node: Node, teller: Teller, others: list[int]) -> None:
    """Take over of whom a sentence speaks that names others only."""
    words = node.words
    if only_behind(node, teller, others):
        return
    whose = {str(words.values[at]) for at in others}
    federal_name = whose == {"express entry"}
    counts = node.of(*COUNTS)
    if federal_name and node.of("window") and not counts:
        return  # profiles of Express Entry for draws of Ontario: federal rounds have no window
    if _is_line(node, teller):
        if (federal_name and node.of("stream")) or ("province" not in whose and names_both(node, teller.text)):
            return
        _turn(teller, elsewhere=True)
    elif "province" in whose and _acts_itself(words):
        _turn(teller, elsewhere=True, in_passing=not node.facts and "may-be" in words.names)  # it will hold one
    elif _TURNS_FROM.search(teller.text, node.start, words.starts[others[0]]) and not node.of(*NUMBERS, "day", "days"):
        return  # do not wait for the federal draws
    elif "federal" in whose or (counts and not node.of("stream") and federal_name):
        _turn(teller, elsewhere=True, in_passing=True)
    elif node.of("stream") and not teller.elsewhere and others[0] >= _OPENS:
        return
    give_all(node, "elsewhere")


_TURNS_FROM = compiled(
    r"\b(?:(?:don't|do not|never|no need to|need not|stop|n'attendez|ne comptez|n'esperez)\b"
    r"|rather than|instead of|au lieu d|plutot que)"
    r"[^.;:]{0,40}\Z"
)


def _is_line(node: Node, teller: Teller) -> bool:
    """Return True if a node is a heading or a line that is no sentence."""
    whole = (node.start, node.end) == (node.unit.start, node.unit.end) and node.end - node.start <= 220  # noqa: PLR2004
    return node.kind == "heading" or (node.kind == "sentence" and whole and teller.text[node.end - 1] not in ".!?;,")


def _begins_with_ours(node: Node, here: list[int]) -> bool:
    return node.start == node.unit.start and here[0] <= 1


_OURS_ALONE = ("human-capital-priorities", "masters-graduate", "phd-graduate", "french-speaking-skilled-worker")
_FULL_NAME = over("<stream|short><stream-word>|<stream-word><stream|short>")


def _is_ours_alone(node: Node, text: str) -> bool:
    """Return True if a sentence is on a stream such as no other province has, and on no part of others' people."""
    streams = [fact for fact in node.of("stream") if fact.value in _OURS_ALONE]
    named = bool(streams) and _FULL_NAME.search(node.words.line) is not None
    named = named or any(_JOB_OFFER.search(text, *fact.span) for fact in node.of("stream"))
    return named and _OF_THEIRS.search(text, node.start, node.end) is None


_OF_THEIRS = compiled(r"\b(?:among|of) (?:them|these|those)\b|\bnominees\b|\bparmi (?:eux|elles|ces)\b|\bdesignes\b")
_JOB_OFFER = compiled(r"\b(?:employer job offer|offre d'emploi) ?:|\bin-demand skills\b|\bcompetences recherchees\b")


def _begins_a_section(node: Node) -> bool:
    """Return True if a heading with a day, or of occupations, under none of others ends what is told of them."""
    listed = node.says("occupations")
    marked = node.kind == "heading" and (node.unit.level > 0 or listed)
    begins = marked and (node.of("day", "days") or listed)
    return bool(begins) and not any(parent.says("elsewhere") for parent in above(node))


def _acts_itself(words: Words) -> bool:
    """Return True if a province does something, rather than being where somebody is: candidates in Quebec."""
    actor = _ACTOR.search(words.line)
    if actor is None:
        return False
    at = words.names.index("elsewhere", actor.start())
    begins = at < _OPENS or words.names[at - 2] in ("day", "comma", "semicolon", "colon", "dash")
    return begins or words.names[at - 1] not in ("in", "between", "of")
