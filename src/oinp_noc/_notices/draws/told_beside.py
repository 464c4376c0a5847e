"""Lists of codes in, the draws out of which the sentence, item, row or line right beside them tells."""

from __future__ import annotations

from bisect import bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING

from oinp_noc._notices.draws.beside import is_of_several
from oinp_noc._notices.draws.drafts import RECENT, has, is_of_weekday
from oinp_noc._notices.draws.named import fitting, naming
from oinp_noc._notices.draws.owners import is_behind, leads, may_be_listed, telling, that_may_have_it
from oinp_noc._notices.facts.names import TOLD, meaning_of
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.weekdays import months_by_name
from oinp_noc._notices.words.lexicon import INVITED, Fact

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node


def told_above(codes: CodeList, drafts: list[Draft], text: str) -> list[Draft]:
    """Find the earlier draw, and no other, of which the line right above a list tells, or the one that leads to it."""
    line = codes.node.parent
    if line is None or (text[line.end - 1] != ":" and EMPTY_LINE.search(text, line.end, codes.node.start)):
        return []
    found = [draft for draft in drafts[-RECENT:] if line in draft.nodes]
    return found if [draft.role for draft in found] == ["recalled"] else []


def told_below(codes: CodeList, drafts: list[Draft], nodes: list[Node], text: str) -> list[Draft]:
    """Find the draws of the lines right below a line that names whom they were for: Nurses (NOC 31301), FW: 94."""
    line = codes.node
    last = _LAST_CODE.search(text, line.start, line.end)
    if last is None or line.kind not in ("sentence", "entry") or line.facts or not line.unit.apart:
        return []
    at = bisect_right(nodes, line.start, key=lambda node: node.start)
    behind = nodes[at : at + RECENT]
    below = [*takewhile(lambda node: not (node.unit.apart or node.codes or node.kind in ("heading", "row")), behind)]
    own = [node for node in below if node.of("stream") and node.of(*INVITED)]
    found = [draft for draft in drafts if any(node in own for node in draft.nodes)]
    if own != below:
        return []
    codes.of_all = codes.of_all or len(found) > 1
    for draft in found:
        aim = draft.get("target")
        if aim is None or not any(aim in node.facts for node in own):
            draft.own["target"] = _named_by(line, aim, last.start())
    return found


def _named_by(line: Node, around: Fact | None, end: int) -> Fact:
    """Read a line with codes as a target, up to the last of them; it is a part of the one told of all."""
    labels = tuple(dict.fromkeys(map(str, line.words.said("label"))))
    meaning = meaning_of(labels) if labels or around is None else around.value[0]
    return Fact("target", (meaning, TOLD), (line.start, end), 0, "the line above its draws")


_LAST_CODE = compiled(r"(?<=[a-z])[\s,:-]{0,3}[(\[](?:noc |cnp )?[0-9]{5}[)\]]:?\Z")


def told_last(line: Node, drafts: list[Draft]) -> list[Draft]:
    """Find the earlier draw, and no other, that is the last told before a line in its paragraph."""
    drafts = drafts[-RECENT:]
    before = [(node.start, draft) for draft in drafts for node in draft.nodes if node.block == line.block]
    last = max((start for start, _ in before if start < line.start), default=-1)
    found = [draft for start, draft in before if start == last]
    return found if [draft.role for draft in found] == ["recalled"] else []


def told_under(line: Node, drafts: list[Draft]) -> list[Draft]:
    """Find the earlier draw of the line above a list, or of the sentence before that line in its paragraph."""
    lead = line.parent
    if lead is None or lead.kind not in ("sentence", "item"):
        return []
    its = [draft for draft in drafts[-RECENT:] if lead in draft.nodes] or told_last(lead, drafts)
    return its if [draft.role for draft in its] == ["recalled"] and may_be_listed(its[0]) else []


def told_by_name(codes: CodeList, drafts: list[Draft]) -> list[Draft]:
    """Find the earlier draw, and no other, of the stream, day and target that the line above a list names."""
    names = naming(codes.part.facts, leads(codes)[:1])
    found = [
        draft
        for draft in drafts[-RECENT:]
        if all(any(has(draft, kind, fact) for fact in facts) for kind, facts in names.items())
    ]
    surely = not names.keys().isdisjoint(("stream", "day"))
    return found if surely and [draft.role for draft in found] == ["recalled"] else []


def told_by_words(codes: CodeList, drafts: list[Draft], text: str) -> list[Draft]:
    """Find the only draw before a list whose target has the words that its heading consists of: a title."""
    heading = next(iter(leads(codes)), None)
    if heading is None or heading.kind != "heading":
        return []
    words = text[heading.start : heading.end].strip(" :*.")
    before = [draft for draft in drafts if draft.place() < heading.start]
    found = [draft for draft in before if (aim := draft.get("target")) is not None and text[slice(*aim.span)] == words]
    return found if len(found) == 1 else []


_IN_MONTH = compiled(
    r"(?:(?:in|en|for|pour|au mois de) (?P<month>[a-z]{3,9})\b\.?(?: 20[0-9]{2})?(?! [0-9])"
    r"|the (?P<its>[a-z]{3,9}) (?:draw|round|list|selection)\b)"
)


