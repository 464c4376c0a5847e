"""Nodes in, lists of codes out, and drafts with their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.below import are_alike
from oinp_noc._notices.draws.crosses import is_crossed, is_in_a_strange_column, told_by_crosses
from oinp_noc._notices.draws.drafts import RECENT, Draft, has, is_general, is_of_weekday
from oinp_noc._notices.draws.examples import is_aside
from oinp_noc._notices.draws.groups import goes_on, under_the_same
from oinp_noc._notices.draws.led import led
from oinp_noc._notices.draws.let_go import let_go
from oinp_noc._notices.draws.named import (
    are_named,
    caption_of,
    fitting,
    is_beside,
    is_of_another,
    naming,
    parts,
)
from oinp_noc._notices.draws.nested import told_in_items_beside
from oinp_noc._notices.draws.noted import note_at
from oinp_noc._notices.draws.old_lists import begins_old, is_old, told_before
from oinp_noc._notices.draws.owners import CodeList, is_about_them, leads, owners_of, says_all, together
from oinp_noc._notices.draws.remarks import MORE, is_prose, is_remark
from oinp_noc._notices.draws.titled import is_elsewhere
from oinp_noc._notices.draws.told_beside import (
    has_another,
    is_of_another_month,
    is_the_other,
    told_above,
    told_as_other,
    told_below,
    told_by_name,
    told_by_words,
    told_in_item,
    told_in_row,
    told_last,
    told_next,
    told_of_a_year,
    told_of_both,
    told_then,
    told_under,
)
from oinp_noc._notices.facts.columns import CROSS
from oinp_noc._notices.facts.statements import first_day
from oinp_noc._notices.tree.code_lines import names_its_list
from oinp_noc._notices.tree.nodes import node_at
from oinp_noc._notices.tree.places import above, single

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._notices.draws.drafts import Settled
    from oinp_noc._notices.tree.nodes import Node
    from oinp_noc._notices.words.lexicon import Fact


def gathered(nodes: Iterable[Node], settled: Settled, text: str) -> list[CodeList]:
    """Gather the codes that stand together, without those that drafts have, or that are of no list.

    Args:
        nodes: the nodes, in order.
        settled: the drafts, and the codes that are of no list.
        text: the text in one plain spelling.
    """
    drafts = settled.drafts
    nodes = list(nodes)
    let_go(nodes, drafts, text)
    for draft in drafts if settled.notes else ():
        draft.codes = [code for code in draft.codes if note_at(code.start, settled.notes) is None]
    taken = {code.start for draft in drafts for code in draft.codes} | settled.left_out
    months = {first_day(day)[1] for draft in drafts if (day := draft.get("day")) is not None}
    found: list[CodeList] = []
    apart, before = False, None
    for last_node, node in zip([None, *nodes], nodes, strict=False):
        note = note_at(node.codes[0].start, settled.notes) if node.codes else None
        if (note is None or not note.owners) and _is_of_none(node, drafts, months, text):
            continue
        apart = apart or bool(node.of("count", "people", "score"))
        caption = caption_of(node, last_node, drafts)
        for part in parts(node, settled, taken, text, caption):
            last = found[-1] if found and part.note is found[-1].part.note else None
            named = apart or part.facts or part.told or part.strange or is_crossed(node) or is_the_other(node, text)
            named = named or names_its_list(node, text) or begins_old(node, text)
            named = named or (last is not None and begins_old(last.node, text))
            apart, aside = False, is_aside(node, drafts, text)
            together = under_the_same(before or node, node) or (last is not None and goes_on(found, node, drafts, text))
            together = together and (not is_prose(node, text) or node.block == (before or node).block)
            if last is not None and (part.note is not None or (not named and last.aside is aside and together)):
                last.grouped = last.grouped or last.node.parent is not node.parent
                last.codes += part.codes
                last.end = node.end
            else:
                codes = CodeList(node, part.codes, node.end, part, named=part.note is not None, aside=aside)
                codes.of_all = says_all(node, text) or (codes.named and len(part.told) > 1)
                found.append(codes)
            before = node
    return found


def _is_of_none(node: Node, drafts: list[Draft], months: set[int], text: str) -> bool:
    """Return True if the codes of a node are of no draw, for it speaks of another government, time or month."""
    if node.role not in ("announced", "recalled") or is_of_another_month(node, months, text):
        return True
    if node.role == "announced" or (drafts and all(draft.role == "recalled" for draft in drafts)):
        return False
    return not (node.codes and (told_last(node, drafts) or told_under(node, drafts)))


def given(lists: list[CodeList], settled: Settled, nodes: list[Node], text: str) -> None:
    """Give each list to its draw, or to all that share it; codes of a sentence that its draw has are told again.

    Args:
        lists: the lists.
        settled: the drafts.
        nodes: the nodes, in order.
        text: the text, spelt plainly.
    """
    drafts = settled.drafts
    listed = {id(draft) for draft in drafts if any(node.kind == "row" and node.codes for node in draft.nodes)}
    announced = listed_ = _with_lists(drafts, listed)
    own = {code.start for draft in announced for code in draft.codes}
    before, starts = 0, [codes.node for codes in lists]
    headed: dict[int, list[Fact | None]] = {}
    turns, below = _in_turns(announced, lists), led(lists, announced, settled, text)
    known = {code.code for draft in drafts for code in draft.codes}
    named_before: set[int] = set()  # draws all of whose lists so far are below their targets or streams
    for codes in lists:
        drafts = [draft for draft in settled.drafts if is_of_weekday(draft, codes.node, text)]
        announced = [draft for draft in listed_ if not has_another(draft, codes, text)]
        owners = (
            codes.part.told
            if codes.part.note is not None
            else told_by_crosses(codes, settled.drafts, text)
            if is_crossed(codes.node)
            else told_before(codes, settled.drafts)
            if is_old(codes, text)
            else (
                told_in_row(codes, drafts, listed)
                or (listed_ if says_all(codes.node, text) else [])
                or told_below(codes, drafts, nodes, text)
                or below.get(id(codes), [])
                or told_as_other(codes, announced, lists, text)
                or told_above(codes, drafts, text)
                or (told_under(codes.node, drafts) if codes.node.role == "recalled" else [])
                or told_by_name(codes, drafts)
                or told_by_words(codes, announced, text)
                or told_of_a_year(codes, drafts)
                or told_then(codes, drafts, text)
                or told_of_both(announced, codes, text)
                or told_in_items_beside(codes, announced, starts)
                or told_in_item(announced, codes, text)
                or told_next(announced, codes)
                or turns.get(id(codes), [])
                or owners_of(codes, announced, before, starts, text)
                or together(codes, announced, starts)
            )
        )
        if codes.near or not owners:
            numbers = {fact.value for owner in owners if (fact := owner.own.get("count")) is not None}
            sized = _of_its_length(codes, announced, lists, nodes)
            owners = [o for o in sized if "count" not in o.own or o.own["count"].value not in numbers] or owners
        names = naming(codes.part.facts, leads(codes)[:1])
        owners = [o for o in owners if not (id(o) in named_before and o.codes and is_of_another(o, names))]
        owners = owners if names or says_all(codes.node, text) else _without_their_own(owners, codes, lists, own, text)
        owners = [o for o in owners if not (_is_full(o, codes) or _is_of_another_stream(o, codes, listed_))]
        apart = _is_apart(codes, owners) or is_remark(codes, owners, text) or is_in_a_strange_column(codes, listed_)
        if _is_marked(codes.node, text) or apart or codes.aside or is_elsewhere(codes, owners, text):
            owners = []  # some of the codes are of one draw and some of another, or none says that they are a list
        codes.owners = owners
        sure = {id(o) for o in owners if are_named([o], names) and (not o.codes or id(o) in named_before)}
        named_before = named_before.difference(map(id, owners)) | sure
        settled.shared_lists |= {code.start for code in codes.codes if codes.of_all}
        named = {code.code for code in codes.codes}
        again = owners and codes.node.kind == "sentence" and all(named <= {c.code for c in o.codes} for o in owners)
        if again or (named <= known and is_about_them(codes, drafts, text)):
            codes.owners = owners if again else []
            codes.aside = not again
            settled.glosses |= {code.start for code in codes.codes}
            continue
        known |= named if owners else set()
        aim = _aim(codes, nodes)
        shared = codes.codes if not any(owner.codes for owner in owners) else None
        sizes = [fact for lead in leads(codes)[:1] for fact in lead.of("size")]
        for owner in owners:
            owner.sizes += [fact for fact in sizes if fact not in owner.sizes]
            owner.codes = shared if shared is not None else owner.codes + codes.codes
            headed.setdefault(id(owner), []).append(aim)
        before = codes.end
    lists[:] = [codes for codes in lists if not codes.aside or codes.codes[0].start not in settled.glosses]
    for draft in listed_:
        (aim, *others) = headed.get(id(draft), [None])
        aimless = draft.get("target") is None and draft.get("general") is None
        if aimless and aim and all(other is not None and other.value[0] == aim.value[0] for other in others):
            draft.context["target"] = aim
        if not _is_shared(draft, lists):
            draft.codes.sort(key=lambda code: code.start)


def _with_lists(drafts: list[Draft], listed: set[int]) -> list[Draft]:
    """Leave out the draws whose rows have their lists, and the earlier ones if any others are told of."""
    of_role = [draft for draft in drafts if draft.role == "announced"] or drafts
    return [draft for draft in of_role if id(draft) not in listed]


def _in_turns(drafts: list[Draft], lists: list[CodeList]) -> dict[int, list[Draft]]:
    """Give each list to the draw before it where draws and lists take turns, a draw first and a list last."""
    if len(drafts) != len(lists) or not 1 < len(lists) < RECENT:
        return {}
    pairs = list(zip(sorted(drafts, key=Draft.place), lists, strict=True))
    turns = [place for draft, codes in pairs for place in (draft.place(), codes.codes[0].start)]
    named = all(fitting([draft], naming(codes.part.facts, leads(codes)[:1]), drafts) for draft, codes in pairs)
    return {id(codes): [draft] for draft, codes in pairs} if named and turns == sorted(turns) else {}


def _has_its_own(draft: Draft, codes: CodeList, lists: list[CodeList]) -> bool:
    """Return True if a draw has a list right below what tells of it, and this one stands below another line."""
    own = (draft in other.owners and any(lead in draft.nodes for lead in leads(other)[:1]) for other in lists[-RECENT:])
    return any(lead not in draft.nodes for lead in leads(codes)[:1]) and any(own)


def _without_their_own(
    owners: list[Draft], codes: CodeList, lists: list[CodeList], own: set[int], text: str
) -> list[Draft]:
    """Leave out draws that have lists of their own: in their words, behind this one or beside draws that have none."""
    bare = any(not owner.codes for owner in owners)
    rest = [o for o in owners if not any(c.start in own and (bare or c.start > codes.end) for c in o.codes)]
    more = any(MORE.search(text, lead.start, lead.end) for lead in leads(codes)[:1])
    return [owner for owner in rest if codes.named or codes.of_all or more or not _has_its_own(owner, codes, lists)]


def _is_of_another_stream(draft: Draft, codes: CodeList, drafts: list[Draft]) -> bool:
    """Return True if the heading of a list alone, under which no draw is told, names a stream that a draw is not of."""
    heading = next(iter(leads(codes)), None)
    streams = heading.of("stream") if heading is not None and heading.kind == "heading" else []
    if not streams or draft.get("stream") is None or any(has(draft, "stream", fact) for fact in streams):
        return False
    return not any(heading in (node, *above(node)) for other in drafts for node in other.nodes)


def _is_full(draft: Draft, codes: CodeList) -> bool:
    """Return True if a draw has as many codes as it is told to have, and a list stands below another number."""
    sizes = {fact.value for fact in draft.sizes}
    other = {fact.value for lead in leads(codes)[:1] for fact in lead.of("size")}
    had = len({code.code for code in draft.codes})
    return had in sizes and len({code.code for code in codes.codes}) in other - {had}


_SHORTEST = 3  # codes: of a shorter list the length says little


def _of_its_length(codes: CodeList, drafts: list[Draft], lists: list[CodeList], nodes: list[Node]) -> list[Draft]:
    """Find the draws of which as many occupations are told as a list has codes, if no other list has as many.

    A number of occupations that is told of no draw is that of all, if there is one list and all have one target.
    """
    size = len({code.code for code in codes.codes})
    if size < _SHORTEST or sum(len({code.code for code in other.codes}) == size for other in lists) > 1:
        return []
    bare = [draft for draft in drafts if not draft.codes and not is_general(draft)]
    found = [draft for draft in bare if any(fact.value == size for fact in draft.sizes)]
    if (
        found
        or len(lists) > 1
        or not any(fact.value == size for n in nodes for fact in n.of("size") if n.kind == "sentence")
    ):
        return found
    return bare if are_alike(bare, ("stream", "target")) else []


def _is_apart(codes: CodeList, drafts: list[Draft]) -> bool:
    """Return True if a sentence with codes is the text of a section before those that tell of the draws."""
    apart = codes.node.kind == "sentence" and not codes.named
    return apart and not any(is_beside(draft, codes.node) or draft.place() < codes.end for draft in drafts)


def _is_marked(node: Node, text: str) -> bool:
    """Return True if a table of codes has a column of crosses: which codes are of which draw, they say."""
    columns = node.unit.columns if node.kind == "row" else None
    if columns is None or columns.kinds:
        return columns is not None and "mark" in columns.kinds
    return any(CROSS.fullmatch(text, *cell) is not None for cell in node.unit.cells)


def _is_shared(draft: Draft, lists: list[CodeList]) -> bool:
    return any(len(codes.owners) > 1 and draft in codes.owners for codes in lists[-RECENT:])


def _aim(codes: CodeList, nodes: list[Node]) -> Fact | None:
    """Return the target of the heading above a list, or of the line above it, or the sentence before that line."""
    for lead in leads(codes):
        before = node_at(nodes, lead.start - 1)
        found = single(lead, "target") or (single(before, "target") if before.unit is lead.unit else None)
        if found is not None or lead.kind == "heading":
            return found
    return None
