"""Drafts with a part of their lists in, the same out with the whole, if it has as many occupations as the text says."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from oinp_noc._notices.words.lexicon import INVITED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oinp_noc._notices.draws.drafts import Draft, Settled
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.digits import Found
    from oinp_noc._notices.tree.nodes import Node

_OF_A_DRAW = (*INVITED, "score", "day", "days", "stream")


def made_whole(nodes: Sequence[Node], found: Settled, lists: list[CodeList]) -> None:
    """Give a draw "in one of the 14 occupations below" all the lists below it that have 14 together, each with a name.

    Args:
        nodes: the nodes, in order.
        found: the drafts.
        lists: the lists that stand apart.
    """
    listed = {code.start: draft for draft in found.drafts for code in draft.codes}
    telling = [node for node in nodes if node.codes or node.of(*_OF_A_DRAW) or _ends(node)]
    coded = [at for at, node in enumerate(telling) if node.codes]
    starts = [telling[at].start for at in coded]
    below = cache(partial(_parts, telling))  # many draws may stand above one list
    for draft in found.drafts:
        sizes = {fact.value for fact in draft.sizes}
        if len(sizes) != 1 or len({code.code for code in draft.codes}) in sizes:
            continue
        at = bisect_left(starts, draft.sizes[0].span[1])
        parts = below(coded[at]) if at < len(coded) else []
        codes = [code for node in parts for code in node.codes if code.start not in found.left_out]
        alone = all(listed.get(code.start, draft) is draft for code in codes)
        if len(parts) > 1 and alone and {len({code.code for code in codes})} == sizes:
            _give(draft, codes, parts, lists)


def _parts(nodes: Sequence[Node], first: int) -> list[Node]:
    """Return the nodes with codes that follow each other from a place on; names may stand between them, and no draw."""
    return [*takewhile(lambda node: node.codes and not node.of(*_OF_A_DRAW), islice(nodes, first, None))]


def _ends(node: Node) -> bool:
    """Return True if a sentence stands between lists; a heading only names the next."""
    return node.kind not in ("heading", "entry", "row", "item")


def _give(draft: Draft, codes: list[Found], parts: list[Node], lists: list[CodeList]) -> None:
    """Give a draw its whole list: what names a part of it is not whom the draw was for."""
    draft.codes = codes
    first, last = parts[0].start, parts[-1].end
    for told in (draft.own, draft.context):
        if (aim := told.get("target")) is not None and first <= aim.span[0] < last:
            del told["target"]
    for part in (each for each in lists if first <= each.node.start < last):
        part.owners, part.near = [draft], False
