"""Drafts in, the same drafts out, without the codes of a sentence that only names draws, and names others, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.beside import is_below_lines, is_of_several
from oinp_noc._notices.draws.drafts import RECENT, Draft
from oinp_noc._notices.draws.named import fitting, marked, naming
from oinp_noc._notices.draws.told_beside import is_of_another_year
from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from oinp_noc._notices.tree.nodes import Node


def let_go(nodes: list[Node], drafts: list[Draft], text: str) -> None:
    """Take from drafts the codes of a sentence that only names draws, and names others, too."""
    announced = [draft for draft in drafts if draft.role == "announced"][-RECENT:]
    owners: dict[int, list[Draft]] = {}
    for draft in announced if len(drafts) > 1 else ():
        for code in draft.codes:
            owners.setdefault(code.start, []).append(draft)
    for node in nodes if owners else ():
        mine = owners.get(node.codes[0].start, []) if node.codes else []
        if not mine or node.kind == "row" or node.of(*INVITED, "score"):
            continue
        of_several = len(mine) == 1 < len(announced) and is_of_several([(node.start, node.codes[0].start)], text)
        if of_several or is_below_lines(node, announced, text) or is_of_another_year(node, mine):
            mine[0].codes = [code for code in mine[0].codes if code not in node.codes]
            mine[0].sizes = [size for size in mine[0].sizes if size not in node.facts]
            continue
        marks = marked(node, announced, text)
        names = naming((fact for _, fact, _ in marks if fact is not None), [])
        fit = fitting(announced, names, announced) if names else []
        if any(told not in ([], mine) for *_, told in marks) or (fit and fit != mine):
            for draft in mine:
                aim = draft.own.get("target")
                if not fit and aim in node.facts:
                    del draft.own["target"]
                draft.codes = [code for code in draft.codes if code not in node.codes]
