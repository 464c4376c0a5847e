"""Nodes in, drafts out that have a list of titles without codes, or of which the text says that they have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oinp_noc._notices.draws.named import is_beside, marked
from oinp_noc._notices.draws.owners import CodeList, leads, owners_of
from oinp_noc._notices.plain.patterns import compiled
from oinp_noc._notices.tree.places import section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oinp_noc._notices.draws.drafts import Draft
    from oinp_noc._notices.tree.nodes import Node

_FEWEST = 2  # titles that make a list


def listed_by_title(nodes: Iterable[Node], drafts: list[Draft], text: str) -> None:
    """Mark the draws that have a list of official titles without their codes: they are targeted.

    Args:
        nodes: the nodes, in order.
        drafts: the drafts, with their lists of codes.
        text: the text, spelt plainly.
    """
    announced = [draft for draft in drafts if draft.role == "announced"]
    lists: dict[tuple[int, int], list[Node]] = {}
    for node in nodes:
        if node.of("title") and node.role == "announced":
            lists.setdefault((id(section(node)), id(node.parent)), []).append(node)
    for held in lists.values():
        if len(held) >= _FEWEST:
            for owner in owners_of(CodeList(held[0], [], held[-1].end), announced, 0, [], text):
                beside = is_beside(owner, held[0])
                owner.cued = owner.cued or (beside and not owner.codes and owner.get("general") is None)


def is_elsewhere(codes: CodeList, owners: list[Draft], text: str) -> bool:
    """Return True if a list is of titles alone, under a heading that speaks of no draw: jobs on our board."""
    alone = codes.codes[0].printed is not None and codes.codes[0].printed.start == codes.codes[0].start
    if alone and _BOARD.search(text, codes.node.start, codes.codes[0].start) is not None:
        return True
    if not alone or any(is_beside(owner, codes.node) for owner in owners):
        return False
    return not any(_OF_DRAWS.search(text, line.start, line.end) for line in (codes.node, *leads(codes)))


_BOARD = compiled(r"\b(?:our (?:job )?board|job board|hiring|vacanc(?:y|ies)|openings|nos offres|embauch[a-z]+)\b")
_OF_DRAWS = compiled(
    r"\b(?:occupations?|professions?|metiers|trades|nocs?|cnp|lists?|listes?|draws?|rounds?|tirages?|rondes?|eligible"
    r"|admissibles?|targeted|ciblee?s?|visee?s?|invited|invitee?s?|retenue?s?|selected)\b"
)


_NO_LIST = compiled(
    r"\bno (?:occupation(?:al)? |noc |code )?lists? (?:was|were|had been|is|are) (?:used|applied|needed|required)\b"
    r"[^.;]{0,40}?\bregional (?:draw|round)|\bregional (?:draws|rounds|ones) (?:had|used|needed|came with) no"
    r" (?:occupation |noc )?lists?\b|\baucune liste (?:de professions |d'emplois )?n'a(?:vait)? (?:ete )?"
    r"(?:servi|utilisee|appliquee|exigee)\b[^.;]{0,40}?\b(?:tirages|rondes) regiona"
    r"|\btirages regionaux[^.;]{0,20} sans liste"
)


_HAD_NONE = compiled(
    r"\b(?:(?:had|has|have|with|came with|used|needed) no|(?:did|do|does)(?: not|n't) (?:have|come with|use|need) an?y?"
    r"|without an?y?|sans|n'(?:avait|avaient|etaient? (?:assortie?s?|accompagnee?s?)|ont|a) (?:pas de|d'aucune|aucune)"
    r"|ne (?:comport|compt)ai(?:t|ent) (?:pas de|aucune)) (?:occupation |noc )?(?:list|liste)s?\b"
)


def unlisted(nodes: Iterable[Node], drafts: list[Draft], text: str) -> None:
    """Mark the draws for regions that had no list: "No lists were used for ...", "the first two had no list"."""
    every = drafts if _NO_LIST.search(text) else []
    some = (node for node in nodes if node.kind != "row" and _HAD_NONE.search(text, node.start, node.end))
    told = [draft for node in some for *_, named in marked(node, drafts, text) for draft in named]
    for draft in (*every, *told):
        target = draft.get("target")
        draft.unlisted = target is not None and target.value[0].region is not None and not draft.codes
