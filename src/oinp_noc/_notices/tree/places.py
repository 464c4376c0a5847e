"""Nodes in, the same nodes with their places out: the heading, sentence or item that each stands under."""

from __future__ import annotations

from itertools import islice, tee, zip_longest
from typing import TYPE_CHECKING

from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.layout.stamps import is_stamp
from oinp_noc._notices.tree.code_lines import is_below_code, is_code, is_line
from oinp_noc._notices.tree.headlines import ENDS, TITLE, is_headline, runs_in
from oinp_noc._notices.words.dates import Days, exists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oinp_noc._notices.facts.unit import Unit
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.dates import Day
    from oinp_noc._notices.words.lexicon import Fact

_GIVEN = r"\A<!colon|number|comma|stop>{1,5}<colon>."  # a label and a value
_DAYS = ("day", "days")
_TOLD = ("count", "people", "score", "day")
_AIMS = ("target", "general")


def single(node: Node, *kinds: str) -> Fact | None:
    """Return what a node states of some kinds, if it is one value."""
    found = {fact.value: fact for fact in reversed(node.of(*kinds))}
    return next(iter(found.values())) if len(found) == 1 else None


def topics(node: Node) -> set[str]:
    """Say what a heading gives to what stands under it."""
    found = {
        name
        for name, kinds in {"day": _DAYS, "stream": ("stream",), "aim": _AIMS}.items()
        if single(node, *kinds) is not None
    }
    found |= {"aim"} if node.codes else set()
    found |= {"stream"} if node.of("stream") else set()  # several are a topic of the same kind
    if node.says("elsewhere") or (node.says("here") and not found):
        found.add("government")
    if not found or node.says("recalled"):
        found.add("year" if node.of("year") and node.says("number") else "topic")
    return found


def _table(unit: Unit) -> int:
    """Return where the table of a row begins; -1 of what is no row."""
    return unit.columns.start if unit.kind == "row" and unit.columns is not None else -1


