"""Lists of codes in, answers out: whether one is said to be that of the draw before, and which earlier draw has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.drafts import RECENT
from oinp_noc._notices.draws.owners import leads
from oinp_noc._notices.draws.told_beside import told_by_name
from oinp_noc._notices.facts.columns import OLD_LIST

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node


def begins_old(node: Node, text: str) -> bool:
    """Return True if a line, heading or column begins with the name of an old list: Old codes: 31301."""
    columns = node.unit.columns if node.kind == "row" else None
    kinds = columns.kinds if columns is not None else ()
    heads = [cell for cell, kind in zip(node.unit.cells, kinds, strict=False) if kind == "head"]
    places = heads if node.kind == "row" else [(node.start, node.end)]
    return any(OLD_LIST.match(text, *place) is not None for place in places)


def is_old(codes: CodeList, text: str) -> bool:
    """Return True if a list is said to be the one before, by its own words or the line above it."""
    return any(begins_old(line, text) for line in (codes.node, *leads(codes)[:1]))


def told_before(codes: CodeList, drafts: list[Draft]) -> list[Draft]:
    """Find the earlier draw that an old list is of: the one that it names, or the only one of a stream of the news."""
    named = {stream.value for draft in drafts if draft.role != "recalled" and (stream := draft.get("stream"))}
    earlier = [
        draft
        for draft in drafts[-RECENT:]
        if draft.role == "recalled" and ((stream := draft.get("stream")) is None or stream.value in named)
    ]
    bare = [draft for draft in earlier if not draft.codes or codes.node.kind == "row"]
    return told_by_name(codes, drafts) or (bare if len(bare) == 1 else [])
