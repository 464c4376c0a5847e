"""Rows of codes with crosses in the columns of draws, or in such columns, in; the draws that they are of out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.cells.cells import headed
from oinp_noc._notices.draws.drafts import RECENT, has, is_general
from oinp_noc._notices.facts.columns import CROSSED, NOT_CROSSED
from oinp_noc._notices.words.dates import read

if TYPE_CHECKING:
    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.draws.owners import CodeList
    from oinp_noc._notices.tree.nodes import Node


def is_crossed(node: Node) -> bool:
    """Return True if a row has crosses, or could have some, in columns that are named for draws."""
    columns = node.unit.columns if node.kind == "row" else None
    return columns is not None and not {CROSSED, NOT_CROSSED}.isdisjoint(columns.kinds)


def is_in_none(node: Node) -> bool:
    """Return True if a row has no cross in any column that is named for a draw."""
    columns = node.unit.columns if is_crossed(node) else None
    return columns is not None and CROSSED not in columns.kinds


def told_by_crosses(codes: CodeList, drafts: list[Draft], text: str) -> list[Draft]:
    """Find the draws, earlier ones too, that have what the names of the columns with a cross give: stream, day, target.

    Args:
        codes: the codes of a row.
        drafts: the drafts.
        text: the text, spelt plainly.
    """
    node, codes.of_all = codes.node, True
    kinds = node.unit.columns.kinds if node.unit.columns is not None else ()
    cells = [cell for cell, kind in zip(node.unit.cells, kinds, strict=False) if kind == CROSSED]
    heads = [headed(read(text, *cell), text, *cell) for cell in cells]
    listed = [draft for draft in drafts[-RECENT:] if not is_general(draft)]
    return [draft for draft in listed if any(all(has(draft, fact.kind, fact) for fact in head) for head in heads)]


def is_in_a_strange_column(codes: CodeList, drafts: list[Draft]) -> bool:
    """Return True if codes stand in one of several columns, and its name is that of none of several draws."""
    columns = codes.node.unit.columns if codes.node.kind == "row" else None
    strange = columns is not None and columns.kinds == ("codes", "head") and not (codes.part.told or codes.part.facts)
    return strange and len(drafts) > 1