class Place:
    """Where the nodes of a text are placed.

    Attributes:
        headings: the headings that are open.
        items: the items that are open, each with a larger indent than the one before.
        lead: the heading or sentence before a list or table.
        listed: the list of codes at hand.
        block: the number of the paragraph, list or table.
        unit: the unit of the node before; None behind a heading.
        last: the node before.
        asked: the last question.
        colon: the sentence with a target that ends the last paragraph in a colon.
        running_in: the last heading that stands in its paragraph, before the first sentence.
        of_record: whether the lead is a label and a value below another.
    """

    def __init__(self) -> None:
        self.headings: list[Node] = []
        self.items: list[Node] = []
        self.lead: Node | None = None
        self.listed: Node | None = None
        self.block = 0
        self.unit: Unit | None = None
        self.last: Node | None = None
        self.running_in: Node | None = None
        self.asked: Node | None = None
        self.colon: Node | None = None
        self.of_record = False

    def begins(self, unit: Unit) -> bool:
        """Take the unit of the next node; return True if it is another one, which may begin a new block."""
        before = self.unit
        if unit is before:
            return False
        goes_on = before is not None and not unit.apart and before.kind == unit.kind == "prose"
        same_table = before is not None and _table(unit) == _table(before) != -1
        self.block += not (goes_on or same_table)
        self.unit = unit
        return True

    def head(self, node: Node) -> None:
        """Open a heading; what follows is a block of its own."""
        node.kind = "heading"
        if not self._stands_below(node):
            _close(self.headings, node)
        node.parent = self.headings[-1] if self.headings else None
        self.headings.append(node)
        self.items, self.lead, self.listed, self.unit, self.of_record = [], node, None, None, False

    def _stands_below(self, node: Node) -> bool:
        """Return True if a heading without a level stands right below a day, and says nothing that draws have."""
        over = self.headings[-1] if self.headings else None
        bare = over is not None and over is self.last and not (node.unit.level or over.unit.level)
        return bare and over is not None and topics(over) == {"day"} and topics(node) == {"topic"}

    def sentence(self, node: Node, *, asks: bool) -> None:
        """Place a sentence: a short one, and codes, stand under the question that they answer."""
        if (item := self._goes_on(node)) is not None:
            node.parent = item
            return
        if asks:
            self.asked = node
        elif self.asked is not None and (self.asked.block == node.block or node.codes):
            node.parent = self.asked if node.codes or len(node.words.names) <= TITLE else node.parent
        else:
            self.asked = None
        lines = [each for each in (self.last, node) if each is not None and each.block == node.block]
        self.of_record = len(lines) > 1 and all(line.matches(_GIVEN) for line in lines)
        self.items, self.lead = [], node

    def _goes_on(self, node: Node) -> Node | None:
        """Return the item with a stream that a short line stands right below, without a mark of its own."""
        item = self.items[-1] if self.items else None
        below = item is not None and self.last is not None and item in (self.last, self.last.parent)
        if item is None or not below or node.unit.apart or not is_line(node):
            return None
        dated = node.of("day") and (item.of("day") or not item.unit.apart)
        return item if item.of("stream", "count") and not (node.of("stream") or dated) else None

    def leading(self, node: Node) -> Node | None:
        """Return what a list or table stands under: not the last line of the record of another draw."""
        return None if self.of_record and not node.codes else self.lead

    def over_codes(self, node: Node, text: str) -> Node | None:
        """Return the item that ends in a colon right above codes, or above the rows with codes before them."""
        item = self.last.parent if self.last is not None and self.last.codes else self.last
        leads = node.codes and item is not None and item.kind == "item" and text[item.end - 1] == ":"
        return item if leads else None

    def line(self, node: Node, text: str) -> None:
        """Place a line without a full stop under a sentence with a target and a colon above its paragraph."""
        ends = text[node.end - 1]
        if ends == ":" and node.end == node.unit.end:
            self.colon = node if topics(node) in ({"aim"}, {"day"}) else None
        elif self.colon is not None and node.block == self.colon.block + 1 and is_line(node) and ends not in ENDS:
            node.parent = self.colon

    def item(self, node: Node, *, begins: bool, asks: bool) -> None:
        """Place a list item, or a further sentence of one; one right behind a question answers it."""
        if begins:
            while self.items and self.items[-1].unit.level >= node.unit.level:
                question = self.items.pop()
                if question is self.asked and question is self.last and not (asks or node.unit.apart):
                    self.items.append(question)
                    break
        if asks:
            self.asked = node if begins else None
        within = self.items[-1] if self.items and self.items[-1].unit is not node.unit else None
        node.parent = within or self.leading(node) or node.parent
        if begins:
            self.items.append(node)


def placed(nodes: Iterable[Node], text: str) -> Iterator[Node]:
    """Place nodes under each other.

    A heading stands under the one before it unless both give the same: a day below a day, a stream below a stream. An
    item stands under the item with a smaller indent, or the sentence before its list. A list of codes is one node.
    """
    place = Place()
    ahead, behind = tee(nodes)
    for node, after in zip_longest(ahead, islice(behind, 1, None)):
        begins = place.begins(node.unit)
        node.block = place.block
        node.parent = place.headings[-1] if place.headings else None
        listed, place.listed = place.listed, None
        if place.running_in is not None and place.running_in.unit is node.unit:
            node.parent = place.running_in
            place.lead = node if node.kind == "sentence" else place.lead
        elif runs_in(node, text):
            node.kind, place.running_in = "heading", node
        elif is_headline(node, text) and not _is_below_its_draw(node, place, after, text):
            place.head(node)
        elif node.kind == "item":
            place.item(node, begins=begins, asks=text[node.end - 1] == "?")
        elif is_code(node) or is_below_code(node, place.last):
            told = place.last is not None and place.last.kind in ("item", "row") and place.last.of(*_TOLD)
            lead = place.lead if not told else None  # a line below a record or table is of what that tells last
            lead = place.over_codes(node, text) or lead
            node.parent = (lead.parent if lead is not None and lead.codes else lead) or node.parent
        elif node.kind == "sentence":
            place.sentence(node, asks=text[node.end - 1] == "?")
            place.line(node, text)
        else:
            node.parent = place.over_codes(node, text) or place.leading(node) or node.parent
        if node.kind == "entry":
            place.listed = listed or node
            if listed is not None:
                listed.codes += node.codes
                listed.end = node.end
                continue
        place.last = node
        _give_year(node, text)
        yield node