def is_of_another_month(node: Node, months: set[int], text: str) -> bool:
    """Return True for a sentence such as "In February, 21231 was invited", beside draws that were in March."""
    match = _IN_MONTH.match(text, node.start, node.end) if node.kind == "sentence" and months else None
    if match is None:
        return False
    month = months_by_name().get(match["month"] or match["its"])
    return month is not None and month not in months


def is_of_another_year(node: Node, drafts: list[Draft]) -> bool:
    """Return True if a sentence names a year that is not that of the only draw that has its codes."""
    years = {fact.value for fact in node.of("year")} if not node.of("day") else set()
    day = drafts[0].get("day") if len(drafts) == 1 and years else None
    return day is not None and first_day(day)[0] not in years


def told_of_a_year(codes: CodeList, drafts: list[Draft]) -> list[Draft]:
    """Find the only draw of the year that a sentence with codes names: in 2026 it held three codes, 21231, ..."""
    line = codes.node if codes.node.kind in ("sentence", "item") else codes.node.parent
    years = {fact.value for fact in line.of("year")} if line is not None and not line.of("day") else set()
    days = [(draft, first_day(day)[0]) for draft in drafts[-RECENT:] if (day := draft.get("day")) is not None]
    found = [draft for draft, year in days if year in years]
    known = len(years) == len(found) == 1 < len(days)
    codes.named = codes.named or known
    return found if known else []


EMPTY_LINE = compiled(r"\n[ \t]*\n")
_THEN = compiled(
    r"\b(?:then|(?:at )?that time|back then|that (?:one|draw|round)|alors|a l'epoque|cette fois-la"
    r"|ce(?: tirage|lui)-la)\b"
)


def told_then(codes: CodeList, drafts: list[Draft], text: str) -> list[Draft]:
    """Find the earlier draw of the sentence before, if that with the codes, or above them, looks back as well."""
    line = codes.node if codes.node.kind == "sentence" else codes.node.parent
    if line is None or line.kind != "sentence" or line.of("day"):
        return []
    looks_back = line.role == "recalled" or _THEN.search(text, line.start, line.end) is not None
    return told_last(line, drafts) if looks_back else []


def told_in_item(drafts: list[Draft], codes: CodeList, text: str) -> list[Draft]:
    """Find the only draw of which the item or paragraph with codes tells before them: 2,281. The codes were 21231."""
    unit, own = codes.node.unit, [(codes.node.start, codes.codes[0].start)]
    streams = {fact.value for fact in codes.part.facts if fact.kind == "stream"}
    of_several = len(streams) > 1 or is_of_several(own, text)
    if codes.node.kind not in ("item", "sentence") or codes.part.told or of_several:
        return []
    listing_ = that_may_have_it(drafts[-RECENT:], named=True)
    if _is_below_one(codes, drafts):
        listing_ = [draft for draft in listing_ if not is_behind(draft, codes)]
    block = codes.node.block if codes.node.kind == "sentence" else -1
    found = [
        draft for draft in listing_ if any(node.unit is unit or node.block == block for node in telling(draft, codes))
    ]
    return fitting(found, naming(codes.part.facts, []), listing_) if len(found) == 1 else []


def _is_below_one(codes: CodeList, drafts: list[Draft]) -> bool:
    """Return True if a line of codes stands right below a line that tells of a draw."""
    line = codes.node.parent
    return line is not None and line.kind == "sentence" and any(line in draft.nodes for draft in drafts)


def told_next(drafts: list[Draft], codes: CodeList) -> list[Draft]:
    """Find the draws of the sentence behind the codes of a sentence, if those before stand in other paragraphs."""
    block = codes.node.block if codes.node.kind == "sentence" and not _is_below_one(codes, drafts) else None
    inside = [(node.start, draft) for draft in drafts for node in draft.nodes if node.block == block]
    first = min((start for start, _ in inside), default=0)
    behind = [draft for start, draft in inside if start == first and is_behind(draft, codes)]
    return behind if first >= codes.end else []


_BOTH = compiled(
    r"(?:they both|both(?: of (?:these|them|those))?|(?:these|those|the) two|(?:les|ces|toutes les|tous les) deux)\b"
    r"(?! (?:streams|volets|lists|listes|parts|groups|groupes))"
)


_OF_ALL = compiled(
    r"\W{0,3}(?:it|they|this|these|the (?:list|codes?)|elles?|ils?|la liste|le code)\b (?:also )?"
    r"(?:appl(?:ied|ies|y)|was|were|is|are|holds?|held|goes|went|counts?|covers?|covered|val(?:ait|ent)|vaut"
    r"|s'appliqu[a-z]{1,6}|est|etait|sont|etaient)\b[^.]{0,14}?\b(?:all|(?P<two>both)|tou(?:te)?s les|les(?= deux))"
    r"(?: of)?(?: the)?(?P<deux> deux)?(?: [a-z0-9]{1,6})? (?:draws|rounds|tirages|rondes)\b"
)  # it applied to all four draws


