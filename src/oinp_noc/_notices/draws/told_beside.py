"""Lists of codes in, the draws out of which the sentence, item, row or line right beside them tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oinp_noc._notices.draws.beside import is_of_several
from oinp_noc._notices.draws.drafts import RECENT
from oinp_noc._notices.draws.named import fitting, naming
from oinp_noc._notices.draws.owners import is_behind, telling, that_may_have_it

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node


def told_above(codes: CodeList, drafts: list[Draft]) -> list[Draft]:
    """Find the earlier draw, and no other, of which the line right above a list tells."""
    found = [draft for draft in drafts[-RECENT:] if codes.node.parent in draft.nodes]
    return found if [draft.role for draft in found] == ["recalled"] else []


def told_last(line: Node, drafts: list[Draft]) -> list[Draft]:
    """Find the earlier draw, and no other, that is the last told before a line in its paragraph."""
    drafts = drafts[-RECENT:]
    before = [(node.start, draft) for draft in drafts for node in draft.nodes if node.block == line.block]
    last = max((start for start, _ in before if start < line.start), default=-1)
    found = [draft for start, draft in before if start == last]
    return found if [draft.role for draft in found] == ["recalled"] else []


_THEN = re.compile(
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
    if codes.node.kind not in ("item", "sentence") or codes.part.told or is_of_several(own, text):
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


_BOTH = re.compile(
    r"(?:they both|both(?: of (?:these|them|those))?|(?:these|those|the) two|(?:les|ces|toutes les|tous les) deux)\b"
    r"(?! (?:streams|volets|lists|listes|parts|groups|groupes))"
)


def told_of_both(drafts: list[Draft], codes: CodeList, text: str) -> list[Draft]:
    """Find the two draws told right before a sentence on both: "Both of these were for one occupation, 44101"."""
    if codes.node.kind != "sentence" or _BOTH.match(text, codes.node.start) is None:
        return []
    before = [(node, draft) for draft in drafts for node in draft.nodes if node.start < codes.node.start]
    last = max((node.start for node, _ in before), default=0)
    two = [draft for node, draft in before if node.start == last]
    codes.of_all = len(two) == 2  # noqa: PLR2004 (both)
    return two if codes.of_all else []


_GAP = 4  # characters: a line break, and the bar of a cell


def told_in_row(codes: CodeList, drafts: list[Draft], listed: set[int]) -> list[Draft]:
    """Find the row whose cell goes on in the line below it."""
    start = codes.node.start
    return [
        draft
        for draft in drafts
        if id(draft) in listed and any(n.kind == "row" and 0 <= start - n.end <= _GAP for n in draft.nodes)
    ][:1]