def _is_below_its_draw(node: Node, place: Place, after: Node | None, text: str) -> bool:
    """Return True if a line that says whom a draw was for stands right below a line of that draw, and heads none."""
    last, heads = place.last, [heading for heading in place.headings if topics(heading) == {"aim"}]
    if last is None or last.kind not in ("sentence", "item") or heads:
        return False
    if not (last.of(*_OF_A_DRAW) or last.matches(_STREAM)):
        return False
    whom = topics(node) == {"aim"} or (topics(node) == {"topic"} and last.of("stream") and last.of("count"))
    codes = after is not None and not after.unit.apart and (is_code(after) or after.kind == "entry")
    leads = node.unit.apart or text[last.end - 1] == ":"  # to all the lists below
    return not leads and (node.unit.alone == 1 or codes) and bool(whom)


_OF_A_DRAW = ("count", "people", "score", "window")
_STREAM = r"\A<stream-word>?<stream|short><stream-word>?<colon|dash>?<number>\Z"  # Masters Graduate: 880


_OF_DRAWS = r"<!day>{0,7}?<draw><stream-word>?<in|of|between><number>"  # the draws of 2027: May 3, May 10
_LEADING = rf"\A(?:<number><colon|dash|bar>|<in><number><comma>|{_OF_DRAWS})"


def _give_year(node: Node, text: str) -> None:
    """Give days the only year of the heading above, or that their sentence begins with: "In 2027, on May 3"."""
    if not node.of("day", "days") or is_stamp(text, node.start, node.end):
        return
    for parent in (node, *above(node)):
        leads = parent is not node or (node.kind != "row" and node.matches(_LEADING))
        years = {fact.value for fact in parent.of("year")} | {fact.value.year for fact in parent.of("day")} - {None}
        if (
            leads
            and (parent is node or parent.kind == "heading")
            and years
            and not is_stamp(text, parent.start, parent.end)
        ):
            (year, *others) = years
            if not others:
                page = None if parent.of("year") else parent.of("day")[0].value
                node.facts = [
                    _of_year(fact, _near(fact, page) or year) if fact.kind in _DAYS else fact for fact in node.facts
                ]
            return


def _near(fact: Fact, page: Day | None) -> int | None:
    """Return the year in which a day is nearest to that above it, or before it: December 28 below January 8, 2028."""
    day = first_day(fact)
    if page is None or page.year is None or day.month <= page.month:
        return None
    before = (page.month - day.month) % _MONTHS  # months since the day of the year before
    return page.year - 1 if before < day.month - page.month else None


_MONTHS = 12


def _of_year(fact: Fact, year: int) -> Fact:
    """Give a day a year, unless it has one, or the year has no such day."""
    days = [day._replace(year=day.year or year) for day in ([fact.value] if fact.kind == "day" else fact.value)]
    return fact._replace(value=days[0] if fact.kind == "day" else Days(*days)) if all(map(exists, days)) else fact


def _close(headings: list[Node], node: Node) -> None:
    """Close the headings that another ends."""
    level = node.unit.level
    if level:
        while headings and (not headings[-1].unit.level or headings[-1].unit.level >= level):
            headings.pop()
        return
    given = topics(node)
    for place in range(len(headings) - 1, -1, -1):
        if headings[place].unit.level:
            return
        if topics(headings[place]) & given:
            del headings[place:]
            return


def above(node: Node) -> Iterator[Node]:
    """Return what a node stands under, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def section(node: Node) -> Node | None:
    """Return the heading that a node stands under."""
    return next((parent for parent in above(node) if parent.kind == "heading"), None)