def _told_of_all(drafts: list[Draft], codes: CodeList, text: str) -> list[Draft]:
    """Find the draws of codes, behind which a sentence says that they are of all: "It applied to all four draws"."""
    match = _OF_ALL.match(text, codes.end)
    bare = [draft for draft in drafts[-RECENT:] if match is not None and not draft.codes and may_be_listed(draft)]
    of_two = match is not None and (match["two"] or match["deux"]) is not None
    codes.of_all = codes.of_all or (len(bare) == 2 if of_two else len(bare) > 1)  # noqa: PLR2004 (both)
    return bare if codes.of_all else []


def _told_with_the_window(drafts: list[Draft], codes: CodeList, text: str) -> list[Draft]:
    """Return the draws whose window the line above a list tells: created in May, and in one of the jobs below."""
    lead = next(iter(leads(codes)), None)
    if lead is None or text[lead.end - 1] != ":" or lead.of("stream", "target", *INVITED):
        return []
    before = [draft for draft in drafts if draft.place() < lead.start and not draft.codes and may_be_listed(draft)]
    its = [draft for draft in before if draft.get("window") in lead.of("window")]
    codes.of_all = len(its) > 1
    return its if codes.of_all else []


def told_of_both(drafts: list[Draft], codes: CodeList, text: str) -> list[Draft]:
    """Find the two draws before a sentence on both: "Both of these were for one occupation, 44101"; or all."""
    if codes.node.kind != "sentence" or _BOTH.match(text, codes.node.start) is None:
        return _told_with_the_window(drafts, codes, text) or _told_of_all(drafts, codes, text)
    before = [(node, draft) for draft in drafts for node in draft.nodes if node.start < codes.node.start]
    last = max((node.start for node, _ in before), default=0)
    two = [draft for node, draft in before if node.start == last]
    codes.of_all = len(two) == 2  # noqa: PLR2004 (both)
    return two if codes.of_all else []


_GAP = 4  # characters: a line break, and the bar of a cell


def told_in_row(codes: CodeList, drafts: list[Draft], listed: set[int]) -> list[Draft]:
    """Find the row whose cell goes on in the line below it; or the item, apart or before others, right above."""
    start, apart = codes.node.start, codes.node.unit.apart or codes.node.kind == "row"
    more = any(draft.place() > start for draft in drafts)
    return [
        draft
        for draft in drafts
        for node in draft.nodes
        if 0 <= start - node.end <= _GAP
        and (
            (node.kind == "row" and id(draft) in listed)
            or (node.kind == "item" and (node.unit.apart or more) and not apart and may_be_listed(draft))
        )
    ][:1]


_THE_OTHER = compiled(
    r"(?:(?:and|for|in|on|et|pour|dans|sur) )?(?:the other|l'autre)\b"
    r"(?: (?:one|list|draw|round|stream|liste|tirage|ronde|volet)\b"
    r"|(?= (?:had|was|has|is|avait|etait|a|est)\b|\s?[:,]))"
)


def is_the_other(node: Node, text: str) -> bool:
    """Return True if a sentence with codes begins with the other of two: "The other one had NOC 21231"."""
    return node.kind == "sentence" and _THE_OTHER.match(text, node.start, node.end) is not None


def told_as_other(codes: CodeList, drafts: list[Draft], lists: list[CodeList], text: str) -> list[Draft]:
    """Find the other of two draws, if the list before is of one: the health list was 31301. The other one was 21231."""
    if len(drafts) != 2 or codes.part.facts or codes.part.told or not is_the_other(codes.node, text):  # noqa: PLR2004
        return []
    before = [owner for other in lists[:RECENT] if other.end <= codes.node.start for owner in other.owners]
    return [draft for draft in drafts if draft not in before] if before else []


_ANOTHER = compiled(
    r"\b(?:(?:an?other|different|its own|their own|separate) lists?|(?:une )?(?:autre|propre) liste|liste differente)\b"
)


def has_another(draft: Draft, codes: CodeList, text: str) -> bool:
    """Return True if a list names another weekday or stream, or a draw told behind it is said to have another list."""
    lines = (codes.node, *leads(codes)[:1])
    if _is_of_another_stream(draft, codes) or not all(is_of_weekday(draft, line, text) for line in lines):
        return True
    behind = [node for node in draft.nodes if node.start >= codes.end]
    return len(behind) == len(draft.nodes) and any(_ANOTHER.search(text, node.start, node.end) for node in behind)


def _is_of_another_stream(draft: Draft, codes: CodeList) -> bool:
    """Return True if the part of a sentence with codes, between semicolons, names streams, and not that of a draw."""
    node, stream = codes.node, draft.get("stream")
    if node.kind != "sentence" or stream is None:
        return False
    at, cuts = node.words.place_of(codes.codes[0].end - 1), node.words.places("semicolon")
    first = max((cut for cut in cuts if cut < at), default=-1)
    last = min((cut for cut in cuts if cut > at), default=len(node.words.names))
    named = {fact.value for fact in node.of("stream") if first < fact.at < last and fact.role == "announced"}
    said = node.words.part(first + 1, last).values if named else []
    return bool(named) and stream.value not in (*named, *said)
